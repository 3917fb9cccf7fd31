//! Puts a [`Document`] together: blocks, metadata, id, fingerprint.

use crate::lines::Line;
use crate::{blocks, byline, dates, fingerprint, lines};
use legation_text::{BlockKind, Diagnostic, Document, Published};

/// What a format itself says of a document, before its text is looked at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stated {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub author: Option<String>,
    pub url: Option<String>,
    pub published: Option<Published>,
    pub country: Option<String>,
    pub notes: Vec<Diagnostic>,
}

/// Lines above and below the article in which a byline is sought.
const EDGE: usize = 12;

/// A document from plain text.
pub(crate) fn from_text(name: &str, text: String, stated: Stated) -> Document {
    let lines = lines::lines(&text);
    from_lines(name, text, lines, stated)
}

/// A document from text whose lines are known.
pub(crate) fn from_lines(name: &str, text: String, lines: Vec<Line>, stated: Stated) -> Document {
    let blocks = blocks::mark(&text, lines);
    let mut document = Document { name: name.to_owned(), text, blocks, ..Document::default() };
    describe(&mut document, stated);
    let body = document.article().filter(|b| b.kind != BlockKind::Byline);
    let pieces: Vec<&str> = body.map(|b| b.span.of(&document.text)).collect();
    let (id, fingerprint) =
        (fingerprint::content_id(pieces.iter().copied()), fingerprint::fingerprint(pieces));
    (document.id, document.fingerprint) = (id, fingerprint);
    document
}

/// Fills in what is known of the document: what its format states, else what its bylines say.
fn describe(document: &mut Document, stated: Stated) {
    let bylines = bylines(document);
    let title = document.blocks.iter().find(|b| b.kind == BlockKind::Title);
    let printed_title = title.map(|b| collapse(b.span.of(&document.text)));
    let said = |field: fn(&byline::Byline) -> Option<String>| bylines.iter().find_map(field);
    let first = bylines.iter().filter(|b| !b.updated).find_map(|b| b.published);
    let published = stated.published.or(first).or_else(|| bylines.iter().find_map(|b| b.published));
    let in_title =
        || printed_title.as_deref().and_then(dates::first_date).filter(|date| date.from == date.to);
    document.published = published.or_else(in_title);
    document.author = stated.author.or_else(|| said(|b| b.author.clone()));
    document.outlet = stated.outlet.or_else(|| said(|b| b.outlet.clone()));
    document.title = stated.title.or(printed_title);
    document.outlet_country =
        stated.country.or_else(|| crate::outlets::country(stated.url.as_deref(), document.outlet.as_deref()));
    document.url = stated.url;
    document.diagnostics = stated.notes;
}

/// The bylines near the article's top and end.
fn bylines(document: &Document) -> Vec<byline::Byline> {
    let count = document.blocks.len();
    let near_edge = |i: usize| i < EDGE || i + EDGE >= count;
    let lines = document.blocks.iter().enumerate();
    lines
        .filter(|&(i, b)| b.kind == BlockKind::Byline && near_edge(i))
        .filter_map(|(_, b)| byline::read(b.span.of(&document.text)))
        .collect()
}

/// White space to single blanks.
pub(crate) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
