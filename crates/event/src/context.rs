//! The date of what is told next: in an article that looks back, an act in the past tense without a time of its own took
//! place when the act before it in the paragraph did, not on the day of publication.

use crate::clause::Clauses;
use crate::types::{Event, When};
use crate::when::as_when;
use jiff::civil::Date;
use legation_mention::{Mentions, Time, TimeKind};
use legation_record::DateBasis;
use legation_syntax::{Parse, Upos, Xpos};
use legation_text::{Because, Document};

/// Days before publication from which an act is history and no news.
const LONG_AGO: i32 = 45;
/// Acts with dates so old that make an article look back, and their share of all with dates of their own.
const ACTS: usize = 2;
const SHARE: f32 = 0.5;
/// Sentences over which a date holds.
const REACH: u32 = 3;
/// Days beyond which a date is too wide to hold for another act.
const WIDE: i32 = 366;

/// Dates the events, which are in text order.
pub fn carry_dates(document: &Document, parse: &Parse, mentions: &Mentions, events: &mut [Event]) {
    let Some(published) = document.published.map(|p| p.to) else { return };
    if !looks_back(published, events) {
        return;
    }
    for event in events {
        if event.when.is_none_or(|w| is_own(&w)) || !is_narrated(parse, event) {
            continue;
        }
        let Some(when) = told_before(parse, mentions, event.sentence) else { continue };
        if when.to.is_some_and(|day| (published - day).get_days() > 0) {
            event.when = Some(When { basis: DateBasis::Relative, ..when });
            event.because.push(Because::new("event::context", "dated by the time named just before it"));
        }
    }
}

/// The last time named in the paragraph before a sentence.
fn told_before(parse: &Parse, mentions: &Mentions, sentence: u32) -> Option<When> {
    let block = parse.sentences[sentence as usize].block;
    let before = (sentence.saturating_sub(REACH)..sentence).rev();
    let times = before.filter(|&s| parse.sentences[s as usize].block == block).filter_map(|s| {
        let clauses = Clauses::new(&parse.sentences[s as usize]);
        // "On 8 May it opened the road", not "since the treaty of 1816".
        let of_a_clause = |t: &&Time| {
            let above = clauses.head(t.head as usize).map(|h| clauses.token(h).upos);
            t.kind == TimeKind::Point && above == Some(Upos::Verb)
        };
        mentions.times_in(s as usize).filter(of_a_clause).map(as_when).filter(is_narrow).last()
    });
    times.into_iter().next()
}

fn is_own(when: &When) -> bool {
    matches!(when.basis, DateBasis::Stated | DateBasis::Relative)
}

fn is_narrow(when: &When) -> bool {
    when.from.zip(when.to).is_some_and(|(from, to)| (to - from).get_days() <= WIDE)
}

fn looks_back(published: Date, events: &[Event]) -> bool {
    let dated: Vec<&When> = events.iter().filter_map(|e| e.when.as_ref()).filter(|w| is_own(w)).collect();
    let old = |w: &&&When| w.to.or(w.from).is_some_and(|day| (published - day).get_days() > LONG_AGO);
    let count = dated.iter().filter(old).count();
    count >= ACTS && count as f32 >= SHARE * dated.len() as f32
}

/// A plain past: "recalled its envoy"; what "has been" or is said today is today's.
fn is_narrated(parse: &Parse, event: &Event) -> bool {
    let clauses = Clauses::new(&parse.sentences[event.sentence as usize]);
    let at = clauses.clause_of(event.trigger as usize);
    let token = clauses.token(at);
    let m = event.modality;
    token.upos == Upos::Verb
        && matches!(token.xpos, Xpos::Vbd | Xpos::Vbn)
        && !(m.perfect || m.progressive || m.future || m.hypothetical)
}
