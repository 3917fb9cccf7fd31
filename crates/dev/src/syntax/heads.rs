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
        let tags: [(Affine, fn(&Example) -> &[u8], usize, f32); 3] = [
            (self.layout.upos, |e| &e.upos, Upos::ALL.len(), 0.5),
            (self.layout.xpos, |e| &e.xpos, Xpos::ALL.len(), 0.5),
            (self.layout.names, |e| &e.names, NAME_TAGS, 1.0),
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
        loss += self.learn_trees(batch, pass, share, &mut dtop, g);
        self.pass_back(batch, pass, &dtop, g);
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
                    cross_entropy(&mut scores[d * (n + 1)..][..n + 1], head as usize, share * example.weight);
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
            d.iter_mut().zip(x).filter(|(_, x)| **x <= 0.0).for_each(|(d, _)| *d = 0.0)
        };
        gate(&mut ddep, &arcs.dep);
        gate(&mut dhead, &arcs.head);
        affine_back(self, self.layout.arc_dep, &pass.top, &ddep, rows, dtop, g);
        affine_back(self, self.layout.arc_head, &pass.top, &dhead, rows, dtop, g);
    }
}
