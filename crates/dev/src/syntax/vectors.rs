//! Word vectors by skip-gram with negative samples, with an output table for each position (Ling et al. 2015), which
//! brings together words that do the same work in a sentence.

use super::rng::Rng;
use legation_syntax::net::math::sigmoid;

const REACH: usize = 3;
const NEGATIVES: usize = 5;
const PASSES: usize = 6;
const RATE: f32 = 0.04;
/// Words above this share of the text are thinned out.
const COMMON: f32 = 3e-4;

/// Vectors for rows `1..rows`, of unit spread over their elements; rows that no sentence holds stay `None`.
pub fn learn(sentences: &[Vec<u32>], rows: usize, width: usize, seed: u64) -> Vec<Option<Vec<f32>>> {
    let mut rng = Rng::new(seed);
    let mut counts = vec![0usize; rows];
    sentences.iter().flatten().for_each(|&w| counts[w as usize] += 1);
    let total: usize = counts.iter().skip(1).sum();
    let pool = negative_pool(&counts);
    let mut input: Vec<f32> = (0..rows * width).map(|_| (rng.unit() - 0.5) / width as f32).collect();
    let mut output = vec![vec![0.0f32; rows * width]; 2 * REACH];
    let (mut done, all) = (0usize, PASSES * sentences.len());
    for _ in 0..PASSES {
        for sentence in sentences {
            let rate = RATE * (1.0 - done as f32 / all as f32).max(0.02);
            done += 1;
            let kept: Vec<u32> = sentence
                .iter()
                .copied()
                .filter(|&w| {
                    let share = counts[w as usize] as f32 / total as f32;
                    w > 0 && rng.unit() < (COMMON / share).sqrt()
                })
                .collect();
            for (i, &word) in kept.iter().enumerate() {
                let from = i.saturating_sub(REACH);
                for j in (from..(i + REACH + 1).min(kept.len())).filter(|&j| j != i) {
                    let position = if j < i { j + REACH - i } else { j + REACH - i - 1 };
                    let v = &mut input[word as usize * width..][..width];
                    step(v, &mut output[position], kept[j], &pool, rate, &mut rng);
                }
            }
        }
    }
    (0..rows)
        .map(|r| (r > 0 && counts[r] > 0).then(|| normalised(&input[r * width..(r + 1) * width])))
        .collect()
}

/// Words as often as their count to the power of 3/4 says.
fn negative_pool(counts: &[usize]) -> Vec<u32> {
    let mut pool = Vec::new();
    for (word, &count) in counts.iter().enumerate().skip(1) {
        let share = ((count as f32).sqrt() * (count as f32).sqrt().sqrt()).ceil() as usize;
        pool.extend(std::iter::repeat_n(word as u32, share));
    }
    pool
}

fn step(v: &mut [f32], output: &mut [f32], context: u32, pool: &[u32], rate: f32, rng: &mut Rng) {
    let width = v.len();
    let mut dv = vec![0.0f32; width];
    for n in 0..=NEGATIVES {
        let target = if n == 0 { context } else { pool[rng.below(pool.len())] };
        if n > 0 && target == context {
            continue;
        }
        let u = &mut output[target as usize * width..][..width];
        // Eight partial sums, so that the compiler may use wide registers.
        let mut parts = [0.0f32; 8];
        for (a, b) in v.chunks_exact(8).zip(u.chunks_exact(8)) {
            for k in 0..8 {
                parts[k] += a[k] * b[k];
            }
        }
        let score: f32 = parts.iter().sum();
        let g = (f32::from(u8::from(n == 0)) - sigmoid(score)) * rate;
        for ((d, v), u) in dv.iter_mut().zip(v.iter()).zip(u) {
            *d += g * *u;
            *u += g * v;
        }
    }
    v.iter_mut().zip(&dv).for_each(|(v, d)| *v += d);
}

fn normalised(v: &[f32]) -> Vec<f32> {
    let spread = (v.iter().map(|x| x * x).sum::<f32>() / v.len() as f32).sqrt().max(1e-6);
    v.iter().map(|x| x / spread).collect()
}
