//! Learning the lemmatiser: suffix rules by tag, and the words that no rule gets right.

use super::data::{Gold, NONE};
use legation_syntax::Xpos;
use legation_syntax::lemma::{LONGEST_SUFFIX, Lemmas, edited, normal};
use std::collections::BTreeMap;

type Edit = (u8, String);

/// The lines that `Lemmas::read` reads.
pub fn learn(gold: &[Gold]) -> String {
    let keeps = keeps_case(gold);
    let mut lines: Vec<String> =
        keeps.iter().enumerate().filter(|k| *k.1).map(|(x, _)| format!("keep\t{}\n", Xpos::ALL[x])).collect();
    // By tag and form, how often which lemma.
    let mut seen = BTreeMap::<(u8, String), BTreeMap<String, usize>>::new();
    for (form, lemma, xpos) in words(gold) {
        let form = normal(form, keeps[xpos as usize]).to_string();
        *seen.entry((xpos, form)).or_default().entry(lemma.to_owned()).or_default() += 1;
    }
    let best: Vec<((u8, String), String, usize)> = seen
        .into_iter()
        .filter_map(|(key, lemmas)| {
            let total = lemmas.values().sum();
            let (lemma, _) = lemmas.into_iter().max_by_key(|l| l.1)?;
            Some((key, lemma, total))
        })
        .collect();
    lines.extend(rules(&best));
    let by_rule = Lemmas::read(&lines.concat()).unwrap_or_default();
    for ((xpos, form), lemma, _) in &best {
        let tag = Xpos::ALL[*xpos as usize];
        let plain = !form.contains(['\t', '\n']) && !lemma.contains(['\t', '\n']);
        if plain && by_rule.lemma(form, tag) != lemma.as_str() {
            lines.push(format!("word\t{tag}\t{form}\t{lemma}\n"));
        }
    }
    lines.concat()
}

fn words(gold: &[Gold]) -> impl Iterator<Item = (&str, &str, u8)> {
    gold.iter()
        .flat_map(|g| g.forms.iter().zip(&g.lemmas).zip(&g.xpos))
        .map(|((form, lemma), &xpos)| (form.as_str(), lemma.as_str(), xpos))
        .filter(|(form, lemma, xpos)| *xpos != NONE && (*lemma != "_" || *form == "_"))
}

/// Whether lemmas of a tag mostly keep a capital where the form has one.
fn keeps_case(gold: &[Gold]) -> Vec<bool> {
    let mut counts = vec![(0usize, 0usize); Xpos::ALL.len()];
    for (form, lemma, xpos) in words(gold) {
        if form.chars().any(char::is_uppercase) {
            let count = &mut counts[xpos as usize];
            count.0 += usize::from(lemma.chars().any(char::is_uppercase));
            count.1 += 1;
        }
    }
    counts.iter().map(|&(kept, all)| 2 * kept > all).collect()
}

/// From short suffixes to long: a rule is kept where it changes what the shorter one says.
fn rules(best: &[((u8, String), String, usize)]) -> Vec<String> {
    let mut votes = BTreeMap::<(u8, usize, String), BTreeMap<Edit, usize>>::new();
    for ((xpos, form), lemma, _) in best {
        let Some(edit) = edit(form, lemma) else { continue };
        for (len, suffix) in suffixes(form) {
            *votes.entry((*xpos, len, suffix.to_owned())).or_default().entry(edit.clone()).or_default() += 1;
        }
    }
    let mut kept = BTreeMap::<(u8, String), Edit>::new();
    let mut order: Vec<_> = votes.into_iter().collect();
    order.sort_by_key(|((_, len, _), _)| *len);
    for ((xpos, len, suffix), edits) in order {
        let total: usize = edits.values().sum();
        let Some((edit, n)) = edits.into_iter().max_by_key(|e| e.1) else { continue };
        let shorter =
            suffixes(&suffix).filter(|s| s.0 < len).filter_map(|s| kept.get(&(xpos, s.1.to_owned()))).last();
        let enough = len == 0 || (n >= 3 && 4 * n >= 3 * total);
        if enough && shorter != Some(&edit) {
            kept.insert((xpos, suffix), edit);
        }
    }
    kept.iter()
        .map(|((xpos, suffix), (count, ending))| {
            format!("rule\t{}\t{suffix}\t{count}\t{ending}\n", Xpos::ALL[*xpos as usize])
        })
        .collect()
}

/// Suffixes from the empty one up, with their lengths in characters.
fn suffixes(form: &str) -> impl Iterator<Item = (usize, &str)> {
    std::iter::once((0, "")).chain(
        form.char_indices()
            .rev()
            .take(LONGEST_SUFFIX)
            .enumerate()
            .map(move |(i, (at, _))| (i + 1, &form[at..])),
    )
}

/// What turns `form` into `lemma`; none where they share no beginning.
fn edit(form: &str, lemma: &str) -> Option<Edit> {
    let shared: usize =
        form.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let count = u8::try_from(form[shared..].chars().count()).ok()?;
    let ending = lemma[shared..].to_owned();
    debug_assert_eq!(edited(form, count, &ending), lemma);
    (shared > 0 || form.is_empty()).then_some((count, ending))
}
