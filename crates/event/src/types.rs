//! The layer this room adds: acts with their parties, before anybody's word is weighed.

use jiff::civil::Date;
use legation_lexicon::events::Entry;
use legation_mention::EntityId;
use legation_record::{DateBasis, EventType, Grain};
use legation_text::Because;

/// Everything coded in one document.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// In text order.
    pub events: Vec<Event>,
    /// For each sentence who speaks, where the sentence is quoted or reported as a whole.
    pub voices: Vec<crate::voice::Voice>,
}

/// One act as one clause reports it.
#[derive(Clone, Debug)]
pub struct Event {
    pub sentence: u32,
    /// The predicate's head token.
    pub trigger: u32,
    /// Tokens that carry the event, sorted.
    pub words: Vec<u32>,
    pub kind: EventType,
    pub mode: Option<String>,
    pub contexts: Vec<String>,
    pub actors: Vec<Role>,
    pub recipients: Vec<Role>,
    /// Talks, agreements, exercises: every party stands under `actors`.
    pub mutual: bool,
    pub modality: Modality,
    /// The type before the clause's mood changed it: a meeting announced is AGREE over CONSULT.
    pub announced: Option<EventType>,
    /// The operators it stands under, outermost last.
    pub under: Vec<Embedding>,
    pub when: Option<When>,
    /// When a promised or planned act is to take place.
    pub horizon: Option<When>,
    /// Index into the document's mentions.
    pub place: Option<u32>,
    /// 0 to 1.
    pub confidence: f32,
    pub because: Vec<Because>,
}

/// A party in a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Role {
    pub entity: EntityId,
    /// The token that named it; `None` where it was inferred from the discourse.
    pub token: Option<u32>,
}

/// Adds roles, each party once.
pub fn join(found: &mut Vec<Role>, roles: impl IntoIterator<Item = Role>) {
    for role in roles {
        if !found.iter().any(|r| r.entity == role.entity) {
            found.push(role);
        }
    }
}

/// How the clause stands to the facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // independent observations of one clause
pub struct Modality {
    pub negated: bool,
    pub future: bool,
    /// is due to, is expected to: it stands in the calendar, and nobody promises it.
    pub scheduled: bool,
    /// would, could, if, may.
    pub hypothetical: bool,
    /// if, unless: among the hypothetical.
    pub conditional: bool,
    /// An infinitive of purpose: "to discuss", "in order to buy".
    pub purpose: bool,
    /// must, should: somebody demands it.
    pub obligation: bool,
    /// is doing, has been doing.
    pub progressive: bool,
    /// allegedly, reportedly, an alleged …
    pub alleged: bool,
    pub past: bool,
    /// has done, had done: when is not said by the tense.
    pub perfect: bool,
    /// had done: before what is told.
    pub pluperfect: bool,
}

/// What an event is embedded under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedding {
    /// The governing predicate.
    pub token: u32,
    pub kind: EmbeddingKind,
}

/// What the governing predicate does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmbeddingKind {
    Accused,
    Denied,
    Failed,
    Wanted,
    Promised,
    Demanded,
    Refused,
    Threatened,
}

/// When an event is or was, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub grain: Grain,
    pub basis: DateBasis,
}

/// A frame that was considered for a predicate, for `legation explain`.
#[derive(Clone, Debug)]
pub struct Reading<'l> {
    pub sentence: u32,
    pub trigger: u32,
    pub entry: &'l Entry,
    /// The condition that failed; `None` where all held.
    pub failed: Option<String>,
    pub won: bool,
}
