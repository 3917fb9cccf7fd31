//! One sentence as the rules of this room look at it.

use legation_lexicon::actors::{Word, words};
use legation_syntax::{Deprel, Sentence, Token, Upos};
use legation_text::Span;

/// A sentence with its text, its words as the lexicon compares them, and each token's dependents at hand.
pub(super) struct View<'a> {
    pub text: &'a str,
    pub sentence: &'a Sentence,
    pub index: usize,
    pub words: Vec<Word>,
    /// The token each word belongs to, and its bytes.
    pub places: Vec<(u32, Span)>,
    /// For each word the index after the last word that may belong to the same name.
    pub until: Vec<usize>,
    /// Dependents of every token: offsets into `dependents`, one more than tokens.
    starts: Vec<u32>,
    dependents: Vec<u32>,
}

impl<'a> View<'a> {
    pub fn new(text: &'a str, sentence: &'a Sentence, index: usize) -> Self {
        let (starts, dependents) = dependents(sentence);
        let mut view = Self {
            text,
            sentence,
            index,
            words: Vec::with_capacity(sentence.tokens.len()),
            places: Vec::with_capacity(sentence.tokens.len()),
            until: Vec::new(),
            starts,
            dependents,
        };
        view.read_words();
        view
    }

    fn read_words(&mut self) {
        for (i, token) in (0..).zip(&self.sentence.tokens) {
            let before = self.words.len();
            let text = token.span.of(self.text);
            let address =
                text.contains("://") || text.contains("www.") || text.contains('_') || text.contains('@');
            for (at, word) in words(if address { "" } else { text }) {
                let start = token.span.start + at.start as u32;
                self.places.push((i, Span::new(start, start + at.len() as u32)));
                self.words.push(word);
            }
            if self.words.len() == before && !self.soft(token) {
                self.until.resize(before, before);
            }
        }
        self.until.resize(self.words.len(), self.words.len());
    }

    /// Punctuation that does not end a name: a hyphen between letters, an apostrophe, a full stop of an abbreviation.
    fn soft(&self, token: &Token) -> bool {
        // "U.S.-led" is one word too.
        let tight = |at: Option<char>| at.is_some_and(|c| c.is_alphanumeric() || c == '.');
        match token.span.of(self.text) {
            "'" | "’" | "." | "&" => true,
            "-" | "‐" | "‑" | "–" => {
                let before = self.text.get(..token.span.start as usize).and_then(|t| t.chars().next_back());
                let after = self.text.get(token.span.end as usize..).and_then(|t| t.chars().next());
                tight(before) && tight(after)
            }
            _ => false,
        }
    }

    pub fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    pub fn token(&self, i: usize) -> &'a Token {
        &self.sentence.tokens[i]
    }

    pub fn get(&self, i: usize) -> Option<&'a Token> {
        self.sentence.tokens.get(i)
    }

    /// The text of a token, `""` past the end.
    pub fn form(&self, i: usize) -> &'a str {
        self.get(i).map_or("", |t| t.span.of(self.text))
    }

    /// True where the token is one of `forms`, whatever its case.
    pub fn is(&self, i: usize, forms: &[&str]) -> bool {
        let form = self.form(i);
        !form.is_empty() && forms.iter().any(|f| form.eq_ignore_ascii_case(f))
    }

    pub fn upos(&self, i: usize) -> Option<Upos> {
        self.get(i).map(|t| t.upos)
    }

    /// True where the token begins with a capital letter.
    pub fn capital(&self, i: usize) -> bool {
        self.form(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// The dependents of a token, in word order.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> {
        let range = match (self.starts.get(head), self.starts.get(head + 1)) {
            (Some(&a), Some(&b)) => a as usize..b as usize,
            _ => 0..0,
        };
        self.dependents[range].iter().map(|&d| d as usize)
    }

    /// The first dependent under one of the relations.
    pub fn child(&self, head: usize, relations: &[Deprel]) -> Option<usize> {
        self.children(head).find(|&c| relations.contains(&self.token(c).deprel))
    }

    pub fn head(&self, i: usize) -> Option<usize> {
        self.get(i)?.head.map(|h| h as usize).filter(|&h| h < self.len())
    }

    /// The preposition of a phrase, in lower case.
    pub fn preposition(&self, head: usize) -> Option<String> {
        let case = self.child(head, &[Deprel::Case])?;
        // "along with", "together with"
        let last = if self.is(case + 1, &["with"]) { case + 1 } else { case };
        Some(self.form(last).to_lowercase())
    }

    /// The token that carries the run: the first whose own head lies outside.
    pub fn head_of(&self, first: u32, last: u32) -> u32 {
        let inside = |h: Option<u32>| h.is_some_and(|h| (first..=last).contains(&h));
        (first..=last)
            .find(|&i| self.get(i as usize).is_some_and(|t| !inside(t.head) && t.upos != Upos::Punct))
            .unwrap_or(last)
    }

    /// The bytes of a run of tokens.
    pub fn span(&self, first: u32, last: u32) -> Span {
        match (self.get(first as usize), self.get(last as usize)) {
            (Some(a), Some(b)) => a.span.join(b.span),
            _ => Span::default(),
        }
    }

    /// True where the token is a subject, active or passive, or joined to one by "and".
    pub fn subject(&self, i: usize) -> bool {
        let mut at = i;
        for _ in 0..4 {
            match self.get(at).map(|t| t.deprel) {
                Some(Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter) => return true,
                Some(Deprel::Conj | Deprel::Appos | Deprel::Flat) => match self.head(at) {
                    Some(head) => at = head,
                    None => return false,
                },
                _ => return false,
            }
        }
        false
    }
}

fn dependents(sentence: &Sentence) -> (Vec<u32>, Vec<u32>) {
    let count = sentence.tokens.len();
    let mut starts = vec![0u32; count + 1];
    let heads = || sentence.tokens.iter().map(|t| t.head.map(|h| h as usize).filter(|&h| h < count));
    for head in heads().flatten() {
        starts[head + 1] += 1;
    }
    for i in 0..count {
        starts[i + 1] += starts[i];
    }
    let mut next = starts.clone();
    let mut list = vec![0u32; starts[count] as usize];
    for (i, head) in (0..).zip(heads()) {
        if let Some(head) = head {
            list[next[head] as usize] = i;
            next[head] += 1;
        }
    }
    (starts, list)
}
