//! Parties: states, bodies, persons and groups, and who is meant by "he", "the two sides", "the minister".

mod phrase;
mod scan;
mod view;

use crate::Mentions;
use legation_lexicon::Lexicon;
use legation_syntax::Parse;
use legation_text::Document;

/// Fills `entities` and `mentions`.
pub fn resolve(lexicon: &Lexicon, document: &Document, parse: &Parse, _found: &mut Mentions) {
    let views: Vec<view::View> =
        parse.sentences.iter().enumerate().map(|(i, s)| view::View::new(&document.text, s, i)).collect();
    let actors = &lexicon.actors;
    let _drafts: Vec<Vec<phrase::Draft>> =
        views.iter().map(|v| phrase::build(actors, v, &scan::scan(actors, v))).collect();
}
