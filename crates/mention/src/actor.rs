//! Parties: states, bodies, persons and groups, and who is meant by "he", "the two sides", "the minister".

use crate::Mentions;
use legation_lexicon::Lexicon;
use legation_syntax::Parse;
use legation_text::Document;

/// Fills `entities` and `mentions`.
pub fn resolve(_lexicon: &Lexicon, _document: &Document, _parse: &Parse, _found: &mut Mentions) {}
