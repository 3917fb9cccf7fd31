//! Whether an event took place, as the text has it (GUIDELINE: status).

use legation_event::clause::Clauses;
use legation_event::{EmbeddingKind, Event};
use legation_lexicon::Lexicon;
use legation_record::{EventType, Stance, Status};
use legation_syntax::{Upos, Xpos};

/// The status of an event, from what it stands under, its clause's mood and the stance of who reports it.
pub fn of(_lexicon: &Lexicon, clauses: &Clauses<'_>, event: &Event, stance: Stance, spoken: bool) -> Status {
    let m = event.modality;
    let denied = event.is_under(EmbeddingKind::Denied)
        || event.is_under(EmbeddingKind::Failed)
        || stance == Stance::Denies;
    if denied != m.negated {
        return Status::Denied;
    }
    if event.is_under(EmbeddingKind::Accused) || m.alleged || stance == Stance::Alleges {
        return Status::Alleged;
    }
    if event.is_under(EmbeddingKind::Wanted) || m.hypothetical {
        return Status::Hypothetical;
    }
    if m.future {
        // A promise is made when it is spoken; a meeting that is merely scheduled is a plan.
        let scheduled = event.announced == Some(EventType::Consult) && !spoken;
        let made = legation_event::is_speech(event.kind) && !scheduled;
        return if made { Status::Happened } else { Status::Planned };
    }
    if is_ongoing(clauses, event) { Status::Ongoing } else { Status::Happened }
}

/// Present or progressive, for what is done rather than said.
fn is_ongoing(clauses: &Clauses<'_>, event: &Event) -> bool {
    let token = clauses.token(event.trigger as usize);
    let present = matches!(token.xpos, Xpos::Vbz | Xpos::Vbp);
    let verb = token.upos == Upos::Verb;
    verb && event.modality.progressive
        || verb && present && !event.modality.past && !legation_event::is_speech(event.kind)
}
