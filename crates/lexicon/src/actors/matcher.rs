//! Phrases found in running words: a trie whose nodes are hashes of word sequences.

use super::words::{Shape, Word, words};
use rustc_hash::FxHashMap;

/// What the text must show for a phrase to match, beyond its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    /// Nothing: a common noun.
    Nothing,
    /// A capital where the phrase has one, at its first and its last word.
    Capitals { first: bool, last: bool },
    /// Capitals only: `US`, `WHO`, `IS`. From four letters on the press also writes `Nato`.
    Acronym { short: bool },
}

/// Which hash of a word a matcher compares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Likeness {
    #[default]
    Exact,
    /// Spelling variants meet; middle initials are skipped. For names of persons.
    Loose,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    /// Index + 1 of the newest value that ends here, 0 for none.
    values: u32,
    deeper: bool,
}

#[derive(Clone, Copy, Debug)]
struct Value<T> {
    of: T,
    need: Need,
    /// As [`Node::values`].
    next: u32,
}

/// A set of phrases, each with values.
#[derive(Clone, Debug)]
pub struct Matcher<T> {
    likeness: Likeness,
    nodes: FxHashMap<u64, Node>,
    values: Vec<Value<T>>,
}

/// A phrase found: the words it takes and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    pub words: usize,
    /// The latest added first.
    pub values: Vec<T>,
}

const ROOT: u64 = 0x9e37_79b9_7f4a_7c15;

const fn join(prefix: u64, word: u64) -> u64 {
    (prefix.rotate_left(23) ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

impl<T: Copy + PartialEq> Matcher<T> {
    /// With room for so many beginnings of phrases: what is never filled is touched all the same, and costs time.
    pub fn new(likeness: Likeness, nodes: usize) -> Self {
        let values = Vec::with_capacity(nodes);
        let nodes = FxHashMap::with_capacity_and_hasher(nodes, rustc_hash::FxBuildHasher);
        Self { likeness, nodes, values }
    }

    const fn key(&self, word: Word) -> u64 {
        match self.likeness {
            Likeness::Exact => word.exact,
            Likeness::Loose => word.loose,
        }
    }

    const fn skips(&self, word: Word) -> bool {
        matches!((self.likeness, word.shape), (Likeness::Loose, Shape::Initial))
    }

    /// Adds a phrase. A leading "the" is not part of a name. Returns false where it has no word.
    pub fn add(&mut self, phrase: &str, value: T) -> bool {
        let phrase = phrase.strip_prefix("the ").or_else(|| phrase.strip_prefix("The ")).unwrap_or(phrase);
        let mut list = [Word { exact: 0, loose: 0, shape: Shape::Lower, length: 0, single: 0 }; 16];
        let mut count = 0;
        for (_, word) in words(phrase).filter(|&(_, w)| !self.skips(w)) {
            let Some(slot) = list.get_mut(count) else { return false };
            *slot = word;
            count += 1;
        }
        self.add_words(&list[..count], value)
    }

    /// Adds a phrase given as words.
    pub fn add_words(&mut self, list: &[Word], value: T) -> bool {
        let Some((end, before)) = list.split_last() else { return false };
        let mut key = ROOT;
        for &word in before {
            key = join(key, self.key(word));
            self.nodes.entry(key).or_insert(Node { values: 0, deeper: false }).deeper = true;
        }
        key = join(key, self.key(*end));
        let node = self.nodes.entry(key).or_insert(Node { values: 0, deeper: false });
        let mut next = node.values;
        while let Some(old) = next.checked_sub(1).map(|i| self.values[i as usize]) {
            if old.of == value && old.need == need(list) {
                return true;
            }
            next = old.next;
        }
        self.values.push(Value { of: value, need: need(list), next: node.values });
        node.values = self.values.len() as u32;
        true
    }

    /// The longest phrase that begins with the first of `text` and is written as it must be.
    pub fn longest(&self, text: &[Word]) -> Option<Found<T>> {
        let mut best: Option<(usize, u32)> = None;
        let mut key = ROOT;
        for (i, &word) in text.iter().enumerate() {
            if i > 0 && self.skips(word) {
                continue;
            }
            key = join(key, self.key(word));
            let Some(node) = self.nodes.get(&key) else { break };
            if self.chain(node.values).any(|v| met(v.need, &text[..=i])) {
                best = Some((i + 1, node.values));
            }
            if !node.deeper {
                break;
            }
        }
        let (count, first) = best?;
        let values = self.chain(first).filter(|v| met(v.need, &text[..count])).map(|v| v.of).collect();
        Some(Found { words: count, values })
    }

    fn chain(&self, first: u32) -> impl Iterator<Item = &Value<T>> {
        let mut next = first;
        std::iter::from_fn(move || {
            let value = &self.values[next.checked_sub(1)? as usize];
            next = value.next;
            Some(value)
        })
    }
}

fn need(phrase: &[Word]) -> Need {
    match phrase {
        [word] if word.shape == Shape::Upper => Need::Acronym { short: word.length < 4 },
        [first, .., last] if first.capital() || last.capital() => {
            Need::Capitals { first: first.capital(), last: last.capital() }
        }
        [word] if word.capital() => Need::Capitals { first: true, last: true },
        _ => Need::Nothing,
    }
}

fn met(need: Need, text: &[Word]) -> bool {
    let (Some(first), Some(last)) = (text.first(), text.last()) else { return false };
    match need {
        Need::Nothing => true,
        Need::Capitals { first: f, last: l } => (!f || first.capital()) && (!l || last.capital()),
        Need::Acronym { short } => first.shape == Shape::Upper || (!short && first.capital()),
    }
}
