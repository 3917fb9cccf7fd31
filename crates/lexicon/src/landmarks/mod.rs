//! Landmarks of international affairs with their days (`data/times/landmarks.tsv`): summits, treaties, wars, attacks that a
//! text names without saying when they were.

mod sets;

use crate::actors::{exact, table, words};
use crate::{LexiconError, Origin};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use sets::{Coded, encode, is_one, marked_by, sets};
use std::borrow::Cow;
use std::ops::Range;

const FILE: &str = "data/times/landmarks.tsv";
const TEXT: &str = include_str!("../../../../data/times/landmarks.tsv");
/// The words of [`TEXT`] (`build.rs`).
const SETS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/landmarks.sets"));
const COLUMNS: [&str; 6] = ["from", "to", "heard", "parties", "words", "what"];
/// Words between two of one landmark, at most.
const NEAR: usize = 8;
/// Words from the first to any other, at most.
const FAR: usize = 40;
/// Times that a sentence's word is tried as the first of a landmark's.
const OFTEN: usize = 4;

/// One summit, treaty, war, attack: what it was, when, and from when it was spoken of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmark {
    /// In a few words.
    pub what: String,
    /// First day, inclusive; the first of the month where only that is known.
    pub from: Date,
    /// Last day, inclusive; `None` for what has not ended.
    pub to: Option<Date>,
    /// From when the press spoke of it as coming; `None` for what came unforeseen.
    pub heard: Option<Date>,
    /// Codes of those concerned: one at least is named where it is meant; empty where anybody's.
    pub parties: Vec<String>,
    pub origin: Origin,
}

/// The words of a sentence that name a landmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Which they can mean, in order of time; never empty.
    pub meant: Vec<Landmark>,
    /// The bytes of the words, one each, in the order of the table.
    pub words: Vec<Range<usize>>,
}

/// All landmarks, to be found by the words that stand in one sentence.
#[derive(Debug)]
pub struct Landmarks {
    file: Cow<'static, str>,
    text: Cow<'static, str>,
    /// The words of each line ([`sets::encode`]).
    sets: Cow<'static, [u8]>,
}

impl Landmarks {
    /// The table inside the binary, which the tests have read line by line.
    pub(crate) fn builtin() -> Self {
        Self { file: FILE.into(), text: TEXT.into(), sets: SETS.into() }
    }

    /// Reads a table with the columns `from to heard parties words what`, in this order; days as `YYYY-MM-DD` or `YYYY-MM`.
    ///
    /// # Errors
    /// A bad date, an end before its beginning, or a row without words: file, line and how to mend it.
    pub fn read(file: &str, text: &str) -> Result<Self, LexiconError> {
        for row in table::read(file, text, COLUMNS, 6)? {
            let row = row?;
            landmark(file, &row)?;
        }
        let sets = encode(&sets(text, exact));
        Ok(Self { file: file.to_owned().into(), text: text.to_owned().into(), sets: sets.into() })
    }

    /// What a sentence names: for each set of words that stands in it, the landmarks that these can mean,
    /// in order of time.
    ///
    /// ```
    /// use legation_lexicon::landmarks::Landmarks;
    /// let table = "from\tto\theard\tparties\twords\twhat\n2014-09-04\t2014-09-05\t2013-11\tIGO\twales summit\tNATO summit in Wales\n";
    /// let landmarks = Landmarks::read("own.tsv", table).unwrap();
    /// let found = landmarks.named_in("They met at the Wales summit again.");
    /// assert_eq!(found[0].meant[0].from.to_string(), "2014-09-04");
    /// assert_eq!(found[0].words, [16..21, 22..28]);
    /// assert!(landmarks.named_in("They met in Wales.").is_empty());
    /// ```
    pub fn named_in(&self, sentence: &str) -> Vec<Named> {
        let list: Vec<_> = words(sentence).map(|(at, w)| (at, w.exact)).collect();
        let mut met: FxHashMap<u64, usize> = FxHashMap::default();
        let mut hits: Vec<(usize, Coded<'_>, Vec<usize>)> = Vec::new();
        let mut tried = vec![false; list.len()];
        for (at, (_, word)) in list.iter().enumerate() {
            let times = met.entry(*word).or_default();
            *times += 1;
            tried[at] = *times <= OFTEN;
        }
        for set in met.keys().flat_map(|word| marked_by(&self.sets, *word)) {
            hits.extend(in_words(&set, &list, &tried).map(|(at, places)| (at, set, places)));
        }
        hits.sort_by_key(|(at, set, _)| (*at, set.place));
        hits.dedup_by_key(|(_, set, _)| set.place);
        let mut found: Vec<(Vec<Coded<'_>>, Vec<Range<usize>>)> = Vec::new();
        for (_, set, places) in hits {
            match found.iter_mut().find(|(same, _)| same[0].words == set.words) {
                Some((same, _)) if same.iter().any(|s| s.line == set.line) => {}
                Some((same, _)) => same.push(set),
                None => found.push((vec![set], places.iter().map(|&place| list[place].0.clone()).collect())),
            }
        }
        let named = |(sets, words): (Vec<Coded<'_>>, Vec<Range<usize>>)| {
            let mut meant: Vec<Landmark> = sets.iter().filter_map(|set| self.landmark(set)).collect();
            meant.sort_by_key(|l| (l.from, l.origin.line));
            (!meant.is_empty()).then_some(Named { meant, words })
        };
        found.into_iter().filter_map(named).collect()
    }

    fn landmark(&self, set: &Coded<'_>) -> Option<Landmark> {
        let row = self.text.get(set.at as usize..)?.lines().next()?;
        let mut cells = [""; 6];
        row.split('\t').zip(&mut cells).for_each(|(cell, to)| *to = cell.trim());
        landmark(&self.file, &table::Row { line: set.line, cells }).ok()
    }
}

/// Where a set's first word stands, and each of its words, where another is near the first and the rest are about there.
fn in_words(set: &Coded<'_>, list: &[(Range<usize>, u64)], tried: &[bool]) -> Option<(usize, Vec<usize>)> {
    let first = set.each().next()?;
    let begins = (0..list.len()).filter(|&at| tried[at] && is_one(first, list[at].1));
    begins.into_iter().find_map(|at| {
        let about = at.saturating_sub(FAR)..(at + FAR).min(list.len());
        let nearest =
            |word: &[u8]| about.clone().filter(|&i| is_one(word, list[i].1)).min_by_key(|i| i.abs_diff(at));
        let places: Vec<usize> = set.each().map(nearest).collect::<Option<_>>()?;
        let near = places.iter().filter(|&&place| place.abs_diff(at) <= NEAR).count();
        (near >= places.len().min(2)).then_some((at, places))
    })
}

fn landmark(file: &str, row: &table::Row<'_, 6>) -> Result<Landmark, LexiconError> {
    let [from, to, heard, parties, sets, what] = row.cells;
    let error = |what: &str, mend: &str| LexiconError::new(file, row.line, what, mend);
    let first = table::first_day(file, row.line, from)?;
    let first = first.ok_or_else(|| error("no first day", "give the day or month it began"))?;
    let last = match to {
        ".." => None,
        "" => table::last_day(file, row.line, from)?,
        to => table::last_day(file, row.line, to)?,
    };
    if last.is_some_and(|last| last < first) {
        return Err(error("it ends before it begins", "mend `from` or `to`"));
    }
    if sets.split(';').any(|set| set.trim().is_empty()) {
        return Err(error("no words", "give the words that name it"));
    }
    Ok(Landmark {
        what: what.to_owned(),
        from: first,
        to: last,
        heard: table::first_day(file, row.line, heard)?,
        parties: parties.split_whitespace().map(str::to_owned).collect(),
        origin: Origin { file: file.into(), line: row.line },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "from\tto\theard\tparties\twords\twhat\n";

    #[test]
    fn the_shipped_table_reads_and_its_words_are_those_built_in() {
        let read = Landmarks::read(FILE, TEXT).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(read.sets, Landmarks::builtin().sets);
        let sets = sets(TEXT, exact);
        assert!(sets.len() > 1000);
        for set in sets {
            let marks =
                |word: &u64| marked_by(SETS, *word).any(|found| (found.line, found.at) == (set.line, set.at));
            assert!(set.words.iter().any(|word| word.iter().all(marks)), "line {}", set.line);
        }
        for word in TEXT.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').nth(4)) {
            assert!(!word.contains('-'), "{word:?}: a hyphen parts words");
        }
    }

    #[test]
    fn words_in_any_order_and_with_alternatives_name_it() {
        let table = format!("{HEADER}2000-05\t2000-06-02\t\tUNO\trio talks|round; rio pact\tRound at Rio\n");
        let landmarks = Landmarks::read("t.tsv", &table).expect("a table");
        for text in ["A round held in Rio", "Rio talks", "the pact of Rio"] {
            assert_eq!(landmarks.named_in(text).len(), 1, "{text}");
        }
        assert!(landmarks.named_in("A pact and talks in Lima").is_empty());
        let far = "Rio saw none of what he had hoped for when at long last there came talks";
        assert!(landmarks.named_in(far).is_empty());
        let one = &landmarks.named_in("Rio talks")[0].meant[0];
        let days = (one.from.to_string(), one.to.expect("an end").to_string());
        assert_eq!(days, ("2000-05-01".into(), "2000-06-02".into()));
    }

    #[test]
    fn what_the_same_words_name_comes_as_a_series() {
        let rows = "2001-01\t\t\t\tlima round\tfirst\n1999-01\t..\t\t\tlima round\tbefore it\n";
        let landmarks = Landmarks::read("t.tsv", &format!("{HEADER}{rows}")).expect("a table");
        let found = landmarks.named_in("The Lima round");
        let what: Vec<&str> = found[0].meant.iter().map(|l| &*l.what).collect();
        assert_eq!(what, ["before it", "first"]);
        assert_eq!(found[0].meant[0].to, None);
    }

    #[test]
    fn a_bad_row_says_where() {
        for (row, part) in [
            ("2001-13\t\t\t\tx y\tz", "no date"),
            ("2001-03\t2001-02\t\t\tx y\tz", "ends before"),
            ("\t\t\t\tx y\tz", "no first day"),
            ("2001-03\t\t\t\t\tz", "no words"),
        ] {
            let error = Landmarks::read("t.tsv", &format!("{HEADER}{row}\n")).expect_err(row);
            assert_eq!(error.origin.line, 2);
            assert!(error.what.contains(part), "{error}");
        }
    }
}
