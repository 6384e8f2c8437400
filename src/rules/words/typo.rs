//! E06: slips of the pen. A word is suspected only where nobody knows it and a word that everybody
//! knows is a slip away; names, short forms, foreign passages and marked words are left alone.

use std::collections::HashMap;

use crate::domain::finding::Level;
use crate::rules::lexicon::{Known, Speller, distance, letters, lexicon, reach};
use crate::rules::page::{Found, Page};
use crate::rules::piece::{Look, Part, Piece};
use crate::rules::tables::Table;
use crate::rules::token::{Case, Kind, Token, case, in_case_of};
use crate::rules::{Example, Rule, Run, Speaks};

pub(super) const RULE: Rule = Rule {
    id: "E06",
    level: Level::Warning,
    speaks: Speaks::Indonesian,
    wrong: &[
        Example::body("Mereka berkesampatan hadir.").finds("berkesampatan", &["berkesempatan"]),
        Example::body("Menjelang ankhir tahun.").finds("ankhir", &["akhir"]),
        Example::body("Penyelengaraan rapat itu lancar.")
            .finds("Penyelengaraan", &["Penyelenggaraan"]),
        Example::body("Kegitan itu ramai. Kegiatan ditutup.").finds("Kegitan", &["Kegiatan"]),
        Example::body("Bagian Penyelenggaraam Pemilu dan penyelenggaraan rapat.")
            .finds("Penyelenggaraam", &["Penyelenggaraan"]),
        Example::headline("KPU Buka Pendafatran Petugas")
            .over("Pendaftaran petugas dibuka Senin.")
            .finds("Pendafatran", &["Pendaftaran"]),
    ],
    right: &[
        Example::body("Acara khidmat itu usai seusai salat; reviu kepemiluan dimutakhirkan."),
        Example::body("Undang-undang, sayur-mayur, bolak-balik, ke-80, kocar-kacir."),
        Example::body("Ibu Sulastrini Kegitan dan Bapak Penyelengara hadir."),
        Example::body("KEGITAN, DPTb, dan kegitan2 di https://contoh.test/kegitan."),
        Example::body("Ia membaca “The comission shal endeavour to publish” dengan lantang."),
        Example::body("Sistem *kegitan* dipakai; `kegitan` dan #kegitan juga."),
        Example::body("Kegitan adalah tari dari Rimba. Semua kegitan dipentaskan."),
        Example::body("Petugasnya memverifikasinya dan menarasikannya kembali."),
    ],
    run: Run::Whole(run),
};

/// Shorter words are too near to one another.
const SHORTEST: usize = 5;
/// A capital within a sentence is more often a name.
const SHORTEST_NAME: usize = 7;
/// So many fixes are a choice; more are a riddle.
const MOST_FIXES: usize = 3;
/// A word that stands twice is meant, unless what it is near stands so many times as often.
const FAR_MORE: u32 = 3;
/// So many strange words in a row are another language, or names.
const PASSAGE: usize = 3;

/// Words of three letters and less that no English text has.
const SHORT: [&str; 22] = [
    "di", "ke", "ia", "dan", "ini", "itu", "per", "apa", "ada", "dua", "tak", "kan", "pun", "hal",
    "uji", "apel", "tiga", "lima", "enam", "isu", "aku", "ibu",
];

/// What is known of a word of this text.
struct Seen {
    times: u32,
    known: Option<Known>,
    letters: u32,
}

type Words<'a> = HashMap<&'a str, Seen>;

fn run(page: &Page<'_>, found: &mut Found) {
    let words = words(page);
    if words.values().all(|word| word.known.is_some()) {
        return;
    }
    let mut known_here: Vec<(&str, &Seen)> =
        words.iter().filter(|(_, seen)| is_example(seen)).map(|(low, seen)| (*low, seen)).collect();
    known_here.sort_unstable_by_key(|(low, _)| *low);
    let mut told: HashMap<&str, Vec<Candidate<'_>>> = HashMap::new();
    for piece in &page.pieces {
        if found.is_full() {
            return;
        }
        let mut marked = Marked::default();
        for (at, token) in piece.tokens().iter().enumerate() {
            let in_marks = marked.step(piece, at);
            let Some(seen) = words.get(token.low.as_str()) else { continue };
            if in_marks || seen.known.is_some() || page.house.words.contains(&token.low) {
                continue;
            }
            let Some(place) = place(piece, at, token) else { continue };
            // The table of standard words says more of it.
            if piece.hits(Table::Standard).any(|hit| hit.tokens.contains(&at)) {
                continue;
            }
            let candidates = told
                .entry(token.low.as_str())
                .or_insert_with(|| candidates(&token.low, seen.times, &known_here));
            if let Some((level, fixes)) = judged(&token.low, candidates, place) {
                if is_foreign(piece, &words, at) || is_registered(page, &token.low) {
                    continue;
                }
                found.push(finding(piece, token, level, &fixes));
            }
        }
    }
}

/// All words of the text, with how often they stand there.
fn words<'a>(page: &'a Page<'_>) -> Words<'a> {
    let lexicon = lexicon();
    let knows = |low: &str| (page.house.speller)().is_some_and(|one| one.knows(low));
    let mut words: Words<'a> = HashMap::with_capacity(256);
    let tokens = page.pieces.iter().flat_map(Piece::tokens);
    for token in tokens.filter(|token| token.kind == Kind::Word && token.low.len() >= SHORTEST) {
        let low = token.low.as_str();
        let word = words.entry(low).or_insert_with(|| Seen {
            times: 0,
            known: lexicon.known(low).or_else(|| knows(low).then_some(Known::Grown)),
            letters: letters(low),
        });
        word.times += 1;
    }
    words
}

/// Can a word of this text be what another one of it should be? It must be Indonesian; what is
/// only a name is compared elsewhere.
fn is_example(seen: &Seen) -> bool {
    matches!(seen.known, Some(Known::Listed | Known::Grown))
}

struct Candidate<'a> {
    low: &'a str,
    /// How often it stands in this text.
    times: u32,
    far: u8,
}

/// Where a suspect stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Plain,
    /// With a capital within a sentence or in a headline: it may be a name.
    Named,
}

fn candidates<'a>(low: &str, times: u32, here: &[(&'a str, &Seen)]) -> Vec<Candidate<'a>> {
    let (mask, reach) = (letters(low), reach(low));
    let mut found: Vec<Candidate<'a>> = Vec::new();
    for (word, seen) in here {
        let apart = (seen.letters ^ mask).count_ones() > 2 * u32::from(reach);
        if apart || word.as_bytes().first() != low.as_bytes().first() {
            continue;
        }
        if let Some(far) = distance(low, word, reach) {
            found.push(Candidate { low: word, times: seen.times, far });
        }
    }
    let listed = lexicon().near(low).into_iter();
    let new: Vec<_> =
        listed.filter(|(word, _)| !found.iter().any(|one| one.low == *word)).collect();
    found.extend(new.into_iter().map(|(low, far)| Candidate { low, times: 0, far }));
    let nearest = found.iter().map(|one| one.far).min().unwrap_or_default();
    // What is farther than the nearest counts only where the text has it.
    found.retain(|one| one.far == nearest || one.times > 0);
    if times > 1 {
        found.retain(|one| one.times >= times * FAR_MORE);
    }
    found.sort_by_key(|one| (one.far, std::cmp::Reverse(one.times), slip(low, one.low)));
    found
}

/// What the machine's dictionary would write; a form that is not the standard one is none.
pub(in crate::rules) fn meant(word: &str, speller: &Speller) -> Vec<String> {
    let all = speller.suggestions(&word.to_lowercase(), MOST_FIXES);
    let is_standard = |word: &String| {
        let look = Look::new(word, 0..word.len());
        !look.hits.iter().any(|hit| hit.entry.table == Table::Standard)
    };
    all.into_iter().filter(is_standard).map(|meant| in_case_of(word, &meant)).collect()
}

/// How likely a hand slips so: letters changed over or one doubled first, another letter last.
fn slip(low: &str, meant: &str) -> u8 {
    let same = letters(low) == letters(meant);
    match low.len().cmp(&meant.len()) {
        std::cmp::Ordering::Equal if same => 0,
        std::cmp::Ordering::Greater if same && doubled(low) > doubled(meant) => 0,
        std::cmp::Ordering::Less if same && doubled(low) < doubled(meant) => 0,
        std::cmp::Ordering::Less | std::cmp::Ordering::Greater => 1,
        std::cmp::Ordering::Equal => 2,
    }
}

fn doubled(low: &str) -> usize {
    low.bytes().zip(low.bytes().skip(1)).filter(|(a, b)| a == b).count()
}

/// Should something be said of a suspect, and how loudly?
fn judged(low: &str, all: &[Candidate<'_>], place: Place) -> Option<(Level, Vec<String>)> {
    let best = all.first()?;
    if place == Place::Named && best.times == 0 {
        return None;
    }
    let nearest = || all.iter().filter(|one| one.far == best.far);
    let alone = nearest().count() == 1;
    let easy =
        slip(low, best.low) == 0 && nearest().filter(|one| slip(low, one.low) == 0).count() == 1;
    let long = low.len() > 6;
    let sure = easy
        || !is_sayable(low)
        || long && best.times > 0
        || long && alone && best.far == 1 && is_likely(low, best.low);
    let level = if sure { Level::Warning } else { Level::Suggestion };
    Some((level, all.iter().take(MOST_FIXES).map(|one| one.low.to_owned()).collect()))
}

/// In a long word any slip shows; in others it should be one that hands make.
const LONG: usize = 11;

/// Is the one slip between the two a likely one? A letter left out, or another key hit beside.
fn is_likely(low: &str, meant: &str) -> bool {
    let (a, b) = (low.as_bytes(), meant.as_bytes());
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let at = |letters: &[u8], at: usize| letters.get(at).copied().unwrap_or_default();
    low.len() >= LONG
        || match a.len().cmp(&b.len()) {
            std::cmp::Ordering::Less => head < a.len(),
            std::cmp::Ordering::Equal => is_beside(at(a, head), at(b, head)),
            std::cmp::Ordering::Greater => {
                let hit = at(a, head);
                is_beside(hit, at(a, head.wrapping_sub(1))) || is_beside(hit, at(a, head + 1))
            }
        }
}

/// Do two letters lie side by side on the keys?
fn is_beside(a: u8, b: u8) -> bool {
    const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    let find = |letter: u8| {
        ROWS.iter().enumerate().find_map(|(row, keys)| {
            keys.iter().position(|key| *key == letter).map(|column| (row, column))
        })
    };
    let Some(((row, column), (other, beside))) = find(a).zip(find(b)) else { return false };
    match row.cmp(&other) {
        std::cmp::Ordering::Equal => column.abs_diff(beside) == 1,
        std::cmp::Ordering::Less => other - row == 1 && (column == beside || column == beside + 1),
        std::cmp::Ordering::Greater => {
            row - other == 1 && (beside == column || beside == column + 1)
        }
    }
}

/// Could a mouth say it? Of an Indonesian word that no list has the letters still go together.
fn is_sayable(low: &str) -> bool {
    let vowel = |letter: &u8| matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u');
    let letters = low.as_bytes();
    let begins = letters.iter().take_while(|letter| !vowel(letter)).count();
    let ends = letters.iter().rev().take_while(|letter| !vowel(letter)).count();
    let end = letters.get(letters.len() - ends..).unwrap_or_default();
    let begin = letters.get(..begins).unwrap_or_default();
    let well_begun = begins < 2
        || matches!(begin.last(), Some(b'r' | b'l' | b'w' | b'y' | b'h'))
        || matches!(begin, b"ng" | b"ps" | b"sk" | b"st" | b"sp" | b"sm" | b"sn");
    let well_ended = ends < 2
        || matches!(end, b"ng" | b"ks" | b"ps" | b"rs" | b"ns" | b"rt" | b"rm" | b"lm" | b"nt")
        || matches!(end, b"sh" | b"kh" | b"rd" | b"lf" | b"nk" | b"st" | b"ls" | b"lt");
    let stutters = letters.windows(2).any(|pair| matches!(pair, b"ii" | b"uu" | b"nb"));
    let chokes = letters.windows(3).any(|three| three == b"nkh");
    well_begun && well_ended && !stutters && !chokes
}

/// Where a word stands, if it can be suspected there at all.
fn place(piece: &Piece<'_>, at: usize, token: &Token) -> Option<Place> {
    let word = piece.word(at);
    let neighbour = |at: usize, glued: bool| match piece.tokens().get(at) {
        Some(Token { kind: Kind::Sign(sign), .. }) if glued => *sign,
        _ => ' ',
    };
    let before = at.checked_sub(1).map_or(' ', |before| neighbour(before, piece.is_glued(at)));
    let behind = neighbour(at + 1, piece.is_glued(at + 1));
    let joined = |sign: char| matches!(sign, '-' | '@' | '#' | '_' | '\\' | '`' | '<' | '>' | '=');
    if joined(before) || joined(behind) || before == '.' {
        return None;
    }
    // `contoh.test`
    if behind == '.' && piece.is_glued(at + 2) && !piece.low(at + 2).is_empty() {
        return None;
    }
    match case(word) {
        Case::Lower => Some(Place::Plain),
        Case::Capital if piece.part != Part::Headline && piece.begins_sentence(at) => {
            (!stands_by_name(piece, at)).then_some(Place::Plain)
        }
        Case::Capital => {
            let long = token.low.len() >= SHORTEST_NAME;
            (long && (piece.part == Part::Headline || !stands_by_name(piece, at)))
                .then_some(Place::Named)
        }
        Case::Upper | Case::Mixed => None,
    }
}

/// Is a neighbour with a capital no Indonesian word? Names are of several words.
fn stands_by_name(piece: &Piece<'_>, at: usize) -> bool {
    let is_name = |at: usize| {
        let low = piece.low(at);
        case(piece.word(at)) == Case::Capital
            && low.len() > 2
            && !lexicon().is_listed(low)
            && !SHORT.contains(&low)
    };
    at.checked_sub(1).is_some_and(is_name) || is_name(at + 1)
}

/// Is the word within a run of words that are not Indonesian?
fn is_foreign(piece: &Piece<'_>, words: &Words<'_>, at: usize) -> bool {
    let sentence = piece.sentence(at);
    let strange = |at: &usize| {
        let Some(token) = piece.tokens().get(*at).filter(|token| token.kind == Kind::Word) else {
            return false;
        };
        let low = token.low.as_str();
        match words.get(low) {
            Some(seen) => !is_example(seen),
            None => !SHORT.contains(&low) && !lexicon().is_listed(low),
        }
    };
    let before = (sentence.start..at).rev().take_while(strange).count();
    let behind = (at + 1..sentence.end).take_while(strange).count();
    before + 1 + behind >= PASSAGE
}

/// Is it a word of a name that the office knows?
fn is_registered(page: &Page<'_>, low: &str) -> bool {
    let register = page.house.register;
    let names = register.entries().iter().map(|entry| entry.name.as_str());
    let people = register.people().iter().map(|person| person.name.as_str());
    let short = register.acronyms().iter().map(|acronym| acronym.short.as_str());
    let all = names.chain(people).chain(short).chain([page.house.office, page.house.place]);
    all.flat_map(|name| name.split(|c: char| !c.is_alphanumeric()))
        .any(|word| word.len() == low.len() && word.eq_ignore_ascii_case(low))
}

/// Follows the marks of emphasis and of code: what is set in italics is often foreign.
#[derive(Default)]
struct Marked {
    open: Option<char>,
}

impl Marked {
    /// Is the token between marks?
    fn step(&mut self, piece: &Piece<'_>, at: usize) -> bool {
        let Some(Token { kind: Kind::Sign(sign @ ('*' | '_' | '`')), .. }) = piece.tokens().get(at)
        else {
            return self.open.is_some();
        };
        let double = |other: usize, glued: bool| glued && piece.is_sign(other, *sign);
        let bold =
            double(at + 1, piece.is_glued(at + 1)) || at > 0 && double(at - 1, piece.is_glued(at));
        if !bold {
            self.open = match self.open {
                Some(open) if open == *sign => None,
                Some(open) => Some(open),
                None => Some(*sign),
            };
        }
        self.open.is_some()
    }
}

fn finding(
    piece: &Piece<'_>,
    token: &Token,
    level: Level,
    fixes: &[String],
) -> crate::domain::finding::Finding {
    let mut finding = piece.finding(&RULE, token.span.clone());
    finding.level = level;
    let word = finding.text.clone();
    finding.fixes = fixes.iter().map(|fix| in_case_of(&word, fix)).collect();
    finding.args = vec![("x", word), ("candidates", finding.fixes.join(", "))];
    finding
}
