//! The brief as people read it: a summary for the terminal, Markdown, and one self-contained HTML page.
//!
//! Everything shown is a record of the [`Corpus`]; every item opens its sentence. Nothing is decided here.

mod html;
mod markdown;
mod summary;
mod words;

pub use html::html;
pub use markdown::markdown;
pub use summary::{receipt, summary};

use legation_record::Corpus;

/// What a brief is about, for its title.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// English names of the two sides, where the brief is about a pair.
    pub between: Option<(String, String)>,
}

impl Subject {
    /// `Russia – Pakistan`, or a plain title.
    pub fn title(&self) -> String {
        match &self.between {
            Some((a, b)) => format!("{a} – {b}"),
            None => "Relations between states".to_owned(),
        }
    }
}

/// The happenings in order of date; those without one last.
fn chronology(corpus: &Corpus) -> Vec<&legation_record::Happening> {
    let mut all: Vec<_> = corpus.happenings.iter().collect();
    all.sort_by(|a, b| {
        (a.date.is_none(), a.date, a.enddate, &a.id).cmp(&(b.date.is_none(), b.date, b.enddate, &b.id))
    });
    all
}
