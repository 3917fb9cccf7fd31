//! When texts without a date were written: the examples beside the data.

use legation_lexicon::Lexicon;
use legation_mention::{Written, resolve};
use legation_record::Grain;
use legation_syntax::Model;
use legation_text::{Block, BlockKind, Document, Published, Span};

fn document(text: &str) -> Document {
    let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
    Document { text: text.to_owned(), blocks: vec![block], ..Document::default() }
}

fn written(document: &Document) -> Option<Written> {
    let parse = Model::builtin().parse(document);
    resolve(Lexicon::builtin(), document, &parse).written
}

/// `YYYY-MM`, `YYYY`, or nothing.
fn shown(written: Option<&Written>) -> String {
    written.map_or_else(String::new, |w| match w.grain {
        Grain::Month => w.from.strftime("%Y-%m").to_string(),
        _ => w.from.strftime("%Y").to_string(),
    })
}

#[test]
fn texts_without_a_date_are_of_the_time_they_tell_of() {
    let table = include_str!("../../../data/times/undated.tsv");
    let mut wrong = Vec::new();
    for (at, line) in table.lines().enumerate().filter(|(_, l)| !l.starts_with('#')) {
        let (text, wanted) = line.split_once('\t').unwrap_or((line, ""));
        let written = written(&document(text));
        let found = shown(written.as_ref());
        if found != wanted.trim_end() {
            wrong.push(format!(
                "data/times/undated.tsv:{}: {text}\n  wants {wanted}\n  found {found} {written:?}",
                at + 1
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_date_borne_is_never_reckoned_anew() {
    let day = "2019-05-03".parse().expect("a date");
    let text = "British Prime Minister Liz Truss welcomed the first meeting of the European Political Community in Prague.";
    let document = Document { published: Some(Published::day(day)), ..document(text) };
    let written = written(&document).expect("a date");
    assert_eq!((written.from, written.is_reckoned()), (day, false));
}

#[test]
fn what_is_reckoned_says_from_what() {
    let text = "British Prime Minister Liz Truss welcomed the first meeting of the European Political Community in Prague.";
    let because = written(&document(text)).expect("a month").because;
    let from = |file: &str| because.iter().any(|b| b.rule.starts_with(file));
    assert!(from("data/actors/people.tsv:") && from("data/times/landmarks.tsv:"), "{because:?}");
}
