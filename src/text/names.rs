//! Names in a text: runs of words with capitals, without the titles before them.

use std::collections::BTreeSet;

/// Words of a name.
const FEWEST: usize = 2;
const MOST: usize = 4;

/// What stands before the name of a person.
const TITLES: [&str; 30] = [
    "Ketua",
    "Wakil",
    "Anggota",
    "Kepala",
    "Sekretaris",
    "Bupati",
    "Wali",
    "Walikota",
    "Gubernur",
    "Camat",
    "Lurah",
    "Presiden",
    "Menteri",
    "Direktur",
    "Kasubag",
    "Kasubbag",
    "Kabag",
    "Plt",
    "Bapak",
    "Ibu",
    "Saudara",
    "Dr",
    "Drs",
    "Dra",
    "Prof",
    "Ir",
    "H",
    "Hj",
    "Chairman",
    "Mr",
];

/// Words with capitals that are no part of a name.
const OTHERS: [&str; 44] = [
    "Senin",
    "Selasa",
    "Rabu",
    "Kamis",
    "Jumat",
    "Sabtu",
    "Minggu",
    "Ahad",
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "May",
    "June",
    "July",
    "August",
    "October",
    "December",
    "WIB",
    "WITA",
    "WIT",
    "Pukul",
    "Pada",
    "Dalam",
    "Selain",
    "Menurut",
];

/// The names that a text has, each once.
pub fn names(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in text.lines() {
        let mut run: Vec<&str> = Vec::new();
        // The first word of a sentence has a capital, name or not.
        let mut begins = true;
        for token in line.split_whitespace() {
            let word = token.trim_matches(|c: char| !c.is_alphanumeric());
            let opened = token.starts_with(|c: char| !c.is_alphanumeric());
            let is_title = TITLES.contains(&word);
            let ends = token.ends_with(|c: char| !c.is_alphanumeric()) && !is_title;
            if opened {
                keep(&mut run, &mut found);
            }
            if is_name(word) && !begins {
                run.push(word);
            } else {
                keep(&mut run, &mut found);
            }
            if ends {
                keep(&mut run, &mut found);
            }
            begins = ends && token.ends_with(['.', '!', '?', ':', '”', '"']);
        }
        keep(&mut run, &mut found);
    }
    found
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'))
        && !OTHERS.contains(&word)
}

/// A run has ended: what is left of it without titles is a name, or nothing.
fn keep(run: &mut Vec<&str>, found: &mut BTreeSet<String>) {
    let titles = run.iter().take_while(|word| TITLES.contains(*word)).count();
    let name = run.get(titles..).unwrap_or_default();
    if (FEWEST..=MOST).contains(&name.len()) {
        found.insert(name.join(" "));
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let found = names(text);
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), want, "{text}");
    }

    #[test]
    fn names_are_runs_of_capitals_without_their_titles() {
        check("Rapat dibuka Ketua Ali Firmansyah di aula.", &["Ali Firmansyah"]);
        check("Kata Dr. H. Ali Firmansyah, Senin (21 Oktober).", &["Ali Firmansyah"]);
        check("Menurut Ali Firmansyah, rapat selesai.", &["Ali Firmansyah"]);
        check("hadir Ali Firmansyah dan Nur Hidayah", &["Ali Firmansyah", "Nur Hidayah"]);
        check("pada Senin Oktober ini", &[]);
        check("Rapat Pleno. Besok lagi.", &[]);
        check("di “Rumah Pintar Pemilu”, Ali", &["Rumah Pintar Pemilu"]);
        check("ke Satu Dua Tiga Empat Lima", &[]);
        check("**oleh Siti Nur-Aini**", &["Siti Nur-Aini"]);
        check("", &[]);
    }
}
