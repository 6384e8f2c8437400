//! How far a cleaned text has moved from its file: byte order mark, line ends, characters that
//! were dropped, letters that were put together.

use std::ops::Range;

use super::origin::Runs;
use crate::domain::characters::{Class, class};
use crate::text::span::slice;

/// Places of `clean` in the `raw` text that it was made of, and what was dropped from that.
pub(super) fn drift(raw: &str, clean: &str) -> (Runs, Vec<Range<usize>>) {
    let mut walk = Walk { raw, clean, dropped: Vec::new(), from: 0, to: 0 };
    let mut runs = Runs::default();
    walk.from = raw.len() - raw.strip_prefix('\u{feff}').unwrap_or(raw).len();
    if slice(raw, walk.from..raw.len()) == clean {
        runs.push(0, walk.from, clean.len());
        return (runs, walk.dropped);
    }
    loop {
        let before = (walk.from, walk.to);
        match (walk.next(), first(clean, walk.to)) {
            (None, None) => break,
            (Some(c), Some(same)) if c == same => {
                runs.push(walk.to, walk.from, c.len_utf8());
                walk.step(c.len_utf8(), c.len_utf8());
            }
            (Some(c), Some('\n')) if is_break(c) => {
                let crlf = slice(raw, walk.from..raw.len()).starts_with("\r\n");
                walk.step(if crlf { 2 } else { c.len_utf8() }, 1);
                runs.push(walk.to, walk.from, 0);
            }
            (Some(c), _) if is_dropped(c) => walk.drop(c),
            _ => {
                walk.pass_line();
                runs.push(walk.to, walk.from, 0);
            }
        }
        if before == (walk.from, walk.to) {
            break;
        }
    }
    (runs, walk.dropped)
}

struct Walk<'a> {
    raw: &'a str,
    clean: &'a str,
    dropped: Vec<Range<usize>>,
    from: usize,
    to: usize,
}

impl Walk<'_> {
    fn next(&self) -> Option<char> {
        first(self.raw, self.from)
    }

    fn step(&mut self, from: usize, to: usize) {
        self.from += from;
        self.to += to;
    }

    fn drop(&mut self, c: char) {
        let end = self.from + c.len_utf8();
        match self.dropped.last_mut() {
            Some(last) if last.end == self.from => last.end = end,
            _ => self.dropped.push(self.from..end),
        }
        self.from = end;
    }

    /// Where letters were put together, the rest of the line has no places. No letter is put
    /// together with a line end.
    fn pass_line(&mut self) {
        while let Some(c) = self.next().filter(|c| !is_break(*c)) {
            if is_dropped(c) { self.drop(c) } else { self.from += c.len_utf8() }
        }
        let rest = slice(self.clean, self.to..self.clean.len());
        self.to += rest.find('\n').unwrap_or(rest.len());
    }
}

fn first(text: &str, at: usize) -> Option<char> {
    slice(text, at..text.len()).chars().next()
}

/// What becomes a line end.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_dropped(c: char) -> bool {
    !is_break(c) && class(c) == Class::Forbidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::sanitise::clean;

    /// Each line of the cleaned text begins and ends where the file's line does.
    #[track_caller]
    fn check(raw: &str, lines: &[&str], dropped: &[&str]) {
        let cleaned = clean(raw);
        let (runs, gone) = drift(raw, &cleaned.text);
        let gone: Vec<_> = gone.into_iter().map(|span| slice(raw, span)).collect();
        let mut at = 0;
        let mut got = Vec::new();
        for line in cleaned.text.split('\n') {
            got.push(runs.place(&(at..at + line.len())).map(|span| slice(raw, span)).unwrap());
            at += line.len() + 1;
        }
        assert_eq!((got.as_slice(), gone.as_slice()), (lines, dropped), "{raw:?}");
    }

    #[test]
    fn lines_are_found_again() {
        check("satu\ndua", &["satu", "dua"], &[]);
        check("\u{feff}satu\r\n\r\ndua\rtiga\r\n", &["satu", "", "dua", "tiga", ""], &[]);
        check("a\u{85}b\u{2028}c\u{c}d", &["a", "b", "c", "d"], &[]);
        check("Cafe\u{301}s\u{7}\nCafe\u{301}", &["Cafe\u{301}s\u{7}", "Cafe\u{301}"], &["\u{7}"]);
        check("a\u{1b}\u{7}b\n\u{fffe}", &["a\u{1b}\u{7}b", ""], &["\u{1b}\u{7}", "\u{fffe}"]);
    }
}
