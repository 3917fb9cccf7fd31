//! Typed offsets. Inside Legation a span counts bytes; what it publishes counts Unicode code points.

use std::ops::Range;

/// A half-open range of bytes of one document's text. Always falls on character boundaries.
///
/// ```
/// use legation_text::Span;
/// let text = "Kraków hosts talks";
/// let city = Span::new(0, 7);
/// assert_eq!(city.of(text), "Kraków");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The range `start..end` in bytes. A reversed range is made empty at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end: if end < start { start } else { end } }
    }

    /// The text it covers, or `""` where it lies outside `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// As a range for indexing.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// True where it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True where `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// True where the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A half-open range of Unicode code points, as published in `text_info`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CharSpan {
    pub start: u32,
    pub end: u32,
}

/// Converts byte spans of one text to code-point spans in O(log n).
///
/// ```
/// use legation_text::{Chars, Span};
/// let text = "“Yes”, he said";
/// let chars = Chars::new(text);
/// let yes = chars.span(Span::new(3, 6));
/// assert_eq!((yes.start, yes.end), (1, 4));
/// ```
#[derive(Clone, Debug)]
pub struct Chars {
    /// Every multi-byte character as (byte offset just after it, surplus bytes up to there).
    wide: Vec<(u32, u32)>,
}

impl Chars {
    /// Indexes `text`.
    pub fn new(text: &str) -> Self {
        let mut surplus = 0;
        let mut wide = Vec::new();
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
            surplus += c.len_utf8() as u32 - 1;
            wide.push(((at + c.len_utf8()) as u32, surplus));
        }
        Self { wide }
    }

    /// Code points before byte offset `at`.
    pub fn offset(&self, at: u32) -> u32 {
        let before = self.wide.partition_point(|&(end, _)| end <= at);
        at - before.checked_sub(1).map_or(0, |i| self.wide[i].1)
    }

    /// The same range, counted in code points.
    pub fn span(&self, span: Span) -> CharSpan {
        CharSpan { start: self.offset(span.start), end: self.offset(span.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_a_plain_count() {
        let text = "a“é🇵🇰” Пакистан — b";
        let chars = Chars::new(text);
        for (at, _) in text.char_indices() {
            assert_eq!(chars.offset(at as u32) as usize, text[..at].chars().count(), "at byte {at}");
        }
        assert_eq!(chars.offset(text.len() as u32) as usize, text.chars().count());
    }

    #[test]
    fn a_span_outside_the_text_is_empty_not_a_panic() {
        assert_eq!(Span::new(3, 90).of("short"), "");
        assert_eq!(Span::new(1, 2).of("é"), "");
    }
}
