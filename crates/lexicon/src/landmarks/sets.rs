//! The words of `landmarks.tsv`, hashed; `build.rs` reads them once, so that no start of the program has to.

use std::collections::BTreeMap;

/// Words that stand together where the landmark of a line is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// Line of the table, from 1, and the byte it begins at.
    pub line: u32,
    pub at: u32,
    /// The alternatives for each word.
    pub words: Vec<Vec<u64>>,
}

/// The sets of a table whose fifth column holds them: `minsk agreement|accord; minsk ii`.
pub fn sets(text: &str, hash: impl Fn(&str) -> u64) -> Vec<Set> {
    let (mut found, mut at) = (Vec::new(), 0);
    let mut header = true;
    for (line, row) in (1..).zip(text.split_inclusive('\n')) {
        let start = at;
        at += row.len() as u32;
        if row.starts_with('#') || row.trim().is_empty() || std::mem::take(&mut header) {
            continue;
        }
        for set in row.split('\t').nth(4).unwrap_or_default().split(';') {
            let word = |word: &str| word.split('|').map(&hash).collect();
            found.push(Set { line, at: start, words: set.split_whitespace().map(word).collect() });
        }
    }
    found
}

/// Bytes of one word's hash, and of one entry of the index.
const HASH: usize = 8;
const ENTRY: usize = 12;

/// As bytes that need no reading at the start: how many entries the index has; the index, sorted, of each set's rarest
/// words with where the set begins; the sets, each its line, beginning, words, and for each word its alternatives.
/// Little-endian.
#[allow(dead_code)] // written by `build.rs`, read by the crate
pub fn encode(sets: &[Set]) -> Vec<u8> {
    let mut common: BTreeMap<u64, usize> = BTreeMap::new();
    sets.iter().flat_map(|set| set.words.iter().flatten()).for_each(|w| *common.entry(*w).or_default() += 1);
    let (mut index, mut bytes) = (Vec::new(), Vec::new());
    for set in sets {
        let at = bytes.len() as u32;
        let rarest = set.words.iter().min_by_key(|word| word.iter().map(|w| common[w]).sum::<usize>());
        index.extend(rarest.into_iter().flatten().map(|word| (*word, at)));
        bytes.extend(set.line.to_le_bytes());
        bytes.extend(set.at.to_le_bytes());
        bytes.push(set.words.len() as u8);
        for word in &set.words {
            bytes.push(word.len() as u8);
            bytes.extend(word.iter().flat_map(|hash| hash.to_le_bytes()));
        }
    }
    index.sort_unstable();
    let mut all = (index.len() as u32).to_le_bytes().to_vec();
    for (word, at) in index {
        all.extend(word.to_le_bytes());
        all.extend(at.to_le_bytes());
    }
    all.extend(bytes);
    all
}

/// A [`Set`] as it stands in the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(dead_code)] // as above
pub struct Coded<'b> {
    /// Where it begins: sets in the order of the table.
    pub place: u32,
    pub line: u32,
    pub at: u32,
    /// The same for all sets of the same words.
    pub words: &'b [u8],
}

#[allow(dead_code)] // as above
impl<'b> Coded<'b> {
    /// For each word its alternatives, as [`is_one`] reads them.
    pub fn each(&self) -> impl Iterator<Item = &'b [u8]> {
        let mut rest = self.words;
        std::iter::from_fn(move || alternatives(&mut rest))
    }
}

/// True where a word is one of the alternatives.
#[allow(dead_code)] // as above
pub fn is_one(alternatives: &[u8], word: u64) -> bool {
    alternatives.chunks_exact(HASH).any(|hash| hash == word.to_le_bytes())
}

/// The sets of which this is the rarest word, in what [`encode`] wrote.
#[allow(dead_code)] // as above
pub fn marked_by(all: &[u8], word: u64) -> impl Iterator<Item = Coded<'_>> {
    let mut rest = all;
    let entries = take(&mut rest).map_or(0, u32::from_le_bytes) as usize;
    let (index, sets) = rest.split_at_checked(entries * ENTRY).unwrap_or_default();
    let entry = move |i: usize| {
        let mut bytes = index.get(i * ENTRY..)?;
        Some((u64::from_le_bytes(take(&mut bytes)?), u32::from_le_bytes(take(&mut bytes)?)))
    };
    let (mut low, mut high) = (0, entries);
    while low < high {
        let middle = low.midpoint(high);
        match entry(middle) {
            Some((here, _)) if here < word => low = middle + 1,
            _ => high = middle,
        }
    }
    let here = (low..entries).map_while(entry).take_while(move |(here, _)| *here == word);
    here.filter_map(move |(_, place)| one(sets, place))
}

fn one(sets: &[u8], place: u32) -> Option<Coded<'_>> {
    let mut rest = sets.get(place as usize..)?;
    let line = u32::from_le_bytes(take(&mut rest)?);
    let at = u32::from_le_bytes(take(&mut rest)?);
    let [count] = take(&mut rest)?;
    let words = rest;
    for _ in 0..count {
        alternatives(&mut rest)?;
    }
    Some(Coded { place, line, at, words: &words[..words.len() - rest.len()] })
}

fn alternatives<'b>(bytes: &mut &'b [u8]) -> Option<&'b [u8]> {
    let [count] = take(bytes)?;
    let (found, rest) = bytes.split_at_checked(count as usize * HASH)?;
    *bytes = rest;
    Some(found)
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*head)
}
