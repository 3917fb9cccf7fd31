//! Training and scoring of the language engine.
#![allow(clippy::many_single_char_names, clippy::similar_names)] // the letters of the formulas
#![allow(clippy::needless_range_loop, clippy::needless_for_each)] // several arrays walk side by side

mod adam;
mod augment;
mod checkpoint;
mod data;
mod entities;
mod export;
mod gemm;
mod heads;
mod lemmas;
mod lstm;
mod manifest;
mod net;
mod pack;
mod patterns;
mod plain;
mod recipe;
mod rng;
mod score;
pub mod segmenting;
mod train;
mod vectors;

pub use rng::Rng;

use crate::Failure;
use legation_syntax::net::file::Writer;
use legation_syntax::{Model, NameKind, conllu};
use std::path::{Path, PathBuf};

/// `train-syntax --shared DIR [--seed N]`
pub fn train(args: &[String]) -> Result<(), Failure> {
    finish("train-syntax", train_all(args))
}

/// `score-syntax GOLD.conllu… [--model FILE] [--names FILE.iob2]`
pub fn score(args: &[String]) -> Result<(), Failure> {
    finish("score-syntax", score_all(args))
}

fn finish(command: &str, result: Result<(), String>) -> Result<(), Failure> {
    result.map_err(|message| Failure(format!("{command}: {message}")))
}

fn score_all(args: &[String]) -> Result<(), String> {
    let own;
    let model = match option(args, "--model") {
        None => Model::builtin(),
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|e| format!("{path}: {e}"))?;
            own = Model::read(&bytes).map_err(|e| format!("{path}: {e}"))?;
            &own
        }
    };
    for path in args.iter().filter(|a| a.ends_with(".conllu")) {
        let text = data::read(Path::new(path))?;
        let sentences = conllu::read(&text).map_err(|e| format!("{path}: {e}"))?;
        let [given, raw] = score::model_on(model, &sentences);
        println!("{path}\n  its words  {given}\n  raw text   {raw}");
    }
    if let Some(path) = option(args, "--names") {
        let gold = data::universal_ner(Path::new(path))?;
        let said: Vec<Vec<u8>> = gold.iter().map(|g| score::name_tags(model, &g.forms)).collect();
        let names: Vec<Vec<u8>> = gold.iter().map(|g| g.names.clone()).collect();
        let [p, r, f] = train::names_f1(&names, &said, 3);
        println!("{path}\n  names  P {p:.2}  R {r:.2}  F1 {f:.2}");
        if args.iter().any(|a| a == "--errors") {
            gold.iter().zip(&said).for_each(|(g, s)| print_name_errors(&g.forms, &g.names, s));
        }
        for kind in 0..3 {
            let [p, r, f] = train::names_of_kind(&names, &said, kind);
            println!("    {}  P {p:.2}  R {r:.2}  F1 {f:.2}", NameKind::ALL[kind as usize].as_str());
        }
    }
    Ok(())
}

/// One line for every name that only one side has.
fn print_name_errors(forms: &[String], gold: &[u8], said: &[u8]) {
    let spans = |tags: &[u8]| train::name_spans(tags);
    let (g, s) = (spans(gold), spans(said));
    let show = |sign: char, &(from, to, kind): &(usize, usize, u8)| {
        let context = forms[from.saturating_sub(3)..(to + 3).min(forms.len())].join(" ");
        println!(
            "{sign} {} {}   [{context}]",
            NameKind::ALL[kind as usize].as_str(),
            forms[from..to].join(" ")
        );
    };
    g.iter().filter(|x| !s.contains(x)).for_each(|x| show('-', x));
    s.iter().filter(|x| !g.contains(x)).for_each(|x| show('+', x));
}

/// `pack-syntax CHECKPOINT --shared DIR --out FILE`
pub fn pack(args: &[String]) -> Result<(), Failure> {
    finish("pack-syntax", pack_all(args))
}

fn pack_all(args: &[String]) -> Result<(), String> {
    let banks = PathBuf::from(option(args, "--shared").unwrap_or("../shared")).join("treebanks");
    let (net, vocabulary) = checkpoint::load(Path::new(args.first().map_or("", String::as_str)))?;
    let mut writer = Writer::default();
    export::write(&net, &vocabulary, &mut writer);
    let (mut gold, mut paragraphs) = (Vec::new(), Vec::new());
    for name in ["ewt-train.conllu", "gum-train.conllu"] {
        let path = banks.join(name);
        gold.extend(data::treebank(&path)?);
        let text = data::read(&path)?;
        let sentences = conllu::read(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        paragraphs.extend(segmenting::paragraphs(&sentences));
    }
    writer.section("lemmas", lemmas::learn(&gold).as_bytes());
    segmenting::train(&paragraphs, 1, &mut writer);
    let out = option(args, "--out").unwrap_or("models/english.syntax");
    std::fs::write(out, writer.finish()).map_err(|e| format!("{out}: {e}"))?;
    let shared = PathBuf::from(option(args, "--shared").unwrap_or("../shared"));
    manifest::write(Path::new(out), &format!("cargo dev pack-syntax {}", args.join(" ")), &shared)
}

fn option<'a>(args: &'a [String], name: &str) -> Option<&'a str> {
    args.iter().position(|a| a == name).and_then(|i| args.get(i + 1)).map(String::as_str)
}

fn train_all(args: &[String]) -> Result<(), String> {
    let number =
        |name: &str, default: usize| option(args, name).and_then(|v| v.parse().ok()).unwrap_or(default);
    let path = |name: &str, default: PathBuf| option(args, name).map_or(default, PathBuf::from);
    let work = path("--work", std::env::temp_dir().join("legation-syntax"));
    std::fs::create_dir_all(&work).map_err(|e| format!("{}: {e}", work.display()))?;
    let order = recipe::Order {
        shared: path("--shared", crate::root().join("../shared")),
        data: path("--data", crate::root().join("data")),
        work,
        out: path("--out", crate::root().join("models/english.syntax")),
        seed: number("--seed", 1) as u64,
        teachers: number("--teachers", 2),
        teacher_epochs: number("--teacher-epochs", 10),
        student_epochs: number("--student-epochs", 7),
        rate: option(args, "--rate").and_then(|r| r.parse().ok()).unwrap_or(0.003),
        start: option(args, "--start").map(PathBuf::from),
        gum: !args.iter().any(|a| a == "--without-gum"),
    };
    recipe::run(&order)?;
    manifest::write(&order.out, &format!("cargo dev train-syntax {}", args.join(" ")), &order.shared)
}
