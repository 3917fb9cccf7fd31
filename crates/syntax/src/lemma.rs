//! Lemmas: a list of exceptions, then the longest suffix for which training found a rule.

use crate::Xpos;
use crate::net::Keyed;
use crate::net::file::{Error, wrong};
use crate::verbs;
use smol_str::SmolStr;
use std::collections::HashMap;

/// Longest suffix that a rule may ask for, in characters.
pub const LONGEST_SUFFIX: usize = 6;

/// The lemmatiser's knowledge.
#[derive(Clone, Debug, Default)]
pub struct Lemmas {
    /// By tag and form.
    exceptions: HashMap<u64, SmolStr, Keyed>,
    /// By tag and suffix: characters to take off, what to put on.
    rules: HashMap<u64, (u8, SmolStr), Keyed>,
    /// Tags whose lemmas keep their capitals.
    keeps_case: Vec<bool>,
}

impl Lemmas {
    /// Reads lines of tab-separated columns: `keep TAG`, `rule TAG SUFFIX COUNT ENDING`, `word TAG FORM LEMMA`.
    pub fn read(text: &str) -> Result<Self, Error> {
        let mut lemmas = Self { keeps_case: vec![false; Xpos::ALL.len()], ..Self::default() };
        for line in text.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            let tag = columns.get(1).and_then(|t| Xpos::parse(t)).ok_or_else(|| wrong("lemmas"))?;
            match columns.as_slice() {
                ["keep", _] => lemmas.keeps_case[tag as usize] = true,
                ["rule", _, suffix, count, ending] => {
                    let count = count.parse().map_err(|_| wrong("lemmas"))?;
                    lemmas.rules.insert(key(1, tag, suffix), (count, SmolStr::new(ending)));
                }
                ["word", _, form, lemma] => {
                    lemmas.exceptions.insert(key(2, tag, form), SmolStr::new(lemma));
                }
                _ => return Err(wrong("lemmas")),
            }
        }
        Ok(lemmas)
    }

    /// The lemma of `form` tagged `xpos`.
    pub fn lemma(&self, form: &str, xpos: Xpos) -> SmolStr {
        let form = normal(form, self.keeps_case.get(xpos as usize).copied().unwrap_or(false));
        // Before the treebanks' exceptions, which keep their slips ("freed": "fre").
        if matches!(xpos, Xpos::Vbd | Xpos::Vbn | Xpos::Vbg | Xpos::Vbz | Xpos::Vbp)
            && let Some(lemma) = verbs::lemma_of(&form)
        {
            return SmolStr::new_static(lemma);
        }
        if xpos == Xpos::Nns
            && let Some(lemma) = verbs::singular_of(&form)
        {
            return SmolStr::new_static(lemma);
        }
        if let Some(lemma) = self.exceptions.get(&key(2, xpos, &form)) {
            return lemma.clone();
        }
        let starts = form.char_indices().rev().take(LONGEST_SUFFIX).map(|(at, _)| at).collect::<Vec<_>>();
        for at in starts.into_iter().rev().chain([form.len()]) {
            if let Some((count, ending)) = self.rules.get(&key(1, xpos, &form[at..])) {
                return edited(&form, *count, ending);
            }
        }
        form
    }
}

/// The form that rules look at: small letters unless the tag keeps capitals, straight apostrophes.
pub fn normal(form: &str, keeps_case: bool) -> SmolStr {
    let straight = |c: char| if matches!(c, '’' | '‘') { '\'' } else { c };
    if keeps_case {
        form.chars().map(straight).collect()
    } else {
        form.chars().map(straight).flat_map(char::to_lowercase).collect()
    }
}

/// `form` less `count` characters, plus `ending`.
pub fn edited(form: &str, count: u8, ending: &str) -> SmolStr {
    let kept = form.char_indices().rev().take(count as usize).last().map_or(form.len(), |(at, _)| at);
    if count == 0 && ending.is_empty() {
        return SmolStr::new(form);
    }
    SmolStr::new(format!("{}{ending}", &form[..kept]))
}

fn key(kind: u64, tag: Xpos, text: &str) -> u64 {
    crate::features::text_hash(kind << 8 | tag as u64, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exceptions_come_first_then_the_longest_suffix() {
        let lemmas = Lemmas::read(
            "keep\tNNP\nrule\tNNS\ts\t1\t\nrule\tNNS\ties\t3\ty\nrule\tNNP\t\t0\t\nword\tNNS\tmen\tman\n",
        )
        .unwrap();
        assert_eq!(lemmas.lemma("Talks", Xpos::Nns), "talk");
        assert_eq!(lemmas.lemma("treaties", Xpos::Nns), "treaty");
        assert_eq!(lemmas.lemma("Men", Xpos::Nns), "man");
        assert_eq!(lemmas.lemma("Lavrov", Xpos::Nnp), "Lavrov");
        assert_eq!(lemmas.lemma("s", Xpos::Nns), "");
    }

    #[test]
    fn a_damaged_line_is_an_error() {
        assert!(Lemmas::read("rule\tNOPE\ts\t1\t\n").is_err());
        assert!(Lemmas::read("rule\tNNS\ts\tmany\t\n").is_err());
    }
}
