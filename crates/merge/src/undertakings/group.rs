//! Which mentions name one undertaking.

use super::Sentence;
use super::mention::{Deliveries, Mention};
use crate::data::Tables;
use crate::text;
use legation_record::UndertakingKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// The mentions of one undertaking, in the order of documents, and names it goes by beside theirs.
pub struct Group {
    pub mentions: Vec<Mention>,
    pub aliases: Vec<String>,
}

/// A bare `the deal` means one named at most this many sentences before.
const BACK: u32 = 6;
/// A name word in more groups than this tells nothing.
const COMMON: usize = 64;

/// Mentions that say the same of name, kind and parties.
struct Node {
    kind: UndertakingKind,
    head: String,
    proper: Vec<String>,
    telling: Vec<String>,
    parties: Vec<String>,
    /// The document, where it has no name of its own; the same words may mean another thing elsewhere.
    doc: String,
    mentions: Vec<usize>,
}

pub fn groups(sentences: &[Sentence], mentions: &[Mention], tables: &Tables) -> Vec<Group> {
    let nodes = nodes(mentions, sentences);
    let mut joined = Joined::new(nodes.len());
    let of: FxHashMap<usize, usize> =
        nodes.iter().enumerate().flat_map(|(n, node)| node.mentions.iter().map(move |m| (*m, n))).collect();
    join_by_name(&nodes, sentences, &mut joined);
    join_by_alias(mentions, &of, sentences, tables, &mut joined);
    join_in_document(&nodes, mentions, sentences, &mut joined);
    join_unnamed(&nodes, &mut joined);
    let mut members = BTreeMap::<usize, Vec<usize>>::new();
    for (n, node) in nodes.iter().enumerate() {
        members.entry(joined.root(n)).or_default().extend(&node.mentions);
    }
    add_bare(mentions, &of, sentences, &mut joined, &mut members);
    let mut groups: Vec<Group> = members.into_values().map(|list| group(list, mentions, sentences)).collect();
    let deliveries = Deliveries::read(sentences, tables);
    for group in &mut groups {
        let handed = deliveries.of(group);
        group.mentions.extend(handed);
    }
    groups
}

fn nodes(mentions: &[Mention], sentences: &[Sentence]) -> Vec<Node> {
    let mut map = BTreeMap::<_, Vec<usize>>::new();
    for (i, m) in mentions.iter().enumerate().filter(|(_, m)| !m.bare) {
        let doc = if m.proper.is_empty() { sentences[m.sentence].doc_id } else { "" };
        let key = (m.kind, &m.head, &m.proper, &m.telling, &m.parties, doc);
        map.entry(key).or_default().push(i);
    }
    map.into_iter()
        .map(|((kind, head, proper, telling, parties, doc), mentions)| Node {
            kind,
            head: head.clone(),
            proper: proper.clone(),
            telling: telling.clone(),
            parties: parties.clone(),
            doc: doc.to_owned(),
            mentions,
        })
        .collect()
}

/// Names of which one is part of the other, of one kind, between parties that fit.
fn join_by_name(nodes: &[Node], sentences: &[Sentence], joined: &mut Joined) {
    let ordinary = ordinary_words(sentences);
    let mut by_word = BTreeMap::<&str, Vec<usize>>::new();
    for (n, node) in nodes.iter().enumerate() {
        for word in &node.proper {
            by_word.entry(word).or_default().push(n);
        }
    }
    for (word, list) in by_word {
        let rare = !ordinary.contains(word);
        for (i, &a) in list.iter().enumerate().take(COMMON) {
            for &b in list[i + 1..].iter().take(COMMON) {
                if same_name(&nodes[a], &nodes[b], rare) {
                    joined.join(a, b);
                }
            }
        }
    }
}

fn same_name(a: &Node, b: &Node, rare: bool) -> bool {
    let parts = subset(&a.proper, &b.proper) || subset(&b.proper, &a.proper);
    let shared = a.parties.iter().filter(|p| b.parties.contains(p)).count();
    let unknown = a.parties.is_empty() || b.parties.is_empty();
    let parties = if a.kind == UndertakingKind::Membership {
        shared > 0
    } else if rare {
        shared > 0 || unknown
    } else {
        subset(&a.parties, &b.parties) || subset(&b.parties, &a.parties)
    };
    a.kind == b.kind && parts && parties
}

fn subset(a: &[String], b: &[String]) -> bool {
    a.iter().all(|x| b.contains(x))
}

/// Words that also stand in lower case somewhere: no names of their own.
fn ordinary_words(sentences: &[Sentence]) -> FxHashSet<String> {
    let mut ordinary = FxHashSet::default();
    for sentence in sentences {
        for w in text::words(sentence.text) {
            if !w.capital && !ordinary.contains(&w.lower) {
                ordinary.insert(w.lower);
            }
        }
    }
    ordinary
}

/// `X, also known as Y`; `a pipeline – the X Pipeline – …`: two namings of one kind with only that between them.
fn join_by_alias(
    mentions: &[Mention],
    of: &FxHashMap<usize, usize>,
    sentences: &[Sentence],
    tables: &Tables,
    joined: &mut Joined,
) {
    for (i, pair) in mentions.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let together = a.sentence == b.sentence && a.kind == b.kind && a.end < b.start;
        let (Some(&x), Some(&y)) = (of.get(&i), of.get(&(i + 1))) else { continue };
        if together && alias_between(&sentences[a.sentence].text[a.end..b.start], tables) {
            joined.join(x, y);
        }
    }
}

fn alias_between(between: &str, tables: &Tables) -> bool {
    let plain = text::fold(between);
    let words = plain.trim_matches(|c: char| !c.is_alphanumeric());
    let words = words.strip_suffix(" the").unwrap_or(words);
    let marked =
        tables.undertakings.alias.marks.iter().any(|m| words == m || words.ends_with(&format!(" {m}")));
    marked && words.len() < 40 || words.is_empty() && between.contains(['-', '–', '—', '('])
}

/// Unnamed mentions in a document that names just one such undertaking.
fn join_in_document(nodes: &[Node], mentions: &[Mention], sentences: &[Sentence], joined: &mut Joined) {
    let mut named = BTreeMap::<(&str, UndertakingKind), Vec<usize>>::new();
    for (n, node) in nodes.iter().enumerate().filter(|(_, n)| !n.proper.is_empty()) {
        for m in &node.mentions {
            named.entry((sentences[mentions[*m].sentence].doc_id, node.kind)).or_default().push(n);
        }
    }
    for (n, node) in nodes.iter().enumerate().filter(|(_, n)| n.proper.is_empty()) {
        let homes = named.get(&(node.doc.as_str(), node.kind)).map_or(&[][..], Vec::as_slice);
        let fits = |h: &&usize| {
            let home = &nodes[**h];
            let parties = subset(&node.parties, &home.parties) || subset(&home.parties, &node.parties);
            head_class(node) == head_class(home) && parties && telling_fits(node, home)
        };
        if let Some(one) = only(homes.iter().filter(fits), joined) {
            joined.join(one, n);
        }
    }
}

/// The one group these nodes belong to.
fn only<'a>(nodes: impl Iterator<Item = &'a usize>, joined: &mut Joined) -> Option<usize> {
    let mut roots: Vec<usize> = nodes.map(|n| joined.root(*n)).collect();
    roots.sort_unstable();
    roots.dedup();
    if let [one] = roots.as_slice() { Some(*one) } else { None }
}

/// Unnamed mentions between parties that have just one named undertaking of that kind and head.
fn join_unnamed(nodes: &[Node], joined: &mut Joined) {
    let mut named = BTreeMap::<(UndertakingKind, &str), Vec<usize>>::new();
    for (n, node) in nodes.iter().enumerate().filter(|(_, n)| !n.proper.is_empty()) {
        named.entry((node.kind, head_class(node))).or_default().push(n);
    }
    let mut unnamed = BTreeMap::<(UndertakingKind, &str, &[String], &[String]), usize>::new();
    for (n, node) in nodes.iter().enumerate().filter(|(_, n)| n.proper.is_empty()) {
        if node.parties.len() < 2 {
            continue;
        }
        let homes = named.get(&(node.kind, head_class(node))).map_or(&[][..], Vec::as_slice);
        let fits = |h: &&usize| subset(&node.parties, &nodes[**h].parties) && telling_fits(node, &nodes[**h]);
        if let Some(one) = only(homes.iter().filter(fits), joined) {
            joined.join(one, n);
            continue;
        }
        let telling = if node.kind == UndertakingKind::Exercise { &[][..] } else { node.telling.as_slice() };
        let first = *unnamed.entry((node.kind, head_class(node), &node.parties, telling)).or_insert(n);
        joined.join(first, n);
    }
}

/// An exercise is an exercise whatever it is called.
fn head_class(node: &Node) -> &str {
    if node.kind == UndertakingKind::Exercise { "" } else { &node.head }
}

fn telling_fits(a: &Node, b: &Node) -> bool {
    a.kind == UndertakingKind::Exercise
        || b.telling.is_empty()
        || a.telling.iter().any(|w| b.telling.contains(w))
        || a.telling.is_empty()
}

/// `the deal`, `the project`: the last one of its kind in the same document.
fn add_bare(
    mentions: &[Mention],
    of: &FxHashMap<usize, usize>,
    sentences: &[Sentence],
    joined: &mut Joined,
    members: &mut BTreeMap<usize, Vec<usize>>,
) {
    let mut last = FxHashMap::<_, (u32, usize)>::default();
    for (i, m) in mentions.iter().enumerate() {
        let sentence = &sentences[m.sentence];
        // A bid is known by who makes it.
        let bidder = if m.kind == UndertakingKind::Membership { m.parties.as_slice() } else { &[] };
        let key = (sentence.doc_id, m.kind, bidder);
        if let Some(&node) = of.get(&i) {
            last.insert(key, (sentence.sequence, joined.root(node)));
        } else if let Some((_, root)) = last.get(&key).filter(|(at, _)| sentence.sequence - at <= BACK) {
            members.entry(*root).or_default().push(i);
        }
    }
}

fn group(mut list: Vec<usize>, mentions: &[Mention], sentences: &[Sentence]) -> Group {
    list.sort_unstable();
    list.dedup();
    let mentions: Vec<Mention> = list.into_iter().map(|i| mentions[i].clone()).collect();
    let mut aliases: Vec<String> =
        mentions.iter().filter_map(|m| acronym(&sentences[m.sentence].text[m.end..])).collect();
    aliases.sort();
    aliases.dedup();
    Group { mentions, aliases }
}

/// `… (ABC)` right after the name.
fn acronym(after: &str) -> Option<String> {
    let inner = after.trim_start().strip_prefix('(')?.split(')').next()?;
    let short = (2..=8).contains(&inner.len()) && inner.chars().all(|c| c.is_ascii_uppercase() || c == '-');
    short.then(|| inner.to_owned())
}

struct Joined(Vec<usize>);

impl Joined {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.0[i] != i {
            self.0[i] = self.0[self.0[i]];
            i = self.0[i];
        }
        i
    }

    /// The lower root stays.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
