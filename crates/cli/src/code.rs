//! `legation code`: documents in, records out, memory flat.

use crate::args::{CodeArgs, CodeFormat, RecordKind};
use crate::output::Output;
use crate::{Failure, Outcome, Run, Shell, csv};
use legation_engine::read_all;
use legation_ingest::{gather, stream};
use legation_lexicon::codebook::Codebook;
use legation_record::Record;
use legation_text::Document;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Documents analysed together: enough to keep every thread busy, few enough to keep memory flat.
const BATCH: usize = 128;

/// Runs the command.
pub fn run(shell: &Shell, args: &CodeArgs) -> Run {
    let mut out = Output::open(args.print.output.as_deref())?;
    let mut coder = Coder {
        shell,
        args,
        skipped: false,
        printer: Printer::new(args.print.format, shell.cameo(args.print.cameo)),
    };
    let (standard_input, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|p| p == Path::new("-"));
    let gathered = gather(&paths);
    for rejected in &gathered.rejected {
        shell.note(&format!("skipped {}: {}", rejected.doc, rejected.why));
        coder.skipped = true;
    }
    let mut batch: Vec<Document> = Vec::with_capacity(BATCH);
    for path in standard_input.iter().chain(&gathered.sources) {
        for outcome in stream(path) {
            match outcome {
                Ok(document) => batch.push(document),
                Err(rejected) => {
                    shell.note(&format!("skipped {}: {}", rejected.doc, rejected.why));
                    coder.skipped = true;
                }
            }
            if batch.len() == BATCH {
                coder.flush(&mut batch, &mut out).map_err(|e| out.failure(&e))?;
            }
        }
    }
    coder.flush(&mut batch, &mut out).map_err(|e| out.failure(&e))?;
    out.finish()?;
    Ok(if coder.skipped { Outcome::Skipped } else { Outcome::Complete })
}

struct Coder<'a> {
    shell: &'a Shell,
    args: &'a CodeArgs,
    skipped: bool,
    printer: Printer,
}

impl Coder<'_> {
    fn flush(&mut self, batch: &mut Vec<Document>, out: &mut Output) -> io::Result<()> {
        for (document, result) in
            batch.iter().zip(read_all(self.shell.engine.get(), batch, self.shell.threads))
        {
            match result {
                Ok(records) => {
                    for record in &records {
                        if self.is_wanted(record) {
                            self.printer.print(record, out)?;
                        }
                    }
                }
                Err(why) => {
                    self.shell.note(&format!("skipped {}: {why}", document.name));
                    self.skipped = true;
                }
            }
        }
        batch.clear();
        Ok(())
    }

    fn is_wanted(&self, record: &Record) -> bool {
        let kind = match record {
            Record::Document(_) => RecordKind::Document,
            Record::Event(_) => RecordKind::Event,
            Record::Figure(_) => RecordKind::Figure,
            Record::Claim(_) => RecordKind::Claim,
        };
        self.args.records.contains(&kind)
    }
}

/// Prints records in one format.
pub struct Printer {
    format: CodeFormat,
    /// Where CAMEO codes are asked for, the codebook that gives them.
    cameo: Option<&'static Codebook>,
    /// CSV's header has been written.
    header: bool,
}

impl Printer {
    pub const fn new(format: CodeFormat, cameo: Option<&'static Codebook>) -> Self {
        Self { format, cameo, header: false }
    }

    /// Prints one record.
    pub fn print(&mut self, record: &Record, out: &mut Output) -> io::Result<()> {
        let cameo = self.cameo.and_then(|codebook| cameo(codebook, record));
        match self.format {
            CodeFormat::Jsonl => {
                let Some(code) = cameo else {
                    serde_json::to_writer(&mut *out, record)?;
                    return out.write_all(b"\n");
                };
                let line = serde_json::to_string(record)?;
                // A code is digits: one more field before the object's end.
                let open = line.strip_suffix('}').unwrap_or(&line);
                writeln!(out, "{open},\"cameo\":\"{code}\"}}")
            }
            CodeFormat::Csv => {
                let column = self.cameo.map(|_| cameo.unwrap_or_default());
                if !self.header {
                    self.header = true;
                    out.write_all(csv::header(column.is_some()).as_bytes())?;
                }
                out.write_all(csv::row(record, column).as_bytes())
            }
        }
    }
}

fn cameo<'c>(codebook: &'c Codebook, record: &Record) -> Option<&'c str> {
    let Record::Event(event) = record else { return None };
    event
        .event
        .first()
        .map(|&kind| codebook.cameo(kind, event.mode.first().map(String::as_str), &event.context))
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}
