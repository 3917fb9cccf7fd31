//! Who asserts, alleges, denies, doubts, and who is silent.

use crate::Sorted;
use crate::data::Tables;
use crate::{headline, text};
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
    let (mut claims, free) = by_happening(happenings, sorted);
    let rejections = rejections(happenings);
    let denials = denials(happenings, tables);
    let taken: FxHashSet<usize> = denials.values().flatten().copied().collect();
    for (at, from) in &denials {
        let moved: Vec<&ClaimRecord> = from.iter().filter_map(|d| claims.remove(d)).flatten().collect();
        claims.entry(*at).or_default().extend(moved);
    }
    let mut found = Vec::new();
    for i in 0..happenings.len() {
        let on_it = claims.get(&i).map_or(&[][..], Vec::as_slice);
        let mut voices = voices(&happenings[i], on_it, &rejections, tables);
        for &d in denials.get(&i).into_iter().flatten() {
            for r in &happenings[d].reports {
                hear(&mut voices, Stance::Denies, r.speaker.as_ref(), r.clone(), tables);
            }
        }
        if !headline::negated(&happenings[i], tables) && disputed(&voices)
            || alleged_between_states(&happenings[i])
        {
            happenings[i].disputed = true;
            if !taken.contains(&i) {
                found.push(publish(proposition(&happenings[i]), Some(&happenings[i]), voices, tables));
            }
        }
    }
    let heard: FxHashSet<(&str, u32)> = found
        .iter()
        .flat_map(|d: &Dispute| d.voices.iter().flat_map(|v| &v.reports))
        .map(|r| (r.doc_id.as_str(), r.text_info.sequence))
        .collect();
    let fresh: Vec<&ClaimRecord> =
        free.into_iter().filter(|c| !heard.contains(&(c.doc_id.as_str(), c.text_info.sequence))).collect();
    let claimed = over_claims(&fresh, tables);
    found.extend(claimed);
    found.sort_by(|a, b| (&a.proposition, &a.id).cmp(&(&b.proposition, &b.id)));
    found
}

type ByHappening<'a> = BTreeMap<usize, Vec<&'a ClaimRecord>>;

/// Claims by the happening they are about: as they say, or told in a sentence that reports a contested one. The rest is
/// free.
fn by_happening<'a>(
    happenings: &[Happening],
    sorted: &Sorted<'a>,
) -> (ByHappening<'a>, Vec<&'a ClaimRecord>) {
    let home = homes(happenings);
    let contested = |h: &Happening| matches!(h.status, Status::Alleged | Status::Denied);
    let mut told = FxHashMap::<(&str, u32), usize>::default();
    for (i, h) in happenings.iter().enumerate().filter(|(_, h)| contested(h)) {
        told.extend(h.reports.iter().map(|r| ((r.doc_id.as_str(), r.text_info.sequence), i)));
    }
    let (mut claims, mut free) = (ByHappening::new(), Vec::new());
    for claim in &sorted.claims {
        let named = claim.about.iter().find_map(|id| home.get(id.as_str()).copied());
        let place = (claim.doc_id.as_str(), claim.text_info.sequence);
        match named.or_else(|| told.get(&place).copied()) {
            Some(h) => claims.entry(h).or_default().push(claim),
            None => free.push(*claim),
        }
    }
    (claims, free)
}

/// For each alleged happening those that are only ever denied, of the same parties and kind and at no other time: the
/// denial is of the allegation.
fn denials(happenings: &[Happening], tables: &Tables) -> BTreeMap<usize, Vec<usize>> {
    let sides = |h: &Happening| {
        let codes = |p: &[Party]| p.iter().filter_map(|p| p.code.clone()).collect::<Vec<_>>();
        (codes(&h.actor), codes(&h.recipient))
    };
    let mut denied = BTreeMap::<_, Vec<usize>>::new();
    for (i, h) in happenings.iter().enumerate().filter(|(_, h)| h.status == Status::Denied) {
        denied.entry(sides(h)).or_default().push(i);
    }
    let mut found = BTreeMap::<usize, Vec<usize>>::new();
    for (i, h) in happenings.iter().enumerate().filter(|(_, h)| h.status == Status::Alleged) {
        let same = denied.get(&sides(h)).into_iter().flatten().copied();
        let fits = same.filter(|&d| kin(h, &happenings[d], tables) && !apart(h, &happenings[d]));
        let list: Vec<usize> = fits.collect();
        if !list.is_empty() {
            found.insert(i, list);
        }
    }
    found
}

fn kin(a: &Happening, b: &Happening, tables: &Tables) -> bool {
    a.event.iter().any(|x| b.event.iter().any(|y| tables.happenings.compatible(*x, *y)))
}

/// Both dated, and the dates do not meet.
fn apart(a: &Happening, b: &Happening) -> bool {
    let days = |h: &Happening| crate::features::days(h.date, h.enddate);
    matches!((days(a), days(b)), (Some(x), Some(y)) if x.1 < y.0 || y.1 < x.0)
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

/// Everybody heard on one happening.
fn voices(
    h: &Happening,
    claims: &[&ClaimRecord],
    rejections: &FxHashMap<String, Vec<(Report, Vec<Party>)>>,
    tables: &Tables,
) -> Voices {
    let mut voices = Voices::new();
    // "Chad does not believe that": who doubts it does not allege it.
    let doubted = |r: &&Report| claims.iter().any(|c| is_doubted_in(c, r, tables));
    for r in h.reports.iter().filter(|r| !doubted(r)) {
        let stance = match r.status {
            Some(Status::Alleged) => Stance::Alleges,
            Some(Status::Denied) => Stance::Denies,
            _ => Stance::Asserts,
        };
        hear(&mut voices, stance, r.speaker.as_ref(), r.clone(), tables);
    }
    for c in claims {
        hear(&mut voices, c.stance, c.speaker.as_ref(), claim_report(c), tables);
    }
    if h.status != Status::Alleged || h.event.contains(&EventType::Reject) {
        return voices;
    }
    for r in &h.reports {
        for (denial, actors) in rejections.get(&r.doc_id).map_or(&[][..], Vec::as_slice) {
            let near = denial.text_info.sequence.abs_diff(r.text_info.sequence) <= NEAR;
            if let Some(denier) = actors.iter().find(|a| near && concerns(h, a)) {
                hear(&mut voices, Stance::Denies, Some(denier), denial.clone(), tables);
            }
        }
    }
    voices
}

/// The claim is the report's own sentence, whose speaker doubts or denies what it tells.
fn is_doubted_in(claim: &ClaimRecord, report: &Report, tables: &Tables) -> bool {
    let name = |p: &Option<Party>| p.as_ref().map(|p| called(p, tables));
    matches!(claim.stance, Stance::Doubts | Stance::Denies)
        && (&claim.doc_id, claim.text_info.sequence) == (&report.doc_id, report.text_info.sequence)
        && name(&claim.speaker) == name(&report.speaker)
}

fn concerns(h: &Happening, party: &Party) -> bool {
    party.code.is_some() && h.actor.iter().chain(&h.recipient).any(|p| p.code == party.code)
}

/// Two voices say differently, or a voice that speaks for somebody denies, doubts or alleges.
fn disputed(voices: &Voices) -> bool {
    let mut stances: Vec<Stance> = voices.keys().map(|(stance, _)| *stance).collect();
    stances.dedup();
    let weighty = voices.iter().any(|((stance, _), (code, _))| *stance != Stance::Asserts && code.is_some());
    stances.len() > 1 || weighty
}

/// Alleged of one country against or with another, by whomever.
fn alleged_between_states(h: &Happening) -> bool {
    let mut codes: Vec<&str> = h.actor.iter().chain(&h.recipient).filter_map(|p| p.code.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    h.status == Status::Alleged && codes.len() > 1
}

fn hear(voices: &mut Voices, stance: Stance, speaker: Option<&Party>, report: Report, tables: &Tables) {
    let name = speaker.map(|s| called(s, tables)).filter(|n| !n.is_empty());
    let name = name.or_else(|| report.outlet.clone()).unwrap_or_else(|| report.doc.clone());
    let code = speaker.and_then(|s| s.code.clone());
    let voice = voices.entry((stance, name)).or_insert_with(|| (code, Vec::new()));
    let same = |r: &Report| r.doc_id == report.doc_id && r.text_info.sequence == report.text_info.sequence;
    if !voice.1.iter().any(same) {
        voice.1.push(report);
    }
}

/// A state and its government are one voice.
fn called(speaker: &Party, tables: &Tables) -> String {
    let name =
        if speaker.identifier_text.is_empty() { &speaker.entity_text } else { &speaker.identifier_text };
    match speaker.code.as_deref() {
        Some(code) if crate::happening::bare(speaker, tables) => tables.countries.called(code),
        _ => name.clone(),
    }
}

/// The headline with the doubt taken out: what would be so if it were so.
fn proposition(h: &Happening) -> String {
    headline::dated(h).replacen("It is denied that ", "", 1).replacen(" allegedly ", " ", 1)
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
    let words: Vec<Vec<String>> = claims.iter().map(|c| content(&c.proposition, tables)).collect();
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

fn content(proposition: &str, tables: &Tables) -> Vec<String> {
    let words = text::words(proposition);
    let mut content: Vec<String> =
        words.iter().filter(|w| !tables.words.stop(&w.lower)).map(|w| text::stem(&w.lower)).collect();
    content.sort_unstable();
    content.dedup();
    content
}

/// Words shared, of the words of both.
fn alike(a: &[String], b: &[String]) -> f32 {
    let shared = a.iter().filter(|w| b.binary_search(w).is_ok()).count() as f32;
    let all = a.len() as f32 + b.len() as f32 - shared;
    if all > 0.0 { shared / all } else { 0.0 }
}

fn claim_group(group: &[usize], claims: &[&ClaimRecord], tables: &Tables) -> Option<Dispute> {
    let mut voices = Voices::new();
    for &i in group {
        hear(&mut voices, claims[i].stance, claims[i].speaker.as_ref(), claim_report(claims[i]), tables);
    }
    let first = claims[*group.first()?];
    let plain = first.proposition.trim().trim_start_matches("that ").to_owned();
    disputed(&voices).then(|| publish(plain, None, voices, tables))
}
