//! Whole files in, fields, body and notes out; and what must hold for every file.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use chrono::NaiveDate;
use proptest::prelude::*;
use pulldown_cmark::{Event, Parser};

use super::*;

fn take(name: &str, text: &str) -> Reading {
    let sections = ["Berita Terkini".to_owned()];
    let hints = Hints { sections: &sections, year: Some(2025), is_judged: false };
    read(&Source { name, bytes: text.as_bytes(), format: None }, &hints).unwrap()
}

fn said(reading: &Reading) -> Vec<String> {
    let notes = reading.notes.iter();
    notes.map(|note| format!("{}:{}", note.kind.word(), note.text)).collect()
}

/// Place, date, byline and body of a text under a headline.
#[track_caller]
fn fields(text: &str, place: &str, date: &str, byline: &str, body: &str) {
    let got = take("a.txt", &format!("Posko Dibuka Hari Ini\n\n{text}\n")).manuscript;
    let day = got.date.map(|date| date.to_string()).unwrap_or_default();
    let got = (
        got.headline.as_str(),
        got.place.as_str(),
        day.as_str(),
        got.byline.as_str(),
        got.body.as_str(),
    );
    assert_eq!(got, ("Posko Dibuka Hari Ini", place, date, byline, body));
}

#[test]
fn datelines_and_bylines_become_fields() {
    let day = "2025-10-21";
    fields("Contoh, 21 Oktober 2025 — Isi.\n\n(ali)", "Contoh", day, "ali", "Isi.");
    fields(
        "Contoh, 21 Oktober 2025 - Isi. (Humas KPU Contoh)",
        "Contoh",
        day,
        "Humas KPU Contoh",
        "Isi.",
    );
    fields("KPU CONTOH - Selasa, 21 Oktober 2025 - Isi.\n\n***", "", day, "", "Isi.");
    fields("CONTOH – Selasa (21/10/2025) Isi.", "CONTOH", day, "", "Isi.");
    fields("CONTOH – Selasa (21/10) Isi.", "CONTOH", day, "", "Isi.");
    // A Wednesday in no year near: the words stay where they are.
    fields("CONTOH – Sabtu (21/10) Isi.", "", "", "", "CONTOH – Sabtu (21/10) Isi.");
    fields("Isi tanpa apa-apa.", "", "", "", "Isi tanpa apa-apa.");
}

#[test]
fn page_furniture_is_taken_off_and_told() {
    let reading = take(
        "a.txt",
        "\u{feff}BERITA TERKINI\r\n\r\nPosko Dibuka\r\n\r\nPosko dibuka.\r\n\r\n\u{a0}\r\nKPU CONTOH - Rabu, 22 Oktober 2025 - Isi\u{a0}\u{a0}“satu”.\r\n\r\n1. a\r\n2. b\r\n\r\n***\r\n\r\nBagikan: facebook twitter whatapps\r\n\r\nTelah dilihat 90 kali",
    );
    let manuscript = &reading.manuscript;
    assert_eq!(manuscript.section, "Berita Terkini");
    assert_eq!(manuscript.body, "Isi\u{a0}\u{a0}“satu”.\n\n1. a\n2. b");
    assert_eq!(
        said(&reading),
        [
            "section-line:BERITA TERKINI",
            "headline-repeated:Posko dibuka.",
            "dateline:KPU CONTOH - Rabu, 22 Oktober 2025 -",
            "office-as-place:KPU CONTOH",
            "end-mark:***",
            "blank-lines:",
            "furniture:Bagikan: facebook twitter whatapps",
            "furniture:Telah dilihat 90 kali",
            "no-place:",
            "no-byline:",
        ]
    );
}

#[test]
fn a_dateline_that_disagrees_with_itself_stays_for_the_copy_desk() {
    let line = "Contoh, Rabu, 21 Oktober 2025 — Posko dibuka.";
    let reading = take("a.txt", &format!("Posko Dibuka\n\n{line}"));
    assert_eq!(reading.manuscript.body, line);
    assert_eq!((reading.manuscript.date, reading.manuscript.place.as_str()), (None, ""));
    assert!(said(&reading).iter().any(|note| note.starts_with("dateline-weekday:Contoh, Rabu")));
}

#[test]
fn markdown_stays_as_it_is() {
    let body = "Isi **tebal** <b>apa</b>\nbaris.\n\n\n* satu\n* dua\n\n```\n# kode\n```\n\n> kutip";
    let got =
        take("a.md", &format!("# Posko *Dibuka*\n\nContoh, 21 Oktober 2025 — {body}\n\n(ali)\n"))
            .manuscript;
    assert_eq!((got.headline.as_str(), got.byline.as_str()), ("Posko Dibuka", "ali"));
    assert_eq!(got.body, body);
    let body = "Satu kalimat utuh. Lalu kalimat lain.\n\n## Bab\n\nDua.";
    assert_eq!(take("a.md", body).manuscript.body, body);
}

#[test]
fn a_web_page_gives_the_same_article() {
    let reading = take(
        "a.html",
        "<title>Posko Dibuka | KPU</title><h1>Posko Dibuka</h1><p><b>Contoh, 21 Oktober 2025</b> &mdash; Isi <i>satu</i>.</p>\
         <p>&nbsp;</p><p>(ali)</p><div>Bagikan:</div><ul><li><a href='https://a.id'>facebook</a><li>twitter</ul><p>Dilihat 1 Kali.",
    );
    let manuscript = &reading.manuscript;
    assert_eq!(
        (manuscript.headline.as_str(), manuscript.place.as_str(), manuscript.body.as_str()),
        ("Posko Dibuka", "Contoh", "Isi _satu_.")
    );
    assert_eq!(manuscript.date, NaiveDate::from_ymd_opt(2025, 10, 21));
    assert!(said(&reading).contains(&"title-dropped:Posko Dibuka | KPU".to_owned()));
    assert!(said(&reading).contains(&"dateline:Contoh, 21 Oktober 2025 —".to_owned()));
}

#[test]
fn formats_are_guessed_by_name_and_then_by_content() {
    let guessed = |name: &str, bytes: &[u8]| guess(&Source { name, bytes, format: None });
    assert_eq!(guessed("a.HTM", b"{"), Format::Html);
    assert_eq!(guessed("-", b"\xef\xbb\xbf {\"headline\":1}"), Format::Json);
    assert_eq!(guessed("-", b"<!DOCTYPE HTML>"), Format::Html);
    assert_eq!(guessed("-", b"PK\x03\x04"), Format::Docx);
    assert_eq!(guessed("rapat v1.2", b"<tag> kata"), Format::Text);
    assert_eq!("docx".parse(), Ok(Format::Docx));
    assert_eq!("pdf".parse::<Format>(), Err(NoFormat("pdf".into())));
}

#[test]
fn files_that_hold_no_text_are_refused() {
    let refused = |name: &str, bytes: &[u8]| {
        let got = read(&Source { name, bytes, format: None }, &Hints::default());
        got.map_err(|error| error.kind()).unwrap_err()
    };
    assert_eq!(refused("a.txt", b""), "empty");
    assert_eq!(refused("a.txt", " \n\u{a0}\n".as_bytes()), "empty");
    assert_eq!(refused("a.txt", &vec![b'a'; MAX_FILE + 1]), "too-large");
    assert_eq!(refused("a.docx", b"kata"), "archive");
    assert_eq!(refused("a.txt", b"ka\0ta"), "not-text");
}

/// What this thread has worked: other work on the machine does not count.
fn cpu_time() -> std::time::Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    std::time::Duration::new(time.tv_sec.cast_unsigned(), u32::try_from(time.tv_nsec).unwrap())
}

#[test]
fn large_texts_are_read_in_time_that_fits_their_length() {
    let begin = cpu_time();
    for (unit, size) in [
        ("kata ", 200_000),
        ("kata\n", 200_000),
        ("1. a\n", 200_000),
        ("> ", 200_000),
        ("*", 200_000),
        ("(", 200_000),
        ("Contoh, 1 Mei 2025 - ", 200_000),
        ("\u{a0}\n", 200_000),
        ("[a](", 4 << 20),
    ] {
        for name in ["a.txt", "a.md"] {
            let text = format!("Judul\n\n{}x", unit.repeat(size / unit.len()));
            let source = Source { name, bytes: text.as_bytes(), format: None };
            read(&source, &Hints::default()).unwrap();
        }
    }
    let worked = cpu_time().saturating_sub(begin);
    assert!(worked.as_secs() < 20, "{worked:?}");
}

/// Every kind of note and error has its sentence, in both languages.
#[test]
fn everything_can_be_said() {
    for (file, text) in [
        ("id", include_str!("../../assets/lang/id/intake.ftl")),
        ("en", include_str!("../../assets/lang/en/intake.ftl")),
    ] {
        let has = |key: String| assert!(text.contains(&format!("\n{key} =")), "{file}: {key}");
        for kind in NoteKind::ALL {
            has(format!("note-{}", kind.word()));
        }
        for kind in IntakeError::KINDS {
            has(format!("intake-error-{kind}"));
            has(format!("intake-error-{kind}-hint"));
        }
    }
}

/// How often each word of letters stands in a text.
fn count<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for text in texts {
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    }
    words
}

/// The words that a reader of the body sees.
fn shown(markdown: &str) -> String {
    use pulldown_cmark::{Tag, TagEnd};
    let mut text = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(words)
            | Event::Code(words)
            | Event::Html(words)
            | Event::InlineHtml(words) => text.push_str(&words),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            _ => text.push('\n'),
        }
    }
    text
}

#[track_caller]
fn nothing_vanished(input: &str, words: &str, body: &str, reading: &Reading) {
    let got = &reading.manuscript;
    let fields = [&got.headline, &got.section, &got.place, &got.byline];
    // Lines of the page that stand there several times share one note.
    let times = |note: &Note| if note.kind == NoteKind::Furniture { note.count } else { 1 };
    let notes =
        reading.notes.iter().flat_map(|note| std::iter::repeat_n(note.text.as_str(), times(note)));
    let out = count(fields.into_iter().map(String::as_str).chain(notes).chain([body]));
    for (word, times) in count([words]) {
        let found = out.get(&word).copied().unwrap_or_default();
        assert!(found >= times, "{word:?} {found} of {times}\n{input:?}\n{reading:#?}");
    }
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-zA-Z]{1,9}",
        1 => "[A-Z][a-z]{2,8}[.,]",
        1 => prop::sample::select(vec![
            "#", ">", "*", "-", "+", "—", "1.", "2.", "(KPU)", "[x](y)", "[x]:", "<b>", "</b>", "<!--",
            "&amp;", "_a_", "**b**", "`c`", "\\", "~~~", "```", "***", "---", "===", "“kata”", "2025",
            "(ali)", "a_b", "|", "Rp1.000", "\u{a0}", "KPU", "Senin", "Mei", "12/5/2025", ":",
        ]).prop_map(str::to_owned),
    ]
}

fn line() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(word(), 1..12).prop_map(|words| words.join(" ")).boxed();
    prop_oneof![
        10 => words.clone(),
        2 => words.clone().prop_map(|words| format!("1. {words}")),
        2 => words.clone().prop_map(|words| format!("- {words}")),
        2 => words.clone().prop_map(|words| format!("   • {words}")),
        1 => words.clone().prop_map(|words| format!("Contoh, 21 Oktober 2025 — {words}")),
        1 => words.clone().prop_map(|words| format!("KPU CONTOH - Kamis, 12 Juni 2025 - {words}")),
        1 => words.clone().prop_map(|words| format!("**KOTA – Selasa (21/10/2025)** {words}")),
        1 => words.prop_map(|words| format!("{words}. (Humas KPU Contoh)")),
        3 => prop::sample::select(vec![
            "(ali)", "***", "Bagikan:", "facebook twitter whatapps", "Dilihat 12 Kali.", "\u{a0}",
            "Berita Terkini", "", "", "    ", "# Judul", "Judul\n====",
        ]).prop_map(str::to_owned),
    ]
}

fn document() -> impl Strategy<Value = String> {
    let gap = prop::sample::select(vec!["\n", "\n\n", "\r\n\r\n", "\n\n\n"]);
    prop::collection::vec((line(), gap), 1..14)
        .prop_map(|lines| lines.into_iter().map(|(line, gap)| line + gap).collect())
}

fn page() -> impl Strategy<Value = String> {
    let tag = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "</em>",
        "<h1>",
        "</h1>",
        "<h2>",
        "<ul>",
        "<li>",
        "</ul>",
        "<ol>",
        "</ol>",
        "<a href='https://a.id'>",
        "</a>",
        "<table><tr><td>",
        "<td>",
        "</table>",
        "<br>",
        "<blockquote>",
        "</blockquote>",
        "<pre>",
        "</pre>",
        "<div>",
        "<nav>",
        "<svg>",
        "</svg>",
    ]);
    let part = prop_oneof![
        tag.prop_map(|tag| (tag.to_owned(), String::new())),
        "[a-zA-Z]{1,8}( [a-z.*_#-]{1,6})?".prop_map(|words| (words.clone(), words)),
    ];
    prop::collection::vec(part, 1..40).prop_map(|parts| {
        let (html, words): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
        // One word a part, and the words that the tags must not join.
        format!("{}\u{1}{}", html.join(" "), words.join(" "))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_text_vanishes(text in document()) {
        let source = Source { name: "a.txt", bytes: text.as_bytes(), format: None };
        if let Ok(reading) = read(&source, &Hints { year: Some(2025), ..Hints::default() }) {
            nothing_vanished(&text, &text, &shown(&reading.manuscript.body), &reading);
        }
    }

    #[test]
    fn no_word_of_a_marked_text_vanishes(text in document()) {
        let source = Source { name: "a.md", bytes: text.as_bytes(), format: None };
        if let Ok(reading) = read(&source, &Hints { year: Some(2025), ..Hints::default() }) {
            // A headline is plain text: its character references are resolved.
            let words = text.replace("&amp;", "&");
            nothing_vanished(&text, &words, &reading.manuscript.body, &reading);
        }
    }

    #[test]
    fn no_word_of_a_page_vanishes(page in page()) {
        let (html, words) = page.split_once('\u{1}').unwrap();
        let source = Source { name: "a.html", bytes: html.as_bytes(), format: None };
        if let Ok(reading) = read(&source, &Hints::default()) {
            nothing_vanished(html, words, &shown(&reading.manuscript.body), &reading);
        }
    }

    #[test]
    fn a_body_goes_through_unchanged_a_second_time(text in document()) {
        let source = Source { name: "a.txt", bytes: text.as_bytes(), format: None };
        if let Ok(reading) = read(&source, &Hints::default()) {
            let again = serde_json::to_string(&reading.manuscript).unwrap();
            if let Ok(second) = read(&Source { name: "a.json", bytes: again.as_bytes(), format: None }, &Hints::default()) {
                prop_assert_eq!(second.manuscript.body, reading.manuscript.body);
            }
        }
    }

    #[test]
    fn bytes_of_any_kind_never_break_it(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        soup in "[<>/a-z \"'=&;#!\\[\\]()*_`{}:,0-9\n\\-\u{a0}–é]{0,300}",
        at in 0_usize..200,
    ) {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(format!("<w:document><w:p>{soup}</w:p></w:document>").as_bytes()).unwrap();
        let mut packed = zip.finish().unwrap().into_inner();
        let whole = packed.clone();
        for (at, byte) in bytes.iter().take(8).enumerate() {
            let place = at * 37 % packed.len();
            packed[place] = *byte;
        }
        let cut = &whole[..at.min(whole.len())];
        for format in [Format::Text, Format::Markdown, Format::Html, Format::Docx, Format::Json] {
            for bytes in [&bytes[..], soup.as_bytes(), &packed, &whole, cut] {
                let source = Source { name: "a", bytes, format: Some(format) };
                let _ = read(&source, &Hints::default());
            }
        }
    }
}
