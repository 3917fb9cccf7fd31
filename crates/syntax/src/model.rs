//! The whole engine: a model file in, parses out.

use crate::decode::NAME_TAGS;
use crate::features::Features;
use crate::lemma::Lemmas;
use crate::net::file::{Error, Reader};
use crate::net::kernel::Level;
use crate::net::{Network, Said, Scratch};
use crate::segment::Segmenter;
use crate::verbs;
use crate::{Name, NameKind, Parse, Sentence, Token, Xpos};
use legation_text::{BlockKind, Document, Span};
use std::sync::LazyLock;

/// A longer sentence is cut, so that work stays linear in the length of a text.
pub const LONGEST_SENTENCE: usize = 150;
/// Sentences that the network reads side by side.
const TOGETHER: usize = 8;
/// Where a sentence must be cut, a stop is looked for from here on.
const EARLIEST_CUT: usize = 100;

static BYTES: &[u8] = include_bytes!("../../../models/english.syntax");
static BUILTIN: LazyLock<Model> = LazyLock::new(|| {
    Model::read(BYTES).unwrap_or_else(|e| unreachable!("the model compiled in is checked by a test: {e}"))
});

/// Everything that was learnt. Shared freely between threads.
#[derive(Clone, Debug)]
pub struct Model {
    segmenter: Segmenter,
    network: Network,
    lemmas: Lemmas,
}

impl Model {
    /// The English model compiled into the library.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// A model from the bytes of its file.
    pub fn read(bytes: &[u8]) -> Result<Self, Error> {
        let from = Reader::new(bytes)?;
        Ok(Self {
            segmenter: Segmenter::read(&from)?,
            network: Network::read(&from)?,
            lemmas: Lemmas::read(from.text("lemmas")?)?,
        })
    }

    /// The same model on other instructions; the answers do not change.
    #[must_use]
    pub fn at_level(mut self, level: Level) -> Self {
        self.network = self.network.at_level(level);
        self
    }

    /// The article's sentences, in order. Linear in the text's length; never fails.
    pub fn parse(&self, document: &Document) -> Parse {
        let mut plan = Vec::new();
        for (number, block) in document.blocks.iter().enumerate() {
            if block.kind != BlockKind::Noise {
                self.segment(&document.text, block.span, number as u32, &mut plan);
            }
        }
        Parse { sentences: self.sentences(&document.text, &plan) }
    }

    /// The sentences of a bare text, taken as one block.
    pub fn parse_text(&self, text: &str) -> Parse {
        let mut plan = Vec::new();
        self.segment(text, Span::new(0, text.len() as u32), 0, &mut plan);
        Parse { sentences: self.sentences(text, &plan) }
    }

    /// A sentence whose words are given: spans are those in `text`.
    pub fn parse_tokens(&self, text: &str, words: &[Span]) -> Sentence {
        let plan = [Planned { words: words.to_vec(), block: 0 }];
        if words.is_empty() { Sentence::default() } else { self.sentences(text, &plan).remove(0) }
    }

    /// Adds the sentences of one block, without their syntax.
    fn segment(&self, text: &str, span: Span, block: u32, plan: &mut Vec<Planned>) {
        let words = self.segmenter.words(text, span);
        let starts = self.segmenter.sentence_starts(text, &words);
        let mut from = 0;
        for to in 1..=words.len() {
            if to == words.len() || starts[to] {
                let parts = cut(text, &words[from..to]);
                plan.extend(parts.into_iter().map(|words| Planned { words: words.to_vec(), block }));
                from = to;
            }
        }
    }

    /// The network works on sentences of like length together; the order of the text is restored.
    fn sentences(&self, text: &str, plan: &[Planned]) -> Vec<Sentence> {
        let mut order: Vec<usize> = (0..plan.len()).collect();
        order.sort_by_key(|&i| (std::cmp::Reverse(plan[i].words.len()), i));
        let mut features = vec![Features::default(); TOGETHER];
        let mut said = vec![Said::default(); TOGETHER];
        let mut scratch = Scratch::default();
        let mut sentences = vec![Sentence::default(); plan.len()];
        for group in order.chunks(TOGETHER) {
            for (&i, features) in group.iter().zip(&mut features) {
                features.clear();
                plan[i].words.iter().for_each(|w| features.push(w.of(text)));
            }
            self.network.say(&features[..group.len()], &mut scratch, &mut said[..group.len()]);
            for (&i, said) in group.iter().zip(&said) {
                sentences[i] = self.sentence(text, &plan[i], said);
            }
        }
        sentences
    }

    fn sentence(&self, text: &str, planned: &Planned, said: &Said) -> Sentence {
        let words = &planned.words;
        let tokens = words.iter().enumerate();
        let mut tokens: Vec<Token> = tokens
            .map(|(i, &span)| {
                let xpos = present(span.of(text), said.xpos[i]);
                Token {
                    span,
                    lemma: self.lemmas.lemma(span.of(text), xpos),
                    upos: said.upos[i],
                    xpos,
                    head: said.heads[i].checked_sub(1),
                    deprel: said.deprels[i],
                }
            })
            .collect();
        let names = names(&said.names);
        crate::mend::mend(&mut tokens, &names);
        let span = words.iter().copied().reduce(Span::join).unwrap_or_default();
        Sentence { span, block: planned.block, tokens, names }
    }
}

/// "Rebels **abduct** a priest": a form that is no verb's past is its present, which news tells the past in.
fn present(form: &str, xpos: Xpos) -> Xpos {
    let past = matches!(xpos, Xpos::Vbd | Xpos::Vbn);
    if past && verbs::is_only_base(&form.to_lowercase()) { Xpos::Vbp } else { xpos }
}

/// A sentence before its syntax.
#[derive(Clone, Debug)]
struct Planned {
    words: Vec<Span>,
    block: u32,
}

/// Cuts a run of words that is too long, best after a stop, a semicolon or a comma.
fn cut<'w>(text: &str, mut words: &'w [Span]) -> Vec<&'w [Span]> {
    let mut parts = Vec::new();
    while words.len() > LONGEST_SENTENCE {
        let after = |marks: &[&str]| {
            (EARLIEST_CUT..LONGEST_SENTENCE)
                .rev()
                .find(|&i| marks.contains(&words[i].of(text)))
                .map(|i| i + 1)
        };
        let at = after(&[".", "?", "!", ";", ":"])
            .or_else(|| after(&[",", "-", "–", "—"]))
            .unwrap_or(LONGEST_SENTENCE);
        let (part, rest) = words.split_at(at);
        parts.push(part);
        words = rest;
    }
    parts.push(words);
    parts
}

fn names(tags: &[u8]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (i, &tag) in tags.iter().enumerate().filter(|(_, t)| (1..NAME_TAGS as u8).contains(*t)) {
        let (i, kind) = (i as u32, NameKind::ALL[(tag as usize - 1) / 2]);
        match names.last_mut() {
            Some(name) if tag % 2 == 0 && name.last + 1 == i => name.last = i,
            _ => names.push(Name { first: i, last: i, kind }),
        }
    }
    names
}
