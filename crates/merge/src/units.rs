//! Units of one dimension, made comparable.

use rust_decimal::Decimal;
use serde::Deserialize;

/// `data/merge/units.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitData {
    unit: Vec<Unit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit {
    names: Vec<String>,
    dimension: String,
    factor: String,
}

impl UnitData {
    /// Is it a currency or a unit of the table, not just the name of things counted?
    pub fn measures(&self, unit: &str) -> bool {
        let currency = unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase());
        currency || self.unit.iter().any(|u| u.names.iter().any(|n| n.eq_ignore_ascii_case(unit)))
    }

    /// The value in the first unit of its dimension, and that dimension. A unit that is not in the table, a currency
    /// among them, is a dimension of its own.
    pub fn base(&self, value: Decimal, unit: &str) -> (Decimal, String) {
        let known = self.unit.iter().find(|u| u.names.iter().any(|n| n.eq_ignore_ascii_case(unit)));
        let converted = known.and_then(|u| {
            let factor: Decimal = u.factor.parse().ok()?;
            Some((value.checked_mul(factor)?, u.dimension.clone()))
        });
        converted.unwrap_or_else(|| (value, unit.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn miles_and_kilometres_meet() {
        let units = &crate::data::tables().units;
        let (km, a) = units.base(Decimal::from(500), "km");
        let (mi, b) = units.base(Decimal::from(311), "miles");
        assert_eq!(a, b);
        assert!((km - mi).abs() < Decimal::ONE);
        assert_eq!(units.base(Decimal::ONE, "EUR").1, "EUR");
    }

    #[test]
    fn every_factor_is_a_number() {
        for unit in &crate::data::tables().units.unit {
            assert!(unit.factor.parse::<Decimal>().is_ok(), "{:?}", unit.names);
        }
    }
}
