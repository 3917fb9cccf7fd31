//! Article or furniture: gives every line of a page its kind.
//!
//! Each rule looks at all lines and marks some; a later rule never takes back what an earlier one marked. What
//! no rule marks is a paragraph: an article's sentence lost is worse than a prompt kept.

use crate::byline;
use crate::furniture::{Furniture, Role};
use crate::lines::{Line, closes_sentence};
use legation_text::{Block, BlockKind, Span};
use std::collections::HashMap;

/// Lines above the article among which the title is sought.
const TOP: usize = 16;

/// Marks `lines`, in text order, and gives the blocks and the title's line.
pub(crate) fn mark(text: &str, mut lines: Vec<Line>) -> Vec<Block> {
    phrases(text, &mut lines);
    title(text, &mut lines);
    bylines(text, &mut lines);
    repeats(text, &mut lines);
    other_script(text, &mut lines);
    portraits(text, &mut lines);
    lists(&mut lines);
    comments(&mut lines);
    authors(&mut lines);
    tail(text, &mut lines);
    for line in lines.iter_mut().filter(|line| line.kind.is_none()) {
        line.kind = Some(if is_heading(text, line) { BlockKind::Heading } else { BlockKind::Paragraph });
    }
    let dateline = dateline_of(text, &lines);
    lines.iter().enumerate().flat_map(|(i, line)| blocks(text, line, dateline == Some(i))).collect()
}

/// The paragraph that opens with a dateline: one of the first, and in a transcript none.
fn dateline_of(text: &str, lines: &[Line]) -> Option<usize> {
    let is_paragraph = |line: &Line| line.kind == Some(BlockKind::Paragraph) && !line.kept.is_empty();
    let opening = |line: &Line| line.kept.first().map_or("", |kept| kept.of(text));
    let speakers =
        lines.iter().filter(|line| is_paragraph(line) && byline::could_be_speaker(opening(line))).count();
    let mut paragraphs = lines.iter().enumerate().filter(|(_, line)| is_paragraph(line)).take(3);
    paragraphs
        .find(|(_, line)| byline::dateline(opening(line)) > 0)
        .filter(|(_, line)| speakers < 2 || !byline::could_be_speaker(opening(line)))
        .map(|(i, _)| i)
}

fn set(line: &mut Line, kind: BlockKind) {
    line.kind = Some(kind);
}

/// Lines that are furniture by their words alone, or have no words.
fn phrases(text: &str, lines: &mut [Line]) {
    for line in lines {
        if line.words == 0 || line.has(Role::Line) || is_menu(line.span.of(text)) {
            set(line, BlockKind::Noise);
        }
    }
}

/// Short entries side by side: `Home | World | Asia`, `Share   Tweet   Save`.
fn is_menu(line: &str) -> bool {
    let bars = ['|', '»', '›', '•', '·', '\t'];
    if line.len() > 200 || !(line.contains(bars) || line.contains("  ")) || byline::read(line).is_some() {
        return false;
    }
    let entries: Vec<&str> =
        line.split(bars).flat_map(|part| part.split("  ")).map(str::trim).filter(|e| !e.is_empty()).collect();
    let words = |entry: &&str| entry.split(' ').count();
    let short = entries.iter().map(words).sum::<usize>() * 2 <= entries.len() * 5;
    let ended = closes_sentence(line);
    (entries.len() > 2 && short && !ended)
        || (entries.len() > 1 && entries.iter().all(|entry| Furniture::get().is_line(entry)))
}

/// The title is the first headline above the first paragraph; menu words above it are furniture.
fn title(text: &str, lines: &mut [Line]) {
    if lines.iter().any(|line| line.kind == Some(BlockKind::Title)) {
        return;
    }
    let body = lines.iter().position(|line| line.kind.is_none() && line.is_body() && !line.has(Role::Slogan));
    let top = body.unwrap_or(lines.len()).min(TOP);
    let headline = |line: &Line| {
        !line.is_noise()
            && !line.has(Role::Slogan)
            && !line.has(Role::Byline)
            && !line.has(Role::List)
            && (!line.closed || line.span.of(text).ends_with(['?', '!', '"', '”', '’', '\'']))
            && !line.span.of(text).ends_with([':', ';', ',', '.', '…'])
            && byline::read(line.span.of(text)).is_none()
    };
    let marked = |line: &Line| line.kind == Some(BlockKind::Heading);
    let fits = |least: usize| -> Vec<usize> {
        let long = |line: &Line| marked(line) || (least..=40).contains(&line.words);
        (0..top).filter(|&i| headline(&lines[i]) && long(&lines[i])).collect()
    };
    let candidates = Some(fits(4)).filter(|found| !found.is_empty()).unwrap_or_else(|| fits(2));
    // What stands above the site's menu is the site's own headline.
    let menu =
        |a: usize, b: usize| lines[a..b].iter().any(|line| line.is_noise() && is_menu(line.span.of(text)));
    let below = candidates.windows(2).rposition(|pair| menu(pair[0], pair[1])).map_or(0, |i| i + 1);
    let Some(&found) = candidates.get(below) else { return };
    // A sentence above the headline belongs to an article that has no title of its own.
    if lines[..found].iter().any(|line| !line.is_noise() && line.is_prose() && !line.has(Role::Slogan)) {
        return;
    }
    for line in &mut lines[..found] {
        let header = line.has(Role::Slogan) || line.words <= 3 || (below > 0 && !line.closed);
        if header && byline::read(line.span.of(text)).is_none() {
            set(line, BlockKind::Noise);
        }
    }
    set(&mut lines[found], BlockKind::Title);
}

fn bylines(text: &str, lines: &mut [Line]) {
    place(text, lines);
    for line in lines.iter_mut().filter(|line| line.kind.is_none()) {
        if line.has(Role::Byline) || byline::read(line.span.of(text)).is_some() {
            set(line, BlockKind::Byline);
        }
    }
    names(text, lines);
}

/// Names alone beside the line that has the date: `Ada Example`, `Ada Example | Oslo`.
fn names(text: &str, lines: &mut [Line]) {
    let body = lines.iter().position(|line| line.kind.is_none() && line.is_body()).unwrap_or(0);
    for i in 0..body.min(TOP) {
        let line = |j: usize| lines.get(j).map(|line| (line, line.span.of(text)));
        let dated = |j: usize| {
            line(j).is_some_and(|(line, content)| {
                let byline =
                    || byline::read(content).is_some_and(|b| b.author.is_none() && b.published.is_some());
                line.kind == Some(BlockKind::Byline) && byline() || byline::dateline(content) > 0
            })
        };
        let title = |j: usize| line(j).is_some_and(|(line, _)| line.kind == Some(BlockKind::Title));
        let above = i.checked_sub(1).map(|j| if title(j) { j.saturating_sub(1) } else { j });
        let is_name = lines[i].kind.is_none() && byline::is_name(lines[i].span.of(text));
        if is_name && (dated(i + 1) || above.is_some_and(dated)) {
            set(&mut lines[i], BlockKind::Byline);
        }
    }
}

/// A dateline on a line of its own, just above the first paragraph: `ISLAMABAD:`
fn place(text: &str, lines: &mut [Line]) {
    let Some(body) = lines.iter().position(|line| line.kind.is_none() && line.is_body()) else { return };
    let speakers = lines.iter().filter(|line| line.kind.is_none() && is_label(line.span.of(text))).count();
    if let Some(above) = body.checked_sub(1).map(|i| &mut lines[i])
        && above.kind.is_none()
        && speakers == 1
        && above.words <= 3
        && is_label(above.span.of(text))
    {
        set(above, BlockKind::Byline);
    }
}

/// Begins with capitals and a colon or dash, as a dateline or a speaker's name in a transcript does.
fn is_label(line: &str) -> bool {
    let label = line.split([':', '—', '–']).next().unwrap_or_default();
    label.len() < line.len()
        && label.len() < 40
        && label.chars().any(char::is_alphabetic)
        && !label.contains(char::is_lowercase)
}

/// A line that was there before, and a teaser that a later paragraph says in full.
fn repeats(text: &str, lines: &mut [Line]) {
    let mut first: HashMap<String, usize> = HashMap::new();
    let title = lines.iter().position(|line| line.kind == Some(BlockKind::Title));
    let title_key = title.map(|i| lines[i].key.clone()).unwrap_or_default();
    let is_body = |line: &Line| line.kind.is_none() && line.is_body();
    let bodies = lines.iter().position(is_body).unwrap_or(0)..lines.iter().rposition(is_body).unwrap_or(0);
    for i in 0..lines.len() {
        let line = &lines[i];
        if line.is_noise() || line.words == 0 || line.span.of(text).ends_with(':') || Some(i) == title {
            continue;
        }
        let titled = line.words >= 4 && !line.closed && extends(&line.key, &title_key, 5);
        let seen = first.get(&line.key).copied();
        match seen {
            _ if titled || line.key == title_key => set(&mut lines[i], BlockKind::Noise),
            // Of a highlight above the article and its sentence inside, the sentence stays.
            Some(earlier) if earlier < bodies.start && bodies.contains(&i) => {
                set(&mut lines[earlier], BlockKind::Noise);
                first.insert(lines[i].key.clone(), i);
            }
            Some(_) if line.words >= 3 || !line.closed => set(&mut lines[i], BlockKind::Noise),
            _ => drop(first.insert(line.key.clone(), i)),
        }
    }
    let teasers: Vec<usize> = (0..lines.len().min(TOP)).filter(|&i| is_teaser(text, lines, i)).collect();
    for i in teasers {
        set(&mut lines[i], BlockKind::Noise);
    }
}

/// True where `key` is `title` and at most `more` words, such as the site's name.
fn extends(key: &str, title: &str, more: usize) -> bool {
    !title.is_empty()
        && title.contains(' ')
        && key
            .strip_prefix(title)
            .is_some_and(|rest| rest.starts_with(' ') && rest.split(' ').count() <= more + 1)
}

/// The opening of a later line, cut off or word for word.
fn is_teaser(text: &str, lines: &[Line], i: usize) -> bool {
    let line = &lines[i];
    let cut_off = line.span.of(text).ends_with("...") || line.span.of(text).ends_with('…');
    let enough = if cut_off { 4 } else { 8 };
    line.kind.is_none()
        && line.words >= enough
        && lines[i + 1..].iter().any(|later| {
            !later.is_noise() && later.words > line.words && later.key.starts_with(line.key.as_str())
        })
}

/// A short line in another script than the rest: a label of the site's own language.
fn other_script(text: &str, lines: &mut [Line]) {
    let latin = |s: &str| {
        let letters = s.chars().filter(|c| c.is_alphabetic());
        letters.fold((0_usize, 0_usize), |(latin, all), c| (latin + usize::from(c < '\u{250}'), all + 1))
    };
    let (all_latin, all) = latin(text);
    if all_latin * 10 < all * 9 {
        return;
    }
    for line in lines.iter_mut().filter(|line| line.kind.is_none() && line.words <= 8) {
        let (latin, all) = latin(line.span.of(text));
        if all > 0 && latin == 0 {
            set(line, BlockKind::Noise);
        }
    }
}

/// A name alone above the first paragraph, which then uses it: the caption of a portrait.
fn portraits(text: &str, lines: &mut [Line]) {
    let Some(body) = lines.iter().take(TOP).position(|line| line.kind.is_none() && line.is_body()) else {
        return;
    };
    let Some(above) = body.checked_sub(1) else { return };
    let name = lines[above].span.of(text);
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && !word.ends_with([':', ',']);
    let together =
        Span::new(lines[above].span.end, lines[body].span.start).of(text).matches('\n').count() == 1;
    let named = (2..=4).contains(&lines[above].words) && name.split_whitespace().all(is_name);
    if lines[above].kind.is_none() && together && named && lines[body].span.of(text).contains(name) {
        set(&mut lines[above], BlockKind::Noise);
    }
}

/// A heading such as "Related stories" and the headlines under it.
fn lists(lines: &mut [Line]) {
    let title = lines.iter().position(|line| line.kind == Some(BlockKind::Title));
    let mut inside = false;
    for line in &mut lines[title.map_or(0, |i| i + 1)..] {
        inside = line.has(Role::List) || (inside && (line.is_noise() || !line.is_prose()));
        if inside {
            set(line, BlockKind::Noise);
        }
    }
}

/// Everything from the readers' comments on, where the article lies before.
fn comments(lines: &mut [Line]) {
    let words = |line: &Line| if line.is_noise() { 0 } else { line.words };
    let all: usize = lines.iter().map(words).sum();
    let mut before = 0;
    for head in 0..lines.len() {
        let here = words(&lines[head]);
        if lines[head].has(Role::End) {
            set(&mut lines[head], BlockKind::Noise);
            let after = all - before - here;
            if before >= after.max(40) {
                return lines[head + 1..].iter_mut().for_each(|line| set(line, BlockKind::Noise));
            }
        }
        before += here;
    }
}

/// Lines about the author: after the first paragraph, or as the article's last lines.
fn authors(lines: &mut [Line]) {
    let Some(body) = lines.iter().position(|line| line.kind.is_none() && line.is_body()) else { return };
    for line in &mut lines[body + 1..] {
        if line.kind.is_none() && line.has(Role::Author) {
            set(line, BlockKind::Noise);
        }
    }
    for line in lines[body + 1..].iter_mut().rev() {
        match line.kind {
            Some(BlockKind::Noise) => {}
            None if line.has(Role::Closing) => set(line, BlockKind::Noise),
            _ => break,
        }
    }
}

/// Headlines between the article's last sentence and furniture that follows it.
fn tail(text: &str, lines: &mut [Line]) {
    let mut furniture_below = false;
    for line in lines.iter_mut().rev() {
        match line.kind {
            Some(BlockKind::Noise) => furniture_below = true,
            None if furniture_below && is_headline(text, line) => set(line, BlockKind::Noise),
            _ => break,
        }
    }
}

fn is_headline(text: &str, line: &Line) -> bool {
    let content = line.span.of(text);
    line.words <= 20
        && content.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && (!closes_sentence(content) || (content.ends_with('?') && line.words <= 15))
        && !content.ends_with([':', ';', ',', '”', '"'])
}

fn is_heading(text: &str, line: &Line) -> bool {
    let content = line.span.of(text);
    let asked = content.ends_with('?') && is_label(content);
    line.words <= 15
        && !closes_sentence(content)
        && !asked
        && !content.ends_with([':', ';', ',', '”', '"', '…'])
        && content.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“\"‘'".contains(c))
}

/// A line's blocks: what is kept in the line's kind, the rest furniture; a dateline is split off.
fn blocks(text: &str, line: &Line, has_dateline: bool) -> Vec<Block> {
    let kind = line.kind.unwrap_or(BlockKind::Paragraph);
    let whole = |span| Block { span, kind };
    if kind == BlockKind::Noise || kind == BlockKind::Byline || line.kept.is_empty() {
        let kind = if line.kept.is_empty() { BlockKind::Noise } else { kind };
        return vec![Block { span: line.span, kind }];
    }
    let mut blocks = Vec::new();
    let mut at = line.span.start;
    for &kept in &line.kept {
        push_noise(text, &mut blocks, Span::new(at, kept.start));
        let dateline = if has_dateline && blocks.is_empty() { byline::dateline(kept.of(text)) } else { 0 };
        if dateline > 0 {
            let end = kept.start + dateline as u32;
            blocks.push(Block { span: trim(text, Span::new(kept.start, end)), kind: BlockKind::Byline });
            blocks.push(whole(trim(text, Span::new(end, kept.end))));
        } else {
            blocks.push(whole(kept));
        }
        at = kept.end;
    }
    push_noise(text, &mut blocks, Span::new(at, line.span.end));
    blocks
}

fn push_noise(text: &str, blocks: &mut Vec<Block>, span: Span) {
    let span = trim(text, span);
    if !span.is_empty() {
        blocks.push(Block { span, kind: BlockKind::Noise });
    }
}

fn trim(text: &str, span: Span) -> Span {
    let content = span.of(text);
    let start = span.start + (content.len() - content.trim_start().len()) as u32;
    Span::new(start, start + content.trim().len() as u32)
}
