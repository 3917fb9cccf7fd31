//! What a page's head says of the article: meta tags, JSON-LD, `<time>`, its own address.

use super::tree::{Id, ROOT, Tree};
use crate::dates::{first_date, stamp};
use crate::document::{Stated, collapse};
use serde_json::Value;

/// Fills in what `stated` leaves open. Order of trust for each field: JSON-LD, meta tags, marked elements, address.
pub(super) fn describe(tree: &Tree, mut stated: Stated) -> Stated {
    let metas = Metas::of(tree);
    let data = linked_data(tree);
    let of_data = |pick: fn(&Value) -> Option<String>| data.iter().find_map(pick);
    stated.url = stated.url.or_else(|| canonical(tree)).or_else(|| metas.get(&["og:url"]));
    stated.outlet = stated
        .outlet
        .or_else(|| metas.get(&["og:site_name", "application-name"]))
        .or_else(|| of_data(|d| name_of(d.get("publisher")?)));
    stated.author = stated
        .author
        .or_else(|| of_data(|d| name_of(d.get("author")?)))
        .or_else(|| {
            metas.get(&["author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author"])
        })
        .filter(|author| !author.contains("://"));
    stated.published = stated
        .published
        .or_else(|| of_data(|d| string(d.get("datePublished")?)).and_then(|date| stamp(&date)))
        .or_else(|| metas.get(DATES).and_then(|date| stamp(&date)))
        .or_else(|| marked_date(tree))
        .or_else(|| stated.url.as_deref().and_then(first_date));
    stated.title = stated
        .title
        .or_else(|| metas.get(&["og:title", "twitter:title", "dc.title"]))
        .or_else(|| of_data(|d| string(d.get("headline")?)))
        .or_else(|| heading(tree))
        .or_else(|| tree.find(ROOT, &["title"]).first().map(|&id| tree.text(id)))
        .map(|title| without_site(&title, stated.outlet.as_deref(), heading(tree).as_deref()));
    stated
}

const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "datepublished",
    "publishdate",
    "publish_date",
    "pubdate",
    "publish-date",
    "publication_date",
    "date.published",
    "sailthru.date",
    "parsely-pub-date",
    "dc.date.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "og:published_time",
    "og:article:published_time",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "date",
    "release_date",
    "lastmod",
];

struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(tree: &Tree) -> Self {
        let read = |id: Id| {
            let key =
                ["property", "name", "itemprop", "http-equiv"].iter().find_map(|k| tree.attribute(id, k))?;
            let content = collapse(tree.attribute(id, "content")?);
            (!content.is_empty()).then(|| (key.trim().to_ascii_lowercase(), content))
        };
        Self(tree.find(ROOT, &["meta"]).into_iter().filter_map(read).collect())
    }

    /// The first of `keys` that is there.
    fn get(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.0.iter().find(|(k, _)| k == key)).map(|(_, content)| content.clone())
    }
}

fn canonical(tree: &Tree) -> Option<String> {
    let links = tree.find(ROOT, &["link"]).into_iter();
    let mut canonical = links.filter(|&id| tree.attribute(id, "rel") == Some("canonical"));
    canonical.find_map(|id| tree.attribute(id, "href")).filter(|url| url.contains("://")).map(str::to_owned)
}

/// The articles that the page's JSON-LD describes.
fn linked_data(tree: &Tree) -> Vec<Value> {
    let scripts = tree.find(ROOT, &["script"]).into_iter();
    let data = scripts.filter(|&id| tree.attribute(id, "type") == Some("application/ld+json"));
    let values = data.filter_map(|id| serde_json::from_str(&tree.text(id)).ok());
    values.flat_map(flat).filter(is_news).collect()
}

/// A JSON-LD value as its objects: lists and graphs opened one level.
fn flat(value: Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list.into_iter().flat_map(flat_graph).collect(),
        value => flat_graph(value),
    }
}

fn flat_graph(mut value: Value) -> Vec<Value> {
    match value.get_mut("@graph").map(Value::take) {
        Some(Value::Array(list)) => list,
        _ => vec![value],
    }
}

fn is_news(value: &Value) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|k| k.ends_with("Article") || k.ends_with("Posting") || k == "Report")
    };
    match value.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// The article's text as JSON-LD gives it.
pub(super) fn linked_body(tree: &Tree) -> Option<String> {
    let data = linked_data(tree);
    data.iter().find_map(|d| d.get("articleBody")?.as_str()).map(str::to_owned)
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(collapse).filter(|text| !text.is_empty())
}

fn name_of(value: &Value) -> Option<String> {
    match value {
        Value::Array(list) => {
            let names: Vec<String> = list.iter().filter(|v| !v.is_array()).filter_map(name_of).collect();
            Some(names.join(", ")).filter(|names| !names.is_empty())
        }
        Value::Object(object) => string(object.get("name")?),
        value => string(value),
    }
}

/// A date in a `<time>` or an element marked as the date of publication.
fn marked_date(tree: &Tree) -> Option<legation_text::Published> {
    let mut first = None;
    tree.walk(ROOT, |step| {
        if let super::tree::Step::Enter(id) = step
            && first.is_none()
        {
            let is_date = tree.attribute(id, "itemprop") == Some("datePublished");
            if is_date || tree.tag(id) == "time" {
                let given = ["datetime", "content", "title"].iter().find_map(|key| tree.attribute(id, key));
                first = given.and_then(stamp).or_else(|| first_date(&tree.text(id)));
            }
        }
        first.is_none()
    });
    first
}

fn heading(tree: &Tree) -> Option<String> {
    tree.find(ROOT, &["h1"]).into_iter().map(|id| tree.text(id)).find(|text| text.split(' ').count() >= 3)
}

/// The title without the site's name behind a bar or a dash.
fn without_site(title: &str, outlet: Option<&str>, heading: Option<&str>) -> String {
    for bar in [" | ", " - ", " – ", " — ", " :: ", " · ", " » "] {
        if let Some((head, site)) = title.rsplit_once(bar) {
            let is_site = outlet.is_some_and(|o| o.eq_ignore_ascii_case(site)) || bar == " | ";
            if heading == Some(head) || (is_site && head.split(' ').count() >= 3) {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use legation_text::Published;

    fn stated(page: &str) -> Stated {
        describe(&Tree::parse(page), Stated::default())
    }

    #[test]
    fn heads_are_read() {
        let s = stated(
            r#"<head><title>Envoys meet in Astana - The Gazette</title><meta property="og:site_name" content="The Gazette">
            <link rel="canonical" href="https://www.example.pk/2021/05/04/envoys-meet">
            <meta name="author" content="Ada Example"></head><h1>Envoys meet in Astana</h1>"#,
        );
        assert_eq!(s.title.as_deref(), Some("Envoys meet in Astana"));
        assert_eq!(s.outlet.as_deref(), Some("The Gazette"));
        assert_eq!(s.author.as_deref(), Some("Ada Example"));
        assert_eq!(s.published, Some(Published::day(date(2021, 5, 4))));
    }

    #[test]
    fn linked_data_comes_first() {
        let s = stated(
            r#"<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Envoys meet",
            "datePublished": "2021-05-03T22:00:00Z", "author": [{"name": "A"}, {"name": "B"}], "publisher": {"name": "Gazette"}}]}
            </script><time datetime="2022-01-01">x</time>"#,
        );
        assert_eq!(s.published, Some(Published::day(date(2021, 5, 3))));
        assert_eq!((s.author.as_deref(), s.outlet.as_deref()), (Some("A, B"), Some("Gazette")));
        assert_eq!(
            stated("<time datetime='2022-01-01T00:00'>x</time>").published,
            Some(Published::day(date(2022, 1, 1)))
        );
        assert_eq!(stated("<p>nothing</p>").published, None);
    }
}
