//! P08: where somebody lives: a street with the neighbourhood (RT) behind it. Offices, polling
//! places and halls may be found by everybody.

use super::mask;
use crate::domain::finding::Level;
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::signs::around::is_number;
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "P08",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Ani tinggal di Jl. Melati No. 3 RT 1/RW 2 bersama anaknya.")
            .finds("Jl. Melati No. * RT */RW *", &[]),
        Example::body("Rumahnya di Jalan Mawar Nomor 12, RT 003/RW 004, Desa Contoh.")
            .finds("Jalan Mawar Nomor **, RT ***/RW ***", &[]),
        Example::body("Ani, warga Gang Kenanga RT 05 RW 01.")
            .finds("Gang Kenanga RT ** RW **", &[]),
    ],
    right: &[
        Example::body("Kantor KPU di Jl. Melati No. 3 RT 1/RW 2 dibuka."),
        Example::body("TPS 5 di Jl. Melati RT 02/RW 03 dipindahkan."),
        Example::body("Rapat di Jl. Melati No. 3 dihadiri warga."),
        Example::body("Ketua RT 02/RW 03 hadir."),
        Example::body("Jl. Melati No. * RT */RW *"),
    ],
    run: Run::Piece(run),
};

/// Tokens of an address.
const LONG: usize = 16;
/// Places that are for everybody.
const PUBLIC: [&str; 32] = [
    "kantor",
    "balai",
    "aula",
    "gedung",
    "hotel",
    "tps",
    "sekolah",
    "sd",
    "sdn",
    "smp",
    "sma",
    "smk",
    "masjid",
    "musala",
    "gereja",
    "pura",
    "wihara",
    "kpu",
    "bawaslu",
    "sekretariat",
    "lapangan",
    "posko",
    "gudang",
    "puskesmas",
    "kampus",
    "universitas",
    "pasar",
    "gor",
    "pendopo",
    "kelurahan",
    "pos",
    "restoran",
];

fn run(page: &Page<'_>, piece: &Piece<'_>, found: &mut Found) {
    for sentence in &piece.look.sentences {
        let mut public = false;
        let mut street = None;
        let mut at = sentence.start;
        while at < sentence.end && !found.is_full() {
            let low = piece.low(at);
            public |= PUBLIC.contains(&low);
            let capital = |at: usize| piece.word(at).starts_with(char::is_uppercase);
            let is_street = matches!(low, "jl" | "jln" | "jalan" | "gg" | "gang" | "perumahan");
            if is_street && (capital(at + 1) || capital(at + 2)) {
                street = Some(at);
            }
            let near = street.filter(|street| at - street <= LONG);
            if let (Some(from), "rt", true) = (near, low, is_number(piece, at + 1)) {
                let until = end(piece, at);
                if !public && !is_contact(page, piece, from) {
                    let finding = piece.finding(&RULE, piece.span(from..until));
                    let masked = mask::figures(&finding.text, 0, 0);
                    found.push(mask::hidden(finding, masked, false));
                }
                at = until;
                street = None;
                continue;
            }
            at += 1;
        }
    }
}

/// The end of `RT 1/RW 2`.
fn end(piece: &Piece<'_>, rt: usize) -> usize {
    let rw = (rt + 2..rt + 4).find(|at| piece.low(*at) == "rw" && is_number(piece, at + 1));
    rw.map_or(rt + 2, |rw| rw + 2)
}

/// An address of the office itself.
fn is_contact(page: &Page<'_>, piece: &Piece<'_>, street: usize) -> bool {
    let name = (street + 1..street + 3).map(|at| piece.word(at)).find(|word| word.len() > 2);
    name.is_some_and(|name| {
        page.house.contacts.iter().any(|contact| {
            let contact = contact.to_lowercase();
            (contact.contains("jl") || contact.contains("jalan"))
                && contact.contains(&name.to_lowercase())
        })
    })
}
