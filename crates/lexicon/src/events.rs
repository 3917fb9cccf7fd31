//! The event lexicon: frames of predicates and the PLOVER reading each has (`data/events/*.toml`).

use crate::frame::{Condition, Path, Test, Words};
use crate::raw::{self, RawEntry, line_of};
use crate::{LexiconError, Origin};
use legation_record::EventType;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, OnceLock};

/// Word class of a predicate's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pos {
    Verb,
    Noun,
    Adjective,
}

impl Pos {
    const ALL: [Self; 3] = [Self::Verb, Self::Noun, Self::Adjective];

    /// As a head is written: `visit.v`.
    const fn letter(self) -> &'static str {
        match self {
            Self::Verb => "v",
            Self::Noun => "n",
            Self::Adjective => "a",
        }
    }
}

/// What a predicate does to the event it embeds (GUIDELINE: refused X is REJECT, demanded X is REQUEST …).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// agree to, pledge, plan, offer: cooperation is AGREE, retreat CONCEDE, conflict THREATEN.
    Promise,
    /// refuse, decline, rule out: REJECT with a mode.
    Refuse,
    /// urge, demand, call for, ask: REQUEST with a mode.
    Demand,
    /// threaten, warn of: THREATEN with a mode.
    Threaten,
    /// accuse of, blame for: ACCUSE, and what is embedded is alleged.
    Accuse,
    /// deny: REJECT, and what is embedded is denied.
    Deny,
    /// say, report: no event of its own; what is embedded is on the speaker's word.
    Say,
    /// fail to, stop short of: what is embedded did not happen.
    Fail,
    /// want, hope, propose: what is embedded is a wish and no event.
    Want,
    /// consider, weigh, mull: what is embedded may come, and is hypothetical.
    Weigh,
    /// manage to, begin to, continue to: transparent.
    Do,
    /// agree/sign/ratify/back what is embedded as a noun: keeps its own type, embedded noun is no event of its own.
    Swallow,
}

impl Operator {
    /// Reads an operator's name in small letters.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "promise" => Self::Promise,
            "refuse" => Self::Refuse,
            "demand" => Self::Demand,
            "threaten" => Self::Threaten,
            "accuse" => Self::Accuse,
            "deny" => Self::Deny,
            "say" => Self::Say,
            "fail" => Self::Fail,
            "want" => Self::Want,
            "weigh" => Self::Weigh,
            "do" => Self::Do,
            "swallow" => Self::Swallow,
            _ => return None,
        })
    }
}

/// One frame and its reading.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: String,
    pub origin: Origin,
    /// `None` for a pure operator: then the embedded event alone decides.
    pub kind: Option<EventType>,
    pub mode: Option<String>,
    pub contexts: Vec<String>,
    pub operator: Option<Operator>,
    /// Where the actor stands, best first.
    pub actor: Vec<Path>,
    pub recipient: Vec<Path>,
    /// All parties act on each other: everyone goes under actor.
    pub symmetric: bool,
    pub requires: Vec<Condition>,
    pub unless: Vec<Condition>,
    pub priority: i32,
    /// `None` for a shipped entry, whose examples are read when somebody asks.
    pub(crate) examples: Option<Vec<Example>>,
}

impl Entry {
    /// The sentences beside the entry, those that it must match first.
    pub fn examples(&self) -> &[Example] {
        self.examples.as_deref().unwrap_or_else(|| shipped_examples(&self.origin))
    }

    /// More conditions make a narrower frame, and the narrower frame wins; of equally many, words before a party
    /// before mere presence.
    pub fn specificity(&self) -> i32 {
        let narrowness = |condition: &Condition| match condition.test {
            Test::Present => 10,
            Test::Party | Test::Person | Test::Other | Test::Own | Test::Negated => 11,
            Test::Lemma(_) | Test::Mood(_) => 12,
        };
        self.priority * 1000 + self.requires.iter().map(narrowness).sum::<i32>()
    }
}

/// A sentence beside an entry, which must or must not be read by it. Tests run every one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub text: String,
    /// `CONSULT/visit BRA > AGO`; `None` where the entry must not match.
    pub expected: Option<String>,
}

impl Example {
    /// Those that an entry must match (`sentence => reading`), then those that it must not; an error is the one
    /// without a reading.
    fn read_all(yes: Vec<String>, no: Vec<String>) -> Result<Vec<Self>, String> {
        let mut examples = Vec::with_capacity(yes.len() + no.len());
        for text in yes {
            let Some((sentence, expected)) = text.split_once("=>") else { return Err(text) };
            let expected = Some(expected.trim().to_owned());
            examples.push(Self { text: sentence.trim().to_owned(), expected });
        }
        examples.extend(no.into_iter().map(|text| Self { text, expected: None }));
        Ok(examples)
    }
}

/// The examples of a shipped entry. A program that codes never asks for them, and they are half of the lexicon's bytes.
fn shipped_examples(origin: &Origin) -> &'static [Example] {
    static SHIPPED: LazyLock<FxHashMap<String, Vec<Example>>> = LazyLock::new(|| {
        let json = include_str!(concat!(env!("OUT_DIR"), "/examples.json"));
        let written: FxHashMap<String, (Vec<String>, Vec<String>)> =
            serde_json::from_str(json).expect("the build script wrote it");
        let read = |(place, (yes, no)): (String, (Vec<String>, Vec<String>))| {
            let examples = Example::read_all(yes, no);
            let examples =
                examples.unwrap_or_else(|text| panic!("{place}: example without a reading: {text}"));
            (place, examples)
        };
        written.into_iter().map(read).collect()
    });
    SHIPPED.get(&origin.to_string()).map_or(&[], Vec::as_slice)
}

/// The shipped entries, as `build.rs` wrote them, one a line; and the numbers of those of each head.
const SHIPPED: &str = include_str!(concat!(env!("OUT_DIR"), "/events.jsonl"));
const SHIPPED_HEADS: &str = include_str!(concat!(env!("OUT_DIR"), "/events.heads"));

/// An entry, compiled when a text first has its head: most texts have few of the thousands, and the program starts the
/// sooner.
#[derive(Debug)]
struct Slot {
    shipped: &'static str,
    entry: OnceLock<Box<Entry>>,
}

/// All frames, by head lemma and word class.
#[derive(Debug, Default)]
pub struct Events {
    classes: Classes,
    slots: Vec<Slot>,
    /// By word class, in the order of [`Pos::ALL`].
    by_head: [FxHashMap<Cow<'static, str>, Vec<u32>>; 3],
    /// The latest entry of each id; filled when a user brings entries of his own.
    by_id: FxHashMap<String, u32>,
    /// Entries that a later one of the same id stands for.
    replaced: BTreeSet<u32>,
    /// Verbs that merely carry out the noun they govern (class `@light`), sorted.
    light: Arc<[SmolStr]>,
    /// Nouns for states and people in general (class `@collective`), sorted.
    collective: Arc<[SmolStr]>,
    /// Nouns for the other one of two (class `@counterparts`), sorted.
    counterparts: Arc<[SmolStr]>,
    /// Verbs of becoming a party to what others agreed (class `@joining`), sorted.
    joining: Arc<[SmolStr]>,
    /// Nouns for texts that a body issues (class `@issued`), sorted.
    issued: Arc<[SmolStr]>,
    /// Nouns for texts that speak for whoever wrote them (class `@written`), sorted.
    written: Arc<[SmolStr]>,
    /// Nouns for people and texts of a state's own politics (class `@at_home`), sorted.
    at_home: Arc<[SmolStr]>,
    /// Nouns for texts named after a place (class `@pacts`), sorted.
    pacts: Arc<[SmolStr]>,
    /// Nouns for whatever was told before (class `@told_any`), sorted.
    told_any: Arc<[SmolStr]>,
    /// Nouns for deeds told before, with the type of the deed (classes `@told_TYPE`).
    told: Vec<(EventType, Arc<[SmolStr]>)>,
}

/// Named word lists that conditions refer to as `@name` (`data/events/classes.toml`).
pub type Classes = FxHashMap<String, Arc<[SmolStr]>>;

/// Reads `name = ["word", …]` lines.
pub fn read_classes(file: &str, text: &str) -> Result<Classes, LexiconError> {
    let raw: std::collections::BTreeMap<String, Vec<String>> =
        toml::from_str(text).map_err(|e| toml_error(file, text, &e))?;
    Ok(raw
        .into_iter()
        .map(|(name, words)| (name, Words::sorted(words.into_iter().map(SmolStr::from))))
        .collect())
}

impl Events {
    /// The entries that ship with Legation, over these word classes.
    ///
    /// # Errors
    /// Where `build.rs` and this function disagree on how they are written.
    pub(crate) fn shipped(classes: Classes) -> Result<Self, LexiconError> {
        let mut events = Self::new(classes);
        events.slots = SHIPPED.lines().map(|shipped| Slot { shipped, entry: OnceLock::new() }).collect();
        for (line, text) in (1..).zip(SHIPPED_HEADS.lines()) {
            let (head, numbers) = text.split_once('\t').unwrap_or((text, ""));
            let (lemma, pos) = parse_head("events.heads", line, head)?;
            let numbers = numbers.split(' ').filter_map(|number| number.parse().ok()).collect();
            events.by_head[pos as usize].insert(Cow::Borrowed(lemma), numbers);
        }
        Ok(events)
    }

    /// No entries yet, over the word classes, some of which code asks for by name.
    pub fn new(classes: Classes) -> Self {
        let class = |name: &str| classes.get(name).cloned().unwrap_or_default();
        let deeds = classes.iter().filter_map(|(name, words)| {
            Some((EventType::parse(name.strip_prefix("told_")?)?, Arc::clone(words)))
        });
        let mut told: Vec<(EventType, Arc<[SmolStr]>)> = deeds.collect();
        told.sort_unstable_by_key(|(kind, _)| *kind);
        Self {
            light: class("light"),
            collective: class("collective"),
            counterparts: class("counterparts"),
            joining: class("joining"),
            issued: class("issued"),
            written: class("written"),
            at_home: class("at_home"),
            pacts: class("pacts"),
            told_any: class("told_any"),
            told,
            classes,
            ..Self::default()
        }
    }

    /// Reads one file of a user's entries and adds them; an entry with a known id replaces it.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        let entries = raw::read(text)
            .map_err(|(line, what)| LexiconError::new(file, line, what, "mend the TOML here"))?;
        for (line, raw) in entries {
            let heads = raw
                .heads
                .iter()
                .map(|head| parse_head(file, line, head).map(|(lemma, pos)| (lemma.to_owned(), pos)));
            let heads = heads.collect::<Result<Vec<_>, _>>()?;
            if heads.is_empty() {
                return Err(LexiconError::new(
                    file,
                    line,
                    format!("entry `{}` has no heads", raw.id),
                    "give at least one, as in heads = [\"visit.v\"]",
                ));
            }
            let entry = compile(raw, file, line, &self.classes)?;
            self.insert(entry, heads);
        }
        Ok(())
    }

    /// Adds entries made elsewhere, each with its heads.
    pub(crate) fn extend(&mut self, entries: Vec<(Vec<(String, Pos)>, Entry)>) {
        for (heads, entry) in entries {
            self.insert(entry, heads);
        }
    }

    /// Puts the entries from this index on before those that stand before it: of two as narrow, the first wins.
    #[allow(clippy::iter_over_hash_type)] // each list is sorted by itself
    pub(crate) fn prefer(&mut self, from: usize) {
        let lists = self.by_head.iter_mut().flat_map(FxHashMap::values_mut);
        for frames in lists.filter(|f| f.last().is_some_and(|&i| i as usize >= from)) {
            frames.sort_by_key(|&i| ((i as usize) < from, i));
        }
    }

    fn insert(&mut self, entry: Entry, heads: Vec<(String, Pos)>) {
        let index = self.slots.len() as u32;
        if self.by_id.is_empty() {
            self.by_id = (0..index).map(|i| (self.entry(i).id.clone(), i)).collect();
        }
        if let Some(old) = self.by_id.insert(entry.id.clone(), index) {
            self.replaced.insert(old);
        }
        self.slots.push(Slot { shipped: "", entry: OnceLock::from(Box::new(entry)) });
        for (lemma, pos) in heads {
            self.by_head[pos as usize].entry(Cow::Owned(lemma)).or_default().push(index);
        }
    }

    /// The entry of a number.
    ///
    /// # Panics
    /// Never in a release: the tests compile every entry that ships.
    fn entry(&self, index: u32) -> &Entry {
        let slot = &self.slots[index as usize];
        slot.entry.get_or_init(|| match shipped(slot.shipped, &self.classes) {
            Ok(entry) => Box::new(entry),
            Err(error) => panic!("the built-in lexicon does not load: {error}"),
        })
    }

    /// The frames of one head, in file order.
    pub fn frames(&self, lemma: &str, pos: Pos) -> impl Iterator<Item = &Entry> {
        let frames = self.by_head[pos as usize].get(lemma).into_iter().flatten();
        frames.filter(|&i| !self.replaced.contains(i)).map(|&i| self.entry(i))
    }

    /// The frames of any head of a class (`*.v`), in file order: for moods that make an act of whatever is said.
    pub fn frames_of_any(&self, pos: Pos) -> impl Iterator<Item = &Entry> {
        self.frames("*", pos)
    }

    /// True for a verb that merely carries out the noun it governs: launch, conduct, hold.
    pub fn is_light(&self, lemma: &str) -> bool {
        holds(&self.light, lemma)
    }

    /// True for a noun that names states or people in general: countries, partners, allies.
    pub fn is_collective(&self, lemma: &str) -> bool {
        holds(&self.collective, lemma)
    }

    /// True for a noun that, with its owner named, means the other one of two: its neighbour, his hosts.
    pub fn is_counterpart(&self, lemma: &str) -> bool {
        holds(&self.counterparts, lemma)
    }

    /// True for a verb by which one joins what others agreed: ratify, accede.
    pub fn is_joining(&self, lemma: &str) -> bool {
        holds(&self.joining, lemma)
    }

    /// True for a noun that may point back to any deed: "the decision", "the move".
    pub fn is_any_deed(&self, lemma: &str) -> bool {
        holds(&self.told_any, lemma)
    }

    /// The types of deed that a noun may point back to: "the raid", "the sanctions".
    pub fn told_before(&self, lemma: &str) -> impl Iterator<Item = EventType> {
        self.told.iter().filter(move |(_, words)| holds(words, lemma)).map(|(kind, _)| *kind)
    }

    /// True for a text that speaks for the body that issued it: the resolution, the communiqué.
    pub fn is_issued(&self, lemma: &str) -> bool {
        holds(&self.issued, lemma)
    }

    /// True for a text that speaks for whoever wrote it: the report, the letter.
    pub fn is_written(&self, lemma: &str) -> bool {
        holds(&self.written, lemma)
    }

    /// True for a noun that, where nobody is named with it, is of the doer's own state: the opposition, the bill.
    pub fn is_at_home(&self, lemma: &str) -> bool {
        holds(&self.at_home, lemma)
    }

    /// True for a text that bears the name of a town: the Paris Agreement.
    pub fn is_pact(&self, lemma: &str) -> bool {
        holds(&self.pacts, &lemma.to_lowercase())
    }

    /// Each head (`visit.v`) with its frames, in the order in which they are tried; heads sorted.
    pub(crate) fn heads(&self) -> Vec<(String, Vec<&Entry>)> {
        let of_class = |pos: Pos| self.by_head[pos as usize].keys().map(move |lemma| (lemma.as_ref(), pos));
        let mut heads: Vec<(&str, Pos)> = Pos::ALL.into_iter().flat_map(of_class).collect();
        heads.sort();
        let named = |(lemma, pos): (&str, Pos)| {
            (format!("{lemma}.{}", pos.letter()), self.frames(lemma, pos).collect())
        };
        heads.into_iter().map(named).collect()
    }

    /// The entries that no later one of the same id replaces, in file order.
    pub(crate) fn current(&self) -> impl Iterator<Item = &Entry> {
        (0..).zip(self.entries()).filter(|(i, _)| !self.replaced.contains(i)).map(|(_, entry)| entry)
    }

    /// Every entry, in file order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        (0..self.slots.len() as u32).map(|i| self.entry(i))
    }

    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }
}

/// Compiles a shipped entry; its examples stay where they are.
fn shipped(json: &str, classes: &Classes) -> Result<Entry, LexiconError> {
    let (file, line, raw): (String, u32, RawEntry) = serde_json::from_str(json)
        .map_err(|e| LexiconError::new("data/events", 1, e.to_string(), "build it anew"))?;
    Ok(Entry { examples: None, ..compile(raw, &file, line, classes)? })
}

fn holds(sorted: &[SmolStr], lemma: &str) -> bool {
    sorted.binary_search_by(|w| w.as_str().cmp(lemma)).is_ok()
}

fn compile(raw: RawEntry, file: &str, line: u32, classes: &Classes) -> Result<Entry, LexiconError> {
    let bad = |what: String, mend: &str| LexiconError::new(file, line, what, mend);
    let kind = match raw.kind.as_deref() {
        None => None,
        Some(name) => Some(EventType::parse(name).ok_or_else(|| {
            bad(format!("`{name}` is not a PLOVER type"), "use one of the sixteen, in capitals")
        })?),
    };
    let operator = match raw.op.as_deref() {
        None => None,
        Some(name) => Some(Operator::parse(name).ok_or_else(|| {
            bad(format!("`{name}` is no operator"), "see data/events/README.md for the list")
        })?),
    };
    if kind.is_none() && operator.is_none() {
        return Err(bad(format!("entry `{}` has neither type nor op", raw.id), "give it a type or an op"));
    }
    let noun = raw.heads.iter().all(|h| h.rsplit_once('.').is_some_and(|(_, class)| class == "n"));
    let default_actor: &[&str] = if noun { &["poss", "by", "amod", "from"] } else { &["subj"] };
    let default_recipient: &[&str] = if noun { &["on", "against", "to", "of", "with"] } else { &["obj"] };
    let paths = |given: Option<Vec<String>>, default: &[&str]| -> Result<Vec<Path>, LexiconError> {
        match given {
            Some(list) => {
                list.iter().map(|p| Path::parse(p).map_err(|w| bad(w, "see data/events/README.md"))).collect()
            }
            None => Ok(default.iter().filter_map(|p| Path::parse(p).ok()).collect()),
        }
    };
    let conditions = |list: &[String]| -> Result<Vec<Condition>, LexiconError> {
        list.iter()
            .map(|c| Condition::parse(c, classes).map_err(|w| bad(w, "see data/events/README.md")))
            .collect()
    };
    let examples = Example::read_all(raw.yes, raw.no).map_err(|text| {
        bad(format!("example without a reading: {text}"), "write: sentence => TYPE/mode AAA > BBB")
    })?;
    Ok(Entry {
        origin: Origin { file: file.into(), line },
        kind,
        mode: raw.mode,
        contexts: raw.contexts,
        operator,
        actor: paths(raw.actor, default_actor)?,
        recipient: paths(raw.recipient, default_recipient)?,
        symmetric: raw.both,
        requires: conditions(&raw.requires)?,
        unless: conditions(&raw.unless)?,
        priority: raw.priority,
        examples: Some(examples),
        id: raw.id,
    })
}

fn parse_head<'h>(file: &str, line: u32, head: &'h str) -> Result<(&'h str, Pos), LexiconError> {
    let wrong = || {
        LexiconError::new(
            file,
            line,
            format!("head `{head}` has no word class"),
            "end it with .v, .n or .a, as in visit.v",
        )
    };
    let (lemma, pos) = head.rsplit_once('.').ok_or_else(wrong)?;
    let pos = Pos::ALL.into_iter().find(|known| known.letter() == pos).ok_or_else(wrong)?;
    Ok((lemma, pos))
}

pub(crate) fn toml_error(file: &str, text: &str, error: &toml::de::Error) -> LexiconError {
    let line = error.span().map_or(1, |span| line_of(text, span.start));
    LexiconError::new(file, line, error.message().to_owned(), "mend the TOML here")
}
