//! The engine the command line reads with: the shipped lexicon, or with a user's own entries.

use crate::Failure;
use legation_engine::Engine;
use legation_lexicon::Lexicon;
use legation_syntax::Model;
use std::path::Path;

/// Gives the engine; the shipped lexicon is compiled when it is first asked for.
#[derive(Clone, Copy)]
pub struct Reader(Option<&'static Lexicon>);

impl Reader {
    /// The engine.
    pub fn get(self) -> Engine<'static> {
        self.0.map_or_else(Engine::builtin, |lexicon| Engine { lexicon, model: Model::builtin() })
    }

    /// The lexicon it reads with.
    pub fn lexicon(self) -> &'static Lexicon {
        self.0.unwrap_or_else(Lexicon::builtin)
    }
}

/// A reader over the shipped lexicon and the `.toml` files of `folder`, in order of name.
pub fn with_own_entries(folder: Option<&Path>) -> Result<Reader, Failure> {
    let Some(folder) = folder else { return Ok(Reader(None)) };
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
    let lexicon = Lexicon::with_entries(&files).map_err(|e| Failure(e.to_string()))?;
    // One lexicon a run: it lives as long as the process.
    Ok(Reader(Some(Box::leak(Box::new(lexicon)))))
}
