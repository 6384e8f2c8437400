//! Words that look like a stem with affixes and are none, where the false stem or the false form
//! would join two families that have nothing to do with each other.

/// Sorted. A word belongs here if taking it apart finds another real word: `kepala` is no form
/// of `pala`, `selatan` none of `selat`.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "bahkan", "beda", "bela", "belanja", "belum", "benar", "bencana", "benda", "bendera",
    "berangkat", "berani", "beras", "berat", "berikut", "berita", "berkas", "berlian", "bersama",
    "bersih", "besar", "besok", "bupati", "dialog", "didik", "digital", "dimensi", "dinamika",
    "dinas", "dinding", "direktur", "disabilitas", "disiplin", "diskusi", "divisi", "halaman",
    "hanya", "jumlah", "kawasan", "kelola", "keluar", "kemarin", "kepada", "kepala", "keras",
    "kering", "kerja", "ketika", "ketua", "langkah", "lawan", "makan", "masalah", "materi",
    "medan", "media", "meja", "member", "menang", "menit", "mental", "menteri", "merah",
    "merdeka", "mereka", "mesin", "mesjid", "meski", "mesuji", "meter", "metode", "negeri",
    "pekan", "pelan", "pemilu", "pemuda", "pendek", "pengaruh", "penjara", "pensiun", "penting",
    "penuh", "peraga", "perahu", "peran", "perang", "percaya", "perempuan", "periksa", "perilaku",
    "perintah", "peristiwa", "perkara", "perlu", "permata", "permen", "persen", "pertama",
    "pesan", "pesawat", "peserta", "pribadi", "punya", "ramadan", "relawan", "saksi", "sebagai",
    "sebelum", "sebut", "sedang", "segera", "sehat", "sejarah", "sejumlah", "sekali", "sekolah",
    "sekretariat", "sekretaris", "seksi", "sektor", "selama", "selasa", "selatan", "selenggara",
    "selesai", "seluruh", "semangat", "semua", "sengketa", "seni", "senin", "senjata", "sepeda",
    "seperti", "serah", "serta", "sesuai", "sesudah", "setelah", "setia", "setuju", "silakan",
    "tahan", "tangan", "telah", "teliti", "teman", "tempat", "temu", "tenang", "tengah",
    "tentang", "tepat", "terampil", "terang", "teras", "terbit", "terima", "terminal", "teror",
    "tertib", "terus", "tetapi", "tinggi", "wartawan",
];

pub(super) fn is_whole(word: &str) -> bool {
    WHOLE.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_has_no_word_twice() {
        assert!(WHOLE.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(is_whole("kepala") && !is_whole("pala"));
    }
}
