//! Files that mean ill or are broken: each has its own answer, and the sound ones come in.

use std::fs;
use std::io::{Cursor, Write as _};
use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Office, keys};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn document(head: &str, body: &str) -> String {
    let name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    format!("{head}<w:document xmlns:w=\"{name}\"><w:body>{body}</w:body></w:document>")
}

fn docx(document: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        ("word/document.xml", document),
    ] {
        zip.start_file(name, packed).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().fold(vec![0xff, 0xfe], |mut bytes, unit| {
        bytes.extend(unit.to_le_bytes());
        bytes
    })
}

#[test]
fn bad_files_do_not_hold_up_the_good_ones() {
    let office = Office::new();
    let bomb = document("", &paragraph(&"a".repeat(80 << 20)));
    let entity = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let mut lying = docx(document("", &paragraph("Rapat")).as_bytes());
    // The list at the end says another size than the parts.
    let at = lying.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    lying[at + 24..at + 28].copy_from_slice(&u32::MAX.to_le_bytes());
    let mut cut = docx(document("", &paragraph("Rapat")).as_bytes());
    cut.truncate(cut.len() / 2);
    let deep = "<div>".repeat(200_000);
    let bad: Vec<(&str, Vec<u8>)> = vec![
        ("bom.docx", docx(bomb.as_bytes())),
        ("xxe.docx", docx(document(entity, &paragraph("&x;")).as_bytes())),
        ("bohong.docx", lying),
        ("potong.docx", cut),
        ("nol.txt", b"Judul\n\nIsi\0nya.".to_vec()),
        ("rusak.json", b"{\"headline\": ".to_vec()),
        ("daftar.json", b"[1, 2]".to_vec()),
        ("dalam.json", "[".repeat(200_000).into_bytes()),
        ("kosong.txt", Vec::new()),
        ("blank.txt", b" \n\t\n".to_vec()),
        ("besar.txt", "kata kata \n".repeat(17 << 20 >> 3).into_bytes()),
        ("gambar.jpg", vec![0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F']),
    ];
    let mut files: Vec<String> = bad.iter().map(|(name, bytes)| office.file(name, bytes)).collect();
    files.push("/tidak/ada.txt".to_owned());
    files.push(office.desk().to_str().unwrap().to_owned());
    let broken = files.len();
    let good = [
        ("satu.txt", "Judul satu\n\nIsi satu.".as_bytes().to_vec()),
        ("dua.html", format!("<h1>Judul dua</h1>{deep}<p>Isi dua.").into_bytes()),
        ("tiga.txt", utf16("Judul tiga\r\n\r\nIsi “tiga”.")),
        ("empat.txt", b"Judul empat\n\nIsi \x93empat\x94 \x96 selesai.".to_vec()),
        (
            "lima.docx",
            docx(document("", &(paragraph("Judul lima") + &paragraph("Isi."))).as_bytes()),
        ),
    ];
    // Good ones first and last, so that order cannot matter.
    for (n, (name, bytes)) in good.iter().enumerate() {
        let at = if n % 2 == 0 { 0 } else { files.len() };
        files.insert(at, office.file(name, bytes));
    }
    let mut line = vec!["import"];
    line.extend(files.iter().map(String::as_str));
    let run = office.call(&line).by("ali").json().run();
    assert_eq!(run.code, 1, "{}", run.err);
    let answers = run.value();
    let answers = answers.as_array().unwrap();
    assert_eq!(answers.len(), files.len());
    let (mut failed, mut taken) = (0, 0);
    for (file, answer) in files.iter().zip(answers) {
        assert_eq!(answer["source"], **file);
        if answer.get("error").is_some() {
            failed += 1;
            assert_eq!(keys(answer), ["error", "source"]);
            assert_eq!(keys(&answer["error"]), ["details", "hint", "kind", "message"], "{answer}");
            assert_ne!(answer["error"]["kind"], "internal", "{answer}");
        } else {
            taken += 1;
            assert!(answer["headline"].as_str().unwrap().starts_with("Judul "), "{answer}");
        }
    }
    assert_eq!((failed, taken), (broken, good.len()), "{answers:#?}");
    // Nothing half-made.
    assert_eq!(office.json("ali", &["list"]).as_array().unwrap().len(), good.len());
    assert_eq!(office.json("ali", &["audit", "verify"])["problems"], json!([]));
    assert!(!run.out.contains("root:"), "a file of the machine was read");
    let text = office.json("ali", &["list", "--query", "\"judul empat\""]);
    let body = office.show(text[0]["id"].as_str().unwrap())["body"].clone();
    assert_eq!(body, "Isi “empat” – selesai.");
}

#[test]
fn a_file_that_may_not_be_read_is_told() {
    let office = Office::new();
    let file = office.file("rahasia.txt", "Judul\n\nIsi.");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::File::open(&file).is_ok() {
        // The superuser reads everything.
        return;
    }
    let run = office.call(&["import", &file]).by("ali").json().run();
    assert_eq!((run.code, run.value()[0]["error"]["kind"].as_str()), (1, Some("io")), "{run:?}");
}

#[test]
fn a_file_seen_before_is_the_article_it_was() {
    let office = Office::new();
    let file = office.file("rilis.txt", "Judul rilis\n\nIsi rilis.");
    let copy = office.file("salinan.txt", "Judul rilis\n\nIsi rilis.");
    let first = office.json("ali", &["import", &file]);
    let again = office.json("nur", &["import", &copy]);
    assert_eq!(again[0]["id"], first[0]["id"]);
    let notes = again[0]["notes"].as_array().unwrap();
    assert!(notes.iter().any(|note| note["kind"] == "duplicate"), "{again}");
    let third = office.json("ali", &["import", &file, "--again"]);
    assert_ne!(third[0]["id"], first[0]["id"]);
    // Twice in one call.
    let new = office.file("baru.txt", "Judul baru\n\nIsi baru.");
    let both = office.json("ali", &["import", &new, &new]);
    assert_eq!(both[0]["id"], both[1]["id"]);
    assert_eq!(office.json("ali", &["list"]).as_array().unwrap().len(), 3);
}

#[test]
fn formats_and_sections_as_asked() {
    let office = Office::new();
    let file = office.file("isi", "# Judul\n\nIsi *miring*.");
    let line = ["import", &file, "--format", "markdown", "--section", "pengumuman"];
    let taken = office.json("ali", &line);
    assert_eq!(taken[0]["headline"], "Judul");
    let shown = office.show(taken[0]["id"].as_str().unwrap());
    assert_eq!(shown["section"], "Pengumuman");
    assert_eq!(shown["body"], "Isi *miring*.");
    let line = ["import", &file, "--format", "json", "--again"];
    let run = office.call(&line).by("ali").json().run();
    assert_eq!((run.code, run.value()[0]["error"]["kind"].as_str()), (1, Some("invalid")));
    let line = ["import", &file, "--again", "--section", "Tidak Ada"];
    let run = office.call(&line).by("ali").json().run();
    assert_eq!((run.code, run.value()[0]["error"]["kind"].as_str()), (1, Some("invalid")));
}

#[test]
fn the_section_that_was_filled_in_is_named() {
    let office = Office::new();
    let file = office.file("isi", "# Judul\n\nIsi.");
    for (line, want) in [
        (&["import", file.as_str()][..], "Berita Terkini"),
        (&["import", &file, "--again", "--section", "pengumuman"], "Pengumuman"),
    ] {
        let taken = office.json("ali", line);
        assert_eq!(office.show(taken[0]["id"].as_str().unwrap())["section"], want);
        let notes = taken[0]["notes"].as_array().unwrap();
        let note = notes.iter().find(|note| note["kind"] == "no-section").unwrap();
        let said = note["text"].as_str().unwrap();
        assert!(said.contains(&format!("“{want}”")), "{said}");
    }
}

#[test]
fn our_own_json_decides_nothing_but_words() {
    let office = Office::new();
    let file = office.file(
        "curang.json",
        json!({
            "headline": "Rapat", "body": "Isi.", "stage": "published", "id": "x", "revision": 9,
            "author": "kepala", "contributors": [], "created_at": "1999-01-01T00:00:00.000Z",
            "published_at": "1999-01-01T00:00:00.000Z", "digest": "0", "warna": "merah",
        })
        .to_string(),
    );
    let taken = office.json("ali", &["import", &file]);
    let kinds: Vec<&Value> =
        taken[0]["notes"].as_array().unwrap().iter().map(|note| &note["kind"]).collect();
    assert!(kinds.contains(&&json!("ignored-fields")), "{taken}");
    assert!(kinds.contains(&&json!("unknown-fields")), "{taken}");
    let shown = office.show(taken[0]["id"].as_str().unwrap());
    assert_eq!(shown["stage"], "draft");
    assert_eq!(shown["author"], "ali");
    assert_eq!(shown["created_at"], "2025-10-21T03:00:00.000Z");
    for bad in [json!({ "headline": 7 }), json!({ "body": "x", "date": "kemarin" })] {
        let file = office.file("salah.json", bad.to_string());
        let run = office.call(&["import", &file]).by("ali").json().run();
        assert_eq!(run.value()[0]["error"]["kind"], "invalid", "{run:?}");
    }
}

#[test]
fn a_check_of_files_leaves_no_trace() {
    let office = Office::empty();
    let file = office.file("isi.txt", "Judul\n\nContoh, 21 Oktober 2025 — Pada Rabu (21/10/2025).");
    let run = office.call(&["check", &file]).json().run();
    assert_eq!(run.code, 4, "{run:?}");
    assert_eq!(run.value()[0]["source"], *file);
    assert!(!office.desk().exists());
    let run = office.call(&["check", &file, "/tidak/ada"]).json().run();
    assert_eq!((run.code, &run.value()[1]["error"]["kind"]), (1, &"not_found".into()), "{run:?}");
    let run = office.call(&["check", "/tidak/ada"]).json().run();
    assert_eq!((run.code, run.error()["kind"].as_str()), (1, Some("not_found")), "{run:?}");
}
