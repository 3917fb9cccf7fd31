//! The inner loops, each in several widths that give the same bits.
//!
//! Integer sums are exact in any order. Float loops keep one order of operations per element and never fuse a
//! multiplication with an addition, so that the width of the registers cannot show.

use super::math::{sigmoid_ratio, tanh_ratio};

/// Outputs of a panel: weights are stored panel by panel, so that a kernel reads them in a line.
pub const PANEL: usize = 64;
/// Inputs that one instruction multiplies and adds.
pub const GROUP: usize = 4;

/// Which instructions to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Portable,
    Avx2,
    Avx512Vnni,
}

impl Level {
    /// The widest that this processor has.
    pub fn detect() -> Self {
        Self::available().last().copied().unwrap_or(Self::Portable)
    }

    /// All that this processor has, narrowest first.
    pub fn available() -> Vec<Self> {
        #[cfg_attr(not(target_arch = "x86_64"), allow(unused_mut))]
        let mut levels = vec![Self::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") {
                levels.push(Self::Avx2);
            }
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni")
            {
                levels.push(Self::Avx512Vnni);
            }
        }
        levels
    }
}

/// 8-bit weights in panels: for each panel of outputs, for each group of inputs, `PANEL` × `GROUP` bytes.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    pub inputs: usize,
    pub outputs: usize,
    pub groups: usize,
    pub panels: usize,
    pub weights: Vec<i8>,
    /// What an unsigned kernel adds too much when it sees every input 128 too high, per output.
    pub surplus: Vec<i32>,
}

impl Packed {
    /// From row-major `inputs` × `outputs`.
    pub fn new(weights: &[i8], inputs: usize, outputs: usize) -> Self {
        let (groups, panels) = (inputs.div_ceil(GROUP), outputs.div_ceil(PANEL));
        let mut packed = vec![0; panels * groups * PANEL * GROUP];
        let mut surplus = vec![0; panels * PANEL];
        for (i, row) in weights.chunks_exact(outputs).enumerate().take(inputs) {
            for (o, &w) in row.iter().enumerate() {
                let block = (o / PANEL) * groups + i / GROUP;
                packed[(block * PANEL + o % PANEL) * GROUP + i % GROUP] = w;
                surplus[o] += 128 * i32::from(w);
            }
        }
        Self { inputs, outputs, groups, panels, weights: packed, surplus }
    }

    /// Length of a row of inputs as the kernels want it.
    pub const fn input_stride(&self) -> usize {
        self.groups * GROUP
    }

    /// Length of a row of sums.
    pub const fn output_stride(&self) -> usize {
        self.panels * PANEL
    }

    /// Sums for `rows` rows of inputs (each `input_stride` long, in -127..=127, padded with zeros).
    ///
    /// # Panics
    /// Where `x` or `out` is too short for `rows`.
    pub fn sums(&self, level: Level, x: &[i8], rows: usize, out: &mut [i32]) {
        assert!(x.len() >= rows * self.input_stride() && out.len() >= rows * self.output_stride());
        match level {
            #[cfg(target_arch = "x86_64")]
            Level::Avx512Vnni => super::x86::sums_vnni(self, x, rows, out),
            #[cfg(target_arch = "x86_64")]
            Level::Avx2 => super::x86::sums_avx2(self, x, rows, out),
            _ => self.sums_portable(x, rows, out),
        }
    }

    fn sums_portable(&self, x: &[i8], rows: usize, out: &mut [i32]) {
        let (inputs, outputs) = (self.input_stride(), self.output_stride());
        for (x, out) in x.chunks_exact(inputs).zip(out.chunks_exact_mut(outputs)).take(rows) {
            for (panel, out) in out.chunks_exact_mut(PANEL).enumerate() {
                let weights = &self.weights[panel * self.groups * PANEL * GROUP..];
                out.fill(0);
                for (x, w) in x.chunks_exact(GROUP).zip(weights.chunks_exact(PANEL * GROUP)) {
                    for (sum, w) in out.iter_mut().zip(w.chunks_exact(GROUP)) {
                        *sum += x.iter().zip(w).map(|(&x, &w)| i32::from(x) * i32::from(w)).sum::<i32>();
                    }
                }
            }
        }
    }
}

/// One step of an LSTM: adds the recurrent sums to `gates` (input, forget, output, candidate), moves the cells,
/// writes the new state in 1/127ths.
pub struct Cell<'a> {
    pub gates: &'a [f32],
    pub sums: &'a [i32],
    pub scale: &'a [f32],
    pub cells: &'a mut [f32],
    pub out: &'a mut [i8],
}

/// The body that every width compiles.
#[inline(always)]
#[allow(clippy::inline_always, clippy::many_single_char_names)] // the gates' customary letters
pub(super) fn cell_body(c: &mut Cell<'_>) {
    let h = c.cells.len();
    let (gates, sums, scale) = (&c.gates[..4 * h], &c.sums[..4 * h], &c.scale[..4 * h]);
    let (cells, out) = (&mut c.cells[..h], &mut c.out[..h]);
    for j in 0..h {
        let gate = |k: usize| gates[k * h + j] + sums[k * h + j] as f32 * scale[k * h + j];
        let ((i, iq), (f, fq)) = (sigmoid_ratio(gate(0)), sigmoid_ratio(gate(1)));
        let ((o, oq), (g, gq)) = (sigmoid_ratio(gate(2)), tanh_ratio(gate(3)));
        let cell = f / fq * cells[j] + i * g / (iq * gq);
        cells[j] = cell;
        let (c, cq) = tanh_ratio(cell);
        // Rounding may carry the product a hair past one; 127 stays the largest.
        out[j] = quantised((o * c / (oq * cq) * 127.0).clamp(-127.0, 127.0));
    }
}

/// Rounds to the nearest integer, ties to even; `x` must lie in -127..=127.
#[inline(always)]
#[allow(clippy::inline_always, clippy::cast_possible_wrap)]
pub fn quantised(x: f32) -> i8 {
    // Adding 1.5 · 2²³ leaves the integer in the low bits.
    ((x + 12_582_912.0).to_bits() as i32 - 0x4b40_0000) as i8
}

/// Runs `cell_body` at `level`.
pub fn cell(level: Level, mut c: Cell<'_>) {
    match level {
        #[cfg(target_arch = "x86_64")]
        Level::Avx512Vnni => super::x86::cell_avx512(&mut c),
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => super::x86::cell_avx2(&mut c),
        _ => cell_body(&mut c),
    }
}

/// Float matrices: `out` = `a` (m×k) · `b` (k × stride), `stride` a multiple of 16 columns.
pub struct Product<'a> {
    pub a: &'a [f32],
    pub b: &'a [f32],
    pub k: usize,
    pub stride: usize,
    pub out: &'a mut [f32],
}

#[inline(always)]
#[allow(clippy::inline_always)]
pub(super) fn product_body(p: &mut Product<'_>) {
    const W: usize = 16;
    for (a, out) in p.a.chunks_exact(p.k).zip(p.out.chunks_exact_mut(p.stride)) {
        for (block, out) in out.chunks_exact_mut(W).enumerate() {
            let mut sum = [0.0f32; W];
            for (x, row) in a.iter().zip(p.b.chunks_exact(p.stride)) {
                let row = &row[block * W..block * W + W];
                for j in 0..W {
                    sum[j] += x * row[j];
                }
            }
            out.copy_from_slice(&sum);
        }
    }
}

/// Runs `product_body` at `level`.
pub fn product(level: Level, mut p: Product<'_>) {
    match level {
        #[cfg(target_arch = "x86_64")]
        Level::Avx512Vnni => super::x86::product_avx512(&mut p),
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => super::x86::product_avx2(&mut p),
        _ => product_body(&mut p),
    }
}

/// `out[i] = sums[i] · scale[i] + bias[i]`, by rows.
pub struct Rescale<'a> {
    pub sums: &'a [i32],
    pub scale: &'a [f32],
    pub bias: &'a [f32],
    pub out: &'a mut [f32],
}

#[inline(always)]
#[allow(clippy::inline_always)]
pub(super) fn rescale_body(r: &mut Rescale<'_>) {
    let width = r.scale.len();
    for (sums, out) in r.sums.chunks_exact(width).zip(r.out.chunks_exact_mut(width)) {
        for j in 0..width {
            out[j] = sums[j] as f32 * r.scale[j] + r.bias[j];
        }
    }
}

/// Runs `rescale_body` at `level`.
pub fn rescale(level: Level, mut r: Rescale<'_>) {
    match level {
        #[cfg(target_arch = "x86_64")]
        Level::Avx512Vnni => super::x86::rescale_avx512(&mut r),
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => super::x86::rescale_avx2(&mut r),
        _ => rescale_body(&mut r),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(seed: &mut u64) -> u64 {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        *seed >> 33
    }

    #[test]
    fn every_width_gives_the_same_sums() {
        let mut seed = 5;
        for (inputs, outputs, rows) in [(4, 64, 1), (12, 10, 3), (160, 512, 7), (128, 130, 13)] {
            let mut extreme = |_| [-127, 127, -126, 0, 1][noise(&mut seed) as usize % 5] as i8;
            let weights: Vec<i8> = (0..inputs * outputs).map(&mut extreme).collect();
            let packed = Packed::new(&weights, inputs, outputs);
            let x: Vec<i8> = (0..rows * packed.input_stride()).map(&mut extreme).collect();
            let mut plain = vec![0; rows * packed.output_stride()];
            packed.sums(Level::Portable, &x, rows, &mut plain);
            for (r, o) in (0..rows).flat_map(|r| (0..outputs).map(move |o| (r, o))) {
                let by_hand: i32 = (0..inputs)
                    .map(|i| {
                        i32::from(x[r * packed.input_stride() + i]) * i32::from(weights[i * outputs + o])
                    })
                    .sum();
                assert_eq!(plain[r * packed.output_stride() + o], by_hand);
            }
            for level in Level::available() {
                let mut fast = vec![0; plain.len()];
                packed.sums(level, &x, rows, &mut fast);
                assert_eq!(fast, plain, "{level:?} {inputs}×{outputs}");
            }
        }
    }

    #[test]
    #[allow(clippy::many_single_char_names)] // as the kernels name them
    fn every_width_gives_the_same_cells_and_products() {
        let mut seed = 9;
        let mut float = |reach: f32| (noise(&mut seed) as f32 / (1u64 << 31) as f32 - 0.5) * 2.0 * reach;
        let h = 80;
        let gates: Vec<f32> = (0..4 * h).map(|_| float(6.0)).collect();
        let sums: Vec<i32> = (0..4 * h).map(|_| float(40_000.0) as i32).collect();
        let scale: Vec<f32> = (0..4 * h).map(|_| float(1e-4)).collect();
        let start: Vec<f32> = (0..h).map(|_| float(2.0)).collect();
        let (a, b): (Vec<f32>, Vec<f32>) =
            ((0..3 * 96).map(|_| float(3.0)).collect(), (0..96 * 48).map(|_| float(3.0)).collect());
        let run = |level| {
            let (mut cells, mut out) = (start.clone(), vec![0; h]);
            cell(level, Cell { gates: &gates, sums: &sums, scale: &scale, cells: &mut cells, out: &mut out });
            let mut c = vec![0.0; 3 * 48];
            product(level, Product { a: &a, b: &b, k: 96, stride: 48, out: &mut c });
            let mut scaled = vec![0.0; 4 * h];
            rescale(level, Rescale { sums: &sums, scale: &scale, bias: &gates, out: &mut scaled });
            let bits = |x: Vec<f32>| x.into_iter().map(f32::to_bits).collect::<Vec<_>>();
            (bits(cells), out, bits(c), bits(scaled))
        };
        let plain = run(Level::Portable);
        for level in Level::available() {
            assert_eq!(run(level), plain, "{level:?}");
        }
    }
}
