//! From paths to documents, with an account of what was left out.

use crate::Shell;
use legation_ingest::{gather, near_duplicates, read};
use legation_merge::ReceiptInput;
use legation_record::Rejected;
use legation_text::Document;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Everything the paths hold.
pub struct Intake {
    /// In order of name, each text once.
    pub documents: Vec<Document>,
    pub receipt: ReceiptInput,
}

/// Reads all documents of the paths. Copies of one text are counted and left out.
pub fn read_all(shell: &Shell, paths: &[PathBuf]) -> Intake {
    let gathered = gather(paths);
    let mut receipt = ReceiptInput::default();
    for rejected in gathered.rejected {
        reject(shell, &mut receipt, &rejected);
    }
    let mut documents: Vec<Document> = Vec::new();
    for path in gathered.sources {
        for outcome in read(&path) {
            match outcome {
                Ok(document) => documents.push(document),
                Err(rejected) => reject(shell, &mut receipt, &rejected),
            }
        }
    }
    receipt.offered += documents.len() as u32;
    // By content and name, so that neither the order of arguments nor of folders shows in the result.
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    let mut seen = BTreeSet::new();
    let before = documents.len();
    documents.retain(|d| seen.insert(d.id.clone()));
    receipt.duplicates = (before - documents.len()) as u32;
    Intake { documents, receipt }
}

fn reject(shell: &Shell, receipt: &mut ReceiptInput, rejected: &legation_ingest::Rejected) {
    let record = Rejected { doc: rejected.doc.clone(), why: rejected.why.to_string() };
    shell.note(&format!("skipped {}: {}", record.doc, record.why));
    receipt.offered += 1;
    receipt.rejected.push(record);
}

/// For each document's id the id of its source group: near-duplicates and agency copies share one.
pub fn source_groups<'d>(
    fingerprints: impl Iterator<Item = (&'d str, &'d [u32])>,
) -> BTreeMap<String, String> {
    let items: Vec<(&str, &[u32])> = fingerprints.collect();
    let mut groups = BTreeMap::new();
    for group in near_duplicates(&items) {
        let Some(first) = group.iter().min() else { continue };
        for id in &group {
            groups.insert((*id).to_owned(), (*first).to_owned());
        }
    }
    groups
}
