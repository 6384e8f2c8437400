//! N05: a role that somebody did not have on the date of the text, by the office's list.

use std::collections::HashMap;
use std::ops::Range;

use chrono::{NaiveDate, TimeDelta};

use super::glossary::plain;
use super::person::{self, Listed, is_honorific, simple};
use crate::domain::calendar::date_in_words;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "N05",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Ketua KPU Kabupaten Tanjung Damar Baharuddin Lubis membuka rapat.")
            .on(2025, 11, 20)
            .finds(
                "Ketua KPU Kabupaten Tanjung Damar Baharuddin Lubis",
                &[
                    "mantan Ketua KPU Kabupaten Tanjung Damar Baharuddin Lubis",
                    "Ketua KPU Kabupaten Tanjung Damar Siti Rahmawati",
                ],
            ),
        Example::body("Rapat dibuka Ketua KPU Siti Rahmawati.")
            .on(2023, 2, 1)
            .finds("Ketua KPU Siti Rahmawati", &["Ketua KPU Baharuddin Lubis"]),
        Example::body("Kata Sekretaris KPU Kabupaten Tanjung Damar, Hj. Siti Rahmawati, S.H.")
            .on(2025, 11, 20)
            .finds(
                "Sekretaris KPU Kabupaten Tanjung Damar, Hj. Siti Rahmawati",
                &["Ketua KPU Kabupaten Tanjung Damar, Hj. Siti Rahmawati"],
            ),
        Example::body("Rapat dihadiri mantan Ketua KPU Kabupaten Tanjung Damar Siti Rahmawati.")
            .on(2025, 11, 20)
            .finds(
                "mantan Ketua KPU Kabupaten Tanjung Damar Siti Rahmawati",
                &["Ketua KPU Kabupaten Tanjung Damar Siti Rahmawati"],
            ),
        Example::body("Rapat dihadiri Ketua KPU Siti Rahmawati yang akan dilantik bulan depan.")
            .on(2024, 4, 2)
            .finds(
                "Ketua KPU Siti Rahmawati",
                &["calon Ketua KPU Siti Rahmawati", "Ketua KPU Baharuddin Lubis"],
            ),
    ],
    right: &[
        Example::body("Mantan Ketua KPU Kabupaten Sungai Rimba Siti Rahmawati hadir; mantan Ketua KPU Siti Rahmawati.")
            .on(2025, 11, 20),
        Example::body("Ketua KPU Siti Rahmawati dilantik bulan depan; Ketua KPU terpilih Siti Rahmawati.")
            .on(2024, 4, 2),
        Example::body("Hasil pemilu dulu diteken Ketua KPU Baharuddin Lubis.").on(2025, 11, 20),
        Example::body("Ketua KPU Baharuddin Lubis Harahap hadir.").on(2025, 11, 20),
        Example::body("Ketua KPU Kabupaten Tanjung Damar Siti Rahmawati hadir.").on(2025, 11, 20),
        Example::body("Ketua KPU Kabupaten Tanjung Damar Baharuddin Lubis hadir.").on(2022, 1, 5),
        Example::body("Mantan Ketua KPU Baharuddin Lubis hadir.").on(2025, 11, 20),
        Example::body("Ketua KPU periode 2019–2024 Baharuddin Lubis; Ketua KPU Baharuddin Lubis periode 2019–2024.")
            .on(2025, 11, 20),
        Example::body("Anggota KPU Siti Rahmawati dan Ketua Divisi Hukum Ma’ruf Asy’ari.").on(2025, 11, 20),
        Example::body("Serah terima jabatan dari Ketua KPU Baharuddin Lubis.").on(2024, 5, 2),
        Example::body("Ketua DPRD Baharuddin Lubis hadir.").on(2025, 11, 20),
    ],
    run: Run::Whole(run),
};

/// Who takes office within so many days may be called its candidate.
const SOON: TimeDelta = TimeDelta::days(90);

fn run(page: &Page<'_>, found: &mut Found) {
    let listed = person::listed(page.house.register);
    let mut by_word: HashMap<&str, Vec<&Listed<'_>>> = HashMap::new();
    for one in listed.iter().filter(|one| !one.person.title.is_empty()) {
        if let Some(first) = one.words.first() {
            by_word.entry(first).or_default().push(one);
        }
    }
    if by_word.is_empty() {
        return;
    }
    for piece in &page.pieces {
        for at in 0..piece.tokens().len() {
            if case(piece.word(at)) != Case::Capital {
                continue;
            }
            // `Ketua KPU Kabupaten Contoh Ali Akbar`: the place runs on into the name.
            let Some(near) = by_word.get(simple(piece.low(at)).as_str()) else { continue };
            let known: Vec<&Listed<'_>> =
                near.iter().filter(|one| stands_at(piece, at, one)).copied().collect();
            let longest = known.iter().map(|one| one.words.len()).max().unwrap_or(0);
            if longest > 0 {
                look(page, piece, &known, &listed, at..at + longest, found);
            }
        }
    }
}

/// Does this name stand here, and not one that goes on?
fn stands_at(piece: &Piece<'_>, at: usize, one: &Listed<'_>) -> bool {
    let end = at + one.words.len();
    let is_whole = case(piece.word(end)) != Case::Capital || piece.is_glued(end);
    is_whole && (at..end).zip(&one.words).all(|(at, word)| simple(piece.low(at)) == *word)
}

fn holds(one: &Listed<'_>, date: NaiveDate) -> bool {
    one.person.from.is_none_or(|from| from <= date)
        && one.person.until.is_none_or(|until| date <= until)
}

/// A role before a name.
pub(super) struct Role {
    /// Its first token.
    start: usize,
    /// The token behind it.
    end: usize,
    /// Its words are so many of the title's.
    pub(super) words: usize,
    /// They are the whole title.
    is_whole: bool,
    /// The first word is that of the title.
    pub(super) is_same: bool,
    /// `mantan` stands before it.
    is_former: bool,
}

fn look(
    page: &Page<'_>,
    piece: &Piece<'_>,
    known: &[&Listed<'_>],
    listed: &[Listed<'_>],
    name: Range<usize>,
    found: &mut Found,
) {
    let date = page.near;
    let roles =
        known.iter().filter_map(|one| Some((*one, role(piece, name.start, &one.person.title)?)));
    let roles: Vec<(&Listed<'_>, Role)> = roles.collect();
    if roles.iter().any(|(_, role)| role.is_former) {
        still_in_office(page, piece, &roles, name, found);
        return;
    }
    if roles.iter().any(|(one, role)| role.is_same && holds(one, date)) {
        return;
    }
    let Some((one, role)) = roles.iter().find(|(one, role)| role.is_same || holds(one, date))
    else {
        return;
    };
    let is_early = role.is_same && one.person.from.is_some_and(|from| date < from);
    if is_of_another_time(piece, name.start, is_early) {
        return;
    }
    let span = piece.span(role.start..name.end);
    let phrase = piece.slice(piece.span(role.start..role.end));
    let mut finding = piece.finding(&RULE, span.clone());
    let who = piece.slice(piece.span(name));
    if role.is_same {
        if one.person.until.is_some_and(|until| until < date) {
            finding.fixes.push(format!("mantan {}", finding.text));
        } else if is_early && one.person.from.is_some_and(|from| from - date < SOON) {
            finding.fixes.push(format!("calon {}", finding.text));
        }
        let holder = listed
            .iter()
            .find(|other| other.person.title == one.person.title && holds(other, date));
        if let Some(holder) = holder.filter(|holder| holder.words != one.words) {
            finding.fixes.push(format!("{phrase} {}", holder.shown.join(" ")));
        }
    } else {
        let right = one.person.title.split(' ').take(role.words).collect::<Vec<_>>().join(" ");
        let rest = finding.text.get(phrase.len()..).unwrap_or_default();
        finding.fixes.push(format!("{right}{rest}"));
    }
    finding.args =
        vec![("x", format!("{phrase} {who}")), ("date", date_in_words(date, page.language))];
    found.push(finding);
}

/// `mantan Ketua …` of somebody who is it still, and was it never before.
fn still_in_office(
    page: &Page<'_>,
    piece: &Piece<'_>,
    roles: &[(&Listed<'_>, Role)],
    name: Range<usize>,
    found: &mut Found,
) {
    let date = page.near;
    let was = |one: &Listed<'_>| one.person.until.is_some_and(|until| until < date);
    // Without a day on which the term began the list may only be old.
    let is = |one: &Listed<'_>| one.person.from.is_some() && holds(one, date);
    let still = roles.iter().find(|(one, role)| role.is_same && role.is_whole && is(one));
    let Some((_, role)) = still.filter(|_| !roles.iter().any(|(one, _)| was(one))) else {
        return;
    };
    if is_of_another_time(piece, name.start, false) {
        return;
    }
    let mut finding = piece.finding(&RULE, piece.span(role.start - 1..name.end));
    let right = piece.slice(piece.span(role.start..name.end));
    finding.args = vec![("x", finding.text.clone()), ("date", date_in_words(date, page.language))];
    finding.fixes.push(right.to_owned());
    found.push(finding);
}

/// The role that stands before a name, as far as the title says it: `Ketua KPU` of `Ketua KPU
/// Kabupaten Contoh`.
pub(super) fn role(piece: &Piece<'_>, name: usize, title: &str) -> Option<Role> {
    let title = plain(title);
    let mut end = name;
    while let Some(before) = end.checked_sub(1)
        && (is_honorific(piece.low(before))
            || piece.is_sign(before, '.')
            || piece.is_sign(before, ','))
    {
        end = before;
    }
    (1..=title.len()).rev().find_map(|words| {
        let start = end.checked_sub(words)?;
        let rest = (start + 1..end).zip(title.get(1..words)?);
        let mut rest = rest.map(|(at, word)| piece.low(at) == word);
        let (head, own) = (piece.low(start), title.first()?.as_str());
        let is_same = head == own;
        // Of another role only `Ketua`, `Sekretaris` and `Anggota` of the same office are told.
        let is_other = words > 1
            && matches!(
                (head, own),
                ("ketua", "anggota" | "sekretaris")
                    | ("sekretaris", "ketua" | "anggota")
                    | ("anggota", "sekretaris")
            );
        if !(is_same || is_other) || !rest.all(|is_equal| is_equal) {
            return None;
        }
        let before = start.checked_sub(1).map_or("", |before| piece.low(before));
        let is_past =
            matches!(before, "calon" | "wakil" | "plt" | "plh" | "pj" | "istri" | "demisioner")
                || start > 0 && piece.is_sign(start - 1, '.');
        let is_former = matches!(before, "mantan" | "eks" | "bekas");
        let is_whole = words == title.len();
        (!is_past).then_some(Role { start, end, words, is_whole, is_same, is_former })
    })
}

/// Sentences about terms of office, elections and farewells tell of roles at other times. Of a
/// term that has not begun yet the past says nothing, and `akan dilantik` says that it has not.
fn is_of_another_time(piece: &Piece<'_>, at: usize, is_early: bool) -> bool {
    let sentence = piece.sentence(at);
    let from = sentence.start.max(at.saturating_sub(60));
    (from..sentence.end.min(at + 60)).any(|at| {
        let before = at.checked_sub(1).map_or("", |before| piece.low(before));
        match piece.low(at) {
            "dilantik" if is_early => !matches!(before, "akan" | "bakal" | "segera"),
            "itu" | "lama" => !is_early,
            low => matches!(
                low,
                "periode"
                    | "masa"
                    | "terima"
                    | "dilantik"
                    | "pelantikan"
                    | "purnatugas"
                    | "terpilih"
                    | "dahulu"
                    | "dulu"
                    | "kala"
                    | "sebelumnya"
                    | "demisioner"
                    | "almarhum"
                    | "almarhumah"
                    | "silam"
            ),
        }
    })
}
