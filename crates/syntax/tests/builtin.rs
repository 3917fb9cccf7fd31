//! The engine with its own model: what users see.

use legation_syntax::net::kernel::Level;
use legation_syntax::{Deprel, Model, NameKind, Parse, Upos, conllu};
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
fn a_dash_between_names_parts_them() {
    let text = "The Mali–Niger and Peru-Chile talks on Non-Proliferation left Kim Min-woo cold.";
    let parse = Model::builtin().parse(&document(text));
    let wanted = "The Mali – Niger and Peru - Chile talks on Non-Proliferation left Kim Min-woo cold .";
    assert_eq!(words(&parse, text).join(" "), wanted);
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
    all.push("x".repeat(40_000));
    all.push("-'.".repeat(2_000));
    all.push("word ".repeat(3_000));
    all.push("(".repeat(1_000));
    all.push("И\u{301}".repeat(2_000));
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
                assert!(!token.span.of(&text).is_empty(), "empty or crooked span in {text:.40}");
                let between =
                    text.get(end..token.span.start as usize).expect("spans in order, on characters");
                assert!(!between.chars().any(char::is_alphanumeric), "lost {between:?}");
                end = token.span.end as usize;
            }
        }
        assert!(!text[end..].chars().any(char::is_alphanumeric), "lost the end of {text:.40}");
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

/// Integer sums are exact and float operations keep their order, so instructions cannot change an answer.
#[test]
fn every_instruction_set_gives_the_same_parse() {
    let text = "PESHAWAR: Two envoys, who “hadn't slept”, flew to Tashkent on 4 May 2031 for $2.5bn talks. \
                It was the third visit in a year! Nobody in the U.S. Embassy would say why they came so soon\n\n\
                MINISTERS TO MEET AGAIN NEXT WEEK";
    let widest = Model::builtin().parse(&document(text));
    for level in Level::available() {
        let parse = Model::builtin().clone().at_level(level).parse(&document(text));
        assert_eq!(format!("{parse:?}"), format!("{widest:?}"), "{level:?}");
    }
}

/// What stands beside a sentence must not change what is said of it.
#[test]
fn a_sentence_is_read_alike_alone_and_in_company() {
    let sentences =
        ["The two armies traded fire.", "Talks?", "Ministers, it was said on Friday, may yet meet in Doha."];
    let together = Model::builtin().parse(&document(&sentences.join(" ")));
    assert_eq!(together.sentences.len(), 3);
    for (text, sentence) in sentences.iter().zip(&together.sentences) {
        let alone = &Model::builtin().parse(&document(text)).sentences[0];
        let tree = |s: &legation_syntax::Sentence| {
            s.tokens.iter().map(|t| (t.xpos, t.head, t.deprel)).collect::<Vec<_>>()
        };
        assert_eq!(tree(alone), tree(sentence), "{text}");
    }
}

#[test]
fn a_parse_survives_writing_and_reading() {
    let text = "Peru's envoy can't sign\tin Lima-Callao (yet).";
    let parse = Model::builtin().parse(&document(text));
    let written = conllu::write(&parse, text);
    let read = conllu::read(&written).expect("our own CoNLL-U");
    assert_eq!(read.len(), parse.sentences.len());
    for (raw, sentence) in read.iter().zip(&parse.sentences) {
        assert_eq!(raw.words.len(), sentence.tokens.len());
        for (word, token) in raw.words.iter().zip(&sentence.tokens) {
            assert_eq!(word.form, token.span.of(text));
            assert_eq!(word.head, token.head.map_or(0, |h| h as usize + 1));
            assert_eq!(word.deprel, token.deprel.as_str());
            assert!(word.misc.contains(&format!("Span={}:{}", token.span.start, token.span.end)));
        }
    }
    assert!(written.contains("1-2\tPeru's\t_"), "{written}");
    assert!(written.contains("Name=B-LOC"), "{written}");
}
