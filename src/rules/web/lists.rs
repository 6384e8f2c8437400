//! W03: a list whose numbers are typed in a form that no page knows as a list: `(1)`, `1.Satu`,
//! or one that runs on within a paragraph: `1) nama, 2) alamat, 3) umur`.

use std::ops::Range;

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::token::Kind as Sign;
use crate::rules::{Example, Rule, Run, Speaks};
use crate::text::anatomy::Kind;
use crate::text::span::slice;

pub(super) const RULE: Rule = Rule {
    id: "W03",
    level: Level::Suggestion,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Syarat:\n\n1. warga;\n2.Cukup umur.").finds("2.", &["2. "]),
        Example::body("Syarat:\n\n1. warga;\n\n(2) cukup umur.").finds("(2) ", &["2. "]),
        Example::body("Syarat:\n\n(1) warga;\n\n2. cukup umur.").finds("(1) ", &["1. "]),
        Example::body("Syarat:\n\n1. warga;\n\n2\\. cukup umur.").finds("2\\. ", &["2. "]),
        Example::body("Pemohon menempuh langkah ini: 1) mengisi formulir, 2) menunggu, 3) pulang.")
            .finds("1)", &[]),
        Example::body("Siapkan tiga hal: 1. kartu keluarga, 2. KTP, dan 3. surat pindah.")
            .finds("1.", &[]),
    ],
    right: &[
        Example::body("Syarat:\n\n1. warga;\n2. cukup umur."),
        Example::body("Syarat: (1) warga; (2) cukup umur."),
        Example::body("(1) Catatan kaki saja.\n\nParagraf lain."),
        Example::body("2.150 pemilih hadir.\n\n3.200 pemilih lain."),
        Example::body("Jurnal edisi 1(2) dan 2(3), lalu 3(4)."),
        Example::body("Ada dua hal: 1) nama dan 2) alamat."),
        Example::body("Ia hadir di TPS 1. Warga TPS 2. Petugas TPS 3. Semua pulang."),
        Example::body("(lihat tabel 1) dan (tabel 2) serta (tabel 3)"),
        Example::body("```\n(1) a\n(2) b\n```"),
    ],
    run: Run::Whole(run),
};

/// A line that begins with a number.
struct Line {
    number: u32,
    /// The number with its signs, where no page knows it as one.
    typed: Option<Range<usize>>,
}

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(body) = page.body() else { return };
    let mut lines: Vec<Option<Line>> = Vec::new();
    for block in &page.anatomy.blocks {
        match block.kind {
            Kind::ListItem { number: Some(number), .. } => {
                lines.push(Some(Line { number, typed: None }));
                let rest = slice(&body.content, block.span.clone());
                // A line of the item that goes on without a blank line.
                if let Some(first) = rest.find('\n') {
                    typed_lines(rest, first + 1, block.span.start, &mut lines);
                }
            }
            Kind::Paragraph => {
                let text = slice(&body.content, block.span.clone());
                typed_lines(text, 0, block.span.start, &mut lines);
            }
            _ => lines.push(None),
        }
    }
    for piece in page.of_body().filter(|piece| piece.part == Part::Paragraph) {
        if let Some(span) = run_on(piece).filter(|_| !found.is_full()) {
            let mut finding = piece.finding(&RULE, span);
            finding.args = vec![("x", finding.text.clone())];
            found.push(finding);
        }
    }
    let number = |at: usize| lines.get(at).and_then(Option::as_ref).map(|line| line.number);
    for (at, line) in lines.iter().enumerate() {
        let Some(Line { number: n, typed: Some(span) }) = line else { continue };
        let counted = n
            .checked_sub(1)
            .is_some_and(|before| at > 0 && number(at - 1) == Some(before) && before > 0)
            || number(at + 1) == n.checked_add(1);
        if !counted {
            continue;
        }
        let mut finding = body.finding(&RULE, span.clone());
        finding.args = vec![("x", finding.text.trim().to_owned())];
        finding.fixes.push(format!("{n}. "));
        found.push(finding);
    }
}

/// A list of three and more within a paragraph; told at its first number.
fn run_on(piece: &Piece<'_>) -> Option<Range<usize>> {
    let tokens = piece.tokens();
    let mut next = 1_u32;
    let mut first = 0;
    let mut open = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Sign::Sign('(') => open += 1,
            // One that none opened belongs to a number.
            Sign::Sign(')') => open = open.saturating_sub(1),
            Sign::Number if open == 0 && is_counter(piece, at) => {
                let number: u32 = piece.word(at).parse().ok()?;
                if number == 1 {
                    (first, next) = (at, 2);
                } else if number == next && next > 1 {
                    next += 1;
                }
                if next > 3 {
                    return Some(piece.span(first..first + 2));
                }
            }
            _ => {}
        }
    }
    None
}

/// `2) memindai`, `2. kartu`: a word behind, and before it what ends an item.
fn is_counter(piece: &Piece<'_>, at: usize) -> bool {
    let signed = piece.is_sign(at + 1, ')') || piece.is_sign(at + 1, '.');
    let before = at.wrapping_sub(1);
    let ends = [',', ';', ':'].iter().any(|sign| piece.is_sign(before, *sign))
        || matches!(piece.low(before), "dan" | "serta" | "yaitu" | "yakni" | "atau" | "urutan")
        || at == 0;
    piece.word(at).len() <= 2
        && signed
        && piece.word(at + 2).starts_with(char::is_alphabetic)
        && piece.is_glued(at + 1)
        && !piece.is_glued(at + 2)
        && (ends || piece.is_sign(at + 1, ')'))
}

fn typed_lines(text: &str, from: usize, base: usize, lines: &mut Vec<Option<Line>>) {
    let mut at = from;
    for line in slice(text, from..text.len()).split('\n') {
        lines.push(marker(line).map(|(number, width)| {
            let start = base + at;
            Line { number, typed: Some(start..start + width) }
        }));
        at += line.len() + 1;
    }
}

/// `(1) `, `1\. `, `1 . `, `1.Satu`: the number and the bytes up to the words.
fn marker(line: &str) -> Option<(u32, usize)> {
    let (open, rest) = line.strip_prefix('(').map_or((0, line), |rest| (1, rest));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits).filter(|figures| (1..=2).contains(&figures.len()))?;
    let signs = rest.get(digits..)?;
    let width = if open == 1 {
        signs.starts_with(") ").then_some(2)?
    } else if signs.starts_with("\\. ") || signs.starts_with("\\) ") || signs.starts_with(" . ") {
        3
    } else {
        let next = signs.strip_prefix('.')?.chars().next()?;
        next.is_alphabetic().then_some(1)?
    };
    Some((number.parse().ok()?, open + digits + width))
}
