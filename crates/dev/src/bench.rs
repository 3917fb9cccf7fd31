//! `cargo dev bench`: words a second on one core, and each stage's share, over the development articles.

use crate::{Failure, shared};
use legation_engine::Engine;
use legation_text::Document;
use std::time::{Duration, Instant};

/// Runs the stages over the articles again and again for about three seconds.
pub fn run() -> Result<(), Failure> {
    let documents = documents()?;
    let engine = Engine::builtin();
    let lexicon = engine.lexicon;
    let mut spent = [Duration::ZERO; 5];
    let mut words = 0usize;
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(3) {
        for document in &documents {
            let mut clock = Clock { last: Instant::now(), spent: &mut spent };
            let parse = engine.model.parse(document);
            clock.lap(0);
            let mentions = legation_mention::resolve(lexicon, document, &parse);
            clock.lap(1);
            let events = legation_event::code(lexicon, document, &parse, &mentions);
            clock.lap(2);
            let claims = legation_claim::attribute(lexicon, document, &parse, &mentions, &events);
            clock.lap(3);
            words += parse.sentences.iter().map(|s| s.tokens.len()).sum::<usize>();
            drop(claims);
            let records = engine.records(document);
            clock.lap(4);
            drop(records);
        }
    }
    let stages = spent[..4].iter().sum::<Duration>();
    println!("whole road, one core: {:.0} words/s", words as f64 / spent[4].as_secs_f64());
    for (name, time) in ["syntax", "mention", "event", "claim"].iter().zip(spent) {
        let share = time.as_secs_f64() / stages.as_secs_f64();
        println!("  {name:8} {:5.1} %  {:9.0} words/s", share * 100.0, words as f64 / time.as_secs_f64());
    }
    Ok(())
}

struct Clock<'a> {
    last: Instant,
    spent: &'a mut [Duration; 5],
}

impl Clock<'_> {
    fn lap(&mut self, stage: usize) {
        self.spent[stage] += self.last.elapsed();
        self.last = Instant::now();
    }
}

fn documents() -> Result<Vec<Document>, Failure> {
    let folder = shared()?.join("eval/dev");
    let gathered = legation_ingest::gather(&[folder]);
    let read: Vec<Document> =
        gathered.sources.iter().flat_map(|p| legation_ingest::read(p)).filter_map(Result::ok).collect();
    if read.is_empty() { Err(Failure("no articles to measure on".into())) } else { Ok(read) }
}
