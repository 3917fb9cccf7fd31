//! Text cut into the smallest pieces that dates and quantities are made of.
//!
//! Finer than syntactic words: `2025-05-15`, `US$2bn` and `mid-July` come apart, so that one grammar reads them
//! whatever the tokeniser made of them.

use smol_str::SmolStr;

/// What an atom is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtomKind {
    /// Letters, with inner apostrophes left out (`'s` is two atoms).
    Word,
    /// ASCII digits.
    Digits,
    /// One other character.
    Sign,
}

/// A run of letters, a run of digits, or one sign.
#[derive(Clone, Debug)]
pub struct Atom<'t> {
    pub text: &'t str,
    pub lower: SmolStr,
    /// Byte offset in the text.
    pub start: u32,
    pub kind: AtomKind,
    /// True where no white space stands before it.
    pub glued: bool,
}

impl Atom<'_> {
    /// One past its last byte.
    pub const fn end(&self) -> u32 {
        self.start + self.text.len() as u32
    }

    /// True where it is this lower-case word or sign.
    pub fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    /// Its digits as a number; `None` for words, and beyond 18 digits.
    pub fn digits(&self) -> Option<u64> {
        if self.kind == AtomKind::Digits && self.text.len() <= 18 { self.text.parse().ok() } else { None }
    }
}

fn kind(c: char) -> AtomKind {
    if c.is_ascii_digit() {
        AtomKind::Digits
    } else if c.is_alphabetic() || is_mark(c) {
        AtomKind::Word
    } else {
        AtomKind::Sign
    }
}

/// Vowel signs of Indic scripts, which are part of a word though not letters.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0DFF}')
}

/// Cuts `text[from..to]`; offsets count from the start of `text`. A range off the character boundaries gives nothing.
pub fn atoms(text: &str, from: usize, to: usize) -> Vec<Atom<'_>> {
    let Some(slice) = text.get(from..to) else { return Vec::new() };
    let mut found = Vec::with_capacity(slice.len() / 4);
    let mut glued = false;
    let mut rest = slice.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if c.is_whitespace() {
            glued = false;
            continue;
        }
        let kind = kind(c);
        let mut end = at + c.len_utf8();
        if kind != AtomKind::Sign {
            while let Some(&(next, d)) = rest.peek() {
                if self::kind(d) != kind || d.is_whitespace() {
                    break;
                }
                end = next + d.len_utf8();
                rest.next();
            }
        }
        let text = &slice[at..end];
        found.push(Atom { text, lower: lower(text), start: (from + at) as u32, kind, glued });
        glued = true;
    }
    found
}

fn lower(text: &str) -> SmolStr {
    match text {
        "’" | "‘" => SmolStr::new_static("'"),
        "–" | "—" | "‒" | "‑" | "−" => SmolStr::new_static("-"),
        "“" | "”" => SmolStr::new_static("\""),
        _ if text.bytes().any(|b| b.is_ascii_uppercase() || !b.is_ascii()) => text.to_lowercase().into(),
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_dates_money_and_hyphens() {
        let text = "Oct2, US$2.5bn – mid-July’s 100,000 ரூ";
        let cut: Vec<_> = atoms(text, 0, text.len()).iter().map(|a| a.lower.to_string()).collect();
        let whole = "oct 2 , us $ 2 . 5 bn - mid - july ' s 100 , 000 ரூ";
        assert_eq!(cut, whole.split(' ').collect::<Vec<_>>());
    }

    #[test]
    fn every_atom_slices_the_text() {
        let text = "x €5 “a” 12km² é̂ 7";
        for a in atoms(text, 0, text.len()) {
            assert_eq!(&text[a.start as usize..a.end() as usize], a.text);
        }
        assert!(atoms("é", 1, 2).is_empty());
    }
}
