//! Numbers, money, percentages, dimensions, and what they count.

pub(crate) mod number;

use crate::{Figure, Mentions, Quantity};
use legation_lexicon::Lexicon;
use legation_syntax::Parse;
use legation_text::Document;

/// Every quantity, in text order.
pub fn quantities(_lexicon: &Lexicon, _document: &Document, _parse: &Parse) -> Vec<Quantity> {
    Vec::new()
}

/// The quantities about states' dealings.
pub fn figures(_lexicon: &Lexicon, _document: &Document, _parse: &Parse, _found: &Mentions) -> Vec<Figure> {
    Vec::new()
}
