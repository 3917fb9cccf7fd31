//! `docs/cameo.md`: the crosswalk both ways, with what is lost, from `data/codebook`.

use legation_engine::Engine;
use legation_record::EventType;
use std::fmt::Write as _;

/// The page.
pub fn page() -> String {
    let codebook = &Engine::builtin().lexicon.codebook;
    let rows = codebook.crosswalk().rows();
    let mut out = String::from(HEAD);
    for info in codebook.types() {
        let Some(kind) = EventType::parse(&info.kind) else { continue };
        let modes = info.mode.iter().map(|m| Some(m.name.as_str()));
        for mode in [None].into_iter().chain(modes) {
            let code = codebook.cameo(kind, mode, &[]);
            let shared: Vec<String> = info
                .mode
                .iter()
                .map(|m| m.name.as_str())
                .filter(|&m| Some(m) != mode && codebook.cameo(kind, Some(m), &[]) == code)
                .map(str::to_owned)
                .collect();
            let back = codebook.crosswalk().plover(code).and_then(|r| r.mode.as_deref());
            let lost = match (mode, back) {
                (Some(mode), back) if back != Some(mode) => format!("the mode {mode}"),
                (None, Some(back)) => format!("comes back as mode {back}"),
                _ if !shared.is_empty() => format!("what tells it from {}", shared.join(", ")),
                _ => String::new(),
            };
            let mut finer: Vec<String> = Vec::new();
            for context in &codebook.contexts {
                let with = codebook.cameo(kind, mode, std::slice::from_ref(&context.name));
                if with != code {
                    finer.push(format!("{with} {}", context.name));
                }
            }
            let _ = writeln!(
                out,
                "| {kind} | {} | {code} | {} | {lost} |",
                mode.unwrap_or_default(),
                finer.join(", ")
            );
        }
    }
    out += BACK;
    for row in rows {
        let kind = row.kind.map_or("none", EventType::as_str);
        let (mode, context) = (row.mode.as_deref().unwrap_or(""), row.context.as_deref().unwrap_or(""));
        let _ = writeln!(out, "| {} | {kind} | {mode} | {context} | {} |", row.code, row.lost);
    }
    out
}

const HEAD: &str = "# CAMEO and PLOVER

Written by `cargo dev generate` from `data/codebook/plover.toml` and `data/codebook/cameo.tsv`; correct those.

Legation codes PLOVER 2.0. `legation code --cameo` and `legation export --cameo` print the nearest CAMEO 1.1b3 code beside each
event, and PETRARCH verb dictionaries (`--lexicon FILE.txt`) are read through the way back. Neither way is free of loss:

- CAMEO's codes for statements, comment and symbolic acts (01) are no events in PLOVER: nothing comes of them.
- CAMEO tells an appeal (02) from a demand (10), and says what is asked for, promised or refused (aid, talks, reform) in the
  code. PLOVER has REQUEST, AGREE, CONCEDE, REJECT with a few modes. Going out, an appeal is a demand.
- CAMEO tells visitor (042) from host (043). PLOVER has one visit; it goes out as 042, visitor first.
- PLOVER's contexts say what CAMEO has in sub-codes (062 military cooperation). Where an event has exactly one context that
  names a finer code, that code goes out; with several that name different codes, the plain one does.
- PLOVER's status, and on whose word an event stands, have no place in a CAMEO code. They stay in the record's own fields.

## From PLOVER

| type | mode | CAMEO | with a context | lost |
|---|---|---|---|---|
";

const BACK: &str = "
## From CAMEO

A code that is not listed is read as the longest listed code that begins it.

| CAMEO | type | mode | context | lost |
|---|---|---|---|---|
";
