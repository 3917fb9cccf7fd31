//! Our scorer and the reference scorer give the same figures.
#![allow(clippy::print_stdout)] // a test says what it skipped and what failed

use legation_engine::{Engine, read_all};
use legation_record::Record;
use legation_score::{Coded, Score, read_gold};
use std::path::{Path, PathBuf};
use std::process::Command;

fn shared() -> Option<PathBuf> {
    let place = std::env::var_os("LEGATION_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    place.is_dir().then_some(place)
}

#[test]
fn figures_equal_the_reference_scorers() {
    let Some(shared) = shared() else {
        println!("skipped: no corpora beside the repository");
        return;
    };
    let gold = read_gold(&shared.join("eval/dev")).unwrap();
    let documents: Vec<_> = gold
        .iter()
        .flat_map(|g| legation_ingest::read(&g.path))
        .map(|d| d.unwrap_or_else(|e| panic!("{e}")))
        .collect();
    let mut lines = String::new();
    let mut score = Score::default();
    for (item, records) in gold.iter().zip(read_all(Engine::builtin(), &documents, 2)) {
        let events: Vec<_> = records
            .unwrap()
            .into_iter()
            .filter_map(|r| if let Record::Event(e) = r { Some(e) } else { None })
            .collect();
        score.add(item, &events.iter().map(Coded::from).collect::<Vec<_>>());
        for event in events {
            lines += &serde_json::to_string(&Record::Event(event)).unwrap();
            lines.push('\n');
        }
    }
    let file = std::env::temp_dir().join(format!("legation-score-{}.jsonl", std::process::id()));
    std::fs::write(&file, lines).unwrap();
    let run = Command::new("python3")
        .arg(shared.join("eval/score.py"))
        .arg(shared.join("eval/dev"))
        .arg(&file)
        .output();
    let _ = std::fs::remove_file(&file);
    let Ok(run) = run else {
        assert!(std::env::var_os("CI").is_none(), "CI needs python3 for the reference scorer");
        println!("skipped: no python3");
        return;
    };
    let reference = String::from_utf8(run.stdout).unwrap();
    // Types with equally many gold events may be listed in another order; every figure must be the same.
    let figures = |text: &str| -> Vec<String> {
        let mut words: Vec<String> = text.split("  ").map(|w| w.trim().to_owned()).collect();
        words.sort();
        words
    };
    let normal = |text: &str| figures(&text.replace("recall by type:", "").replace('\n', "  "));
    assert_eq!(normal(&reference), normal(&score.table()), "\n{reference}\n{}", score.table());
    assert!(score.gold > 0);
}
