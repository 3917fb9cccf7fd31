//! Calendar dates: 15 May 2025, May 15, 15/05/2025, 2025-05-15, June of next year, the 20th.

use super::expr::{Expr, Fields, Month, Year};
use crate::cut::Cut;
use crate::figure::number;
use legation_lexicon::units::TimeUnit;

/// What one rule found: an expression and the atom after it.
pub(crate) type Read<T> = Option<(T, usize)>;

/// The years a text of this trade speaks of; anything else needs the word "year".
const YEARS: std::ops::RangeInclusive<u64> = 1000..=2999;

/// A date with at least a month and day, a month and year, or a weekday and day.
pub(super) fn date(cut: &Cut, at: usize, day_first: bool) -> Read<Fields> {
    let plain =
        |at| numeric(cut, at, day_first).or_else(|| day_month(cut, at)).or_else(|| month_day(cut, at));
    let Some(weekday) = weekday(cut, at) else { return plain(at) };
    let mut next = at + 1 + usize::from(cut.is(at + 1, ".") && cut.glued(at + 1) && cut.width(at) < 6);
    while cut.is_any(next, &[",", "-", "("]) {
        next += 1;
    }
    let (mut fields, mut end) = plain(next)
        .or_else(|| short_numeric(cut, next, day_first))
        .or_else(|| the_day(cut, next).filter(|(f, _)| f.day.is_some()))
        .or_else(|| month_day(cut, next + usize::from(cut.is(next, "the"))))
        .or_else(|| lone_day(cut, next))?;
    fields.day?;
    if cut.is(next.wrapping_sub(1), "(") && cut.is(end, ")") {
        end += 1;
    }
    fields.weekday = Some(weekday);
    Some((fields, end))
}

/// "Sunday 31", "Mon 13th".
fn lone_day(cut: &Cut, at: usize) -> Read<Fields> {
    let (day, end) = day_number(cut, at).filter(|(_, end)| cut.is_digits(at) && !cut.is_word(*end))?;
    let unit = cut.is_any(end, &["-", "%", ":", ",", "."]) && cut.glued(end) && cut.glued(end + 1);
    (!unit).then_some((Fields { day: Some(day), ..Fields::default() }, end))
}

/// A weekday's name; short ones only with a capital.
pub(super) fn weekday(cut: &Cut, at: usize) -> Option<i8> {
    let weekday = cut.senses(at).weekday?;
    if cut.width(at) > 5 {
        return Some(weekday);
    }
    let dated = cut.is_digits(at + 1) || cut.senses(at + 1).month.is_some();
    let listed = cut.is_any(at + 1, &[",", "or", "and", "-", ".", "the"])
        || cut.before(at) == "on"
        || at + 1 >= cut.len();
    let week = cut.senses(at.wrapping_sub(1)).shift.is_some()
        || cut.senses(at.wrapping_sub(1)).unit == Some(TimeUnit::Week);
    (dated || cut.capital(at) && (listed || week || cut.is_word(at + 1) && cut.width(at) == 3) || week)
        .then_some(weekday)
}

/// A month's name, with the point of its abbreviation.
pub(super) fn month(cut: &Cut, at: usize) -> Read<i8> {
    let month = cut.senses(at).month?;
    let name = cut.width(at);
    let end = at
        + 1
        + usize::from(
            name < 5 && !cut.is_any(at, &["may", "june", "july"]) && cut.is(at + 1, ".") && cut.glued(at + 1),
        );
    let ambiguous = cut.is_any(at, &["may", "march", "mar", "dec", "jan", "jun", "sept"]);
    if !ambiguous || dated_context(cut, at, end) {
        return Some((month, end));
    }
    let opens = at == 0
        || cut.is_any(at - 1, &[".", "?", "!", "\""])
        || cut.is_any(end, &["i", "he", "she", "we", "they", "you"]);
    let verb = cut.is_any(at, &["may", "march"]) && opens || cut.before(at) == "$"; // "May I ask", "March on!"
    (cut.capital(at) && !verb).then_some((month, end))
}

/// True where the words around a month's name show that it is one.
fn dated_context(cut: &Cut, at: usize, end: usize) -> bool {
    const BEFORE: [&str; 17] = [
        "in", "last", "next", "early", "late", "mid", "since", "until", "till", "by", "of", "during", "from",
        "between", "through", "end", "-",
    ];
    let number = |at: usize| cut.is_digits(at) && cut.width(at) != 3;
    let joined = cut.is_any(end, &["-", "/"]) && cut.glued(end) && number(end + 1);
    let day = (joined || number(end) || number::ordinal(cut, end).is_some()) && !cut.is(end, "second");
    let words = cut.senses(end).cardinal.is_some_and(|c| c > 1) && !cut.is_any(end + 1, &["not"]);
    let before = BEFORE.contains(&cut.before(at)) && !cut.is_any(end, &["be", "have", "not", "also", "well"]);
    let suffix = at > 1 && cut.glued(at - 1) && cut.is_any(at - 1, &["st", "nd", "rd", "th"]);
    let preceded = at > 0 && (number(at - 1) || suffix);
    day || words || before || preceded || cut.is(end, ",") && cut.is_digits(end + 1)
}

/// 1 to 31: 5, 05, 5th, fifth, twenty-one.
pub(super) fn day_number(cut: &Cut, at: usize) -> Read<i8> {
    let fits = |n: u64| i8::try_from(n).ok().filter(|d| (1..=31).contains(d));
    if let Some((n, end)) = number::ordinal(cut, at) {
        return Some((fits(n)?, end));
    }
    if let Some(n) = cut.digits(at).filter(|_| cut.width(at) <= 2) {
        let longer = cut.glued(at + 1) && (cut.is_any(at + 1, &[":", "%"]) || cut.is_word(at + 1));
        let decimal = cut.is_any(at + 1, &[".", ","])
            && cut.glued(at + 1)
            && cut.glued(at + 2)
            && cut.is_digits(at + 2);
        let year = decimal && cut.width(at + 2) == 4;
        return if longer || decimal && !year { None } else { Some((fits(n)?, at + 1)) };
    }
    let tens = cut.senses(at).cardinal.filter(|_| cut.senses(at + 1).scale.is_none())?;
    let next = at + 1 + usize::from(cut.is(at + 1, "-"));
    match cut.senses(next).cardinal.filter(|u| (1..10).contains(u)) {
        Some(unit) if tens >= 20 => Some((fits(tens + unit)?, next + 1)),
        _ => Some((fits(tens)?, at + 1)),
    }
}

/// A year: 2016, '99, nineteen ninety nine, two thousand and eighteen.
pub(super) fn year(cut: &Cut, at: usize) -> Read<i16> {
    if let Some(y) = cut.digits(at) {
        let part = cut.glued(at + 1) && cut.glued(at + 2) && cut.is_digits(at + 2);
        let decimal = part && (cut.is(at + 1, ".") || cut.is(at + 1, ",") && cut.width(at + 2) == 3);
        let measure = cut.glued(at + 1)
            && (cut.is(at + 1, "%") || cut.is_word(at + 1) && !cut.is_any(at + 1, &["s", "h", "q"]));
        let fits = cut.width(at) == 4 && YEARS.contains(&y) && !decimal && !measure;
        return fits.then_some((y as i16, at + 1));
    }
    if cut.is(at, "'") && cut.glued(at + 1) && cut.width(at + 1) == 2 && !cut.is(at + 2, "s") {
        return Some((century(cut.digits(at + 1)? as i16), at + 2));
    }
    year_words(cut, at)
}

fn year_words(cut: &Cut, at: usize) -> Read<i16> {
    let high = cut.senses(at).cardinal?;
    if cut.is_any(at + 1, &["thousand"]) {
        let n = number::number(cut, at)?;
        return Some((n.whole().filter(|y| (1000..3000).contains(y))? as i16, n.end));
    }
    if !(10..=20).contains(&high) {
        return None;
    }
    let hundred = usize::from(cut.is(at + 1, "hundred"));
    let next = at + 1 + hundred + usize::from(cut.is_any(at + 1 + hundred, &["-", "and"]));
    let low = cut.senses(next).cardinal?;
    let (low, end) = match low {
        0 => (cut.senses(next + 1).cardinal.filter(|u| *u < 10)?, next + 2),
        10..20 => (low, next + 1),
        20.. => {
            let unit = next + 1 + usize::from(cut.is(next + 1, "-"));
            cut.senses(unit)
                .cardinal
                .filter(|u| (1..10).contains(u))
                .map_or((low, next + 1), |u| (low + u, unit + 1))
        }
        _ => return None,
    };
    Some(((high * 100 + low) as i16, end))
}

/// Two digits of a year, read as 1930 to 2029.
const fn century(two: i16) -> i16 {
    if two < 30 { 2000 + two } else { 1900 + two }
}

/// The year that follows a date: ", 2016", "of next year", "this year", "'99", and after a month also "99".
fn year_after(cut: &Cut, at: usize, short: bool) -> Read<Year> {
    let mut next = at + usize::from(cut.is_any(at, &[",", "/"]));
    next += usize::from(cut.is_any(next, &["of", "in"]));
    next += usize::from(cut.is(next, "the") && cut.is(next + 1, "year"));
    next += usize::from(cut.is(next, "year"));
    if let Some((y, end)) = year(cut, next) {
        let counted =
            next == at && cut.is_digits(next) && !cut.glued(next) && cut.senses(end).scale.is_some();
        return (!counted).then_some((Year::Stated(y), end));
    }
    let of = next == at + 1 && cut.is(at, "of") && cut.width(next) == 2 && !cut.is_word(next + 1);
    if of && let Some(y) = cut.digits(next).filter(|y| *y > 31) {
        return Some((Year::Stated(century(y as i16)), next + 1));
    }
    if short && next == at && !cut.glued(at) && cut.width(at) == 2 && cut.digits(at).is_some_and(|y| y > 31) {
        let counted = cut.is_word(at + 1) && !cut.is_any(at + 1, &["and", "to"]);
        return (!counted).then(|| (Year::Stated(century(cut.word(at).parse().unwrap_or(0))), at + 1));
    }
    relative_year(cut, next).or_else(|| shared_year(cut, at))
}

/// "January **and February 1995**": the year after the second month is the first one's too.
fn shared_year(cut: &Cut, at: usize) -> Read<Year> {
    let second = at + 1;
    if !cut.is_any(at, &["and", "or"]) || cut.senses(second).month.is_none() {
        return None;
    }
    let (fields, _) = month_year(cut, second)?;
    let year = fields.year.filter(|y| matches!(y, Year::Stated(_)))?;
    Some((year, at))
}

/// "this year", "last year", "that year", "the same year", "the previous year".
pub(super) fn relative_year(cut: &Cut, at: usize) -> Read<Year> {
    let next = at + usize::from(cut.is(at, "the"));
    let shift = cut.senses(next).shift?;
    if cut.senses(next + 1).unit != Some(TimeUnit::Year) || cut.senses(next + 1).units {
        return None;
    }
    let year = if cut.is_any(next, &["that", "same"]) { Year::Same } else { Year::Shifted(i32::from(shift)) };
    Some((year, next + 2))
}

/// "of this month", "next month", "the same month".
pub(super) fn relative_month(cut: &Cut, at: usize) -> Read<Month> {
    let next = at + usize::from(cut.is_any(at, &["of", "in"]));
    let next = next + usize::from(cut.is(next, "the"));
    let shift = cut.senses(next).shift;
    if cut.senses(next + 1).unit == Some(TimeUnit::Month) && !cut.senses(next + 1).units {
        let month =
            if cut.is_any(next, &["that", "same"]) { Month::Same } else { Month::Shifted(i32::from(shift?)) };
        return Some((month, next + 2));
    }
    let bare = next > at && cut.is(next, "month") && cut.is(next - 1, "the");
    bare.then_some((Month::Shifted(0), next + 1))
}

/// 15 May 2025, the 15th of May, 20th of next month.
fn day_month(cut: &Cut, at: usize) -> Read<Fields> {
    let start = at + usize::from(cut.is(at, "the"));
    let previous = start.wrapping_sub(1);
    let decimal =
        cut.glued(start) && cut.is_any(previous, &[".", ","]) && start > 1 && cut.is_digits(start - 2);
    let decimal = decimal || cut.is_any(previous, &["$", "€", "£"]);
    let (day, mut end) = day_number(cut, start).filter(|_| !decimal)?;
    let ordinal = number::ordinal(cut, start).is_some();
    if ordinal && let Some((month, end)) = relative_month(cut, end) {
        return Some((Fields { day: Some(day), month: Some(month), ..Fields::default() }, end));
    }
    end += usize::from(cut.is_any(end, &["of", "-", ".", "/"]) && (cut.senses(end + 1).month.is_some()));
    end += usize::from(cut.is(end, "day") && cut.is(end + 1, "of")) * 2;
    let (month, end) = month(cut, end)?;
    // "two March on Rome" is no date: words before a month's name must be ordinals or after "the".
    if !cut.is_digits(start) && !ordinal && cut.before(at) != "on" {
        return None;
    }
    Some(with_year(cut, day, month, end))
}

/// May 15, May 15th 2025, Oct-2, Oct2, September the twenty-first.
fn month_day(cut: &Cut, at: usize) -> Read<Fields> {
    let (number, mut end) = month(cut, at)?;
    end += usize::from(cut.is_any(end, &["-", "/", "."]) && cut.glued(end));
    end += usize::from(cut.is(end, ",") && number::ordinal(cut, end + 1).is_some());
    end += usize::from(cut.is(end, "the"));
    let (day, end) = day_number(cut, end)?;
    // "in May 12 officers met": the number counts officers, but then so it might in any such text.
    Some(with_year(cut, day, number, end))
}

fn with_year(cut: &Cut, day: i8, month: i8, end: usize) -> (Fields, usize) {
    let fields = Fields { day: Some(day), month: Some(Month::Stated(month)), ..Fields::default() };
    let hyphen = usize::from(cut.is_any(end, &["-", "/", "."]) && cut.glued(end) && cut.width(end + 1) == 4);
    match year_after(cut, end + hyphen, false) {
        Some((year, end)) => (Fields { year: Some(year), ..fields }, end),
        None => (fields, end),
    }
}

/// A month, with a year where one stands beside it: June 2016, 2016 June, September of last year, May.
pub(super) fn month_year(cut: &Cut, at: usize) -> Read<Fields> {
    if let Some((y, end)) = year(cut, at) {
        let next = end + usize::from(cut.is_any(end, &[",", "-", "/"]));
        if let Some((m, end)) = month(cut, next) {
            let day = day_number(cut, end + usize::from(cut.is_any(end, &["-", "/"]) && cut.glued(end)));
            let day = day.filter(|_| cut.glued(end));
            let month = Some(Month::Stated(m));
            let fields = Fields { year: Some(Year::Stated(y)), month, day: day.map(|d| d.0), weekday: None };
            return Some((fields, day.map_or(end, |d| d.1)));
        }
        return numeric_month(cut, at);
    }
    if let Some(found) = numeric_month(cut, at) {
        return Some(found);
    }
    let (m, end) = month(cut, at)?;
    let month = Some(Month::Stated(m));
    let hyphen = usize::from(cut.is_any(end, &["-", "/"]) && cut.width(end + 1) == 4);
    Some(match year_after(cut, end + hyphen, true) {
        Some((year, end)) => (Fields { year: Some(year), month, ..Fields::default() }, end),
        None => (Fields { month, ..Fields::default() }, end),
    })
}

/// 2016-11, 11/2016. "2009-10" is a span of years, for its end comes after its beginning.
fn numeric_month(cut: &Cut, at: usize) -> Read<Fields> {
    let alone = |from: usize, to: usize| {
        let joint = |i: usize| cut.is_any(i, &["-", "/", ".", ","]) && cut.glued(i);
        let before = from > 0 && (cut.glued(from) || cut.is(from - 1, "+")) && !cut.is(from - 1, "(");
        let after = joint(to) && cut.glued(to + 1) && cut.is_digits(to + 1) || cut.is(to, "%");
        !(before || after)
    };
    let joint =
        cut.is_any(at + 1, &["-", "/"]) || cut.is(at + 1, ".") && cut.glued(at + 2) && cut.width(at + 2) == 1;
    if !joint || !alone(at, at + 3) {
        return None;
    }
    let (first, second) = (cut.digits(at)?, cut.digits(at + 2)?);
    let (y, m) = match (cut.width(at), cut.width(at + 2)) {
        (4, 1) => (first, second),
        (4, 2) if cut.is(at + 1, "/") || second <= first % 100 || second == 1 => (first, second),
        (1 | 2, 4) => (second, first),
        _ => return None,
    };
    let fits = YEARS.contains(&y) && (1..=12).contains(&m);
    let fields = Fields {
        year: Some(Year::Stated(y as i16)),
        month: Some(Month::Stated(m as i8)),
        ..Fields::default()
    };
    fits.then_some((fields, at + 3))
}

/// 15/05/2025, 2025-05-15, 13.5.2015, 05-Aug-2016, 9-18-15.
#[allow(clippy::many_single_char_names)] // y, m and d say what they are
fn numeric(cut: &Cut, at: usize, day_first: bool) -> Read<Fields> {
    if let Some(found) = compact(cut, at) {
        return Some(found);
    }
    let sign = cut.word(at + 1);
    let same = matches!(sign, "-" | "/" | ".") && cut.glued(at + 1) && cut.glued(at + 2);
    let comma = sign == "/"
        && cut.is(at + 3, ",")
        && cut.is_digits(at + 4)
        && (cut.glued(at + 4) || cut.width(at + 4) == 4);
    if !same || !(cut.is(at + 3, sign) && cut.glued(at + 3) && cut.glued(at + 4) || comma) {
        return None;
    }
    let slash = sign == "/"; // then a hyphen joins two dates
    let before = at > 1
        && cut.glued(at)
        && cut.is_digits(at - 2)
        && cut.is_any(at - 1, if slash { &["/", "."] } else { &["-", "/", ".", "+"] });
    let after = cut.is_any(at + 5, if slash { &["/", "."] } else { &["-", "/", "."] })
        && cut.glued(at + 5)
        && cut.glued(at + 6)
        && cut.is_digits(at + 6);
    let range = cut.is(at + 5, "-") && cut.is_any(at + 7, &["-", "/"]);
    if before || after && !range {
        return None;
    }
    let (a, c) = (cut.digits(at)?, cut.digits(at + 4)?);
    let widths = (cut.width(at), cut.width(at + 2), cut.width(at + 4));
    let named = cut.senses(at + 2).month;
    let b = named.map(|m| m as u64).or_else(|| cut.digits(at + 2).filter(|_| widths.1 <= 2))?;
    let (y, m, d) = match widths {
        (4, _, 1 | 2) => (a, b, c),
        (1 | 2, _, 4 | 2) if sign != "." || widths.2 == 4 => {
            let y = if widths.2 == 2 { century(c as i16) as u64 } else { c };
            let day_first = named.is_some() || sign == "." || a > 12 || day_first && b <= 12;
            if day_first { (y, b, a) } else { (y, a, b) }
        }
        _ => return None,
    };
    let fits = YEARS.contains(&y) && (1..=12).contains(&m) && (1..=31).contains(&d);
    fits.then_some((full(y, m, d), at + 5))
}

/// 20250515.
fn compact(cut: &Cut, at: usize) -> Read<Fields> {
    let all = cut
        .digits(at)
        .filter(|_| cut.width(at) == 8 && !cut.glued(at) && !cut.glued(at + 1) || cut.is(at + 1, "."))?;
    let (y, m, d) = (all / 10_000, all / 100 % 100, all % 100);
    let fits = (1900..2100).contains(&y) && (1..=12).contains(&m) && (1..=31).contains(&d);
    fits.then_some((full(y, m, d), at + 1))
}

fn full(y: u64, m: u64, d: u64) -> Fields {
    let month = Some(Month::Stated(m as i8));
    Fields { year: Some(Year::Stated(y as i16)), month, day: Some(d as i8), weekday: None }
}

/// 4/22 or 22.04, where the words before show a date.
pub(super) fn short_numeric(cut: &Cut, at: usize, day_first: bool) -> Read<Fields> {
    let sign = cut.is_any(at + 1, &["/", "-", "."]) && cut.glued(at + 1) && cut.glued(at + 2);
    let (a, b) = (cut.digits(at)?, cut.digits(at + 2)?);
    let more = cut.is_any(at + 3, &["/", ".", "%"])
        && cut.glued(at + 3)
        && (cut.glued(at + 4) || cut.is(at + 3, "%"));
    if !sign || more || cut.width(at) > 2 || cut.width(at + 2) > 2 || cut.senses(at + 3).scale.is_some() {
        return None;
    }
    let (m, d) = if a > 12 || day_first && b <= 12 { (b, a) } else { (a, b) };
    let fits = (1..=12).contains(&m) && (1..=31).contains(&d);
    let month = Some(Month::Stated(m as i8));
    fits.then_some((Fields { month, day: Some(d as i8), ..Fields::default() }, at + 3))
}

/// "the 21st", "the twenty-second": a day of a month not named. Nothing it might number may follow.
pub(super) fn the_day(cut: &Cut, at: usize) -> Read<Fields> {
    if !cut.is(at, "the") {
        return None;
    }
    let ordinal = number::ordinal(cut, at + 1).is_some();
    let dated = at > 0 && cut.senses(at - 1).weekday.is_some();
    let (day, end) = day_number(cut, at + 1).filter(|_| ordinal || dated)?;
    let (month, end) = relative_month(cut, end).map_or((None, end), |(m, e)| (Some(m), e));
    let free = end >= cut.len()
        || !cut.is_word(end)
        || cut.is_any(end, &["to", "until", "till", "through", "and", "at"]);
    let preceded = dated
        || at > 0
            && cut.is_any(at - 1, &["on", "of", "from", "until", "till", "between", "by", "since", "for"]);
    let word = !cut.is_digits(at + 1) && !dated; // "on the second" may be anything
    let fields = Fields { day: Some(day), month, ..Fields::default() };
    (month.is_some() || free && preceded && !word).then_some((fields, end))
}

/// A year standing alone, where the words around it do not make it a count.
pub(super) fn lone_year(cut: &Cut, at: usize) -> Read<Expr> {
    let at = at + usize::from(cut.is(at, "the") && cut.is(at + 1, "year"));
    let named = cut.is(at, "year");
    let start = at + usize::from(named) + usize::from(named && cut.is(at + 1, "of"));
    let (y, end) = match year(cut, start) {
        Some(found) => found,
        None if named => {
            let n = number::number(cut, start).filter(|n| n.end > start)?;
            (n.whole().filter(|y| (100..3000).contains(y))? as i16, n.end)
        }
        None => return None,
    };
    (named || year_fits(cut, start, end)).then_some((Expr::year(Year::Stated(y)), end))
}

/// "Chad's **1998** invasion", "the historic **2000** summit": of one thing there are not two thousand.
fn names_one(cut: &Cut, at: usize, end: usize) -> bool {
    const COUNTING: [&str; 16] = [
        "about",
        "all",
        "almost",
        "another",
        "approximately",
        "exactly",
        "least",
        "most",
        "nearly",
        "only",
        "over",
        "roughly",
        "some",
        "than",
        "under",
        "with",
    ];
    const COUNTED: [&str; 8] =
        ["cavalry", "crew", "infantry", "livestock", "manpower", "people", "personnel", "staff"];
    let previous = cut.before(at);
    let owned = matches!(previous, "'s" | "’s" | "s" | "its" | "their" | "his" | "her");
    let described = previous.len() > 3 && previous.bytes().all(|b| b.is_ascii_lowercase());
    let noun = cut.word(end);
    let one = noun.len() > 3 && noun.bytes().all(|b| b.is_ascii_lowercase()) && !noun.ends_with('s');
    (owned || described) && one && !COUNTING.contains(&previous) && !COUNTED.contains(&noun)
}

fn year_fits(cut: &Cut, at: usize, end: usize) -> bool {
    const BEFORE: [&str; 26] = [
        "in", "since", "by", "during", "until", "till", "from", "through", "of", "before", "after",
        "between", "the", "early", "late", "mid", "to", "and", "(", "back", "a", "than", "fy", "around",
        "or", ",",
    ];
    let previous = cut.before(at);
    if matches!(previous, "$" | "€" | "£" | "¥" | "#" | ".")
        || cut.is(end, "%")
        || cut.senses(end).scale.is_some()
    {
        return false;
    }
    let label = |n: usize| {
        let word = at.checked_sub(n).filter(|i| cut.capital(*i));
        word.is_some_and(|i| cut.lexicon.labels.longest(&cut.atoms, i).is_some_and(|(_, e)| e == i + 1))
    };
    if label(1) || cut.is_any(at.wrapping_sub(1), &["and", ","]) && label(3) {
        return false; // Resolutions 1973 and 1970
    }
    let name = cut.capital(end) && (1900..2100).contains(&cut.digits(at).unwrap_or(0));
    let glued = at > 0 && cut.glued(at) && cut.is_any(at - 1, &["-", "/", "+"]);
    if !cut.is_digits(at) {
        return matches!(previous, "in" | "since" | "of" | "by" | "from" | "until" | "to" | "between");
    }
    let year = (1800..=2200).contains(&cut.digits(at).unwrap_or(0));
    let free = end >= cut.len() || !cut.is_word(end);
    let function = cut.is_any(
        end,
        &[
            "and", "to", "until", "till", "through", "when", "as", "after", "by", "with", "at", "for", "was",
            "is",
        ],
    );
    let unit = cut.lexicon.units.longest(&cut.atoms, end).is_some()
        || cut.lexicon.things.longest(&cut.atoms, end).is_some();
    let counted = unit && !matches!(previous, "in" | "since" | "the" | "by" | "during");
    year && !glued
        && !counted
        && (name
            || names_one(cut, at, end)
            || BEFORE.contains(&previous)
            || free
            || function
            || cut.senses(at.wrapping_sub(1)).month.is_some())
}
