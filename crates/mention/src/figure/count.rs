//! What a bare number counts: the noun after it.

use super::{Measure, tagged};
use crate::QuantityKind;
use crate::cut::Cut;
use crate::place::Places;
use legation_record::Bound;
use legation_syntax::{Sentence, Upos, Xpos};
use rust_decimal::Decimal;

/// How many words may stand between a number and its noun.
const REACH: usize = 5;

/// A bare number as a count of things, where the words after it say of what.
pub(super) fn counted(
    cut: &Cut,
    sentence: &Sentence,
    mut measure: Measure,
    first: usize,
    end: usize,
) -> Measure {
    if measure.kind != QuantityKind::Number {
        return measure;
    }
    let share = measure.value > Decimal::ZERO && measure.value < Decimal::ONE;
    if share {
        return if cut.is(end, "of") { measure.into_share() } else { measure };
    }
    if cut.is(end, "-") && cut.glued(end) && cut.is_word(end + 1) {
        return measure; // a 15-member council
    }
    let found = unit_apart(cut, end)
        .or_else(|| thing(cut, end))
        .or_else(|| noun(cut, sentence, end))
        .or_else(|| harmed(cut, first, end));
    if let Some((unit, kind, last)) = found {
        measure.unit = unit;
        measure.kind = kind;
        measure.span = measure.span.join(cut.span(first, last));
        if let Some((bound, _)) =
            cut.lexicon.after.longest(&cut.atoms, last).filter(|_| measure.bound == Bound::Exact)
        {
            measure.bound = *bound;
        }
    }
    measure
}

type Found = Option<(String, QuantityKind, usize)>;

/// Words that end the search for a noun.
fn stops(cut: &Cut, at: usize) -> bool {
    const STOPS: [&str; 33] = [
        "without", "in", "on", "at", "by", "from", "to", "with", "for", "and", "or", "that", "which", "who",
        "when", "as", "than", "is", "are", "was", "the", "a", "an", "after", "before", "into", "against",
        "during", "he", "she", "it", "they", "said",
    ];
    STOPS.contains(&cut.word(at)) || !cut.is_word(at) && !cut.is_any(at, &["-", "'"]) || at >= cut.len()
}

/// "510,000 sprawling acres": a measure with an adjective before it.
fn unit_apart(cut: &Cut, end: usize) -> Found {
    let at = end + 1;
    let apart = !stops(cut, end) && !cut.senses(end).daypart && cut.width(at) > 3;
    let (unit, last) = cut.lexicon.units.longest(&cut.atoms, at).filter(|_| apart)?;
    Some((unit.name.clone(), QuantityKind::Dimension, last))
}

/// The last of the things known by name that follow at once or after adjectives: "14 donor countries", "six Mi-35 helicopters".
fn thing(cut: &Cut, end: usize) -> Found {
    let mut found: Found = None;
    let mut at = end;
    let limit = end + REACH + 4;
    let mut words = 0;
    while at < limit && words <= REACH {
        words += 1;
        let of = cut.is(at, "of") && cut.is_any(at + 1, &["the", "its", "their", "these", "those"]);
        if of && at == end {
            at += 2;
            continue;
        }
        let children = cut.is(at, "of") && cut.is_any(at + 1, &["which", "whom"]);
        if children && at == end {
            at += 2 + usize::from(cut.is_any(at + 2, &["are", "were"]));
            continue;
        }
        let compound = cut.is(at + 1, "-") && cut.glued(at + 1) && cut.glued(at + 2);
        if compound && found.is_none() {
            at += 2; // surface-to-air missiles
            continue;
        }
        let passive = cut.is_any(at, &["were", "being", "be", "been", "have", "had"]) && found.is_none();
        let known = cut.lexicon.things.longest(&cut.atoms, at);
        if known.is_none() && !passive && (stops(cut, at) || cut.is(at, "of")) {
            break;
        }
        let (thing, last) = match known {
            Some(known) => known,
            None if found.is_some() => break,
            None => {
                at += 1;
                continue;
            }
        };
        found = Some((thing.unit.clone(), QuantityKind::Count, last));
        at = last;
    }
    found
}

/// The noun the tags show: the last of the first run of nouns.
fn noun(cut: &Cut, sentence: &Sentence, end: usize) -> Found {
    if end >= cut.len() || !tagged(sentence) {
        return demonym(cut, end);
    }
    let mut places = Places::new(sentence);
    let from = places.token(cut.span(end, end + 1));
    let tokens = sentence.tokens.get(from..(from + REACH).min(sentence.tokens.len()))?;
    let skipped = tokens
        .iter()
        .take_while(|t| matches!(t.upos, Upos::Adj | Upos::Adv | Upos::Punct) && t.xpos != Xpos::Comma)
        .count();
    let run = tokens[skipped..].iter().take_while(|t| matches!(t.upos, Upos::Noun | Upos::Propn)).count();
    let head = tokens.get((skipped + run).checked_sub(1).filter(|_| run > 0)?)?;
    let text = head.span.of(cut.text);
    let plural = matches!(head.xpos, Xpos::Nns | Xpos::Nnps);
    let last = (end..cut.len()).find(|&i| cut.atoms[i].end() >= head.span.end)? + 1;
    if !plural || last > end + REACH * 2 {
        return None;
    }
    let people = head.upos == Upos::Propn || text.starts_with(char::is_uppercase);
    Some((if people { "people".into() } else { text.to_lowercase() }, QuantityKind::Count, last))
}

/// "660 Palestinians": a name in the plural counts people.
fn demonym(cut: &Cut, end: usize) -> Found {
    let fits = cut.capital(end) && cut.word(end).ends_with('s') && cut.width(end) > 4;
    fits.then(|| ("people".into(), QuantityKind::Count, end + 1))
}

/// "killed 19", "20 dead": people, though no noun says so.
fn harmed(cut: &Cut, first: usize, end: usize) -> Found {
    let before = first > 0
        && cut.is_any(first - 1, &["killed", "killing", "wounded", "wounding", "injured", "injuring"]);
    before.then(|| ("people".into(), QuantityKind::Count, end))
}
