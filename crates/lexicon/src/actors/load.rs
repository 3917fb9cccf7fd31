//! From tables to compiled actors.

use super::rows::{Agent, Body, List, Office, Person, Place, Row, State, StateForm, Term, Text};
use super::words::{Shape, Word, words};
use super::{Actors, Matcher, Role, Sense, folded, matcher::Likeness, table};
use crate::LexiconError;
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

macro_rules! data {
    ($path:literal) => {
        (concat!("data/", $path), include_str!(concat!("../../../../data/", $path)))
    };
}

const STATES: (&str, &str) = data!("actors/states.tsv");
const BODIES: (&str, &str) = data!("actors/bodies.tsv");
const PEOPLE: (&str, &str) = data!("actors/people.tsv");
const OFFICES: (&str, &str) = data!("actors/offices.tsv");
const AGENTS: (&str, &str) = data!("actors/agents.tsv");
const PLACES: (&str, &str) = data!("places/places.tsv");
const REGIONS: (&str, &str) = data!("actors/regions.tsv");

const SECTORS: &[&str] = &[
    "GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "SPY", "MED", "EDU", "BUS", "CRM", "CVL", "LEG", "UAF",
    "JRN", "IGO", "NGO", "REF", "LAB", "AGR", "HLH", "SOC", "PRM", "REL", "SEP", "RAD", "ELI", "TOP",
];

pub(super) fn builtin() -> Result<Actors, LexiconError> {
    let mut build = Builder::new();
    build.states(STATES.0, STATES.1)?;
    build.offices(OFFICES.0, OFFICES.1)?;
    build.agents(AGENTS.0, AGENTS.1)?;
    build.bodies(BODIES.0, BODIES.1)?;
    build.people(PEOPLE.0, PEOPLE.1)?;
    build.places(PLACES.0, PLACES.1)?;
    build.regions(REGIONS.0, REGIONS.1)?;
    Ok(build.actors)
}

/// Adds entries to a set of actors, each kind under its own checks.
pub(super) struct Builder {
    pub(super) actors: Actors,
    /// People by (folded name, code).
    known: FxHashMap<(u64, Text), u32>,
}

impl Builder {
    fn new() -> Self {
        let actors = Actors {
            files: Vec::new(),
            states: Vec::new(),
            bodies: Vec::new(),
            people: Vec::with_capacity(8_000),
            terms: Vec::with_capacity(8_000),
            offices: Vec::new(),
            agents: Vec::new(),
            places: Vec::new(),
            names: Matcher::new(Likeness::Exact, 14_000),
            roles: Matcher::new(Likeness::Exact, 7_000),
            full_names: Matcher::new(Likeness::Loose, 14_000),
            surnames: Matcher::new(Likeness::Exact, 7_000),
            short_surnames: Matcher::new(Likeness::Loose, 200),
            by_code: FxHashMap::default(),
            by_office: FxHashMap::default(),
            office_codes: FxHashMap::default(),
            by_place: FxHashMap::default(),
            regions: FxHashMap::default(),
        };
        Self { actors, known: FxHashMap::default() }
    }

    /// Goes on from finished actors.
    pub(super) fn from(actors: Actors) -> Self {
        let known = (0..).zip(&actors.people).map(|(i, p)| ((folded(&p.name), p.code.clone()), i)).collect();
        Self { actors, known }
    }

    pub(super) fn file(&mut self, name: &str) -> u16 {
        self.actors.files.push(name.into());
        (self.actors.files.len() - 1) as u16
    }

    fn states(&mut self, name: &str, text: &'static str) -> Result<(), LexiconError> {
        let file = self.file(name);
        let columns =
            ["code", "name", "aliases", "adjectives", "nationals", "capital", "seats", "iso_from", "iso_to"];
        for row in table::read(name, text, columns, 7)? {
            let row = row?;
            let [code, state, aliases, adjectives, nationals, capital, seats, from, to] = row.cells;
            check_code(name, row.line, code)?;
            table::first_day(name, row.line, from)?;
            table::last_day(name, row.line, to)?;
            let id = self.actors.states.len() as u32;
            for (list, form) in [
                (seats, StateForm::Seat),
                (capital, StateForm::Seat),
                (nationals, StateForm::National),
                (adjectives, StateForm::Adjective),
                (aliases, StateForm::Name),
                (state, StateForm::Name),
            ] {
                for phrase in table::list(list) {
                    self.actors.names.add(phrase, Sense::State(id, form));
                }
            }
            self.actors.by_code.entry(Cow::Borrowed(code)).or_insert(id);
            self.actors.states.push(State {
                row: Row { file, line: row.line },
                code: code.into(),
                name: state.into(),
                aliases: List(aliases.into()),
                adjectives: List(adjectives.into()),
                nationals: List(nationals.into()),
                capital: List(capital.into()),
                seats: List(seats.into()),
            });
        }
        Ok(())
    }

    fn offices(&mut self, name: &str, text: &'static str) -> Result<(), LexiconError> {
        let file = self.file(name);
        let mut seen = FxHashSet::default();
        for row in table::read(name, text, ["office", "sector", "rank", "held", "aliases"], 5)? {
            let row = row?;
            let [office, sector, rank, held, aliases] = row.cells;
            unique(name, row.line, office, &mut seen)?;
            check_sector(name, row.line, sector)?;
            let rank = rank.parse().ok().filter(|r| (1..=5).contains(r)).ok_or_else(|| {
                LexiconError::new(
                    name,
                    row.line,
                    format!("{rank:?} is no rank"),
                    "write a number from 1 to 5",
                )
            })?;
            let single = match held {
                "one" => true,
                "several" => false,
                _ => {
                    let what = format!("{held:?} does not say how many hold the office");
                    return Err(LexiconError::new(name, row.line, what, "write one or several"));
                }
            };
            let id = self.actors.offices.len() as u32;
            for phrase in table::list(aliases).chain([office]) {
                let phrase = phrase.strip_suffix(" to").unwrap_or(phrase);
                self.actors.roles.add(phrase, Role::Office(id));
                if !phrase.ends_with('s') {
                    self.actors.roles.add(&plural(phrase), Role::Office(id));
                }
            }
            self.actors.offices.push(Office {
                row: Row { file, line: row.line },
                name: office.into(),
                aliases: List(aliases.into()),
                sector: sector.into(),
                rank,
                single,
            });
        }
        Ok(())
    }

    fn agents(&mut self, name: &str, text: &'static str) -> Result<(), LexiconError> {
        let file = self.file(name);
        let mut seen = FxHashSet::default();
        for row in table::read(name, text, ["noun", "sector", "kind"], 3)? {
            let row = row?;
            let [noun, sector, kind] = row.cells;
            unique(name, row.line, noun, &mut seen)?;
            check_sector(name, row.line, sector)?;
            let id = self.actors.agents.len() as u32;
            self.actors.roles.add(noun, Role::Agent(id));
            if !noun.ends_with('s') {
                self.actors.roles.add(&plural(noun), Role::Agent(id));
            }
            self.actors.agents.push(Agent {
                row: Row { file, line: row.line },
                noun: noun.into(),
                sector: sector.into(),
                kind: kind.into(),
            });
        }
        Ok(())
    }

    fn bodies(&mut self, name: &str, text: &'static str) -> Result<(), LexiconError> {
        let file = self.file(name);
        let columns = ["name", "aliases", "code", "sector", "kind", "members", "from", "to"];
        let mut seen = FxHashSet::default();
        for row in table::read(name, text, columns, 5)? {
            let row = row?;
            let [body, aliases, code, sector, kind, members, from, to] = row.cells;
            if !seen.insert((folded(body), code, from, to)) {
                return Err(duplicate(name, row.line, body));
            }
            let body = Body {
                row: Row { file, line: row.line },
                name: body.into(),
                aliases: List(aliases.into()),
                code: code.into(),
                sector: sector.into(),
                kind: kind.into(),
                members: List(members.into()),
                from: table::first_day(name, row.line, from)?,
                to: table::last_day(name, row.line, to)?,
            };
            self.body(name, body)?;
        }
        Ok(())
    }

    /// Adds one body.
    pub(super) fn body(&mut self, file: &str, body: Body) -> Result<(), LexiconError> {
        let line = body.row.line;
        check_code(file, line, &body.code)?;
        check_sector(file, line, &body.sector)?;
        check_order(file, line, body.from, body.to)?;
        body.members.iter().try_for_each(|m| check_code(file, line, m))?;
        let id = self.actors.bodies.len() as u32;
        let spelt = |p: &&str| p.chars().any(char::is_alphabetic);
        for phrase in body.aliases.iter().chain([&*body.name]).filter(spelt) {
            self.actors.names.add(phrase, Sense::Body(id));
        }
        self.actors.bodies.push(body);
        Ok(())
    }

    fn people(&mut self, name: &str, text: &'static str) -> Result<(), LexiconError> {
        let file = self.file(name);
        let columns = ["name", "aliases", "code", "sector", "office", "from", "to", "source"];
        for row in table::read(name, text, columns, 7)? {
            let row = row?;
            let [person, aliases, code, sector, office, from, to, source] = row.cells;
            let term = Term {
                row: Row { file, line: row.line },
                person: 0,
                office: office.into(),
                sector: sector.into(),
                from: table::first_day(name, row.line, from)?,
                to: table::last_day(name, row.line, to)?,
                joint: source.ends_with("(joint)"),
            };
            self.term(name, person.into(), aliases, code.into(), term)?;
        }
        Ok(())
    }

    /// Adds one term of one person, new or known.
    pub(super) fn term(
        &mut self,
        file: &str,
        name: Text,
        aliases: &str,
        code: Text,
        mut term: Term,
    ) -> Result<(), LexiconError> {
        let line = term.row.line;
        check_code(file, line, &code)?;
        check_sector(file, line, &term.sector)?;
        check_order(file, line, term.from, term.to)?;
        let list = Listed::read(&name);
        let key = (list.folded(), code.clone());
        let id = self.known.get(&key).copied().unwrap_or_else(|| {
            let id = self.actors.people.len() as u32;
            self.known.insert(key, id);
            self.person_name(&list, &code, id);
            let row = term.row;
            self.actors.people.push(Person { row, name, code: code.clone(), terms: Vec::new() });
            id
        });
        table::list(aliases).for_each(|alias| self.person_name(&Listed::read(alias), &code, id));
        term.person = id;
        let number = self.actors.terms.len() as u32;
        self.actors.people[id as usize].terms.push(number);
        let terms = self.actors.by_office.entry((code.clone(), term.office.clone())).or_default();
        if terms.is_empty() {
            self.actors.office_codes.entry(term.office.clone()).or_default().push(code);
        }
        terms.push(number);
        self.actors.terms.push(term);
        Ok(())
    }

    /// Indexes a full name, and the surname in it.
    fn person_name(&mut self, list: &Listed, code: &str, id: u32) {
        let mut full = Listed::default();
        list.words().iter().filter(|w| w.shape != Shape::Initial).for_each(|&w| full.push(w));
        let full = full.words();
        if full.len() > 1 {
            self.actors.full_names.add_words(full, id);
        }
        if let Some(&last) = full.last() {
            self.actors.surnames.add_words(&[last], id);
            if last.length == 5 && last.single == 4 {
                self.actors.short_surnames.add_words(&[last], id);
            }
        }
        let surname_first = matches!(code, "CHN" | "KOR" | "PRK" | "TWN" | "VNM" | "HKG" | "KHM");
        if let (true, Some(&first)) = (surname_first, full.first()) {
            self.actors.surnames.add_words(&[first], id);
        }
    }

    fn places(&mut self, name: &str, text: &'static str) -> Result<(), LexiconError> {
        let file = self.file(name);
        let columns = ["name", "aliases", "country", "lat", "lon", "kind"];
        for row in table::read(name, text, columns, 5)? {
            let row = row?;
            let [place, aliases, country, lat, lon, kind] = row.cells;
            check_code(name, row.line, country)?;
            let id = self.actors.places.len() as u32;
            for phrase in table::list(aliases).chain([place]) {
                let phrase = phrase.split(" (").next().unwrap_or(phrase);
                self.actors.names.add(phrase, Sense::Place(id));
                self.actors.by_place.entry(folded(phrase)).or_insert(id);
            }
            self.actors.places.push(Place {
                row: Row { file, line: row.line },
                name: place.split(" (").next().unwrap_or(place).into(),
                aliases: List(aliases.into()),
                country: country.into(),
                lat: degrees(name, row.line, lat, 90.0)?,
                lon: degrees(name, row.line, lon, 180.0)?,
                kind: kind.into(),
            });
        }
        Ok(())
    }

    fn regions(&mut self, name: &str, text: &'static str) -> Result<(), LexiconError> {
        for row in table::read(name, text, ["word", "codes"], 2)? {
            let row = row?;
            let [word, codes] = row.cells;
            table::list(codes).try_for_each(|code| check_code(name, row.line, code))?;
            if self.actors.regions.insert(folded(word), List(codes.into())).is_some() {
                return Err(duplicate(name, row.line, word));
            }
        }
        Ok(())
    }
}

/// The words of one name.
struct Listed {
    list: [Word; 12],
    count: usize,
}

impl Default for Listed {
    fn default() -> Self {
        Self { list: [Word { exact: 0, loose: 0, shape: Shape::Lower, length: 0, single: 0 }; 12], count: 0 }
    }
}

impl Listed {
    fn read(name: &str) -> Self {
        let mut read = Self::default();
        words(name).for_each(|(_, w)| read.push(w));
        read
    }

    /// Adds a word; past the twelfth it is dropped, for no name is longer.
    fn push(&mut self, word: Word) {
        if let Some(slot) = self.list.get_mut(self.count) {
            *slot = word;
            self.count += 1;
        }
    }

    fn words(&self) -> &[Word] {
        &self.list[..self.count]
    }

    /// As [`folded`].
    fn folded(&self) -> u64 {
        self.words().iter().fold(0, |h: u64, w| h.rotate_left(17) ^ w.exact)
    }
}

/// The English plural of a phrase's last word; of the first, where an `of` follows it.
fn plural(phrase: &str) -> String {
    let (head, rest) =
        phrase.find(" of ").or_else(|| phrase.find(" for ")).map_or((phrase, ""), |at| phrase.split_at(at));
    let (stem, ending) = match head {
        h if h.ends_with("man") && !h.ends_with("german") => (h.trim_end_matches("man"), "men"),
        h if h.ends_with('y') && !h.trim_end_matches('y').ends_with(['a', 'e', 'o', 'u']) => {
            (h.trim_end_matches('y'), "ies")
        }
        h if h.ends_with("ch") || h.ends_with("sh") || h.ends_with('x') => (h, "es"),
        h => (h, "s"),
    };
    [stem, ending, rest].concat()
}

fn degrees(file: &str, line: u32, cell: &str, most: f64) -> Result<Option<f64>, LexiconError> {
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse().ok().filter(|d: &f64| d.abs() <= most).map(Some).ok_or_else(|| {
        LexiconError::new(
            file,
            line,
            format!("{cell:?} is no coordinate"),
            format!("write degrees from -{most} to {most}"),
        )
    })
}

fn unique<'a>(
    file: &str,
    line: u32,
    name: &'a str,
    seen: &mut FxHashSet<&'a str>,
) -> Result<(), LexiconError> {
    if seen.insert(name) { Ok(()) } else { Err(duplicate(file, line, name)) }
}

fn duplicate(file: &str, line: u32, name: &str) -> LexiconError {
    LexiconError::new(file, line, format!("{name:?} stands twice"), "keep one line and join their cells by |")
}

fn check_code(file: &str, line: u32, code: &str) -> Result<(), LexiconError> {
    if code.is_empty() || (code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())) {
        return Ok(());
    }
    let mend = "write ISO 3166 alpha-3, or UNO EUR IGO NGO MNC IMG KOS PSE";
    Err(LexiconError::new(file, line, format!("{code:?} is no code"), mend))
}

fn check_sector(file: &str, line: u32, sector: &str) -> Result<(), LexiconError> {
    if sector.is_empty() || SECTORS.contains(&sector) {
        return Ok(());
    }
    Err(LexiconError::new(
        file,
        line,
        format!("{sector:?} is no sector"),
        format!("use one of {}", SECTORS.join(" ")),
    ))
}

fn check_order(file: &str, line: u32, from: Option<Date>, to: Option<Date>) -> Result<(), LexiconError> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => Err(LexiconError::new(
            file,
            line,
            format!("ends {to} before it begins {from}"),
            "put the earlier day first",
        )),
        _ => Ok(()),
    }
}

/// See [`Actors::audit`].
pub(super) fn two_holders(actors: &Actors) -> Vec<LexiconError> {
    let leading: FxHashSet<&str> = actors.offices.iter().filter(|o| o.rank == 1).map(|o| &*o.name).collect();
    let mut offices: Vec<(&(Text, Text), &Vec<u32>)> = actors.by_office.iter().collect();
    offices.sort();
    let mut found = Vec::new();
    for ((code, office), terms) in offices.into_iter().filter(|((_, office), _)| leading.contains(&**office))
    {
        let mut terms: Vec<&Term> =
            terms.iter().map(|&t| &actors.terms[t as usize]).filter(|t| !t.joint).collect();
        terms.sort_by_key(|t| t.from);
        for pair in terms.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let days = overlap(a, b);
            if a.person != b.person && days > 31 {
                let other = &actors.people[a.person as usize].name;
                let what = format!("{code} has two holders of {office:?} for {days} days: also {other}");
                let origin = actors.origin(b.row);
                let mend = "correct a date, or end the source of both lines with (joint)";
                found.push(LexiconError::new(&origin.file, origin.line, what, mend));
            }
        }
    }
    found
}

/// Days two terms share.
fn overlap(a: &Term, b: &Term) -> i32 {
    let from = a.from.max(b.from).unwrap_or(Date::MIN);
    let to = [a.to, b.to].into_iter().flatten().min().unwrap_or(Date::MAX);
    (to - from).get_days()
}
