//! Promises to refrain, against acts that do what was forsworn: `no arms to B` and arms delivered to B.

use crate::Sorted;
use crate::data::Tables;
use crate::happening::report;
use crate::text;
use legation_record::{
    Conflict, ConflictItem, ConflictKind, EventRecord, EventType, Happening, Status, Verdict, record_id,
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `data/merge/promises.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromiseData {
    negative: Negative,
    handing: Handing,
    goods: BTreeMap<String, FxHashSet<String>>,
}

#[derive(Deserialize)]
struct Negative {
    types: Vec<EventType>,
    words: FxHashSet<String>,
}

#[derive(Deserialize)]
struct Handing {
    types: Vec<EventType>,
}

/// Between the negative word, the thing and the country at most this many words.
const REACH: usize = 5;

struct Promise<'a> {
    event: &'a EventRecord,
    /// Who promised, what class of goods, to whom it is not to go.
    giver: String,
    class: &'a str,
    taker: String,
}

/// Acts that stand against promises, one conflict for each giver, taker and class of goods.
pub fn against_acts(happenings: &[Happening], sorted: &Sorted, tables: &Tables) -> Vec<Conflict> {
    let promises: Vec<Promise> = sorted.events.iter().flat_map(|e| read(e, tables)).collect();
    if promises.is_empty() {
        return Vec::new();
    }
    let acts = acts(happenings, tables);
    let mut groups = BTreeMap::<(String, String, &str), Vec<&Promise>>::new();
    for p in &promises {
        groups.entry((p.giver.clone(), p.taker.clone(), p.class)).or_default().push(p);
    }
    groups
        .into_iter()
        .filter_map(|(key, promises)| conflict(&key, &promises, acts.get(&key)?, tables))
        .collect()
}

type Key<'a> = (String, String, &'a str);

/// Acts of handing over that are told as done, by giver, taker and class.
fn acts<'a>(happenings: &'a [Happening], tables: &'a Tables) -> FxHashMap<Key<'a>, Vec<&'a Happening>> {
    let mut acts = FxHashMap::<Key, Vec<&Happening>>::default();
    let done = happenings.iter().filter(|h| {
        matches!(h.status, Status::Happened | Status::Ongoing | Status::Alleged)
            && h.event.iter().any(|t| tables.promises.handing.types.contains(t))
    });
    for h in done {
        let words: FxHashSet<String> =
            h.reports.iter().flat_map(|r| text::words(&r.text)).map(|w| w.lower).collect();
        for (class, goods) in &tables.promises.goods {
            if goods.iter().any(|g| words.contains(g)) {
                for key in keys(h, class) {
                    acts.entry(key).or_default().push(h);
                }
            }
        }
    }
    acts
}

/// Giver and taker; of a symmetric act each may be either.
fn keys<'a>(h: &Happening, class: &'a str) -> Vec<Key<'a>> {
    let takers = if h.recipient.is_empty() { &h.actor } else { &h.recipient };
    let mut keys: Vec<Key> = Vec::new();
    for giver in h.actor.iter().filter_map(|p| p.code.as_ref()) {
        for taker in takers.iter().filter_map(|p| p.code.as_ref()).filter(|t| *t != giver) {
            keys.push((giver.clone(), taker.clone(), class));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// `no arms to B` in the words of A.
fn read<'a>(event: &'a EventRecord, tables: &'a Tables) -> Vec<Promise<'a>> {
    let givers: Vec<&String> = event.actor.iter().filter_map(|p| p.code.as_ref()).collect();
    let binds = event.event.iter().any(|t| tables.promises.negative.types.contains(t));
    if !binds || givers.is_empty() || !event.text.contains(" to ") {
        return Vec::new();
    }
    let words = text::words(&event.text);
    let mut found = Vec::new();
    for (i, _) in words.iter().enumerate().filter(|(_, w)| tables.promises.negative.words.contains(&w.lower))
    {
        let near = &words[i + 1..words.len().min(i + 1 + REACH)];
        let Some(at) = near.iter().position(|w| tables.promises.goods.values().any(|g| g.contains(&w.lower)))
        else {
            continue;
        };
        let (Some(from), Some(to)) =
            (words.get(i + 1 + at), words.get(words.len().min(i + 1 + at + REACH) - 1))
        else {
            continue;
        };
        let tail = &event.text[from.start..to.end.max(from.end)];
        let Some((_, whom)) = tail.split_once(" to ") else { continue };
        let class = tables.promises.goods.iter().find(|(_, g)| g.contains(&near[at].lower));
        let Some((class, _)) = class else { continue };
        for taker in tables.countries.all_named_in(whom) {
            found.extend(givers.iter().filter(|g| ***g != taker).map(|giver| Promise {
                event,
                giver: (*giver).clone(),
                class: class.as_str(),
                taker: taker.clone(),
            }));
        }
    }
    found
}

fn conflict(key: &Key, promises: &[&Promise], acts: &[&Happening], tables: &Tables) -> Option<Conflict> {
    let (giver, taker, class) = key;
    let (from, to) = (tables.countries.called(giver), tables.countries.called(taker));

    let mut items: Vec<ConflictItem> = promises
        .iter()
        .map(|p| ConflictItem {
            value: format!("{from} promises no {class} to {to}"),
            report: report(p.event),
        })
        .collect();
    items.sort_by(|a, b| {
        (&a.report.doc_id, a.report.text_info, &a.report.id).cmp(&(
            &b.report.doc_id,
            b.report.text_info,
            &b.report.id,
        ))
    });
    items.dedup_by(|a, b| a.report.doc_id == b.report.doc_id && a.report.text == b.report.text);
    let forsworn: Vec<String> = items.iter().map(|i| i.report.id.clone()).collect();
    let against = acts.iter().filter(|h| !h.reports.iter().any(|r| forsworn.contains(&r.id)));
    items.extend(against.filter_map(|h| {
        Some(ConflictItem { value: crate::headline::dated(h), report: h.reports.first()?.clone() })
    }));
    if items.len() == forsworn.len() {
        return None;
    }
    let ids: Vec<&str> = items.iter().map(|i| i.report.id.as_str()).collect();
    Some(Conflict {
        id: record_id("k", &ids),
        kind: ConflictKind::Claim,
        verdict: Verdict::Tension,
        about: format!("{class} from {giver} to {taker}"),
        note: format!(
            "{from} is reported to promise no {class} to {to}, and reports tell of such deliveries or dealings"
        ),
        items,
    })
}
