//! Treebanks and name corpora as the network reads them.

use legation_syntax::conllu::{self, RawSentence};
use legation_syntax::features::{Features, vocabulary_key};
use legation_syntax::segment::Segmenter;
use legation_syntax::{Deprel, NameKind, Upos, Xpos};
use legation_text::Span;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// In place of a tag that is not annotated.
pub const NONE: u8 = u8::MAX;

/// An annotated sentence. What is not annotated is empty (tree) or `NONE` (tags).
#[derive(Clone, Debug, Default)]
pub struct Gold {
    pub forms: Vec<String>,
    pub lemmas: Vec<String>,
    pub upos: Vec<u8>,
    pub xpos: Vec<u8>,
    /// 0 for the root, else 1-based.
    pub heads: Vec<u32>,
    pub deprels: Vec<u8>,
    pub names: Vec<u8>,
    /// How much the sentence counts in the loss.
    pub weight: f32,
}

/// A sentence ready for the network.
#[derive(Clone, Debug)]
pub struct Example {
    pub words: Vec<u32>,
    pub shapes: Vec<u32>,
    pieces: Vec<u32>,
    ends: Vec<u32>,
    pub upos: Vec<u8>,
    pub xpos: Vec<u8>,
    pub heads: Vec<u32>,
    pub deprels: Vec<u8>,
    pub names: Vec<u8>,
    pub has_tree: bool,
    pub weight: f32,
}

impl Example {
    pub fn new(gold: &Gold, vocabulary: &Vocabulary) -> Self {
        let mut features = Features::default();
        gold.forms.iter().for_each(|form| features.push(form));
        Self {
            words: features.words.iter().map(|&key| vocabulary.id(key)).collect(),
            shapes: features.shapes,
            pieces: features.pieces,
            ends: features.ends,
            upos: gold.upos.clone(),
            xpos: gold.xpos.clone(),
            heads: gold.heads.clone(),
            deprels: gold.deprels.clone(),
            names: gold.names.clone(),
            has_tree: !gold.heads.is_empty(),
            weight: gold.weight,
        }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The pieces of word `t`, and what each counts.
    pub fn pieces_of(&self, t: usize) -> (&[u32], f32) {
        let start = t.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let pieces = &self.pieces[start..self.ends[t] as usize];
        (pieces, legation_syntax::features::share(pieces.len()))
    }
}

/// Known words by key; row 0 is the unknown word.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// Key of each row but the first.
    pub keys: Vec<u64>,
    rows: HashMap<u64, u32>,
    /// Occurrences in the annotated text, by row.
    pub frequency: Vec<u32>,
}

impl Vocabulary {
    /// Words at least twice in the treebanks, or `plain_least` times in plain text.
    pub fn new(gold: &[Gold], plain: &BTreeMap<u64, u32>, plain_least: u32) -> Self {
        let mut counts = BTreeMap::<u64, u32>::new();
        for form in gold.iter().flat_map(|g| &g.forms) {
            *counts.entry(vocabulary_key(form)).or_default() += 1;
        }
        let mut all = counts.clone();
        for (&key, &n) in plain {
            if n >= plain_least {
                all.entry(key).or_default();
            }
        }
        let keys: Vec<u64> = all
            .into_iter()
            .filter(|&(key, n)| n >= 2 || plain.get(&key).is_some_and(|&p| p >= plain_least))
            .map(|(key, _)| key)
            .collect();
        let frequency = std::iter::once(u32::MAX)
            .chain(keys.iter().map(|k| counts.get(k).copied().unwrap_or(0)))
            .collect();
        let rows = keys.iter().enumerate().map(|(i, &key)| (key, i as u32 + 1)).collect();
        Self { keys, rows, frequency }
    }

    /// From a checkpoint's parts.
    pub fn restore(keys: Vec<u64>, frequency: Vec<u32>) -> Self {
        let rows = keys.iter().enumerate().map(|(i, &key)| (key, i as u32 + 1)).collect();
        Self { keys, rows, frequency }
    }

    pub fn id(&self, key: u64) -> u32 {
        self.rows.get(&key).copied().unwrap_or(0)
    }

    /// Rows, the unknown word's included.
    pub fn len(&self) -> usize {
        self.keys.len() + 1
    }
}

/// Reads a file, or says how to mend it.
pub fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path)
        .map_err(|e| format!("{}: {e}; give the folder that holds treebanks/ with --shared", path.display()))
}

/// A treebank's sentences; names are read where MISC has GUM's entities.
pub fn treebank(path: &Path) -> Result<Vec<Gold>, String> {
    let text = read(path)?;
    let sentences = conllu::read(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(sentences.iter().map(|s| gold_tree(s)).collect())
}

fn gold_tree(sentence: &RawSentence<'_>) -> Gold {
    let label = |text: &str| {
        Deprel::parse(text).or_else(|| Deprel::parse(text.split(':').next()?)).unwrap_or(Deprel::Dep) as u8
    };
    let words = &sentence.words;
    Gold {
        forms: words.iter().map(|w| w.form.to_owned()).collect(),
        lemmas: words.iter().map(|w| w.lemma.to_owned()).collect(),
        upos: words.iter().map(|w| Upos::parse(w.upos).map_or(NONE, |t| t as u8)).collect(),
        xpos: words.iter().map(|w| Xpos::parse(w.xpos).map_or(NONE, |t| t as u8)).collect(),
        heads: words.iter().map(|w| w.head as u32).collect(),
        deprels: words.iter().map(|w| label(w.deprel)).collect(),
        names: super::entities::names(words),
        weight: 1.0,
    }
}

/// Universal NER's tab-separated `number form tag …`: forms and name tags.
pub fn universal_ner(path: &Path) -> Result<Vec<Gold>, String> {
    let text = read(path)?;
    let mut all = Vec::new();
    let (mut forms, mut tags) = (Vec::new(), Vec::<String>::new());
    for line in text.lines().filter(|l| !l.starts_with('#')).chain([""]) {
        let columns: Vec<&str> = line.split('\t').collect();
        if let [_, form, tag, ..] = columns.as_slice() {
            forms.push((*form).to_owned());
            tags.push((*tag).to_owned());
        } else if !forms.is_empty() {
            all.push(names_only(std::mem::take(&mut forms), &std::mem::take(&mut tags)));
        }
    }
    Ok(all)
}

/// Sentences with names alone, as CoNLL-2003 writes them (`I-` also opens a name where none runs).
pub fn iob(path: &Path) -> Result<Vec<Gold>, String> {
    let text = read(path)?;
    let mut all = Vec::new();
    let (mut forms, mut tags) = (Vec::new(), Vec::<String>::new());
    for line in text.lines().chain([""]) {
        if let Some((form, tag)) = line.rsplit_once(' ') {
            forms.push(form.to_owned());
            tags.push(tag.to_owned());
        } else if !forms.is_empty() {
            all.push(names_only(std::mem::take(&mut forms), &std::mem::take(&mut tags)));
        }
    }
    Ok(all)
}

/// The repository's own sentences, names marked as `[text|KIND]`; comments start with `#`.
pub fn marked(path: &Path, segmenter: &Segmenter) -> Result<Vec<Gold>, String> {
    let text = read(path)?;
    let mut all = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty()) {
        let wrong =
            || format!("{}:{}: a name is written [text|PER], or ORG, LOC, MISC", path.display(), at + 1);
        let (mut plain, mut spans) = (String::new(), Vec::new());
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('[') {
            let (marked, after) = after.split_once(']').ok_or_else(wrong)?;
            let (name, kind) = marked.split_once('|').ok_or_else(wrong)?;
            let kind = NameKind::parse(kind).ok_or_else(wrong)? as u8;
            plain.push_str(before);
            let start = plain.len() as u32;
            plain.push_str(name);
            spans.push((Span::new(start, plain.len() as u32), kind));
            rest = after;
        }
        plain.push_str(rest);
        let words = segmenter.words(&plain, Span::new(0, plain.len() as u32));
        let mut names = vec![0; words.len()];
        for (span, kind) in spans {
            let mut first = true;
            for (tag, _) in names.iter_mut().zip(&words).filter(|(_, w)| w.overlaps(span)) {
                *tag = kind * 2 + if std::mem::take(&mut first) { 1 } else { 2 };
            }
        }
        let forms: Vec<String> = words.iter().map(|w| w.of(&plain).to_owned()).collect();
        let none = vec![NONE; forms.len()];
        all.push(Gold { upos: none.clone(), xpos: none, names, forms, weight: 1.0, ..Gold::default() });
    }
    Ok(all)
}

fn names_only(forms: Vec<String>, tags: &[String]) -> Gold {
    let mut names = Vec::with_capacity(tags.len());
    let mut before = 0u8;
    for tag in tags {
        before = match tag.split_once('-').and_then(|(p, k)| Some((p, NameKind::parse(k)? as u8))) {
            None => 0,
            Some(("I", kind)) if before != 0 && (before - 1) / 2 == kind => 2 + 2 * kind,
            Some((_, kind)) => 1 + 2 * kind,
        };
        names.push(before);
    }
    let none = vec![NONE; forms.len()];
    Gold { upos: none.clone(), xpos: none, names, forms, weight: 1.0, ..Gold::default() }
}
