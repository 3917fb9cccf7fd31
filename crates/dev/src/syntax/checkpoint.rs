//! A trained network on disk, in full precision: what the quantiser and the teacher's labelling start from.

use super::data::Vocabulary;
use super::net::{Net, Sizes};
use super::rng::Rng;
use std::path::Path;

/// Writes `net` and the keys of its words.
pub fn save(path: &Path, net: &Net, vocabulary: &Vocabulary) -> Result<(), String> {
    let s = net.sizes;
    let mut bytes = Vec::new();
    for n in [s.word, s.piece, s.shape, s.hidden, s.layers, s.arc, s.label, vocabulary.keys.len()] {
        bytes.extend((n as u64).to_le_bytes());
    }
    vocabulary.keys.iter().for_each(|k| bytes.extend(k.to_le_bytes()));
    vocabulary.frequency.iter().for_each(|f| bytes.extend(f.to_le_bytes()));
    for part in std::iter::once(&net.dense).chain(&net.tables) {
        part.iter().for_each(|x| bytes.extend(x.to_le_bytes()));
    }
    std::fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}

/// Reads what `save` wrote.
pub fn load(path: &Path) -> Result<(Net, Vocabulary), String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut rest = bytes.as_slice();
    let mut take = |n: usize| {
        let (head, tail) =
            rest.split_at_checked(n).ok_or_else(|| format!("{}: cut short", path.display()))?;
        rest = tail;
        Ok::<_, String>(head.to_vec())
    };
    let header: Vec<usize> = take(64)?.chunks_exact(8).map(|b| u64_of(b) as usize).collect();
    let &[word, piece, shape, hidden, layers, arc, label, words] = header.as_slice() else {
        return Err(format!("{}: no checkpoint", path.display()));
    };
    let keys = take(words * 8)?.chunks_exact(8).map(u64_of).collect();
    let frequency = take((words + 1) * 4)?.chunks_exact(4).map(u32_of).collect();
    let vocabulary = Vocabulary::restore(keys, frequency);
    let sizes = Sizes { word, piece, shape, hidden, layers, arc, label };
    let mut net = Net::new(sizes, vocabulary.len(), &mut Rng::new(0));
    for part in std::iter::once(&mut net.dense).chain(&mut net.tables) {
        let raw = take(part.len() * 4)?;
        part.iter_mut().zip(raw.chunks_exact(4)).for_each(|(x, b)| *x = f32::from_bits(u32_of(b)));
    }
    Ok((net, vocabulary))
}

fn u64_of(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |n, &b| n << 8 | u64::from(b))
}

fn u32_of(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |n, &b| n << 8 | u32::from(b))
}
