//! E12: a sentence whose subject hides behind a preposition: `Bagi pemilih yang pindah dapat
//! melapor`. Only the plainest forms are told.

use std::ops::Range;

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Part, Piece};
use crate::rules::token::{Case, Kind, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E12",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Melalui rapat ini harus dijalankan dengan disiplin.").finds("Melalui", &[]),
        Example::body("Bagi pemilih yang pindah dapat melapor ke PPS.").finds("Bagi", &[]),
        Example::body("Kepada seluruh peserta diharapkan hadir tepat waktu.").finds("Kepada", &[]),
        Example::body("Dalam sambutannya menyampaikan bahwa data sudah siap.").finds("Dalam", &[]),
        Example::body("Melalui permainan ini dapat menumbuhkan minat pelajar.")
            .finds("Melalui", &[]),
        Example::body("Bagi pendamping yang melanggar dapat dikenai sanksi.").finds("Bagi", &[]),
        Example::body("Selaku relawan juga harus menjaga sikap.").finds("Selaku", &[]),
        Example::body("Dari data tersebut menunjukkan bahwa minat tinggi.").finds("Dari", &[]),
    ],
    right: &[
        Example::body("Melalui mekanisme itu, pengawasan harus dijalankan dengan tertib."),
        Example::body("Melalui rapat ini KPU harus menjalankan pengawasan dengan tertib."),
        Example::body("Bagi pemilih harus disediakan TPS yang ramah."),
        Example::body("Bagi pemilih, KPU dapat menerbitkan surat."),
        Example::body("Dalam sambutannya, Ketua KPU menyampaikan bahwa data sudah siap."),
        Example::body("Dari data tersebut kami menunjukkan hasilnya."),
        Example::body("“Melalui rapat ini harus dijalankan dengan disiplin.”"),
        Example::body("Melalui program ini desa dapat menumbuhkan minat warga."),
        Example::body("Selaku ketua ia juga harus menjaga sikap."),
        Example::body("Bagi warga yang tidak dapat hadir langsung, acara itu disiarkan."),
        Example::body("Bagi pelanggar dapat dikenakan sanksi pidana."),
        Example::body("Dengan aplikasi itu pemilih dapat dicek dengan mudah."),
    ],
    run: Run::Piece(run),
};

/// Words between the preposition and the verb; more of them may hide a subject.
const MOST: usize = 8;

/// Who could be the subject.
const PEOPLE: [&str; 22] = [
    "kami",
    "kita",
    "saya",
    "ia",
    "dia",
    "mereka",
    "beliau",
    "pemilih",
    "petugas",
    "warga",
    "masyarakat",
    "peserta",
    "panitia",
    "ketua",
    "anggota",
    "jajaran",
    "pihak",
    "tim",
    "pemerintah",
    "penyelenggara",
    "komisioner",
    "semua",
];

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    if piece.part != Part::Paragraph {
        return;
    }
    for sentence in &piece.look.sentences {
        if found.is_full() {
            return;
        }
        let Some(first) = piece.tokens().get(sentence.start) else { continue };
        let ended = sentence.clone().next_back().is_some_and(|last| piece.is_sign(last, '.'));
        if first.kind != Kind::Word || !ended || piece.is_quoted(first.span.start) {
            continue;
        }
        if lacks_subject(piece, sentence) {
            let mut finding = piece.finding(&RULE, first.span.clone());
            finding.args = vec![("x", finding.text.clone())];
            found.push(finding);
        }
    }
}

fn lacks_subject(piece: &Piece<'_>, sentence: &Range<usize>) -> bool {
    let (start, end) = (sentence.start, sentence.end.min(sentence.start + MOST + 4));
    let first = piece.low(start);
    // Only plain small words may stand between.
    let plain = |at: usize| {
        piece.tokens().get(at).is_some_and(|token| token.kind == Kind::Word)
            && case(piece.word(at)) == Case::Lower
    };
    let until = |is_verb: &dyn Fn(&str) -> bool| {
        (start + 1..end).take_while(|at| plain(*at)).find(|at| is_verb(piece.low(*at)))
    };
    let someone = |verb: usize| (start + 1..verb).any(|at| PEOPLE.contains(&piece.low(at)));
    match first {
        "bagi" | "kepada" => {
            let Some(verb) = until(&is_asked) else { return false };
            let next = piece.low(verb + 1);
            let active = next.starts_with("me") || next.starts_with("ber");
            // `yang tidak dapat hadir`: a clause within the phrase.
            let within = matches!(piece.low(verb - 1), "yang" | "tidak" | "belum" | "tak");
            verb > start + 1
                && !within
                && !(start + 1..verb).any(|at| matches!(piece.low(at), "kami" | "kita" | "saya"))
                && (active
                    || matches!(next, "hadir" | "dikenai" | "datang" | "segera" | "agar" | "untuk"))
        }
        "melalui" | "dengan" | "dalam" => {
            if let Some(verb) = until(&is_said) {
                let before = piece.low(verb - 1);
                let named = before.ends_with("nya") || before == "juga";
                return first == "dalam" && named && verb <= start + 4 && !someone(verb);
            }
            if until(&is_able).is_some_and(|able| is_bare(piece, start, able)) {
                return true;
            }
            let Some(modal) = until(&is_must) else { return false };
            let passive = piece.low(modal + 1).starts_with("di");
            let how = matches!(
                piece.low(modal + 2),
                "dengan" | "secara" | "oleh" | "untuk" | "agar" | "sesuai" | "sejak"
            );
            // A pointing word ends the phrase: what follows it is the subject.
            let closed = (start + 1..modal.saturating_sub(1)).any(|at| is_pointing(piece.low(at)));
            passive && how && !closed && !someone(modal) && modal > start + 1
        }
        "selaku" => {
            let juga = usize::from(matches!(piece.low(start + 2), "juga" | "pun"));
            let modal = start + 2 + juga;
            plain(start + 1) && is_must(piece.low(modal)) && piece.low(modal + 1).starts_with("me")
        }
        "dari" | "berdasarkan" | "menurut" => {
            let shows = |low: &str| matches!(low, "menunjukkan" | "menyatakan" | "membuktikan");
            let Some(verb) = until(&shows) else { return false };
            let closed = (start + 1..verb - 1).any(|at| is_pointing(piece.low(at)));
            verb > start + 1 && !closed && !someone(verb) && piece.low(verb + 1) == "bahwa"
        }
        _ => false,
    }
}

/// `Melalui permainan ini dapat menumbuhkan`: the pointing word ends the phrase, and what it ends
/// at is the verb.
fn is_bare(piece: &Piece<'_>, start: usize, able: usize) -> bool {
    let closed = (start + 1..able - 1).any(|at| is_pointing(piece.low(at)));
    able > start + 2
        && is_pointing(piece.low(able - 1))
        && !closed
        && piece.low(able + 1).starts_with("me")
        && piece.low(able + 1).len() > 6
}

fn is_able(low: &str) -> bool {
    matches!(low, "dapat" | "bisa" | "mampu" | "akan")
}

fn is_must(low: &str) -> bool {
    matches!(low, "harus" | "wajib" | "perlu")
}

fn is_asked(low: &str) -> bool {
    matches!(low, "dapat" | "harus" | "wajib" | "diharapkan" | "dimohon" | "diminta" | "diimbau")
}

fn is_said(low: &str) -> bool {
    matches!(
        low,
        "menyampaikan" | "mengatakan" | "menegaskan" | "menjelaskan" | "menekankan" | "berpesan"
    )
}

fn is_pointing(low: &str) -> bool {
    matches!(low, "ini" | "itu" | "tersebut" | "demikian" | "begitu")
}
