//! Reports that disagree about when an act took place or whether it did.

use crate::data::Tables;
use crate::features::{day, person};
use crate::headline;
use jiff::civil::Date;
use legation_record::{
    Conflict, ConflictItem, ConflictKind, DateBasis, Grain, Happening, Report, Status, Verdict, month_name,
    record_id,
};
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// Within one happening: some have it as fact, some as allegation or denial; some as plan, some as done.
pub fn among_reports(happenings: &[Happening]) -> Vec<Conflict> {
    happenings.iter().filter_map(status_conflict).collect()
}

fn status_conflict(h: &Happening) -> Option<Conflict> {
    let has = |s: Status| h.reports.iter().any(|r| r.status == Some(s));
    let done = has(Status::Happened) || has(Status::Ongoing);
    let (verdict, note) = if has(Status::Denied) && (done || has(Status::Alleged)) {
        (Verdict::Contradicts, "one report has it happen or alleges it, another denies it")
    } else if done && has(Status::Alleged) {
        (Verdict::Tension, "one report has it as fact, another only as somebody's word")
    } else if done && has(Status::Planned) {
        (Verdict::Evolves, "announced in one report, done in another")
    } else {
        return None;
    };
    let items: Vec<ConflictItem> = h
        .reports
        .iter()
        .map(|r| ConflictItem {
            value: r.status.map_or("said", Status::as_str).to_owned(),
            report: r.clone(),
        })
        .collect();
    Some(conflict(ConflictKind::Status, verdict, headline::dated(h), items, note.to_owned()))
}

fn conflict(
    kind: ConflictKind,
    verdict: Verdict,
    about: String,
    items: Vec<ConflictItem>,
    note: String,
) -> Conflict {
    let mut ids: Vec<&str> = items.iter().map(|i| i.report.id.as_str()).collect();
    ids.sort_unstable();
    ids.insert(0, kind_word(kind));
    Conflict { id: record_id("k", &ids), kind, verdict, about, items, note }
}

fn kind_word(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Figure => "figure",
        ConflictKind::Claim => "claim",
        ConflictKind::Date => "date",
        ConflictKind::Status => "status",
    }
}

/// Visits of one person to one country told with dates this far apart, in days, may be one visit misdated.
const NEAR_MISS: i32 = 2 * 366;
/// Somebody with more visits than this on record simply travels.
const TRAVELS: usize = 3;

/// Two happenings that differ in nothing but the date, each told by documents that know of one only.
pub fn among_happenings(happenings: &[Happening], tables: &Tables) -> Vec<Conflict> {
    let mut same = BTreeMap::<(String, String, String), Vec<&Happening>>::new();
    for h in happenings.iter().filter(|h| h.mode.iter().any(|m| m == "visit") && h.status != Status::Planned)
    {
        for key in visit_keys(h, tables) {
            same.entry(key).or_default().push(h);
        }
    }
    let mut found = Vec::new();
    for ((person, _, to), visits) in same {
        let dated: Vec<&Happening> = visits.iter().copied().filter(|h| h.date.is_some()).collect();
        if let [a, b] = visits[..]
            && dated.len() == 1
            && !share_document(a, b)
        {
            let (a, b) = if a.date.is_some() { (a, b) } else { (b, a) };
            found.push(date_conflict(a, b, &person, &to, tables));
        }
        if (2..=TRAVELS).contains(&dated.len()) {
            let pairs =
                dated.iter().enumerate().flat_map(|(i, a)| dated[i + 1..].iter().map(move |b| (*a, *b)));
            found.extend(
                pairs.filter(|(a, b)| misdated(a, b)).map(|(a, b)| date_conflict(a, b, &person, &to, tables)),
            );
        }
    }
    found
}

/// Visitor's name, visitor's country, country visited.
fn visit_keys(h: &Happening, tables: &Tables) -> Vec<(String, String, String)> {
    let visitors: Vec<(String, String)> =
        h.actor.iter().filter_map(|p| Some((person(p, tables)?, p.code.clone()?))).collect();
    let hosts = h.recipient.iter().filter_map(|p| p.code.clone());
    let mut keys: Vec<_> =
        hosts.flat_map(|to| visitors.iter().map(move |(n, c)| (n.clone(), c.clone(), to.clone()))).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// Apart, but not far; one date at least not a plain day; and no document that tells of both.
fn misdated(a: &Happening, b: &Happening) -> bool {
    let (Some(x), Some(y)) = (span(a), span(b)) else { return false };
    let gap = x.0.max(y.0) - x.1.min(y.1);
    let loose = |h: &Happening| h.date_grain != Some(Grain::Day) || h.date_basis != Some(DateBasis::Stated);
    gap > 1 && gap <= NEAR_MISS && (loose(a) || loose(b)) && !share_document(a, b)
}

fn share_document(a: &Happening, b: &Happening) -> bool {
    let docs: FxHashSet<&str> = a.reports.iter().map(|r| r.doc_id.as_str()).collect();
    b.reports.iter().any(|r| docs.contains(r.doc_id.as_str()))
}

fn span(h: &Happening) -> Option<(i32, i32)> {
    let from = h.date.or(h.enddate)?;
    Some((day(from), day(h.enddate.unwrap_or(from))))
}

fn date_conflict(a: &Happening, b: &Happening, person: &str, to: &str, tables: &Tables) -> Conflict {
    let item = |h: &Happening, r: &Report| ConflictItem { value: date_words(h), report: r.clone() };
    let items = [a, b].iter().flat_map(|h| h.reports.iter().map(|r| item(h, r))).collect();
    let name = a.actor.iter().find(|p| self::person(p, tables).as_deref() == Some(person));
    let name = name.map_or(person, |p| p.identifier_text.as_str());
    let about = format!("visit of {name} to {}", tables.countries.called(to));
    let note = if b.date.is_none() {
        format!(
            "one report puts it {}, another gives no date; no document tells of two visits, so it may be one, misdated",
            date_words(a)
        )
    } else {
        format!(
            "one visit is put {}, the other {}; no document tells of two, so either there were two or one is misdated",
            date_words(a),
            date_words(b)
        )
    };
    conflict(ConflictKind::Date, Verdict::Tension, about, items, note)
}

/// `in 2023`, `on 4 May 2021`.
fn date_words(h: &Happening) -> String {
    let Some(from) = h.date.or(h.enddate) else { return "without a date".to_owned() };
    let to = h.enddate.unwrap_or(from);
    if from == to {
        return format!("on {} {} {}", from.day(), month_name(from), from.year());
    }
    let same_month = (from.year(), from.month()) == (to.year(), to.month());
    match (same_month, from.year() == to.year()) {
        (true, _) => format!("in {} {}", month_name(from), from.year()),
        (false, true) => format!("in {}", from.year()),
        (false, false) => format!("between {} and {}", year(from), year(to)),
    }
}

fn year(date: Date) -> i16 {
    date.year()
}
