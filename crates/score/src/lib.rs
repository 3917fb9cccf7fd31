//! Accuracy against annotated gold: the published records on one side, GUIDELINE-format articles on the other.
//!
//! An event is found where its sentence overlaps the gold quote by half; the best one-to-one pairing counts. A second
//! record of an event already found is neither right nor wrong. The figures equal those of the reference scorer.

mod gold;
mod plv;
mod text;

pub use gold::{GoldDocument, GoldError, read_gold};
pub use plv::{Confusion, PlvItem, read_plv};

use legation_record::EventRecord;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// One coded event, as far as scoring reads it.
#[derive(Clone, Debug)]
pub struct Coded {
    kind: String,
    actors: BTreeSet<String>,
    recipients: BTreeSet<String>,
    date: Option<String>,
    status: String,
    text: String,
}

impl From<&EventRecord> for Coded {
    fn from(event: &EventRecord) -> Self {
        let codes = |side: &[legation_record::Party]| side.iter().filter_map(|p| p.code.clone()).collect();
        Self {
            kind: event.event.first().map_or_else(String::new, |e| e.as_str().to_owned()),
            actors: codes(&event.actor),
            recipients: codes(&event.recipient),
            date: event.date.map(|d| d.to_string()),
            status: event.status.as_str().to_owned(),
            text: event.text.clone(),
        }
    }
}

impl Coded {
    fn countries(&self) -> BTreeSet<&str> {
        self.actors.union(&self.recipients).map(String::as_str).collect()
    }
}

/// What was counted.
#[derive(Clone, Debug, Default)]
pub struct Score {
    pub gold: usize,
    pub coded: usize,
    pub repeats: usize,
    pub found: usize,
    pub kind: usize,
    pub who: usize,
    pub roles: usize,
    pub month: usize,
    pub day: usize,
    pub status: usize,
    pub weighty: usize,
    pub weighty_found: usize,
    /// Right and gold, by type.
    pub types: BTreeMap<String, (usize, usize)>,
    /// What went wrong, one line each.
    pub errors: Vec<String>,
}

struct Pair {
    score: f64,
    gold: usize,
    coded: usize,
    kind: bool,
    who: bool,
    roles: bool,
}

impl Score {
    /// Counts one document's events against its gold.
    pub fn add(&mut self, gold: &GoldDocument, coded: &[Coded]) {
        let spans: Vec<Option<(usize, usize)>> = coded.iter().map(|c| gold.locate(&c.text)).collect();
        self.gold += gold.events.len();
        self.coded += coded.len();
        self.weighty += gold.events.iter().filter(|e| e.weight >= 3).count();
        let mut pairs = pairs(gold, coded, &spans);
        pairs.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then(a.gold.cmp(&b.gold)).then(a.coded.cmp(&b.coded))
        });
        let mut of_gold: BTreeMap<usize, Pair> = BTreeMap::new();
        let mut used = BTreeSet::new();
        for pair in pairs {
            if !of_gold.contains_key(&pair.gold) && !used.contains(&pair.coded) {
                used.insert(pair.coded);
                of_gold.insert(pair.gold, pair);
            }
        }
        for pair in of_gold.values() {
            self.count(gold, &coded[pair.coded], pair);
        }
        self.count_unpaired(gold, coded, &of_gold, &used);
    }

    fn count(&mut self, gold: &GoldDocument, coded: &Coded, pair: &Pair) {
        let event = &gold.events[pair.gold];
        self.found += 1;
        self.kind += usize::from(pair.kind);
        self.who += usize::from(pair.kind && pair.who);
        self.roles += usize::from(pair.kind && pair.roles);
        self.types.entry(event.kind.clone()).or_default().0 += usize::from(pair.kind);
        if pair.kind && pair.who {
            let month = |d: Option<&str>| d.unwrap_or("").chars().take(7).collect::<String>();
            let (ours, theirs) = (coded.date.as_deref(), event.date.as_deref());
            self.month += usize::from(month(ours) == month(theirs));
            self.day += usize::from(ours.unwrap_or("") == theirs.unwrap_or(""));
            self.status += usize::from(coded.status == event.status);
            self.weighty_found += usize::from(event.weight >= 3);
        }
    }

    fn count_unpaired(
        &mut self,
        gold: &GoldDocument,
        coded: &[Coded],
        of_gold: &BTreeMap<usize, Pair>,
        used: &BTreeSet<usize>,
    ) {
        for (_, event) in coded.iter().enumerate().filter(|(j, _)| !used.contains(j)) {
            let again = of_gold.values().any(|p| {
                let g = &gold.events[p.gold];
                p.kind && p.who && g.kind == event.kind && g.countries() == event.countries()
            });
            if again {
                self.repeats += 1;
            } else {
                let (a, r) = (shown(&event.actors), shown(&event.recipients));
                self.errors.push(format!(
                    "{} | extra | {} | {a} | {r} | {}",
                    gold.doc,
                    event.kind,
                    clip(&event.text)
                ));
            }
        }
        for (i, event) in gold.events.iter().enumerate() {
            self.types.entry(event.kind.clone()).or_default().1 += 1;
            let (a, r) = (shown(&event.actors), shown(&event.recipients));
            match of_gold.get(&i) {
                None => self.errors.push(format!(
                    "{} | missed | {} | {a} | {r} | {}",
                    gold.doc,
                    event.kind,
                    clip(&event.quote)
                )),
                Some(p) if !p.kind || !p.who => {
                    let ours = &coded[p.coded];
                    let (theirs, got) = (event.countries(), ours.countries());
                    self.errors.push(format!(
                        "{} | wrong | {}->{} | {theirs:?} | {got:?} | {}",
                        gold.doc,
                        event.kind,
                        ours.kind,
                        clip(&event.quote)
                    ));
                }
                Some(_) => {}
            }
        }
    }

    fn rates(&self, hits: usize) -> (f64, f64, f64) {
        let precision = hits as f64 / (self.coded - self.repeats).max(1) as f64;
        let recall = hits as f64 / self.gold.max(1) as f64;
        let both = precision + recall;
        (precision, recall, if both > 0.0 { 2.0 * precision * recall / both } else { 0.0 })
    }

    /// F1 of type alone.
    pub fn type_f1(&self) -> f64 {
        self.rates(self.kind).2
    }

    /// F1 of type and countries.
    pub fn who_f1(&self) -> f64 {
        self.rates(self.who).2
    }

    /// The figures, in the reference scorer's words.
    pub fn table(&self) -> String {
        let mut out = format!("gold {}  coded {}  repeats {}\n", self.gold, self.coded, self.repeats);
        for (name, hits) in
            [("found", self.found), ("type", self.kind), ("who", self.who), ("roles", self.roles)]
        {
            let (p, r, f) = self.rates(hits);
            let _ = writeln!(out, "{name:6} P {p:.3}  R {r:.3}  F1 {f:.3}");
        }
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        let _ = writeln!(
            out,
            "of who: month {:.3}  day {:.3}  status {:.3}   weight-3 recall {:.3}",
            share(self.month, self.who),
            share(self.day, self.who),
            share(self.status, self.who),
            share(self.weighty_found, self.weighty)
        );
        let mut types: Vec<_> = self.types.iter().collect();
        types.sort_by_key(|(_, (_, gold))| std::cmp::Reverse(*gold));
        let row: Vec<String> = types.iter().map(|(t, (right, gold))| format!("{t} {right}/{gold}")).collect();
        let _ = writeln!(out, "recall by type: {}", row.join("  "));
        out
    }
}

fn pairs(gold: &GoldDocument, coded: &[Coded], spans: &[Option<(usize, usize)>]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for (i, g) in gold.events.iter().enumerate() {
        for (j, c) in coded.iter().enumerate() {
            let overlap = text::overlap(g.span, spans[j]);
            if overlap < 0.5 {
                continue;
            }
            let kind = g.kind == c.kind;
            let who = g.countries() == c.countries();
            let roles = g.actors == c.actors && g.recipients == c.recipients;
            let score = 4.0 * f64::from(u8::from(kind))
                + 2.0 * f64::from(u8::from(who))
                + f64::from(u8::from(roles))
                + 0.5 * overlap;
            pairs.push(Pair { score, gold: i, coded: j, kind, who, roles });
        }
    }
    pairs
}

fn shown(codes: &BTreeSet<String>) -> String {
    codes.iter().cloned().collect::<Vec<_>>().join(",")
}

fn clip(text: &str) -> String {
    text.chars().take(160).collect::<String>().replace('\n', " ")
}
