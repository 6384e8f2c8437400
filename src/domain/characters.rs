//! The classes of characters that text from outside may hold: one table for input, display, the
//! copy desk and export.

use std::fmt::Write as _;

/// More code points in one place than any script needs; a pile of marks stalls terminals.
const CLUSTER_CAP: usize = 8;
/// A tab ends at the next column that this divides.
pub const TAB: usize = 4;

/// What a character is to an editorial desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Plain,
    /// Kept and shown: legitimate, but easily wrong (no-break and thin spaces, joiners).
    Watch,
    /// Kept and marked: invisible or changing the order of what is read. A text that holds one
    /// cannot be submitted.
    Dangerous,
    /// Never text: dropped and counted at the door. Found in stored data, it is shown by number.
    Forbidden,
}

/// The class of one character by itself. Joiners and variation selectors inside an emoji are
/// harmless; who looks at whole clusters may lower the class of those.
pub fn class(c: char) -> Class {
    match u32::from(c) {
        0x09 | 0x0A => Class::Plain,
        // C0, DEL and C1: a terminal may obey them. Line and paragraph separators, interlinear
        // annotation, tags, noncharacters.
        0x00..=0x1F
        | 0x7F..=0x9F
        | 0x2028
        | 0x2029
        | 0xFFF9..=0xFFFB
        | 0xE0000..=0xE007F
        | 0xFDD0..=0xFDEF => Class::Forbidden,
        other if other & 0xFFFE == 0xFFFE => Class::Forbidden,
        // Bidi controls and marks, invisible operators, the soft hyphen, fillers.
        0x202A..=0x202E
        | 0x2066..=0x2069
        | 0x200E
        | 0x200F
        | 0x061C
        | 0xFEFF
        | 0x200B
        | 0x2060..=0x2064
        | 0x00AD
        | 0x3164
        | 0x115F
        | 0x1160
        | 0x17B4
        | 0x17B5
        | 0x180E => Class::Dangerous,
        // Blanks that look like others, then joiners and variation selectors.
        0x00A0
        | 0x2000..=0x200A
        | 0x202F
        | 0x205F
        | 0x3000
        | 0x200C
        | 0x200D
        | 0xFE00..=0xFE0F
        | 0xE0100..=0xE01EF => Class::Watch,
        _ => Class::Plain,
    }
}

/// Splits off what a text begins with of printed ASCII, line ends and tabs. That is nearly all of
/// most texts, and whoever looks for something else need not look at each character of it.
pub fn split_plain(text: &str) -> (&str, &str) {
    let is_special = |byte: u8| !matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    let length = text.bytes().position(is_special).unwrap_or(text.len());
    text.split_at_checked(length).unwrap_or(("", text))
}

/// Is it a blank within a line? The no-break space of pasted web pages counts.
pub fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// A short name for the characters that have one, to be shown in place of what cannot be seen.
pub fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{200b}' => "ZWSP",
        '\u{200c}' => "ZWNJ",
        '\u{200d}' => "ZWJ",
        '\u{200e}' => "LRM",
        '\u{200f}' => "RLM",
        '\u{202a}' => "LRE",
        '\u{202b}' => "RLE",
        '\u{202c}' => "PDF",
        '\u{202d}' => "LRO",
        '\u{202e}' => "RLO",
        '\u{2066}' => "LRI",
        '\u{2067}' => "RLI",
        '\u{2068}' => "FSI",
        '\u{2069}' => "PDI",
        '\u{61c}' => "ALM",
        '\u{ad}' => "SHY",
        '\u{feff}' => "BOM",
        '\u{2060}' => "WJ",
        _ => return None,
    })
}

/// Adds what a terminal may show of one grapheme cluster: the cluster itself, with a sign in place
/// of each character that would be obeyed, hide or turn the order.
pub fn show(cluster: &str, out: &mut String) {
    let mut emoji = cluster.chars().take(CLUSTER_CAP).any(is_pictograph);
    for c in cluster.chars().take(CLUSTER_CAP) {
        let joiner = matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
        let shown = match class(c) {
            _ if joiner => emoji,
            Class::Plain => !c.is_control(),
            // Blanks stay; what is left of this class has no width outside an emoji.
            Class::Watch => is_blank(c),
            Class::Dangerous | Class::Forbidden => false,
        };
        if shown {
            out.push(c);
        } else {
            push_sign(out, c);
            // The sign parts what follows from the picture.
            emoji = false;
        }
    }
    if cluster.chars().nth(CLUSTER_CAP).is_some() {
        out.push('…');
    }
}

fn push_sign(out: &mut String, c: char) {
    out.push('⟦');
    match name(c) {
        Some(name) => out.push_str(name),
        // Writing to a string cannot fail.
        None => write!(out, "U+{:04X}", u32::from(c)).unwrap_or_default(),
    }
    out.push('⟧');
}

/// What joiners and variation selectors may belong to: symbols and pictures, and the digits of
/// keycaps.
fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c), 0x2190..=0x2bff | 0x3030 | 0x303d | 0x1f000..=0x1faff)
        || matches!(c, '\u{20e3}' | '©' | '®' | '‼' | '⁉' | '™' | 'ℹ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain_is_split_off() {
        for (text, plain) in [("", ""), ("satu\n\tdua~", "satu\n\tdua~"), ("é", ""), ("ab\r", "ab")]
        {
            assert_eq!(split_plain(text), (plain, text.strip_prefix(plain).unwrap()));
        }
        for c in (0..0x300).filter_map(char::from_u32).filter(|c| class(*c) != Class::Plain) {
            assert_eq!(split_plain(&c.to_string()).0, "");
        }
    }

    #[test]
    fn the_table_has_its_four_classes() {
        for (c, want) in [
            ('a', Class::Plain),
            ('\n', Class::Plain),
            ('\u{a0}', Class::Watch),
            ('\u{200d}', Class::Watch),
            ('\u{202e}', Class::Dangerous),
            ('\u{feff}', Class::Dangerous),
            ('\u{1b}', Class::Forbidden),
            ('\u{9b}', Class::Forbidden),
            ('\u{e0041}', Class::Forbidden),
            ('\u{1fffe}', Class::Forbidden),
        ] {
            assert_eq!(class(c), want, "{c:?}");
        }
    }
}
