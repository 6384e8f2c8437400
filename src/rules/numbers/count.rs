//! Numbers as a text has them, in figures or in words, and what is counted with them.

use super::value::value;
use crate::rules::piece::Piece;
use crate::rules::signs::around::{is_number, is_word};

fn unit(low: &str) -> Option<u64> {
    const UNITS: [&str; 9] =
        ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
    let at = UNITS.iter().position(|unit| *unit == low)?;
    u64::try_from(at + 1).ok()
}

/// The number that begins at a token in words, up to the thousands of millions, and its end.
pub(super) fn words(piece: &Piece<'_>, from: usize) -> Option<(u64, usize)> {
    let (mut whole, mut part, mut last) = (0_u64, 0_u64, None);
    let mut at = from;
    while is_word(piece, at) {
        let low = piece.low(at);
        match (low, last) {
            ("belas", Some(unit)) => (part, last) = (part + 10, Some(unit)),
            ("puluh", Some(unit)) => (part, last) = (part - unit + unit * 10, None),
            ("ratus", Some(unit)) => (part, last) = (part - unit + unit * 100, None),
            ("sepuluh", None) => part += 10,
            ("sebelas", None) => part += 11,
            ("seratus", None) => part += 100,
            ("seribu", None) if part == 0 => whole += 1_000,
            ("ribu", _) if part > 0 => (whole, part, last) = (whole + part * 1_000, 0, None),
            ("juta", _) if part > 0 => (whole, part, last) = (whole + part * 1_000_000, 0, None),
            (_, None) => match unit(low) {
                Some(unit) => (part, last) = (part + unit, Some(unit)),
                None => break,
            },
            _ => break,
        }
        at += 1;
    }
    (at > from).then_some((whole + part, at))
}

/// A number at a token, in figures or in words, and its end.
pub(super) fn at(piece: &Piece<'_>, from: usize) -> Option<(u64, usize)> {
    if is_number(piece, from) {
        return value(piece.word(from)).map(|value| (value, from + 1));
    }
    words(piece, from)
}

/// With points between thousands.
pub(super) fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    out
}

/// What is counted in the texts of an office.
const COUNTED: [&str; 84] = [
    "anak",
    "anggota",
    "badan",
    "bakal",
    "balita",
    "berkas",
    "buah",
    "calon",
    "data",
    "desa",
    "dokumen",
    "dusun",
    "formulir",
    "guru",
    "jiwa",
    "kabupaten",
    "kader",
    "kandidat",
    "kartu",
    "kecamatan",
    "kegiatan",
    "keluarga",
    "kelurahan",
    "kepala",
    "kilometer",
    "komisioner",
    "korban",
    "kotak",
    "kursi",
    "laporan",
    "lembar",
    "lembaga",
    "mahasiswa",
    "orang",
    "panitia",
    "partai",
    "pasangan",
    "pegawai",
    "pelajar",
    "pelamar",
    "pemilih",
    "pendaftar",
    "penduduk",
    "personel",
    "perusahaan",
    "peserta",
    "petugas",
    "provinsi",
    "relawan",
    "rumah",
    "saksi",
    "satuan",
    "siswa",
    "staf",
    "suara",
    "surat",
    "tamu",
    "tps",
    "undangan",
    "unit",
    "warga",
    "pemuda",
    "distrik",
    "eksemplar",
    "karung",
    "dokter",
    "perawat",
    "kapal",
    "kali",
    "kilogram",
    "ton",
    "meter",
    "hektare",
    "paket",
    "pasien",
    "bidan",
    "buku",
    "bilik",
    "pos",
    "keping",
    "kantong",
    "perkara",
    "kasus",
    "penerima",
];

pub(super) fn is_counted(low: &str) -> bool {
    COUNTED.contains(&low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        for (digits, want) in [("471621", "471.621"), ("12", "12"), ("1234567", "1.234.567")] {
            assert_eq!(grouped(digits), want);
        }
    }
}
