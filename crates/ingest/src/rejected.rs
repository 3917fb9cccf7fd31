//! What could not be read, and what its owner can do about it.

use std::fmt;

/// A source, or one item of it, that yields no document. The other sources are still read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The path as given, with `:LINE` for one line of a collection.
    pub doc: String,
    pub why: Why,
}

impl Rejected {
    pub(crate) fn new(doc: impl Into<String>, why: Why) -> Self {
        Self { doc: doc.into(), why }
    }

    /// From an error of the file system.
    pub(crate) fn io(doc: impl Into<String>, error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        let why = match error.kind() {
            ErrorKind::NotFound => Why::Missing,
            ErrorKind::PermissionDenied => Why::Denied,
            _ => Why::Unreadable(error.to_string()),
        };
        Self::new(doc, why)
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.doc, self.why)
    }
}

impl std::error::Error for Rejected {}

/// Why a source yields no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No such file or folder.
    Missing,
    /// The file system refuses.
    Denied,
    /// A folder that contains itself through a link.
    Loop,
    /// Another error of the system, in its words.
    Unreadable(String),
    /// A file of a kind that is not read; the extension as given, perhaps empty.
    UnknownKind(String),
    /// Bytes that are no text; what they seem to be.
    Binary(&'static str),
    /// No bytes, or nothing but white space.
    Empty,
    /// Bytes that decode to rubbish in every likely encoding.
    Undecodable,
    /// More than [`MAX_BYTES`](crate::MAX_BYTES) of text.
    TooLong,
    /// Compressed data that breaks off or is damaged, in the decoder's words.
    Damaged(String),
    /// Not JSON, in the parser's words.
    NotJson(String),
    /// JSON without an article's text in it.
    NoText,
    /// A page in which no article was found.
    NoArticle,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => write!(f, "no such file or folder; check the path"),
            Self::Denied => write!(f, "permission denied; give this user the right to read it"),
            Self::Loop => write!(f, "the folder contains itself through a link; name the folder meant"),
            Self::Unreadable(error) => write!(f, "cannot be read: {error}"),
            Self::UnknownKind(kind) if kind.is_empty() => {
                write!(f, "a file without a known extension; rename it to .txt, .md, .html, .json or .jsonl")
            }
            Self::UnknownKind(kind) => write!(
                f,
                ".{kind} files are not read; save it as .txt, .md, .html, .json or .jsonl (also with .gz)"
            ),
            Self::Binary(what) => write!(f, "{what}, not text; save it as plain text or HTML"),
            Self::Empty => write!(f, "empty; nothing to read"),
            Self::Undecodable => write!(f, "not text in any encoding known here; save it as UTF-8"),
            Self::TooLong => {
                let limit = crate::MAX_BYTES >> 20;
                write!(
                    f,
                    "longer than {limit} MiB; split it into one article a file, or one a line as JSON Lines"
                )
            }
            Self::Damaged(error) => write!(f, "damaged gzip data ({error}); compress or copy it again"),
            Self::NotJson(error) => {
                write!(f, "not valid JSON ({error}); mend it, or rename it to .txt if it is prose")
            }
            Self::NoText => write!(
                f,
                "JSON without an article: no field \"text\", \"body\", \"content\", \"articleBody\" or \"html\"; \
                 give the article one of these"
            ),
            Self::NoArticle => write!(f, "no article found on the page; save the article's text as .txt"),
        }
    }
}
