//! Days that need not hang together.

use crate::time::calendar::{Days, month, years};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Runs of days in order, apart from each other, first and last day inclusive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch(Vec<Days>);

/// The years that press texts are of.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1985..=2100;

impl Stretch {
    pub fn always() -> Self {
        Self(vec![(date(*YEARS.start(), 1, 1), date(*YEARS.end(), 12, 31))])
    }

    /// From any runs; what ends before it begins is left out.
    pub fn new(runs: impl IntoIterator<Item = (Option<Date>, Option<Date>)>) -> Self {
        let (first, last) = Self::always().0[0];
        let mut runs: Vec<Days> =
            runs.into_iter().map(|(from, to)| (from.unwrap_or(first), to.unwrap_or(last))).collect();
        runs.retain(|(from, to)| from <= to);
        runs.sort_unstable();
        let mut joined: Vec<Days> = Vec::with_capacity(runs.len());
        for (from, to) in runs {
            match joined.last_mut().filter(|(_, end)| from <= *end) {
                Some((_, end)) => *end = to.max(*end),
                None => joined.push((from, to)),
            }
        }
        Self(joined)
    }

    /// The same days of every year: from `before` days before the one given until `after` days after it.
    pub fn yearly(day: impl Fn(i16) -> Option<Date>, before: i32, after: i32) -> Self {
        let around = |year: i16| {
            let day = day(year)?;
            Some((Some(shifted(day, -before)), Some(shifted(day, after))))
        };
        Self::new(YEARS.filter_map(around))
    }

    /// The days in both.
    pub fn and(&self, other: &Self) -> Self {
        let both =
            self.0.iter().flat_map(|a| other.0.iter().map(move |b| (Some(a.0.max(b.0)), Some(a.1.min(b.1)))));
        Self::new(both.filter(|(from, to)| from <= to))
    }

    /// First and last day.
    pub fn hull(&self) -> Option<Days> {
        Some((self.0.first()?.0, self.0.last()?.1))
    }

    /// True where it neither begins nor ends with the years of the press.
    pub fn is_bounded(&self) -> bool {
        let (first, last) = Self::always().0[0];
        self.hull().is_some_and(|(from, to)| from > first && to < last)
    }

    /// How many of its days lie between two.
    pub fn days_in(&self, (from, to): Days) -> i32 {
        self.0.iter().map(|run| ((run.1.min(to) - run.0.max(from)).get_days() + 1).max(0)).sum()
    }

    /// The month in which most of its days lie, with their share of all.
    pub fn likeliest_month(&self) -> Option<(Days, f64)> {
        let whole = self.hull()?;
        let all = f64::from(self.days_in(whole));
        let months = self.0.iter().flat_map(|run| [run.0, run.1]);
        let mut months: Vec<Days> = months.flat_map(around).collect();
        months.sort_unstable();
        months.dedup();
        months.into_iter().map(|m| (m, f64::from(self.days_in(m)) / all)).max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// The year in which all of it lies.
    pub fn year(&self) -> Option<Days> {
        let (first, last) = self.hull()?;
        years(first.year(), last.year()).filter(|_| first.year() == last.year())
    }
}

/// The month of a day, that before and that after it.
fn around(day: Date) -> impl Iterator<Item = Days> {
    [-31, 0, 31].into_iter().map(move |by| shifted(day, by)).filter_map(|d| month(d.year(), d.month()))
}

/// `day` moved by days; as it is at the calendar's end.
pub(super) fn shifted(day: Date, by: i32) -> Date {
    day.checked_add(by.days()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(runs: &[(&str, &str)]) -> Stretch {
        let day = |d: &str| d.parse().expect("a date");
        Stretch::new(runs.iter().map(|(from, to)| (Some(day(from)), Some(day(to)))))
    }

    #[test]
    fn runs_are_joined_and_cut() {
        let a = stretch(&[
            ("2014-01-01", "2014-03-31"),
            ("2014-03-01", "2014-06-30"),
            ("2016-01-01", "2016-12-31"),
        ]);
        let b = stretch(&[("2014-06-20", "2016-01-10")]);
        assert_eq!(a.and(&b), stretch(&[("2014-06-20", "2014-06-30"), ("2016-01-01", "2016-01-10")]));
        assert_eq!(a.and(&stretch(&[])).hull(), None);
    }

    #[test]
    fn the_month_with_most_days_is_the_likeliest() {
        let ((from, _), share) = stretch(&[("2014-07-24", "2014-09-08")]).likeliest_month().expect("days");
        assert_eq!(from, date(2014, 8, 1));
        assert!(share > 0.6 && share < 0.7, "{share}");
    }

    #[test]
    fn a_year_is_one_where_all_lies_in_it() {
        assert_eq!(
            stretch(&[("2014-02-01", "2014-11-08")]).year(),
            Some((date(2014, 1, 1), date(2014, 12, 31)))
        );
        assert_eq!(stretch(&[("2014-02-01", "2015-01-01")]).year(), None);
    }
}
