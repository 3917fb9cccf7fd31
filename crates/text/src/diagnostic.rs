//! What a stage has to say about its own work: why it decided, and what it could not use.

use crate::Span;

/// One reason behind a derived thing: which line of which rule, and what it saw.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Because {
    /// `data/events/visit.toml:41` for data, `event::passive` for a rule in code.
    pub rule: String,
    /// What matched, in a few plain words.
    pub note: String,
}

impl Because {
    pub fn new(rule: impl Into<String>, note: impl Into<String>) -> Self {
        Self { rule: rule.into(), note: note.into() }
    }
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// Something to tell a person about one place in one document. Never stops the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub span: Option<Span>,
    pub message: String,
}
