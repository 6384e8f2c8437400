//! Where the words of a manuscript stand in the file that they were read from, and what stands in
//! the file and is none of them.

use std::ops::Range;

use super::drift::drift;
use crate::domain::finding::Field;
use crate::domain::manuscript::Manuscript;
use crate::text::anatomy::{Anatomy, Furniture};
use crate::text::span::slice;

/// More of one kind would tell nobody more.
const MOST: usize = 500;

/// What leaves a text on its way in, where a rule of the copy desk speaks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// The headline, once more.
    Headline,
    Furniture,
    /// Blanks that look like nothing: on a line of their own, or where lines were joined.
    Blanks,
    EndMark,
    /// Characters that are never text.
    Characters,
}

/// What is known while a text is taken apart. Places count from the beginning of the cleaned
/// text; those of the file are worked out for whoever asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The cleaned text.
    text: String,
    /// It was made of the characters of the file, one by one.
    is_plain: bool,
    stretches: Vec<Stretch>,
    taken: Vec<(Taken, Range<usize>)>,
}

/// A part of a field, and the parts of the text that it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    field: Field,
    span: Range<usize>,
    sources: Vec<Range<usize>>,
}

/// From fields into the file.
#[derive(Debug)]
pub struct Trace {
    fields: Vec<(Field, Runs)>,
    /// From the cleaned text into the file.
    file: Runs,
    taken: Vec<(Taken, Range<usize>)>,
}

impl Origin {
    /// Remembers what `anatomy` takes out, and where the fields above the body come from.
    pub(super) fn see(&mut self, text: &str, anatomy: &Anatomy, manuscript: &Manuscript) {
        let place = anatomy.dateline.as_ref().and_then(|dateline| dateline.place.clone());
        let byline = anatomy.byline.as_ref().map(|byline| byline.name.clone());
        for (field, made, source) in [
            (Field::Headline, &manuscript.headline, anatomy.headline.clone()),
            (Field::Section, &manuscript.section, anatomy.section_line.clone()),
            (Field::Place, &manuscript.place, place),
            (Field::Byline, &manuscript.byline, byline),
        ] {
            if let Some(source) = source {
                self.made(field, 0..made.len(), vec![source]);
            }
        }
        if let Some(span) = anatomy.repeated_headline.clone() {
            self.taken.insert(0, (Taken::Headline, with_gap(text, span)));
        }
        for kind in [Taken::Furniture, Taken::Blanks] {
            let of_kind = anatomy
                .furniture
                .iter()
                .filter(|part| (part.kind == Furniture::Blank) == (kind == Taken::Blanks));
            self.taken.extend(of_kind.take(MOST).map(|part| (kind, part.span.clone())));
        }
        self.taken.extend(anatomy.end_mark.clone().map(|span| (Taken::EndMark, span)));
    }

    /// Remembers what a part of a field is made of.
    pub(super) fn made(&mut self, field: Field, span: Range<usize>, sources: Vec<Range<usize>>) {
        self.stretches.push(Stretch { field, span, sources });
    }

    /// Remembers the blanks at the ends of the lines in `span`, which leave with the line ends.
    pub(super) fn joins(&mut self, text: &str, span: Range<usize>) {
        let mut start = span.start;
        for line in slice(text, span).split('\n') {
            let end = start + line.len();
            let kept = line.trim_end_matches([' ', '\t']).len();
            if kept < line.len() && self.taken.len() < MOST {
                self.taken.push((Taken::Blanks, start + kept..end));
            }
            start = end + 1;
        }
    }

    pub(super) fn of(mut self, text: String, is_plain: bool) -> Self {
        (self.text, self.is_plain) = (text, is_plain);
        self
    }

    /// What was taken out, the headline first, with its words.
    pub fn taken(&self) -> impl Iterator<Item = (Taken, &str)> {
        self.taken.iter().map(|(kind, span)| (*kind, slice(&self.text, span.clone())))
    }

    /// The places in `file`, whose characters were read; of formats that are more than their
    /// characters nobody can tell them.
    pub fn trace(&self, manuscript: &Manuscript, file: &str) -> Option<Trace> {
        if !self.is_plain {
            return None;
        }
        let mut fields: Vec<(Field, Runs)> = Vec::new();
        for Stretch { field, span, sources } in &self.stretches {
            let made = match field {
                Field::Headline => &manuscript.headline,
                Field::Section => &manuscript.section,
                Field::Place => &manuscript.place,
                Field::Byline => &manuscript.byline,
                _ => &manuscript.body,
            };
            if fields.last().is_none_or(|(last, _)| last != field) {
                fields.push((*field, Runs::default()));
            }
            if let Some((_, runs)) = fields.last_mut() {
                runs.follow(slice(made, span.clone()), span.start, &self.text, sources);
            }
        }
        let (file, dropped) = drift(file, &self.text);
        let of_text = |(kind, span): &(Taken, Range<usize>)| Some((*kind, file.place(span)?));
        let mut taken: Vec<_> = self.taken.iter().filter_map(of_text).collect();
        taken.extend(dropped.into_iter().take(MOST).map(|span| (Taken::Characters, span)));
        Some(Trace { fields, file, taken })
    }
}

impl Trace {
    /// Where in the file a span of a field stands. The words there may be others where intake
    /// wrote them anew: who asks compares them.
    pub fn place(&self, field: Field, span: &Range<usize>) -> Option<Range<usize>> {
        let (_, runs) = self.fields.iter().find(|(name, _)| *name == field)?;
        self.file.place(&runs.place(span)?)
    }

    /// What the manuscript has not, in bytes of the file.
    pub fn taken(&self) -> &[(Taken, Range<usize>)] {
        &self.taken
    }
}

/// A block with the blank lines behind it, so that nothing stands before the text when it goes.
fn with_gap(text: &str, span: Range<usize>) -> Range<usize> {
    let rest = slice(text, span.end..text.len());
    let behind = rest.trim_start_matches(['\n', ' ', '\t']);
    let gap = slice(rest, 0..rest.len() - behind.len());
    // The blanks before the next words are theirs.
    let lines = gap.rfind('\n').map_or(0, |at| at + 1);
    span.start..span.end + if behind.is_empty() { 0 } else { lines }
}

/// Runs of bytes that two texts have alike, in their order.
#[derive(Debug, Default)]
pub(super) struct Runs(Vec<Run>);

#[derive(Debug)]
struct Run {
    here: usize,
    there: usize,
    length: usize,
}

impl Runs {
    /// One without length says that two places are the same.
    pub(super) fn push(&mut self, here: usize, there: usize, length: usize) {
        match self.0.last_mut() {
            Some(last) if last.here + last.length == here && last.there + last.length == there => {
                last.length += length;
            }
            _ => self.0.push(Run { here, there, length }),
        }
    }

    /// Goes through what was made of `sources`, side by side with them.
    fn follow(&mut self, made: &str, at: usize, text: &str, sources: &[Range<usize>]) {
        if let [source] = sources
            && slice(text, source.clone()) == made
        {
            return self.push(at, source.start, made.len());
        }
        let chars = |source: &Range<usize>| {
            let start = source.start;
            slice(text, source.clone()).char_indices().map(move |(at, c)| (start + at, c))
        };
        let mut rest = sources.iter().flat_map(chars).peekable();
        for (offset, c) in made.char_indices() {
            while let Some((there, other)) = rest.next_if(|(_, other)| *other == c || !is_mark(c)) {
                if other == c {
                    self.push(at + offset, there, c.len_utf8());
                    break;
                }
                // Lines that were joined.
                if c == ' ' && matches!(other, '\n' | '\t') {
                    break;
                }
            }
        }
    }

    pub(super) fn place(&self, span: &Range<usize>) -> Option<Range<usize>> {
        let after = self.0.partition_point(|run| run.here <= span.start);
        let run = self.0.get(after.checked_sub(1)?)?;
        let start = run.there + Some(span.start - run.here).filter(|at| *at <= run.length)?;
        if span.is_empty() {
            return Some(start..start);
        }
        let run = self.0.get(self.0.partition_point(|run| run.here + run.length < span.end))?;
        let end = run.there + span.end.checked_sub(run.here)?;
        (start <= end).then_some(start..end)
    }
}

/// What intake writes before words that would mean something else without it.
fn is_mark(c: char) -> bool {
    matches!(c, '\\' | '*' | '_')
}

#[cfg(test)]
mod tests {
    use super::super::{Hints, Source, read};
    use super::*;

    /// Of each thing that was taken out, and of each of the words in the body, the file's words.
    #[track_caller]
    fn check(name: &str, file: &str, want: &[(Taken, &str)], words: &[&str]) {
        let source = Source { name, bytes: file.as_bytes(), format: None };
        let read = read(&source, &Hints::default()).unwrap();
        let trace = read.origin.trace(&read.manuscript, file).unwrap();
        let taken = trace.taken().iter().map(|(kind, span)| (*kind, slice(file, span.clone())));
        assert_eq!(taken.collect::<Vec<_>>(), want, "{file:?}");
        for word in words {
            let at = read.manuscript.body.find(word).unwrap();
            let place = trace.place(Field::Body, &(at..at + word.len())).unwrap();
            assert_eq!(slice(file, place), *word, "{file:?}");
        }
    }

    #[test]
    fn what_leaves_a_text_is_found_in_its_file() {
        let text = "Rapat Pleno\n\nRapat Pleno\n\nMesuji, 21 Oktober 2025 — Rapat *dibuka*.\n\n\
            Warga datang dan\nduduk.\n\n•\tKursi kurang. (Humas Mesuji)\n\nBagikan:\nfacebook\n\n***\n";
        let want = [
            (Taken::Headline, "Rapat Pleno\n\n"),
            (Taken::Furniture, "Bagikan:"),
            (Taken::Furniture, "facebook"),
            (Taken::EndMark, "***"),
        ];
        let words = ["Rapat", "dibuka", "Warga datang", "duduk.", "Kursi kurang"];
        check("a.txt", text, &want, &words);
        check("a.txt", &format!("\u{feff}{text}"), &want, &words);
        let crlf = text.replace('\n', "\r\n");
        let gap = "Rapat Pleno\r\n\r\n";
        check("a.txt", &crlf, &[&[(Taken::Headline, gap)][..], &want[1..]].concat(), &words);
        let marked =
            "# Judul **Satu**\n\n**Mesuji, 21 Oktober 2025 – Rapat** usai.\n\nDilihat 3 kali";
        check("a.md", marked, &[(Taken::Furniture, "Dilihat 3 kali")], &["Rapat", "usai."]);
    }

    #[test]
    fn letters_that_are_put_together_hide_the_rest_of_their_line() {
        let file = "Judul Satu\n\nAda cafe\u{301} lama.\n\u{a0}\nRapat\u{7}\u{1b} usai.\n";
        let want = [(Taken::Blanks, "\u{a0}"), (Taken::Characters, "\u{7}\u{1b}")];
        check("a.txt", file, &want, &["Ada caf", "Rapat", "usai."]);
        let source = Source { name: "a.txt", bytes: file.as_bytes(), format: None };
        let read = read(&source, &Hints::default()).unwrap();
        let trace = read.origin.trace(&read.manuscript, file).unwrap();
        let at = read.manuscript.body.find("lama").unwrap();
        assert_eq!(trace.place(Field::Body, &(at..at + 4)), None);
    }

    #[test]
    fn formats_that_are_more_than_their_characters_have_words_and_no_places() {
        let file = "<h1>Rapat Pleno</h1><p>Rapat Pleno</p><p>Isi rapat.</p>";
        let source = Source { name: "a.html", bytes: file.as_bytes(), format: None };
        let read = read(&source, &Hints::default()).unwrap();
        assert!(read.origin.trace(&read.manuscript, file).is_none());
        let taken: Vec<_> = read.origin.taken().collect();
        assert_eq!(taken, [(Taken::Headline, "Rapat Pleno\n\n")]);
    }
}
