//! The engine the command line reads with: the shipped lexicon, or with a user's own entries.

use crate::Failure;
use legation_engine::Engine;
use legation_lexicon::{Lexicon, LexiconError, Own, check};
use legation_syntax::Model;
use std::path::{Path, PathBuf};

/// Faults of a user's lexicon that are shown one by one; old verb dictionaries have hundreds.
const SHOWN: usize = 10;

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
        std::thread::spawn(Model::builtin);
        std::thread::spawn(move || self.get());
    }

    /// The lexicon it reads with.
    pub fn lexicon(self) -> &'static Lexicon {
        self.0.unwrap_or_else(Lexicon::builtin)
    }
}

/// A reader over the shipped lexicon and the user's own: `events` as they are, folders with their `.toml` files by name,
/// and the files of `actors`.
pub fn with_own_entries(events: &[PathBuf], actors: &[PathBuf], quiet: bool) -> Result<Reader, Failure> {
    if events.is_empty() && actors.is_empty() {
        return Ok(Reader(None));
    }
    let own = Own {
        events: event_files(events)?,
        actors: actors.iter().map(|path| actor_file(path)).collect::<Result<_, _>>()?,
    };
    let lexicon = Lexicon::with_own(&own).map_err(|e| Failure(e.to_string()))?;
    if !quiet {
        warn(&lexicon, &own.events);
    }
    // One lexicon a run: it lives as long as the process.
    Ok(Reader(Some(Box::leak(Box::new(lexicon)))))
}

fn event_files(paths: &[PathBuf]) -> Result<Vec<(String, String)>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(in_folder(path)?);
        } else {
            files.push(read(path)?);
        }
    }
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

/// Says which of the user's entries never win, and which examples are at odds.
fn warn(lexicon: &Lexicon, files: &[(String, String)]) {
    let own = |fault: &LexiconError| files.iter().any(|(name, _)| *name == *fault.origin.file);
    let faults: Vec<LexiconError> = check::faults(&lexicon.events).into_iter().filter(own).collect();
    for fault in faults.iter().take(SHOWN) {
        eprintln!("legation: {fault}");
    }
    if faults.len() > SHOWN {
        eprintln!("legation: {} more entries of yours never win or are at odds", faults.len() - SHOWN);
    }
}

fn in_folder(folder: &Path) -> Result<Vec<(String, String)>, Failure> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|e| bad(folder, &e))? {
        let path = entry.map_err(|e| bad(folder, &e))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_toml = path.extension().is_some_and(|e| e == "toml");
        if is_toml && name != "composition.toml" {
            files.push(read(&path)?);
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<(String, String), Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| bad(path, &e))?;
    Ok((path.display().to_string(), text))
}

fn bad(path: &Path, error: &std::io::Error) -> Failure {
    let path = path.display();
    Failure(format!(
        "{path}: {error}: --lexicon takes a folder of .toml files, a .toml file, or a verb dictionary"
    ))
}
