//! Parties: states, bodies, persons and groups, and who is meant by "he", "the two sides", "the minister".
//!
//! Three steps: [`scan`] finds names and words for roles in each sentence; [`phrase`] makes noun phrases of them
//! (titles, owners, appositions); [`discourse`] reads the document in order and gives every phrase, plural and pronoun
//! its entity in the [`cast`].

mod cast;
mod discourse;
mod phrase;
mod place;
mod plural;
mod pronoun;
mod salience;
mod scan;
mod view;

use crate::Mentions;
use cast::Cast;
use discourse::Discourse;
use legation_lexicon::Lexicon;
use legation_syntax::Parse;
use legation_text::Document;
use view::View;

/// Fills `entities` and `mentions`.
pub fn resolve(lexicon: &Lexicon, document: &Document, parse: &Parse, found: &mut Mentions) {
    let actors = &lexicon.actors;
    let views: Vec<View> =
        parse.sentences.iter().enumerate().map(|(i, s)| View::new(&document.text, s, i)).collect();
    let drafts: Vec<Vec<phrase::Draft>> =
        views.iter().map(|v| phrase::build(actors, v, &scan::scan(actors, v))).collect();
    let day = document.published.map(|p| p.to);
    let mut discourse = Discourse::new(Cast::new(actors, day), &views, document);
    discourse.read(&drafts);
    found.mentions = discourse.mentions;
    found.entities = discourse.cast.entities;
}

#[cfg(test)]
mod tests;
