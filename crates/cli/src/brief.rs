//! `legation brief`: the main job. Articles in, a cited brief out.

use crate::args::{BriefArgs, BriefFormat};
use crate::output::Output;
use crate::{Failure, Outcome, Run, Shell, intake};
use legation_brief::Subject;
use legation_engine::read_all;
use legation_merge::Options;
use legation_record::{Corpus, Record, Rejected};
use std::io::Write;

/// Runs the command.
pub fn run(shell: &Shell, args: &BriefArgs) -> Run {
    let mut out = Output::open(args.output.as_deref())?;
    let mut intake = intake::read_all(shell, &args.paths);
    let groups = intake::source_groups(&intake.documents);
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
    for record in &mut records {
        if let Record::Document(document) = record
            && let Some(group) = groups.get(&document.id)
        {
            document.source_group.clone_from(group);
        }
    }
    if intake.documents.is_empty() {
        return Err(Failure("no document could be read: name files or folders of articles".into()));
    }
    let skipped = !intake.receipt.rejected.is_empty();
    let options = Options {
        between: args.between.clone(),
        since: args.since,
        topic: args.topic.clone(),
        ..Options::default()
    };
    let corpus = legation_merge::merge(&records, intake.receipt, &options);
    let subject = subject(shell, args.between.as_ref());
    if !shell.quiet {
        eprint!("{}{}", legation_brief::receipt(&corpus.receipt), legation_brief::summary(&corpus, &subject));
    }
    write(&corpus, &subject, format(args), &mut out).map_err(|e| out.failure(&e))?;
    out.finish()?;
    Ok(if skipped { Outcome::Skipped } else { Outcome::Complete })
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
