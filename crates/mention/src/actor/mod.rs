//! Parties: states, bodies, persons and groups, and who is meant by "he", "the two sides", "the minister".
//!
//! Three steps: [`scan`] finds names and words for roles in each sentence; [`phrase`] makes noun phrases of them
//! (titles, owners, appositions); [`discourse`] reads the document in order and gives every phrase, plural and pronoun
//! its entity in the [`cast`].

mod anaphor;
mod cast;
mod discourse;
mod naming;
mod phrase;
mod place;
mod plural;
mod pronoun;
mod role;
mod salience;
mod scan;
mod view;

use crate::{Mentions, Tenure};
use cast::{Cast, InOffice};
use discourse::Discourse;
use jiff::ToSpan;
use legation_lexicon::Lexicon;
use legation_lexicon::actors::{Actors, Term};
use legation_record::{DateBasis, Grain, MONTHS};
use legation_syntax::Parse;
use legation_text::{Because, Document};
use view::View;

/// Days between a choice of somebody for an office and his taking it, at most.
const ELECT: i64 = 120;

/// Weekdays and months but May, which is a surname of note.
fn calendar_name(form: &str) -> bool {
    const WEEKDAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    WEEKDAYS.contains(&form) || form != "May" && MONTHS.contains(&form)
}

/// The last day that a text without a date of publication states in full: who was in office is asked of that day.
fn latest_stated(found: &Mentions) -> Option<jiff::civil::Date> {
    let stated =
        |t: &&crate::Time| t.basis == DateBasis::Stated && matches!(t.grain, Grain::Day | Grain::Month);
    found.times.iter().filter(stated).filter_map(|t| t.to).max()
}

/// Somebody in office, with the days on which he was; on those before his first where he is only to take it.
fn tenure(actors: &Actors, named: &InOffice, terms: &[&Term]) -> Tenure {
    let days = |t: &&Term| match t.from.filter(|_| named.elect) {
        Some(from) => (from.checked_sub(ELECT.days()).ok(), Some(from)),
        None => (t.from, t.to),
    };
    let name = actors.people()[named.person as usize].name.to_string();
    let elect = if named.elect { "-elect" } else { "" };
    let note = format!("{name} as {}{elect}", terms[0].office);
    Tenure {
        sentence: named.sentence as u32,
        terms: terms.iter().map(days).collect(),
        because: Because::new(actors.origin(terms[0].row).to_string(), note),
        name,
    }
}

/// Fills `entities` and `mentions`.
pub fn resolve(lexicon: &Lexicon, document: &Document, parse: &Parse, found: &mut Mentions) {
    let actors = &lexicon.actors;
    let views: Vec<View> =
        parse.sentences.iter().enumerate().map(|(i, s)| View::new(&document.text, s, i)).collect();
    let mut hits: Vec<Vec<scan::Hit>> = views.iter().map(|v| scan::scan(actors, v)).collect();
    // "May" is a month before it is a prime minister.
    for (i, hits) in hits.iter_mut().enumerate() {
        let view = &views[i];
        let dated = |h: &scan::Hit| found.times_in(i).any(|t| h.first <= t.last && t.first <= h.last);
        let titled: Vec<u32> = hits.iter().filter(|h| h.is_title()).map(|h| h.last + 1).collect();
        // "Friday" alone is a day even where no time was made of it ("the Friday deal").
        let of_calendar = |h: &scan::Hit| {
            h.first == h.last && calendar_name(view.form(h.first as usize)) && !titled.contains(&h.first)
        };
        // "Theresa May" in full is no month.
        let in_full = |h: &scan::Hit| matches!(h.what, scan::What::Known(_)) && h.first < h.last;
        hits.retain(|h| !h.is_person() || in_full(h) || !(dated(h) || of_calendar(h)));
    }
    let mut introduced = scan::Introduced::default();
    views.iter().zip(&hits).for_each(|(view, hits)| introduced.note(view, hits));
    views.iter().zip(&mut hits).for_each(|(view, hits)| introduced.apply(actors, view, hits));
    let drafts: Vec<Vec<phrase::Draft>> =
        views.iter().zip(&hits).map(|(view, hits)| phrase::build(actors, view, hits)).collect();
    let day = found.written.as_ref().map(|w| w.to).or_else(|| latest_stated(found));
    let mut discourse = Discourse::new(Cast::new(actors, day), &views, document);
    discourse.read(&drafts);
    // Only a text without a date is dated by who is in office.
    if found.written.is_none() {
        let tenures = discourse.cast.tenures();
        found.tenures = tenures.map(|(named, terms)| tenure(actors, named, &terms)).collect();
    }
    found.mentions = discourse.mentions;
    found.entities = discourse.cast.entities;
}

#[cfg(test)]
mod tests;
