//! A user's own actors.

use super::load::{Builder, two_holders};
use super::petrarch::{self, Code};
use super::rows::{Body, List, Row, Term};
use super::{Actors, table};
use crate::LexiconError;
use rustc_hash::FxHashMap;

pub(super) fn with_file(actors: &Actors, name: &str, text: &str) -> Result<Actors, LexiconError> {
    let mut build = Builder::from(actors.clone());
    let shipped = build.actors.terms.len();
    let file = build.file(name);
    let first = text.lines().find(|l| !l.trim().is_empty() && !l.starts_with('#')).unwrap_or_default();
    if first.contains('\t') && !first.contains('[') {
        read_table(&mut build, file, name, text)?;
    } else {
        read_dictionary(&mut build, file, name, text)?;
    }
    end_earlier_terms(&mut build.actors, shipped);
    let own = |e: &LexiconError| &*e.origin.file == name;
    match two_holders(&build.actors).into_iter().find(own) {
        Some(error) => Err(error),
        None => Ok(build.actors),
    }
}

/// Whoever took an office before a user's new holder left it the day before: tables age, and the user knows better.
fn end_earlier_terms(actors: &mut Actors, first_new: usize) {
    for new in first_new..actors.terms.len() {
        let Term { person, from: Some(from), ref office, joint: false, .. } = actors.terms[new] else {
            continue;
        };
        let key = (actors.people[person as usize].code.clone(), office.clone());
        if office.is_empty() {
            continue;
        }
        for &earlier in actors.by_office.get(&key).into_iter().flatten() {
            let term = &mut actors.terms[earlier as usize];
            let before = term.from.is_none_or(|f| f < from) && term.to.is_none_or(|t| t >= from);
            if (earlier as usize) < first_new && term.person != person && !term.joint && before {
                term.to = from.yesterday().ok();
            }
        }
    }
}

fn read_table(build: &mut Builder, file: u16, name: &str, text: &str) -> Result<(), LexiconError> {
    let columns = ["name", "code", "aliases", "sector", "kind", "office", "from", "to"];
    let mut seen = FxHashMap::default();
    for row in table::read(name, text, columns, 2)? {
        let row = row?;
        let [actor, code, aliases, sector, kind, office, from, to] = row.cells;
        if let Some(before) = seen.insert((actor, code, office, from), row.line) {
            let what = format!("{actor:?} stands twice, first on line {before}");
            return Err(LexiconError::new(name, row.line, what, "keep one line and join the aliases by |"));
        }
        let entry = Entry { line: row.line, name: actor, aliases, code, sector, kind, office };
        let (from, to) = (table::first_day(name, row.line, from)?, table::last_day(name, row.line, to)?);
        add(build, file, name, &entry, from, to)?;
    }
    Ok(())
}

struct Entry<'a> {
    line: u32,
    name: &'a str,
    aliases: &'a str,
    code: &'a str,
    sector: &'a str,
    kind: &'a str,
    office: &'a str,
}

fn add(
    build: &mut Builder,
    file: u16,
    name: &str,
    entry: &Entry,
    from: Option<jiff::civil::Date>,
    to: Option<jiff::civil::Date>,
) -> Result<(), LexiconError> {
    let row = Row { file, line: entry.line };
    if entry.name.is_empty() {
        return Err(LexiconError::new(name, entry.line, "an actor without a name", "fill the column name"));
    }
    if entry.kind == "person" || !entry.office.is_empty() {
        let term = Term {
            row,
            person: 0,
            office: entry.office.to_owned().into(),
            sector: entry.sector.to_owned().into(),
            from,
            to,
            joint: false,
        };
        return build.term(
            name,
            entry.name.to_owned().into(),
            entry.aliases,
            entry.code.to_owned().into(),
            term,
        );
    }
    let body = Body {
        row,
        name: entry.name.to_owned().into(),
        aliases: List(entry.aliases.to_owned().into()),
        code: entry.code.to_owned().into(),
        sector: entry.sector.to_owned().into(),
        kind: entry.kind.to_owned().into(),
        members: List::default(),
        from,
        to,
    };
    build.body(name, body)
}

fn read_dictionary(build: &mut Builder, file: u16, name: &str, text: &str) -> Result<(), LexiconError> {
    let mut seen: FxHashMap<String, u32> = FxHashMap::default();
    for entry in petrarch::read(name, text)? {
        let Some((first, aliases)) = entry.names.split_first() else { continue };
        if let Some(before) = seen.insert(first.clone(), entry.line) {
            let what = format!("{first:?} stands twice, first on line {before}");
            return Err(LexiconError::new(
                name,
                entry.line,
                what,
                "keep one entry and put all its codes under it",
            ));
        }
        let aliases = aliases.join("|");
        let dated = entry.codes.iter().any(|c| c.from.is_some() || c.to.is_some());
        for Code { line, letters: code, from, to } in &entry.codes {
            let (state, sector) = split(name, *line, code)?;
            let kind = if dated && first.contains(' ') { "person" } else { "" };
            let actor =
                Entry { line: *line, name: first, aliases: &aliases, code: state, sector, kind, office: "" };
            add(build, file, name, &actor, *from, *to)?;
        }
    }
    Ok(())
}

/// CAMEO's runs of three letters to a code and one PLOVER sector: `PAKGOVMIL` is PAK, GOV; `IGOUNO` is UNO.
fn split<'a>(file: &str, line: u32, code: &'a str) -> Result<(&'a str, &'a str), LexiconError> {
    let part = |i: usize| code.get(i * 3..i * 3 + 3).unwrap_or_default();
    match code {
        "" => Err(LexiconError::new(file, line, "an empty code", "write [CODE], as [PAKGOV]")),
        _ if !code.is_ascii() || !code.len().is_multiple_of(3) => Err(LexiconError::new(
            file,
            line,
            format!("{code:?} is no code"),
            "write codes of three letters each, as [PAKGOV]",
        )),
        "IGOUNO" => Ok(("UNO", "")),
        _ if part(0) == "IGO" && matches!(part(1), "EUR" | "EEC") => Ok(("EUR", "")),
        _ if part(0) == "IGO" => Ok(("IGO", "")),
        // Role only: the state comes from the text.
        _ if matches!(
            part(0),
            "GOV" | "MIL" | "REB" | "OPP" | "COP" | "CVL" | "BUS" | "MED" | "ELI" | "SPY"
        ) =>
        {
            Ok(("", part(0)))
        }
        _ => Ok((part(0), sector(part(1)))),
    }
}

/// CAMEO roles that PLOVER writes otherwise or has not.
fn sector(cameo: &str) -> &str {
    match cameo {
        "GOV" | "MIL" | "REB" | "OPP" | "PTY" | "COP" | "JUD" | "SPY" | "MED" | "EDU" | "BUS" | "CRM"
        | "CVL" | "LEG" | "UAF" | "NGO" | "REF" | "LAB" | "AGR" | "HLH" | "SEP" | "RAD" | "ELI" => cameo,
        "INS" => "REB",
        _ => "",
    }
}
