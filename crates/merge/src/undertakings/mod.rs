//! Projects, agreements, mechanisms, exercises, bids and deals, each followed through its steps.
//!
//! Three moves: [`mention`] finds them in sentences, [`group`] decides which mentions are one undertaking, [`steps`]
//! reads what became of it from the events of those sentences.

mod group;
mod mention;
mod steps;

use crate::Sorted;
use crate::data::Tables;
use legation_record::{EventRecord, Happening, Report, TextInfo, Undertaking, UndertakingKind};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `data/merge/undertakings.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndertakingData {
    /// Lower-case words that may stand before a head and belong to its name.
    pub modifiers: FxHashSet<String>,
    /// Words that may follow it.
    pub tails: FxHashSet<String>,
    /// Modifiers that tell nothing of what it is.
    plain: FxHashSet<String>,
    /// Those of them that name a stage: a preliminary contract is not the contract.
    early: FxHashSet<String>,
    /// After these a head is no head.
    compounds: FxHashSet<String>,
    heads: BTreeMap<UndertakingKind, Heads>,
    membership: Membership,
    goods: Goods,
    /// Step by stem of the words that tell it.
    #[serde(deserialize_with = "by_stem")]
    steps: FxHashMap<String, String>,
    types: FxHashMap<String, String>,
    bids: FxHashMap<String, String>,
    negated: FxHashMap<String, String>,
    ahead: Ahead,
    changes: Changes,
    alias: Alias,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Heads {
    words: FxHashSet<String>,
    weak: FxHashSet<String>,
    needs: Option<FxHashSet<String>>,
    steps: FxHashSet<String>,
}

#[derive(Deserialize)]
struct Ahead {
    words: FxHashSet<String>,
}

#[derive(Deserialize)]
struct Membership {
    before: FxHashSet<String>,
    after: FxHashSet<String>,
}

#[derive(Deserialize)]
struct Goods {
    words: FxHashSet<String>,
}

impl UndertakingData {
    /// May the word stand before a head: a modifier, or goods, `frigate deal`?
    pub fn modifies(&self, lower: &str) -> bool {
        self.modifiers.contains(lower) || self.good(lower)
    }

    /// Goods a deal can be about, one or many of them.
    pub fn good(&self, lower: &str) -> bool {
        self.goods.words.contains(lower) || self.goods.words.contains(&format!("{lower}s"))
    }
}

#[derive(Deserialize)]
struct Changes {
    /// Steps on the way, first to last.
    way: Vec<String>,
    /// Steps off it, at any time.
    off: Vec<String>,
}

impl Changes {
    fn holds(&self, step: &str) -> bool {
        self.way.iter().chain(&self.off).any(|s| s == step)
    }
}

#[derive(Deserialize)]
struct Alias {
    marks: Vec<String>,
}

fn by_stem<'de, D: serde::Deserializer<'de>>(tables: D) -> Result<FxHashMap<String, String>, D::Error> {
    let steps = BTreeMap::<String, Vec<String>>::deserialize(tables)?;
    let words = steps
        .iter()
        .flat_map(|(step, words)| words.iter().map(move |w| (crate::text::stem(w), step.clone())));
    Ok(words.collect())
}

/// One sentence that some record stands on, and the events it tells.
struct Sentence<'a> {
    text: &'a str,
    doc_id: &'a str,
    sequence: u32,
    events: Vec<&'a EventRecord>,
    /// Codes of the states whose figures it gives.
    parties: Vec<String>,
    /// What to show where no event tells it.
    report: Report,
}

/// Every undertaking the sentences name and tell a step of.
pub fn undertakings(sorted: &Sorted, happenings: &[Happening], tables: &Tables) -> Vec<Undertaking> {
    let sentences = sentences(sorted);
    let mentions = mention::mentions(&sentences, tables);
    let groups = group::groups(&sentences, &mentions, tables);
    let dated = steps::dates(happenings);
    let mut list: Vec<Undertaking> =
        groups.iter().filter_map(|g| steps::follow(g, &sentences, &dated, tables)).collect();
    list.sort_by(|a, b| (&a.name, &a.parties, &a.id).cmp(&(&b.name, &b.parties, &b.id)));
    list
}

/// Sentences of all records, each once, in the order of documents.
fn sentences<'a>(sorted: &Sorted<'a>) -> Vec<Sentence<'a>> {
    let mut map = BTreeMap::<(&str, TextInfo), Sentence>::new();
    for e in &sorted.events {
        let sentence = map.entry((&e.doc_id, at(e.text_info))).or_insert_with(|| Sentence {
            text: &e.text,
            doc_id: &e.doc_id,
            sequence: e.text_info.sequence,
            events: Vec::new(),
            parties: Vec::new(),
            report: crate::happening::report(e),
        });
        sentence.events.push(e);
    }
    for c in &sorted.claims {
        map.entry((&c.doc_id, at(c.text_info))).or_insert_with(|| Sentence {
            text: &c.text,
            doc_id: &c.doc_id,
            sequence: c.text_info.sequence,
            events: Vec::new(),
            parties: Vec::new(),
            report: crate::disputes::claim_report(c),
        });
    }
    for f in &sorted.figures {
        let sentence = map.entry((&f.doc_id, at(f.text_info))).or_insert_with(|| Sentence {
            text: &f.text,
            doc_id: &f.doc_id,
            sequence: f.text_info.sequence,
            events: Vec::new(),
            parties: Vec::new(),
            report: crate::figures::report(f),
        });
        sentence.parties.extend(f.parties.iter().cloned());
    }
    map.into_values().collect()
}

/// Records of one sentence may slice it differently; its number tells it.
fn at(info: TextInfo) -> TextInfo {
    TextInfo { sequence: info.sequence, start: 0, end: 0 }
}
