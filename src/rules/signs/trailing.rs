//! S02: blanks at the end of a line, and lines that hold nothing else: what pages that were pasted
//! leave behind.

use crate::domain::characters::is_blank;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page, Text};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "S02",
    level: Level::Suggestion,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Rapat usai pada 2025. \n\nWarga pulang.").finds(" ", &[""]),
        Example::body("Rapat usai.\n\n\u{a0}\n\nWarga pulang.").finds("\u{a0}", &[""]),
        Example::body("Rapat usai.\u{a0}\u{a0} ").finds("\u{a0}\u{a0} ", &[""]),
        Example::headline("Rapat Usai ").finds(" ", &[""]),
    ],
    right: &[
        Example::body("Rapat usai.\n\nWarga pulang."),
        // A hard break of Markdown.
        Example::body("Baris pertama  \nbaris kedua"),
        Example::body("```\nkode \n```\nRapat usai."),
        Example::body(""),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    for text in page.prose() {
        let mut start = 0;
        let mut fenced = false;
        for line in text.content.split('\n') {
            if found.is_full() {
                return;
            }
            let inner = line.trim_start_matches(is_blank);
            let fence = inner.starts_with("```") || inner.starts_with("~~~");
            fenced ^= fence;
            if !fenced {
                line_of(text, line, start, found);
            }
            start += line.len() + 1;
        }
    }
}

fn line_of(text: &Text<'_>, line: &str, start: usize, found: &mut Found) {
    let kept = line.trim_end_matches(is_blank).len();
    let blanks = line.get(kept..).unwrap_or_default();
    let goes_on = text.content.get(start + line.len()..).is_some_and(|rest| {
        rest.strip_prefix('\n').is_some_and(|rest| !rest.trim_start_matches(is_blank).is_empty())
            && !rest.starts_with("\n\n")
    });
    let is_break = kept > 0 && blanks.len() >= 2 && blanks.bytes().all(|b| b == b' ') && goes_on;
    if blanks.is_empty() || is_break {
        return;
    }
    let mut finding = text.finding(&RULE, start + kept..start + line.len());
    finding.fixes.push(String::new());
    found.push(finding);
}
