//! Who, when, where, how much: mentions found in a parse and resolved against the lexicon.
//!
//! [`resolve`] is a pure function of lexicon, document and parse. What it cannot resolve it leaves unresolved.

pub mod actor;
mod cut;
pub mod figure;
mod place;
pub mod time;
mod types;
mod written;

pub use types::{
    Entity, EntityId, EntityKind, Figure, Landmark, Mention, MentionKind, Mentions, Quantity, QuantityKind,
    Tenure, Time, TimeKind, Written,
};

use legation_lexicon::Lexicon;
use legation_syntax::Parse;
use legation_text::Document;

/// Finds and resolves everything an event may need: parties, places, times, quantities, figures.
///
/// A text that bears no date is read twice where what it tells bounds the days on which it was written.
pub fn resolve(lexicon: &Lexicon, document: &Document, parse: &Parse) -> Mentions {
    let named = written::named(lexicon, document, parse);
    if let Some(stated) = Written::stated(document) {
        return read(lexicon, document, parse, &named, Some(stated));
    }
    let undated = read(lexicon, document, parse, &named, None);
    match written::reckon(document, parse, &named, &undated) {
        Some(reckoned) => read(lexicon, document, parse, &named, Some(reckoned)),
        None => undated,
    }
}

fn read(
    lexicon: &Lexicon,
    document: &Document,
    parse: &Parse,
    named: &[written::Naming],
    written: Option<Written>,
) -> Mentions {
    let time::Found { times, tells, told, entries } = time::told(lexicon, document, parse, written.as_ref());
    let quantities = figure::quantities(lexicon, document, parse, &times);
    let mut found = Mentions { times, quantities, written, tells, told, entries, ..Mentions::default() };
    actor::resolve(lexicon, document, parse, &mut found);
    found.landmarks = written::known(document, parse, named, &found);
    found.index(parse);
    found.figures = figure::figures(lexicon, document, parse, &found);
    found
}
