//! Sentences with a marked source and target: which PLOVER root class the sentence reports between the two.

use crate::Engine;
use legation_event::learned;
use legation_record::EventType;
use legation_score::{Confusion, PlvItem};
use legation_text::{Block, BlockKind, Document, Span};
use std::fmt::Write as _;

const MANIFEST: &str = include_str!("../../../models/events.toml");

/// The class of an event in the set's 15 classes.
pub fn root_class(kind: EventType) -> &'static str {
    match kind {
        EventType::Concede | EventType::Retreat => "YIELD",
        other => other.as_str(),
    }
}

/// Quad class of a root class, as the set has it.
pub fn quad_class(root: &str) -> &'static str {
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
    table(items.len(), &roots, &quads)
}

/// True where `text` is the very file the model was trained on: its figures are then memory, not accuracy.
pub fn is_training_file(text: &str) -> bool {
    MANIFEST.contains(&legation_record::sha256(text.as_bytes()))
}

/// The figures of root and quad classes in words.
pub fn table(items: usize, roots: &Confusion, quads: &Confusion) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "items {items}  accuracy {:.3}", roots.accuracy());
    let _ = writeln!(out, "root macro-F1 {:.3}  quad macro-F1 {:.3}", roots.macro_f1(), quads.macro_f1());
    for (class, f1) in roots.f1() {
        let _ = writeln!(out, "{class:10} F1 {f1:.3}");
    }
    out.push_str(&roots.table());
    out
}

/// The sentence as a document of its own.
fn document(item: &PlvItem) -> Document {
    Document {
        name: item.id.clone(),
        id: item.id.clone(),
        text: item.sentence.clone(),
        blocks: vec![Block { span: Span::new(0, item.sentence.len() as u32), kind: BlockKind::Paragraph }],
        ..Document::default()
    }
}

/// What the learned model reads of one sentence.
pub fn features(engine: Engine<'_>, item: &PlvItem) -> Vec<u32> {
    let analysis = engine.analyse(&document(item));
    let (source, target) = marked_spans(&item.marked);
    let span = |s: Span| (!s.is_empty()).then_some(s);
    let sentences = &analysis.parse.sentences;
    // The sentence that holds the source decides where the splitter found several.
    let index = sentences.iter().position(|s| s.span.overlaps(source)).unwrap_or(0);
    learned::features(engine.lexicon, &analysis.parse, &analysis.mentions, index, span(source), span(target))
}

/// The class of one sentence: the learned model's, over the lexicon's readings.
pub fn classify(engine: Engine<'_>, item: &PlvItem) -> Option<EventType> {
    let probabilities = learned::Model::builtin()?.probabilities(&features(engine, item));
    Some(learned::best(&probabilities).0)
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
