//! The fuzz targets (`fuzz/targets.rs`) without a fuzzer: their samples mutated by a fixed generator, a bounded number of
//! rounds. `LEGATION_FUZZ_ROUNDS` asks for more. What makes one panic is kept beside the test's binary and named.

#[path = "../../../fuzz/targets.rs"]
mod targets;

use targets::{TARGETS, Target};

/// Rounds of a target whose input is small; large input gets a share of them.
const ROUNDS: usize = 60;

/// Pieces that break readers more often than chance would find.
const PIECES: [&[u8]; 20] = [
    b"",
    b"\0",
    b"\xff\xfe",
    b"\xf0\x9f\x98",
    b"\t",
    b"\n\n",
    b"\r\n",
    b"[",
    b"]",
    b"{",
    b"\"",
    b"\xe2\x80\x9c",
    b"<",
    b"&#",
    b"-",
    b"99999999999999999999",
    b"\xe2\x80\x8b",
    b"\xd7\xa9",
    b"\xf0\x9f\x87\xa8",
    b"\xcc\x81",
];

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    /// A sample with a few wounds.
    fn mutate(&mut self, sample: &[u8]) -> Vec<u8> {
        let mut bytes = sample.to_vec();
        for _ in 0..=self.below(6) {
            // Large files are mostly weights: what is read first is wounded as often as the rest.
            let reach = if self.below(2) == 0 { bytes.len().min(4096) } else { bytes.len() };
            let at = self.below(reach + 1).min(bytes.len());
            let until = (at + self.below(40)).min(bytes.len());
            match self.below(6) {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..until)),
                2 => {
                    let again = bytes[at..until].to_vec();
                    bytes.splice(at..at, again);
                }
                3 => drop(bytes.splice(at..until, PIECES[self.below(PIECES.len())].iter().copied())),
                4 => bytes[at..until].reverse(),
                _ => {
                    let value = self.below(256) as u8;
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = value;
                    }
                }
            }
        }
        bytes
    }
}

fn drive((name, run, sample): Target) {
    let asked = std::env::var("LEGATION_FUZZ_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(ROUNDS);
    let rounds = if sample.len() > 100_000 { asked / 10 } else { asked };
    run(sample);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..rounds {
        let bytes = match random.below(8) {
            0 => (0..random.below(400)).map(|_| random.below(256) as u8).collect(),
            _ => random.mutate(sample),
        };
        if std::panic::catch_unwind(|| run(&bytes)).is_err() {
            let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{round}"));
            let kept =
                std::fs::write(&file, &bytes).map_or_else(|e| e.to_string(), |()| file.display().to_string());
            panic!("{name} panicked in round {round}; its input: {kept}");
        }
    }
}

#[test]
fn no_target_panics_on_wounded_input() {
    for target in TARGETS {
        drive(target);
    }
}
