//! What an archive keeps and what it answers.

mod common;

use common::{Item, day, kept};
use legation_record::{EventType, Record};
use legation_store::{Added, Archive, DecisionKind, Kind, Query, State, Why};
use proptest::prelude::*;
use std::ops::ControlFlow;
use std::path::Path;

fn new(folder: &Path) -> Archive {
    Archive::create(&folder.join("a.legation")).unwrap()
}

fn filled(folder: &Path) -> Archive {
    let mut archive = new(folder);
    let items = kept();
    archive.add(&[items[0].entry(), items[1].entry()], day(10)).unwrap();
    archive
}

fn events() -> Query {
    Query { kinds: vec![Kind::Event], ..Query::default() }
}

fn texts(archive: &Archive, query: &Query) -> Vec<String> {
    let text = |r: Record| match r {
        Record::Event(e) => e.text,
        other => other.id().to_owned(),
    };
    archive.records(query).unwrap().into_iter().map(text).collect()
}

#[test]
fn what_went_in_comes_out() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let archive = Archive::open(&folder.path().join("a.legation")).unwrap();
    let [talks, loan, _] = kept();
    let mut expected: Vec<Record> = loan.records.into_iter().chain(talks.records).collect();
    expected.sort_by_key(|r| (r.id().starts_with('e'), r.doc_id().to_owned()));
    let mut found = archive.records(&Query::default()).unwrap();
    found.sort_by_key(|r| (r.id().starts_with('e'), r.doc_id().to_owned()));
    assert_eq!(found, expected);
    assert_eq!(archive.text(&talks.id).unwrap(), Some(talks.text));
    archive.check().unwrap();
}

#[test]
fn questions_are_answered_by_date() {
    let folder = tempfile::tempdir().unwrap();
    let archive = filled(folder.path());
    let (loan, talks) = ("Ghana lent Togo money for a bridge.", "Chile held talks with Peru in Lima.");
    assert_eq!(texts(&archive, &events()), [loan, talks]);
    let pair = |a: &str, b: &str| Query { between: Some((a.into(), b.into())), ..events() };
    assert_eq!(texts(&archive, &pair("PER", "CHL")), [talks]);
    assert_eq!(texts(&archive, &pair("TGO", "TGO")), [loan]);
    assert!(texts(&archive, &pair("PER", "TGO")).is_empty());
    let since = Query { since: Some("2024-01-01".parse().unwrap()), ..events() };
    assert_eq!(texts(&archive, &since), [talks]);
    let aid = Query { event: Some(EventType::Aid), ..events() };
    assert_eq!(texts(&archive, &aid), [loan]);
    let search = |words: &str| Query { search: Some(words.into()), ..events() };
    assert_eq!(texts(&archive, &search("bridges LENDING money")), Vec::<String>::new());
    assert_eq!(texts(&archive, &search("bridges money")), [loan]);
    assert_eq!(texts(&archive, &search("talk")), [talks]);
    let documents = Query { kinds: vec![Kind::Document], search: Some("capital".into()), ..Query::default() };
    assert_eq!(archive.records(&documents).unwrap().len(), 2);
    assert_eq!(archive.records(&search("…")).unwrap_err().why, Why::NothingToSearch);
}

#[test]
fn a_correction_takes_the_place_of_the_old_text_and_both_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = filled(folder.path());
    let [_, old, new] = kept();
    let added = archive.add(&[new.entry()], day(20)).unwrap();
    assert_eq!(added, [Added::Corrects(old.id.clone())]);
    assert!(!texts(&archive, &events()).contains(&old.text));
    assert_eq!(texts(&archive, &Query { any_state: true, ..events() }).len(), 3);
    let mut changed = Vec::new();
    let since = Query { changed_since: Some("2025-01-15".parse().unwrap()), ..events() };
    archive
        .each(&since, |state, record| {
            changed.push((state, record.doc_id().to_owned()));
            ControlFlow::Continue(())
        })
        .unwrap();
    changed.sort_by_key(|(state, _)| *state == State::Current);
    assert_eq!(changed, [(State::Corrected, old.id.clone()), (State::Current, new.id.clone())]);
    assert_eq!(archive.add(&[old.entry()], day(21)).unwrap(), [Added::Restored]);
    assert_eq!(texts(&archive, &events())[0], old.text);
    let done: Vec<String> =
        archive.changes("2025-01-15".parse().unwrap()).unwrap().into_iter().map(|c| c.what).collect();
    assert_eq!(done, ["corrected", "added", "corrected", "restored"]);
}

#[test]
fn a_withdrawn_text_is_kept_and_does_not_count() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = filled(folder.path());
    let [talks, loan, _] = kept();
    assert_eq!(archive.retract("talks", Some("a hoax"), day(12)).unwrap().first(), Some(&talks.id));
    assert_eq!(texts(&archive, &events()), [loan.text]);
    assert_eq!(archive.add(&[talks.entry()], day(13)).unwrap(), [Added::Withdrawn]);
    assert_eq!(archive.text(&talks.id).unwrap(), Some(talks.text));
    assert_eq!(archive.changes("2025-01-12".parse().unwrap()).unwrap()[0].reason.as_deref(), Some("a hoax"));
    assert_eq!(archive.retract("talks", None, day(12)).unwrap_err().why, Why::NoDocument("talks".into()));
}

#[test]
fn decisions_stand_until_they_are_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = filled(folder.path());
    let merge = archive.decide(DecisionKind::Merge, &["e-2", "e-1", "e-2"], day(11)).unwrap();
    archive.decide(DecisionKind::Split, &["e-3"], day(11)).unwrap();
    drop(archive);
    let mut archive = Archive::open(&folder.path().join("a.legation")).unwrap();
    let decisions = archive.decisions().unwrap();
    assert_eq!(
        (decisions.len(), decisions[0].ids.as_slice()),
        (2, ["e-1".to_owned(), "e-2".to_owned()].as_slice())
    );
    archive.undo(merge, day(12)).unwrap();
    assert_eq!(archive.decisions().unwrap()[0].kind, DecisionKind::Split);
    assert_eq!(archive.undo(merge, day(12)).unwrap_err().why, Why::NoDecision(merge));
}

#[test]
fn two_writers_at_once_end_well() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.legation");
    std::thread::scope(|scope| {
        // The numbers overlap, and both begin by making the file.
        for numbers in [0..60, 30..90] {
            let path = &path;
            scope.spawn(move || {
                let mut archive = Archive::create(path).unwrap();
                for n in numbers {
                    archive.add(&[Item::number(n).entry()], day(1)).unwrap();
                }
            });
        }
    });
    let archive = Archive::open(&path).unwrap();
    archive.check().unwrap();
    assert_eq!(archive.records(&Query::default()).unwrap().len(), 180);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever is added in whatever portions, adding it again changes nothing.
    #[test]
    fn adding_again_changes_nothing(numbers in prop::collection::vec(0u32..20, 1..30), portion in 1usize..8) {
        let folder = tempfile::tempdir().unwrap();
        let mut archive = new(folder.path());
        let items: Vec<Item> = numbers.iter().map(|&n| Item::number(n)).collect();
        let entries: Vec<_> = items.iter().map(Item::entry).collect();
        for entries in entries.chunks(portion) {
            archive.add(entries, day(1)).unwrap();
        }
        let once = archive.records(&Query::default()).unwrap();
        let distinct: std::collections::BTreeSet<u32> = numbers.iter().copied().collect();
        prop_assert_eq!(once.len(), 2 * distinct.len());
        let again = archive.add(&entries, day(2)).unwrap();
        prop_assert!(again.iter().all(|added| *added == Added::Present));
        prop_assert_eq!(archive.records(&Query::default()).unwrap(), once);
        prop_assert!(archive.changes("2025-01-02".parse().unwrap()).unwrap().is_empty());
    }
}
