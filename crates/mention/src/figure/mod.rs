//! Numbers, money, percentages, dimensions, and what they count.

mod about;
mod count;
pub(crate) mod number;
mod quantity;
mod units;

pub use about::figures;
pub use quantity::Measure;

use crate::cut::Cut;
use crate::place::{Place, Places};
use crate::{Quantity, QuantityKind, Time, TimeKind};
use legation_lexicon::Lexicon;
use legation_syntax::{Parse, Sentence};
use legation_text::{Document, Span};
use quantity::Home;
use rust_decimal::Decimal;

/// Every quantity, in text order, but for the numbers inside `times`.
pub fn quantities(lexicon: &Lexicon, document: &Document, parse: &Parse, times: &[Time]) -> Vec<Quantity> {
    let home = Home(document.outlet_country.as_deref());
    let mut found = Vec::new();
    let mut times = times.iter().peekable();
    for (number, sentence) in parse.sentences.iter().enumerate() {
        let cut = Cut::new(lexicon, &document.text, sentence.span);
        let mut here: Vec<Span> = Vec::new();
        while let Some(time) = times.next_if(|t| t.sentence as usize <= number) {
            if time.sentence as usize == number && time.kind != TimeKind::Duration {
                here.push(time.span);
            }
        }
        let mut places = Places::new(sentence);
        for (measure, first, end) in quantity::measures(&cut, home) {
            let dated = here.iter().any(|t| t.overlaps(measure.span));
            if dated && !matches!(measure.kind, QuantityKind::Money | QuantityKind::Percent) {
                continue;
            }
            let measure = count::counted(&cut, sentence, measure, first, end);
            let place = places.place(measure.span);
            found.push(measure.at(number as u32, place));
        }
    }
    found
}

/// Every quantity of a plain text. Dates are not left out, and what a bare number counts is not looked for.
pub fn quantities_in_text(lexicon: &Lexicon, text: &str) -> Vec<Measure> {
    let cut = Cut::new(lexicon, text, Span::new(0, text.len() as u32));
    quantity::measures(&cut, Home::default()).into_iter().map(|m| m.0).collect()
}

impl Measure {
    fn at(self, sentence: u32, place: Place) -> Quantity {
        let Self { span, kind, value, high, unit, bound } = self;
        let Place { first, last, head } = place;
        Quantity { sentence, first, last, head, span, kind, value, high, unit, bound }
    }

    /// "half of the detainees" is 50 %.
    fn into_share(mut self) -> Self {
        self.kind = QuantityKind::Percent;
        self.unit = "%".into();
        self.value =
            self.value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(self.value).round_dp(2).normalize();
        self
    }
}

/// True where the sentence has been tagged, and not merely cut into tokens.
fn tagged(sentence: &Sentence) -> bool {
    sentence.tokens.iter().any(|t| t.upos == legation_syntax::Upos::Noun)
}
