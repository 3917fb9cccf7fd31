//! The grammar of time expressions over atoms. Every rule takes a position and returns what begins there, and the
//! position after it. Counted lengths ("two weeks ago") are in [`super::lengths`], named periods ("last May") in
//! [`super::periods`].

use super::dates::{self, Read};
use super::expr::{Base, Expr, Fields, Piece};
use super::ranges;
use crate::cut::Cut;
use legation_lexicon::units::{Part, TimeUnit};

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

    /// "1995: they met", "March 2012 – it was signed", "April 2002" alone: the date of what follows in a chronology.
    pub fn is_entry(&self, expr: &Expr, at: usize, end: usize) -> bool {
        let cut = self.cut;
        let opens = (0..at).all(|i| !cut.is_word(i) && !cut.is_digits(i));
        let dash = cut.is(end, "-") && !cut.glued(end) && end + 1 < cut.len();
        opens && (cut.is(end, ":") || dash || self.is_alone(end)) && expr.names_year()
    }

    fn is_alone(&self, end: usize) -> bool {
        (end..self.cut.len()).all(|i| !self.cut.is_word(i) && !self.cut.is_digits(i))
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
    pub(super) fn own_period(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let next = at + usize::from(cut.is_any(at, &["the", "my", "our", "its", "their"]));
        let senses = cut.senses(next);
        let unit = senses.unit.filter(|u| *u >= TimeUnit::Day && !senses.units)?;
        let followed = cut.is_digits(next + 1) || cut.is(next + 1, "of");
        (!followed).then_some((Expr::Period { unit, shift: 0, base: Base::Present }, next + 1))
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
