//! Which key stands for which action: the defaults, and over them a person's own file.
//!
//! A file is taken as a whole or not at all: with any fault in it the keys stay as they were, and
//! every fault is told with its line.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::OnceLock;

pub use self::delivery::Undelivered;
use self::file::Entry;
pub use self::preset::Preset;
use super::action::{Action, Context};
use super::input::KeyPress;
use super::input::press::UnknownKey;
use crate::lang::Arg;

pub mod delivery;

mod file;
mod preset;

/// The keys that the program comes with, as a file: a pattern for one's own.
pub const DEFAULT: &str = include_str!("../../assets/keys/default.toml");

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keymap {
    actions: BTreeMap<(Context, KeyPress), Action>,
    /// The keys of an action in the order of the file: the first is the one to show.
    keys: BTreeMap<(Context, Action), Vec<KeyPress>>,
}

/// A fault of a key map file. Lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct KeymapError {
    pub line: usize,
    pub fault: Fault,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    TooLarge,
    Syntax,
    /// A table that is no place.
    Context(String),
    Action {
        name: String,
        near: Option<Action>,
    },
    /// The action does not work in this place.
    Place {
        action: Action,
        context: Context,
    },
    /// Neither a key nor a list of keys.
    Value(Action),
    Key(String),
    Undelivered {
        press: KeyPress,
        context: Context,
        why: Undelivered,
    },
    /// In this place the key stands for `other`.
    Conflict {
        press: KeyPress,
        context: Context,
        other: Action,
    },
    /// Without a key for the menu or the palette nothing could be reached.
    NoWayOut,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => f.write_str("the key map is too large"),
            Self::Syntax => f.write_str("this is not TOML"),
            Self::Context(name) => write!(f, "no place is called {name:?}"),
            Self::Action { name, .. } => write!(f, "no action is called {name:?}"),
            Self::Place { action, context } => {
                write!(f, "{} does not work in [{}]", action.name(), context.word())
            }
            Self::Value(action) => write!(f, "{} has no list of keys", action.name()),
            Self::Key(name) => write!(f, "no key is called {name:?}"),
            Self::Undelivered { press, context, .. } => {
                write!(f, "{press} does not reach [{}]", context.word())
            }
            Self::Conflict { press, context, other } => {
                write!(f, "{press} stands for {} in [{}]", other.name(), context.word())
            }
            Self::NoWayOut => f.write_str("neither the menu nor the palette has a key"),
        }
    }
}

impl KeymapError {
    /// The key of its sentence.
    pub fn key(&self) -> &'static str {
        match &self.fault {
            Fault::TooLarge => "keymap-size",
            Fault::Syntax => "keymap-syntax",
            Fault::Context(_) => "keymap-context",
            Fault::Action { near: None, .. } => "keymap-action",
            Fault::Action { .. } => "keymap-action-near",
            Fault::Place { .. } => "keymap-place",
            Fault::Value(_) => "keymap-value",
            Fault::Key(_) => "keymap-key",
            Fault::Undelivered { why, .. } => match why {
                Undelivered::Same(_) => "keymap-same",
                Undelivered::Unsent => "keymap-unsent",
                Undelivered::Reserved => "keymap-reserved",
                Undelivered::Letter => "keymap-letter",
            },
            Fault::Conflict { .. } => "keymap-conflict",
            Fault::NoWayOut => "keymap-way-out",
        }
    }

    /// The values of its sentence. What the file said still has to be made visible by the sink.
    pub fn values(&self) -> Vec<(&'static str, Arg<'_>)> {
        // A number would be grouped as in prose.
        let mut values = vec![("line", Arg::from(self.line.to_string()))];
        match &self.fault {
            Fault::TooLarge | Fault::Syntax | Fault::NoWayOut => {}
            Fault::Context(name) | Fault::Key(name) => values.push(("what", name.into())),
            Fault::Value(action) => values.push(("what", action.name().into())),
            Fault::Action { name, near } => {
                values.push(("what", name.into()));
                values.extend(near.map(|near| ("near", near.name().into())));
            }
            Fault::Place { action, context } => {
                values.push(("what", action.name().into()));
                values.push(("context", context.word().into()));
            }
            Fault::Undelivered { press, context, why } => {
                values.push(("what", press.to_string().into()));
                values.push(("context", context.word().into()));
                if let Undelivered::Same(other) = why {
                    values.push(("other", (*other).into()));
                }
            }
            Fault::Conflict { press, context, other } => {
                values.push(("what", press.to_string().into()));
                values.push(("context", context.word().into()));
                values.push(("other", other.name().into()));
            }
        }
        values
    }
}

impl Keymap {
    /// The defaults.
    pub fn standard() -> Self {
        static STANDARD: OnceLock<Keymap> = OnceLock::new();
        // A test reads the file; without it the menus would still be there.
        let read = || file::read_plain(DEFAULT).or_else(|| file::read(DEFAULT).ok());
        STANDARD.get_or_init(|| Self::of_entries(read().unwrap_or_default())).clone()
    }

    /// The defaults with a person's file over them. What the file says of an action in a place
    /// replaces its keys there, and a key that it gives away is taken from the default.
    pub fn with(text: &str) -> Result<Self, Vec<KeymapError>> {
        Self::standard().under(text)
    }

    /// The same over one of the key maps that the program comes with.
    pub fn on(preset: Preset, text: &str) -> Result<Self, Vec<KeymapError>> {
        Self::of(preset).under(text)
    }

    /// A key map that the program comes with.
    pub fn of(preset: Preset) -> Self {
        // A test reads each of them.
        Self::with(preset.text()).unwrap_or_else(|_faults| Self::standard())
    }

    fn under(self, text: &str) -> Result<Self, Vec<KeymapError>> {
        let entries = file::read(text.strip_prefix('\u{feff}').unwrap_or(text))?;
        if entries.is_empty() {
            return Ok(self);
        }
        let standard = self;
        let map = standard.over(&entries);
        let mut errors = doubles(&entries);
        errors.extend(shadowed(&entries, &standard, &map));
        let ways = [Action::UiMenu, Action::UiPalette];
        if ways.iter().all(|way| map.keys_of(*way, Context::Anywhere).is_empty()) {
            let entry = entries.iter().find(|entry| ways.contains(&entry.action));
            let line = entry.map_or(1, |entry| entry.line);
            errors.push(KeymapError { line, fault: Fault::NoWayOut });
        }
        errors.sort_by_key(|error| error.line);
        if errors.is_empty() { Ok(map) } else { Err(errors) }
    }

    /// The keys of a file over none.
    fn of_entries(entries: Vec<Entry>) -> Self {
        let presses = entries.iter().flat_map(|entry| {
            entry.keys.iter().map(|press| ((entry.context, *press), entry.action))
        });
        let actions = presses.collect();
        let keys = entries.into_iter().map(|entry| ((entry.context, entry.action), entry.keys));
        Self { actions, keys: keys.collect() }
    }

    fn over(&self, entries: &[Entry]) -> Self {
        let taken = |context: Context, press: &KeyPress| {
            entries.iter().any(|entry| entry.context == context && entry.keys.contains(press))
        };
        let mut map = Self::default();
        for ((context, action), keys) in &self.keys {
            let own = |entry: &Entry| (entry.context, entry.action) == (*context, *action);
            if !entries.iter().any(own) {
                let left = keys.iter().filter(|press| !taken(*context, press)).copied();
                map.put(*context, *action, left.collect());
            }
        }
        for entry in entries {
            map.put(entry.context, entry.action, entry.keys.clone());
        }
        map
    }

    fn put(&mut self, context: Context, action: Action, keys: Vec<KeyPress>) {
        self.actions.extend(keys.iter().map(|press| ((context, *press), action)));
        self.keys.insert((context, action), keys);
    }

    /// What a key does here.
    pub fn lookup(&self, context: Context, press: KeyPress) -> Option<Action> {
        context.tables().iter().find_map(|table| self.actions.get(&(*table, press)).copied())
    }

    /// The keys that do this here; the first is the one to show.
    pub fn keys_of(&self, action: Action, context: Context) -> Vec<KeyPress> {
        let tables = context.tables().iter();
        let keys = tables.filter_map(|table| self.keys.get(&(*table, action))).flatten();
        keys.filter(|press| self.lookup(context, **press) == Some(action)).copied().collect()
    }

    /// The keys that this very table gives to an action.
    pub fn own(&self, action: Action, table: Context) -> &[KeyPress] {
        self.keys.get(&(table, action)).map_or(&[], Vec::as_slice)
    }

    /// The key to show beside an action's name here.
    pub fn label(&self, action: Action, context: Context) -> Option<String> {
        self.keys_of(action, context).first().map(|press| press.label())
    }

    /// All that is bound here and beneath, for help: each action with its keys, in table order.
    pub fn bound(&self, context: Context) -> Vec<(Action, Vec<KeyPress>)> {
        let all = Action::ALL.iter().map(|action| (*action, self.keys_of(*action, context)));
        all.filter(|(_, keys)| !keys.is_empty()).collect()
    }
}

/// The person's file with other keys for one action. The result is a file that can be read, or
/// the faults that it would have; comments and all other entries stay as they are.
pub fn rebind(
    preset: Preset,
    text: &str,
    context: Context,
    action: Action,
    keys: &[KeyPress],
) -> Result<String, Vec<KeymapError>> {
    let changed = file::with_entry(text, context, action, keys)?;
    Keymap::on(preset, &changed)?;
    Ok(changed)
}

/// Keys that the file gives to two actions in one place.
fn doubles(entries: &[Entry]) -> Vec<KeymapError> {
    let mut errors = Vec::new();
    let mut seen: BTreeMap<(Context, KeyPress), Action> = BTreeMap::new();
    for Entry { context, action, keys, line } in entries {
        for press in keys {
            let before = seen.insert((*context, *press), *action);
            if let Some(other) = before.filter(|other| other != action) {
                let fault = Fault::Conflict { press: *press, context: *context, other };
                errors.push(KeymapError { line: *line, fault });
            }
        }
    }
    errors
}

/// Keys of the file that would do nothing in some place, since a default stands before them
/// there. Where the defaults themselves have it so, it is meant.
fn shadowed(entries: &[Entry], standard: &Keymap, map: &Keymap) -> Vec<KeymapError> {
    let mut errors = Vec::new();
    for Entry { context, action, keys, line } in entries {
        let own = |key: &&KeyPress| standard.actions.get(&(*context, **key)) != Some(action);
        for press in keys.iter().filter(own) {
            let above = Context::ALL.into_iter().filter(|place| {
                let tables = place.tables();
                tables.first() != Some(context) && tables.contains(context)
            });
            for place in above {
                let other = map.actions.get(&(place, *press)).copied();
                let own = entries.iter().any(|e| e.context == place && e.keys.contains(press));
                if let Some(other) = other.filter(|other| other != action && !own) {
                    let fault = Fault::Conflict { press: *press, context: place, other };
                    errors.push(KeymapError { line: *line, fault });
                }
            }
        }
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Lang, Words};

    fn key(name: &str) -> KeyPress {
        name.parse().unwrap()
    }

    #[test]
    fn the_defaults_can_be_read_and_every_action_is_reachable() {
        let entries = file::read(DEFAULT).unwrap();
        assert!(doubles(&entries).is_empty(), "{:?}", doubles(&entries));
        assert_eq!(file::read_plain(DEFAULT), Some(entries));
        // A file with the same words changes nothing and is without fault.
        assert_eq!(Keymap::with(DEFAULT), Ok(Keymap::standard()));
        let map = Keymap::standard();
        for action in Action::ALL {
            let keys = action.contexts().iter().flat_map(|place| map.keys_of(*action, *place));
            assert!(action.menu().is_some() || keys.count() > 0, "{}", action.name());
        }
    }

    #[test]
    fn every_default_key_reaches_a_plain_terminal() {
        let map = Keymap::standard();
        assert!(map.actions.len() > 150);
        for (context, press) in map.actions.keys() {
            assert_eq!(delivery::check(*press, *context), Ok(()), "{press} in {context:?}");
        }
    }

    #[test]
    fn a_key_means_what_its_place_says() {
        #[track_caller]
        fn check(context: Context, name: &str, want: Option<Action>) {
            assert_eq!(Keymap::standard().lookup(context, key(name)), want, "{name}");
        }
        for context in Context::ALL {
            check(context, "ctrl-p", Some(Action::UiPalette));
            check(context, "ctrl-q", Some(Action::UiQuit));
            check(context, "f2", Some(Action::UiHelp));
            check(context, "alt-5", Some(Action::UiPane5));
            check(context, "f7", Some(Action::ReviewApprove));
        }
        check(Context::Editor, "tab", Some(Action::EditComplete));
        check(Context::Metadata, "tab", Some(Action::UiNextPane));
        check(Context::Editor, "ctrl-a", Some(Action::EditSelectAll));
        check(Context::List, "alt-a", Some(Action::ListMarkAll));
        check(Context::Dialog, "esc", Some(Action::DialogCancel));
        check(Context::Review, "esc", Some(Action::ReviewLater));
        check(Context::Editor, "esc", Some(Action::UiMenu));
        check(Context::Review, "pgdn", Some(Action::ReviewNextProblem));
        check(Context::Editor, "pgdn", Some(Action::EditPageDown));
        check(Context::Editor, "d", None);
        check(Context::List, "d", Some(Action::ListTrash));
        check(Context::List, "G", Some(Action::ListBottom));
        check(Context::Text, "enter", None);
    }

    #[test]
    fn keys_are_told_where_they_work() {
        let map = Keymap::standard();
        let label = |action, context| map.label(action, context);
        assert_eq!(label(Action::UiPalette, Context::List).as_deref(), Some("^P"));
        assert_eq!(label(Action::ReviewApprove, Context::Review).as_deref(), Some("y"));
        assert_eq!(label(Action::ReviewApprove, Context::Editor).as_deref(), Some("F7"));
        assert_eq!(label(Action::UiMenu, Context::Dialog), None);
        assert_eq!(label(Action::UiNextPane, Context::Editor), None);
        assert_eq!(map.keys_of(Action::UiHelp, Context::List), [key("f2"), key("f1")]);
        let bound = map.bound(Context::Log);
        assert!(bound.contains(&(Action::LogRetry, vec![key("r")])));
        assert!(bound.iter().all(|(action, _)| *action != Action::ListOpen));
    }

    #[test]
    fn a_persons_file_goes_over_the_defaults() {
        let map =
            Keymap::with("[list]\n\"list.new\" = ['b', 'insert']\nlist.open = 'd'\n").unwrap();
        let at = |name| map.lookup(Context::List, key(name));
        assert_eq!([at("b"), at("insert")], [Some(Action::ListNew); 2]);
        assert_eq!((at("n"), at("enter")), (None, None));
        // What was taken is taken, and its other key stays.
        assert_eq!(at("d"), Some(Action::ListOpen));
        assert_eq!(map.keys_of(Action::ListTrash, Context::List), [key("delete")]);
        let map = Keymap::with("\u{feff}[list]\nlist.new = []").unwrap();
        assert_eq!(map.lookup(Context::List, key("n")), None);
        assert_eq!(Keymap::with(""), Ok(Keymap::standard()));
        assert_eq!(
            Keymap::with("[list]\nlist.new = ['b', 'b']")
                .unwrap()
                .bound(Context::List)
                .iter()
                .filter(|(action, keys)| *action == Action::ListNew && keys.len() == 1)
                .count(),
            1
        );
    }

    #[test]
    fn faults_are_told_with_their_line_in_both_languages() {
        #[track_caller]
        fn check(text: &str, want: &[(usize, &str)]) {
            let errors = Keymap::with(text).unwrap_err();
            let found: Vec<_> = errors.iter().map(|error| (error.line, error.key())).collect();
            assert_eq!(found, want, "{text}");
            for error in &errors {
                for lang in Lang::ALL {
                    let words = Words::of(lang);
                    let said = words.say(error.key(), &error.values());
                    assert!(words.has(error.key()) && !said.contains("{$"), "{said}");
                }
                assert!(!error.to_string().is_empty());
            }
        }
        check("[list]\nlist.open = \n", &[(2, "keymap-syntax")]);
        check("\n[lists]\nlist.open = 'x'", &[(2, "keymap-context")]);
        check("list = 3", &[(1, "keymap-context")]);
        check("[list]\n\nlist.opne = 'x'", &[(3, "keymap-action")]);
        check("[list]\nopen = 'x'", &[(2, "keymap-action-near")]);
        check("[list]\nlist-open = 'x'", &[(2, "keymap-action-near")]);
        check("[editor]\nlist.open = 'f9'", &[(2, "keymap-place")]);
        check("[list]\nlist.open = 7", &[(2, "keymap-value")]);
        check("[list]\nlist.open = ['x', 7]", &[(2, "keymap-value")]);
        check("[list]\nlist.open.now = 'x'", &[(2, "keymap-value")]);
        check("[list]\nlist.open = 'hyper-x'", &[(2, "keymap-key")]);
        check("[list]\nlist.open = 'ctrl-m'", &[(2, "keymap-same")]);
        check("[list]\nlist.open = 'shift-enter'", &[(2, "keymap-unsent")]);
        check("[list]\nlist.open = 'alt-]'", &[(2, "keymap-reserved")]);
        check("[editor]\nedit.find = 'f'", &[(2, "keymap-letter")]);
        check("[list]\nlist.open = 'x'\nlist.new = 'x'", &[(3, "keymap-conflict")]);
        check("[anywhere]\nui.zoom = 'alt-e'", &[(2, "keymap-conflict")]);
        check("[anywhere]\nui.menu = []\nui.palette = []", &[(2, "keymap-way-out")]);
        check(
            "[list]\nlist.open = 'ctrl-i'\nlist.new = 'ü-'",
            &[(2, "keymap-same"), (3, "keymap-key")],
        );
        check(&"#".repeat(70_000), &[(1, "keymap-size")]);
    }

    #[test]
    fn a_shadow_that_the_file_itself_casts_is_meant() {
        let text = "[anywhere]\nui.zoom = 'alt-e'\n[editor]\nedit.external = 'alt-e'\n";
        let map = Keymap::with(text).unwrap();
        assert_eq!(map.lookup(Context::Editor, key("alt-e")), Some(Action::EditExternal));
        assert_eq!(map.lookup(Context::List, key("alt-e")), Some(Action::UiZoom));
    }

    #[test]
    fn one_binding_is_changed_and_the_rest_stays() {
        #[track_caller]
        fn check(text: &str, keys: &[&str], want: &str) {
            let keys: Vec<_> = keys.iter().map(|name| key(name)).collect();
            let changed =
                rebind(Preset::Standard, text, Context::List, Action::ListOpen, &keys).unwrap();
            assert_eq!(changed, want);
            let map = Keymap::with(&changed).unwrap();
            assert_eq!(map.keys_of(Action::ListOpen, Context::List), keys);
        }
        check("", &["x"], "[list]\nlist.open = \"x\"\n");
        check("# punyaku", &["x"], "# punyaku\n[list]\nlist.open = \"x\"\n");
        check(
            "[list] # daftar\nlist.new = 'b' # baru\n",
            &["x", "f9"],
            "[list] # daftar\nlist.open = [\"x\", \"f9\"]\nlist.new = 'b' # baru\n",
        );
        check(
            "[list]\nlist.open = [ 'z',\n 'q' ] # buka\n[log]\n",
            &["\\"],
            "[list]\nlist.open = \"\\\\\" # buka\n[log]\n",
        );
        check("[list]\n\"list.open\" = 'z'", &["\""], "[list]\n\"list.open\" = \"\\\"\"");
        check("[list]", &[], "[list]\nlist.open = []\n");
        check("list.list.new = 'b'\n", &["x"], "list.list.open = \"x\"\nlist.list.new = 'b'\n");
        let wrong = rebind(Preset::Standard, "", Context::List, Action::ListOpen, &[key("ctrl-m")])
            .unwrap_err();
        assert_eq!(wrong[0].key(), "keymap-same");
        let wrong = rebind(Preset::Standard, "[list", Context::List, Action::ListOpen, &[key("x")])
            .unwrap_err();
        assert_eq!(wrong[0].key(), "keymap-syntax");
        let taken = "[list]\nlist.new = 'x'\n";
        let wrong = rebind(Preset::Standard, taken, Context::List, Action::ListOpen, &[key("x")])
            .unwrap_err();
        assert_eq!(wrong[0].key(), "keymap-conflict");
    }

    /// Each file that the program comes with has no fault, and takes nothing out of reach.
    #[test]
    fn the_shipped_files_can_be_read_and_every_action_is_reachable() {
        for preset in Preset::ALL {
            let map = Keymap::with(preset.text()).unwrap_or_else(|e| panic!("{preset:?}: {e:?}"));
            assert_eq!(Keymap::of(preset), map);
            assert_eq!(Preset::from_word(preset.word()), Some(preset));
            for action in Action::ALL {
                let keys = action.contexts().iter().flat_map(|place| map.keys_of(*action, *place));
                assert!(action.menu().is_some() || keys.count() > 0, "{}", action.name());
            }
            for (context, press) in map.actions.keys() {
                assert_eq!(delivery::check(*press, *context), Ok(()), "{press} in {context:?}");
            }
            // Everywhere somebody finds the way to what has no key.
            for context in Context::ALL.into_iter().filter(|c| *c != Context::Dialog) {
                let ways = [Action::UiMenu, Action::UiPalette];
                let found = ways.iter().any(|way| !map.keys_of(*way, context).is_empty());
                assert!(found, "{preset:?} {context:?}");
            }
        }
        let folder = std::fs::read_dir("assets/keymaps").unwrap();
        assert_eq!(folder.count(), Preset::ALL.len() - 1);
    }
}
