//! The brief as Markdown.

use crate::words;
use crate::{Subject, chronology, receipt};
use legation_record::{Corpus, Report};
use std::fmt::Write as _;

/// The whole brief.
pub fn markdown(corpus: &Corpus, subject: &Subject) -> String {
    let mut out = format!("# {}\n\n", escape(&subject.title()));
    for line in receipt(&corpus.receipt).lines() {
        let _ = writeln!(out, "> {}", escape(line));
    }
    chronology_part(corpus, &mut out);
    background_part(corpus, &mut out);
    figures_part(corpus, &mut out);
    undertakings_part(corpus, &mut out);
    disputes_part(corpus, &mut out);
    index_part(corpus, &mut out);
    sources_part(corpus, &mut out);
    out
}

fn chronology_part(corpus: &Corpus, out: &mut String) {
    out.push_str("\n## Chronology\n\n");
    for happening in chronology(corpus) {
        let disputed = if happening.disputed { " — *disputed*" } else { "" };
        let _ = writeln!(
            out,
            "- **{}** {} ({}; {}){disputed}",
            words::happening_date(happening),
            escape(&happening.headline),
            happening.event.iter().map(|e| e.as_str()).collect::<Vec<_>>().join(" "),
            happening.status
        );
        reports(&happening.reports, out);
    }
}

/// What is told in general: one line each, for it is no entry of the chronology.
fn background_part(corpus: &Corpus, out: &mut String) {
    if corpus.background.is_empty() {
        return;
    }
    out.push_str("\n## In general\n\n");
    for happening in &corpus.background {
        let why = happening.aside_because.as_deref().unwrap_or_default();
        let _ = writeln!(out, "- {} — *{}*", escape(&happening.headline), escape(why));
        reports(&happening.reports, out);
    }
}

fn reports(list: &[Report], out: &mut String) {
    for report in list {
        let info = report.text_info;
        let _ = writeln!(
            out,
            "  - “{}” — {} [{}:{}–{}]",
            escape(&one_line(&report.text)),
            escape(&words::voice(report)),
            escape(&report.doc),
            info.start,
            info.end
        );
    }
}

fn figures_part(corpus: &Corpus, out: &mut String) {
    out.push_str(
        "\n## Figures\n\n| what | value | period | parties | on whose word |\n|---|---|---|---|---|\n",
    );
    for figure in &corpus.figures {
        let speaker = figure
            .speaker
            .as_ref()
            .map_or_else(|| figure.cite_info.outlet.clone().unwrap_or_default(), words::name);
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            escape(&figure.what),
            escape(&words::figure(figure)),
            words::interval(figure.period.as_ref()),
            figure.parties.join(" "),
            escape(&speaker)
        );
    }
    if !corpus.conflicts.is_empty() {
        out.push_str("\n### Where they disagree\n\n");
        for conflict in &corpus.conflicts {
            let verdict = format!("{:?}", conflict.verdict).to_lowercase();
            let _ =
                writeln!(out, "- **{}** — {verdict}: {}", escape(&conflict.about), escape(&conflict.note));
            for item in &conflict.items {
                let _ =
                    writeln!(out, "  - {} — {}", escape(&item.value), escape(&words::voice(&item.report)));
            }
        }
    }
}

fn undertakings_part(corpus: &Corpus, out: &mut String) {
    out.push_str("\n## Undertakings\n\n");
    for undertaking in &corpus.undertakings {
        let as_of = undertaking.as_of.map(|d| format!(" (as of {d})")).unwrap_or_default();
        let _ = writeln!(
            out,
            "- **{}** ({}): {}{as_of}",
            escape(&undertaking.name),
            undertaking.parties.join(" "),
            undertaking.status
        );
        for step in &undertaking.history {
            let round = step.round.as_ref().map(|r| format!(" {}", escape(r))).unwrap_or_default();
            let _ = writeln!(out, "  - {} {}{round}", words::interval(step.date.as_ref()), step.step);
        }
    }
}

fn disputes_part(corpus: &Corpus, out: &mut String) {
    out.push_str("\n## Disputed\n\n");
    for dispute in &corpus.disputes {
        let _ = writeln!(out, "- **{}**", escape(&dispute.proposition));
        for voice in &dispute.voices {
            let _ = writeln!(out, "  - {} {}", escape(&voice.speaker), voice.stance);
        }
        if !dispute.silent.is_empty() {
            let _ = writeln!(out, "  - silent: {}", dispute.silent.join(" "));
        }
    }
}

fn index_part(corpus: &Corpus, out: &mut String) {
    out.push_str("\n## Index\n\n| pair | period | score | spread | sources | coverage | happenings |\n|---|---|---|---|---|---|---|\n");
    for point in &corpus.index {
        let _ = writeln!(
            out,
            "| {}–{} | {} | {:+.1} | {:+.1} … {:+.1} | {} | {} | {} |",
            point.dyad.0,
            point.dyad.1,
            point.period,
            point.score,
            point.spread.0,
            point.spread.1,
            point.sources,
            point.coverage,
            point.happenings.len()
        );
    }
}

fn sources_part(corpus: &Corpus, out: &mut String) {
    out.push_str("\n## Sources\n\n");
    for document in &corpus.receipt.documents {
        let cite = &document.cite_info;
        let published =
            document.published.as_ref().map_or_else(|| "undated".to_owned(), |p| words::interval(Some(p)));
        let _ = writeln!(
            out,
            "- {} — {} ({published}) `{}`",
            escape(cite.title.as_deref().unwrap_or("untitled")),
            escape(cite.outlet.as_deref().unwrap_or("unknown outlet")),
            document.doc
        );
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Keeps text from being read as Markdown or HTML.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_in_foreign_text_stays_text() {
        assert_eq!(super::escape("<b>*x*</b>"), "&lt;b&gt;\\*x\\*&lt;/b&gt;");
    }
}
