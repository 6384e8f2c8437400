//! R08: times: a point between hours and minutes, and the zone.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::is_number;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "R08",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Rapat dibuka pukul 12:00 WIB.").finds("12:00", &["12.00"]),
        Example::body("Rapat dibuka jam 9:30 WITA.").finds("9:30", &["9.30"]),
        Example::body("Rapat dibuka 19:45 WIB.").finds("19:45", &["19.45"]),
        Example::body("Rapat dibuka pukul 12.00 di aula.").finds("pukul 12.00", &[]),
    ],
    right: &[
        Example::body("Rapat dibuka pukul 12.00 WIB."),
        Example::body("Rapat pukul 09.00–12.00 WITA, pukul 13.00 s.d. 15.00 waktu setempat."),
        Example::body("Skor 2:1, skala 1:1000, surah 2:30, rasio 10:90."),
        Example::body("Rapat sejak pukul 09.00 hingga pukul 12.00 WIB."),
        Example::body("Rapat dibuka 12.00 dan 12,5 persen."),
    ],
    run: Run::Piece(run),
};

/// The zone comes within so many tokens, behind the end of a span.
const NEAR: usize = 9;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for at in 0..piece.tokens().len() {
        if !is_number(piece, at) || found.is_full() {
            continue;
        }
        let word = piece.word(at);
        let before = at.checked_sub(1).map_or("", |at| piece.low(at));
        let named = matches!(before, "pukul" | "jam" | "pkl");
        let zoned = |at: usize| matches!(piece.low(at), "wib" | "wita" | "wit");
        if is_time(word, ':') && (named || zoned(at + 1)) {
            let mut finding = piece.finding(&RULE, piece.span(at..at + 1));
            finding.fixes.push(word.replace(':', "."));
            finding.args = vec![("kind", "sign".to_owned())];
            found.push(finding);
        } else if is_time(word, '.') && before == "pukul" {
            // `s.d.` looks like the end of a sentence.
            let until = at + NEAR;
            let told = (at + 1..until).any(|at| zoned(at) || piece.low(at) == "waktu");
            if !told {
                let mut finding = piece.finding(&RULE, piece.span(at - 1..at + 1));
                finding.args = vec![("kind", "zone".to_owned())];
                found.push(finding);
            }
        }
    }
}

fn is_time(word: &str, sign: char) -> bool {
    let Some((hours, minutes)) = word.split_once(sign) else { return false };
    let (minutes, seconds) = minutes.split_once(sign).unwrap_or((minutes, "00"));
    let below = |part: &str, most: u32| part.parse().is_ok_and(|value: u32| value < most);
    minutes.len() == 2
        && seconds.len() == 2
        && matches!(hours.len(), 1 | 2)
        && below(hours, 25)
        && below(minutes, 60)
        && below(seconds, 60)
}
