//! Reads the event lexicon once, at build time: `OUT_DIR/events.jsonl` is every shipped entry with its file and line, one a
//! line, in the order in which they are searched; `OUT_DIR/events.heads` has each head with the numbers of its entries.
//! Their examples, which only tests, checks and training read, are in `OUT_DIR/examples.json` by file and line. The words of
//! the landmarks are hashed into `OUT_DIR/landmarks.sets`.

#[path = "src/raw.rs"]
mod raw;
#[path = "src/landmarks/sets.rs"]
mod sets;
#[allow(dead_code)]
#[path = "src/actors/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Files of the folder that hold no entries.
const OTHERS: [&str; 2] = ["classes.toml", "composition.toml"];

fn main() {
    events();
    landmarks();
}

/// A file or folder of `data/`, watched.
fn data(path: &str) -> PathBuf {
    let folder = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let path = Path::new(&folder).join("../../data").join(path);
    println!("cargo::rerun-if-changed={}", path.display());
    path
}

/// The words of `landmarks.tsv` as hashes: `OUT_DIR/landmarks.sets`.
fn landmarks() {
    println!("cargo::rerun-if-changed=src/landmarks/sets.rs");
    println!("cargo::rerun-if-changed=src/actors/words.rs");
    let file = data("times/landmarks.tsv");
    let text = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    write("landmarks.sets", &sets::encode(&sets::sets(&text, words::exact)));
}

fn events() {
    let folder = data("events");
    println!("cargo::rerun-if-changed=src/raw.rs");
    let listed = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut names: Vec<String> =
        listed.filter_map(|file| file.ok()?.file_name().into_string().ok()).collect();
    names.retain(|name| {
        Path::new(name).extension().is_some_and(|e| e == "toml") && !OTHERS.contains(&name.as_str())
    });
    names.sort();
    let mut files: Vec<(String, Vec<(u32, raw::RawEntry)>)> = names
        .into_iter()
        .map(|name| {
            let text = fs::read_to_string(folder.join(&name)).unwrap_or_else(|e| panic!("{name}: {e}"));
            let shown = format!("data/events/{name}");
            let entries = raw::read(&text).unwrap_or_else(|(line, what)| panic!("{shown}:{line}: {what}"));
            (shown, entries)
        })
        .collect();
    let mut seen = BTreeMap::new();
    for (file, entries) in &files {
        for (line, entry) in entries {
            assert!(!entry.heads.is_empty(), "{file}:{line}: entry `{}` has no heads: give it one", entry.id);
            if let Some(first) = seen.insert(&entry.id, format!("{file}:{line}")) {
                panic!("{file}:{line}: entry `{}` is at {first} already: give it an id of its own", entry.id);
            }
        }
    }
    let mut examples = BTreeMap::new();
    let mut heads: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut lines = Vec::new();
    for (file, entries) in &mut files {
        for (line, entry) in entries {
            let (yes, no) = (std::mem::take(&mut entry.yes), std::mem::take(&mut entry.no));
            examples.insert(format!("{file}:{line}"), (yes, no));
            for head in &entry.heads {
                heads.entry(head.clone()).or_default().push(lines.len().to_string());
            }
            lines.push(json(&(&*file, *line, entry)));
        }
    }
    let heads: Vec<String> = heads.iter().map(|(head, of)| format!("{head}\t{}", of.join(" "))).collect();
    write("events.jsonl", lines.join("\n").as_bytes());
    write("events.heads", heads.join("\n").as_bytes());
    write("examples.json", json(&examples).as_bytes());
}

fn json(data: &impl serde::Serialize) -> String {
    serde_json::to_string(data).expect("entries are plain data")
}

fn write(name: &str, data: &[u8]) {
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join(name);
    fs::write(&out, data).unwrap_or_else(|e| panic!("{}: {e}", out.display()));
}
