//! The grammar of quantities over atoms: a number, what it is counted in, and how it is bounded.

use super::number::{self, Number};
use super::units;
use crate::QuantityKind;
use crate::cut::Cut;
use legation_record::Bound;
use legation_text::Span;
use rust_decimal::Decimal;

/// A quantity as read from atoms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The number and its unit.
    pub span: Span,
    pub kind: QuantityKind,
    pub value: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// ISO 4217 code or plain unit; empty for a bare number.
    pub unit: String,
    /// `exact`, or what the words around the number make of it.
    pub bound: Bound,
}

/// A value with its unit, and where it ends.
pub(super) struct Valued {
    pub value: Decimal,
    pub kind: QuantityKind,
    pub unit: String,
    pub end: usize,
    /// The words themselves say that it is rough.
    pub vague: bool,
}

/// Whose money a sign stands for that several states use.
#[derive(Clone, Copy, Default)]
pub(super) struct Home<'h>(pub Option<&'h str>);

/// Every quantity of a stretch of text, with the atoms it spans.
pub(super) fn measures(cut: &Cut, home: Home) -> Vec<(Measure, usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < cut.len() {
        if let Some(end) = cut.address(at).or_else(|| units::clock(cut, at)) {
            at = end;
            continue;
        }
        match measure(cut, at, home) {
            Some((measure, end)) if end > at => {
                found.push((measure, at, end));
                at = end;
            }
            _ => at = skip(cut, at),
        }
    }
    found
}

/// Past an atom that begins nothing; digits go with what is glued to them, for "1e400" hides no 400.
fn skip(cut: &Cut, at: usize) -> usize {
    let mut next = at + 1;
    if cut.is_digits(at) {
        while cut.glued(next) && (cut.is_word(next) || cut.is_digits(next) || cut.is_any(next, &["^"])) {
            next += 1;
        }
    }
    next
}

fn measure(cut: &Cut, at: usize, home: Home) -> Option<(Measure, usize)> {
    if !may_begin(cut, at) || named(cut, at) {
        return None;
    }
    let between = cut.is(at, "between");
    let start = at + usize::from(between);
    let first = valued(cut, start, home).or_else(|| if between { None } else { ordinal(cut, at) })?;
    let (value, high, last) = match upper(cut, &first, between, home) {
        Some((low, last)) => (low, Some(last.value), last),
        None if between => return None,
        None => (first.value, None, first),
    };
    if last.kind == QuantityKind::Money && value.is_zero() {
        return None; // "$-0 billion" is nobody's sum
    }
    let (bound, end) = bound(cut, at, last.end, last.vague);
    let span = cut.span(at, last.end);
    Some((Measure { span, kind: last.kind, value, high, unit: last.unit, bound }, end))
}

fn may_begin(cut: &Cut, at: usize) -> bool {
    let s = cut.senses(at);
    let numeral = s.cardinal.or(s.ordinal).or(s.scale).or(s.share).or(s.vague).or(s.dozen).is_some();
    numeral
        || !cut.is_word(at)
        || cut.is_any(at, &["a", "an", "minus", "negative", "between", "percent", "percents", "per"])
        || cut.lexicon.money.longest(&cut.atoms, at).is_some()
        || units::loose_code(cut, at).is_some()
        || units::million_code(cut, at).is_some()
}

/// True for digits that are part of a name: F-16, G20, Resolution 1373.
fn named(cut: &Cut, at: usize) -> bool {
    if !cut.is_digits(at) || at == 0 {
        return false;
    }
    let glued_word = cut.glued(at) && cut.is_word(at - 1) && cut.senses(at - 1).month.is_none();
    let model = cut.glued(at) && cut.is(at - 1, "-") && cut.glued(at - 1) && at > 1 && cut.is_word(at - 2);
    let spelt = model && (cut.senses(at - 2).part.is_some() || cut.senses(at - 2).month.is_some());
    let of_group = at > 1 && cut.is(at - 1, "of") && cut.capital(at - 2) && cut.is(at - 2, "group");
    let label =
        cut.capital(at - 1) && cut.lexicon.labels.longest(&cut.atoms, at - 1).is_some_and(|(_, e)| e == at);
    spoilt_sum(cut, at) || glued_word && !units::is_money(cut, at - 1) || model && !spelt || label || of_group
}

/// True for digits whose money sign made no sum of them: "$0", "$-5".
fn spoilt_sum(cut: &Cut, at: usize) -> bool {
    let minus = usize::from(cut.is(at - 1, "-") && cut.glued(at - 1));
    cut.glued(at) && at > minus && cut.is_any(at - 1 - minus, &["$", "€", "£"])
}

/// Money before the number, or a number with whatever follows it.
fn valued(cut: &Cut, at: usize, home: Home) -> Option<Valued> {
    let number = || number::number(cut, at).filter(|n| counts(cut, at, n));
    units::money_before(cut, at, home)
        .or_else(|| units::percent_of(cut, at))
        .or_else(|| Some(units::with_unit(cut, number()?, home)))
}

/// "one" and "a" count only where something is counted.
fn counts(cut: &Cut, at: usize, n: &Number) -> bool {
    if n.end == at + 1 && cut.is(at, "one") {
        const PRONOUN: [&str; 12] =
            ["the", "this", "that", "which", "no", "any", "every", "each", "another", "some", "only", "-"];
        let measured = cut.is(n.end, "-")
            || cut.lexicon.units.longest(&cut.atoms, n.end).is_some_and(|_| cut.width(n.end) > 2);
        let pronoun = PRONOUN.contains(&cut.before(at)) && !measured;
        return !pronoun && !cut.is_any(n.end, &["another", "of", "'", "may", "day"]);
    }
    // "thousands of" is no number, and a lone scale is one only with its sum.
    !(n.end == at + 1 && cut.word(at).ends_with('s') && cut.senses(at).scale.is_some())
}

fn ordinal(cut: &Cut, at: usize) -> Option<Valued> {
    let (n, end) = number::ordinal(cut, at)?;
    Some(Valued { value: n.into(), kind: QuantityKind::Ordinal, unit: String::new(), end, vague: false })
}

/// The upper end of a range that `low` begins: 5 to 7 million, 10-15 km, between $2bn and $3bn.
fn upper(cut: &Cut, low: &Valued, between: bool, home: Home) -> Option<(Decimal, Valued)> {
    let dash = cut.is_any(low.end, &["-", "~"]);
    let from = cut.is_any(low.end.saturating_sub(2), &["from"]);
    let to = cut.is_any(low.end, &["to", "through"]) && !from;
    if !(dash || to || between && cut.is(low.end, "and")) || low.kind == QuantityKind::Ordinal {
        return None;
    }
    let high = valued(cut, low.end + 1, home)?;
    let bare = low.unit.is_empty();
    let same = low.unit == high.unit;
    let sum = low.kind == QuantityKind::Money && high.unit.is_empty();
    if !(same || bare || sum) || to && same && !bare && !between {
        return None;
    }
    let low_value = share_scale(cut, low, &high);
    let (unit, kind) = if sum { (low.unit.clone(), low.kind) } else { (high.unit.clone(), high.kind) };
    // "3-0" and "9-11-2001" are no ranges, nor is a day of a month.
    let sensible = low_value < high.value && !(dash && cut.is(high.end, "-") && cut.glued(high.end));
    sensible.then_some((low_value, Valued { kind, unit, ..high }))
}

/// "5 to 7 million": the scale of the upper end is that of the lower.
fn share_scale(cut: &Cut, low: &Valued, high: &Valued) -> Decimal {
    let scaled = cut.senses(low.end - 1).scale.is_some();
    let scale = (low.end + 1..high.end).filter_map(|i| cut.senses(i).scale).max();
    match scale {
        Some(scale) if !scaled && low.value < Decimal::ONE_THOUSAND => {
            low.value.checked_mul(scale.into()).unwrap_or(low.value)
        }
        _ => low.value,
    }
}

/// What the words before and after make of the number.
fn bound(cut: &Cut, at: usize, end: usize, vague: bool) -> (Bound, usize) {
    const BETWEEN: [&str; 7] = ["a", "an", "the", "further", "additional", "another", "extra"];
    let mut from = at;
    while from > 0 && BETWEEN.contains(&cut.word(from - 1)) && at - from < 2 {
        from -= 1;
    }
    let before =
        cut.lexicon.before.ending(&cut.atoms, at).or_else(|| cut.lexicon.before.ending(&cut.atoms, from));
    if let Some((bound, _)) = before {
        return (*bound, end);
    }
    if let Some((bound, end)) = cut.lexicon.after.longest(&cut.atoms, end) {
        return (*bound, end);
    }
    (if vague { Bound::About } else { Bound::Exact }, end)
}
