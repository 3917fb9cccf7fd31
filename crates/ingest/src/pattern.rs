//! Regular expressions, compiled so that the program starts fast.
//!
//! Compiling Unicode's classes was half of the program's start. A page's furniture, dates and datelines are told by ASCII
//! digits and English words, so a pattern is of ASCII, but for what names other characters: `’`, the no-break spaces of
//! `\s`, the letters of `\p{…}` (Latin, Greek and Cyrillic; in the extensions of Latin, capitals and small ones alternate
//! and are both taken).

use regex::Regex;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::{pool::Pool, syntax};
use regex_automata::{Input, MatchKind, PatternSet};

const SPACE: &str = r"\t-\r\x20\u{a0}\u{202f}";
const CAPITAL: &str =
    r"A-Z\u{c0}-\u{d6}\u{d8}-\u{de}\u{100}-\u{24f}\u{370}-\u{3ab}\u{400}-\u{42f}\u{1e00}-\u{1eff}";
const SMALL: &str = r"a-z\u{df}-\u{f6}\u{f8}-\u{24f}\u{3ac}-\u{3ce}\u{430}-\u{52f}\u{1e00}-\u{1eff}";
const LETTER: &str = r"A-Za-z\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{24f}\u{370}-\u{52f}\u{1e00}-\u{1eff}";

/// Compiles a constant of this crate.
///
/// # Panics
/// Where the constant is no regular expression; the tests run them all.
pub(crate) fn constant(pattern: &str) -> Regex {
    text(pattern).expect("a constant of this crate, run by its tests")
}

/// `pattern`, to find parts of a line.
pub(crate) fn text(pattern: &str) -> Result<Regex, regex::Error> {
    Regex::new(&ascii(pattern, Any::Char))
}

/// Patterns, to ask which of them a line matches. `regex::RegexSet` does the same, but builds at the start what only the
/// search for a match's place needs.
pub(crate) struct Set {
    dfa: DFA,
    caches: Pool<Cache, Box<dyn Fn() -> Cache + Send + Sync>>,
}

impl Set {
    /// Here "any but" is any byte but, which is a tenth of the automaton.
    pub(crate) fn new(patterns: impl Iterator<Item = String>) -> Result<Self, String> {
        let patterns: Vec<String> = patterns.map(|pattern| ascii(&pattern, Any::Byte)).collect();
        let dfa = DFA::builder()
            .syntax(syntax::Config::new().utf8(false))
            .thompson(thompson::Config::new().utf8(false).which_captures(WhichCaptures::None))
            .configure(DFA::config().match_kind(MatchKind::All))
            .build_many(&patterns)
            .map_err(|error| error.to_string())?;
        let of = dfa.clone();
        Ok(Self { dfa, caches: Pool::new(Box::new(move || of.create_cache())) })
    }

    /// The numbers of the patterns that match somewhere in `line`, in order.
    pub(crate) fn matches(&self, line: &str) -> Vec<usize> {
        let mut found = PatternSet::new(self.dfa.pattern_len());
        let mut cache = self.caches.get();
        // It fails only where it is told to give up, and it is not.
        let _ = self.dfa.try_which_overlapping_matches(&mut cache, &Input::new(line), &mut found);
        found.iter().map(|pattern| pattern.as_usize()).collect()
    }
}

/// What `.` and `[^…]` stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Any {
    Char,
    Byte,
}

/// `pattern` of ASCII, but for the characters and classes that are not.
fn ascii(pattern: &str, any: Any) -> String {
    let mut out = String::with_capacity(2 * pattern.len());
    out.push_str("(?-u)");
    let mut rest = pattern;
    while !rest.is_empty() {
        let (item, after) = rest.split_at(item_length(rest));
        rest = after;
        let of_bytes = any == Any::Byte;
        let (wide, shown) = match item {
            plain if plain.len() == 1 && plain != "." => {
                out.push_str(plain);
                continue;
            }
            "." => (!of_bytes, ".".to_owned()),
            r"\S" if of_bytes => (false, r"[^\t-\r\x20]".to_owned()),
            r"\S" => (true, format!("[^{SPACE}]")),
            _ if item.starts_with('[') => {
                let (wide, class) = classes(item);
                (wide || item.starts_with("[^") && !of_bytes, class)
            }
            _ => match classes(item) {
                (true, class) if item.starts_with('\\') => (true, format!("[{class}]")),
                plain => plain,
            },
        };
        out.push_str(if wide { "(?u:" } else { "" });
        out.push_str(&shown);
        out.push_str(if wide { ")" } else { "" });
    }
    out
}

/// The length in bytes of the character, escape or bracketed class that `pattern` begins with.
fn item_length(pattern: &str) -> usize {
    let escape = |at: &str| if at.starts_with(r"\p") { at.find('}').map_or(2, |end| end + 1) } else { 2 };
    let length = match pattern.as_bytes().first() {
        Some(b'\\') => escape(pattern),
        Some(b'[') => {
            let mut at = 1;
            while let Some(c) = pattern[at..].chars().next().filter(|&c| c != ']') {
                at += if c == '\\' { escape(&pattern[at..]) } else { c.len_utf8() };
            }
            at + 1
        }
        _ => pattern.chars().next().map_or(1, char::len_utf8),
    };
    pattern.ceil_char_boundary(length)
}

/// `item` with its classes written out; true where it holds any character that is not of ASCII.
fn classes(item: &str) -> (bool, String) {
    let mut shown = item.to_owned();
    for (name, class) in [(r"\s", SPACE), (r"\p{Lu}", CAPITAL), (r"\p{Ll}", SMALL), (r"\p{L}", LETTER)] {
        shown = shown.replace(name, class);
    }
    let wide = shown != item || !item.is_ascii();
    if item.starts_with('[') {
        shown = shown.replace(r"\d", "0-9").replace(r"\w", "0-9A-Za-z_");
    }
    (wide, shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_of_ascii_inside_brackets_and_out() {
        assert_eq!(ascii(r"\d{2}[\d.]+\.\w\b", Any::Char), r"(?-u)\d{2}[0-9.]+\.\w\b");
        assert_eq!(ascii(r"’?[^)]\S", Any::Byte), r"(?-u)(?u:’)?[^)][^\t-\r\x20]");
        assert_eq!(ascii(r"[\]’](?i:.)", Any::Char), r"(?-u)(?u:[\]’])(?i:(?u:.))");
        let day = constant(r"^\d{1,2}\sMay$");
        assert!(day.is_match("20\u{a0}May") && !day.is_match("२० May"));
        let name = constant(r"^\p{Lu}\p{L}+$");
        assert!(["Çavuşoğlu", "Šefčovič", "Ερντογάν", "Лавров"].iter().all(|text| name.is_match(text)));
        assert!(["çavuşoğlu", "лавров", "1st"].iter().all(|text| !name.is_match(text)));
    }
}
