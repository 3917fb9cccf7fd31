//! Words as the matcher compares them: case, diacritics, dots, apostrophes and hyphens out of the way.

use std::ops::Range;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// No capital first: `troops`, `e`, `2016`.
    Lower,
    /// A capital first: `Moscow`, `McCain`.
    Capital,
    /// Capitals only, two or more: `NATO`, `U.S.`
    Upper,
    /// One capital letter, with or without its dot: the `A.` of a middle name.
    Initial,
}

/// One word, normalised to two hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Of the folded lower-case letters: `Çavuşoğlu` and `cavusoglu` agree, `U.S.` and `US` agree.
    pub exact: u64,
    /// Of the spelling's skeleton, for names of persons: `Matviyenko` and `Matvienko` agree, `Sergei` and `Sergey` agree.
    pub loose: u64,
    pub shape: Shape,
    /// Letters and digits after folding.
    pub length: u8,
    /// The same with doubled letters counted once.
    pub single: u8,
}

impl Word {
    /// True where it begins with a capital letter.
    pub const fn capital(self) -> bool {
        !matches!(self.shape, Shape::Lower)
    }
}

/// The words of `text` with the bytes each covers. White space, hyphens, slashes and brackets part words; `'s` is the
/// word `s`; a dot or apostrophe inside a word is nothing.
///
/// ```
/// use legation_lexicon::actors::{Shape, words};
/// let found: Vec<&str> = words("Russia's U.S.-backed").map(|(at, _)| &"Russia's U.S.-backed"[at]).collect();
/// assert_eq!(found, ["Russia", "'s", "U.S.", "backed"]);
/// assert_eq!(words("U.S.").next().unwrap().1.shape, Shape::Upper);
/// ```
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, Word)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..];
            let start = at + rest.find(|c: char| !parts(c))?;
            let end = word_end(text, start);
            at = end;
            if let Some(word) = word(&text[start..end]) {
                return Some((start..end, word));
            }
        }
    })
}

/// The hash that [`Word::exact`] holds for a word already free of separators.
pub fn exact(word: &str) -> u64 {
    words(word).next().map_or(0, |(_, w)| w.exact)
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let plain = bytes[start..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    for (i, c) in text[start + plain..].char_indices() {
        let (i, at) = (plain + i, start + plain + i);
        if parts(c) {
            return at;
        }
        if i > 0 && apostrophe(c) {
            let after = at + c.len_utf8();
            let s = bytes.get(after).is_some_and(|b| b.eq_ignore_ascii_case(&b's'));
            let ends = text
                .get(after + 1..)
                .is_none_or(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()));
            if s && ends {
                return at;
            }
        }
    }
    text.len()
}

fn parts(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '\'' => false,
        _ if c.is_ascii() => {
            c.is_ascii_whitespace()
                || matches!(
                    c,
                    '-' | '/' | '_' | ',' | ';' | ':' | '(' | ')' | '[' | ']' | '"' | '!' | '?' | '&'
                )
        }
        _ => c.is_whitespace() || matches!(c, '‐'..='―' | '“' | '”' | '«' | '»'),
    }
}

const fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | 'ʼ' | 'ʻ' | '´')
}

fn word(text: &str) -> Option<Word> {
    let mut folded = Folded::default();
    let (mut capitals, mut letters, mut first) = (0, 0, None);
    for c in text.chars() {
        match c {
            'a'..='z' => letters += 1,
            'A'..='Z' => {
                letters += 1;
                capitals += 1;
            }
            '.' => continue,
            _ if apostrophe(c) => continue,
            _ if c.is_alphabetic() => {
                letters += 1;
                capitals += usize::from(c.is_uppercase());
            }
            _ => {}
        }
        first.get_or_insert(c);
        folded.push(c);
    }
    let shape = match (first?.is_uppercase(), capitals, letters) {
        (false, ..) => Shape::Lower,
        (true, 1, 1) if folded.len == 1 => Shape::Initial,
        (true, c, l) if c == l && l > 1 => Shape::Upper,
        _ => Shape::Capital,
    };
    let length = folded.len.min(255) as u8;
    let (loose, single) = folded.loose();
    Some(Word { exact: folded.exact(), loose, shape, length, single })
}

/// The folded letters of one word; what goes past the buffer only counts.
struct Folded {
    letters: [u8; 24],
    len: usize,
    hash: u64,
}

impl Default for Folded {
    fn default() -> Self {
        Self { letters: [0; 24], len: 0, hash: SEED }
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

const fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(0x0100_0000_01b3)
}

impl Folded {
    fn push(&mut self, c: char) {
        if c.is_ascii() {
            self.byte(c.to_ascii_lowercase() as u8);
            return;
        }
        if let Some(plain) = fold(c) {
            plain.bytes().for_each(|b| self.byte(b));
            return;
        }
        let mut buffer = [0; 4];
        for lower in c.to_lowercase() {
            lower.encode_utf8(&mut buffer).bytes().for_each(|b| self.byte(b));
        }
    }

    fn byte(&mut self, byte: u8) {
        if let Some(cell) = self.letters.get_mut(self.len) {
            *cell = byte;
        }
        self.len += 1;
        self.hash = step(self.hash, byte);
    }

    fn exact(&self) -> u64 {
        self.hash
    }

    /// Doubled letters once; in a word of five letters or more only the first letter and the consonants, `w` as `v`,
    /// `ph` as `f`, `q` and `c` as `k`. Short words keep their vowels, which tell Wang Yi from Wang Yu.
    fn loose(&self) -> (u64, u8) {
        let letters = &self.letters[..self.len.min(self.letters.len())];
        let doubled = letters.windows(2).filter(|pair| pair[0] == pair[1]).count();
        let length = letters.len() - doubled;
        let mut hash = SEED;
        for (i, &b) in letters.iter().enumerate() {
            if i > 0 && letters[i - 1] == b {
                continue;
            }
            let vowel = matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'j');
            if length > 4 && i > 0 && (vowel || b == b'h') {
                continue;
            }
            let b = match b {
                b'w' => b'v',
                b'q' | b'c' => b'k',
                b'p' if letters.get(i + 1) == Some(&b'h') => b'f',
                b => b,
            };
            hash = step(hash, b);
        }
        (hash, length as u8)
    }
}

/// The plain Latin letters for an accented one; `""` for a combining mark; `None` outside the Latin script.
fn fold(c: char) -> Option<&'static str> {
    const LATIN: &str = "aaaaaa_ceeeeiiii_nooooo_ouuuuy__aaaaaa_ceeeeiiii_nooooo_ouuuuy_y\
                         aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii__jjkkklllllll\
                         lllnnnnnnnnnoooooo__rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
    const VIETNAMESE: &str =
        "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy";
    let table = |from: char, table: &'static str| {
        let i = c as usize - from as usize;
        table.get(i..=i)
    };
    match c {
        'Æ' | 'æ' => Some("ae"),
        'Œ' | 'œ' => Some("oe"),
        'Ø' | 'ø' | 'ơ' | 'Ơ' => Some("o"),
        'Ð' | 'ð' => Some("d"),
        'Þ' | 'þ' => Some("th"),
        'ß' => Some("ss"),
        'Ə' | 'ə' => Some("e"),
        'Ș' | 'ș' => Some("s"),
        'Ț' | 'ț' => Some("t"),
        'ư' | 'Ư' => Some("u"),
        '×' | '÷' => None,
        '\u{300}'..='\u{36f}' | 'ʿ' | 'ʾ' => Some(""),
        'À'..='ſ' => table('À', LATIN),
        'Ạ'..='ỹ' => table('Ạ', VIETNAMESE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Word {
        let mut all = words(text);
        let (_, word) = all.next().expect("a word");
        assert!(all.next().is_none(), "{text} is one word");
        word
    }

    #[test]
    fn spellings_of_one_word_agree() {
        for (a, b) in [
            ("Çavuşoğlu", "Cavusoglu"),
            ("U.S.", "US"),
            ("Da’esh", "Daesh"),
            ("Erdoğan", "erdogan"),
            ("Łukasz", "lukasz"),
            ("Žižek", "Zizek"),
            ("Şimşek", "SIMSEK"),
            ("Nguyễn", "Nguyen"),
        ] {
            assert_eq!(one(a).exact, one(b).exact, "{a} {b}");
        }
        assert_ne!(one("Iran").exact, one("Iraq").exact);
    }

    #[test]
    fn transliterations_agree_loosely_and_short_names_do_not() {
        for (a, b) in
            [("Matviyenko", "Matvienko"), ("Sergei", "Sergey"), ("Mohammed", "Muhammad"), ("Assad", "Asad")]
        {
            assert_eq!(one(a).loose, one(b).loose, "{a} {b}");
        }
        for (a, b) in [("Yi", "Yu"), ("Khan", "Khin"), ("Gilani", "Ghani"), ("Iran", "Iraq")] {
            assert_ne!(one(a).loose, one(b).loose, "{a} {b}");
        }
    }

    #[test]
    fn every_accented_letter_folds_to_its_base() {
        for (c, base) in "àÿĀžŔŠťŽĞğıİŞŃŐűŻ".chars().zip("ayazrstzggiisnouz".chars()) {
            assert_eq!(fold(c).map(str::to_owned), Some(base.to_string()), "{c}");
        }
        for (c, base) in "ạẾộữỹ".chars().zip("aeouy".chars()) {
            assert_eq!(fold(c).map(str::to_owned), Some(base.to_string()), "{c}");
        }
    }

    #[test]
    fn any_text_is_taken_without_panic() {
        for text in ["", "'", "’s", "'s's", "..", "–—", "ǅ", "a'", "’", "中 俄", "\u{301}", "A’s’s x"]
        {
            for (at, _) in words(text) {
                assert!(text.get(at).is_some());
            }
        }
    }
}
