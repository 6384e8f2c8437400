//! Words for people: every sentence is in `assets/lang`, found by its key.
//!
//! Code below the edge holds keys and values only. The language files are the list of keys;
//! `tests/it/lang.rs` holds both languages and every use in the source to it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Pattern};
use unic_langid::LanguageIdentifier;

pub mod number;
mod sentence;
pub mod time;

use sentence::Sentence;

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    Id,
    En,
}

/// Says that a word is not one of our languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a language of this program")]
pub struct UnknownLang;

impl Lang {
    pub const ALL: [Self; 2] = [Self::Id, Self::En];

    pub fn word(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// The language that a locale asks for. The values are those of `LC_ALL`, `LC_MESSAGES` and
    /// `LANG`, in this order: the first that is not empty decides, known to us or not.
    pub fn from_locale<'a>(values: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let value = values.into_iter().find(|value| !value.is_empty())?;
        let language = value.split(['_', '-', '.', '@']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            // `in` is the code that Indonesian had before 1989; old systems still say it.
            "id" | "in" | "ind" => Some(Self::Id),
            "en" | "eng" => Some(Self::En),
            _ => None,
        }
    }

    fn other(self) -> Self {
        match self {
            Self::Id => Self::En,
            Self::En => Self::Id,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;
    fn from_str(text: &str) -> Result<Self, UnknownLang> {
        Self::ALL.into_iter().find(|lang| lang.word() == text).ok_or(UnknownLang)
    }
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// The files of a language: (name, text).
        pub fn files(lang: Lang) -> &'static [(&'static str, &'static str)] {
            match lang {
                Lang::Id => &[$((
                    $name,
                    include_str!(concat!("../assets/lang/id/", $name, ".ftl")),
                )),*],
                Lang::En => &[$((
                    $name,
                    include_str!(concat!("../assets/lang/en/", $name, ".ftl")),
                )),*],
            }
        }
    };
}
// In this order a sentence is looked for: the first files are those of the first picture.
files!(
    "screen",
    "actions",
    "stages",
    "details",
    "cli",
    "errors",
    "help",
    "intake",
    "rules",
    "copydesk",
    "rules-head",
    "rules-signs",
    "rules-words",
    "rules-spelling",
    "rules-names",
    "rules-facts",
    "rules-style",
    "trouble-ghost",
    "query",
    "pages",
    "care",
    "demo",
    "reviewing",
    "menus",
    "dialogs",
    "plain",
    "search",
    "writing",
    "checks",
    "push",
    "trouble",
    "trouble-wordpress",
    "tray",
    "wire",
    "names"
);

/// A value that stands in a sentence. A number is written in the language's form, so years,
/// revisions and ports are given as text.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    Text(Cow<'a, str>),
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}
impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}
impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}
impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

type Bundle = FluentBundle<FluentResource>;

/// The words of one language, with the other one behind it.
#[derive(Clone, Copy)]
pub struct Words {
    lang: Lang,
    chosen: &'static Shelf,
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.lang).finish()
    }
}

impl Words {
    /// Nothing is read before something is said.
    pub fn of(lang: Lang) -> Self {
        Self { lang, chosen: Shelf::of(lang) }
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Does this language itself have the key?
    pub fn has(&self, key: &str) -> bool {
        self.chosen.leaf(key).is_some()
    }

    /// The sentence of a key: in the other language if this one lacks it, at last the key itself.
    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        // The other one is read only when a key is missing, which the tests make impossible.
        self.chosen
            .say(key, args)
            .or_else(|| Shelf::of(self.lang.other()).say(key, args))
            .unwrap_or_else(|| key.to_owned())
    }

    /// A number as a person reads it: `1.234` or `1,234`.
    pub fn number<'a>(&self, number: impl Into<Arg<'a>>) -> String {
        match number.into() {
            Arg::Number(number) => number::grouped(number, self.lang),
            Arg::Text(text) => text.into_owned(),
        }
    }

    /// A size in bytes as a person reads it: `1,2 MB` or `1.2 MB`.
    pub fn size(&self, bytes: u64) -> String {
        number::size(bytes, self.lang)
    }
}

fn form(bundle: &Bundle, pattern: &Pattern<&str>, args: &[(&str, Arg<'_>)]) -> String {
    let mut values = FluentArgs::with_capacity(args.len());
    for (name, arg) in args {
        let value = match arg {
            Arg::Text(text) => FluentValue::String(Cow::Borrowed(text.as_ref())),
            Arg::Number(number) => FluentValue::from(*number),
        };
        values.set(*name, value);
    }
    // A value that is missing shows as `{$name}`: better than no sentence.
    let mut troubles = Vec::new();
    bundle.format_pattern(pattern, Some(&values), &mut troubles).into_owned()
}

/// A language's files. The keys of a file are known when one of them or of a later file was asked
/// for, and a sentence is read when it is said first: a command needs few of them, and the first
/// picture waits for what it needs.
struct Shelf {
    lang: Lang,
    leaves: OnceLock<Vec<Leaf>>,
    /// Forms sentences that need no others.
    former: OnceLock<Bundle>,
}

struct Leaf {
    text: &'static str,
    /// How often it was looked through in vain.
    looks: AtomicU8,
    sentences: OnceLock<HashMap<&'static str, Sentence>>,
    /// The file as a whole: a sentence can be made of others of its own file only.
    bundle: OnceLock<Bundle>,
}

/// So often a file is looked through before its keys are listed.
const LOOKS: u8 = 32;

/// A short entry, in bytes: there is room for all of a file then.
const SHORT: usize = 40;

impl Leaf {
    const fn of(text: &'static str) -> Self {
        Self { text, looks: AtomicU8::new(0), sentences: OnceLock::new(), bundle: OnceLock::new() }
    }

    fn sentence(&self, key: &str) -> Option<&Sentence> {
        // To look through a file's bytes takes a hundredth of what a list of its keys does; but not
        // if that is done for each finding of a text with each key.
        if self.sentences.get().is_none()
            && self.looks.load(Ordering::Relaxed) < LOOKS
            && !self.text.contains(&format!("\n{key} ="))
        {
            self.looks.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        let all = || {
            let mut all = HashMap::with_capacity(self.text.len() / SHORT);
            all.extend(entries(self.text).map(|(key, text)| (key, Sentence::of(text))));
            all
        };
        self.sentences.get_or_init(all).get(key)
    }
}

impl Shelf {
    const fn new(lang: Lang) -> Self {
        Self { lang, leaves: OnceLock::new(), former: OnceLock::new() }
    }

    fn of(lang: Lang) -> &'static Self {
        static ID: Shelf = Shelf::new(Lang::Id);
        static EN: Shelf = Shelf::new(Lang::En);
        match lang {
            Lang::Id => &ID,
            Lang::En => &EN,
        }
    }

    /// The file that has a key, and its sentence.
    fn leaf(&self, key: &str) -> Option<(&Leaf, &Sentence)> {
        let leaves = || files(self.lang).iter().map(|(_, text)| Leaf::of(text)).collect();
        let mut leaves = self.leaves.get_or_init(leaves).iter();
        leaves.find_map(|leaf| Some((leaf, leaf.sentence(key)?)))
    }

    fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let (leaf, sentence) = self.leaf(key)?;
        if let Some(said) = sentence.simple(self.lang, args) {
            return Some(said);
        }
        let Some(resource) = sentence.resource() else {
            let bundle = leaf.bundle.get_or_init(|| bundle(self.lang, Some(leaf.text)));
            return Some(form(bundle, bundle.get_message(key)?.value()?, args));
        };
        let former = self.former.get_or_init(|| bundle(self.lang, None));
        let Entry::Message(message) = resource.get_entry(0)? else { return None };
        Some(form(former, message.value.as_ref()?, args))
    }
}

/// The entries of a file by their keys: all that begins a line and has a sentence, up to what begins
/// the next one. Each byte is looked at once, since the first picture waits for some hundred lines.
fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let bytes = text.as_bytes();
    let (mut line, mut begun) = (0, None);
    std::iter::from_fn(move || {
        while let Some(first) = bytes.get(line) {
            let start = line;
            let rest = bytes.get(start..).unwrap_or_default();
            line += rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
            let is_entry = first.is_ascii_alphabetic();
            if is_entry || matches!(first, b'#' | b'-') {
                let ended: Option<usize> = std::mem::replace(&mut begun, is_entry.then_some(start));
                if let Some(from) = ended {
                    return text.get(from..start);
                }
            }
        }
        begun.take().and_then(|from| text.get(from..))
    })
    .filter_map(|entry| Some((entry.split_once('=')?.0.trim_end(), entry)))
}

/// Of a text with a fault all that can be read is taken; a test refuses such a file.
fn read(text: &str) -> FluentResource {
    FluentResource::try_new(text.to_owned()).unwrap_or_else(|(readable, _)| readable)
}

fn bundle(lang: Lang, text: Option<&str>) -> Bundle {
    let locale: LanguageIdentifier = lang.word().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // The isolating marks are bidi controls: what makes them visible would show them.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Id => |value, _| number::formatted(value, Lang::Id),
        Lang::En => |value, _| number::formatted(value, Lang::En),
    }));
    if let Some(text) = text {
        bundle.add_resource_overriding(read(text));
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_asks_for_a_language() {
        for (values, want) in [
            (["", "", "id_ID.UTF-8"], Some(Lang::Id)),
            (["", "in_ID", "en_US"], Some(Lang::Id)),
            (["en_GB.UTF-8", "id_ID", "id_ID"], Some(Lang::En)),
            (["C", "id_ID", "id_ID"], None),
            (["", "", "C.UTF-8"], None),
            (["", "", "ID"], Some(Lang::Id)),
            (["", "", "idiom"], None),
            (["", "", ""], None),
        ] {
            assert_eq!(Lang::from_locale(values), want, "{values:?}");
        }
        assert_eq!("en".parse(), Ok(Lang::En));
        assert_eq!("EN".parse::<Lang>(), Err(UnknownLang));
    }

    #[test]
    fn every_file_is_read_without_a_fault_and_no_key_has_two_meanings() {
        for lang in Lang::ALL {
            let mut whole: Bundle = FluentBundle::new_concurrent(vec![]);
            for (name, text) in files(lang) {
                let resource = FluentResource::try_new((*text).to_owned())
                    .unwrap_or_else(|(_, faults)| panic!("{lang}/{name}: {faults:?}"));
                let plain: Vec<_> = entries(text).collect();
                assert_eq!(plain.len(), resource.entries().count(), "{lang}/{name}");
                for ((key, text), entry) in plain.iter().zip(resource.entries()) {
                    assert_eq!(read(text).get_entry(0), Some(entry), "{lang}/{name}: {key}");
                }
                whole.add_resource(resource).unwrap_or_else(|e| panic!("{lang}/{name}: {e:?}"));
                assert!(plain.iter().all(|(key, _)| whole.has_message(key)), "{lang}/{name}");
                // Each by itself: a file whose keys are known is no longer looked through.
                for (key, _) in plain {
                    assert!(Leaf::of(text).sentence(key).is_some(), "{lang}/{name}: {key}");
                }
            }
        }
    }

    /// What stands between square brackets.
    fn text_keys(text: &'static str) -> impl Iterator<Item = &'static str> {
        text.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0))
    }

    #[test]
    fn what_is_said_without_the_reader_is_what_the_reader_says() {
        for lang in Lang::ALL {
            let mut found = 0;
            for (name, text) in files(lang) {
                let whole = bundle(lang, Some(text));
                for (key, text) in entries(text) {
                    let sentence = Sentence::of(text);
                    let names =
                        text.split('$').skip(1).filter_map(|rest| rest.split([' ', '}']).next());
                    let names: Vec<_> = names.collect();
                    let args = |values: &[Arg<'static>]| {
                        let values = values.iter().cloned().cycle();
                        names.iter().copied().zip(values).collect::<Vec<_>>()
                    };
                    let given = |values: &[i64]| {
                        args(&values.iter().copied().map(Arg::Number).collect::<Vec<_>>())
                    };
                    let text = args(&[Arg::Text("Rakor { $x }".into()), Arg::Number(-1_234_567)]);
                    // Forms may be chosen by a word of their own, too.
                    let words = text_keys(sentence.text());
                    let words = words.map(|word| args(&[Arg::Text(word.to_owned().into())]));
                    let twice = [text.as_slice(), &args(&[Arg::Text("one".into())])].concat();
                    let all = [text.clone(), twice, Vec::new(), given(&[0, 2]), given(&[1, 0])];
                    let all = all.into_iter().chain([given(&[2, 1]), given(&[-1]), given(&[21])]);
                    for args in all.chain(words) {
                        let args = args.as_slice();
                        let Some(said) = sentence.simple(lang, args) else { continue };
                        let pattern = whole.get_message(key).unwrap().value().unwrap();
                        assert_eq!(said, form(&whole, pattern, args), "{lang}/{name}: {key}");
                        found += 1;
                    }
                }
            }
            assert!(found > 12_000, "{lang}: {found}");
        }
    }

    #[test]
    fn a_file_is_looked_through_a_few_times_only() {
        let (_, text) = files(Lang::En)[0];
        let (key, _) = entries(text).last().unwrap();
        let leaf = Leaf::of(text);
        for look in 0..2 * LOOKS {
            assert!(leaf.sentence("no-such-key").is_none());
            assert_eq!(leaf.sentences.get().is_some(), look >= LOOKS, "{look}");
        }
        assert!(leaf.sentence(key).is_some());
    }

    #[test]
    fn a_sentence_that_is_made_of_others_is_whole() {
        for lang in Lang::ALL {
            let (_, text) = files(lang).iter().find(|(name, _)| *name == "rules").unwrap();
            let made = |text| Sentence::of(text).is_made_of_others();
            let others: Vec<_> = entries(text).filter(|(_, text)| made(text)).collect();
            assert!(!others.is_empty(), "{lang}");
            let whole = bundle(lang, Some(text));
            for (key, _) in others {
                let pattern = whole.get_message(key).unwrap().value().unwrap();
                let args = [
                    ("month", Arg::Number(3)),
                    ("right", Arg::Number(1)),
                    ("written", Arg::Number(2)),
                ];
                assert_eq!(Words::of(lang).say(key, &args), form(&whole, pattern, &args));
                assert!(!Words::of(lang).say(key, &args).contains("rule-"), "{lang}/{key}");
            }
        }
    }

    #[test]
    fn sentences_take_values_and_plurals_without_hidden_marks() {
        #[track_caller]
        fn check(lang: Lang, count: i64, want: &str) {
            let said = Words::of(lang).say("time-days-ago", &[("count", count.into())]);
            assert_eq!(said, want);
        }
        check(Lang::Id, 1, "1 hari lalu");
        check(Lang::Id, 1234, "1.234 hari lalu");
        check(Lang::En, 1, "1 day ago");
        check(Lang::En, 1234, "1,234 days ago");
    }

    #[test]
    fn an_unknown_key_is_said_itself() {
        let words = Words::of(Lang::Id);
        assert_eq!(words.say("no-such-key", &[]), "no-such-key");
        assert!(!words.has("no-such-key"));
    }

    #[test]
    fn numbers_and_sizes_are_of_the_language() {
        let words = Words::of(Lang::Id);
        assert_eq!(words.number(12_345_usize), "12.345");
        assert_eq!(words.size(1_250_000), "1,2 MB");
    }
}
