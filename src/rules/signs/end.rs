//! S07: a paragraph of sentences whose last one does not end. Headings, captions, bylines,
//! greetings and rows of tables need no mark, so whatever may be one of them is left alone.

use super::around::{Around, end, is_word, sign, start};
use crate::domain::finding::{Field, Level};
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::token::{Case, Kind, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "S07",
    level: Level::Warning,
    speaks: Speaks::Any,
    wrong: &[
        Example::body("Rapat dibuka pagi itu. Warga lalu pulang ke rumah masing-masing")
            .finds("masing", &["masing."]),
        Example::body(
            "Di akhir rapat, Ani meminta semua petugas menjaga suasana kerja yang baik, tutup Ani\n\nRapat usai.",
        )
        .finds("Ani", &["Ani."]),
        Example::body("Rapat dibuka pagi itu. Peserta berasal dari sepuluh desa (30 orang)")
            .finds("orang)", &["orang)."]),
        Example::body("Rapat dibuka pagi itu. Ketua berkata kepada warga, “Kami siap bekerja”")
            .finds("bekerja”", &["bekerja.”"]),
    ],
    right: &[
        Example::body("Rapat dibuka pagi itu. Warga lalu pulang."),
        Example::body("Suasana rapat pleno terbuka di aula kantor KPU Kabupaten Contoh"),
        Example::body("Rapat usai.\n\nSyaratnya sebagai berikut:\n\n- satu\n- dua"),
        Example::body("## Rapat dibuka pagi itu. Warga pulang\n\nIsi."),
        Example::body("- Rapat dibuka pagi itu. Warga lalu pulang ke rumah"),
        Example::body("Rapat usai.\n\n**Rapat dibuka pagi itu. Warga pulang ke rumah masing-masing**"),
        Example::body("Rapat usai.\n\nFoto: Ketua membuka rapat. Warga mendengarkan di aula kantor itu"),
        Example::body("| Nama. | Umur |\n|---|---|\n| Ani. Budi | 20 |"),
        Example::body("Rapat dibuka pagi itu. Warga lalu pulang ke rumah. (WAHYU KRIDA/B-7)"),
        Example::body("Rapat dibuka. Unduh berkas di https://contoh.test/berkas"),
        Example::body("Assalamualaikum warahmatullahi wabarakatuh, salam sejahtera bagi kita semua"),
        Example::body("Rapat dibuka pagi itu. Warga lalu pulang ke\n\nrumah masing-masing."),
        Example::body("Rapat dibuka. Ikuti kami di #PemiluDamai #KPUMelayani"),
    ],
    run: Run::Whole(run),
};

/// So many words with a comma among them are a sentence and no caption.
const LONG: usize = 12;
/// Without a comma.
const LONGER: usize = 25;

fn run(page: &Page<'_>, found: &mut Found) {
    let pieces: Vec<&Piece<'_>> = page.of_body().collect();
    for (at, piece) in pieces.iter().enumerate() {
        if piece.part != Part::Paragraph || piece.field != Field::Body || found.is_full() {
            continue;
        }
        // A sentence that goes on below was only broken.
        let goes_on = pieces.get(at + 1).is_some_and(|next| {
            next.part != Part::Paragraph && next.part != Part::Heading
                || next.word(0).starts_with(char::is_lowercase)
        });
        if let Some(last) = open_end(piece).filter(|_| !goes_on && is_sentence(piece)) {
            mark(piece, last, found);
        }
    }
}

/// The last word, if no mark ends it.
fn open_end(piece: &Piece<'_>) -> Option<usize> {
    let tokens = piece.tokens();
    let mut at = tokens.len().checked_sub(1)?;
    while matches!(sign(piece, at), Some('”' | '"' | ')' | '*' | '_')) {
        at = at.checked_sub(1)?;
    }
    let last = tokens.get(at)?;
    if !matches!(last.kind, Kind::Word | Kind::Number) {
        return None;
    }
    // `#PemiluDamai` belongs to networks; what stands in brackets may be somebody's name.
    let is_tag = at > 0 && matches!(sign(piece, at - 1), Some('#' | '@' | '/' | '&'));
    let in_brackets = tokens.get(at + 1..)?.iter().any(|token| token.kind == Kind::Sign(')'));
    let bracket = tokens.iter().rposition(|token| token.kind == Kind::Sign('('));
    // What stands in brackets behind the end of a sentence names its writer.
    let before = bracket.and_then(|at| at.checked_sub(1)).and_then(|at| sign(piece, at));
    if in_brackets && matches!(before, Some('.' | '!' | '?' | '”' | '"')) {
        return None;
    }
    let has_figures = bracket
        .and_then(|from| tokens.get(from..))
        .is_some_and(|inside| inside.iter().any(|token| token.kind == Kind::Number));
    (!is_tag && (!in_brackets || has_figures)).then_some(at)
}

/// Words that begin a line which is no sentence.
const LABELS: [&str; 18] = [
    "foto",
    "keterangan",
    "ket",
    "teks",
    "sumber",
    "penulis",
    "editor",
    "penyunting",
    "reporter",
    "caption",
    "photo",
    "source",
    "dokumentasi",
    "video",
    "assalamualaikum",
    "assalamu'alaikum",
    "hormat",
    "salam",
];

fn is_sentence(piece: &Piece<'_>) -> bool {
    let tokens = piece.tokens();
    let words: Vec<usize> = (0..tokens.len()).filter(|at| is_word(piece, *at)).collect();
    let Some(first) = words.first() else { return false };
    let lower = words.iter().filter(|at| case(piece.word(**at)) == Case::Lower).count();
    let is_marked = matches!(sign(piece, 0), Some('*' | '_' | '!' | '[' | '<' | '|' | '#' | '•'));
    let has_label = LABELS.contains(&piece.low(*first)) || is_pasted_list(piece.text);
    if is_marked || has_label || lower * 2 < words.len() || Around::of(piece).is_table {
        return false;
    }
    let ended = piece.look.sentences.len() > 1;
    let comma = tokens.iter().any(|token| token.kind == Kind::Sign(','));
    ended && words.len() >= 8 || comma && words.len() >= LONG || words.len() >= LONGER
}

/// Lines with signs or numbers before them, or many short ones.
fn is_pasted_list(text: &str) -> bool {
    let mut lines = text.lines();
    let _first = lines.next();
    lines.any(|line| {
        let line = line.trim_start();
        let rest = line.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        line.starts_with(['•', '-', '–', '*', '●', '▪', '✓', '→'])
            || line.len() - rest.len() <= 2
                && line.len() > rest.len()
                && rest.starts_with(['.', ')'])
    })
}

fn mark(piece: &Piece<'_>, last: usize, found: &mut Found) {
    let until = piece.tokens().len() - 1;
    let mut finding = piece.finding(&RULE, start(piece, last)..end(piece, until));
    let word = piece.word(last);
    let closing = piece.slice(end(piece, last)..end(piece, until));
    // The point stands within quotation marks and emphasis, and behind brackets.
    let fix = if closing.contains(')') {
        format!("{word}{closing}.")
    } else {
        format!("{word}.{closing}")
    };
    finding.fixes.push(fix);
    found.push(finding);
}
