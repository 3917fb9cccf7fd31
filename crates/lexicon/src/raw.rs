//! Entries of `data/events/*.toml` as written. The build script reads the shipped files with this too, so that a fault in
//! one of them stops the build, and the program that starts has no TOML to parse.

use serde::{Deserialize, Serialize};
use toml::Spanned;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    entry: Vec<Spanned<RawEntry>>,
}

/// One entry, nothing checked but its shape.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RawEntry {
    pub id: String,
    pub heads: Vec<String>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub mode: Option<String>,
    pub op: Option<String>,
    #[serde(default)]
    pub actor: Option<Vec<String>>,
    #[serde(default)]
    pub recipient: Option<Vec<String>>,
    #[serde(default)]
    pub both: bool,
    #[serde(default)]
    pub requires: Vec<String>,
    #[serde(default)]
    pub unless: Vec<String>,
    #[serde(default)]
    pub contexts: Vec<String>,
    #[serde(default)]
    pub priority: i32,
    #[serde(default)]
    pub yes: Vec<String>,
    #[serde(default)]
    pub no: Vec<String>,
    /// Where the reading comes from, for a person.
    #[serde(default)]
    pub source: Option<String>,
}

/// A file's entries, each with its line; an error has the line and what is wrong.
pub fn read(text: &str) -> Result<Vec<(u32, RawEntry)>, (u32, String)> {
    let file: File = toml::from_str(text).map_err(|e| {
        let line = e.span().map_or(1, |span| line_of(text, span.start));
        (line, e.message().to_owned())
    })?;
    let (mut line, mut counted) = (1, 0);
    let numbered = file.entry.into_iter().map(|spanned| {
        // Entries come in text order: each line is counted once.
        let start = spanned.span().start;
        line += line_of(text.get(counted..).unwrap_or_default(), start - counted) - 1;
        counted = start;
        (line, spanned.into_inner())
    });
    Ok(numbered.collect())
}

/// The line of a byte, from 1.
pub fn line_of(text: &str, at: usize) -> u32 {
    1 + text.get(..at).unwrap_or(text).matches('\n').count() as u32
}
