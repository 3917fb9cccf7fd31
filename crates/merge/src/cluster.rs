//! Which reports tell of one act: candidates from blocks, evidence pair by pair, groups from the strongest pair down.

use crate::compare::{self, Pair};
use crate::data::Tables;
use crate::features::Features;
use crate::{Overrides, Sorted};
use legation_record::EventType;
use rustc_hash::{FxHashMap, FxHashSet};

/// The reports of one happening: places in `Sorted::events`, in order.
pub struct Cluster {
    pub members: Vec<usize>,
    /// Pairs that brought them together, with the words for it.
    pub because: Vec<(usize, usize, String)>,
    /// A person ordered it.
    pub ordered: bool,
}

/// Gathers the reports of each act.
pub fn cluster(sorted: &Sorted, features: &Features, overrides: &Overrides, tables: &Tables) -> Vec<Cluster> {
    let blocks = Blocks::new(features);
    let mut edges = edges(sorted, features, &blocks, tables);
    edges.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    edges.dedup_by_key(|e| (e.a, e.b));
    let mut groups = Groups::new(sorted.events.len());
    let apart = Apart::new(sorted, overrides);
    let ordered = order_merges(sorted, overrides, &mut groups);
    let mut because = FxHashMap::<usize, Vec<(usize, usize, String)>>::default();
    for edge in &edges {
        let (a, b) = (groups.root(edge.a), groups.root(edge.b));
        if a == b
            || apart.parts(edge.a, edge.b)
            || !linked(a, b, edge, &groups, sorted, features, &apart, tables)
        {
            continue;
        }
        let root = groups.join(a, b);
        let pair = pair(edge.a, edge.b, edge.crowd, sorted, features);
        let mut reasons = because.remove(&a).unwrap_or_default();
        reasons.extend(because.remove(&b).unwrap_or_default());
        reasons.push((edge.a, edge.b, compare::grounds(&pair, tables)));
        because.insert(root, reasons);
    }
    (0..sorted.events.len())
        .filter(|&i| groups.root(i) == i)
        .map(|i| {
            let members = groups.members(i).to_vec();
            let ordered = members.iter().any(|m| ordered.contains(m));
            Cluster { members, because: because.remove(&i).unwrap_or_default(), ordered }
        })
        .collect()
}

fn pair<'a>(a: usize, b: usize, crowd: u32, sorted: &'a Sorted, features: &'a Features) -> Pair<'a> {
    Pair { a: (sorted.events[a], &features.list[a]), b: (sorted.events[b], &features.list[b]), crowd }
}

/// Of two groups at most this many pairs are looked at.
const LOOKS: usize = 8;

#[allow(clippy::too_many_arguments)] // one question put to the whole state
fn linked(
    a: usize,
    b: usize,
    edge: &Edge,
    groups: &Groups,
    sorted: &Sorted,
    features: &Features,
    apart: &Apart,
    tables: &Tables,
) -> bool {
    let (left, right) = (groups.members(a), groups.members(b));
    let (mut sum, mut count) = (0.0, 0.0);
    for &x in spread(left).chain([&edge.a, &edge.b]).filter(|x| groups.root(**x) == a) {
        for &y in spread(right).chain([&edge.a, &edge.b]).filter(|y| groups.root(**y) == b) {
            let p = pair(x, y, edge.crowd, sorted, features);
            if apart.parts(x, y) || compare::clash(p.a, p.b, tables).is_some() {
                return false;
            }
            sum += compare::score(&p, tables);
            count += 1.0;
        }
    }
    sum / count >= tables.happenings.threshold * tables.happenings.linkage
}

/// At most `LOOKS` members, evenly over the list.
fn spread(members: &[usize]) -> impl Iterator<Item = &usize> {
    members.iter().step_by(members.len().div_ceil(LOOKS).max(1))
}

struct Edge {
    a: usize,
    b: usize,
    score: f32,
    crowd: u32,
}

fn edges(sorted: &Sorted, features: &Features, blocks: &Blocks, tables: &Tables) -> Vec<Edge> {
    let mut edges = Vec::new();
    for one in 0..features.list.len() {
        for other in blocks.candidates(one, sorted, features, tables) {
            let (a, b) = (one.min(other), one.max(other));
            let (fa, fb) = (&features.list[a], &features.list[b]);
            if compare::clash((sorted.events[a], fa), (sorted.events[b], fb), tables).is_some() {
                continue;
            }
            let crowd = blocks.crowd(a, b, features);
            let score = compare::score(&pair(a, b, crowd, sorted, features), tables);
            if score >= tables.happenings.threshold {
                edges.push(Edge { a, b, score, crowd });
            }
        }
    }
    edges
}

type Key<'a> = (EventType, &'a str, &'a str);

/// Events of one type between two countries (or of one country alone).
#[derive(Default)]
struct Block {
    /// First day and event, for dates of up to `FINE` days; sorted.
    fine: Vec<(i32, usize)>,
    /// Wider dates, sorted by first day.
    coarse: Vec<(i32, usize)>,
    /// Last days of the wider dates, sorted.
    coarse_ends: Vec<i32>,
    /// Events by proper name.
    names: FxHashMap<u32, Vec<usize>>,
}

/// Dates of at most this many days are compared day by day.
const FINE: i32 = 3;
/// A day and the slack that `compare` allows.
const SLACK: i32 = 3;
/// With more candidates than this only those that share a rare name are looked at.
const MANY: usize = 256;
/// A name in more records than this is not rare.
const RARE: usize = 64;
/// Undated reports are compared with this many neighbours in their document.
const NEIGHBOURS: usize = 200;
/// Of a gathering of many states, pairs of the first few in the alphabet serve as keys.
const STATES: usize = 6;

struct Blocks<'a> {
    map: FxHashMap<Key<'a>, Block>,
}

fn keys(kind: EventType, codes: &[String]) -> Vec<Key<'_>> {
    let few = &codes[..codes.len().min(STATES)];
    let mut keys: Vec<Key> = Vec::new();
    for (i, a) in few.iter().enumerate() {
        keys.extend(few[i + 1..].iter().map(|b| (kind, a.as_str(), b.as_str())));
    }
    keys
}

/// Each country by itself; one key for events that name none.
fn alone(kind: EventType, codes: &[String]) -> Vec<Key<'_>> {
    if codes.is_empty() {
        return vec![(kind, "", "")];
    }
    codes.iter().map(|c| (kind, c.as_str(), "")).collect()
}

impl<'a> Blocks<'a> {
    fn new(features: &'a Features) -> Self {
        let mut map = FxHashMap::<Key, Block>::default();
        for (i, f) in features.list.iter().enumerate() {
            for key in keys(f.kind, &f.codes).into_iter().chain(alone(f.kind, &f.codes)) {
                let block = map.entry(key).or_default();
                match f.days {
                    Some((from, to)) if to - from < FINE => block.fine.push((from, i)),
                    Some((from, to)) => {
                        block.coarse.push((from, i));
                        block.coarse_ends.push(to);
                    }
                    None => {}
                }
                for name in &f.names {
                    block.names.entry(*name).or_default().push(i);
                }
            }
        }
        #[allow(clippy::iter_over_hash_type)] // each block is sorted by itself
        for block in map.values_mut() {
            block.fine.sort_unstable();
            block.coarse.sort_unstable();
            block.coarse_ends.sort_unstable();
        }
        Self { map }
    }

    /// Events that may report the same act; a pair may be found from one side only.
    fn candidates(&self, a: usize, sorted: &Sorted, features: &Features, tables: &Tables) -> Vec<usize> {
        let f = &features.list[a];
        let mut found = FxHashSet::default();
        for kind in tables.happenings.kin(f.kind) {
            let keys = if f.codes.len() < 2 { alone(kind, &f.codes) } else { keys(kind, &f.codes) };
            for block in keys.iter().filter_map(|k| self.map.get(k)) {
                block.gather(a, features, &mut found);
            }
        }
        let doc = &sorted.events[a].doc_id;
        let near = a + 1..sorted.events.len().min(a + NEIGHBOURS);
        found.extend(
            near.take_while(|&b| &sorted.events[b].doc_id == doc)
                .filter(|&b| f.days.is_none() || features.list[b].days.is_none()),
        );
        found.remove(&a);
        let mut list: Vec<usize> = found.into_iter().collect();
        list.sort_unstable();
        list
    }

    /// Records of `a`'s type and countries whose days meet those of the pair.
    fn crowd(&self, a: usize, b: usize, features: &Features) -> u32 {
        let (fa, fb) = (&features.list[a], &features.list[b]);
        let key = keys(fa.kind, &fa.codes).into_iter().chain(alone(fa.kind, &fa.codes)).next();

        let Some(block) = key.and_then(|k| self.map.get(&k)) else { return 2 };
        let (from, to) = match (fa.days, fb.days) {
            (Some(x), Some(y)) => (x.0.min(y.0), x.1.max(y.1)),
            (Some(x), None) | (None, Some(x)) => x,
            (None, None) => return 2,
        };
        block.meeting(from - 1, to + 1)
    }
}

impl Block {
    /// Those whose days meet its own, and with many of them those sharing a rare name.
    fn gather(&self, a: usize, features: &Features, found: &mut FxHashSet<usize>) {
        let f = &features.list[a];
        let Some((from, to)) = f.days else { return self.named(a, features, found) };
        if to - from < FINE {
            // Two days of like records find each other from either side; one is enough.
            let like = |b: &usize| *b > a || (features.list[*b].codes.len() > 1) != (f.codes.len() > 1);
            let days = window(&self.fine, from - FINE - SLACK, to + SLACK);
            found.extend(days.iter().map(|x| x.1).filter(like));
        } else {
            let inside = window(&self.fine, from - FINE, to + 1);
            if inside.len() > MANY {
                self.named(a, features, found);
            } else {
                found.extend(inside.iter().map(|x| x.1));
            }
        }
        if self.coarse.len() > MANY {
            self.named(a, features, found);
        } else {
            let until = self.coarse.partition_point(|x| x.0 <= to);
            found.extend(self.coarse[..until].iter().map(|x| x.1));
        }
    }

    fn named(&self, a: usize, features: &Features, found: &mut FxHashSet<usize>) {
        for name in &features.list[a].names {
            if let Some(list) = self.names.get(name).filter(|l| l.len() <= RARE) {
                found.extend(list.iter().copied());
            }
        }
    }

    fn meeting(&self, from: i32, to: i32) -> u32 {
        let fine = window(&self.fine, from, to).len();
        let begun = self.coarse.partition_point(|x| x.0 <= to);
        let over = self.coarse_ends.partition_point(|end| *end < from);
        (fine + begun.saturating_sub(over)) as u32
    }
}

/// The entries whose first day lies in `from..=to`.
fn window(list: &[(i32, usize)], from: i32, to: i32) -> &[(i32, usize)] {
    let start = list.partition_point(|x| x.0 < from);
    let end = list.partition_point(|x| x.0 <= to);
    &list[start..end.max(start)]
}

/// Union–find that keeps the members of each group.
struct Groups {
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self { parent: (0..count).collect(), members: (0..count).map(|i| vec![i]).collect() }
    }

    fn root(&self, mut i: usize) -> usize {
        while self.parent[i] != i {
            i = self.parent[i];
        }
        i
    }

    fn members(&self, root: usize) -> &[usize] {
        &self.members[root]
    }

    /// Joins two roots; the larger group's root stays, the lower one of equals.
    fn join(&mut self, a: usize, b: usize) -> usize {
        let (keep, drop) =
            if (self.members[b].len(), a) > (self.members[a].len(), b) { (b, a) } else { (a, b) };
        self.parent[drop] = keep;
        let moved = std::mem::take(&mut self.members[drop]);
        self.members[keep].extend(moved);
        self.members[keep].sort_unstable();
        keep
    }
}

/// Joins what a person ordered joined; returns the events of such orders.
fn order_merges(sorted: &Sorted, overrides: &Overrides, groups: &mut Groups) -> FxHashSet<usize> {
    let mut ordered = FxHashSet::default();
    if overrides.merge.is_empty() {
        return ordered;
    }
    let place: FxHashMap<&str, usize> =
        sorted.events.iter().enumerate().map(|(i, e)| (e.id.as_str(), i)).collect();
    for list in &overrides.merge {
        let known: Vec<usize> = list.iter().filter_map(|id| place.get(id.as_str()).copied()).collect();
        for both in known.windows(2) {
            let (a, b) = (groups.root(both[0]), groups.root(both[1]));
            if a != b {
                groups.join(a, b);
            }
        }
        if known.len() > 1 {
            ordered.extend(known);
        }
    }
    ordered
}

/// What a person ordered kept apart: the lists each event stands in.
struct Apart {
    lists: FxHashMap<usize, Vec<usize>>,
}

impl Apart {
    fn new(sorted: &Sorted, overrides: &Overrides) -> Self {
        let mut lists = FxHashMap::<usize, Vec<usize>>::default();
        if overrides.split.is_empty() {
            return Self { lists };
        }
        let mut of: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (number, list) in overrides.split.iter().enumerate() {
            for id in list {
                of.entry(id).or_default().push(number);
            }
        }
        for (i, event) in sorted.events.iter().enumerate() {
            if let Some(numbers) = of.get(event.id.as_str()) {
                lists.insert(i, numbers.clone());
            }
        }
        Self { lists }
    }

    fn parts(&self, a: usize, b: usize) -> bool {
        !self.lists.is_empty() && self.lists.get(&a) != self.lists.get(&b)
    }
}
