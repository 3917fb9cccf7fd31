//! The loop of learning, and what a network says of a sentence.

use super::adam::Adam;
use super::data::{Example, NONE};
use super::net::{Gradient, Net, Noise, affine};
use super::rng::Rng;
use legation_syntax::Deprel;
use legation_syntax::decode::{Eisner, NAME_TAGS, name_tags};

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub epochs: usize,
    /// Words of a batch.
    pub batch: usize,
    pub rate: f32,
    pub noise: Noise,
    pub seed: u64,
}

const WARM_UP: usize = 200;
const LARGEST_NORM: f32 = 5.0;
/// Longer training sentences are left out: a handful, and they cost much.
const LONGEST: usize = 120;

/// Learns from `examples`; calls `report` after every epoch.
pub fn train(
    net: &mut Net,
    examples: &[Example],
    frequency: &[u32],
    plan: Plan,
    mut report: impl FnMut(usize, f32, &Net),
) {
    let usable: Vec<&Example> = examples.iter().filter(|e| (1..=LONGEST).contains(&e.len())).collect();
    let mut rng = Rng::new(plan.seed);
    let mut adam = Adam::new(net);
    let mut gradients = [Gradient::new(net), Gradient::new(net)];
    let per_epoch = batches(&usable, plan.batch, &mut rng.clone()).len();
    let total = per_epoch * plan.epochs;
    let mut done = 0;
    for epoch in 1..=plan.epochs {
        let mut loss = 0.0;
        for batch in batches(&usable, plan.batch, &mut rng) {
            loss += gradient(net, &batch, &mut gradients, frequency, plan.noise, &mut rng);
            let warm = ((done + 1) as f32 / WARM_UP as f32).min(1.0);
            let left = 1.0 - (done as f32 / total as f32).min(1.0);
            adam.step(net, &gradients[0], plan.rate * warm * left.max(0.01), LARGEST_NORM);
            done += 1;
        }
        report(epoch, loss / per_epoch as f32, net);
    }
}

/// Sentences of like length together, in random order.
fn batches<'e>(examples: &[&'e Example], words: usize, rng: &mut Rng) -> Vec<Vec<&'e Example>> {
    let mut order = examples.to_vec();
    rng.shuffle(&mut order);
    let mut all = Vec::new();
    for pool in order.chunks_mut(2048) {
        pool.sort_by_key(|e| std::cmp::Reverse(e.len()));
        let mut batch = Vec::new();
        let mut size = 0;
        for &example in pool.iter() {
            batch.push(example);
            size += example.len();
            if size >= words {
                all.push(std::mem::take(&mut batch));
                size = 0;
            }
        }
        if !batch.is_empty() {
            all.push(batch);
        }
    }
    rng.shuffle(&mut all);
    all
}

/// The gradient of one batch, halved between two threads and summed in a fixed order into the first.
fn gradient(
    net: &Net,
    batch: &[&Example],
    g: &mut [Gradient; 2],
    frequency: &[u32],
    noise: Noise,
    rng: &mut Rng,
) -> f32 {
    let halves = [0, 1].map(|h| batch.iter().copied().skip(h).step_by(2).collect::<Vec<_>>());
    let seeds = [rng.next(), rng.next()];
    let work = |half: &[&Example], g: &mut Gradient, seed: u64| {
        g.clear(net);
        if half.is_empty() {
            return 0.0;
        }
        let pass = net.pass(half, Some((noise, &mut Rng::new(seed))), frequency);
        net.learn(half, &pass, g)
    };
    let [first, second] = g;
    let losses = std::thread::scope(|scope| {
        let other = scope.spawn(|| work(&halves[1], second, seeds[1]));
        let own = work(&halves[0], first, seeds[0]);
        (own, other.join().unwrap_or(0.0))
    });
    for (a, b) in first.dense.iter_mut().zip(&second.dense) {
        *a = (*a + b) * 0.5;
    }
    for t in 0..3 {
        let width = net.width(t);
        for &row in &first.touched[t] {
            first.tables[t][row as usize * width..][..width].iter_mut().for_each(|d| *d *= 0.5);
        }
        for &row in &second.touched[t] {
            first.add_row(t, row, &second.tables[t][row as usize * width..][..width], 0.5);
        }
    }
    (losses.0 + losses.1) * 0.5
}

/// What the network says of one sentence.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub upos: Vec<u8>,
    pub xpos: Vec<u8>,
    pub heads: Vec<u32>,
    pub deprels: Vec<u8>,
    pub names: Vec<u8>,
}

/// Runs `nets` (an ensemble averages their scores) over `examples`, two threads.
pub fn say(nets: &[&Net], examples: &[Example]) -> Vec<Said> {
    let mut order: Vec<usize> = (0..examples.len()).filter(|&i| examples[i].len() > 0).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(examples[i].len()));
    let batches: Vec<&[usize]> = order.chunks(32).collect();
    let mut all = vec![Said::default(); examples.len()];
    std::thread::scope(|scope| {
        let halves = [0, 1].map(|h| {
            let batches = &batches;
            scope.spawn(move || {
                let mut eisner = Eisner::default();
                let mut said = Vec::new();
                for batch in batches.iter().skip(h).step_by(2) {
                    let group: Vec<&Example> = batch.iter().map(|&i| &examples[i]).collect();
                    said.extend(batch.iter().copied().zip(say_batch(nets, &group, &mut eisner)));
                }
                said
            })
        });
        for half in halves {
            for (i, said) in half.join().unwrap_or_default() {
                all[i] = said;
            }
        }
    });
    all
}

fn say_batch(nets: &[&Net], batch: &[&Example], eisner: &mut Eisner) -> Vec<Said> {
    let passes: Vec<_> = nets.iter().map(|net| net.pass(batch, None, &[])).collect();
    let rows = passes[0].pack.rows;
    let arcs: Vec<_> = nets.iter().zip(&passes).map(|(net, p)| net.arcs(&p.top, rows)).collect();
    let tags = |pick: fn(&Net) -> super::net::Affine| {
        mean(nets.iter().zip(&passes).map(|(net, p)| {
            let layer = pick(net);
            (affine(net, layer, &p.top, rows), layer.weights.cols)
        }))
    };
    let (upos, xpos) = (tags(|n| n.layout.upos), tags(|n| n.layout.xpos));
    // A chain's scores mean nothing word by word: they are averaged as they are.
    let mut names = vec![0.0; rows * NAME_TAGS];
    for (net, pass) in nets.iter().zip(&passes) {
        let own = affine(net, net.layout.names, &pass.top, rows);
        names.iter_mut().zip(&own).for_each(|(sum, s)| *sum += s / nets.len() as f32);
    }
    let mut transitions = [0.0; NAME_TAGS * NAME_TAGS];
    for net in nets {
        let own = net.layout.transitions.of(&net.dense);
        transitions.iter_mut().zip(own).for_each(|(t, o)| *t += o / nets.len() as f32);
    }
    let mut all = Vec::new();
    for (b, example) in batch.iter().enumerate() {
        let (at, n) = (passes[0].pack.firsts[b], example.len());
        let mut said = Said {
            upos: best_rows(&upos, at, n, upos.len() / rows),
            xpos: best_rows(&xpos, at, n, xpos.len() / rows),
            ..Said::default()
        };
        name_tags(
            &names[at * NAME_TAGS..(at + n) * NAME_TAGS],
            &[0.0; NAME_TAGS * NAME_TAGS],
            &mut said.names,
        );
        let scores = mean(nets.iter().zip(&arcs).map(|(net, a)| (net.arc_scores(a, at, n), n + 1)));
        eisner.decode(&scores, n, &mut said.heads);
        let labels = mean(nets.iter().zip(&arcs).map(|(net, a)| {
            let hidden: Vec<f32> = said
                .heads
                .iter()
                .enumerate()
                .flat_map(|(d, &h)| net.label_hidden(a, at, d, h as usize))
                .collect();
            (net.label_scores(&hidden), Deprel::ALL.len())
        }));
        said.deprels = (0..n)
            .map(|d| best_label(&labels[d * Deprel::ALL.len()..][..Deprel::ALL.len()], said.heads[d]))
            .collect();
        all.push(said);
    }
    all
}

/// Log-probabilities, averaged over the networks as probabilities.
fn mean(scores: impl Iterator<Item = (Vec<f32>, usize)>) -> Vec<f32> {
    let mut sum: Vec<f32> = Vec::new();
    let mut count = 0.0;
    for (mut scores, width) in scores {
        for row in scores.chunks_exact_mut(width) {
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let total: f32 = row.iter().map(|x| super::heads::exp(x - top)).sum();
            row.iter_mut().for_each(|x| *x = super::heads::exp(*x - top) / total);
        }
        count += 1.0;
        if sum.is_empty() {
            sum = scores;
        } else {
            sum.iter_mut().zip(&scores).for_each(|(a, b)| *a += b);
        }
    }
    sum.iter_mut().for_each(|x| *x = (*x / count).max(1e-9).ln());
    sum
}

fn best_rows(scores: &[f32], at: usize, n: usize, classes: usize) -> Vec<u8> {
    scores[at * classes..(at + n) * classes].chunks_exact(classes).map(|row| best(row) as u8).collect()
}

fn best(row: &[f32]) -> usize {
    (1..row.len()).fold(0, |b, i| if row[i] > row[b] { i } else { b })
}

/// `root` is for the root alone.
fn best_label(row: &[f32], head: u32) -> u8 {
    if head == 0 {
        return Deprel::Root as u8;
    }
    (0..row.len()).filter(|&i| i != Deprel::Root as usize).fold(0, |b, i| if row[i] > row[b] { i } else { b })
        as u8
}

/// Correct words, per hundred: UPOS, XPOS, UAS, LAS.
pub fn accuracy(examples: &[Example], said: &[Said]) -> [f32; 4] {
    let (mut right, mut words) = ([0usize; 4], 0usize);
    for (gold, said) in examples.iter().zip(said) {
        for t in 0..gold.len() {
            words += 1;
            let attached = gold.heads[t] == said.heads[t];
            right[0] += usize::from(gold.upos[t] == said.upos[t]);
            right[1] += usize::from(gold.xpos[t] == said.xpos[t] || gold.xpos[t] == NONE);
            right[2] += usize::from(attached);
            right[3] += usize::from(attached && gold.deprels[t] == said.deprels[t]);
        }
    }
    right.map(|r| 100.0 * r as f32 / words.max(1) as f32)
}

/// Precision, recall and F1 of names of the first `kinds` kinds, per hundred.
pub fn names_f1(gold: &[Vec<u8>], said: &[Vec<u8>], kinds: u8) -> [f32; 3] {
    names_where(gold, said, |kind| kind < kinds)
}

/// The same of one kind.
pub fn names_of_kind(gold: &[Vec<u8>], said: &[Vec<u8>], kind: u8) -> [f32; 3] {
    names_where(gold, said, |k| k == kind)
}

fn names_where(gold: &[Vec<u8>], said: &[Vec<u8>], counts: impl Fn(u8) -> bool) -> [f32; 3] {
    let spans = |tags: &[u8]| {
        let mut all = name_spans(tags);
        all.retain(|s| counts(s.2));
        all
    };
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for (gold, said) in gold.iter().zip(said) {
        let (g, s) = (spans(gold), spans(said));
        right += g.iter().filter(|x| s.contains(x)).count();
        found += s.len();
        wanted += g.len();
    }
    let (p, r) = (right as f32 / found.max(1) as f32, right as f32 / wanted.max(1) as f32);
    [100.0 * p, 100.0 * r, 200.0 * p * r / (p + r).max(1e-9)]
}

/// Names as (first word, word after the last, kind).
pub fn name_spans(tags: &[u8]) -> Vec<(usize, usize, u8)> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < tags.len() {
        let kind = tags[at].wrapping_sub(1) / 2;
        let mut end = at + 1;
        if tags[at] != 0 && tags[at] != NONE {
            while end < tags.len() && tags[end] == 2 + 2 * kind {
                end += 1;
            }
            all.push((at, end, kind));
        }
        at = end;
    }
    all
}
