//! Another key for an action: what the person's own file would say, or why it may not.

use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::input::KeyPress;
use crate::tui::keymap::{self, Fault, Keymap, KeymapError, Undelivered, delivery};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// The file as it would be.
    File(String),
    /// The key stands for something else; these words say for what.
    Taken(String),
    Refused(String),
}

/// The table of a key map that an action is changed in: the one that counts here, else its first.
pub fn table(action: Action, below: Context) -> Context {
    let own = action.contexts();
    let here = below.tables().iter().find(|table| own.contains(table));
    here.or(own.first()).copied().unwrap_or(Context::Anywhere)
}

/// The file with one key for the action. A key that stands for something else here is taken from
/// there only if the person is `sure`.
pub fn with_key(app: &App, below: Context, action: Action, press: KeyPress, sure: bool) -> Tried {
    let table = table(action, below);
    if let Err(why) = delivery::check(press, table) {
        return Tried::Refused(undelivered(app, press, table, why));
    }
    let other = app.keymap.lookup(table, press).filter(|other| *other != action);
    let mut text = app.keys_file.text.clone();
    if let Some(other) = other {
        if !sure {
            return Tried::Taken(taken(app, "menus-key-taken", press, table, other));
        }
        let keys = app.keymap.own(other, table);
        if keys.contains(&press) {
            let left: Vec<KeyPress> = keys.iter().filter(|key| **key != press).copied().collect();
            match keymap::rebind(app.keys_file.preset, &text, table, other, &left) {
                Ok(changed) => text = changed,
                Err(errors) => return refused(app, &errors),
            }
        }
    }
    file(app, &text, table, action, &[press])
}

/// The file with no key for the action.
pub fn without(app: &App, below: Context, action: Action) -> Tried {
    let table = table(action, below);
    if app.keymap.own(action, table).is_empty() {
        return Tried::Refused(app.say("menus-no-key", &[]));
    }
    file(app, &app.keys_file.text, table, action, &[])
}

/// The file with the keys that the program comes with.
pub fn reset(app: &App, below: Context, action: Action) -> Tried {
    let table = table(action, below);
    let standard = Keymap::of(app.keys_file.preset);
    let keys = standard.own(action, table);
    if app.keymap.own(action, table) == keys {
        return Tried::Refused(app.say("menus-first-key", &[]));
    }
    file(app, &app.keys_file.text, table, action, keys)
}

fn file(app: &App, text: &str, table: Context, action: Action, keys: &[KeyPress]) -> Tried {
    if app.keys_file.path.is_none() {
        return Tried::Refused(app.say("menus-no-file", &[]));
    }
    match keymap::rebind(app.keys_file.preset, text, table, action, keys) {
        Ok(changed) => Tried::File(changed),
        Err(errors) => refused(app, &errors),
    }
}

fn refused(app: &App, errors: &[KeymapError]) -> Tried {
    let Some(error) = errors.first() else { return Tried::Refused(String::new()) };
    Tried::Refused(match &error.fault {
        Fault::Conflict { press, context, other } => {
            taken(app, "menus-key-conflict", *press, *context, *other)
        }
        Fault::NoWayOut => app.say("menus-way-out", &[]),
        // The file was at fault before.
        _ => app.say(error.key(), &error.values()),
    })
}

fn taken(app: &App, key: &str, press: KeyPress, place: Context, other: Action) -> String {
    let values = [
        ("key", press.label().into()),
        ("action", other.title(&app.words).into()),
        ("place", place.title(&app.words).into()),
    ];
    app.say(key, &values)
}

fn undelivered(app: &App, press: KeyPress, place: Context, why: Undelivered) -> String {
    let key = ("key", press.label().into());
    match why {
        Undelivered::Same(other) => app.say("menus-key-same", &[key, ("other", other.into())]),
        Undelivered::Unsent => app.say("menus-key-unsent", &[key]),
        Undelivered::Reserved => app.say("menus-key-reserved", &[key]),
        Undelivered::Letter => {
            app.say("menus-key-letter", &[key, ("place", place.title(&app.words).into())])
        }
    }
}
