//! P01: identity numbers (NIK and KK): sixteen figures that hold where and when somebody was born.

use super::number::{self, Sort};
use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "P01",
    level: Level::Error,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Warga dengan NIK 3273014507900002 datang.")
            .finds("327301******0002", &["327301******0002"]),
        Example::body("Nomor KK 3273 0105 0790 0002 dicatat.")
            .finds("3273 01** **** 0002", &["3273 01** **** 0002"]),
        Example::body("Terdaftar sebagai 3273010507900002.")
            .finds("327301******0002", &["327301******0002"]),
        Example::body("Pemilih dengan NIK 9999999999999999 tercatat.")
            .graded(Level::Warning)
            .finds("999999******9999", &["999999******9999"]),
        Example::body("Kartu 4111111111111111 ditemukan.")
            .graded(Level::Warning)
            .finds("411111******1111", &["411111******1111"]),
        Example::body("NIK 3273010507900002 Ganda")
            .within(Field::Headline)
            .finds("327301******0002", &["327301******0002"]),
    ],
    right: &[
        Example::body("Ada 24 data pemilih ganda dari 2.150.000 pemilih."),
        Example::body("Barang bernomor register 3273010507900002 dan nomor 2024111500870034."),
        Example::body("NIK 327301******0002 sudah disamarkan."),
        Example::body("Anggaran Rp3.273.012.345.670.002 dan Rp3273010507900002."),
        Example::body("Lihat https://contoh.test/3273010507900002 ya."),
        Example::body("Pemilu 1999 2004 2009 2014 dan 2019."),
        Example::body("Kode unik A3273010507900002 dan nomor resi 3273010507900002."),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    number::run(&RULE, Sort::Identity, page, found);
}
