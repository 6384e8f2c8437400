//! Rules as an office would write them, and files that are none.

use chrono::NaiveDate;

use super::*;

const RULES: &str = r##"
[[rule]]
id = "jalan"
kind = "substitution"
level = "warning"
message.id = "Tulis singkatan alamat menurut pedoman kantor."
message.en = "Write addresses as the office's guide does."
why = "Pedoman kantor, halaman 3."
words = { "jln." = "Jalan", "kec." = ["Kecamatan", "kecamatan"], "e-ktp" = "KTP-el" }
examples.wrong = ["Kantor di Jln. Melati."]
examples.right = ["Kantor di Jalan Melati."]

[[rule]]
id = "nomor-surat"
kind = "pattern"
level = "error"
pattern = '\bNo\.? (\d+)/KPU'
fix = "Nomor $1/KPU"
message.id = "Tulis Nomor."
message.en = "Write Nomor."
examples.wrong = ["Surat No 12/KPU terbit.", "# Surat No. 7/KPU\nIsi."]
examples.right = ["Surat Nomor 12/KPU terbit."]

[[rule]]
id = "satu-ejaan"
kind = "consistency"
level = "warning"
spellings = ["KTP-el", "e-KTP", "KTP elektronik"]
message.id = "Pilih satu ejaan."
message.en = "Choose one spelling."
examples.wrong = ["Warga membawa KTP-el. Petugas memeriksa e-KTP dan KTP-el."]
examples.right = ["Warga membawa e-KTP. Petugas memeriksa e-KTP."]

[[rule]]
id = "kontak"
kind = "required"
level = "suggestion"
when = "hubungi"
needs.phrase = "humas"
message.id = "Sebutkan humas."
message.en = "Name the press office."
examples.wrong = ["Silakan hubungi kami."]
examples.right = ["Silakan hubungi Humas kami.", "Tanpa ajakan."]
"##;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 10, 21).unwrap()
}

#[track_caller]
fn found(rules: &OwnRules, body: &str) -> Vec<(String, String, String)> {
    let text =
        Manuscript { headline: "Judul".to_owned(), body: body.to_owned(), ..Manuscript::default() };
    let house = House { own: rules, ..House::plain(today(), "id") };
    findings(&text, &house)
        .into_iter()
        .map(|one| (one.rule.to_string(), one.text, one.fixes.join("|")))
        .collect()
}

#[track_caller]
fn check(body: &str, want: &[(&str, &str, &str)]) {
    let rules = OwnRules::parse(RULES).unwrap();
    let found = found(&rules, body);
    let found: Vec<_> =
        found.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(found, want, "{body}");
}

#[test]
fn the_office_finds_what_it_wrote() {
    check(
        "Kantor JLN. Melati, Kec. Sambas.",
        &[("jalan", "JLN.", "JALAN"), ("jalan", "Kec.", "Kecamatan|Kecamatan")],
    );
    check("Surat No. 12/KPU.", &[("nomor-surat", "No. 12/KPU", "Nomor 12/KPU")]);
    check("Bawa e-KTP.", &[("jalan", "e-KTP", "KTP-el")]);
    check(
        "Bawa KTP elektronik, lalu KTP elektronik, atau KTP-el.",
        &[("satu-ejaan", "KTP-el", "KTP elektronik")],
    );
    check("Silakan Hubungi kami.", &[("kontak", "Hubungi", "")]);
    check("Lihat https://contoh.test/jln./hubungi ya. Jalannya sepi.", &[]);
    check("", &[]);
}

#[test]
fn an_untried_rule_suggests_at_most() {
    let rules = OwnRules::parse(RULES).unwrap();
    assert!(rules.iter().all(|rule| rule.speaks_as() == Level::Suggestion));
    let rules = rules.accepting(|rule| rule.id.as_str() == "nomor-surat");
    let speaks: Vec<_> = rules.iter().map(OwnRule::speaks_as).collect();
    assert_eq!(speaks[..2], [Level::Suggestion, Level::Error]);
}

#[test]
fn examples_are_the_test() {
    assert_eq!(OwnRules::parse(RULES).unwrap().failing(today()), []);
    let turned = RULES.replace("Kantor di Jalan Melati.", "Di jln. Melati.");
    let failing = OwnRules::parse(&turned.replace("Kantor di Jln. Melati.", "Di sini."))
        .unwrap()
        .failing(today());
    let broken: Vec<_> = failing.iter().map(|one| (one.rule.as_str(), one.broken)).collect();
    assert_eq!(broken, [("jalan", Broken::NotFound), ("jalan", Broken::Found)]);
}

#[test]
fn words_of_people_change_no_digest_and_all_else_does() {
    let digest = |text: &str| OwnRules::parse(text).unwrap().rules[0].text;
    let first = digest(RULES);
    assert_eq!(digest(&RULES.replace("Pedoman kantor, halaman 3.", "Lain.")), first);
    assert_eq!(digest(&format!("# catatan\n{RULES}")), first);
    assert_ne!(digest(&RULES.replacen("\"warning\"", "\"error\"", 1)), first);
    assert_ne!(digest(&RULES.replace("\"Jalan\"", "\"jalan\"")), first);
}

#[test]
fn a_fault_has_its_line() {
    #[track_caller]
    fn check(from: &str, to: &str, line: usize, word: &str) {
        let text = RULES.replacen(from, to, 1);
        assert_ne!(text, RULES, "{from}");
        let fault = OwnRules::parse(&text).unwrap_err();
        assert_eq!((fault.line, fault.wrong.word()), (line, word), "{fault:?}");
    }
    check("id = \"jalan\"", "id = \"T01\"", 3, "id");
    check("id = \"jalan\"", "id = \"satu ejaan\"", 3, "id");
    check("id = \"nomor-surat\"", "id = \"jalan\"", 14, "twice");
    check("(\\d+)/KPU", "(\\d+/KPU", 14, "pattern");
    check("kind = \"pattern\"", "kind = \"substitution\"", 14, "keys");
    check("[\"Kantor di Jalan Melati.\"]", "[]", 3, "examples");
    check("message.en = \"Write Nomor.\"", "message.en = \"\"", 14, "message");
    check("\"jln.\" = \"Jalan\"", "\"...\" = \"Jalan\"", 3, "phrase");
    check("level = \"error\"", "level = \"fatal\"", 16, "form");
    check("why =", "wy =", 8, "form");
    check("needs.phrase = \"humas\"", "needs.field = \"nama\"", 39, "form");
    let large = format!("{RULES}# {}", "x".repeat(300_000));
    assert_eq!(OwnRules::parse(&large).unwrap_err().wrong, Wrong::Large);
    assert!(OwnRules::parse("").unwrap().is_empty());
    let evil = RULES.replace("\\bNo\\.? (\\d+)/KPU", "((a{1,900}){1,900}){1,900}");
    assert_eq!(OwnRules::parse(&evil).unwrap_err().wrong.word(), "pattern");
}
