//! From a span of text to the tokens of its sentence.

use legation_syntax::Sentence;
use legation_text::Span;

/// The tokens a span covers, and the one its syntax hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub first: u32,
    pub last: u32,
    pub head: u32,
}

/// Walks the tokens of one sentence from left to right.
pub(crate) struct Places<'s> {
    sentence: &'s Sentence,
    seek: usize,
}

impl<'s> Places<'s> {
    pub const fn new(sentence: &'s Sentence) -> Self {
        Self { sentence, seek: 0 }
    }

    /// The first token that reaches past the beginning of `span`, which must not lie before the last one asked for.
    pub fn token(&mut self, span: Span) -> usize {
        let tokens = &self.sentence.tokens;
        while self.seek + 1 < tokens.len() && tokens[self.seek].span.end <= span.start {
            self.seek += 1;
        }
        self.seek
    }

    /// The tokens `span` covers.
    pub fn place(&mut self, span: Span) -> Place {
        let first = self.token(span);
        let tokens = &self.sentence.tokens;
        let inside = tokens.iter().skip(first).take_while(|t| t.span.start < span.end).count();
        let last = first + inside.saturating_sub(1);
        let range = first..=last;
        let outside =
            |i: &usize| tokens.get(*i).is_some_and(|t| t.head.is_none_or(|h| !range.contains(&(h as usize))));
        let head = range.clone().find(outside).unwrap_or(last);
        Place { first: first as u32, last: last as u32, head: head as u32 }
    }
}
