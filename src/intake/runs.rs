//! Runs of text with emphasis and links, as readers of rich formats find them, into one line of
//! Markdown.

use std::rc::Rc;

use super::escape;

/// What a run looks like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) link: Option<Rc<str>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) ink: Ink,
}

/// The line, and how many emphases it could not hold.
pub(super) fn line(runs: Vec<Run>) -> (String, usize) {
    let runs = merged(runs);
    let mut line = String::new();
    let mut lost = 0;
    let mut at = 0;
    while let Some(first) = runs.get(at) {
        let same = runs.iter().skip(at).take_while(|run| run.ink.link == first.ink.link).count();
        let group = runs.get(at..at + same).unwrap_or_default();
        at += same;
        let next = runs.get(at).and_then(|run| run.text.chars().next());
        let Some(address) = &first.ink.link else {
            lost += emit_all(&mut line, group, next, false);
            continue;
        };
        let mut words = String::from("[");
        lost += emit_all(&mut words, group, Some(']'), true);
        let words = words.get(1..).unwrap_or_default();
        let core = words.trim();
        let lead = words.len() - words.trim_start().len();
        line.push_str(words.get(..lead).unwrap_or_default());
        if !core.is_empty() {
            for part in ["[", core, "](", address, ")"] {
                line.push_str(part);
            }
        }
        line.push_str(words.get(lead + core.len()..).unwrap_or_default());
    }
    (escape::start(&line), lost)
}

/// Neighbours of one look become one run; blanks take the look of what stands before them.
fn merged(runs: Vec<Run>) -> Vec<Run> {
    let mut merged: Vec<Run> = Vec::new();
    for run in runs {
        match merged.last_mut() {
            Some(last) if last.ink == run.ink || run.text.trim().is_empty() => {
                last.text.push_str(&run.text);
            }
            _ => merged.push(run),
        }
    }
    merged
}

/// Writes runs that share a link; the number of emphases that were left out.
fn emit_all(line: &mut String, group: &[Run], after: Option<char>, linked: bool) -> usize {
    let mut lost = 0;
    for (at, run) in group.iter().enumerate() {
        let core = run.text.trim();
        let lead = run.text.len() - run.text.trim_start().len();
        line.push_str(run.text.get(..lead).unwrap_or_default());
        let trail = run.text.get(lead + core.len()..).unwrap_or_default();
        let neighbour = || match group.get(at + 1) {
            Some(next) => next.text.chars().next(),
            None => after,
        };
        if !core.is_empty() {
            let words = escape::inline(core);
            let words = if linked { brackets(&words) } else { words };
            let next = trail.chars().next().or_else(neighbour);
            lost += usize::from(!emit(line, &words, &run.ink, next));
        }
        line.push_str(trail);
    }
    lost
}

/// Writes one run; false if its emphasis was left out.
fn emit(line: &mut String, words: &str, ink: &Ink, next: Option<char>) -> bool {
    let before = line.chars().next_back();
    let first = words.chars().next().unwrap_or(' ');
    let last = words.chars().next_back().unwrap_or(' ');
    let open = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    // The rules of CommonMark for marks beside words and punctuation.
    let touches = matches!(before, Some('*' | '_')) || matches!(next, Some('*' | '_'));
    let opens = !sign(first) || open(before) || before.is_some_and(sign);
    let closes = !sign(last) || open(next) || next.is_some_and(sign);
    let apart =
        !before.is_some_and(char::is_alphanumeric) && !next.is_some_and(char::is_alphanumeric);
    let holds = !touches && opens && closes && (apart || !ink.italic);
    let (opening, closing) = match (ink.bold, ink.italic) {
        _ if !holds => ("", ""),
        (false, false) => ("", ""),
        (true, false) => ("**", "**"),
        (false, true) => ("_", "_"),
        (true, true) => ("**_", "_**"),
    };
    for part in [opening, words, closing] {
        line.push_str(part);
    }
    holds || !(ink.bold || ink.italic)
}

fn brackets(text: &str) -> String {
    text.replace("\\[", "[").replace('[', "\\[").replace(']', "\\]")
}

/// The address of a link if it is of a kind that may stand on a page. Browsers overlook blanks
/// and control characters in addresses, so they are left out before the look.
pub(super) fn address(raw: &str) -> Option<String> {
    let address: String =
        raw.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(2_001).collect();
    let lower = address.get(..address.len().min(8)).unwrap_or_default().to_ascii_lowercase();
    let known =
        ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme));
    if !known || address.len() > 2_000 {
        return None;
    }
    let mut safe = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '(' => safe.push_str("%28"),
            ')' => safe.push_str("%29"),
            '<' => safe.push_str("%3C"),
            '>' => safe.push_str("%3E"),
            '\\' => safe.push_str("%5C"),
            _ => safe.push(c),
        }
    }
    Some(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(runs: &[(&str, &str)], want: &str, lost: usize) {
        let runs = runs
            .iter()
            .map(|(text, look)| Run {
                text: (*text).to_owned(),
                ink: Ink {
                    bold: look.contains('b'),
                    italic: look.contains('i'),
                    link: look.contains('a').then(|| "https://a.id".into()),
                },
            })
            .collect();
        assert_eq!(line(runs), (want.to_owned(), lost));
    }

    #[test]
    fn looks_become_marks() {
        check(&[("Satu ", ""), (" dua ", "b"), ("tiga", "")], "Satu  **dua** tiga", 0);
        check(&[("a", "b"), (" ", ""), ("b", "b")], "**a b**", 0);
        check(&[("a", "i"), (" b", "bi")], "_a_ **_b_**", 0);
        check(&[("K", "b"), ("omisi", "")], "**K**omisi", 0);
        check(&[("K", "i"), ("omisi", "")], "Komisi", 1);
        check(&[("a", "b"), ("b", "i")], "**a**b", 1);
        check(&[("x", ""), ("“a”", "b"), ("y", "")], "x“a”y", 1);
        check(&[("a [b]", "a")], "[a \\[b\\]](https://a.id)", 0);
        check(&[("# a*", "")], "\\# a\\*", 0);
    }

    #[test]
    fn only_some_addresses_are_kept() {
        for bad in ["javascript:alert(1)", " java\tscript:x", "/blog", "#", "data:text/html,x", ""]
        {
            assert_eq!(address(bad), None, "{bad:?}");
        }
        assert_eq!(address(" HTTPS://a.id/b (c)\n").as_deref(), Some("HTTPS://a.id/b%28c%29"));
        assert_eq!(address("tel:+62").as_deref(), Some("tel:+62"));
    }
}
