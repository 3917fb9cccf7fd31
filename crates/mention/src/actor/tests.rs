//! Short texts of our own and what their words must mean.

use crate::{Mention, Mentions, Written};
use jiff::civil::{Date, date};
use legation_lexicon::Lexicon;
use legation_syntax::Model;
use legation_text::{Block, BlockKind, Document, Published, Span};

fn read(text: &str, day: Date, home: Option<&str>) -> (Document, Mentions) {
    let document = Document {
        text: text.to_owned(),
        blocks: vec![Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph }],
        published: Some(Published::day(day)),
        outlet_country: home.map(str::to_owned),
        ..Document::default()
    };
    let parse = Model::builtin().parse(&document);
    let mut mentions = Mentions { written: Written::stated(&document), ..Mentions::default() };
    super::resolve(Lexicon::builtin(), &document, &parse, &mut mentions);
    mentions.index(&parse);
    (document, mentions)
}

/// `CODE SECTOR`, members joined by `+`, with `@` before a place.
fn told(mentions: &Mentions, mention: &Mention) -> String {
    let one = |id: u32| {
        let e = &mentions.entities[id as usize];
        format!("{} {}", e.code.as_deref().unwrap_or("-"), e.sector.as_deref().unwrap_or("-"))
    };
    let all: Vec<String> = mentions.members(mention.entity).into_iter().map(one).collect();
    format!("{}{}", if mention.as_place { "@" } else { "" }, all.join("+"))
}

/// Checks `words = meaning` pairs against the first mention with those words.
fn check(text: &str, day: Date, wanted: &[(&str, &str)]) {
    let (document, mentions) = read(text, day, None);
    for (words, meaning) in wanted {
        let list = || mentions.mentions.iter().filter(|m| m.span.of(&document.text) == *words);
        let found: Vec<String> = list().map(|m| told(&mentions, m)).collect();
        let all: Vec<&str> = mentions.mentions.iter().map(|m| m.span.of(&document.text)).collect();
        assert_eq!(
            found.first().map(String::as_str),
            Some(*meaning),
            "{words:?} in {text:?}, which has {all:?}"
        );
    }
}

const DAY: Date = date(2023, 6, 1);

#[test]
fn states_act_and_host() {
    check(
        "Islamabad said that talks were held in Moscow.",
        DAY,
        &[("Islamabad", "PAK GOV"), ("Moscow", "@RUS -")],
    );
    check(
        "The minister flew to Tehran after a visit to Turkey.",
        DAY,
        &[("Tehran", "IRN GOV"), ("Turkey", "TUR GOV")],
    );
    check(
        "The Kremlin rejected the offer from Washington.",
        DAY,
        &[("Kremlin", "RUS GOV"), ("Washington", "USA GOV")],
    );
}

#[test]
fn adjectives_with_nouns_for_actors() {
    check("Russian troops entered the town.", DAY, &[("Russian troops", "RUS MIL")]);
    check(
        "Iranian officials met Omani diplomats.",
        DAY,
        &[("Iranian officials", "IRN GOV"), ("Omani diplomats", "OMN GOV")],
    );
    check(
        "The Pakistani embassy in Moscow was closed.",
        DAY,
        &[("Pakistani embassy", "PAK GOV"), ("Moscow", "@RUS -")],
    );
    check("Russian wheat is cheap.", DAY, &[("Russian", "RUS GOV")]);
    check("The government of Iraq signed it.", DAY, &[("government of Iraq", "IRQ GOV")]);
    check(
        "Greek and Turkish officials met in Vienna.",
        DAY,
        &[("Greek and Turkish officials", "GRC GOV+TUR GOV")],
    );
}

#[test]
fn titles_tell_who_an_unknown_person_is() {
    let text = "Norwegian Deputy Foreign Minister Olav B. Tveit arrived on Monday. Tveit met Danish officials. \
                The deputy minister thanked them. He left on Friday.";
    let who = "NOR GOV";
    check(
        text,
        DAY,
        &[
            ("Norwegian Deputy Foreign Minister Olav B. Tveit", who),
            ("Tveit", who),
            ("deputy minister", who),
            ("He", who),
        ],
    );
    check("Anna Berg, Sweden's trade minister, spoke.", DAY, &[("Anna Berg", "SWE GOV")]);
    check("The minister of health of Peru, Rosa Quispe, resigned.", DAY, &[("Rosa Quispe", "PER GOV")]);
}

#[test]
fn pairs_and_pronouns() {
    let text = "Chile and Peru held talks on fishing. The two countries agreed to share data.";
    check(text, DAY, &[("two countries", "CHL GOV+PER GOV")]);
    check("Kenya said its army would stay.", DAY, &[("its", "KEN GOV")]);
    check("Japan closed its embassy because it feared attacks.", DAY, &[("it", "JPN GOV")]);
}

#[test]
fn an_acronym_in_brackets_is_a_name_from_then_on() {
    let text = "The Kenyan Coastal Fisheries Agency (KCFA) met in Mombasa. The KCFA refused.";
    check(text, DAY, &[("KCFA", "KEN GOV")]);
}

/// The codes of every mention, in text order.
fn codes(text: &str) -> Vec<String> {
    let (_, mentions) = read(text, DAY, None);
    mentions.mentions.iter().map(|m| told(&mentions, m)).collect()
}

#[test]
fn an_adjective_a_number_a_day_is_nobody() {
    assert_eq!(codes("The National Library of Norway opened."), ["NOR GOV"]);
    check("The National reported that Kenya had agreed.", DAY, &[("National", "ARE MED")]);
    let people = codes("27 people left Kenya.");
    assert!(people.iter().all(|c| !c.starts_with("EUR")), "{people:?}");
    assert_eq!(codes("Kenya rejected the Friday deal."), ["KEN GOV"]);
    check("French air strikes hit a camp.", DAY, &[("French", "FRA GOV")]);
}

#[test]
fn a_board_acts_beside_its_owner_or_once_named() {
    assert_eq!(codes("The committee condemned Kenya."), ["KEN GOV"]);
    let text = "The Chilean committee met on Monday. The committee condemned Kenya.";
    check(text, DAY, &[("Chilean committee", "CHL GOV"), ("committee", "CHL GOV")]);
}

#[test]
fn one_word_for_an_organ_is_its_owners() {
    check("Chile's Congress rejected the treaty.", DAY, &[("Congress", "CHL LEG")]);
    check("Congress rejected the treaty.", DAY, &[("Congress", "USA LEG")]);
}

#[test]
fn the_regime_is_not_the_speakers() {
    let text = "Norway accused Syria of an attack. Norway said the regime must stop it.";
    check(text, DAY, &[("regime", "SYR GOV")]);
    let text = "We condemn the Assad regime and its attacks.";
    check(text, DAY, &[("Assad regime", "SYR GOV"), ("its", "SYR GOV")]);
}

#[test]
fn an_acronym_spelt_out_otherwise_is_no_state() {
    let found = codes("The Central Asian Region (CAR) is large. Kenya trades with the CAR.");
    assert!(found.iter().all(|c| !c.contains("CAF")), "{found:?}");
    check("The Central African Republic (CAR) agreed.", DAY, &[("CAR", "CAF GOV")]);
}

#[test]
fn whose_the_ministers_are_tells_whose_their_envoys_are() {
    let words = "envoys of the ministers of foreign affairs of Iran, Oman and Qatar";
    check(&format!("The {words} met."), DAY, &[(words, "IRN GOV+OMN GOV+QAT GOV")]);
}

#[test]
fn we_of_a_statement_is_whoever_publishes_it() {
    let lines =
        ["New list published", "Swedish Ministry of Trade | 2023-05", "Russia has acted. We will respond."];
    let text = lines.join("\n");
    let mut start = 0;
    let mut blocks = Vec::new();
    for (line, kind) in lines.iter().zip([BlockKind::Title, BlockKind::Byline, BlockKind::Paragraph]) {
        blocks.push(Block { span: Span::new(start, start + line.len() as u32), kind });
        start += line.len() as u32 + 1;
    }
    let document = Document { text, blocks, published: Some(Published::day(DAY)), ..Document::default() };
    let parse = Model::builtin().parse(&document);
    let mut mentions = Mentions { written: Written::stated(&document), ..Mentions::default() };
    super::resolve(Lexicon::builtin(), &document, &parse, &mut mentions);
    let we = mentions.mentions.iter().find(|m| m.span.of(&document.text) == "We").expect("we");
    assert_eq!(told(&mentions, we), "SWE GOV");
}

#[test]
fn spans_slice_and_heads_lie_inside() {
    let text =
        "U.S.–Iran talks: “We won’t stop,” said Ali al-Hamad, Syria’s envoy to the U.N., and the two left.";
    let (document, mentions) = read(text, DAY, Some("SYR"));
    assert!(!mentions.mentions.is_empty());
    for m in &mentions.mentions {
        assert!(m.first <= m.head && m.head <= m.last);
        assert!(!m.span.of(&document.text).is_empty());
    }
}

#[test]
fn odd_text_does_no_harm() {
    for text in [
        "",
        "…",
        "(((",
        "’s ’s ’s",
        "THE US US US",
        "Mr. Mr. Mr.",
        "the two",
        "It.",
        "of of of the",
        "A\u{301}-B–C",
    ] {
        let (_, mentions) = read(text, DAY, None);
        assert!(mentions.mentions.len() < 20, "{text}");
    }
}

/// Checks `words = meaning` for the last mention with those words.
fn check_last(text: &str, wanted: &[(&str, &str)]) {
    let (document, mentions) = read(text, DAY, None);
    for (words, meaning) in wanted {
        let found = mentions.mentions.iter().rev().find(|m| m.span.of(&document.text) == *words);
        let told = found.map(|m| told(&mentions, m));
        assert_eq!(told.as_deref(), Some(*meaning), "{words:?} in {text:?}");
    }
}

#[test]
fn several_are_those_just_told() {
    let text = "Chile met Peru, and those nations agreed to a ban. Bolivia watched.";
    check(text, DAY, &[("nations", "CHL GOV+PER GOV")]);
    let text = "Kenya thanked Chile and Peru and said that the two had helped.";
    check(text, DAY, &[("two", "CHL GOV+PER GOV")]);
    let text =
        "Chile and Peru signed a pact. The navies of the two countries will train. Their armies will not.";
    check(text, DAY, &[("navies of the two countries", "CHL MIL+PER MIL"), ("armies", "CHL MIL+PER MIL")]);
    let text = "Chile and Peru held talks. The foreign ministers signed a pact.";
    check(text, DAY, &[("foreign ministers", "CHL GOV+PER GOV")]);
    check("The two Koreas agreed to talks.", DAY, &[("two Koreas", "KOR GOV+PRK GOV")]);
    check("E3 ministers met Omani officials.", DAY, &[("E3 ministers", "GBR GOV+DEU GOV+FRA GOV")]);
}

#[test]
fn the_country_acted_upon_is_another() {
    let text = "Chile accused Peru, saying Peruvian troops had fired rockets at the country.";
    check_last(text, &[("country", "CHL GOV")]);
    let text = "Kenya is watching Somalia and is considering aid to the country.";
    check_last(text, &[("country", "SOM GOV")]);
    check_last("Uganda announced a curfew in the country.", &[("country", "UGA GOV")]);
}

#[test]
fn its_is_of_the_state_right_before_the_phrase() {
    check("Norway sent arms to Kenya in its war against Somalia.", DAY, &[("its", "KEN GOV")]);
    check("Norway condemned Kenya for its raids.", DAY, &[("its", "KEN GOV")]);
}

#[test]
fn neighbours_and_hosts_are_the_other_side() {
    let text = "Chile and Peru quarrel over water. Chile cut power to its northern neighbour.";
    check_last(text, &[("northern neighbour", "PER GOV")]);
    let text = "The Norwegian minister flew to Kenya. He thanked his hosts.";
    check_last(text, &[("hosts", "KEN GOV")]);
    let text = "North Korea and South Korea held talks. The North refused.";
    check_last(text, &[("North", "PRK GOV")]);
}

#[test]
fn backers_and_makers_do_not_own() {
    let text = "Rwanda-backed rebels fought Congolese troops with Iranian-made drones.";
    assert!(codes(text).iter().all(|c| !c.contains("RWA") && !c.contains("IRN")), "{:?}", codes(text));
    assert!(codes("Pro-Norwegian protesters met.").iter().all(|c| !c.contains("NOR")));
    check(
        "Mercenaries in the pay of the Sudanese fled.",
        DAY,
        &[("Mercenaries in the pay of the Sudanese", "SDN UAF")],
    );
    check("Forces loyal to Norway fled.", DAY, &[("Forces loyal to Norway", "NOR MIL")]);
}

#[test]
fn courts_and_crowds_are_of_their_town() {
    check("A court in Ecuador jailed nine.", DAY, &[("court in Ecuador", "ECU JUD")]);
    check("Workers in Bolivia struck.", DAY, &[("Workers in Bolivia", "BOL LAB")]);
}

#[test]
fn the_agency_has_a_head() {
    let text =
        "The IAEA met on Monday. The head of the agency praised Norway. The watchdog's inspectors left.";
    check(text, DAY, &[("head of the agency", "UNO -"), ("watchdog", "UNO -")]);
    let text = "Leaders of the member states of ECOWAS met in Nairobi.";
    check(text, DAY, &[("Leaders of the member states of ECOWAS", "IGO -")]);
    check(
        "The members of the Security Council praised Norway.",
        DAY,
        &[("members of the Security Council", "UNO -")],
    );
}

#[test]
fn the_state_behind_the_comma_places_the_town() {
    check("He spoke in Tripoli, Lebanon, on Monday.", DAY, &[("Tripoli", "@LBN -")]);
    check("He spoke in Atlanta, Georgia, on Monday.", DAY, &[("Georgia", "@USA -")]);
}

#[test]
fn nobody_is_the_object_of_his_own_verb() {
    let text = "Zambian farmers left their homes. Norway, the host, begged them to return.";
    check_last(text, &[("them", "ZMB AGR")]);
    let text = "Norway said it was an insult.";
    assert!(codes(text).len() == 1, "{:?}", codes(text));
}

#[test]
fn a_state_that_just_acted_has_the_government() {
    let text = "The Kenyan government met. Norway was pleased. The government hopes for more.";
    check_last(text, &[("government", "NOR GOV")]);
}

#[test]
fn an_assembly_is_no_newspapers() {
    check(
        "The minister spoke to the National Assembly of Kenya.",
        DAY,
        &[("National Assembly of Kenya", "KEN LEG")],
    );
    let found = codes("The minister spoke to the National Assembly.");
    assert!(found.iter().all(|c| !c.contains("ARE")), "{found:?}");
}

/// A statement of three blocks: title, line of outlet and date, text; the meaning of the first mention with those words.
fn stated(lines: [&str; 3], words: &str) -> String {
    let text = lines.join("\n");
    let mut start = 0;
    let mut blocks = Vec::new();
    for (line, kind) in lines.iter().zip([BlockKind::Title, BlockKind::Byline, BlockKind::Paragraph]) {
        blocks.push(Block { span: Span::new(start, start + line.len() as u32), kind });
        start += line.len() as u32 + 1;
    }
    let document = Document { text, blocks, published: Some(Published::day(DAY)), ..Document::default() };
    let parse = Model::builtin().parse(&document);
    let mut mentions = Mentions { written: Written::stated(&document), ..Mentions::default() };
    super::resolve(Lexicon::builtin(), &document, &parse, &mut mentions);
    let found = mentions.mentions.iter().find(|m| m.span.of(&document.text) == words);
    found.map_or_else(|| format!("no {words}"), |m| told(&mentions, m))
}

#[test]
fn a_ministry_in_a_capital_speaks_for_its_state() {
    let byline = "Ministry of Foreign Affairs, Nairobi | 2023-05-30";
    let text = "Norway has accused us of delay. The Minister regrets this.";
    assert_eq!(stated(["Press release", byline, text], "us"), "KEN GOV");
    assert_eq!(stated(["Press release", byline, text], "Minister"), "KEN GOV");
    let text = "Norway wrote to us, and the two governments agreed.";
    assert_eq!(stated(["Press release", byline, text], "two governments"), "KEN GOV+NOR GOV");
    let title = "G7 Foreign Ministers' Statement on Norway";
    assert_eq!(stated([title, byline, "We condemn this act."], "We"), "IGO -");
}

#[test]
fn brussels_is_the_unions_unless_belgium_is_told_of() {
    check("Brussels rejected the offer from Norway.", DAY, &[("Brussels", "EUR -")]);
    check("Brussels rejected the offer. Belgium is small.", DAY, &[("Brussels", "BEL GOV")]);
}

#[test]
fn a_spokesman_in_a_capital_and_a_congress_in_a_town() {
    let text = "Chile met Peru. In Oslo, a spokesman for the foreign ministry praised them.";
    check_last(text, &[("foreign ministry", "NOR GOV")]);
    check("The Congress in Santiago rejected it.", DAY, &[("Congress", "CHL LEG")]);
}

#[test]
fn counterparts_elsewhere_are_theirs() {
    let text = "The Kenyan minister spoke with his counterparts in Egypt and Djibouti.";
    check(text, DAY, &[("counterparts in Egypt and Djibouti", "EGY GOV+DJI GOV")]);
    check("Norway and Kenya met. Peru praised the kingdom.", DAY, &[("kingdom", "NOR GOV")]);
}

#[test]
fn names_that_are_months_and_adjectives() {
    check("Theresa May met Norwegian officials.", date(2018, 3, 1), &[("Theresa May", "GBR GOV")]);
    check(
        "Peruvian justice minister German Garavito resigned.",
        DAY,
        &[("Peruvian justice minister German Garavito", "PER GOV")],
    );
    check("Chile's Jane Doe met Norwegian officials.", DAY, &[("Jane Doe", "CHL -")]);
}

#[test]
fn heads_of_state_are_the_two_states_leaders() {
    let text =
        "Zambia and Tanzania signed a pact on the exchange of prisoners. The Heads of State praised it.";
    check(text, DAY, &[("Heads", "TZA GOV+ZMB GOV")]);
    check("Presidents Doe and Roe met in Kenya.", DAY, &[("Kenya", "@KEN GOV")]);
    check("Nigerian officials blamed rebels from the Niger delta.", DAY, &[("rebels", "NGA REB")]);
}

#[test]
fn who_speaks_in_a_capital_is_of_its_state() {
    check(
        "Chad accused Niger of raids. In Niamey, government spokesman Sani Amadou rejected the account.",
        DAY,
        &[("government spokesman Sani Amadou", "NER GOV")],
    );
    check(
        "Peru criticized Bolivia. Retired officers in La Paz denounced the tax.",
        DAY,
        &[("Retired officers", "BOL ELI")],
    );
}

#[test]
fn pronouns_mean_whom_they_can() {
    // Inside his own words the speaker is "I".
    check(
        "Ghanaian Foreign Minister Kofi Asare met Togolese Foreign Minister Yao Mensah. \"I urged Minister Mensah to \
         act,\" Kofi Asare said. \"I thanked his government.\"",
        DAY,
        &[("his", "TGO GOV")],
    );
    // Whom the sentence has just named, not the subject of the one before.
    check(
        "Prime Minister Pavel Novak of Slovakia left early. The Polish president met Prime Minister Jan Tamm of Estonia \
         and thanked him.",
        DAY,
        &[("him", "EST GOV")],
    );
    // The subject of the main clause goes on.
    check(
        "The members of the Security Council welcomed news that Sudanese army units would withdraw. They condemned the raid.",
        DAY,
        &[("They", "UNO -")],
    );
}

#[test]
fn a_country_is_told_by_where_it_lies() {
    let text = "Sudan and Nepal sent envoys. Japan thanked the East African country.";
    check_last(text, &[("East African country", "SDN GOV")]);
    let text = "Chad was bombed. A Norwegian minister visited the war-torn nation.";
    check_last(text, &[("war-torn nation", "TCD GOV")]);
}

#[test]
fn they_who_go_on_are_the_subject() {
    let text = "Sudan's army has two thousand men there, and they attacked the town.";
    check_last(text, &[("they", "SDN MIL")]);
}

/// Checks whom the last mention with the words means, by name.
fn check_name(text: &str, day: Date, words: &str, wanted: &str) {
    let (document, mentions) = read(text, day, None);
    let last = mentions.mentions.iter().rfind(|m| m.span.of(&document.text) == words);
    let name = last.map(|m| mentions.entities[m.entity as usize].name.clone());
    assert_eq!(name.as_deref(), Some(wanted), "{words:?} in {text:?}");
}

#[test]
fn a_title_means_its_holder_where_there_is_one() {
    let day = date(2021, 4, 7);
    check_name("Chad thanked the Pakistani army chief.", day, "Pakistani army chief", "Qamar Javed Bajwa");
    check_name("The Pakistan Senate chairman spoke.", day, "Pakistan Senate chairman", "Sadiq Sanjrani");
    // There are many ministers and generals.
    check_name("The Russian minister spoke.", day, "Russian minister", "minister of Russia");
    check_name("A Chadian envoy thanked the Indian general.", day, "Indian general", "general of India");
}

#[test]
fn who_comments_may_be_of_anywhere() {
    let text = "\"Chad wants two customers,\" says Jane Doe, a retired ambassador.";
    check(text, DAY, &[("Jane Doe", "- ELI")]);
    check_name("ISLAMABAD: Talks were held here.", DAY, "ISLAMABAD", "Islamabad");
}

#[test]
fn two_states_with_a_dash_between_are_two() {
    let text = "Envoys discussed the Mali–Niger border, and both states signed.";
    check(text, DAY, &[("Mali", "MLI GOV"), ("Niger", "NER GOV"), ("both states", "MLI GOV+NER GOV")]);
}
