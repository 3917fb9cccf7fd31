//! `legation`: the command line.

mod archive;
mod args;
mod brief;
mod code;
mod csv;
mod engine;
mod explain;
mod intake;
mod line;
mod output;
mod parse;
mod score;

use args::{Cli, Command};
use clap::{CommandFactory, Parser};
use std::process::ExitCode;

/// How a command ended: all read, or something skipped (exit code 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Complete,
    Skipped,
}

/// A command that could not do its work; the message names file, what, and how to mend it.
pub struct Failure(pub String);

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self(message)
    }
}

type Run = Result<Outcome, Failure>;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match engine::with_own_entries(&cli.lexicon, &cli.actors, cli.quiet) {
        Ok(engine) => {
            let threads = threads(cli.threads);
            run(&cli, &Shell { quiet: cli.quiet, verbose: cli.verbose, threads, engine })
        }
        Err(failure) => finish(Err(failure)),
    }
}

fn run(cli: &Cli, shell: &Shell) -> ExitCode {
    if matches!(cli.command, Command::Brief(_) | Command::Code(_) | Command::Explain(_) | Command::Add(_)) {
        shell.engine.warm();
    }
    finish(match &cli.command {
        Command::Brief(args) => brief::run(shell, args),
        Command::Code(args) => code::run(shell, args),
        Command::Explain(args) => explain::run(shell, args),
        Command::Parse(args) => parse::run(shell, args),
        Command::Add(args) => archive::add(shell, args),
        Command::List(args) => archive::list(shell, args),
        Command::Export(args) => archive::export(shell, args),
        Command::Retract(args) => archive::retract(shell, args),
        Command::Decide(args) => archive::decide(shell, args),
        Command::Score(args) => score::run(shell, args),
        Command::Completions { shell: kind } => completions(*kind),
        Command::Man => man(),
        Command::Schema => output::to_stdout(|out| writeln!(out, "{}", legation_record::json_schema())),
    })
}

fn finish(result: Run) -> ExitCode {
    match result {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::Skipped) => ExitCode::from(1),
        Err(Failure(message)) => {
            eprintln!("legation: {message}");
            ExitCode::from(2)
        }
    }
}

/// What every command needs to know of its surroundings.
pub struct Shell {
    pub quiet: bool,
    pub verbose: bool,
    pub threads: usize,
    /// What reads the documents; made when first asked for, so that `--help` and `man` stay quick.
    pub engine: engine::Reader,
}

impl Shell {
    /// The codebook that gives CAMEO codes, where they are asked for.
    pub fn cameo(&self, asked: bool) -> Option<&'static legation_lexicon::codebook::Codebook> {
        asked.then(|| &self.engine.lexicon().codebook)
    }

    /// A word to the person, on standard error.
    pub fn note(&self, message: &str) {
        if !self.quiet {
            eprintln!("legation: {message}");
        }
    }
}

fn threads(asked: usize) -> usize {
    if asked == 0 { legation_engine::thread_count() } else { asked }
}

fn completions(kind: clap_complete::Shell) -> Run {
    output::to_stdout(|out| {
        clap_complete::generate(kind, &mut Cli::command(), "legation", out);
        Ok(())
    })
}

fn man() -> Run {
    output::to_stdout(|out| clap_mangen::Man::new(Cli::command()).render(out))
}
