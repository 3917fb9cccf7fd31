//! Numbers in digits and words, as exact decimals.

use crate::cut::Cut;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

/// A number as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub value: Decimal,
    /// The atom after it.
    pub end: usize,
    /// Written in digits, at least at its beginning.
    pub digits: bool,
    /// A count such as "a few", known only roughly.
    pub vague: bool,
}

impl Number {
    const fn new(value: Decimal, end: usize, digits: bool) -> Self {
        Self { value, end, digits, vague: false }
    }

    /// As a small whole number, where it is one.
    pub fn whole(&self) -> Option<i32> {
        if self.value.fract().is_zero() { self.value.to_i32() } else { None }
    }
}

fn dec(value: u64) -> Decimal {
    Decimal::from_u64(value).unwrap_or_default()
}

/// The number that begins at `at`; `None` too where it is beyond 28 digits.
pub(crate) fn number(cut: &Cut, at: usize) -> Option<Number> {
    let negative = sign(cut, at);
    let mut n = unsigned(cut, negative.unwrap_or(at))?;
    if negative.is_some() {
        n.value.set_sign_negative(!n.value.is_zero());
    }
    Some(n)
}

/// The atom after a minus at `at`.
fn sign(cut: &Cut, at: usize) -> Option<usize> {
    let hyphen = cut.is(at, "-") && !cut.glued(at) && cut.is_digits(at + 1);
    let dashed = at > 0 && !cut.glued(at + 1); // "talks – 5 of them" is no minus
    if hyphen && !dashed || cut.is_any(at, &["minus", "negative"]) { Some(at + 1) } else { None }
}

fn unsigned(cut: &Cut, at: usize) -> Option<Number> {
    if let Some(n) = vague(cut, at).or_else(|| fraction(cut, at)).or_else(|| vulgar(cut, at)) {
        return Some(scale_fraction(cut, n));
    }
    let n = parts(cut, compose(cut, at)?);
    Some(ratio(cut, n))
}

/// "a hundred millionths", "one hundred and thirty-two fifths".
fn parts(cut: &Cut, n: Number) -> Number {
    let hyphen = usize::from(cut.is(n.end, "-"));
    match cut.senses(n.end + hyphen).denominator.filter(|_| !n.digits && n.value > Decimal::ONE) {
        Some(d) => Number { value: n.value / dec(d), end: n.end + hyphen + 1, ..n },
        None => n,
    }
}

/// The denominator at `at`, plural (`thirds`, `twenty-firsts`) or after one also singular; and the atom after.
fn denominator(cut: &Cut, at: usize, one: bool) -> Option<(u64, usize)> {
    let senses = cut.senses(at);
    let singular = |at: usize, least: u64| cut.senses(at).ordinal.filter(|&o| one && o >= least);
    if let Some(d) = senses.denominator.or(senses.share.filter(|_| one)).or_else(|| singular(at, 3)) {
        return Some((d, at + 1));
    }
    let tens = senses.cardinal.filter(|t| (20..100).contains(t) && t % 10 == 0)?;
    let next = at + 1 + usize::from(cut.is(at + 1, "-"));
    let unit = cut.senses(next).denominator.or_else(|| singular(next, 1)).filter(|u| *u < 10)?;
    Some((tens + unit, next + 1))
}

/// "a few", "several", "a couple of": roughly how many.
fn vague(cut: &Cut, at: usize) -> Option<Number> {
    let start = at + usize::from(cut.is(at, "a"));
    let count = cut.senses(start).vague?;
    let end = start + 1 + usize::from(cut.is(start, "couple") && cut.is(start + 1, "of"));
    Some(Number { vague: true, ..Number::new(dec(count), end, false) })
}

/// ½ and its like.
fn vulgar(cut: &Cut, at: usize) -> Option<Number> {
    const SIGNS: [(&str, u64, u64); 12] = [
        ("½", 1, 2),
        ("⅓", 1, 3),
        ("⅔", 2, 3),
        ("¼", 1, 4),
        ("¾", 3, 4),
        ("⅕", 1, 5),
        ("⅖", 2, 5),
        ("⅗", 3, 5),
        ("⅘", 4, 5),
        ("⅙", 1, 6),
        ("⅛", 1, 8),
        ("⅞", 7, 8),
    ];
    let (_, n, d) = SIGNS.iter().find(|(s, ..)| cut.is(at, s))?;
    Some(Number::new(dec(*n).checked_div(dec(*d))?, at + 1, true))
}

/// "half", "a third", "two thirds", "three-quarters", "one-fifth", "3/4".
fn fraction(cut: &Cut, at: usize) -> Option<Number> {
    slash(cut, at).or_else(|| {
        if cut.senses(at).share.is_some() {
            return share(cut, at, at);
        }
        if cut.is_any(at, &["a", "an"]) {
            return article_share(cut, at);
        }
        let top = below_hundred(cut, at)?;
        let next = top.end + usize::from(cut.is(top.end, "-"));
        let one = top.value == Decimal::ONE;
        let (bottom, end) = denominator(cut, next, one)?;
        if one && cut.senses(next).share.is_some() && cut.senses(end).unit.is_some() {
            return None; // "one quarter year" counts quarters
        }
        Some(Number::new(top.value.checked_div(dec(bottom))?, end, top.digits))
    })
}

/// "half" and "quarter" without a numerator: alone, or of a scale.
fn share(cut: &Cut, at: usize, first: usize) -> Option<Number> {
    let part = cut.senses(at).share?;
    let scale = at + 1 + usize::from(cut.is(at + 1, "a"));
    let scaled = cut.senses(scale).scale.is_some() || cut.senses(scale).dozen.is_some();
    let ordinal =
        first.checked_sub(1).is_some_and(|b| cut.senses(b).ordinal.is_some() || cut.senses(b).part.is_some());
    let compound = cut.is(at + 1, "-") || cut.senses(at + 1).daypart || ordinal;
    let alone = part == 2 && !compound && !cut.is_any(at + 1, &["an", "year", "hour"]);
    (scaled || alone).then(|| Number::new(Decimal::ONE / dec(part), at + 1, false))
}

/// "a half", "a quarter of", "a third of".
fn article_share(cut: &Cut, at: usize) -> Option<Number> {
    let (bottom, after) = denominator(cut, at + 1, true)?;
    let closes = after >= cut.len() || !cut.is_word(after) || cut.is(after, "of");
    let share = cut.senses(at + 1).share.is_some();
    let scale = cut.senses(after).scale.is_some() || at > 0 && cut.is(at - 1, "and");
    if !(closes || share && scale) {
        return None;
    }
    Some(Number::new(Decimal::ONE.checked_div(dec(bottom))?, after, false))
}

/// "3/4", not a date.
fn slash(cut: &Cut, at: usize) -> Option<Number> {
    let (top, bottom) = (cut.digits(at)?, cut.digits(at + 2)?);
    let shape = cut.is(at + 1, "/") && cut.glued(at + 1) && cut.glued(at + 2);
    let part = cut.is(at + 3, "/") || at > 0 && cut.glued(at) && cut.is_any(at - 1, &["/", ".", ","]);
    let small = (2..=10).contains(&bottom) && top < 10 && top % bottom != 0;
    if !(shape && !part && small) {
        return None;
    }
    Some(Number::new(dec(top).checked_div(dec(bottom))?, at + 3, true))
}

/// "half a million", "two thirds of a million", "half a dozen".
fn scale_fraction(cut: &Cut, n: Number) -> Number {
    let mut at = n.end + usize::from(cut.is(n.end, "of"));
    at += usize::from(cut.is_any(at, &["a", "an"]));
    let senses = cut.senses(at);
    let Some(scale) = senses.scale.or(senses.dozen) else { return n };
    if n.vague && at != n.end {
        return n; // "a few of a hundred"
    }
    match n.value.checked_mul(dec(scale)) {
        Some(value) => Number { value: tidy(value), end: at + 1, ..n },
        None => n,
    }
}

/// A third has no end in decimals: what rounding left over is taken off again.
fn tidy(value: Decimal) -> Decimal {
    let near = value.round_dp(12);
    if near.fract().is_zero() { near.normalize() } else { value }
}

/// "one in five", "two out of three", "one over three".
fn ratio(cut: &Cut, n: Number) -> Number {
    let start = if cut.are(n.end, &["out", "of"]) {
        n.end + 2
    } else if n.value == Decimal::ONE && cut.is_any(n.end, &["in", "over"]) {
        n.end + 1
    } else {
        return n;
    };
    let Some(whole) = compose(cut, start) else { return n };
    let year = whole.value > Decimal::ONE_HUNDRED && cut.is(n.end, "in");
    if year || n.value >= whole.value || cut.senses(whole.end).unit.is_some() {
        return n;
    }
    Number { value: n.value / whole.value, end: whole.end, ..n }
}

/// Groups and scales: "two hundred and two thousand", "5.5 million", "three lakh crore", "twenty-one trillion three hundred".
fn compose(cut: &Cut, at: usize) -> Option<Number> {
    let (mut value, mut end, digits, mut last) = scaled(cut, at)?;
    while let Some(low) = last {
        let and = cut.is(end, "and");
        let next = end + usize::from(and);
        if and && let Some(f) = fraction(cut, next).filter(|f| f.value < Decimal::ONE) {
            let (scale, after) = match cut.senses(f.end).scale {
                Some(scale) if scale < low => (scale, f.end + 1),
                Some(_) => break,
                None => (if low >= 1_000_000 { low } else { 1 }, f.end),
            };
            value = tidy(value.checked_add(f.value.checked_mul(dec(scale))?)?);
            end = after;
            break;
        }
        let Some((more, after, in_digits, scale)) = scaled(cut, next) else { break };
        let fits = more < dec(low) && !cut.is(next, "a") && more > Decimal::ZERO;
        let loose = in_digits && (and || scale.is_none()) || !value.fract().is_zero();
        if !fits || loose || (digits && !and && scale.is_none()) || (in_digits && !digits) {
            break;
        }
        value = value.checked_add(more)?;
        end = after;
        last = scale;
    }
    Some(Number::new(value.normalize(), end, digits))
}

/// One group with the scales that multiply it, and the least of these.
fn scaled(cut: &Cut, at: usize) -> Option<(Decimal, usize, bool, Option<u64>)> {
    let (mut value, mut end, digits, mut last) = group(cut, at)?;
    if let Some(suffix) = suffix(cut, end, digits) {
        return Some((value.checked_mul(dec(suffix))?, end + 1, digits, Some(suffix)));
    }
    let dozen = |at| cut.senses(at).dozen.filter(|_| !cut.is(at, "score"));
    loop {
        let hyphen = usize::from(cut.is(end, "-") && cut.senses(end + 1).scale.is_some());
        let Some(scale) = cut.senses(end + hyphen).scale.or_else(|| dozen(end)) else { break };
        if last.is_some_and(|l| l > 100 && scale <= l) {
            break;
        }
        value = value.checked_mul(dec(scale))?;
        end += 1 + hyphen;
        last = Some(scale);
    }
    Some((value, end, digits, last))
}

/// Letters glued to digits: 10k, 3M, 1.2b. A small m is left to money and metres.
fn suffix(cut: &Cut, at: usize, digits: bool) -> Option<u64> {
    let loose = cut.atoms.get(at).is_some_and(|a| a.text == "k");
    if !digits || !(cut.glued(at) || loose) || (cut.glued(at + 1) && cut.is_word(at + 1)) {
        return None;
    }
    match cut.atoms.get(at)?.text {
        "k" | "K" => Some(1_000),
        "M" | "MM" | "mil" => Some(1_000_000),
        "b" | "B" | "G" => Some(1_000_000_000),
        "T" => Some(1_000_000_000_000),
        _ => None,
    }
}

/// Below a thousand in words, any number in digits, with a fraction or decimals; and the hundred it ends in.
fn group(cut: &Cut, at: usize) -> Option<(Decimal, usize, bool, Option<u64>)> {
    let scale_follows = |at| cut.senses(at).scale.is_some() || cut.senses(at).dozen.is_some();
    let implied = cut.is_any(at, &["a", "an"]) && scale_follows(at + 1);
    let bare = cut.senses(at).scale.is_some_and(|s| s <= 1000) && !cut.word(at).ends_with('s');
    let first = if implied {
        Number::new(Decimal::ONE, at + 1, false)
    } else if bare && !cut.is(at.wrapping_sub(1), "per") {
        Number::new(Decimal::ONE, at, false)
    } else {
        literal(cut, at).or_else(|| below_hundred(cut, at))?
    };
    let first = mixed(cut, decimals(cut, first));
    let (mut value, mut end, digits) = (first.value, first.end, first.digits);
    let hyphen = usize::from(cut.is(end, "-"));
    if cut.senses(end + hyphen).scale != Some(100) {
        return Some((value, end, digits, None));
    }
    value = value.checked_mul(Decimal::ONE_HUNDRED)?;
    end += 1 + hyphen;
    if cut.is(end, "point") {
        let n = decimals(cut, Number::new(value, end, digits));
        return Some((n.value, n.end, digits, Some(1)));
    }
    let and = usize::from(cut.is(end, "and"));
    let rest =
        below_hundred(cut, end + and).or_else(|| literal(cut, end + and).filter(|_| digits && and == 1));
    let fits = |n: &Number| {
        let plain = cut.senses(n.end).scale != Some(100)
            && cut.senses(n.end).dozen.is_none()
            && n.value > Decimal::ZERO
            && n.value < Decimal::ONE_HUNDRED;
        let parts = cut.senses(n.end + usize::from(cut.is(n.end, "-")));
        plain && (and == 0 || parts.denominator.is_none())
    };
    if let Some(n) = rest.filter(fits) {
        let n = decimals(cut, Number::new(value.checked_add(n.value)?, n.end, digits));
        return Some((n.value, n.end, digits, Some(1)));
    }
    Some((value, end, digits, Some(100)))
}

/// "one and a half", "10 1/2", "2¼".
fn mixed(cut: &Cut, n: Number) -> Number {
    let and = cut.is(n.end, "and");
    let next = n.end + usize::from(and);
    let part = match (and, n.digits) {
        (true, _) => {
            fraction(cut, next).filter(|f| f.value < Decimal::ONE && cut.senses(next).share.is_none())
        }
        (false, true) => slash(cut, next).or_else(|| vulgar(cut, next)),
        (false, false) => None,
    };
    match part {
        Some(f) => Number { value: n.value + f.value, end: f.end, ..n },
        None => n,
    }
}

/// "two point five", "nought point nought three".
fn decimals(cut: &Cut, n: Number) -> Number {
    if n.digits || !cut.is(n.end, "point") {
        return n;
    }
    let mut written = format!("{}.", n.value);
    let mut end = n.end + 1;
    while let Some(next) = below_hundred(cut, end) {
        written += &next.value.to_string();
        end = next.end;
    }
    match written.parse() {
        Ok(value) if end > n.end + 1 => Number { value, end, ..n },
        _ => n,
    }
}

/// zero to ninety-nine in words.
fn below_hundred(cut: &Cut, at: usize) -> Option<Number> {
    let first = cut.senses(at).cardinal?;
    let next = at + 1 + usize::from(cut.is(at + 1, "-"));
    let unit = cut.senses(next).cardinal.filter(|u| (1..10).contains(u));
    Some(match unit {
        Some(unit) if first >= 20 => Number::new(dec(first + unit), next + 1, false),
        _ => Number::new(dec(first), at + 1, false),
    })
}

/// Digits with their separators, decimals and exponent.
pub(crate) fn literal(cut: &Cut, at: usize) -> Option<Number> {
    let leading_point =
        cut.is(at, ".") && cut.is_digits(at + 1) && cut.glued(at + 1) && !(at > 0 && cut.glued(at));
    if leading_point {
        let value = format!("0.{}", cut.word(at + 1)).parse().ok()?;
        return Some(Number::new(value, at + 2, true));
    }
    if !cut.is_digits(at) {
        return None;
    }
    let (written, end) = separated(cut, at);
    if cut.glued(end) && cut.is_any(end, &["st", "nd", "rd", "th"]) {
        return None;
    }
    let value: Decimal = written.parse().ok()?;
    let (value, end) = exponent(cut, value, end)?;
    Some(Number::new(value.normalize(), end, true))
}

/// The digits without group separators, with a decimal point; and the atom after.
fn separated(cut: &Cut, at: usize) -> (String, usize) {
    let piece = |sign: &str, at: usize| {
        cut.is(at, sign) && cut.glued(at) && cut.glued(at + 1) && cut.is_digits(at + 1)
    };
    let mut written = cut.word(at).to_owned();
    let mut end = at + 1;
    let groups = (0..9).take_while(|n| piece(",", at + 1 + 2 * n) && cut.width(at + 2 + 2 * n) <= 3).count();
    let last = at + 2 * groups;
    let inner = (1..groups).all(|n| matches!(cut.width(at + 2 * n), 2 | 3));
    if groups > 0 && cut.width(at) <= 3 && cut.width(last) == 3 && inner && !piece(",", last + 1) {
        (1..=groups).for_each(|n| written += cut.word(at + 2 * n));
        end = last + 1;
    } else if groups == 1 && cut.width(last) < 3 && !piece(",", last + 1) && !piece(".", last + 1) {
        let listed = at > 0 && cut.glued(at) && cut.is(at - 1, ",");
        let end = if listed { at + 1 } else { last + 1 };
        return (if listed { written } else { format!("{written}.{}", cut.word(last)) }, end);
    } else if groups == 0 {
        (written, end) = spaced(cut, written, end);
    }
    if piece(".", end) {
        if piece(".", end + 2) {
            return (written, end); // an address or a date
        }
        if piece(",", end + 2) && cut.width(end + 1) == 3 && cut.width(end + 3) != 3 {
            return (format!("{written}{}.{}", cut.word(end + 1), cut.word(end + 3)), end + 4);
        }
        return (format!("{written}.{}", cut.word(end + 1)), end + 2);
    }
    (written, end)
}

/// "1 234 567", "40 000": groups of three set apart by spaces.
fn spaced(cut: &Cut, mut written: String, from: usize) -> (String, usize) {
    if written.len() > 3 || from >= 2 && cut.glued(from - 1) && !cut.is_any(from - 2, &["$", "€", "£"]) {
        return (written, from);
    }
    let group = |at: usize| cut.is_digits(at) && cut.width(at) == 3 && !cut.glued(at);
    let groups = (0..8).take_while(|n| group(from + n)).count();
    let thin = groups > 0 && cut.gap(from).chars().all(|c| c != ' ');
    let round = groups == 1 && cut.is(from, "000");
    if groups > 1 || thin || round {
        (from..from + groups).for_each(|at| written += cut.word(at));
        return (written, from + groups);
    }
    (written, from)
}

/// "1e10", "1.3x10^6". `None` where the value is beyond what a decimal holds.
fn exponent(cut: &Cut, value: Decimal, at: usize) -> Option<(Decimal, usize)> {
    let power = if cut.is(at, "e") && cut.glued(at) {
        at + 1
    } else if cut.is_any(at, &["x", "×"]) && cut.is(at + 1, "10") && cut.is(at + 2, "^") {
        at + 3
    } else {
        return Some((value, at));
    };
    let signed = cut.is_any(power, &["-", "+"]);
    let digits = power + usize::from(signed);
    if !(cut.glued(power) && cut.glued(digits) && cut.is_digits(digits)) {
        return Some((value, at));
    }
    let exponent = cut.digits(digits).filter(|e| *e <= 27)? as u32;
    let ten = Decimal::from_i128_with_scale(10i128.pow(exponent), 0);
    let value = if cut.is(power, "-") { value.checked_div(ten) } else { value.checked_mul(ten) };
    Some((value?, digits + 1))
}

/// "first", "twenty-first", "21st": which one, and the atom after.
pub(crate) fn ordinal(cut: &Cut, at: usize) -> Option<(u64, usize)> {
    if let Some(n) = cut.digits(at) {
        let suffix = cut.glued(at + 1) && cut.is_any(at + 1, &["st", "nd", "rd", "th"]);
        return suffix.then_some((n, at + 2));
    }
    let senses = cut.senses(at);
    if let Some(n) = senses.ordinal {
        return Some((n, at + 1));
    }
    let tens = senses.cardinal.filter(|t| (20..100).contains(t) && t % 10 == 0)?;
    let next = at + 1 + usize::from(cut.is(at + 1, "-"));
    let unit = cut.senses(next).ordinal.filter(|u| *u < 10)?;
    Some((tens + unit, next + 1))
}
