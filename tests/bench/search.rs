//! Search while one types, and ranked, against the same statements without the desk.

use std::process::Command;

use redaksi::desk::{Desk, Intent};
use redaksi::store::lists::Sort;
use rusqlite::Connection;

use crate::fill::Filled;
use crate::floor;
use crate::measure::{Judge, has, median, micros, percentile, run as run_program};
use crate::words::common;

const ROWS: usize = 50;
/// Ranked matches with their words around them: those that a screen shows.
const SHOWN: usize = 20;
/// Words that are typed, letter by letter: from the commonest on.
const TYPED: usize = 40;
/// Texts given to the other program; its time grows with them.
const MOST_FILES: usize = 100_000;

pub(crate) fn run(judge: &mut Judge, filled: &Filled) {
    // A command has one connection. All of a process share one cache of pages here, and push each
    // other's out of it; so this one is measured before there is another.
    let ranked = ranked(judge, &filled.desk(Intent::Read));
    let desk = filled.desk(Intent::Read);
    let bare = floor::reader(&filled.file());
    let typed = typing(judge, &desk, &bare);
    against_files(judge, filled, &bare, typed, ranked);
}

/// The words that somebody types: of all ranks, the common more often.
fn words() -> Vec<String> {
    (0..TYPED as u64).map(|at| common(at * at)).collect()
}

fn typing(judge: &mut Judge, desk: &Desk, bare: &Connection) -> f64 {
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for word in words() {
        for end in 1..=word.len() {
            let text = word.get(..end).unwrap();
            let look = || {
                let search = desk.read_query(text, None, true).unwrap();
                (desk.found(&search, Sort::Updated, ROWS, None).unwrap(), search)
            };
            // Once for the pages that both sides then find in memory.
            let (_found, search) = look();
            let expression = search.expression.unwrap();
            floor::found(bare, &expression, ROWS);
            let (_, our) = micros(look);
            let (_, their) = micros(|| floor::found(bare, &expression, ROWS));
            ours.push(our);
            theirs.push(their);
            ratios.push(our / their);
        }
    }
    let value = format!(
        "{:.0} / {:.0} us, p99 {:.0}",
        median(&ours),
        median(&theirs),
        percentile(&ours, 99)
    );
    judge.at_most("search while typing / bare", &value, &[median(&ours) / median(&theirs)], 3.0);
    median(&ours)
}

/// From the words as they were typed to the rows with their snippets.
fn ranked(judge: &mut Judge, desk: &Desk) -> f64 {
    let (mut reads, mut costs) = (Vec::new(), Vec::new());
    for word in words() {
        let (search, read) = micros(|| desk.read_query(&word, None, false).unwrap());
        let (found, find) = micros(|| desk.found_ranked(&search, SHOWN).unwrap());
        assert!(found.iter().all(|found| !found.snippet.marks.is_empty()));
        reads.push(read);
        costs.push(read + find);
    }
    let value = format!(
        "p99 {:.1} ms, {:.2} for its words",
        percentile(&costs, 99) / 1e3,
        median(&reads) / 1e3
    );
    judge.at_most("ranked search, ms", &value, &[median(&costs) / 1e3], 5.0);
    median(&costs)
}

/// The same articles as files, and the program that is best at looking through files.
fn against_files(judge: &mut Judge, filled: &Filled, bare: &Connection, typed: f64, ranked: f64) {
    if !has("rg") {
        judge.note("search / rg", "skipped: there is no rg here");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut texts = bare
        .prepare("SELECT article, headline || char(10) || body FROM article_text LIMIT ?1")
        .unwrap();
    let mut rows = texts.query([MOST_FILES as i64]).unwrap();
    let mut last = folder.path().to_owned();
    while let Some(row) = rows.next().unwrap() {
        let number: i64 = row.get(0).unwrap();
        if number % 1_000 == 1 {
            last = folder.path().join(format!("{}", number / 1_000));
            std::fs::create_dir(&last).unwrap();
        }
        let text: String = row.get(1).unwrap();
        std::fs::write(last.join(format!("{number}.md")), text).unwrap();
    }
    let costs: Vec<f64> = (0..7)
        .map(|at| {
            let word = common(at * at * 30);
            run_program(Command::new("rg").args(["-l", "-i", &word]).arg(folder.path())).micros
        })
        .collect();
    let files = median(&costs);
    let told = format!("rg {:.0} ms, {} files", files / 1e3, filled.articles.min(MOST_FILES));
    judge.at_most("search while typing / rg", &told, &[typed / files], 0.02);
    if filled.articles < MOST_FILES {
        // Ranking among a thousand costs the same at any size; looking through files does not.
        let value = format!("{:.4}; the goal is for {MOST_FILES} files", ranked / files);
        judge.note("ranked search / rg", &value);
    } else {
        judge.at_most("ranked search / rg", &told, &[ranked / files], 0.02);
    }
}
