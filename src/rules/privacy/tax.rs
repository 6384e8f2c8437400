//! P05: tax numbers (NPWP).

use super::number::{self, Sort};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "P05",
    level: Level::Error,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("NPWP 12.345.678.9-012.345 tercatat.")
            .finds("12.***.***.*-***.345", &["12.***.***.*-***.345"]),
        Example::body("NPWP: 123456789012345.").finds("12**********345", &["12**********345"]),
        Example::body("Atas nama 12.345.678.9-012.345.")
            .finds("12.***.***.*-***.345", &["12.***.***.*-***.345"]),
    ],
    right: &[
        Example::body("Bendahara menyerahkan NPWP pada 2025."),
        Example::body("NPWP 12.***.***.*-***.345 disamarkan."),
        Example::body("Rp12.345.678.901.234"),
        Example::body("NPWP dan dana Rp123456789012345."),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    number::run(&RULE, Sort::Tax, page, found);
}
