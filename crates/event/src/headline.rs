//! A headline tells again what the text tells: one act reported twice in a document is one event with its best quote
//! (GUIDELINE, events). The text's telling stays; a side that only the headline names is added to it.

use crate::types::{Event, Role, join};
use legation_mention::Mentions;
use legation_syntax::Parse;
use legation_text::{Because, BlockKind, Document};

/// Drops the headline's events that the text tells too.
pub fn drop_repeats(document: &Document, parse: &Parse, mentions: &Mentions, events: &mut Vec<Event>) {
    let in_title = |event: &Event| {
        let block = parse.sentences[event.sentence as usize].block as usize;
        document.blocks.get(block).is_some_and(|b| b.kind == BlockKind::Title)
    };
    let (titles, mut text): (Vec<Event>, Vec<Event>) = std::mem::take(events).into_iter().partition(in_title);
    let mut kept: Vec<Event> = Vec::new();
    for title in titles {
        let again = |e: &&mut Event| is_same_act(mentions, &title, e) && is_same_word(parse, &title, e);
        for told in text.iter_mut().filter(again).filter(|e| e.when.is_none() && !e.modality.pluperfect) {
            told.when = title.when;
            told.because.push(Because::new("event::headline", "told as news in the headline"));
        }
        match text.iter_mut().find(|e| is_same_act(mentions, &title, e)) {
            Some(told) => complete(mentions, told, &title),
            None => kept.push(title),
        }
    }
    kept.append(&mut text);
    kept.sort_by_key(|e| (e.sentence, e.trigger));
    *events = kept;
}

fn codes<'m>(mentions: &'m Mentions, roles: &'m [Role]) -> impl Iterator<Item = &'m str> {
    roles.iter().filter_map(|r| mentions.entities[r.entity as usize].code.as_deref())
}

/// Of one type, by the same actor, and not against different parties.
fn is_same_act(mentions: &Mentions, title: &Event, told: &Event) -> bool {
    let overlap = |a: &[Role], b: &[Role]| codes(mentions, a).any(|x| codes(mentions, b).any(|y| x == y));
    let stated = |e: &Event| e.recipients.iter().any(|r| r.token.is_some());
    let against_others = stated(title) && stated(told) && !overlap(&title.recipients, &told.recipients);
    title.kind == told.kind
        && title.modality.negated == told.modality.negated
        && overlap(&title.actors, &told.actors)
        && !against_others
}

/// "Israel closes crossings", "has closed all crossings".
fn is_same_word(parse: &Parse, title: &Event, told: &Event) -> bool {
    let lemma = |e: &Event| &parse.sentences[e.sentence as usize].tokens[e.trigger as usize].lemma;
    lemma(title) == lemma(told)
}

/// What was only inferred gives way to what the headline states.
fn complete(mentions: &Mentions, told: &mut Event, title: &Event) {
    if told.recipients.iter().any(|r| r.token.is_some()) || told.mutual {
        return;
    }
    let acting: Vec<&str> = codes(mentions, &told.actors).collect();
    let stated = title.recipients.iter().copied().filter(|r| {
        let code = mentions.entities[r.entity as usize].code.as_deref();
        r.token.is_some() && code.is_some_and(|c| !acting.contains(&c))
    });
    let stated: Vec<Role> = stated.map(|r| Role { token: None, ..r }).collect();
    if stated.is_empty() {
        return;
    }
    told.recipients.clear();
    join(&mut told.recipients, stated);
    told.because.push(Because::new("event::headline", "the other side is named in the headline"));
}
