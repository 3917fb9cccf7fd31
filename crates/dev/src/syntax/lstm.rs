//! One direction of one LSTM layer over a batch, forward and backward.

use super::gemm::{Dims, add_product, transposed};
use super::pack::Pack;
use legation_syntax::net::math::{sigmoid, tanh};

/// Weights of one direction: gates in the order input, forget, output, candidate.
#[derive(Clone, Copy, Debug)]
pub struct Weights<'a> {
    /// `inputs` × 4H.
    pub input: &'a [f32],
    /// H × 4H.
    pub recurrent: &'a [f32],
    /// 4H.
    pub bias: &'a [f32],
    pub inputs: usize,
    pub hidden: usize,
}

/// What the backward pass needs, rows in the direction's own order.
#[derive(Debug, Default)]
pub struct Trace {
    x: Vec<f32>,
    gates: Vec<f32>,
    cells: Vec<f32>,
    tanh_cells: Vec<f32>,
    before: Vec<f32>,
    pub h: Vec<f32>,
}

/// Gradients of one direction's weights, added to.
#[derive(Debug)]
pub struct Gradients<'a> {
    pub input: &'a mut [f32],
    pub recurrent: &'a mut [f32],
    pub bias: &'a mut [f32],
}

/// Runs over `x` (packed rows, already in the direction's order). `mask` (B×H) multiplies what is fed back.
pub fn forward(w: Weights<'_>, x: Vec<f32>, pack: &Pack, mask: Option<&[f32]>) -> Trace {
    let (n, h) = (pack.rows, w.hidden);
    let mut gates = Vec::with_capacity(n * 4 * h);
    for _ in 0..n {
        gates.extend_from_slice(w.bias);
    }
    add_product(&mut gates, &x, w.input, Dims::packed(n, w.inputs, 4 * h));
    let mut t = Trace {
        x,
        gates,
        cells: vec![0.0; n * h],
        tanh_cells: vec![0.0; n * h],
        before: vec![0.0; n * h],
        h: vec![0.0; n * h],
    };
    for step in 0..pack.steps() {
        let (at, live) = (pack.starts[step], pack.live(step));
        if step > 0 {
            let past = pack.starts[step - 1];
            for b in 0..live {
                let from = (past + b) * h;
                let to = (at + b) * h;
                for j in 0..h {
                    t.before[to + j] = t.h[from + j] * mask.map_or(1.0, |m| m[b * h + j]);
                }
            }
            let fed = &t.before[at * h..(at + live) * h];
            add_product(
                &mut t.gates[at * 4 * h..(at + live) * 4 * h],
                fed,
                w.recurrent,
                Dims::packed(live, h, 4 * h),
            );
        }
        for b in 0..live {
            let row = at + b;
            let old = (step > 0).then(|| (pack.starts[step - 1] + b) * h);
            cell(&mut t, row, old, h);
        }
    }
    t
}

fn cell(t: &mut Trace, row: usize, old: Option<usize>, h: usize) {
    let gates = &mut t.gates[row * 4 * h..(row + 1) * 4 * h];
    let (sigmoids, candidates) = gates.split_at_mut(3 * h);
    for g in sigmoids.iter_mut() {
        *g = sigmoid(*g);
    }
    for g in candidates.iter_mut() {
        *g = tanh(*g);
    }
    for j in 0..h {
        let past = old.map_or(0.0, |o| t.cells[o + j]);
        let c = sigmoids[h + j] * past + sigmoids[j] * candidates[j];
        t.cells[row * h + j] = c;
        t.tanh_cells[row * h + j] = tanh(c);
        t.h[row * h + j] = sigmoids[2 * h + j] * t.tanh_cells[row * h + j];
    }
}

/// From the gradient of `h` to those of the weights (added) and of the input (returned, direction's order).
pub fn backward(
    w: Weights<'_>,
    t: &Trace,
    dh: &[f32],
    pack: &Pack,
    mask: Option<&[f32]>,
    g: &mut Gradients<'_>,
) -> Vec<f32> {
    let (n, h) = (pack.rows, w.hidden);
    let recurrent_t = transposed(w.recurrent, h, 4 * h);
    let mut dz = vec![0.0; n * 4 * h];
    let mut dh_next = vec![0.0; pack.width() * h];
    let mut dc_next = vec![0.0; pack.width() * h];
    for step in (0..pack.steps()).rev() {
        let (at, live) = (pack.starts[step], pack.live(step));
        for b in 0..live {
            let row = at + b;
            let gates = &t.gates[row * 4 * h..(row + 1) * 4 * h];
            let out = &mut dz[row * 4 * h..(row + 1) * 4 * h];
            for j in 0..h {
                let (i, f, o, c) = (gates[j], gates[h + j], gates[2 * h + j], gates[3 * h + j]);
                let tc = t.tanh_cells[row * h + j];
                let past = if step > 0 { t.cells[(pack.starts[step - 1] + b) * h + j] } else { 0.0 };
                let d = dh[row * h + j] + dh_next[b * h + j];
                let dc = d * o * (1.0 - tc * tc) + dc_next[b * h + j];
                out[j] = dc * c * i * (1.0 - i);
                out[h + j] = dc * past * f * (1.0 - f);
                out[2 * h + j] = d * tc * o * (1.0 - o);
                out[3 * h + j] = dc * i * (1.0 - c * c);
                dc_next[b * h + j] = dc * f;
            }
        }
        if step > 0 {
            let fed = &mut dh_next[..live * h];
            fed.fill(0.0);
            add_product(
                fed,
                &dz[at * 4 * h..(at + live) * 4 * h],
                &recurrent_t,
                Dims::packed(live, 4 * h, h),
            );
            if let Some(mask) = mask {
                for (d, m) in fed.iter_mut().zip(mask) {
                    *d *= m;
                }
            }
        }
    }
    let before_t = transposed(&t.before, n, h);
    add_product(g.recurrent, &before_t, &dz, Dims::packed(h, n, 4 * h));
    let x_t = transposed(&t.x, n, w.inputs);
    add_product(g.input, &x_t, &dz, Dims::packed(w.inputs, n, 4 * h));
    for row in dz.chunks_exact(4 * h) {
        for (sum, d) in g.bias.iter_mut().zip(row) {
            *sum += d;
        }
    }
    let input_t = transposed(w.input, w.inputs, 4 * h);
    let mut dx = vec![0.0; n * w.inputs];
    add_product(&mut dx, &dz, &input_t, Dims::packed(n, 4 * h, w.inputs));
    dx
}
