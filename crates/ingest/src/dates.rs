//! Dates as page furniture prints them: `2005-08-12`, `May 20, 2025`, `Tuesday, 3 June 2014`, `May 2016`.
//!
//! Only what a byline, a meta tag or an address says; dates in the article's sentences are another room's work.

use crate::pattern::constant;
use jiff::civil::{Date, date};
use legation_text::Published;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// Years in which a news page can have been published.
const YEARS: Range<i16> = 1800..2200;

const MONTH: &str = "(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}";

/// One pattern, and whether it names a day. `y m d` are numbers, `name` a month's name, `a b` day and month in
/// an order that the numbers themselves have to tell.
static PATTERNS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"\b(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:\b|T)".to_owned(),
        format!(r"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?{MONTH}\b\.?,?[\s-]+(?P<y>\d{{4}})\b"),
        format!(r"\b{MONTH}\b\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b"),
        r"\b(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})\b".to_owned(),
        r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})\b".to_owned(),
        r"\b(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:\b|T)".to_owned(),
        format!(r"\b{MONTH}\b,?\s+(?P<y>\d{{4}})\b"),
        r"\b(?P<y>\d{4})-(?P<m>\d{2})\b".to_owned(),
    ]
    .iter()
    .map(|pattern| constant(&format!("(?i){pattern}")))
    .collect()
});

/// Bytes of a byline, title or address that are looked at.
const LONGEST: usize = 1000;

/// Every date in `text`, in text order, none overlapping.
pub(crate) fn dates(text: &str) -> Vec<(Range<usize>, Published)> {
    let text = &text[..text.floor_char_boundary(LONGEST)];
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    // What looks like a day but is none still keeps a shorter pattern from reading a month in it.
    let mut found: Vec<(Range<usize>, Option<Published>)> = Vec::new();
    for pattern in PATTERNS.iter() {
        for m in pattern.captures_iter(text) {
            let Some(whole) = m.get(0).map(|whole| whole.range()) else { continue };
            if found.iter().any(|(r, _)| r.start < whole.end && whole.start < r.end) {
                continue;
            }
            found.push((whole, read(&m)));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found.into_iter().filter_map(|(range, published)| Some((range, published?))).collect()
}

/// The first date in `text`.
pub(crate) fn first_date(text: &str) -> Option<Published> {
    dates(text).first().map(|&(_, published)| published)
}

/// A date that the whole of `text` is, give or take a time of day.
pub(crate) fn stamp(text: &str) -> Option<Published> {
    let (range, published) = dates(text).into_iter().next()?;
    (range.start <= 12).then_some(published)
}

fn read(m: &Captures) -> Option<Published> {
    let number = |key: &str| m.name(key).and_then(|g| g.as_str().parse::<i16>().ok());
    let year = number("y").filter(|y| YEARS.contains(y))?;
    let (month, day) = match (number("a"), number("b")) {
        // 25/12 and 12/25 tell themselves apart; 5/6 does not.
        (Some(a), Some(b)) if a > 12 || a == b => (b, Some(a)),
        (Some(a), Some(b)) if b > 12 => (a, Some(b)),
        (Some(_), _) => return None,
        _ => (number("m").or_else(|| month_number(m.name("name")?.as_str()))?, number("d")),
    };
    let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
    let Some(day) = day else { return Some(Published { from: first, to: first.last_of_month() }) };
    Date::new(year, first.month(), i8::try_from(day).ok()?).ok().map(Published::day)
}

fn month_number(name: &str) -> Option<i16> {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let key = name.to_ascii_lowercase();
    months.iter().position(|month| *month == key).and_then(|i| i16::try_from(i + 1).ok())
}

/// Seconds or milliseconds since 1970, as feeds write them; the day in UTC.
pub(crate) fn from_unix(seconds: i64) -> Option<Published> {
    let seconds = if seconds.abs() > 100_000_000_000 { seconds / 1000 } else { seconds };
    let days = i32::try_from(seconds.div_euclid(86_400)).ok()?;
    let day = date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    YEARS.contains(&day.year()).then_some(Published::day(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_and_stamps() {
        let day = |y, m, d| Some(Published::day(date(y, m, d)));
        for (text, expected) in [
            ("Gazette | 2005-08-12", day(2005, 8, 12)),
            ("By A Writer | Updated: May 20, 2025 16:03 IST", day(2025, 5, 20)),
            ("Tuesday, 3 June 2014", day(2014, 6, 3)),
            ("Published in The Gazette, March 4th, 2025", day(2025, 3, 4)),
            ("2024-02-29T10:00:00Z", day(2024, 2, 29)),
            ("/2023/7/4/talks-end", day(2023, 7, 4)),
            ("30.05.2024", day(2024, 5, 30)),
            ("25/12/2020", day(2020, 12, 25)),
            ("12-Sep-2019", day(2019, 9, 12)),
            ("5/6/2020", None),
            ("2023-02-30", None),
            ("Room 4021", None),
            ("issue 1234-5678", None),
        ] {
            assert_eq!(first_date(text), expected, "{text}");
        }
        let month = Published { from: date(2016, 5, 1), to: date(2016, 5, 31) };
        assert_eq!(first_date("State Gazette | 2016-05"), Some(month));
        assert_eq!(first_date("May 2016"), Some(month));
        assert_eq!(from_unix(1_700_000_000), day(2023, 11, 14));
        assert_eq!(from_unix(1_700_000_000_000), day(2023, 11, 14));
    }
}
