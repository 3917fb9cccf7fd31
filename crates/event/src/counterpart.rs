//! The other side of an act that its clause leaves unsaid ("warned of consequences"): who the sentence, and then the
//! story as a whole, is about besides the actor. What is inferred carries no token, says so, and lowers confidence.

use crate::clause::Clauses;
use crate::party::is_penalised;
use crate::story::{Leading, Named, Story, is_mere_place};
use crate::types::{Event, Role};
use legation_lexicon::Lexicon;
use legation_lexicon::events::Pos;
use legation_mention::{EntityId, EntityKind, Mention, MentionKind, Mentions};
use legation_record::EventType;
use legation_syntax::{Deprel, Parse, Upos};
use legation_text::{Because, Document};

/// What the second must weigh against the first for its mention in the sentence to count.
const NEAR: f32 = 0.2;
/// Sentences over which "the decision" points back.
const JUST_TOLD: u32 = 3;
/// Sentences after which a party named before is no more in the reader's mind.
const FRESH: u32 = 5;
/// The confidence kept by an event whose other side was inferred from the story.
const KEPT: f32 = 0.8;

/// Fills the missing side of events, in text order.
pub fn fill(
    lexicon: &Lexicon,
    document: &Document,
    parse: &Parse,
    mentions: &Mentions,
    events: &mut Vec<Event>,
) {
    let story = Story::read(document, parse, mentions);
    let named = Named::read(parse, mentions);
    let mut next = 0;
    for (i, sentence) in parse.sentences.iter().enumerate() {
        let clauses = Clauses::new(sentence);
        while events.get(next).is_some_and(|e| e.sentence as usize == i) {
            let (before, rest) = events.split_at_mut(next);
            let around =
                Around { lexicon, parse, clauses: &clauses, mentions, story: &story, before, named: &named };
            around.complete(&mut rest[0]);
            next += 1;
        }
    }
    events.retain(|e| !is_nobodys(e) && !lacks_its_doer(mentions, e));
}

/// Nobody known did it, and whom it reached is not worth a record alone.
fn lacks_its_doer(mentions: &Mentions, event: &Event) -> bool {
    let coded = |r: &Role| mentions.entities[r.entity as usize].code.is_some();
    let suffered = crate::finish::is_told_of_the_sufferer(event.kind, event.mode.as_deref());
    !suffered && !event.mutual && !event.actors.iter().any(coded)
}

fn is_nobodys(event: &Event) -> bool {
    event.mutual && event.actors.is_empty() && event.recipients.is_empty()
}

/// What stands round an event whose other side is looked for.
struct Around<'a> {
    lexicon: &'a Lexicon,
    parse: &'a Parse,
    clauses: &'a Clauses<'a>,
    mentions: &'a Mentions,
    story: &'a Story<'a>,
    /// The events told before it.
    before: &'a [Event],
    named: &'a Named<'a>,
}

impl<'a> Around<'a> {
    fn code_of(&self, entity: EntityId) -> Option<&'a str> {
        self.mentions.entities[entity as usize].code.as_deref()
    }

    fn code(&self, role: &Role) -> Option<&'a str> {
        self.code_of(role.entity)
    }

    fn codes(&self, roles: &[Role]) -> Vec<&'a str> {
        roles.iter().filter_map(|r| self.code(r)).collect()
    }

    /// Those of `roles` who are not of `own`, one a code.
    fn others(&self, roles: &[Role], own: &[&str]) -> Vec<EntityId> {
        let mut found: Vec<&Role> = Vec::new();
        for role in roles {
            let other = self.code(role).is_some_and(|c| !own.contains(&c));
            if other && !found.iter().any(|r| self.code(r) == self.code(role)) {
                found.push(role);
            }
        }
        found.into_iter().map(|r| r.entity).collect()
    }

    fn complete(&self, event: &mut Event) {
        if is_nobodys(event) {
            event.actors.extend(self.story.the_two().map(|entity| Role { entity, token: None }));
            if !event.actors.is_empty() {
                event.confidence *= KEPT;
                event.because.push(Because::new("event::counterpart::pair", "between the two of the story"));
            }
            return;
        }
        self.blame_the_other(event);
        let mut aside = self.take_own(event);
        aside.extend(self.take_forum(event));
        // Who mediates speaks to the two, and is none of them.
        let between = event.mode.as_deref() == Some("third-party");
        let mutual = event.mutual || (event.kind == EventType::Consult && !is_visit(event) && !between);
        let wanted = self.lacks_a_side(event, mutual)
            && self.has_another_side(event, mutual)
            && (!self.is_bloc_act(event, mutual) || self.names_one(event, mutual))
            && !self.names_nobody_known(event);
        let (others, place) = if wanted && !mutual && self.is_home_affair(event) {
            (event.actors.first().map(|a| a.entity).into_iter().collect(), "home")
        } else if wanted {
            self.missing(event, &aside)
        } else {
            (Vec::new(), "")
        };
        if others.is_empty() && event.recipients.is_empty() {
            event.recipients.extend(aside);
        }
        if !others.is_empty() {
            event.confidence *= KEPT;
        }
        for entity in others {
            let side = if mutual { &mut event.actors } else { &mut event.recipients };
            side.push(Role { entity, token: None });
            let name = &self.mentions.entities[entity as usize].name;
            event.because.push(Because::new(
                format!("event::counterpart::{place}"),
                format!("the other side is taken to be {name}"),
            ));
        }
        self.keep_at_home(event);
    }

    /// "Police closed the square", "the minister resigned": what one does to nobody abroad one does to one's own; and of
    /// one's own and another that are bidden together, the other counts.
    fn keep_at_home(&self, event: &mut Event) {
        let own = self.codes(&event.actors);
        let codes = self.codes(&event.recipients);
        let resigns = event.kind == EventType::Retreat && event.mode.as_deref() == Some("resign");
        // A siege, a closure or a seizure may be of anybody's.
        let coerces = event.kind == EventType::Coerce
            && !matches!(event.mode.as_deref(), Some("deport" | "restrict" | "seize" | "withhold"));
        let domestic = coerces || event.kind == EventType::Protest || resigns;
        let state = own.iter().all(|c| *c == own[0] && !legation_record::is_intergovernmental(c));
        if domestic && codes.is_empty() && !own.is_empty() && state {
            let entity = event.actors[0].entity;
            event.recipients.push(Role { entity, token: None });
            event.because.push(Because::new("event::counterpart::home", "done to one's own"));
        } else if crate::is_speech(event.kind)
            && event.kind != EventType::Accuse
            && codes.iter().any(|c| !own.contains(c))
        {
            event.recipients.retain(|r| self.code(r).is_none_or(|c| !own.contains(&c)));
        }
    }

    /// "Two Chadians were declared unwanted", in a story of Chad and Mali: by Mali.
    fn blame_the_other(&self, event: &mut Event) {
        let (actors, recipients) = (self.codes(&event.actors), self.codes(&event.recipients));
        if !actors.is_empty()
            || recipients.is_empty()
            || !lacks_its_doer(self.mentions, event)
                && !crate::finish::is_done_unto(self.clauses, event.trigger as usize)
        {
            return;
        }
        // "Chad is accused of arming them", after "the report accuses Chad of": by the same.
        let accusers = if event.kind == EventType::Accuse { self.accusers(&recipients) } else { Vec::new() };
        let accuser = accusers.first().map(|&e| (e, "accuser", "by who has accused them before"));
        let two = self.story.the_two_throughout();
        let other = || {
            let one_of_them = |c: &&str| two.iter().any(|&e| self.code_of(e) == Some(c));
            let other = two.iter().find(|&&e| self.code_of(e).is_some_and(|c| !recipients.contains(&c)));
            other.filter(|_| recipients.iter().all(one_of_them))
        };
        let of_the_pair = || other().map(|&e| (e, "pair", "by the other of the two of the story"));
        if let Some((entity, place, why)) = accuser.or_else(of_the_pair) {
            event.actors.push(Role { entity, token: None });
            event.confidence *= KEPT;
            event.because.push(Because::new(format!("event::counterpart::{place}"), why));
        }
    }

    /// What states do to states, and bids for one's own people to whoever holds them, is not done to the doer's own:
    /// those recipients, where no body of states is among them ("ended the embargo, a reward for help in the search for
    /// its servicemen").
    fn take_own(&self, event: &mut Event) -> Vec<Role> {
        use EventType::{Accuse, Aid, Mobilize, Reject, Request, Retreat, Sanction, Support, Threaten};
        let private = |r: &Role| {
            let sector = self.mentions.entities[r.entity as usize].sector.as_deref();
            matches!(sector, Some("BUS" | "CVL" | "LAB" | "REF"))
        };
        let abroad = match event.kind {
            Aid | Mobilize | Sanction | Support | Threaten => true,
            Retreat => event.mode.is_none(),
            Request => event.recipients.iter().all(private),
            Accuse | Reject => self.is_of_the_pair(event) && !self.is_within(event),
            _ => false,
        };
        let (actors, recipients) = (self.codes(&event.actors), self.codes(&event.recipients));
        // Courts try their own.
        let tried = event.mode.as_deref() == Some("convict")
            && event.recipients.iter().any(|r| r.token.is_some_and(|t| self.is_named(t as usize)));
        let bodies = recipients.iter().any(|c| legation_record::is_intergovernmental(c));
        if !abroad || bodies || tried || recipients.is_empty() {
            return Vec::new();
        }
        // "Clinton criticised Bush": one politician of another.
        let rival = |r: &Role| self.is_named_person(r) && event.actors.iter().all(|a| a.entity != r.entity);
        if crate::is_speech(event.kind) && event.recipients.iter().any(rival) {
            return Vec::new();
        }
        let own = |r: &Role| self.code(r).is_none_or(|c| actors.contains(&c));
        let (own, others) = std::mem::take(&mut event.recipients).into_iter().partition(own);
        event.recipients = others;
        own
    }

    /// True of somebody whom the sentence names.
    fn is_named_person(&self, role: &Role) -> bool {
        let named = role.token.is_some_and(|t| self.clauses.token(t as usize).upos == Upos::Propn);
        named && self.mentions.entities[role.entity as usize].kind == EntityKind::Person
    }

    /// True for a name, or a noun that is no "one" ("a blogger", not "one of them").
    fn is_named(&self, at: usize) -> bool {
        matches!(self.clauses.token(at).upos, Upos::Noun | Upos::Propn) && self.clauses.lemma(at) != "one"
    }

    /// "lodged a complaint with the World Trade Organization": before whom it is brought is complained of only where
    /// nobody else is.
    fn take_forum(&self, event: &mut Event) -> Vec<Role> {
        let legal = event.contexts.iter().any(|c| c == "legal");
        let forum = |r: &Role| {
            let body = self.code(r).is_some_and(legation_record::is_intergovernmental);
            let case = r.token.and_then(|t| self.clauses.case(t as usize));
            body && matches!(case.as_deref(), Some("at" | "before" | "to" | "with"))
        };
        let complaint = matches!(event.kind, EventType::Accuse | EventType::Threaten) && legal;
        if complaint && event.recipients.iter().all(forum) {
            return std::mem::take(&mut event.recipients);
        }
        Vec::new()
    }

    /// One where two are needed; nobody on the other side of those who act, be they several.
    fn lacks_a_side(&self, event: &Event, mutual: bool) -> bool {
        use EventType::{Agree, Assault, Cooperate, Mobilize};
        let (actors, recipients) = (self.codes(&event.actors), self.codes(&event.recipients));
        if mutual {
            return actors.len() + recipients.len() == 1;
        }
        // Several who agree or fight do so with each other, and so do the two that the story is about.
        let jointly = || {
            let two = self.story.leading(&|_| false);
            !matches!(event.kind, Agree | Assault | Cooperate | Mobilize)
                && actors.iter().any(|a| *a != actors[0])
                && !actors.iter().all(|a| two.iter().take(2).any(|l| l.code == *a))
        };
        recipients.is_empty() && (actors.len() == 1 || jointly())
    }

    /// A deed in passing ("the attacks went on") may have no other side; what is said or done in a clause has one, save for
    /// trying one's weapons and for what is done at home.
    fn has_another_side(&self, event: &Event, mutual: bool) -> bool {
        let verbal = self.clauses.pos(event.trigger as usize) == Some(Pos::Verb);
        let mode = event.mode.as_deref();
        let drill = event.kind == EventType::Mobilize && matches!(mode, Some("police" | "weapons"));
        let domestic = matches!(
            mode,
            Some("resign" | "disarm" | "martial-law" | "arrest" | "censor" | "curfew" | "crowd-control")
        );
        let told = crate::is_speech(event.kind)
            || mutual
            || is_visit(event)
            || (verbal && (!drill || self.at_the_border(event)));
        // "the signing took place in Lima": those who sign are all there is.
        let joined = !verbal && self.lexicon.events.is_joining(self.clauses.lemma(event.trigger as usize));
        // "migrants deported from Togo": of no other that the story is about.
        let away = mode == Some("deport") && self.clauses.is_passive(event.trigger as usize);
        told && !domestic && !joined && !away
    }

    fn at_the_border(&self, event: &Event) -> bool {
        let beneath = self.clauses.beneath(event.trigger as usize);
        let border = |t: usize| matches!(self.clauses.lemma(t), "border" | "frontier");
        beneath.into_iter().any(|t| border(t) && self.clauses.case(t).as_deref() != Some("near"))
    }

    /// "The union will host a conference on Chad": what a bloc promises of one that it names is promised to that one.
    fn names_one(&self, event: &Event, mutual: bool) -> bool {
        let actors = self.codes(&event.actors);
        let leading = self.story.leading(&|c| actors.contains(&c));
        let beneath = self.clauses.beneath(event.trigger as usize);
        let named = |e: EntityId| {
            let mut here = self.mentions.in_sentence(event.sentence as usize);
            here.any(|m| m.entity == e && beneath.contains(&(m.head as usize)))
        };
        !mutual && self.in_sentence(event, &leading).is_some_and(named)
    }

    /// "Crowds marched in Lima", "Peru's opposition criticised the choice", "the president vetoed **the bill**": what is done
    /// among the people of one state.
    fn is_home_affair(&self, event: &Event) -> bool {
        use EventType::{Accuse, Protest, Reject, Request, Support, Threaten};
        let marches = || {
            let lemma = self.clauses.lemma(event.trigger as usize);
            matches!(
                lemma,
                "demonstrate" | "demonstration" | "march" | "protest" | "rally" | "unrest" | "uprising"
            )
        };
        // "Lima protested": a state protests to another.
        let state = |r: &Role| {
            let subject = r.token.is_some_and(|t| self.clauses.token(t as usize).deprel == Deprel::Nsubj);
            subject && self.mentions.entities[r.entity as usize].kind == EntityKind::State
        };
        let crowd = event.kind == Protest && marches() && !event.actors.iter().any(state);
        if self.is_of_the_pair(event) && !crowd {
            return false;
        }
        let sector = |r: &Role| self.mentions.entities[r.entity as usize].sector.as_deref();
        let of_party = || event.actors.iter().all(|r| matches!(sector(r), Some("OPP" | "PTY")));
        match event.kind {
            Protest => true,
            Reject if event.mode.is_none() => self.is_dealt_with_at_home(event),
            Accuse | Reject | Request | Support | Threaten => of_party() || self.is_dealt_with_at_home(event),
            _ => false,
        }
    }

    /// True where whom or what it is done to is a noun of home politics, with nobody named beside it.
    fn is_dealt_with_at_home(&self, event: &Event) -> bool {
        let (clauses, trigger) = (self.clauses, event.trigger as usize);
        let objects = clauses.objects(trigger);
        let to = |at: usize| {
            let behind = clauses.under(at, &[Deprel::Obl, Deprel::Nmod]);
            behind.filter(|&n| matches!(clauses.case(n).as_deref(), Some("against" | "to" | "with")))
        };
        let reached: Vec<usize> =
            objects.iter().copied().chain(to(trigger)).chain(objects.iter().flat_map(|&o| to(o))).collect();
        let own = self.codes(&event.actors);
        let named = |noun: usize| {
            let phrase = clauses.beneath(noun);
            let mut here = self.mentions.in_sentence(event.sentence as usize);
            let foreign = |m: &Mention| self.code_of(m.entity).is_some_and(|c| !own.contains(&c));
            here.any(|m| {
                let head = m.head as usize;
                (head == noun || phrase.contains(&head)) && foreign(m)
            })
        };
        reached.into_iter().filter(|&noun| !named(noun)).any(|noun| {
            let mut words = clauses.under(noun, &[Deprel::Compound, Deprel::Amod]);
            let home = |at: usize| self.lexicon.events.is_at_home(clauses.lemma(at));
            home(noun) || words.any(home)
        })
    }

    /// The other side, and where it was found.
    fn missing(&self, event: &Event, aside: &[Role]) -> (Vec<EntityId>, &'static str) {
        let (actors, recipients) = (self.codes(&event.actors), self.codes(&event.recipients));
        let same = self.of_same_word(event, &actors);
        if !same.is_empty() {
            return (same, "deed");
        }
        let deed = self.of_deed(event, &actors);
        if !deed.is_empty() {
            return (deed, "deed");
        }
        if self.is_denial(event) {
            let accusers = self.accusers(&actors);
            if !accusers.is_empty() {
                return (accusers, "accuser");
            }
        }
        let aside = self.codes(aside);
        let taken = |code: &str| actors.iter().chain(&recipients).chain(&aside).any(|c| *c == code);
        let leading = self.story.leading(&taken);
        if event.mode.as_deref() == Some("third-party") {
            return (self.story.addressed(&leading, std::iter::empty()), "story");
        }
        if let Some(entity) = self.in_sentence(event, &leading) {
            return (vec![entity], "sentence");
        }
        if let Some(entity) = self.resumed(event).filter(|&e| self.code_of(e).is_some_and(|c| !taken(c))) {
            return (vec![entity], "resumed");
        }
        if self.is_denial(event) {
            // What nobody told has accused them of, they deny to nobody in particular.
            return (self.just_told(event, &actors), "sentence");
        }
        let same = self.just_dealt_with(event, &actors);
        if !same.is_empty() {
            return (same, "clause");
        }
        // Forces are sent against whom the story is about beside the sender; at home they are sent against nobody.
        if event.kind == EventType::Mobilize && !self.story.is_between(&actors, leading.first()) {
            return (Vec::new(), "");
        }
        // What befalls one's own people is laid at another's door, and a rumour of them denied to others.
        let inward =
            crate::is_speech(event.kind) && event.kind != EventType::Accuse && !self.is_denial(event);
        if inward && !self.is_of_the_pair(event) && self.speaks_of_home(event, &actors) {
            return (event.actors.first().map(|a| a.entity).into_iter().collect(), "home");
        }
        let mut all = self.story.addressed(&leading, actors.iter().chain(&recipients));
        all.retain(|&e| self.is_of_the_pair(event) || self.is_fresh(e, event.sentence));
        all.truncate(if speaks_to_both(event.kind) { 2 } else { 1 });
        (all, "story")
    }

    /// "Lima pledged to resettle Peruvian refugees": what is told of one's own people alone is said to them.
    fn speaks_of_home(&self, event: &Event, own: &[&str]) -> bool {
        let trigger = event.trigger as usize;
        let said = self.clauses.beneath(trigger);
        let acting: Vec<usize> =
            self.clauses.subjects(trigger).iter().flat_map(|&s| self.clauses.beneath(s)).collect();
        let told = self.mentions.in_sentence(event.sentence as usize).filter(|m| {
            let head = m.head as usize;
            let acts = acting.contains(&head) || event.actors.iter().any(|a| a.token == Some(m.head));
            let outlet = self.mentions.entity(m).sector.as_deref() == Some("MED");
            said.contains(&head) && !acts && !m.as_place && !outlet
        });
        let mut codes =
            told.filter(|m| m.kind != MentionKind::Pronoun).filter_map(|m| self.code_of(m.entity)).peekable();
        codes.peek().is_some() && codes.all(|c| own.contains(&c))
    }

    /// True for one told of not long before: who was last named a page ago is hardly meant.
    fn is_fresh(&self, entity: EntityId, sentence: u32) -> bool {
        let code = self.code_of(entity);
        let told = |i: u32| {
            let mut here = self.mentions.in_sentence(i as usize);
            here.any(|m| self.code_of(m.entity) == code)
        };
        (sentence.saturating_sub(FRESH)..=sentence).any(told)
    }

    /// "will not attend **the ceremony**", after "the opening ceremony of the Nairobi games": whose it was.
    fn resumed(&self, event: &Event) -> Option<EntityId> {
        let clauses = self.clauses;
        let common = |n: &usize| {
            matches!(clauses.token(*n).upos, Upos::Noun | Upos::Propn)
                && self.mentions.at(event.sentence as usize, *n).is_none()
                && is_definite(clauses, *n)
        };
        let mut nouns = clauses.beneath(event.trigger as usize).into_iter().filter(common);
        nouns.find_map(|n| self.named.before(event.sentence, clauses.lemma(n)))
    }

    /// "denied any part in it": what is denied has been said of them.
    fn is_denial(&self, event: &Event) -> bool {
        event.kind == EventType::Reject
            && event.mode.is_none()
            && self.clauses.lemma(event.trigger as usize) == "deny"
    }

    /// Another who acted right before, in this sentence or the one before.
    fn just_told(&self, event: &Event, own: &[&str]) -> Vec<EntityId> {
        let near = self.before.iter().rev().take_while(|e| e.sentence + 1 >= event.sentence);
        let mut others = near.filter_map(|e| self.others(&e.actors, own).into_iter().next());
        others.next().into_iter().collect()
    }

    /// "will not attend the games in Chad, but **would send a minister**": whom the same actors dealt with right before.
    fn just_dealt_with(&self, event: &Event, own: &[&str]) -> Vec<EntityId> {
        let here = self.before.iter().rev().take_while(|e| e.sentence == event.sentence);
        let mut theirs =
            here.filter(|e| !event.mutual && self.codes(&e.actors) == own && !e.recipients.is_empty());
        theirs.next().map(|e| self.others(&e.recipients, own)).unwrap_or_default()
    }

    /// Who last accused these.
    fn accusers(&self, own: &[&str]) -> Vec<EntityId> {
        let accusations = self.before.iter().rev().filter(|e| e.kind == EventType::Accuse);
        let mut of_them = accusations.filter(|e| self.codes(&e.recipients).iter().any(|c| own.contains(c)));
        of_them.find_map(|e| self.others(&e.actors, own).into_iter().next()).into_iter().collect()
    }

    /// "invited both", then "expressed support for **the invitation**": who invited.
    fn of_same_word(&self, event: &Event, own: &[&str]) -> Vec<EntityId> {
        use EventType::{Accuse, Agree, Reject, Support};
        let (clauses, trigger) = (self.clauses, event.trigger as usize);
        let joins = self.lexicon.events.is_joining(clauses.lemma(trigger));
        if joins || event.mutual || !matches!(event.kind, Accuse | Agree | Reject | Support) {
            return Vec::new();
        }
        let objects = clauses.objects(trigger);
        let behind = clauses
            .under(trigger, &[Deprel::Obl, Deprel::Nmod])
            .chain(objects.iter().flat_map(|&o| clauses.under(o, &[Deprel::Nmod])));
        let mut nouns = objects.iter().copied().chain(behind).filter(|&n| is_definite(clauses, n));
        let lemma = |e: &Event, t: u32| &*self.parse.sentences[e.sentence as usize].tokens[t as usize].lemma;
        // "presented a plan", then "the plan".
        let told_of = |e: &Event, noun: &str| {
            let deed = self.lexicon.events.is_any_deed(noun);
            is_same_root(noun, lemma(e, e.trigger)) || deed && e.words.iter().any(|&w| lemma(e, w) == noun)
        };
        let told = |noun: usize| {
            let near = self.before.iter().rev().take_while(|e| e.sentence + JUST_TOLD >= event.sentence);
            let mut deeds = near.filter(|e| told_of(e, clauses.lemma(noun)));
            deeds.find_map(|e| Some(self.others(&e.actors, own)).filter(|o| !o.is_empty()))
        };
        nouns.find_map(told).unwrap_or_default()
    }

    /// "condemned **the raid**", "welcomed the agreement": who raided or agreed, by the last such deed told before.
    fn of_deed(&self, event: &Event, own: &[&str]) -> Vec<EntityId> {
        let clauses = self.clauses;
        // "ratified the treaty" joins those who did so before, and is not aimed at them.
        let joins = self.lexicon.events.is_joining(clauses.lemma(event.trigger as usize));
        if joins || !matches!(event.kind, EventType::Accuse | EventType::Support | EventType::Reject) {
            return Vec::new();
        }
        let nouns = clauses.objects(event.trigger as usize).into_iter().filter(|&n| is_definite(clauses, n));
        let (mut any, mut kinds) = (false, Vec::new());
        for noun in nouns.map(|n| clauses.lemma(n)) {
            any |= self.lexicon.events.is_any_deed(noun);
            kinds.extend(self.lexicon.events.told_before(noun));
        }
        let alike = |e: &&Event| {
            (any && e.sentence + JUST_TOLD >= event.sentence)
                || kinds.contains(&e.kind)
                || (kinds.contains(&EventType::Agree)
                    && matches!(e.kind, EventType::Support | EventType::Cooperate))
        };
        let deeds = self.before.iter().rev().filter(alike);
        deeds.map(|e| self.others(&e.actors, own)).find(|o| !o.is_empty()).unwrap_or_default()
    }

    /// A bloc meets and agrees as itself, and so does a conference.
    fn is_bloc_act(&self, event: &Event, mutual: bool) -> bool {
        let is_bloc = |r: &Role| self.mentions.entities[r.entity as usize].kind == EntityKind::Organisation;
        let meets = mutual || event.kind == EventType::Agree;
        event.mode.as_deref() == Some("multilateral") || (meets && event.actors.iter().any(is_bloc))
    }

    /// "urged its partners", "accused some countries": the other side is named, only not by name.
    fn names_nobody_known(&self, event: &Event) -> bool {
        const ADDRESSED: [Deprel; 4] = [Deprel::Obj, Deprel::Iobj, Deprel::Obl, Deprel::NsubjPass];
        let (events, clauses) = (&self.lexicon.events, self.clauses);
        // "its neighbour", "his hosts": the other one of the story.
        let other = |at: usize| {
            events.is_counterpart(clauses.lemma(at))
                && clauses.under(at, &[Deprel::NmodPoss]).next().is_some()
        };
        // "talks between 109 nations"
        let counted = |n: &usize| clauses.under(*n, &[Deprel::Nummod]).next().is_some();
        let between = clauses.under(event.trigger as usize, &[Deprel::Nmod]).filter(counted);
        let between = between.filter(|&n| matches!(clauses.case(n).as_deref(), Some("among" | "between")));
        // "blamed foreign reporters"
        let abroad = |at: usize| {
            event.kind == EventType::Accuse
                && clauses.under(at, &[Deprel::Amod]).any(|a| clauses.lemma(a) == "foreign")
        };
        // "alleged that John Smith lied": whoever that is.
        let somebody = |r: &Role| self.is_named_person(r) && self.code(r).is_none();
        if event.kind == EventType::Accuse && event.recipients.iter().any(somebody) {
            return true;
        }
        let mut addressed = clauses.under(event.trigger as usize, &ADDRESSED).chain(between);
        addressed.any(|at| events.is_collective(clauses.lemma(at)) && !other(at) || abroad(at))
    }

    /// One of the two that the story is most about besides the actor, where the sentence names one: the nearest.
    fn in_sentence(&self, event: &Event, leading: &[Leading<'_>]) -> Option<EntityId> {
        let trigger = event.trigger as usize;
        let beneath = self.clauses.beneath(trigger);
        // Where people agree or meet is no party to it; where a situation is complained of often is.
        let venue = matches!(event.kind, EventType::Agree | EventType::Consult | EventType::Cooperate);
        let pair = self.is_of_the_pair(event);
        let usable = |m: &&Mention| {
            let entity = self.mentions.entity(m);
            let leads = entity.code.as_deref().is_some_and(|c| {
                leading
                    .iter()
                    .take(if pair { 1 } else { 2 })
                    .any(|l| l.code == c && l.weight >= NEAR * leading[0].weight)
            });
            let aside = m.as_place && venue || is_mere_place(m, entity) || self.stands_by(m.head as usize);
            leads && !aside
        };
        let found = self.mentions.in_sentence(event.sentence as usize).filter(usable);
        let nearest = found.min_by_key(|m| {
            let head = m.head as usize;
            let asked = event.kind == EventType::Request && beneath.contains(&head);
            let depth = if asked { self.depth(trigger, head) } else { 0 };
            (!beneath.contains(&head), depth, m.as_place, head < trigger, head.abs_diff(trigger))
        });
        nearest.map(|m| m.entity)
    }

    /// "Police blamed the rebels", "the opposition faulted him": a quarrel within a state.
    fn is_within(&self, event: &Event) -> bool {
        event.actors.iter().chain(&event.recipients).any(|r| {
            let sector = self.mentions.entities[r.entity as usize].sector.as_deref();
            matches!(sector, Some("LAB" | "OPP" | "PTY" | "REB" | "SEP" | "UAF"))
        })
    }

    /// True where who acts is one of the two that the story is about throughout.
    fn is_of_the_pair(&self, event: &Event) -> bool {
        let actors = self.codes(&event.actors);
        self.story.the_two_throughout().iter().any(|&e| self.code_of(e).is_some_and(|c| actors.contains(&c)))
    }

    /// "according to **Chad**", "backed by **Chad**", "with the help of **Chad**", "near the border with **Chad**", "the
    /// **Chad** sanctions".
    fn stands_by(&self, at: usize) -> bool {
        let clauses = self.clauses;
        let case = clauses.case(at);
        let Some(above) = clauses.head(at) else { return false };
        let by = matches!(case.as_deref(), Some("by")) || clauses.token(at).deprel == Deprel::OblAgent;
        let helped = by && matches!(clauses.lemma(above), "back" | "broker" | "mediate" | "support");
        let lent = || {
            let help =
                matches!(clauses.lemma(above), "assistance" | "backing" | "help" | "mediation" | "support");
            help && matches!(clauses.case(above).as_deref(), Some("with" | "through"))
        };
        let near = || {
            matches!(clauses.lemma(above), "border" | "frontier")
                && matches!(clauses.case(above).as_deref(), Some("near" | "at" | "along" | "on"))
        };
        // "the **Paris**-based group"
        let based =
            || clauses.size() > at + 2 && clauses.lemma(at + 1) == "-" && clauses.lemma(at + 2) == "base";
        matches!(case.as_deref(), Some("according_to"))
            || based()
            || helped
            || lent()
            || near()
            || is_penalised(self.lexicon, clauses, at)
    }

    /// Steps from `low` up to `top`.
    fn depth(&self, top: usize, low: usize) -> usize {
        std::iter::successors(Some(low), |&t| self.clauses.head(t)).take_while(|&t| t != top).count()
    }
}

/// True of "invitation" and "invite", "decision" and "decide".
fn is_same_root(noun: &str, verb: &str) -> bool {
    let shared = noun.bytes().zip(verb.bytes()).take_while(|(a, b)| a == b).count();
    noun == verb || shared >= 4 && shared + 2 >= verb.len()
}

fn is_definite(clauses: &Clauses<'_>, noun: usize) -> bool {
    let mut words = clauses.under(noun, &[Deprel::Det]);
    words.any(|d| matches!(clauses.lemma(d), "the" | "this" | "that" | "these" | "those"))
}

/// A third state mediates between two, bids both and praises both; it blames, helps or strikes the one.
fn speaks_to_both(kind: EventType) -> bool {
    matches!(kind, EventType::Agree | EventType::Consult | EventType::Request | EventType::Support)
}

fn is_visit(event: &Event) -> bool {
    event.mode.as_deref() == Some("visit")
}
