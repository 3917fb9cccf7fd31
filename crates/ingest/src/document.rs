//! Puts a [`Document`] together: blocks, metadata, id, fingerprint.

use crate::decode::warning;
use crate::furniture::Furniture;
use crate::lines::Line;
use crate::{blocks, byline, dates, fingerprint, lines, outlets};
use jiff::{ToSpan, civil::Date};
use legation_text::{Block, BlockKind, Diagnostic, Document, Published};

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

/// Days between two linked articles that count as recent ones.
const RECENT: i64 = 60;

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
    document.diagnostics = stated.notes;
    if document.published.is_none() {
        document.published = hinted(document);
        let note =
            "no date of publication stated; taken from a picture's date or the addresses of linked articles";
        document.diagnostics.extend(document.published.map(|_| warning(note.to_owned())));
    }
    document.author = stated.author.or_else(|| said(|b| b.author.clone()));
    document.outlet = stated.outlet.or_else(|| said(|b| b.outlet.clone())).or_else(|| outlet(document));
    document.title = stated.title.or(printed_title);
    document.outlet_country =
        stated.country.or_else(|| outlets::country(stated.url.as_deref(), document.outlet.as_deref()));
    document.url = stated.url;
}

/// Where no date is stated: the day stamped on a picture above the article, or the month after the latest of two
/// or more linked articles whose addresses show that the outlet links to recent ones only.
fn hinted(document: &Document) -> Option<Published> {
    let noise = |b: &&Block| b.kind == BlockKind::Noise;
    let days = |b: &Block| {
        let dates = dates::dates(b.span.of(&document.text)).into_iter().map(|(_, date)| date);
        dates.filter(|date| date.from == date.to).map(|date| date.from).collect::<Vec<_>>()
    };
    let is_link = |b: &&Block| b.span.of(&document.text).contains("://");
    let stamp = document
        .blocks
        .iter()
        .take(EDGE)
        .filter(noise)
        .filter(|b| !is_link(b) && b.span.len() < 80)
        .flat_map(days)
        .next();
    let mut linked: Vec<Date> = document.blocks.iter().filter(noise).filter(is_link).flat_map(days).collect();
    linked.sort();
    linked.dedup();
    let recent = match linked.as_slice() {
        [.., before, last] if *last <= before.saturating_add(RECENT.days()) => Some(*last),
        _ => None,
    };
    let month = |last: Date| Published { from: last, to: last.saturating_add(31.days()) };
    stamp.map(Published::day).or_else(|| recent.map(month))
}

/// The outlet as the page names itself: above the title and again below it, as the author, or in the dateline.
fn outlet(document: &Document) -> Option<String> {
    let text = |block: &Block| block.span.of(&document.text);
    let title = document.blocks.iter().position(|b| b.kind == BlockKind::Title).unwrap_or(0);
    let (above, below) = document.blocks.split_at(title);
    let aside: Vec<String> = below
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Noise | BlockKind::Byline) && b.span.len() < 300)
        .map(|b| format!(" {} ", lines::key(text(b))))
        .collect();
    let named_again = |name: &str| {
        let key = lines::key(name);
        key.len() > 3 && key.split(' ').count() <= 4 && aside.iter().any(|a| a.contains(&format!(" {key} ")))
    };
    let masthead = above.iter().map(text).find(|name| named_again(name) && !Furniture::get().is_line(name));
    let bylines = below.iter().filter(|b| b.kind == BlockKind::Byline);
    let same = |name: &&str| masthead.is_some_and(|m| lines::key(m) == lines::key(name));
    let agency =
        bylines.filter_map(|b| byline::agency(text(b))).find(|name| same(name) || outlets::is_known(name));
    let author = document.author.as_deref().filter(|name| outlets::is_known(name));
    author.or(agency.filter(same)).or(masthead).or(agency).map(collapse)
}

/// The bylines near the article's top and end.
fn bylines(document: &Document) -> Vec<byline::Byline> {
    let count = document.blocks.len();
    let near_edge = |i: usize| i < EDGE || i + EDGE >= count;
    let lines = document.blocks.iter().enumerate();
    lines
        .filter(|&(i, b)| b.kind == BlockKind::Byline && near_edge(i))
        .filter_map(|(_, b)| {
            let line = b.span.of(&document.text);
            let name = || line.split(['|', '•', '·']).next().unwrap_or_default().trim().to_owned();
            let named = || {
                byline::is_name(line).then(|| byline::Byline { author: Some(name()), ..Default::default() })
            };
            byline::read(line).or_else(named)
        })
        .collect()
}

/// White space to single blanks.
pub(crate) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
