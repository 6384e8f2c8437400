//! What stands above a release: the section line, the headline, the headline again.

use std::ops::Range;

use super::{Anatomy, Block, Kind, Marks, Shape, bare, dateline};
use crate::text::span::slice;

/// The sections that the sites of the offices share.
const SECTIONS: [&str; 7] = [
    "berita terkini",
    "berita",
    "pengumuman",
    "siaran pers",
    "kpu dalam berita",
    "umum",
    "artikel",
];

/// The longest line that may be a headline, in characters.
const LONGEST: usize = 220;

/// The same in bytes with the addresses of links in it: longer lines are not looked at.
const LONGEST_LINE: usize = 4_000;

/// Moves section line, headline and repeated headline out of the blocks.
pub(super) fn take(text: &str, shape: &Shape<'_>, anatomy: &mut Anatomy) {
    if let Some(at) = section_line(text, shape, &anatomy.blocks) {
        anatomy.section_line = Some(anatomy.blocks.remove(at).span);
    }
    let Some(at) = headline(text, shape, &anatomy.blocks) else { return };
    let span = anatomy.blocks.remove(at).span;
    let words = fold(slice(text, span.clone()));
    let again = |next: &Block| {
        next.span.len() <= LONGEST_LINE && fold(slice(text, next.span.clone())) == words
    };
    if anatomy.blocks.get(at).is_some_and(again) {
        anatomy.repeated_headline = Some(anatomy.blocks.remove(at).span);
    }
    anatomy.headline = Some(span);
}

/// The section line is the first of a release, and a headline follows it: a text that is headed
/// “Pengumuman” and goes on with its first paragraph has that word as its headline.
fn section_line(text: &str, shape: &Shape<'_>, blocks: &[Block]) -> Option<usize> {
    let [first, second, ..] = blocks else { return None };
    if first.span.len() > LONGEST_LINE {
        return None;
    }
    let words = bare(&heading_words(slice(text, first.span.clone()))).to_lowercase();
    let known = SECTIONS.contains(&words.as_str())
        || shape.sections.iter().any(|section| section.to_lowercase() == words);
    let follows = matches!(second.kind, Kind::Heading(_))
        || blocks.len() > 2 && is_headline(text, second.span.clone());
    (known && follows).then_some(0)
}

fn headline(text: &str, shape: &Shape<'_>, blocks: &[Block]) -> Option<usize> {
    let first = blocks.first()?;
    if first.kind == Kind::Heading(1) {
        return Some(0);
    }
    if shape.marks == Marks::Markdown && shape.heading_anywhere {
        let top = blocks.iter().position(|block| block.kind == Kind::Heading(1));
        if top.is_some() {
            return top;
        }
    }
    let fits = first.kind == Kind::Paragraph
        && blocks.len() > 1
        && is_headline(text, first.span.clone())
        && dateline::find(text, first.span.clone(), shape.marks).is_none();
    fits.then_some(0)
}

/// A headline is one short sentence at most.
fn is_headline(text: &str, span: Range<usize>) -> bool {
    let line = slice(text, span);
    if line.len() > LONGEST_LINE {
        return false;
    }
    // In Markdown a definition of a link is no words at all.
    if line.trim_start().starts_with('[') && line.contains("]:") {
        return false;
    }
    let words = bare(line);
    let count = words.chars().count();
    if count == 0 || count > LONGEST || words.starts_with('(') {
        return false;
    }
    let sentences = words.match_indices(['.', '!', '?']).any(|(at, _)| {
        let before = words.get(..at).unwrap_or_default();
        let word = before.rsplit(' ').next().unwrap_or_default();
        let mut after = words.get(at + 1..).unwrap_or_default().chars();
        // “No. 5” and “H. Ahmad” end no sentence.
        word.chars().count() > 3
            && after.next() == Some(' ')
            && after.next().is_some_and(char::is_uppercase)
    });
    !sentences && words.chars().any(char::is_alphanumeric) && !words.ends_with([':', ';', ','])
}

/// The line without the marks of a heading.
fn heading_words(line: &str) -> String {
    let first = line.lines().next().unwrap_or_default();
    first.trim_start_matches('#').trim_end_matches('#').to_owned()
}

fn fold(block: &str) -> String {
    let underlined = |line: &str| line.chars().all(|c| matches!(c, '=' | '-'));
    let lines: Vec<&str> = block.lines().filter(|line| !underlined(line.trim())).collect();
    let words = lines.join(" ");
    let words = words.trim_start_matches('#').trim_end_matches('#');
    bare(words).trim_end_matches('.').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[track_caller]
    fn check(text: &str, marks: Marks, section: Option<&str>, headline: Option<&str>) {
        let own = ["Kabar Kelurahan".to_owned()];
        let shape = Shape { marks, sections: &own, heading_anywhere: false };
        let anatomy = read(text, &shape);
        let at = |span: Option<Range<usize>>| span.map(|span| slice(text, span));
        assert_eq!(
            (at(anatomy.section_line), at(anatomy.headline)),
            (section, headline),
            "{text:?}"
        );
    }

    #[test]
    fn heads_are_told_from_text() {
        use Marks::{Markdown, Plain};
        check("Judul Berita\n\nIsi berita.", Plain, None, Some("Judul Berita"));
        check(
            "KABAR KELURAHAN\n\nJudul Berita\n\nIsi berita.",
            Plain,
            Some("KABAR KELURAHAN"),
            Some("Judul Berita"),
        );
        let long = format!("Pengumuman\n\nDengan hormat{}.", ", kami beri tahu".repeat(20));
        check(&long, Plain, None, Some("Pengumuman"));
        check("Satu kalimat utuh. Lalu satu lagi.\n\nParagraf kedua.", Plain, None, None);
        check("Contoh, 1 Mei 2025 - Isi.\n\nParagraf kedua.", Plain, None, None);
        check("Hanya satu baris", Plain, None, None);
        check("Judul\n=====\n\nIsi", Markdown, None, Some("Judul\n====="));
        check("# Judul #\nIsi", Markdown, None, Some("# Judul #"));
        check("Isi yang panjang sekali. Dua kalimat.\n\n# Bab", Markdown, None, None);
        check("Pelantikan Drs. H. Ahmad\n\nIsi.", Plain, None, Some("Pelantikan Drs. H. Ahmad"));
        check("- butir\n- butir", Plain, None, None);
        check("", Plain, None, None);
    }
}
