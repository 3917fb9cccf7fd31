//! Matrix products for training. Every element is summed in the order of `k` by fused multiply-adds, so that AVX-512,
//! AVX2 and plain code give the same bits, and a model can be rebuilt anywhere.

/// Row-major operands: `a` is m×k, `b` is k×n, `c` is m×n; `ld*` is the distance between rows.
#[derive(Clone, Copy, Debug)]
pub struct Dims {
    pub m: usize,
    pub k: usize,
    pub n: usize,
    pub lda: usize,
    pub ldb: usize,
    pub ldc: usize,
}

impl Dims {
    /// Rows without gaps.
    pub const fn packed(m: usize, k: usize, n: usize) -> Self {
        Self { m, k, n, lda: k, ldb: n, ldc: n }
    }
}

/// `c += a · b`.
pub fn add_product(c: &mut [f32], a: &[f32], b: &[f32], d: Dims) {
    if d.m == 0 || d.n == 0 || d.k == 0 {
        return;
    }
    assert!((d.m - 1) * d.lda + d.k <= a.len(), "left operand too short for {d:?}");
    assert!((d.k - 1) * d.ldb + d.n <= b.len(), "right operand too short for {d:?}");
    assert!((d.m - 1) * d.ldc + d.n <= c.len(), "product too short for {d:?}");
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx512f") {
        x86::add_product(c, a, b, d);
        return;
    }
    plain(c, a, b, d);
}

/// The transpose of an m×n matrix.
pub fn transposed(a: &[f32], m: usize, n: usize) -> Vec<f32> {
    let mut t = vec![0.0; m * n];
    for i0 in (0..m).step_by(16) {
        for j0 in (0..n).step_by(16) {
            for i in i0..(i0 + 16).min(m) {
                for j in j0..(j0 + 16).min(n) {
                    t[j * m + i] = a[i * n + j];
                }
            }
        }
    }
    t
}

fn plain(c: &mut [f32], a: &[f32], b: &[f32], d: Dims) {
    for i in 0..d.m {
        for p in 0..d.k {
            let x = a[i * d.lda + p];
            let row = &b[p * d.ldb..p * d.ldb + d.n];
            for (out, &y) in c[i * d.ldc..i * d.ldc + d.n].iter_mut().zip(row) {
                *out = x.mul_add(y, *out);
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod x86 {
    use super::Dims;
    use std::arch::x86_64::{
        __m512, __mmask16, _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_mask_storeu_ps, _mm512_maskz_loadu_ps,
        _mm512_set1_ps, _mm512_setzero_ps,
    };

    /// Vectors of a panel: 48 columns.
    const PANEL: usize = 3;

    pub fn add_product(c: &mut [f32], a: &[f32], b: &[f32], d: Dims) {
        // SAFETY: the caller has checked that the processor has AVX-512F and that `d` lies inside the slices.
        unsafe { panels(c, a, b, d) }
    }

    #[target_feature(enable = "avx512f")]
    unsafe fn panels(c: &mut [f32], a: &[f32], b: &[f32], d: Dims) {
        let mut packed = vec![0.0f32; d.k * PANEL * 16];
        let mut at = 0;
        while at < d.n {
            let width = (d.n - at).min(PANEL * 16);
            for p in 0..d.k {
                packed[p * PANEL * 16..p * PANEL * 16 + width]
                    .copy_from_slice(&b[p * d.ldb + at..p * d.ldb + at + width]);
            }
            let vectors = width.div_ceil(16);
            let rest = width - (vectors - 1) * 16;
            let mask = if rest == 16 { !0 } else { (1u16 << rest) - 1 };
            // SAFETY: rows and columns of each tile lie inside `d`; `mask` guards the last vector.
            unsafe {
                match vectors {
                    1 => rows::<1>(c, a, &packed, d, at, mask),
                    2 => rows::<2>(c, a, &packed, d, at, mask),
                    _ => rows::<3>(c, a, &packed, d, at, mask),
                }
            }
            at += width;
        }
    }

    #[target_feature(enable = "avx512f")]
    unsafe fn rows<const V: usize>(c: &mut [f32], a: &[f32], b: &[f32], d: Dims, at: usize, mask: __mmask16) {
        let mut row = 0;
        while row < d.m {
            // SAFETY: as in `panels`; a tile never has more rows than are left.
            unsafe {
                match d.m - row {
                    1 => tile::<1, V>(c, a, b, d, row, at, mask),
                    2 => tile::<2, V>(c, a, b, d, row, at, mask),
                    3 => tile::<3, V>(c, a, b, d, row, at, mask),
                    4 => tile::<4, V>(c, a, b, d, row, at, mask),
                    5 => tile::<5, V>(c, a, b, d, row, at, mask),
                    6 => tile::<6, V>(c, a, b, d, row, at, mask),
                    7 => tile::<7, V>(c, a, b, d, row, at, mask),
                    _ => tile::<8, V>(c, a, b, d, row, at, mask),
                }
            }
            row += 8;
        }
    }

    #[target_feature(enable = "avx512f")]
    unsafe fn tile<const M: usize, const V: usize>(
        c: &mut [f32],
        a: &[f32],
        b: &[f32],
        d: Dims,
        row: usize,
        at: usize,
        mask: __mmask16,
    ) {
        let masks: [__mmask16; V] = std::array::from_fn(|v| if v + 1 == V { mask } else { !0 });
        let mut sum = [[_mm512_setzero_ps(); V]; M];
        // SAFETY: row + M <= m, column blocks lie inside n under `masks`, p < k; `b` is the packed panel.
        unsafe {
            let out = c.as_mut_ptr().add(row * d.ldc + at);
            let left = a.as_ptr().add(row * d.lda);
            for i in 0..M {
                for v in 0..V {
                    sum[i][v] = _mm512_maskz_loadu_ps(masks[v], out.add(i * d.ldc + v * 16));
                }
            }
            for p in 0..d.k {
                let right: [__m512; V] =
                    std::array::from_fn(|v| _mm512_loadu_ps(b.as_ptr().add(p * PANEL * 16 + v * 16)));
                for i in 0..M {
                    let x = _mm512_set1_ps(*left.add(i * d.lda + p));
                    for v in 0..V {
                        sum[i][v] = _mm512_fmadd_ps(x, right[v], sum[i][v]);
                    }
                }
            }
            for i in 0..M {
                for v in 0..V {
                    _mm512_mask_storeu_ps(out.add(i * d.ldc + v * 16), masks[v], sum[i][v]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fast_product_equals_the_plain_one_bit_for_bit() {
        for (m, k, n) in [(1, 1, 1), (3, 5, 7), (8, 16, 48), (13, 31, 53), (20, 9, 130)] {
            let a: Vec<f32> = (0..m * k).map(|i| ((i * 37 % 101) as f32 - 50.0) / 17.0).collect();
            let b: Vec<f32> = (0..k * n).map(|i| ((i * 53 % 97) as f32 - 48.0) / 13.0).collect();
            let (mut fast, mut slow) = (vec![0.5; m * n], vec![0.5; m * n]);
            add_product(&mut fast, &a, &b, Dims::packed(m, k, n));
            plain(&mut slow, &a, &b, Dims::packed(m, k, n));
            assert_eq!(fast, slow, "{m}×{k}×{n}");
        }
    }
}
