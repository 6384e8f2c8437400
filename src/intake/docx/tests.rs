//! Documents built in the test: the text that is read, and the archives that are refused.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

type File<'a> = (&'a str, &'a [u8]);

fn pack(files: &[File<'_>]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"urn:w\" xmlns:r=\"urn:r\" xmlns:a=\"urn:a\">\
         <w:body>{body}</w:body></w:document>"
    )
}

fn read_with(body: &str, more: &[File<'_>]) -> Result<(String, Vec<String>), IntakeError> {
    let document = document(body);
    let mut files: Vec<File<'_>> = vec![("word/document.xml", document.as_bytes())];
    files.extend(more);
    let mut notes = Vec::new();
    let markdown = read(&pack(&files), &mut notes)?;
    let said = notes.iter().map(|note| format!("{}:{}", note.kind.word(), note.text)).collect();
    Ok((markdown, said))
}

#[track_caller]
fn check(body: &str, want: &str, said: &[&str]) {
    let (markdown, notes) = read_with(body, &[]).unwrap();
    assert_eq!((markdown.as_str(), notes), (want, said.iter().map(|s| (*s).to_owned()).collect()));
}

#[track_caller]
fn refused(bytes: &[u8], kind: &str) {
    let got = read(bytes, &mut Vec::new());
    assert_eq!(got.map_err(|error| error.kind()), Err(kind));
}

#[test]
fn paragraphs_and_looks_are_read() {
    check(
        "<w:p><w:pPr><w:pStyle w:val=\"Judul1\"/><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:t>Judul</w:t></w:r></w:p>\
         <w:p><w:r><w:t xml:space=\"preserve\">Satu &amp; </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>dua</w:t></w:r>\
         <w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t> * &#x201C;tiga&#x201D;</w:t></w:r></w:p>\
         <w:p/><w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>",
        "# Judul\n\nSatu & **dua** \\* “tiga”\n\na\n\nb c",
        &[],
    );
}

#[test]
fn lists_follow_their_numbering() {
    let item = |list: &str, depth: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>\
             <w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body =
        [("1", "0", "a"), ("1", "1", "b"), ("1", "0", "c"), ("1", "1", "d"), ("2", "0", "e")]
            .map(|(list, depth, text)| item(list, depth, text))
            .concat();
    let numbering = "<w:numbering xmlns:w=\"urn:w\"><w:abstractNum w:abstractNumId=\"7\">\
        <w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"lowerLetter\"/></w:lvl>\
        </w:abstractNum><w:abstractNum w:abstractNumId=\"8\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num></w:numbering>";
    let (markdown, _) = read_with(&body, &[("word/numbering.xml", numbering.as_bytes())]).unwrap();
    assert_eq!(markdown, "1. a\n    1. b\n2. c\n    1. d\n\n* e");
}

#[test]
fn styles_name_headings_and_lists() {
    let styles = "<w:styles xmlns:w=\"urn:w\"><w:style w:styleId=\"X1\"><w:name w:val=\"heading 2\"/></w:style>\
        <w:style w:styleId=\"X2\"><w:name w:val=\"List Bullet\"/><w:pPr><w:numPr><w:numId w:val=\"5\"/></w:numPr></w:pPr></w:style></w:styles>";
    let body = "<w:p><w:pPr><w:pStyle w:val=\"X1\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>\
        <w:p><w:pPr><w:pStyle w:val=\"X2\"/></w:pPr><w:r><w:t>b</w:t></w:r></w:p>";
    let (markdown, _) = read_with(body, &[("word/styles.xml", styles.as_bytes())]).unwrap();
    assert_eq!(markdown, "## a\n\n- b");
}

#[test]
fn only_what_is_seen_is_read() {
    check(
        "<w:p><w:ins><w:r><w:t>baru</w:t></w:r></w:ins><w:del><w:r><w:delText>lama</w:delText></w:r></w:del>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>rahasia</w:t></w:r><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>",
        "baru",
        &["tracked-changes:", "comments-dropped:", "hidden-text-dropped:rahasia"],
    );
    check(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\x \"y\"</w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>hasil</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>",
        "hasil3",
        &["fields-dropped:DDEAUTO c:\\\\x \"y\""],
    );
    check(
        "<w:p><w:r><w:drawing><wp:docPr descr=\"Foto rapat\"/><a:blip r:link=\"rId9\"/></w:drawing><w:t>a</w:t></w:r>\
         <w:r><w:object><o:OLEObject/></w:object></w:r></w:p>",
        "a",
        &["objects-dropped:", "pictures-dropped:", "pictures-described:Foto rapat"],
    );
    check(
        "<w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc>\
         <w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>d</w:t></w:r></w:p>",
        "a\n\nb | c\n\nd",
        &["tables-flattened:"],
    );
}

#[test]
fn links_and_footnotes_keep_their_words() {
    let rels = "<Relationships><Relationship Id=\"r1\" Type=\"x/hyperlink\" Target=\"https://a.id/\"/>\
        <Relationship Id=\"r2\" Type=\"x/hyperlink\" Target=\"file:///c:/x\"/></Relationships>";
    let notes = "<w:footnotes xmlns:w=\"urn:w\"><w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"2\"><w:p><w:r><w:t>catatan</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let body = "<w:p><w:hyperlink r:id=\"r1\"><w:r><w:t>satu</w:t></w:r></w:hyperlink>\
        <w:hyperlink r:id=\"r2\"><w:r><w:t> dua</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let (markdown, said) = read_with(
        body,
        &[
            ("word/_rels/document.xml.rels", rels.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
            ("word/header1.xml", b"<x/>"),
            ("docProps/core.xml", b"<x>Penulis Rahasia</x>"),
        ],
    )
    .unwrap();
    assert_eq!(markdown, "[satu](https://a.id/) dua[2]\n\n[2] catatan");
    assert_eq!(said, ["headers-skipped:", "footnotes-moved:", "links-dropped:file:///c:/x"]);
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![b' '; 33 << 20];
    refused(&pack(&[("word/document.xml", &zeros)]), "bomb");
    let half = vec![b' '; 30 << 20];
    refused(&pack(&[("word/document.xml", &half), ("a", &half), ("b", &half)]), "bomb");
    let names: Vec<String> = (0..1_001).map(|at| format!("x{at}")).collect();
    let many: Vec<File<'_>> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    refused(&pack(&many), "too-many-parts");
    // An archive inside the archive stays closed.
    let inner = pack(&[("word/document.xml", &half)]);
    let body = document("<w:p><w:r><w:t>a</w:t></w:r></w:p>");
    let mut notes = Vec::new();
    let outer = pack(&[("word/document.xml", body.as_bytes()), ("word/embeddings/a.docx", &inner)]);
    assert_eq!(read(&outer, &mut notes).unwrap(), "a");
    assert_eq!(notes.iter().map(|note| note.kind).collect::<Vec<_>>(), [NoteKind::ObjectsDropped]);
}

/// Writes `value` at every place where `mark` stands, `skip` bytes behind it.
fn patch(bytes: &mut [u8], mark: &[u8], skip: usize, value: &[u8]) {
    let places: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(mark)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at + skip..at + skip + value.len()].copy_from_slice(value);
    }
}

#[test]
fn archives_that_lie_are_refused() {
    let body = document(&"<w:p><w:r><w:t>kata</w:t></w:r></w:p>".repeat(50));
    let sound = pack(&[("word/document.xml", body.as_bytes()), ("b", b"isi yang lain")]);
    assert!(read(&sound, &mut Vec::new()).is_ok());
    // Smaller and larger than it is, in the central list.
    for said in [10_u32, 1 << 20] {
        let mut lying = sound.clone();
        patch(&mut lying, b"PK\x01\x02", 24, &said.to_le_bytes());
        assert!(read(&lying, &mut Vec::new()).is_err(), "{said}");
    }
    let mut over = sound.clone();
    let last = (0..over.len()).rev().find(|at| over[*at..].starts_with(b"PK\x01\x02")).unwrap();
    over[last + 42..last + 46].copy_from_slice(&0_u32.to_le_bytes());
    assert!(read(&over, &mut Vec::new()).is_err(), "overlap");
    let mut encrypted = sound.clone();
    patch(&mut encrypted, b"PK\x01\x02", 8, &[1]);
    refused(&encrypted, "encrypted");
    refused(&sound[..sound.len() / 2], "archive");
    refused(b"PK\x03\x04", "archive");
    refused(&pack(&[("b", b"")]), "part-missing");
}

#[test]
fn names_that_lead_out_are_refused() {
    for name in ["../x", "/x", "word/../../x", "word\\x"] {
        let mut bytes = pack(&[("word/document.xml", b"<x/>"), (&"n".repeat(name.len()), b"")]);
        patch(&mut bytes, "n".repeat(name.len()).as_bytes(), 0, name.as_bytes());
        refused(&bytes, "false-parts");
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink("word/x", "/etc/hostname", SimpleFileOptions::default()).unwrap();
    refused(&writer.finish().unwrap().into_inner(), "false-parts");
}

#[test]
fn nothing_is_fetched_and_nothing_grows() {
    let xml = |head: &str| pack(&[("word/document.xml", format!("{head}<x/>").as_bytes())]);
    refused(&xml("<!DOCTYPE x SYSTEM \"http://contoh.id/x.dtd\">"), "document-type");
    refused(&xml("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>"), "document-type");
    let body = document("<w:p><w:r><w:t>&lain;</w:t></w:r></w:p>");
    refused(&pack(&[("word/document.xml", body.as_bytes())]), "xml");
    refused(&pack(&[("word/document.xml", b"<a><b></a>")]), "xml");
    refused(&pack(&[("word/document.xml", b"\xff\xfe")]), "encoding");
}

#[test]
fn depth_and_width_cost_no_more_than_their_length() {
    let begin = std::time::Instant::now();
    for name in ["a", "xmlns:a"] {
        let open =
            (0..100_000).fold(String::new(), |open, at| open + &format!(" {name}{at}=\"b\""));
        check(
            &format!(
                "<w:p{open}><w:pPr{open}><w:pStyle{open}/></w:pPr><w:r><w:t{open}>a</w:t></w:r></w:p>"
            ),
            "a",
            &[],
        );
    }
    let deep = format!(
        "{}<w:r><w:t>a</w:t></w:r>{}",
        "<w:sdt>".repeat(100_000),
        "</w:sdt>".repeat(100_000)
    );
    check(&deep, "a", &[]);
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
}

#[test]
fn the_packing_does_not_matter() {
    let body = document("<w:p><w:r><w:t>a</w:t></w:r></w:p>");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    writer.start_file("word/document.xml", stored).unwrap();
    writer.write_all(body.as_bytes()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(read(&bytes, &mut Vec::new()).unwrap(), "a");
}
