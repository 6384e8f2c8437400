//! P02: mobile telephone numbers. Those of the office may stand in public.

use super::number::{self, Sort};
use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "P02",
    level: Level::Error,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Hubungi Ani di 0812-3456-7890.")
            .finds("0812-****-*890", &["0812-****-*890"]),
        Example::body("WA +62 812 3456 7890 saja.")
            .finds("62 81* **** *890", &["62 81* **** *890"]),
        Example::body("Tulis ke 081234567890.").finds("0812*****890", &["0812*****890"]),
        Example::body("Klik https://wa.me/6281234567890 ya.")
            .finds("6281******890", &["6281******890"]),
        Example::body("Narahubung: 0812-3456-7890.")
            .graded(Level::Warning)
            .finds("0812-****-*890", &["0812-****-*890"]),
        Example::body("Hubungi 0812 3456 789")
            .within(Field::Summary)
            .finds("0812 **** 789", &["0812 **** 789"]),
    ],
    right: &[
        Example::body("Telepon kantor (0721) 123456 atau 021-1234567."),
        Example::body("Pukul 08.15-09.30 dan 08.15 12.00 13.00 14.00."),
        Example::body("Layanan 0800-1-500-111 dan 14045."),
        Example::body("Sebanyak 81.234.567.890 lembar, Rp812.345.678.900."),
        Example::body("Nomor 812/PL.02/2025 tanggal 08-12-2025."),
        Example::body("0812-****-*890"),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    number::run(&RULE, Sort::Phone, page, found);
}
