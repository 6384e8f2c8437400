//! E05: bound forms (`antar-`, `pasca-`, `non-`) are joined to the word behind them, and take a
//! hyphen before a capital: EYD V, on bound forms.

use super::shield::{is_known, is_shielded};
use super::standard::{replaced, written_as};
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::tables::Table;
use crate::rules::token::{Case, Kind, capitalised, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E05",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Koordinasi antar divisi lancar.").finds("antar divisi", &["antardivisi"]),
        Example::body("Sinergi antar-satuan kerja.").finds("antar-satuan", &["antarsatuan"]),
        Example::body("Tahapan pasca pemilu usai.").finds("pasca pemilu", &["pascapemilu"]),
        Example::body("Petugas non ASN hadir.").finds("non ASN", &["non-ASN"]),
        Example::body("Situasi pasca Reformasi.").finds("pasca Reformasi", &["pasca-Reformasi"]),
        Example::body("Peserta tuna rungu dilayani.").finds("tuna rungu", &["tunarungu"]),
        Example::body("Kepala Sub Bagian Hukum hadir.").finds("Sub Bagian", &["Subbagian"]),
        Example::body("Rapat evaluasi paska pemilu.").finds("paska pemilu", &["pascapemilu"]),
        Example::body("Panitia se kabupaten hadir.").finds("se kabupaten", &["sekabupaten"]),
        Example::headline("KPU Gelar Rapat Antar Divisi").finds("Antar Divisi", &["Antardivisi"]),
        Example::body("Gerakan anti korupsi.").finds("anti korupsi", &["antikorupsi"]),
    ],
    right: &[
        Example::body("Koordinasi antardivisi, pascapemilu, nonaktif, dan non-ASN benar."),
        Example::body("Layanan antar jemput petugas; jasa antar makanan."),
        Example::body("Ia antar ke rumah, pro dan kontra, pro-kontra."),
        Example::body("Ikan tuna segar, Adi Nugroho, Tri Wahyuni, dan Eka Putra."),
        Example::body("Yang Maha Esa dan maha besar Allah."),
        Example::body("Ia persona non grata, proyek multi years."),
        Example::body("Berita dari kantor berita Antar Nusa."),
        Example::body("Dwi bahas soal itu."),
    ],
    run: Run::Piece(run),
};

/// A bound form and what may follow it.
struct Form {
    low: &'static str,
    right: &'static str,
    /// The only words that it is joined to; any word where there are none.
    only: &'static [&'static str],
    never: &'static [&'static str],
}

const ANY: &[&str] = &[];

const fn open(low: &'static str, never: &'static [&'static str]) -> Form {
    Form { low, right: low, only: ANY, never }
}

const fn closed(low: &'static str, only: &'static [&'static str]) -> Form {
    Form { low, right: low, only, never: ANY }
}

const AREAS: &[&str] = &[
    "kabupaten",
    "kota",
    "provinsi",
    "kecamatan",
    "kelurahan",
    "desa",
    "wilayah",
    "daerah",
    "indonesia",
    "nusantara",
    "pulau",
    "dunia",
    "kampung",
    "nagari",
];

const FORMS: &[Form] = &[
    open("antar", &["jemput", "barang", "surat", "makanan", "pulang", "pesan", "dokumen"]),
    open("pasca", ANY),
    Form { low: "paska", right: "pasca", only: ANY, never: ANY },
    open("pra", ANY),
    open("sub", &["district", "way", "judice", "poena"]),
    open("non", &["grata", "stop", "litigation", "fiction", "government", "profit"]),
    open("multi", &["years", "year", "purpose", "player", "tasking", "national", "level"]),
    closed("semi", &["final", "permanen", "formal", "otomatis", "resmi", "terbuka"]),
    closed(
        "tuna",
        &[
            "netra", "rungu", "wicara", "daksa", "grahita", "laras", "susila", "wisma", "karya",
            "aksara", "ganda",
        ],
    ),
    closed("maha", &["siswa", "siswi", "guru", "karya", "patih"]),
    closed("adi", &["daya", "kuasa", "busana", "luhung", "karya"]),
    closed("dwi", &["bahasa", "fungsi", "warna", "tunggal", "mingguan", "bulanan"]),
    closed("tri", &["wulan", "sula", "semester", "tunggal"]),
    closed("catur", &["wulan"]),
    closed("panca", &["indra", "roba"]),
    closed("dasa", &["warsa", "wisma"]),
    closed(
        "anti",
        &[
            "korupsi",
            "suap",
            "hoaks",
            "gratifikasi",
            "golput",
            "narkoba",
            "politik",
            "kekerasan",
            "diskriminasi",
            "radikalisme",
            "terorisme",
            "pungli",
        ],
    ),
    closed("pro", &["aktif", "rakyat", "demokrasi"]),
    closed("swa", &["daya", "foto", "kelola", "sembada", "karsa"]),
    closed("purna", &["tugas", "bakti", "wirawan", "waktu", "jual"]),
    closed("serba", &["guna", "bisa"]),
    closed("se", AREAS),
    closed("infra", &["struktur"]),
    closed("supra", &["struktur"]),
    closed("ekstra", &["kurikuler", "parlementer"]),
    closed("intra", &["kurikuler", "parlementer"]),
    closed("inter", &["koneksi", "aksi", "relasi"]),
    closed("kontra", &["produktif", "indikasi"]),
];

/// Words behind that begin a phrase of their own.
const SMALL: [&str; 22] = [
    "dan", "atau", "di", "ke", "dari", "yang", "untuk", "oleh", "pada", "dengan", "dalam", "ini",
    "itu", "para", "sebuah", "suatu", "setiap", "satu", "dua", "juga", "agar", "the",
];

/// Words before `antar` that make a verb of it.
const BRINGING: [&str; 10] =
    ["jasa", "pesan", "layanan", "siap", "kami", "kita", "saya", "ia", "dia", "tukang"];

/// Capitals in a row are a name as a rule; these words behind a bound form are titles of offices
/// and events.
const TITLES: [&str; 20] = [
    "bagian",
    "divisi",
    "koordinator",
    "lembaga",
    "instansi",
    "waktu",
    "daerah",
    "pemilu",
    "pemilihan",
    "pilkada",
    "wilayah",
    "satuan",
    "partai",
    "umat",
    "kabupaten",
    "kecamatan",
    "aktif",
    "bidang",
    "tema",
    "rungu",
];

fn run(page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for (at, token) in piece.tokens().iter().enumerate() {
        if found.is_full() {
            return;
        }
        if token.kind != Kind::Word || token.low.len() > 6 {
            continue;
        }
        let Some(form) = FORMS.iter().find(|form| form.low == token.low) else { continue };
        let Some((next, fix)) = joined(piece, at, form) else { continue };
        let words = at..next + 1;
        if is_known(page, piece, &words) || is_shielded(piece, words.clone()) {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(words));
        finding.args = vec![("x", finding.text.clone()), ("y", fix.clone())];
        finding.fixes.push(fix);
        found.push(finding);
    }
    of_table(piece, found);
}

/// Entries of the table that no form speaks of.
fn of_table(piece: &Piece<'_>, found: &mut Found) {
    for hit in piece.hits(Table::Standard).filter(|hit| hit.entry.class == "bentuk-terikat") {
        if found.is_full() {
            return;
        }
        let first = piece.low(hit.tokens.start);
        if FORMS.iter().any(|form| form.low == first) || is_shielded(piece, hit.tokens.clone()) {
            continue;
        }
        found.push(replaced(&RULE, piece, hit));
    }
}

/// The word behind and the two as one.
fn joined(piece: &Piece<'_>, at: usize, form: &Form) -> Option<(usize, String)> {
    let hyphen = piece.is_sign(at + 1, '-') && piece.is_glued(at + 1);
    if hyphen && !piece.is_glued(at + 2) || at > 0 && piece.is_sign(at - 1, '-') {
        return None;
    }
    let next = if hyphen { at + 2 } else { at + 1 };
    let token = piece.tokens().get(next).filter(|token| token.kind == Kind::Word)?;
    let (word, behind) = (piece.word(at), piece.word(next));
    let low = token.low.as_str();
    if form.never.contains(&low) || SMALL.contains(&low) || low.chars().count() < 3 {
        return None;
    }
    if form.low == "antar" && BRINGING.contains(&piece.low(at.wrapping_sub(1))) {
        return None;
    }
    // `qua non`, and a word that is doubled behind it.
    if piece.low(at.wrapping_sub(1)) == "qua" || piece.is_sign(next + 1, '-') && !hyphen {
        return None;
    }
    let stem = low.strip_suffix("nya").unwrap_or(low);
    let listed = form.only.contains(&low) || form.only.contains(&stem);
    if !form.only.is_empty() && !listed {
        return None;
    }
    let right = written_as(word, form.right);
    match (case(word), case(behind)) {
        (Case::Lower, Case::Lower) => Some((next, format!("{right}{behind}"))),
        (Case::Lower, _) if hyphen || form.low == "se" => None,
        // These stand in titles of offices only, which are no names.
        (Case::Lower, Case::Capital) if form.low == "sub" && TITLES.contains(&low) => {
            Some((next, format!("{right}{low}")))
        }
        (Case::Lower, Case::Upper) => Some((next, format!("{right}-{behind}"))),
        (Case::Lower, _) if form.only.is_empty() => Some((next, format!("{right}-{behind}"))),
        (Case::Lower, _) => Some((next, format!("{right}{low}"))),
        (Case::Capital, Case::Lower) if piece.begins_sentence(at) => {
            Some((next, format!("{right}{behind}")))
        }
        (Case::Capital, Case::Capital) => {
            let is_title = TITLES.contains(&low) || piece.part == Part::Headline && listed;
            (is_title && form.low != "se").then(|| (next, format!("{}{low}", capitalised(&right))))
        }
        (Case::Upper, Case::Upper) if TITLES.contains(&low) => {
            Some((next, format!("{right}{behind}")))
        }
        _ => None,
    }
}
