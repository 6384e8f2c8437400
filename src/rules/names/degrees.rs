//! N06: how degrees and titles are written: `Prof. Dr. H. Nama, S.H., M.Si.`, `Plt. Ketua`.

use std::ops::Range;

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, Kind, case};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "N06",
    level: Level::Suggestion,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Menurut Prof Dr. M. Hatta Ali, sidang dibuka.").finds("Prof", &["Prof."]),
        Example::body("Rapat dibuka Baharuddin Lubis, SH., MH di aula.")
            .finds("SH., MH", &["S.H., M.H."]),
        Example::body("Hadir Siti Aminah, S.Sos,M.Si dan tamu.")
            .finds("S.Sos,M.Si", &["S.Sos., M.Si."]),
        Example::body("Bupati Rahmat Hidayat, S.IP, M.Si.").finds("S.IP, M.Si.", &["S.IP., M.Si."]),
        Example::body("Arahan Plt Sekretaris KPU dicatat.").finds("Plt", &["Plt."]),
        Example::body("Kata Pj Bupati Landak.").finds("Pj", &["Pj."]),
        Example::body("Sambutan Drs H. Budi Santoso singkat.").finds("Drs", &["Drs."]),
        Example::body("Hadir Budi Santoso SH, MH, kemarin.")
            .finds("Santoso SH, MH", &["Santoso, S.H., M.H."]),
        Example::body("Rapat dipimpin Dr. Ali Akbar, SE, MM.").finds("SE, MM.", &["S.E., M.M."]),
        Example::body("Doa dipimpin Pdt Yonas Wenda.").finds("Pdt", &["Pdt."]),
        Example::body("Hadir Siti Aminah, S.I.P, M.Si. dan tamu.")
            .finds("S.I.P, M.Si.", &["S.I.P., M.Si."]),
    ],
    right: &[
        Example::body("Prof. Dr. H. Ali Akbar, S.H., M.Si., hadir bersama Plt. Sekretaris."),
        Example::body("Hadir Dr. Siti Aminah, S.E., M.M. dan Ir. Budi."),
        Example::body("Hadir Siti Aminah, S.I.P., M.Si., Ali Akbar, S.IP., dan Nurdin, M.A.P."),
        // A circular, a court and a court of law with the same letters.
        Example::body("Sesuai Surat Edaran, SE Nomor 3, dan Mahkamah Konstitusi, MA, KPU rapat."),
        Example::body("Para prof dan dr di kampus; plt itu pelaksana tugas."),
        Example::body("PLT KETUA KPU MEMIMPIN RAPAT PROF DR BUDI SANTOSO SH MH HADIR"),
        Example::body("Siti Aminah, M.Ag. menutup rapat. Ukuran ST, MT, dan SP tersedia."),
        Example::body("Ia membuka www.prof.test/Prof Dr.")
            .within(crate::domain::finding::Field::Place),
        Example::body("Jalan Prof. Dr. Hamka; Kabupaten Musi Banyuasin, SP 3 dan SP 4."),
    ],
    run: Run::Piece(run),
};

/// Titles before a name, which take a point.
const BEFORE: [(&str, &str); 11] = [
    ("prof", "Prof"),
    ("dr", "Dr"),
    ("drs", "Drs"),
    ("dra", "Dra"),
    ("drg", "drg"),
    ("ir", "Ir"),
    ("hj", "Hj"),
    ("pdt", "Pdt"),
    ("plt", "Plt"),
    ("plh", "Plh"),
    ("pj", "Pj"),
];

/// Degrees by their letters, in the order of the letters. What is marked may mean other things
/// when it stands alone.
const DEGREES: [(&str, &str, bool); 60] = [
    ("ak", "Ak.", true),
    ("amd", "A.Md.", false),
    ("apt", "Apt.", true),
    ("llm", "LL.M.", false),
    ("lc", "Lc.", true),
    ("ma", "M.A.", true),
    ("mag", "M.Ag.", false),
    ("map", "M.AP.", true),
    ("mba", "M.B.A.", true),
    ("mfil", "M.Fil.", false),
    ("mh", "M.H.", false),
    ("mhi", "M.H.I.", true),
    ("mhum", "M.Hum.", false),
    ("mikom", "M.I.Kom.", false),
    ("mip", "M.IP.", true),
    ("mkes", "M.Kes.", false),
    ("mkn", "M.Kn.", false),
    ("mkom", "M.Kom.", false),
    ("mm", "M.M.", true),
    ("mp", "M.P.", true),
    ("mpd", "M.Pd.", false),
    ("mpdi", "M.Pd.I.", false),
    ("mpsi", "M.Psi.", false),
    ("msc", "M.Sc.", false),
    ("mse", "M.S.E.", true),
    ("msi", "M.Si.", false),
    ("mt", "M.T.", true),
    ("mti", "M.T.I.", true),
    ("phd", "Ph.D.", false),
    ("sag", "S.Ag.", false),
    ("sap", "S.AP.", true),
    ("se", "S.E.", true),
    ("sei", "S.E.I.", true),
    ("sfarm", "S.Farm.", false),
    ("sfil", "S.Fil.", false),
    ("sh", "S.H.", false),
    ("shi", "S.H.I.", true),
    ("shum", "S.Hum.", false),
    ("si", "S.I.", true),
    ("sik", "S.I.K.", true),
    ("sikom", "S.I.Kom.", false),
    ("sip", "S.IP.", true),
    ("sked", "S.Ked.", false),
    ("skep", "S.Kep.", false),
    ("skm", "S.K.M.", true),
    ("skom", "S.Kom.", false),
    ("sos", "S.Sos.", true),
    ("sp", "S.P.", true),
    ("spd", "S.Pd.", false),
    ("spdi", "S.Pd.I.", false),
    ("spsi", "S.Psi.", false),
    ("spt", "S.Pt.", true),
    ("ss", "S.S.", true),
    ("ssi", "S.Si.", false),
    ("ssos", "S.Sos.", false),
    ("sst", "S.S.T.", true),
    ("sstp", "S.STP.", false),
    ("st", "S.T.", true),
    ("sthi", "S.Th.I.", false),
    ("sy", "S.Sy.", true),
];

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    let mut at = 0;
    while let Some(token) = piece.tokens().get(at) {
        if token.kind == Kind::Word {
            before_a_name(piece, at, found);
            if let Some(chain) = chain(piece, at) {
                at = chain.end.max(at + 1);
                behind_a_name(piece, &chain, found);
                continue;
            }
        }
        at += 1;
    }
}

/// A title that lacks its point.
fn before_a_name(piece: &Piece<'_>, at: usize, found: &mut Found) {
    let word = piece.word(at);
    if case(word) != Case::Capital || piece.is_glued(at + 1) || piece.is_glued(at) {
        return;
    }
    let Some((low, right)) = BEFORE.iter().find(|(low, _)| *low == piece.low(at)) else { return };
    let next = piece.word(at + 1);
    let is_deputy = matches!(*low, "plt" | "plh" | "pj");
    // `Prof Dr`, `Drs Budi`, `Plt Ketua`: a name, a title or an office must follow.
    let goes_on = case(next) == Case::Capital && next.chars().all(char::is_alphabetic)
        || is_deputy && is_office(piece.low(at + 1));
    if goes_on {
        let span = piece.span(at..at + 1);
        let mut finding = piece.finding(&RULE, span);
        let fix = if *low == "drg" { "drg.".to_owned() } else { format!("{right}.") };
        finding.args = vec![("y", fix.clone())];
        finding.fixes = vec![fix];
        found.push(finding);
    }
}

fn is_office(low: &str) -> bool {
    matches!(
        low,
        "ketua"
            | "sekretaris"
            | "bupati"
            | "gubernur"
            | "wali"
            | "kepala"
            | "camat"
            | "lurah"
            | "kasubbag"
            | "kabag"
            | "direktur"
            | "sekda"
            | "kadis"
    )
}

/// Degrees behind a name.
struct Chain {
    /// The first token of the first degree.
    start: usize,
    end: usize,
    right: Vec<&'static str>,
    /// A comma parts them from the name.
    has_comma: bool,
    /// One at least that means nothing else.
    is_sure: bool,
}

/// The degrees that begin at a token, with a name before them.
fn chain(piece: &Piece<'_>, at: usize) -> Option<Chain> {
    let before = at.checked_sub(1)?;
    let has_comma = piece.is_sign(before, ',');
    let name = if has_comma { before.checked_sub(1)? } else { before };
    let is_name = |at: usize| {
        case(piece.word(at)) == Case::Capital
            && piece.low(at).len() > 1
            && degree(piece, at).is_none()
    };
    // Degrees follow a name, never the first word of a sentence.
    let is_apart = has_comma || !piece.begins_sentence(name) && !piece.is_glued(at);
    if !is_name(name) || !is_apart {
        return None;
    }
    let mut chain = Chain { start: at, end: at, right: Vec::new(), has_comma, is_sure: false };
    let mut next = at;
    while let Some((end, right, is_sure)) = degree(piece, next) {
        chain.right.push(right);
        chain.end = end;
        chain.is_sure |= is_sure;
        next = if piece.is_sign(end, ',') { end + 1 } else { end };
    }
    chain.is_sure |= has_comma && is_titled(piece, name);
    (!chain.right.is_empty() && chain.is_sure).then_some(chain)
}

/// A degree with its points: the token behind it, how it is written, and whether it is sure.
fn degree(piece: &Piece<'_>, at: usize) -> Option<(usize, &'static str, bool)> {
    let mut letters = String::new();
    let mut end = at;
    let mut points = 0;
    while let Some(token) = piece.tokens().get(end) {
        let is_point = token.kind == Kind::Sign('.');
        let is_part = token.kind == Kind::Word || is_point && end > at;
        if !is_part || end > at && !piece.is_glued(end) {
            break;
        }
        if is_point {
            points += 1;
        } else {
            letters.push_str(&token.low);
        }
        if letters.len() > 5 {
            return None;
        }
        end += 1;
    }
    let starts = piece.word(at).starts_with(char::is_uppercase);
    // `Sos`, `Mag` and `Map` are parts of words, not degrees.
    let written = case(piece.word(at)) != Case::Capital || points > 0 || letters.len() == 1;
    if !starts || !written && !matches!(letters.as_str(), "msi" | "mpd" | "spd" | "ssos") {
        return None;
    }
    // `SP 3` is a place, `SE 12` a circular.
    if piece.tokens().get(end).is_some_and(|token| token.kind == Kind::Number) {
        return None;
    }
    let known = DEGREES.iter().find(|(known, ..)| *known == letters)?;
    let inner = points - usize::from(piece.is_sign(end.saturating_sub(1), '.')).min(points);
    // Universities write both; what has its points keeps them.
    let right = match (letters.as_str(), inner) {
        ("sip", 2) => "S.I.P.",
        ("mip", 2) => "M.I.P.",
        ("sap", 2) => "S.A.P.",
        ("map", 2) => "M.A.P.",
        _ => known.1,
    };
    Some((end, right, !known.2 || inner > 0))
}

/// Does a title stand before the name that ends with this token?
fn is_titled(piece: &Piece<'_>, name: usize) -> bool {
    let goes_on = |at: &usize| piece.is_sign(*at, '.') || case(piece.word(*at)) != Case::Lower;
    (name.saturating_sub(8)..name).rev().take_while(goes_on).any(|at| {
        matches!(piece.low(at), "dr" | "drs" | "dra" | "ir" | "prof" | "h" | "hj" | "kh" | "drg")
            && piece.is_sign(at + 1, '.')
    })
}

fn behind_a_name(piece: &Piece<'_>, chain: &Chain, found: &mut Found) {
    let right = chain.right.join(", ");
    let span = piece.span(chain.start..chain.end);
    if chain.has_comma && piece.slice(span.clone()) == right {
        return;
    }
    let (span, fix) = if chain.has_comma {
        (span, right)
    } else {
        let name = piece.span(chain.start - 1..chain.start);
        (with(&name, &span), format!("{}, {right}", piece.slice(name)))
    };
    let mut finding = piece.finding(&RULE, span);
    finding.args = vec![("y", fix.clone())];
    finding.fixes = vec![fix];
    found.push(finding);
}

fn with(first: &Range<usize>, last: &Range<usize>) -> Range<usize> {
    first.start..last.end
}
