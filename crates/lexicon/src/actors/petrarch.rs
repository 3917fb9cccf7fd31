//! PETRARCH's actor dictionaries: names with underscores for spaces, `+` before synonyms, codes with dates in brackets.

use super::table;
use crate::LexiconError;
use jiff::civil::Date;

/// One name with its codes.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub line: u32,
    pub names: Vec<String>,
    pub codes: Vec<Code>,
}

/// One bracketed code.
#[derive(Clone, Debug)]
pub(super) struct Code {
    pub line: u32,
    /// `PAKGOV`
    pub letters: String,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// Reads a dictionary. A name without any code before the next name takes the codes that follow it, as PETRARCH does.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<Entry>, LexiconError> {
    let mut entries: Vec<Entry> = Vec::new();
    for (line, raw) in (1..).zip(text.lines()) {
        let content = raw.split(['#', ';']).next().unwrap_or_default().trim();
        if content.is_empty() {
            continue;
        }
        let (name, codes) = content.find('[').map_or((content, ""), |at| content.split_at(at));
        let name = name.trim();
        if let Some(synonym) = name.strip_prefix('+') {
            let Some(entry) = entries.last_mut() else {
                return Err(LexiconError::new(
                    file,
                    line,
                    "a synonym before any name",
                    "put the name it belongs to above it",
                ));
            };
            entry.names.push(plain(synonym));
        } else if !name.is_empty() {
            let open = entries.last().is_some_and(|e| e.codes.is_empty());
            if !open {
                entries.push(Entry { line, ..Entry::default() });
            }
            if let Some(entry) = entries.last_mut() {
                entry.names.push(plain(name));
            }
        }
        if !codes.is_empty() {
            let Some(entry) = entries.last_mut() else {
                return Err(LexiconError::new(file, line, "a code before any name", "put the name above it"));
            };
            entry.codes.extend(brackets(file, line, codes)?);
        }
    }
    match entries.last() {
        Some(entry) if entry.codes.is_empty() => {
            let what = format!("{:?} has no code", entry.names.join(", "));
            Err(LexiconError::new(file, entry.line, what, "add one in brackets, as [PAKGOV >20180818]"))
        }
        _ => Ok(entries),
    }
}

/// `SERGEI_LAVROV_` → `Sergei Lavrov`; short words in capitals without vowels or of up to four letters stay acronyms.
fn plain(name: &str) -> String {
    let words: Vec<String> = name.split(['_', ' ']).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    match words.as_slice() {
        [one] if one.len() <= 4 || one.contains('.') => one.clone(),
        _ => words.iter().map(|w| title(w)).collect::<Vec<_>>().join(" "),
    }
}

fn title(word: &str) -> String {
    let mut up = true;
    word.chars()
        .map(|c| {
            let out = if up { c } else { c.to_lowercase().next().unwrap_or(c) };
            up = !c.is_alphanumeric() && c != '\'';
            out
        })
        .collect()
}

fn brackets(file: &str, line: u32, text: &str) -> Result<Vec<Code>, LexiconError> {
    let mut codes = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let Some(end) = rest[start..].find(']') else {
            return Err(LexiconError::new(
                file,
                line,
                "a bracket is not closed",
                "write [CODE] or [CODE <date]",
            ));
        };
        codes.push(code(file, line, &rest[start + 1..start + end])?);
        rest = &rest[start + end + 1..];
    }
    Ok(codes)
}

fn code(file: &str, line: u32, text: &str) -> Result<Code, LexiconError> {
    let mut parts = text.split_whitespace();
    let code = parts.next().unwrap_or_default().trim_start_matches('~').to_owned();
    let mut found = Code { line, letters: code, from: None, to: None };
    let dates = parts.collect::<String>();
    if let Some(before) = dates.strip_prefix('<') {
        found.to = day(file, line, before, false)?;
    } else if let Some(after) = dates.strip_prefix('>') {
        found.from = day(file, line, after, true)?;
    } else if let Some((from, to)) = dates.split_once('-') {
        found.from = day(file, line, from, true)?;
        found.to = day(file, line, to, false)?;
    } else if !dates.is_empty() {
        return Err(bad_date(file, line, &dates));
    }
    Ok(found)
}

/// `YYYYMMDD`, `YYMMDD` or a year.
fn day(file: &str, line: u32, text: &str, first: bool) -> Result<Option<Date>, LexiconError> {
    let text = text.trim();
    let full = match text.len() {
        _ if !text.bytes().all(|b| b.is_ascii_digit()) => return Err(bad_date(file, line, text)),
        4 | 8 => text.to_owned(),
        6 => format!("{}{text}", if &text[..2] < "40" { "20" } else { "19" }),
        _ => return Err(bad_date(file, line, text)),
    };
    let iso = if full.len() == 4 { full } else { format!("{}-{}-{}", &full[..4], &full[4..6], &full[6..]) };
    let read = if first { table::first_day } else { table::last_day };
    read(file, line, &iso).map_err(|_| bad_date(file, line, text))
}

fn bad_date(file: &str, line: u32, text: &str) -> LexiconError {
    LexiconError::new(
        file,
        line,
        format!("{text:?} is no date"),
        "write [CODE <YYYYMMDD], [CODE >YYYYMMDD] or [CODE YYYYMMDD-YYYYMMDD]",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn names_synonyms_codes_and_dates() {
        let text = "# a comment\nJANE_Q._DOE_ ; note\n+PREMIER_DOE\n\t[ATLGOV 970101-20011231]\n\t[ATLELI >20020101]\nUN_ [IGOUNO]\n";
        let entries = read("x.txt", text).expect("a dictionary");
        assert_eq!(entries[0].names, ["Jane Q. Doe", "Premier Doe"]);
        assert_eq!(entries[0].codes[0].from, Some(date(1997, 1, 1)));
        assert_eq!(entries[0].codes[1].from, Some(date(2002, 1, 1)));
        assert_eq!((entries[1].line, entries[1].names[0].as_str()), (6, "UN"));
    }

    #[test]
    fn mistakes_say_where_and_how_to_mend() {
        for (text, line) in [
            ("+ALIAS [X]", 1),
            ("A [PAK", 1),
            ("A [PAK]\nB [PAK <2011311]", 2),
            ("A [PAK]\n\nB_\n", 3),
            ("[PAK]", 1),
        ] {
            let error = read("x.txt", text).expect_err(text);
            assert_eq!(error.origin.line, line, "{text}");
            assert!(!error.mend.is_empty());
        }
    }
}
