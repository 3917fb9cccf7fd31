//! Files written by every published version of the format are still read, and lose nothing in passing.

use legation_record::{Corpus, Record, SCHEMA_VERSION};

const RECORDS_V1: &str = include_str!("golden/records-v1.jsonl");
const CORPUS_V1: &str = include_str!("golden/corpus-v1.json");

#[test]
fn records_of_version_1_pass_unchanged() {
    let mut kinds = std::collections::BTreeSet::new();
    for line in RECORDS_V1.lines() {
        let record: Record = serde_json::from_str(line).unwrap();
        let kept: serde_json::Value = serde_json::from_str(line).unwrap();
        kinds.insert(kept["record"].as_str().unwrap().to_owned());
        let again: serde_json::Value =
            serde_json::from_str(&serde_json::to_string(&record).unwrap()).unwrap();
        assert_eq!(again, kept);
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["claim", "document", "event", "figure"]);
}

#[test]
fn the_corpus_of_version_1_is_read() {
    let corpus: Corpus = serde_json::from_str(CORPUS_V1).unwrap();
    assert_eq!(corpus.schema_version, 1);
    assert!(corpus.schema_version <= SCHEMA_VERSION);
    assert!(!corpus.happenings.is_empty());
}

#[test]
fn the_schema_names_every_kind_of_record() {
    let schema = legation_record::json_schema();
    for name in [
        "EventRecord",
        "FigureRecord",
        "ClaimRecord",
        "DocumentRecord",
        "Happening",
        "Undertaking",
        "Conflict",
    ] {
        assert!(schema.contains(name), "{name} is not in the schema");
    }
}
