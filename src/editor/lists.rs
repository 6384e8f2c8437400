//! Lists and quotes that go on: what Enter writes after an item, and what Backspace takes before
//! one. Pure: lines in, changes out.

use std::ops::Range;

/// The longest beginning of a line that is looked at.
pub(super) const HEAD: usize = 256;
/// Items below that get new numbers at most.
const MOST: usize = 1_000;
/// More digits make no number of a list.
const DIGITS: usize = 9;

/// What stands before the words of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lead<'a> {
    /// Signs of quotes with their blanks.
    quotes: &'a str,
    indent: &'a str,
    marker: Option<Marker>,
    /// Blanks behind the marker.
    gap: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    Bullet(char),
    Number { number: u32, digits: usize, sign: char },
}

impl Marker {
    fn len(self) -> usize {
        match self {
            Self::Bullet(_) => 1,
            Self::Number { digits, .. } => digits + 1,
        }
    }
}

impl<'a> Lead<'a> {
    /// The lead of a line, of which the beginning is enough; none in front of plain words.
    pub(super) fn of(line: &'a str) -> Option<Self> {
        let quotes = quotes(line);
        let rest = line.get(quotes.len()..)?;
        let bare = rest.trim_start_matches([' ', '\t']);
        let indent = rest.get(..rest.len() - bare.len())?;
        let marker = marker(bare).filter(|_| !is_rule(bare));
        let behind = marker.and_then(|marker| bare.get(marker.len()..)).unwrap_or_default();
        let gap = behind.get(..behind.len() - behind.trim_start_matches([' ', '\t']).len())?;
        // Without a blank behind it, it is a word.
        let marker = marker.filter(|_| !gap.is_empty());
        if marker.is_none() && quotes.is_empty() {
            return None;
        }
        match marker {
            Some(_) => Some(Self { quotes, indent, marker, gap }),
            None => Some(Self { quotes, indent: "", marker, gap: "" }),
        }
    }

    pub(super) fn len(&self) -> usize {
        let marker = self.marker.map_or(0, Marker::len);
        self.quotes.len() + self.indent.len() + marker + self.gap.len()
    }

    /// What Backspace takes right behind it: the marker of the item, else that of the quote.
    pub(super) fn taken(&self) -> Range<usize> {
        let from = if self.marker.is_some() { self.quotes.len() } else { outer(self.quotes) };
        from..self.len()
    }

    /// The lead of the next line, if the list or the quote goes on. `below` is the lead of the
    /// line that follows: where all items have one number, the new one has it too.
    pub(super) fn next(&self, below: Option<&Lead<'_>>) -> String {
        let Self { quotes, indent, gap, .. } = self;
        match self.marker {
            None => (*quotes).to_owned(),
            Some(Marker::Bullet(sign)) => format!("{quotes}{indent}{sign}{gap}"),
            Some(Marker::Number { number, sign, .. }) => {
                let same = below.and_then(|below| self.number_beside(below)) == Some(number);
                let number = if same { number } else { number.saturating_add(1) };
                format!("{quotes}{indent}{number}{sign}{gap}")
            }
        }
    }

    /// The number of an item of the same list.
    fn number_beside(&self, other: &Lead<'_>) -> Option<u32> {
        let (Some(Marker::Number { sign, .. }), Some(Marker::Number { number, sign: its, .. })) =
            (self.marker, other.marker)
        else {
            return None;
        };
        let alike = self.quotes == other.quotes && self.indent == other.indent && sign == its;
        alike.then_some(number)
    }

    /// Does a line belong to an item of this list?
    fn is_within(&self, other: &Lead<'_>) -> bool {
        other.marker.is_some()
            && other.quotes == self.quotes
            && other.indent.len() > self.indent.len()
    }
}

/// The leading `>`s, each with the blank behind it.
fn quotes(line: &str) -> &str {
    let mut end = 0;
    loop {
        let rest = line.get(end..).unwrap_or_default();
        let bare = rest.trim_start_matches(' ');
        // Four blanks make code of a line.
        if rest.len() - bare.len() > 3 || !bare.starts_with('>') {
            return line.get(..end).unwrap_or_default();
        }
        end += rest.len() - bare.len() + 1;
        if bare.get(1..).is_some_and(|after| after.starts_with(' ')) {
            end += 1;
        }
    }
}

/// The bytes of all quotes but the innermost.
fn outer(quotes: &str) -> usize {
    let last = quotes.rfind('>').unwrap_or(0);
    quotes.get(..last).and_then(|before| before.rfind('>')).map_or(0, |at| {
        let blank = quotes.get(at + 1..last).is_some_and(|gap| gap.starts_with(' '));
        at + 1 + usize::from(blank)
    })
}

fn marker(bare: &str) -> Option<Marker> {
    let first = bare.chars().next()?;
    if matches!(first, '-' | '*' | '+') {
        return Some(Marker::Bullet(first));
    }
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let sign = bare.get(digits..)?.chars().next().filter(|sign| matches!(sign, '.' | ')'))?;
    if digits == 0 || digits > DIGITS {
        return None;
    }
    let number = bare.get(..digits)?.parse().ok()?;
    Some(Marker::Number { number, digits, sign })
}

/// `* * *` is a line across the page and no item.
fn is_rule(bare: &str) -> bool {
    let Some(first) = bare.chars().next() else { return false };
    let count = bare.chars().filter(|c| *c == first).count();
    count >= 3 && bare.chars().all(|c| c == first || c == ' ' || c == '\t')
}

/// New numbers for the items below `item`, after which another one comes: for each line its bytes
/// and what stands there then. Lines are asked for by their distance from the item.
pub(super) fn renumbered(
    item: &Lead<'_>,
    line: impl Fn(usize) -> Option<String>,
) -> Vec<(usize, Range<usize>, String)> {
    let Some(Marker::Number { number, .. }) = item.marker else { return Vec::new() };
    let (first, mut changes) = (number, Vec::new());
    let mut number = number.saturating_add(1);
    for distance in 1..=MOST {
        let Some(text) = line(distance) else { break };
        let Some(lead) = Lead::of(&text) else { break };
        let Some(old) = item.number_beside(&lead) else {
            if item.is_within(&lead) {
                continue;
            }
            break;
        };
        if distance == 1 && old == first {
            // The numbers here do not count.
            return Vec::new();
        }
        number = number.saturating_add(1);
        if old == number {
            // From here on they are right.
            break;
        }
        let from = lead.quotes.len() + lead.indent.len();
        let digits = lead.marker.map_or(0, |marker| marker.len() - 1);
        changes.push((distance, from..from + digits, number.to_string()));
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_line_begins_as_this_one_does() {
        #[track_caller]
        fn check(line: &str, lead: &str, next: &str) {
            let found = Lead::of(line).unwrap();
            assert_eq!(line.split_at(found.len()).0, lead, "{line:?}");
            assert_eq!(found.next(None), next, "{line:?}");
        }
        check("- satu", "- ", "- ");
        check("* satu", "* ", "* ");
        check("+  satu", "+  ", "+  ");
        check("1. satu", "1. ", "2. ");
        check("9) satu", "9) ", "10) ");
        check("  12. satu", "  12. ", "  13. ");
        check("\t- satu", "\t- ", "\t- ");
        check("> satu", "> ", "> ");
        check(">satu", ">", ">");
        check("> > satu", "> > ", "> > ");
        check("> - satu", "> - ", "> - ");
        check("- ", "- ", "- ");
        check("999999999. a", "999999999. ", "1000000000. ");
    }

    #[test]
    fn plain_words_have_no_lead() {
        for line in [
            "",
            " ",
            "satu",
            "-satu",
            "-",
            "1.",
            "1.satu",
            "2026 dimulai",
            "12 kata. ya",
            ". a",
            "---",
            "- - -",
            "* * *",
            "    > kode",
            "1234567890. a",
            "—  kata",
            "# Judul",
        ] {
            assert_eq!(Lead::of(line), None, "{line:?}");
        }
    }

    #[test]
    fn backspace_takes_the_nearest_marker() {
        #[track_caller]
        fn check(line: &str, left: &str) {
            let mut text = line.to_owned();
            let lead = Lead::of(line).unwrap();
            text.replace_range(lead.taken(), "");
            assert_eq!(text, left, "{line:?}");
        }
        check("- satu", "satu");
        check("  1. satu", "satu");
        check("> - satu", "> satu");
        check("> satu", "satu");
        check("> > satu", "> satu");
        check(">> satu", ">satu");
    }

    #[test]
    fn numbers_below_count_on() {
        #[track_caller]
        fn check(item: &str, below: &[&str], want: &[&str]) {
            let item = Lead::of(item).unwrap();
            let line = |distance: usize| below.get(distance - 1).map(|line| (*line).to_owned());
            let mut lines: Vec<String> = below.iter().map(|line| (*line).to_owned()).collect();
            for (distance, range, text) in renumbered(&item, line) {
                lines[distance - 1].replace_range(range, &text);
            }
            assert_eq!(lines, want);
        }
        check("1. a", &["2. b", "3. c"], &["3. b", "4. c"]);
        check("1. a", &["1. b", "1. c"], &["1. b", "1. c"]);
        check("1. a", &["3. b", "4. c"], &["3. b", "4. c"]);
        check("8) a", &["9) x", "  - dalam", "10) y"], &["10) x", "  - dalam", "11) y"]);
        check("1. a", &["2. b", "", "3. c"], &["3. b", "", "3. c"]);
        check("1. a", &["2. b", "- x", "3. c"], &["3. b", "- x", "3. c"]);
        check("1. a", &["2) b"], &["2) b"]);
        check("- a", &["2. b"], &["2. b"]);
        check("> 1. a", &["> 2. b"], &["> 3. b"]);
        check("1. a", &["> 2. b"], &["> 2. b"]);
    }
}
