//! The phrases of page furniture, compiled from `data/ingest/furniture.toml`.

use crate::pattern::{Set, text};
use regex::Regex;
use serde::Deserialize;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// Read once; the file is part of the program and a test proves that it parses.
static FURNITURE: LazyLock<Furniture> = LazyLock::new(|| {
    Furniture::parse(include_str!("../../../data/ingest/furniture.toml")).unwrap_or_default()
});

/// What a matching line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// Furniture wherever it stands.
    Line,
    /// Furniture inside a line: the group `noise`, or the whole match.
    Part,
    /// The heading of a list of other stories.
    List,
    /// The heading of readers' comments and forms: nothing after it is article.
    End,
    /// A line about the author, somewhere after the article's first paragraph.
    Author,
    /// The same, but only where it closes the article.
    Closing,
    /// What a site says of itself above the title.
    Slogan,
    /// The outlet's or the author's line.
    Byline,
}

#[derive(Deserialize)]
struct File {
    entry: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    role: Role,
    pattern: String,
    #[cfg(test)]
    id: String,
    #[cfg(test)]
    #[serde(default)]
    noise: Vec<String>,
    #[cfg(test)]
    #[serde(default)]
    article: Vec<String>,
}

/// A pattern inside a line; most texts hold none, so it is compiled when the set has found it.
struct Part {
    pattern: String,
    compiled: OnceLock<Option<Regex>>,
}

impl Part {
    fn get(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| text(&self.pattern).ok()).as_ref()
    }
}

/// The compiled table.
#[derive(Default)]
pub(crate) struct Furniture {
    whole: Option<Set>,
    roles: Vec<Role>,
    any_part: Option<Set>,
    parts: Vec<Part>,
}

impl Furniture {
    pub(crate) fn get() -> &'static Self {
        &FURNITURE
    }

    fn parse(toml: &str) -> Result<Self, String> {
        let file: File = toml::from_str(toml).map_err(|error| error.to_string())?;
        let (parts, lines): (Vec<_>, Vec<_>) = file.entry.iter().partition(|entry| entry.role == Role::Part);
        let whole = lines.iter().map(|entry| format!("(?i)^(?:{})$", entry.pattern));
        let part_patterns: Vec<String> = parts.iter().map(|entry| format!("(?i){}", entry.pattern)).collect();
        Ok(Self {
            whole: Some(Set::new(whole)?),
            roles: lines.iter().map(|entry| entry.role).collect(),
            any_part: Some(Set::new(part_patterns.iter().cloned())?),
            parts: part_patterns
                .into_iter()
                .map(|pattern| Part { pattern, compiled: OnceLock::new() })
                .collect(),
        })
    }

    /// The roles that `line`, trimmed, has as a whole, in the file's order.
    pub(crate) fn roles(&self, line: &str) -> Vec<Role> {
        // A paragraph of this length is never a prompt, and the match would cost time for nothing.
        if line.len() > 800 {
            return Vec::new();
        }
        self.whole.iter().flat_map(|set| set.matches(line)).map(|i| self.roles[i]).collect()
    }

    /// True where all of `line` is furniture by its words.
    pub(crate) fn is_line(&self, line: &str) -> bool {
        self.roles(line).contains(&Role::Line)
    }

    /// The ranges of `line` that are furniture inside it, sorted, joined where they touch.
    pub(crate) fn parts(&self, line: &str) -> Vec<Range<usize>> {
        let hits = self.any_part.iter().flat_map(|set| set.matches(line));
        let mut ranges: Vec<Range<usize>> = hits
            .filter_map(|i| self.parts[i].get())
            .flat_map(|part| part.captures_iter(line))
            .filter_map(|m| m.name("noise").or_else(|| m.get(0)).map(|g| g.range()))
            .filter(|range| !range.is_empty())
            .collect();
        ranges.sort_by_key(|range| (range.start, range.end));
        ranges.dedup_by(|next, kept| {
            let touches = next.start <= kept.end;
            kept.end = if touches { kept.end.max(next.end) } else { kept.end };
            touches
        });
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(entry: &Entry, text: &str) -> bool {
        let anchored = format!("(?i)^(?:{})$", entry.pattern);
        let pattern = if entry.role == Role::Part { format!("(?i){}", entry.pattern) } else { anchored };
        let set = Set::new(std::iter::once(pattern)).unwrap_or_else(|e| panic!("{}: {e}", entry.id));
        !set.matches(text).is_empty()
    }

    fn table() -> Vec<Entry> {
        toml::from_str::<File>(include_str!("../../../data/ingest/furniture.toml")).unwrap().entry
    }

    #[test]
    fn every_entry_passes_its_examples() {
        let table = table();
        assert!(table.is_sorted_by_key(|entry| entry.id.clone()), "entries are sorted by id");
        let mut wrong = Vec::new();
        for entry in &table {
            assert!(!entry.noise.is_empty() && !entry.article.is_empty(), "{} lacks examples", entry.id);
            let missed = entry.noise.iter().filter(|text| !hits(entry, text));
            wrong.extend(missed.map(|text| format!("{} misses {text:?}", entry.id)));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// What one entry must leave alone is left alone by all entries.
    #[test]
    fn no_entry_takes_an_article_line() {
        let table = table();
        let mut wrong = Vec::new();
        for text in table.iter().flat_map(|entry| &entry.article) {
            let takers = table.iter().filter(|entry| hits(entry, text));
            wrong.extend(takers.map(|entry| format!("{} takes {text:?}", entry.id)));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn parts_are_joined_and_sorted() {
        let table = Furniture::parse(
            "[[entry]]\nid='a'\nrole='part'\npattern='b+'\n[[entry]]\nid='c'\nrole='part'\npattern='ab'\n",
        )
        .unwrap();
        assert_eq!(table.parts("xabby abb"), vec![1..4, 6..9]);
    }
}
