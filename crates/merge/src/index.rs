//! How two countries stand, month by month and year by year; and what each outlet tells and leaves out.

use crate::Sorted;
use jiff::civil::Date;
use legation_record::{Happening, IndexPoint, OutletView, Status};
use std::collections::{BTreeMap, BTreeSet};

type Point = ((String, String), String);

/// Points of every pair of countries; never one without happenings. What was only planned, supposed or denied, and what
/// is only alleged, moves no score.
pub fn index(happenings: &[Happening], sorted: &Sorted) -> Vec<IndexPoint> {
    let mut points = BTreeMap::<Point, Vec<&Happening>>::new();
    for h in happenings.iter().filter(|h| matches!(h.status, Status::Happened | Status::Ongoing)) {
        for period in periods(h) {
            for dyad in dyads(h) {
                points.entry((dyad, period.clone())).or_default().push(h);
            }
        }
    }
    points.into_iter().map(|((dyad, period), under)| point(dyad, period, &under, sorted)).collect()
}

fn point(dyad: (String, String), period: String, under: &[&Happening], sorted: &Sorted) -> IndexPoint {
    let scores = || under.iter().map(|h| h.event_scale);
    let mean = scores().sum::<f32>() / under.len() as f32;
    let sources = sorted.sources(under.iter().flat_map(|h| &h.reports));
    IndexPoint {
        dyad,
        period,
        score: (mean * 100.0).round() / 100.0,
        spread: (scores().fold(f32::MAX, f32::min), scores().fold(f32::MIN, f32::max)),
        sources,
        coverage: coverage(sources).to_owned(),
        happenings: under.iter().map(|h| h.id.clone()).collect(),
    }
}

fn coverage(sources: u32) -> &'static str {
    match sources {
        0..3 => "thin",
        3..10 => "fair",
        _ => "good",
    }
}

/// The month, where it lies in one, and the year, where it lies in one.
fn periods(h: &Happening) -> Vec<String> {
    let Some(from) = h.date else { return Vec::new() };
    let to = h.enddate.unwrap_or(from);
    let mut periods = Vec::new();
    if from.year() == to.year() {
        periods.push(format!("{:04}", from.year()));
        if from.month() == to.month() {
            periods.push(format!("{:04}-{:02}", from.year(), from.month()));
        }
    }
    periods
}

/// Actors with recipients; where there is no recipient, actors with each other.
fn dyads(h: &Happening) -> BTreeSet<(String, String)> {
    let codes = |parties: &[legation_record::Party]| {
        parties.iter().filter_map(|p| p.code.clone()).collect::<BTreeSet<_>>()
    };
    let actors = codes(&h.actor);
    let others = if h.recipient.is_empty() { actors.clone() } else { codes(&h.recipient) };
    let pairs = actors.iter().flat_map(|a| others.iter().map(move |b| (a, b)));
    pairs.filter(|(a, b)| a != b).map(|(a, b)| (a.min(b).clone(), a.max(b).clone())).collect()
}

/// What each outlet tells of these happenings, and what two others tell within its span of dates and it does not.
pub fn outlets(happenings: &[Happening], sorted: &Sorted) -> Vec<OutletView> {
    let mut views = BTreeMap::<&str, View>::new();
    for d in &sorted.documents {
        if let Some(outlet) = d.cite_info.outlet.as_deref() {
            let view = views.entry(outlet).or_default();
            view.documents += 1;
            let days = d.published.unwrap_or_default();
            view.span.extend([days.from, days.to].into_iter().flatten());
        }
    }
    for h in happenings {
        let telling: BTreeSet<&str> = h.reports.iter().filter_map(|r| r.outlet.as_deref()).collect();
        for outlet in &telling {
            views.entry(outlet).or_default().tells.push(h);
        }
        let told: Vec<Date> = h.reports.iter().filter_map(|r| r.published).collect();
        if telling.len() >= 2 {
            for (_, view) in views.iter_mut().filter(|(o, _)| !telling.contains(*o)) {
                if view.spans(&told) {
                    view.leaves_out.push(h.id.clone());
                }
            }
        }
    }
    views.into_iter().map(|(outlet, view)| view.publish(outlet)).collect()
}

#[derive(Default)]
struct View<'a> {
    documents: u32,
    span: BTreeSet<Date>,
    tells: Vec<&'a Happening>,
    leaves_out: Vec<String>,
}

impl View<'_> {
    fn spans(&self, days: &[Date]) -> bool {
        let (Some(first), Some(last)) = (self.span.first(), self.span.last()) else { return false };
        days.iter().any(|d| (first..=last).contains(&d))
    }

    fn publish(self, outlet: &str) -> OutletView {
        let mean = self.tells.iter().map(|h| h.event_scale).sum::<f32>() / self.tells.len() as f32;
        OutletView {
            outlet: outlet.to_owned(),
            documents: self.documents,
            score: (!self.tells.is_empty()).then_some((mean * 100.0).round() / 100.0),
            tells: self.tells.iter().map(|h| h.id.clone()).collect(),
            leaves_out: self.leaves_out,
        }
    }
}
