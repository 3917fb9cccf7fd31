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
/// Sentences within which a refusal answers a demand.
const ANSWER_WITHIN: u32 = 8;
/// The confidence kept by an event whose other side was inferred from the story.
const KEPT: f32 = 0.6;

/// Fills the missing side of events, in text order.
pub fn fill(
    lexicon: &Lexicon,
    document: &Document,
    parse: &Parse,
    mentions: &Mentions,
    events: &mut [Event],
) {
    let mut story = Story { weights: BTreeMap::new() };
    let mut next = 0;
    for (i, sentence) in parse.sentences.iter().enumerate() {
        let is_title =
            document.blocks.get(sentence.block as usize).is_some_and(|b| b.kind == BlockKind::Title);
        story.read(mentions, i, if is_title { TITLE } else { 1.0 });
        let clauses = Clauses::new(sentence);
        while events.get(next).is_some_and(|e| e.sentence as usize == i) {
            let (before, rest) = events.split_at_mut(next);
            let challenger = challenger(mentions, before, &rest[0]);
            complete(lexicon, &clauses, mentions, &story, challenger, &mut rest[0]);
            next += 1;
        }
    }
}

/// A refusal or denial answers whoever last demanded, accused or threatened its actor.
fn challenger(mentions: &Mentions, before: &[Event], event: &Event) -> Option<EntityId> {
    if event.kind != EventType::Reject {
        return None;
    }
    let code = |e: EntityId| mentions.entities[e as usize].code.as_deref();
    let own = event.actors.first().and_then(|r| code(r.entity))?;
    before
        .iter()
        .rev()
        .take_while(|e| event.sentence - e.sentence <= ANSWER_WITHIN)
        .filter(|e| {
            matches!(
                e.kind,
                EventType::Request | EventType::Accuse | EventType::Threaten | EventType::Sanction
            )
        })
        .filter(|e| e.recipients.iter().any(|r| code(r.entity) == Some(own)))
        .find_map(|e| e.actors.iter().map(|r| r.entity).find(|&a| code(a).is_some_and(|c| c != own)))
}

fn complete(
    lexicon: &Lexicon,
    clauses: &Clauses<'_>,
    mentions: &Mentions,
    story: &Story<'_>,
    challenger: Option<EntityId>,
    event: &mut Event,
) {
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
    let told =
        crate::is_speech(event.kind) || mutual || visit || (verbal && event.kind != EventType::Mobilize);
    if !lacks || !told || is_bloc_act(mentions, event, mutual) || names_nobody_known(lexicon, clauses, event)
    {
        return;
    }
    let taken = |code: &str| actors.iter().chain(&recipients).any(|c| c == code);
    let (entity, place) = match in_sentence(clauses, mentions, event, &taken) {
        Some(entity) => (entity, "sentence"),
        None => match challenger.or_else(|| story.foremost(&taken)) {
            Some(entity) => (entity, "story"),
            None => return,
        },
    };
    let side = if mutual { &mut event.actors } else { &mut event.recipients };
    side.push(Role { entity, token: None });
    event.confidence *= KEPT;
    let name = &mentions.entities[entity as usize].name;
    event.because.push(Because::new(
        format!("event::counterpart::{place}"),
        format!("the other side is taken to be {name}"),
    ));
}

/// A bloc meets and agrees as itself, and so does a conference.
fn is_bloc_act(mentions: &Mentions, event: &Event, mutual: bool) -> bool {
    let is_bloc = |r: &Role| mentions.entities[r.entity as usize].kind == EntityKind::Organisation;
    event.mode.as_deref() == Some("multilateral") || (mutual && event.actors.iter().any(is_bloc))
}

/// "urged its partners", "accused some countries": the other side is named, only not by name.
fn names_nobody_known(lexicon: &Lexicon, clauses: &Clauses<'_>, event: &Event) -> bool {
    const ADDRESSED: [Deprel; 4] = [Deprel::Obj, Deprel::Iobj, Deprel::Obl, Deprel::NsubjPass];
    clauses
        .under(event.trigger as usize, &ADDRESSED)
        .any(|at| lexicon.events.is_collective(clauses.lemma(at)))
}

/// A party under the event's own words, else the nearest elsewhere in the sentence.
fn in_sentence(
    clauses: &Clauses<'_>,
    mentions: &Mentions,
    event: &Event,
    taken: &dyn Fn(&str) -> bool,
) -> Option<EntityId> {
    let trigger = event.trigger as usize;
    let beneath = clauses.beneath(trigger);
    // Where people agree or meet is no party to it; where a situation is complained of often is.
    let venue = matches!(event.kind, EventType::Agree | EventType::Consult | EventType::Cooperate);
    let usable = |m: &&Mention| {
        let entity = mentions.entity(m);
        !(m.as_place && venue)
            && entity.code.as_deref().is_some_and(|c| !taken(c))
            && !is_mere_place(m, entity)
    };
    let mut candidates: Vec<&Mention> =
        mentions.in_sentence(event.sentence as usize).filter(usable).collect();
    candidates.sort_by_key(|m| {
        let head = m.head as usize;
        (!beneath.contains(&head), m.as_place, head < trigger, head.abs_diff(trigger))
    });
    candidates.first().map(|m| m.entity)
}

/// A city is where things happen; a state named as a place is still a state.
fn is_mere_place(mention: &Mention, entity: &Entity) -> bool {
    entity.kind == EntityKind::Other || (mention.as_place && entity.kind != EntityKind::State)
}

/// The weight of each code in the story, and the entity that last stood for it.
struct Story<'m> {
    weights: BTreeMap<&'m str, (f32, EntityId)>,
}

impl<'m> Story<'m> {
    fn read(&mut self, mentions: &'m Mentions, sentence: usize, weight: f32) {
        for mention in mentions.in_sentence(sentence) {
            let entity = mentions.entity(mention);
            let Some(code) = entity.code.as_deref().filter(|_| !is_mere_place(mention, entity)) else {
                continue;
            };
            let here = weight * if mention.as_place { PLACE } else { 1.0 };
            let cell = self.weights.entry(code).or_insert((0.0, mention.entity));
            cell.0 += here;
            if entity.kind == EntityKind::State {
                cell.1 = mention.entity;
            }
        }
    }

    fn foremost(&self, taken: &dyn Fn(&str) -> bool) -> Option<EntityId> {
        self.weights
            .iter()
            .filter(|(code, _)| !taken(code))
            .max_by(|a, b| a.1.0.total_cmp(&b.1.0).then(b.0.cmp(a.0)))
            .map(|(_, (_, entity))| *entity)
    }
}
