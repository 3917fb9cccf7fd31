//! The published records: what Legation prints, stores and promises to keep reading.
//!
//! Field names are PLOVER 2.0's wherever it has one. Every record is one JSON object with `"record"` saying which kind.
//! Offsets count Unicode code points of the document's cleaned text. Dates are ISO 8601 days.

mod corpus;
mod document;
mod event;
mod ids;
mod parts;

pub use corpus::{
    Conflict, ConflictItem, ConflictKind, Corpus, Dispute, Happening, IndexPoint, OutletView, Receipt,
    Rejected, Report, Step, Undertaking, UndertakingKind, Verdict, Voice,
};
pub use document::DocumentRecord;
pub use event::{ClaimRecord, EventRecord, FigureRecord};
pub use ids::{record_id, sha256};
pub use parts::{
    Bound, CiteInfo, Confidence, DateBasis, EventType, Grain, Interval, Loc, MONTHS, Party, Reason, Stance,
    Status, TextInfo, is_intergovernmental, month_name,
};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the record format. Raised when a field changes meaning or goes; older files stay readable.
pub const SCHEMA_VERSION: u32 = 1;

/// Any document-level record, tagged by its `record` field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "record", rename_all = "lowercase")]
pub enum Record {
    Document(DocumentRecord),
    Event(EventRecord),
    Figure(FigureRecord),
    Claim(ClaimRecord),
}

impl Record {
    /// The content id of the document it came from.
    pub fn doc_id(&self) -> &str {
        match self {
            Self::Document(d) => &d.id,
            Self::Event(e) => &e.doc_id,
            Self::Figure(f) => &f.doc_id,
            Self::Claim(c) => &c.doc_id,
        }
    }

    /// Its own stable id.
    pub fn id(&self) -> &str {
        match self {
            Self::Document(d) => &d.id,
            Self::Event(e) => &e.id,
            Self::Figure(f) => &f.id,
            Self::Claim(c) => &c.id,
        }
    }
}

/// The JSON Schema (draft 2020-12) of everything that is published: a record a line, or one corpus object.
pub fn json_schema() -> String {
    #[derive(JsonSchema)]
    #[serde(untagged)]
    #[allow(dead_code)]
    enum Published {
        Record(Box<Record>),
        Corpus(Box<Corpus>),
    }
    let schema = schemars::schema_for!(Published);
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}
