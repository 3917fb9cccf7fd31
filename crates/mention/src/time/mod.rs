//! Time expressions to day intervals (TIMEX3), on the civil calendar.
//!
//! [`grammar`] reads words into an [`expr::Expr`]; [`resolve`] sets that against the day of publication, the tense and
//! what the text is telling about, which [`story`] follows. A dateless document leaves relative times relative.

pub(crate) mod calendar;
mod dates;
mod expr;
mod grammar;
mod lengths;
mod periods;
mod ranges;
mod resolve;
mod setting;
mod story;
pub(crate) mod tense;

use crate::cut::Cut;
use crate::place::{Place, Places};
use crate::{Time, TimeKind, Written};
use calendar::Days;
use expr::Expr;
use grammar::Grammar;
use jiff::civil::Date;
use legation_lexicon::Lexicon;
use legation_record::{DateBasis, Grain};
use legation_syntax::{Parse, Sentence};
use legation_text::{Document, Span};
use resolve::{Context, Resolved};
use setting::Setting;
use story::Story;
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

/// The times of a document, and which of them each sentence tells about.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub times: Vec<Time>,
    /// For each time whether its sentence tells about it.
    pub tells: Vec<bool>,
    /// For each sentence the time told about where it begins.
    pub told: Vec<Option<u32>>,
    /// For each sentence the date its paragraph of a chronology opens with.
    pub entries: Vec<Option<u32>>,
}

/// Every time expression, in text order.
pub fn find(lexicon: &Lexicon, document: &Document, parse: &Parse) -> Vec<Time> {
    told(lexicon, document, parse, Written::stated(document).as_ref()).times
}

/// Every time expression, and what the sentences tell about.
pub(crate) fn told(
    lexicon: &Lexicon,
    document: &Document,
    parse: &Parse,
    written: Option<&Written>,
) -> Found {
    let day_first = document.outlet_country.as_deref().is_some_and(|c| c != "USA");
    let present = written.map(|w| (w.from, w.to));
    let mut reader = Reader { present, day_first, ..Reader::default() };
    let mut found = Found::default();
    let mut block = None;
    for (number, sentence) in parse.sentences.iter().enumerate() {
        let opens = block.replace(sentence.block) != Some(sentence.block);
        reader.open(opens, sentence);
        let told = reader.story.time();
        let cut = Cut::new(lexicon, &document.text, sentence.span);
        let tenses = Tenses::of_sentence(sentence);
        let mut verbs = Places::new(sentence);
        let read = reader.read(&cut, |from, to| {
            let place = verbs.place(cut.span(from, to));
            Setting::in_sentence(sentence, tenses.near(place.first as usize), place)
        });
        let mut places = Places::new(sentence);
        found.times.extend(read.into_iter().map(|t| t.at(number as u32, places.place(t.span))));
        let entry = reader.entry.map(|(_, number)| number);
        found.told.push(told.or(entry));
        found.entries.push(entry);
    }
    found.tells = reader.tells;
    found
}

/// Every time expression of a plain text, read against `reference` where given. The tense is guessed from the words.
pub fn find_in_text(lexicon: &Lexicon, text: &str, reference: Option<Date>) -> Vec<Expression> {
    let cut = Cut::new(lexicon, text, Span::new(0, text.len() as u32));
    let tenses = Tenses::of_words(cut.atoms.iter().map(|a| a.lower.as_str()));
    let mut reader = Reader { present: reference.map(|d| (d, d)), ..Reader::default() };
    reader.read(&cut, |at, _| Setting::of_words(&tenses, at))
}

impl Expression {
    const fn at(self, sentence: u32, place: Place) -> Time {
        let Self { span, kind, from, to, grain, basis } = self;
        let Place { first, last, head } = place;
        Time { sentence, first, last, head, span, kind, from, to, grain, basis }
    }
}

/// Reads stretch after stretch of one document, remembering what it tells about.
#[derive(Default)]
struct Reader {
    /// The days between which the text was published.
    present: Option<Days>,
    story: Story,
    day_first: bool,
    /// True where the stretch begins a paragraph.
    opens: bool,
    /// The date that the paragraph opens with, as those of a chronology do, and which of the times it is.
    entry: Option<(Days, u32)>,
    /// For each time found so far whether the text tells about it.
    tells: Vec<bool>,
}

impl Reader {
    fn open(&mut self, opens: bool, sentence: &Sentence) {
        self.opens = opens;
        if opens {
            self.entry = None;
            self.story.open_paragraph();
        } else {
            self.story.open_sentence(Setting::is_narrative(sentence));
        }
    }

    fn read(&mut self, cut: &Cut, mut setting: impl FnMut(usize, usize) -> Setting) -> Vec<Expression> {
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
            let setting = setting(at, end);
            // "the last 0 quarters" end before they begin: no time at all.
            let ordered = |r: &Resolved| r.from.zip(r.to).is_none_or(|(from, to)| from <= to);
            if let Some(resolved) = self.resolve(&expr, setting).filter(ordered) {
                let number = self.tells.len() as u32;
                let heads = self.opens && found.is_empty() && grammar.is_entry(&expr, at, end);
                let tells = match resolved.from.zip(resolved.to).filter(|_| heads) {
                    Some(days) => {
                        self.story.enter(days, number);
                        self.entry = Some((days, number));
                        true
                    }
                    None => self.story.tell(&expr, resolved, setting, number),
                };
                self.tells.push(tells);
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
    fn resolve(&self, expr: &Expr, setting: Setting) -> Option<Resolved> {
        let against = |present: Option<Date>| Context {
            present,
            tense: setting.tense,
            anchor: self.story.anchor(),
            told: self.story.told(setting),
            here: self.story.here(),
            history: self.story.history(setting, present),
        };
        let Some((first, last)) = self.present else { return against(None).resolve(expr).ok() };
        let late = against(Some(last)).resolve(expr).ok()?;
        if first == last {
            return Some(late);
        }
        let early = against(Some(first)).resolve(expr).ok()?;
        let from = early.from.zip(late.from).map(|(a, b)| a.min(b));
        let to = early.to.zip(late.to).map(|(a, b)| a.max(b));
        let grain = if (from, to) == (late.from, late.to) { late.grain } else { Grain::Range };
        Some(Resolved { from, to, grain, ..late })
    }
}
