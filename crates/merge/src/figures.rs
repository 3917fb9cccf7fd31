//! The figures ledger: what measures the same thing stands side by side, with a verdict.

use crate::Sorted;
use crate::data::Tables;
use crate::text;
use jiff::civil::Date;
use legation_record::{
    Bound, Conflict, ConflictItem, ConflictKind, FigureRecord, Happening, Interval, Report, Verdict,
    month_name, record_id,
};
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `data/merge/figures.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureData {
    tolerance: Tolerance,
    class: Vec<Class>,
    crossing: Crossing,
    vague: Crossing,
}

#[derive(Deserialize)]
struct Tolerance {
    exact: String,
    about: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    name: String,
    any: Vec<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    standing: bool,
    #[serde(default)]
    series: bool,
}

#[derive(Deserialize)]
struct Crossing {
    words: FxHashSet<String>,
}

/// A figure made ready: in the first unit of its dimension.
struct Entry<'a> {
    record: &'a FigureRecord,
    value: Decimal,
    crossing: bool,
    nature: Nature,
}

/// What time means to a quantity.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// One value, whatever the year.
    Standing,
    /// One value a period.
    Series,
    /// A count that belongs to one event.
    OfEvent,
    Other,
}

/// What a line of the ledger measures: parties, quantity, dimension, and for a count that belongs to one event (the dead,
/// the protesters) that happening.
type Key = (Vec<String>, String, String, String);

/// Happenings by the sentences that report them.
fn told(happenings: &[Happening]) -> FxHashMap<(&str, u32), String> {
    let reports = happenings.iter().flat_map(|h| h.reports.iter().map(move |r| (r, h)));
    reports.map(|(r, h)| ((r.doc_id.as_str(), r.text_info.sequence), h.id.clone())).collect()
}

/// All figures in the order of the ledger's lines, and for each line with more than one figure how they stand.
pub fn ledger(
    sorted: &Sorted,
    happenings: &[Happening],
    tables: &Tables,
) -> (Vec<FigureRecord>, Vec<Conflict>) {
    let mut lines = BTreeMap::<Key, Vec<Entry>>::new();
    let told = told(happenings);
    for record in &sorted.figures {
        let (mut key, entry) = entry(record, tables);
        if entry.nature == Nature::OfEvent {
            let sentence = (record.doc_id.as_str(), record.text_info.sequence);
            key.3.clone_from(told.get(&sentence).unwrap_or(&record.id));
        }

        lines.entry(key).or_default().push(entry);
    }
    let (mut figures, mut conflicts) = (Vec::new(), Vec::new());
    for (key, mut entries) in attach_changes(lines) {
        entries.sort_by_key(|e| (period_of(e.record), e.record.published, e.record.id.clone()));
        figures.extend(entries.iter().map(|e| e.record.clone()));
        conflicts.extend(verdict(&key, &entries, sorted, tables));
    }
    (figures, conflicts)
}

/// A percentage of change belongs to the line whose quantity it changes, where there is just one.
fn attach_changes(mut lines: BTreeMap<Key, Vec<Entry>>) -> BTreeMap<Key, Vec<Entry>> {
    let shares: Vec<Key> = lines.keys().filter(|k| k.2 == "share").cloned().collect();
    for key in shares {
        let homes: Vec<Key> = lines
            .keys()
            .filter(|k| k.0 == key.0 && k.1 == key.1 && k.2 != "share" && k.3 == key.3)
            .cloned()
            .collect();
        let [home] = homes.as_slice() else { continue };
        let Some(entries) = lines.remove(&key) else { continue };
        let (changes, rest): (Vec<Entry>, Vec<Entry>) =
            entries.into_iter().partition(|e| e.record.bound == Bound::Change);
        lines.entry(home.clone()).or_default().extend(changes);
        if !rest.is_empty() {
            lines.insert(key, rest);
        }
    }
    lines
}

fn entry<'a>(record: &'a FigureRecord, tables: &Tables) -> (Key, Entry<'a>) {
    let number: Decimal = record
        .value
        .to_string()
        .parse()
        .unwrap_or_else(|_| Decimal::from_scientific(&record.value.to_string()).unwrap_or_default());
    let (value, dimension) = tables.units.base(number, &record.unit);
    let words: Vec<String> = text::words(&record.what).into_iter().map(|w| w.lower).collect();
    let class = tables.figures.class.iter().find(|c| {
        let has = |list: &[String]| list.iter().any(|w| words.contains(w));
        has(&c.any) && (c.also.is_empty() || has(&c.also))
    });
    let class = class.or_else(|| vague_class(record, &words, tables));
    let what = class.map_or_else(|| plain(&words, tables), |c| c.name.clone());
    let mut parties = record.parties.clone();
    parties.sort();
    parties.dedup();
    let crossing = text::words(&record.text).iter().any(|w| tables.figures.crossing.words.contains(&w.lower));
    // A count of things or people, and what concerns one country alone, belongs to one event.
    let counted = dimension == "people" || !tables.units.measures(&record.unit);
    let nature = match class {
        Some(c) if c.standing => Nature::Standing,
        Some(c) if c.series => Nature::Series,
        _ if counted || parties.len() < 2 => Nature::OfEvent,
        _ => Nature::Other,
    };
    ((parties, what, dimension, String::new()), Entry { record, value, crossing, nature })
}

/// `an all-time high of`: what is high stands before it in the sentence.
fn vague_class<'t>(record: &FigureRecord, what: &[String], tables: &'t Tables) -> Option<&'t Class> {
    let money = record.unit.len() == 3 && record.unit.bytes().all(|b| b.is_ascii_uppercase());
    let vague = what.last().is_none_or(|head| tables.figures.vague.words.contains(head));
    if !vague || !(money || record.bound == Bound::Change) {
        return None;
    }
    let told = Some(record.figure_text.as_str()).filter(|t| !t.is_empty());
    let at = told.map_or(Some(record.text.len()), |t| record.text.find(t))?;
    let words = text::words(&record.text);
    let series = || tables.figures.class.iter().filter(|c| c.series);
    let before = words.iter().rev().filter(|w| w.start < at);
    before.take(VAGUE).find_map(|w| series().find(|c| c.any.contains(&w.lower)))
}

/// What is measured stands at most this many words before a vague figure.
const VAGUE: usize = 24;

/// What is counted, without the words that say nothing, stemmed and sorted.
fn plain(words: &[String], tables: &Tables) -> String {
    let mut stems: Vec<String> = words
        .iter()
        .filter(|w| !tables.words.stop(w) && !tables.countries.word(w))
        .map(|w| text::stem(w))
        .collect();
    stems.sort();
    stems.dedup();
    stems.join(" ")
}

fn period_of(record: &FigureRecord) -> (Option<Date>, Option<Date>) {
    let period = record.period.unwrap_or_default();
    (period.from.or(period.to), period.to)
}

fn verdict(key: &Key, entries: &[Entry], sorted: &Sorted, tables: &Tables) -> Option<Conflict> {
    let mut found: Vec<(Verdict, String)> = Vec::new();
    for (i, a) in entries.iter().enumerate().take(MOST) {
        for b in entries[i + 1..].iter().take(MOST) {
            let copies = sorted.source(&a.record.doc_id) == sorted.source(&b.record.doc_id)
                && a.record.value == b.record.value;
            if !copies || a.record.period != b.record.period {
                found.extend(compare(a, b, tables));
            }
        }
    }
    found.sort();
    found.dedup();
    let worst = found.first()?.0;
    let notes: Vec<&str> =
        found.iter().filter(|(v, _)| *v == worst).map(|(_, n)| n.as_str()).take(3).collect();
    let mut ids: Vec<&str> = entries.iter().map(|e| e.record.id.as_str()).collect();
    ids.sort_unstable();
    Some(Conflict {
        id: record_id("k", &ids),
        kind: ConflictKind::Figure,
        verdict: worst,
        about: about(key),
        items: entries
            .iter()
            .map(|e| ConflictItem { value: said(e.record), report: report(e.record) })
            .collect(),
        note: notes.join("; "),
    })
}

/// In a line of very many figures only neighbours are compared.
const MOST: usize = 60;

fn about(key: &Key) -> String {
    let (parties, what, dimension, _) = key;
    let parties = if parties.is_empty() { String::new() } else { format!(" {}", parties.join("–")) };
    format!("{what}{parties} ({dimension})")
}

/// How two figures of one line stand to each other; nothing where they cannot be compared.
fn compare(a: &Entry, b: &Entry, tables: &Tables) -> Option<(Verdict, String)> {
    // One sentence gives figures of different things; one text seldom contradicts itself on what has no series.
    let (x, y) = (a.record, b.record);
    let one_text = x.doc_id == y.doc_id;
    let followed = matches!(a.nature, Nature::Standing | Nature::Series);
    if one_text && (x.text_info.sequence == y.text_info.sequence && x.bound == y.bound || !followed) {
        return None;
    }

    let (x, y) = (said(a.record), said(b.record));
    match (a.record.bound, b.record.bound) {
        (Bound::Change, Bound::Change) => {
            let same = same_period(a.record.period.as_ref(), b.record.period.as_ref())?;
            let agree = near(a, b, tables);
            same.then(|| {
                if agree {
                    (Verdict::Agrees, format!("“{x}” and “{y}” give the same change"))
                } else {
                    (Verdict::Contradicts, format!("“{x}” and “{y}” give different changes for one period"))
                }
            })
        }
        (Bound::Change, _) | (_, Bound::Change) => {
            Some((Verdict::Evolves, format!("“{x}” and “{y}”: one is a change, the other a level")))
        }
        (Bound::Target, Bound::Target) => Some(if near(a, b, tables) {
            (Verdict::Agrees, format!("“{x}” and “{y}” set one target"))
        } else {
            (Verdict::Evolves, format!("“{x}” and “{y}” are different targets"))
        }),
        (Bound::Target, _) => Some(target(a, b)),
        (_, Bound::Target) => Some(target(b, a)),
        _ => Some(levels(a, b, tables)),
    }
}

/// A target beside a level: reached already, or still ahead.
fn target(goal: &Entry, level: &Entry) -> (Verdict, String) {
    let (x, y) = (said(goal.record), said(level.record));
    let set = goal.record.published.or(goal.record.period.and_then(|p| p.to));
    let before = match (set, level.record.period.and_then(|p| p.to.or(p.from))) {
        (Some(set), Some(end)) => end <= set || end.year() < set.year(),
        _ => false,
    };
    if set.is_none() && level.value >= goal.value {
        let note = format!(
            "the target “{x}” is no more than what is reported, “{y}”, unless it was set before that"
        );
        (Verdict::Tension, note)
    } else if before && level.value >= goal.value {
        (Verdict::Tension, format!("the target “{x}” is no more than what is already reported: “{y}”"))
    } else {
        (Verdict::Evolves, format!("“{x}” is a target, “{y}” a level"))
    }
}

fn levels(a: &Entry, b: &Entry, tables: &Tables) -> (Verdict, String) {
    let (x, y) = (said(a.record), said(b.record));
    let agree = near(a, b, tables);
    let standing = a.nature == Nature::Standing;
    let period = same_period(a.record.period.as_ref(), b.record.period.as_ref());
    let open = a.record.bound == Bound::AtLeast && b.record.bound == Bound::AtLeast;
    if open && !close(a, b, tables) && period != Some(false) {
        return (Verdict::Evolves, format!("“{x}” and “{y}” are both lower bounds"));
    }
    if agree && (standing || period != Some(false)) {
        return (Verdict::Agrees, format!("“{x}” and “{y}” are the same within rounding"));
    }
    match period {
        Some(true) => (Verdict::Contradicts, format!("“{x}” and “{y}” cannot both hold for one period")),
        Some(false) => passed(a, b)
            .unwrap_or_else(|| (Verdict::Evolves, format!("“{x}” and “{y}” are of different periods"))),
        None if !standing && told_apart(a, b) => {
            (Verdict::Evolves, format!("“{x}” and “{y}” are reported at different times"))
        }
        None if standing => {
            (Verdict::Contradicts, format!("“{x}” and “{y}” differ, and the quantity has one value"))
        }
        None => (Verdict::Tension, format!("“{x}” and “{y}” differ, and no period tells them apart")),
    }
}

/// Without a period, reports more than this many days apart are of different times.
const APART: i32 = 7;

fn told_apart(a: &Entry, b: &Entry) -> bool {
    let (Some(x), Some(y)) = (a.record.published, b.record.published) else { return false };
    (crate::features::day(x) - crate::features::day(y)).abs() > APART
}

/// A mark said to be passed in one period was already reached in an earlier one.
fn passed(a: &Entry, b: &Entry) -> Option<(Verdict, String)> {
    let (early, late) = if period_of(a.record) <= period_of(b.record) { (a, b) } else { (b, a) };
    (late.crossing && late.record.bound == Bound::AtLeast && early.value >= late.value).then(|| {
        let (x, y) = (said(late.record), said(early.record));
        (Verdict::Tension, format!("“{x}” is told as a mark passed, but “{y}” had reached it before"))
    })
}

/// One period, two, or not known.
fn same_period(a: Option<&Interval>, b: Option<&Interval>) -> Option<bool> {
    let (a, b) = (a?, b?);
    let (af, at) = (a.from.or(a.to)?, a.to.or(a.from)?);
    let (bf, bt) = (b.from.or(b.to)?, b.to.or(b.from)?);
    Some(af == bf && at == bt)
}

/// Equal within the tolerance, each bound taken as it was said.
fn near(a: &Entry, b: &Entry, tables: &Tables) -> bool {
    let (low, high) = if a.value <= b.value { (a, b) } else { (b, a) };
    let open = low.record.bound == Bound::AtLeast || high.record.bound == Bound::AtMost;
    open || close(a, b, tables)
}

/// Equal within the tolerance.
fn close(a: &Entry, b: &Entry, tables: &Tables) -> bool {
    let rough = |e: &Entry| e.record.bound == Bound::About;
    let share =
        if rough(a) || rough(b) { &tables.figures.tolerance.about } else { &tables.figures.tolerance.exact };
    let share: Decimal = share.parse().unwrap_or_default();
    (a.value - b.value).abs() <= a.value.abs().max(b.value.abs()) * share
}

/// `USD 790 million in 2020`, `at least 60 people`.
fn said(record: &FigureRecord) -> String {
    let bound = match record.bound {
        Bound::Exact => "",
        Bound::About => "about ",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
        Bound::Target => "target of ",
        Bound::Change => "change of ",
    };
    let number = round_number(&record.value.to_string());
    let money = record.unit.len() == 3 && record.unit.chars().all(|c| c.is_ascii_uppercase());
    let amount = match record.unit.as_str() {
        unit if money => format!("{unit} {number}"),
        "%" => format!("{number} %"),
        "" => number,
        unit => format!("{number} {unit}"),
    };
    format!("{bound}{amount}{}", period_words(record.period.as_ref()))
}

/// `790 million`, `1.37 million`, `1,100`.
fn round_number(written: &str) -> String {
    let Ok(value) = written.parse::<Decimal>().or_else(|_| Decimal::from_scientific(written)) else {
        return written.to_owned();
    };
    let steps = [(12, "trillion"), (9, "billion"), (6, "million")];
    for (power, word) in steps {
        let unit = Decimal::from(10_u64.pow(power));
        if value.abs() >= unit {
            return format!("{} {word}", (value / unit).round_dp(3).normalize());
        }
    }
    let plain = value.normalize().to_string();
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(w, r)| (w, Some(r)));
    let mut grouped = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) && c.is_ascii_digit() && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(c);
    }
    rest.map_or(grouped.clone(), |r| format!("{grouped}.{r}"))
}

fn period_words(period: Option<&Interval>) -> String {
    let Some(period) = period else { return String::new() };
    match (period.from, period.to) {
        (Some(f), Some(t)) if f == t => format!(" on {} {} {}", f.day(), month_name(f), f.year()),
        (Some(f), Some(t)) if f.year() == t.year() && f.month() == t.month() => {
            format!(" in {} {}", month_name(f), f.year())
        }
        (Some(f), Some(t)) if f.year() == t.year() => format!(" in {}", f.year()),
        (Some(f), Some(t)) => format!(" in {}–{}", f.year(), t.year()),
        (Some(f), None) => format!(" since {}", f.year()),
        (None, Some(t)) => format!(" by {}", t.year()),
        (None, None) => String::new(),
    }
}

pub fn report(record: &FigureRecord) -> Report {
    Report {
        id: record.id.clone(),
        doc: record.doc.clone(),
        doc_id: record.doc_id.clone(),
        outlet: record.cite_info.outlet.clone(),
        published: record.published,
        text: record.text.clone(),
        text_info: record.text_info,
        speaker: record.speaker.clone(),
        status: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_plainly() {
        assert_eq!(round_number("790000000"), "790 million");
        assert_eq!(round_number("1370000"), "1.37 million");
        assert_eq!(round_number("1100"), "1,100");
        assert_eq!(round_number("-12.40"), "-12.4");
        assert_eq!(round_number("1e9"), "1 billion");
    }
}
