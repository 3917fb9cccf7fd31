//! One record on one line: when, what, who to whom, how it stands, the sentence, where.

use legation_record::{ClaimRecord, DocumentRecord, FigureRecord};
use legation_store::Kind;
use serde::Deserialize;
use std::borrow::Cow;

/// What a line shows of an event; the rest of its JSON is passed over, for a pair of states may have thousands.
#[derive(Deserialize)]
struct Shown<'a> {
    date: Option<&'a str>,
    enddate: Option<&'a str>,
    #[serde(borrow, rename = "event")]
    types: Vec<&'a str>,
    #[serde(borrow)]
    actor: Vec<Party<'a>>,
    #[serde(borrow)]
    recipient: Vec<Party<'a>>,
    status: &'a str,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    doc: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Party<'a> {
    code: Option<&'a str>,
    #[serde(borrow)]
    identifier_text: Cow<'a, str>,
}

/// The line of a record of this kind, from its JSON.
pub fn of(kind: Kind, json: &str) -> serde_json::Result<String> {
    let cells = match kind {
        Kind::Document => {
            let d: DocumentRecord = serde_json::from_str(json)?;
            let title = d.cite_info.title.unwrap_or_default();
            vec![day(d.published.and_then(|p| p.from)), d.id, flat(&title), d.doc]
        }
        Kind::Event => {
            let e: Shown = serde_json::from_str(json)?;
            let when = e.date.or(e.enddate).map_or_else(undated, str::to_owned);
            let event = e.types.first().copied().unwrap_or_default();
            let who = format!("{} > {}", side(&e.actor), side(&e.recipient));
            vec![when, event.into(), who, e.status.into(), flat(&e.text), e.doc.into()]
        }
        Kind::Figure => {
            let f: FigureRecord = serde_json::from_str(json)?;
            let value = format!("{} {} {}", f.value, f.unit, f.what);
            let when = f.period.and_then(|p| p.from.or(p.to));
            vec![day(when), value, f.parties.join(" "), f.bound.to_string(), flat(&f.text), f.doc]
        }
        Kind::Claim => {
            let c: ClaimRecord = serde_json::from_str(json)?;
            let who = c.speaker.as_ref().map(|s| flat(&s.identifier_text)).unwrap_or_default();
            vec![day(c.date), c.stance.to_string(), who, flat(&c.proposition), c.doc]
        }
    };
    Ok(cells.join("\t"))
}

fn day(date: Option<jiff::civil::Date>) -> String {
    date.map_or_else(undated, |d| d.to_string())
}

/// As wide as a date.
fn undated() -> String {
    "undated   ".to_owned()
}

fn side(parties: &[Party]) -> String {
    let names: Vec<&str> = parties.iter().map(|p| p.code.unwrap_or(&p.identifier_text)).collect();
    if names.is_empty() { "-".to_owned() } else { flat(&names.join(" ")) }
}

/// A sentence on one line, whatever breaks and tabs it has in its document.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_of_the_published_format_makes_a_line() {
        let golden = include_str!("../../record/tests/golden/records-v1.jsonl");
        let event = golden.lines().find(|l| l.contains("\"record\":\"event\"")).expect("an event");
        let line = of(Kind::Event, event).expect("a line");
        assert_eq!(line.split('\t').count(), 6, "{line}");
        assert!(!line.contains('\n'));
    }
}
