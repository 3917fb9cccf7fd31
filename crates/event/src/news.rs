//! What an act without a time of its own is: news, and so of the time of publication, or told beside the news, on a day that
//! the text leaves open.

use crate::clause::Clauses;
use crate::draft::Draft;
use crate::finish::is_speech;
use crate::party::Parties;
use crate::voice::{self, Said};
use legation_lexicon::Lexicon;
use legation_lexicon::events::Pos;
use legation_record::Stance;
use legation_syntax::{Deprel, Xpos};

/// Sentences, headline and date line included, that open a story.
const LEAD: usize = 4;

/// True for what the text tells as new in this sentence; `dated` where the sentence states a time for it.
pub fn is_news(parties: &Parties<'_>, draft: &Draft, dated: bool) -> bool {
    let (clauses, lead) = (parties.clauses, parties.sentence < LEAD);
    let aside = || is_aside(clauses, draft.trigger, lead) || is_disputed(parties.lexicon, clauses, draft);
    !is_background(clauses, draft, lead) && (dated || !aside())
}

/// "does not believe that they **sold** arms", "denied **selling** them": what is denied is on no day that the text tells.
fn is_disputed(lexicon: &Lexicon, clauses: &Clauses<'_>, draft: &Draft) -> bool {
    let denied = |s: Said| matches!(s.stance, Stance::Denies | Stance::Doubts);
    !is_speech(draft.kind) && voice::attribution(lexicon, clauses, draft.trigger).is_some_and(denied)
}

/// News tells in the past tense what is new: a perfect ("has recalled") or a noun in passing ("its siege of") tells what was
/// there before, on a day that the text leaves open, unless it opens the story.
fn is_background(clauses: &Clauses<'_>, draft: &Draft, lead: bool) -> bool {
    let (m, speech) = (draft.modality, is_speech(draft.kind));
    let clause = clauses.clause_of(draft.trigger);
    // "said it **was making** wild accusations": reported speech puts into the past what is said today.
    let reported = speech && clauses.token(clause).deprel == Deprel::Ccomp;
    let verbal = clauses.pos(draft.trigger) == Some(Pos::Verb);
    (m.perfect && (!lead || m.pluperfect) && !(speech && m.progressive))
        || (m.progressive && m.past && !m.perfect && !reported)
        || (!verbal && !speech)
}

/// What a sentence tells beside its news, on a day that it leaves open.
fn is_aside(clauses: &Clauses<'_>, trigger: usize, lead: bool) -> bool {
    let beside = || {
        is_under_perfect(clauses, trigger)
            || is_told_beside(clauses, trigger)
            || is_before_the_rest(clauses, trigger)
            || is_days_before(clauses, trigger)
    };
    is_reason(clauses, trigger) || !lead && beside()
}

/// "**Six days before** the troops landed, gunmen struck": so long before what may itself be long past.
fn is_days_before(clauses: &Clauses<'_>, trigger: usize) -> bool {
    const UNITS: [&str; 4] = ["day", "week", "month", "year"];
    let verb = clauses.clause_of(trigger);
    let length = |at: usize| at > 0 && UNITS.contains(&clauses.lemma(at - 1));
    // "attacked a camp and **killed** twelve"
    let first = clauses.head(verb).filter(|_| clauses.token(verb).deprel == Deprel::Conj);
    first.into_iter().chain([verb]).any(|verb| {
        clauses.under(verb, &[Deprel::Advcl]).any(|other| {
            clauses.under(other, &[Deprel::Mark]).any(|m| clauses.lemma(m) == "before" && length(m))
        })
    })
}

/// "were frozen **after** it accused the bank"; not "**hours after** it accused the bank".
fn is_before_the_rest(clauses: &Clauses<'_>, trigger: usize) -> bool {
    const SOON: [&str; 7] = ["day", "hour", "immediately", "just", "minute", "shortly", "soon"];
    let verb = clauses.clause_of(trigger);
    let past = clauses.token(verb).xpos == Xpos::Vbd
        || clauses.under(verb, &[Deprel::Aux, Deprel::AuxPass]).any(|a| clauses.token(a).xpos == Xpos::Vbd);
    let soon = |mark: usize| mark.checked_sub(1).is_some_and(|b| SOON.contains(&clauses.lemma(b)));
    clauses.token(verb).deprel == Deprel::Advcl
        && past
        && clauses
            .under(verb, &[Deprel::Mark])
            .any(|m| matches!(clauses.lemma(m), "after" | "since") && !soon(m))
}

/// "have said they will **boycott**", "had signalled that they **opposed** it".
fn is_under_perfect(clauses: &Clauses<'_>, trigger: usize) -> bool {
    use Deprel::{Ccomp, Nmod, Nsubj, Obj, Obl, Xcomp};
    let completes =
        |&at: &usize| matches!(clauses.token(at).deprel, Ccomp | Nmod | Nsubj | Obj | Obl | Xcomp);
    let mut above = clauses.sentence.ancestors(trigger).take_while(completes);
    above.any(|at| clauses.head(at).is_some_and(|verb| clauses.has_have(verb)))
}

/// "who sent a letter **urging** him", "the plan **proposed** by the union": what a participle tells beside a noun. Not what
/// the sentence's own verb brings about ("signed a decree **raising** tariffs") or leads to ("hit a town, **killing** two").
fn is_told_beside(clauses: &Clauses<'_>, trigger: usize) -> bool {
    use Deprel::{Ccomp, Conj, Parataxis, Root};
    let verb = clauses.clause_of(trigger);
    let token = clauses.token(verb);
    let Some(noun) = clauses.head(verb).filter(|_| token.deprel == Deprel::Acl) else { return false };
    let main = |v: usize| matches!(clauses.token(v).deprel, Root | Conj | Ccomp | Parataxis);
    let brought_about = || clauses.token(noun).deprel == Deprel::Obj && clauses.head(noun).is_some_and(main);
    let led_to = || verb.checked_sub(1).is_some_and(|before| clauses.lemma(before) == ",");
    match token.xpos {
        Xpos::Vbn => true,
        Xpos::Vbg => !brought_about() && !led_to(),
        _ => false,
    }
}

/// "accused it of **moving** troops", "thanked it for halting visas and **sending** aid".
fn is_reason(clauses: &Clauses<'_>, trigger: usize) -> bool {
    let verb = clauses.clause_of(trigger);
    let gerund = |verb: usize| clauses.token(verb).xpos == Xpos::Vbg;
    let reason = |verb: usize| {
        let mut marks = clauses.under(verb, &[Deprel::Mark, Deprel::Case]);
        gerund(verb) && marks.any(|m| matches!(clauses.lemma(m), "of" | "for"))
    };
    match clauses.token(verb).deprel {
        Deprel::Acl | Deprel::Advcl => reason(verb),
        Deprel::Conj => gerund(verb) && clauses.head(verb).is_some_and(reason),
        _ => false,
    }
}
