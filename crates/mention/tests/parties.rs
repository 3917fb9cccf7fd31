//! Parties on the development articles. Needs `../shared` beside the repository (or `LEGATION_SHARED`); skipped without.

#![allow(clippy::print_stdout)] // figures for people to read

use legation_lexicon::Lexicon;
use legation_mention::Mentions;
use legation_syntax::Model;
use legation_text::{Block, BlockKind, Document, Published, Span};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn shared(what: &str) -> Option<PathBuf> {
    let root = std::env::var_os("LEGATION_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let path = root.join(what);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("CI").is_none(), "{} is missing", path.display());
    eprintln!("skipped: no {}", path.display());
    None
}

/// The text with one block a line; the first line is the title.
fn document(text: &str, published: Option<&str>, home: Option<&str>) -> Document {
    let mut blocks: Vec<Block> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len() as u32;
        if end > start {
            let kind = if blocks.is_empty() { BlockKind::Title } else { BlockKind::Paragraph };
            blocks.push(Block { span: Span::new(start, end), kind });
        }
        start += line.len() as u32;
    }
    let day = published.and_then(|d| match d.len() {
        10 => d.parse().ok(),
        7 => format!("{d}-15").parse().ok(),
        _ => None,
    });
    Document {
        text: text.to_owned(),
        blocks,
        published: day.map(Published::day),
        outlet_country: home.map(str::to_owned),
        ..Document::default()
    }
}

fn read(document: &Document) -> (legation_syntax::Parse, Mentions) {
    let parse = Model::builtin().parse(document);
    let mentions = legation_mention::resolve(Lexicon::builtin(), document, &parse);
    (parse, mentions)
}

fn home(outlet: &str) -> Option<&'static str> {
    if outlet.contains("UK") {
        Some("GBR")
    } else if outlet.contains("US ") || outlet.starts_with("US") {
        Some("USA")
    } else {
        None
    }
}

fn codes(mentions: &Mentions, sentence: usize) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for mention in mentions.in_sentence(sentence) {
        for id in mentions.members(mention.entity) {
            let e = &mentions.entities[id as usize];
            if let Some(code) = &e.code {
                all.push((code.clone(), e.sector.clone().unwrap_or_default()));
            }
        }
    }
    all
}

#[test]
fn parties_of_gold_events_are_mentioned_in_their_sentence() {
    let Some(dir) = shared("eval/dev") else { return };
    let sources = std::fs::read_to_string(dir.join("SOURCES.jsonl")).expect("sources");
    let sources: Vec<Value> = sources.lines().map(|l| serde_json::from_str(l).expect("json")).collect();
    let verbose = std::env::var_os("VERBOSE").is_some();
    let (mut all, mut country, mut sector) = (0u32, 0u32, 0u32);
    for source in &sources {
        let name = source["id"].as_str().expect("id");
        let text = std::fs::read_to_string(dir.join(format!("{name}.txt"))).expect("text");
        let gold: Value =
            serde_json::from_str(&std::fs::read_to_string(dir.join(format!("{name}.json"))).expect("gold"))
                .expect("json");
        let document =
            document(&text, gold["published"].as_str(), home(source["outlet"].as_str().unwrap_or("")));
        let (parse, mentions) = read(&document);
        if verbose {
            print(name, &text, &mentions);
        }
        for event in gold["events"].as_array().expect("events") {
            let quote = event["quote"].as_str().unwrap_or("");
            let Some(at) = text.find(quote) else { continue };
            let span = Span::new(at as u32, (at + quote.len()) as u32);
            let near: Vec<(String, String)> = parse
                .sentences
                .iter()
                .enumerate()
                .filter(|(_, s)| s.span.overlaps(span))
                .flat_map(|(i, _)| codes(&mentions, i))
                .collect();
            for side in ["actors", "recipients"] {
                for party in event[side].as_array().into_iter().flatten() {
                    let Some(code) = party["country"].as_str() else { continue };
                    all += 1;
                    let hit = near.iter().any(|(c, _)| c == code);
                    country += u32::from(hit);
                    let want = party["sector"].as_str().unwrap_or("");
                    let whole = near.iter().any(|(c, s)| c == code && s == want);
                    sector += u32::from(whole);
                    if hit && !whole && verbose {
                        let others: Vec<&str> =
                            near.iter().filter(|(c, _)| c == code).map(|(_, s)| s.as_str()).collect();
                        println!("SECTOR {name} {} {code} {want} | {others:?} | {quote}", party["name"]);
                    }
                    if !hit && verbose {
                        println!("MISS {name} {side} {} {code} {want} | {near:?} | {quote}", party["name"]);
                    }
                }
            }
        }
    }
    println!(
        "parties {all}: country {:.3}, country and sector {:.3}",
        share(country, all),
        share(sector, all)
    );
    assert!(share(country, all) > 0.6, "recall of countries fell");
}

fn share(part: u32, all: u32) -> f64 {
    f64::from(part) / f64::from(all.max(1))
}

#[test]
fn every_mention_of_the_seeds_slices_its_text() {
    let Some(dir) = shared("seeds") else { return };
    let dates = ["2025-04-10", "2025-05-20", "2024-05-30", "2022-02-23", "2021-04-10"];
    for (i, day) in dates.iter().enumerate() {
        let text = std::fs::read_to_string(dir.join(format!("00{i}.txt"))).expect("seed");
        let document = document(&text, Some(day), None);
        let (parse, mentions) = read(&document);
        for m in &mentions.mentions {
            assert!(m.first <= m.head && m.head <= m.last);
            assert!((m.last as usize) < parse.sentences[m.sentence as usize].tokens.len());
            let words = m.span.of(&text);
            assert!(!words.is_empty());
        }
        if std::env::var_os("VERBOSE").is_some() {
            print(&format!("{i}"), &text, &mentions);
        }
    }
}

/// One line a mention, for reading.
fn print(name: &str, text: &str, mentions: &Mentions) {
    for m in &mentions.mentions {
        let e = mentions.entity(m);
        let members: Vec<&str> =
            e.members.iter().map(|&x| mentions.entities[x as usize].name.as_str()).collect();
        println!(
            "{name}.{:<3} {:<9} {:<44} {} [{} {}] {} {}{}",
            m.sentence,
            format!("{:?}", m.kind),
            m.span.of(text).replace('\n', " "),
            e.name,
            e.code.as_deref().unwrap_or("-"),
            e.sector.as_deref().unwrap_or("-"),
            e.office.as_deref().unwrap_or(""),
            if m.as_place { "PLACE " } else { "" },
            members.join(" + "),
        );
    }
}

/// Words a second of this stage alone; `cargo test --release -p legation-mention --test parties -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a check"]
fn speed() {
    let Some(dir) = shared("eval/dev") else { return };
    let mut texts: Vec<_> =
        std::fs::read_dir(dir).expect("folder").map(|f| f.expect("entry").path()).collect();
    texts.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    texts.sort();
    let read = |p: &PathBuf| document(&std::fs::read_to_string(p).expect("text"), Some("2010-05-05"), None);
    let documents: Vec<Document> = texts.iter().map(read).collect();
    let parses: Vec<_> = documents.iter().map(|d| Model::builtin().parse(d)).collect();
    let words: usize = parses.iter().flat_map(|p| &p.sentences).map(|s| s.tokens.len()).sum();
    let start = std::time::Instant::now();
    let lexicon = Lexicon::builtin();
    println!("lexicon loads in {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let rounds = 20;
    let start = std::time::Instant::now();
    for _ in 0..rounds {
        for (document, parse) in documents.iter().zip(&parses) {
            let mut found = Mentions::default();
            legation_mention::actor::resolve(lexicon, document, parse, &mut found);
            std::hint::black_box(found);
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{words} words, {:.0} words/s", f64::from(rounds) * words as f64 / seconds);
}
