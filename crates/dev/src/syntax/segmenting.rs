//! Training of the segmenter, and the raw text that a treebank's sentences came from.

use super::rng::Rng;
use legation_syntax::conllu::RawSentence;
use legation_syntax::net::file::Writer;
use legation_syntax::segment::words::{Place, chunks, following, is_place, see};
use legation_syntax::segment::{WEIGHTS, sentences};
use legation_text::Span;
use std::collections::BTreeMap;

/// A paragraph of raw text with its words and where sentences start.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    pub text: String,
    pub words: Vec<Span>,
    /// For each word, whether it starts a sentence.
    pub starts: Vec<bool>,
}

/// The paragraphs of a treebank, as the `CoNLL` 2018 shared task gives raw text: sentences of a paragraph on one line.
pub fn paragraphs(sentences: &[RawSentence<'_>]) -> Vec<Paragraph> {
    let mut all: Vec<Paragraph> = Vec::new();
    for sentence in sentences {
        let fresh = sentence.has_comment("newpar") || sentence.has_comment("newdoc");
        if fresh || all.is_empty() {
            all.push(Paragraph::default());
        }
        let Some(paragraph) = all.last_mut() else { continue };
        append(paragraph, sentence);
    }
    all
}

fn append(paragraph: &mut Paragraph, sentence: &RawSentence<'_>) {
    let mut at = 0;
    let count = sentence.words.len();
    while at < count {
        let range = sentence.ranges.iter().find(|r| r.first == at);
        let (form, misc, last) = range
            .map_or((sentence.words[at].form, sentence.words[at].misc, at), |r| (r.form, r.misc, r.last));
        let base = paragraph.text.len();
        paragraph.text.push_str(form);
        let forms: Vec<&str> = sentence.words[at..=last].iter().map(|w| w.form).collect();
        for (i, span) in inside(form, &forms).into_iter().enumerate() {
            paragraph.words.push(Span::new(base as u32 + span.start, base as u32 + span.end));
            paragraph.starts.push(at + i == 0);
        }
        at = last + 1;
        if !misc.split('|').any(|m| m == "SpaceAfter=No") {
            paragraph.text.push(' ');
        }
    }
}

/// Where the words of a surface token lie in it: one after the other where they spell it; else what remains of the
/// token after the words before and after that do.
pub fn inside(token: &str, forms: &[&str]) -> Vec<Span> {
    let mut spans = vec![Span::new(0, token.len() as u32); forms.len()];
    let (mut start, mut first) = (0, 0);
    while first + 1 < forms.len() && token[start..].starts_with(forms[first]) {
        spans[first] = Span::new(start as u32, (start + forms[first].len()) as u32);
        start += forms[first].len();
        first += 1;
    }
    let (mut end, mut last) = (token.len(), forms.len());
    while last > first + 1 && token[start..end].ends_with(forms[last - 1]) {
        last -= 1;
        spans[last] = Span::new((end - forms[last].len()) as u32, end as u32);
        end -= forms[last].len();
    }
    spans[first..last].fill(Span::new(start as u32, end as u32));
    spans
}

/// A decision and what was seen.
struct Case {
    features: Vec<u32>,
    yes: bool,
}

/// Learns both classifiers and the list of joined words; writes them into the model.
pub fn train(paragraphs: &[Paragraph], seed: u64, to: &mut Writer) {
    let joined = joined(paragraphs);
    let list: Vec<String> = joined.iter().map(|(form, at)| format!("{form}\t{at}\n")).collect();
    to.section("segment.joined", list.concat().as_bytes());
    let mut rng = Rng::new(seed);
    let words: Vec<Case> = paragraphs.iter().flat_map(word_cases).collect();
    write(&learn(&words, &mut rng), 0.0, "segment.words", to);
    let ends: Vec<Case> = paragraphs.iter().flat_map(sentence_cases).collect();
    write(&learn(&ends, &mut rng), LEAN, "segment.sentences", to);
}

/// Forms of letters alone that are two words more often than one.
fn joined(paragraphs: &[Paragraph]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::<String, (usize, BTreeMap<usize, usize>)>::new();
    for p in paragraphs {
        for pair in p.words.windows(2) {
            let whole = pair[0].join(pair[1]).of(&p.text);
            if pair[0].end == pair[1].start
                && whole.len() <= 12
                && whole.bytes().all(|b| b.is_ascii_alphabetic())
            {
                let entry = counts.entry(whole.to_ascii_lowercase()).or_default();
                *entry.1.entry(pair[0].len() as usize).or_default() += 1;
            }
        }
    }
    for word in paragraphs.iter().flat_map(|p| p.words.iter().map(|w| w.of(&p.text))) {
        if let Some(entry) = counts.get_mut(&word.to_ascii_lowercase()) {
            entry.0 += 1;
        }
    }
    counts
        .into_iter()
        .filter_map(|(form, (whole, split))| {
            let (at, n) = split.into_iter().max_by_key(|&(_, n)| n)?;
            (n > whole && n >= 2).then_some((form, at))
        })
        .collect()
}

fn word_cases(p: &Paragraph) -> Vec<Case> {
    let ends: std::collections::BTreeSet<usize> = p.words.iter().map(|w| w.end as usize).collect();
    let whole = Span::new(0, p.text.len() as u32);
    let mut cases = Vec::new();
    let mut place = Place::default();
    for chunk in chunks(&p.text, whole) {
        let chars: Vec<(usize, char)> =
            chunk.of(&p.text).char_indices().map(|(i, c)| (chunk.start as usize + i, c)).collect();
        let follows = following(&p.text, chunk.end as usize, p.text.len());
        let mut from = 0;
        for i in 1..chars.len() {
            let yes = ends.contains(&chars[i].0);
            if is_place(&chars, i) {
                see(&chars, i, from, follows, &mut place);
                cases.push(Case { features: place.features.clone(), yes });
            }
            if yes {
                from = i;
            }
        }
    }
    cases
}

fn sentence_cases(p: &Paragraph) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut open = sentences::Open::default();
    for i in 0..p.words.len() {
        let distinct = i > 0 && p.words[i - 1].end <= p.words[i].start;
        if distinct && sentences::is_place(&p.text, &p.words, i) {
            let mut features = Vec::new();
            sentences::see(&p.text, &p.words, i, &open, &mut features);
            cases.push(Case { features, yes: p.starts[i] });
        }
        open.step(&p.text, &p.words, i, p.starts[i]);
    }
    cases
}

/// Logistic regression by `AdaGrad` over hashed features, weights in units of the returned scale.
fn learn(cases: &[Case], rng: &mut Rng) -> (Vec<f32>, f32) {
    const PASSES: usize = 8;
    let mut weights = vec![0.0f32; WEIGHTS];
    let mut squares = vec![1e-2f32; WEIGHTS];
    let (mut bias, mut bias_square) = (0.0f32, 1e-2f32);
    let mut order: Vec<usize> = (0..cases.len()).collect();
    for _ in 0..PASSES {
        rng.shuffle(&mut order);
        for &i in &order {
            let case = &cases[i];
            let score = bias + case.features.iter().map(|&f| weights[f as usize % WEIGHTS]).sum::<f32>();
            let step = legation_syntax::net::math::sigmoid(score) - f32::from(u8::from(case.yes));
            for &f in &case.features {
                let f = f as usize % WEIGHTS;
                let g = step + 2e-5 * weights[f];
                squares[f] += g * g;
                weights[f] -= 0.1 * g / squares[f].sqrt();
            }
            bias_square += step * step;
            bias -= 0.1 * step / bias_square.sqrt();
        }
    }
    (weights, bias)
}

/// A sentence missed costs two, one too many costs one: the decision leans towards a start (in logits; F1 on the
/// development files rises by 1.5 from 0 to here and is flat beyond).
const LEAN: f32 = 0.9;

fn write((weights, bias): &(Vec<f32>, f32), lean: f32, name: &str, to: &mut Writer) {
    let largest = weights.iter().fold(1e-6f32, |m, w| m.max(w.abs()));
    let scale = 127.0 / largest;
    let bytes: Vec<i8> = weights.iter().map(|w| (w * scale).round() as i8).collect();
    to.bytes(name, &bytes);
    to.floats(&format!("{name}.bias"), &[((bias + lean) * scale).round()]);
}
