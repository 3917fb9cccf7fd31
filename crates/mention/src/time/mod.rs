//! Time expressions to day intervals (TIMEX3), on the civil calendar.
//!
//! [`grammar`] reads words into an [`expr::Expr`]; [`resolve`] sets that against the day of publication, the tense and
//! the date last spoken of. A dateless document leaves relative times relative.

mod calendar;
mod dates;
mod expr;
mod grammar;
mod ranges;
mod resolve;
mod tense;

use crate::cut::Cut;
use crate::{Time, TimeKind};
use calendar::Days;
use expr::Expr;
use grammar::Grammar;
use jiff::civil::Date;
use legation_lexicon::Lexicon;
use legation_record::{DateBasis, Grain};
use legation_syntax::{Parse, Sentence};
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
        let mut seek = 0;
        for found in reader.read(&cut, |at| tenses.near(token_at(sentence, cut.span(at, at + 1), &mut seek.clone()))) {
            let first = token_at(sentence, found.span, &mut seek);
            let last = last_token(sentence, found.span, first);
            times.push(found.in_sentence(number as u32, first as u32, last as u32, head(sentence, first, last)));
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
    const fn in_sentence(self, sentence: u32, first: u32, last: u32, head: u32) -> Time {
        let Self { span, kind, from, to, grain, basis } = self;
        Time { sentence, first, last, head, span, kind, from, to, grain, basis }
    }
}

/// The first token that reaches past the beginning of `span`, from `seek` on, which moves there.
fn token_at(sentence: &Sentence, span: Span, seek: &mut usize) -> usize {
    let tokens = &sentence.tokens;
    while *seek + 1 < tokens.len() && tokens[*seek].span.end <= span.start {
        *seek += 1;
    }
    *seek
}

fn last_token(sentence: &Sentence, span: Span, first: usize) -> usize {
    let inside = sentence.tokens.iter().skip(first).take_while(|t| t.span.start < span.end).count();
    first + inside.saturating_sub(1)
}

/// The token of the range whose head lies outside it.
fn head(sentence: &Sentence, first: usize, last: usize) -> u32 {
    let range = first..=last;
    let outside = |i: &usize| {
        sentence.tokens.get(*i).is_some_and(|t| t.head.is_none_or(|h| !range.contains(&(h as usize))))
    };
    range.clone().find(outside).unwrap_or(last) as u32
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
    fn read(&mut self, cut: &Cut, tense: impl Fn(usize) -> tense::Tense) -> Vec<Expression> {
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
            if let Some(resolved) = self.resolve(&expr, context) {
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
