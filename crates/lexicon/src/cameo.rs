//! The crosswalk from CAMEO to PLOVER (`data/codebook/cameo.tsv`), which also refines the way back.

use crate::LexiconError;
use crate::actors::table;
use legation_record::EventType;

/// What one CAMEO code is in PLOVER.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameoCode {
    /// Three or four digits.
    pub code: String,
    /// `None` where PLOVER has no such event.
    pub kind: Option<EventType>,
    pub mode: Option<String>,
    pub context: Option<String>,
    /// What the code says and type, mode and context do not; empty where nothing is lost.
    pub lost: String,
}

/// The crosswalk, sorted by code.
#[derive(Clone, Debug, Default)]
pub struct Crosswalk {
    rows: Vec<CameoCode>,
}

impl Crosswalk {
    /// Reads the table; types, modes and contexts are the caller's to check against the codebook.
    pub(crate) fn read(file: &str, text: &str) -> Result<Self, LexiconError> {
        let mut rows: Vec<CameoCode> = Vec::new();
        for row in table::read(file, text, ["code", "type", "mode", "context", "lost"], 5)? {
            let row = row?;
            let [code, kind, mode, context, lost] = row.cells;
            let bad = |what: String, mend: &str| Err(LexiconError::new(file, row.line, what, mend));
            if !(3..=4).contains(&code.len()) || !code.bytes().all(|b| b.is_ascii_digit()) {
                return bad(format!("{code:?} is no CAMEO code"), "write three or four digits, as in 042");
            }
            if rows.last().is_some_and(|r| r.code.as_str() >= code) {
                return bad(format!("{code} is out of order or stands twice"), "sort the table by code");
            }
            let known = EventType::parse(kind);
            if known.is_none() && kind != "-" {
                return bad(format!("`{kind}` is not a PLOVER type"), "use one of the sixteen, or -");
            }
            let cell = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            rows.push(CameoCode {
                code: code.to_owned(),
                kind: known,
                mode: cell(mode),
                context: cell(context),
                lost: lost.to_owned(),
            });
        }
        Ok(Self { rows })
    }

    /// Every listed code, sorted.
    pub fn rows(&self) -> &[CameoCode] {
        &self.rows
    }

    /// What a code is in PLOVER: its own line, else that of the longest code that begins it. A root of two digits is read
    /// as its unspecified code (`04` as `040`). `None` where no line fits.
    pub fn plover(&self, code: &str) -> Option<&CameoCode> {
        let padded = if code.len() == 2 { format!("{code}0") } else { code.to_owned() };
        let listed =
            |c: &str| self.rows.binary_search_by(|r| r.code.as_str().cmp(c)).ok().map(|i| &self.rows[i]);
        listed(&padded).or_else(|| listed(padded.get(..3)?))
    }

    /// The finer code under the root of `base` that type, mode and one of the contexts name; `None` where none does, or
    /// where the contexts name several.
    pub(crate) fn finer(
        &self,
        base: &str,
        kind: EventType,
        mode: Option<&str>,
        contexts: &[String],
    ) -> Option<&str> {
        let root = base.get(..2)?;
        let named = |context: &String| {
            self.rows.iter().find(|r| {
                r.kind == Some(kind)
                    && r.mode.as_deref() == mode
                    && r.context.as_ref() == Some(context)
                    && r.code.starts_with(root)
            })
        };
        let mut found = contexts.iter().filter_map(named).map(|r| r.code.as_str());
        let first = found.next()?;
        found.all(|code| code == first).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    #[test]
    fn every_line_names_types_modes_and_contexts_of_the_codebook() {
        let codebook = &Lexicon::builtin().codebook;
        for row in codebook.crosswalk().rows() {
            if let (Some(kind), Some(mode)) = (row.kind, &row.mode) {
                assert!(codebook.has_mode(kind, mode), "{}: {kind} has no mode {mode}", row.code);
            }
            if let Some(context) = &row.context {
                assert!(codebook.contexts.iter().any(|c| c.name == *context), "{}: {context}", row.code);
            }
            assert!(row.kind.is_some() || row.mode.is_none(), "{}: a mode of nothing", row.code);
        }
    }

    #[test]
    fn a_type_goes_out_and_comes_back() {
        let codebook = &Lexicon::builtin().codebook;
        for info in codebook.types() {
            let kind = EventType::parse(&info.kind).expect("a type");
            let modes = info.mode.iter().map(|m| Some(m.name.as_str()));
            for mode in modes.chain([None]) {
                let code = codebook.cameo(kind, mode, &[]);
                let back =
                    codebook.crosswalk().plover(code).unwrap_or_else(|| panic!("{code} is not listed"));
                assert_eq!(back.kind, Some(kind), "{kind} {mode:?} goes out as {code}");
            }
        }
    }

    #[test]
    fn unlisted_codes_are_read_by_what_begins_them() {
        let codebook = &Lexicon::builtin().codebook;
        let kind = |code: &str| codebook.crosswalk().plover(code).map(|r| (r.kind, r.mode.as_deref()));
        assert_eq!(kind("1056"), Some((Some(EventType::Request), Some("yield"))));
        assert_eq!(kind("04"), Some((Some(EventType::Consult), None)));
        assert_eq!(kind("013"), Some((None, None)));
        assert_eq!(kind("999"), None);
        assert_eq!(kind("é"), None);
    }

    #[test]
    fn a_context_names_the_finer_code() {
        let codebook = &Lexicon::builtin().codebook;
        let with = |contexts: &[&str]| {
            let contexts: Vec<String> = contexts.iter().map(|c| (*c).to_owned()).collect();
            codebook.cameo(EventType::Cooperate, None, &contexts).to_owned()
        };
        assert_eq!(with(&["military"]), "062");
        assert_eq!(with(&["election", "economic"]), "061");
        assert_eq!(with(&["economic", "military"]), "060", "two contexts, two codes: the plain one");
    }

    #[test]
    fn mistakes_say_where_and_how_to_mend() {
        let head = "code\ttype\tmode\tcontext\tlost\n";
        for row in ["4x\tAID\t\t\t", "042\tMEET\t\t\t", "043\tAID\t\t\t\n042\tAID\t\t\t"] {
            let error = Crosswalk::read("x.tsv", &format!("{head}{row}\n")).expect_err(row);
            assert!(error.origin.line >= 2 && !error.mend.is_empty(), "{error}");
        }
    }
}
