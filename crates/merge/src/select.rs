//! What of the merged record a reader asked for.

use crate::Options;
use crate::data::Tables;
use crate::text;
use jiff::civil::Date;
use legation_record::{Corpus, EventType, Happening, Interval, Party, Report, UndertakingKind};
use rustc_hash::FxHashSet;

/// Drops what the options leave out. What was merged stays merged, so ids are those of the whole.
pub fn select(corpus: &mut Corpus, options: &Options, tables: &Tables) {
    if let Some((a, b)) = &options.between {
        between(corpus, a, b, tables);
    }
    if options.since.is_some() || options.until.is_some() {
        period(corpus, options.since, options.until);
    }
    if let Some(topic) = options.topic.as_deref().filter(|t| !t.trim().is_empty()) {
        about(corpus, topic);
    }
    let all = corpus.happenings.iter().chain(&corpus.background);
    let kept: FxHashSet<String> = all.map(|h| h.id.clone()).collect();
    corpus.disputes.retain(|d| d.happening.as_ref().is_none_or(|h| kept.contains(h)));
}

/// A happening concerns two countries where one takes part and the other takes part or is named where it is told.
fn between(corpus: &mut Corpus, a: &str, b: &str, tables: &Tables) {
    let named =
        |code: &str, reports: &[Report]| reports.iter().any(|r| tables.countries.named_in(code, &r.text));
    // The one takes part; the other does too, or is named, or sits where the one joins.
    let one_with = |h: &Happening, one: &str, other: &str| {
        let there = takes_part(h, other) || named(other, &h.reports) || joins(h, other, tables);
        takes_part(h, one) && there
    };
    let concerns_both = |h: &Happening| one_with(h, a, b) || one_with(h, b, a);
    corpus.happenings.retain(concerns_both);
    corpus.background.retain(concerns_both);
    let codes = [a, b];
    corpus.figures.retain(|f| {
        codes.iter().all(|c| f.parties.iter().any(|p| p == c) || tables.countries.named_in(c, &f.text))
    });
    corpus.undertakings.retain(|u| {
        let party = |c: &str| u.parties.iter().any(|p| p == c);
        // Of a bid to join its other side is who backs or blocks it, and who is there already.
        let told =
            |c: &str| u.history.iter().any(|s| named(c, &s.reports)) || tables.bodies.seats(&u.name, c);
        let bid = u.kind == UndertakingKind::Membership && (party(a) && told(b) || party(b) && told(a));
        party(a) && party(b) || bid
    });
    let concerns = |reports: &mut dyn Iterator<Item = &Report>| {
        let reports: Vec<&Report> = reports.collect();
        codes.iter().all(|c| reports.iter().any(|r| tables.countries.named_in(c, &r.text)))
    };
    let figures: FxHashSet<&str> = corpus.figures.iter().map(|f| f.id.as_str()).collect();
    let reports: FxHashSet<&str> =
        corpus.happenings.iter().flat_map(|h| &h.reports).map(|r| r.id.as_str()).collect();
    corpus.conflicts.retain(|c| {
        c.items
            .iter()
            .any(|i| figures.contains(i.report.id.as_str()) || reports.contains(i.report.id.as_str()))
    });
    corpus
        .disputes
        .retain(|d| d.happening.is_some() || concerns(&mut d.voices.iter().flat_map(|v| &v.reports)));
}

/// Somebody joins, or is helped into, a body that the country sits in.
fn joins(h: &Happening, code: &str, tables: &Tables) -> bool {
    let kind = h.event.iter().any(|t| matches!(t, EventType::Cooperate | EventType::Agree));
    let body = |p: &Party| !p.code.as_deref().is_some_and(|c| tables.countries.state(c));
    kind && h.recipient.iter().any(|p| body(p) && tables.bodies.seats(&p.identifier_text, code))
}

fn takes_part(h: &Happening, code: &str) -> bool {
    let is = |p: &Party| p.code.as_deref() == Some(code);
    h.actor.iter().chain(&h.recipient).any(is)
        || h.event_loc.as_ref().is_some_and(|l| l.country.as_deref() == Some(code))
}

fn period(corpus: &mut Corpus, since: Option<Date>, until: Option<Date>) {
    let fits = |from: Option<Date>, to: Option<Date>| {
        let late = to.or(from).zip(since).is_none_or(|(d, s)| d >= s);
        let early = from.or(to).zip(until).is_none_or(|(d, u)| d <= u);
        late && early
    };
    let within = |i: Option<Interval>| i.is_none_or(|i| fits(i.from, i.to));
    corpus.happenings.retain(|h| fits(h.date, h.enddate));
    corpus.background.retain(|h| fits(h.date, h.enddate));
    corpus.figures.retain(|f| within(f.period));
    corpus.undertakings.retain(|u| u.history.iter().any(|s| within(s.date)));
    let kept: FxHashSet<&str> = corpus
        .happenings
        .iter()
        .flat_map(|h| &h.reports)
        .map(|r| r.id.as_str())
        .chain(corpus.figures.iter().map(|f| f.id.as_str()))
        .collect();
    corpus.conflicts.retain(|c| c.items.iter().any(|i| kept.contains(i.report.id.as_str())));
}

fn about(corpus: &mut Corpus, topic: &str) {
    let sought: Vec<String> = text::words(topic).iter().map(|w| text::stem(&w.lower)).collect();
    let holds = |texts: &mut dyn Iterator<Item = &str>| {
        let words: FxHashSet<String> = texts.flat_map(text::words).map(|w| text::stem(&w.lower)).collect();
        sought.iter().all(|s| words.contains(s))
    };
    let told =
        |h: &Happening| holds(&mut h.reports.iter().map(|r| r.text.as_str()).chain([h.headline.as_str()]));
    corpus.happenings.retain(told);
    corpus.background.retain(told);
    corpus.figures.retain(|f| holds(&mut [f.text.as_str(), f.what.as_str()].into_iter()));
    corpus.undertakings.retain(|u| {
        let told = u.history.iter().flat_map(|s| &s.reports).map(|r| r.text.as_str());
        holds(&mut told.chain([u.name.as_str()]).chain(u.aliases.iter().map(String::as_str)))
    });
    corpus
        .conflicts
        .retain(|c| holds(&mut c.items.iter().map(|i| i.report.text.as_str()).chain([c.about.as_str()])));
    corpus.disputes.retain(|d| {
        let told = d.voices.iter().flat_map(|v| &v.reports).map(|r| r.text.as_str());
        holds(&mut told.chain([d.proposition.as_str()]))
    });
}
