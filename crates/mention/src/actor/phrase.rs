//! From hits to phrases: titles before and behind a name, whose ministry it is, whose troops they are.

use super::naming::naming;
use super::scan::{Hit, What};
use super::view::View;
use crate::MentionKind;
use legation_lexicon::actors::{Actors, StateForm};
use legation_syntax::{Deprel, Upos, Xpos};

/// Whose office, ministry or troops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    State(u32),
    Bodies(Vec<u32>),
    Place(u32),
    /// "the Assad regime": the state of a person, named by the hit's tokens.
    Person(Naming),
    /// its, their, his: the token.
    Pronoun(u32),
    /// the country's
    Country(u32),
    /// "of the two countries"
    Several(usize),
    /// "the agency's": the body last named that is one, by the noun's token.
    Named(u32),
    /// "its neighbour's": whom this noun was taken for.
    Told(u32),
}

/// A role with its holder's marks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // independent marks of one phrase
pub(super) struct Title {
    pub first: u32,
    pub last: u32,
    /// The role's own words, without owner: `deputy foreign minister`.
    pub words: (u32, u32),
    pub office: Option<u32>,
    pub agent: Option<u32>,
    /// PLOVER sector, `IGO` for an organisation's officers.
    pub sector: String,
    pub owners: Vec<Owner>,
    pub former: bool,
    pub plural: bool,
    /// "a", "any", "no": nobody in particular.
    pub indefinite: bool,
    /// "the", "this".
    pub definite: bool,
    /// "international players", "world leaders": not of the state the text is about.
    pub elsewhere: bool,
    /// two, three: "both ministers" is 2.
    pub count: usize,
}

/// A person's name as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Naming {
    /// Tokens of the name alone.
    pub name: (u32, u32),
    /// Entries of the lexicon with that name.
    pub known: Vec<u32>,
    pub single: bool,
    pub title: Option<Title>,
    pub woman: Option<bool>,
    /// "Chile's Jane Doe": whose, where no title says it.
    pub owner: Option<Box<Owner>>,
}

/// What a phrase refers to, before the document is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refers {
    State(u32, StateForm),
    Body(Vec<u32>, Vec<Owner>),
    Organisation(Vec<Owner>),
    Place(u32),
    Person(Naming),
    Role(Title),
}

/// One phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub first: u32,
    pub last: u32,
    pub kind: MentionKind,
    pub refers: Refers,
}

/// Builds the phrases of one sentence, in text order.
pub(super) fn build(actors: &Actors, view: &View, hits: &[Hit]) -> Vec<Draft> {
    let builder = Builder { actors, view, hits };
    let mut titles = builder.titles();
    let mut drafts = Vec::new();
    for hit in hits.iter().filter(|h| h.is_person()) {
        drafts.extend(builder.person(hit, &mut titles));
    }
    let mut inner: Vec<(u32, u32)> = drafts.iter().map(|d| (d.first, d.last)).collect();
    for title in titles.into_iter().flatten() {
        if builder.speaks_of_somebody(&title) {
            inner.push((title.first, title.last));
            let (first, last) = (title.first, title.last);
            drafts.push(Draft { first, last, kind: MentionKind::Nominal, refers: Refers::Role(title) });
        }
    }
    for hit in hits {
        drafts.extend(builder.plain(hit, &inner));
    }
    drafts.sort_by_key(|d| (d.first, std::cmp::Reverse(d.last)));
    drafts
}

pub(super) struct Builder<'a> {
    pub(super) actors: &'a Actors,
    pub(super) view: &'a View<'a>,
    pub(super) hits: &'a [Hit],
}

/// What stands before a role.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // independent marks of one phrase
struct Before {
    first: u32,
    words_first: u32,
    owners: Vec<Owner>,
    former: bool,
    indefinite: bool,
    definite: bool,
    elsewhere: bool,
    count: usize,
}

impl Builder<'_> {
    /// Index of the hit that covers a token.
    pub(super) fn hit_at(&self, token: usize) -> Option<usize> {
        let i = self.hits.partition_point(|h| (h.last as usize) < token);
        self.hits.get(i).filter(|h| (h.first as usize) <= token).map(|_| i)
    }

    /// Every run of role words, with its owner.
    fn titles(&self) -> Vec<Option<Title>> {
        let mut titles = Vec::new();
        let mut i = 0;
        while i < self.hits.len() {
            let role = |h: &Hit| matches!(h.what, What::Office(_) | What::Agent(_));
            let mut end = i;
            while role(&self.hits[i])
                && end + 1 < self.hits.len()
                && role(&self.hits[end + 1])
                && self.hits[end + 1].first == self.hits[end].last + 1
            {
                end += 1;
            }
            if role(&self.hits[i]) {
                titles.extend(self.title(i, end));
            }
            i = end + 1;
        }
        let spans: Vec<(u32, u32)> = titles.iter().map(|t| (t.first, t.last)).collect();
        let inside = |t: &Title| {
            spans.iter().any(|&(a, b)| a <= t.first && t.last <= b && (a, b) != (t.first, t.last))
        };
        titles.into_iter().filter(|t| !inside(t)).map(Some).collect()
    }

    /// The title of hits `from` to `to`; where two offices stand together ("army chief General"), the senior counts.
    fn title(&self, from: usize, to: usize) -> Option<Title> {
        let run = &self.hits[from..=to];
        let (start, end) = (run[0].first, run[run.len() - 1].last);
        let verb = self.view.get(end as usize).is_none_or(|t| {
            matches!(t.upos, Upos::Verb | Upos::Aux | Upos::Adv | Upos::Adp | Upos::Adj)
                && !self.view.capital(end as usize)
        });
        if verb {
            return None;
        }
        let offices = || run.iter().filter_map(|h| if let What::Office(o) = h.what { Some(o) } else { None });
        let office = offices().min_by_key(|&o| self.actors.offices()[o as usize].rank);
        let agent = run.iter().rev().find_map(|h| if let What::Agent(a) = h.what { Some(a) } else { None });
        let before = self.before(start);
        let mut owners = before.owners;
        let sector = self.sector(run);
        // "withdrew troops from Chad": not Chad's, unless they act ("troops from Chad entered").
        let acting = self.view.subject(end as usize);
        let last = if sector == "MIL" && self.view.is(end as usize + 1, &["from"]) && !acting {
            end
        } else {
            let kind = agent.map_or("", |a| &*self.actors.agents()[a as usize].kind);
            // "his counterparts in Egypt and Djibouti": theirs, not his.
            let counterpart = self.view.is(end as usize, &["counterpart", "counterparts"]);
            if counterpart
                && matches!(owners[..], [Owner::Pronoun(_)])
                && self.view.is(end as usize + 1, &["in", "from", "of"])
            {
                owners.clear();
            }
            let local = matches!(kind, "institution" | "ministry" | "protesters")
                || self.view.is(end as usize, &["counterpart", "counterparts"])
                || matches!(&*sector, "JUD" | "COP" | "CVL" | "LAB" | "EDU" | "OPP" | "AGR" | "HLH");
            self.after(end, local, &mut owners).max(self.employer(&sector, end, &mut owners))
        };
        let acronym = self.view.form(end as usize).chars().all(char::is_uppercase);
        let plural =
            !acronym && self.view.get(end as usize).is_some_and(|t| matches!(t.xpos, Xpos::Nns | Xpos::Nnps));
        Some(Title {
            first: before.first,
            last,
            words: (before.words_first, end),
            office,
            agent,
            sector,
            owners,
            former: before.former,
            plural,
            indefinite: before.indefinite,
            definite: before.definite,
            elsewhere: before.elsewhere,
            count: before.count,
        })
    }

    /// The last role's sector, or where that is merely governmental ("police chief", "rebel leader") the first's.
    fn sector(&self, run: &[Hit]) -> String {
        let of = |hit: &Hit| match hit.what {
            What::Office(o) => self.actors.offices()[o as usize].sector.to_string(),
            What::Agent(a) => self.actors.agents()[a as usize].sector.to_string(),
            _ => String::new(),
        };
        let sectors: Vec<String> = run.iter().map(of).collect();
        sectors.iter().rev().find(|s| *s != "GOV").or(sectors.last()).cloned().unwrap_or_default()
    }

    /// Looks left from a role for its marks and its owner, as far as one noun phrase reaches.
    fn before(&self, start: u32) -> Before {
        let mut found = Before { first: start, words_first: start, ..Before::default() };
        let mut at = start;
        for _ in 0..8 {
            let Some(here) = at.checked_sub(1) else { break };
            let i = here as usize;
            if let Some(hit) = self.hit_at(i) {
                if !self.owner_hit(hit, &mut found) {
                    break;
                }
                at = self.hits[hit].first;
                if !found.owners.is_empty() {
                    self.joined(hit, &mut found);
                    if let Some(i) = found.first.checked_sub(1).filter(|&i| self.view.is(i as usize, FORMER))
                    {
                        found.former = true;
                        found.first = i;
                    }
                    break;
                }
                continue;
            }
            if self.view.is(i, &[")"]) && i >= 2 && self.view.is(i - 2, &["("]) {
                at = here - 2;
                continue;
            }
            if let Some(owner) = self.common(i).filter(|_| self.view.is(i + 1, &["'s", "’s"])) {
                found.owners.push(owner);
                found.first = here;
                break;
            }
            let former = self.view.is(i, FORMER);
            if former || self.view.is(i, &["then", "late"]) {
                found.former |= former;
                found.first = here;
            } else if self.view.is(i, &["deputy", "vice", "assistant", "acting", "interim", "first"]) {
                found.words_first = here;
                found.first = here;
            } else if self.determiner(i, here, &mut found) {
                break;
            } else if self.view.is(i, ELSEWHERE) {
                found.elsewhere = true;
            } else if !self.inside_noun_phrase(i) {
                break;
            }
            at = here;
        }
        found
    }

    /// "the country", "the agency": an owner by a common noun.
    fn common(&self, i: usize) -> Option<Owner> {
        if self.view.is(i, &["country", "nation", "state"]) {
            return Some(Owner::Country(i as u32));
        }
        if self.view.is(i, &["neighbour", "neighbor", "host"]) {
            return Some(Owner::Told(i as u32));
        }
        self.view.is(i, BODIES).then_some(Owner::Named(i as u32))
    }

    /// True where the token opens the noun phrase.
    fn determiner(&self, i: usize, here: u32, found: &mut Before) -> bool {
        match self.view.get(i).map(|t| t.xpos) {
            Some(Xpos::PrpPoss) => found.owners.push(Owner::Pronoun(here)),
            Some(Xpos::Dt | Xpos::Pdt | Xpos::Wdt) => {
                found.indefinite |= self.view.is(i, &["a", "an", "any", "no", "every", "another"]);
                found.definite |= self.view.is(i, &["the", "this", "that", "these", "those", "both", "all"]);
                if self.view.is(i, &["both"]) || i > 0 && self.view.is(i - 1, &["both"]) {
                    found.count = 2;
                }
            }
            Some(Xpos::Cd) => {
                found.count = small_number(self.view.form(i));
                return false;
            }
            _ => return false,
        }
        true
    }

    fn inside_noun_phrase(&self, i: usize) -> bool {
        let Some(token) = self.view.get(i) else { return false };
        match token.upos {
            Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::X => true,
            Upos::Part => token.xpos == Xpos::Pos,
            Upos::Verb => matches!(token.xpos, Xpos::Vbn | Xpos::Vbg) && token.deprel == Deprel::Amod,
            Upos::Punct => token.xpos == Xpos::Hyphen || self.view.is(i, &["-"]),
            _ => false,
        }
    }

    /// Takes a hit to the left of a role as its owner, or passes over it. False where the phrase ends there.
    fn owner_hit(&self, hit: usize, found: &mut Before) -> bool {
        let hit = &self.hits[hit];
        let owner = match &hit.what {
            What::State(row, _) => Owner::State(*row),
            What::Body(ids) => match self.states_of(ids) {
                Some(states) => {
                    found.owners.extend(states);
                    found.first = hit.first;
                    return true;
                }
                None => Owner::Bodies(ids.clone()),
            },
            What::Place(place) => Owner::Place(*place),
            What::Known(_) | What::Surname(_) => Owner::Person(naming(hit)),
            What::Office(_) | What::Agent(_) => return true,
            What::Organisation => {
                found.elsewhere = true;
                return false;
            }
            What::Person | What::Honorific(_) => return false,
        };
        found.owners.push(owner);
        found.first = hit.first;
        true
    }

    /// "E3 ministers": those of each state, where a name stands for several.
    fn states_of(&self, ids: &[u32]) -> Option<Vec<Owner>> {
        let body = ids.first().map(|&b| &self.actors.bodies()[b as usize]).filter(|b| b.kind == "states")?;
        let row_of = |code: &str| self.actors.states().iter().position(|s| *s.code == *code);
        Some(body.members.iter().filter_map(row_of).map(|i| Owner::State(i as u32)).collect())
    }

    /// "Israeli, Greek and Moldovan governments", "Russia-Pakistan commission": what is joined to the one before the noun.
    fn joined(&self, nearest: usize, found: &mut Before) {
        let mut next = nearest;
        while let Some(hit) = next.checked_sub(1) {
            let (a, b) = (&self.hits[hit], &self.hits[next]);
            let between = a.last + 1..b.first;
            let comma = |t: u32| self.view.is(t as usize, &[",", "and"]);
            let adjective =
                |h: &Hit| matches!(h.what, What::State(_, StateForm::Adjective)) || self.modifies(h);
            let list = !between.is_empty() && between.len() <= 2 && between.clone().all(comma);
            let hyphen = |t: u32| self.view.is(t as usize, &["-", "–", "—"]);
            let hyphened = between.len() == 1 && between.clone().all(hyphen);
            let What::State(row, _) = a.what else { break };
            if !(hyphened || list && adjective(b) && adjective(a)) {
                break;
            }
            found.owners.push(Owner::State(row));
            found.first = a.first;
            next = hit;
        }
        found.owners.reverse();
    }

    /// True for a state's name used as an adjective: US troops.
    fn modifies(&self, hit: &Hit) -> bool {
        let head = self.view.head_of(hit.first, hit.last) as usize;
        self.view.get(head).is_some_and(|t| matches!(t.deprel, Deprel::Amod | Deprel::Compound))
    }

    /// Looks right for "of Pakistan", "of the EU", "from the US, France and Italy". Returns the phrase's last token.
    /// `local`: of courts, police, students "in" says it too.
    fn after(&self, end: u32, local: bool, owners: &mut Vec<Owner>) -> u32 {
        let mut preposition = end as usize + 1;
        let serves =
            SERVES.iter().find(|words| (preposition..).zip(**words).all(|(t, w)| self.view.is(t, &[w])));
        preposition += serves.map_or(0, |words| words.len() - 1);
        let region = self.view.is(preposition, &["in"])
            && self.hit_at(preposition + 1).is_some_and(|i| match self.hits[i].what {
                What::Place(p) => matches!(&*self.actors.places()[p as usize].kind, "region" | "province"),
                _ => false,
            });
        let local = region || local && self.view.is(preposition, &["in"]);
        let shared = self.view.is(preposition, &["on", "in"]) && self.several(preposition + 1).is_some();
        let here = serves.is_some() || local || shared || self.view.is(preposition, &["of", "for", "from"]);
        if !owners.is_empty() || !here {
            return end;
        }
        let mut at = preposition + 1;
        while self.view.is(at, &["the", "member"])
            || self.view.upos(at) == Some(Upos::Adj) && self.hit_at(at).is_none()
        {
            at += 1;
        }
        // "the leaders of its member states"
        let own = self.view.get(preposition + 1).is_some_and(|t| t.xpos == Xpos::PrpPoss);
        if own && self.view.is(preposition + 2, &["member", "members"]) {
            owners.push(Owner::Pronoun(preposition as u32 + 1));
            return preposition as u32
                + 2
                + u32::from(self.view.is(preposition + 3, &["states", "countries"]));
        }
        if let Some((count, noun)) = self.several(preposition + 1) {
            owners.push(Owner::Several(count));
            return noun;
        }
        // "the head of the agency", "president of the country"
        let closed = !self.view.is(at + 1, &["of", "for", "in"]) && self.view.is(preposition, &["of"]);
        if let Some(owner) = self.common(at).filter(|_| closed && self.view.is(at - 1, &["the"])) {
            owners.push(owner);
            return at as u32;
        }
        let mut last = end;
        let mut next = self.hit_at(at).map(|i| self.beyond_role(i));
        while let Some(i) = next {
            let hit = &self.hits[i];
            let owner = match &hit.what {
                What::State(row, _) => Owner::State(*row),
                What::Body(ids) => Owner::Bodies(ids.clone()),
                What::Place(place) if local || self.view.is(preposition, &["of"]) => Owner::Place(*place),
                What::Known(_) | What::Surname(_) if serves.is_some() => Owner::Person(naming(hit)),
                _ => break,
            };
            let head = self.view.head_of(hit.first, hit.last) as usize;
            let mut above = std::iter::successors(self.view.head(head), |&h| self.view.head(h)).take(3);
            let hangs = above.find(|&h| h <= end as usize).is_some_and(|h| h + 3 > end as usize);
            // "withdraw troops from Iraq" are not Iraq's.
            if owners.is_empty() && self.view.is(preposition, &["from", "for", "in"]) && !hangs {
                break;
            }
            owners.push(owner);
            last = hit.last;
            // "speaker of Russia's State Duma"
            let possessive = last as usize + 1;
            if self.view.is(possessive, &["'s", "’s", "'", "’"])
                && let Some(body) = self
                    .hit_at(possessive + 1)
                    .filter(|&b| matches!(self.hits[b].what, What::Body(_) | What::Agent(_)))
            {
                last = self.hits[body].last;
            }
            next = self.next_in_list(last as usize + 1);
        }
        last
    }

    /// "the two countries", "both sides": how many, and the noun's token.
    fn several(&self, at: usize) -> Option<(usize, u32)> {
        let both = self.view.is(at, &["both"]);
        let at = at + usize::from(self.view.is(at, &["the"]) || both && self.view.is(at + 1, &["the"]));
        let count = if self.view.is(at, &["both"]) { 2 } else { small_number(self.view.form(at)) };
        let noun = at + 1;
        let noun =
            noun + usize::from(self.view.is(noun, &["armed", "foreign", "security", "defence", "defense"]));
        (count > 1 && self.view.is(noun, THEIRS)).then_some((count, noun as u32))
    }

    /// "a researcher at the Institute": whose the scholars, reporters and managers are. Returns the phrase's last token.
    pub(super) fn employer(&self, sector: &str, end: u32, owners: &mut Vec<Owner>) -> u32 {
        let private = matches!(sector, "EDU" | "JRN" | "MED" | "BUS" | "NGO");
        let at = end as usize + 1;
        if !private || !owners.is_empty() || !self.view.is(at, &["at", "with"]) {
            return end;
        }
        match self.hit_at(at + 1 + usize::from(self.view.is(at + 1, &["the"]))).map(|i| &self.hits[i]) {
            Some(Hit { what: What::Body(ids), last, .. }) => {
                owners.push(Owner::Bodies(ids.clone()));
                *last
            }
            _ => end,
        }
    }

    /// "representatives of the foreign ministers of Iran and Oman": past the role to whose it is.
    fn beyond_role(&self, hit: usize) -> usize {
        let role = |i: usize| matches!(self.hits[i].what, What::Office(_) | What::Agent(_));
        let mut at = self.hits[hit].last as usize + 1;
        // "Ministers of Foreign Affairs of": a field of office has an "of" of its own.
        for _ in 0..2 {
            if !role(hit) || !self.view.is(at, &["of"]) {
                break;
            }
            at += 1 + usize::from(self.view.is(at + 1, &["the"]));
            if let Some(owner) = self.hit_at(at) {
                return if role(owner) { hit } else { owner };
            }
            let field = |at: usize| matches!(self.view.upos(at), Some(Upos::Adj | Upos::Noun | Upos::Propn));
            while field(at) && self.hit_at(at).is_none() {
                at += 1;
            }
        }
        hit
    }

    /// The hit after ", " or " and " or ", and the ".
    fn next_in_list(&self, mut at: usize) -> Option<usize> {
        let start = at;
        while at < start + 3 && self.view.is(at, &[",", "and", "the"]) {
            at += 1;
        }
        if at == start { None } else { self.hit_at(at) }
    }

    /// Past "in Islamabad", "to the United Nations" behind a title: the last token.
    pub(super) fn reach(&self, last: u32) -> u32 {
        if self.view.is(last as usize + 1, &["("]) {
            let closes = (last as usize + 2..last as usize + 8).find(|&t| self.view.is(t, &[")"]));
            return closes.map_or(last, |t| t as u32);
        }
        if !self.view.is(last as usize + 1, &["in", "to", "at", "for", "on"]) {
            return last;
        }
        let mut at = last as usize + 2;
        while self.view.is(at, &["the"]) {
            at += 1;
        }
        self.hit_at(at).map_or(last, |i| self.hits[i].last)
    }

    /// False for "a commander", "any farmer": no actor that a chronology could name.
    fn speaks_of_somebody(&self, title: &Title) -> bool {
        if matches!(title.owners.first(), Some(owner) if !matches!(owner, Owner::Pronoun(_))) {
            return !self.part_of_name(title);
        }
        let end = title.last as usize;
        let modifies =
            self.view.get(self.view.head_of(title.words.0, title.words.1) as usize).is_some_and(|t| {
                matches!(t.deprel, Deprel::Compound | Deprel::Amod)
                    && t.head.is_some_and(|h| h as usize > end)
            });
        let opens = |t: usize| t > 1 && self.view.is(t - 1, &["("]) && self.hit_at(t - 2).is_some();
        let first = title.first as usize;
        let aside = opens(first) || first > 0 && self.view.is(first - 1, &["the"]) && opens(first - 1);
        let state = self.view.is(
            title.words.1 as usize,
            &["state", "states", "side", "sides", "party", "parties", "nation", "country"],
        );
        let political = title.office.is_some_and(|o| self.actors.offices()[o as usize].rank < 5)
            || matches!(
                &*title.sector,
                "GOV"
                    | "MIL"
                    | "LEG"
                    | "REB"
                    | "UAF"
                    | "SEP"
                    | "OPP"
                    | "COP"
                    | "CVL"
                    | "REF"
                    | "NGO"
                    | "SPY"
                    | "JUD"
            );
        let kind = title.agent.map_or("", |a| &*self.actors.agents()[a as usize].kind);
        let thing = kind == "equipment" || title.office.is_none() && kind == "company";
        let known = title.plural
            || title.definite
            || title.office.is_some() && self.view.capital(title.words.0 as usize)
            || (matches!(kind, "service" | "institution") || title.sector == "COP") && !title.indefinite;
        // "Presidents Doe and Roe"
        let next = self.hit_at(end + 1).map(|i| &self.hits[i]);
        let names = title.plural && !title.definite && next.is_some_and(Hit::is_person);
        political
            && !names
            && !state
            && !thing
            && !modifies
            && !aside
            && known
            && (title.plural || !title.indefinite)
    }

    /// "Pakistan Army General Headquarters", "the Pentagon press release": the role is a part of something else's name.
    fn part_of_name(&self, title: &Title) -> bool {
        let next = title.words.1 as usize + 1;
        let head = self.view.head_of(title.words.0, title.words.1) as usize;
        let compound = self.view.get(head).is_some_and(|t| {
            matches!(t.deprel, Deprel::Compound | Deprel::Amod) && t.head.is_some_and(|h| h as usize >= next)
        });
        let name = self.view.capital(next)
            && self.view.upos(next) == Some(Upos::Propn)
            && self.hit_at(next).is_none();
        let observer = matches!(&*title.sector, "MED" | "JRN" | "EDU" | "BUS");
        compound && (observer || name && self.view.capital(title.words.1 as usize))
    }

    /// States, bodies and places by name that no longer phrase has taken up.
    fn plain(&self, hit: &Hit, taken: &[(u32, u32)]) -> Option<Draft> {
        let within = taken.iter().any(|&(a, b)| a <= hit.first && hit.last <= b);
        let (first, last) = (hit.first, hit.last);
        let draft = |kind, refers| Some(Draft { first, last, kind, refers });
        match &hit.what {
            What::State(row, form) => {
                let form = self.form(hit, *form);
                if within && form == StateForm::Adjective {
                    return None;
                }
                let kind =
                    if form == StateForm::Adjective { MentionKind::Demonym } else { MentionKind::Name };
                draft(kind, Refers::State(*row, form))
            }
            What::Body(ids) => {
                let mut owners = self.before(first).owners;
                let last = self.after(last, false, &mut owners);
                let owned = ids.iter().all(|&b| self.actors.bodies()[b as usize].code.is_empty());
                let last = if owned { last } else { hit.last };
                Some(Draft {
                    first,
                    last,
                    kind: MentionKind::Name,
                    refers: Refers::Body(ids.clone(), owners),
                })
            }
            What::Organisation => {
                let mut owners = self.before(first).owners;
                owners.extend(self.inside(hit));
                draft(MentionKind::Name, Refers::Organisation(owners))
            }
            What::Place(place) => draft(MentionKind::Name, Refers::Place(*place)),
            _ => None,
        }
    }

    /// A name that is also an adjective ("US", "Pak") is one where it stands before a noun.
    fn form(&self, hit: &Hit, form: StateForm) -> StateForm {
        let head = self.view.head_of(hit.first, hit.last) as usize;
        let modifier = self.modifies(hit) && self.view.head(head).is_some_and(|h| h > hit.last as usize);
        let upos = self.view.upos(head);
        match form {
            StateForm::Adjective | StateForm::National if modifier || upos == Some(Upos::Adj) => {
                StateForm::Adjective
            }
            StateForm::Adjective | StateForm::National => StateForm::National,
            form => form,
        }
    }

    /// The states whose words stand inside a body's name: "Syrian Observatory".
    fn inside(&self, hit: &Hit) -> Option<Owner> {
        let from = self.view.places.partition_point(|p| p.0 < hit.first);
        let to = self.view.places.partition_point(|p| p.0 <= hit.last);
        (from..to).find_map(|i| match self.actors.name(&self.view.words[i..to])?.values.first()? {
            legation_lexicon::actors::Sense::State(row, _) => Some(Owner::State(*row)),
            _ => None,
        })
    }
}

/// What two states have each.
const THEIRS: &[&str] = &[
    "armies",
    "capitals",
    "countries",
    "forces",
    "governments",
    "militaries",
    "ministries",
    "nations",
    "navies",
    "neighbors",
    "neighbours",
    "parliaments",
    "peoples",
    "republics",
    "services",
    "sides",
    "states",
];

/// Words between forces and whom they serve.
const SERVES: &[&[&str]] = &[
    &["headed", "by"],
    &["led", "by"],
    &["loyal", "to"],
    &["in", "the", "pay", "of"],
    &["under", "the", "command", "of"],
];

/// Nouns for a body that the text has named.
const BODIES: &[&str] = &[
    "agency",
    "alliance",
    "bloc",
    "board",
    "body",
    "coalition",
    "commission",
    "committee",
    "council",
    "forum",
    "group",
    "grouping",
    "movement",
    "organisation",
    "organization",
    "union",
    "watchdog",
];

/// Who has left office.
const FORMER: &[&str] = &["former", "ex", "ousted", "deposed", "onetime", "erstwhile", "retired"];

const ELSEWHERE: &[&str] = &[
    "international",
    "foreign",
    "regional",
    "world",
    "global",
    "western",
    "other",
    "allied",
    "combined",
    "joint",
    "multinational",
    "neighbouring",
    "neighboring",
    "many",
    "several",
    "some",
    "overseas",
];

/// A number word from two to ten; 0 for any other.
pub(super) fn small_number(form: &str) -> usize {
    const WORDS: [&str; 9] = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    WORDS.iter().position(|w| form.eq_ignore_ascii_case(w)).map_or(0, |i| i + 2)
}
