//! Files that are no archive, are newer, damaged, locked or may not be written: told apart, and left as they are.

mod common;

use common::{Item, day, kept};
use legation_store::{Archive, Query, VERSION, Why};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

fn archive_of(folder: &Path, count: u32) -> PathBuf {
    let path = folder.join("a.legation");
    let items: Vec<Item> = (0..count).map(Item::number).collect();
    let mut archive = Archive::create(&path).unwrap();
    archive.add(&items.iter().map(Item::entry).collect::<Vec<_>>(), day(1)).unwrap();
    path
}

/// Opening `path` either way fails for this reason, and changes no byte.
fn refused(path: &Path, why: &Why) {
    let before = fs::read(path).unwrap();
    assert_eq!(Archive::create(path).unwrap_err().why, *why);
    assert_eq!(Archive::open(path).unwrap_err().why, *why);
    assert!(fs::read(path).unwrap() == before, "{} was changed", path.display());
}

#[test]
fn what_is_no_archive_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes.txt");
    fs::write(&notes, "Chile held talks with Peru in Lima.").unwrap();
    refused(&notes, &Why::NotAnArchive);
    let foreign = folder.path().join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE mine (x)").unwrap();
    refused(&foreign, &Why::NotAnArchive);
    assert_eq!(Archive::open(&folder.path().join("none")).unwrap_err().why, Why::Missing);
}

#[test]
fn a_newer_version_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive_of(folder.path(), 2);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", VERSION + 1).unwrap();
    refused(&path, &Why::Newer { found: VERSION + 1, known: VERSION });
}

#[test]
fn damage_is_never_taken_for_a_record() {
    const PAGE: usize = 4096;
    let folder = tempfile::tempdir().unwrap();
    let path = archive_of(folder.path(), 40);
    let whole = fs::read(&path).unwrap();
    let expected = Archive::open(&path).unwrap().records(&Query::default()).unwrap();
    let damaged = folder.path().join("damaged.legation");
    let (mut refused, mut pages) = (0, 0);
    for at in (PAGE..whole.len()).step_by(PAGE).flat_map(|page| [page, page + PAGE / 2]) {
        let mut bytes = whole.clone();
        bytes[at..at + 64].iter_mut().for_each(|b| *b ^= 0x5a);
        fs::write(&damaged, &bytes).unwrap();
        pages += 1;
        let Err(error) = Archive::create(&damaged) else {
            // Free space, or words inside a page: the digests tell.
            match Archive::open(&damaged).and_then(|a| a.check().and(a.records(&Query::default()))) {
                Ok(records) => assert_eq!(records, expected),
                Err(error) => assert!(matches!(error.why, Why::Corrupted(_)), "{error}"),
            }
            continue;
        };
        assert!(matches!(error.why, Why::Corrupted(_)), "{error}");
        assert!(fs::read(&damaged).unwrap() == bytes, "a damaged archive was changed");
        refused += 1;
    }
    assert!(refused * 3 > pages, "only {refused} of {pages} damaged pages were noticed on opening");
}

#[test]
fn an_archive_cut_short_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive_of(folder.path(), 40);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(Archive::create(&path).unwrap_err().why, Why::Corrupted(_)));
    assert!(fs::read(&path).unwrap() == whole[..whole.len() / 2]);
}

#[test]
fn a_read_only_file_can_be_asked_and_not_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive_of(folder.path(), 2);
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let before = fs::read(&path).unwrap();
    assert_eq!(Archive::create(&path).unwrap_err().why, Why::ReadOnly);
    assert_eq!(Archive::open(&path).unwrap().records(&Query::default()).unwrap().len(), 4);
    assert!(fs::read(&path).unwrap() == before);
}

#[test]
fn a_locked_file_says_so_and_can_be_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive_of(folder.path(), 2);
    let holder = Connection::open(&path).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut archive = Archive::create_within(&path, Duration::from_millis(50)).unwrap();
    assert_eq!(archive.add(&[kept()[0].entry()], day(1)).unwrap_err().why, Why::Locked);
    assert_eq!(archive.records(&Query::default()).unwrap().len(), 4);
    holder.execute_batch("COMMIT").unwrap();
    archive.add(&[kept()[0].entry()], day(1)).unwrap();
}
