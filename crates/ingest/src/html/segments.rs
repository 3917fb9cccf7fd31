//! A page as the runs of text that a reader sees as paragraphs, headings, captions, menu entries.

use super::tree::{Data, Id, Step, Tree};

/// One run of text between two block borders.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub text: String,
    /// Characters of it inside links.
    pub linked: usize,
    /// The nearest block element around it.
    pub node: Id,
    pub heading: bool,
    /// A table's row, its cells side by side.
    pub row: bool,
}

impl Segment {
    /// The share of the text that is links, 0 to 1.
    pub(super) fn link_share(&self) -> f32 {
        self.linked as f32 / self.text.chars().count().max(1) as f32
    }
}

/// A longer cell, in bytes, is a paragraph on a page laid out by tables.
const CELL: usize = 80;

/// Elements that begin and end a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The segments under `root`, in document order, but for the subtrees that `skip` names.
pub(super) fn segments(tree: &Tree, root: Id, skip: impl Fn(Id) -> bool) -> Vec<Segment> {
    let mut reader =
        Reader { tree, found: Vec::new(), text: String::new(), linked: 0, links: 0, blocks: vec![root] };
    tree.walk(root, |step| match step {
        Step::Enter(id) if skip(id) => {
            if BLOCKS.contains(&tree.tag(id)) {
                reader.flush();
            }
            false
        }
        Step::Enter(id) => {
            reader.enter(id);
            true
        }
        Step::Leave(id) => {
            reader.leave(id);
            true
        }
    });
    reader.flush();
    reader.found
}

struct Reader<'t> {
    tree: &'t Tree,
    found: Vec<Segment>,
    text: String,
    linked: usize,
    /// How many links we are inside.
    links: usize,
    blocks: Vec<Id>,
}

impl Reader<'_> {
    fn enter(&mut self, id: Id) {
        if let Data::Text(text) = &self.tree.node(id).data {
            return self.push(text);
        }
        match self.tree.tag(id) {
            "a" => self.links += 1,
            "br" => self.line_break(),
            tag if BLOCKS.contains(&tag) => {
                self.flush();
                self.blocks.push(id);
            }
            _ => {}
        }
    }

    fn leave(&mut self, id: Id) {
        match self.tree.tag(id) {
            "a" => self.links = self.links.saturating_sub(1),
            tag if BLOCKS.contains(&tag) => {
                self.flush();
                self.blocks.pop();
            }
            _ => {}
        }
    }

    /// Adds text, white space collapsed.
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            let blank = self.text.is_empty() || self.text.ends_with([' ', '\n']);
            if c == '\u{200b}' || c == '\u{ad}' || (c == ' ' && blank) {
                continue;
            }
            self.text.push(c);
            self.linked += usize::from(self.links > 0);
        }
    }

    /// A second break, or one after a sentence's end, begins a paragraph; another is a blank.
    fn line_break(&mut self) {
        if self.text.ends_with('\n') || crate::lines::closes_sentence(self.text.trim_end()) {
            self.flush();
        } else if !self.text.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            self.text.push('\n');
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let text = text.trim().replace('\n', " ");
        let Some(&node) = self.blocks.last() else { return };
        if text.is_empty() {
            return;
        }
        let around =
            |tags: &[&str]| self.blocks.iter().rev().take(3).any(|&id| tags.contains(&self.tree.tag(id)));
        let heading = around(&["h1", "h2", "h3", "h4", "h5", "h6"]);
        let row = matches!(self.tree.tag(node), "td" | "th") && text.len() < CELL;
        if let Some(last) = self.found.last_mut()
            && row
            && last.row
            && self.tree.node(last.node).parent == self.tree.node(node).parent
        {
            last.text.push(' ');
            last.text.push_str(&text);
            last.linked += linked;
            return;
        }
        self.found.push(Segment { text, linked, node, heading, row });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::ROOT;
    use super::*;

    #[test]
    fn blocks_breaks_and_links_are_seen() {
        let tree = Tree::parse(
            "<h2>Talks</h2><div>One <i>two</i>.<br>Three<br><br>four <a href=x>five</a><ul><li>six</li></ul>seven</div>\
             <nav>Menu</nav>",
        );
        let found = segments(&tree, ROOT, |id| tree.tag(id) == "nav");
        let texts: Vec<&str> = found.iter().map(|s| s.text.as_str()).collect();
        assert_eq!(texts, ["Talks", "One two.", "Three", "four five", "six", "seven"]);
        assert!(found[0].heading && !found[4].heading);
        assert_eq!(found[3].linked, 4);
    }

    #[test]
    fn a_row_of_a_table_is_one_segment() {
        let tree = Tree::parse(
            "<table><tr><th>Year</th><th>Trade</th></tr><tr><td>2020</td><td>5</td></tr></table>",
        );
        let found = segments(&tree, ROOT, |_| false);
        assert_eq!(found.iter().map(|s| s.text.as_str()).collect::<Vec<_>>(), ["Year Trade", "2020 5"]);
    }
}
