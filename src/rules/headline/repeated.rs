//! J04: a body that begins with the headline once more.

use crate::domain::finding::Level;
use crate::domain::words;
use crate::rules::page::{Found, Page, same_words};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "J04",
    level: Level::Error,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("KPU Gelar Rapat\n\nRapat dibuka.")
            .under("KPU Gelar Rapat")
            .finds("KPU Gelar Rapat\n\n", &[""]),
        Example::body("# KPU gelar rapat.\n\nRapat dibuka.")
            .under("KPU Gelar Rapat")
            .finds("# KPU gelar rapat.\n\n", &[""]),
        Example::body("**KPU Gelar Rapat**\n\nRapat dibuka.")
            .under("KPU Gelar Rapat")
            .finds("**KPU Gelar Rapat**\n\n", &[""]),
    ],
    right: &[
        Example::body("KPU gelar rapat pleno di aula.").under("KPU Gelar Rapat"),
        Example::body("Rapat dibuka.\n\nKPU Gelar Rapat").under("KPU Gelar Rapat"),
        Example::body("Rapat").under(""),
        Example::body("Rapat\n\nDibuka.").under("Rapat"),
    ],
    run: Run::Whole(run),
};

/// A shorter headline may be the first word by chance.
const FEWEST: usize = 2;

fn run(page: &Page<'_>, found: &mut Found) {
    let headline = page.manuscript.headline.as_str();
    let mut body = page.of_body();
    let Some(first) = body.next().filter(|_| words::count(headline) >= FEWEST) else { return };
    if !same_words(first.text, headline) {
        return;
    }
    // With the blank lines behind it, so that nothing stands before the text when it goes.
    let end = body.next().map_or(first.at + first.text.len(), |next| next.at);
    let Some(text) = page.body() else { return };
    let mut finding = text.finding(&RULE, first.at..end);
    finding.fixes.push(String::new());
    found.push(finding);
}
