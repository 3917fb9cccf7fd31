//! Names and words for roles, found in a sentence: longest first, left to right.

use super::view::View;
use legation_lexicon::actors::{Actors, Role, Sense, Shape, StateForm};
use legation_syntax::{NameKind, Upos};
use legation_text::Span;

/// What a run of words can stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    State(u32, StateForm),
    /// Every body of that name.
    Body(Vec<u32>),
    Place(u32),
    /// A full name in the lexicon.
    Known(Vec<u32>),
    /// A single name: of someone in the lexicon perhaps, or of someone the text introduces.
    Surname(Vec<u32>),
    /// A full name that only this text tells of.
    Person,
    /// A named body that only this text tells of.
    Organisation,
    Office(u32),
    Agent(u32),
    /// Mr, Mrs, Dr; true for a woman's.
    Honorific(Option<bool>),
}

/// A run of tokens with what it can stand for.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub first: u32,
    pub last: u32,
    pub span: Span,
    pub what: What,
}

impl Hit {
    pub fn is_title(&self) -> bool {
        matches!(self.what, What::Office(_) | What::Agent(_) | What::Honorific(_))
    }

    pub fn is_person(&self) -> bool {
        matches!(self.what, What::Known(_) | What::Surname(_) | What::Person)
    }
}

/// Finds every hit of a sentence, without overlap, in text order.
pub(super) fn scan(actors: &Actors, view: &View) -> Vec<Hit> {
    let names = Names::new(view);
    let mut hits: Vec<Hit> = Vec::new();
    let mut at = 0;
    while at < view.words.len() {
        let (count, what) = next(actors, view, &names, &hits, at).unwrap_or((0, What::Person));
        if count == 0 {
            at += 1;
            continue;
        }
        let (first, last) = (view.places[at], view.places[at + count - 1]);
        hits.push(Hit { first: first.0, last: last.0, span: first.1.join(last.1), what });
        at += count;
    }
    hits
}

/// The parser's names by token.
struct Names {
    /// For each token the last token of the name it is in, and the name's kind.
    at: Vec<Option<(u32, u32, NameKind)>>,
}

impl Names {
    fn new(view: &View) -> Self {
        let mut at = vec![None; view.len()];
        for name in &view.sentence.names {
            if let Some(cells) = at.get_mut(name.first as usize..=name.last as usize) {
                cells.fill(Some((name.first, name.last, name.kind)));
            }
        }
        Self { at }
    }

    fn kind(&self, token: u32) -> Option<NameKind> {
        self.at.get(token as usize).copied().flatten().map(|n| n.2)
    }

    /// Words from word `at` to the end of the name of that kind which covers it.
    fn rest(&self, view: &View, at: usize, kind: NameKind) -> usize {
        match self.at[view.places[at].0 as usize] {
            Some((_, last, k)) if k == kind => {
                view.places[at..].iter().take_while(|(token, _)| *token <= last).count()
            }
            _ => 0,
        }
    }
}

fn next(actors: &Actors, view: &View, names: &Names, hits: &[Hit], at: usize) -> Option<(usize, What)> {
    let run = &view.words[at..view.until[at]];
    let token = view.places[at].0;
    let name = actors.name(run);
    let role = actors.role(run);
    let person = run[0].capital().then(|| actors.person(run)).flatten();
    let longest = [name.as_ref().map(|n| n.words), role.as_ref().map(|r| r.words)].into_iter().flatten().max().unwrap_or(0);
    if let Some(person) = person.filter(|p| p.words >= longest) {
        return Some((person.words, What::Known(person.values)));
    }
    let rest = names.rest(view, at, NameKind::Person);
    let starts_name = names.at[token as usize].is_some_and(|n| n.0 == token);
    if let Some(name) = name.filter(|n| n.words == longest) {
        let given_name = rest > name.words && starts_name && name.words == 1;
        if !given_name {
            return sense(&name.values).map(|what| (name.words, what));
        }
    }
    if let Some(role) = role.filter(|r| r.words == longest) {
        // "Bishop", "Marshal" and "King" are surnames too: within a name, after its first word, they are no title.
        let inside = rest > 0 && !starts_name && role.words == 1 && hits.last().is_none_or(|h| !h.is_title());
        if !inside {
            return role.values.into_iter().max_by_key(|r| matches!(r, Role::Office(_))).map(|r| (role.words, role_of(r)));
        }
    }
    if let Some(honorific) = honorific(view.form(token as usize)) {
        return Some((1, What::Honorific(honorific)));
    }
    if !run[0].capital() {
        return None;
    }
    if rest > 1 {
        return Some((rest, What::Person));
    }
    unknown(actors, view, names, hits, at, rest)
}

/// A capitalised word that no table explains as it stands: a surname, a name after a title, a named body.
fn unknown(
    actors: &Actors,
    view: &View,
    names: &Names,
    hits: &[Hit],
    at: usize,
    rest: usize,
) -> Option<(usize, What)> {
    let (token, _) = view.places[at];
    let surname = |at: usize| {
        let found = actors.surname(&view.words[at..=at]).map(|f| f.values).unwrap_or_default();
        What::Surname(found)
    };
    let after_title = hits.last().is_some_and(|h| {
        let title = h.is_title() && view.capital(h.first as usize);
        let near = h.last + 1 == token || (h.last + 2 == token && view.form(h.last as usize + 1) == ".");
        title && near && view.upos(token as usize) == Some(Upos::Propn)
    });
    if after_title {
        let count = name_run(view, at);
        return Some((count, if count == 1 { surname(at) } else { What::Person }));
    }
    if rest == 1 {
        return Some((1, surname(at)));
    }
    let organisation = names.rest(view, at, NameKind::Organisation);
    if organisation > 0 && view.words[at].shape != Shape::Initial {
        return Some((organisation, What::Organisation));
    }
    let listed = view.upos(token as usize) == Some(Upos::Propn) && names.kind(token).is_none();
    match surname(at) {
        What::Surname(ids) if listed && !ids.is_empty() => Some((1, What::Surname(ids))),
        _ => None,
    }
}

/// How many words a personal name takes that begins here: capitalised words and the particles between them.
fn name_run(view: &View, at: usize) -> usize {
    let mut count = 1;
    for i in at + 1..view.until[at].min(at + 6) {
        let token = view.places[i].0 as usize;
        let proper = view.words[i].capital() && matches!(view.upos(token), Some(Upos::Propn | Upos::X));
        let particle = matches!(
            view.form(token).to_lowercase().as_str(),
            "al" | "el" | "bin" | "ibn" | "bint" | "ul" | "ur" | "de" | "da" | "do" | "dos" | "di" | "du" | "del" | "la" | "van" | "von" | "der" | "den" | "ben"
        );
        if proper {
            count = i - at + 1;
        } else if !particle {
            break;
        }
    }
    count
}

/// States before bodies before places.
fn sense(values: &[Sense]) -> Option<What> {
    let bodies: Vec<u32> = values.iter().filter_map(|s| if let Sense::Body(b) = s { Some(*b) } else { None }).collect();
    let state = values.iter().find_map(|s| if let Sense::State(i, form) = s { Some(What::State(*i, *form)) } else { None });
    let place = values.iter().find_map(|s| if let Sense::Place(p) = s { Some(What::Place(*p)) } else { None });
    state.or((!bodies.is_empty()).then_some(What::Body(bodies))).or(place)
}

const fn role_of(role: Role) -> What {
    match role {
        Role::Office(o) => What::Office(o),
        Role::Agent(a) => What::Agent(a),
    }
}

fn honorific(form: &str) -> Option<Option<bool>> {
    match form.trim_end_matches('.') {
        "Mr" | "Sir" | "Lord" | "Herr" | "Monsieur" | "Señor" => Some(Some(false)),
        "Mrs" | "Ms" | "Miss" | "Lady" | "Dame" | "Madam" | "Madame" | "Frau" | "Begum" => Some(Some(true)),
        "Dr" | "H.E" | "HE" | "Hon" | "Honourable" | "Comrade" => Some(None),
        _ => None,
    }
}
