//! Training and scoring of the language engine.

mod adam;
mod checkpoint;
mod data;
mod entities;
mod export;
mod gemm;
mod heads;
mod lemmas;
mod lstm;
mod net;
mod pack;
mod rng;
mod score;
mod segmenting;
mod train;

use legation_syntax::net::file::Writer;
use legation_syntax::{Model, NameKind, conllu};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// `train-syntax --shared DIR [--seed N]`
pub fn train(args: &[String]) -> ExitCode {
    finish("train-syntax", train_all(args))
}

/// `score-syntax GOLD.conllu… [--model FILE] [--names FILE.iob2]`
pub fn score(args: &[String]) -> ExitCode {
    finish("score-syntax", score_all(args))
}

fn finish(command: &str, result: Result<(), String>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{command}: {message}");
            ExitCode::FAILURE
        }
    }
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
pub fn pack(args: &[String]) -> ExitCode {
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
    std::fs::write(out, writer.finish()).map_err(|e| format!("{out}: {e}"))
}

fn option<'a>(args: &'a [String], name: &str) -> Option<&'a str> {
    args.iter().position(|a| a == name).and_then(|i| args.get(i + 1)).map(String::as_str)
}

fn train_all(args: &[String]) -> Result<(), String> {
    let shared = PathBuf::from(option(args, "--shared").unwrap_or("../shared"));
    let number =
        |name: &str, default: f32| option(args, name).and_then(|v| v.parse().ok()).unwrap_or(default);
    let seed = number("--seed", 1.0) as u64;
    let banks = shared.join("treebanks");
    let mut gold = data::treebank(&banks.join("ewt-train.conllu"))?;
    gold.extend(data::treebank(&banks.join("gum-train.conllu"))?);
    gold.extend(data::iob(&banks.join("wikigold.conll"))?);
    let vocabulary = data::Vocabulary::new(&gold, &BTreeMap::new(), 3);
    let examples: Vec<_> = gold.iter().map(|g| data::Example::new(g, &vocabulary)).collect();
    let dev: Vec<Vec<data::Example>> = ["ewt-dev", "gum-dev"]
        .iter()
        .map(|name| {
            let gold = data::treebank(&banks.join(format!("{name}.conllu")))?;
            Ok(gold.iter().map(|g| data::Example::new(g, &vocabulary)).collect())
        })
        .collect::<Result<_, String>>()?;
    eprintln!("{} sentences, {} words known", examples.len(), vocabulary.len());
    let sizes = net::Sizes {
        word: 96,
        piece: 48,
        shape: 16,
        hidden: number("--hidden", 128.0) as usize,
        layers: number("--layers", 2.0) as usize,
        arc: 96,
        label: 96,
    };
    let plan = train::Plan {
        epochs: number("--epochs", 8.0) as usize,
        batch: number("--batch", 1000.0) as usize,
        rate: number("--rate", 0.003),
        noise: net::Noise {
            input: number("--drop-input", 0.2),
            layer: number("--drop-layer", 0.3),
            recurrent: number("--drop-recurrent", 0.15),
            word: 0.25,
        },
        seed,
    };
    let mut net = net::Net::new(sizes, vocabulary.len(), &mut rng::Rng::new(seed));
    let start = std::time::Instant::now();
    train::train(&mut net, &examples, &vocabulary.frequency, plan, |epoch, loss, net| {
        let scores: Vec<_> = dev.iter().map(|d| train::accuracy(d, &train::say(&[net], d))).collect();
        eprintln!("epoch {epoch} loss {loss:.4} {:.0?} {scores:.2?}", start.elapsed());
    });
    if let Some(path) = option(args, "--save") {
        checkpoint::save(Path::new(path), &net, &vocabulary)?;
    }
    Ok(())
}
