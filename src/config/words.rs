//! What a person is told about a settings file: the keys of the sentences and the values in them.

use super::{Advice, ConfigError};

impl ConfigError {
    /// The kind of error that the command line tells.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Path(error) => error.kind(),
            _ => "invalid",
        }
    }

    /// The key of the sentence.
    pub fn word(&self) -> &'static str {
        match self {
            Self::UnknownKey { .. } => "config-unknown-key",
            Self::Value { .. } => "config-value",
            Self::Syntax { .. } => "config-syntax",
            Self::NotText { .. } => "config-not-text",
            Self::Path(error) => error.word(),
        }
    }

    /// The key of the sentence that says what to do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::UnknownKey { advice, .. } => Some(match advice {
                Advice::Meant(_) => "config-meant-hint",
                Advice::Office(_) => "config-office-hint",
                Advice::OtherFile(_) => "config-other-file-hint",
                Advice::Nothing => "config-unknown-hint",
            }),
            Self::Value { .. } => Some("config-value-hint"),
            Self::Syntax { .. } | Self::NotText { .. } => None,
            Self::Path(error) => error.hint(),
        }
    }

    /// The values in both sentences.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        let place = |path: &std::path::Path, line: &usize| {
            vec![("path", path.display().to_string()), ("line", line.to_string())]
        };
        match self {
            Self::UnknownKey { path, line, key, advice } => {
                let mut values = place(path, line);
                values.push(("key", key.clone()));
                values.extend(match advice {
                    Advice::Meant(name) => Some(("meant", (*name).to_owned())),
                    Advice::Office(name) => {
                        Some(("command", format!("redaksi office set {name}=…")))
                    }
                    Advice::OtherFile(file) => Some(("file", (*file).to_owned())),
                    Advice::Nothing => None,
                });
                values
            }
            Self::Value { path, line, key, .. } => {
                let mut values = place(path, line);
                values.push(("key", key.clone()));
                values
            }
            Self::Syntax { path, line, .. } => place(path, line),
            Self::NotText { path, .. } => vec![("path", path.display().to_string())],
            Self::Path(error) => error.values(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::paths::words::check_sentence;

    #[track_caller]
    fn check(error: &ConfigError) {
        for key in std::iter::once(error.word()).chain(error.hint()) {
            check_sentence(key, &error.values());
        }
    }

    #[test]
    fn each_failure_has_its_sentences() {
        let path = || PathBuf::from("/x");
        for advice in [
            Advice::Meant("site"),
            Advice::Office("name"),
            Advice::OtherFile("config.toml"),
            Advice::Nothing,
        ] {
            check(&ConfigError::UnknownKey { path: path(), line: 1, key: "x".to_owned(), advice });
        }
        let source = || Box::new(toml::from_str::<toml::Table>("=").unwrap_err());
        check(&ConfigError::Value {
            path: path(),
            line: 1,
            key: "site".to_owned(),
            source: source(),
        });
        check(&ConfigError::Syntax { path: path(), line: 1, source: source() });
        let source = String::from_utf8(vec![0xFF]).unwrap_err().utf8_error();
        check(&ConfigError::NotText { path: path(), source });
    }
}
