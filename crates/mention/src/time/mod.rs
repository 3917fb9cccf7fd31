//! Time expressions to day intervals (TIMEX3), on the civil calendar.
//!
//! [`grammar`] reads words into an [`expr::Expr`]; [`resolve`] sets that against the day of publication, the tense and
//! the date last spoken of. A dateless document leaves relative times relative.

mod calendar;
mod dates;
mod expr;
mod grammar;
mod lengths;
mod periods;
mod ranges;
mod resolve;
mod tense;

use crate::cut::Cut;
use crate::place::{Place, Places};
use crate::{Time, TimeKind};
use calendar::Days;
use expr::Expr;
use grammar::Grammar;
use jiff::civil::Date;
use legation_lexicon::Lexicon;
use legation_record::{DateBasis, Grain};
use legation_syntax::Parse;
use legation_text::{Document, Span};
use resolve::{Context, Resolved};
use tense::Tenses;

/// A time expression found in plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expression {
    pub span: Span,
    pub kind: TimeKind,
    /// First day, inclusive; `None` where open or unknown.
    pub from: Option<Date>,
    /// Last day, inclusive; `None` where open or unknown.
    pub to: Option<Date>,
    pub grain: Grain,
    pub basis: DateBasis,
}

/// Every time expression, in text order.
pub fn find(lexicon: &Lexicon, document: &Document, parse: &Parse) -> Vec<Time> {
    let day_first = document.outlet_country.as_deref().is_some_and(|c| c != "USA");
    let mut reader = Reader { day_first, ..Reader::default() };
    if let Some(published) = document.published {
        reader.present = Some((published.from, published.to));
    }
    let mut times = Vec::new();
    for (number, sentence) in parse.sentences.iter().enumerate() {
        let cut = Cut::new(lexicon, &document.text, sentence.span);
        let tenses = Tenses::of_sentence(sentence);
        let mut verbs = Places::new(sentence);
        let mut places = Places::new(sentence);
        for found in reader.read(&cut, |at| tenses.near(verbs.token(cut.span(at, at + 1)))) {
            let place = places.place(found.span);
            times.push(found.at(number as u32, place));
        }
    }
    times
}

/// Every time expression of a plain text, read against `reference` where given. The tense is guessed from the words.
pub fn find_in_text(lexicon: &Lexicon, text: &str, reference: Option<Date>) -> Vec<Expression> {
    let cut = Cut::new(lexicon, text, Span::new(0, text.len() as u32));
    let tenses = Tenses::of_words(cut.atoms.iter().map(|a| a.lower.as_str()));
    let mut reader = Reader { present: reference.map(|d| (d, d)), ..Reader::default() };
    reader.read(&cut, |at| tenses.near(at))
}

impl Expression {
    const fn at(self, sentence: u32, place: Place) -> Time {
        let Self { span, kind, from, to, grain, basis } = self;
        let Place { first, last, head } = place;
        Time { sentence, first, last, head, span, kind, from, to, grain, basis }
    }
}

/// Reads stretch after stretch of one document, remembering the date last spoken of.
#[derive(Default)]
struct Reader {
    /// The days between which the text was published.
    present: Option<Days>,
    anchor: Option<Days>,
    day_first: bool,
}

impl Reader {
    fn read(&mut self, cut: &Cut, mut tense: impl FnMut(usize) -> tense::Tense) -> Vec<Expression> {
        let grammar = Grammar { cut, day_first: self.day_first };
        let mut found = Vec::new();
        let mut at = 0;
        while at < cut.len() {
            if let Some(end) = cut.address(at) {
                at = end;
                continue;
            }
            let Some((expr, end)) = grammar.time(at).filter(|(_, end)| *end > at) else {
                at += 1;
                continue;
            };
            let context = Context { present: None, tense: tense(at), anchor: self.anchor };
            // "the last 0 quarters" end before they begin: no time at all.
            let ordered = |r: &Resolved| r.from.zip(r.to).is_none_or(|(from, to)| from <= to);
            if let Some(resolved) = self.resolve(&expr, context).filter(ordered) {
                self.remember(resolved);
                found.push(Expression {
                    span: cut.span(at, end),
                    kind: resolved.kind,
                    from: resolved.from,
                    to: resolved.to,
                    grain: resolved.grain,
                    basis: resolved.basis,
                });
            }
            at = end;
        }
        found
    }

    /// Where only the month or year of publication is known, reads against its first day and its last, and joins.
    fn resolve(&self, expr: &Expr, context: Context) -> Option<Resolved> {
        let Some((first, last)) = self.present else { return context.resolve(expr).ok() };
        let late = Context { present: Some(last), ..context }.resolve(expr).ok()?;
        if first == last {
            return Some(late);
        }
        let early = Context { present: Some(first), ..context }.resolve(expr).ok()?;
        let from = early.from.zip(late.from).map(|(a, b)| a.min(b));
        let to = early.to.zip(late.to).map(|(a, b)| a.max(b));
        let grain = if (from, to) == (late.from, late.to) { late.grain } else { Grain::Range };
        Some(Resolved { from, to, grain, ..late })
    }

    fn remember(&mut self, r: Resolved) {
        if let (TimeKind::Point | TimeKind::Range, Some(from), Some(to)) = (r.kind, r.from, r.to) {
            self.anchor = Some((from, to));
        }
    }
}
