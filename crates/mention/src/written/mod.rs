//! When a text that bears no date was written, as far as what it tells bounds that: who is in office, which summits,
//! treaties and wars it knows of and which it awaits, the months and days it names as past or to come.
//!
//! Each clue gives the [`Stretch`] of days on which the text could have been written. All must agree, and together they
//! must leave one month, or one year; else nothing is said, for a wrong date is worse than none.

mod clues;
mod landmarks;
mod stretch;

pub(crate) use landmarks::{Naming, known, named};

use crate::time::tense::Tenses;
use crate::{Mentions, Written};
use jiff::civil::Date;
use legation_record::{Grain, MONTHS};
use legation_syntax::Parse;
use legation_text::{Because, Document};
use std::collections::BTreeSet;
use stretch::Stretch;

/// Share of the days left that must lie in one month for the text to be of that month.
const MOST: f64 = 0.6;
/// Days from the first left to the last over which all but a few must.
const QUARTER: i32 = 92;
const NEARLY_ALL: f64 = 0.9;
/// Clues that must agree, at least.
const WITNESSES: usize = 2;

/// Days on which the text could have been written by one thing it tells, and which.
#[derive(Clone, Debug)]
struct Clue {
    days: Stretch,
    /// It bounds the text from both sides: somebody's term, a meeting awaited.
    firm: bool,
    because: Because,
}

/// The month or year in which a text without a date was written; `None` where what it tells leaves more than one, or
/// contradicts itself.
pub(crate) fn reckon(
    document: &Document,
    parse: &Parse,
    named: &[Naming],
    mentions: &Mentions,
) -> Option<Written> {
    let tenses: Vec<Tenses> = parse.sentences.iter().map(Tenses::of_sentence).collect();
    let mut all = clues::in_office(parse, mentions);
    let in_office = !all.is_empty();
    all.extend(landmarks::clues(document, parse, named, &tenses, mentions));
    all.extend(clues::stated(document, &tenses, mentions));
    all.extend(clues::months(document, parse, &tenses, mentions));
    all.extend(clues::turn_of_year(document, parse));
    // What is told twice is told.
    let mut told: BTreeSet<(String, Stretch)> = BTreeSet::new();
    all.retain(|c| told.insert((c.because.note.clone(), c.days.clone())));
    let left = all.iter().fold(Stretch::always(), |left, clue| left.and(&clue.days));
    // Landmarks alone may all be misread.
    let firm = in_office && all.iter().any(|c| c.firm && c.days.is_bounded());
    let (from, to, grain) = round(&left).filter(|_| all.len() >= WITNESSES && firm)?;
    let mut because: Vec<Because> = all.into_iter().map(|c| c.because).collect();
    because.dedup();
    Some(Written { from, to, grain, because })
}

/// January is 1.
fn month_number(form: &str) -> Option<i8> {
    MONTHS.iter().position(|m| *m == form).map(|i| i as i8 + 1)
}

/// The month, or failing that the year, that the days left lie in.
fn round(left: &Stretch) -> Option<(Date, Date, Grain)> {
    let (first, last) = left.hull()?;
    let needed = if (last - first).get_days() <= QUARTER { MOST } else { NEARLY_ALL };
    let month = left.likeliest_month().filter(|(_, share)| *share >= needed);
    if let Some(((from, to), _)) = month {
        return Some((from, to, Grain::Month));
    }
    left.year().map(|(from, to)| (from, to, Grain::Year))
}
