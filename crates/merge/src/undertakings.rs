//! Projects, agreements, mechanisms, exercises, bids and deals, each followed through its steps.

use crate::Sorted;
use crate::data::Tables;
use legation_record::{Happening, Undertaking};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// `data/merge/undertakings.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndertakingData {
    pub modifiers: FxHashSet<String>,
    pub tails: FxHashSet<String>,
    pub heads: BTreeMap<String, Heads>,
    pub steps: BTreeMap<String, Vec<String>>,
    pub types: FxHashMap<String, String>,
    pub changes: Changes,
    pub alias: Alias,
}

#[derive(Deserialize)]
pub struct Heads {
    pub words: FxHashSet<String>,
    pub weak: FxHashSet<String>,
}

#[derive(Deserialize)]
pub struct Changes {
    pub steps: FxHashSet<String>,
}

#[derive(Deserialize)]
pub struct Alias {
    pub marks: Vec<String>,
}

pub fn undertakings(_sorted: &Sorted, _happenings: &[Happening], _tables: &Tables) -> Vec<Undertaking> {
    Vec::new()
}
