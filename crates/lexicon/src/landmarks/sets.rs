//! The words of `landmarks.tsv`, hashed; `build.rs` reads them once, so that no start of the program has to.

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

/// As bytes that need no reading at the start: how many entries the index has; the index, sorted, of first words with
/// where their sets begin; the sets, each its line, beginning, words, and for each word its alternatives. Little-endian.
#[allow(dead_code)] // written by `build.rs`, read by the crate
pub fn encode(sets: &[Set]) -> Vec<u8> {
    let (mut index, mut bytes) = (Vec::new(), Vec::new());
    for set in sets {
        let at = bytes.len() as u32;
        index.extend(set.words.first().into_iter().flatten().map(|word| (*word, at)));
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

/// Bytes of one entry of the index.
const ENTRY: usize = 12;

/// The sets whose first word is this one, in what [`encode`] wrote.
#[allow(dead_code)] // as above
pub fn beginning_with(all: &[u8], word: u64) -> impl Iterator<Item = Set> {
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
    (low..entries).map_while(entry).take_while(move |(here, _)| *here == word).filter_map(move |(_, at)| {
        let mut bytes = sets.get(at as usize..)?;
        one(&mut bytes)
    })
}

fn one(bytes: &mut &[u8]) -> Option<Set> {
    let line = u32::from_le_bytes(take(bytes)?);
    let at = u32::from_le_bytes(take(bytes)?);
    let [words] = take(bytes)?;
    let word = |bytes: &mut &[u8]| {
        let [alternatives] = take(bytes)?;
        (0..alternatives).map(|_| take(bytes).map(u64::from_le_bytes)).collect()
    };
    Some(Set { line, at, words: (0..words).map(|_| word(bytes)).collect::<Option<_>>()? })
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*head)
}
