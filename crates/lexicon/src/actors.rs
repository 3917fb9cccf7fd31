//! Who there is: states, bodies, people, groups, offices, and the words for them (`data/actors`).

use crate::LexiconError;

/// The actor tables.
#[derive(Debug, Default)]
pub struct Actors {}

impl Actors {
    pub(crate) fn builtin() -> Result<Self, LexiconError> {
        Ok(Self::default())
    }
}
