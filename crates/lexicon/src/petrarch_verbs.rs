//! PETRARCH2's verb dictionaries, read as entries of the event lexicon.
//!
//! ```text
//! &AID                       a set of synonyms, its members below it
//! +RELIEF
//! ---  SEND  [---]  ---      a block: its name, and the CAMEO code of its verbs alone
//! SEND {SENDS SENT SENDING}  a verb, its irregular forms; a code of its own may follow
//! +SHIP_OUT                  a verb of several words, + before the one that is inflected
//! - * &AID (TO +)  [073]     a pattern: * the verb, {} a phrase, () with its preposition, & a set, $ and + the parties
//! ```
//!
//! A code `[A:B]` is read from the first party to the second and back, `[:B]` the other way round, `[---]` as no event.
//! Codes become types, modes and contexts by `data/codebook/cameo.tsv`. What cannot be said in frames is left out:
//! transformations (lines with `~`), inflected forms (the tree has lemmas), and a second code unlike the first. Words of a
//! pattern are singulars and plurals alike; phrases of a set count by their last word, where that is not a member itself.

use crate::cameo::{CameoCode, Crosswalk};
use crate::events::{Entry, Pos};
use crate::frame::{Condition, Path, Test};
use crate::{LexiconError, Origin};
use std::collections::{BTreeMap, BTreeSet};

/// Alternatives that one pattern may stand for; of further sets only the first reading is taken.
const MAX_ALTERNATIVES: usize = 48;

/// Where the other party stands, as good as anywhere in the verb phrase.
const OTHER: [&str; 11] = ["to", "with", "against", "on", "for", "from", "at", "of", "by", "in", "into"];

const PARTICLES: [&str; 15] = [
    "up", "out", "off", "down", "back", "away", "forward", "aside", "through", "together", "apart", "around",
    "along", "ahead", "not",
];

const PREPOSITIONS: [&str; 24] = [
    "about", "across", "after", "against", "among", "at", "before", "behind", "between", "by", "during",
    "for", "from", "in", "into", "of", "on", "onto", "over", "to", "toward", "towards", "under", "with",
];

/// Heads of an entry, and the entry.
pub type Read = (Vec<(String, Pos)>, Entry);

/// Reads a dictionary.
pub fn read(file: &str, text: &str, crosswalk: &Crosswalk) -> Result<Vec<Read>, LexiconError> {
    let dictionary = Dictionary::parse(file, text)?;
    let compiler = Compiler { file, crosswalk, dictionary: &dictionary };
    let mut entries = Vec::new();
    for block in &dictionary.blocks {
        compiler.block(block, &mut entries)?;
    }
    Ok(entries)
}

/// The dictionary's lines, sorted out.
#[derive(Default)]
struct Dictionary {
    sets: BTreeMap<String, Vec<String>>,
    blocks: Vec<Block>,
    verbs: BTreeSet<String>,
}

#[derive(Default)]
struct Block {
    code: Option<String>,
    verbs: Vec<Verb>,
    patterns: Vec<Pattern>,
}

struct Verb {
    line: u32,
    /// Lemmas it may have in the tree.
    heads: Vec<String>,
    /// Other words of a verb of several.
    others: Vec<String>,
    code: Option<String>,
}

struct Pattern {
    line: u32,
    before: Vec<Part>,
    after: Vec<Part>,
    code: String,
}

/// A part of a pattern, in the order written.
enum Part {
    /// `{ARMS SHIPMENT}`, or a word by itself.
    Phrase(Vec<String>),
    /// `(TO {PEACE TALKS})`
    Under(String, Vec<String>),
}

impl Dictionary {
    fn parse(file: &str, text: &str) -> Result<Self, LexiconError> {
        let mut read = Self::default();
        let mut set: Option<String> = None;
        for (line, raw) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let content = raw.split('#').next().unwrap_or_default().trim();
            let bad = |what: String, mend: &str| Err(LexiconError::new(file, line, what, mend));
            if content.is_empty() || content.starts_with('~') {
                continue;
            }
            if let Some(name) = content.strip_prefix('&') {
                let name = name.trim_end_matches('_').to_owned();
                read.sets.entry(name.clone()).or_default();
                set = Some(name);
            } else if content.starts_with("---") {
                set = None;
                let code = code_of(file, line, content)?;
                read.blocks.push(Block { code, ..Block::default() });
            } else if let (Some(name), Some(member)) = (&set, content.strip_prefix('+')) {
                read.sets.entry(name.clone()).or_default().push(word(member));
            } else {
                let Some(block) = read.blocks.last_mut() else {
                    return bad(
                        format!("{content:?} stands in no block"),
                        "begin a block above it, as in ---  SEND  [---]  ---",
                    );
                };
                match content.strip_prefix('-') {
                    Some(pattern) => block.patterns.push(Pattern::parse(file, line, pattern)?),
                    None => block.verbs.push(Verb::parse(file, line, content)?),
                }
            }
        }
        read.verbs = read.blocks.iter().flat_map(|b| &b.verbs).flat_map(|v| v.heads.clone()).collect();
        Ok(read)
    }
}

/// The text between the last brackets; `None` where there are none.
fn code_of(file: &str, line: u32, text: &str) -> Result<Option<String>, LexiconError> {
    let Some(open) = text.rfind('[') else { return Ok(None) };
    match text[open..].find(']') {
        Some(end) => Ok(Some(text[open + 1..open + end].trim().to_owned())),
        None => {
            Err(LexiconError::new(file, line, "a code is not closed", "write it in brackets, as in [042]"))
        }
    }
}

/// `TEAR_GAS_` → `tear_gas`: the closing underscore only forbids a plural.
fn word(text: &str) -> String {
    text.trim().trim_end_matches('_').to_lowercase().replace(' ', "_")
}

impl Verb {
    fn parse(file: &str, line: u32, text: &str) -> Result<Self, LexiconError> {
        let code = code_of(file, line, text)?;
        let name = text.split(['{', '[']).next().unwrap_or_default().trim();
        let name = word(name);
        let parts: Vec<&str> = name.split(['_', ' ']).filter(|p| !p.is_empty()).collect();
        let marked = parts.iter().position(|p| p.starts_with('+')).unwrap_or(0);
        let Some(head) = parts.get(marked).map(|p| p.trim_start_matches('+')).filter(|h| !h.is_empty())
        else {
            return Err(LexiconError::new(
                file,
                line,
                format!("{text:?} names no verb"),
                "write one verb a line, as in SEND {SENDS SENT SENDING}",
            ));
        };
        if parts.len() == 1 {
            return Ok(Self { line, heads: vec![head.to_owned()], others: Vec::new(), code });
        }
        if parts[0] == "re" && marked == 1 {
            let heads = vec![format!("re{head}"), format!("re-{head}")];
            return Ok(Self { line, heads, others: Vec::new(), code });
        }
        let others = parts.iter().enumerate().filter(|(i, _)| *i != marked).map(|(_, p)| (*p).to_owned());
        Ok(Self { line, heads: forms(head, true), others: others.collect(), code })
    }
}

impl Pattern {
    fn parse(file: &str, line: u32, text: &str) -> Result<Self, LexiconError> {
        let bad = |what: &str, mend: &str| LexiconError::new(file, line, what, mend);
        let Some(code) = code_of(file, line, text)? else {
            return Err(bad("a pattern without a code", "end it with one in brackets, as in - * AID [070]"));
        };
        let shape = text.split('[').next().unwrap_or_default();
        let mut sides = shape.split('*');
        let (Some(before), Some(after), None) = (sides.next(), sides.next(), sides.next()) else {
            return Err(bad(
                "a pattern without its verb",
                "write * once where the verb stands, as in - * AID [070]",
            ));
        };
        Ok(Self { line, before: parts(file, line, before)?, after: parts(file, line, after)?, code })
    }
}

/// Splits one side of a pattern at words, braces and brackets.
fn parts(file: &str, line: u32, text: &str) -> Result<Vec<Part>, LexiconError> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let close = match first {
            '{' => '}',
            '(' => ')',
            _ => {
                let end = rest.find([' ', '\t', '{', '(']).unwrap_or(rest.len());
                found.push(Part::Phrase(vec![word(&rest[..end])]));
                rest = rest[end..].trim_start();
                continue;
            }
        };
        let Some(end) = rest.find(close) else {
            let what = format!("`{first}` is not closed");
            return Err(LexiconError::new(
                file,
                line,
                what,
                "put phrases in {} and prepositional ones in ()",
            ));
        };
        let mut words = rest[1..end].split(['{', '}', '(', ' ', '\t']).filter(|w| !w.is_empty()).map(word);
        if first == '{' {
            found.push(Part::Phrase(words.collect()));
        } else if let Some(preposition) = words.next() {
            found.push(Part::Under(preposition, words.collect()));
        }
        rest = rest[end + 1..].trim_start();
    }
    Ok(found)
}

/// What a word may look like as a lemma: itself, its singular, and as a verb its plain form.
fn forms(word: &str, verb: bool) -> Vec<String> {
    let mut found = vec![word.to_owned()];
    let mut cut = |ending: &str, with: &str| {
        if let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() > 2) {
            found.push(format!("{stem}{with}"));
        }
    };
    cut("ies", "y");
    cut("es", "");
    cut("s", "");
    cut("men", "man");
    if verb {
        for ending in ["ing", "ed"] {
            cut(ending, "");
            cut(ending, "e");
        }
    }
    found
}

/// Conditions that must hold together; several of these are alternatives.
type Frame = Vec<Condition>;

/// What the codes of a pattern come to.
struct Coded<'a> {
    row: &'a CameoCode,
    /// From the second party to the first.
    reversed: bool,
    mutual: bool,
}

struct Compiler<'a> {
    file: &'a str,
    crosswalk: &'a Crosswalk,
    dictionary: &'a Dictionary,
}

impl Compiler<'_> {
    fn block(&self, block: &Block, entries: &mut Vec<Read>) -> Result<(), LexiconError> {
        for verb in &block.verbs {
            let code = verb.code.as_ref().or(block.code.as_ref());
            // A verb that alone is no event is left to the shipped lexicon.
            let Some(coded) = code.map(|c| self.coded(verb.line, c)).transpose()?.flatten() else { continue };
            let alone =
                Pattern { line: verb.line, before: Vec::new(), after: Vec::new(), code: String::new() };
            entries.push(self.entry(&alone, Some(&coded), &[verb], Vec::new(), String::new())?);
        }
        let (single, several): (Vec<&Verb>, Vec<&Verb>) =
            block.verbs.iter().partition(|v| v.others.is_empty());
        for pattern in &block.patterns {
            let coded = self.coded(pattern.line, &pattern.code)?;
            let frames = self.frames(pattern)?;
            for (i, frame) in frames.into_iter().enumerate() {
                let groups = [single.as_slice()].into_iter().chain(several.chunks(1));
                for (j, verbs) in groups.enumerate().filter(|(_, verbs)| !verbs.is_empty()) {
                    let mark = format!(":{i}.{j}");
                    entries.push(self.entry(pattern, coded.as_ref(), verbs, frame.clone(), mark)?);
                }
            }
        }
        Ok(())
    }

    /// `None` for the null code.
    fn coded(&self, line: u32, code: &str) -> Result<Option<Coded<'_>>, LexiconError> {
        let (there, back) = code.split_once(':').map_or((code, ""), |(a, b)| (a.trim(), b.trim()));
        let one = |code: &str| match code {
            "" | "---" => Ok(None),
            _ => self.crosswalk.plover(code).map(Some).ok_or_else(|| {
                let mend = "use a code of data/codebook/cameo.tsv, or --- for no event";
                LexiconError::new(self.file, line, format!("`{code}` is no CAMEO code"), mend)
            }),
        };
        let (first, second) = (one(there)?, one(back)?);
        Ok(match (first, second) {
            (Some(row), _) => Some(Coded { row, reversed: false, mutual: there == back }),
            (None, Some(row)) => Some(Coded { row, reversed: true, mutual: false }),
            (None, None) => None,
        })
    }

    #[allow(clippy::needless_pass_by_value)] // the mark is made for this one pattern
    fn entry(
        &self,
        pattern: &Pattern,
        coded: Option<&Coded<'_>>,
        verbs: &[&Verb],
        mut requires: Frame,
        mark: String,
    ) -> Result<Read, LexiconError> {
        for other in verbs.iter().flat_map(|v| &v.others) {
            requires.push(lemmas(Path::Anywhere, forms(other, false)));
        }
        let mut other = self.marked(pattern)?;
        let object_is_thing = requires.iter().any(|c| c.path == Path::Object && c.test != Test::Party);
        if !object_is_thing {
            other.push(Path::Object);
        }
        other.push(Path::Indirect);
        other.extend(OTHER.iter().map(|p| Path::Preposition((*p).to_owned())));
        if object_is_thing {
            other.push(Path::Object);
        }
        let (mut actor, mut recipient) = (vec![Path::Subject], other);
        if coded.is_some_and(|c| c.reversed) {
            std::mem::swap(&mut actor, &mut recipient);
        }
        let row = coded.map(|c| c.row);
        let heads = verbs.iter().flat_map(|v| &v.heads).map(|h| (h.clone(), Pos::Verb)).collect();
        let entry = Entry {
            id: format!("{}:{}{mark}", self.file, pattern.line),
            origin: Origin { file: self.file.into(), line: pattern.line },
            kind: row.and_then(|r| r.kind),
            mode: row.and_then(|r| r.mode.clone()),
            contexts: row.and_then(|r| r.context.clone()).into_iter().collect(),
            operator: None,
            actor,
            recipient,
            symmetric: coded.is_some_and(|c| c.mutual),
            requires,
            unless: Vec::new(),
            priority: 0,
            examples: Some(Vec::new()),
        };
        Ok((heads, entry))
    }

    /// Where the pattern itself says that a party stands.
    fn marked(&self, pattern: &Pattern) -> Result<Vec<Path>, LexiconError> {
        let mut found = Vec::new();
        for part in &pattern.after {
            if let Part::Under(preposition, words) = part
                && words.iter().any(|w| is_party(w))
            {
                for name in preposition.split('/') {
                    found.push(self.preposition(pattern.line, name)?);
                }
            }
        }
        Ok(found)
    }

    fn preposition(&self, line: u32, name: &str) -> Result<Path, LexiconError> {
        match Path::parse(name) {
            Ok(path @ Path::Preposition(_)) => Ok(path),
            _ => Err(LexiconError::new(
                self.file,
                line,
                format!("({name} …) does not begin with a preposition"),
                "write the preposition first in (), as in (TO BORDER)",
            )),
        }
    }

    /// The frames a pattern stands for: one, or one for each alternative.
    fn frames(&self, pattern: &Pattern) -> Result<Vec<Frame>, LexiconError> {
        let mut frames: Vec<Frame> = vec![Vec::new()];
        let phrases = pattern.before.iter().filter(|p| matches!(p, Part::Phrase(_))).count();
        for part in &pattern.before {
            let path = match part {
                Part::Phrase(words) if phrases > 1 || words.iter().any(|w| w.ends_with("ly")) => {
                    Path::Anywhere
                }
                _ => Path::Subject,
            };
            join(&mut frames, &self.alternatives(pattern.line, part, &path)?);
        }
        let mut object = Path::Object;
        let mut after = pattern.after.iter().peekable();
        while let Some(part) = after.next() {
            let plain = match part {
                Part::Phrase(words) if words.len() == 1 => words[0].as_str(),
                _ => "",
            };
            if PARTICLES.contains(&plain) {
                join(&mut frames, &[vec![lemmas(Path::Anywhere, vec![plain.to_owned()])]]);
            } else if PREPOSITIONS.contains(&plain) {
                let path = Path::Preposition(plain.to_owned());
                let party =
                    after.next_if(|p| matches!(p, Part::Phrase(words) if words.iter().any(|w| is_party(w))));
                let test = if party.is_some() { Test::Party } else { Test::Present };
                join(&mut frames, &[vec![Condition { path, test }]]);
            } else {
                join(&mut frames, &self.alternatives(pattern.line, part, &object)?);
                if matches!(part, Part::Phrase(_)) {
                    object = Path::Anywhere;
                }
            }
        }
        Ok(frames)
    }

    fn alternatives(&self, line: u32, part: &Part, path: &Path) -> Result<Vec<Frame>, LexiconError> {
        match part {
            Part::Phrase(words) => self.phrase(line, words, path),
            Part::Under(names, words) => {
                let mut found = Vec::new();
                for name in names.split('/') {
                    let path = self.preposition(line, name)?;
                    if words.is_empty() {
                        found.push(vec![Condition { path, test: Test::Present }]);
                    } else {
                        found.extend(self.phrase(line, words, &path)?);
                    }
                }
                Ok(found)
            }
        }
    }

    /// A phrase under a path: its last word, with those before it as attributes.
    fn phrase(&self, line: u32, words: &[String], path: &Path) -> Result<Vec<Frame>, LexiconError> {
        let Some((head, attributes)) = words.split_last() else { return Ok(vec![Vec::new()]) };
        if is_party(head) || head == "^" || head == "%" {
            let test = if is_party(head) { Test::Party } else { Test::Present };
            return Ok(vec![vec![Condition { path: path.clone(), test }]]);
        }
        if let Some(verb) = head.strip_prefix("to_") {
            return Ok(vec![vec![lemmas(Path::Complement, forms(verb, true))]]);
        }
        let as_verb = matches!(path, Path::Preposition(_) | Path::Anywhere);
        let mut found = Vec::new();
        let mut attribute_tests: Frame = Vec::new();
        let beside = if *path == Path::Object { Path::Attribute } else { Path::Anywhere };
        for attribute in attributes.iter().filter(|a| !is_party(a) && *a != "^" && *a != "%") {
            let heads = self.meanings(line, attribute)?.into_iter().map(|phrase| last(&phrase).to_owned());
            attribute_tests.push(lemmas(beside.clone(), heads.flat_map(|h| forms(&h, false)).collect()));
        }
        let meanings = self.meanings(line, head)?;
        let (single, several): (Vec<String>, Vec<String>) =
            meanings.into_iter().partition(|m| !m.contains('_'));
        let with = |mut frame: Frame| {
            frame.extend(attribute_tests.iter().cloned());
            frame
        };
        if !single.is_empty() {
            let words: Vec<String> = single.iter().flat_map(|m| forms(m, as_verb)).collect();
            if *path == Path::Object && single.iter().any(|m| self.dictionary.verbs.contains(m)) {
                found.push(with(vec![lemmas(Path::Complement, words.clone())]));
            }
            found.push(with(vec![lemmas(path.clone(), words)]));
        }
        for phrase in several.iter().filter(|p| !single.iter().any(|s| s == last(p))) {
            let others = phrase.split('_').filter(|w| *w != last(phrase) && !PREPOSITIONS.contains(w));
            let mut frame = vec![lemmas(path.clone(), forms(last(phrase), as_verb))];
            frame.extend(others.map(|w| lemmas(beside.clone(), forms(w, false))));
            found.push(with(frame));
        }
        Ok(found)
    }

    /// A word itself, or the members of the set it names.
    fn meanings(&self, line: u32, word: &str) -> Result<Vec<String>, LexiconError> {
        let Some(name) = word.strip_prefix('&') else { return Ok(vec![word.to_owned()]) };
        match self.dictionary.sets.get(&name.to_uppercase()) {
            Some(members) if !members.is_empty() => Ok(members.clone()),
            found => {
                let what = if found.is_some() { "has no members" } else { "is no set of this file" };
                let mend = "define it, &NAME on a line and +MEMBER on the lines below";
                Err(LexiconError::new(self.file, line, format!("`{}` {what}", word.to_uppercase()), mend))
            }
        }
    }
}

fn is_party(word: &str) -> bool {
    matches!(word, "$" | "+")
}

fn last(phrase: &str) -> &str {
    let words = phrase.split_once("_of_").map_or(phrase, |(head, _)| head);
    words.rsplit('_').next().unwrap_or(words)
}

fn lemmas(path: Path, words: Vec<String>) -> Condition {
    Condition { path, test: Test::Lemma(words.into_iter().collect()) }
}

/// Every frame with every alternative, as far as they may go.
fn join(frames: &mut Vec<Frame>, alternatives: &[Frame]) {
    let room = (MAX_ALTERNATIVES / frames.len().max(1)).max(1);
    let with = |frame: &Frame| -> Vec<Frame> {
        let extended = |a: &Frame| frame.iter().chain(a).cloned().collect();
        alternatives.iter().take(room).map(extended).collect()
    };
    *frames = frames.iter().flat_map(with).collect();
}

#[cfg(test)]
mod tests;
