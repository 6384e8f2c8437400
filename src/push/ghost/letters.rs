//! What is left of HTML if only the letters count: what a text of ours is compared by where a site
//! writes its own HTML from it.

/// No entity is longer than this.
const ENTITY: usize = 10;

/// Letters and digits between the tags, in lower case and in their order.
pub(super) fn letters(html: &str) -> String {
    let mut out = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '<' => tag(rest),
            '&' => entity(rest),
            _ => {
                if c.is_alphanumeric() {
                    out.extend(c.to_lowercase());
                }
                c.len_utf8()
            }
        };
        rest = rest.get(skipped..).unwrap_or_default();
    }
    out
}

/// How long a tag is; a sign that begins none is one byte.
fn tag(text: &str) -> usize {
    let begins = text.get(1..).and_then(|rest| rest.chars().next());
    if !begins.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) {
        return 1;
    }
    let end =
        if text.starts_with("<!--") { text.find("-->").map(|at| at + 2) } else { text.find('>') };
    end.map_or(text.len(), |at| at + 1)
}

/// Ours stand for signs, none for letters.
fn entity(text: &str) -> usize {
    let end = text.bytes().take(ENTITY).position(|byte| byte == b';');
    let plain = |at: usize| {
        let name = text.as_bytes().get(1..at).unwrap_or_default();
        !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'#')
    };
    end.filter(|at| plain(*at)).map_or(1, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, want: &str) {
        assert_eq!(letters(html), want, "{html}");
    }

    #[test]
    fn only_letters_and_digits_count() {
        check("<p class=\"a\">Rapat &amp; <em>Pleno</em> 21</p>\n", "rapatpleno21");
        check("<!-- a > b -->c<br />d", "cd");
        check("1 < 2 & 3 &nbsp; &#39;x&#39; &x y;", "123xxy");
        check("é <b", "é");
        check("&", "");
        check("<", "");
        check("&amp", "amp");
    }

    #[test]
    fn what_a_site_makes_of_it_is_the_same() {
        let ours =
            "<h2>Jadwal</h2>\n<p><span class=\"dateline\">Mesuji —</span> “Isi” &lt;b&gt;.</p>";
        let theirs = "<h2 id=\"jadwal\">Jadwal</h2><p>Mesuji — \u{201c}Isi\u{201d} &lt;b&gt;.</p>";
        assert_eq!(letters(ours), letters(theirs));
    }
}
