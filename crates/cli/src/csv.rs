//! Records as comma-separated values (RFC 4180): one row each, lists joined by `;`.

use legation_record::{Party, Record};

const COLUMNS: [&str; 21] = [
    "record",
    "id",
    "doc",
    "published",
    "date",
    "enddate",
    "date_grain",
    "event",
    "mode",
    "context",
    "quad_code",
    "event_scale",
    "actor",
    "recipient",
    "place",
    "status",
    "speaker",
    "value",
    "unit",
    "what",
    "text",
];

/// The header row; with `cameo`, a last column of that name.
pub fn header(cameo: bool) -> String {
    COLUMNS.join(",") + if cameo { ",cameo" } else { "" } + "\r\n"
}

/// One record as a row, with the CAMEO code as its last cell where there is such a column.
pub fn row(record: &Record, cameo: Option<&str>) -> String {
    let mut cells: [String; COLUMNS.len()] = Default::default();
    let mut set = |column: &str, value: String| {
        if let Some(i) = COLUMNS.iter().position(|c| *c == column) {
            cells[i] = value;
        }
    };
    set("id", record.id().to_owned());
    match record {
        Record::Document(d) => {
            set("record", "document".into());
            set("doc", d.doc.clone());
            set("published", d.published.and_then(|p| p.from).map(|d| d.to_string()).unwrap_or_default());
            set("text", d.cite_info.title.clone().unwrap_or_default());
        }
        Record::Event(e) => {
            set("record", "event".into());
            set("doc", e.doc.clone());
            set("published", text(e.published));
            set("date", text(e.date));
            set("enddate", text(e.enddate));
            set("date_grain", text(e.date_grain));
            set("event", e.event.iter().map(|t| t.as_str()).collect::<Vec<_>>().join(";"));
            set("mode", e.mode.join(";"));
            set("context", e.context.join(";"));
            set("quad_code", e.quad_code.to_string());
            set("event_scale", e.event_scale.to_string());
            set("actor", parties(&e.actor));
            set("recipient", parties(&e.recipient));
            set("place", e.event_loc.as_ref().map(|l| l.name.clone()).unwrap_or_default());
            set("status", e.status.to_string());
            set("speaker", speaker(e.speaker.as_ref()));
            set("text", e.text.clone());
        }
        Record::Figure(f) => {
            set("record", "figure".into());
            set("doc", f.doc.clone());
            set("published", text(f.published));
            set("value", f.value.to_string());
            set("unit", f.unit.clone());
            set("what", f.what.clone());
            set("status", f.bound.to_string());
            set("actor", f.parties.join(";"));
            set("speaker", speaker(f.speaker.as_ref()));
            set("text", f.text.clone());
        }
        Record::Claim(c) => {
            set("record", "claim".into());
            set("doc", c.doc.clone());
            set("published", text(c.published));
            set("date", text(c.date));
            set("status", c.stance.to_string());
            set("speaker", speaker(c.speaker.as_ref()));
            set("what", c.proposition.clone());
            set("text", c.text.clone());
        }
    }
    cells.iter().map(String::as_str).chain(cameo).map(quoted).collect::<Vec<_>>().join(",") + "\r\n"
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn parties(side: &[Party]) -> String {
    let one = |p: &Party| p.code.clone().unwrap_or_else(|| p.identifier_text.clone());
    side.iter().map(one).collect::<Vec<_>>().join(";")
}

fn speaker(party: Option<&Party>) -> String {
    party.map(|p| p.identifier_text.clone()).unwrap_or_default()
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn cells_with_commas_quotes_and_breaks_are_quoted() {
        assert_eq!(super::quoted("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(super::quoted("plain"), "plain");
    }
}
