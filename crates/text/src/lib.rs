//! The ground every room stands on: documents, exact spans, diagnostics.
//!
//! A [`Document`] keeps its text as it was read; nothing is cut out. What is not article (navigation, read-more
//! links, comment prompts) is marked as a [`Block`] of kind [`BlockKind::Noise`], so that every [`Span`] slices the
//! text a person can open.

mod diagnostic;
mod document;
mod span;

pub use diagnostic::{Because, Diagnostic, Severity};
pub use document::{Block, BlockKind, Document, Published};
pub use span::{CharSpan, Chars, Span};
