//! The examples beside the data: what times and quantities are read as.

use jiff::civil::{Date, date};
use legation_lexicon::Lexicon;
use legation_mention::figure::quantities_in_text;
use legation_mention::time::find_in_text;

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
