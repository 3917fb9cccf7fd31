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
