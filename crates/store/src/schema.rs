//! The versions of the file, and the road from each to the present one.

use crate::Why;
use rusqlite::{Connection, TransactionBehavior};

/// `LGTN`: the number in a file's header that says whose it is.
pub const APPLICATION: i32 = 0x4c47_544e;

/// Step `n` makes version `n + 1` of version `n`. Steps are added at the end, never changed.
const STEPS: &[&str] = &[include_str!("../schema/v1.sql"), include_str!("../schema/v2.sql")];

/// The version this Legation writes; it opens all before.
pub const VERSION: i32 = 2;
const _: () = assert!(STEPS.len() == VERSION as usize, "a step makes a version");

/// What the header of an open file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    /// No table and no owner: a new file, or one whose making was cut short.
    Blank,
    Archive(i32),
    Foreign,
}

/// Reads the header.
pub fn header(db: &Connection) -> Result<Header, Why> {
    let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
    Ok(match (number("application_id")?, number("user_version")?, tables) {
        (APPLICATION, version, _) => Header::Archive(version),
        (0, 0, 0) => Header::Blank,
        _ => Header::Foreign,
    })
}

/// Brings the file to [`VERSION`] in one transaction. Another process may be doing the same.
pub fn migrate(db: &mut Connection) -> Result<(), Why> {
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = match header(&change)? {
        Header::Blank => 0,
        Header::Archive(version) => version,
        Header::Foreign => return Err(Why::NotAnArchive),
    };
    for step in STEPS.iter().skip(from as usize) {
        change.execute_batch(step)?;
    }
    change.pragma_update(None, "application_id", APPLICATION)?;
    change.pragma_update(None, "user_version", VERSION.max(from))?;
    Ok(change.commit()?)
}
