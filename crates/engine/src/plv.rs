//! Sentences with a marked source and target: which PLOVER root class the sentence reports between the two.

use crate::{Analysis, Engine};
use legation_event::{Event, Role};
use legation_record::EventType;
use legation_score::{Confusion, PlvItem};
use legation_text::{Block, BlockKind, Document, Span};
use std::fmt::Write as _;

/// The class of an event in the set's 15 classes.
fn root_class(kind: EventType) -> &'static str {
    match kind {
        EventType::Concede | EventType::Retreat => "YIELD",
        other => other.as_str(),
    }
}

/// Quad class of a root class, as the set has it.
fn quad_class(root: &str) -> &'static str {
    match root {
        "AGREE" | "CONSULT" | "SUPPORT" => "1",
        "COOPERATE" | "AID" | "YIELD" => "2",
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => "3",
        "PROTEST" | "SANCTION" | "MOBILIZE" | "COERCE" | "ASSAULT" => "4",
        _ => "0",
    }
}

/// Accuracy over a set, as a table.
pub fn report(engine: Engine<'_>, items: &[PlvItem], _threads: usize) -> String {
    let (mut roots, mut quads) = (Confusion::default(), Confusion::default());
    for item in items {
        let coded = classify(engine, item).map_or("NONE", root_class);
        roots.add(&item.root, coded);
        quads.add(&item.quad, quad_class(coded));
    }
    let mut out = String::new();
    let _ = writeln!(out, "items {}  accuracy {:.3}", items.len(), roots.accuracy());
    let _ = writeln!(out, "root macro-F1 {:.3}  quad macro-F1 {:.3}", roots.macro_f1(), quads.macro_f1());
    for (class, f1) in roots.f1() {
        let _ = writeln!(out, "{class:10} F1 {f1:.3}");
    }
    out.push_str(&roots.table());
    out
}

/// The class of one sentence; `None` where nothing was found between the two.
pub fn classify(engine: Engine<'_>, item: &PlvItem) -> Option<EventType> {
    let document = Document {
        name: item.id.clone(),
        id: item.id.clone(),
        text: item.sentence.clone(),
        blocks: vec![Block { span: Span::new(0, item.sentence.len() as u32), kind: BlockKind::Paragraph }],
        ..Document::default()
    };
    let analysis = engine.analyse(&document);
    let (source, target) = marked_spans(&item.marked);
    analysis
        .events
        .events
        .iter()
        .max_by_key(|e| (fit(&analysis, e, source, target), std::cmp::Reverse((e.sentence, e.trigger))))
        .map(|e| e.kind)
}

/// How well an event's parties fall on the marked ones.
fn fit(analysis: &Analysis, event: &Event, source: Span, target: Span) -> u32 {
    let sentence = &analysis.parse.sentences[event.sentence as usize];
    let on = |roles: &[Role], span: Span| {
        roles.iter().filter_map(|r| r.token).any(|t| span.overlaps(sentence.tokens[t as usize].span))
    };
    let (actors, recipients) = (&event.actors, &event.recipients);
    let both_ways = on(actors, source) && (on(recipients, target) || on(actors, target));
    if both_ways {
        return 4;
    }
    u32::from(on(actors, source)) * 2 + u32::from(on(recipients, target))
}

/// Where the marks stand, in the sentence without marks.
fn marked_spans(marked: &str) -> (Span, Span) {
    let mut spans = [Span::default(); 2];
    let (mut at, mut rest) = (0u32, marked);
    while let Some(open) = rest.find('<') {
        at += open as u32;
        rest = &rest[open..];
        let mark = ["<s>", "</s>", "<t>", "</t>"].iter().position(|m| rest.starts_with(m));
        match mark {
            Some(0) => spans[0].start = at,
            Some(1) => spans[0].end = at,
            Some(2) => spans[1].start = at,
            Some(3) => spans[1].end = at,
            _ => {
                at += 1;
                rest = &rest[1..];
                continue;
            }
        }
        rest = &rest[rest.find('>').map_or(0, |i| i + 1)..];
    }
    (spans[0], spans[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_the_unmarked_sentence() {
        let (s, t) = marked_spans("<s>Peru</s> thanked <t>Chile</t> today");
        let plain = "Peru thanked Chile today";
        assert_eq!((s.of(plain), t.of(plain)), ("Peru", "Chile"));
    }
}
