//! Documents over threads, results in the order given.

use crate::Engine;
use legation_record::Record;
use legation_text::Document;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// How many threads to use where nobody says: one a core.
pub fn thread_count() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// The records of every document, in the order of the documents whatever the number of threads.
///
/// A document that makes a stage panic yields its message in place of records, and no other document is lost.
pub fn read_all(
    engine: Engine<'_>,
    documents: &[Document],
    threads: usize,
) -> Vec<Result<Vec<Record>, String>> {
    let next = AtomicUsize::new(0);
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads.clamp(1, documents.len().max(1)) {
            let (send, next) = (send.clone(), &next);
            scope.spawn(move || {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    let Some(document) = documents.get(i) else { break };
                    if send.send((i, read_one(engine, document))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut results: Vec<Option<Result<Vec<Record>, String>>> = documents.iter().map(|_| None).collect();
        for (i, result) in receive {
            results[i] = Some(result);
        }
        results.into_iter().map(|r| r.unwrap_or_else(|| Err("was not read".to_owned()))).collect()
    })
}

fn read_one(engine: Engine<'_>, document: &Document) -> Result<Vec<Record>, String> {
    let work = std::panic::AssertUnwindSafe(|| engine.records(document));
    std::panic::catch_unwind(work).map_err(|cause| {
        let message =
            cause.downcast_ref::<String>().map(String::as_str).or(cause.downcast_ref::<&str>().copied());
        format!(
            "a defect in Legation stopped its analysis ({}): please report it",
            message.unwrap_or("unknown")
        )
    })
}
