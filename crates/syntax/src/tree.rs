//! What the engine returns: a dependency tree for every sentence, over exact spans.

use crate::{Deprel, Upos, Xpos};
use legation_text::Span;
use smol_str::SmolStr;

/// The syntax of one document.
#[derive(Clone, Debug, Default)]
pub struct Parse {
    /// In text order; sentences of noise blocks are left out.
    pub sentences: Vec<Sentence>,
}

/// One sentence.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    pub span: Span,
    /// Index into `Document::blocks`.
    pub block: u32,
    pub tokens: Vec<Token>,
    /// In text order, without overlap.
    pub names: Vec<Name>,
}

/// One syntactic word (UD). Contractions are split: `don't` is `do` + `n't`, `Russia's` is `Russia` + `'s`.
#[derive(Clone, Debug)]
pub struct Token {
    pub span: Span,
    pub lemma: SmolStr,
    pub upos: Upos,
    pub xpos: Xpos,
    /// Index of the head in the sentence; `None` for the root.
    pub head: Option<u32>,
    pub deprel: Deprel,
}

/// A run of tokens that names something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// First token, inclusive.
    pub first: u32,
    /// Last token, inclusive.
    pub last: u32,
    pub kind: NameKind,
}

/// What kind of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameKind {
    Person,
    Organisation,
    Place,
    Other,
}

impl NameKind {
    /// Every kind, in the order of its number.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::Place, Self::Other];

    /// As CoNLL-2003 writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "PER",
            Self::Organisation => "ORG",
            Self::Place => "LOC",
            Self::Other => "MISC",
        }
    }

    /// Reads CoNLL-2003's spelling.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == text)
    }
}

impl Sentence {
    /// The direct dependents of `head`, in word order, with their indices.
    pub fn children(&self, head: usize) -> impl DoubleEndedIterator<Item = (usize, &Token)> {
        self.tokens.iter().enumerate().filter(move |(_, t)| t.head == Some(head as u32))
    }

    /// The first direct dependent of `head` under relation `deprel`.
    pub fn child(&self, head: usize, deprel: Deprel) -> Option<usize> {
        self.children(head).find(|(_, t)| t.deprel == deprel).map(|(i, _)| i)
    }

    /// From `at` up to the root, `at` first. Bounded by the sentence's length.
    pub fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        ancestors(&self.tokens, at)
    }

    /// The token that has no head.
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|t| t.head.is_none())
    }

    /// First and last token of the subtree under `head`, inclusive (a projective tree's yield is contiguous).
    pub fn subtree(&self, head: usize) -> (usize, usize) {
        let mut reach = (head, head);
        for (i, _) in self.tokens.iter().enumerate() {
            if self.ancestors(i).any(|a| a == head) {
                reach = (reach.0.min(i), reach.1.max(i));
            }
        }
        reach
    }

    /// The text from token `first` to token `last`, inclusive.
    pub fn words<'t>(&self, first: usize, last: usize, text: &'t str) -> &'t str {
        match (self.tokens.get(first), self.tokens.get(last)) {
            (Some(a), Some(b)) => a.span.join(b.span).of(text),
            _ => "",
        }
    }
}

/// See [`Sentence::ancestors`].
pub(crate) fn ancestors(tokens: &[Token], at: usize) -> impl Iterator<Item = usize> {
    let mut next = Some(at);
    (0..tokens.len()).map_while(move |_| {
        let here = next?;
        next = tokens[here].head.map(|h| h as usize);
        Some(here)
    })
}
