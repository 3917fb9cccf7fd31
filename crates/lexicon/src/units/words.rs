//! Single words: what each may mean in a number or a date.

use super::phrases::Phrases;
use super::table::{Row, Table};
use crate::LexiconError;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// A part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Early,
    Mid,
    Late,
    /// Up to the present day: "earlier this month".
    Earlier,
    /// From the present day on: "later this year".
    Later,
}

/// When a named day falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    /// The same month and day each year.
    Fixed { month: i8, day: i8 },
    /// The nth weekday (1 is Monday) of a month; −1 is the last.
    Nth { month: i8, nth: i8, weekday: i8 },
    /// Days after Easter Sunday (Gregorian).
    Easter(i16),
}

/// What one word may mean. A word has several: "second", "may", "sat".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Senses {
    /// two
    pub cardinal: Option<u64>,
    /// second; also a denominator
    pub ordinal: Option<u64>,
    /// thirds
    pub denominator: Option<u64>,
    /// half, quarter: into how many
    pub share: Option<u64>,
    /// million: what it multiplies by
    pub scale: Option<u64>,
    /// dozen: what it multiplies by, after a number or "a"
    pub dozen: Option<u64>,
    /// few, several, couple: how many, about
    pub vague: Option<u64>,
    /// 1 to 12
    pub month: Option<i8>,
    /// 1 (Monday) to 7
    pub weekday: Option<i8>,
    /// Mondays
    pub weekdays: Option<i8>,
    /// 1 (spring) to 4 (winter)
    pub season: Option<i8>,
    /// week or weeks
    pub unit: Option<TimeUnit>,
    /// weeks
    pub units: bool,
    /// yesterday: days from today
    pub day: Option<i8>,
    /// last, this, next: periods from the present one
    pub shift: Option<i8>,
    /// early, mid, late
    pub part: Option<Part>,
    /// morning, evening
    pub daypart: bool,
    /// weekly: how often
    pub set: Option<TimeUnit>,
    /// nineties: 90
    pub decade: Option<i16>,
}

pub(super) fn load(tables: &[Table]) -> Result<FxHashMap<SmolStr, Senses>, LexiconError> {
    let mut words: FxHashMap<SmolStr, Senses> = FxHashMap::default();
    for table in tables {
        for row in table.rows::<3>() {
            let row = row?;
            let [word, kind, value] = row.cells;
            add(words.entry(word.into()).or_default(), &row, kind, value)?;
        }
    }
    Ok(words)
}

fn add(senses: &mut Senses, row: &Row<3>, kind: &str, value: &str) -> Result<(), LexiconError> {
    match kind {
        "cardinal" => senses.cardinal = Some(row.number(value)?),
        "ordinal" => senses.ordinal = Some(row.number(value)?),
        "denominator" => senses.denominator = Some(row.number(value)?),
        "share" => senses.share = Some(row.number(value)?),
        "scale" => senses.scale = Some(row.number(value)?),
        "dozen" => senses.dozen = Some(row.number(value)?),
        "vague" => senses.vague = Some(row.number(value)?),
        "month" => senses.month = Some(row.number(value)?),
        "weekday" => senses.weekday = Some(row.number(value)?),
        "weekdays" => senses.weekdays = Some(row.number(value)?),
        "season" => senses.season = Some(row.number(value)?),
        "unit" => senses.unit = Some(unit(row, value)?),
        "units" => {
            senses.unit = Some(unit(row, value)?);
            senses.units = true;
        }
        "day" => senses.day = Some(row.number(value)?),
        "shift" => senses.shift = Some(row.number(value)?),
        "part" => senses.part = Some(part(row, value)?),
        "daypart" => senses.daypart = true,
        "set" => senses.set = Some(unit(row, value)?),
        "decade" => senses.decade = Some(row.number(value)?),
        _ => {
            return Err(
                row.error(format!("no kind of word is called {kind:?}"), "see the notes at the file's head")
            );
        }
    }
    Ok(())
}

fn unit(row: &Row<3>, value: &str) -> Result<TimeUnit, LexiconError> {
    Ok(match value {
        "second" => TimeUnit::Second,
        "minute" => TimeUnit::Minute,
        "hour" => TimeUnit::Hour,
        "day" => TimeUnit::Day,
        "weekend" => TimeUnit::Weekend,
        "week" => TimeUnit::Week,
        "fortnight" => TimeUnit::Fortnight,
        "month" => TimeUnit::Month,
        "quarter" => TimeUnit::Quarter,
        "half" => TimeUnit::Half,
        "year" => TimeUnit::Year,
        "decade" => TimeUnit::Decade,
        "century" => TimeUnit::Century,
        _ => {
            return Err(
                row.error(format!("no length of time is called {value:?}"), "use day, week, month, year …")
            );
        }
    })
}

fn part(row: &Row<3>, value: &str) -> Result<Part, LexiconError> {
    Ok(match value {
        "early" => Part::Early,
        "mid" => Part::Mid,
        "late" => Part::Late,
        "earlier" => Part::Earlier,
        "later" => Part::Later,
        _ => {
            return Err(
                row.error(format!("no part is called {value:?}"), "use early, mid, late, earlier or later")
            );
        }
    })
}

pub(super) fn holidays(table: &Table) -> Result<Phrases<Holiday>, LexiconError> {
    let mut phrases = Phrases::default();
    for row in table.rows::<2>() {
        let row = row?;
        let [name, rule] = row.cells;
        let holiday = holiday(rule).ok_or_else(|| {
            row.error(format!("{rule:?} is no rule"), "write 12-25, 11-4th-thu, 05-last-mon or easter-2")
        })?;
        row.once(phrases.insert(name, holiday), name)?;
    }
    Ok(phrases)
}

fn holiday(rule: &str) -> Option<Holiday> {
    if let Some(days) = rule.strip_prefix("easter") {
        return Some(Holiday::Easter(days.parse().ok()?));
    }
    let mut cells = rule.split('-');
    let month = cells.next()?.parse().ok().filter(|m| (1..=12).contains(m))?;
    let second = cells.next()?;
    let Some(weekday) = cells.next() else {
        return Some(Holiday::Fixed { month, day: second.parse().ok().filter(|d| (1..=31).contains(d))? });
    };
    let nth = if second == "last" { -1 } else { second.get(..1)?.parse().ok()? };
    let week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    Some(Holiday::Nth { month, nth, weekday: week.iter().position(|d| *d == weekday)? as i8 + 1 })
}
