//! What belongs in the chronology, and what is told in general: possibilities, things that did not happen, attitudes
//! without a day.

use crate::data::Tables;
use crate::features::{person, round_words};
use crate::happening::bare;
use crate::{headline, text};
use legation_record::{DateBasis, EventRecord, EventType, Happening, Party, Status};
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// `data/merge/chronology.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chronology {
    pub survey: crate::when::Survey,
    pub carry: crate::when::Carry,
    pub lasting: Lasting,
    attitude: Attitude,
    vague: Vague,
    reasons: Reasons,
}

/// Stems of words that tell of what goes on beyond the day.
#[derive(Deserialize)]
pub struct Lasting {
    #[serde(deserialize_with = "stems")]
    pub words: FxHashSet<String>,
    /// These make anything last, wherever they stand in the sentence.
    pub adverbs: FxHashSet<String>,
}

#[derive(Deserialize)]
struct Attitude {
    types: Vec<EventType>,
    /// Stems of words that tell of an act done on an occasion.
    #[serde(deserialize_with = "stems")]
    deeds: FxHashSet<String>,
}

fn stems<'de, D: serde::Deserializer<'de>>(words: D) -> Result<FxHashSet<String>, D::Error> {
    Ok(Vec::<String>::deserialize(words)?.iter().map(|w| text::stem(w)).collect())
}

#[derive(Deserialize)]
struct Vague {
    words: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reasons {
    possible: String,
    absent: String,
    home: String,
    general: String,
}

/// Why a happening is no entry of a chronology; `None` where it is one.
pub fn general<'a>(
    h: &Happening,
    events: &[&EventRecord],
    triggers: &[&str],
    tables: &'a Tables,
) -> Option<&'a str> {
    let data = &tables.chronology;
    let attitude = h.event.iter().any(|t| data.attitude.types.contains(t));
    let dated = h.date.is_some() && h.date_basis != Some(DateBasis::Published);
    let news = h.date.is_some() && h.status != Status::Ongoing;
    if h.status == Status::Hypothetical {
        return Some(&data.reasons.possible);
    }
    if h.status == Status::Denied && h.reports.iter().all(|r| r.speaker.is_none()) {
        return Some(&data.reasons.absent);
    }
    if at_home(h, tables) {
        return Some(&data.reasons.home);
    }
    let told = dated || news && !loose(h);
    let deed = done(h, events, triggers, tables);
    (attitude && !told && !deed && !specific(h, triggers, tables)).then_some(data.reasons.general.as_str())
}

/// Its words tell of something done, and to whom it was done is told and not taken from the story; a denial answers what
/// was told.
fn done(h: &Happening, events: &[&EventRecord], triggers: &[&str], tables: &Tables) -> bool {
    let taken = |e: &&EventRecord| e.because.iter().any(|r| r.rule == "event::counterpart::story");
    let told = h.event.contains(&EventType::Reject) || !events.iter().all(taken);
    let mut words = triggers.iter().flat_map(|t| text::words(t));
    told && words.any(|w| tables.chronology.attitude.deeds.contains(&text::stem(&w.lower)))
}

/// Of the friendly attitudes even news says nothing where it names no thing.
fn loose(h: &Happening) -> bool {
    h.event.iter().any(|t| matches!(t, EventType::Cooperate | EventType::Support | EventType::Agree))
}

/// A visit to one's own country, an attitude towards oneself.
fn at_home(h: &Happening, tables: &Tables) -> bool {
    let official = |p: &Party| matches!(p.sector.as_deref(), Some("GOV" | "MIL"));
    let codes =
        |side: &[Party]| -> FxHashSet<String> { side.iter().filter_map(|p| p.code.clone()).collect() };
    let (actors, recipients) = (codes(&h.actor), codes(&h.recipient));
    let visit = h.mode.iter().any(|m| m == "visit");
    let undated = h.date.is_none();
    // A state as such does nothing to itself; who acts on its own is somebody in it.
    let itself = h.recipient.iter().all(|p| bare(p, tables)) && h.actor.iter().all(official);
    !actors.is_empty() && recipients == actors && actors.len() == 1 && (visit || undated || itself)
}

/// A person acts, speaks or is met, a round is counted, a town is named, or there is a thing it is about.
fn specific(h: &Happening, triggers: &[&str], tables: &Tables) -> bool {
    let people = h.actor.iter().chain(&h.recipient).any(|p| person(p, tables).is_some());
    let town = h.event_loc.as_ref().is_some_and(|l| {
        l.country.as_deref().is_none_or(|c| !tables.countries.called(c).ends_with(&l.name)) && l.lat.is_some()
    });
    let rounds = h.reports.iter().any(|r| !round_words(&text::words(&r.text), tables).is_empty());
    let thing = headline::about(h, triggers, tables);
    let thing = thing.is_some_and(|t| {
        let last = t.rsplit(' ').next().unwrap_or("").to_lowercase();
        !tables.chronology.vague.words.contains(&last) || t.chars().any(char::is_uppercase)
    });
    let said = h.reports.iter().any(|r| r.speaker.as_ref().is_some_and(|s| person(s, tables).is_some()));
    people || said || town || rounds || thing
}
