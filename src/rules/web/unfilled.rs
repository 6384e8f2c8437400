//! I01: a place that a form left open and nobody filled.

use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "I01",
    level: Level::Error,
    wrong: &[
        Example::body("Rapat digelar di {{tempat kegiatan}}.").finds("{{tempat kegiatan}}", &[]),
        Example::body("Rapat {{nama\n{{siapa}} hadir.").finds("{{siapa}}", &[]),
        Example::body("Ralat {{judul}}").within(Field::Headline).finds("{{judul}}", &[]),
    ],
    right: &[
        Example::body("Rapat {kerja} di aula."),
        Example::body("Rapat {{}} di {{ aula."),
        Example::body("Hasil {{ 7*7 }} dan {{a|b}} ditulis begitu saja."),
        Example::body("Himpunan {{1,\n2}} bilangan."),
    ],
    speaks: Speaks::Any,
    run: Run::Whole(run),
};

/// What is longer is no place to fill.
const LONGEST: usize = 160;

/// A form asks in words; what somebody computes stands in other signs.
fn is_asked(text: &str) -> bool {
    let words = text.trim();
    words.starts_with(char::is_alphabetic)
        && words.chars().all(|c| c.is_alphanumeric() || " ,.-/()’'".contains(c))
}

fn run(page: &Page<'_>, findings: &mut Found) {
    for text in &page.texts {
        let mut at = 0;
        while let Some(found) = text.content.get(at..).and_then(|rest| rest.find("{{")) {
            if findings.is_full() {
                return;
            }
            let start = at + found;
            let inside = text.content.get(start + 2..).unwrap_or_default();
            // No further than the line, and never looked through twice.
            let stop = inside.find(['{', '}', '\n']).unwrap_or(inside.len());
            let closed = inside.get(stop..).is_some_and(|rest| rest.starts_with("}}"));
            at = start + 2 + stop;
            let words = inside.get(..stop).unwrap_or_default();
            if closed && stop <= LONGEST && is_asked(words) {
                at += 2;
                let mut finding = text.finding(&RULE, start..at);
                finding.args.push(("text", words.trim().to_owned()));
                findings.push(finding);
            }
        }
    }
}
