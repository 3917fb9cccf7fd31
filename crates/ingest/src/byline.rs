//! The lines that say who wrote, where and when: bylines and datelines.

use crate::dates::dates;
use crate::pattern::constant;
use legation_text::Published;
use regex::Regex;
use std::sync::LazyLock;

/// What a byline says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Byline {
    pub published: Option<Published>,
    /// The date is that of a later change.
    pub updated: bool,
    pub author: Option<String>,
    pub outlet: Option<String>,
}

/// Words and signs that stand round a date and are nobody's name.
static FILLER: LazyLock<Regex> = LazyLock::new(|| {
    constant(
        r"(?xi) \b(?:last\s)?(?:updated?|modified|published|posted|created|edited|date|on|at|time)\b
        | \b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b
        | \b\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?\(?(?:gmt|utc|ist|pkt|pst|est|edt|bst|cet|msk)
          (?:\s?[+-]\s?\d{1,2}(?::?\d{2})?)?\)?)?
        | \b(?:a\.?m|p\.?m|gmt|utc|ist|pkt|est|edt|bst|msk)\b\.? ",
    )
});
static BY: LazyLock<Regex> =
    LazyLock::new(|| constant(r"^(?:(?i:(?:written |reported )?by):?)\s+(?P<name>\p{Lu}.*)$"));
static UPDATED: LazyLock<Regex> = LazyLock::new(|| constant(r"(?i)\b(?:updated|modified|edited)\b"));
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    constant(r"(?i)^(?:last )?(?:updated?|modified|published|posted|date)\b|\b(?:updated|published|posted)\b")
});

/// Reads `line`, trimmed, as a byline; none where it is anything else.
pub(crate) fn read(line: &str) -> Option<Byline> {
    if line.len() > 220 || line.split_whitespace().count() > 28 {
        return None;
    }
    let by = BY.captures(line).and_then(|m| m.name("name")).map(|name| name.as_str());
    let dates = dates(line);
    let piped = line.contains(['|', '•', '·']);
    if by.is_none() && dates.is_empty() && !line.ends_with('|') {
        return None;
    }
    let mut bare = line.to_owned();
    for (range, _) in dates.iter().rev() {
        bare.replace_range(range.clone(), " ");
    }
    let bare = FILLER.replace_all(&bare, " ");
    let names = names(&bare);
    let labelled = LABEL.is_match(line);
    let limit = match () {
        () if by.is_some() || labelled || piped => 10,
        () if bare.contains(',') => 6,
        () => 1,
    };
    let is_name = |word: &str| {
        word.starts_with(|c: char| !c.is_lowercase())
            || ["and", "of", "the", "for", "in", "de", "al"].contains(&word)
    };
    let all_names = piped || names.iter().skip(1).all(|word| is_name(word));
    let by_sentence = by.is_some() && dates.is_empty() && line.ends_with(['.', '?', '!', ':', ',']);
    if names.len() > limit || by_sentence || !all_names {
        return None;
    }
    if by.is_some() && dates.is_empty() && !piped && names.len() > 10 {
        return None;
    }
    let first = line.split(['|', '•', '·']).next().unwrap_or_default().trim();
    let outlet =
        piped && by.is_none() && !labelled && dates.iter().all(|(range, _)| range.start > first.len());
    let original = dates.iter().find(|(range, _)| !UPDATED.is_match(&line[..range.start]));
    Some(Byline {
        published: original.or(dates.first()).map(|&(_, date)| date),
        updated: original.is_none() && !dates.is_empty(),
        author: by.map(author).filter(|name| !name.is_empty()),
        outlet: outlet.then(|| first.to_owned()).filter(|name| !name.is_empty()),
    })
}

/// True where `line` is a person's name and nothing else, but perhaps a place behind a bar.
pub(crate) fn is_name(line: &str) -> bool {
    let mut parts = line.split(['|', '•', '·']).map(str::trim);
    let is_name = |part: &str| {
        (2..=4).contains(&part.split(' ').count())
            && part.split(' ').all(|word| {
                word.starts_with(char::is_uppercase)
                    && word.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c))
            })
    };
    let place = |part: &str| part.starts_with(char::is_uppercase) && part.split(' ').count() <= 3;
    line.len() < 80 && parts.next().is_some_and(is_name) && parts.all(place)
}

/// The words that remain once dates and fillers are gone.
fn names(bare: &str) -> Vec<String> {
    bare.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty())
        .collect()
}

/// The name after "By", up to the date, the outlet or the label.
fn author(rest: &str) -> String {
    let cut = dates(rest).first().map_or(rest.len(), |(range, _)| range.start);
    let name = rest[..cut].split(['|', '•', '·', ',', '(', '/']).next().unwrap_or_default();
    let name = FILLER.split(name).next().unwrap_or_default();
    name.trim().trim_end_matches(['-', '–', '—', ':']).trim().to_owned()
}

/// A dateline is shorter than this, in bytes. (Bounds inside the pattern would say it more finely, but each repeats its
/// class of letters, and compiling them was a third of the program's start.)
const LONGEST_DATELINE: usize = 120;

/// `ISLAMABAD, May 3 (Agency) — `, `MOSCOW: `, `New Delhi, March 5 (Agency): `
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let month = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?";
    let day = format!(r"(?:{month}\s\d{{1,2}}|\d{{1,2}}\s{month})(?:,?\s\d{{4}})?");
    let caps = r"\p{Lu}[\p{Lu}.'’-]{2,}(?:[ /]\p{Lu}[\p{Lu}.'’-]+){0,3}(?:,\s\p{Lu}[\p{L}. ]+)?";
    let mixed = r"\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){0,2}(?:,\s\p{Lu}[\p{L}]+)?";
    let agency = r"\([\p{L}/ .-]+\)";
    let dash = r"\s*(?:—|–|--|:|\s-)\s+";
    constant(&format!(
        r"^(?P<line>(?:{caps}(?:,?\s{day},?)?(?:\s{agency})?|{mixed}(?:,\s{day},?(?:\s{agency})?|\s{agency})){dash})[\p{{Lu}}“‘\x22'\d]"
    ))
});

/// The length in bytes of the dateline that `paragraph` opens with; 0 where there is none.
pub(crate) fn dateline(paragraph: &str) -> usize {
    let opening = &paragraph[..paragraph.floor_char_boundary(LONGEST_DATELINE)];
    DATELINE.captures(opening).and_then(|m| m.name("line")).map_or(0, |line| line.end())
}

/// The agency that a dateline names in brackets.
pub(crate) fn agency(dateline: &str) -> Option<&str> {
    let (_, rest) = dateline.split_once('(')?;
    rest.split_once(')').map(|(agency, _)| agency.trim()).filter(|agency| !agency.is_empty())
}

/// True where the dateline is capitals and a colon, which in a transcript is the speaker's name.
pub(crate) fn could_be_speaker(paragraph: &str) -> bool {
    let dateline = &paragraph[..dateline(paragraph)];
    dateline.trim_end().ends_with(':') && !dateline.contains(['(', ','])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn bylines_are_read() {
        let day = |y, m, d| Some(Published::day(date(y, m, d)));
        let byline = read("By GNA | Updated: May 20, 2021 16:03 IST").unwrap();
        assert_eq!((byline.published, byline.updated), (day(2021, 5, 20), true));
        assert_eq!(byline.author.as_deref(), Some("GNA"));
        let byline = read("Gazette | 2005-08-12").unwrap();
        assert_eq!((byline.published, byline.outlet.as_deref()), (day(2005, 8, 12), Some("Gazette")));
        assert_eq!(
            read("Foreign Ministry (example.org) |").unwrap().outlet.as_deref(),
            Some("Foreign Ministry (example.org)")
        );
        assert_eq!(read("Tuesday, 3 June 2014").unwrap().published, day(2014, 6, 3));
        assert_eq!(read("By Ada Example, Gazette Staff").unwrap().author.as_deref(), Some("Ada Example"));
        let both = read("Published 2 May 2020, 10:00 GMT | Updated 5 May 2020").unwrap();
        assert_eq!((both.published, both.updated), (day(2020, 5, 2), false));
    }

    #[test]
    fn sentences_and_headlines_are_no_bylines() {
        for line in [
            "By Monday, the two delegations had left the city.",
            "The treaty of 3 June 2014 was signed in Minsk",
            "Talks resumed on May 5, 2020",
            "Press Briefing – May 5, 2020",
            "Ministers meet",
            "By Land or by Sea: How the Two Neighbours Came to Share a Corridor",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn datelines_are_measured() {
        for (text, expected) in [
            ("ISLAMABAD, May 3 (GNA) — The envoy left.", "ISLAMABAD, May 3 (GNA) — "),
            ("MOSCOW: The envoy left.", "MOSCOW: "),
            ("BAGHDAD - Combined forces left.", "BAGHDAD - "),
            ("New Delhi, March 5 (GNA): The envoy left.", "New Delhi, March 5 (GNA): "),
            ("Astana (GNA) – “We agree,” he said.", "Astana (GNA) – "),
            ("Trade: Exports rose.", ""),
            ("NATO troops left.", ""),
            ("The envoy - a lawyer - left.", ""),
        ] {
            assert_eq!(&text[..dateline(text)], expected);
        }
        assert!(could_be_speaker("QUESTION: What next?"));
        assert!(!could_be_speaker("MINSK, May 3: The envoy left."));
    }
}
