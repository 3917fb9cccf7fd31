//! Sentences with trees from patterns of the repository's own: what news about states looks like and treebanks hardly show.

use super::data::{Gold, read};
use super::rng::Rng;
use legation_syntax::{Deprel, NameKind, Upos, Xpos};
use std::collections::BTreeMap;
use std::path::Path;

/// Sentences made of each pattern.
const COPIES: usize = 110;
/// What such a sentence counts beside one of a treebank.
const WEIGHT: f32 = 0.4;

type Lists = BTreeMap<String, Vec<String>>;

/// Fills every pattern of `data/training/patterns.tsv` at random.
pub fn sentences(data: &Path, rng: &mut Rng) -> Result<Vec<Gold>, String> {
    let path = data.join("training/patterns.tsv");
    let text = read(&path)?;
    let mut lists = tables(data)?;
    let mut all = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
        let columns: Vec<&str> = line.split('\t').collect();
        match columns.as_slice() {
            ["list", name, words] => {
                lists.insert((*name).to_owned(), words.split(' ').map(str::to_owned).collect());
            }
            ["pattern", tokens] => {
                for _ in 0..COPIES {
                    let gold = filled(tokens, &lists, rng);
                    all.push(gold.map_err(|e| format!("{}:{}: {e}", path.display(), at + 1))?);
                }
            }
            _ => return Err(format!("{}:{}: neither a list nor a pattern", path.display(), at + 1)),
        }
    }
    Ok(all)
}

/// Words of one token from the tables of states and people.
fn tables(data: &Path) -> Result<Lists, String> {
    let mut lists = Lists::new();
    let one_word =
        |cells: Vec<String>| cells.into_iter().filter(|c| !c.contains([' ', '-', '.'])).collect::<Vec<_>>();
    let states = data.join("actors/states.tsv");
    let mut names = one_word(super::augment::column_of(&states, "name")?);
    // The press writes them most, and they are no single word of the table's first column.
    names.extend(["US", "U.S.", "UK", "EU", "Moscow", "Beijing", "Washington", "Tehran"].map(str::to_owned));
    lists.insert("STATE".to_owned(), names);
    lists.insert("DEMONYM".to_owned(), one_word(super::augment::column_of(&states, "adjectives")?));
    let people = super::augment::column_of(&data.join("actors/people.tsv"), "name")?;
    let pairs: Vec<(&str, &str)> =
        people.iter().filter_map(|n| n.split_once(' ')).filter(|(_, s)| !s.contains([' ', '-'])).collect();
    lists.insert("GIVEN".to_owned(), pairs.iter().map(|p| p.0.to_owned()).collect());
    lists.insert("SURNAME".to_owned(), pairs.iter().map(|p| p.1.to_owned()).collect());
    Ok(lists)
}

fn filled(tokens: &str, lists: &Lists, rng: &mut Rng) -> Result<Gold, String> {
    let mut gold = Gold { weight: WEIGHT, ..Gold::default() };
    for token in tokens.split(' ') {
        let wrong = || format!("`{token}` is not FORM|UPOS|XPOS|head|deprel");
        let parts: Vec<&str> = token.split('|').collect();
        let [form, upos, xpos, head, deprel] = parts.as_slice() else { return Err(wrong()) };
        gold.names.push(name_tag(form, gold.names.last().copied()));
        gold.forms.push(word(form, lists, rng));
        gold.lemmas.push(String::new());
        gold.upos.push(Upos::parse(upos).ok_or_else(wrong)? as u8);
        gold.xpos.push(Xpos::parse(xpos).ok_or_else(wrong)? as u8);
        gold.heads.push(head.parse().map_err(|_| wrong())?);
        gold.deprels.push(Deprel::parse(deprel).ok_or_else(wrong)? as u8);
    }
    Ok(gold)
}

/// A word of the list, in the asked form; a form that names no list stands for itself.
fn word(form: &str, lists: &Lists, rng: &mut Rng) -> String {
    let (list, inflection) = form.split_once('.').unwrap_or((form, "base"));
    let Some(words) = lists.get(list).filter(|w| !w.is_empty()) else { return form.to_owned() };
    let chosen = &words[rng.below(words.len())];
    let at = ["base", "s", "past", "part"].iter().position(|f| *f == inflection).unwrap_or(0);
    let forms: Vec<&str> = chosen.split('/').collect();
    (*forms.get(at).unwrap_or(&forms[0])).to_owned()
}

/// The name tag of a token of this form after one tagged `before`.
fn name_tag(form: &str, before: Option<u8>) -> u8 {
    let opens = |kind: NameKind| kind as u8 * 2 + 1;
    match form {
        "STATE" => opens(NameKind::Place),
        "DEMONYM" => opens(NameKind::Other),
        "SURNAME" if before == Some(opens(NameKind::Person)) => opens(NameKind::Person) + 1,
        "GIVEN" | "SURNAME" => opens(NameKind::Person),
        _ => 0,
    }
}
