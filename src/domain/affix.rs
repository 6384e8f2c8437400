//! Forms of an Indonesian word for search: who looks for `tetap` also means `menetapkan` and
//! `penetapan`.
//!
//! There is no dictionary here. A word is taken apart in every regular way, each guess is put
//! together again, and only guesses that give the word back count. Forms that no Indonesian uses
//! do no harm, because the store keeps only those that its texts hold; what would join two real
//! families stands on the list of whole words.

mod whole;

/// More alternatives than this make a slow search and no better one.
pub const MOST_FORMS: usize = 80;

/// Guesses at a stem that are followed.
const MOST_STEMS: usize = 4;

const LONGEST: usize = 40;

/// What stands before a stem; the nasal and the `r` change with the stem's first letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Prefix {
    Bare,
    Men,
    Pen,
    Ber,
    Ter,
    Per,
    /// These never change: `di-`, `ke-`, `diper-` …
    Fixed(&'static str),
}

use Prefix::{Bare, Ber, Fixed, Men, Pen, Per, Ter};

const DI: Prefix = Fixed("di");
const KE: Prefix = Fixed("ke");

/// The pairs of prefix and suffix that most words use.
const COMMON: &[(Prefix, &str)] = &[
    (Bare, ""),
    (Men, ""),
    (Men, "kan"),
    (Men, "i"),
    (DI, ""),
    (DI, "kan"),
    (DI, "i"),
    (Pen, ""),
    (Pen, "an"),
    (Bare, "an"),
    (Bare, "kan"),
    (Bare, "i"),
    (KE, "an"),
    (Ber, ""),
    (Ter, ""),
    (Fixed("pe"), ""),
    (Fixed("pe"), "an"),
    (Per, "an"),
];

const RARE: &[(Prefix, &str)] = &[
    (Ber, "an"),
    (Ter, "i"),
    (Ter, "kan"),
    (Per, ""),
    (Fixed("memper"), ""),
    (Fixed("memper"), "kan"),
    (Fixed("memper"), "i"),
    (Fixed("diper"), ""),
    (Fixed("diper"), "kan"),
    (Fixed("diper"), "i"),
    (Fixed("member"), "kan"),
    (Fixed("diber"), "kan"),
    (Fixed("pember"), "an"),
    (Fixed("keber"), "an"),
    (Fixed("keter"), "an"),
    (Fixed("se"), ""),
];

/// The forms that most often carry the clitic `-nya`.
const WITH_NYA: &[(Prefix, &str)] = &[
    (Bare, "nya"),
    (Bare, "annya"),
    (DI, "kannya"),
    (DI, "inya"),
    (DI, "nya"),
    (Pen, "annya"),
    (KE, "annya"),
    (Per, "annya"),
    (Men, "kannya"),
    (Men, "inya"),
    (Fixed("se"), "nya"),
];

const CLITICS: &[&str] = &["nya", "lah", "kah", "pun", "ku", "mu"];

/// What may be taken off the front, and which first letters it may have swallowed.
const STRIPS: &[(&str, &[&str])] = &[
    ("memper", &[""]),
    ("diper", &[""]),
    ("member", &[""]),
    ("diber", &[""]),
    ("pember", &[""]),
    ("keber", &[""]),
    ("keter", &[""]),
    ("menge", &[""]),
    ("penge", &[""]),
    ("meny", &["s", "ny"]),
    ("peny", &["s", "ny"]),
    ("meng", &["", "k"]),
    ("peng", &["", "k"]),
    ("mem", &["", "p", "m"]),
    ("pem", &["", "p", "m"]),
    ("men", &["", "t", "n"]),
    ("pen", &["", "t", "n"]),
    ("me", &[""]),
    ("pe", &[""]),
    ("ber", &[""]),
    ("bel", &[""]),
    ("be", &[""]),
    ("ter", &[""]),
    ("te", &[""]),
    ("per", &[""]),
    ("pel", &[""]),
    ("di", &[""]),
    ("ke", &[""]),
    ("se", &[""]),
    ("", &[""]),
];

/// The word in lower case and, behind it, the other forms of its family, at most [`MOST_FORMS`].
/// Short words, acronyms and what is not plain letters have no other forms.
pub fn forms(word: &str) -> Vec<String> {
    let lower = word.to_lowercase();
    let mut forms = vec![lower.clone()];
    let is_word = lower.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_acronym = word.chars().all(char::is_uppercase);
    if !is_word || is_acronym || !(4..=LONGEST).contains(&word.len()) {
        return forms;
    }
    let inner = without_clitic(&lower);
    if let Some(inner) = inner {
        forms.push(inner.to_owned());
    }
    let stems = stems_of(&lower, inner);
    for table in [COMMON, WITH_NYA, RARE] {
        for stem in &stems {
            for form in table.iter().flat_map(|(prefix, suffix)| built(*prefix, stem, suffix)) {
                let other_family = whole::is_whole(&form) && form != *stem;
                if forms.len() < MOST_FORMS && !other_family && !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
    }
    forms
}

/// Guesses from the word without its clitic; but where that leads no further, what looks like a
/// clitic may be the end of the stem, as in `pelaku`.
fn stems_of(word: &str, inner: Option<&str>) -> Vec<String> {
    let mut guesses = stems(inner.unwrap_or(word));
    if let Some(inner) = inner
        && guesses.iter().all(|stem| stem == inner)
    {
        let whole = stems(word);
        if whole.iter().any(|stem| stem != word) {
            guesses = whole;
        }
    }
    guesses.truncate(MOST_STEMS);
    guesses
}

fn without_clitic(word: &str) -> Option<&str> {
    if whole::is_whole(word) {
        return None;
    }
    CLITICS.iter().find_map(|clitic| word.strip_suffix(clitic)).filter(|inner| is_stem(inner))
}

/// Guesses at the stem, the likeliest first.
fn stems(word: &str) -> Vec<String> {
    if whole::is_whole(word) {
        return vec![word.to_owned()];
    }
    let mut framed = Vec::new();
    let mut others = Vec::new();
    for suffix in ["kan", "an", "i", ""] {
        let Some(body) = word.strip_suffix(suffix) else { continue };
        for (prefix, swallowed) in STRIPS {
            let Some(rest) = body.strip_prefix(prefix) else { continue };
            let frame = !prefix.is_empty() && suffix.len() > 1;
            let into = if frame { &mut framed } else { &mut others };
            let guesses = swallowed.iter().map(|letters| format!("{letters}{rest}"));
            into.extend(guesses.filter(|stem| is_stem(stem) && gives(stem, word)));
        }
    }
    // With a prefix and `-an` or `-kan` around it the stem is sure enough: without this,
    // `pengawasan` would also come from `kawasan`. An `-i` is too often a part of the stem.
    let mut stems = if framed.is_empty() { others } else { framed };
    // A word that comes apart at its front is hardly a stem itself; those that are, are listed.
    if stems.iter().any(|stem| !word.starts_with(stem.as_str())) {
        stems.retain(|stem| stem != word);
    }
    stems.sort_by_key(String::len);
    stems.dedup();
    stems
}

fn gives(stem: &str, word: &str) -> bool {
    let tables = COMMON.iter().chain(RARE);
    tables.flat_map(|(prefix, suffix)| built(*prefix, stem, suffix)).any(|form| form == word)
}

/// Four letters with a vowel, or three like `aju` and `uji`; of one syllable like `cek` too, but
/// those only grow `menge-`.
fn is_stem(word: &str) -> bool {
    let vowels: Vec<bool> = word.bytes().map(is_vowel).collect();
    match vowels.as_slice() {
        [true, false, true] | [false, true, false] => true,
        vowels => vowels.len() >= 4 && vowels.contains(&true) && begins_well(word),
    }
}

/// No Indonesian word begins with a liquid, a nasal or a glide before another consonant, but for
/// the sounds `ng` and `ny`.
fn begins_well(word: &str) -> bool {
    let mut letters = word.bytes();
    match (letters.next(), letters.next()) {
        (Some(b'n'), Some(b'g' | b'y')) => true,
        (Some(b'l' | b'm' | b'n' | b'r' | b'w' | b'y'), Some(second)) => is_vowel(second),
        _ => true,
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn is_syllable(stem: &str) -> bool {
    stem.len() <= 4 && stem.bytes().filter(|letter| is_vowel(*letter)).count() == 1
}

/// The form, or two where usage wavers, or none where the stem cannot bear the prefix.
fn built(prefix: Prefix, stem: &str, suffix: &str) -> Vec<String> {
    let starts = match prefix {
        // “dicek” is told from “dinas” by nobody without a dictionary.
        Bare | Ber | Ter | Per | Fixed(_) if stem.len() < 4 && is_syllable(stem) => Vec::new(),
        Bare => vec![stem.to_owned()],
        Men => nasal(stem).into_iter().map(|rest| format!("me{rest}")).collect(),
        Pen => nasal(stem).into_iter().map(|rest| format!("pe{rest}")).collect(),
        Ber => vec![with_r("be", stem)],
        Ter => vec![format!("te{}{stem}", if stem.starts_with('r') { "" } else { "r" })],
        Per => vec![with_r("pe", stem)],
        Fixed(prefix) => vec![format!("{prefix}{stem}")],
    };
    // `awasi` with one more `-i` is no word, and `pengawasan` is not made of `kawasan`.
    let doubled = suffix.starts_with('i') && stem.ends_with('i');
    let noun = matches!(prefix, Men | Pen) && suffix.is_empty();
    if doubled || noun && stem.len() > 5 && stem.ends_with("an") {
        return Vec::new();
    }
    starts.into_iter().map(|start| start + suffix).collect()
}

/// `ber-` loses its `r` before another (`beragam`, `bekerja`), and it is an `l` in `belajar`.
fn with_r(prefix: &str, stem: &str) -> String {
    let later = stem.get(1..3) == Some("er") && !stem.starts_with(['a', 'e', 'i', 'o', 'u']);
    let link = match stem {
        "ajar" => "l",
        _ if stem.starts_with('r') || later && prefix == "be" => "",
        _ => "r",
    };
    format!("{prefix}{link}{stem}")
}

/// What follows `me-` or `pe-`: the nasal and the stem, whose `p t k s` melts before a vowel.
/// Long loan words are also written without melting, against the rule.
fn nasal(stem: &str) -> Vec<String> {
    let mut letters = stem.bytes();
    let (Some(first), second) = (letters.next(), letters.next()) else { return Vec::new() };
    if is_syllable(stem) && !is_vowel(first) {
        return vec![format!("nge{stem}")];
    }
    let melted = stem.get(1..).filter(|_| second.is_some_and(is_vowel));
    let (plain, melting) = match first {
        b'b' | b'f' | b'v' => ("m", None),
        b'p' => ("m", melted.map(|rest| format!("m{rest}"))),
        b'c' | b'd' | b'j' | b'z' => ("n", None),
        b't' => ("n", melted.map(|rest| format!("n{rest}"))),
        b's' => ("n", melted.map(|rest| format!("ny{rest}"))),
        b'k' => ("ng", melted.map(|rest| format!("ng{rest}"))),
        b'l' | b'm' | b'n' | b'r' | b'w' | b'y' => ("", None),
        _ => ("ng", None),
    };
    let plain = format!("{plain}{stem}");
    match melting {
        Some(melting) if stem.len() >= 8 => vec![melting, plain],
        Some(melting) => vec![melting],
        None => vec![plain],
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Each member of a family finds every other.
    const FAMILIES: &[&[&str]] = &[
        &["awasi", "diawasi", "mengawasi", "pengawasan", "diawasinya", "pengawas"],
        &["tetap", "menetapkan", "ditetapkan", "penetapan", "ketetapan"],
        &["pilih", "memilih", "pemilih", "pemilihan", "dipilih", "terpilih", "pilihan"],
        &["mutakhir", "pemutakhiran", "memutakhirkan", "dimutakhirkan"],
        &["selenggara", "penyelenggara", "penyelenggaraan", "menyelenggarakan"],
        &["laksana", "melaksanakan", "dilaksanakan", "pelaksanaan", "pelaksana"],
        &["kampanye", "berkampanye", "mengampanyekan", "kampanyenya"],
        &["hitung", "menghitung", "penghitungan", "dihitung", "terhitung", "perhitungan"],
        &["suara", "menyuarakan", "bersuara", "suaranya"],
        &["daftar", "mendaftar", "pendaftaran", "terdaftar", "didaftarkan"],
        &["lantik", "melantik", "pelantikan", "dilantik"],
        &["verifikasi", "memverifikasi", "diverifikasi"],
        &["sosialisasi", "menyosialisasikan", "mensosialisasikan", "disosialisasikan"],
        &["koordinasi", "mengoordinasikan", "mengkoordinasikan", "berkoordinasi"],
        &["kerja", "bekerja", "pekerja", "pekerjaan", "mengerjakan", "dikerjakan"],
        &["ajar", "belajar", "mengajar", "pelajar", "pelajaran", "pengajar"],
        &["umum", "mengumumkan", "pengumuman", "diumumkan", "umumnya"],
        &["sampai", "menyampaikan", "disampaikan", "penyampaian", "tersampaikan"],
        &["capai", "mencapai", "dicapai", "pencapaian", "tercapai"],
        &["baik", "memperbaiki", "diperbaiki", "perbaikan", "kebaikan", "sebaiknya"],
        &["laku", "memberlakukan", "diberlakukan", "pemberlakuan", "berlaku", "pelaku"],
        &["hasil", "berhasil", "keberhasilan", "menghasilkan"],
        &["libat", "terlibat", "keterlibatan", "melibatkan"],
        &["uji", "menguji", "pengujian", "diuji", "teruji"],
        &["nilai", "menilai", "penilaian", "dinilai"],
        &["ragam", "beragam", "keragaman"],
    ];

    #[test]
    fn families_find_one_another() {
        let mut lost = Vec::new();
        for family in FAMILIES {
            for word in family.iter().filter(|word| word.len() > 3) {
                let forms = forms(word);
                let missing =
                    family.iter().filter(|other| !forms.iter().any(|form| form == *other));
                lost.extend(missing.map(|other| format!("{word} → {other}")));
            }
        }
        assert!(lost.is_empty(), "{lost:?}");
    }

    #[test]
    fn strangers_do_not_find_one_another() {
        for (word, stranger) in [
            ("pemilu", "pilu"),
            ("kepala", "pala"),
            ("divisi", "visi"),
            ("berani", "ani"),
            ("disiplin", "siplin"),
            ("pengawasan", "kawasan"),
            ("mesuji", "suji"),
            ("masalah", "masa"),
            ("selatan", "selat"),
            ("menang", "tangan"),
        ] {
            for (word, stranger) in [(word, stranger), (stranger, word)] {
                assert!(!forms(word).iter().any(|form| form == stranger), "{word} → {stranger}");
            }
        }
    }

    #[test]
    fn whole_words_still_grow() {
        for (word, form) in [
            ("pemilu", "kepemiluan"),
            ("kepala", "mengepalai"),
            ("menang", "pemenang"),
            ("pemenang", "menang"),
        ] {
            assert!(forms(word).iter().any(|other| other == form), "{word} → {form}");
        }
    }

    #[test]
    fn some_words_stay_alone() {
        for word in ["KPU", "DPRD", "TPS", "rt", "pkpu4", "bawa2", "ke-4", "café", ""] {
            assert_eq!(forms(word), [word.to_lowercase()]);
        }
        assert_eq!(forms(&"a".repeat(41)).len(), 1);
    }

    proptest! {
        #[test]
        fn any_word_comes_first_and_forms_are_few(word in "\\PC{0,12}|[a-z]{4,14}|(me|pe|di|ber)[a-z]{2,6}(kan|an|i|nya)") {
            let forms = forms(&word);
            prop_assert_eq!(&forms[0], &word.to_lowercase());
            prop_assert!(forms.len() <= MOST_FORMS);
            let unique: std::collections::BTreeSet<_> = forms.iter().collect();
            prop_assert_eq!(unique.len(), forms.len());
        }
    }
}
