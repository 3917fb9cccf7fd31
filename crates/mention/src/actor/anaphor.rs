//! The noun phrases that stand for several, or for a state, a body or a place without its name: read, not yet resolved.

use super::phrase::small_number;
use super::view::View;
use legation_syntax::{Deprel, Upos, Xpos};
use std::ops::Range;

/// Nouns whose plural with a number means states.
const STATES: &[&str] = &[
    "country",
    "nation",
    "state",
    "side",
    "party",
    "neighbour",
    "neighbor",
    "power",
    "capital",
    "ally",
    "partner",
    "government",
    "people",
    "republic",
    "rival",
    "army",
    "military",
    "ministry",
    "adversary",
    "member",
    "team",
    "delegation",
];
/// Nouns whose plural with a number means persons.
const PERSONS: &[&str] = &[
    "leader",
    "man",
    "woman",
    "official",
    "diplomat",
    "statesman",
    "dignitary",
    "counterpart",
    "head",
    "envoy",
    "minister",
    "president",
    "premier",
    "chief",
    "general",
    "negotiator",
    "politician",
    "politicians",
    "ambassador",
];
pub(super) enum Means {
    States,
    Persons,
    /// "both agreed", "the two said".
    Somebody,
    /// the country
    State,
    /// the East African country, the war-torn nation
    Described,
    Host,
    /// its neighbour: the possessive's token
    Neighbour(usize),
    /// his hosts
    HostOf(usize),
    /// the kingdom
    Realm,
    /// our two countries
    Ours,
    /// the North; true for the South
    Half(bool),
    /// the city
    Site,
    Visitor,
    /// these nations
    Those,
    /// the agency
    Named,
}

/// A noun phrase of the kinds above.
pub(super) struct Phrase {
    pub first: u32,
    /// The noun with what specifies it: foreign ministers.
    pub role: Range<usize>,
    pub count: usize,
    pub means: Means,
}

impl Phrase {
    /// The noun's token.
    pub fn head(&self) -> u32 {
        self.role.end as u32
    }

    pub fn read(view: &View, head: usize) -> Option<Self> {
        let left = Left::read(view, head);
        let noun = lemma(view, head);
        let plural = matches!(view.token(head).xpos, Xpos::Nns | Xpos::Nnps);
        let role = left.role..head;
        let make = |count, means| Some(Self { first: left.first as u32, role: role.clone(), count, means });
        if view.token(head).upos == Upos::Num {
            let counts = view.is(head + 1, &["of"])
                || matches!(view.upos(head + 1), Some(Upos::Noun | Upos::Adj | Upos::Propn | Upos::Num));
            let number = small_number(view.form(head));
            let other = head > 0 && view.is(head - 1, &["other"]);
            let acts = number == 2 && !other || (3..6).contains(&number) && view.subject(head);
            return if left.definite && acts && !counts { make(number, Means::Somebody) } else { None };
        }
        if view.is(head, &["each", "neither"]) {
            let alone = view.subject(head) && !view.is(head + 1, &["of", "other"]);
            return if alone { make(2, Means::Somebody) } else { None };
        }
        if view.is(head, &["both"]) {
            let argument = view.subject(head)
                || matches!(view.token(head).deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::Nmod);
            // "both of them", but "accused both of helping".
            let of = view.is(head + 1, &["of"]) && view.get(head + 2).is_none_or(|t| t.xpos != Xpos::Vbg);
            return if argument && !of { make(2, Means::Somebody) } else { None };
        }
        // "Each side accused the other", "neither government": of the two, as if both stood there.
        if !plural && head > 0 && view.is(head - 1, &["each", "either", "neither"]) {
            return if STATES.contains(&&*noun) { make(2, Means::States) } else { None };
        }
        let possessive = left.owner.filter(|_| left.owned);
        if let Some(owner) = possessive.filter(|_| left.count < 2) {
            return match &*noun {
                "neighbour" | "neighbor" => make(1, Means::Neighbour(owner)),
                "host" => make(1, Means::HostOf(owner)),
                _ => None,
            };
        }
        let our = possessive.is_some_and(|o| view.is(o, &["our"]));
        if our
            && plural
            && left.count == 2
            && matches!(&*noun, "country" | "nation" | "state" | "government" | "people")
        {
            return make(2, Means::Ours);
        }
        if matches!(view.form(head), "North" | "South") && left.definite && left.role == head {
            let alone = !view.capital(head + 1);
            return if alone { make(1, Means::Half(view.form(head) == "South")) } else { None };
        }
        if &*noun == "pair" && left.definite && left.role == head && view.subject(head) {
            return make(2, Means::Somebody);
        }
        if plural && left.count > 1 && !left.owned && (left.definite || left.both) {
            if PERSONS.contains(&&*noun) {
                return make(left.count, Means::Persons);
            }
            if STATES.contains(&&*noun) && left.role == head {
                return make(left.count, Means::States);
            }
            return None;
        }
        let heads =
            &*noun == "head" && view.is(head + 1, &["of"]) && view.is(head + 2, &["state", "government"]);
        let whose = view.is(head + 3, &["of", "from"]);
        if plural && heads && !whose && left.definite && left.count == 0 && left.role == head {
            return make(2, Means::Persons);
        }
        let specified = view.is(head + 1, &["to", "of", "in", "with"]);
        if plural && left.definite && left.count == 0 && !left.owned && left.role == head && !specified {
            let demonstrative = head > 0 && view.is(head - 1, &["these", "those"]);
            return match &*noun {
                "party" | "side" => make(2, Means::States),
                "country" | "nation" | "state" | "government" | "power" if demonstrative => {
                    make(1, Means::Those)
                }
                _ => None,
            };
        }
        if plural || !left.definite || left.owned {
            return None;
        }
        single(view, head, &noun, &left, specified).and_then(|means| make(1, means))
    }
}

/// What a definite singular noun stands for.
fn single(view: &View, head: usize, noun: &str, left: &Left, specified: bool) -> Option<Means> {
    Some(match noun {
        "country" | "nation" if left.role == head => Means::State,
        "country" | "nation" | "state" | "kingdom" | "republic" | "monarchy"
            if !specified && describes_state(view, left.role..head) =>
        {
            Means::Described
        }
        "kingdom" | "republic" | "emirate" | "sultanate" if left.role == head => Means::Realm,
        "agency" | "council" | "union" | "bloc" | "alliance" | "organisation" | "organization"
        | "grouping" | "forum" | "commission" | "committee" | "court" | "board" | "movement" | "group"
        | "body" | "coalition" | "assembly" | "bank" | "fund" | "lender"
            if (left.role..head).all(|at| describes_body(view, at)) =>
        {
            Means::Named
        }
        "host" if left.role == head => Means::Host,
        "city" | "town" | "village" | "province" | "enclave" | "peninsula" | "island" | "strip"
            if left.role == head && !specified =>
        {
            Means::Site
        }
        "dignitary" => Means::Visitor,
        _ if left.visiting => Means::Visitor,
        _ => return None,
    })
}

/// "the **East African** country", "the **war-torn** nation": said of one state told before, and not to set it apart from
/// others ("the only country", "the largest state").
fn describes_state(view: &View, words: Range<usize>) -> bool {
    const APART: [&str; 17] = [
        "another",
        "certain",
        "first",
        "host",
        "last",
        "member",
        "neighboring",
        "neighbouring",
        "next",
        "only",
        "other",
        "recipient",
        "same",
        "second",
        "single",
        "sole",
        "third",
    ];
    let plain = |at: usize| {
        let degree = matches!(view.token(at).xpos, Xpos::Jjr | Xpos::Jjs | Xpos::Rbr | Xpos::Rbs);
        !degree && !view.is(at, &APART) && !is_count(view, at)
    };
    !words.is_empty() && words.into_iter().all(plain)
}

/// "the **15-member** council", "the **regional** bloc": said of a body, and no name of one.
fn describes_body(view: &View, at: usize) -> bool {
    const WORDS: [&str; 10] = [
        "african",
        "country",
        "global",
        "member",
        "multilateral",
        "nation",
        "pan",
        "regional",
        "state",
        "strong",
    ];
    view.is(at, &WORDS) || is_count(view, at) || is_hyphen(view, at)
}

fn is_count(view: &View, at: usize) -> bool {
    view.upos(at) == Some(Upos::Num)
}

/// "15-member": counted members stand between hyphens.
fn is_hyphen(view: &View, at: usize) -> bool {
    joins_words(view, at) && at > 0 && (is_count(view, at - 1) || view.is(at - 1, &["pan"]))
}

/// The hyphen of "war-torn".
fn joins_words(view: &View, at: usize) -> bool {
    view.form(at) == "-"
}

/// What stands between a determiner and its noun.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // independent marks of one phrase
struct Left {
    first: usize,
    role: usize,
    count: usize,
    definite: bool,
    both: bool,
    owned: bool,
    /// The possessive pronoun, or the noun before 's.
    owner: Option<usize>,
    visiting: bool,
}

impl Left {
    fn read(view: &View, head: usize) -> Self {
        let mut left = Self { first: head, role: head, ..Self::default() };
        for at in (head.saturating_sub(5)..head).rev() {
            let number = small_number(view.form(at));
            if number > 0 {
                left.count = number;
            } else if is_hyphen(view, at) || is_count(view, at) && is_hyphen(view, at + 1) {
                left.role = at;
            } else if view.is(at, &["both"]) {
                left.count = 2;
                left.both = true;
            } else if view.is(at, &["the", "this", "these", "that", "those"]) {
                left.definite = true;
                left.first = at;
                if at > 0 && view.is(at - 1, &["both"]) {
                    left.count = 2;
                }
                break;
            } else if view.is(at, &["visiting"]) {
                left.visiting = true;
            } else if view.upos(at) == Some(Upos::Part) || view.token(at).xpos == Xpos::PrpPoss {
                left.owned = true;
                let pronoun = view.token(at).xpos == Xpos::PrpPoss;
                if at > 0 && view.is(at - 1, &["both"]) {
                    left.count = 2;
                }
                left.owner = if pronoun { Some(at) } else { at.checked_sub(1) };
                break;
            } else if matches!(view.upos(at), Some(Upos::Adj | Upos::Noun | Upos::Propn))
                || joins_words(view, at)
                || view.upos(at) == Some(Upos::Verb) && at > 0 && joins_words(view, at - 1)
            {
                if left.count == 0 {
                    left.role = at;
                }
            } else {
                break;
            }
            left.first = at;
        }
        if left.definite && view.is(left.first, &["the"]) && left.first + 1 < head {
            left.first += 1;
        } else if left.definite {
            left.first = head.min(left.first + 1);
        }
        left
    }
}

pub(super) fn lemma(view: &View, at: usize) -> String {
    let lemma = view.token(at).lemma.to_lowercase();
    if lemma.is_empty() { view.form(at).to_lowercase() } else { lemma }
}
