//! Records read together: what really happened, what is disputed, what became of it.
//!
//! [`merge`] is a pure function of the records: their order, the clock and the machine have no say. What a political
//! scientist could dispute (weights, families of types, tolerances, names of steps) lies in `data/merge`.
//!
//! The road: reports of one act are gathered into happenings ([`Happening`]); figures that measure the same thing are
//! laid side by side; claims are grouped by what they are about; named projects and agreements are followed; and the
//! score of each pair of countries is drawn month by month, never a point without its happenings.

mod cluster;
mod compare;
mod conflicts;
mod data;
mod disputes;
mod features;
mod figures;
mod happening;
mod headline;
mod index;
mod nouns;
mod promises;
mod receipt;
mod select;
mod standing;
mod text;
mod undertakings;
mod units;
mod when;

use jiff::civil::Date;
use legation_record::{
    ClaimRecord, Corpus, DocumentRecord, EventRecord, FigureRecord, Happening, Record, Rejected,
    SCHEMA_VERSION,
};
use rustc_hash::FxHashMap;

/// What to keep of the merged record, and what people decided about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Keep what concerns both of these countries (ISO 3166 alpha-3, either order).
    pub between: Option<(String, String)>,
    /// Keep what ends on this day or later. What has no date is kept.
    pub since: Option<Date>,
    /// Keep what begins on this day or earlier. What has no date is kept.
    pub until: Option<Date>,
    /// Keep what mentions every one of these words.
    pub topic: Option<String>,
    pub overrides: Overrides,
}

/// Merges and splits that a person ordered. They name record ids, so they survive a re-run, and taking one out undoes
/// it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Each list is one happening, whatever the rules say.
    pub merge: Vec<Vec<String>>,
    /// Each list stands apart: none of its records is merged with a record outside it.
    pub split: Vec<Vec<String>>,
}

/// What the intake knows and no record tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiptInput {
    /// Files or items offered.
    pub offered: u32,
    /// Exact copies left out.
    pub duplicates: u32,
    pub rejected: Vec<Rejected>,
}

/// The records by kind, sorted, each id once: the order they came in is forgotten here.
pub(crate) struct Sorted<'a> {
    pub documents: Vec<&'a DocumentRecord>,
    pub events: Vec<&'a EventRecord>,
    pub figures: Vec<&'a FigureRecord>,
    pub claims: Vec<&'a ClaimRecord>,
    group: FxHashMap<&'a str, &'a str>,
}

impl<'a> Sorted<'a> {
    fn new(records: &'a [Record]) -> Self {
        let mut sorted = Self {
            documents: vec![],
            events: vec![],
            figures: vec![],
            claims: vec![],
            group: FxHashMap::default(),
        };
        for record in records {
            match record {
                Record::Document(d) => sorted.documents.push(d),
                Record::Event(e) => sorted.events.push(e),
                Record::Figure(f) => sorted.figures.push(f),
                Record::Claim(c) => sorted.claims.push(c),
            }
        }
        sorted.documents.sort_by(|a, b| (&a.id, &a.doc).cmp(&(&b.id, &b.doc)));
        sorted.documents.dedup_by(|a, b| a.id == b.id);
        sorted.events.sort_by(|a, b| {
            (&a.doc_id, a.text_info, &a.id, &a.doc).cmp(&(&b.doc_id, b.text_info, &b.id, &b.doc))
        });
        sorted.events.dedup_by(|a, b| a.id == b.id);
        sorted.figures.sort_by(|a, b| {
            (&a.doc_id, a.text_info, &a.id, &a.doc).cmp(&(&b.doc_id, b.text_info, &b.id, &b.doc))
        });
        sorted.figures.dedup_by(|a, b| a.id == b.id);
        sorted.claims.sort_by(|a, b| {
            (&a.doc_id, a.text_info, &a.id, &a.doc).cmp(&(&b.doc_id, b.text_info, &b.id, &b.doc))
        });
        sorted.claims.dedup_by(|a, b| a.id == b.id);
        sorted.group = sorted.documents.iter().map(|d| (d.id.as_str(), group_of(d))).collect();
        sorted
    }

    /// The same with these events read otherwise.
    fn with<'b>(&'b self, settled: &'b [(usize, EventRecord)]) -> Sorted<'b> {
        let mut events: Vec<&EventRecord> = self.events.clone();
        for (at, event) in settled {
            events[*at] = event;
        }
        Sorted {
            documents: self.documents.clone(),
            events,
            figures: self.figures.clone(),
            claims: self.claims.clone(),
            group: self.group.iter().map(|(a, b)| (*a, *b)).collect(),
        }
    }

    /// The source a document counts as: copies of one text are one source.
    pub fn source<'s>(&'s self, doc_id: &'s str) -> &'s str {
        self.group.get(doc_id).copied().unwrap_or(doc_id)
    }

    /// How many sources stand behind these reports.
    pub fn sources<'s>(&'s self, reports: impl Iterator<Item = &'s legation_record::Report>) -> u32 {
        let mut groups: Vec<&str> = reports.map(|r| self.source(&r.doc_id)).collect();
        groups.sort_unstable();
        groups.dedup();
        groups.len() as u32
    }
}

fn group_of(document: &DocumentRecord) -> &str {
    if document.source_group.is_empty() { &document.id } else { &document.source_group }
}

/// Reads the records of a pile of documents together.
///
/// The same records give the same corpus in whatever order they come, and ids stay as long as their reports do.
pub fn merge(records: &[Record], receipt_extra: ReceiptInput, options: &Options) -> Corpus {
    let tables = data::tables();
    let read = Sorted::new(records);
    let settled = when::settle(&read, tables);
    let sorted = read.with(&settled);
    let features = features::Features::read(&sorted.events, tables);
    let clusters = cluster::cluster(&sorted, &features, &options.overrides, tables);
    let mut happenings: Vec<Happening> =
        clusters.iter().map(|c| happening::build(c, &sorted, &features, tables)).collect();
    let disputes = disputes::disputes(&mut happenings, &sorted, tables);
    happenings.sort_by(|a, b| happening_order(a).cmp(&happening_order(b)));
    let (figures, mut conflicts) = figures::ledger(&sorted, &happenings, tables);
    conflicts.extend(conflicts::among_reports(&happenings));
    conflicts.extend(conflicts::among_happenings(&happenings, tables));
    conflicts.extend(promises::against_acts(&happenings, &sorted, tables));
    conflicts.sort_by(|a, b| (a.kind, &a.about, &a.id).cmp(&(b.kind, &b.about, &b.id)));
    let undertakings = undertakings::undertakings(&sorted, &happenings, tables);
    let (background, happenings) = happenings.into_iter().partition(|h| h.aside_because.is_some());
    let mut corpus = Corpus {
        schema_version: SCHEMA_VERSION,
        receipt: receipt::receipt(&sorted, receipt_extra),
        happenings,
        background,
        figures,
        undertakings,
        disputes,
        conflicts,
        index: Vec::new(),
        outlets: Vec::new(),
    };
    select::select(&mut corpus, options, tables);
    corpus.index = index::index(&corpus.happenings, &sorted);
    corpus.outlets = index::outlets(&corpus.happenings, &sorted);
    corpus
}

/// Chronology: dated first, by first day, then last day, then id; the undated follow.
fn happening_order(h: &Happening) -> (bool, Option<Date>, Option<Date>, &str) {
    (h.date.or(h.enddate).is_none(), h.date.or(h.enddate), h.enddate, &h.id)
}
