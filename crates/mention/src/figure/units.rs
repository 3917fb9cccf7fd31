//! What stands beside a number: money, percent, measures.

use super::number::{self, Number};
use super::quantity::{Home, Valued};
use crate::QuantityKind;
use crate::cut::Cut;
use legation_lexicon::units::TimeUnit;
use rust_decimal::Decimal;

/// Codes of money that are English words too: taken in capitals only, and never before the number.
const WORDS: [&str; 16] = [
    "all", "try", "top", "cup", "mad", "gel", "sos", "bob", "pen", "bam", "lak", "mop", "ang", "dem", "sit",
    "php",
];

/// Atom after a clock time that begins at `at`: 10:30, 5pm, 6 a.m.
pub(super) fn clock(cut: &Cut, at: usize) -> Option<usize> {
    let hour = cut.digits(at).filter(|h| *h < 25)?;
    let minutes =
        cut.is_any(at + 1, &[":"]) && cut.glued(at + 1) && cut.glued(at + 2) && cut.width(at + 2) == 2;
    let end = at + if minutes { 3 } else { 1 };
    let half = cut.is_any(end, &["am", "pm", "gmt"]) && hour < 25;
    let dotted =
        cut.is_any(end, &["a", "p"]) && cut.is(end + 1, ".") && cut.is(end + 2, "m") && cut.glued(end + 2);
    if dotted {
        Some(end + 4)
    } else if half {
        Some(end + 1)
    } else {
        minutes.then_some(end)
    }
}

/// A code written small, `usd`, where it is no English word.
pub(super) fn loose_code(cut: &Cut, at: usize) -> Option<&'static str> {
    let code = cut
        .atoms
        .get(at)
        .filter(|a| a.text.len() == 3 && a.text.is_ascii() && !WORDS.contains(&a.lower.as_str()))?;
    cut.lexicon.money.code(&code.text.to_ascii_uppercase())
}

/// `MUSD`: millions of a currency.
pub(super) fn million_code(cut: &Cut, at: usize) -> Option<&'static str> {
    let text = cut.atoms.get(at)?.text;
    cut.lexicon.money.code(text.strip_prefix('M').filter(|c| c.len() == 3)?)
}

/// True for a sign, code or name of money.
pub(super) fn is_money(cut: &Cut, at: usize) -> bool {
    cut.lexicon.money.longest(&cut.atoms, at).is_some()
        || loose_code(cut, at).is_some()
        || million_code(cut, at).is_some()
}

/// A form of money at `at`: the code, whether it counts millions, and the atom after.
fn money(cut: &Cut, at: usize, home: Home) -> Option<(String, bool, usize)> {
    if let Some(code) = million_code(cut, at) {
        return Some((code.into(), true, at + 1));
    }
    if let Some((codes, end)) = cut.lexicon.money.longest(&cut.atoms, at) {
        // "A $5 billion deal" is not in Australian dollars, nor "Russia's $5 billion" in Singapore's.
        if end == at + 2 && cut.width(at) == 1 && !cut.is(at, "c") && (!cut.glued(at + 1) || cut.glued(at)) {
            return None;
        }
        let dollar = codes.first() == Some(&"USD");
        let own = codes.iter().find(|c| !dollar && home.0.is_some_and(|h| cut.lexicon.money.home(c) == h));
        return Some(((*own.or(codes.first())?).into(), false, end));
    }
    loose_code(cut, at).map(|code| (code.into(), false, at + 1))
}

/// "$5 million", "USD $153 million", "Rs. 3.5 crore", "c $ 16.4 million".
pub(super) fn money_before(cut: &Cut, at: usize, home: Home) -> Option<Valued> {
    if cut.is_digits(at) || WORDS.contains(&cut.word(at)) || cut.senses(at).cardinal.is_some() {
        return None;
    }
    let (mut code, mut millions, mut next) = money(cut, at, home)?;
    if let Some((second, m, end)) = money(cut, next, home).filter(|_| !cut.is_digits(next)) {
        // The more telling of "USD $" and "$ USD".
        code = if code == "USD" { second } else { code };
        (millions, next) = (m || millions, end);
    }
    next += usize::from(
        cut.is(next, ".")
            && cut.glued(next)
            && !(cut.glued(next + 1) && cut.width(next + 1) < 3 && cut.is(at, "$")),
    );
    let name = cut.is_word(at) && cut.width(at) > 4 && !cut.is(at, "dollar");
    let n = number::number(cut, next).filter(|n| !n.value.is_sign_negative() && !n.vague)?;
    if name || cut.is(next, "a") && !cut.glued(next) && cut.is_word(at) {
        return None; // "the euro a third time"
    }
    let n = with_million(cut, n, millions)?;
    let named = cut.is_word(n.end) && !cut.is_digits(n.end + 1);
    let trailing =
        usize::from(money(cut, n.end, home).is_some_and(|(c, _, e)| named && c == code && e == n.end + 1));
    Some(Valued {
        value: n.value,
        kind: QuantityKind::Money,
        unit: code,
        end: n.end + trailing,
        vague: false,
    })
}

/// "$5m", "£10 m": a small m after money is a million.
fn with_million(cut: &Cut, n: Number, millions: bool) -> Option<Number> {
    let letter = cut.is(n.end, "m") && (cut.glued(n.end) || !cut.glued(n.end + 1)) && n.digits;
    let letter = letter && n.value < Decimal::from(100_000);
    if !(millions || letter) {
        return Some(n);
    }
    let value = n.value.checked_mul(Decimal::from(1_000_000))?;
    Some(Number { value: value.normalize(), end: n.end + usize::from(letter), ..n })
}

/// "2m tonnes", "5m doses": an m that a unit or a thing counted follows at once is a million and no metre; not "100m
/// men's".
fn counts_millions(cut: &Cut, n: &Number, millions: &Number) -> bool {
    let next = millions.end;
    let named = |at: usize| {
        cut.lexicon.things.longest(&cut.atoms, at).map(|(_, end)| end).or_else(|| {
            let (_, end) = cut.lexicon.units.longest(&cut.atoms, at)?;
            (cut.width(at) > 3).then_some(end)
        })
    };
    let counted = |at: usize| named(at).is_some_and(|end| !cut.is(end, "'"));
    next > n.end && cut.glued(n.end) && cut.is_word(next) && counted(next)
}

/// "percent of 10", where no number stands before.
pub(super) fn percent_of(cut: &Cut, at: usize) -> Option<Valued> {
    let (end, points) = percent_sign(cut, at).filter(|_| cut.is_word(at))?;
    let n = number::number(cut, end + 1).filter(|_| cut.is(end, "of") && !points)?;
    let unit = String::from("%");
    Some(Valued { value: n.value, kind: QuantityKind::Percent, unit, end: n.end, vague: false })
}

/// A sign or word of percent: the atom after, and whether it is of points.
fn percent_sign(cut: &Cut, at: usize) -> Option<(usize, bool)> {
    let hyphen = at + usize::from(cut.is(at, "-") && cut.is_any(at + 1, &["percent", "per", "percentage"]));
    let end = match cut.word(hyphen) {
        "%" | "percent" | "percents" | "pct" | "percentage" | "٪" => hyphen + 1,
        "per" if cut.is_any(hyphen + 1, &["cent", "cents"]) => hyphen + 2,
        "pp" => return Some((hyphen + 1, true)),
        _ => return None,
    };
    let joint = usize::from(cut.is(end, "-"));
    let points = cut.is_any(end + joint, &["point", "points"]);
    Some((if points { end + joint + 1 } else { end }, points))
}

/// A number with what follows it.
pub(super) fn with_unit(cut: &Cut, n: Number, home: Home) -> Valued {
    let n = with_million(cut, n, false).filter(|m| counts_millions(cut, &n, m)).unwrap_or(n);
    let valued = |value, kind, unit: String, end| Valued { value, kind, unit, end, vague: n.vague };
    if let Some((end, points)) = percent_sign(cut, n.end) {
        let unit = if points { "percentage points" } else { "%" };
        return valued(n.value, QuantityKind::Percent, unit.into(), end);
    }
    if let Some((value, code, end)) = money_after(cut, &n, home) {
        return valued(value, QuantityKind::Money, code, end);
    }
    if let Some((value, unit, end)) = dimension(cut, &n) {
        return valued(value, QuantityKind::Dimension, unit, end);
    }
    valued(n.value, QuantityKind::Number, String::new(), n.end)
}

/// "5 million dollars", "75 USD million", "one-yen", "50 cents", "15 dollars 50".
fn money_after(cut: &Cut, n: &Number, home: Home) -> Option<(Decimal, String, usize)> {
    let next = n.end + usize::from(cut.is(n.end, "-") && cut.is_word(n.end + 1));
    let next = next + usize::from(cut.is_any(next, &["'"]));
    if let Some(unit) = small_coin(cut, next) {
        return Some((n.value, unit.into(), next + 1));
    }
    let weight =
        cut.is_any(next, &["pound", "pounds"]) && cut.is_word(next) && n.value < Decimal::from(100_000);
    let word = WORDS.contains(&cut.word(next))
        && cut.atoms.get(next).is_none_or(|a| a.text != a.text.to_uppercase());
    let (code, millions, mut end) = money(cut, next, home).filter(|_| !weight && !word)?;
    // A sign belongs to the number it is glued to: "50 $10 notes".
    let taken =
        cut.glued(end) && cut.is_digits(end) || !cut.is_word(next) && cut.is_digits(end) && !cut.glued(next);
    let verb = cut.is_any(next, &["won", "sum", "real", "mark", "crown", "sterling"])
        && (n.value < Decimal::TEN || !n.digits && n.end < 2);
    if taken
        || verb
        || cut.is(next, "won") && cut.is_any(end, &["the", "a", "an", "by", "in", "election", "seats"])
    {
        return None;
    }
    let mut value = n.value;
    if millions {
        value = value.checked_mul(Decimal::from(1_000_000))?;
    }
    if let Some(scale) = cut.senses(end).scale.filter(|s| *s >= 1000) {
        value = value.checked_mul(scale.into())?;
        end += 1;
    }
    let (value, end) = coins(cut, value, end, cut.is_word(next));
    Some((value, code, end))
}

/// "3 dollars and 50 cents", "15 dollars 50".
fn coins(cut: &Cut, value: Decimal, end: usize, named: bool) -> (Decimal, usize) {
    let next = end + usize::from(cut.is(end, "and"));
    let Some(n) =
        number::number(cut, next).filter(|n| n.value < Decimal::ONE_HUNDRED && n.value.fract().is_zero())
    else {
        return (value, end);
    };
    let coin = small_coin(cut, n.end).is_some();
    let alone = named
        && !n.value.is_sign_negative()
        && !cut.is(next, "a")
        && (n.end >= cut.len() || cut.is_any(n.end, &[".", ";"]) && !cut.glued(n.end + 1));
    if coin || alone && !cut.glued(next) {
        return (value + n.value / Decimal::ONE_HUNDRED, n.end + usize::from(coin));
    }
    (value, end)
}

fn small_coin(cut: &Cut, at: usize) -> Option<&'static str> {
    Some(match cut.word(at) {
        "cent" | "cents" => "cents",
        "pence" | "penny" | "pennies" => "pence",
        "paisa" | "paise" => "paisa",
        "kopeck" | "kopecks" => "kopecks",
        "sen" => "sen",
        "satoshi" | "satoshis" => "satoshis",
        _ => return None,
    })
}

/// "12 km", "500,000 barrels a day", "5 ft 2 in", "two-week", "20 (kg)".
fn dimension(cut: &Cut, n: &Number) -> Option<(Decimal, String, usize)> {
    let bracket = cut.is_any(n.end, &["(", "[", "{", "<"]);
    let next = n.end + usize::from(bracket || cut.is(n.end, "-") && cut.is_word(n.end + 1));
    if let Some(found) = duration(cut, n, next) {
        return Some(found);
    }
    let (unit, end) =
        cut.lexicon.units.longest_where(&cut.atoms, next, |end| unit_fits(cut, n, next, end))?;
    let end = end + usize::from(bracket && cut.is_any(end, &[")", "]", "}", ">"]));
    let (value, mut name, mut end) = match unit.name.as_str() {
        "feet" => inches(cut, n.value, end)
            .map_or((n.value, unit.name.clone(), end), |(v, e)| (v, unit.name.clone(), e)),
        "m³" if cut.senses(next - 1).scale == Some(1_000_000_000) => {
            (n.value / Decimal::from(1_000_000_000), "bcm".into(), end)
        }
        name => (n.value, name.to_owned(), end),
    };
    // "12 bcm a year", "12 bcm of gas annually"
    let stuff = usize::from(cut.is(end, "of"));
    let apart = (2..5).map(|n| end + n * stuff).find_map(|at| rate(cut, at).filter(|_| stuff == 1));
    if unit.dimension != "flow"
        && unit.dimension != "speed"
        && let Some((per, after)) = rate(cut, end).or(apart)
    {
        name = if name == "barrels" && per == "day" { "bpd".into() } else { format!("{name}/{per}") };
        end = if stuff == 1 { end } else { after };
    }
    Some((value.normalize(), name, end))
}

/// Short forms need digits before them, and nothing glued after.
fn unit_fits(cut: &Cut, n: &Number, at: usize, end: usize) -> bool {
    let short: usize = (at..end).map(|i| cut.width(i)).sum();
    let letters = short <= 2;
    let exact = cut.atoms.get(at).map_or("", |a| a.text);
    let upper = matches!(exact, "M" | "T" | "G" | "L" | "KM" | "A");
    let tail = cut.glued(end) && (cut.is_digits(end) || cut.is_word(end));
    let apostrophe = cut.is(at, "m") && cut.before(at) == "'";
    let turns = cut.is_any(at, &["degree", "degrees"]) && cut.is_any(end, &["of", "in"]);
    let number = n.digits || !letters;
    let power = end > at + 1 && cut.is_digits(end - 1) && !cut.glued(end - 1); // "12 m 2 dm"
    let verb = cut.is_any(at, &["bit", "turn", "turns", "bar", "bars", "foot"])
        && !cut.is(at.wrapping_sub(1), "-")
        && n.value == Decimal::ONE;
    number && !power && !upper && !tail && !apostrophe && !turns && !verb
}

fn inches(cut: &Cut, feet: Decimal, at: usize) -> Option<(Decimal, usize)> {
    let next = at + usize::from(cut.is(at, "and"));
    let n = number::number(cut, next).filter(|n| n.value < Decimal::from(12))?;
    let unit = cut.is_any(n.end, &["in", "inch", "inches"]);
    unit.then(|| (feet + n.value / Decimal::from(12), n.end + 1))
}

/// "two weeks", "six-month": a length of time, in the plural.
fn duration(cut: &Cut, n: &Number, at: usize) -> Option<(Decimal, String, usize)> {
    let unit = cut.senses(at).unit.filter(|u| !matches!(u, TimeUnit::Half | TimeUnit::Quarter))?;
    let old = cut.is(at + 1, "-") && cut.is(at + 2, "old") || cut.is(at + 1, "old");
    let name = match unit {
        TimeUnit::Second => "seconds",
        TimeUnit::Minute => "minutes",
        TimeUnit::Hour => "hours",
        TimeUnit::Day => "days",
        TimeUnit::Weekend => "weekends",
        TimeUnit::Week => "weeks",
        TimeUnit::Fortnight => "fortnights",
        TimeUnit::Month => "months",
        TimeUnit::Quarter | TimeUnit::Half | TimeUnit::Year => "years",
        TimeUnit::Decade => "decades",
        TimeUnit::Century => "centuries",
    };
    let name = if old { "years of age" } else { name };
    Some((n.value, name.into(), at + 1))
}

/// "a day", "per year", "/month", "annually".
pub(super) fn rate(cut: &Cut, at: usize) -> Option<(&'static str, usize)> {
    let name = |unit| match unit {
        TimeUnit::Second => Some("second"),
        TimeUnit::Minute => Some("minute"),
        TimeUnit::Hour => Some("hour"),
        TimeUnit::Day => Some("day"),
        TimeUnit::Week => Some("week"),
        TimeUnit::Month => Some("month"),
        TimeUnit::Year => Some("year"),
        _ => None,
    };
    if let Some(per) = cut.senses(at).set.and_then(name) {
        return Some((per, at + 1));
    }
    if cut.are(at, &["per", "annum"]) {
        return Some(("year", at + 2));
    }
    let joint = cut.is_any(at, &["a", "an", "per", "/", "each", "every"]);
    let unit = cut.senses(at + 1).unit.filter(|_| joint && !cut.senses(at + 1).units)?;
    Some((name(unit)?, at + 2))
}
