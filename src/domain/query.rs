//! The query language of lists and search: words, `"phrases"`, `word*`, filters such as
//! `stage:submitted older:2d`, and a minus before what is not wanted.
//!
//! Whatever is typed is a query. What cannot be understood becomes a [`Hint`] and is either taken
//! as plain words or left out, and the hint says which. Filters of one kind are alternatives,
//! filters of different kinds must all hold; a filter with a minus must not hold.

mod fts;
mod names;

use std::ops::RangeInclusive;

use chrono::{NaiveDate, TimeDelta};

use super::calendar;

pub use fts::{fts, fts_any, fts_excluded};

/// What is longer was pasted, not typed; the rest is left out.
const LONGEST: usize = 1000;
const MOST_PARTS: usize = 32;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub terms: Vec<Term>,
    pub filters: Vec<Filter>,
}

/// A word or phrase to be found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub text: String,
    pub phrase: bool,
    /// It is enough that a word begins like this.
    pub prefix: bool,
    pub not: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    pub what: What,
    pub not: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The stage's name in the ledger: `draft`, `submitted` …
    Stage(&'static str),
    /// A draft that was sent back.
    Returned,
    /// By who asks.
    Mine,
    /// Thrown away.
    Trash,
    Author(String),
    Section(String),
    Tag(String),
    Place(String),
    /// Waits for this person.
    Waiting(String),
    /// Last changed longer ago.
    Older(TimeDelta),
    /// Last changed within this time.
    Newer(TimeDelta),
    Due(Due),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    Today,
    Tomorrow,
    /// Today and the six days after it.
    Week,
    /// The moment has passed.
    Overdue,
    /// No deadline was set.
    None,
    /// A date as it was typed; which one it is depends on the day on which it is asked.
    On(String),
}

impl Due {
    /// The days that are meant. `Overdue` is a matter of moments and `None` of none at all.
    pub fn days(&self, today: NaiveDate) -> Option<RangeInclusive<NaiveDate>> {
        let day = |date| date..=date;
        match self {
            Self::Today => Some(day(today)),
            Self::Tomorrow => calendar::shifted(today, 1).map(day),
            Self::Week => Some(today..=calendar::shifted(today, 6)?),
            Self::On(text) => calendar::parse_when(text, today).map(day),
            Self::Overdue | Self::None => None,
        }
    }
}

/// A query, and what in it was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parsed {
    pub query: Query,
    pub hints: Vec<Hint>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    pub kind: HintKind,
    /// What was typed.
    pub word: String,
    /// The filter that it was meant for, if one is known.
    pub filter: &'static str,
    /// What may have been meant.
    pub suggestion: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HintKind {
    /// There is no such filter; it was taken as words.
    UnknownFilter,
    /// The filter has no such value; it was left out.
    UnknownValue,
    /// A filter without a value; it was left out.
    MissingValue,
    /// The quotation mark was closed at the end.
    OpenQuote,
    /// More was typed than is looked at.
    TooMuch,
}

impl Hint {
    /// The message in the language files; its arguments are `word`, `filter`, `suggestion`.
    pub fn key(&self) -> &'static str {
        match (self.kind, self.suggestion) {
            (HintKind::UnknownFilter, None) => "hint-unknown-filter",
            (HintKind::UnknownFilter, Some(_)) => "hint-unknown-filter-near",
            (HintKind::UnknownValue, None) => "hint-unknown-value",
            (HintKind::UnknownValue, Some(_)) => "hint-unknown-value-near",
            (HintKind::MissingValue, _) => "hint-missing-value",
            (HintKind::OpenQuote, _) => "hint-open-quote",
            (HintKind::TooMuch, _) => "hint-too-much",
        }
    }
}

/// Reads a finished query.
pub fn parse(text: &str) -> Parsed {
    read(text, false)
}

/// Reads a query that is still being typed: its last word may be the beginning of one, and
/// nothing is said yet about what stands at its end.
pub fn parse_typing(text: &str) -> Parsed {
    read(text, true)
}

fn read(text: &str, typing: bool) -> Parsed {
    let mut parsed = Parsed::default();
    let (parts, all) = parts(text);
    let open = typing && !text.ends_with(char::is_whitespace);
    let count = parts.len();
    for (place, part) in parts.into_iter().enumerate() {
        let (said, before) = (parsed.hints.len(), parsed.query.terms.len());
        parsed.part(&part);
        if open && all && place + 1 == count {
            parsed.hints.truncate(said);
            for term in parsed.query.terms.iter_mut().skip(before).filter(|_| part.is_word()) {
                term.prefix = true;
            }
        }
    }
    if !all {
        parsed.hint(HintKind::TooMuch, String::new(), "", None);
    }
    parsed
}

/// One part of the line between blanks.
#[derive(Debug, Default)]
struct Part {
    not: bool,
    /// What stands before the first colon outside quotation marks.
    key: Option<String>,
    value: String,
    quoted: bool,
    open: bool,
}

impl Part {
    fn is_word(&self) -> bool {
        !self.quoted && self.key.is_none()
    }
}

/// The parts of the line, and whether these are all.
fn parts(text: &str) -> (Vec<Part>, bool) {
    let mut parts = Vec::new();
    let mut letters = text.chars().take(LONGEST).peekable();
    loop {
        while letters.next_if(|c| c.is_whitespace()).is_some() {}
        if letters.peek().is_none() {
            break;
        }
        if parts.len() == MOST_PARTS {
            return (parts, false);
        }
        parts.push(part(&mut letters));
    }
    (parts, text.chars().nth(LONGEST).is_none())
}

fn part(letters: &mut std::iter::Peekable<impl Iterator<Item = char>>) -> Part {
    let mut part = Part { not: letters.next_if_eq(&'-').is_some(), ..Part::default() };
    while let Some(c) = letters.next_if(|c| part.open || !c.is_whitespace()) {
        match c {
            '"' | '“' | '”' => {
                part.open = !part.open;
                part.quoted = true;
            }
            ':' if part.key.is_none() && !part.quoted => {
                part.key = Some(std::mem::take(&mut part.value));
            }
            // Nobody types these; they would only trouble what reads the query next.
            c if c.is_control() && !c.is_whitespace() => {}
            c => part.value.push(c),
        }
    }
    part
}

impl Parsed {
    fn part(&mut self, part: &Part) {
        if part.open {
            self.hint(HintKind::OpenQuote, part.value.clone(), "", None);
        }
        let Some(key) = &part.key else {
            return self.term(&part.value, part);
        };
        match names::filter(key) {
            Some(filter) if part.value.trim().is_empty() => {
                self.hint(HintKind::MissingValue, key.clone(), filter, None);
            }
            Some(filter) => self.filter(filter, part),
            None => self.no_filter(key, part),
        }
    }

    fn term(&mut self, text: &str, part: &Part) {
        let prefix = text.ends_with('*');
        let text = text.trim_end_matches('*').trim();
        // Without a letter or figure there is nothing to be found.
        if text.contains(char::is_alphanumeric) {
            let (text, phrase) = (text.to_owned(), part.quoted);
            self.query.terms.push(Term { text, phrase, prefix, not: part.not });
        }
    }

    /// `10:30` and addresses are words with a colon; `stge:draft` was meant as a filter.
    fn no_filter(&mut self, key: &str, part: &Part) {
        let is_name = !key.is_empty() && key.chars().all(char::is_alphabetic);
        let is_address = part.value.starts_with("//");
        if is_name && !is_address && !part.value.is_empty() {
            let suggestion = names::like(key, names::filters());
            self.hint(HintKind::UnknownFilter, key.to_owned(), "", suggestion);
        }
        if is_name && !is_address && !part.not {
            self.term(key, part);
            self.term(&part.value, part);
        } else {
            // A minus before both words means the two together, as does an address.
            let whole = Part { quoted: true, not: part.not, ..Part::default() };
            self.term(&format!("{key}:{}", part.value), &whole);
        }
    }

    fn filter(&mut self, filter: &'static str, part: &Part) {
        let lists = filter == "stage" && !part.quoted;
        for value in part.value.split(|c| lists && c == ',').map(str::trim) {
            match names::what(filter, value) {
                Ok(what) => self.query.filters.push(Filter { what, not: part.not }),
                Err(_) if value.is_empty() => {}
                Err(suggestion) => {
                    self.hint(HintKind::UnknownValue, value.to_owned(), filter, suggestion);
                }
            }
        }
    }

    fn hint(
        &mut self,
        kind: HintKind,
        word: String,
        filter: &'static str,
        suggestion: Option<&'static str>,
    ) {
        self.hints.push(Hint { kind, word, filter, suggestion });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(parsed: &Parsed) -> Vec<String> {
        let mark = |term: &Term| {
            let minus = if term.not { "-" } else { "" };
            let quote = if term.phrase { "\"" } else { "" };
            format!("{minus}{quote}{}{quote}{}", term.text, if term.prefix { "*" } else { "" })
        };
        parsed.query.terms.iter().map(mark).collect()
    }

    #[track_caller]
    fn terms(text: &str, want: &[&str]) {
        assert_eq!(words(&parse(text)), want, "{text}");
    }

    #[test]
    fn words_and_phrases() {
        terms("rapat pleno", &["rapat", "pleno"]);
        terms("\"rapat pleno\" pem*", &["\"rapat pleno\"", "pem*"]);
        terms(
            "“rapat pleno” -daring -\"uji publik\"",
            &["\"rapat pleno\"", "-daring", "-\"uji publik\""],
        );
        terms("  \u{a0} ", &[]);
        terms("- -- *** \"\" — a-b", &["a-b"]);
        terms("AND OR NOT NEAR(a ^b)", &["AND", "OR", "NOT", "NEAR(a", "^b)"]);
        terms(
            "pukul 10:30 https://contoh.test/a",
            &["pukul", "\"10:30\"", "\"https://contoh.test/a\""],
        );
        terms("rapat: pleno", &["rapat", "pleno"]);
    }

    #[track_caller]
    fn filters(text: &str, want: &[What]) {
        let parsed = parse(text);
        let found: Vec<_> = parsed.query.filters.into_iter().map(|filter| filter.what).collect();
        assert_eq!(found, want, "{text}");
        assert!(parsed.hints.is_empty() && parsed.query.terms.is_empty(), "{text}");
    }

    #[test]
    fn filters_of_every_kind() {
        filters("stage:submitted", &[What::Stage("submitted")]);
        filters("Tahap:Diajukan", &[What::Stage("submitted")]);
        filters("stage:draf,terbit", &[What::Stage("draft"), What::Stage("published")]);
        filters("stage:dikembalikan is:returned", &[What::Returned, What::Returned]);
        filters("is:mine is:draft", &[What::Mine, What::Stage("draft")]);
        filters("is:trash is:Sampah", &[What::Trash, What::Trash]);
        filters(
            "author:ali penulis:\"Siti A\"",
            &[What::Author("ali".into()), What::Author("Siti A".into())],
        );
        filters("section:\"Berita Terkini\"", &[What::Section("Berita Terkini".into())]);
        filters(
            "tag:pemilu place:Mesuji",
            &[What::Tag("pemilu".into()), What::Place("Mesuji".into())],
        );
        filters(
            "place:mesuji waiting:budi",
            &[What::Place("mesuji".into()), What::Waiting("budi".into())],
        );
        filters("older:2d", &[What::Older(TimeDelta::days(2))]);
        filters("newer:\"1 minggu\"", &[What::Newer(TimeDelta::weeks(1))]);
        filters("due:today due:lewat", &[What::Due(Due::Today), What::Due(Due::Overdue)]);
        filters("due:21/10", &[What::Due(Due::On("21/10".into()))]);
        filters("tenggat:\"hari ini\"", &[What::Due(Due::Today)]);
    }

    #[test]
    fn a_minus_turns_a_filter_round() {
        let parsed = parse("-stage:draft");
        assert_eq!(parsed.query.filters, [Filter { what: What::Stage("draft"), not: true }]);
    }

    #[track_caller]
    fn hints(text: &str, key: &str, word: &str, suggestion: Option<&str>) {
        let parsed = parse(text);
        let [hint] = parsed.hints.as_slice() else { panic!("{text}: {:?}", parsed.hints) };
        assert_eq!(
            (hint.key(), hint.word.as_str(), hint.suggestion),
            (key, word, suggestion),
            "{text}"
        );
    }

    #[test]
    fn what_is_not_understood_is_said() {
        hints("stge:draft", "hint-unknown-filter-near", "stge", Some("stage"));
        hints("warna:merah", "hint-unknown-filter", "warna", None);
        hints("stage:drfat", "hint-unknown-value-near", "drfat", Some("draft"));
        hints("stage:merah", "hint-unknown-value", "merah", None);
        hints("older:banyak", "hint-unknown-value", "banyak", None);
        hints("due:kapan", "hint-unknown-value", "kapan", None);
        hints("author:", "hint-missing-value", "author", None);
        hints("\"rapat pleno", "hint-open-quote", "rapat pleno", None);
        hints(&"a ".repeat(33), "hint-too-much", "", None);
        hints(&"a".repeat(1001), "hint-too-much", "", None);
    }

    #[test]
    fn an_unknown_filter_is_taken_as_words() {
        terms("warna:merah", &["warna", "merah"]);
        terms("-warna:merah", &["-\"warna:merah\""]);
    }

    #[test]
    fn the_end_of_what_is_typed_is_open() {
        assert_eq!(words(&parse_typing("rapat ple")), ["rapat", "ple*"]);
        assert_eq!(words(&parse_typing("rapat ple ")), ["rapat", "ple"]);
        assert!(parse_typing("rapat stage:dr").hints.is_empty());
        assert!(parse_typing("rapat \"ple").hints.is_empty());
        assert_eq!(parse_typing("stage:dr rapat").hints.len(), 1);
        assert_eq!(words(&parse_typing("rapat —")), ["rapat"]);
    }

    #[test]
    fn a_deadline_is_some_days() {
        let today = NaiveDate::from_ymd_opt(2025, 10, 23).unwrap();
        let day = |day| NaiveDate::from_ymd_opt(2025, 10, day).unwrap();
        assert_eq!(Due::Today.days(today), Some(day(23)..=day(23)));
        assert_eq!(Due::Week.days(today), Some(day(23)..=day(29)));
        assert_eq!(Due::On("besok".into()).days(today), Some(day(24)..=day(24)));
        assert_eq!(Due::Overdue.days(today), None);
    }

    #[test]
    fn hints_have_words_in_both_languages() {
        let files = [
            include_str!("../../assets/lang/id/query.ftl"),
            include_str!("../../assets/lang/en/query.ftl"),
        ];
        let near = Some("stage");
        for (kind, suggestion) in [
            (HintKind::UnknownFilter, None),
            (HintKind::UnknownFilter, near),
            (HintKind::UnknownValue, None),
            (HintKind::UnknownValue, near),
            (HintKind::MissingValue, None),
            (HintKind::OpenQuote, None),
            (HintKind::TooMuch, None),
        ] {
            let hint = Hint { kind, word: String::new(), filter: "", suggestion };
            for file in files {
                let key = format!("{} =", hint.key());
                assert!(file.lines().any(|line| line.starts_with(&key)), "{key}");
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_query(text in "([\"“:*,^()-]|stage:|due:|is:|[a-z]{1,3}|\\PC| ){0,40}") {
            for parsed in [parse(&text), parse_typing(&text)] {
                for term in &parsed.query.terms {
                    prop_assert!(term.text.contains(char::is_alphanumeric));
                    prop_assert!(!term.text.contains('"'));
                }
                prop_assert!(parsed.query.terms.len() <= 2 * MOST_PARTS);
            }
        }
    }
}
