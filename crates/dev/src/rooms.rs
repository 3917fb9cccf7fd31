//! `cargo dev rooms`: the crates depend on each other as the design allows, and in no other way.

use crate::{Failure, root};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

const TABLE: &str = include_str!("../rooms.toml");

/// Checks every workspace crate; lists every breach.
pub fn run() -> Result<(), Failure> {
    let allowed: BTreeMap<String, BTreeSet<String>> =
        toml::from_str(TABLE).map_err(|e| Failure(format!("crates/dev/rooms.toml: {e}")))?;
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .map_err(|e| Failure(format!("cargo metadata: {e}")))?;
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).map_err(|e| Failure(format!("cargo metadata: {e}")))?;
    let breaches = breaches(&allowed, &metadata);
    if breaches.is_empty() {
        println!("rooms: every dependency is allowed");
        return Ok(());
    }
    Err(Failure(format!("{}\n(the table is crates/dev/rooms.toml)", breaches.join("\n"))))
}

fn breaches(allowed: &BTreeMap<String, BTreeSet<String>>, metadata: &serde_json::Value) -> Vec<String> {
    let mut found = Vec::new();
    let list = |value: &serde_json::Value| value.as_array().cloned().unwrap_or_default();
    for package in list(&metadata["packages"]) {
        let Some(room) = package["name"].as_str().and_then(room_of) else { continue };
        let Some(may_use) = allowed.get(room) else {
            found.push(format!("{room}: a room that the table does not know"));
            continue;
        };
        for dependency in list(&package["dependencies"]) {
            // What only tests use is no part of the room.
            if dependency["kind"].as_str() == Some("dev") {
                continue;
            }
            let Some(used) = dependency["name"].as_str().and_then(room_of) else { continue };
            if !may_use.contains(used) {
                found.push(format!("{room} may not use {used}"));
            }
        }
    }
    found
}

fn room_of(package: &str) -> Option<&str> {
    if package == "legation" { Some("cli") } else { package.strip_prefix("legation-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forbidden_dependency_is_named() {
        let allowed = BTreeMap::from([("merge".to_owned(), BTreeSet::from(["record".to_owned()]))]);
        let metadata = serde_json::json!({"packages": [{"name": "legation-merge", "dependencies": [
            {"name": "legation-syntax", "kind": null}, {"name": "legation-record", "kind": null}, {"name": "legation-brief", "kind": "dev"}]}]});
        assert_eq!(breaches(&allowed, &metadata), ["merge may not use syntax"]);
    }
}
