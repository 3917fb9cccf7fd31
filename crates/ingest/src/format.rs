//! Which kind of file this is: by its name, and where there is no name, by its first bytes.

use crate::Why;
use std::path::Path;

/// How a source's bytes are laid out, once decompressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Html,
    Json,
    JsonLines,
}

impl Format {
    /// By extension, `.gz` peeled off; `UnknownKind("")` where there is none.
    pub(crate) fn of_path(path: &Path) -> Result<Self, Why> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        let Some((_, kind)) = name.rsplit_once('.') else { return Err(Why::UnknownKind(String::new())) };
        match kind {
            "txt" | "text" | "md" | "markdown" => Ok(Self::Text),
            "html" | "htm" | "xhtml" => Ok(Self::Html),
            "json" => Ok(Self::Json),
            "jsonl" | "ndjson" => Ok(Self::JsonLines),
            other => Err(Why::UnknownKind(other.into())),
        }
    }

    /// By the first bytes, for standard input.
    pub(crate) fn sniff(head: &[u8]) -> Self {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        let lower: Vec<u8> = head.iter().take(512).map(u8::to_ascii_lowercase).collect();
        match lower.first() {
            Some(b'{') => Self::JsonLines,
            Some(b'[') if lower[1..].trim_ascii_start().starts_with(b"{") => Self::Json,
            Some(b'<')
                if [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<?xml", b"<!--", b"<article"]
                    .iter()
                    .any(|tag| lower.starts_with(tag)) =>
            {
                Self::Html
            }
            _ => Self::Text,
        }
    }
}

/// What a file that is no text says it is in its first bytes.
pub(crate) fn binary_kind(head: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 12] = [
        (b"%PDF", "a PDF file"),
        (b"PK\x03\x04", "a ZIP or Office file"),
        (b"\xd0\xcf\x11\xe0", "an old Office file"),
        (b"{\\rtf", "an RTF file"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"RIFF", "a sound, image or video file"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3", "a database"),
        (b"PAR1", "a Parquet file"),
        (b"\x1f\x8b", "gzip data inside gzip data"),
    ];
    MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|&(_, what)| what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_format() {
        let of = |name: &str| Format::of_path(Path::new(name));
        assert_eq!(of("a/b.TXT.gz"), Ok(Format::Text));
        assert_eq!(of("page.xhtml"), Ok(Format::Html));
        assert_eq!(of("feed.ndjson"), Ok(Format::JsonLines));
        assert_eq!(of("README"), Err(Why::UnknownKind(String::new())));
        assert_eq!(of("paper.pdf"), Err(Why::UnknownKind("pdf".into())));
    }

    #[test]
    fn first_bytes_tell_the_format() {
        assert_eq!(Format::sniff(b"\xef\xbb\xbf {\"text\":"), Format::JsonLines);
        assert_eq!(Format::sniff(b"[\n {\"text\""), Format::Json);
        assert_eq!(Format::sniff(b"[1] The minister"), Format::Text);
        assert_eq!(Format::sniff(b"<!DOCTYPE html><p>"), Format::Html);
        assert_eq!(Format::sniff(b""), Format::Text);
    }
}
