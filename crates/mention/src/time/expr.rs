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
    /// Beside the date the text spoke of last: "that June".
    Same,
    /// The first after it: "the following June".
    Following,
    /// The latest before it: "the preceding June".
    Preceding,
}

/// From where a distance is counted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Base {
    /// The day of publication.
    Present,
    /// The date the text spoke of last.
    Anchor,
    /// The past time the text is telling about, else the day of publication: "the next year".
    Story,
    /// The time its own sentence told before: "it left on Monday, two days **after** …".
    Here,
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

    /// True where the text gives the year in numbers.
    pub fn names_year(&self) -> bool {
        let stated = |y: &Option<Year>| matches!(y, Some(Year::Stated(_)));
        match self {
            Self::Fields(f) => stated(&f.year),
            Self::Season { year, .. } | Self::Holiday { year, .. } | Self::Week { year, .. } => stated(year),
            Self::Years { .. } => true,
            Self::Part { of, .. } | Self::Nth { of, .. } | Self::Run { of, .. } => of.names_year(),
            Self::Between(a, b) => a.names_year() || b.names_year(),
            Self::Period { base: Base::Stated(e), .. } | Self::Offset { base: Base::Stated(e), .. } => {
                e.names_year()
            }
            _ => false,
        }
    }

    /// "that month", "the same day": the very time that the text told last.
    pub const fn is_same(&self) -> bool {
        match self {
            Self::Period { base: Base::Anchor, shift, .. } => *shift == 0,
            Self::Fields(f) => matches!(f.year, Some(Year::Same)) || matches!(f.month, Some(Month::Same)),
            _ => false,
        }
    }

    /// True for what is known by one side alone: "since 2005".
    pub const fn is_sided(&self) -> bool {
        matches!(self, Self::Since(_) | Self::Until(_) | Self::Before(_) | Self::After(_) | Self::Onward(_))
    }

    /// True where it is counted from publication: "last year", "on Monday", "two weeks ago".
    pub fn is_deictic(&self) -> bool {
        match self {
            Self::Fields(f) => {
                matches!(f.year, Some(Year::Shifted(_))) || matches!(f.month, Some(Month::Shifted(_)))
            }
            Self::Season { which, .. } | Self::Holiday { which, .. } | Self::Month { which, .. } => {
                !matches!(which, Which::Nearest | Which::Same | Which::Following | Which::Preceding)
            }
            Self::Weekday { which, .. } => *which != Which::Following,
            Self::Part { of, .. } | Self::Nth { of, .. } | Self::Run { of, .. } => of.is_deictic(),
            Self::Between(a, b) => a.is_deictic() || b.is_deictic(),
            Self::Period { base, .. } | Self::Offset { base, .. } => match base {
                Base::Stated(e) => e.is_deictic(),
                base => *base == Base::Present,
            },
            Self::InWeek { .. } | Self::Window { within: false, .. } => true,
            _ => false,
        }
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
