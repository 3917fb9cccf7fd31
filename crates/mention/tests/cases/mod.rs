//! Reads the evaluation cases, which lie outside the repository, and keeps the tally.
#![allow(dead_code)] // each test file uses a part

pub mod names;

use serde_json::Value;
use std::path::PathBuf;

/// The cases of one file under `shared/eval`; `None`, with a note, where they are not at hand (an error under CI).
pub fn load(file: &str) -> Option<Vec<Value>> {
    let path = root().join("eval").join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", path.display());
        eprintln!("skipped: {} is not here", path.display());
        return None;
    };
    let cases = serde_json::from_str(text.trim_start_matches('\u{feff}'));
    Some(cases.unwrap_or_else(|e| panic!("{}: {e}", path.display())))
}

/// Right, wrong and left out, for one file.
pub struct Tally {
    pub file: String,
    pub right: u32,
    pub wrong: u32,
    /// Counted as right: another convention, chosen for news text.
    pub on_purpose: u32,
    /// Not about what is scored.
    pub left_out: u32,
}

impl Tally {
    pub fn new(file: &str) -> Self {
        Self { file: file.into(), right: 0, wrong: 0, on_purpose: 0, left_out: 0 }
    }

    /// Counts a miss; shows it where `SHOW_WRONG` is set.
    pub fn wrong(&mut self, what: impl Fn() -> String) {
        self.wrong += 1;
        if std::env::var_os("SHOW_WRONG").is_some() {
            eprintln!("  {}: {}", self.file, what());
        }
    }

    pub fn share(&self) -> f64 {
        let right = f64::from(self.right + self.on_purpose);
        right / (right + f64::from(self.wrong)).max(1.0)
    }

    pub fn print(&self) {
        let Self { file, right, wrong, on_purpose, left_out } = self;
        let share = 100.0 * self.share();
        eprintln!(
            "{file:<18} {share:5.1} % right ({right} + {on_purpose} on purpose, {wrong} wrong, {left_out} left out)"
        );
    }
}

/// The files of one folder under `shared/eval` with this ending, sorted; `None` as for [`load`].
pub fn files(folder: &str, ending: &str) -> Option<Vec<PathBuf>> {
    let path = root().join("eval").join(folder);
    let Ok(entries) = std::fs::read_dir(&path) else {
        assert!(std::env::var_os("CI").is_none(), "{} is missing", path.display());
        eprintln!("skipped: {} is not here", path.display());
        return None;
    };
    let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == ending));
    files.sort();
    Some(files)
}

fn root() -> PathBuf {
    std::env::var_os("LEGATION_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from)
}
