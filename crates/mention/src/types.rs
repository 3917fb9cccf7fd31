//! The layer this room adds to a document.

use jiff::civil::Date;
use legation_record::{Bound, DateBasis, Grain};
use legation_syntax::Parse;
use legation_text::{Because, Document, Published, Span};
use rust_decimal::Decimal;

/// Index into [`Mentions::entities`].
pub type EntityId = u32;

/// Everything mentioned in one document.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Each real thing once; mentions point here.
    pub entities: Vec<Entity>,
    /// In text order. Where two overlap the longer comes first.
    pub mentions: Vec<Mention>,
    /// In text order.
    pub times: Vec<Time>,
    /// In text order.
    pub quantities: Vec<Quantity>,
    pub figures: Vec<Figure>,
    /// When the text was written: as it says itself, or as far as what it tells bounds it.
    pub written: Option<Written>,
    /// Whom it names in an office, with the days of his terms.
    pub tenures: Vec<Tenure>,
    /// In text order.
    pub landmarks: Vec<Landmark>,
    /// For each sentence and token the innermost mention that covers it, `u32::MAX` for none.
    pub(crate) covering: Vec<Vec<u32>>,
    /// For each time whether it is what its sentence tells about.
    pub(crate) tells: Vec<bool>,
    /// For each sentence the time that its paragraph has told about before it.
    pub(crate) told: Vec<Option<u32>>,
    /// For each sentence the date that its paragraph, one of a chronology, opens with.
    pub(crate) entries: Vec<Option<u32>>,
}

/// The days between which a text was written, both inclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub from: Date,
    pub to: Date,
    pub grain: Grain,
    /// What it was reckoned from; empty where the text bears its date.
    pub because: Vec<Because>,
}

impl Written {
    /// As the document says itself.
    pub fn stated(document: &Document) -> Option<Self> {
        let Published { from, to } = document.published?;
        let grain = match (to - from).get_days() {
            0 => Grain::Day,
            1..=31 => Grain::Month,
            _ => Grain::Year,
        };
        Some(Self { from, to, grain, because: Vec::new() })
    }

    /// True where the text does not bear its date.
    pub const fn is_reckoned(&self) -> bool {
        !self.because.is_empty()
    }
}

/// The words that name one summit, treaty, war, attack of which the day is known (`data/times/landmarks.tsv`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landmark {
    pub sentence: u32,
    pub words: Vec<Span>,
    /// First day, inclusive.
    pub from: Date,
    /// Last day, inclusive; `None` where it has not ended.
    pub to: Option<Date>,
    pub because: Because,
}

/// Somebody in an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    pub sentence: u32,
    pub name: String,
    /// First and last day of each term; `None` where open or unknown.
    pub terms: Vec<(Option<Date>, Option<Date>)>,
    /// Who, and as what.
    pub because: Because,
}

/// A state, body, person, group or place as the document knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The name used throughout the record: `Sergei Lavrov`, `Russia`, `Shanghai Cooperation Organisation`.
    pub name: String,
    pub kind: EntityKind,
    /// ISO 3166 alpha-3, or UNO EUR IGO NGO MNC IMG KOS PSE.
    pub code: Option<String>,
    /// PLOVER sector: GOV MIL LEG …; null for a state as such and for IGOs.
    pub sector: Option<String>,
    /// `foreign minister`; `former president` where the text says former.
    pub office: Option<String>,
    /// For "the two countries", "both ministers": who they are.
    pub members: Vec<EntityId>,
    pub because: Vec<Because>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    State,
    /// IGO, forum or bloc.
    Organisation,
    /// Ministry, force, parliament, company, party, agency, medium.
    Body,
    Person,
    /// Armed or other group.
    Group,
    /// "civilians", "students", "workers": people of a state without a body.
    People,
    Place,
    Other,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// By name.
    Name,
    /// A demonym before a noun: the Russian delegation.
    Demonym,
    /// A description: the foreign minister, the host, the army chief.
    Nominal,
    Pronoun,
    /// the two sides, both countries.
    Plural,
}

/// One place where an entity is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    pub sentence: u32,
    /// First token, inclusive.
    pub first: u32,
    /// Last token, inclusive.
    pub last: u32,
    /// The token its syntax hangs on.
    pub head: u32,
    pub span: Span,
    pub entity: EntityId,
    pub kind: MentionKind,
    /// True where the words name a place rather than who governs it ("in Islamabad" against "Islamabad said").
    pub as_place: bool,
}

/// What kind of time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A time at which: a day, a month, "last week".
    Point,
    /// From … to, "since 2016", "for the past two years" (then with bounds).
    Range,
    /// A mere length: "two-day", "for three hours". Bounds nothing.
    Duration,
    /// "annually", "every Monday".
    Set,
}

/// A time expression, resolved to days where the text and its publication allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    pub sentence: u32,
    pub first: u32,
    pub last: u32,
    pub head: u32,
    pub span: Span,
    pub kind: TimeKind,
    /// First day, inclusive; `None` where open or unknown.
    pub from: Option<Date>,
    /// Last day, inclusive; `None` where open or unknown.
    pub to: Option<Date>,
    pub grain: Grain,
    pub basis: DateBasis,
}

/// What a quantity measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuantityKind {
    /// A bare number; the unit is empty.
    Number,
    Money,
    Percent,
    /// Length, volume, weight, gas and oil units …
    Dimension,
    /// A number of things: 20 helicopters; the unit is the thing.
    Count,
    Ordinal,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    pub sentence: u32,
    pub first: u32,
    pub last: u32,
    pub head: u32,
    pub span: Span,
    pub kind: QuantityKind,
    pub value: Decimal,
    /// The upper end of a range.
    pub high: Option<Decimal>,
    /// ISO 4217 code or plain unit; empty for a bare number.
    pub unit: String,
    pub bound: Bound,
}

/// A quantity about states' dealings, with what it counts, of when, between whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Index into [`Mentions::quantities`].
    pub quantity: u32,
    pub what: String,
    pub bound: Bound,
    pub period: Option<(Option<Date>, Option<Date>)>,
    /// ISO codes, sorted.
    pub parties: Vec<String>,
    pub because: Vec<Because>,
}

impl Mentions {
    /// Builds the token index; call when `mentions` is complete.
    pub fn index(&mut self, parse: &Parse) {
        self.covering = parse.sentences.iter().map(|s| vec![u32::MAX; s.tokens.len()]).collect();
        let mut order: Vec<usize> = (0..self.mentions.len()).collect();
        order.sort_by_key(|&i| std::cmp::Reverse(self.mentions[i].last - self.mentions[i].first));
        for i in order {
            let m = self.mentions[i];
            let Some(row) = self.covering.get_mut(m.sentence as usize) else { continue };
            if let Some(cells) = row.get_mut(m.first as usize..=m.last as usize) {
                cells.fill(i as u32);
            }
        }
    }

    /// The innermost mention over a token.
    pub fn at(&self, sentence: usize, token: usize) -> Option<&Mention> {
        let i = *self.covering.get(sentence)?.get(token)?;
        self.mentions.get(i as usize)
    }

    /// Who a mention refers to.
    pub fn entity(&self, mention: &Mention) -> &Entity {
        &self.entities[mention.entity as usize]
    }

    /// The entity itself, or its members where it is a plural.
    pub fn members(&self, entity: EntityId) -> Vec<EntityId> {
        let e = &self.entities[entity as usize];
        if e.members.is_empty() { vec![entity] } else { e.members.clone() }
    }

    /// The mentions of one sentence, in order.
    pub fn in_sentence(&self, sentence: usize) -> impl Iterator<Item = &Mention> {
        let from = self.mentions.partition_point(|m| (m.sentence as usize) < sentence);
        self.mentions[from..].iter().take_while(move |m| m.sentence as usize == sentence)
    }

    /// The times of one sentence, in order.
    pub fn times_in(&self, sentence: usize) -> impl Iterator<Item = &Time> {
        let from = self.times.partition_point(|t| (t.sentence as usize) < sentence);
        self.times[from..].iter().take_while(move |t| t.sentence as usize == sentence)
    }

    /// The landmarks that one sentence names, in order.
    pub fn landmarks_in(&self, sentence: usize) -> impl Iterator<Item = &Landmark> {
        let from = self.landmarks.partition_point(|l| (l.sentence as usize) < sentence);
        self.landmarks[from..].iter().take_while(move |l| l.sentence as usize == sentence)
    }

    /// The time that the text tells about where it comes to a token: the last before it in the paragraph.
    pub fn told_at(&self, sentence: usize, token: usize) -> Option<&Time> {
        let from = self.times.partition_point(|t| (t.sentence as usize) < sentence);
        let here = self.times.iter().zip(&self.tells).skip(from);
        let here = here.take_while(|(t, _)| t.sentence as usize == sentence && (t.last as usize) < token);
        let own = here.filter(|(_, tells)| **tells).map(|(t, _)| t).last();
        own.or_else(|| self.times.get((*self.told.get(sentence)?)? as usize))
    }

    /// "1995: …": the date that the paragraph of a sentence, one of a chronology, opens with.
    pub fn entry_of(&self, sentence: usize) -> Option<&Time> {
        self.times.get((*self.entries.get(sentence)?)? as usize)
    }
}
