//! On whose word: speaker and stance of every event, its status, and claims as records of their own.
//!
//! This room never alters an event: it says who vouches for it and whether the text has it as fact.

mod status;

use legation_event::voice::{self, Said};
use legation_event::{Event, Events};
use legation_lexicon::Lexicon;
use legation_mention::{EntityId, Mentions};
use legation_record::{Stance, Status};
use legation_syntax::{Deprel, Parse, Sentence};
use legation_text::{Because, Document, Span};

use legation_event::clause::Clauses;

/// What the document vouches for, and on whose word.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// One for each event, in the same order.
    pub events: Vec<Attribution>,
    /// In text order.
    pub claims: Vec<Claim>,
}

/// Who says an event took place, and what the text makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// `None` where the article itself says it, or the actor of a speech act speaks for itself.
    pub speaker: Option<Speaker>,
    pub stance: Stance,
    pub status: Status,
    pub because: Vec<Because>,
}

/// Somebody on whose word something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// `None` for "reports", "sources", and whoever could not be told.
    pub entity: Option<EntityId>,
    /// The words that name the speaker.
    pub span: Span,
}

/// One proposition on somebody's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub sentence: u32,
    pub speaker: Speaker,
    pub stance: Stance,
    pub proposition: Span,
    /// Indices of the events the proposition holds.
    pub about: Vec<u32>,
    pub because: Vec<Because>,
}

/// Attributes every event and lists the claims.
pub fn attribute(
    lexicon: &Lexicon,
    document: &Document,
    parse: &Parse,
    mentions: &Mentions,
    events: &Events,
) -> Claims {
    let mut found = Claims::default();
    for event in &events.events {
        let sentence = &parse.sentences[event.sentence as usize];
        let clauses = Clauses::new(sentence);
        let said = voice::attribution(lexicon, &clauses, event.trigger as usize);
        found.events.push(attribution(lexicon, mentions, events, &clauses, event, said.as_ref()));
    }
    for (i, sentence) in parse.sentences.iter().enumerate() {
        claims_of(lexicon, document, mentions, events, i, sentence, &mut found.claims);
    }
    found
}

fn attribution(
    lexicon: &Lexicon,
    mentions: &Mentions,
    events: &Events,
    clauses: &Clauses<'_>,
    event: &Event,
    said: Option<&Said>,
) -> Attribution {
    let voice = &events.voices[event.sentence as usize];
    let mut because = Vec::new();
    let mut speaker =
        said.and_then(|s| s.speaker).map(|token| named(mentions, clauses, event.sentence, token));
    if let (Some(said), Some(_)) = (said, &speaker) {
        because.push(Because::new(
            "claim::attribution",
            format!("on the word of `{}`", clauses.lemma(said.verb as usize)),
        ));
    }
    if speaker.is_none()
        && voice.quoted
        && let Some(entity) = voice.speaker
    {
        speaker = Some(Speaker { entity: Some(entity), span: clauses.sentence.span });
        because.push(Because::new("claim::quotation", "inside a quotation"));
    }
    let mut stance = said.map_or(Stance::Asserts, |s| s.stance);
    // "claims to have shot down": a side's own report of its own deed (GUIDELINE: happened, with who says so).
    let code = |entity: Option<EntityId>| entity.and_then(|e| mentions.entities[e as usize].code.as_deref());
    let speaking = speaker.as_ref().and_then(|s| code(s.entity));
    let own = speaking.is_some() && event.actors.iter().any(|a| code(Some(a.entity)) == speaking);
    if stance == Stance::Alleges && own {
        stance = Stance::Asserts;
    }
    let told = status::Told { stance, spoken: speaker.is_some(), narrated: voice.narrator.is_some() };
    let status = status::of(lexicon, clauses, event, told);
    let speaks_for_itself = legation_event::is_speech(event.kind)
        && speaker.as_ref().is_some_and(|s| event.actors.iter().any(|a| Some(a.entity) == s.entity));
    Attribution { speaker: speaker.filter(|_| !speaks_for_itself), stance, status, because }
}

fn named(mentions: &Mentions, clauses: &Clauses<'_>, sentence: u32, token: u32) -> Speaker {
    let mention = mentions.at(sentence as usize, token as usize);
    let span = if let Some(m) = mention {
        m.span
    } else {
        let (first, last) = clauses.sentence.subtree(token as usize);
        clauses.token(first).span.join(clauses.token(last).span)
    };
    Speaker { entity: mention.map(|m| m.entity), span }
}

/// Every "X says that …" of a sentence, and the sentence itself where it is wholly quoted.
fn claims_of(
    lexicon: &Lexicon,
    document: &Document,
    mentions: &Mentions,
    events: &Events,
    index: usize,
    sentence: &Sentence,
    found: &mut Vec<Claim>,
) {
    let clauses = Clauses::new(sentence);
    let voice = &events.voices[index];
    let mut any = false;
    for at in 0..clauses.size() {
        let content = clauses
            .under(at, &[Deprel::Ccomp, Deprel::Acl])
            .next()
            .or_else(|| (clauses.token(at).deprel == Deprel::Parataxis).then(|| clauses.head(at)).flatten());
        let stance = voice::stance_of(lexicon, &clauses, at);
        let (Some(stance), Some(content)) = (stance, content) else { continue };
        let Some(&speaker) = clauses.subjects(at).first() else { continue };
        let proposition = proposition(&clauses, content, at);
        found.push(Claim {
            sentence: index as u32,
            speaker: named(mentions, &clauses, index as u32, speaker as u32),
            stance,
            about: about(events, sentence, index, proposition),
            proposition,
            because: vec![Because::new(
                "data/claims/speech.toml",
                format!("`{}` {stance}", clauses.lemma(at)),
            )],
        });
        any = true;
    }
    if let (false, true, Some(entity)) = (any, voice.quoted, voice.speaker) {
        let proposition = trimmed(document, sentence.span);
        found.push(Claim {
            sentence: index as u32,
            speaker: Speaker { entity: Some(entity), span: sentence.span },
            stance: Stance::Asserts,
            about: about(events, sentence, index, proposition),
            proposition,
            because: vec![Because::new("claim::quotation", "a quoted sentence")],
        });
    }
}

/// The words of the content clause, without the clause that reports it.
fn proposition(clauses: &Clauses<'_>, content: usize, verb: usize) -> Span {
    let (first, last) = clauses.sentence.subtree(content);
    let (start, end) = if (first..=last).contains(&verb) {
        // The reporting clause stands inside, before or after: keep the longer side.
        let (own_first, own_last) = clauses.sentence.subtree(verb);
        if own_first.saturating_sub(first) >= last.saturating_sub(own_last) {
            (first, own_first.saturating_sub(1).max(first))
        } else {
            ((own_last + 1).min(last), last)
        }
    } else {
        (first, last)
    };
    clauses.token(start).span.join(clauses.token(end).span)
}

fn trimmed(document: &Document, span: Span) -> Span {
    let text = span.of(&document.text);
    let marks: &[char] = &['“', '”', '"', ' ', '\n'];
    let front = (text.len() - text.trim_start_matches(marks).len()) as u32;
    let back = (text.len() - text.trim_end_matches(marks).len()) as u32;
    Span::new(span.start + front, (span.end - back).max(span.start + front))
}

fn about(events: &Events, sentence: &Sentence, index: usize, proposition: Span) -> Vec<u32> {
    let inside = |e: &Event| {
        e.sentence as usize == index && proposition.contains(sentence.tokens[e.trigger as usize].span)
    };
    events.events.iter().enumerate().filter(|(_, e)| inside(e)).map(|(i, _)| i as u32).collect()
}
