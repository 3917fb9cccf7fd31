//! The archive: one `SQLite` file that keeps every text, its records, and what people decided about them.
//!
//! A document is known by its content, so adding it again costs a look. What is added in one call of [`Archive::add`]
//! is there wholly or not at all, whenever the process is killed, and several processes may add at once. Nothing is
//! deleted: a text that comes again under its name with other words corrects the old one, and both are kept; a
//! withdrawn one stays, marked. The clock is the caller's: every change takes the time it is made at.
//!
//! ```
//! use legation_store::{Archive, Entry, Query};
//! let folder = std::env::temp_dir().join(format!("legation-doc-{}", std::process::id()));
//! std::fs::create_dir_all(&folder)?;
//! let mut archive = Archive::create(&folder.join("talks.legation"))?;
//! let text = "The envoys met.";
//! let entry = Entry { id: "9f3a", name: "talks.txt", origin: None, title: Some("Talks"), text, records: &[] };
//! archive.add(&[entry], "2025-01-31T09:00:00Z".parse()?)?;
//! assert!(archive.has("9f3a")?);
//! assert!(archive.records(&Query::default())?.is_empty());
//! # drop(archive);
//! # std::fs::remove_dir_all(folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod add;
mod decide;
mod error;
mod index;
mod open;
mod query;
mod schema;

pub use add::{Added, Entry};
pub use decide::{Decision, DecisionKind};
pub use error::{Error, Why};
pub use open::looks_like_archive;
pub use query::{Change, Kind, Query, State};
pub use schema::VERSION;

use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// An open archive.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    db: Connection,
}

impl Archive {
    /// Where it lies, as it was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn error(&self, why: impl Into<Why>) -> Error {
        Error { path: self.path.clone(), why: why.into() }
    }
}
