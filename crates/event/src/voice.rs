//! Who speaks: attribution inside a sentence, and quotations that run over several.

use crate::clause::Clauses;
use crate::modality;
use crate::party::Parties;
use legation_lexicon::Lexicon;
use legation_lexicon::events::Pos;
use legation_mention::{EntityId, EntityKind, Mention, Mentions};
use legation_record::Stance;
use legation_syntax::{Deprel, Parse, Upos, Xpos};
use legation_text::{BlockKind, Document, Span};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Who speaks in one sentence as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    pub speaker: Option<EntityId>,
    /// Who says "we" outside quotation marks, as in a government's statement.
    pub narrator: Option<EntityId>,
    /// True where the sentence, or most of it, stands in quotation marks.
    pub quoted: bool,
    /// The predicate that attributes, where it stands in this sentence.
    pub verb: Option<u32>,
}

/// One attribution: "X said that …", "according to X", "X's claim that …".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The predicate or preposition that attributes.
    pub verb: u32,
    /// The noun that speaks, where there is one.
    pub speaker: Option<u32>,
    pub stance: Stance,
}

/// Words between the comma and the speaker of a tail ("the American website The Intercept").
const TAIL_SPEAKER: usize = 6;

/// The attribution a token stands under, the nearest first.
pub fn attribution(lexicon: &Lexicon, clauses: &Clauses<'_>, at: usize) -> Option<Said> {
    let mut below = at;
    for above in clauses.sentence.ancestors(at) {
        if let Some(said) = aside(lexicon, clauses, above, at) {
            return Some(said);
        }
        if above != below
            && governs_speech(clauses, below)
            && !is_apart(clauses, above, below)
            && let Some(stance) = stance_of(lexicon, clauses, above)
        {
            let speaker = speaker_of(clauses, above);
            if speaker.is_some() || clauses.is_passive(above) {
                let speaker = speaker.filter(|&s| !is_quality(clauses, s as usize));
                return Some(Said { verb: above as u32, speaker, stance });
            }
        }
        below = above;
    }
    tail(lexicon, clauses, at)
}

/// ", the website alleged last Sunday": a comma, who speaks, a verb of saying with nothing of its own to say. Parsers hang
/// such tails anywhere, so the words decide.
fn tail(lexicon: &Lexicon, clauses: &Clauses<'_>, at: usize) -> Option<Said> {
    (at + 1..clauses.size()).find_map(|verb| {
        let stance = stance_of(lexicon, clauses, verb).filter(|_| clauses.token(verb).upos == Upos::Verb)?;
        let own = clauses.under(verb, &[Deprel::Ccomp, Deprel::Obj, Deprel::Xcomp]).any(|c| c > verb);
        let speaker = clauses.under(verb, &[Deprel::Nsubj]).next().filter(|&s| s < verb && s > at)?;
        let (first, _) = clauses.sentence.subtree(speaker);
        let comma = (at..first.max(at)).rev().find(|&c| clauses.token(c).upos == Upos::Punct)?;
        // Far from its comma, what ends in a participle or goes on with "and" is no tail: "with most intercepted and no
        // injuries **reported**".
        let behind = comma + 1 == first;
        let goes_on =
            || clauses.token(verb).xpos == Xpos::Vbn || matches!(clauses.lemma(first - 1), "and" | "or");
        let near = first.saturating_sub(comma) <= TAIL_SPEAKER;
        (!own && near && (behind || !goes_on())).then_some(Said {
            verb: verb as u32,
            speaker: Some(speaker as u32),
            stance,
        })
    })
}

fn governs_speech(clauses: &Clauses<'_>, below: usize) -> bool {
    matches!(
        clauses.token(below).deprel,
        Deprel::Ccomp | Deprel::Parataxis | Deprel::Xcomp | Deprel::Acl | Deprel::Csubj | Deprel::Dep
    )
}

/// "Chad closed the border**;** Mali denied any part in it": two statements. ("We will fight; we will win," he said, is one.)
fn is_apart(clauses: &Clauses<'_>, one: usize, other: usize) -> bool {
    let (first, _) = clauses.sentence.subtree(one.max(other));
    [first.saturating_sub(1), first].into_iter().any(|t| clauses.lemma(t) == ";")
}

/// The stance a predicate of saying gives; what is not believed, confirmed or accepted is doubted.
pub fn stance_of(lexicon: &Lexicon, clauses: &Clauses<'_>, at: usize) -> Option<Stance> {
    match clauses.pos(at) {
        Some(Pos::Verb) => {
            let stance = lexicon.speech.verb(clauses.lemma(at))?;
            let doubted = stance == Stance::Asserts && modality::of(lexicon, clauses, at).negated;
            Some(if doubted { Stance::Doubts } else { stance })
        }
        Some(Pos::Noun) => lexicon.speech.noun(clauses.lemma(at)),
        _ => None,
    }
}

/// "**False** rumours", "wild claims": what they are like, not whose.
fn is_quality(clauses: &Clauses<'_>, at: usize) -> bool {
    let token = clauses.token(at);
    token.deprel == Deprel::Amod && token.lemma.starts_with(char::is_lowercase)
}

fn speaker_of(clauses: &Clauses<'_>, verb: usize) -> Option<u32> {
    let subjects = match clauses.token(verb).upos {
        Upos::Noun => clauses
            .under(verb, &[Deprel::NmodPoss])
            .chain(
                clauses
                    .children(verb)
                    .filter(|&c| matches!(clauses.case(c).as_deref(), Some("by" | "from" | "of"))),
            )
            .chain(clauses.under(verb, &[Deprel::Amod, Deprel::Compound]))
            .collect(),
        _ => clauses.subjects(verb),
    };
    subjects.first().map(|&s| s as u32)
}

/// An attribution beside the clause: ", he said", "according to X".
fn aside(lexicon: &Lexicon, clauses: &Clauses<'_>, above: usize, at: usize) -> Option<Said> {
    for child in clauses.children(above) {
        let token = clauses.token(child);
        let told = token.deprel == Deprel::Parataxis && child != at && token.upos == Upos::Verb;
        if told && !is_apart(clauses, above, child) {
            let own_clause = clauses.under(child, &[Deprel::Ccomp]).next().is_some();
            if let (Some(stance), false) = (stance_of(lexicon, clauses, child), own_clause)
                && let Some(speaker) = speaker_of(clauses, child)
            {
                return Some(Said { verb: child as u32, speaker: Some(speaker), stance });
            }
        }
        let case = clauses.case(child);
        if matches!(case.as_deref(), Some("according_to" | "according" | "accord_to")) {
            return Some(Said { verb: child as u32, speaker: Some(child as u32), stance: Stance::Asserts });
        }
    }
    None
}

/// The voice of every sentence.
pub fn voices(lexicon: &Lexicon, document: &Document, parse: &Parse, mentions: &Mentions) -> Vec<Voice> {
    let spans = quotations(&document.text, parse);
    let mut voices: Vec<Voice> = parse
        .sentences
        .iter()
        .enumerate()
        .map(|(i, sentence)| {
            let clauses = Clauses::new(sentence);
            let inside = spans.iter().map(|q| overlap(*q, sentence.span)).sum::<u32>();
            let is_quoted = inside * 10 >= sentence.span.len() * 6;
            let said = main_attribution(lexicon, &clauses);
            let speaker = said.as_ref().and_then(|s| match s.speaker {
                Some(token) => speaking(lexicon, &clauses, mentions, i, token as usize),
                None => person_before(&clauses, mentions, i, s.verb),
            });
            Voice { speaker, quoted: is_quoted, narrator: None, verb: said.map(|s| s.verb) }
        })
        .collect();
    carry_quotations(parse, &mut voices);
    let author = author(parse, mentions, &spans);
    for voice in &mut voices {
        voice.narrator = author;
    }
    voices
}

/// "After the vote Chad's minister, Jane Doe, **said**:" where the tree gives the verb no subject: who stands right before it.
fn person_before(clauses: &Clauses<'_>, mentions: &Mentions, sentence: usize, verb: u32) -> Option<EntityId> {
    let comma = |t: u32| clauses.lemma(t as usize) == ",";
    let mut here = mentions.in_sentence(sentence);
    let beside = |m: &&Mention| m.last + 1 == verb || m.last + 2 == verb && comma(m.last + 1);
    here.find(|m| beside(m) && mentions.entity(m).kind == EntityKind::Person).map(|m| m.entity)
}

/// Who a noun that speaks stands for: itself, else the party inside it ("a statement from the Israeli government said").
fn speaking(
    lexicon: &Lexicon,
    clauses: &Clauses<'_>,
    mentions: &Mentions,
    sentence: usize,
    token: usize,
) -> Option<EntityId> {
    if let Some(mention) = mentions.at(sentence, token) {
        return Some(mention.entity);
    }
    let parties = Parties::alone(lexicon, clauses, mentions, sentence);
    parties.of(token).first().map(|r| r.entity)
}

/// Sentences of a statement to one that says "we".
const SENTENCES_TO_A_WE: usize = 12;

/// Who says "we" in a statement (not a report, and not just once in a long article): whom its "we" and "I" outside
/// quotation marks were resolved to.
fn author(parse: &Parse, mentions: &Mentions, quotations: &[Span]) -> Option<EntityId> {
    let mut own = 0;
    let mut said_by: BTreeMap<EntityId, usize> = BTreeMap::new();
    for (i, sentence) in parse.sentences.iter().enumerate() {
        for (at, token) in sentence.tokens.iter().enumerate() {
            let first_person = matches!(token.lemma.as_str(), "we" | "our" | "us" | "I" | "i" | "my")
                && matches!(token.upos, Upos::Pron | Upos::Det);
            let quoted = quotations.iter().any(|q| q.start <= token.span.start && token.span.end <= q.end);
            if !first_person || quoted {
                continue;
            }
            own += 1;
            if let Some(mention) = mentions.at(i, at).filter(|m| mentions.entity(m).code.is_some()) {
                *said_by.entry(mention.entity).or_default() += 1;
            }
        }
    }
    if own == 0 || own * SENTENCES_TO_A_WE < parse.sentences.len() {
        return None;
    }
    let most = said_by.iter().max_by_key(|(entity, count)| (**count, Reverse(**entity)));
    most.map(|(entity, _)| *entity)
}

/// The ministry, force or international body in the line of outlet and date, whose statement the document is. A newspaper
/// is no such publisher.
pub fn publisher(document: &Document, parse: &Parse, mentions: &Mentions) -> Option<EntityId> {
    let in_byline = |m: &&Mention| {
        let block = parse.sentences.get(m.sentence as usize).map(|s| s.block as usize);
        block.and_then(|b| document.blocks.get(b)).is_some_and(|b| b.kind == BlockKind::Byline)
    };
    let official = |m: &&Mention| {
        let entity = mentions.entity(m);
        let public = matches!(entity.sector.as_deref(), None | Some("GOV" | "MIL" | "LEG"));
        // "The Korea Herald" is no Korea; "UK Government" is its state.
        let named = m.span.len() * 2 > document.outlet.as_ref().map_or(0, |o| o.len() as u32);
        let kind = match entity.kind {
            EntityKind::Organisation | EntityKind::Body => true,
            EntityKind::State => named,
            _ => false,
        };
        entity.code.is_some() && public && kind && !m.as_place
    };
    let mut byline = mentions.mentions.iter().filter(in_byline);
    // "Ministry of Foreign Affairs, Islamabad": whose it is, the town tells.
    let unowned = |m: &&Mention| {
        let entity = mentions.entity(m);
        entity.code.is_none() && entity.kind == EntityKind::Body && entity.sector.as_deref() == Some("GOV")
    };
    let seat = |m: &&Mention| mentions.entity(m).kind == EntityKind::State;
    match byline.clone().find(official) {
        Some(mention) => Some(mention.entity),
        None => byline.clone().find(unowned).and_then(|_| byline.find(seat)).map(|m| m.entity),
    }
}

/// The attribution that covers most of a sentence: its root verb of saying, or one beside the root.
fn main_attribution(lexicon: &Lexicon, clauses: &Clauses<'_>) -> Option<Said> {
    let root = clauses.sentence.root()?;
    if let Some(said) = aside(lexicon, clauses, root, root) {
        return Some(said);
    }
    for at in clauses.conjuncts(root) {
        let Some(stance) = stance_of(lexicon, clauses, at) else { continue };
        let speaker = speaker_of(clauses, at);
        let verb = at == root && clauses.token(at).upos == Upos::Verb;
        if speaker.is_some() || verb {
            return Some(Said { verb: at as u32, speaker, stance });
        }
    }
    None
}

/// A quoted sentence without its own attribution belongs to the one before it in its paragraph, else after it.
fn carry_quotations(parse: &Parse, voices: &mut [Voice]) {
    let block = |i: usize| parse.sentences[i].block;
    for i in 1..voices.len() {
        let near = block(i).abs_diff(block(i - 1)) <= 1;
        if voices[i].quoted && voices[i].verb.is_none() && near {
            voices[i].speaker = voices[i - 1].speaker;
        }
    }
    for i in (0..voices.len().saturating_sub(1)).rev() {
        if voices[i].quoted && voices[i].speaker.is_none() && block(i) == block(i + 1) {
            voices[i].speaker = voices[i + 1].speaker;
        }
    }
}

fn overlap(a: Span, b: Span) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// The text inside quotation marks. A mark left open ends with its paragraph.
pub fn quotations(text: &str, parse: &Parse) -> Vec<Span> {
    let Some(last) = parse.sentences.last() else { return Vec::new() };
    let from = parse.sentences[0].span.start as usize;
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let body = text.get(from..last.span.end as usize).unwrap_or_default();
    let mut newline = false;
    for (at, c) in body.char_indices() {
        let at = from + at;
        match (c, open) {
            ('“' | '«' | '„', None) => open = Some(at + c.len_utf8()),
            ('"', None) => open = Some(at + 1),
            ('”' | '»' | '"', Some(start)) => {
                found.push(Span::new(start as u32, at as u32));
                open = None;
            }
            ('\n', Some(start)) if newline => {
                found.push(Span::new(start as u32, at as u32));
                open = None;
            }
            _ => {}
        }
        newline = c == '\n';
    }
    found
}
