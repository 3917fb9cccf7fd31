//! The pieces records are made of.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The months' English names, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The English name of a date's month.
///
/// ```
/// assert_eq!(legation_record::month_name(jiff::civil::date(2017, 6, 9)), "June");
/// ```
pub fn month_name(date: Date) -> &'static str {
    MONTHS[date.month() as usize - 1]
}

/// True of the codes that stand for bodies of states where a state's ISO 3166 code would stand.
///
/// ```
/// assert!(legation_record::is_intergovernmental("UNO") && !legation_record::is_intergovernmental("FIN"));
/// ```
pub fn is_intergovernmental(code: &str) -> bool {
    matches!(code, "UNO" | "EUR" | "IGO")
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// As records spell it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// Reads the records' spelling.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// The sixteen event types of PLOVER 2.0.
    EventType {
        Agree = "AGREE",
        Consult = "CONSULT",
        Support = "SUPPORT",
        Concede = "CONCEDE",
        Cooperate = "COOPERATE",
        Aid = "AID",
        Retreat = "RETREAT",
        Request = "REQUEST",
        Accuse = "ACCUSE",
        Reject = "REJECT",
        Threaten = "THREATEN",
        Protest = "PROTEST",
        Sanction = "SANCTION",
        Mobilize = "MOBILIZE",
        Coerce = "COERCE",
        Assault = "ASSAULT",
    }
}

words! {
    /// Whether the event took place (GUIDELINE: status).
    Status {
        Happened = "happened",
        Ongoing = "ongoing",
        Planned = "planned",
        Hypothetical = "hypothetical",
        Alleged = "alleged",
        Denied = "denied",
    }
}

words! {
    /// How a speaker stands to a proposition.
    Stance {
        Asserts = "asserts",
        Alleges = "alleges",
        Denies = "denies",
        Doubts = "doubts",
    }
}

words! {
    /// How narrow a date is.
    Grain {
        Day = "day",
        Week = "week",
        Month = "month",
        Season = "season",
        Year = "year",
        Range = "range",
    }
}

words! {
    /// What a date rests on: the text, the text counted from another date, or the day of publication.
    DateBasis {
        Stated = "stated",
        Relative = "relative",
        Published = "published",
    }
}

words! {
    /// How a figure bounds the quantity.
    Bound {
        Exact = "exact",
        About = "about",
        AtLeast = "at_least",
        AtMost = "at_most",
        Target = "target",
        Change = "change",
    }
}

/// Days, both inclusive; `null` where that side is open.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct Interval {
    #[schemars(with = "Option<String>")]
    pub from: Option<Date>,
    #[schemars(with = "Option<String>")]
    pub to: Option<Date>,
}

/// Somebody who acts, is acted on, or speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// The words of this sentence.
    pub entity_text: String,
    /// Who that is, by the name the record uses throughout.
    pub identifier_text: String,
    /// ISO 3166 alpha-3, or UNO EUR IGO NGO MNC IMG KOS PSE; null where it could not be told.
    pub code: Option<String>,
    /// PLOVER sector: GOV MIL LEG …
    pub sector: Option<String>,
    /// `foreign minister`, `president`, …
    pub office: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata_id: Option<String>,
}

/// Where it took place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Loc {
    pub name: String,
    /// ISO 3166 alpha-3.
    pub country: Option<String>,
    /// Degrees north, −90 to 90.
    pub lat: Option<f64>,
    /// Degrees east, −180 to 180.
    pub lon: Option<f64>,
}

/// Where a record's text stands in the document.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub struct TextInfo {
    /// Number of the sentence in the article, from 0.
    pub sequence: u32,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// One reason: which rule, and what it saw.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// `data/events/visit.toml:41`, or the name of a rule in code.
    pub rule: String,
    pub note: String,
}

/// Share of such records expected to be right, 0 to 1, in steps of 0.01.
pub type Confidence = f32;

/// What to cite.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CiteInfo {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub author: Option<String>,
    pub url: Option<String>,
}
