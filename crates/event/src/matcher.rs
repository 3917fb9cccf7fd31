//! Which frame of the lexicon a predicate fills.

use crate::clause::Clauses;
use crate::modality;
use crate::party::Parties;
use crate::types::{Modality, Reading, Role};
use legation_lexicon::Lexicon;
use legation_lexicon::events::Entry;
use legation_lexicon::frame::{Condition, Mood, Path, Test, Words};
use legation_syntax::{Deprel, Upos};

const SUBJECTS: &[Deprel] =
    &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter, Deprel::Csubj, Deprel::Expl];

/// The narrowest frame that holds, with every frame that was considered when `readings` is given.
pub fn best<'l>(
    lexicon: &'l Lexicon,
    parties: &Parties<'_>,
    at: usize,
    mut readings: Option<&mut Vec<Reading<'l>>>,
) -> Option<&'l Entry> {
    let clauses = parties.clauses;
    let pos = clauses.pos(at)?;
    let lemma = clauses.lemma(at).to_lowercase();
    let mut winner: Option<&'l Entry> = None;
    // What any predicate may say ("must …") never stands in for what this one does.
    let own = lexicon.events.frames(&lemma, pos).map(|e| (e, false));
    for (entry, any) in own.chain(lexicon.events.frames_of_any(pos).map(|e| (e, true))) {
        if any && winner.is_some_and(|w| w.kind.is_some()) {
            break;
        }
        let failed = first_failure(parties, at, entry);
        if any && failed.is_some() {
            continue;
        }
        if failed.is_none() && winner.is_none_or(|w| entry.specificity() > w.specificity()) {
            winner = Some(entry);
        }
        if let Some(readings) = readings.as_deref_mut() {
            let (sentence, trigger) = (parties.sentence as u32, at as u32);
            readings.push(Reading { sentence, trigger, entry, failed, won: false });
        }
    }
    if let (Some(readings), Some(winner)) = (readings, winner) {
        for reading in
            readings.iter_mut().filter(|r| r.trigger == at as u32 && r.sentence == parties.sentence as u32)
        {
            reading.won = std::ptr::eq(reading.entry, winner);
        }
    }
    winner
}

/// Every frame that holds, the narrowest first.
pub fn all<'l>(lexicon: &'l Lexicon, parties: &Parties<'_>, at: usize) -> Vec<&'l Entry> {
    let Some(pos) = parties.clauses.pos(at) else { return Vec::new() };
    let lemma = parties.clauses.lemma(at).to_lowercase();
    let mut found: Vec<&Entry> =
        lexicon.events.frames(&lemma, pos).filter(|e| first_failure(parties, at, e).is_none()).collect();
    found.sort_by_key(|e| std::cmp::Reverse(e.specificity()));
    found
}

fn first_failure(parties: &Parties<'_>, at: usize, entry: &Entry) -> Option<String> {
    if let Some(missing) = entry.requires.iter().find(|c| !holds(parties, at, c)) {
        return Some(format!("needs {}", describe(missing)));
    }
    entry.unless.iter().find(|c| holds(parties, at, c)).map(|c| format!("excluded by {}", describe(c)))
}

fn describe(condition: &Condition) -> String {
    let path = format!("{:?}", condition.path).to_lowercase();
    match &condition.test {
        Test::Present => path,
        Test::Party => format!("{path} to be a party"),
        Test::Person => format!("{path} to be a person"),
        Test::Other => format!("{path} to be another party than the speaker"),
        Test::Own => format!("{path} to be the speaker"),
        Test::Negated => format!("{path} to be denied"),
        Test::Mood(moods) => format!("mood {moods:?}").to_lowercase(),
        Test::Lemma(words) => {
            let shown: Vec<&str> = words.iter().take(6).collect();
            format!("{path} among {}{}", shown.join(" "), if words.len() > 6 { " …" } else { "" })
        }
    }
}

/// True where the condition holds of the predicate at `at`.
pub fn holds(parties: &Parties<'_>, at: usize, condition: &Condition) -> bool {
    let clauses = parties.clauses;
    if condition.path == Path::Speaker {
        return speaker_holds(parties, at, &condition.test);
    }
    let mut arguments = clauses.arguments(at, &condition.path);
    if condition.path == Path::Object {
        for argument in &mut arguments {
            *argument = thing_meant(parties, at, *argument);
        }
    }
    let named = || arguments.iter().flat_map(|&a| parties.strictly(a));
    match &condition.test {
        Test::Present => !arguments.is_empty(),
        Test::Party => named().next().is_some(),
        Test::Person => arguments.iter().any(|&a| parties.person_at(a).is_some()),
        Test::Other => named().any(|r| parties.has_code(r) && !parties.is_own(r, at)),
        Test::Own => named().any(|r| parties.is_own(r, at)),
        Test::Negated => arguments.iter().any(|&a| is_in(parties, a, Mood::Not)),
        Test::Mood(moods) => moods.iter().any(|&mood| is_in(parties, at, mood)),
        Test::Lemma(words) => arguments.iter().any(|&a| {
            clauses
                .conjuncts(a)
                .into_iter()
                .any(|c| is_one_of(clauses, c, words) || holds_office(parties, c, words))
        }),
    }
}

/// "released the tanker after seizing **it**": a pronoun of who acts himself means the thing just done something with.
fn thing_meant(parties: &Parties<'_>, at: usize, argument: usize) -> usize {
    let clauses = parties.clauses;
    let token = clauses.token(argument);
    if token.upos != Upos::Pron || !matches!(&*token.lemma, "it" | "they") {
        return argument;
    }
    let subjects: Vec<Role> = clauses.subjects(at).into_iter().flat_map(|s| parties.of(s)).collect();
    let meant = parties.direct(argument);
    let own = meant.iter().any(|m| subjects.iter().any(|s| s.entity == m.entity));
    if !own && !meant.is_empty() {
        return argument;
    }
    let above = clauses.sentence.ancestors(at).skip(1);
    let mut things = above.flat_map(|verb| clauses.under(verb, &[Deprel::Obj, Deprel::NsubjPass]));
    things.find(|&thing| thing < argument && clauses.token(thing).upos == Upos::Noun).unwrap_or(argument)
}

fn speaker_holds(parties: &Parties<'_>, at: usize, test: &Test) -> bool {
    let Some(entity) = parties.speaker_at(at) else { return false };
    match test {
        Test::Present => true,
        Test::Party => parties.has_code(Role { entity, token: None }),
        _ => false,
    }
}

fn is_in(parties: &Parties<'_>, at: usize, mood: Mood) -> bool {
    let clauses = parties.clauses;
    let m = modality::of(parties.lexicon, clauses, at);
    match mood {
        Mood::Will => m.future,
        Mood::Must => m.obligation,
        Mood::Might => m.hypothetical && !m.obligation,
        Mood::Not => m.negated,
        Mood::If => m.conditional,
        Mood::Past => m.past,
        Mood::Perfect => m.perfect,
        Mood::Progressive => m.progressive,
        Mood::Passive => clauses.is_passive(at),
        Mood::Finite => clauses.under(at, SUBJECTS).next().is_some(),
    }
}

/// What is left of a clause's mood for others to weigh, once a frame's conditions have read it: where "will not stop" is
/// the refusal that the frame says it is, it is no refusal denied.
pub fn unread_mood(entry: &Entry, mut modality: Modality) -> Modality {
    const NEGATIVE: [&str; 8] = ["n't", "neither", "never", "no", "nobody", "none", "not", "nothing"];
    for condition in &entry.requires {
        if let Test::Lemma(words) = &condition.test {
            modality.negated &= !NEGATIVE.iter().any(|w| words.contains(w));
        }
        let Test::Mood(moods) = &condition.test else { continue };
        modality.negated &= !moods.contains(&Mood::Not);
        modality.obligation &= !moods.contains(&Mood::Must);
        modality.hypothetical &= !(moods.contains(&Mood::Might) || moods.contains(&Mood::Must));
    }
    modality
}

fn is_one_of(clauses: &Clauses<'_>, at: usize, words: &Words) -> bool {
    words.contains(&clauses.lemma(at).to_lowercase())
}

/// The phrases at a preposition whose noun a frame asks for: of "in an airstrike in a camp", where it requires
/// `in:airstrike`, the first.
pub fn asked_for(clauses: &Clauses<'_>, at: usize, path: &Path, entry: &Entry) -> Vec<usize> {
    let lists = |c: &Condition| match &c.test {
        Test::Lemma(words) if c.path == *path && matches!(path, Path::Preposition(_)) => Some(words.clone()),
        _ => None,
    };
    let lists: Vec<Words> = entry.requires.iter().filter_map(lists).collect();
    let mut phrases = if lists.is_empty() { Vec::new() } else { clauses.arguments(at, path) };
    phrases.retain(|&p| {
        let heads = clauses.conjuncts(p);
        lists.iter().any(|words| heads.iter().any(|&h| is_one_of(clauses, h, words)))
    });
    phrases
}

/// "Lavrov flew to" is what "the minister flew to" is: one named fills the words of his office.
fn holds_office(parties: &Parties<'_>, at: usize, words: &Words) -> bool {
    let Some(entity) = parties.person_at(at) else { return false };
    match entity.office.as_deref() {
        Some(office) => office.split(' ').any(|w| words.contains(w)),
        None => entity.sector.as_deref() == Some("GOV") && words.contains("official"),
    }
}

/// The tokens that carry the event: the head, its particle, and the arguments its conditions name.
pub fn words(clauses: &Clauses<'_>, at: usize, entry: &Entry) -> Vec<u32> {
    let mut words = vec![at as u32];
    words.extend(clauses.under(at, &[Deprel::CompoundPrt]).map(|p| p as u32));
    for condition in &entry.requires {
        if let (Test::Lemma(list), false) = (&condition.test, matches!(condition.path, Path::Anywhere)) {
            let named = clauses.arguments(at, &condition.path);
            let hits =
                named.into_iter().flat_map(|a| clauses.conjuncts(a)).filter(|&c| is_one_of(clauses, c, list));
            words.extend(hits.filter(|&c| clauses.token(c).upos != Upos::Punct).map(|c| c as u32));
        }
    }
    words.sort_unstable();
    words.dedup();
    words
}
