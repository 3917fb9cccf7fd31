//! Adam, lazy on the rows of the tables.

use super::net::{Gradient, Net};

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.98;

#[derive(Debug)]
pub struct Adam {
    dense: Moments,
    tables: [Moments; 3],
    steps: i32,
}

#[derive(Debug)]
struct Moments {
    first: Vec<f32>,
    second: Vec<f32>,
}

impl Moments {
    fn new(len: usize) -> Self {
        Self { first: vec![0.0; len], second: vec![0.0; len] }
    }
}

/// One step's constants.
#[derive(Clone, Copy)]
struct Step {
    rate: f32,
    /// Of the gradient, so that its norm stays bounded.
    scale: f32,
    bias1: f32,
    bias2: f32,
}

impl Adam {
    pub fn new(net: &Net) -> Self {
        Self {
            dense: Moments::new(net.dense.len()),
            tables: [0, 1, 2].map(|t| Moments::new(net.tables[t].len())),
            steps: 0,
        }
    }

    /// Moves `net` against `g`.
    pub fn step(&mut self, net: &mut Net, g: &Gradient, rate: f32, largest_norm: f32) {
        self.steps += 1;
        let mut square: f64 = sum_of_squares(&g.dense);
        for t in 0..3 {
            let width = net.width(t);
            for &row in &g.touched[t] {
                square += sum_of_squares(&g.tables[t][row as usize * width..][..width]);
            }
        }
        let norm = square.sqrt() as f32;
        let step = Step {
            rate,
            scale: if norm > largest_norm { largest_norm / norm } else { 1.0 },
            bias1: 1.0 - BETA1.powi(self.steps),
            bias2: 1.0 - BETA2.powi(self.steps),
        };
        update(&mut net.dense, &g.dense, &mut self.dense.first, &mut self.dense.second, step);
        for t in 0..3 {
            let width = net.width(t);
            for &row in &g.touched[t] {
                let r = row as usize * width..(row as usize + 1) * width;
                let m = &mut self.tables[t];
                update(
                    &mut net.tables[t][r.clone()],
                    &g.tables[t][r.clone()],
                    &mut m.first[r.clone()],
                    &mut m.second[r],
                    step,
                );
            }
        }
    }
}

fn sum_of_squares(x: &[f32]) -> f64 {
    x.iter().map(|&v| f64::from(v) * f64::from(v)).sum()
}

fn update(w: &mut [f32], g: &[f32], first: &mut [f32], second: &mut [f32], s: Step) {
    for (((w, &g), m), v) in w.iter_mut().zip(g).zip(first).zip(second) {
        let g = g * s.scale;
        *m = BETA1 * *m + (1.0 - BETA1) * g;
        *v = BETA2 * *v + (1.0 - BETA2) * g * g;
        *w -= s.rate * (*m / s.bias1) / ((*v / s.bias2).sqrt() + 1e-8);
    }
}
