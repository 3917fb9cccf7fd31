//! The three kinds of record a document yields.

use crate::{
    Bound, CiteInfo, Confidence, DateBasis, EventType, Grain, Interval, Loc, Party, Reason, Stance, Status,
    TextInfo,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One act between political actors, as one sentence reports it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventRecord {
    /// Stable: the same document, sentence and reading give the same id.
    pub id: String,
    /// Where the document was read.
    pub doc: String,
    /// Content id of the document.
    pub doc_id: String,
    /// Publication day, or the first day of the month or year it is known by.
    #[schemars(with = "Option<String>")]
    pub published: Option<Date>,
    /// First day on which it happened or is to happen; null where the text bounds nothing.
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Last such day.
    #[schemars(with = "Option<String>")]
    pub enddate: Option<Date>,
    pub date_grain: Option<Grain>,
    pub date_basis: Option<DateBasis>,
    /// PLOVER type; a list because PLOVER has one, in practice one item.
    pub event: Vec<EventType>,
    /// PLOVER modes.
    pub mode: Vec<String>,
    /// PLOVER contexts.
    pub context: Vec<String>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 neutral.
    pub quad_code: u8,
    /// The published PLOVER score of type and mode, −10 to +10.
    pub event_scale: f32,
    pub actor: Vec<Party>,
    pub recipient: Vec<Party>,
    pub event_loc: Option<Loc>,
    pub status: Status,
    /// On whose word; null where the article itself says it.
    pub speaker: Option<Party>,
    /// When it was said, where that differs from when it happens.
    #[schemars(with = "Option<String>")]
    pub said_on: Option<Date>,
    /// When a promised or planned act is to take place.
    pub horizon: Option<Interval>,
    /// The sentence.
    pub text: String,
    pub text_info: TextInfo,
    /// The words that carry the event.
    pub event_text: Vec<String>,
    pub confidence: Confidence,
    pub because: Vec<Reason>,
    pub cite_info: CiteInfo,
    /// `legation 0.1.0`.
    pub coder: String,
    /// `PLOVER 2.0`.
    pub codebook: String,
}

/// One quantity about states' dealings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureRecord {
    pub id: String,
    pub doc: String,
    pub doc_id: String,
    #[schemars(with = "Option<String>")]
    pub published: Option<Date>,
    /// What is counted: `bilateral trade`, `wheat`, `helicopters`.
    pub what: String,
    /// Exact decimal, in `unit`, written as a plain number.
    pub value: serde_json::Number,
    /// ISO 4217 code or a plain unit: km, bcm/year, doses, %.
    pub unit: String,
    pub bound: Bound,
    /// The time the quantity belongs to.
    pub period: Option<Interval>,
    /// ISO codes of the states whose dealing it measures.
    pub parties: Vec<String>,
    pub speaker: Option<Party>,
    /// The sentence.
    pub text: String,
    pub text_info: TextInfo,
    /// The words of the quantity itself.
    pub figure_text: String,
    pub because: Vec<Reason>,
    pub cite_info: CiteInfo,
}

/// One proposition on somebody's word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClaimRecord {
    pub id: String,
    pub doc: String,
    pub doc_id: String,
    #[schemars(with = "Option<String>")]
    pub published: Option<Date>,
    /// Who says it; null where only "reports" or nobody named.
    pub speaker: Option<Party>,
    pub stance: Stance,
    /// What is said, in the words of the text.
    pub proposition: String,
    /// Ids of the event or figure records the proposition is about.
    pub about: Vec<String>,
    /// When it was said.
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    pub text: String,
    pub text_info: TextInfo,
    pub because: Vec<Reason>,
    pub cite_info: CiteInfo,
}
