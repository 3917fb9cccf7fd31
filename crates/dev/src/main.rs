//! `cargo dev`: training, generators, scoring, benches and the room check. Nothing depends on this room.
#![allow(clippy::print_stdout)] // a tool for the people who build Legation; its output is its purpose

mod bench;
mod cameo;
mod events;
mod generate;
mod rooms;
mod scale;
mod score;
mod syntax;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: cargo dev COMMAND
  rooms                       check that the crates depend on each other as the design allows
  generate [--check]          write generated files, or say which are stale
  score [--check] [--errors N]  measure accuracy and write docs/scores.md, or hold it against the committed table
  scale N                     print N varied news items, to measure how things grow with size
  bench                       words a second on one core, by stage
  train-events                train the small model of PLOVER classes and cross-validate it
  train-syntax …              train the language model (see docs/training.md)
  pack-syntax CHECKPOINT …    quantise a trained network into the model file
  score-syntax FILE.conllu …  score the language engine as the CoNLL 2018 shared task does";

/// What went wrong, in one message.
pub struct Failure(pub String);

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|a| a == flag);
    let result = match args.first().map(String::as_str) {
        Some("rooms") => rooms::run(),
        Some("generate") => generate::run(has("--check")),
        Some("score") => score::run(has("--check"), number_after(&args, "--errors")),
        Some("scale") => scale::run(args.get(1).and_then(|n| n.parse().ok()).unwrap_or(0)),
        Some("bench") => bench::run(),
        Some("train-events") => events::train(),
        Some("train-syntax") => syntax::train(&args[1..]),
        Some("pack-syntax") => syntax::pack(&args[1..]),
        Some("score-syntax") => syntax::score(&args[1..]),
        _ => Err(Failure(USAGE.to_owned())),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(message)) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn number_after(args: &[String], flag: &str) -> usize {
    args.iter()
        .position(|a| a == flag)
        .and_then(|i| args.get(i + 1))
        .and_then(|n| n.parse().ok())
        .unwrap_or(0)
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder of corpora that are not in the repository.
pub fn shared() -> Result<PathBuf, Failure> {
    let place = std::env::var_os("LEGATION_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    if place.is_dir() {
        Ok(place)
    } else {
        Err(Failure(format!("{}: no corpora here; set LEGATION_SHARED to their folder", place.display())))
    }
}
