//! The grammar of time expressions over atoms. Every rule takes a position and returns what begins there, and the
//! position after it.

use super::dates::{self, Read};
use super::expr::{Base, Expr, Fields, Length, Piece, Which, Year};
use super::ranges;
use crate::cut::Cut;
use crate::figure::number;
use legation_lexicon::units::{Part, TimeUnit};
use legation_record::Bound;

/// The rules, over one stretch of text.
pub(crate) struct Grammar<'c, 'a> {
    pub cut: &'c Cut<'a>,
    /// True where 05/06 is the fifth of June.
    pub day_first: bool,
}

impl Grammar<'_, '_> {
    /// The time expression that begins at `at`: a range, or a single one.
    pub fn time(&self, at: usize) -> Read<Expr> {
        if !self.may_begin(at) {
            return None;
        }
        let range = ranges::range(self, at);
        let single = self.single(at);
        match (range, single) {
            (Some(r), Some(s)) if s.1 > r.1 => Some(s),
            (r, s) => r.or(s),
        }
    }

    /// Most words begin no time: one look tells.
    fn may_begin(&self, at: usize) -> bool {
        const LEADS: [&str; 17] = [
            "the", "a", "an", "in", "my", "our", "for", "over", "from", "between", "before", "after",
            "within", "by", "no", "this", "these",
        ];
        const WORDS: [&str; 25] = [
            "since",
            "until",
            "till",
            "every",
            "each",
            "per",
            "fiscal",
            "financial",
            "fy",
            "q",
            "h",
            "now",
            "to",
            "during",
            "through",
            "later",
            "starting",
            "beginning",
            "effective",
            "more",
            "less",
            "fewer",
            "about",
            "date",
            "around",
        ];
        let s = self.cut.senses(at);
        let number = s.cardinal.or(s.ordinal).or(s.vague).or(s.share).or(s.scale).or(s.dozen).is_some();
        let calendar = s.month.or(s.weekday).or(s.weekdays).or(s.season).or(s.day).or(s.shift).is_some();
        let period = s.unit.or(s.set).is_some() || s.part.is_some() || s.decade.is_some() || s.daypart;
        if number || calendar || period || !self.cut.is_word(at) || self.cut.is_any(at, &WORDS) {
            return at < self.cut.len();
        }
        self.cut.is_any(at, &LEADS) && self.may_begin(at + 1)
            || self.cut.lexicon.before.longest(&self.cut.atoms, at).is_some()
            || self.cut.lexicon.holidays.longest(&self.cut.atoms, at).is_some()
    }

    /// One time, not a range of two.
    pub fn single(&self, at: usize) -> Read<Expr> {
        let found = self.sided(at).or_else(|| self.part(at)).or_else(|| self.base(at));
        let (expr, end) = found?;
        Some(self.trailing(expr, end))
    }

    /// What may follow any time: "of next year" after a weekday's week, "at dawn", "morning".
    fn trailing(&self, expr: Expr, end: usize) -> (Expr, usize) {
        if self.cut.senses(end).daypart && grain_is_day(&expr) {
            return (expr, end + 1);
        }
        let open = self.cut.is_any(end, &["onwards", "onward"]);
        let later = self.cut.is_any(end, &["or", "and"])
            && self.cut.is_any(end + 1, &["later", "after", "beyond", "onwards"])
            && !self.cut.is_word(end + 2)
            && !self.cut.is_digits(end + 2);
        let bounded =
            !matches!(expr, Expr::Length(_) | Expr::Set(_) | Expr::Since(_) | Expr::Until(_) | Expr::Vague);
        if (open || later) && bounded {
            return (Expr::Onward(expr.boxed()), end + 1 + usize::from(later));
        }
        (expr, end)
    }

    /// A time without a modifier before it.
    pub fn base(&self, at: usize) -> Read<Expr> {
        self.counted(at)
            .or_else(|| dates::date(self.cut, at, self.day_first).map(|(f, e)| (Expr::Fields(f), e)))
            .or_else(|| self.nth(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.period(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.season(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| dates::month_year(self.cut, at).map(|(f, e)| (Expr::Fields(f), e)))
            .or_else(|| self.holiday(at))
            .or_else(|| dates::relative_year(self.cut, at).map(|(y, e)| (Expr::year(y), e)))
            .or_else(|| dates::the_day(self.cut, at).map(|(f, e)| (Expr::Fields(f), e)))
            .or_else(|| dates::lone_year(self.cut, at))
            .or_else(|| self.short_date(at))
            .or_else(|| self.repeated(at))
            .or_else(|| self.the_period(at))
    }

    /// "over the weekend", "for the year", where the clause ends: the present one.
    fn the_period(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        if !cut.is_any(at, &["the", "my", "our"]) {
            return None;
        }
        let (expr, end) = self.own_period(at)?;
        let weekend = matches!(expr, Expr::Period { unit: TimeUnit::Weekend, .. });
        let led = cut.is_any(at.wrapping_sub(1), &["for", "in", "during"]);
        let closes = end >= cut.len() || !cut.is_word(end) && !cut.is(end, "'") && !cut.is(end, "-");
        (weekend || led && closes).then_some((expr, end))
    }

    fn short_date(&self, at: usize) -> Read<Expr> {
        const BEFORE: [&str; 10] =
            ["on", "from", "until", "till", "since", "dated", "between", "to", "-", "and"];
        let dotted = self.cut.is(at + 1, ".") && self.cut.before(at) != "on";
        let ranged = self.cut.is(at + 1, "/") && self.cut.is(at + 3, "-") && self.cut.is(at + 5, "/");
        let shown = ranged || BEFORE.contains(&self.cut.before(at)) && !dotted;
        let slash = self.cut.is(at + 1, "/") && self.cut.width(at + 2) == 2 && self.cut.before(at) != "at";
        let found = dates::short_numeric(self.cut, at, self.day_first).filter(|_| shown || slash)?;
        Some((Expr::Fields(found.0), found.1))
    }

    /// "since 2016", "until May", "by 2030", "before June".
    fn sided(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        if cut.are(at, &["no", "later", "than"]) || cut.are(at, &["later", "than"]) {
            let no = usize::from(cut.is(at, "no"));
            let (expr, end) = self.base(at + 2 + no)?;
            return Some((if no == 1 { Expr::Until(expr.boxed()) } else { Expr::After(expr.boxed()) }, end));
        }
        let until = cut.is_any(at, &["to", "till", "until"]) && cut.before(at) != "up";
        if until && cut.is(at + 1, "date") && !cut.is_word(at + 2) {
            let today = Expr::Period { unit: TimeUnit::Day, shift: 0, base: Base::Present };
            return Some((Expr::Until(today.boxed()), at + 2));
        }
        let make: fn(Box<Expr>) -> Expr = match cut.word(at) {
            "starting" | "beginning" | "effective" => return self.onward(at),
            "since" => Expr::Since,
            "until" | "till" | "by" => Expr::Until,
            "before" => Expr::Before,
            "after" => Expr::After,
            _ => return None,
        };
        let mut start = at + 1;
        start += usize::from(cut.is_any(start, &["at", "as"]))
            * 2
            * usize::from(cut.is_any(start + 1, &["least", "early"]));
        let (expr, end) = self.part(start).or_else(|| self.base(start))?;
        let possessive = cut.is(end, "'") || cut.is_word(end) && cut.capital(end);
        let dated = match &expr {
            Expr::Part { of, .. } | Expr::Nth { of, .. } => of.as_ref(),
            expr => expr,
        };
        let part = matches!(dated, Expr::Period { .. }) && dated != &expr;
        let dated = part || dated.fields().is_some_and(|f| f.month.is_some() || f.year.is_some());
        let loose = cut.is_any(at, &["before", "after"]) && (!dated || possessive);
        let unbounded = matches!(expr, Expr::Length(_) | Expr::Set(_) | Expr::Vague);
        if unbounded || loose {
            return None;
        }
        // What comes before the end of a year may come on its last day.
        match expr {
            Expr::Part { part: Part::Late, of } if cut.is(at, "before") => Some((Expr::Until(of), end)),
            expr => Some((make(expr.boxed()), end)),
        }
    }

    /// "starting 1 July", "beginning on 5 May", "effective from 2027".
    fn onward(&self, at: usize) -> Read<Expr> {
        let next = at + 1 + usize::from(self.cut.is_any(at + 1, &["on", "from", "in"]));
        let (expr, end) = self.base(next)?;
        let dated = expr.fields().is_some_and(|f| f.month.is_some() || f.year.is_some());
        dated.then(|| (Expr::Onward(expr.boxed()), end))
    }

    /// "early 2016", "late last month", "the end of March", "mid-July", "the beginning of next week", "earlier this month".
    fn part(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let start = at + usize::from(cut.is(at, "the"));
        let part = cut.senses(start).part?;
        let noun = cut.is_any(
            start,
            &["beginning", "start", "outset", "middle", "midst", "end", "close", "rest", "remainder"],
        );
        let mut next = start + 1;
        next += usize::from(cut.is(next, "-") && (part == Part::Mid || cut.glued(next)));
        next += usize::from(cut.is(next, "in") && matches!(part, Part::Earlier | Part::Later));
        let of = cut.is(next, "of");
        next += usize::from(of && noun);
        if let Some((expr, end)) =
            self.own_period(next).filter(|_| of || noun || cut.is_any(next - 1, &["in"]))
        {
            return Some((Expr::Part { part, of: expr.boxed() }, end));
        }
        let (expr, end) = self.base(next)?;
        let whole = !grain_is_day(&expr)
            && !matches!(
                expr,
                Expr::Length(_) | Expr::Set(_) | Expr::Vague | Expr::Window { .. } | Expr::Offset { .. }
            );
        let day = matches!(part, Part::Earlier | Part::Later | Part::Early | Part::Late)
            && grain_is_day(&expr)
            && !noun;
        if !whole && !day {
            return None;
        }
        let expr = if day { expr } else { Expr::Part { part, of: expr.boxed() } };
        Some((expr, end))
    }

    /// "the year", "week", "my week" after "end of", "rest of": the present one.
    fn own_period(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let next = at + usize::from(cut.is_any(at, &["the", "my", "our", "its", "their"]));
        let senses = cut.senses(next);
        let unit = senses.unit.filter(|u| *u >= TimeUnit::Day && !senses.units)?;
        let followed = cut.is_digits(next + 1) || cut.is(next + 1, "of");
        (!followed).then_some((Expr::Period { unit, shift: 0, base: Base::Present }, next + 1))
    }

    /// Anything that begins with a count: "two weeks ago", "three-day", "5 past years", "two sundays from now".
    fn counted(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let lead = at + usize::from(cut.is_any(at, &["in", "within", "after", "for", "over"]));
        let within = cut.is(at, "within");
        if let Some((found, end)) = self.window(if within { at + 1 } else { at }) {
            return Some(match found {
                Expr::Window { length, ahead, .. } => (Expr::Window { length, ahead, within }, end),
                found => (found, end),
            });
        }
        let (bound, start) = self.rough(lead);
        let (length, end) = self.length(start)?;
        if let Some(((base, length), end)) = self.distance(end, &length) {
            let bound = if within { Bound::AtMost } else { bound };
            if number::number(cut, start).is_some_and(|n| n.vague) && length.len() == 1 {
                return Some((spread(length[0], &base), end));
            }
            return Some((bounded(bound, Expr::Offset { length, base: base.clone() }, base), end));
        }
        let day_or_more = length.iter().all(|l| l.1 >= TimeUnit::Day);
        let point = cut.is(at, "in") && !cut.is(end, "since") && day_or_more;
        if point && !cut.is(end, "'") && !cut.are(end, &["of"]) {
            let vague = length.iter().all(|l| l.1 >= TimeUnit::Decade);
            // "The first visit in nine years" says how long none was made.
            let record = (1..9).any(|n| {
                at.checked_sub(n).is_some_and(|i| {
                    cut.is_any(
                        i,
                        &["first", "time", "highest", "lowest", "worst", "only", "biggest", "largest"],
                    )
                })
            });
            let expr = if vague {
                Expr::Vague
            } else if record {
                Expr::Length(length[0].1)
            } else {
                Expr::Ahead(length)
            };
            return Some((expr, end));
        }
        if within && day_or_more {
            return Some((Expr::Window { length, ahead: true, within: true }, end));
        }
        (lead == at || cut.is(at, "for")).then(|| (Expr::Length(length[0].1), end))
    }

    /// "about", "more than", "less than" before a length, and the atom after.
    fn rough(&self, at: usize) -> (Bound, usize) {
        self.cut
            .lexicon
            .before
            .longest(&self.cut.atoms, at)
            .map_or((Bound::Exact, at), |(bound, end)| (*bound, end))
    }

    /// "2 years 1 month and 21 days", "a week", "two-day", "decades".
    pub fn length(&self, at: usize) -> Read<Length> {
        let cut = self.cut;
        let mut length = Length::new();
        let mut end = at;
        loop {
            let joined = end + usize::from(!length.is_empty() && cut.is_any(end, &["and", ","]));
            let Some((count, next)) = self.count(joined) else { break };
            let next = next + usize::from(cut.is(next, "-"));
            let next = next
                + usize::from(
                    cut.is(next, "business") || cut.is(next, "working") || cut.is(next, "consecutive"),
                );
            let weekday = cut.senses(next).weekdays.or(cut.senses(next).weekday);
            let unit = cut.senses(next).unit.or(weekday.map(|_| TimeUnit::Week));
            let Some(unit) = unit else { break };
            if weekday.is_some() && !cut.is_any(next + 1, &["from", "later", "ago"]) {
                break;
            }
            length.push((count, unit));
            end = next + 1;
            if cut.is(end, "'") {
                end += 1 + usize::from(cut.is(end + 1, "s"));
                break;
            }
        }
        (!length.is_empty()).then_some((length, end))
    }

    fn count(&self, at: usize) -> Read<i32> {
        let cut = self.cut;
        if cut.is_any(at, &["a", "an", "one"]) && cut.senses(at + 1).unit.is_some() {
            return Some((1, at + 1));
        }
        if cut.is(at + 1, "quarters")
            && let Some(n) = cut.senses(at).cardinal
        {
            return Some((n as i32, at + 1));
        }
        let n = number::number(cut, at)?;
        let half = n.value.fract();
        let whole = n
            .whole()
            .or_else(|| if half.is_zero() { None } else { i32::try_from(n.value.trunc().mantissa()).ok() })?;
        (0..=5000).contains(&whole).then_some((whole, n.end))
    }

    /// "ago", "back", "earlier", "later", "from now", "after today", "before 5 May": the signed length and its base.
    fn distance(&self, at: usize, length: &Length) -> Read<(Base, Length)> {
        let cut = self.cut;
        let signed = |sign: i32| length.iter().map(|(n, u)| (n * sign, *u)).collect::<Length>();
        let weeks = |end: usize| ((Base::Present, signed(-1)), end);
        if cut.is(at, "ago") || cut.is(at, "back") && !cut.is_any(at + 1, &["to", "from", "in"]) {
            return Some(weeks(at + 1));
        }
        if let Some(found) = self.dated_distance(at, length) {
            return Some(found);
        }
        match cut.word(at) {
            "before" | "after" if cut.is_word(at + 1) || cut.is_digits(at + 1) => return None,
            "earlier" | "before" | "prior" if self.closes(at + 1) => {
                return Some(((Base::Anchor, signed(-1)), at + 1));
            }
            "later" | "after" | "on" | "afterwards" if self.closes(at + 1) && !cut.is(at, "on") => {
                return Some(((Base::Anchor, signed(1)), at + 1));
            }
            "hence" => return Some(((Base::Present, signed(1)), at + 1)),
            _ => {}
        }
        if cut.are(at, &["from", "now"]) || cut.are(at, &["from", "today"]) || cut.are(at, &["after", "now"])
        {
            return Some(((Base::Present, signed(1)), at + 2));
        }
        if cut.are(at, &["in", "the", "future"]) {
            return Some(((Base::Present, signed(1)), at + 3));
        }
        None
    }

    /// "after today", "before 5 May", "from tomorrow", "since 2011".
    fn dated_distance(&self, at: usize, length: &Length) -> Read<(Base, Length)> {
        let cut = self.cut;
        let sign = match cut.word(at) {
            "from" | "after" | "since" | "following" => 1,
            "before" | "prior" => -1,
            _ => return None,
        };
        let start = at + 1 + usize::from(cut.is(at, "prior") && cut.is(at + 1, "to"));
        let (expr, end) = self.base(start)?;
        let dated =
            grain_is_day(&expr) || expr.fields().is_some_and(|f| f.month.is_some() || cut.is(at, "since"));
        let start_of = matches!(&expr, Expr::Fields(f) if f.only_year());
        let base = if start_of {
            Expr::Nth { nth: 1, piece: Piece::Unit(TimeUnit::Day), of: expr.boxed() }
        } else {
            expr
        };
        let signed = length.iter().map(|(n, u)| (n * sign, *u)).collect();
        dated.then(|| ((Base::Stated(base.boxed()), signed), end))
    }

    /// True where a clause or phrase ends, so that "earlier" is no adjective.
    fn closes(&self, at: usize) -> bool {
        const OPENERS: [&str; 28] = [
            "in", "on", "at", "the", "he", "she", "it", "they", "that", "when", "and", "but", "by", "to",
            "with", "a", "an", "was", "were", "this", "for", "from", "after", "his", "her", "its", "is",
            "had",
        ];
        at >= self.cut.len()
            || !self.cut.is_word(at)
            || OPENERS.contains(&self.cut.word(at))
            || self.cut.capital(at)
    }

    /// "the past two years", "the last few weeks", "next 3 days", "the coming decades".
    fn window(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        if let Some(n) = number::number(cut, at + usize::from(cut.is(at, "the")))
            && let Some(shift) = cut.senses(n.end).shift.filter(|s| *s != 0)
            && let (Some(unit), Some(count)) = (cut.senses(n.end + 1).unit, n.whole())
            && cut.senses(n.end + 1).units
        {
            return Some((
                Expr::Window { length: vec![(count, unit)], ahead: shift > 0, within: false },
                n.end + 2,
            ));
        }
        let start = at + usize::from(cut.is_any(at, &["the", "these", "this"]));
        let start = start + usize::from(cut.is(at, "over") && cut.is(at + 1, "the")) * 2;
        let shift = cut.senses(start).shift.filter(|s| *s != 0)?;
        if cut.is(start, "last")
            && let Some(found) = self.run(start + 1, -1)
        {
            return Some(found);
        }
        if let Some((length, end)) =
            self.length(start + 1).filter(|(l, _)| !cut.is(start + 1, "a") && l[0].1 >= TimeUnit::Day)
        {
            return Some((Expr::Window { length, ahead: shift > 0, within: false }, end));
        }
        let senses = cut.senses(start + 1);
        let unit = senses.unit.filter(|u| senses.units && *u >= TimeUnit::Day)?;
        Some((Expr::Window { length: vec![(3, unit)], ahead: shift > 0, within: false }, start + 2))
    }

    /// "the third week of May", "first Friday in this month", "the third quarter of 2016", "the first half of 2025".
    fn nth(&self, at: usize) -> Read<Expr> {
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

    /// "nine months of 2024" after "the first".
    fn run(&self, at: usize, nth: i8) -> Read<Expr> {
        let n = number::number(self.cut, at).filter(|_| matches!(nth, 1 | -1))?;
        let senses = self.cut.senses(n.end);
        let unit = senses.unit.filter(|u| senses.units && (TimeUnit::Day..TimeUnit::Year).contains(u))?;
        let (of, end) = self.whole(n.end + 1)?;
        let count = n.whole().filter(|n| (1..=366).contains(n))?;
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
    fn weekday(&self, at: usize) -> Read<Expr> {
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
    fn deictic(&self, at: usize) -> Read<Expr> {
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
        let shift = cut.senses(at).shift;
        if cut.senses(at + 1).daypart
            && !cut.is_any(at, &["that", "same"])
            && let Some(shift) = shift
        {
            return Some((days(i32::from(shift), Base::Present), at + 2));
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
        if let Some((month, end)) =
            dates::month(cut, start + 1).filter(|_| !cut.is_any(start, &["that", "same", "recent"]))
        {
            let dated = dates::date(cut, start + 1, self.day_first).is_some();
            let which = [Which::Last, Which::This, Which::Next][(shift + 1) as usize];
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
        let base = if following || same { Base::Anchor } else { Base::Present };
        if cut.is(start, "recent") {
            return None;
        }
        Some((Expr::Period { unit, shift, base }, start + 2))
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
    fn quarter(&self, at: usize) -> Read<Expr> {
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
    fn season(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let start = at + usize::from(cut.is(at, "the"));
        let shift = cut.senses(start).shift.filter(|_| !cut.is_any(start, &["same", "that"]));
        let next = start + usize::from(shift.is_some());
        let season = cut.senses(next).season?;
        let which = match shift {
            Some(-1) => Which::Last,
            Some(1) => Which::Next,
            Some(_) => Which::This,
            None => Which::Nearest,
        };
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
    fn decade(&self, at: usize) -> Read<Expr> {
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
    fn fiscal(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let start = match cut.word(at) {
            "fiscal" | "financial" if cut.is(at + 1, "year") => at + 2,
            "fiscal" | "fy" => at + 1,
            _ => return None,
        };
        ranges::years(cut, start)
            .or_else(|| dates::year(cut, start).map(|(y, e)| (Expr::year(Year::Stated(y)), e)))
    }

    fn holiday(&self, at: usize) -> Read<Expr> {
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
    fn repeated(&self, at: usize) -> Read<Expr> {
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

/// "a few weeks ago": between two and five.
fn spread((count, unit): (i32, TimeUnit), base: &Base) -> Expr {
    let sign = count.signum();
    let wide = if count.abs() > 2 { 2 } else { 1 };
    let offset = |n: i32| Expr::Offset { length: vec![(n, unit)], base: base.clone() }.boxed();
    let (near, far) = (offset(count - sign), offset(count + sign * wide));
    if sign < 0 { Expr::Between(far, near) } else { Expr::Between(near, far) }
}

/// "more than two weeks ago" leaves one side open; "less than two weeks after" lies between the two days.
fn bounded(bound: Bound, offset: Expr, base: Base) -> Expr {
    let Expr::Offset { length, .. } = &offset else { return offset };
    let back = length.iter().any(|(n, _)| *n < 0);
    let start = match base {
        Base::Stated(e) => *e,
        Base::Anchor => return offset,
        Base::Present => Expr::Period { unit: TimeUnit::Day, shift: 0, base: Base::Present },
    };
    match bound {
        Bound::AtLeast if back => Expr::Until(offset.boxed()),
        Bound::AtLeast => Expr::Onward(offset.boxed()),
        Bound::AtMost if back => Expr::Between(offset.boxed(), start.boxed()),
        Bound::AtMost => Expr::Between(start.boxed(), offset.boxed()),
        _ => offset,
    }
}

/// The year that an expression names, where it names one.
fn year_of(expr: &Expr) -> Option<Year> {
    match expr {
        Expr::Period { unit: TimeUnit::Year, shift, base: Base::Present } => Some(Year::Shifted(*shift)),
        expr => expr.fields()?.year,
    }
}

/// True for expressions that name single days.
pub(super) fn grain_is_day(expr: &Expr) -> bool {
    match expr {
        Expr::Fields(Fields { day, .. }) => day.is_some(),
        Expr::Weekday { .. } | Expr::InWeek { .. } | Expr::Holiday { .. } => true,
        Expr::Period { unit, .. } => *unit == TimeUnit::Day,
        Expr::Nth { piece, .. } => matches!(piece, Piece::Weekday(_) | Piece::Unit(TimeUnit::Day)),
        _ => false,
    }
}
