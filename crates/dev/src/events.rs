//! `cargo dev train-events`: the small linear model of PLOVER classes, and its cross-validation.

use crate::{Failure, root, shared};
use legation_engine::{Engine, plv};
use legation_event::learned::{BUCKETS, CLASSES, softmax};
use legation_lexicon::events::Entry;
use legation_record::EventType;
use legation_score::{Confusion, GoldDocument, PlvItem, read_gold};
use std::fmt::Write as _;

const EPOCHS: usize = 40;
const RATE: f32 = 0.15;
const DECAY: f32 = 4e-4;
const FOLDS: usize = 5;
const FITS: u64 = 5;
/// What an example of the lexicon weighs against an annotated sentence.
const EXAMPLE: f32 = 0.05;
/// What an event's quotation in an article of our own weighs.
const QUOTE: f32 = 0.1;

/// One sentence as the model sees it.
struct Sample {
    features: Vec<u32>,
    class: usize,
    weight: f32,
    /// Examples of the lexicon are in no fold and always trained on.
    fold: Option<usize>,
}

/// Accuracy on sentences the model was not trained on: five folds, each coded by a model of the other four.
pub fn cross_validate(engine: Engine<'_>, items: &[PlvItem]) -> Result<String, Failure> {
    let samples = samples(engine, items)?;
    let (mut roots, mut quads) = (Confusion::default(), Confusion::default());
    for fold in 0..FOLDS {
        let weights = fit(&samples, Some(fold));
        for (sample, item) in samples.iter().zip(items).filter(|(s, _)| s.fold == Some(fold)) {
            let coded = plv::root_class(CLASSES[argmax(&scores(&weights, &sample.features))]);
            roots.add(&item.root, coded);
            quads.add(&item.quad, plv::quad_class(coded));
        }
    }
    Ok(plv::table(items.len(), &roots, &quads))
}

/// Cross-validates, prints the figures, trains on everything and writes the model with its manifest.
pub fn train() -> Result<(), Failure> {
    let path = shared()?.join("eval/train/PLV_train.tsv");
    let text = std::fs::read_to_string(&path).map_err(|e| Failure(e.to_string()))?;
    let items = legation_score::read_plv(&text).map_err(Failure)?;
    let engine = Engine::builtin();
    let table = cross_validate(engine, &items)?;
    print!("{table}");
    let figures: Vec<&str> = table.lines().take(2).collect();
    write(
        &fit(&samples(engine, &items)?, None),
        &figures.join("; "),
        &legation_record::sha256(text.as_bytes()),
    )
}

fn samples(engine: Engine<'_>, items: &[PlvItem]) -> Result<Vec<Sample>, Failure> {
    let mut samples = sentences(engine, items);
    samples.extend(examples(engine));
    samples.extend(quotes(engine)?);
    Ok(samples)
}

/// The events of the articles of our own: quotations with a class, and nothing marked.
fn quotes(engine: Engine<'_>) -> Result<Vec<Sample>, Failure> {
    let gold = read_gold(&root().join("data/training/articles")).map_err(|e| Failure(e.to_string()))?;
    let quoted = gold.iter().flat_map(GoldDocument::quotes);
    let sample = |(quote, kind): (&str, &str)| Some(unmarked(engine, quote, EventType::parse(kind)?, QUOTE));
    Ok(quoted.filter_map(sample).collect())
}

/// A sentence with a class and nothing marked.
fn unmarked(engine: Engine<'_>, sentence: &str, kind: EventType, weight: f32) -> Sample {
    let item = PlvItem {
        id: String::new(),
        sentence: sentence.to_owned(),
        marked: sentence.to_owned(),
        source: String::new(),
        target: String::new(),
        root: plv::root_class(kind).to_owned(),
        quad: String::new(),
    };
    Sample { features: plv::features(engine, &item), class: class_of_root(&item.root), weight, fold: None }
}

fn sentences(engine: Engine<'_>, items: &[PlvItem]) -> Vec<Sample> {
    let sample = |(i, item): (usize, &PlvItem)| Sample {
        features: plv::features(engine, item),
        class: class_of_root(&item.root),
        weight: 1.0,
        fold: Some(i % FOLDS),
    };
    items.iter().enumerate().map(sample).collect()
}

/// The `yes` examples beside the entries: sentences with a class, and nothing marked.
fn examples(engine: Engine<'_>) -> Vec<Sample> {
    let mut found = Vec::new();
    for example in engine.lexicon.events.entries().flat_map(Entry::examples) {
        let Some(expected) = &example.expected else { continue };
        // The annotators of PLV take a conviction for ACCUSE; the codebook has a mode of SANCTION for it.
        if expected.starts_with("SANCTION/convict") {
            continue;
        }
        let name = expected.split([' ', '/']).next().unwrap_or_default();
        let Some(kind) = EventType::parse(name) else { continue };
        found.push(unmarked(engine, &example.text, kind, EXAMPLE));
    }
    found
}

fn class_of_root(root: &str) -> usize {
    CLASSES.iter().position(|c| plv::root_class(*c) == root).unwrap_or(0)
}

fn scores(weights: &[f32], features: &[u32]) -> [f32; CLASSES.len()] {
    let mut sums = [0.0; CLASSES.len()];
    for &feature in features {
        let row = feature as usize % BUCKETS * CLASSES.len();
        for (sum, weight) in sums.iter_mut().zip(&weights[row..]) {
            *sum += weight;
        }
    }
    sums
}

fn argmax(scores: &[f32; CLASSES.len()]) -> usize {
    (0..scores.len()).fold(0, |best, i| if scores[i] > scores[best] { i } else { best })
}

/// The mean of several fits: what the order of the samples does to one cancels out.
fn fit(samples: &[Sample], fold: Option<usize>) -> Vec<f32> {
    let mut mean = fit_once(samples, fold, 1);
    for seed in 2..=FITS {
        mean.iter_mut().zip(fit_once(samples, fold, seed)).for_each(|(m, w)| *m += w);
    }
    for m in &mut mean {
        *m /= FITS as f32;
    }
    mean
}

/// Softmax regression by `AdaGrad`, over samples outside `fold`, in an order that a fixed generator shuffles.
fn fit_once(samples: &[Sample], fold: Option<usize>, seed: u64) -> Vec<f32> {
    let size = BUCKETS * CLASSES.len();
    let (mut weights, mut squares) = (vec![0.0f32; size], vec![1e-6f32; size]);
    let mut order: Vec<usize> =
        (0..samples.len()).filter(|&i| fold.is_none() || samples[i].fold != fold).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15u64.wrapping_mul(seed);
    // The mean of the later epochs' weights: steadier than the last step's.
    let mut mean = vec![0.0f32; size];
    for epoch in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (state >> 33) as usize % (i + 1));
        }
        for &i in &order {
            step(&samples[i], &mut weights, &mut squares);
        }
        if epoch >= EPOCHS / 2 {
            mean.iter_mut().zip(&weights).for_each(|(m, w)| *m += w / (EPOCHS - EPOCHS / 2) as f32);
        }
    }
    mean
}

fn step(sample: &Sample, weights: &mut [f32], squares: &mut [f32]) {
    let p = softmax(scores(weights, &sample.features));
    let share = 1.0 / (sample.features.len().max(1) as f32).sqrt();
    for &feature in &sample.features {
        let row = feature as usize % BUCKETS * CLASSES.len();
        for class in 0..CLASSES.len() {
            let target = f32::from(u8::from(class == sample.class));
            let gradient = (p[class] - target) * sample.weight * share + DECAY * weights[row + class];
            squares[row + class] += gradient * gradient;
            weights[row + class] -= RATE * gradient / squares[row + class].sqrt();
        }
    }
}

fn write(weights: &[f32], figures: &str, corpus: &str) -> Result<(), Failure> {
    let top = weights.iter().fold(0.0f32, |m, w| m.max(w.abs())).max(1e-6);
    let scale = top / 127.0;
    let mut bytes = scale.to_le_bytes().to_vec();
    bytes.extend(weights.iter().map(|w| ((w / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned()));
    let io = |e: std::io::Error| Failure(format!("models/events.linear: {e}"));
    std::fs::write(root().join("models/events.linear"), &bytes).map_err(io)?;
    let mut manifest = String::from("# Written by `cargo dev train-events`.\n");
    let _ = writeln!(manifest, "file = \"events.linear\"\nsha256 = \"{}\"", legation_record::sha256(&bytes));
    manifest += "command = \"cargo dev train-events\"\nseed = \"fixed in crates/dev/src/events.rs\"\n";
    manifest += "corpora = [\"PLV training sentences (ZSP release)\", \"examples in data/events (MIT OR Apache-2.0)\"]\n";
    let _ = writeln!(manifest, "training_sha256 = \"{corpus}\"");
    let _ = writeln!(manifest, "scores = \"five-fold on PLV training sentences: {figures}\"");
    std::fs::write(root().join("models/events.toml"), manifest).map_err(io)
}
