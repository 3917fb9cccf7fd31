//! Where in its sentence a time stands: whether it dates what the sentence tells, and whether that is told of the past.

use super::tense::{Tense, Tenses};
use crate::place::Place;
use legation_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// How the words around a time use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    pub tense: Tense,
    /// The clause on which all hangs is in the past tense: "signed", "had signed", not "has signed".
    pub past: bool,
    /// It looks back from the past: "had signed".
    pub before: bool,
    pub stand: Stand,
    /// It opens its sentence: "In 2016 they fell out".
    pub opens: bool,
}

/// How near a time stands to what its sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stand {
    /// It dates a thing, or what was before: "the treaty of 1942", "after spies had listened in 2009".
    Aside,
    /// It says which of many: "the lander that it showed in May".
    Loose,
    /// It dates what is added: "under the pact, which was signed in June 2006".
    Near,
    /// It dates what is told.
    Main,
}

/// What leads a thing whose year is the sentence's: "at the summit of 2008", not "by the treaty of 1942".
const OCCASIONS: [&str; 8] = ["after", "at", "during", "following", "in", "on", "upon", "within"];

/// Words or steps between a word and what it hangs on, at most.
const NEAR: usize = 40;

impl Setting {
    /// From words without a tree, where nothing better is known.
    pub fn of_words(tenses: &Tenses, at: usize) -> Self {
        let tense = tenses.near(at);
        let past = tense == Tense::Past;
        Self { tense, past, before: false, stand: Stand::Main, opens: at < 2 }
    }

    /// Of the time at `place`.
    pub fn in_sentence(sentence: &Sentence, tense: Tense, place: Place) -> Self {
        let (clause, stand) = in_tree(sentence, place.head as usize);
        let past = clause.is_some_and(|at| is_past(sentence, at));
        let before = past && clause.is_some_and(|at| has_had(sentence, at));
        let stand = if is_fronted(sentence, place) { Stand::Main } else { stand };
        Self { tense, past, before, stand, opens: place.first < 2 }
    }

    /// True where a sentence as a whole tells of the past.
    pub fn is_narrative(sentence: &Sentence) -> bool {
        sentence.root().is_some_and(|root| is_past(sentence, root))
    }
}

/// The clause that a time under `head` hangs on, and how near the time stands to it.
fn in_tree(sentence: &Sentence, head: usize) -> (Option<usize>, Stand) {
    let mut stand = Stand::Main;
    for at in sentence.ancestors(head).take(NEAR) {
        let token = &sentence.tokens[at];
        let verbal = matches!(token.upos, Upos::Verb | Upos::Aux);
        match token.deprel {
            Deprel::Root | Deprel::Parataxis => return (Some(at), stand),
            Deprel::Conj if verbal => return (Some(at), stand),
            Deprel::AclRelcl | Deprel::Advcl if adds(sentence, at) => stand = stand.min(Stand::Near),
            Deprel::AclRelcl => stand = stand.min(Stand::Loose),
            _ if is_aside(sentence, at, at == head) => stand = Stand::Aside,
            _ => {}
        }
    }
    (None, stand)
}

/// True for what dates a thing or what was before; `own` for the time itself, which may stand before a noun.
fn is_aside(sentence: &Sentence, at: usize, own: bool) -> bool {
    match sentence.tokens[at].deprel {
        Deprel::Compound
        | Deprel::Amod
        | Deprel::Nummod
        | Deprel::Appos
        | Deprel::NmodPoss
        | Deprel::NmodUnmarked
        | Deprel::NmodDesc => own,
        Deprel::Nmod => is_attribute(sentence, at),
        Deprel::Acl => true,
        Deprel::Advcl | Deprel::AdvclRelcl => !sets_scene(sentence, at),
        _ => false,
    }
}

/// The words of `at` that stand near it; a sentence may be as long as its document.
fn children(sentence: &Sentence, at: usize) -> impl Iterator<Item = &Token> {
    let near = at.saturating_sub(NEAR)..(at + NEAR).min(sentence.tokens.len());
    sentence.tokens[near].iter().filter(move |t| t.head == Some(at as u32))
}

fn has_case(sentence: &Sentence, at: usize, words: &[&str]) -> bool {
    children(sentence, at).any(|t| t.deprel == Deprel::Case && words.contains(&t.lemma.as_str()))
}

/// "The treaty **of 1942**", unless it is what the sentence is set in.
fn is_attribute(sentence: &Sentence, at: usize) -> bool {
    let occasion = |noun: u32| {
        let noun = noun as usize;
        sentence.tokens[noun].deprel == Deprel::Obl && has_case(sentence, noun, &OCCASIONS)
    };
    has_case(sentence, at, &["of"]) && !sentence.tokens[at].head.is_some_and(occasion)
}

/// "The agency, **which** banned it in May", not "the lander that it showed in May".
fn adds(sentence: &Sentence, at: usize) -> bool {
    let pronoun = |t: &Token| matches!(t.lemma.as_str(), "where" | "which" | "who" | "whom" | "whose");
    let own = |t: &Token| t.head == Some(at as u32) || t.deprel == Deprel::NmodPoss;
    sentence.tokens[at.saturating_sub(NEAR)..at].iter().any(|t| pronoun(t) && own(t))
}

/// "When it was listed in 2008, crowds …", "it closed the road, when …": told with the clause it goes with.
fn sets_scene(sentence: &Sentence, at: usize) -> bool {
    let fronted = sentence.tokens[at].head.is_some_and(|h| h as usize > at);
    fronted || children(sentence, at).any(|t| t.lemma.as_str() == "when")
}

/// "On 22 January Lieutenant-General …", "and in 2012 Ghana expelled": before a name such a time is often hung on the name.
fn is_fronted(sentence: &Sentence, place: Place) -> bool {
    let first = place.first as usize;
    let led = first > 0 && sentence.tokens[first - 1].upos == Upos::Adp;
    let above = sentence.tokens[place.head as usize].head.map(|h| h as usize);
    let name = above.is_some_and(|h| h > place.last as usize && sentence.tokens[h].upos == Upos::Propn);
    led && (first == 1 || name)
}

fn has_had(sentence: &Sentence, at: usize) -> bool {
    let had = |t: &Token| t.deprel == Deprel::Aux && t.xpos == Xpos::Vbd && t.lemma.as_str() == "have";
    children(sentence, at).any(had)
}

/// "signed", "was signed", "had been", "was unthinkable"; a later verb may share what stands before the first.
fn is_past(sentence: &Sentence, at: usize) -> bool {
    let helper = |t: &&Token| {
        matches!(t.deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
            && matches!(t.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    };
    for at in sentence.ancestors(at).take(NEAR) {
        let token = &sentence.tokens[at];
        match (children(sentence, at).find(helper), token.xpos) {
            (Some(helper), _) => return helper.xpos == Xpos::Vbd,
            (None, Xpos::Vbn | Xpos::Vbg | Xpos::Vb) if token.deprel == Deprel::Conj => {}
            (None, xpos) => return matches!(xpos, Xpos::Vbd | Xpos::Vbn),
        }
    }
    false
}
