//! Whom a blow struck, where its clause does not say it.

use crate::party::Parties;
use crate::types::{Event, Role};
use legation_lexicon::events::Pos;
use legation_lexicon::frame::Path;
use legation_mention::{Entity, EntityId, EntityKind, Mention};
use legation_record::EventType;
use legation_syntax::Upos;
use legation_text::Because;

/// Gives an assault the sufferer that its clause or its place tells.
pub fn settle(parties: &Parties<'_>, event: &mut Event) {
    if event.kind == EventType::Assault {
        Blow { parties }.in_combat(event);
        Blow { parties }.another(event);
        Blow { parties }.at_its_place(event);
    }
}

struct Blow<'a> {
    parties: &'a Parties<'a>,
}

impl Blow<'_> {
    fn entity(&self, id: EntityId) -> &Entity {
        &self.parties.mentions.entities[id as usize]
    }

    fn code(&self, id: EntityId) -> Option<&str> {
        self.entity(id).code.as_deref()
    }

    /// "was killed in **a battle with rebels**": who fought there struck.
    fn in_combat(&self, event: &mut Event) {
        let known = |r: &Role| self.parties.has_code(*r);
        if event.actors.iter().any(known) || !event.recipients.iter().any(known) {
            return;
        }
        let clauses = self.parties.clauses;
        let combat = |&n: &usize| {
            let mut told = self.parties.lexicon.events.told_before(clauses.lemma(n));
            clauses.token(n).upos == Upos::Noun && told.any(|k| k == EventType::Assault)
        };
        let nouns = clauses.beneath(event.trigger as usize).into_iter().filter(combat);
        let with = |n: usize| clauses.arguments(n, &Path::Preposition("with".to_owned()));
        let own = |r: &Role| event.recipients.iter().any(|s| s.entity == r.entity);
        let mut found = nouns.map(|n| with(n).into_iter().flat_map(|t| self.parties.strictly(t)).collect());
        let fought = found.find(|roles: &Vec<Role>| roles.iter().any(known) && !roles.iter().any(own));
        if let Some(roles) = fought {
            event.actors = roles;
            event.because.push(Because::new("event::combat", "who fought with those struck"));
        }
    }

    /// "killed in an airstrike on a vehicle in Tyre, Lebanon": whom a blow struck, where nobody is named, the place tells.
    fn at_its_place(&self, event: &mut Event) {
        if event.recipients.iter().any(|r| self.code(r.entity).is_some()) {
            return;
        }
        let place = event.place.map(|m| self.parties.mentions.mentions[m as usize].entity);
        let own = |e: EntityId| event.actors.iter().any(|a| self.code(a.entity) == self.code(e));
        if let Some(entity) = place.filter(|&e| self.code(e).is_some() && !own(e)) {
            event.recipients.push(Role { entity, token: None });
            event.because.push(Because::new("event::place", "whom a blow struck is where it struck"));
        }
    }

    /// "Mali killed a general in Chad", "rams into Chadian walkers, hurting two children": whom a blow struck whose state
    /// the text leaves unsaid is of the one other state that the clause names, not of the state that struck.
    fn another(&self, event: &mut Event) {
        let Some(own) = event.actors.first().and_then(|a| self.code(a.entity)) else { return };
        let is_own = |r: &Role| self.code(r.entity) == Some(own);
        let all = event.actors.iter().chain(&event.recipients);
        let itself = event.recipients.iter().any(is_own)
            && all.clone().all(|r| self.code(r.entity).is_none() || is_own(r));
        let verbal = self.parties.clauses.pos(event.trigger as usize) == Some(Pos::Verb);
        if !verbal || !itself || event.recipients.iter().any(|r| self.is_said(r, own)) {
            return;
        }
        if let Some(entity) = self.other_of_clause(event, own) {
            event.recipients = vec![Role { entity, token: None }];
            let why = "whom a blow struck is of the other state of its clause";
            event.because.push(Because::new("event::place", why));
        }
    }

    /// True where the phrase itself says of which state one is, or he holds an office of it ("bundled the president onto a
    /// plane to Chad").
    fn is_said(&self, role: &Role, code: &str) -> bool {
        let one = self.entity(role.entity);
        let holds = one.office.is_some() && one.sector.as_deref() == Some("GOV");
        let phrase = role.token.map(|t| self.parties.clauses.beneath(t as usize)).unwrap_or_default();
        let state = |m: &Mention| {
            self.entity(m.entity).kind == EntityKind::State && self.code(m.entity) == Some(code)
        };
        let mut here = self.parties.mentions.in_sentence(self.parties.sentence);
        holds
            || one.kind == EntityKind::State
            || here.any(|m| state(m) && phrase.contains(&(m.head as usize)))
    }

    /// The one other state that the clause names beside who struck.
    fn other_of_clause(&self, event: &Event, own: &str) -> Option<EntityId> {
        let clauses = self.parties.clauses;
        let clause = clauses.beneath(clauses.clause_of(event.trigger as usize));
        let doers: Vec<usize> = event.actors.iter().filter_map(|a| a.token).map(|t| t as usize).collect();
        let doing = |t: usize| doers.iter().any(|&d| d == t || clauses.beneath(d).contains(&t));
        let named = |t: usize| clauses.token(t).upos != Upos::Pron && clause.contains(&t) && !doing(t);
        let other = |e: &EntityId| {
            let foreign = |c: &str| c != own && !legation_record::is_intergovernmental(c);
            let kind = self.entity(*e).kind;
            // The press tells of it.
            let press = self.entity(*e).sector.as_deref() == Some("MED");
            !press
                && self.code(*e).is_some_and(foreign)
                && !matches!(kind, EntityKind::Person | EntityKind::Other)
        };
        let here = self.parties.mentions.in_sentence(self.parties.sentence);
        let mut others: Vec<EntityId> =
            here.filter(|m| named(m.head as usize)).map(|m| m.entity).filter(other).collect();
        others.dedup_by_key(|e| self.code(*e));
        <[EntityId; 1]>::try_from(others).ok().map(|[one]| one)
    }
}
