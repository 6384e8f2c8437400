//! People in a text: runs of words with capitals, the titles beside them, and the verbs by which
//! they speak.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::alike::distance;
use crate::domain::register::{Person, Register, shipped};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, Kind, case};

/// Words of the longest name.
const LONGEST: usize = 6;
/// A role is looked for among so many words and signs before a name.
const PRESENTS: usize = 24;
/// And among so many behind it.
const BEHIND: usize = 5;

/// Titles and degrees that belong to the name and not to who somebody is.
pub(in crate::rules) fn is_honorific(low: &str) -> bool {
    matches!(
        low,
        "h" | "hj"
            | "kh"
            | "dr"
            | "drs"
            | "dra"
            | "drg"
            | "ir"
            | "prof"
            | "bapak"
            | "ibu"
            | "pak"
            | "bu"
            | "saudara"
            | "saudari"
            | "ust"
            | "ustaz"
            | "tgk"
            | "teungku"
            | "raden"
            | "sdr"
            | "sdri"
            | "bpk"
    )
}

/// Roles that no title of the register begins with.
const OTHER_ROLES: [&str; 72] = [
    "admin",
    "advokat",
    "aktivis",
    "anggota",
    "asisten",
    "atlet",
    "auditor",
    "bendahara",
    "budayawan",
    "calon",
    "dandim",
    "danramil",
    "deputi",
    "divisi",
    "dokter",
    "dosen",
    "eks",
    "hakim",
    "imam",
    "inspektur",
    "istri",
    "jaksa",
    "kabag",
    "kabid",
    "kadis",
    "kajari",
    "kapolda",
    "kapolres",
    "kapolresta",
    "kapolsek",
    "karyawan",
    "kasat",
    "kasi",
    "kasubag",
    "kasubbag",
    "keluarga",
    "kepala",
    "ketua",
    "kiai",
    "komisioner",
    "koordinator",
    "korban",
    "kordiv",
    "mahasiswa",
    "mantan",
    "nelayan",
    "notaris",
    "panglima",
    "pegawai",
    "pelajar",
    "pemerhati",
    "pemilih",
    "pemilik",
    "pemohon",
    "pendamping",
    "penulis",
    "penyandang",
    "perwakilan",
    "petani",
    "pj",
    "plh",
    "plt",
    "ppk",
    "relawan",
    "sekda",
    "sekjen",
    "siswa",
    "staf",
    "tokoh",
    "wakil",
    "warga",
    "wartawan",
];

/// Does the word tell who somebody is?
pub(super) fn is_role(low: &str) -> bool {
    static ROLES: OnceLock<HashSet<String>> = OnceLock::new();
    let roles = ROLES.get_or_init(|| {
        let titles = shipped::titles().iter().flat_map(|title| {
            [title.name, title.short].map(|name| name.split(' ').next().unwrap_or(""))
        });
        let heads = titles.map(|word| word.trim_matches('.').to_lowercase());
        heads.chain(OTHER_ROLES.map(str::to_owned)).filter(|word| !word.is_empty()).collect()
    });
    roles.contains(low)
}

/// Words with capitals that are no names.
const OTHER_THINGS: [&str; 64] = [
    "acara",
    "agama",
    "apel",
    "aplikasi",
    "aula",
    "bagian",
    "balai",
    "bank",
    "berdasarkan",
    "berita",
    "bidang",
    "bimbingan",
    "biro",
    "bumi",
    "daerah",
    "dan",
    "data",
    "dari",
    "desa",
    "dinas",
    "divisi",
    "forum",
    "gedung",
    "hari",
    "hotel",
    "indonesia",
    "jalan",
    "kampus",
    "kantor",
    "kabupaten",
    "kecamatan",
    "kegiatan",
    "kelurahan",
    "kementerian",
    "komisi",
    "kota",
    "lapas",
    "lembaga",
    "mahkamah",
    "masjid",
    "media",
    "menurut",
    "negara",
    "nomor",
    "nusa",
    "partai",
    "pasal",
    "pasar",
    "pemerintah",
    "pemilihan",
    "pemilu",
    "pemungutan",
    "peraturan",
    "polisi",
    "program",
    "provinsi",
    "pulau",
    "republik",
    "ruang",
    "sekolah",
    "sungai",
    "surat",
    "tim",
    "universitas",
];

/// Words of bodies, places and things that begin with a capital too.
pub(super) fn is_thing(low: &str) -> bool {
    OTHER_THINGS.binary_search(&low).is_ok()
        || crate::domain::calendar::month(low).is_some()
        || crate::domain::calendar::weekday(low).is_some()
}

/// Words that places, titles and long forms are made of, in small letters.
pub(super) fn is_known(low: &str) -> bool {
    static KNOWN: OnceLock<HashSet<String>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let names = shipped::entries().iter().map(|entry| entry.name.as_str());
        let more = ["Provinsi", "Kabupaten", "Kecamatan", "Kelurahan", "Indonesia", "Nasional"];
        let words = names.chain(more).flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
        words.filter(|word| word.len() > 2).map(str::to_lowercase).collect()
    });
    known.contains(low)
}

/// Verbs by which texts say that somebody said something.
pub(super) fn is_said(low: &str) -> bool {
    matches!(
        low,
        "ujar"
            | "kata"
            | "tutur"
            | "jelas"
            | "ungkap"
            | "tegas"
            | "papar"
            | "terang"
            | "imbuh"
            | "tambah"
            | "pungkas"
            | "tutup"
            | "ucap"
            | "sebut"
            | "lanjut"
            | "pesan"
            | "urai"
            | "harap"
            | "imbau"
            | "tandas"
            | "beber"
            | "sambung"
    )
}

/// The same behind a name: `Mars berpesan`.
pub(super) fn speaks(low: &str) -> bool {
    matches!(
        low,
        "mengatakan"
            | "menyampaikan"
            | "menjelaskan"
            | "menegaskan"
            | "menambahkan"
            | "menuturkan"
            | "mengungkapkan"
            | "menyebutkan"
            | "memaparkan"
            | "berpesan"
            | "berharap"
            | "menerangkan"
            | "mengimbau"
            | "menekankan"
    )
}

/// The runs of words that a name could be, without titles before it.
pub(in crate::rules) fn names(piece: &Piece<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < piece.tokens().len() {
        if !is_name_word(piece, at) {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < piece.tokens().len() {
            // `M. Hatta`: the point of one letter.
            let initial =
                piece.is_sign(at, '.') && piece.is_glued(at) && piece.low(at - 1).len() == 1;
            if !(is_name_word(piece, at) && !piece.is_glued(at)
                || initial && is_name_word(piece, at + 1))
            {
                break;
            }
            at += 1;
        }
        let mut name = start..at;
        while name.start < name.end {
            let low = piece.low(name.start);
            let is_before = is_role(low) || is_honorific(low) || is_thing(low) || low.is_empty();
            // The first word of a sentence has its capital from there.
            let is_first = (starts(low) || name.len() > 2 && low.starts_with("me"))
                && piece.begins_sentence(name.start);
            if !is_before && !is_first {
                break;
            }
            name.start += 1;
        }
        if (1..=LONGEST).contains(&name.len()) {
            found.push(name);
        }
    }
    found
}

fn starts(low: &str) -> bool {
    matches!(
        low,
        "selain" | "dalam" | "pada" | "kata" | "ujar" | "hadir" | "saat" | "oleh" | "turut"
    )
}

fn is_name_word(piece: &Piece<'_>, at: usize) -> bool {
    let is_word = piece.tokens().get(at).is_some_and(|token| token.kind == Kind::Word);
    let word = piece.word(at);
    is_word && case(word) == Case::Capital && word.chars().all(|c| !c.is_ascii_digit())
}

/// The words of a name, in order.
pub(super) fn words<'a>(piece: &'a Piece<'_>, name: &Range<usize>) -> Vec<&'a str> {
    name.clone().map(|at| piece.low(at)).filter(|low| !low.is_empty()).collect()
}

/// Does the sentence say who this is: before the name, or right behind it?
pub(super) fn has_role(piece: &Piece<'_>, name: &Range<usize>) -> bool {
    let sentence = piece.sentence(name.start);
    let from = sentence.start.max(name.start.saturating_sub(40));
    let until = sentence.end.min(name.end + 12);
    (from..name.start).chain(name.end..until).any(|at| {
        let low = piece.low(at);
        is_role(low) || is_role(low.trim_end_matches("nya"))
    })
}

/// Is somebody presented here: by a role or a title right before the name, or by a role or a degree
/// right behind it?
pub(super) fn is_presented(piece: &Piece<'_>, name: &Range<usize>) -> bool {
    presenter(piece, name).is_some()
        || is_explained(piece, name.end - 1)
        || has_degree(piece, name.end)
}

/// The role or title that leads to a name.
pub(super) fn presenter<'a>(piece: &'a Piece<'_>, name: &Range<usize>) -> Option<&'a str> {
    let from = piece.sentence(name.start).start.max(name.start.saturating_sub(PRESENTS));
    let leads = |low: &str| is_role(low) || is_honorific(low);
    let goes_on = |at: usize| {
        let signs = [',', '.', '-', '/', '(', ')'];
        let low = piece.low(at);
        signs.iter().any(|sign| piece.is_sign(at, *sign))
            || low == "dan"
            || !low.is_empty() && case(piece.word(at)) != Case::Lower
    };
    let nearest = (from..name.start).rev().find(|at| leads(piece.low(*at)) || !goes_on(*at))?;
    Some(piece.low(nearest)).filter(|low| leads(low))
}

/// Does a role stand right behind the name: `kata Mars, Sekretaris KPU`?
pub(super) fn is_explained(piece: &Piece<'_>, at: usize) -> bool {
    let end = piece.sentence(at).end.min(at + BEHIND);
    let leads = piece.is_sign(at + 1, ',')
        || piece.is_sign(at + 1, '(')
        || matches!(piece.low(at + 1), "selaku" | "sebagai" | "yang");
    leads && (at + 1..end).any(|behind| is_role(piece.low(behind)))
}

/// `, S.H.` and `M.Hum.` behind a name.
fn has_degree(piece: &Piece<'_>, at: usize) -> bool {
    let first = if piece.is_sign(at, ',') { at + 1 } else { at };
    piece.low(first).len() == 1 && piece.is_sign(first + 1, '.')
}

/// Are these two spellings that somebody could mix up? Names of other people often differ by
/// their ending alone: Hasan and Hasanah, Susanto and Susanti.
pub(super) fn is_slip(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let letters = short.chars().count();
    if letters < 5 || a == b || long.starts_with(short) {
        return false;
    }
    let ends = a.chars().next_back() == b.chars().next_back();
    if !ends && !is_swapped(a, b) {
        return false;
    }
    distance(a, b, if letters < 8 { 1 } else { 2 }).is_some()
}

/// Two spellings of what is spoken alike: `Zaki` and `Zaky`, `Afdal` and `Afdhal`.
pub(super) fn sounds_alike(a: &str, b: &str) -> bool {
    a != b && a.chars().count().min(b.chars().count()) >= 4 && sound(a) == sound(b)
}

fn sound(word: &str) -> String {
    let mut heard = String::new();
    for letter in word.chars() {
        let letter = match letter {
            'y' => 'i',
            'v' => 'f',
            'q' => 'k',
            other => other,
        };
        let is_mute = letter == 'h' && heard.ends_with(['d', 't', 'k', 'b', 'g']);
        if !is_mute && !heard.ends_with(letter) {
            heard.push(letter);
        }
    }
    heard
}

/// May these be two spellings of one name, where everything else says that it is one person?
pub(super) fn is_near(a: &str, b: &str) -> bool {
    let letters = a.chars().count().min(b.chars().count());
    let starts = a.chars().next() == b.chars().next();
    a != b && starts && (sounds_alike(a, b) || letters >= 5 && distance(a, b, 2).is_some())
}

/// Do the words end with the same two letters the other way round?
fn is_swapped(a: &str, b: &str) -> bool {
    let last = |word: &str| {
        let mut chars = word.chars();
        Some((chars.next_back()?, chars.next_back()?, chars.as_str().len()))
    };
    let (Some((a1, a2, rest_a)), Some((b1, b2, rest_b))) = (last(a), last(b)) else { return false };
    (a1, a2) == (b2, b1) && a.get(..rest_a) == b.get(..rest_b)
}

/// Somebody of the office's list, as texts can be compared with it.
pub(super) struct Listed<'a> {
    pub(super) person: &'a Person,
    /// Without titles and degrees, as written.
    pub(super) shown: Vec<&'a str>,
    /// The same in small letters and without apostrophes.
    pub(super) words: Vec<String>,
}

pub(super) fn listed(register: &Register) -> Vec<Listed<'_>> {
    register.people().iter().map(one).filter(|one| !one.words.is_empty()).collect()
}

fn one(person: &Person) -> Listed<'_> {
    let bare = person.name.split(',').next().unwrap_or_default();
    let shown: Vec<&str> = bare
        .split_whitespace()
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty() && !is_honorific(&word.to_lowercase()))
        .collect();
    let words = shown.iter().map(|word| simple(&word.to_lowercase())).collect();
    Listed { person, shown, words }
}

/// Without apostrophes: `asy'ari`, `asyari`.
pub(super) fn simple(low: &str) -> String {
    low.chars().filter(|c| c.is_alphanumeric()).collect()
}
