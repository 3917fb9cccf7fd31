//! The home state of an outlet, from its domain or its name.

use crate::lines::key;
use std::collections::HashMap;
use std::sync::LazyLock;

struct Homes {
    /// By domain (`example.org`, `uk`) and by the outlet's name as a [`key`].
    domains: HashMap<&'static str, &'static str>,
    names: HashMap<String, &'static str>,
}

static HOMES: LazyLock<Homes> = LazyLock::new(|| {
    let rows =
        |tsv: &'static str| tsv.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t'));
    let mut homes = Homes { domains: HashMap::new(), names: HashMap::new() };
    for mut row in rows(include_str!("../../../data/ingest/tld.tsv")) {
        if let (Some(domain), Some(home)) = (row.next(), row.next()) {
            homes.domains.insert(domain, home);
        }
    }
    for mut row in rows(include_str!("../../../data/ingest/outlets.tsv")) {
        if let (Some(name), Some(domains), Some(home)) = (row.next(), row.next(), row.next()) {
            homes.names.insert(name_key(name), home);
            homes.domains.extend(domains.split(' ').map(|domain| (domain, home)));
        }
    }
    homes
});

/// ISO 3166 alpha-3 of the state where the outlet at `url`, or else the outlet called `name`, is at home.
pub(crate) fn country(url: Option<&str>, name: Option<&str>) -> Option<String> {
    let by_url = url.and_then(host).and_then(|host| by_host(&host));
    let by_outlet = || {
        let name = name?;
        let known = by_name(name);
        // An outlet may be given as its domain, whole or in brackets.
        known.or_else(|| name.split([' ', '(', ')']).filter(|word| word.contains('.')).find_map(by_word))
    };
    by_url.or_else(by_outlet).map(str::to_owned)
}

/// True where `name` is that of an outlet on record.
pub(crate) fn is_known(name: &str) -> bool {
    by_name(name).is_some()
}

/// By the whole name, or without the section behind it: `Example News World`.
fn by_name(name: &str) -> Option<&'static str> {
    const SECTIONS: [&str; 8] =
        ["opinion", "news", "world", "international", "english", "online", "com", "staff"];
    let mut key = name_key(name);
    loop {
        if let Some(home) = HOMES.names.get(&key) {
            return Some(home);
        }
        let (head, last) = key.rsplit_once(' ')?;
        if !SECTIONS.contains(&last) {
            return None;
        }
        key = head.to_owned();
    }
}

fn by_word(word: &str) -> Option<&'static str> {
    by_host(&word.to_lowercase())
}

/// The longest known ending of `host`.
fn by_host(host: &str) -> Option<&'static str> {
    let mut rest = host;
    loop {
        if let Some(home) = HOMES.domains.get(rest) {
            return Some(home);
        }
        rest = rest.split_once('.')?.1;
    }
}

/// The host of an address, lower-case, without port or `www.`.
pub(crate) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map(|(_, rest)| rest)?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned()).filter(|host| host.contains('.'))
}

fn name_key(name: &str) -> String {
    let key = key(name);
    key.strip_prefix("the ").unwrap_or(&key).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homes_are_told_by_domain_or_name() {
        let home = |url, name| country(url, name);
        assert_eq!(home(Some("https://www.mofa.gov.pk/a"), None).as_deref(), Some("PAK"));
        assert_eq!(home(Some("https://edition.cnn.com/2020/x"), None).as_deref(), Some("USA"));
        assert_eq!(home(Some("https://www.state.gov/r"), None).as_deref(), Some("USA"));
        assert_eq!(home(None, Some("the guardian")).as_deref(), Some("GBR"));
        assert_eq!(home(None, Some("UK Government (GOV.UK)")).as_deref(), Some("GBR"));
        assert_eq!(home(Some("https://news.example.tv/a"), Some("Nobody's Herald")), None);
        assert_eq!(home(Some("not an address"), None), None);
    }

    #[test]
    fn tables_are_sorted_and_well_formed() {
        for tsv in
            [include_str!("../../../data/ingest/tld.tsv"), include_str!("../../../data/ingest/outlets.tsv")]
        {
            let rows: Vec<&str> = tsv.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(rows.is_sorted_by_key(|row| row.split('\t').next().unwrap_or_default().to_lowercase()));
            for row in rows {
                let home = row.rsplit('\t').next().unwrap_or_default();
                assert!(home.len() == 3 && home.chars().all(|c| c.is_ascii_uppercase()), "{row}");
            }
        }
    }
}
