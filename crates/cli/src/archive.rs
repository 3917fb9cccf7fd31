//! `legation add`, `list`, `export`, `retract`: the archive from the command line.

use crate::args::{AddArgs, Decide, DecideArgs, ExportArgs, ListArgs, RecordKind, RetractArgs, Selection};
use crate::brief::Pile;
use crate::code::Printer;
use crate::output::Output;
use crate::{Failure, Outcome, Run, Shell, brief, line};
use jiff::Timestamp;
use legation_engine::read_all;
use legation_ingest::{gather, stream};
use legation_merge::{Options, Overrides, ReceiptInput};
use legation_record::Record;
use legation_store::{Added, Archive, DecisionKind, Entry, Error, Kind, Query, State};
use legation_text::Document;
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Documents analysed and committed together: enough to keep every thread busy, few enough to lose little work when
/// the process is killed.
const BATCH: usize = 64;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error.to_string())
    }
}

/// `legation add`.
pub fn add(shell: &Shell, args: &AddArgs) -> Run {
    let archive = Archive::create(&args.archive)?;
    let mut adder = Adder {
        shell,
        archive,
        at: now()?,
        batch: Vec::new(),
        origins: BTreeSet::new(),
        tally: Tally::default(),
    };
    let (standard_input, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|p| p == Path::new("-"));
    let gathered = gather(&paths);
    for rejected in &gathered.rejected {
        adder.skip(&rejected.doc, &rejected.why.to_string());
    }
    for path in standard_input.iter().chain(&gathered.sources) {
        for outcome in stream(path) {
            match outcome {
                Ok(document) => adder.take(path, document)?,
                Err(rejected) => adder.skip(&rejected.doc, &rejected.why.to_string()),
            }
        }
    }
    adder.flush()?;
    shell.note(&adder.tally.words());
    Ok(if adder.tally.skipped > 0 { Outcome::Skipped } else { Outcome::Complete })
}

/// The moment a change is made: `SOURCE_DATE_EPOCH` where set, for files that come out the same every time, else now.
fn now() -> Result<Timestamp, Failure> {
    let Some(stated) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(Timestamp::now()) };
    let seconds = stated.to_str().and_then(|s| s.parse().ok());
    seconds.and_then(|s| Timestamp::from_second(s).ok()).ok_or_else(|| {
        Failure("SOURCE_DATE_EPOCH: not a number of seconds since 1970; mend or unset it".to_owned())
    })
}

/// What became of the documents offered.
#[derive(Default)]
struct Tally {
    new: u32,
    corrected: u32,
    present: u32,
    withdrawn: u32,
    skipped: u32,
}

impl Tally {
    fn count(&mut self, added: &Added) {
        match added {
            Added::New => self.new += 1,
            Added::Corrects(_) | Added::Restored => self.corrected += 1,
            Added::Present => self.present += 1,
            Added::Withdrawn => self.withdrawn += 1,
        }
    }

    fn words(&self) -> String {
        let Self { new, corrected, present, withdrawn, skipped } = self;
        let notes = [
            (corrected, "of them corrections"),
            (present, "there already"),
            (withdrawn, "withdrawn before and left so"),
            (skipped, "skipped"),
        ];
        let added = std::iter::once(format!("added {} documents", new + corrected));
        let notes =
            notes.iter().filter(|(count, _)| **count > 0).map(|(count, what)| format!("{count} {what}"));
        added.chain(notes).collect::<Vec<_>>().join(", ")
    }
}

struct Adder<'s> {
    shell: &'s Shell,
    archive: Archive,
    at: Timestamp,
    batch: Vec<(Document, Option<String>)>,
    /// Origins met in this run: what bears the same name twice in one pile is no correction.
    origins: BTreeSet<String>,
    tally: Tally,
}

impl Adder<'_> {
    fn skip(&mut self, name: &str, why: &str) {
        self.shell.note(&format!("skipped {name}: {why}"));
        self.tally.skipped += 1;
    }

    fn take(&mut self, path: &Path, document: Document) -> Result<(), Failure> {
        let origin = origin(path, &document.name).filter(|o| self.origins.insert(o.clone()));
        self.batch.push((document, origin));
        if self.batch.len() == BATCH { self.flush() } else { Ok(()) }
    }

    /// Analyses what the archive does not have and commits the batch.
    fn flush(&mut self) -> Result<(), Failure> {
        let mut documents = Vec::new();
        let mut origins = Vec::new();
        for (document, origin) in std::mem::take(&mut self.batch) {
            documents.push(document);
            origins.push(origin);
        }
        let records = self.analyse(&documents)?;
        let mut entries = Vec::new();
        for ((document, origin), records) in documents.iter().zip(&origins).zip(&records) {
            match records {
                Ok(records) => entries.push(Entry {
                    id: &document.id,
                    name: &document.name,
                    origin: origin.as_deref(),
                    title: document.title.as_deref(),
                    text: &document.text,
                    records,
                }),
                Err(why) => self.skip(&document.name, why),
            }
        }
        let added = self.archive.add(&entries, self.at)?;
        for (entry, added) in entries.iter().zip(&added) {
            self.tally.count(added);
            if self.shell.verbose {
                self.shell.note(&format!("{} {} ({})", verb(added), entry.name, entry.id));
            }
        }
        Ok(())
    }

    /// The records of each document; none for those the archive has, which are not read again.
    fn analyse(&self, documents: &[Document]) -> Result<Vec<Result<Vec<Record>, String>>, Failure> {
        let mut new = Vec::new();
        let mut is_new = Vec::with_capacity(documents.len());
        for document in documents {
            is_new.push(!self.archive.has(&document.id)?);
            if is_new.last() == Some(&true) {
                new.push(document.clone());
            }
        }
        let mut read = read_all(self.shell.engine.get(), &new, self.shell.threads).into_iter();
        let known = || Ok(Vec::new());
        Ok(is_new
            .into_iter()
            .map(|new| if new { read.next().unwrap_or_else(known) } else { known() })
            .collect())
    }
}

fn verb(added: &Added) -> &'static str {
    match added {
        Added::New => "added",
        Added::Corrects(_) => "corrected",
        Added::Restored => "restored",
        Added::Present => "has",
        Added::Withdrawn => "left withdrawn",
    }
}

/// What names a document while its words change: the place of a file that is one document, an item's own id. A line
/// of a collection has nothing of the kind, nor has standard input.
fn origin(path: &Path, name: &str) -> Option<String> {
    let place = path.to_string_lossy();
    match name.strip_prefix(place.as_ref()) {
        Some("") if place != "-" => Some(path.canonicalize().ok()?.to_string_lossy().into_owned()),
        Some(rest) if rest.is_empty() || rest.starts_with(':') => None,
        _ => Some(format!("item {name}")),
    }
}

/// `legation list`.
pub fn list(shell: &Shell, args: &ListArgs) -> Run {
    let archive = Archive::open(&args.archive)?;
    if let Some(day) = args.selection.changed_since {
        for change in archive.changes(day)?.iter().filter(|_| shell.verbose) {
            let reason = change.reason.as_ref().map(|r| format!(": {r}")).unwrap_or_default();
            shell.note(&format!("{} {} {} ({}){reason}", change.at, change.what, change.name, change.id));
        }
    }
    let marked = args.selection.changed_since.is_some();
    let mut out = Output::open(None)?;
    let mut printed = Ok(());
    archive.each_written(&query(&args.selection), |state, kind, json| {
        let mark = match state {
            _ if !marked => "",
            State::Current => "+ ",
            State::Corrected | State::Withdrawn => "- ",
        };
        printed =
            line::of(kind, json).map_err(io::Error::from).and_then(|line| writeln!(out, "{mark}{line}"));
        if printed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    printed.and_then(|()| out.flush()).map_err(|e| out.failure(&e))?;
    Ok(Outcome::Complete)
}

/// `legation export`.
pub fn export(shell: &Shell, args: &ExportArgs) -> Run {
    let mut out = Output::open(args.print.output.as_deref())?;
    let archive = Archive::open(&args.archive)?;
    let mut writer = Printer::new(args.print.format, shell.cameo(args.print.cameo));
    let mut printed = Ok(());
    archive.each(&query(&args.selection), |_, record| {
        printed = writer.print(&record, &mut out);
        if printed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    printed.and_then(|()| out.flush()).map_err(|e| out.failure(&e))?;
    out.finish()?;
    Ok(Outcome::Complete)
}

/// `legation retract`.
pub fn retract(shell: &Shell, args: &RetractArgs) -> Run {
    let mut archive = Archive::open(&args.archive)?;
    let withdrawn = archive.retract(&args.document, args.reason.as_deref(), now()?)?;
    shell.note(&format!("withdrew {} ({})", args.document, withdrawn.join(", ")));
    Ok(Outcome::Complete)
}

/// `legation decide`.
pub fn decide(shell: &Shell, args: &DecideArgs) -> Run {
    let mut archive = Archive::open(&args.archive)?;
    let (kind, ids) = match &args.what {
        None => return decisions(&archive),
        Some(Decide::Undo { number }) => {
            archive.undo(*number, now()?)?;
            shell.note(&format!("took decision {number} back"));
            return Ok(Outcome::Complete);
        }
        Some(Decide::Merge { ids }) => (DecisionKind::Merge, ids),
        Some(Decide::Split { ids }) => (DecisionKind::Split, ids),
    };
    let records = reports_of(&archive, ids)?;
    if kind == DecisionKind::Merge && records.len() < 2 {
        return Err(Failure("one report alone cannot be merged: name two or more".to_owned()));
    }
    let known: Vec<&str> = records.iter().map(String::as_str).collect();
    let number = archive.decide(kind, &known, now()?)?;
    let (done, undo) =
        (if kind == DecisionKind::Merge { "merged" } else { "split off" }, args.archive.display());
    shell.note(&format!(
        "{done} {} reports as decision {number}; undo: legation decide {undo} undo {number}",
        known.len()
    ));
    Ok(Outcome::Complete)
}

fn decisions(archive: &Archive) -> Run {
    let mut out = Output::open(None)?;
    let mut printed = Ok(());
    for d in archive.decisions()? {
        printed = printed
            .and_then(|()| writeln!(out, "{}\t{}\t{}\t{}", d.key, d.at, d.kind.as_str(), d.ids.join(" ")));
    }
    printed.and_then(|()| out.flush()).map_err(|e| out.failure(&e))?;
    Ok(Outcome::Complete)
}

/// The record ids meant: each id itself, or the reports of the happening it names.
fn reports_of(archive: &Archive, ids: &[String]) -> Result<Vec<String>, Failure> {
    let mut found = BTreeSet::new();
    let mut merged = None;
    for id in ids {
        if archive.has_record(id)? {
            found.insert(id.clone());
            continue;
        }
        if merged.is_none() {
            merged = Some(brief::corpus(pile_of(archive, None)?, &Options::default()));
        }
        let corpus = merged.iter().flat_map(|c| c.happenings.iter().chain(&c.background));
        let reports: Vec<String> =
            corpus.filter(|h| h.id == *id).flat_map(|h| &h.reports).map(|r| r.id.clone()).collect();
        if reports.is_empty() {
            let path = archive.path().display();
            return Err(Failure(format!(
                "{path}: holds no record or happening {id}; `brief --format json` gives ids"
            )));
        }
        found.extend(reports);
    }
    Ok(found.into_iter().collect())
}

/// What stands in the archive, for a brief: of a pair, the articles that tell of both.
pub fn pile(path: &Path, between: Option<&(String, String)>) -> Result<Pile, Failure> {
    pile_of(&Archive::open(path)?, between)
}

fn pile_of(archive: &Archive, between: Option<&(String, String)>) -> Result<Pile, Failure> {
    let records = match between {
        Some((a, b)) => archive.around(a, b)?,
        None => archive.records(&Query::default())?,
    };
    let documents = archive.standing()?;
    let mut overrides = Overrides::default();
    for decision in archive.decisions()? {
        match decision.kind {
            DecisionKind::Merge => overrides.merge.push(decision.ids),
            DecisionKind::Split => overrides.split.push(decision.ids),
        }
    }
    let receipt =
        ReceiptInput { offered: u32::try_from(documents).unwrap_or(u32::MAX), ..ReceiptInput::default() };
    Ok(Pile { records, receipt, overrides })
}

fn query(selection: &Selection) -> Query {
    let kind = |kind: &RecordKind| match kind {
        RecordKind::Document => Kind::Document,
        RecordKind::Event => Kind::Event,
        RecordKind::Figure => Kind::Figure,
        RecordKind::Claim => Kind::Claim,
    };
    Query {
        kinds: selection.records.iter().map(kind).collect(),
        between: selection.between.clone(),
        since: selection.since,
        event: selection.event,
        search: selection.search.clone(),
        changed_since: selection.changed_since,
        any_state: false,
    }
}
