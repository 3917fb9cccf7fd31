//! The network's curves, in plain arithmetic: every machine and every vector width gives the same bits.

/// Hyperbolic tangent, within 3e-7.
#[inline(always)]
#[allow(clippy::inline_always)] // one kernel, vectorised by its caller
pub fn tanh(x: f32) -> f32 {
    let (p, q) = tanh_ratio(x);
    p / q
}

/// Numerator and denominator of the rational function that Eigen uses for the hyperbolic tangent; the denominator lies
/// in 0.004..1, so that products of several keep their precision and share one division.
#[inline(always)]
#[allow(clippy::inline_always, clippy::excessive_precision, clippy::unreadable_literal)]
pub fn tanh_ratio(x: f32) -> (f32, f32) {
    let x = x.clamp(-7.9, 7.9);
    let s = x * x;
    let mut p = -2.76076847742355e-16f32;
    p = p * s + 2.00018790482477e-13;
    p = p * s - 8.60467152213735e-11;
    p = p * s + 5.12229709037114e-08;
    p = p * s + 1.48572235717979e-05;
    p = p * s + 6.37261928875436e-04;
    p = p * s + 4.89352455891786e-03;
    let mut q = 1.19825839466702e-06f32;
    q = q * s + 1.18534705686654e-04;
    q = q * s + 2.26843463243900e-03;
    q = q * s + 4.89352518554385e-03;
    (x * p, q)
}

/// The logistic function.
#[inline(always)]
#[allow(clippy::inline_always)]
pub fn sigmoid(x: f32) -> f32 {
    0.5 * tanh(0.5 * x) + 0.5
}

/// Numerator and denominator of the logistic function.
#[inline(always)]
#[allow(clippy::inline_always)]
pub fn sigmoid_ratio(x: f32) -> (f32, f32) {
    let (p, q) = tanh_ratio(0.5 * x);
    (p + q, 2.0 * q)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_follow_the_library() {
        for i in -2000..=2000 {
            let x = i as f32 * 0.01;
            assert!((tanh(x) - x.tanh()).abs() < 1e-6, "tanh({x})");
            let (p, q) = sigmoid_ratio(x);
            assert!((p / q - sigmoid(x)).abs() < 1e-6 && (0.004..2.0).contains(&q));
            assert!((sigmoid(x) - 1.0 / (1.0 + (-x).exp())).abs() < 1e-6, "sigmoid({x})");
        }
    }
}
