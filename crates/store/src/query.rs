//! Asking the archive.

use crate::add::digest;
use crate::{Archive, Error, Why};
use jiff::civil::Date;
use legation_record::{EventType, Record};
use rusqlite::types::ToSql;
use std::ops::ControlFlow;

/// The kinds of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Document,
    Event,
    Figure,
    Claim,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Event => "event",
            Self::Figure => "figure",
            Self::Claim => "claim",
        }
    }
}

/// How a document stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Current,
    /// A later text of the same origin took its place.
    Corrected,
    Withdrawn,
}

/// Which records are wanted: those that meet every condition given. The default is every record of the documents
/// that stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// None named means all.
    pub kinds: Vec<Kind>,
    /// Both take part, or it took place in one of them (ISO 3166 alpha-3, either order). Twice the same code asks for
    /// one party.
    pub between: Option<(String, String)>,
    /// It ends on this day or later, or has no date.
    pub since: Option<Date>,
    /// Events of this type.
    pub event: Option<EventType>,
    /// Every one of these words stands in its sentence, or for a document in its title and text, in any form:
    /// `talks` finds `talk`.
    pub search: Option<String>,
    /// Its document came, or went, on this day or later (UTC): those that came are [`State::Current`].
    pub changed_since: Option<Date>,
    /// Also those of corrected and withdrawn documents.
    pub any_state: bool,
}

/// One thing that was done to a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// UTC, `2025-01-31T09:00:00Z`.
    pub at: String,
    /// added, corrected, restored or withdrawn
    pub what: String,
    /// Content id of the document.
    pub id: String,
    pub name: String,
    /// Why it was withdrawn.
    pub reason: Option<String>,
}

impl Archive {
    /// The records wanted, by date, the undated last.
    pub fn records(&self, query: &Query) -> Result<Vec<Record>, Error> {
        let mut records = Vec::new();
        self.each(query, |_, record| {
            records.push(record);
            ControlFlow::Continue(())
        })?;
        Ok(records)
    }

    /// As [`Self::records`], one after another until `take` breaks off: memory stays flat.
    pub fn each(
        &self,
        query: &Query,
        mut take: impl FnMut(State, Record) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let mut work = || {
            for key in self.keys(query)? {
                let (state, record) = self.fetch(key)?;
                if take(state, record).is_break() {
                    break;
                }
            }
            Ok(())
        };
        work().map_err(|why: Why| self.error(why))
    }

    /// What was done on this day (UTC) or later, in order.
    pub fn changes(&self, since: Date) -> Result<Vec<Change>, Error> {
        let work = || {
            self.db
                .prepare_cached(
                    "SELECT c.at, c.what, d.id, d.name, iif(c.what = 'withdrawn', d.reason, NULL)
                     FROM change c JOIN document d ON d.key = c.document WHERE c.at >= ?1 ORDER BY c.key",
                )?
                .query_map([since.to_string()], |row| {
                    Ok(Change {
                        at: row.get(0)?,
                        what: row.get(1)?,
                        id: row.get(2)?,
                        name: row.get(3)?,
                        reason: row.get(4)?,
                    })
                })?
                .collect::<Result<Vec<_>, _>>()
        };
        work().map_err(|e| self.error(e))
    }

    /// The text of a document, by content id; `None` where there is none.
    pub fn text(&self, id: &str) -> Result<Option<String>, Error> {
        let work = || -> Result<Option<String>, Why> {
            let mut find = self.db.prepare_cached("SELECT text, digest FROM document WHERE id = ?1")?;
            let mut rows = find.query([id])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            let text: String = row.get(0)?;
            if row.get_ref(1)?.as_str().ok() != Some(digest(&text).as_str()) {
                return Err(Why::Corrupted(format!("the text of document {id} is not what was written")));
            }
            Ok(Some(text))
        };
        work().map_err(|why| self.error(why))
    }

    fn keys(&self, query: &Query) -> Result<Vec<i64>, Why> {
        let statement = Statement::of(query)?;
        let mut find = self.db.prepare_cached(&statement.sql())?;
        let values: Vec<&dyn ToSql> = statement.values.iter().map(|v| v as &dyn ToSql).collect();
        let keys = find.query_map(values.as_slice(), |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(keys)
    }

    fn fetch(&self, key: i64) -> Result<(State, Record), Why> {
        let mut find = self.db.prepare_cached(
            "SELECT d.state, r.json, r.digest, r.kind
             FROM record r JOIN document d ON d.key = r.document WHERE r.key = ?1",
        )?;
        let mut rows = find.query([key])?;
        let damaged = |what: &str| Why::Corrupted(format!("record {key} {what}"));
        let row = rows.next()?.ok_or_else(|| damaged("is missing"))?;
        let json = row.get_ref(1)?.as_str().map_err(|_| damaged("is no text"))?;
        if row.get_ref(2)?.as_str().map_err(|_| damaged("has no digest"))? != digest(json) {
            return Err(damaged("is not what was written"));
        }
        let state = match row.get_ref(0)?.as_str().unwrap_or_default() {
            "current" => State::Current,
            "corrected" => State::Corrected,
            "withdrawn" => State::Withdrawn,
            _ => return Err(damaged("belongs to a document without a state")),
        };
        let record = parse(row.get_ref(3)?.as_str().unwrap_or_default(), json)
            .map_err(|e| damaged(&format!("cannot be read: {e}")))?;
        Ok((state, record))
    }
}

/// Reads a record of a known kind: twice as fast as letting its tag say which it is.
fn parse(kind: &str, json: &str) -> serde_json::Result<Record> {
    match kind {
        "document" => serde_json::from_str(json).map(Record::Document),
        "event" => serde_json::from_str(json).map(Record::Event),
        "figure" => serde_json::from_str(json).map(Record::Figure),
        "claim" => serde_json::from_str(json).map(Record::Claim),
        _ => serde_json::from_str(json),
    }
}

/// A query in SQL. Where a pair, words or a change narrow it down, that is where `SQLite` is made to begin (`CROSS JOIN`
/// keeps its order, `+` keeps a column's index out), for it cannot know that these leave fewest.
#[derive(Default)]
struct Statement {
    /// Begins at the table of pairs.
    from_pairs: bool,
    conditions: Vec<String>,
    values: Vec<String>,
}

impl Statement {
    fn of(query: &Query) -> Result<Self, Why> {
        let mut statement = Self::default();
        statement.narrow(query)?;
        let narrowed = query.between.is_some() || query.search.is_some() || query.changed_since.is_some();
        let plus = if narrowed { "+" } else { "" };
        if !query.kinds.is_empty() {
            let kinds: Vec<String> = query.kinds.iter().map(|k| format!("'{}'", k.as_str())).collect();
            statement.conditions.push(format!("{plus}r.kind IN ({})", kinds.join(", ")));
        }
        if let Some(event) = query.event {
            let value = statement.value(event.as_str().to_owned());
            statement.conditions.push(format!("{plus}r.type = {value}"));
        }
        if let Some(since) = query.since {
            let value = statement.value(since.to_string());
            statement.conditions.push(format!("coalesce(r.enddate, r.date, '9999') >= {value}"));
        }
        if query.changed_since.is_none() && !query.any_state {
            statement.conditions.push("d.state = 'current'".to_owned());
        }
        Ok(statement)
    }

    fn narrow(&mut self, query: &Query) -> Result<(), Why> {
        if let Some((a, b)) = &query.between {
            let (a, b) = (a.min(b).clone(), a.max(b).clone());
            let (a, b) = (self.value(a), self.value(b));
            self.from_pairs = true;
            self.conditions.push(format!("p.a = {a} AND p.b = {b} AND r.key = p.record"));
        }
        if let Some(words) = &query.search {
            let sought = self.value(match_all(words)?);
            self.conditions.push(format!(
                "(r.sentence IN (SELECT rowid FROM sentence_search WHERE sentence_search MATCH {sought})
                  OR +r.kind = 'document' AND r.document IN
                     (SELECT rowid FROM document_search WHERE document_search MATCH {sought}))"
            ));
        }
        if let Some(day) = query.changed_since {
            let day = self.value(day.to_string());
            // What came and went since was not there before and is not there now.
            self.conditions.push(format!("d.changed >= {day} AND (d.state = 'current' OR d.added < {day})"));
        }
        Ok(())
    }

    /// A place for `value` in the statement.
    fn value(&mut self, value: String) -> String {
        self.values.push(value);
        format!("?{}", self.values.len())
    }

    fn sql(&self) -> String {
        let from = if self.from_pairs { "pair p CROSS JOIN " } else { "" };
        let conditions =
            if self.conditions.is_empty() { "true".to_owned() } else { self.conditions.join(" AND ") };
        format!(
            "SELECT r.key FROM {from}record r JOIN document d ON d.key = r.document WHERE {conditions}
             ORDER BY coalesce(r.date, r.enddate, '9999'), r.enddate, r.id, r.key"
        )
    }
}

/// Every word as FTS5 takes it literally.
fn match_all(words: &str) -> Result<String, Why> {
    let quoted: Vec<String> = words
        .split_whitespace()
        .filter(|w| w.chars().any(char::is_alphanumeric))
        .map(|w| format!("\"{}\"", w.replace('"', "\"\"")))
        .collect();
    if quoted.is_empty() { Err(Why::NothingToSearch) } else { Ok(quoted.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sought_as_they_stand() {
        assert_eq!(match_all("arms -- NOT \"deal\"").unwrap(), "\"arms\" \"NOT\" \"\"\"deal\"\"\"");
        assert_eq!(match_all(" * "), Err(Why::NothingToSearch));
    }
}
