//! Who struck, where another sentence tells it: "Two bombs went off in Lima. The group said that it had carried out the
//! attacks."

use crate::types::{Event, Role};
use legation_mention::Mentions;
use legation_record::EventType;
use legation_syntax::Parse;
use legation_text::Because;

/// Sentences between a blow and the word of who struck.
const NEAR: u32 = 12;

/// Words by which one takes a blow upon oneself, or is said to have struck.
const OWNING: [&str; 5] = ["behind", "carry", "claim", "perpetrate", "responsibility"];

/// Gives blows by nobody, or by gunmen whom nobody names, to whoever the text says made them, where that is one.
pub fn settle(parse: &Parse, mentions: &Mentions, events: &mut [Event]) {
    let code = |r: &Role| mentions.entities[r.entity as usize].code.as_deref();
    let codes =
        |roles: &[Role]| -> Vec<String> { roles.iter().filter_map(code).map(str::to_owned).collect() };
    let owned: Vec<(u32, Vec<Role>, Vec<String>)> = events
        .iter()
        .filter(|e| is_owned(parse, e) && e.actors.iter().any(|r| code(r).is_some()))
        .map(|e| (e.sentence, e.actors.clone(), codes(&e.recipients)))
        .collect();
    for event in events.iter_mut().filter(|e| e.kind == EventType::Assault && !is_owned(parse, e)) {
        let unnamed = |r: &Role| {
            let entity = &mentions.entities[r.entity as usize];
            entity.code.is_none() || entity.sector.as_deref() == Some("UAF") && !is_named(&entity.name)
        };
        if !event.actors.iter().all(unnamed) {
            continue;
        }
        let struck = codes(&event.recipients);
        let near = |at: u32| at.abs_diff(event.sentence) <= NEAR;
        let mut by = owned.iter().filter(|o| near(o.0) && o.2.iter().any(|c| struck.contains(c)));
        let Some(first) = by.next() else { continue };
        if by.all(|o| codes(&o.1) == codes(&first.1)) {
            event.actors = first.1.iter().map(|r| Role { token: None, ..*r }).collect();
            event.because.push(Because::new("event::claimed", "who struck is told in another sentence"));
        }
    }
}

fn is_owned(parse: &Parse, event: &Event) -> bool {
    let tokens = &parse.sentences[event.sentence as usize].tokens;
    let mut words = event.words.iter().chain(std::iter::once(&event.trigger));
    event.kind == EventType::Assault && words.any(|&w| OWNING.contains(&&*tokens[w as usize].lemma))
}

/// True of "Boko Haram", not of "gunmen".
fn is_named(name: &str) -> bool {
    name.split(' ').next_back().is_some_and(|w| w.starts_with(char::is_uppercase))
}
