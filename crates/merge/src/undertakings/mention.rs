//! Undertakings as sentences name them.

use super::{Heads, Sentence, UndertakingData};
use crate::data::Tables;
use crate::features;
use crate::nouns::{self, Phrase};
use crate::text::{self, Word};
use legation_record::{EventRecord, EventType, UndertakingKind};
use rustc_hash::{FxHashMap, FxHashSet};

/// One naming of an undertaking in one sentence.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Which sentence.
    pub sentence: usize,
    pub kind: UndertakingKind,
    /// Stemmed head word.
    pub head: String,
    /// As the sentence has it, without rounds.
    pub name: String,
    /// Proper-name words of it, folded and sorted; countries are none.
    pub proper: Vec<String>,
    /// Telling lower-case words of it, stemmed and sorted.
    pub telling: Vec<String>,
    /// `Baobab III`, `15th session`.
    pub round: Option<String>,
    /// Bytes of the sentence.
    pub start: usize,
    pub end: usize,
    /// Codes of its parties, sorted: of the nearest event and of the phrase itself.
    pub parties: Vec<String>,
    /// A bare `the deal`, `the project`: it needs one named before.
    pub bare: bool,
}

pub fn mentions(sentences: &[Sentence], tables: &Tables) -> Vec<Mention> {
    let mut all = Vec::new();
    for (i, sentence) in sentences.iter().enumerate() {
        let words = text::words(sentence.text);
        let bids = memberships(i, sentence, &words, tables);
        let others = by_heads(i, sentence, &words, tables);
        // `the Baltic Group (BG) membership`: the body is no undertaking of its own there.
        let apart = |m: &Mention| !bids.iter().any(|b| m.start < b.end && b.start <= m.end + 2);
        let mut found: Vec<Mention> = others.into_iter().filter(apart).collect();
        found.extend(bids);
        found.sort_by_key(|m| m.start);
        all.extend(found);
    }
    all
}

fn by_heads(number: usize, sentence: &Sentence, words: &[Word], tables: &Tables) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut next = 0;
    for (i, word) in words.iter().enumerate() {
        if i < next {
            continue;
        }
        let Some((kind, heads)) = head(&tables.undertakings, &word.lower) else { continue };
        let followed = words.get(i + 1).filter(|w| sentence.text[word.end..w.start].trim().is_empty());
        if followed.is_some_and(|w| tables.undertakings.compounds.contains(&w.lower)) {
            continue;
        }

        let phrase = nouns::phrase(sentence.text, words, i, tables);
        next = phrase.last + 1;
        found.extend(read(number, sentence, words, &phrase, *kind, heads, tables));
    }
    found
}

fn head<'a>(data: &'a UndertakingData, lower: &str) -> Option<(&'a UndertakingKind, &'a Heads)> {
    data.heads.iter().find(|(_, h)| h.words.contains(lower))
}

fn read(
    number: usize,
    sentence: &Sentence,
    words: &[Word],
    phrase: &Phrase,
    kind: UndertakingKind,
    heads: &Heads,
    tables: &Tables,
) -> Option<Mention> {
    let inside = &words[phrase.first..=phrase.last];
    let head = &words[phrase.head];
    let countries = countries_in(phrase.text(sentence.text, words), tables);
    let round = round(sentence.text, words, phrase, tables);
    let mut proper = proper(inside, tables);
    proper.extend(quoted_name(sentence.text, words, phrase, tables));
    proper.sort();
    proper.dedup();
    let mut telling: Vec<String> = inside
        .iter()
        .filter(|w| w.lower != head.lower && telling(w, tables))
        .map(|w| text::stem(&w.lower))
        .collect();
    telling.sort();
    telling.dedup();
    let weak = heads.weak.contains(&head.lower);
    let topic = phrase.last > phrase.head + 1 && head.capital && words[phrase.head + 1].lower == "on";
    let enough = match &heads.needs {
        Some(needs) => {
            countries.len() > 1
                || topic && countries.is_empty()
                || inside.iter().any(|w| w.lower != head.lower && needs.contains(&w.lower))
        }
        None => !proper.is_empty() || !telling.is_empty() || topic,
    };
    if weak && !enough && heads.needs.is_some() {
        return None;
    }
    let parties = parties(sentence, head.start, countries);
    let unnamed = proper.is_empty() && telling.is_empty() && !topic;
    let bare = weak && !enough || unnamed && parties.len() < 2;
    Some(Mention {
        sentence: number,
        kind,
        head: text::stem(&head.lower),
        name: display(inside, phrase.text(sentence.text, words), &proper, tables),
        proper,
        telling,
        round,
        start: words[phrase.first].start,
        end: words[phrase.last].end,
        parties,
        bare,
    })
}

fn telling(word: &Word, tables: &Tables) -> bool {
    let data = &tables.undertakings;
    data.modifies(&word.lower)
        && !data.plain.contains(&word.lower)
        && !word.text.starts_with(|c: char| c.is_ascii_digit())
}

fn proper(inside: &[Word], tables: &Tables) -> Vec<String> {
    let named = inside.iter().filter(|w| {
        w.capital
            && text::roman(w.text).is_none()
            && text::ordinal(&w.lower, tables).is_none()
            && !w.lower.split('-').any(|part| tables.countries.word(part))
            && !tables.words.stop(&w.lower)
            && !tables.undertakings.heads.values().any(|h| h.words.contains(&w.lower))
    });
    named.map(|w| dated_stem(&w.lower)).collect()
}

/// `shield-2021` is the shield of that year.
fn dated_stem(lower: &str) -> String {
    match lower.rsplit_once('-') {
        Some((name, year)) if year.len() == 4 && year.chars().all(|c| c.is_ascii_digit()) => name.to_owned(),
        _ => lower.to_owned(),
    }
}

/// `exercises, notably 'Baobab'`, `drills under the name Baobab`: a name within a few words after the phrase.
fn quoted_name(sentence: &str, words: &[Word], phrase: &Phrase, tables: &Tables) -> Option<String> {
    let after = words.get(phrase.last + 1..)?.iter().take(5);
    let mut named = false;
    for word in after {
        let opening = sentence[..word.start]
            .chars()
            .next_back()
            .is_some_and(|c| matches!(c, '\'' | '‘' | '“' | '"' | '«'));
        if word.capital && (opening || named) && !tables.countries.word(&word.lower) {
            return Some(dated_stem(&word.lower));
        }
        named = matches!(
            word.lower.as_str(),
            "name" | "named" | "called" | "dubbed" | "codenamed" | "code-named" | "titled"
        );
    }
    None
}

/// The phrase without numerals; where the name stood outside it, with the name.
fn display(inside: &[Word], phrase: &str, proper: &[String], tables: &Tables) -> String {
    let mut name = phrase.to_owned();
    for word in inside.iter().filter(|w| text::roman(w.text).is_some()) {
        name = name.replace(&format!(" {}", word.text), "");
    }
    let counts = |w: &str| text::ordinal(&text::fold(w), tables).is_some();
    let name = name.split_whitespace().filter(|w| !counts(w)).collect::<Vec<_>>().join(" ");
    let name = name.replace(['"', '“', '”', '‘', '«', '»'], "").replace("' ", " ");
    let outside: Vec<String> =
        proper.iter().filter(|p| !text::fold(&name).contains(p.as_str())).map(|p| capitalised(p)).collect();
    if outside.is_empty() { name } else { format!("{} {name}", outside.join(" ")) }
}

pub fn capitalised(lower: &str) -> String {
    let mut chars = lower.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// Which round the phrase, or the words just before it, count.
fn round(sentence: &str, words: &[Word], phrase: &Phrase, tables: &Tables) -> Option<String> {
    let first = phrase.first.saturating_sub(6);
    let near = &words[first..=phrase.last];
    if let Some(i) = near.iter().position(|w| text::roman(w.text).is_some()).filter(|i| *i > 0) {
        return Some(format!("{} {}", near[i - 1].text, near[i].text));
    }
    if let Some(w) = words[phrase.first..=phrase.last].iter().find(|w| dated_stem(&w.lower) != w.lower) {
        return Some(w.text.to_owned());
    }
    let early = |w: &Word| tables.undertakings.early.contains(&w.lower);
    if let Some(w) = words[phrase.first..phrase.head].iter().find(|w| early(w)) {
        return Some(format!("{} {}", w.lower, words[phrase.head].lower));
    }
    let (i, _) = near.iter().enumerate().find(|(_, w)| text::ordinal(&w.lower, tables).is_some())?;
    let (what, n) = features::round_words(&near[i..], tables).into_iter().next()?;
    let counted = near[i..].iter().find(|w| text::stem(&w.lower) == what)?;
    let between = &sentence[near[i].end..counted.start];
    (!between.contains([',', ';', '.'])).then(|| format!("{n}{} {}", suffix(n), counted.lower))
}

fn suffix(n: u32) -> &'static str {
    match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

fn countries_in(phrase: &str, tables: &Tables) -> Vec<String> {
    if phrase.chars().any(char::is_uppercase) { tables.countries.all_named_in(phrase) } else { Vec::new() }
}

/// The parties of the event told nearest to `at`, and of the phrase itself.
fn parties(sentence: &Sentence, at: usize, mut named: Vec<String>) -> Vec<String> {
    let nearest = sentence.events.iter().min_by_key(|e| {
        let place = e.event_text.first().and_then(|t| sentence.text.find(t.as_str())).unwrap_or(0);
        (place.abs_diff(at), e.id.as_str())
    });
    if named.len() < 2 {
        let told = nearest.iter().flat_map(|e| e.actor.iter().chain(&e.recipient));
        named.extend(told.filter_map(|p| p.code.clone()));
        if nearest.is_none() {
            named.extend(sentence.parties.iter().cloned());
        }
    }
    named.sort();
    named.dedup();
    named
}

/// `Kenya's bid to join the League`, `League membership`.
fn memberships(number: usize, sentence: &Sentence, words: &[Word], tables: &Tables) -> Vec<Mention> {
    let data = &tables.undertakings.membership;
    let mut found: Vec<Mention> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let after = data
            .before
            .contains(&word.lower)
            .then(|| organisation_after(sentence.text, words, i, tables))
            .flatten();
        let last_word = data.after.contains(&word.lower);
        let before = || last_word.then(|| organisation_before(sentence.text, words, i, tables)).flatten();
        let organisation = after.or_else(before);
        let Some(member) = member(sentence, words, i, tables).filter(|_| organisation.is_some() || last_word)
        else {
            continue;
        };
        // `its accession`: of what, an earlier sentence tells.
        let (first, last) = organisation.unwrap_or((i, i));
        let name = sentence.text[words[first].start..words[last].end].to_owned();
        let key = organisation_key(&words[first..=last]);
        if found.iter().any(|m| m.proper == [key.clone()] || organisation.is_none()) {
            continue;
        }
        found.push(Mention {
            sentence: number,
            kind: UndertakingKind::Membership,
            head: "membership".into(),
            name: format!("{} membership of {name}", tables.countries.called(&member)),
            proper: vec![key],
            telling: Vec::new(),
            round: None,
            start: words[i.min(first)].start,
            end: words[i.max(last)].end,
            parties: vec![member],
            bare: organisation.is_none(),
        });
    }
    found
}

/// A capitalised run within three words after `i`.
fn organisation_after(sentence: &str, words: &[Word], i: usize, tables: &Tables) -> Option<(usize, usize)> {
    let small =
        |w: &Word| matches!(w.lower.as_str(), "the" | "to" | "of" | "in" | "into" | "as" | "status" | "with");
    let first = (i + 1..words.len().min(i + 4)).find(|&j| !small(&words[j]))?;
    let last = run_end(sentence, words, first, tables)?;
    Some((first, last))
}

fn run_end(sentence: &str, words: &[Word], first: usize, tables: &Tables) -> Option<usize> {
    let fits = |w: &Word| {
        w.capital
            && !tables.countries.word(&w.lower)
            && !tables.words.calendar(&w.lower)
            && !tables.words.title(&w.lower)
    };
    if !words.get(first).is_some_and(fits) {
        return None;
    }
    let mut last = first;
    while words.get(last + 1).is_some_and(|w| fits(w) && sentence[words[last].end..w.start].trim().is_empty())
    {
        last += 1;
    }
    Some(last)
}

/// A capitalised run that ends just before `i`.
fn organisation_before(sentence: &str, words: &[Word], i: usize, tables: &Tables) -> Option<(usize, usize)> {
    let last = i.checked_sub(1)?;
    let fits = |j: usize| {
        let w = &words[j];
        let next = words[j + 1].start;
        let joined = j == last || sentence[w.end..next].trim().is_empty();
        w.capital
            && joined
            && !tables.countries.word(&w.lower)
            && !tables.words.stop(&w.lower)
            && !tables.words.title(&w.lower)
    };
    let first = (0..=last).rev().take_while(|&j| fits(j)).last()?;
    Some((first, last))
}

/// `SCO` for `Shanghai Cooperation Organisation` and for `SCO`.
fn organisation_key(run: &[Word]) -> String {
    match run {
        // `PSL-plus` is what becomes of the PSL.
        [one] => text::fold(one.text.split('-').next().unwrap_or(one.text)),
        many if many.len() > 2 => many.iter().filter_map(|w| w.lower.chars().next()).collect(),
        many => many.iter().map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" "),
    }
}

/// Who is to join: the country named nearest before the word, else who acts.
fn member(sentence: &Sentence, words: &[Word], i: usize, tables: &Tables) -> Option<String> {
    let mut before = words[..i].iter().rev().take(6).filter(|w| w.capital);
    let named = before.find_map(|w| tables.countries.all_named_in(w.text).into_iter().next());
    named.or_else(|| {
        let states = |p: &legation_record::Party| p.code.clone().filter(|c| tables.countries.state(c));
        sentence.events.iter().flat_map(|e| &e.actor).find_map(states)
    })
}

/// Sentences that tell of goods handed over, by the two countries and the stem of the goods.
pub struct Deliveries(FxHashMap<(Vec<String>, String), Vec<Place>>);

/// Sentence, first byte, one past the last.
type Place = (usize, usize, usize);

impl Deliveries {
    pub fn read(sentences: &[Sentence], tables: &Tables) -> Self {
        let mut map = FxHashMap::<_, Vec<Place>>::default();
        for (i, sentence) in sentences.iter().enumerate() {
            let mut dyads: Vec<Vec<String>> =
                sentence.events.iter().filter_map(|e| handed(e, tables)).collect();
            dyads.sort();
            dyads.dedup();
            if dyads.is_empty() {
                continue;
            }
            for word in text::words(sentence.text).iter().filter(|w| tables.undertakings.good(&w.lower)) {
                let stem = text::stem(&word.lower);
                for dyad in &dyads {
                    map.entry((dyad.clone(), stem.clone())).or_default().push((i, word.start, word.end));
                }
            }
        }
        Self(map)
    }

    /// Acts that hand over the goods of a deal, between its parties: they are mentions of the deal.
    pub fn of(&self, group: &super::group::Group) -> Vec<Mention> {
        let deal = group.mentions.iter().find(|m| m.kind == UndertakingKind::Deal && m.parties.len() == 2);
        let Some(deal) = deal else { return Vec::new() };
        let mut told: FxHashSet<usize> = group.mentions.iter().map(|m| m.sentence).collect();
        let mut found = Vec::new();
        for good in &deal.telling {
            for &(sentence, start, end) in
                self.0.get(&(deal.parties.clone(), good.clone())).into_iter().flatten()
            {
                if told.insert(sentence) {
                    found.push(Mention { sentence, start, end, bare: true, round: None, ..deal.clone() });
                }
            }
        }
        found
    }
}

/// The two countries between which an event hands something over.
fn handed(event: &EventRecord, tables: &Tables) -> Option<Vec<String>> {
    let hands = event.event.iter().any(|t| matches!(t, EventType::Aid | EventType::Cooperate));
    let states = |p: &legation_record::Party| p.code.clone().filter(|c| tables.countries.state(c));
    let mut codes: Vec<String> = event.actor.iter().chain(&event.recipient).filter_map(states).collect();
    codes.sort();
    codes.dedup();
    (hands && codes.len() == 2).then_some(codes)
}
