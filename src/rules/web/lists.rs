//! W03: a list whose numbers are typed in a form that no page knows as a list: `(1)`, `1.Satu`.

use std::ops::Range;

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};
use crate::text::anatomy::Kind;
use crate::text::span::slice;

pub(super) const RULE: Rule = Rule {
    id: "W03",
    level: Level::Suggestion,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Syarat:\n\n1. warga;\n2.Cukup umur.").finds("2.", &["2. "]),
        Example::body("Syarat:\n\n1. warga;\n\n(2) cukup umur.").finds("(2) ", &["2. "]),
        Example::body("Syarat:\n\n(1) warga;\n\n2. cukup umur.").finds("(1) ", &["1. "]),
        Example::body("Syarat:\n\n1. warga;\n\n2\\. cukup umur.").finds("2\\. ", &["2. "]),
    ],
    right: &[
        Example::body("Syarat:\n\n1. warga;\n2. cukup umur."),
        Example::body("Syarat: (1) warga; (2) cukup umur."),
        Example::body("(1) Catatan kaki saja.\n\nParagraf lain."),
        Example::body("2.150 pemilih hadir.\n\n3.200 pemilih lain."),
        Example::body("```\n(1) a\n(2) b\n```"),
    ],
    run: Run::Whole(run),
};

/// A line that begins with a number.
struct Line {
    number: u32,
    /// The number with its signs, where no page knows it as one.
    typed: Option<Range<usize>>,
}

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(body) = page.body() else { return };
    let mut lines: Vec<Option<Line>> = Vec::new();
    for block in &page.anatomy.blocks {
        match block.kind {
            Kind::ListItem { number: Some(number), .. } => {
                lines.push(Some(Line { number, typed: None }));
                let rest = slice(&body.content, block.span.clone());
                // A line of the item that goes on without a blank line.
                if let Some(first) = rest.find('\n') {
                    typed_lines(rest, first + 1, block.span.start, &mut lines);
                }
            }
            Kind::Paragraph => {
                let text = slice(&body.content, block.span.clone());
                typed_lines(text, 0, block.span.start, &mut lines);
            }
            _ => lines.push(None),
        }
    }
    let number = |at: usize| lines.get(at).and_then(Option::as_ref).map(|line| line.number);
    for (at, line) in lines.iter().enumerate() {
        let Some(Line { number: n, typed: Some(span) }) = line else { continue };
        let counted = n
            .checked_sub(1)
            .is_some_and(|before| at > 0 && number(at - 1) == Some(before) && before > 0)
            || number(at + 1) == n.checked_add(1);
        if !counted {
            continue;
        }
        let mut finding = body.finding(&RULE, span.clone());
        finding.args = vec![("x", finding.text.trim().to_owned())];
        finding.fixes.push(format!("{n}. "));
        found.push(finding);
    }
}

fn typed_lines(text: &str, from: usize, base: usize, lines: &mut Vec<Option<Line>>) {
    let mut at = from;
    for line in slice(text, from..text.len()).split('\n') {
        lines.push(marker(line).map(|(number, width)| {
            let start = base + at;
            Line { number, typed: Some(start..start + width) }
        }));
        at += line.len() + 1;
    }
}

/// `(1) `, `1\. `, `1 . `, `1.Satu`: the number and the bytes up to the words.
fn marker(line: &str) -> Option<(u32, usize)> {
    let (open, rest) = line.strip_prefix('(').map_or((0, line), |rest| (1, rest));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits).filter(|figures| (1..=2).contains(&figures.len()))?;
    let signs = rest.get(digits..)?;
    let width = if open == 1 {
        signs.starts_with(") ").then_some(2)?
    } else if signs.starts_with("\\. ") || signs.starts_with("\\) ") || signs.starts_with(" . ") {
        3
    } else {
        let next = signs.strip_prefix('.')?.chars().next()?;
        next.is_alphabetic().then_some(1)?
    };
    Some((number.parse().ok()?, open + digits + width))
}
