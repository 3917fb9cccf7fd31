//! Which frame of the lexicon a predicate fills.

use crate::clause::Clauses;
use crate::party::Parties;
use crate::types::Reading;
use legation_lexicon::Lexicon;
use legation_lexicon::events::Entry;
use legation_lexicon::frame::{Condition, Path, Test};
use legation_syntax::{Deprel, Upos};

/// The narrowest frame that holds, with every frame that was considered when `readings` is given.
pub fn best<'l>(
    lexicon: &'l Lexicon,
    parties: &Parties<'_>,
    at: usize,
    mut readings: Option<&mut Vec<Reading<'l>>>,
) -> Option<&'l Entry> {
    let clauses = parties.clauses;
    let pos = clauses.pos(at)?;
    let lemma = clauses.lemma(at).to_lowercase();
    let mut winner: Option<&'l Entry> = None;
    for entry in lexicon.events.frames(&lemma, pos) {
        let failed = first_failure(parties, at, entry);
        if failed.is_none() && winner.is_none_or(|w| entry.specificity() > w.specificity()) {
            winner = Some(entry);
        }
        if let Some(readings) = readings.as_deref_mut() {
            let (sentence, trigger) = (parties.sentence as u32, at as u32);
            readings.push(Reading { sentence, trigger, entry, failed, won: false });
        }
    }
    if let (Some(readings), Some(winner)) = (readings, winner) {
        for reading in
            readings.iter_mut().filter(|r| r.trigger == at as u32 && r.sentence == parties.sentence as u32)
        {
            reading.won = std::ptr::eq(reading.entry, winner);
        }
    }
    winner
}

fn first_failure(parties: &Parties<'_>, at: usize, entry: &Entry) -> Option<String> {
    if let Some(missing) = entry.requires.iter().find(|c| !holds(parties, at, c)) {
        return Some(format!("needs {}", describe(missing)));
    }
    entry.unless.iter().find(|c| holds(parties, at, c)).map(|c| format!("excluded by {}", describe(c)))
}

fn describe(condition: &Condition) -> String {
    let path = format!("{:?}", condition.path).to_lowercase();
    match &condition.test {
        Test::Present => path,
        Test::Party => format!("{path} to be a party"),
        Test::Lemma(words) => {
            let shown: Vec<&str> = words.iter().take(6).map(String::as_str).collect();
            format!("{path} among {}{}", shown.join(" "), if words.len() > 6 { " …" } else { "" })
        }
    }
}

/// True where the condition holds of the predicate at `at`.
pub fn holds(parties: &Parties<'_>, at: usize, condition: &Condition) -> bool {
    let clauses = parties.clauses;
    let arguments = clauses.arguments(at, &condition.path);
    match &condition.test {
        Test::Present => !arguments.is_empty(),
        Test::Party => arguments.iter().any(|&a| !parties.strictly(a).is_empty()),
        Test::Lemma(words) => {
            arguments.iter().any(|&a| clauses.conjuncts(a).into_iter().any(|c| is_one_of(clauses, c, words)))
        }
    }
}

fn is_one_of(clauses: &Clauses<'_>, at: usize, words: &[String]) -> bool {
    let lemma = clauses.lemma(at).to_lowercase();
    words.binary_search(&lemma).is_ok()
}

/// The tokens that carry the event: the head, its particle, and the arguments its conditions name.
pub fn words(clauses: &Clauses<'_>, at: usize, entry: &Entry) -> Vec<u32> {
    let mut words = vec![at as u32];
    words.extend(clauses.under(at, &[Deprel::CompoundPrt]).map(|p| p as u32));
    for condition in &entry.requires {
        if let (Test::Lemma(list), false) = (&condition.test, matches!(condition.path, Path::Anywhere)) {
            let named = clauses.arguments(at, &condition.path);
            let hits =
                named.into_iter().flat_map(|a| clauses.conjuncts(a)).filter(|&c| is_one_of(clauses, c, list));
            words.extend(hits.filter(|&c| clauses.token(c).upos != Upos::Punct).map(|c| c as u32));
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}
