//! One pass over the document in reading order: every phrase to its entity.

use super::cast::{Cast, Key};
use super::phrase::{Draft, Naming, Owner, Refers};
use super::place;
use super::plural::Plurals;
use super::salience::Salience;
use super::view::View;
use crate::{Entity, EntityId, EntityKind, Mention, MentionKind};
use legation_lexicon::actors::{Found, Sense, StateForm};
use legation_syntax::Deprel;
use legation_text::{BlockKind, Document};
use std::collections::BTreeSet;

/// A mention as later references look back at it.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // independent marks of one mention
pub(super) struct Seen {
    pub sentence: usize,
    pub head: u32,
    pub entity: EntityId,
    pub subject: bool,
    pub as_place: bool,
    /// The words are plural: troops, the two sides.
    pub plural: bool,
    pub quoted: bool,
    /// A mere adjective: "the Russian decision to send its troops".
    pub weak: bool,
}

/// The state of reading.
pub(super) struct Discourse<'a, 'v> {
    pub cast: Cast<'a>,
    pub views: &'v [View<'a>],
    pub document: &'a Document,
    pub salience: Salience,
    pub seen: Vec<Seen>,
    /// For each sentence the tokens inside quotation marks.
    pub quoted: Vec<Vec<bool>>,
    pub mentions: Vec<Mention>,
    /// Codes of the states named otherwise than by their seats.
    pub by_name: BTreeSet<String>,
    /// The state whose organ publishes the text, as its line of outlet and date has it.
    pub home: Option<String>,
    /// Where the text is: the places of the last sentences, with their tokens.
    pub grounds: Vec<(usize, u32, String)>,
    /// "we" in quotations whose speaker has not been met yet: sentence, token.
    pub pending: Vec<(usize, usize)>,
}

/// Terms that tell that an office is of one state, not that the tables know one holder.
const SEVERAL_TERMS: usize = 3;

impl<'a, 'v> Discourse<'a, 'v> {
    pub fn new(cast: Cast<'a>, views: &'v [View<'a>], document: &'a Document) -> Self {
        let quoted = quotations(views);
        Self {
            cast,
            views,
            document,
            salience: Salience::default(),
            seen: Vec::new(),
            quoted,
            mentions: Vec::new(),
            by_name: BTreeSet::new(),
            home: None,
            grounds: Vec::new(),
            pending: Vec::new(),
        }
    }

    /// Reads everything; `drafts` has one list a sentence.
    pub fn read(&mut self, drafts: &[Vec<Draft>]) {
        self.home = self.publishing_state(drafts);
        self.by_name = self.named_states(drafts);
        self.introduce(drafts);
        self.weigh(drafts);
        let views = self.views;
        for (view, drafts) in views.iter().zip(drafts) {
            let from = self.seen.len();
            self.stand(view, drafts);
            let mut plurals = Plurals::of(view, drafts);
            for draft in drafts {
                self.plurals(view, &mut plurals, draft.first);
                if !(matches!(draft.refers, Refers::Role(_)) && plurals.took(draft)) {
                    self.draft(view, draft);
                }
            }
            self.plurals(view, &mut plurals, u32::MAX);
            self.seen[from..].sort_by_key(|s| s.head);
            self.pronouns(view);
            self.seen[from..].sort_by_key(|s| s.head);
        }
        self.quotations_without_speaker();
        self.mentions.sort_by_key(|m| (m.sentence, m.first, std::cmp::Reverse(m.last), m.entity));
        self.mentions.dedup_by_key(|m| (m.sentence, m.first, m.last, m.span));
    }

    fn named_states(&self, drafts: &[Vec<Draft>]) -> BTreeSet<String> {
        let row = |d: &Draft| match d.refers {
            Refers::State(row, form) if form != StateForm::Seat => Some(row),
            _ => None,
        };
        let rows = drafts.iter().flatten().filter_map(row);
        rows.map(|row| self.cast.actors.states()[row as usize].code.to_string()).collect()
    }

    /// "Ministry of Foreign Affairs, Lima | 2021-05-03": the state of whose organ the line tells.
    fn publishing_state(&self, drafts: &[Vec<Draft>]) -> Option<String> {
        let byline = |view: &&View| {
            let block = self.document.blocks.get(view.sentence.block as usize);
            block.is_some_and(|b| b.kind == BlockKind::Byline)
        };
        let organ = |d: &Draft| match &d.refers {
            Refers::Body(ids, _) => {
                let body = &self.cast.actors.bodies()[ids[0] as usize];
                matches!(&*body.sector, "GOV" | "MIL" | "LEG")
            }
            Refers::Role(title) => matches!(self.kind(title), "ministry" | "institution"),
            _ => false,
        };
        let mut lines = self.views.iter().zip(drafts).filter(|(view, _)| byline(view));
        lines.find_map(|(view, drafts)| {
            let state = |d: &Draft| match &d.refers {
                Refers::Place(place) => Some(self.cast.actors.places()[*place as usize].country.to_string()),
                _ => self.code(d, view),
            };
            drafts.iter().find(|d| organ(d))?;
            drafts.iter().filter_map(state).find(|c| self.cast.actors.state(c).is_some())
        })
    }

    /// Everyone named in full first, wherever it is; then titles with a surname.
    fn introduce(&mut self, drafts: &[Vec<Draft>]) {
        let present = self.present(drafts);
        for single in [false, true] {
            for (view, drafts) in self.views.iter().zip(drafts) {
                for draft in drafts {
                    if let Refers::Person(naming) = &draft.refers
                        && naming.single == single
                        && (!single
                            || naming.title.is_some()
                            || !naming.known.is_empty()
                            || naming.woman.is_some())
                    {
                        self.meet(naming, view, &present);
                    }
                }
            }
        }
    }

    /// The codes of the states and bodies that the document names.
    fn present(&self, drafts: &[Vec<Draft>]) -> BTreeSet<String> {
        let mut codes = BTreeSet::new();
        for (view, drafts) in self.views.iter().zip(drafts) {
            let named = drafts.iter().filter(|d| matches!(d.refers, Refers::State(..) | Refers::Body(..)));
            codes.extend(named.filter_map(|d| self.code(d, view)));
        }
        codes
    }

    /// Introduces a person; a bare surname only where the lexicon or the text knows its bearer.
    fn meet(&mut self, naming: &Naming, view: &View, present: &BTreeSet<String>) {
        if naming.single && naming.title.is_none() && self.cast.lookup(naming, view).is_some() {
            return;
        }
        let plain = naming.single && naming.title.is_none() && naming.woman.is_none();
        // Of namesakes those whose state the text names.
        let mut naming = naming.clone();
        let here = |p: &u32| present.contains(&*self.cast.actors.people()[*p as usize].code);
        if naming.single && naming.known.iter().any(here) {
            naming.known.retain(here);
        }
        if plain && !self.cast.would_know(&naming, present) {
            return;
        }
        self.cast.introduce(&naming, view);
    }

    /// What the whole document says of each state: title, outlet, share of mentions.
    fn weigh(&mut self, drafts: &[Vec<Draft>]) {
        let mut counts: std::collections::BTreeMap<String, f32> = std::collections::BTreeMap::new();
        let mut total = 0.0;
        for (view, drafts) in self.views.iter().zip(drafts) {
            let title = self
                .document
                .blocks
                .get(view.sentence.block as usize)
                .is_some_and(|b| b.kind == BlockKind::Title);
            for code in drafts.iter().filter_map(|d| self.code(d, view)) {
                *counts.entry(code).or_default() += if title { 3.0 } else { 1.0 };
                total += 1.0;
            }
        }
        // The press writes of its own state without naming it; what it writes of others, it writes of others only.
        let outlet =
            self.document.outlet_country.clone().filter(|c| counts.is_empty() || counts.contains_key(c));
        for (code, count) in counts {
            self.salience.found(&code, 2.0 * count / f32::max(total, 1.0));
        }
        if let Some(home) = self.home.clone().or(outlet) {
            self.salience.found(&home, 0.8);
        }
    }

    /// Notes the places of a sentence.
    fn stand(&mut self, view: &View, drafts: &[Draft]) {
        for draft in drafts {
            let code = match draft.refers {
                Refers::Place(place) => self.cast.actors.places()[place as usize].country.to_string(),
                Refers::State(row, form) => {
                    let site = if form == StateForm::Seat { place::Site::Seat } else { place::Site::State };
                    // "the gates of Damascus", "marched to Kigali"
                    let there = site == place::Site::Seat && place::beside(view, draft.first, draft.last);
                    if !there && !place::as_place(view, draft.first, draft.last, site) {
                        continue;
                    }
                    self.cast.actors.states()[row as usize].code.to_string()
                }
                _ => continue,
            };
            if !code.is_empty() {
                self.grounds.push((view.index, draft.first, code));
            }
        }
    }

    /// The state on whose ground the text stands: of the nearest place in the sentence, else of the last in the three
    /// before.
    pub(super) fn ground(&self, view: &View, token: u32) -> Option<String> {
        // A town of a state that a text of several states never names is hardly the one that is meant.
        let several = self.salience.count_named() > 1;
        let near = self.grounds.iter().rev().take(20).take_while(|g| g.0 + 3 >= view.index);
        let near = near.filter(|g| !several || self.salience.named(&g.2));
        near.min_by_key(|g| (view.index - g.0, g.1.abs_diff(token))).map(|g| g.2.clone())
    }

    /// The code that a phrase tells by itself.
    fn code(&self, draft: &Draft, view: &View) -> Option<String> {
        let owner = match &draft.refers {
            Refers::State(row, _) => Owner::State(*row),
            Refers::Body(ids, _) if self.cast.observer(ids) => return None,
            Refers::Body(ids, _) => Owner::Bodies(ids.clone()),
            Refers::Person(naming) => {
                return self.cast.people.get(self.cast.lookup(naming, view)?)?.code.clone();
            }
            Refers::Role(title) => title.owners.first()?.clone(),
            Refers::Place(_) | Refers::Organisation(_) => return None,
        };
        self.cast.owner(&owner, view).map(|(code, _)| code)
    }

    fn draft(&mut self, view: &View, draft: &Draft) {
        let (first, last) = (draft.first, draft.last);
        if first == last
            && matches!(draft.refers, Refers::State(..) | Refers::Body(..) | Refers::Organisation(_))
            && view.form(first as usize).chars().all(char::is_uppercase)
            && let Some(entity) = self.cast.introduced(view.form(first as usize))
        {
            self.push(view, draft, entity, false, false);
            return;
        }
        match &draft.refers {
            Refers::State(row, form) => self.state(view, draft, *row, *form),
            Refers::Place(id) => {
                let as_place = place::as_place(view, first, last, place::Site::City);
                let entity = self.place(view, draft, *id);
                self.push(view, draft, entity, as_place, false);
            }
            Refers::Body(ids, owners) => {
                let code = self.owner_code(owners, view).or_else(|| self.seated(view, last));
                // Of bodies of one name, that of the state whose ground the text stands on, else of the one it is about.
                let bodies = self.cast.actors.bodies();
                let has_one = |code: &str| ids.iter().any(|&b| bodies[b as usize].code == code);
                let ground = || self.ground(view, first).filter(|c| has_one(c));
                let here = if ids.len() > 1 {
                    ground().or_else(|| self.default_code(view.index, has_one))
                } else {
                    None
                };
                let body = self.cast.which_body(ids, code.as_deref().or(here.as_deref()));
                if self.cast.yet_to_come(body) {
                    return;
                }
                let entry = &self.cast.actors.bodies()[body as usize];
                // "Europe will retaliate", but "a visit to Europe".
                if entry.kind == "continent" && place::as_place(view, first, last, place::Site::City) {
                    return;
                }
                if entry.kind == "states" {
                    let members = entry.members.iter().map(|m| self.cast.state(m)).collect();
                    let entity = self.cast.plural(&entry.name, members);
                    self.push(view, draft, entity, false, true);
                    return;
                }
                if let Some(entity) = self.anothers(view, draft, body, code.as_deref()) {
                    self.push(view, draft, entity, false, false);
                    return;
                }
                let own = !self.cast.actors.bodies()[body as usize].code.is_empty();
                let code = if own { None } else { code.or_else(|| self.default_code(view.index, |_| true)) };
                let entity = self.cast.body(body, code.as_deref());
                self.push(view, draft, entity, false, false);
                self.acronym(view, draft, entity);
            }
            Refers::Organisation(owners) => {
                let entity = self.organisation(view, draft, owners);
                self.push(view, draft, entity, false, false);
                self.acronym(view, draft, entity);
            }
            Refers::Person(naming) => {
                if let Some(number) = self.cast.lookup(naming, view) {
                    self.owned(number, naming, view);
                    let entity = self.person_entity(number, view, view.head_of(first, last));
                    self.push(view, draft, entity, false, false);
                }
            }
            Refers::Role(title) => {
                if let Some((entity, plural)) = self.role(view, draft, title) {
                    self.push(view, draft, entity, false, plural);
                }
            }
        }
    }

    /// "Congress in Brasília": the state of the town in which a body sits.
    pub(super) fn seated(&self, view: &View, last: u32) -> Option<String> {
        let at = last as usize + 1;
        if !view.is(at, &["in", "at"]) {
            return None;
        }
        let at = at + 1 + usize::from(view.is(at + 1, &["the"]));
        self.grounds
            .iter()
            .rev()
            .take_while(|g| g.0 == view.index)
            .find(|g| g.1 as usize == at)
            .map(|g| g.2.clone())
    }

    /// What the lexicon has under the words at a token.
    fn named(&self, view: &View, token: u32) -> Option<Found<Sense>> {
        let at = view.places.partition_point(|p| p.0 < token);
        self.cast.actors.name(view.words.get(at..*view.until.get(at)?)?)
    }

    fn country(&self, place: u32) -> &'a str {
        &self.cast.actors.places()[place as usize].country
    }

    /// "Tripoli, Lebanon": the state behind the comma, where it is not the place's own.
    fn state_behind(&self, view: &View, last: u32, own: &str) -> Option<String> {
        let behind = last + 2;
        let found = self.named(view, behind).filter(|_| view.is(last as usize + 1, &[","]))?;
        // "Atlanta, Georgia": a region of the place's own state has the name too.
        let region = |s: &Sense| matches!(s, Sense::Place(p) if self.country(*p) == own);
        let listed = view.is(behind as usize + found.words, &["and", "or"]);
        if listed || found.values.iter().any(region) {
            return None;
        }
        let code = found.values.iter().find_map(|s| match s {
            Sense::State(row, StateForm::Name) => Some(&self.cast.actors.states()[*row as usize].code),
            _ => None,
        })?;
        (*code != *own).then(|| code.to_string())
    }

    /// The place that the state behind the comma means; else that of the most present state which has one of that name.
    fn place(&mut self, view: &View, draft: &Draft, id: u32) -> EntityId {
        let senses = self.named(view, draft.first).map(|f| f.values).unwrap_or_default();
        let all = || senses.iter().filter_map(|s| if let Sense::Place(p) = s { Some(*p) } else { None });
        if let Some(code) = self.state_behind(view, draft.last, self.country(id)) {
            let text = view.sentence.words(draft.first as usize, draft.last as usize, view.text);
            return match all().find(|&p| self.country(p) == code) {
                Some(place) => self.cast.place(place),
                None => self.cast.place_in(text, &code),
            };
        }
        let present = self.salience.top(view.index, |c| all().any(|p| self.country(p) == c));
        let place = present.and_then(|c| all().find(|&p| self.country(p) == c)).unwrap_or(id);
        self.cast.place(place)
    }

    /// "Chile's Congress" is not that of the United States, though the lexicon's bare "Congress" is: one word for an organ
    /// of state, and another state its owner.
    fn anothers(&mut self, view: &View, draft: &Draft, body: u32, owner: Option<&str>) -> Option<EntityId> {
        let entry = &self.cast.actors.bodies()[body as usize];
        let organ = matches!(&*entry.sector, "GOV" | "LEG" | "MIL" | "JUD" | "COP" | "SPY");
        let state = |code: &str| self.cast.actors.state(code).is_some();
        let owner = owner.filter(|&o| organ && o != entry.code && state(o) && state(&entry.code))?;
        let name = view.sentence.words(draft.first as usize, draft.last as usize, view.text).to_owned();
        // "US troops" are nobody else's, wherever they are.
        let from = view.places.partition_point(|p| p.0 < draft.first);
        let to = view.places.partition_point(|p| p.0 <= draft.last);
        let says_whose = view.words[from..to].iter().any(|word| {
            let named = self.cast.actors.name(std::slice::from_ref(word));
            named.is_some_and(|f| f.values.iter().any(|s| matches!(s, Sense::State(..))))
        });
        let bare = !says_whose && self.cast.body_of(&name) == Some(body);
        let sector = entry.sector.to_string();
        let full = self.cast.actors.state(owner)?.adjectives.iter().next().map(|a| format!("{a} {name}"))?;
        bare.then(|| self.cast.named_body(&full, EntityKind::Body, Some(owner), Some(&sector)))
    }

    /// A body only this text tells of; the lexicon's where its acronym is known, a joint one where two states own it.
    fn organisation(&mut self, view: &View, draft: &Draft, owners: &[Owner]) -> EntityId {
        let name = view.sentence.words(draft.first as usize, draft.last as usize, view.text);
        if let Some(entity) = self.cast.introduced(name) {
            return entity;
        }
        let at = draft.last as usize + 1;
        if view.is(at, &["("])
            && let Some(body) = self.cast.body_of(view.form(at + 1))
        {
            return self.cast.body(body, None);
        }
        let codes: Vec<String> =
            owners.iter().filter_map(|o| self.cast.owner(o, view)).map(|(c, _)| c).collect();
        let sector = self.cast.sector_inside(name);
        if codes.len() > 1 {
            let members: Vec<EntityId> = codes.iter().map(|c| self.cast.state(c)).collect();
            return self.cast.plural(name, members);
        }
        // "the Training Centre in Pabbi"
        let site = |g: &&(usize, u32, String)| {
            g.0 == view.index && g.1 > draft.last + 1 && g.1 < draft.last + 4 && view.is(at, &["in", "at"])
        };
        let here = self.grounds.iter().rev().find(site).map(|g| g.2.clone());
        let code = self.owner_code(owners, view).or(here);
        self.cast.named_body(name, EntityKind::Body, code.as_deref(), sector.as_deref())
    }

    fn state(&mut self, view: &View, draft: &Draft, row: u32, form: StateForm) {
        let (first, last) = (draft.first, draft.last);
        let code = self.cast.actors.states()[row as usize].code.to_string();
        let text = view.sentence.words(first as usize, last as usize, view.text);
        if form == StateForm::National {
            let entity =
                self.cast.entity(Key::Group(code.clone(), "CVL".into(), "people".into()), || Entity {
                    name: text.to_owned(),
                    kind: EntityKind::People,
                    code: Some(code),
                    sector: Some("CVL".into()),
                    office: None,
                    members: Vec::new(),
                    because: Vec::new(),
                });
            self.push(view, draft, entity, false, true);
            return;
        }
        let site = if form == StateForm::Seat { place::Site::Seat } else { place::Site::State };
        let as_place = form != StateForm::Adjective && place::as_place(view, first, last, site);
        if as_place && let Some(region) = self.region(view, draft) {
            let entity = self.cast.place(region);
            self.push(view, draft, entity, true, false);
            return;
        }
        if form == StateForm::Seat
            && !as_place
            && let Some(body) = self.seated_body(view, first, &code)
        {
            let entity = self.cast.body(body, None);
            self.push(view, draft, entity, false, false);
            return;
        }
        let entity = match form {
            StateForm::Seat if as_place => match self.state_behind(view, last, &code) {
                Some(other) => self.cast.place_in(text, &other),
                None => self.cast.seat(row, text),
            },
            _ => self.cast.state(&code),
        };
        self.push(view, draft, entity, as_place, false);
    }

    /// "its minister, Jane Doe", "the agency's head": whose office a title without a state is.
    fn owned(&mut self, number: usize, naming: &Naming, view: &View) {
        let Some(title) = naming.title.as_ref().filter(|_| self.cast.people[number].code.is_none()) else {
            return;
        };
        if let Some(code) = self.owner_code(&title.owners, view) {
            self.cast.people[number].code = Some(code);
        }
    }

    /// "Brussels" for the Union that sits there, unless the text speaks of Belgium by name.
    fn seated_body(&self, view: &View, token: u32, code: &str) -> Option<u32> {
        let body = self.named(view, token)?.values.iter().find_map(|s| match s {
            Sense::Body(body) => Some(*body),
            _ => None,
        })?;
        (!self.by_name.contains(code)).then_some(body)
    }

    /// "Atlanta, Georgia": a region of the state whose city stands right before.
    fn region(&self, view: &View, draft: &Draft) -> Option<u32> {
        let comma = draft.first.checked_sub(1).filter(|&t| view.is(t as usize, &[","]))?;
        let city = self.seen.last().filter(|s| s.sentence == view.index && s.head + 1 == comma)?;
        let country = self.entity_code(city.entity)?;
        let found = self.named(view, draft.first)?;
        found.values.iter().find_map(|s| match s {
            Sense::Place(p) if *self.cast.actors.places()[*p as usize].country == *country => Some(*p),
            _ => None,
        })
    }

    pub(super) fn person_entity(&mut self, number: usize, view: &View, head: u32) -> EntityId {
        self.home(number, view, head);
        self.cast.person(number)
    }

    /// A person in office without a state is the outlet's own, else of the state the text is about when he enters.
    fn home(&mut self, number: usize, view: &View, head: u32) {
        let profile = &self.cast.people[number];
        let private = matches!(profile.sector.as_deref(), Some("EDU" | "JRN" | "MED" | "BUS" | "NGO"));
        if profile.code.is_some() || profile.office.is_none() || private {
            return;
        }
        let office = profile.office.clone().unwrap_or_default();
        // "Chad has lost," said Jane Doe, a retired ambassador: who comments may be of anywhere.
        let comments = profile.former && self.quoted[view.index].contains(&true);
        // "Spanish police have captured the gang leader": of the state that the sentence tells of, not of the press's.
        let here = self.seen.iter().rev().take_while(|s| s.sentence == view.index);
        let here = here.filter(|s| !(s.as_place || comments && s.quoted));
        let state = |c: &String| self.cast.actors.state(c).is_some();
        // Whom somebody meets or praises is hardly his own countryman; whom police or courts deal with is.
        let acting =
            self.acting_upon(view, head as usize).filter(|_| !self.is_dealt_with_at_home(view, head));
        let other = |c: &String| acting.as_ref() != Some(c);
        let told = here.filter_map(|s| self.entity_code(s.entity)).find(|c| state(c) && other(c));
        // "In Kampala, government spokesman X said": of the state in whose capital he speaks, if the text is about it.
        let seat = self.opening_seat(view, head).filter(|c| self.salience.named(c));
        // An emir is of one of a few states, whoever else is told of.
        let few = (1..9).contains(&self.cast.actors.office_codes(&office).len());
        let rare = if few { self.office_code(&office, view.index).filter(other) } else { None };
        let home = seat.or_else(|| self.home.clone().filter(other));
        if comments {
            self.cast.people[number].code = home.or(told);
            return;
        }
        let home = home.or(rare).or(told).or_else(|| self.just_acted(view).filter(other));
        let story = || self.default_code(view.index, |c| other(&c.to_owned()));
        let office = || self.office_code(&office, view.index).filter(other);
        self.cast.people[number].code = home.or_else(office).or_else(story);
    }

    /// The state whose office is meant when none is named: among those known to have it, the most present.
    pub(super) fn office_code(&self, office: &str, sentence: usize) -> Option<String> {
        let entry = self.cast.actors.office(office);
        if entry.is_some_and(|o| o.sector == "IGO") {
            return self.salience.top(sentence, legation_record::is_intergovernmental).map(str::to_owned);
        }
        let codes = self.cast.actors.office_codes(office);
        let has = |c: &str| codes.iter().any(|o| o == c);
        // "the pope": of an office that several led one state by, and nobody another, there is one.
        let one_of_its_kind = |code: &str| {
            entry.is_some_and(|o| o.rank == 1) && self.cast.actors.terms_of(code, office) >= SEVERAL_TERMS
        };
        match codes {
            [one] if one_of_its_kind(one) || self.salience.named(one) || self.salience.count_named() == 0 => {
                Some(one.to_string())
            }
            _ => self
                .salience
                .top(sentence, |c| has(c))
                .map(str::to_owned)
                .or_else(|| self.default_code(sentence, |_| true)),
        }
    }

    /// The most present state.
    pub(super) fn default_code(&self, sentence: usize, pass: impl Fn(&str) -> bool) -> Option<String> {
        let state = |c: &str| self.cast.actors.state(c).is_some() && pass(c);
        self.salience.top(sentence, state).map(str::to_owned)
    }

    /// The first owner's code; a pronoun's is its antecedent's.
    pub(super) fn owner_code(&mut self, owners: &[Owner], view: &View) -> Option<String> {
        match owners.first()? {
            Owner::Pronoun(token) => {
                let entity = self.antecedent(view, *token as usize)?;
                self.entity_code(entity)
            }
            Owner::Country(token) => self.country_owning(view, *token as usize),
            Owner::Named(token) => {
                let entity = self.body_before(&view.form(*token as usize).to_lowercase())?;
                self.entity_code(entity)
            }
            Owner::Told(token) => self.seen_here(view, *token as usize).and_then(|e| self.entity_code(e)),
            Owner::Several(_) => None,
            owner => self.cast.owner(owner, view).map(|(code, _)| code),
        }
    }

    /// A single code for an entity, its members' where they agree.
    pub(super) fn entity_code(&self, entity: EntityId) -> Option<String> {
        let e = &self.cast.entities[entity as usize];
        if e.code.is_some() {
            return e.code.clone();
        }
        let mut codes = e.members.iter().map(|&m| self.cast.entities[m as usize].code.clone());
        let first = codes.next()??;
        codes.all(|c| c.as_deref() == Some(&first)).then_some(first)
    }

    /// "Islamic State Khorasan Province (ISKP)": the acronym is a name from now on.
    fn acronym(&mut self, view: &View, draft: &Draft, entity: EntityId) {
        let at = draft.last as usize + 1;
        if view.is(at, &["("]) && view.is(at + 2, &[")"]) {
            let form = view.form(at + 1);
            if form.len() > 1 && form.chars().all(|c| c.is_uppercase() || c == '-' || c == '.') {
                self.cast.alias(form, entity);
            }
        }
        // "the Federation Council (the Upper House)"
        let first = at + 1 + usize::from(view.is(at + 1, &["the"]));
        let closes = (first + 1..first + 4).find(|&t| view.is(t, &[")"])).filter(|_| view.is(at, &["("]));
        if let Some(end) = closes.filter(|&end| end > first + 1 && (first..end).all(|t| view.capital(t))) {
            self.mention(view, (first as u32, end as u32 - 1), MentionKind::Name, entity, false);
        }
    }

    /// Records a mention; returns its head.
    pub(super) fn mention(
        &mut self,
        view: &View,
        (first, last): (u32, u32),
        kind: MentionKind,
        entity: EntityId,
        as_place: bool,
    ) -> u32 {
        let head = view.head_of(first, last);
        let span = view.span(first, last);
        self.mentions.push(Mention {
            sentence: view.index as u32,
            first,
            last,
            head,
            span,
            entity,
            kind,
            as_place,
        });
        head
    }

    /// Records a mention and makes its state present.
    pub(super) fn push(
        &mut self,
        view: &View,
        draft: &Draft,
        entity: EntityId,
        as_place: bool,
        plural: bool,
    ) {
        let head = self.mention(view, (draft.first, draft.last), draft.kind, entity, as_place);
        if draft.kind == MentionKind::Demonym {
            if let Some(code) = self.entity_code(entity) {
                self.salience.mention(&code, view.index, 0.5);
            }
            let (subject, quoted) = (false, false);
            self.seen.push(Seen {
                sentence: view.index,
                head,
                entity,
                subject,
                as_place,
                plural,
                quoted,
                weak: true,
            });
            return;
        }
        // "Syrian army command says it": a force or ministry before the noun that speaks is who speaks.
        let speaks_through = self.cast.entities[entity as usize].kind == EntityKind::Body
            && view.token(head as usize).deprel == Deprel::Compound
            && view.head(head as usize).is_some_and(|noun| view.subject(noun));
        let subject = speaks_through || view.subject(head as usize);
        let observer =
            matches!(self.cast.entities[entity as usize].sector.as_deref(), Some("MED" | "JRN" | "EDU"));
        if let (false, Some(code)) = (observer, self.entity_code(entity)) {
            let weight = match (as_place, subject) {
                (true, _) => 0.5,
                (_, true) => 2.0,
                _ => 1.0,
            };
            self.salience.mention(&code, view.index, weight);
        }
        let quoted = self.quoted[view.index].get(head as usize).copied().unwrap_or(false);
        self.seen.push(Seen {
            sentence: view.index,
            head,
            entity,
            subject,
            as_place,
            plural,
            quoted,
            weak: false,
        });
    }
}

/// Marks what stands between quotation marks; a quotation may run over sentences of one block.
fn quotations(views: &[View]) -> Vec<Vec<bool>> {
    let mut open = false;
    let mut block = None;
    let mut all = Vec::with_capacity(views.len());
    for view in views {
        if block != Some(view.sentence.block) {
            open = false;
            block = Some(view.sentence.block);
        }
        let mut row = vec![false; view.len()];
        for (i, cell) in row.iter_mut().enumerate() {
            match view.form(i) {
                "“" | "„" | "«" | "``" => open = true,
                "”" | "»" | "''" => open = false,
                "\"" => open = !open,
                _ => *cell = open,
            }
        }
        all.push(row);
    }
    all
}

/// Relations of which a coordination's later members are part.
pub(super) fn joined(view: &View, head: usize) -> impl Iterator<Item = usize> {
    view.children(head).filter(move |&c| view.token(c).deprel == Deprel::Conj)
}
