//! When an act took place, beyond what its own sentence says: in an article that looks back the day of publication is no
//! date, and the date of one act holds for what is told with it; what is dated ahead of its telling is a plan.

use crate::Sorted;
use crate::data::Tables;
use crate::features::{day, person};
use crate::text;
use jiff::civil::Date;
use legation_record::{DateBasis, EventRecord, Grain, Reason, Status};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// `[survey]` and `[carry]` of `data/merge/chronology.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    words: u32,
    days: i32,
    acts: usize,
    share: f32,
    lead: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carry {
    sentences: u32,
    openings: Vec<String>,
}

/// Longer than this a date is too wide to hold for another act.
const WIDE: i32 = 92;

/// Places in `sorted.events` whose record reads otherwise in the light of its document, with that reading.
pub fn settle(sorted: &Sorted, tables: &Tables) -> Vec<(usize, EventRecord)> {
    let words: FxHashMap<&str, u32> = sorted.documents.iter().map(|d| (d.id.as_str(), d.words)).collect();
    let told: FxHashMap<&str, Date> =
        sorted.documents.iter().filter_map(|d| Some((d.id.as_str(), d.published?.to?))).collect();
    let mut changed = Vec::new();
    let mut first = 0;
    for article in sorted.events.chunk_by(|a, b| a.doc_id == b.doc_id) {
        let id = article[0].doc_id.as_str();
        let long = words.get(id).is_some_and(|w| *w >= tables.chronology.survey.words);
        let back = long && looks_back(article, &tables.chronology.survey);
        changed.extend(
            read(article, back, told.get(id).copied(), tables).into_iter().map(|(i, e)| (first + i, e)),
        );
        first += article.len();
    }
    changed
}

fn own_date(e: &EventRecord) -> bool {
    matches!(e.date_basis, Some(DateBasis::Stated | DateBasis::Relative))
}

fn looks_back(article: &[&EventRecord], rule: &Survey) -> bool {
    let past = |e: &EventRecord| {
        let (Some(end), Some(told)) = (e.enddate.or(e.date), e.published) else { return false };
        day(end) + rule.days < day(told)
    };
    let dated: Vec<_> = article.iter().filter(|e| own_date(e)).collect();
    let far = dated.iter().filter(|e| past(e)).count();
    far >= rule.acts && far as f32 >= dated.len() as f32 * rule.share
}

fn read(
    article: &[&EventRecord],
    back: bool,
    told: Option<Date>,
    tables: &Tables,
) -> Vec<(usize, EventRecord)> {
    let mut changed: Vec<(usize, EventRecord)> = Vec::new();
    let mut earlier: Vec<EventRecord> = Vec::new();
    for (i, &event) in article.iter().enumerate() {
        let mut settled = event.clone();
        let deed = matches!(event.status, Status::Happened | Status::Denied);
        if back && !own_date(event) && deed {
            // The nearest act that fits decides, dated or not.
            let before = earlier.iter().rev().find(|before| carries(before, event, tables));
            match before.filter(|b| own_date(b) && narrow(b)) {
                Some(before) => take_date(&mut settled, before),
                None if event.text_info.sequence > tables.chronology.survey.lead => drop_date(&mut settled),
                None => {}
            }
        }
        settled.status = status(&settled, told, tables);
        if settled.status == Status::Happened {
            earlier.push(settled.clone());
        }
        if settled != *event {
            changed.push((i, settled));
        }
    }
    changed
}

fn narrow(e: &EventRecord) -> bool {
    e.date.zip(e.enddate).is_some_and(|(from, to)| day(to) - day(from) <= WIDE)
}

fn take_date(event: &mut EventRecord, before: &EventRecord) {
    (event.date, event.enddate, event.date_grain) = (before.date, before.enddate, before.date_grain);
    event.date_basis = Some(DateBasis::Relative);
    let note = format!("dated by what is told just before: {}", before.event_text.join(" "));
    event.because.push(Reason { rule: "merge::when::carried".into(), note });
}

fn drop_date(event: &mut EventRecord) {
    if event.date_basis == Some(DateBasis::Published) {
        (event.date, event.enddate, event.date_grain, event.date_basis) = (None, None, None, None);
        let note = "the article looks back: the day of publication is no date".to_owned();
        event.because.push(Reason { rule: "merge::when::survey".into(), note });
    }
}

/// The date of `before` holds for `event`.
fn carries(before: &EventRecord, event: &EventRecord, tables: &Tables) -> bool {
    let rule = &tables.chronology.carry;
    let gap = event.text_info.sequence.saturating_sub(before.text_info.sequence);
    if gap > rule.sentences {
        return false;
    }
    let names = |e: &EventRecord| -> FxHashSet<String> {
        e.actor.iter().chain(&e.recipient).filter_map(|p| person(p, tables)).collect()
    };
    let codes = |e: &EventRecord| -> FxHashSet<String> {
        e.actor.iter().chain(&e.recipient).filter_map(|p| p.code.clone()).collect()
    };
    let opening = text::fold(event.text.trim_start_matches(|c: char| !c.is_alphanumeric()));
    let opens = rule.openings.iter().any(|o| opening.starts_with(o.as_str()));
    let same_company = codes(event).is_subset(&codes(before));
    let agents = event.actor.iter().chain(&event.speaker);
    let actors: FxHashSet<String> = agents.filter_map(|p| person(p, tables)).collect();
    let same_person = actors.iter().any(|n| names(before).contains(n));
    (gap == 0 || opens) && same_company || same_person
}

/// Dated after it was told, it is a plan; told in the present of a day gone by, it is done.
fn status(event: &EventRecord, told: Option<Date>, tables: &Tables) -> Status {
    let day_grain = event.date_grain == Some(Grain::Day);
    let Some(told) = told.or(event.published) else { return event.status };
    let now = matches!(event.status, Status::Happened | Status::Ongoing);
    let ahead = event.date.is_some_and(|from| day(from) > day(told) + 1);
    let over = event.enddate.is_some_and(|end| day(end) + 1 < day(told));
    match event.status {
        _ if now && own_date(event) && ahead => Status::Planned,
        Status::Ongoing if day_grain && (over || at_once(event, tables)) => Status::Happened,
        other => other,
    }
}

/// News tells in the present of what is over: `launches strikes`, not `is striking` and not `continues`.
fn at_once(event: &EventRecord, tables: &Tables) -> bool {
    let lasting = &tables.chronology.lasting.words;
    let words: Vec<text::Word> = event.event_text.iter().flat_map(|t| text::words(t)).collect();
    let going_on = |w: &text::Word| lasting.contains(&text::stem(&w.lower));
    let first = words.first().map(|w| w.lower.as_str()).unwrap_or_default();
    let habit = text::words(&event.text).iter().any(|w| tables.chronology.lasting.adverbs.contains(&w.lower));
    !first.is_empty() && !first.ends_with("ing") && !words.iter().any(going_on) && !habit
}
