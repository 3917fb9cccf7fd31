//! What happened: predicates and roles read from the tree into PLOVER types, modes and contexts.
//!
//! [`code`] is a pure function of lexicon, document, parse and mentions. Whose word an event rests on and whether it
//! took place is the claim room's to say; this room records the clause's modality and what it is embedded under.

mod claimed;
pub mod clause;
mod context;
mod counterpart;
mod draft;
mod finish;
mod headline;
pub mod learned;
pub mod matcher;
pub mod modality;
mod news;
pub mod party;
mod story;
mod struck;
pub mod types;
pub mod voice;
pub mod when;

pub use finish::is_speech;
pub use types::{Embedding, EmbeddingKind, Event, Events, Modality, Reading, Role, When};

use clause::Clauses;
use legation_lexicon::Lexicon;
use legation_mention::Mentions;
use legation_syntax::Parse;
use legation_text::Document;
use party::Parties;

/// Codes every sentence.
pub fn code(lexicon: &Lexicon, document: &Document, parse: &Parse, mentions: &Mentions) -> Events {
    code_and_explain(lexicon, document, parse, mentions, None)
}

/// As [`code`], and every frame that was considered goes into `readings`.
pub fn code_and_explain<'l>(
    lexicon: &'l Lexicon,
    document: &Document,
    parse: &Parse,
    mentions: &Mentions,
    mut readings: Option<&mut Vec<Reading<'l>>>,
) -> Events {
    let voices = voice::voices(lexicon, document, parse, mentions);
    let mut events = Vec::new();
    let publisher = voice::publisher(document, parse, mentions);
    let (mut issuer, mut author) = (None, None);
    for (i, sentence) in parse.sentences.iter().enumerate() {
        let clauses = Clauses::new(sentence);
        let speaker = voices[i].speaker.or(voices[i].narrator);
        let parties =
            Parties { lexicon, clauses: &clauses, mentions, sentence: i, speaker, publisher, issuer, author };
        let drafts = draft::drafts(lexicon, &parties, readings.as_deref_mut());
        let dropped = |trigger: usize, why: &str| {
            let won = |r: &&mut Reading<'_>| r.won && (r.sentence, r.trigger) == (i as u32, trigger as u32);
            for reading in readings.iter_mut().flat_map(|r| r.iter_mut()).filter(won) {
                reading.won = false;
                reading.failed = Some(why.to_owned());
            }
        };
        events.extend(finish::events(lexicon, &parties, drafts, dropped));
        author = parties.author_here().or(author);
        // Who is named beside a text issued it, and not who is named after.
        let of_text = sentence.tokens.iter().any(|t| lexicon.events.is_issued(&t.lemma));
        if of_text || issuer.is_none() {
            issuer = international_body(mentions, i).or(issuer);
        }
    }
    counterpart::fill(lexicon, document, parse, mentions, &mut events);
    claimed::settle(parse, mentions, &mut events);
    context::carry_dates(parse, mentions, &mut events);
    headline::drop_repeats(document, parse, mentions, &mut events);
    Events { events, voices }
}

/// The last international body named in a sentence.
fn international_body(mentions: &Mentions, sentence: usize) -> Option<legation_mention::EntityId> {
    let named = mentions.in_sentence(sentence).map(|m| m.entity);
    named
        .filter(|&e| {
            mentions.entities[e as usize].code.as_deref().is_some_and(legation_record::is_intergovernmental)
        })
        .last()
}
