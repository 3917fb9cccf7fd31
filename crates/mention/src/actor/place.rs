//! "in Islamabad" is a place, "Islamabad said" is a government.

use super::view::View;
use legation_syntax::{Deprel, Upos};

/// What kind of place a name can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Site {
    State,
    /// A capital, a house of government.
    Seat,
    /// Any other place: "from Karachi to Lahore" is a way.
    City,
}

/// True where the words name a place rather than who governs it.
pub(super) fn as_place(view: &View, first: u32, last: u32, site: Site) -> bool {
    if site != Site::State && dateline(view, first, last) {
        return true;
    }
    let city = site == Site::City;
    let head = top(view, view.head_of(first, last) as usize);
    let Some(token) = view.get(head) else { return city };
    if let Some(place) = preposition(view, head).map(|p| locates(&p, city)) {
        return place || site == Site::Seat && names_a_text(view, head);
    }
    match token.deprel {
        Deprel::Nsubj
        | Deprel::NsubjPass
        | Deprel::NsubjOuter
        | Deprel::Obj
        | Deprel::Iobj
        | Deprel::OblAgent => false,
        // "the Astana summit", "Doha talks": a city before a noun tells where.
        Deprel::Compound | Deprel::NmodDesc => {
            city || site == Site::Seat && view.head(head).is_some_and(|h| h > head)
        }
        Deprel::OblUnmarked | Deprel::OblNpmod | Deprel::NmodUnmarked => {
            site != Site::State || after_place(view, first)
        }
        Deprel::Appos | Deprel::Parataxis | Deprel::Dep | Deprel::List | Deprel::Vocative | Deprel::Root => {
            city || dateline(view, first, last) || after_place(view, first)
        }
        _ => city,
    }
}

/// Up from a joined or attached name to the one that carries the preposition.
fn top(view: &View, head: usize) -> usize {
    let mut at = head;
    for _ in 0..12 {
        let joined =
            view.get(at).is_some_and(|t| matches!(t.deprel, Deprel::Conj | Deprel::Flat | Deprel::Fixed));
        let own = view.children(at).any(|c| view.token(c).deprel == Deprel::Case);
        match view.head(at) {
            Some(above) if joined && !own && view.upos(above) == Some(Upos::Propn) => at = above,
            _ => break,
        }
    }
    at
}

fn preposition(view: &View, head: usize) -> Option<String> {
    if let Some(own) = view.preposition(head) {
        return Some(own);
    }
    // "in Astana, Kazakhstan": the second hangs on the first.
    let above = view.head(head)?;
    let hung = matches!(
        view.token(head).deprel,
        Deprel::Appos | Deprel::NmodUnmarked | Deprel::OblUnmarked | Deprel::Parataxis
    );
    let proper = view.upos(above) == Some(Upos::Propn);
    if hung && proper { view.preposition(above) } else { None }
}

/// True behind a preposition of movement or of a part: "the gates of Damascus", "from Moscow".
pub(super) fn beside(view: &View, first: u32, last: u32) -> bool {
    let parts = [
        "gates",
        "streets",
        "suburbs",
        "outskirts",
        "north",
        "south",
        "east",
        "west",
        "airport",
        "edge",
        "centre",
        "center",
    ];
    let of = first as usize;
    let part = of >= 2 && view.is(of - 1, &["of"]) && view.is(of - 2, &parts);
    part || view
        .preposition(view.head_of(first, last) as usize)
        .is_some_and(|p| matches!(&*p, "towards" | "toward" | "into"))
}

/// "the Treaty of Rome": where it was made.
fn names_a_text(view: &View, head: usize) -> bool {
    let noun = view.head(head).filter(|_| view.preposition(head).as_deref() == Some("of"));
    let texts = ["charter", "convention", "declaration", "peace", "protocol", "statute", "treaty"];
    noun.is_some_and(|n| view.capital(n) && texts.contains(&view.token(n).lemma.to_lowercase().as_str()))
}

fn locates(preposition: &str, city: bool) -> bool {
    match preposition {
        "in" | "at" | "near" | "outside" | "inside" | "across" | "throughout" | "around" | "within"
        | "via" | "through" | "over" | "off" | "above" | "beside" | "along" => true,
        "from" | "to" | "into" | "toward" | "towards" | "for" | "of" | "between" => city,
        _ => false,
    }
}

/// "MOSCOW, May 5 (Agency) —", "New Delhi:" at the head of a sentence.
fn dateline(view: &View, first: u32, last: u32) -> bool {
    let opens = first <= 1;
    let next = last as usize + 1;
    opens
        && (view.is(next, &[":", "—", "–", "-", "("])
            || view.is(next, &[","]) && view.form(first as usize).chars().all(|c| !c.is_lowercase()))
}

/// ", Kazakhstan" after a city.
fn after_place(view: &View, first: u32) -> bool {
    let Some(comma) = first.checked_sub(1) else { return false };
    view.is(comma as usize, &[","]) && comma > 0 && view.capital(comma as usize - 1) && {
        let city = comma as usize - 1;
        view.preposition(city).is_some_and(|p| locates(&p, false))
    }
}
