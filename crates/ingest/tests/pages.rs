//! Pages as they are saved from the web, each line marked with the kind it must get: T title, H heading, B byline,
//! P paragraph, N noise. A dateline before a paragraph's first sentence may be a byline within a P line.

use legation_ingest::{Document, read_bytes};
use legation_text::BlockKind;

const PAGES: [(&str, &str); 8] = [
    ("wire.txt", include_str!("pages/wire.txt")),
    ("agency.txt", include_str!("pages/agency.txt")),
    ("ministry.txt", include_str!("pages/ministry.txt")),
    ("broadcaster.txt", include_str!("pages/broadcaster.txt")),
    ("column.txt", include_str!("pages/column.txt")),
    ("qatar.txt", include_str!("pages/qatar.txt")),
    ("wrapped.md", include_str!("pages/wrapped.md")),
    ("american.txt", include_str!("pages/american.txt")),
];

/// The kind of the last character of the line that starts at byte `from`.
fn mark(document: &Document, from: usize, line: &str) -> char {
    let last = (from + line.trim_end().len() - 1) as u32;
    let block = document.blocks.iter().find(|b| b.span.start <= last && last < b.span.end);
    match block.map(|b| b.kind) {
        Some(BlockKind::Title) => 'T',
        Some(BlockKind::Heading) => 'H',
        Some(BlockKind::Byline) => 'B',
        Some(BlockKind::Paragraph) => 'P',
        Some(BlockKind::Noise) => 'N',
        None => '-',
    }
}

#[test]
fn every_line_gets_its_kind() {
    let mut wrong = Vec::new();
    for (name, marked) in PAGES {
        // A blank line between lines of another kind, as saved pages have; wrapped lines stay together.
        let mut text = String::new();
        let mut expected = Vec::new();
        let mut before = ' ';
        for line in marked.lines() {
            let (kind, line) = (line.chars().next().expect("a mark"), &line[2..]);
            if kind != before || kind == 'P' && !name.starts_with("wrapped") {
                text.push('\n');
            }
            expected.push((kind, text.len(), line));
            text.push_str(line);
            text.push('\n');
            before = kind;
        }
        let document = read_bytes(name, text.as_bytes()).remove(0).expect("a document");
        for (kind, from, line) in expected {
            let got = mark(&document, from, line);
            if got != kind {
                wrong.push(format!("{name}: {got} not {kind}: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn bylines_give_author_and_date() {
    let facts: Vec<_> = PAGES
        .iter()
        .map(|(name, marked)| {
            let text = marked.lines().map(|line| &line[2..]).collect::<Vec<_>>().join("\n\n");
            let document = read_bytes(name, text.as_bytes()).remove(0).expect("a document");
            let day = document.published.map(|p| p.from.to_string()).unwrap_or_default();
            (*name, day, document.author.unwrap_or_default())
        })
        .collect();
    let expected = [
        ("wire.txt", "2021-05-03", ""),
        ("agency.txt", "2021-05-03", ""),
        ("ministry.txt", "2014-06-03", ""),
        ("broadcaster.txt", "2021-05-03", "Ada Example"),
        ("column.txt", "", "Ada Example"),
        ("qatar.txt", "2021-05-03", "Example Staff and News Agencies"),
        ("wrapped.md", "2019-03-12", "Ada Example"),
        ("american.txt", "2021-05-03", "Ada Example and Ben Example"),
    ];
    let facts: Vec<_> = facts.iter().map(|(n, d, a)| (*n, d.as_str(), a.as_str())).collect();
    assert_eq!(facts, expected);
}
