//! Records (JSON Lines) on standard input, the corpus on standard output: `legation code --records … | merge [A,B]`.
use legation_merge::{Options, ReceiptInput, merge};
use std::io::Read as _;

fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).expect("standard input");
    let records: Vec<legation_record::Record> =
        text.lines().map(|l| serde_json::from_str(l).expect(l)).collect();
    let between = std::env::args().nth(1).and_then(|a| {
        let (a, b) = a.split_once(',')?;
        Some((a.to_owned(), b.to_owned()))
    });
    let corpus = merge(&records, ReceiptInput::default(), &Options { between, ..Options::default() });
    println!("{}", serde_json::to_string_pretty(&corpus).expect("a corpus"));
}
