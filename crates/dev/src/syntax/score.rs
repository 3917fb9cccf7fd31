//! Scores as the `CoNLL` 2018 shared task defines them: words are aligned by their characters (white space left out),
//! and every figure is an F1 over words. Labels count without their subtypes.

use super::segmenting::{Paragraph, inside, paragraphs};
use legation_syntax::conllu::RawSentence;
use legation_syntax::{Deprel, Model, Parse, Sentence};
use legation_text::Span;
use std::fmt;

/// A word of either side.
#[derive(Clone, Debug)]
struct Word<'t> {
    /// In characters of the text without its white space.
    span: (usize, usize),
    upos: &'t str,
    xpos: &'t str,
    lemma: &'t str,
    /// Index of the head among all words; `None` for a root.
    head: Option<usize>,
    deprel: &'t str,
}

/// One side of the comparison.
#[derive(Clone, Debug, Default)]
pub struct Side<'t> {
    words: Vec<Word<'t>>,
    sentences: Vec<(usize, usize)>,
}

impl<'t> Side<'t> {
    /// From a CoNLL-U file.
    pub fn of_file(sentences: &[RawSentence<'t>]) -> Self {
        let mut side = Self::default();
        let mut at = 0;
        for sentence in sentences {
            let (base, begin) = (side.words.len(), at);
            let mut i = 0;
            while i < sentence.words.len() {
                let range = sentence.ranges.iter().find(|r| r.first == i);
                let (token, last) = range.map_or((sentence.words[i].form, i), |r| (r.form, r.last));
                let forms: Vec<&str> = sentence.words[i..=last].iter().map(|w| w.form).collect();
                for (word, span) in sentence.words[i..=last].iter().zip(inside(token, &forms)) {
                    let chars = |end: u32| at + visible(&token[..end as usize]);
                    side.words.push(Word {
                        span: (chars(span.start), chars(span.end)),
                        upos: word.upos,
                        xpos: word.xpos,
                        lemma: word.lemma,
                        head: word.head.checked_sub(1).map(|h| base + h),
                        deprel: word.deprel,
                    });
                }
                at += visible(token);
                i = last + 1;
            }
            side.sentences.push((begin, at));
        }
        side
    }

    /// From parses of texts that follow each other.
    pub fn of_parses(texts: &[&str], parses: &'t [Parse]) -> Self {
        let mut side = Self::default();
        let mut base = 0;
        for (text, parse) in texts.iter().zip(parses) {
            let (mut seen, mut chars) = (0, base);
            let mut place = |at: u32| {
                chars += visible(&text[seen..at as usize]);
                seen = at as usize;
                chars
            };
            for sentence in &parse.sentences {
                let first = side.words.len();
                for token in &sentence.tokens {
                    side.words.push(Word {
                        span: (place(token.span.start), place(token.span.end)),
                        upos: token.upos.as_str(),
                        xpos: token.xpos.as_str(),
                        lemma: &token.lemma,
                        head: token.head.map(|h| first + h as usize),
                        deprel: token.deprel.as_str(),
                    });
                }
                let ends = (side.words.get(first).map(|w| w.span.0), side.words.last().map(|w| w.span.1));
                side.sentences.extend(ends.0.zip(ends.1));
            }
            base += visible(text);
        }
        side
    }
}

fn visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// F1 per hundred.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    pub sentences: f64,
    pub words: f64,
    pub upos: f64,
    pub xpos: f64,
    pub lemmas: f64,
    pub uas: f64,
    pub las: f64,
    /// LAS where subtypes of labels count.
    pub las_full: f64,
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "sentences {:.2}  words {:.2}  UPOS {:.2}  XPOS {:.2}  lemmas {:.2}  UAS {:.2}  LAS {:.2}  (LAS with subtypes {:.2})",
            self.sentences, self.words, self.upos, self.xpos, self.lemmas, self.uas, self.las, self.las_full
        )
    }
}

/// Compares two sides over the same characters.
pub fn compare(gold: &Side<'_>, system: &Side<'_>) -> Scores {
    let mut to_system = vec![None; gold.words.len()];
    let (mut g, mut s) = (0, 0);
    while g < gold.words.len() && s < system.words.len() {
        let (a, b) = (gold.words[g].span, system.words[s].span);
        if a == b {
            to_system[g] = Some(s);
        }
        g += usize::from(a == b || (a.1, a.0) <= (b.1, b.0));
        s += usize::from(a == b || (a.1, a.0) > (b.1, b.0));
    }
    let f1 = |right: usize| 200.0 * right as f64 / (gold.words.len() + system.words.len()).max(1) as f64;
    let count = |right: &dyn Fn(&Word<'_>, &Word<'_>) -> bool| {
        f1(gold
            .words
            .iter()
            .zip(&to_system)
            .filter(|(g, s)| s.is_some_and(|s| right(g, &system.words[s])))
            .count())
    };
    let attached = |g: &Word<'_>, s: &Word<'_>| match (g.head, s.head) {
        (None, None) => true,
        (Some(g), Some(s)) => to_system[g] == Some(s),
        _ => false,
    };
    let common = gold.sentences.iter().filter(|s| system.sentences.binary_search(s).is_ok()).count();
    let universal = |l: &str| l.split(':').next().unwrap_or("").to_owned();
    Scores {
        sentences: 200.0 * common as f64 / (gold.sentences.len() + system.sentences.len()).max(1) as f64,
        words: count(&|_, _| true),
        upos: count(&|g, s| g.upos == s.upos),
        xpos: count(&|g, s| g.xpos == s.xpos),
        lemmas: count(&|g, s| g.lemma == "_" || g.lemma == s.lemma),
        uas: count(&attached),
        las: count(&|g, s| attached(g, s) && universal(g.deprel) == universal(s.deprel)),
        las_full: count(&|g, s| attached(g, s) && g.deprel == s.deprel),
    }
}

/// Parses a treebank's sentences with their own words.
pub fn gold_words(model: &Model, sentences: &[RawSentence<'_>]) -> Vec<Sentence> {
    sentences
        .iter()
        .map(|s| {
            let forms: Vec<&str> = s.words.iter().map(|w| w.form).collect();
            parse_forms(model, &forms)
        })
        .collect()
}

/// Parses words given as forms.
pub fn parse_forms(model: &Model, forms: &[&str]) -> Sentence {
    let text = forms.join(" ");
    let mut at = 0;
    let spans: Vec<Span> = forms
        .iter()
        .map(|f| {
            let span = Span::new(at, at + f.len() as u32);
            at = span.end + 1;
            span
        })
        .collect();
    model.parse_tokens(&text, &spans)
}

/// The model's name tags for words given as forms.
pub fn name_tags(model: &Model, forms: &[String]) -> Vec<u8> {
    let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
    let mut tags = vec![0; forms.len()];
    for name in parse_forms(model, &forms).names {
        for i in name.first..=name.last {
            tags[i as usize] = 2 * name.kind as u8 + if i == name.first { 1 } else { 2 };
        }
    }
    tags
}

/// Scores of a model on a treebank: with the treebank's words, then from raw text.
pub fn model_on(model: &Model, sentences: &[RawSentence<'_>]) -> [Scores; 2] {
    let gold = Side::of_file(sentences);
    let parsed = gold_words(model, sentences);
    let mut given = gold.clone();
    let mut base = 0;
    for sentence in &parsed {
        for (i, token) in sentence.tokens.iter().enumerate() {
            let word = &mut given.words[base + i];
            word.upos = token.upos.as_str();
            word.xpos = token.xpos.as_str();
            word.lemma = &token.lemma;
            word.head = token.head.map(|h| base + h as usize);
            word.deprel = Deprel::as_str(token.deprel);
        }
        base += sentence.tokens.len();
    }
    let paragraphs: Vec<Paragraph> = paragraphs(sentences);
    let parses: Vec<Parse> = paragraphs.iter().map(|p| model.parse_text(&p.text)).collect();
    let texts: Vec<&str> = paragraphs.iter().map(|p| p.text.as_str()).collect();
    let raw = Side::of_parses(&texts, &parses);
    [compare(&gold, &given), compare(&gold, &raw)]
}
