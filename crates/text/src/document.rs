//! What was read, and where the article is in it.

use crate::{Diagnostic, Span};
use jiff::civil::Date;

/// One article, statement or news item.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Where it was read: the path as given, or the item's own id in a collection.
    pub name: String,
    /// Content address: the first 16 hexadecimal digits of SHA-256 over the article's text.
    pub id: String,
    /// The cleaned text, unedited: every published offset counts its code points.
    pub text: String,
    /// Article and furniture, in text order, without overlap; every sentence lies inside one block.
    pub blocks: Vec<Block>,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub author: Option<String>,
    pub url: Option<String>,
    /// ISO 3166 alpha-3 of the outlet's home state, where the document or its outlet tells.
    pub outlet_country: Option<String>,
    /// When it was published, as an interval: a day where known, a month or year where only that is.
    pub published: Option<Published>,
    /// `MinHash` of the article's word shingles, for near-duplicates; empty where too short to compare.
    pub fingerprint: Vec<u32>,
    /// What reading had to assume: a guessed encoding, a page cut short.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// The blocks that are article (title included), in order.
    pub fn article(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.kind != BlockKind::Noise)
    }
}

/// The days between which a document was published, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    pub from: Date,
    pub to: Date,
}

impl Published {
    /// Published on one known day.
    pub const fn day(date: Date) -> Self {
        Self { from: date, to: date }
    }
}

/// A run of text with one role on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    pub kind: BlockKind,
}

/// The role of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Title,
    /// A heading inside the article.
    Heading,
    Paragraph,
    /// The place and date an agency story opens with, the outlet's or author's line.
    Byline,
    /// Not the article: navigation, related stories, login and share prompts, captions repeated.
    Noise,
}
