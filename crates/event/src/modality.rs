//! Tense, modals, negation and evidentials of a clause.

use crate::clause::Clauses;
use crate::types::Modality;
use legation_lexicon::Lexicon;
use legation_lexicon::events::Pos;
use legation_lexicon::speech::List;
use legation_syntax::{Deprel, Upos, Xpos};

/// The modality of the clause a predicate heads, or, for a noun, of the noun itself.
pub fn of(lexicon: &Lexicon, clauses: &Clauses<'_>, at: usize) -> Modality {
    let mut found = own(lexicon, clauses, at);
    let token = clauses.token(at);
    if token.upos != Upos::Verb {
        // A noun takes the future and the negation of the verb it completes: "will hold talks", "did not sign a deal".
        if matches!(token.deprel, Deprel::Obj | Deprel::NsubjPass | Deprel::Nsubj | Deprel::Obl)
            && let Some(verb) = clauses.head(at).filter(|&h| clauses.token(h).upos == Upos::Verb)
        {
            let outer = of(lexicon, clauses, verb);
            let light = matches!(token.deprel, Deprel::Obj | Deprel::NsubjPass);
            found.negated |= outer.negated && light;
            found.future |= outer.future && token.deprel != Deprel::Obl;
            found.hypothetical |= outer.hypothetical && token.deprel != Deprel::Obl;
            found.alleged |= outer.alleged;
            found.perfect |= outer.perfect && light;
            found.past |= outer.past && light;
        }
        return found;
    }
    // A conjoined verb shares the auxiliaries of the first: "will visit Rome and sign a deal".
    let mut last = at;
    while let Some(first) = shares_with(clauses, last) {
        let outer = own(lexicon, clauses, first);
        found.future |= outer.future;
        found.hypothetical |= outer.hypothetical;
        found.obligation |= outer.obligation;
        found.alleged |= outer.alleged;
        last = first;
    }
    found
}

/// The verb before a conjoined one that has no auxiliary of its own, or before the gerund of what it "may end up" doing.
fn shares_with(clauses: &Clauses<'_>, at: usize) -> Option<usize> {
    let token = clauses.token(at);
    let ends = |verb: &usize| {
        matches!(clauses.lemma(*verb), "end" | "wind")
            && clauses.under(*verb, &[Deprel::CompoundPrt]).any(|p| clauses.lemma(p) == "up")
    };
    if token.xpos == Xpos::Vbg && matches!(token.deprel, Deprel::Advcl | Deprel::Xcomp) {
        return clauses.head(at).filter(ends);
    }
    let bare = token.deprel == Deprel::Conj && matches!(token.xpos, Xpos::Vb | Xpos::Vbn | Xpos::Vbg);
    clauses.head(at).filter(|&first| bare && clauses.token(first).upos == Upos::Verb)
}

const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass];

/// "not only", "not just": what follows is so, and more.
fn is_mere_emphasis(clauses: &Clauses<'_>, negation: usize) -> bool {
    negation + 1 < clauses.size()
        && matches!(clauses.lemma(negation + 1), "only" | "just" | "merely" | "simply")
}

/// "nobody", "none", "no delegates": who or what is none makes the clause negative.
fn is_nobody(clauses: &Clauses<'_>, at: usize) -> bool {
    let none = |i: usize| matches!(clauses.lemma(i), "no" | "neither");
    is_neither(clauses, at)
        || clauses.lemma(at) == "nothing"
        || clauses.under(at, &[Deprel::Det, Deprel::Cc, Deprel::CcPreconj]).any(none)
}

/// "to neither side", "to nobody": whom it is done to is none; "with no warning" denies nothing.
fn is_neither(clauses: &Clauses<'_>, at: usize) -> bool {
    matches!(clauses.lemma(at), "nobody" | "none" | "neither" | "no-one")
        || clauses.under(at, &[Deprel::Det]).any(|d| clauses.lemma(d) == "neither")
}

/// "the first country **to recognise** it", "among the first to": a fact, no purpose.
fn is_of_first(clauses: &Clauses<'_>, at: usize) -> bool {
    let rank = |i: usize| {
        matches!(clauses.lemma(i), "first" | "second" | "third" | "fourth" | "last" | "latest" | "only")
    };
    let Some(noun) = clauses.head(at) else { return false };
    // "the highest-ranking official to defect"
    let most = |i: usize| {
        let highest = |t: usize| matches!(clauses.token(t).xpos, Xpos::Jjs | Xpos::Rbs);
        highest(i) || clauses.children(i).any(highest)
    };
    rank(noun) || clauses.under(noun, &[Deprel::Amod]).any(|i| rank(i) || most(i))
}

fn own(lexicon: &Lexicon, clauses: &Clauses<'_>, at: usize) -> Modality {
    let speech = &lexicon.speech;
    let token = clauses.token(at);
    let mut found = Modality { past: matches!(token.xpos, Xpos::Vbd | Xpos::Vbn), ..Modality::default() };
    let (mut infinitive, mut unsure, mut would) = (false, false, false);
    for child in clauses.children(at) {
        let word = clauses.token(child);
        let lemma = word.lemma.as_str();
        match word.deprel {
            Deprel::Aux | Deprel::Cop | Deprel::AuxPass => {
                found.future |= speech.is(List::Future, lemma);
                // "Should Chad attack": a condition.
                let inverted = lemma == "should" && clauses.under(at, SUBJECTS).any(|s| s > child);
                found.conditional |= inverted;
                found.hypothetical |= inverted;
                found.obligation |= speech.is(List::Obligation, lemma) && !inverted;
                would |= matches!(lemma, "would" | "'d" | "’d");
                found.hypothetical |=
                    word.xpos == Xpos::Md && speech.is(List::Hypothetical, lemma) && !found.obligation;
                found.progressive |= lemma == "be" && token.xpos == Xpos::Vbg;
                found.past |= word.xpos == Xpos::Vbd || lemma == "have";
                found.perfect |= lemma == "have";
                found.pluperfect |= lemma == "have" && word.xpos == Xpos::Vbd;
            }
            Deprel::Advmod | Deprel::Det | Deprel::Cc | Deprel::Case => {
                found.negated |= speech.is(List::Negation, lemma) && !is_mere_emphasis(clauses, child);
                found.alleged |= speech.is(List::AllegedAdverbs, lemma);
                unsure |= speech.is(List::HypotheticalAdverbs, lemma) && token.upos == Upos::Verb;
            }
            Deprel::Nsubj | Deprel::NsubjPass => found.negated |= is_nobody(clauses, child),
            Deprel::Obj => {
                // "gave arms **to neither side**"
                let mut of = clauses.under(child, &[Deprel::Nmod]);
                found.negated |= is_nobody(clauses, child) || of.any(|n| is_neither(clauses, n));
            }
            Deprel::Iobj | Deprel::Obl => found.negated |= is_neither(clauses, child),
            Deprel::Amod => {
                found.alleged |= speech.is(List::AllegedAdjectives, lemma);
                found.hypothetical |= speech.is(List::HypotheticalAdjectives, lemma);
                found.future |= speech.is(List::FutureAdjectives, lemma);
            }
            Deprel::Mark => {
                found.conditional |= speech.is(List::ConditionalMarks, lemma);
                // "until it withdraws": it has not.
                let awaited = matches!(lemma, "until" | "till" | "before")
                    && matches!(token.xpos, Xpos::Vbz | Xpos::Vbp | Xpos::Vb);
                found.hypothetical |= found.conditional || awaited;
                infinitive |= lemma == "to";
            }
            _ => {}
        }
    }
    // "are to meet", "is going to help".
    let arranged = clauses.under(at, &[Deprel::Aux, Deprel::Cop]).any(|a| clauses.lemma(a) == "be");
    let going = token.deprel == Deprel::Xcomp
        && clauses.head(at).is_some_and(|h| clauses.lemma(h) == "go" && clauses.token(h).xpos == Xpos::Vbg);
    found.future |= infinitive && (arranged || going) && token.xpos == Xpos::Vb;
    // "will likely meet" is as planned as "will meet".
    found.hypothetical |= unsure && !found.future;
    // "said it would send aid": the future as a past report sees it.
    if would && !found.conditional && is_reported(lexicon, clauses, at) {
        found.future = true;
        found.hypothetical = false;
    }
    found.obligation |= is_bidding(clauses, at);
    found.future |= is_when_it_will(lexicon, clauses, at);
    // Purpose and plan: "to discuss", "in order to buy". What the infinitive completes is the operators' business.
    if infinitive && matches!(token.deprel, Deprel::Advcl | Deprel::Acl) {
        // A headline's "Australia to withdraw troops" is the future.
        let headline = token.deprel == Deprel::Acl
            && !is_of_first(clauses, at)
            && clauses
                .head(at)
                .is_some_and(|h| clauses.head(h).is_none() && clauses.pos(h) != Some(Pos::Verb));
        found.future |= headline;
        found.purpose = !headline && !is_of_first(clauses, at);
    }
    if infinitive && token.deprel == Deprel::Root && !found.obligation {
        found.future = true;
    }
    found
}

/// "will raise the matter **when he travels** to Quito": the present tense of a time to come.
fn is_when_it_will(lexicon: &Lexicon, clauses: &Clauses<'_>, at: usize) -> bool {
    let token = clauses.token(at);
    let present = matches!(token.xpos, Xpos::Vbz | Xpos::Vbp) && token.deprel == Deprel::Advcl;
    let when = || {
        let mut marks = clauses.under(at, &[Deprel::Mark, Deprel::Advmod]);
        marks.any(|m| matches!(clauses.lemma(m), "when" | "once" | "after" | "before"))
    };
    present && when() && clauses.head(at).is_some_and(|main| own(lexicon, clauses, main).future)
}

/// True under a past verb or a noun of saying, with no condition attached.
fn is_reported(lexicon: &Lexicon, clauses: &Clauses<'_>, at: usize) -> bool {
    let mut top = at;
    while let (Deprel::Conj, Some(head)) = (clauses.token(top).deprel, clauses.head(top)) {
        top = head;
    }
    let conditional = clauses.under(at, &[Deprel::Advcl]).any(|c| {
        let mut marks = clauses.under(c, &[Deprel::Mark]);
        marks.any(|m| lexicon.speech.is(List::ConditionalMarks, clauses.lemma(m)))
    });
    let says = |verb: usize| match clauses.token(verb).upos {
        Upos::Verb => {
            let past = matches!(clauses.token(verb).xpos, Xpos::Vbd | Xpos::Vbn);
            past && lexicon.speech.verb(clauses.lemma(verb)).is_some()
        }
        Upos::Noun => lexicon.speech.noun(clauses.lemma(verb)).is_some(),
        _ => false,
    };
    let reported = match clauses.token(top).deprel {
        Deprel::Ccomp | Deprel::Csubj | Deprel::CsubjPass => clauses.head(top).is_some_and(says),
        // "the claim that", and "assured his guest that", whose clause hangs on the guest.
        Deprel::Acl => clauses.head(top).is_some_and(|noun| {
            let told = matches!(clauses.token(noun).deprel, Deprel::Obj | Deprel::Iobj);
            says(noun) || told && clauses.head(noun).is_some_and(says)
        }),
        Deprel::Root => clauses.under(top, &[Deprel::Parataxis]).any(says),
        _ => false,
    };
    reported && !conditional
}

/// "Stop the violence": a bare verb without a subject that heads a sentence or what somebody says.
fn is_bidding(clauses: &Clauses<'_>, at: usize) -> bool {
    let token = clauses.token(at);
    let governs = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Mark, Deprel::Expl, Deprel::Cop];
    token.upos == Upos::Verb
        && token.xpos == Xpos::Vb
        && matches!(token.deprel, Deprel::Root | Deprel::Ccomp | Deprel::Parataxis)
        && clauses.under(at, &governs).next().is_none()
        && !clauses.under(at, &[Deprel::Aux]).any(|a| clauses.lemma(a) != "do")
        && clauses.subjects(at).is_empty()
}
