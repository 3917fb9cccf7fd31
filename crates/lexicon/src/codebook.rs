//! The PLOVER 2.0 codebook as data: types, modes, contexts, quad codes, scores, and the CAMEO crosswalk.

use crate::LexiconError;
use crate::cameo::Crosswalk;
use crate::events::toml_error;
use legation_record::EventType;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `data/codebook/plover.toml`.
#[derive(Debug, Default)]
pub struct Codebook {
    types: BTreeMap<EventType, TypeInfo>,
    /// PLOVER contexts, with the words that suggest them.
    pub contexts: Vec<ContextInfo>,
    crosswalk: Crosswalk,
}

/// One type of the codebook.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeInfo {
    #[serde(rename = "type")]
    pub kind: String,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict, 0 neutral.
    pub quad: u8,
    /// −10 to +10.
    pub score: f32,
    pub definition: String,
    /// CAMEO code this type comes nearest to.
    pub cameo: String,
    #[serde(default)]
    pub mode: Vec<ModeInfo>,
}

/// One mode of a type.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeInfo {
    pub name: String,
    pub score: Option<f32>,
    pub cameo: Option<String>,
}

/// One context.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextInfo {
    pub name: String,
    /// Lemmas that suggest it.
    pub words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(rename = "event")]
    events: Vec<TypeInfo>,
    context: Vec<ContextInfo>,
}

impl Codebook {
    pub(crate) fn read(file: &str, text: &str, crosswalk: Crosswalk) -> Result<Self, LexiconError> {
        let raw: Raw = toml::from_str(text).map_err(|e| toml_error(file, text, &e))?;
        let mut types = BTreeMap::new();
        for info in raw.events {
            let kind = EventType::parse(&info.kind).ok_or_else(|| {
                LexiconError::new(
                    file,
                    1,
                    format!("`{}` is not a PLOVER type", info.kind),
                    "use one of the sixteen",
                )
            })?;
            types.insert(kind, info);
        }
        Ok(Self { types, contexts: raw.context, crosswalk })
    }

    /// Quad code of a type, 0 to 4.
    pub fn quad(&self, kind: EventType) -> u8 {
        self.types.get(&kind).map_or(0, |t| t.quad)
    }

    /// Score of type and mode, −10 to +10; the type's own where the mode has none.
    pub fn score(&self, kind: EventType, mode: Option<&str>) -> f32 {
        let Some(info) = self.types.get(&kind) else { return 0.0 };
        let of_mode = mode.and_then(|m| info.mode.iter().find(|x| x.name == m)).and_then(|m| m.score);
        of_mode.unwrap_or(info.score)
    }

    /// Nearest CAMEO code of type and mode; a finer one where a context names it.
    pub fn cameo(&self, kind: EventType, mode: Option<&str>, contexts: &[String]) -> &str {
        let Some(info) = self.types.get(&kind) else { return "" };
        let of_mode =
            mode.and_then(|m| info.mode.iter().find(|x| x.name == m)).and_then(|m| m.cameo.as_deref());
        let base = of_mode.unwrap_or(&info.cameo);
        self.crosswalk.finer(base, kind, mode, contexts).unwrap_or(base)
    }

    /// CAMEO to PLOVER.
    pub const fn crosswalk(&self) -> &Crosswalk {
        &self.crosswalk
    }

    /// Every type, in the order of the published names' enumeration.
    pub fn types(&self) -> impl Iterator<Item = &TypeInfo> {
        self.types.values()
    }

    /// True where PLOVER gives the type such a mode.
    pub fn has_mode(&self, kind: EventType, mode: &str) -> bool {
        self.types.get(&kind).is_some_and(|t| t.mode.iter().any(|m| m.name == mode))
    }
}
