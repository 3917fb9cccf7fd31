//! Times and quantities on texts made up at random: no panic, every span slices its text, no impossible value.

use jiff::civil::{Date, date};
use legation_lexicon::Lexicon;
use legation_mention::figure::{quantities, quantities_in_text};
use legation_mention::time::{find, find_in_text};
use legation_syntax::{Deprel, Parse, Sentence, Token, Upos, Xpos};
use legation_text::{Document, Published, Span};
use proptest::prelude::*;

/// Pieces the grammars know, so that random texts reach deep into them.
const PIECES: &[&str] = &[
    "the",
    "last",
    "next",
    "this",
    "two",
    "three",
    "99999",
    "31",
    "2024",
    "1e400",
    "$",
    "-",
    "0",
    "billion",
    "percent",
    "per",
    "cent",
    "May",
    "31 February",
    "February",
    "of",
    "to",
    "from",
    "between",
    "and",
    "weeks",
    "ago",
    "quarter",
    "Q3",
    "half",
    "a",
    "first",
    "year",
    "until",
    "since",
    "by",
    "Friday",
    "early",
    "mid",
    "/",
    ".",
    ",",
    "15",
    "07",
    "km",
    "m",
    "trillion",
    "quadrillion",
    "one",
    "point",
    "thirds",
    "before",
    "after",
    "in",
    "decades",
    "century",
    "30th",
    "Easter",
    "fiscal",
    "'",
    "s",
    "more than",
    "several",
    "days",
    "within",
    "later",
    "US$",
    "rupees",
    "%",
    "é",
    "—",
    "½",
    "999999999999999999999999999999",
    "^",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<u32>().prop_map(|n| n.to_string()),
        1 => ".{0,4}",
    ];
    let gap = prop::sample::select(vec![" ", " ", " ", "", "\u{a0}", "  "]);
    prop::collection::vec((piece, gap), 0..14)
        .prop_map(|p| p.into_iter().flat_map(|(a, b)| [a, b.to_owned()]).collect())
}

fn day() -> impl Strategy<Value = Option<Date>> {
    prop_oneof![
        Just(None),
        Just(Some(date(2024, 2, 29))),
        Just(Some(date(-9999, 1, 1))),
        Just(Some(date(9999, 12, 31))),
        (1990_i16..2030, 1_i8..13, 1_i8..29).prop_map(|(y, m, d)| Some(date(y, m, d))),
    ]
}

/// A sentence whose tokens are cut at random places, with random tags and heads.
fn sentence(text: &str, seeds: &[u32]) -> Sentence {
    let cuts = text.char_indices().map(|(i, _)| i).filter(|i| i % 3 != 1).chain([text.len()]);
    let cuts: Vec<usize> = cuts.collect();
    let seed = |i: usize| seeds.get(i % seeds.len().max(1)).copied().unwrap_or_default() as usize;
    let count = cuts.len().saturating_sub(1);
    let token = |i: usize| Token {
        span: Span::new(cuts[i] as u32, cuts[i + 1] as u32),
        lemma: text[cuts[i]..cuts[i + 1]].into(),
        upos: Upos::ALL[seed(i) % Upos::ALL.len()],
        xpos: Xpos::ALL[seed(i + 1) % Xpos::ALL.len()],
        head: (seed(i + 2) % 5 > 0).then_some((seed(i + 3) % count) as u32),
        deprel: Deprel::Dep,
    };
    let tokens = (0..count).map(token).collect();
    Sentence { span: Span::new(0, text.len() as u32), block: 0, tokens, names: Vec::new() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn plain_text(text in text(), day in day()) {
        let lexicon = Lexicon::builtin();
        let mut end = 0;
        for t in find_in_text(lexicon, &text, day) {
            prop_assert!(!t.span.of(&text).is_empty());
            prop_assert!(t.span.start >= end, "in order, without overlap");
            end = t.span.end;
            if let (Some(from), Some(to)) = (t.from, t.to) {
                prop_assert!(from <= to, "{:?} in {text:?}", t);
            }
        }
        for q in quantities_in_text(lexicon, &text) {
            prop_assert!(!q.span.of(&text).is_empty());
            prop_assert!(q.high.is_none_or(|h| h > q.value));
        }
    }

    #[test]
    fn any_token_stream(text in text(), day in day(), seeds in prop::collection::vec(any::<u32>(), 1..9)) {
        let lexicon = Lexicon::builtin();
        let parse = Parse { sentences: vec![sentence(&text, &seeds), Sentence::default()] };
        let published = day.map(|d| Published { from: d.first_of_month(), to: d.last_of_month() });
        let document = Document { text: text.clone(), published, ..Document::default() };
        let times = find(lexicon, &document, &parse);
        let count = parse.sentences[0].tokens.len() as u32;
        for t in &times {
            prop_assert!(t.first <= t.head && t.head <= t.last && t.last < count.max(1));
        }
        for q in quantities(lexicon, &document, &parse, &times) {
            prop_assert!(q.first <= q.head && q.head <= q.last && q.last < count.max(1));
            prop_assert!(!q.span.of(&text).is_empty());
        }
    }
}

#[test]
fn absurd_numbers_and_dates_give_nothing() {
    let lexicon = Lexicon::builtin();
    for text in ["on 31 February 2024", "on 2024-02-31", "in the year 99999", "on 00/00/2024", "on 32 May"] {
        let days: Vec<_> = find_in_text(lexicon, text, Some(date(2024, 5, 5)))
            .into_iter()
            .filter(|t| t.span.len() > 4)
            .collect();
        assert!(days.iter().all(|t| t.span.of(text) == "2024"), "{text}: {days:?}");
    }
    for text in
        ["1e400", "$-0 billion", "$0", "$999999999999999999999999999999999 quadrillion", "1e400 tonnes"]
    {
        let sums = quantities_in_text(lexicon, text);
        assert!(sums.is_empty(), "{text}: {sums:?}");
    }
}
