//! Tab-separated tables: a header line, `#` comments, one entry a line.

use crate::LexiconError;
use jiff::civil::Date;

/// One entry's cells, in the order asked for, with its line.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a, const N: usize> {
    pub line: u32,
    pub cells: [&'a str; N],
}

/// Reads a table whose header names the columns of `wanted`, in any order; other columns are let be.
///
/// The first `required` of them must stand in the header; a missing one after that reads as empty.
pub fn read<'f, 'a, const N: usize>(
    file: &'f str,
    text: &'a str,
    wanted: [&str; N],
    required: usize,
) -> Result<impl Iterator<Item = Result<Row<'a, N>, LexiconError>> + use<'f, 'a, N>, LexiconError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
    let Some((line, header)) = lines.next() else {
        return Err(LexiconError::new(file, 1, "no header line", format!("begin with {}", wanted.join("⇥"))));
    };
    let header: Vec<&str> = header.split('\t').map(str::trim).collect();
    if let Some(missing) = wanted[..required].iter().find(|name| !header.contains(name)) {
        let what = format!("the header has no column {missing:?}");
        return Err(LexiconError::new(file, line, what, format!("name the columns {}", wanted.join("⇥"))));
    }
    let place = |name: &&str| wanted.iter().position(|w| w == name);
    let columns: Vec<Option<usize>> = header.iter().map(place).collect();
    Ok(lines.map(move |(line, entry)| cells(file, line, entry, &columns)))
}

/// `columns` has for each cell its place among those asked for.
fn cells<'a, const N: usize>(
    file: &str,
    line: u32,
    entry: &'a str,
    columns: &[Option<usize>],
) -> Result<Row<'a, N>, LexiconError> {
    let mut cells = [""; N];
    let mut count = 0;
    let mut rest = Some(entry);
    while let Some(from) = rest {
        // Cells are short: looking at each byte is quicker than `split`.
        let (cell, after) = match from.bytes().position(|b| b == b'\t') {
            Some(tab) => (&from[..tab], Some(&from[tab + 1..])),
            None => (from, None),
        };
        if let Some(&Some(to)) = columns.get(count) {
            cells[to] = cell.trim();
        }
        (count, rest) = (count + 1, after);
    }
    if count == columns.len() {
        return Ok(Row { line, cells });
    }
    let what = format!("{count} columns where the header has {}", columns.len());
    Err(LexiconError::new(file, line, what, "part columns by one tab each, leave an empty cell empty"))
}

/// The parts of a list joined by `|`, empty ones left out.
pub fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|p| !p.is_empty())
}

/// The first day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` for an empty cell.
pub fn first_day(file: &str, line: u32, cell: &str) -> Result<Option<Date>, LexiconError> {
    day(file, line, cell, Date::first_of_month, |year| Date::new(year, 1, 1).ok())
}

/// The last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `None` for an empty cell.
pub fn last_day(file: &str, line: u32, cell: &str) -> Result<Option<Date>, LexiconError> {
    day(file, line, cell, Date::last_of_month, |year| Date::new(year, 12, 31).ok())
}

fn day(
    file: &str,
    line: u32,
    cell: &str,
    of_month: impl Fn(Date) -> Date,
    of_year: impl Fn(i16) -> Option<Date>,
) -> Result<Option<Date>, LexiconError> {
    if cell.is_empty() {
        return Ok(None);
    }
    let mut parts = cell.split('-');
    let year = parts.next().filter(|y| y.len() == 4).and_then(|y| y.parse::<i16>().ok());
    let mut small = || parts.next().map(|p| if p.len() == 2 { p.parse::<i8>().ok() } else { None });
    let (month, day) = (small(), small());
    let date = match (year, month, day) {
        (Some(year), None, _) => of_year(year),
        (Some(year), Some(Some(month)), None) => Date::new(year, month, 1).ok().map(of_month),
        (Some(year), Some(Some(month)), Some(Some(day))) => Date::new(year, month, day).ok(),
        _ => None,
    };
    let complete = parts.next().is_none();
    date.filter(|_| complete).map(Some).ok_or_else(|| {
        LexiconError::new(
            file,
            line,
            format!("{cell:?} is no date"),
            "write YYYY, YYYY-MM or YYYY-MM-DD, or leave it empty",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_open_to_their_first_and_last_day() {
        assert_eq!(first_day("f", 1, "2004-02"), Ok(Some(date(2004, 2, 1))));
        assert_eq!(last_day("f", 1, "2004-02"), Ok(Some(date(2004, 2, 29))));
        assert_eq!(last_day("f", 1, "1999"), Ok(Some(date(1999, 12, 31))));
        assert_eq!(last_day("f", 1, ""), Ok(None));
        for bad in ["2011-02-31", "99999", "12", "2011-2-3", "soon", "2011-02-03-04", "2011-13"] {
            let error = first_day("people.tsv", 7, bad).expect_err(bad);
            assert_eq!((&*error.origin.file, error.origin.line), ("people.tsv", 7));
        }
    }

    #[test]
    fn a_row_of_the_wrong_width_says_where() {
        let rows = read("t.tsv", "# c\na\tb\n1\t2\n1\n", ["a", "b"], 2).expect("a header");
        let error = rows.last().expect("two rows").expect_err("short row");
        assert_eq!(error.origin.line, 4);
        let error = read("t.tsv", "a\tc\n", ["a", "b"], 2).err().expect("missing column");
        assert!(error.what.contains("\"b\""), "{error}");
    }

    #[test]
    fn columns_may_stand_in_any_order() {
        let mut rows = read("t.tsv", "x\tb\ta\n9\t2\t1\n", ["a", "b", "z"], 2).expect("a table");
        let row = rows.next().expect("a row").expect("of three columns");
        assert_eq!(row.cells, ["1", "2", ""]);
    }
}
