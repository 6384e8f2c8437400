//! F02: the mark below a text that says it ends: a habit of the wire that a page does not need.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "F02",
    level: Level::Suggestion,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Rapat usai.\n\n***").finds("***", &[""]),
        Example::body("Rapat usai.\n\n-30-").finds("-30-", &[""]),
        Example::body("Rapat usai. ***").finds(" ***", &[""]),
        Example::body("Rapat usai.\n\nWarga pulang. (*)").finds(" (*)", &[""]),
        // As plain text becomes Markdown.
        Example::body("Rapat usai. \\*\\*\\*").finds(" \\*\\*\\*", &[""]),
        Example::body("Rapat usai. (\\*)").finds(" (\\*)", &[""]),
    ],
    right: &[
        Example::body("Rapat usai."),
        Example::body("Rapat usai.\n\n***\n\nWarga pulang."),
        Example::body("Rapat **usai.**"),
        Example::body("Rapat ***usai***"),
        Example::body("Harga belum pasti (*) sampai besok."),
    ],
    run: Run::Whole(run),
};

const MARKS: [&str; 9] =
    ["\\*\\*\\*", "(\\*\\*\\*)", "(\\*)", "[\\*]", "***", "(***)", "(*)", "[*]", "-30-"];

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(body) = page.body() else { return };
    let mut tell = |span| {
        let mut finding = body.finding(&RULE, span);
        finding.args = vec![("x", finding.text.trim().replace('\\', ""))];
        finding.fixes.push(String::new());
        found.push(finding);
    };
    if let Some(mark) = &page.anatomy.end_mark {
        tell(mark.clone());
    }
    let Some(last) = page.of_body().next_back() else { return };
    let text = last.text.trim_end();
    for mark in MARKS {
        let Some(before) = text.strip_suffix(mark) else { continue };
        let sentence = before.trim_end();
        // An emphasis that ends here is no mark: the mark stands behind a blank.
        if sentence.len() < before.len() && sentence.ends_with(['.', '!', '?', '”', '"', ')']) {
            tell(last.at + sentence.len()..last.at + text.len());
            return;
        }
    }
}
