//! Text to sentences and words, by two small linear classifiers over hashed features, learnt from treebanks.
//!
//! A chunk is what stands between spaces. Inside a chunk, [`words`] decides at every place where the kind of
//! character changes whether a word ends there; [`sentences`] then decides between words whether a sentence ends.

pub mod sentences;
pub mod words;

use crate::net::Keyed;
use crate::net::file::{Error, Reader, wrong};
use legation_text::Span;
use std::collections::HashMap;

/// Rows of each classifier's weights.
pub const WEIGHTS: usize = 1 << 17;

/// A linear classifier whose features are hashes.
#[derive(Clone, Debug)]
pub struct Classifier {
    pub weights: Vec<i8>,
    /// Added to every sum.
    pub bias: i32,
}

impl Classifier {
    /// Positive where the answer is yes.
    pub fn score(&self, features: &[u32]) -> i32 {
        self.bias + features.iter().map(|&f| i32::from(self.weights[f as usize % WEIGHTS])).sum::<i32>()
    }
}

/// Both classifiers, and the words that are written together but are two.
#[derive(Clone, Debug)]
pub struct Segmenter {
    pub words: Classifier,
    pub sentences: Classifier,
    /// `cannot` → 3: by hash of the form, bytes of the first word.
    pub joined: HashMap<u64, u8, Keyed>,
}

impl Segmenter {
    pub fn read(from: &Reader<'_>) -> Result<Self, Error> {
        let classifier = |name: &str| {
            Ok(Classifier {
                weights: from.bytes(name, WEIGHTS)?,
                bias: from.floats(&format!("{name}.bias"), Some(1))?[0] as i32,
            })
        };
        let mut joined = HashMap::with_hasher(Keyed);
        for line in from.text("segment.joined")?.lines() {
            let (form, at) = line.split_once('\t').ok_or_else(|| wrong("segment.joined"))?;
            let at = at.parse().map_err(|_| wrong("segment.joined"))?;
            joined.insert(crate::features::text_hash(3, form), at);
        }
        Ok(Self { words: classifier("segment.words")?, sentences: classifier("segment.sentences")?, joined })
    }

    /// The words of `text[within]`.
    pub fn words(&self, text: &str, within: Span) -> Vec<Span> {
        words::split(self, text, within)
    }

    /// Whether a sentence starts at each of `words` (the first always does).
    pub fn sentence_starts(&self, text: &str, words: &[Span]) -> Vec<bool> {
        sentences::starts(self, text, words)
    }
}

/// What a character is to the segmenter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Space,
    Lower,
    Upper,
    Digit,
    /// Letters without case, marks, emoji parts: what a word may hold.
    Other,
    Mark,
}

impl Kind {
    pub fn of(c: char) -> Self {
        match c {
            'a'..='z' => Self::Lower,
            'A'..='Z' => Self::Upper,
            '0'..='9' => Self::Digit,
            // Zero-width spaces and marks of direction divide as spaces do.
            '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => Self::Space,
            _ if c.is_ascii() => {
                if c.is_ascii_whitespace() || c.is_ascii_control() {
                    Self::Space
                } else {
                    Self::Mark
                }
            }
            _ if c.is_whitespace() || c.is_control() => Self::Space,
            _ if c.is_lowercase() => Self::Lower,
            _ if c.is_uppercase() => Self::Upper,
            _ if c.is_numeric() => Self::Digit,
            _ if c.is_alphabetic() || is_combining(c) => Self::Other,
            _ => Self::Mark,
        }
    }

    /// Letters, digits and what combines with them.
    pub const fn is_word(self) -> bool {
        matches!(self, Self::Lower | Self::Upper | Self::Digit | Self::Other)
    }
}

/// Combining accents, joiners, variation selectors, soft hyphens: they never begin a word.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{ad}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{20d0}'..='\u{20ff}')
}

/// The character as features see it: all quotation marks of a kind alike, digits alike.
pub(crate) fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '`' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '‑' | '−' => '-',
        '0'..='9' => '0',
        'a'..='z' => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Mixes a feature's number with what was seen.
pub(crate) fn feature(kind: u32, a: u64, b: u64) -> u32 {
    let mut h = (u64::from(kind) << 56)
        ^ a.wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ b.rotate_left(29).wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^= h >> 31;
    h = h.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (h >> 32) as u32 ^ h as u32
}
