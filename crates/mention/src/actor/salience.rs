//! Which state a text is speaking of, when it says merely "the government".

use std::collections::BTreeMap;

/// How present each state is, by code.
#[derive(Clone, Debug, Default)]
pub(super) struct Salience {
    states: BTreeMap<String, Presence>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Presence {
    /// Of the whole document: title, outlet, share of mentions.
    base: f32,
    recent: f32,
    sentence: usize,
}

impl Presence {
    /// Half is forgotten in two sentences.
    fn at(self, sentence: usize) -> f32 {
        let passed = sentence.saturating_sub(self.sentence).min(64) as f32;
        self.base + self.recent * (-passed * 0.35).exp()
    }
}

impl Salience {
    /// Adds to what the whole document says of a state.
    pub fn found(&mut self, code: &str, weight: f32) {
        self.states.entry(code.to_owned()).or_default().base += weight;
    }

    /// A mention in a sentence.
    pub fn mention(&mut self, code: &str, sentence: usize, weight: f32) {
        let presence = match self.states.get_mut(code) {
            Some(presence) => presence,
            None => self.states.entry(code.to_owned()).or_default(),
        };
        presence.recent = presence.at(sentence) - presence.base + weight;
        presence.sentence = sentence;
    }

    /// The most present of the codes that pass, the alphabetically first among equals.
    pub fn top(&self, sentence: usize, pass: impl Fn(&str) -> bool) -> Option<&str> {
        self.ranked(sentence, pass).into_iter().next()
    }

    /// The two states of a text that is about two far more than about any third.
    pub fn pair(&self) -> Option<Vec<String>> {
        let mut list: Vec<(&String, f32)> = self.states.iter().map(|(c, p)| (c, p.base)).collect();
        list.retain(|(code, _)| !matches!(code.as_str(), "UNO" | "EUR" | "IGO" | "NGO" | "MNC" | "IMG"));
        list.sort_by(|a, b| b.1.total_cmp(&a.1));
        let third = list.get(2).map_or(0.0, |l| l.1);
        match list[..] {
            [(a, _), (b, least), ..] if least > 0.0 && least >= 1.5 * third => {
                Some(vec![a.clone(), b.clone()])
            }
            _ => None,
        }
    }

    /// True for a state or body that the document names, and not merely a place in it.
    pub fn named(&self, code: &str) -> bool {
        self.states.get(code).is_some_and(|p| p.base > 0.0)
    }

    /// How many states and bodies the document names.
    pub fn count_named(&self) -> usize {
        self.states.values().filter(|p| p.base > 0.0).count()
    }

    /// The code that passes which the whole document is most about.
    pub fn foremost(&self, pass: impl Fn(&str) -> bool) -> Option<&str> {
        let all = self.states.iter().filter(|(c, _)| pass(c));
        all.max_by(|a, b| a.1.base.total_cmp(&b.1.base).then(b.0.cmp(a.0))).map(|(c, _)| c.as_str())
    }

    /// Codes that pass, the most present first.
    pub fn ranked(&self, sentence: usize, pass: impl Fn(&str) -> bool) -> Vec<&str> {
        let mut list: Vec<(&str, f32)> =
            self.states.iter().filter(|(c, _)| pass(c)).map(|(c, p)| (c.as_str(), p.at(sentence))).collect();
        list.sort_by(|a, b| b.1.total_cmp(&a.1));
        list.into_iter().map(|(c, _)| c).collect()
    }
}
