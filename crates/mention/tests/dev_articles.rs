//! Figures and times against the annotated development articles (`../shared/eval/dev`).

mod cases;

use jiff::civil::Date;
use legation_lexicon::Lexicon;
use legation_mention::{Mentions, resolve};
use legation_syntax::{Model, Parse};
use legation_text::{Block, BlockKind, Document, Published, Span};
use rust_decimal::Decimal;
use serde_json::Value;

/// A document whose every line is a block.
fn document(text: String, published: Option<Date>) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        if !line.trim().is_empty() {
            let kind = if blocks.is_empty() { BlockKind::Title } else { BlockKind::Paragraph };
            blocks.push(Block { span: Span::new(start as u32, end as u32), kind });
        }
        start += line.len();
    }
    Document { text, blocks, published: published.map(Published::day), ..Document::default() }
}

fn published(gold: &Value) -> Option<Date> {
    gold["published"].as_str()?.parse().ok()
}

struct Read {
    gold: Value,
    document: Document,
    parse: Parse,
    found: Mentions,
}

fn articles() -> Option<Vec<Read>> {
    let files = cases::files("dev", "json")?;
    let read = |path: std::path::PathBuf| {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(&path).ok()?).ok()?;
        let text = std::fs::read_to_string(path.with_extension("txt")).ok()?;
        let document = document(text, published(&gold));
        let parse = Model::builtin().parse(&document);
        let found = resolve(Lexicon::builtin(), &document, &parse);
        Some(Read { gold, document, parse, found })
    };
    Some(files.into_iter().filter_map(read).collect())
}

/// Where a quote stands in the text.
fn place(text: &str, quote: &str) -> Option<Span> {
    let at = text.find(quote)?;
    Some(Span::new(at as u32, (at + quote.len()) as u32))
}

fn same_unit(gold: &str, ours: &str) -> bool {
    let people = ["people", "troops"];
    gold == ours || people.contains(&gold) && people.contains(&ours)
}

#[test]
fn figures_of_the_development_articles() {
    let Some(articles) = articles() else { return };
    let (mut wanted, mut given, mut value, mut unit, mut bound) = (0, 0, 0, 0, 0);
    let show = std::env::var_os("SHOW_WRONG").is_some();
    for Read { gold, document, found, .. } in &articles {
        let ours = &found.figures;
        given += ours.len();
        let mut used = vec![false; ours.len()];
        for figure in gold["figures"].as_array().into_iter().flatten() {
            wanted += 1;
            let quote = figure["quote"].as_str().unwrap_or_default();
            let span = place(&document.text, quote);
            let number = figure["value"].to_string().parse::<Decimal>().ok();
            let hit = ours.iter().enumerate().find(|(i, f)| {
                let q = &found.quantities[f.quantity as usize];
                !used[*i] && span.is_none_or(|s| s.overlaps(q.span)) && Some(q.value) == number
            });
            let Some((at, f)) = hit else {
                let near: Vec<_> =
                    found.quantities.iter().filter(|q| span.is_some_and(|s| s.overlaps(q.span))).collect();
                if show {
                    eprintln!("missed {quote:?}: {number:?} {}, quantities {near:?}", figure["unit"]);
                }
                continue;
            };
            used[at] = true;
            value += 1;
            let q = &found.quantities[f.quantity as usize];
            let right = same_unit(figure["unit"].as_str().unwrap_or_default(), &q.unit);
            unit += usize::from(right);
            bound += usize::from(figure["bound"] == f.bound.as_str());
            if show {
                eprintln!(
                    "found {quote:?}: {} {} {} {:?} {:?} | gold {} {} {}",
                    q.value,
                    q.unit,
                    f.bound,
                    f.what,
                    f.parties,
                    figure["unit"],
                    figure["bound"],
                    figure["what"]
                );
            }
        }
        for (i, f) in ours.iter().enumerate().filter(|(i, _)| show && !used[*i]) {
            let q = &found.quantities[f.quantity as usize];
            eprintln!(
                "extra {i} {:?}: {} {} {} {:?}",
                q.span.of(&document.text),
                q.value,
                q.unit,
                f.bound,
                f.what
            );
        }
    }
    let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
    eprintln!(
        "figures: recall of value {:.1} %, value + unit {:.1} % of {wanted}; precision {:.1} % of {given}; bound {:.1} %",
        share(value, wanted),
        share(unit, wanted),
        share(value, given),
        share(bound, value)
    );
    assert!(share(unit, wanted) > 60.0);
}

/// Where the sentence of an event holds a time, one of its times should lie in the event's month.
#[test]
fn times_of_the_development_articles() {
    let Some(articles) = articles() else { return };
    let (mut dated, mut right) = (0, 0_usize);
    let show = std::env::var_os("SHOW_WRONG").is_some();
    for Read { gold, document, parse, found } in &articles {
        for event in gold["events"].as_array().into_iter().flatten() {
            let day = |key: &str| event["date"][key].as_str().and_then(|d| d.parse::<Date>().ok());
            let (Some(from), Some(to)) = (day("from"), day("to")) else { continue };
            let quote = event["quote"].as_str().unwrap_or_default();
            let Some(span) = place(&document.text, quote) else { continue };
            let Some(at) = parse.sentences.iter().position(|s| s.span.overlaps(span)) else { continue };
            let times: Vec<_> = found.times_in(at).filter(|t| t.from.is_some() || t.to.is_some()).collect();
            if times.is_empty() {
                continue;
            }
            dated += 1_i32;
            let month =
                |d: Option<Date>, e: Date| d.is_some_and(|d| (d.year(), d.month()) == (e.year(), e.month()));
            let hit = times.iter().any(|t| month(t.from, from) || month(t.to, to));
            right += usize::from(hit);
            if show && !hit {
                let shown: Vec<_> = times.iter().map(|t| (t.span.of(&document.text), t.from, t.to)).collect();
                eprintln!(
                    "{} wants {from} to {to} in {:?}: {shown:?}",
                    event["status"],
                    parse.sentences[at].span.of(&document.text)
                );
            }
        }
    }
    let share = 100.0 * right as f64 / f64::from(dated.max(1));
    eprintln!(
        "times: {right} of {dated} events whose sentence has a time have one in the right month ({share:.1} %)"
    );
    assert!(share > 70.0);
}
