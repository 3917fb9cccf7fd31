//! What of an event record bears on whether another record reports the same act.

use crate::data::Tables;
use crate::text::{self, Word};
use jiff::civil::Date;
use legation_record::{DateBasis, EventRecord, EventType, Grain, Loc, Party};
use rustc_hash::{FxHashMap, FxHashSet};

/// One event record, made ready for comparison. Words and names are numbers of `Features`.
pub struct Feature {
    pub kind: EventType,
    /// Codes of those who act and of those acted on, each sorted; for symmetric types all stand in both.
    pub actors: Vec<String>,
    pub recipients: Vec<String>,
    /// Every code, sorted.
    pub codes: Vec<String>,
    /// Persons and bodies by country code: last word of the name, folded.
    pub persons: Vec<(String, String)>,
    /// Days since 1970-01-01, both inclusive; `None` where nothing bounds it.
    pub days: Option<(i32, i32)>,
    pub grain: Option<Grain>,
    pub basis: Option<DateBasis>,
    /// Stemmed words with weight, sorted by word; the sum of squares is 1.
    pub words: Vec<(u32, f32)>,
    /// Proper names that are no party's, sorted.
    pub names: Vec<u32>,
    pub numbers: Vec<u32>,
    pub triggers: Vec<u32>,
    /// `(what is counted, number)`: the 15th session, Exercise VII.
    pub rounds: Vec<(u32, u32)>,
    /// How many are told killed; `None` also where the count is said to have changed.
    pub toll: Option<u32>,
    /// All its parties are firms.
    pub business: bool,
    /// Folded name of the place, unless that is only a country.
    pub place: Option<String>,
}

pub struct Features {
    pub list: Vec<Feature>,
}

/// Words near the event's own words count in full, farther ones less.
const NEAR: usize = 10;
const FAR_WEIGHT: f32 = 0.4;

impl Features {
    /// Reads all events; rarity of words is taken over them.
    pub fn read(events: &[&EventRecord], tables: &Tables) -> Self {
        let mut intern = Intern::default();
        let mut list: Vec<Feature> = events.iter().map(|e| read_one(e, &mut intern, tables)).collect();
        let mut spread: Vec<u32> = vec![0; intern.count()];
        for feature in &list {
            for (word, _) in &feature.words {
                spread[*word as usize] += 1;
            }
        }
        let all = list.len() as f32 + 1.0;
        for feature in &mut list {
            for (word, weight) in &mut feature.words {
                *weight *= (all / (spread[*word as usize] as f32)).ln().max(0.1);
            }
            let length = feature.words.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
            if length > 0.0 {
                feature.words.iter_mut().for_each(|(_, w)| *w /= length);
            }
        }
        Self { list }
    }
}

#[derive(Default)]
struct Intern(FxHashMap<String, u32>);

impl Intern {
    fn number(&mut self, word: String) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(word).or_insert(next)
    }

    fn count(&self) -> usize {
        self.0.len()
    }
}

fn read_one(event: &EventRecord, intern: &mut Intern, tables: &Tables) -> Feature {
    let kind = event.event.first().copied().unwrap_or(EventType::Consult);
    let words = text::words(&event.text);
    let party_words = party_words(event);
    let (mut actors, mut recipients) = (codes(&event.actor), codes(&event.recipient));
    let all: Vec<String> = sorted(actors.iter().chain(&recipients).cloned().collect());
    if tables.happenings.symmetric(kind) && recipients.is_empty() {
        recipients.clone_from(&all);
        actors.clone_from(&all);
    }
    let triggers = triggers(event, intern, tables);
    let parties = || event.actor.iter().chain(&event.recipient);
    Feature {
        kind,
        actors,
        recipients,
        codes: all,
        persons: persons(event, tables),
        days: days(event.date, event.enddate),
        grain: event.date_grain,
        basis: event.date_basis,
        names: names(&words, &party_words, intern, tables),
        numbers: numbers(&words, intern),
        rounds: rounds(&words, intern, tables),
        toll: toll(&words, tables),
        words: weighted(event, &words, &party_words, intern, tables),
        triggers,
        business: !event.actor.is_empty() && parties().all(|p| p.sector.as_deref() == Some("BUS")),
        place: event.event_loc.as_ref().and_then(|l| place(l, tables)),
    }
}

fn codes(parties: &[Party]) -> Vec<String> {
    sorted(parties.iter().filter_map(|p| p.code.clone()).collect())
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list.dedup();
    list
}

/// Days since 1970-01-01; one missing side takes the other's day.
pub fn days(from: Option<Date>, to: Option<Date>) -> Option<(i32, i32)> {
    let first = day(from.or(to)?);
    let last = day(to.or(from)?);
    Some((first.min(last), first.max(last)))
}

pub fn day(date: Date) -> i32 {
    date.since(jiff::civil::date(1970, 1, 1)).map_or(0, |span| span.get_days())
}

/// Folded words of the parties' own names: they say who, not what.
fn party_words(event: &EventRecord) -> FxHashSet<String> {
    event
        .actor
        .iter()
        .chain(&event.recipient)
        .flat_map(|p| text::words(&p.entity_text).into_iter().chain(text::words(&p.identifier_text)))
        .map(|w| w.lower)
        .collect()
}

/// The last word of a person's name, by country. Institutions and states are no persons.
fn persons(event: &EventRecord, tables: &Tables) -> Vec<(String, String)> {
    let parties = event.actor.iter().chain(&event.recipient);
    sorted(parties.filter_map(|p| Some((p.code.clone().unwrap_or_default(), person(p, tables)?))).collect())
}

/// The folded last word of a party's name where the party is a person.
pub fn person(party: &Party, tables: &Tables) -> Option<String> {
    let words = text::words(&party.identifier_text);
    let state = party.code.as_deref().and_then(|c| tables.countries.get(c));
    if state.is_some_and(|s| s.name == party.identifier_text) {
        return None;
    }
    let institution =
        words.iter().any(|w| tables.happenings.institution(&w.lower) || tables.countries.word(&w.lower));
    let last = words.last()?;
    let named = last.capital && last.text.chars().any(char::is_lowercase) && !tables.words.title(&last.lower);
    let full = words.len() > 1 || party.office.is_some();
    (named && full && !institution).then(|| last.lower.clone())
}

fn place(loc: &Loc, tables: &Tables) -> Option<String> {
    let state = loc.country.as_deref().and_then(|c| tables.countries.get(c));
    let country_only = state.is_some_and(|s| s.name.eq_ignore_ascii_case(&loc.name));
    (!country_only && !loc.name.is_empty()).then(|| text::fold(&loc.name))
}

fn triggers(event: &EventRecord, intern: &mut Intern, tables: &Tables) -> Vec<u32> {
    let words = event.event_text.iter().flat_map(|t| text::words(t));
    let words = words.map(|w| text::stem(tables.happenings.same(&w.lower)));
    sorted(words.map(|w| intern.number(w)).collect())
}

fn names(words: &[Word], parties: &FxHashSet<String>, intern: &mut Intern, tables: &Tables) -> Vec<u32> {
    let proper = words.iter().enumerate().filter(|(i, w)| {
        w.capital
            && *i > 0
            && w.text.chars().count() > 1
            && !parties.contains(&w.lower)
            && !tables.words.calendar(&w.lower)
            && !tables.words.title(&w.lower)
            && !tables.words.stop(&w.lower)
            && !tables.countries.word(&w.lower)
            && !tables.happenings.institution(&w.lower)
    });
    sorted(proper.map(|(_, w)| intern.number(text::stem(&w.lower))).collect())
}

/// Numbers as written, years left out: `26`, `1,100`.
fn numbers(words: &[Word], intern: &mut Intern) -> Vec<u32> {
    let written = words.iter().filter(|w| {
        w.text.starts_with(|c: char| c.is_ascii_digit())
            && w.text.len() > 1
            && !w.text.parse().is_ok_and(|n: u32| (1900..2100).contains(&n) || n < 32)
    });
    sorted(written.map(|w| intern.number(w.lower.clone())).collect())
}

/// A toll stands at most this many words from the word that counts it.
const TOLL_REACH: usize = 6;

/// `kill at least 26`, `twelve people are killed`.
fn toll(words: &[Word], tables: &Tables) -> Option<u32> {
    let data = &tables.happenings.toll;
    if words.iter().any(|w| data.update.contains(&w.lower)) {
        return None;
    }
    let at = words.iter().position(|w| data.words.contains(&w.lower))?;
    let number = |w: &Word| {
        let digits = w.lower.replace(',', "");
        tables.words.cardinal(&w.lower).or_else(|| digits.parse().ok().filter(|n| !(1900..2100).contains(n)))
    };
    let near = at.saturating_sub(TOLL_REACH)..words.len().min(at + TOLL_REACH);
    let counts = near.filter_map(|i| Some((i.abs_diff(at), number(&words[i])?)));
    counts.min_by_key(|(distance, _)| *distance).map(|(_, n)| n)
}

/// `15th session`, `sixth round`, `Exercise VII`, `Exercise-2021`.
fn rounds(words: &[Word], intern: &mut Intern, tables: &Tables) -> Vec<(u32, u32)> {
    round_words(words, tables).into_iter().map(|(what, n)| (intern.number(what), n)).collect()
}

/// What is counted, stemmed, and the number.
pub fn round_words(words: &[Word], tables: &Tables) -> Vec<(String, u32)> {
    let heads = &tables.happenings.rounds;
    let mut found = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if let Some(n) = text::ordinal(&word.lower, tables) {
            let head = words[i + 1..].iter().take(heads.gap + 1).find(|w| heads.heads.contains(&w.lower));
            found.extend(head.map(|h| (text::stem(&h.lower), n)));
        }
        let before =
            i.checked_sub(1).map(|b| &words[b]).filter(|w| w.capital && !tables.words.stop(&w.lower));
        if let (Some(n), Some(name)) = (text::roman(word.text), before) {
            found.push((text::stem(&name.lower), n));
        }
        if let Some((name, n)) = dated_name(word) {
            found.push((text::stem(&name), n));
        }
    }
    sorted(found)
}

/// `Shield-2021`.
fn dated_name(word: &Word) -> Option<(String, u32)> {
    let (name, year) = word.lower.rsplit_once('-')?;
    let year = year.parse().ok().filter(|y| (1950..2100).contains(y))?;
    (word.capital && !name.is_empty()).then(|| (name.to_owned(), year))
}

fn weighted(
    event: &EventRecord,
    words: &[Word],
    parties: &FxHashSet<String>,
    intern: &mut Intern,
    tables: &Tables,
) -> Vec<(u32, f32)> {
    let centre = event.event_text.first().and_then(|t| event.text.find(t.as_str()));
    let centre = centre.and_then(|at| words.iter().position(|w| w.end > at));
    let mut list: Vec<(u32, f32)> = words
        .iter()
        .enumerate()
        .filter(|(_, w)| {
            !tables.words.stop(&w.lower)
                && !tables.words.calendar(&w.lower)
                && !tables.countries.word(&w.lower)
                && !parties.contains(&w.lower)
        })
        .map(|(i, w)| {
            let near = centre.is_none_or(|c| i.abs_diff(c) <= NEAR);
            (intern.number(text::stem(&w.lower)), if near { 1.0 } else { FAR_WEIGHT })
        })
        .collect();
    list.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    list.dedup_by_key(|w| w.0);
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_are_read() {
        let t = crate::data::tables();
        let read = |s: &str| round_words(&text::words(s), t);
        assert_eq!(read("The ninth round of border talks"), [("round".into(), 9)]);
        assert_eq!(read("the 4th Kenya-Uganda joint commission session"), [("session".into(), 4)]);
        assert_eq!(read("Exercise Baobab III began"), [("baobab".into(), 3)]);
        assert_eq!(read("Drill Baobab-2019 began"), [("baobab".into(), 2019)]);
        assert!(read("King Charles III of the first order").len() <= 1);
    }
}
