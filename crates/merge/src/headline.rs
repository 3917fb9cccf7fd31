//! One plain sentence for a happening, made of its record; no words of a report but names and things.

use crate::data::Tables;
use crate::{nouns, text};
use jiff::civil::Date;
use legation_record::{EventType, Grain, Happening, Party, Report, Status, month_name};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `data/merge/headlines.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headlines {
    objects: BTreeMap<String, FxHashSet<String>>,
    /// Weapons and vehicles: not they act, their state does.
    things: FxHashSet<String>,
    /// Words of many without an s.
    many: FxHashSet<String>,
    frames: BTreeMap<String, String>,
    phrase: Vec<Phrase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    r#type: EventType,
    mode: Option<String>,
    /// Words of the event, one of which must stand in it.
    #[serde(default)]
    words: Vec<String>,
    past: String,
    base: String,
    ing: String,
    objects: String,
}

impl Headlines {
    /// By the event's own words, else by its mode, else by its type alone.
    fn phrase(&self, kind: EventType, modes: &[String], triggers: &[String]) -> Option<&Phrase> {
        let of = || self.phrase.iter().filter(|p| p.r#type == kind);
        let joint = modes.iter().any(|m| m == "joint");
        // Who praises needs somebody to praise.
        let whole = |p: &Phrase| !joint || !p.past.contains("{to|");
        let fits = |p: &&Phrase| p.mode.as_ref().is_none_or(|m| modes.contains(m)) && whole(p);
        let says = |p: &&Phrase| p.words.iter().any(|w| triggers.contains(&text::stem(w)));
        of().filter(says)
            .find(fits)
            .or_else(|| {
                of().find(|p| p.words.is_empty() && p.mode.as_ref().is_some_and(|m| modes.contains(m)))
            })
            .or_else(|| of().find(|p| p.words.is_empty() && p.mode.is_none()))
    }
}

/// Names of at most this many parties of a side are written out.
const NAMED: usize = 3;

/// The sentence; `triggers` are the words that carry the event in its reports.
pub fn headline(h: &Happening, triggers: &[&str], tables: &Tables) -> String {
    let data = &tables.headlines;
    let Some(phrase) = phrase_of(h, triggers, tables) else { return String::new() };
    let who = match acting(h, tables) {
        names if names.is_empty() => data.frames.get("nobody").cloned().unwrap_or_default(),
        names => names,
    };
    let slots = slots(h, phrase, triggers, tables);
    let many = h.actor.len() > 1 || h.actor.iter().any(|p| plural(p, &who, tables));
    let frame = data.frames.get(frame_name(h, tables)).map_or("{who} {past}", String::as_str);
    let sentence = frame
        .replace("{who}", &who)
        .replace("{is}", if many { "are" } else { "is" })
        .replace("{has}", if many { "have" } else { "has" })
        .replace("{past}", &fill(&phrase.past, &slots))
        .replace("{base}", &fill(&phrase.base, &slots))
        .replace("{ing}", &fill(&phrase.ing, &slots));
    finish(&sentence)
}

/// The headline with its date, for where no date stands beside it.
pub fn dated(h: &Happening) -> String {
    format!("{}{}", h.headline, when(h))
}

/// A state does not travel: of a visit its body or delegation is named.
fn acting(h: &Happening, tables: &Tables) -> String {
    let visit = h.mode.iter().any(|m| m == "visit");
    let body = |p: &Party| {
        let state = p.code.as_deref().is_some_and(|c| tables.countries.state(c));
        visit && state && crate::features::person(p, tables).is_none() && !crate::happening::bare(p, tables)
    };
    let thing = |p: &Party| {
        let last = p.identifier_text.rsplit(' ').next().unwrap_or("").to_lowercase();
        p.code.is_some() && tables.headlines.things.contains(&last)
    };
    if h.actor.iter().any(thing) {
        let states = h.actor.iter().map(|p| match p.code.as_deref() {
            Some(code) if thing(p) => tables.countries.called(code),
            _ => called(p, tables),
        });
        let mut names: Vec<String> = Vec::new();
        for name in states {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        return join(&names);
    }
    match h.actor.as_slice() {
        [one] if body(one) && tables.happenings.institution_name(&one.identifier_text) => {
            format!("the {}", one.identifier_text)
        }
        [one] if visit && crate::happening::bare(one, tables) => one
            .code
            .as_deref()
            .map_or_else(String::new, |c| format!("envoys of {}", tables.countries.called(c))),
        all => list(all, tables),
    }
}

/// The thing the act is about, as its headline names it.
pub fn about(h: &Happening, triggers: &[&str], tables: &Tables) -> Option<String> {
    object(h, &phrase_of(h, triggers, tables)?.objects, triggers, tables)
}

fn phrase_of<'a>(h: &Happening, triggers: &[&str], tables: &'a Tables) -> Option<&'a Phrase> {
    let kind = h.event.first().copied().unwrap_or(EventType::Consult);
    let mut modes = h.mode.clone();
    if h.recipient.is_empty() && h.actor.len() > 1 {
        modes.push("joint".into());
    }
    let stems: Vec<String> =
        triggers.iter().flat_map(|t| text::words(t)).map(|w| text::stem(&w.lower)).collect();
    tables.headlines.phrase(kind, &modes, &stems)
}

fn frame_name(h: &Happening, tables: &Tables) -> &'static str {
    if negated(h, tables) { "negated" } else { h.status.as_str() }
}

/// Nobody reports the act: a side says of itself, or the outlet tells, that it did not act. That denies no report.
pub fn negated(h: &Happening, tables: &Tables) -> bool {
    let state = |p: &Party| p.code.clone().filter(|c| tables.countries.state(c));
    let own = |speaker: &Party| h.actor.iter().any(|a| state(a).is_some() && state(a) == state(speaker));
    let not = |r: &Report| r.status == Some(Status::Denied) && r.speaker.as_ref().is_none_or(own);
    h.status == Status::Denied && h.reports.iter().all(not)
}

/// `the armed forces`, `Houthis`: one party, spoken of as many.
fn plural(party: &Party, called: &str, tables: &Tables) -> bool {
    let state = party.code.as_deref().is_some_and(|c| called == tables.countries.called(c));
    let last = called.rsplit(' ').next().unwrap_or("");
    if tables.headlines.many.contains(last) {
        return true;
    }
    !state && crate::features::person(party, tables).is_none() && last.ends_with('s') && !last.ends_with("ss")
}

fn finish(sentence: &str) -> String {
    let mut words = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(first) = words.chars().next() {
        words.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    words
}

struct Slots {
    to: String,
    object: String,
    bare: String,
    at: String,
}

fn slots(h: &Happening, phrase: &Phrase, triggers: &[&str], tables: &Tables) -> Slots {
    let bare = object(h, &phrase.objects, triggers, tables).unwrap_or_default();
    let to = list(&h.recipient, tables);
    let place = h.event_loc.as_ref().map(|l| l.name.clone()).unwrap_or_default();
    let visit = h.mode.iter().any(|m| m == "visit");
    let to = match (visit, to.is_empty()) {
        (true, true) if place.is_empty() => "abroad".to_owned(),
        (true, true) => place.clone(),
        // One visits a country, not its government.
        (true, false) => countries(&h.recipient, tables),
        _ => to,
    };
    let at = if to.contains(&place) { String::new() } else { place };
    Slots { object: with_article(&bare, tables), bare, to, at }
}

fn countries(parties: &[Party], tables: &Tables) -> String {
    let mut codes: Vec<&str> = parties.iter().filter_map(|p| p.code.as_deref()).collect();
    codes.dedup();
    if codes.is_empty() {
        list(parties, tables)
    } else {
        join(&codes.iter().map(|c| tables.countries.called(c)).collect::<Vec<_>>())
    }
}

/// Fills the slots of a template; see the data file for its two signs.
fn fill(template: &str, slots: &Slots) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('[') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find(']') else { break };
        let inner = &rest[open + 1..open + close];
        if let Some(text) = fill_all(inner, slots, true) {
            out.push_str(&text);
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    fill_all(&out, slots, false).unwrap_or_default()
}

fn fill_all(text: &str, slots: &Slots, optional: bool) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let close = open + rest[open..].find('}')?;
        let (name, default) = rest[open + 1..close].split_once('|').unwrap_or((&rest[open + 1..close], ""));
        let value = match name {
            "to" => &slots.to,
            "object" => &slots.object,
            "bare" => &slots.bare,
            _ => &slots.at,
        };
        if value.is_empty() && optional {
            return None;
        }
        out.push_str(&rest[..open]);
        out.push_str(if value.is_empty() { default } else { value });
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    Some(out)
}

/// `Foreign minister Aino Virta of Finland and Norway`.
fn list(parties: &[Party], tables: &Tables) -> String {
    let mut names: Vec<String> = Vec::new();
    let coded = parties.iter().any(|p| p.code.is_some());
    // Somebody of whom no state is known stands only where nobody else does.
    for party in parties.iter().filter(|p| !coded || p.code.is_some()) {
        let name = called(party, tables);
        let acted_for = names.iter().any(|n: &String| n.ends_with(&format!(" of {name}")));
        if !name.is_empty() && !names.contains(&name) && !acted_for {
            names.push(name);
        }
    }
    if names.len() > NAMED {
        let more = names.len() - NAMED + 1;
        names.truncate(NAMED - 1);
        names.push(format!("{more} others"));
    }
    join(&names)
}

fn join(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn called(party: &Party, tables: &Tables) -> String {
    let country = party.code.as_deref().filter(|c| tables.countries.state(c));
    let country = country.map(|c| tables.countries.called(c));
    let person = crate::features::person(party, tables);
    let name = if party.identifier_text.is_empty() { &party.entity_text } else { &party.identifier_text };
    match (person, country) {
        (Some(_), Some(country)) if !name.contains(country.trim_start_matches("the ")) => {
            format!("{name} of {country}")
        }
        (None, Some(country)) if party.sector.as_deref().is_none_or(|s| s == "GOV") => country,
        (None, Some(country)) if name.is_empty() => country,
        // `UN` is called by its name, a body without one by its kind.
        _ if name.is_empty()
            || party.code.as_ref() == Some(name)
            || matches!(party.code.as_deref(), Some("UNO" | "EUR")) =>
        {
            party.code.as_deref().map(|c| tables.countries.called(c)).unwrap_or_default()
        }
        _ if tables.happenings.institution_name(name) => format!("the {name}"),
        _ => name.clone(),
    }
}

/// How far from the act's first word the thing it is about may stand, in words, and how many words one before counts.
const REACH: usize = 24;
const BEFORE: usize = 3;

/// The thing the act is about: the nearest known thing at or after the event's words, else the first of the sentence.
fn object(h: &Happening, list: &str, triggers: &[&str], tables: &Tables) -> Option<String> {
    let heads = tables.headlines.objects.get(list)?;
    h.reports.iter().find_map(|r| {
        let words = text::words(&r.text);
        let goods = list == "goods";
        let fits = |w: &text::Word| heads.contains(&w.lower) || goods && tables.undertakings.good(&w.lower);
        let told = triggers.iter().filter_map(|t| r.text.find(*t)).min().unwrap_or(0);
        let at = words.iter().position(|w| w.end > told).unwrap_or(0);
        // What an act is about follows its words; a subject of the passive stands close before them.
        let far = |i: usize| if i >= at { i - at } else { BEFORE * (at - i) };
        let fitting = words.iter().enumerate().filter(|(_, w)| fits(w)).map(|(i, _)| i);
        let mut head = fitting.filter(|i| far(*i) <= REACH).min_by_key(|i| far(*i))?;
        // `gas pipeline`: the last of things side by side is the thing.
        while words
            .get(head + 1)
            .is_some_and(|w| fits(w) && r.text[words[head].end..w.start].trim().is_empty())
        {
            head += 1;
        }
        let phrase = nouns::phrase(&r.text, &words, head, tables);
        // "**Four Russian** helicopters", "offered **Islamabad** equipment": how many they are, whose, or for whom.
        let counts = |i: usize| i == 0 && words.get(1).is_some_and(|w| tables.countries.word(&w.lower));
        let party = |w: &text::Word| h.actor.iter().chain(&h.recipient).any(|p| p.entity_text == w.text);
        let skip = (phrase.first..=head).take_while(|&i| {
            let w = &words[i];
            counts(i)
                || party(w)
                || tables.countries.word(&w.lower)
                || text::ordinal(&w.lower, tables).is_some()
        });
        let first = (phrase.first + skip.count()).min(head);
        let named = words[first..=phrase.last].iter().any(|w| w.capital)
            && !r.text[words[head].end..words[phrase.last].end].contains('-');
        let end = if named { phrase.last } else { head };
        let phrase = &r.text[words[first].start..words[end].end];
        // A sentence's first word is capitalised for its place.
        let common = tables.undertakings.modifiers.contains(&words[first].lower)
            || heads.contains(&words[first].lower);
        let lowered = first == 0 && common;
        Some(if lowered {
            words[0].lower.clone() + &phrase[words[0].text.len()..]
        } else {
            phrase.to_owned()
        })
    })
}

fn with_article(bare: &str, tables: &Tables) -> String {
    let last = bare.rsplit(' ').next().unwrap_or("").to_lowercase();
    let mass = tables.headlines.objects.get("mass").is_some_and(|m| m.contains(&last));
    if bare.is_empty() || mass || last.ends_with('s') {
        return bare.to_owned();
    }
    let proper = bare.chars().next().is_some_and(char::is_uppercase);
    let vowel = bare.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O']);
    match (proper, vowel) {
        (true, _) => format!("the {bare}"),
        (false, true) => format!("an {bare}"),
        (false, false) => format!("a {bare}"),
    }
}

fn when(h: &Happening) -> String {
    let Some(from) = h.date.or(h.enddate) else { return String::new() };
    let to = h.enddate.unwrap_or(from);
    if h.date_basis == Some(legation_record::DateBasis::Published) {
        let days = if from == to { format!("on {} {}", to.day(), month(to)) } else { months(from, to) };
        return if h.status == Status::Ongoing && from == to {
            format!(", as of {} {}", to.day(), month(to))
        } else {
            format!(" (reported {days})")
        };
    }
    if h.status == Status::Ongoing && h.date.is_some() {
        return format!(" since {}", month(from));
    }
    match h.date_grain {
        _ if from == to => format!(" on {} {}", from.day(), month(from)),
        Some(Grain::Year) => format!(" in {}", from.year()),
        Some(Grain::Month) => format!(" {}", months(from, to)),
        _ if (from.year(), from.month()) == (to.year(), to.month()) => {
            format!(" on {}–{} {}", from.day(), to.day(), month(from))
        }
        _ if h.date.is_none() => format!(" by {}", month(to)),
        _ if from.year() == to.year() => format!(" between {} and {}", month_name(from), month(to)),
        _ => format!(" between {} and {}", from.year(), to.year()),
    }
}

/// `in May 2025`, `between March and April 2025`.
fn months(from: Date, to: Date) -> String {
    match (from.year() == to.year(), from.month() == to.month()) {
        (true, true) => format!("in {}", month(from)),
        (true, false) => format!("between {} and {}", month_name(from), month(to)),
        _ => format!("between {} and {}", month(from), month(to)),
    }
}

fn month(date: Date) -> String {
    format!("{} {}", month_name(date), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_fill_and_optional_parts_fall_away() {
        let slots =
            Slots { to: "Chile".into(), object: String::new(), bare: String::new(), at: String::new() };
        assert_eq!(
            fill("signed {object|an agreement}[ with {to}][ in {at}]", &slots),
            "signed an agreement with Chile"
        );
    }

    #[test]
    fn every_type_has_a_phrase_and_every_phrase_its_objects() {
        let data = &crate::data::tables().headlines;
        for kind in EventType::ALL {
            assert!(data.phrase(*kind, &[], &[]).is_some(), "{kind}");
        }
        for phrase in &data.phrase {
            assert!(data.objects.contains_key(&phrase.objects), "{}", phrase.objects);
        }
    }
}
