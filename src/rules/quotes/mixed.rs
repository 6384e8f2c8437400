//! Q01: straight quotation marks among curly ones.

use super::saying::{token_at, tokens_of};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::{Around, end, start};
use crate::rules::{Example, Rule, Run, Speaks};
use crate::text::anatomy::Quotation;

pub(super) const RULE: Rule = Rule {
    id: "Q01",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Temanya \"Berbagi pengalaman pemilu 2024”.")
            .finds("\"Berbagi", &["“Berbagi"]),
        Example::body("Ketua berkata, “Kami siap bekerja\".").finds("bekerja\"", &["bekerja”"]),
        Example::headline("KPU: “Kami Siap\" Bekerja").finds("Siap\"", &["Siap”"]),
        Example::body("Kata Ani, “Siap.”\n\nKata Budi, \"Siap.\"")
            .graded(Level::Suggestion)
            .finds("\"Siap.\"", &["“Siap.”"]),
    ],
    right: &[
        Example::body("Kata Ani, “Siap.” Kata Budi, “Siap juga.”"),
        Example::body("Kata Ani, \"Siap.\" Kata Budi, \"Siap juga.\""),
        Example::body("Layar 10\" dibeli, kata Ani, “Siap.”"),
        Example::body("Kata Ani, “Siap.” Lihat `a = \"b\"` itu."),
        Example::body("Kata Ani, “Siap.” Hari Jum'at itu."),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    let curly = page.pieces.iter().any(|piece| piece.text.contains(['“', '”']));
    if !curly {
        return;
    }
    for piece in page.pieces.iter().filter(|piece| piece.text.contains('"')) {
        let around = Around::of(piece);
        let has_curly = piece.text.contains(['“', '”']);
        for quotation in &piece.look.quotations {
            if found.is_full() {
                return;
            }
            if quotation.close.is_none() || around.is_code(quotation.span.start) {
                continue;
            }
            match (quotation.open, quotation.close) {
                ('"', Some('"')) if has_curly => {
                    one(piece, quotation, false, found);
                    one(piece, quotation, true, found);
                }
                ('"', Some('"')) => whole(piece, quotation, found),
                ('"', _) => one(piece, quotation, false, found),
                (_, Some('"')) => one(piece, quotation, true, found),
                _ => {}
            }
        }
    }
}

/// One mark with the word that it stands at.
fn one(piece: &Piece<'_>, quotation: &Quotation, closes: bool, found: &mut Found) {
    let span = if closes {
        let mark = token_at(piece, quotation.span.end - 1);
        start(piece, mark.saturating_sub(1))..quotation.span.end
    } else {
        let mark = token_at(piece, quotation.span.start);
        quotation.span.start..end(piece, mark + 1)
    };
    let fix = piece.slice(span.clone()).replace('"', if closes { "”" } else { "“" });
    let mut finding = piece.finding(&RULE, span);
    finding.fixes.push(fix);
    found.push(finding);
}

/// Both marks are straight, where others of the text are curly.
fn whole(piece: &Piece<'_>, quotation: &Quotation, found: &mut Found) {
    if tokens_of(piece, quotation).len() < 3 {
        return;
    }
    let inner = piece.slice(quotation.span.start + 1..quotation.span.end - 1);
    let mut finding = piece.finding(&RULE, quotation.span.clone());
    finding.level = Level::Suggestion;
    finding.fixes.push(format!("“{inner}”"));
    found.push(finding);
}
