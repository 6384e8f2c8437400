//! Somebody who has one role in an office in one article, and another one of the same office in
//! the other.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Beside, tell};
use crate::rules::names::person::{is_honorific, names};
use crate::rules::page::{Found, Page};
use crate::rules::piece::Piece;
use crate::rules::token::{Case, Kind, case};

/// Of these nobody has two in one office; a member may well lead a division.
const ROLES: [&str; 7] =
    ["ketua", "anggota", "sekretaris", "kepala", "bendahara", "bupati", "wali"];
/// With these somebody has, had or will have the role in another way.
const OTHERWISE: [&str; 9] =
    ["mantan", "eks", "calon", "plt", "plh", "pj", "wakil", "pelaksana", "penjabat"];
/// Words between a role and the name.
const LONGEST: usize = 8;

/// A role with its office and a name behind it; where one ends and the other begins cannot be seen
/// in `Ketua KPU Kota Damar Siti Rahmawati`.
struct Held {
    role: String,
    /// What stands behind the role, with its places among the words of the piece.
    words: Vec<(usize, String)>,
    /// So many of them, at the end, could be the name.
    most: usize,
    at: usize,
}

impl Held {
    /// The words of the name, where both could be of one person in one office.
    fn name_of_both(&self, other: &Self) -> Option<usize> {
        let count = self.most.min(other.most);
        let (office, name) = self.words.split_at_checked(self.words.len().checked_sub(count)?)?;
        let (their_office, their_name) =
            other.words.split_at_checked(other.words.len().checked_sub(count)?)?;
        let alike = |a: &[(usize, String)], b: &[(usize, String)]| {
            a.iter().zip(b).all(|((_, a), (_, b))| a == b)
        };
        // An office may be named in more words: `KPU`, `KPU Kabupaten Sambas`.
        let of_one = !office.is_empty() && !their_office.is_empty() && alike(office, their_office);
        (of_one && alike(name, their_name)).then_some(count)
    }
}

pub(super) fn compare(page: &Page<'_>, other: &Beside<'_>, found: &mut Found) {
    let (ours, theirs) = (held(page), held(other.page));
    for (piece, one) in &ours {
        let same = |(there, their): &(&Piece<'_>, Held)| {
            let count = one.name_of_both(their)?;
            Some((their.role.clone(), (shown(there, their, count), count)))
        };
        let known: BTreeMap<String, (String, usize)> = theirs.iter().filter_map(same).collect();
        // Where they give two roles themselves, neither is the right one.
        let mut known = known.into_iter();
        let (Some((role, (office, count))), None) = (known.next(), known.next()) else { continue };
        // A text that gives both knows what it does.
        let both = ours.iter().any(|(_, own)| own.role == role && one.name_of_both(own).is_some());
        let name = one.words.len().checked_sub(count).and_then(|at| one.words.get(at));
        if let (Some((first, _)), Some((last, _)), false) = (name, one.words.last(), both) {
            let name = piece.slice(piece.span(*first..*last + 1));
            tell(piece, one.at..*last + 1, &format!("{office} {name}"), "role", other, found);
        }
    }
}

/// Role and office as they are written.
fn shown(piece: &Piece<'_>, held: &Held, name: usize) -> String {
    let office = held.words.len().saturating_sub(name);
    let end = held.words.get(office).map_or(held.at + 1, |(at, _)| *at);
    piece.slice(piece.span(held.at..end)).trim_end_matches([',', ' ']).to_owned()
}

fn held<'p>(page: &'p Page<'_>) -> Vec<(&'p Piece<'p>, Held)> {
    let all = page.of_body().flat_map(|piece| {
        let names = names(piece).into_iter();
        names.filter_map(move |name| Some((piece, before(piece, &name)?)))
    });
    all.collect()
}

fn before(piece: &Piece<'_>, name: &Range<usize>) -> Option<Held> {
    let from = piece.sentence(name.start).start.max(name.start.saturating_sub(LONGEST));
    let goes_on = |at: usize| {
        let is_word = piece.tokens().get(at).is_some_and(|token| token.kind == Kind::Word);
        is_word && !is_honorific(piece.low(at)) && case(piece.word(at)) != Case::Lower
    };
    let is_role = |at: usize| ROLES.contains(&piece.low(at));
    let at = (from..name.start).rev().find(|at| is_role(*at) || !goes_on(*at))?;
    // `Plt. Ketua`: with its point.
    let is_otherwise =
        (at.saturating_sub(2).max(from)..at).any(|at| OTHERWISE.contains(&piece.low(at)));
    let words: Vec<(usize, String)> = (at + 1..name.end)
        .map(|at| (at, piece.low(at).to_owned()))
        .filter(|(_, low)| !low.is_empty())
        .collect();
    let most = words.iter().filter(|(at, _)| *at >= name.start).count();
    let role = piece.low(at).to_owned();
    (is_role(at) && !is_otherwise && most > 1).then_some(Held { role, words, most, at })
}
