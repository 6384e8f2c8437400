//! One sentence of a file: nearly all are said as they stand, without the reader of Fluent.

use std::sync::OnceLock;

use fluent_bundle::FluentResource;

use super::{Arg, Lang, number, read};

pub(super) struct Sentence {
    /// As it stands in the file, key and all.
    text: &'static str,
    /// None if it is made of others.
    read: OnceLock<Option<FluentResource>>,
}

impl Sentence {
    pub(super) fn of(text: &'static str) -> Self {
        Self { text, read: OnceLock::new() }
    }

    #[cfg(test)]
    pub(super) fn text(&self) -> &'static str {
        self.text
    }

    /// Does it need others? Their names follow the brace, where values begin with `$` and functions
    /// are large.
    pub(super) fn is_made_of_others(&self) -> bool {
        let name = |after: &str| {
            after.trim_start().starts_with(|first: char| first.is_ascii_lowercase() || first == '-')
        };
        self.text.split('{').skip(1).any(name)
    }

    /// What it says where its words, or those of each of its forms, stand on one line and nothing
    /// but values is put into them, as in nearly all: those need no reader.
    pub(super) fn simple(&self, lang: Lang, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let words = self.text.split_once('=')?.1.trim_matches([' ', '\n']);
        match words.split_once('\n') {
            Some((head, forms)) => filled(chosen(head, forms, lang, args)?, lang, args),
            None => filled(words, lang, args),
        }
    }

    pub(super) fn resource(&self) -> Option<&FluentResource> {
        let read = || (!self.is_made_of_others()).then(|| read(self.text));
        self.read.get_or_init(read).as_ref()
    }
}

/// The value of this name: of two with one name the later counts.
fn value<'a, 'v>(name: &str, args: &'a [(&str, Arg<'v>)]) -> Option<&'a Arg<'v>> {
    args.iter().rfind(|(given, _)| *given == name).map(|(_, arg)| arg)
}

/// Words on one line with values put into them.
fn filled(words: &str, lang: Lang, args: &[(&str, Arg<'_>)]) -> Option<String> {
    if words.is_empty() {
        return None;
    }
    let mut said = String::with_capacity(2 * words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}')?;
        said.push_str(before);
        match value(name.trim_matches(' ').strip_prefix('$')?, args)? {
            Arg::Text(text) => said.push_str(text),
            Arg::Number(number) => said.push_str(&number::grouped(*number, lang)),
        }
        rest = behind;
    }
    said.push_str(rest);
    Some(said)
}

/// The form that a value asks for, as in `{ $count ->` and, each on a line, `[one] …` and
/// `*[other] …`: the first that is of the value, else the one with the star.
fn chosen<'a>(head: &str, forms: &'a str, lang: Lang, args: &[(&str, Arg<'_>)]) -> Option<&'a str> {
    let name = head.strip_prefix('{')?.strip_suffix("->")?.trim_matches(' ').strip_prefix('$')?;
    let asked = value(name, args)?;
    let (mut found, mut standard) = (None, None);
    for form in forms.strip_suffix("\n}")?.lines() {
        let form = form.trim_matches(' ');
        let (key, words) = form.trim_start_matches('*').strip_prefix('[')?.split_once(']')?;
        let words = words.trim_start_matches(' ');
        if found.is_none() && is_of(asked, key, lang) {
            found = Some(words);
        }
        if form.starts_with('*') {
            standard = Some(words);
        }
    }
    found.or(standard)
}

/// Is a form of this key meant for the value? Of the categories of CLDR English has two for whole
/// numbers, one of them for 1 and -1 alone, and Indonesian has one.
fn is_of(value: &Arg<'_>, key: &str, lang: Lang) -> bool {
    let is_number = key.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    match value {
        Arg::Text(text) => !is_number && key == text,
        Arg::Number(number) if is_number => key.parse() == Ok(*number),
        Arg::Number(number) => {
            key == if lang == Lang::En && number.unsigned_abs() == 1 { "one" } else { "other" }
        }
    }
}
