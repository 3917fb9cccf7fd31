//! `cargo dev scale N`: any number of news items, varied by templates, for measuring how things grow with size.
//!
//! The same number gives the same items. A few pairs of states make most of the news, as they do; sentences are our
//! own.

use crate::Failure;
use crate::syntax::Rng;
use legation_lexicon::Lexicon;
use std::io::{BufWriter, Write};

/// What stands in a template: `{A}` and `{B}` are the states, `{a}` the adjective of the first, `{city}` the capital of
/// the second, `{N}` a number, `{day}` a weekday.
const TEMPLATES: &[&str] = &[
    "{A} held talks with {B} in {city} on {day}.",
    "{A} accused {B} of moving troops towards the border.",
    "{A} and {B} signed an agreement on {N} joint projects in {city}.",
    "{A} imposed sanctions on {N} companies from {B} on {day}.",
    "The {a} foreign minister visited {B} on {day} and met {N} lawmakers.",
    "{A} sent {N} tonnes of wheat to {B} after the flood.",
    "{A} rejected a proposal by {B} to share the river.",
    "{A} and {B} began a joint exercise with {N} soldiers near {city}.",
    "{B} denied that it had bought {N} drones from {A}.",
    "{A} threatened to close its border with {B} unless {N} prisoners were freed.",
    "The {a} president called on {B} to withdraw its forces from the valley.",
    "{A} expelled {N} diplomats of {B} on {day}.",
    "{A} lifted its ban on imports from {B}, worth {N} million dollars a year.",
    "Protesters in {city} demanded that {B} break off relations with {A}.",
    "{A} will deliver {N} helicopters to {B} next year, its defence ministry said.",
    "{A} shelled a village in {B} on {day}, killing {N} people.",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const OUTLETS: [&str; 6] =
    ["Coast Daily", "Southern Gazette", "Harbour Times", "River Post", "Hill Courier", "Plains Herald"];

/// Prints `count` items, one JSON object a line.
pub fn run(count: usize) -> Result<(), Failure> {
    if count == 0 {
        return Err(Failure("say how many items: cargo dev scale N".to_owned()));
    }
    let states = states();
    let mut random = Rng::new(1);
    let mut out = BufWriter::new(std::io::stdout().lock());
    for number in 0..count {
        writeln!(out, "{}", item(number, &states, &mut random)).map_err(|e| Failure(e.to_string()))?;
    }
    out.flush().map_err(|e| Failure(e.to_string()))
}

struct State {
    name: String,
    adjective: String,
    capital: String,
}

fn states() -> Vec<State> {
    let first = |list: &legation_lexicon::actors::List| list.iter().next().map(str::to_owned);
    let of = |s: &legation_lexicon::actors::State| {
        Some(State {
            name: s.name.to_string(),
            adjective: first(&s.adjectives)?,
            capital: first(&s.capital)?,
        })
    };
    Lexicon::builtin().actors.states().iter().filter_map(of).collect()
}

fn item(number: usize, states: &[State], random: &mut Rng) -> serde_json::Value {
    let (a, b) = two(states, random);
    let sentences: Vec<String> = (0..2 + random.below(2))
        .map(|_| sentence(TEMPLATES[random.below(TEMPLATES.len())], a, b, random))
        .collect();
    serde_json::json!({
        "id": format!("scale-{number}"),
        "date": format!("20{:02}-{:02}-{:02}", 10 + random.below(15), 1 + random.below(12), 1 + random.below(28)),
        "outlet": OUTLETS[random.below(OUTLETS.len())],
        "text": sentences.join(" "),
    })
}

/// Two different states, the first ones of the table oftener than the last.
fn two<'s>(states: &'s [State], random: &mut Rng) -> (&'s State, &'s State) {
    let mut one = || {
        let unit = random.unit();
        ((unit * unit * unit * states.len() as f32) as usize).min(states.len() - 1)
    };
    let a = one();
    let b = one();
    (&states[a], &states[if a == b { (b + 1) % states.len() } else { b }])
}

fn sentence(template: &str, a: &State, b: &State, random: &mut Rng) -> String {
    template
        .replace("{A}", &a.name)
        .replace("{B}", &b.name)
        .replace("{a}", &a.adjective)
        .replace("{city}", &b.capital)
        .replace("{N}", &(2 + random.below(990)).to_string())
        .replace("{day}", DAYS[random.below(7)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_items_and_they_differ() {
        let states = states();
        let items = |seed| {
            let mut random = Rng::new(seed);
            (0..200).map(|n| item(n, &states, &mut random)["text"].to_string()).collect::<Vec<_>>()
        };
        assert_eq!(items(1), items(1));
        let mut distinct = items(1);
        distinct.sort();
        distinct.dedup();
        assert!(distinct.len() > 195, "{}", distinct.len());
        assert!(!distinct.iter().any(|t| t.contains(['{', '}'])));
    }
}
