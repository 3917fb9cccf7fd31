//! The date of what is told next: an act in the past tense without a time of its own, told beside a time long past, took
//! place then and not on the day of publication; and what stands in an entry of a chronology is of the entry's date.

use crate::clause::Clauses;
use crate::types::{Event, When};
use crate::when::as_when;
use jiff::civil::Date;
use legation_mention::{Mentions, Time};
use legation_record::{DateBasis, Grain};
use legation_syntax::{Deprel, Parse, Upos, Xpos};
use legation_text::Because;

/// Days before publication from which an act is history and no news.
const LONG_AGO: i32 = 45;
/// Acts with dates so old that make an article look back, and their share of all with dates of their own.
const ACTS: usize = 2;
const SHARE: f32 = 0.5;
/// Sentences over which a date holds in an article that does not look back.
const REACH: u32 = 2;
/// Days beyond which a date is too wide to hold for another act.
const WIDE: i32 = 366;
/// Days beyond which a date counted from publication ("last year") is too wide to.
const MONTH: i32 = 31;
/// Lemmas of what tells that an act is of another time than the one before it: "later", "previously".
const ANOTHER_TIME: [&str; 9] = [
    "earlier",
    "early",
    "eventually",
    "late",
    "later",
    "previously",
    "recently",
    "subsequently",
    "ultimately",
];

/// Dates the events, which are in text order.
pub fn carry_dates(parse: &Parse, mentions: &Mentions, events: &mut [Event]) {
    let published = mentions.written.as_ref().map(|w| w.to);
    let back = published.is_some_and(|day| looks_back(day, events));
    for event in events {
        let sentence = event.sentence as usize;
        if let Some(entry) = mentions.entry_of(sentence).map(as_when).filter(|e| is_of_entry(event, e)) {
            set(event, entry, "dated by the heading of its entry");
            continue;
        }
        if event.when.is_some_and(|w| is_own(&w)) {
            continue;
        }
        let since_then = is_since_then(parse, event);
        let told = match sentence.checked_sub(1).filter(|_| since_then) {
            Some(before) => mentions.told_at(before, usize::MAX),
            None => mentions.told_at(sentence, event.trigger as usize),
        };
        let Some((told, published)) = told.filter(|t| is_narrow(&as_when(t))).zip(published) else {
            continue;
        };
        let ago = told.to.map_or(0, |day| (published - day).get_days());
        if ago > 0 && since_then {
            let since = When { to: Some(published), grain: Grain::Range, ..as_when(told) };
            set(event, since, "since the time named just before it");
            continue;
        }
        let recent = ago > 0 && told.grain == Grain::Day && told.sentence + 1 == event.sentence;
        let long_ago = ago > LONG_AGO && holds_for(told, event);
        let holds = back && ago > 0 || (long_ago || recent) && event.when.is_some();
        if holds && is_narrated(parse, event) {
            set(event, as_when(told), "dated by the time named just before it");
        }
    }
}

/// "It has **since then** supported", "has **since** delivered", "complained **ever since**": it began when the rest was told.
fn is_since_then(parse: &Parse, event: &Event) -> bool {
    if !event.modality.perfect {
        return false;
    }
    let clauses = Clauses::new(&parse.sentences[event.sentence as usize]);
    let verb = clauses.clause_of(event.trigger as usize);
    let since = |&c: &usize| {
        let bare = clauses.lemma(c) == "since" && clauses.token(c).deprel == Deprel::Advmod;
        bare || clauses.lemma(c) == "then" && clauses.case(c).as_deref() == Some("since")
    };
    clauses.children(verb).any(|c| since(&c))
}

/// In an article that does not look back as a whole: what is told at once after a date, and not after "last year".
fn holds_for(told: &Time, event: &Event) -> bool {
    let days = told.from.zip(told.to).map_or(i32::MAX, |(from, to)| (to - from).get_days());
    event.sentence - told.sentence <= REACH && (told.basis == DateBasis::Stated || days < MONTH)
}

fn set(event: &mut Event, when: When, why: &str) {
    event.when = Some(When { basis: DateBasis::Relative, ..when });
    event.because.push(Because::new("event::context", why));
}

/// What an entry of a chronology tells, it tells of its date, whatever the tense: "1996: the council threatens sanctions".
/// "1994: it ends the embargo in force since 1975" tells nothing of 1975.
fn is_of_entry(event: &Event, entry: &When) -> bool {
    let spans =
        |w: When| w.from.is_none_or(|d| Some(d) < entry.from) && w.to.is_none_or(|d| Some(d) > entry.to);
    let undated = event.when.is_none_or(|w| !is_own(&w) || spans(w));
    undated && !(event.modality.future || event.modality.hypothetical)
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

/// A plain past: "recalled its envoy", "replied by recalling it"; what "has been" or is said today is today's.
fn is_narrated(parse: &Parse, event: &Event) -> bool {
    let clauses = Clauses::new(&parse.sentences[event.sentence as usize]);
    let at = clauses.clause_of(event.trigger as usize);
    let m = event.modality;
    let plain = |at: usize| {
        let token = clauses.token(at);
        token.upos == Upos::Verb && matches!(token.xpos, Xpos::Vbd | Xpos::Vbn)
    };
    let other = |c: usize| ANOTHER_TIME.contains(&clauses.lemma(c));
    let moved = |verb: usize| clauses.under(verb, &[Deprel::Advmod]).any(other);
    if clauses.sentence.ancestors(at).any(moved) {
        return false;
    }
    let gerund = clauses.token(at).xpos == Xpos::Vbg && clauses.token(at).deprel == Deprel::Advcl;
    let above = clauses.head(at).filter(|_| gerund).is_some_and(plain);
    (plain(at) && !m.progressive || above) && !(m.perfect || m.future || m.hypothetical)
}
