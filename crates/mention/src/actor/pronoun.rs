//! he, she, it, they, we, who: light, by agreement, nearness and the preference for subjects.

use super::discourse::{Discourse, Seen, joined};
use super::phrase::{Draft, Refers};
use super::view::View;
use crate::{EntityId, EntityKind, MentionKind};
use legation_syntax::{Deprel, Upos, Xpos};
use legation_text::BlockKind;

/// What a pronoun agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agrees {
    /// he, she: true for a woman.
    Person(bool),
    /// it
    Thing,
    /// they
    Many,
    /// I
    Speaker,
    /// we
    Ours,
    /// who, which
    Relative,
}

fn agrees(form: &str) -> Option<Agrees> {
    Some(match form.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Agrees::Person(false),
        "she" | "her" | "hers" | "herself" => Agrees::Person(true),
        "it" | "its" | "itself" => Agrees::Thing,
        "they" | "them" | "their" | "theirs" | "themselves" => Agrees::Many,
        "i" | "me" | "my" | "mine" => Agrees::Speaker,
        "we" | "us" | "our" | "ours" | "ourselves" => Agrees::Ours,
        "who" | "which" | "whose" | "whom" | "that" => Agrees::Relative,
        _ => return None,
    })
}

const SUBJECTS: [Deprel; 2] = [Deprel::Nsubj, Deprel::NsubjPass];

const SAY: &[&str] = &[
    "say",
    "tell",
    "add",
    "state",
    "note",
    "announce",
    "declare",
    "warn",
    "insist",
    "stress",
    "emphasize",
    "emphasise",
    "claim",
    "assert",
    "reiterate",
    "comment",
    "explain",
    "write",
    "argue",
    "remark",
    "reply",
    "respond",
    "highlight",
    "conclude",
    "continue",
    "observe",
    "point",
    "affirm",
    "quote",
    "describe",
    "suggest",
    "maintain",
    "urge",
    "call",
];

impl Discourse<'_, '_> {
    /// Resolves the pronouns of one sentence, left to right.
    pub(super) fn pronouns(&mut self, view: &View) {
        for token in 0..view.len() {
            let t = view.token(token);
            let pronoun = t.upos == Upos::Pron
                || matches!(t.xpos, Xpos::Prp | Xpos::PrpPoss | Xpos::Wp | Xpos::WpPoss | Xpos::Wdt);
            // "a land **mine**"
            let thing = view.is(token, &["mine"])
                && view.child(token, &[Deprel::Det, Deprel::Compound, Deprel::Amod]).is_some();
            if !pronoun || thing {
                continue;
            }
            let ours = matches!(agrees(view.form(token)), Some(Agrees::Speaker | Agrees::Ours));
            if ours && self.quoted[view.index][token] && self.beside(view, token).is_none() {
                self.pending.push((view.index, token));
                continue;
            }
            let Some(entity) = self.antecedent(view, token) else { continue };
            if let (Some(Agrees::Person(woman)), Some(number)) =
                (agrees(view.form(token)), self.cast.profile(entity))
            {
                self.cast.people[number].woman.get_or_insert(woman);
            }
            let at = token as u32;
            let draft = Draft {
                first: at,
                last: at,
                kind: MentionKind::Pronoun,
                refers: Refers::Organisation(Vec::new()),
            };
            let many = agrees(view.form(token)) == Some(Agrees::Many);
            self.push(view, &draft, entity, false, many);
        }
    }

    /// "I" and "we" of quotations whose speaker is named only in a later sentence; call at the end.
    pub(super) fn quotations_without_speaker(&mut self) {
        let views = self.views;
        for (sentence, token) in std::mem::take(&mut self.pending) {
            let view = &views[sentence];
            let Some(speaker) = self.speaker_behind(sentence).or_else(|| self.last_speaker(view)) else {
                continue;
            };
            let ours = agrees(view.form(token)) == Some(Agrees::Ours);
            let entity = if ours { self.people_of(speaker) } else { speaker };
            self.mention(view, (token as u32, token as u32), MentionKind::Pronoun, entity, false);
        }
    }

    /// The speaker of a quotation that runs on into the next sentences.
    fn speaker_behind(&self, sentence: usize) -> Option<EntityId> {
        for next in sentence + 1..(sentence + 4).min(self.views.len()) {
            let runs_on =
                self.quoted[next - 1].last() == Some(&true) || self.quoted[next].first() == Some(&true);
            if !runs_on || self.views[next].sentence.block != self.views[sentence].sentence.block {
                return None;
            }
            let from = self.seen.partition_point(|s| s.sentence < next);
            let here = self.seen[from..].iter().take_while(|s| s.sentence == next);
            let mut speaks = here.filter(|s| s.subject && !s.quoted && self.speaks(s));
            if let Some(speaker) = speaks.next() {
                return Some(speaker.entity);
            }
        }
        None
    }

    /// Whom a pronoun means.
    pub(super) fn antecedent(&mut self, view: &View, token: usize) -> Option<EntityId> {
        let quoted = self.quoted[view.index].get(token).copied().unwrap_or(false);
        match agrees(view.form(token))? {
            Agrees::Person(woman) => {
                let person = |k: EntityKind| k == EntityKind::Person;
                self.ahead(view, token, person).or_else(|| self.person(view, token, woman))
            }
            Agrees::Thing => {
                let thing = |k: EntityKind| {
                    matches!(k, EntityKind::State | EntityKind::Organisation | EntityKind::Body)
                };
                self.ahead(view, token, thing).or_else(|| self.thing(view, token, quoted))
            }
            Agrees::Many => self.many(view, token),
            Agrees::Speaker => self.speaker(view, token, quoted),
            Agrees::Ours => {
                let speaker = self.speaker(view, token, quoted)?;
                Some(self.people_of(speaker))
            }
            Agrees::Relative => self.relative(view, token),
        }
    }

    /// "we" of a minister is his state.
    fn people_of(&mut self, speaker: EntityId) -> EntityId {
        let e = &self.cast.entities[speaker as usize];
        match (e.kind, e.code.clone()) {
            (EntityKind::Person, Some(code)) if self.cast.actors.state(&code).is_some() => {
                self.cast.state(&code)
            }
            (EntityKind::Person, Some(code)) if matches!(code.as_str(), "UNO" | "EUR") => {
                self.cast.state(&code)
            }
            _ => speaker,
        }
    }

    /// The best of what stands before, by `score`; higher is better, `None` is out.
    fn best(
        &self,
        view: &View,
        token: usize,
        reach: usize,
        score: impl Fn(&Seen) -> Option<i32>,
    ) -> Option<EntityId> {
        let here = (view.index, token as u32);
        let mut best: Option<(i32, EntityId)> = None;
        let before = self.seen.iter().rev().filter(|s| (s.sentence, s.head) < here).take(80);
        for seen in before.take_while(|s| s.sentence + reach >= view.index) {
            let Some(own) = score(seen) else { continue };
            let distance = i32::try_from(view.index - seen.sentence).unwrap_or(i32::MAX / 4);
            let value = own + if seen.subject { 3 } else { 0 } - 2 * distance;
            if best.is_none_or(|(b, _)| value > b) {
                best = Some((value, seen.entity));
            }
        }
        best.map(|b| b.1)
    }

    /// An object is not the subject of its own verb, nor of one that shares its subject ("raised this with X and urged him").
    fn own_subject(view: &View, token: usize, seen: &Seen) -> bool {
        // "killed forty **of them**"
        let part = view.head(token).filter(|_| view.token(token).deprel == Deprel::Nmod);
        let token = part.filter(|&n| view.token(n).upos == Upos::Num).unwrap_or(token);
        let own = view.token(token);
        let object = matches!(own.deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl);
        if seen.sentence != view.index || !object || own.xpos == Xpos::PrpPoss {
            return false;
        }
        // What stands inside the subject, or beside it, is no object of its verb either.
        let within = |t: &Deprel| {
            matches!(
                t,
                Deprel::Appos
                    | Deprel::Flat
                    | Deprel::Conj
                    | Deprel::Compound
                    | Deprel::Amod
                    | Deprel::NmodPoss
                    | Deprel::NmodDesc
            )
        };
        let mut top = seen.head as usize;
        while let Some(above) = view.head(top).filter(|&h| h != top && within(&view.token(top).deprel)) {
            top = above;
        }
        let mut verb = view.head(token);
        for _ in 0..4 {
            let Some(at) = verb else { return false };
            if view.head(top) == Some(at) && SUBJECTS.contains(&view.token(top).deprel) {
                return true;
            }
            let joined = match view.token(at).deprel {
                Deprel::Conj => true,
                // "filed a suit, accusing it"
                Deprel::Advcl => view.token(at).xpos == Xpos::Vbg,
                _ => false,
            };
            let shares = joined && view.child(at, &SUBJECTS).is_none();
            verb = view.head(at).filter(|_| shares);
        }
        false
    }

    /// "The rebels said they would": the subject of the clause that reports the pronoun's own, and whether it is plural.
    fn reporter(&self, view: &View, token: usize) -> Option<(Seen, bool)> {
        if !SUBJECTS.contains(&view.token(token).deprel) {
            return None;
        }
        let verb = view.head(token)?;
        let above = view.head(verb).filter(|_| view.token(verb).deprel == Deprel::Ccomp)?;
        let subject = view.child(above, &SUBJECTS)?;
        let here = || self.seen.iter().rev().take_while(|s| s.sentence == view.index);
        let within = |s: &&Seen| {
            // "Syrian opposition members": the name describes the noun that is the subject.
            view.head(s.head as usize) == Some(subject)
                && view.token(s.head as usize).deprel == Deprel::Compound
        };
        let seen = here().find(|s| s.head as usize == subject).or_else(|| here().find(within))?;
        let plural = seen.plural
            || matches!(view.token(subject).xpos, Xpos::Nns | Xpos::Nnps)
            || self.coordination(seen).len() > 1;
        Some((*seen, plural))
    }

    /// "During his visit, Lavrov said": the subject that follows the phrase in which a possessive stands.
    fn ahead(&self, view: &View, token: usize, fits: impl Fn(EntityKind) -> bool) -> Option<EntityId> {
        if view.token(token).xpos != Xpos::PrpPoss {
            return None;
        }
        let mut at = token;
        for _ in 0..6 {
            let above = view.head(at)?;
            let fronted = matches!(view.token(at).deprel, Deprel::Obl | Deprel::Advcl | Deprel::OblUnmarked);
            if fronted && at < above {
                let subject = view.child(above, &[Deprel::Nsubj, Deprel::NsubjPass])?;
                let entity = self.seen_here(view, subject)?;
                let kind = self.cast.entities[entity as usize].kind;
                return (subject > token && fits(kind)).then_some(entity);
            }
            at = above;
        }
        None
    }

    fn person(&self, view: &View, token: usize, woman: bool) -> Option<EntityId> {
        let quoted = self.quoted[view.index].get(token).copied().unwrap_or(false);
        // Inside his own words a speaker calls himself "I".
        let speaker =
            if quoted { self.beside(view, token).or_else(|| self.last_speaker(view)) } else { None };
        let object = matches!(view.token(token).deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl);
        self.best(view, token, 5, |seen| {
            if speaker == Some(seen.entity) {
                return None;
            }
            let e = &self.cast.entities[seen.entity as usize];
            let known = self.cast.profile(seen.entity).and_then(|p| self.cast.people[p].woman);
            if e.kind != EntityKind::Person || known == Some(!woman) || Self::own_subject(view, token, seen) {
                return None;
            }
            let own_words = quoted && !seen.quoted && seen.subject && seen.sentence == view.index;
            // "With Smith he discussed the raid on Jones and thanked him": whom the sentence has just named.
            let near = object && seen.sentence == view.index && !seen.subject;
            Some(i32::from(known == Some(woman)) * 2 - i32::from(own_words) * 3 + 2 * i32::from(near))
        })
    }

    fn thing(&self, view: &View, token: usize, quoted: bool) -> Option<EntityId> {
        let own = view.token(token);
        if own.deprel == Deprel::Expl || (own.xpos == Xpos::Prp && weather(view, token)) {
            return None;
        }
        let fits = |entity: EntityId| {
            matches!(
                self.cast.entities[entity as usize].kind,
                EntityKind::State | EntityKind::Organisation | EntityKind::Body | EntityKind::Group
            )
        };
        if let Some((seen, false)) = self.reporter(view, token)
            && fits(seen.entity)
        {
            return Some(seen.entity);
        }
        let possessive = own.xpos == Xpos::PrpPoss;
        // "ambassadors of its member states": states have none.
        let members = possessive && view.is(token + 1, &["member", "members"]);
        let reach = if possessive { 2 } else { 1 };
        self.best(view, token, reach, |seen| {
            let e = &self.cast.entities[seen.entity as usize];
            // "We condemn the regime and its attacks" are not ours.
            let ours = matches!(
                agrees(self.views[seen.sentence].form(seen.head as usize)),
                Some(Agrees::Speaker | Agrees::Ours)
            );
            let out = !fits(seen.entity)
                || members && e.kind != EntityKind::Organisation
                || ours
                || (seen.weak && !possessive)
                || seen.plural
                || seen.as_place
                || Self::own_subject(view, token, seen);
            // Outside the possessive, "it" is a state only where a state was just the subject, or, as an object, named just
            // before ("filed a suit against Chad, accusing it").
            let object = matches!(own.deprel, Deprel::Obj | Deprel::Iobj)
                && seen.sentence == view.index
                && e.kind == EntityKind::State;
            if out || (!possessive && !seen.subject && !object && !Self::is_according_to(view, token, seen)) {
                return None;
            }
            let owner = self.views[seen.sentence]
                .get(seen.head as usize)
                .is_some_and(|t| t.deprel == Deprel::NmodPoss);
            let near = seen.sentence == view.index && possessive;
            let beside = near && Self::beside_its(view, token, seen.head as usize);
            let state = e.kind == EntityKind::State;
            Some(
                i32::from(seen.quoted == quoted)
                    + 2 * i32::from(near)
                    + 2 * i32::from(owner)
                    + 4 * i32::from(beside)
                    + i32::from(state)
                    - 2 * i32::from(seen.weak),
            )
        })
    }

    /// "According to the union's chairman, **it** …": the union.
    fn is_according_to(view: &View, token: usize, seen: &Seen) -> bool {
        if seen.sentence != view.index || !SUBJECTS.contains(&view.token(token).deprel) {
            return false;
        }
        let verb = view.head(token);
        let phrase = view.sentence.ancestors(seen.head as usize).find(|&a| view.head(a) == verb);
        let case = phrase.and_then(|phrase| view.child(phrase, &[Deprel::Case]));
        case.is_some_and(|c| view.is(c, &["according"]))
    }

    /// "arms to Ukraine in its war", "condemned Iran for its programme": a phrase about whom the words right before it name.
    fn beside_its(view: &View, token: usize, head: usize) -> bool {
        let about = ["in", "for", "over", "about", "during", "despite", "after", "because"];
        let object =
            matches!(view.token(head).deprel, Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::Nmod);
        let preposition = token.saturating_sub(1);
        object && preposition == head + 1 && view.is(preposition, &about)
    }

    fn many(&mut self, view: &View, token: usize) -> Option<EntityId> {
        // "urge the parties and their supporters": of those they are joined to.
        if view.token(token).xpos == Xpos::PrpPoss
            && let Some(noun) = view.head(token).filter(|&n| view.token(n).deprel == Deprel::Conj)
            && let Some(first) = view.head(noun).filter(|&n| view.token(n).xpos == Xpos::Nns)
        {
            return self.seen_here(view, first);
        }
        // "The Union announced that they had": a body is one and many.
        if let Some((seen, plural)) = self.reporter(view, token)
            && (plural || self.cast.entities[seen.entity as usize].kind != EntityKind::Person)
        {
            let members = self.coordination(&seen);
            return Some(if members.len() > 1 { self.cast.plural("they", members) } else { seen.entity });
        }
        let here = (view.index, token as u32);
        let near: Vec<Seen> = self
            .seen
            .iter()
            .rev()
            .filter(|s| (s.sentence, s.head) < here)
            .take(40)
            .take_while(|s| s.sentence + 2 >= view.index)
            .copied()
            .collect();
        let mut best: Option<(i32, Vec<EntityId>)> = None;
        for seen in near {
            let mut members = self.coordination(&seen);
            let e = &self.cast.entities[seen.entity as usize];
            let plural = seen.plural
                || members.len() > 1
                || !e.members.is_empty()
                || matches!(e.kind, EntityKind::People | EntityKind::Group)
                || matches!(e.kind, EntityKind::Organisation | EntityKind::Body)
                    && Self::goes_on(view, token, &seen);
            if !plural || seen.as_place || Self::own_subject(view, token, &seen) {
                continue;
            }
            if members.len() < 2 {
                members = vec![seen.entity];
            }
            // Who is spoken of as a victim does not agree and urge.
            let acts = SUBJECTS.contains(&view.token(token).deprel);
            let people = e.kind == EntityKind::People && !seen.subject;
            let value = if seen.subject { 3 } else { 0 } + 2 * i32::from(acts && self.leads(&seen))
                - 3 * i32::from(acts && people)
                - 2 * i32::try_from(view.index - seen.sentence).unwrap_or(i32::MAX / 4);
            if best.as_ref().is_none_or(|(b, _)| value > *b) {
                best = Some((value, members));
            }
        }
        match best {
            Some((_, members)) => Some(self.cast.plural("they", members)),
            None => self.main_subject(view, token),
        }
    }

    /// "Egypt had a part in it, as **they** persuaded": the state or body that the main clause is about, where the text has
    /// told of none that are many.
    fn main_subject(&self, view: &View, token: usize) -> Option<EntityId> {
        let verb = view.head(token).filter(|_| SUBJECTS.contains(&view.token(token).deprel))?;
        let main = view.head(verb).filter(|_| view.token(verb).deprel == Deprel::Advcl)?;
        let subject = view.child(main, &SUBJECTS).filter(|&s| s < token)?;
        let entity = self.seen_here(view, subject)?;
        let kind = self.cast.entities[entity as usize].kind;
        matches!(kind, EntityKind::State | EntityKind::Organisation | EntityKind::Body).then_some(entity)
    }

    /// "The militia has two thousand men, and they …": the subject of the clause to which the pronoun's own is joined.
    fn goes_on(view: &View, token: usize, seen: &Seen) -> bool {
        let joined = |t: usize| view.head(t).filter(|_| view.token(t).deprel == Deprel::Conj);
        let first =
            view.head(token).filter(|_| SUBJECTS.contains(&view.token(token).deprel)).and_then(joined);
        let subject = first.and_then(|verb| view.child(verb, &SUBJECTS));
        seen.sentence == view.index && subject == Some(seen.head as usize)
    }

    /// True of the subject of a main clause: it goes on acting sooner than that of an embedded one.
    fn leads(&self, seen: &Seen) -> bool {
        let view = &self.views[seen.sentence];
        let verb = view.head(seen.head as usize).filter(|_| seen.subject);
        verb.is_some_and(|v| matches!(view.token(v).deprel, Deprel::Root | Deprel::Conj))
    }

    /// The entities joined by "and" to a mention that heads its list.
    pub(super) fn coordination(&self, seen: &Seen) -> Vec<EntityId> {
        let view = &self.views[seen.sentence];
        let mut members = vec![seen.entity];
        // Where the parser gives a verb two subjects they are joined too.
        let subject = |t: usize| view.get(t).is_some_and(|t| t.deprel == Deprel::Nsubj);
        let verb = view.head(seen.head as usize).filter(|_| subject(seen.head as usize));
        let and = |a: usize, b: usize| (a.min(b)..a.max(b)).any(|t| view.is(t, &["and"]));
        let head = seen.head as usize;
        let beside = verb.into_iter().flat_map(|v| view.children(v));
        let beside = beside.filter(|&c| c != head && subject(c) && and(c, head));
        for other in joined(view, seen.head as usize).chain(beside) {
            let at = self.seen.iter().rev().find(|s| s.sentence == seen.sentence && s.head as usize == other);
            if let Some(at) = at.filter(|s| !members.contains(&s.entity)) {
                members.push(at.entity);
            }
        }
        members
    }

    /// Who says "I": the subject beside the quotation, else the last who spoke; outside quotations the author.
    fn speaker(&mut self, view: &View, token: usize, quoted: bool) -> Option<EntityId> {
        if !quoted {
            return self.author_for(Some((view, token)));
        }
        self.beside(view, token).or_else(|| self.last_speaker(view))
    }

    /// The speaker in the quotation's own sentence.
    fn beside(&self, view: &View, token: usize) -> Option<EntityId> {
        let here = self
            .seen
            .iter()
            .rev()
            .take_while(|s| s.sentence == view.index)
            .filter(|s| s.subject && !s.quoted && !Self::own_subject(view, token, s));
        here.filter(|s| self.speaks(s)).min_by_key(|s| s.head.abs_diff(token as u32)).map(|s| s.entity)
    }

    /// True where a verb of saying governs the mention.
    fn speaks(&self, seen: &Seen) -> bool {
        let view = &self.views[seen.sentence];
        view.head(seen.head as usize).is_some_and(|h| SAY.contains(&&*view.token(h).lemma))
    }

    fn last_speaker(&self, view: &View) -> Option<EntityId> {
        let before = || {
            self.seen
                .iter()
                .rev()
                .filter(|s| s.sentence < view.index && s.sentence + 5 > view.index && s.subject && !s.quoted)
        };
        let person = |s: &&Seen| self.cast.entities[s.entity as usize].kind == EntityKind::Person;
        before().find(|s| self.speaks(s)).or_else(|| before().find(person)).map(|s| s.entity)
    }

    /// A ministry or organisation that the line of outlet and date names: whoever publishes a statement speaks in it.
    fn publisher(&mut self) -> Option<EntityId> {
        let byline = |s: &&Seen| {
            let block = self.views[s.sentence].sentence.block as usize;
            self.document.blocks.get(block).is_some_and(|b| b.kind == BlockKind::Byline)
        };
        let official = |s: &Seen| {
            let e = &self.cast.entities[s.entity as usize];
            let public = matches!(e.sector.as_deref(), None | Some("GOV" | "MIL" | "LEG"));
            public && matches!(e.kind, EntityKind::State | EntityKind::Organisation | EntityKind::Body)
        };
        let opening = self.seen.iter().take_while(|s| s.sentence < 6);
        // "G7 Foreign Ministers' Statement" on a ministry's page is the seven's.
        let joint = |s: &&Seen| {
            let view = &self.views[s.sentence];
            let organisation = self.cast.entities[s.entity as usize].kind == EntityKind::Organisation;
            let head = s.head as usize;
            let of = (head + 1..(head + 6).min(view.len())).any(|t| view.is(t, STATEMENTS));
            let by = head > 0
                && (head.saturating_sub(3)..head).any(|t| view.is(t, &["by", "of", "from"]))
                && (0..head).any(|t| view.is(t, STATEMENTS));
            s.sentence == 0 && organisation && (of || by)
        };
        if let Some(seen) = self.seen.iter().take_while(|s| s.sentence == 0).find(joint) {
            return Some(seen.entity);
        }
        let entity = opening.filter(byline).find(|s| official(s))?.entity;
        match self.entity_code(entity) {
            Some(code) if self.cast.actors.state(&code).is_some() => Some(self.cast.state(&code)),
            None => Some(self.home.clone().map_or(entity, |home| self.cast.state(&home))),
            _ => Some(entity),
        }
    }

    /// Who writes: the first person of the title or opening sentence, else the publisher, else the state that last acted,
    /// else the outlet's.
    pub(super) fn author(&mut self) -> Option<EntityId> {
        self.author_for(None)
    }

    /// The author as a pronoun means him: never the subject of which it is the object.
    fn author_for(&mut self, pronoun: Option<(&View, usize)>) -> Option<EntityId> {
        let acts = |s: &Seen| pronoun.is_some_and(|(view, token)| Self::own_subject(view, token, s));
        let title = |s: &Seen| {
            let block = self.views[s.sentence].sentence.block as usize;
            s.sentence == 0 || self.document.blocks.get(block).is_some_and(|b| b.kind == BlockKind::Title)
        };
        let ours = |s: &&Seen| self.home.is_none() || self.home == self.cast.entities[s.entity as usize].code;
        let opening = self.seen.iter().take_while(|s| s.sentence < 3).filter(|s| title(s)).filter(ours);
        let person = opening.clone().find(|s| {
            let kind = self.cast.entities[s.entity as usize].kind;
            kind == EntityKind::Person && !self.told_of_as_another(s)
        });
        let acting = || {
            self.seen.iter().rev().take(60).find(|s| {
                let kind = self.cast.entities[s.entity as usize].kind;
                s.subject
                    && !s.quoted
                    && matches!(kind, EntityKind::State | EntityKind::Organisation)
                    && !acts(s)
            })
        };
        let person = person.map(|s| s.entity);
        let acted = acting().map(|s| s.entity);
        let publisher = self.publisher();
        let organisation = |e: &EntityId| self.cast.entities[*e as usize].kind == EntityKind::Organisation;
        // "I" is no state.
        let one = pronoun.is_some_and(|(view, token)| view.is(token, &["i", "me", "my", "mine", "myself"]));
        let acted = acted.filter(|_| !one);
        let told = publisher.filter(organisation).or(person).or(publisher).or(acted);
        told.or_else(|| self.document.outlet_country.as_deref().map(|home| self.cast.state(home)))
    }

    /// "The decision to fight Sadr's movement …": who stands in another's clause or is the subject of a report does not write it.
    fn told_of_as_another(&self, named: &Seen) -> bool {
        let view = &self.views[named.sentence];
        let written_by =
            |t: usize| view.preposition(t).is_none_or(|p| matches!(&*p, "by" | "from" | "of" | "on" | "at"));
        let of_another = |t: usize| {
            matches!(view.token(t).deprel, Deprel::Nmod | Deprel::Obl | Deprel::Acl) && !written_by(t)
        };
        if view.sentence.ancestors(named.head as usize).any(of_another) {
            return true;
        }
        let paragraph = |s: &Seen| {
            let block = self.views[s.sentence].sentence.block as usize;
            self.document.blocks.get(block).is_some_and(|b| b.kind == BlockKind::Paragraph)
        };
        self.seen.iter().any(|s| s.entity == named.entity && s.subject && !s.quoted && paragraph(s))
    }

    /// "Lavrov, who": the noun that the clause hangs on.
    fn relative(&self, view: &View, token: usize) -> Option<EntityId> {
        let mut at = token;
        for _ in 0..8 {
            if view.get(at)?.deprel == Deprel::AclRelcl {
                return self.seen_here(view, view.head(at)?);
            }
            at = view.head(at)?;
        }
        None
    }
}

/// What an organisation publishes.
const STATEMENTS: &[&str] = &["statement", "communiqué", "communique", "declaration", "conclusions"];

/// What a state or body can be said to be.
const PARTIES: &[&str] = &[
    "ally",
    "candidate",
    "colony",
    "country",
    "democracy",
    "friend",
    "kingdom",
    "member",
    "nation",
    "neighbour",
    "neighbor",
    "participant",
    "partner",
    "party",
    "power",
    "republic",
    "signatory",
    "state",
    "target",
    "union",
    "victim",
];

/// "it is important to", "it seems that".
fn weather(view: &View, token: usize) -> bool {
    let Some(head) = view.head(token) else { return false };
    let clause = view.child(head, &[Deprel::Csubj, Deprel::CsubjPass, Deprel::CsubjOuter]).is_some();
    let copula = view.child(head, &[Deprel::Cop]).is_some() && view.upos(head) == Some(Upos::Adj);
    let seems =
        view.is(head, &["seems", "appears", "seemed", "appeared", "remains", "happens", "takes", "turns"]);
    // "it was an insult": a deed, not a party.
    let deed = view.child(head, &[Deprel::Cop]).is_some()
        && view.upos(head) == Some(Upos::Noun)
        && view.children(head).any(|c| view.is(c, &["a", "an"]))
        && !PARTIES.contains(&&*view.token(head).lemma);
    clause
        || seems
        || deed
        || copula && view.child(head, &[Deprel::Xcomp, Deprel::Ccomp, Deprel::Advcl]).is_some()
}
