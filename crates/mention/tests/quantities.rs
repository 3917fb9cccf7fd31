//! Scores on the public number, money and measure cases (`../shared/eval`), printed by file.

mod cases;
use cases::{Tally, load, names};

use legation_lexicon::Lexicon;
use legation_mention::QuantityKind;
use legation_mention::figure::{Measure, quantities_in_text};
use rust_decimal::Decimal;

fn decimal(text: &str) -> Option<Decimal> {
    let text = text.trim_end_matches('%').replace(',', "");
    text.parse().ok().or_else(|| Decimal::from_scientific(&text).ok())
}

/// Equal to twelve digits: the cases hold floating-point values.
fn close(a: Decimal, b: Decimal) -> bool {
    let scale = a.abs().max(b.abs());
    a == b || (a - b).abs() <= scale * Decimal::new(1, 12)
}

/// The values of a measure with its unit: a range has two.
fn values(measures: &[Measure]) -> Vec<(Decimal, &str)> {
    measures
        .iter()
        .flat_map(|m| std::iter::once((m.value, m.unit.as_str())).chain(m.high.map(|h| (h, m.unit.as_str()))))
        .collect()
}

fn counts_as_number(m: &Measure) -> bool {
    let time = ["years of age", "decades", "years", "months", "weeks", "days", "hours", "minutes", "seconds"]
        .contains(&m.unit.as_str());
    m.kind != QuantityKind::Ordinal && (m.kind != QuantityKind::Dimension || time)
}

/// One file: which measures count, and what its results hold; `None` for a result without a value.
fn score(file: &str, counts: impl Fn(&Measure) -> bool, unit: bool) -> Option<Tally> {
    let mut tally = Tally::new(file);
    for case in load(&format!("recognizers/{file}.json"))? {
        let input = case["Input"].as_str().unwrap_or_default();
        let results = case["Results"].as_array().cloned().unwrap_or_default();
        let gold: Vec<(Decimal, String)> = results
            .iter()
            .filter_map(|r| {
                let r = &r["Resolution"];
                Some((decimal(r["value"].as_str()?)?, r["unit"].as_str().unwrap_or_default().to_owned()))
            })
            .collect();
        if gold.is_empty() && !results.is_empty() {
            tally.left_out += 1; // "a small percent": no value
            continue;
        }
        let measures: Vec<Measure> =
            quantities_in_text(Lexicon::builtin(), input).into_iter().filter(|m| counts(m)).collect();
        let ours = values(&measures);
        let same = |ours: &[(Decimal, &str)]| {
            let mut pairs = gold.iter().zip(ours);
            ours.len() == gold.len()
                && pairs.all(|(g, o)| close(g.0, o.0) && (!unit || names::same(&g.1, o.1)))
        };
        // The cases see only one end of a range of measures.
        let ends: Vec<_> = measures.iter().map(|m| (m.high.unwrap_or(m.value), m.unit.as_str())).collect();
        let right = same(&ours) || same(&ends);
        if right {
            tally.right += 1;
        } else {
            tally.wrong(|| format!("{input:?} wants {gold:?}, got {ours:?}"));
        }
    }
    tally.print();
    Some(tally)
}

#[test]
fn numbers_money_measures_and_percent() {
    let tallies = [
        score("NumberModel", counts_as_number, false),
        score("PercentModel", |m| m.kind == QuantityKind::Percent, false),
        score("CurrencyModel", |m| m.kind == QuantityKind::Money, true),
        score(
            "DimensionModel",
            |m| m.kind == QuantityKind::Dimension && !counts_as_number(m) && !m.unit.starts_with('°'),
            true,
        ),
    ];
    for tally in tallies.into_iter().flatten() {
        assert!(tally.share() >= 0.90, "{}: {:.3}", tally.file, tally.share());
    }
}

/// "(20,30]" as its two ends.
fn ends(range: &str) -> (Option<Decimal>, Option<Decimal>) {
    let inner = range.trim_matches(['(', ')', '[', ']']);
    let (low, high) = inner.split_once(',').unwrap_or((inner, ""));
    (decimal(low), decimal(high))
}

/// Ranges are reported, not required: most of the cases are inequalities of mathematics.
#[test]
fn ranges_and_bounds() {
    use legation_record::Bound;
    let Some(list) = load("recognizers/NumberRangeModel.json") else { return };
    let mut tally = Tally::new("NumberRangeModel");
    for case in list {
        let input = case["Input"].as_str().unwrap_or_default();
        let results = case["Results"].as_array().cloned().unwrap_or_default();
        let gold: Vec<_> =
            results.iter().filter_map(|r| r["Resolution"]["value"].as_str()).map(ends).collect();
        let ours: Vec<_> = quantities_in_text(Lexicon::builtin(), input)
            .iter()
            .filter_map(|m| match (m.high, m.bound) {
                (Some(high), _) => Some((Some(m.value), Some(high))),
                (None, Bound::AtLeast) => Some((Some(m.value), None)),
                (None, Bound::AtMost) => Some((None, Some(m.value))),
                _ => None,
            })
            .collect();
        if ours == gold {
            tally.right += 1;
        } else {
            tally.wrong(|| format!("{input:?} wants {gold:?}, got {ours:?}"));
        }
    }
    tally.print();
    assert!(tally.share() > 0.3, "{:.3}", tally.share());
}

/// CQE: every quantity of a sentence, by value, and by value with unit.
#[test]
fn quantities_of_sentences() {
    for file in ["currency-model", "dimension-model"] {
        let Some(list) = load(&format!("quantities/{file}.json")) else { return };
        let (mut by_value, mut by_unit, mut wanted, mut given) = (0, 0, 0, 0);
        for case in list {
            let measures: Vec<Measure> =
                quantities_in_text(Lexicon::builtin(), case["text"].as_str().unwrap_or_default())
                    .into_iter()
                    .filter(|m| !matches!(m.kind, QuantityKind::Ordinal | QuantityKind::Number))
                    .collect();
            let mut ours = values(&measures);
            given += ours.len();
            for gold in case["quantities"].as_array().into_iter().flatten() {
                let value =
                    gold["value"].as_str().and_then(decimal).or_else(|| decimal(&gold["value"].to_string()));
                let unit = gold["normalized_unit"].as_str().unwrap_or_default();
                let unit = unit.split(" per ").next().filter(|_| !names::same(unit, "")).unwrap_or(unit);
                let known = names::same(unit, "") || UNITS_OF_OURS.iter().any(|u| names::same(unit, u));
                if !known {
                    continue; // counts of things need the tags
                }
                wanted += 1;
                let same = |o: &(Decimal, &str)| value.is_some_and(|v| close(v, o.0));
                let exact = ours.iter().position(|o| same(o) && names::same(unit, o.1));
                let Some(at) = exact.or_else(|| ours.iter().position(same)) else { continue };
                by_value += 1;
                by_unit += usize::from(exact.is_some());
                ours.swap_remove(at);
            }
        }
        let f1 = |hits: usize| 200.0 * hits as f64 / (wanted + given) as f64;
        eprintln!(
            "{file:<18} value F1 {:5.1}, value + unit F1 {:5.1} ({wanted} wanted, {given} given)",
            f1(by_value),
            f1(by_unit)
        );
        assert!(f1(by_unit) > 80.0, "{file}");
    }
}

/// A unit of each kind that the cases may name.
const UNITS_OF_OURS: &[&str] = &[
    "USD",
    "EUR",
    "CNY",
    "GBP",
    "lb",
    "cents",
    "CAD",
    "JPY",
    "CHF",
    "AUD",
    "pence",
    "XBT",
    "TRY",
    "INR",
    "MXN",
    "FIM",
    "HKD",
    "ESP",
    "NLG",
    "CRC",
    "GEL",
    "LAK",
    "LKR",
    "sen",
    "satoshis",
    "NZD",
    "DEM",
    "%",
    "feet",
    "m",
    "miles",
    "gallons",
    "tons",
    "t",
    "km/h",
    "kg",
    "µg",
    "inches",
    "m²",
    "km",
    "mm",
    "dm",
    "pm",
    "degrees",
    "turns",
    "ml",
    "bpd",
    "oz",
    "acres",
    "ft³",
    "bits",
    "mph",
    "km²",
    "Mb",
    "MB",
    "tablespoons",
    "cups",
    "teaspoons",
    "drams",
    "g",
    "rad",
    "years",
    "months",
    "days",
    "hours",
    "minutes",
];
