//! Questions and their answers: choices, yes or no, a line, many lines.

use super::ears::Line;
use super::verb::Verb;
use super::voice::quoted;
use super::{Leave, Talk, Talked};
use crate::lang::Arg;

/// Of an answer that is not understood so much is said back.
const SHOWN: usize = 60;

/// What was chosen, with what was said after it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pick {
    Verb(Verb, String),
    /// A row of the page, from 0.
    Row(usize),
    /// Enter alone, where it means something else than the page again.
    Enter,
    Back,
}

/// A place to choose in.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// What was said of it, said again on Enter.
    pub(super) page: &'a [String],
    /// Rows that a number picks.
    pub(super) rows: usize,
    /// The number of the first choice: in lists the same on each page.
    pub(super) first: usize,
    /// What is offered.
    pub(super) offered: &'a [Verb],
    /// What is understood as well, to say why it cannot be done now.
    pub(super) known: &'a [Verb],
    /// Enter is an answer.
    pub(super) enter: bool,
}

impl<'a> Place<'a> {
    pub(super) fn of(page: &'a [String], offered: &'a [Verb]) -> Self {
        Self { page, rows: 0, first: 1, offered, known: &[], enter: false }
    }
}

impl Talk<'_> {
    /// The next line as bytes.
    fn hear(&self) -> Talked<Vec<u8>> {
        loop {
            if let Some(failure) = self.mute.borrow_mut().take() {
                return Err(Leave::Failed(Box::new(failure)));
            }
            match self.ears.hear()? {
                Line::Said(line) => return Ok(line),
                Line::TooLong => self.tell("plain-too-long", &[]),
            }
        }
    }

    fn hear_words(&self) -> Talked<String> {
        Ok(String::from_utf8_lossy(&self.hear()?).trim().to_owned())
    }

    fn say_page(&self, place: &Place<'_>) {
        for line in place.page {
            self.line(line);
        }
    }

    /// Says where one is and what can be done there.
    pub(super) fn arrive(&self, place: &Place<'_>) {
        self.say_page(place);
        self.say_choices(place);
    }

    fn say_choices(&self, place: &Place<'_>) {
        for (number, verb) in (place.first..).zip(place.offered) {
            let (letter, word) = verb.told(self.words());
            let values = [
                ("number", number.to_string().into()),
                ("letter", letter.into()),
                ("word", word.into()),
                ("does", verb.does(self.words()).into()),
            ];
            self.tell("plain-choice", &values);
        }
    }

    /// Asks until something is understood. Help and leaving are dealt with here.
    pub(super) fn choose(&self, place: &Place<'_>) -> Talked<Pick> {
        loop {
            self.tell("plain-what-next", &[]);
            let said = self.hear_words()?;
            let (first, rest) = said.split_once(char::is_whitespace).unwrap_or((&said, ""));
            if first.is_empty() {
                if place.enter {
                    return Ok(Pick::Enter);
                }
                self.arrive(place);
                continue;
            }
            if let Some(pick) = by_number(first, place) {
                return Ok(pick);
            }
            let among: Vec<Verb> = place.offered.iter().chain(place.known).copied().collect();
            match Verb::meant(first, &among, self.words(), &self.other) {
                Some(Verb::Help) => self.help(place),
                Some(Verb::Back) => return Ok(Pick::Back),
                Some(Verb::Quit) => return Err(Leave::Quit),
                Some(verb) => return Ok(Pick::Verb(verb, rest.trim().to_owned())),
                None => self.not_understood(first, place),
            }
        }
    }

    fn help(&self, place: &Place<'_>) {
        self.say_choices(place);
        if place.rows > 0 {
            self.tell("plain-help-rows", &[("count", place.rows.into())]);
        }
        self.tell(if place.enter { "plain-help-next" } else { "plain-help" }, &[]);
    }

    fn not_understood(&self, said: &str, place: &Place<'_>) {
        let said: String = said.chars().take(SHOWN).collect();
        let words = place.offered.iter().map(|verb| verb.told(self.words()).1);
        let words = words.collect::<Vec<_>>().join(", ");
        let values = [("said", quoted(&said).into()), ("words", words.into())];
        self.tell("plain-not-understood", &values);
    }

    /// A question that is answered by yes or no; going back is no.
    pub(super) fn yes(&self, key: &str, values: &[(&str, Arg<'_>)]) -> Talked<bool> {
        Ok(self.yes_or_back(key, values)?.unwrap_or(false))
    }

    /// The same where going back is another answer: none.
    pub(super) fn yes_or_back(
        &self,
        key: &str,
        values: &[(&str, Arg<'_>)],
    ) -> Talked<Option<bool>> {
        Ok(self.yes_or(key, values, &[])?.unwrap_or(None))
    }

    /// The same where some verbs are answers, too.
    pub(super) fn yes_or(
        &self,
        key: &str,
        values: &[(&str, Arg<'_>)],
        verbs: &[Verb],
    ) -> Talked<Result<Option<bool>, Verb>> {
        loop {
            self.tell(key, values);
            let said = self.hear_words()?.to_lowercase();
            let is = |key: &str| {
                [self.words(), &self.other]
                    .iter()
                    .any(|words| words.say(key, &[]).split(' ').any(|word| word == said))
            };
            if is("plain-yes") {
                return Ok(Ok(Some(true)));
            }
            if is("plain-no") {
                return Ok(Ok(Some(false)));
            }
            if is("plain-verb-back") {
                return Ok(Ok(None));
            }
            if is("plain-verb-quit") {
                return Err(Leave::Quit);
            }
            let meant = verbs
                .iter()
                .find(|verb| verb.is_said(&said, self.words()) || verb.is_said(&said, &self.other));
            if let Some(verb) = meant {
                return Ok(Err(*verb));
            }
            self.tell("plain-yes-or-no", &[]);
        }
    }

    /// A line of a text; nothing if it was left empty or given up.
    pub(super) fn ask(&self, key: &str, values: &[(&str, Arg<'_>)]) -> Talked<Option<String>> {
        Ok(self.ask_bytes(key, values)?.map(|line| {
            // Encodings of old are read as files are.
            crate::intake::text_of(&line)
                .unwrap_or_else(|_unknown| String::from_utf8_lossy(&line).into_owned())
                .trim()
                .to_owned()
        }))
    }

    fn ask_bytes(&self, key: &str, values: &[(&str, Arg<'_>)]) -> Talked<Option<Vec<u8>>> {
        loop {
            self.tell(key, values);
            let line = self.hear()?;
            match line.trim_ascii() {
                b"" | b"0" => return Ok(None),
                b"?" => self.tell("plain-help-line", &[]),
                _ => return Ok(Some(line)),
            }
        }
    }

    /// Lines up to one that is a full stop alone. If the input ends before it, what was said till
    /// then comes with the reason, so that it can be kept.
    pub(super) fn ask_lines(&self, most: usize) -> (Vec<u8>, Talked<()>) {
        self.tell("plain-lines", &[]);
        let mut all = Vec::new();
        loop {
            match self.hear() {
                Ok(line) if line.trim_ascii() == b"." => return (all, Ok(())),
                Ok(line) if all.len() <= most => {
                    all.extend(line);
                    all.push(b'\n');
                }
                // What is beyond the limit is refused with the rest.
                Ok(_too_much) => {}
                Err(leave) => return (all, Err(leave)),
            }
        }
    }
}

fn by_number(said: &str, place: &Place<'_>) -> Option<Pick> {
    let number: usize = said.trim_end_matches('.').parse().ok()?;
    if (1..=place.rows).contains(&number) {
        return Some(Pick::Row(number - 1));
    }
    let at = number.checked_sub(place.first)?;
    let verb = place.offered.get(at)?;
    Some(Pick::Verb(*verb, String::new()))
}
