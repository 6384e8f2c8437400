//! The copy desk against texts that nobody would write: arbitrary letters, and releases of the
//! corpus cut, joined and sprinkled. No rule may panic, every finding lies on whole characters of
//! its field, no two overlap, and a repair makes its finding go away.
//!
//! Each seed makes one text: `REDAKSI_FUZZ_SEED=… cargo test --test faults -- fuzz-rules`.
//! `REDAKSI_FUZZ_SECONDS` says for how long.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use chrono::NaiveDate;
use redaksi::domain::finding::{Field, Finding};
use redaksi::domain::manuscript::Manuscript;
use redaksi::rules::{self, House, Neighbour};

use crate::chance::Chance;
use crate::{Outcome, long};

/// Pieces that rules look for, among letters of many scripts.
const PIECES: [&str; 64] = [
    " ",
    "  ",
    "\n\n",
    "\n",
    ". ",
    ", ",
    ".",
    ",",
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "(",
    ")",
    "/",
    "-",
    "–",
    "—",
    ":",
    ";",
    "!",
    "?",
    "…",
    "**",
    "_",
    "# ",
    "- ",
    "1. ",
    "> ",
    "|",
    "`",
    "https://contoh.test/a",
    "a@b.test",
    "Rabu, ",
    "25 Maret 2022",
    "(31/4)",
    "31/11/2025",
    "Rp. 5.000",
    "Rp",
    "3271012505900001",
    "0812-3456-7890",
    "NIK ",
    "rekening BRI ",
    "resiko",
    "dikantor",
    "di laksanakan",
    "pun ",
    "ke IV",
    "se NTB",
    "antar divisi",
    "KPU",
    "KPU RI ",
    "Ketua ",
    "Siti Rahmawati",
    "Prof Dr. ",
    "hari ini",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "é",
    "日本",
    "😀",
    "\u{301}",
];

/// Repairs that are tried in one text.
const REPAIRS: usize = 6;

fn seconds() -> u64 {
    let asked = std::env::var("REDAKSI_FUZZ_SECONDS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(if long() { 3_600 } else { 6 })
}

fn corpus() -> Vec<String> {
    let folder = Path::new("tests/corpus/planted");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let words = |path: &std::path::PathBuf| {
        let file = std::fs::read_to_string(path).unwrap();
        let body = file.rsplit("\n+++\n").next().unwrap().to_owned();
        body.replace(['⟦', '⟧'], "")
    };
    paths.iter().map(words).collect()
}

fn text(chance: &mut Chance, corpus: &[String]) -> String {
    let mut made = String::new();
    for _piece in 0..chance.below(120) {
        match chance.below(8) {
            0 => {
                let whole = &corpus[chance.below(corpus.len())];
                let from = whole.floor_char_boundary(chance.below(whole.len()));
                let to = whole.floor_char_boundary((from + chance.below(300)).min(whole.len()));
                made.push_str(whole.get(from..to).unwrap());
            }
            1 => made.extend(char::from_u32(u32::try_from(chance.below(0x11_0000)).unwrap())),
            2 => made.push(char::from(b'a' + u8::try_from(chance.below(26)).unwrap())),
            3 => made.push(char::from(b'0' + u8::try_from(chance.below(10)).unwrap())),
            _ => made.push_str(PIECES[chance.below(PIECES.len())]),
        }
    }
    made
}

fn manuscript(seed: u64, corpus: &[String]) -> Manuscript {
    let mut chance = Chance::new(seed);
    let day = i64::try_from(chance.below(4_000)).unwrap();
    let date = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + chrono::TimeDelta::days(day);
    Manuscript {
        headline: text(&mut chance, corpus).replace('\n', " "),
        summary: if chance.coin() { text(&mut chance, corpus) } else { String::new() },
        place: if chance.coin() { "Tanjung Damar".to_owned() } else { String::new() },
        date: chance.coin().then_some(date),
        event_from: chance.coin().then_some(date),
        byline: if chance.coin() { "(ali)".to_owned() } else { String::new() },
        tags: vec![text(&mut chance, corpus)],
        language: if chance.below(4) == 0 { "en".to_owned() } else { "id".to_owned() },
        body: text(&mut chance, corpus),
        ..Manuscript::default()
    }
}

/// The text with a repair in the place of the words.
fn mended(text: &Manuscript, finding: &Finding, fix: &str) -> Option<Manuscript> {
    let mut mended = text.clone();
    let field = match finding.field {
        Field::Headline => &mut mended.headline,
        Field::Summary => &mut mended.summary,
        Field::Place => &mut mended.place,
        Field::Byline => &mut mended.byline,
        Field::Body => &mut mended.body,
        Field::Section | Field::Tags | Field::Credit => return None,
    };
    field.replace_range(finding.span.clone(), fix);
    Some(mended)
}

fn faults(text: &Manuscript, house: &House<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    let found = rules::check(text, house);
    // Each repair is a check of its own: a few of each text, other ones of the next.
    let mut repairs = REPAIRS;
    let first = if found.is_empty() { 0 } else { text.body.len() % found.len() };
    for finding in found.iter().cycle().skip(first).take(found.len()) {
        let field = rules::field_text(text, finding.field);
        if field.get(finding.span.clone()).is_none() {
            faults.push(format!("{} is no part of its field", finding.rule));
            return faults;
        }
        for fix in finding.fixes.iter().take(repairs) {
            repairs -= 1;
            let Some(mended) = mended(text, finding, fix) else { continue };
            let place = finding.span.start..finding.span.start + fix.len();
            // What is longer than the repair may well be found in the words around it, and what
            // is lighter is something else.
            let again = rules::check(&mended, house).into_iter().find(|other| {
                (&other.rule, other.field, &other.span) == (&finding.rule, finding.field, &place)
                    && other.level >= finding.level
            });
            if let Some(again) = again {
                faults.push(format!(
                    "{}: {:?} by {fix:?} gave {:?}",
                    finding.rule, finding.text, again.fixes
                ));
            }
        }
    }
    for pair in found.windows(2) {
        if pair[0].field == pair[1].field && pair[0].span.end > pair[1].span.start {
            faults.push(format!("{} and {} overlap", pair[0].rule, pair[1].rule));
        }
    }
    faults
}

/// Another article that may be of the same event: the same words, or others.
fn beside(seed: u64, text: &Manuscript, corpus: &[String]) -> Neighbour {
    let other = manuscript(seed.wrapping_mul(31), corpus);
    let same = seed.is_multiple_of(2);
    Neighbour {
        number: "a12".to_owned(),
        headline: text.headline.clone(),
        date: text.date,
        event_date: text.event_from,
        body: if same {
            text.body.replace('1', "2").replace("Ketua", "Anggota")
        } else {
            other.body
        },
    }
}

pub(crate) fn fuzz() -> Outcome {
    let corpus = corpus();
    let house = House {
        office: "KPU Kabupaten Tanjung Damar",
        place: "Tanjung Damar",
        ..House::plain(NaiveDate::from_ymd_opt(2025, 10, 21).unwrap(), "id")
    };
    let chosen = std::env::var("REDAKSI_FUZZ_SEED").ok().and_then(|seed| seed.parse().ok());
    let (mut texts, mut failures) = (0_u64, Vec::new());
    let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
    let began = Instant::now();
    let mut seed = chosen.unwrap_or(1);
    while began.elapsed().as_secs() < seconds() {
        let text = manuscript(seed, &corpus);
        let neighbours = [beside(seed, &text, &corpus)];
        let house = House { neighbours: &neighbours, ..house };
        let told = catch_unwind(AssertUnwindSafe(|| faults(&text, &house)))
            .unwrap_or_else(|_panic| vec!["a rule panicked".to_owned()]);
        for fault in told {
            let kind = fault.split(':').next().unwrap_or_default().to_owned();
            let times = kinds.entry(kind).or_default();
            *times += 1;
            if *times == 1 {
                failures.push(format!("seed {seed}: {fault}"));
            }
        }
        texts += 1;
        seed += 1;
        if chosen.is_some() {
            break;
        }
    }
    Outcome::of(format!("{texts} texts"), &failures)
}
