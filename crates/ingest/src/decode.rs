//! Bytes to text: byte-order marks, declared and guessed encodings.

use crate::{Why, format::binary_kind};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use legation_text::{Diagnostic, Severity};

/// Decoded text, without its byte-order mark, and what had to be assumed to get it.
pub(crate) struct Decoded {
    pub text: String,
    pub notes: Vec<Diagnostic>,
}

/// The share of characters that may be replaced or control characters before the bytes count as no text.
const RUBBISH: f64 = 0.05;

/// Decodes `bytes`. Order of trust: byte-order mark, valid UTF-8, `declared` by the format, a guess from the
/// bytes. What is not UTF-8 or marked gets a note that names the encoding taken.
pub(crate) fn decode(bytes: &[u8], declared: Option<&[u8]>) -> Result<Decoded, Why> {
    if bytes.trim_ascii().is_empty() {
        return Err(Why::Empty);
    }
    if let Some(what) = binary_kind(bytes) {
        return Err(Why::Binary(what));
    }
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if marked.is_none_or(|encoding| encoding == UTF_8)
        && let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        return check(text.to_owned(), Vec::new());
    }
    let wide = marked.or_else(|| unmarked_utf16(bytes));
    if wide.is_none() && bytes.contains(&0) {
        return Err(Why::Binary("binary data"));
    }
    let encoding = wide.or_else(|| declared.and_then(Encoding::for_label)).unwrap_or_else(|| guess(bytes));
    let (text, _, malformed) = encoding.decode(bytes);
    let mut message = format!("not UTF-8; read as {}", encoding.name());
    if malformed {
        message.push_str(", with some characters that could not be read");
    }
    let notes = if marked.is_some() && !malformed { Vec::new() } else { vec![warning(message)] };
    check(text.into_owned(), notes)
}

pub(crate) fn warning(message: String) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, span: None, message }
}

/// The encoding an HTML or XML head declares.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(4096)];
    ["charset=", "encoding="].iter().find_map(|key| {
        let at = head.windows(key.len()).position(|w| w.eq_ignore_ascii_case(key.as_bytes()))? + key.len();
        let rest = head[at..].trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:".contains(b)))?;
        Some(&rest[..end]).filter(|label| !label.is_empty())
    })
}

/// UTF-16 without a mark: plain Latin text then has a zero in every second byte, and in one parity only.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if pairs >= 2 && even == 0 && odd * 10 > pairs * 7 => Some(UTF_16LE),
        () if pairs >= 2 && odd == 0 && even * 10 > pairs * 7 => Some(UTF_16BE),
        () => None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // The first megabyte tells as much as the whole.
    detector.feed(&bytes[..bytes.len().min(1 << 20)], true);
    detector.guess(None, Utf8Detection::Allow)
}

fn check(text: String, notes: Vec<Diagnostic>) -> Result<Decoded, Why> {
    let is_rubbish = |c: char| c == '\u{fffd}' || (c.is_control() && !c.is_whitespace());
    let rubbish = text.chars().filter(|&c| is_rubbish(c)).count();
    if text.contains('\0') {
        return Err(Why::Binary("binary data"));
    }
    if rubbish > 0 && rubbish as f64 > RUBBISH * text.chars().count() as f64 {
        return Err(Why::Undecodable);
    }
    if text.trim().is_empty() {
        return Err(Why::Empty);
    }
    Ok(Decoded { text, notes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).map_or_else(|why| why.to_string(), |d| d.text)
    }

    #[test]
    fn marks_and_guesses() {
        assert_eq!(text("\u{feff}Kraków".as_bytes()), "Kraków");
        assert_eq!(text(b"\xff\xfeK\0r\0"), "Kr");
        assert_eq!(text(b"T\0a\0l\0k\0s\0"), "Talks");
        let russian =
            encoding_rs::WINDOWS_1251.encode("Министр иностранных дел прибыл в Москву на переговоры").0;
        assert!(text(&russian).contains("Москву"));
        assert_eq!(decode(&russian, None).unwrap().notes.len(), 1);
        let latin = b"Le ministre fran\xe7ais s'est rendu \xe0 Moscou pour une r\xe9union.";
        assert!(text(latin).contains("français s'est rendu à Moscou"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b" \n", None).err(), Some(Why::Empty));
        assert_eq!(decode(b"%PDF-1.7 x", None).err(), Some(Why::Binary("a PDF file")));
        assert_eq!(decode(b"ab\0\0\0c\x01", None).err(), Some(Why::Binary("binary data")));
        assert_eq!(decode(b"\x01\x02\x03\x04abc", None).err(), Some(Why::Undecodable));
    }

    #[test]
    fn declared_charsets_are_found() {
        assert_eq!(declared_charset(b"<meta charset=\"koi8-r\">"), Some(&b"koi8-r"[..]));
        assert_eq!(
            declared_charset(b"<?xml version='1.0' encoding='iso-8859-1'?>"),
            Some(&b"iso-8859-1"[..])
        );
        assert_eq!(declared_charset(b"<p>no such thing"), None);
    }
}
