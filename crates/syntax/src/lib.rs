//! The language engine: sentences, words, tags, lemmas, trees and names. Knows no political word.

pub mod conllu;
pub mod decode;
pub mod features;
pub mod lemma;
mod mend;
mod model;
pub mod net;
pub mod segment;
pub mod tree;
mod ud;
mod verbs;

pub use model::Model;
pub use tree::{Name, NameKind, Parse, Sentence, Token};
pub use ud::{Deprel, Upos, Xpos};
