//! L01, L02, L04, L05: a lead that leaves a question open: when, where, who, what.

use crate::domain::calendar::{month, weekday};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const WHEN: Rule = Rule {
    id: "L01",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("KPU menggelar rapat di aula.").finds(".", &[]),
        Example::body("Pemutakhiran data merupakan kewajiban. KPU di daerah menjalankannya.\n\nPada Kamis (30/6/2022) rapat dibuka.").finds(".", &[]),
    ],
    right: &[
        Example::body("KPU menggelar rapat, Kamis (30/6/2022)."),
        Example::body("KPU menggelar rapat. Rapat dibuka pada Kamis."),
        Example::body("Mesuji, 21 Oktober 2025 — KPU menggelar rapat."),
        Example::body("KPU menggelar rapat.").at("Mesuji").on(2025, 10, 21),
        Example::body("KPU menggelar rapat sejak Oktober."),
    ],
    run: Run::Whole(when),
};

pub(super) const WHERE: Rule = Rule {
    id: "L02",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[Example::body("KPU menggelar rapat.").finds("rapat", &[])],
    right: &[
        Example::body("KPU menggelar rapat di aula."),
        Example::body("KPU mengikuti rapat secara daring."),
        Example::body("KPU mengikuti rapat melalui Zoom."),
        Example::body("Mesuji, 21 Oktober 2025 — KPU menggelar rapat."),
        Example::body("KPU berkunjung ke SMA Negeri 2."),
    ],
    run: Run::Whole(whereabouts),
};

pub(super) const WHO: Rule = Rule {
    id: "L04",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[Example::body("Telah dilaksanakan rapat pleno pada Kamis di aula.")
        .finds("dilaksanakan", &[])],
    right: &[
        Example::body("KPU menggelar rapat."),
        Example::body("Pada Kamis, Siti membuka rapat."),
        Example::body("Sebanyak 25 petugas melipat surat suara."),
        Example::body("Ratusan warga hadir."),
    ],
    run: Run::Whole(who),
};

pub(super) const WHAT: Rule = Rule {
    id: "L05",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("KPU Kabupaten Tanjung Damar dan semua jajaran, Kamis, di aula.")
            .finds("Tanjung", &[]),
        Example::body(
            "RSUD Contoh adalah rumah sakit terbaik di kota. Ruang menyusui menjadi andalan.",
        )
        .finds("adalah", &[]),
    ],
    right: &[
        Example::body("KPU menggelar rapat."),
        Example::body("KPU Tanjung Damar, Kamis. Rapat dibuka."),
        Example::body("Ratusan warga hadir."),
        Example::body("KPU gelar rapat."),
    ],
    run: Run::Whole(what),
};

/// The lead and the tokens of its first two sentences.
fn opening<'p>(page: &'p Page<'_>) -> Option<(&'p Piece<'p>, std::ops::Range<usize>)> {
    let lead = page.lead()?;
    let sentences = &lead.look.sentences;
    let end = sentences.get(1).or_else(|| sentences.first())?.end;
    Some((lead, 0..end))
}

fn has_dateline(page: &Page<'_>) -> bool {
    page.anatomy.dateline.is_some()
        || !page.manuscript.place.trim().is_empty() && page.manuscript.date.is_some()
}

/// What is missing has no place of its own. Each question is told at another word of the first
/// sentence, so that none hides another.
#[derive(Clone, Copy)]
enum Place {
    Second,
    Third,
    LastButOne,
    Last,
}

fn tell(rule: &Rule, lead: &Piece<'_>, place: Place, found: &mut Found) {
    let Some(sentence) = lead.look.sentences.first() else { return };
    let last = sentence.end.saturating_sub(1);
    let at = match place {
        Place::Second => (sentence.start + 1).min(last),
        Place::Third => (sentence.start + 2).min(last),
        Place::LastButOne => last.saturating_sub(1).max(sentence.start),
        Place::Last => last,
    };
    found.push(lead.finding(rule, lead.span(at..at + 1)));
}

fn when(page: &Page<'_>, found: &mut Found) {
    let Some((lead, mut tokens)) = opening(page).filter(|_| !has_dateline(page)) else { return };
    let is_time = |at: usize| {
        let word = lead.word(at);
        // `21/10` or `21-10-2025`.
        let is_date = word.contains('/') && word.starts_with(|c: char| c.is_ascii_digit());
        is_date
            || word.len() > 2 && month(word).is_some() && case(word) != Case::Lower
            || word.len() > 3 && weekday(word).is_some()
            || lead.low(at) == "hari" && lead.low(at + 1) == "ini"
            || matches!(lead.low(at), "kemarin" | "besok" | "pukul" | "semalam" | "malam" | "pagi")
    };
    if !tokens.any(is_time) {
        tell(&WHEN, lead, Place::Last, found);
    }
}

fn whereabouts(page: &Page<'_>, found: &mut Found) {
    let Some((lead, mut tokens)) = opening(page).filter(|_| !has_dateline(page)) else { return };
    let places = ["di", "bertempat", "daring", "zoom", "virtual", "ke", "aula", "gedung", "hotel"];
    if !tokens.any(|at| places.contains(&lead.low(at))) {
        tell(&WHERE, lead, Place::LastButOne, found);
    }
}

fn who(page: &Page<'_>, found: &mut Found) {
    let Some(lead) = page.lead() else { return };
    let Some(mut sentence) = lead.look.sentences.first().cloned() else { return };
    let is_somebody = |at: usize| {
        let word = lead.word(at);
        let first = lead.begins_sentence(at);
        let is_time = weekday(word).is_some() || month(word).is_some();
        let is_name = match case(word) {
            Case::Upper | Case::Mixed => true,
            Case::Capital => !first && !is_time,
            Case::Lower => false,
        };
        let people = [
            "warga",
            "petugas",
            "pemilih",
            "masyarakat",
            "siswa",
            "mahasiswa",
            "pegawai",
            "peserta",
            "anggota",
            "ketua",
            "jajaran",
            "panitia",
            "relawan",
            "ratusan",
            "puluhan",
            "ribuan",
            "penyelenggara",
        ];
        is_name || people.contains(&lead.low(at))
    };
    // “Telah dilaksanakan …”: the agent is told by “oleh”, or not at all.
    let is_passive = |at: usize| lead.low(at).len() > 6 && lead.low(at).starts_with("di");
    if matches!(lead.low(0), "telah" | "sudah") && is_passive(1) || is_passive(0) {
        if !sentence.clone().any(|at| lead.low(at) == "oleh") {
            tell(&WHO, lead, Place::Second, found);
        }
        return;
    }
    let is_telling = matches!(
        lead.low(0),
        "telah"
            | "sudah"
            | "bertempat"
            | "dalam"
            | "guna"
            | "untuk"
            | "pada"
            | "demi"
            | "dilaksanakan"
            | "diselenggarakan"
            | "digelar"
    );
    if is_telling && !sentence.any(is_somebody) {
        tell(&WHO, lead, Place::Second, found);
    }
}

/// Verbs as headlines have them, without a prefix.
const VERBS: [&str; 23] = [
    "gelar", "ikuti", "hadir", "buka", "terima", "lantik", "tutup", "kunjungi", "adakan",
    "tetapkan", "umumkan", "serahkan", "siap", "ingin", "akan", "datang", "jalani", "raih", "ada",
    "tiba", "tampil", "turun", "ikut",
];
/// Words that look like verbs and do not tell what happened.
const NO_VERBS: [&str; 51] = [
    "menjadi",
    "merupakan",
    "memiliki",
    "terhadap",
    "terkait",
    "tersebut",
    "termasuk",
    "berdasarkan",
    "berupa",
    "menurut",
    "melalui",
    "mengenai",
    "bersama",
    "terdiri",
    "dinas",
    "direktur",
    "terutama",
    "menteri",
    "digital",
    "divisi",
    "disiplin",
    "dialog",
    "diskusi",
    "dinamis",
    "direksi",
    "disabilitas",
    "menyusui",
    "mengaji",
    "metode",
    "mental",
    "merdeka",
    "mekanisme",
    "berita",
    "berani",
    "berbagai",
    "berikut",
    "berbasis",
    "bermartabat",
    "berintegritas",
    "berkelanjutan",
    "berkualitas",
    "terbaik",
    "terbesar",
    "terakhir",
    "terbanyak",
    "tertinggi",
    "terpadu",
    "tertib",
    "terbaru",
    "terdepan",
    "bersih",
];

fn what(page: &Page<'_>, found: &mut Found) {
    let Some((lead, mut tokens)) = opening(page) else { return };
    let is_verb = |at: usize| {
        let low = lead.low(at);
        let formed = low.len() > 5
            && ["me", "ber", "di", "ter"].iter().any(|prefix| low.starts_with(prefix));
        // What stands behind “yang” tells of what something is.
        let is_relative = (1..=2).any(|back| at >= back && lead.low(at - back) == "yang");
        let is_lower = case(lead.word(at)) == Case::Lower || lead.begins_sentence(at);
        formed && is_lower && !is_relative && !NO_VERBS.contains(&low) || VERBS.contains(&low)
    };
    if !tokens.any(is_verb) {
        tell(&WHAT, lead, Place::Third, found);
    }
}
