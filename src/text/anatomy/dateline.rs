//! The dateline at the head of the first paragraph, in its many forms.

use std::ops::Range;

use chrono::Weekday;

use super::{Dateline, Marks};
use crate::domain::characters::is_blank;
use crate::text::span::slice;

/// A dateline is over after so many bytes.
const WINDOW: usize = 240;

const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "pebruari", "february", "feb", "peb"],
    &["maret", "march", "mar"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["agustus", "august", "agu", "agt", "ags", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nopember", "nov", "nop"],
    &["desember", "december", "des", "dec"],
];

const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Mon, &["senin", "monday", "sen", "mon"]),
    (Weekday::Tue, &["selasa", "tuesday", "sel", "tue"]),
    (Weekday::Wed, &["rabu", "wednesday", "rab", "wed"]),
    (Weekday::Thu, &["kamis", "thursday", "kam", "thu"]),
    (Weekday::Fri, &["jumat", "jum'at", "jum’at", "jum`at", "friday", "jum", "fri"]),
    (Weekday::Sat, &["sabtu", "saturday", "sab", "sat"]),
    (Weekday::Sun, &["minggu", "ahad", "sunday", "min", "ahd", "sun"]),
];

/// Words that make a name one of an office, and acronyms that look like towns.
const OFFICES: [&str; 32] = [
    "kpu",
    "kpud",
    "kip",
    "ppid",
    "jdih",
    "bawaslu",
    "panwaslu",
    "dkpp",
    "humas",
    "komisi",
    "sekretariat",
    "kantor",
    "dinas",
    "badan",
    "balai",
    "biro",
    "subbagian",
    "divisi",
    "media",
    "center",
    "tim",
    "ppk",
    "pps",
    "kpps",
    "kemendagri",
    "pemkab",
    "pemkot",
    "pemprov",
    "diskominfo",
    "kominfo",
    "sosdiklih",
    "parmas",
];

/// Words that begin a sentence with a date in it.
const OPENERS: [&str; 12] = [
    "pada", "hari", "sejak", "mulai", "di", "hingga", "sampai", "tanggal", "jadwal", "pukul", "on",
    "since",
];

/// A moment as it is written.
#[derive(Debug, Clone, Copy)]
struct When {
    day: u32,
    month: u32,
    year: Option<i32>,
    weekday: Option<Weekday>,
    bracketed: bool,
}

/// Reads from the left; every step leaves `at` behind what it took.
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        slice(self.text, self.at..self.text.len())
    }

    fn skip(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.at += length;
        slice(rest, 0..length)
    }

    fn take(&mut self, sign: char) -> bool {
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len_utf8();
        }
        found
    }

    fn number(&mut self, most: usize) -> Option<u32> {
        let digits = self.skip(|c| c.is_ascii_digit());
        if digits.len() > most { None } else { digits.parse().ok() }
    }

    fn word(&mut self) -> &'a str {
        self.skip(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '`'))
    }
}

/// The dateline of the paragraph at `span`, or nothing if its beginning is a sentence.
pub(super) fn find(text: &str, span: Range<usize>, marks: Marks) -> Option<Dateline> {
    let block = slice(text, span.clone());
    let block = block.lines().next().unwrap_or_default();
    let mut end = WINDOW.min(block.len());
    while !block.is_char_boundary(end) {
        end -= 1;
    }
    let window = slice(block, 0..end);
    let is_mark = |c: char| marks == Marks::Markdown && matches!(c, '*' | '_');
    let mut cursor = Cursor { text: window, at: 0 };
    cursor.skip(is_blank);
    let opened = cursor.skip(is_mark);
    let begin = cursor.at;
    let (when_at, when) = first_date(window, begin)?;
    let front = front(window, begin..when_at.start, &when)?;
    cursor.at = when_at.end;
    let inner = cursor.skip(|c| is_blank(c) || is_mark(c));
    let dashed = dash(&mut cursor);
    let alone = cursor.rest().is_empty() && window.len() == block.len();
    if !dashed && !alone {
        // “KOTA – Selasa (21/10/2025) Kantor …”: only a dash before and brackets make it sure.
        if !(front.dashed && (when.bracketed || front.shouted)) {
            return None;
        }
        cursor.take(',');
    }
    let mut closed = inner.contains(opened);
    cursor.skip(is_blank);
    if !closed && cursor.rest().starts_with(opened) {
        cursor.at += opened.len();
        closed = true;
        cursor.skip(is_blank);
    }
    let shift = |part: Range<usize>| span.start + part.start..span.start + part.end;
    Some(Dateline {
        span: shift(0..cursor.at),
        place: front.place.map(shift),
        office: front.office.map(shift),
        day: when.day,
        month: when.month,
        year: when.year,
        weekday: when.weekday,
        reopen: if closed { None } else { emphasis(opened) },
    })
}

fn emphasis(opened: &str) -> Option<&'static str> {
    ["*", "**", "***", "_", "__", "**_", "_**"].into_iter().find(|marks| *marks == opened)
}

/// A dash of any kind, or the colon that some offices write in its place.
fn dash(cursor: &mut Cursor<'_>) -> bool {
    let dashes = cursor.skip(|c| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−'));
    !dashes.is_empty() || cursor.take(':')
}

/// The first date of the window, with the weekday before it and its brackets.
fn first_date(window: &str, begin: usize) -> Option<(Range<usize>, When)> {
    let mut boundary = true;
    for (at, c) in window.char_indices().skip_while(|(at, _)| *at < begin) {
        if boundary
            && c.is_alphanumeric()
            && let Some((end, when)) = when(window, at)
        {
            return Some((at..end, when));
        }
        // The date in brackets belongs to the place before it: the bracket goes with the date.
        if boundary
            && c == '('
            && let Some((end, when)) = when(window, at)
        {
            return Some((at..end, when));
        }
        boundary = !c.is_alphanumeric();
    }
    None
}

fn when(window: &str, at: usize) -> Option<(usize, When)> {
    let mut cursor = Cursor { text: window, at };
    let outer = cursor.take('(');
    let start = cursor.at;
    let weekday = weekday(cursor.word());
    if weekday.is_none() {
        cursor.at = start;
    }
    if weekday.is_some() {
        cursor.skip(is_blank);
        cursor.take(',');
        cursor.skip(is_blank);
    }
    let inner = weekday.is_some() && cursor.take('(');
    let day = cursor.number(2)?;
    let (month, year) = written(&mut cursor)?;
    if (outer || inner) && !cursor.take(')') {
        return None;
    }
    let sound = (1..=31).contains(&day) && (1..=12).contains(&month);
    let bracketed = outer || inner;
    sound.then_some((cursor.at, When { day, month, year, weekday, bracketed }))
}

/// Month and year behind a day: `/10/2025`, `/10`, ` Oktober 2025`.
fn written(cursor: &mut Cursor<'_>) -> Option<(u32, Option<i32>)> {
    let year_of = |number: u32| {
        let number = i32::try_from(number).ok()?;
        match number {
            0..=99 => Some(2000 + number),
            1900..=2199 => Some(number),
            _ => None,
        }
    };
    for sign in ['/', '-', '.'] {
        if cursor.take(sign) {
            let month = cursor.number(2)?;
            if !cursor.take(sign) {
                return Some((month, None));
            }
            return Some((month, Some(year_of(cursor.number(4)?)?)));
        }
    }
    cursor.skip(is_blank);
    let month = month(cursor.word())?;
    let back = cursor.at;
    cursor.take('.');
    cursor.skip(is_blank);
    let year = cursor.number(4).and_then(year_of);
    if year.is_none() {
        cursor.at = back;
    }
    Some((month, year))
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    u32::try_from(at + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    let word = word.to_lowercase();
    WEEKDAYS.iter().find(|(_, names)| names.contains(&word.as_str())).map(|(day, _)| *day)
}

#[derive(Debug, Default)]
struct Front {
    place: Option<Range<usize>>,
    office: Option<Range<usize>>,
    dashed: bool,
    shouted: bool,
}

/// What stands before the date: nothing, a place, an office, or both. Anything else is a sentence.
fn front(window: &str, span: Range<usize>, when: &When) -> Option<Front> {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '―' | '−');
    let skipped = |c: char| is_blank(c) || matches!(c, ',' | '*' | '_') || is_dash(c);
    let whole = slice(window, span.clone());
    let words = whole.trim_end_matches(skipped);
    let between = slice(whole, words.len()..whole.len());
    let mut front = Front { dashed: between.contains(is_dash), ..Front::default() };
    if words.is_empty() {
        return Some(front);
    }
    // A name runs into the date of a sentence; only a sign between them makes a dateline.
    if !front.dashed && !between.contains(',') && !when.bracketed {
        return None;
    }
    front.shouted = !words.contains(char::is_lowercase);
    for part in parts(words) {
        let at = span.start + part.start..span.start + part.end;
        if is_office(slice(words, part.clone())) {
            let start = front.office.map_or(at.start, |office| office.start);
            front.office = Some(start..at.end);
        } else if is_place(slice(words, part)) {
            // A second part is the region: “Damar Kota, Tanjung Damar”.
            let start = front.place.map_or(at.start, |place| place.start);
            front.place = Some(start..at.end);
        } else {
            return None;
        }
    }
    let crossed = |place: &Range<usize>, office: &Range<usize>| {
        place.start < office.end && office.start < place.end
    };
    if let (Some(place), Some(office)) = (&front.place, &front.office)
        && crossed(place, office)
    {
        return None;
    }
    Some(front)
}

/// The parts of a name between commas and dashes with blanks around them; at most three.
fn parts(words: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut push = |range: Range<usize>| {
        let part = slice(words, range.clone());
        let trimmed = part.trim_matches(is_blank);
        let lead = part.len() - part.trim_start_matches(is_blank).len();
        parts.push(range.start + lead..range.start + lead + trimmed.len());
    };
    for (at, c) in words.char_indices() {
        let after = at + c.len_utf8();
        let spaced = slice(words, 0..at).ends_with(is_blank)
            && slice(words, after..words.len()).starts_with(is_blank);
        if c == ',' || matches!(c, '-' | '–' | '—') && spaced {
            push(start..at);
            start = after;
        }
    }
    push(start..words.len());
    if parts.len() > 3 {
        // More than an office, a town and a region: as a whole it is none of them.
        parts.clear();
        parts.push(0..words.len());
    }
    parts
}

fn is_office(part: &str) -> bool {
    let site = part.contains(".go.id") || part.contains(".or.id");
    site || part.split(|c: char| is_blank(c) || c == '/').any(|word| {
        let lower = word.to_lowercase();
        OFFICES.contains(&lower.as_str()) || is_acronym(word)
    })
}

/// Capitals that nobody can say are an acronym: a town has vowels between its consonants.
fn is_acronym(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let vowels = word.chars().filter(|c| "AEIOU".contains(*c)).count();
    letters > 1 && !word.contains(char::is_lowercase) && (letters <= 3 || vowels == 0)
}

fn is_place(part: &str) -> bool {
    let words: Vec<&str> = part.split(is_blank).filter(|word| !word.is_empty()).collect();
    let named = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'))
            && (!word.ends_with('.') || word.chars().count() <= 5)
    };
    let opener = words.first().is_some_and(|word| OPENERS.contains(&word.to_lowercase().as_str()));
    !opener && (1..=5).contains(&words.len()) && words.iter().all(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whole, place, office, day/month/year.
    type Parts<'a> = (&'a str, &'a str, &'a str, (u32, u32, i32));

    #[track_caller]
    fn check(text: &str, want: Option<Parts<'_>>) {
        let got = find(text, 0..text.len(), Marks::Markdown);
        let at = |part: &Option<Range<usize>>| part.clone().map_or("", |part| slice(text, part));
        let got = got.as_ref().map(|line| {
            let date = (line.day, line.month, line.year.unwrap_or_default());
            (slice(text, line.span.clone()), at(&line.place), at(&line.office), date)
        });
        assert_eq!(got, want, "{text:?}");
    }

    #[test]
    fn datelines_have_many_forms() {
        for (line, place, office, date) in [
            ("Mesuji, 21 Oktober 2025 — ", "Mesuji", "", (21, 10, 2025)),
            ("Makassar, 30 Juli 2025 - ", "Makassar", "", (30, 7, 2025)),
            ("KPU CONTOH - Kamis, 12 Juni 2025 - ", "", "KPU CONTOH", (12, 6, 2025)),
            ("TANJUNG DAMAR – Selasa (21/10/2025) ", "TANJUNG DAMAR", "", (21, 10, 2025)),
            ("PALU - Jum'at (3/10) ", "PALU", "", (3, 10, 0)),
            ("Kota Contoh, Selasa (21/10/2025) – ", "Kota Contoh", "", (21, 10, 2025)),
            ("Contoh (21-10-2025): ", "Contoh", "", (21, 10, 2025)),
            ("Contoh, Ahad, 2 Nop. 2025 – ", "Contoh", "", (2, 11, 2025)),
            (
                "Damar Kota, Sagara Raya, 1 Pebruari 2025--",
                "Damar Kota, Sagara Raya",
                "",
                (1, 2, 2025),
            ),
            ("Contoh, KPU Contoh – Senin, 3 Maret 2025 – ", "Contoh", "KPU Contoh", (3, 3, 2025)),
            ("Kamis, 12 Juni 2025 – ", "", "", (12, 6, 2025)),
            ("21 October 2025 — ", "", "", (21, 10, 2025)),
            ("**Contoh, 6 November 2025** — ", "Contoh", "", (6, 11, 2025)),
            ("**Contoh, 6 November 2025 —** ", "Contoh", "", (6, 11, 2025)),
            ("NTB, 6 November 2025 — ", "", "NTB", (6, 11, 2025)),
            ("\u{a0}Contoh,\u{a0}6\u{a0}November 2025\u{a0}-\u{a0}", "Contoh", "", (6, 11, 2025)),
        ] {
            check(&format!("{line}Petugas bekerja."), Some((line, place, office, date)));
        }
        check(
            "Contoh, 6 November 2025",
            Some(("Contoh, 6 November 2025", "Contoh", "", (6, 11, 2025))),
        );
    }

    #[test]
    fn sentences_are_left_alone() {
        for text in [
            "Petugas bekerja sejak pagi.",
            "Kamis, 12 Juni 2025, petugas bekerja.",
            "Pada Senin (17/11/2025) – hari pertama – petugas bekerja.",
            "Rapat Pleno – Selasa, 21 Oktober 2025 petugas bekerja.",
            "Contoh, 21 Oktober 2025 petugas bekerja.",
            "Contoh, contoh.go.id - Petugas bekerja.",
            "Contoh, 45 Oktober 2025 — Petugas.",
            "Ketua, Anggota, Staf, Tamu, 21 Oktober 2025 - Petugas.",
            "12 orang datang - semua pulang.",
            "",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn an_emphasis_that_goes_on_is_opened_again() {
        let line = "**Contoh, 6 November 2025 — Petugas** bekerja.";
        assert_eq!(find(line, 0..line.len(), Marks::Markdown).unwrap().reopen, Some("**"));
    }
}
