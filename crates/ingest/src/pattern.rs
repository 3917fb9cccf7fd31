//! Regular expressions, compiled so that the program starts fast.

use regex::Regex;

/// `pattern` with `\d`, `\w` and `\b` of ASCII. Compiling their Unicode tables was a quarter of the program's start, and a
/// page's furniture, dates and datelines are told by ASCII digits and English words. `\s` keeps the no-break space.
pub(crate) fn ascii(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 64);
    let (mut chars, mut in_class) = (pattern.chars(), false);
    while let Some(c) = chars.next() {
        if c != '\\' {
            in_class = (in_class || c == '[') && c != ']';
            out.push(c);
            continue;
        }
        let escaped = chars.next().unwrap_or('\\');
        match (escaped, in_class) {
            ('d', false) => out.push_str("[0-9]"),
            ('d', true) => out.push_str("0-9"),
            ('w', false) => out.push_str("[0-9A-Za-z_]"),
            ('w', true) => out.push_str("0-9A-Za-z_"),
            ('s', false) => out.push_str("[\\t-\\r\\x20\\u{a0}\\u{202f}]"),
            ('s', true) => out.push_str("\\t-\\r\\x20\\u{a0}\\u{202f}"),
            ('S', false) => out.push_str("[^\\t-\\r\\x20\\u{a0}\\u{202f}]"),
            ('b', false) => out.push_str("(?-u:\\b)"),
            _ => out.extend(['\\', escaped]),
        }
    }
    out
}

/// Compiles a constant of this crate.
///
/// # Panics
/// Where the constant is no regular expression; the tests run them all.
pub(crate) fn constant(pattern: &str) -> Regex {
    Regex::new(&ascii(pattern)).expect("a constant of this crate, run by its tests")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_of_ascii_inside_brackets_and_out() {
        assert_eq!(ascii(r"\d{2}[\d.]+\.\w\b"), r"[0-9]{2}[0-9.]+\.[0-9A-Za-z_](?-u:\b)");
        let day = constant(r"^\d{1,2}\sMay$");
        assert!(day.is_match("20\u{a0}May") && !day.is_match("२० May"));
    }
}
