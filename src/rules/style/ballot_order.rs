//! K04: contestants that a sentence lists in another order than that of the ballot, or with one
//! left out between two others. Results are told by votes: a sentence that speaks of votes is free.

use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::Kind;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "K04",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Debat diikuti pasangan calon nomor urut 3, 1, dan 2.")
            .finds("3, 1, dan 2", &["1, 2, dan 3"]),
        Example::body("Hadir paslon nomor 2 dan 1 di aula.").finds("2 dan 1", &["1 dan 2"]),
        Example::body("Hadir paslon nomor urut 2 (Ali), lalu nomor urut 1 (Budi).")
            .finds("nomor urut 1", &[]),
        Example::body("Debat diikuti pasangan nomor 2, nomor 3, dan nomor 1.")
            .finds("2, nomor 3, dan nomor 1", &["1, nomor 2, dan nomor 3"]),
        Example::body("Undian lokasi diikuti utusan nomor urut 4, 2, 1, dan 3.")
            .finds("4, 2, 1, dan 3", &["1, 2, 3, dan 4"]),
        Example::body("Papan memuat gambar pasangan rekaan dengan urutan nomor 3, 1, dan 2.")
            .finds("3, 1, dan 2", &["1, 2, dan 3"]),
        Example::body("Debat dihadiri paslon nomor urut 1, 2, dan 4.")
            .graded(Level::Suggestion)
            .finds("1, 2, dan 4", &[]),
    ],
    right: &[
        Example::body("Debat diikuti pasangan calon nomor urut 1, 2, dan 3."),
        Example::body("Paslon nomor urut 2 meraih 500 suara, disusul nomor urut 1."),
        Example::body("Peraturan nomor 7, 3, dan 2 berlaku bagi paslon."),
        Example::body("Paslon nomor urut 1 hadir pukul 09.00, lalu pulang."),
        Example::body("Paslon nomor urut 2 hadir. Paslon nomor urut 1 datang kemudian."),
        Example::body("Paslon nomor urut 01 dan 02 berdebat."),
        Example::body("Nilai tertinggi diraih peserta nomor urut 3, 1, dan 2."),
        Example::body("Sesuai undian, paslon tampil menurut nomor urut 3, 1, dan 2."),
        Example::body("Pasangan nomor 1, nomor 2, dan nomor 3 hadir."),
        Example::body("Warga dengan antrean nomor 3, 1, dan 2 dipanggil."),
        Example::body("Sepasang kursi nomor urut 9 dan 4 rusak."),
        Example::body("Pasangan itu tinggal di rumah nomor 7 dan 5."),
    ],
    run: Run::Piece(run),
};

/// A longer list is not that of contestants.
const MOST: usize = 24;

/// Words by which a list is a result, or who speaks first is told.
const RESULTS: [&str; 21] = [
    "suara",
    "unggul",
    "disusul",
    "persen",
    "menang",
    "kalah",
    "perolehan",
    "meraih",
    "memperoleh",
    "mengungguli",
    "terbanyak",
    "tertinggi",
    "diraih",
    "juara",
    "pemenang",
    "peringkat",
    "digugat",
    "menggugat",
    "pemohon",
    "berurutan",
    "giliran",
];

/// One number with its place among the tokens, and the token where `nomor urut` began.
struct Place {
    number: u32,
    at: usize,
    from: usize,
}

fn run(_page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for sentence in &piece.look.sentences {
        if found.is_full() {
            return;
        }
        let places = places(piece, sentence.start, sentence.end);
        // A draw has an order of its own, where the sentence tells what it brought.
        let drawn = |at: usize| {
            piece.low(at) == "undian"
                && matches!(
                    piece.low(at.wrapping_sub(1)),
                    "hasil" | "sesuai" | "menurut" | "berdasarkan" | "melalui" | "lewat"
                )
        };
        let free = |at: usize| RESULTS.contains(&piece.low(at)) || drawn(at);
        let starts = places.first().and_then(|place| piece.tokens().get(place.at));
        if places.len() < 2
            || places.len() > MOST
            || starts.is_none_or(|token| piece.is_quoted(token.span.start))
            || sentence.clone().any(free)
        {
            continue;
        }
        told(piece, &places, found);
    }
}

fn told(piece: &Piece<'_>, places: &[Place], found: &mut Found) {
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return };
    let is_list = places.iter().all(|place| place.from == first.from);
    let wrong = places.windows(2).find(|pair| matches!(pair, [a, b] if b.number < a.number));
    let step = |pair: &[Place]| matches!(pair, [a, b] if b.number > a.number + 1);
    if let Some([_, late]) = wrong {
        let span = if is_list {
            piece.span(first.at..last.at + 1)
        } else {
            piece.span(late.from..late.at + 1)
        };
        let mut finding = piece.finding(&RULE, span);
        if is_list {
            finding.fixes.push(sorted(piece, places));
        }
        finding.args = vec![("kind", "order".to_owned()), ("x", finding.text.clone())];
        found.push(finding);
    } else if is_list && places.len() > 2 && first.number == 1 && places.windows(2).any(step) {
        let mut finding = piece.finding(&RULE, piece.span(first.at..last.at + 1));
        finding.level = Level::Suggestion;
        finding.args = vec![("kind", "gap".to_owned()), ("x", finding.text.clone())];
        found.push(finding);
    }
}

/// The list again with its numbers in order; what stands between them stays.
fn sorted(piece: &Piece<'_>, places: &[Place]) -> String {
    let mut numbers: Vec<(u32, &str)> =
        places.iter().map(|place| (place.number, piece.word(place.at))).collect();
    numbers.sort_by_key(|(number, _)| *number);
    let mut text = String::new();
    for (index, (_, figures)) in numbers.iter().enumerate() {
        if let Some([before, after]) = index.checked_sub(1).and_then(|at| places.get(at..=at + 1)) {
            let between =
                piece.span(before.at..before.at + 1).end..piece.span(after.at..after.at + 1).start;
            text.push_str(piece.slice(between));
        }
        text.push_str(figures);
    }
    text
}

/// The numbers of contestants in a sentence.
fn places(piece: &Piece<'_>, start: usize, end: usize) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let (mut has_contestant, mut has_pair) = (false, false);
    let mut at = start;
    while at < end {
        let low = piece.low(at);
        has_contestant |= matches!(low, "paslon" | "calon" | "parpol" | "partai" | "kandidat");
        has_pair |= low == "pasangan";
        let from = at;
        let label = label(piece, at);
        if label == 0 {
            at += 1;
            continue;
        }
        at += label;
        let mut list = Vec::new();
        while let Some(value) = number(piece, at) {
            list.push(Place { number: value, at, from });
            at += 1;
            let comma = usize::from(piece.is_sign(at, ','));
            let and = usize::from(matches!(piece.low(at + comma), "dan" | "serta"));
            let next = at + comma + and;
            // `nomor 2, nomor 3, dan nomor 1` is one list.
            let next = next + self::label(piece, next);
            if comma + and == 0 || number(piece, next).is_none() {
                break;
            }
            at = next;
        }
        let urut = label > 1;
        let told = has_contestant && (urut || behind(piece, from))
            || (urut || has_pair) && is_whole(&list)
            || has_pair && urut;
        if told {
            found.append(&mut list);
        }
        if found.len() > MOST {
            return found;
        }
    }
    found
}

/// So many tokens are `nomor` or `nomor urut`.
fn label(piece: &Piece<'_>, at: usize) -> usize {
    match piece.low(at) {
        "nomor" | "no" if piece.low(at + 1) == "urut" => 2,
        "nomor" | "no" => 1,
        _ => 0,
    }
}

/// `paslon nomor 2`: the contestant stands right before.
fn behind(piece: &Piece<'_>, at: usize) -> bool {
    matches!(piece.low(at.wrapping_sub(1)), "paslon" | "calon" | "kandidat" | "pasangan")
}

/// Is it every number from 1 on, each of them once, three or more? So is a ballot, and hardly
/// anything else that is out of order.
fn is_whole(list: &[Place]) -> bool {
    let has = |number: usize| list.iter().any(|place| usize::try_from(place.number) == Ok(number));
    list.len() > 2 && (1..=list.len()).all(has)
}

fn number(piece: &Piece<'_>, at: usize) -> Option<u32> {
    piece.tokens().get(at).filter(|token| token.kind == Kind::Number)?;
    piece.word(at).parse().ok().filter(|number| (1..=24).contains(number))
}
