//! Noun phrases round a known head word: `North–Coast gas pipeline`, `Memorandum of Understanding`, `Exercise Baobab III`.

use crate::data::Tables;
use crate::text::{self, Word};

/// A phrase, as places in the sentence's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub first: usize,
    pub head: usize,
    pub last: usize,
}

impl Phrase {
    /// The words as the sentence has them.
    pub fn text<'a>(&self, sentence: &'a str, words: &[Word]) -> &'a str {
        &sentence[words[self.first].start..words[self.last].end]
    }
}

/// The phrase round the head at `head`.
pub fn phrase(sentence: &str, words: &[Word], head: usize, tables: &Tables) -> Phrase {
    let first = left(sentence, words, head, tables);
    let last = right(sentence, words, head, tables);
    Phrase { first, head, last }
}

fn left(sentence: &str, words: &[Word], head: usize, tables: &Tables) -> usize {
    let mut first = head;
    while first > 0 {
        let before = &words[first - 1];
        let gap = &sentence[before.end..words[first].start];
        let opens = first - 1 == 0 && before.capital && !modifier(before, tables);
        if !joined(gap) || opens && tables.words.stop(&before.lower) || !modifies(before, tables) {
            break;
        }
        first -= 1;
    }
    first
}

/// Only spaces, quotes, an unspaced hyphen or a possessive may stand inside a phrase.
fn joined(gap: &str) -> bool {
    let dash = gap.len() > 1 && gap.contains(['-', '–']);
    !dash
        && gap
            .chars()
            .all(|c| matches!(c, ' ' | '-' | '–' | '\'' | '’' | '‘' | '“' | '”' | '"' | '«' | '»' | '\u{a0}'))
}

fn modifies(word: &Word, tables: &Tables) -> bool {
    let named = word.capital
        && !tables.words.stop(&word.lower)
        && !tables.words.calendar(&word.lower)
        && !tables.words.title(&word.lower);
    named || modifier(word, tables) || text::ordinal(&word.lower, tables).is_some()
}

fn modifier(word: &Word, tables: &Tables) -> bool {
    tables.undertakings.modifies(&word.lower)
        || word
            .lower
            .rsplit(['-', '–'])
            .next()
            .is_some_and(|last| last != word.lower && tables.undertakings.modifiers.contains(last))
}

fn right(sentence: &str, words: &[Word], head: usize, tables: &Tables) -> usize {
    let mut last = head;
    let next = |i: usize| words.get(i + 1).filter(|w| joined(&sentence[words[i].end..w.start]));
    let understanding = words.get(head + 2).is_some_and(|w| w.lower == "understanding");
    if words[head].lower == "memorandum" && understanding {
        return between(sentence, words, head + 2, tables);
    }
    // `Exercise Baobab III`, `pipeline project`.
    while let Some(word) = next(last) {
        let name = word.capital && modifies(word, tables) && !tables.countries.word(&word.lower);
        if !name && !tables.undertakings.tails.contains(&word.lower) {
            break;
        }
        last += 1;
    }
    if words[head].capital && head > 0 { topic(sentence, words, last, tables) } else { last }
}

/// `between the Port Office and the Senate of Peru` after a memorandum: what tells it from others.
fn between(sentence: &str, words: &[Word], from: usize, tables: &Tables) -> usize {
    if words.get(from + 1).is_none_or(|w| w.lower != "between") {
        return from;
    }
    let small = ["the", "of", "and", "for"];
    let mut last = from;
    for i in from + 2..words.len().min(from + 16) {
        let (word, gap) = (&words[i], &sentence[words[i - 1].end..words[i].start]);
        let named = word.capital && !tables.words.calendar(&word.lower);
        if !joined(gap) || !(named || small.contains(&word.lower.as_str())) {
            break;
        }
        if named {
            last = i;
        }
    }
    last
}

/// `on Trade, Economic and Technical Cooperation` after a capitalised head.
fn topic(sentence: &str, words: &[Word], from: usize, tables: &Tables) -> usize {
    let proper = |i: usize| {
        words.get(i).is_some_and(|w| {
            w.capital
                && !tables.words.calendar(&w.lower)
                && !sentence[words[i - 1].end..w.start].contains(['.', ';', ':'])
        })
    };
    let mut last = from;
    let mut at = from + 1;
    if !words.get(at).is_some_and(|w| matches!(w.lower.as_str(), "on" | "for" | "of")) || !proper(at + 1) {
        return from;
    }
    at += 1;
    while proper(at) || (words.get(at).is_some_and(|w| w.lower == "and") && proper(at + 1)) {
        last = at;
        at += 1;
    }
    last
}
