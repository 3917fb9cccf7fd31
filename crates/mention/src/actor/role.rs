//! "the minister", "the army", "the two sides' envoys", "the junta": whose a role without a name is, and who bears it.

use super::cast::same_office;
use super::discourse::{Discourse, Seen};
use super::phrase::{Draft, Owner, Title};
use super::view::View;
use crate::{EntityId, EntityKind};
use legation_syntax::Deprel;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

impl<'a> Discourse<'a, '_> {
    /// A role without a name: someone already named, the holder of that day, or a group.
    pub(super) fn role(&mut self, view: &View, draft: &Draft, title: &Title) -> Option<(EntityId, bool)> {
        let credentials = self.cast.credentials(title, view);
        let noun =
            view.sentence.words(title.words.0 as usize, title.words.1 as usize, view.text).to_lowercase();
        let own = self.owner_code(&title.owners, view).or(credentials.code);
        if noun.ends_with("counterpart") {
            return self.counterpart(view, draft, own).map(|e| (e, false));
        }
        if let ControlFlow::Break(several) = self.several_bearers(view, draft, title, &noun, own.is_some()) {
            return several;
        }
        let office = title.office.and(credentials.office);
        if let (Some(office), false) = (&office, title.plural || title.indefinite) {
            if let Some(number) = self.bearer(view, draft.first, office, own.as_deref(), title.former) {
                if !title.former {
                    self.cast.note_bearer(number, office, view.index);
                }
                return Some((
                    self.person_entity(number, view, view.head_of(draft.first, draft.last)),
                    false,
                ));
            }
            let home =
                || self.home.clone().filter(|_| title.definite || view.capital(title.words.0 as usize));
            let rank = self.cast.actors.offices()[title.office? as usize].rank;
            let acted = || self.just_acted(view).filter(|_| rank > 2 && title.definite);
            let known = own.clone().or_else(home).or_else(acted);
            let code = known.or_else(|| self.office_code(office, view.index))?;
            if rank < 4 && !title.former {
                return Some((self.cast.holder(&code, office), false));
            }
            let sector = credentials.sector.as_deref().unwrap_or(&title.sector);
            return Some((self.cast.group(title, &noun, &code, sector), false));
        }
        let institution =
            matches!(self.kind(title), "institution" | "ministry") && title.definite && !title.plural;
        let official = matches!(&*title.sector, "GOV" | "LEG" | "MIL")
            && title.agent.is_some_and(|_| !title.elsewhere)
            || title.office.is_some();
        let own = own.or_else(|| if official { self.opening_seat(view, draft.first) } else { None });
        let own = own.or_else(|| self.stationed(view, draft, title).filter(|_| official));
        let own = own.or_else(|| if institution { self.just_acted(view) } else { None });
        if own.is_none()
            && title.definite
            && let Some(entity) = self.named_before(&noun)
        {
            return Some((entity, title.plural));
        }
        if self.kind(title) == "board" && own.is_none() {
            return None;
        }
        // "the watchdog", "the body", "the member states": whatever organisation was last named.
        let members = noun.starts_with("member") && title.plural;
        if own.is_none()
            && title.definite
            && (members || !title.plural)
            && let Some(entity) = self.body_before(if members { "bloc" } else { &noun })
        {
            return Some((entity, false));
        }
        let sector = credentials.sector.clone().unwrap_or_default();
        // Rebels and civilians are of the place where they are; ministries of the state the text is about.
        let local = !title.elsewhere
            && matches!(sector.as_str(), "CVL" | "REB" | "OPP" | "UAF" | "SEP" | "REF" | "RAD" | "COP");
        let at_home = self.is_authorities(title);
        let ground = || {
            let here = || self.grounds.last().is_some_and(|g| g.0 == view.index);
            let acting = || self.acting_here(view).filter(|_| at_home && !here());
            if local || at_home { acting().or_else(|| self.ground(view, draft.first)) } else { None }
        };
        let charity = || (sector == "NGO").then(|| "NGO".to_owned());
        let told = own.or_else(ground).or_else(charity);
        let official = matches!(&*title.sector, "GOV" | "MIL")
            && title.count == 0
            && !title.elsewhere
            && !self.mandated(title);
        let upon = || {
            if official {
                self.acted_upon(view, view.head_of(draft.first, draft.last) as usize)
            } else {
                None
            }
        };
        let told = told.or_else(upon);
        let code = told.or_else(|| self.default_owner(view, title, &sector)).unwrap_or_default();
        let sector = if sector.is_empty() { &title.sector } else { &sector };
        Some((self.cast.group(title, &noun, &code, sector), title.plural))
    }

    /// Bare "authorities" and "prosecutors" are of the place where they act, as the police are; "governments" are several.
    fn is_authorities(&self, title: &Title) -> bool {
        let noun = |a: u32| &*self.cast.actors.agents()[a as usize].noun;
        let one_body = title.sector == "JUD" || title.agent.is_some_and(|a| noun(a) == "authorities");
        one_body && self.kind(title) == "institution" && title.plural && !title.definite && !title.elsewhere
    }

    /// The state that is the subject of the clause before, in the same sentence.
    fn acting_here(&self, view: &View) -> Option<String> {
        let mut here = self.seen.iter().rev().take_while(|s| s.sentence == view.index);
        let state = |s: &&Seen| s.subject && self.cast.entities[s.entity as usize].kind == EntityKind::State;
        here.find(state).and_then(|s| self.entity_code(s.entity))
    }

    /// A role that several bear: of several owners, counted, or of each of two states; goes on where one bears it.
    fn several_bearers(
        &mut self,
        view: &View,
        draft: &Draft,
        title: &Title,
        noun: &str,
        owned: bool,
    ) -> ControlFlow<Option<(EntityId, bool)>> {
        let pair = self.owners_together(view, title);
        if pair.len() > 1 {
            let members = pair.iter().map(|code| match &title.office {
                Some(_) => self.cast.holder(code, &noun_of_one(noun)),
                None => self.cast.group(title, noun, code, &title.sector),
            });
            let members = members.collect();
            return ControlFlow::Break(Some((self.cast.plural(noun, members), true)));
        }
        if title.owners.len() > 1 {
            let members = self.each_owner(view, title, noun);
            return ControlFlow::Break(Some((self.cast.plural(noun, members), true)));
        }
        if title.plural && title.count > 0 && title.definite && title.owners.is_empty() {
            let office = title.office.map(|_| noun);
            let last = Some(title.words.1 as usize);
            let found = self.several(view, title.count, Some(draft.first), office, last);
            return ControlFlow::Break(found.map(|e| (e, true)));
        }
        if title.plural
            && title.definite
            && !owned
            && !title.elsewhere
            && let Some(entity) = self.each_of_two(view, draft.first, title, noun)
        {
            return ControlFlow::Break(Some((entity, true)));
        }
        ControlFlow::Continue(())
    }

    /// "The foreign ministers signed", "the envoys met": of a state there is one; those just named, or the two states told.
    pub(super) fn each_of_two(
        &mut self,
        view: &View,
        before: u32,
        title: &Title,
        noun: &str,
    ) -> Option<EntityId> {
        let one = noun_of_one(noun);
        let single =
            matches!(&*one, "president" | "prime minister" | "premier" | "leader" | "head of state" | "king")
                || one.ends_with(" minister") && !one.contains("deputy") && one != "cabinet minister";
        let several =
            single || matches!(&*one, "minister" | "envoy" | "negotiator" | "delegation" | "emissary");
        if !several {
            return None;
        }
        if let Some(members) = self.last_persons(view, before, 2, Some(noun), None) {
            return Some(self.cast.plural(noun, members));
        }
        let recent = self.last_codes_told(view, 2)?;
        (single || title.office.is_none()).then(|| {
            let members = recent.iter().map(|code| self.cast.holder(code, &one)).collect();
            self.cast.plural(noun, members)
        })
    }

    /// The states of "the navies of the two countries" and of "their navies".
    pub(super) fn owners_together(&mut self, view: &View, title: &Title) -> Vec<String> {
        match title.owners.first() {
            Some(Owner::Several(count)) => self.last_codes(view, *count, None),
            Some(Owner::Pronoun(token)) if title.plural => {
                let Some(entity) = self.antecedent(view, *token as usize) else { return Vec::new() };
                let members = &self.cast.entities[entity as usize].members;
                let mut codes: Vec<String> =
                    members.iter().filter_map(|&m| self.cast.entities[m as usize].code.clone()).collect();
                codes.dedup();
                codes
            }
            _ => Vec::new(),
        }
    }

    /// Whose a body or group is of which the text does not say it.
    pub(super) fn default_owner(&mut self, view: &View, title: &Title, sector: &str) -> Option<String> {
        if !self.somebodys(title, sector) {
            return None;
        }
        match self.kind(title) {
            _ if self.mandated(title) => {
                self.salience.top(view.index, legation_record::is_intergovernmental).map(str::to_owned)
            }
            "regime" => self.others_code(view),
            "ministry" | "institution" if self.home.is_some() => self.home.clone(),
            "ministry" | "institution" => self.default_code(view.index, |_| true),
            _ => self.just_acted(view).or_else(|| self.story_code()),
        }
    }

    /// "The United States barred aid to the government": of another than the state which acts upon it.
    fn acted_upon(&self, view: &View, head: usize) -> Option<String> {
        let acting = self.acting_upon(view, head)?;
        let mut here = self.seen.iter().rev().take_while(|s| s.sentence == view.index);
        let state = |s: &&Seen| {
            let e = &self.cast.entities[s.entity as usize];
            s.subject && e.kind == EntityKind::State && e.code.as_ref() == Some(&acting)
        };
        here.find(state)?;
        let actors = self.cast.actors;
        self.salience.foremost(|c| c != acting && actors.state(c).is_some()).map(str::to_owned)
    }

    /// "In Moscow, a spokesman for the foreign ministry said": the state of the capital that opens the sentence.
    pub(super) fn opening_seat(&self, view: &View, before: u32) -> Option<String> {
        let seat = self.grounds.iter().rev().take_while(|g| g.0 == view.index).find(|g| g.1 == 1)?;
        let capital = self
            .seen
            .iter()
            .rev()
            .take_while(|s| s.sentence == view.index)
            .any(|s| s.head == 1 && s.as_place);
        let comma = view.is(2, &[","]) && view.is(0, &["in"]);
        (before > 1 && capital && comma && self.cast.actors.state(&seat.2).is_some()).then(|| seat.2.clone())
    }

    /// "Retired officers in La Paz": of the state in whose town they are, if the text is about it; whom a state sends
    /// abroad is elsewhere than at home.
    fn stationed(&self, view: &View, draft: &Draft, title: &Title) -> Option<String> {
        let noun = &*view.token(title.words.1 as usize).lemma;
        let sent = matches!(noun, "ambassador" | "diplomat" | "emissary" | "envoy");
        self.seated(view, draft.last).filter(|c| !sent && self.salience.named(c))
    }

    /// The state that the whole text is most about.
    fn story_code(&self) -> Option<String> {
        let actors = self.cast.actors;
        let named = self.salience.foremost(|c| actors.state(c).is_some()).map(str::to_owned);
        named.or_else(|| self.default_code(usize::MAX / 2, |_| true))
    }

    /// "Chile was content. The government hopes": the state that is the subject of the sentence before.
    pub(super) fn just_acted(&self, view: &View) -> Option<String> {
        let before = self.seen.iter().rev().skip_while(|s| s.sentence >= view.index);
        let before = before.take_while(|s| s.sentence + 1 == view.index);
        let main = |s: &Seen| {
            let view = &self.views[s.sentence];
            let verb = view.head(s.head as usize).and_then(|v| view.get(v));
            verb.is_some_and(|v| matches!(v.deprel, Deprel::Root | Deprel::Conj | Deprel::Parataxis))
        };
        let state = |s: &&Seen| {
            s.subject
                && main(s)
                && !s.quoted
                && self.cast.entities[s.entity as usize].kind == EntityKind::State
        };
        before.filter(state).last().and_then(|s| self.entity_code(s.entity))
    }

    /// Weapons inspectors, peacekeepers: sent by an organisation unless the text says by whom.
    pub(super) fn mandated(&self, title: &Title) -> bool {
        self.kind(title) == "mandate" || title.sector == "IGO"
    }

    /// The kind of the noun for an actor: people, force, institution …
    pub(super) fn kind(&self, title: &Title) -> &'a str {
        title.agent.map_or("people", |a| &*self.cast.actors.agents()[a as usize].kind)
    }

    /// The most present state but those that act in this sentence and whose text it is: "the regime" is somebody else's.
    pub(super) fn others_code(&mut self, view: &View) -> Option<String> {
        let author = self.author().and_then(|a| self.entity_code(a));
        let here = self.seen.iter().rev().take_while(|s| s.sentence == view.index).filter(|s| s.subject);
        let mut own: BTreeSet<String> = here.filter_map(|s| self.entity_code(s.entity)).collect();
        own.extend(author);
        own.extend(self.document.outlet_country.clone());
        self.default_code(view.index, |code| !own.contains(code))
    }

    /// True where a phrase without an owner must mean the state the text is about: "the army", "officials"; not
    /// "world leaders", "governments", "militants".
    pub(super) fn somebodys(&self, title: &Title, sector: &str) -> bool {
        let kind = self.kind(title);
        if self.mandated(title) {
            return true;
        }
        let bare = title.plural && !title.definite;
        match sector {
            _ if title.elsewhere => false,
            "UAF" | "RAD" | "CRM" | "NGO" => false,
            "GOV" | "LEG" | "MIL" => {
                !bare || matches!(kind, "people" | "force") || self.is_authorities(title)
            }
            _ => !bare,
        }
    }

    /// "his Pakistani counterpart": of that state, in the office of whom the text last spoke of.
    pub(super) fn counterpart(
        &mut self,
        view: &View,
        draft: &Draft,
        code: Option<String>,
    ) -> Option<EntityId> {
        let here = (view.index, draft.first);
        let office_of = |s: &Seen| {
            let e = &self.cast.entities[s.entity as usize];
            let person = e.kind == EntityKind::Person && e.office.is_some();
            if person && (code.is_none() || code != e.code) {
                Some((e.office.clone()?, e.code.clone()?))
            } else {
                None
            }
        };
        let near = self.seen.iter().rev().filter(|s| (s.sentence, s.head) < here).take(30);
        let (office, his) = near.filter(|s| s.sentence + 4 > view.index).find_map(office_of)?;
        let code = match code.filter(|c| *c != his) {
            Some(code) => code,
            None => self.default_code(view.index, |c| c != his)?,
        };
        match self.bearer(view, draft.first, &office, Some(&code), false) {
            Some(number) => Some(self.person_entity(number, view, view.head_of(draft.first, draft.last))),
            None => Some(self.cast.holder(&code, &office)),
        }
    }

    /// "the regime" after "the Assad regime", "the agency" after the IAEA: the last body whose name ends in the noun.
    pub(super) fn named_before(&self, noun: &str) -> Option<EntityId> {
        self.seen.iter().rev().take(150).map(|s| s.entity).find(|&id| {
            let e = &self.cast.entities[id as usize];
            let body = matches!(
                e.kind,
                EntityKind::Body | EntityKind::Organisation | EntityKind::Group | EntityKind::People
            );
            let ends = e.name.len() > noun.len()
                && e.name.is_char_boundary(e.name.len() - noun.len())
                && e.name[e.name.len() - noun.len()..].eq_ignore_ascii_case(noun)
                && e.name[..e.name.len() - noun.len()].ends_with(' ');
            let starts = e.name.split_once(" of ").is_some_and(|(head, _)| head.eq_ignore_ascii_case(noun));
            body && (ends || starts || self.cast.alias_ends(id, noun))
        })
    }

    /// One group for each owner: "Israeli, Greek and Moldovan governments".
    pub(super) fn each_owner(&mut self, view: &View, title: &Title, noun: &str) -> Vec<EntityId> {
        let codes: Vec<String> =
            title.owners.iter().filter_map(|o| self.cast.owner(o, view)).map(|(c, _)| c).collect();
        codes.iter().map(|code| self.cast.group(title, noun, code, &title.sector)).collect()
    }

    /// Someone the document names who holds the office; the latest mentioned before here, else the first after.
    pub(super) fn bearer(
        &self,
        view: &View,
        before: u32,
        office: &str,
        code: Option<&str>,
        former: bool,
    ) -> Option<usize> {
        let fits = |number: &usize| {
            let p = &self.cast.people[*number];
            let told = p.office.as_deref().is_some_and(|o| same_office(office, o)) && p.former == former;
            let his = told || !former && self.cast.in_office(p, office);
            his && code.is_none_or(|c| p.code.as_deref() == Some(c))
        };
        let fitting: Vec<usize> = (0..self.cast.people.len()).filter(fits).collect();
        if fitting.is_empty() {
            return None;
        }
        let here = (view.index, before);
        let of = |s: &Seen| self.cast.profile(s.entity).filter(|p| fitting.contains(p));
        let last = self.seen.iter().rev().filter(|s| (s.sentence, s.head) < here).take(60).find_map(of);
        let home = |p: &usize| self.home.is_none() || self.home == self.cast.people[*p].code;
        let first = || fitting.first().copied().filter(|p| code.is_some() || home(p));
        last.or_else(|| if fitting.len() == 1 || code.is_some() { first() } else { None })
    }
}

/// "foreign ministers": the office of each.
fn noun_of_one(noun: &str) -> String {
    noun.strip_suffix('s').unwrap_or(noun).to_owned()
}
