//! Two reports: can they be one act, and how much speaks for it?

use crate::data::Tables;
use crate::features::{Feature, day};
use crate::text;
use legation_record::{DateBasis, EventRecord, Grain, Status};

/// A pair of reports, with what is only known of the pair.
pub struct Pair<'a> {
    pub a: (&'a EventRecord, &'a Feature),
    pub b: (&'a EventRecord, &'a Feature),
    /// Records of such types and countries in the same days, these two among them.
    pub crowd: u32,
}

/// Why two reports cannot be one act; `None` where nothing forbids it.
pub fn clash(
    a: (&EventRecord, &Feature),
    b: (&EventRecord, &Feature),
    tables: &Tables,
) -> Option<&'static str> {
    let data = &tables.happenings;
    let ((ea, fa), (eb, fb)) = (a, b);
    let undated = fa.days.is_none() && fb.days.is_none();
    let checks: [(&'static str, bool); 13] = [
        ("types", !data.compatible(fa.kind, fb.kind)),
        ("modes", fa.kind == fb.kind && data.apart(fa.kind, &ea.mode, &eb.mode)),
        ("two acts of one sentence", same_sentence(ea, eb) && !same_words(ea, eb) && !one_phrase(a, b)),
        ("countries", !codes_fit(fa, fb)),
        ("dates", !days_fit(fa, fb) || told_before(ea, fb) || told_before(eb, fa)),
        ("a series and one of it", series_and_one(fa, fb)),
        ("rounds", rounds_differ(fa, fb)),
        ("persons", persons_differ(fa, fb)),
        ("firms and states", fa.business != fb.business),
        ("places", data.placed(fa.kind) && places(fa, fb) == Some(false)),
        ("times of telling", data.placed(fa.kind) && undated && told_apart(ea, eb)),
        ("status", status_differs(ea.status, eb.status)),
        ("one voice's yes and no", contradicts_itself(ea, eb)),
    ];
    checks.into_iter().find(|(_, clashes)| *clashes).map(|(why, _)| why)
}

fn same_sentence(a: &EventRecord, b: &EventRecord) -> bool {
    a.doc_id == b.doc_id && a.text_info.sequence == b.text_info.sequence
}

fn same_words(a: &EventRecord, b: &EventRecord) -> bool {
    a.event_text == b.event_text && a.event == b.event && a.mode == b.mode
}

/// Nobody says in one text that a thing was done and that it was not: he speaks of two.
fn contradicts_itself(a: &EventRecord, b: &EventRecord) -> bool {
    let voice = |e: &EventRecord| e.speaker.as_ref().map(|s| s.identifier_text.clone());
    a.doc_id == b.doc_id
        && (a.status == Status::Denied) != (b.status == Status::Denied)
        && voice(a) == voice(b)
}

/// One act of one sentence under two kindred types: `signed` a `memorandum`.
fn one_phrase((ea, fa): (&EventRecord, &Feature), (eb, fb): (&EventRecord, &Feature)) -> bool {
    fa.kind != fb.kind && fa.codes == fb.codes && fa.codes.len() > 1 && ea.status == eb.status
}

/// Each side's codes must be among the other's, or most must be shared.
fn codes_fit(a: &Feature, b: &Feature) -> bool {
    set_fits(&a.actors, &b.actors) && set_fits(&a.recipients, &b.recipients)
}

fn set_fits(a: &[String], b: &[String]) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    let shared = shared(a, b);
    shared == a.len() || shared == b.len() || shared >= 2 && shared * 2 >= a.len().max(b.len())
}

/// How many items two sorted lists share.
fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                i += 1;
                j += 1;
            }
        }
    }
    count
}

/// Days overlap, or are next to each other; a day known only from publication may lag by two more.
fn days_fit(a: &Feature, b: &Feature) -> bool {
    let (Some(x), Some(y)) = (a.days, b.days) else { return true };
    let published = [a, b].iter().any(|f| f.basis == Some(DateBasis::Published));
    let slack = if published { 2 } else { 1 };
    let both_days = a.grain == Some(Grain::Day) && b.grain == Some(Grain::Day);
    let gap = x.0.max(y.0) - x.1.min(y.1);
    gap <= if both_days { slack } else { 0 }
}

/// Told as done before the other says it took place.
fn told_before(a: &EventRecord, b: &Feature) -> bool {
    let done = matches!(a.status, Status::Happened | Status::Ongoing);
    let (Some(told), Some((from, _))) = (a.published, b.days) else { return false };
    done && day(told) + 1 < from
}

/// Longer than a year: many acts told as one.
const SERIES: i32 = 366;

/// One tells of acts over years, the other of one of them.
fn series_and_one(a: &Feature, b: &Feature) -> bool {
    let span = |f: &Feature| f.days.map(|(from, to)| to - from);
    let (Some(x), Some(y)) = (span(a), span(b)) else { return false };
    (x > SERIES) != (y > SERIES)
}

fn rounds_differ(a: &Feature, b: &Feature) -> bool {
    let counted = |f: &Feature, what: u32| f.rounds.iter().any(|(w, _)| *w == what);
    a.rounds.iter().any(|round| counted(b, round.0) && !b.rounds.contains(round))
}

/// For some country both name persons, and none is the same.
fn persons_differ(a: &Feature, b: &Feature) -> bool {
    let codes = a.persons.iter().map(|(code, _)| code).filter(|c| !c.is_empty());
    codes.into_iter().any(|code| {
        let of = |f: &'_ Feature| {
            f.persons.iter().filter(|(c, _)| c == code).map(|(_, n)| n.clone()).collect::<Vec<_>>()
        };
        let (x, y) = (of(a), of(b));
        !y.is_empty() && !x.iter().any(|n| y.iter().any(|m| text::alike(n, m)))
    })
}

/// Both sides are named, and alike.
fn same_company(a: &Feature, b: &Feature) -> bool {
    let all = |x: &Feature, y: &Feature| {
        x.persons.iter().all(|(c, n)| y.persons.iter().any(|(d, m)| c == d && text::alike(n, m)))
    };
    a.persons.len() > 1 && all(a, b) && all(b, a)
}

fn same_person(a: &Feature, b: &Feature) -> bool {
    a.persons.iter().any(|(c, n)| b.persons.iter().any(|(d, m)| c == d && text::alike(n, m)))
}

/// Same place, another place, or not known.
fn places(a: &Feature, b: &Feature) -> Option<bool> {
    let (x, y) = (a.place.as_deref()?, b.place.as_deref()?);
    Some(text::alike(x, y) || x.contains(y) || y.contains(x))
}

/// A mere possibility is not the act; a denial is a report of the act it denies.
fn status_differs(a: Status, b: Status) -> bool {
    (a == Status::Hypothetical) != (b == Status::Hypothetical)
}

/// How much speaks for one act; at `threshold` and above the two are one.
pub fn score(pair: &Pair, tables: &Tables) -> f32 {
    let data = &tables.happenings;
    let w = &data.weights;
    let ((ea, fa), (eb, fb)) = (pair.a, pair.b);
    let mut sum = data.crowd(pair.crowd) + time(pair, tables);
    if fa.kind == fb.kind {
        sum += w.same_type;
    }
    if !ea.mode.is_empty() && !eb.mode.is_empty() {
        sum += if ea.mode.iter().any(|m| eb.mode.contains(m)) { w.same_mode } else { w.other_mode };
    }
    sum += if fa.codes == fb.codes && !fa.codes.is_empty() { w.same_codes } else { w.part_codes };
    let shared_evidence = evidence(fa, fb, tables);
    if shared_evidence <= 0.0 && fa.days != fb.days && !(is_day(fa) && is_day(fb)) {
        sum += w.enclosed_alone;
    }
    let alike = cosine(&fa.words, &fb.words);
    if ea.doc_id != eb.doc_id && alike < BARELY && !topical(pair) {
        sum += w.nothing_shared;
    }
    if fa.codes.len() < 2 && fb.codes.len() < 2 {
        sum += w.one_country;
    }
    if undated_visit(ea, fa) && undated_visit(eb, fb) && ea.doc_id == eb.doc_id && same_person(fa, fb) {
        sum += w.same_visit;
    }
    let undated = fa.days.is_none() && fb.days.is_none() && ea.doc_id == eb.doc_id;
    let in_words = shared(&fa.triggers, &fb.triggers) > 0;
    if undated && fa.codes == fb.codes && fa.codes.len() > 1 && in_words {
        sum += w.same_undated;
    }
    // "its mediation of talks of A and B", "it helped A and B to negotiate": three parties in one way.
    if undated && fa.codes == fb.codes && fa.codes.len() > 2 && !ea.mode.is_empty() && ea.mode == eb.mode {
        sum += w.same_several;
    }
    if data.placed(fa.kind) {
        sum += crowded(fa, fb, tables);
    }
    sum + shared_evidence + w.words * alike
}

/// Under this cosine two sentences share next to nothing.
const BARELY: f32 = 0.12;

/// Something in particular is shared, beyond who and when: a name, a round, a place; of a visit, the visitor.
fn topical(pair: &Pair) -> bool {
    let ((ea, fa), (_, fb)) = (pair.a, pair.b);
    shared(&fa.names, &fb.names) > 0
        || same_round(fa, fb)
        || places(fa, fb) == Some(true)
        || shared(&fa.numbers, &fb.numbers) > 0
        || same_company(fa, fb)
        || ea.mode.iter().any(|m| m == "visit") && same_person(fa, fb)
}

/// An article that gives a visit no date tells of one visit.
fn undated_visit(e: &EventRecord, f: &Feature) -> bool {
    f.days.is_none() && e.mode.iter().any(|m| m == "visit")
}

/// Of one series the same round; a first or second stage is no name.
fn same_round(a: &Feature, b: &Feature) -> bool {
    a.rounds.iter().any(|r| r.1 > 2 && b.rounds.contains(r))
}

/// Of acts that happen every day: another day's news, other names.
fn crowded(a: &Feature, b: &Feature, tables: &Tables) -> f32 {
    let w = &tables.happenings.weights;
    let news = |f: &Feature| f.basis == Some(DateBasis::Published);
    let other_news = news(a) && news(b) && a.days != b.days;
    let common = shared(&a.names, &b.names) * 3 >= a.names.len().min(b.names.len());
    let other_names = !a.names.is_empty() && !b.names.is_empty() && !common;
    (if other_news { w.other_news } else { 0.0 }) + if other_names { w.other_names } else { 0.0 }
}

fn is_day(f: &Feature) -> bool {
    f.grain == Some(Grain::Day)
}

/// Names, rounds, persons, places, numbers and the event's own words.
fn evidence(a: &Feature, b: &Feature, tables: &Tables) -> f32 {
    let w = &tables.happenings.weights;
    let mut sum = (w.name * shared(&a.names, &b.names) as f32).min(w.names_most);
    let counted = a.toll.is_some() && b.toll.is_some();
    let gathered = shared(&a.codes, &b.codes).saturating_sub(2);
    sum += (w.country * gathered as f32).min(w.countries_most);
    let found = [
        (w.same_round, same_round(a, b)),
        (w.same_person, same_person(a, b)),
        (w.same_company, same_company(a, b)),
        (w.same_place, places(a, b) == Some(true)),
        (w.other_place, places(a, b) == Some(false)),
        (w.same_number, shared(&a.numbers, &b.numbers) > 0),
        (w.same_toll, counted && a.toll == b.toll && a.toll > Some(1)),
        (w.other_toll, counted && a.toll != b.toll),
        (w.same_trigger, shared(&a.triggers, &b.triggers) > 0),
    ];
    for (weight, holds) in found {
        if holds {
            sum += weight;
        }
    }
    sum
}

/// Undated reports published more than this many days apart are hardly of one act.
const ECHO: i32 = 7;

fn told_apart(a: &EventRecord, b: &EventRecord) -> bool {
    let (Some(x), Some(y)) = (a.published, b.published) else { return false };
    (day(x) - day(y)).abs() > ECHO
}

fn time(pair: &Pair, tables: &Tables) -> f32 {
    let w = &tables.happenings.weights;
    let ((ea, fa), (eb, fb)) = (pair.a, pair.b);
    let (Some(x), Some(y)) = (fa.days, fb.days) else {
        if ea.doc_id == eb.doc_id {
            return w.undated_same_doc;
        }
        return w.undated + if told_apart(ea, eb) { w.undated_apart } else { 0.0 };
    };
    let published = [fa, fb].iter().any(|f| f.basis == Some(DateBasis::Published));
    let base = if is_day(fa) && is_day(fb) {
        if x == y { w.same_day } else { w.next_day }
    } else if (x.1 - x.0).max(y.1 - y.0) <= 31 {
        w.same_month
    } else {
        w.same_year
    };
    base + if published { w.published_day } else { 0.0 }
}

fn cosine(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// In words, what made two reports one act.
pub fn grounds(pair: &Pair, tables: &Tables) -> String {
    let ((_, fa), (_, fb)) = (pair.a, pair.b);
    let mut seen = vec![if fa.kind == fb.kind { "same type" } else { "kindred types" }];
    seen.push(if fa.codes == fb.codes { "same countries" } else { "countries that fit" });
    seen.push(match (fa.days, fb.days) {
        (Some(x), Some(y)) if x == y => "same date",
        (Some(_), Some(_)) => "dates that fit",
        _ => "no date against it",
    });
    let extra = [
        ("same round", same_round(fa, fb)),
        ("same person", same_person(fa, fb)),
        ("same place", places(fa, fb) == Some(true)),
        ("shared names", shared(&fa.names, &fb.names) > 0),
        ("shared figures", shared(&fa.numbers, &fb.numbers) > 0),
        ("similar words", cosine(&fa.words, &fb.words) >= 0.25),
    ];
    seen.extend(extra.into_iter().filter(|(_, holds)| *holds).map(|(word, _)| word));
    format!(
        "{} (score {:.2}, needed {:.2})",
        seen.join(", "),
        score(pair, tables),
        tables.happenings.threshold
    )
}
