//! What must be known before the command line is read: in which language to refuse it, and
//! whether a program or a person will read the refusal.

use std::ffi::{OsStr, OsString};

use crate::cli::out::ColorChoice;
use crate::lang::Lang;

/// What the raw arguments show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Peek {
    pub json: bool,
    pub lang: Option<Lang>,
    pub color: ColorChoice,
}

impl Peek {
    pub fn at(args: &[OsString]) -> Self {
        let mut peek = Self::default();
        let mut rest = args.iter().skip(1).map(OsString::as_os_str);
        while let Some(arg) = rest.next() {
            let Some(arg) = arg.to_str() else { continue };
            if arg == "--" {
                break;
            }
            let (name, value) =
                arg.split_once('=').map_or((arg, None), |(name, value)| (name, Some(value)));
            match name {
                "--json" => peek.json = true,
                "--lang" => peek.lang = after(value, &mut rest).and_then(|w| w.parse().ok()),
                "--color" => peek.color = color(after(value, &mut rest)),
                _ => {}
            }
        }
        peek
    }
}

fn after<'a>(
    value: Option<&'a str>,
    rest: &mut impl Iterator<Item = &'a OsStr>,
) -> Option<&'a str> {
    value.or_else(|| rest.next().and_then(OsStr::to_str))
}

fn color(word: Option<&str>) -> ColorChoice {
    match word {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// The language to begin with: asked for, else of the environment, else of the locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// `--lang` or `REDAKSI_LANG`: stronger than the desk's setting.
    pub asked: Option<Lang>,
    /// What the locale says: weaker than it.
    pub locale: Option<Lang>,
}

impl Spoken {
    pub fn new(asked: Option<Lang>, env: impl Fn(&str) -> Option<OsString>) -> Self {
        let text = |name: &str| {
            env(name).map(|value| value.to_string_lossy().into_owned()).unwrap_or_default()
        };
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].map(text);
        Self {
            asked: asked.or_else(|| text("REDAKSI_LANG").parse().ok()),
            locale: Lang::from_locale(locale.iter().map(String::as_str)),
        }
    }

    /// The language to speak; `desk` is the setting of the desk, once it is open.
    pub fn with_desk(self, desk: Option<Lang>) -> Lang {
        self.asked.or(desk).or(self.locale).unwrap_or(Lang::En)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_seen_before_they_are_read() {
        let peek = |line: &str| Peek::at(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert!(peek("redaksi list --json").json);
        assert!(!peek("redaksi import -- --json").json);
        assert_eq!(peek("redaksi --lang id lits").lang, Some(Lang::Id));
        assert_eq!(peek("redaksi lits --lang=en").lang, Some(Lang::En));
        assert_eq!(peek("redaksi --lang").lang, None);
        assert_eq!(peek("redaksi --color never").color, ColorChoice::Never);
    }

    #[test]
    fn the_nearest_wish_decides_the_language() {
        #[track_caller]
        fn check(asked: Option<Lang>, vars: &[(&str, &str)], desk: Option<Lang>, want: Lang) {
            let env = |name: &str| {
                let found = vars.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| OsString::from(value))
            };
            assert_eq!(Spoken::new(asked, env).with_desk(desk), want);
        }
        check(None, &[], None, Lang::En);
        check(None, &[("LANG", "id_ID.UTF-8")], None, Lang::Id);
        check(None, &[("LANG", "id_ID.UTF-8")], Some(Lang::En), Lang::En);
        check(None, &[("REDAKSI_LANG", "id")], Some(Lang::En), Lang::Id);
        check(Some(Lang::En), &[("REDAKSI_LANG", "id")], Some(Lang::Id), Lang::En);
    }
}
