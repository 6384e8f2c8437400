//! The name of an article's page: made from the headline once, fixed by the first clearing.

use chrono::{Datelike as _, NaiveDate};

/// Characters of the headline's part; the tail of the short id comes on top.
const HEADLINE_MAX: usize = 80;
/// Characters of the short id's end.
const TAIL: usize = 6;

/// The slug of a headline: lower-case ASCII words between hyphens, then the tail of the short id,
/// so that two articles of one headline have two pages.
pub fn slug(headline: &str, short_id: &str) -> String {
    let short_id: Vec<char> = short_id.chars().filter(char::is_ascii_alphanumeric).collect();
    let tail: String = short_id.iter().skip(short_id.len().saturating_sub(TAIL)).collect();
    let mut slug = words(headline, HEADLINE_MAX);
    if slug.is_empty() {
        slug.push_str("naskah");
    }
    if !tail.is_empty() {
        slug.push('-');
        slug.push_str(&tail.to_ascii_lowercase());
    }
    slug
}

/// The words of a text as one part of a path, at most `max` characters, cut at a word if that
/// leaves any. Empty if no Latin letter or digit is in it.
pub fn words(text: &str, max: usize) -> String {
    let mut out = String::with_capacity(max);
    let mut gap = false;
    for c in text.chars() {
        let known = latin(c);
        if known.is_some() && gap && !out.is_empty() {
            out.push('-');
        }
        match known {
            Some(letters) => {
                gap = false;
                out.push_str(letters);
            }
            // An apostrophe or an accent stands inside its word; letters of other scripts leave
            // a gap as a blank does.
            None => gap |= !joins(c),
        }
        if out.len() > max {
            return cut(&out, max);
        }
    }
    out
}

/// A long word is cut where it must be; otherwise the last word goes.
fn cut(long: &str, max: usize) -> String {
    let whole = long.get(..max).unwrap_or(long);
    let end = match long.as_bytes().get(max) {
        Some(b'-') => max,
        _ => whole.rfind('-').unwrap_or(max),
    };
    whole.get(..end).unwrap_or(whole).trim_end_matches('-').to_owned()
}

/// Could [`slug`] have made it? A path takes nothing else.
pub fn valid(slug: &str) -> bool {
    (1..=HEADLINE_MAX + 1 + TAIL).contains(&slug.len())
        && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !slug.starts_with('-')
        && !slug.ends_with('-')
        && !slug.contains("--")
}

/// The path of a page below the site's address.
pub fn path(date: NaiveDate, slug: &str) -> String {
    format!("/{:04}/{:02}/{slug}.html", date.year().clamp(0, 9999), date.month())
}

fn joins(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | 'ʼ' | '`' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}'
    )
}

/// The ASCII of a Latin letter or a digit.
fn latin(c: char) -> Option<&'static str> {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
    if c.is_ascii_alphanumeric() {
        let at = LETTERS.find(c.to_ascii_lowercase())?;
        return LETTERS.get(at..=at);
    }
    Some(match c {
        'ß' | 'ẞ' => "ss",
        'Æ' | 'æ' => "ae",
        'Œ' | 'œ' => "oe",
        'Þ' | 'þ' => "th",
        'Ĳ' | 'ĳ' => "ij",
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'Ǎ' | 'ǎ' | '\u{1ea0}'..='\u{1eb7}' => "a",
        'Ç' | 'ç' | 'Ć'..='č' => "c",
        'Ð' | 'ð' | 'Ď'..='đ' => "d",
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' | '\u{1eb8}'..='\u{1ec7}' => "e",
        'Ĝ'..='ģ' => "g",
        'Ĥ'..='ħ' => "h",
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' | '\u{1ec8}'..='\u{1ecb}' => "i",
        'Ĵ' | 'ĵ' => "j",
        'Ķ'..='ĸ' => "k",
        'Ĺ'..='ł' => "l",
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'Ơ' | 'ơ' | '\u{1ecc}'..='\u{1ee3}' => {
            "o"
        }
        'Ŕ'..='ř' => "r",
        'Ś'..='š' | 'Ș' | 'ș' => "s",
        'Ţ'..='ŧ' | 'Ț' | 'ț' => "t",
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' | 'Ư' | 'ư' | '\u{1ee4}'..='\u{1ef1}' => "u",
        'Ŵ' | 'ŵ' => "w",
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' | '\u{1ef2}'..='\u{1ef9}' => "y",
        'Ź'..='ž' => "z",
        '\u{1e00}'..='\u{1e99}' => dotted(c)?,
        _ => return None,
    })
}

/// The block of Latin letters with dots and lines under them, as transliterated Arabic has.
fn dotted(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{1e00}'..='\u{1e01}' => "a",
        '\u{1e02}'..='\u{1e07}' => "b",
        '\u{1e08}'..='\u{1e09}' => "c",
        '\u{1e0a}'..='\u{1e13}' => "d",
        '\u{1e14}'..='\u{1e1d}' => "e",
        '\u{1e1e}'..='\u{1e1f}' => "f",
        '\u{1e20}'..='\u{1e21}' => "g",
        '\u{1e22}'..='\u{1e2b}' | '\u{1e96}' => "h",
        '\u{1e2c}'..='\u{1e2f}' => "i",
        '\u{1e30}'..='\u{1e35}' => "k",
        '\u{1e36}'..='\u{1e3d}' => "l",
        '\u{1e3e}'..='\u{1e43}' => "m",
        '\u{1e44}'..='\u{1e4b}' => "n",
        '\u{1e4c}'..='\u{1e53}' => "o",
        '\u{1e54}'..='\u{1e57}' => "p",
        '\u{1e58}'..='\u{1e5f}' => "r",
        '\u{1e60}'..='\u{1e69}' => "s",
        '\u{1e6a}'..='\u{1e71}' | '\u{1e97}' => "t",
        '\u{1e72}'..='\u{1e7b}' => "u",
        '\u{1e7c}'..='\u{1e7f}' => "v",
        '\u{1e80}'..='\u{1e89}' | '\u{1e98}' => "w",
        '\u{1e8a}'..='\u{1e8d}' => "x",
        '\u{1e8e}'..='\u{1e8f}' | '\u{1e99}' => "y",
        '\u{1e90}'..='\u{1e95}' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headline: &str, want: &str) {
        let slug = slug(headline, "7k3m9q2x");
        assert_eq!(slug, format!("{want}-3m9q2x"));
        assert!(valid(&slug), "{slug}");
    }

    #[test]
    fn headlines_become_words() {
        check("KPU Gelar Rakor Pemilu 2029", "kpu-gelar-rakor-pemilu-2029");
        check("  «Rapat»  —  pleno!! ", "rapat-pleno");
        check("Salat Jum’at di Kantor", "salat-jumat-di-kantor");
        check("Café Ñandú, Łódź & Ḥadīṡ, Việt", "cafe-nandu-lodz-hadis-viet");
        check("Cafe\u{301} Stra\u{ad}ße", "cafe-strasse");
        check("選挙 2029 選挙", "2029");
    }

    #[test]
    fn what_leaves_nothing_is_called_naskah() {
        for headline in ["", "  ", "選挙", "../..", "\0", "---"] {
            check(headline, "naskah");
        }
    }

    #[test]
    fn hostile_headlines_stay_below_the_site() {
        check("../../etc/passwd", "etc-passwd");
        check("C:\\con.html", "c-con-html");
        check("a\0b\u{202e}c", "a-b-c");
    }

    #[test]
    fn long_headlines_are_cut_at_a_word() {
        check(&"panjang ".repeat(50), &["panjang"; 10].join("-"));
        check(&"x".repeat(300), &"x".repeat(80));
        check(&format!("{} b", "a".repeat(80)), &"a".repeat(80));
    }

    #[test]
    fn only_slugs_are_valid() {
        for bad in ["", "-a", "a-", "a--b", "A", "a/b", "a.b", "é", &"a".repeat(88)] {
            assert!(!valid(bad), "{bad}");
        }
    }

    #[test]
    fn a_path_begins_with_year_and_month() {
        let date = NaiveDate::from_ymd_opt(2025, 3, 9).unwrap();
        assert_eq!(path(date, "rapat-3m9q2x"), "/2025/03/rapat-3m9q2x.html");
    }
}
