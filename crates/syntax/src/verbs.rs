//! Inflected forms that suffix rules cannot tell apart: "endorsed" is of "endorse", "reversed" of "reverse"
//! (`data/language/verbs.tsv`), and plurals like "embargoes" and "bases" (`data/language/nouns.tsv`).

use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../data/language/verbs.tsv");

/// The verb whose past, participle or third person `form` (in small letters) is, where the table knows it.
pub fn lemma_of(form: &str) -> Option<&'static str> {
    static FORMS: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| forms(TABLE));
    FORMS.get(form).copied()
}

/// True for a verb's own form that no verb has for its past: "detain", not "cut" and not "found".
pub fn is_only_base(form: &str) -> bool {
    is_verb(form) && lemma_of(form).is_none()
}

/// True for a verb of the table.
pub fn is_verb(lemma: &str) -> bool {
    static VERBS: LazyLock<FxHashSet<&'static str>> =
        LazyLock::new(|| rows(TABLE).filter_map(|row| row.split('\t').next()).collect());
    VERBS.contains(lemma)
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty())
}

const PLURALS: &str = include_str!("../../../data/language/nouns.tsv");

/// The noun whose plural `form` (in small letters) is, where suffix rules miss it (`data/language/nouns.tsv`).
pub fn singular_of(form: &str) -> Option<&'static str> {
    static FORMS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
        rows(PLURALS)
            .filter_map(|l| l.split_once('\t'))
            .map(|(singular, plural)| (plural, singular))
            .collect()
    });
    FORMS.get(form).copied()
}

/// Every form of every verb. Where two verbs share one, the irregular goes first, then the one that ends in e
/// ("stared" is of "stare"; of "star" it would be "starred").
fn forms(table: &'static str) -> FxHashMap<String, &'static str> {
    let mut found = FxHashMap::default();
    for row in rows(table) {
        let mut columns = row.split('\t');
        let lemma = columns.next().unwrap_or_default();
        for form in columns {
            found.entry(form.to_owned()).or_insert(lemma);
        }
    }
    for ends_in_e in [true, false] {
        for row in rows(table) {
            let lemma = row.split('\t').next().unwrap_or_default();
            if lemma.ends_with('e') == ends_in_e {
                for form in regular(lemma) {
                    found.entry(form).or_insert(lemma);
                }
            }
        }
    }
    found
}

/// The regular forms; a last consonant both single and doubled, since stress cannot be read off the letters.
fn regular(lemma: &str) -> Vec<String> {
    let is_vowel = |c: u8| matches!(c, b'a' | b'e' | b'i' | b'o' | b'u');
    let letters = lemma.as_bytes();
    let n = letters.len();
    if n < 2 || !lemma.is_ascii() {
        return Vec::new();
    }
    let (before, last) = (letters[n - 2], letters[n - 1]);
    let stem = &lemma[..n - 1];
    let mut forms = match last {
        b'e' => vec![format!("{lemma}d"), format!("{lemma}s")],
        b'y' if !is_vowel(before) => vec![format!("{stem}ied"), format!("{stem}ies")],
        b's' | b'x' | b'z' | b'o' | b'h' => {
            vec![format!("{lemma}ed"), format!("{lemma}es"), format!("{lemma}s")]
        }
        _ => vec![format!("{lemma}ed"), format!("{lemma}s")],
    };
    match (before, last) {
        (b'i', b'e') => forms.push(format!("{}ying", &lemma[..n - 2])),
        (b'e', b'e') => forms.push(format!("{lemma}ing")),
        (_, b'e') => forms.extend([format!("{stem}ing"), format!("{lemma}ing")]),
        _ => forms.push(format!("{lemma}ing")),
    }
    let doubles = n > 2 && is_vowel(before) && !is_vowel(last) && !matches!(last, b'w' | b'x' | b'y');
    if doubles {
        let last = last as char;
        forms.extend([format!("{lemma}{last}ed"), format!("{lemma}{last}ing")]);
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_back_to_their_verb() {
        for (form, lemma) in [
            ("endorsed", "endorse"),
            ("reversing", "reverse"),
            ("withdrew", "withdraw"),
            ("lent", "lend"),
            ("ratifies", "ratify"),
            ("committed", "commit"),
            ("visited", "visit"),
            ("agreeing", "agree"),
            ("banned", "ban"),
            ("freed", "free"),
        ] {
            assert_eq!(lemma_of(form), Some(lemma), "{form}");
        }
        assert_eq!(lemma_of("table"), None);
    }

    #[test]
    fn a_bare_verb_is_no_past() {
        assert!(is_only_base("detain") && is_only_base("expel"));
        assert!(!is_only_base("cut") && !is_only_base("found") && !is_only_base("detained"));
    }

    #[test]
    fn plurals_lead_back_to_their_noun() {
        for (form, lemma) in [("embargoes", "embargo"), ("bases", "base"), ("crises", "crisis")] {
            assert_eq!(singular_of(form), Some(lemma), "{form}");
        }
        assert_eq!(singular_of("talks"), None);
    }

    #[test]
    fn the_table_is_sorted_and_has_each_verb_once() {
        let verbs: Vec<&str> = rows(TABLE).filter_map(|row| row.split('\t').next()).collect();
        assert!(verbs.windows(2).all(|w| w[0] < w[1]));
    }
}
