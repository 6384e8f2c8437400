//! E02: the prepositions *di* and *ke* stand apart (`di kantor`), the prefix *di-* does not
//! (`dilaksanakan`): EYD V, on prepositions and on affixes.

use super::shield::{is_known, is_plain, is_shielded};
use super::standard::replaced;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::tables::Table;
use crate::rules::token::{Case, Kind, Token, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E02",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Rapat digelar dikantor KPU.").finds("dikantor", &["di kantor"]),
        Example::body("Diatas meja ada surat.").finds("Diatas", &["Di atas"]),
        Example::body("Berkas dibawa kekecamatan lain.").finds("kekecamatan", &["ke kecamatan"]),
        Example::body("Unduh diwebsite kami.").finds("diwebsite", &["di website"]),
        Example::body("Warga datang keTPS pagi.").finds("keTPS", &["ke TPS"]),
        Example::body("Rapat diJakarta selesai.").finds("diJakarta", &["di Jakarta"]),
        Example::body("Rapat di laksanakan besok.").finds("di laksanakan", &["dilaksanakan"]),
        Example::body("Pleno di ikuti lima orang.").finds("di ikuti", &["diikuti"]),
        Example::body("Lebih baik dari pada lupa.").finds("dari pada", &["daripada"]),
        Example::body("Langkah kedepannya jelas.").finds("kedepannya", &["ke depannya"]),
        Example::body("Surat suara di simpan di gudang.").finds("di simpan", &["disimpan"]),
        Example::body("Petugas di bantu warga.").finds("di bantu", &["dibantu"]),
        Example::body("Rombongan di antar dua bus.").finds("di antar", &["diantar", "di antara"]),
        Example::body("Surat dikirim keseluruh desa.").finds("keseluruh", &["ke seluruh"]),
        Example::body("Digampong itu warga berkumpul.").finds("Digampong", &["Di gampong"]),
        Example::body("Berkas kedalam map.")
            .graded(Level::Suggestion)
            .finds("kedalam", &["ke dalam"]),
    ],
    right: &[
        Example::body("Rapat dilaksanakan di kantor dan di atas kapal."),
        Example::body("Ketua keluar, kemari, kepada kelurahan keseluruhan kewilayahan."),
        Example::body("Kemeja, kelapangan hati, kesemuanya, dan kerumahtanggaan."),
        Example::body("Hal itu diatasi, didalami, ditengahi, dibidangi, diruangkan."),
        Example::body("Dimas dan Diana di hati, di tangan, di kursi."),
        Example::body("Lihat https://contoh.test/dikantor untuk itu."),
        Example::body("Layanan di simpan pinjam; di undang-undang; di antar divisi itu."),
        Example::body("Keseluruhan kegiatan itu; kesetiaan, keterminalan, dan kearahan."),
        Example::body("Ia duduk di tepian, di undakan, di tumpukan berkas."),
        Example::body("Tim diLantik saja."),
    ],
    run: Run::Piece(run),
};

/// Places and times behind `di`; none of them makes a verb with it.
const PLACES: [&str; 108] = [
    "akhir",
    "area",
    "aula",
    "awal",
    "bagian",
    "balai",
    "bandara",
    "barat",
    "bawaslu",
    "berbagai",
    "bidang",
    "bulan",
    "dapil",
    "desa",
    "dinas",
    "distrik",
    "dunia",
    "dusun",
    "era",
    "gampong",
    "gedung",
    "gereja",
    "gudang",
    "halaman",
    "hari",
    "hotel",
    "indonesia",
    "instagram",
    "instansi",
    "internet",
    "jalan",
    "kabupaten",
    "kalangan",
    "kampung",
    "kampus",
    "kanan",
    "kantor",
    "kawasan",
    "kecamatan",
    "kelas",
    "kelurahan",
    "kemudian",
    "kiri",
    "komplek",
    "kompleks",
    "kota",
    "kpu",
    "laman",
    "lantai",
    "laut",
    "level",
    "lingkup",
    "lokasi",
    "luar",
    "malam",
    "masa",
    "masjid",
    "masyarakat",
    "media",
    "muka",
    "musala",
    "nagari",
    "negara",
    "pagi",
    "pasar",
    "pelabuhan",
    "pelosok",
    "pendopo",
    "penghujung",
    "perbatasan",
    "perpustakaan",
    "pertengahan",
    "pesantren",
    "pihak",
    "pinggir",
    "pojok",
    "posko",
    "provinsi",
    "pulau",
    "pusat",
    "puskesmas",
    "ruangan",
    "rumah",
    "saat",
    "satu",
    "sebuah",
    "segala",
    "sejumlah",
    "sekeliling",
    "sekitar",
    "sekolah",
    "sekretariat",
    "selatan",
    "semua",
    "sepanjang",
    "sisi",
    "situ",
    "suatu",
    "tahun",
    "tangan",
    "terminal",
    "tiap",
    "timur",
    "tps",
    "ujung",
    "universitas",
    "utara",
    "website",
];

/// Places behind `ke`; with it some of the others are words of their own (`kemeja`, `kesemua`).
const GOALS: [&str; 63] = [
    "arah",
    "aula",
    "balai",
    "bandara",
    "bawaslu",
    "beberapa",
    "belakang",
    "berbagai",
    "daerah",
    "dapil",
    "depannya",
    "desa",
    "distrik",
    "dusun",
    "gampong",
    "gedung",
    "gereja",
    "gudang",
    "hadapan",
    "halaman",
    "hotel",
    "indonesia",
    "instansi",
    "jakarta",
    "jalan",
    "kabupaten",
    "kampung",
    "kampus",
    "kanan",
    "kantor",
    "kecamatan",
    "kelurahan",
    "kiri",
    "kota",
    "kpu",
    "laman",
    "lantai",
    "lokasi",
    "mahkamah",
    "masjid",
    "masyarakat",
    "nagari",
    "pasar",
    "pelabuhan",
    "perpustakaan",
    "pihak",
    "posko",
    "provinsi",
    "pulau",
    "pusat",
    "puskesmas",
    "ruang",
    "ruangan",
    "rumah",
    "sekolah",
    "sekretariat",
    "seluruh",
    "setiap",
    "tempat",
    "terminal",
    "tingkat",
    "tps",
    "wilayah",
];

/// Verbs that stand behind the prefix *di-* and are no places.
const VERBS: [&str; 156] = [
    "adakan",
    "ajukan",
    "akui",
    "alami",
    "alokasikan",
    "amanatkan",
    "amankan",
    "ambil",
    "anggarkan",
    "angkat",
    "angkut",
    "antarkan",
    "antisipasi",
    "arahkan",
    "arsipkan",
    "atur",
    "awasi",
    "bacakan",
    "bagikan",
    "bahas",
    "bangun",
    "bantu",
    "batalkan",
    "batasi",
    "bawa",
    "bebankan",
    "bekali",
    "bentuk",
    "berhentikan",
    "beri",
    "berikan",
    "beritahukan",
    "berlakukan",
    "buka",
    "buktikan",
    "butuhkan",
    "cantumkan",
    "capai",
    "cegah",
    "cetak",
    "cocokkan",
    "daftarkan",
    "dampingi",
    "dapatkan",
    "datangi",
    "distribusikan",
    "dorong",
    "dukung",
    "evaluasi",
    "fasilitasi",
    "fokuskan",
    "ganti",
    "gantikan",
    "gelar",
    "gunakan",
    "hadiri",
    "harapkan",
    "hentikan",
    "hitung",
    "ikuti",
    "imbau",
    "informasikan",
    "jadikan",
    "jadwalkan",
    "jaga",
    "jalankan",
    "jelaskan",
    "kelola",
    "keluarkan",
    "kembalikan",
    "kembangkan",
    "kenakan",
    "kerjakan",
    "ketahui",
    "kirim",
    "kirimkan",
    "koordinasikan",
    "kukuhkan",
    "kumpulkan",
    "laksanakan",
    "lakukan",
    "lanjutkan",
    "lantik",
    "laporkan",
    "lengkapi",
    "libatkan",
    "lihat",
    "luncurkan",
    "miliki",
    "minta",
    "mulai",
    "mutakhirkan",
    "nyatakan",
    "optimalkan",
    "pahami",
    "panggil",
    "pasang",
    "pastikan",
    "pegang",
    "perbaiki",
    "periksa",
    "perkirakan",
    "perkuat",
    "perlukan",
    "persiapkan",
    "pertanggungjawabkan",
    "pilih",
    "pimpin",
    "pindahkan",
    "publikasikan",
    "putuskan",
    "rencanakan",
    "resmikan",
    "sahkan",
    "saksikan",
    "salurkan",
    "sambut",
    "sampaikan",
    "sebarkan",
    "sebutkan",
    "sediakan",
    "selenggarakan",
    "selesaikan",
    "sepakati",
    "serahkan",
    "siapkan",
    "simpan",
    "sosialisasikan",
    "susul",
    "susun",
    "tandatangani",
    "targetkan",
    "tegaskan",
    "tekankan",
    "tempatkan",
    "tempuh",
    "temukan",
    "tentukan",
    "terapkan",
    "terima",
    "tetapkan",
    "tindaklanjuti",
    "tingkatkan",
    "tugaskan",
    "tunda",
    "tunjuk",
    "turunkan",
    "ubah",
    "ucapkan",
    "umumkan",
    "undang",
    "ungkapkan",
    "usulkan",
    "utamakan",
    "wajibkan",
    "wakili",
];

/// What stands behind `diantar`; before other words `antar` is a bound form.
fn is_brought(low: &str) -> bool {
    matches!(
        low,
        "oleh" | "ke" | "dua" | "tiga" | "empat" | "lima" | "langsung" | "sampai" | "menuju"
    )
}

/// Verbs of the list that are nouns too: `di gelar itu`.
fn is_noun_too(verb: &str) -> bool {
    matches!(verb, "bentuk" | "gelar" | "cetak")
}

fn run(page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for hit in piece.hits(Table::Standard).filter(|hit| hit.entry.class == "depan") {
        if found.is_full() {
            return;
        }
        if is_known(page, piece, &hit.tokens) || is_shielded(piece, hit.tokens.clone()) {
            continue;
        }
        let mut finding = replaced(&RULE, piece, hit);
        if hit.entry.sure == "S" {
            finding.level = Level::Suggestion;
        }
        found.push(finding);
    }
    for (at, token) in piece.tokens().iter().enumerate() {
        if found.is_full() {
            return;
        }
        if token.kind != Kind::Word || !token.low.starts_with("di") && !token.low.starts_with("ke")
        {
            continue;
        }
        let fix = if token.low == "di" { together(piece, at) } else { apart(piece, at, token) };
        let Some((words, fix)) = fix else { continue };
        if is_known(page, piece, &words) || is_shielded(piece, words.clone()) {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(words));
        finding.args = vec![("x", finding.text.clone()), ("y", fix.clone())];
        finding.fixes.push(fix);
        if finding.text == "di antar" {
            finding.fixes.push("di antara".to_owned());
        }
        found.push(finding);
    }
}

type Fix = (std::ops::Range<usize>, String);

/// `dikantor`, `keTPS`.
fn apart(piece: &Piece<'_>, at: usize, token: &Token) -> Option<Fix> {
    let (word, low) = (piece.word(at), token.low.as_str());
    let (head, tail) = (word.get(..2)?, word.get(2..)?);
    let glued_name = head.starts_with(char::is_lowercase)
        && tail.starts_with(char::is_uppercase)
        && is_proper(tail);
    if glued_name {
        return Some((at..at + 1, format!("{head} {tail}")));
    }
    let rest = low.get(2..)?;
    let is_place = |rest: &str| {
        if low.starts_with("di") { PLACES.contains(&rest) } else { GOALS.contains(&rest) }
    };
    let known = is_place(rest) || rest.strip_suffix("nya").is_some_and(is_place);
    let of_table = piece.hits(Table::Standard).any(|hit| hit.tokens.contains(&at));
    // A part of a doubled word: `dimana-mana` is in the table.
    if !known || of_table || !is_plain(piece, at) {
        return None;
    }
    Some((at..at + 1, format!("{head} {tail}")))
}

/// A name behind the preposition: a short form, or a capital that small letters follow.
fn is_proper(tail: &str) -> bool {
    match case(tail) {
        Case::Upper => true,
        Case::Capital => {
            tail.len() > 3
                && !tail.to_lowercase().ends_with("kan")
                && !VERBS.contains(&tail.to_lowercase().as_str())
        }
        _ => false,
    }
}

/// `di laksanakan`.
fn together(piece: &Piece<'_>, at: usize) -> Option<Fix> {
    let verb = piece.low(at + 1);
    let next = piece.word(at + 1);
    let open = verb.len() > 9 && (verb.ends_with("isasikan") || verb.ends_with("ifikasikan"));
    let listed = VERBS.contains(&verb) && !is_noun_too(verb);
    let doubled = piece.is_sign(at + 2, '-') || verb == "simpan" && piece.low(at + 2) == "pinjam";
    let listed = listed || verb == "antar" && is_brought(piece.low(at + 2));
    if !(listed || open) || doubled || case(next) != Case::Lower || piece.is_glued(at + 1) {
        return None;
    }
    let di = if piece.word(at) == "Di" { "Di" } else { "di" };
    Some((at..at + 2, format!("{di}{next}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands apart in one list must not be a verb in the other.
    #[test]
    fn no_place_is_a_verb() {
        for place in PLACES {
            assert!(!VERBS.contains(&place), "{place}");
        }
    }
}
