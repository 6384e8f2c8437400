//! What went wrong, why, and what to do next: one shape for people and programs.

use std::error::Error;
use std::io;

use serde::Serialize;
use serde_json::{Value, json};

use super::{Tone, paint};
use crate::lang::{Arg, Words};
use crate::visible::Visible;

/// How many causes are told: a longer chain helps nobody.
const CAUSES: usize = 8;

macro_rules! kinds {
    ($($variant:ident $word:literal [$($value:literal),*],)*) => {
        /// The kinds of failure that programs may rely on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Kind {
            $($variant),*
        }

        impl Kind {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word in JSON.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),*
                }
            }

            /// The values that the sentence `error-<word>` and its hint may speak of.
            pub fn values(self) -> &'static [&'static str] {
                match self {
                    $(Self::$variant => &[$($value),*]),*
                }
            }
        }
    };
}

kinds! {
    NotFound "not_found" ["name"],
    Ambiguous "ambiguous" ["name", "candidates"],
    Invalid "invalid" ["what"],
    Exists "exists" ["name"],
    DuplicateName "duplicate_name" ["name"],
    Who "who" ["names"],
    NoKey "no_key" ["name"],
    Passphrase "passphrase" ["name"],
    Revoked "revoked" ["name"],
    NotAllowed "not_allowed" ["name", "roles"],
    OutOfTurn "out_of_turn" ["stage"],
    Stale "stale" ["read", "waiting"],
    OwnWork "own_work" ["name", "contributors"],
    Findings "findings" ["count"],
    Embargoed "embargoed" ["until"],
    Conflict "conflict" ["revision", "place"],
    Busy "busy" ["place"],
    Locked "locked" ["place"],
    ReadOnly "read_only" ["place"],
    DiskFull "disk_full" ["place"],
    Damaged "damaged" ["place"],
    Newer "newer" ["place"],
    ForeignFile "foreign_file" ["place"],
    NetworkFolder "network_folder" ["place", "system"],
    Template "template" ["name"],
    Io "io" ["place"],
    Network "network" ["place"],
    Destination "destination" ["name"],
    Usage "usage" ["what"],
    Internal "internal" ["place"],
}

impl Kind {
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Usage => 2,
            Self::Network | Self::Destination => 3,
            Self::Internal => 70,
            _ => 1,
        }
    }

    pub fn key(self) -> String {
        format!("error-{}", self.word())
    }
}

/// A failure in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    pub kind: Kind,
    pub message: String,
    pub hint: Option<String>,
    /// Always a JSON object.
    pub details: Value,
    /// What lies beneath, in the words of the system and the libraries.
    pub chain: Vec<String>,
}

impl Failure {
    /// The kind's own sentence and hint; `args` are those of [`Kind::values`].
    pub fn new(kind: Kind, words: &Words, args: &[(&str, Arg<'_>)]) -> Self {
        Self::keyed(kind, &kind.key(), words, args)
    }

    /// A sentence nearer to the case: `key`, with the hint `key-hint` or else the kind's.
    pub fn keyed(kind: Kind, key: &str, words: &Words, args: &[(&str, Arg<'_>)]) -> Self {
        let hint = [format!("{key}-hint"), format!("{}-hint", kind.key())]
            .into_iter()
            .find(|key| words.has(key))
            .map(|key| words.say(&key, args));
        Self { kind, message: words.say(key, args), hint, details: json!({}), chain: Vec::new() }
    }

    /// Facts for programs; anything but an object is put under `value`.
    #[must_use]
    pub fn details(mut self, details: Value) -> Self {
        self.details = if details.is_object() { details } else { json!({ "value": details }) };
        self
    }

    /// The error beneath, with all that it stands on.
    #[must_use]
    pub fn because(mut self, error: &(dyn Error + 'static)) -> Self {
        let mut next = Some(error);
        while let Some(cause) = next.filter(|_| self.chain.len() < CAUSES) {
            self.chain.push(cause.to_string());
            next = cause.source();
        }
        self
    }

    /// A fault of this program.
    pub fn internal(error: &(dyn Error + 'static), words: &Words) -> Self {
        Self::keyed(Kind::Internal, "error-internal-unexpected", words, &[]).because(error)
    }

    /// Something could not be read or written; a full disk and a forbidden place have their own
    /// kinds.
    pub fn io(error: &io::Error, place: &str, words: &Words) -> Self {
        let (kind, key) = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                (Kind::DiskFull, "error-disk_full")
            }
            io::ErrorKind::ReadOnlyFilesystem => (Kind::ReadOnly, "error-read_only"),
            io::ErrorKind::NotFound => (Kind::NotFound, "error-not_found-file"),
            _ => (Kind::Io, "error-io"),
        };
        let failure = Self::keyed(kind, key, words, &[("place", place.into())])
            .details(json!({ "path": place }));
        // That a file is missing has been said; the system's words add nothing.
        if key == "error-not_found-file" { failure } else { failure.because(error) }
    }

    /// Stdout did not take what was written.
    pub(super) fn output(error: &io::Error, words: &Words) -> Self {
        Self::io(error, "stdout", words)
    }

    /// `{"error":{…}}`, as `--json` prints it.
    pub fn document(&self) -> Document<'_> {
        let mut details = self.details.clone();
        if let (Some(map), false) = (details.as_object_mut(), self.chain.is_empty()) {
            map.entry("causes").or_insert_with(|| json!(self.chain));
        }
        let hint = self.hint.as_deref();
        Document { error: Told { kind: self.kind.word(), message: &self.message, hint, details } }
    }

    /// For a person: what, why, what to do.
    pub fn render(&self, words: &Words, color: bool) -> String {
        let mark = paint(Tone::Bad.style(), &words.say("talk-error", &[]), color);
        let mut out = format!("{mark} {}\n", Visible::lines(&self.message));
        for cause in &self.chain {
            let line = format!("  ↳ {}", Visible::line(cause).cut(300));
            out.push_str(&paint(Tone::Dim.style(), &line, color));
            out.push('\n');
        }
        if let Some(hint) = &self.hint {
            let mark = paint(Tone::Accent.style(), &words.say("talk-hint", &[]), color);
            let lines = Visible::lines(hint);
            out.extend([mark.as_str(), " ", lines.as_str(), "\n"]);
        }
        out
    }
}

/// A failure as programs read it, in the order that people expect.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    error: Told<'a>,
}

/// The part that stands for one file, where a command tells of many.
#[derive(Debug, Serialize)]
pub struct Told<'a> {
    kind: &'static str,
    message: &'a str,
    hint: Option<&'a str>,
    details: Value,
}

impl<'a> Document<'a> {
    pub fn into_inner(self) -> Told<'a> {
        self.error
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::{Lang, files};

    #[test]
    fn kinds_have_their_codes() {
        for (kind, want) in [
            (Kind::Usage, 2),
            (Kind::Network, 3),
            (Kind::Destination, 3),
            (Kind::Internal, 70),
            (Kind::OwnWork, 1),
            (Kind::Io, 1),
        ] {
            assert_eq!(kind.exit_code(), want);
        }
        assert_eq!(Kind::ALL.len(), 30);
    }

    #[test]
    fn every_kind_has_its_words_and_they_ask_for_its_values_alone() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            for kind in Kind::ALL {
                let args: Vec<_> = kind.values().iter().map(|name| (*name, "¤".into())).collect();
                for key in [kind.key(), format!("{}-hint", kind.key())] {
                    assert!(words.has(&key), "{lang}: {key}");
                    let said = words.say(&key, &args);
                    assert!(!said.contains("{$"), "{lang}: {said}");
                }
            }
        }
        assert_eq!(files(Lang::Id).len(), files(Lang::En).len());
    }

    #[test]
    fn a_failure_is_a_document_and_a_text() {
        let words = Words::of(Lang::En);
        let error = io::Error::new(io::ErrorKind::StorageFull, "\u{1b}no space");
        let failure = Failure::io(&error, "desk.db", &words);
        let document = serde_json::to_value(failure.document()).unwrap();
        assert_eq!(document["error"]["kind"], "disk_full");
        assert_eq!(document["error"]["details"]["path"], "desk.db");
        assert_eq!(document["error"]["details"]["causes"][0], "\u{1b}no space");
        let text = failure.render(&words, false);
        assert!(text.contains("desk.db") && text.contains("↳ ⟦U+001B⟧no space"), "{text}");
        assert!(!text.contains('\u{1b}'));
        assert!(text.lines().last().unwrap().starts_with("→"), "{text}");
    }

    #[test]
    fn a_missing_file_is_not_told_as_a_missing_article() {
        let error = io::Error::from(io::ErrorKind::NotFound);
        let failure = Failure::io(&error, "rilis.docx", &Words::of(Lang::En));
        assert_eq!(failure.kind, Kind::NotFound);
        assert_eq!(failure.message, "There is no file rilis.docx.");
        assert!(!failure.hint.unwrap().contains("article"));
    }

    #[test]
    fn details_are_an_object_always() {
        let words = Words::of(Lang::Id);
        let failure = Failure::new(Kind::NotFound, &words, &[("name", "abc".into())]);
        assert_eq!(failure.document().into_inner().details, json!({}));
        let failure = failure.details(json!([1, 2]));
        assert_eq!(failure.document().into_inner().details, json!({ "value": [1, 2] }));
    }
}
