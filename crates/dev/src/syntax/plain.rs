//! Plain text for word vectors and for the teacher to label.

use super::data::read;
use legation_syntax::segment::Segmenter;
use legation_text::Span;
use std::path::{Path, PathBuf};

/// Sentences, as forms, of all plain text under `shared`, in a fixed order.
pub fn sentences(shared: &Path, segmenter: &Segmenter) -> Result<Vec<Vec<String>>, String> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 3..=80;
    let mut all = Vec::new();
    for paragraph in paragraphs(shared)? {
        let words = segmenter.words(&paragraph, Span::new(0, paragraph.len() as u32));
        let starts = segmenter.sentence_starts(&paragraph, &words);
        let mut from = 0;
        for to in 1..=words.len() {
            if to == words.len() || starts[to] {
                if LENGTHS.contains(&(to - from)) {
                    all.push(words[from..to].iter().map(|w| w.of(&paragraph).to_owned()).collect());
                }
                from = to;
            }
        }
    }
    Ok(all)
}

fn paragraphs(shared: &Path) -> Result<Vec<String>, String> {
    let mut files = vec![shared.join("treebanks/raw/wikinews.txt")];
    for folder in ["treebanks/raw/state_union", "treebanks/raw/inaugural", "eval/dev"] {
        files.extend(texts_in(&shared.join(folder))?);
    }
    let mut all = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let text = String::from_utf8_lossy(&bytes)
            .replace("&mdash;", "—")
            .replace("&nbsp;", " ")
            .replace("&quot;", "\"");
        all.extend(joined_lines(&text));
    }
    let events = shared.join("corpus/current-events-2025.jsonl");
    for line in read(&events)?.lines() {
        let item: serde_json::Value =
            serde_json::from_str(line).map_err(|e| format!("{}: {e}", events.display()))?;
        all.extend(item["text"].as_str().map(str::to_owned));
    }
    let table = read(&shared.join("eval/train/PLV_train.tsv"))?;
    all.extend(table.lines().skip(1).filter_map(|l| Some(l.split('\t').nth(1)?.to_owned())));
    Ok(all)
}

fn texts_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    files.sort();
    Ok(files)
}

/// Paragraphs end at blank lines, and at lines that end as sentences do.
fn joined_lines(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for line in text.lines().map(str::trim) {
        let Some(last) = all.last_mut() else { continue };
        if line.is_empty() {
            all.push(String::new());
            continue;
        }
        if !last.is_empty() {
            last.push(' ');
        }
        last.push_str(line);
        if line.ends_with(['.', '?', '!', '"', '”']) {
            all.push(String::new());
        }
    }
    all.retain(|p| !p.is_empty());
    all
}
