//! Shows how files are read: metadata, then each block with its kind. `cargo run --example blocks -- PATH…`

use legation_ingest::{gather, read};
use std::io::Write;

fn main() -> std::io::Result<()> {
    let paths: Vec<_> = std::env::args_os().skip(1).map(Into::into).collect();
    let mut out = std::io::stdout().lock();
    let found = gather(&paths);
    for rejected in &found.rejected {
        writeln!(out, "rejected {rejected}")?;
    }
    for outcome in found.sources.iter().flat_map(|path| read(path)) {
        match outcome {
            Err(rejected) => writeln!(out, "rejected {rejected}")?,
            Ok(d) => {
                writeln!(out, "=== {} {}", d.id, d.name)?;
                writeln!(out, "title {:?} outlet {:?} author {:?}", d.title, d.outlet, d.author)?;
                writeln!(out, "url {:?} home {:?} published {:?}", d.url, d.outlet_country, d.published)?;
                for note in &d.diagnostics {
                    writeln!(out, "note {}", note.message)?;
                }
                for block in &d.blocks {
                    writeln!(out, "{:9} {}", format!("{:?}", block.kind), block.span.of(&d.text))?;
                }
            }
        }
    }
    Ok(())
}
