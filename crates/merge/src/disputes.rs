//! Who asserts, alleges, denies, doubts, and who is silent.

use crate::Sorted;
use crate::data::Tables;
use crate::text;
use legation_record::{
    ClaimRecord, Dispute, EventType, Happening, Party, Report, Stance, Status, Voice, record_id,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// A denial stands at most this many sentences from what it denies.
const NEAR: u32 = 2;
/// Claims that share this part of their words are about one proposition.
const ALIKE: f32 = 0.5;

/// Disputes over happenings and over claims that are about no happening. Marks happenings that somebody denies.
pub fn disputes(happenings: &mut [Happening], sorted: &Sorted, tables: &Tables) -> Vec<Dispute> {
    let home = homes(happenings);
    let mut claims = FxHashMap::<usize, Vec<&ClaimRecord>>::default();
    let mut free = Vec::new();
    for claim in &sorted.claims {
        match claim.about.iter().find_map(|id| home.get(id.as_str())) {
            Some(&h) => claims.entry(h).or_default().push(claim),
            None => free.push(*claim),
        }
    }
    let rejections = rejections(happenings);
    let mut found = Vec::new();
    for (i, h) in happenings.iter_mut().enumerate() {
        let on_it = claims.get(&i).map_or(&[][..], Vec::as_slice);
        if let Some(dispute) = over(h, on_it, &rejections, tables) {
            h.disputed = true;
            found.push(dispute);
        }
    }
    found.extend(over_claims(&free, tables));
    found.sort_by(|a, b| (&a.proposition, &a.id).cmp(&(&b.proposition, &b.id)));
    found
}

fn homes(happenings: &[Happening]) -> FxHashMap<String, usize> {
    let reports =
        happenings.iter().enumerate().flat_map(|(i, h)| h.reports.iter().map(move |r| (r.id.clone(), i)));
    reports.collect()
}

/// Reports of refusals and denials, by document.
fn rejections(happenings: &[Happening]) -> FxHashMap<String, Vec<(Report, Vec<Party>)>> {
    let mut by_doc = FxHashMap::<String, Vec<(Report, Vec<Party>)>>::default();
    for h in happenings.iter().filter(|h| h.event.contains(&EventType::Reject)) {
        for r in &h.reports {
            by_doc.entry(r.doc_id.clone()).or_default().push((r.clone(), h.actor.clone()));
        }
    }
    by_doc
}

type Voices = BTreeMap<(Stance, String), (Option<String>, Vec<Report>)>;

fn over(
    h: &Happening,
    claims: &[&ClaimRecord],
    rejections: &FxHashMap<String, Vec<(Report, Vec<Party>)>>,
    tables: &Tables,
) -> Option<Dispute> {
    let mut voices = Voices::new();
    for r in &h.reports {
        let stance = match r.status {
            Some(Status::Alleged) => Stance::Alleges,
            Some(Status::Denied) => Stance::Denies,
            _ => Stance::Asserts,
        };
        hear(&mut voices, stance, r.speaker.as_ref(), r.clone());
    }
    for c in claims {
        hear(&mut voices, c.stance, c.speaker.as_ref(), claim_report(c));
    }
    if h.reports.iter().any(|r| r.status == Some(Status::Alleged)) && !h.event.contains(&EventType::Reject) {
        for r in &h.reports {
            for (denial, actors) in rejections.get(&r.doc_id).map_or(&[][..], Vec::as_slice) {
                let near = denial.text_info.sequence.abs_diff(r.text_info.sequence) <= NEAR;
                if let Some(denier) = actors.iter().find(|a| near && concerns(h, a)) {
                    hear(&mut voices, Stance::Denies, Some(denier), denial.clone());
                }
            }
        }
    }
    disputed(&voices).then(|| publish(proposition(h), Some(h), voices, tables))
}

fn concerns(h: &Happening, party: &Party) -> bool {
    party.code.is_some() && h.actor.iter().chain(&h.recipient).any(|p| p.code == party.code)
}

/// Not everybody says the same, or all of it is allegation or denial.
fn disputed(voices: &Voices) -> bool {
    voices.keys().any(|(stance, _)| *stance != Stance::Asserts)
}

fn hear(voices: &mut Voices, stance: Stance, speaker: Option<&Party>, report: Report) {
    let name =
        speaker.map(|s| if s.identifier_text.is_empty() { &s.entity_text } else { &s.identifier_text });
    let name = name.cloned().or_else(|| report.outlet.clone()).unwrap_or_else(|| report.doc.clone());
    let voice =
        voices.entry((stance, name)).or_insert_with(|| (speaker.and_then(|s| s.code.clone()), Vec::new()));
    if !voice.1.iter().any(|r| r.doc_id == report.doc_id && r.text_info == report.text_info) {
        voice.1.push(report);
    }
}

/// The headline with the doubt taken out: what would be so if it were so.
fn proposition(h: &Happening) -> String {
    h.headline.replacen("It is denied that ", "", 1).replacen(" allegedly ", " ", 1)
}

fn publish(proposition: String, h: Option<&Happening>, voices: Voices, tables: &Tables) -> Dispute {
    let voices: Vec<Voice> = voices
        .into_iter()
        .map(|((stance, speaker), (code, reports))| Voice { stance, speaker, code, reports })
        .collect();
    let heard: FxHashSet<&str> = voices.iter().filter_map(|v| v.code.as_deref()).collect();
    let named: Vec<String> = match h {
        Some(h) => h.actor.iter().chain(&h.recipient).filter_map(|p| p.code.clone()).collect(),
        None => tables.countries.all_named_in(&proposition),
    };
    let mut silent: Vec<String> = named.into_iter().filter(|c| !heard.contains(c.as_str())).collect();
    silent.sort();
    silent.dedup();
    let mut ids: Vec<&str> = voices.iter().flat_map(|v| &v.reports).map(|r| r.id.as_str()).collect();
    ids.sort_unstable();
    let id = record_id("d", &ids);
    Dispute { id, proposition, happening: h.map(|h| h.id.clone()), voices, silent }
}

pub fn claim_report(c: &ClaimRecord) -> Report {
    Report {
        id: c.id.clone(),
        doc: c.doc.clone(),
        doc_id: c.doc_id.clone(),
        outlet: c.cite_info.outlet.clone(),
        published: c.published,
        text: c.text.clone(),
        text_info: c.text_info,
        speaker: c.speaker.clone(),
        status: None,
    }
}

/// Claims about no happening, grouped by their words; only groups in which somebody alleges, denies or doubts.
fn over_claims(claims: &[&ClaimRecord], tables: &Tables) -> Vec<Dispute> {
    let words: Vec<FxHashSet<String>> = claims.iter().map(|c| content(&c.proposition, tables)).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_word = FxHashMap::<&str, Vec<usize>>::default();
    for i in 0..claims.len() {
        let mut near: Vec<usize> = words[i]
            .iter()
            .filter_map(|w| by_word.get(w.as_str()))
            .flat_map(|g| g.iter().rev().take(RECENT))
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        let home = near.into_iter().find(|&g| alike(&words[groups[g][0]], &words[i]) >= ALIKE);
        let g = home.unwrap_or_else(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[g].push(i);
        if groups[g].len() == 1 {
            for w in &words[i] {
                by_word.entry(w).or_default().push(g);
            }
        }
    }
    groups.iter().filter_map(|group| claim_group(group, claims, tables)).collect()
}

/// Of the groups that share a word only this many of the newest are compared.
const RECENT: usize = 32;

fn content(proposition: &str, tables: &Tables) -> FxHashSet<String> {
    let words = text::words(proposition);
    words.iter().filter(|w| !tables.words.stop(&w.lower)).map(|w| text::stem(&w.lower)).collect()
}

/// Words shared, of the words of both.
fn alike(a: &FxHashSet<String>, b: &FxHashSet<String>) -> f32 {
    let shared = a.intersection(b).count() as f32;
    let all = a.len() as f32 + b.len() as f32 - shared;
    if all > 0.0 { shared / all } else { 0.0 }
}

fn claim_group(group: &[usize], claims: &[&ClaimRecord], tables: &Tables) -> Option<Dispute> {
    let mut voices = Voices::new();
    for &i in group {
        hear(&mut voices, claims[i].stance, claims[i].speaker.as_ref(), claim_report(claims[i]));
    }
    let first = claims[*group.first()?];
    disputed(&voices).then(|| publish(first.proposition.clone(), None, voices, tables))
}
