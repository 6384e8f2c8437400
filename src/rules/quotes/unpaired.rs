//! Q02: a quotation mark without its counterpart. A quotation over several paragraphs opens each
//! of them and closes the last one only.

use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::signs::around::{Around, end, gap, is_number, is_word, sign, start};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "Q02",
    level: Level::Error,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("“Kami siap. “Kami kerja.”").finds("“Kami", &[]),
        Example::body("Kami siap bekerja,” ujar Ani.").finds(",”", &[]),
        Example::body("Kata Ani, \"Kami siap bekerja. Rapat lalu usai.").finds("\"Kami", &[]),
        Example::body("“Kami siap,” ujar Ani. “Kami datang.").finds("“Kami", &[]),
        Example::headline("“KPU Siap Melayani").finds("“KPU", &[]),
    ],
    right: &[
        Example::body("“Kami siap,” ujar Ani. \"Kami juga,\" kata Budi."),
        Example::body("“Kami siap.\n\n“Kami kerja,” ujar Ani."),
        Example::body("“Kami siap.\n\nKami kerja,” ujar Ani."),
        Example::body("Temanya \"Berbagi” dan “Siap\"."),
        Example::body("„Siap“ dan «siap» dan ”siap” dan “siap“."),
        Example::body("“Ia berkata, “Siap,” lalu pulang,” ujar Ani."),
        Example::body("Layar 10\" dan 12” dibeli, lihat `a = \"` itu."),
        Example::body("Hari Jum”at di kantor itu."),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    let pieces: Vec<&Piece<'_>> = page.pieces.iter().collect();
    let mut open_above = false;
    for (at, piece) in pieces.iter().enumerate() {
        if found.is_full() {
            return;
        }
        if piece.part == Part::Summary && piece.text.trim_end().ends_with('…') {
            continue;
        }
        let next = pieces.get(at + 1).filter(|next| next.field == Field::Body);
        let goes_on = piece.field == Field::Body && next.is_some_and(|next| closes_early(next));
        let (stray, open) = unpaired(piece);
        match (stray, open) {
            (Some(close), _) if !open_above => {
                push(piece, close.saturating_sub(1), close, found);
            }
            (None, Some(open)) if !goes_on => {
                let last = piece.tokens().len().saturating_sub(1);
                push(piece, open, (open + 1).min(last), found);
            }
            _ => {}
        }
        open_above = piece.field == Field::Body && open.is_some() && goes_on;
    }
}

fn push(piece: &Piece<'_>, first: usize, last: usize, found: &mut Found) {
    let mut finding = piece.finding(&RULE, start(piece, first)..end(piece, last));
    let mark = finding.text.chars().find(|c| is_mark(*c)).unwrap_or('”');
    finding.args = vec![("x", mark.to_string())];
    found.push(finding);
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

/// May a quotation from above go on in this piece?
fn closes_early(piece: &Piece<'_>) -> bool {
    sign(piece, 0).is_some_and(is_mark) || unpaired(piece).0.is_some()
}

/// The first closing mark that nothing opens, and the first opening one that nothing closes.
fn unpaired(piece: &Piece<'_>) -> (Option<usize>, Option<usize>) {
    // Other ways to quote use the same marks the other way round.
    if !piece.text.contains(is_mark) || piece.text.contains(['„', '«', '»']) {
        return (None, None);
    }
    let around = Around::of(piece);
    let mut open: Vec<usize> = Vec::new();
    let mut stray = None;
    for at in 0..piece.tokens().len() {
        let Some(mark) = sign(piece, at).filter(|sign| is_mark(*sign)) else { continue };
        let glued = at > 0 && piece.is_glued(at);
        let behind = at + 1 < piece.tokens().len() && piece.is_glued(at + 1);
        let in_word = glued && behind && is_word(piece, at - 1) && is_word(piece, at + 1);
        let is_inch = glued && is_number(piece, at - 1) && open.is_empty();
        if around.is_code(start(piece, at)) || in_word && open.is_empty() || is_inch {
            continue;
        }
        // A mark that is turned the wrong way is still a mark.
        let begins = !glued && (behind || gap(piece, at).is_empty());
        let opens = match mark {
            '“' => open.is_empty() || !glued || behind && opens_word(piece, at + 1),
            '”' => open.is_empty() && begins && behind,
            _ => open.is_empty(),
        };
        if opens {
            open.push(at);
        } else if open.pop().is_none() {
            stray = stray.or(Some(at));
        }
    }
    (stray, open.first().copied())
}

fn opens_word(piece: &Piece<'_>, at: usize) -> bool {
    is_word(piece, at) || is_number(piece, at)
}
