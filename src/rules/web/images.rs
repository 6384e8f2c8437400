//! W01: a picture in the text that says nothing to who cannot see it (WCAG 2.2, 1.1.1).

use std::ops::Range;

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "W01",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Rapat usai.\n\n![](foto.jpg)").finds("![](foto.jpg)", &[]),
        Example::body("Lihat ![ ](a.png) ini.").finds("![ ](a.png)", &[]),
        Example::body("![IMG_2041.JPG](a.jpg)").finds("![IMG_2041.JPG](a.jpg)", &[]),
        Example::body("![foto](a.jpg)").english().finds("![foto](a.jpg)", &[]),
        Example::body("<img src=\"a.jpg\" alt=\"\">").finds("<img src=\"a.jpg\" alt=\"\">", &[]),
    ],
    right: &[
        Example::body("![Ketua KPU membuka rapat](foto.jpg)"),
        Example::body("Lihat [foto](a.jpg) ini!"),
        Example::body("```\n![](a.jpg)\n```"),
        Example::body("<img src=\"a.jpg\" alt=\"Warga mengantre\">"),
        Example::body("Wah! [Ini](a) ![belum"),
    ],
    run: Run::Piece(run),
};

/// What is longer is no picture's words or address.
const LONGEST: usize = 2_000;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let mut at = 0;
    while let Some(next) = piece.text.get(at..).and_then(|rest| rest.find(['!', '<'])) {
        if found.is_full() {
            return;
        }
        let start = at + next;
        at = start + 1;
        let rest = piece.text.get(start..).unwrap_or_default();
        let Some((alt, end)) = markdown(rest).or_else(|| html(rest)) else { continue };
        at = start + end;
        if is_dumb(rest.get(alt).unwrap_or_default()) {
            found.push(piece.finding(&RULE, start..start + end));
        }
    }
}

/// The alternative text and the end of `![…](…)`.
fn markdown(rest: &str) -> Option<(Range<usize>, usize)> {
    let words = rest.strip_prefix("![")?;
    let close = near(words, "](")?;
    let address = words.get(close..)?;
    Some((2..2 + close, 2 + close + near(address, ")")? + 1))
}

/// The same of `<img … alt="…">`.
fn html(rest: &str) -> Option<(Range<usize>, usize)> {
    let tag = rest.get(..4)?;
    if !tag.eq_ignore_ascii_case("<img") {
        return None;
    }
    let end = near(rest, ">")? + 1;
    let Some(alt) = rest.get(..end)?.find("alt=\"") else { return Some((0..0, end)) };
    let words = rest.get(alt + 5..end)?;
    Some((alt + 5..alt + 5 + words.find('"').unwrap_or(0), end))
}

/// No further than a sane length, and no further than the paragraph.
fn near(text: &str, sign: &str) -> Option<usize> {
    let stop = text.len().min(LONGEST);
    let stop = (0..=stop).rev().find(|at| text.is_char_boundary(*at))?;
    text.get(..stop)?.find(sign)
}

/// Empty, the name of a file, or a word that says that it is a picture.
fn is_dumb(alt: &str) -> bool {
    let words = alt.trim().to_lowercase();
    let file = [".jpg", ".jpeg", ".png", ".webp", ".gif"].iter().any(|end| words.ends_with(end));
    let bare = ["foto", "gambar", "image", "photo", "picture", "img", "dokumentasi", "ilustrasi"];
    words.is_empty() || file || bare.contains(&words.as_str())
}
