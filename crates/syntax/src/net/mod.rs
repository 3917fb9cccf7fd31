//! The network at work: 8-bit weights, exact integer sums, and curves that give the same bits everywhere.
//!
//! word + spelling pieces + shape → two bidirectional LSTM layers → tags, names, arcs, labels.

pub mod file;
pub mod kernel;
pub mod math;
#[cfg(target_arch = "x86_64")]
mod x86;

use crate::decode::{Eisner, NAME_TAGS, name_tags};
use crate::features::{Features, PIECES, SHAPES, share};
use crate::{Deprel, Upos, Xpos};
use file::{Error, Reader, Writer, wrong};
use kernel::{Cell, Level, Packed, Product, Rescale, cell, product, rescale};
use std::collections::HashMap;

/// An 8-bit affine map: `x · weights · scale + bias`, a scale for every output.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    packed: Packed,
    scale: Vec<f32>,
    bias: Vec<f32>,
}

/// A matrix before packing: what the model file holds.
#[derive(Clone, Debug, Default)]
pub struct Plain {
    /// Row-major, inputs × outputs.
    pub weights: Vec<i8>,
    pub scale: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Plain {
    pub fn write(&self, name: &str, to: &mut Writer) {
        to.bytes(&format!("{name}.weights"), &self.weights);
        to.floats(&format!("{name}.scale"), &self.scale);
        to.floats(&format!("{name}.bias"), &self.bias);
    }
}

impl Matrix {
    fn read(from: &Reader<'_>, name: &str, inputs: usize) -> Result<Self, Error> {
        let mut scale = from.floats(&format!("{name}.scale"), None)?;
        let outputs = scale.len();
        let weights = from.bytes(&format!("{name}.weights"), inputs * outputs)?;
        let mut bias = from.floats(&format!("{name}.bias"), Some(outputs))?;
        let packed = Packed::new(&weights, inputs, outputs);
        scale.resize(packed.output_stride(), 0.0);
        bias.resize(packed.output_stride(), 0.0);
        Ok(Self { packed, scale, bias })
    }

    /// Distance between rows of the output.
    const fn stride(&self) -> usize {
        self.packed.output_stride()
    }

    /// `rows` rows through the map.
    fn apply(&self, level: Level, x: &[i8], rows: usize, sums: &mut Vec<i32>, out: &mut Vec<f32>) {
        sums.resize(rows * self.stride(), 0);
        out.resize(rows * self.stride(), 0.0);
        self.packed.sums(level, x, rows, sums);
        rescale(level, Rescale { sums, scale: &self.scale, bias: &self.bias, out });
    }
}

/// One direction of one LSTM layer.
#[derive(Clone, Debug, Default)]
struct Direction {
    input: Matrix,
    recurrent: Matrix,
}

/// A table of 8-bit rows.
#[derive(Clone, Debug, Default)]
struct Table {
    rows: Vec<i8>,
    width: usize,
}

impl Table {
    fn row(&self, i: usize) -> &[i8] {
        &self.rows[i * self.width..(i + 1) * self.width]
    }
}

/// Sizes as the model file gives them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sizes {
    pub word: usize,
    pub piece: usize,
    pub shape: usize,
    pub hidden: usize,
    pub layers: usize,
    pub arc: usize,
    pub label: usize,
}

impl Sizes {
    /// In the order of the file.
    pub const fn numbers(self) -> [usize; 7] {
        [self.word, self.piece, self.shape, self.hidden, self.layers, self.arc, self.label]
    }

    fn read(from: &Reader<'_>) -> Result<Self, Error> {
        let numbers = from.floats("sizes", Some(7))?;
        let n: Vec<usize> = numbers.iter().map(|&n| n as usize).collect();
        let sizes =
            Self { word: n[0], piece: n[1], shape: n[2], hidden: n[3], layers: n[4], arc: n[5], label: n[6] };
        let sane = sizes.hidden.is_multiple_of(16) && sizes.hidden > 0 && sizes.arc.is_multiple_of(16);
        let fits =
            sizes.inputs().is_multiple_of(kernel::GROUP) && sizes.numbers().iter().all(|&n| n < 1 << 12);
        if sane && fits && sizes.arc > 0 && sizes.label > 0 { Ok(sizes) } else { Err(wrong("sizes")) }
    }

    const fn inputs(self) -> usize {
        self.word + self.piece + self.shape
    }
}

/// The trained network.
#[derive(Clone, Debug)]
pub struct Network {
    level: Level,
    sizes: Sizes,
    words: HashMap<u64, u32, Keyed>,
    tables: [Table; 3],
    /// From a sum of pieces to the input's units.
    piece_ratio: f32,
    layers: Vec<[Direction; 2]>,
    /// Arc dependents, arc heads, label dependents, label heads, UPOS, XPOS, names: side by side.
    top: Matrix,
    arc_pair: Vec<f32>,
    arc_prior: Vec<f32>,
    arc_root: Vec<f32>,
    label_root: Vec<f32>,
    label_out: Vec<f32>,
    label_bias: Vec<f32>,
    transitions: [f32; NAME_TAGS * NAME_TAGS],
}

/// What the network says of one sentence, by word.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub upos: Vec<Upos>,
    pub xpos: Vec<Xpos>,
    /// 0 for the root, else 1-based; always one projective tree with one root.
    pub heads: Vec<u32>,
    pub deprels: Vec<Deprel>,
    /// As `decode::name_tags` numbers them.
    pub names: Vec<u8>,
}

/// Room to work in, kept between sentences.
#[derive(Debug, Default)]
pub struct Scratch {
    /// Words of each sentence, longest first.
    lengths: Vec<usize>,
    pieces: Vec<i32>,
    x: Vec<i8>,
    next: Vec<i8>,
    sums: Vec<i32>,
    gates: Vec<f32>,
    top: Vec<f32>,
    cells: Vec<f32>,
    state: Vec<i8>,
    dep: Vec<f32>,
    paired: Vec<f32>,
    heads_t: Vec<f32>,
    scores: Vec<f32>,
    names: Vec<f32>,
    compact: Vec<f32>,
    eisner: Eisner,
}

const LABELS: usize = Deprel::ALL.len().next_multiple_of(16);

impl Network {
    pub fn read(from: &Reader<'_>) -> Result<Self, Error> {
        let sizes = Sizes::read(from)?;
        let keys = from.keys("words.keys")?;
        let rows = keys.len() + 1;
        let mut words = HashMap::with_capacity_and_hasher(rows, Keyed);
        words.extend(keys.enumerate().map(|(i, key)| (key, i as u32 + 1)));
        let table = |name: &str, rows: usize, width: usize| {
            Ok(Table { rows: from.bytes(name, rows * width)?, width })
        };
        let tables = [
            table("words", rows, sizes.word)?,
            table("pieces", PIECES as usize, sizes.piece)?,
            table("shapes", SHAPES as usize, sizes.shape)?,
        ];
        let mut layers = Vec::new();
        for layer in 0..sizes.layers {
            let inputs = if layer == 0 { sizes.inputs() } else { 2 * sizes.hidden };
            let direction = |side: &str| {
                let name = |part: &str| format!("layer{layer}.{side}.{part}");
                Ok(Direction {
                    input: Matrix::read(from, &name("input"), inputs)?,
                    recurrent: Matrix::read(from, &name("recurrent"), sizes.hidden)?,
                })
            };
            layers.push([direction("ahead")?, direction("back")?]);
        }
        let top = Matrix::read(from, "top", 2 * sizes.hidden)?;
        let outputs = 2 * sizes.arc + 2 * sizes.label + Upos::ALL.len() + Xpos::ALL.len() + NAME_TAGS;
        let gates = |d: &Direction| {
            d.input.packed.outputs == 4 * sizes.hidden && d.recurrent.packed.outputs == 4 * sizes.hidden
        };
        if top.packed.outputs != outputs || !layers.iter().flatten().all(gates) {
            return Err(wrong("top"));
        }
        let transitions = from.floats("names.transitions", Some(NAME_TAGS * NAME_TAGS))?;
        let mut label_bias = from.floats("label.bias", Some(Deprel::ALL.len()))?;
        label_bias.resize(LABELS, 0.0);
        let label_out = from.floats("label.out", Some(sizes.label * Deprel::ALL.len()))?;
        let padded =
            |row: &[f32]| (0..LABELS).map(|i| row.get(i).copied().unwrap_or(0.0)).collect::<Vec<_>>();
        Ok(Self {
            level: Level::detect(),
            sizes,
            words,
            tables,
            piece_ratio: from.floats("pieces.ratio", Some(1))?[0],
            layers,
            top,
            arc_pair: from.floats("arc.pair", Some(sizes.arc * sizes.arc))?,
            arc_prior: from.floats("arc.prior", Some(sizes.arc))?,
            arc_root: from.floats("arc.root", Some(sizes.arc))?,
            label_root: from.floats("label.root", Some(sizes.label))?,
            label_out: label_out.chunks_exact(Deprel::ALL.len()).flat_map(padded).collect(),
            label_bias,
            transitions: std::array::from_fn(|i| transitions[i]),
        })
    }

    /// The same network on other instructions, for tests and measurements.
    #[must_use]
    pub fn at_level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }

    /// Tags, names and the trees of `sentences`, longest first: side by side, so that each weight is fetched once for
    /// all. What it says of a sentence does not depend on its neighbours. Trees cost the cube of a sentence's length
    /// with a small constant: the caller bounds it.
    pub fn say(&self, sentences: &[Features], scratch: &mut Scratch, said: &mut [Said]) {
        scratch.lengths.clear();
        scratch.lengths.extend(sentences.iter().map(|f| f.words.len()));
        let rows = scratch.lengths.iter().sum();
        scratch.x.clear();
        for features in sentences {
            self.input(features, scratch);
        }
        for layer in &self.layers {
            self.layer(layer, rows, scratch);
        }
        let Scratch { x, sums, top, .. } = scratch;
        self.top.apply(self.level, x, rows, sums, top);
        let mut first = 0;
        for (features, said) in sentences.iter().zip(said) {
            let n = features.words.len();
            self.tags(first, n, scratch, said);
            self.tree(first, n, scratch, said);
            first += n;
        }
    }

    /// Adds a sentence's rows to `s.x`.
    fn input(&self, features: &Features, s: &mut Scratch) {
        s.pieces.resize(self.sizes.piece, 0);
        for i in 0..features.words.len() {
            let word = self.words.get(&features.words[i]).copied().unwrap_or(0);
            s.x.extend_from_slice(self.tables[0].row(word as usize));
            s.pieces.fill(0);
            let pieces = features.pieces_of(i);
            for &piece in pieces {
                for (sum, &v) in s.pieces.iter_mut().zip(self.tables[1].row(piece as usize)) {
                    *sum += i32::from(v);
                }
            }
            let ratio = self.piece_ratio * share(pieces.len());
            s.x.extend(s.pieces.iter().map(|&v| kernel::quantised((v as f32 * ratio).clamp(-127.0, 127.0))));
            s.x.extend_from_slice(self.tables[2].row(features.shapes[i] as usize));
        }
    }

    /// One bidirectional layer: from `s.x` to `s.x`. All sentences take a step at a time.
    fn layer(&self, directions: &[Direction; 2], rows: usize, s: &mut Scratch) {
        let h = self.sizes.hidden;
        s.next.resize(rows * 2 * h, 0);
        for (side, d) in directions.iter().enumerate() {
            d.input.apply(self.level, &s.x, rows, &mut s.sums, &mut s.gates);
            let (stride, state_stride) = (d.recurrent.stride(), d.recurrent.packed.input_stride());
            s.cells.clear();
            s.cells.resize(s.lengths.len() * h, 0.0);
            s.state.clear();
            s.state.resize(s.lengths.len() * state_stride, 0);
            s.sums.resize(s.sums.len().max(s.lengths.len() * stride), 0);
            for step in 0..s.lengths.first().copied().unwrap_or(0) {
                let live = s.lengths.partition_point(|&l| l > step);
                d.recurrent.packed.sums(self.level, &s.state, live, &mut s.sums);
                let mut first = 0;
                for (b, &length) in s.lengths.iter().enumerate().take(live) {
                    let t = first + if side == 0 { step } else { length - 1 - step };
                    first += length;
                    let out = &mut s.state[b * state_stride..][..h];
                    let gates = &s.gates[t * d.input.stride()..][..4 * h];
                    let (sums, cells) = (&s.sums[b * stride..], &mut s.cells[b * h..][..h]);
                    cell(self.level, Cell { gates, sums, scale: &d.recurrent.scale, cells, out });
                    s.next[(2 * t + side) * h..][..h].copy_from_slice(&s.state[b * state_stride..][..h]);
                }
            }
        }
        std::mem::swap(&mut s.x, &mut s.next);
    }

    fn tags(&self, first: usize, n: usize, s: &mut Scratch, said: &mut Said) {
        let (stride, at) = (self.top.stride(), 2 * self.sizes.arc + 2 * self.sizes.label);
        let (xpos_at, names_at) = (at + Upos::ALL.len(), at + Upos::ALL.len() + Xpos::ALL.len());
        said.upos.clear();
        said.xpos.clear();
        s.names.clear();
        for row in s.top.chunks_exact(stride).skip(first).take(n) {
            said.upos.push(Upos::ALL[best(&row[at..xpos_at])]);
            said.xpos.push(Xpos::ALL[best(&row[xpos_at..names_at])]);
            s.names.extend_from_slice(&row[names_at..names_at + NAME_TAGS]);
        }
        name_tags(&s.names, &self.transitions, &mut said.names);
    }

    fn tree(&self, first: usize, n: usize, s: &mut Scratch, said: &mut Said) {
        let (stride, k) = (self.top.stride(), self.sizes.arc);
        let top = &s.top[first * stride..(first + n) * stride];
        let columns = (n + 1).next_multiple_of(16);
        s.dep.clear();
        s.heads_t.clear();
        s.heads_t.resize(k * columns, 0.0);
        (0..k).for_each(|j| s.heads_t[j * columns] = self.arc_root[j]);
        for (i, row) in top.chunks_exact(stride).enumerate() {
            s.dep.extend(row[..k].iter().map(|v| v.max(0.0)));
            for (j, v) in row[k..2 * k].iter().enumerate() {
                s.heads_t[j * columns + i + 1] = v.max(0.0);
            }
        }
        s.paired.resize(n * k, 0.0);
        product(self.level, Product { a: &s.dep, b: &self.arc_pair, k, stride: k, out: &mut s.paired });
        for row in s.paired.chunks_exact_mut(k) {
            row.iter_mut().zip(&self.arc_prior).for_each(|(p, u)| *p += u);
        }
        s.scores.resize(n * columns, 0.0);
        product(self.level, Product { a: &s.paired, b: &s.heads_t, k, stride: columns, out: &mut s.scores });
        s.compact.clear();
        s.scores.chunks_exact(columns).for_each(|row| s.compact.extend_from_slice(&row[..=n]));
        s.eisner.decode(&s.compact, n, &mut said.heads);
        self.labels(first, n, s, said);
    }

    /// Labels of the tree's arcs: one hidden layer over dependent and head.
    fn labels(&self, first: usize, n: usize, s: &mut Scratch, said: &mut Said) {
        let (stride, at, m) = (self.top.stride(), 2 * self.sizes.arc, self.sizes.label);
        let top = &s.top[first * stride..(first + n) * stride];
        s.dep.clear();
        for (d, &head) in said.heads.iter().enumerate() {
            let dep = &top[d * stride + at..][..m];
            let head = match head as usize {
                0 => &self.label_root[..],
                h => &top[(h - 1) * stride + at + m..][..m],
            };
            s.dep.extend(dep.iter().zip(head).map(|(a, b)| (a + b).max(0.0)));
        }
        s.scores.resize(n * LABELS, 0.0);
        product(
            self.level,
            Product { a: &s.dep, b: &self.label_out, k: m, stride: LABELS, out: &mut s.scores },
        );
        said.deprels.clear();
        for (row, &head) in s.scores.chunks_exact(LABELS).zip(&said.heads) {
            let mut label = 0;
            let score = |l: usize| row[l] + self.label_bias[l];
            for l in (1..Deprel::ALL.len()).filter(|&l| l != Deprel::Root as usize) {
                label = if score(l) > score(label) { l } else { label };
            }
            said.deprels.push(if head == 0 { Deprel::Root } else { Deprel::ALL[label] });
        }
    }
}

fn best(row: &[f32]) -> usize {
    (1..row.len()).fold(0, |b, i| if row[i] > row[b] { i } else { b })
}

/// Keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keyed;

impl std::hash::BuildHasher for Keyed {
    type Hasher = KeyedHasher;

    fn build_hasher(&self) -> KeyedHasher {
        KeyedHasher(0)
    }
}

#[derive(Clone, Copy, Debug)]
pub struct KeyedHasher(u64);

impl std::hash::Hasher for KeyedHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(b);
        }
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = n;
    }
}
