//! Sets an expression against the day of publication, the tense, and the date last spoken of.

use super::calendar::{self, Days, width};
use super::expr::{Base, Expr, Fields, Length, Month, Piece, Which, Year};
use super::tense::Tense;
use crate::TimeKind;
use jiff::ToSpan;
use jiff::civil::Date;
use legation_lexicon::units::{Part, TimeUnit};
use legation_record::{DateBasis, Grain};

/// What an expression is read against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context {
    /// The day of publication.
    pub present: Option<Date>,
    pub tense: Tense,
    /// The date the text spoke of last.
    pub anchor: Option<Days>,
    /// The past time that the text tells about in this clause.
    pub told: Option<Days>,
    /// The time that the sentence has told before.
    pub here: Option<Days>,
    /// The time of long ago in which a month without a year lies.
    pub history: Option<History>,
}

/// A time of long ago that the text tells about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct History {
    pub days: Days,
    /// A chronology says that all beneath lies in it.
    pub sure: bool,
}

/// An expression in days. `None` on a side: open, or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub kind: TimeKind,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub grain: Grain,
    pub basis: DateBasis,
}

/// No such day: 31 February. Such an expression is no expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Impossible;

type Found = Result<Option<Days>, Impossible>;

/// Days on either side of publication within which a day without a year lies, whatever the tense.
const THESE_DAYS: i32 = 7;
/// Days within which a month after the one told about is the next, though its year is another.
const SOON: i32 = 120;
/// A time told about that is so many times as wide as the step from it is as near as the text comes.
const MANY: i32 = 4;

impl Context {
    /// Reads an expression. Unresolvable relative ones have neither bound.
    pub fn resolve(&self, expr: &Expr) -> Result<Resolved, Impossible> {
        let grain = grain(expr);
        let basis = if stated(expr) { DateBasis::Stated } else { DateBasis::Relative };
        let point = |days: Option<Days>, kind| Resolved {
            kind,
            from: days.map(|d| d.0),
            to: days.map(|d| d.1),
            grain: days.map_or(grain, |d| no_finer(grain, d)),
            basis,
        };
        Ok(match expr {
            Expr::Length(_) | Expr::Vague => point(None, TimeKind::Duration),
            Expr::Offset { base: Base::Here, .. } if self.here.is_none() => point(None, TimeKind::Duration),
            Expr::Ahead(_) if self.tense == Tense::Past => point(None, TimeKind::Duration),
            Expr::Set(_) => point(None, TimeKind::Set),
            Expr::Since(start) => {
                let from = self.with_tense(Tense::Past).days(start)?.map(|d| d.0);
                let to = self.present.filter(|now| from.is_none_or(|f| f <= *now));
                Resolved { from, to, ..point(None, TimeKind::Range) }
            }
            Expr::After(start) => {
                let from = self.days(start)?.and_then(|d| d.1.tomorrow().ok());
                Resolved { from, ..point(None, TimeKind::Range) }
            }
            Expr::Onward(start) => {
                let from = self.days(start)?.map(|d| d.0);
                Resolved { from, ..point(None, TimeKind::Range) }
            }
            Expr::Until(end) => {
                // "The truce was extended until February": what was done in the past may end in days to come.
                let tense = if self.tense == Tense::Past { Tense::Unknown } else { self.tense };
                let to = self.with_tense(tense).days(end)?.map(|d| d.1);
                Resolved { to, ..point(None, TimeKind::Range) }
            }
            Expr::Before(end) => {
                let to = self.days(end)?.and_then(|d| d.0.yesterday().ok());
                Resolved { to, ..point(None, TimeKind::Range) }
            }
            Expr::Between(..) | Expr::Window { .. } | Expr::Run { .. } | Expr::Years { .. } => {
                point(self.days(expr)?, TimeKind::Range)
            }
            _ => point(self.days(expr)?, TimeKind::Point),
        })
    }

    const fn with_tense(mut self, tense: Tense) -> Self {
        self.tense = tense;
        self
    }

    fn days(&self, expr: &Expr) -> Found {
        match expr {
            Expr::Fields(f) => self.fields(*f),
            Expr::Period { unit, shift, base } => self.period(*unit, *shift, base),
            Expr::Weekday { weekday, which } => Ok(self.weekday(*weekday, *which)),
            Expr::Month { month, which } => Ok(self.month(*month, *which)),
            Expr::InWeek { weekday, week } => Ok(self
                .days(week)?
                .and_then(|d| calendar::holding(d.0, TimeUnit::Week))
                .and_then(|w| calendar::nth_weekday(w, 1, *weekday))
                .map(|d| (d, d))),
            Expr::Offset { length, base } => self.offset(length, base),
            Expr::Ahead(length) => self.offset(length, &Base::Present),
            Expr::Window { length, ahead, within } => Ok(self.told.filter(|_| *ahead).map_or_else(
                || self.present.and_then(|now| window((now, now), length, *ahead, *within)),
                |told| window(told, length, *ahead, *within),
            )),
            Expr::Run { count, unit, from_end, of } => {
                Ok(self.days(of)?.and_then(|days| calendar::run(days, *count, *unit, *from_end)))
            }
            Expr::Nth { nth, piece, of } => self.nth(*nth, *piece, of),
            Expr::Part { part, of } => {
                Ok(self.days(of)?.and_then(|d| calendar::part(d, *part, self.present)))
            }
            Expr::Season { season, year, which } => self.season(*season, *year, *which),
            Expr::Years { from, to } => calendar::years(*from, *to).map(Some).ok_or(Impossible),
            Expr::Holiday { holiday, year, which } => {
                let tense = match which {
                    Which::Last | Which::Past => Tense::Past,
                    Which::Next | Which::Coming => Tense::Future,
                    _ => self.tense,
                };
                self.with_tense(tense).in_year(*year, |y| calendar::holiday(y, *holiday).map(|d| (d, d)))
            }
            Expr::Week { number, year } => self.in_year(*year, |y| calendar::week(y, *number)),
            Expr::Between(a, b) => self.between(a, b),
            Expr::Since(e) | Expr::Until(e) | Expr::Before(e) | Expr::After(e) | Expr::Onward(e) => {
                self.days(e)
            }
            Expr::Length(_) | Expr::Set(_) | Expr::Vague => Ok(None),
        }
    }

    fn year(&self, year: Year) -> Option<i16> {
        match year {
            Year::Stated(y) => Some(y),
            Year::Shifted(n) => i16::try_from(i32::from(self.present?.year()) + n).ok(),
            Year::Same => self.anchor.map(|a| a.0.year()).or_else(|| self.present.map(Date::year)),
        }
    }

    fn fields(&self, f: Fields) -> Found {
        let Fields { year, month, day, .. } = f;
        match (year, month, day) {
            (Some(y), None, None) => within(self.year(y), |y| calendar::years(y, y)),
            (_, Some(Month::Shifted(n)), day) => {
                let Some(first) =
                    self.present.and_then(|p| calendar::add(p.first_of_month(), n, TimeUnit::Month))
                else {
                    return Ok(None);
                };
                within(Some(first), |f| month_or_day(f.year(), f.month(), day))
            }
            (_, Some(Month::Same), day) => {
                let base = self.anchor.map(|a| a.0).or(self.present);
                within(base, |b| month_or_day(b.year(), b.month(), day))
            }
            (Some(y), Some(Month::Stated(m)), day) => within(self.year(y), |y| month_or_day(y, m, day)),
            (None, Some(Month::Stated(m)), Some(d)) => {
                if calendar::day(2024, m, d).is_none() {
                    return Err(Impossible);
                }
                Ok(self.nearest_year(|y| calendar::day(y, m, d).map(|d| (d, d))))
            }
            (None, Some(Month::Stated(m)), None) => Ok(self.nearest_year(|y| calendar::month(y, m))),
            (_, None, Some(d)) => Ok(self.day_of_month(d, f.weekday)),
            (None, None, None) => Ok(None),
        }
    }

    /// "the 21st", "Thursday the 21st": the nearest month that has it.
    fn day_of_month(&self, day: i8, weekday: Option<i8>) -> Option<Days> {
        if let Some(found) = self.history.filter(|h| h.sure).and_then(|h| day_within(h.days, day, weekday)) {
            return Some(found);
        }
        let now = self.present?;
        // The 31st of a month that begins on a given weekday may be a year away.
        let months = (0..28).map(|n| match self.tense {
            Tense::Past => -n,
            Tense::Future => n,
            Tense::Unknown => {
                if n % 2 == 0 {
                    n / 2
                } else {
                    -(n + 1) / 2
                }
            }
        });
        let fits = |d: &Date| {
            let timely = match self.tense {
                Tense::Past => *d <= now,
                Tense::Future => *d >= now,
                Tense::Unknown => true,
            };
            timely && weekday.is_none_or(|w| d.weekday().to_monday_one_offset() == w)
        };
        let candidate = |n: i32| {
            let first = calendar::add(now.first_of_month(), n, TimeUnit::Month)?;
            calendar::day(first.year(), first.month(), day)
        };
        months.filter_map(candidate).find(fits).map(|d| (d, d))
    }

    /// A day or month without a year: the latest begun if past, the first not over if future, else the nearest. A day of
    /// these days is meant whatever the tense: news does not name one of a year ago without its year.
    fn nearest_year(&self, in_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
        if let Some(found) = self.history.and_then(|h| self.in_history(h, &in_year)) {
            return Some(found);
        }
        let now = self.present?;
        let year = now.year();
        // Nine years on either side: 29 February may be that far away.
        let past = (0..9).filter_map(|n| in_year(year - n)).find(|d| d.0 <= now);
        let future = (0..9).filter_map(|n| in_year(year + n)).find(|d| d.1 >= now);
        let near =
            |d: &Option<Days>| d.is_some_and(|d| d.0 == d.1 && (d.0 - now).get_days().abs() <= THESE_DAYS);
        match self.tense {
            Tense::Past if near(&future) && !near(&past) => future,
            Tense::Future if near(&past) && !near(&future) => past,
            Tense::Past => past,
            Tense::Future => future,
            Tense::Unknown => match (past, future) {
                (Some(p), Some(f)) if (f.0 - now).get_days() < (now - p.1).get_days() / 2 => Some(f),
                (p, f) => p.or(f),
            },
        }
    }

    /// In the year told about; in winter, what follows may lie in the next.
    fn in_history(&self, told: History, in_year: &impl Fn(i16) -> Option<Days>) -> Option<Days> {
        let History { days: (first, last), sure } = told;
        let same = in_year(first.year())?;
        let soon = |d: &Days| same.1 < first && (d.0 - last).get_days() < SOON;
        let found = in_year(first.year() + 1).filter(soon).unwrap_or(same);
        let Some(now) = self.present else { return Some(found) };
        // A month just gone needs no year even beside history.
        let lately = |d: &Days| d.0 <= now && (now - d.1).get_days() < SOON;
        let recent = !sure && (0..2).filter_map(|n| in_year(now.year() - n)).any(|d| lately(&d));
        (found.0 <= now && !recent).then_some(found)
    }

    fn in_year(&self, year: Option<Year>, of: impl Fn(i16) -> Option<Days>) -> Found {
        match year {
            Some(y) => within(self.year(y), of),
            None => Ok(self.nearest_year(of)),
        }
    }

    fn period(&self, unit: TimeUnit, shift: i32, base: &Base) -> Found {
        let leaned = match base {
            Base::Anchor => self.anchor,
            Base::Story => self.told,
            _ => None,
        };
        if let Some(wide) = leaned.filter(|a| width(*a) > calendar::days_in(unit)) {
            // "In May the road was cut. The same night …": as near as the text comes.
            return Ok(Some(wide).filter(|_| self.told.is_some() || unit > TimeUnit::Week));
        }
        let start = match base {
            Base::Present | Base::Here => self.present,
            Base::Anchor | Base::Story => leaned.map(|a| if shift > 0 { a.1 } else { a.0 }).or(self.present),
            Base::Stated(e) => self.days(e)?.map(|d| d.0),
        };
        let Some(start) = start else { return Ok(None) };
        // "Over the weekend" looks back, unless the verb looks ahead.
        let past = unit == TimeUnit::Weekend && shift == 0 && self.tense == Tense::Past;
        let ahead = calendar::holding(start, unit).is_some_and(|d| d.0 > start);
        let shift = if past && ahead { -1 } else { shift };
        let moved = |date| calendar::add(date, shift, unit);
        // A month away from the 31st must not slip into the month after.
        let first = calendar::holding(start, unit).map_or(start, |d| d.0);
        Ok(moved(first).and_then(|d| calendar::holding(d, unit)))
    }

    fn weekday(&self, weekday: i8, which: Which) -> Option<Days> {
        let now = self.present?;
        let in_week = |shift| {
            let monday = calendar::holding(calendar::add(now, shift, TimeUnit::Week)?, TimeUnit::Week)?;
            calendar::nth_weekday(monday, 1, weekday)
        };
        let back = |from: i64| {
            (from..from + 7).filter_map(|n| now.checked_sub(n.days()).ok()).find(|d| is_on(*d, weekday))
        };
        let ahead = |from: i64| {
            (from..from + 7).filter_map(|n| now.checked_add(n.days()).ok()).find(|d| is_on(*d, weekday))
        };
        let found = match which {
            // "This Friday" said of what happened is the one just past.
            Which::This if self.tense == Tense::Past => in_week(0).filter(|d| *d <= now).or_else(|| back(1)),
            Which::This => in_week(0),
            Which::Last => in_week(-1),
            Which::Past => back(1),
            Which::Coming => ahead(1),
            Which::Following if self.anchor.is_some() => {
                let (_, last) = self.anchor.filter(|a| width(*a) <= 7)?;
                (1..8).filter_map(|n: i64| last.checked_add(n.days()).ok()).find(|d| is_on(*d, weekday))
            }
            Which::Next | Which::Following => in_week(1),
            Which::Nearest if self.tense == Tense::Future => ahead(0),
            Which::Nearest | Which::Same | Which::Preceding => back(0),
        };
        found.map(|d| (d, d))
    }

    /// "last September" is the latest one over; "next June" the first not begun.
    fn month(&self, month: i8, which: Which) -> Option<Days> {
        let of_year = |y: i16| calendar::month(y, month);
        if let Some(found) = self.beside_anchor(which, of_year) {
            return Some(found);
        }
        let now = self.present?;
        let mut years = -1..=1;
        match which {
            Which::This => of_year(now.year()),
            Which::Last | Which::Past | Which::Preceding => {
                years.rev().filter_map(|n| of_year(now.year() + n)).find(|d| d.1 < now)
            }
            Which::Next | Which::Coming | Which::Following => {
                years.find_map(|n| of_year(now.year() + n).filter(|d| d.0 > now))
            }
            Which::Nearest | Which::Same => self.nearest_year(of_year),
        }
    }

    /// "that June", "the following June" beside the date the text spoke of last.
    fn beside_anchor(&self, which: Which, in_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
        let (first, last) = self.anchor?;
        let year = first.year();
        let mut around = (-1..=2).filter_map(|n| in_year(year + n));
        match which {
            Which::Following => around.find(|d| d.0 > last),
            Which::Preceding => around.filter(|d| d.1 < first).last(),
            Which::Same => {
                let begun = |d: &Days| d.0 >= first && d.0 <= last;
                let touching = |d: &Days| d.0 <= last && d.1 >= first;
                let all: Vec<Days> = around.collect();
                all.iter()
                    .copied()
                    .find(begun)
                    .or_else(|| all.into_iter().find(touching))
                    .or_else(|| in_year(year))
            }
            _ => None,
        }
    }

    fn season(&self, season: i8, year: Option<Year>, which: Which) -> Found {
        if year.is_some() {
            return self.in_year(year, |y| calendar::season(y, season));
        }
        if let Some(found) = self.beside_anchor(which, |y| calendar::season(y, season)) {
            return Ok(Some(found));
        }
        let Some(now) = self.present else { return Ok(None) };
        let mut all = (-2..=2).filter_map(|n| calendar::season(now.year() + n, season));
        Ok(match which {
            Which::This => all.find(|d| d.1 >= now),
            Which::Last | Which::Past | Which::Preceding => all.rfind(|d| d.1 < now),
            Which::Next | Which::Coming | Which::Following => all.find(|d| d.0 > now),
            Which::Nearest | Which::Same => self.nearest_year(|y| calendar::season(y, season)),
        })
    }

    /// Counts a length from a base. What is counted in weeks, months or years is known no closer than that.
    fn offset(&self, length: &Length, base: &Base) -> Found {
        let (start, rough) = match base {
            Base::Present => (self.present.map(|p| (p, p)), true),
            Base::Anchor => (self.anchor.or(self.present.map(|p| (p, p))), true),
            Base::Story => (self.told, true),
            Base::Here => (self.here, true),
            Base::Stated(e) => (self.days(e)?, false),
        };
        let Some((first, last)) = start else { return Ok(None) };
        let backward = length.iter().any(|(n, _)| *n < 0);
        let from = if backward { first } else { last };
        let moved = |from| length.iter().try_fold(from, |d, (n, unit)| calendar::add(d, *n, *unit));
        let Some(day) = moved(from) else { return Ok(None) };
        let step = (day - from).get_days().abs();
        let loose = matches!(base, Base::Anchor | Base::Story | Base::Here) && width((first, last)) > 7;
        if loose && width((first, last)) > step * MANY {
            return Ok(Some((first, last)));
        }
        if loose && width((first, last)) > step {
            return Ok(moved(first).zip(moved(last)));
        }
        let unit = length.iter().map(|l| l.1).min().unwrap_or(TimeUnit::Day);
        let unit = if rough && length.len() == 1 { unit } else { TimeUnit::Day };
        Ok(calendar::holding(day, if unit == TimeUnit::Fortnight { TimeUnit::Week } else { unit }))
    }

    fn nth(&self, nth: i8, piece: Piece, of: &Expr) -> Found {
        let Some((from, to)) = self.days(of)? else { return Ok(None) };
        let unit = match piece {
            Piece::Weekday(w) => {
                return calendar::nth_weekday((from, to), nth, w).map(|d| Some((d, d))).ok_or(Impossible);
            }
            Piece::Unit(unit) => unit,
        };
        // The first week of a period is the one that holds its first Thursday.
        let week_of = |d: Date| calendar::holding(d, unit);
        let found = match unit {
            TimeUnit::Week => calendar::nth_weekday((from, to), nth, 4).and_then(week_of),
            TimeUnit::Half if (to - from).get_days() < 40 => Some(if nth == 1 {
                (from, mid(from, to))
            } else {
                (mid(from, to).tomorrow().unwrap_or(to), to)
            }),
            _ if nth > 0 => calendar::add(from, i32::from(nth) - 1, unit).and_then(week_of),
            _ => calendar::add(to.first_of_month(), i32::from(nth) + 1, unit).and_then(week_of),
        };
        Ok(found.filter(|d| unit == TimeUnit::Week || (d.0 >= from && d.1 <= to)))
    }

    fn between(&self, a: &Expr, b: &Expr) -> Found {
        let left = self.days(a)?;
        // "from next Monday to Friday": the first Friday after.
        let after = Self { present: left.map(|d| d.0), tense: Tense::Future, history: None, ..*self };
        let weekday = matches!(b, Expr::Weekday { which: Which::Nearest, .. });
        let right = if weekday { after.days(b)? } else { self.days(b)? };
        let (Some(mut left), Some(mut right)) = (left, right) else { return Ok(None) };
        if yearless(a) && yearless(b) && !weekday {
            match self.tense {
                Tense::Future => {
                    let before = Self { present: Some(right.1), tense: Tense::Past, history: None, ..*self };
                    left = before.days(a)?.unwrap_or(left);
                }
                _ => right = after.days(b)?.unwrap_or(right),
            }
        }
        if left.0 > right.1 {
            // Only ends without a year of their own may move.
            let year = TimeUnit::Year;
            match (self.tense, yearless(a), yearless(b)) {
                (Tense::Past | Tense::Unknown, true, _) => {
                    left.0 = calendar::add(left.0, -1, year).unwrap_or(left.0);
                }
                (Tense::Future, _, true) => right.1 = calendar::add(right.1, 1, year).unwrap_or(right.1),
                _ => {}
            }
        }
        if left.0 > right.1 { Err(Impossible) } else { Ok(Some((left.0, right.1))) }
    }
}

fn mid(from: Date, to: Date) -> Date {
    let half = i64::from((to - from).get_days()) / 2;
    from.checked_add(half.days()).unwrap_or(from)
}

fn is_on(date: Date, weekday: i8) -> bool {
    date.weekday().to_monday_one_offset() == weekday
}

fn yearless(expr: &Expr) -> bool {
    match expr {
        Expr::Fields(f) => f.year.is_none() && matches!(f.month, Some(Month::Stated(_))),
        Expr::Weekday { .. } | Expr::Month { .. } => true,
        Expr::Part { of, .. } => yearless(of),
        _ => false,
    }
}

/// A year that could be told but a day that is not in it is impossible; a year that could not be told is unknown.
fn within<T>(told: Option<T>, days: impl FnOnce(T) -> Option<Days>) -> Found {
    told.map_or(Ok(None), |t| days(t).map(Some).ok_or(Impossible))
}

fn month_or_day(year: i16, month: i8, day: Option<i8>) -> Option<Days> {
    match day {
        Some(d) => calendar::day(year, month, d).map(|d| (d, d)),
        None => calendar::month(year, month),
    }
}

/// The past two years end today; the next three days begin tomorrow.
fn window((begin, now): Days, length: &Length, ahead: bool, within: bool) -> Option<Days> {
    if let [(count, TimeUnit::Quarter)] = length[..] {
        // Quarters are whole ones.
        let (first, last) = calendar::holding(now, TimeUnit::Quarter)?;
        let whole = if ahead {
            last.tomorrow().ok()?
        } else {
            calendar::add(first, count.checked_neg()?, TimeUnit::Quarter)?
        };
        return Some((whole, calendar::add(whole, count, TimeUnit::Quarter)?.yesterday().ok()?));
    }
    let sign = if ahead { 1 } else { -1 };
    let end = length.iter().try_fold(now, |d, (n, unit)| calendar::add(d, n.checked_mul(sign)?, *unit))?;
    if ahead && width((begin, now)) > (end - now).get_days() * MANY {
        return Some((begin, now));
    }
    let first = if within { begin } else { now.tomorrow().ok()? };
    Some(if ahead { (first.min(end), end) } else { (end, now) })
}

/// "the 18th" of the month told about.
fn day_within(told: Days, day: i8, weekday: Option<i8>) -> Option<Days> {
    let (year, month) = (told.0.year(), told.0.month());
    let found = calendar::day(year, month, day).filter(|_| width(told) <= 31)?;
    weekday.is_none_or(|w| is_on(found, w)).then_some((found, found))
}

/// The grain of a time that leans on one less exact.
fn no_finer(grain: Grain, days: Days) -> Grain {
    let most = match grain {
        Grain::Day => 1,
        Grain::Week => 7,
        Grain::Month => 31,
        Grain::Season => 92,
        Grain::Year => 366,
        Grain::Range => i32::MAX,
    };
    match width(days) {
        days if days <= most => grain,
        28..=31 => Grain::Month,
        365..=366 => Grain::Year,
        _ => Grain::Range,
    }
}

fn grain(expr: &Expr) -> Grain {
    let of_unit = |unit| match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => Grain::Day,
        TimeUnit::Week | TimeUnit::Fortnight => Grain::Week,
        TimeUnit::Month => Grain::Month,
        TimeUnit::Quarter => Grain::Season,
        TimeUnit::Year => Grain::Year,
        TimeUnit::Weekend | TimeUnit::Half | TimeUnit::Decade | TimeUnit::Century => Grain::Range,
    };
    match expr {
        Expr::Fields(f) if f.only_year() => Grain::Year,
        Expr::Fields(f) if f.day.is_none() => Grain::Month,
        Expr::Period { unit, .. }
        | Expr::Length(unit)
        | Expr::Set(unit)
        | Expr::Nth { piece: Piece::Unit(unit), .. } => of_unit(*unit),
        Expr::Month { .. } => Grain::Month,
        Expr::Fields(_)
        | Expr::Weekday { .. }
        | Expr::InWeek { .. }
        | Expr::Holiday { .. }
        | Expr::Nth { .. } => Grain::Day,
        Expr::Week { .. } => Grain::Week,
        Expr::Offset { length, base } => match base {
            Base::Stated(_) => Grain::Day,
            _ if length.len() > 1 => Grain::Day,
            _ => length.first().map_or(Grain::Day, |l| of_unit(l.1)),
        },
        Expr::Ahead(length) => length.first().map_or(Grain::Day, |l| of_unit(l.1)),
        Expr::Part { part: Part::Earlier | Part::Later, of } if grain(of) == Grain::Day => Grain::Day,
        Expr::Season { .. } => Grain::Season,
        Expr::Vague => Grain::Year,
        _ => Grain::Range,
    }
}

/// True where the text names a month or year, and does not merely count from another date.
fn stated(expr: &Expr) -> bool {
    match expr {
        Expr::Fields(f) => {
            matches!(f.year, Some(Year::Stated(_)))
                || f.year.is_none() && matches!(f.month, Some(Month::Stated(_)))
        }
        Expr::Years { .. } => true,
        Expr::Holiday { year, .. } | Expr::Week { year, .. } | Expr::Season { year, .. } => {
            matches!(year, Some(Year::Stated(_)))
        }
        Expr::Part { of, .. } | Expr::Nth { of, .. } | Expr::Run { of, .. } => stated(of),
        Expr::Between(a, b) => stated(a) || stated(b),
        Expr::Since(e) | Expr::Until(e) | Expr::Before(e) | Expr::After(e) | Expr::Onward(e) => stated(e),
        _ => false,
    }
}
