//! What is wrong with an event lexicon though each entry is well-formed: entries that never win, and examples at odds.

use crate::LexiconError;
use crate::events::{Entry, Events};
use crate::frame::{Condition, Path, Test};
use std::collections::BTreeMap;

/// Every fault, in the order of the files: where, what, and how to mend it.
pub fn faults(events: &Events) -> Vec<LexiconError> {
    let mut found = unreachable(events);
    found.extend(examples(events));
    found.sort_by(|a, b| a.origin.cmp(&b.origin).then_with(|| a.what.cmp(&b.what)));
    found.dedup();
    found
}

/// Entries that another of the same head beats wherever they hold.
fn unreachable(events: &Events) -> Vec<LexiconError> {
    let mut found = Vec::new();
    for (head, frames) in events.heads() {
        for (i, entry) in frames.iter().enumerate() {
            let beaten = |&(j, other): &(usize, &&Entry)| {
                let (ours, theirs) = (entry.specificity(), other.specificity());
                j != i && (theirs > ours || (theirs == ours && j < i)) && holds_wherever(other, entry)
            };
            if let Some((_, winner)) = frames.iter().enumerate().find(beaten) {
                found.push(LexiconError {
                    origin: entry.origin.clone(),
                    what: format!(
                        "`{}` never wins for `{head}`: wherever it holds, `{}` ({}) does too and comes first",
                        entry.id, winner.id, winner.origin
                    ),
                    mend: "add a condition, raise its priority, or drop the head".to_owned(),
                });
            }
        }
    }
    found
}

/// True where `wide` holds of every predicate that `narrow` holds of.
fn holds_wherever(wide: &Entry, narrow: &Entry) -> bool {
    let met = |c: &Condition| narrow.requires.iter().any(|n| implies(n, c));
    // What excludes the wider one must exclude the narrower too.
    let excluded = |c: &Condition| narrow.unless.iter().any(|n| implies(c, n));
    wide.requires.iter().all(met) && wide.unless.iter().all(excluded)
}

/// True where `b` holds whenever `a` does.
fn implies(a: &Condition, b: &Condition) -> bool {
    let beneath =
        b.path == Path::Anywhere && matches!(a.path, Path::Object | Path::Subject | Path::Preposition(_));
    match (&a.test, &b.test) {
        (Test::Lemma(a_words), Test::Lemma(b_words)) => {
            (a.path == b.path || beneath) && a_words.iter().all(|w| b_words.contains(w))
        }
        (_, Test::Present) | (Test::Party, Test::Party) => a.path == b.path,
        _ => false,
    }
}

/// Examples that ask for two things at once.
fn examples(events: &Events) -> Vec<LexiconError> {
    let mut found = Vec::new();
    // Of each sentence: the readings asked for, and the entry that asks.
    let mut wanted: BTreeMap<String, Vec<(&str, &Entry)>> = BTreeMap::new();
    for entry in events.current() {
        for example in entry.examples() {
            if let Some(expected) = &example.expected {
                wanted.entry(normal(&example.text)).or_default().push((expected, entry));
            }
        }
    }
    for entry in events.current() {
        for example in entry.examples() {
            let others = wanted.get(&normal(&example.text)).map_or(&[][..], Vec::as_slice);
            let fault = |other: &Entry, what: &str| LexiconError {
                origin: entry.origin.clone(),
                what: format!("{what} `{}` ({}): {}", other.id, other.origin, example.text),
                mend: "drop one of the two examples, or make them one".to_owned(),
            };
            match &example.expected {
                None => {
                    let own = |(_, other): &&(&str, &Entry)| other.id == entry.id;
                    if let Some((_, other)) = others.iter().find(own) {
                        found.push(fault(other, "an example of both yes and no under"));
                    }
                    let same = |(reading, other): &&(&str, &Entry)| {
                        other.id != entry.id
                            && kind(reading) == own_kind(entry)
                            && share_head(events, entry, other)
                    };
                    if let Some((_, other)) = others.iter().find(same) {
                        found.push(fault(other, "a `no` that is a `yes` of the same reading under"));
                    }
                }
                Some(expected) => {
                    let differs = |(reading, _): &&(&str, &Entry)| {
                        kind(reading) == kind(expected) && parties(reading) != parties(expected)
                    };
                    if let Some((_, other)) = others.iter().find(differs) {
                        found.push(fault(other, "an example with other parties than under"));
                    }
                }
            }
        }
    }
    found
}

fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `CONSULT/visit` of `CONSULT/visit BRA > AGO`.
fn kind(reading: &str) -> String {
    reading.split(' ').next().unwrap_or_default().to_owned()
}

fn own_kind(entry: &Entry) -> String {
    let kind = entry.kind.map(legation_record::EventType::as_str).unwrap_or_default();
    entry.mode.as_ref().map_or_else(|| kind.to_owned(), |mode| format!("{kind}/{mode}"))
}

/// Both sides, each as a set.
fn parties(reading: &str) -> Vec<Vec<&str>> {
    let (_, sides) = reading.split_once(' ').unwrap_or((reading, ""));
    sides
        .split('>')
        .map(|text| {
            let mut codes: Vec<&str> = text.split(',').map(str::trim).filter(|c| !c.is_empty()).collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        })
        .filter(|codes| !codes.is_empty())
        .collect()
}

fn share_head(events: &Events, a: &Entry, b: &Entry) -> bool {
    let both = |frames: &[&Entry]| frames.iter().any(|e| e.id == a.id) && frames.iter().any(|e| e.id == b.id);
    events.heads().iter().any(|(_, frames)| both(frames))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Lexicon, Own};

    fn of(text: &str) -> Vec<String> {
        let own = Own { events: vec![("own.toml".to_owned(), text.to_owned())], ..Own::default() };
        let lexicon = Lexicon::with_own(&own).unwrap_or_else(|e| panic!("{e}"));
        let faults = faults(&lexicon.events);
        faults.iter().filter(|f| &*f.origin.file == "own.toml").map(ToString::to_string).collect()
    }

    #[test]
    fn an_entry_that_never_wins_is_found() {
        let wide =
            "[[entry]]\nid = \"a\"\nheads = [\"zorble.v\"]\ntype = \"AID\"\nrequires = [\"obj:tent|rice\"]\n";
        let same =
            "[[entry]]\nid = \"b\"\nheads = [\"zorble.v\"]\ntype = \"AGREE\"\nrequires = [\"obj:rice\"]\n";
        let found = of(&format!("{wide}{same}"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("own.toml:6: `b` never wins for `zorble.v`"), "{found:?}");
        assert_eq!(
            of(&format!("{same}{wide}")),
            Vec::<String>::new(),
            "the narrower words first: both can win"
        );
        let kept_out = wide.replace("requires", "unless = [\"to\"]\nrequires");
        assert_eq!(of(&format!("{kept_out}{same}")), Vec::<String>::new(), "with `to` the second wins");
    }

    #[test]
    fn examples_at_odds_are_found() {
        let entry = |id: &str, examples: &str| {
            format!("[[entry]]\nid = \"{id}\"\nheads = [\"{id}.v\"]\ntype = \"AID\"\n{examples}\n")
        };
        let yes = "yes = [\"Chile zorbles Peru. => AID CHL > PER\"]\n";
        let both = of(&entry("zorble", &format!("{yes}no = [\"Chile zorbles Peru.\"]")));
        assert!(both.len() == 1 && both[0].contains("both yes and no"), "{both:?}");
        let turned = "yes = [\"Chile  zorbles Peru. => AID PER > CHL\"]";
        let found = of(&format!("{}{}", entry("zorble", yes), entry("zorbel", turned)));
        assert!(found.len() == 2 && found[0].contains("other parties"), "{found:?}");
        assert_eq!(of(&entry("zorble", yes)), Vec::<String>::new());
    }

    #[test]
    fn the_shipped_lexicon_has_no_faults() {
        let found: Vec<String> = faults(&Lexicon::builtin().events).iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}
