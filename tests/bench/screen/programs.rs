//! The workstation and the programs that a person would use instead.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use redaksi::clock::Clock;
use redaksi::desk::edit::Change;
use redaksi::desk::{Desk, Intent};

use super::session::{Program, Session};
use crate::fill::Filled;
use crate::words::Words;

/// Who sits at the workstation.
const PERSON: &str = "ali";
/// What the screen shows as soon as it shows a list: each row tells its words.
pub(crate) const LISTED: &str = " words";
pub(crate) const QUIT: &[u8] = b"\x11";
pub(crate) const DOWN: &[u8] = b"\x1b[B";
const TEXT_START: &[u8] = b"\x1b[1;5H";
pub(crate) const TEXT_END: &[u8] = b"\x1b[1;5F";
pub(crate) const ALL_ARTICLES: &[u8] = b"3";
pub(crate) const OPEN: &[u8] = b"\r";

/// The first words of every document.
pub(crate) const FIRST: &str = "Judul awal";
/// A program has settled when it wrote nothing for so long.
const SETTLED: Duration = Duration::from_millis(600);

/// Where the caret is put before it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    End,
    Middle,
}

pub(crate) fn redaksi(filled: &Filled) -> Program {
    let desk = filled.dir().to_string_lossy().into_owned();
    let words = [env!("CARGO_BIN_EXE_redaksi"), "--desk", &desk, "--as", PERSON, "--lang", "en"];
    let config = filled.room().join("config");
    begin_anew(&config.join("redaksi"));
    let path = |path: PathBuf| path.to_string_lossy().into_owned();
    Program {
        argv: words.map(str::to_owned).to_vec(),
        env: vec![("REDAKSI_STATE", path(filled.state())), ("XDG_CONFIG_HOME", path(config))],
        home: filled.room().to_owned(),
    }
}

/// Every session begins with the list, and not where the last one was left.
fn begin_anew(folder: &Path) {
    let file = folder.join("config.toml");
    if !file.exists() {
        redaksi::paths::private::create_private_dir(folder).unwrap();
        redaksi::paths::private::replace_private(&file, b"restore = false\n").unwrap();
    }
}

fn other(words: &[&str], file: &Path) -> Program {
    let mut argv: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    argv.push(file.to_string_lossy().into_owned());
    Program { argv, env: Vec::new(), home: file.parent().unwrap().to_owned() }
}

pub(crate) fn nano(file: &Path) -> Program {
    other(&["nano", "--ignorercfiles", "--softwrap"], file)
}

pub(crate) fn vim(file: &Path) -> Program {
    other(&["vim", "-u", "DEFAULTS", "-i", "NONE"], file)
}

pub(crate) fn neovim(file: &Path) -> Program {
    other(&["nvim", "--clean", "-i", "NONE"], file)
}

/// One of the others, by its name.
pub(crate) fn named(name: &str, file: &Path) -> Program {
    match name {
        "nano" => nano(file),
        "nvim" => neovim(file),
        "kak" => other(&["kak", "-n"], file),
        _ => other(&[name], file),
    }
}

pub(crate) fn fzf(file: &Path) -> Program {
    other(&["sh", "-c", "exec fzf --no-sort --reverse --no-mouse < \"$0\""], file)
}

/// What comes back is what is sent: the cost of the pseudo-terminal and of this bench.
pub(crate) fn echo(home: &Path) -> Program {
    let argv = ["sh", "-c", "stty raw -echo; printf 'Judul awal'; exec cat"];
    Program { argv: argv.map(str::to_owned).to_vec(), env: Vec::new(), home: home.to_owned() }
}

/// Paragraphs of about a thousand bytes.
pub(crate) fn prose(bytes: usize) -> String {
    let mut words = Words::seeded(5);
    let mut text = format!("{FIRST} ");
    while text.len() < bytes {
        let paragraph = words.body().replace("\n\n", " ");
        text.push_str(paragraph.get(..1_000).unwrap_or(&paragraph));
        text.push_str("\n\n");
    }
    text.truncate(bytes);
    text.trim_end().to_owned()
}

/// Words as somebody types them, without capitals, which some programs answer with more.
pub(crate) fn typed(count: usize) -> String {
    let words = "dalam kegiatan ini panitia menyampaikan laporan terbuka kepada warga dan media";
    let mut text = String::new();
    for word in words.split(' ').cycle() {
        if text.len() >= count {
            break;
        }
        let _written = write!(text, "{word} ");
    }
    text.truncate(count - 1);
    text.push('z');
    text
}

/// A list of headlines, one a line.
pub(crate) fn headlines(count: usize) -> String {
    let mut words = Words::seeded(3);
    let mut list = String::new();
    for number in 0..count {
        let _written = writeln!(list, "{number:07} {}", words.headline());
    }
    list
}

/// The workstation with a new article of this text open, which is the first of the list.
pub(crate) fn redaksi_with(filled: &Filled, text: &str, spot: Spot) -> Session {
    // By the real clock, so that each article is another one, and the newest.
    let clock = Arc::new(Clock::system());
    let mut desk = Desk::open(&filled.dir(), &filled.state(), clock, Intent::Write).unwrap();
    let person = desk.who(Some(PERSON)).unwrap();
    let me = desk.unlock(person, None).unwrap();
    let changes = [Change::new("headline", "Naskah panjang"), Change::new("body", text)];
    desk.new_article(&me, &changes).unwrap();
    desk.close();
    let mut session = listing(filled);
    session.ask(OPEN, SETTLED);
    match spot {
        Spot::End => session.ask(TEXT_END, SETTLED),
        Spot::Middle => {
            session.ask(TEXT_START, SETTLED);
            let down: Vec<u8> = DOWN.repeat(70);
            session.ask(&down, SETTLED);
            session.ask(&b"\x1b[C".repeat(20), SETTLED)
        }
    };
    session
}

/// The workstation at rest, with all articles in its list.
pub(crate) fn listing(filled: &Filled) -> Session {
    let mut session = Session::start(&redaksi(filled));
    session.rest(Duration::from_secs(10), SETTLED);
    session.ask(ALL_ARTICLES, SETTLED);
    session
}

/// Any program at rest, its caret where it begins.
pub(crate) fn at_start(program: &Program) -> Session {
    let mut session = Session::start(program);
    session.rest(Duration::from_secs(10), SETTLED);
    if program.argv.iter().any(|word| word == "nvim" || word == "kak") {
        session.ask(b"i", SETTLED);
    }
    session
}

/// An editor with this file open, ready to type.
pub(crate) fn vim_like(program: &Program, text: &str, spot: Spot) -> Session {
    let mut session = Session::start(program);
    session.rest(Duration::from_secs(10), SETTLED);
    let keys = match spot {
        Spot::End => "G$a".to_owned(),
        Spot::Middle => {
            let middle = text.get(text.len() / 2..).and_then(|rest| rest.find(' ')).unwrap_or(0);
            let before = text.get(..text.len() / 2 + middle).unwrap_or(text);
            let line = before.matches('\n').count() + 1;
            let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1;
            format!("{line}G{column}|i")
        }
    };
    session.ask(keys.as_bytes(), SETTLED);
    session
}
