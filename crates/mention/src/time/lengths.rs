//! Counted lengths: "two weeks ago", "the past three years", "within 10 days of".

use super::dates::Read;
use super::expr::{Base, Expr, Length, Piece};
use super::grammar::{Grammar, grain_is_day};
use crate::figure::number;
use legation_lexicon::units::TimeUnit;
use legation_record::Bound;

impl Grammar<'_, '_> {
    /// Anything that begins with a count: "two weeks ago", "three-day", "5 past years", "two sundays from now".
    pub(super) fn counted(&self, at: usize) -> Read<Expr> {
        let cut = self.cut;
        let lead = at + usize::from(cut.is_any(at, &["in", "within", "after", "for", "over"]));
        let within = cut.is(at, "within");
        if cut.is(lead, "within") {
            return None; // "gave in within a week"
        }
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
        if lead == at && bound == Bound::Exact && self.counts_back(at, end) {
            let length = length.iter().map(|(n, unit)| (-n, *unit)).collect();
            return Some((Expr::Offset { length, base: Base::Here }, end));
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

    /// ", three years" before "after Chad had closed it": when that was.
    fn counts_back(&self, at: usize, end: usize) -> bool {
        let cut = self.cut;
        let added = matches!(cut.before(at), "," | "-" | "just" | "only");
        added && cut.is(end, "after") && cut.is_word(end + 1)
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
            "later" | "after" | "afterwards" if self.closes(at + 1) => {
                return Some(((Base::Anchor, signed(1)), at + 1));
            }
            "on" if !cut.is_word(at + 1) && !cut.is_digits(at + 1) => {
                return Some(((Base::Story, signed(1)), at + 1));
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
    pub(super) fn closes(&self, at: usize) -> bool {
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
        Base::Anchor | Base::Story | Base::Here => return offset,
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
