//! What the terminal shows: the intake receipt and the ten-line summary.

use crate::words;
use crate::{Subject, chronology};
use legation_record::{Corpus, Receipt, Status, Verdict};
use std::fmt::Write as _;

/// What was read, what was not, and why.
pub fn receipt(receipt: &Receipt) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "read {} of {} documents ({} copies, {} rejected), {} words in {} sentences",
        receipt.read,
        receipt.offered,
        receipt.duplicates,
        receipt.rejected.len(),
        receipt.words,
        receipt.sentences
    );
    let span =
        receipt.published.as_ref().map_or_else(|| "no dates".to_owned(), |p| words::date(p.from, p.to, None));
    let _ = writeln!(
        out,
        "published {span}; {} undated; {} independent sources",
        receipt.undated, receipt.sources
    );
    for rejected in receipt.rejected.iter().take(5) {
        let _ = writeln!(out, "  not read: {}: {}", rejected.doc, rejected.why);
    }
    if receipt.rejected.len() > 5 {
        let _ = writeln!(out, "  … and {} more", receipt.rejected.len() - 5);
    }
    out
}

/// The brief in ten lines.
pub fn summary(corpus: &Corpus, subject: &Subject) -> String {
    let all = chronology(corpus);
    let dated = all.iter().filter(|h| h.date.is_some()).count();
    let count = |status: Status| all.iter().filter(|h| h.status == status).count();
    let verdict = |v: Verdict| corpus.conflicts.iter().filter(|c| c.verdict == v).count();
    let mut out = String::new();
    let _ = writeln!(out, "{}: {} happenings, {dated} dated", subject.title(), all.len());
    if let (Some(first), Some(last)) =
        (all.iter().find(|h| h.date.is_some()), all.iter().rfind(|h| h.date.is_some()))
    {
        let _ = writeln!(out, "first    {}: {}", words::happening_date(first), first.headline);
        let _ = writeln!(out, "latest   {}: {}", words::happening_date(last), last.headline);
    }
    let mut widely: Vec<_> = all.iter().collect();
    widely.sort_by(|a, b| {
        b.sources.cmp(&a.sources).then(b.reports.len().cmp(&a.reports.len())).then(a.id.cmp(&b.id))
    });
    for happening in widely.iter().take(2) {
        let _ = writeln!(
            out,
            "widest   {}: {} ({} sources)",
            words::happening_date(happening),
            happening.headline,
            happening.sources
        );
    }
    let _ = writeln!(
        out,
        "status   {} happened, {} planned, {} alleged, {} denied",
        count(Status::Happened) + count(Status::Ongoing),
        count(Status::Planned) + count(Status::Hypothetical),
        count(Status::Alleged),
        count(Status::Denied)
    );
    let _ = writeln!(
        out,
        "disputes {}; conflicts {} contradict, {} in tension",
        corpus.disputes.len(),
        verdict(Verdict::Contradicts),
        verdict(Verdict::Tension)
    );
    let _ = writeln!(out, "figures  {}; undertakings {}", corpus.figures.len(), corpus.undertakings.len());
    if let Some(point) = corpus.index.iter().rfind(|p| p.period.len() == 4) {
        let _ = writeln!(
            out,
            "index    {}: {:+.1} ({} to {}), {} sources, coverage {}",
            point.period, point.score, point.spread.0, point.spread.1, point.sources, point.coverage
        );
    }
    out
}
