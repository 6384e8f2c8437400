//! Which addresses a page may link to.

use pulldown_cmark::LinkType;

/// Schemes that a reader's program opens and that run nothing.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];
/// Longer addresses are shown, not linked.
const MAX_ADDRESS: usize = 2048;

/// What a written address lacks: nobody writes `mailto:` in `<a@b.id>`.
pub(super) fn scheme(kind: LinkType) -> &'static str {
    if kind == LinkType::Email { "mailto:" } else { "" }
}

/// May a page link to this address?
///
/// An address with a user's name before the host (`https://kpu.go.id@elsewhere/`) is made to
/// mislead; so is a backslash, which browsers read as a slash.
pub(super) fn allowed(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    if address.len() > MAX_ADDRESS
        || rest.is_empty()
        || address.chars().any(|c| c.is_control() || hidden(c))
        || !SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme))
    {
        return false;
    }
    if !scheme.to_ascii_lowercase().starts_with("http") {
        return !rest.starts_with('/') && !rest.contains('\\');
    }
    let Some(rest) = rest.strip_prefix("//") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    !host.is_empty() && !host.contains(['@', '\\', ' ', '%'])
}

/// Blanks and marks that make an address look like another one.
fn hidden(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}'
            | '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{feff}' | '\u{e0000}'..='\u{e01ef}'
    )
}

/// Writes an address for an attribute: what RFC 3986 does not know is percent-encoded, and what
/// is encoded already stays.
pub(super) fn write(address: &str, out: &mut String) {
    for byte in address.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#39;"),
            0x21..=0x7e if !b"\"<>\\^`{|}".contains(&byte) => out.push(char::from(byte)),
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_schemes_are_allowed() {
        for good in [
            "https://kpu.go.id/berita?a=1&b=2#c",
            "HTTP://kpu.go.id",
            "https://kpu.go.id/@ketua",
            "mailto:humas@kpu.go.id",
            "tel:+62-21-555",
        ] {
            assert!(allowed(good), "{good}");
        }
    }

    #[test]
    fn what_runs_or_misleads_is_not() {
        for bad in [
            "",
            "berita.html",
            "//evil.test/",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "https:evil.test",
            "https://",
            "https://kpu.go.id@evil.test/",
            "https://kpu.go.id\\@evil.test/",
            "https://kpu.go.id%40evil.test/",
            "https://kpu\u{200b}.go.id/",
            "mailto:",
            " https://kpu.go.id",
        ] {
            assert!(!allowed(bad), "{bad}");
        }
    }

    #[test]
    fn addresses_are_encoded_once() {
        let mut out = String::new();
        write("https://x.id/a b?q=é&r=%20\"<'", &mut out);
        assert_eq!(out, "https://x.id/a%20b?q=%C3%A9&amp;r=%20%22%3C&#39;");
    }
}
