//! What a search finds, held to the index itself.

use redaksi::store::lists::{Filter, Sort};

use crate::support::Office;

/// Rows of an expression of the index, newest first.
fn rows(desk: &Office, expression: &str) -> Vec<i64> {
    let page = desk.desk.store().search(expression, &Filter::default(), 99, None).unwrap();
    page.rows.iter().map(|row| row.row).collect()
}

#[test]
fn a_beginning_finds_what_the_index_finds_for_it() {
    let mut desk = Office::new();
    let many: Vec<String> = (0..70).map(|number| format!("kata{number}")).collect();
    for body in ["Pemerintah dan PEMERIKSA", "pémerintahan, pemeran", "pemer", &many.join(" ")] {
        let id = desk.draft("ali", "Lain");
        desk.edit("ali", &id, body).unwrap();
    }
    // The last ones have more words than are looked for one by one, or no such word.
    for (typed, expanded) in
        [("peme", true), ("Pemeri", true), ("pemerintahan", true), ("kata6", true)]
            .into_iter()
            .chain([("pem", false), ("péme", false), ("kata", false), ("pemesan", false)])
    {
        let search = desk.desk.read_query(typed, None, true).unwrap();
        let page = desk.desk.found(&search, Sort::Updated, 99, None).unwrap();
        let found: Vec<i64> = page.rows.iter().map(|row| row.row).collect();
        assert_eq!(found, rows(&desk, &format!("\"{typed}\"*")), "{typed}");
        assert_eq!(found.is_empty(), typed == "pemesan", "{typed}");
        let expression = search.expression.unwrap();
        assert_eq!(expression.contains('*'), !expanded, "{expression}");
    }
}

#[test]
fn an_old_headline_is_better_than_many_newer_bodies() {
    let mut desk = Office::new();
    let headline = desk.draft("ali", "Sosialisasi pemilih");
    for _ in 0..70 {
        let id = desk.draft("ali", "Rapat lain");
        desk.edit("ali", &id, "Membahas sosialisasi.").unwrap();
    }
    let (best, newest) = (desk.row(&headline), rows(&desk, "sosialisasi")[0]);
    let ranked = |query: &str, limit: usize| -> Vec<i64> {
        let search = desk.desk.read_query(query, None, false).unwrap();
        let found = desk.desk.found_ranked(&search, limit).unwrap();
        found.iter().map(|found| found.row.row).collect()
    };
    assert_eq!(ranked("sosialisasi", 2), [best, newest]);
    assert_eq!(ranked("sosialisasi -membahas", 2), [best]);
    assert_eq!(ranked("membahas sosialisasi", 1), [newest]);
    assert_eq!(ranked("sosialisasi", 99).len(), 71);
    assert_eq!(ranked("sosialisasi -pemilih", 99).len(), 70);
}

#[test]
fn known_tags_are_told_those_that_are_used_most_first() {
    let mut desk = Office::new();
    assert!(desk.desk.tags().unwrap().is_empty());
    for tags in ["rapat, layanan", "layanan", "pemilih, layanan, rapat"] {
        let id = desk.draft("ali", "Berita");
        desk.set("ali", &id, "tags", tags);
    }
    assert_eq!(desk.desk.tags().unwrap(), ["layanan", "rapat", "pemilih"]);
}

/// The index of a text as long as a book would be made again with each save.
#[test]
fn of_a_very_long_body_the_beginning_is_searched() {
    let mut desk = Office::new();
    let id = desk.draft("ali", "Buku");
    let body =
        |last: &str| format!("Permulaan naskah. {} {last}", "Paragraf biasa.\n\n".repeat(80_000));
    desk.edit("ali", &id, &body("penutup")).unwrap();
    let row = desk.row(&id);
    let found = |desk: &Office, word: &str| rows(desk, word).contains(&row);
    assert!(found(&desk, "permulaan") && found(&desk, "biasa") && !found(&desk, "penutup"));
    // What was searched before is forgotten whole.
    desk.edit("ali", &id, "Kini pendek dengan penutup.").unwrap();
    assert!(found(&desk, "penutup") && !found(&desk, "permulaan"));
    desk.edit("ali", &id, &body("akhir")).unwrap();
    desk.desk.store().check_search().unwrap();
    desk.assert_sound();
    let me = desk.me("ali");
    let article = id.parse().unwrap();
    let (headline, begins) = desk.desk.beginning(Some(&me), &article).unwrap().unwrap();
    assert!(headline == "Buku" && begins.starts_with("Permulaan naskah."));
    assert!(begins.len() < 1 << 16 && body("akhir").starts_with(&begins));
    let short = desk.draft("ali", "Pendek").parse().unwrap();
    assert_eq!(desk.desk.beginning(Some(&me), &short).unwrap(), None);
    // Somebody's own words are not those of the revision.
    let base = desk.desk.newest(&id).unwrap().1;
    let text = redaksi::domain::manuscript::Manuscript::default();
    desk.desk.keep_working(&me, &article, &base, text, false).unwrap();
    assert_eq!(desk.desk.beginning(Some(&me), &article).unwrap(), None);
    assert!(desk.desk.beginning(None, &article).unwrap().is_some());
}
