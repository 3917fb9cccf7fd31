//! From drafts to events: the clause's tense and mood applied, dated, placed, and checked for parties.

use crate::clause::Clauses;
use crate::draft::Draft;
use crate::news;
use crate::party::Parties;
use crate::struck;
use crate::types::{EmbeddingKind, Event, Role, When};
use crate::when;
use legation_lexicon::Lexicon;
use legation_lexicon::events::{Operator, Pos};
use legation_lexicon::speech::List;
use legation_mention::{EntityId, EntityKind};
use legation_record::EventType;
use legation_syntax::Upos;
use legation_syntax::{Deprel, Xpos};
use legation_text::Because;

/// The share of events with both sides in the text that had the right type and the right states, over the development
/// articles (99 of 165; where a side was inferred, 45 of 94: `counterpart::KEPT`). What was tried to tell better from
/// worse within these two kinds ranked no better than chance.
const CONFIDENCE: f32 = 0.6;

/// Turns the drafts of one sentence into events.
pub fn events(
    lexicon: &Lexicon,
    parties: &Parties<'_>,
    drafts: Vec<Draft>,
    mut dropped: impl FnMut(usize, &str),
) -> Vec<Event> {
    let mut found: Vec<Event> = Vec::new();
    for draft in drafts {
        let draft = by_own_state(parties, as_published(parties, with_mood(lexicon, parties, draft)));
        if let Some(why) = no_event(lexicon, parties, &draft) {
            dropped(draft.trigger, why);
            continue;
        }
        let mut event = event(lexicon, parties, draft);
        struck::settle(parties, &mut event);
        if found.iter().any(|e| same(e, &event)) {
            continue;
        }
        match found.iter_mut().find(|e| is_one_deed(parties, e, &event)) {
            Some(told) => tell_in_one(parties.clauses, told, event),
            None => found.push(event),
        }
    }
    found
}

/// "Airstrikes hit the town, killing nine", "opened fire on them, killing nineteen": the blow and what it did are one.
fn is_one_deed(parties: &Parties<'_>, a: &Event, b: &Event) -> bool {
    let codes = |roles: &[Role]| -> Vec<&str> {
        let entities = roles.iter().map(|r| &parties.mentions.entities[r.entity as usize]);
        entities.filter_map(|e| e.code.as_deref()).collect()
    };
    let (doers, sufferers) =
        ((codes(&a.actors), codes(&b.actors)), (codes(&a.recipients), codes(&b.recipients)));
    let within = |x: &[&str], y: &[&str]| x.iter().all(|c| y.contains(c));
    let alike =
        |(x, y): &(Vec<&str>, Vec<&str>)| x.is_empty() || y.is_empty() || within(x, y) && within(y, x);
    let overlap = within(&sufferers.0, &sufferers.1) || within(&sufferers.1, &sufferers.0);
    let mood =
        |e: &Event| (e.modality.negated, e.modality.future, e.modality.hypothetical, e.modality.alleged);
    a.kind == EventType::Assault
        && b.kind == EventType::Assault
        && mood(a) == mood(b)
        && a.under == b.under
        && alike(&doers)
        && overlap
}

/// The verb's telling stays, with the parties and the mode that only the other has.
fn tell_in_one(clauses: &Clauses<'_>, told: &mut Event, other: Event) {
    let verbal = |e: &Event| clauses.pos(e.trigger as usize) == Some(Pos::Verb);
    let other = if verbal(&other) && !verbal(told) { std::mem::replace(told, other) } else { other };
    if told.actors.is_empty() {
        told.actors = other.actors;
    }
    if told.recipients.is_empty() {
        told.recipients = other.recipients;
    }
    told.mode = told.mode.take().or(other.mode);
    told.when = told.when.or(other.when);
    told.place = told.place.or(other.place);
    told.words.extend(other.words);
    told.words.sort_unstable();
    told.words.dedup();
    told.because.extend(other.because);
}

/// "The ambassador was summoned today", "Condemns the attack": in an official statement what is said or imposed by nobody
/// is its publisher's.
fn as_published(parties: &Parties<'_>, mut draft: Draft) -> Draft {
    let clauses = parties.clauses;
    let at = draft.trigger;
    let official = is_speech(draft.kind) || draft.kind == EventType::Sanction;
    let headless = || {
        let relation = clauses.token(at).deprel;
        matches!(relation, Deprel::Root | Deprel::Conj | Deprel::Ccomp | Deprel::Parataxis)
            && (clauses.is_passive(at) || clauses.subjects(at).is_empty())
    };
    if !draft.actors.is_empty() || !official || clauses.pos(at) != Some(Pos::Verb) || !headless() {
        return draft;
    }
    // "“Invites both to talks,” he said": the speaker invites.
    let quoted = || {
        let finite = matches!(clauses.token(at).xpos, Xpos::Vbz | Xpos::Vbd);
        if finite && is_speech(draft.kind) { parties.speaker } else { None }
    };
    let publisher = parties
        .publisher
        .map(|e| (e, Because::new("event::publisher", "who acts in an official statement unless it says")));
    let speaker =
        || quoted().map(|e| (e, Because::new("event::speaker", "who does what a quotation tells of nobody")));
    if let Some((entity, because)) = publisher.or_else(speaker) {
        draft.actors.push(Role { entity, token: None });
        let code = |r: &Role| parties.mentions.entities[r.entity as usize].code.as_deref();
        let own = code(&draft.actors[0]);
        draft.recipients.retain(|r| code(r).is_none() || code(r) != own);
        draft.because.push(because);
    }
    draft
}

/// "The former Malian president was sentenced": courts and police that nobody names are those of the state it happened
/// in, else the sufferer's own.
fn by_own_state(parties: &Parties<'_>, mut draft: Draft) -> Draft {
    let clauses = parties.clauses;
    // "Banda's arrest", "Banda stood trial" are as passive as "Banda was arrested".
    let person = |r: &Role| parties.is_person(*r);
    let passive = match clauses.pos(draft.trigger) {
        Some(Pos::Verb) => {
            clauses.is_passive(draft.trigger) || clauses.under(draft.trigger, &[Deprel::Obj]).next().is_none()
        }
        _ => draft.recipients.iter().any(person),
    };
    let judged = matches!(
        (draft.kind, draft.mode.as_deref()),
        (EventType::Coerce, _)
            | (EventType::Sanction, Some("convict"))
            | (EventType::Accuse, Some("investigate"))
    );
    if !judged || !draft.actors.is_empty() || !passive {
        return draft;
    }
    let Some(sufferer) = draft.recipients.iter().copied().find(|r| parties.has_code(*r)) else {
        return draft;
    };
    let seat = place(parties, draft.trigger).map(|m| parties.mentions.mentions[m as usize].entity);
    let seat = seat.filter(|&e| parties.mentions.entities[e as usize].code.is_some());
    let abroad = if person(&sufferer) { None } else { other_state(parties, sufferer) };
    let by = seat.or(abroad).unwrap_or(sufferer.entity);
    // "discussed seized Chadian assets": that somebody has done it is no news of Chad's.
    if by == sufferer.entity && clauses.token(draft.trigger).deprel == Deprel::Amod {
        return draft;
    }
    if draft.mode.as_deref() == Some("deport") {
        // Nobody is deported by his own state; "migrants deported from Togo" are by Togo.
        let from = sufferer.token.and_then(|t| clauses.case(t as usize)).as_deref() == Some("from");
        if from {
            draft.actors.push(sufferer);
            draft.recipients.retain(|r| r.entity != sufferer.entity);
        }
        let same = parties.code(Role { entity: by, token: None }) == parties.code(sufferer);
        if from || same || clauses.token(draft.trigger).deprel == Deprel::Amod {
            return draft;
        }
    }
    let code = parties.mentions.entities[by as usize].code.as_deref();
    let states = (0..).zip(&parties.mentions.entities);
    let state = states.into_iter().find(|(_, e)| e.kind == EntityKind::State && e.code.as_deref() == code);
    draft.actors.push(Role { entity: state.map_or(by, |(id, _)| id), token: None });
    draft.because.push(Because::new("event::own_state", "authorities that nobody names are the place's own"));
    draft
}

/// "two Chadians jailed ... told Mali": the one other state that the sentence names.
fn other_state(parties: &Parties<'_>, sufferer: Role) -> Option<EntityId> {
    let entity = |e: EntityId| &parties.mentions.entities[e as usize];
    let own = parties.code(sufferer);
    let here = parties.mentions.in_sentence(parties.sentence).map(|m| m.entity);
    let mut others: Vec<EntityId> =
        here.filter(|&e| entity(e).kind == EntityKind::State && entity(e).code.as_deref() != own).collect();
    others.dedup_by_key(|e| entity(*e).code.clone());
    <[EntityId; 1]>::try_from(others).ok().map(|[one]| one)
}

/// Why a frame that holds makes no event; `None` where it makes one.
fn no_event(lexicon: &Lexicon, parties: &Parties<'_>, draft: &Draft) -> Option<&'static str> {
    if !has_parties(parties, draft) && !is_between_the_two(parties, draft) {
        Some("it fits, but nobody known acts")
    } else if !is_told(lexicon, parties, draft) {
        Some("it fits, but is only wished for, a purpose, or background")
    } else if is_mere_thought(draft) {
        Some("it fits, but did not happen, or only might")
    } else if is_one_sided(parties, draft) {
        Some("it fits, but only one side of the talks is known")
    } else if is_visit_home(parties, draft) {
        Some("it fits, but nobody visits his own country")
    } else {
        None
    }
}

/// One act told twice in a sentence ("signed an agreement").
fn same(a: &Event, b: &Event) -> bool {
    let entities = |roles: &[Role]| -> Vec<u32> {
        let mut ids: Vec<u32> = roles.iter().map(|r| r.entity).collect();
        ids.sort_unstable();
        ids
    };
    a.kind == b.kind
        && entities(&a.actors) == entities(&b.actors)
        && entities(&a.recipients) == entities(&b.recipients)
}

fn has_parties(parties: &Parties<'_>, draft: &Draft) -> bool {
    let coded = |roles: &[Role]| roles.iter().any(|r| parties.has_code(*r));
    let speech = matches!(
        draft.kind,
        EventType::Request | EventType::Accuse | EventType::Reject | EventType::Threaten | EventType::Support
    );
    // The press reports; it is no party to what it reports.
    let press = |r: &Role| parties.mentions.entities[r.entity as usize].sector.as_deref() == Some("MED");
    if is_speech(draft.kind) && !draft.actors.is_empty() && draft.actors.iter().all(press) {
        return false;
    }
    let person = |r: &Role| parties.is_person(*r);
    // "the delivery of food to the besieged town".
    let relief = |&w: &u32| {
        matches!(
            parties.clauses.lemma(w as usize),
            "aid" | "assistance" | "food" | "medicine" | "relief" | "supply"
        )
    };
    let help = || draft.kind == EventType::Aid && draft.words.iter().any(relief);
    let told = parties.clauses.pos(draft.trigger) == Some(Pos::Verb)
        || draft.recipients.iter().any(person)
        || help()
        || is_said_to_be(parties.clauses, draft.trigger);
    let suffered = is_told_of_the_sufferer(draft.kind, draft.mode.as_deref()) && told;
    // "was assassinated in Lima": who is known by nothing else is of there.
    let struck = || {
        let passive = told && parties.clauses.is_passive(draft.trigger) && !draft.recipients.is_empty();
        let place = place(parties, draft.trigger).filter(|_| passive && draft.kind == EventType::Assault);
        place.is_some_and(|m| parties.mentions.entity(&parties.mentions.mentions[m as usize]).code.is_some())
    };
    if speech || !suffered {
        let somebody =
            || is_done_unto(parties.clauses, draft.trigger) || is_done_by_one(parties.clauses, draft);
        coded(&draft.actors) || coded(&draft.recipients) && somebody()
    } else {
        coded(&draft.actors) || coded(&draft.recipients) || struck()
    }
}

/// "There was **an attack** on Chad's troops", "an attack on them took place": the sentence says no more than that.
fn is_said_to_be(clauses: &Clauses<'_>, at: usize) -> bool {
    let verb = clauses.head(at).filter(|_| clauses.token(at).deprel == Deprel::Nsubj);
    verb.is_some_and(|v| {
        clauses.under(v, &[Deprel::Expl]).next().is_some()
            || matches!(clauses.lemma(v), "happen" | "occur" | "take")
    })
}

/// Whom violence or help reached, or who was freed, is worth a record even where nobody says from whom.
pub fn is_told_of_the_sufferer(kind: EventType, mode: Option<&str>) -> bool {
    let released = kind == EventType::Retreat && mode == Some("release");
    released || matches!(kind, EventType::Assault | EventType::Aid)
}

/// "Two Chadians were declared unwanted": a passive that names nobody who did it.
pub fn is_done_unto(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.pos(at) == Some(Pos::Verb)
        && clauses.is_passive(at)
        && clauses.under(at, &[Deprel::OblAgent]).next().is_none()
        && clauses.token(at).deprel != Deprel::Amod
}

/// "Mr Meyer thanked Chad", "it thanked Chad": by somebody whose state is not known.
fn is_done_by_one(clauses: &Clauses<'_>, draft: &Draft) -> bool {
    let at = draft.trigger;
    let one = |&s: &usize| match clauses.token(s).upos {
        Upos::Pron => matches!(clauses.lemma(s), "he" | "she" | "it" | "they" | "who"),
        Upos::Propn => draft.actors.iter().any(|a| a.token == Some(s as u32)),
        _ => false,
    };
    clauses.pos(at) == Some(Pos::Verb) && !clauses.is_passive(at) && clauses.subjects(at).iter().any(one)
}

/// What is merely wished for or a purpose is no event: nobody says that it was, is or will be.
/// A standing attitude in a participle ("the US-backed government") is background, a dated one ("signed in Oslo in May") is not.
fn is_told(lexicon: &Lexicon, parties: &Parties<'_>, draft: &Draft) -> bool {
    let clauses = parties.clauses;
    let dated = || {
        let beneath = clauses.beneath(draft.trigger);
        let mut times = parties.mentions.times_in(parties.sentence);
        times.any(|t| t.from.is_some() && beneath.contains(&(t.head as usize)))
    };
    let attitude =
        matches!(draft.kind, EventType::Support | EventType::Aid | EventType::Cooperate | EventType::Agree);
    let relation = clauses.token(draft.trigger).deprel;
    let participle = clauses.pos(draft.trigger) == Some(Pos::Verb)
        && clauses.token(draft.trigger).xpos != Xpos::Vb
        && (relation == Deprel::Amod || (relation == Deprel::Acl && draft.kind == EventType::Support));
    // "called the king to thank him": the purpose is done with the call.
    let by_contact = is_speech(draft.kind)
        && clauses
            .head(draft.trigger)
            .is_some_and(|verb| lexicon.speech.is(List::Contacts, clauses.lemma(verb)));
    // "issued a statement to condemn the raid": so it does.
    let by_text = is_speech(draft.kind)
        && relation == Deprel::Acl
        && clauses.head(draft.trigger).is_some_and(|text| {
            let lemma = clauses.lemma(text);
            lexicon.events.is_issued(lemma) || lexicon.events.is_written(lemma)
        });
    // "voted by 30 to 12 to expel the envoy": what was voted for.
    let by_vote = clauses.head(draft.trigger).is_some_and(|verb| clauses.lemma(verb) == "vote");
    // "Chad should arm Mali": the writer's advice.
    let advised =
        draft.modality.obligation && draft.under.is_empty() && parties.speaker_at(draft.trigger).is_none();
    let wished = advised
        || (draft.modality.purpose && !by_contact && !by_text && !by_vote)
        || draft.kind == EventType::Coerce && is_sought(clauses, draft.trigger)
        || draft.under.iter().any(|e| e.kind == EmbeddingKind::Wanted);
    // "wounded soldiers", "the besieged towns": what had been done to them is not told here.
    let state = relation == Deprel::Amod && draft.actors.is_empty();
    let background = (attitude && participle && !dated()) || state;
    !(wished || background)
}

/// "It has not helped the rebels", "they could have a deal": no record is kept of the help that was not and the deal that
/// might be, unless somebody had said that it was. A blow, a charge or a penalty that did not fall, or may, is news.
fn is_mere_thought(draft: &Draft) -> bool {
    use EventType::{
        Accuse, Agree, Aid, Coerce, Concede, Consult, Cooperate, Mobilize, Request, Retreat, Support,
    };
    let vouched =
        draft.under.iter().any(|e| matches!(e.kind, EmbeddingKind::Denied | EmbeddingKind::Accused));
    let m = draft.modality;
    let friendly = matches!(draft.kind, Agree | Aid | Concede | Cooperate | Mobilize | Retreat | Support);
    let unmade = m.negated && (friendly || matches!(draft.kind, Consult | Request));
    // "if I complained": nobody has.
    let supposed = m.conditional && matches!(draft.kind, Accuse | Request | Support | Consult);
    // "would welcome", "would like to thank": politeness.
    let imagined = m.hypothetical && draft.kind != Support && (friendly || draft.kind == Coerce);
    !vouched && (unmade || imagined || supposed)
}

/// "a warrant for his arrest", "information leading to the arrest of": there has been none yet.
fn is_sought(clauses: &Clauses<'_>, at: usize) -> bool {
    let noun = clauses.pos(at) == Some(Pos::Noun);
    let Some(above) = clauses.head(at).filter(|_| noun) else { return false };
    match clauses.case(at).as_deref() {
        Some("for") => {
            matches!(clauses.lemma(above), "bounty" | "call" | "order" | "request" | "reward" | "warrant")
        }
        Some("to") => {
            let what = clauses.head(above).map(|noun| clauses.lemma(noun));
            clauses.lemma(above) == "lead" && what == Some("information")
        }
        _ => false,
    }
}

/// "Relations were established in 1976", "talks resumed": between the two that the story is about.
fn is_between_the_two(parties: &Parties<'_>, draft: &Draft) -> bool {
    let verbal = parties.clauses.pos(draft.trigger) == Some(Pos::Verb);
    draft.symmetric && verbal && draft.actors.is_empty() && draft.recipients.is_empty()
}

/// Talks need two: one state that "discussed its plans" met nobody we know of. A bloc meets as itself.
fn is_one_sided(parties: &Parties<'_>, draft: &Draft) -> bool {
    let entities = &parties.mentions.entities;
    let bloc = |r: &Role| {
        matches!(
            entities[r.entity as usize].kind,
            EntityKind::Organisation | EntityKind::Body | EntityKind::Group
        )
    };
    draft.kind == EventType::Consult
        && !(parties.clauses.pos(draft.trigger) == Some(Pos::Verb)
            && parties.clauses.under(draft.trigger, &[Deprel::Obj]).next().is_none())
        && draft.symmetric
        && draft.mode.as_deref() != Some("multilateral")
        && draft.actors.len() + draft.recipients.len() == 1
        && !draft.actors.iter().any(bloc)
}

/// Visitor and host of one state: one of the two was taken for somebody else.
fn is_visit_home(parties: &Parties<'_>, draft: &Draft) -> bool {
    let code = |r: &Role| parties.mentions.entities[r.entity as usize].code.as_deref();
    let hosts: Vec<_> = draft.recipients.iter().filter_map(code).collect();
    draft.mode.as_deref() == Some("visit")
        && !hosts.is_empty()
        && draft.actors.iter().filter_map(code).all(|c| hosts.contains(&c))
}

/// The future makes a promise or a threat of an act, "must" a demand, "will not" a refusal.
fn with_mood(lexicon: &Lexicon, parties: &Parties<'_>, mut draft: Draft) -> Draft {
    let m = draft.modality;
    let embedded = !draft.under.is_empty();
    let speaker = parties.speaker_at(draft.trigger);
    let operator = if m.obligation && speaker.is_some() && !embedded {
        Operator::Demand
    } else if m.future && m.negated {
        Operator::Refuse
    } else if m.future && !m.hypothetical {
        Operator::Promise
    } else if m.negated && m.hypothetical && !embedded {
        Operator::Refuse
    } else {
        return draft;
    };
    // "should have asked us" is no demand any more.
    let late = operator == Operator::Demand && m.perfect;
    let composed = lexicon.composition.of(operator, draft.kind);
    let reading = if late { Some((EventType::Accuse, Some("disapprove"))) } else { composed };
    let Some((kind, mode)) = reading else { return draft };
    if operator == Operator::Promise
        && matches!(draft.kind, EventType::Sanction | EventType::Coerce)
        && is_announced(parties.clauses, draft.trigger)
    {
        return draft;
    }
    // A request under "must" is its subject's to make: still the speaker's demand.
    if kind == draft.kind && operator != Operator::Demand {
        return draft;
    }
    let name = match operator {
        Operator::Demand => "event::mood::must",
        Operator::Refuse => "event::mood::will_not",
        _ => "event::mood::will",
    };
    draft.because.push(Because::new(name, format!("{} under this mood is {kind}", draft.kind)));
    // "He said troops would be sent": who promises is who says so.
    if operator == Operator::Promise && draft.actors.is_empty() {
        draft.actors = speaker.map(|entity| Role { entity, token: None }).into_iter().collect();
        draft.recipients.retain(|r| Some(r.entity) != speaker);
    }
    if operator == Operator::Demand {
        let addressed = std::mem::take(&mut draft.actors);
        draft.actors = speaker.map(|entity| Role { entity, token: None }).into_iter().collect();
        draft.recipients = addressed.into_iter().filter(|r| Some(r.entity) != speaker).collect();
    }
    if draft.symmetric && operator == Operator::Refuse {
        let subject = parties.clauses.subjects(draft.trigger);
        let refusing: Vec<Role> = subject.iter().flat_map(|&s| parties.of(s)).collect();
        if !refusing.is_empty() {
            let others =
                draft.actors.iter().copied().filter(|r| !refusing.iter().any(|a| a.entity == r.entity));
            draft.recipients = others.collect();
            draft.actors = refusing;
        }
    }
    draft.announced = Some(draft.kind);
    draft.kind = kind;
    draft.mode = mode.map(str::to_owned);
    if operator == Operator::Refuse {
        draft.modality.negated = false;
    }
    draft
}

/// "announced that it will raise tariffs": decided, and told as such, is more than a threat (GUIDELINE: an act announced
/// and scheduled in one breath is that act).
fn is_announced(clauses: &Clauses<'_>, at: usize) -> bool {
    clauses.token(at).deprel == Deprel::Ccomp
        && clauses.head(at).is_some_and(|verb| clauses.lemma(verb) == "announce")
}

fn event(lexicon: &Lexicon, parties: &Parties<'_>, draft: Draft) -> Event {
    // "condemned Monday's raid": the raid was on Monday, though the frame names it.
    let trigger = [draft.trigger as u32];
    let words = if is_speech(draft.kind) { &trigger[..] } else { &draft.words[..] };
    let stated = when::stated(parties.clauses, parties.mentions, parties.sentence, draft.trigger, words);
    let contexts = contexts(lexicon, parties, &draft);
    let verbal = parties.clauses.pos(draft.trigger) == Some(Pos::Verb);
    let published = when::published(parties.mentions);
    let today = published.filter(|_| news::is_news(parties, &draft, stated.is_some()));
    let (when, horizon) = dates(today, &draft, stated, published);
    let untold =
        !verbal && (when.is_none() || when == published || !when::is_of_noun(parties, draft.trigger));
    let known = if untold { when::known(parties, &draft) } else { None };
    let when = known.as_ref().map(|k| k.0).or(when);
    let mut because = draft.because;
    because.extend(known.map(|k| k.1));
    if when.is_some() && when == published {
        because.extend(parties.mentions.written.iter().flat_map(|w| w.because.iter().cloned()));
    }
    Event {
        sentence: parties.sentence as u32,
        trigger: draft.trigger as u32,
        words: draft.words,
        kind: draft.kind,
        mode: draft.mode,
        contexts,
        place: place(parties, draft.trigger),
        actors: draft.actors,
        recipients: draft.recipients,
        mutual: draft.symmetric,
        modality: draft.modality,
        announced: draft.announced,
        under: draft.under,
        when,
        horizon,
        confidence: CONFIDENCE,
        because,
    }
}

/// A speech act is dated when it is said; a time ahead of publication is when what it promises is to happen. Without a
/// stated time it is of `today`, the time of publication, if the news tells it as new.
fn dates(
    today: Option<When>,
    draft: &Draft,
    stated: Option<When>,
    published: Option<When>,
) -> (Option<When>, Option<When>) {
    // "agreed to halve it by 2050": a deadline has no first day.
    let ahead = |w: &When| match (w.from.or(w.to), published.and_then(|p| p.to)) {
        (Some(day), Some(published)) => day > published,
        _ => draft.modality.future,
    };
    match stated {
        Some(w) if is_speech(draft.kind) && ahead(&w) => (today, Some(w)),
        Some(w) => (Some(w), None),
        None => (today, None),
    }
}

/// Types that are done by saying.
pub fn is_speech(kind: EventType) -> bool {
    use EventType::{Accuse, Agree, Concede, Reject, Request, Support, Threaten};
    matches!(kind, Agree | Support | Concede | Request | Accuse | Reject | Threaten)
}

/// The place mentioned nearest under the event's clause.
fn place(parties: &Parties<'_>, trigger: usize) -> Option<u32> {
    let clauses = parties.clauses;
    let own = clauses.clause_of(trigger);
    let mentions = &parties.mentions.mentions;
    mentions
        .iter()
        .enumerate()
        .filter(|(_, m)| m.sentence as usize == parties.sentence && m.as_place)
        .filter(|(_, m)| {
            let kind = parties.mentions.entity(m).kind;
            matches!(kind, EntityKind::Place | EntityKind::State)
        })
        .filter(|(_, m)| {
            clauses.sentence.ancestors(m.head as usize).take(6).any(|a| a == trigger || a == own)
        })
        .min_by_key(|(_, m)| m.head.abs_diff(trigger as u32))
        .map(|(i, _)| i as u32)
}

fn contexts(lexicon: &Lexicon, parties: &Parties<'_>, draft: &Draft) -> Vec<String> {
    let mut found = draft.contexts.clone();
    let clauses = parties.clauses;
    let mut near = clauses.beneath(draft.trigger);
    near.push(draft.trigger);
    for context in &lexicon.codebook.contexts {
        let hit = near.iter().any(|&t| context.words.iter().any(|w| w == clauses.lemma(t)));
        if hit && !found.contains(&context.name) {
            found.push(context.name.clone());
        }
    }
    found.sort();
    found
}

impl Event {
    /// True where it stands under such an operator.
    pub fn is_under(&self, kind: EmbeddingKind) -> bool {
        self.under.iter().any(|e| e.kind == kind)
    }
}
