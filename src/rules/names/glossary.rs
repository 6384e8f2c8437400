//! The acronyms of a page: which ones stand where, what they are short for, and where the text
//! says so.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::domain::finding::Field;
use crate::domain::register::shipped;
use crate::rules::House;
use crate::rules::page::Page;
use crate::rules::piece::{Part, Piece};
use crate::rules::token::{Case, Kind, case};

/// What is known of an acronym.
pub(super) struct Known<'a> {
    /// As the glossary writes it.
    pub(super) short: &'a str,
    pub(super) fulls: Vec<&'a str>,
    pub(super) is_public: bool,
    /// A place where only one long form is meant.
    pub(super) only: Option<(&'static str, &'static str)>,
}

/// Looks an acronym up, the office's own list first.
pub(super) fn known<'a>(house: &House<'a>, low: &str) -> Option<Known<'a>> {
    let own = house.register.acronyms().iter().find(|one| is_same(&one.short, low));
    if let Some(own) = own {
        let fulls = if own.full.is_empty() { vec![] } else { vec![own.full.as_str()] };
        return Some(Known { short: &own.short, fulls, is_public: own.is_public, only: None });
    }
    let one = shipped::acronym(low)?;
    let (fulls, is_public) = (one.fulls.clone(), one.is_public);
    Some(Known { short: one.short, fulls, is_public, only: one.only })
}

fn is_same(short: &str, low: &str) -> bool {
    short.len() == low.len() && short.to_lowercase() == low
}

/// A word of a page: its piece and its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) piece: usize,
    pub(super) token: usize,
}

/// One acronym in a text.
#[derive(Debug, Default)]
pub(super) struct Short {
    /// In headline, summary and body, in order.
    pub(super) all: Vec<At>,
    /// Where the text tells what it is short for, by brackets.
    pub(super) told: Option<At>,
    pub(super) is_listed: bool,
}

/// The acronyms of a page by their small letters.
#[derive(Debug, Default)]
pub(in crate::rules) struct Shorts {
    pub(super) by_low: BTreeMap<String, Short>,
}

/// A text with more acronyms that nobody knows is not prose.
const MOST_UNKNOWN: usize = 64;
/// Letters of an acronym that no list has.
const LETTERS: Range<usize> = 3..8;

impl Shorts {
    pub(in crate::rules) fn new(page: &Page<'_>) -> Self {
        let mut shorts = Self::default();
        // Each word is looked up once, however often it stands in the text.
        let mut listed: HashMap<&str, bool> = HashMap::new();
        let mut unknown = 0;
        for (number, piece) in page.pieces.iter().enumerate() {
            if is_shouted(piece) {
                continue;
            }
            for (token, what) in piece.tokens().iter().enumerate() {
                if what.kind != Kind::Word || what.low.len() > 12 {
                    continue;
                }
                let word = piece.word(token);
                let is_listed = *listed
                    .entry(what.low.as_str())
                    .or_insert_with(|| known(page.house, &what.low).is_some());
                let looks = if is_listed { fits(page.house, word, &what.low) } else { looks(word) };
                if !looks || is_part_of_code(piece, token) {
                    continue;
                }
                let at = At { piece: number, token };
                if let Some(short) = shorts.by_low.get_mut(&what.low) {
                    short.add(at, piece);
                } else if is_listed || unknown < MOST_UNKNOWN {
                    unknown += usize::from(!is_listed);
                    let mut short = Short { is_listed, ..Short::default() };
                    short.add(at, piece);
                    shorts.by_low.insert(what.low.clone(), short);
                }
            }
        }
        shorts
    }
}

impl Short {
    fn add(&mut self, at: At, piece: &Piece<'_>) {
        self.all.push(at);
        if self.told.is_none() && is_told(piece, at.token) {
            self.told = Some(at);
        }
    }

    /// Where it stands in the body first, outside of what people say.
    pub(super) fn first(&self, page: &Page<'_>) -> Option<At> {
        self.all.iter().copied().find(|at| {
            page.pieces.get(at.piece).is_some_and(|piece| {
                let span = piece.span(at.token..at.token + 1);
                piece.field == Field::Body
                    && piece.part != Part::Heading
                    && !piece.is_quoted(span.start)
            })
        })
    }
}

/// Is the word written as an acronym of the list is: `MA` and `DPTb` with their capitals, `rakor`
/// and `Sipol` in any way?
fn fits(house: &House<'_>, word: &str, low: &str) -> bool {
    let Some(known) = known(house, low) else { return false };
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    match case(known.short) {
        // Two letters in small ones are a word.
        Case::Upper if known.short.chars().count() < 4 => case(word) == Case::Upper,
        Case::Upper | Case::Mixed => capitals(word) > 0,
        _ => true,
    }
}

/// Does a word that no list has look like an acronym?
fn looks(word: &str) -> bool {
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    let letters = word.chars().count();
    capitals >= 3
        && LETTERS.contains(&letters)
        && word.chars().filter(char::is_ascii_lowercase).count() <= 1
        && word.chars().all(|c| c.is_ascii_alphanumeric())
        && !word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
}

/// A piece in capitals throughout tells nothing of acronyms.
pub(super) fn is_shouted(piece: &Piece<'_>) -> bool {
    let (mut upper, mut others) = (0_usize, 0_usize);
    for at in 0..piece.tokens().len().min(40) {
        match case(piece.word(at)) {
            Case::Upper => upper += 1,
            _ if !piece.low(at).is_empty() => others += 1,
            _ => {}
        }
    }
    upper > 2 && upper * 2 > others * 3
}

/// `12/PL.01-SD/2025`, `e-PPID`, `COVID-19`: part of something longer.
fn is_part_of_code(piece: &Piece<'_>, token: usize) -> bool {
    let sign = |at: usize, signs: &[char]| signs.iter().any(|sign| piece.is_sign(at, *sign));
    let joins = ['-', '/', '.', '_', '#', '&'];
    let before = token > 0 && piece.is_glued(token) && sign(token - 1, &joins);
    let after = piece.is_glued(token + 1)
        && piece.is_glued(token + 2)
        && sign(token + 1, &joins)
        && token + 2 < piece.tokens().len();
    if !before && !after {
        return false;
    }
    // `PPK/PPS`, `PPK/KPPS.`: two acronyms are no code.
    let other = |at: Option<usize>| at.is_some_and(|at| looks(piece.word(at)));
    let slash_before = before && piece.is_sign(token - 1, '/') && other(token.checked_sub(2));
    let slash_after = after && piece.is_sign(token + 1, '/') && other(Some(token + 2));
    !(before == slash_before && after == slash_after)
}

/// `Panjang (SINGKAT)`, `SINGKAT (Panjang)`.
fn is_told(piece: &Piece<'_>, token: usize) -> bool {
    let is_word = |at: usize| piece.tokens().get(at).is_some_and(|token| token.kind == Kind::Word);
    if token > 1 && piece.is_sign(token - 1, '(') && skip(piece, token - 2).is_some_and(is_word) {
        // `(SINGKAT)`, `(SINGKAT) Aceh`, `(SINGKAT RI)`, `(selanjutnya SINGKAT)`.
        return (token + 1..token + 4).any(|at| piece.is_sign(at, ')'))
            || piece.is_sign(token + 1, '/');
    }
    if let Some(before) = token.checked_sub(1)
        && matches!(piece.low(before), "disingkat" | "disebut" | "alias" | "atau" | "singkatan")
    {
        return true;
    }
    // Behind it: two words at least, and no date, no party behind a name.
    let open = token + 1;
    piece.is_sign(open, '(')
        && is_word(open + 1)
        && is_word(open + 2)
        && !is_day(piece.low(open + 1))
        || matches!(piece.low(open), "atau" | "adalah" | "ialah" | "singkatan" | "merupakan")
            && case(piece.word(open + 1)) == Case::Capital
            && case(piece.word(open + 2)) == Case::Capital
}

/// Marks of Markdown between a word and its bracket are passed over, backwards.
fn skip(piece: &Piece<'_>, mut at: usize) -> Option<usize> {
    while piece.is_sign(at, '*') || piece.is_sign(at, '_') || piece.is_sign(at, '”') {
        at = at.checked_sub(1)?;
    }
    Some(at)
}

fn is_day(low: &str) -> bool {
    crate::domain::calendar::weekday(low).is_some()
}

/// The small words of a long form, with what is written in two ways made one.
pub(super) fn plain(full: &str) -> Vec<String> {
    let words = full.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Where the long forms of these acronyms stand first, by small letters of the short form. One
/// walk over the text, whatever the number of acronyms.
pub(super) fn spelt<'a>(
    page: &Page<'_>,
    lows: impl Iterator<Item = &'a str>,
) -> HashMap<&'a str, (usize, Range<usize>)> {
    let mut first: HashMap<String, Vec<(&'a str, Vec<String>)>> = HashMap::new();
    for low in lows {
        for full in known(page.house, low).map_or_else(Vec::new, |known| known.fulls) {
            let words = plain(full);
            if let Some(word) = words.first() {
                first.entry(word.clone()).or_default().push((low, words));
            }
        }
    }
    let mut found = HashMap::new();
    if first.is_empty() {
        return found;
    }
    for (number, piece) in page.pieces.iter().enumerate() {
        for (at, token) in piece.tokens().iter().enumerate() {
            for (low, words) in first.get(token.low.as_str()).into_iter().flatten() {
                if !found.contains_key(low)
                    && let Some(end) = follows(piece, at, words)
                {
                    found.insert(*low, (number, at..end));
                }
            }
        }
    }
    found
}

/// The token behind these words, if they stand here; signs between them do not matter.
fn follows(piece: &Piece<'_>, from: usize, words: &[String]) -> Option<usize> {
    let mut at = from;
    for word in words {
        while piece.is_sign(at, ',') || piece.is_sign(at, '-') || piece.is_sign(at, '/') {
            at += 1;
        }
        if piece.low(at) != word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// A long form in the capitals of the words it takes the place of.
pub(super) fn styled(full: &str, like: &str) -> String {
    if !like.starts_with(char::is_uppercase) || full.starts_with(char::is_uppercase) {
        return full.to_owned();
    }
    let small = ["dan", "atau", "di", "ke", "dari", "dengan", "untuk", "yang"];
    let words = full.split(' ').map(|word| {
        if small.contains(&word) { word.to_owned() } else { crate::rules::token::capitalised(word) }
    });
    words.collect::<Vec<_>>().join(" ")
}
