//! Pictures of every screen, kept beside this file: in both languages and three sizes, and what
//! some of them look like in colour. A change of a picture is meant, or it is a mistake.

mod checking;
mod publishing;
mod scenes;
mod writing;

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};

use self::checking::CHECKING;
use self::publishing::PUBLISHING;
use self::scenes::{At, SCENES, Scene};
use self::writing::WRITING;
use super::app::App;
use super::picture::Picture;
use super::testing;
use super::theme::{Depth, Scheme, Theme, Wish};
use super::view;
use crate::lang::{self, Lang, Words};

/// Language and size of each picture; the smallest says the same in both.
const PICTURES: [(Lang, u16, u16); 5] = [
    (Lang::Id, 80, 24),
    (Lang::En, 80, 24),
    (Lang::Id, 160, 48),
    (Lang::En, 160, 48),
    (Lang::Id, 40, 10),
];

/// The files whose words stand on the screen.
const FILES: [&str; 9] =
    ["checks", "screen", "details", "reviewing", "menus", "dialogs", "actions", "search", "tray"];

/// Keeps one picture, named after its screen, without the noise of how it came about.
fn keep(name: &str, picture: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, picture));
}

/// All pictures of a screen, one below the other.
fn pictures(scene: Scene) -> String {
    let mut all = String::new();
    for (lang, width, height) in PICTURES {
        let mut app = scene(At { lang, width, height });
        let picture = testing::screen(&mut app, width, height);
        let _infallible = writeln!(all, "=== {lang} {width}×{height}\n{picture}\n");
    }
    all
}

#[test]
fn every_screen_looks_as_it_did() {
    let mut changed = Vec::new();
    for (name, scene) in SCENES.iter().chain(WRITING).chain(PUBLISHING).chain(CHECKING) {
        let picture = pictures(*scene);
        // All that changed are told at once.
        if std::panic::catch_unwind(|| keep(name, &picture)).is_err() {
            changed.push(*name);
        }
    }
    assert!(changed.is_empty(), "{changed:?}");
}

#[test]
fn a_screen_without_room_says_so() {
    let mut all = String::new();
    for lang in Lang::ALL {
        let mut app = testing::empty(lang);
        for (width, height) in [(39, 24), (80, 7), (12, 5)] {
            let picture = testing::screen(&mut app, width, height);
            let _infallible = writeln!(all, "=== {lang} {width}×{height}\n{picture}\n");
        }
    }
    keep("too-small", &all);
}

/// How a cell is drawn: nothing for the terminal's own look.
fn look(cell: &Cell) -> String {
    let mut look = Vec::new();
    if cell.fg != ratatui::style::Color::Reset {
        look.push(format!("{:?}", cell.fg));
    }
    if cell.bg != ratatui::style::Color::Reset {
        look.push(format!("on {:?}", cell.bg));
    }
    if cell.underline_color != ratatui::style::Color::Reset {
        look.push(format!("line {:?}", cell.underline_color));
    }
    if !cell.modifier.is_empty() {
        look.push(format!("{:?}", cell.modifier));
    }
    look.join(" ")
}

/// The runs of a row that have a look of their own, as `first–last look`.
fn runs(buffer: &Buffer, y: u16) -> Vec<String> {
    let mut runs: Vec<(u16, u16, String)> = Vec::new();
    for x in 0..buffer.area.width {
        let look = buffer.cell((x, y)).map(look).unwrap_or_default();
        match runs.last_mut() {
            Some((_, last, before)) if *before == look => *last = x,
            _ => runs.push((x, x, look)),
        }
    }
    runs.retain(|(_, _, look)| !look.is_empty());
    runs.into_iter().map(|(from, to, look)| format!("{from}–{to} {look}")).collect()
}

fn styles(app: &App) -> String {
    let mut picture = Picture::blank(80, 24);
    picture.draw(|frame| view::draw(app, frame));
    let buffer = picture.buffer();
    let mut all = String::new();
    for y in 0..24 {
        let _infallible = writeln!(all, "{y:>2}: {}", runs(buffer, y).join(" | "));
    }
    all
}

#[test]
fn the_main_screens_have_their_colours() {
    let at = At { lang: Lang::En, width: 80, height: 24 };
    for name in ["list", "editor", "markdown", "review-compare", "find", "fences"] {
        let scene = SCENES.iter().chain(WRITING).find(|(scene, _)| *scene == name).unwrap().1;
        let mut all = String::new();
        for (wish, scheme, word) in [
            (Wish::Dark, Scheme::Dark, "dark"),
            (Wish::Light, Scheme::Light, "light"),
            (Wish::Mono, Scheme::Dark, "mono"),
        ] {
            let mut app = scene(at);
            app.theme = Theme::of(wish, scheme, Depth::Many);
            let _infallible = writeln!(all, "=== {word}\n{}", styles(&app));
        }
        keep(&format!("{name}-styles"), &all);
    }
}

/// The keys of a language file.
fn keys(lang: Lang, file: &str) -> Vec<&'static str> {
    let (_, text) = lang::files(lang).iter().find(|(name, _)| *name == file).unwrap();
    let key = |line: &'static str| line.split_once(" =").map(|(key, _)| key);
    let is_key = |key: &&str| {
        key.starts_with(|c: char| c.is_ascii_lowercase())
            && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    text.lines().filter_map(key).filter(is_key).collect()
}

/// A word that is a key, on the screen as it is.
fn raw<'a>(picture: &'a str, keys: &[&str]) -> Option<&'a str> {
    let mut words =
        picture.split(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
    words.find(|word| word.contains('-') && keys.contains(word))
}

#[test]
fn no_key_stands_on_the_screen_in_place_of_its_words() {
    let all: Vec<&str> = FILES.iter().flat_map(|file| keys(Lang::Id, file)).collect();
    assert!(all.len() > 300, "{}", all.len());
    for lang in Lang::ALL {
        let words = Words::of(lang);
        for file in FILES {
            for key in keys(lang, file) {
                assert!(all.contains(&key) && words.has(key), "{lang}: {key}");
                let said = words.say(key, &[]);
                assert!(!said.trim().is_empty() && (said != key || !key.contains('-')), "{key}");
            }
        }
        for key in &all {
            assert!(words.has(key), "{lang} has no words for {key}");
        }
        for (name, scene) in SCENES.iter().chain(PUBLISHING).chain(CHECKING) {
            let mut app = scene(At { lang, width: 80, height: 24 });
            let picture = testing::screen(&mut app, 80, 24);
            assert_eq!(raw(&picture, &all), None, "{lang}: {name}\n{picture}");
        }
    }
    assert_eq!(raw("│ log-empty │", &all), Some("log-empty"));
}

/// The words of a picture, without what breaks them into rows.
fn running(picture: &str) -> String {
    let signs = |c: char| c == '┃' || c == '▌' || c == '▸';
    picture.replace(signs, " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn on_the_smallest_screen_every_question_can_be_read_to_its_end() {
    for (name, words) in [
        ("leaving", "Diska penuh"),
        ("leaving", "ditawarkan lagi ketika redaksi dibuka"),
        ("unlock", "Menyunting mengembalikannya menjadi draf"),
        ("ask-withdraw", "ask-withdraw-about"),
        ("ask-correct", "ask-correct-about"),
        ("ask-schedule", "ask-schedule-about"),
        ("lock", "lock-about"),
        ("setup-1-person", "setup-about"),
        ("conflict", "selagi Anda menulis"),
        ("recover", "belum disimpan"),
        ("review-approve", "Tanda tangan tidak dapat dibatalkan"),
        ("fix", "finding-S01-why"),
        ("palette", "why-not-submitted"),
    ] {
        let scene = SCENES.iter().find(|(scene, _)| *scene == name).unwrap().1;
        let lang = Words::of(Lang::Id);
        let words = if lang.has(words) { lang.say(words, &[]) } else { words.to_owned() };
        let mut app = scene(At { lang: Lang::Id, width: 40, height: 10 });
        let mut seen = String::new();
        for key in ["pgup pgup pgup", "pgdn", "pgdn", "pgdn"] {
            if name != "palette" {
                testing::press(&mut app, key);
            }
            seen.push_str(&running(&testing::screen(&mut app, 40, 10)));
        }
        let words: Vec<&str> = words.split_whitespace().collect();
        // A sentence may be turned in its middle.
        let parts: Vec<String> = words.chunks(3).map(|part| part.join(" ")).collect();
        for part in parts {
            let within = |word: &str| seen.contains(word);
            assert!(within(&part) || part.split(' ').all(within), "{name}: {part}\n{seen}");
        }
    }
}
