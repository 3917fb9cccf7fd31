//! `legation brief`: the main job. Articles in, a cited brief out.

use crate::args::{BriefArgs, BriefFormat};
use crate::output::Output;
use crate::{Failure, Outcome, Run, Shell, archive, intake};
use legation_brief::Subject;
use legation_engine::read_all;
use legation_merge::{Options, Overrides, ReceiptInput};
use legation_record::{Corpus, Record, Rejected};
use std::io::Write;
use std::path::PathBuf;

/// Runs the command.
pub fn run(shell: &Shell, args: &BriefArgs) -> Run {
    let mut out = Output::open(args.output.as_deref())?;
    let pile = match args.paths.as_slice() {
        [path] if legation_store::looks_like_archive(path) => archive::pile(path, args.between.as_ref())?,
        paths => read(shell, paths)?,
    };
    let skipped = !pile.receipt.rejected.is_empty();
    let options = Options {
        between: args.between.clone(),
        since: args.since,
        topic: args.topic.clone(),
        ..Options::default()
    };
    let corpus = corpus(pile, &options);
    let subject = subject(shell, args.between.as_ref());
    if !shell.quiet {
        eprint!("{}{}", legation_brief::receipt(&corpus.receipt), legation_brief::summary(&corpus, &subject));
    }
    write(&corpus, &subject, format(args), &mut out).map_err(|e| out.failure(&e))?;
    out.finish()?;
    Ok(if skipped { Outcome::Skipped } else { Outcome::Complete })
}

/// What a brief is made of.
pub struct Pile {
    pub records: Vec<Record>,
    pub receipt: ReceiptInput,
    pub overrides: Overrides,
}

/// The pile read together, with what people decided about it.
pub fn corpus(mut pile: Pile, options: &Options) -> Corpus {
    group_sources(&mut pile.records);
    let options = Options { overrides: pile.overrides, ..options.clone() };
    legation_merge::merge(&pile.records, pile.receipt, &options)
}

fn read(shell: &Shell, paths: &[PathBuf]) -> Result<Pile, Failure> {
    let mut intake = intake::read_all(shell, paths);
    let mut records: Vec<Record> = Vec::new();
    for (document, result) in
        intake.documents.iter().zip(read_all(shell.engine.get(), &intake.documents, shell.threads))
    {
        match result {
            Ok(of_document) => records.extend(of_document),
            Err(why) => {
                shell.note(&format!("skipped {}: {why}", document.name));
                intake.receipt.rejected.push(Rejected { doc: document.name.clone(), why });
            }
        }
    }
    if intake.documents.is_empty() {
        return Err(Failure("no document could be read: name files or folders of articles".into()));
    }
    Ok(Pile { records, receipt: intake.receipt, overrides: Overrides::default() })
}

fn group_sources(records: &mut [Record]) {
    let groups = intake::source_groups(records.iter().filter_map(|record| match record {
        Record::Document(d) => Some((d.id.as_str(), d.fingerprint.as_slice())),
        _ => None,
    }));
    for record in records {
        if let Record::Document(document) = record
            && let Some(group) = groups.get(&document.id)
        {
            document.source_group.clone_from(group);
        }
    }
}

fn format(args: &BriefArgs) -> BriefFormat {
    let ending = args.output.as_deref().and_then(|p| p.extension()).and_then(|e| e.to_str());
    args.format.unwrap_or(match ending {
        Some("md" | "markdown") => BriefFormat::Md,
        Some("json") => BriefFormat::Json,
        _ => BriefFormat::Html,
    })
}

fn subject(shell: &Shell, between: Option<&(String, String)>) -> Subject {
    let actors = &shell.engine.lexicon().actors;
    let name = |code: &String| actors.state(code).map_or_else(|| code.clone(), |s| s.name.to_string());
    Subject { between: between.map(|(a, b)| (name(a), name(b))) }
}

fn write(corpus: &Corpus, subject: &Subject, format: BriefFormat, out: &mut Output) -> std::io::Result<()> {
    match format {
        BriefFormat::Html => out.write_all(legation_brief::html(corpus, subject).as_bytes()),
        BriefFormat::Md => out.write_all(legation_brief::markdown(corpus, subject).as_bytes()),
        BriefFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, corpus)?;
            out.write_all(b"\n")
        }
    }
}
