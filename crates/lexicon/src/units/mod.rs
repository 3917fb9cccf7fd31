//! Currencies, units, number words, and the words of time (`data/units`, `data/times`).

mod atoms;
mod money;
mod phrases;
mod table;
mod words;

pub use atoms::{Atom, AtomKind, atoms};
pub use money::Money;
pub use phrases::Phrases;
pub use words::{Holiday, Part, Senses, TimeUnit};

use crate::{LexiconError, Origin};
use legation_record::Bound;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use table::Table;

macro_rules! data {
    ($path:literal) => {
        Table::new(concat!("data/", $path), include_str!(concat!("../../../../data/", $path)))
    };
}

/// A unit of measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// As records print it: `km`, `bcm`, `MW`.
    pub name: String,
    /// length, area, volume, mass, power, energy, flow …
    pub dimension: String,
    pub origin: Origin,
}

/// A kind of thing that states count in their dealings: people, troops, aircraft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// The unit records print: `people` for soldiers' victims, else the thing itself.
    pub unit: String,
    /// people, force, arms, goods, dealing, place, event …
    pub class: String,
    pub origin: Origin,
}

/// A topic a figure may be about, told by a word near it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    pub name: String,
    pub origin: Origin,
}

/// The unit tables.
#[derive(Debug, Default)]
pub struct Units {
    words: FxHashMap<SmolStr, Senses>,
    pub holidays: Phrases<Holiday>,
    pub money: Money,
    pub units: Phrases<Unit>,
    named: FxHashMap<SmolStr, Unit>,
    /// Words that bound a number, before it ("more than") …
    pub before: Phrases<Bound>,
    /// … and after it ("or more").
    pub after: Phrases<Bound>,
    pub things: Phrases<Thing>,
    pub topics: Phrases<Topic>,
    /// Words of rising and falling: "rose", "decline", "up".
    pub changes: Phrases<Origin>,
    /// Verbs whose goal is a target: "raise trade to".
    pub aims: Phrases<Origin>,
    /// Words that make the number after them part of a name: Resolution 1373.
    pub labels: Phrases<Origin>,
}

impl Units {
    pub(crate) fn builtin() -> Result<Self, LexiconError> {
        let mut units = Self {
            words: words::load(&[data!("times/words.tsv"), data!("units/numbers.tsv")])?,
            holidays: words::holidays(&data!("times/holidays.tsv"))?,
            money: Money::load(&data!("units/currencies.tsv"), &data!("units/shared-currencies.tsv"))?,
            ..Self::default()
        };
        units.load_units(&data!("units/units.tsv"))?;
        units.load_bounds(&data!("units/bounds.tsv"))?;
        units.load_things(&data!("units/things.tsv"))?;
        Ok(units)
    }

    /// A unit by the name records print, with or without a rate: `bcm`, `bcm/year`.
    pub fn unit(&self, name: &str) -> Option<&Unit> {
        let plain = name.split_once('/').map_or(name, |n| n.0);
        self.named.get(name).or_else(|| self.named.get(plain))
    }

    /// What a word may mean in numbers and dates. `lower` is lower case.
    pub fn senses(&self, lower: &str) -> Option<&Senses> {
        self.words.get(lower)
    }

    fn load_units(&mut self, table: &Table) -> Result<(), LexiconError> {
        for row in table.rows::<3>() {
            let row = row?;
            let [name, dimension, forms] = row.cells;
            for form in forms.split(" | ") {
                let unit = Unit { name: name.into(), dimension: dimension.into(), origin: row.origin() };
                self.named.entry(name.into()).or_insert_with(|| unit.clone());
                row.once(self.units.insert(form, unit), form)?;
            }
        }
        Ok(())
    }

    fn load_bounds(&mut self, table: &Table) -> Result<(), LexiconError> {
        for row in table.rows::<3>() {
            let row = row?;
            let [phrase, side, bound] = row.cells;
            let bound = Bound::parse(bound).ok_or_else(|| {
                row.error(format!("no bound is called {bound:?}"), "use at_least, at_most, about, target")
            })?;
            let side = match side {
                "before" => &mut self.before,
                "after" => &mut self.after,
                _ => return Err(row.error(format!("no side is called {side:?}"), "use before or after")),
            };
            row.once(side.insert(phrase, bound), phrase)?;
        }
        Ok(())
    }

    fn load_things(&mut self, table: &Table) -> Result<(), LexiconError> {
        for row in table.rows::<3>() {
            let row = row?;
            let [class, unit, forms] = row.cells;
            for form in forms.split(" | ") {
                let unit = if unit == "=" { form } else { unit };
                let origin = row.origin();
                let new = match class {
                    "topic" => self.topics.insert(form, Topic { name: unit.into(), origin }),
                    "change" => self.changes.insert(form, origin),
                    "aim" => self.aims.insert(form, origin),
                    "label" => self.labels.insert(form, origin),
                    _ => self.things.insert(form, Thing { unit: unit.into(), class: class.into(), origin }),
                };
                row.once(new, form)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_tables_load() {
        let units = Units::builtin().unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(units.senses("may").and_then(|s| s.month), Some(5));
        assert_eq!(units.senses("second").and_then(|s| s.ordinal), Some(2));
        assert_eq!(units.senses("crore").and_then(|s| s.scale), Some(10_000_000));
    }

    #[test]
    fn phrases_prefer_the_longest() {
        let units = Units::builtin().unwrap_or_else(|e| panic!("{e}"));
        let text = "barrels per day";
        let (unit, end) = units.units.longest(&atoms(text, 0, text.len()), 0).expect("a unit");
        assert_eq!((unit.name.as_str(), end), ("bpd", 3));
    }

    #[test]
    fn a_bad_line_says_where_and_how_to_mend() {
        let table = Table::new("data/units/bounds.tsv", "# heading\nmore than\tbefore\tat_leest\n");
        let error = Units::default().load_bounds(&table).expect_err("a misspelt bound");
        assert_eq!(error.origin.line, 2);
        assert!(error.to_string().contains("at_least"), "{error}");
    }

    #[test]
    fn a_form_that_stands_twice_is_an_error() {
        let table = Table::new("data/units/units.tsv", "km\tlength\tkm | kms\nm\tlength\tm | kms\n");
        let error = Units::default().load_units(&table).expect_err("a form twice");
        assert_eq!((error.origin.line, error.what.as_str()), (2, "\"kms\" stands twice"));
    }
}
