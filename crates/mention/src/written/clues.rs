//! What bounds the day on which a text was written, apart from landmarks.

use super::stretch::{Stretch, shifted};
use super::{Clue, month_number};
use crate::time::calendar::month;
use crate::time::tense::{Tense, Tenses};
use crate::{Mentions, Tenure, Time, TimeKind};
use jiff::civil::Date;
use legation_record::{DateBasis, Grain};
use legation_syntax::{Parse, Sentence};
use legation_text::{Because, Document};
use std::collections::BTreeSet;

/// Lemmas of how an office is taken.
const TAKES_OFFICE: [&str; 6] = ["appoint", "appointment", "elect", "election", "inauguration", "swear"];
/// Words between a name and what is said of its bearer.
const NEAR: usize = 3;
/// Days for which a month named alone is still the last or already the next of that name.
const REACH: i32 = 214;
/// Days for which an office is new.
const YEAR: i32 = 365;
/// Days before and after New Year in which a text speaks of its eve.
const NEW_YEAR: (i32, i32) = (12, 7);
/// Days into a year on which its forerunner's end is still "the end of last year".
const EARLY: i32 = 90;

/// Somebody in office: the text is of one of his terms, unless the sentence tells of a year long past; "since he was
/// appointed", of the first year of one.
pub(super) fn in_office(parse: &Parse, mentions: &Mentions) -> Vec<Clue> {
    let now = |t: &&Tenure| !mentions.times_in(t.sentence as usize).any(|t| t.basis == DateBasis::Stated);
    let clue = |days: Stretch, tenure: &Tenure| Clue { days, firm: true, because: tenure.because.clone() };
    let mut found: Vec<Clue> = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for tenure in mentions.tenures.iter().filter(now).filter(|t| told.insert(&t.because.note)) {
        found.push(clue(Stretch::new(tenure.terms.iter().copied()), tenure));
        if is_new(parse, mentions, &tenure.name) {
            let first = |from: Option<Date>| Some((from, Some(shifted(from?, YEAR))));
            found.push(clue(Stretch::new(tenure.terms.iter().filter_map(|t| first(t.0))), tenure));
        }
    }
    found
}

/// "Their first since Jane Doe was appointed": she is new.
fn is_new(parse: &Parse, mentions: &Mentions, name: &str) -> bool {
    let named = mentions.mentions.iter().filter(|m| mentions.entity(m).name == name);
    named.into_iter().any(|m| {
        let words = &parse.sentences[m.sentence as usize].tokens;
        let mut before = words[..m.first as usize].iter().rev().take(NEAR);
        let mut after = words[m.last as usize + 1..].iter().take(NEAR);
        let first = words.iter().any(|t| t.lemma.as_str() == "first");
        first
            && before.any(|t| t.lemma.as_str() == "since")
            && after.any(|t| TAKES_OFFICE.contains(&t.lemma.as_str()))
    })
}

/// Dates that the text gives in full: it is later than what it tells as past, and earlier than what is to come.
pub(super) fn stated(document: &Document, tenses: &[Tenses], mentions: &Mentions) -> Vec<Clue> {
    let clue = |time: &Time| {
        let plain = matches!(time.grain, Grain::Day | Grain::Month | Grain::Year);
        if time.basis != DateBasis::Stated || time.kind != TimeKind::Point || !plain {
            return None;
        }
        let days = match tenses[time.sentence as usize].near(time.first as usize) {
            // Of its own year a text says "this year", or names the month.
            Tense::Past if time.grain == Grain::Year => (time.to, None),
            Tense::Past => (time.from?.into(), None),
            // "The 2014 budget will": only a day or month to come is sure.
            Tense::Future if time.grain != Grain::Year => (None, time.to?.into()),
            Tense::Future | Tense::Unknown => return None,
        };
        Some(Clue { days: Stretch::new([days]), firm: false, because: told(document, time.span) })
    };
    mentions.times.iter().filter_map(clue).collect()
}

/// "It broke down in September", "talks will be held in mid January": the last, or the next, of that name.
pub(super) fn months(
    document: &Document,
    parse: &Parse,
    tenses: &[Tenses],
    mentions: &Mentions,
) -> Vec<Clue> {
    let clue = |time: &Time| {
        let sentence = &parse.sentences[time.sentence as usize];
        let number = bare_month(document, sentence, time)?;
        let first = |year: i16| month(year, number).map(|m| m.0);
        let days = match tenses[time.sentence as usize].near(time.first as usize) {
            Tense::Past => Stretch::yearly(first, 0, REACH),
            Tense::Future => Stretch::yearly(|year| first(year).map(|d| shifted(d, -1)), REACH, 0),
            Tense::Unknown => return None,
        };
        Some(Clue { days, firm: false, because: told(document, time.span) })
    };
    mentions.times.iter().filter(|t| t.from.is_none() && t.to.is_none()).filter_map(clue).collect()
}

/// The month that a time names alone: "mid January", not "January last year".
fn bare_month(document: &Document, sentence: &Sentence, time: &Time) -> Option<i8> {
    let words = &sentence.tokens[time.first as usize..=time.last as usize];
    let mut found = None;
    for token in words {
        match month_number(token.span.of(&document.text)) {
            Some(month) => found = Some(month),
            None if matches!(&*token.lemma, "early" | "mid" | "late" | "in" | "mid-") => {}
            None => return None,
        }
    }
    found
}

/// "On the eve of the New Year", "at the end of last year".
pub(super) fn turn_of_year(document: &Document, parse: &Parse) -> Vec<Clue> {
    let new_year = |year: i16| month(year, 1).map(|m| m.0);
    let mut found = Vec::new();
    for sentence in &parse.sentences {
        let lemma = |at: usize| sentence.tokens.get(at).map_or("", |t| t.lemma.as_str());
        let form = |at: usize| sentence.tokens.get(at).map_or("", |t| t.span.of(&document.text));
        for at in 0..sentence.tokens.len() {
            let is_new_year = form(at) == "New" && form(at + 1) == "Year";
            let ends = matches!(lemma(at), "end" | "late");
            let last =
                (at + 1..at + 4).find(|&i| lemma(i) == "last" && lemma(i + 1) == "year").filter(|_| ends);
            let (days, end) = match last {
                Some(last) => (Stretch::yearly(new_year, 0, EARLY), last + 1),
                None if is_new_year => (Stretch::yearly(new_year, NEW_YEAR.0, NEW_YEAR.1), at + 1),
                None => continue,
            };
            let span = sentence.tokens[at].span.join(sentence.tokens[end].span);
            found.push(Clue { days, firm: false, because: told(document, span) });
        }
    }
    found
}

fn told(document: &Document, span: legation_text::Span) -> Because {
    Because::new("mention::written", format!("“{}”", span.of(&document.text)))
}
