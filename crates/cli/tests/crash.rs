//! The process is killed at random moments while it adds; nothing committed is lost, nothing is half there.
#![cfg(unix)]

use legation_record::Record;
use legation_store::{Archive, Query};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Archives that are filled and killed side by side.
const ARCHIVES: usize = 4;
/// Kills of each.
const KILLS: usize = 50;
/// Documents offered in each run; more than a run gets done before it is killed.
const OFFERED: usize = 400;
const SEED: u64 = 20_250_131;

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (z ^ (z >> 27)) % n
    }
}

/// Small documents, other ones in each run.
fn feed(run: usize) -> String {
    (0..OFFERED).fold(String::new(), |mut lines, n| {
        let text = format!("Chile held talks with Peru in Lima. This is item {run}-{n}.");
        let _ = writeln!(lines, r#"{{"id": "{run}-{n}", "date": "2024-05-03", "text": "{text}"}}"#);
        lines
    })
}

/// Adds the feed and is killed `delay` after it began, or after it said that something was committed. Returns the
/// documents that it said were.
fn add_and_kill(folder: &Path, archive: &str, after_first: bool, delay: Duration) -> Vec<String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_legation"))
        .args(["add", archive, "feed.jsonl", "-v", "-j", "1"])
        .current_dir(folder)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let first = if after_first { lines.next() } else { None };
    std::thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
    let said = first.into_iter().chain(lines);
    // The last line may have been cut.
    let name = |l: String| {
        Some(l.strip_prefix("legation: added ")?.strip_suffix(')')?.split(' ').next()?.to_owned())
    };
    said.filter_map(name).collect()
}

/// The names of all documents, each of which has its text and its records: its own, and the event of its sentence.
fn whole_documents(path: &Path) -> BTreeSet<String> {
    let archive = Archive::open(path).unwrap();
    let mut documents: BTreeMap<String, (Option<String>, usize)> = BTreeMap::new();
    for record in archive.records(&Query::default()).unwrap() {
        let entry = documents.entry(record.doc_id().to_owned()).or_default();
        match record {
            Record::Document(d) => entry.0 = Some(d.doc),
            _ => entry.1 += 1,
        }
    }
    let name = |(id, (name, records)): (String, (Option<String>, usize))| {
        assert!(records == 1 && archive.text(&id).unwrap().is_some(), "{id} is half there");
        name.unwrap()
    };
    documents.into_iter().map(name).collect()
}

/// Fills one archive, killed again and again; says how many documents were committed.
fn fill_and_kill(folder: &Path, mut random: Random) -> usize {
    let path = folder.join("a.legation");
    let mut committed = BTreeSet::new();
    for run in 0..KILLS {
        fs::write(folder.join("feed.jsonl"), feed(run)).unwrap();
        // Every eighth is killed while a new archive is made, the others while documents are committed.
        if run % 8 == 7 {
            let young = format!("young-{run}.legation");
            add_and_kill(folder, &young, false, Duration::from_micros(random.below(20_000)));
            Archive::create(&folder.join(young)).unwrap().check().unwrap();
        } else {
            let delay = Duration::from_micros(random.below(25_000));
            committed.extend(add_and_kill(folder, "a.legation", true, delay));
        }
        if run % 10 == 9 {
            let kept = whole_documents(&path);
            let lost: Vec<_> = committed.difference(&kept).collect();
            assert!(lost.is_empty(), "after {run} kills these are lost: {lost:?}");
        }
    }
    Archive::create(&path).unwrap().check().unwrap();
    committed.len()
}

#[test]
fn killed_200_times_it_keeps_all_that_was_committed() {
    let folder = tempfile::tempdir().unwrap();
    let committed: usize = std::thread::scope(|scope| {
        let fillers: Vec<_> = (0..ARCHIVES)
            .map(|n| {
                let folder = folder.path().join(n.to_string());
                fs::create_dir(&folder).unwrap();
                scope.spawn(move || fill_and_kill(&folder, Random(SEED + n as u64)))
            })
            .collect();
        fillers.into_iter().map(|filler| filler.join().unwrap()).sum()
    });
    let kills = ARCHIVES * KILLS;
    assert!(committed > 10 * kills, "only {committed} documents were committed: the kills prove nothing");
}
