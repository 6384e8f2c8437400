//! Edits of a list that people have written, comments, faults and all.

use chrono::NaiveDate;

use super::*;
use crate::domain::register::own::Sort;

const LIST: &str = "# Daftar kantor\n\n# pimpinan\n[[person]]  # ketua\nname = \"Ali Firmansyah\" # \
    dua kata\ntitle = 'Ketua KPU'\nfrom = 2024-05-01\nuntil = 2029-05-01 # lima tahun\n\n\
    # ini rusak\n[[person]]\nnama = \"Siti\"\n\n[[office]]\nfull = \"\"\"\nBadan\"\"\"\nname = \
    \"KPU\"\n# tempat-tempat\n\n[[place]]\nname = \"Sambas\"";

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn person(name: &str, title: &str) -> Own {
    Own { name: name.into(), title: title.into(), ..Own::default() }
}

fn of(sort: Sort, name: &str, full: &str) -> Own {
    Own { sort, name: name.into(), full: full.into(), ..Own::default() }
}

#[track_caller]
fn listed(text: &str, name: &str) -> Listed {
    let mut all = places(text, &mut Vec::new()).into_iter().map(|place| place.listed);
    all.find(|listed| listed.own.name == name).unwrap()
}

/// The lines that are not the same, `-` before and `+` after.
fn changes(before: &str, after: &str) -> String {
    let diff = similar::TextDiff::from_lines(before, after);
    let changes = diff.iter_all_changes().filter(|one| one.tag() != similar::ChangeTag::Equal);
    let line = |one: similar::Change<&str>| format!("{}{}", one.tag(), one.value().trim_end());
    changes.map(line).collect::<Vec<_>>().concat()
}

#[track_caller]
fn check(text: &str, result: &Result<String, Unchanged>, want: &str) {
    assert_eq!(changes(text, result.as_ref().unwrap()), want);
}

#[test]
fn an_entry_is_added_at_the_end_and_nothing_else_moves() {
    let own = Own { from: day("2026-01-02"), ..person("Nur \"Aini\" \\ 'S'", "Ketua") };
    let new = added(LIST, &own).unwrap();
    assert!(new.starts_with(LIST), "{new}");
    assert!(new.get(LIST.len()..).unwrap().starts_with("\n\n[[person]]\nname = "), "{new}");
    assert!(new.ends_with("\ntitle = \"Ketua\"\nfrom = 2026-01-02\n"), "{new}");
    assert_eq!(listed(&new, "Nur \"Aini\" \\ 'S'").own, own);
    let first = added("", &of(Sort::Place, "Sambas", "")).unwrap();
    assert_eq!(first, "[[place]]\nname = \"Sambas\"\n");
    let marked = added("\u{feff}x = 1\r\n", &of(Sort::Place, "Sambas", "")).unwrap();
    assert_eq!(marked, "\u{feff}x = 1\r\n\r\n[[place]]\r\nname = \"Sambas\"\r\n");
    let twice = added(&new, &own);
    assert_eq!(twice, Err(Unchanged::Twice));
    for bad in ["", " Ali", "A\nB", "A\u{202e}", "A\u{1b}[0m"] {
        assert_eq!(added(LIST, &person(bad, "")), Err(Unchanged::Unfit), "{bad:?}");
    }
}

#[test]
fn what_is_changed_is_written_in_its_place_and_comments_stay() {
    let was = listed(LIST, "Ali Firmansyah");
    let new = |edit: &dyn Fn(&mut Own)| {
        let mut own = was.own.clone();
        edit(&mut own);
        changed(LIST, &was, &own)
    };
    check(LIST, &new(&|_| {}), "");
    check(
        LIST,
        &new(&|own| own.name = "Ali Akbar".into()),
        "-name = \"Ali Firmansyah\" # dua kata+name = \"Ali Akbar\" # dua kata",
    );
    check(LIST, &new(&|own| own.title = String::new()), "-title = 'Ketua KPU'");
    check(LIST, &new(&|own| own.until = None), "-until = 2029-05-01 # lima tahun+# lima tahun");
    check(LIST, &new(&|own| own.from = day("2025-01-01")), "-from = 2024-05-01+from = 2025-01-01");
    check(
        LIST,
        &new(&|own| (own.sort, own.full) = (Sort::Acronym, "X".into())),
        "-[[person]]  # ketua+[[acronym]]  # ketua+full = \"X\"",
    );
    // The last line has no end, and gets one.
    let place = listed(LIST, "Sambas");
    let full = Own { full: "Kabupaten Sambas".into(), ..place.own.clone() };
    let new = changed(LIST, &place, &full).unwrap();
    assert!(
        new.ends_with("\n[[place]]\nname = \"Sambas\"\nfull = \"Kabupaten Sambas\"\n"),
        "{new}"
    );
    // A value of several lines, and a key before the name.
    let office = listed(LIST, "KPU");
    check(
        LIST,
        &changed(LIST, &office, &of(Sort::Office, "KPU", "")),
        "-full = \"\"\"-Badan\"\"\"",
    );
}

#[test]
fn what_is_removed_leaves_the_words_around_it() {
    check(
        LIST,
        &removed(LIST, &listed(LIST, "Ali Firmansyah")),
        "-[[person]]  # ketua-name = \"Ali Firmansyah\" # dua kata-title = 'Ketua KPU'\
         -from = 2024-05-01-until = 2029-05-01 # lima tahun-",
    );
    check(
        LIST,
        &removed(LIST, &listed(LIST, "KPU")),
        "-[[office]]-full = \"\"\"-Badan\"\"\"-name = \"KPU\"",
    );
    check(LIST, &removed(LIST, &listed(LIST, "Sambas")), "-[[place]]-name = \"Sambas\"");
}

#[test]
fn what_somebody_else_did_meanwhile_is_not_undone() {
    let was = listed(LIST, "Ali Firmansyah");
    let other = added(LIST, &of(Sort::Place, "Landak", "")).unwrap();
    let other = removed(&other, &listed(&other, "KPU")).unwrap();
    let new = changed(&other, &was, &person("Ali Akbar", "")).unwrap();
    assert!(new.contains("Landak") && !new.contains("\"KPU\"") && new.contains("Ali Akbar"));
    let gone = changed(LIST, &was, &person("Ali Akbar", "")).unwrap();
    assert_eq!(changed(&gone, &was, &person("Ali Basri", "")), Err(Unchanged::Gone));
    assert_eq!(removed(&gone, &was), Err(Unchanged::Gone));
    let place = listed(LIST, "Sambas");
    assert_eq!(changed(LIST, &place, &of(Sort::Office, "KPU", "Badan")), Err(Unchanged::Twice));
}

#[test]
fn of_two_that_are_the_same_the_one_that_was_seen_is_meant() {
    let text = "[[place]]\nname = 'A'\n[[place]]\nname = \"A\"\n[[place]]\nname = 'B'\n";
    let was = Listed { line: 4, ..listed(text, "A") };
    let second = "[[place]]\nname = 'A'\n[[place]]\nname = 'B'\n";
    assert_eq!(removed(text, &was).as_deref(), Ok(second));
    let first = "[[place]]\nname = \"A\"\n[[place]]\nname = 'B'\n";
    assert_eq!(removed(text, &Listed { line: 1, ..was }).as_deref(), Ok(first));
}

#[test]
fn what_only_people_can_change_is_left_alone() {
    for text in [
        "place = [{ name = 'A' }, { name = 'B' }]\n",
        "place = [{ name = 'A' }]\n",
        "  [[place]]\nname = 'A'\n",
        "[[place]]\nname = 'A'\n  [[place]]\nname = 'B'\n",
    ] {
        let was = listed(text, "A");
        assert!(was.by_hand, "{text}");
        assert_eq!(removed(text, &was), Err(Unchanged::ByHand), "{text}");
        assert_eq!(changed(text, &was, &person("X", "")), Err(Unchanged::ByHand), "{text}");
    }
    // Beside one that is open to the end of the file nothing can be added.
    let open = "[[place]]\nname = '''\n";
    assert_eq!(places(open, &mut Vec::new()).len(), 0);
    let new = added(open, &of(Sort::Place, "A", "")).unwrap();
    assert!(new.starts_with(open) && listed(&new, "A").line == 5, "{new}");
}

/// What escapes, quotes and heads are made of.
const SIGNS: [&str; 14] =
    ["a", "Ñ", "\"", "'", "\\", "#", "]]", "[[", "=", "日", "\\n", "'''", "\"\"\"", "\\u{e9}"];

/// Any list, written by adding, says what was added; whatever is changed or removed of it next, the
/// rest says what it said.
#[test]
fn a_list_goes_round_through_its_file() {
    let mut seed = 7_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let words = |next: &mut dyn FnMut(usize) -> usize, least: usize| {
        let count = least + next(4);
        (0..count).map(|_| SIGNS[next(SIGNS.len())]).collect::<String>()
    };
    let own = |next: &mut dyn FnMut(usize) -> usize| Own {
        sort: Sort::ALL[next(4)],
        name: words(next, 1),
        title: words(next, 0),
        full: words(next, 0),
        is_public: next(2) == 0,
        from: [None, day("2024-02-29")][next(2)],
        until: [None, day("2031-12-31")][next(2)],
    };
    for round in 0..60 {
        let begin = [LIST, "", "# hanya kata\r\n", "\u{feff}"][round % 4];
        let mut text = begin.to_owned();
        let mut want = owns(&text);
        for _ in 0..6 {
            let new = own(&mut next);
            let at = next(want.len().max(1));
            let was = want.get(at).map(|known| {
                let all = places(&text, &mut Vec::new());
                let place = all.into_iter().nth(at).unwrap();
                assert_eq!(place.listed.own, *known);
                place.listed
            });
            let result = match (next(3), was) {
                (0, Some(was)) => {
                    want.remove(at);
                    removed(&text, &was)
                }
                (1, Some(was)) if !want.contains(&new) => {
                    want[at] = new.clone();
                    changed(&text, &was, &new)
                }
                _ if want.contains(&new) => continue,
                _ => {
                    want.push(new.clone());
                    added(&text, &new)
                }
            };
            text = result.unwrap_or_else(|why| panic!("{why:?} {new:?}\n{text}"));
            assert_eq!(owns(&text), want, "{text}");
            if begin == LIST {
                for kept in [
                    "# Daftar kantor\n\n# pimpinan\n",
                    "# ini rusak\n[[person]]\nnama = \"Siti\"\n",
                ] {
                    assert!(text.contains(kept), "{text}");
                }
            }
        }
    }
}

/// Whatever somebody has done to the file, an edit is refused or changes the one entry alone: no line
/// that stood outside of it is lost.
#[test]
fn broken_files_are_edited_safely_or_not_at_all() {
    const PIECES: [&str; 12] = [
        "\"",
        "'''",
        "\n[[place]]\n",
        "]]",
        "#",
        "\r",
        "é",
        "\u{202e}",
        "= 1\n",
        "[",
        "\n",
        "\"\"\"\n",
    ];
    let mut seed = 11_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let mut done = 0;
    for _ in 0..400 {
        let mut text = LIST.to_owned();
        for _ in 0..=next(3) {
            let at = text.floor_char_boundary(next(text.len() + 1));
            text.insert_str(at, PIECES[next(PIECES.len())]);
        }
        let mut faults = Vec::new();
        for place in places(&text, &mut faults) {
            let (before, _) = text.split_at(place.part.start);
            let (_, behind) = text.split_at(place.part.end);
            let own =
                Own { title: "Baru".into(), from: day("2025-01-01"), ..place.listed.own.clone() };
            let results = [changed(&text, &place.listed, &own), removed(&text, &place.listed)];
            for new in results.into_iter().flatten() {
                assert!(new.starts_with(before) && new.ends_with(behind), "{text}\n{new}");
                let mut after = Vec::new();
                places(&new, &mut after);
                assert_eq!(after.len(), faults.len(), "{text}\n{new}");
                done += 1;
            }
        }
        if let Ok(new) = added(&text, &of(Sort::Place, "Landak", "")) {
            assert!(new.starts_with(&text), "{text}");
        }
    }
    assert!(done > 400, "{done}");
}
