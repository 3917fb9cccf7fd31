//! Who there is: states, bodies, people, offices, nouns for actors, places, and the words for them
//! (`data/actors`, `data/places`).
//!
//! [`Actors::builtin`] reads the tables that ship with Legation; [`Actors::with_file`] adds a user's own, as a table or
//! in the format of PETRARCH's actor dictionaries. Later entries go before earlier ones.

mod load;
mod matcher;
mod petrarch;
mod rows;
pub(crate) mod table;
mod user;
mod words;

pub use matcher::Found;
pub use rows::{Agent, Body, List, Office, Person, Place, Row, State, StateForm, Term, Text};
pub use words::{Shape, Word, exact, words};

use crate::{LexiconError, Origin};
use jiff::civil::Date;
use matcher::Matcher;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What a name stands for. The numbers index the slices of the same name in [`Actors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// `Russia`, `Russian`, `Russians`, `Moscow`, `Kremlin`.
    State(u32, StateForm),
    Body(u32),
    Place(u32),
}

/// What a word for a role stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// `foreign minister`, `FM`.
    Office(u32),
    /// `troops`, `government`.
    Agent(u32),
}

/// The actor tables, compiled.
#[derive(Clone, Debug)]
pub struct Actors {
    files: Vec<Arc<str>>,
    states: Vec<State>,
    bodies: Vec<Body>,
    people: Vec<Person>,
    terms: Vec<Term>,
    offices: Vec<Office>,
    agents: Vec<Agent>,
    places: Vec<Place>,
    names: Matcher<Sense>,
    roles: Matcher<Role>,
    full_names: Matcher<u32>,
    surnames: Matcher<u32>,
    /// The same by skeleton, asked for short words only: `Asad` is `Assad`.
    short_surnames: Matcher<u32>,
    /// The first entry for a code that bears it today.
    by_code: FxHashMap<Text, u32>,
    /// Terms by (code, office).
    by_office: FxHashMap<(Text, Text), Vec<u32>>,
    /// Codes with a known holder of an office, in the order of the table.
    office_codes: FxHashMap<Text, Vec<Text>>,
    /// By folded name.
    by_place: FxHashMap<u64, u32>,
    /// States of a region, by the folded word for it.
    regions: FxHashMap<u64, List>,
}

impl Actors {
    /// The tables inside the binary.
    pub(crate) fn builtin() -> Result<Self, LexiconError> {
        load::builtin()
    }

    /// These actors and those of `text`, the contents of the file called `name`, which go before.
    ///
    /// A file whose first line of content has tabs is a table (columns `name`, `code`, and any of `aliases sector kind
    /// office from to`); any other is read as a PETRARCH actor dictionary.
    pub fn with_file(&self, name: &str, text: &str) -> Result<Self, LexiconError> {
        user::with_file(self, name, text)
    }

    /// The longest name of a state, body or place that begins with the first word.
    pub fn name(&self, text: &[Word]) -> Option<Found<Sense>> {
        self.names.longest(text)
    }

    /// The longest office or noun for an actor that begins with the first word.
    pub fn role(&self, text: &[Word]) -> Option<Found<Role>> {
        self.roles.longest(text)
    }

    /// The longest full name of a person that begins with the first word; spelling variants and middle initials
    /// allowed.
    pub fn person(&self, text: &[Word]) -> Option<Found<u32>> {
        self.full_names.longest(text)
    }

    /// The people of one surname (or single name).
    pub fn surname(&self, text: &[Word]) -> Option<Found<u32>> {
        let short = text.first().is_some_and(|w| w.length == 4 && w.single == 4);
        self.surnames.longest(text).or_else(|| if short { self.short_surnames.longest(text) } else { None })
    }

    /// The state of an ISO 3166 alpha-3 code.
    pub fn state(&self, code: &str) -> Option<&State> {
        self.by_code.get(code).map(|&i| &self.states[i as usize])
    }

    /// The place of a name, by itself or with its country.
    pub fn place(&self, name: &str) -> Option<&Place> {
        self.by_place.get(&folded(name)).map(|&i| &self.places[i as usize])
    }

    /// The ISO 3166 alpha-3 codes of the states that lie in the region of a word ("East African").
    pub fn region(&self, word: &str) -> Option<&List> {
        self.regions.get(&folded(word))
    }

    pub fn states(&self) -> &[State] {
        &self.states
    }

    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    pub fn people(&self) -> &[Person] {
        &self.people
    }

    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    pub fn agents(&self) -> &[Agent] {
        &self.agents
    }

    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The office of that very name.
    pub fn office(&self, name: &str) -> Option<&Office> {
        self.offices.iter().find(|o| o.name == name)
    }

    /// A person's terms of office, in the order of the table.
    pub fn terms(&self, person: u32) -> impl Iterator<Item = &Term> {
        self.people[person as usize].terms.iter().map(|&t| &self.terms[t as usize])
    }

    /// Who held an office of a state on a day, the latest to take it first.
    pub fn holders(&self, code: &str, office: &str, day: Date) -> Vec<u32> {
        let key = (Text::Owned(code.to_owned()), Text::Owned(office.to_owned()));
        let terms = self.by_office.get(&key).map_or(&[][..], Vec::as_slice);
        let mut held: Vec<&Term> =
            terms.iter().map(|&t| &self.terms[t as usize]).filter(|t| t.covers(day)).collect();
        held.sort_by_key(|t| std::cmp::Reverse(t.from));
        held.iter().map(|t| t.person).collect()
    }

    /// The codes of which somebody is known to have held the office.
    pub fn office_codes(&self, office: &str) -> &[Text] {
        self.office_codes.get(office).map_or(&[], Vec::as_slice)
    }

    /// How many terms of an office of a state are known.
    pub fn terms_of(&self, code: &str, office: &str) -> usize {
        let key = (Text::Owned(code.to_owned()), Text::Owned(office.to_owned()));
        self.by_office.get(&key).map_or(0, Vec::len)
    }

    /// File and line of an entry.
    pub fn origin(&self, row: Row) -> Origin {
        let file = self.files.get(row.file as usize).cloned().unwrap_or_else(|| "".into());
        Origin { file, line: row.line }
    }

    /// Every pair of people who held one office of one state, of rank 1, at one time by more than a month, unless the
    /// entry's source says `(joint)`.
    pub fn audit(&self) -> Vec<LexiconError> {
        load::two_holders(self)
    }
}

/// A whole name as one number: words folded, in order.
fn folded(name: &str) -> u64 {
    words(name).fold(0, |h: u64, (_, w)| h.rotate_left(17) ^ w.exact)
}

#[cfg(test)]
mod tests;
