//! Bytes in, [`Document`]s out.
//!
//! [`gather`] finds the files that a person's paths mean; [`read`] and [`stream`] turn each into documents, or say
//! why not and how to mend it ([`Rejected`]). A plain text is kept to the letter: what is not article is marked,
//! never cut, so that every offset opens the file itself. A web page's text is its article, one blank line
//! between paragraphs.
//!
//! ```
//! use legation_ingest::read_bytes;
//! let page = b"Envoys meet in Astana\n\nGazette | 2021-05-04\n\nThe two envoys met on Monday.\n\nLeave a comment";
//! let document = read_bytes("talks.txt", page).remove(0).unwrap();
//! assert_eq!(document.title.as_deref(), Some("Envoys meet in Astana"));
//! assert_eq!(document.published.unwrap().from.to_string(), "2021-05-04");
//! let last = document.article().last().unwrap();
//! assert_eq!(last.span.of(&document.text), "The two envoys met on Monday.");
//! ```

mod blocks;
mod byline;
mod dates;
mod decode;
mod document;
mod fingerprint;
mod format;
mod furniture;
mod gather;
mod html;
mod items;
mod lines;
mod outlets;
mod pattern;
mod rejected;
mod source;

pub use fingerprint::{DUPLICATE, near_duplicates, similarity};
pub use gather::{Gathered, gather};
pub use rejected::{Rejected, Why};
pub use source::{read, read_bytes, stream};

#[doc(inline)]
pub use legation_text::Document;

/// The most bytes one document may have, after decompression: a text this long is no article, and offsets stay
/// far inside 32 bits.
pub const MAX_BYTES: usize = 16 << 20;
