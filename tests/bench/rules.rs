//! The copy desk: what a check of a release costs, what is saved by knowing the text already, and
//! what a second core is worth for a folder of releases.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use chrono::NaiveDate;
use redaksi::domain::manuscript::Manuscript;
use redaksi::rules::{self, House, Keeper};

use crate::measure::{Judge, median, micros};

/// The size of a release, in bytes.
const RELEASE: usize = 3_000;
/// A text is checked so often, and the best time counts: others share the machine.
const ROUNDS: usize = 9;
/// Releases in the folder.
const FILES: usize = 1_000;
const PAIRS: usize = 7;

/// Releases of three kilobytes, made of the corpus: its texts without heads and marks.
fn releases() -> Vec<Manuscript> {
    let mut paths: Vec<_> = ["planted", "clean"]
        .iter()
        .flat_map(|kind| std::fs::read_dir(Path::new("tests/corpus").join(kind)).unwrap())
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let texts: Vec<(String, String)> =
        paths.iter().map(|path| parted(&std::fs::read_to_string(path).unwrap())).collect();
    (0..texts.len())
        .map(|first| {
            let mut text = Manuscript {
                headline: texts[first].0.clone(),
                body: texts[first].1.clone(),
                date: NaiveDate::from_ymd_opt(2025, 10, 21),
                place: "Tanjung Damar".to_owned(),
                language: "id".to_owned(),
                ..Manuscript::default()
            };
            for (_, more) in texts.iter().cycle().skip(first + 1) {
                if text.body.len() >= RELEASE {
                    break;
                }
                text.body.push_str("\n\n");
                text.body.push_str(more);
            }
            text.body.truncate(text.body.floor_char_boundary(RELEASE));
            text
        })
        .collect()
}

/// Headline and body of a file of the corpus.
fn parted(file: &str) -> (String, String) {
    let (head, body) = file.trim_start_matches("+++\n").split_once("\n+++\n").unwrap();
    let line = head.lines().find_map(|line| line.strip_prefix("headline = \"")).unwrap();
    (unmarked(line.trim_end_matches('"')), unmarked(body.trim()))
}

/// `⟦E01|resiko|risiko⟧` as it stands in the text: `resiko`.
fn unmarked(text: &str) -> String {
    let mut plain = String::new();
    for part in text.split('⟦') {
        match part.split_once('⟧') {
            Some((mark, rest)) => {
                plain.push_str(mark.split('|').nth(1).unwrap());
                plain.push_str(rest);
            }
            None => plain.push_str(part),
        }
    }
    plain
}

fn best(mut act: impl FnMut()) -> f64 {
    (0..ROUNDS).map(|_round| micros(&mut act).1).fold(f64::MAX, f64::min)
}

pub(crate) fn run(judge: &mut Judge) {
    let house = House::plain(NaiveDate::from_ymd_opt(2025, 10, 21).unwrap(), "id");
    let releases = releases();
    let (_, first) = micros(|| rules::check(&releases[0], &house));
    judge.at_most(
        "first check, with its tables and the dictionary",
        &format!("{:.1} ms", first / 1e3),
        &[first / 1e3],
        50.0,
    );
    let costs: Vec<f64> =
        releases.iter().map(|text| best(|| drop(rules::check(text, &house))) / 1e3).collect();
    let worst = costs.iter().copied().fold(0.0, f64::max);
    let middle = median(&costs);
    judge.at_most("check of 3 KB, median", &format!("{middle:.2} ms"), &[middle], 2.0);
    judge.at_most("check of 3 KB, worst", &format!("{worst:.2} ms"), &[worst], 5.0);
    edited(judge, &releases, &house);
    folder(judge, &releases);
}

/// A letter typed into one paragraph of a long text, whose other paragraphs are known.
fn edited(judge: &mut Judge, releases: &[Manuscript], house: &House<'_>) {
    let body: Vec<&str> = releases.iter().take(40).map(|text| text.body.as_str()).collect();
    let mut text = Manuscript { body: body.join("\n\n"), ..releases[0].clone() };
    let keeper = Keeper::default();
    rules::report(&text, house, &keeper);
    let ratios: Vec<f64> = (0..ROUNDS)
        .map(|_round| {
            let at = text.body.find(". ").unwrap();
            text.body.insert(at, 'a');
            let known = micros(|| rules::report(&text, house, &keeper)).1;
            known / micros(|| rules::report(&text, house, &Keeper::default())).1
        })
        .collect();
    let value = format!("{:.2} of a whole check, {} KB", median(&ratios), text.body.len() / 1_000);
    judge.at_most("check after a letter in one paragraph", &value, &ratios, 0.8);
}

/// The whole program over a folder, on one core and on two.
fn folder(judge: &mut Judge, releases: &[Manuscript]) {
    let room = tempfile::tempdir().unwrap();
    for (number, text) in releases.iter().cycle().take(FILES).enumerate() {
        let file = format!("{}\n\n{}\n", text.headline, text.body);
        std::fs::write(room.path().join(format!("{number:04}.txt")), file).unwrap();
    }
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    if cores < 2 {
        judge.note("check of a folder", "this machine has one core");
        return;
    }
    let timed = |set: &str| {
        let mut command = Command::new("taskset");
        command
            .args(["-c", set, env!("CARGO_BIN_EXE_redaksi"), "--desk"])
            .arg(room.path().join("none"))
            .args(["check", "--format", "json"])
            .arg(room.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let began = Instant::now();
        let status = command.status().unwrap();
        assert!(matches!(status.code(), Some(0 | 4)), "{status}");
        began.elapsed().as_secs_f64()
    };
    let mut ratios = Vec::new();
    let mut two = f64::MAX;
    for _pair in 0..PAIRS {
        let one = timed("0");
        let both = timed("0,1");
        two = two.min(both);
        ratios.push(one / both);
    }
    let value = format!("{:.2} times, {FILES} files in {two:.2} s", median(&ratios));
    judge.at_least("check of a folder, two cores against one", &value, &ratios, 1.6);
}
