//! A person's name with the titles that stand before and behind it, and whose they are.

use super::phrase::{Builder, Draft, Naming, Owner, Refers, Title};
use super::scan::{Hit, What};
use crate::MentionKind;
use legation_syntax::{Deprel, Upos};

impl Builder<'_> {
    /// A person with the title that stands before or behind.
    pub(super) fn person(&self, hit: &Hit, titles: &mut [Option<Title>]) -> Option<Draft> {
        let mut naming = naming(hit);
        let mut first = hit.first;
        while let Some(before) = first.checked_sub(1) {
            match self.hit_at(before as usize).map(|i| &self.hits[i]) {
                Some(Hit { first: f, what: What::Honorific(woman), .. }) => {
                    naming.woman = naming.woman.or(*woman);
                    first = *f;
                }
                None if self.view.is(before as usize, &["."]) => first = before,
                None if self.given_name(before as usize, hit) => first = before,
                _ => break,
            }
        }
        let bare = first == hit.first;
        let adjacent =
            titles.iter().position(|t| t.as_ref().is_some_and(|t| t.last + 1 == first && !t.plural));
        let mut his: Vec<Title> = adjacent.and_then(|i| titles[i].take()).into_iter().collect();
        if let Some(title) = his.first() {
            first = title.first;
        }
        while let Some(i) = titles.iter().position(|t| t.as_ref().is_some_and(|t| self.goes_on(hit, t, &his)))
        {
            his.extend(titles[i].take());
        }
        naming.title = his.into_iter().reduce(|a, b| self.both(a, b));
        match &mut naming.title {
            Some(title) if title.owners.is_empty() => title.owners.extend(self.named_behind(hit.last)),
            Some(_) => {}
            None => {
                naming.owner = self.possessor(first).or_else(|| self.named_behind(hit.last)).map(Box::new);
            }
        }
        if naming.single && naming.known.is_empty() && naming.title.is_none() && bare {
            let proper = self.view.upos(hit.first as usize) == Some(Upos::Propn);
            let person = self.view.sentence.names.iter().any(|n| (n.first..=n.last).contains(&hit.first));
            if !person && !proper {
                return None;
            }
        }
        Some(Draft { first, last: hit.last, kind: MentionKind::Name, refers: Refers::Person(naming) })
    }

    /// "Prime Minister Novak **of Slovakia**".
    fn named_behind(&self, last: u32) -> Option<Owner> {
        let of = last as usize + 1;
        let at = of + 1 + usize::from(self.view.is(of + 1, &["the"]));
        let hit = &self.hits[self.hit_at(at).filter(|_| self.view.is(of, &["of"]))?];
        match &hit.what {
            What::State(row, _) => Some(Owner::State(*row)),
            What::Body(ids) => Some(Owner::Bodies(ids.clone())),
            _ => None,
        }
    }

    /// "Chile's", "the opposition's" right before a name.
    fn possessor(&self, first: u32) -> Option<Owner> {
        let mark = first.checked_sub(1).filter(|&t| self.view.is(t as usize, &["'s", "’s", "'", "’"]))?;
        let hit = &self.hits[self.hit_at(mark.checked_sub(1)? as usize)?];
        match &hit.what {
            What::State(row, _) => Some(Owner::State(*row)),
            What::Body(ids) => Some(Owner::Bodies(ids.clone())),
            _ => None,
        }
    }

    /// A capitalised name-word before the name that the lexicon has: Syed.
    fn given_name(&self, i: usize, hit: &Hit) -> bool {
        let inside = |h: Option<u32>| h.is_some_and(|h| (hit.first..=hit.last).contains(&h));
        let attached = self.view.get(i).is_some_and(|t| inside(t.head))
            || (hit.first..=hit.last).any(|t| self.view.head(t as usize) == Some(i));
        attached && self.view.upos(i) == Some(Upos::Propn) && self.view.capital(i)
    }

    /// True for a further title of the same person: in apposition, or joined by "and" to one that is his.
    fn goes_on(&self, hit: &Hit, title: &Title, his: &[Title]) -> bool {
        let joined = |mine: &Title| {
            let between = title.last + 1..mine.first;
            let and = between.clone().any(|t| self.view.is(t as usize, &["and"]));
            let slash = between.len() == 1 && self.view.is(title.last as usize + 1, &["/"]);
            !title.plural && (and || slash) && between.len() <= 2
        };
        self.apposed(hit, title) || his.iter().any(joined)
    }

    /// One title of two: the senior office, the owner that is told; "former" only where both are.
    fn both(&self, a: Title, b: Title) -> Title {
        let rank = |t: &Title| {
            t.office.map_or(9, |o| self.actors.offices()[o as usize].rank) + if t.former { 5 } else { 0 }
        };
        let before = rank(&b) == rank(&a) && b.first < a.first;
        let (mut main, other) = if rank(&b) < rank(&a) || before { (b, a) } else { (a, b) };
        if main.owners.is_empty() {
            main.owners = other.owners;
        }
        main.first = main.first.min(other.first);
        main
    }

    /// "Ishaq Dar, Pakistan's foreign minister," and "the prime minister, Ishaq Dar,".
    fn apposed(&self, hit: &Hit, title: &Title) -> bool {
        if title.plural || title.indefinite && title.owners.is_empty() && title.office.is_none() {
            return false;
        }
        let name = self.view.head_of(hit.first, hit.last);
        let role = self.view.head_of(title.words.0, title.words.1);
        let hangs = |below: u32, above: u32| {
            let token = self.view.token(below as usize);
            token.head == Some(above)
                && matches!(token.deprel, Deprel::Appos | Deprel::Flat | Deprel::NmodDesc)
        };
        if hangs(name, role) || hangs(role, name) {
            return true;
        }
        let opens = |t: u32| {
            let mut t = t as usize;
            while t > 0 && self.view.is(t - 1, &["the", "a", "an", "also"]) {
                t -= 1;
            }
            t
        };
        let closed = |t: u32| self.view.get(t as usize + 1).is_none_or(|t| t.upos == Upos::Punct);
        let comma = |t: u32| self.view.is(t as usize + 1, &[",", "—", "–", "("]);
        let behind = comma(hit.last) && opens(title.first) == hit.last as usize + 2 && closed(title.last);
        let reach = self.reach(title.last);
        let ahead = comma(reach) && hit.first == reach + 2;
        let goes_on = self
            .view
            .get(hit.last as usize + 1)
            .is_none_or(|t| matches!(t.upos, Upos::Punct | Upos::Verb | Upos::Aux | Upos::Cconj));
        behind || ahead && goes_on && (!title.owners.is_empty() || self.view.capital(title.words.0 as usize))
    }
}

/// The name of a person hit, without its title.
pub(super) fn naming(hit: &Hit) -> Naming {
    let (known, single) = match &hit.what {
        What::Known(ids) => (ids.clone(), false),
        What::Surname(ids) => (ids.clone(), true),
        _ => (Vec::new(), false),
    };
    Naming { name: (hit.first, hit.last), known, single, title: None, woman: None, owner: None }
}
