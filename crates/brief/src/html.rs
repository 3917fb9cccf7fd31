//! The brief as one HTML page: no script, nothing fetched, everything from documents escaped.

use crate::words;
use crate::{Subject, chronology, receipt};
use legation_record::{Corpus, Happening, Report};
use std::fmt::Write as _;

const STYLE: &str = include_str!("style.css");

/// The whole page. Its policy forbids every script, frame, form and request.
pub fn html(corpus: &Corpus, subject: &Subject) -> String {
    let title = escape(&subject.title());
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    let _ = writeln!(out, "<div class=\"receipt\">{}</div>", escape(&receipt(&corpus.receipt)));
    let parts = [
        ("chronology", chronology_part(corpus)),
        ("in general", background_part(corpus)),
        ("figures", figures_part(corpus) + &conflicts_part(corpus)),
        ("undertakings", undertakings_part(corpus)),
        ("disputed", disputes_part(corpus)),
        ("index", index_part(corpus)),
        ("sources", sources_part(corpus)),
    ];
    let links: Vec<String> =
        parts.iter().map(|(p, _)| format!("<a href=\"#{}\">{}</a>", anchor(p), capitalised(p))).collect();
    let _ = writeln!(out, "<nav>{}</nav>", links.join(""));
    for (name, body) in &parts {
        section(&mut out, name, body);
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn anchor(part: &str) -> String {
    part.replace(' ', "-")
}

fn section(out: &mut String, part: &str, body: &str) {
    let body = if body.is_empty() { "<p class=\"tag\">Nothing in what was read.</p>\n" } else { body };
    let _ =
        write!(out, "<section id=\"{}\">\n<h2>{}</h2>\n{body}</section>\n", anchor(part), capitalised(part));
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + letters.as_str())
}

fn chronology_part(corpus: &Corpus) -> String {
    chronology(corpus).into_iter().map(happening).collect()
}

/// What is told in general: no entries of the chronology.
fn background_part(corpus: &Corpus) -> String {
    let mut out = String::new();
    for happening in &corpus.background {
        let _ = writeln!(
            out,
            "<details id=\"{}\"><summary>{} <span class=\"tag\">{}</span></summary>",
            escape(&happening.id),
            escape(&happening.headline),
            escape(happening.aside_because.as_deref().unwrap_or_default())
        );
        out.push_str(&reports(&happening.reports));
        out.push_str("</details>\n");
    }
    out
}

fn happening(happening: &Happening) -> String {
    let mut out = String::new();
    let disputed = if happening.disputed { " <strong class=\"disputed\">disputed</strong>" } else { "" };
    let kinds: Vec<&str> = happening.event.iter().map(|e| e.as_str()).collect();
    let _ = writeln!(
        out,
        "<details id=\"{}\"><summary><span class=\"date\">{}</span> {} <span class=\"tag\">{} · {} · {} source{}</span>{disputed}</summary>",
        escape(&happening.id),
        escape(&words::happening_date(happening)),
        escape(&happening.headline),
        kinds.join(" "),
        happening.status,
        happening.sources,
        if happening.sources == 1 { "" } else { "s" }
    );
    if let Some(why) = &happening.undated_because {
        let _ = writeln!(out, "<p class=\"tag\">No date: {}</p>", escape(why));
    }
    out.push_str(&reports(&happening.reports));
    out.push_str("</details>\n");
    out
}

fn reports(list: &[Report]) -> String {
    let mut out = String::new();
    for report in list {
        let published = report.published.map(|d| format!(", {d}")).unwrap_or_default();
        let info = report.text_info;
        let _ = writeln!(
            out,
            "<blockquote>{}<cite>{}{published} · {}, characters {}–{}</cite></blockquote>",
            escape(&report.text),
            escape(&words::voice(report)),
            escape(&report.doc),
            info.start,
            info.end
        );
    }
    out
}

fn figures_part(corpus: &Corpus) -> String {
    if corpus.figures.is_empty() {
        return String::new();
    }
    let mut out = String::from("<table><tr><th>what<th>value<th>period<th>parties<th>sentence</tr>\n");
    for figure in &corpus.figures {
        let _ = writeln!(
            out,
            "<tr><td>{}<td>{}<td>{}<td>{}<td>{}<cite>{}</cite></tr>",
            escape(&figure.what),
            escape(&words::figure(figure)),
            words::interval(figure.period.as_ref()),
            escape(&figure.parties.join(" ")),
            escape(&figure.text),
            escape(figure.cite_info.outlet.as_deref().unwrap_or(&figure.doc))
        );
    }
    out + "</table>\n"
}

fn conflicts_part(corpus: &Corpus) -> String {
    let mut out = String::new();
    for conflict in &corpus.conflicts {
        let verdict = format!("{:?}", conflict.verdict).to_lowercase();
        let _ = writeln!(
            out,
            "<details><summary><strong>{}</strong> <span class=\"tag\">{verdict}</span> {}</summary>",
            escape(&conflict.about),
            escape(&conflict.note)
        );
        for item in &conflict.items {
            let _ = writeln!(
                out,
                "<p><strong>{}</strong></p>{}",
                escape(&item.value),
                reports(std::slice::from_ref(&item.report))
            );
        }
        out.push_str("</details>\n");
    }
    if out.is_empty() { out } else { format!("<h3>Where reports disagree</h3>\n{out}") }
}

fn undertakings_part(corpus: &Corpus) -> String {
    let mut out = String::new();
    for undertaking in &corpus.undertakings {
        let as_of = undertaking.as_of.map(|d| format!(" as of {d}")).unwrap_or_default();
        let aliases = if undertaking.aliases.is_empty() {
            String::new()
        } else {
            format!(" (also {})", undertaking.aliases.join(", "))
        };
        let _ = writeln!(
            out,
            "<details><summary><strong>{}</strong>{} <span class=\"tag\">{} · {}{as_of}</span></summary>",
            escape(&undertaking.name),
            escape(&aliases),
            escape(&undertaking.parties.join(" ")),
            escape(&undertaking.status)
        );
        for step in &undertaking.history {
            let round = step.round.as_deref().unwrap_or_default();
            let _ = writeln!(
                out,
                "<p><span class=\"date\">{}</span> {} {}</p>{}",
                words::interval(step.date.as_ref()),
                escape(&step.step),
                escape(round),
                reports(&step.reports)
            );
        }
        out.push_str("</details>\n");
    }
    out
}

fn disputes_part(corpus: &Corpus) -> String {
    let mut out = String::new();
    for dispute in &corpus.disputes {
        let _ =
            writeln!(out, "<details><summary><strong>{}</strong></summary>", escape(&dispute.proposition));
        for voice in &dispute.voices {
            let code = voice.code.as_ref().map(|c| format!(" ({c})")).unwrap_or_default();
            let _ = writeln!(
                out,
                "<p>{}{} <strong>{}</strong></p>{}",
                escape(&voice.speaker),
                escape(&code),
                voice.stance,
                reports(&voice.reports)
            );
        }
        if !dispute.silent.is_empty() {
            let _ =
                writeln!(out, "<p class=\"tag\">Not heard on it: {}</p>", escape(&dispute.silent.join(", ")));
        }
        out.push_str("</details>\n");
    }
    out
}

fn index_part(corpus: &Corpus) -> String {
    if corpus.index.is_empty() {
        return String::new();
    }
    let mut out = String::from(
        "<table><tr><th>pair<th>period<th>score<th>spread<th>sources<th>coverage<th>beneath it</tr>\n",
    );
    for point in &corpus.index {
        let links: Vec<String> = point
            .happenings
            .iter()
            .enumerate()
            .map(|(i, id)| format!("<a href=\"#{}\">{}</a>", escape(id), i + 1))
            .collect();
        let _ = writeln!(
            out,
            "<tr><td>{}–{}<td>{}<td>{:+.1}<td>{:+.1} … {:+.1}<td>{}<td>{}<td>{}</tr>",
            escape(&point.dyad.0),
            escape(&point.dyad.1),
            escape(&point.period),
            point.score,
            point.spread.0,
            point.spread.1,
            point.sources,
            escape(&point.coverage),
            links.join(" ")
        );
    }
    out + "</table>\n"
}

fn sources_part(corpus: &Corpus) -> String {
    let mut out = String::new();
    for document in &corpus.receipt.documents {
        let cite = &document.cite_info;
        let published =
            document.published.as_ref().map_or_else(|| "undated".to_owned(), |p| words::interval(Some(p)));
        let _ = writeln!(
            out,
            "<p>{} <cite>{} · {published} · {} · {} words</cite></p>",
            escape(cite.title.as_deref().unwrap_or("untitled")),
            escape(cite.outlet.as_deref().unwrap_or("unknown outlet")),
            escape(&document.doc),
            document.words
        );
    }
    for rejected in &corpus.receipt.rejected {
        let _ = writeln!(
            out,
            "<p class=\"tag\">Not read: {}: {}</p>",
            escape(&rejected.doc),
            escape(&rejected.why)
        );
    }
    out
}

/// Safe in text and in double-quoted attributes.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_outlet_cannot_leave_its_cell() {
        let mut corpus = Corpus::default();
        corpus.receipt.rejected.push(legation_record::Rejected {
            doc: "<script>alert(1)</script>.txt".into(),
            why: "\"><img src=x onerror=alert(1)>".into(),
        });
        let page = html(&corpus, &Subject { between: Some(("<i>".into(), "&".into())) });
        assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<i>"));
        assert!(page.contains("default-src 'none'"));
    }
}
