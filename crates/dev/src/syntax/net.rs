//! The network in 32-bit floats: its parameters, a pass over a batch, and the gradient of its loss.

use super::data::Example;
use super::gemm::{Dims, add_product, transposed};
use super::lstm::{self, Gradients, Trace, Weights};
use super::pack::Pack;
use super::rng::Rng;
use legation_syntax::decode::NAME_TAGS;
use legation_syntax::features::{PIECES, SHAPES};
use legation_syntax::{Deprel, Upos, Xpos};

/// Sizes of the layers.
#[derive(Clone, Copy, Debug)]
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
    pub const fn inputs(self) -> usize {
        self.word + self.piece + self.shape
    }

    /// Width of what the top layer says of a word.
    pub const fn top(self) -> usize {
        2 * self.hidden
    }
}

/// A matrix inside the flat vector of dense parameters.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    pub at: usize,
    pub rows: usize,
    pub cols: usize,
}

impl Block {
    pub fn of(self, flat: &[f32]) -> &[f32] {
        &flat[self.at..self.at + self.rows * self.cols]
    }

    pub fn of_mut(self, flat: &mut [f32]) -> &mut [f32] {
        &mut flat[self.at..self.at + self.rows * self.cols]
    }
}

/// One direction of one layer.
#[derive(Clone, Copy, Debug)]
pub struct Direction {
    pub input: Block,
    pub recurrent: Block,
    pub bias: Block,
}

/// An affine map.
#[derive(Clone, Copy, Debug)]
pub struct Affine {
    pub weights: Block,
    pub bias: Block,
}

/// Where everything dense lies.
#[derive(Clone, Debug)]
pub struct Layout {
    pub layers: Vec<[Direction; 2]>,
    pub arc_dep: Affine,
    pub arc_head: Affine,
    pub arc_pair: Block,
    pub arc_prior: Block,
    pub arc_root: Block,
    pub label_dep: Affine,
    pub label_head: Block,
    pub label_root: Block,
    pub label_out: Affine,
    pub upos: Affine,
    pub xpos: Affine,
    pub names: Affine,
    /// Between name tags: from × to.
    pub transitions: Block,
    pub len: usize,
}

impl Layout {
    pub fn new(s: Sizes) -> Self {
        let mut len = 0;
        let mut block = |rows: usize, cols: usize| {
            let at = len;
            len += rows * cols;
            Block { at, rows, cols }
        };
        let mut layers = Vec::new();
        for layer in 0..s.layers {
            let inputs = if layer == 0 { s.inputs() } else { s.top() };
            layers.push([(); 2].map(|()| Direction {
                input: block(inputs, 4 * s.hidden),
                recurrent: block(s.hidden, 4 * s.hidden),
                bias: block(1, 4 * s.hidden),
            }));
        }
        let mut affine = |rows, cols| Affine { weights: block(rows, cols), bias: block(1, cols) };
        let arc_dep = affine(s.top(), s.arc);
        let arc_head = affine(s.top(), s.arc);
        let label_dep = affine(s.top(), s.label);
        let label_out = affine(s.label, Deprel::ALL.len());
        let upos = affine(s.top(), Upos::ALL.len());
        let xpos = affine(s.top(), Xpos::ALL.len());
        let names = affine(s.top(), NAME_TAGS);
        Self {
            layers,
            arc_dep,
            arc_head,
            arc_pair: block(s.arc, s.arc),
            arc_prior: block(s.arc, 1),
            arc_root: block(1, s.arc),
            label_dep,
            label_head: block(s.top(), s.label),
            label_root: block(1, s.label),
            label_out,
            upos,
            xpos,
            names,
            transitions: block(NAME_TAGS, NAME_TAGS),
            len,
        }
    }
}

/// All that is learnt.
#[derive(Clone, Debug)]
pub struct Net {
    pub sizes: Sizes,
    pub layout: Layout,
    pub dense: Vec<f32>,
    /// Tables of words, pieces, shapes; row 0 of the words is the unknown word.
    pub tables: [Vec<f32>; 3],
}

impl Net {
    pub fn new(sizes: Sizes, words: usize, rng: &mut Rng) -> Self {
        let layout = Layout::new(sizes);
        let mut dense = vec![0.0; layout.len];
        let mut glorot = |b: Block, fan_out: usize, rng: &mut Rng| {
            let reach = (6.0 / (b.rows + fan_out) as f32).sqrt();
            b.of_mut(&mut dense).iter_mut().for_each(|w| *w = (rng.unit() * 2.0 - 1.0) * reach);
        };
        for d in layout.layers.iter().flatten() {
            glorot(d.input, sizes.hidden, rng);
            glorot(d.recurrent, sizes.hidden, rng);
        }
        for a in [
            layout.arc_dep,
            layout.arc_head,
            layout.label_dep,
            layout.label_out,
            layout.upos,
            layout.xpos,
            layout.names,
        ] {
            glorot(a.weights, a.weights.cols, rng);
        }
        for b in [layout.arc_pair, layout.label_head, layout.arc_root, layout.label_root] {
            glorot(b, b.cols, rng);
        }
        for d in layout.layers.iter().flatten() {
            d.bias.of_mut(&mut dense)[sizes.hidden..2 * sizes.hidden].fill(1.0);
        }
        let mut table = |rows: usize, width: usize| {
            (0..rows * width).map(|_| (rng.unit() * 2.0 - 1.0) * 0.3).collect::<Vec<f32>>()
        };
        let tables = [
            table(words, sizes.word),
            table(PIECES as usize, sizes.piece),
            table(SHAPES as usize, sizes.shape),
        ];
        Self { sizes, layout, dense, tables }
    }

    /// Width of a table's rows.
    pub const fn width(&self, table: usize) -> usize {
        [self.sizes.word, self.sizes.piece, self.sizes.shape][table]
    }
}

/// The gradient; table rows that a batch touched are listed.
#[derive(Clone, Debug)]
pub struct Gradient {
    pub dense: Vec<f32>,
    pub tables: [Vec<f32>; 3],
    pub touched: [Vec<u32>; 3],
    marks: [Vec<bool>; 3],
}

impl Gradient {
    pub fn new(net: &Net) -> Self {
        let marks = [0, 1, 2].map(|t| vec![false; net.tables[t].len() / net.width(t)]);
        Self {
            dense: vec![0.0; net.dense.len()],
            tables: [0, 1, 2].map(|t| vec![0.0; net.tables[t].len()]),
            touched: Default::default(),
            marks,
        }
    }

    pub fn clear(&mut self, net: &Net) {
        self.dense.fill(0.0);
        for t in 0..3 {
            let width = net.width(t);
            for &row in &self.touched[t] {
                self.tables[t][row as usize * width..][..width].fill(0.0);
                self.marks[t][row as usize] = false;
            }
            self.touched[t].clear();
        }
    }

    pub fn add_row(&mut self, table: usize, row: u32, by: &[f32], scale: f32) {
        if !self.marks[table][row as usize] {
            self.marks[table][row as usize] = true;
            self.touched[table].push(row);
        }
        for (sum, d) in self.tables[table][row as usize * by.len()..][..by.len()].iter_mut().zip(by) {
            *sum += d * scale;
        }
    }
}

/// How hard to disturb the network while it learns.
#[derive(Clone, Copy, Debug)]
pub struct Noise {
    /// On the input, per element.
    pub input: f32,
    /// Between layers and on the top, per sentence.
    pub layer: f32,
    /// On what an LSTM feeds back, per sentence.
    pub recurrent: f32,
    /// A word of frequency f is hidden with probability `word / (word + f)`.
    pub word: f32,
}

/// A pass over a batch: sentence-major rows of what the top layer says, and what the backward pass needs.
#[derive(Debug)]
pub struct Pass {
    pub pack: Pack,
    pub top: Vec<f32>,
    words: Vec<u32>,
    input_mask: Option<Vec<f32>>,
    traces: Vec<[Trace; 2]>,
    recurrent_masks: Vec<[Vec<f32>; 2]>,
    layer_masks: Vec<Vec<f32>>,
}

impl Net {
    fn direction(&self, layer: usize, side: usize) -> Weights<'_> {
        let d = self.layout.layers[layer][side];
        Weights {
            input: d.input.of(&self.dense),
            recurrent: d.recurrent.of(&self.dense),
            bias: d.bias.of(&self.dense),
            inputs: d.input.rows,
            hidden: self.sizes.hidden,
        }
    }

    /// Runs the layers over `batch` (longest first). `noise` only while learning.
    pub fn pass(&self, batch: &[&Example], noise: Option<(Noise, &mut Rng)>, frequency: &[u32]) -> Pass {
        let pack = Pack::new(batch.iter().map(|e| e.len()).collect());
        let (noise, mut rng) = match noise {
            Some((noise, rng)) => (Some(noise), Some(rng)),
            None => (None, None),
        };
        let words = words_of(batch, &pack, noise.zip(rng.as_deref_mut()), frequency);
        let mut x = self.input(batch, &pack, &words);
        let input_mask = noise.zip(rng.as_deref_mut()).map(|(n, rng)| rng.dropout(x.len(), n.input));
        scale(&mut x, input_mask.as_deref());
        let (h, width) = (self.sizes.hidden, pack.width());
        let (mut traces, mut recurrent_masks, mut layer_masks) = (Vec::new(), Vec::new(), Vec::new());
        for layer in 0..self.sizes.layers {
            let masks = noise
                .zip(rng.as_deref_mut())
                .map(|(n, rng)| [rng.dropout(width * h, n.recurrent), rng.dropout(width * h, n.recurrent)]);
            let mask = |side: usize| masks.as_ref().map(|m| m[side].as_slice());
            let mirrored = pack.mirrored(&x, x.len() / pack.rows.max(1));
            let ahead = lstm::forward(self.direction(layer, 0), x, &pack, mask(0));
            let back = lstm::forward(self.direction(layer, 1), mirrored, &pack, mask(1));
            x = join(&ahead.h, &back.h, &pack, h);
            if let Some((n, rng)) = noise.zip(rng.as_deref_mut()) {
                let per_sentence = rng.dropout(width * 2 * h, n.layer);
                scale_rows(&mut x, &per_sentence, &pack, 2 * h);
                layer_masks.push(per_sentence);
            }
            recurrent_masks.extend(masks);
            traces.push([ahead, back]);
        }
        let mut top = vec![0.0; x.len()];
        for (row, &place) in pack.place.iter().enumerate() {
            top[place * 2 * h..(place + 1) * 2 * h].copy_from_slice(&x[row * 2 * h..(row + 1) * 2 * h]);
        }
        Pass { pack, top, words, input_mask, traces, recurrent_masks, layer_masks }
    }

    fn input(&self, batch: &[&Example], pack: &Pack, words: &[u32]) -> Vec<f32> {
        let (dw, dp, ds) = (self.sizes.word, self.sizes.piece, self.sizes.shape);
        let width = self.sizes.inputs();
        let mut x = vec![0.0; pack.rows * width];
        for (b, example) in batch.iter().enumerate() {
            for t in 0..example.len() {
                let row = pack.starts[t] + b;
                let out = &mut x[row * width..(row + 1) * width];
                out[..dw].copy_from_slice(&self.tables[0][words[row] as usize * dw..][..dw]);
                let (pieces, share) = example.pieces_of(t);
                for &p in pieces {
                    for (sum, v) in out[dw..dw + dp].iter_mut().zip(&self.tables[1][p as usize * dp..][..dp])
                    {
                        *sum += v * share;
                    }
                }
                out[dw + dp..].copy_from_slice(&self.tables[2][example.shapes[t] as usize * ds..][..ds]);
            }
        }
        x
    }

    /// Sends the gradient of the top (sentence-major) down to all parameters of the layers and tables.
    pub fn pass_back(&self, batch: &[&Example], pass: &Pass, dtop: &[f32], g: &mut Gradient) {
        let (h, pack) = (self.sizes.hidden, &pass.pack);
        let mut dx = vec![0.0; dtop.len()];
        for (row, &place) in pack.place.iter().enumerate() {
            dx[row * 2 * h..(row + 1) * 2 * h].copy_from_slice(&dtop[place * 2 * h..(place + 1) * 2 * h]);
        }
        for layer in (0..self.sizes.layers).rev() {
            if let Some(mask) = pass.layer_masks.get(layer) {
                scale_rows(&mut dx, mask, pack, 2 * h);
            }
            let (ahead, back) = split(&dx, pack, h);
            let mask = |side: usize| pass.recurrent_masks.get(layer).map(|m| m[side].as_slice());
            let mut side = |s: usize, dh: &[f32]| {
                let d = self.layout.layers[layer][s];
                let (input, rest) = g.dense[d.input.at..].split_at_mut(d.input.rows * d.input.cols);
                let (recurrent, rest) = rest.split_at_mut(d.recurrent.rows * d.recurrent.cols);
                let mut grads = Gradients { input, recurrent, bias: &mut rest[..d.bias.cols] };
                lstm::backward(
                    self.direction(layer, s),
                    &pass.traces[layer][s],
                    dh,
                    pack,
                    mask(s),
                    &mut grads,
                )
            };
            dx = side(0, &ahead);
            let mirrored = pack.mirrored(&side(1, &back), dx.len() / pack.rows.max(1));
            dx.iter_mut().zip(&mirrored).for_each(|(a, b)| *a += b);
        }
        scale(&mut dx, pass.input_mask.as_deref());
        self.input_back(batch, pass, &dx, g);
    }

    fn input_back(&self, batch: &[&Example], pass: &Pass, dx: &[f32], g: &mut Gradient) {
        let (dw, dp) = (self.sizes.word, self.sizes.piece);
        let width = self.sizes.inputs();
        for (b, example) in batch.iter().enumerate() {
            for t in 0..example.len() {
                let row = pass.pack.starts[t] + b;
                let d = &dx[row * width..(row + 1) * width];
                g.add_row(0, pass.words[row], &d[..dw], 1.0);
                let (pieces, share) = example.pieces_of(t);
                for &p in pieces {
                    g.add_row(1, p, &d[dw..dw + dp], share);
                }
                g.add_row(2, example.shapes[t], &d[dw + dp..], 1.0);
            }
        }
    }
}

/// Rows of the word table, packed; some hidden while learning.
fn words_of(
    batch: &[&Example],
    pack: &Pack,
    noise: Option<(Noise, &mut Rng)>,
    frequency: &[u32],
) -> Vec<u32> {
    let mut words = vec![0; pack.rows];
    let mut hide = noise;
    for (b, example) in batch.iter().enumerate() {
        for (t, &word) in example.words.iter().enumerate() {
            let hidden = hide.as_mut().is_some_and(|(n, rng)| {
                let f = frequency[word as usize] as f32;
                rng.unit() < n.word / (n.word + f)
            });
            words[pack.starts[t] + b] = if hidden { 0 } else { word };
        }
    }
    words
}

fn scale(x: &mut [f32], mask: Option<&[f32]>) {
    if let Some(mask) = mask {
        x.iter_mut().zip(mask).for_each(|(x, m)| *x *= m);
    }
}

fn scale_rows(x: &mut [f32], mask: &[f32], pack: &Pack, width: usize) {
    for step in 0..pack.steps() {
        let at = pack.starts[step] * width;
        let rows = pack.live(step) * width;
        x[at..at + rows].iter_mut().zip(mask).for_each(|(x, m)| *x *= m);
    }
}

fn join(ahead: &[f32], back: &[f32], pack: &Pack, h: usize) -> Vec<f32> {
    let mut out = Vec::with_capacity(2 * ahead.len());
    for (row, &mirror) in pack.mirror.iter().enumerate() {
        out.extend_from_slice(&ahead[row * h..(row + 1) * h]);
        out.extend_from_slice(&back[mirror * h..(mirror + 1) * h]);
    }
    out
}

fn split(d: &[f32], pack: &Pack, h: usize) -> (Vec<f32>, Vec<f32>) {
    let (mut ahead, mut back) = (Vec::with_capacity(d.len() / 2), vec![0.0; d.len() / 2]);
    for (row, &mirror) in pack.mirror.iter().enumerate() {
        ahead.extend_from_slice(&d[row * 2 * h..row * 2 * h + h]);
        back[mirror * h..(mirror + 1) * h].copy_from_slice(&d[row * 2 * h + h..(row + 1) * 2 * h]);
    }
    (ahead, back)
}

/// `x · w + b`, rows of `x` counted by `rows`.
pub fn affine(net: &Net, a: Affine, x: &[f32], rows: usize) -> Vec<f32> {
    let mut out = Vec::with_capacity(rows * a.weights.cols);
    for _ in 0..rows {
        out.extend_from_slice(a.bias.of(&net.dense));
    }
    add_product(&mut out, x, a.weights.of(&net.dense), Dims::packed(rows, a.weights.rows, a.weights.cols));
    out
}

/// The gradient of `affine`: adds to the weights' and to `dx`.
pub fn affine_back(
    net: &Net,
    a: Affine,
    x: &[f32],
    dout: &[f32],
    rows: usize,
    dx: &mut [f32],
    g: &mut Gradient,
) {
    for row in dout.chunks_exact(a.weights.cols) {
        a.bias.of_mut(&mut g.dense).iter_mut().zip(row).for_each(|(sum, d)| *sum += d);
    }
    product_back(net, a.weights, x, dout, rows, dx, g);
}

/// The gradient of `x · w`.
pub fn product_back(
    net: &Net,
    w: Block,
    x: &[f32],
    dout: &[f32],
    rows: usize,
    dx: &mut [f32],
    g: &mut Gradient,
) {
    let x_t = transposed(x, rows, w.rows);
    add_product(w.of_mut(&mut g.dense), &x_t, dout, Dims::packed(w.rows, rows, w.cols));
    let w_t = transposed(w.of(&net.dense), w.rows, w.cols);
    add_product(dx, dout, &w_t, Dims::packed(rows, w.cols, w.rows));
}
