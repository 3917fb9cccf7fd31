//! The document's cast: every party once, however it is named.

use super::phrase::{Naming, Owner, Title};
use super::view::View;
use crate::{Entity, EntityId, EntityKind};
use jiff::civil::Date;
use legation_lexicon::actors::{Actors, Role, Row, Sense, Shape, Term, words};
use legation_text::Because;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What makes two mentions one entity.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    State(String),
    Body(u32, String),
    Place(u32),
    /// A capital or seat as a place on the map.
    Seat(String),
    Person(usize),
    /// A body only this text tells of.
    Named(u64),
    /// Holder of an office whom nobody names: code, office.
    Holder(String, String),
    /// Troops, officials, rebels of a state: code, sector, noun.
    Group(String, String, String),
    Plural(Vec<EntityId>),
}

/// A person as the document tells of him.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    pub name: String,
    /// Skeletons of the name's words.
    pub words: Vec<u64>,
    pub known: Option<u32>,
    pub code: Option<String>,
    pub sector: Option<String>,
    pub office: Option<String>,
    pub former: bool,
    pub woman: Option<bool>,
    pub because: Vec<Because>,
}

/// Whose and what a title is.
#[derive(Clone, Debug, Default)]
pub(super) struct Credentials {
    pub code: Option<String>,
    pub sector: Option<String>,
    pub office: Option<String>,
    pub former: bool,
    pub because: Option<Because>,
}

/// A person of the lexicon in an office.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct InOffice {
    pub person: u32,
    pub office: String,
    /// "president-elect": not yet.
    pub elect: bool,
    pub sentence: usize,
}

/// Entities and people, as far as the document has been read.
pub(super) struct Cast<'a> {
    pub actors: &'a Actors,
    pub day: Option<Date>,
    pub entities: Vec<Entity>,
    pub people: Vec<Profile>,
    keys: FxHashMap<Key, EntityId>,
    /// Profiles by the skeleton of any word of their names.
    by_word: FxHashMap<u64, Vec<usize>>,
    /// For each naming (sentence, first token) its profile.
    named: FxHashMap<(usize, u32), usize>,
    profiles: FxHashMap<EntityId, usize>,
    /// Entities that are bodies of the lexicon.
    bodies: FxHashMap<EntityId, u32>,
    /// Who of the lexicon is spoken of in an office.
    in_office: BTreeSet<InOffice>,
}

impl<'a> Cast<'a> {
    pub fn new(actors: &'a Actors, day: Option<Date>) -> Self {
        Self {
            actors,
            day,
            entities: Vec::new(),
            people: Vec::new(),
            keys: FxHashMap::default(),
            by_word: FxHashMap::default(),
            named: FxHashMap::default(),
            profiles: FxHashMap::default(),
            bodies: FxHashMap::default(),
            in_office: BTreeSet::new(),
        }
    }

    /// The entity of a key, made at first sight.
    pub fn entity(&mut self, key: Key, make: impl FnOnce() -> Entity) -> EntityId {
        if let Some(&id) = self.keys.get(&key) {
            return id;
        }
        let id = self.entities.len() as EntityId;
        self.entities.push(make());
        self.keys.insert(key, id);
        id
    }

    fn because(&self, row: Row, note: &str) -> Because {
        Because::new(self.actors.origin(row).to_string(), note)
    }

    /// A state as an actor; an organisation where the code is one's.
    pub fn state(&mut self, code: &str) -> EntityId {
        let actors = self.actors;
        let made = match actors.state(code) {
            Some(state) => Entity {
                name: state.name.to_string(),
                kind: EntityKind::State,
                code: Some(code.to_owned()),
                sector: Some("GOV".to_owned()),
                office: None,
                members: Vec::new(),
                because: vec![self.because(state.row, "state")],
            },
            None => bare(organisation_name(code), EntityKind::Organisation, Some(code), None),
        };
        self.entity(Key::State(code.to_owned()), || made)
    }

    /// A capital or seat on the map.
    pub fn seat(&mut self, row: u32, text: &str) -> EntityId {
        let state = &self.actors.states()[row as usize];
        let because = vec![self.because(state.row, "seat")];
        let code = state.code.to_string();
        // "ISLAMABAD, April 9": a date line shouts.
        let mut listed = state.capital.iter().chain(state.seats.iter());
        self.entity(Key::Seat(text.to_lowercase()), || {
            let name = listed.find(|n| n.eq_ignore_ascii_case(text)).unwrap_or(text);
            Entity { because, ..bare(name.to_owned(), EntityKind::Place, Some(&code), None) }
        })
    }

    /// A place that the text puts in a state the lexicon's place of that name is not in.
    pub fn place_in(&mut self, text: &str, code: &str) -> EntityId {
        self.entity(Key::Seat(format!("{text}, {code}")), || {
            bare(text.to_owned(), EntityKind::Place, Some(code), None)
        })
    }

    pub fn place(&mut self, place: u32) -> EntityId {
        let entry = &self.actors.places()[place as usize];
        let because = vec![self.because(entry.row, "place")];
        self.entity(Key::Place(place), || Entity {
            because,
            ..bare(entry.name.to_string(), EntityKind::Place, Some(&entry.country), None)
        })
    }

    /// A body of the lexicon; `code` tells whose where many states have one.
    pub fn body(&mut self, body: u32, code: Option<&str>) -> EntityId {
        let entry = &self.actors.bodies()[body as usize];
        let code = if entry.code.is_empty() { code.unwrap_or_default() } else { &entry.code };
        let sector = if entry.sector == "IGO" { "" } else { &*entry.sector };
        let because = vec![self.because(entry.row, &entry.kind)];
        let made = Entity {
            because,
            ..bare(entry.name.to_string(), body_kind(&entry.kind, code), Some(code), Some(sector))
        };
        let id = self.entity(Key::Body(body, code.to_owned()), || made);
        self.bodies.insert(id, body);
        id
    }

    /// True where one of the lexicon's other names of a body ends in the noun: the Atlantic alliance.
    pub fn alias_ends(&self, entity: EntityId, noun: &str) -> bool {
        let Some(&body) = self.bodies.get(&entity) else { return false };
        self.actors.bodies()[body as usize].aliases.iter().any(|alias| {
            let (head, tail) = alias.rsplit_once(' ').unwrap_or_default();
            !head.is_empty() && tail.eq_ignore_ascii_case(noun)
        })
    }

    /// The body that a name stands for: in force on the document's day, of the state that the text gives.
    pub fn which_body(&self, ids: &[u32], code: Option<&str>) -> u32 {
        let score = |&id: &u32| {
            let body = &self.actors.bodies()[id as usize];
            let here = code.is_some_and(|c| body.code == c);
            let then =
                self.day.is_none_or(|d| body.from.is_none_or(|f| f <= d) && body.to.is_none_or(|t| d <= t));
            (here, then)
        };
        let best = ids.iter().map(score).max();
        ids.iter().copied().find(|id| Some(score(id)) == best).unwrap_or_default()
    }

    /// True for a body founded only after the document's day.
    pub fn yet_to_come(&self, body: u32) -> bool {
        let from = self.actors.bodies()[body as usize].from;
        self.day.zip(from).is_some_and(|(day, from)| day < from)
    }

    /// True for media and institutes, which report and are not what a text is about.
    pub fn observer(&self, ids: &[u32]) -> bool {
        ids.first().is_some_and(|&b| matches!(&*self.actors.bodies()[b as usize].sector, "MED" | "EDU"))
    }

    /// The lexicon's body of that acronym.
    pub fn body_of(&self, acronym: &str) -> Option<u32> {
        let list: Vec<_> = words(acronym).map(|(_, w)| w).collect();
        let found = self.actors.name(&list).filter(|f| f.words == list.len())?;
        found.values.iter().find_map(|s| if let Sense::Body(b) = s { Some(*b) } else { None })
    }

    /// The sector of the noun that a body's name ends in.
    pub fn sector_inside(&self, name: &str) -> Option<String> {
        let list: Vec<_> = words(name).map(|(_, w)| w).collect();
        (0..list.len()).rev().find_map(|i| {
            self.actors.role(&list[i..])?.values.iter().find_map(|r| match *r {
                Role::Agent(a) => {
                    let agent = &self.actors.agents()[a as usize];
                    (agent.kind != "named").then(|| agent.sector.to_string())
                }
                Role::Office(_) => None,
            })
        })
    }

    /// A body that only this text tells of.
    pub fn named_body(
        &mut self,
        name: &str,
        kind: EntityKind,
        code: Option<&str>,
        sector: Option<&str>,
    ) -> EntityId {
        let key = words(name).fold(0u64, |h, (_, w)| h.rotate_left(17) ^ w.exact);
        let id = self.entity(Key::Named(key), || bare(name.to_owned(), kind, code, sector));
        let entity = &mut self.entities[id as usize];
        if entity.code.is_none() {
            entity.code = code.filter(|c| !c.is_empty()).map(str::to_owned);
        }
        id
    }

    /// Makes `name` another name of an entity: an acronym in brackets.
    pub fn alias(&mut self, name: &str, entity: EntityId) {
        let key = words(name).fold(0u64, |h, (_, w)| h.rotate_left(17) ^ w.exact);
        self.keys.entry(Key::Named(key)).or_insert(entity);
    }

    /// The entity of a name that the document introduced.
    pub fn introduced(&self, name: &str) -> Option<EntityId> {
        let key = words(name).fold(0u64, |h, (_, w)| h.rotate_left(17) ^ w.exact);
        self.keys.get(&Key::Named(key)).copied()
    }

    /// Code and sector of an owner; `None` where the text must tell (a pronoun) or nobody knows.
    pub fn owner(&self, owner: &Owner, view: &View) -> Option<(String, String)> {
        let of = |code: &str, sector: &str| (!code.is_empty()).then(|| (code.to_owned(), sector.to_owned()));
        match owner {
            Owner::State(row) => of(&self.actors.states()[*row as usize].code, ""),
            Owner::Place(place) => of(&self.actors.places()[*place as usize].country, ""),
            Owner::Bodies(ids) => {
                let body = &self.actors.bodies()[self.which_body(ids, None) as usize];
                of(&body.code, &body.sector)
            }
            Owner::Person(naming) => {
                let profile = self.lookup(naming, view);
                let known = self.known(naming, &Credentials::default());
                let code = match profile {
                    Some(p) => self.people[p].code.clone(),
                    None => known.map(|p| self.actors.people()[p as usize].code.to_string()),
                };
                of(&code?, "")
            }
            Owner::Pronoun(_) | Owner::Country(_) | Owner::Named(_) | Owner::Told(_) | Owner::Several(_) => {
                None
            }
        }
    }

    /// What a title says of its bearer.
    pub fn credentials(&self, title: &Title, view: &View) -> Credentials {
        let office = title.office.map(|o| &self.actors.offices()[o as usize]);
        let owner =
            title.owners.first().and_then(|o| self.owner(o, view)).or_else(|| self.owner_inside(title, view));
        let (code, body) = owner.map_or((None, String::new()), |(code, sector)| (Some(code), sector));
        let mut sector = title.sector.clone();
        // "coast guard vessel" is no merchant's.
        let merchant = sector == "BUS" && matches!(&*body, "MIL" | "COP");
        if (sector == "GOV" || merchant) && !body.is_empty() {
            sector = body;
        }
        let row = office.map(|o| o.row).or(title.agent.map(|a| self.actors.agents()[a as usize].row));
        let text =
            view.sentence.words(title.words.0 as usize, title.words.1 as usize, view.text).to_lowercase();
        let counterpart = text.ends_with("counterpart");
        let prefix = text
            .split(' ')
            .take_while(|w| matches!(*w, "deputy" | "vice" | "assistant" | "acting" | "interim" | "first"));
        let name = office.map_or_else(
            || text.clone(),
            |o| {
                let before: String =
                    prefix.filter(|w| !o.name.starts_with(*w)).flat_map(|w| [w, " "]).collect();
                before + &o.name
            },
        );
        Credentials {
            sector: sector_of(code.as_deref(), &sector, title.former),
            code,
            office: (!counterpart).then_some(name),
            former: title.former,
            because: row.map(|r| self.because(r, &text)),
        }
    }

    /// "UN special envoy", "White House press secretary": the owner is in the office's own name.
    fn owner_inside(&self, title: &Title, view: &View) -> Option<(String, String)> {
        let text = view.sentence.words(title.words.0 as usize, title.words.1 as usize, view.text);
        let list: Vec<_> = words(text).map(|(_, w)| w).collect();
        (0..list.len()).find_map(|i| match self.actors.name(&list[i..])?.values.first()? {
            Sense::State(row, _) => self.owner(&Owner::State(*row), view),
            // "National Assembly" is no newspaper's.
            Sense::Body(body) if self.observer(&[*body]) => None,
            Sense::Body(body) => self.owner(&Owner::Bodies(vec![*body]), view),
            Sense::Place(_) => None,
        })
    }

    /// The term that fits best, with how well: 6 for the state, 3 for the office, 2 for the day, 1 for a term before it.
    pub fn term(&self, person: u32, office: Option<&str>, code: Option<&str>) -> (u8, Option<&'a Term>) {
        let entry = &self.actors.people()[person as usize];
        let here = code.is_none_or(|c| entry.code == c);
        let fits = |t: &Term| office.is_some_and(|o| same_office(o, &t.office));
        let score = |t: &Term| {
            let now = self.day.is_some_and(|d| t.covers(d));
            let before = self.day.is_some_and(|d| t.to.is_some_and(|to| to < d));
            let when = match (now, before) {
                (true, _) => 2,
                (false, true) => 1,
                _ => 0,
            };
            when + 3 * u8::from(fits(t)) + 6 * u8::from(here && code.is_some())
        };
        let rank = |t: &Term| std::cmp::Reverse(self.rank(t));
        let best = self.actors.terms(person).max_by_key(|t| (score(t), rank(t), t.from));
        (best.map_or(0, score), best)
    }

    /// The rank of a term's office, 1 the highest.
    fn rank(&self, term: &Term) -> u8 {
        self.actors.office(&term.office).map_or(9, |o| o.rank)
    }

    /// Takes note of a person named in full, or by title and surname; the profile's number.
    pub fn introduce(&mut self, naming: &Naming, view: &View) -> usize {
        let mut credentials = naming.title.as_ref().map(|t| self.credentials(t, view)).unwrap_or_default();
        let owner = naming.owner.as_ref().and_then(|o| self.owner(o, view));
        credentials.code = credentials.code.or(owner.map(|(code, _)| code));
        let name = view.sentence.words(naming.name.0 as usize, naming.name.1 as usize, view.text);
        let list: Vec<u64> =
            words(name).filter(|(_, w)| w.shape != Shape::Initial).map(|(_, w)| w.loose).collect();
        let known = self.known(naming, &credentials);
        if let Some((person, office)) = known.zip(self.apposition(naming, view)) {
            self.in_office.insert(InOffice { person, office, elect: false, sentence: view.index });
        }
        if let (Some(person), Some(title), Some(office)) = (known, &naming.title, &credentials.office) {
            let between = |words: &[&str]| (title.last..naming.name.0).any(|i| view.is(i as usize, words));
            // "President-elect Jane Doe": to be president.
            let held = office.trim_end_matches("-elect").trim_end_matches("-designate");
            let elect = held != office || between(&["elect", "designate", "nominee"]);
            let then = title.former || view.is(title.first as usize, &["then", "late"]);
            if !then {
                self.in_office.insert(InOffice {
                    person,
                    office: held.to_owned(),
                    elect,
                    sentence: view.index,
                });
            }
        }
        let number = self.same(&list, known, naming.single).unwrap_or_else(|| {
            self.people.push(Profile { name: name.to_owned(), ..Profile::default() });
            self.people.len() - 1
        });
        for word in &list {
            let numbers = self.by_word.entry(*word).or_default();
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        self.fill(number, &list, name, known, credentials, naming.woman);
        self.named.insert((view.index, naming.name.0), number);
        number
    }

    /// "Jane Doe, commander of the force": the office behind the name.
    fn apposition(&self, naming: &Naming, view: &View) -> Option<String> {
        let comma = naming.name.1 as usize + 1;
        if !view.is(comma, &[","]) {
            return None;
        }
        let at = comma + 1 + usize::from(view.is(comma + 1, &["the"]));
        let token = view.get(at)?;
        let list: Vec<_> = words(&view.text[token.span.start as usize..]).map(|(_, w)| w).take(8).collect();
        self.actors.role(&list)?.values.iter().find_map(|role| match role {
            Role::Office(office) => Some(self.actors.offices()[*office as usize].name.to_string()),
            Role::Agent(_) => None,
        })
    }

    fn fill(
        &mut self,
        number: usize,
        list: &[u64],
        name: &str,
        known: Option<u32>,
        credentials: Credentials,
        woman: Option<bool>,
    ) {
        let office = credentials.office.clone();
        let told = known.map(|p| (p, self.term(p, office.as_deref(), credentials.code.as_deref()).1));
        let profile = &mut self.people[number];
        if list.len() > profile.words.len() {
            profile.words = list.to_vec();
            name.clone_into(&mut profile.name);
        }
        profile.woman = profile.woman.or(woman);
        if profile.office.is_none() && credentials.office.is_some() {
            profile.office = credentials.office;
            profile.sector = credentials.sector;
            profile.former = credentials.former;
            profile.because.extend(credentials.because);
        }
        profile.code = profile.code.take().or(credentials.code);
        if let (None, Some((person, term))) = (profile.known, told) {
            let entry = &self.actors.people()[person as usize];
            profile.known = known;
            profile.name = entry.name.to_string();
            profile.code = Some(entry.code.to_string());
            let row = term.map_or(entry.row, |t| t.row);
            profile.because.push(Because::new(self.actors.origin(row).to_string(), entry.name.to_string()));
            // Who takes office only after the document's day is not in it.
            let term = term.filter(|t| self.day.is_none_or(|d| t.from.is_none_or(|f| f <= d)));
            let rank = |office: &str| self.actors.office(office).map_or(9, |o| o.rank);
            // "General" before the name of a minister is no office of his.
            let outranked = term.is_some_and(|t| {
                let now = self.day.is_some_and(|d| t.covers(d));
                now && !profile.former
                    && profile.office.as_deref().is_some_and(|o| rank(o) > rank(&t.office) && rank(o) > 2)
            });
            if outranked {
                profile.office = None;
            }
            if let (None, Some(term)) = (&profile.office, term) {
                let ended = self.day.is_some_and(|d| term.to.is_some_and(|to| to < d));
                profile.office = Some(term.office.to_string());
                profile.former = ended;
                profile.sector = sector_of(Some(&entry.code), &term.sector, ended);
            }
        }
        profile.sector =
            sector_of(profile.code.as_deref(), profile.sector.as_deref().unwrap_or_default(), profile.former);
    }

    /// Who of the lexicon is meant. A single name needs the title, or a holder of that day, or to be the only bearer.
    fn known(&self, naming: &Naming, credentials: &Credentials) -> Option<u32> {
        let office = credentials.office.as_deref();
        let score = |&p: &u32| self.term(p, office, credentials.code.as_deref()).0;
        let latest = |p: &u32| self.actors.terms(*p).filter_map(|t| t.from).max();
        // Before and between the terms of namesakes, whose is nearest.
        let away = |p: &u32| {
            let day = self.day?;
            let days = |t: &Term| {
                let since = |a: Date, b: Date| (b - a).get_days().max(0);
                let before = t.from.map_or(0, |f| since(day, f));
                before.max(t.to.map_or(0, |to| since(to, day)))
            };
            self.actors.terms(*p).map(days).min()
        };
        let near = |p: &u32| away(p).map(std::cmp::Reverse);
        let leads =
            |p: &u32| self.term(*p, office, credentials.code.as_deref()).1.is_some_and(|t| self.rank(t) == 1);
        let best = naming
            .known
            .iter()
            .copied()
            .max_by_key(|p| (score(p), leads(p), near(p), latest(p), std::cmp::Reverse(*p)))?;
        let code_fits =
            credentials.code.as_deref().is_none_or(|c| self.actors.people()[best as usize].code == c);
        let fits = self.actors.terms(best).any(|t| office.is_some_and(|o| same_office(o, &t.office)));
        let person = |p: u32| &self.actors.people()[p as usize];
        let in_post = |p: u32| self.day.is_some_and(|d| self.actors.terms(p).any(|t| t.covers(d)));
        // A bare surname is no statesman's of long ago.
        let recent = |t: &Term| t.to.is_none_or(|to| away_from(to, self.day) < 25 * 365);
        let begun = |t: &Term| self.day.is_some_and(|d| t.from.is_none_or(|f| f <= d));
        let earlier = |p: u32| self.actors.terms(p).any(|t| begun(t) && recent(t));
        // Bearers of one name and state, as father and son: the later.
        let one_state = naming.known.iter().all(|&p| person(p).code == person(best).code);
        let sure = match (naming.single, naming.title.is_some()) {
            (false, _) => code_fits,
            // Who is about to take office is in the news before.
            (true, true) => {
                let soon = || away(&best).is_none_or(|days| days < 1000);
                code_fits && (fits || in_post(best) || one_state && soon())
            }
            (true, false) => in_post(best) || one_state && (self.day.is_none() || earlier(best)),
        };
        sure.then_some(best)
    }

    /// The profile of a person already introduced under these words.
    fn same(&self, list: &[u64], known: Option<u32>, single: bool) -> Option<usize> {
        let surname = list.last()?;
        let numbers = self.by_word.get(surname)?;
        numbers.iter().rev().copied().find(|&b| {
            let profile = &self.people[b];
            if let (Some(a), Some(b)) = (profile.known, known) {
                return a == b;
            }
            let whole = |short: &[u64], long: &[u64]| short.iter().all(|w| long.contains(w));
            if single {
                profile.words.contains(surname)
            } else {
                whole(list, &profile.words) || whole(&profile.words, list)
            }
        })
    }

    /// The profile that a naming was given, or that its words can mean.
    pub fn lookup(&self, naming: &Naming, view: &View) -> Option<usize> {
        if let Some(&number) = self.named.get(&(view.index, naming.name.0)) {
            return Some(number);
        }
        let name = view.sentence.words(naming.name.0 as usize, naming.name.1 as usize, view.text);
        let list: Vec<u64> =
            words(name).filter(|(_, w)| w.shape != Shape::Initial).map(|(_, w)| w.loose).collect();
        self.same(&list, None, naming.single)
    }

    /// A profile's entity.
    pub fn person(&mut self, number: usize) -> EntityId {
        let profile = &self.people[number];
        let office = profile.office.clone().map(|o| if profile.former { format!("former {o}") } else { o });
        let made = Entity {
            name: profile.name.clone(),
            kind: EntityKind::Person,
            code: profile.code.clone(),
            sector: profile.sector.clone(),
            office,
            members: Vec::new(),
            because: profile.because.clone(),
        };
        let id = self.entity(Key::Person(number), || made);
        self.profiles.insert(id, number);
        id
    }

    /// The profile behind a person's entity.
    pub fn profile(&self, entity: EntityId) -> Option<usize> {
        self.profiles.get(&entity).copied()
    }

    /// True where a person holds or, in a text without a date, has held the office.
    pub fn in_office(&self, profile: &Profile, office: &str) -> bool {
        let now = |t: &Term| self.day.is_none_or(|d| t.covers(d));
        profile.known.is_some_and(|p| self.actors.terms(p).any(|t| same_office(office, &t.office) && now(t)))
    }

    /// True where a bare surname is somebody's in the lexicon beyond doubt: of a state that the document names, or in
    /// one of the first offices on the document's day.
    pub fn would_know(&self, naming: &Naming, present: &BTreeSet<String>) -> bool {
        let Some(person) = self.known(naming, &Credentials::default()) else { return false };
        let first = |t: &Term| self.actors.office(&t.office).is_some_and(|o| o.rank <= 2);
        let in_post = || self.actors.terms(person).any(|t| self.day.is_some_and(|d| t.covers(d)) && first(t));
        // A text without a date: a surname that only one head of state or government has borne.
        let of_record = || {
            let lately = |t: &Term| t.from.is_some_and(|f| f.year() >= 1990);
            let led = |p: u32| self.actors.terms(p).any(|t| self.rank(t) == 1 && lately(t));
            self.day.is_none() && naming.known.iter().filter(|&&p| led(p)).count() == 1 && led(person)
        };
        present.contains(&*self.actors.people()[person as usize].code) || in_post() || of_record()
    }

    /// Takes note that "the foreign secretary" is this person.
    pub fn note_bearer(&mut self, number: usize, office: &str, sentence: usize) {
        if let Some(person) = self.people[number].known {
            self.in_office.insert(InOffice { person, office: office.to_owned(), elect: false, sentence });
        }
    }

    /// Those whom the text names in an office, each with his terms in it.
    pub fn tenures(&self) -> impl Iterator<Item = (&InOffice, Vec<&'a Term>)> {
        let terms = |n: &InOffice| {
            self.actors.terms(n.person).filter(|t| same_office(&n.office, &t.office)).collect::<Vec<_>>()
        };
        self.in_office.iter().map(move |n| (n, terms(n))).filter(|(_, terms)| !terms.is_empty())
    }

    /// The entity of someone the lexicon knows to hold an office, whether the text names him or not: where one does.
    pub fn holder(&mut self, code: &str, office: &str) -> EntityId {
        let listed = self.actors.office(office);
        let day = self.day.filter(|_| listed.is_none_or(|o| o.single));
        let holder = day.and_then(|d| self.actors.holders(code, office, d).first().copied());
        if let Some(person) = holder {
            let number = self.people.iter().position(|p| p.known == Some(person)).unwrap_or_else(|| {
                let entry = &self.actors.people()[person as usize];
                let list = words(&entry.name).map(|(_, w)| w.loose).collect();
                self.people.push(Profile { name: entry.name.to_string(), words: list, ..Profile::default() });
                let number = self.people.len() - 1;
                let sector = listed.map(|o| o.sector.to_string());
                let credentials =
                    Credentials { office: Some(office.to_owned()), sector, ..Credentials::default() };
                self.fill(number, &[], "", Some(person), credentials, None);
                number
            });
            return self.person(number);
        }
        let name = self.actors.state(code).map_or_else(|| organisation_name(code), |s| s.name.to_string());
        let sector = listed.map_or("GOV", |o| &*o.sector);
        let made = Entity {
            office: Some(office.to_owned()),
            sector: sector_of(Some(code), sector, false),
            ..bare(format!("{office} of {name}"), EntityKind::Person, Some(code), None)
        };
        self.entity(Key::Holder(code.to_owned(), office.to_owned()), || made)
    }

    /// Troops, officials, rebels; `code` empty where nobody can tell whose.
    pub fn group(&mut self, title: &Title, noun: &str, code: &str, sector: &str) -> EntityId {
        let agent = title.agent.map(|a| &self.actors.agents()[a as usize]);
        let kind = match agent.map_or("people", |a| &*a.kind) {
            "people" | "protesters" => EntityKind::People,
            "group" | "force" if matches!(sector, "REB" | "UAF" | "RAD" | "SEP" | "CRM") => EntityKind::Group,
            _ => EntityKind::Body,
        };
        let owner = self.actors.state(code).map(|s| s.adjectives.iter().next().unwrap_or(&s.name).to_owned());
        let name = owner.map_or_else(|| noun.to_owned(), |o| format!("{o} {noun}"));
        let sector = sector_of(Some(code), sector, title.former).unwrap_or_default();
        let because = agent.map(|a| self.because(a.row, noun)).into_iter().collect();
        let made = Entity { because, ..bare(name, kind, Some(code), Some(&sector)) };
        self.entity(Key::Group(code.to_owned(), sector, noun.to_owned()), || made)
    }

    /// Several together.
    pub fn plural(&mut self, name: &str, mut members: Vec<EntityId>) -> EntityId {
        members.dedup();
        if let [one] = members[..] {
            return one;
        }
        let made =
            Entity { members: members.clone(), ..bare(name.to_owned(), EntityKind::Other, None, None) };
        self.entity(Key::Plural(members), || made)
    }
}

/// Days from the end of a term to a day; 0 where there is none.
fn away_from(end: Date, day: Option<Date>) -> i32 {
    day.map_or(0, |d| (d - end).get_days().max(0))
}

fn bare(name: String, kind: EntityKind, code: Option<&str>, sector: Option<&str>) -> Entity {
    let some = |t: Option<&str>| t.filter(|t| !t.is_empty()).map(str::to_owned);
    Entity {
        name,
        kind,
        code: some(code),
        sector: some(sector),
        office: None,
        members: Vec::new(),
        because: Vec::new(),
    }
}

/// Officers of international organisations have no sector; who has left office belongs to the elites.
fn sector_of(code: Option<&str>, sector: &str, former: bool) -> Option<String> {
    match (code, sector) {
        (Some("UNO" | "EUR" | "IGO"), _) | (_, "" | "IGO") => None,
        (_, "GOV" | "MIL" | "LEG") if former => Some("ELI".to_owned()),
        _ => Some(sector.to_owned()),
    }
}

/// "foreign minister" for "deputy foreign minister" is another office; "minister" for "foreign minister" may be the same.
pub(super) fn same_office(said: &str, held: &str) -> bool {
    said == held
        || (matches!(said, "minister" | "secretary" | "deputy minister" | "envoy")
            && held.ends_with(said.trim_start_matches("deputy "))
            && said.starts_with("deputy") == held.starts_with("deputy"))
}

fn body_kind(kind: &str, code: &str) -> EntityKind {
    match kind {
        "igo" | "forum" | "bloc" | "alliance" | "organisation" | "organization" => EntityKind::Organisation,
        _ if legation_record::is_intergovernmental(code) => EntityKind::Organisation,
        "group" | "militia" | "rebel" | "armed group" | "militant" => EntityKind::Group,
        _ => EntityKind::Body,
    }
}

fn organisation_name(code: &str) -> String {
    match code {
        "UNO" => "United Nations".to_owned(),
        "EUR" => "European Union".to_owned(),
        other => other.to_owned(),
    }
}
