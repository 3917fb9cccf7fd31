//! An article that looks back, and the news of a day: what is dated, what is an entry, what is told in general.

mod common;

use legation_merge::{Options, ReceiptInput, merge};
use legation_record::{ConflictKind, Corpus, Happening, Status};

const HILLS: &str = include_str!("fixtures/hills.jsonl");

fn hills() -> Corpus {
    common::corpus(HILLS)
}

fn of<'a>(list: &'a [Happening], report: &str) -> Option<&'a Happening> {
    list.iter().find(|h| h.reports.iter().any(|r| r.id == report))
}

fn entry<'a>(corpus: &'a Corpus, report: &str) -> &'a Happening {
    of(&corpus.happenings, report).unwrap_or_else(|| panic!("{report} is no entry"))
}

#[test]
fn in_a_survey_the_day_of_publication_is_no_date_and_a_date_holds_for_what_follows() {
    let corpus = hills();
    let speech = entry(&corpus, "a#11");
    assert_eq!(speech.date.unwrap().to_string(), "2018-10-01");
    assert!(speech.because.iter().any(|r| r.rule == "merge::when::carried"), "{:?}", speech.because);
    assert_eq!(entry(&corpus, "a#25").date, None);
    assert!(entry(&corpus, "b#2").date.is_some(), "news keeps its day");
}

#[test]
fn an_attitude_without_a_day_is_background_and_a_deed_is_not() {
    let corpus = hills();
    let general = of(&corpus.background, "a#20").expect("told in general");
    assert!(general.aside_because.is_some());
    assert!(of(&corpus.happenings, "a#20").is_none());
    assert!(of(&corpus.background, "a#25").is_none());
}

#[test]
fn what_is_ahead_is_planned_and_what_news_tells_in_the_present_is_done() {
    let corpus = hills();
    assert_eq!(entry(&corpus, "a#30").status, Status::Planned);
    assert_eq!(entry(&corpus, "b#1").status, Status::Happened);
}

#[test]
fn a_side_that_says_it_will_not_act_disputes_nothing() {
    let corpus = hills();
    let block = entry(&corpus, "a#34");
    assert_eq!(block.headline, "Kenya did not block a membership of Uganda");
    assert!(corpus.disputes.iter().all(|d| d.happening.as_ref() != Some(&block.id)));
}

#[test]
fn what_firms_sign_is_not_what_their_states_sign() {
    let corpus = hills();
    assert_ne!(entry(&corpus, "b#2").id, entry(&corpus, "b#3").id);
}

#[test]
fn a_deal_is_followed_from_its_preliminary_contract_to_delivery() {
    let corpus = hills();
    let deal = corpus.undertakings.iter().find(|u| u.name.contains("helicopter")).expect("the deal");
    let steps: Vec<String> = deal
        .history
        .iter()
        .map(|s| format!("{} {} {}", s.date.unwrap().from.unwrap(), s.step, s.round.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(
        steps,
        ["2015-08-01 signed preliminary contract", "2016-06-01 agreed ", "2017-08-01 delivered "]
    );
    assert_eq!(deal.status, "delivered");
}

#[test]
fn an_all_time_high_of_trade_stands_in_the_line_of_trade() {
    let corpus = hills();
    let line = corpus.conflicts.iter().find(|c| c.kind == ConflictKind::Figure).expect("a line");
    assert!(line.about.starts_with("bilateral trade"), "{}", line.about);
    assert_eq!(line.items.len(), 2);
}

#[test]
fn joining_a_body_concerns_those_who_sit_in_it() {
    let pair = |a: &str, b: &str| {
        let options = Options { between: Some((a.into(), b.into())), ..Options::default() };
        merge(&common::read(HILLS), ReceiptInput::default(), &options)
    };
    assert!(of(&pair("KEN", "RWA").happenings, "a#32").is_some());
    assert!(of(&pair("KEN", "CHL").happenings, "a#32").is_none());
}
