//! From a text and its anatomy to the fields of a manuscript.

use std::collections::HashMap;
use std::ops::Range;

use super::note::{Note, NoteKind};
use super::origin::Origin;
use super::{Hints, escape};
use crate::domain::characters::is_blank;
use crate::domain::finding::Field;
use crate::domain::manuscript::Manuscript;
use crate::text::anatomy::{self, Anatomy, Block, Furniture, Kind, Marks, Shape};
use crate::text::markdown;
use crate::text::span::slice;
use chrono::Datelike;

/// Fills the fields from `text`; whatever leaves the text is told in a note with its words.
pub(super) fn assemble(
    text: &str,
    shape: &Shape<'_>,
    hints: &Hints<'_>,
    notes: &mut Vec<Note>,
    origin: &mut Origin,
) -> Manuscript {
    let anatomy = anatomy::read(text, shape);
    let mut manuscript = Manuscript::default();
    head(text, shape, &anatomy, &mut manuscript, notes);
    let mut cuts = Vec::new();
    lift_dateline(text, &anatomy, hints, &mut manuscript, &mut cuts, notes);
    lift_byline(text, shape.marks, &anatomy, &mut manuscript, &mut cuts, notes);
    furniture(text, &anatomy, notes);
    manuscript.body = match shape.marks {
        Marks::Plain => plain_body(text, &anatomy.blocks, &cuts, notes, origin),
        Marks::Markdown => marked_body(text, &anatomy.blocks, &cuts, origin),
    };
    origin.see(text, &anatomy, &manuscript);
    missing(&manuscript, anatomy.dateline.is_some(), notes);
    manuscript
}

/// A span that leaves the body, and the mark that must stand in its place.
struct Cut {
    span: Range<usize>,
    instead: &'static str,
}

fn head(
    text: &str,
    shape: &Shape<'_>,
    anatomy: &Anatomy,
    manuscript: &mut Manuscript,
    notes: &mut Vec<Note>,
) {
    if let Some(span) = anatomy.section_line.clone() {
        let line = words(slice(text, span), shape.marks, notes);
        let known = shape.sections.iter().find(|own| own.to_lowercase() == line.to_lowercase());
        manuscript.section.clone_from(known.unwrap_or(&line));
        notes.push(Note::on(NoteKind::SectionLine, line));
    }
    if let Some(span) = anatomy.headline.clone() {
        manuscript.headline = words(slice(text, span), shape.marks, notes);
    }
    if let Some(span) = anatomy.repeated_headline.clone() {
        let line = words(slice(text, span), shape.marks, &mut Vec::new());
        notes.push(Note::on(NoteKind::HeadlineRepeated, line));
    }
}

/// One line of words without marks.
fn words(part: &str, marks: Marks, notes: &mut Vec<Note>) -> String {
    if marks == Marks::Plain {
        return part.replace(['\n', '\t'], " ").trim_matches(is_blank).to_owned();
    }
    let (line, links) = markdown::line_and_links(part);
    if !links.is_empty() {
        notes.push(Note::list(NoteKind::LinksDropped, &links));
    }
    line.replace(['\n', '\t'], " ").trim_matches(is_blank).to_owned()
}

fn lift_dateline(
    text: &str,
    anatomy: &Anatomy,
    hints: &Hints<'_>,
    manuscript: &mut Manuscript,
    cuts: &mut Vec<Cut>,
    notes: &mut Vec<Note>,
) {
    let Some(dateline) = &anatomy.dateline else { return };
    let line = anatomy::bare(slice(text, dateline.span.clone()));
    let Some(date) = dateline.date(hints.year) else {
        // Taken out of the body, a day without a year would be lost.
        notes.push(Note::on(NoteKind::NoDate, line));
        return;
    };
    if dateline.weekday.is_some_and(|weekday| weekday != date.weekday()) {
        // Which of the two is wrong is the writer's to say: it stays where the copy desk sees it.
        notes.push(Note::on(NoteKind::DatelineWeekday, line));
        return;
    }
    manuscript.date = Some(date);
    if hints.is_judged {
        return;
    }
    notes.push(Note::on(NoteKind::Dateline, line));
    if let Some(place) = dateline.place.clone() {
        slice(text, place).clone_into(&mut manuscript.place);
    }
    if let Some(office) = dateline.office.clone() {
        notes.push(Note::on(NoteKind::OfficeAsPlace, slice(text, office)));
    }
    cuts.push(Cut { span: dateline.span.clone(), instead: dateline.reopen.unwrap_or_default() });
}

fn lift_byline(
    text: &str,
    marks: Marks,
    anatomy: &Anatomy,
    manuscript: &mut Manuscript,
    cuts: &mut Vec<Cut>,
    notes: &mut Vec<Note>,
) {
    if let Some(byline) = &anatomy.byline {
        manuscript.byline = words(slice(text, byline.name.clone()), marks, notes);
        let whole = anatomy::bare(slice(text, byline.span.clone()));
        notes.push(Note::on(NoteKind::Byline, whole));
        cuts.push(Cut { span: byline.span.clone(), instead: "" });
    }
    if let Some(mark) = anatomy.end_mark.clone() {
        let mark = slice(text, mark).trim_matches(is_blank).replace('\\', "");
        notes.push(Note::on(NoteKind::EndMark, mark));
    }
}

fn furniture(text: &str, anatomy: &Anatomy, notes: &mut Vec<Note>) {
    let blank = anatomy.furniture.iter().filter(|part| part.kind == Furniture::Blank).count();
    if blank > 0 {
        notes.push(Note::counted(NoteKind::BlankLines, blank));
    }
    let mut told: HashMap<&str, usize> = HashMap::new();
    for part in anatomy.furniture.iter().filter(|part| part.kind != Furniture::Blank) {
        let line = slice(text, part.span.clone()).trim_matches(is_blank);
        let at = *told.entry(line).or_insert(notes.len());
        match notes.get_mut(at) {
            Some(note) => note.count += 1,
            None => notes.push(Note::on(NoteKind::Furniture, line)),
        }
    }
}

/// The block without its cuts.
fn kept(text: &str, span: Range<usize>, cuts: &[Cut]) -> String {
    let mut block = String::with_capacity(span.len());
    let mut at = span.start;
    for cut in cuts.iter().filter(|cut| cut.span.start >= span.start && cut.span.end <= span.end) {
        block.push_str(slice(text, at..cut.span.start));
        block.push_str(cut.instead);
        at = cut.span.end;
    }
    block.push_str(slice(text, at..span.end));
    block
}

/// The parts of the span that its cuts leave.
fn left(span: Range<usize>, cuts: &[Cut]) -> Vec<Range<usize>> {
    let mut at = span.start;
    let mut parts = Vec::new();
    for cut in cuts.iter().filter(|cut| cut.span.start >= span.start && cut.span.end <= span.end) {
        parts.push(at..cut.span.start);
        at = cut.span.end;
    }
    parts.push(at..span.end);
    parts
}

/// Markdown stays as it is, with the gaps between its blocks.
fn marked_body(text: &str, blocks: &[Block], cuts: &[Cut], origin: &mut Origin) -> String {
    let mut body = String::with_capacity(text.len());
    let mut end = None;
    for block in blocks {
        let words = kept(text, block.span.clone(), cuts);
        if words.trim_matches(is_blank).is_empty() {
            continue;
        }
        if let Some(end) = end {
            let gap = slice(text, end..block.span.start);
            let own = gap.bytes().all(|b| matches!(b, b'\n' | b' ' | b'\t'));
            body.push_str(if own { gap } else { "\n\n" });
        }
        let span = body.len()..body.len() + words.len();
        origin.made(Field::Body, span, left(block.span.clone(), cuts));
        body.push_str(&words);
        end = Some(block.span.end);
    }
    body
}

/// Lines of plain text as Markdown: one paragraph a line, its signs meaning themselves.
fn plain_body(
    text: &str,
    blocks: &[Block],
    cuts: &[Cut],
    notes: &mut Vec<Note>,
    origin: &mut Origin,
) -> String {
    let mut body = String::with_capacity(text.len());
    let mut joined = 0;
    let mut in_list = false;
    for block in blocks {
        let words = kept(text, block.span.clone(), cuts);
        let breaks = words.matches('\n').count();
        if breaks > 0 {
            origin.joins(text, block.span.clone());
        }
        joined += breaks;
        let line = |words: &str| {
            let lines: Vec<&str> =
                words.split('\n').map(|line| line.trim_matches([' ', '\t'])).collect();
            if lines.len() > 1 { lines.join(" ") } else { words.to_owned() }
        };
        let item = matches!(block.kind, Kind::ListItem { .. });
        let (mark, made, start) = match block.kind {
            Kind::ListItem { number, nested, words: start } => {
                let content = line(words.get(start - block.span.start..).unwrap_or_default());
                let mark = number.map_or("- ".to_owned(), |number| format!("{number}. "));
                let indent = if nested && in_list { "    " } else { "" };
                (format!("{indent}{mark}"), escape::paragraph(&content), start)
            }
            _ => (String::new(), escape::paragraph(&line(&words)), block.span.start),
        };
        if mark.is_empty() && made.trim_matches(is_blank).is_empty() {
            continue;
        }
        if !body.is_empty() {
            body.push_str(if item && in_list { "\n" } else { "\n\n" });
        }
        body.push_str(&mark);
        let span = body.len()..body.len() + made.len();
        origin.made(Field::Body, span, left(start..block.span.end, cuts));
        body.push_str(&made);
        in_list = item;
    }
    if joined > 0 {
        notes.push(Note::counted(NoteKind::LinesJoined, joined));
    }
    body
}

/// Notes on what the text does not say.
pub(super) fn missing(manuscript: &Manuscript, dateline: bool, notes: &mut Vec<Note>) {
    let none = manuscript.place.is_empty() && manuscript.date.is_none();
    for (missing, kind) in [
        (manuscript.headline.is_empty(), NoteKind::NoHeadline),
        (manuscript.section.is_empty(), NoteKind::NoSection),
        (none && !dateline, NoteKind::NoDateline),
        (!none && manuscript.place.is_empty(), NoteKind::NoPlace),
        (manuscript.byline.is_empty(), NoteKind::NoByline),
        (manuscript.body.is_empty(), NoteKind::NoBody),
    ] {
        if missing {
            notes.push(Note::on(kind, ""));
        }
    }
}
