//! What times and quantities are read as, in sentences of our own.

use jiff::civil::date;
use legation_lexicon::Lexicon;
use legation_mention::figure::quantities_in_text;
use legation_mention::time::find_in_text;

/// Reads `text` on Thursday 15 May 2025 and prints each time as `words = from..to grain basis`.
fn times(text: &str) -> Vec<String> {
    let day = |d: Option<jiff::civil::Date>| d.map_or_else(|| "?".into(), |d| d.to_string());
    find_in_text(Lexicon::builtin(), text, Some(date(2025, 5, 15)))
        .into_iter()
        .map(|t| format!("{} = {}..{} {} {}", t.span.of(text), day(t.from), day(t.to), t.grain, t.basis))
        .collect()
}

#[test]
fn times_of_the_news() {
    let cases: &[(&str, &[&str])] = &[
        (
            "The envoy arrived on May 11 and left on May 16, 2024.",
            &[
                "May 11 = 2025-05-11..2025-05-11 day stated",
                "May 16, 2024 = 2024-05-16..2024-05-16 day stated",
            ],
        ),
        ("They met from May 11-16 in Vienna.", &["from May 11-16 = 2025-05-11..2025-05-16 range stated"]),
        (
            "The talks of 11 to 16 June 2023 failed.",
            &["11 to 16 June 2023 = 2023-06-11..2023-06-16 range stated"],
        ),
        (
            "A truce was signed in February this year.",
            &["February this year = 2025-02-01..2025-02-28 month relative"],
        ),
        ("The dam was opened last September.", &["last September = 2024-09-01..2024-09-30 month relative"]),
        ("It was agreed late last month.", &["late last month = 2025-04-16..2025-04-30 range relative"]),
        ("The aid came two weeks back.", &["two weeks back = 2025-04-28..2025-05-04 week relative"]),
        (
            "He was in Cairo on 3 March and flew home the following day.",
            &[
                "3 March = 2025-03-03..2025-03-03 day stated",
                "the following day = 2025-03-04..2025-03-04 day relative",
            ],
        ),
        ("They will meet on Monday.", &["Monday = 2025-05-19..2025-05-19 day relative"]),
        ("They had met on Monday.", &["Monday = 2025-05-12..2025-05-12 day relative"]),
        (
            "Over the past two years trade was flat.",
            &["Over the past two years = 2023-05-15..2025-05-15 range relative"],
        ),
        ("Since 2016 the ties have grown.", &["Since 2016 = 2016-01-01..2025-05-15 range stated"]),
        (
            "The policy of 2022–26 and the 1990s.",
            &[
                "2022–26 = 2022-01-01..2026-12-31 range stated",
                "the 1990s = 1990-01-01..1999-12-31 range stated",
            ],
        ),
        (
            "In the first nine months of 2024 exports fell.",
            &["the first nine months of 2024 = 2024-01-01..2024-09-30 range stated"],
        ),
        ("Output fell in Q3 2024.", &["Q3 2024 = 2024-07-01..2024-09-30 season stated"]),
        ("It is due before the end of 2027.", &["before the end of 2027 = ?..2027-12-31 range stated"]),
        (
            "In the early 2000s and in mid-July 2021.",
            &[
                "the early 2000s = 2000-01-01..2003-12-31 range stated",
                "mid-July 2021 = 2021-07-10..2021-07-20 range stated",
            ],
        ),
        ("It was the first visit in nine years.", &["in nine years = ?..? year relative"]),
        ("They may march on, and the second may follow.", &[]),
    ];
    for (text, wanted) in cases {
        assert_eq!(times(text), *wanted, "{text}");
    }
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

/// Prints each quantity as `words = value[..high] unit bound`.
fn sums(text: &str) -> Vec<String> {
    quantities_in_text(Lexicon::builtin(), text)
        .into_iter()
        .map(|q| {
            let high = q.high.map(|h| format!("..{h}")).unwrap_or_default();
            format!("{} = {}{high} {} {}", q.span.of(text), q.value, q.unit, q.bound)
        })
        .collect()
}

#[test]
fn sums_and_measures_of_the_news() {
    let cases: &[(&str, &[&str])] = &[
        ("a USD $153 million deal", &["USD $153 million = 153000000 USD exact"]),
        ("worth over $one billion", &["$one billion = 1000000000 USD at_least"]),
        ("nearly C$2.5bn in loans", &["C$2.5bn = 2500000000 CAD about"]),
        (
            "Rs 3.5 crore and 40 lakh rupees",
            &["Rs 3.5 crore = 35000000 INR exact", "40 lakh rupees = 4000000 INR exact"],
        ),
        ("between 5 and 7 million euros", &["between 5 and 7 million euros = 5000000..7000000 EUR exact"]),
        (
            "up to 12.4 billion cubic metres of gas annually",
            &["12.4 billion cubic metres = 12.4 bcm/year at_most"],
        ),
        ("500,000 barrels a day", &["500,000 barrels a day = 500000 bpd exact"]),
        (
            "a 1,100-kilometre pipeline, 10-15 km inland",
            &["1,100-kilometre = 1100 km exact", "10-15 km = 10..15 km exact"],
        ),
        (
            "rose 46 per cent, or 2.5 percentage points",
            &["46 per cent = 46 % exact", "2.5 percentage points = 2.5 percentage points exact"],
        ),
        ("A $5 billion plan", &["$5 billion = 5000000000 USD exact"]),
        ("one and a half million tonnes or more", &["one and a half million tonnes = 1500000 t at_least"]),
        ("an F-16 under Resolution 1373 of the G20", &[]),
    ];
    for (text, wanted) in cases {
        assert_eq!(sums(text), *wanted, "{text}");
    }
}
