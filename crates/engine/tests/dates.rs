//! Which acts without a time of their own are of the day of publication.

mod common;

use common::events;

/// The date of the event of a type that `sentence` tells, deep in an article of 4 March 2021.
fn date(sentence: &str, kind: &str) -> Option<String> {
    let article = format!(
        "Talks\n\nCoast Daily | 2021-03-04\n\nRain fell all day. The river rose. The road was shut. People stayed at home.\n\n\
         {sentence}\n"
    );
    let found = events(&article);
    let event = found.iter().find(|e| e.event[0].to_string() == kind && sentence.starts_with(&*e.text));
    event.unwrap_or_else(|| panic!("no {kind} in {sentence:?}")).date.map(|d| d.to_string())
}

#[test]
fn what_is_told_as_new_is_of_today() {
    for (sentence, kind) in [
        ("Peru condemned the raid by Chile.", "ACCUSE"),
        ("Peru said that Chile was making wild accusations against it.", "ACCUSE"),
        ("Peru said it would boycott the summit in Chile.", "REJECT"),
        ("Peru signed a decree imposing sanctions on Chile.", "SANCTION"),
        ("Peru recalled its ambassador hours after Chile accused it of spying.", "ACCUSE"),
    ] {
        assert_eq!(date(sentence, kind).as_deref(), Some("2021-03-04"), "{sentence}");
    }
}

#[test]
fn what_is_told_beside_the_news_is_of_no_day() {
    for (sentence, kind) in [
        ("Peru and Bolivia have said they will boycott the summit in Chile.", "REJECT"),
        ("Peru had signalled that it opposed the plan of Chile.", "REJECT"),
        ("Peru accused Chile of shelling a village.", "ASSAULT"),
        ("Peru thanked Chile for sending doctors to the north.", "AID"),
        ("Chile froze the funds after Peru accused it of spying.", "ACCUSE"),
        ("Peru was among those who sent Chile a letter urging it to release the fishermen.", "REQUEST"),
        ("Peru has asked Chile for talks, which are to begin on 17 June 2021.", "REQUEST"),
        ("Peru does not believe that Bolivia sold weapons to Chile.", "COOPERATE"),
        (
            "Six days before the Peruvians landed, Chilean troops attacked a port in Bolivia and killed two.",
            "ASSAULT",
        ),
    ] {
        assert_eq!(date(sentence, kind), None, "{sentence}");
    }
}

#[test]
fn a_noun_is_of_its_landmark_and_not_of_its_clause() {
    let invasion = "Spain withdrew its troops in May 2004, after the US-led invasion of Iraq.";
    assert_eq!(date(invasion, "ASSAULT").as_deref(), Some("2003-03-20"));
}

#[test]
fn what_the_headline_tells_is_news() {
    let story = "Peru closes its border with Chile\n\nCoast Daily | 2021-03-04\n\nRain fell all day. The river rose. The road was \
                 shut. People stayed at home.\n\nPeru has closed its border with Chile. Bolivia has closed its border with Chile.\n";
    let closed: Vec<_> = events(story).iter().map(|e| (e.actor[0].code.clone(), e.date.is_some())).collect();
    assert_eq!(closed, [(Some("PER".to_owned()), true), (Some("BOL".to_owned()), false)]);
}
