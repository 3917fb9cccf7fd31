//! `legation score`: how accurate the coder is, against annotated articles.

use crate::args::ScoreArgs;
use crate::{Failure, Run, Shell, output};
use legation_engine::read_all;
use legation_record::{EventRecord, Record};
use legation_score::{Coded, GoldDocument, Score, read_gold};
use std::collections::BTreeMap;
use std::path::Path;

/// Runs the command.
pub fn run(shell: &Shell, args: &ScoreArgs) -> Run {
    if let Some(path) = &args.plv {
        let text = std::fs::read_to_string(path).map_err(|e| Failure(format!("{}: {e}", path.display())))?;
        let items =
            legation_score::read_plv(&text).map_err(|e| Failure(format!("{}: {e}", path.display())))?;
        if legation_engine::plv::is_training_file(&text) {
            shell.note(
                "the model was trained on these very sentences: `cargo dev score` cross-validates them",
            );
        }
        let report = legation_engine::plv::report(shell.engine.get(), &items, shell.threads);
        return output::to_stdout(|out| out.write_all(report.as_bytes()));
    }
    let Some(folder) = &args.gold else { return Err(Failure("name a folder of annotated articles".into())) };
    let gold = read_gold(folder).map_err(|e| Failure(e.to_string()))?;
    let events = match &args.events {
        Some(path) if path.is_file() => from_file(path)?,
        _ => code(shell, &gold)?,
    };
    let mut score = Score::default();
    for document in &gold {
        let coded: Vec<Coded> =
            events.get(&document.doc).map(|e| e.iter().map(Coded::from).collect()).unwrap_or_default();
        score.add(document, &coded);
    }
    output::to_stdout(|out| {
        out.write_all(score.table().as_bytes())?;
        score.errors.iter().take(args.errors).try_for_each(|e| writeln!(out, "{e}"))
    })
}

type ByDocument = BTreeMap<String, Vec<EventRecord>>;

fn stem(doc: &str) -> String {
    Path::new(doc).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

fn from_file(path: &Path) -> Result<ByDocument, Failure> {
    let bad = |e: String| Failure(format!("{}: {e}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|e| bad(e.to_string()))?;
    let mut found = ByDocument::new();
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let record: Record =
            serde_json::from_str(line).map_err(|e| bad(format!("line {}: not a record: {e}", i + 1)))?;
        if let Record::Event(event) = record {
            found.entry(stem(&event.doc)).or_default().push(event);
        }
    }
    Ok(found)
}

fn code(shell: &Shell, gold: &[GoldDocument]) -> Result<ByDocument, Failure> {
    let mut documents = Vec::new();
    for item in gold {
        for outcome in legation_ingest::read(&item.path) {
            documents.push(outcome.map_err(|r| Failure(format!("{}: {}", r.doc, r.why)))?);
        }
    }
    let mut found = ByDocument::new();
    for (document, result) in documents.iter().zip(read_all(shell.engine.get(), &documents, shell.threads)) {
        let records = result.map_err(|e| Failure(format!("{}: {e}", document.name)))?;
        let events =
            records.into_iter().filter_map(|r| if let Record::Event(e) = r { Some(e) } else { None });
        found.entry(stem(&document.name)).or_default().extend(events);
    }
    Ok(found)
}
