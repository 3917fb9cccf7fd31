//! "the two countries", "both foreign ministers", "the country", "the host", "the visiting dignitary", "his counterpart".

use super::anaphor::{Means, Phrase, lemma};
use super::discourse::{Discourse, Seen};
use super::phrase::Draft;
use super::place;
use super::view::View;
use crate::{EntityId, EntityKind, MentionKind};
use legation_syntax::{Deprel, Upos, Xpos};
use std::ops::Range;

/// What is between two is one's own to end: who suspends the trade between the two countries is of the two. (Who brokers
/// talks between them is not.)
const BONDS: &[&str] = &[
    "accord",
    "accords",
    "agreement",
    "agreements",
    "border",
    "contract",
    "contracts",
    "crossings",
    "flights",
    "links",
    "pact",
    "relations",
    "ties",
    "trade",
    "treaty",
];

/// The phrases of one sentence that stand for several, or for a state without its name, in text order.
pub(super) struct Plurals {
    next: std::iter::Peekable<std::vec::IntoIter<Phrase>>,
    /// The tokens of those resolved.
    taken: Vec<(u32, u32)>,
}

impl Plurals {
    pub fn of(view: &View, drafts: &[Draft]) -> Self {
        let named = |p: &Phrase| {
            drafts.iter().any(|d| d.first <= p.first && p.head() <= d.last && d.kind == MentionKind::Name)
        };
        let noun = |head: &usize| {
            let token = view.token(*head);
            matches!(token.xpos, Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::Nnps)
                || token.upos == Upos::Num
                || view.is(*head, &["both", "each", "neither"])
        };
        let phrases = (0..view.len()).filter(noun).filter_map(|head| Phrase::read(view, head));
        let mut phrases: Vec<Phrase> = phrases.filter(|p| !named(p)).collect();
        phrases.sort_by_key(|p| p.first);
        Self { next: phrases.into_iter().peekable(), taken: Vec::new() }
    }

    /// True where a resolved phrase covers the draft.
    pub fn took(&self, draft: &Draft) -> bool {
        self.taken.iter().any(|&(a, b)| a <= draft.first && draft.last <= b)
    }
}

impl Discourse<'_, '_> {
    /// Resolves the phrases that open up to a token: what stands behind them is not yet told.
    pub(super) fn plurals(&mut self, view: &View, plurals: &mut Plurals, until: u32) {
        while let Some(phrase) = plurals.next.next_if(|p| p.first <= until) {
            let Some(entity) = self.phrase(view, &phrase) else { continue };
            let kind = if phrase.count > 1 { MentionKind::Plural } else { MentionKind::Nominal };
            let draft = Draft {
                first: phrase.first,
                last: phrase.head(),
                kind,
                refers: super::phrase::Refers::Organisation(Vec::new()),
            };
            let as_place = matches!(phrase.means, Means::Site)
                && place::as_place(view, draft.first, draft.last, place::Site::City);
            self.push(view, &draft, entity, as_place, phrase.count > 1);
            plurals.taken.push((draft.first, draft.last));
        }
    }

    fn phrase(&mut self, view: &View, phrase: &Phrase) -> Option<EntityId> {
        match phrase.means {
            Means::States => self.several(view, phrase.count, None, None, Some(phrase.role.end)),
            Means::Persons => {
                let noun = view.sentence.words(phrase.role.start, phrase.role.end, view.text).to_lowercase();
                let noun = if noun == "heads" { "leaders".to_owned() } else { noun };
                self.several(view, phrase.count, Some(phrase.first), Some(&noun), Some(phrase.role.end))
            }
            Means::Somebody => {
                self.several(view, phrase.count, Some(phrase.first), None, Some(phrase.role.end))
            }
            Means::State if self.home.is_some() && view.capital(phrase.role.end) => {
                let home = self.home.clone()?;
                Some(self.cast.state(&home))
            }
            Means::Realm => {
                let noun = view.form(phrase.role.end);
                let code = self.realm(view, noun).or_else(|| self.last_state(view))?;
                Some(self.cast.state(&code))
            }
            Means::State => {
                let code = self.state_meant(view, phrase.role.end)?;
                Some(self.cast.state(&code))
            }
            Means::Described => {
                let code = self.state_described(view, phrase.role.clone())?;
                Some(self.cast.state(&code))
            }
            Means::Site => {
                let near = self.seen.iter().rev().take_while(|s| s.sentence + 4 > view.index);
                let site = |s: &&Seen| {
                    let e = &self.cast.entities[s.entity as usize];
                    e.kind == EntityKind::Place && e.code.is_some()
                };
                near.take(40).find(site).map(|s| s.entity)
            }
            Means::Neighbour(owner) => {
                let own = self.whose(view, owner)?;
                let actors = self.cast.actors;
                let other = |c: &str| c != own && actors.state(c).is_some();
                let code = self.salience.foremost(other)?.to_owned();
                Some(self.cast.state(&code))
            }
            Means::HostOf(owner) => {
                let own = self.whose(view, owner)?;
                let foreign = |code: &String| *code != own && self.cast.actors.state(code).is_some();
                let near = self.grounds.iter().rev().take_while(|g| g.0 + 4 > view.index);
                let site = near.map(|g| g.2.clone()).find(|c| foreign(c));
                let code = site.or_else(|| self.default_code(view.index, |c| c != own))?;
                Some(self.cast.state(&code))
            }
            Means::Ours => {
                let author = self.author()?;
                let own = self.entity_code(author)?;
                let actors = self.cast.actors;
                let acting = self.acting_upon(view, phrase.role.end);
                let other = |c: &str| c != own && acting.as_deref() != Some(c) && actors.state(c).is_some();
                let other = self.salience.top(view.index, other)?.to_owned();
                let members = vec![self.cast.state(&own), self.cast.state(&other)];
                Some(self.cast.plural("our two countries", members))
            }
            Means::Half(south) => self.half(view, south),
            Means::Host => {
                let place = self.seen.iter().rev().take(80).find(|s| s.as_place)?;
                let code = self.entity_code(place.entity)?;
                Some(self.cast.state(&code))
            }
            Means::Visitor => self.visitor(view, phrase.first),
            Means::Those => self.those(view),
            Means::Named => {
                // "the 55-nation group": whatever organisation was last named.
                let any = || if phrase.role.is_empty() { None } else { self.body_before("body") };
                self.body_before(&lemma(view, phrase.role.end)).or_else(any)
            }
        }
    }

    /// The state of a possessive: "its", "Chile's", "the Chilean leader's".
    fn whose(&mut self, view: &View, owner: usize) -> Option<String> {
        let pronoun = view.token(owner).xpos == Xpos::PrpPoss;
        let entity = if pronoun { self.antecedent(view, owner) } else { self.seen_here(view, owner) };
        let told = entity.and_then(|e| self.entity_code(e));
        told.or_else(|| {
            let subject = clause_subject(view, owner)?;
            self.seen_here(view, subject).and_then(|e| self.entity_code(e))
        })
    }

    /// "the North" where the text speaks of a state of the north and one of the south.
    fn half(&mut self, view: &View, south: bool) -> Option<EntityId> {
        let actors = self.cast.actors;
        let rest = |code: &str, side: &str| actors.state(code)?.name.strip_prefix(side).map(str::to_owned);
        let (own, other) = if south { ("South ", "North ") } else { ("North ", "South ") };
        let all = self.salience.ranked(view.index, |c| actors.state(c).is_some());
        let code = all.iter().find(|c| {
            let name = rest(c, own);
            name.is_some() && all.iter().any(|o| rest(o, other) == name)
        })?;
        let code = (*code).to_owned();
        Some(self.cast.state(&code))
    }

    /// "the kingdom": of the states told of, that which the text is most about whose full name has the word.
    fn realm(&self, view: &View, noun: &str) -> Option<String> {
        let has = |name: &str| name.split(' ').any(|w| w.eq_ignore_ascii_case(noun));
        let actors = self.cast.actors;
        // "the Republic", after "the Central African Republic": the name in use goes before the full style of another.
        let in_name = |c: &str| actors.state(c).is_some_and(|s| has(&s.name));
        let in_style = |c: &str| actors.state(c).is_some_and(|s| s.aliases.iter().any(has));
        let first = |named: &dyn Fn(&str) -> bool| {
            let told = |c: &str| named(c) && self.salience.named(c);
            self.salience.ranked(view.index + 8, told).first().map(|c| (*c).to_owned())
        };
        first(&in_name).or_else(|| first(&in_style))
    }

    /// "the country": the one acted upon, else the one last told of.
    fn state_meant(&self, view: &View, head: usize) -> Option<String> {
        self.state_told(view, head).or_else(|| self.last_state(view))
    }

    /// "the East African country": the state told of that lies there; "the war-torn nation": the one last told of.
    fn state_described(&self, view: &View, role: Range<usize>) -> Option<String> {
        let actors = self.cast.actors;
        let words = view.sentence.words(role.start, role.end.saturating_sub(1), view.text);
        let last = words.rsplit(' ').next().unwrap_or(words);
        let Some(region) = [words, last].into_iter().find_map(|word| actors.region(word)) else {
            // "the Kurdish nation" is no state that was told of before.
            let named = role.clone().any(|at| view.capital(at));
            let state = !named && matches!(&*lemma(view, role.end), "country" | "nation");
            return if state { self.state_meant(view, role.end) } else { None };
        };
        let there = |c: &str| region.iter().any(|code| code == c) && self.salience.named(c);
        self.salience.ranked(view.index, there).first().map(|c| (*c).to_owned())
    }

    /// "the country's industry": the subject's, if it is a state; "the East African country's": the one that lies there.
    pub(super) fn country_owning(&self, view: &View, token: usize) -> Option<String> {
        let phrase = Phrase::read(view, token).filter(|p| matches!(p.means, Means::Described));
        if let Some(code) = phrase.and_then(|p| self.state_described(view, p.role)) {
            return Some(code);
        }
        let party = |s: &&Seen| {
            let kind = self.cast.entities[s.entity as usize].kind;
            matches!(kind, EntityKind::State | EntityKind::Person | EntityKind::Body) && !s.as_place
        };
        let state = |s: &&Seen| s.subject && self.cast.entities[s.entity as usize].kind == EntityKind::State;
        let here = || self.seen.iter().rev().take_while(|s| s.sentence == view.index).filter(party);
        let told = here().find(state).or_else(|| here().next());
        told.and_then(|s| self.entity_code(s.entity)).or_else(|| self.last_state(view))
    }

    /// "missiles at the country": what one acts upon is not the state whose act it is, but another that the sentence
    /// tells of before.
    fn state_told(&self, view: &View, head: usize) -> Option<String> {
        let token = view.token(head);
        let upon = view.preposition(head).is_none_or(|p| !matches!(&*p, "in" | "of" | "across" | "within"));
        let object = matches!(token.deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::Nmod) && upon;
        let actor = clause_subject(view, head).filter(|_| object)?;
        let here = || self.seen.iter().rev().take_while(|s| s.sentence == view.index);
        let whose = self.seen_here(view, actor).and_then(|e| self.entity_code(e))?;
        let state = |c: &String| self.cast.actors.state(c).is_some() && *c != whose;
        let kind = |s: &&Seen| {
            let kind = self.cast.entities[s.entity as usize].kind;
            matches!(kind, EntityKind::State | EntityKind::Place) && !s.weak
        };
        here().filter(kind).find_map(|s| self.entity_code(s.entity).filter(state))
    }

    /// The state last spoken of as such, a subject before others of its sentence.
    pub(super) fn last_state(&self, view: &View) -> Option<String> {
        let of = |s: &Seen| {
            let e = &self.cast.entities[s.entity as usize];
            let state =
                matches!(e.kind, EntityKind::State) && !s.quoted && !s.weak || e.kind == EntityKind::Place;
            if state { e.code.clone() } else { None }
        };
        let near = self.seen.iter().rev().take(40).filter(|s| s.sentence + 3 > view.index);
        let mut best: Option<(usize, bool, String)> = None;
        for seen in near {
            let Some(code) = of(seen) else { continue };
            let better = match &best {
                None => true,
                Some((sentence, subject, _)) => *sentence == seen.sentence && !subject && seen.subject,
            };
            if better {
                best = Some((seen.sentence, seen.subject, code));
            }
        }
        best.map(|b| b.2).or_else(|| self.default_code(view.index, |_| true))
    }

    /// "these nations": those last named together.
    fn those(&mut self, view: &View) -> Option<EntityId> {
        let near = self.seen.iter().rev().take_while(|s| s.sentence + 3 > view.index);
        let joint: Vec<Vec<EntityId>> =
            near.copied().collect::<Vec<_>>().iter().map(|s| self.coordination(s)).collect();
        let told = joint.into_iter().find(|l| l.len() > 1);
        let list = match told {
            Some(list) => list,
            None => self.last_codes_told(view, 2)?.iter().map(|c| self.cast.state(c)).collect(),
        };
        Some(self.cast.plural("these states", list))
    }

    /// "the agency": the body last named whose name has the noun; "the bloc" any organisation.
    pub(super) fn body_before(&self, noun: &str) -> Option<EntityId> {
        let any = matches!(
            noun,
            "bloc"
                | "alliance"
                | "organisation"
                | "organization"
                | "grouping"
                | "forum"
                | "body"
                | "board"
                | "lender"
                | "watchdog"
        );
        let organisation = |s: &&Seen| self.cast.entities[s.entity as usize].kind == EntityKind::Organisation;
        let last = || self.seen.iter().rev().take(60).find(organisation).map(|s| s.entity);
        // "banned the Muslim Brotherhood, calling **the group** a threat": who is no state's and has a name.
        let group = noun.ends_with("group") || matches!(noun, "militia" | "movement");
        let stateless = |s: &&Seen| {
            let e = &self.cast.entities[s.entity as usize];
            let sector = e.sector.as_deref().unwrap_or_default();
            e.kind != EntityKind::Person
                && e.code.is_some()
                && e.name.chars().any(char::is_uppercase)
                && matches!(sector, "NGO" | "UAF" | "REB" | "SEP" | "RAD" | "CRM" | "OPP" | "PTY")
        };
        let last_group = || self.seen.iter().rev().take(30).find(stateless).map(|s| s.entity);
        let known = || if any { last() } else { None };
        let of_group = || last_group().or_else(|| last().filter(|_| noun == "group"));
        self.named_before(noun).or_else(known).or_else(|| if group { of_group() } else { None })
    }

    /// The last person whose state is not that of the place where the text has taken us.
    fn visitor(&self, view: &View, before: u32) -> Option<EntityId> {
        let host =
            self.seen.iter().rev().take(120).find(|s| s.as_place).and_then(|s| self.entity_code(s.entity));
        let foreign = |s: &&Seen| {
            let e = &self.cast.entities[s.entity as usize];
            e.kind == EntityKind::Person && e.code.is_some() && e.code != host
        };
        let told = |s: &&Seen| (s.sentence, s.head) < (view.index, before);
        self.seen.iter().rev().take(120).filter(told).find(foreign).map(|s| s.entity)
    }

    /// The `count` most present states, or the persons last named before a token who fit; `None` where there are not that many.
    pub(super) fn several(
        &mut self,
        view: &View,
        count: usize,
        persons: Option<u32>,
        noun: Option<&str>,
        head: Option<usize>,
    ) -> Option<EntityId> {
        let name = noun.unwrap_or(if persons.is_some() { "the two" } else { "the two countries" }).to_owned();
        let acting = head.and_then(|h| self.acting_upon(view, h));
        let upon = |codes: &Vec<String>| acting.as_ref().is_none_or(|a| !codes.contains(a));
        // "the two" are those joined just before, whether persons or states.
        let joint = if noun.is_none() { self.joint_codes(view, count, 0).filter(upon) } else { None };
        if joint.is_none()
            && let Some(members) =
                persons.and_then(|before| self.last_persons(view, before, count, noun, acting.as_deref()))
            && (matches!(noun, Some("men" | "women")) || self.of_the_pair(&members))
        {
            return Some(self.cast.plural(&name, members));
        }
        let mut codes = joint.unwrap_or_else(|| self.last_codes(view, count, head));
        if codes.len() < count {
            return None;
        }
        // "Chad ... suspends the accord between the two countries": it is one of them, unless two were joined before.
        let between = head.filter(|&h| count == 2 && view.preposition(h).as_deref() == Some("between"));
        let bond = |h: &usize| view.head(*h).is_some_and(|noun| view.is(noun, BONDS));
        let between = between.filter(bond).filter(|_| self.joint_codes(view, count, 1).is_none());
        let whose = between.and_then(|h| self.acting_in(view, h)).filter(|c| !codes.contains(c));
        if let Some(acting) = whose {
            codes = vec![acting, codes.swap_remove(0)];
        }
        let singular = noun.map(|n| n.trim_end_matches('s').to_owned());
        let members = codes
            .iter()
            .map(|code| match &singular {
                Some(office) if !self.cast.actors.office_codes(office).is_empty() => {
                    self.cast.holder(code, office)
                }
                _ => self.cast.state(code),
            })
            .collect();
        Some(self.cast.plural(&name, members))
    }

    /// False where a text is about two states, and these persons are not of them.
    fn of_the_pair(&self, members: &[EntityId]) -> bool {
        let Some(pair) = self.salience.pair().filter(|_| members.len() == 2) else { return true };
        let of =
            |&m: &EntityId| self.cast.entities[m as usize].code.as_ref().is_some_and(|c| pair.contains(c));
        members.iter().all(of)
    }

    /// The states that this sentence or one of the two before it names, where they are as many; else those of them, and
    /// of all others, that the text is most about.
    pub(super) fn last_codes(&self, view: &View, count: usize, head: Option<usize>) -> Vec<String> {
        let acting = head.and_then(|h| self.acting_upon(view, h));
        let acting = acting.as_deref();
        let told = self
            .joint_codes(view, count, 0)
            .or_else(|| self.with_us(view, count))
            .or_else(|| self.salience.pair().filter(|_| count == 2));
        if let Some(codes) = told.or_else(|| self.last_codes_told(view, count))
            && codes.iter().all(|c| acting != Some(c))
        {
            return codes;
        }
        let state = |c: &str| self.cast.actors.state(c).is_some();
        let mut told = self.told_lately(view, count, false);
        told.retain(|c| acting != Some(c));
        let story = self.salience.ranked(usize::MAX / 2, state);
        if told.len() > count {
            told.sort_by_key(|c| story.iter().position(|s| s == c));
            told.truncate(count);
        }
        // Who publishes a statement is one of two only beside another just told.
        let own = |c: &str| acting == Some(c) || told.is_empty() && self.home.as_deref() == Some(c);
        let others: Vec<&&str> = story.iter().filter(|c| !own(c)).collect();
        for code in others {
            if told.len() < count && told.iter().all(|t| t != code) {
                told.push((*code).to_string());
            }
        }
        told
    }

    /// "Iran had written to us, and the two governments": the publisher's state and the one that writes to it.
    fn with_us(&self, view: &View, count: usize) -> Option<Vec<String>> {
        let home = self.home.clone().filter(|_| count == 2)?;
        let mut here = self.seen.iter().rev().take_while(|s| s.sentence == view.index);
        let us = here.clone().any(|s| self.ours(s));
        let other = here.find_map(|s| {
            let code = self.entity_code(s.entity).filter(|_| !s.as_place && !s.weak)?;
            (code != home && self.cast.actors.state(&code).is_some()).then_some(code)
        })?;
        us.then(|| vec![other, home])
    }

    /// "has visited both capitals": who visits is of neither.
    pub(super) fn acting_upon(&self, view: &View, head: usize) -> Option<String> {
        self.actor_upon(view, head).and_then(|entity| self.entity_code(entity))
    }

    /// "The Kenyan police arrested MP X": police, courts and secret services deal with their own state's people.
    pub(super) fn is_dealt_with_at_home(&self, view: &View, head: u32) -> bool {
        let acting = self.actor_upon(view, head as usize).map(|e| &self.cast.entities[e as usize]);
        acting.is_some_and(|e| matches!(e.sector.as_deref(), Some("COP" | "JUD" | "SPY")))
    }

    /// The state that is the subject of the clause a token is in.
    fn acting_in(&self, view: &View, token: usize) -> Option<String> {
        let subject = clause_subject(view, token)?;
        let code = self.seen_here(view, subject).and_then(|e| self.entity_code(e));
        code.filter(|c| self.cast.actors.state(c).is_some())
    }

    fn actor_upon(&self, view: &View, head: usize) -> Option<EntityId> {
        let mut head = head;
        while matches!(view.get(head)?.deprel, Deprel::Appos | Deprel::Flat | Deprel::Conj) {
            head = view.head(head)?;
        }
        let towards =
            || view.preposition(head).is_some_and(|p| matches!(&*p, "to" | "with" | "on" | "against"));
        let object = match view.token(head).deprel {
            Deprel::Obj | Deprel::Iobj => true,
            Deprel::Obl | Deprel::Nmod => towards(),
            _ => false,
        };
        let subject = clause_subject(view, head).filter(|_| object)?;
        self.seen_here(view, subject)
    }

    /// Whom a token of this sentence was found to stand for.
    pub(super) fn seen_here(&self, view: &View, token: usize) -> Option<EntityId> {
        let mut here = self.seen.iter().rev().take_while(|s| s.sentence == view.index);
        here.find(|s| s.head as usize == token).map(|s| s.entity)
    }

    /// The states that this sentence or one of the two before it names, where they are as many.
    pub(super) fn last_codes_told(&self, view: &View, count: usize) -> Option<Vec<String>> {
        if let Some(codes) = self.joint_codes(view, count, 1) {
            return Some(codes);
        }
        [false, true].into_iter().map(|weak| self.told_lately(view, count, weak)).find(|c| c.len() == count)
    }

    /// "thanked Moscow and Beijing, and said that the two": the states joined by "and", here or in the sentence before.
    fn joint_codes(&self, view: &View, count: usize, back: usize) -> Option<Vec<String>> {
        let state = |c: &str| self.cast.actors.state(c).is_some();
        let near =
            self.seen.iter().rev().take_while(|s| s.sentence + back >= view.index).filter(|s| !s.as_place);
        near.into_iter().find_map(|seen| {
            let mut joint: Vec<String> = Vec::new();
            for code in self.coordination(seen).into_iter().flat_map(|e| self.codes_of(e)) {
                if state(&code) && !joint.contains(&code) {
                    joint.push(code);
                }
            }
            (joint.len() == count).then_some(joint)
        })
    }

    /// The states of this sentence and, as long as they are not `count`, of the two before it; `weak`: by adjectives too.
    fn told_lately(&self, view: &View, count: usize, weak: bool) -> Vec<String> {
        let state = |c: &str| self.cast.actors.state(c).is_some();
        let mut codes: Vec<String> = Vec::new();
        for sentence in (view.index.saturating_sub(2)..=view.index).rev() {
            let here = self.seen.iter().rev().skip_while(|s| s.sentence > sentence);
            for seen in here.take_while(|s| s.sentence == sentence) {
                if seen.as_place || seen.weak && !weak || self.ours(seen) {
                    continue;
                }
                for code in self.codes_of(seen.entity).into_iter().filter(|c| state(c)) {
                    if !codes.contains(&code) {
                        codes.push(code);
                    }
                }
            }
            if codes.len() >= count {
                break;
            }
        }
        codes.reverse();
        codes
    }

    /// True for "we" and "our": whoever writes is not told of.
    fn ours(&self, seen: &Seen) -> bool {
        let form = self.views[seen.sentence].form(seen.head as usize);
        matches!(&*form.to_lowercase(), "we" | "our" | "us" | "i" | "my" | "me")
    }

    /// The codes of an entity, or of its members.
    fn codes_of(&self, entity: EntityId) -> Vec<String> {
        let e = &self.cast.entities[entity as usize];
        let members = e.members.iter().filter_map(|&m| self.cast.entities[m as usize].code.clone());
        e.code.iter().cloned().chain(members).collect()
    }

    /// The last persons named, of different states and none of `but`, whose office the noun is.
    pub(super) fn last_persons(
        &self,
        view: &View,
        before: u32,
        count: usize,
        noun: Option<&str>,
        but: Option<&str>,
    ) -> Option<Vec<EntityId>> {
        let office = noun.map(|n| n.trim_end_matches('s'));
        let generic = office.is_none_or(|o| {
            matches!(
                o,
                "leader" | "men" | "diplomat" | "statesmen" | "dignitarie" | "politician" | "official"
            )
        });
        let mut found: Vec<EntityId> = Vec::new();
        let near = self.seen.iter().rev().take(60).take_while(|s| s.sentence + 8 > view.index);
        for seen in near.filter(|s| (s.sentence, s.head) < (view.index, before)) {
            let e = &self.cast.entities[seen.entity as usize];
            let fits = generic || e.office.as_deref().is_some_and(|o| office.is_some_and(|n| o.ends_with(n)));
            let other = found.iter().all(|&f| self.cast.entities[f as usize].code != e.code);
            let state = |c: &String| noun.is_none() || self.cast.actors.state(c).is_some();
            if e.kind == EntityKind::Person
                && e.code.as_ref().is_some_and(state)
                && e.code.as_deref() != but
                && fits
                && other
                && !found.contains(&seen.entity)
            {
                found.push(seen.entity);
            }
            if found.len() == count {
                found.reverse();
                return Some(found);
            }
        }
        None
    }
}

/// The subject of the clause that a token is in, or of the one that shares it ("is considering to help the country").
fn clause_subject(view: &View, token: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..10 {
        at = view.head(at)?;
        if let Some(subject) = view.child(at, &[Deprel::Nsubj, Deprel::NsubjPass]) {
            // "Smith, who brought both men together": Smith.
            let relative =
                view.token(at).deprel == Deprel::AclRelcl && view.is(subject, &["who", "which", "that"]);
            return if relative { view.head(at) } else { Some(subject) };
        }
    }
    None
}
