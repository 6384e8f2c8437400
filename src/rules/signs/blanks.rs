//! S01: more than one blank between two words.

use crate::domain::characters::is_blank;
use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page, Text};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "S01",
    level: Level::Warning,
    wrong: &[
        Example::body("Rapat  pleno dibuka.").finds("  ", &[" "]),
        Example::body("Rapat\u{a0}\u{a0}pleno dibuka.").finds("\u{a0}\u{a0}", &[" "]),
        Example::body("Rapat \u{a0}\u{2009}pleno").finds(" \u{a0}\u{2009}", &[" "]),
        Example::body("- satu  dua").finds("  ", &[" "]),
        Example::body("Rapat  Pleno").within(Field::Headline).finds("  ", &[" "]),
    ],
    right: &[
        Example::body("Rapat pleno. Ditutup."),
        Example::body("- satu\n    - dua\n\n   10.  tiga\n>  kutipan"),
        Example::body("Baris pertama  \nbaris kedua"),
        Example::body("| a  | b  |\n|----|----|"),
        Example::body("```\na  b\n```\nRapat"),
        Example::body("Rp5\u{a0}juta"),
    ],
    speaks: Speaks::Any,
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, findings: &mut Found) {
    for text in &page.texts {
        let mut start = 0;
        let mut fenced = false;
        for line in text.content.split('\n') {
            if findings.is_full() {
                return;
            }
            let inner = line.trim_start_matches(is_blank);
            let fence = inner.starts_with("```") || inner.starts_with("~~~");
            fenced ^= fence;
            // Blanks line up the columns of code and tables.
            if !fence && !fenced && !inner.starts_with('|') {
                line_of(text, line, start, findings);
            }
            start += line.len() + 1;
        }
    }
}

/// Runs inside the line. Those before its first word are Markdown's indentation, those after its
/// last one Markdown's hard break.
fn line_of(text: &Text<'_>, line: &str, start: usize, findings: &mut Found) {
    let end = line.trim_end_matches(is_blank).len();
    let lead = lead(line);
    let mut run = None;
    for (at, c) in line.char_indices().filter(|(at, _)| (lead..end).contains(at)) {
        match (is_blank(c), run) {
            (true, None) => run = Some((at, 1)),
            (true, Some((from, count))) => run = Some((from, count + 1)),
            (false, Some((from, count))) => {
                run = None;
                if count > 1 {
                    let mut finding = text.finding(&RULE, start + from..start + at);
                    // A plain space also for a run of no-break spaces alone: those come from
                    // pasted pages, nobody chose them, and they keep lines from breaking.
                    finding.fixes.push(" ".to_owned());
                    findings.push(finding);
                }
            }
            (false, None) => {}
        }
    }
}

/// How many bytes of the line are indentation, marks of quotes, and the mark of a list item with
/// the blanks behind it.
fn lead(line: &str) -> usize {
    let rest = line.trim_start_matches(|c| is_blank(c) || c == '>');
    let numbered = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let marks: &[char] = if numbered.len() < rest.len() { &['.', ')'] } else { &['-', '*', '+'] };
    let item = numbered
        .strip_prefix(marks)
        .filter(|after| after.starts_with(is_blank))
        .map(|after| after.trim_start_matches(is_blank));
    line.len() - item.unwrap_or(rest).len()
}
