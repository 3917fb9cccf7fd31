//! `data/` parsed, validated and compiled: what a political scientist could dispute.
//!
//! Every entry remembers the file and line it came from, so that whatever is derived can say why.

pub mod actors;
mod error;
pub mod units;

pub use error::{LexiconError, Origin};

use std::sync::LazyLock;

/// All of Legation's data.
#[derive(Debug)]
pub struct Lexicon {
    pub actors: actors::Actors,
    pub units: units::Units,
}

impl Lexicon {
    /// The lexicon that ships inside the binary.
    ///
    /// # Panics
    /// Never in a release: the shipped data is parsed by the tests.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| match Lexicon::load() {
            Ok(lexicon) => lexicon,
            Err(error) => panic!("the built-in lexicon does not load: {error}"),
        });
        &BUILTIN
    }

    fn load() -> Result<Self, LexiconError> {
        Ok(Self { actors: actors::Actors::builtin()?, units: units::Units::builtin()? })
    }
}
