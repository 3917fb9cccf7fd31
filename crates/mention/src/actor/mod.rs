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
    let mut hits: Vec<Vec<scan::Hit>> = views.iter().map(|v| scan::scan(actors, v)).collect();
    // "May" is a month before it is a prime minister.
    for (i, hits) in hits.iter_mut().enumerate() {
        hits.retain(|h| !h.is_person() || found.times_in(i).all(|t| t.last < h.first || h.last < t.first));
    }
    let mut introduced = scan::Introduced::default();
    views.iter().zip(&hits).for_each(|(view, hits)| introduced.note(view, hits));
    views.iter().zip(&mut hits).for_each(|(view, hits)| introduced.apply(actors, view, hits));
    let drafts: Vec<Vec<phrase::Draft>> =
        views.iter().zip(&hits).map(|(view, hits)| phrase::build(actors, view, hits)).collect();
    let day = document.published.map(|p| p.to);
    let mut discourse = Discourse::new(Cast::new(actors, day), &views, document);
    discourse.read(&drafts);
    found.mentions = discourse.mentions;
    found.entities = discourse.cast.entities;
}

#[cfg(test)]
mod tests;
