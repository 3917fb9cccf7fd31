//! Every version of the file that was ever released opens. The fixtures are never made anew.

mod common;

use common::{day, kept};
use legation_record::Record;
use legation_store::{Archive, Query, VERSION};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

fn fixture(version: i32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/v{version}.legation"))
}

/// What a fixture holds: two items, a correction of the second, and the first withdrawn.
fn fill(path: &Path) {
    let items = kept();
    let mut archive = Archive::create(path).unwrap();
    for (item, at) in items.iter().zip(1..) {
        archive.add(&[item.entry()], day(at)).unwrap();
    }
    archive.retract("talks", Some("a hoax"), day(4)).unwrap();
}

/// Run once, when a version is released: `cargo test -p legation-store --test versions -- --ignored`.
#[test]
#[ignore = "makes the fixture of the present version"]
fn make_fixture() {
    let path = fixture(VERSION);
    assert!(!path.exists(), "{} was released", path.display());
    fill(&path);
}

fn schema(path: &Path) -> Vec<String> {
    let db = Connection::open(path).unwrap();
    let mut select = db.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").unwrap();
    select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn every_version_opens_with_all_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let fresh = folder.path().join("fresh.legation");
    fill(&fresh);
    for version in 1..=VERSION {
        let path = folder.path().join(format!("v{version}.legation"));
        std::fs::copy(fixture(version), &path).unwrap();
        let archive = Archive::create(&path).unwrap();
        archive.check().unwrap();
        let standing = archive.records(&Query::default()).unwrap();
        assert_eq!(standing, Archive::open(&fresh).unwrap().records(&Query::default()).unwrap());
        assert!(matches!(&standing[..], [Record::Document(_), Record::Event(_)]), "{standing:?}");
        assert_eq!(archive.records(&Query { any_state: true, ..Query::default() }).unwrap().len(), 6);
        assert_eq!(archive.changes("2025-01-03".parse().unwrap()).unwrap().len(), 3);
        drop(archive);
        assert_eq!(schema(&path), schema(&fresh), "the road from version {version} ends elsewhere");
    }
}
