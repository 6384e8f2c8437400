//! What people read, word for word, in both languages.

use super::{NOW, Office};

#[track_caller]
fn says(office: &Office, lang: &str, args: &[&str], want: &str) {
    let run = office.call(args).by("ali").lang(lang).ok();
    assert_eq!(run.out, want, "{run:?}");
}

#[test]
fn a_list_is_a_table() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    office.json("ali", &["submit", &id]);
    let short = office.show(&id)["short_id"].as_str().unwrap().to_owned();
    says(
        &office,
        "en",
        &["list"],
        &format!(
            "Stage     Headline     Author  Words  Changed   Waits for         Id\n\
             REVIEW ◆  Rapat pleno  ali        13  just now  kepala, nur, sri  {short}\n"
        ),
    );
    says(
        &office,
        "id",
        &["list"],
        &format!(
            "Tahap     Judul        Penulis  Kata  Diubah     Menunggu          Id\n\
             TINJAU ◆  Rapat pleno  ali        13  baru saja  kepala, nur, sri  {short}\n"
        ),
    );
    let run = office.call(&["list", "--stage", "draft"]).ok();
    assert_eq!((run.out.as_str(), run.err.is_empty()), ("", false), "{run:?}");
}

#[test]
fn an_article_is_read_with_its_facts() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let shown = office.show(&id);
    let (short, slug) = (shown["short_id"].as_str().unwrap(), shown["slug"].as_str().unwrap());
    says(
        &office,
        "en",
        &["show", &id],
        &format!(
            "Rapat pleno\n\
             Stage      DRAFT ·\n\
             Waits for  ali\n\
             Revision   1\n\
             Author     ali\n\
             Writers    ali\n\
             Section    Berita Terkini\n\
             Words      13\n\
             Changed    just now\n\
             Id         {short} ({slug})\n\n\
             Contoh, 21 Oktober 2025 — KPU Kabupaten Contoh mengikuti rapat koordinasi\n\
             pada Selasa (21/10/2025).\n\n\
             Rapat membahas persiapan rekapitulasi.\n"
        ),
    );
}

#[test]
fn a_finding_names_its_place_and_what_could_stand_there() {
    let office = Office::new();
    let body = "Mesuji, 21 Oktober 2025 – Rapat pada Rabu (21/10/2025).\n";
    let file = office.file("isi.md", body);
    let made = office.json("ali", &["new", "--headline", "Rapat", "--body-file", &file]);
    let short = made["short_id"].as_str().unwrap();
    let run = office.call(&["check", short]).run();
    assert_eq!(run.code, 4);
    assert!(run.out.starts_with(&format!("{short}\n! Body 1:1  warning D01  ")), "{run:?}");
    assert!(run.out.contains("✗ Body 1:38  error T01  "), "{run:?}");
    assert!(run.out.contains("\n    → Selasa (21/10/2025) · "), "{run:?}");
    for line in run.out.lines() {
        assert_ne!(line.trim(), "→", "a repair that is shown as nothing: {run:?}");
    }
    let run = office.call(&["check", short, "--level", "error"]).run();
    assert!(!run.out.contains("D01"), "{run:?}");
    let clean = office.article("Bersih");
    says(&office, "en", &["check", &clean], &format!("✓ {clean}  nothing found\n"));
}

#[test]
fn deeds_are_told_in_a_line() {
    let office = Office::new();
    let id = office.article("Rapat pleno");
    let out = office.says("ali", &["submit", &id]);
    assert_eq!(out, "REVIEW ◆  Rapat pleno  revision 1\n");
    let run = office.call(&["approve", &id, "--revision", "1"]).by("nur").lang("id").ok();
    assert_eq!(run.out, "SETUJU ✓  Rapat pleno  revisi 1\n");
    let line = ["schedule", &id, "--at", "2025-10-22 07:00"];
    let run = office.call(&line).by("nur").ok();
    assert_eq!(run.out, "SCHEDULED ◷  Rapat pleno  revision 1\n");
    assert!(run.err.contains("22 Oct 2025 07:00 WIB"), "{run:?}");
}

#[test]
fn the_ledger_is_told_whole() {
    let office = Office::new();
    let run = office.call(&["audit", "verify"]).ok();
    assert!(run.out.starts_with("The ledger is whole: "), "{run:?}");
    assert!(run.err.contains("SHA256:"), "{run:?}");
    let log = office.says("ali", &["log"]);
    assert!(log.lines().last().unwrap().contains("made the office"), "{log}");
}

#[test]
fn help_is_there_in_both_languages_for_every_command() {
    let office = Office::empty();
    let general = office.call(&["help"]).ok().out;
    assert_eq!(general, office.call(&["--help"]).ok().out);
    let commands: Vec<&str> = general
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
        .filter(|word| !word.starts_with('-'))
        .collect();
    assert!(commands.len() > 25, "{commands:?}");
    for command in commands {
        for lang in ["en", "id"] {
            let run = office.call(&["help", command]).lang(lang).ok();
            assert!(run.out.contains(&format!("redaksi {command}")), "{run:?}");
            let fits = |line: &str| line.contains(": redaksi ") || line.chars().count() <= 80;
            assert!(run.out.lines().all(fits), "{run:?}");
        }
    }
    let version = office.call(&["--version"]).ok().out;
    assert_eq!(version, format!("redaksi {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn lines_for_people_fit_eighty_columns() {
    let office = Office::new();
    let long =
        "Rapat pleno terbuka rekapitulasi daftar pemilih berkelanjutan triwulan ketiga ".repeat(3);
    let id = office.article(long.trim());
    let shown = office.says("ali", &["show", &id]);
    for line in shown.lines() {
        assert!(line.chars().count() <= 80 || line.contains("rapat-pleno"), "{line}");
    }
    let run = office.call(&["show", &id]).at(NOW).ok();
    assert_eq!(run.out, shown);
}
