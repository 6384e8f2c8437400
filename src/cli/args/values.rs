//! The values that options take.

use std::str::FromStr;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::domain::finding::Level;
use crate::domain::people::Role;
use crate::domain::stage::StageName;
use crate::domain::zone::Zone;

/// The choices of an option whose values are words of the newsroom, in the order of the help.
macro_rules! choices {
    ($($name:ident: $all:expr,)*) => {$(
        impl ValueEnum for $name {
            fn value_variants<'a>() -> &'a [Self] {
                &$all
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(PossibleValue::new(self.word()))
            }
        }
    )*};
}

choices! {
    StageName: StageName::ALL,
    Role: [Role::Editor, Role::Reviewer, Role::Admin],
    Level: [Level::Error, Level::Warning, Level::Suggestion],
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    #[default]
    Updated,
    Created,
    Due,
    Headline,
    /// The best of the newest matches first, with the words around each.
    Relevance,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    #[default]
    Auto,
    Text,
    Markdown,
    Html,
    Docx,
    Json,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    #[default]
    Text,
    Markdown,
    Html,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    #[default]
    Human,
    Json,
    Sarif,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    #[default]
    Table,
    Csv,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    #[default]
    Words,
    Unified,
    Json,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    #[default]
    Table,
    Csv,
    Json,
}

/// Says that a value has not the form that its option needs. The text is a key of the language
/// files: words are made where the error is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadValue(pub &'static str);

/// `NAME=VALUE`; what follows the first `=` is the value, which may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    pub name: String,
    pub value: String,
}

impl FromStr for Assignment {
    type Err = BadValue;
    fn from_str(text: &str) -> Result<Self, BadValue> {
        let (name, value) = text.split_once('=').ok_or(BadValue("usage-form-assignment"))?;
        let name = name.trim();
        if name.is_empty() {
            return Err(BadValue("usage-form-assignment"));
        }
        Ok(Self { name: name.to_owned(), value: value.to_owned() })
    }
}

/// A revision's number, with eight digits of its record's digest where two have that number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionName {
    pub number: u32,
    pub digest: Option<String>,
}

impl FromStr for RevisionName {
    type Err = BadValue;
    fn from_str(text: &str) -> Result<Self, BadValue> {
        let bad = BadValue("usage-form-revision");
        let (number, digest) =
            text.split_once('-').map_or((text, None), |(number, digest)| (number, Some(digest)));
        // `parse` would take a sign.
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(bad);
        }
        let number = number.parse().map_err(|_number| bad)?;
        let is_hex = |text: &str| {
            text.len() == 8 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        };
        if number == 0 || digest.is_some_and(|digest| !is_hex(digest)) {
            return Err(bad);
        }
        Ok(Self { number, digest: digest.map(ToOwned::to_owned) })
    }
}

impl std::fmt::Display for RevisionName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.number)?;
        self.digest.as_ref().map_or(Ok(()), |digest| write!(f, "-{digest}"))
    }
}

/// A zone of the tz database, such as `Asia/Jakarta`.
pub fn zone(text: &str) -> Result<Zone, BadValue> {
    text.parse().map_err(|_name| BadValue("usage-form-zone"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn revisions_are_named_by_number() {
        for (text, want) in [
            ("7", Some((7, None))),
            ("7-3fa9c1d2", Some((7, Some("3fa9c1d2")))),
            ("0", None),
            ("+7", None),
            ("-7", None),
            ("", None),
            ("7-", None),
            ("7-3FA9C1D2", None),
            ("3fa9c1d2", None),
            ("99999999999", None),
        ] {
            let read = text.parse::<RevisionName>().ok();
            let parts = read.as_ref().map(|name| (name.number, name.digest.as_deref()));
            assert_eq!(parts, want, "{text}");
            if let Some(name) = read {
                assert_eq!(name.to_string(), text);
            }
        }
    }

    #[test]
    fn an_assignment_has_a_name() {
        for (text, want) in [
            ("place=Mesuji", Some(("place", "Mesuji"))),
            ("slug=", Some(("slug", ""))),
            ("headline=a=b", Some(("headline", "a=b"))),
            ("=x", None),
            ("place", None),
        ] {
            let read = text.parse::<Assignment>().ok();
            assert_eq!(read.as_ref().map(|a| (a.name.as_str(), a.value.as_str())), want, "{text}");
        }
    }
}
