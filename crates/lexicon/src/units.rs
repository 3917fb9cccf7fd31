//! Currencies, units, number words, and the words of time (`data/units`, `data/times`).

use crate::LexiconError;

/// The unit tables.
#[derive(Debug, Default)]
pub struct Units {}

impl Units {
    pub(crate) fn builtin() -> Result<Self, LexiconError> {
        Ok(Self::default())
    }
}
