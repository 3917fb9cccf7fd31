//! The engine with its own model: what users see.

use legation_syntax::{Deprel, Model, NameKind, Parse, Upos};
use legation_text::{Block, BlockKind, Document, Span};

fn document(text: &str) -> Document {
    let block = Block { span: Span::new(0, text.len() as u32), kind: BlockKind::Paragraph };
    Document { text: text.to_owned(), blocks: vec![block], ..Document::default() }
}

fn words<'t>(parse: &Parse, text: &'t str) -> Vec<&'t str> {
    parse.sentences.iter().flat_map(|s| s.tokens.iter().map(|t| t.span.of(text))).collect()
}

#[test]
fn a_plain_sentence() {
    let text = "Foreign Minister Amina Okoro met her Chilean counterpart in Lisbon on Tuesday.";
    let parse = Model::builtin().parse(&document(text));
    assert_eq!(parse.sentences.len(), 1);
    let sentence = &parse.sentences[0];
    let root = sentence.root().unwrap();
    assert_eq!(sentence.tokens[root].lemma, "meet");
    assert_eq!(sentence.tokens[root].upos, Upos::Verb);
    let object = sentence.child(root, Deprel::Obj).unwrap();
    assert_eq!(sentence.tokens[object].span.of(text), "counterpart");
    let place = sentence.names.iter().find(|n| n.kind == NameKind::Place).unwrap();
    assert_eq!(sentence.words(place.first as usize, place.last as usize, text), "Lisbon");
}

#[test]
fn contractions_and_possessives_are_two_words() {
    let text = "Peru's envoy didn't sign; they’re still talking.";
    let parse = Model::builtin().parse(&document(text));
    let found = words(&parse, text);
    assert_eq!(
        found,
        ["Peru", "'s", "envoy", "did", "n't", "sign", ";", "they", "’re", "still", "talking", "."]
    );
}

/// Inputs meant to break things.
fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        " ",
        "\n\n\n",
        ".",
        "...",
        "“”‘’",
        "🇵🇰🇮🇳 👩‍👩‍👧‍👦!!! 🙂",
        "שלום עולם. مرحبا بالعالم؟",
        "z\u{200b}e\u{200b}r\u{200b}o \u{feff}x",
        "ALL CAPS HEADLINE SAYS TALKS FAIL",
        "l1ke 0CR n0i5e , , .. ;;",
        "a\u{301}\u{301}\u{301}\u{301}",
        "\u{202e}reversed\u{202c}",
        "tab\tand\r\nreturn\u{0}nul\u{7f}",
        "$5bn-£3m (2019–2021) U.S.-led non-UN F-16s 10:30am http://a.b/c?d=e@f #tag @who",
        "中国和日本签署了协议。",
    ]
    .map(str::to_owned)
    .to_vec();
    all.push("x".repeat(100_000));
    all.push("-'.".repeat(20_000));
    all.push("word ".repeat(20_000));
    all.push("(".repeat(5_000));
    all.push("И\u{301}".repeat(5_000));
    all
}

#[test]
fn spans_are_exact_whatever_comes() {
    for text in hostile() {
        let parse = Model::builtin().parse(&document(&text));
        let mut end = 0;
        for sentence in &parse.sentences {
            assert!(!sentence.tokens.is_empty());
            assert_eq!(sentence.span.start, sentence.tokens[0].span.start);
            assert_eq!(sentence.span.end, sentence.tokens[sentence.tokens.len() - 1].span.end);
            for token in &sentence.tokens {
                assert!(!token.span.of(&text).is_empty(), "empty or crooked span in {:.40}", text);
                let between =
                    text.get(end..token.span.start as usize).expect("spans in order, on characters");
                assert!(!between.chars().any(char::is_alphanumeric), "lost {between:?}");
                end = token.span.end as usize;
            }
        }
        assert!(!text[end..].chars().any(char::is_alphanumeric), "lost the end of {:.40}", text);
    }
}

#[test]
fn every_tree_is_projective_with_one_root() {
    for text in hostile() {
        for sentence in &Model::builtin().parse(&document(&text)).sentences {
            let heads: Vec<Option<u32>> = sentence.tokens.iter().map(|t| t.head).collect();
            assert_eq!(heads.iter().filter(|h| h.is_none()).count(), 1);
            assert!((0..heads.len()).all(|i| sentence.ancestors(i).any(|a| heads[a].is_none())), "a loop");
            for (i, head) in heads.iter().enumerate() {
                let Some(head) = *head else { continue };
                let (a, b) = (i.min(head as usize), i.max(head as usize));
                let inside = |w: usize| sentence.ancestors(w).any(|x| x == head as usize);
                assert!((a + 1..b).all(inside), "an arc crosses another");
            }
        }
    }
}

#[test]
fn sentences_stay_inside_their_blocks() {
    let text = "Talks fail again\nThe two sides\nmet twice";
    let lines = [(0, 16), (17, 30), (31, 40)];
    let kinds = [BlockKind::Title, BlockKind::Paragraph, BlockKind::Noise];
    let blocks =
        lines.iter().zip(kinds).map(|(&(a, b), kind)| Block { span: Span::new(a, b), kind }).collect();
    let document = Document { text: text.to_owned(), blocks, ..Document::default() };
    let parse = Model::builtin().parse(&document);
    let spans: Vec<_> = parse.sentences.iter().map(|s| (s.span.start, s.span.end, s.block)).collect();
    assert_eq!(spans, [(0, 16, 0), (17, 30, 1)]);
}
