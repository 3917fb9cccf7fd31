//! Sentences with marked source and target and one PLOVER root class each.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// One sentence of the set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlvItem {
    pub id: String,
    pub sentence: String,
    /// The sentence with `<s>…</s>` and `<t>…</t>` around source and target.
    pub marked: String,
    pub source: String,
    pub target: String,
    /// One of 15 classes (YIELD = CONCEDE + RETREAT).
    pub root: String,
    /// `1` to `4`.
    pub quad: String,
}

/// Reads the tab-separated set; columns are found by the header's names.
pub fn read_plv(text: &str) -> Result<Vec<PlvItem>, String> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().ok_or("the file is empty")?.split('\t').collect();
    let column = |name: &str| {
        header.iter().position(|h| *h == name).ok_or_else(|| format!("no column `{name}` in the header"))
    };
    let columns = [
        column("sentence_id")?,
        column("sentence")?,
        column("marked_sentence")?,
        column("source")?,
        column("target")?,
        column("gold_root")?,
        column("gold_penta")?,
    ];
    let mut items = Vec::new();
    for (number, line) in lines.enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |i: usize| {
            cells
                .get(columns[i])
                .map(|c| (*c).to_owned())
                .ok_or_else(|| format!("line {}: too few columns", number + 2))
        };
        items.push(PlvItem {
            id: cell(0)?,
            sentence: cell(1)?,
            marked: cell(2)?,
            source: cell(3)?,
            target: cell(4)?,
            root: cell(5)?,
            quad: cell(6)?,
        });
    }
    Ok(items)
}

/// Gold against coded, for any set of classes.
#[derive(Clone, Debug, Default)]
pub struct Confusion {
    cells: BTreeMap<(String, String), usize>,
}

impl Confusion {
    /// Counts one item.
    pub fn add(&mut self, gold: &str, coded: &str) {
        *self.cells.entry((gold.to_owned(), coded.to_owned())).or_default() += 1;
    }

    fn total(&self) -> usize {
        self.cells.values().sum()
    }

    /// Share of items coded as gold has them.
    pub fn accuracy(&self) -> f64 {
        let right: usize = self.cells.iter().filter(|((g, c), _)| g == c).map(|(_, n)| n).sum();
        right as f64 / self.total().max(1) as f64
    }

    /// F1 of every gold class.
    pub fn f1(&self) -> BTreeMap<String, f64> {
        let classes: BTreeSet<&String> = self.cells.keys().map(|(g, _)| g).collect();
        classes
            .into_iter()
            .map(|class| {
                let right = self.cells.get(&(class.clone(), class.clone())).copied().unwrap_or(0);
                let gold: usize = self.cells.iter().filter(|((g, _), _)| g == class).map(|(_, n)| n).sum();
                let coded: usize = self.cells.iter().filter(|((_, c), _)| c == class).map(|(_, n)| n).sum();
                (class.clone(), 2.0 * right as f64 / (gold + coded).max(1) as f64)
            })
            .collect()
    }

    /// Unweighted mean of the classes' F1.
    pub fn macro_f1(&self) -> f64 {
        let f1 = self.f1();
        f1.values().sum::<f64>() / f1.len().max(1) as f64
    }

    /// The table, gold down, coded across.
    pub fn table(&self) -> String {
        let classes: BTreeSet<&String> = self.cells.keys().flat_map(|(g, c)| [g, c]).collect();
        let mut out = String::from("gold \\ coded");
        for class in &classes {
            let _ = write!(out, "\t{}", class.chars().take(5).collect::<String>());
        }
        out.push('\n');
        for gold in &classes {
            out.push_str(gold);
            for coded in &classes {
                let _ = write!(
                    out,
                    "\t{}",
                    self.cells.get(&((*gold).clone(), (*coded).clone())).copied().unwrap_or(0)
                );
            }
            out.push('\n');
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macro_f1_weighs_classes_alike() {
        let mut c = Confusion::default();
        for _ in 0..3 {
            c.add("AID", "AID");
        }
        c.add("ACCUSE", "AID");
        assert!((c.accuracy() - 0.75).abs() < 1e-9);
        assert!((c.macro_f1() - (6.0 / 7.0) / 2.0).abs() < 1e-9);
    }
}
