//! Slugs as `WordPress` makes them: cleaned, cut, and made different from those that are taken.
#![expect(clippy::string_slice, reason = "cut where a character was just found")]

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

/// In bytes.
const LONGEST: usize = 200;
/// Names that belong to the site's feeds.
const TAKEN: [&str; 6] = ["feed", "rdf", "rss", "rss2", "atom", "embed"];
/// What takes the place of a trashed post's slug.
const TRASHED: &str = "__trashed";

/// A title or a wish as a slug.
pub(crate) fn sanitise(text: &str) -> String {
    let plain = without_entities(&without_tags(text));
    let mut out = String::new();
    for c in plain.nfd() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            'a'..='z' | '0'..='9' | '_' | '-' | '%' => out.push(c),
            ' ' | '\t' | '\n' | '\r' | '\u{a0}' | '\u{2013}' | '\u{2014}' | '/' | '.' => {
                out.push('-');
            }
            '\u{300}'..='\u{36f}' | '\u{2018}'..='\u{201f}' | '\u{2026}' => {}
            c if c.is_ascii() || "¡¿«»".contains(c) => {}
            c => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    let _ = write!(out, "%{byte:02x}");
                }
            }
        }
    }
    while out.contains("--") {
        out = out.replace("--", "-");
    }
    let out = cut(out.replace("%-", "-").trim_end_matches('%'), LONGEST).to_owned();
    out.trim_matches('-').to_owned()
}

fn without_tags(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        match after.split_once('>') {
            Some((_tag, after)) => rest = after,
            None => return out,
        }
    }
    out + rest
}

fn without_entities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
        let is_entity = end.is_some_and(|end| end > 0 && after[end..].starts_with(';'));
        rest = if is_entity { &after[end.unwrap_or(0) + 1..] } else { after };
    }
    out + rest
}

/// Cut without leaving half of a percent sign.
fn cut(slug: &str, length: usize) -> &str {
    let mut end = slug.len().min(length);
    while end < slug.len() && slug[..end].rfind('%').is_some_and(|at| end - at < 3) {
        end -= 1;
    }
    &slug[..end]
}

/// The wish, or the wish with the first number that nobody has.
pub(crate) fn unique(wish: &str, is_taken: impl Fn(&str) -> bool) -> String {
    // Where permalinks hold the month, a day's number would be taken for a day.
    let is_day =
        wish.bytes().all(|b| b.is_ascii_digit()) && wish.parse::<u32>().is_ok_and(|n| n < 32);
    if !TAKEN.contains(&wish) && !is_day && !is_taken(wish) {
        return wish.to_owned();
    }
    let numbered = (2_u32..).map(|number| {
        let suffix = format!("-{number}");
        format!("{}{suffix}", cut(wish, LONGEST - suffix.len()).trim_end_matches('-'))
    });
    numbered.into_iter().find(|slug| !is_taken(slug)).unwrap_or_default()
}

pub(crate) fn trashed(slug: &str) -> String {
    if slug.ends_with(TRASHED) {
        return slug.to_owned();
    }
    format!("{}{TRASHED}", cut(slug, LONGEST - TRASHED.len()))
}
