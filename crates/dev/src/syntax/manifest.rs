//! What a model file is: its digest, what it was trained on and how, and what it scores.

use super::data::{read, universal_ner};
use super::{score, train};
use legation_syntax::{Model, conllu};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::Path;

/// The corpora, their licences, what they are used for.
const CORPORA: &str = r#"
[[corpus]]
name = "Universal Dependencies English EWT 2.16, training documents"
licence = "CC BY-SA 4.0"
use = "words, sentences, tags, lemmas, trees"

[[corpus]]
name = "Universal Dependencies English GUM 2.16, genres news, interview, bio, voyage, textbook, vlog, speech, conversation"
licence = "texts CC BY or public domain by genre; the treebank as a whole is declared CC BY-NC-SA 4.0"
use = "words, sentences, tags, lemmas, trees, names; left out by --without-gum"

[[corpus]]
name = "Wikigold"
licence = "CC BY 4.0"
use = "names"

[[corpus]]
name = "data/training (sentences with names, patterns with trees, lists) and the tables of states, places, bodies and people under data/"
licence = "as this repository"
use = "names; trees of news sentences"

[[corpus]]
name = "Inaugural and State of the Union addresses"
licence = "public domain (United States)"
use = "plain text: vocabulary, word vectors, sentences that teachers label"

[[corpus]]
name = "Wikinews 2004-2014 and development articles"
licence = "CC BY 2.5; OGL 3.0; public domain"
use = "plain text"

[[corpus]]
name = "Wikipedia, Portal:Current events 2025"
licence = "CC BY-SA 4.0"
use = "plain text"

[[corpus]]
name = "PLV training sentences"
licence = "as released with the ZSP paper"
use = "plain text"
"#;

/// Writes the manifest beside the model.
pub fn write(model_file: &Path, command: &str, shared: &Path) -> Result<(), String> {
    let bytes = std::fs::read(model_file).map_err(|e| format!("{}: {e}", model_file.display()))?;
    let model = Model::read(&bytes).map_err(|e| format!("{}: {e}", model_file.display()))?;
    let digest: String = Sha256::digest(&bytes).iter().fold(String::new(), |mut hex, b| {
        let _ = write!(hex, "{b:02x}");
        hex
    });
    let file = model_file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    let mut out = format!(
        "file = {file:?}\nsha256 = {digest:?}\nbytes = {}\ncommand = {command:?}\n{CORPORA}",
        bytes.len()
    );
    let banks = shared.join("treebanks");
    for name in ["ewt-dev", "gum-dev"] {
        let text = read(&banks.join(format!("{name}.conllu")))?;
        let sentences = conllu::read(&text).map_err(|e| format!("{name}: {e}"))?;
        for (words, s) in ["given", "raw"].iter().zip(score::model_on(&model, &sentences)) {
            let _ = writeln!(
                out,
                "\n[scores.{name}.{words}]\nsentences = {:.2}\nwords = {:.2}\nupos = {:.2}\nxpos = {:.2}\nlemmas = {:.2}\nuas = {:.2}\nlas = {:.2}",
                s.sentences, s.words, s.upos, s.xpos, s.lemmas, s.uas, s.las
            );
        }
    }
    let gold = universal_ner(&banks.join("uner-ewt-dev.iob2"))?;
    let said: Vec<Vec<u8>> = gold.iter().map(|g| score::name_tags(&model, &g.forms)).collect();
    let names: Vec<Vec<u8>> = gold.into_iter().map(|g| g.names).collect();
    let [precision, recall, f1] = train::names_f1(&names, &said, 3);
    let _ = writeln!(
        out,
        "\n[scores.uner-ewt-dev]\nprecision = {precision:.2}\nrecall = {recall:.2}\nf1 = {f1:.2}"
    );
    let path = model_file.with_extension("toml");
    std::fs::write(&path, out).map_err(|e| format!("{}: {e}", path.display()))
}
