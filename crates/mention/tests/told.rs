//! Times that lean on what a text is telling about, read in whole articles.

use jiff::civil::{Date, date};
use legation_lexicon::Lexicon;
use legation_mention::Mentions;
use legation_syntax::Model;
use legation_text::{Block, BlockKind, Document, Published, Span};

const PUBLISHED: Date = date(2025, 8, 20);

/// One paragraph a line.
fn read(text: &str) -> (Document, Mentions) {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len() as u32;
        blocks.push(Block { span: Span::new(start, end), kind: BlockKind::Paragraph });
        start += line.len() as u32;
    }
    let published = Some(Published::day(PUBLISHED));
    let document = Document { text: text.to_owned(), blocks, published, ..Document::default() };
    let parse = Model::builtin().parse(&document);
    let mentions = legation_mention::resolve(Lexicon::builtin(), &document, &parse);
    (document, mentions)
}

/// What the first time with these words is read as: its days, or `?`.
fn days(text: &str, words: &str) -> String {
    let (document, mentions) = read(text);
    let time = mentions.times.iter().find(|t| t.span.of(&document.text).eq_ignore_ascii_case(words));
    let time = time.unwrap_or_else(|| panic!("no {words:?} in {text:?}: {:?}", mentions.times));
    match time.from.zip(time.to) {
        Some((from, to)) if from == to => from.to_string(),
        Some((from, to)) => format!("{from}..{to}"),
        None => "?".to_owned(),
    }
}

#[test]
fn a_month_of_the_year_told_about() {
    let text =
        "In October 1998 Chadian troops attacked a Libyan post. On 17 November both sides signed a truce.";
    assert_eq!(days(text, "17 November"), "1998-11-17");
    let text = "In November 2001 Peru closed the road. In February it opened it again.";
    assert_eq!(days(text, "February"), "2002-02-01..2002-02-28");
    let text = "In 2011 the two armies clashed at the ford. In September Peru withdrew its troops.";
    assert_eq!(days(text, "September"), "2011-09-01..2011-09-30");
}

#[test]
fn news_keeps_to_these_days() {
    // The paragraph has come back to the present.
    let text =
        "In October 1998 Chad attacked a post. Libya says that it has forgiven it. On 17 November they met.";
    assert_eq!(days(text, "17 November"), "2024-11-17");
    // A month just gone needs no year.
    let text = "Peru joined the pact in June 2016. It left the pact in July.";
    assert_eq!(days(text, "July"), "2025-07-01..2025-07-31");
    // A year in passing is no scene.
    let text =
        "Peru has bought ten boats, and in 2016 it won a loan. In November its minister flew to Chile.";
    assert_eq!(days(text, "November"), "2024-11-01..2024-11-30");
    // Another paragraph.
    let text = "In March 2016 Peru joined the pact.\nOn 3 July Chile rejected it.";
    assert_eq!(days(text, "3 July"), "2025-07-03");
    assert_eq!(
        days("Peru said on Monday that the next year would be hard.", "the next year"),
        "2026-01-01..2026-12-31"
    );
}

#[test]
fn what_leans_on_the_time_told() {
    let then =
        |rest: &str, words: &str| days(&format!("In February 2013 Peru closed the border. {rest}"), words);
    assert_eq!(then("Chile recalled its envoy that June.", "that June"), "2013-06-01..2013-06-30");
    assert_eq!(then("That winter the talks broke down.", "That winter"), "2012-12-01..2013-02-28");
    assert_eq!(then("Chile shut its ports the next month.", "the next month"), "2013-03-01..2013-03-31");
    assert_eq!(then("Chile shut its ports the next year.", "the next year"), "2014-01-01..2014-12-31");
    assert_eq!(then("Chile paid the following spring.", "the following spring"), "2013-03-01..2013-05-31");
    assert_eq!(
        then("It opened it the following January.", "the following January"),
        "2014-01-01..2014-01-31"
    );
    assert_eq!(then("Exports were higher the previous year.", "the previous year"), "2012-01-01..2012-12-31");
    assert_eq!(then("Chile did so two weeks later.", "two weeks later"), "2013-02-15..2013-03-14");
    assert_eq!(then("Two years on, Chile gave in.", "Two years on"), "2015-01-01..2015-12-31");
    assert_eq!(then("Chile gave in within two months.", "within two months"), "2013-02-01..2013-04-28");
    assert_eq!(then("It opened it the same day.", "the same day"), "2013-02-01..2013-02-28");
}

#[test]
fn what_is_less_exact_stays_so() {
    let text = "In 2013 Peru closed the border. Chile gave in within a week.";
    assert_eq!(days(text, "within a week"), "2013-01-01..2013-12-31");
}

#[test]
fn a_treaty_s_year_is_not_the_story_s() {
    let text =
        "In May 2008 Peru said that all was settled by the treaty of 1929. A month later Chile agreed.";
    assert_eq!(days(text, "A month later"), "2008-06-01..2008-06-30");
    let text = "At the summit of 2008 Peru left the pact. Three years later Chile followed.";
    assert_eq!(days(text, "Three years later"), "2011-01-01..2011-12-31");
}

#[test]
fn counted_back_from_the_same_sentence() {
    let text = "The bridge was opened on 3 July, six days after Chad had closed it.";
    assert_eq!(days(text, "six days"), "2025-06-27");
    assert_eq!(days("Peru was glad, six days after Chad had closed it.", "six days"), "?");
}

#[test]
fn months_that_share_a_year() {
    assert_eq!(days("They fought in March and April 1994.", "March"), "1994-03-01..1994-03-31");
    assert_eq!(
        days("They fought in the last days of 1994.", "the last days of 1994"),
        "1994-12-22..1994-12-31"
    );
}

#[test]
fn entries_of_a_chronology() {
    let text = "1994: Peru shuts its embassy in Quito. In October it orders a blockade.\n\
                2007 – On 9 March the two presidents sign a treaty.\n\
                July 2012: Peru opens the bridge. The envoys return on the 18th.";
    assert_eq!(days(text, "October"), "1994-10-01..1994-10-31");
    assert_eq!(days(text, "9 March"), "2007-03-09");
    assert_eq!(days(text, "the 18th"), "2012-07-18");
    let (_, mentions) = read(text);
    let entries: Vec<Option<Date>> = (0..5).map(|s| mentions.entry_of(s).and_then(|t| t.from)).collect();
    let day = |y, m| Some(date(y, m, 1));
    assert_eq!(entries[0], day(1994, 1));
    assert_eq!(entries[1], day(1994, 1));
    assert_eq!(entries[2], day(2007, 1));
    assert_eq!(
        mentions.entry_of(mentions.times.last().unwrap().sentence as usize).and_then(|t| t.from),
        day(2012, 7)
    );
}

#[test]
fn an_article_that_begins_with_a_time_is_no_chronology() {
    let (_, mentions) = read("In 2016 Peru joined the pact.\nOn Monday Chile left it: nobody wept.");
    assert!(mentions.entry_of(0).is_none() && mentions.entry_of(1).is_none());
}
