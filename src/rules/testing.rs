//! The office that the rules' examples are checked for.

use chrono::NaiveDate;

use super::page::Page;
use super::{House, Keeper, Neighbour, Rule, found, untangled};
use crate::domain::finding::Finding;
use crate::domain::manuscript::Manuscript;
use crate::domain::register::{Acronym, Entry, Kind, Person, Register};

pub fn house(today: NaiveDate) -> House<'static> {
    House {
        office: "KPU Kabupaten Tanjung Damar",
        place: "Tanjung Damar",
        ..House::plain(today, "id")
    }
}

/// Another article of that office.
fn neighbours() -> Vec<Neighbour> {
    vec![Neighbour {
        number: "a12".to_owned(),
        headline: "KPU Tanjung Damar Tetapkan Daftar Pemilih".to_owned(),
        date: NaiveDate::from_ymd_opt(2025, 10, 21),
        event_date: NaiveDate::from_ymd_opt(2025, 10, 20),
        body:
            "KPU menetapkan 182.415 pemilih, Senin (20/10/2025). Ketua KPU Siti Rahmawati membuka \
               rapat."
                .to_owned(),
    }]
}

/// People and short forms of an office that does not exist.
pub fn register() -> Register {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let person = |name: &str, title: &str, from, until| Person {
        name: name.to_owned(),
        title: title.to_owned(),
        from,
        until,
    };
    let people = vec![
        person(
            "Siti Rahmawati",
            "Ketua KPU Kabupaten Tanjung Damar",
            day(2024, 5, 1),
            day(2029, 5, 1),
        ),
        person(
            "Baharuddin Lubis",
            "Ketua KPU Kabupaten Tanjung Damar",
            day(2019, 5, 1),
            day(2024, 4, 30),
        ),
        person("Ma’ruf Asy’ari", "anggota KPU Kabupaten Tanjung Damar", None, None),
    ];
    let acronyms = vec![Acronym {
        short: "Silandak".to_owned(),
        full: "Sistem Layanan Data Kabupaten".to_owned(),
        is_public: false,
    }];
    let entry = |name: &str, kind| Entry { name: name.to_owned(), kind };
    let entries = vec![entry("Tanjung Damar", Kind::Place), entry("Siti Rahmawati", Kind::Person)];
    Register::new(entries).with(people, acronyms)
}

/// What one rule alone says of an example, on the day that the examples are written for.
pub fn said(rule: &Rule, manuscript: &Manuscript) -> Vec<Finding> {
    let register = register();
    let today = NaiveDate::from_ymd_opt(2025, 11, 20).unwrap_or_default();
    let neighbours = neighbours();
    let house = House { register: &register, neighbours: &neighbours, ..house(today) };
    untangled(found(&Page::new(manuscript, &house, &Keeper::default()), &[rule]))
}
