//! N05: a role that somebody did not have on the date of the text, by the office's list.

use chrono::NaiveDate;

use super::glossary::plain;
use super::person::{self, Listed, is_honorific, simple};
use crate::domain::calendar::date_in_words;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
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
    ],
    right: &[
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

fn run(page: &Page<'_>, found: &mut Found) {
    let listed = person::listed(page.house.register);
    if listed.iter().all(|one| one.person.title.is_empty()) {
        return;
    }
    for piece in &page.pieces {
        for run in person::names(piece) {
            let at: Vec<usize> = run.clone().filter(|at| !piece.low(*at).is_empty()).collect();
            let words: Vec<String> = at.iter().map(|at| simple(piece.low(*at))).collect();
            // `Ketua KPU Kabupaten Contoh Ali Akbar`: the place runs on into the name.
            let known: Vec<&Listed<'_>> =
                listed.iter().filter(|one| words.ends_with(&one.words)).collect();
            let longest = known.iter().map(|one| one.words.len()).max().unwrap_or(0);
            let start = at.len().checked_sub(longest).and_then(|first| at.get(first));
            if let Some(start) = start.filter(|start| !tells_of_the_past(piece, **start)) {
                look(page, piece, &known, &listed, *start..run.end, found);
            }
        }
    }
}

fn holds(one: &Listed<'_>, date: NaiveDate) -> bool {
    one.person.from.is_none_or(|from| from <= date)
        && one.person.until.is_none_or(|until| date <= until)
}

/// A role before a name.
struct Role {
    /// Its first token.
    start: usize,
    /// The token behind it.
    end: usize,
    /// Its words are so many of the title's.
    words: usize,
    /// The first word is that of the title.
    is_same: bool,
}

fn look(
    page: &Page<'_>,
    piece: &Piece<'_>,
    known: &[&Listed<'_>],
    listed: &[Listed<'_>],
    name: std::ops::Range<usize>,
    found: &mut Found,
) {
    let date = page.near;
    let roles =
        known.iter().filter_map(|one| Some((*one, role(piece, name.start, &one.person.title)?)));
    let roles: Vec<(&Listed<'_>, Role)> = roles.collect();
    if roles.iter().any(|(one, role)| role.is_same && holds(one, date)) {
        return;
    }
    let Some((one, role)) = roles.iter().find(|(one, role)| role.is_same || holds(one, date))
    else {
        return;
    };
    let span = piece.span(role.start..name.end);
    let phrase = piece.slice(piece.span(role.start..role.end));
    let mut finding = piece.finding(&RULE, span.clone());
    let who = piece.slice(piece.span(name));
    if role.is_same {
        if one.person.until.is_some_and(|until| until < date) {
            finding.fixes.push(format!("mantan {}", finding.text));
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

/// The role that stands before a name, as far as the title says it: `Ketua KPU` of `Ketua KPU
/// Kabupaten Contoh`.
fn role(piece: &Piece<'_>, name: usize, title: &str) -> Option<Role> {
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
        let is_past = matches!(
            before,
            "mantan"
                | "eks"
                | "bekas"
                | "calon"
                | "wakil"
                | "plt"
                | "plh"
                | "pj"
                | "istri"
                | "demisioner"
        ) || start > 0 && piece.is_sign(start - 1, '.');
        (!is_past).then_some(Role { start, end, words, is_same })
    })
}

/// Sentences about terms of office, elections and farewells tell of roles at other times.
fn tells_of_the_past(piece: &Piece<'_>, at: usize) -> bool {
    let sentence = piece.sentence(at);
    let from = sentence.start.max(at.saturating_sub(60));
    (from..sentence.end.min(at + 60)).any(|at| {
        matches!(
            piece.low(at),
            "periode"
                | "masa"
                | "terima"
                | "dilantik"
                | "pelantikan"
                | "purnatugas"
                | "terpilih"
                | "dahulu"
                | "itu"
                | "lama"
                | "sebelumnya"
                | "demisioner"
                | "almarhum"
                | "silam"
        )
    })
}
