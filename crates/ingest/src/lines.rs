//! A text as the lines a person sees, each with what can be told from it alone.

use crate::furniture::{Furniture, Role};
use legation_text::{BlockKind, Span};
use std::ops::Range;

/// One line, or one hard-wrapped paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Without surrounding white space and Markdown's marks.
    pub span: Span,
    /// What is left between the furniture inside the line; empty where all of it is.
    pub kept: Vec<Span>,
    /// Lower-case words of what is kept, one blank between: two lines with the same key say the same.
    pub key: String,
    pub words: usize,
    /// The kind, where the page's markup or a rule has told it.
    pub kind: Option<BlockKind>,
    pub roles: Vec<Role>,
    /// Ends as a sentence ends.
    pub closed: bool,
}

impl Line {
    pub(crate) fn new(text: &str, span: Span, kind: Option<BlockKind>) -> Self {
        let table = Furniture::get();
        let whole = span.of(text);
        let kept = between(text, span, table.parts(whole));
        let core = match kept.as_slice() {
            [first, .., last] => first.join(*last).of(text),
            [one] => one.of(text),
            [] => "",
        };
        let key = kept.iter().map(|piece| key(piece.of(text))).collect::<Vec<_>>().join(" ");
        let mut roles = table.roles(core);
        if core != whole {
            roles.extend(table.roles(whole));
        }
        let words = count_words(&key);
        Self { span, closed: closes_sentence(core), words, kept, key, kind, roles }
    }

    pub(crate) fn is_noise(&self) -> bool {
        self.kind == Some(BlockKind::Noise)
    }

    pub(crate) fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// A sentence, not a headline or a label.
    pub(crate) fn is_prose(&self) -> bool {
        self.words >= 30 || (self.closed && self.words >= 8)
    }

    /// A paragraph that only an article has.
    pub(crate) fn is_body(&self) -> bool {
        self.words >= 40 || (self.closed && self.words >= 22)
    }
}

/// The lines of `text`. Paragraphs broken by hand into short lines are put together again.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let spans: Vec<Span> = raw_lines(text).collect();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    let wrapped = is_wrapped(text, &spans);
    for span in spans {
        match joined.last_mut() {
            Some(last) if wrapped && continues(text, *last, span) => *last = last.join(span),
            _ => joined.push(span),
        }
    }
    joined.into_iter().map(|span| unmarked(text, span)).filter(|(span, _)| !span.is_empty()).fold(
        Vec::new(),
        |mut lines, (span, kind)| {
            lines.push(Line::new(text, span, kind));
            lines
        },
    )
}

/// Each line that is not blank, trimmed.
fn raw_lines(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}']).filter_map(move |line| {
        let start = at;
        at += line.len();
        let lead = line.len() - line.trim_start().len();
        let trimmed = line.trim();
        (!trimmed.is_empty()).then(|| Span::new((start + lead) as u32, (start + lead + trimmed.len()) as u32))
    })
}

/// Most lines of a hard-wrapped text are of one middling length and break off inside a sentence.
fn is_wrapped(text: &str, spans: &[Span]) -> bool {
    let lengths = spans.iter().map(|span| span.len());
    if lengths.clone().max().is_none_or(|longest| longest > 130) {
        return false;
    }
    let adjacent = spans.windows(2).filter(|pair| adjacent(text, pair[0], pair[1]));
    let (mut all, mut open) = (0, 0);
    for pair in adjacent {
        all += 1;
        let next_is_lower = pair[1].of(text).starts_with(|c: char| c.is_lowercase() || c.is_numeric());
        open += usize::from(pair[0].len() >= 40 && !closes_sentence(pair[0].of(text)) && next_is_lower);
    }
    open >= 2 && open * 4 >= all
}

fn adjacent(text: &str, a: Span, b: Span) -> bool {
    text.get(a.end as usize..b.start as usize).is_some_and(|gap| gap.matches('\n').count() <= 1)
}

fn continues(text: &str, paragraph: Span, next: Span) -> bool {
    let last_line = paragraph.of(text).rsplit('\n').next().unwrap_or_default().trim();
    let (line, table) = (next.of(text), Furniture::get());
    adjacent(text, paragraph, next)
        && last_line.len() >= 40
        && !line.starts_with(['#', '-', '*', '•', '>', '|'])
        && table.roles(line).is_empty()
        && table.roles(last_line).is_empty()
}

/// Peels Markdown's heading, quotation and list marks off a line.
fn unmarked(text: &str, span: Span) -> (Span, Option<BlockKind>) {
    let line = span.of(text);
    let body = line.trim_start_matches('#');
    let hashes = line.len() - body.len();
    if (1..=6).contains(&hashes) && body.starts_with(' ') {
        let body = body.trim_end_matches('#').trim_end();
        let start = line.len() - line.trim_start_matches('#').trim_start().len();
        let end = hashes + body.len();
        return (Span::new(span.start + start as u32, span.start + end as u32), Some(BlockKind::Heading));
    }
    let rest = line.trim_start_matches(['>', '•', '●', '▪', '‣', '·', ' ']);
    let rest = rest.strip_prefix("- ").or_else(|| rest.strip_prefix("* ")).unwrap_or(rest).trim_start();
    (Span::new(span.end - rest.len() as u32, span.end), None)
}

/// What is left of `span` when the ranges `cut` (relative to it) are taken out, trimmed.
fn between(text: &str, span: Span, cut: Vec<Range<usize>>) -> Vec<Span> {
    let end = span.len() as usize;
    let mut kept = Vec::new();
    let mut from = 0;
    for range in cut.into_iter().chain(std::iter::once(end..end)) {
        if let Some(piece) = span.of(text).get(from..range.start) {
            let start = from + piece.len() - piece.trim_start().len();
            let trimmed = piece.trim();
            if trimmed.chars().any(char::is_alphanumeric) {
                let start = span.start + start as u32;
                kept.push(Span::new(start, start + trimmed.len() as u32));
            }
        }
        from = range.end;
    }
    kept
}

/// Lower-case words, one blank between.
pub(crate) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase));
    }
    key
}

/// Words of `text`; of a script written without blanks, two characters make one.
pub(crate) fn count_words(text: &str) -> usize {
    let unspaced =
        text.chars().filter(|c| ('\u{2e80}'..'\u{a000}').contains(c) && c.is_alphanumeric()).count();
    text.split_whitespace().count() + unspaced / 2
}

/// True where `text` ends with a full stop, question or exclamation mark, closing quotes and brackets aside.
pub(crate) fn closes_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' ', '*', '_']);
    bare.ends_with(['.', '!', '?', '。', '؟', '।'])
        && !bare.ends_with("...")
        && !(bare.ends_with('?') && text.split_whitespace().count() < 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        lines(text).iter().map(|line| line.span.of(text)).collect()
    }

    #[test]
    fn lines_are_trimmed_and_unmarked() {
        assert_eq!(texts("# Talks \n\n  - One\r\n> Two\n\n"), ["Talks", "One", "Two"]);
        assert_eq!(texts("#hashtag stays"), ["#hashtag stays"]);
        assert_eq!(texts(" \n\t"), Vec::<&str>::new());
    }

    #[test]
    fn wrapped_paragraphs_are_joined() {
        let text = "Envoys meet\n\nThe two delegations met on Monday in the capital and\nagreed to hold further talks \
                    about the border before\nthe end of the year, officials said.\n\nA second round of talks is \
                    expected to take place in\nthe spring.\n";
        let found = texts(text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[1].ends_with("officials said."));
    }

    #[test]
    fn short_lines_of_a_menu_are_not_joined() {
        assert_eq!(texts("City\nEpaper\nThe talks began.").len(), 3);
    }

    #[test]
    fn furniture_inside_a_line_is_cut_out() {
        let text = "The two agreed. Also Read: Envoys meet again";
        let line = &lines(text)[0];
        assert_eq!(line.kept.iter().map(|s| s.of(text)).collect::<Vec<_>>(), ["The two agreed."]);
        assert_eq!(line.key, "the two agreed");
    }
}
