//! Opening a file: is it an archive, is it whole, may it be written.

use crate::schema::{self, Header, VERSION};
use crate::{Archive, Error, Why};
use rusqlite::{Connection, OpenFlags};
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

/// What every `SQLite` file begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// How long to wait for another process before saying that the file is locked.
const PATIENCE: Duration = Duration::from_secs(30);

/// Files up to this size are checked from end to end before they are written to; it takes well under a second.
/// In larger ones damage shows when it is met.
const CHECKED_BYTES: u64 = 64 << 20;

/// Whether the file begins as an archive does. Opening it may still find that it is none.
pub fn looks_like_archive(path: &Path) -> bool {
    matches!(beginning(path), Ok(Beginning::Sqlite))
}

enum Beginning {
    /// No file, or one without a byte.
    Nothing,
    Sqlite,
    Other,
}

fn beginning(path: &Path) -> std::io::Result<Beginning> {
    let mut bytes = Vec::new();
    match std::fs::File::open(path) {
        Ok(file) => file.take(MAGIC.len() as u64).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Beginning::Nothing),
        Err(error) => return Err(error),
    };
    Ok(match bytes.as_slice() {
        [] => Beginning::Nothing,
        bytes if bytes == MAGIC => Beginning::Sqlite,
        _ => Beginning::Other,
    })
}

impl Archive {
    /// Opens the archive at `path` to add to it, and makes it where there is none.
    pub fn create(path: &Path) -> Result<Self, Error> {
        Self::create_within(path, PATIENCE)
    }

    /// As [`Self::create`], waiting at most `patience` for a locked file.
    pub fn create_within(path: &Path, patience: Duration) -> Result<Self, Error> {
        create(path, patience).map_err(|why| Error { path: path.to_owned(), why })
    }

    /// Opens the archive at `path` to ask it, and to change what is there. One that may not be written can be asked.
    pub fn open(path: &Path) -> Result<Self, Error> {
        open(path, PATIENCE).map_err(|why| Error { path: path.to_owned(), why })
    }

    /// Reads the whole file and says what is wrong with it. Takes time in proportion to its size.
    pub fn check(&self) -> Result<(), Error> {
        whole(&self.db).map_err(|why| self.error(why))?;
        let everything = crate::Query { any_state: true, ..crate::Query::default() };
        let mut documents = Vec::new();
        self.each(&everything, |_, record| {
            if let legation_record::Record::Document(document) = record {
                documents.push(document.id);
            }
            std::ops::ControlFlow::Continue(())
        })?;
        documents.iter().try_for_each(|id| self.text(id).map(drop))
    }
}

fn create(path: &Path, patience: Duration) -> Result<Archive, Why> {
    let kind = beginning(path).map_err(|e| Why::Unreadable(e.to_string()))?;
    if matches!(kind, Beginning::Other) {
        return Err(Why::NotAnArchive);
    }
    let metadata = std::fs::metadata(path);
    if metadata.as_ref().is_ok_and(|m| m.permissions().readonly()) {
        return Err(Why::ReadOnly);
    }
    let mut db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE, patience)?;
    if db.is_readonly("main")? {
        return Err(Why::ReadOnly);
    }
    ensure_current(&mut db)?;
    if metadata.is_ok_and(|m| m.len() <= CHECKED_BYTES) {
        whole(&db)?;
    }
    write_ahead(&db, patience)?;
    // Adding comes back to the same pages of the indexes; asking hardly does, and a small cache is quicker then.
    db.execute_batch("PRAGMA cache_size = -32768;")?;
    Ok(Archive { path: path.to_owned(), db })
}

fn open(path: &Path, patience: Duration) -> Result<Archive, Why> {
    match beginning(path).map_err(|e| Why::Unreadable(e.to_string()))? {
        Beginning::Nothing if path.exists() => return Err(Why::NotAnArchive),
        Beginning::Nothing => return Err(Why::Missing),
        Beginning::Other => return Err(Why::NotAnArchive),
        Beginning::Sqlite => {}
    }
    let mut db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE, patience)?;
    if let Err(Why::Unreadable(_) | Why::ReadOnly) = schema::header(&db) {
        db = connect_immutable(path, patience)?;
    }
    if schema::header(&db)? == Header::Blank {
        return Err(Why::NotAnArchive);
    }
    ensure_current(&mut db)?;
    Ok(Archive { path: path.to_owned(), db })
}

fn connect(path: &Path, flags: OpenFlags, patience: Duration) -> Result<Connection, Why> {
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    settle(&db, patience)?;
    Ok(db)
}

/// For a file in a folder that may not be written, where `SQLite` cannot keep its own files beside it.
fn connect_immutable(path: &Path, patience: Duration) -> Result<Connection, Why> {
    let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags)?;
    settle(&db, patience)?;
    Ok(db)
}

fn settle(db: &Connection, patience: Duration) -> Result<(), Why> {
    db.busy_timeout(patience)?;
    db.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF;
         PRAGMA synchronous = FULL; PRAGMA cache_size = -4096;",
    )?;
    Ok(())
}

/// Refuses what is not ours or newer; brings what is older up to date.
fn ensure_current(db: &mut Connection) -> Result<(), Why> {
    match schema::header(db)? {
        Header::Foreign => Err(Why::NotAnArchive),
        Header::Archive(found) if found > VERSION => Err(Why::Newer { found, known: VERSION }),
        Header::Archive(VERSION) => Ok(()),
        Header::Archive(found) if db.is_readonly("main")? => Err(Why::OlderAndReadOnly { found }),
        Header::Archive(_) | Header::Blank => schema::migrate(db),
    }
}

/// Readers and one writer at a time without waiting on each other. Two processes that make the archive at once
/// may both ask for it; `SQLite` lets neither wait, so we do.
fn write_ahead(db: &Connection, patience: Duration) -> Result<(), Why> {
    let start = Instant::now();
    loop {
        match db.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())).map_err(Why::from) {
            Err(Why::Locked) if start.elapsed() < patience => {
                std::thread::sleep(Duration::from_millis(20));
            }
            result => return result,
        }
    }
}

fn whole(db: &Connection) -> Result<(), Why> {
    let found: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(Why::Corrupted(found.replace('\n', " "))) }
}
