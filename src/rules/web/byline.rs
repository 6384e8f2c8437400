//! Y01: nobody signs the text. Y02: initials sign it, which no reader can follow.

use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::token::{Case, Kind, case};
use crate::rules::{Example, Rule, Run, Speaks};
use crate::text::span::slice;

const BODY: &str = "Komisi Pemilihan Umum menggelar rapat pleno di aula kantor pada Rabu pagi. \
    Rapat itu diikuti oleh semua anggota, sekretaris, dan para kepala subbagian.";

const SIGNED: &str = "Komisi Pemilihan Umum menggelar rapat pleno di aula kantor pada Rabu pagi. \
    Rapat itu diikuti oleh semua anggota, sekretaris, dan para staf.\n\n(Humas KPU Contoh)";

pub(super) const MISSING: Rule = Rule {
    id: "Y01",
    level: Level::Suggestion,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("")
            .within(Field::Byline)
            .over(BODY)
            .finds("", &["Humas KPU Kabupaten Tanjung Damar"]),
        Example::body("")
            .within(Field::Byline)
            .over(BODY)
            .english()
            .finds("", &["Humas KPU Kabupaten Tanjung Damar"]),
        Example::body("")
            .within(Field::Byline)
            .over(BODY)
            .under("Rapat")
            .finds("", &["Humas KPU Kabupaten Tanjung Damar"]),
    ],
    right: &[
        Example::body(BODY).by("Ali Rahman"),
        Example::body(SIGNED),
        Example::body("Rapat ditunda."),
        Example::body(""),
    ],
    run: Run::Whole(missing),
};

pub(super) const INITIALS: Rule = Rule {
    id: "Y02",
    level: Level::Suggestion,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Rapat usai.\n\nWarga pulang.\n\n(ali)").finds("ali", &[]),
        Example::body("rin/fit").within(Field::Byline).finds("rin/fit", &[]),
        Example::body("AF").within(Field::Byline).finds("AF", &[]),
        Example::body("Rapat usai.\n\nWarga pulang. (hms)").finds("hms", &[]),
    ],
    right: &[
        Example::body("Rapat usai.\n\nWarga pulang.\n\n(Ali Rahman/Humas)"),
        Example::body("Ali").within(Field::Byline),
        Example::body("Humas KPU").within(Field::Byline),
        Example::body("KPU").within(Field::Byline),
        Example::body("Rapat usai.\n\nWarga pulang (7/10)."),
        Example::body("ali/Budi Raya").within(Field::Byline),
    ],
    run: Run::Whole(initials),
};

/// A shorter text is a note that nobody signs.
const LEAST_WORDS: usize = 20;

fn missing(page: &Page<'_>, found: &mut Found) {
    if !page.manuscript.byline.trim().is_empty() || page.anatomy.byline.is_some() {
        return;
    }
    let words = page.of_body().flat_map(crate::rules::piece::Piece::tokens);
    if words.filter(|token| token.kind == Kind::Word).take(LEAST_WORDS).count() < LEAST_WORDS {
        return;
    }
    let Some(byline) = page.texts.iter().find(|text| text.field == Field::Byline) else { return };
    let mut finding = byline.finding(&MISSING, 0..byline.content.len());
    if !page.house.office.is_empty() {
        finding.fixes.push(format!("Humas {}", page.house.office));
    }
    found.push(finding);
}

fn initials(page: &Page<'_>, found: &mut Found) {
    let byline = page.texts.iter().find(|text| text.field == Field::Byline);
    let (text, span) = match (byline, &page.anatomy.byline) {
        (Some(text), _) if !text.content.trim().is_empty() => (text, 0..text.content.len()),
        (_, Some(inside)) => {
            let Some(body) = page.body() else { return };
            (body, inside.name.clone())
        }
        _ => return,
    };
    let name = slice(&text.content, span.clone());
    if name.split(['/', ',', '&']).all(|part| is_initials(part.trim())) {
        let mut finding = text.finding(&INITIALS, span);
        finding.args = vec![("x", finding.text.clone())];
        found.push(finding);
    }
}

/// `ali`, `AF`: a few letters that no name is written with. Short forms of offices are no initials.
fn is_initials(part: &str) -> bool {
    let letters = part.chars().filter(|c| *c != '.').count();
    let written = match case(part) {
        Case::Lower => true,
        Case::Upper => letters < 4 && !matches!(part, "KPU" | "KIP" | "PPK" | "PPS"),
        Case::Capital | Case::Mixed => false,
    };
    written && (1..=4).contains(&letters) && part.chars().all(|c| c.is_alphabetic() || c == '.')
}
