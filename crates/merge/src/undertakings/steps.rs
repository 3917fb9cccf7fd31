//! What became of an undertaking: the steps its sentences tell, with dates.

use super::Sentence;
use super::group::Group;
use super::mention::Mention;
use crate::data::Tables;
use crate::text::{self, Word};
use jiff::civil::Date;
use legation_record::{
    EventRecord, EventType, Happening, Interval, Status, Step, Undertaking, UndertakingKind, record_id,
};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A step word stands at most this many words from the name.
const REACH: usize = 9;
/// A step word that stands this close speaks before the event's own words.
const CLOSE: usize = 4;

/// How words of joining begin.
const JOINING: [&str; 7] = ["acced", "access", "admi", "becom", "enter", "join", "member"];

/// Dates by record id, as the happening of the record has them.
pub fn dates(happenings: &[Happening]) -> FxHashMap<&str, Interval> {
    let dated = happenings.iter().filter(|h| h.date.is_some() || h.enddate.is_some());
    dated
        .flat_map(|h| {
            h.reports.iter().map(move |r| (r.id.as_str(), Interval { from: h.date, to: h.enddate }))
        })
        .collect()
}

/// The undertaking of a group of mentions; nothing where no step is told.
pub fn follow(
    group: &Group,
    sentences: &[Sentence],
    dated: &FxHashMap<&str, Interval>,
    tables: &Tables,
) -> Option<Undertaking> {
    let told: Vec<Step> =
        group.mentions.iter().filter_map(|m| step(m, &sentences[m.sentence], dated, tables)).collect();
    if told.is_empty() {
        return None;
    }
    let history = history(told, tables);
    let (status, as_of) = status(&history, tables);
    let (name, mut aliases) = names(group);
    aliases.extend(group.aliases.iter().filter(|a| **a != name).cloned());
    aliases.sort();
    aliases.dedup();
    let kind = group.mentions.first()?.kind;
    let parties = parties(&group.mentions);
    // One country's own projects are no dealings between states.
    if parties.len() < 2 && kind != UndertakingKind::Membership {
        return None;
    }

    let mut ids: Vec<&str> = history.iter().flat_map(|s| &s.reports).map(|r| r.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.insert(0, &name);
    let id = record_id("u", &ids);
    Some(Undertaking { id, name, aliases, kind, parties, status, as_of, history })
}

fn step(
    m: &Mention,
    sentence: &Sentence,
    dated: &FxHashMap<&str, Interval>,
    tables: &Tables,
) -> Option<Step> {
    let words = text::words(sentence.text);
    let (step, event) = if m.kind == UndertakingKind::Membership && !sentence.events.is_empty() {
        bid(m, sentence, &words, tables)?
    } else {
        told(m, sentence, &words, tables)?
    };
    let date = event.and_then(|e| {
        let ahead = e.horizon.filter(|_| step == "planned");
        ahead.or_else(|| dated.get(e.id.as_str()).copied())
    });
    let (step, date) = begun(step, date);
    let report = event.map_or_else(|| sentence.report.clone(), crate::happening::report);
    Some(Step { step, date, round: m.round.clone(), reports: vec![report] })
}

/// What a sentence tells of it: a step word close by, else the event whose own words name a step, else a step word
/// farther off, else the type of the nearest event.
fn told<'a>(
    m: &Mention,
    sentence: &Sentence<'a>,
    words: &[Word],
    tables: &Tables,
) -> Option<(String, Option<&'a EventRecord>)> {
    let close = nearest_step(m, words, CLOSE, tables);
    if let Some((step, at, ahead)) = close {
        let event = nearest_event(sentence, at);
        // Who announces that it will begin announces it.
        if ahead && let Some(event) = event.filter(|e| own(e, tables) == Some("announced")) {
            return fitting(m, "announced".to_owned(), Some(event), tables);
        }
        let step = if ahead && event.is_none() && DONE.contains(&step) { "planned" } else { step };
        return fitting(m, event.map_or(step.to_owned(), |e| by_status(step, e)), event, tables);
    }
    if let Some((event, step)) = own_step(m, sentence, tables) {
        return fitting(m, by_status(step, event), Some(event), tables);
    }
    let event = nearest_event(sentence, m.start)?;
    let far = nearest_step(m, words, REACH, tables).map(|(step, ..)| step.to_owned());
    let step = far.or_else(|| by_type(m, event, sentence, tables))?;
    fitting(m, by_status(&step, event), Some(event), tables)
}

/// A step that such an undertaking can take.
fn fitting<'a>(
    m: &Mention,
    step: String,
    event: Option<&'a EventRecord>,
    tables: &Tables,
) -> Option<(String, Option<&'a EventRecord>)> {
    let heads = tables.undertakings.heads.get(&m.kind);
    heads.is_none_or(|h| h.steps.contains(&step)).then_some((step, event))
}

/// The event whose own words name a step: one told as done before one that is only possible, then the nearest.
fn own_step<'a, 't>(
    m: &Mention,
    sentence: &Sentence<'a>,
    tables: &'t Tables,
) -> Option<(&'a EventRecord, &'t str)> {
    let with = sentence.events.iter().filter_map(|e| Some((*e, own(e, tables)?)));
    with.min_by_key(|(e, _)| (e.status == Status::Hypothetical, place(e).abs_diff(m.start), e.id.as_str()))
}

/// The step that the event's own words name.
fn own<'t>(event: &EventRecord, tables: &'t Tables) -> Option<&'t str> {
    let mut triggers = event.event_text.iter().flat_map(|t| text::words(t));
    triggers.find_map(|w| step_of(&text::stem(&w.lower), tables))
}

/// What a sentence tells of a bid to join: the type of the event says it best, backing and blocking apart.
fn bid<'a>(
    m: &Mention,
    sentence: &Sentence<'a>,
    words: &[Word],
    tables: &Tables,
) -> Option<(String, Option<&'a EventRecord>)> {
    let event = nearest_event(sentence, m.start)?;
    let said = nearest_step(m, words, CLOSE, tables).map(|(step, ..)| step);
    let turned = said.filter(|s| ["backed", "blocked", "delayed"].contains(s));
    let step = match turned {
        Some(step) => step,
        None => tables.undertakings.bids.get(event.event.first()?.as_str())?,
    };
    // "its bid to join, its imports of oil": an act beside the bid is no joining.
    let joins = |word: &Word| JOINING.iter().any(|j| word.lower.starts_with(j));
    if step == "joined" && !event.event_text.iter().any(|t| text::words(t).iter().any(joins)) {
        return None;
    }
    let step = match event.status {
        Status::Planned | Status::Hypothetical if step == "joined" => "proposed",
        Status::Denied => "denied",
        _ => step,
    };
    Some((step.to_owned(), Some(event)))
}

/// Over years something is not held but goes on: what the sentence dates is its start.
fn begun(step: String, date: Option<Interval>) -> (String, Option<Interval>) {
    let Some(Interval { from: Some(from), to: Some(to) }) = date else { return (step, date) };
    if step != "held" || to.year() - from.year() < 2 {
        return (step, date);
    }
    let whole_year = from.month() == 1 && from.day() == 1;
    let end = if whole_year { from.last_of_year() } else { from };
    ("started".to_owned(), Some(Interval { from: Some(from), to: Some(end) }))
}

/// The step word nearest to the name: the step, where it stands, and whether it is still to come.
fn nearest_step<'a>(
    m: &Mention,
    words: &[Word],
    reach: usize,
    tables: &'a Tables,
) -> Option<(&'a str, usize, bool)> {
    let first = words.iter().position(|w| w.end > m.start)?;
    let last = words.iter().rposition(|w| w.start < m.end)?;
    let mut best: Option<(usize, &str, usize, bool)> = None;
    for (i, w) in words.iter().enumerate() {
        let distance = if i < first { first - i } else { i.saturating_sub(last) };
        let inside = (first..=last).contains(&i);
        if inside || distance > reach || w.capital && i > 0 {
            continue;
        }
        let Some(step) = step_of(&text::stem(&w.lower), tables) else { continue };
        let before = &words[i.saturating_sub(2)..i];
        let negated = before.iter().any(|w| matches!(w.lower.as_str(), "not" | "never" | "no"));
        let turned = tables.undertakings.negated.get(step).map(String::as_str);
        let Some(step) = (if negated { turned } else { Some(step) }) else { continue };
        if best.is_none_or(|(d, s, ..)| (distance, step) < (d, s)) {
            let ahead = before.iter().any(|w| tables.undertakings.ahead.words.contains(&w.lower));
            best = Some((distance, step, w.start, ahead));
        }
    }
    best.map(|(_, step, at, ahead)| (step, at, ahead))
}

fn step_of<'a>(stem: &str, tables: &'a Tables) -> Option<&'a str> {
    tables.undertakings.steps.get(stem).map(String::as_str)
}

fn nearest_event<'a>(sentence: &Sentence<'a>, at: usize) -> Option<&'a EventRecord> {
    sentence.events.iter().copied().min_by_key(|e| (place(e).abs_diff(at), e.id.as_str()))
}

/// Where in its sentence an event is told.
fn place(event: &EventRecord) -> usize {
    event.event_text.first().and_then(|t| event.text.find(t.as_str())).unwrap_or(0)
}

/// The type of the event speaks where it is told near the name.
fn by_type(m: &Mention, event: &EventRecord, sentence: &Sentence, tables: &Tables) -> Option<String> {
    let (from, to) = (place(event).min(m.start), place(event).max(m.start));
    let between = sentence.text.get(from..to)?.split(' ').count();
    let kind = event.event.first()?;
    let known = tables.undertakings.types.get(kind.as_str())?;
    (between <= REACH).then(|| known.clone())
}

/// Steps that only a deed takes.
const DONE: [&str; 5] = ["delivered", "held", "joined", "lifted", "started"];

/// What is planned or promised is not done yet; what is denied or alleged is told as that.
fn by_status(step: &str, event: &EventRecord) -> String {
    let done = DONE.contains(&step);
    let promise = event.event.contains(&EventType::Agree);
    let to = match event.status {
        Status::Denied => "denied",
        Status::Alleged => "alleged",
        Status::Planned if done || step == "signed" => "planned",
        Status::Hypothetical if done || step == "signed" => "proposed",
        _ if done && promise => "planned",
        _ => step,
    };
    to.to_owned()
}

/// Steps in order of time, reports of one step together.
fn history(told: Vec<Step>, tables: &Tables) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut told = told;
    told.sort_by(|a, b| {
        (width(a), first(a), &a.step, &a.round, &a.reports[0].id).cmp(&(
            width(b),
            first(b),
            &b.step,
            &b.round,
            &b.reports[0].id,
        ))
    });
    for step in told {
        match steps.iter_mut().find(|s| same_step(s, &step)) {
            Some(home) => {
                if home.round.is_none() {
                    home.round = step.round;
                }
                for r in step.reports {
                    if !home.reports.iter().any(|h| h.id == r.id) {
                        home.reports.push(r);
                    }
                }
            }
            None => steps.push(step),
        }
    }
    steps.sort_by(|a, b| {
        (first(a).is_none(), first(a), &a.step, &a.round).cmp(&(
            first(b).is_none(),
            first(b),
            &b.step,
            &b.round,
        ))
    });
    in_course(steps, tables)
}

/// A step without a date comes before the first dated one that lies farther on the way: signed, it had been announced.
fn in_course(steps: Vec<Step>, tables: &Tables) -> Vec<Step> {
    let rank = |s: &Step| tables.undertakings.changes.way.iter().position(|w| *w == s.step);
    let (mut course, undated): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(|s| s.date.is_some());
    for step in undated {
        let farther = |s: &Step| s.date.is_some() && rank(&step).is_some() && rank(s) > rank(&step);
        let at = course.iter().position(farther).unwrap_or(course.len());
        course.insert(at, step);
    }
    course
}

/// Days the date leaves open; none is widest.
fn width(step: &Step) -> i32 {
    let date = step.date.and_then(|d| crate::features::days(d.from, d.to));
    date.map_or(i32::MAX, |(from, to)| to - from)
}

fn first(step: &Step) -> Option<Date> {
    step.date.and_then(|d| d.from.or(d.to))
}

/// One step told twice: of one round, at times of which one encloses the other (a missing time is enclosed by any).
fn same_step(home: &Step, new: &Step) -> bool {
    // `they hold them regularly` is no report of the seventh.
    let at_large = |s: &Step| s.round.is_none() && s.date.is_none();
    let mixed = (at_large(home) || at_large(new)) && home.round != new.round;
    let rounds = !mixed && (home.round == new.round || home.round.is_none() || new.round.is_none());
    let days = |s: &Step| s.date.and_then(|d| crate::features::days(d.from, d.to));
    let dates = match (days(home), days(new)) {
        (Some(x), Some(y)) => x.0 <= y.1 && y.0 <= x.1,
        _ => true,
    };
    home.step == new.step && rounds && dates
}

/// The latest step that changes what the undertaking is, and the day it is told for.
fn status(history: &[Step], tables: &Tables) -> (String, Option<Date>) {
    let told_for = |s: &Step| {
        let date = s.date.and_then(|d| d.to.or(d.from));
        let told = s.reports.iter().filter_map(|r| r.published).max();
        if s.step == "planned" || date.is_none() { told.or(date) } else { date }
    };
    let order = &tables.undertakings.changes;
    let rank = |s: &Step| order.way.iter().position(|w| *w == s.step);
    let farthest = history.iter().filter(|s| s.date.is_some()).filter_map(rank).max();
    // Without a date, a step on the way says nothing of one that has come farther.
    let behind = |s: &Step| s.date.is_none() && rank(s).is_some_and(|r| Some(r) < farthest);
    let changing = || history.iter().enumerate().filter(|(_, s)| order.holds(&s.step) && !behind(s));
    let latest =
        changing().max_by_key(|(i, s)| (told_for(s), *i)).or_else(|| history.iter().enumerate().next_back());
    latest.map_or_else(|| ("unknown".to_owned(), None), |(_, s)| (s.step.clone(), told_for(s)))
}

/// The name most used, the fuller of equals; the others are aliases.
fn names(group: &Group) -> (String, Vec<String>) {
    let mut counts = BTreeMap::<&str, (bool, usize)>::new();
    for m in group.mentions.iter().filter(|m| !m.bare) {
        let entry = counts.entry(m.name.trim()).or_insert((!m.proper.is_empty(), 0));
        entry.1 += 1;
    }
    let best = counts
        .iter()
        .max_by_key(|(name, (proper, n))| (*proper, *n, name.len().min(60), std::cmp::Reverse(**name)));
    let name = best.map(|(name, _)| (*name).to_owned()).unwrap_or_default();
    let aliases = counts.keys().filter(|n| **n != name).map(|n| (*n).to_owned()).collect();
    (name, aliases)
}

/// Codes that a fair part of the mentions have.
fn parties(mentions: &[Mention]) -> Vec<String> {
    let mut counts = BTreeMap::<&str, usize>::new();
    for code in mentions.iter().flat_map(|m| &m.parties) {
        *counts.entry(code).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or(0);
    counts.into_iter().filter(|(_, n)| n * 3 >= most).map(|(c, _)| c.to_owned()).collect()
}
