//! The engine the command line reads with: the shipped lexicon, or with a user's own entries.

use crate::Failure;
use legation_engine::Engine;
use legation_lexicon::{Lexicon, Own};
use legation_syntax::Model;
use std::path::{Path, PathBuf};

/// Gives the engine; the shipped lexicon is compiled when it is first asked for.
#[derive(Clone, Copy)]
pub struct Reader(Option<&'static Lexicon>);

impl Reader {
    /// The engine.
    pub fn get(self) -> Engine<'static> {
        self.0.map_or_else(Engine::builtin, |lexicon| Engine { lexicon, model: Model::builtin() })
    }

    /// Gets the engine ready on a thread of its own, while this one reads files.
    pub fn warm(self) {
        // Not joined: whoever first needs the engine waits for it.
        std::thread::spawn(move || self.get());
    }

    /// The lexicon it reads with.
    pub fn lexicon(self) -> &'static Lexicon {
        self.0.unwrap_or_else(Lexicon::builtin)
    }
}

/// A reader over the shipped lexicon, the `.toml` files of `events`, in order of name, and the files of `actors`.
pub fn with_own_entries(events: Option<&Path>, actors: &[PathBuf]) -> Result<Reader, Failure> {
    if events.is_none() && actors.is_empty() {
        return Ok(Reader(None));
    }
    let own = Own {
        events: events.map_or_else(|| Ok(Vec::new()), event_files)?,
        actors: actors.iter().map(|path| actor_file(path)).collect::<Result<_, _>>()?,
    };
    let lexicon = Lexicon::with_own(&own).map_err(|e| Failure(e.to_string()))?;
    // One lexicon a run: it lives as long as the process.
    Ok(Reader(Some(Box::leak(Box::new(lexicon)))))
}

fn event_files(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let bad = |e: std::io::Error| Failure(format!("{}: {e}: name a folder of .toml files", folder.display()));
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(bad)? {
        let path = entry.map_err(bad)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_toml = path.extension().is_some_and(|e| e == "toml");
        if is_toml && name != "composition.toml" {
            files.push((path.display().to_string(), std::fs::read_to_string(&path).map_err(bad)?));
        }
    }
    files.sort();
    Ok(files)
}

fn actor_file(path: &Path) -> Result<(String, String), Failure> {
    let name = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => Ok((name, text)),
        Err(e) => Err(Failure(format!(
            "{name}: {e}: name a table of actors (UTF-8, tab-separated) or a PETRARCH actor dictionary"
        ))),
    }
}
