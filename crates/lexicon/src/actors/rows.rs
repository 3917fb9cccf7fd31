//! The entries of the actor tables.

use super::table;
use jiff::civil::Date;
use std::borrow::Cow;

/// Text that lives in the binary, or was read from a user's file.
pub type Text = Cow<'static, str>;

/// Where an entry stands: index of its file, and its line from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Row {
    pub file: u16,
    pub line: u32,
}

/// A cell that lists things joined by `|`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct List(pub Text);

impl List {
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        table::list(&self.0)
    }

    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

/// Which word for a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StateForm {
    /// Russia
    Name,
    /// Russian
    Adjective,
    /// Russians
    National,
    /// Moscow, Kremlin
    Seat,
}

/// A state, territory or historical state (with its successor's code).
#[derive(Clone, Debug)]
pub struct State {
    pub row: Row,
    /// ISO 3166 alpha-3, or KOS, PSE.
    pub code: Text,
    pub name: Text,
    pub aliases: List,
    pub adjectives: List,
    pub nationals: List,
    pub capital: List,
    /// The capital and the houses that stand for the government.
    pub seats: List,
}

/// An organisation, ministry, force, company, group.
#[derive(Clone, Debug)]
pub struct Body {
    pub row: Row,
    pub name: Text,
    pub aliases: List,
    /// Empty for a body that many states have: the context tells whose.
    pub code: Text,
    /// PLOVER sector; empty for international organisations.
    pub sector: Text,
    pub kind: Text,
    /// ISO codes of an organisation's members.
    pub members: List,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// A person with all terms of office.
#[derive(Clone, Debug)]
pub struct Person {
    pub row: Row,
    pub name: Text,
    pub code: Text,
    pub terms: Vec<u32>,
}

/// One person in one office for a time.
#[derive(Clone, Debug)]
pub struct Term {
    pub row: Row,
    pub person: u32,
    /// As the table of offices calls it, with `deputy` and the like before it.
    pub office: Text,
    pub sector: Text,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// The table says the office has two holders at once.
    pub joint: bool,
}

impl Term {
    /// True where the term includes the day.
    pub fn covers(&self, day: Date) -> bool {
        self.from.is_none_or(|f| f <= day) && self.to.is_none_or(|t| day <= t)
    }
}

/// A title or role.
#[derive(Clone, Debug)]
pub struct Office {
    pub row: Row,
    pub name: Text,
    pub aliases: List,
    /// PLOVER sector; `IGO` for the officers of international organisations.
    pub sector: Text,
    /// 1 leads a state or government … 5 any other.
    pub rank: u8,
    /// A state has one holder at a time, so that the title alone means him: the foreign minister, not the general.
    pub single: bool,
}

/// A noun that makes an actor of a state's adjective: troops, government.
#[derive(Clone, Debug)]
pub struct Agent {
    pub row: Row,
    pub noun: Text,
    pub sector: Text,
    /// `people`, `force`, `institution`, `ministry`, `mission`, `company`, `group` …
    pub kind: Text,
}

/// A city or region with its coordinates.
#[derive(Clone, Debug)]
pub struct Place {
    pub row: Row,
    pub name: Text,
    pub aliases: List,
    /// ISO 3166 alpha-3.
    pub country: Text,
    /// Degrees north, -90 to 90.
    pub lat: Option<f64>,
    /// Degrees east, -180 to 180.
    pub lon: Option<f64>,
    pub kind: Text,
}
