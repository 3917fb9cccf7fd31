//! From treebanks to the model file, in one command: segmenter and lemmas, word vectors, an ensemble of teachers, and
//! the student that learns from the treebanks and from plain text that the teachers labelled.

use super::data::{self, Example, Gold, NONE, Vocabulary};
use super::net::{Net, Noise, Sizes};
use super::rng::Rng;
use super::train::{self, Plan, Said};
use super::{augment, checkpoint, export, lemmas, patterns, plain, segmenting, vectors};
use legation_syntax::conllu;
use legation_syntax::features::vocabulary_key;
use legation_syntax::net::file::{Reader, Writer};
use legation_syntax::segment::Segmenter;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

/// What the command line asks for.
#[derive(Clone, Debug)]
pub struct Order {
    /// The folder of corpora.
    pub shared: PathBuf,
    /// The repository's data folder.
    pub data: PathBuf,
    /// Where checkpoints are kept; those found there are not trained again.
    pub work: PathBuf,
    pub out: PathBuf,
    pub seed: u64,
    pub teachers: usize,
    pub teacher_epochs: usize,
    pub student_epochs: usize,
    /// Adam's step at its largest.
    pub rate: f32,
    /// A network to go on from, in place of word vectors and chance.
    pub start: Option<PathBuf>,
    /// False leaves GUM out.
    pub gum: bool,
}

const STUDENT: Sizes = Sizes { word: 96, piece: 48, shape: 16, hidden: 128, layers: 2, arc: 96, label: 96 };
const TEACHER: Sizes = Sizes { hidden: 176, arc: 128, label: 128, ..STUDENT };
/// A word of plain text that occurs less often is unknown.
const PLAIN_LEAST: u32 = 4;
/// What a sentence that the teachers labelled counts.
const LABELLED: f32 = 0.6;

/// What every stage shares.
struct Stock {
    trees: Vec<Gold>,
    named: Vec<Gold>,
    /// Made of patterns: trees, tags and names, no lemmas.
    made: Vec<Gold>,
    plain: Vec<Vec<String>>,
    vocabulary: Vocabulary,
    list: augment::NameList,
}

/// Runs the whole recipe.
pub fn run(order: &Order) -> Result<(), String> {
    let start = Instant::now();
    let mut writer = Writer::default();
    let stock = stock(order, &mut writer)?;
    eprintln!(
        "{:.0?}: {} trees, {} sentences with names alone, {} of plain text, {} words",
        start.elapsed(),
        stock.trees.len(),
        stock.named.len(),
        stock.plain.len(),
        stock.vocabulary.len()
    );
    let vectors = if order.start.is_some() { Vec::new() } else { vectors(&stock, order.seed) };
    eprintln!("{:.0?}: word vectors", start.elapsed());
    let dev = Dev::read(order, &stock.vocabulary)?;
    let mut teachers = Vec::new();
    for t in 0..order.teachers {
        let seed = order.seed * 100 + t as u64;
        let examples = examples(&gold(&stock, None, seed), &stock.vocabulary);
        let plan = plan(order, order.teacher_epochs, seed, false);
        teachers.push(network(
            order,
            &format!("teacher{t}"),
            TEACHER,
            &examples,
            &stock.vocabulary,
            &vectors,
            plan,
            &dev,
        )?);
    }
    if order.student_epochs == 0 {
        return Ok(());
    }
    let nets: Vec<&Net> = teachers.iter().collect();
    dev.report(&nets, "teachers together");
    let labelled = label(&stock, &nets);
    eprintln!("{:.0?}: plain text labelled", start.elapsed());
    let seed = order.seed * 100 + 50;
    let examples = examples(&gold(&stock, Some(labelled), seed), &stock.vocabulary);
    let plan = plan(order, order.student_epochs, seed, true);
    let student = network(order, "student", STUDENT, &examples, &stock.vocabulary, &vectors, plan, &dev)?;
    export::write(&student, &stock.vocabulary, &mut writer);
    std::fs::write(&order.out, writer.finish()).map_err(|e| format!("{}: {e}", order.out.display()))
}

/// Reads all text; trains and writes what needs no network.
fn stock(order: &Order, writer: &mut Writer) -> Result<Stock, String> {
    let banks = order.shared.join("treebanks");
    let (mut trees, mut paragraphs) = (Vec::new(), Vec::new());
    for name in ["ewt-train.conllu", "gum-train.conllu"].iter().take(if order.gum { 2 } else { 1 }) {
        let path = banks.join(name);
        trees.extend(data::treebank(&path)?);
        let text = data::read(&path)?;
        let sentences = conllu::read(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        paragraphs.extend(segmenting::paragraphs(&sentences));
    }
    writer.section("lemmas", lemmas::learn(&trees).as_bytes());
    segmenting::train(&paragraphs, order.seed, writer);
    let bytes = writer.clone().finish();
    let segmenter = Reader::new(&bytes).and_then(|r| Segmenter::read(&r)).map_err(|e| e.to_string())?;
    let mut named = data::iob(&banks.join("wikigold.conll"))?;
    for file in ["names.txt", "names-web.txt"] {
        named.extend(data::marked(&order.data.join("training").join(file), &segmenter)?);
    }
    let made = patterns::sentences(&order.data, &mut Rng::new(order.seed))?;
    let plain = plain::sentences(&order.shared, &segmenter)?;
    let mut counts = BTreeMap::new();
    for form in plain.iter().flatten().chain(named.iter().flat_map(|g| &g.forms)) {
        *counts.entry(vocabulary_key(form)).or_insert(0) += 1;
    }
    let vocabulary = Vocabulary::new(&trees, &counts, PLAIN_LEAST);
    let list = augment::NameList::new(&named, &order.data, &segmenter)?;
    Ok(Stock { trees, named, made, plain, vocabulary, list })
}

fn vectors(stock: &Stock, seed: u64) -> Vec<Option<Vec<f32>>> {
    let forms = stock.plain.iter().chain(stock.trees.iter().chain(&stock.named).map(|g| &g.forms));
    let text: Vec<Vec<u32>> =
        forms.map(|s| s.iter().map(|form| stock.vocabulary.id(vocabulary_key(form))).collect()).collect();
    vectors::learn(&text, stock.vocabulary.len(), STUDENT.word, seed)
}

/// All sentences to learn from. With `labelled` (plain text, then the trees' names) these join.
fn gold(stock: &Stock, labelled: Option<(Vec<Gold>, Vec<Vec<u8>>)>, seed: u64) -> Vec<Gold> {
    let mut rng = Rng::new(seed);
    let mut all = stock.trees.clone();
    let mut extra = Vec::new();
    if let Some((plain, names)) = labelled {
        for (gold, names) in all.iter_mut().zip(names) {
            if gold.names.contains(&NONE) {
                gold.names = names;
            }
        }
        extra = plain;
    }
    let recased = augment::recased(&all, 0.04, &mut rng);
    let recased_names = augment::recased(&stock.named, 0.12, &mut rng);
    let exchanged: Vec<Gold> = stock.named.iter().map(|g| stock.list.exchanged(g, &mut rng)).collect();
    all.extend(stock.named.iter().cloned());
    all.extend(stock.made.iter().cloned());
    for part in [exchanged, recased, recased_names, extra] {
        all.extend(part);
    }
    all
}

fn examples(gold: &[Gold], vocabulary: &Vocabulary) -> Vec<Example> {
    gold.iter().map(|g| Example::new(g, vocabulary)).collect()
}

fn plan(order: &Order, epochs: usize, seed: u64, student: bool) -> Plan {
    let noise = if student {
        Noise { input: 0.15, layer: 0.2, recurrent: 0.1, word: 0.25 }
    } else {
        Noise { input: 0.2, layer: 0.33, recurrent: 0.2, word: 0.25 }
    };
    Plan { epochs, batch: 1000, rate: order.rate, noise, seed }
}

/// Trains a network, or takes it from the work folder.
#[allow(clippy::too_many_arguments)] // called from one place, with everything there is
fn network(
    order: &Order,
    name: &str,
    sizes: Sizes,
    examples: &[Example],
    vocabulary: &Vocabulary,
    vectors: &[Option<Vec<f32>>],
    plan: Plan,
    dev: &Dev,
) -> Result<Net, String> {
    let path = order.work.join(format!("{name}.checkpoint"));
    let mut net = Net::new(sizes, vocabulary.len(), &mut Rng::new(plan.seed));
    if path.exists() {
        let (old, known) = checkpoint::load(&path)?;
        go_on(&mut net, vocabulary, &old, &known);
        return Ok(net);
    }
    for (row, vector) in vectors.iter().enumerate() {
        if let Some(vector) = vector {
            let to = &mut net.tables[0][row * sizes.word..][..sizes.word];
            to.iter_mut().zip(vector).for_each(|(t, v)| *t = v * 0.2);
        }
    }
    if let Some(path) = &order.start {
        let (old, known) = checkpoint::load(path)?;
        go_on(&mut net, vocabulary, &old, &known);
    }
    let start = Instant::now();
    train::train(&mut net, examples, &vocabulary.frequency, plan, |epoch, loss, net| {
        dev.report(&[net], &format!("{name} {epoch}/{} {:.0?} loss {loss:.4}", plan.epochs, start.elapsed()));
    });
    checkpoint::save(&path, &net, vocabulary)?;
    Ok(net)
}

/// Copies `old` into a network of the same sizes; words it did not know start as its unknown word.
fn go_on(net: &mut Net, vocabulary: &Vocabulary, old: &Net, known: &Vocabulary) {
    net.dense.clone_from(&old.dense);
    for table in [1, 2] {
        net.tables[table].clone_from(&old.tables[table]);
    }
    let width = net.sizes.word;
    let keys = std::iter::once(0).chain(vocabulary.keys.iter().copied());
    for (row, key) in net.tables[0].chunks_exact_mut(width).zip(keys) {
        row.copy_from_slice(&old.tables[0][known.id(key) as usize * width..][..width]);
    }
}

/// What the teachers say: plain text as sentences of full weight in everything but the loss, and names of the trees.
fn label(stock: &Stock, nets: &[&Net]) -> (Vec<Gold>, Vec<Vec<u8>>) {
    let bare = |forms: &Vec<String>| Gold { forms: forms.clone(), ..Gold::default() };
    let plain: Vec<Gold> = stock.plain.iter().map(bare).collect();
    let said = train::say(nets, &examples(&plain, &stock.vocabulary));
    let labelled = plain.into_iter().zip(said).map(|(gold, said)| of_said(gold, said)).collect();
    let trees: Vec<Gold> = stock.trees.iter().map(|g| bare(&g.forms)).collect();
    let names = train::say(nets, &examples(&trees, &stock.vocabulary)).into_iter().map(|s| s.names).collect();
    (labelled, names)
}

fn of_said(gold: Gold, said: Said) -> Gold {
    Gold {
        upos: said.upos,
        xpos: said.xpos,
        heads: said.heads,
        deprels: said.deprels,
        names: said.names,
        weight: LABELLED,
        ..gold
    }
}

/// The development files, to look at while training.
struct Dev {
    trees: Vec<(String, Vec<Example>)>,
    names: (Vec<Example>, Vec<Vec<u8>>),
}

impl Dev {
    fn read(order: &Order, vocabulary: &Vocabulary) -> Result<Self, String> {
        let banks = order.shared.join("treebanks");
        let mut trees = Vec::new();
        for name in ["ewt-dev", "gum-dev"] {
            let gold = data::treebank(&banks.join(format!("{name}.conllu")))?;
            trees.push((name.to_owned(), examples(&gold, vocabulary)));
        }
        let gold = data::universal_ner(&banks.join("uner-ewt-dev.iob2"))?;
        let names = gold.iter().map(|g| g.names.clone()).collect();
        Ok(Self { trees, names: (examples(&gold, vocabulary), names) })
    }

    fn report(&self, nets: &[&Net], what: &str) {
        eprint!("{what}");
        for (name, examples) in &self.trees {
            let [upos, xpos, uas, las] = train::accuracy(examples, &train::say(nets, examples));
            eprint!("  {name} UPOS {upos:.2} XPOS {xpos:.2} UAS {uas:.2} LAS {las:.2}");
        }
        let said: Vec<Vec<u8>> = train::say(nets, &self.names.0).into_iter().map(|s| s.names).collect();
        eprintln!("  names {:.2}", train::names_f1(&self.names.1, &said, 3)[2]);
    }
}
