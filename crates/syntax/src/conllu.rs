//! CoNLL-U, the exchange format of Universal Dependencies: reading treebanks, writing parses.

use crate::{Name, NameKind, Parse, Sentence, Token, Upos, Xpos};
use std::fmt::{self, Write as _};

/// One sentence as its file has it, columns uninterpreted.
#[derive(Clone, Debug, Default)]
pub struct RawSentence<'t> {
    /// Comment lines, without `#` and the spaces round it.
    pub comments: Vec<&'t str>,
    /// Syntactic words, in order; empty nodes are left out.
    pub words: Vec<RawWord<'t>>,
    /// Multiword tokens.
    pub ranges: Vec<RawRange<'t>>,
}

/// One syntactic word's line.
#[derive(Clone, Copy, Debug)]
pub struct RawWord<'t> {
    pub form: &'t str,
    pub lemma: &'t str,
    pub upos: &'t str,
    pub xpos: &'t str,
    pub feats: &'t str,
    /// 1-based, 0 for the root.
    pub head: usize,
    pub deprel: &'t str,
    pub misc: &'t str,
}

/// A surface token that covers several words.
#[derive(Clone, Copy, Debug)]
pub struct RawRange<'t> {
    /// First word, counted from 0.
    pub first: usize,
    /// Last word, inclusive.
    pub last: usize,
    pub form: &'t str,
    pub misc: &'t str,
}

impl<'t> RawSentence<'t> {
    /// The value of the comment `key = value`.
    pub fn comment(&self, key: &str) -> Option<&'t str> {
        self.comments.iter().find_map(|c| Some(c.strip_prefix(key)?.trim_start().strip_prefix('=')?.trim()))
    }

    /// True where a comment `key`, or one that starts with `key` and a space, is present.
    pub fn has_comment(&self, key: &str) -> bool {
        self.comments
            .iter()
            .any(|c| c.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    }
}

/// Why a file is not CoNLL-U.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The line has not ten columns.
    Columns { line: usize, found: usize },
    /// The first column is neither a number, a range, nor an empty node; or numbers do not run on from 1.
    Id { line: usize, found: String },
    /// The head is not a number, or lies outside the sentence.
    Head { line: usize, found: String },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Columns { line, found } => {
                write!(f, "line {line}: {found} columns where CoNLL-U has 10; separate them by tabs")
            }
            Self::Id { line, found } => {
                write!(f, "line {line}: word number {found:?} does not follow the one before")
            }
            Self::Head { line, found } => write!(f, "line {line}: head {found:?} is no word of the sentence"),
        }
    }
}

impl std::error::Error for Error {}

/// Reads a file's sentences.
pub fn read(text: &str) -> Result<Vec<RawSentence<'_>>, Error> {
    let mut sentences = Vec::new();
    let mut sentence = RawSentence::default();
    let mut heads_from = 0;
    for (at, line) in text.lines().chain([""]).enumerate() {
        let number = at + 1;
        if line.is_empty() {
            if sentence.words.iter().any(|w| w.head > sentence.words.len()) {
                return Err(Error::Head { line: heads_from, found: "beyond the last word".into() });
            }
            if !sentence.words.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
        } else if let Some(comment) = line.strip_prefix('#') {
            sentence.comments.push(comment.trim());
        } else {
            heads_from = if sentence.words.is_empty() { number } else { heads_from };
            read_line(line, number, &mut sentence)?;
        }
    }
    Ok(sentences)
}

fn read_line<'t>(line: &'t str, number: usize, sentence: &mut RawSentence<'t>) -> Result<(), Error> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[id, form, lemma, upos, xpos, feats, head, deprel, _, misc] = columns.as_slice() else {
        return Err(Error::Columns { line: number, found: columns.len() });
    };
    let wrong_id = || Error::Id { line: number, found: id.to_owned() };
    if id.contains('.') {
        return Ok(());
    }
    if let Some((first, last)) = id.split_once('-') {
        let first: usize = first.parse().map_err(|_| wrong_id())?;
        let last: usize = last.parse().map_err(|_| wrong_id())?;
        if first != sentence.words.len() + 1 || last < first {
            return Err(wrong_id());
        }
        sentence.ranges.push(RawRange { first: first - 1, last: last - 1, form, misc });
        return Ok(());
    }
    if id.parse() != Ok(sentence.words.len() + 1) {
        return Err(wrong_id());
    }
    let head = if head == "_" { Ok(0) } else { head.parse() };
    let head = head.map_err(|_| Error::Head { line: number, found: columns[6].to_owned() })?;
    sentence.words.push(RawWord { form, lemma, upos, xpos, feats, head, deprel, misc });
    Ok(())
}

/// Writes a parse of `text`. Words that no space divides are written as UD does: parts of one alphabetic surface
/// token as a range, else with `SpaceAfter=No`. Names stand in MISC as `Name=B-PER`, `Name=I-PER` and so on, byte
/// spans as `Span=12:18`.
pub fn write(parse: &Parse, text: &str) -> String {
    let mut out = String::new();
    for (number, sentence) in parse.sentences.iter().enumerate() {
        let _ = writeln!(out, "# sent_id = {}", number + 1);
        let _ = writeln!(out, "# text = {}", one_line(sentence.span.of(text)));
        write_sentence(&mut out, sentence, text);
        out.push('\n');
    }
    out
}

fn write_sentence(out: &mut String, sentence: &Sentence, text: &str) {
    let names = name_tags(sentence);
    let joined = |i: usize| {
        sentence.tokens.get(i + 1).is_some_and(|next| {
            next.span.start == sentence.tokens[i].span.end
                && is_clitic_boundary(&sentence.tokens[i], next, text)
        })
    };
    let mut range_end = 0;
    for (i, token) in sentence.tokens.iter().enumerate() {
        if joined(i) && i >= range_end {
            let last = (i..sentence.tokens.len()).find(|&j| !joined(j)).unwrap_or(i);
            range_end = last + 1;
            let whole = sentence.words(i, last, text);
            let _ = write!(out, "{}-{}\t{}", i + 1, last + 1, one_line(whole));
            let _ = writeln!(out, "\t_\t_\t_\t_\t_\t_\t_\t{}", space_after(sentence, last).unwrap_or("_"));
        }
        let head = token.head.map_or(0, |h| h + 1);
        let mut misc = format!("Span={}:{}", token.span.start, token.span.end);
        if let Some((prefix, kind)) = names[i] {
            let _ = write!(misc, "|Name={prefix}-{}", kind.as_str());
        }
        if i >= range_end
            && let Some(no) = space_after(sentence, i)
        {
            let _ = write!(misc, "|{no}");
        }
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{}\t_\t{misc}",
            i + 1,
            one_line(token.span.of(text)),
            one_line(&token.lemma),
            token.upos,
            token.xpos,
            features(token.upos, token.xpos, &token.lemma),
            token.deprel,
        );
    }
}

fn space_after(sentence: &Sentence, i: usize) -> Option<&'static str> {
    let next = sentence.tokens.get(i + 1)?;
    (next.span.start == sentence.tokens[i].span.end).then_some("SpaceAfter=No")
}

/// UD English makes a multiword token of a contraction or a possessive, not of a word and its punctuation.
fn is_clitic_boundary(left: &Token, right: &Token, text: &str) -> bool {
    let letters = |t: &Token| t.span.of(text).chars().any(char::is_alphabetic);
    letters(left)
        && letters(right)
        && left.upos != Upos::Punct
        && (right.span.of(text).contains(['\'', '’']) || !matches!(left.upos, Upos::Num | Upos::Sym))
}

fn name_tags(sentence: &Sentence) -> Vec<Option<(char, NameKind)>> {
    let mut tags = vec![None; sentence.tokens.len()];
    for &Name { first, last, kind } in &sentence.names {
        for i in first..=last {
            if let Some(tag) = tags.get_mut(i as usize) {
                *tag = Some((if i == first { 'B' } else { 'I' }, kind));
            }
        }
    }
    tags
}

fn one_line(text: &str) -> String {
    text.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" ")
}

/// The UD features that a Penn tag decides: tense, number, person, degree, verb form.
pub fn features(upos: Upos, xpos: Xpos, lemma: &str) -> &'static str {
    match (xpos, upos) {
        (Xpos::Vbd, _) => "Mood=Ind|Tense=Past|VerbForm=Fin",
        (Xpos::Vbz, _) => "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
        (Xpos::Vbp, _) => "Mood=Ind|Tense=Pres|VerbForm=Fin",
        (Xpos::Vbg, _) => "VerbForm=Ger",
        (Xpos::Vbn, _) => "Tense=Past|VerbForm=Part",
        (Xpos::Vb, _) => "VerbForm=Inf",
        (Xpos::Md, _) => "VerbForm=Fin",
        (Xpos::Nn | Xpos::Nnp, _) => "Number=Sing",
        (Xpos::Nns | Xpos::Nnps, _) => "Number=Plur",
        (Xpos::Jj, Upos::Adj) | (Xpos::Rb, Upos::Adv) if lemma != "not" => "Degree=Pos",
        (Xpos::Jjr | Xpos::Rbr, _) => "Degree=Cmp",
        (Xpos::Jjs | Xpos::Rbs, _) => "Degree=Sup",
        (Xpos::Cd, _) => "NumType=Card",
        (Xpos::PrpPoss, _) => "Case=Gen|Poss=Yes|PronType=Prs",
        _ => "_",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "# text = It's so.\n1-2\tIt's\t_\t_\t_\t_\t_\t_\t_\t_\n\
        1\tIt\tit\tPRON\tPRP\t_\t3\tnsubj\t_\t_\n2\t's\tbe\tAUX\tVBZ\t_\t3\tcop\t_\t_\n\
        3\tso\tso\tADV\tRB\t_\t0\troot\t_\tSpaceAfter=No\n4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";

    #[test]
    fn reads_words_ranges_and_comments() {
        let read = read(TWO).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].comment("text"), Some("It's so."));
        assert_eq!((read[0].ranges[0].first, read[0].ranges[0].last), (0, 1));
        assert_eq!(read[0].words[1].head, 3);
    }

    #[test]
    fn names_the_line_that_is_wrong() {
        assert_eq!(read("1\tone\n").unwrap_err(), Error::Columns { line: 1, found: 2 });
        let beyond = TWO.replace("\t3\tcop", "\t9\tcop");
        assert!(matches!(read(&beyond).unwrap_err(), Error::Head { .. }));
        let skipped = TWO.replace("4\t.", "5\t.");
        assert_eq!(read(&skipped).unwrap_err(), Error::Id { line: 6, found: "5".into() });
    }
}
