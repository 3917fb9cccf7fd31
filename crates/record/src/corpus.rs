//! What a pile of documents tells when its records are read together.

use crate::{DateBasis, EventType, Grain, Interval, Loc, Party, Stance, Status, TextInfo};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `brief --format json`: everything the brief shows, in one object.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Corpus {
    pub schema_version: u32,
    pub receipt: Receipt,
    pub happenings: Vec<Happening>,
    /// What is told in general and belongs in no chronology: possibilities, what did not happen, attitudes without a day;
    /// each says why in `aside_because`.
    #[serde(default)]
    pub background: Vec<Happening>,
    /// The figures ledger's lines; disagreements stand in `conflicts`.
    pub figures: Vec<crate::FigureRecord>,
    pub undertakings: Vec<Undertaking>,
    pub disputes: Vec<Dispute>,
    pub conflicts: Vec<Conflict>,
    pub index: Vec<IndexPoint>,
    /// What each outlet tells and leaves out.
    #[serde(default)]
    pub outlets: Vec<OutletView>,
}

/// What was read, what was not, and why.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Receipt {
    /// Files or items offered.
    pub offered: u32,
    /// Documents read.
    pub read: u32,
    /// Exact copies of a document already read.
    pub duplicates: u32,
    /// Documents that are near-duplicates or agency copies of another.
    pub syndicated: u32,
    /// Independent sources after syndication is counted out.
    pub sources: u32,
    pub rejected: Vec<Rejected>,
    pub words: u64,
    pub sentences: u64,
    /// Earliest and latest publication.
    pub published: Option<Interval>,
    pub undated: u32,
    /// Outlet and number of documents, most first.
    pub outlets: Vec<(String, u32)>,
    pub documents: Vec<crate::DocumentRecord>,
}

/// One file or item that was not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Rejected {
    pub doc: String,
    pub why: String,
}

/// A place in a document that says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Id of the record (event, figure or claim) it stands for.
    pub id: String,
    pub doc: String,
    pub doc_id: String,
    pub outlet: Option<String>,
    #[schemars(with = "Option<String>")]
    pub published: Option<Date>,
    pub text: String,
    pub text_info: TextInfo,
    /// On whose word this report has it; null where the outlet itself.
    pub speaker: Option<Party>,
    /// As this report has it.
    pub status: Option<Status>,
}

/// One real event with every report beneath it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Happening {
    pub id: String,
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    #[schemars(with = "Option<String>")]
    pub enddate: Option<Date>,
    pub date_grain: Option<Grain>,
    pub date_basis: Option<DateBasis>,
    /// Why there is no date, where there is none.
    pub undated_because: Option<String>,
    pub event: Vec<EventType>,
    pub mode: Vec<String>,
    pub actor: Vec<Party>,
    pub recipient: Vec<Party>,
    pub event_loc: Option<Loc>,
    pub status: Status,
    /// −10 to +10, the mean of its reports.
    pub event_scale: f32,
    /// One plain sentence, generated from the record.
    pub headline: String,
    pub reports: Vec<Report>,
    /// Independent sources among the reports.
    pub sources: u32,
    /// True where somebody denies or doubts it.
    pub disputed: bool,
    /// Why its reports were taken for one event.
    #[serde(default)]
    pub because: Vec<crate::Reason>,
    /// Why it is background and no entry of the chronology; absent where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aside_because: Option<String>,
}

/// The kind of an undertaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum UndertakingKind {
    Project,
    Agreement,
    Mechanism,
    Exercise,
    Membership,
    Deal,
}

/// A project, agreement, mechanism, exercise series, membership bid or deal, followed through time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Undertaking {
    pub id: String,
    pub name: String,
    pub aliases: Vec<String>,
    pub kind: UndertakingKind,
    /// ISO codes.
    pub parties: Vec<String>,
    /// The latest step that changes its state.
    pub status: String,
    /// The day that status was reported for.
    #[schemars(with = "Option<String>")]
    pub as_of: Option<Date>,
    pub history: Vec<Step>,
}

/// One step in an undertaking's life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// proposed agreed signed started delivered held joined delayed blocked cancelled lifted planned backed alleged denied
    pub step: String,
    pub date: Option<Interval>,
    /// `Druzhba VII`, `15th session`: which round, where the series has rounds.
    pub round: Option<String>,
    pub reports: Vec<Report>,
}

/// Claims about one proposition, side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dispute {
    pub id: String,
    /// What is disputed, in one plain sentence.
    pub proposition: String,
    /// The happening it is about, where there is one.
    pub happening: Option<String>,
    pub voices: Vec<Voice>,
    /// Parties named in the proposition that are not heard on it.
    pub silent: Vec<String>,
}

/// One side of a dispute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Voice {
    pub stance: Stance,
    pub speaker: String,
    /// ISO code of the speaker.
    pub code: Option<String>,
    pub reports: Vec<Report>,
}

/// What a conflict is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ConflictKind {
    Figure,
    Claim,
    Date,
    Status,
}

/// What a comparison comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Contradicts,
    Tension,
    Evolves,
    Agrees,
}

/// Statements that bear on the same thing, and how they stand to each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Conflict {
    pub id: String,
    pub kind: ConflictKind,
    pub verdict: Verdict,
    /// What the items are about: `bilateral trade PAK–RUS`.
    pub about: String,
    pub items: Vec<ConflictItem>,
    /// The reason for the verdict, in words.
    pub note: String,
}

/// One statement in a conflict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ConflictItem {
    /// `USD 790 million in 2020`, `visited in February 2022`.
    pub value: String,
    pub report: Report,
}

/// One month or year of one dyad.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IndexPoint {
    /// Two ISO codes, sorted.
    pub dyad: (String, String),
    /// `2024-10`, or `2024` for a year.
    pub period: String,
    /// Mean PLOVER score of the happenings, −10 to +10.
    pub score: f32,
    /// Lowest and highest.
    pub spread: (f32, f32),
    /// Independent sources.
    pub sources: u32,
    /// `thin` under three independent sources, else `fair`, `good` from ten.
    pub coverage: String,
    /// Ids of the happenings beneath the point.
    pub happenings: Vec<String>,
}

/// What one outlet tells and leaves out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OutletView {
    pub outlet: String,
    pub documents: u32,
    /// Ids of happenings it reports.
    pub tells: Vec<String>,
    /// Ids of happenings two or more others report within its span of dates and it does not.
    pub leaves_out: Vec<String>,
    /// Mean score of what it tells.
    pub score: Option<f32>,
}
