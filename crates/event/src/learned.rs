//! A small learned model beside the lexicon: which PLOVER class a sentence reports between two of its phrases.
//!
//! Linear over hashed features of the tree, the words and the lexicon's own readings; weights are 8 bits. Trained by
//! `cargo dev train-events`, which also writes the manifest.

use crate::clause::Clauses;
use crate::matcher;
use crate::modality;
use crate::party::Parties;
use legation_lexicon::Lexicon;
use legation_mention::Mentions;
use legation_record::EventType;
use legation_syntax::{Deprel, Parse, Upos};
use legation_text::Span;
use std::sync::LazyLock;

/// Rows of the weight table; a power of two.
pub const BUCKETS: usize = 1 << 15;

/// The classes, in the order of the table's columns (CONCEDE stands for YIELD, which joins it with RETREAT).
pub const CLASSES: [EventType; 15] = [
    EventType::Agree,
    EventType::Consult,
    EventType::Support,
    EventType::Concede,
    EventType::Cooperate,
    EventType::Aid,
    EventType::Request,
    EventType::Accuse,
    EventType::Reject,
    EventType::Threaten,
    EventType::Protest,
    EventType::Sanction,
    EventType::Mobilize,
    EventType::Coerce,
    EventType::Assault,
];

static BYTES: &[u8] = include_bytes!("../../../models/events.linear");

/// The weights.
pub struct Model {
    scale: f32,
    weights: &'static [u8],
}

impl Model {
    /// The model that ships inside the binary; `None` where the file is not of the expected size.
    pub fn builtin() -> Option<&'static Self> {
        static BUILTIN: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(BYTES));
        BUILTIN.as_ref()
    }

    fn read(bytes: &'static [u8]) -> Option<Self> {
        let (scale, weights) = bytes.split_first_chunk::<4>()?;
        (weights.len() == BUCKETS * CLASSES.len())
            .then(|| Self { scale: f32::from_le_bytes(*scale), weights })
    }

    /// Probability of each class, in the order of [`CLASSES`].
    pub fn probabilities(&self, features: &[u32]) -> [f32; CLASSES.len()] {
        let mut sums = [0i32; CLASSES.len()];
        for &feature in features {
            let row = feature as usize % BUCKETS * CLASSES.len();
            for (sum, &weight) in sums.iter_mut().zip(&self.weights[row..row + CLASSES.len()]) {
                *sum += i32::from(weight.cast_signed());
            }
        }
        softmax(sums.map(|s| s as f32 * self.scale))
    }
}

/// Turns scores to probabilities.
pub fn softmax(scores: [f32; CLASSES.len()]) -> [f32; CLASSES.len()] {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers = scores.map(|s| (s - top).exp());
    let total: f32 = powers.iter().sum();
    powers.map(|p| p / total)
}

/// The most probable class and its probability.
pub fn best(probabilities: &[f32; CLASSES.len()]) -> (EventType, f32) {
    let mut found = (CLASSES[0], probabilities[0]);
    for (class, &p) in CLASSES.iter().zip(probabilities).skip(1) {
        if p > found.1 {
            found = (*class, p);
        }
    }
    found
}

/// Features of one sentence for the relation between the phrases at `source` and `target`.
pub fn features(
    lexicon: &Lexicon,
    parse: &Parse,
    mentions: &Mentions,
    index: usize,
    source: Option<Span>,
    target: Option<Span>,
) -> Vec<u32> {
    let Some(sentence) = parse.sentences.get(index) else { return Vec::new() };
    let clauses = Clauses::new(sentence);
    let parties = Parties::alone(lexicon, &clauses, mentions, index);
    let mut found = Found { list: Vec::new() };
    let (from, to) = (head_in(&clauses, source), head_in(&clauses, target));
    words(&clauses, source, target, &mut found);
    let pivot = pivot(&clauses, from, to);
    if let Some(pivot) = pivot {
        around(lexicon, &parties, pivot, &mut found);
    }
    for (side, at) in [("s", from), ("t", to)] {
        let Some(at) = at else { continue };
        found.add(&[side, clauses.token(at).deprel.as_str()]);
        found.add(&[side, "case", clauses.case(at).as_deref().unwrap_or("-")]);
        found.add(&[side, "head", clauses.lemma(at)]);
        if let Some(above) = clauses.head(at) {
            found.add(&[side, "above", clauses.lemma(above)]);
        }
    }
    readings(lexicon, &parties, pivot, &mut found);
    found.list
}

struct Found {
    list: Vec<u32>,
}

impl Found {
    /// FNV-1a over the parts: stable on every machine.
    fn add(&mut self, parts: &[&str]) {
        let mut hash = 0x811c_9dc5u32;
        for part in parts {
            for byte in part.bytes().chain([0x1f]) {
                hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
            }
        }
        self.list.push(hash ^ (hash >> 15));
    }
}

fn is_content(upos: Upos) -> bool {
    matches!(upos, Upos::Verb | Upos::Noun | Upos::Adj | Upos::Adv | Upos::Part | Upos::Aux | Upos::Adp)
}

/// Words and neighbouring pairs, and those between the two phrases; names are left out, so that none is learned.
fn words(clauses: &Clauses<'_>, source: Option<Span>, target: Option<Span>, found: &mut Found) {
    let inside = |span: Option<Span>, at: usize| span.is_some_and(|s| s.overlaps(clauses.token(at).span));
    let between = |at: usize| match (source, target) {
        (Some(s), Some(t)) => {
            let here = clauses.token(at).span;
            here.start >= s.end.min(t.end) && here.end <= s.start.max(t.start)
        }
        _ => false,
    };
    let mut last = "";
    for at in 0..clauses.size() {
        let token = clauses.token(at);
        if !is_content(token.upos) {
            continue;
        }
        let lemma = token.lemma.as_str();
        let side = if inside(source, at) {
            "s"
        } else if inside(target, at) {
            "t"
        } else {
            "o"
        };
        found.add(&["w", side, lemma]);
        found.add(&["w", lemma]);
        if !last.is_empty() {
            found.add(&["ww", last, lemma]);
        }
        if between(at) {
            found.add(&["b", lemma]);
        }
        last = lemma;
    }
}

/// The token of a phrase whose head lies outside it.
fn head_in(clauses: &Clauses<'_>, span: Option<Span>) -> Option<usize> {
    let span = span?;
    let inside = |at: usize| span.overlaps(clauses.token(at).span);
    (0..clauses.size()).find(|&at| {
        inside(at) && clauses.token(at).upos != Upos::Punct && clauses.head(at).is_none_or(|h| !inside(h))
    })
}

/// The predicate that holds both phrases, else the clause of the one there is, else the root.
fn pivot(clauses: &Clauses<'_>, source: Option<usize>, target: Option<usize>) -> Option<usize> {
    let common = match (source, target) {
        (Some(s), Some(t)) => {
            let above: Vec<usize> = clauses.sentence.ancestors(s).collect();
            clauses.sentence.ancestors(t).find(|a| above.contains(a))
        }
        (Some(at), None) | (None, Some(at)) => Some(at),
        (None, None) => None,
    };
    common.map(|at| clauses.clause_of(at)).or_else(|| clauses.sentence.root())
}

fn around(lexicon: &Lexicon, parties: &Parties<'_>, pivot: usize, found: &mut Found) {
    let clauses = parties.clauses;
    let lemma = clauses.lemma(pivot);
    found.add(&["p", lemma]);
    let mood = modality::of(lexicon, clauses, pivot);
    for (name, set) in
        [("neg", mood.negated), ("fut", mood.future), ("hyp", mood.hypothetical), ("must", mood.obligation)]
    {
        if set {
            found.add(&["mood", name]);
            found.add(&["mood", name, lemma]);
        }
    }
    for child in clauses.children(pivot) {
        let token = clauses.token(child);
        let relation = token.deprel.as_str();
        if matches!(token.deprel, Deprel::Punct | Deprel::Det) {
            continue;
        }
        if is_content(token.upos) {
            found.add(&["pc", relation, token.lemma.as_str()]);
            found.add(&["pc", lemma, relation, token.lemma.as_str()]);
        }
        if let Some(case) = clauses.case(child) {
            found.add(&["pp", lemma, &case]);
            found.add(&["ppn", &case, token.lemma.as_str()]);
        }
        for below in clauses.children(child) {
            let token = clauses.token(below);
            if is_content(token.upos) && !matches!(token.deprel, Deprel::Case | Deprel::Mark) {
                found.add(&["pcc", clauses.lemma(child), token.lemma.as_str()]);
            }
        }
    }
}

/// What the lexicon makes of the predicates.
fn readings(lexicon: &Lexicon, parties: &Parties<'_>, pivot: Option<usize>, found: &mut Found) {
    for at in 0..parties.clauses.size() {
        let Some(entry) = matcher::best(lexicon, parties, at, None) else { continue };
        let place = if Some(at) == pivot { "pivot" } else { "other" };
        let kind = entry.kind.map_or("none", EventType::as_str);
        found.add(&["e", place, kind]);
        found.add(&["e", kind]);
        found.add(&["ei", &entry.id]);
        if let Some(operator) = entry.operator {
            found.add(&["op", place, &format!("{operator:?}")]);
        }
    }
    let mut drafted: Vec<&str> =
        crate::draft::drafts(lexicon, parties, None).iter().map(|d| d.kind.as_str()).collect();
    drafted.sort_unstable();
    drafted.dedup();
    for kind in &drafted {
        found.add(&["d", kind]);
    }
    found.add(&["ds", &drafted.join("+")]);
}
