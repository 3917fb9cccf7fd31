//! A stretch of text cut into atoms, each with what the lexicon says it may mean: what both grammars read.

use legation_lexicon::Lexicon;
use legation_lexicon::units::{Atom, AtomKind, Senses, Units, atoms};
use legation_text::Span;

/// Text under a grammar. Positions are atom indices; any index may be asked for, past the end there is nothing.
pub(crate) struct Cut<'a> {
    pub text: &'a str,
    pub lexicon: &'a Units,
    pub atoms: Vec<Atom<'a>>,
    senses: Vec<Option<&'a Senses>>,
    none: Senses,
}

impl<'a> Cut<'a> {
    pub fn new(lexicon: &'a Lexicon, text: &'a str, span: Span) -> Self {
        let atoms = atoms(text, span.start as usize, span.end as usize);
        let senses = atoms.iter().map(|a| lexicon.units.senses(&a.lower)).collect();
        Self { text, lexicon: &lexicon.units, atoms, senses, none: Senses::default() }
    }

    pub fn len(&self) -> usize {
        self.atoms.len()
    }

    /// Lower case, straight quotes and hyphens; `""` past the end.
    pub fn word(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |a| a.lower.as_str())
    }

    pub fn is(&self, at: usize, word: &str) -> bool {
        self.word(at) == word
    }

    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// True where the words stand one after another from `at`.
    pub fn are(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(i, w)| self.is(at + i, w))
    }

    pub fn senses(&self, at: usize) -> &Senses {
        self.senses.get(at).copied().flatten().unwrap_or(&self.none)
    }

    pub fn digits(&self, at: usize) -> Option<u64> {
        self.atoms.get(at)?.digits()
    }

    pub fn is_digits(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| a.kind == AtomKind::Digits)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| a.kind == AtomKind::Word)
    }

    /// How many bytes the atom has.
    pub fn width(&self, at: usize) -> usize {
        self.atoms.get(at).map_or(0, |a| a.text.len())
    }

    /// True where `at` stands against the atom before it, with no space.
    pub fn glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| a.glued)
    }

    /// True where the atom is written with a capital.
    pub fn capital(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| a.text.starts_with(char::is_uppercase))
    }

    /// The word before `at`.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |i| self.word(i))
    }

    /// The text from atom `from` up to, not including, `to`.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.atoms.get(from), to.checked_sub(1).and_then(|i| self.atoms.get(i))) {
            (Some(a), Some(b)) => Span::new(a.start, b.end()),
            _ => Span::default(),
        }
    }

    /// The white space between `at` and the atom before it.
    pub fn gap(&self, at: usize) -> &'a str {
        let Some((a, b)) = at.checked_sub(1).and_then(|i| Some((self.atoms.get(i)?, self.atoms.get(at)?)))
        else {
            return "";
        };
        self.text.get(a.end() as usize..b.start as usize).unwrap_or_default()
    }

    /// The end of a web address that begins at `at`, whose digits mean nothing.
    pub fn address(&self, at: usize) -> Option<usize> {
        let scheme = self.is_any(at, &["http", "https", "ftp"]) && self.are(at + 1, &[":", "/", "/"]);
        let www = self.is(at, "www") && self.is(at + 1, ".") && self.glued(at + 1);
        if !scheme && !www {
            return None;
        }
        Some((at + 1..=self.len()).find(|&i| !self.glued(i)).unwrap_or(self.len()))
    }
}
