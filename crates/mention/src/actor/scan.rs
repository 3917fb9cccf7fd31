//! Names and words for roles, found in a sentence: longest first, left to right.

use super::view::View;
use legation_lexicon::actors::{Actors, Found, Role, Sense, Shape, StateForm, Word};
use legation_syntax::{NameKind, Upos};
use rustc_hash::{FxHashMap, FxHashSet};

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
        let hit = Hit { first: first.0, last: last.0, what };
        if !(matches!(hit.what, What::State(..)) && others_side(view, &hit)) {
            hits.push(hit);
        }
        at += count;
    }
    hits
}

/// "pro-Russian rebels", "Rwanda-backed forces", "Iranian-made drones" are not of that state.
fn others_side(view: &View, hit: &Hit) -> bool {
    const BACKED: &[&str] = &[
        "aligned",
        "allied",
        "armed",
        "backed",
        "born",
        "built",
        "designed",
        "financed",
        "friendly",
        "funded",
        "linked",
        "made",
        "manufactured",
        "produced",
        "sponsored",
        "supplied",
        "supported",
        "trained",
    ];
    let (first, last) = (hit.first as usize, hit.last as usize);
    let form = view.form(first);
    let opens = |prefix: &str| form.get(..prefix.len()).is_some_and(|f| f.eq_ignore_ascii_case(prefix));
    let before = |n: usize| first.checked_sub(n).map_or("", |i| view.form(i));
    let stance = |text: &str| text.eq_ignore_ascii_case("pro") || text.eq_ignore_ascii_case("anti");
    let taken = opens("pro-") || opens("anti-");
    let prefixed = before(1).strip_suffix('-').is_some_and(stance) || before(1) == "-" && stance(before(2));
    let own = view.form(last).rsplit_once('-').is_some_and(|(_, tail)| BACKED.contains(&tail));
    // "the member States"
    let members = view.is(first, &["states"]) && view.is(first.wrapping_sub(1), &["member"]);
    // "US$14 billion"
    let money = view.form(last + 1) == "$";
    members || taken || prefixed || own || money || view.is(last + 1, &["-"]) && view.is(last + 2, BACKED)
}

/// The words a document introduces: surnames of people named in full, acronyms in brackets.
#[derive(Debug, Default)]
pub(super) struct Introduced {
    surnames: FxHashSet<u64>,
    acronyms: FxHashSet<u64>,
    /// Acronyms that the document spells out as something else than the state they stand for in the lexicon: the place,
    /// if it is one.
    other: FxHashMap<u64, Option<u32>>,
}

impl Introduced {
    /// Takes note of one sentence's names.
    pub fn note(&mut self, view: &View, hits: &[Hit]) {
        self.note_other(view, hits);
        for (i, hit) in hits.iter().enumerate() {
            let titled = i > 0
                && hits[i - 1].is_title()
                && hits[i - 1].last < hit.first
                && hit.first - hits[i - 1].last < 3;
            let named = matches!(hit.what, What::Known(_) | What::Person)
                || titled && matches!(hit.what, What::Surname(_));
            let last = view.places.partition_point(|p| p.0 <= hit.last).checked_sub(1);
            if let (true, Some(last)) = (named, last) {
                self.surnames.insert(view.words[last].exact);
            }
            let bracket = hit.last as usize + 1;
            let body = matches!(hit.what, What::Organisation | What::Body(_) | What::Agent(_));
            if body && view.is(bracket, &["("]) && view.is(bracket + 2, &[")"]) {
                let at = view.places.partition_point(|p| (p.0 as usize) <= bracket);
                let acronym = view.words.get(at).filter(|w| w.shape == Shape::Upper);
                self.acronyms.extend(acronym.map(|w| w.exact));
            }
        }
    }

    /// "Central Asian Region (CAR)": the brackets say what the letters mean here, and it is no state.
    fn note_other(&mut self, view: &View, hits: &[Hit]) {
        for (at, word) in view.words.iter().enumerate().filter(|(_, w)| w.shape == Shape::Upper) {
            let token = view.places[at].0 as usize;
            let bracketed = token > 0 && view.is(token - 1, &["("]) && view.is(token + 1, &[")"]);
            let Some(first) = bracketed.then(|| spelt_out(view, at)).flatten() else { continue };
            let whole = |h: &&Hit| h.first <= view.places[first].0 && h.last as usize + 2 >= token;
            let place = match hits.iter().find(whole).map(|h| &h.what) {
                None => None,
                Some(What::Place(place)) => Some(*place),
                Some(_) => continue,
            };
            self.other.insert(word.exact, place);
        }
    }

    /// Adds the hits that only the document explains.
    pub fn apply(&self, actors: &Actors, view: &View, hits: &mut Vec<Hit>) {
        hits.retain_mut(|h| {
            let at = view.places.partition_point(|p| p.0 < h.first);
            let state = matches!(h.what, What::State(..)) && h.first == h.last;
            match view.words.get(at).and_then(|w| self.other.get(&w.exact)) {
                Some(Some(place)) if state => h.what = What::Place(*place),
                Some(None) if state => return false,
                _ => {}
            }
            true
        });
        let before = hits.len();
        for (i, word) in view.words.iter().enumerate().filter(|(_, w)| w.capital()) {
            let token = view.places[i].0;
            let next = hits[..before].partition_point(|h| h.last < token);
            if hits[..before].get(next).is_some_and(|h| h.first <= token) {
                continue;
            }
            let what =
                if self.surnames.contains(&word.exact) && view.upos(token as usize) == Some(Upos::Propn) {
                    What::Surname(actors.surname(&view.words[i..=i]).map(|f| f.values).unwrap_or_default())
                } else if word.shape == Shape::Upper && self.acronyms.contains(&word.exact) {
                    What::Organisation
                } else {
                    continue;
                };
            hits.push(Hit { first: token, last: token, what });
        }
        hits.sort_by_key(|h| h.first);
    }
}

/// Where a run of capitalised words ends before the bracket whose initials are the letters of word `at`: its first word.
fn spelt_out(view: &View, at: usize) -> Option<usize> {
    let text = |i: usize| view.places[i].1.of(view.text);
    let mut next = at;
    for letter in text(at).chars().rev().filter(|c| c.is_alphabetic()) {
        loop {
            next = next.checked_sub(1)?;
            if text(next).starts_with(letter) {
                break;
            }
            if !matches!(text(next), "of" | "and" | "the" | "for" | "on" | "in") {
                return None;
            }
        }
    }
    Some(next)
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
    let name = actors.name(run).filter(|n| !lacks_article(actors, view, at, n));
    let role = actors.role(run).filter(|r| whole_tokens(view, at, r.words) && !only_names(actors, &r.values));
    let person = run[0].capital().then(|| actors.person(run)).flatten();
    let longest = [name.as_ref().map(|n| n.words), role.as_ref().map(|r| r.words)]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(0);
    let organisation = names.rest(view, at, NameKind::Organisation);
    // "Jane Mary Ann Doe" is not the Jane Mary of the lexicon.
    let longer = |words: usize| names.rest(view, at, NameKind::Person) > words + 1;
    if let Some(person) = person.filter(|p| p.words >= longest && !longer(p.words)) {
        // "the Jane Doe Institute" is no person.
        let named_after = organisation > person.words && body(actors, view, at, organisation);
        let what = if named_after { What::Organisation } else { What::Known(person.values) };
        return Some((if named_after { organisation } else { person.words }, what));
    }
    if let Some(found) = shared_word(actors, run) {
        return Some(found);
    }
    let rest = names.rest(view, at, NameKind::Person);
    let rest = if clean(actors, run, rest) { rest } else { 0 };
    // A name opens here, or right behind the title or state that the parser took for its beginning.
    let starts_name = names.at[token as usize]
        .is_some_and(|n| n.0 == token || hits.last().is_some_and(|h| h.last + 1 == token && h.first >= n.0));
    // "Pakistani army chief" is Pakistan's army chief and not the chief of one of its armies.
    if let Some(state) = name.as_ref().and_then(|n| state_of_office(actors, run, n)) {
        return Some(state);
    }
    if let Some(name) = name.filter(|n| n.words == longest) {
        let titled = actors.role(&run[name.words..]).is_some_and(|r| names_office(&r));
        let inner = || (1..rest).any(|k| actors.name(&run[k..]).is_some_and(|n| n.words > 1));
        let given_name = rest > name.words && starts_name && name.words == 1 && !titled && !inner();
        let adjective =
            matches!(name.values.first(), Some(Sense::State(_, StateForm::Adjective | StateForm::National)));
        // "justice minister German Garavito": behind a title an adjective may be a given name too.
        let titled = hits.last().is_some_and(|h| h.is_title() && h.last + 1 == token);
        if !given_name || adjective && !titled {
            return sense(&name.values).map(|what| (name.words, what));
        }
    }
    if let Some(role) = role.filter(|r| r.words == longest) {
        // "Bishop", "Marshal" and "King" are surnames too: within a name, after its first word, they are no title.
        let inside = rest > 0 && !starts_name && role.words == 1 && hits.last().is_none_or(|h| !h.is_title());
        if !inside {
            let best = role.values.into_iter().max_by_key(|r| matches!(r, Role::Office(_)));
            return best.map(|r| (role.words, role_of(r)));
        }
    }
    if let Some(honorific) = honorific(view.form(token as usize)) {
        return Some((1, honorific));
    }
    if !run[0].capital() {
        return None;
    }
    if rest > 1 {
        return Some((rest, What::Person));
    }
    unknown(actors, view, names, hits, at, rest)
}

/// The state that a body's name opens with, where an office of it takes more words than that name.
fn state_of_office(actors: &Actors, run: &[Word], body: &Found<Sense>) -> Option<(usize, What)> {
    if !body.values.iter().all(|s| matches!(s, Sense::Body(_))) {
        return None;
    }
    (1..body.words).find_map(|at| {
        let state = actors.name(&run[..at]).filter(|n| n.words == at)?;
        let role = actors.role(&run[at..]).filter(|r| at + r.words > body.words)?;
        let found = sense(&state.values).filter(|s| matches!(s, What::State(..)))?;
        names_office(&role).then_some((at, found))
    })
}

fn names_office(role: &Found<Role>) -> bool {
    role.values.iter().any(|r| matches!(r, Role::Office(_)))
}

/// "National" is an adjective; "The National", and nothing capitalised behind it, a newspaper: where one word and an
/// article are all of a body's name, both must be there.
fn lacks_article(actors: &Actors, view: &View, at: usize, name: &Found<Sense>) -> bool {
    let titled = |s: &Sense| {
        matches!(s, Sense::Body(b) if {
            let name = &actors.bodies()[*b as usize].name;
            name.strip_prefix("The ").is_some_and(|rest| !rest.split(" (").next().unwrap_or(rest).contains(' '))
        })
    };
    let token = view.places[at].0 as usize;
    let article = token > 0 && view.is(token - 1, &["the"]);
    let alone = !view.capital(token + 1) || view.upos(token + 1) == Some(Upos::Punct);
    name.words == 1 && name.values.iter().all(titled) && !(article && alone)
}

/// True for nouns that make a name a body's ("Centre") and are no actor by themselves.
fn only_names(actors: &Actors, roles: &[Role]) -> bool {
    roles.iter().all(|r| matches!(r, Role::Agent(a) if actors.agents()[*a as usize].kind == "named"))
}

/// True where words `at` to `at + count` begin and end with tokens: no role is in "anti-terrorists".
fn whole_tokens(view: &View, at: usize, count: usize) -> bool {
    let token = |i: usize| view.places.get(i).map(|p| p.0);
    let opens = at == 0 || token(at - 1) != token(at);
    opens && token(at + count) != token(at + count - 1)
}

/// True where a person's name as the parser sees it holds neither a title nor a name of the lexicon after its start.
fn clean(actors: &Actors, run: &[Word], rest: usize) -> bool {
    (1..rest.min(run.len())).all(|k| {
        let role = actors.role(&run[k..]).is_some_and(|r| r.words > 1 || k == 1 && rest > 2);
        !role && (actors.person(&run[k..]).is_none() || k + 1 >= rest)
    })
}

/// "North" of "North and South Korea": a word that shares the rest of the name behind "and".
fn shared_word(actors: &Actors, run: &[Word]) -> Option<(usize, What)> {
    let [first, and, second, rest @ ..] = run else { return None };
    let joins =
        [legation_lexicon::actors::exact("and"), legation_lexicon::actors::exact("or")].contains(&and.exact);
    if !joins || !first.capital() || !second.capital() || first.exact == second.exact {
        return None;
    }
    let whole = actors.name(&run[2..]).filter(|w| w.words > 1)?;
    let mut list = vec![*first];
    list.extend(&rest[..(whole.words - 1).min(rest.len())]);
    let found = actors.name(&list).filter(|f| f.words == whole.words)?;
    match sense(&found.values)? {
        state @ What::State(..) => Some((1, state)),
        _ => None,
    }
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
        let people = match h.what {
            What::Agent(a) => {
                matches!(&*actors.agents()[a as usize].kind, "people" | "force")
                    || view.capital(h.first as usize)
            }
            _ => true,
        };
        let title = h.is_title() && people;
        let near = h.last + 1 == token || (h.last + 2 == token && view.form(h.last as usize + 1) == ".");
        let other = names.kind(token).is_some_and(|k| k != NameKind::Person);
        title && near && !other && view.upos(token as usize) == Some(Upos::Propn)
    });
    if after_title {
        let count = name_run(view, at);
        return Some((count, if count == 1 { surname(at) } else { What::Person }));
    }
    if rest == 1 {
        return Some((1, surname(at)));
    }
    let organisation = names.rest(view, at, NameKind::Organisation);
    if body(actors, view, at, organisation) {
        return Some((organisation, What::Organisation));
    }
    // "the Asad regime": before such a noun a surname of the lexicon is one, whatever the parser makes of it.
    let rules = actors.role(&view.words[at + 1..view.until[at]]).is_some_and(|r| {
        let ruling = |r: &Role| matches!(r, Role::Agent(a) if actors.agents()[*a as usize].kind == "regime")
            || matches!(r, Role::Agent(a) if matches!(&*actors.agents()[*a as usize].noun, "government" | "administration" | "cabinet"));
        r.values.iter().any(ruling)
    });
    let listed = rules || view.upos(token as usize) == Some(Upos::Propn) && names.kind(token).is_none();
    match surname(at) {
        What::Surname(ids) if listed && !ids.is_empty() => Some((1, What::Surname(ids))),
        _ => None,
    }
}

/// True where what the parser takes for a body is one: no name of the lexicon begins inside it, and it either ends in a
/// noun for bodies ("Committee") or is given an acronym.
fn body(actors: &Actors, view: &View, at: usize, count: usize) -> bool {
    if count < 2 || view.words[at].shape == Shape::Initial {
        return false;
    }
    let known = (1..count).any(|k| actors.name(&view.words[at + k..at + count]).is_some_and(|n| n.words > 1));
    let noun = (0..count)
        .any(|k| actors.role(&view.words[at + k..at + count]).is_some_and(|r| r.words > 0 && k > 0));
    let bracket = view.places[at + count - 1].0 as usize + 1;
    let capitals = view.form(bracket + 1).chars().all(|c| c.is_uppercase() || matches!(c, '-' | '.'));
    let acronym = view.is(bracket, &["("]) && capitals;
    let title =
        (0..2).any(|k| actors.role(&view.words[at + k..at + count]).is_some_and(|r| names_office(&r)));
    !known && !title && (noun || acronym)
}

/// How many words a personal name takes that begins here: capitalised words and the particles between them.
fn name_run(view: &View, at: usize) -> usize {
    let mut count = 1;
    for i in at + 1..view.until[at].min(at + 6) {
        let token = view.places[i].0 as usize;
        let initial = view.words[i].shape == Shape::Initial;
        let after_initial = view.words[i - 1].shape == Shape::Initial;
        let proper = initial
            || view.words[i].capital()
                && (after_initial || matches!(view.upos(token), Some(Upos::Propn | Upos::X)));
        let particle = matches!(
            view.form(token).to_lowercase().as_str(),
            "al" | "el"
                | "bin"
                | "ibn"
                | "bint"
                | "ul"
                | "ur"
                | "de"
                | "da"
                | "do"
                | "dos"
                | "di"
                | "du"
                | "del"
                | "la"
                | "van"
                | "von"
                | "der"
                | "den"
                | "ben"
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
    let bodies: Vec<u32> =
        values.iter().filter_map(|s| if let Sense::Body(b) = s { Some(*b) } else { None }).collect();
    let state = values
        .iter()
        .find_map(|s| if let Sense::State(i, form) = s { Some(What::State(*i, *form)) } else { None });
    let place =
        values.iter().find_map(|s| if let Sense::Place(p) = s { Some(What::Place(*p)) } else { None });
    state.or((!bodies.is_empty()).then_some(What::Body(bodies))).or(place)
}

const fn role_of(role: Role) -> What {
    match role {
        Role::Office(o) => What::Office(o),
        Role::Agent(a) => What::Agent(a),
    }
}

fn honorific(form: &str) -> Option<What> {
    match form.trim_end_matches('.') {
        "Mr" | "Sir" | "Lord" | "Herr" | "Monsieur" | "Señor" => Some(What::Honorific(Some(false))),
        "Mrs" | "Ms" | "Miss" | "Lady" | "Dame" | "Madam" | "Madame" | "Frau" | "Begum" => {
            Some(What::Honorific(Some(true)))
        }
        "Dr" | "H.E" | "HE" | "Hon" | "Honourable" | "Comrade" => Some(What::Honorific(None)),
        _ => None,
    }
}
