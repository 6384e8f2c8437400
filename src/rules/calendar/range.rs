//! T07: days of a range that run backwards, or are joined by a hyphen instead of the en dash of
//! ranges.

use crate::domain::calendar::month;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::Kind;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "T07",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Bimtek pada 17-15 Februari 2025.").finds("17-15", &["15–17"]),
        Example::body("Bimtek pada 15-17 Februari.").finds("15-17", &["15–17"]),
        Example::body("Bimtek pada 15 - 17 Februari.").finds("15 - 17", &["15–17"]),
        Example::body("Bimtek pada 17–15 Februari.").finds("17–15", &["15–17"]),
        Example::body("Bimtek pada 17 sampai 15 Februari.")
            .finds("17 sampai 15", &["15 sampai 17"]),
    ],
    right: &[
        Example::body("Bimtek pada 15–17 Februari 2025 dan 15 sampai 17 Maret."),
        Example::body("Skor 15-17 dan nomor 3-1."),
        Example::body("Pada 30 Januari-2 Februari 2025."),
        Example::body("Nomor 12-2025 Februari lalu."),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let day = |at: usize| {
        let is_number = piece.tokens().get(at).is_some_and(|token| token.kind == Kind::Number);
        piece.word(at).parse::<u32>().ok().filter(|day| is_number && (1..=31).contains(day))
    };
    for at in 3..piece.tokens().len() {
        if piece.low(at).is_empty() || month(piece.word(at)).is_none() {
            continue;
        }
        let (Some(first), Some(last)) = (day(at - 3), day(at - 1)) else { continue };
        let joint = piece.word(at - 2);
        let is_hyphen = matches!(joint, "-" | "−");
        let is_range = is_hyphen || matches!(joint, "–" | "—" | "s.d" | "sampai" | "hingga");
        if !is_range
            || first == last
            || !is_hyphen && first < last
            || at > 3 && piece.is_sign(at - 4, '/')
        {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(at - 3..at));
        let (low, high) = (first.min(last), first.max(last));
        let is_word = joint.chars().all(char::is_alphabetic);
        let joint = if is_word { format!(" {joint} ") } else { "–".to_owned() };
        finding.fixes.push(format!("{low}{joint}{high}"));
        finding.args.push(("kind", if first > last { "reversed" } else { "hyphen" }.to_owned()));
        found.push(finding);
    }
}
