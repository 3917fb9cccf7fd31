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
    const ALL: [Self; 4] = [Self::Document, Self::Event, Self::Figure, Self::Claim];

    /// As the archive writes it.
    pub(crate) const fn as_str(self) -> &'static str {
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
            self.each_json(query, |state, key, kind, json| {
                let record = parse(kind, json)
                    .map_err(|e| Why::Corrupted(format!("record {key} cannot be read: {e}")))?;
                Ok(take(state, record))
            })
        };
        work().map_err(|why: Why| self.error(why))
    }

    /// As [`Self::each`], with the records as they were written: their kind and their JSON. For who needs little of each.
    pub fn each_written(
        &self,
        query: &Query,
        mut take: impl FnMut(State, Kind, &str) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let mut work = || {
            self.each_json(query, |state, key, kind, json| {
                let known = Kind::ALL.into_iter().find(|k| k.as_str() == kind);
                let known =
                    known.ok_or_else(|| Why::Corrupted(format!("record {key} is of no known kind")))?;
                Ok(take(state, known, json))
            })
        };
        work().map_err(|why: Why| self.error(why))
    }

    /// The records, of the documents that stand, of every article that tells of both countries.
    pub fn around(&self, a: &str, b: &str) -> Result<Vec<Record>, Error> {
        let work = || {
            let _read = self.db.unchecked_transaction()?;
            let mut find = self.db.prepare_cached(
                "SELECT r.key FROM record r WHERE r.document IN (
                     SELECT document FROM dealing WHERE a = ?1 AND b = ?1
                     INTERSECT SELECT document FROM dealing WHERE a = ?2 AND b = ?2)
                 AND r.document NOT IN (
                     SELECT key FROM document INDEXED BY document_not_current WHERE state <> 'current')
                 ORDER BY r.id, r.key",
            )?;
            let keys = find.query_map([a, b], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
            let mut records = Vec::with_capacity(keys.len());
            for key in keys {
                self.fetch(key, Some(State::Current), |_, kind, json| {
                    let damaged = |e| Why::Corrupted(format!("record {key} cannot be read: {e}"));
                    records.push(parse(kind, json).map_err(damaged)?);
                    Ok(())
                })?;
            }
            Ok(records)
        };
        work().map_err(|why: Why| self.error(why))
    }

    /// Whether a record of this id is there.
    pub fn has_record(&self, id: &str) -> Result<bool, Error> {
        let find = || self.db.prepare_cached("SELECT 1 FROM record WHERE id = ?1")?.exists([id]);
        find().map_err(|e| self.error(e))
    }

    /// How many documents stand.
    pub fn standing(&self) -> Result<u64, Error> {
        let count = "SELECT count(*) FROM document WHERE state = 'current'";
        let found = self.db.query_row(count, [], |row| row.get::<_, i64>(0)).map_err(|e| self.error(e))?;
        Ok(found.unsigned_abs())
    }

    fn each_json(
        &self,
        query: &Query,
        mut take: impl FnMut(State, i64, &str, &str) -> Result<ControlFlow<()>, Why>,
    ) -> Result<(), Why> {
        // One read of the file as it stands: without it every record would be a transaction of its own.
        let _read = self.db.unchecked_transaction()?;
        let known = (query.changed_since.is_none() && !query.any_state).then_some(State::Current);
        // One kind of record of a pair lies in the order wanted: nothing need be gathered first.
        if let (Some(state), Some(_), [_]) = (known, &query.between, query.kinds.as_slice()) {
            return self.stream(query, state, take);
        }
        for key in self.keys(query)? {
            if self.fetch(key, known, |state, kind, json| take(state, key, kind, json))?.is_break() {
                break;
            }
        }
        Ok(())
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

    fn stream(
        &self,
        query: &Query,
        state: State,
        mut take: impl FnMut(State, i64, &str, &str) -> Result<ControlFlow<()>, Why>,
    ) -> Result<(), Why> {
        let statement = Statement::of(query)?;
        let mut find = self.db.prepare_cached(&statement.sql("p.record, r.kind, r.json, r.digest"))?;
        let mut rows = find.query(rusqlite::params_from_iter(&statement.values))?;
        while let Some(row) = rows.next()? {
            let key = row.get(0)?;
            let damaged = |what: &str| Why::Corrupted(format!("record {key} {what}"));
            let json = row.get_ref(2)?.as_str().map_err(|_| damaged("is no text"))?;
            if row.get_ref(3)?.as_str().map_err(|_| damaged("has no digest"))? != digest(json) {
                return Err(damaged("is not what was written"));
            }
            if take(state, key, row.get_ref(1)?.as_str().unwrap_or_default(), json)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn keys(&self, query: &Query) -> Result<Vec<i64>, Why> {
        let statement = Statement::of(query)?;
        let mut find =
            self.db.prepare_cached(&statement.sql(if statement.of_pair { "p.record" } else { "r.key" }))?;
        let values: Vec<&dyn ToSql> = statement.values.iter().map(|v| v as &dyn ToSql).collect();
        let keys = find.query_map(values.as_slice(), |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(keys)
    }

    /// Hands out one record as it was written, once it is seen to be whole.
    fn fetch<T>(
        &self,
        key: i64,
        known: Option<State>,
        take: impl FnOnce(State, &str, &str) -> Result<T, Why>,
    ) -> Result<T, Why> {
        let mut find = self.db.prepare_cached(match known {
            Some(_) => "SELECT kind, json, digest FROM record WHERE key = ?1",
            None => {
                "SELECT r.kind, r.json, r.digest, d.state
                 FROM record r JOIN document d ON d.key = r.document WHERE r.key = ?1"
            }
        })?;
        let mut rows = find.query([key])?;
        let damaged = |what: &str| Why::Corrupted(format!("record {key} {what}"));
        let row = rows.next()?.ok_or_else(|| damaged("is missing"))?;
        let json = row.get_ref(1)?.as_str().map_err(|_| damaged("is no text"))?;
        if row.get_ref(2)?.as_str().map_err(|_| damaged("has no digest"))? != digest(json) {
            return Err(damaged("is not what was written"));
        }
        let state = match known {
            Some(state) => state,
            None => match row.get_ref(3)?.as_str().unwrap_or_default() {
                "current" => State::Current,
                "corrected" => State::Corrected,
                "withdrawn" => State::Withdrawn,
                _ => return Err(damaged("belongs to a document without a state")),
            },
        };
        take(state, row.get_ref(0)?.as_str().unwrap_or_default(), json)
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

/// A query in SQL. Where words or a change narrow it down, that is where `SQLite` is made to begin (`+` keeps a column's
/// index out), for it cannot know that these leave fewest. A pair is asked of `dealing`, which holds what is asked by.
#[derive(Default)]
struct Statement {
    of_pair: bool,
    conditions: Vec<String>,
    values: Vec<String>,
}

impl Statement {
    fn of(query: &Query) -> Result<Self, Why> {
        let mut statement = Self { of_pair: query.between.is_some(), ..Self::default() };
        statement.narrow(query)?;
        let narrowed = query.search.is_some() || query.changed_since.is_some();
        let (kind, event, end) = match (statement.of_pair, narrowed) {
            (true, _) => ("p.kind", "p.type", "iif(p.until = '', p.at, p.until)"),
            (false, true) => ("+r.kind", "+r.type", "coalesce(r.enddate, r.date, '9999')"),
            (false, false) => ("r.kind", "r.type", "coalesce(r.enddate, r.date, '9999')"),
        };
        if !query.kinds.is_empty() {
            let kinds: Vec<String> = query.kinds.iter().map(|k| format!("'{}'", k.as_str())).collect();
            // One kind, said plainly, comes in the order of the table.
            let said = if kinds.len() == 1 {
                format!("= {}", kinds[0])
            } else {
                format!("IN ({})", kinds.join(", "))
            };
            statement.conditions.push(format!("{kind} {said}"));
        }
        if let Some(of) = query.event {
            let value = statement.value(of.as_str().to_owned());
            statement.conditions.push(format!("{event} = {value}"));
        }
        if let Some(since) = query.since {
            let value = statement.value(since.to_string());
            statement.conditions.push(format!("{end} >= {value}"));
        }
        if query.changed_since.is_none() && !query.any_state {
            statement.conditions.push(if statement.of_pair {
                "p.document NOT IN (SELECT key FROM document INDEXED BY document_not_current WHERE state <> 'current')"
                    .to_owned()
            } else {
                "d.state = 'current'".to_owned()
            });
        }
        Ok(statement)
    }

    fn narrow(&mut self, query: &Query) -> Result<(), Why> {
        if let Some((a, b)) = &query.between {
            let (a, b) = (a.min(b).clone(), a.max(b).clone());
            let (a, b) = (self.value(a), self.value(b));
            self.conditions.push(format!("p.a = {a} AND p.b = {b}"));
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

    fn sql(&self, wanted: &str) -> String {
        let conditions =
            if self.conditions.is_empty() { "true".to_owned() } else { self.conditions.join(" AND ") };
        if !self.of_pair {
            return format!(
                "SELECT {wanted} FROM record r JOIN document d ON d.key = r.document WHERE {conditions}
                 ORDER BY coalesce(r.date, r.enddate, '9999'), r.enddate, r.id, r.key"
            );
        }
        let asks = |table: &str| {
            let of = format!("{table}.");
            wanted.contains(&of) || self.conditions.iter().any(|c| c.contains(&of))
        };
        let records = if asks("r") { " CROSS JOIN record r ON r.key = p.record" } else { "" };
        let documents = if asks("d") { " CROSS JOIN document d ON d.key = p.document" } else { "" };
        format!(
            "SELECT {wanted} FROM dealing p{records}{documents} WHERE {conditions}
             ORDER BY p.at, p.until, p.id, p.record"
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
