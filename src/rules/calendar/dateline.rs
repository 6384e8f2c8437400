//! D01: a body that begins with another dateline than that of the fields, or with the same one in
//! another dress. What the fields themselves say, as the program writes it, is right.

use crate::domain::calendar;
use crate::domain::dateline::dateline as of_fields;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};
use crate::text::span::slice;

pub(super) const RULE: Rule = Rule {
    id: "D01",
    level: Level::Warning,
    wrong: &[
        Example::body("Mesuji, 21 Oktober 2025 – KPU membuka rapat.")
            .at("Mesuji")
            .on(2025, 10, 21)
            .finds("Mesuji, 21 Oktober 2025 – ", &[""]),
        // Of another day, or of another place, it may mislead.
        Example::body("Mesuji, 20 Oktober 2025 — KPU membuka rapat.")
            .at("Mesuji")
            .on(2025, 10, 21)
            .finds("Mesuji, 20 Oktober 2025 — ", &[""]),
        Example::body("\n**Mesuji, Selasa (21/10/2025)** – KPU membuka rapat.")
            .at("Mesuji")
            .on(2025, 10, 21)
            .finds("**Mesuji, Selasa (21/10/2025)** – ", &[""]),
        Example::body("**MESUJI —** KPU membuka rapat.")
            .at("Mesuji")
            .on(2025, 10, 21)
            .finds("**MESUJI —** ", &[""]),
        Example::body("Bandar Lampung, 21 Okt 2025 - KPU membuka rapat.")
            .at("Mesuji")
            .on(2025, 10, 21)
            .finds("Bandar Lampung, 21 Okt 2025 - ", &[""]),
    ],
    right: &[
        Example::body("Mesuji, 21 Oktober 2025 — KPU membuka rapat."),
        Example::body("\nMesuji, 21 Oktober 2025 — KPU membuka rapat.")
            .at("Mesuji")
            .on(2025, 10, 21),
        Example::body("Mesuji, 21 Oktober 2025 — KPU").at("Mesuji"),
        Example::body("KPU membuka rapat pada 21 Oktober 2025 — hari terakhir.")
            .at("Mesuji")
            .on(2025, 10, 21),
        Example::body("Mesuji, 21 Oktober 2025, menjadi tuan rumah.").at("Mesuji").on(2025, 10, 21),
        Example::body("Rapat — tanpa tanggal.").at("Mesuji").on(2025, 10, 21),
        Example::body("- Mesuji — KPU").at("Mesuji").on(2025, 10, 21),
    ],
    speaks: Speaks::Any,
    run: Run::Whole(run),
};

/// A dateline is short: what has no dash by then is a sentence.
const LONGEST: usize = 160;

fn run(page: &Page<'_>, findings: &mut Found) {
    let (place, date) = (page.manuscript.place.trim(), page.manuscript.date);
    let Some(body) = page.body().filter(|_| !place.is_empty() && date.is_some()) else { return };
    let start = body.content.len() - body.content.trim_start().len();
    let rest = slice(&body.content, start..body.content.len());
    let line = rest.lines().next().unwrap_or_default();
    let own = of_fields(place, date, page.language);
    let behind = line.strip_prefix(own.as_str());
    if behind.is_some_and(|behind| behind == " —" || behind.starts_with(" — ")) {
        return;
    }
    if let Some(length) = dateline(line, place) {
        let mut finding = body.finding(&RULE, start..start + length);
        let words = finding.text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
        finding.args.push(("dateline", words.to_owned()));
        finding.fixes.push(String::new());
        findings.push(finding);
    }
}

/// How much of the line is a dateline, with its dash and the blanks behind it.
fn dateline(line: &str, place: &str) -> Option<usize> {
    let opening = line.len() - line.trim_start_matches(['*', '_']).len();
    let emphasis = line.get(..opening)?;
    let (at, dash) = line.char_indices().take(LONGEST).find(|(at, c)| is_dash(line, *at, *c))?;
    let before = line.get(opening..at)?.trim_end();
    let closed = before.strip_suffix(emphasis).filter(|_| opening > 0);
    if !says_where_and_when(closed.unwrap_or(before).trim_end(), place) {
        return None;
    }
    let mut after = line.get(at + dash.len_utf8()..)?;
    if opening > 0 && closed.is_none() {
        // The emphasis that was opened must end here, or taking the dateline out would break it.
        after = after.trim_start().strip_prefix(emphasis)?;
    }
    Some(line.len() - after.trim_start().len())
}

/// A dash with a blank on both sides, or a long one: hyphens stand within names.
fn is_dash(line: &str, at: usize, c: char) -> bool {
    let before = slice(line, 0..at).chars().next_back().is_some_and(char::is_whitespace);
    let after = slice(line, at + c.len_utf8()..line.len());
    match c {
        '—' | '–' => before || c == '—',
        '-' => before && after.starts_with(char::is_whitespace),
        _ => false,
    }
}

/// The office's place alone, or any place with a date.
fn says_where_and_when(text: &str, place: &str) -> bool {
    let Some((town, when)) = text.split_once(',') else {
        return text.trim_end_matches(['.', ' ']).to_lowercase() == place.to_lowercase();
    };
    is_name(town) && is_date(when)
}

/// Up to four words with capitals.
fn is_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    words.by_ref().take(4).all(capital) && words.next().is_none() && !text.trim().is_empty()
}

/// A date in words or figures, with its weekday or without, right or wrong: that is T01's to say.
fn is_date(text: &str) -> bool {
    let bare = text.replace(['(', ')', ','], " ");
    let mut words: Vec<&str> = bare.split_whitespace().collect();
    if words.first().is_some_and(|word| calendar::weekday(word).is_some()) {
        words.remove(0);
    }
    let number =
        |word: &str, longest| word.len() <= longest && word.bytes().all(|b| b.is_ascii_digit());
    match words.as_slice() {
        [day, name] => number(day, 2) && calendar::month(name).is_some(),
        [day, name, year] => number(day, 2) && calendar::month(name).is_some() && number(year, 4),
        [figures] => {
            let parts: Vec<&str> = figures.split(['/', '-', '.']).collect();
            (2..=3).contains(&parts.len())
                && parts.iter().all(|part| !part.is_empty() && number(part, 4))
        }
        _ => false,
    }
}
