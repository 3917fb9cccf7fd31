//! The example's ten articles against what a careful reader takes from them (`examples/expected.md`).

#![allow(clippy::print_stdout)] // a test says how far it came

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Share of the happenings any chronology must have that come out with their type, on one of their sentences. Raised as
/// the coder improves.
const FLOOR: f64 = 0.6;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// What the brief command gives and prints for the example.
fn run(flags: &[&str]) -> Output {
    let run = Command::new(env!("CARGO_BIN_EXE_legation"))
        .arg("brief")
        .arg(examples().join("russia-pakistan"))
        .args(flags)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    run
}

fn brief() -> serde_json::Value {
    serde_json::from_slice(&run(&["--format", "json"]).stdout).unwrap()
}

#[test]
fn the_readme_shows_what_comes_out() {
    let readme = std::fs::read_to_string(examples().join("../README.md")).unwrap();
    let shown =
        readme.split("## What comes out").nth(1).and_then(|s| s.split("and for a machine").next()).unwrap();
    let mut parts = shown.split("```text").nth(1).unwrap().split("```");
    let (summary, quoted) = (parts.next().unwrap(), parts.next().unwrap());
    let Output { stdout, stderr, .. } = run(&["--between", "RUS,PAK", "--format", "md"]);
    let beside = String::from_utf8(stderr).unwrap();
    assert_eq!(summary.trim(), beside.trim(), "README.md shows another summary than the command prints");
    let brief = plain(&String::from_utf8(stdout).unwrap());
    for item in quoted.split("> **").skip(1).map(|item| plain(&item.replace("\n>", "\n"))) {
        let head = item.split(" — “").next().unwrap();
        assert!(brief.contains(head), "the brief has no {head:?}, which README.md shows");
    }
}

/// The rows of the first table under a heading, cells trimmed.
fn table(text: &str, heading: &str) -> Vec<Vec<String>> {
    let after = text.split(heading).nth(1).unwrap_or_else(|| panic!("no {heading} in expected.md"));
    let rows = after.lines().skip_while(|l| !l.starts_with('|')).take_while(|l| l.starts_with('|')).skip(2);
    rows.map(|l| l.trim_matches('|').split('|').map(|c| c.trim().to_owned()).collect()).collect()
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every report of the brief: document, sentence, and the types of its happening.
fn reports(corpus: &serde_json::Value) -> Vec<(String, String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for happening in corpus["happenings"].as_array().unwrap() {
        let kinds: BTreeSet<String> =
            happening["event"].as_array().unwrap().iter().map(|k| k.as_str().unwrap().to_owned()).collect();
        for report in happening["reports"].as_array().unwrap() {
            let text = |field: &str| plain(report[field].as_str().unwrap());
            found.push((text("doc"), text("text"), kinds.clone()));
        }
    }
    found
}

#[test]
fn most_of_what_a_reader_takes_from_it_comes_out() {
    let expected = std::fs::read_to_string(examples().join("expected.md")).unwrap();
    let reports = reports(&brief());
    let weighty: BTreeMap<String, BTreeSet<String>> = table(&expected, "## Happenings")
        .into_iter()
        .filter(|row| row[6] == "3")
        .map(|row| {
            let kinds =
                row[2].split(" or ").map(|k| k.split('/').next().unwrap_or_default().to_owned()).collect();
            (row[0].clone(), kinds)
        })
        .collect();
    let mut found = BTreeSet::new();
    for row in table(&expected, "## Reports of the happenings") {
        let Some(kinds) = weighty.get(&row[0]) else { continue };
        let anchor = plain(&row[2]);
        if reports.iter().any(|(doc, text, got)| {
            doc.contains(&row[1]) && text.contains(&anchor) && !got.is_disjoint(kinds)
        }) {
            found.insert(row[0].clone());
        }
    }
    let share = found.len() as f64 / weighty.len() as f64;
    println!("{} of {} weighty happenings ({share:.2})", found.len(), weighty.len());
    assert!(share >= FLOOR, "{share:.2} of the weighty happenings come out; {FLOOR} must");
}

#[test]
fn furniture_that_reads_like_news_yields_nothing() {
    let expected = std::fs::read_to_string(examples().join("expected.md")).unwrap();
    let reports = reports(&brief());
    let rows = table(&expected, "## What must yield nothing");
    assert!(rows.len() >= 20);
    for row in rows {
        let anchor = plain(&row[1]);
        assert!(
            !reports.iter().any(|(_, text, _)| text.contains(&anchor)),
            "furniture came through: {anchor}"
        );
    }
}
