//! Whether the words around a time look back or ahead.

use legation_syntax::{Sentence, Xpos};

/// Where the clause's verb points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Unknown,
}

/// Words whose infinitive lies ahead: agreed to hold, plans to withdraw.
const INTENT: [&str; 18] = [
    "agree",
    "plan",
    "decide",
    "promise",
    "vow",
    "pledge",
    "intend",
    "hope",
    "want",
    "aim",
    "propose",
    "offer",
    "intention",
    "decision",
    "agreement",
    "invite",
    "ask",
    "prepare",
];

/// The verbs of one stretch of text that show a tense, in order: position and tense.
#[derive(Debug, Default)]
pub(crate) struct Tenses(Vec<(usize, Tense)>);

impl Tenses {
    /// From the tags of a parsed sentence; positions are token indices.
    pub fn of_sentence(sentence: &Sentence) -> Self {
        let tokens = &sentence.tokens;
        let mut found = Vec::new();
        for (i, t) in tokens.iter().enumerate() {
            let lemma = t.lemma.as_str();
            let before =
                |n: usize| i.checked_sub(n).and_then(|b| tokens.get(b)).map_or("", |t| t.lemma.as_str());
            let intends = || (1..5).any(|n| INTENT.contains(&before(n)));
            let to_follows = || tokens.get(i + 1).is_some_and(|n| n.xpos == Xpos::To);
            let tense = match t.xpos {
                Xpos::Vbd if lemma == "be" && tokens[i + 1..].iter().take(2).any(|n| n.xpos == Xpos::To) => {
                    Tense::Future
                }
                Xpos::Vbz | Xpos::Vbp if lemma == "be" && to_follows() => Tense::Future,
                Xpos::Vbn | Xpos::Jj | Xpos::Vbd
                    if matches!(lemma, "set" | "poised" | "likely" | "ready") && to_follows() =>
                {
                    Tense::Future
                }
                Xpos::Vbd => Tense::Past,
                Xpos::Md if tokens.get(i + 1).is_none_or(|n| n.lemma != "have") => Tense::Future,
                Xpos::To if tokens.get(i + 1).is_some_and(|n| n.xpos == Xpos::Vb) && intends() => {
                    Tense::Future
                }
                Xpos::Vbz | Xpos::Vbp if lemma == "have" => Tense::Past,
                Xpos::Vbz | Xpos::Vbp if matches!(lemma, "plan" | "intend" | "aim" | "hope" | "expect") => {
                    Tense::Future
                }
                Xpos::Vbn | Xpos::Jj if matches!(lemma, "schedule" | "scheduled" | "slate" | "slated") => {
                    Tense::Future
                }
                Xpos::Vbn | Xpos::Vbg
                    if matches!(lemma, "expect" | "plan" | "set" | "due" | "go") && to_follows() =>
                {
                    Tense::Future
                }
                Xpos::Jj if lemma == "due" => Tense::Future,
                _ => continue,
            };
            found.push((i, tense));
        }
        Self(found)
    }

    /// From bare words, where nothing has been tagged; positions are whatever the words are numbered by.
    pub fn of_words<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let tense = |w: &str| match w {
            "will" | "ll" | "shall" | "plan" | "plans" | "going" | "upcoming" => Some(Tense::Future),
            "was" | "were" | "did" | "had" | "went" | "happened" | "has" | "have" | "came" | "left" => {
                Some(Tense::Past)
            }
            _ => None,
        };
        Self(words.enumerate().filter_map(|(i, w)| Some((i, tense(w)?))).collect())
    }

    /// The tense of the nearest verb; one before the time counts as nearer than one after it.
    pub fn near(&self, at: usize) -> Tense {
        let distance = |i: usize| if i < at { at - i } else { (i - at) * 2 + 2 };
        self.0.iter().min_by_key(|(i, _)| distance(*i)).map_or(Tense::Unknown, |v| v.1)
    }
}
