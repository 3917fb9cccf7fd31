//! Sentences over words.

use super::{Kind, Segmenter, feature, plain};
use legation_text::Span;

pub(super) fn starts(segmenter: &Segmenter, text: &str, words: &[Span]) -> Vec<bool> {
    let mut starts = Vec::with_capacity(words.len());
    let mut open = Open::default();
    let mut features = Vec::new();
    for i in 0..words.len() {
        let start = i == 0
            || (is_place(text, words, i) && !is_after_dash(text, words, i, open) && {
                see(text, words, i, &open, &mut features);
                segmenter.sentences.score(&features) > 0
            });
        starts.push(start);
        open.step(text, words, i, start);
    }
    starts
}

/// Words of a line's head: "BAGHDAD, Iraq (Agency) —".
const DATELINE: u32 = 8;

/// "the three powers — **Britain**, Germany and France — have": a dash ends a dateline, but no sentence.
fn is_after_dash(text: &str, words: &[Span], i: usize, open: Open) -> bool {
    matches!(words[i - 1].of(text), "—" | "–" | "--") && gap(text, words, i) < 3 && open.words > DATELINE
}

/// What is open in the present sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Open {
    words: u32,
    quote: bool,
    bracket: bool,
}

impl Open {
    /// Takes in word `i`, which starts a sentence or not.
    pub fn step(&mut self, text: &str, words: &[Span], i: usize, start: bool) {
        if start {
            *self = Self::default();
        }
        self.words += 1;
        match words[i].of(text) {
            "\"" => self.quote = !self.quote,
            "“" | "``" => self.quote = true,
            "”" | "''" => self.quote = false,
            "(" | "[" => self.bracket = true,
            ")" | "]" => self.bracket = false,
            _ => {}
        }
    }
}

/// A sentence may start at a word that is not small, or after a mark other than a comma.
pub fn is_place(text: &str, words: &[Span], i: usize) -> bool {
    let next = words[i].of(text).chars().next().map_or(Kind::Space, Kind::of);
    if words[i].start == words[i - 1].end && next.is_word() && ends_like_word(text, words[i - 1]) {
        return false;
    }
    if is_after_initial(text, words, i) || is_suffix(words[i].of(text)) {
        return false;
    }
    let before = words[i - 1].of(text).chars().next_back().unwrap_or(' ');
    next != Kind::Lower || (Kind::of(before) == Kind::Mark && before != ',') || gap(text, words, i) >= 3
}

/// Words that open a sentence after a letter that is no initial ("chose plan B. The minister…").
const OPENERS: [&str; 24] = [
    "The", "A", "An", "He", "She", "It", "They", "We", "You", "This", "That", "These", "Those", "His", "Her",
    "Their", "In", "On", "At", "But", "And", "However", "There", "When",
];

/// What ends a name: "Sammy Davis Jr".
fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr" | "Jr." | "Sr" | "Sr.")
}

/// Words after which `I` is a number: "World War I. Turkey …".
const NUMBERED: [&str; 8] = ["War", "Part", "Phase", "Chapter", "Volume", "Annex", "Stage", "Article"];

/// Between the initial and the surname of a person: "Valentina I. Petrova".
fn is_after_initial(text: &str, words: &[Span], i: usize) -> bool {
    let name = |word: &str| {
        let mut chars = word.chars().map(Kind::of);
        chars.next() == Some(Kind::Upper) && chars.next() == Some(Kind::Lower)
    };
    let initial = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| Kind::of(c) == Kind::Upper) && chars.as_str() == "."
    };
    let next = words[i].of(text);
    // A letter that training did not meet as an initial is cut from its full stop: "V", ".".
    let letter = |word: &str| word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    let apart = i >= 3 && words[i - 1].of(text) == "." && letter(words[i - 2].of(text));
    let before = if apart { words[i - 3] } else { words[i.saturating_sub(2)] }.of(text);
    let initial = apart && words[i - 2].end == words[i - 1].start || initial(words[i - 1].of(text));
    i >= 2
        && gap(text, words, i) < 3
        && initial
        && name(before)
        && !(apart && NUMBERED.contains(&before))
        && name(next)
        && !OPENERS.contains(&next)
}

fn ends_like_word(text: &str, word: Span) -> bool {
    word.of(text).chars().next_back().is_some_and(|c| Kind::of(c).is_word())
}

/// Between word `i` and the one before: 0 nothing, 1 a space, 2 more, 3 a line's end, 4 a blank line.
fn gap(text: &str, words: &[Span], i: usize) -> u64 {
    let between = Span::new(words[i - 1].end, words[i].start).of(text);
    match between.bytes().filter(|&b| b == b'\n').count() {
        0 => between.chars().take(2).count() as u64,
        1 => 3,
        _ => 4,
    }
}

/// Fills `f` for a start at word `i`.
pub fn see(text: &str, words: &[Span], i: usize, open: &Open, f: &mut Vec<u32>) {
    f.clear();
    let word = |j: isize| -> &str {
        usize::try_from(i.cast_signed() + j).ok().and_then(|at| words.get(at)).map_or("", |w| w.of(text))
    };
    let [p3, p2, p1, n0, n1] = [-3, -2, -1, 0, 1].map(|j| hash(word(j)));
    let [s3, s2, s1, t0, t1] = [-3, -2, -1, 0, 1].map(|j| shape(word(j)));
    let gap = gap(text, words, i);
    f.push(feature(1, p1, n0));
    f.push(feature(2, p1, t0 << 8 | gap));
    f.push(feature(3, p2, p1));
    f.push(feature(4, p2, p1 ^ t0 << 3));
    f.push(feature(5, s2 << 40 | s1 << 20 | t0, t1));
    f.push(feature(6, s1, n0));
    f.push(feature(7, p1, n0 ^ n1.rotate_left(7)));
    f.push(feature(8, n0, n1));
    f.push(feature(9, s3 << 40 | s2 << 20 | s1, t0 << 8 | gap));
    f.push(feature(10, p1, u64::from(open.quote) << 1 | u64::from(open.bracket) | t0 << 4));
    f.push(feature(11, p1, u64::from(open.words.min(12)) << 20 | t0));
    f.push(feature(12, p3, p1 ^ t0.rotate_left(11)));
    f.push(feature(13, p2, n0 ^ s1.rotate_left(9)));
    f.push(feature(14, gap, s1 << 20 | t0));
    f.push(feature(15, u64::from((open.words / 4).min(12)), s1 << 20 | t0));
    f.push(feature(16, p1, t1 << 20 | t0));
}

fn hash(word: &str) -> u64 {
    let mut h = 11u64;
    for c in word.chars().take(16) {
        h = (h ^ u64::from(u32::from(plain(c)))).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(9);
    }
    h
}

/// A word's first characters by kind, marks by themselves, in 20 bits.
fn shape(word: &str) -> u64 {
    let mut h = 0u64;
    for c in word.chars().take(4) {
        let k = Kind::of(c);
        h = h * 37 + if k == Kind::Mark { 8 + u64::from(u32::from(plain(c))) % 29 } else { k as u64 + 1 };
    }
    h & 0xf_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_initial_does_not_end_a_sentence() {
        let starts = |text: &str| {
            let words: Vec<Span> = text
                .split(' ')
                .map(|w| {
                    let at = (w.as_ptr() as usize - text.as_ptr() as usize) as u32;
                    Span::new(at, at + w.len() as u32)
                })
                .collect();
            is_place(text, &words, 2)
        };
        assert!(!starts("Valentina I. Petrova"));
        assert!(starts("Plan B. The"));
        let cut = |text: &str| {
            let at = text.find('.').unwrap() as u32;
            let end = text.len() as u32;
            let first = text.find(' ').unwrap() as u32;
            let words =
                [Span::new(0, first), Span::new(at - 1, at), Span::new(at, at + 1), Span::new(at + 2, end)];
            is_place(text, &words, 3)
        };
        assert!(!cut("Valentina I. Petrova"));
        assert!(cut("War I. Turkey"));
    }
}
