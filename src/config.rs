//! The two settings files: `redaksi.toml` in the desk folder says what is true of this machine,
//! `config.toml` what one person likes. What is true of the office stands in the ledger.
//!
//! A key that nobody knows is an error and not silently nothing: who misspells the folder for
//! backups must not believe to have some.

mod advice;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::de::DeTable;

pub use self::advice::Advice;
use crate::paths::private::{self, Links};
use crate::paths::{self, PathError};

const LIMIT: u64 = 64 * 1024;

/// `redaksi.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Machine {
    /// Where the site is written; else `site` in the desk folder.
    pub site: Option<PathBuf>,
    /// Further folders that each backup is copied to.
    pub backups: Vec<PathBuf>,
    /// After so many minutes without a key the workstation hides the text; 0 never does.
    pub idle_lock_minutes: Option<u16>,
    /// How this machine reaches destinations, by their names.
    pub destination: BTreeMap<String, Wire>,
}

/// `[destination.NAME]`: what of a destination is true of this machine alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wire {
    /// A command that prints the secret, such as a password manager's, in place of a file.
    pub secret_command: Vec<String>,
    /// The secret is in the system's key store, in place of a file.
    pub key_store: bool,
    /// Further authorities to believe, in PEM: for offices whose proxy looks into what is sent.
    pub ca_file: Option<PathBuf>,
    pub proxy: Option<String>,
    /// Speaks `http:` too, to this very machine: for a bridge that runs here.
    pub allow_insecure_loopback: bool,
}

/// `config.toml`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Personal {
    pub language: Option<Language>,
    pub color: Option<Color>,
    /// Whether the workstation begins where it was left; else with the list.
    pub restore: Option<bool>,
    /// The key map that the person's own keys stand over.
    pub keymap: Option<Keys>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Keys {
    Standard,
    Emacs,
    Vim,
}

impl Keys {
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Emacs => "emacs",
            Self::Vim => "vim",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Id,
    En,
}

impl Language {
    pub fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// What a settings file said.
#[derive(Debug)]
pub struct Found<T> {
    pub settings: T,
    /// Why the file counted for nothing: others could have changed it. A warning, not a failure.
    pub ignored: Option<PathError>,
}

/// Says what is wrong with a settings file. Lines count from 1.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{}:{line}: the key `{key}` is not known", path.display())]
    UnknownKey { path: PathBuf, line: usize, key: String, advice: Advice },
    #[error("{}:{line}: the value of `{key}` does not fit", path.display())]
    Value {
        path: PathBuf,
        line: usize,
        key: String,
        #[source]
        source: Box<toml::de::Error>,
    },
    #[error("{}:{line}: this is not TOML", path.display())]
    Syntax {
        path: PathBuf,
        line: usize,
        #[source]
        source: Box<toml::de::Error>,
    },
    #[error("{} is not UTF-8", path.display())]
    NotText {
        path: PathBuf,
        #[source]
        source: std::str::Utf8Error,
    },
    #[error(transparent)]
    Path(#[from] PathError),
}

/// Reads the settings of this machine. Paths in them are meant from the desk folder.
pub fn machine(desk: &Path) -> Result<Found<Machine>, ConfigError> {
    let mut found: Found<Machine> = read(&desk.join("redaksi.toml"), &advice::MACHINE)?;
    let Machine { site, backups, destination, .. } = &mut found.settings;
    let authorities = destination.values_mut().filter_map(|wire| wire.ca_file.as_mut());
    for path in site.iter_mut().chain(backups).chain(authorities) {
        *path = desk.join(&*path);
    }
    Ok(found)
}

/// Reads the settings of the person.
pub fn personal(folder: &Path) -> Result<Found<Personal>, ConfigError> {
    read(&folder.join("config.toml"), &advice::PERSONAL)
}

fn read<T: DeserializeOwned + Default>(
    path: &Path,
    file: &advice::File,
) -> Result<Found<T>, ConfigError> {
    if !path.exists() {
        return Ok(Found { settings: T::default(), ignored: None });
    }
    match paths::check_unshared(path) {
        Err(error @ (PathError::OpenToOthers { .. } | PathError::Foreign { .. })) => {
            return Ok(Found { settings: T::default(), ignored: Some(error) });
        }
        other => other?,
    }
    let bytes = private::read_limited(path, LIMIT, Links::Follow)?;
    let text = str::from_utf8(&bytes)
        .map_err(|source| ConfigError::NotText { path: path.to_owned(), source })?;
    // Some editors begin a file with a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Ok(Found { settings: parsed(path, text, file)?, ignored: None })
}

fn parsed<T: DeserializeOwned>(
    path: &Path,
    text: &str,
    file: &advice::File,
) -> Result<T, ConfigError> {
    let place = |source: &toml::de::Error| source.span().map_or(0, |span| span.start);
    let table = DeTable::parse(text).map_err(|source| ConfigError::Syntax {
        path: path.to_owned(),
        line: line_at(text, place(&source)),
        source: Box::new(source),
    })?;
    let unknown = table
        .get_ref()
        .keys()
        .filter(|key| !file.knows(key.get_ref()))
        .min_by_key(|key| key.span().start);
    if let Some(key) = unknown {
        return Err(ConfigError::UnknownKey {
            path: path.to_owned(),
            line: line_at(text, key.span().start),
            advice: file.advice(key.get_ref()),
            key: key.get_ref().chars().take(80).collect(),
        });
    }
    toml::from_str(text).map_err(|source| {
        let at = place(&source);
        let key = table.get_ref().iter().find(|(_, value)| value.span().contains(&at));
        ConfigError::Value {
            path: path.to_owned(),
            line: line_at(text, at),
            key: key.map(|(key, _)| key.get_ref().to_string()).unwrap_or_default(),
            source: Box::new(source),
        }
    })
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    fn desk(text: &[u8]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        private::replace_private(&dir.path().join("redaksi.toml"), text).unwrap();
        private::replace_private(&dir.path().join("config.toml"), text).unwrap();
        dir
    }

    #[test]
    fn without_a_file_all_is_default() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(machine(dir.path()).unwrap().settings, Machine::default());
        assert_eq!(personal(&dir.path().join("tiada")).unwrap().settings, Personal::default());
    }

    #[test]
    fn paths_are_meant_from_the_desk() {
        let dir =
            desk(b"\xEF\xBB\xBFsite = 'situs'\nbackups = ['/mnt/stik']\nidle_lock_minutes = 5\n");
        let found = machine(dir.path()).unwrap();
        assert!(found.ignored.is_none());
        assert_eq!(found.settings.site, Some(dir.path().join("situs")));
        assert_eq!(found.settings.backups, [PathBuf::from("/mnt/stik")]);
        assert_eq!(found.settings.idle_lock_minutes, Some(5));
    }

    #[test]
    fn a_destination_is_reached_in_the_way_of_this_machine() {
        let dir =
            desk(b"[destination.situs]\nsecret_command = ['pass', 'situs']\nca_file = 'ca'\n");
        let found = machine(dir.path()).unwrap().settings;
        let wire = &found.destination["situs"];
        assert_eq!(wire.secret_command, ["pass", "situs"]);
        assert_eq!(wire.ca_file, Some(dir.path().join("ca")));
        assert!(!wire.allow_insecure_loopback && wire.proxy.is_none() && !wire.key_store);
        let found = machine(desk(b"[destination.situs]\nkey_store = true\n").path()).unwrap();
        assert!(found.settings.destination["situs"].key_store);
        // A password in this file would be read with every start, and copied with the folder.
        let text = b"[destination.situs]\npassword = 'x'\n";
        assert!(matches!(machine(desk(text).path()), Err(ConfigError::Value { line: 2, .. })));
    }

    #[test]
    fn a_person_has_a_language_and_colours() {
        let found =
            personal(desk(b"language = 'en'\ncolor = \"never\"\nkeymap = 'vim'\n").path()).unwrap();
        let want = Personal {
            language: Some(Language::En),
            color: Some(Color::Never),
            restore: None,
            keymap: Some(Keys::Vim),
        };
        assert_eq!(found.settings, want);
    }

    #[track_caller]
    fn check_unknown(text: &str, line: usize, key: &str, advice: &Advice) {
        match machine(desk(text.as_bytes()).path()).unwrap_err() {
            ConfigError::UnknownKey { line: l, key: k, advice: a, path } => {
                assert_eq!((l, k.as_str(), &a), (line, key, advice));
                assert!(path.ends_with("redaksi.toml"));
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_what_to_do() {
        check_unknown("site = 's'\n\nbakcups = []\n", 3, "bakcups", &Advice::Meant("backups"));
        check_unknown("name = 'Kantor'\nzzz = 1", 1, "name", &Advice::Office("name"));
        check_unknown("# x\nlanguage = 'id'", 2, "language", &Advice::Office("language"));
        check_unknown("color = 'never'", 1, "color", &Advice::OtherFile("config.toml"));
        check_unknown("[qwertyuiop]\nsite = 1", 1, "qwertyuiop", &Advice::Nothing);
        assert!(matches!(
            personal(desk(b"site = 's'").path()),
            Err(ConfigError::UnknownKey { advice: Advice::OtherFile("redaksi.toml"), .. })
        ));
    }

    #[test]
    fn a_value_that_does_not_fit_is_placed() {
        for (text, line, key) in [
            ("site = 's'\nbackups = 'x'", 2, "backups"),
            ("backups = [\n  'a',\n  7,\n]", 3, "backups"),
            ("idle_lock_minutes = -1", 1, "idle_lock_minutes"),
            ("idle_lock_minutes = 70000", 1, "idle_lock_minutes"),
        ] {
            match machine(desk(text.as_bytes()).path()).unwrap_err() {
                ConfigError::Value { line: l, key: k, .. } => {
                    assert_eq!((l, k.as_str()), (line, key), "{text}");
                }
                other => panic!("{text}: {other:?}"),
            }
        }
        assert!(matches!(
            personal(desk(b"\n\ncolor = 'ungu'").path()),
            Err(ConfigError::Value { line: 3, .. })
        ));
    }

    #[test]
    fn what_is_not_toml_is_placed_too() {
        let error = machine(desk(b"site = 's'\nsite = 's'\n").path()).unwrap_err();
        assert!(matches!(error, ConfigError::Syntax { line: 2, .. }), "{error:?}");
        let deep = format!("site = {}", "[".repeat(30_000));
        assert!(matches!(machine(desk(deep.as_bytes()).path()), Err(ConfigError::Syntax { .. })));
        assert!(matches!(machine(desk(b"\xFF").path()), Err(ConfigError::NotText { .. })));
        let long = vec![b'#'; 70_000];
        assert_eq!(machine(desk(&long).path()).unwrap_err().word(), "path-too-large");
    }

    #[test]
    fn a_file_that_others_can_change_is_ignored_with_a_warning() {
        for mode in [0o620, 0o602, 0o666] {
            let dir = desk(b"site = '/etc'");
            let path = dir.path().join("redaksi.toml");
            std::fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            let found = machine(dir.path()).unwrap();
            assert_eq!(found.settings, Machine::default(), "{mode:o}");
            assert!(found.ignored.unwrap().fix().unwrap().starts_with("chmod 600 "));
        }
        let dir = desk(b"site = '/etc'");
        let path = dir.path().join("redaksi.toml");
        std::fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        assert!(machine(dir.path()).unwrap().ignored.is_none(), "others may read it");
    }
}
