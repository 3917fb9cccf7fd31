//! What is fed any bytes at all: each target is a function that must return. `cargo fuzz` drives them by coverage; the
//! test `crates/engine/tests/fuzz.rs` by mutations of the samples.

use legation_engine::Engine;
use legation_lexicon::actors::Actors;
use legation_lexicon::events::{Classes, Events};
use legation_lexicon::frame::Words;
use legation_lexicon::{Lexicon, petrarch_verbs};
use legation_record::Record;
use legation_syntax::{Model, conllu};

/// A target: its name, its function, and well-formed input to begin from.
pub type Target = (&'static str, fn(&[u8]), &'static [u8]);

/// Every target.
pub const TARGETS: [Target; 7] = [
    ("raw_text", raw_text, TEXT),
    ("html", html, HTML),
    ("conllu", read_conllu, CONLLU),
    ("model", model, include_bytes!("../models/english.syntax")),
    ("actors", actors, ACTORS),
    ("lexicon_toml", lexicon_toml, ENTRIES),
    ("verb_dictionary", verb_dictionary, include_bytes!("../crates/lexicon/src/petrarch_verbs/sample.txt")),
];

const TEXT: &[u8] = "Chile and Peru hold talks\n\nSouthern Gazette | 2024-05-03\n\n\u{201c}We will not leave,\u{201d} Peru\u{2019}s \
    foreign minister, Ana D\u{ed}az, said on Friday, denying that Chile\u{200b} had sent $5.5 billion (\u{20ac}4bn) to rebels. \
    CHILE TO WITHDRAW 2,000 TROOPS!!! \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{1f1e8}\u{1f1f1} agreed to urge Peru to stop threatening to attack.\n"
    .as_bytes();

const HTML: &[u8] = b"<!doctype html><html><head><title>Talks &amp; aid</title><meta property='article:published_time' \
    content='2024-05-03T10:00:00Z'><script>var x='</p>';</script></head><body><nav><a href=/>Home</a></nav><article>\
    <h1>Talks</h1><p>Chile met Peru.<br>They <b>agreed</b> &#8220;to meet&#x201d;.</p><ul><li>Aid</ul></article></body>";

const CONLLU: &[u8] = b"# newdoc\n# text = Chile met Peru.\n1\tChile\tChile\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_\n\
    2-3\tmet\t_\t_\t_\t_\t_\t_\t_\t_\n2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_\n3\tPeru\tPeru\tPROPN\tNNP\t_\t2\tobj\t_\t\
    SpaceAfter=No\n3.1\t_\t_\t_\t_\t_\t_\t_\t_\t_\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";

const ACTORS: &[u8] = b"# mine\nJANE_Q._DOE_ ; note\n+PREMIER_DOE\n\t[PERGOV 970101-20011231]\n\t[CHLELI >20020101]\nUNX_ [IGOUNO]\n";

const ENTRIES: &[u8] = b"[[entry]]\nid = \"visit\"\nheads = [\"visit.v\", \"trip.n\"]\ntype = \"CONSULT\"\nmode = \"visit\"\nop = \"want\"\n\
    actor = [\"subj\"]\nrecipient = [\"obj\", \"to\"]\nboth = true\nrequires = [\"obj:talks|@talks\", \"with=party\"]\nunless = [\"obj\"]\n\
    contexts = [\"military\"]\npriority = -1\nyes = [\"A visited B. => CONSULT/visit AAA > BBB\"]\nno = [\"C\"]\n";

/// Raw text to records: every offset slices its sentence.
pub fn raw_text(bytes: &[u8]) {
    records("text.txt", bytes);
}

/// A page to records.
pub fn html(bytes: &[u8]) {
    records("page.html", bytes);
}

fn records(name: &str, bytes: &[u8]) {
    for document in legation_ingest::read_bytes(name, bytes).into_iter().flatten() {
        let chars: Vec<char> = document.text.chars().collect();
        for record in Engine::builtin().records(&document) {
            let (info, sentence) = match &record {
                Record::Event(e) => (e.text_info, &e.text),
                Record::Figure(f) => (f.text_info, &f.text),
                Record::Claim(c) => (c.text_info, &c.text),
                Record::Document(_) => continue,
            };
            let slice: String = chars[info.start as usize..info.end as usize].iter().collect();
            assert_eq!(&slice, sentence);
        }
    }
}

/// CoNLL-U as another tool may have written it.
pub fn read_conllu(bytes: &[u8]) {
    let _ = conllu::read(&String::from_utf8_lossy(bytes));
}

/// A model file; one that is taken for a model must parse.
pub fn model(bytes: &[u8]) {
    if let Ok(model) = Model::read(bytes) {
        let _ = model.parse_text("Chile\u{2019}s minister met Peru in Lima, the U.S. said.");
    }
}

/// A user's dictionary of actors, as a table or in PETRARCH's form.
pub fn actors(bytes: &[u8]) {
    let known: &Actors = &Lexicon::builtin().actors;
    let _ = known.with_file("own.txt", &String::from_utf8_lossy(bytes));
}

/// A user's file of event entries.
pub fn lexicon_toml(bytes: &[u8]) {
    let classes: Classes = [("talks".to_owned(), Words::sorted(["talk".into()]))].into_iter().collect();
    let _ = Events::new(classes).add("own.toml", &String::from_utf8_lossy(bytes));
}

/// A user's PETRARCH2 verb dictionary.
pub fn verb_dictionary(bytes: &[u8]) {
    let crosswalk = Lexicon::builtin().codebook.crosswalk();
    let _ = petrarch_verbs::read("own.txt", &String::from_utf8_lossy(bytes), crosswalk);
}
