//! What was read.

use crate::{CiteInfo, Interval};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One document that was read, without its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentRecord {
    /// Content address: the same article has the same id wherever it lies.
    pub id: String,
    /// Where it was read.
    pub doc: String,
    /// When it was published, as days between which.
    pub published: Option<Interval>,
    /// For a text that bears no date: the month or year of which it is, as far as what it tells leaves one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reckoned: Option<Interval>,
    pub cite_info: CiteInfo,
    /// ISO 3166 alpha-3 of the outlet's home, where known.
    pub outlet_country: Option<String>,
    /// Words of article, noise left out.
    pub words: u32,
    /// Sentences of article.
    pub sentences: u32,
    /// The id of the source group: near-duplicates and agency copies of one text share it.
    pub source_group: String,
    /// `MinHash` of the article's word shingles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fingerprint: Vec<u32>,
}
