//! What can be asked for on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use legation_record::EventType;
use std::path::PathBuf;

/// Reads what the press and governments publish about relations between states, and keeps the record: who did what to
/// whom, when, on whose word, and what is disputed.
#[derive(Debug, Parser)]
#[command(name = "legation", version, propagate_version = true, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// Say more about what is being done (standard error)
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Threads to use; 0 means one a core
    #[arg(short = 'j', long, global = true, default_value_t = 0, value_name = "N")]
    pub threads: usize,
    /// Event entries of your own: a folder of .toml files, one such file, or a PETRARCH2 verb dictionary (any other file).
    /// They add to the shipped lexicon, or replace entries by id; may be given more than once
    #[arg(long, global = true, value_name = "PATH")]
    pub lexicon: Vec<PathBuf>,
    /// File of actors that go before the shipped ones: a tab-separated table (name, code; aliases sector kind office
    /// from to) or a PETRARCH actor dictionary; may be given again
    #[arg(long, global = true, value_name = "FILE")]
    pub actors: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and write a cited brief
    Brief(BriefArgs),
    /// Read articles and print coded records, one a line
    Code(CodeArgs),
    /// Show for a text what was coded, by which rule, and what was considered and rejected
    Explain(ExplainArgs),
    /// Print the syntax of a text as CoNLL-U
    Parse(ParseArgs),
    /// Read articles into an archive, a file that grows; made where there is none
    Add(AddArgs),
    /// Print what an archive holds, one record a line
    List(ListArgs),
    /// Print an archive's records for other programs
    Export(ExportArgs),
    /// Withdraw a document from an archive: it is kept, marked, and no longer counts
    Retract(RetractArgs),
    /// Say which reports in an archive are one happening and which stand apart; kept, and undone at will
    Decide(DecideArgs),
    /// Measure accuracy against annotated gold
    Score(ScoreArgs),
    /// Print a completion script for your shell
    Completions { shell: clap_complete::Shell },
    /// Print the manual page (roff)
    Man,
    /// Print the JSON Schema of the published records
    Schema,
}

#[derive(Debug, Args)]
pub struct BriefArgs {
    /// Files and folders: .txt .md .html .json .jsonl, and .gz of these; or one archive
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Only what concerns both countries, as ISO 3166 alpha-3 codes
    #[arg(long, value_name = "A,B", value_parser = dyad)]
    pub between: Option<(String, String)>,
    /// Only what happened on or after this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,
    /// Only what mentions these words
    #[arg(long, value_name = "WORDS")]
    pub topic: Option<String>,
    /// Write here instead of standard output; written beside and renamed, never half
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Format; told by FILE's ending where left out, else html
    #[arg(long, value_enum)]
    pub format: Option<BriefFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BriefFormat {
    Html,
    Md,
    Json,
}

#[derive(Debug, Args)]
pub struct CodeArgs {
    /// Files and folders; `-` reads JSON Lines or plain text from standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    /// Which records to print
    #[arg(long, value_delimiter = ',', default_value = "event", value_name = "KINDS")]
    pub records: Vec<RecordKind>,
    #[command(flatten)]
    pub print: PrintArgs,
}

/// How records are printed, and where.
#[derive(Debug, Args)]
pub struct PrintArgs {
    #[arg(long, value_enum, default_value_t = CodeFormat::Jsonl)]
    pub format: CodeFormat,
    /// Put the nearest CAMEO code beside each event's PLOVER type, as `cameo`
    #[arg(long)]
    pub cameo: bool,
    /// Write here instead of standard output; written beside and renamed, never half
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RecordKind {
    Document,
    Event,
    Figure,
    Claim,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CodeFormat {
    Jsonl,
    Csv,
}

#[derive(Debug, Args)]
pub struct AddArgs {
    /// The archive
    pub archive: PathBuf,
    /// Files and folders; `-` reads JSON Lines or plain text from standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
}

/// Which of an archive's records.
#[derive(Debug, Args)]
pub struct Selection {
    /// Only what concerns both countries, as ISO 3166 alpha-3 codes
    #[arg(long, value_name = "A,B", value_parser = dyad)]
    pub between: Option<(String, String)>,
    /// Only what happened on or after this day, or has no date
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,
    /// Only events of this PLOVER type
    #[arg(long = "type", value_name = "TYPE", value_parser = event_type)]
    pub event: Option<EventType>,
    /// Only sentences that hold these words, in any form
    #[arg(long, value_name = "WORDS")]
    pub search: Option<String>,
    /// Only what was added, corrected or withdrawn on or after this day (UTC)
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub changed_since: Option<Date>,
    /// Which records
    #[arg(long, value_delimiter = ',', default_value = "event", value_name = "KINDS")]
    pub records: Vec<RecordKind>,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// The archive
    pub archive: PathBuf,
    #[command(flatten)]
    pub selection: Selection,
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The archive
    pub archive: PathBuf,
    #[command(flatten)]
    pub selection: Selection,
    #[command(flatten)]
    pub print: PrintArgs,
}

#[derive(Debug, Args)]
pub struct RetractArgs {
    /// The archive
    pub archive: PathBuf,
    /// The document's content id, or its name
    pub document: String,
    /// Why
    #[arg(long, value_name = "WORDS")]
    pub reason: Option<String>,
}

#[derive(Debug, Args)]
pub struct DecideArgs {
    /// The archive
    pub archive: PathBuf,
    /// What is decided; the decisions that stand are printed where left out
    #[command(subcommand)]
    pub what: Option<Decide>,
}

/// Reports are named by the ids of their records (e-…), or all of a happening's at once by its id (h-…).
#[derive(Debug, Subcommand)]
pub enum Decide {
    /// These tell of one happening, whatever the rules say
    Merge {
        #[arg(required = true, num_args = 1.., value_name = "ID")]
        ids: Vec<String>,
    },
    /// These stand apart from all others
    Split {
        #[arg(required = true, num_args = 1.., value_name = "ID")]
        ids: Vec<String>,
    },
    /// Take a decision back, by its number
    Undo { number: i64 },
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct ExplainSource {
    /// The file to explain
    pub file: Option<PathBuf>,
    /// The text to explain
    #[arg(short, long, value_name = "TEXT")]
    pub text: Option<String>,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    #[command(flatten)]
    pub source: ExplainSource,
    /// The day the text was published, for "yesterday" and the like
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub published: Option<Date>,
}

#[derive(Debug, Args)]
pub struct ParseArgs {
    /// Files and folders; `-` reads standard input
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ScoreArgs {
    /// Folder of annotated articles (NAME.json beside NAME.txt)
    #[arg(required_unless_present = "plv")]
    pub gold: Option<PathBuf>,
    /// Coded events (JSON Lines) to score; the articles are coded afresh where left out
    pub events: Option<PathBuf>,
    /// Print so many errors
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub errors: usize,
    /// Score PLOVER root classes on sentences with marked source and target (tab-separated)
    #[arg(long, value_name = "FILE", conflicts_with = "gold")]
    pub plv: Option<PathBuf>,
}

fn dyad(text: &str) -> Result<(String, String), String> {
    let is_code = |c: &str| c.len() == 3 && c.bytes().all(|b| b.is_ascii_alphabetic());
    match text.split_once(',') {
        Some((a, b)) if is_code(a) && is_code(b) => Ok((a.to_ascii_uppercase(), b.to_ascii_uppercase())),
        _ => Err("write two ISO 3166 alpha-3 codes with a comma, as in RUS,PAK".to_owned()),
    }
}

fn event_type(text: &str) -> Result<EventType, String> {
    EventType::parse(&text.to_ascii_uppercase()).ok_or_else(|| {
        let known: Vec<&str> = EventType::ALL.iter().map(|t| t.as_str()).collect();
        format!("write one of {}", known.join(" "))
    })
}
