//! What every office knows: provinces, regencies and towns, acronyms of elections, offices and
//! titles. It is read when somebody asks for it first.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Entry, Kind};

/// A regency or a town.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub province: &'static str,
    /// `Kabupaten` or `Kota`.
    pub kind: &'static str,
    pub name: &'static str,
}

/// A short form that the newsrooms of election offices use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short {
    pub short: &'static str,
    /// The likeliest first; none where everybody knows the short form alone.
    pub fulls: Vec<&'static str>,
    pub is_public: bool,
    /// A place and the one long form that is meant there.
    pub only: Option<(&'static str, &'static str)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    pub name: &'static str,
    /// `Kapolres` of `Kepala Kepolisian Resor`; empty where there is none.
    pub short: &'static str,
}

/// The provinces in the order of their names.
pub const PROVINCES: &str = include_str!("../../../assets/places.txt");
const PLACES: &str = include_str!("../../../assets/register/places.tsv");
const ACRONYMS: &str = include_str!("../../../assets/register/acronyms.tsv");
const TITLES: &str = include_str!("../../../assets/register/titles.tsv");

fn lines(file: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
    file.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

pub fn places() -> &'static [Place] {
    static READ: OnceLock<Vec<Place>> = OnceLock::new();
    READ.get_or_init(|| {
        lines(PLACES).map(|[province, kind, name, _]| Place { province, kind, name }).collect()
    })
}

pub fn acronyms() -> &'static [Short] {
    static READ: OnceLock<Vec<Short>> = OnceLock::new();
    READ.get_or_init(|| {
        let of = |[short, fulls, public, only]: [&'static str; 4]| {
            let fulls = fulls.split("; ").filter(|full| !full.is_empty()).collect();
            Short { short, fulls, is_public: public == "ya", only: only.split_once('=') }
        };
        lines(ACRONYMS).map(of).collect()
    })
}

/// The acronym that is written so in small letters.
pub fn acronym(low: &str) -> Option<&'static Short> {
    static READ: OnceLock<HashMap<String, &'static Short>> = OnceLock::new();
    let known =
        READ.get_or_init(|| acronyms().iter().map(|one| (one.short.to_lowercase(), one)).collect());
    known.get(low).copied()
}

pub fn titles() -> &'static [Title] {
    static READ: OnceLock<Vec<Title>> = OnceLock::new();
    READ.get_or_init(|| lines(TITLES).map(|[name, short, ..]| Title { name, short }).collect())
}

/// All of them as names that somebody may be typing, in the order of their bytes.
pub fn entries() -> &'static [Entry] {
    static READ: OnceLock<Vec<Entry>> = OnceLock::new();
    READ.get_or_init(|| {
        let mut entries = Vec::new();
        let mut add = |name: String, kind| entries.push(Entry { name, kind });
        for province in PROVINCES.lines() {
            add(province.to_owned(), Kind::Place);
            add(format!("KPU Provinsi {province}"), Kind::Office);
        }
        for place in places() {
            add(place.name.to_owned(), Kind::Place);
            add(format!("{} {}", place.kind, place.name), Kind::Place);
            add(format!("KPU {} {}", place.kind, place.name), Kind::Office);
        }
        for one in acronyms() {
            add(one.short.to_owned(), Kind::Acronym);
            one.fulls.iter().for_each(|full| add((*full).to_owned(), Kind::Acronym));
        }
        for title in titles() {
            add(title.name.to_owned(), Kind::Office);
            add(title.short.to_owned(), Kind::Office);
        }
        entries.sort_by(|a, b| (&a.name, a.kind).cmp(&(&b.name, b.kind)));
        entries.dedup_by(|b, a| a.name == b.name);
        entries
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn all_provinces_have_their_regencies_and_towns() {
        let count = |province: &str, kind: &str| {
            places().iter().filter(|place| place.province == province && place.kind == kind).count()
        };
        let want = [
            ("Aceh", 18, 5),
            ("Bali", 8, 1),
            ("Banten", 4, 4),
            ("Bengkulu", 9, 1),
            ("Daerah Istimewa Yogyakarta", 4, 1),
            ("DKI Jakarta", 1, 5),
            ("Gorontalo", 5, 1),
            ("Jambi", 9, 2),
            ("Jawa Barat", 18, 9),
            ("Jawa Tengah", 29, 6),
            ("Jawa Timur", 29, 9),
            ("Kalimantan Barat", 12, 2),
            ("Kalimantan Selatan", 11, 2),
            ("Kalimantan Tengah", 13, 1),
            ("Kalimantan Timur", 7, 3),
            ("Kalimantan Utara", 4, 1),
            ("Kepulauan Bangka Belitung", 6, 1),
            ("Kepulauan Riau", 5, 2),
            ("Lampung", 13, 2),
            ("Maluku", 9, 2),
            ("Maluku Utara", 8, 2),
            ("Nusa Tenggara Barat", 8, 2),
            ("Nusa Tenggara Timur", 21, 1),
            ("Papua", 8, 1),
            ("Papua Barat", 7, 0),
            ("Papua Barat Daya", 5, 1),
            ("Papua Pegunungan", 8, 0),
            ("Papua Selatan", 4, 0),
            ("Papua Tengah", 8, 0),
            ("Riau", 10, 2),
            ("Sulawesi Barat", 6, 0),
            ("Sulawesi Selatan", 21, 3),
            ("Sulawesi Tengah", 12, 1),
            ("Sulawesi Tenggara", 15, 2),
            ("Sulawesi Utara", 11, 4),
            ("Sumatera Barat", 12, 7),
            ("Sumatera Selatan", 13, 4),
            ("Sumatera Utara", 25, 8),
        ];
        assert_eq!(PROVINCES.lines().collect::<Vec<_>>(), want.map(|(name, ..)| name));
        for (province, regencies, towns) in want {
            assert_eq!(
                (count(province, "Kabupaten"), count(province, "Kota")),
                (regencies, towns),
                "{province}"
            );
        }
        let of = |kind| places().iter().filter(|place| place.kind == kind).count();
        assert_eq!((of("Kabupaten"), of("Kota"), places().len()), (416, 98, 514));
        let each: BTreeSet<_> = places().iter().map(|place| (place.kind, place.name)).collect();
        assert_eq!(each.len(), 514);
    }

    #[test]
    fn acronyms_are_known_in_any_case() {
        let kip = acronym("kip").unwrap();
        assert_eq!(kip.only, Some(("Aceh", "Komisi Independen Pemilihan")));
        assert!(acronym("kpu").unwrap().is_public && !acronym("dkpp").unwrap().is_public);
        assert_eq!(acronym("pkd").unwrap().fulls.len(), 3);
        assert_eq!(acronym("xyz"), None);
        let lows: BTreeSet<_> = acronyms().iter().map(|one| one.short.to_lowercase()).collect();
        assert_eq!(lows.len(), acronyms().len());
    }

    #[test]
    fn every_line_is_whole() {
        assert!(acronyms().len() > 150 && titles().len() > 80);
        for entry in entries() {
            assert_eq!(entry.name.trim(), entry.name);
            assert!(entry.name.chars().all(|c| !c.is_control()), "{entry:?}");
        }
        assert!(acronyms().iter().all(|one| one.is_public || !one.fulls.is_empty()));
    }
}
