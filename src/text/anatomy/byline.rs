//! The end of a release: the end mark and the byline.

use std::ops::Range;

use super::{Anatomy, Byline, Kind, bare};
use crate::domain::characters::is_blank;
use crate::text::span::slice;

/// The longest byline in characters.
const LONGEST: usize = 100;

/// Words that begin the byline of an office.
const OFFICES: [&str; 8] =
    ["humas", "tim", "red", "redaksi", "media center", "parmas", "sosdiklih", "sekretariat"];

/// Finds end mark and byline in the last blocks; a line that is nothing else leaves the blocks.
pub(super) fn take(text: &str, anatomy: &mut Anatomy) {
    take_end_mark(text, anatomy);
    let credits = anatomy.blocks.iter().rev().take(2);
    let credits = credits.take_while(|block| is_credit(slice(text, block.span.clone()))).count();
    let Some(at) = anatomy.blocks.len().checked_sub(credits + 1) else { return };
    let Some(last) = anatomy.blocks.get(at).filter(|last| last.kind == Kind::Paragraph) else {
        return;
    };
    let span = last.span.clone();
    // A text of one line is a text, whatever its brackets.
    if at > 0
        && let Some(name) = alone(text, span.clone())
    {
        anatomy.byline = Some(Byline { span, name });
        anatomy.blocks.remove(at);
        if anatomy.end_mark.is_none() {
            take_end_mark(text, anatomy);
        }
    } else {
        anatomy.byline = inside(text, span);
    }
}

/// “Foto: Humas” below the byline: it stays in the text, and the byline is looked for above it.
fn is_credit(block: &str) -> bool {
    if block.len() > LONGEST {
        return false;
    }
    let Some((label, _)) = block.split_once(':') else { return false };
    let label = label.trim_matches(is_blank).to_lowercase();
    let known = ["foto", "fotografer", "editor", "penyunting", "dokumentasi", "sumber"];
    known.contains(&label.as_str())
}

fn take_end_mark(text: &str, anatomy: &mut Anatomy) {
    if let Some(last) = anatomy.blocks.last()
        && is_end_mark(slice(text, last.span.clone()))
    {
        anatomy.end_mark = Some(last.span.clone());
        anatomy.blocks.pop();
    }
}

fn is_end_mark(block: &str) -> bool {
    let line: String = block.chars().filter(|c| !is_blank(*c) && *c != '\\').collect();
    let stars = line.len() >= 3 && line.chars().all(|c| c == '*');
    stars || matches!(line.as_str(), "-30-" | "###" | "—30—" | "–30–")
}

/// `(ali)` on a line of its own.
fn alone(text: &str, span: Range<usize>) -> Option<Range<usize>> {
    let block = slice(text, span.clone());
    let marks = |c: char| is_blank(c) || matches!(c, '*' | '_');
    let start = span.start + (block.len() - block.trim_start_matches(marks).len());
    let trimmed = block.trim_matches(marks);
    let trimmed = trimmed.strip_suffix('.').unwrap_or(trimmed);
    let inner = trimmed.strip_prefix('(')?.strip_suffix(')')?;
    is_name(inner).then(|| start + 1..start + 1 + inner.len())
}

/// `… akhir kalimat. (Humas KPU Contoh)` in the last paragraph.
fn inside(text: &str, span: Range<usize>) -> Option<Byline> {
    let block = slice(text, span.clone());
    let marks = |c: char| is_blank(c) || matches!(c, '*' | '_');
    let body = block.trim_end_matches(marks);
    let body = body.strip_suffix('.').unwrap_or(body);
    let inner_end = body.strip_suffix(')')?.len();
    let open = slice(body, 0..inner_end).rfind('(')?;
    let inner = slice(body, open + 1..inner_end);
    let before = slice(body, 0..open);
    let sentence = before.trim_end_matches(marks);
    let words = inner.to_lowercase();
    let signed = OFFICES.iter().any(|office| words.starts_with(office))
        || inner.split_whitespace().count() <= 3 && inner.starts_with(char::is_lowercase);
    let ended = sentence.ends_with(['.', '!', '?', '”', '"', '’']);
    // The emphasis that opens before the brackets must close after them, or it stays with them.
    let marked = slice(before, sentence.len()..before.len()).contains(['*', '_']);
    let closed = slice(block, body.len()..block.len()).contains(['*', '_']);
    let (start, end) = if marked && closed {
        (sentence.len(), block.len())
    } else if marked || closed {
        return None;
    } else {
        (sentence.len(), body.len().max(inner_end + 1))
    };
    (ended && signed && is_name(inner)).then(|| Byline {
        span: span.start + start..span.start + end,
        name: span.start + open + 1..span.start + inner_end,
    })
}

/// Brackets may hold a date, a number or an aside: a byline has a few words and no digits, but
/// for those of a school's or a unit's name.
fn is_name(inner: &str) -> bool {
    if inner.len() > 8 * LONGEST {
        return false;
    }
    let words = bare(inner);
    words.chars().count() <= LONGEST
        && words.split(' ').count() <= 10
        && words.chars().any(char::is_alphabetic)
        && !words.contains(['(', ')', '[', ']', '!', '?', ';', '\n'])
        && words
            .split(' ')
            .enumerate()
            .all(|(at, word)| at > 2 && is_ordinal(word) || !has_digit(word))
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit())
}

/// `5` of `Tim Publikasi SMA Negeri 5 Kuala Raya`.
fn is_ordinal(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::{Marks, read_body};
    use super::*;

    #[track_caller]
    fn check(text: &str, want: Option<(&str, &str)>) {
        let got = read_body(text, Marks::Markdown).byline;
        let got = got.map(|byline| (slice(text, byline.span), slice(text, byline.name)));
        assert_eq!(got, want, "{text:?}");
    }

    #[test]
    fn bylines_are_told_from_asides() {
        check("Isi.\n\n(ali)", Some(("(ali)", "ali")));
        check("Isi.\n\n(ali)\n\nFoto: Rina", Some(("(ali)", "ali")));
        check("Isi.\n\n***\n\n(ali)", Some(("(ali)", "ali")));
        check("Isi.\n\n(ali)\n\n***", Some(("(ali)", "ali")));
        check("Isi.\n\n**(Ali/Foto: Budi)**", Some(("**(Ali/Foto: Budi)**", "Ali/Foto: Budi")));
        check(
            "Warga pulang. (Humas KPU Kota Contoh)",
            Some((" (Humas KPU Kota Contoh)", "Humas KPU Kota Contoh")),
        );
        check("“Sampai jumpa,” katanya.\u{a0}(rin)", Some(("\u{a0}(rin)", "rin")));
        check("Pulang. **(rin)**", Some((" **(rin)**", "rin")));
        check("Isi.\n\n***", None);
        check("Rapat usai pada Rabu (7/10/2026).", None);
        check("Kantor itu milik Komisi Pemilihan Umum (KPU)", None);
        check("Isi.\n\n(7 Oktober)", None);
        check("Isi.\n\n(Rabu, 7 Oktober 2026)", None);
        check(
            "Isi.\n\n(Tim Media SMA Negeri 5 Raya)",
            Some(("(Tim Media SMA Negeri 5 Raya)", "Tim Media SMA Negeri 5 Raya")),
        );
        check("Rapat usai. (Simak pula catatan panjang di halaman lain)", None);
        check("(ali)", None);
    }

    #[test]
    fn end_marks_are_taken_off() {
        for mark in ["***", "* * *", "\\*\\*\\*", "-30-"] {
            let text = format!("Isi panjang.\n\n{mark}");
            let anatomy = read_body(&text, Marks::Plain);
            assert_eq!(slice(&text, anatomy.end_mark.unwrap()), mark);
            assert_eq!(anatomy.blocks.len(), 1, "{mark}");
        }
    }
}
