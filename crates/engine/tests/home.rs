//! What is done among the people of one state, who struck where another sentence tells it, and what stands in the calendar.

mod common;

use common::{events, news, tells, told};

#[test]
fn crowds_march_against_their_own() {
    let story = &news("Peru welcomed the talks with Chile. Thousands marched in Lima on Monday.");
    assert_eq!(told(story, "Thousands"), ["PROTEST PER > PER"]);
}

#[test]
fn an_opposition_quarrels_at_home() {
    let story = &news("Uganda praised Kenya. Kenya's opposition criticised the choice.");
    assert_eq!(told(story, "Kenya's opposition"), ["ACCUSE KEN > KEN"]);
}

#[test]
fn a_bill_is_refused_at_home_and_the_other_states_citizens_are_abroad() {
    let story = &news("Uganda praised Kenya. Kenyan lawmakers rejected the bill.");
    assert_eq!(told(story, "Kenyan lawmakers"), ["REJECT KEN > KEN"]);
    let story = &news("Uganda praised Kenya. Kenya refused visas to Ugandan citizens.");
    assert!(
        told(story, "Kenya refused").iter().all(|e| !e.ends_with("> KEN")),
        "{:?}",
        told(story, "Kenya refused")
    );
}

#[test]
fn police_close_papers_at_home() {
    let story = &news("Kenyan police arrested three editors.");
    assert_eq!(told(story, "Kenyan police"), ["COERCE KEN > KEN"]);
}

#[test]
fn an_accusation_by_nobody_is_the_last_accusers() {
    let story = &news("Canada accused Belarus of jailing critics. Second, Belarus is accused of torture.");
    assert_eq!(told(story, "Second"), ["ACCUSE CAN > BLR"]);
}

#[test]
fn a_report_speaks_for_whoever_wrote_it() {
    let story = &news("Canada's parliament published a report. The report criticises Peru.");
    assert_eq!(told(story, "The report"), ["ACCUSE CAN > PER"]);
}

#[test]
fn the_deeds_own_word_points_back_to_who_did_it() {
    let story =
        &news("Gabon proposed a truce to Chad. Nigeria praised it. Togo rejected the proposal on Friday.");
    assert_eq!(told(story, "Togo"), ["REJECT TGO > GAB"]);
}

#[test]
fn a_blow_by_nobody_is_whose_the_text_says() {
    let story = &news(
        "Two bombs exploded in Algiers, killing nine people. Al-Qaeda claimed responsibility for the attacks.",
    );
    assert_eq!(told(story, "Two bombs"), ["ASSAULT IMG > DZA"]);
    let story = &news("Three Thai soldiers were killed during clashes with Cambodian soldiers.");
    assert_eq!(told(story, "Three Thai"), ["ASSAULT KHM > THA"]);
}

#[test]
fn a_sum_in_dollars_names_no_state() {
    let story = &news("Ukraine is seeking a loan of US$14 billion.");
    assert_eq!(told(story, "Ukraine"), ["REQUEST UKR > "]);
}

#[test]
fn the_state_under_sanctions_is_no_author_of_them() {
    let story = &news("Kenya welcomes new African Union Sudan sanctions.");
    tells(story, "Kenya", "SUPPORT KEN > IGO");
}

#[test]
fn what_is_scheduled_is_planned_and_dated_when_it_is_to_happen() {
    let story = &news("The Kenyan president is due to visit Uganda on Monday.");
    let found = events(story);
    let visit = found.iter().find(|e| e.text.starts_with("The Kenyan")).expect("it is told");
    assert_eq!(visit.status.as_str(), "planned");
    assert_eq!(visit.date.map(|d| d.to_string()).as_deref(), Some("2021-03-08"));
    let said = &news("Kenya plans to visit Uganda on Monday, it said.");
    assert!(events(said).iter().all(|e| e.status.as_str() != "planned"));
}

#[test]
fn a_body_is_meant_by_what_is_said_of_it() {
    let story = &news("The Human Rights Council met. The 47-member body urged Syria to let in its experts.");
    assert_eq!(told(story, "The 47"), ["REQUEST UNO > SYR"]);
}

#[test]
fn what_was_announced_is_promised() {
    let story = &news("It was announced that Peru would provide equipment to Chile.");
    let found = events(story);
    assert!(
        found.iter().any(|e| e.event[0].as_str() == "AGREE" && e.status.as_str() == "happened"),
        "{found:?}"
    );
}

#[test]
fn who_brokers_talks_between_the_two_is_none_of_them() {
    let story = &news("Chad accused Mali of theft. Togo facilitated talks between the two countries.");
    assert_eq!(told(story, "Togo"), ["CONSULT TGO > MLI,TCD"]);
    let story = &news("Chad accused Mali of helping Togo and suspended all trade between the two countries.");
    assert!(told(story, "Chad").iter().any(|e| e == "SANCTION TCD > MLI"), "{:?}", told(story, "Chad"));
}
