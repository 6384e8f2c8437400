//! S05: two signs where one should stand: `.,` `,,` `..`. Three points are an ellipsis; a point
//! of a short form may have a comma behind it.

use super::around::{Around, end, is_number, is_word, letters, sign, start};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "S05",
    level: Level::Error,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Rapat di Kota., Selasa lalu.").finds("Kota.,", &["Kota,", "Kota."]),
        Example::body("Data,, berkas, dan surat.").finds("Data,,", &["Data,"]),
        Example::body("Rapat usai,. Warga pulang.").finds("usai,.", &["usai.", "usai,"]),
        Example::body("Rapat usai.. Warga pulang.").finds("usai..", &["usai.", "usai …"]),
        Example::body("Rapat (24/3)., lalu pulang.").finds(").,", &["),", ")."]),
        Example::body("Apakah siap?.").finds("siap?.", &["siap?"]),
        Example::body("Siap!, kata warga.")
            .graded(Level::Warning)
            .finds("Siap!,", &["Siap,", "Siap!"]),
    ],
    right: &[
        Example::body("Budi, S.H., M.H., Drs., dkk., dan lain-lain, dll., hadir."),
        Example::body(
            "Prof., Brigjen., dan Spd., Ssos., MM., hadir. PT Contoh Tbk., Kab., dan No.: 5",
        ),
        Example::body("Kata itu ... hilang.... Wah!!! Apa?! Benarkah?? Lalu …, ya."),
        Example::body("Buka ../berkas dan 1..10 di sini."),
        Example::body(",,Kami siap,” kata dia."),
        Example::body("Isi `a,,b` dan https://contoh.test/a,,b dulu."),
        Example::body("“Siap!” kata Ani. “Siap?” tanya Budi. (Rapat usai.)."),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let mut around = None;
    let mut at = 1;
    while at < piece.tokens().len() {
        let from = at;
        at += 1;
        if mark(piece, from).is_none() {
            continue;
        }
        while at < piece.tokens().len() && piece.is_glued(at) && mark(piece, at).is_some() {
            at += 1;
        }
        // Of three and more nobody knows what was meant.
        if at - from == 2 && !found.is_full() && is_wrong(piece, from) {
            let around = around.get_or_insert_with(|| Around::of(piece));
            if !around.is_table && !around.is_code(start(piece, from)) {
                pair(piece, from, found);
            }
        }
    }
}

fn mark(piece: &Piece<'_>, at: usize) -> Option<char> {
    sign(piece, at).filter(|sign| matches!(sign, '.' | ',' | ';' | ':' | '!' | '?'))
}

fn is_wrong(piece: &Piece<'_>, at: usize) -> bool {
    let (Some(first), Some(second)) = (mark(piece, at), mark(piece, at + 1)) else { return false };
    let next = at + 2;
    let runs_on = next < piece.tokens().len() && piece.is_glued(next);
    let closing = matches!(sign(piece, next), Some('”' | '"' | '’' | ')' | '*' | '_'));
    piece.is_glued(at) && (!runs_on || closing) && is_pair(piece, at, first, second)
}

fn pair(piece: &Piece<'_>, at: usize, found: &mut Found) {
    let (Some(first), Some(second)) = (mark(piece, at), mark(piece, at + 1)) else { return };
    let before = piece.word(at - 1);
    let mut finding = piece.finding(&RULE, start(piece, at - 1)..end(piece, at + 1));
    if second == ',' && matches!(first, '!' | '?') {
        finding.level = Level::Warning;
    }
    let signs = match (first, second) {
        ('.', '.') => vec![format!("{before}."), format!("{before} …")],
        (one, other) if one == other => vec![format!("{before}{one}")],
        ('!' | '?', '.') => vec![format!("{before}{first}")],
        _ => vec![format!("{before}{second}"), format!("{before}{first}")],
    };
    finding.fixes = signs;
    finding.args = vec![("x", format!("{first}{second}"))];
    found.push(finding);
}

fn is_pair(piece: &Piece<'_>, at: usize, first: char, second: char) -> bool {
    match (first, second) {
        // Loud, but somebody meant it.
        ('!' | '?', '!' | '?') => false,
        ('!' | '?', _) => is_word(piece, at - 1) && matches!(second, '.' | ','),
        // `dll.?`, `No.:`: of a short form the point is needed.
        ('.', '.') => is_end(piece, at - 1) || is_short(piece, at - 1),
        ('.', _) => is_end(piece, at - 1),
        _ => true,
    }
}

/// Ranks, degrees and forms of firms, with three letters and more.
const SHORT: [&str; 37] = [
    "prof", "brigjen", "mayjen", "letjen", "irjen", "komjen", "kombes", "kompol", "letkol",
    "letda", "lettu", "serda", "sertu", "serka", "serma", "ipda", "iptu", "kapten", "kapt", "ners",
    "ssos", "skom", "mhum", "shum", "corp", "sept", "agust", "sdri", "spdi", "mpdi", "ibid",
    "mkom", "sked", "prov", "resp", "bripka", "brigpol",
];

/// Can a sentence end with this token? Not sure for what may be a short form.
fn is_end(piece: &Piece<'_>, at: usize) -> bool {
    if matches!(sign(piece, at), Some(')' | '”')) {
        return true;
    }
    let word = piece.word(at);
    if is_number(piece, at) {
        return word.len() >= 4;
    }
    let low = piece.low(at);
    let of_name = at >= 1 && piece.is_glued(at) && sign(piece, at - 1) == Some('.');
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let count = letters(word);
    let is_whole = count >= 5 || count == 4 && low.ends_with(vowel);
    is_word(piece, at)
        && !of_name
        && matches!(case(word), Case::Lower | Case::Capital)
        && is_whole
        && low.contains(vowel)
        && !SHORT.contains(&low)
}

/// `dll..`: one point is enough, whatever it is for.
fn is_short(piece: &Piece<'_>, at: usize) -> bool {
    is_word(piece, at) && matches!(piece.low(at), "dll" | "dsb" | "dst" | "dkk")
}
