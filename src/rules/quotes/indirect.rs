//! Q07: a verb of speech behind a comma, in a sentence that quotes nobody: `…, tutup Ani`.

use super::saying::{is_speaker, is_sure_verb, is_verb};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "Q07",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Petugas diminta menjaga suasana kerja, tutup Ani.").finds("tutup Ani", &[]),
        Example::body("Petugas harus siap bekerja, ujar Ani.").finds("ujar Ani", &[]),
        Example::body("Petugas harus siap bekerja, pungkasnya.").finds("pungkasnya", &[]),
    ],
    right: &[
        Example::body("“Petugas harus siap bekerja,” ujar Ani."),
        Example::body("Ani, kata warga, sudah pulang ke rumah."),
        Example::body("Ia membaca, menulis, kata demi kata."),
        Example::body("“Kami siap. Petugas juga siap,” ujar Ani."),
        Example::body("\"Kami siap. Petugas juga siap, ujar Ani."),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    // A mark somewhere in the paragraph may have lost its counterpart: that is said elsewhere.
    if piece.part != Part::Paragraph || piece.text.contains(['“', '”', '"', '‘', '«']) {
        return;
    }
    for sentence in &piece.look.sentences {
        for at in sentence.start + 3..sentence.end {
            let low = piece.low(at);
            if !piece.is_sign(at - 1, ',') || !is_verb(low) || found.is_full() {
                continue;
            }
            let owned = low.ends_with("nya") && is_sure_verb(low);
            let named = is_speaker(piece, at + 1) && at + 1 < sentence.end;
            let until = if named { at + 2 } else { at + 1 };
            // What is set off by two commas is an aside.
            let is_aside = (at + 1..sentence.end).any(|at| piece.is_sign(at, ','));
            if (owned || named) && !is_aside {
                found.push(piece.finding(&RULE, piece.span(at..until)));
                break;
            }
        }
    }
}
