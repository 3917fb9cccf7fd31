//! `cargo dev generate [--check]`: files that are made from code, and the proof that they are fresh.

use crate::{Failure, root};
use std::path::PathBuf;

/// Writes every generated file, or with `check` says which are stale.
pub fn run(check: bool) -> Result<(), Failure> {
    let mut stale = Vec::new();
    for (path, fresh) in files() {
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        if kept == fresh {
            continue;
        }
        if check {
            stale.push(path.display().to_string());
        } else {
            std::fs::write(&path, fresh).map_err(|e| Failure(format!("{}: {e}", path.display())))?;
            println!("wrote {}", path.display());
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(Failure(format!("stale: {}; run `cargo dev generate`", stale.join(", "))))
}

fn files() -> Vec<(PathBuf, String)> {
    vec![
        (root().join("docs/cameo.md"), crate::cameo::page()),
        (root().join("docs/schema.json"), legation_record::json_schema() + "\n"),
    ]
}
