//! Text that nobody would print: no panic, exact spans, and time that grows with length alone.

use legation_engine::Engine;
use legation_record::Record;

fn check(text: &str) {
    for outcome in legation_ingest::read_bytes("hostile.txt", text.as_bytes()) {
        let Ok(document) = outcome else { continue };
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

#[test]
fn sentences_of_two_thousand_words_end() {
    check(&format!("Chile {} Peru.", "and Peru met Chile, which said that ".repeat(400)));
    check(&"the minister of the ministry of ".repeat(2000));
}

#[test]
fn fifty_nested_clauses_end() {
    check(&format!("{}Chile attacked Peru.", "Peru said that Chile denied that ".repeat(50)));
}

#[test]
fn quotes_that_never_close_and_marks_alone_are_text() {
    check("“Chile must leave Peru, he said. Peru refused. \"We will attack Chile");
    check("“””\"\"'' « » ( [ { … — - -- ::: ;; ..");
    check("U.S. v. U.K. Gen. Gov. Mr. Mrs. a.m. p.m. No. 10. i.e. e.g.");
}

#[test]
fn other_scripts_emoji_and_zero_widths_keep_exact_spans() {
    check(
        "Путин посетил Пекин. 中国与俄罗斯举行会谈。 Chile 🇨🇱 met Peru 🇵🇪 in Lima\u{200b}.\u{200f} שלום ‏مرحبا Chile attacked Peru.",
    );
    check("CHILE ATTACKS PERU!!! PERU TO ATTACK CHILE???\u{feff}\u{ad}");
    check("Ch1le he1d ta1ks w1th Peru |n L1ma 0n 3l Febuary 20Z5 and $-0 billion 1e400 year 99999.");
}

#[test]
fn a_megabyte_without_a_stop_ends() {
    check(&"Chile met Peru and ".repeat(55_000));
    check(&"CHILE-ATTACKED-".repeat(70_000));
}

#[test]
fn capitals_right_to_left_and_marks_inside_words_keep_exact_spans() {
    check(
        &"CHILE SAYS PERU MUST PULL BACK ITS TROOPS FROM THE BORDER BY FRIDAY, OR FACE SANCTIONS. "
            .repeat(40),
    );
    check(&"\u{202e}Chile\u{202c} \u{2067}التقى وزير خارجية\u{2069} met Pe\u{200d}ru; שר החוץ אמר: \u{201c}Chile attacked Peru.\u{201d} ".repeat(40));
    check(&"C\u{200b}h\u{200b}i\u{200b}le m\u{ad}et P\u{301}eru\u{feff}. 👩‍👩‍👧‍👦🏳️‍🌈 ".repeat(40));
}

#[test]
fn random_words_of_the_trade_never_panic() {
    const WORDS: [&str; 32] = [
        "Chile",
        "Peru",
        "said",
        "that",
        "“",
        "”",
        ",",
        ".",
        "denied",
        "accused",
        "of",
        "attacking",
        "will",
        "not",
        "agreed",
        "to",
        "the",
        "minister",
        "its",
        "two countries",
        "on Friday",
        "$5",
        "billion",
        "must",
        "who",
        "which",
        "and",
        "by",
        "visit",
        "sanctions",
        "if",
        "\n\n",
    ];
    let mut state = 0x2545_f491_4f6c_dd1du64;
    for _ in 0..300 {
        let mut text = String::new();
        for _ in 0..60 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(WORDS[(state % WORDS.len() as u64) as usize]);
            text.push(' ');
        }
        check(&text);
    }
}
