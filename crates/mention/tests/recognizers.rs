//! Scores on the public recogniser cases (`../shared/eval`), printed by file. Nothing of them is kept here.

mod cases;
use cases::{Tally, load};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use legation_lexicon::Lexicon;
use legation_mention::TimeKind;
use legation_mention::time::{Expression, find_in_text};
use legation_record::Grain;
use serde_json::Value;

/// A day or days as the cases give them: first day, and the day after the last.
type Gold = Vec<(Option<Date>, Option<Date>)>;

fn reference(case: &Value) -> Option<Date> {
    let text = case["Context"]["ReferenceDateTime"].as_str()?;
    text.get(..10)?.parse().ok()
}

fn date(value: &Value, key: &str) -> Option<Date> {
    value[key].as_str()?.parse().ok()
}

/// Every reading that a result of a case admits (past and future).
fn readings(result: &Value) -> Gold {
    let mut all = Vec::new();
    let mut read = |v: &Value| {
        if let Some(day) = date(v, "date").or_else(|| date(v, "value")) {
            all.push((Some(day), day.tomorrow().ok()));
        } else if v["start"].is_string()
            || v["end"].is_string()
            || v["startDate"].is_string()
            || v["endDate"].is_string()
        {
            all.push((
                date(v, "start").or_else(|| date(v, "startDate")),
                date(v, "end").or_else(|| date(v, "endDate")),
            ));
        }
    };
    for key in ["PastResolution", "FutureResolution"] {
        read(&result["Value"][key]);
    }
    for v in result["Resolution"]["values"].as_array().into_iter().flatten() {
        read(v);
    }
    all
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Wrong,
    /// Another convention, held to on purpose for news text.
    Purpose,
    Same,
}

/// Our interval against one reading.
fn agrees(ours: &Expression, gold: (Option<Date>, Option<Date>), text: &str) -> Verdict {
    let before = |d: Option<Date>| d.and_then(|d| d.yesterday().ok());
    let ends = ours.to == before(gold.1) || ours.to == gold.1;
    if ours.from == gold.0 && ends {
        return Verdict::Same;
    }
    // The last month or year of a range is meant whole: "2014 to 2018" ends with 2018.
    let whole = |end: Date| {
        (end.day() == 1 || end.weekday() == Weekday::Monday)
            && ours.to.is_some_and(|t| t >= end && t <= end.saturating_add(1.year()))
    };
    if ours.from == gold.0 && gold.1.is_some_and(whole) && ours.kind == TimeKind::Range {
        return Verdict::Purpose;
    }
    // "since August" lasts until today.
    if text.contains("since") && ours.from == gold.0 && gold.1.is_none() {
        return Verdict::Purpose;
    }
    let (Some(from), Some(to)) = (ours.from, ours.to) else { return Verdict::Wrong };
    let (Some(first), Some(end)) = gold else { return Verdict::Wrong };
    // "two years ago" is a year, "a month ago" a month: no day is known.
    let one_day = before(Some(end)) == Some(first);
    let counted = ["week", "month", "year", "fortnight"].iter().any(|u| text.contains(u));
    if one_day && counted && from <= first && first <= to {
        return Verdict::Purpose;
    }
    // "early next year" is its first third, "earlier this month" ends today.
    let part = ["early", "late", "mid", "end", "beginning", "middle", "start", "eoy", "earlier", "later"];
    // "last September" is the latest one over.
    let month = ours.grain == Grain::Month && text.starts_with("last ");
    if month && from.month() == first.month() && (from - first).get_days().abs() < 367 {
        return Verdict::Purpose;
    }
    let side = from == first || Some(to) == before(Some(end)) || from >= first && to <= end;
    if part.iter().any(|p| text.contains(p)) && side && from < end && first <= to {
        return Verdict::Purpose;
    }
    // "the past two decades" are counted back from today.
    if text.contains("decade") && ours.kind == TimeKind::Range && (from - first).get_days().abs() < 3660 {
        return Verdict::Purpose;
    }
    Verdict::Wrong
}

fn score_times(file: &str) -> Option<Tally> {
    let mut tally = Tally::new(file);
    for case in load(&format!("recognizers/{file}.json"))? {
        let input = case["Input"].as_str().unwrap_or_default();
        let results = case["Results"].as_array().cloned().unwrap_or_default();
        let dates = |r: &Value| {
            let name = r["TypeName"].as_str().or(r["Type"].as_str()).unwrap_or_default();
            matches!(name.trim_start_matches("datetimeV2."), "date" | "daterange")
        };
        let unresolved = results.iter().any(|r| readings(r).is_empty());
        // The cases write an impossible day as the first of the calendar; it is to give nothing.
        let impossible = |r: &Value| readings(r).iter().any(|g| g.0.is_some_and(|d| d.year() == 1));
        if results.is_empty() || !results.iter().all(dates) || unresolved {
            tally.left_out += 1;
            continue;
        }
        let ours: Vec<Expression> = find_in_text(Lexicon::builtin(), input, reference(&case))
            .into_iter()
            .filter(|e| e.from.is_some() || e.to.is_some())
            .collect();
        let verdict = |r: &Value| {
            let text = r["Text"].as_str().unwrap_or_default().to_lowercase();
            let pairs = ours
                .iter()
                .flat_map(|o| readings(r).into_iter().map(|g| agrees(o, g, &text)).collect::<Vec<_>>());
            pairs.max().unwrap_or(Verdict::Wrong)
        };
        if results.iter().any(impossible) {
            let none = ours.is_empty();
            if none {
                tally.right += 1;
            } else {
                tally.wrong(|| format!("{input:?} wants nothing, got {ours:?}"));
            }
            continue;
        }
        let worst = results.iter().map(verdict).min().unwrap_or(Verdict::Wrong);
        let shown = || {
            format!("{input:?} wants {:?}, got {ours:?}", results.iter().map(readings).collect::<Vec<_>>())
        };
        match worst {
            Verdict::Wrong => tally.wrong(shown),
            Verdict::Purpose => tally.on_purpose += 1,
            Verdict::Same if ours.len() != results.len() => tally.wrong(shown),
            Verdict::Same => tally.right += 1,
        }
    }
    tally.print();
    Some(tally)
}

/// Cases that hold no time of any kind: what we find in them is found in error.
#[test]
fn texts_without_a_time() {
    let Some(cases) = load("recognizers/DateTimeModel.json") else { return };
    let mut tally = Tally::new("DateTimeModel, none");
    for case in cases.iter().filter(|c| c["Results"].as_array().is_some_and(Vec::is_empty)) {
        let input = case["Input"].as_str().unwrap_or_default();
        let ours = find_in_text(Lexicon::builtin(), input, reference(case));
        match ours.iter().find(|e| e.from.is_some() || e.to.is_some()) {
            None => tally.right += 1,
            Some(e) => tally.wrong(|| format!("{input:?} holds no {:?}", e.span.of(input))),
        }
    }
    tally.print();
    assert!(tally.share() > 0.7, "{:.3}", tally.share());
}

#[test]
fn dates_and_periods() {
    let tallies: Vec<_> =
        ["DateParser", "DatePeriodParser", "DateTimeModel"].into_iter().filter_map(score_times).collect();
    for tally in tallies {
        assert!(tally.share() >= 0.85, "{}: {:.3}", tally.file, tally.share());
    }
}
