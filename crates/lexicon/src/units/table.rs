//! Tab-separated data: `#` lines are notes, every other line has a fixed number of cells.

use crate::{LexiconError, Origin};

/// One file of rows.
pub(super) struct Table {
    pub file: &'static str,
    text: &'static str,
}

/// One line.
pub(super) struct Row<const N: usize> {
    file: &'static str,
    line: u32,
    pub cells: [&'static str; N],
}

impl Table {
    pub const fn new(file: &'static str, text: &'static str) -> Self {
        Self { file, text }
    }

    /// The rows, each with exactly `N` cells.
    pub fn rows<const N: usize>(&self) -> impl Iterator<Item = Result<Row<N>, LexiconError>> + '_ {
        let lines = self.text.lines().enumerate();
        lines.filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).map(|(i, l)| {
            let cells: Vec<&str> = l.split('\t').map(str::trim).collect();
            let line = i as u32 + 1;
            match cells.try_into() {
                Ok(cells) => Ok(Row { file: self.file, line, cells }),
                Err(cells) => Err(LexiconError::new(
                    self.file,
                    line,
                    format!("{} cells where {N} belong", cells.len()),
                    "separate the cells with single tabs",
                )),
            }
        })
    }
}

impl<const N: usize> Row<N> {
    pub fn origin(&self) -> Origin {
        Origin { file: self.file.into(), line: self.line }
    }

    pub fn error(&self, what: impl Into<String>, mend: impl Into<String>) -> LexiconError {
        LexiconError::new(self.file, self.line, what, mend)
    }

    /// An error unless `form` was `new` to its table.
    pub fn once(&self, new: bool, form: &str) -> Result<(), LexiconError> {
        if new { Ok(()) } else { Err(self.error(format!("{form:?} stands twice"), "keep it in one place")) }
    }

    /// A cell as a whole number.
    pub fn number<T: std::str::FromStr>(&self, cell: &str) -> Result<T, LexiconError> {
        cell.parse()
            .map_err(|_| self.error(format!("{cell:?} is no number in range"), "write a plain whole number"))
    }
}
