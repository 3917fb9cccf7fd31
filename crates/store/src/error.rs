//! What can go wrong with an archive, and how to mend it. Whatever is said here, the file is as it was before.

use rusqlite::ffi::{ErrorCode, SQLITE_IOERR_SHMSIZE};
use std::fmt;
use std::path::PathBuf;

/// A failure, and the archive it happened to.
#[derive(Debug)]
pub struct Error {
    pub path: PathBuf,
    pub why: Why,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.why)
    }
}

impl std::error::Error for Error {}

/// Why an archive cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No such file.
    Missing,
    /// A file that is something else.
    NotAnArchive,
    /// Written by a later Legation.
    Newer { found: i32, known: i32 },
    /// Written by an earlier one, and cannot be brought up to date where it lies.
    OlderAndReadOnly { found: i32 },
    /// Bytes that no archive can have, in `SQLite`'s words or ours.
    Corrupted(String),
    /// The file or its folder may not be written.
    ReadOnly,
    /// No room is left on the disk.
    DiskFull,
    /// Another program held the file for as long as we would wait.
    Locked,
    /// The file system refuses to open it.
    Unreadable(String),
    /// Words to search for that hold nothing to search for.
    NothingToSearch,
    /// No document of this id or name.
    NoDocument(String),
    /// No decision of this number, or one undone already.
    NoDecision(i64),
    /// Another error of `SQLite`, in its words.
    Other(String),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "no such archive; make one with `legation add ARCHIVE PATH…`"),
            Self::NotAnArchive => write!(
                f,
                "not a Legation archive; it was left as it is: name an archive, or a new file for one"
            ),
            Self::Newer { found, known } => write!(
                f,
                "an archive of version {found}, written by a later Legation (this one knows versions up to {known}); \
                 it was left as it is: install the later Legation"
            ),
            Self::OlderAndReadOnly { found } => write!(
                f,
                "an archive of the earlier version {found} that may not be written, so it cannot be brought up to \
                 date; copy it where it may be written and open the copy"
            ),
            Self::Corrupted(what) => write!(
                f,
                "the archive is damaged ({what}); nothing was changed: restore it from a copy, or add its documents \
                 to a new archive"
            ),
            Self::ReadOnly => {
                write!(f, "may not be written; give this user the right to write the file and its folder")
            }
            Self::DiskFull => write!(
                f,
                "the disk is full; what was added before is safe: make room and run the command again"
            ),
            Self::Locked => write!(
                f,
                "locked by another program; wait for it to end, or end it, and run the command again"
            ),
            Self::Unreadable(error) => write!(f, "cannot be opened: {error}"),
            Self::NothingToSearch => write!(f, "no word to search for; write one or more words"),
            Self::NoDocument(name) => {
                write!(f, "holds no current document called {name}; give an id or name from `legation list`")
            }
            Self::NoDecision(key) => write!(f, "holds no standing decision {key}"),
            Self::Other(error) => write!(f, "SQLite: {error}"),
        }
    }
}

impl From<rusqlite::Error> for Why {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::types::FromSqlError::InvalidType;
        match &error {
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                // The file beside the archive could not be given its size.
                _ if failure.extended_code == SQLITE_IOERR_SHMSIZE => Self::DiskFull,
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::FileLockingProtocolFailed => Self::Locked,
                ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly,
                ErrorCode::DiskFull => Self::DiskFull,
                ErrorCode::DatabaseCorrupt => Self::Corrupted(error.to_string()),
                ErrorCode::NotADatabase => Self::NotAnArchive,
                ErrorCode::CannotOpen => Self::Unreadable(error.to_string()),
                _ => Self::Other(error.to_string()),
            },
            // A column that is not what the schema says was not written by us.
            rusqlite::Error::InvalidColumnType(..) | rusqlite::Error::Utf8Error(..) => {
                Self::Corrupted(error.to_string())
            }
            rusqlite::Error::FromSqlConversionFailure(_, _, cause)
                if cause.downcast_ref().is_some_and(|e| matches!(e, InvalidType)) =>
            {
                Self::Corrupted(error.to_string())
            }
            _ => Self::Other(error.to_string()),
        }
    }
}
