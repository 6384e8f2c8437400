//! E01: words that are not standard, from the table. Source of the standard: the spelling rules
//! EYD V (decision 0424/I/BS.00.01/2022 of Indonesia's language agency) and its dictionary KBBI.

use super::prefix;
use super::shield::{is_known, is_named, is_shielded};
use crate::domain::finding::{Finding, Level};
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::tables::{Hit, Table};
use crate::rules::token::{Case, Kind, capitalised, case, in_case_of};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E01",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Ada resiko besar.").finds("resiko", &["risiko"]),
        Example::body("Resikonya besar.").finds("Resikonya", &["Risikonya"]),
        Example::body("RESIKO").finds("RESIKO", &["RISIKO"]),
        Example::body("Kami sampaikan terimakasih.").finds("terimakasih", &["terima kasih"]),
        Example::headline("Tingkatkan Kerjasama Antarlembaga").finds("Kerjasama", &["Kerja Sama"]),
        Example::body("Rapat menjelang Idul Fitri dibuka.").finds("Idul Fitri", &["Idulfitri"]),
        Example::body("Pada bulan Ramadhan kantor buka.").finds("Ramadhan", &["Ramadan"]),
        Example::body("Rapat pada 2 desember dimulai.").finds("desember", &["Desember"]),
        Example::body("Survey itu penting.").finds("Survey", &["Survei"]),
        Example::body("Itu menjadi Tolak Ukur kami.").finds("Tolak Ukur", &["Tolok Ukur"]),
        Example::body("Ia mengkoordinasikan rapat.")
            .finds("mengkoordinasikan", &["mengoordinasikan"]),
        Example::body("Kita perlu mengkolaborasikan data.")
            .finds("mengkolaborasikan", &["mengolaborasikan"]),
        Example::body("Panitia mensejahterakan warga.")
            .finds("mensejahterakan", &["menyejahterakan"]),
        Example::body("Beliau adalah Walikota Contoh.")
            .graded(Level::Suggestion)
            .finds("Walikota", &["Wali Kota"]),
    ],
    right: &[
        Example::body("Ada risiko, praktik, dan izin."),
        Example::body("Lihat https://contoh.test/resiko ya."),
        Example::body("Rapat dipimpin Rizki Anugrah dan Fajar Ramadhan."),
        Example::body("Masjid Taqwa di Desa Sumber Rejeki menjadi TPS."),
        Example::body("Laporan itu tersimpan di `data/draft` dan praktek.pdf."),
        Example::body("Pakai tagar #resiko dan akun @info_survey."),
        Example::body("Judulnya A Survey of Voters in Indonesia."),
        Example::body("Pada Agustus dan AGUSTUS, saat Ramadan, Senin dan Idulfitri."),
        Example::body("KPU mengkaji, mempunyai, memperkarakan, dan mengkritik hal itu."),
        Example::body("Menteri dari Mempawah dan Mengkendek membawa mengkudu."),
        Example::body("Ia mempelajari, memproses, menstabilkan, dan mensyukuri hasilnya."),
        Example::body("Bulan mei.").english(),
    ],
    run: Run::Piece(run),
};

/// Classes of the table that other rules speak of.
const OF_OTHERS: [&str; 3] = ["depan", "pun", "bentuk-terikat"];

/// Non-standard words that are names of people, places and companies as well.
const NAMES: [&str; 27] = [
    "akhlaq", "anugrah", "batalyon", "cabe", "coklat", "elit", "hadist", "hadits", "insyaf",
    "jagad", "jamaah", "jendral", "jum'at", "karna", "mesjid", "muharram", "mushalla", "mushola",
    "musholla", "realita", "rejeki", "rizki", "taqwa", "telor", "ustad", "ustadz", "yunior",
];

/// Words around a month of fasting that is no person.
const FASTING: [&str; 24] = [
    "bulan",
    "suci",
    "puasa",
    "safari",
    "selama",
    "menjelang",
    "jelang",
    "awal",
    "akhir",
    "kilat",
    "pesantren",
    "sambut",
    "menyambut",
    "kultum",
    "tadarus",
    "semarak",
    "berkah",
    "pada",
    "di",
    "memasuki",
    "hari",
    "gema",
    "ibadah",
    "momen",
];

fn run(page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for hit in piece.hits(Table::Standard) {
        if found.is_full() {
            return;
        }
        if hit.entry.sure == "R" || OF_OTHERS.contains(&hit.entry.class) {
            continue;
        }
        if is_known(page, piece, &hit.tokens)
            || is_name(piece, hit)
            || is_shielded(piece, hit.tokens.clone())
        {
            continue;
        }
        let mut finding = replaced(&RULE, piece, hit);
        // An entry that only asks for a capital is kept already.
        if finding.fixes.is_empty() {
            continue;
        }
        if hit.entry.sure == "S" {
            finding.level = Level::Suggestion;
        }
        found.push(finding);
    }
    prefixes(page, piece, found);
}

/// Words whose prefix should have melted with the letter behind it.
fn prefixes(page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for (at, token) in piece.tokens().iter().enumerate() {
        if token.kind != Kind::Word
            || !token.low.starts_with("men") && !token.low.starts_with("mem")
        {
            continue;
        }
        let Some(right) = prefix::melted(&token.low) else { continue };
        let words = at..at + 1;
        if found.is_full()
            || piece.hits(Table::Standard).any(|hit| hit.tokens.contains(&at))
            || is_known(page, piece, &words)
            || is_shielded(piece, words)
            || !super::shield::is_plain(piece, at)
        {
            continue;
        }
        let mut finding = piece.finding(&RULE, token.span.clone());
        let fix = in_case_of(piece.word(at), &right);
        finding.args = vec![("x", finding.text.clone()), ("y", fix.clone())];
        finding.fixes.push(fix);
        found.push(finding);
    }
}

/// Is it somebody's name, or a place's?
fn is_name(piece: &Piece<'_>, hit: &Hit) -> bool {
    let at = hit.tokens.start;
    if hit.tokens.len() > 1 || case(piece.word(at)) == Case::Lower {
        return false;
    }
    if hit.entry.wrong != "ramadhan" {
        return NAMES.contains(&hit.entry.wrong)
            && case(piece.word(at)) == Case::Capital
            && is_named(piece, at);
    }
    let before = piece.low(at.wrapping_sub(1));
    let is_year = piece.tokens().get(at + 1).is_some_and(|next| next.kind == Kind::Number);
    let is_day = at > 0 && piece.tokens().get(at - 1).is_some_and(|day| day.kind == Kind::Number);
    is_named(piece, at) && !is_year && !is_day && !FASTING.contains(&before)
}

/// A finding at an entry of a table, with what is right as its repair, in the case of the words.
pub(in crate::rules) fn replaced(rule: &Rule, piece: &Piece<'_>, hit: &Hit) -> Finding {
    let span = piece.span(hit.tokens.clone());
    let words = piece.slice(span.clone());
    let mut finding = piece.finding(rule, span);
    let is_title = is_title(piece, hit, words);
    for right in &hit.entry.right {
        // This particle is no part of the word before it.
        let tail = if hit.tail == "pun" { " pun" } else { hit.tail };
        let right = format!("{right}{tail}");
        let fix = if is_title { titled(&right) } else { written_as(words, &right) };
        if fix != words && !finding.fixes.contains(&fix) {
            finding.fixes.push(fix);
        }
    }
    let right = finding.fixes.first().cloned().unwrap_or_default();
    finding.args = vec![("x", words.to_owned()), ("y", right)];
    finding
}

/// Has every word a capital that is not that of a sentence? So has every word of what is right:
/// `Walikota Contoh` is `Wali Kota Contoh`.
fn is_title(piece: &Piece<'_>, hit: &Hit, words: &str) -> bool {
    let at = hit.tokens.start;
    words.split_whitespace().all(|word| case(word) == Case::Capital)
        && (hit.tokens.len() > 1
            || piece.part == Part::Headline
            || !piece.begins_sentence(at)
            || hit.entry.class == "nama-jabatan" && is_named(piece, at))
}

/// Every word with a capital but for the smallest.
fn titled(words: &str) -> String {
    let word = |(at, word): (usize, &str)| {
        let small = at > 0 && matches!(word, "di" | "ke" | "dari" | "dan" | "yang" | "pun");
        if small { word.to_owned() } else { capitalised(word) }
    };
    words.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// `new` with the capitals of `words`.
pub(in crate::rules) fn written_as(words: &str, new: &str) -> String {
    match case(words) {
        Case::Mixed if words.starts_with(char::is_uppercase) => capitalised(new),
        _ => in_case_of(words, new),
    }
}
