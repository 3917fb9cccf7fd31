//! The little language of frames: where arguments stand, and what they must be (`data/events/README.md`).

use crate::events::Classes;

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
    /// It resolves to a party with a code that is not the speaker's.
    Other,
    /// It is the speaker ("we"), or the speaker's own state or body.
    Own,
    /// The predicate's clause is in one of these moods.
    Mood(Vec<Mood>),
    /// Its head's lemma is one of these (sorted).
    Lemma(Vec<String>),
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
            let mut lemmas = Vec::new();
            for word in words.split('|') {
                match word.strip_prefix('@') {
                    None => lemmas.push(word.to_owned()),
                    Some(name) => lemmas.extend(
                        classes
                            .get(name)
                            .ok_or_else(|| format!("no word class `@{name}` in classes.toml"))?
                            .iter()
                            .cloned(),
                    ),
                }
            }
            lemmas.sort();
            lemmas.dedup();
            return Ok(Self { path: Path::parse(path)?, test: Test::Lemma(lemmas) });
        }
        match text.split_once('=') {
            None => Ok(Self { path: Path::parse(text)?, test: Test::Present }),
            Some((path, "party")) => Ok(Self { path: Path::parse(path)?, test: Test::Party }),
            Some((path, "other")) => Ok(Self { path: Path::parse(path)?, test: Test::Other }),
            Some((path, "own")) => Ok(Self { path: Path::parse(path)?, test: Test::Own }),
            Some((_, what)) => Err(format!("`={what}` is unknown; only =party, =other and =own")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_read_back() {
        let mut classes = Classes::default();
        classes.insert("talks".into(), vec!["talk".into(), "meeting".into()]);
        let c = Condition::parse("obj:@talks|summit", &classes).unwrap();
        assert_eq!(c.test, Test::Lemma(vec!["meeting".into(), "summit".into(), "talk".into()]));
        assert!(Condition::parse("obj:@nothing", &classes).unwrap_err().contains("classes.toml"));
        assert!(Condition::parse("Obj", &classes).is_err());
        let c = Condition::parse("mood:must|not", &classes).unwrap();
        assert_eq!(c.test, Test::Mood(vec![Mood::Must, Mood::Not]));
        assert!(Condition::parse("mood:sad", &classes).unwrap_err().contains("no mood"));
        assert_eq!(Condition::parse("subj=other", &classes).unwrap().test, Test::Other);
    }
}
