//! What a record is asked for by.

use crate::Kind;
use jiff::civil::Date;
use legation_record::{Party, Record, TextInfo};
use std::collections::{BTreeMap, BTreeSet};

/// One record's columns.
pub struct Columns<'r> {
    pub kind: Kind,
    pub event: Option<&'static str>,
    pub date: Option<Date>,
    pub enddate: Option<Date>,
    /// Its sentence; none for the record of the document itself.
    pub sentence: Option<(TextInfo, &'r str)>,
}

/// The columns of `record`.
pub fn columns(record: &Record) -> Columns<'_> {
    match record {
        Record::Document(d) => Columns {
            kind: Kind::Document,
            event: None,
            date: d.published.and_then(|p| p.from),
            enddate: d.published.and_then(|p| p.to),
            sentence: None,
        },
        Record::Event(e) => Columns {
            kind: Kind::Event,
            event: e.event.first().map(|t| t.as_str()),
            date: e.date,
            enddate: e.enddate,
            sentence: Some((e.text_info, &e.text)),
        },
        Record::Figure(f) => Columns {
            kind: Kind::Figure,
            event: None,
            date: f.period.and_then(|p| p.from),
            enddate: f.period.and_then(|p| p.to),
            sentence: Some((f.text_info, &f.text)),
        },
        Record::Claim(c) => Columns {
            kind: Kind::Claim,
            event: None,
            date: c.date,
            enddate: c.date,
            sentence: Some((c.text_info, &c.text)),
        },
    }
}

/// The codes of those a record concerns: who acts, is acted on, or where; for a claim also those of what it is about.
pub fn parties<'r>(record: &'r Record, all: &BTreeMap<&str, &'r Record>) -> BTreeSet<&'r str> {
    let code = |p: &'r Party| p.code.as_deref();
    match record {
        Record::Document(_) => BTreeSet::new(),
        Record::Event(e) => {
            let place = e.event_loc.as_ref().and_then(|l| l.country.as_deref());
            e.actor.iter().chain(&e.recipient).filter_map(code).chain(place).collect()
        }
        Record::Figure(f) => f.parties.iter().map(String::as_str).collect(),
        Record::Claim(c) => {
            let about = c.about.iter().filter_map(|id| all.get(id.as_str()));
            // What a claim is about is an event or a figure, never another claim.
            let about = about.filter(|r| !matches!(r, Record::Claim(_))).flat_map(|r| parties(r, all));
            c.speaker.as_ref().and_then(code).into_iter().chain(about).collect()
        }
    }
}

/// Every two of `parties`, and each with itself.
pub fn pairs<'p>(parties: &BTreeSet<&'p str>) -> Vec<(&'p str, &'p str)> {
    parties.iter().flat_map(|&a| parties.range(a..).map(move |&b| (a, b))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_sorted_and_hold_each_with_itself() {
        let three = BTreeSet::from(["PER", "CHL", "BOL"]);
        let expected =
            [("BOL", "BOL"), ("BOL", "CHL"), ("BOL", "PER"), ("CHL", "CHL"), ("CHL", "PER"), ("PER", "PER")];
        assert_eq!(pairs(&three), expected);
    }
}
