//! From scores to structure: the best projective tree, the best run of name tags.

/// Names are tagged `O`, then `B` and `I` of each kind: nine tags.
pub const NAME_TAGS: usize = 9;

/// The highest-scoring projective tree with one root, by Eisner's algorithm in O(n³).
///
/// `scores` is row-major, `n` rows of `n + 1`: row `d` column 0 scores word `d` as the root, column `h + 1` scores
/// word `h` as its head. Returns each word's head, 0 for the root, else 1-based.
#[derive(Debug, Default)]
pub struct Eisner {
    /// Best score of a span, by end then start; four tables: incomplete and complete, head at the left and right.
    open_left: Vec<f32>,
    open_right: Vec<f32>,
    /// `full_left_t` keeps the mirror image, so that the inner loop always walks memory in order.
    full_left: Vec<f32>,
    full_right: Vec<f32>,
    full_left_t: Vec<f32>,
    full_right_t: Vec<f32>,
    split_open: Vec<u16>,
    split_left: Vec<u16>,
    split_right: Vec<u16>,
}

impl Eisner {
    /// Fills `heads`.
    pub fn decode(&mut self, scores: &[f32], n: usize, heads: &mut Vec<u32>) {
        heads.clear();
        heads.resize(n, 0);
        if n <= 1 {
            return;
        }
        self.reset(n);
        for width in 1..n {
            for left in 0..n - width {
                self.span(scores, n, left, left + width);
            }
        }
        let root = (0..n)
            .map(|r| (r, self.full_right[r] + self.full_left[r * n + n - 1] + scores[r * (n + 1)]))
            .fold((0, f32::NEG_INFINITY), |best, here| if here.1 > best.1 { here } else { best })
            .0;
        self.trace(n, root, heads);
    }

    fn reset(&mut self, n: usize) {
        let tables = [
            &mut self.open_left,
            &mut self.open_right,
            &mut self.full_left,
            &mut self.full_right,
            &mut self.full_left_t,
        ];
        for table in tables.into_iter().chain([&mut self.full_right_t]) {
            table.clear();
            table.resize(n * n, 0.0);
        }
        for table in [&mut self.split_open, &mut self.split_left, &mut self.split_right] {
            table.clear();
            table.resize(n * n, 0);
        }
    }

    /// `full_left[l][r]`: head `l`, reaching right to `r`. `full_right[l][r]`: head `r`, reaching left to `l`.
    fn span(&mut self, scores: &[f32], n: usize, l: usize, r: usize) {
        let at = l * n + r;
        // Two complete halves meet between `split` and `split + 1`.
        let (best, split) =
            best_sum(&self.full_left[l * n + l..l * n + r], &self.full_right_t[r * n + l + 1..=r * n + r]);
        self.open_left[at] = best + scores[r * (n + 1) + l + 1];
        self.open_right[r * n + l] = best + scores[l * (n + 1) + r + 1];
        self.split_open[at] = (l + split) as u16;
        // Head l takes r, then r's right side grows: open(l, k) + full(k, r).
        let (best, split) = best_sum(
            &self.open_left[l * n + l + 1..=l * n + r],
            &self.full_left_t[r * n + l + 1..=r * n + r],
        );
        self.full_left[at] = best;
        self.full_left_t[r * n + l] = best;
        self.split_left[at] = (l + 1 + split) as u16;
        // Head r takes k, whose left side reaches l: full(l, k) + open(k, r).
        let (best, split) =
            best_sum(&self.full_right[l * n + l..l * n + r], &self.open_right[r * n + l..r * n + r]);
        self.full_right[at] = best;
        self.full_right_t[r * n + l] = best;
        self.split_right[at] = (l + split) as u16;
    }

    fn trace(&self, n: usize, root: usize, heads: &mut [u32]) {
        enum Item {
            Open { l: usize, r: usize, from_left: bool },
            Full { l: usize, r: usize, from_left: bool },
        }
        let mut stack = vec![
            Item::Full { l: 0, r: root, from_left: false },
            Item::Full { l: root, r: n - 1, from_left: true },
        ];
        while let Some(item) = stack.pop() {
            match item {
                Item::Full { l, r, .. } if l == r => {}
                Item::Full { l, r, from_left: true } => {
                    let k = self.split_left[l * n + r] as usize;
                    stack.push(Item::Open { l, r: k, from_left: true });
                    stack.push(Item::Full { l: k, r, from_left: true });
                }
                Item::Full { l, r, from_left: false } => {
                    let k = self.split_right[l * n + r] as usize;
                    stack.push(Item::Full { l, r: k, from_left: false });
                    stack.push(Item::Open { l: k, r, from_left: false });
                }
                Item::Open { l, r, from_left } => {
                    if from_left {
                        heads[r] = l as u32 + 1;
                    } else {
                        heads[l] = r as u32 + 1;
                    }
                    let k = self.split_open[l * n + r] as usize;
                    stack.push(Item::Full { l, r: k, from_left: true });
                    stack.push(Item::Full { l: k + 1, r, from_left: false });
                }
            }
        }
    }
}

/// The largest `a[i] + b[i]` and the first `i` that has it.
fn best_sum(a: &[f32], b: &[f32]) -> (f32, usize) {
    let mut best = (f32::NEG_INFINITY, 0);
    for (i, (x, y)) in a.iter().zip(b).enumerate() {
        if x + y > best.0 {
            best = (x + y, i);
        }
    }
    best
}

/// The best sequence of name tags: `O` = 0, `B` of kind k = 1 + 2k, `I` = 2 + 2k; `I` only after its own kind.
///
/// `scores` is row-major, `NAME_TAGS` a word; `transitions[from][to]` is added between neighbours.
pub fn name_tags(scores: &[f32], transitions: &[f32; NAME_TAGS * NAME_TAGS], tags: &mut Vec<u8>) {
    let n = scores.len() / NAME_TAGS;
    tags.clear();
    tags.resize(n, 0);
    if n == 0 {
        return;
    }
    let mut best: [f32; NAME_TAGS] =
        std::array::from_fn(|t| if may_follow(0, t) { scores[t] } else { f32::NEG_INFINITY });
    let mut back = vec![[0u8; NAME_TAGS]; n];
    for i in 1..n {
        let mut next = [f32::NEG_INFINITY; NAME_TAGS];
        for to in 0..NAME_TAGS {
            for from in (0..NAME_TAGS).filter(|&from| may_follow(from, to)) {
                let score = best[from] + transitions[from * NAME_TAGS + to] + scores[i * NAME_TAGS + to];
                if score > next[to] {
                    next[to] = score;
                    back[i][to] = from as u8;
                }
            }
        }
        best = next;
    }
    let mut tag = (0..NAME_TAGS).fold(0, |b, t| if best[t] > best[b] { t } else { b }) as u8;
    for i in (0..n).rev() {
        tags[i] = tag;
        tag = back[i][tag as usize];
    }
}

const fn may_follow(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator, so that failures repeat.
    fn noise(seed: &mut u64) -> f32 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    #[allow(clippy::many_single_char_names)] // the letters of the definition of projectivity
    fn is_projective_tree(heads: &[u32]) -> bool {
        let n = heads.len();
        let reaches_root = |mut i: usize| {
            (0..=n).any(|_| match heads[i] {
                0 => true,
                h => {
                    i = h as usize - 1;
                    false
                }
            })
        };
        let crosses = |i: usize, j: usize| {
            let arc = |d: usize| (d.min(heads[d] as usize - 1), d.max(heads[d] as usize - 1));
            heads[i] > 0 && heads[j] > 0 && {
                let ((a, b), (c, d)) = (arc(i), arc(j));
                a < c && c < b && b < d
            }
        };
        let covers_root = |d: usize| {
            let root = heads.iter().position(|&h| h == 0).unwrap_or(0);
            heads[d] > 0 && d.min(heads[d] as usize - 1) < root && root < d.max(heads[d] as usize - 1)
        };
        heads.iter().filter(|&&h| h == 0).count() == 1
            && !(0..n).any(covers_root)
            && (0..n).all(reaches_root)
            && (0..n).all(|i| (0..n).all(|j| !crosses(i, j)))
    }

    fn total(scores: &[f32], heads: &[u32]) -> f32 {
        heads.iter().enumerate().map(|(d, &h)| scores[d * (heads.len() + 1) + h as usize]).sum()
    }

    /// Every projective tree over four words, by brute force.
    fn best_by_hand(scores: &[f32], n: usize) -> f32 {
        let mut best = f32::NEG_INFINITY;
        for code in 0..(n + 1).pow(n as u32) {
            let heads: Vec<u32> = (0..n).map(|i| (code / (n + 1).pow(i as u32) % (n + 1)) as u32).collect();
            let loops = heads.iter().enumerate().any(|(d, &h)| h as usize == d + 1);
            if !loops && is_projective_tree(&heads) {
                best = best.max(total(scores, &heads));
            }
        }
        best
    }

    #[test]
    fn finds_the_best_tree_of_all() {
        let (mut eisner, mut heads, mut seed) = (Eisner::default(), Vec::new(), 7);
        for round in 0..200 {
            let n = 1 + round % 5;
            let scores: Vec<f32> = (0..n * (n + 1)).map(|_| noise(&mut seed)).collect();
            eisner.decode(&scores, n, &mut heads);
            assert!(is_projective_tree(&heads), "{heads:?}");
            assert!((total(&scores, &heads) - best_by_hand(&scores, n)).abs() < 1e-4, "{heads:?}");
        }
    }

    #[test]
    fn long_sentences_stay_projective() {
        let (mut eisner, mut heads, mut seed) = (Eisner::default(), Vec::new(), 11);
        for n in [2, 17, 60] {
            let scores: Vec<f32> = (0..n * (n + 1)).map(|_| noise(&mut seed)).collect();
            eisner.decode(&scores, n, &mut heads);
            assert!(is_projective_tree(&heads));
        }
    }

    #[test]
    fn inside_never_opens_a_name() {
        let mut scores = vec![0.0; 3 * NAME_TAGS];
        scores[2] = 9.0; // I-PER first
        scores[NAME_TAGS + 4] = 5.0; // I-ORG after it
        let mut tags = Vec::new();
        name_tags(&scores, &[0.0; NAME_TAGS * NAME_TAGS], &mut tags);
        for (i, &tag) in tags.iter().enumerate() {
            let before = if i == 0 { 0 } else { tags[i - 1] };
            assert!(may_follow(before as usize, tag as usize), "{tags:?}");
        }
        assert_eq!(tags[1], 4, "the rest of the name wins over no name: {tags:?}");
    }
}
