//! Furniture in plain text, scored in characters: the noise lists of the annotated articles, and the furniture of
//! five saved web articles, given here by line number (a line counts whole, or from and to a column).

use legation_ingest::{Document, read, stream};
use legation_text::BlockKind;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// `../shared` beside the repository, or what `LEGATION_SHARED` names. `None` skips the test, but not in CI.
fn shared(folder: &str) -> Option<PathBuf> {
    let base = std::env::var_os("LEGATION_SHARED").map(PathBuf::from);
    let base = base.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let path = base.join(folder);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is required in CI", path.display());
    eprintln!("skipped: no {}", path.display());
    None
}

/// A line, and the characters of it that are furniture; all of them where the end lies beyond the line.
type Furniture = (usize, std::ops::Range<usize>);

const ALL: std::ops::Range<usize> = 0..usize::MAX;

fn seeds() -> Vec<(&'static str, Vec<Furniture>)> {
    let whole = |lines: &[std::ops::RangeInclusive<usize>]| -> Vec<Furniture> {
        lines.iter().cloned().flatten().map(|line| (line, ALL)).collect()
    };
    let mut third = whole(&[1..=2, 6..=6, 39..=44]);
    third.push((7, 202..usize::MAX));
    let mut first = whole(&[7..=7, 11..=11, 31..=31, 57..=57]);
    first.push((55, 219..usize::MAX));
    vec![
        ("000.txt", first),
        ("001.txt", whole(&[1..=2, 8..=8, 10..=10, 62..=62, 64..=64, 66..=66, 68..=90])),
        ("002.txt", third),
        ("003.txt", whole(&[13..=13, 15..=15])),
        ("004.txt", whole(&[3..=3, 33..=33, 47..=47, 49..=49])),
    ]
}

/// Byte offsets of the furniture's visible characters.
fn by_lines(text: &str, furniture: &[Furniture]) -> BTreeSet<usize> {
    let mut marked = BTreeSet::new();
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        for (_, columns) in furniture.iter().filter(|(number, _)| *number == i + 1) {
            let columns = |n: usize| columns.contains(&n);
            marked.extend(
                line.char_indices().enumerate().filter(|(n, _)| columns(*n)).map(|(_, (b, _))| at + b),
            );
        }
        at += line.len();
    }
    visible(text, marked)
}

fn by_quotes(text: &str, quotes: &[serde_json::Value]) -> BTreeSet<usize> {
    let places = quotes.iter().filter_map(|quote| {
        let quote = quote.as_str()?;
        // A quoted line is that line where there is one, not a mention in a sentence.
        let line = text.find(&format!("\n{quote}\n")).map(|at| at + 1);
        Some(line.or_else(|| text.find(quote))?..).map(|from| from.start..from.start + quote.len())
    });
    visible(text, places.flatten().collect())
}

fn visible(text: &str, offsets: BTreeSet<usize>) -> BTreeSet<usize> {
    let is_visible =
        |at: &usize| text.get(*at..).and_then(|t| t.chars().next()).is_some_and(|c| !c.is_whitespace());
    offsets.into_iter().filter(is_visible).collect()
}

fn found(document: &Document) -> BTreeSet<usize> {
    let noise = document.blocks.iter().filter(|b| b.kind == BlockKind::Noise);
    visible(&document.text, noise.flat_map(|b| b.span.range()).collect())
}

fn open(path: &Path) -> Document {
    read(path).remove(0).unwrap_or_else(|rejected| panic!("{rejected}"))
}

#[test]
fn furniture_is_told_from_articles() {
    let (Some(seeds_at), Some(dev)) = (shared("seeds"), shared("eval/dev")) else { return };
    let mut pairs = Vec::new();
    for (name, furniture) in seeds() {
        let document = open(&seeds_at.join(name));
        pairs.push((name.to_owned(), by_lines(&document.text, &furniture), found(&document)));
    }
    let mut notes: Vec<PathBuf> = std::fs::read_dir(dev)
        .expect("dev")
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|x| x == "json"))
        .collect();
    notes.sort();
    for path in notes {
        let gold: serde_json::Value =
            serde_json::from_slice(&std::fs::read(&path).expect("gold")).expect("JSON");
        let document = open(&path.with_extension("txt"));
        let truth = by_quotes(&document.text, gold["noise"].as_array().map_or(&[], Vec::as_slice));
        pairs.push((document.name.clone(), truth, found(&document)));
    }
    let (mut hits, mut wrong, mut missed) = (0, 0, 0);
    for (name, truth, found) in &pairs {
        let (w, m) = (found.difference(truth).count(), truth.difference(found).count());
        if w + m > 0 {
            eprintln!("{name}: {w} characters of article taken for furniture, {m} of furniture missed");
        }
        (hits, wrong, missed) = (hits + truth.intersection(found).count(), wrong + w, missed + m);
    }
    let share = |other: usize| hits as f64 / (hits + other).max(1) as f64;
    eprintln!("{} texts: precision {:.4} recall {:.4}", pairs.len(), share(wrong), share(missed));
    assert!(share(wrong) >= 0.99 && share(missed) >= 0.99);
}

/// Thousands of news sentences, each an item of its own: none is furniture.
#[test]
fn news_sentences_are_no_furniture() {
    let Some(corpus) = shared("corpus/current-events-2025.jsonl") else { return };
    let mut read = 0;
    for document in stream(&corpus).flatten() {
        let noise: Vec<&str> = document
            .blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Noise)
            .map(|b| b.span.of(&document.text))
            .collect();
        assert!(noise.is_empty(), "{}: {noise:?}", document.name);
        read += 1;
    }
    assert!(read > 5000, "{read} read");
}
