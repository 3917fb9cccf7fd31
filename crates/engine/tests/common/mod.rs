//! Short articles and what is told of them.
#![allow(dead_code)] // each test binary uses its own part

use legation_engine::Engine;
use legation_record::{EventRecord, Record};

/// The event records of an article, read as a file is.
pub fn events(article: &str) -> Vec<EventRecord> {
    let read = legation_ingest::read_bytes("story.txt", article.as_bytes()).into_iter();
    let documents: Vec<_> = read.map(|outcome| outcome.expect("it is plain text")).collect();
    let records = documents.iter().flat_map(|document| Engine::builtin().records(document));
    let event = |record| if let Record::Event(event) = record { Some(event) } else { None };
    records.filter_map(event).collect()
}

/// A short article of 4 March 2021.
pub fn news(text: &str) -> String {
    format!("News\n\nCoast Daily | 2021-03-04\n\n{text}\n")
}

/// `TYPE AAA,BBB > CCC` of every event whose sentence begins so.
pub fn told(article: &str, opening: &str) -> Vec<String> {
    let codes = |side: &[legation_record::Party]| {
        let mut codes: Vec<&str> = side.iter().filter_map(|p| p.code.as_deref()).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.join(",")
    };
    let shown = |e: &EventRecord| format!("{} {} > {}", e.event[0], codes(&e.actor), codes(&e.recipient));
    events(article).iter().filter(|e| e.text.starts_with(opening)).map(shown).collect()
}

/// Fails unless a sentence that begins so tells the event.
#[track_caller]
pub fn tells(article: &str, opening: &str, event: &str) {
    let told = told(article, opening);
    assert!(told.iter().any(|e| e == event), "{event} is not among {told:?}");
}
