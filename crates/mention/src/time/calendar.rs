//! Days, weeks and other periods of the civil calendar. Weeks begin on Monday (ISO 8601).

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use legation_lexicon::units::{Holiday, Part, TimeUnit};

/// First and last day, both inclusive.
pub(crate) type Days = (Date, Date);

/// A day, if the calendar has it.
pub(crate) fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    if year < 1 { None } else { Date::new(year, month, day).ok() }
}

/// The whole of a month.
pub(crate) fn month(year: i16, month: i8) -> Option<Days> {
    let first = day(year, month, 1)?;
    Some((first, first.last_of_month()))
}

/// The whole of one year, or of several.
pub(crate) fn years(from: i16, to: i16) -> Option<Days> {
    Some((day(from, 1, 1)?, day(to, 12, 31)?))
}

/// `date` moved by `count` units; `None` beyond the calendar.
pub(crate) fn add(date: Date, count: i32, unit: TimeUnit) -> Option<Date> {
    let count = i64::from(count).clamp(-100_000, 100_000);
    let span = Span::new();
    let span = match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => span,
        TimeUnit::Day => span.try_days(count).ok()?,
        TimeUnit::Week | TimeUnit::Weekend => span.try_weeks(count).ok()?,
        TimeUnit::Fortnight => span.try_weeks(count * 2).ok()?,
        TimeUnit::Month => span.try_months(count).ok()?,
        TimeUnit::Quarter => span.try_months(count * 3).ok()?,
        TimeUnit::Half => span.try_months(count * 6).ok()?,
        TimeUnit::Year => span.try_years(count).ok()?,
        TimeUnit::Decade => span.try_years(count.clamp(-900, 900) * 10).ok()?,
        TimeUnit::Century => span.try_years(count.clamp(-90, 90) * 100).ok()?,
    };
    date.checked_add(span).ok()
}

/// The period of this kind that holds `date`.
pub(crate) fn holding(date: Date, unit: TimeUnit) -> Option<Days> {
    let year = date.year();
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => Some((date, date)),
        TimeUnit::Week | TimeUnit::Fortnight => {
            let first = date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days()).ok()?;
            Some((first, first.checked_add(6.days()).ok()?))
        }
        TimeUnit::Weekend => {
            let (_, last) = holding(date, TimeUnit::Week)?;
            Some((last.checked_sub(1.day()).ok()?, last))
        }
        TimeUnit::Month => month(year, date.month()),
        TimeUnit::Quarter => months(year, (date.month() - 1) / 3 * 3 + 1, 3),
        TimeUnit::Half => months(year, (date.month() - 1) / 6 * 6 + 1, 6),
        TimeUnit::Year => years(year, year),
        TimeUnit::Decade => years(year / 10 * 10, year / 10 * 10 + 9),
        TimeUnit::Century => years(year / 100 * 100, year / 100 * 100 + 99),
    }
}

/// How many days, both ends counted.
pub(crate) fn width((from, to): Days) -> i32 {
    (to - from).get_days() + 1
}

/// The most days a period of this kind has.
pub(crate) const fn days_in(unit: TimeUnit) -> i32 {
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => 1,
        TimeUnit::Weekend => 2,
        TimeUnit::Week => 7,
        TimeUnit::Fortnight => 14,
        TimeUnit::Month => 31,
        TimeUnit::Quarter => 92,
        TimeUnit::Half => 184,
        TimeUnit::Year => 366,
        TimeUnit::Decade => 3653,
        TimeUnit::Century => 36525,
    }
}

/// `count` months from the first of `first`.
pub(crate) fn months(year: i16, first: i8, count: i8) -> Option<Days> {
    let from = day(year, first, 1)?;
    Some((from, from.checked_add(i64::from(count - 1).months()).ok()?.last_of_month()))
}

/// The first or last few units of a period, no further than it reaches.
pub(crate) fn run((from, to): Days, count: i32, unit: TimeUnit, from_end: bool) -> Option<Days> {
    if from_end {
        let start = add(to.tomorrow().ok()?, count.checked_neg()?, unit)?;
        return Some((start.max(from), to));
    }
    Some((from, add(from, count, unit)?.yesterday().ok()?.min(to)))
}

/// A part of a period: thirds of a year, halves of a month or week (the middle overlaps both).
pub(crate) fn part((from, to): Days, part: Part, present: Option<Date>) -> Option<Days> {
    let days = i64::from((to - from).get_days()) + 1;
    let slice = |a: i64, b: i64| Some((from.checked_add(a.days()).ok()?, from.checked_add(b.days()).ok()?));
    match part {
        Part::Earlier | Part::Later => match present {
            Some(now) if part == Part::Earlier && from <= now && now <= to => Some((from, now)),
            Some(now) if part == Part::Later && from <= now && now <= to => Some((now, to)),
            _ => Some((from, to)),
        },
        _ if days < 7 => Some((from, to)),
        _ if days == 7 => match part {
            Part::Early => slice(0, 2),
            Part::Mid => slice(1, 4),
            _ => slice(3, 6),
        },
        _ if days <= 31 => match part {
            Part::Early => slice(0, 14),
            Part::Mid => slice(9, 19),
            _ => slice(15, days - 1),
        },
        _ if (365..=366).contains(&days) && from.month() == 1 => match part {
            Part::Early => months(from.year(), 1, 4),
            Part::Mid => months(from.year(), 5, 4),
            _ => months(from.year(), 9, 4),
        },
        _ if days > 3000 => {
            let span = to.year() - from.year() + 1;
            let year = |tenths: i16| from.year() + span * tenths / 10;
            match part {
                Part::Early => years(from.year(), year(4) - 1),
                Part::Mid => years(year(3), year(7) - 1),
                _ => years(year(6), to.year()),
            }
        }
        Part::Early => slice(0, days / 2 - 1),
        Part::Mid => slice(days / 3, days * 2 / 3),
        Part::Late => slice(days / 2, days - 1),
    }
}

/// Spring is March to May; winter runs from December into the next year.
pub(crate) fn season(year: i16, season: i8) -> Option<Days> {
    months(year, (season * 3).clamp(3, 12), 3)
}

/// Week 1 is the one that holds 4 January.
pub(crate) fn week(year: i16, number: i8) -> Option<Days> {
    let (first, _) = holding(day(year, 1, 4)?, TimeUnit::Week)?;
    let monday = first.checked_add(i64::from(number - 1).weeks()).ok()?;
    Some((monday, monday.checked_add(6.days()).ok()?))
}

/// The nth weekday in a period; negative counts from the end.
pub(crate) fn nth_weekday((from, to): Days, nth: i8, weekday: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let found = if nth > 0 {
        let ahead = i64::from(from.weekday().until(weekday));
        from.checked_add((ahead + 7 * i64::from(nth - 1)).days()).ok()?
    } else {
        let back = i64::from(to.weekday().since(weekday));
        to.checked_sub((back + 7 * i64::from(-1 - nth)).days()).ok()?
    };
    (from <= found && found <= to).then_some(found)
}

/// A named day in one year.
pub(crate) fn holiday(year: i16, holiday: Holiday) -> Option<Date> {
    match holiday {
        Holiday::Fixed { month, day } => self::day(year, month, day),
        Holiday::Nth { month, nth, weekday } => nth_weekday(self::month(year, month)?, nth, weekday),
        Holiday::Easter(days) => easter(year)?.checked_add(i64::from(days).days()).ok(),
    }
}

/// Easter Sunday by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).
#[allow(clippy::many_single_char_names)] // as in the book
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    day(year, month as i8, ((h + l - 7 * m + 33 * month + 19) % 32) as i8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2000, 4, 23), (1999, 4, 4), (2038, 4, 25)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn weeks_begin_on_monday_and_number_as_iso_does() {
        assert_eq!(week(2019, 1), Some((date(2018, 12, 31), date(2019, 1, 6))));
        assert_eq!(holding(date(2026, 1, 1), TimeUnit::Week), Some((date(2025, 12, 29), date(2026, 1, 4))));
    }

    #[test]
    fn the_calendar_ends_without_a_panic() {
        assert_eq!(day(2025, 2, 31), None);
        assert_eq!(add(date(9999, 12, 31), 1, TimeUnit::Day), None);
        assert_eq!(add(date(2000, 1, 1), i32::MAX, TimeUnit::Century), None);
        assert_eq!(week(9999, 127), None);
    }
}
