//! Small documents with a record each.
#![allow(dead_code)] // each test file uses its own part

use jiff::Timestamp;
use legation_record::{Record, record_id};
use legation_store::Entry;
use serde_json::json;

/// A document of one sentence, its title, and its records.
pub struct Item {
    pub id: String,
    pub name: String,
    pub text: String,
    pub records: Vec<Record>,
}

impl Item {
    /// `actor` does `event` to `recipient` on `date`, as the item called `name` tells.
    pub fn new(name: &str, date: &str, event: &str, actor: &str, recipient: &str, text: &str) -> Self {
        let id = record_id("d", &[text]);
        let party = |code: &str| json!({"entity_text": code, "identifier_text": code, "code": code, "sector": null, "office": null});
        let cite =
            json!({"title": "From the capitals", "outlet": "Coast Daily", "author": null, "url": null});
        let document = json!({"record": "document", "id": id, "doc": name, "published": {"from": date, "to": date},
            "cite_info": cite, "outlet_country": null, "words": 8, "sentences": 1, "source_group": id});
        let coded = json!({"record": "event", "id": record_id("e", &[&id]), "doc": name, "doc_id": id, "published": date,
            "date": date, "enddate": date, "date_grain": "day", "date_basis": "stated", "event": [event], "mode": [],
            "context": [], "quad_code": 1, "event_scale": 1.0, "actor": [party(actor)], "recipient": [party(recipient)],
            "event_loc": null, "status": "happened", "speaker": null, "said_on": null, "horizon": null, "text": text,
            "text_info": {"sequence": 0, "start": 0, "end": text.chars().count()}, "event_text": [], "confidence": 0.9,
            "because": [], "cite_info": cite, "coder": "legation 0.1.0", "codebook": "PLOVER 2.0"});
        let records = [document, coded].into_iter().map(|r| serde_json::from_value(r).unwrap()).collect();
        Self { id, name: name.to_owned(), text: text.to_owned(), records }
    }

    /// A plain item, different for each `n`.
    pub fn number(n: u32) -> Self {
        let day = format!("2024-{:02}-{:02}", 1 + n / 28 % 12, 1 + n % 28);
        let text = format!("Chile's envoy met Peru's for the {n}th time.");
        Self::new(&format!("item-{n}"), &day, "CONSULT", "CHL", "PER", &text)
    }

    pub fn entry(&self) -> Entry<'_> {
        let (id, name, text, records) = (&self.id, &self.name, &self.text, &self.records);
        Entry { id, name, origin: Some(name), title: Some("From the capitals"), text, records }
    }
}

/// Three items that no version of the archive may lose.
pub fn kept() -> [Item; 3] {
    [
        Item::new("talks", "2024-05-02", "CONSULT", "CHL", "PER", "Chile held talks with Peru in Lima."),
        Item::new("loan", "2023-11-20", "AID", "GHA", "TGO", "Ghana lent Togo money for a bridge."),
        Item::new("loan", "2023-11-20", "AID", "GHA", "TGO", "Ghana lent Togo money for two bridges."),
    ]
}

/// Noon on that day of January 2025.
pub fn day(day: i8) -> Timestamp {
    format!("2025-01-{day:02}T12:00:00Z").parse().unwrap()
}
