//! A sentence seen by its predicates: arguments with voice undone, control and relative clauses resolved.

use legation_lexicon::events::Pos;
use legation_lexicon::frame::Path;
use legation_syntax::{Deprel, Sentence, Token, Upos, Xpos};

/// How far a missing subject is looked for up the tree.
const MAX_CLIMB: usize = 6;

/// How deep a misplaced prepositional phrase is looked for under a noun's own.
const MAX_PHRASE_DEPTH: usize = 2;

/// Verbs that take an object after a particle, which trees often give as a preposition: "hand over the suspect".
const PHRASAL: [&str; 38] = [
    "back", "break", "bring", "brush", "call", "carry", "cut", "draw", "fend", "give", "hammer", "hand",
    "kick", "lay", "lead", "phase", "pull", "put", "ramp", "rein", "roll", "scale", "send", "set", "shoot",
    "shrug", "shut", "stave", "step", "strike", "take", "throw", "turn", "ward", "wave", "wipe", "work",
    "wrap",
];
const PARTICLES: [&str; 8] = ["aside", "away", "back", "down", "off", "out", "over", "up"];

/// Nouns of measure that let what they measure through (`FrameNet`'s transparent nouns).
const TRANSPARENT: [&str; 22] = [
    "array", "barrage", "batch", "bundle", "handful", "host", "list", "number", "package", "range", "round",
    "salvo", "sequence", "series", "set", "slew", "spate", "string", "tranche", "variety", "volley", "wave",
];

/// One sentence with its children lists built once.
pub struct Clauses<'s> {
    pub sentence: &'s Sentence,
    children: Vec<Vec<u32>>,
}

/// Verbs whose object is to do what the infinitive says.
const MOVING: [&str; 7] = ["cause", "compel", "force", "lead", "persuade", "prompt", "push"];

impl<'s> Clauses<'s> {
    pub fn new(sentence: &'s Sentence) -> Self {
        let mut children = vec![Vec::new(); sentence.tokens.len()];
        for (i, token) in sentence.tokens.iter().enumerate() {
            if let Some(list) = token.head.and_then(|h| children.get_mut(h as usize)) {
                list.push(i as u32);
            }
        }
        Self { sentence, children }
    }

    pub fn token(&self, at: usize) -> &'s Token {
        &self.sentence.tokens[at]
    }

    /// Number of tokens.
    pub fn size(&self) -> usize {
        self.sentence.tokens.len()
    }

    pub fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[at].iter().map(|&i| i as usize)
    }

    /// Children under one of these relations.
    pub fn under<'a>(&'a self, at: usize, relations: &'a [Deprel]) -> impl Iterator<Item = usize> + 'a {
        self.children(at).filter(|&c| relations.contains(&self.token(c).deprel))
    }

    pub fn head(&self, at: usize) -> Option<usize> {
        self.token(at).head.map(|h| h as usize)
    }

    pub fn lemma(&self, at: usize) -> &str {
        &self.token(at).lemma
    }

    /// The class a predicate headed here is looked up under.
    pub fn pos(&self, at: usize) -> Option<Pos> {
        match self.token(at).upos {
            Upos::Verb => Some(Pos::Verb),
            // A headline's "pledges" and "rules out" are often taken for plurals.
            Upos::Noun if self.acts_as_verb(at) => Some(Pos::Verb),
            Upos::Noun | Upos::Propn => Some(Pos::Noun),
            Upos::Adj => Some(Pos::Adjective),
            _ => None,
        }
    }

    /// A plural that governs what only verbs govern.
    fn acts_as_verb(&self, at: usize) -> bool {
        let governs = |relations: &[Deprel]| self.under(at, relations).next().is_some();
        self.token(at).xpos == Xpos::Nns
            && !governs(&[Deprel::Cop, Deprel::Case, Deprel::Det])
            && governs(&[Deprel::Obj, Deprel::CompoundPrt])
            && governs(&[Deprel::Nsubj, Deprel::Compound])
    }

    /// True for a verb in the passive, or a participle after its noun ("troops sent by").
    pub fn is_passive(&self, at: usize) -> bool {
        let token = self.token(at);
        if self.under(at, &[Deprel::AuxPass, Deprel::NsubjPass]).next().is_some() {
            return true;
        }
        token.xpos == Xpos::Vbn
            && (self.under(at, &[Deprel::OblAgent]).next().is_some()
                || (matches!(token.deprel, Deprel::Acl | Deprel::Amod)
                    && self.under(at, &[Deprel::Obj]).next().is_none()))
    }

    /// True for a verb with the auxiliary "have": a perfect.
    pub fn has_have(&self, at: usize) -> bool {
        self.under(at, &[Deprel::Aux]).any(|a| self.lemma(a) == "have")
    }

    /// The prepositions that mark a noun: `with`, `on` …; a fixed one joined, as in `because_of`.
    pub fn case(&self, at: usize) -> Option<String> {
        // "with former president X": parsers hang the preposition on the title as often as on the name.
        let own = self.under(at, &[Deprel::Case]).next();
        let before = || self.under(at, &[Deprel::NmodDesc, Deprel::Compound]).filter(|&t| t < at);
        let marker = own
            .or_else(|| before().find_map(|title| self.under(title, &[Deprel::Case]).find(|&c| c < title)))?;
        let mut words = self.token(marker).lemma.to_string();
        for more in self.under(marker, &[Deprel::Fixed]) {
            words.push('_');
            words.push_str(&self.token(more).lemma);
        }
        Some(words)
    }

    /// The tokens under a path from a predicate, nearest first.
    pub fn arguments(&self, at: usize, path: &Path) -> Vec<usize> {
        let mut found = self.heads_of_arguments(at, path);
        // "a new series of sanctions": what is counted is the argument as well as its measure.
        if matches!(path, Path::Subject | Path::Object | Path::Preposition(_)) {
            for measure in found.clone() {
                if TRANSPARENT.contains(&self.lemma(measure)) {
                    found.extend(self.marked(measure, "of"));
                }
            }
        }
        found
    }

    fn heads_of_arguments(&self, at: usize, path: &Path) -> Vec<usize> {
        match path {
            Path::Subject => self.subjects(at),
            Path::Object => self.objects(at),
            Path::Indirect => self.receivers(at),
            Path::Possessor => self.under(at, &[Deprel::NmodPoss]).collect(),
            Path::Modifier => self
                .under(at, &[Deprel::Amod, Deprel::Compound, Deprel::NmodUnmarked, Deprel::NmodDesc])
                .collect(),
            Path::Complement => {
                self.complement(at).or_else(|| self.adjunct_infinitive(at)).into_iter().collect()
            }
            // Who is to act in it, where that is not who speaks: "hopes to go" embeds no other's act.
            Path::ComplementSubject => {
                let own = self.subjects(at);
                // "**Chad** broke the truce, Mali alleged"
                let before = || {
                    let main = self.head(at).filter(|_| self.token(at).deprel == Deprel::Parataxis)?;
                    (main < at && self.pos(main) == Some(Pos::Verb)).then_some(main)
                };
                let told = self.complement(at).or_else(before);
                let acting = told.map(|c| self.subjects(c)).unwrap_or_default();
                acting.into_iter().filter(|s| !own.contains(s)).collect()
            }
            Path::ComplementObject => self.complement(at).map(|c| self.objects(c)).unwrap_or_default(),
            // Nobody in the sentence's tree: the roles are filled from the voice.
            Path::Speaker => Vec::new(),
            Path::Preposition(prep) => self.prepositional(at, prep),
            Path::Particle => {
                let own = self.under(at, &[Deprel::CompoundPrt, Deprel::Advmod]);
                own.chain(self.phrasal(at).map(|(particle, _)| particle)).collect()
            }
            Path::Attribute => self.attributes(at),
            Path::Anywhere => self.beneath_clause(at),
            Path::Head => vec![at],
        }
    }

    /// Who does it. Climbs through control, coordination, participles and relative clauses.
    pub fn subjects(&self, at: usize) -> Vec<usize> {
        self.subjects_within(at, MAX_CLIMB)
    }

    fn subjects_within(&self, at: usize, depth: usize) -> Vec<usize> {
        if self.is_passive(at) {
            let agents: Vec<usize> = self.under(at, &[Deprel::OblAgent]).collect();
            if !agents.is_empty() {
                return agents;
            }
            // "was objected **to by** Chad": the verb's own preposition may stand before the agent's.
            let by = |&c: &usize| self.under(c, &[Deprel::Case]).any(|m| self.lemma(m) == "by");
            let agents: Vec<usize> = self.children(at).filter(by).collect();
            // "are shot and killed by soldiers": the last verb's agent is the first's.
            // "was agreed and has been held up by them": not where the two are told of other times.
            let same_time = |&c: &usize| !self.has_have(c) || self.has_have(at);
            let shared = self.under(at, &[Deprel::Conj]).filter(|&c| self.token(c).xpos == Xpos::Vbn);
            let shared = shared.filter(same_time);
            return if agents.is_empty() {
                shared.flat_map(|c| self.under(c, &[Deprel::OblAgent])).collect()
            } else {
                agents
            };
        }
        let mut own: Vec<usize> = self.under(at, &[Deprel::Nsubj, Deprel::NsubjOuter]).collect();
        if own.is_empty() {
            // "X has today agreed": the parser may hang the subject on the auxiliary.
            let auxiliaries = self.under(at, &[Deprel::Aux, Deprel::Cop]);
            own = auxiliaries.flat_map(|a| self.under(a, &[Deprel::Nsubj])).collect();
        }
        if let Some(&second) = own.first() {
            // "In December **Brazil**, Uruguay and Paraguay promised"
            let listed = second > 0 && self.lemma(second - 1) == ",";
            own.splice(0..0, self.subject_after_month(at).filter(|&first| listed && first < second));
            return own.into_iter().map(|s| self.antecedent(at, s)).collect();
        }
        if depth == 0 {
            return Vec::new();
        }
        if let Some(subject) = self.subject_after_month(at) {
            return vec![subject];
        }
        if let Some(subject) = self.absolute_subject(at) {
            return vec![subject];
        }
        if let Some(verb) = self.verb_of_list(at) {
            return self.logical_subject(verb, depth);
        }
        let Some(head) = self.head(at) else { return Vec::new() };
        match self.token(at).deprel {
            Deprel::Conj | Deprel::Parataxis
                if self.pos(head) == self.pos(at) || self.under(head, &[Deprel::Cop]).next().is_some() =>
            {
                self.logical_subject(head, depth)
            }
            Deprel::Xcomp => match self.under(head, &[Deprel::Obj, Deprel::Iobj]).next() {
                Some(object) => vec![object],
                None => self.logical_subject(head, depth),
            },
            Deprel::Advcl | Deprel::Acl if self.is_the_objects(at, head) => {
                let object = self.objects_own(head);
                if object.is_empty() { self.logical_subject(head, depth) } else { object }
            }
            // "said **it** was ready to": trees take the pronoun for an empty one.
            Deprel::Ccomp if self.is_of_will(at) && self.under(at, &[Deprel::Expl]).next().is_some() => {
                self.subjects_within(head, depth - 1)
            }
            // "said **the policy** amounted to": without "that", trees take the subject for an object.
            Deprel::Ccomp if matches!(self.token(at).xpos, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp) => {
                self.under(head, &[Deprel::Obj]).filter(|&o| head < o && o < at).take(1).collect()
            }
            // "is hit by a drone, killing nine": what hit it kills.
            Deprel::Advcl if self.tells_outcome(at, head) => self.subjects_within(head, depth - 1),
            Deprel::Advcl => self.logical_subject(head, depth),
            // "was one of the first **to recognise** it"
            Deprel::Csubj if self.is_infinitive(at) && self.lemma(head) == "one" => {
                self.under(head, &[Deprel::Nsubj]).collect()
            }
            // "strikes Chile, **killing** nine": set off by a comma it tells of the verb, not of the noun before.
            Deprel::Acl if self.token(at).xpos == Xpos::Vbg => match self.governs_aside(at, head) {
                Some(verb) => self.subjects_within(verb, depth - 1),
                None => vec![head],
            },
            Deprel::Acl if self.is_infinitive(at) => {
                let owners: Vec<usize> = self.under(head, &[Deprel::NmodPoss]).collect();
                if !owners.is_empty() {
                    return owners;
                }
                // "became the third country to recognise": who is or becomes it does it.
                let is_it = self.identified(head);
                if !is_it.is_empty() {
                    return is_it;
                }
                match self.head(head) {
                    Some(verb) if matches!(self.token(head).deprel, Deprel::Obj | Deprel::Xcomp) => {
                        self.logical_subject(verb, depth)
                    }
                    _ => vec![head],
                }
            }
            Deprel::AclRelcl if !self.objects_own(at).is_empty() || self.token(at).xpos == Xpos::Vbg => {
                vec![head]
            }
            _ => Vec::new(),
        }
    }

    /// "accused Y of attacking Z", "kept Y from visiting", "prompted Y **to walk out**" (which trees take for a purpose): the
    /// object is who would act.
    fn is_the_objects(&self, at: usize, verb: usize) -> bool {
        let moved = self.token(at).deprel == Deprel::Advcl
            && self.is_infinitive(at)
            && MOVING.contains(&self.lemma(verb));
        moved || self.is_prepositional_gerund(at) && self.pos(verb) == Some(Pos::Verb)
    }

    /// "In August **Sanna Petrova** appealed": trees take the month for a title, and the two for one phrase.
    fn subject_after_month(&self, at: usize) -> Option<usize> {
        let month = |t: usize| legation_record::MONTHS.contains(&&*self.token(t).lemma);
        self.under(at, &[Deprel::Obl]).find(|&noun| {
            noun < at
                && self.token(noun).upos == Upos::Propn
                && self.under(noun, &[Deprel::NmodDesc, Deprel::Compound]).any(month)
        })
    }

    /// "ended **with Kenya** accusing Somalia": trees take the subject for a phrase of the clause above.
    fn absolute_subject(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).filter(|_| self.token(at).xpos == Xpos::Vbg)?;
        let noun = if self.token(before).upos == Upos::Propn || self.token(before).upos == Upos::Noun {
            let head = self.head(before).filter(|&h| h < before && self.token(before).deprel == Deprel::Flat);
            head.unwrap_or(before)
        } else {
            return None;
        };
        // "in response **to Kenya** threatening war"
        let case = self.case(noun);
        let absolute =
            matches!(case.as_deref(), Some("about" | "despite" | "due_to" | "over" | "to" | "with"));
        (self.token(at).deprel == Deprel::Advcl && absolute).then_some(noun)
    }

    /// An adjective that only somebody with a will can be.
    fn is_of_will(&self, at: usize) -> bool {
        matches!(
            self.lemma(at),
            "able"
                | "committed"
                | "content"
                | "determined"
                | "eager"
                | "glad"
                | "happy"
                | "keen"
                | "open"
                | "prepared"
                | "ready"
                | "reluctant"
                | "unable"
                | "unwilling"
                | "willing"
        )
    }

    /// A bare participle after a passive with its agent.
    fn tells_outcome(&self, at: usize, head: usize) -> bool {
        at > head
            && self.token(at).xpos == Xpos::Vbg
            && self.is_passive(head)
            && !self.subjects_within(head, 1).is_empty()
            && self.under(at, &[Deprel::Mark, Deprel::Case]).next().is_none()
    }

    /// The verb of whose object or adjunct a participle behind a comma hangs: "struck the home of the mayor, **killing**".
    fn governs_aside(&self, at: usize, noun: usize) -> Option<usize> {
        let aside = noun < at && self.lemma(at - 1) == ",";
        let mut top = noun;
        while self.token(top).deprel == Deprel::Nmod {
            top = self.head(top)?;
        }
        let below = matches!(self.token(top).deprel, Deprel::Obj | Deprel::Obl);
        self.head(top).filter(|&verb| aside && below && self.token(verb).upos == Upos::Verb)
    }

    /// "announced measures, **including** expelling diplomats": the verb whose subject would expel.
    fn verb_of_list(&self, at: usize) -> Option<usize> {
        let listed = self.token(at).xpos == Xpos::Vbg
            && self.under(at, &[Deprel::Case, Deprel::Mark]).any(|m| self.lemma(m) == "include");
        let mut above = self.sentence.ancestors(at).skip(1).filter(|_| listed);
        above.find(|&a| self.token(a).upos == Upos::Verb)
    }

    /// The surface subject of a governor, for control: a passive's patient is who is to act ("was asked to leave").
    fn logical_subject(&self, at: usize, depth: usize) -> Vec<usize> {
        let patients: Vec<usize> = self.under(at, &[Deprel::NsubjPass]).collect();
        if patients.is_empty() {
            self.subjects_within(at, depth - 1)
        } else {
            patients.into_iter().map(|s| self.antecedent(at, s)).collect()
        }
    }

    /// To whom: of a passive that keeps its object ("was refused access") the subject.
    fn receivers(&self, at: usize) -> Vec<usize> {
        let kept = self.is_passive(at) && self.under(at, &[Deprel::Obj]).next().is_some();
        self.under(at, if kept { &[Deprel::NsubjPass] } else { &[Deprel::Iobj] }).collect()
    }

    /// Whom it is done to.
    pub fn objects(&self, at: usize) -> Vec<usize> {
        let own = self.objects_own(at);
        if !own.is_empty() {
            return own.into_iter().map(|o| self.antecedent(at, o)).collect();
        }
        match (self.token(at).deprel, self.head(at)) {
            (Deprel::Acl | Deprel::Amod, Some(head)) if self.is_passive(at) => vec![head],
            (Deprel::AclRelcl, Some(head))
                if self.under(at, &[Deprel::Nsubj]).next().is_some_and(|s| !self.is_relative(s)) =>
            {
                vec![head]
            }
            (Deprel::Conj, Some(head))
                if self.pos(at) == Some(Pos::Verb) && self.pos(head) == Some(Pos::Verb) =>
            {
                // "seized and destroyed the ship": the object stands on one of the two.
                if at < head {
                    Vec::new()
                } else {
                    self.objects_own(head).into_iter().filter(|&o| o > at).collect()
                }
            }
            // With a theme of its own ("pressed for talks and stressed the need") it shares none.
            _ if self.under(at, &[Deprel::Xcomp, Deprel::Ccomp, Deprel::Obl]).next().is_some() => Vec::new(),
            _ => {
                let shared = self.under(at, &[Deprel::Conj]).find(|&c| self.pos(c) == Some(Pos::Verb));
                shared.map(|c| self.objects_own(c)).unwrap_or_default()
            }
        }
    }

    fn objects_own(&self, at: usize) -> Vec<usize> {
        if self.is_passive(at) {
            // "was refused access": what is refused, not who.
            let kept: Vec<usize> = self.under(at, &[Deprel::Obj]).collect();
            if kept.is_empty() { self.under(at, &[Deprel::NsubjPass]).collect() } else { kept }
        } else {
            let mut own: Vec<usize> = self.under(at, &[Deprel::Obj]).collect();
            if own.is_empty() {
                own = self.under(at, &[Deprel::Obl]).filter(|&o| self.is_bounded_number(o)).collect();
            }
            if own.is_empty() {
                own = self.phrasal(at).map(|(_, object)| object).into_iter().collect();
            }
            // "asked Libya to leave": who is asked is often an indirect object.
            if own.is_empty() { self.under(at, &[Deprel::Iobj]).collect() } else { own }
        }
    }

    /// The particle and the object of a phrasal verb whose particle the tree takes for a preposition.
    fn phrasal(&self, at: usize) -> Option<(usize, usize)> {
        if !PHRASAL.contains(&self.lemma(at)) {
            return None;
        }
        self.under(at, &[Deprel::Obj, Deprel::Obl]).find_map(|noun| {
            let particle = self.under(noun, &[Deprel::Case]).next()?;
            PARTICLES.contains(&self.lemma(particle)).then_some((particle, noun))
        })
    }

    /// A relative pronoun stands for the noun its clause hangs on.
    fn antecedent(&self, clause: usize, argument: usize) -> usize {
        if let Some(thing) = self.what_is_called(argument) {
            return thing;
        }
        if !self.is_relative(argument) {
            return argument;
        }
        let mut at = clause;
        for _ in 0..MAX_CLIMB {
            match (self.token(at).deprel, self.head(at)) {
                (Deprel::AclRelcl, Some(noun)) => return self.what_is_said_to_be(noun).unwrap_or(noun),
                (_, Some(head)) => at = head,
                _ => break,
            }
        }
        argument
    }

    /// "**Chad** is a country that arms rebels", "was among the states that signed": who is said to be that.
    fn what_is_said_to_be(&self, noun: usize) -> Option<usize> {
        let common = self.token(noun).upos == Upos::Noun && self.under(noun, &[Deprel::Cop]).next().is_some();
        let mut named = self.under(noun, &[Deprel::Nsubj]);
        named.find(|&s| common && self.token(s).upos == Upos::Propn)
    }

    /// "killed **at least ten soldiers**": parsers take the bound for a preposition.
    fn is_bounded_number(&self, at: usize) -> bool {
        let (first, _) = self.sentence.subtree(at);
        let bound = |i: usize| matches!(self.lemma(i), "least" | "little" | "most" | "many" | "much");
        self.lemma(first) == "at" && first + 1 < at && bound(first + 1)
    }

    /// "opened **what it calls a corridor**": the thing under its name.
    fn what_is_called(&self, argument: usize) -> Option<usize> {
        if self.lemma(argument) != "what" {
            return None;
        }
        let naming = |c: &usize| matches!(self.lemma(*c), "call" | "describe" | "term" | "dub" | "label");
        let verb = self.under(argument, &[Deprel::AclRelcl]).find(naming)?;
        self.under(verb, &[Deprel::Xcomp, Deprel::Obj, Deprel::Obl]).find(|&n| n > verb)
    }

    fn is_relative(&self, at: usize) -> bool {
        matches!(self.token(at).xpos, Xpos::Wdt | Xpos::Wp)
            || (self.token(at).upos == Upos::Pron && self.lemma(at) == "that")
    }

    fn is_prepositional_gerund(&self, at: usize) -> bool {
        self.token(at).xpos == Xpos::Vbg
            && self
                .under(at, &[Deprel::Mark, Deprel::Case])
                .any(|m| matches!(self.lemma(m), "of" | "for" | "from" | "against" | "into"))
    }

    /// The verb whose subject speaks through a noun's participle: "the Council **adopted** a resolution demanding …".
    pub fn carrier(&self, at: usize) -> Option<usize> {
        let token = self.token(at);
        let noun = self.head(at).filter(|_| token.deprel == Deprel::Acl && token.xpos == Xpos::Vbg)?;
        self.head(noun)
            .filter(|&verb| self.pos(verb) == Some(Pos::Verb) && self.token(noun).deprel == Deprel::Obj)
    }

    /// Who a noun without a name is said to be: "**Chad** is among a group of states calling for".
    pub fn identified(&self, at: usize) -> Vec<usize> {
        let mut noun = at;
        for _ in 0..MAX_PHRASE_DEPTH {
            if self.under(noun, &[Deprel::Cop]).next().is_some() {
                return self.under(noun, &[Deprel::Nsubj]).filter(|&s| s < noun).collect();
            }
            match (self.token(noun).deprel, self.head(noun)) {
                (Deprel::Nmod, Some(head)) => noun = head,
                _ => break,
            }
        }
        Vec::new()
    }

    fn is_infinitive(&self, at: usize) -> bool {
        // "committed to promoting trade" is a preposition's.
        self.token(at).xpos != Xpos::Vbg && self.under(at, &[Deprel::Mark]).any(|m| self.lemma(m) == "to")
    }

    /// The clause it embeds: `xcomp`, `ccomp`, a subject clause after it, or a noun's infinitive or that-clause.
    pub fn complement(&self, at: usize) -> Option<usize> {
        // "One does not withdraw from one's own land," he told them: no order to withdraw.
        let quoted = |c: usize| c < at && matches!(self.lemma(at), "ask" | "tell" | "urge" | "warn");
        self.under(at, &[Deprel::Xcomp, Deprel::Ccomp])
            .find(|&c| !quoted(c))
            .or_else(|| self.under(at, &[Deprel::Acl]).find(|&c| self.is_infinitive(c)))
            // "it is vital that they unite": the subject of the judgement is what is asked for.
            .or_else(|| self.under(at, &[Deprel::Csubj]).find(|&c| c > at))
            .or_else(|| self.infinitive_below(self.objects(at)))
            .or_else(|| self.infinitive_below(self.under(at, &[Deprel::Obl]).collect()))
            .or_else(|| self.under(at, &[Deprel::Advcl]).find(|&c| self.is_gone_on_with(at, c)))
            // "complained to the council in May **that** it had": far from its verb, trees take it for an adjunct.
            .or_else(|| self.under(at, &[Deprel::Advcl]).find(|&c| c > at && self.is_that_clause(c)))
    }

    /// "went on **supporting** it"
    fn is_gone_on_with(&self, at: usize, clause: usize) -> bool {
        matches!(self.lemma(at), "carry" | "go")
            && self.token(clause).xpos == Xpos::Vbg
            && self.under(clause, &[Deprel::Mark]).any(|m| m == at + 1 && self.lemma(m) == "on")
    }

    fn is_that_clause(&self, at: usize) -> bool {
        self.under(at, &[Deprel::Mark]).any(|m| self.lemma(m) == "that")
    }

    /// The clause of a noun that carries no act itself: "made a promise **to help**", "expressed the hope **that** it would".
    fn infinitive_below(&self, nouns: Vec<usize>) -> Option<usize> {
        nouns.into_iter().find_map(|n| {
            self.under(n, &[Deprel::Acl]).find(|&c| self.is_infinitive(c) || self.is_that_clause(c))
        })
    }

    /// The infinitive that an operator may embed although it hangs as an adjunct ("called on X **to stop**").
    pub fn adjunct_infinitive(&self, at: usize) -> Option<usize> {
        self.under(at, &[Deprel::Advcl]).find(|&c| c > at && self.is_infinitive(c))
    }

    /// Nouns under `prep`, on the predicate, its object, or its infinitive's: attachment of these is often wrong.
    fn prepositional(&self, at: usize, prep: &str) -> Vec<usize> {
        let mut found = self.marked(at, prep);
        for object in self.objects(at) {
            found.extend(self.marked(object, prep));
        }
        // "**In Basra** there was a march": said of the march.
        let shares = |verb: &usize| match self.token(at).deprel {
            Deprel::Obj => true,
            Deprel::Nsubj => self.under(*verb, &[Deprel::Expl]).next().is_some(),
            _ => false,
        };
        if found.is_empty()
            && let Some(verb) = self.head(at).filter(shares)
        {
            found.extend(self.marked(verb, prep));
        }
        // "an attack **on behalf of** the union" is on nobody.
        found.retain(|&f| self.lemma(f) != "behalf");
        if found.is_empty() { self.marked_deeper(at, prep) } else { found }
    }

    /// As [`Self::marked`], from the nouns that hang on the predicate: a phrase often hangs on the noun before it
    /// ("the release of the crew **by Somalia**", "a visit to Jordan **by the king**"). The nearest level that has any.
    fn marked_deeper(&self, at: usize, prep: &str) -> Vec<usize> {
        const NOMINALS: &[Deprel] = &[Deprel::Nmod, Deprel::Obl, Deprel::OblAgent];
        let mut level = vec![at];
        level.extend(self.objects(at));
        for _ in 0..MAX_PHRASE_DEPTH {
            // "the delivery of food and medicine to Chad": it hangs on the last of a list.
            let below = level.iter().flat_map(|&n| self.under(n, NOMINALS));
            let bare = |c: &usize| self.under(*c, &[Deprel::Det, Deprel::NmodPoss]).next().is_none();
            level = below
                .flat_map(|n| {
                    let joined = self.conjuncts(n).into_iter().skip(1).filter(bare);
                    std::iter::once(n).chain(joined).collect::<Vec<_>>()
                })
                .collect();
            let found: Vec<usize> = level.iter().flat_map(|&n| self.marked(n, prep)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn marked(&self, at: usize, prep: &str) -> Vec<usize> {
        let clausal = self.under(at, &[Deprel::Advcl, Deprel::Acl]).filter(|&c| {
            self.under(c, &[Deprel::Mark]).any(|m| self.lemma(m) == prep) && !self.is_infinitive(c)
        });
        let nominal = self
            .children(at)
            .filter(|&c| {
                matches!(
                    self.token(c).deprel,
                    Deprel::Obl
                        | Deprel::OblAgent
                        | Deprel::Nmod
                        | Deprel::NmodPoss
                        | Deprel::Obj
                        | Deprel::Dep
                )
            })
            .filter(|&c| self.case(c).as_deref() == Some(prep));
        nominal.chain(clausal).chain(self.involved(at).filter(|_| prep == "between")).collect()
    }

    /// "talks **involving** Chad and Mali": whom an affair is between.
    fn involved(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let participles = self.children(at).filter(|&c| {
            let token = self.token(c);
            token.deprel == Deprel::Acl && token.xpos == Xpos::Vbg && token.lemma == "involve"
        });
        participles.flat_map(|c| self.under(c, &[Deprel::Obj]))
    }

    fn attributes(&self, at: usize) -> Vec<usize> {
        let relations = &[
            Deprel::Amod,
            Deprel::Compound,
            Deprel::NmodDesc,
            Deprel::NmodUnmarked,
            Deprel::Nummod,
            Deprel::Flat,
        ];
        let mut found: Vec<usize> = self.under(at, relations).collect();
        if self.pos(at) == Some(Pos::Verb) {
            for object in self.objects(at) {
                found.extend(self.under(object, &[Deprel::NmodPoss]));
                found.extend(self.under(object, relations));
            }
        }
        found
    }

    /// Everything beneath, without the head itself.
    pub fn beneath(&self, at: usize) -> Vec<usize> {
        self.beneath_where(at, |_| true)
    }

    /// As [`Self::beneath`], without clauses of another subject that merely stand beside.
    fn beneath_clause(&self, at: usize) -> Vec<usize> {
        self.beneath_where(at, |c| match self.token(c).deprel {
            Deprel::Parataxis => false,
            Deprel::Conj => self.under(c, &[Deprel::Nsubj, Deprel::NsubjPass]).next().is_none(),
            _ => true,
        })
    }

    /// Everything that is reached from a head through tokens of which `belongs` holds; bounded by the sentence.
    fn beneath_where(&self, at: usize, belongs: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found: Vec<usize> = self.children(at).filter(|&c| belongs(c)).collect();
        let mut next = 0;
        while next < found.len() && found.len() <= self.size() {
            found.extend(self.children(found[next]).filter(|&c| belongs(c)));
            next += 1;
        }
        found
    }

    /// The conjuncts of a noun or verb, itself first.
    pub fn conjuncts(&self, at: usize) -> Vec<usize> {
        let mut all = vec![at];
        let mut next = 0;
        // "the powers, Mali and Chad": trees hang the third on the second.
        while let Some(&one) = all.get(next) {
            all.extend(self.under(one, &[Deprel::Conj]));
            next += 1;
        }
        all
    }

    /// The predicate whose clause a token stands in: the nearest verb above it, itself included.
    pub fn clause_of(&self, at: usize) -> usize {
        self.sentence
            .ancestors(at)
            .find(|&a| {
                self.token(a).upos == Upos::Verb && !matches!(self.token(a).deprel, Deprel::Amod)
                    || self.under(a, &[Deprel::Cop]).next().is_some()
            })
            .or_else(|| self.sentence.root())
            .unwrap_or(at)
    }
}
