//! What the network sees of a word: who it is, how it is spelt, what shape it has. Training and inference share this.

/// Rows of the table of spelling pieces.
pub const PIECES: u32 = 1 << 14;
/// Rows of the table of shapes.
pub const SHAPES: u32 = 1 << 9;
/// A longer word is seen by its first and last `EDGE` characters, so that work per word is bounded.
const EDGE: usize = 14;

/// The features of a run of words, flat: word `i` owns `pieces[ends[i - 1]..ends[i]]`.
#[derive(Clone, Debug, Default)]
pub struct Features {
    /// Hash of each word's normal form; the vocabulary maps it to a row.
    pub words: Vec<u64>,
    pub shapes: Vec<u32>,
    pub pieces: Vec<u32>,
    pub ends: Vec<u32>,
    chars: Vec<char>,
}

impl Features {
    pub fn clear(&mut self) {
        self.words.clear();
        self.shapes.clear();
        self.pieces.clear();
        self.ends.clear();
    }

    /// Adds one word.
    pub fn push(&mut self, form: &str) {
        self.chars.clear();
        self.chars.push('<');
        normal(form, &mut self.chars);
        self.chars.push('>');
        self.words.push(word_hash(&self.chars));
        self.shapes.push(shape(form));
        pieces(&self.chars, &mut self.pieces);
        self.ends.push(self.pieces.len() as u32);
    }

    /// The pieces of word `i`.
    pub fn pieces_of(&self, i: usize) -> &[u32] {
        let start = i.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.pieces[start..self.ends[i] as usize]
    }
}

/// What each of a word's `pieces` counts, so that long words do not shout.
pub fn share(pieces: usize) -> f32 {
    1.0 / (pieces.max(1) as f32).sqrt()
}

/// The hash under which the vocabulary keeps `form`: case, digits and kinds of quotation mark do not count.
pub fn vocabulary_key(form: &str) -> u64 {
    let mut chars = vec!['<'];
    normal(form, &mut chars);
    chars.push('>');
    word_hash(&chars)
}

fn normal(form: &str, out: &mut Vec<char>) {
    let from = out.len();
    for c in form.chars() {
        match c {
            'a'..='z' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '0'..='9' => out.push('0'),
            '’' | '‘' | '`' | 'ʼ' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '–' | '—' | '‑' | '−' => out.push('-'),
            _ => out.extend(c.to_lowercase()),
        }
        if out.len() > from + 2048 {
            break;
        }
    }
}

/// FNV-1a over code points, finished with a multiply-shift so that low bits are usable.
fn hash(seed: u64, chars: &[char]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for &c in chars {
        h = (h ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3);
    }
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^ (h >> 32)
}

/// A hash of text that models may store: it never changes.
pub fn text_hash(seed: u64, text: &str) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for b in text.bytes() {
        h = (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^ (h >> 32)
}

fn word_hash(marked: &[char]) -> u64 {
    hash(0, marked)
}

/// Prefixes and suffixes of one to five characters, and every run of three inside.
fn pieces(marked: &[char], out: &mut Vec<u32>) {
    let len = marked.len();
    let mut push = |kind: u64, chars: &[char]| out.push((hash(kind, chars) % u64::from(PIECES)) as u32);
    for n in 2..=6 {
        if n < len {
            push(1, &marked[..n]);
            push(2, &marked[len - n..]);
        }
    }
    for (at, three) in marked.windows(3).enumerate() {
        if at < EDGE || at + 3 + EDGE > len {
            push(3, three);
        }
    }
    if len <= 2 * EDGE {
        push(4, marked);
    }
}

/// Runs of capitals, small letters and digits collapsed, other characters kept: `Mr.` is `Xx.`, `F-16s` is `X-0x`.
fn shape(form: &str) -> u32 {
    let mut h = 0u64;
    let mut last = '\0';
    let mut run = 0;
    let mut runs = 0;
    for c in form.chars() {
        let class = if c.is_ascii_lowercase() || (!c.is_ascii() && c.is_lowercase()) {
            'x'
        } else if c.is_ascii_uppercase() || (!c.is_ascii() && c.is_uppercase()) {
            'X'
        } else if c.is_numeric() {
            '0'
        } else if c.is_alphabetic() {
            'c'
        } else if c.is_ascii() {
            c
        } else {
            '?'
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        // A run counts as one, as two, or as more.
        if run <= 2 {
            runs += 1;
            h = hash(h, &[class]);
        }
        if runs >= 10 {
            break;
        }
    }
    (h % u64::from(SHAPES)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_digits_and_quotes_do_not_change_the_key() {
        assert_eq!(vocabulary_key("Russia’s"), vocabulary_key("russia's"));
        assert_eq!(vocabulary_key("F-16"), vocabulary_key("f-35"));
        assert_ne!(vocabulary_key("Russia"), vocabulary_key("Russian"));
    }

    #[test]
    fn work_per_word_is_bounded() {
        let mut features = Features::default();
        features.push(&"ж".repeat(1 << 20));
        assert!(features.pieces_of(0).len() < 100);
    }

    #[test]
    fn shapes_tell_abbreviations_from_names() {
        assert_eq!(shape("Moscow"), shape("Islamabad"));
        assert_ne!(shape("U.S."), shape("Us"));
        assert_ne!(shape("NATO"), shape("Nato"));
    }
}
