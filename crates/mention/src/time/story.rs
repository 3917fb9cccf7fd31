//! The time a text is telling about. News tells of these days, and a month without a year is the latest one; a text that
//! looks back leans on the time it last told: "In January 1995 troops attacked. On 17 February both sides signed".

use super::calendar::{Days, width};
use super::expr::{Base, Expr};
use super::resolve::{History, Resolved};
use super::setting::{Setting, Stand};
use crate::TimeKind;
use jiff::civil::Date;

/// Days before publication from which a told time is history: nearer, a month without a year needs none.
const LONG_AGO: i32 = 180;
/// Days beyond which a time is too wide to tell about.
const WIDE: i32 = 366;
/// Days of the longest month.
const MONTH: i32 = 31;

/// What the text is telling about, and what it spoke of last.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Story {
    /// The date a paragraph of a chronology opens with.
    entry: Option<Days>,
    /// The time a main clause of this paragraph last told.
    told: Option<Told>,
    /// The time last spoken of anywhere.
    last: Option<Days>,
    /// The time this sentence has told.
    here: Option<Days>,
    /// True where `last` is of this paragraph.
    fresh: bool,
    /// True where it dates something told there, and not a thing alone.
    firm: bool,
}

#[derive(Clone, Copy, Debug)]
struct Told {
    days: Days,
    /// Its year is in the text, and not counted from publication.
    named: bool,
    /// A month or day, or a year that opens a sentence: what follows lies in it.
    scene: bool,
    /// Index of the time expression.
    time: u32,
}

impl Story {
    /// A new paragraph tells of its own time, but may lean on what the one before spoke of.
    pub fn open_paragraph(&mut self) {
        *self = Self { last: self.last, ..Self::default() };
    }

    /// "Ecuador **has** since repaid it": what is said of the present ends what was told of the past.
    pub fn open_sentence(&mut self, past: bool) {
        self.here = None;
        if !past && self.entry.is_none() {
            self.told = None;
        }
    }

    /// What "the following year" leans on.
    pub const fn anchor(&self) -> Option<Days> {
        self.last
    }

    /// What "the next year" leans on where the clause tells of the past.
    pub fn told(&self, setting: Setting) -> Option<Days> {
        self.last.filter(|_| self.entry.is_some() || self.firm && setting.past)
    }

    /// What "three days after the raid" is counted from.
    pub const fn here(&self) -> Option<Days> {
        self.here
    }

    /// What a month without a year leans on.
    pub fn history(&self, setting: Setting, present: Option<Date>) -> Option<History> {
        let sure = self.entry.is_some();
        if let Some(days) = self.entry.filter(|e| width(*e) > MONTH) {
            return (width(days) <= WIDE).then_some(History { days, sure });
        }
        let long_ago = |t: &Told| present.is_none_or(|now| (now - t.days.1).get_days() > LONG_AGO);
        let past = |t: &Told| setting.past && t.named && t.scene && long_ago(t);
        let told = self.told.filter(|t| sure || past(t));
        told.map(|t| History { days: t.days, sure })
    }

    /// The index of the time told of, if any.
    pub fn time(&self) -> Option<u32> {
        self.told.map(|t| t.time)
    }

    /// Takes the date a paragraph opens with for the time of all that follows in it.
    pub fn enter(&mut self, days: Days, time: u32) {
        self.entry = Some(days);
        self.told = Some(Told { days, named: true, scene: true, time });
        self.last = Some(days);
        (self.fresh, self.firm) = (true, true);
    }

    /// Takes note of a time spoken of. True where it is what the text now tells about.
    pub fn tell(&mut self, expr: &Expr, r: Resolved, setting: Setting, time: u32) -> bool {
        let spoken = matches!(r.kind, TimeKind::Point | TimeKind::Range)
            && !expr.is_sided()
            && !matches!(expr, Expr::Offset { base: Base::Here, .. });
        let Some(days) = r.from.zip(r.to).filter(|_| spoken || self.last.is_none()) else { return false };
        let narrow = spoken && width(days) <= WIDE;
        // "That month's exercise" dates no other time than the one told.
        let stand = if expr.is_same() { Stand::Main } else { setting.stand };
        // "They had landed three weeks earlier": what was before ends no story that has begun.
        let stand = if setting.before && self.told.is_some() { stand.min(Stand::Near) } else { stand };
        // "Its agency, which on 5 March banned imports": a date without a year is no old treaty's.
        let added = stand == Stand::Near && !expr.names_year() && self.told.is_none();
        let told = narrow && (stand == Stand::Main || added);
        if told {
            let named = expr.names_year() || !expr.is_deictic() && self.told.is_some_and(|t| t.named);
            let scene = setting.opens || width(days) <= MONTH;
            self.told = Some(Told { days, named, scene, time });
            self.here = Some(days);
        }
        // "The treaty of 1942" is no better to lean on than what the paragraph tells; "the launch of 13 April" is.
        let firm = narrow && (stand > Stand::Aside || width(days) == 1);
        if firm || !self.fresh {
            self.last = Some(days);
            self.fresh = true;
            self.firm = firm;
        }
        told
    }
}
