//! Opens files and streams, within bounded memory.

use crate::decode::{Decoded, declared_charset, decode};
use crate::document::{Stated, from_text};
use crate::format::Format;
use crate::{MAX_BYTES, Rejected, Why, html, items};
use flate2::read::MultiGzDecoder;
use legation_text::Document;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

type Outcome = Result<Document, Rejected>;

/// The documents of one file: one of a text or page, any number of a collection. `-` is standard input.
///
/// A whole collection is held in memory; [`stream`] is for those that may be large.
pub fn read(path: &Path) -> Vec<Outcome> {
    stream(path).collect()
}

/// The documents of one file, or of standard input for `-`, as they are read: a collection of any length passes
/// through in the memory of its longest line, at most [`MAX_BYTES`].
pub fn stream(path: &Path) -> Box<dyn Iterator<Item = Outcome> + Send> {
    let name = path.to_string_lossy().into_owned();
    match open(path).and_then(|(reader, format)| one_or_many(name.clone(), reader, format)) {
        Ok(documents) => documents,
        Err(why) => Box::new(std::iter::once(Err(Rejected { doc: name, why }))),
    }
}

/// The documents in `bytes`; `name`'s extension tells their format, else their first bytes. Unpacks gzip.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Vec<Outcome> {
    let fail = |why| vec![Err(Rejected::new(name, why))];
    let format = match Format::of_path(Path::new(name)) {
        Ok(format) => Some(format),
        Err(Why::UnknownKind(kind)) if kind.is_empty() || name == "-" => None,
        Err(why) => return fail(why),
    };
    let unpacked;
    let bytes = if bytes.starts_with(GZIP) {
        match slurp(MultiGzDecoder::new(bytes)) {
            Ok(plain) => {
                unpacked = plain;
                unpacked.as_slice()
            }
            Err(why) => return fail(why),
        }
    } else {
        bytes
    };
    match format.unwrap_or_else(|| Format::sniff(bytes)) {
        Format::JsonLines => Lines { name: name.to_owned(), reader: bytes, number: 0 }.collect(),
        _ if bytes.len() > MAX_BYTES => fail(Why::TooLong),
        format => documents(name, bytes, format),
    }
}

const GZIP: &[u8] = b"\x1f\x8b";

fn open(path: &Path) -> Result<(Box<dyn BufRead + Send>, Option<Format>), Why> {
    let io = |error: io::Error| Rejected::io("", &error).why;
    let (raw, format): (Box<dyn Read + Send>, _) = if path.as_os_str() == "-" {
        (Box::new(io::stdin()), None)
    } else {
        let format = match Format::of_path(path) {
            Ok(format) => Some(format),
            Err(Why::UnknownKind(kind)) if kind.is_empty() => None,
            Err(why) => return Err(why),
        };
        if path.is_dir() {
            return Err(Why::Unreadable("it is a folder".into()));
        }
        (Box::new(std::fs::File::open(path).map_err(io)?), format)
    };
    let mut reader = BufReader::with_capacity(1 << 16, raw);
    if reader.fill_buf().map_err(io)?.starts_with(GZIP) {
        return Ok((Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(reader))), format));
    }
    Ok((Box::new(reader), format))
}

fn one_or_many(
    name: String,
    mut reader: Box<dyn BufRead + Send>,
    format: Option<Format>,
) -> Result<Box<dyn Iterator<Item = Outcome> + Send>, Why> {
    let format = match format {
        Some(format) => format,
        None => Format::sniff(reader.fill_buf().map_err(|error| damage(&error))?),
    };
    if format == Format::JsonLines {
        return Ok(Box::new(Lines { name, reader, number: 0 }));
    }
    let bytes = slurp(reader)?;
    Ok(Box::new(documents(&name, &bytes, format).into_iter()))
}

/// All bytes, up to the limit.
fn slurp(reader: impl Read) -> Result<Vec<u8>, Why> {
    let mut bytes = Vec::new();
    match reader.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes) {
        Ok(read) if read > MAX_BYTES => Err(Why::TooLong),
        Ok(_) => Ok(bytes),
        Err(error) => Err(damage(&error)),
    }
}

/// The decoder of gzip reports damage as one of these kinds; anything else is the file system's.
fn damage(error: &io::Error) -> Why {
    match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            Why::Damaged(error.to_string())
        }
        _ => Rejected::io("", error).why,
    }
}

/// The documents of a file that is read whole.
fn documents(name: &str, bytes: &[u8], format: Format) -> Vec<Outcome> {
    let declared = if format == Format::Html { declared_charset(bytes) } else { None };
    let Decoded { text, notes } = match decode(bytes, declared) {
        Ok(decoded) => decoded,
        Err(why) => return vec![Err(Rejected::new(name, why))],
    };
    let stated = Stated { notes, ..Stated::default() };
    match format {
        Format::Text => vec![Ok(from_text(name, text, stated))],
        Format::Html => vec![html::read(name, &text, stated).map_err(|why| Rejected::new(name, why))],
        Format::Json | Format::JsonLines => items::read(name, &text),
    }
}

/// JSON Lines, one document a line; blank lines are passed over, bad ones reported and passed over.
struct Lines<R> {
    name: String,
    reader: R,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    /// The next line's bytes into `line`: `None` at the end, `Err` where it is longer than a document may be.
    fn next_line(&mut self, line: &mut Vec<u8>) -> Option<Result<(), Why>> {
        let limit = MAX_BYTES as u64 + 1;
        match self.reader.by_ref().take(limit).read_until(b'\n', line) {
            Ok(0) => None,
            Ok(_) if line.len() > MAX_BYTES && line.last() != Some(&b'\n') => Some(self.skip_line()),
            Ok(_) => Some(Ok(())),
            Err(error) => Some(Err(damage(&error))),
        }
    }

    /// Passes over the rest of a line without keeping it.
    fn skip_line(&mut self) -> Result<(), Why> {
        self.reader.skip_until(b'\n').map_err(|error| damage(&error))?;
        Err(Why::TooLong)
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        // After a failure to read, the place in the stream is unknown.
        if self.number == usize::MAX {
            return None;
        }
        loop {
            let mut line = Vec::new();
            let read = self.next_line(&mut line)?;
            self.number += 1;
            let place = format!("{}:{}", self.name, self.number);
            match read {
                Ok(()) if line.trim_ascii().is_empty() => {}
                Ok(()) => {
                    return Some(match decode(&line, None) {
                        Ok(decoded) => items::read_line(&place, &decoded.text),
                        Err(why) => Err(Rejected::new(place, why)),
                    });
                }
                Err(why) => {
                    if why != Why::TooLong {
                        self.number = usize::MAX;
                    }
                    return Some(Err(Rejected::new(place, why)));
                }
            }
        }
    }
}
