//! Words inside chunks.

use super::{Kind, Segmenter, feature, plain};
use legation_text::Span;

/// Characters on either side that features see.
const WINDOW: isize = 4;
/// Longest run of letters that counts as a feature.
const RUN: usize = 14;

/// A place where a word might end, inside a chunk.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Byte offset in the text.
    pub at: usize,
    pub features: Vec<u32>,
}

pub(super) fn split(segmenter: &Segmenter, text: &str, within: Span) -> Vec<Span> {
    let mut words = Vec::with_capacity(within.len() as usize / 5);
    let mut place = Place::default();
    for chunk in chunks(text, within) {
        let piece = chunk.of(text);
        let mut start = chunk.start as usize;
        if piece.bytes().all(|b| b.is_ascii_alphabetic()) {
            if let Some(at) = segmenter.joined_at(piece) {
                words.push(Span::new(start as u32, (start + at) as u32));
                start += at;
            }
            words.push(Span::new(start as u32, chunk.end));
            continue;
        }
        let chars: Vec<(usize, char)> =
            piece.char_indices().map(|(i, c)| (chunk.start as usize + i, c)).collect();
        let follows = following(text, chunk.end as usize, within.end as usize);
        let mut from = 0;
        for i in 1..=chars.len() {
            let at = chars.get(i).map_or(chunk.end as usize, |c| c.0);
            let ends = i == chars.len() || {
                is_place(&chars, i) && {
                    see(&chars, i, from, follows, &mut place);
                    segmenter.words.score(&place.features) > 0 || parts_names(&chars, i)
                }
            };
            if ends {
                if let Some(inside) = segmenter.joined_at(&text[start..at]) {
                    words.push(Span::new(start as u32, (start + inside) as u32));
                    start += inside;
                }
                words.push(Span::new(start as u32, at as u32));
                start = at;
                from = i;
            }
        }
    }
    words
}

impl Segmenter {
    fn joined_at(&self, form: &str) -> Option<usize> {
        if !(3..=12).contains(&form.len()) {
            return None;
        }
        let mut small = [0; 12];
        let small = &mut small[..form.len()];
        small.copy_from_slice(form.as_bytes());
        small.make_ascii_lowercase();
        let form = std::str::from_utf8(small).ok()?;
        let at = *self.joined.get(&crate::features::text_hash(3, form))? as usize;
        form.is_char_boundary(at).then_some(at).filter(|&at| at > 0 && at < form.len())
    }
}

/// What stands between spaces.
pub fn chunks(text: &str, within: Span) -> impl Iterator<Item = Span> {
    let base = within.start;
    let mut rest = within.of(text).char_indices().peekable();
    std::iter::from_fn(move || {
        while rest.next_if(|&(_, c)| Kind::of(c) == Kind::Space).is_some() {}
        let (start, c) = rest.next()?;
        let mut end = start + c.len_utf8();
        while let Some((at, c)) = rest.next_if(|&(_, c)| Kind::of(c) != Kind::Space) {
            end = at + c.len_utf8();
        }
        Some(Span::new(base + start as u32, base + end as u32))
    })
}

/// A word may end before `chars[i]` unless both neighbours are letters, or both digits; and always before `n't`.
pub fn is_place(chars: &[(usize, char)], i: usize) -> bool {
    let (left, right) = (chars[i - 1].1, chars[i].1);
    let (l, r) = (Kind::of(left), Kind::of(right));
    let letter = |k: Kind| matches!(k, Kind::Lower | Kind::Upper | Kind::Other);
    if letter(l) && letter(r) {
        let ahead = |by: usize| chars.get(i + by).map_or(' ', |c| plain(c.1));
        return plain(right) == 'n' && ahead(1) == '\'' && ahead(2) == 't' && !Kind::of(ahead(3)).is_word();
    }
    !((l == Kind::Digit && r == Kind::Digit) || r == Kind::Other || (l == r && left == right))
}

/// "Mali-Niger", "Peru–Chile": a dash between two capitalised words is a word, whatever was learnt of their letters;
/// not in "Non-Proliferation".
fn parts_names(chars: &[(usize, char)], i: usize) -> bool {
    const PREFIXES: [&str; 10] =
        ["anti", "counter", "cross", "hyper", "inter", "multi", "post", "self", "super", "trans"];
    /// A shorter run may be half of a given name: "Min-Woo".
    const SHORTEST: usize = 4;
    let is_dash = |i: usize| plain(chars[i].1) == '-';
    let Some(dash) = [i, i - 1].into_iter().find(|&d| d > 0 && is_dash(d)) else { return false };
    let letters = |c: &&(usize, char)| matches!(Kind::of(c.1), Kind::Lower | Kind::Upper);
    let left = chars[..dash].iter().rev().take_while(letters).count();
    let right = chars[dash + 1..].iter().take_while(letters).count();
    let name = |from: usize, len: usize| {
        len >= SHORTEST
            && Kind::of(chars[from].1) == Kind::Upper
            && chars[from + 1..from + len].iter().all(|c| Kind::of(c.1) == Kind::Lower)
    };
    let prefix = || {
        let word: String = chars[dash - left..dash].iter().flat_map(|c| c.1.to_lowercase()).collect();
        PREFIXES.contains(&&*word)
    };
    name(dash - left, left) && name(dash + 1, right) && !prefix()
}

/// How the text goes on after a chunk: not at all, small, capital, digit, mark.
pub fn following(text: &str, chunk_end: usize, end: usize) -> u64 {
    let rest = text.get(chunk_end..end).unwrap_or("");
    rest.chars().map(Kind::of).take(8).find(|&k| k != Kind::Space).map_or(0, |k| k as u64 + 1)
}

/// Fills `place` for the boundary before `chars[i]`, the present word having begun at `from`.
pub fn see(chars: &[(usize, char)], i: usize, from: usize, follows: u64, place: &mut Place) {
    let f = &mut place.features;
    f.clear();
    place.at = chars[i].0;
    let raw = |j: isize| -> u64 {
        let at = i.cast_signed() + j;
        usize::try_from(at).ok().and_then(|at| chars.get(at)).map_or(1, |c| u64::from(u32::from(plain(c.1))))
    };
    let kind = |j: isize| -> u64 {
        let at = i.cast_signed() + j;
        usize::try_from(at).ok().and_then(|at| chars.get(at)).map_or(9, |c| Kind::of(c.1) as u64)
    };
    let kinds = |from: isize, to: isize| (from..to).fold(1u64, |k, j| k * 10 + kind(j));
    let (l, r) = (raw(-1), raw(0));
    f.push(feature(1, l, r));
    f.push(feature(2, l << 21 | r, raw(1)));
    f.push(feature(3, raw(-2) << 21 | l, r));
    f.push(feature(4, raw(-2) << 21 | l, r << 21 | raw(1)));
    f.push(feature(5, kinds(-WINDOW, WINDOW), 0));
    f.push(feature(6, kinds(-2, 2), l << 21 | r));
    let left = run(chars[..i].iter().rev().map(|c| c.1));
    let right = run(chars[i..].iter().map(|c| c.1));
    f.push(feature(7, left, r));
    f.push(feature(8, right, l));
    f.push(feature(9, left, right));
    let before_mark = run(chars[..i - 1].iter().rev().map(|c| c.1));
    let after_mark = run(chars[(i + 1).min(chars.len())..].iter().map(|c| c.1));
    f.push(feature(10, before_mark, l << 21 | r));
    f.push(feature(11, after_mark, l << 21 | r));
    f.push(feature(12, left, after_mark ^ r));
    f.push(feature(13, before_mark, right ^ l));
    let rest_is_marks = chars[i..].iter().take(6).all(|c| !Kind::of(c.1).is_word());
    let first = u64::from(from == i - 1) | u64::from(i == 1) << 1;
    let rest = (chars.len() - i).min(4) as u64;
    f.push(feature(14, l << 21 | r, follows << 8 | u64::from(rest_is_marks) << 4 | first));
    f.push(feature(15, before_mark, r << 21 | follows << 8 | rest));
    f.push(feature(16, left, r << 21 | follows << 8 | rest));
    let has_mark_before = chars[from..i].iter().take(32).any(|c| !Kind::of(c.1).is_word());
    f.push(feature(17, l << 21 | r, rest << 8 | u64::from(has_mark_before) << 4 | first));
}

/// Hash of the letters or digits that `chars` starts with.
fn run(chars: impl Iterator<Item = char>) -> u64 {
    let mut h = 7u64;
    for c in chars.take_while(|&c| Kind::of(c).is_word()).take(RUN) {
        h = (h ^ u64::from(u32::from(plain(c)))).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(7);
    }
    h
}
