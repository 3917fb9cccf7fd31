//! Web pages.

use crate::Why;
use crate::document::Stated;
use legation_text::Document;

pub(crate) fn read(_name: &str, _page: &str, _stated: Stated) -> Result<Document, Why> {
    Err(Why::NoArticle)
}
pub(crate) fn read_fragment(_name: &str, _page: &str, _stated: Stated) -> Result<Document, Why> {
    Err(Why::NoArticle)
}
pub(crate) fn is_markup(text: &str) -> bool {
    text.contains("</p>") || text.contains("<p>") || text.contains("<br")
}
