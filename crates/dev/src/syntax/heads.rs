//! What is read off the top layer: tags, arcs, labels, names; their losses and gradients.

use super::data::{Example, NONE};
use super::gemm::{Dims, add_product, transposed};
use super::net::{Affine, Gradient, Net, Pass, affine, affine_back, product_back};
use legation_syntax::decode::NAME_TAGS;
use legation_syntax::{Deprel, Upos, Xpos};

/// `e^x` for x ≤ 0, in plain arithmetic so that training repeats anywhere; relative error below 1e-6.
pub fn exp(x: f32) -> f32 {
    let x = x.max(-80.0);
    let n = (x * std::f32::consts::LOG2_E).round();
    let r = x - n * std::f32::consts::LN_2;
    let p = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r / 720.0)))));
    p * f32::from_bits(((n as i32 + 127) << 23) as u32)
}

/// Turns a row of scores into the gradient of its cross-entropy with `gold`; returns the loss.
pub fn cross_entropy(row: &mut [f32], gold: usize, weight: f32) -> f32 {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for x in row.iter_mut() {
        *x = exp(*x - top);
        sum += *x;
    }
    let loss = -(row[gold] / sum).max(1e-12).ln();
    for x in row.iter_mut() {
        *x *= weight / sum;
    }
    row[gold] -= weight;
    loss * weight
}

/// A layer of tags: where its gold tags are, how many classes, its share of the loss.
type Tags = (Affine, fn(&Example) -> &[u8], usize, f32);

/// What the arc and label scorers hold of each word, sentence-major.
#[derive(Debug)]
pub struct Arcs {
    dep: Vec<f32>,
    head: Vec<f32>,
    /// `dep · pair`.
    paired: Vec<f32>,
    pub label_dep: Vec<f32>,
    pub label_head: Vec<f32>,
}

impl Net {
    pub fn arcs(&self, top: &[f32], rows: usize) -> Arcs {
        let l = &self.layout;
        let relu = |mut x: Vec<f32>| {
            x.iter_mut().for_each(|v| *v = v.max(0.0));
            x
        };
        let dep = relu(affine(self, l.arc_dep, top, rows));
        let head = relu(affine(self, l.arc_head, top, rows));
        let k = self.sizes.arc;
        let mut paired = vec![0.0; rows * k];
        add_product(&mut paired, &dep, l.arc_pair.of(&self.dense), Dims::packed(rows, k, k));
        // The prior of a head is a score without a dependent: fold it into every pair.
        let prior = l.arc_prior.of(&self.dense);
        for row in paired.chunks_exact_mut(k) {
            row.iter_mut().zip(prior).for_each(|(p, u)| *p += u);
        }
        let label_dep = affine(self, l.label_dep, top, rows);
        let mut label_head = vec![0.0; rows * self.sizes.label];
        add_product(
            &mut label_head,
            top,
            l.label_head.of(&self.dense),
            Dims::packed(rows, self.sizes.top(), self.sizes.label),
        );
        Arcs { dep, head, paired, label_dep, label_head }
    }

    /// Scores of sentence rows `at..at + n`: n × (n + 1), column 0 the root.
    pub fn arc_scores(&self, arcs: &Arcs, at: usize, n: usize) -> Vec<f32> {
        let k = self.sizes.arc;
        let heads_t = transposed(&self.heads_of(arcs, at, n), n + 1, k);
        let mut scores = vec![0.0; n * (n + 1)];
        add_product(&mut scores, &arcs.paired[at * k..(at + n) * k], &heads_t, Dims::packed(n, k, n + 1));
        scores
    }

    fn heads_of(&self, arcs: &Arcs, at: usize, n: usize) -> Vec<f32> {
        let k = self.sizes.arc;
        let mut heads = self.layout.arc_root.of(&self.dense).to_vec();
        heads.extend_from_slice(&arcs.head[at * k..(at + n) * k]);
        heads
    }

    /// The label scorer's hidden layer for word `at + d` under 1-based `head` (0: root).
    pub fn label_hidden(&self, arcs: &Arcs, at: usize, d: usize, head: usize) -> Vec<f32> {
        let m = self.sizes.label;
        let from = if head == 0 {
            self.layout.label_root.of(&self.dense)
        } else {
            &arcs.label_head[(at + head - 1) * m..][..m]
        };
        arcs.label_dep[(at + d) * m..][..m].iter().zip(from).map(|(a, b)| (a + b).max(0.0)).collect()
    }

    pub fn label_scores(&self, hidden: &[f32]) -> Vec<f32> {
        affine(self, self.layout.label_out, hidden, hidden.len() / self.sizes.label)
    }

    /// Adds the loss's gradient over `batch` to `g`; returns the loss.
    pub fn learn(&self, batch: &[&Example], pass: &Pass, g: &mut Gradient) -> f32 {
        let rows = pass.pack.rows;
        let mut dtop = vec![0.0; pass.top.len()];
        let share = 1.0 / rows as f32;
        let mut loss = 0.0;
        let tags: [Tags; 2] = [
            (self.layout.upos, |e| &e.upos, Upos::ALL.len(), 0.5),
            (self.layout.xpos, |e| &e.xpos, Xpos::ALL.len(), 0.5),
        ];
        for (layer, gold, classes, weight) in tags {
            let mut scores = affine(self, layer, &pass.top, rows);
            for (b, example) in batch.iter().enumerate() {
                for (t, &gold) in gold(example).iter().enumerate() {
                    let row = &mut scores[(pass.pack.firsts[b] + t) * classes..][..classes];
                    if gold == NONE {
                        row.fill(0.0);
                    } else {
                        loss += cross_entropy(row, gold as usize, weight * share * example.weight);
                    }
                }
            }
            affine_back(self, layer, &pass.top, &scores, rows, &mut dtop, g);
        }
        loss += self.learn_names(batch, pass, share, &mut dtop, g);
        loss += self.learn_trees(batch, pass, share, &mut dtop, g);
        self.pass_back(batch, pass, &dtop, g);
        loss
    }

    /// Names by the likelihood of the whole run of tags.
    fn learn_names(
        &self,
        batch: &[&Example],
        pass: &Pass,
        share: f32,
        dtop: &mut [f32],
        g: &mut Gradient,
    ) -> f32 {
        let rows = pass.pack.rows;
        let mut scores = affine(self, self.layout.names, &pass.top, rows);
        let transitions = self.layout.transitions.of(&self.dense).to_vec();
        let mut loss = 0.0;
        for (b, example) in batch.iter().enumerate() {
            let at = pass.pack.firsts[b] * NAME_TAGS;
            let scores = &mut scores[at..at + example.len() * NAME_TAGS];
            if example.names.contains(&NONE) {
                scores.fill(0.0);
            } else {
                let dt = self.layout.transitions.of_mut(&mut g.dense);
                loss += chain(scores, &transitions, &example.names, share * example.weight, dt);
            }
        }
        affine_back(self, self.layout.names, &pass.top, &scores, rows, dtop, g);
        loss
    }

    fn learn_trees(
        &self,
        batch: &[&Example],
        pass: &Pass,
        share: f32,
        dtop: &mut [f32],
        g: &mut Gradient,
    ) -> f32 {
        let rows = pass.pack.rows;
        let (k, m) = (self.sizes.arc, self.sizes.label);
        let arcs = self.arcs(&pass.top, rows);
        let (mut dpaired, mut dhead) = (vec![0.0; rows * k], vec![0.0; rows * k]);
        let (mut hidden, mut owners) = (Vec::new(), Vec::new());
        let mut loss = 0.0;
        for (b, example) in batch.iter().enumerate().filter(|(_, e)| e.has_tree) {
            let (at, n) = (pass.pack.firsts[b], example.len());
            let mut scores = self.arc_scores(&arcs, at, n);
            for (d, &head) in example.heads.iter().enumerate() {
                loss +=
                    cross_entropy(&mut scores[d * (n + 1)..][..=n], head as usize, share * example.weight);
                hidden.extend(self.label_hidden(&arcs, at, d, head as usize));
                owners.push((at, d, head as usize, example.deprels[d] as usize, example.weight));
            }
            self.arc_back(&arcs, &scores, at, n, &mut dpaired, &mut dhead, g);
        }
        let mut scores = self.label_scores(&hidden);
        for (row, owner) in scores.chunks_exact_mut(Deprel::ALL.len()).zip(&owners) {
            loss += cross_entropy(row, owner.3, share * owner.4);
        }
        let mut dhidden = vec![0.0; hidden.len()];
        affine_back(self, self.layout.label_out, &hidden, &scores, owners.len(), &mut dhidden, g);
        let (mut dlabel_dep, mut dlabel_head) = (vec![0.0; rows * m], vec![0.0; rows * m]);
        for (i, &(at, d, head, _, _)) in owners.iter().enumerate() {
            for j in (0..m).filter(|j| hidden[i * m + j] > 0.0) {
                let step = dhidden[i * m + j];
                dlabel_dep[(at + d) * m + j] += step;
                if head == 0 {
                    self.layout.label_root.of_mut(&mut g.dense)[j] += step;
                } else {
                    dlabel_head[(at + head - 1) * m + j] += step;
                }
            }
        }
        affine_back(self, self.layout.label_dep, &pass.top, &dlabel_dep, rows, dtop, g);
        product_back(self, self.layout.label_head, &pass.top, &dlabel_head, rows, dtop, g);
        self.pair_back(&arcs, pass, &dpaired, dhead, dtop, g);
        loss
    }

    #[allow(clippy::too_many_arguments)] // the gradient of one product has these parts
    fn arc_back(
        &self,
        arcs: &Arcs,
        dscores: &[f32],
        at: usize,
        n: usize,
        dpaired: &mut [f32],
        dhead: &mut [f32],
        g: &mut Gradient,
    ) {
        let k = self.sizes.arc;
        let heads = self.heads_of(arcs, at, n);
        add_product(&mut dpaired[at * k..(at + n) * k], dscores, &heads, Dims::packed(n, n + 1, k));
        let dscores_t = transposed(dscores, n, n + 1);
        let mut dheads = vec![0.0; (n + 1) * k];
        add_product(&mut dheads, &dscores_t, &arcs.paired[at * k..(at + n) * k], Dims::packed(n + 1, n, k));
        self.layout.arc_root.of_mut(&mut g.dense).iter_mut().zip(&dheads).for_each(|(sum, d)| *sum += d);
        dhead[at * k..(at + n) * k].iter_mut().zip(&dheads[k..]).for_each(|(sum, d)| *sum += d);
    }

    fn pair_back(
        &self,
        arcs: &Arcs,
        pass: &Pass,
        dpaired: &[f32],
        mut dhead: Vec<f32>,
        dtop: &mut [f32],
        g: &mut Gradient,
    ) {
        let (rows, k) = (pass.pack.rows, self.sizes.arc);
        for row in dpaired.chunks_exact(k) {
            self.layout.arc_prior.of_mut(&mut g.dense).iter_mut().zip(row).for_each(|(sum, d)| *sum += d);
        }
        let mut ddep = vec![0.0; rows * k];
        product_back(self, self.layout.arc_pair, &arcs.dep, dpaired, rows, &mut ddep, g);
        let gate = |d: &mut [f32], x: &[f32]| {
            d.iter_mut().zip(x).filter(|(_, x)| **x <= 0.0).for_each(|(d, _)| *d = 0.0);
        };
        gate(&mut ddep, &arcs.dep);
        gate(&mut dhead, &arcs.head);
        affine_back(self, self.layout.arc_dep, &pass.top, &ddep, rows, dtop, g);
        affine_back(self, self.layout.arc_head, &pass.top, &dhead, rows, dtop, g);
    }
}

/// The loss of a chain of tags; turns `scores` into their gradient and adds that of the transitions to `dt`.
fn chain(scores: &mut [f32], transitions: &[f32], gold: &[u8], weight: f32, dt: &mut [f32]) -> f32 {
    const K: usize = NAME_TAGS;
    let n = gold.len();
    let step: Vec<f32> = transitions.iter().map(|&t| exp(t - 20.0)).collect();
    let mut loss = 0.0;
    let mut emitted = vec![[0.0f32; K]; n];
    for (row, out) in scores.chunks_exact(K).zip(&mut emitted) {
        let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        row.iter().zip(out).for_each(|(x, e)| *e = exp(x - top));
        loss += top;
    }
    // Forward and backward, each step scaled to sum to one.
    let (mut ahead, mut back) = (vec![[0.0f32; K]; n], vec![[1.0f32; K]; n]);
    for i in 0..n {
        for to in 0..K {
            let into: f32 =
                if i == 0 { 1.0 } else { (0..K).map(|from| ahead[i - 1][from] * step[from * K + to]).sum() };
            ahead[i][to] = into * emitted[i][to];
        }
        let sum: f32 = ahead[i].iter().sum();
        ahead[i].iter_mut().for_each(|a| *a /= sum);
        loss += sum.ln() + if i == 0 { 0.0 } else { 20.0 };
    }
    for i in (0..n.saturating_sub(1)).rev() {
        for from in 0..K {
            back[i][from] = (0..K).map(|to| step[from * K + to] * emitted[i + 1][to] * back[i + 1][to]).sum();
        }
        let sum: f32 = back[i].iter().sum();
        back[i].iter_mut().for_each(|b| *b /= sum);
    }
    for i in 0..n {
        let tag = gold[i] as usize;
        loss -= scores[i * K + tag];
        if i > 0 {
            let before = gold[i - 1] as usize;
            loss -= transitions[before * K + tag];
            let pair = |from: usize, to: usize| {
                ahead[i - 1][from] * step[from * K + to] * emitted[i][to] * back[i][to]
            };
            let sum: f32 = (0..K * K).map(|p| pair(p / K, p % K)).sum();
            (0..K * K).for_each(|p| dt[p] += weight * pair(p / K, p % K) / sum);
            dt[before * K + tag] -= weight;
        }
    }
    for i in 0..n {
        let sum: f32 = (0..K).map(|t| ahead[i][t] * back[i][t]).sum();
        for t in 0..K {
            let gold = f32::from(u8::from(t == gold[i] as usize));
            scores[i * K + t] = weight * (ahead[i][t] * back[i][t] / sum - gold);
        }
    }
    loss * weight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gradient_of_a_chain_is_the_slope_of_its_loss() {
        let value = |i: usize| ((i * 37 % 19) as f32 - 9.0) / 7.0;
        let scores: Vec<f32> = (0..3 * NAME_TAGS).map(value).collect();
        let transitions: Vec<f32> = (0..NAME_TAGS * NAME_TAGS).map(|i| value(i + 5)).collect();
        let gold = [1, 2, 0];
        let loss = |s: &[f32], t: &[f32]| chain(&mut s.to_vec(), t, &gold, 1.0, &mut vec![0.0; t.len()]);
        let (mut ds, mut dt) = (scores.clone(), vec![0.0; transitions.len()]);
        chain(&mut ds, &transitions, &gold, 1.0, &mut dt);
        let slope = |at: usize, of_scores: bool| {
            let shifted = |by: f32| {
                let (mut s, mut t) = (scores.clone(), transitions.clone());
                *(if of_scores { &mut s[at] } else { &mut t[at] }) += by;
                loss(&s, &t)
            };
            (shifted(0.01) - shifted(-0.01)) / 0.02
        };
        for at in 0..scores.len() {
            assert!((slope(at, true) - ds[at]).abs() < 2e-3, "score {at}: {} {}", slope(at, true), ds[at]);
        }
        for at in 0..transitions.len() {
            assert!(
                (slope(at, false) - dt[at]).abs() < 2e-3,
                "transition {at}: {} {}",
                slope(at, false),
                dt[at]
            );
        }
    }
}
