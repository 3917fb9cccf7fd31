//! Named periods and days within them: "last Friday", "the third week of May", "spring 2016", "the 1990s".

use super::dates::{self, Read};
use super::expr::{Base, Expr, Piece, Which, Year};
use super::grammar::Grammar;
use super::ranges;
use crate::figure::number;
use legation_lexicon::units::TimeUnit;

impl Grammar<'_, '_> {
    /// "the third week of May", "first Friday in this month", "the third quarter of 2016", "the first half of 2025".
    pub(super) fn nth(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let start = at + usize::from(cut.is(at, "the"));
        let (nth, next) = if cut.is_any(start, &["last", "final"]) {
            (-1, start + 1)
        } else {
            let (n, end) = number::ordinal(cut, start)?;
            (i8::try_from(n).ok()?, end)
        };
        if let Some(found) = self.run(next, nth) {
            return Some(found);
        }
        let senses = cut.senses(next);
        let piece = match (senses.weekday, senses.unit) {
            (Some(w), _) => Piece::Weekday(w),
            (None, Some(TimeUnit::Century)) if nth > 0 => {
                let from = (i16::from(nth) - 1) * 100;
                return Some((Expr::Years { from: from.max(1), to: from + 99 }, next + 1));
            }
            (None, Some(unit)) if (TimeUnit::Day..TimeUnit::Year).contains(&unit) && !senses.units => {
                Piece::Unit(unit)
            }
            _ => return None,
        };
        let (of, end) = self.whole(next + 1).or_else(|| {
            let alone = piece == Piece::Unit(TimeUnit::Quarter) && nth > 0;
            let weekday = matches!(piece, Piece::Weekday(_)) && nth > 0 && !cut.is_word(next + 1);
            let unit = if alone { TimeUnit::Year } else { TimeUnit::Month };
            (alone || weekday).then_some((Expr::Period { unit, shift: 0, base: Base::Present }, next + 1))
        })?;
        Some((Expr::Nth { nth, piece, of: of.boxed() }, end))
    }

    /// "nine months of 2024" after "the first", "days of 1993" after "the last".
    pub(super) fn run(&self, at: usize, nth: i8) -> Read<Expr> {
        let n = number::number(self.cut, at).filter(|_| matches!(nth, 1 | -1));
        let next = n.as_ref().map_or(at, |n| n.end);
        let senses = self.cut.senses(next);
        let unit = senses.unit.filter(|u| senses.units && (TimeUnit::Day..TimeUnit::Year).contains(u))?;
        let (of, end) = self.whole(next + 1).filter(|_| n.is_some() || self.cut.is(next + 1, "of"))?;
        let count = match n {
            Some(n) => n.whole().filter(|n| (1..=366).contains(n))?,
            None => few(unit).filter(|_| matches!(nth, 1 | -1))?,
        };
        Some((Expr::Run { count, unit, from_end: nth < 0, of: of.boxed() }, end))
    }

    /// The period a piece is of: "of 2016", "in this month", "next year", "of the year".
    fn whole(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let of = cut.is_any(at, &["of", "in", ","]);
        let next = at + usize::from(of);
        if let Some(found) = self.own_period(next).filter(|_| of) {
            return Some(found);
        }
        let (expr, end) = self
            .period(next)
            .or_else(|| dates::month_year(cut, next).map(|(f, e)| (Expr::Fields(f), e)))
            .or_else(|| dates::relative_year(cut, next).map(|(y, e)| (Expr::year(y), e)))
            .or_else(|| dates::year(cut, next).map(|(y, e)| (Expr::year(Year::Stated(y)), e)))
            .or_else(|| dates::lone_year(cut, next))?;
        Some((expr, end))
    }

    /// "Friday", "last Friday", "this week Friday", "next week on Tuesday", "Friday next week", "Monday of the following week".
    pub(super) fn weekday(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        if let Some((week, end)) =
            self.period(at).filter(|(e, _)| matches!(e, Expr::Period { unit: TimeUnit::Week, .. }))
        {
            let next = end + usize::from(cut.is_any(end, &["on", "-", ","]));
            let weekday = dates::weekday(cut, next)?;
            return Some((Expr::InWeek { weekday, week: week.boxed() }, next + 1));
        }
        let past = cut.is(at, "this") && cut.is(at + 1, "past");
        let soon = cut.is(at, "this") && cut.is_any(at + 1, &["coming", "upcoming"]);
        let start = at + usize::from(past || soon || cut.is(at, "the"));
        let which = match cut.word(start) {
            "past" => Some(Which::Past),
            "coming" | "upcoming" | "forthcoming" => Some(Which::Coming),
            "following" => Some(Which::Following),
            _ => match cut.senses(start).shift {
                Some(-1) => Some(Which::Last),
                Some(1) => Some(Which::Next),
                Some(_) if cut.is(start, "this") => Some(Which::This),
                _ => None,
            },
        };
        let next = start + usize::from(which.is_some());
        if start > at && which.is_none() {
            return None;
        }
        let weekday = dates::weekday(cut, next)?;
        let end = next + 1;
        if let Some((f, end)) =
            dates::date(cut, next, self.day_first).filter(|(f, _)| which.is_some() && f.month.is_some())
        {
            return Some((Expr::Fields(f), end));
        }
        if which.is_none() {
            let after = end + usize::from(cut.is(end, "of"));
            let week =
                self.period(after).filter(|(e, _)| matches!(e, Expr::Period { unit: TimeUnit::Week, .. }));
            if let Some((week, end)) = week {
                return Some((Expr::InWeek { weekday, week: week.boxed() }, end));
            }
        }
        Some((Expr::Weekday { weekday, which: which.unwrap_or(Which::Nearest) }, end))
    }

    /// today, yesterday evening, the day before yesterday, this morning, last night, the same day.
    pub(super) fn deictic(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let days = |n: i32, base| Expr::Period { unit: TimeUnit::Day, shift: n, base };
        if let Some(day) = cut.senses(at).day {
            return Some((days(i32::from(day), Base::Present), at + 1));
        }
        let until = matches!(cut.before(at), "to" | "till" | "until");
        if cut.is(at, "date") && until && !cut.is(at.wrapping_sub(2), "up") && !cut.is_word(at + 1) {
            return Some((days(0, Base::Present), at + 1));
        }
        if cut.is(at, "now") && (cut.before(at) == "and" || cut.before(at) == "between") {
            return Some((days(0, Base::Present), at + 1));
        }
        if let Some(part) = self.part_of_day(at) {
            return Some(part);
        }
        let the = usize::from(cut.is(at, "the"));
        if cut.is(at + the, "day") && cut.is_any(at + the + 1, &["before", "after", "following", "earlier"]) {
            let sign = if cut.is_any(at + the + 1, &["before", "earlier"]) { -1 } else { 1 };
            let next = at + the + 2;
            if let Some(day) = cut.senses(next).day {
                return Some((days(i32::from(day) + sign, Base::Present), next + 1));
            }
            return (the == 1 && self.closes(next)).then(|| (days(sign, Base::Anchor), next));
        }
        if cut.is_any(at + the, &["same", "that"]) && cut.is(at + the + 1, "day") {
            return Some((days(0, Base::Anchor), at + the + 2));
        }
        None
    }

    /// "this morning", "last night"; "the next morning", "that evening" of the day told before.
    fn part_of_day(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let the = usize::from(cut.is(at, "the"));
        let start = at + the;
        let shift = cut.senses(start).shift.filter(|_| cut.senses(start + 1).daypart)?;
        let end = start + 2;
        if cut.is(start, "that") && !self.points(end) {
            return None;
        }
        let told = cut.is_any(start, &["that", "same", "following"]) || the == 1 && cut.is(start, "next");
        let base = if told { Base::Anchor } else { Base::Present };
        Some((Expr::Period { unit: TimeUnit::Day, shift: i32::from(shift), base }, end))
    }

    /// this week, last month, the following year, the same month, that weekend, the week after next.
    pub fn period(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let the = usize::from(cut.is_any(at, &["the", "this"]) && cut.senses(at + 1).shift.is_some());
        let start = at + the;
        if let Some(found) = self.after_next(at) {
            return Some(found);
        }
        if let Some(found) = self.week_of(at) {
            return Some(found);
        }
        let shift = i32::from(cut.senses(start).shift?);
        let senses = cut.senses(start + 1);
        if let Some((month, end)) = dates::month(cut, start + 1).filter(|_| !cut.is(start, "recent")) {
            let which = self.which_of_many(at, start, end)?;
            let dated = dates::date(cut, start + 1, self.day_first).is_some();
            return (!dated).then_some((Expr::Month { month, which }, end));
        }
        let unit = senses.unit.filter(|u| *u >= TimeUnit::Day && !senses.units)?;
        let following = cut.is_any(start, &["following", "ensuing", "preceding", "prior"])
            || cut.is(start, "next") && the == 1 && unit == TimeUnit::Day;
        let same = cut.is_any(start, &["same", "that"]);
        let counted = matches!(unit, TimeUnit::Fortnight | TimeUnit::Decade) && shift != 0;
        if counted && !cut.is_any(start, &["following", "preceding"]) {
            return Some((
                Expr::Window { length: vec![(1, unit)], ahead: shift > 0, within: false },
                start + 2,
            ));
        }
        let told = the == 1 && cut.is_any(start, &["next", "previous"]);
        let base = match (following || same, told) {
            (true, _) => Base::Anchor,
            (false, true) => Base::Story,
            (false, false) => Base::Present,
        };
        if cut.is(start, "recent") {
            return None;
        }
        Some((Expr::Period { unit, shift, base }, start + 2))
    }

    /// Which of the many Junes or winters, where `start` says so and `end` is after it; "the" may stand between it and `at`.
    fn which_of_many(&self, at: usize, start: usize, end: usize) -> Option<Which> {
        let cut = self.cut;
        let the = start > at && cut.is(at, "the");
        match cut.word(start) {
            "following" | "ensuing" => Some(Which::Following),
            "preceding" | "prior" => Some(Which::Preceding),
            "next" if the => Some(Which::Following),
            "previous" if the => Some(Which::Preceding),
            "same" => Some(Which::Same),
            "that" => (self.points(end) && !cut.is(end, "'")).then_some(Which::Same),
            _ => cut.senses(start).shift.map(|s| match s {
                -1 => Which::Last,
                1 => Which::Next,
                _ => Which::This,
            }),
        }
    }

    /// "He left that June", before `end`; not "he said that June was wet", a subject, where "that" joins clauses.
    fn points(&self, end: usize) -> bool {
        self.closes(end) && !self.cut.is_any(end, &["was", "were", "is", "had"])
    }

    /// "the week after next", "the month after the next".
    fn after_next(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let start = at + usize::from(cut.is(at, "the"));
        let unit = cut.senses(start).unit.filter(|u| *u >= TimeUnit::Day)?;
        let (shift, from) = match cut.word(start + 1) {
            "after" => (2, start + 2),
            "before" => (-2, start + 2),
            _ => return None,
        };
        let next = from + usize::from(cut.is(from, "the"));
        let fits = if shift > 0 { cut.is(next, "next") } else { cut.is(next, "last") };
        let alone = cut.senses(next + 1).unit.is_none();
        (fits && alone).then_some((Expr::Period { unit, shift, base: Base::Present }, next + 1))
    }

    /// "the week of 10 April", "week 31", "the month of May".
    fn week_of(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let start = at + usize::from(cut.is(at, "the"));
        if cut.is(start, "week")
            && let Some(number) =
                cut.digits(start + 1).filter(|n| (1..=53).contains(n) && cut.width(start + 1) <= 2)
        {
            let year = self.whole(start + 2).and_then(|(e, end)| Some((year_of(&e)?, end)));
            let (year, end) = year.map_or((None, start + 2), |(y, e)| (Some(y), e));
            return Some((Expr::Week { number: number as i8, year }, end));
        }
        let unit = cut.senses(start).unit.filter(|u| matches!(u, TimeUnit::Week | TimeUnit::Month))?;
        let from = match cut.word(start + 1) {
            "of" => start + 2,
            "starting" | "beginning" | "commencing" => start + 2 + usize::from(cut.is(start + 2, "on")),
            _ => return None,
        };
        let (fields, end) = dates::date(cut, from, self.day_first)
            .or_else(|| dates::the_day(cut, from))
            .or_else(|| dates::month_year(cut, from).filter(|_| unit == TimeUnit::Month))?;
        let base = Base::Stated(Expr::Fields(fields).boxed());
        Some((Expr::Period { unit, shift: 0, base }, end))
    }

    /// Q3 2024, 2016 Q3, Q2, H1 2016.
    pub(super) fn quarter(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let first = dates::year(cut, at);
        let start = first.map_or(at, |f| f.1);
        let start =
            start + usize::from(first.is_some() && cut.is(start, "-") && cut.is_any(start + 1, &["q", "h"]));
        let unit = match cut.word(start) {
            "q" => TimeUnit::Quarter,
            "h" => TimeUnit::Half,
            _ if first.is_some() => {
                let (expr, end) = self.ordinal_piece(start + usize::from(cut.is(start, "the")))?;
                return Some((
                    Expr::Nth { nth: expr.0, piece: expr.1, of: Expr::year(Year::Stated(first?.0)).boxed() },
                    end,
                ));
            }
            _ => return None,
        };
        let nth = cut.digits(start + 1).filter(|n| cut.glued(start + 1) && (1..=4).contains(n))? as i8;
        if unit == TimeUnit::Half && nth > 2 {
            return None;
        }
        let piece = Piece::Unit(unit);
        if let Some((y, _)) = first {
            return Some((Expr::Nth { nth, piece, of: Expr::year(Year::Stated(y)).boxed() }, start + 2));
        }
        if let Some((of, end)) = self.whole(start + 2) {
            return Some((Expr::Nth { nth, piece, of: of.boxed() }, end));
        }
        let of = Expr::Period { unit: TimeUnit::Year, shift: 0, base: Base::Present };
        (unit == TimeUnit::Quarter).then(|| (Expr::Nth { nth, piece, of: of.boxed() }, start + 2))
    }

    fn ordinal_piece(&self, at: usize) -> Read<(i8, Piece)> {
        let (nth, end) = number::ordinal(self.cut, at)?;
        let unit = self.cut.senses(end).unit.filter(|u| matches!(u, TimeUnit::Quarter | TimeUnit::Half))?;
        Some(((i8::try_from(nth).ok()?, Piece::Unit(unit)), end + 1))
    }

    /// spring 2022, last summer, the summer of 2016, this winter.
    pub(super) fn season(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let start = at + usize::from(cut.is(at, "the"));
        let shift = cut.senses(start).shift;
        let next = start + usize::from(shift.is_some());
        let season = cut.senses(next).season?;
        let which = if shift.is_some() { self.which_of_many(at, start, next + 1)? } else { Which::Nearest };
        let after = next + 1 + usize::from(cut.is_any(next + 1, &["of", "in"]));
        let year = dates::year(cut, after)
            .map(|(y, e)| (Year::Stated(y), e))
            .or_else(|| dates::relative_year(cut, after));
        if let Some((year, end)) = year {
            return Some((Expr::Season { season, year: Some(year), which }, end));
        }
        // "fall" and "spring" are verbs too, and "spring" is water.
        let shown = shift.is_some()
            || matches!(
                cut.before(at),
                "in" | "since" | "by" | "until" | "during" | "-" | "mid" | "late" | "early" | "of"
            );
        let safe =
            shown && !(cut.is_any(next, &["fall", "spring"]) && shift.is_none() && cut.before(at) == "-");
        safe.then_some((Expr::Season { season, year: None, which }, next + 1))
    }

    /// the 1990s, the '90s, the nineties, the nineteen seventies, the noughties, 2000's.
    pub(super) fn decade(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let the = usize::from(cut.is(at, "the"));
        let start = at + the;
        let quoted = start + usize::from(cut.is(start, "'"));
        let tail = |at: usize| {
            let apostrophe = usize::from(cut.is(at, "'"));
            (cut.is(at + apostrophe, "s")).then_some(at + apostrophe + 1)
        };
        if let (Some(n), Some(end)) = (cut.digits(quoted), tail(quoted + 1)) {
            return match cut.width(quoted) {
                4 if n % 10 == 0 && n < 3000 => {
                    let long = n % 100 == 0 && n < 2000;
                    Some((Expr::Years { from: n as i16, to: n as i16 + if long { 99 } else { 9 } }, end))
                }
                2 if n % 10 == 0 && (the == 1 || quoted > start || cut.before(at) == "in") => {
                    let from = if n < 30 { 2000 } else { 1900 } + n as i16;
                    Some((Expr::Years { from, to: from + 9 }, end))
                }
                _ => None,
            };
        }
        let hundreds = cut.senses(start).cardinal.filter(|c| (17..=20).contains(c));
        let next = start + usize::from(hundreds.is_some());
        let next = next + usize::from(hundreds.is_some() && cut.is(next, "-"));
        if let Some(tens) =
            cut.senses(next).decade.filter(|_| the == 1 || hundreds.is_some() || cut.before(at) == "in")
        {
            let base = hundreds.map_or(if tens < 20 { 2000 } else { 1900 }, |h| h as i16 * 100);
            return Some((Expr::Years { from: base + tens, to: base + tens + 9 }, next + 1));
        }
        if the == 1 && cut.are(start, &["two", "thousands"]) {
            return Some((Expr::Years { from: 2000, to: 2009 }, start + 2));
        }
        (the == 1 && cut.are(start, &["two", "thousand", "and", "tens"]))
            .then_some((Expr::Years { from: 2010, to: 2019 }, start + 4))
    }

    /// fiscal year 2023-24, FY2024: the years as numbered, for when they begin differs by country.
    pub(super) fn fiscal(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let start = match cut.word(at) {
            "fiscal" | "financial" if cut.is(at + 1, "year") => at + 2,
            "fiscal" | "fy" => at + 1,
            _ => return None,
        };
        ranges::years(cut, start)
            .or_else(|| dates::year(cut, start).map(|(y, e)| (Expr::year(Year::Stated(y)), e)))
    }

    pub(super) fn holiday(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let shift = cut.senses(at).shift.filter(|s| *s != 0);
        let start = at + usize::from(shift.is_some());
        let which = match shift {
            Some(-1) => Which::Last,
            Some(_) => Which::Next,
            None => Which::Nearest,
        };
        let (holiday, end) = cut.lexicon.holidays.longest(&cut.atoms, start)?;
        let dated = dates::year(cut, end).is_some();
        let capital = dated || shift.is_some() || (at..end).any(|i| cut.capital(i)) || end > at + 1;
        let after = end + usize::from(cut.is_any(end, &["of", ",", "in"]));
        let year = dates::year(cut, after)
            .map(|(y, e)| (Year::Stated(y), e))
            .or_else(|| dates::relative_year(cut, after));
        let (year, end) = year.map_or((None, end), |(y, e)| (Some(y), e));
        capital.then_some((Expr::Holiday { holiday: *holiday, year, which }, end))
    }

    /// "every Monday", "each year", "annually".
    pub(super) fn repeated(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        if let Some(unit) = cut.senses(at).set {
            return Some((Expr::Set(unit), at + 1));
        }
        if let Some(_day) = cut.senses(at).weekdays {
            return Some((Expr::Set(TimeUnit::Week), at + 1));
        }
        if !cut.is_any(at, &["every", "each", "per"]) {
            return None;
        }
        let next =
            at + 1 + usize::from(number::number(cut, at + 1).is_some() && cut.senses(at + 1).unit.is_none());
        let unit = cut.senses(next).unit.or(cut.senses(next).weekday.map(|_| TimeUnit::Week));
        Some((Expr::Set(unit.filter(|u| *u >= TimeUnit::Day)?), next + 1))
    }
}

/// How many "the last days" are.
const fn few(unit: TimeUnit) -> Option<i32> {
    match unit {
        TimeUnit::Day => Some(10),
        TimeUnit::Week => Some(4),
        TimeUnit::Month => Some(3),
        _ => None,
    }
}

/// The year that an expression names, where it names one.
fn year_of(expr: &Expr) -> Option<Year> {
    match expr {
        Expr::Period { unit: TimeUnit::Year, shift, base: Base::Present } => Some(Year::Shifted(*shift)),
        expr => expr.fields()?.year,
    }
}
