//! The prefix *me-* and the letter that melts with it: k, p, t and s before a vowel go
//! (`mengoordinasikan`), before a consonant they stay (`mengkritik`).

/// The standard form of a word whose letter did not melt. Only words with a suffix are judged:
/// what has none is too often no verb (`mentari`, `mengkudu`, `mempelai`).
pub(super) fn melted(low: &str) -> Option<String> {
    let (stem, clitic) = ["nya", "lah", "kah"]
        .iter()
        .find_map(|tail| low.strip_suffix(tail).map(|stem| (stem, *tail)))
        .filter(|(stem, _)| has_suffix(stem))
        .unwrap_or((low, ""));
    if stem.len() < 10 || !stem.is_ascii() || !has_suffix(stem) {
        return None;
    }
    let vowel = |rest: &str| rest.starts_with(['a', 'e', 'i', 'o', 'u']);
    let melted = if let Some(rest) = stem.strip_prefix("mengk").filter(|rest| vowel(rest)) {
        (!is_kept_k(rest)).then(|| format!("meng{rest}"))
    } else if let Some(rest) = stem.strip_prefix("memp").filter(|rest| vowel(rest)) {
        (!is_kept_p(rest)).then(|| format!("mem{rest}"))
    } else if let Some(rest) = stem.strip_prefix("ment").filter(|rest| vowel(rest)) {
        (!is_kept_t(rest)).then(|| format!("men{rest}"))
    } else {
        let rest = stem.strip_prefix("mens").filter(|rest| vowel(rest))?;
        Some(format!("meny{rest}"))
    };
    melted.map(|word| word + clitic)
}

/// What makes a verb of a root; `-asi` and `-isi` are of borrowed ones.
fn has_suffix(stem: &str) -> bool {
    stem.ends_with("kan") || stem.ends_with("asi") || stem.ends_with("isi")
}

/// The dictionary keeps `mengkaji` apart from `mengaji`.
fn is_kept_k(rest: &str) -> bool {
    rest.starts_with("aji") || rest.starts_with("uduk")
}

/// The prefix *per-* keeps its p (`memperkarakan`, `mempelajari`, `mempekerjakan`), and so does
/// `punya`.
fn is_kept_p(rest: &str) -> bool {
    ["er", "el", "ek", "un", "an"].iter().any(|kept| rest.starts_with(kept))
        && !rest.starts_with("elopor")
        || rest.starts_with("aw")
}

/// Roots that begin with the prefix itself: `mental`, `mentah`, `menteri`.
fn is_kept_t(rest: &str) -> bool {
    ["al", "ah", "er", "or", "ereng"].iter().any(|kept| rest.starts_with(kept))
        && !rest.starts_with("erjemah")
        && !rest.starts_with("ertawa")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, want: Option<&str>) {
        assert_eq!(melted(word).as_deref(), want, "{word}");
    }

    #[test]
    fn letters_melt_before_vowels() {
        check("mengkoordinasikan", Some("mengoordinasikan"));
        check("mengkoordinasikannya", Some("mengoordinasikannya"));
        check("mengkampanyekan", Some("mengampanyekan"));
        check("mengkedepankan", Some("mengedepankan"));
        check("mempublikasikan", Some("memublikasikan"));
        check("mempidanakan", Some("memidanakan"));
        check("mentargetkan", Some("menargetkan"));
        check("mentoleransi", None);
        check("mentabulasi", Some("menabulasi"));
        check("menterjemahkan", Some("menerjemahkan"));
        check("mensertifikasi", Some("menyertifikasi"));
        check("mensosialisasikan", Some("menyosialisasikan"));
    }

    #[test]
    fn what_stays_is_left_alone() {
        for word in [
            "mengkaji",
            "mengkajikan",
            "mengklarifikasi",
            "mengkristalkan",
            "mempunyai",
            "memperkarakan",
            "mempersilakan",
            "mempekerjakan",
            "memproduksi",
            "mempraktikkan",
            "mentransformasikan",
            "mentalkan",
            "menstandardisasi",
            "mensyaratkan",
            "menteri",
            "mensyukurikan",
            "mempan",
            "mengkomunikasé",
        ] {
            check(word, None);
        }
    }
}
