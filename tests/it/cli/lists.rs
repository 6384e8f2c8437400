//! Lists: filters, orders, and pages that show each article exactly once.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Office;

fn headlines(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|row| row["headline"].as_str().unwrap()).collect()
}

/// Articles with the same headline, the same due date and the same second of birth.
fn many(office: &Office, count: usize) -> Vec<String> {
    let files: Vec<String> = (0..count)
        .map(|n| {
            let headline = if n % 3 == 0 { "Rapat".to_owned() } else { format!("Rapat {}", n % 4) };
            office.file(&format!("{n}.md"), format!("# {headline}\n\nIsi nomor {n}.\n"))
        })
        .collect();
    let mut line = vec!["import"];
    line.extend(files.iter().map(String::as_str));
    let taken = office.json("ali", &line);
    let ids: Vec<String> =
        taken.as_array().unwrap().iter().map(|a| a["id"].as_str().unwrap().to_owned()).collect();
    for id in ids.iter().step_by(2) {
        office.json("ali", &["edit", id, "--set", "due=2025-10-23"]);
    }
    ids
}

#[test]
fn pages_show_each_article_once_while_others_come_in() {
    for sort in ["updated", "created", "due", "headline"] {
        let office = Office::new();
        let ids: BTreeSet<String> = many(&office, 23).into_iter().collect();
        let mut seen = Vec::new();
        let mut after: Option<String> = None;
        for round in 0.. {
            let mut line = vec!["list", "--sort", sort, "--limit", "4"];
            if let Some(cursor) = &after {
                line.extend(["--after", cursor]);
            }
            let page = office.json("ali", &line);
            let rows = page.as_array().unwrap();
            let Some(last) = rows.last() else { break };
            after = Some(last["cursor"].as_str().unwrap().to_owned());
            seen.extend(rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()));
            assert!(round < 30, "{sort}: the pages do not end");
            if round < 3 {
                office.article("Rapat 2");
            }
        }
        let old: Vec<_> = seen.iter().filter(|id| ids.contains(*id)).collect();
        assert_eq!(old.len(), 23, "{sort}: an article was passed over or shown twice");
        assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), seen.len(), "{sort}");
    }
}

#[test]
fn pages_of_a_search_show_each_article_once() {
    let office = Office::new();
    many(&office, 11);
    let mut seen = BTreeSet::new();
    let mut after: Option<String> = None;
    loop {
        let mut line = vec!["list", "--query", "rapat", "--limit", "3"];
        if let Some(cursor) = &after {
            line.extend(["--after", cursor]);
        }
        let page = office.json("ali", &line);
        let Some(last) = page.as_array().unwrap().last() else { break };
        after = Some(last["cursor"].as_str().unwrap().to_owned());
        for row in page.as_array().unwrap() {
            assert!(seen.insert(row["id"].as_str().unwrap().to_owned()));
        }
    }
    assert_eq!(seen.len(), 11);
}

#[test]
fn orders_are_what_their_names_say() {
    let office = Office::new();
    let call = |args: &[&str], at: &str| office.call(args).by("ali").json().at(at).ok().value();
    let mut ids = Vec::new();
    for (headline, due) in [("beta", "2025-10-25"), ("Alfa", ""), ("gama", "2025-10-23")] {
        let line = ["new", "--headline", headline];
        let made = call(&line, &format!("2025-10-21T0{}:00:00Z", ids.len() + 3));
        let id = made["id"].as_str().unwrap().to_owned();
        let due = format!("due={due}");
        call(&["edit", &id, "--set", &due], "2025-10-21T06:00:00Z");
        ids.push(id);
    }
    call(&["edit", &ids[0], "--set", "summary=x"], "2025-10-21T07:00:00Z");
    for (sort, want) in [
        ("updated", ["beta", "gama", "Alfa"]),
        ("created", ["gama", "Alfa", "beta"]),
        ("due", ["gama", "beta", "Alfa"]),
        ("headline", ["Alfa", "beta", "gama"]),
    ] {
        let list = office.json("ali", &["list", "--sort", sort]);
        assert_eq!(headlines(&list), want, "{sort}");
    }
    let list = office.json("ali", &["list"]);
    assert_eq!(headlines(&list), ["beta", "gama", "Alfa"]);
}

#[test]
fn filters_hold_together() {
    let office = Office::new();
    let sent = office.article("Terkirim");
    office.json("ali", &["submit", &sent]);
    let cleared = office.article("Disetujui");
    office.clear(&cleared);
    office.json("nur", &["new", "--headline", "Milik nur"]);
    office.json("ali", &["new", "--headline", "Konsep"]);
    let konsep = office.json("ali", &["list", "--query", "konsep"]);
    let id = konsep[0]["id"].as_str().unwrap().to_owned();
    office.json("ali", &["edit", &id, "--set", "section=Pengumuman"]);
    #[track_caller]
    fn check(office: &Office, args: &[&str], want: &[&str]) {
        let list = office.json("ali", &[&["list", "--sort", "headline"], args].concat());
        assert_eq!(headlines(&list), want, "{args:?}");
    }
    check(&office, &["--stage", "submitted"], &["Terkirim"]);
    check(&office, &["--stage", "submitted", "--stage", "approved"], &["Disetujui", "Terkirim"]);
    check(&office, &["--stage", "submitted,approved"], &["Disetujui", "Terkirim"]);
    check(&office, &["--stage", "submitted", "approved"], &["Disetujui", "Terkirim"]);
    check(&office, &["--stage", "published"], &[]);
    check(&office, &["--author", "nur"], &["Milik nur"]);
    check(&office, &["--author", "ali", "--stage", "draft"], &["Konsep"]);
    check(&office, &["--section", "pengumuman"], &["Konsep"]);
    check(&office, &["--section", "Tidak Ada"], &[]);
    check(&office, &["--waiting-for", "nur"], &["Disetujui", "Milik nur", "Terkirim"]);
    check(&office, &["--waiting-for", "ali"], &["Konsep"]);
    check(&office, &["--waiting-for", "sri"], &["Disetujui", "Terkirim"]);
    check(&office, &["--query", "stage:submitted"], &["Terkirim"]);
    check(&office, &["--query", "is:mine stage:draft"], &["Konsep"]);
    check(&office, &["--query", "author:nur"], &["Milik nur"]);
    check(&office, &["--query", "-author:ali"], &["Milik nur"]);
    check(&office, &["--query", "waiting:sri"], &["Disetujui", "Terkirim"]);
    check(&office, &["--limit", "1"], &["Disetujui"]);
    assert_eq!(office.refusal("ali", &["list", "--author", "siapa"]), "not_found");
    assert_eq!(office.refusal("ali", &["list", "--waiting-for", "siapa"]), "not_found");
}

/// The names in a row are those whose own lists have it, at every step of a text's way.
#[test]
fn who_is_waited_for_finds_it_in_their_list() {
    let office = Office::new();
    let id = office.article("Rapat");
    #[track_caller]
    fn check(office: &Office, id: &str, want: &[&str]) {
        let shown = office.show(id);
        assert_eq!(shown["waiting_for"], serde_json::json!(want), "{}", shown["stage"]);
        let all = office.json("ali", &["list"]);
        assert_eq!(all[0]["waiting_for"], shown["waiting_for"]);
        for name in ["kepala", "ali", "nur", "sri"] {
            let own = office.json("ali", &["list", "--waiting-for", name]);
            assert_eq!(own.as_array().unwrap().len(), usize::from(want.contains(&name)), "{name}");
        }
    }
    check(&office, &id, &["ali"]);
    office.json("sri", &["edit", &id, "--set", "summary=Ringkas."]);
    office.json("ali", &["submit", &id]);
    check(&office, &id, &["kepala", "nur"]);
    office.json("nur", &["approve", &id, "--revision", "2"]);
    // Four eyes have read it: its writers may bring it out as well.
    check(&office, &id, &["kepala", "nur", "sri"]);
    assert!(office.says("ali", &["list"]).contains("kepala, nur, sri"));
    office.json("sri", &["schedule", &id, "--at", "2025-10-22"]);
    check(&office, &id, &[]);
    office.json("sri", &["unschedule", &id]);
    office.json("sri", &["export", "--publish"]);
    check(&office, &id, &[]);
    office.json("sri", &["withdraw", &id, "--reason", "Keliru."]);
    check(&office, &id, &[]);
    // Somebody who left is waited for no more.
    let draft = office.article("Konsep");
    office.json("kepala", &["person", "revoke", "ali", "--reason", "Pindah"]);
    assert_eq!(office.json("nur", &["show", &draft])["waiting_for"], serde_json::json!([]));
    assert_eq!(office.refusal("nur", &["list", "--waiting-for", "ali"]), "not_found");
}

#[test]
fn a_cursor_fits_its_order() {
    let office = Office::new();
    office.article("Rapat");
    let list = office.json("ali", &["list", "--sort", "created"]);
    let cursor = list[0]["cursor"].as_str().unwrap();
    for bad in [cursor, "", "u.1", "u.x.1", "u.1.1.1", "u.999999999999999999999.1", "' OR 1=1 --"] {
        let line = ["list", "--sort", "updated", "--after", bad];
        let run = office.call(&line).by("ali").json().run();
        assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("invalid")), "{run:?}");
    }
    let line = ["list", "--sort", "headline", "--after", "h.0.424242"];
    assert_eq!(office.refusal("ali", &line), "invalid");
}

#[test]
fn limits_are_numbers_from_one() {
    let office = Office::new();
    for bad in ["0", "-1", "x", "99999999999"] {
        let limit = format!("--limit={bad}");
        let run = office.call(&["list", &limit]).json().run();
        assert_eq!((run.code, run.error()["kind"].as_str()), (2, Some("usage")), "{run:?}");
    }
    assert_eq!(office.json("ali", &["list", "--limit", "4294967295"]), json!([]));
}

#[test]
fn a_table_of_values_has_a_head_and_no_formulas() {
    let office = Office::new();
    office.json("ali", &["new", "--headline", "=HYPERLINK(\"x\"), \"y\""]);
    let csv = office.says("ali", &["list", "--format", "csv"]);
    let mut lines = csv.split("\r\n");
    assert!(lines.next().unwrap().starts_with("id,short_id,headline,stage,author"), "{csv}");
    let row = lines.next().unwrap();
    assert!(row.contains("\"'=HYPERLINK(\"\"x\"\"), \"\"y\"\"\""), "{csv}");
    assert_eq!(lines.next(), Some(""), "{csv}");
}
