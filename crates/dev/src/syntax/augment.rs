//! More sentences from those there are: other capitals, and other names in the same places.

use super::data::{Gold, NONE, read};
use super::rng::Rng;
use legation_syntax::NameKind;
use legation_syntax::segment::Segmenter;
use legation_text::Span;
use std::path::Path;

/// How a copy writes its words.
#[derive(Clone, Copy, Debug)]
enum Case {
    Title,
    Upper,
    Lower,
}

/// Copies in other capitals: headlines, shouting, chat. `share` is the part of `gold` that is copied for each.
pub fn recased(gold: &[Gold], share: f32, rng: &mut Rng) -> Vec<Gold> {
    let mut all = Vec::new();
    for case in [Case::Title, Case::Upper, Case::Lower] {
        for sentence in gold.iter().filter(|g| g.forms.len() > 3) {
            if rng.unit() < share {
                all.push(recase(sentence, case));
            }
        }
    }
    all
}

fn recase(gold: &Gold, case: Case) -> Gold {
    let title = |form: &str| {
        let mut chars = form.chars();
        chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
    };
    let forms = gold.forms.iter().map(|form| match case {
        Case::Title => title(form),
        Case::Upper => form.to_uppercase(),
        Case::Lower => form.to_lowercase(),
    });
    Gold { forms: forms.collect(), ..gold.clone() }
}

/// Names by kind, each as its words.
#[derive(Clone, Debug, Default)]
pub struct NameList([Vec<Vec<String>>; 4]);

impl NameList {
    /// Names that `gold` holds, and those of the repository's tables of states, places and bodies under `data`.
    pub fn new(gold: &[Gold], data: &Path, segmenter: &Segmenter) -> Result<Self, String> {
        let mut list = Self::default();
        for g in gold {
            for (from, to, kind) in super::train::name_spans(&g.names) {
                list.0[kind as usize].push(g.forms[from..to].to_vec());
            }
        }
        for (file, column, kind) in [
            ("actors/states.tsv", "name", NameKind::Place),
            ("actors/states.tsv", "capital", NameKind::Place),
            ("actors/states.tsv", "adjectives", NameKind::Other),
            ("actors/people.tsv", "name", NameKind::Person),
            ("actors/bodies.tsv", "name", NameKind::Organisation),
            ("places/places.tsv", "name", NameKind::Place),
        ] {
            for name in column_of(&data.join(file), column)? {
                let words = segmenter.words(&name, Span::new(0, name.len() as u32));
                let forms: Vec<String> = words.iter().map(|w| w.of(&name).to_owned()).collect();
                if (1..=6).contains(&forms.len()) {
                    list.0[kind as usize].push(forms);
                }
            }
        }
        list.add_invented(&data.join("training/lists"))?;
        Ok(list)
    }

    /// Names as people bear them anywhere, towns, firms: given names alone and before surnames.
    fn add_invented(&mut self, folder: &Path) -> Result<(), String> {
        let lines = |file: &str| -> Result<Vec<Vec<String>>, String> {
            Ok(read(&folder.join(file))?
                .lines()
                .map(|l| l.split_whitespace().map(str::to_owned).collect())
                .collect())
        };
        let (given, surnames) = (lines("given.txt")?, lines("surnames.txt")?);
        let pairs = surnames.iter().zip(given.iter().cycle().skip(7).step_by(11));
        let people = &mut self.0[NameKind::Person as usize];
        people.extend(pairs.map(|(surname, given)| [given.as_slice(), surname].concat()));
        people.extend(given);
        people.extend(surnames.into_iter().step_by(3));
        self.0[NameKind::Place as usize].extend(lines("places.txt")?);
        self.0[NameKind::Organisation as usize].extend(lines("organisations.txt")?);
        Ok(())
    }

    /// A copy of a sentence without a tree, every name exchanged for another of its kind (mostly).
    pub fn exchanged(&self, gold: &Gold, rng: &mut Rng) -> Gold {
        let mut copy = Gold { weight: gold.weight, ..Gold::default() };
        let mut at = 0;
        for (from, to, kind) in super::train::name_spans(&gold.names) {
            copy.forms.extend_from_slice(&gold.forms[at..from]);
            copy.names.extend_from_slice(&gold.names[at..from]);
            let others = &self.0[kind as usize];
            let name = if rng.unit() < 0.8 && !others.is_empty() {
                others[rng.below(others.len())].clone()
            } else {
                gold.forms[from..to].to_vec()
            };
            copy.names.extend((0..name.len()).map(|i| kind * 2 + if i == 0 { 1 } else { 2 }));
            copy.forms.extend(name);
            at = to;
        }
        copy.forms.extend_from_slice(&gold.forms[at..]);
        copy.names.extend_from_slice(&gold.names[at..]);
        copy.upos = vec![NONE; copy.forms.len()];
        copy.xpos = copy.upos.clone();
        copy
    }
}

/// The cells of one column, alternatives apart, notes in parentheses dropped; nothing where the table is not there yet.
pub fn column_of(path: &Path, column: &str) -> Result<Vec<String>, String> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = read(path)?;
    let mut lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let at = lines.next().and_then(|h| h.split('\t').position(|c| c == column));
    let at = at.ok_or_else(|| format!("{}: no column {column:?}", path.display()))?;
    let cells = lines.filter_map(|l| l.split('\t').nth(at)).flat_map(|c| c.split('|'));
    Ok(cells.map(|c| c.split(" (").next().unwrap_or(c).trim().to_owned()).filter(|c| !c.is_empty()).collect())
}
