//! T11: “today” and its kin without a date in the same sentence: a page is read on other days
//! than it is written.

use std::ops::Range;

use crate::domain::calendar::{month, weekday};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::token::Kind;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "T11",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("KPU hari ini menggelar rapat.").finds("hari ini", &[]),
        Example::body("Rapat dibuka kemarin. Pada 4 Mei 2025 rapat lain dibuka.")
            .finds("kemarin", &[]),
        Example::body("Logistik tiba tadi malam di gudang.").finds("tadi malam", &[]),
        Example::body("Penetapan dilakukan besok di aula.").finds("besok", &[]),
    ],
    right: &[
        Example::body("KPU hari ini, Selasa (29/7/2025), menggelar rapat."),
        Example::body("“Hari ini kita mulai,” kata Siti."),
        Example::body("Hingga hari ini belum ada laporan."),
        Example::body("Tanjung Damar, 29 Juli 2025 — KPU hari ini menggelar rapat."),
        Example::body("Pemilu kemarin dan harapan esok hari."),
        Example::body("Masa kini dan hari-hari ini."),
        Example::body("KPU menggelar rapat, Senin (17/11), sehari sebelum besok Selasa."),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    if matches!(piece.part, Part::Headline | Part::Heading) {
        return;
    }
    let mut at = 0;
    while at < piece.tokens().len() {
        let words = length(piece, at);
        if words == 0 {
            at += 1;
            continue;
        }
        let start = piece.span(at..at + 1).start;
        let sentence = piece.sentence(at);
        // The dateline gives the day of what follows it.
        let dated = piece.is_lead && piece.dateline.is_some() && sentence.start == 0;
        if !dated
            && !piece.is_quoted(start)
            && !is_idiom(piece, at, words)
            && !has_date(piece, sentence)
        {
            let mut finding = piece.finding(&RULE, piece.span(at..at + words));
            finding.args.push(("word", finding.text.clone()));
            found.push(finding);
        }
        at += words;
    }
}

/// How many words of a relative day begin here.
fn length(piece: &Piece<'_>, at: usize) -> usize {
    let next = piece.low(at + 1);
    match piece.low(at) {
        "hari" if next == "ini" => 2,
        "tadi" if matches!(next, "malam" | "pagi" | "siang" | "sore") => 2,
        "malam" | "pagi" | "siang" | "sore" if next == "tadi" => 2,
        "kemarin" | "besok" | "lusa" => 1,
        _ => 0,
    }
}

/// Time as such, and not a day: “until today”, “the last election”.
fn is_idiom(piece: &Piece<'_>, at: usize, words: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| piece.low(before));
    let is_reaching =
        matches!(before, "hingga" | "sampai" | "sejak" | "dari" | "zaman" | "era" | "kondisi");
    let is_event = piece.low(at) == "kemarin"
        && matches!(
            before,
            "pemilu" | "pilkada" | "pemilihan" | "tahun" | "bulan" | "minggu" | "periode"
        );
    let is_of_days = at > 0 && piece.is_sign(at - 1, '-') || piece.low(at + words) == "hari";
    is_reaching || is_event || is_of_days
}

/// Does the sentence name a day by its number, or by the week and the number?
pub(in crate::rules) fn has_date(piece: &Piece<'_>, sentence: Range<usize>) -> bool {
    sentence.clone().any(|at| {
        let Some(token) = piece.tokens().get(at) else { return false };
        match token.kind {
            Kind::Number => {
                let word = piece.word(at);
                let is_day = word.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
                is_figures(word) || is_day && month(piece.low(at + 1)).is_some()
            }
            Kind::Word => {
                weekday(piece.word(at)).is_some_and(|_day| token.low.len() > 3)
                    && piece.is_sign(at + 1, '(')
                    && piece.tokens().get(at + 2).is_some_and(|token| token.kind == Kind::Number)
            }
            Kind::Sign(_) | Kind::Address => false,
        }
    })
}

/// `21/10` or `21/10/2025`.
fn is_figures(word: &str) -> bool {
    let mut parts = word.split(['/', '-', '.']).map(str::parse::<u32>);
    let (Some(Ok(day)), Some(Ok(month))) = (parts.next(), parts.next()) else { return false };
    word.contains('/') && (1..=31).contains(&day) && (1..=12).contains(&month)
}
