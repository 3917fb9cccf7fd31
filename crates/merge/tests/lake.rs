//! One small pile, read together: each test asks one question of it.

mod common;

use legation_merge::{Options, Overrides, ReceiptInput, merge};
use legation_record::{ConflictKind, Corpus, Happening, Record, Stance, Status, Verdict};

const LAKE: &str = include_str!("fixtures/lake.jsonl");

fn lake() -> Corpus {
    common::corpus(LAKE)
}

fn of<'a>(corpus: &'a Corpus, report: &str) -> &'a Happening {
    corpus
        .happenings
        .iter()
        .find(|h| h.reports.iter().any(|r| r.id == report))
        .expect("every event is in a happening")
}

#[test]
fn one_visit_told_by_two_papers_is_one_happening_with_the_narrower_date() {
    let corpus = lake();
    let visit = of(&corpus, "a#1");
    assert_eq!(visit.id, of(&corpus, "b#2").id);
    assert_eq!(visit.date.unwrap().to_string(), "2022-06-14");
    assert_eq!(visit.sources, 2);
    assert_eq!(visit.headline, "Aino Virta of Finland visited Kenya");
    assert!(!visit.because.is_empty());
}

#[test]
fn each_meeting_within_a_visit_is_its_own_happening() {
    let corpus = lake();
    let ids = [&of(&corpus, "a#1").id, &of(&corpus, "a#2").id, &of(&corpus, "b#3").id];
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]);
}

#[test]
fn rounds_of_a_series_stay_apart_and_reports_of_one_round_meet() {
    let corpus = lake();
    assert_ne!(of(&corpus, "a#5").id, of(&corpus, "c#1").id);
    assert_eq!(of(&corpus, "a#5").id, of(&corpus, "b#6").id);
}

#[test]
fn an_allegation_and_its_denial_are_one_disputed_happening_with_two_voices() {
    let corpus = lake();
    let arms = of(&corpus, "c#7");
    assert_eq!(arms.id, of(&corpus, "d#7").id);
    assert_eq!((arms.status, arms.disputed), (Status::Alleged, true));
    assert_eq!(arms.sources, 1, "two papers, one wire");
    let dispute = corpus.disputes.iter().find(|d| d.happening.as_ref() == Some(&arms.id)).unwrap();
    assert!(dispute.voices.iter().any(|v| v.stance == Stance::Denies && v.code.as_deref() == Some("UGA")));
    assert!(dispute.voices.iter().any(|v| v.stance == Stance::Alleges && v.speaker == "Peter Otieno"));
    assert_eq!(dispute.silent, ["BDI"]);
}

#[test]
fn figures_agree_across_units_and_contradict_for_one_year() {
    let corpus = lake();
    let line = |about: &str| {
        corpus
            .conflicts
            .iter()
            .find(|c| c.kind == ConflictKind::Figure && c.about.starts_with(about))
            .unwrap()
    };
    assert_eq!(line("railway").verdict, Verdict::Agrees);
    let trade = line("bilateral trade");
    assert_eq!(trade.verdict, Verdict::Contradicts);
    assert_eq!(trade.items.len(), 3);
    assert!(trade.note.contains("USD 900 million in 2021"), "{}", trade.note);
}

#[test]
fn an_undertaking_is_followed_under_both_its_names() {
    let corpus = lake();
    let railway: Vec<_> = corpus
        .undertakings
        .iter()
        .filter(|u| u.name.contains("ailway") || u.aliases.iter().any(|a| a.contains("ailway")))
        .collect();
    assert_eq!(railway.len(), 1, "{railway:#?}");
    let steps: Vec<&str> = railway[0].history.iter().map(|s| s.step.as_str()).collect();
    assert_eq!(steps, ["signed", "delayed"]);
    assert_eq!(railway[0].status, "delayed");
}

#[test]
fn an_exercise_is_one_series_with_its_rounds() {
    let corpus = lake();
    let series: Vec<_> = corpus.undertakings.iter().filter(|u| u.name.contains("Baobab")).collect();
    assert_eq!(series.len(), 1, "{series:#?}");
    let rounds: Vec<_> = series[0].history.iter().map(|s| s.round.as_deref().unwrap_or("")).collect();
    assert_eq!(rounds, ["Baobab II", "Baobab III"]);
}

#[test]
fn the_order_of_records_changes_nothing() {
    let records = common::read(LAKE);
    let expected =
        serde_json::to_string(&merge(&records, ReceiptInput::default(), &Options::default())).unwrap();
    let mut turned = records;
    for _ in 0..turned.len() {
        turned.rotate_left(1);
        turned.swap(0, 3);
        let again = merge(&turned, ReceiptInput::default(), &Options::default());
        assert_eq!(expected, serde_json::to_string(&again).unwrap());
    }
}

#[test]
fn every_event_is_in_exactly_one_happening() {
    let mut told: Vec<String> =
        lake().happenings.iter().flat_map(|h| &h.reports).map(|r| r.id.clone()).collect();
    told.sort();
    let events = common::read(LAKE).into_iter().filter(|r| matches!(r, Record::Event(_)));
    let mut ids: Vec<String> = events.map(|r| r.id().to_owned()).collect();
    ids.sort();
    assert_eq!(told, ids);
}

#[test]
fn people_can_split_and_merge_and_take_it_back() {
    let records = common::read(LAKE);
    let with = |overrides: Overrides| {
        merge(&records, ReceiptInput::default(), &Options { overrides, ..Options::default() })
    };
    let split = with(Overrides { split: vec![vec!["b#2".into()]], ..Overrides::default() });
    assert_ne!(of(&split, "a#1").id, of(&split, "b#2").id);
    let merged = with(Overrides { merge: vec![vec!["a#5".into(), "c#1".into()]], ..Overrides::default() });
    assert_eq!(of(&merged, "a#5").id, of(&merged, "c#1").id);
    assert!(of(&merged, "a#5").because.iter().any(|r| r.rule == "override"));
    assert_eq!(with(Overrides::default()), lake());
}

#[test]
fn the_index_has_no_point_without_happenings() {
    let corpus = lake();
    assert!(corpus.index.iter().any(|p| p.dyad == ("KEN".into(), "UGA".into()) && p.period == "2021-10"));
    for point in &corpus.index {
        assert!(!point.happenings.is_empty());
        assert!(point.happenings.iter().all(|id| corpus.happenings.iter().any(|h| h.id == *id)));
        assert!(point.spread.0 <= point.score && point.score <= point.spread.1);
    }
}

#[test]
fn a_question_about_two_countries_leaves_the_others_out_and_keeps_ids() {
    let records = common::read(LAKE);
    let options = Options { between: Some(("UGA".into(), "BDI".into())), ..Options::default() };
    let asked = merge(&records, ReceiptInput::default(), &options);
    assert_eq!(asked.happenings.len(), 1);
    assert_eq!(asked.happenings[0].id, of(&lake(), "c#7").id);
}
