//! Currencies, and the words and signs that several share.

use super::atoms::Atom;
use super::phrases::Phrases;
use super::table::Table;
use crate::LexiconError;
use rustc_hash::FxHashMap;

/// The currencies.
#[derive(Debug, Default)]
pub struct Money {
    /// Sign, code or name to the codes it may stand for, the usual first.
    forms: Phrases<Vec<&'static str>>,
    /// Currency to the state whose own it is.
    homes: FxHashMap<&'static str, &'static str>,
}

impl Money {
    pub(super) fn load(currencies: &Table, shared: &Table) -> Result<Self, LexiconError> {
        let mut money = Self::default();
        for row in currencies.rows::<4>() {
            let [code, home, signs, names] = row?.cells;
            money.homes.insert(code, home);
            money.forms.insert(code, vec![code]);
            for form in signs.split(" | ").chain(names.split(" | ")).filter(|f| !f.is_empty()) {
                money.forms.insert(form, vec![code]);
            }
        }
        for row in shared.rows::<2>() {
            let row = row?;
            let [form, codes] = row.cells;
            let codes: Vec<_> = codes.split(' ').collect();
            if let Some(unknown) = codes.iter().find(|c| !money.homes.contains_key(*c)) {
                return Err(
                    row.error(format!("no currency {unknown}"), "add it to data/units/currencies.tsv")
                );
            }
            money.forms.insert(form, codes);
        }
        Ok(money)
    }

    /// The currencies that the longest sign, code or name at `at` may stand for, the usual one first.
    pub fn longest(&self, cut: &[Atom], at: usize) -> Option<(&[&'static str], usize)> {
        self.forms.longest(cut, at).map(|(codes, end)| (codes.as_slice(), end))
    }

    /// The code itself, where `text` is one.
    pub fn code(&self, text: &str) -> Option<&'static str> {
        self.homes.get_key_value(text).map(|(code, _)| *code)
    }

    /// The state whose own currency this is (ISO 3166 alpha-3), or `""`.
    pub fn home(&self, code: &str) -> &'static str {
        self.homes.get(code).copied().unwrap_or_default()
    }
}
