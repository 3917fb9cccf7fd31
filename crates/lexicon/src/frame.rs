//! The little language of frames: where arguments stand, and what they must be (`data/events/README.md`).

use crate::events::Classes;
use smol_str::SmolStr;
use std::sync::Arc;

/// Where an argument stands, seen from the predicate, voice already undone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Path {
    /// Who does it: the subject, the agent of a passive.
    Subject,
    /// Whom it is done to: the object, the subject of a passive, the clause's theme.
    Object,
    /// The indirect object.
    Indirect,
    /// Possessor of a noun: Russia's visit.
    Possessor,
    /// A party as adjective or compound of the noun: the Russian visit, US sanctions.
    Modifier,
    /// The embedded clause.
    Complement,
    /// The subject inside the embedded clause.
    ComplementSubject,
    /// The object inside the embedded clause.
    ComplementObject,
    /// Whoever speaks the sentence.
    Speaker,
    /// Under this preposition, of the predicate or of its light object.
    Preposition(String),
    /// The head's particle.
    Particle,
    /// Adjectives and compounds of the head noun, or of a verb's object.
    Attribute,
    /// Anywhere under the predicate.
    Anywhere,
    /// The predicate itself.
    Head,
}

impl Path {
    /// Reads `subj obj iobj poss amod comp comp.subj comp.obj speaker prt attr any head`, else a preposition.
    pub fn parse(text: &str) -> Result<Self, String> {
        Ok(match text {
            "subj" => Self::Subject,
            "obj" => Self::Object,
            "iobj" => Self::Indirect,
            "poss" => Self::Possessor,
            "amod" => Self::Modifier,
            "comp" => Self::Complement,
            "comp.subj" => Self::ComplementSubject,
            "comp.obj" => Self::ComplementObject,
            "speaker" => Self::Speaker,
            "prt" => Self::Particle,
            "attr" => Self::Attribute,
            "any" => Self::Anywhere,
            "head" => Self::Head,
            prep if !prep.is_empty() && prep.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') => {
                Self::Preposition(prep.to_owned())
            }
            _ => return Err(format!("`{text}` is no path")),
        })
    }
}

/// What must hold of an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// It is there.
    Present,
    /// It resolves to a party.
    Party,
    /// It resolves to somebody, not to a state or a body.
    Person,
    /// It resolves to a party with a code that is not the speaker's.
    Other,
    /// It is the speaker ("we"), or the speaker's own state or body.
    Own,
    /// Something stands there, and its clause denies it.
    Negated,
    /// The predicate's clause is in one of these moods.
    Mood(Vec<Mood>),
    /// Its head's lemma is one of these.
    Lemma(Words),
}

/// Lemmas: those a condition writes out, and the classes it names, which all conditions share.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Each list sorted, the condition's own first.
    lists: Vec<Arc<[SmolStr]>>,
}

impl Words {
    /// A list in alphabetical order, each word once.
    pub fn sorted(words: impl IntoIterator<Item = SmolStr>) -> Arc<[SmolStr]> {
        let mut words: Vec<SmolStr> = words.into_iter().collect();
        words.sort_unstable();
        words.dedup();
        words.into()
    }

    /// True where one of the lists has the word.
    pub fn contains(&self, word: &str) -> bool {
        self.lists.iter().any(|list| list.binary_search_by(|w| w.as_str().cmp(word)).is_ok())
    }

    /// Every word, list by list.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.lists.iter().flat_map(|list| list.iter().map(SmolStr::as_str))
    }

    /// How many words there are, those in two lists counted twice.
    pub fn len(&self) -> usize {
        self.lists.iter().map(|list| list.len()).sum()
    }

    /// True where no list has a word.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<S: Into<SmolStr>> FromIterator<S> for Words {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Self {
        Self { lists: vec![Self::sorted(words.into_iter().map(Into::into))] }
    }
}

/// A mood of the predicate's clause that a frame may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// will, shall.
    Will,
    /// must, should, ought.
    Must,
    /// would, could, may, can.
    Might,
    /// not, no, never.
    Not,
    /// if, unless, whether.
    If,
    Past,
    Perfect,
    Progressive,
    Passive,
    /// The predicate has a subject of its own, not one that it shares or is controlled by.
    Finite,
}

impl Mood {
    /// Reads `will must might not if past perfect progressive passive finite`.
    pub fn parse(text: &str) -> Result<Self, String> {
        Ok(match text {
            "will" => Self::Will,
            "must" => Self::Must,
            "might" => Self::Might,
            "not" => Self::Not,
            "if" => Self::If,
            "past" => Self::Past,
            "perfect" => Self::Perfect,
            "progressive" => Self::Progressive,
            "passive" => Self::Passive,
            "finite" => Self::Finite,
            _ => return Err(format!("`{text}` is no mood")),
        })
    }
}

/// One condition of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub path: Path,
    pub test: Test,
}

impl Condition {
    /// Reads `obj`, `obj=party`, `subj=other`, `obj:talk|meeting`, `with:@talks`, `mood:must|will`.
    pub fn parse(text: &str, classes: &Classes) -> Result<Self, String> {
        if let Some(moods) = text.strip_prefix("mood:") {
            let moods = moods.split('|').map(Mood::parse).collect::<Result<_, _>>()?;
            return Ok(Self { path: Path::Head, test: Test::Mood(moods) });
        }
        if let Some((path, words)) = text.split_once(':') {
            let (named, written): (Vec<&str>, Vec<&str>) = words.split('|').partition(|w| w.starts_with('@'));
            let mut lemmas: Words = written.into_iter().collect();
            for name in named {
                let class = classes.get(&name[1..]);
                let class = class.ok_or_else(|| format!("no word class `{name}` in classes.toml"))?;
                lemmas.lists.push(Arc::clone(class));
            }
            return Ok(Self { path: Path::parse(path)?, test: Test::Lemma(lemmas) });
        }
        match text.split_once('=') {
            None => Ok(Self { path: Path::parse(text)?, test: Test::Present }),
            Some((path, "party")) => Ok(Self { path: Path::parse(path)?, test: Test::Party }),
            Some((path, "person")) => Ok(Self { path: Path::parse(path)?, test: Test::Person }),
            Some((path, "other")) => Ok(Self { path: Path::parse(path)?, test: Test::Other }),
            Some((path, "own")) => Ok(Self { path: Path::parse(path)?, test: Test::Own }),
            Some((path, "not")) => Ok(Self { path: Path::parse(path)?, test: Test::Negated }),
            Some((_, what)) => {
                Err(format!("`={what}` is unknown; only =party, =person, =other, =own and =not"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_read_back() {
        let mut classes = Classes::default();
        classes.insert("talks".into(), Words::sorted(["talk", "meeting"].map(SmolStr::from)));
        let c = Condition::parse("obj:@talks|summit", &classes).unwrap();
        let Test::Lemma(words) = &c.test else { panic!("no list of words: {c:?}") };
        assert_eq!(words.iter().collect::<Vec<_>>(), ["summit", "meeting", "talk"]);
        assert!(words.contains("talk") && !words.contains("deal"));
        assert!(Condition::parse("obj:@nothing", &classes).unwrap_err().contains("classes.toml"));
        assert!(Condition::parse("Obj", &classes).is_err());
        let c = Condition::parse("mood:must|not", &classes).unwrap();
        assert_eq!(c.test, Test::Mood(vec![Mood::Must, Mood::Not]));
        assert!(Condition::parse("mood:sad", &classes).unwrap_err().contains("no mood"));
        assert_eq!(Condition::parse("subj=other", &classes).unwrap().test, Test::Other);
    }
}
