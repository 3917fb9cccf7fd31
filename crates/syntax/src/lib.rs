//! The language engine: sentences, words, tags, lemmas, trees and names. Knows no political word.

pub mod tree;
mod ud;

pub use tree::{Name, NameKind, Parse, Sentence, Token};
pub use ud::{Deprel, Upos, Xpos};
