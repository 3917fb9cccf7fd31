//! The archive through the real binary.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const TALKS: &str = "Chile and Peru hold talks\n\nSouthern Gazette | 2024-05-03\n\nChile held talks with Peru in Lima on Thursday. \
    Peru's foreign minister said the two sides had agreed to reopen the border.\n";
const VISIT: &str = "Ghana's president visits Togo\n\nCoast Daily | 2023-02-10\n\nGhana's president visited Togo on Wednesday. \
    Togo denied that it had armed rebels in Ghana.\n";

fn legation(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_legation"));
    command.args(args).current_dir(folder).env("SOURCE_DATE_EPOCH", "1735725600").output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), TALKS).unwrap();
    fs::write(folder.path().join("b.txt"), VISIT).unwrap();
    let run = legation(folder.path(), &["add", "news.legation", "a.txt", "b.txt"]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    assert!(stderr(&run).contains("added 2 documents"), "{}", stderr(&run));
    folder
}

#[test]
fn list_and_export_answer_what_is_asked() {
    let folder = archive();
    let list = |args: &[&str]| stdout(&legation(folder.path(), &[&["list", "news.legation"], args].concat()));
    let all = list(&[]);
    assert!(all.contains("CONSULT") && all.contains("GHA"), "{all}");
    let between = list(&["--between", "PER,CHL"]);
    assert!(between.lines().count() > 0 && !between.contains("GHA"), "{between}");
    assert_eq!(list(&["--since", "2024-01-01"]), between);
    assert!(list(&["--type", "consult"]).lines().all(|l| l.contains("\tCONSULT\t")));
    assert!(list(&["--search", "border reopening"]).lines().all(|l| l.contains("reopen the border")));
    assert!(list(&["--records", "document"]).contains("a.txt"));
    let export =
        |args: &[&str]| stdout(&legation(folder.path(), &[&["export", "news.legation"], args].concat()));
    let mut coded: Vec<String> =
        stdout(&legation(folder.path(), &["code", "a.txt", "b.txt"])).lines().map(Into::into).collect();
    let mut exported: Vec<String> = export(&[]).lines().map(Into::into).collect();
    coded.sort();
    exported.sort();
    assert_eq!(exported, coded);
    assert!(export(&["--format", "csv"]).starts_with("record,id,doc,"));
}

#[test]
fn a_brief_is_the_same_from_files_and_from_their_archive() {
    let folder = archive();
    let brief =
        |paths: &[&str]| stdout(&legation(folder.path(), &[&["brief", "--format", "json"], paths].concat()));
    let from_archive = brief(&["news.legation"]);
    assert!(from_archive.contains("\"happenings\""), "{from_archive}");
    assert_eq!(from_archive, brief(&["a.txt", "b.txt"]));
}

#[test]
fn corrections_and_withdrawals_show_as_changes() {
    let folder = archive();
    let at = folder.path();
    fs::write(at.join("a.txt"), TALKS.replace("in Lima on Thursday", "in Arica on Thursday")).unwrap();
    let again = legation(at, &["add", "news.legation", "a.txt", "b.txt"]);
    assert!(
        stderr(&again).contains("added 1 documents, 1 of them corrections, 1 there already"),
        "{}",
        stderr(&again)
    );
    let list = stdout(&legation(at, &["list", "news.legation"]));
    assert!(list.contains("Arica") && !list.contains("Lima"), "{list}");
    assert_eq!(
        legation(at, &["retract", "news.legation", "b.txt", "--reason", "a hoax"]).status.code(),
        Some(0)
    );
    assert!(!stdout(&legation(at, &["list", "news.legation"])).contains("GHA"));
    let changes = legation(at, &["list", "news.legation", "--changed-since", "2025-01-01", "-v"]);
    assert!(stderr(&changes).contains("2025-01-01T10:00:00Z withdrawn b.txt"), "{}", stderr(&changes));
    assert!(stdout(&changes).lines().all(|l| l.starts_with("+ ")), "{}", stdout(&changes));
}

#[test]
fn what_cannot_be_opened_is_named_and_left_alone() {
    let folder = archive();
    let at = folder.path();
    for (args, what) in [
        (["add", "a.txt", "b.txt"], "a.txt: not a Legation archive"),
        (["list", "none.legation", "-q"], "none.legation: no such archive"),
        (["export", "b.txt", "-q"], "b.txt: not a Legation archive"),
    ] {
        let run = legation(at, &args);
        assert_eq!(run.status.code(), Some(2), "{}", stderr(&run));
        assert!(stderr(&run).contains(what), "{}", stderr(&run));
    }
    assert_eq!(fs::read_to_string(at.join("a.txt")).unwrap(), TALKS);
    assert!(!at.join("none.legation").exists());
}

/// Ids of the reports of each happening, as the archive's brief has them.
fn happenings(folder: &Path, args: &[&str]) -> Vec<(String, Vec<String>)> {
    let run = legation(folder, &[&["brief", "news.legation", "--format", "json", "-q"], args].concat());
    let corpus: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let both = [&corpus["happenings"], &corpus["background"]];
    let all = both.iter().flat_map(|list| list.as_array().unwrap());
    let text = |v: &serde_json::Value| v.as_str().unwrap().to_owned();
    all.map(|h| (text(&h["id"]), h["reports"].as_array().unwrap().iter().map(|r| text(&r["id"])).collect()))
        .collect()
}

#[test]
fn what_a_person_decides_about_happenings_outlives_later_adds_and_is_undone() {
    let folder = archive();
    let at = folder.path();
    let before = happenings(at, &[]);
    let apart = before.iter().filter(|(_, reports)| reports.len() == 1).take(2).collect::<Vec<_>>();
    let [(one, first), (other, second)] = apart[..] else { panic!("two happenings: {before:?}") };
    let together = |all: &[(String, Vec<String>)]| {
        all.iter().any(|(_, reports)| reports.contains(&first[0]) && reports.contains(&second[0]))
    };
    assert!(!together(&before));

    let merge = legation(at, &["decide", "news.legation", "merge", one, &second[0]]);
    assert_eq!(merge.status.code(), Some(0), "{}", stderr(&merge));
    assert!(together(&happenings(at, &[])));
    fs::write(at.join("c.txt"), TALKS.replace("Southern Gazette", "Harbour Post")).unwrap();
    assert_eq!(legation(at, &["add", "news.legation", "c.txt"]).status.code(), Some(0));
    assert!(together(&happenings(at, &[])), "a later add keeps it");
    let listed = stdout(&legation(at, &["decide", "news.legation"]));
    assert!(
        listed.starts_with("1\t2025-01-01T10:00:00Z\tmerge\t") && listed.contains(&second[0]),
        "{listed}"
    );

    assert_eq!(legation(at, &["decide", "news.legation", "undo", "1"]).status.code(), Some(0));
    assert!(!together(&happenings(at, &[])));
    let again = legation(at, &["decide", "news.legation", "undo", "1"]);
    assert!(stderr(&again).contains("no standing decision 1"), "{}", stderr(&again));
    let unknown = legation(at, &["decide", "news.legation", "split", "h-0"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("no record or happening h-0"), "{}", stderr(&unknown));
    assert_ne!(one, other);
}

#[test]
fn a_pairs_brief_reads_the_articles_that_tell_of_both() {
    let folder = archive();
    let run =
        legation(folder.path(), &["brief", "news.legation", "--between", "PER,CHL", "--format", "json"]);
    let corpus: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
    let documents = corpus["receipt"]["documents"].as_array().unwrap();
    assert_eq!((documents.len(), &corpus["receipt"]["offered"]), (1, &serde_json::json!(2)));
    assert!(!corpus["happenings"].as_array().unwrap().is_empty());
}
