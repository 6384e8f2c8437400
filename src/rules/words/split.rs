//! E13: one comma between a subject and its verb. Two commas around an apposition are right.

use crate::domain::calendar::weekday;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::token::{Case, Kind, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E13",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Anggota KPU Idham Holik, menyampaikan terima kasih.")
            .finds("Holik, menyampaikan", &["Holik menyampaikan"]),
        Example::body("Dalam sambutannya, Ketua KPU Budi Raya, mengatakan data siap.")
            .finds("Raya, mengatakan", &["Raya mengatakan"]),
        Example::body("Pleno usai. Ketua KPU Kota Contoh, membuka acara.")
            .finds("Contoh, membuka", &["Contoh membuka"]),
        Example::body("Usai rapat. Idham Holik, menjanjikan jawaban dalam tiga hari.")
            .finds("Holik, menjanjikan", &["Holik menjanjikan"]),
        Example::body("Kepala RSUD Teluk Mandar Rosmini Saleh, berjanji menambah ruang.")
            .finds("Saleh, berjanji", &["Saleh berjanji"]),
        Example::body("Kepala Divisi Data dan Informasi KPU, menjelaskan hal itu.")
            .finds("KPU, menjelaskan", &["KPU menjelaskan"]),
    ],
    right: &[
        Example::body("Anggota KPU, Idham Holik, menyampaikan terima kasih."),
        Example::body("Idham Holik, Anggota KPU Contoh, menyampaikan hal itu."),
        Example::body("Ketua KPU Budi Raya, S.H., mengatakan data siap."),
        Example::body("Dalam rapat bersama Ketua KPU, menteri menyampaikan hal itu."),
        Example::body("Pada rapat itu, Budi Raya, Ketua KPU Contoh, mengatakan siap."),
        Example::body("Ketua KPU Budi Raya menyampaikan, mengatakan, lalu menutup."),
        Example::body("Ketua KPU Budi Raya, mewakili bupati, menyampaikan hal itu."),
        Example::body("“Siap,” kata Ketua KPU Budi Raya, menjelaskan hal itu."),
        Example::body("Di Hotel Contoh, membuka acara itu Budi Raya."),
        Example::body("Ketua KPU Budi Raya, S.H., M.H., membacakan berita acara."),
        Example::body("Budi Raya, anggota KPU Contoh, membacakan berita acara."),
        Example::body("Hadir Bupati, Sekretaris KPU Budi, mengikuti rapat."),
    ],
    run: Run::Piece(run),
};

/// Titles that begin a subject.
const ROLES: [&str; 20] = [
    "ketua",
    "anggota",
    "komisioner",
    "sekretaris",
    "kepala",
    "kasubbag",
    "kasubag",
    "kabag",
    "bupati",
    "wali",
    "walikota",
    "gubernur",
    "wakil",
    "direktur",
    "koordinator",
    "plt",
    "camat",
    "deputi",
    "kapolres",
    "dandim",
];

const SAYING: [&str; 72] = [
    "menyampaikan",
    "mengatakan",
    "menjelaskan",
    "menegaskan",
    "menekankan",
    "mengungkapkan",
    "menuturkan",
    "menyebut",
    "menyebutkan",
    "menambahkan",
    "mengajak",
    "mengimbau",
    "berharap",
    "menyatakan",
    "memaparkan",
    "membuka",
    "menutup",
    "memimpin",
    "mengapresiasi",
    "mengucapkan",
    "berpesan",
    "mengingatkan",
    "meminta",
    "menilai",
    "memberikan",
    "menyambut",
    "melantik",
    "menerima",
    "menyerahkan",
    "menghadiri",
    "berkata",
    "menyoroti",
    "mendorong",
    "mengaku",
    "memastikan",
    "menerangkan",
    "menjanjikan",
    "berjanji",
    "memperlihatkan",
    "menunjukkan",
    "membacakan",
    "mengumumkan",
    "mengusulkan",
    "menyerukan",
    "menyarankan",
    "menganjurkan",
    "menginstruksikan",
    "menugaskan",
    "memerintahkan",
    "menandatangani",
    "menetapkan",
    "memerinci",
    "merinci",
    "menolak",
    "menjawab",
    "mengungkap",
    "mencontohkan",
    "menceritakan",
    "bercerita",
    "menguraikan",
    "memperingatkan",
    "mempersilakan",
    "memuji",
    "menyesalkan",
    "beralasan",
    "menghargai",
    "mengundang",
    "melaporkan",
    "memperkenalkan",
    "membantah",
    "mengakui",
    "meninjau",
];

/// Words that begin what stands before a subject, parted from it by a comma.
const BEFORE: [&str; 24] = [
    "dalam",
    "pada",
    "di",
    "melalui",
    "sementara",
    "selain",
    "setelah",
    "usai",
    "seusai",
    "sebelum",
    "untuk",
    "dengan",
    "senada",
    "namun",
    "kemudian",
    "selanjutnya",
    "lebih",
    "sebelumnya",
    "terkait",
    "saat",
    "ketika",
    "mengawali",
    "menutup",
    "adapun",
];

/// More such words, which may stand before a name.
const OPENING: [&str; 26] = [
    "bersama",
    "dari",
    "ke",
    "oleh",
    "bagi",
    "kepada",
    "menurut",
    "atas",
    "hadir",
    "turut",
    "mewakili",
    "didampingi",
    "demi",
    "guna",
    "hingga",
    "sejak",
    "karena",
    "meski",
    "walau",
    "bertempat",
    "mengutip",
    "melansir",
    "sebagai",
    "selaku",
    "demikian",
    "tadi",
];

/// Small words within a title.
const WITHIN: [&str; 10] =
    ["dan", "di", "divisi", "bidang", "bagian", "kabupaten", "kota", "provinsi", "se", "wilayah"];

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    if piece.part != Part::Paragraph {
        return;
    }
    for sentence in &piece.look.sentences {
        if found.is_full() {
            return;
        }
        let commas = sentence.clone().filter(|at| piece.is_sign(*at, ',')).take(3);
        let commas: Vec<usize> = commas.collect();
        let (subject, comma) = match commas.as_slice() {
            [first, ..] if is_agent(piece, sentence.start, *first) => (sentence.start, *first),
            [first, second, ..] if BEFORE.contains(&piece.low(sentence.start)) => {
                (first + 1, *second)
            }
            _ => continue,
        };
        let starts = piece.tokens().get(subject).map_or(0, |token| token.span.start);
        if !is_agent(piece, subject, comma)
            || !SAYING.contains(&piece.low(comma + 1))
            || case(piece.word(comma + 1)) != Case::Lower
            || piece.is_quoted(starts)
            // A second comma soon after makes an aside of the words between.
            || commas.iter().any(|next| *next > comma && *next < comma + 6)
        {
            continue;
        }
        let mut finding = piece.finding(&RULE, piece.span(comma - 1..comma + 2));
        let fix = format!("{} {}", piece.word(comma - 1), piece.word(comma + 1));
        finding.args = vec![("y", fix.clone())];
        finding.fixes.push(fix);
        found.push(finding);
    }
}

fn is_agent(piece: &Piece<'_>, start: usize, comma: usize) -> bool {
    is_subject(piece, start, comma) || is_name(piece, start, comma)
}

/// Two to four words with capitals, the first of them none that opens an adverbial.
fn is_name(piece: &Piece<'_>, start: usize, comma: usize) -> bool {
    let low = piece.low(start);
    let words = start..comma;
    (2..=4).contains(&words.len())
        && !BEFORE.contains(&low)
        && !OPENING.contains(&low)
        && weekday(piece.word(start)).is_none()
        && words.into_iter().all(|at| {
            piece.tokens().get(at).is_some_and(|token| token.kind == Kind::Word)
                && case(piece.word(at)) == Case::Capital
        })
}

/// A title with what it is of, and perhaps a name: nothing but capitals and the small words of
/// titles.
fn is_subject(piece: &Piece<'_>, start: usize, comma: usize) -> bool {
    let first = piece.tokens().get(start).is_some_and(|token| token.kind == Kind::Word);
    let words = start + 1..comma;
    first
        && ROLES.contains(&piece.low(start))
        && words.len() < 16
        && !words.is_empty()
        && words.clone().all(|at| match piece.tokens().get(at).map(|token| token.kind) {
            Some(Kind::Word) => {
                case(piece.word(at)) != Case::Lower || WITHIN.contains(&piece.low(at))
            }
            Some(Kind::Sign('/' | '.')) => true,
            _ => false,
        })
        && piece.tokens().get(comma - 1).is_some_and(|last| last.kind == Kind::Word)
        && case(piece.word(comma - 1)) != Case::Lower
}
