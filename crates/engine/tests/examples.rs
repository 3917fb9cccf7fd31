//! Every example beside an entry of the event lexicon, through the whole road.
//!
//! The share that must hold is a floor, raised as the coder improves: an example that fails is printed with its entry.
#![allow(clippy::print_stdout)] // a test says what it skipped and what failed

use legation_engine::Engine;
use legation_lexicon::events::Entry;
use legation_text::{Block, BlockKind, Document, Span};

/// Share of examples that must come out as written beside their entries.
const FLOOR: f64 = 0.95;

fn document(text: &str) -> Document {
    let span = Span::new(0, text.len() as u32);
    Document {
        text: text.to_owned(),
        blocks: vec![Block { span, kind: BlockKind::Paragraph }],
        ..Document::default()
    }
}

/// The readings of a sentence, as examples write them: `CONSULT/visit BRA > AGO`.
fn readings(engine: Engine<'_>, text: &str) -> Vec<(String, Vec<String>)> {
    let analysis = engine.analyse(&document(text));
    let codes = |roles: &[legation_event::Role]| {
        let mut codes: Vec<String> =
            roles.iter().filter_map(|r| analysis.mentions.entities[r.entity as usize].code.clone()).collect();
        codes.sort();
        codes.dedup();
        codes.join(",")
    };
    let one = |event: &legation_event::Event| {
        let mode = event.mode.as_ref().map(|m| format!("/{m}")).unwrap_or_default();
        let (actors, recipients) = (codes(&event.actors), codes(&event.recipients));
        let reading = match (actors.is_empty(), recipients.is_empty()) {
            (_, true) => format!("{}{mode} {actors}", event.kind),
            (true, false) => format!("{}{mode} > {recipients}", event.kind),
            (false, false) => format!("{}{mode} {actors} > {recipients}", event.kind),
        };
        (reading, event.because.iter().map(|b| b.rule.clone()).collect())
    };
    analysis.events.events.iter().map(one).collect()
}

fn normal(expected: &str) -> String {
    let (kind, parties) = expected.split_once(' ').unwrap_or((expected, ""));
    let side = |text: &str| {
        let mut codes: Vec<&str> = text.split(',').map(str::trim).filter(|c| !c.is_empty()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.join(",")
    };
    match parties.split_once('>') {
        Some((actors, recipients)) if side(actors).is_empty() => format!("{kind} > {}", side(recipients)),
        Some((actors, recipients)) if side(recipients).is_empty() => format!("{kind} {}", side(actors)),
        Some((actors, recipients)) => format!("{kind} {} > {}", side(actors), side(recipients)),
        None => format!("{kind} {}", side(parties)),
    }
}

fn holds(engine: Engine<'_>, entry: &Entry, text: &str, expected: Option<&str>) -> Result<(), String> {
    let found = readings(engine, text);
    match expected {
        Some(expected) if found.iter().any(|(r, _)| r.trim() == normal(expected).trim()) => Ok(()),
        None if !found.iter().any(|(_, rules)| rules.contains(&entry.origin.to_string())) => Ok(()),
        _ => {
            let got: Vec<&str> = found.iter().map(|(r, _)| r.as_str()).collect();
            let wanted = expected.unwrap_or("nothing by this entry");
            Err(format!("{} {}: {text}\n    wanted {wanted}; got {got:?}", entry.origin, entry.id))
        }
    }
}

#[test]
fn the_lexicons_examples_come_out_as_written() {
    let engine = Engine::builtin();
    let (mut right, mut wrong) = (0usize, Vec::new());
    for entry in engine.lexicon.events.entries() {
        for example in entry.examples() {
            match holds(engine, entry, &example.text, example.expected.as_deref()) {
                Ok(()) => right += 1,
                Err(message) => wrong.push(message),
            }
        }
    }
    let share = right as f64 / (right + wrong.len()).max(1) as f64;
    println!("{}", wrong.join("\n"));
    println!("examples: {right} of {} right ({share:.3})", right + wrong.len());
    assert!(right > 0 && share >= FLOOR, "{share:.3} of the examples hold; {FLOOR} must");
}
