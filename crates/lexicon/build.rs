//! Reads the event lexicon once, at build time: `OUT_DIR/events.json` is every shipped file with its entries and lines.
//! Their examples, which only tests, checks and training read, are in `OUT_DIR/examples.json` by file and line.

#[path = "src/raw.rs"]
mod raw;
#[path = "src/landmarks/sets.rs"]
mod sets;
#[allow(dead_code)]
#[path = "src/actors/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

/// Files of the folder that hold no entries.
const OTHERS: [&str; 2] = ["classes.toml", "composition.toml"];

fn main() {
    events();
    landmarks();
}

/// The words of `landmarks.tsv` as hashes: `OUT_DIR/landmarks.sets`.
fn landmarks() {
    let file = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"))
        .join("../../data/times/landmarks.tsv");
    println!("cargo::rerun-if-changed={}", file.display());
    println!("cargo::rerun-if-changed=src/landmarks/sets.rs");
    println!("cargo::rerun-if-changed=src/actors/words.rs");
    let text = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("landmarks.sets");
    let bytes = sets::encode(&sets::sets(&text, words::exact));
    fs::write(&out, bytes).unwrap_or_else(|e| panic!("{}: {e}", out.display()));
}

fn events() {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../../data/events");
    println!("cargo::rerun-if-changed={}", folder.display());
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
            if let Some(first) = seen.insert(&entry.id, format!("{file}:{line}")) {
                panic!("{file}:{line}: entry `{}` is at {first} already: give it an id of its own", entry.id);
            }
        }
    }
    let mut examples = BTreeMap::new();
    for (file, entries) in &mut files {
        for (line, entry) in entries {
            let (yes, no) = (std::mem::take(&mut entry.yes), std::mem::take(&mut entry.no));
            examples.insert(format!("{file}:{line}"), (yes, no));
        }
    }
    write("events.json", &files);
    write("examples.json", &examples);
}

fn write(name: &str, data: &impl serde::Serialize) {
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join(name);
    let json = serde_json::to_string(data).expect("entries are plain data");
    fs::write(&out, json).unwrap_or_else(|e| panic!("{}: {e}", out.display()));
}
