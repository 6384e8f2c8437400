//! S11: letters and figures that only look like those of the word they stand in: a Cyrillic a
//! among Latin letters, fullwidth figures, styled letters. Nobody sees them, no search finds them,
//! and a name may be forged with them.
//!
//! After the confusables of UTS #39, but narrower: units and formulas mix Greek letters with Latin
//! ones by right, so of Greek only those count that are drawn like Latin ones.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page, Text};
use crate::rules::{Example, Rule, Run, Speaks};
use crate::text::span::slice;

pub(super) const RULE: Rule = Rule {
    id: "S12",
    level: Level::Warning,
    wrong: &[
        Example::body("Kata \u{41a}PU, rapat ditunda.").finds("\u{41a}PU", &["KPU"]),
        Example::body("B\u{430}waslu").within(Field::Headline).finds("B\u{430}waslu", &["Bawaslu"]),
        // No Latin letter looks like this one.
        Example::body("ko\u{442}a").finds("ko\u{442}a", &[]),
        Example::body("\u{39a}omisi\u{3bf}ner").finds("\u{39a}omisi\u{3bf}ner", &["Komisioner"]),
        Example::body("di \u{421}\u{41c}\u{421} itu").finds("\u{421}\u{41c}\u{421}", &["CMC"]),
        Example::body("TPS \u{ff11}\u{ff12}").finds("\u{ff11}\u{ff12}", &["12"]),
        Example::body("\u{1d5e5}\u{1d5ee}pat").finds("\u{1d5e5}\u{1d5ee}pat", &["Rapat"]),
        Example::body("veri\u{fb01}kasi")
            .within(Field::Tags)
            .finds("veri\u{fb01}kasi", &["verifikasi"]),
        Example::body("20\u{662}5").finds("20\u{662}5", &["2025"]),
    ],
    right: &[
        Example::body("Kafé di Curaçao, Łódź, dan Việt Nam pada 5 ºC"),
        Example::body("5 \u{3bc}m, 10 k\u{3a9}, \u{394}t, TNF\u{3b1}, NF\u{3ba}B, \u{3b2}-karoten"),
        // Among words of its own script.
        Example::body("\u{41c}\u{43e}\u{441}\u{43a}\u{432}\u{430} (\u{421}\u{41c}\u{421})"),
        Example::body("\u{6771}\u{4eac}\u{ff11}\u{ff12}"),
        Example::body("ayat \u{662}\u{663}"),
    ],
    speaks: Speaks::Any,
    run: Run::Whole(run),
};

/// Where a character is at home, as far as one can be taken for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    Latin,
    Cyrillic,
    Greek,
    /// The wide forms of Latin letters and figures that East Asian type has.
    Wide,
    /// Letters that are bold, slanted or joined by themselves.
    Styled,
    /// The figures of another script, with their value.
    Figure(u32),
    Other,
}

/// Cyrillic and Greek letters that are drawn as a Latin one, by code point.
const LOOKALIKES: &[(char, char)] = &[
    ('\u{391}', 'A'),
    ('\u{392}', 'B'),
    ('\u{395}', 'E'),
    ('\u{396}', 'Z'),
    ('\u{397}', 'H'),
    ('\u{399}', 'I'),
    ('\u{39a}', 'K'),
    ('\u{39c}', 'M'),
    ('\u{39d}', 'N'),
    ('\u{39f}', 'O'),
    ('\u{3a1}', 'P'),
    ('\u{3a4}', 'T'),
    ('\u{3a5}', 'Y'),
    ('\u{3a7}', 'X'),
    ('\u{3bd}', 'v'),
    ('\u{3bf}', 'o'),
    ('\u{405}', 'S'),
    ('\u{406}', 'I'),
    ('\u{408}', 'J'),
    ('\u{410}', 'A'),
    ('\u{412}', 'B'),
    ('\u{415}', 'E'),
    ('\u{41a}', 'K'),
    ('\u{41c}', 'M'),
    ('\u{41d}', 'H'),
    ('\u{41e}', 'O'),
    ('\u{420}', 'P'),
    ('\u{421}', 'C'),
    ('\u{422}', 'T'),
    ('\u{423}', 'Y'),
    ('\u{425}', 'X'),
    ('\u{430}', 'a'),
    ('\u{435}', 'e'),
    ('\u{43e}', 'o'),
    ('\u{440}', 'p'),
    ('\u{441}', 'c'),
    ('\u{443}', 'y'),
    ('\u{445}', 'x'),
    ('\u{455}', 's'),
    ('\u{456}', 'i'),
    ('\u{458}', 'j'),
    ('\u{474}', 'V'),
    ('\u{475}', 'v'),
    ('\u{4ae}', 'Y'),
    ('\u{4bb}', 'h'),
    ('\u{4c0}', 'I'),
    ('\u{4cf}', 'l'),
    ('\u{501}', 'd'),
    ('\u{50c}', 'G'),
    ('\u{51a}', 'Q'),
    ('\u{51b}', 'q'),
    ('\u{51c}', 'W'),
    ('\u{51d}', 'w'),
];

fn home(c: char) -> Home {
    match u32::from(c) {
        0x41..=0x5A | 0x61..=0x7A | 0xC0..=0x24F | 0x1E00..=0x1EFF => Home::Latin,
        0x370..=0x3FF | 0x1F00..=0x1FFF => Home::Greek,
        0x400..=0x52F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Home::Cyrillic,
        0xFF10..=0xFF19 | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A => Home::Wide,
        0xFB00..=0xFB06 | 0x1D400..=0x1D7FF => Home::Styled,
        code @ (0x660..=0x669 | 0x6F0..=0x6F9) => Home::Figure(code & 0xF),
        code @ 0x966..=0x96F => Home::Figure(code - 0x966),
        _ => Home::Other,
    }
}

/// The Latin letter that a Cyrillic or Greek one is drawn as.
fn lookalike(c: char) -> Option<char> {
    let at = LOOKALIKES.binary_search_by_key(&c, |(other, _)| *other).ok()?;
    LOOKALIKES.get(at).map(|(_, latin)| *latin)
}

fn run(page: &Page<'_>, findings: &mut Found) {
    for text in page.texts.iter().filter(|text| !text.content.is_ascii()) {
        let at_home = AtHome::of(&text.content);
        let mut start = None;
        for (at, c) in text.content.char_indices().chain([(text.content.len(), ' ')]) {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    start = None;
                    word(text, from..at, at_home, findings);
                }
                _ => {}
            }
        }
        if findings.is_full() {
            return;
        }
    }
}

/// The scripts that a text is really written in, in places: there they are no disguise.
#[derive(Clone, Copy)]
struct AtHome {
    cyrillic: bool,
    greek: bool,
    east_asian: bool,
}

impl AtHome {
    fn of(text: &str) -> Self {
        let mut found = Self { cyrillic: false, greek: false, east_asian: false };
        for c in text.chars().filter(|c| !c.is_ascii() && lookalike(*c).is_none()) {
            match home(c) {
                Home::Cyrillic => found.cyrillic = true,
                Home::Greek => found.greek = true,
                Home::Other => {
                    found.east_asian |= matches!(u32::from(c), 0x3040..=0x9FFF | 0xAC00..=0xD7A3);
                }
                _ => {}
            }
        }
        found
    }
}

fn word(text: &Text<'_>, span: Range<usize>, at_home: AtHome, findings: &mut Found) {
    let word = slice(&text.content, span.clone());
    if word.is_ascii() {
        return;
    }
    let Some(script) = disguise(word, at_home) else { return };
    let mut finding = text.finding(&RULE, span);
    finding.args.push(("script", script.to_owned()));
    finding.args.push(("characters", names(word)));
    let plain: String = word.chars().flat_map(plain).collect();
    if !plain.chars().any(is_foreign) && plain != word {
        finding.fixes.push(plain);
    }
    findings.push(finding);
}

/// What the word is disguised with, as the messages call it.
fn disguise(word: &str, at_home: AtHome) -> Option<&'static str> {
    let has = |wanted: Home| word.chars().any(|c| home(c) == wanted);
    let drawn_alike = |wanted: Home| {
        word.chars().nth(1).is_some()
            && word.chars().all(|c| home(c) == wanted && lookalike(c).is_some())
    };
    let figure = |c: char| matches!(home(c), Home::Figure(_));
    let latin = has(Home::Latin);
    let greek = |c: char| home(c) == Home::Greek && lookalike(c).is_some();
    if has(Home::Cyrillic) && (latin || !at_home.cyrillic && drawn_alike(Home::Cyrillic)) {
        Some("cyrillic")
    } else if latin && word.chars().any(greek) || !at_home.greek && drawn_alike(Home::Greek) {
        Some("greek")
    } else if has(Home::Wide) && !at_home.east_asian {
        Some("wide")
    } else if has(Home::Styled) {
        Some("styled")
    } else if word.chars().any(figure) && (latin || word.contains(|c: char| c.is_ascii_digit())) {
        Some("figures")
    } else {
        None
    }
}

fn is_foreign(c: char) -> bool {
    !matches!(home(c), Home::Latin | Home::Other)
}

/// What the character is drawn as.
fn plain(c: char) -> Vec<char> {
    match home(c) {
        Home::Wide | Home::Styled => std::iter::once(c).nfkc().collect(),
        Home::Figure(value) => char::from_digit(value, 10).into_iter().collect(),
        _ => vec![lookalike(c).unwrap_or(c)],
    }
}

/// `U+0430 → a`: the character itself would be read as what it is not.
fn names(word: &str) -> String {
    crate::rules::listed(word.chars().filter(|c| is_foreign(*c)).map(|c| {
        let mut name = format!("U+{:04X}", u32::from(c));
        let plain = plain(c);
        if plain != [c] {
            name.push_str(" → ");
            name.extend(plain);
        }
        name
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_called_by_their_number() {
        assert_eq!(names("B\u{430}w\u{430}slu"), "U+0430 → a");
        assert_eq!(names("ko\u{442}a\u{fb01}"), "U+0442, U+FB01 → fi");
        assert_eq!(names("\u{ff11}\u{663}"), "U+FF11 → 1, U+0663 → 3");
    }

    #[test]
    fn the_table_can_be_searched() {
        assert!(LOOKALIKES.is_sorted_by(|a, b| a.0 < b.0));
        for (c, latin) in LOOKALIKES {
            assert!(matches!(home(*c), Home::Cyrillic | Home::Greek), "{c:?}");
            assert!(latin.is_ascii_alphabetic(), "{c:?}");
        }
    }
}
