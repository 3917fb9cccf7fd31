//! Whether an event took place, as the text has it (GUIDELINE: status).

use legation_event::clause::Clauses;
use legation_event::{EmbeddingKind, Event};
use legation_lexicon::Lexicon;
use legation_lexicon::events::Pos;
use legation_lexicon::speech::List;
use legation_record::{EventType, Stance, Status};
use legation_syntax::{Deprel, Upos, Xpos};

/// How an event is told.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub stance: Stance,
    /// Somebody says it.
    pub spoken: bool,
    /// The whole text is somebody's statement.
    pub narrated: bool,
}

/// The status of an event, from what it stands under, its clause's mood and the stance of who reports it.
pub fn of(lexicon: &Lexicon, clauses: &Clauses<'_>, event: &Event, told: Told) -> Status {
    let Told { stance, spoken, narrated } = told;
    let m = event.modality;
    // "accused Chad of helping them, which it denies": the help, not the charge.
    let charged = matches!(event.kind, EventType::Accuse | EventType::Threaten | EventType::Request);
    let denied = !charged
        && (event.is_under(EmbeddingKind::Denied)
            || event.is_under(EmbeddingKind::Failed)
            || stance == Stance::Denies);
    if denied != m.negated {
        return Status::Denied;
    }
    if event.is_under(EmbeddingKind::Accused)
        || m.alleged
        || matches!(stance, Stance::Alleges | Stance::Doubts)
        || is_hearsay(lexicon, clauses, event)
    {
        return Status::Alleged;
    }
    if event.is_under(EmbeddingKind::Wanted) || m.hypothetical {
        return Status::Hypothetical;
    }
    let friendly = matches!(event.kind, EventType::Agree | EventType::Concede | EventType::Consult);
    if m.scheduled && friendly && !spoken {
        return Status::Planned;
    }
    if m.future {
        // A promise is made when it is spoken; a meeting that is merely scheduled is a plan.
        let plan = event.announced.is_none()
            && event.kind == EventType::Agree
            && !narrated
            && !is_content(clauses, clauses.clause_of(event.trigger as usize));
        let scheduled = (plan || event.announced == Some(EventType::Consult)) && !spoken;
        let made = legation_event::is_speech(event.kind) && !scheduled;
        return if made { Status::Happened } else { Status::Planned };
    }
    if is_ongoing(lexicon, clauses, event) { Status::Ongoing } else { Status::Happened }
}

/// "It was announced **that it would help**", "assured him **that it would**": somebody promised it.
fn is_content(clauses: &Clauses<'_>, clause: usize) -> bool {
    let relation = clauses.token(clause).deprel;
    matches!(relation, Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass)
        || clauses.under(clause, &[Deprel::Mark]).any(|m| clauses.lemma(m) == "that")
}

/// Progressive, or the present of what lasts: a headline's or a chronicle's present tense ("Nepal lifts its ban") tells what
/// was done.
fn is_ongoing(lexicon: &Lexicon, clauses: &Clauses<'_>, event: &Event) -> bool {
    let token = clauses.token(event.trigger as usize);
    let present = matches!(token.xpos, Xpos::Vbz | Xpos::Vbp) && token.upos == Upos::Verb;
    let speech = legation_event::is_speech(event.kind);
    let lasts = lexicon.speech.is(List::Lasting, &token.lemma) && !speech;
    // "has been calling for a truce": it has called. An inquiry goes on.
    let bid = matches!(
        event.kind,
        EventType::Accuse | EventType::Reject | EventType::Request | EventType::Threaten
    );
    let said = bid && event.mode.as_deref() != Some("investigate");
    event.modality.progressive && !said || (present && !event.modality.past && lasts)
}

/// Nobody vouches for it: it stands under a rumour, an allegation, or reports that nobody signs ("reports appeared that").
fn is_hearsay(lexicon: &Lexicon, clauses: &Clauses<'_>, event: &Event) -> bool {
    const LEVELS: usize = 4;
    let trigger = event.trigger as usize;
    let unsigned = |at: usize| {
        let lemma = clauses.lemma(at);
        let doubtful = lexicon.speech.noun(lemma) == Some(Stance::Alleges) || lemma == "report";
        clauses.pos(at) == Some(Pos::Noun)
            && doubtful
            && clauses.under(at, &[Deprel::NmodPoss]).next().is_none()
    };
    let embedded = |at: usize| {
        matches!(
            clauses.token(at).deprel,
            Deprel::Acl | Deprel::AclRelcl | Deprel::Ccomp | Deprel::Parataxis | Deprel::Nmod
        )
    };
    let mut below = trigger;
    for above in clauses.sentence.ancestors(trigger).skip(1).take(LEVELS) {
        let subject = clauses.under(above, &[Deprel::Nsubj]).any(|s| s < trigger && unsigned(s));
        if embedded(below) && (unsigned(above) || subject) {
            return true;
        }
        below = if embedded(below) && !embedded(above) { below } else { above };
    }
    false
}
