//! One happening made of its reports.

use crate::cluster::Cluster;
use crate::data::Tables;
use crate::features::{Features, person};
use crate::{Sorted, headline, standing};
use legation_record::{
    DateBasis, EventRecord, EventType, Grain, Happening, Loc, Party, Reason, Report, Status, record_id,
};
use std::collections::BTreeMap;

/// At most this many reasons are written out for one happening.
const REASONS: usize = 5;

pub fn build(cluster: &Cluster, sorted: &Sorted, features: &Features, tables: &Tables) -> Happening {
    let events: Vec<&EventRecord> = cluster.members.iter().map(|&m| sorted.events[m]).collect();
    let mut ids: Vec<&str> = events.iter().map(|e| e.id.as_str()).collect();
    ids.sort_unstable();
    let dated = best_date(&events);
    let (kind, mode) = kind_and_mode(cluster, &events, features);
    let status = status(&events);
    let denials = events.iter().any(|e| e.status == Status::Denied);
    let mut happening = Happening {
        id: record_id("h", &ids),
        date: dated.and_then(|e| e.date),
        enddate: dated.and_then(|e| e.enddate),
        date_grain: dated.and_then(|e| e.date_grain),
        date_basis: dated.and_then(|e| e.date_basis),
        undated_because: dated.is_none().then(|| undated(&events)),
        event: vec![kind],
        mode,
        actor: parties(events.iter().flat_map(|e| &e.actor), tables),
        recipient: parties(events.iter().flat_map(|e| &e.recipient), tables),
        event_loc: location(&events, tables),
        status,
        event_scale: mean_scale(&events),
        headline: String::new(),
        sources: 0,
        disputed: (denials && status != Status::Denied) || status == Status::Alleged,
        because: because(cluster, &events, sorted),
        aside_because: None,
        reports: reports(&events),
    };
    take_sides(&mut happening, &events);
    happening.recipient.retain(|r| !happening.actor.contains(r));
    spare_oneself(&mut happening, tables);
    happening.sources = sorted.sources(happening.reports.iter());
    let triggers: Vec<&str> = events
        .iter()
        .filter(|e| e.event.first() == Some(&kind))
        .flat_map(|e| &e.event_text)
        .map(String::as_str)
        .collect();
    happening.headline = headline::headline(&happening, &triggers, tables);
    happening.aside_because = standing::general(&happening, &events, &triggers, tables).map(str::to_owned);
    happening
}

/// Who acts on others and on his own state acts on the others.
fn spare_oneself(happening: &mut Happening, tables: &Tables) {
    let own = |p: &Party| p.code.is_some() && happening.actor.iter().any(|a| a.code == p.code);
    if happening.recipient.iter().any(|p| p.code.is_some() && !own(p)) {
        let kept: Vec<Party> =
            happening.recipient.iter().filter(|p| !own(p) || !bare(p, tables)).cloned().collect();
        happening.recipient = kept;
    }
}

/// Where one report says who acts on whom and another only that both take part, the first is followed.
fn take_sides(happening: &mut Happening, events: &[&EventRecord]) {
    let holds = |side: &[Party], code: &Option<String>| side.iter().any(|p| p.code == *code);
    let directed = || events.iter().filter(|e| !e.recipient.is_empty());
    let acted_on = |p: &Party| {
        directed().any(|e| holds(&e.recipient, &p.code)) && !directed().any(|e| holds(&e.actor, &p.code))
    };
    if directed().next().is_none() || happening.actor.iter().all(acted_on) {
        return;
    }
    let (moved, kept) = std::mem::take(&mut happening.actor).into_iter().partition(acted_on);
    let moved: Vec<Party> = moved;
    happening.actor = kept;
    for party in moved {
        if !holds(&happening.recipient, &party.code) {
            happening.recipient.push(party);
        }
    }
}

pub fn report(event: &EventRecord) -> Report {
    Report {
        id: event.id.clone(),
        doc: event.doc.clone(),
        doc_id: event.doc_id.clone(),
        outlet: event.cite_info.outlet.clone(),
        published: event.published,
        text: event.text.clone(),
        text_info: event.text_info,
        speaker: event.speaker.clone(),
        status: Some(event.status),
    }
}

/// Oldest publication first, so that a reader meets the news before its echoes.
fn reports(events: &[&EventRecord]) -> Vec<Report> {
    let mut reports: Vec<Report> = events.iter().map(|e| report(e)).collect();
    reports.sort_by(|a, b| {
        (a.published.is_none(), a.published, &a.doc_id, a.text_info, &a.id).cmp(&(
            b.published.is_none(),
            b.published,
            &b.doc_id,
            b.text_info,
            &b.id,
        ))
    });
    reports
}

/// The record whose date to believe: one that says it happened, in its own words, narrowly; then the most usual.
fn best_date<'a>(events: &[&'a EventRecord]) -> Option<&'a EventRecord> {
    let dated = || events.iter().copied().filter(|e| e.date.is_some() || e.enddate.is_some());
    let votes = |e: &EventRecord| dated().filter(|o| (o.date, o.enddate) == (e.date, e.enddate)).count();
    dated().min_by_key(|e| {
        (
            e.date_basis == Some(DateBasis::Published),
            grain_rank(e.date_grain),
            e.date_basis != Some(DateBasis::Stated),
            std::cmp::Reverse(votes(e)),
            e.date.or(e.enddate),
            e.enddate,
            e.id.as_str(),
        )
    })
}

fn grain_rank(grain: Option<Grain>) -> u8 {
    match grain {
        Some(Grain::Day) => 0,
        Some(Grain::Week) => 1,
        Some(Grain::Month) => 2,
        Some(Grain::Season) => 3,
        Some(Grain::Year) => 4,
        Some(Grain::Range) => 5,
        None => 6,
    }
}

fn undated(events: &[&EventRecord]) -> String {
    let ever = events.iter().all(|e| e.status == Status::Hypothetical);
    let many = events.len() > 1;
    match (ever, many) {
        (true, _) => "it is spoken of as possible, with no time given".to_owned(),
        (false, true) => "none of its reports bounds when it took place".to_owned(),
        (false, false) => "the report does not bound when it took place".to_owned(),
    }
}

/// The type most reports give it, the modes most reports of that type give.
fn kind_and_mode(
    cluster: &Cluster,
    events: &[&EventRecord],
    features: &Features,
) -> (EventType, Vec<String>) {
    let mut kinds = BTreeMap::<EventType, usize>::new();
    for &m in &cluster.members {
        *kinds.entry(features.list[m].kind).or_default() += 1;
    }
    // On a tie the type told in most words, then the one that stands first in the codebook.
    let told = |k: EventType| {
        let of = events.iter().filter(|e| e.event.first() == Some(&k));
        of.map(|e| e.event_text.len()).max().unwrap_or(0)
    };
    let kind =
        kinds.iter().rev().max_by_key(|(k, n)| (**n, told(**k))).map_or(EventType::Consult, |(k, _)| *k);
    let mut modes = BTreeMap::<&[String], usize>::new();
    for e in events.iter().filter(|e| e.event.first() == Some(&kind) && !e.mode.is_empty()) {
        *modes.entry(&e.mode).or_default() += 1;
    }
    let mode = modes.iter().rev().max_by_key(|(_, n)| **n).map(|(m, _)| m.to_vec()).unwrap_or_default();
    (kind, mode)
}

/// What happened outweighs what was planned; an allegation stands unless more reports have it as fact.
fn status(events: &[&EventRecord]) -> Status {
    let count = |s: Status| events.iter().filter(|e| e.status == s).count();
    let (happened, alleged) = (count(Status::Happened) + count(Status::Ongoing), count(Status::Alleged));
    if happened > 0 && happened >= alleged {
        return if count(Status::Happened) > 0 { Status::Happened } else { Status::Ongoing };
    }
    let order = [Status::Alleged, Status::Denied, Status::Planned, Status::Hypothetical];
    order.into_iter().find(|s| count(*s) > 0).unwrap_or(Status::Happened)
}

/// Each party once. A bare state gives way to the person or body that acts for it.
fn parties<'a>(all: impl Iterator<Item = &'a Party>, tables: &Tables) -> Vec<Party> {
    let mut kept: Vec<Party> = Vec::new();
    let mut all: Vec<&Party> = all.collect();
    all.sort_by_key(|p| {
        (
            p.code.is_none(),
            p.code.as_deref(),
            bare(p, tables),
            p.office.is_none(),
            &p.identifier_text,
            &p.entity_text,
        )
    });
    for party in all {
        let same =
            kept.iter().any(|k| k.code == party.code && (same_name(k, party, tables) || bare(party, tables)));
        if !same {
            kept.push(party.clone());
        }
    }
    kept
}

fn same_name(a: &Party, b: &Party, tables: &Tables) -> bool {
    a.identifier_text == b.identifier_text
        || matches!((person(a, tables), person(b, tables)), (Some(x), Some(y)) if crate::text::alike(&x, &y))
}

/// Named by nothing but its country.
pub fn bare(party: &Party, tables: &Tables) -> bool {
    let Some(code) = party.code.as_deref() else { return false };
    party.identifier_text.is_empty()
        || tables.countries.get(code).is_some_and(|c| c.name == party.identifier_text)
        || person(party, tables).is_none()
            && party.office.is_none()
            && tables.countries.named_in(code, &party.identifier_text)
}

/// The place most reports name; a town before a country.
fn location(events: &[&EventRecord], tables: &Tables) -> Option<Loc> {
    let mut places = BTreeMap::<(bool, &str), (usize, &Loc)>::new();
    for loc in events.iter().filter_map(|e| e.event_loc.as_ref()) {
        let country = loc.country.as_deref().is_some_and(|c| tables.countries.called(c).ends_with(&loc.name));
        places.entry((country, &loc.name)).or_insert((0, loc)).0 += 1;
    }
    let best = places.iter().min_by_key(|((country, name), (n, _))| (*country, std::cmp::Reverse(*n), *name));
    best.map(|(_, (_, loc))| (*loc).clone())
}

fn mean_scale(events: &[&EventRecord]) -> f32 {
    let sum: f32 = events.iter().map(|e| e.event_scale).sum();
    (sum / events.len() as f32 * 10.0).round() / 10.0
}

fn because(cluster: &Cluster, events: &[&EventRecord], sorted: &Sorted) -> Vec<Reason> {
    let settled = events.iter().flat_map(|e| &e.because).filter(|r| r.rule.starts_with("merge::when"));
    let mut reasons: Vec<Reason> = settled.cloned().collect();
    reasons.dedup();
    if cluster.ordered {
        reasons
            .push(Reason { rule: "override".into(), note: "a person ordered these reports merged".into() });
    }
    reasons.extend(cluster.because.iter().take(REASONS).map(|(a, b, words)| Reason {
        rule: "data/merge/happenings.toml".into(),
        note: format!("{} and {}: {words}", sorted.events[*a].id, sorted.events[*b].id),
    }));
    let more = cluster.because.len().saturating_sub(REASONS);
    if more > 0 {
        reasons.push(Reason {
            rule: "data/merge/happenings.toml".into(),
            note: format!("and {more} pairs more"),
        });
    }
    reasons
}
