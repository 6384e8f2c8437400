//! Which lines of a text are not as they were, for marks beside it.

use std::ops::Range;

use super::diff::passages;

/// More runs are not told apart: a text that differs everywhere needs no list of where.
const MOST: usize = 2_000;

/// How a line differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    Added,
    Changed,
    /// Above it something went.
    Below,
}

/// Lines one after the other, counted from 0, that differ in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub lines: Range<usize>,
    pub how: Line,
}

/// The runs of `new` that differ from `old`, in order. Lines without words are passed over: they
/// come and go with their paragraphs.
pub fn changed(old: &str, new: &str) -> Vec<Run> {
    // With all lines ended, a last one that gets another below it stays as it is.
    let (old, new) = (format!("{}\n", old.trim_end()), format!("{}\n", new.trim_end()));
    let mut runs = Runs { found: Vec::new() };
    let (mut line, mut byte) = (0, 0);
    for (gone, come, at) in passages(&old, &new) {
        line += count(new.get(byte..at).unwrap_or_default());
        byte = at;
        if come.is_empty() {
            if !gone.trim().is_empty() {
                // The words below are what is looked at.
                let rest = new.get(at..).unwrap_or_default().lines();
                let blank = rest.take_while(|line| line.trim().is_empty()).count();
                runs.add(line + blank, Line::Below);
            }
            continue;
        }
        let mut before = gone.lines().filter(|line| !line.trim().is_empty()).count();
        for (index, text) in come.lines().enumerate() {
            if text.trim().is_empty() {
                continue;
            }
            let how = if before > 0 { Line::Changed } else { Line::Added };
            before = before.saturating_sub(1);
            runs.add(line + index, how);
        }
    }
    // What went from the very end is told at the last line that is left.
    let last = count(&new).saturating_sub(1);
    for run in &mut runs.found {
        if run.how == Line::Below && run.lines.start > last {
            run.lines = last..last + 1;
        }
    }
    runs.found
}

fn count(text: &str) -> usize {
    text.matches('\n').count()
}

struct Runs {
    found: Vec<Run>,
}

impl Runs {
    fn add(&mut self, line: usize, how: Line) {
        let is_full = self.found.len() >= MOST;
        match self.found.last_mut() {
            Some(last) if last.how == how && how != Line::Below && last.lines.end == line => {
                last.lines.end += 1;
            }
            Some(last) if is_full => last.lines.end = line + 1,
            _ => self.found.push(Run { lines: line..line + 1, how }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, want: &str) {
        let told: Vec<String> = changed(old, new)
            .iter()
            .map(|run| {
                let sign = match run.how {
                    Line::Added => '+',
                    Line::Changed => '~',
                    Line::Below => '-',
                };
                format!("{sign}{}..{}", run.lines.start, run.lines.end)
            })
            .collect();
        assert_eq!(told.join(" "), want, "{old:?} {new:?}");
    }

    #[test]
    fn lines_are_told_by_how_they_differ() {
        check("a\n\nb", "a\n\nb", "");
        check("a\n\nb", "a\n\nc", "~2..3");
        check("a\n\nb", "a\n\nx\n\nb", "+2..3");
        check("a\n\nb", "a\n\nb\n\nc", "+4..5");
        check("a\n\nb\n\nc", "a\n\nc", "-2..3");
        check("a\n\nb", "a", "-0..1");
        check("a\n\nb\nx\n\nc", "a\n\nb\n\nc", "-4..5");
        check("a", "x\ny\nz", "~0..1 +1..3");
        check("a\nb", "x", "~0..1");
        check("", "a\nb", "+0..2");
        check("a", "", "");
    }

    fn numbered(count: usize, lines: &str) -> String {
        (0..count)
            .flat_map(|n| lines.replace('N', &n.to_string()).into_bytes())
            .map(char::from)
            .collect()
    }

    #[test]
    fn a_text_that_differs_everywhere_is_told_briefly() {
        let old = numbered(9_000, "lama N\n\nsama N\n\n");
        let new = old.replace("lama", "baru");
        assert!(changed(&old, &new).len() <= MOST);
        let new = numbered(300_000, "baru N\n");
        assert!(changed(&old, &new).len() <= 3);
    }

    proptest::proptest! {
        #[test]
        fn runs_are_within_the_text_and_in_order(old in "[ab\\n]{0,30}", new in "[ab\\n]{0,30}") {
            let lines = new.matches('\n').count() + 1;
            let mut at = 0;
            for run in changed(&old, &new) {
                proptest::prop_assert!(run.lines.start < run.lines.end && run.lines.end <= lines);
                proptest::prop_assert!(run.lines.start + 1 >= at);
                at = run.lines.end;
            }
        }
    }
}
