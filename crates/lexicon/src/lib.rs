//! `data/` parsed, validated and compiled: what a political scientist could dispute.
//!
//! Every entry remembers the file and line it came from, so that whatever is derived can say why.

pub mod actors;
pub mod cameo;
pub mod check;
pub mod codebook;
pub mod composition;
mod error;
pub mod events;
pub mod frame;
pub mod landmarks;
pub mod petrarch_verbs;
mod raw;
pub mod speech;
pub mod units;

pub use error::{LexiconError, Origin};

use std::sync::LazyLock;

/// A file of `data/`, as compiled in.
macro_rules! data {
    ($path:expr) => {
        include_str!(concat!("../../../data/", $path))
    };
}

/// All of Legation's data.
#[derive(Debug)]
pub struct Lexicon {
    pub actors: actors::Actors,
    pub units: units::Units,
    pub codebook: codebook::Codebook,
    pub speech: speech::Speech,
    pub events: events::Events,
    pub composition: composition::Composition,
}

/// A user's own files, each by name and text, read in the order given.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// Event entries: one with a known id replaces the shipped one; `classes.toml` among them adds to the word classes.
    pub events: Vec<(String, String)>,
    /// Actors, as [`actors::Actors::with_file`] reads them.
    pub actors: Vec<(String, String)>,
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

    /// The landmarks of international affairs; read when first asked for.
    pub fn landmarks(&self) -> &'static landmarks::Landmarks {
        static BUILTIN: LazyLock<landmarks::Landmarks> = LazyLock::new(landmarks::Landmarks::builtin);
        &BUILTIN
    }

    fn load() -> Result<Self, LexiconError> {
        Self::with_own(&Own::default())
    }

    /// The shipped lexicon with a user's own files. Of the events, a `.toml` file holds entries, and one with a known id
    /// replaces the shipped one; `classes.toml` among them adds to the word classes; any other file is a PETRARCH2 verb
    /// dictionary. Of two frames as narrow, the user's own wins.
    pub fn with_own(own: &Own) -> Result<Self, LexiconError> {
        // The two large tables are read side by side.
        let (actors, events) = std::thread::scope(|scope| {
            let actors = scope.spawn(|| Self::actors(own));
            let events = Self::events(own);
            (actors.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), events)
        });
        let (actors, (events, crosswalk)) = (actors?, events?);
        let text = data!("codebook/plover.toml");
        let codebook = codebook::Codebook::read("data/codebook/plover.toml", text, crosswalk)?;
        let table = data!("events/composition.toml");
        Ok(Self {
            composition: composition::Composition::read("data/events/composition.toml", table, &codebook)?,
            actors,
            units: units::Units::builtin()?,
            codebook,
            speech: speech::Speech::read("data/claims/speech.toml", data!("claims/speech.toml"))?,
            events,
        })
    }

    fn actors(own: &Own) -> Result<actors::Actors, LexiconError> {
        let mut actors = actors::Actors::builtin()?;
        for (name, text) in &own.actors {
            actors = actors.with_file(name, text)?;
        }
        Ok(actors)
    }

    fn events(own: &Own) -> Result<(events::Events, cameo::Crosswalk), LexiconError> {
        let own = &own.events;
        let is_classes = |name: &str| name.ends_with("classes.toml");
        let mut classes = events::read_classes("data/events/classes.toml", data!("events/classes.toml"))?;
        for (name, text) in own.iter().filter(|(name, _)| is_classes(name)) {
            classes.extend(events::read_classes(name, text)?);
        }
        let crosswalk = cameo::Crosswalk::read("data/codebook/cameo.tsv", data!("codebook/cameo.tsv"))?;
        let mut events = events::Events::shipped(classes)?;
        let shipped = events.len();
        for (name, text) in own.iter().filter(|(name, _)| !is_classes(name)) {
            if std::path::Path::new(name).extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) {
                events.add(name, text)?;
            } else {
                events.extend(petrarch_verbs::read(name, text, &crosswalk)?);
            }
        }
        events.prefer(shipped);
        Ok((events, crosswalk))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_data_loads() {
        let lexicon = Lexicon::load().unwrap_or_else(|e| panic!("{e}"));
        assert!(lexicon.events.entries().count() > 1000, "each is compiled when asked for");
    }

    #[test]
    fn every_mode_of_an_entry_is_in_the_codebook() {
        let lexicon = Lexicon::builtin();
        for entry in lexicon.events.entries() {
            if let (Some(kind), Some(mode)) = (entry.kind, &entry.mode) {
                assert!(
                    lexicon.codebook.has_mode(kind, mode),
                    "{}: {kind} has no mode `{mode}`",
                    entry.origin
                );
            }
        }
    }
}
