//! A second pile: dates that conflict, bids to join, deals delivered, promises against acts.

mod common;

use legation_record::{ConflictKind, Corpus, Stance, UndertakingKind, Verdict};

fn shore() -> Corpus {
    common::corpus(include_str!("fixtures/shore.jsonl"))
}

fn steps(corpus: &Corpus, kind: UndertakingKind) -> Vec<Vec<&str>> {
    let of = corpus.undertakings.iter().filter(|u| u.kind == kind);
    of.map(|u| u.history.iter().map(|s| s.step.as_str()).collect()).collect()
}

#[test]
fn one_visit_put_in_two_years_stays_two_and_is_flagged() {
    let corpus = shore();
    let dates: Vec<_> = corpus.conflicts.iter().filter(|c| c.kind == ConflictKind::Date).collect();
    assert_eq!(dates.len(), 1);
    assert_eq!(dates[0].about, "visit of Rosa Quispe to Vietnam");
    let values: Vec<&str> = dates[0].items.iter().map(|i| i.value.as_str()).collect();
    assert_eq!(values, ["on 7 May 2018", "in 2019"]);
}

#[test]
fn a_bid_to_join_is_one_undertaking_under_name_and_acronym() {
    assert_eq!(steps(&shore(), UndertakingKind::Membership), [["proposed", "backed", "joined"]]);
}

#[test]
fn a_delivery_between_its_parties_is_a_step_of_the_deal() {
    assert_eq!(steps(&shore(), UndertakingKind::Deal), [["agreed", "delivered"]]);
}

#[test]
fn a_promise_to_refrain_stands_against_the_act() {
    let corpus = shore();
    let claim: Vec<_> = corpus.conflicts.iter().filter(|c| c.kind == ConflictKind::Claim).collect();
    assert_eq!(claim.len(), 1);
    assert_eq!(claim[0].about, "arms from NOR to EST");
    assert_eq!(claim[0].items.len(), 2);
}

fn struck(town: &str) -> usize {
    let corpus = shore();
    let there = |h: &&legation_record::Happening| h.event_loc.as_ref().is_some_and(|l| l.name == town);
    corpus.happenings.iter().filter(there).count()
}

#[test]
fn two_towns_struck_on_one_day_are_two_happenings() {
    assert_eq!((struck("Arica"), struck("Iquique")), (1, 1));
}

#[test]
fn undated_strikes_reported_months_apart_are_two_happenings() {
    assert_eq!(struck("Valdivia"), 2);
}

#[test]
fn a_goal_already_reached_is_a_tension_and_growth_is_not() {
    let corpus = shore();
    let trade = corpus.conflicts.iter().find(|c| c.kind == ConflictKind::Figure).unwrap();
    assert_eq!((trade.verdict, trade.items.len()), (Verdict::Tension, 3));
    assert!(trade.note.contains("target of USD 2 billion in 2020"), "{}", trade.note);
    assert!(!trade.note.contains("1.5 billion"), "{}", trade.note);
}

#[test]
fn claims_about_one_proposition_meet_in_one_dispute() {
    let corpus = shore();
    let range = corpus.disputes.iter().find(|d| d.proposition.contains("range")).unwrap();
    let voices: Vec<_> = range.voices.iter().map(|v| (v.stance, v.speaker.as_str())).collect();
    assert_eq!(voices, [(Stance::Asserts, "Lars Moen"), (Stance::Doubts, "Kati Saar")]);
}
