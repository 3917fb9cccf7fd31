//! The examples beside the data: what times and quantities are read as, and when texts without a date were written.

use jiff::civil::{Date, date};
use legation_lexicon::Lexicon;
use legation_mention::figure::quantities_in_text;
use legation_mention::time::find_in_text;
use legation_mention::{Written, resolve};
use legation_record::Grain;
use legation_syntax::Model;
use legation_text::{Block, BlockKind, Document, Published, Span};

/// Each time as `words = from..to grain basis`, read on Thursday 15 May 2025.
fn times(text: &str) -> Vec<String> {
    let day = |d: Option<Date>| d.map_or_else(|| "?".into(), |d| d.to_string());
    find_in_text(Lexicon::builtin(), text, Some(date(2025, 5, 15)))
        .into_iter()
        .map(|t| format!("{} = {}..{} {} {}", t.span.of(text), day(t.from), day(t.to), t.grain, t.basis))
        .collect()
}

/// Each quantity as `words = value[..high] unit bound`.
fn sums(text: &str) -> Vec<String> {
    quantities_in_text(Lexicon::builtin(), text)
        .into_iter()
        .map(|q| {
            let high = q.high.map(|h| format!("..{h}")).unwrap_or_default();
            format!("{} = {}{high} {} {}", q.span.of(text), q.value, q.unit, q.bound)
        })
        .collect()
}

/// Every line of a table of examples must read as its second cell says.
fn check(file: &str, table: &str, read: fn(&str) -> Vec<String>) {
    let mut wrong = Vec::new();
    for (at, line) in table.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
        let (text, wanted) = line.split_once('\t').unwrap_or((line, ""));
        let found = read(text).join(" ; ");
        if found != wanted.trim_end() {
            wrong.push(format!("{file}:{}: {text}\n  wants {wanted}\n  found {found}", at + 1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn examples_of_times() {
    check("data/times/examples.tsv", include_str!("../../../data/times/examples.tsv"), times);
}

#[test]
fn examples_of_quantities() {
    check("data/units/examples.tsv", include_str!("../../../data/units/examples.tsv"), sums);
}

#[test]
fn a_dateless_text_leaves_relative_times_open() {
    let open = |text: &str| {
        let found = find_in_text(Lexicon::builtin(), text, None);
        assert!(!found.is_empty(), "{text}");
        found.iter().all(|t| t.from.is_none() && t.to.is_none())
    };
    for text in [
        "It was agreed last week.",
        "They met on Friday.",
        "on May 15",
        "two days ago",
        "in October this year",
    ] {
        assert!(open(text), "{text}");
    }
    assert!(!open("It was agreed on 15 May 2025."));
}

const TRUSS: &str = "British Prime Minister Liz Truss welcomed the first meeting of the European Political Community in Prague.";

fn document(text: &str) -> Document {
    let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
    Document { text: text.to_owned(), blocks: vec![block], ..Document::default() }
}

fn written(document: &Document) -> Option<Written> {
    let parse = Model::builtin().parse(document);
    resolve(Lexicon::builtin(), document, &parse).written
}

/// `YYYY-MM`, `YYYY`, or nothing.
fn months(text: &str) -> Vec<String> {
    let shown = |w: Written| match w.grain {
        Grain::Month => w.from.strftime("%Y-%m").to_string(),
        _ => w.from.strftime("%Y").to_string(),
    };
    written(&document(text)).map(shown).into_iter().collect()
}

#[test]
fn texts_without_a_date_are_of_the_time_they_tell_of() {
    check("data/times/undated.tsv", include_str!("../../../data/times/undated.tsv"), months);
}

#[test]
fn a_date_borne_is_never_reckoned_anew() {
    let day = date(2019, 5, 3);
    let document = Document { published: Some(Published::day(day)), ..document(TRUSS) };
    let written = written(&document).expect("a date");
    assert_eq!((written.from, written.is_reckoned()), (day, false));
}

#[test]
fn what_is_reckoned_says_from_what() {
    let because = written(&document(TRUSS)).expect("a month").because;
    let from = |file: &str| because.iter().any(|b| b.rule.starts_with(file));
    assert!(from("data/actors/people.tsv:") && from("data/times/landmarks.tsv:"), "{because:?}");
}
