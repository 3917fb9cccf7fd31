//! Content ids and near-duplicate detection.
//!
//! The fingerprint is `MinHash` (Broder 1997) over runs of five words: the share of equal places in two
//! fingerprints estimates the share of word runs the two articles have in common. Grouping buckets bands of the
//! fingerprint (locality-sensitive hashing), so its time grows linearly with the number of articles.

use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write;

/// Places in a fingerprint.
pub const PLACES: usize = 64;
/// Words in one run.
const RUN: usize = 5;
/// Places in one band: two articles with similarity s meet in one of 16 bands with chance 1 − (1 − s⁴)¹⁶,
/// which is 0.99 at 0.7 and 0.64 at 0.5.
const BAND: usize = 4;
/// The least similarity that makes two articles copies of each other.
pub const DUPLICATE: f32 = 0.7;
/// How many members of one bucket an article is compared with: keeps a crowded bucket linear.
const COMPARED: usize = 8;

/// The first 16 hexadecimal digits of SHA-256 over `pieces`, white space normalised to single blanks.
pub fn content_id<'t>(pieces: impl IntoIterator<Item = &'t str>) -> String {
    let mut hash = Sha256::new();
    for word in pieces.into_iter().flat_map(str::split_whitespace) {
        hash.update(word.as_bytes());
        hash.update(b" ");
    }
    hash.finalize().iter().take(8).fold(String::new(), |mut id, byte| {
        let _ = write!(id, "{byte:02x}");
        id
    })
}

/// The fingerprint of `pieces`: [`PLACES`] numbers, or none where there are fewer than five words. Case and
/// punctuation do not count.
pub fn fingerprint<'t>(pieces: impl IntoIterator<Item = &'t str>) -> Vec<u32> {
    let words: Vec<u64> = pieces
        .into_iter()
        .flat_map(|piece| piece.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(hash_word)
        .collect();
    if words.len() < RUN {
        return Vec::new();
    }
    let mut least = vec![u32::MAX; PLACES];
    for run in words.windows(RUN) {
        let hash = run.iter().fold(0, |hash, &word| mix(hash ^ word));
        let mut state = hash;
        for place in &mut least {
            // A multiply and a shift give each place its own order of the runs.
            state = state.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(hash | 1);
            *place = (*place).min((state >> 32) as u32);
        }
    }
    least
}

/// The share of word runs two articles have in common, 0 to 1; 0 where one is too short to compare.
pub fn similarity(a: &[u32], b: &[u32]) -> f32 {
    if a.is_empty() || a.len() != b.len() {
        return 0.0;
    }
    a.iter().zip(b).filter(|(x, y)| x == y).count() as f32 / a.len() as f32
}

/// Groups of two or more ids whose fingerprints are at least [`DUPLICATE`] alike, directly or through a chain.
/// Ids inside a group and the groups themselves are sorted, whatever the order given.
pub fn near_duplicates<'i>(items: &[(&'i str, &[u32])]) -> Vec<Vec<&'i str>> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|&i| items[i]);
    let mut leader: Vec<usize> = (0..items.len()).collect();
    let mut buckets: HashMap<(usize, &[u32]), Vec<usize>> = HashMap::new();
    for i in order {
        for (band, places) in items[i].1.chunks_exact(BAND).enumerate() {
            let bucket = buckets.entry((band, places)).or_default();
            for &j in bucket.iter() {
                if similarity(items[i].1, items[j].1) >= DUPLICATE {
                    union(&mut leader, i, j);
                }
            }
            if bucket.len() < COMPARED {
                bucket.push(i);
            }
        }
    }
    let mut groups: HashMap<usize, Vec<&str>> = HashMap::new();
    for (i, &(id, _)) in items.iter().enumerate() {
        groups.entry(root(&mut leader, i)).or_default().push(id);
    }
    let mut groups: Vec<Vec<&str>> = groups.into_values().filter(|group| group.len() > 1).collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    groups
}

fn root(leader: &mut [usize], mut i: usize) -> usize {
    while leader[i] != i {
        leader[i] = leader[leader[i]];
        i = leader[i];
    }
    i
}

fn union(leader: &mut [usize], i: usize, j: usize) {
    let (i, j) = (root(leader, i), root(leader, j));
    leader[i.max(j)] = i.min(j);
}

fn hash_word(word: &str) -> u64 {
    word.chars()
        .flat_map(char::to_lowercase)
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, c| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3))
}

/// The finaliser of `SplitMix64`.
const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(words: std::ops::Range<u32>) -> String {
        words.map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ids_ignore_white_space_and_nothing_else() {
        assert_eq!(content_id(["a b", "c"]), content_id(["a\n\nb  c "]));
        assert_ne!(content_id(["a b c"]), content_id(["a bc"]));
        assert_eq!(content_id(["Talks in Astana"]).len(), 16);
    }

    #[test]
    fn similarity_estimates_the_share_of_common_runs() {
        let whole = fingerprint([article(0..1000).as_str()]);
        assert_eq!(whole.len(), PLACES);
        assert!((similarity(&whole, &whole) - 1.0).abs() < f32::EPSILON);
        // 500 of 1500 runs in common.
        let half = similarity(&whole, &fingerprint([article(500..1500).as_str()]));
        assert!((0.15..0.55).contains(&half), "{half}");
        let other = similarity(&whole, &fingerprint([article(5000..6000).as_str()]));
        assert!(other < 0.1, "{other}");
        assert!(similarity(&[], &[]) < 0.1);
    }

    #[test]
    fn copies_are_grouped_whatever_the_order() {
        let texts =
            [article(0..400), article(10..400), article(1000..1400), article(0..395), article(1000..1402)];
        let prints: Vec<_> = texts.iter().map(|t| fingerprint([t.as_str()])).collect();
        let ids = ["a", "b", "c", "d", "e"];
        let items: Vec<_> = ids.iter().zip(&prints).map(|(id, p)| (*id, p.as_slice())).collect();
        let expected = vec![vec!["a", "b", "d"], vec!["c", "e"]];
        assert_eq!(near_duplicates(&items), expected);
        let reversed: Vec<_> = items.iter().rev().copied().collect();
        assert_eq!(near_duplicates(&reversed), expected);
    }
}
