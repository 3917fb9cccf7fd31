//! The page as a tree: html5ever's parser into an arena, with bounds on what a hostile page can ask for.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// Deepest nesting and most nodes: real pages stay below 100 and 50,000. Past this the rest is not read, since
/// the parser's own rules take time in the square of the depth.
const MAX_DEPTH: u32 = 400;
const MAX_NODES: usize = 400_000;
/// Bytes between two looks at the bounds.
const CHUNK: usize = 4096;

pub(super) type Id = usize;
pub(super) const ROOT: Id = 0;

pub(super) enum Data {
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(String),
    /// The document, comments, processing instructions.
    Other,
}

pub(super) struct Node {
    pub parent: Option<Id>,
    pub children: Vec<Id>,
    pub data: Data,
    depth: u32,
}

/// A parsed page.
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// The page went past the bounds and the rest was not read.
    pub cut_short: bool,
}

/// A step of a walk through the tree.
pub(super) enum Step {
    Enter(Id),
    Leave(Id),
}

impl Tree {
    pub(super) fn parse(page: &str) -> Self {
        let sink = Sink { nodes: RefCell::new(vec![Node::new(Data::Other)]), full: Cell::new(false) };
        let mut parser = parse_document(sink, ParseOpts::default());
        let mut rest = page;
        while !rest.is_empty() && !parser.tokenizer.sink.sink.full.get() {
            let (chunk, next) = rest.split_at(rest.floor_char_boundary(CHUNK));
            parser.process(StrTendril::from_slice(chunk));
            rest = next;
        }
        let cut_short = !rest.is_empty();
        Self { nodes: parser.finish(), cut_short }
    }

    /// How many nodes there are; ids are below it.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    /// The element's tag, in lower case; empty for anything else.
    pub(super) fn tag(&self, id: Id) -> &str {
        match &self.nodes[id].data {
            Data::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    pub(super) fn attribute(&self, id: Id, key: &str) -> Option<&str> {
        let Data::Element { attributes, .. } = &self.nodes[id].data else { return None };
        attributes.iter().find(|a| &*a.name.local == key).map(|a| &*a.value)
    }

    /// The nodes from `id` up to the root, `id` first.
    pub(super) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(id), |&id| self.nodes[id].parent)
    }

    /// Walks the subtree of `root` in document order. `enter` says whether to go inside.
    pub(super) fn walk(&self, root: Id, mut visit: impl FnMut(Step) -> bool) {
        let mut stack = vec![(root, false)];
        while let Some((id, left)) = stack.pop() {
            if left {
                visit(Step::Leave(id));
            } else if visit(Step::Enter(id)) {
                stack.push((id, true));
                stack.extend(self.nodes[id].children.iter().rev().map(|&child| (child, false)));
            }
        }
    }

    /// Every node under `root` with one of `tags`, in document order.
    pub(super) fn find(&self, root: Id, tags: &[&str]) -> Vec<Id> {
        let mut found = Vec::new();
        self.walk(root, |step| {
            if let Step::Enter(id) = step
                && tags.contains(&self.tag(id))
            {
                found.push(id);
            }
            true
        });
        found
    }

    /// All text under `id`, white space collapsed.
    pub(super) fn text(&self, id: Id) -> String {
        let mut text = String::new();
        self.walk(id, |step| {
            if let Step::Enter(id) = step
                && let Data::Text(piece) = &self.nodes[id].data
            {
                text.push_str(piece);
            }
            true
        });
        crate::document::collapse(&text)
    }
}

impl Node {
    fn new(data: Data) -> Self {
        Self { parent: None, children: Vec::new(), data, depth: 0 }
    }
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
    full: Cell<bool>,
}

impl Sink {
    fn create(&self, data: Data) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node::new(data));
        if nodes.len() > MAX_NODES {
            self.full.set(true);
        }
        nodes.len() - 1
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[id].parent.take()
            && let Some(at) = nodes[parent].children.iter().rposition(|&child| child == id)
        {
            nodes[parent].children.remove(at);
        }
    }

    /// Puts `child` under `parent` at place `at`; text joins the text before it.
    fn insert(&self, parent: Id, at: usize, child: NodeOrText<Id>) {
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = at.checked_sub(1).map(|i| nodes[parent].children[i]);
                if let Some(Data::Text(joined)) = before.map(|id| &mut nodes[id].data) {
                    joined.push_str(&text);
                    return;
                }
                drop(nodes);
                self.create(Data::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent].depth + 1;
        if depth > MAX_DEPTH {
            self.full.set(true);
        }
        (nodes[id].parent, nodes[id].depth) = (Some(parent), depth);
        let at = at.min(nodes[parent].children.len());
        nodes[parent].children.insert(at, id);
    }
}

/// An element's name, held apart from the arena.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Vec<Node>;
    type ElemName<'a> = Name;

    fn finish(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name {
        match &self.nodes.borrow()[*target].data {
            Data::Element { name, .. } => Name(name.clone()),
            _ => Name(QualName::new(None, Namespace::default(), LocalName::default())),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.create(Data::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.create(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.create(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let end = self.nodes.borrow()[*parent].children.len();
        self.insert(*parent, end, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.nodes.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template's contents are never shown: they hang in a node of their own, outside the tree.
    fn get_template_contents(&self, _: &Id) -> Id {
        self.create(Data::Other)
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(id) = &child {
            self.detach(*id);
        }
        let place = {
            let nodes = self.nodes.borrow();
            nodes[*sibling].parent.and_then(|parent| {
                nodes[parent].children.iter().rposition(|id| id == sibling).map(|at| (parent, at))
            })
        };
        if let Some((parent, at)) = place {
            self.insert(parent, at, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, new: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target].data {
            for attribute in new {
                if !attributes.iter().any(|a| a.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        let depth = nodes[*new_parent].depth + 1;
        for &child in &children {
            (nodes[child].parent, nodes[child].depth) = (Some(*new_parent), depth);
        }
        nodes[*new_parent].children.extend(children);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_pages_become_trees() {
        let tree = Tree::parse("<p>One<p>Two <b>three</p> four<table>five<tr><td>six");
        let text = tree.text(ROOT);
        assert!(["One", "Two three", "four", "five", "six"].iter().all(|word| text.contains(word)), "{text}");
        assert_eq!(tree.find(ROOT, &["p"]).len(), 2);
    }

    #[test]
    fn hostile_pages_are_cut_short() {
        assert!(Tree::parse(&"<div>".repeat(100_000)).cut_short);
        let formats = (0..300).map(|n| format!("<b id={n}>")).collect::<Vec<_>>().concat();
        assert!(Tree::parse(&(format!("<p>{formats}") + &"<p>x".repeat(100_000))).cut_short);
    }
}
