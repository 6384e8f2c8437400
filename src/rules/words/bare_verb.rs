//! E14: a verb without its prefix, as headlines have it, in running text: `KPU gelar rapat`.

use super::standard::written_as;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::token::{Case, Kind, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E14",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("KPU RI gelar rapat di aula kantor.").finds("gelar", &["menggelar"]),
        Example::body("Rapat usai. Bawaslu Kota Contoh awasi pleno itu.")
            .finds("awasi", &["mengawasi"]),
        Example::body("Contoh, 2 Mei 2025 — KPU Kabupaten Contoh ikuti rakor pleno.")
            .finds("ikuti", &["mengikuti"]),
        Example::body("Jakarta - Komisi Pemilihan Umum (KPU) RI kunjungi pimpinan lembaga itu.")
            .finds("kunjungi", &["mengunjungi"]),
        Example::body("Dinas Sosial adakan ziarah ke makam pahlawan.")
            .finds("adakan", &["mengadakan"]),
        Example::body("Pemerintah daerah gelar forum serupa di setiap kecamatan.")
            .finds("gelar", &["menggelar"]),
        Example::body("Pemkab Contoh gandeng kampus itu.").finds("gandeng", &["menggandeng"]),
    ],
    right: &[
        Example::headline("KPU RI Gelar Rapat"),
        Example::body("KPU RI menggelar rapat."),
        Example::body("Rapat yang KPU gelar berjalan lancar."),
        Example::body("KPU gelar rapat"),
        Example::body("“KPU RI gelar rapat besok pagi.”"),
        Example::body("## KPU gelar rapat."),
        Example::body("Pemerintah daerah bentuk baru itu disahkan."),
        Example::body("Dinas Sosial tutup pada hari Minggu."),
        Example::body("Bupati terima kasih atas undangan itu."),
        Example::body("Ia memperoleh gelar sarjana di KPU gelar kedua."),
    ],
    run: Run::Piece(run),
};

/// Headline verbs and what running text has.
const VERBS: [(&str, &str); 58] = [
    ("adakan", "mengadakan"),
    ("ajak", "mengajak"),
    ("awasi", "mengawasi"),
    ("bahas", "membahas"),
    ("bentuk", "membentuk"),
    ("buka", "membuka"),
    ("dorong", "mendorong"),
    ("gelar", "menggelar"),
    ("hadiri", "menghadiri"),
    ("ikuti", "mengikuti"),
    ("imbau", "mengimbau"),
    ("ingatkan", "mengingatkan"),
    ("kunjungi", "mengunjungi"),
    ("laksanakan", "melaksanakan"),
    ("lakukan", "melakukan"),
    ("lantik", "melantik"),
    ("libatkan", "melibatkan"),
    ("luncurkan", "meluncurkan"),
    ("minta", "meminta"),
    ("musnahkan", "memusnahkan"),
    ("pastikan", "memastikan"),
    ("paparkan", "memaparkan"),
    ("perkuat", "memperkuat"),
    ("raih", "meraih"),
    ("resmikan", "meresmikan"),
    ("sambut", "menyambut"),
    ("sampaikan", "menyampaikan"),
    ("selenggarakan", "menyelenggarakan"),
    ("serahkan", "menyerahkan"),
    ("siapkan", "menyiapkan"),
    ("sosialisasikan", "menyosialisasikan"),
    ("susun", "menyusun"),
    ("targetkan", "menargetkan"),
    ("tegaskan", "menegaskan"),
    ("tekankan", "menekankan"),
    ("terima", "menerima"),
    ("terapkan", "menerapkan"),
    ("tetapkan", "menetapkan"),
    ("tingkatkan", "meningkatkan"),
    ("umumkan", "mengumumkan"),
    ("bagikan", "membagikan"),
    ("dukung", "mendukung"),
    ("gandeng", "menggandeng"),
    ("gencarkan", "menggencarkan"),
    ("jadwalkan", "menjadwalkan"),
    ("jalin", "menjalin"),
    ("kawal", "mengawal"),
    ("kukuhkan", "mengukuhkan"),
    ("matangkan", "mematangkan"),
    ("optimalkan", "mengoptimalkan"),
    ("perpanjang", "memperpanjang"),
    ("rekrut", "merekrut"),
    ("salurkan", "menyalurkan"),
    ("soroti", "menyoroti"),
    ("tandatangani", "menandatangani"),
    ("tinjau", "meninjau"),
    ("undang", "mengundang"),
    ("usulkan", "mengusulkan"),
];

/// What the subject of such a sentence begins with.
const OFFICES: [&str; 38] = [
    "kpu",
    "kpud",
    "bawaslu",
    "panwaslu",
    "panwascam",
    "dkpp",
    "komisi",
    "badan",
    "ppk",
    "pps",
    "kpps",
    "kip",
    "ketua",
    "anggota",
    "komisioner",
    "sekretaris",
    "sekretariat",
    "bupati",
    "gubernur",
    "pemerintah",
    "pemkab",
    "pemkot",
    "pemprov",
    "dinas",
    "kementerian",
    "menteri",
    "dprd",
    "dpr",
    "polres",
    "polda",
    "polri",
    "kodim",
    "kejaksaan",
    "wali",
    "walikota",
    "camat",
    "rsud",
    "universitas",
];

/// Longer subjects are no more told from other words.
const LONGEST: usize = 12;

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    if piece.part != Part::Paragraph {
        return;
    }
    for sentence in &piece.look.sentences {
        if found.is_full() {
            return;
        }
        let start = behind_place(piece, sentence.start);
        let ended = sentence
            .clone()
            .next_back()
            .is_some_and(|last| piece.is_sign(last, '.') || piece.is_sign(last, '!'));
        let first = piece.tokens().get(start).map_or(0, |token| token.span.start);
        if !ended || !OFFICES.contains(&piece.low(start)) || piece.is_quoted(first) {
            continue;
        }
        let verb = (start..sentence.end.min(start + LONGEST)).find(|at| !is_of_subject(piece, *at));
        let Some(verb) = verb.filter(|verb| case(piece.word(*verb)) == Case::Lower) else {
            continue;
        };
        let Some((bare, full)) = VERBS.iter().find(|(bare, _)| *bare == piece.low(verb)) else {
            continue;
        };
        let object = piece.tokens().get(verb + 1);
        let next = piece.low(verb + 1);
        let has_object = object.is_some_and(|next| matches!(next.kind, Kind::Word | Kind::Number));
        // `Undang-Undang` and its like.
        let is_doubled = piece.is_sign(verb + 1, '-');
        if !has_object
            || is_doubled
            || *bare == "terima" && next == "kasih"
            || matches!(next, "oleh" | "kedua")
        {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(verb..verb + 1));
        let fix = written_as(&finding.text, full);
        finding.args = vec![("x", finding.text.clone()), ("y", fix.clone())];
        finding.fixes.push(fix);
        found.push(finding);
    }
}

/// Where the sentence begins behind a place and a dash, as in `Jakarta - KPU gelar …`.
fn behind_place(piece: &Piece<'_>, start: usize) -> usize {
    let dash = |at: &usize| {
        ['-', '–', '—'].iter().any(|sign| piece.is_sign(*at, *sign)) && !piece.is_glued(*at)
    };
    let place = (start..start + 4).find(dash);
    place
        .filter(|dash| (start..*dash).all(|at| is_of_subject(piece, at)))
        .map_or(start, |at| at + 1)
}

/// `Pemerintah daerah`, written small.
fn is_level(piece: &Piece<'_>, at: usize) -> bool {
    piece.low(at.wrapping_sub(1)) == "pemerintah"
        && matches!(piece.low(at), "daerah" | "pusat" | "kabupaten" | "kota" | "provinsi" | "desa")
        && piece.low(at + 1) != "bentuk"
}

/// Names, short forms in brackets, and a slash between two of them.
fn is_of_subject(piece: &Piece<'_>, at: usize) -> bool {
    match piece.tokens().get(at).map(|token| token.kind) {
        Some(Kind::Word) => case(piece.word(at)) != Case::Lower || is_level(piece, at),
        Some(Kind::Sign('/' | '(' | ')' | '-')) => true,
        _ => false,
    }
}
