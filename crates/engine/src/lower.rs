//! Layers to published records.

use crate::Analysis;
use legation_claim::{Attribution, Claim, Speaker};
use legation_event::{Event, Role, When};
use legation_lexicon::Lexicon;
use legation_mention::{Entity, EntityKind, Mentions};
use legation_record::{
    CiteInfo, ClaimRecord, DocumentRecord, EventRecord, FigureRecord, Interval, Loc, Party, Reason, Record,
    TextInfo, record_id,
};
use legation_text::{Because, Chars, Document, Span};

const CODER: &str = concat!("legation ", env!("CARGO_PKG_VERSION"));
const CODEBOOK: &str = "PLOVER 2.0";

struct Lowering<'a> {
    lexicon: &'a Lexicon,
    document: &'a Document,
    analysis: &'a Analysis,
    chars: Chars,
    cite: CiteInfo,
}

/// All records of one document.
pub fn records(lexicon: &Lexicon, document: &Document, analysis: &Analysis) -> Vec<Record> {
    let cite = CiteInfo {
        title: document.title.clone(),
        outlet: document.outlet.clone(),
        author: document.author.clone(),
        url: document.url.clone(),
    };
    let lowering = Lowering { lexicon, document, analysis, chars: Chars::new(&document.text), cite };
    let mut records = vec![Record::Document(lowering.document())];
    let events: Vec<EventRecord> = analysis
        .events
        .events
        .iter()
        .zip(&analysis.claims.events)
        .map(|(event, attribution)| lowering.event(event, attribution))
        .collect();
    let ids: Vec<String> = events.iter().map(|e| e.id.clone()).collect();
    records.extend(events.into_iter().map(Record::Event));
    records.extend(analysis.mentions.figures.iter().filter_map(|f| lowering.figure(f)).map(Record::Figure));
    records.extend(analysis.claims.claims.iter().map(|c| Record::Claim(lowering.claim(c, &ids))));
    records
}

impl Lowering<'_> {
    fn mentions(&self) -> &Mentions {
        &self.analysis.mentions
    }

    fn document(&self) -> DocumentRecord {
        let document = self.document;
        let sentences = &self.analysis.parse.sentences;
        DocumentRecord {
            id: document.id.clone(),
            doc: document.name.clone(),
            published: document.published.map(|p| Interval { from: Some(p.from), to: Some(p.to) }),
            reckoned: self.reckoned(),
            cite_info: self.cite.clone(),
            outlet_country: document.outlet_country.clone(),
            words: sentences.iter().map(|s| s.tokens.len() as u32).sum(),
            sentences: sentences.len() as u32,
            source_group: document.id.clone(),
            fingerprint: document.fingerprint.clone(),
        }
    }

    fn reckoned(&self) -> Option<Interval> {
        let written = self.mentions().written.as_ref().filter(|w| w.is_reckoned())?;
        Some(Interval { from: Some(written.from), to: Some(written.to) })
    }

    fn published(&self) -> Option<jiff::civil::Date> {
        self.document.published.map(|p| p.from)
    }

    fn text(&self, span: Span) -> String {
        span.of(&self.document.text).to_owned()
    }

    fn text_info(&self, sentence: u32) -> (String, TextInfo) {
        let span = self.analysis.parse.sentences[sentence as usize].span;
        let chars = self.chars.span(span);
        (self.text(span), TextInfo { sequence: sentence, start: chars.start, end: chars.end })
    }

    fn event(&self, event: &Event, attribution: &Attribution) -> EventRecord {
        let (text, text_info) = self.text_info(event.sentence);
        let tokens = &self.analysis.parse.sentences[event.sentence as usize].tokens;
        let actor = self.parties(event, &event.actors);
        let recipient = self.parties(event, &event.recipients);
        // What is merely planned is dated when it is to happen (GUIDELINE: decisions).
        let planned = attribution.status == legation_record::Status::Planned;
        let (when, horizon) = match event.horizon.filter(|_| planned) {
            Some(ahead) => (Some(ahead), None),
            None => (event.when, event.horizon),
        };
        let said_apart = horizon.is_some();
        let codes =
            |side: &[Party]| side.iter().filter_map(|p| p.code.as_deref()).collect::<Vec<_>>().join(",");
        let trigger = event.trigger.to_string();
        let id = record_id(
            "e",
            &[
                &self.document.id,
                &text_info.start.to_string(),
                &trigger,
                event.kind.as_str(),
                &codes(&actor),
                &codes(&recipient),
            ],
        );
        let mode = event.mode.as_deref();
        EventRecord {
            id,
            doc: self.document.name.clone(),
            doc_id: self.document.id.clone(),
            published: self.published(),
            date: when.and_then(|w| w.from),
            enddate: when.and_then(|w| w.to),
            date_grain: when.map(|w| w.grain),
            date_basis: when.map(|w| w.basis),
            event: vec![event.kind],
            mode: event.mode.iter().cloned().collect(),
            context: event.contexts.clone(),
            quad_code: self.lexicon.codebook.quad(event.kind),
            event_scale: self.lexicon.codebook.score(event.kind, mode),
            actor,
            recipient,
            event_loc: event.place.and_then(|p| self.place(p)),
            status: attribution.status,
            speaker: attribution.speaker.as_ref().map(|s| self.speaker(s)),
            said_on: said_apart.then(|| when.and_then(|w| w.from)).flatten(),
            horizon: horizon.map(interval),
            text,
            text_info,
            event_text: event.words.iter().map(|&w| self.text(tokens[w as usize].span)).collect(),
            confidence: event.confidence,
            because: reasons(&event.because).chain(reasons(&attribution.because)).collect(),
            cite_info: self.cite.clone(),
            coder: CODER.to_owned(),
            codebook: CODEBOOK.to_owned(),
        }
    }

    fn parties(&self, event: &Event, roles: &[Role]) -> Vec<Party> {
        roles.iter().map(|role| self.party(event, *role)).collect()
    }

    fn party(&self, event: &Event, role: Role) -> Party {
        let entity = &self.mentions().entities[role.entity as usize];
        let words =
            role.token.map(|token| match self.mentions().at(event.sentence as usize, token as usize) {
                Some(mention) => self.text(mention.span),
                None => self
                    .text(self.analysis.parse.sentences[event.sentence as usize].tokens[token as usize].span),
            });
        party(entity, words.unwrap_or_else(|| entity.name.clone()))
    }

    fn speaker(&self, speaker: &Speaker) -> Party {
        if let Some(id) = speaker.entity {
            let entity = &self.mentions().entities[id as usize];
            let words = self.text(speaker.span);
            party(entity, if words.len() > 120 { entity.name.clone() } else { words })
        } else {
            let words = self.text(speaker.span);
            Party { identifier_text: words.clone(), entity_text: words, ..Party::default() }
        }
    }

    fn place(&self, mention: u32) -> Option<Loc> {
        let mention = self.mentions().mentions.get(mention as usize)?;
        let entity = self.mentions().entity(mention);
        let place = self.lexicon.actors.place(&entity.name);
        Some(Loc {
            name: self.text(mention.span),
            country: entity
                .code
                .clone()
                .or_else(|| place.map(|p| p.country.to_string()).filter(|c| !c.is_empty())),
            lat: place.and_then(|p| p.lat),
            lon: place.and_then(|p| p.lon),
        })
        .filter(|_| matches!(entity.kind, EntityKind::Place | EntityKind::State))
    }

    fn figure(&self, figure: &legation_mention::Figure) -> Option<FigureRecord> {
        let quantity = self.mentions().quantities.get(figure.quantity as usize)?;
        let (text, text_info) = self.text_info(quantity.sentence);
        let value: serde_json::Number = quantity.value.normalize().to_string().parse().ok()?;
        let words = self.text(quantity.span);
        let start = quantity.span.start.to_string();
        Some(FigureRecord {
            id: record_id("f", &[&self.document.id, &start, &value.to_string(), &quantity.unit]),
            doc: self.document.name.clone(),
            doc_id: self.document.id.clone(),
            published: self.published(),
            what: figure.what.clone(),
            value,
            unit: quantity.unit.clone(),
            bound: figure.bound,
            period: figure.period.map(|(from, to)| Interval { from, to }),
            parties: figure.parties.clone(),
            speaker: self.speaker_of_sentence(quantity.sentence),
            text,
            text_info,
            figure_text: words,
            because: reasons(&figure.because).collect(),
            cite_info: self.cite.clone(),
        })
    }

    fn speaker_of_sentence(&self, sentence: u32) -> Option<Party> {
        let entity = self.analysis.events.voices.get(sentence as usize)?.speaker?;
        let entity = &self.mentions().entities[entity as usize];
        Some(party(entity, entity.name.clone()))
    }

    fn claim(&self, claim: &Claim, events: &[String]) -> ClaimRecord {
        let (text, text_info) = self.text_info(claim.sentence);
        let speaker = self.speaker(&claim.speaker);
        let start = claim.proposition.start.to_string();
        ClaimRecord {
            id: record_id("c", &[&self.document.id, &start, claim.stance.as_str(), &speaker.identifier_text]),
            doc: self.document.name.clone(),
            doc_id: self.document.id.clone(),
            published: self.published(),
            speaker: Some(speaker),
            stance: claim.stance,
            proposition: self.text(claim.proposition),
            about: claim.about.iter().filter_map(|&i| events.get(i as usize).cloned()).collect(),
            date: self.published(),
            text,
            text_info,
            because: reasons(&claim.because).collect(),
            cite_info: self.cite.clone(),
        }
    }
}

fn party(entity: &Entity, words: String) -> Party {
    Party {
        entity_text: words,
        identifier_text: entity.name.clone(),
        code: entity.code.clone(),
        sector: entity.sector.clone(),
        office: entity.office.clone(),
        wikidata_id: None,
    }
}

fn interval(when: When) -> Interval {
    Interval { from: when.from, to: when.to }
}

fn reasons(because: &[Because]) -> impl Iterator<Item = Reason> + '_ {
    because.iter().map(|b| Reason { rule: b.rule.clone(), note: b.note.clone() })
}
