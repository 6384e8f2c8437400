//! Somebody types, pastes, takes back and turns the window while the whole program is killed again
//! and again. A model of the text takes the same keys: what is found afterwards is the model up to
//! the last key that was in the journal, and never less than what had been seen to be done.

use std::time::{Duration, Instant};

use redaksi::editor::Editor;
use redaksi::editor::command::{Command, Motion, Reach};
use redaksi::journal::{Field, Found, Recovered, find};

use crate::chance::Chance;
use crate::pty::{Room, Workstation, key};
use crate::{Outcome, scratch, several};

const CTRL_Y: &str = "\x19";
const PATIENCE: Duration = Duration::from_secs(20);
/// Steps between two kills at most.
const MOST: usize = 400;

/// The journals of the text, the newest first.
fn journals(room: &Room) -> Vec<Found> {
    let desks = std::fs::read_dir(room.state()).into_iter().flatten().flatten();
    let found = desks.flat_map(|desk| find(&desk.path().join("journal")).into_iter().flatten());
    found.filter(|found| found.what.as_ref().is_ok_and(Recovered::has_unsaved)).collect()
}

fn body_of(found: &Found) -> String {
    found.what.as_ref().map_or_else(|_| String::new(), |what| what.now.get(Field::Body))
}

/// One thing that a person does, as keys and as commands of the model. What undo takes back is a
/// paste, which is a step of its own however fast the keys come.
fn deed(chance: &mut Chance, model: &Editor) -> (String, Vec<Command>) {
    let moved = |motion, select| Command::Move { motion, select };
    let one = |keys: &str, command| (keys.to_owned(), vec![command]);
    match chance.below(16) {
        0 => one("\r", Command::Enter),
        1 => one("\x7f", Command::Backspace),
        2 => one("\x1b[3~", Command::Erase(Reach::Grapheme)),
        // At the very start the caret would go up into the headline.
        3 if model.caret() > 0 => one("\x1b[D", moved(Motion::Left, false)),
        4 => one("\x1b[C", moved(Motion::Right, false)),
        5 => one("\x1b[1;2D", moved(Motion::Left, true)),
        6 => one("\x1b[1;5C", moved(Motion::WordRight, false)),
        7 => one(key::CTRL_END, moved(Motion::TextEnd, false)),
        8 | 9 => {
            let text = ["tempelan", "dua baris\nrapat", "kata “kutip” — garis"][chance.below(3)];
            let mut keys = format!("\x1b[200~{}\x1b[201~", text.replace('\n', "\r"));
            let mut commands = vec![Command::Paste(text.to_owned())];
            for (way, command) in [(key::CTRL_Z, Command::Undo), (CTRL_Y, Command::Redo)] {
                if chance.coin() {
                    break;
                }
                keys.push_str(way);
                commands.push(command);
            }
            (keys, commands)
        }
        _ => {
            let letter = ["a", "k", "é", "日", "👩\u{200d}🌾", " ", ".", "“"][chance.below(8)];
            // A picture of several characters comes as several keys.
            let commands = letter.chars().map(|c| Command::Type(c.to_string())).collect();
            (letter.to_owned(), commands)
        }
    }
}

/// Types for a while; the texts of the model after each command, and how many of these were seen
/// to be done.
fn type_on(
    desk: &Workstation,
    chance: &mut Chance,
    model: &mut Editor,
    steps: usize,
) -> (Vec<String>, usize) {
    let mut texts = vec![model.text()];
    let (mut keys, mut seen) = (String::new(), 0);
    for step in 0..steps {
        let (typed, commands) = deed(chance, model);
        keys.push_str(&typed);
        for command in commands {
            model.run(command, 0);
            texts.push(model.text());
        }
        if step % 40 == 39 {
            desk.keys(&std::mem::take(&mut keys));
            match chance.below(4) {
                0 => {
                    let columns = 40 + u16::try_from(chance.below(120)).unwrap();
                    desk.resize(columns, 10 + u16::try_from(chance.below(40)).unwrap());
                }
                1 => {
                    desk.steady();
                    seen = texts.len() - 1;
                }
                _ => {}
            }
        }
    }
    desk.keys(&keys);
    (texts, seen)
}

/// Opens what the killed program left, and goes on in it: the text as the program has it then.
fn take_up(room: &Room, mark: &str) -> Result<(Workstation, Editor), String> {
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Badai"]);
    desk.steady();
    if desk.text().contains("Lanjutkan") {
        desk.keys(key::ENTER);
        desk.steady();
    }
    // The caret may be in the headline, as it was when the text was opened first.
    desk.keys(&[key::CTRL_END, key::DOWN, key::CTRL_END, mark].concat());
    let end = Instant::now() + PATIENCE;
    loop {
        let live = journals(room).into_iter().find(|found| found.live);
        if let Some(text) = live.as_ref().map(body_of).filter(|text| text.ends_with(mark)) {
            let mut model = Editor::new(&text);
            model.run(Command::Move { motion: Motion::TextEnd, select: false }, 0);
            return Ok((desk, model));
        }
        if Instant::now() > end {
            return Err(format!("the text was not taken up:\n{}", desk.text()));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn new_text(room: &Room) -> Workstation {
    let desk = room.open("ali", 100, 30);
    desk.shows(&["Semua 47"]);
    desk.keys("n");
    desk.shows(&["Tulis judul di sini"]);
    desk.keys("Badai\r");
    desk.shows(&["Tulis isi berita"]);
    desk
}

/// What is left of a round; the text that was found, or what is wrong with it.
fn left(room: &Room, texts: &[String], seen: usize) -> Result<(String, usize), String> {
    let found = journals(room);
    let Some(newest) = found.first().filter(|found| !found.live) else {
        return Err(format!("no journal is left: {found:?}"));
    };
    let text = body_of(newest);
    match texts.iter().rposition(|model| *model == text) {
        Some(key) if key >= seen => Ok((text.clone(), texts.len() - 1 - key)),
        Some(key) => Err(format!("{key} commands are there, and {seen} were seen")),
        None => Err(format!("no text of the model is {text:?}")),
    }
}

pub(crate) fn killed() -> Outcome {
    let steps = several(1_200, 10_000);
    let folder = scratch("storm");
    let room = Room::sample_in(folder.path().join("desk"), folder.path().join("state"));
    let mut chance = Chance::new(11);
    let mut failures = Vec::new();
    let (mut desk, mut model) = (new_text(&room), Editor::new(""));
    let (mut done, mut kills, mut lost) = (0, 0, 0);
    while done < steps && failures.is_empty() {
        let round = (40 + chance.below(MOST - 40)).min(steps - done);
        let (texts, seen) = type_on(&desk, &mut chance, &mut model, round);
        done += round;
        // In the midst of the keys, or some time after them.
        let longest = if chance.coin() { 4_000 } else { 60_000 };
        std::thread::sleep(Duration::from_micros(chance.below(longest) as u64));
        desk.kill();
        kills += 1;
        let text = match left(&room, &texts, seen) {
            Ok((text, unread)) => {
                lost += unread;
                text
            }
            Err(why) => {
                failures.push(format!("kill {kills} after {done} steps: {why}"));
                break;
            }
        };
        // No other text ends so.
        let mark = format!("|{kills}|");
        match take_up(&room, &mark) {
            Ok((next, taken)) => {
                // The desk keeps no blank lines at the ends.
                let back = taken.text();
                let back = back.strip_suffix(&mark).unwrap_or(&back).trim();
                if back != text.trim() {
                    let differs = redaksi::text::edit::Edit::between(text.trim(), back);
                    failures.push(format!("kill {kills}: taken up with {differs:?}"));
                }
                (desk, model) = (next, taken);
            }
            Err(why) => failures.push(format!("kill {kills}: {why}")),
        }
    }
    if failures.is_empty() {
        desk.keys(key::CTRL_S);
        desk.shows(&["Tersimpan sebagai revisi"]);
        let rows = room.json(&["list", "--query", "badai"]);
        let shown = room.json(&["show", rows[0]["id"].as_str().unwrap()]);
        let want = model.text();
        if shown["body"].as_str() != Some(want.trim_matches('\n')) {
            failures.push(format!("saved is {} for {want:?}", shown["body"]));
        }
    }
    let figures = format!(
        "{done} steps, {kills} kills; each time the model to the last journaled key; {lost} \
         commands never read"
    );
    Outcome::of(figures, &failures)
}
