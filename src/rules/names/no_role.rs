//! N04: a person who is named first without a role.

use std::collections::HashSet;

use super::person::{self, has_role, is_known, is_said, is_thing, simple, speaks};
use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "N04",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Arahan disampaikan melalui Agus Hilman.").finds("Agus Hilman", &[]),
        Example::body("“Data sudah siap,” kata Budi Santoso.").finds("Budi Santoso", &[]),
        Example::body("Rapat dibuka Siti Rahmawati pada pagi hari.")
            .finds("Siti Rahmawati", &["Ketua KPU Kabupaten Tanjung Damar Siti Rahmawati"]),
    ],
    right: &[
        Example::body(
            "Rapat dibuka anggota KPU Agus Hilman. Arahan disampaikan melalui Agus Hilman.",
        ),
        Example::body("“Siap,” kata Budi Santoso, warga Desa Sungai Rimba."),
        Example::body("“Siap,” kata Dandim Budi Santoso. Menurut Dinas Kesehatan, cukup."),
        Example::body("Melalui Komisi Pemilihan Umum dan melalui Media Center, berita dibagikan."),
        Example::body("Rapat dibuka Siti Rahmawati.").under("Ketua KPU Siti Rahmawati Buka Rapat"),
        Example::body("Menurut Tulang Bawang, cukup. Melalui Lampung Selatan, kendaraan lewat."),
        Example::body("- Siti Rahmawati\n- Budi Santoso"),
        Example::body("Sebanyak 24 orang hadir, antara lain Budi Santoso dan Agus Hilman."),
    ],
    run: Run::Whole(run),
};

fn run(page: &Page<'_>, found: &mut Found) {
    let listed = person::listed(page.house.register);
    // Words of the names that were there already: who was named whole is known by a part.
    let mut seen: HashSet<String> = HashSet::new();
    for piece in &page.pieces {
        let judges = piece.field == Field::Body && piece.part == Part::Paragraph;
        for name in person::names(piece) {
            let words: Vec<String> =
                person::words(piece, &name).iter().map(|low| simple(low)).collect();
            if words.len() < 2 || words.iter().all(|word| seen.contains(word)) {
                continue;
            }
            let one = listed.iter().find(|one| one.words == words);
            let tells = has_role(piece, &name);
            if piece.field != Field::Body && !tells {
                continue;
            }
            let is_body = words.iter().any(|word| is_thing(word) || is_known(word));
            seen.extend(words);
            let is_person = one.is_some() || !is_body && is_spoken_of(piece, &name);
            if tells || !judges || !is_person {
                continue;
            }
            let mut finding = piece.finding(&RULE, piece.span(name));
            finding.args = vec![("x", finding.text.clone())];
            let on = |one: &&person::Listed<'_>| {
                let person = one.person;
                person.from.is_none_or(|from| from <= page.near)
                    && person.until.is_none_or(|until| page.near <= until)
            };
            if let Some(title) =
                one.filter(on).map(|one| &one.person.title).filter(|title| !title.is_empty())
            {
                finding.fixes.push(format!("{title} {}", finding.text));
            }
            found.push(finding);
        }
    }
}

/// Do the words beside the name say that it is a person's?
fn is_spoken_of(piece: &Piece<'_>, name: &std::ops::Range<usize>) -> bool {
    let before = name.start.checked_sub(1).map_or("", |before| piece.low(before));
    let is_said = is_said(before)
        && name.start.checked_sub(2).is_some_and(|sign| {
            ['”', '"', ',', '?', '!'].iter().any(|mark| piece.is_sign(sign, *mark))
        });
    let is_through = matches!(before, "melalui" | "menurut")
        && (piece.is_sign(name.end, '.')
            || piece.is_sign(name.end, ',')
            || piece.low(name.end) == "turut");
    is_said || is_through || speaks(piece.low(name.end))
}
