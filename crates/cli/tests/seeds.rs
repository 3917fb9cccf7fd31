//! The five articles the project began from, as saved from the web. They are not in the repository.
#![allow(clippy::print_stdout)] // a test says what it skipped and what failed

use std::path::{Path, PathBuf};
use std::process::Command;

fn seeds() -> Option<PathBuf> {
    let shared = std::env::var_os("LEGATION_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let place = shared.join("seeds");
    if place.is_dir() {
        return Some(place);
    }
    assert!(std::env::var_os("CI").is_none(), "CI must have the corpora beside the repository");
    println!("skipped: no corpora beside the repository");
    None
}

fn brief(args: &[&str]) -> serde_json::Value {
    let run = Command::new(env!("CARGO_BIN_EXE_legation"))
        .arg("brief")
        .args(args)
        .arg("--format")
        .arg("json")
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).unwrap()
}

#[test]
fn forty_happenings_each_dated_or_with_a_reason_and_exact_offsets() {
    let Some(seeds) = seeds() else { return };
    let corpus = brief(&[seeds.to_str().unwrap(), "--between", "RUS,PAK"]);
    let happenings = corpus["happenings"].as_array().unwrap();
    assert!(happenings.len() >= 40, "only {} happenings", happenings.len());
    for happening in happenings {
        assert!(
            happening["date"].is_string()
                || happening["enddate"].is_string()
                || happening["undated_because"].is_string()
        );
        let parties =
            happening["actor"].as_array().unwrap().len() + happening["recipient"].as_array().unwrap().len();
        assert!(parties > 0);
        for report in happening["reports"].as_array().unwrap() {
            let text: Vec<char> =
                std::fs::read_to_string(report["doc"].as_str().unwrap()).unwrap().chars().collect();
            let at = |field: &str| report["text_info"][field].as_u64().unwrap() as usize;
            let slice: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(slice, report["text"].as_str().unwrap());
        }
    }
}

#[test]
fn related_stories_and_prompts_yield_nothing() {
    let Some(seeds) = seeds() else { return };
    let corpus = brief(&[seeds.to_str().unwrap()]).to_string();
    for line in [
        "Related Stories",
        "Leave a comment",
        "Open in App",
        "Subscribe to Newsletter",
        "gold medallists",
        "Advances green strategic",
    ] {
        assert!(!corpus.contains(line), "furniture came through: {line}");
    }
}
