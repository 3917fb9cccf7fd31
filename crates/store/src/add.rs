//! Adding documents.

use crate::{Archive, Error, Why, index};
use jiff::Timestamp;
use legation_record::Record;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::BTreeMap;

/// A document to be added, with the records it yields.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Content address.
    pub id: &'a str,
    /// Where it was read.
    pub name: &'a str,
    /// What names the document wherever its words change: a file's place, an item's own id. A later text of the same
    /// origin corrects this one. `None` where nothing names it.
    pub origin: Option<&'a str>,
    pub title: Option<&'a str>,
    /// The cleaned text that offsets count in.
    pub text: &'a str,
    pub records: &'a [Record],
}

/// What adding a document came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    New,
    /// It takes the place of the text with this id.
    Corrects(String),
    /// A text that had been corrected is the right one again.
    Restored,
    /// It was there.
    Present,
    /// It was there, and had been withdrawn. It stays so.
    Withdrawn,
}

/// Seconds since the epoch as the archive writes them: texts that sort as the times do.
pub fn stamp(at: Timestamp) -> String {
    Timestamp::from_second(at.as_second()).unwrap_or(at).to_string()
}

impl Archive {
    /// Whether a text of this content is there, current or not.
    pub fn has(&self, id: &str) -> Result<bool, Error> {
        let find = || self.db.prepare_cached("SELECT 1 FROM document WHERE id = ?1")?.exists([id]);
        find().map_err(|e| self.error(e))
    }

    /// Adds all entries, or on any failure none. Waits for other processes that are writing.
    ///
    /// What it costs depends on the entries, not on the archive; those that are there already cost a look.
    pub fn add(&mut self, entries: &[Entry], at: Timestamp) -> Result<Vec<Added>, Error> {
        let at = stamp(at);
        let mut work = || -> Result<Vec<Added>, Why> {
            let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let writer = Writer { db: &change, at: &at };
            let added = entries.iter().map(|e| writer.add(e)).collect::<Result<_, _>>()?;
            change.commit()?;
            Ok(added)
        };
        let result = work();
        result.map_err(|why| self.error(why))
    }
}

/// A day as the archive writes it.
fn day(date: Option<jiff::civil::Date>) -> Option<String> {
    date.map(|d| d.to_string())
}

pub struct Writer<'t> {
    pub db: &'t Transaction<'t>,
    pub at: &'t str,
}

impl Writer<'_> {
    fn add(&self, entry: &Entry) -> Result<Added, Why> {
        let known = self
            .db
            .prepare_cached("SELECT key, state, origin FROM document WHERE id = ?1")?
            .query_row([entry.id], |row| {
                Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?))
            })
            .optional()?;
        match known {
            Some((_, state, _)) if state == "withdrawn" => Ok(Added::Withdrawn),
            Some((key, state, origin)) if state == "corrected" && origin.as_deref() == entry.origin => {
                self.supersede(entry.origin, key)?;
                self.turn(key, "current", "restored")?;
                Ok(Added::Restored)
            }
            Some(_) => Ok(Added::Present),
            None => self.insert(entry),
        }
    }

    fn insert(&self, entry: &Entry) -> Result<Added, Why> {
        // The key comes first, so that the old text can step back before the new one takes its origin.
        let key: i64 = self
            .db
            .prepare_cached("SELECT coalesce(max(key), 0) + 1 FROM document")?
            .query_row([], |row| row.get(0))?;
        let corrected = self.supersede(entry.origin, key)?;
        self.db
            .prepare_cached(
                "INSERT INTO document (key, id, name, origin, state, added, changed, title, text, digest)
                 VALUES (?1, ?2, ?3, ?4, 'current', ?5, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                key,
                entry.id,
                entry.name,
                entry.origin,
                self.at,
                entry.title,
                entry.text,
                digest(entry.text)
            ])?;
        self.db
            .prepare_cached("INSERT INTO document_search (rowid, title, text) VALUES (?1, ?2, ?3)")?
            .execute(params![key, entry.title, entry.text])?;
        self.log("added", key)?;
        self.insert_records(key, entry.records)?;
        Ok(corrected.map_or(Added::New, Added::Corrects))
    }

    /// The current text of this origin makes room for the one with the key `successor`; its id.
    fn supersede(&self, origin: Option<&str>, successor: i64) -> Result<Option<String>, Why> {
        let Some(origin) = origin else { return Ok(None) };
        let old = self
            .db
            .prepare_cached("SELECT key, id FROM document WHERE origin = ?1 AND state = 'current'")?
            .query_row([origin], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))
            .optional()?;
        let Some((key, id)) = old else { return Ok(None) };
        self.turn(key, "corrected", "corrected")?;
        self.db
            .prepare_cached("UPDATE document SET successor = ?2 WHERE key = ?1")?
            .execute(params![key, successor])?;
        Ok(Some(id))
    }

    /// Puts a document in another state and notes what was done.
    pub fn turn(&self, key: i64, state: &str, what: &str) -> Result<(), Why> {
        self.db
            .prepare_cached("UPDATE document SET state = ?2, changed = ?3, successor = NULL WHERE key = ?1")?
            .execute(params![key, state, self.at])?;
        self.log(what, key)
    }

    fn log(&self, what: &str, document: i64) -> Result<(), Why> {
        self.db
            .prepare_cached("INSERT INTO change (at, what, document) VALUES (?1, ?2, ?3)")?
            .execute(params![self.at, what, document])?;
        Ok(())
    }

    fn insert_records(&self, document: i64, records: &[Record]) -> Result<(), Why> {
        let by_id: BTreeMap<&str, &Record> = records.iter().map(|r| (r.id(), r)).collect();
        let mut sentences = BTreeMap::new();
        for record in records {
            let columns = index::columns(record);
            let sentence = match columns.sentence {
                Some((place, _)) if sentences.contains_key(&place) => sentences.get(&place).copied(),
                Some((place, text)) => {
                    let key = self.insert_sentence(document, place.start, text)?;
                    sentences.insert(place, key);
                    Some(key)
                }
                None => None,
            };
            let key = self.insert_record(document, sentence, record, &columns)?;
            let mut insert = self.db.prepare_cached(
                "INSERT OR IGNORE INTO dealing (a, b, kind, at, until, id, record, document, type)
                 VALUES (?1, ?2, ?3, coalesce(?4, ?5, '9999'), coalesce(?5, ''), ?6, ?7, ?8, ?9)",
            )?;
            let (from, to) = (day(columns.date), day(columns.enddate));
            for (a, b) in index::pairs(&index::parties(record, &by_id)) {
                let id = record.id();
                insert.execute(params![
                    a,
                    b,
                    columns.kind.as_str(),
                    from,
                    to,
                    id,
                    key,
                    document,
                    columns.event
                ])?;
            }
        }
        Ok(())
    }

    fn insert_sentence(&self, document: i64, start: u32, text: &str) -> Result<i64, Why> {
        self.db
            .prepare_cached("INSERT INTO sentence (document, start, text) VALUES (?1, ?2, ?3)")?
            .execute(params![document, start, text])?;
        let key = self.db.last_insert_rowid();
        self.db
            .prepare_cached("INSERT INTO sentence_search (rowid, text) VALUES (?1, ?2)")?
            .execute(params![key, text])?;
        Ok(key)
    }

    fn insert_record(
        &self,
        document: i64,
        sentence: Option<i64>,
        record: &Record,
        columns: &index::Columns,
    ) -> Result<i64, Why> {
        let json = serde_json::to_string(record).map_err(|e| Why::Other(e.to_string()))?;
        self.db
            .prepare_cached(
                "INSERT INTO record (document, sentence, id, kind, type, date, enddate, json, digest)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                document,
                sentence,
                record.id(),
                columns.kind.as_str(),
                columns.event,
                day(columns.date),
                day(columns.enddate),
                json,
                digest(&json)
            ])?;
        Ok(self.db.last_insert_rowid())
    }
}

/// The first 16 hexadecimal digits of SHA-256.
pub fn digest(text: &str) -> String {
    let mut digits = legation_record::sha256(text.as_bytes());
    digits.truncate(16);
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_and_leaves_nothing_half_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut archive = Archive::create(&folder.path().join("a.legation")).unwrap();
        let at = Timestamp::UNIX_EPOCH;
        let small =
            Entry { id: "1", name: "a", origin: Some("a"), title: None, text: "Talks.", records: &[] };
        archive.add(&[small], at).unwrap();
        // SQLite treats a file that may not grow as it treats a disk that is full.
        let pages: i64 = archive.db.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        archive.db.pragma_update(None, "max_page_count", pages).unwrap();
        let long = "The envoys met. ".repeat(10_000);
        let correction = Entry { id: "2", text: &long, ..small };
        assert_eq!(archive.add(&[correction], at).unwrap_err().why, Why::DiskFull);
        assert!(!archive.has("2").unwrap());
        assert_eq!(archive.add(&[small], at).unwrap(), [Added::Present]);
        archive.check().unwrap();
    }
}
