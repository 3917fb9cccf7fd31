use super::*;
use crate::{Lexicon, Own};
use legation_record::EventType;

const SAMPLE: &str = include_str!("sample.txt");

fn sample() -> Vec<Read> {
    read("sample.txt", SAMPLE, Lexicon::builtin().codebook.crosswalk()).unwrap_or_else(|e| panic!("{e}"))
}

fn of<'a>(entries: &'a [Read], head: &str, line_with: &str) -> Vec<&'a Entry> {
    let line = SAMPLE.lines().position(|l| l.contains(line_with)).expect(line_with) as u32 + 1;
    entries
        .iter()
        .filter(|(heads, e)| e.origin.line == line && heads.iter().any(|(h, _)| h == head))
        .map(|(_, e)| e)
        .collect()
}

#[test]
fn blocks_become_entries_with_file_and_line() {
    let entries = sample();
    let aid = of(&entries, "ferry", "&RELIEF_GOODS (TO +)");
    assert!(
        aid.iter()
            .all(|e| e.kind == Some(EventType::Aid) && e.recipient[0] == Path::Preposition("to".into()))
    );
    assert_eq!(aid.len(), 2, "the set's words, and its phrase whose last word is none of them");
    let visit = of(&entries, "ferry", "DELEGATION")[0];
    assert_eq!((visit.kind, visit.mode.as_deref()), (Some(EventType::Consult), Some("visit")));
    assert!(!visit.symmetric, "042:043 is one visit, and the visitor comes first");
    let nothing = of(&entries, "ferry", "PASSENGERS")[0];
    assert_eq!((nothing.kind, nothing.operator), (None, None));
    let alone = of(&entries, "ferry", "FERRY {");
    assert!(alone.is_empty(), "a verb without a code of its own is left to the shipped lexicon");
}

#[test]
fn mutual_reversed_and_own_codes() {
    let entries = sample();
    assert!(of(&entries, "initial", "- * ACCORD")[0].symmetric);
    let victim = of(&entries, "reel", "UNDER BOMBARDMENT")[0];
    assert_eq!(victim.recipient, [Path::Subject]);
    assert_eq!(victim.actor[0], Path::Object);
    assert_eq!(of(&entries, "censure", "CENSURE [111]")[0].kind, Some(EventType::Accuse));
    assert_eq!(of(&entries, "deplore", "DEPLORE")[0].mode.as_deref(), Some("disapprove"), "the block's code");
    let several = of(&entries, "speak", "+SPEAK_AGAINST")[0];
    assert!(several.requires.contains(&lemmas(Path::Anywhere, vec!["against".into()])));
}

#[test]
fn phrases_prepositions_and_parties_become_conditions() {
    let entries = sample();
    let convoy = of(&entries, "ferry", "{ARMS CONVOY}")[0];
    assert!(convoy.requires.contains(&lemmas(Path::Object, vec!["convoy".into()])));
    assert!(convoy.requires.contains(&lemmas(Path::Attribute, vec!["arms".into(), "arm".into()])));
    let pact = of(&entries, "initial", "(WITH +)")[0];
    assert!(pact.requires.contains(&Condition { path: Path::Preposition("with".into()), test: Test::Party }));
    let soldiers = of(&entries, "ferry", "- SOLDIERS *")[0];
    assert_eq!(soldiers.requires, [lemmas(Path::Subject, vec!["soldiers".into(), "soldier".into()])]);
    assert_eq!(of(&entries, "initial", "(BY/AT TABLE)").len(), 2);
}

#[test]
fn mistakes_say_where_and_how_to_mend() {
    let head = "---  SEND  [---]  ---\n";
    for (body, line) in [
        ("SEND\n- * AID [999]\n", 3),
        ("SEND\n- * AID\n", 3),
        ("SEND\n- AID [070]\n", 3),
        ("SEND\n- * {AID [070]\n", 3),
        ("SEND\n- * &NOTHING [070]\n", 3),
        ("SEND\n- * (SUBJ AID) [070]\n", 3),
        ("SEND [070\n", 2),
        ("[070]\n", 2),
    ] {
        let text = format!("{head}{body}");
        let error = read("x.txt", &text, Lexicon::builtin().codebook.crosswalk()).err();
        let error = error.unwrap_or_else(|| panic!("{body} was taken"));
        assert_eq!((error.origin.line, &*error.origin.file), (line, "x.txt"), "{body}: {error}");
        assert!(!error.mend.is_empty());
    }
    let error = read("x.txt", "SEND\n", Lexicon::builtin().codebook.crosswalk()).expect_err("no block");
    assert_eq!(error.origin.line, 1);
}

#[test]
fn own_entries_win_against_shipped_ones_that_are_as_narrow() {
    let events = vec![("sample.txt".to_owned(), SAMPLE.to_owned())];
    let lexicon = Lexicon::with_own(&Own { events, ..Own::default() }).unwrap_or_else(|e| panic!("{e}"));
    let first = lexicon.events.frames("condemn", Pos::Verb).next().expect("a frame");
    assert_eq!(&*first.origin.file, "sample.txt");
    assert!(lexicon.events.frames("condemn", Pos::Verb).any(|e| e.origin.file.starts_with("data/events/")));
}
