//! Times with two ends: May 11–16, from 4 to 22 this month, between 2014 and May 2018, 2014–16.

use super::dates::{self, Read};
use super::expr::{Expr, Fields, Month, Year};
use super::grammar::{Grammar, grain_is_day};
use crate::cut::Cut;

/// The range that begins at `at`.
pub(super) fn range(g: &Grammar, at: usize) -> Read<Expr> {
    let cut = g.cut;
    if let Some(found) = years(cut, at) {
        return Some(found);
    }
    let led = cut.is_any(at, &["from", "between"]);
    let start = at + usize::from(led);
    let between = cut.is(at, "between");
    month_of_days(g, start, between)
        .or_else(|| bare_days(g, start, led, between))
        .or_else(|| days_of_month(g, start, between))
        .or_else(|| any(g, start, led, between))
}

/// The atom after "to", "until", a dash …
fn joiner(cut: &Cut, at: usize, between: bool) -> Option<usize> {
    let dash = cut.is_any(at, &["-", "~"]);
    let word = cut.is_any(at, &["to", "until", "till", "through", "thru"]);
    (dash || word || between && cut.is(at, "and"))
        .then_some(at + 1 + usize::from(cut.is(at, "through") && cut.is(at + 1, "to")))
}

/// 2014–16, 2014-2018, 2014/15.
pub(super) fn years(cut: &Cut, at: usize) -> Read<Expr> {
    let (from, end) = dates::year(cut, at).filter(|_| cut.is_digits(at))?;
    let sign = cut.is_any(end, &["-", "~"]) || cut.is(end, "/") && cut.glued(end);
    let before = at > 0 && cut.glued(at) && !cut.is_any(at - 1, &["(", "\"", "'", ","]);
    let after = cut.is_any(end + 2, &["-", "/"]) && cut.glued(end + 2) && cut.glued(end + 3);
    let to = cut.digits(end + 1)? as i16;
    if !sign
        || before
        || after
        || cut.is_digits(end + 1) && cut.is(end + 2, "%")
        || cut.senses(end + 2).month.is_some()
    {
        return None;
    }
    let to = match cut.width(end + 1) {
        4 => to,
        2 if cut.glued(end + 1) => from / 100 * 100 + to,
        _ => return None,
    };
    let likely = (1700..=2200).contains(&from) && from < to && to - from < 200;
    likely.then_some((Expr::Years { from, to }, end + 2))
}

/// "May 11–16", "June 9 to 11, 2017", "November between 19 and 20".
fn month_of_days(g: &Grammar, at: usize, between: bool) -> Read<Expr> {
    let cut = g.cut;
    let (month, end) = dates::month(cut, at)?;
    let inner = cut.is_any(end, &["between", "from"]);
    let the = |at: usize| at + usize::from(cut.is(at, "the"));
    let (first, end) = dates::day_number(cut, the(end + usize::from(inner)))?;
    let and = cut.is(end, "and") && !between && !inner;
    let right = the(joiner(cut, end, true)?);
    if dates::date(cut, right, g.day_first).is_some() {
        return None;
    }
    let (last, end) = dates::day_number(cut, right)?;
    if and && cut.is_word(end) && !cut.is_any(end, &["in", "at", "of", "to", "with", "for", "by"]) {
        return None; // "May 18 and 19 officers"
    }
    let month = Some(Month::Stated(month));
    let (year, end) = year_tail(cut, end);
    let fields = |day| Expr::Fields(Fields { year, month, day: Some(day), weekday: None });
    (first < last).then(|| (Expr::Between(fields(first).boxed(), fields(last).boxed()), end))
}

fn year_tail(cut: &Cut, at: usize) -> (Option<Year>, usize) {
    let next = at + usize::from(cut.is(at, ",")) + usize::from(cut.is(at, "of"));
    dates::year(cut, next)
        .map(|(y, e)| (Year::Stated(y), e))
        .or_else(|| dates::relative_year(cut, next))
        .map_or((None, at), |(y, e)| (Some(y), e))
}

/// "from 4 to 22 this month", "4 till 23 of this month", "between 4 and 22 next month".
fn bare_days(g: &Grammar, at: usize, led: bool, between: bool) -> Read<Expr> {
    let cut = g.cut;
    let the = |at: usize| at + usize::from(cut.is(at, "the"));
    let (first, end) = dates::day_number(cut, the(at))?;
    let right = joiner(cut, end, between)?;
    let (last, end) = dates::day_number(cut, the(right))?;
    let (month, end) = dates::relative_month(cut, end)?;
    let shown = led || cut.is_any(end - 2, &["this", "next", "last", "current"]);
    let fields = |day| Expr::Fields(Fields { month: Some(month), day: Some(day), ..Fields::default() });
    (shown && first < last).then(|| (Expr::Between(fields(first).boxed(), fields(last).boxed()), end))
}

/// "11 to 16 May", "4-22 January, 1995", "from 4 to January 22, 1995".
fn days_of_month(g: &Grammar, at: usize, between: bool) -> Read<Expr> {
    let cut = g.cut;
    let start = at + usize::from(cut.is(at, "the"));
    let (first, end) = dates::day_number(cut, start).filter(|_| cut.senses(start).vague.is_none())?;
    let and = cut.is(end, "and") && cut.is_digits(start);
    let right = joiner(cut, end, between || and)?;
    let (last, end) = dates::date(cut, right, g.day_first)?;
    let day = last.day.filter(|d| *d > first || between)?;
    let left = Fields { day: Some(first), ..last };
    let pair =
        Expr::Between(Expr::Fields(left).boxed(), Expr::Fields(Fields { day: Some(day), ..last }).boxed());
    last.month.is_some().then_some((pair, end))
}

/// Two whole expressions with a joiner between them.
fn any(g: &Grammar, at: usize, led: bool, between: bool) -> Read<Expr> {
    let cut = g.cut;
    let (left, end) = g.single(at)?;
    let loose =
        matches!(left, Expr::Length(_) | Expr::Set(_) | Expr::Vague | Expr::Since(_) | Expr::Until(_));
    if loose || matches!(left, Expr::Between(..) | Expr::After(_) | Expr::Before(_)) {
        return None;
    }
    let right = joiner(cut, end, between)?;
    let (right, end) =
        g.single(right).filter(|(r, _)| !matches!(r, Expr::Length(_) | Expr::Set(_) | Expr::Vague))?;
    let word = !cut.is_any(joiner_at(cut, at, end), &["-", "~"]);
    let alike =
        left.fields().is_some() && right.fields().is_some() || grain_is_day(&left) && grain_is_day(&right);
    if !(led || alike && (word || !years_only(&left))) {
        return None;
    }
    let (left, right) = share(left, right);
    Some((Expr::Between(left.boxed(), right.boxed()), end))
}

fn joiner_at(cut: &Cut, from: usize, to: usize) -> usize {
    (from..to).find(|&i| cut.is_any(i, &["to", "until", "till", "through", "-", "~"])).unwrap_or(from)
}

fn years_only(expr: &Expr) -> bool {
    expr.fields().is_some_and(|f| f.only_year())
}

/// "Nov–Feb 2017": the year stands once and counts for both, the year before for a month that comes later.
fn share(left: Expr, right: Expr) -> (Expr, Expr) {
    let (Some(l), Some(r)) = (left.fields(), right.fields()) else {
        if let (Expr::Weekday { weekday, .. }, Expr::InWeek { week, .. }) = (&left, &right) {
            return (Expr::InWeek { weekday: *weekday, week: week.clone() }, right);
        }
        return (left, right);
    };
    let (None, Some(year), Some(Month::Stated(m))) = (l.year, r.year, l.month) else { return (left, right) };
    let later = matches!(r.month, Some(Month::Stated(n)) if n < m);
    let year = match year {
        Year::Stated(y) if later => Year::Stated(y - 1),
        Year::Shifted(n) if later => Year::Shifted(n - 1),
        year => year,
    };
    (Expr::Fields(Fields { year: Some(year), ..l }), right)
}
