//! Where an entry stands, and what is wrong with it.

use std::fmt;
use std::sync::Arc;

/// File and line of an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    pub file: Arc<str>,
    /// Counted from 1.
    pub line: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// An entry that cannot be used: where, what, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconError {
    pub origin: Origin,
    pub what: String,
    pub mend: String,
}

impl LexiconError {
    pub fn new(file: &str, line: u32, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { origin: Origin { file: file.into(), line }, what: what.into(), mend: mend.into() }
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.origin, self.what, self.mend)
    }
}

impl std::error::Error for LexiconError {}
