//! `legation explain`: each record with the rule and words that made it, and what was rejected.

use crate::args::ExplainArgs;
use crate::{Failure, Outcome, Run, Shell, output};
use legation_engine::{Analysis, Engine};
use legation_event::{Event, Reading};
use legation_text::{Document, Published};
use std::fmt::Write as _;

/// Runs the command.
pub fn run(shell: &Shell, args: &ExplainArgs) -> Run {
    let mut skipped = false;
    let mut outcomes = match (&args.source.file, &args.source.text) {
        (Some(file), _) => legation_ingest::read(file),
        (None, Some(text)) => legation_ingest::read_bytes("text.txt", text.as_bytes()),
        (None, None) => return Err(Failure("name a file, or give a text with -t".into())),
    };
    let mut report = String::new();
    for outcome in &mut outcomes {
        match outcome {
            Ok(document) => {
                if let Some(day) = args.published {
                    document.published = Some(Published::day(day));
                }
                explain(shell.engine.get(), document, &mut report);
            }
            Err(rejected) => {
                eprintln!("legation: skipped {}: {}", rejected.doc, rejected.why);
                skipped = true;
            }
        }
    }
    output::to_stdout(|out| out.write_all(report.as_bytes()))?;
    Ok(if skipped { Outcome::Skipped } else { Outcome::Complete })
}

fn explain(engine: Engine<'static>, document: &Document, report: &mut String) {
    let (analysis, readings) = engine.explain(document);
    for (i, sentence) in analysis.parse.sentences.iter().enumerate() {
        let _ = writeln!(report, "{}", sentence.span.of(&document.text).replace('\n', " "));
        tree(document, &analysis, i, report);
        parties(document, &analysis, i, report);
        for (event, attribution) in analysis.events.events.iter().zip(&analysis.claims.events) {
            if event.sentence as usize == i {
                let _ = writeln!(report, "  → {} [{}]", reading_of(&analysis, event), attribution.status);
                if let Some(speaker) = &attribution.speaker {
                    let _ = writeln!(report, "      on the word of: {}", speaker.span.of(&document.text));
                }
                for why in event.because.iter().chain(&attribution.because) {
                    let _ = writeln!(report, "      {}  {}", why.rule, why.note);
                }
            }
        }
        considered(document, &analysis, i, &readings, report);
        report.push('\n');
    }
}

fn tree(document: &Document, analysis: &Analysis, i: usize, report: &mut String) {
    let sentence = &analysis.parse.sentences[i];
    report.push_str("  tree:");
    for token in &sentence.tokens {
        let head = token.head.map_or(0, |h| h + 1);
        let _ = write!(report, " {}/{}:{}>{head}", token.span.of(&document.text), token.upos, token.deprel);
    }
    report.push('\n');
}

fn parties(document: &Document, analysis: &Analysis, i: usize, report: &mut String) {
    for mention in analysis.mentions.in_sentence(i) {
        let entity = analysis.mentions.entity(mention);
        let code = entity.code.as_deref().unwrap_or("?");
        let sector = entity.sector.as_deref().unwrap_or("");
        let place = if mention.as_place { " (place)" } else { "" };
        let words = mention.span.of(&document.text);
        let _ = writeln!(report, "  who: {words} = {} {code} {sector}{place}", entity.name);
    }
    for time in analysis.mentions.times_in(i) {
        let day = |d: Option<jiff::civil::Date>| d.map_or_else(|| "…".to_owned(), |d| d.to_string());
        let words = time.span.of(&document.text);
        let _ = writeln!(report, "  when: {words} = {} – {} ({})", day(time.from), day(time.to), time.grain);
    }
}

fn reading_of(analysis: &Analysis, event: &Event) -> String {
    let names = |roles: &[legation_event::Role]| {
        let one = |r: &legation_event::Role| {
            let entity = &analysis.mentions.entities[r.entity as usize];
            entity.code.clone().unwrap_or_else(|| entity.name.clone())
        };
        roles.iter().map(one).collect::<Vec<_>>().join(",")
    };
    let mode = event.mode.as_ref().map(|m| format!("/{m}")).unwrap_or_default();
    format!("{}{mode} {} > {}", event.kind, names(&event.actors), names(&event.recipients))
}

fn considered(
    document: &Document,
    analysis: &Analysis,
    i: usize,
    readings: &[Reading<'_>],
    report: &mut String,
) {
    for reading in readings.iter().filter(|r| r.sentence as usize == i && !r.won) {
        let token = &analysis.parse.sentences[i].tokens[reading.trigger as usize];
        let why = reading.failed.as_deref().unwrap_or("a narrower entry won");
        let (origin, id) = (&reading.entry.origin, &reading.entry.id);
        let _ = writeln!(report, "  ✗ {} as {id} ({origin}): {why}", token.span.of(&document.text));
    }
}
