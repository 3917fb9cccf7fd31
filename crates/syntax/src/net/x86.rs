//! The inner loops in x86-64's wide instructions; the only unsafe code of the language engine.
//!
//! SAFETY of the whole module: a function with `target_feature` is called only at a [`super::kernel::Level`] that
//! `Level::available` found on this processor; loads and stores stay inside the slices whose lengths
//! `Packed::sums` has checked against the packed layout.
#![allow(unsafe_code)]
#![allow(clippy::needless_range_loop)] // registers are counted, not iterated: such loops unroll as they stand

use super::kernel::{Cell, GROUP, PANEL, Packed, Product, Rescale, cell_body, product_body, rescale_body};
use std::arch::x86_64::{
    __m256i, __m512i, _mm256_abs_epi8, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16,
    _mm256_maddubs_epi16, _mm256_set1_epi16, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_sign_epi8,
    _mm256_storeu_si256, _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_set1_epi8, _mm512_set1_epi32,
    _mm512_setzero_si512, _mm512_storeu_si512, _mm512_sub_epi32, _mm512_xor_si512,
};

macro_rules! widened {
    ($($name:ident, $inner:ident: $features:literal, $body:ident($arg:ty);)+) => { $(
        pub(super) fn $name(arg: &mut $arg) {
            #[target_feature(enable = $features)]
            fn $inner(arg: &mut $arg) {
                $body(arg);
            }
            // SAFETY: see the module.
            unsafe { $inner(arg) }
        }
    )+ };
}

widened! {
    cell_avx2, cell_2: "avx2", cell_body(Cell<'_>);
    cell_avx512, cell_5: "avx512f,avx512bw,avx512vl,avx512dq", cell_body(Cell<'_>);
    product_avx2, product_2: "avx2", product_body(Product<'_>);
    product_avx512, product_5: "avx512f,avx512bw,avx512vl,avx512dq", product_body(Product<'_>);
    rescale_avx2, rescale_2: "avx2", rescale_body(Rescale<'_>);
    rescale_avx512, rescale_5: "avx512f,avx512bw,avx512vl,avx512dq", rescale_body(Rescale<'_>);
}

pub(super) fn sums_vnni(p: &Packed, x: &[i8], rows: usize, out: &mut [i32]) {
    // SAFETY: see the module.
    unsafe { vnni(p, x, rows, out) }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
unsafe fn vnni(p: &Packed, x: &[i8], rows: usize, out: &mut [i32]) {
    let whole = rows - rows % 4;
    // SAFETY: a tile takes no more rows and panels than there are.
    unsafe {
        for panel in 0..p.panels {
            (0..whole).step_by(4).for_each(|row| vnni_tile::<4, 1>(p, panel, x, row, out));
        }
        // Few rows: several panels side by side keep the multipliers busy.
        for row in whole..rows {
            let four = p.panels - p.panels % 4;
            (0..four).step_by(4).for_each(|panel| vnni_tile::<1, 4>(p, panel, x, row, out));
            (four..p.panels).for_each(|panel| vnni_tile::<1, 1>(p, panel, x, row, out));
        }
    }
}

/// `M` rows against `P` panels: 4 registers of sums for each pair.
#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
unsafe fn vnni_tile<const M: usize, const P: usize>(
    p: &Packed,
    panel: usize,
    x: &[i8],
    row: usize,
    out: &mut [i32],
) {
    let flip = _mm512_set1_epi8(-128);
    let mut sum = [[[_mm512_setzero_si512(); 4]; P]; M];
    let panel_bytes = p.groups * PANEL * GROUP;
    // SAFETY: see the module.
    unsafe {
        let weights = p.weights.as_ptr().add(panel * panel_bytes);
        let left = x.as_ptr().add(row * p.input_stride());
        for group in 0..p.groups {
            let unsigned: [__m512i; M] = std::array::from_fn(|i| {
                let four = left.add(i * p.input_stride() + group * GROUP).cast::<i32>().read_unaligned();
                // -128 becomes 0: what is signed becomes unsigned, 128 too high.
                _mm512_xor_si512(_mm512_set1_epi32(four), flip)
            });
            for k in 0..P {
                let at = weights.add(k * panel_bytes + group * PANEL * GROUP);
                for v in 0..4 {
                    let w = _mm512_loadu_si512(at.add(v * 64).cast());
                    for i in 0..M {
                        sum[i][k][v] = _mm512_dpbusd_epi32(sum[i][k][v], unsigned[i], w);
                    }
                }
            }
        }
        for (i, sum) in sum.iter().enumerate() {
            for (k, sum) in sum.iter().enumerate() {
                for (v, sum) in sum.iter().enumerate() {
                    let at = (panel + k) * PANEL + v * 16;
                    let surplus = _mm512_loadu_si512(p.surplus.as_ptr().add(at).cast());
                    let to = out.as_mut_ptr().add((row + i) * p.output_stride() + at);
                    _mm512_storeu_si512(to.cast(), _mm512_sub_epi32(*sum, surplus));
                }
            }
        }
    }
}

pub(super) fn sums_avx2(p: &Packed, x: &[i8], rows: usize, out: &mut [i32]) {
    // SAFETY: see the module.
    unsafe { avx2(p, x, rows, out) }
}

#[target_feature(enable = "avx2")]
unsafe fn avx2(p: &Packed, x: &[i8], rows: usize, out: &mut [i32]) {
    for half in 0..p.panels * 2 {
        let mut row = 0;
        // SAFETY: a tile takes no more rows than are left.
        unsafe {
            while row + 2 <= rows {
                avx2_tile::<2>(p, half, x, row, out);
                row += 2;
            }
            if row < rows {
                avx2_tile::<1>(p, half, x, row, out);
            }
        }
    }
}

/// `M` rows against half a panel. |x| · (w with x's sign) stays below 2 · 127², so nothing saturates.
#[target_feature(enable = "avx2")]
unsafe fn avx2_tile<const M: usize>(p: &Packed, half: usize, x: &[i8], row: usize, out: &mut [i32]) {
    let ones = _mm256_set1_epi16(1);
    let mut sum = [[_mm256_setzero_si256(); 4]; M];
    // SAFETY: see the module.
    unsafe {
        let weights = p.weights.as_ptr().add((half / 2) * p.groups * PANEL * GROUP + (half % 2) * 128);
        let left = x.as_ptr().add(row * p.input_stride());
        for group in 0..p.groups {
            let at = weights.add(group * PANEL * GROUP);
            let w: [__m256i; 4] = std::array::from_fn(|v| _mm256_loadu_si256(at.add(v * 32).cast()));
            for (i, sum) in sum.iter_mut().enumerate() {
                let four = left.add(i * p.input_stride() + group * GROUP).cast::<i32>().read_unaligned();
                let x = _mm256_set1_epi32(four);
                let size = _mm256_abs_epi8(x);
                for v in 0..4 {
                    let pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(w[v], x));
                    sum[v] = _mm256_add_epi32(sum[v], _mm256_madd_epi16(pairs, ones));
                }
            }
        }
        for (i, sum) in sum.iter().enumerate() {
            for (v, sum) in sum.iter().enumerate() {
                let at = (half / 2) * PANEL + (half % 2) * 32 + v * 8;
                _mm256_storeu_si256(out.as_mut_ptr().add((row + i) * p.output_stride() + at).cast(), *sum);
            }
        }
    }
}
