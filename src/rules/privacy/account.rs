//! P06: bank accounts.

use super::number::{self, Sort};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "P06",
    level: Level::Error,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Kirim ke rekening BRI 002101000123301.")
            .finds("***********3301", &["***********3301"]),
        Example::body("Norek 0021-01-000123-30-1 atas nama Ani.")
            .finds("****-**-*****3-30-1", &["****-**-*****3-30-1"]),
        Example::body("Bank Mandiri: 1234567890.").finds("******7890", &["******7890"]),
    ],
    right: &[
        Example::body("Saldo rekening Rp1.234.567.890 dan 1.234.567.890 rupiah."),
        Example::body("Rekening itu dibuka 17-11-2025 dan ditutup 2026."),
        Example::body("Rekening bersama milik 123.456 warga."),
        Example::body("Rekening ***********3301"),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    number::run(&RULE, Sort::Account, page, found);
}
