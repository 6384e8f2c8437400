//! A row of ASCII alone, which is most of what a newsroom writes: no tables are asked, and only the
//! end of the row is looked at. It ends where the rules of line breaking (UAX #14) say so.

use super::{End, clings};

/// What ASCII characters are to the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    Blank,
    Quote,
    Open,
    /// `}`, and the round and square ones, which letters cling to.
    Brace,
    Close,
    /// `,` and its like, within numbers too.
    Infix,
    /// `!` and `?`.
    Loud,
    Slash,
    Hyphen,
    Bar,
    Prefix,
    Percent,
}

/// What is printed, and nothing else.
fn kind(byte: u8) -> Option<Kind> {
    Some(match byte {
        b' ' => Kind::Blank,
        b'0'..=b'9' => Kind::Digit,
        b'"' | b'\'' => Kind::Quote,
        b'(' | b'[' | b'{' => Kind::Open,
        b'}' => Kind::Brace,
        b')' | b']' => Kind::Close,
        b',' | b'.' | b':' | b';' => Kind::Infix,
        b'!' | b'?' => Kind::Loud,
        b'/' => Kind::Slash,
        b'-' => Kind::Hyphen,
        b'|' => Kind::Bar,
        b'$' | b'+' | b'\\' => Kind::Prefix,
        b'%' => Kind::Percent,
        b'!'..=b'~' => Kind::Letter,
        _ => return None,
    })
}

/// The first row of a text whose beginning is such; none if more than that must be known.
pub(super) fn row(text: &str, columns: usize) -> Option<End> {
    let bytes = text.as_bytes();
    let (inside, behind) = bytes.split_at_checked(columns)?;
    if !inside.iter().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    // Blanks hang over the edge.
    let over = columns + behind.iter().position(|byte| *byte != b' ')?;
    kind(*bytes.get(over)?)?;
    // A mark that follows would belong to the letter before it.
    bytes.get(over + 1).filter(|byte| byte.is_ascii())?;
    let at_break = || (1..=over).rev().find(|at| breaks(bytes, *at));
    let split = || {
        let half = columns.div_ceil(2).max(1);
        (half..=columns).rev().find(|at| !clings_at(bytes, *at))
    };
    Some(End { end: at_break().or_else(split).unwrap_or(over), reach: over + 1 })
}

fn clings_at(bytes: &[u8], at: usize) -> bool {
    let signs = |range| std::str::from_utf8(bytes.get(range)?).ok();
    signs(at - 1..at).zip(signs(at..at + 1)).is_some_and(|(before, after)| clings(before, after))
}

/// May a row end before this byte?
fn breaks(bytes: &[u8], at: usize) -> bool {
    let of = |at: usize| bytes.get(at).copied().and_then(kind);
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(of), of(at)) else {
        return false;
    };
    if before == Kind::Blank {
        let word = bytes.get(..at).and_then(|row| row.iter().rposition(|byte| *byte != b' '));
        return breaks_after_blanks(word.and_then(of), after);
    }
    breaks_between(before, after)
}

fn is_close(kind: Kind) -> bool {
    matches!(kind, Kind::Brace | Kind::Close | Kind::Infix | Kind::Loud | Kind::Slash)
}

fn breaks_after_blanks(word: Option<Kind>, after: Kind) -> bool {
    match (word, after) {
        (_, Kind::Blank) | (Some(Kind::Open), _) | (Some(Kind::Quote), Kind::Open) => false,
        (_, after) => !is_close(after),
    }
}

fn breaks_between(before: Kind, after: Kind) -> bool {
    use Kind::{
        Bar, Blank, Brace, Close, Digit, Hyphen, Infix, Letter, Open, Percent, Prefix, Quote, Slash,
    };
    match (before, after) {
        (_, Blank | Quote | Hyphen | Bar) | (Open | Quote, _) => false,
        (_, after) if is_close(after) => false,
        (Letter | Digit | Close | Infix, Letter | Digit)
        | (Letter | Digit, Open)
        | (Letter | Digit | Brace | Close, Prefix | Percent)
        | (Prefix | Percent, Letter | Digit | Open)
        | (Slash | Hyphen, Digit) => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use unicode_linebreak::linebreaks;

    use super::super::any_row;
    use super::*;

    /// One or two of each kind, since all of a kind are alike by the test below.
    const SIGNS: &[u8] = b"aZ0 \"({)}.!/-|$%";

    #[test]
    fn all_of_a_kind_are_alike_to_the_rules() {
        for byte in b' '..=b'~' {
            let sign = SIGNS.iter().find(|sign| kind(**sign) == kind(byte)).unwrap();
            let class = |byte: &u8| unicode_linebreak::break_property(u32::from(*byte));
            assert_eq!(class(&byte), class(sign), "{:?}", char::from(byte));
        }
        assert_eq!((kind(b'\t'), kind(0x7f), kind(0x80)), (None, None, None));
    }

    /// The rules look at two characters and at what is before the blanks between them.
    #[test]
    fn short_texts_break_where_the_tables_say_so() {
        let mut texts = vec![Vec::new()];
        for _length in 0..4 {
            texts = texts
                .into_iter()
                .flat_map(|text: Vec<u8>| {
                    SIGNS.iter().map(move |sign| [text.as_slice(), &[*sign]].concat())
                })
                .collect();
            for text in &texts {
                let ours = (1..text.len()).filter(|at| breaks(text, *at));
                let text = std::str::from_utf8(text).unwrap();
                let theirs = linebreaks(text).map(|(at, _)| at).filter(|at| *at < text.len());
                assert!(ours.eq(theirs), "{text:?}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn long_texts_break_where_the_tables_say_so(text in "([a-z]{1,8}[ -~]? {0,2}|[ -~]){0,60}") {
            let ours = (1..text.len()).filter(|at| breaks(text.as_bytes(), *at));
            let theirs = linebreaks(&text).map(|(at, _)| at).filter(|at| *at < text.len());
            proptest::prop_assert!(ours.eq(theirs));
        }

        #[test]
        fn the_short_way_leads_to_the_same_row(
            text in "([a-z]{1,14}[,.)?!]? {0,3}|[ -~]|[ -~]|\u{301}|é|“|\t|\r|日){1,60}",
            columns in 1..90_usize,
        ) {
            if let Some(row) = row(&text, columns) {
                proptest::prop_assert_eq!(Some(row), any_row(&text, true, columns));
                proptest::prop_assert_eq!(Some(row), any_row(&text, false, columns));
            }
        }
    }

    #[test]
    fn rows_of_plain_words_need_no_tables() {
        let text = "Warga datang sejak pagi (jam 7) untuk \"mengurus\" surat-surat pindah; gratis.";
        for columns in 1..text.len() - 2 {
            assert!(row(text, columns).is_some(), "{columns}");
        }
        assert_eq!(row(text, text.len() - 1), None);
    }
}
