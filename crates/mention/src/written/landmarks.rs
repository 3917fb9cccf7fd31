//! Summits, treaties, wars that the text names: it is later than those it looks back on, earlier than those it awaits.

use super::stretch::{Stretch, shifted};
use super::{Clue, month_number};
use crate::Mentions;
use crate::time::tense::{Tense, Tenses};
use jiff::civil::Date;
use legation_lexicon::Lexicon;
use legation_lexicon::landmarks::{Landmark, Named};
use legation_record::is_intergovernmental;
use legation_syntax::{Parse, Sentence};
use legation_text::{Because, Document, Span};
use std::collections::BTreeSet;
use std::ops::Range;

/// Days after its end on which a thing is still told of as of today, and on which it is still news.
const WEEK: i32 = 7;
const NEWS: i32 = 14;
/// Days before the month from which most heard of it in which some did.
const BEFORE: i32 = 60;
/// Days before it from which what is heard of then comes unforeseen.
const MONTH: i32 = 31;
/// Words before a landmark in which a cue is its own, and in which it is its clause's.
const CLOSE: usize = 6;
const WIDE: usize = 10;
/// Sentences that may tell the news: the title and the first of the story.
const LEAD: usize = 4;
/// Words for what is awaited.
const AHEAD: [&str; 9] = [
    "ahead",
    "announced",
    "forthcoming",
    "planned",
    "preparation",
    "preparations",
    "proposed",
    "scheduled",
    "upcoming",
];
/// Lemmas of what is done with what is awaited.
const HELD: [&str; 12] = [
    "attend", "begin", "convene", "gather", "hold", "host", "launch", "meet", "open", "sign", "start",
    "travel",
];
/// Words of a text of the same days.
const NOW: [&str; 3] = ["today", "tonight", "yesterday"];
/// Lemmas of what is said of news.
const REACTS: [&str; 9] =
    ["applaud", "comment", "commend", "condemn", "condolence", "congratulate", "deplore", "hail", "welcome"];
/// What is remembered may be long past.
const REMEMBERS: [&str; 4] = ["anniversary", "anniversaries", "commemorate", "memory"];

/// What the text's words for a landmark say of its time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    Awaited,
    /// Told of while it lasts.
    Now,
    /// Told of as news.
    News,
    Past,
}

/// Landmarks that the same words of a sentence can mean.
struct Sighting {
    meant: Vec<Landmark>,
    words: Vec<Span>,
    stand: Stand,
}

/// What one sentence names.
pub(crate) struct Naming {
    sentence: usize,
    /// Which landmarks the words can mean, in order of time.
    meant: Vec<Landmark>,
    words: Vec<Span>,
}

/// All that the words of a document can mean, in text order.
pub(crate) fn named(lexicon: &Lexicon, document: &Document, parse: &Parse) -> Vec<Naming> {
    let landmarks = lexicon.landmarks();
    let of_one = |(number, sentence): (usize, &Sentence)| {
        let start = sentence.span.start;
        let span = move |at: Range<usize>| Span::new(start + at.start as u32, start + at.end as u32);
        let named = landmarks.named_in(sentence.span.of(&document.text));
        named.into_iter().map(move |Named { meant, words }| Naming {
            sentence: number,
            meant,
            words: words.into_iter().map(span).collect(),
        })
    };
    parse.sentences.iter().enumerate().flat_map(of_one).collect()
}

/// A clue for each landmark named.
pub(super) fn clues(
    document: &Document,
    parse: &Parse,
    named: &[Naming],
    tenses: &[Tenses],
    mentions: &Mentions,
) -> Vec<Clue> {
    let mut seen: Vec<Sighting> = Vec::new();
    let concerned = concerned(mentions);
    for here in named.chunk_by(|a, b| a.sentence == b.sentence) {
        let (start, number) = (seen.len(), here[0].sentence);
        let sentence = &parse.sentences[number];
        for Naming { meant, words, .. } in here {
            let mut meant = of_concern(meant, &concerned);
            if meant.is_empty() {
                continue;
            }
            let shares = |s: &&mut Sighting| s.words.iter().filter(|w| words.contains(w)).count() >= 2;
            if let Some(sighting) = seen[start..].iter_mut().find(shares) {
                sighting.meant.append(&mut meant);
                continue;
            }
            let stand = stand(document, sentence, &tenses[number], words.first().copied(), number < LEAD);
            seen.push(Sighting { meant, words: words.clone(), stand });
        }
        for sighting in &mut seen[start..] {
            by_month(sentence.span.of(&document.text), &mut sighting.meant);
        }
    }
    // What is awaited in one sentence is not past in another.
    let awaited: BTreeSet<u32> = seen
        .iter()
        .filter(|s| s.stand == Stand::Awaited)
        .flat_map(|s| s.meant.iter().map(|l| l.origin.line))
        .collect();
    seen.retain(|s| s.stand == Stand::Awaited || !s.meant.iter().any(|l| awaited.contains(&l.origin.line)));
    seen.iter().filter_map(clue).collect()
}

fn clue(sighting: &Sighting) -> Option<Clue> {
    let Sighting { meant, stand, .. } = sighting;
    let because = Because::new(meant[0].origin.to_string(), meant[0].what.clone());
    let days = Stretch::new(meant.iter().filter_map(|l| days(l, *stand)));
    days.hull()?;
    Some(Clue { days, firm: *stand == Stand::Awaited, because })
}

/// The codes of all whom the text names.
fn concerned(mentions: &Mentions) -> BTreeSet<&str> {
    mentions.entities.iter().filter_map(|e| e.code.as_deref()).collect()
}

/// Those landmarks of which somebody concerned is named.
fn of_concern(meant: &[Landmark], concerned: &BTreeSet<&str>) -> Vec<Landmark> {
    let named = |p: &String| is_intergovernmental(p) || concerned.contains(&**p);
    meant.iter().filter(|l| l.parties.is_empty() || l.parties.iter().any(named)).cloned().collect()
}

/// What the text names of which the day is known: of the same words' landmarks the one of the month or year named, else
/// the only one there was until the text was written.
pub(crate) fn known(
    document: &Document,
    parse: &Parse,
    named: &[Naming],
    mentions: &Mentions,
) -> Vec<crate::Landmark> {
    let begun = |l: &Landmark| mentions.written.as_ref().is_none_or(|w| l.from <= w.to);
    let month = |l: &Landmark| (l.from.year(), l.from.month());
    let concerned = concerned(mentions);
    let known = |naming: &Naming| {
        let mut meant = of_concern(&naming.meant, &concerned);
        meant.retain(begun);
        by_month(parse.sentences[naming.sentence].span.of(&document.text), &mut meant);
        let landmark = meant.first()?;
        // Two entries of one month tell of one thing.
        meant.iter().all(|l| month(l) == month(landmark)).then(|| crate::Landmark {
            sentence: naming.sentence as u32,
            words: naming.words.clone(),
            from: landmark.from,
            to: landmark.to,
            because: Because::new(landmark.origin.to_string(), landmark.what.clone()),
        })
    };
    named.iter().filter_map(known).collect()
}

/// Of several, those of the month or year that the sentence names.
fn by_month(text: &str, meant: &mut Vec<Landmark>) {
    let fits = |l: &Landmark| {
        forms(text).any(|f| {
            f.parse().is_ok_and(|year: i16| year == l.from.year()) || month_number(f) == Some(l.from.month())
        })
    };
    if meant.iter().any(fits) {
        meant.retain(fits);
    }
}

/// Words as they are written.
fn forms(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// How the sentence speaks of what `word` names.
fn stand(document: &Document, sentence: &Sentence, tenses: &Tenses, word: Option<Span>, lead: bool) -> Stand {
    let at = word.and_then(|word| sentence.tokens.iter().position(|t| t.span.overlaps(word)));
    let at = at.unwrap_or_default();
    let near = |before: usize, after: usize, words: &[&str]| {
        let near = at.saturating_sub(before)..(at + 1 + after).min(sentence.tokens.len());
        sentence.tokens[near].iter().any(|t| {
            let form = t.span.of(&document.text);
            words.iter().any(|w| t.lemma.as_str() == *w || form.eq_ignore_ascii_case(w))
        })
    };
    let future = || tenses.near(at) == Tense::Future;
    // "Last year's conference in London", though there will be another.
    if near(WIDE, WIDE, &REMEMBERS) || near(CLOSE, 0, &["last", "previous", "since"]) {
        Stand::Past
    } else if near(CLOSE, CLOSE, &AHEAD) || near(WIDE, WIDE, &HELD) && future() {
        Stand::Awaited
    } else if lead && near(WIDE, WIDE, &NOW) {
        Stand::Now
    } else if lead && near(WIDE, 0, &REACTS) {
        Stand::News
    } else {
        Stand::Past
    }
}

/// The days between which a text that names the landmark so was written; none where it awaits what came unforeseen.
fn days(landmark: &Landmark, stand: Stand) -> Option<(Option<Date>, Option<Date>)> {
    let until = |days: i32| landmark.to.map(|to| shifted(to, days));
    match stand {
        Stand::Awaited => {
            let heard = landmark.heard.filter(|h| *h < shifted(landmark.from, -MONTH))?;
            Some((Some(shifted(heard, -BEFORE)), Some(landmark.from)))
        }
        Stand::Now => Some((Some(landmark.from), until(WEEK))),
        Stand::News => Some((Some(landmark.from), until(NEWS))),
        Stand::Past => Some((Some(landmark.from), None)),
    }
}
