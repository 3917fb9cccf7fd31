//! What people decide: a text is withdrawn, reports are one happening or stand apart.

use crate::add::{Writer, stamp};
use crate::{Archive, Error, Why};
use jiff::Timestamp;
use rusqlite::{TransactionBehavior, params};

/// What a person decided about some records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionKind {
    /// They report one happening.
    Merge,
    /// They stand apart from all others.
    Split,
}

impl DecisionKind {
    /// As the archive writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Split => "split",
        }
    }
}

/// A decision that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its number in this archive, to undo it by.
    pub key: i64,
    pub kind: DecisionKind,
    /// Record ids, sorted.
    pub ids: Vec<String>,
    /// UTC, `2025-01-31T09:00:00Z`.
    pub at: String,
}

impl Archive {
    /// Withdraws the current documents of this content id or name. They stay in the file, marked; their ids come back.
    pub fn retract(&mut self, name: &str, reason: Option<&str>, at: Timestamp) -> Result<Vec<String>, Error> {
        let at = stamp(at);
        let mut work = || -> Result<Vec<String>, Why> {
            let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let found: Vec<(i64, String)> = change
                .prepare_cached(
                    "SELECT key, id FROM document WHERE (id = ?1 OR name = ?1) AND state = 'current'",
                )?
                .query_map([name], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            if found.is_empty() {
                return Err(Why::NoDocument(name.to_owned()));
            }
            let writer = Writer { db: &change, at: &at };
            for (key, _) in &found {
                writer.turn(*key, "withdrawn", "withdrawn")?;
                change.execute("UPDATE document SET reason = ?2 WHERE key = ?1", params![key, reason])?;
            }
            change.commit()?;
            Ok(found.into_iter().map(|(_, id)| id).collect())
        };
        let result = work();
        result.map_err(|why| self.error(why))
    }

    /// Keeps a decision; its number comes back.
    pub fn decide(&mut self, kind: DecisionKind, ids: &[&str], at: Timestamp) -> Result<i64, Error> {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        let insert = || -> Result<i64, Why> {
            let ids = serde_json::to_string(&ids).map_err(|e| Why::Other(e.to_string()))?;
            self.db
                .prepare_cached("INSERT INTO decision (at, kind, ids) VALUES (?1, ?2, ?3)")?
                .execute(params![stamp(at), kind.as_str(), ids])?;
            Ok(self.db.last_insert_rowid())
        };
        insert().map_err(|why| self.error(why))
    }

    /// Takes a decision back.
    pub fn undo(&mut self, key: i64, at: Timestamp) -> Result<(), Error> {
        let undone = self
            .db
            .execute(
                "UPDATE decision SET undone = ?2 WHERE key = ?1 AND undone IS NULL",
                params![key, stamp(at)],
            )
            .map_err(|e| self.error(e))?;
        if undone == 0 { Err(self.error(Why::NoDecision(key))) } else { Ok(()) }
    }

    /// The decisions that stand, in the order they were taken.
    pub fn decisions(&self) -> Result<Vec<Decision>, Error> {
        let work = || -> Result<Vec<Decision>, Why> {
            let mut find = self.db.prepare_cached(
                "SELECT key, kind, ids, at FROM decision WHERE undone IS NULL ORDER BY key",
            )?;
            let mut rows = find.query([])?;
            let mut decisions = Vec::new();
            while let Some(row) = rows.next()? {
                let key = row.get(0)?;
                let merge = row.get_ref(1)?.as_str().is_ok_and(|kind| kind == DecisionKind::Merge.as_str());
                let ids: String = row.get(2)?;
                decisions.push(Decision {
                    key,
                    kind: if merge { DecisionKind::Merge } else { DecisionKind::Split },
                    ids: serde_json::from_str(&ids)
                        .map_err(|e| Why::Corrupted(format!("decision {key}: {e}")))?,
                    at: row.get(3)?,
                });
            }
            Ok(decisions)
        };
        work().map_err(|why| self.error(why))
    }
}
