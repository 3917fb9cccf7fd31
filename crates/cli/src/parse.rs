//! `legation parse`: syntax as CoNLL-U.

use crate::args::ParseArgs;
use crate::output::Output;
use crate::{Outcome, Run, Shell};
use legation_ingest::{gather, stream};
use legation_syntax::{Model, conllu};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Runs the command.
pub fn run(shell: &Shell, args: &ParseArgs) -> Run {
    let mut out = Output::open(None)?;
    let (standard_input, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|p| p == Path::new("-"));
    let gathered = gather(&paths);
    let mut skipped = false;
    let early = gathered.rejected.into_iter().map(Err);
    let read = standard_input.iter().chain(&gathered.sources).flat_map(|path| stream(path));
    for outcome in early.chain(read) {
        match outcome {
            Ok(document) => {
                let text = conllu::write(&Model::builtin().parse(&document), &document.text);
                out.write_all(text.as_bytes()).map_err(|e| out.failure(&e))?;
            }
            Err(rejected) => {
                shell.note(&format!("skipped {}: {}", rejected.doc, rejected.why));
                skipped = true;
            }
        }
    }
    out.finish()?;
    Ok(if skipped { Outcome::Skipped } else { Outcome::Complete })
}
