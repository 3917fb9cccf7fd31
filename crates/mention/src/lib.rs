//! Who, when, where, how much: mentions found in a parse and resolved against the lexicon.
//!
//! [`resolve`] is a pure function of lexicon, document and parse. What it cannot resolve it leaves unresolved.

pub mod actor;
mod cut;
pub mod figure;
mod place;
pub mod time;
mod types;

pub use types::{
    Entity, EntityId, EntityKind, Figure, Mention, MentionKind, Mentions, Quantity, QuantityKind, Time,
    TimeKind,
};

use legation_lexicon::Lexicon;
use legation_syntax::Parse;
use legation_text::Document;

/// Finds and resolves everything an event may need: parties, places, times, quantities, figures.
pub fn resolve(lexicon: &Lexicon, document: &Document, parse: &Parse) -> Mentions {
    let time::Found { times, tells, told, entries } = time::told(lexicon, document, parse);
    let quantities = figure::quantities(lexicon, document, parse, &times);
    let mut found = Mentions { times, quantities, tells, told, entries, ..Mentions::default() };
    actor::resolve(lexicon, document, parse, &mut found);
    found.index(parse);
    found.figures = figure::figures(lexicon, document, parse, &found);
    found
}
