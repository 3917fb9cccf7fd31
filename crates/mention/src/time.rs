//! Time expressions to day intervals (TIMEX3), on the civil calendar.

use crate::Time;
use legation_lexicon::Lexicon;
use legation_syntax::Parse;
use legation_text::Document;

/// Every time expression, in text order.
pub fn find(_lexicon: &Lexicon, _document: &Document, _parse: &Parse) -> Vec<Time> {
    Vec::new()
}
