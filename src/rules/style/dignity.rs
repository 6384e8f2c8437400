//! K03: words that demean people, and those that laws and the people themselves use: Law 8 of 2016
//! on people with disabilities, Presidential Decree 12 of 2014 on *Tionghoa*.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::tables::Table;
use crate::rules::words::shield::is_shielded;
use crate::rules::words::standard::replaced;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "K03",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("TPS itu ramah bagi orang cacat.")
            .finds("orang cacat", &["penyandang disabilitas"]),
        Example::body("Pemilih dengan cacat mental didampingi.")
            .finds("cacat mental", &["disabilitas mental"]),
        Example::body("Panti jompo itu menjadi TPS.").finds("jompo", &["lanjut usia"]),
        Example::body("Warga keturunan Cina mencoblos.")
            .finds("Warga keturunan Cina", &["Warga keturunan Tionghoa"]),
        Example::body("Siswa yang bisu dan tuli memerlukan juru bahasa.")
            .finds("bisu dan tuli", &["tuli dan tunawicara", "disabilitas rungu dan wicara"]),
        Example::body("Peserta menolak lelucon tentang banci.")
            .finds("banci", &["waria", "transpuan"]),
    ],
    right: &[
        Example::body("TPS itu ramah bagi penyandang disabilitas dan tunanetra."),
        Example::body("Surat suara cacat, cacat hukum, dan cacat cetak dicatat."),
        Example::body("Perjalanan ke Cina; rumah sakit jiwa."),
        Example::body("Film bisu; komunitas Tuli hadir; Teman Tuli memakai bahasa isyarat."),
        Example::body("“Dulu kami disebut orang cacat,” kata Rina."),
    ],
    run: Run::Piece(run),
};

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for hit in piece.hits(Table::Bias) {
        if found.is_full() {
            return;
        }
        let at = piece.tokens().get(hit.tokens.start).map_or(0, |token| token.span.start);
        if hit.entry.class != "demeaning"
            || piece.is_quoted(at)
            || is_shielded(piece, hit.tokens.clone())
        {
            continue;
        }
        let mut finding = replaced(&RULE, piece, hit);
        if hit.entry.sure == "S" {
            finding.level = Level::Suggestion;
        }
        found.push(finding);
    }
}
