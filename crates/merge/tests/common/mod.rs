//! Short records for tests: one JSON object a line, what is left out takes a plain default.

#![allow(dead_code)] // each test file uses its part

use jiff::civil::Date;
use legation_merge::{Options, ReceiptInput, merge};
use legation_record::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Short {
    record: String,
    doc: String,
    /// Where one sentence yields more than one record of a kind.
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    n: u32,
    #[serde(default)]
    outlet: Option<String>,
    #[serde(default)]
    group: Option<String>,
    #[serde(default)]
    published: Option<Date>,
    /// Words of a document.
    #[serde(default)]
    length: u32,
    /// `2021-04-06`, `2021-04`, `2021`, `2021-04-06/2021-04-09`.
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    basis: Option<DateBasis>,
    #[serde(default, rename = "type")]
    kind: Option<EventType>,
    #[serde(default)]
    mode: Vec<String>,
    #[serde(default)]
    scale: f32,
    /// `name|code|sector|office`, or a bare code.
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    recipient: Vec<String>,
    #[serde(default)]
    place: Option<String>,
    #[serde(default)]
    status: Option<Status>,
    #[serde(default)]
    speaker: Option<String>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    what: String,
    #[serde(default)]
    value: Option<serde_json::Number>,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    bound: Option<Bound>,
    #[serde(default)]
    parties: Vec<String>,
    #[serde(default)]
    stance: Option<Stance>,
    #[serde(default)]
    about: Vec<String>,
}

/// The records of a fixture. Events are named `doc#n`, figures `doc#n$`, claims `doc#n"`.
pub fn read(jsonl: &str) -> Vec<Record> {
    jsonl
        .lines()
        .filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
        .map(|l| {
            let short: Short = serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"));
            expand(short)
        })
        .collect()
}

pub fn corpus(jsonl: &str) -> Corpus {
    merge(&read(jsonl), ReceiptInput::default(), &Options::default())
}

fn expand(s: Short) -> Record {
    let cite_info = CiteInfo { outlet: s.outlet.clone(), ..CiteInfo::default() };
    let text_info =
        TextInfo { sequence: s.n, start: s.n * 1000, end: s.n * 1000 + s.text.chars().count() as u32 };
    let (date, enddate, grain) = interval(s.date.as_deref());
    let speaker = s.speaker.as_deref().map(party);
    match s.record.as_str() {
        "document" => Record::Document(DocumentRecord {
            id: s.doc.clone(),
            doc: s.doc.clone(),
            published: s.published.map(|d| Interval { from: Some(d), to: Some(d) }),
            words: s.length,
            source_group: s.group.unwrap_or(s.doc),
            cite_info,
            ..DocumentRecord::default()
        }),
        "figure" => Record::Figure(FigureRecord {
            id: s.id.unwrap_or(format!("{}#{}$", s.doc, s.n)),
            doc: s.doc.clone(),
            doc_id: s.doc,
            published: s.published,
            what: s.what,
            value: s.value.expect("a figure has a value"),
            unit: s.unit,
            bound: s.bound.unwrap_or(Bound::Exact),
            period: date.map(|d| Interval { from: Some(d), to: enddate }),
            parties: s.parties,
            speaker,
            text: s.text,
            text_info,
            figure_text: String::new(),
            because: Vec::new(),
            cite_info,
        }),
        "claim" => Record::Claim(ClaimRecord {
            id: s.id.unwrap_or(format!("{}#{}\"", s.doc, s.n)),
            doc: s.doc.clone(),
            doc_id: s.doc,
            published: s.published,
            speaker,
            stance: s.stance.expect("a claim has a stance"),
            proposition: s.what,
            about: s.about,
            date,
            text: s.text,
            text_info,
            because: Vec::new(),
            cite_info,
        }),
        "event" => Record::Event(EventRecord {
            id: s.id.unwrap_or(format!("{}#{}", s.doc, s.n)),
            doc: s.doc.clone(),
            doc_id: s.doc,
            published: s.published,
            date,
            enddate,
            date_grain: grain,
            date_basis: date.map(|_| s.basis.unwrap_or(DateBasis::Stated)),
            event: vec![s.kind.expect("an event has a type")],
            mode: s.mode,
            context: Vec::new(),
            quad_code: 0,
            event_scale: s.scale,
            actor: s.actor.iter().map(|p| party(p)).collect(),
            recipient: s.recipient.iter().map(|p| party(p)).collect(),
            event_loc: s.place.map(|p| {
                let (name, country) = p.split_once('|').unwrap_or((&p, ""));
                Loc {
                    name: name.into(),
                    country: Some(country.into()).filter(|c: &String| !c.is_empty()),
                    lat: None,
                    lon: None,
                }
            }),
            status: s.status.unwrap_or(Status::Happened),
            speaker,
            said_on: None,
            horizon: None,
            text: s.text,
            text_info,
            event_text: s.words,
            confidence: 0.8,
            because: Vec::new(),
            cite_info,
            coder: "test".into(),
            codebook: "PLOVER 2.0".into(),
        }),
        other => panic!("unknown record {other}"),
    }
}

fn party(short: &str) -> Party {
    let mut parts = short.split('|');
    let name = parts.next().unwrap_or("").to_owned();
    let mut next = || parts.next().filter(|p| !p.is_empty()).map(str::to_owned);
    match next() {
        Some(code) => Party {
            entity_text: name.clone(),
            identifier_text: name,
            code: Some(code),
            sector: next().or(Some("GOV".into())),
            office: next(),
            wikidata_id: None,
        },
        None => Party {
            entity_text: name.clone(),
            code: Some(name),
            sector: Some("GOV".into()),
            ..Party::default()
        },
    }
}

fn interval(written: Option<&str>) -> (Option<Date>, Option<Date>, Option<Grain>) {
    let Some(written) = written else { return (None, None, None) };
    let day = |s: &str| s.parse::<Date>().unwrap_or_else(|e| panic!("{e}: {s}"));
    if let Some((from, to)) = written.split_once('/') {
        return (Some(day(from)), Some(day(to)), Some(Grain::Range));
    }
    match written.len() {
        4 => (
            Some(day(&format!("{written}-01-01"))),
            Some(day(&format!("{written}-12-31"))),
            Some(Grain::Year),
        ),
        7 => {
            let first = day(&format!("{written}-01"));
            (Some(first), Some(first.last_of_month()), Some(Grain::Month))
        }
        _ => (Some(day(written)), Some(day(written)), Some(Grain::Day)),
    }
}
