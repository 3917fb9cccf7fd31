//! What a story is about as a whole: how much of it each state and body has, and whose the things in it are.

use legation_mention::{Entity, EntityId, EntityKind, Mention, Mentions};
use legation_syntax::{Deprel, Parse, Upos};
use legation_text::{BlockKind, Document};
use std::collections::BTreeMap;

/// What a mention in a title weighs against one in the text.
const TITLE: f32 = 3.0;
/// What a mention as a place weighs against one as a party.
const PLACE: f32 = 0.5;
/// A second party with so much of the first's weight makes a pair with it.
const OF_THE_PAIR: f32 = 0.5;
/// Mentions that make one of the two present throughout.
const THROUGHOUT: f32 = 5.0;
/// With less than so much of the second's weight one stands outside the pair.
const OUTSIDE: f32 = 0.3;

/// A city is where things happen; a state named as a place is still a state.
pub(crate) fn is_mere_place(mention: &Mention, entity: &Entity) -> bool {
    entity.kind == EntityKind::Other || (mention.as_place && entity.kind != EntityKind::State)
}

/// The weight of each code in the whole story, and the entity that last stood for it.
pub(crate) struct Story<'m> {
    weights: BTreeMap<&'m str, (f32, EntityId)>,
    /// See [`Self::the_two_throughout`]; every event asks for them.
    throughout: Vec<EntityId>,
}

/// A code the story is about.
pub(crate) struct Leading<'m> {
    pub(crate) code: &'m str,
    pub(crate) weight: f32,
    pub(crate) entity: EntityId,
}

impl<'m> Story<'m> {
    pub(crate) fn read(document: &Document, parse: &Parse, mentions: &'m Mentions) -> Self {
        let mut weights: BTreeMap<&'m str, (f32, EntityId)> = BTreeMap::new();
        for (i, sentence) in parse.sentences.iter().enumerate() {
            let block = document.blocks.get(sentence.block as usize);
            let is_title = block.is_some_and(|b| b.kind == BlockKind::Title);
            for mention in mentions.in_sentence(i) {
                let entity = mentions.entity(mention);
                // The press reports; the story is not about it.
                let press = entity.sector.as_deref() == Some("MED");
                let Some(code) = entity.code.as_deref().filter(|_| !press && !is_mere_place(mention, entity))
                else {
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
        let mut story = Self { weights, throughout: Vec::new() };
        let often = story.leading(&|_| false).get(1).is_some_and(|second| second.weight >= THROUGHOUT);
        story.throughout = story.the_two().filter(|_| often).collect();
        story
    }

    /// The two it is about, where they are clearly two.
    pub(crate) fn the_two(&self) -> impl Iterator<Item = EntityId> {
        let leading = self.leading(&|_| false);
        let weight = |i: usize| leading.get(i).map_or(0.0, |l| l.weight);
        let clear = weight(1) >= OF_THE_PAIR * weight(0) && weight(2) < OF_THE_PAIR * weight(1);
        leading.into_iter().take(if clear { 2 } else { 0 }).map(|l| l.entity)
    }

    /// As [`Self::the_two`], where both are named often: of a short report the two that it names need not be at odds.
    pub(crate) fn the_two_throughout(&self) -> &[EntityId] {
        &self.throughout
    }

    /// The foremost of `leading`; both of the two a story is about, where somebody else speaks to them.
    pub(crate) fn addressed<'s>(
        &self,
        leading: &[Leading<'_>],
        own: impl Iterator<Item = &'s &'s str>,
    ) -> Vec<EntityId> {
        let own: f32 = own.filter_map(|c| self.weights.get(*c)).map(|w| w.0).sum();
        let both = leading.len() > 1
            && leading[1].weight >= OF_THE_PAIR * leading[0].weight
            && own < OUTSIDE * leading[1].weight;
        leading.iter().take(if both { 2 } else { 1 }).map(|l| l.entity).collect()
    }

    /// True where it is about these and this other one, neither in passing.
    pub(crate) fn is_between(&self, own: &[&str], other: Option<&Leading<'_>>) -> bool {
        let own: f32 = own.iter().filter_map(|c| self.weights.get(c)).map(|w| w.0).sum();
        other.is_some_and(|o| o.weight >= OF_THE_PAIR * own)
    }

    /// Whom it is about besides these, the foremost first.
    pub(crate) fn leading(&self, taken: &dyn Fn(&str) -> bool) -> Vec<Leading<'m>> {
        let mut found: Vec<_> = self.weights.iter().filter(|(code, _)| !taken(code)).collect();
        found.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then(a.0.cmp(b.0)));
        found.into_iter().map(|(&code, &(weight, entity))| Leading { code, weight, entity }).collect()
    }
}

/// Whose a thing is by what was said with it: "the Nairobi games", "the opening of the Nairobi games".
pub(crate) struct Named<'p> {
    /// By the thing's lemma: sentences, and whose it is there; in text order.
    things: BTreeMap<&'p str, Vec<(u32, EntityId)>>,
}

impl<'p> Named<'p> {
    /// How far above a name a noun is still of it.
    const REACH: usize = 2;

    pub(crate) fn read(parse: &'p Parse, mentions: &Mentions) -> Self {
        let mut things: BTreeMap<&str, Vec<(u32, EntityId)>> = BTreeMap::new();
        for (i, sentence) in parse.sentences.iter().enumerate() {
            for mention in mentions.in_sentence(i).filter(|m| mentions.entity(m).code.is_some()) {
                let mut at = mention.head as usize;
                for _ in 0..Self::REACH {
                    let token = &sentence.tokens[at];
                    let Some(noun) = token.head.map(|h| h as usize).filter(|_| modifies(token.deprel)) else {
                        break;
                    };
                    let above = &sentence.tokens[noun];
                    if !matches!(above.upos, Upos::Noun | Upos::Propn) {
                        break;
                    }
                    // "the **opening ceremony** of the games": either word brings it back.
                    let compound = |&t: &usize| {
                        let token = &sentence.tokens[t];
                        token.deprel == Deprel::Compound
                            && token.upos == Upos::Noun
                            && token.head == Some(noun as u32)
                    };
                    let parts = (0..noun).filter(compound).chain([noun]);
                    for part in parts.filter(|&t| mentions.at(i, t).is_none()) {
                        let lemma = sentence.tokens[part].lemma.as_str();
                        things.entry(lemma).or_default().push((i as u32, mention.entity));
                    }
                    at = noun;
                }
            }
        }
        Self { things }
    }

    /// Whose the thing of this lemma last was before a sentence.
    pub(crate) fn before(&self, sentence: u32, lemma: &str) -> Option<EntityId> {
        let told = self.things.get(lemma)?;
        told.iter().rev().find(|(s, _)| *s < sentence).map(|(_, entity)| *entity)
    }
}

fn modifies(relation: Deprel) -> bool {
    use Deprel::{Amod, Compound, Nmod, NmodDesc, NmodPoss, NmodUnmarked, Obl};
    matches!(relation, Amod | Compound | Nmod | NmodDesc | NmodPoss | NmodUnmarked | Obl)
}
