//! JSON: one object an article, several in a list, or one a line.

use crate::document::{Stated, collapse, from_text};
use crate::{Rejected, Why, dates, html};
use legation_text::{Document, Published};
use serde_json::{Map, Value};

type Item = Map<String, Value>;

/// The documents in the JSON text `json`: an object, a list of objects, or an object that holds such a list.
pub(crate) fn read(name: &str, json: &str) -> Vec<Result<Document, Rejected>> {
    let value = match serde_json::from_str(json) {
        Ok(value) => value,
        Err(error) => {
            // A .json file with one object a line is common enough to be taken for what it is.
            return match lines(name, json) {
                Some(items) => items,
                None => vec![Err(Rejected::new(name, Why::NotJson(error.to_string())))],
            };
        }
    };
    let list = match &value {
        Value::Array(list) => Some(list),
        Value::Object(object) if !has_text(object) => ["articles", "documents", "docs", "items", "results"]
            .iter()
            .find_map(|k| object.get(*k)?.as_array()),
        _ => None,
    };
    match list {
        Some(list) if list.iter().any(Value::is_object) => {
            list.iter().enumerate().map(|(i, v)| read_value(&format!("{name}:{}", i + 1), v)).collect()
        }
        _ => vec![read_value(name, &value)],
    }
}

/// One document a line, where the first line is an object of its own.
fn lines(name: &str, json: &str) -> Option<Vec<Result<Document, Rejected>>> {
    let numbered = || json.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    serde_json::from_str::<Item>(numbered().next()?.1).ok()?;
    Some(numbered().map(|(i, line)| read_line(&format!("{name}:{}", i + 1), line)).collect())
}

/// The document on one line of a collection; `place` is `FILE:LINE`.
pub(crate) fn read_line(place: &str, line: &str) -> Result<Document, Rejected> {
    match serde_json::from_str(line) {
        Ok(value) => read_value(place, &value),
        Err(error) => Err(Rejected::new(place, Why::NotJson(error.to_string()))),
    }
}

fn read_value(place: &str, value: &Value) -> Result<Document, Rejected> {
    let item = value.as_object().ok_or_else(|| Rejected::new(place, Why::NoText))?;
    let name =
        text_of(item, &["id", "_id", "doc", "guid", "uid", "name"]).unwrap_or_else(|| place.to_owned());
    let stated = stated(item);
    if let Some(page) = string(item, &["html"]) {
        return html::read(&name, page, stated).map_err(|why| Rejected::new(place, why));
    }
    let text = string(item, TEXT).ok_or_else(|| Rejected::new(place, Why::NoText))?;
    match text {
        text if text.trim().is_empty() => Err(Rejected::new(place, Why::Empty)),
        text if text.contains('\0') => Err(Rejected::new(place, Why::Binary("binary data"))),
        text if html::is_markup(text) => {
            html::read_fragment(&name, text, stated).map_err(|why| Rejected::new(place, why))
        }
        text => Ok(from_text(&name, text.to_owned(), stated)),
    }
}

const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "articleBody",
    "article_body",
    "fulltext",
    "full_text",
    "story",
    "article",
    "maintext",
];

fn has_text(item: &Item) -> bool {
    string(item, TEXT).or_else(|| string(item, &["html"])).is_some()
}

fn stated(item: &Item) -> Stated {
    let source = item.get("sources").and_then(Value::as_array).and_then(|list| list.first());
    let source = source.and_then(Value::as_object);
    let outlet =
        &["outlet", "publisher", "source", "site", "site_name", "publication", "newspaper", "domain"];
    let url = &["url", "link", "permalink", "canonical_url", "source_url"];
    Stated {
        title: text_of(item, &["title", "headline"]),
        outlet: text_of(item, outlet).or_else(|| text_of(source?, &["outlet", "name", "title"])),
        author: text_of(item, &["author", "authors", "byline", "creator"]),
        url: text_of(item, url).or_else(|| text_of(source?, url)),
        published: published(item),
        country: text_of(item, &["outlet_country", "country"]).filter(|code| is_alpha3(code)),
        notes: Vec::new(),
    }
}

fn published(item: &Item) -> Option<Published> {
    const DATE: [&str; 13] = [
        "published",
        "date",
        "published_at",
        "publishedAt",
        "datePublished",
        "date_published",
        "date_publish",
        "pubDate",
        "pub_date",
        "publish_date",
        "publication_date",
        "created_at",
        "timestamp",
    ];
    DATE.iter().filter_map(|key| item.get(*key)).find_map(|value| match value {
        Value::String(text) => dates::stamp(text),
        Value::Number(number) => dates::from_unix(number.as_i64()?),
        Value::Object(range) => {
            let end = |key: &str| dates::stamp(range.get(key)?.as_str()?);
            let (from, to) = (end("from")?, end("to")?);
            (from.from <= to.to).then_some(Published { from: from.from, to: to.to })
        }
        _ => None,
    })
}

fn is_alpha3(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// The first field of `keys` that is a string.
fn string<'i>(item: &'i Item, keys: &[&str]) -> Option<&'i str> {
    keys.iter().find_map(|key| item.get(*key)?.as_str())
}

/// The first field of `keys` that has a short text: a string, a number, an object's name, a list of these.
fn text_of(item: &Item, keys: &[&str]) -> Option<String> {
    fn flat(value: &Value) -> Option<String> {
        match value {
            Value::String(text) => Some(collapse(text)),
            Value::Number(number) => Some(number.to_string()),
            Value::Object(object) => {
                ["name", "title", "outlet", "$oid"].iter().find_map(|k| flat(object.get(*k)?))
            }
            Value::Array(list) => {
                let names: Vec<String> = list.iter().filter(|v| !v.is_array()).filter_map(flat).collect();
                Some(names.join(", "))
            }
            _ => None,
        }
    }
    keys.iter().filter_map(|key| flat(item.get(*key)?)).find(|text| !text.is_empty() && text.len() < 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const LINE: &str = r#"{"id": "x-1", "date": "2025-01-02", "title": "Envoys meet", "text": "The envoys of both states met on Monday and agreed to open the border.",
        "sources": [{"outlet": "The Guardian", "url": "https://www.theguardian.com/world/a"}]}"#;

    #[test]
    fn fields_are_read() {
        let document = read_line("feed.jsonl:3", LINE).unwrap();
        assert_eq!(document.name, "x-1");
        assert_eq!(document.published, Some(Published::day(date(2025, 1, 2))));
        assert_eq!(document.outlet.as_deref(), Some("The Guardian"));
        assert_eq!(document.outlet_country.as_deref(), Some("GBR"));
        assert_eq!(document.title.as_deref(), Some("Envoys meet"));
        assert!(document.text.starts_with("The envoys"));
    }

    #[test]
    fn lists_lines_and_wrappers_are_found() {
        assert_eq!(read("a.json", &format!("[{LINE},{LINE}]")).len(), 2);
        assert_eq!(read("a.json", &format!("{{\"status\":\"ok\",\"articles\":[{LINE}]}}")).len(), 1);
        let flat = LINE.replace('\n', " ");
        assert_eq!(read("a.json", &format!("{flat}\n{flat}\n")).iter().filter(|d| d.is_ok()).count(), 2);
    }

    #[test]
    fn what_is_no_article_says_so() {
        let why = |json: &str| read("a.json", json).remove(0).err().map(|rejected| rejected.why);
        assert_eq!(why("{\"events\": []}"), Some(Why::NoText));
        assert_eq!(why("[1, 2]"), Some(Why::NoText));
        assert_eq!(why("{\"text\": \" \"}"), Some(Why::Empty));
        assert!(matches!(why("{\"text\": "), Some(Why::NotJson(_))));
        let rejected = read("a.json", &format!("[{LINE},{{}}]")).remove(1).unwrap_err();
        assert_eq!(rejected.doc, "a.json:2");
    }
}
