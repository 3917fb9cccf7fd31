//! Dates, parties and figures in words.

use jiff::civil::Date;
use legation_record::{FigureRecord, Grain, Happening, Interval, Party, Report, month_name};

/// `9 June 2017`, `October 2024`, `2016`, `11–16 May 2025`; `undated` where nothing is known.
pub fn date(from: Option<Date>, to: Option<Date>, grain: Option<Grain>) -> String {
    let day = |d: Date| format!("{} {} {}", d.day(), month_name(d), d.year());
    match (from, to) {
        (None, None) => "undated".to_owned(),
        (Some(from), None) => format!("since {}", day(from)),
        (None, Some(to)) => format!("until {}", day(to)),
        (Some(from), Some(to)) if from == to => day(from),
        (Some(from), Some(to)) => match grain {
            Some(Grain::Year) if from.year() == to.year() => from.year().to_string(),
            Some(Grain::Month) if from.month() == to.month() && from.year() == to.year() => {
                format!("{} {}", month_name(from), from.year())
            }
            _ if from.year() == to.year() && from.month() == to.month() => {
                format!("{}–{} {} {}", from.day(), to.day(), month_name(from), from.year())
            }
            _ => format!("{} – {}", day(from), day(to)),
        },
    }
}

/// A happening's date in words.
pub fn happening_date(happening: &Happening) -> String {
    date(happening.date, happening.enddate, happening.date_grain)
}

/// An interval in words.
pub fn interval(interval: Option<&Interval>) -> String {
    interval.map_or_else(
        || "undated".to_owned(),
        |i| {
            let whole_year = match (i.from, i.to) {
                (Some(a), Some(b)) => {
                    a.year() == b.year() && (a.month(), a.day(), b.month(), b.day()) == (1, 1, 12, 31)
                }
                _ => false,
            };
            date(i.from, i.to, Some(if whole_year { Grain::Year } else { Grain::Month }))
        },
    )
}

/// Who says so: `Sergei Lavrov`, or the outlet itself.
pub fn voice(report: &Report) -> String {
    let speaker = report.speaker.as_ref().map(name);
    let outlet = report.outlet.clone().unwrap_or_else(|| report.doc.clone());
    match speaker {
        Some(speaker) => format!("{speaker}, in {outlet}"),
        None => outlet,
    }
}

/// The name used for a party.
pub fn name(party: &Party) -> String {
    if party.identifier_text.is_empty() { party.entity_text.clone() } else { party.identifier_text.clone() }
}

/// `about USD 790 million`.
pub fn figure(figure: &FigureRecord) -> String {
    use legation_record::Bound;
    let bound = match figure.bound {
        Bound::Exact => "",
        Bound::About => "about ",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
        Bound::Target => "target ",
        Bound::Change => "change of ",
    };
    let value = large(&figure.value.to_string());
    let is_currency = figure.unit.len() == 3 && figure.unit.bytes().all(|b| b.is_ascii_uppercase());
    if is_currency {
        format!("{bound}{} {value}", figure.unit)
    } else {
        format!("{bound}{value} {}", figure.unit).trim_end().to_owned()
    }
}

/// `790000000` as `790 million`; other numbers as they are.
fn large(value: &str) -> String {
    let Ok(number) = value.parse::<f64>() else { return value.to_owned() };
    for (size, word) in [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")] {
        if number.abs() >= size {
            return format!("{} {word}", number / size);
        }
    }
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn dates_read_as_people_write_them() {
        let d = |y, m, dd| Some(day(y, m, dd));
        assert_eq!(date(d(2017, 6, 9), d(2017, 6, 9), Some(Grain::Day)), "9 June 2017");
        assert_eq!(date(d(2024, 10, 1), d(2024, 10, 31), Some(Grain::Month)), "October 2024");
        assert_eq!(date(d(2025, 5, 11), d(2025, 5, 16), Some(Grain::Range)), "11–16 May 2025");
        assert_eq!(date(d(2016, 1, 1), d(2016, 12, 31), Some(Grain::Year)), "2016");
        assert_eq!(date(None, None, None), "undated");
    }

    #[test]
    fn large_numbers_read_in_words() {
        assert_eq!(large("790000000"), "790 million");
        assert_eq!(large("1.5"), "1.5");
    }
}
