//! The library's front door: runs the stages over documents and threads, and lowers their layers to records.

mod lower;
pub mod plv;
mod run;

pub use run::{read_all, thread_count};

use legation_claim::Claims;
use legation_event::{Events, Reading};
use legation_lexicon::Lexicon;
use legation_mention::Mentions;
use legation_record::Record;
use legation_syntax::{Model, Parse};
use legation_text::Document;

/// The lexicon and the model, ready to read.
#[derive(Clone, Copy)]
pub struct Engine<'l> {
    pub lexicon: &'l Lexicon,
    pub model: &'l Model,
}

/// Every layer of one document.
#[derive(Clone, Debug)]
pub struct Analysis {
    pub parse: Parse,
    pub mentions: Mentions,
    pub events: Events,
    pub claims: Claims,
}

impl Engine<'static> {
    /// With the lexicon and the model that ship inside the binary.
    pub fn builtin() -> Self {
        Self { lexicon: Lexicon::builtin(), model: Model::builtin() }
    }
}

impl<'l> Engine<'l> {
    /// Runs every stage on one document.
    pub fn analyse(&self, document: &Document) -> Analysis {
        self.analyse_with(document, None)
    }

    /// As [`Self::analyse`], with every frame that was considered.
    pub fn explain(&self, document: &Document) -> (Analysis, Vec<Reading<'l>>) {
        let mut readings = Vec::new();
        let analysis = self.analyse_with(document, Some(&mut readings));
        (analysis, readings)
    }

    fn analyse_with(&self, document: &Document, readings: Option<&mut Vec<Reading<'l>>>) -> Analysis {
        let parse = self.model.parse(document);
        let mentions = legation_mention::resolve(self.lexicon, document, &parse);
        let events = legation_event::code_and_explain(self.lexicon, document, &parse, &mentions, readings);
        let claims = legation_claim::attribute(self.lexicon, document, &parse, &mentions, &events);
        Analysis { parse, mentions, events, claims }
    }

    /// The records of one document: itself first, then events, figures and claims in text order.
    pub fn records(&self, document: &Document) -> Vec<Record> {
        let analysis = self.analyse(document);
        lower::records(self.lexicon, document, &analysis)
    }
}
