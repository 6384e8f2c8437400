//! P04: numbers of civil servants (NIP), which hold the day of birth.

use super::number::{self, Sort};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "P04",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Ani (NIP 198001012005012001) dilantik.")
            .finds("***************001", &["***************001"]),
        Example::body("NIP. 19800101 200501 1 001")
            .finds("******** ****** * 001", &["******** ****** * 001"]),
        Example::body("PPPK 198001012023212005 dilantik.")
            .finds("***************005", &["***************005"]),
    ],
    right: &[
        Example::body("Ani, Kepala Subbagian Umum, dilantik."),
        Example::body("Nomor 198013012005012001 dan 123456789012345678."),
        Example::body("NIP ***************001"),
        Example::body("Rp198.001.012.005.012.001"),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    number::run(&RULE, Sort::Civil, page, found);
}
