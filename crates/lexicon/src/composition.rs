//! What an operator makes of the type it embeds (`data/events/composition.toml`).

use crate::events::{Operator, toml_error};
use crate::{LexiconError, codebook::Codebook};
use legation_record::EventType;
use std::collections::BTreeMap;

/// The table, by operator name and embedded type.
#[derive(Debug, Default)]
pub struct Composition {
    cells: BTreeMap<(&'static str, EventType), (EventType, Option<String>)>,
}

impl Composition {
    pub(crate) fn read(file: &str, text: &str, codebook: &Codebook) -> Result<Self, LexiconError> {
        let raw: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(text).map_err(|e| toml_error(file, text, &e))?;
        let mut cells = BTreeMap::new();
        for (operator, row) in &raw {
            let line = |word: &str| text.lines().position(|l| l.contains(word)).map_or(1, |i| i as u32 + 1);
            let bad = |word: &str, mend: &str| {
                LexiconError::new(file, line(word), format!("`{word}` is unknown"), mend)
            };
            let key = ["promise", "refuse", "demand", "threaten"]
                .into_iter()
                .find(|k| k == operator)
                .ok_or_else(|| bad(operator, "use promise, refuse, demand or threaten"))?;
            for (inner, outer) in row {
                let inner = EventType::parse(inner).ok_or_else(|| bad(inner, "use a PLOVER type"))?;
                let (kind, mode) =
                    outer.split_once('/').map_or((outer.as_str(), None), |(k, m)| (k, Some(m)));
                let kind = EventType::parse(kind).ok_or_else(|| bad(outer, "use TYPE or TYPE/mode"))?;
                if mode.is_some_and(|m| !codebook.has_mode(kind, m)) {
                    return Err(bad(outer, "the codebook gives that type no such mode"));
                }
                cells.insert((key, inner), (kind, mode.map(str::to_owned)));
            }
        }
        Ok(Self { cells })
    }

    /// The reading of `operator` over `inner`.
    pub fn of(&self, operator: Operator, inner: EventType) -> Option<(EventType, Option<&str>)> {
        let key = match operator {
            Operator::Promise => "promise",
            Operator::Refuse => "refuse",
            Operator::Demand => "demand",
            Operator::Threaten => "threaten",
            _ => return None,
        };
        self.cells.get(&(key, inner)).map(|(kind, mode)| (*kind, mode.as_deref()))
    }
}
