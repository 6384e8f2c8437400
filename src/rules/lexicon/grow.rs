//! What regular affixes are taken off to find a known stem. Search has guesses of its own, which
//! may be wrong as long as they find; here a wrong guess would hide a slip of the pen.

use std::borrow::Cow;

/// Stems of fewer letters have all their forms in the list.
const SHORTEST: usize = 4;
const SURE: usize = 5;

/// A prefix that does not change, the suffixes that go with it, and the least letters of a stem.
const FIXED: &[(&str, &[&str], usize)] = &[
    ("", &["kan", "an", "i"], SURE),
    ("di", &["", "kan", "i"], SHORTEST),
    ("ke", &["an"], SURE),
    ("ber", &["", "an", "kan"], SHORTEST),
    ("ter", &["", "i", "kan"], SHORTEST),
    ("per", &["", "an", "kan", "i"], SURE),
    ("memper", &["", "kan", "i"], SURE),
    ("diper", &["", "kan", "i"], SURE),
    ("member", &["kan"], SURE),
    ("diber", &["kan"], SURE),
    ("pember", &["an"], SURE),
    ("keber", &["an"], SURE),
    ("keter", &["an"], SURE),
    ("ketidak", &["an"], SHORTEST),
    ("se", &[""], SHORTEST),
    ("ku", &["", "kan", "i"], SURE),
    ("kau", &["", "kan", "i"], SURE),
    ("menge", &["kan"], 3),
    ("penge", &["an"], 3),
];

/// Bound forms: what follows is a word of its own.
const BOUND: &[&str] = &[
    "adi", "anti", "antar", "bi", "bio", "dwi", "eka", "eko", "ekstra", "geo", "hiper", "infra",
    "inter", "intra", "kontra", "kuasi", "maha", "makro", "mikro", "mono", "multi", "neo", "non",
    "panca", "para", "pasca", "poli", "pra", "pro", "purna", "re", "sapta", "semi", "serba", "sub",
    "super", "supra", "swa", "tele", "trans", "tri", "tuna", "ultra", "catur", "dasa", "nir",
    "nara", "tata", "pramu", "manca", "psiko", "sosio", "foto", "audio", "video", "agro", "hidro",
    "kardio", "neuro", "radio", "termo",
];

/// After `me-` or `pe-`: the nasal as it stands, the letters that it goes before, and the letter
/// that it swallowed.
const NASALS: &[(&str, &str, &str)] = &[
    ("ny", "aeiou", "s"),
    ("ng", "aeioughkq", ""),
    ("ng", "aeiou", "k"),
    ("m", "bfvp", ""),
    ("m", "aeiou", "p"),
    ("n", "cdjzst", ""),
    ("n", "aeiou", "t"),
    ("", "lmnrwy", ""),
];

/// The stems that regular affixes lead to.
pub(super) fn stems(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let fixed = FIXED.iter().flat_map(move |(prefix, suffixes, least)| {
        let rest = word.strip_prefix(prefix);
        let ends = move |rest| suffixes.iter().filter_map(move |suffix| bare(rest, suffix, *least));
        rest.into_iter().flat_map(ends).map(Cow::Borrowed)
    });
    let bound = BOUND.iter().filter_map(move |form| {
        word.strip_prefix(form).filter(|rest| rest.len() >= SHORTEST).map(Cow::Borrowed)
    });
    // `be-` for `ber-` before an r or a syllable with one.
    let soft = ["be", "te", "pe"].into_iter().filter_map(move |prefix| {
        let rest = word.strip_prefix(prefix)?;
        let drops = rest.starts_with('r') || rest.get(1..3) == Some("er");
        (drops && rest.len() >= SURE).then_some(Cow::Borrowed(rest))
    });
    fixed.chain(bound).chain(soft).chain(nasal(word))
}

/// A word without a suffix, if enough is left and the suffix does not only double its end.
fn bare<'a>(word: &'a str, suffix: &str, least: usize) -> Option<&'a str> {
    let rest = word.strip_suffix(suffix)?;
    let doubled = suffix == "i" && rest.ends_with('i');
    (rest.len() >= least && !doubled).then_some(rest)
}

fn nasal(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let verb: &[&str] = &["", "kan", "i"];
    let noun: &[&str] = &["", "an"];
    let starts = [("me", verb), ("pe", noun)];
    starts.into_iter().flat_map(move |(prefix, suffixes)| {
        let rest = word.strip_prefix(prefix);
        rest.into_iter().flat_map(move |rest| {
            NASALS.iter().flat_map(move |(sound, before, swallowed)| {
                let rest = rest.strip_prefix(sound);
                let rest = rest.filter(|rest| rest.starts_with(|c| before.contains(c)));
                let ends = move |rest| {
                    suffixes
                        .iter()
                        .filter_map(move |suffix| bare(rest, suffix, SURE - swallowed.len()))
                };
                rest.into_iter().flat_map(ends).map(move |stem| match *swallowed {
                    "" => Cow::Borrowed(stem),
                    letter => Cow::Owned(format!("{letter}{stem}")),
                })
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, stem: &str, want: bool) {
        assert_eq!(stems(word).any(|found| found == stem), want, "{word} from {stem}");
    }

    #[test]
    fn regular_affixes_come_off() {
        for (word, stem) in [
            ("mengunggah", "unggah"),
            ("pengunggahan", "unggah"),
            ("menyosialisasikan", "sosialisasi"),
            ("mengoordinasikan", "koordinasi"),
            ("mendigitalkan", "digital"),
            ("memverifikasi", "verifikasi"),
            ("ketidakhadiran", "hadir"),
            ("antardivisi", "divisi"),
            ("berkomitmen", "komitmen"),
            ("terkoneksi", "koneksi"),
            ("diseleksi", "seleksi"),
            ("seobjektif", "objektif"),
            ("pemertahanan", "pertahan"),
            ("berencana", "rencana"),
            ("mengecek", "cek"),
        ] {
            check(word, stem, word != "mengecek");
        }
    }

    #[test]
    fn slips_stay_on() {
        check("menbentuk", "bentuk", false);
        check("sendirii", "sendiri", false);
        check("pengunaan", "guna", false);
        check("kompakkan", "kompak", true);
        check("kekompakkan", "kompak", false);
        check("menunjukan", "tunjuk", false);
    }
}
