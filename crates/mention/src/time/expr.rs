//! What a time expression says, before it is set against any date.

use legation_lexicon::units::{Holiday, Part, TimeUnit};

/// A year as named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Year {
    Stated(i16),
    /// Years from the present one: "this year" is 0.
    Shifted(i32),
    /// "that year": the one the text last named.
    Same,
}

/// A month as named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Month {
    Stated(i8),
    Shifted(i32),
    Same,
}

/// A calendar date with any of its fields left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pub year: Option<Year>,
    pub month: Option<Month>,
    pub day: Option<i8>,
    pub weekday: Option<i8>,
}

/// Which of the many Fridays, Mays or summers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// As the tense suggests.
    Nearest,
    This,
    Last,
    Next,
    /// The latest before today: "this past Friday".
    Past,
    /// The first after today: "this coming Friday".
    Coming,
}

/// From where a distance is counted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Base {
    /// The day of publication.
    Present,
    /// The date the text spoke of last.
    Anchor,
    Stated(Box<Expr>),
}

/// What is counted off inside a longer period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Unit(TimeUnit),
    Weekday(i8),
}

/// A length: each count with its unit; a count may be negative.
pub(crate) type Length = Vec<(i32, TimeUnit)>;

/// A time expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Fields(Fields),
    /// this week, last month, next year
    Period {
        unit: TimeUnit,
        shift: i32,
        base: Base,
    },
    /// on Friday, last Friday
    Weekday {
        weekday: i8,
        which: Which,
    },
    /// last September
    Month {
        month: i8,
        which: Which,
    },
    /// Friday next week
    InWeek {
        weekday: i8,
        week: Box<Expr>,
    },
    /// two weeks ago, three days after 4 May
    Offset {
        length: Length,
        base: Base,
    },
    /// in three weeks: ahead, unless the verb looks back and the length is one
    Ahead(Length),
    /// the past two years, the next three days; "within" begins today
    Window {
        length: Length,
        ahead: bool,
        within: bool,
    },
    /// the first nine months of 2024, the last ten days of May
    Run {
        count: i32,
        unit: TimeUnit,
        from_end: bool,
        of: Box<Expr>,
    },
    /// the third week of May; −1 counts from the end
    Nth {
        nth: i8,
        piece: Piece,
        of: Box<Expr>,
    },
    /// late last month
    Part {
        part: Part,
        of: Box<Expr>,
    },
    /// summer 2022; the year is that of its first month
    Season {
        season: i8,
        year: Option<Year>,
        which: Which,
    },
    /// the 1990s, 2014–16, the 20th century
    Years {
        from: i16,
        to: i16,
    },
    Holiday {
        holiday: Holiday,
        year: Option<Year>,
        which: Which,
    },
    Week {
        number: i8,
        year: Option<Year>,
    },
    Between(Box<Expr>, Box<Expr>),
    Since(Box<Expr>),
    Until(Box<Expr>),
    Before(Box<Expr>),
    After(Box<Expr>),
    /// from 2027 on
    Onward(Box<Expr>),
    /// a mere length
    Length(TimeUnit),
    /// every day
    Set(TimeUnit),
    /// "decades ago": before now, nobody knows when
    Vague,
}

impl Expr {
    pub fn boxed(self) -> Box<Self> {
        Box::new(self)
    }

    pub const fn year(year: Year) -> Self {
        Self::Fields(Fields { year: Some(year), month: None, day: None, weekday: None })
    }

    pub const fn fields(&self) -> Option<Fields> {
        if let Self::Fields(f) = self { Some(*f) } else { None }
    }
}

impl Fields {
    /// True for a year alone.
    pub const fn only_year(&self) -> bool {
        self.year.is_some() && self.month.is_none() && self.day.is_none() && self.weekday.is_none()
    }
}
