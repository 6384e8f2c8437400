//! F01: lines of the web page that were copied along: share links, counters, “read also”.

use std::ops::Range;

use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::{Example, Rule, Run, Speaks};
use crate::text::anatomy::{Furniture, Kind, bare};
use crate::text::span::slice;

pub(super) const RULE: Rule = Rule {
    id: "F01",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Rapat usai.\n\nDilihat 12 Kali.").finds("Dilihat 12 Kali.", &[""]),
        Example::body("Rapat usai.\n\nBagikan: facebook twitter whatapps")
            .finds("Bagikan: facebook twitter whatapps", &[""]),
        Example::body("Rapat usai.\n\nBaca juga: Rapat Lain di Kota")
            .finds("Baca juga: Rapat Lain di Kota", &[""]),
        Example::body("Berita Terkini\n\nRapat usai.").finds("Berita Terkini", &[""]),
        Example::body("The meeting is over.\n\nShare this:").english().finds("Share this:", &[""]),
    ],
    right: &[
        Example::body("Rapat dilihat 12 kali oleh warga."),
        Example::body("Warga membagikan berita itu di Facebook dan Twitter."),
        Example::body("Rapat usai.\n\u{a0}\nWarga pulang."),
        Example::body("Ia membaca juga: buku, koran, dan surat."),
        Example::body("```\nBagikan:\n```\nKode itu contoh."),
        Example::body("Komentar warga baik.\n\nBerita terkini itu dibaca semua orang."),
    ],
    run: Run::Whole(run),
};

/// Lines that pages have around a text.
const LINES: [&str; 20] = [
    "berita terkini",
    "berita terkait",
    "berita lainnya",
    "berita terpopuler",
    "berita populer",
    "artikel terkait",
    "kembali ke atas",
    "baca selengkapnya",
    "selengkapnya",
    "tinggalkan komentar",
    "tinggalkan balasan",
    "leave a reply",
    "leave a comment",
    "related posts",
    "read more",
    "advertisement",
    "scroll to continue with content",
    "lanjutkan membaca",
    "cetak halaman",
    "continue reading",
];

/// What such lines begin with.
const STARTS: [&str; 8] = [
    "baca juga:",
    "lihat juga:",
    "simak juga:",
    "read also:",
    "post views:",
    "posted by:",
    "diposting oleh:",
    "views:",
];

/// A longer line is a paragraph.
const LONGEST: usize = 300;

fn run(page: &Page<'_>, found: &mut Found) {
    let Some(body) = page.body() else { return };
    let mut tell = |span: Range<usize>| {
        let mut finding = body.finding(&RULE, span);
        finding.args = vec![("x", finding.text.trim().to_owned())];
        finding.fixes.push(String::new());
        found.push(finding);
    };
    for part in &page.anatomy.furniture {
        if matches!(part.kind, Furniture::Share | Furniture::Counter) {
            tell(part.span.clone());
        }
    }
    debug_assert_eq!(body.field, Field::Body);
    for block in &page.anatomy.blocks {
        let line = slice(&body.content, block.span.clone());
        if !matches!(block.kind, Kind::Paragraph | Kind::Heading(_)) || line.len() > LONGEST {
            continue;
        }
        let words = bare(line.trim_start_matches(['#', ' '])).to_lowercase();
        let label = words.trim_end_matches([':', '.', '…', '»']).trim_end();
        if LINES.contains(&label) || STARTS.iter().any(|start| words.starts_with(start)) {
            tell(block.span.clone());
        }
    }
}
