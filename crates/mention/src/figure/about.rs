//! Which quantities are figures of states' dealings, and what each is about: of what, of when, between whom.

use crate::cut::Cut;
use crate::{Figure, Mentions, Quantity, QuantityKind, Time, TimeKind};
use jiff::civil::Date;
use legation_lexicon::Lexicon;
use legation_record::Bound;
use legation_syntax::{Deprel, Parse, Sentence, Upos};
use legation_text::{Because, Document};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The quantities about states' dealings: no plain dates, ages, ordinals, lengths of time or populations.
pub fn figures(lexicon: &Lexicon, document: &Document, parse: &Parse, found: &Mentions) -> Vec<Figure> {
    let salient = salient_parties(found);
    let mut figures = Vec::new();
    let mut cut: Option<(u32, Cut)> = None;
    for (index, q) in found.quantities.iter().enumerate() {
        let Some(sentence) = parse.sentences.get(q.sentence as usize) else { continue };
        if cut.as_ref().is_none_or(|c| c.0 != q.sentence) {
            cut = Some((q.sentence, Cut::new(lexicon, &document.text, sentence.span)));
        }
        let Some((_, cut)) = &cut else { continue };
        let view = View {
            cut,
            sentence,
            text: &document.text,
            q,
            start: atom_at(cut, q.span.start),
            end: atom_at(cut, q.span.end),
        };
        let Some(because) = view.relevant() else { continue };
        let parties = sentence_parties(found, q.sentence);
        figures.push(Figure {
            quantity: index as u32,
            what: view.what(),
            bound: view.bound(),
            period: period(found, q),
            parties: if parties.is_empty() { salient.clone() } else { parties },
            because: vec![because],
        });
    }
    figures
}

/// The first atom that ends after byte `at`.
fn atom_at(cut: &Cut, at: u32) -> usize {
    cut.atoms.partition_point(|a| a.start < at)
}

/// Heads that say how much, not of what.
const GENERIC: [&str; 24] = [
    "level", "high", "low", "record", "increase", "rise", "growth", "decline", "drop", "fall", "figure",
    "amount", "total", "sum", "value", "worth", "average", "mark", "number", "rate", "percent", "cost",
    "year", "time",
];

/// One quantity in its sentence.
struct View<'v> {
    cut: &'v Cut<'v>,
    sentence: &'v Sentence,
    text: &'v str,
    q: &'v Quantity,
    /// First atom of the quantity.
    start: usize,
    /// The atom after it.
    end: usize,
}

impl View<'_> {
    /// Why it is a figure; `None` where it is not one.
    fn relevant(&self) -> Option<Because> {
        let because = |rule: &str, note: &str| Some(Because::new(rule, note));
        if self.near(&["population", "inhabitants", "aged", "born"]) {
            return None;
        }
        match self.q.kind {
            QuantityKind::Money => because("figure::money", &self.q.unit),
            QuantityKind::Percent => because("figure::percent", &self.q.unit),
            QuantityKind::Dimension => {
                let unit = self.cut.lexicon.unit(&self.q.unit)?;
                let dealt = matches!(
                    unit.dimension.as_str(),
                    "length" | "area" | "volume" | "mass" | "power" | "energy" | "flow" | "voltage" | "yield"
                );
                dealt.then(|| Because::new(unit.origin.to_string(), unit.name.clone()))
            }
            QuantityKind::Count => {
                let thing = (self.start..self.end)
                    .rev()
                    .find_map(|at| self.cut.lexicon.things.longest(&self.cut.atoms, at));
                let Some((thing, _)) = thing else {
                    return if self.q.unit == "people" {
                        because("figure::people", "a name in the plural")
                    } else {
                        None
                    };
                };
                let few = self.q.value <= Decimal::TWO && matches!(thing.class.as_str(), "place" | "dealing");
                let one = self.q.value <= Decimal::ONE;
                (!few && !one).then(|| Because::new(thing.origin.to_string(), thing.unit.clone()))
            }
            QuantityKind::Number | QuantityKind::Ordinal => None,
        }
    }

    fn near(&self, words: &[&str]) -> bool {
        let from = self.start.saturating_sub(4);
        (from..self.end + 3).any(|i| words.contains(&self.cut.word(i)))
    }

    /// The bound of the number, unless the clause makes it a change or a target.
    fn bound(&self) -> Bound {
        let changes = |at: usize| self.cut.lexicon.changes.longest(&self.cut.atoms, at).is_some();
        let start = self.before_bound();
        let by = self.cut.is(start.wrapping_sub(1), "by");
        let verb = start > 0
            && (changes(start - 1) || by && start > 1 && (2..6).any(|n| start >= n && changes(start - n)));
        let of = start > 1 && self.cut.is(start - 1, "of") && changes(start - 2);
        let noun = changes(self.end)
            || self.q.kind == QuantityKind::Percent && changes(self.end + 1) && !self.cut.is(self.end, "of");
        if (verb || of || noun) && !(by && self.aimed(start)) {
            return Bound::Change;
        }
        if self.aimed(start) { Bound::Target } else { self.q.bound }
    }

    /// The atom at which "more than", "about" … before the number begins, or the number's own.
    fn before_bound(&self) -> usize {
        self.cut.lexicon.before.ending(&self.cut.atoms, self.start).map_or(self.start, |(_, at)| at)
    }

    /// "hopes to take trade to $1 billion", "a target of 5 bcm".
    fn aimed(&self, start: usize) -> bool {
        let aim = |at: usize| self.cut.lexicon.aims.longest(&self.cut.atoms, at).is_some();
        let from = start.saturating_sub(9);
        let infinitive = |at: usize| {
            at > 0 && self.cut.is_any(at - 1, &["to", "will", "would", "could", "should", "must"])
        };
        let reach = start > 0 && aim(start - 1) && infinitive(start - 1);
        let to = start > 1
            && self.cut.is_any(start - 1, &["to", "by"])
            && (from..start - 1).any(|at| aim(at) && infinitive(at));
        let noun = start > 1
            && self.cut.is(start - 1, "of")
            && self.cut.is_any(start - 2, &["target", "goal", "objective"]);
        let after = self.cut.is_any(self.end, &["target", "goal"]);
        reach || to || noun || after
    }

    /// A short noun phrase: what is counted, or what the sum is for.
    fn what(&self) -> String {
        if self.q.kind == QuantityKind::Count {
            return self.counted_and_harmed();
        }
        let after = |words: &[&str]| {
            let next = self.sentence.tokens.get(self.q.last as usize + 1)?;
            words
                .contains(&next.span.of(self.text))
                .then(|| self.noun_phrase(self.q.last as usize + 2))
                .flatten()
        };
        // "10 per cent of the requests", "500 tonnes of wheat"
        let share = if self.q.kind == QuantityKind::Money { None } else { after(&["of"]) };
        share
            .or_else(|| self.by_tree().or_else(|| self.by_topic()).map(|head| self.phrase(head)))
            .or_else(|| after(&["of", "for", "to", "in", "on", "towards"]))
            .or_else(|| self.nearest_noun().map(|head| self.phrase(head)))
            .unwrap_or_else(|| self.q.unit.clone())
    }

    /// "people killed", "displaced families".
    fn counted_and_harmed(&self) -> String {
        let what = self.counted();
        if Self::HARMED.contains(&what.as_str()) {
            return format!("people {what}");
        }
        match self.harm().filter(|done| !what.contains(done)) {
            Some(done) => format!("{what} {done}"),
            None => what,
        }
    }

    /// Nouns with their adjectives that begin at a token, an article or owner passed over.
    fn noun_phrase(&self, at: usize) -> Option<String> {
        let tokens = &self.sentence.tokens;
        let opens = |i: &usize| tokens.get(*i).is_some_and(|t| matches!(t.upos, Upos::Det | Upos::Pron));
        let first = at + usize::from(opens(&at));
        let part = |i: &usize| matches!(tokens[*i].upos, Upos::Adj | Upos::Noun | Upos::Propn);
        let last = (first..tokens.len()).take_while(part).last()?;
        let noun = matches!(tokens[last].upos, Upos::Noun | Upos::Propn);
        noun.then(|| self.sentence.words(first, last, self.text).to_owned())
    }

    /// The nearest noun that says more than how much.
    fn nearest_noun(&self) -> Option<usize> {
        let own = self.q.first as usize..=self.q.last as usize;
        let noun = |i: &usize| {
            let token = &self.sentence.tokens[*i];
            token.upos == Upos::Noun
                && !own.contains(i)
                && !GENERIC.contains(&token.lemma.as_str())
                && token.span.of(self.text).len() > 2
        };
        let distance = |i: &usize| if *i < *own.start() { own.start() - i } else { i - own.end() };
        (0..self.sentence.tokens.len()).filter(noun).min_by_key(distance).filter(|i| distance(i) < 9)
    }

    /// What happens to people who are counted: the first by itself, the others also beside a noun.
    const HARMED: [&'static str; 10] = [
        "dead",
        "killed",
        "wounded",
        "injured",
        "displaced",
        "arrested",
        "detained",
        "abducted",
        "evacuated",
        "repatriated",
    ];

    /// What was done to the people counted: "killed", "wounded", "displaced".
    fn harm(&self) -> Option<&str> {
        let people = self.q.unit == "people" || self.q.unit == "troops";
        let near = |at: &usize| if *at < self.start { self.start - at } else { at - self.start };
        let word = |at: &usize| {
            Self::HARMED[1..].contains(&self.cut.word(*at)) && !(self.start..self.end).contains(at)
        };
        let from = self.start.saturating_sub(6);
        let at = (from..self.end + 6).filter(word).min_by_key(near).filter(|_| people)?;
        Some(self.cut.word(at))
    }

    /// The words after the number, up to the end of its noun phrase.
    fn counted(&self) -> String {
        let last = self.q.last as usize;
        let tokens = &self.sentence.tokens;
        let word = |i: usize| tokens[i].span.of(self.text);
        let counts = |i: &usize| {
            let function = matches!(
                word(*i),
                "of" | "the"
                    | "its"
                    | "their"
                    | "these"
                    | "those"
                    | "which"
                    | "whom"
                    | "are"
                    | "were"
                    | "being"
                    | "be"
            );
            tokens[*i].upos != Upos::Num && !function && word(*i).starts_with(char::is_alphabetic)
        };
        let first = (self.q.first as usize..=last).find(counts);
        let mut words =
            first.map_or_else(|| self.q.unit.clone(), |f| self.sentence.words(f, last, self.text).to_owned());
        if let Some(of) =
            tokens.get(last + 1).filter(|t| matches!(t.span.of(self.text), "of" | "from" | "in"))
            && let Some(noun) = (last + 2..(last + 7).min(tokens.len()))
                .find(|&i| matches!(tokens[i].upos, Upos::Noun | Upos::Propn))
        {
            let more = (noun..tokens.len())
                .take_while(|&i| matches!(tokens[i].upos, Upos::Noun | Upos::Propn))
                .last()
                .unwrap_or(noun);
            words =
                format!("{words} {} {}", of.span.of(self.text), self.sentence.words(noun, more, self.text));
        }
        words
    }

    /// The noun the tree hangs the sum on: its head, or the subject of its verb.
    fn by_tree(&self) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let own = self.q.first as usize..=self.q.last as usize;
        let mut at = self.q.head as usize;
        let mut levels = false;
        for _ in 0..5 {
            let token = tokens.get(at)?;
            let noun = token.upos == Upos::Noun && !own.contains(&at);
            let generic = GENERIC.contains(&token.lemma.as_str());
            if noun
                && generic
                && let Some(of) = self.sentence.children(at).find(|(c, t)| {
                    matches!(t.deprel, Deprel::Nmod | Deprel::Compound)
                        && t.upos == Upos::Noun
                        && !GENERIC.contains(&t.lemma.as_str())
                        && !own.contains(c)
                })
            {
                return Some(of.0);
            }
            if noun && !generic && token.span.of(self.text).len() > 2 {
                return Some(at);
            }
            levels |= noun && generic;
            if token.upos == Upos::Verb {
                let role = |role| self.sentence.child(at, role).filter(|c| !own.contains(c));
                let measured = matches!(
                    token.lemma.as_str(),
                    "be" | "total" | "reach" | "stand" | "amount" | "cost" | "exceed" | "hit"
                );
                let rises = self.cut.lexicon.changes.get(token.lemma.as_str()).is_some();
                let subject = || {
                    let own = if measured || rises || levels { role(Deprel::Nsubj) } else { None };
                    own.or_else(|| self.raised_subject(at).filter(|_| measured || rises))
                };
                let noun = |c: &usize| tokens[*c].upos == Upos::Noun;
                let object = |c: &usize| noun(c) && !GENERIC.contains(&tokens[*c].lemma.as_str());
                return role(Deprel::NsubjPass)
                    .or_else(|| role(Deprel::Obj))
                    .filter(object)
                    .or_else(|| subject().filter(noun));
            }
            at = token.head? as usize;
        }
        None
    }

    /// "saw trade hitting a high", "exports reaching a record": the noun that a verb without a subject is said of.
    fn raised_subject(&self, verb: usize) -> Option<usize> {
        let token = self.sentence.tokens.get(verb)?;
        let above = token.head? as usize;
        match token.deprel {
            Deprel::Acl => Some(above),
            Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl => {
                self.sentence.child(above, Deprel::Obj).or_else(|| self.sentence.child(above, Deprel::Nsubj))
            }
            _ => None,
        }
    }

    /// The nearest word of the topics of states' dealings; one before the sum counts as nearer.
    fn by_topic(&self) -> Option<usize> {
        let topics = &self.cut.lexicon.topics;
        let distance = |at: &usize| if *at < self.start { self.start - at } else { (at - self.start) * 2 };
        let near = (0..self.cut.len())
            .filter(|at| topics.longest(&self.cut.atoms, *at).is_some())
            .min_by_key(distance)?;
        let span = self.cut.span(near, near + 1);
        self.sentence.tokens.iter().position(|t| t.span.overlaps(span))
    }

    /// "**Mi-35M** helicopters" begins with its whole first word, "a 680-mile **pipeline**" behind the measure.
    fn word_start(&self, first: usize, head: usize) -> usize {
        let tokens = &self.sentence.tokens;
        let glued = |i: &usize| *i > 0 && tokens[i - 1].span.end == tokens[*i].span.start;
        let start = (0..=first).rev().find(|i| !glued(i)).unwrap_or(first);
        if start == first || tokens[start].span.of(self.text).starts_with(char::is_alphabetic) {
            return start;
        }
        (first..=head).find(|i| !glued(i)).unwrap_or(head)
    }

    /// A noun with the adjectives and nouns before it.
    fn phrase(&self, head: usize) -> String {
        let tokens = &self.sentence.tokens;
        let own = self.q.first as usize..=self.q.last as usize;
        let part = |i: &usize| {
            let t = &tokens[*i];
            matches!(t.upos, Upos::Adj | Upos::Noun | Upos::Propn)
                && !own.contains(i)
                && t.span.of(self.text).starts_with(char::is_alphabetic)
        };
        let first = (0..head).rev().take_while(part).take(4).last().unwrap_or(head);
        let first = self.word_start(first, head);
        let last = (head + 1..tokens.len())
            .take_while(|i| tokens[*i].upos == Upos::Noun && !own.contains(i))
            .last()
            .unwrap_or(head);
        let head = self.sentence.words(first, last, self.text);
        // "the volume of bilateral trade"
        let of =
            tokens.get(last + 1).is_some_and(|t| t.span.of(self.text) == "of") && !own.contains(&(last + 2));
        match if of { self.noun_phrase(last + 2) } else { None } {
            Some(more) => format!("{head} of {more}"),
            None => head.to_owned(),
        }
    }
}

/// The time that governs a quantity: the nearest in its sentence that bounds something.
fn period(found: &Mentions, q: &Quantity) -> Option<(Option<Date>, Option<Date>)> {
    let bounding = |t: &&Time| {
        matches!(t.kind, TimeKind::Point | TimeKind::Range) && (t.from.is_some() || t.to.is_some())
    };
    let distance =
        |t: &&Time| if t.first > q.last { t.first - q.last } else { q.first.saturating_sub(t.last) + 1 };
    let nearest = found.times_in(q.sentence as usize).filter(bounding).min_by_key(distance)?;
    Some((nearest.from, nearest.to))
}

/// The codes of the entities a sentence names, sorted.
fn sentence_parties(found: &Mentions, sentence: u32) -> Vec<String> {
    // "US $5 million" names no party.
    let sums: Vec<_> = found.quantities.iter().filter(|q| q.sentence == sentence).map(|q| q.span).collect();
    let named = found.in_sentence(sentence as usize).filter(|m| !sums.iter().any(|s| s.overlaps(m.span)));
    let ids = named.flat_map(|m| found.members(m.entity));
    let mut codes: Vec<String> = ids.filter_map(|id| found.entities.get(id as usize)?.code.clone()).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// The two codes the document speaks of most, sorted.
fn salient_parties(found: &Mentions) -> Vec<String> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for m in &found.mentions {
        if let Some(code) = found.entities.get(m.entity as usize).and_then(|e| e.code.as_deref()) {
            *counts.entry(code).or_default() += 1;
        }
    }
    let mut order: Vec<_> = counts.into_iter().collect();
    order.sort_by_key(|(code, n)| (std::cmp::Reverse(*n), *code));
    let mut codes: Vec<String> = order.iter().take(2).map(|(c, _)| (*c).to_owned()).collect();
    codes.sort();
    codes
}
