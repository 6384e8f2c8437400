//! Sound files of every kind that is read, and what chance does to them.

use std::io::{Cursor, Write as _};

use redaksi::intake::Format;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Made;
use crate::chance::Chance;

const TEXT: &str = "KENDARI – Rapat pleno digelar\n\nKendari, 3 Juni 2026 – Panitia menghitung 1.204 \
    suara di “balai desa”, kata Ibu Wati.\n\nBagian kedua: 45% hadir; sisanya menyusul.\n\n\
    Penulis: Sari\n";

const MARKDOWN: &str = "---\ntitle: Daftar sementara\ntags: [warga, data]\n---\n# Daftar sementara\n\n\
    Kendari (3/6) - Petugas *mencatat* **dua** [tautan](https://contoh.example/a?b=c).\n\n\
    1. satu\n2. dua\n   - dalam\n     > kutipan\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nkode\n```\n\
    ![foto](gambar.png)\n";

const HTML: &str = "<!DOCTYPE html><html lang=\"id\"><head><meta charset=\"utf-8\"><title>Jadwal \
    baru</title><meta name=\"author\" content=\"Sari\"><style>p{color:red}</style></head><body>\
    <h1>Jadwal baru &amp; lama</h1><p onclick=\"a()\">Kendari, 3 Juni 2026 &ndash; Petugas \
    <b>membuka</b> <a href=\"javascript:alert(1)\">pos</a>.</p><script>if(a<b){}</script>\
    <ul><li>satu<li>dua</ul><table><tr><td>1</td><td colspan=2>2</td></tr></table>\
    <blockquote><p>Kata Wati.</blockquote><!-- catatan --><img src=x onerror=y alt=\"foto\"></body>";

const JSON: &str = r#"{"headline":"Rapat pleno","summary":null,"section":"Berita","tags":["warga","data"],
    "place":"Kendari","date":"2026-06-03","event_from":"2026-06-05","event_to":null,"byline":"Sari",
    "credit":"","language":"id","body":"Isi \u00e9 \ud83d\ude00 satu.\n\nDua.","stage":"published",
    "id":"0192f0c1-2345-7abc-8def-000000000001","findings":[],"comments":[{"text":"a"}]}"#;

const DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:document
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>
    <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Rapat pleno digelar</w:t></w:r></w:p>
    <w:p><w:r><w:t xml:space="preserve">Kendari, 3 Juni 2026 – </w:t></w:r><w:r><w:rPr><w:b/><w:i/></w:rPr>
    <w:t>Panitia &amp; warga</w:t></w:r><w:hyperlink r:id="rId1"><w:r><w:t>tautan</w:t></w:r></w:hyperlink></w:p>
    <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>satu</w:t></w:r></w:p>
    <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>dua</w:t></w:r></w:p>
    <w:p><w:ins w:id="1"><w:r><w:t>baru</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>lama</w:delText></w:r></w:del>
    <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c</w:instrText></w:r>
    <w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:footnoteReference w:id="2"/><w:tab/><w:br/></w:r></w:p>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>sel</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
    <w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;

const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="rId1" Type="hyperlink" Target="https://contoh.example/" TargetMode="External"/></Relationships>"#;

const PARTS: [(&str, &str); 4] = [
    ("[Content_Types].xml", "<Types/>"),
    ("word/document.xml", DOCUMENT),
    ("word/numbering.xml", NUMBERING),
    ("word/_rels/document.xml.rels", LINKS),
];

/// Pieces that mean something to one of the readers.
const WORDS: [&[u8]; 40] = [
    b"\0",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xc0\xaf",
    b"\xf4\x90\x80\x80",
    b"\r",
    b"\x1b]52;c;",
    b"\xe2\x80\xae",
    b"\xe2\x80\xa8",
    b"\xcc\x81",
    b"&#0;",
    b"&#xD800;",
    b"&#x110000;",
    b"&#99999999999;",
    b"&amp;amp;",
    b"<!DOCTYPE a [<!ENTITY b \"c\">]>",
    b"&b;",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"--!>",
    b"<script>",
    b"</title>",
    b"<plaintext>",
    b"<p",
    b"</",
    b"<svg><a>",
    b"\"\\ud800\"",
    b"\\u0000",
    b"[[[[[[[[",
    b"{\"a\":",
    b"1e999",
    b"-0",
    b"\n---\n",
    b"\n> > > > ",
    b"<w:p><w:r><w:t>",
    b"PK\x05\x06",
    b"\x7f",
];

/// The file of a seed.
pub(super) fn file(seed: u64) -> Made {
    let mut chance = Chance::new(0xF022_0000_0000 + seed);
    let (name, bytes, format) = match chance.below(8) {
        0 => ("a.txt", text(&mut chance), None),
        1 => ("a.md", broken(MARKDOWN.as_bytes(), &mut chance), None),
        2 => ("a.html", broken(HTML.as_bytes(), &mut chance), None),
        3 => ("a.json", broken(JSON.as_bytes(), &mut chance), None),
        4 => ("a.docx", packed(&mut chance), None),
        5 => ("a.docx", broken(&pack(&PARTS.map(whole)), &mut chance), None),
        6 => ("tanpa-nama", anything(&mut chance), None),
        _ => {
            let kinds = [Format::Text, Format::Markdown, Format::Html, Format::Docx, Format::Json];
            let kind = kinds[chance.below(kinds.len())];
            ("salah.xyz", anything(&mut chance), Some(kind))
        }
    };
    Made { name: name.to_owned(), bytes, format }
}

fn whole((name, text): (&str, &str)) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        if writer.start_file(name.as_str(), SimpleFileOptions::default()).is_ok() {
            writer.write_all(bytes).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

/// A sound archive of broken parts; now and then one has much to unpack.
fn packed(chance: &mut Chance) -> Vec<u8> {
    let mut parts = PARTS.map(whole).to_vec();
    let at = chance.below(parts.len());
    parts[at].1 = broken(&parts[at].1, chance);
    match chance.below(120) {
        0 => parts[at].1.extend(vec![b' '; 40 << 20]),
        1 => parts.extend((0..1_200).map(|number| (format!("{number}.xml"), Vec::new()))),
        2 => {
            parts.remove(at);
        }
        3 => "../../keluar.xml".clone_into(&mut parts[at].0),
        _ => {}
    }
    pack(&parts)
}

/// Text in one of the encodings that machines write.
fn text(chance: &mut Chance) -> Vec<u8> {
    let wide = |order: fn(u16) -> [u8; 2], mark: &[u8]| {
        [mark.to_vec(), TEXT.encode_utf16().flat_map(order).collect()].concat()
    };
    let bytes = match chance.below(5) {
        0 => wide(u16::to_le_bytes, b"\xff\xfe"),
        1 => wide(u16::to_be_bytes, b"\xfe\xff"),
        2 => wide(u16::to_le_bytes, b""),
        // A byte a character, where there is one.
        3 => TEXT.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(0x96)).collect(),
        _ => TEXT.as_bytes().to_vec(),
    };
    broken(&bytes, chance)
}

fn anything(chance: &mut Chance) -> Vec<u8> {
    if chance.below(6) == 0 {
        return (0..chance.below(3_000)).map(|_| chance.next().to_le_bytes()[0]).collect();
    }
    let docx = pack(&PARTS.map(whole));
    let sound = sounds(&docx);
    broken(sound[chance.below(sound.len())], chance)
}

fn sounds(docx: &[u8]) -> [&[u8]; 5] {
    [TEXT.as_bytes(), MARKDOWN.as_bytes(), HTML.as_bytes(), JSON.as_bytes(), docx]
}

/// Does a few things to some bytes, and sometimes none.
fn broken(sound: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for _ in 0..chance.below(8) {
        change(&mut bytes, chance);
    }
    // A reader whose time grows with the square of the length shows it here.
    bytes.truncate(256 << 10);
    bytes
}

fn range(length: usize, chance: &mut Chance) -> std::ops::Range<usize> {
    let from = chance.below(length + 1);
    let most = (length - from).min(1 + chance.below(200));
    from..from + chance.below(most + 1)
}

fn change(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let length = bytes.len();
    let at = chance.below(length + 1);
    match chance.below(9) {
        0 if length > 0 => bytes[at % length] ^= 1 << chance.below(8),
        1 if length > 0 => bytes[at % length] = chance.next().to_le_bytes()[0],
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(range(length, chance))),
        4 => {
            let piece = bytes[range(length, chance)].to_vec();
            bytes.splice(at..at, piece);
        }
        5 => {
            let other = sounds(b"PK\x03\x04")[chance.below(5)];
            let piece = other[range(other.len(), chance)].to_vec();
            bytes.splice(at..at, piece);
        }
        6 | 7 => {
            let word = WORDS[chance.below(WORDS.len())];
            bytes.splice(at..at, word.iter().copied());
        }
        // The same again and again: depth, and long lines.
        _ => {
            let own = bytes[range(length, chance)].to_vec();
            let word = WORDS[chance.below(WORDS.len())];
            let piece = if chance.coin() { own } else { word.to_vec() };
            bytes.splice(at..at, piece.repeat(1 + chance.below(2_000)));
        }
    }
}
