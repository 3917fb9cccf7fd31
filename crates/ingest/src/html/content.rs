//! Finds the article on a page.
//!
//! Every segment is worth its length if it reads like prose and costs its length if it reads like a menu; the
//! article is the element whose segments are worth most in sum (the tree's form of maximum subsequence
//! segmentation, Pasternack and Roth 2009). What an element's class or role calls furniture is left out, unless
//! most of the page's prose is in it.

use super::segments::{Segment, segments};
use super::tree::{Id, ROOT, Tree};
use crate::lines::{closes_sentence, count_words};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

#[derive(Default, Deserialize)]
struct Markup {
    furniture: BTreeSet<String>,
    foreign: BTreeSet<String>,
    article: BTreeSet<String>,
}

static MARKUP: LazyLock<Markup> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../data/ingest/markup.toml")).expect("proved by a test")
});

/// Elements that never hold the article's prose.
const DROPPED: &[&str] = &[
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "math",
    "object",
    "embed",
    "canvas",
    "video",
    "audio",
    "button",
    "select",
    "input",
    "textarea",
    "label",
    "nav",
    "footer",
    "aside",
    "menu",
    "dialog",
    "figcaption",
    "head",
    "legend",
    "datalist",
    "option",
];

/// An element called furniture that holds this share of the page's prose or more is not; the same for what is
/// called foreign, such as comments.
const FURNITURE_SHARE: f32 = 0.4;
const FOREIGN_SHARE: f32 = 0.85;

/// The article's segments, in order.
pub(super) fn article(tree: &Tree) -> Vec<Segment> {
    let all = segments(tree, ROOT, |id| never(tree, id));
    let length = |segment: &Segment| if is_prose(segment) { segment.text.len() as f32 } else { 0.0 };
    let prose = totals(tree, all.iter().map(|segment| (segment, length(segment))));
    let share = |id: Id| prose[id] / prose[ROOT].max(1.0);
    let skip = |id: Id| never(tree, id) || share(id) < called(tree, id);
    let kept = segments(tree, ROOT, skip);
    let worths = worths(&kept);
    let worth = totals(tree, kept.iter().zip(worths));
    let Some(best) = best(tree, &worth).or_else(|| best(tree, &prose)) else { return Vec::new() };
    trimmed(segments(tree, best, |id| id != best && skip(id)))
}

/// All segments under the page's body, for a fragment that is an article and nothing else.
pub(super) fn everything(tree: &Tree) -> Vec<Segment> {
    segments(tree, ROOT, |id| never(tree, id))
}

/// The sum of the segments' values inside each element, by its id.
fn totals<'s>(tree: &Tree, segments: impl Iterator<Item = (&'s Segment, f32)>) -> Vec<f32> {
    let mut sums = vec![0.0; tree.len()];
    for (segment, value) in segments {
        for id in tree.ancestors(segment.node) {
            sums[id] += value;
        }
    }
    sums
}

/// The element worth most; of two worth the same, the one further inside.
fn best(tree: &Tree, worth: &[f32]) -> Option<Id> {
    let weight = |id: Id, sum: f32| match () {
        () if is_article(tree, id) => sum * 2.0,
        () if tree.tag(id) == "article" => sum * 1.2,
        () => sum,
    };
    let mut best: Option<(Id, f32)> = None;
    for (id, &sum) in worth.iter().enumerate() {
        let sum = weight(id, sum);
        let deeper = |other: Id| tree.ancestors(id).any(|a| a == other);
        if sum > 0.0 && best.is_none_or(|(other, most)| sum > most || (sum >= most && deeper(other))) {
            best = Some((id, sum));
        }
    }
    best.map(|(id, _)| id)
}

fn is_prose(segment: &Segment) -> bool {
    let words = count_words(&segment.text);
    let teaser = segment.linked > 0 && segment.text.ends_with(['…', '.']) && !closes_sentence(&segment.text);
    segment.link_share() < 0.5 && !teaser && (words >= 25 || (words >= 8 && closes_sentence(&segment.text)))
}

/// What each segment is worth: its length in characters where it is prose, less than nothing where it is menu.
fn worths(segments: &[Segment]) -> Vec<f32> {
    let mut worths = Vec::with_capacity(segments.len());
    // How many segments back a headline stood that links to its story.
    let mut since_link = usize::MAX;
    for segment in segments {
        let length = segment.text.chars().count() as f32;
        let link = segment.link_share();
        since_link =
            if link > 0.8 && count_words(&segment.text) >= 4 { 0 } else { since_link.saturating_add(1) };
        worths.push(match () {
            // The paragraph under such a headline is that story's teaser.
            () if is_prose(segment) && since_link <= 4 => {
                since_link = usize::MAX;
                0.0
            }
            () if is_prose(segment) => length,
            () if link > 0.5 => -10.0 - length * 0.5,
            () if segment.heading => 0.0,
            () => -5.0,
        });
    }
    worths
}

/// Drops menu entries inside the article's element, and what is not prose at its ends.
fn trimmed(segments: Vec<Segment>) -> Vec<Segment> {
    let linked = |s: &Segment| s.link_share() > 0.6 && !(closes_sentence(&s.text) && s.text.len() > 40);
    let markup = |s: &Segment| s.text.starts_with('<') && s.text.contains("=\"");
    let mut kept: Vec<Segment> = segments.into_iter().filter(|s| !linked(s) && !markup(s)).collect();
    while kept.last().is_some_and(|s| s.heading) {
        kept.pop();
    }
    kept
}

fn never(tree: &Tree, id: Id) -> bool {
    DROPPED.contains(&tree.tag(id)) || is_hidden(tree, id)
}

fn is_hidden(tree: &Tree, id: Id) -> bool {
    let style = |s: &str| s.replace(' ', "").to_ascii_lowercase().contains("display:none");
    tree.attribute(id, "hidden").is_some()
        || tree.attribute(id, "aria-hidden") == Some("true")
        || tree.attribute(id, "style").is_some_and(style)
}

/// The share of the page's prose below which the element is left out for what it is called; 0 for most.
fn called(tree: &Tree, id: Id) -> f32 {
    if matches!(tree.tag(id), "" | "html" | "body" | "main" | "a" | "article") {
        return 0.0;
    }
    let role = tree.attribute(id, "role");
    let by_role =
        ["navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu", "alert"]
            .map(Some);
    let called =
        |list: &BTreeSet<String>| names(tree, id).any(|name| words(name).any(|word| list.contains(&word)));
    match () {
        () if called(&MARKUP.foreign) => FOREIGN_SHARE,
        () if by_role.contains(&role) || called(&MARKUP.furniture) => FURNITURE_SHARE,
        () => 0.0,
    }
}

fn is_article(tree: &Tree, id: Id) -> bool {
    let joined =
        |name: &str| name.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    names(tree, id).flat_map(str::split_whitespace).any(|name| MARKUP.article.contains(&joined(name)))
}

fn names(tree: &Tree, id: Id) -> impl Iterator<Item = &str> {
    ["class", "id", "itemprop", "data-component", "data-testid"]
        .into_iter()
        .filter_map(move |key| tree.attribute(id, key))
}

/// The lower-case words of an attribute: `relatedStories top-ad` is related, stories, top, ad.
fn words(name: &str) -> impl Iterator<Item = String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for c in name.chars() {
        let small = c.is_ascii_lowercase();
        if !c.is_ascii_alphabetic() || (after_small && !small) {
            words.push(String::new());
        }
        if c.is_ascii_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.push(c.to_ascii_lowercase());
        }
        after_small = small;
    }
    words.into_iter().filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted() {
        let lists: std::collections::BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../../../../data/ingest/markup.toml")).unwrap();
        for list in lists.values() {
            assert!(list.is_sorted() && !list.is_empty());
        }
        assert!(!MARKUP.furniture.is_empty());
    }

    #[test]
    fn class_names_are_split() {
        assert_eq!(words("relatedStories top-ad_2").collect::<Vec<_>>(), ["related", "stories", "top", "ad"]);
    }

    #[test]
    fn the_article_is_found_between_menus() {
        let sentence =
            "The two envoys met on Monday in the capital and agreed to open the border to trade again.";
        let page = format!(
            "<body><div class=menu><a href=1>Home</a><a href=2>World</a></div><div><div id=x><p>{sentence}</p>\
             <div class=related><p>{sentence}</p></div><h2>Trade</h2><p>{sentence}</p></div>\
             <ul><li><a href=3>Envoys meet again in the capital</a></li></ul></div></body>"
        );
        let found = article(&Tree::parse(&page));
        let texts: Vec<&str> = found.iter().map(|s| s.text.as_str()).collect();
        assert_eq!(texts, [sentence, "Trade", sentence]);
    }
}
