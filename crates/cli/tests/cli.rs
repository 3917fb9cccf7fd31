//! The real binary in a temporary folder.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const TALKS: &str = "Chile and Peru hold talks\n\nSouthern Gazette | 2024-05-03\n\nChile held talks with Peru in Lima on Thursday. \
    Peru's foreign minister said the two sides had agreed to reopen the border.\n";
const VISIT: &str = "Ghana's president visits Togo\n\nCoast Daily | 2023-02-10\n\nGhana's president visited Togo on Wednesday. \
    Togo denied that it had armed rebels in Ghana.\n";

fn legation(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_legation")).args(args).current_dir(folder).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn two_articles() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), TALKS).unwrap();
    fs::write(folder.path().join("b.txt"), VISIT).unwrap();
    folder
}

#[test]
fn every_record_slices_its_sentence_out_of_the_file() {
    let folder = two_articles();
    let run = legation(folder.path(), &["code", "a.txt", "b.txt", "--records", "event,claim"]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    let records: Vec<serde_json::Value> =
        stdout(&run).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(records.iter().any(|r| r["record"] == "event"), "{records:?}");
    for record in &records {
        let text: Vec<char> = fs::read_to_string(folder.path().join(record["doc"].as_str().unwrap()))
            .unwrap()
            .chars()
            .collect();
        let at = |field: &str| record["text_info"][field].as_u64().unwrap() as usize;
        let slice: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(slice, record["text"].as_str().unwrap());
    }
}

#[test]
fn same_input_gives_the_same_bytes() {
    let folder = two_articles();
    let args = ["brief", "a.txt", "b.txt", "--format", "json"];
    let first = legation(folder.path(), &[&args[..], &["-j", "1"]].concat());
    let again = legation(folder.path(), &[&args[..], &["-j", "2"]].concat());
    let turned = legation(folder.path(), &["brief", "b.txt", "a.txt", "--format", "json"]);
    assert!(first.status.success(), "{}", stderr(&first));
    assert_eq!(stdout(&first), stdout(&again));
    assert_eq!(stdout(&first), stdout(&turned));
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_read() {
    let folder = two_articles();
    let at = folder.path();
    fs::write(at.join("empty.txt"), "").unwrap();
    fs::write(at.join("binary.txt"), [0u8, 159, 146, 150, 0, 1, 2]).unwrap();
    fs::write(
        at.join("latin.txt"),
        b"Caf\xe9 talks\n\nChile met Peru in Lima. The caf\xe9 was closed after the meeting.\n",
    )
    .unwrap();
    let run = legation(at, &["code", "missing.txt", "empty.txt", "binary.txt", "a.txt"]);
    assert_eq!(run.status.code(), Some(1), "{}", stderr(&run));
    for name in ["missing.txt", "empty.txt", "binary.txt"] {
        assert!(stderr(&run).contains(name), "{name} is not named in: {}", stderr(&run));
    }
    assert!(stdout(&run).contains("\"record\":\"event\""));
    assert_eq!(legation(at, &["code", "latin.txt"]).status.code(), Some(0));
}

#[test]
fn a_line_of_200_megabytes_is_refused_and_the_rest_is_read() {
    let folder = two_articles();
    fs::write(folder.path().join("huge.txt"), vec![b'a'; 200 << 20]).unwrap();
    let run = legation(folder.path(), &["code", "huge.txt", "a.txt"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(stderr(&run).contains("huge.txt"));
    assert!(stdout(&run).contains("\"record\":\"event\""));
}

#[cfg(unix)]
#[test]
fn a_folder_that_contains_itself_ends() {
    let folder = two_articles();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    let run = legation(folder.path(), &["code", "."]);
    assert!(matches!(run.status.code(), Some(0 | 1)), "{}", stderr(&run));
    let ids: Vec<serde_json::Value> = stdout(&run)
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["id"].clone())
        .collect();
    let mut once = ids.clone();
    once.sort_by_key(ToString::to_string);
    once.dedup();
    assert_eq!(ids.len(), once.len(), "each file is read once");
}

#[test]
fn a_users_own_actors_are_known_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(
        at.join("a.txt"),
        "Chile accused the Harbour League of an attack. Zorbia condemned the attack.\n",
    )
    .unwrap();
    fs::write(at.join("own.tsv"), "name\tcode\tsector\tkind\nHarbour League\tQQA\tREB\tgroup\n").unwrap();
    fs::write(at.join("own.actors.txt"), "# PETRARCH\nZORBIA_ [QQB]\n").unwrap();
    let codes = |own: &[&str]| {
        let run = legation(at, &[&["code", "a.txt"], own].concat());
        assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
        ["QQA", "QQB"].map(|code| stdout(&run).contains(code))
    };
    assert_eq!(codes(&[]), [false, false]);
    assert_eq!(codes(&["--actors", "own.tsv"]), [true, false]);
    assert_eq!(codes(&["--actors", "own.tsv", "--actors", "own.actors.txt"]), [true, true]);
    let explained = legation(at, &["explain", "a.txt", "--actors", "own.tsv"]);
    assert!(stdout(&explained).contains("QQA"), "{}", stdout(&explained));
}

#[test]
fn a_mistake_among_a_users_actors_says_file_line_and_mend() {
    let folder = two_articles();
    let at = folder.path();
    for (name, text, line, what) in [
        ("a.tsv", "name\tcode\nHarbour League\tQQA\nOther\tQ\n", ":3", "no code"),
        ("b.tsv", "name\tsector\nHarbour League\tREB\n", ":1", "no column"),
        ("c.tsv", "name\tcode\tfrom\nJane Doe\tQQA\t2011-02-31\n", ":2", "no date"),
        ("d.txt", "JANE_DOE_ [QQAGOV\n", ":1", "bracket"),
    ] {
        fs::write(at.join(name), text).unwrap();
        let run = legation(at, &["code", "a.txt", "--actors", name]);
        assert_eq!(run.status.code(), Some(2), "{name}");
        let message = stderr(&run);
        assert!(message.contains(&format!("{name}{line}")) && message.contains(what), "{name}: {message}");
    }
    let missing = legation(at, &["code", "a.txt", "--actors", "nowhere.tsv"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("nowhere.tsv"));
}

#[test]
fn misuse_exits_with_two() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(legation(folder.path(), &["code"]).status.code(), Some(2));
    assert_eq!(legation(folder.path(), &["brief", ".", "--between", "RUSSIA"]).status.code(), Some(2));
    assert_eq!(legation(folder.path(), &["nonsense"]).status.code(), Some(2));
}

#[test]
fn a_brief_that_cannot_be_written_leaves_the_old_one() {
    let folder = two_articles();
    let at = folder.path();
    fs::create_dir(at.join("taken.html")).unwrap();
    let run = legation(at, &["brief", "a.txt", "-o", "taken.html"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(stderr(&run).contains("taken.html"));
    let left: Vec<_> = fs::read_dir(at).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "nothing half-written is left: {left:?}");
    assert_eq!(legation(at, &["brief", "a.txt", "-o", "nowhere/brief.html"]).status.code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_that_says_so() {
    let folder = two_articles();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_legation"))
        .args(["code", "a.txt"])
        .current_dir(folder.path())
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    assert!(stderr(&run).contains("standard output"), "{}", stderr(&run));
}

#[test]
fn the_brief_is_one_page_without_scripts() {
    let folder = two_articles();
    let run = legation(folder.path(), &["brief", "a.txt", "b.txt", "-o", "brief.html"]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    let page = fs::read_to_string(folder.path().join("brief.html")).unwrap();
    assert!(page.contains("Content-Security-Policy") && !page.contains("<script"));
    assert!(stderr(&run).contains("read 2 of 2 documents"), "{}", stderr(&run));
}

#[test]
fn csv_has_one_row_a_record() {
    let folder = two_articles();
    let csv = stdout(&legation(folder.path(), &["code", "a.txt", "--format", "csv"]));
    let jsonl = stdout(&legation(folder.path(), &["code", "a.txt"]));
    assert!(csv.starts_with("record,id,doc,"));
    assert_eq!(csv.matches("\r\n").count(), jsonl.lines().count() + 1);
}

#[test]
fn explain_names_the_line_of_the_lexicon() {
    let folder = tempfile::tempdir().unwrap();
    let run = legation(folder.path(), &["explain", "-t", "Chile held talks with Peru in Lima."]);
    assert!(stdout(&run).contains("data/events/consult.toml:"), "{}", stdout(&run));
}

#[test]
fn cameo_codes_stand_beside_events_where_asked_for() {
    let folder = two_articles();
    let code = |args: &[&str]| stdout(&legation(folder.path(), &[&["code", "b.txt"], args].concat()));
    let events: Vec<serde_json::Value> =
        code(&["--cameo"]).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert!(events.iter().any(|e| e["event"][0] == "CONSULT" && e["cameo"] == "042"), "{events:?}");
    assert!(!code(&[]).contains("\"cameo\""));
    let csv = code(&["--cameo", "--format", "csv"]);
    assert!(csv.lines().next().is_some_and(|l| l.trim_end().ends_with(",cameo")), "{csv}");
    assert!(csv.lines().any(|l| l.trim_end().ends_with(",042")), "{csv}");
}

#[test]
fn a_petrarch_dictionary_adds_its_verbs() {
    let folder = two_articles();
    let at = folder.path();
    fs::write(at.join("c.txt"), "Aid\n\nCoast Daily | 2023-02-10\n\nGhana punted tents to Togo on Friday.\n")
        .unwrap();
    fs::write(at.join("verbs.txt"), "&GEAR\n+TENT\n\n---  PUNT  [---]  ---\nPUNT\n- * &GEAR (TO +)  [073]\n")
        .unwrap();
    assert_eq!(stdout(&legation(at, &["code", "c.txt"])), "");
    let run = stdout(&legation(at, &["code", "c.txt", "--lexicon", "verbs.txt"]));
    assert!(run.contains("\"AID\"") && run.contains("verbs.txt:6"), "{run}");
    fs::write(at.join("verbs.txt"), "---  PUNT  [---]  ---\nPUNT\n- * &GEAR  [073]\n").unwrap();
    let run = legation(at, &["code", "c.txt", "--lexicon", "verbs.txt"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(stderr(&run).contains("verbs.txt:3: `&GEAR`"), "{}", stderr(&run));
}
