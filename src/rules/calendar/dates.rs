//! Where a text names a date: beside a day of the week in words or figures, or alone in words
//! with its year.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::calendar;
use crate::rules::page::{Page, Text};
use crate::text::span::slice;

/// An unwritten year is only guessed within so many days of the text's own date.
const GUESS_DAYS: i64 = 60;

/// Other numbers behind a month are not years.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// Words between the first day of a list and the next are short: “Senin, Selasa, dan Rabu”.
const LIST_GAP: usize = 12;

/// A number or name in a mention, and where it stands.
#[derive(Debug, Clone)]
pub(in crate::rules) struct Part<T> {
    pub(in crate::rules) value: T,
    pub(in crate::rules) span: Range<usize>,
}

#[derive(Debug, Clone)]
pub(in crate::rules) struct Mention {
    pub(in crate::rules) span: Range<usize>,
    pub(in crate::rules) weekday: Option<Part<Weekday>>,
    pub(in crate::rules) day: Part<u32>,
    pub(in crate::rules) month: Part<u32>,
    pub(in crate::rules) year: Option<Part<u32>>,
    pub(in crate::rules) in_figures: bool,
}

/// What a mention means in the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Meaning {
    Date(NaiveDate),
    NoSuchDate,
    /// The year is not written and cannot be told.
    Unknown,
}

impl Mention {
    pub(in crate::rules) fn meaning(&self, near: NaiveDate) -> Meaning {
        let (day, month) = (self.day.value, self.month.value);
        if let Some(year) = self.written_year() {
            return NaiveDate::from_ymd_opt(year, month, day)
                .map_or(Meaning::NoSuchDate, Meaning::Date);
        }
        // In a leap year every day of the calendar is there.
        if NaiveDate::from_ymd_opt(2000, month, day).is_none() {
            return Meaning::NoSuchDate;
        }
        calendar::nearest(day, month, near)
            .filter(|date| is_near(*date, near))
            .map_or(Meaning::Unknown, Meaning::Date)
    }

    pub(in crate::rules) fn written_year(&self) -> Option<i32> {
        self.year.as_ref().and_then(|year| i32::try_from(year.value).ok())
    }

    /// Would the mention mean this date if its parts were replaced? With a written year always.
    pub(in crate::rules) fn can_mean(&self, date: NaiveDate, near: NaiveDate) -> bool {
        self.year.is_some()
            || is_near(date, near)
                && calendar::nearest(date.day(), date.month(), near) == Some(date)
    }

    /// The mention with other parts in the writer's own format; what stays true stays as it is.
    pub(in crate::rules) fn rewritten(&self, text: &str, date: NaiveDate) -> String {
        let mut parts = Vec::new();
        if let Some(day) = &self.weekday
            && day.value != date.weekday()
        {
            let old = slice(text, day.span.clone());
            let name = calendar::weekday_name(date.weekday(), self.language(text));
            parts.push((day.span.clone(), in_case_of(old, name)));
        }
        if self.day.value != date.day() {
            parts.push((self.day.span.clone(), self.figures(text, date.day())));
        }
        if self.month.value != date.month() {
            let old = slice(text, self.month.span.clone());
            let new = if self.in_figures {
                self.figures(text, date.month())
            } else {
                month_like(old, self.month.value, date.month(), self.language(text))
            };
            parts.push((self.month.span.clone(), new));
        }
        if let Some(year) = &self.year
            && self.written_year() != Some(date.year())
        {
            let long = year.span.len() > 2;
            let new = if long { date.year() } else { date.year().rem_euclid(100) };
            parts.push((year.span.clone(), format!("{new:02}")));
        }
        parts.sort_by_key(|(span, _)| span.start);
        let mut whole = String::new();
        let mut at = self.span.start;
        for (span, new) in parts {
            whole.push_str(slice(text, at..span.start));
            whole.push_str(&new);
            at = span.end;
        }
        whole.push_str(slice(text, at..self.span.end));
        whole
    }

    fn language(&self, text: &str) -> &'static str {
        let day = self.weekday.as_ref();
        day.map_or("id", |day| language_of(slice(text, day.span.clone()), day.value))
    }

    /// A number as the writer writes them: with a leading nought, or as `25th`.
    fn figures(&self, text: &str, number: u32) -> String {
        let nought = |part: &Part<u32>| slice(text, part.span.clone()).starts_with('0');
        if self.day.span.len() > 2 {
            return format!("{number}{}", ordinal_suffix(number));
        }
        if nought(&self.day) || nought(&self.month) {
            return format!("{number:02}");
        }
        number.to_string()
    }
}

fn ordinal_suffix(number: u32) -> &'static str {
    match (number / 10, number % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

fn is_near(date: NaiveDate, near: NaiveDate) -> bool {
    date.signed_duration_since(near).num_days().abs() <= GUESS_DAYS
}

/// The language in which a day is named: the first three letters differ for all seven.
fn language_of(word: &str, day: Weekday) -> &'static str {
    let english = calendar::weekday_name(day, "en");
    let same = word.get(..3).zip(english.get(..3));
    if same.is_some_and(|(a, b)| a.eq_ignore_ascii_case(b)) { "en" } else { "id" }
}

/// A month as the old one was written: in its language, shortened, in capitals. Where the old one
/// reads alike in both languages, the language of the weekday decides.
fn month_like(old: &str, old_month: u32, month: u32, language: &'static str) -> String {
    let is = |language| calendar::month_name(old_month, language).eq_ignore_ascii_case(old);
    let begins = |language| {
        let name = calendar::month_name(old_month, language).get(..3);
        name.zip(old.get(..3)).is_some_and(|(name, old)| name.eq_ignore_ascii_case(old))
    };
    let language = match ((is("en"), is("id")), (begins("en"), begins("id"))) {
        ((true, false), _) | ((false, false), (true, false)) => "en",
        ((false, true), _) | ((false, false), (false, true)) => "id",
        _ => language,
    };
    let name = calendar::month_name(month, language);
    let is_short = old.len() <= 3 && !is("en") && !is("id");
    in_case_of(old, if is_short { name.get(..3).unwrap_or(name) } else { name })
}

fn in_case_of(old: &str, new: &str) -> String {
    if old.chars().any(char::is_lowercase) { new.to_owned() } else { new.to_uppercase() }
}

/// All mentions in a text, in order and apart from one another.
pub(in crate::rules) fn mentions(page: &Page<'_>, text: &Text<'_>) -> Vec<Mention> {
    let english = page.language.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case("en"));
    let mut found: Vec<Mention> = Vec::new();
    let mut last_weekday = None;
    let mut cursor = Cursor { text: &text.content, at: 0 };
    while let Some(span) = cursor.next_word() {
        let word = slice(cursor.text, span.clone());
        let mention = match named_day(word, english) {
            Some(day) => {
                let listed = is_listed(cursor.text, last_weekday, span.start);
                last_weekday = Some(span.end);
                let weekday = Part { value: day, span };
                if listed { None } else { cursor.beside(weekday, english) }
            }
            None if matches!(word, "29" | "30" | "31") => cursor.alone(span),
            None => None,
        };
        if let Some(mention) = mention.filter(|mention| !text.is_masked(mention.span.start)) {
            cursor.at = mention.span.end;
            found.push(mention);
        }
    }
    found
}

/// A full name of a day: short forms are too many other words. “minggu” without its capital is a
/// week.
fn named_day(word: &str, english: bool) -> Option<Weekday> {
    if !(4..=16).contains(&word.len()) || word == "minggu" {
        return None;
    }
    let day = calendar::weekday(word)?;
    (english || language_of(word, day) == "id").then_some(day)
}

/// “Senin dan Selasa, 4 Maret”: whose date that is cannot be told.
fn is_listed(text: &str, last: Option<usize>, start: usize) -> bool {
    let Some(last) = last.filter(|last| start - last <= LIST_GAP) else { return false };
    !slice(text, last..start).contains(|c: char| c.is_ascii_digit() || c == '.' || c == '\n')
}

/// A place in a text that moves on by what it reads; a failed read leaves it where it was.
#[derive(Clone)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    /// A few blanks; more than three are a gap between two things.
    fn blanks(&mut self) -> bool {
        let is_blank = |c: &char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
        let width: usize =
            self.rest().chars().take(3).take_while(is_blank).map(char::len_utf8).sum();
        self.at += width;
        width > 0
    }

    fn run(&mut self, longest: usize, is_in: impl Fn(char) -> bool) -> Option<Range<usize>> {
        let width = |c: char| if is_in(c) { Some(c.len_utf8()) } else { None };
        let length: usize = self.rest().chars().map_while(width).take(longest + 1).sum();
        if length == 0 || length > longest {
            return None;
        }
        let span = self.at..self.at + length;
        self.at = span.end;
        Some(span)
    }

    /// Up to `longest` figures, and no letter or figure behind them.
    fn number(&mut self, longest: usize) -> Option<Part<u32>> {
        let mut ahead = self.clone();
        let span = ahead.run(longest, |c| c.is_ascii_digit())?;
        let value = slice(self.text, span.clone()).parse().ok()?;
        if ahead.peek().is_some_and(char::is_alphanumeric) {
            return None;
        }
        self.at = span.end;
        Some(Part { value, span })
    }

    fn month(&mut self) -> Option<Part<u32>> {
        let mut ahead = self.clone();
        let span = ahead.run(16, |c| c.is_ascii_alphabetic())?;
        let value = calendar::month(slice(self.text, span.clone()))?;
        if ahead.peek().is_some_and(char::is_alphanumeric) {
            return None;
        }
        ahead.eat('.');
        self.at = ahead.at;
        Some(Part { value, span })
    }

    /// The next run of letters, figures and apostrophes.
    fn next_word(&mut self) -> Option<Range<usize>> {
        let start = self.at + self.rest().find(char::is_alphanumeric)?;
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | 'ʼ');
        let rest = self.text.get(start..)?;
        let end = start + rest.find(|c| !inner(c)).unwrap_or(rest.len());
        self.at = end;
        Some(start..end)
    }

    /// The date behind a day of the week, which the cursor has just passed.
    fn beside(&self, weekday: Part<Weekday>, english: bool) -> Option<Mention> {
        let mut ahead = self.clone();
        let mut blank = ahead.blanks();
        blank |= ahead.word_of(&["pagi", "siang", "sore", "petang", "malam"]);
        let comma = ahead.eat(',');
        let stroke = ahead.eat('/');
        ahead.blanks();
        if !blank && !comma && !stroke && ahead.peek() != Some('(') {
            return None;
        }
        if ahead.word_of(&["tanggal", "tgl"]) {
            ahead.eat('.');
            ahead.blanks();
        }
        let bracket = ahead.eat('(');
        ahead.blanks();
        let start = weekday.span.start;
        let small = slice(self.text, weekday.span.clone()).starts_with(char::is_lowercase);
        let mut mention = match ahead.in_words(english) {
            Some(mention) => mention,
            None if stroke || small => return None,
            None => ahead.in_figures(bracket, comma)?,
        };
        if bracket {
            let mut end = ahead.clone();
            end.blanks();
            if end.eat(')') {
                ahead.at = end.at;
            } else if mention.in_figures && !matches!(end.peek(), Some(',' | ';')) {
                return None;
            }
        }
        if mention.year.is_none() && ahead.opens_range() {
            return None;
        }
        mention.span = start..ahead.at;
        mention.weekday = Some(weekday);
        Some(mention)
    }

    /// `31 April 2025` without a day of the week; the cursor has just passed the number.
    fn alone(&self, day: Range<usize>) -> Option<Mention> {
        // In “3.31 April” or “15–31 April” the number is the end of something else.
        let before = slice(self.text, 0..day.start).chars().next_back();
        if before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '“' | '"')) {
            return None;
        }
        if self.is_counted(day.start) {
            return None;
        }
        let mut ahead = Self { text: self.text, at: day.start };
        ahead.in_words(false).filter(|mention| mention.year.is_some())
    }

    /// “Nomor 31 April 2025” is the number of a thing, not of a day.
    fn is_counted(&self, at: usize) -> bool {
        let letters = slice(self.text, 0..at).chars().rev().skip_while(|c| c.is_whitespace());
        let inner = |c: &char| c.is_alphanumeric() || *c == '.';
        let word: Vec<char> = letters.take_while(inner).take(8).collect();
        let word: String = word.into_iter().rev().collect();
        let words = [
            "no", "no.", "nomor", "number", "edisi", "edition", "vol", "vol.", "volume", "pasal",
            "ayat",
        ];
        words.iter().any(|counted| counted.eq_ignore_ascii_case(&word))
    }

    /// Reads one of the words and the blanks behind it.
    fn word_of(&mut self, words: &[&str]) -> bool {
        let mut ahead = self.clone();
        let span = ahead.run(7, |c| c.is_ascii_alphabetic());
        let found = span.is_some_and(|span| words.contains(&slice(self.text, span)));
        if found {
            ahead.blanks();
            self.at = ahead.at;
        }
        found
    }

    /// `25 Maret 2022`, `25 Maret`, and in English `25th March`, `March 25, 2022`.
    fn in_words(&mut self, english: bool) -> Option<Mention> {
        let start = self.at;
        let mut ahead = self.clone();
        let month_first = if english { ahead.month() } else { None };
        let (day, month) = if let Some(month) = month_first {
            ahead.blanks();
            (ahead.ordinal(english)?, month)
        } else {
            let day = ahead.ordinal(english)?;
            ahead.blanks().then_some(())?;
            (day, ahead.month()?)
        };
        let mut behind = ahead.clone();
        let comma = english && behind.eat(',');
        let year = if behind.blanks() || comma { behind.number(4) } else { None };
        let year = year.filter(|year| year.span.len() == 4 && YEARS.contains(&year.value));
        self.at = if year.is_some() { behind.at } else { ahead.at };
        Some(Mention { span: start..self.at, weekday: None, day, month, year, in_figures: false })
    }

    fn ordinal(&mut self, english: bool) -> Option<Part<u32>> {
        if let Some(day) = self.number(2) {
            return Some(day);
        }
        let mut ahead = self.clone();
        let figures = ahead.run(2, |c| c.is_ascii_digit())?;
        let suffix = ahead.run(2, |c| c.is_ascii_alphabetic())?;
        let span = figures.start..suffix.end;
        let value = slice(self.text, figures).parse().ok()?;
        let is_suffix = matches!(slice(self.text, suffix), "st" | "nd" | "rd" | "th");
        if !english || !is_suffix || ahead.peek().is_some_and(char::is_alphanumeric) {
            return None;
        }
        self.at = ahead.at;
        Some(Part { value, span })
    }

    /// `25/3/2022`, `25-03-22`, `25.3.2022`; `25/3` after a bracket or comma; `25-3` in brackets.
    fn in_figures(&mut self, bracket: bool, comma: bool) -> Option<Mention> {
        let start = self.at;
        let mut ahead = self.clone();
        let day = ahead.number(2)?;
        let mark = ['/', '-', '.'].into_iter().find(|mark| ahead.eat(*mark))?;
        let month = ahead.number(2)?;
        let mut behind = ahead.clone();
        let year = if behind.eat(mark) { behind.number(4).and_then(whole_year) } else { None };
        let mut after = if year.is_some() { behind } else { ahead };
        self.at = after.at;
        if matches!(after.peek(), Some('/' | '-')) || after.goes_on() {
            return None;
        }
        if year.is_none() {
            // `10.30` is a time, `3-1` a score, `3/4 anggota` a share.
            let is_date = match mark {
                '/' => bracket || comma && !after.is_share(&day, &month),
                '-' => bracket,
                _ => false,
            };
            // What cannot be day and month at all is something else.
            if !is_date || !(1..=12).contains(&month.value) || !(1..=31).contains(&day.value) {
                return None;
            }
            after.blanks();
            if after.month().is_some() {
                return None;
            }
        }
        Some(Mention { span: start..self.at, weekday: None, day, month, year, in_figures: true })
    }

    /// A point, colon or stroke with a figure behind it: more numbers follow.
    fn goes_on(&self) -> bool {
        let mut ahead = self.rest().chars();
        ahead.next().is_some_and(|c| matches!(c, '.' | ',' | ':' | '/'))
            && ahead.next().is_some_and(|c| c.is_ascii_digit())
    }

    /// A proper fraction of small numbers with a small word behind it.
    fn is_share(&self, day: &Part<u32>, month: &Part<u32>) -> bool {
        let mut ahead = self.clone();
        day.value < month.value
            && month.value <= 10
            && day.span.len() == 1
            && ahead.blanks()
            && ahead.peek().is_some_and(char::is_lowercase)
    }

    /// A dash behind a date without a year: the year stands at the end of the range.
    fn opens_range(&self) -> bool {
        let mut ahead = self.clone();
        ahead.blanks();
        let dash = ['-', '–'].into_iter().any(|dash| ahead.eat(dash));
        ahead.blanks();
        dash && ahead.peek().is_some_and(|c| c.is_ascii_digit())
    }
}

/// Two figures mean this century.
fn whole_year(year: Part<u32>) -> Option<Part<u32>> {
    match year.span.len() {
        2 => Some(Part { value: year.value + 2000, span: year.span }),
        4 if YEARS.contains(&year.value) => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_written_like_the_one_before() {
        for (old, month, language, want) in [
            ("Maret", 5, "id", "Mei"),
            ("Mei", 10, "id", "Oktober"),
            ("May", 10, "en", "October"),
            ("OKT", 12, "id", "DES"),
            ("Dec", 10, "id", "Oct"),
            ("Mar", 10, "en", "Oct"),
            ("Mar", 10, "id", "Okt"),
            ("Nopember", 12, "id", "Desember"),
            ("April", 5, "en", "May"),
        ] {
            let old_month = calendar::month(old).unwrap();
            assert_eq!(month_like(old, old_month, month, language), want, "{old}");
        }
    }
}
