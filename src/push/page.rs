//! Does a page of somebody else's making show a text? Compared by words alone: what a site's own
//! templates put around it, between its paragraphs or into its marks does not count.

use ureq::http::Method;

use super::classify::{self, Bad};
use super::http::{Ask, Client, Failure, Reply};
use crate::domain::delivery::Frozen;

/// More of a page is not read.
const LARGEST: usize = 4 << 20;

/// A page as a reader was given it, or why there is none.
pub fn read(result: Result<Reply, Failure>) -> Result<String, Box<Bad>> {
    let text = |reply: &Reply| String::from_utf8_lossy(&reply.body).into_owned();
    match result {
        Ok(reply) if (200..300).contains(&reply.status) => Ok(text(&reply)),
        other => classify::json(&Method::GET, other).map(|(reply, _)| text(&reply)),
    }
}

/// Looks at a page as any reader does, without any sign of who asks: what is amiss there. For a text
/// that was taken back it is well if there is no page.
pub fn amiss_at(client: &mut Client, url: &str, frozen: &Frozen) -> Result<Vec<String>, Box<Bad>> {
    let ask = Ask {
        method: Method::GET,
        url: url.to_owned(),
        path: &path_of(url),
        authorization: None,
        headers: vec![("cache-control", "no-cache".to_owned())],
        body: None,
        accept: "text/html",
    };
    match read(client.send(&ask)) {
        Ok(page) => Ok(amiss(&page, frozen)),
        Err(bad) if frozen.withdrawn.is_some() && matches!(bad.status, Some(404 | 410)) => {
            Ok(Vec::new())
        }
        Err(bad) => Err(bad),
    }
}

/// The path of an address, without what follows it: for the line that tells of a request.
pub fn path_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
    path.split(['?', '#']).next().unwrap_or("/").to_owned()
}

/// The paragraphs of the text, headline first, that the page does not show.
pub fn missing(page: &str, frozen: &Frozen) -> Vec<String> {
    let page = page.get(..page.floor_char_boundary(LARGEST)).unwrap_or(page);
    let shown: String = blocks(page).map(|block| folded(&block)).collect();
    let wanted = std::iter::once(frozen.headline.clone()).chain(blocks(&frozen.html));
    wanted.filter(|block| !shown.contains(&folded(block))).collect()
}

/// The paragraphs of a text that was taken back which the page still shows. A headline may stay: a
/// notice names what is gone.
pub fn left(page: &str, frozen: &Frozen) -> Vec<String> {
    let page = page.get(..page.floor_char_boundary(LARGEST)).unwrap_or(page);
    let shown: String = blocks(page).map(|block| folded(&block)).collect();
    // A byline or a list of one word stands on many pages.
    let says_much = |block: &String| block.split_whitespace().count() > 3;
    let shows = |block: &String| shown.contains(&folded(block));
    blocks(&frozen.html).filter(says_much).filter(shows).collect()
}

/// Is on the page what should be there, and nothing that should not? Else what is amiss.
pub fn amiss(page: &str, frozen: &Frozen) -> Vec<String> {
    if frozen.withdrawn.is_some() { left(page, frozen) } else { missing(page, frozen) }
}

/// Letters and digits alone, in lower case, each word with a blank before and after it: quotes,
/// dashes and blanks are what sites change most.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        out.push(' ');
        out.extend(word.chars().flat_map(char::to_lowercase));
        out.push(' ');
    }
    out
}

/// The text of HTML, block by block: tags are dropped, references are read, scripts and styles are
/// passed over.
fn blocks(html: &str) -> impl Iterator<Item = String> + use<> {
    let mut found = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        push_text(&mut text, before);
        let Some(end) = tag.find('>') else { break };
        let (tag, after) = tag.split_at(end + 1);
        let name = name_of(tag);
        rest = match SILENT.iter().find(|silent| **silent == name) {
            Some(silent) => past(after, silent),
            None => after,
        };
        if !INLINE.contains(&name.trim_start_matches('/')) {
            found.push(std::mem::take(&mut text));
        }
    }
    push_text(&mut text, rest);
    found.push(text);
    found.into_iter().filter(|block| block.chars().any(char::is_alphanumeric))
}

/// What stands inside them is nobody's words.
const SILENT: [&str; 4] = ["script", "style", "template", "noscript"];
/// Tags within a line of words.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u",
];

fn name_of(tag: &str) -> String {
    let name = tag.trim_start_matches('<').trim_end_matches('>');
    let end = |c: char| !(c.is_ascii_alphanumeric() || c == '/');
    name.split(end).next().unwrap_or_default().trim_end_matches('/').to_ascii_lowercase()
}

/// What follows the end of an element.
fn past<'a>(html: &'a str, name: &str) -> &'a str {
    let is_end = |at: usize| {
        let close = html.get(at + 2..at + 2 + name.len());
        close.is_some_and(|close| close.eq_ignore_ascii_case(name))
    };
    let end = html.match_indices("</").map(|(at, _)| at).find(|at| is_end(*at));
    end.and_then(|at| html.get(at..)).unwrap_or_default()
}

fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        let end = reference.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| end);
        let read = end.and_then(|end| Some((character(reference.get(1..end)?)?, end + 1)));
        if let Some((c, used)) = read {
            out.push(c);
            rest = reference.get(used..).unwrap_or_default();
        } else {
            out.push('&');
            rest = reference.get(1..).unwrap_or_default();
        }
    }
    out.push_str(rest);
}

/// What is written by name in pages about Indonesia is little; all else is no letter, and
/// does not count.
fn character(reference: &str) -> Option<char> {
    if let Some(number) = reference.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    let letter = match reference {
        "eacute" => 'é',
        "egrave" => 'è',
        "ecirc" => 'ê',
        "euml" => 'ë',
        "agrave" => 'à',
        "aacute" => 'á',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "ntilde" => 'ñ',
        "ccedil" => 'ç',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        _ => ' ',
    };
    Some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::push::testing::frozen;

    const HTML: &str = "<p>Mesuji, 6 Oktober 2026 — Kantor itu \"buka\" sampai <em>sore</em>.</p>\n\
         <ul>\n<li>Satu &amp; dua</li>\n</ul>\n<p>(ali)</p>\n";

    #[track_caller]
    fn check(page: &str, wanted: &[&str]) {
        let frozen = crate::domain::delivery::Frozen {
            headline: "Kantor Buka".into(),
            html: HTML.into(),
            ..frozen()
        };
        assert_eq!(missing(page, &frozen), wanted, "{page}");
    }

    #[test]
    fn a_text_is_found_in_a_page_that_dresses_it() {
        check(
            "<!doctype html><title>Situs</title><style>p{}</style><script>if (a<b) c()</script>\
             <h1 class=x>KANTOR&nbsp;BUKA</h1><div><P>Mesuji, 6 Oktober 2026 &#8212; Kantor itu \
             &ldquo;buka&rdquo; sampai <b>sore</b>.</p><aside>Iklan</aside><li>Satu &#038; dua</li>\
             <p>(ali)</p></div>",
            &[],
        );
    }

    #[test]
    fn what_is_not_there_is_named() {
        check(
            "<p>Jaringan minta masuk</p>",
            &[
                "Kantor Buka",
                "Mesuji, 6 Oktober 2026 — Kantor itu \"buka\" sampai sore.",
                "Satu & dua",
                "(ali)",
            ],
        );
        check(
            "<h1>Kantor Buka</h1><p>Mesuji, 7 Oktober 2026 — Kantor itu buka sampai sore.</p>\
             <p>Satu &amp; dua<p>(ali)",
            &["Mesuji, 6 Oktober 2026 — Kantor itu \"buka\" sampai sore."],
        );
        check(
            "<script>Kantor Buka Satu dua ali</script><p",
            &[
                "Kantor Buka",
                "Mesuji, 6 Oktober 2026 — Kantor itu \"buka\" sampai sore.",
                "Satu & dua",
                "(ali)",
            ],
        );
    }

    #[test]
    fn what_was_taken_back_may_leave_its_headline() {
        let at = crate::domain::time::Timestamp::default();
        let frozen = crate::domain::delivery::Frozen {
            headline: "Kantor Buka".into(),
            html: HTML.into(),
            withdrawn: Some((at, String::new())),
            ..frozen()
        };
        assert!(amiss("<h1>Kantor Buka</h1><p>Naskah ini dicabut. (ali)", &frozen).is_empty());
        assert_eq!(amiss(HTML, &frozen).len(), 1);
    }
}
