//! The disputable part: tables compiled from `data/merge`.

use legation_record::EventType;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::{headline::Headlines, undertakings::UndertakingData, units::UnitData};

/// All tables, parsed once. They are constants of the program, so parsing them cannot fail after the tests passed.
pub struct Tables {
    pub happenings: HappeningData,
    pub words: WordData,
    pub headlines: Headlines,
    pub units: UnitData,
    pub undertakings: UndertakingData,
    pub figures: crate::figures::FigureData,
    pub promises: crate::promises::PromiseData,
    pub chronology: crate::standing::Chronology,
    pub countries: Countries,
    pub bodies: Bodies,
}

pub fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| Tables {
        happenings: parse("happenings", include_str!("../../../data/merge/happenings.toml")),
        words: parse("words", include_str!("../../../data/merge/words.toml")),
        headlines: parse("headlines", include_str!("../../../data/merge/headlines.toml")),
        units: parse("units", include_str!("../../../data/merge/units.toml")),
        undertakings: parse("undertakings", include_str!("../../../data/merge/undertakings.toml")),
        figures: parse("figures", include_str!("../../../data/merge/figures.toml")),
        promises: parse("promises", include_str!("../../../data/merge/promises.toml")),
        chronology: parse("chronology", include_str!("../../../data/merge/chronology.toml")),
        countries: Countries::parse(include_str!("../../../data/merge/countries.tsv")),
        bodies: Bodies::parse(include_str!("../../../data/actors/bodies.tsv")),
    })
}

/// The text is compiled in; that every table parses is a test of this crate.
fn parse<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|e| unreachable!("data/merge/{name}.toml: {e}"))
}

/// `data/merge/happenings.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HappeningData {
    pub threshold: f32,
    pub linkage: f32,
    pub weights: Weights,
    crowd: Vec<Crowd>,
    families: BTreeMap<String, Vec<EventType>>,
    symmetric: Types,
    placed: Types,
    apart: Vec<Apart>,
    pub toll: Toll,
    same: BTreeMap<String, Vec<String>>,
    institutions: Words,

    pub rounds: Rounds,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    pub same_type: f32,
    pub same_mode: f32,
    pub other_mode: f32,
    pub same_codes: f32,
    pub part_codes: f32,
    pub same_day: f32,
    pub next_day: f32,
    pub published_day: f32,
    pub same_month: f32,
    pub same_year: f32,
    pub undated_same_doc: f32,
    pub undated: f32,
    pub undated_apart: f32,
    pub words: f32,
    pub name: f32,
    pub names_most: f32,
    pub same_round: f32,
    pub same_person: f32,
    pub same_company: f32,
    pub country: f32,
    pub countries_most: f32,
    pub same_place: f32,
    pub other_place: f32,
    pub same_number: f32,
    pub same_toll: f32,
    pub other_toll: f32,
    pub nothing_shared: f32,
    pub one_country: f32,
    pub other_news: f32,
    pub other_names: f32,
    pub same_trigger: f32,
    pub same_visit: f32,
    pub same_undated: f32,
    pub same_several: f32,
    pub enclosed_alone: f32,
}

#[derive(Deserialize)]
struct Crowd {
    upto: u32,
    weight: f32,
}

#[derive(Deserialize)]
struct Types {
    types: Vec<EventType>,
}

#[derive(Deserialize)]
struct Apart {
    r#type: EventType,
    mode: String,
}

#[derive(Deserialize)]
struct Words {
    words: FxHashSet<String>,
}

#[derive(Deserialize)]
pub struct Toll {
    pub words: FxHashSet<String>,
    pub update: FxHashSet<String>,
}

#[derive(Deserialize)]
pub struct Rounds {
    pub heads: FxHashSet<String>,
    pub gap: usize,
}

impl HappeningData {
    /// Could two reports of one act be coded under these two types?
    pub fn compatible(&self, a: EventType, b: EventType) -> bool {
        a == b || self.families.values().any(|family| family.contains(&a) && family.contains(&b))
    }

    /// Of words that name one kind of act the one they are compared as.
    pub fn same<'a>(&'a self, lower: &'a str) -> &'a str {
        let group = self.same.iter().find(|(_, words)| words.iter().any(|w| w == lower));
        group.map_or(lower, |(first, _)| first)
    }

    /// The types that may share a happening with this one, itself among them.
    pub fn kin(&self, of: EventType) -> impl Iterator<Item = EventType> + '_ {
        EventType::ALL.iter().copied().filter(move |t| self.compatible(of, *t))
    }

    pub fn symmetric(&self, of: EventType) -> bool {
        self.symmetric.types.contains(&of)
    }

    pub fn placed(&self, of: EventType) -> bool {
        self.placed.types.contains(&of)
    }

    /// Is a report of this type with one of these modes never the same act as one without it?
    pub fn apart(&self, of: EventType, a: &[String], b: &[String]) -> bool {
        self.apart.iter().any(|rule| rule.r#type == of && a.contains(&rule.mode) != b.contains(&rule.mode))
    }

    pub fn crowd(&self, records: u32) -> f32 {
        self.crowd.iter().find(|c| records <= c.upto).map_or(0.0, |c| c.weight)
    }

    /// A body of several words, one of them a word for bodies: it takes an article.
    pub fn institution_name(&self, name: &str) -> bool {
        let words = crate::text::words(name);
        words.len() > 1 && words.iter().any(|w| self.institution(&w.lower)) && words[0].lower != "the"
    }

    pub fn institution(&self, word: &str) -> bool {
        self.institutions.words.contains(word)
    }
}

/// `data/merge/words.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordData {
    stop: FxHashSet<String>,
    calendar: FxHashSet<String>,
    titles: FxHashSet<String>,
    ordinals: FxHashMap<String, u32>,
    cardinals: FxHashMap<String, u32>,
}

impl WordData {
    pub fn stop(&self, lower: &str) -> bool {
        self.stop.contains(lower)
    }

    pub fn calendar(&self, lower: &str) -> bool {
        self.calendar.contains(lower)
    }

    pub fn title(&self, lower: &str) -> bool {
        self.titles.contains(lower)
    }

    pub fn cardinal(&self, lower: &str) -> Option<u32> {
        self.cardinals.get(lower).copied()
    }

    pub fn ordinal(&self, lower: &str) -> Option<u32> {
        self.ordinals.get(lower).copied()
    }
}

/// `data/merge/countries.tsv`: how a code is called in a sentence.
pub struct Countries {
    rows: BTreeMap<String, Country>,
    /// Lower-case words of names and adjectives of states.
    words: FxHashSet<String>,
    /// Names and adjectives, as words, by their first word; with the code.
    naming: FxHashMap<String, Vec<(Vec<String>, String)>>,
}

fn naming(rows: &BTreeMap<String, Country>) -> FxHashMap<String, Vec<(Vec<String>, String)>> {
    let mut naming = FxHashMap::<String, Vec<(Vec<String>, String)>>::default();
    for (code, country) in rows {
        for name in std::iter::once(&country.name).chain(&country.adjective) {
            let words: Vec<String> = crate::text::words(name).iter().map(|w| w.text.to_owned()).collect();
            if let Some(first) = words.first().filter(|w| w.starts_with(char::is_uppercase)) {
                naming.entry(first.clone()).or_default().push((words.clone(), code.clone()));
            }
        }
    }
    naming
}

/// The members of bodies that have few and fixed ones: `data/actors/bodies.tsv`.
pub struct Bodies {
    /// By name and alias.
    members: FxHashMap<String, Vec<String>>,
}

impl Bodies {
    fn parse(text: &str) -> Self {
        let mut members = FxHashMap::default();
        for line in text.lines().filter(|l| !l.starts_with('#')).skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [name, aliases, _, _, _, codes, ..] = cells[..] else { continue };
            if codes.is_empty() {
                continue;
            }
            let codes: Vec<String> = codes.split('|').map(str::to_owned).collect();
            for called in aliases.split('|').chain([name]).filter(|n| !n.is_empty()) {
                members.insert(called.to_owned(), codes.clone());
            }
        }
        Self { members }
    }

    /// Is the country a member of the body called so, or of the one that a name ends with: `membership of the SCO`?
    pub fn seats(&self, name: &str, code: &str) -> bool {
        let called = name.rsplit_once(" of ").map_or(name, |(_, body)| body);
        let members = self.members.get(name).or_else(|| self.members.get(called));
        members.is_some_and(|m| m.iter().any(|c| c == code))
    }
}

pub struct Country {
    pub name: String,
    pub article: bool,
    pub adjective: Option<String>,
}

impl Countries {
    fn parse(text: &str) -> Self {
        let mut rows = BTreeMap::new();
        let mut words = FxHashSet::default();
        for line in text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let mut cells = line.split('\t');
            let (Some(code), Some(name), Some(article)) = (cells.next(), cells.next(), cells.next()) else {
                continue;
            };
            let adjective = cells.next().filter(|a| *a != "-").map(str::to_owned);
            for word in name.split(' ').chain(adjective.as_deref().unwrap_or("").split(' ')) {
                if word.chars().next().is_some_and(char::is_uppercase) {
                    words.insert(word.to_lowercase());
                }
            }
            rows.insert(
                code.to_owned(),
                Country { name: name.to_owned(), article: article == "the", adjective },
            );
        }
        let naming = naming(&rows);
        Self { rows, words, naming }
    }

    pub fn get(&self, code: &str) -> Option<&Country> {
        self.rows.get(code)
    }

    /// Is it the code of a state, not of a kind of body?
    pub fn state(&self, code: &str) -> bool {
        !matches!(code, "UNO" | "EUR" | "IGO" | "NGO" | "MNC" | "IMG") && self.rows.contains_key(code)
    }

    /// `the United Kingdom`, `Norway`; the code itself where it is not in the table.
    pub fn called(&self, code: &str) -> String {
        match self.get(code) {
            Some(c) if c.article => format!("the {}", c.name),
            Some(c) => c.name.clone(),
            None => code.to_owned(),
        }
    }

    /// Is this a word of some state's name or adjective?
    pub fn word(&self, lower: &str) -> bool {
        self.words.contains(lower)
    }

    /// Codes of every country the text names, sorted.
    pub fn all_named_in(&self, text: &str) -> Vec<String> {
        let words = crate::text::words(text);
        let mut codes: Vec<String> = Vec::new();
        for (i, word) in words.iter().enumerate().filter(|(_, w)| w.capital) {
            let said = |name: &[String]| {
                words.len() >= i + name.len() && name.iter().zip(&words[i..]).all(|(n, w)| n == w.text)
            };
            let first = word.text.split(['-', '–']).next().unwrap_or(word.text);
            for (name, code) in self.naming.get(first).into_iter().flatten() {
                if said(name) || name.len() == 1 {
                    codes.push(code.clone());
                }
            }
            // `Kenya-Uganda`: the parts after the first.
            for part in word.text.split(['-', '–']).skip(1) {
                let single = self.naming.get(part).into_iter().flatten().filter(|(name, _)| name.len() == 1);
                codes.extend(single.map(|(_, code)| code.clone()));
            }
        }
        codes.sort();
        codes.dedup();
        codes
    }

    /// Does the text name the country, by name or adjective, as whole words?
    pub fn named_in(&self, code: &str, text: &str) -> bool {
        let Some(country) = self.get(code) else { return false };
        crate::text::contains_words(text, &country.name)
            || country.adjective.as_deref().is_some_and(|a| crate::text::contains_words(text, a))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_parses_and_is_used() {
        let t = tables();
        assert!(t.happenings.compatible(EventType::Concede, EventType::Retreat));
        assert!(!t.happenings.compatible(EventType::Consult, EventType::Assault));
        assert_eq!(t.countries.called("NLD"), "the Netherlands");
        assert!(t.countries.named_in("KEN", "Kenyan troops left."));
        assert!(!t.countries.named_in("NER", "Nigerian troops left."));
        assert_eq!(
            t.countries.all_named_in("Kenya–Uganda talks with South Korean envoys"),
            ["KEN", "KOR", "UGA"]
        );
        assert_eq!(t.countries.all_named_in("the South Pacific"), Vec::<String>::new());
        assert_eq!(t.words.ordinal("twelfth"), Some(12));
    }
}
