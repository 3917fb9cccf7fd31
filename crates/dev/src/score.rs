//! `cargo dev score [--check]`: the table of accuracy that is committed as `docs/scores.md`.

use crate::{Failure, root, shared};
use legation_engine::{Engine, read_all, thread_count};
use legation_record::Record;
use legation_score::{Coded, Score, read_gold};
use std::fmt::Write as _;
use std::path::Path;

const TABLE: &str = "docs/scores.md";

/// Measures and prints; writes the table, or with `check` holds it against the committed one.
pub fn run(check: bool, errors: usize) -> Result<(), Failure> {
    let shared = shared()?;
    let mut table = String::from(
        "# Scores on the development sets\n\nWritten by `cargo dev score`. A change that lowers a figure says why it is right.\n\n",
    );
    let development = articles(&shared.join("eval/dev"))?;
    let _ = writeln!(
        table,
        "## Articles (`eval/dev`, the reference scorer's figures)\n\n```text\n{}```\n",
        development.table()
    );
    let own = articles(&root().join("data/training/articles"))?;
    let _ = writeln!(
        table,
        "## Articles of our own (`data/training/articles`: written and annotated for this, and the lexicon mended with them)\n\n```text\n{}```\n",
        own.table()
    );
    let plv = std::fs::read_to_string(shared.join("eval/train/PLV_train.tsv"))
        .map_err(|e| Failure(e.to_string()))?;
    let items = legation_score::read_plv(&plv).map_err(Failure)?;
    let report = crate::events::cross_validate(Engine::builtin(), &items)?;
    let _ = writeln!(
        table,
        "## Sentences (`eval/train/PLV_train.tsv`, five-fold cross-validated)\n\n```text\n{report}```"
    );
    print!("{table}");
    for error in development.errors.iter().take(errors) {
        println!("{error}");
    }
    let path = root().join(TABLE);
    if !check {
        return std::fs::write(&path, table).map_err(|e| Failure(format!("{}: {e}", path.display())));
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if kept == table {
        Ok(())
    } else {
        Err(Failure(format!("{TABLE} is not what this commit scores: run `cargo dev score`")))
    }
}

fn articles(folder: &Path) -> Result<Score, Failure> {
    let gold = read_gold(folder).map_err(|e| Failure(e.to_string()))?;
    let mut documents = Vec::new();
    for item in &gold {
        for outcome in legation_ingest::read(&item.path) {
            documents.push(outcome.map_err(|r| Failure(r.to_string()))?);
        }
    }
    let mut score = Score::default();
    for (item, result) in gold.iter().zip(read_all(Engine::builtin(), &documents, thread_count())) {
        let records = result.map_err(Failure)?;
        let coded: Vec<Coded> = records
            .iter()
            .filter_map(|r| if let Record::Event(e) = r { Some(Coded::from(e)) } else { None })
            .collect();
        score.add(item, &coded);
    }
    Ok(score)
}
