//! Text as the reference scorer compares it: straight quotes, single spaces, offsets in code points.

/// Straightens quotes and collapses white space.
pub fn norm(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        let c = match c {
            '’' | '‘' => '\'',
            '“' | '”' => '"',
            c => c,
        };
        if c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c) {
            space = true;
        } else {
            if space && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            out.push(c);
        }
    }
    out
}

/// Code-point span of `needle` in `haystack`, both normalised.
pub fn find(haystack: &str, needle: &str) -> Option<(usize, usize)> {
    if needle.is_empty() {
        return None;
    }
    let at = haystack.find(needle)?;
    let start = haystack[..at].chars().count();
    Some((start, start + needle.chars().count()))
}

/// Shared length over the shorter of the two; 0 where either is missing.
pub fn overlap(a: Option<(usize, usize)>, b: Option<(usize, usize)>) -> f64 {
    let (Some(a), Some(b)) = (a, b) else { return 0.0 };
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    shared as f64 / (a.1 - a.0).min(b.1 - b.0).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_spaces_compare_equal() {
        assert_eq!(norm("  “It’s\u{a0}done”\n\nhe said "), "\"It's done\" he said");
        assert_eq!(find("é talks", "talks"), Some((2, 7)));
        assert!((overlap(Some((0, 10)), Some((5, 9))) - 1.0).abs() < 1e-9);
    }
}
