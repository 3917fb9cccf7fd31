//! Words of saying, doubting and supposing (`data/claims/speech.toml`).

use crate::LexiconError;
use crate::events::toml_error;
use legation_record::Stance;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The compiled lists.
#[derive(Debug, Default)]
pub struct Speech {
    verbs: FxHashMap<String, Stance>,
    nouns: FxHashMap<String, Stance>,
    lists: BTreeMap<&'static str, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    verbs: BTreeMap<Stance, Vec<String>>,
    nouns: BTreeMap<Stance, Vec<String>>,
    contacts: Contacts,
    adverbs: Alleged,
    adjectives: Alleged,
    modality: Modality,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alleged {
    alleged: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contacts {
    verbs: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Modality {
    future: Vec<String>,
    future_adjectives: Vec<String>,
    obligation: Vec<String>,
    hypothetical: Vec<String>,
    hypothetical_adverbs: Vec<String>,
    hypothetical_adjectives: Vec<String>,
    lasting: Vec<String>,
    conditional_marks: Vec<String>,
    negation: Vec<String>,
}

/// A closed list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    AllegedAdverbs,
    AllegedAdjectives,
    Future,
    FutureAdjectives,
    Obligation,
    Hypothetical,
    HypotheticalAdverbs,
    HypotheticalAdjectives,
    Lasting,
    ConditionalMarks,
    Negation,
    Contacts,
}

impl List {
    const fn key(self) -> &'static str {
        match self {
            Self::AllegedAdverbs => "alleged adverbs",
            Self::AllegedAdjectives => "alleged adjectives",
            Self::Future => "future",
            Self::FutureAdjectives => "future adjectives",
            Self::Obligation => "obligation",
            Self::Hypothetical => "hypothetical",
            Self::HypotheticalAdverbs => "hypothetical adverbs",
            Self::HypotheticalAdjectives => "hypothetical adjectives",
            Self::Lasting => "lasting",
            Self::ConditionalMarks => "conditional marks",
            Self::Negation => "negation",
            Self::Contacts => "contacts",
        }
    }
}

impl Speech {
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, LexiconError> {
        let raw: Raw = toml::from_str(text).map_err(|e| toml_error(file, text, &e))?;
        let by_word = |by_stance: BTreeMap<Stance, Vec<String>>| {
            by_stance.into_iter().flat_map(|(s, words)| words.into_iter().map(move |w| (w, s))).collect()
        };
        let mut lists = BTreeMap::new();
        for (list, mut words) in [
            (List::AllegedAdverbs, raw.adverbs.alleged),
            (List::AllegedAdjectives, raw.adjectives.alleged),
            (List::Future, raw.modality.future),
            (List::FutureAdjectives, raw.modality.future_adjectives),
            (List::Obligation, raw.modality.obligation),
            (List::Hypothetical, raw.modality.hypothetical),
            (List::HypotheticalAdverbs, raw.modality.hypothetical_adverbs),
            (List::HypotheticalAdjectives, raw.modality.hypothetical_adjectives),
            (List::Lasting, raw.modality.lasting),
            (List::ConditionalMarks, raw.modality.conditional_marks),
            (List::Negation, raw.modality.negation),
            (List::Contacts, raw.contacts.verbs),
        ] {
            words.sort();
            lists.insert(list.key(), words);
        }
        Ok(Self { verbs: by_word(raw.verbs), nouns: by_word(raw.nouns), lists })
    }

    /// The stance a verb of saying gives its subject.
    pub fn verb(&self, lemma: &str) -> Option<Stance> {
        self.verbs.get(lemma).copied()
    }

    /// The stance a noun of saying gives its possessor.
    pub fn noun(&self, lemma: &str) -> Option<Stance> {
        self.nouns.get(lemma).copied()
    }

    /// True where `word` stands on the list.
    pub fn is(&self, list: List, word: &str) -> bool {
        self.lists
            .get(list.key())
            .is_some_and(|words| words.binary_search_by(|w| w.as_str().cmp(word)).is_ok())
    }
}
