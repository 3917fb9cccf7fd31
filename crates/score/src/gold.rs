//! Annotated articles (GUIDELINE format).

use crate::text;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One annotated article, located in its text.
#[derive(Clone, Debug)]
pub struct GoldDocument {
    pub doc: String,
    /// Where the article's text lies.
    pub path: PathBuf,
    pub(crate) events: Vec<GoldEvent>,
    text: String,
}

#[derive(Clone, Debug)]
pub(crate) struct GoldEvent {
    pub kind: String,
    pub actors: BTreeSet<String>,
    pub recipients: BTreeSet<String>,
    pub date: Option<String>,
    pub status: String,
    pub weight: u32,
    pub quote: String,
    pub span: Option<(usize, usize)>,
}

impl GoldDocument {
    /// Each event's quotation, with its PLOVER type.
    pub fn quotes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.events.iter().map(|e| (e.quote.as_str(), e.kind.as_str()))
    }
}

impl GoldEvent {
    pub fn countries(&self) -> BTreeSet<&str> {
        self.actors.union(&self.recipients).map(String::as_str).collect()
    }
}

/// Why gold cannot be read.
#[derive(Debug)]
pub enum GoldError {
    /// The folder or a file in it cannot be opened.
    Io(PathBuf, std::io::Error),
    /// A file is not in the annotation format.
    Format(PathBuf, serde_json::Error),
    /// An annotation has no document beside it.
    NoDocument(PathBuf),
    /// The folder has no annotated article.
    Empty(PathBuf),
}

impl std::fmt::Display for GoldError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io(path, e) => write!(f, "{}: {e}", path.display()),
            Self::Format(path, e) => write!(f, "{}: not in the annotation format: {e}", path.display()),
            Self::NoDocument(path) => write!(f, "{}: no .txt of that name beside it", path.display()),
            Self::Empty(path) => {
                write!(f, "{}: no annotated article (NAME.json with `events`) here", path.display())
            }
        }
    }
}

impl std::error::Error for GoldError {}

#[derive(Deserialize)]
struct Raw {
    events: Option<Vec<RawEvent>>,
}

#[derive(Deserialize)]
struct RawEvent {
    quote: String,
    #[serde(rename = "type")]
    kind: String,
    actors: Vec<RawParty>,
    recipients: Vec<RawParty>,
    date: Option<RawDate>,
    status: String,
    #[serde(default = "two")]
    weight: u32,
}

const fn two() -> u32 {
    2
}

#[derive(Deserialize)]
struct RawParty {
    country: Option<String>,
    code: Option<String>,
}

#[derive(Deserialize)]
struct RawDate {
    from: Option<String>,
}

/// Every annotated article of a folder, in order of name. Documents lie beside their annotation, or in `../docs`.
pub fn read_gold(folder: &Path) -> Result<Vec<GoldDocument>, GoldError> {
    let io = |e| GoldError::Io(folder.to_owned(), e);
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.extension().is_some_and(|e| e == "json") {
            files.push(path);
        }
    }
    files.sort();
    let mut found = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file).map_err(|e| GoldError::Io(file.clone(), e))?;
        let raw: Raw = serde_json::from_slice(&bytes).map_err(|e| GoldError::Format(file.clone(), e))?;
        let Some(events) = raw.events else { continue };
        let path = document_of(&file).ok_or_else(|| GoldError::NoDocument(file.clone()))?;
        let text = std::fs::read_to_string(&path).map_err(|e| GoldError::Io(path.clone(), e))?;
        let text = text::norm(&text);
        let events = events.into_iter().map(|e| located(&text, e)).collect();
        let doc = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        found.push(GoldDocument { doc, path, events, text });
    }
    if found.is_empty() { Err(GoldError::Empty(folder.to_owned())) } else { Ok(found) }
}

fn document_of(annotation: &Path) -> Option<PathBuf> {
    let beside = annotation.with_extension("txt");
    if beside.exists() {
        return Some(beside);
    }
    let name = beside.file_name()?;
    let apart = annotation.parent()?.join("..").join("docs").join(name);
    apart.exists().then_some(apart)
}

fn located(text: &str, raw: RawEvent) -> GoldEvent {
    let codes = |side: Vec<RawParty>| side.into_iter().filter_map(|p| p.code.or(p.country)).collect();
    GoldEvent {
        kind: raw.kind,
        actors: codes(raw.actors),
        recipients: codes(raw.recipients),
        date: raw.date.and_then(|d| d.from),
        status: raw.status,
        weight: raw.weight,
        span: text::find(text, &text::norm(&raw.quote)),
        quote: raw.quote,
    }
}

impl GoldDocument {
    pub(crate) fn locate(&self, sentence: &str) -> Option<(usize, usize)> {
        text::find(&self.text, &text::norm(sentence))
    }
}
