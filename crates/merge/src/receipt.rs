//! The intake receipt, as far as records tell it.

use crate::{ReceiptInput, Sorted};
use legation_record::{Interval, Receipt};
use std::collections::{BTreeMap, BTreeSet};

pub fn receipt(sorted: &Sorted, extra: ReceiptInput) -> Receipt {
    let read = sorted.documents.len() as u32;
    let sources = sorted.documents.iter().map(|d| sorted.source(&d.id)).collect::<BTreeSet<_>>().len() as u32;
    let mut outlets = BTreeMap::<&str, u32>::new();
    for outlet in sorted.documents.iter().filter_map(|d| d.cite_info.outlet.as_deref()) {
        *outlets.entry(outlet).or_default() += 1;
    }
    let mut outlets: Vec<(String, u32)> = outlets.into_iter().map(|(o, n)| (o.to_owned(), n)).collect();
    outlets.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut rejected = extra.rejected;
    rejected.sort();
    Receipt {
        offered: extra.offered,
        read,
        duplicates: extra.duplicates,
        syndicated: read - sources,
        sources,
        rejected,
        words: sorted.documents.iter().map(|d| u64::from(d.words)).sum(),
        sentences: sorted.documents.iter().map(|d| u64::from(d.sentences)).sum(),
        published: published(sorted),
        undated: sorted.documents.iter().filter(|d| d.published.is_none()).count() as u32,
        outlets,
        documents: sorted.documents.iter().map(|d| (*d).clone()).collect(),
    }
}

fn published(sorted: &Sorted) -> Option<Interval> {
    let dates = || sorted.documents.iter().filter_map(|d| d.published);
    let from = dates().filter_map(|p| p.from.or(p.to)).min();
    let to = dates().filter_map(|p| p.to.or(p.from)).max();
    from.or(to).map(|_| Interval { from, to })
}
