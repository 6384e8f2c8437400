//! S10: characters that cannot be seen, that turn the order of what is read, or that a terminal
//! or a browser may obey.

use crate::domain::characters::{Class, class, name};
use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "S10",
    level: Level::Error,
    wrong: &[
        Example::body("per\u{200b}aturan").finds("\u{200b}", &[""]),
        Example::body("nomor \u{202e}\u{2066}123").finds("\u{202e}\u{2066}", &[""]),
        Example::body("merah\u{1b}[31m").finds("\u{1b}", &[""]),
        Example::body("satu\u{2028}dua").finds("\u{2028}", &[" "]),
        Example::body("peng\u{ad}awasan").within(Field::Headline).finds("\u{ad}", &[""]),
        Example::body("pem\u{feff}ilu").within(Field::Tags).finds("\u{feff}", &[""]),
    ],
    right: &[
        Example::body("Keluarga 👩‍👩‍👧 hadir ❤️\tdi aula.\nSelesai."),
        Example::body("Rp5\u{a0}juta"),
        Example::body("“Kami siap,” kata Siti."),
    ],
    speaks: Speaks::Any,
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, findings: &mut Found) {
    for text in &page.texts {
        let mut rest = text.content.char_indices().peekable();
        while let Some((start, first)) = rest.next() {
            if findings.is_full() {
                return;
            }
            if !is_bad(first) {
                continue;
            }
            let mut bad = vec![first];
            while let Some((_, c)) = rest.next_if(|(_, c)| is_bad(*c)) {
                bad.push(c);
            }
            let end = start + bad.iter().map(|c| c.len_utf8()).sum::<usize>();
            let mut finding = text.finding(&RULE, start..end);
            finding.args.push(("characters", names(&bad)));
            finding.fixes.push(if bad.iter().any(|c| parts(*c)) { " " } else { "" }.to_owned());
            findings.push(finding);
        }
    }
}

/// Joiners and variation selectors, which emoji are made of, are of the class `Watch` and pass.
fn is_bad(c: char) -> bool {
    matches!(class(c), Class::Dangerous | Class::Forbidden)
}

/// Does the character part lines or words, so that without it they would run together?
fn parts(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

pub(in crate::rules) fn names(characters: &[char]) -> String {
    crate::rules::listed(characters.iter().map(|c| {
        let code = format!("U+{:04X}", u32::from(*c));
        name(*c).map_or_else(|| code.clone(), |name| format!("{name} ({code})"))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_called_by_name_and_number() {
        assert_eq!(names(&['\u{200b}', '\u{200b}', '\u{7}']), "ZWSP (U+200B), U+0007");
    }
}
