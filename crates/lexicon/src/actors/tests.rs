use super::*;
use crate::Lexicon;
use jiff::civil::date;

fn all(text: &str) -> Vec<Word> {
    words(text).map(|(_, w)| w).collect()
}

fn code(actors: &Actors, text: &str) -> Option<String> {
    let found = actors.name(&all(text))?;
    assert_eq!(found.words, all(text).len(), "{text}: the whole phrase");
    found.values.first().map(|sense| match *sense {
        Sense::State(i, _) => actors.states()[i as usize].code.to_string(),
        Sense::Body(i) => actors.bodies()[i as usize].code.to_string(),
        Sense::Place(i) => actors.places()[i as usize].country.to_string(),
    })
}

#[test]
fn the_shipped_tables_load_and_agree() {
    let actors = &Lexicon::builtin().actors;
    assert!(actors.states().len() > 200);
    let errors = actors.audit();
    assert!(errors.is_empty(), "{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

#[test]
fn states_by_any_of_their_words() {
    let actors = &Lexicon::builtin().actors;
    for (text, want) in [
        ("Russia", "RUS"),
        ("Russian Federation", "RUS"),
        ("the Kremlin", "RUS"),
        ("Pakistanis", "PAK"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("America", "USA"),
        ("CÔTE D’IVOIRE", "CIV"),
        ("Islamabad", "PAK"),
        ("USSR", "RUS"),
    ] {
        let text = text.strip_prefix("the ").unwrap_or(text);
        assert_eq!(code(actors, text).as_deref(), Some(want), "{text}");
    }
    assert_eq!(code(actors, "us"), None, "the pronoun is no state");
    assert_eq!(code(actors, "turkey"), None, "the bird is no state");
    assert_eq!(actors.state("KOS").map(|s| &*s.name), Some("Kosovo"));
}

#[test]
fn people_by_office_and_day() {
    let actors = &Lexicon::builtin().actors;
    let name = |day| {
        let holders = actors.holders("PAK", "prime minister", day);
        holders.first().map(|&p| actors.people()[p as usize].name.to_string())
    };
    assert_eq!(name(date(2022, 2, 23)).as_deref(), Some("Imran Khan"));
    assert_eq!(name(date(2024, 5, 1)).as_deref(), Some("Shehbaz Sharif"));
    let found = actors.person(&all("Sergei V. Lavrov said")).expect("a person");
    assert_eq!(found.words, 3);
}

#[test]
fn roles_in_both_numbers() {
    let actors = &Lexicon::builtin().actors;
    for (text, length) in [
        ("foreign ministers met", 2),
        ("Foreign Minister", 2),
        ("troops", 1),
        ("army", 1),
        ("governments", 1),
    ] {
        assert_eq!(actors.role(&all(text)).map(|f| f.words), Some(length), "{text}");
    }
}

const OWN: &str = "name\tcode\taliases\tsector\tkind\toffice\tfrom\tto\n\
    Harbour League\tATL\tHL\tMIL\tgroup\t\t\t\n\
    Jane Doe\tATL\t\tGOV\tperson\tpresident\t2001\t2005\n\
    Kim Roe\tATL\t\tGOV\tperson\tpresident\t2006\t\n";

#[test]
fn a_users_table_goes_before() {
    let actors = Lexicon::builtin().actors.with_file("own.tsv", OWN).expect("a table");
    assert_eq!(code(&actors, "Harbour League").as_deref(), Some("ATL"));
    let day = date(2003, 1, 1);
    assert_eq!(actors.holders("ATL", "president", day).len(), 1);
    let row = actors.people()[actors.holders("ATL", "president", day)[0] as usize].row;
    assert_eq!(actors.origin(row).to_string(), "own.tsv:3");
}

#[test]
fn a_users_mistakes_say_file_line_and_mend() {
    let actors = &Lexicon::builtin().actors;
    for (from, to, line) in [
        ("2006\t", "2002\t", 4),
        ("2001\t", "2001-02-30\t", 3),
        ("\tATL\tHL", "\tAtlantis\tHL", 2),
        ("MIL", "NAVY", 2),
        ("2001\t2005", "2005\t2001", 3),
        ("\tHL\t", "\t", 2),
        ("Kim Roe\tATL", "Harbour League\tATL", 4),
    ] {
        let text = OWN.replacen(from, to, 1);
        let error = match actors.with_file("own.tsv", &text) {
            Err(error) => error,
            Ok(_) if from == "Kim Roe\tATL" => continue,
            Ok(_) => panic!("{to:?} is a mistake"),
        };
        assert_eq!((&*error.origin.file, error.origin.line), ("own.tsv", line), "{error}");
        assert!(!error.mend.is_empty());
    }
}

#[test]
fn a_users_new_holder_ends_the_shipped_term() {
    let actors = &Lexicon::builtin().actors;
    let day = date(2099, 1, 1);
    assert_eq!(actors.holders("PAK", "prime minister", day).len(), 1, "the shipped holder's term is open");
    let text =
        "name\tcode\tsector\tkind\toffice\tfrom\nJane Doe\tPAK\tGOV\tperson\tprime minister\t2050-03\n";
    let own = actors.with_file("own.tsv", text).expect("a table");
    let names = |day| -> Vec<String> {
        let holders = own.holders("PAK", "prime minister", day);
        holders.iter().map(|&p| own.people()[p as usize].name.to_string()).collect()
    };
    assert_eq!(names(day), ["Jane Doe"]);
    assert_ne!(names(date(2050, 2, 28)), ["Jane Doe"]);
}

#[test]
fn a_petrarch_dictionary_reads_with_its_dates() {
    let text = "JANE_DOE_\n+PREMIER_DOE\n\t[ATLGOV 20010101-20051231]\n\t[ATLELI >20060101]\nHARBOUR_LEAGUE [ATLREB]\n";
    let actors = Lexicon::builtin().actors.with_file("own.actors.txt", text).expect("a dictionary");
    assert_eq!(code(&actors, "Harbour League").as_deref(), Some("ATL"));
    let found = actors.person(&all("Jane Doe")).expect("a person");
    let terms: Vec<&str> = actors.terms(found.values[0]).map(|t| &*t.sector).collect();
    assert_eq!(terms, ["GOV", "ELI"]);
}
