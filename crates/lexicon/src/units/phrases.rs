//! A table of phrases, looked up where they begin.

use super::atoms::{Atom, atoms};
use rustc_hash::FxHashMap;
use smol_str::{SmolStr, SmolStrBuilder};

/// Phrases of one or more atoms, each with what it stands for. A phrase in lower case stands for any case; one with
/// a capital stands for itself alone.
#[derive(Debug)]
pub struct Phrases<T> {
    entries: FxHashMap<SmolStr, T>,
    /// For each first atom, in lower case, the number of atoms of the longest phrase.
    starts: FxHashMap<SmolStr, usize>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { entries: FxHashMap::default(), starts: FxHashMap::default() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase; a later one replaces an earlier. True where it is new.
    pub fn insert(&mut self, phrase: &str, value: T) -> bool {
        let cut = atoms(phrase, 0, phrase.len());
        let Some(first) = cut.first() else { return false };
        let longest = self.starts.entry(first.lower.clone()).or_default();
        *longest = (*longest).max(cut.len());
        let cased = phrase.chars().any(char::is_uppercase);
        self.entries
            .insert(key(&cut, |a| if cased { SmolStr::new(a.text) } else { a.lower.clone() }), value)
            .is_none()
    }

    /// The longest phrase that begins at `at`, and the atom after it.
    pub fn longest(&self, cut: &[Atom], at: usize) -> Option<(&T, usize)> {
        self.longest_where(cut, at, |_| true)
    }

    /// The longest phrase that begins at `at` and ends where `fits` allows.
    pub fn longest_where(
        &self,
        cut: &[Atom],
        at: usize,
        fits: impl Fn(usize) -> bool,
    ) -> Option<(&T, usize)> {
        let first = cut.get(at)?;
        let longest = *self.starts.get(&first.lower)?;
        (1..=longest)
            .rev()
            .filter_map(|n| Some((cut.get(at..at + n)?, at + n)))
            .filter(|w| fits(w.1))
            .find_map(|(words, end)| {
                let exact = self.entries.get(&key(words, |a| SmolStr::new(a.text)));
                let any = || self.entries.get(&key(words, |a| a.lower.clone()));
                Some((exact.or_else(any)?, end))
            })
    }

    /// The value under one lower-case word.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.entries.get(word)
    }

    /// The longest phrase that ends just before `end`, and where it begins.
    pub fn ending(&self, cut: &[Atom], end: usize) -> Option<(&T, usize)> {
        (end.saturating_sub(6)..end)
            .find_map(|at| self.longest(cut, at).filter(|&(_, e)| e == end).map(|(v, _)| (v, at)))
    }
}

fn key(cut: &[Atom], write: impl Fn(&Atom) -> SmolStr) -> SmolStr {
    let mut key = SmolStrBuilder::new();
    for (i, atom) in cut.iter().enumerate() {
        if i > 0 {
            key.push(' ');
        }
        key.push_str(&write(atom));
    }
    key.finish()
}
