//! What the network's trees get wrong in a way that the words themselves show: a clause's subject taken for the last of a
//! list, a headline's verb for a noun.

use crate::tree::ancestors;
use crate::{Deprel, Name, Token, Upos, Xpos, verbs};

/// What makes a clause one with a subject of its own.
const SUBJECTS: [Deprel; 4] = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::Expl, Deprel::Csubj];

/// Mends the tree of one sentence in place; it stays a tree.
pub(crate) fn mend(tokens: &mut [Token], names: &[Name]) {
    for name in names.iter().filter(|n| n.last > n.first) {
        name_is_no_verb(tokens, name.last as usize);
        // "Human Rights Watch", of which the network may have taken "Human Rights" for the name.
        name_is_no_verb(tokens, name.last as usize + 1);
    }
    for at in 1..tokens.len() {
        verb_read_as_noun(tokens, at);
        if let Some(town) = lies_in(tokens, at) {
            (tokens[at].head, tokens[at].deprel) = (Some(town as u32), Deprel::NmodUnmarked);
        }
        if let Some(noun) = whose_doer(tokens, at) {
            (tokens[at].head, tokens[at].deprel) = (Some(noun as u32), Deprel::Nmod);
        }
        if let Some(main) = before_that(tokens, at) {
            told_that(tokens, at, main);
        }
        if let Some(said) = said_behind(tokens, at) {
            said.attach(tokens, at);
        }
        if let Some(found) = second_clause(tokens, at) {
            found.attach(tokens, at);
        }
        if let Some(main) = clause_gone_on(tokens, at).or_else(|| told_beside(tokens, at)) {
            tokens[at].head = Some(main as u32);
        }
    }
}

/// "Human Rights **Watch** condemned": the last word of a name is no verb, and what it seems to govern is the verb.
fn name_is_no_verb(tokens: &mut [Token], last: usize) {
    let verb = last + 1;
    let misread = verb < tokens.len()
        && tokens[last].upos == Upos::Verb
        && tokens[verb].head == Some(last as u32)
        && matches!(tokens[verb].xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Vbn)
        && tokens[verb].upos == Upos::Verb;
    if !misread {
        return;
    }
    for token in tokens[verb + 1..].iter_mut().filter(|t| t.head == Some(last as u32)) {
        token.head = Some(verb as u32);
    }
    (tokens[verb].head, tokens[verb].deprel) = (tokens[last].head, tokens[last].deprel);
    let name = &mut tokens[last];
    (name.upos, name.xpos) = (Upos::Propn, Xpos::Nnp);
    (name.head, name.deprel) = (Some(verb as u32), Deprel::Nsubj);
}

/// "crashed in Mpika, **Zambia** killing nine": the state in which the town lies kills nobody.
fn lies_in(tokens: &[Token], at: usize) -> Option<usize> {
    let verb = tokens.get(at + 1)?;
    let misread = tokens[at].deprel == Deprel::Nsubj
        && tokens[at].head == Some(at as u32 + 1)
        && tokens[at].upos == Upos::Propn
        && verb.xpos == Xpos::Vbg
        && verb.deprel == Deprel::Advcl;
    let town = at.checked_sub(2).filter(|_| misread && tokens[at - 1].lemma == ",")?;
    let within = |t: &Token| {
        t.head == Some(town as u32) && t.deprel == Deprel::Case && matches!(&*t.lemma, "in" | "at" | "near")
    };
    (tokens[town].upos == Upos::Propn && tokens.iter().any(within)).then_some(town)
}

/// "Police **arrest** three men", "A bomb **explodes**": the press tells the past in the present, whose forms are nouns'
/// too. What has an object, a subject and no copula, or "a" before a plural, is a verb.
fn verb_read_as_noun(tokens: &mut [Token], at: usize) {
    let token = &tokens[at];
    let plural = token.xpos == Xpos::Nns;
    let nominal = matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Adv);
    if !nominal || matches!(token.deprel, Deprel::Compound) || !verbs::is_verb(&token.lemma) {
        return;
    }
    let children = || (0..tokens.len()).filter(|&t| tokens[t].head == Some(at as u32));
    let has = |before: bool, relations: &[Deprel]| {
        children().any(|t| (t < at) == before && relations.contains(&tokens[t].deprel))
    };
    // "voted **to sanction** Togo": no noun has an object.
    if token.deprel == Deprel::Obl
        && tokens[at - 1].lemma == "to"
        && tokens[at - 1].head == Some(at as u32)
        && children().any(|t| t > at && tokens[t].deprel == Deprel::Obj)
    {
        tokens[at - 1].deprel = Deprel::Mark;
        (tokens[at - 1].upos, tokens[at - 1].xpos) = (Upos::Part, Xpos::To);
        let verb = &mut tokens[at];
        (verb.upos, verb.xpos, verb.deprel) = (Upos::Verb, Xpos::Vb, Deprel::Advcl);
        return;
    }
    if children().any(|t| matches!(tokens[t].deprel, Deprel::Cop | Deprel::Case | Deprel::Aux | Deprel::Mark))
    {
        return;
    }
    let determined = has(true, &[Deprel::Det, Deprel::NmodPoss, Deprel::Amod]);
    let subject = has(true, &[Deprel::Nsubj]);
    let compound = children().rev().find(|&t| t < at && tokens[t].deprel == Deprel::Compound);
    let one = |t: usize| tokens[t].deprel == Deprel::Det && matches!(&*tokens[t].lemma, "a" | "an");
    // "police arrest former minister Ali": what is set beside a noun stands behind a comma.
    let beside = token.deprel == Deprel::Root
        && token.xpos == Xpos::Nn
        && tokens.get(at + 1).is_some_and(|t| matches!(t.upos, Upos::Adj | Upos::Noun))
        && has(false, &[Deprel::Appos]);
    let object = beside || has(false, &[Deprel::Obj, Deprel::Vocative]);
    let governs = object && !determined && (subject || compound == Some(at - 1));
    let acts = subject && !determined && token.upos == Upos::Noun;
    let singular = plural && compound == Some(at - 1) && children().any(one);
    if !(governs || acts || singular) {
        return;
    }
    if let Some(doer) = compound.filter(|_| !subject) {
        tokens[doer].deprel = Deprel::Nsubj;
        // What described the two together describes the doer.
        for t in (0..doer).filter(|&t| tokens[t].head == Some(at as u32)).collect::<Vec<_>>() {
            if matches!(tokens[t].deprel, Deprel::Det | Deprel::Amod | Deprel::Compound | Deprel::NmodPoss) {
                tokens[t].head = Some(doer as u32);
            }
        }
    }
    for governed in tokens[at + 1..].iter_mut().filter(|t| t.head == Some(at as u32)) {
        governed.deprel = match governed.deprel {
            Deprel::Nmod => Deprel::Obl,
            Deprel::NmodUnmarked => Deprel::OblUnmarked,
            Deprel::Acl => Deprel::Advcl,
            Deprel::Appos if singular || beside => Deprel::Obj,
            Deprel::Vocative => Deprel::Obj,
            relation => relation,
        };
    }
    let verb = &mut tokens[at];
    (verb.upos, verb.xpos) = (Upos::Verb, if plural { Xpos::Vbz } else { Xpos::Vbp });
}

/// "condemned the assault **by troops**": right behind the object of a verb that has its subject, "by" is of the object.
fn whose_doer(tokens: &[Token], at: usize) -> Option<usize> {
    let token = &tokens[at];
    let verb = token.head.filter(|_| matches!(token.deprel, Deprel::Obl | Deprel::OblAgent))? as usize;
    let by = (1..at)
        .rev()
        .take(6)
        .find(|&t| tokens[t].head == Some(at as u32) && tokens[t].deprel == Deprel::Case)?;
    let noun = &tokens[by - 1];
    let active = || {
        let mine = |t: &Token, relation| t.head == Some(verb as u32) && t.deprel == relation;
        tokens.iter().any(|t| mine(t, Deprel::Nsubj)) && !tokens.iter().any(|t| mine(t, Deprel::AuxPass))
    };
    let measured = || tokens.iter().any(|t| t.head == Some(at as u32) && t.deprel == Deprel::Nummod);
    let doer = matches!(token.upos, Upos::Noun | Upos::Propn);
    let of_object = noun.deprel == Deprel::Obj && noun.head == Some(verb as u32) && noun.upos == Upos::Noun;
    (tokens[by].lemma == "by" && doer && of_object && active() && !measured()).then_some(by - 1)
}

/// "assured him **in May** that it would leave": no phrase of a clause stands before the "that" which opens it. The verb that
/// governs the clause.
fn before_that(tokens: &[Token], at: usize) -> Option<usize> {
    let token = &tokens[at];
    let verb = token.head.filter(|_| matches!(token.deprel, Deprel::Obl | Deprel::OblUnmarked))? as usize;
    let opens = |t: &Token| t.head == Some(verb as u32) && t.deprel == Deprel::Mark && t.lemma == "that";
    tokens.get(at..verb)?.iter().find(|t| opens(t))?;
    let main = ancestors(tokens, verb).skip(1).find(|&t| tokens[t].upos == Upos::Verb)?;
    (main < at).then_some(main)
}

/// Hangs such a phrase, and the clause behind it if it has a subject of its own and is taken for a relative one, on `main`.
fn told_that(tokens: &mut [Token], at: usize, main: usize) {
    let Some(verb) = tokens[at].head.map(|h| h as usize) else { return };
    tokens[at].head = Some(main as u32);
    let own = |t: &Token| t.head == Some(verb as u32) && SUBJECTS.contains(&t.deprel);
    if tokens[verb].deprel == Deprel::AclRelcl && tokens[at..verb].iter().any(own) {
        (tokens[verb].head, tokens[verb].deprel) = (Some(main as u32), Deprel::Ccomp);
    }
}

/// Who says, behind a comma, what the sentence tells: "Chad left, **an official in Lomé alleged**".
struct Said {
    speaker: usize,
    main: usize,
}

/// A finite clause that nothing opens hangs on no noun and says no circumstance: it says whose words the sentence is.
fn said_behind(tokens: &[Token], verb: usize) -> Option<Said> {
    let token = &tokens[verb];
    let closes = tokens.get(verb + 1).is_none_or(|t| t.upos == Upos::Punct);
    let finite = matches!(token.xpos, Xpos::Vbd | Xpos::Vbz) || token.xpos == Xpos::Vbn && closes;
    if !finite || token.upos != Upos::Verb || !matches!(token.deprel, Deprel::Advcl | Deprel::Acl) {
        return None;
    }
    let mine = |relations: &[Deprel]| {
        (0..verb).find(|&t| tokens[t].head == Some(verb as u32) && relations.contains(&tokens[t].deprel))
    };
    if mine(&[Deprel::Mark, Deprel::Aux, Deprel::AuxPass, Deprel::Advmod, Deprel::Cc]).is_some() {
        return None;
    }
    // The noun phrase right before it, which a comma sets off, is its subject, taken as such or not.
    let beside = || (0..verb).rev().find(|&t| matches!(tokens[t].deprel, Deprel::Appos));
    let speaker = mine(&SUBJECTS).or_else(beside)?;
    let within = |&t: &usize| t == speaker || depends(tokens, t, speaker);
    // Trees hang the comma on what it opens.
    let first = (0..verb).rev().take_while(within).take_while(|&t| tokens[t].lemma != ",").last()?;
    let set_off = first > 0 && tokens[first - 1].lemma == ",";
    let main = ancestors(tokens, verb)
        .skip(1)
        .find(|&t| tokens[t].upos == Upos::Verb || tokens[t].deprel == Deprel::Root)?;
    let pronoun = matches!(&*tokens[speaker].lemma, "which" | "who" | "that");
    // It stays a tree: who says it is not above what he says.
    let above = depends(tokens, main, speaker);
    (set_off && !pronoun && !above && main < first).then_some(Said { speaker, main })
}

impl Said {
    fn attach(&self, tokens: &mut [Token], verb: usize) {
        (tokens[self.speaker].head, tokens[self.speaker].deprel) = (Some(verb as u32), Deprel::Nsubj);
        let said = &mut tokens[verb];
        (said.head, said.deprel) = (Some(self.main as u32), Deprel::Parataxis);
        if said.xpos == Xpos::Vbn {
            said.xpos = Xpos::Vbd;
        }
    }
}

/// "She met Chad's envoy, **who** had shared the data, **and invited** him": a comma closes the aside that a comma
/// opened, and the main clause goes on.
fn clause_gone_on(tokens: &[Token], verb: usize) -> Option<usize> {
    let comma = |t: usize| tokens.get(t).is_some_and(|t| t.upos == Upos::Punct && t.lemma == ",");
    let children = |head: usize| (0..tokens.len()).filter(move |&t| tokens[t].head == Some(head as u32));
    let token = &tokens[verb];
    if token.deprel != Deprel::Conj || token.upos != Upos::Verb {
        return None;
    }
    let aside = token.head? as usize;
    if tokens[aside].deprel != Deprel::AclRelcl || aside > verb {
        return None;
    }
    if children(verb).any(|c| SUBJECTS.contains(&tokens[c].deprel)) {
        return None;
    }
    let and = children(verb).find(|&c| tokens[c].deprel == Deprel::Cc && c < verb)?;
    let noun = tokens[aside].head? as usize;
    let opens = (noun + 1..aside).find(|&t| comma(t))?;
    let relative = matches!(&*tokens[opens + 1].lemma, "which" | "who" | "whose" | "whom" | "where");
    let main = ancestors(tokens, noun).skip(1).find(|&t| tokens[t].upos == Upos::Verb)?;
    (relative && comma(and - 1) && and == left_edge(tokens, verb) - 1 && main < noun).then_some(main)
}

/// "Chad **accuses** Mali of hiding rebels **and announces** sanctions": a present is joined to a present, not to a gerund.
fn told_beside(tokens: &[Token], verb: usize) -> Option<usize> {
    let token = &tokens[verb];
    let gerund = token.head.filter(|_| token.deprel == Deprel::Conj && token.xpos == Xpos::Vbz)? as usize;
    let mine = |head: usize| tokens.iter().filter(move |t| t.head == Some(head as u32));
    let own = mine(verb).any(|t| SUBJECTS.contains(&t.deprel));
    if own || gerund > verb || !matches!(tokens[gerund].xpos, Xpos::Vbg | Xpos::Vb) {
        return None;
    }
    let main = ancestors(tokens, gerund).skip(1).find(|&t| tokens[t].xpos == Xpos::Vbz)?;
    (main < gerund && mine(main).any(|t| SUBJECTS.contains(&t.deprel))).then_some(main)
}

/// "X rejected the plan, **and China**, which has a veto, **abstained**": a list of two has no comma before its "and", and
/// a verb right after a comma has its subject before the one that opened the aside.
struct SecondClause {
    and: usize,
    verb: usize,
    /// The verb of the first clause.
    first: usize,
    /// "Libya, long **an ally** of the general, closed": no subject, for it stands between the commas.
    aside: Option<usize>,
}

fn second_clause(tokens: &[Token], noun: usize) -> Option<SecondClause> {
    let comma = |t: usize| tokens.get(t).is_some_and(|t| t.upos == Upos::Punct && t.lemma == ",");
    let under = |head: usize, relation: Deprel| {
        (0..tokens.len())
            .filter(move |&t| tokens[t].head == Some(head as u32) && tokens[t].deprel == relation)
    };
    let token = &tokens[noun];
    if token.deprel != Deprel::Conj || !matches!(token.upos, Upos::Propn | Upos::Noun) {
        return None;
    }
    let listed = token.head? as usize;
    let nominal = matches!(tokens[listed].upos, Upos::Propn | Upos::Noun | Upos::Num);
    if !nominal || listed > noun || under(listed, Deprel::Conj).count() != 1 {
        return None;
    }
    let and = under(noun, Deprel::Cc).next().filter(|&c| c > 0 && c < noun && comma(c - 1))?;
    let opens = (noun + 1..tokens.len()).find(|&t| tokens[t].deprel != Deprel::Flat).filter(|&t| comma(t))?;
    let first = ancestors(tokens, listed).find(|&t| tokens[t].upos == Upos::Verb)?;
    // After "which" and its verb, what looks like a participle is the past.
    let relative = matches!(&*tokens.get(opens + 1)?.lemma, "which" | "who" | "whose" | "that");
    let told = |v: usize| is_finite(tokens, v) || (relative && tokens[v].xpos == Xpos::Vbn);
    let verb = (opens + 2..tokens.len()).find(|&v| told(v) && comma(left_edge(tokens, v) - 1))?;
    let between = |t: usize| t > opens && t + 1 < left_edge(tokens, verb);
    let own = SUBJECTS.iter().flat_map(|&r| under(verb, r)).next();
    let aside = own.filter(|&s| between(s) && tokens[s].upos != Upos::Pron);
    let free = own == aside && verb != first && !depends(tokens, first, verb);
    free.then_some(SecondClause { and, verb, first, aside })
}

/// A verb in the present or the past, or a participle with its auxiliary.
fn is_finite(tokens: &[Token], verb: usize) -> bool {
    let token = &tokens[verb];
    token.upos == Upos::Verb
        && (matches!(token.xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) || left_edge(tokens, verb) < verb)
}

/// The first of the auxiliaries and adverbs right before a verb, else the verb.
fn left_edge(tokens: &[Token], verb: usize) -> usize {
    let before = (0..verb).rev().take_while(|&t| {
        let own = tokens[t].head == Some(verb as u32);
        own && matches!(tokens[t].deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Advmod)
    });
    before.last().unwrap_or(verb)
}

fn depends(tokens: &[Token], token: usize, on: usize) -> bool {
    ancestors(tokens, token).any(|t| t == on)
}

impl SecondClause {
    fn attach(&self, tokens: &mut [Token], noun: usize) {
        let passive = (0..tokens.len())
            .any(|t| tokens[t].head == Some(self.verb as u32) && tokens[t].deprel == Deprel::AuxPass);
        let mut hang = |token: usize, head: usize, relation: Deprel| {
            tokens[token].head = Some(head as u32);
            tokens[token].deprel = relation;
        };
        hang(self.verb, self.first, Deprel::Conj);
        hang(noun, self.verb, if passive { Deprel::NsubjPass } else { Deprel::Nsubj });
        hang(self.and, self.verb, Deprel::Cc);
        hang(self.and - 1, self.verb, Deprel::Punct);
        if let Some(aside) = self.aside {
            hang(aside, noun, Deprel::Appos);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Deprel, Model};

    /// The lemmas of a verb's subjects, and of the conjuncts of a noun.
    fn read(text: &str, verb: &str, noun: &str) -> (Vec<String>, Vec<String>) {
        let parse = Model::builtin().parse_text(text);
        let tokens = &parse.sentences[0].tokens;
        let under = |lemma: &str, relations: &[Deprel]| {
            let head = tokens.iter().position(|t| t.lemma == lemma).expect("the word is there") as u32;
            let mine = tokens.iter().filter(|t| t.head == Some(head) && relations.contains(&t.deprel));
            mine.map(|t| t.lemma.to_string()).collect()
        };
        (under(verb, &[Deprel::Nsubj]), under(noun, &[Deprel::Conj]))
    }

    #[test]
    fn the_subject_of_a_second_clause_is_no_item_of_a_list() {
        let text = "Russia rejected the plan of Mali, and China, which has a veto, abstained.";
        assert_eq!(read(text, "abstain", "Mali"), (vec!["China".to_owned()], Vec::new()));
        let text =
            "Chad recalled its envoy from Sudan, and Libya, long an ally of the general, closed its border.";
        assert_eq!(read(text, "close", "Sudan"), (vec!["Libya".to_owned()], Vec::new()));
    }

    #[test]
    fn a_headlines_verb_is_no_noun() {
        for (text, verb, subject) in [
            ("Police arrest three men in Oslo.", "arrest", "police"),
            ("A bomb explodes near the embassy.", "explode", "bomb"),
            ("Australia hands over 49 tanks to Ukraine.", "hand", "Australia"),
            ("Students march in Oslo.", "march", "student"),
            ("Tunisian police arrest former minister Ali Larayedh.", "arrest", "police"),
        ] {
            assert_eq!(read(text, verb, verb).0, [subject], "{text}");
        }
        let tokens =
            &Model::builtin().parse_text("The arrest of three men was a mistake.").sentences[0].tokens;
        assert_eq!(tokens[1].upos, crate::Upos::Noun);
    }

    #[test]
    fn the_last_word_of_a_name_is_no_verb() {
        let text = "Human Rights Watch condemned Egypt.";
        assert_eq!(read(text, "condemn", "Egypt").0, ["Watch"]);
        let text = "Human Rights Watch accuses Mali's army of killing civilians.";
        assert_eq!(read(text, "accuse", "army").0, ["Watch"]);
    }

    #[test]
    fn who_does_a_deed_stands_with_the_deed() {
        let tokens =
            &Model::builtin().parse_text("Peru condemned the assault by Bosnian troops.").sentences[0].tokens;
        let doer =
            tokens.iter().find(|t| t.lemma == "troops" || t.lemma == "troop").expect("the noun is there");
        assert_eq!(tokens[doer.head.expect("it hangs on another") as usize].lemma, "assault");
    }

    #[test]
    fn a_clause_goes_on_behind_an_aside() {
        let text = "She had no quarrel with Mali, whose army had shared its maps with her ministry, and invited her \
                    counterpart.";
        let parse = Model::builtin().parse_text(text);
        let tokens = &parse.sentences[0].tokens;
        let invited = tokens.iter().find(|t| t.lemma == "invite").expect("the verb is there");
        assert_eq!(invited.head, Some(1), "the second word of the sentence");
    }

    #[test]
    fn a_present_is_joined_to_a_present() {
        let text = "Chad accuses Sudan of using chemical weapons and announces sanctions.";
        let tokens = &Model::builtin().parse_text(text).sentences[0].tokens;
        let announces = tokens.iter().find(|t| t.lemma == "announce").expect("the verb is there");
        assert_eq!(announces.head, Some(1), "the second word of the sentence");
    }

    #[test]
    fn what_stands_before_that_is_of_the_verb_before() {
        for text in [
            "Chad assured its neighbour, Niger, in May that it would send no arms to Mali.",
            "Ali Moussa, Chad's defence minister, assured his Nigerien counterpart, Kalla Moutari, in May 2020 that Chad \
             would send no arms to Mali.",
        ] {
            let parse = Model::builtin().parse_text(text);
            let tokens = &parse.sentences[0].tokens;
            let head = |lemma: &str| tokens.iter().find(|t| t.lemma == lemma).and_then(|t| t.head);
            let assured = tokens.iter().position(|t| t.lemma == "assure").map(|t| t as u32);
            assert_eq!((head("May"), head("send")), (assured, assured), "{text}");
        }
    }

    #[test]
    fn who_says_it_behind_a_comma_says_it() {
        for (text, said, speaker) in [
            ("Niger withheld its consent, an official in Bamako alleged.", "allege", "official"),
            ("Mali sold arms to the rebels, two officials in Niamey alleged.", "allege", "official"),
            (
                "Sudan trained the gunmen, the head of Chad's intelligence service insisted on Monday.",
                "insist",
                "head",
            ),
        ] {
            assert_eq!(read(text, said, said).0, [speaker], "{text}");
            let tokens = &Model::builtin().parse_text(text).sentences[0].tokens;
            let verb = tokens.iter().find(|t| t.lemma == said).expect("the verb is there");
            assert_eq!((verb.deprel, verb.head), (Deprel::Parataxis, Some(1)), "{text}");
        }
    }

    #[test]
    fn a_list_stays_a_list() {
        let text = "Peru invited ministers from Chile and Bolivia, which border it, and thanked them.";
        assert_eq!(read(text, "thank", "Chile"), (Vec::new(), vec!["Bolivia".to_owned()]));
    }
}
