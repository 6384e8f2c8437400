//! Lines that belong to the web page: share links, counters, lines of no-break spaces.

use super::Furniture;
use crate::domain::characters::is_blank;

/// Names that stand under “Bagikan:”, with the spelling of the office sites' own template.
const NETWORKS: [&str; 14] = [
    "facebook",
    "twitter",
    "whatsapp",
    "whatapps",
    "whatapp",
    "telegram",
    "instagram",
    "linkedin",
    "pinterest",
    "email",
    "x",
    "line",
    "threads",
    "tiktok",
];

const SHARE: [&str; 5] = ["bagikan", "bagikan ke", "share", "share this", "bagikan berita ini"];

/// What a line says without its marks: links by their words, no emphasis, escapes or list marks,
/// blanks folded.
pub fn bare(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    let mut rest = line.trim_matches(is_blank);
    rest = rest.strip_prefix("- ").unwrap_or(rest);
    while let Some(c) = rest.chars().next() {
        let tail = rest.get(c.len_utf8()..).unwrap_or_default();
        rest = match c {
            '\\' if tail.starts_with(|next: char| next.is_ascii_punctuation()) => {
                let next = tail.get(..1).unwrap_or_default();
                words.push_str(next);
                tail.get(1..).unwrap_or_default()
            }
            ']' if tail.starts_with('(') => {
                address_end(tail).and_then(|end| tail.get(end..)).unwrap_or(tail)
            }
            '*' | '_' | '[' | ']' => tail,
            _ if is_blank(c) || c == '\n' => {
                if !words.ends_with(' ') {
                    words.push(' ');
                }
                tail
            }
            _ => {
                words.push(c);
                tail
            }
        };
    }
    words.trim().to_owned()
}

/// Where the address of a link ends, if it has a sane length: a line of nothing but open brackets
/// must not be searched to its end at each of them.
fn address_end(tail: &str) -> Option<usize> {
    tail.bytes().take(2_100).position(|b| b == b')').map(|at| at + 1)
}

/// What kind of furniture a line is by itself.
pub(super) fn kind(line: &str) -> Option<Furniture> {
    if line.chars().all(is_blank) {
        let spaced = !line.is_ascii();
        return spaced.then_some(Furniture::Blank);
    }
    // A line of a paragraph is not looked at twice.
    if line.len() > 300 {
        return None;
    }
    let words = bare(line).to_lowercase();
    if is_share(&words) {
        Some(Furniture::Share)
    } else {
        is_counter(&words).then_some(Furniture::Counter)
    }
}

/// Does a line name nothing but one network? It is furniture below a share line only.
pub(super) fn is_network(line: &str) -> bool {
    line.len() < 200 && NETWORKS.contains(&bare(line).to_lowercase().as_str())
}

fn is_share(words: &str) -> bool {
    let label = words.trim_end_matches(':').trim_end();
    if SHARE.contains(&label) {
        return true;
    }
    let (label, names) = words.split_once(':').unwrap_or(("", words));
    if !label.is_empty() && !SHARE.contains(&label.trim()) {
        return false;
    }
    let split = |c: char| c.is_whitespace() || matches!(c, ',' | '|' | '/' | '·' | '•');
    let names: Vec<&str> = names.split(split).filter(|name| !name.is_empty()).collect();
    let known = names.iter().all(|name| NETWORKS.contains(name));
    known && (names.len() > 1 || !label.is_empty() && names.len() == 1)
}

/// “Dilihat 12 Kali.”, “Telah dilihat 90 kali”, “Dibaca: 1.204 kali”.
fn is_counter(words: &str) -> bool {
    let words = words.trim_end_matches('.');
    let words = words.strip_prefix("telah ").unwrap_or(words);
    let Some(rest) =
        ["dilihat", "dibaca", "views"].iter().find_map(|verb| words.strip_prefix(verb))
    else {
        return false;
    };
    let rest = rest.trim_start().trim_start_matches(':').trim();
    let number = rest.strip_suffix("kali").unwrap_or(rest).trim_end();
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, want: Option<Furniture>) {
        assert_eq!(kind(line), want, "{line:?}");
    }

    #[test]
    fn furniture_is_known_by_the_whole_line() {
        for line in [
            "Bagikan:",
            "bagikan",
            "facebook twitter whatapps",
            "Bagikan: facebook twitter whatapps",
            "Facebook | X | WhatsApp",
            "[facebook](https://contoh.id/s?u=1) [twitter](https://contoh.id/t)",
        ] {
            check(line, Some(Furniture::Share));
        }
        for line in
            ["Dilihat 12 Kali.", "Telah dilihat 90 kali", "Dibaca: 1.204 kali", "\u{a0}Views: 7"]
        {
            check(line, Some(Furniture::Counter));
        }
        check("\u{a0} \u{a0}", Some(Furniture::Blank));
        for line in [
            "",
            "   ",
            "Bagikan: bersama warga",
            "Dilihat 12 kali oleh warga",
            "Dilihat dari jauh",
            "facebook",
            "Facebook dan Twitter",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn marks_are_no_words() {
        assert_eq!(
            bare("- **Kabar\u{a0} baru** \\*dari\\* [kota](https://a.id)"),
            "Kabar baru *dari* kota"
        );
    }
}
