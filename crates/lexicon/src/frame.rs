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
}

impl Path {
    /// Reads `subj obj iobj poss amod comp comp.subj comp.obj speaker prt attr any`, else a preposition.
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
    /// Its head's lemma is one of these (sorted).
    Lemma(Vec<String>),
}

/// One condition of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub path: Path,
    pub test: Test,
}

impl Condition {
    /// Reads `obj`, `obj=party`, `obj:talk|meeting`, `with:@talks`.
    pub fn parse(text: &str, classes: &Classes) -> Result<Self, String> {
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
            Some((_, what)) => Err(format!("`={what}` is unknown; only =party")),
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
    }
}
