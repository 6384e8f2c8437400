//! S09: the same conjunction twice in one clause: `berpesan agar petugas agar menjaga`.

use super::around::is_word;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::Kind;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "S09",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Ketua berpesan agar petugas agar menjaga suasana.").finds("agar", &[]),
        Example::body("Supaya warga mudah supaya datang.").finds("supaya", &[]),
        Example::body("Rapat ditunda karena hujan deras karena atap bocor.").finds("karena", &[]),
    ],
    right: &[
        Example::body("Ketua berpesan agar petugas hadir, agar rapat dapat dibuka."),
        Example::body("Ketua berpesan agar petugas hadir serta agar warga datang."),
        Example::body("Ketua berpesan agar hadir. Rapat dibuka agar tuntas."),
        Example::body("Ia bertanya, “Agar siapa?” agar jelas bagi semua."),
        Example::body(
            "Ketua meminta agar setiap petugas di seluruh desa yang jauh dari kota itu hadir agar tuntas.",
        ),
    ],
    run: Run::Piece(run),
};

const WORDS: [&str; 9] =
    ["agar", "supaya", "sehingga", "karena", "apabila", "jika", "meskipun", "walaupun", "sebelum"];
/// Words that begin another clause or another member of the same one.
const JOINTS: [&str; 10] = [
    "dan",
    "serta",
    "atau",
    "tetapi",
    "namun",
    "maupun",
    "melainkan",
    "sedangkan",
    "bahwa",
    "yang",
];
/// Further apart, the second one belongs to something else.
const NEAR: usize = 8;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for sentence in &piece.look.sentences {
        let mut last: Option<usize> = None;
        for at in sentence.clone() {
            if found.is_full() {
                return;
            }
            let low = piece.low(at);
            let breaks = matches!(
                piece.tokens().get(at).map(|token| token.kind),
                Some(Kind::Sign(',' | ';' | ':' | '“' | '”' | '"' | '(' | ')' | '—' | '–'))
            );
            if breaks || JOINTS.contains(&low) {
                last = None;
            } else if is_word(piece, at) && WORDS.contains(&low) {
                if last.is_some_and(|last| piece.low(last) == low && at - last <= NEAR) {
                    let mut finding = piece.finding(&RULE, piece.span(at..at + 1));
                    finding.args = vec![("x", low.to_owned())];
                    found.push(finding);
                    break;
                }
                last = Some(at);
            }
        }
    }
}
