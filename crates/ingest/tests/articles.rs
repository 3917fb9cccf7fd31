//! Extraction scored on the article-extraction-benchmark (Scrapinghub, MIT): pages with their true article texts.
//!
//! The measure is the benchmark's: overlap of word 4-grams, normalised per page, precision and recall averaged
//! over pages, F1 of the two. `-- --nocapture` prints the worst pages.

use legation_ingest::{Document, read};
use legation_text::BlockKind;
use std::collections::BTreeMap;
use std::path::PathBuf;

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

fn shingles(text: &str) -> BTreeMap<Vec<&str>, u32> {
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    let mut counts = BTreeMap::new();
    for i in 0..words.len().saturating_sub(3).max(1) {
        let run = &words[i.min(words.len())..(i + 4).min(words.len())];
        if !run.is_empty() {
            *counts.entry(run.to_vec()).or_insert(0) += 1;
        }
    }
    counts
}

/// True positives, false positives, false negatives, as shares of their sum.
fn compare(truth: &str, found: &str) -> [f64; 3] {
    let (truth, found) = (shingles(truth), shingles(found));
    let mut counts = [0.0; 3];
    for key in truth.keys().chain(found.keys().filter(|k| !truth.contains_key(*k))) {
        let (t, f) = (truth.get(key).copied().unwrap_or(0), found.get(key).copied().unwrap_or(0));
        counts[0] += f64::from(t.min(f));
        counts[1] += f64::from(f.saturating_sub(t));
        counts[2] += f64::from(t.saturating_sub(f));
    }
    let sum: f64 = counts.iter().sum();
    if sum > 0.0 { counts.map(|c| c / sum) } else { counts }
}

/// Mean precision, mean recall and their F1.
fn score(pages: &[[f64; 3]]) -> (f64, f64, f64) {
    let mean = |other: usize| {
        let rates: Vec<f64> =
            pages.iter().filter(|p| p[0] + p[other] > 0.0).map(|p| p[0] / (p[0] + p[other])).collect();
        rates.iter().sum::<f64>() / rates.len().max(1) as f64
    };
    let (precision, recall) = (mean(1), mean(2));
    (precision, recall, 2.0 * precision * recall / (precision + recall))
}

/// The text a reader takes for the article: no title, no furniture, no author's line.
fn article(document: &Document) -> String {
    let is_body = |kind| kind == BlockKind::Paragraph || kind == BlockKind::Heading;
    let blocks = document.blocks.iter().filter(|b| is_body(b.kind));
    blocks.map(|b| b.span.of(&document.text)).collect::<Vec<_>>().join("\n")
}

#[test]
fn measure_is_that_of_the_benchmark() {
    let near = |a: [f64; 3], b: [f64; 3]| a.iter().zip(b).all(|(x, y)| (x - y).abs() < 1e-9);
    assert!(near(compare("a b c d e", "a b c d e"), [1.0, 0.0, 0.0]));
    assert!(near(compare("a b c d e", "a b c d"), [0.5, 0.0, 0.5]));
    assert!(near(compare("a b c", "x a b c"), [0.0, 0.5, 0.5]));
    assert!(near(compare("", ""), [0.0, 0.0, 0.0]));
}

#[test]
fn articles_are_found_on_real_pages() {
    let Some(folder) = shared("eval/articles") else { return };
    let truth = std::fs::read_to_string(folder.join("ground-truth.json")).expect("ground truth");
    let truth: BTreeMap<String, serde_json::Value> = serde_json::from_str(&truth).expect("JSON");
    let mut pages = Vec::new();
    for (id, page) in &truth {
        let body = page["articleBody"].as_str().unwrap_or_default();
        let found = read(&folder.join(format!("html/{id}.html.gz"))).remove(0);
        let found = found.as_ref().map(article).unwrap_or_default();
        pages.push((compare(body, &found), id));
    }
    let (precision, recall, f1) = score(&pages.iter().map(|(counts, _)| *counts).collect::<Vec<_>>());
    pages.sort_by(|a, b| a.0[0].total_cmp(&b.0[0]));
    for (counts, id) in pages.iter().take(40) {
        eprintln!("{id} fp {:.2} fn {:.2}", counts[1], counts[2]);
    }
    eprintln!("{} pages: precision {precision:.3} recall {recall:.3} F1 {f1:.3}", pages.len());
    assert!(f1 >= 0.95, "F1 {f1:.3}, was 0.96");
}
