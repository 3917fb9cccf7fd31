//! The other side of an act that its clause leaves unsaid ("warned of consequences"): who the sentence, and then the
//! story as a whole, is about besides the actor. What is inferred carries no token, says so, and lowers confidence.

use crate::clause::Clauses;
use crate::types::{Event, Role};
use legation_lexicon::Lexicon;
use legation_lexicon::events::Pos;
use legation_mention::{Entity, EntityId, EntityKind, Mention, Mentions};
use legation_record::EventType;
use legation_syntax::{Deprel, Parse};
use legation_text::{Because, BlockKind, Document};
use std::collections::BTreeMap;

/// What a mention in a title weighs against one in the text.
const TITLE: f32 = 3.0;
/// What a mention as a place weighs against one as a party.
const PLACE: f32 = 0.5;
/// A second party with so much of the first's weight makes a pair with it.
const OF_THE_PAIR: f32 = 0.6;
/// What the second must weigh against the first for its mention in the sentence to count.
const NEAR: f32 = 0.2;
/// With less than so much of the second's weight one stands outside the pair.
const OUTSIDE: f32 = 0.3;
/// The confidence kept by an event whose other side was inferred from the story.
const KEPT: f32 = 0.6;

/// Fills the missing side of events, in text order.
pub fn fill(
    lexicon: &Lexicon,
    document: &Document,
    parse: &Parse,
    mentions: &Mentions,
    events: &mut Vec<Event>,
) {
    let story = Story::read(document, parse, mentions);
    let mut next = 0;
    for (i, sentence) in parse.sentences.iter().enumerate() {
        let clauses = Clauses::new(sentence);
        while events.get(next).is_some_and(|e| e.sentence as usize == i) {
            let (before, rest) = events.split_at_mut(next);
            let deed = of_deed(lexicon, &clauses, mentions, before, &rest[0]);
            complete(lexicon, &clauses, mentions, &story, deed, &mut rest[0]);
            next += 1;
        }
    }
    events.retain(|e| !is_nobodys(e));
}

fn is_nobodys(event: &Event) -> bool {
    event.mutual && event.actors.is_empty() && event.recipients.is_empty()
}

/// "condemned **the raid**", "welcomed the agreement": who raided or agreed, by the last such deed told before.
fn of_deed(
    lexicon: &Lexicon,
    clauses: &Clauses<'_>,
    mentions: &Mentions,
    before: &[Event],
    event: &Event,
) -> Vec<EntityId> {
    // "ratified the treaty" joins those who did so before, and is not aimed at them.
    let joins = matches!(
        clauses.lemma(event.trigger as usize),
        "accede" | "adopt" | "approve" | "conclude" | "initial" | "join" | "ratify" | "sign"
    );
    if joins || !matches!(event.kind, EventType::Accuse | EventType::Support | EventType::Reject) {
        return Vec::new();
    }
    let code = |r: &Role| mentions.entities[r.entity as usize].code.as_deref();
    let own: Vec<&str> = event.actors.iter().filter_map(code).collect();
    let definite = |&noun: &usize| {
        let mut words = clauses.under(noun, &[Deprel::Det]);
        words.any(|d| matches!(clauses.lemma(d), "the" | "this" | "that" | "these" | "those"))
    };
    let nouns = clauses.objects(event.trigger as usize).into_iter().filter(definite);
    let kinds: Vec<EventType> = nouns.flat_map(|n| lexicon.events.told_before(clauses.lemma(n))).collect();
    let alike = |e: &&Event| {
        kinds.contains(&e.kind)
            || (kinds.contains(&EventType::Agree)
                && matches!(e.kind, EventType::Support | EventType::Cooperate))
    };
    let others = |e: &Event| -> Vec<EntityId> {
        let mut found: Vec<&Role> = Vec::new();
        for role in &e.actors {
            let other = code(role).is_some_and(|c| !own.contains(&c));
            if other && !found.iter().any(|r| code(r) == code(role)) {
                found.push(role);
            }
        }
        found.into_iter().map(|r| r.entity).collect()
    };
    before.iter().rev().filter(alike).map(others).find(|o| !o.is_empty()).unwrap_or_default()
}

fn complete(
    lexicon: &Lexicon,
    clauses: &Clauses<'_>,
    mentions: &Mentions,
    story: &Story<'_>,
    deed: Vec<EntityId>,
    event: &mut Event,
) {
    if is_nobodys(event) {
        event.actors.extend(story.the_two().map(|entity| Role { entity, token: None }));
        if !event.actors.is_empty() {
            event.confidence *= KEPT;
            event.because.push(Because::new("event::counterpart::pair", "between the two of the story"));
        }
        return;
    }
    let visit = event.mode.as_deref() == Some("visit");
    let mutual = event.mutual || (event.kind == EventType::Consult && !visit);
    let codes = |roles: &[Role]| -> Vec<String> {
        roles.iter().filter_map(|r| mentions.entities[r.entity as usize].code.clone()).collect()
    };
    let (actors, recipients) = (codes(&event.actors), codes(&event.recipients));
    let known = actors.len() + recipients.len();
    let lacks = if mutual { known == 1 } else { recipients.is_empty() && actors.len() == 1 };
    // A deed in passing ("the attacks went on") may have no other side; what is said or done in a clause has one,
    // save for moving one's own forces.
    let verbal = clauses.pos(event.trigger as usize) == Some(Pos::Verb);
    let at_the_border = || {
        clauses
            .beneath(event.trigger as usize)
            .into_iter()
            .any(|t| matches!(clauses.lemma(t), "border" | "frontier"))
    };
    let told = crate::is_speech(event.kind)
        || mutual
        || visit
        || (verbal && (event.kind != EventType::Mobilize || at_the_border()));
    // Who steps down or is jailed at home does it to nobody abroad.
    let domestic = matches!(
        event.mode.as_deref(),
        Some("resign" | "martial-law" | "arrest" | "censor" | "curfew" | "crowd-control")
    );
    if !lacks
        || !told
        || domestic
        || is_bloc_act(mentions, event, mutual)
        || names_nobody_known(lexicon, clauses, event)
    {
        return;
    }
    let taken = |code: &str| actors.iter().chain(&recipients).any(|c| c == code);
    let leading = story.leading(&taken);
    let here = in_sentence(clauses, mentions, event, &leading);
    let (others, place) = match here {
        _ if !deed.is_empty() => (deed, "deed"),
        Some(entity) => (vec![entity], "sentence"),
        None => (story.addressed(&leading, actors.iter().chain(&recipients)), "story"),
    };
    for entity in others {
        let side = if mutual { &mut event.actors } else { &mut event.recipients };
        side.push(Role { entity, token: None });
        event.confidence *= KEPT;
        let name = &mentions.entities[entity as usize].name;
        event.because.push(Because::new(
            format!("event::counterpart::{place}"),
            format!("the other side is taken to be {name}"),
        ));
    }
}

/// A bloc meets and agrees as itself, and so does a conference.
fn is_bloc_act(mentions: &Mentions, event: &Event, mutual: bool) -> bool {
    let is_bloc = |r: &Role| mentions.entities[r.entity as usize].kind == EntityKind::Organisation;
    let meets = mutual || event.kind == EventType::Agree;
    event.mode.as_deref() == Some("multilateral") || (meets && event.actors.iter().any(is_bloc))
}

/// "urged its partners", "accused some countries": the other side is named, only not by name.
fn names_nobody_known(lexicon: &Lexicon, clauses: &Clauses<'_>, event: &Event) -> bool {
    const ADDRESSED: [Deprel; 4] = [Deprel::Obj, Deprel::Iobj, Deprel::Obl, Deprel::NsubjPass];
    // "its neighbour", "his hosts": the other one of the story.
    let other = |at: usize| {
        let relation = matches!(
            clauses.lemma(at),
            "counterpart" | "foe" | "host" | "neighbor" | "neighbour" | "opponent" | "rival"
        );
        relation && clauses.under(at, &[Deprel::NmodPoss]).next().is_some()
    };
    clauses
        .under(event.trigger as usize, &ADDRESSED)
        .any(|at| lexicon.events.is_collective(clauses.lemma(at)) && !other(at))
}

/// One of the two that the story is most about besides the actor, where the sentence names one: the nearest.
fn in_sentence(
    clauses: &Clauses<'_>,
    mentions: &Mentions,
    event: &Event,
    leading: &[Leading<'_>],
) -> Option<EntityId> {
    let trigger = event.trigger as usize;
    let beneath = clauses.beneath(trigger);
    // Where people agree or meet is no party to it; where a situation is complained of often is.
    let venue = matches!(event.kind, EventType::Agree | EventType::Consult | EventType::Cooperate);
    let usable = |m: &&Mention| {
        let entity = mentions.entity(m);
        let leads = entity.code.as_deref().is_some_and(|c| {
            leading.iter().take(2).any(|l| l.code == c && l.weight >= NEAR * leading[0].weight)
        });
        leads && !(m.as_place && venue) && !is_mere_place(m, entity)
    };
    let found = mentions.in_sentence(event.sentence as usize).filter(usable);
    let nearest = found.min_by_key(|m| {
        let head = m.head as usize;
        (!beneath.contains(&head), m.as_place, head < trigger, head.abs_diff(trigger))
    });
    nearest.map(|m| m.entity)
}

/// A city is where things happen; a state named as a place is still a state.
fn is_mere_place(mention: &Mention, entity: &Entity) -> bool {
    entity.kind == EntityKind::Other || (mention.as_place && entity.kind != EntityKind::State)
}

/// The weight of each code in the whole story, and the entity that last stood for it.
struct Story<'m> {
    weights: BTreeMap<&'m str, (f32, EntityId)>,
}

/// A code the story is about.
struct Leading<'m> {
    code: &'m str,
    weight: f32,
    entity: EntityId,
}

impl<'m> Story<'m> {
    fn read(document: &Document, parse: &Parse, mentions: &'m Mentions) -> Self {
        let mut weights: BTreeMap<&'m str, (f32, EntityId)> = BTreeMap::new();
        for (i, sentence) in parse.sentences.iter().enumerate() {
            let block = document.blocks.get(sentence.block as usize);
            let is_title = block.is_some_and(|b| b.kind == BlockKind::Title);
            for mention in mentions.in_sentence(i) {
                let entity = mentions.entity(mention);
                let Some(code) = entity.code.as_deref().filter(|_| !is_mere_place(mention, entity)) else {
                    continue;
                };
                let place = if mention.as_place { PLACE } else { 1.0 };
                let cell = weights.entry(code).or_insert((0.0, mention.entity));
                cell.0 += place * if is_title { TITLE } else { 1.0 };
                if entity.kind == EntityKind::State {
                    cell.1 = mention.entity;
                }
            }
        }
        Self { weights }
    }

    /// The two it is about, where they are clearly two.
    fn the_two(&self) -> impl Iterator<Item = EntityId> {
        let leading = self.leading(&|_| false);
        let weight = |i: usize| leading.get(i).map_or(0.0, |l| l.weight);
        let clear = weight(1) >= OF_THE_PAIR * weight(0) && weight(2) < OF_THE_PAIR * weight(1);
        leading.into_iter().take(if clear { 2 } else { 0 }).map(|l| l.entity)
    }

    /// The foremost of `leading`; both of the two a story is about, where somebody else speaks to them.
    fn addressed<'s>(&self, leading: &[Leading<'_>], own: impl Iterator<Item = &'s String>) -> Vec<EntityId> {
        let own: f32 = own.filter_map(|c| self.weights.get(c.as_str())).map(|w| w.0).sum();
        let both = leading.len() > 1
            && leading[1].weight >= OF_THE_PAIR * leading[0].weight
            && own < OUTSIDE * leading[1].weight;
        leading.iter().take(if both { 2 } else { 1 }).map(|l| l.entity).collect()
    }

    /// Whom it is about besides these, the foremost first.
    fn leading(&self, taken: &dyn Fn(&str) -> bool) -> Vec<Leading<'m>> {
        let mut found: Vec<_> = self.weights.iter().filter(|(code, _)| !taken(code)).collect();
        found.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then(a.0.cmp(b.0)));
        found.into_iter().map(|(&code, &(weight, entity))| Leading { code, weight, entity }).collect()
    }
}
