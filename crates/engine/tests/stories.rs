//! What one sentence leaves unsaid and the story tells: the other side, the pair, whose statement it is, when it was.

mod common;

use common::{events, news, tells, told};

#[test]
fn the_other_side_is_whom_the_story_is_about() {
    let story = "Kenya and Somalia quarrel over fishing\n\nCoast Daily | 2021-03-04\n\nKenya seized three Somali boats on \
                 Monday. Somalia demanded their release from Kenya. The Kenyan foreign ministry rejected the demand \
                 after a meeting in Norway.\n";
    assert_eq!(told(story, "The Kenyan foreign"), ["REJECT KEN > SOM"]);
}

#[test]
fn what_a_treaty_leaves_unsaid_is_between_the_two() {
    let story = "Uganda and Rwanda\n\nHill Review | 2015-06-01\n\nUganda accused Rwanda of spying. Rwanda closed its \
                 border with Uganda. A border treaty was signed in January 1992.\n";
    assert_eq!(told(story, "A border treaty"), ["SUPPORT RWA,UGA > "]);
}

#[test]
fn who_condemns_the_raid_blames_who_made_it() {
    let story = "Raid on a port\n\nHarbour News | 2019-05-06\n\nChad raided a camp in Niger on Sunday. Niger and Mali \
                 held talks. Algeria condemned the raid.\n";
    assert_eq!(told(story, "Algeria condemned"), ["ACCUSE DZA > TCD"]);
}

#[test]
fn a_denial_answers_who_accused() {
    let story = "Talks of water\n\nHarbour News | 2019-05-06\n\nNiger and Mali quarrel over a dam. Mali recalled its \
                 envoy to Niger. Algeria accused Niger of arming rebels. Niger denied it.\n";
    assert_eq!(told(story, "Niger denied"), ["REJECT NER > DZA"]);
    let unaccused = story.replace("Algeria accused Niger of arming rebels.", "Rain fell.");
    assert_eq!(told(&unaccused, "Niger denied"), ["REJECT NER > "]);
}

#[test]
fn who_did_the_deed_is_blamed_for_it() {
    let story = "News\n\nHarbour News | 2019-05-06\n\nPeru condemned the ambush of a UN patrol by Sudanese militiamen.\n";
    assert_eq!(told(story, "Peru condemned"), ["ACCUSE PER > SDN", "ASSAULT SDN > UNO"]);
}

#[test]
fn each_side_is_of_the_two() {
    let story = "Clashes\n\nHarbour News | 2019-05-06\n\nThailand and Cambodia traded fire on Monday. Each side accused the \
                 other of shooting first.\n";
    assert_eq!(told(story, "Each side"), ["ACCUSE KHM,THA > "]);
}

#[test]
fn all_sides_are_those_of_the_story() {
    let story = "Quarrel\n\nHarbour News | 2019-05-06\n\nGhana and Togo quarrel over a hill. Ghana accused Togo of moving a \
                 fence. Togo closed its border with Ghana. Ghana recalled its envoy to Togo. Japan urged all sides to stay calm.\n";
    assert_eq!(told(story, "Japan urged"), ["REQUEST JPN > GHA,TGO"]);
}

#[test]
fn who_is_named_behind_a_comma_is_meant() {
    let story = "Call\n\nHarbour News | 2019-05-06\n\nBolivian President Ana Quispe telephoned her Chilean counterpart, \
                 Marta Rojas, on Sunday.\n";
    assert_eq!(told(story, "Bolivian President"), ["CONSULT BOL,CHL > "]);
}

#[test]
fn a_thing_stays_whose_it_was() {
    let story = "Games\n\nHarbour News | 2019-05-06\n\nMali and Chad will send teams to the opening of the Nairobi \
                 games. Mali thanked Chad for its planes. Ghana said it would not attend the opening.\n";
    assert_eq!(told(story, "Ghana said"), ["REJECT GHA > KEN"]);
}

#[test]
fn forces_are_sent_against_somebody() {
    let story = "Border\n\nHarbour News | 2019-05-06\n\nGhana and Togo quarrel over a hill. Ghana accused Togo of \
                 moving a fence. Togo deployed two battalions on Friday.\n";
    assert_eq!(told(story, "Togo deployed"), ["MOBILIZE TGO > GHA"]);
    let tried = story.replace("deployed two battalions", "test-fired a missile");
    assert_eq!(told(&tried, "Togo test-fired"), ["MOBILIZE TGO > "]);
}

#[test]
fn a_statement_is_its_publishers() {
    let story = "On the summoning of the ambassador\n\nMinistry of Foreign Affairs of the Republic of Latvia | 2020-02-03\
                 \n\nThe ambassador of Belarus was summoned today.\n";
    assert_eq!(told(story, "The ambassador"), ["ACCUSE LVA > BLR"]);
    let same = story.replace("Ministry of Foreign Affairs of the Republic of Latvia", "The Latvia Herald");
    assert_eq!(told(&same, "The ambassador"), Vec::<String>::new());
}

#[test]
fn a_blow_and_what_it_did_are_one() {
    let story = &news("Ethiopian airstrikes hit a town in Eritrea, killing nine people.");
    assert_eq!(told(story, "Ethiopian airstrikes"), ["ASSAULT ETH > ERI"]);
}

#[test]
fn what_is_to_end_goes_on() {
    let story = &news("Peru called for an end to Chile's attacks on Bolivia.");
    let found = events(story);
    let attack = found.iter().find(|e| e.event[0].as_str() == "ASSAULT").expect("the attacks");
    assert_eq!(attack.status.as_str(), "ongoing");
}

#[test]
fn a_time_dates_the_act_it_stands_under() {
    let day = |text: &str| {
        let story = news(text);
        events(&story)[0].date.map(|d| d.to_string())
    };
    let published = Some("2021-03-04".to_owned());
    assert_eq!(day("Norway expelled two Libyan diplomats over January's murder of a student."), published);
    assert_eq!(day("Norway condemned last week's raid by Chad."), published);
    assert_eq!(day("Norway expelled two Libyan diplomats on Monday."), Some("2021-03-01".to_owned()));
    assert_eq!(day("Norway urged Chad to resume the talks suspended in 2019."), published);
    assert_eq!(day("Norway condemned Chad over the raid of 13 February."), published);
    assert_eq!(
        day("In a statement released on Monday, Norway accused Chad of lying."),
        Some("2021-03-01".to_owned())
    );
}

#[test]
fn an_article_that_looks_back_dates_what_is_told_next() {
    let story = "Twenty years\n\nHill Review | 2021-03-04\n\nOn 8 May 2004 Ghana expelled the Togolese ambassador. Togo \
                 recalled its envoy from Ghana.\n\nIn June 2009 Ghana and Togo signed a trade pact.\n";
    let found = events(story);
    let recall = found.iter().find(|e| e.text.starts_with("Togo recalled")).expect("the recall");
    assert_eq!(recall.date.map(|d| d.to_string()).as_deref(), Some("2004-05-08"));
}

/// The date of the first event on a sentence that begins so.
fn dated(story: &str, opening: &str) -> Option<String> {
    let found = events(story);
    let event = found.iter().find(|e| e.text.starts_with(opening));
    event.unwrap_or_else(|| panic!("no event on {opening:?}")).date.map(|d| d.to_string())
}

#[test]
fn counted_back_from_what_its_sentence_tells() {
    let story = &news(
        "Ghana reopened its border with Togo on Monday, three years after Togo had \
                 recalled its ambassador from Ghana.",
    );
    let found = events(story);
    let recall = found.iter().find(|e| e.event[0].as_str() == "SANCTION").expect("the recall");
    assert_eq!(recall.date.map(|d| d.to_string()).as_deref(), Some("2018-01-01"));
}

#[test]
fn one_old_act_dates_the_next_in_its_paragraph() {
    let story = "Two neighbours\n\nHill Review | 2021-03-04\n\nIn May 2004 Ghana expelled the Togolese ambassador. Togo \
                 replied by recalling its envoy from Ghana.\n\nGhana condemned Togo on Monday. Benin rejected the charge.\n";
    assert_eq!(dated(story, "Togo replied").as_deref(), Some("2004-05-01"));
    assert_eq!(dated(story, "Benin rejected").as_deref(), Some("2021-03-01"), "the day told right before");
}

#[test]
fn an_entry_of_a_chronology_dates_its_acts() {
    let story = "Key dates\n\nHill Review | 2021-03-04\n\n1996: Ghana expels the Togolese ambassador. The Security \
                 Council condemns Ghana.\n\nApril 2009: Ghana and Togo sign a trade pact. In June Togo recalls its \
                 ambassador from Ghana.\n";
    assert_eq!(dated(story, "The Security").as_deref(), Some("1996-01-01"));
    assert_eq!(dated(story, "In June").as_deref(), Some("2009-06-01"));
}

#[test]
fn nobody_plans_is_not_done() {
    let story = &news("Peru said there were no plans to boycott the games in Chile.");
    let found = events(story);
    assert_eq!(found[0].event[0].as_str(), "SANCTION");
    assert_eq!(found[0].status.as_str(), "denied");
}

#[test]
fn a_day_holds_for_what_is_told_next() {
    let story = "Fishing row\n\nCoast Daily | 2021-03-24\n\nTalks were held in Lima.\n\nGhana met Togo there on 4 March 2021. Togo \
                 rejected the demands of Ghana. Benin welcomed the talks.\n";
    assert_eq!(dated(story, "Togo rejected").as_deref(), Some("2021-03-04"));
}

#[test]
fn since_then_is_since_the_time_just_told() {
    let story = "Boats\n\nCoast Daily | 2021-06-01\n\nGhana expelled the Togolese ambassador in May 2019. Since then it has \
                 accused Togo of piracy.\n";
    let found = events(story);
    let accusation = found.iter().find(|e| e.event[0].as_str() == "ACCUSE").expect("the accusation");
    assert_eq!(accusation.date.map(|d| d.to_string()).as_deref(), Some("2019-05-01"));
    assert_eq!(accusation.enddate.map(|d| d.to_string()).as_deref(), Some("2021-06-01"));
}

#[test]
fn authorities_are_those_of_who_acts_or_of_the_place() {
    let story = &news(
        "Chad detained a Malian reporter after authorities accused Mali of \
                 spying.",
    );
    tells(story, "Chad detained", "ACCUSE TCD > MLI");
}

#[test]
fn talks_involving_two_are_theirs() {
    let story = &news("The crew was freed after negotiations involving Chad and Mali.");
    assert_eq!(told(story, "The crew"), ["CONSULT MLI,TCD > "]);
}

#[test]
fn whom_the_police_arrest_is_their_own_unless_told() {
    let story = &news("The Zambian police arrested opposition leader Joan Banda on Monday.");
    assert_eq!(told(story, "The Zambian"), ["COERCE ZMB > ZMB"]);
}

#[test]
fn it_is_the_thing_and_not_who_seized_it() {
    let story = &news("Ghana released a tanker after seizing it on Monday.");
    tells(story, "Ghana released", "COERCE GHA > ");
}

#[test]
fn an_arrest_told_as_a_noun_is_the_persons_own_states() {
    let head =
        "News\n\nCoast Daily | 2021-03-04\n\nZambian opposition leader Joan Banda spoke in Lusaka on Monday.";
    let after = format!("{head}\n\nAfter Banda's arrest on Tuesday, shops closed.\n");
    assert_eq!(told(&after, "After Banda"), ["COERCE ZMB > ZMB"]);
    let sought = format!("{head}\n\nA judge signed the warrant for Banda's arrest.\n");
    assert!(
        !told(&sought, "A judge").iter().any(|e| e.starts_with("COERCE ZMB")),
        "{:?}",
        told(&sought, "A judge")
    );
}

#[test]
fn a_pact_named_after_a_town_is_not_its_states() {
    assert_eq!(told(&news("Mali left the Algiers Accord."), "Mali left"), ["SANCTION MLI > "]);
    assert_eq!(
        told(&news("Ghana and Togo ratified the Treaty of Lisbon."), "Ghana and"),
        ["SUPPORT GHA,TGO > "]
    );
}

#[test]
fn before_whom_a_complaint_is_brought_is_not_complained_of() {
    let of_kuwait = "Iraq lodged a complaint with the United Nations over a platform that Kuwait had put up.";
    assert_eq!(told(&news(of_kuwait), "Iraq lodged"), ["ACCUSE IRQ > KWT"]);
    let of_nobody = "Iraq lodged a complaint with the United Nations.";
    assert_eq!(told(&news(of_nobody), "Iraq lodged"), ["ACCUSE IRQ > UNO"]);
}

#[test]
fn who_is_moved_to_walk_out_walks_out() {
    let story = &news(
        "Ghana's president criticised Togo in a speech, which prompted delegations \
                 from Chad and Mali to walk out.",
    );
    assert!(
        told(story, "Ghana's").iter().any(|e| e.starts_with("ACCUSE MLI,TCD")),
        "{:?}",
        told(story, "Ghana's")
    );
}

#[test]
fn for_whom_it_is_done_does_it() {
    let story = &news("The Ghanaian envoy condemned Togo on behalf of the African Union.");
    assert_eq!(told(story, "The Ghanaian"), ["ACCUSE IGO > TGO"]);
}

#[test]
fn must_holds_down_the_list() {
    let story = &news(
        "\"Togo must stop the violence, free the prisoners and return to the talks \
                 with Ghana,\" the Malian foreign minister said.",
    );
    assert!(
        told(story, "\"Togo must").iter().all(|e| e.starts_with("REQUEST")),
        "{:?}",
        told(story, "\"Togo must")
    );
}

#[test]
fn its_neighbours_citizens_are_the_neighbours() {
    let story = &news(
        "Ghana blamed the Togolese secret service and imposed visas on its \
                 neighbour's citizens.",
    );
    tells(story, "Ghana blamed", "COERCE GHA > TGO");
}

#[test]
fn the_opening_is_that_of_the_games_told_of() {
    let story = "Games\n\nCoast Daily | 2021-03-04\n\nThe president of Peru will attend the opening of the Nairobi games. Peru \
                 trades with Chile.\n\nThe president of Ghana said he would not attend the opening.\n";
    tells(story, "The president of Ghana", "REJECT GHA > KEN");
}

#[test]
fn nobody_is_deported_by_his_own_state() {
    assert_eq!(
        told(&news("Ghana took in migrants deported from Togo."), "Ghana")
            .iter()
            .filter(|e| e.starts_with("COERCE"))
            .collect::<Vec<_>>(),
        ["COERCE TGO > "]
    );
    let away = told(&news("Forty Ghanaians were deported on Monday."), "Forty");
    assert!(away.is_empty(), "{away:?}");
    let executed = told(&news("Mali executed two Chadians convicted of spying."), "Mali executed");
    assert!(executed.contains(&"SANCTION MLI > TCD".to_owned()), "{executed:?}");
}

#[test]
fn a_first_time_since_is_of_its_own_day() {
    for text in [
        "Ghana reopened its embassy in Togo for the first time since 2011.",
        "The March 23 Movement attacked Ghana.",
        "Ghana opened an investigation into the 1998 violence in Togo.",
    ] {
        assert_eq!(dated(&news(text), &text[..9]).as_deref(), Some("2021-03-04"), "{text}");
    }
    let since = news("Ghana has accused Togo of piracy since 2011.");
    assert_eq!(dated(&since, "Ghana has").as_deref(), Some("2011-01-01"));
}

#[test]
fn who_is_struck_is_of_the_place_where_nothing_else_is_known() {
    let killed = told(&news("Councilwoman Ana Ruiz was assassinated in Lima, Peru."), "Councilwoman");
    assert_eq!(killed, ["ASSAULT  > PER"]);
    let crash = told(&news("A bus crashed in Mpika, Zambia killing nine people."), "A bus");
    assert!(crash.is_empty(), "{crash:?}");
}

#[test]
fn who_denies_a_charge_does_not_unsay_it() {
    let story = &news(
        "Peru accused Chile of arming rebels, a charge that Chile denied; Bolivia denied any part in it, and closed \
         its border with Peru.",
    );
    let statuses: Vec<String> = events(story)
        .iter()
        .filter(|e| matches!(e.event[0].as_str(), "ACCUSE" | "COERCE"))
        .map(|e| format!("{} {}", e.event[0].as_str(), e.status.as_str()))
        .collect();
    assert_eq!(statuses, ["ACCUSE happened", "COERCE happened"]);
}

#[test]
fn in_a_story_of_two_the_other_did_what_nobody_is_named_for() {
    let rest = "Chad recalled its ambassador from Mali. Mali said that Chad had insulted it. Chad asked Mali for an \
                apology. Mali closed its border with Chad. Chad and Mali share a border.";
    let story = |rest: &str| {
        format!(
            "A quarrel\n\nHarbour News | 2019-05-06\n\nTwo Chadian diplomats were declared unwanted. {rest}\n"
        )
    };
    assert_eq!(told(&story(rest), "Two Chadian"), ["SANCTION MLI > TCD"]);
    assert!(told(&story("It rained."), "Two Chadian").is_empty());
}

#[test]
fn whom_a_blow_struck_is_of_the_other_state_of_its_clause() {
    let story = &news("Peru says it has killed General Abad, the most senior commander in Chile.");
    assert_eq!(told(story, "Peru says"), ["ASSAULT PER > CHL"]);
    let story = &news("Nine Malians were killed in a Chadian airstrike in a Nigerien refugee camp.");
    assert_eq!(told(story, "Nine Malians"), ["ASSAULT TCD > MLI"]);
}

#[test]
fn help_that_might_be_is_no_record() {
    assert!(told(&news("Peru has not helped Chile."), "Peru").is_empty());
    assert_eq!(
        told(&news("It was announced that Peru would provide equipment to Chile."), "It was"),
        ["AGREE PER > CHL"]
    );
}

#[test]
fn a_year_before_a_deed_dates_it() {
    let story = &news("Chad's 1998 invasion of Mali left thousands dead.");
    assert_eq!(dated(story, "Chad's").as_deref(), Some("1998-01-01"));
}

#[test]
fn what_goes_to_neither_is_not_given() {
    let told = told(&news("Chad and Mali met. Chad sent troops to neither country."), "Chad sent");
    assert!(told.iter().all(|e| !e.starts_with("MOBILIZE")), "{told:?}");
}

#[test]
fn the_foreign_are_not_of_where_they_are() {
    let told = told(&news("The heads of nine foreign missions in Mali urged Mali to free him."), "The heads");
    assert!(told.iter().all(|e| !e.contains("MLI > MLI")), "{told:?}");
}

#[test]
fn an_agent_told_of_later_did_not_do_what_was_first() {
    let story = news("The dam was agreed in 2015 and has been held up by French sanctions on Chad.");
    let told = told(&story, "The dam");
    assert!(told.iter().all(|e| !e.starts_with("AGREE FRA")), "{told:?}");
}

#[test]
fn who_has_the_last_word_says_it() {
    let story =
        news("Peru and Chile met. Peru sold arms to the rebels in Bolivia, two officials in Chile alleged.");
    tells(&story, "Peru sold", "ACCUSE CHL > PER");
    let speaker = |text: &str| {
        events(&news(text)).iter().find(|e| e.event[0].to_string() == "ASSAULT").map(|e| e.speaker.is_some())
    };
    assert_eq!(
        speaker(
            "Nine Peruvian missiles are launched at Chile, with most being intercepted and no injuries reported."
        ),
        Some(false)
    );
}
