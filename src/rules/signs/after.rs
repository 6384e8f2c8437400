//! S04: no blank after a sign that ends a sentence or a part of it.

use super::around::{Around, end, follows, is_number, is_word, letters, sign, start};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "S04",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Rapat digelar (24/3).Pertemuan dibuka.")
            .finds(").Pertemuan", &["). Pertemuan"]),
        Example::body("Sudah tuntas,100 berkas masuk.").finds("tuntas,100", &["tuntas, 100"]),
        Example::body("Data,berkas, dan surat.").finds("Data,berkas", &["Data, berkas"]),
        Example::body("Rapat usai.Warga pulang.").finds("usai.Warga", &["usai. Warga"]),
        Example::body("Rapat tahun 2025.Warga pulang.").finds("2025.Warga", &["2025. Warga"]),
        Example::body("Kata dia,“Kami siap.”").finds("dia,“", &["dia, “"]),
        Example::body("“Kami siap,”ujar Ani.").finds(",”ujar", &[",” ujar"]),
        Example::headline("KPU Siap;Warga Datang").finds("Siap;Warga", &["Siap; Warga"]),
    ],
    right: &[
        Example::body("Nilainya 1,5 dan 2.150,00; lihat halaman 3, 4, dan 5."),
        Example::body("Budi, S.H.,M.H., dan Ani, S.Sos.I, M.Si, S.Tr.Kes, Sp.Og, Ph.D hadir."),
        Example::body("Lihat kab-contoh.kpu.go.id dan Kompas.Com serta Laporan.Pdf atau Node.Js."),
        Example::body("Surat a.n. Kepala, titik (x,y), dan Rp5.000,-."),
        Example::body("Pakai `a,b` dan &nbsp;spasi, #pemilu,#kpu."),
        Example::body("1.Satu dan 2.Dua pada pasal 7.A"),
        Example::body("Lihat https://contoh.test/a,b.Cde"),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let mut around = None;
    for at in 1..piece.tokens().len() {
        let Some(mark @ (',' | ';' | ':' | '!' | '?' | '.' | '”')) = sign(piece, at) else {
            continue;
        };
        if !piece.is_glued(at) || !follows(piece, at + 1) || at + 1 >= piece.tokens().len() {
            continue;
        }
        let runs_on = match mark {
            ',' => after_comma(piece, at),
            '.' => after_point(piece, at),
            '”' => after_quote(piece, at),
            ';' | ':' => after_colon(piece, at),
            _ => is_long(piece, at - 1) && is_capital(piece, at + 1),
        };
        let around = around.get_or_insert_with(|| Around::of(piece));
        if !runs_on || around.is_table || around.is_code(start(piece, at)) || found.is_full() {
            continue;
        }
        let mut finding = piece.finding(&RULE, start(piece, at - 1)..end(piece, at + 1));
        finding.fixes.push(format!("{}{mark} {}", piece.word(at - 1), piece.word(at + 1)));
        finding.args = vec![("x", mark.to_string())];
        found.push(finding);
    }
}

/// `bekerja,”ujar`: the mark closes, so a blank must follow it.
fn after_quote(piece: &Piece<'_>, at: usize) -> bool {
    matches!(sign(piece, at - 1), Some(',' | '.' | '!' | '?')) && is_long(piece, at + 1)
}

fn is_long(piece: &Piece<'_>, at: usize) -> bool {
    is_word(piece, at) && letters(piece.word(at)) > 2
}

/// A word of three letters or more with a capital and small letters.
fn is_capital(piece: &Piece<'_>, at: usize) -> bool {
    is_long(piece, at) && case(piece.word(at)) == Case::Capital
}

fn after_comma(piece: &Piece<'_>, at: usize) -> bool {
    if sign(piece, at + 1) == Some('“') {
        return is_word(piece, at - 1);
    }
    let behind = is_number(piece, at + 1) || is_word(piece, at + 1);
    // `(x,y)` and `a,b,c`: letters by themselves are names of things.
    let before = is_long(piece, at - 1) || matches!(sign(piece, at - 1), Some(')' | '”'));
    let is_formula = is_word(piece, at + 1) && letters(piece.word(at + 1)) < 2;
    behind && before && !is_formula
}

/// Two real words with a colon or a semicolon alone between them; `&nbsp;` is none.
fn after_colon(piece: &Piece<'_>, at: usize) -> bool {
    let is_entity = at >= 2 && sign(piece, at - 2) == Some('&');
    let chained = |at: usize| matches!(sign(piece, at), Some(':' | '_' | '/' | '-' | '@'));
    is_long(piece, at - 1)
        && is_long(piece, at + 1)
        && !is_entity
        && !chained(at + 2)
        && !(at >= 2 && follows(piece, at - 1) && chained(at - 2))
}

/// Endings of names of sites and files.
const ENDINGS: [&str; 16] = [
    "com", "net", "org", "news", "info", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "jpg", "png",
    "mp4", "csv", "zip",
];
/// Parts of degrees that have more letters behind their point.
const DEGREES: [&str; 10] = ["amd", "mpd", "spd", "apt", "ners", "str", "mag", "psi", "sst", "ssi"];

fn after_point(piece: &Piece<'_>, at: usize) -> bool {
    if !is_capital(piece, at + 1) || ENDINGS.contains(&piece.low(at + 1)) {
        return false;
    }
    // `kota.Contoh.go`: one of several points is part of a name.
    let is_name = follows(piece, at + 2)
        && at + 2 < piece.tokens().len()
        && sign(piece, at + 2) == Some('.')
        && follows(piece, at + 3)
        && is_word(piece, at + 3);
    let of_name = at >= 2 && follows(piece, at - 1) && sign(piece, at - 2) == Some('.');
    if is_name || of_name {
        return false;
    }
    let before = piece.word(at - 1);
    match sign(piece, at - 1) {
        Some(mark) => matches!(mark, ')' | '”'),
        // The numbers of a list by hand are shorter.
        None if is_number(piece, at - 1) => before.len() >= 4,
        None => {
            is_word(piece, at - 1)
                && letters(before) > 2
                && before.ends_with(char::is_lowercase)
                && !DEGREES.contains(&piece.low(at - 1))
        }
    }
}
