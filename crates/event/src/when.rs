//! Which time expression dates an event: its own clause's, then its sentence's, then publication.

use crate::clause::Clauses;
use crate::draft::Draft;
use crate::party::Parties;
use crate::types::When;
use legation_lexicon::events::Pos;
use legation_mention::{Landmark, Mentions, Time, TimeKind};
use legation_record::{DateBasis, Grain};
use legation_syntax::{Deprel, Upos, Xpos};
use legation_text::Because;

/// Prepositions of an act other than the one told ("after the vote on Monday", "jailed for the attack in May").
const OTHER_ACT: [&str; 16] = [
    "about",
    "after",
    "against",
    "amid",
    "because_of",
    "despite",
    "due_to",
    "following",
    "for",
    "from",
    "in_response_to",
    "in_retaliation_for",
    "into",
    "over",
    "since",
    "under",
];

/// The time stated for an event, nearest clause first; `None` where the sentence states none for it.
pub fn stated(
    clauses: &Clauses<'_>,
    mentions: &Mentions,
    sentence: usize,
    trigger: usize,
    words: &[u32],
) -> Option<When> {
    let usable = |t: &&Time| {
        matches!(t.kind, TimeKind::Point | TimeKind::Range) && (t.from.is_some() || t.to.is_some())
    };
    let above: Vec<usize> = clauses.sentence.ancestors(trigger).collect();
    let own = clauses.clause_of(trigger);
    let other = |time: &&Time| describes_another(clauses, time.head as usize, trigger, words);
    mentions
        .times_in(sentence)
        .filter(usable)
        .filter(|t| !other(t) && !is_in_name(clauses, t) && !is_span_of_none(clauses, t, trigger, own))
        .filter_map(|time| distance(clauses, &above, own, trigger, time).map(|d| (d, time)))
        .min_by_key(|(d, time)| (*d, time.first.abs_diff(trigger as u32)))
        .map(|(_, time)| as_when(time))
}

/// "the March 23 **Movement**": a name, and no time.
fn is_in_name(clauses: &Clauses<'_>, time: &Time) -> bool {
    const NAMED: [&str; 9] = [
        "alliance",
        "battalion",
        "brigade",
        "brigades",
        "coalition",
        "committee",
        "front",
        "group",
        "movement",
    ];
    let next = time.last as usize + 1;
    next < clauses.size()
        && clauses.token(next).upos == Upos::Propn
        && NAMED.contains(&clauses.lemma(next).to_lowercase().as_str())
}

/// "reopened it for the first time **since 2011**", "the largest raid **since May**": what is told in no perfect was not done
/// all that time.
fn is_span_of_none(clauses: &Clauses<'_>, time: &Time, trigger: usize, own: usize) -> bool {
    let since = (time.first as usize..=time.last as usize)
        .chain((time.first as usize).checked_sub(1))
        .any(|t| clauses.lemma(t) == "since");
    // "since June, when Hamas seized it": that is when.
    let next = |t: usize| t < clauses.size() && clauses.lemma(t) == "when";
    let last = time.last as usize;
    if !since || next(last + 1) || next(last + 2) {
        return false;
    }
    let superlative = |noun: usize| {
        let mut marks = clauses.under(noun, &[Deprel::Amod]);
        marks.any(|m| clauses.token(m).xpos == Xpos::Jjs || matches!(clauses.lemma(m), "first" | "last"))
    };
    let of_trigger = clauses.pos(trigger) == Some(Pos::Noun)
        && clauses.sentence.ancestors(time.head as usize).take(3).any(|a| a == trigger);
    match clauses.pos(own) {
        Some(Pos::Verb) if !of_trigger => {
            // "have searched houses and arrested four"
            let shared = |verb: usize| {
                clauses.token(verb).deprel == Deprel::Conj
                    && clauses.head(verb).is_some_and(|v| clauses.has_have(v))
            };
            clauses.token(own).xpos != Xpos::Vbg && !clauses.has_have(own) && !shared(own)
        }
        _ => superlative(trigger) || superlative(own),
    }
}

/// Steps from the event to the time through the tree; `None` where the time belongs to another clause.
fn distance(
    clauses: &Clauses<'_>,
    above: &[usize],
    own: usize,
    trigger: usize,
    time: &Time,
) -> Option<usize> {
    let head = (time.head as usize).min(clauses.size().saturating_sub(1));
    let mut aside = false;
    for (steps, at) in clauses.sentence.ancestors(head).enumerate() {
        if at == trigger || at == own {
            return (!aside).then_some(steps + usize::from(at != trigger));
        }
        if let Some(up) = above.iter().position(|&a| a == at) {
            // A time of the governing clause dates what it embeds only where that clause reports or continues.
            return (!aside).then_some(steps + up + 4);
        }
        aside |= (steps > 0 || clauses.token(at).deprel == Deprel::AclRelcl)
            && tells_of_another(clauses, at, trigger)
            || opens_next(clauses, at, head);
    }
    None
}

/// "It barred lorries and, **two months later**, banned flights": a time before the verb it dates is not of the verb before.
fn opens_next(clauses: &Clauses<'_>, at: usize, time: usize) -> bool {
    clauses.token(at).deprel == Deprel::Conj && clauses.pos(at) == Some(Pos::Verb) && time < at
}

/// "over **the 2019** unrest", "condemned **Monday's** attack": a time beside a noun that is not of the event tells when that
/// noun was, save for a subject ("Monday's attack killed") and an occasion ("in a 2018 speech").
fn describes_another(clauses: &Clauses<'_>, head: usize, trigger: usize, words: &[u32]) -> bool {
    let Some(noun) = clauses.sentence.tokens.get(head).and_then(|t| t.head).map(|n| n as usize) else {
        return false;
    };
    let before = matches!(
        clauses.token(head).deprel,
        Deprel::Compound | Deprel::Amod | Deprel::Nummod | Deprel::NmodPoss | Deprel::NmodUnmarked
    );
    // "The treaty of 1942" is one with "the 1942 treaty".
    let after = clauses.token(head).deprel == Deprel::Nmod && clauses.case(head).is_some_and(|c| c == "of");
    let beside = if noun < head { after } else { before };
    let own = || words.contains(&(noun as u32)) || clauses.sentence.ancestors(trigger).any(|a| a == noun);
    if !beside || clauses.pos(noun) != Some(Pos::Noun) || own() {
        return false;
    }
    match clauses.token(noun).deprel {
        Deprel::Obj => true,
        Deprel::Obl | Deprel::Nmod => {
            clauses.case(noun).is_some_and(|case| case == "of" || OTHER_ACT.contains(&case.as_str()))
        }
        _ => false,
    }
}

/// True where what hangs here is another act with its own time: "the talks, **which resumed** last month", "accused it **of
/// attacking** a port two days ago", "**after the vote** on Monday".
fn tells_of_another(clauses: &Clauses<'_>, at: usize, trigger: usize) -> bool {
    let token = clauses.token(at);
    let elsewhere = token.head.is_some_and(|h| h as usize != trigger);
    match token.deprel {
        Deprel::AclRelcl => elsewhere,
        Deprel::Acl if token.xpos == Xpos::Vbn => elsewhere && !is_occasion(clauses, at, trigger),
        Deprel::Advcl | Deprel::Acl => clauses
            .under(at, &[Deprel::Mark, Deprel::Case])
            .any(|m| matches!(clauses.lemma(m), "of" | "for" | "after" | "following" | "since" | "before")),
        Deprel::Obl | Deprel::Nmod => {
            clauses.pos(at) == Some(Pos::Noun)
                && clauses.case(at).is_some_and(|case| OTHER_ACT.contains(&case.as_str()))
        }
        _ => false,
    }
}

/// "In a statement **released on Monday** it denied", "the raid **staged on Monday**, in which they died", "had duties **put on it
/// in May**": the act is told as of that time; not "to resume the dialogue **suspended in 2019**".
fn is_occasion(clauses: &Clauses<'_>, at: usize, trigger: usize) -> bool {
    clauses.head(at).is_some_and(|noun| {
        let set_in = clauses.case(noun).is_some_and(|c| matches!(c.as_str(), "at" | "during" | "in" | "on"));
        let suffered = clauses.head(noun).is_some_and(|verb| matches!(clauses.lemma(verb), "get" | "have"));
        match clauses.token(noun).deprel {
            Deprel::Obl if set_in => true,
            Deprel::Obj | Deprel::Obl if suffered => true,
            _ => clauses.sentence.ancestors(trigger).any(|above| above == noun),
        }
    })
}

/// A time expression as an event's date.
pub fn as_when(time: &Time) -> When {
    When { from: time.from, to: time.to, grain: time.grain, basis: time.basis }
}

/// The day, month or year of publication, or what the text tells of its own time.
pub fn published(mentions: &Mentions) -> Option<When> {
    let written = mentions.written.as_ref()?;
    let basis = if written.is_reckoned() { DateBasis::Relative } else { DateBasis::Published };
    Some(When { from: Some(written.from), to: Some(written.to), grain: written.grain, basis })
}

/// True where a time to the month or nearer hangs on the noun: "the **invasion** of March 2003", not "the invasion three
/// years ago" and not "left on Monday, after the **invasion**".
pub fn is_of_noun(parties: &Parties<'_>, noun: usize) -> bool {
    let near = |time: &Time| time.basis == DateBasis::Stated || !matches!(time.grain, Grain::Year);
    let mut times = parties.mentions.times_in(parties.sentence);
    times.any(|t| near(t) && parties.clauses.sentence.ancestors(t.head as usize).any(|above| above == noun))
}

/// The days of what the trigger names, where these are common knowledge: "the **murder** of Hariri", "its
/// **annexation** of Crimea".
pub fn known(parties: &Parties<'_>, draft: &Draft) -> Option<(When, Because)> {
    let m = draft.modality;
    if m.negated || m.future || m.hypothetical {
        return None;
    }
    // "An attack" is another one.
    let clauses = parties.clauses;
    if clauses
        .under(draft.trigger, &[Deprel::Det])
        .any(|d| matches!(clauses.lemma(d), "a" | "an" | "another"))
    {
        return None;
    }
    let trigger = clauses.token(draft.trigger).span;
    let named = |l: &&Landmark| l.words.iter().any(|w| w.overlaps(trigger));
    let landmark = parties.mentions.landmarks_in(parties.sentence).find(named)?;
    let to = landmark.to.unwrap_or(landmark.from);
    let grain = if landmark.from == to { Grain::Day } else { Grain::Range };
    let when = When { from: Some(landmark.from), to: landmark.to, grain, basis: DateBasis::Relative };
    Some((when, landmark.because.clone()))
}
