//! Options of every command, before or after its name, and their variables in the environment.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use crate::cli::out::ColorChoice;
use crate::lang::Lang;

#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    #[arg(long, global = true, value_name = "DIR")]
    pub desk: Option<PathBuf>,
    #[arg(long = "as", id = "as", global = true, value_name = "NAME")]
    pub acting: Option<String>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, global = true, value_name = "LANG", value_parser = ["id", "en"])]
    lang: Option<String>,
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub color: ColorChoice,
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

/// The variable that stands for an option of the given id.
pub fn variable(id: &str) -> Option<&'static str> {
    Some(match id {
        "desk" => "REDAKSI_DESK",
        "as" => "REDAKSI_AS",
        "lang" => "REDAKSI_LANG",
        "passphrase_file" => "REDAKSI_PASSPHRASE_FILE",
        _ => return None,
    })
}

/// Says that a variable of the environment cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} is set to something that it cannot mean")]
pub struct BadVariable {
    pub name: &'static str,
    pub value: String,
}

impl Global {
    /// Fills what was not typed from the environment, where an empty value means nothing.
    pub fn fill(&mut self, env: impl Fn(&str) -> Option<OsString>) -> Result<(), BadVariable> {
        let value = |id: &str| {
            let name = variable(id)?;
            env(name).filter(|value| !value.is_empty()).map(|value| (name, value))
        };
        let bad = |name, value: OsString| BadVariable {
            name,
            value: value.to_string_lossy().into_owned(),
        };
        if self.desk.is_none() {
            self.desk = value("desk").map(|(_, dir)| PathBuf::from(dir));
        }
        if self.passphrase_file.is_none() {
            self.passphrase_file = value("passphrase_file").map(|(_, file)| PathBuf::from(file));
        }
        if let (None, Some((name, person))) = (&self.acting, value("as")) {
            self.acting = Some(person.into_string().map_err(|value| bad(name, value))?);
        }
        if let (None, Some((name, lang))) = (&self.lang, value("lang")) {
            let known = lang.to_str().filter(|word| word.parse::<Lang>().is_ok());
            self.lang = Some(known.map(ToOwned::to_owned).ok_or_else(|| bad(name, lang.clone()))?);
        }
        Ok(())
    }

    /// The language asked for, if one was.
    pub fn lang(&self) -> Option<Lang> {
        self.lang.as_deref()?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(vars: &[(&str, &str)]) -> Result<Global, BadVariable> {
        let mut global = Global { acting: Some("ali".to_owned()), ..Global::default() };
        let found = |name: &str| vars.iter().find(|(key, _)| *key == name);
        global.fill(|name| found(name).map(|(_, value)| OsString::from(value)))?;
        Ok(global)
    }

    #[test]
    fn the_environment_fills_what_was_not_typed() {
        let global = filled(&[
            ("REDAKSI_DESK", "/d"),
            ("REDAKSI_AS", "budi"),
            ("REDAKSI_LANG", "id"),
            ("REDAKSI_PASSPHRASE_FILE", ""),
        ])
        .unwrap();
        assert_eq!(global.desk, Some(PathBuf::from("/d")));
        assert_eq!(global.acting.as_deref(), Some("ali"));
        assert_eq!(global.lang(), Some(Lang::Id));
        assert_eq!(global.passphrase_file, None);
    }

    #[test]
    fn a_variable_without_meaning_is_named() {
        let error = filled(&[("REDAKSI_LANG", "fr")]).unwrap_err();
        assert_eq!(error, BadVariable { name: "REDAKSI_LANG", value: "fr".to_owned() });
    }
}
