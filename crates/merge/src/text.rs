//! Words of a sentence, as far as comparing sentences needs them.

use crate::data::Tables;

/// One word.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    pub text: &'a str,
    /// First byte in the sentence.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    pub lower: String,
    pub capital: bool,
}

/// Splits into words: letters and digits with inner hyphens, apostrophes and points (`680-mile`, `1.5`, `U.S.`).
pub fn words(sentence: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut before = ' ';
    let mut chars = sentence.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, n)| n);
        let inside = c.is_alphanumeric() || (start.is_some() && joins(before, c, next));
        before = c;
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(word(sentence, from, at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push(word(sentence, from, sentence.len()));
    }
    found
}

fn joins(before: char, c: char, next: char) -> bool {
    match c {
        '-' | '–' | '\'' | '’' | '.' | '‑' => before.is_alphanumeric() && next.is_alphanumeric(),
        ',' => before.is_ascii_digit() && next.is_ascii_digit(),
        _ => false,
    }
}

fn word(sentence: &str, start: usize, end: usize) -> Word<'_> {
    let full = &sentence[start..end];
    let text = ["'s", "’s"].iter().find_map(|s| full.strip_suffix(s)).unwrap_or(full);
    Word {
        text,
        start,
        end: start + text.len(),
        lower: fold(text),
        capital: text.chars().next().is_some_and(char::is_uppercase),
    }
}

/// Lower case without the marks that outlets drop or keep at will.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        folded.push(match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'ď' | 'đ' => 'd',
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
            'ğ' | 'ģ' => 'g',
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
            'ł' | 'ľ' | 'ļ' => 'l',
            'ñ' | 'ń' | 'ň' => 'n',
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => 'o',
            'ř' => 'r',
            'ś' | 'š' | 'ş' | 'ș' => 's',
            'ť' | 'ţ' | 'ț' => 't',
            'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ý' | 'ÿ' => 'y',
            'ź' | 'ż' | 'ž' => 'z',
            '’' | 'ʼ' => '\'',
            '–' | '‑' => '-',
            other => other,
        });
    }
    folded
}

/// A crude stem, enough that `talks` meets `talk` and `signed` meets `signing`.
pub fn stem(lower: &str) -> String {
    let strip = |suffix: &str, least: usize| {
        lower.strip_suffix(suffix).filter(|s| s.chars().count() >= least).map(str::to_owned)
    };
    if lower.len() < 4 || !lower.is_ascii() {
        return lower.to_owned();
    }
    let cut = strip("ies", 3)
        .or_else(|| strip("ied", 2))
        .map(|s| s + "y")
        .or_else(|| strip("sses", 2).map(|s| s + "ss"))
        .or_else(|| strip("ing", 3))
        .or_else(|| strip("ed", 3))
        .or_else(|| if lower.ends_with("ss") || lower.ends_with("us") { None } else { strip("s", 3) })
        .unwrap_or_else(|| lower.to_owned());
    let cut = cut.strip_suffix('e').filter(|s| s.len() >= 3).map_or_else(|| cut.clone(), str::to_owned);
    undouble(cut)
}

fn undouble(stem: String) -> String {
    let bytes = stem.as_bytes();
    let n = bytes.len();
    let doubled = n > 3 && bytes[n - 1] == bytes[n - 2] && !matches!(bytes[n - 1], b'l' | b's');
    if doubled { stem[..n - 1].to_owned() } else { stem }
}

/// Does the text hold these words, as whole words, capitals as given?
pub fn contains_words(text: &str, sought: &str) -> bool {
    !sought.is_empty()
        && text.match_indices(sought).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + sought.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}

/// A Roman numeral from II up; `I` alone is a pronoun.
pub fn roman(text: &str) -> Option<u32> {
    if text.len() < 2 && !matches!(text, "V" | "X") {
        return None;
    }
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let digits: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    let taken: u32 = digits.windows(2).filter(|two| two[0] < two[1]).map(|two| two[0]).sum();
    let total: u32 = digits.iter().sum();
    total.checked_sub(2 * taken).filter(|n| (2..200).contains(n))
}

/// `15th`, `fifteenth`, `3rd`.
pub fn ordinal(lower: &str, tables: &Tables) -> Option<u32> {
    if let Some(n) = tables.words.ordinal(lower) {
        return Some(n);
    }
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|s| lower.strip_suffix(s))?;
    digits.parse().ok().filter(|n| (1..1000).contains(n))
}

/// Are two names the same but for a letter or two of transliteration?
pub fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short < 5 || a[0] != b[0] {
        return false;
    }
    let allowed = if long >= 8 { 2 } else { 1 };
    long - short <= allowed && distance(&a, &b) <= allowed
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let here = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = row[j + 1];
            row[j + 1] = here;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_numbers_and_drop_possessives() {
        let texts: Vec<&str> =
            words("Kenya’s 1,100-km road, the U.S. said.").iter().map(|w| w.text).collect();
        assert_eq!(texts, ["Kenya", "1,100-km", "road", "the", "U.S", "said"]);
    }

    #[test]
    fn every_word_slices_its_sentence() {
        let sentence = "Perú’s minister “Quispe” flew—at last—to São Tomé,then home.";
        for w in words(sentence) {
            assert_eq!(&sentence[w.start..w.end], w.text);
        }
    }

    #[test]
    fn stems_meet() {
        for (a, b) in [
            ("talks", "talk"),
            ("signed", "signing"),
            ("supplies", "supply"),
            ("shipped", "shipping"),
            ("lifted", "lifts"),
            ("supplied", "supply"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_ne!(stem("meeting"), stem("metal"));
    }

    #[test]
    fn numerals() {
        assert_eq!(roman("VII"), Some(7));
        assert_eq!(roman("XIV"), Some(14));
        assert_eq!(roman("I"), None);
        assert_eq!(roman("MIX"), None);
    }

    #[test]
    fn transliterations_are_alike_and_other_names_are_not() {
        assert!(alike("tymoshenko", "timoshenko"));
        assert!(!alike("ali", "alo"));
        assert!(!alike("petrov", "ivanov"));
    }
}
