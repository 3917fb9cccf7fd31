//! From frames to drafts of events: roles filled, operators composed with what they embed.

use crate::clause::Clauses;
use crate::matcher;
use crate::modality;
use crate::party::Parties;
use crate::types::{Embedding, EmbeddingKind, Modality, Reading, Role, join};
use legation_lexicon::Lexicon;
use legation_lexicon::events::{Entry, Operator, Pos};
use legation_lexicon::frame::Path;
use legation_record::EventType;
use legation_syntax::{Deprel, Upos};
use legation_text::Because;

/// An event before it is dated and checked.
#[derive(Clone, Debug)]
pub struct Draft {
    pub trigger: usize,
    pub words: Vec<u32>,
    pub kind: EventType,
    pub mode: Option<String>,
    pub contexts: Vec<String>,
    pub actors: Vec<Role>,
    pub recipients: Vec<Role>,
    pub symmetric: bool,
    pub modality: Modality,
    /// The type before the clause's mood changed it.
    pub announced: Option<EventType>,
    pub under: Vec<Embedding>,
    pub because: Vec<Because>,
}

/// Prepositions under which an operator's theme stands: call **for** a ceasefire, agree **to** a truce.
const THEME_PREPOSITIONS: [&str; 9] = ["for", "to", "on", "of", "in", "from", "against", "about", "over"];

/// How deep operators nest ("urged it to agree to stop threatening to attack").
const MAX_NESTING: usize = 8;

struct Work<'a, 'l> {
    lexicon: &'l Lexicon,
    parties: &'a Parties<'a>,
    entries: Vec<Option<&'l Entry>>,
    /// Tokens whose own reading went into another's.
    consumed: Vec<bool>,
}

/// All drafts of one sentence, in word order.
pub fn drafts<'l>(
    lexicon: &'l Lexicon,
    parties: &Parties<'_>,
    mut readings: Option<&mut Vec<Reading<'l>>>,
) -> Vec<Draft> {
    let clauses = parties.clauses;
    let entries: Vec<Option<&Entry>> = (0..clauses.size())
        .map(|at| {
            if is_modifier(clauses, at) {
                None
            } else {
                matcher::best(lexicon, parties, at, readings.as_deref_mut())
            }
        })
        .collect();
    let consumed = vec![false; clauses.size()];
    let mut work = Work { lexicon, parties, entries, consumed };
    work.consume_arguments();
    let mut drafts: Vec<Draft> = Vec::new();
    // Outer predicates first, so that what they swallow is known before it would speak for itself.
    let mut order: Vec<usize> = (0..clauses.size()).filter(|&at| work.entries[at].is_some()).collect();
    order.sort_by_key(|&at| (clauses.sentence.ancestors(at).count(), at));
    for at in order {
        if !work.consumed[at] {
            drafts.extend(work.draft(at, MAX_NESTING));
        }
    }
    drafts.sort_by_key(|d| d.trigger);
    blame_the_doers(parties, &mut drafts);
    drafts
}

/// "condemned the ambush of a patrol by rebels": who ambushed is blamed, not whose patrol it was.
fn blame_the_doers(parties: &Parties<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if drafts[i].kind != EventType::Accuse {
            continue;
        }
        let objects = parties.clauses.objects(drafts[i].trigger);
        let deed = |d: &&Draft| {
            matches!(d.kind, EventType::Assault | EventType::Coerce) && objects.contains(&d.trigger)
        };
        let Some(deed) = drafts.iter().find(deed) else { continue };
        let doers: Vec<Role> = deed.actors.iter().copied().filter(|r| parties.has_code(*r)).collect();
        let own = |role: &Role| drafts[i].actors.iter().any(|a| a.entity == role.entity);
        if !doers.is_empty() && !doers.iter().any(own) {
            drafts[i].recipients = doers;
        }
    }
}

/// A noun that merely describes another ("attack helicopters", "ceasefire monitors") is no predicate.
fn is_modifier(clauses: &Clauses<'_>, at: usize) -> bool {
    let token = clauses.token(at);
    clauses.pos(at) == Some(Pos::Noun)
        && matches!(token.deprel, Deprel::Compound | Deprel::NmodDesc | Deprel::Flat)
}

impl Work<'_, '_> {
    fn clauses(&self) -> &Clauses<'_> {
        self.parties.clauses
    }

    /// A noun that a frame names as its argument ("held **talks**") speaks through that frame only.
    fn consume_arguments(&mut self) {
        for at in 0..self.entries.len() {
            let Some(entry) = self.entries[at] else { continue };
            // What an operator embeds is not its argument: it is still to be read.
            let embeds = entry.operator.is_some();
            let complement = self.parties.clauses.complement(at).filter(|_| embeds);
            for word in matcher::words(self.parties.clauses, at, entry) {
                if word as usize != at && Some(word as usize) != complement {
                    self.consumed[word as usize] = true;
                }
            }
        }
    }

    /// The event at `at`, and the events it leaves standing beneath it.
    fn draft(&mut self, at: usize, depth: usize) -> Vec<Draft> {
        let Some(entry) = self.entries[at] else { return Vec::new() };
        let Some(operator) = entry.operator else {
            let mut found: Vec<Draft> = self.plain_or_wider(at, entry).into_iter().collect();
            if entry.kind == Some(EventType::Accuse) {
                found.extend(self.deplored(at, entry));
            }
            return found;
        };
        if depth == 0 {
            return Vec::new();
        }
        let inner = self.embedded(at);
        match operator {
            Operator::Promise | Operator::Refuse | Operator::Demand | Operator::Threaten => {
                self.composed(at, entry, operator, inner, depth)
            }
            Operator::Accuse | Operator::Deny => self.disputed(at, entry, operator, inner, depth),
            Operator::Fail | Operator::Want | Operator::Weigh | Operator::Do | Operator::Say => {
                self.passed_on(at, entry, operator, inner, depth)
            }
            Operator::Swallow => {
                let own = self.plain(at, entry);
                // "A call by Chad for a truce was ignored" by nobody known: the call is still told.
                let told = own.iter().flat_map(|d| &d.actors).any(|r| self.parties.has_code(*r));
                let said = |&t: &usize| self.entries[t].and_then(|e| e.kind).is_some_and(crate::is_speech);
                if !told && inner.iter().all(said) {
                    return own.into_iter().collect();
                }
                // Drafting marks what each embeds in turn ("urged an end to the attacks").
                for &token in &inner {
                    let _ = self.draft(token, depth - 1);
                }
                let mut found = if entry.mode.as_deref() == Some("yield") {
                    self.presupposed(&inner)
                } else {
                    Vec::new()
                };
                self.consume_all(&inner);
                found.extend(own);
                found
            }
        }
    }

    /// "condemned **Chad's raid on**": the deed was done.
    fn deplored(&self, at: usize, entry: &Entry) -> Vec<Draft> {
        let clauses = self.clauses();
        let named = matcher::words(clauses, at, entry).into_iter().map(|w| w as usize);
        let deeds: Vec<usize> = named.filter(|&w| w != at && self.consumed[w]).collect();
        let mut found = self.presupposed(&deeds);
        for draft in &mut found {
            draft.modality.progressive = false;
        }
        found
    }

    /// "called for an end to **Chad's attacks on**": what is to end goes on. Only acts whose doer is named with them.
    fn presupposed(&self, inner: &[usize]) -> Vec<Draft> {
        use EventType::{Assault, Coerce, Mobilize, Sanction};
        let clauses = self.clauses();
        let below = inner.iter().flat_map(|&at| clauses.under(at, &[Deprel::Nmod]));
        let nouns = inner.iter().copied().chain(below).filter(|&n| clauses.pos(n) == Some(Pos::Noun));
        let acts = nouns.filter_map(|n| self.entries[n].filter(|e| e.operator.is_none()).map(|e| (n, e)));
        let drafts = acts.filter_map(|(noun, entry)| self.plain(noun, entry));
        drafts
            .filter(|d| matches!(d.kind, Assault | Coerce | Mobilize | Sanction))
            .filter(|d| d.actors.iter().any(|r| self.parties.has_code(*r)))
            .map(|mut draft| {
                draft.modality = Modality { progressive: true, ..Modality::default() };
                draft
            })
            .collect()
    }

    fn consume_all(&mut self, inner: &[usize]) {
        for &token in inner {
            self.consumed[token] = true;
        }
    }

    /// The reading of a frame, or, where nobody known acts in it, of the next wider one in which somebody does.
    fn plain_or_wider(&self, at: usize, entry: &Entry) -> Option<Draft> {
        let known = |d: &Draft| d.actors.iter().any(|r| self.parties.has_code(*r));
        let own = self.plain(at, entry);
        if own.as_ref().is_none_or(known) {
            return own;
        }
        let others = matcher::all(self.lexicon, self.parties, at).into_iter();
        let plain = others.filter(|e| e.operator.is_none() && !std::ptr::eq(*e, entry));
        plain.filter_map(|e| self.plain(at, e)).find(known).or(own)
    }

    /// "could harm himself": no other is struck. Who blows himself up strikes others.
    fn strikes_himself(&self, at: usize) -> bool {
        let clauses = self.clauses();
        let himself = |&o: &usize| {
            let lemma = clauses.lemma(o);
            clauses.token(o).upos == Upos::Pron && (lemma.ends_with("self") || lemma.ends_with("selves"))
        };
        clauses.objects(at).iter().any(himself)
            && !matches!(clauses.lemma(at), "blow" | "detonate" | "explode")
    }

    /// A frame without an operator, or an operator's own reading.
    fn plain(&self, at: usize, entry: &Entry) -> Option<Draft> {
        let kind = entry.kind.filter(|k| *k != EventType::Assault || !self.strikes_himself(at))?;
        let clauses = self.clauses();
        let mut actors =
            if entry.symmetric { self.everyone(at, &entry.actor) } else { self.actors(at, entry) };
        if actors.is_empty() && clauses.pos(at) == Some(Pos::Noun) {
            actors = self.light_subject(at, kind);
        }
        // "arrested for spying on behalf of Mali": whom he spied for does not arrest.
        let principal = match kind {
            EventType::Assault | EventType::Coerce => Vec::new(),
            _ => self.on_behalf(at),
        };
        if !principal.is_empty() {
            actors = principal;
        }
        if let Some(speaker) = self.speaks_for_all(at, kind, &actors) {
            actors = vec![speaker];
        }
        let mut recipients =
            if entry.symmetric { Vec::new() } else { self.opposite(at, &entry.recipient, &actors) };
        if recipients.is_empty() && kind == EventType::Sanction && clauses.pos(at) == Some(Pos::Noun) {
            let penalised = |r: &Role| r.token.is_some_and(|t| self.parties.is_penalised(t as usize));
            (recipients, actors) = actors.into_iter().partition(penalised);
        }
        recipients.retain(|r| !actors.iter().any(|a| a.entity == r.entity));
        if entry.symmetric {
            join(&mut actors, self.everyone(at, &entry.recipient));
            // "the union's summit in Chad": where a bloc meets is no party to it.
            let hosts = |r: &Role| r.token.is_some_and(|t| self.parties.is_place(t as usize));
            if actors.iter().any(|r| self.parties.is_bloc(*r)) && !actors.iter().all(hosts) {
                actors.retain(|r| !hosts(r));
            }
        }
        let mut modality = matcher::unread_mood(entry, modality::of(self.lexicon, clauses, at));
        modality.scheduled = kind == EventType::Agree && self.is_in_calendar(at);
        Some(Draft {
            trigger: at,
            words: matcher::words(clauses, at, entry),
            kind,
            mode: entry.mode.clone(),
            contexts: entry.contexts.clone(),
            actors,
            recipients,
            symmetric: entry.symmetric,
            modality,
            announced: None,
            under: Vec::new(),
            because: vec![Because::new(
                entry.origin.to_string(),
                format!("`{}` fills {}", clauses.lemma(at), entry.id),
            )],
        })
    }

    /// "spoke **on behalf of the union**": for whom it is done does it.
    fn on_behalf(&self, at: usize) -> Vec<Role> {
        let clauses = self.clauses();
        let behalf = clauses.under(at, &[Deprel::Obl]).find(|&o| clauses.lemma(o) == "behalf");
        let principals = behalf.into_iter().flat_map(|b| clauses.under(b, &[Deprel::Nmod, Deprel::NmodPoss]));
        let mut found: Vec<Role> = principals.flat_map(|p| self.parties.of(p)).collect();
        found.retain(|r| self.parties.has_code(*r));
        found
    }

    /// "The world deplores", said of all by one: it is that one's word.
    fn speaks_for_all(&self, at: usize, kind: EventType, actors: &[Role]) -> Option<Role> {
        let clauses = self.clauses();
        let named = actors.iter().any(|r| self.parties.has_code(*r));
        let all = |&s: &usize| self.lexicon.events.is_collective(clauses.lemma(s));
        let bidden = || modality::of(self.lexicon, clauses, at).obligation;
        // "While the world deplored it, Chad announced": not on Chad's word.
        let apart = || {
            clauses.token(clauses.clause_of(at)).deprel == Deprel::Advcl
                && crate::voice::attribution(self.lexicon, clauses, at).is_none()
        };
        if named || !crate::is_speech(kind) || !clauses.subjects(at).iter().any(all) || bidden() || apart() {
            return None;
        }
        self.parties.speaker_at(at).map(|entity| Role { entity, token: None })
    }

    /// An event noun governed by a verb that merely carries it out: "launched an attack", "paid a visit".
    fn light_subject(&self, at: usize, kind: EventType) -> Vec<Role> {
        let clauses = self.clauses();
        let Some(verb) = clauses.head(at).filter(|&h| clauses.token(h).upos == Upos::Verb) else {
            return Vec::new();
        };
        let carried = match clauses.token(at).deprel {
            Deprel::Obj => self.lexicon.events.is_light(clauses.lemma(verb)),
            // "During a visit to Jordan, X said": who speaks is who visits. (After an attack it is not who attacked.)
            Deprel::Obl if matches!(kind, EventType::Consult | EventType::Agree) => matches!(
                clauses.case(at).as_deref(),
                Some(
                    "during" | "on" | "after" | "following" | "before" | "in" | "at" | "ahead_of" | "through"
                )
            ),
            _ => false,
        };
        if carried { self.roles(&clauses.subjects(verb)) } else { Vec::new() }
    }

    fn roles(&self, tokens: &[usize]) -> Vec<Role> {
        let mut found: Vec<Role> = Vec::new();
        join(&mut found, tokens.iter().flat_map(|&token| self.parties.of(token)));
        found
    }

    /// As [`Self::roles`]; of an act that is itself the subject, where it was is nobody.
    fn subjects_as_roles(&self, tokens: &[usize]) -> Vec<Role> {
        let is_act = |t: usize| {
            self.clauses().pos(t) == Some(Pos::Noun) && self.entries[t].is_some_and(|e| e.operator.is_none())
        };
        let parties = |&t: &usize| if is_act(t) { self.parties.strictly(t) } else { self.parties.of(t) };
        let mut found: Vec<Role> = Vec::new();
        join(&mut found, tokens.iter().flat_map(parties));
        found
    }

    /// Who acts by a frame. "killed **in an airstrike** in a camp": of phrases with one preposition the one that the frame
    /// asks for by its noun; where the blow fell is not who struck.
    fn actors(&self, at: usize, entry: &Entry) -> Vec<Role> {
        let clauses = self.clauses();
        let is_assault = entry.kind == Some(EventType::Assault);
        let of_path = |path: &Path| {
            let deeds = matcher::asked_for(clauses, at, path, entry);
            if deeds.is_empty() {
                return self.at_path(at, path);
            }
            let mut found: Vec<Role> = Vec::new();
            let parties =
                |&deed: &usize| if is_assault { self.parties.strictly(deed) } else { self.parties.of(deed) };
            join(&mut found, deeds.iter().flat_map(parties));
            found
        };
        let found = entry.actor.iter().map(of_path).find(|roles| !roles.is_empty());
        found.unwrap_or_else(|| self.doers_beside(at))
    }

    /// "Raids on Chad began at dawn, **flown by Mali's air force**": who does the deed that is a clause's subject.
    fn doers_beside(&self, at: usize) -> Vec<Role> {
        const DOING: [&str; 10] = [
            "carry",
            "conduct",
            "execute",
            "fly",
            "launch",
            "lead",
            "mount",
            "perform",
            "stage",
            "undertake",
        ];
        let clauses = self.clauses();
        let verb = clauses
            .head(at)
            .filter(|_| clauses.pos(at) == Some(Pos::Noun) && clauses.token(at).deprel == Deprel::Nsubj);
        let beside = verb.into_iter().flat_map(|v| clauses.under(v, &[Deprel::Advcl]));
        let done = beside.filter(|&c| DOING.contains(&clauses.lemma(c)) && clauses.is_passive(c));
        let agents: Vec<usize> = done.flat_map(|c| clauses.under(c, &[Deprel::OblAgent])).collect();
        self.roles(&agents)
    }

    /// The parties under the first path that has any.
    fn first(&self, at: usize, paths: &[Path]) -> Vec<Role> {
        paths.iter().map(|path| self.at_path(at, path)).find(|roles| !roles.is_empty()).unwrap_or_default()
    }

    /// As [`Self::first`], but a side that only serves the actors ("contribute **soldiers** to the force in Haiti") gives
    /// way to another.
    fn opposite(&self, at: usize, paths: &[Path], actors: &[Role]) -> Vec<Role> {
        let mut found = paths.iter().map(|path| self.at_path(at, path)).filter(|roles| !roles.is_empty());
        let Some(nearest) = found.next() else { return Vec::new() };
        let serves = |roles: &[Role]| {
            roles.iter().all(|r| self.parties.serves(*r, actors) || self.parties.is_owned(*r, actors))
        };
        if !serves(&nearest) {
            return nearest;
        }
        // "a breach of our airspace" has no other side; "ordered the army" may.
        let ours = |r: &Role| r.token.is_some_and(|t| self.clauses().token(t as usize).upos == Upos::Pron);
        let own = nearest.iter().all(ours);
        found.find(|roles| !serves(roles)).unwrap_or(if own { Vec::new() } else { nearest })
    }

    fn at_path(&self, at: usize, path: &Path) -> Vec<Role> {
        let clauses = self.clauses();
        let arguments = clauses.arguments(at, path);
        let found = match path {
            // "The attack on a church in Chad killed": where it was is not who did it.
            Path::Subject => self.subjects_as_roles(&arguments),
            // "the Nairobi attack" was made in Nairobi, not by it.
            Path::Modifier if clauses.pos(at) == Some(Pos::Noun) => {
                let mut roles = self.roles(&arguments);
                roles.retain(|r| !r.token.is_some_and(|t| self.parties.is_place(t as usize)));
                roles
            }
            // A city in which people meet or speak is no party to it.
            Path::Preposition(prep) if matches!(prep.as_str(), "in" | "at") && self.gathers(at) => {
                let mut roles = self.roles(&arguments);
                roles.retain(|r| !r.token.is_some_and(|t| self.parties.is_town(t as usize)));
                roles
            }
            // What is between needs two: "between officials of the union and ministers of Chad, Mali and Niger".
            Path::Preposition(prep) if prep == "between" => {
                let roles = self.roles(&arguments);
                let all = if self.states_of(&roles) < 2 { self.all_beneath(&arguments) } else { Vec::new() };
                if all.len() > 1 { all } else { roles }
            }
            // Nor is a town that is merely named in what is said ("lobbied for a conference in Geneva").
            Path::Preposition(_) | Path::Object if self.speaks(at) => {
                let mut roles = self.roles(&arguments);
                roles.retain(|r| !r.token.is_some_and(|t| self.parties.is_town(t as usize)));
                roles
            }
            _ => self.roles(&arguments),
        };
        match path {
            Path::Speaker => {
                let speaker = self.parties.speaker_at(at);
                speaker.map(|entity| Role { entity, token: None }).into_iter().collect()
            }
            Path::Subject if !found.iter().any(|r| self.parties.has_code(*r)) => {
                let mut who = clauses.carrier(at).map(|verb| clauses.subjects(verb)).unwrap_or_default();
                who.extend(arguments.iter().chain(&who.clone()).flat_map(|&a| clauses.identified(a)));
                if found.is_empty() {
                    who.extend(self.above(at));
                }
                let known = self.roles(&who);
                if known.iter().any(|r| self.parties.has_code(*r)) { known } else { found }
            }
            _ => found,
        }
    }

    fn states_of(&self, roles: &[Role]) -> usize {
        let mut codes: Vec<&str> = roles.iter().filter_map(|r| self.parties.code(*r)).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.len()
    }

    /// Everyone known under these phrases, towns left out.
    fn all_beneath(&self, phrases: &[usize]) -> Vec<Role> {
        let clauses = self.clauses();
        let tokens = phrases.iter().flat_map(|&p| std::iter::once(p).chain(clauses.beneath(p)));
        let known = tokens.filter(|&t| !self.parties.is_town(t)).flat_map(|t| self.parties.direct(t));
        let mut found: Vec<Role> = Vec::new();
        for role in known.filter(|r| self.parties.has_code(*r)) {
            if !found.iter().any(|f| self.parties.code(*f) == self.parties.code(role)) {
                found.push(role);
            }
        }
        found
    }

    /// "said that sport should be kept free and **accused** the Americans": not sport, but who said so.
    fn above(&self, at: usize) -> Vec<usize> {
        let clauses = self.clauses();
        let first = clauses.head(at).filter(|_| clauses.token(at).deprel == Deprel::Conj);
        let embedded = first.filter(|&f| clauses.token(f).deprel == Deprel::Ccomp);
        let own = clauses.under(at, &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Aux]).next().is_some();
        match embedded.and_then(|f| clauses.head(f)) {
            Some(saying) if !own && !clauses.is_passive(at) => clauses.subjects(saying),
            _ => Vec::new(),
        }
    }

    fn speaks(&self, at: usize) -> bool {
        self.entries[at].and_then(|e| e.kind).is_some_and(crate::is_speech)
    }

    /// Types done by coming together, save for a visit: its host is where it is.
    fn gathers(&self, at: usize) -> bool {
        self.entries[at].is_some_and(|e| {
            matches!(e.kind, Some(EventType::Agree | EventType::Consult | EventType::Cooperate))
                && e.mode.as_deref() != Some("visit")
        })
    }

    /// The parties under all paths.
    fn everyone(&self, at: usize, paths: &[Path]) -> Vec<Role> {
        let mut found: Vec<Role> = Vec::new();
        join(&mut found, paths.iter().flat_map(|path| self.at_path(at, path)));
        found
    }

    /// The predicates an operator embeds: its clause, else its theme; conjuncts included.
    fn embedded(&self, at: usize) -> Vec<usize> {
        let clauses = self.clauses();
        let mut themes: Vec<usize> =
            clauses.complement(at).into_iter().chain(clauses.adjunct_infinitive(at)).collect();
        themes.extend(clauses.objects(at));
        for prep in THEME_PREPOSITIONS {
            themes.extend(clauses.arguments(at, &Path::Preposition(prep.to_owned())));
        }
        if clauses.pos(at) == Some(Pos::Noun) {
            themes.extend(clauses.under(at, &[Deprel::Acl, Deprel::Compound]));
        }
        for theme in themes {
            let mut found: Vec<usize> =
                clauses.conjuncts(theme).into_iter().filter_map(|t| self.nearest_reading(at, t)).collect();
            found.dedup();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// The reading at `theme`, or just beneath a theme that is none itself ("decided on the need for talks").
    fn nearest_reading(&self, operator: usize, theme: usize) -> Option<usize> {
        let clauses = self.clauses();
        let usable = |t: &usize| *t != operator && self.entries[*t].is_some() && !self.consumed[*t];
        if usable(&theme) {
            return Some(theme);
        }
        let relations =
            [Deprel::Obj, Deprel::Xcomp, Deprel::Ccomp, Deprel::NsubjPass, Deprel::Nmod, Deprel::Obl];
        clauses.under(theme, &relations).find(usable)
    }

    fn composed(
        &mut self,
        at: usize,
        entry: &Entry,
        operator: Operator,
        inner: Vec<usize>,
        depth: usize,
    ) -> Vec<Draft> {
        let mut found = Vec::new();
        // "is not willing to", "did not agree to": a promise withheld is a refusal.
        let withheld =
            operator == Operator::Promise && modality::of(self.lexicon, self.clauses(), at).negated;
        let operator = if withheld { Operator::Refuse } else { operator };
        for token in inner {
            let beneath = self.draft(token, depth - 1);
            self.consumed[token] = true;
            let Some(core) = beneath.into_iter().find(|d| d.trigger == token) else { continue };
            // "vowed never to recognise": a promise of what shall not be.
            let averse = operator == Operator::Promise && core.modality.negated;
            let operator = if averse { Operator::Refuse } else { operator };
            let Some((kind, mode)) = self.lexicon.composition.of(operator, core.kind) else {
                if operator == Operator::Refuse {
                    found.push(self.disclaimed(at, entry, core));
                }
                continue;
            };
            // "said that they must free the crew": over its like, an operator changes nothing.
            let mode = core.mode.as_deref().filter(|_| kind == core.kind).or(mode);
            let mut outer = self.outer(at, entry, operator, &core, kind, mode);
            outer.modality.negated &= !withheld;
            found.push(outer);
        }
        if found.is_empty() {
            found.extend(self.plain(at, entry));
        }
        found
    }

    /// "has no plans to attack", "ruled out sanctions": the act itself, as one that did not happen.
    fn disclaimed(&self, at: usize, entry: &Entry, mut core: Draft) -> Draft {
        if !core.actors.iter().any(|r| self.parties.has_code(*r)) {
            core.actors = self.first(at, &entry.actor);
        }
        if core.actors.is_empty() {
            core.actors.extend(self.parties.speaker_at(at).map(|entity| Role { entity, token: None }));
        }
        core.under.push(Embedding { token: at as u32, kind: EmbeddingKind::Denied });
        core.modality = Modality { past: core.modality.past, ..Modality::default() };
        core
    }

    /// The operator's event over the core it embeds.
    fn outer(
        &self,
        at: usize,
        entry: &Entry,
        operator: Operator,
        core: &Draft,
        kind: EventType,
        mode: Option<&str>,
    ) -> Draft {
        let clauses = self.clauses();
        let mut actors = self.first(at, &entry.actor);
        if actors.is_empty() && clauses.pos(at) == Some(Pos::Noun) {
            actors = self.light_subject(at, kind);
        }
        if actors.is_empty() && operator != Operator::Demand {
            actors.clone_from(&core.actors);
        }
        // "there are no plans to": whose, if not the speaker's?
        if actors.is_empty() && matches!(operator, Operator::Promise | Operator::Refuse) {
            actors.extend(self.parties.speaker_at(at).map(|entity| Role { entity, token: None }));
        }
        let mut recipients = self.opposite(at, &entry.recipient, &actors);
        let others = |roles: &[Role]| -> Vec<Role> {
            roles.iter().copied().filter(|r| !actors.iter().any(|a| a.entity == r.entity)).collect()
        };
        if others(&recipients).is_empty() {
            recipients = match operator {
                Operator::Demand if !others(&core.actors).is_empty() => others(&core.actors),
                _ if core.symmetric => others(&core.actors),
                _ => others(&core.recipients),
            };
        }
        let recipients = others(&recipients);
        let mut words = core.words.clone();
        words.push(at as u32);
        words.sort_unstable();
        let mut because = vec![Because::new(
            entry.origin.to_string(),
            format!("`{}` over {} is {kind}", clauses.lemma(at), core.kind),
        )];
        because.extend(core.because.iter().cloned());
        let mut modality = matcher::unread_mood(entry, modality::of(self.lexicon, clauses, at));
        modality.scheduled = operator == Operator::Promise && self.is_scheduled(at);
        // "is scheduled to meet Mali's minister": the talks are both sides'.
        let mutual = modality.scheduled && core.symmetric;
        let recipients = if mutual {
            join(&mut actors, recipients);
            Vec::new()
        } else {
            recipients
        };
        Draft {
            trigger: at,
            words,
            kind,
            mode: mode.map(str::to_owned).or_else(|| entry.mode.clone().filter(|_| entry.kind == Some(kind))),
            contexts: core.contexts.clone(),
            symmetric: entry.symmetric || mutual,
            actors,
            recipients,
            modality,
            announced: None,
            under: Vec::new(),
            because,
        }
    }

    /// "**is expected** to visit", "**is due** to meet": what the calendar says of one.
    fn is_scheduled(&self, at: usize) -> bool {
        let clauses = self.clauses();
        match clauses.pos(at) {
            Some(Pos::Verb) => {
                clauses.is_passive(at) && clauses.under(at, &[Deprel::OblAgent]).next().is_none()
            }
            Some(Pos::Adjective) => {
                matches!(clauses.lemma(at), "bound" | "due" | "poised" | "scheduled" | "set")
            }
            _ => false,
        }
    }

    /// "the visit **is planned** for Monday", "**is due** in Lima", "the **upcoming** talks".
    fn is_in_calendar(&self, at: usize) -> bool {
        const WORDS: [&str; 11] = [
            "anticipate",
            "due",
            "expect",
            "expected",
            "forthcoming",
            "plan",
            "planned",
            "schedule",
            "scheduled",
            "slate",
            "upcoming",
        ];
        let clauses = self.clauses();
        let called = |at: usize| WORDS.contains(&clauses.lemma(at));
        match clauses.pos(at) {
            Some(Pos::Noun) => clauses.under(at, &[Deprel::Amod]).any(called),
            _ => called(at) && self.is_scheduled(at),
        }
    }

    /// Accusing and denying: an event of its own, and what is embedded stands as alleged or denied.
    fn disputed(
        &mut self,
        at: usize,
        entry: &Entry,
        operator: Operator,
        inner: Vec<usize>,
        depth: usize,
    ) -> Vec<Draft> {
        let kind = if operator == Operator::Accuse { EmbeddingKind::Accused } else { EmbeddingKind::Denied };
        let mut found: Vec<Draft> = self.plain(at, entry).into_iter().collect();
        let accused = found.first().map(|d| d.recipients.clone()).unwrap_or_default();
        let denier: Vec<u32> = found.iter().flat_map(|d| &d.actors).map(|r| r.entity).collect();
        for token in inner {
            let beneath = self.draft(token, depth - 1);
            self.consumed[token] = true;
            for mut draft in beneath {
                if draft.actors.is_empty() && operator == Operator::Accuse {
                    draft.actors.clone_from(&accused);
                }
                // "a charge Chad denied": that it was made is not denied.
                let another = |d: &Draft| !d.actors.iter().any(|r| denier.contains(&r.entity));
                let stands = operator == Operator::Deny && crate::is_speech(draft.kind) && another(&draft);
                if !stands {
                    draft.under.push(Embedding { token: at as u32, kind });
                }
                found.push(draft);
            }
        }
        found
    }

    /// Operators without an event of their own when they embed one.
    fn passed_on(
        &mut self,
        at: usize,
        entry: &Entry,
        operator: Operator,
        inner: Vec<usize>,
        depth: usize,
    ) -> Vec<Draft> {
        let outer = modality::of(self.lexicon, self.clauses(), at);
        let mut found = Vec::new();
        for token in inner {
            let beneath = self.draft(token, depth - 1);
            self.consumed[token] = true;
            for mut draft in beneath {
                match operator {
                    Operator::Want => {
                        draft.under.push(Embedding { token: at as u32, kind: EmbeddingKind::Wanted });
                    }
                    Operator::Fail => {
                        draft.under.push(Embedding { token: at as u32, kind: EmbeddingKind::Failed });
                    }
                    Operator::Weigh => draft.modality.hypothetical = true,
                    _ => {}
                }
                // "became the first to recognise", "managed to free": what they embed is no mere purpose.
                if operator == Operator::Do && draft.trigger == token {
                    draft.modality.purpose = outer.purpose;
                }
                if operator != Operator::Say {
                    draft.modality.future |= outer.future;
                    draft.modality.hypothetical |= outer.hypothetical;
                    draft.modality.negated ^= outer.negated;
                    draft.modality.obligation |= outer.obligation;
                    draft.modality.alleged |= outer.alleged;
                    draft.modality.past |= outer.past;
                    if draft.actors.is_empty() && !draft.symmetric {
                        draft.actors = self.first(at, &entry.actor);
                    }
                }
                found.push(draft);
            }
        }
        if found.is_empty() {
            found.extend(self.plain(at, entry));
        }
        found
    }
}
