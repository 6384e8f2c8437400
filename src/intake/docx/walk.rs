//! The walk over a document's text: paragraphs, runs, lists, tables, changes and fields.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::events::BytesStart;

use super::lists::{Links, ListPlace, Numbering, Styles};
use super::xml::{Parts, Piece, attribute, switched};
use crate::intake::error::IntakeError;
use crate::intake::note::{Note, NoteKind};
use crate::intake::page::{Page, Style};
use crate::intake::runs::Ink;

/// Elements whose words nobody sees: deleted or moved away, or shown in another form already.
const UNSEEN: [&str; 4] = ["del", "moveFrom", "Fallback", "instrText"];

#[derive(Default)]
struct Paragraph {
    style: String,
    list: Option<String>,
    depth: usize,
}

/// The element whose content is being read, where it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Elsewhere,
    Properties,
    Text,
    /// The command of a field.
    Instruction,
}

#[derive(Default)]
struct Counts {
    changes: usize,
    comments: usize,
    hidden: usize,
    tables: usize,
    footnotes: usize,
    objects: usize,
    pictures: usize,
}

pub(super) struct Walk<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    links: &'a Links,
    page: Page,
    paragraph: Paragraph,
    within: Within,
    ink: Ink,
    hidden: bool,
    link: Option<Rc<str>>,
    /// How deep inside elements that nobody sees, and the instruction inside them.
    unseen: usize,
    instruction: String,
    /// For each open field: are we still in its instruction?
    fields: Vec<bool>,
    /// How many of them are: their text is a part of a command and not shown.
    commanding: usize,
    /// Open tables; the paragraphs of the open cell so far.
    tables: usize,
    in_row: bool,
    cell_paragraphs: usize,
    counters: HashMap<ListPlace, u32>,
    list_ids: HashMap<String, u32>,
    counts: Counts,
    hidden_words: String,
    pictures: Vec<String>,
    commands: Vec<String>,
    /// The mark that the next paragraph begins with: it is a footnote.
    mark: Option<String>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: &'a Numbering, links: &'a Links) -> Self {
        Self {
            styles,
            numbering,
            links,
            page: Page::default(),
            paragraph: Paragraph::default(),
            within: Within::Elsewhere,
            ink: Ink::default(),
            hidden: false,
            link: None,
            unseen: 0,
            instruction: String::new(),
            fields: Vec::new(),
            commanding: 0,
            tables: 0,
            in_row: false,
            cell_paragraphs: 0,
            counters: HashMap::new(),
            list_ids: HashMap::new(),
            counts: Counts::default(),
            hidden_words: String::new(),
            pictures: Vec::new(),
            commands: Vec::new(),
            mark: None,
        }
    }

    pub(super) fn part(&mut self, part: &'static str, text: &str) -> Result<(), IntakeError> {
        let mut parts = Parts::new(part, text);
        while let Some(piece) = parts.next()? {
            match piece {
                Piece::Start(tag) => self.start(&tag, true),
                Piece::Empty(tag) => self.start(&tag, false),
                Piece::End(name) => self.end(&name),
                Piece::Text(text) => self.text(&text),
            }
        }
        self.page.block(Style::Paragraph);
        Ok(())
    }

    /// Footnotes stand at the end of the text, with the mark that the text has.
    pub(super) fn notes_part(
        &mut self,
        part: &'static str,
        kind: &str,
        text: &str,
    ) -> Result<(), IntakeError> {
        let mut parts = Parts::new(part, text);
        let mut skipped = true;
        while let Some(piece) = parts.next()? {
            match piece {
                Piece::Start(tag) if tag.local_name().as_ref() == kind => {
                    // Separators are notes with a type and hold nothing to read.
                    skipped = attribute(&tag, "type").is_some_and(|kind| kind != "normal");
                    if !skipped {
                        let id = attribute(&tag, "id").unwrap_or_default();
                        self.mark = Some(mark(kind, &id));
                        self.counts.footnotes += 1;
                    }
                }
                _ if skipped => {}
                Piece::Start(tag) => self.start(&tag, true),
                Piece::Empty(tag) => self.start(&tag, false),
                Piece::End(name) if name == kind => skipped = true,
                Piece::End(name) => self.end(&name),
                Piece::Text(text) => self.text(&text),
            }
        }
        self.page.block(Style::Paragraph);
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>, opens: bool) {
        let name = tag.local_name();
        let name = name.as_ref();
        if UNSEEN.contains(&name) && opens {
            self.unseen += 1;
            if name == "instrText" {
                self.within = Within::Instruction;
            }
            self.counts.changes += usize::from(matches!(name, "del" | "moveFrom"));
            return;
        }
        if self.unseen > 0 {
            return;
        }
        match name {
            "p" => self.begin_paragraph(),
            "pPr" if opens => self.within = Within::Properties,
            "r" if opens => (self.ink, self.hidden) = (Ink::default(), false),
            "t" if opens => self.within = Within::Text,
            "tbl" if opens => {
                self.tables += 1;
                self.counts.tables += 1;
                self.page.block(Style::Paragraph);
            }
            "tr" if opens => {
                self.page.block(Style::Paragraph);
                self.in_row = false;
            }
            "tc" if opens => {
                if self.in_row && self.page.has_words() {
                    self.page.push(" | ", &Ink::default());
                }
                (self.in_row, self.cell_paragraphs) = (true, 0);
            }
            "ins" | "moveTo" => {
                self.counts.changes += usize::from(self.within != Within::Properties);
            }
            "hyperlink" if opens => self.hyperlink(tag),
            _ if self.within == Within::Properties => self.paragraph_property(name, tag),
            _ => self.in_run(name, tag),
        }
        if name == "p" && !opens {
            self.page.paragraph(Style::Paragraph);
        }
    }

    fn paragraph_property(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "pStyle" => self.paragraph.style = attribute(tag, "val").unwrap_or_default(),
            "numId" => self.paragraph.list = attribute(tag, "val"),
            "ilvl" => {
                let depth = attribute(tag, "val").and_then(|level| level.parse().ok());
                self.paragraph.depth = depth.unwrap_or_default();
            }
            _ => {}
        }
    }

    fn in_run(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "b" => self.ink.bold = switched(tag),
            "i" => self.ink.italic = switched(tag),
            "vanish" | "webHidden" => self.hidden = switched(tag),
            "tab" => self.push(" "),
            "br" | "cr" => match self.page.style() {
                style @ Style::Paragraph if self.tables == 0 => self.page.block(style),
                _ => self.push(" "),
            },
            "noBreakHyphen" => self.push("\u{2011}"),
            "commentReference" => self.counts.comments += 1,
            "footnoteReference" | "endnoteReference" => {
                let kind = name.trim_end_matches("Reference");
                let id = attribute(tag, "id").unwrap_or_default();
                self.push(&mark(kind, &id));
            }
            "blip" | "imagedata" => self.counts.pictures += 1,
            "docPr" => {
                let said = attribute(tag, "descr").filter(|said| !said.trim().is_empty());
                self.pictures.extend(said);
            }
            "OLEObject" | "altChunk" => self.counts.objects += 1,
            "fldSimple" => self.command(&attribute(tag, "instr").unwrap_or_default()),
            "fldChar" => self.field(&attribute(tag, "fldCharType").unwrap_or_default()),
            _ => {}
        }
    }

    fn field(&mut self, moment: &str) {
        match moment {
            "begin" => {
                self.fields.push(true);
                self.commanding += 1;
            }
            "separate" => {
                let command = std::mem::take(&mut self.instruction);
                self.command(&command);
                if let Some(last) = self.fields.last_mut() {
                    self.commanding -= usize::from(std::mem::take(last));
                }
            }
            "end" => {
                let command = std::mem::take(&mut self.instruction);
                self.command(&command);
                self.commanding -= usize::from(self.fields.pop().unwrap_or_default());
            }
            _ => {}
        }
    }

    /// Fields that fetch something from elsewhere are named; the others only lose their command.
    fn command(&mut self, command: &str) {
        let command: Vec<&str> = command.split_whitespace().collect();
        let verb = command.first().map(|verb| verb.to_ascii_uppercase()).unwrap_or_default();
        let fetches = ["DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT"];
        if fetches.contains(&verb.as_str()) && self.commands.len() < 100 {
            self.commands.push(command.join(" "));
        }
    }

    fn hyperlink(&mut self, tag: &BytesStart<'_>) {
        let Some(id) = attribute(tag, "id") else { return };
        self.link = self.links.good.get(&id).cloned();
        if let Some(bad) = self.links.bad.get(&id) {
            self.page.links_dropped.push(bad.clone());
        }
    }

    fn begin_paragraph(&mut self) {
        self.paragraph = Paragraph::default();
        self.within = Within::Elsewhere;
        let goes_on = self.tables > 0 && self.cell_paragraphs == 0 && self.in_row;
        self.cell_paragraphs += 1;
        if !goes_on {
            self.page.block(Style::Paragraph);
        }
        if let Some(mark) = self.mark.take() {
            self.page.push(&format!("{mark} "), &Ink::default());
        }
    }

    /// The properties of the paragraph are known: its words come next.
    fn styled(&mut self) {
        if self.tables > 0 {
            return;
        }
        let style = self.styles.get(&self.paragraph.style);
        let list = match self.paragraph.list.take() {
            Some(list) => Some((list, self.paragraph.depth)),
            None => style.list.filter(|_| style.heading.is_none()),
        };
        let list = list.filter(|(list, _)| list != "0" && !list.is_empty());
        if let Some(place) = list {
            let item = self.item(place);
            self.page.block(item);
        } else if let Some(level) = style.heading {
            self.page.block(Style::Heading(level.min(3)));
        }
    }

    fn item(&mut self, place: ListPlace) -> Style {
        let fresh = u32::try_from(self.list_ids.len()).unwrap_or(u32::MAX);
        let list = *self.list_ids.entry(place.0.clone()).or_insert(fresh);
        let depth = place.1.min(8);
        // A new item begins the lists below it anew.
        for below in depth + 1..=8 {
            self.counters.remove(&(place.0.clone(), below));
        }
        let number = self.numbering.is_ordered(&place).then(|| {
            let counter = self.counters.entry((place.0, depth)).or_insert(0);
            *counter = counter.saturating_add(1).min(999_999_999);
            *counter
        });
        Style::Item { list, number, depth }
    }

    fn end(&mut self, name: &str) {
        if UNSEEN.contains(&name) {
            self.unseen = self.unseen.saturating_sub(1);
            if self.within == Within::Instruction {
                self.within = Within::Elsewhere;
            }
            return;
        }
        if self.unseen > 0 {
            return;
        }
        match name {
            "pPr" => {
                self.within = Within::Elsewhere;
                self.styled();
            }
            "p" if self.tables == 0 => self.page.block(Style::Paragraph),
            "r" => (self.ink, self.hidden) = (Ink::default(), false),
            "t" => self.within = Within::Elsewhere,
            "hyperlink" => self.link = None,
            "tr" => {
                self.page.block(Style::Paragraph);
                self.in_row = false;
            }
            "tbl" => self.tables = self.tables.saturating_sub(1),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.within == Within::Instruction {
            if self.instruction.len() < 2_000 {
                self.instruction.push_str(text);
            }
        } else if self.within == Within::Text && self.unseen == 0 {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        if self.within == Within::Properties {
            return;
        }
        if self.hidden || self.commanding > 0 {
            self.counts.hidden += 1;
            self.hidden_words.push_str(text);
            return;
        }
        self.ink.link.clone_from(&self.link);
        let lines = text.replace('\n', " ");
        self.page.push(&lines, &self.ink);
    }

    pub(super) fn finish(self, embedded: usize, notes: &mut Vec<Note>) -> Page {
        let counts = self.counts;
        let objects = counts.objects.max(embedded);
        for (kind, count, text) in [
            (NoteKind::TrackedChanges, counts.changes, String::new()),
            (NoteKind::CommentsDropped, counts.comments, String::new()),
            (NoteKind::HiddenTextDropped, counts.hidden, self.hidden_words),
            (NoteKind::TablesFlattened, counts.tables, String::new()),
            (NoteKind::FootnotesMoved, counts.footnotes, String::new()),
            (NoteKind::ObjectsDropped, objects, String::new()),
            (NoteKind::PicturesDropped, counts.pictures, String::new()),
            (NoteKind::PicturesDescribed, 0, self.pictures.join("; ")),
        ] {
            if count > 0 || !text.is_empty() {
                notes.push(Note { kind, text, count: count.max(1) });
            }
        }
        if !self.commands.is_empty() {
            notes.push(Note::list(NoteKind::FieldsDropped, &self.commands));
        }
        self.page
    }
}

/// How the text refers to a note: `[1]`, `[i1]`.
fn mark(kind: &str, id: &str) -> String {
    let id: String = id.chars().filter(char::is_ascii_digit).take(6).collect();
    if kind == "endnote" { format!("[i{id}]") } else { format!("[{id}]") }
}
