//! Names out of GUM's entity annotation, which marks every mention: a name is the run of proper nouns at its core.

use super::data::NONE;
use legation_syntax::NameKind;
use legation_syntax::conllu::RawWord;

/// A mention: first and last word, GUM's type.
struct Mention<'t> {
    first: usize,
    last: usize,
    kind: &'t str,
}

/// Name tags of a sentence, all `NONE` where the file annotates no entities.
pub fn names(words: &[RawWord<'_>]) -> Vec<u8> {
    let annotated = words.iter().any(|w| w.misc.contains("Discourse=") || w.misc.contains("Entity="));
    if !annotated {
        return vec![NONE; words.len()];
    }
    let mut tags = vec![0u8; words.len()];
    // Inner mentions first: an outer name overwrites the ones inside it.
    let mut mentions = mentions(words);
    mentions.sort_by_key(|m| m.last - m.first);
    for mention in mentions {
        let Some(kind) = kind(mention.kind) else { continue };
        if let Some((first, last)) = core(words, &mention) {
            for (i, tag) in tags.iter_mut().enumerate().take(last + 1).skip(first) {
                *tag = kind as u8 * 2 + if i == first { 1 } else { 2 };
            }
            // What an overwritten name left behind must open anew.
            if last + 1 < tags.len() && tags[last + 1] > 0 && tags[last + 1].is_multiple_of(2) {
                tags[last + 1] -= 1;
            }
        }
    }
    tags
}

fn kind(gum: &str) -> Option<NameKind> {
    Some(match gum {
        "person" => NameKind::Person,
        "organization" => NameKind::Organisation,
        "place" => NameKind::Place,
        "object" | "event" | "abstract" | "animal" | "plant" | "substance" => NameKind::Other,
        _ => return None,
    })
}

fn mentions<'t>(words: &[RawWord<'t>]) -> Vec<Mention<'t>> {
    let (mut open, mut done) = (Vec::<(&str, usize, &str)>::new(), Vec::new());
    for (at, word) in words.iter().enumerate() {
        let Some(entity) = word.misc.split('|').find_map(|m| m.strip_prefix("Entity=")) else { continue };
        let mut rest = entity;
        while let Some(c) = rest.chars().next() {
            if c == '(' {
                let end = rest[1..].find(['(', ')']).map_or(rest.len(), |e| e + 1);
                let mut parts = rest[1..end].split('-');
                let (id, kind) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
                if rest[end..].starts_with(')') {
                    done.push(Mention { first: at, last: at, kind });
                    rest = &rest[end + 1..];
                } else {
                    open.push((id, at, kind));
                    rest = &rest[end..];
                }
            } else if let Some(end) = rest.find(')') {
                let id = &rest[..end];
                if let Some(i) = open.iter().rposition(|o| o.0 == id) {
                    let (_, first, kind) = open.remove(i);
                    done.push(Mention { first, last: at, kind });
                }
                rest = &rest[end + 1..];
            } else {
                break;
            }
        }
    }
    done
}

/// The mention's head and the proper nouns round it; joined by `of`, `and`, `for` where capitals go on.
fn core(words: &[RawWord<'_>], m: &Mention<'_>) -> Option<(usize, usize)> {
    let inside = |i: usize| (m.first..=m.last).contains(&i);
    let head = (m.first..=m.last).find(|&i| words[i].head == 0 || !inside(words[i].head - 1))?;
    if words[head].upos != "PROPN" {
        return None;
    }
    let capital = |i: usize| words[i].form.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let part = |i: usize| {
        words[i].upos == "PROPN" || (capital(i) && matches!(words[i].upos, "ADJ" | "NOUN" | "NUM" | "VERB"))
    };
    let (mut first, mut last) = (head, head);
    while first > m.first
        && (part(first - 1) || (words[first - 1].form == "-" && first > m.first + 1 && part(first - 2)))
    {
        first -= 1;
    }
    while last < m.last {
        let next = last + 1;
        let link = matches!(
            words[next].form,
            "of" | "for" | "and" | "-" | "&" | "the" | "de" | "von" | "van" | "al" | "bin"
        );
        if words[next].upos == "PROPN" || (words[next].upos == "NUM" && capital(next)) {
            last = next;
        } else if link && next < m.last {
            let Some(end) = (next..=m.last.min(next + 2)).find(|&i| words[i].upos == "PROPN") else { break };
            if !words[next..end].iter().all(|w| {
                matches!(
                    w.form,
                    "of" | "for" | "the" | "-" | "&" | "and" | "de" | "von" | "van" | "al" | "bin"
                )
            }) {
                break;
            }
            last = end;
        } else {
            break;
        }
    }
    Some((first, last))
}
