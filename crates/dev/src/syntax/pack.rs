//! Sentences of a batch side by side, step by step, without padding.

/// Where the word `t` of sentence `b` lies: row `starts[t] + b`. Sentences run from longest to shortest.
#[derive(Clone, Debug)]
pub struct Pack {
    pub lengths: Vec<usize>,
    pub starts: Vec<usize>,
    pub rows: usize,
    /// For every row, the row of the mirrored word of the same sentence.
    pub mirror: Vec<usize>,
    /// Sentence-major position of every row.
    pub place: Vec<usize>,
    /// First sentence-major position of each sentence.
    pub firsts: Vec<usize>,
}

impl Pack {
    /// `lengths` must not increase.
    pub fn new(lengths: Vec<usize>) -> Self {
        let steps = lengths.first().copied().unwrap_or(0);
        let mut starts = Vec::with_capacity(steps);
        let mut rows = 0;
        for t in 0..steps {
            starts.push(rows);
            rows += lengths.partition_point(|&l| l > t);
        }
        let mut firsts = Vec::with_capacity(lengths.len());
        let mut next = 0;
        for &l in &lengths {
            firsts.push(next);
            next += l;
        }
        let (mut mirror, mut place) = (vec![0; rows], vec![0; rows]);
        for (b, &l) in lengths.iter().enumerate() {
            for t in 0..l {
                mirror[starts[t] + b] = starts[l - 1 - t] + b;
                place[starts[t] + b] = firsts[b] + t;
            }
        }
        Self { lengths, starts, rows, mirror, place, firsts }
    }

    /// Steps of the longest sentence.
    pub fn steps(&self) -> usize {
        self.starts.len()
    }

    /// Sentences that have a word at `step`.
    pub fn live(&self, step: usize) -> usize {
        self.starts.get(step + 1).copied().unwrap_or(self.rows) - self.starts[step]
    }

    /// Sentences in all.
    pub fn width(&self) -> usize {
        self.lengths.len()
    }

    /// Rows of width `w` in mirrored order.
    pub fn mirrored(&self, x: &[f32], w: usize) -> Vec<f32> {
        let mut out = Vec::with_capacity(x.len());
        for &from in &self.mirror {
            out.extend_from_slice(&x[from * w..(from + 1) * w]);
        }
        out
    }
}
