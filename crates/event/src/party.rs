//! From a noun phrase to the parties it names.

use crate::clause::Clauses;
use crate::types::{Role, join};
use crate::voice;
use legation_lexicon::Lexicon;
use legation_lexicon::frame::Path;
use legation_mention::{Entity, EntityId, EntityKind, Mention, Mentions};
use legation_record::EventType;
use legation_syntax::{Deprel, Upos};

/// How deep a party is looked for inside a phrase ("the decision of the government of X").
const MAX_DEPTH: usize = 4;

/// Resolves the phrases of one sentence.
pub struct Parties<'a> {
    pub lexicon: &'a Lexicon,
    pub clauses: &'a Clauses<'a>,
    pub mentions: &'a Mentions,
    pub sentence: usize,
    /// Who says "I" and "we" in this sentence.
    pub speaker: Option<EntityId>,
    /// Whose statement the document is.
    pub publisher: Option<EntityId>,
    /// The international body last named before this sentence: "the resolution" is its.
    pub issuer: Option<EntityId>,
    /// Whose report or letter was last told of: "the report" accuses for them.
    pub author: Option<EntityId>,
}

impl<'a> Parties<'a> {
    /// A sentence by itself: nobody speaks in it, nobody published it, and no text was told of before.
    pub fn alone(
        lexicon: &'a Lexicon,
        clauses: &'a Clauses<'a>,
        mentions: &'a Mentions,
        sentence: usize,
    ) -> Self {
        Self {
            lexicon,
            clauses,
            mentions,
            sentence,
            speaker: None,
            publisher: None,
            issuer: None,
            author: None,
        }
    }
}

impl Parties<'_> {
    /// The parties a phrase names: itself and its conjuncts, or, where it is no party, the nearest inside it.
    pub fn of(&self, at: usize) -> Vec<Role> {
        self.phrase(at, MAX_DEPTH, true)
    }

    /// As [`Self::of`], but a place inside the phrase does not count ("the museum in Paris").
    pub fn strictly(&self, at: usize) -> Vec<Role> {
        self.phrase(at, MAX_DEPTH, false)
    }

    fn phrase(&self, at: usize, depth: usize, places: bool) -> Vec<Role> {
        let mut found = Vec::new();
        let parts = self.clauses.conjuncts(at).into_iter().chain(self.joined_to_its_name(at));
        for part in parts {
            if self.clauses.token(part).upos == Upos::Verb && part != at {
                continue;
            }
            let mut here = self.direct(part);
            if here.is_empty() {
                here = self.apposed(part);
            }
            if here.is_empty() {
                here = self.issuer_of(part);
            }
            // "the foreign ministers of Iran and Iraq" are nobody's by themselves: their states are inside.
            if depth > 0 && !here.iter().any(|r| self.has_code(*r)) {
                // "in Russian missile and drone strikes on Kyiv": beside a party, a place is where.
                let inside = self.inside(part, depth, places && found.is_empty());
                if !inside.is_empty() {
                    here = inside;
                }
            }
            join(&mut found, here);
        }
        found
    }

    /// "the Office on Drugs and Crime, **Chad** and **Mali**": trees hang them on a word inside the name.
    fn joined_to_its_name(&self, at: usize) -> Vec<usize> {
        let Some(mention) = self.mention(at) else { return Vec::new() };
        let (first, last) = (mention.first as usize, mention.last as usize);
        // "the Chadian military and intelligence centre" is one.
        let modifies =
            |word: usize| matches!(self.clauses.token(word).deprel, Deprel::Amod | Deprel::Compound);
        let words = (first..=last).filter(|&word| word != at && !modifies(word));
        let joined = words.flat_map(|word| self.clauses.under(word, &[Deprel::Conj]));
        joined.filter(|&c| c > last).collect()
    }

    /// "his Chilean counterpart, **Jane Doe**", "its ally, **Chad**": who is named is meant, not whose ally.
    fn apposed(&self, at: usize) -> Vec<Role> {
        let comma = usize::from(self.clauses.size() > at + 1 && self.clauses.lemma(at + 1) == ",");
        let right_behind = |a: &usize| self.mention(*a).is_some_and(|m| m.first as usize == at + comma + 1);
        let Some(name) = self.clauses.under(at, &[Deprel::Appos]).find(right_behind) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        join(&mut found, self.clauses.conjuncts(name).into_iter().flat_map(|n| self.direct(n)));
        found.retain(|r| self.has_code(*r));
        found
    }

    /// "The resolution demands", "voted for a resolution calling on": whoever issued it speaks. One that says whose it is
    /// speaks for itself.
    fn issuer_of(&self, at: usize) -> Vec<Role> {
        let clauses = self.clauses;
        let told = |c: usize| self.mentions.at(self.sentence, c).is_some();
        let owned = clauses
            .under(at, &[Deprel::NmodPoss, Deprel::Amod, Deprel::Compound, Deprel::Nmod, Deprel::Acl])
            .any(told);
        let written = self.lexicon.events.is_written(clauses.lemma(at));
        if owned || !written && !self.lexicon.events.is_issued(clauses.lemma(at)) {
            return Vec::new();
        }
        let definite = clauses.under(at, &[Deprel::Det]).any(|d| matches!(clauses.lemma(d), "the" | "this"));
        let issuer = match (written, definite) {
            (true, true) => self.author,
            (true, false) => None,
            (false, true) => self.issuer,
            (false, false) => self.adopts(at),
        };
        issuer.map(|entity| Role { entity, token: Some(at as u32) }).into_iter().collect()
    }

    /// Whose a text told of in this sentence is: its owner's, else of whoever brings it out.
    pub fn author_here(&self) -> Option<EntityId> {
        const OWNERS: [Deprel; 3] = [Deprel::NmodPoss, Deprel::Amod, Deprel::Compound];
        let clauses = self.clauses;
        let texts = (0..clauses.size()).filter(|&t| self.lexicon.events.is_written(clauses.lemma(t)));
        let known = |tokens: Vec<usize>| {
            let mut roles = tokens.into_iter().flat_map(|t| self.strictly(t));
            roles.find(|r| self.has_code(*r)).map(|r| r.entity)
        };
        texts
            .filter_map(|text| {
                let by = clauses.under(text, &[Deprel::Acl]).flat_map(|c| clauses.subjects(c));
                let of = clauses.arguments(text, &Path::Preposition("by".to_owned())).into_iter();
                let published = clauses.head(text).filter(|&v| {
                    clauses.token(text).deprel == Deprel::Obj
                        && matches!(
                            clauses.lemma(v),
                            "deliver"
                                | "issue"
                                | "publish"
                                | "release"
                                | "send"
                                | "submit"
                                | "unveil"
                                | "write"
                        )
                });
                let brought_out = published.map(|v| clauses.subjects(v)).unwrap_or_default();
                let owners = clauses.under(text, &OWNERS).filter(|&o| !self.is_place(o));
                known(owners.collect()).or_else(|| known(by.chain(of).chain(brought_out).collect()))
            })
            .next_back()
    }

    /// The international body whose act the clause above a text is.
    fn adopts(&self, text: usize) -> Option<EntityId> {
        let verb = self
            .clauses
            .sentence
            .ancestors(text)
            .skip(1)
            .find(|&a| self.clauses.token(a).upos == Upos::Verb)?;
        let subjects = self.clauses.subjects(verb).into_iter().filter(|&s| s != text);
        let roles = subjects.flat_map(|s| self.direct(s));
        let is_body = |r: &Role| self.code(*r).is_some_and(legation_record::is_intergovernmental);
        roles.filter(is_body).map(|r| r.entity).next()
    }

    /// The party this very token names.
    pub fn direct(&self, at: usize) -> Vec<Role> {
        let token = Some(at as u32);
        if let Some(mention) = self.mention(at) {
            return self
                .mentions
                .members(mention.entity)
                .into_iter()
                .filter(|&e| self.is_party(e))
                .map(|entity| Role { entity, token })
                .collect();
        }
        let first_person =
            matches!(self.clauses.lemma(at), "we" | "I" | "i" | "our" | "us" | "my" | "ourselves");
        let is_pronoun = matches!(self.clauses.token(at).upos, Upos::Pron | Upos::Det);
        match self.speaker {
            Some(entity) if first_person && is_pronoun => vec![Role { entity, token }],
            _ => Vec::new(),
        }
    }

    /// The person with a country whom this very token names.
    pub fn person_at(&self, at: usize) -> Option<&Entity> {
        let entity = self.mentions.entity(self.mention(at)?);
        (entity.kind == EntityKind::Person && entity.code.is_some()).then_some(entity)
    }

    fn mention(&self, at: usize) -> Option<&Mention> {
        let mention = self.mentions.at(self.sentence, at)?;
        // "during then-Chief of Staff Gen Sharif's visit": trees may break a title from its name.
        let within = |t: usize| (mention.first..=mention.last).contains(&(t as u32));
        let tops = self.clauses.head(at).is_some_and(|h| !within(h));
        let kind = self.mentions.entity(mention).kind;
        let whole =
            mention.head as usize == at || kind == EntityKind::State || (kind == EntityKind::Person && tops);
        whole.then_some(mention)
    }

    fn is_party(&self, entity: EntityId) -> bool {
        let entity = &self.mentions.entities[entity as usize];
        entity.code.is_some()
            || matches!(entity.kind, EntityKind::Person | EntityKind::Group | EntityKind::Organisation)
    }

    fn inside(&self, at: usize, depth: usize, places: bool) -> Vec<Role> {
        const NEAREST_FIRST: [&[Deprel]; 3] = [
            &[Deprel::NmodPoss],
            &[
                Deprel::Amod,
                Deprel::Compound,
                Deprel::NmodDesc,
                Deprel::NmodUnmarked,
                Deprel::Flat,
                Deprel::Appos,
            ],
            &[Deprel::Nmod, Deprel::Obl],
        ];
        let doers = self.doers(at, depth, places);
        // "a council statement backed by Chad" is Chad's.
        if doers.iter().any(|r| self.has_code(*r)) {
            return doers;
        }
        let is_subject = self.clauses.token(at).deprel == Deprel::Nsubj;
        for relations in NEAREST_FIRST {
            // "the adoption in Rome by the board was": whose deed it was goes before where.
            let whose = |c: &usize| is_subject && self.clauses.case(*c).as_deref() == Some("by");
            let first = self.clauses.under(at, relations).filter(whose);
            let then = self.clauses.under(at, relations).filter(|c| !whose(c));
            for child in first.chain(then) {
                let is_place = self.mentions.at(self.sentence, child).is_some_and(|m| m.as_place);
                if is_place && (!places || self.is_foreign(at)) {
                    continue;
                }
                // "the Paris Agreement" bears the name of where it was made.
                if self.is_town(child) && self.lexicon.events.is_pact(self.clauses.lemma(at)) {
                    continue;
                }
                if self.is_penalised(child) || self.is_what_they_bring(at, child) {
                    continue;
                }
                // "an airstrike on a hospital run by the union" is made on what stands behind the "on", not by it.
                let suffers = self.clauses.case(child).is_some_and(|c| matches!(&*c, "against" | "on"));
                if suffers && self.lexicon.events.told_before(self.clauses.lemma(at)).next().is_some() {
                    continue;
                }
                let found = self.phrase(child, depth - 1, places);
                if !found.is_empty() {
                    return found;
                }
            }
        }
        doers
    }

    /// "the **foreign** missions in Chad" are not of where they are.
    fn is_foreign(&self, at: usize) -> bool {
        let foreign = |m: usize| matches!(self.clauses.lemma(m), "foreign" | "visiting");
        self.clauses.under(at, &[Deprel::Amod]).any(foreign)
    }

    /// "hijackers **with a message for Chad**": people are not of whom they bear or want something for.
    fn is_what_they_bring(&self, people: usize, child: usize) -> bool {
        self.mention(people).is_some()
            && matches!(
                self.clauses.case(child).as_deref(),
                Some("about" | "after" | "against" | "before" | "for" | "over" | "with")
            )
    }

    /// True where the token names a state as one that a penalty is on.
    pub fn is_penalised(&self, at: usize) -> bool {
        let land = self
            .mentions
            .at(self.sentence, at)
            .is_some_and(|m| matches!(self.mentions.entity(m).kind, EntityKind::State | EntityKind::Place));
        land && is_penalised(self.lexicon, self.clauses, at)
    }

    /// "the mediation conducted by the union", "the ambush of a patrol by the union" are the union's.
    fn doers(&self, at: usize, depth: usize, places: bool) -> Vec<Role> {
        // "a truce between Chad and Mali, mediated by the union" is theirs.
        let mutual = self
            .clauses
            .under(at, &[Deprel::Nmod])
            .any(|n| self.clauses.case(n).as_deref() == Some("between"));
        let acts = self.clauses.under(at, &[Deprel::Acl]).filter(|&c| !mutual && self.clauses.is_passive(c));
        let mut deeds = self.lexicon.events.told_before(self.clauses.lemma(at));
        let told = deeds.any(|kind| matches!(kind, EventType::Assault | EventType::Coerce));
        let by = Path::Preposition("by".to_owned());
        let named = if told { self.clauses.arguments(at, &by) } else { Vec::new() };
        let mut doers = acts.flat_map(|c| self.clauses.subjects(c)).chain(named);
        doers
            .find_map(|d| Some(self.phrase(d, depth - 1, places)).filter(|f| !f.is_empty()))
            .unwrap_or_default()
    }

    /// True where the token names a place as a place.
    pub fn is_place(&self, at: usize) -> bool {
        self.mentions.at(self.sentence, at).is_some_and(|m| m.as_place)
    }

    /// True where the token names a place that is no state, as a place.
    pub fn is_town(&self, at: usize) -> bool {
        let mention = self.mentions.at(self.sentence, at);
        mention.is_some_and(|m| m.as_place && self.mentions.entity(m).kind != EntityKind::State)
    }

    /// Who says what stands at a token: whoever it is attributed to, else who speaks in the sentence.
    pub fn speaker_at(&self, at: usize) -> Option<EntityId> {
        match voice::attribution(self.lexicon, self.clauses, at) {
            Some(said) => {
                let named = self.of(said.speaker? as usize);
                named.iter().find(|r| self.has_code(**r)).or(named.first()).map(|r| r.entity)
            }
            None => self.speaker,
        }
    }

    /// True where a role is who speaks at `at` (where nobody does, who acts), or that one's own state or body.
    pub fn is_own(&self, role: Role, at: usize) -> bool {
        let mut own: Vec<EntityId> = self.speaker_at(at).into_iter().collect();
        if own.is_empty() {
            own.extend(self.clauses.subjects(at).into_iter().flat_map(|s| self.of(s)).map(|r| r.entity));
        }
        own.into_iter().any(|one| {
            let (own, named) = (self.entity(one), self.entity(role.entity));
            let same_side = named.kind == EntityKind::State || named.sector == own.sector;
            role.entity == one || (named.code.is_some() && named.code == own.code && same_side)
        })
    }

    /// True where a role is no other side to these: their own state or forces.
    pub fn serves(&self, role: Role, actors: &[Role]) -> bool {
        let own = self.entity(role.entity);
        let theirs = own.kind == EntityKind::State || own.sector.as_deref() == Some("MIL");
        theirs
            && own.kind != EntityKind::Person
            && own.code.is_some()
            && actors.iter().any(|a| self.entity(a.entity).code == own.code)
    }

    /// "pulled **its own diplomats** out of": people of theirs, called so.
    pub fn is_owned(&self, role: Role, actors: &[Role]) -> bool {
        let Some(at) = role.token.map(|t| t as usize) else { return false };
        let is = |t: usize, upos: Upos| self.clauses.token(t).upos == upos;
        let own = self.entity(role.entity).code.as_deref();
        own.is_some()
            && is(at, Upos::Noun)
            && actors.iter().any(|a| self.entity(a.entity).code.as_deref() == own)
            && self.clauses.under(at, &[Deprel::NmodPoss]).any(|owner| is(owner, Upos::Pron))
    }

    fn entity(&self, id: EntityId) -> &Entity {
        &self.mentions.entities[id as usize]
    }

    /// True of somebody, not of a state or a body.
    pub fn is_person(&self, role: Role) -> bool {
        self.entity(role.entity).kind == EntityKind::Person
    }

    /// True of an alliance, a union, a forum.
    pub fn is_bloc(&self, role: Role) -> bool {
        self.entity(role.entity).kind == EntityKind::Organisation
    }

    /// The country or body code a role carries.
    pub fn code(&self, role: Role) -> Option<&str> {
        self.entity(role.entity).code.as_deref()
    }

    /// True where a role carries a country or body code.
    pub fn has_code(&self, role: Role) -> bool {
        self.code(role).is_some()
    }
}

/// "the **Syria** sanctions" are on Syria; "Syrian sanctions" and "US sanctions" are theirs.
pub fn is_penalised(lexicon: &Lexicon, clauses: &Clauses<'_>, name: usize) -> bool {
    let token = clauses.token(name);
    let abbreviated = token.lemma.chars().all(|c| c.is_uppercase() || c == '.');
    let penalty = |noun| lexicon.events.told_before(clauses.lemma(noun)).any(|k| k == EventType::Sanction);
    // "new Syria sanctions listings": of the sanctions, wherever the tree hangs it.
    let next = || clauses.size() > name + 1 && penalty(name + 1);
    token.upos == Upos::Propn
        && token.deprel == Deprel::Compound
        && !abbreviated
        && (clauses.head(name).is_some_and(penalty) || next())
}
