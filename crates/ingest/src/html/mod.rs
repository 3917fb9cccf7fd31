//! Web pages: the article's text out of the page, a blank line between paragraphs.

mod content;
mod meta;
mod segments;
mod tree;

use crate::Why;
use crate::decode::warning;
use crate::document::{Stated, collapse, from_lines};
use crate::lines::{Line, key};
use legation_text::{BlockKind, Document, Span};
use segments::Segment;
use tree::Tree;

/// The article on a whole page.
pub(crate) fn read(name: &str, page: &str, stated: Stated) -> Result<Document, Why> {
    let tree = Tree::parse(page);
    let mut segments = content::article(&tree);
    if let Some(body) = meta::linked_body(&tree)
        && length(&segments) * 3 < body.len()
    {
        // The page shows a teaser only, but carries the article for search engines.
        segments = paragraphs(&body);
    }
    document(name, &tree, &segments, stated)
}

/// An article that comes as markup, without a page round it.
pub(crate) fn read_fragment(name: &str, markup: &str, stated: Stated) -> Result<Document, Why> {
    let tree = Tree::parse(markup);
    document(name, &tree, &content::everything(&tree), stated)
}

/// True where `text` is markup rather than prose.
pub(crate) fn is_markup(text: &str) -> bool {
    ["</p>", "<p>", "<br>", "<br/>", "<br />", "</div>"].iter().any(|tag| text.contains(tag))
}

fn kind(segment: &Segment) -> Option<BlockKind> {
    match () {
        () if segment.heading => Some(BlockKind::Heading),
        () if segment.row => Some(BlockKind::Paragraph),
        () => None,
    }
}

fn length(segments: &[Segment]) -> usize {
    segments.iter().map(|s| s.text.len()).sum()
}

fn paragraphs(body: &str) -> Vec<Segment> {
    let lines = body.lines().map(collapse).filter(|line| !line.is_empty());
    lines.map(|text| Segment { text, linked: 0, node: tree::ROOT, heading: false, row: false }).collect()
}

fn document(name: &str, tree: &Tree, segments: &[Segment], stated: Stated) -> Result<Document, Why> {
    if segments.iter().all(|s| s.text.is_empty()) {
        return Err(Why::NoArticle);
    }
    let mut stated = meta::describe(tree, stated);
    if tree.cut_short {
        stated.notes.push(warning("page nested too deeply or too large; only its beginning was read".into()));
    }
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut add = |piece: &str, kind| {
        let start = text.len() as u32;
        text.push_str(piece);
        spans.push((Span::new(start, text.len() as u32), kind));
        text.push_str("\n\n");
    };
    let title_key = stated.title.as_deref().map(key).unwrap_or_default();
    if let Some(title) = &stated.title {
        add(title, Some(BlockKind::Title));
    }
    for segment in segments.iter().filter(|s| key(&s.text) != title_key) {
        add(&segment.text, kind(segment));
    }
    text.truncate(text.trim_end().len());
    let lines = spans.into_iter().map(|(span, kind)| Line::new(&text, span, kind)).collect();
    Ok(from_lines(name, text, lines, stated))
}
