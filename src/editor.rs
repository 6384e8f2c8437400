//! The prose editor as a value: a text, a caret, rows on a view, undo. It knows no terminal and no
//! clock; the time of a command comes with it.
//!
//! A line of the text is a paragraph and is never broken by hand: visual rows are made for the
//! width of the view. A key costs what its rows cost, not what the text does.

mod buffer;
mod change;
mod changes;
pub mod command;
mod continuing;
mod find;
mod history;
mod landmarks;
mod layout;
mod lists;
pub mod marks;
mod markup;
mod motion;
pub mod past;
mod smart;
pub mod view;
mod wrap;

use std::borrow::Cow;
use std::ops::Range;

use self::buffer::Buffer;
use self::changes::Changes;
use self::command::{Command, Motion, Outcome};
use self::find::Found;
use self::history::{History, Kind, Place};
use self::layout::Layout;
use self::marks::{Mark, Marks};
use self::markup::Markup;
use self::view::View;
use crate::text::changed::{Line, Run};
use crate::text::shared::Shared;
use crate::text::words;

/// A text of more bytes is read on two threads.
const LONG: usize = 1 << 20;
/// Free rows that writing at the end of the view makes room for.
const AHEAD: usize = 4;

#[derive(Debug, Clone)]
pub struct Editor {
    buffer: Buffer,
    layout: Layout,
    history: History,
    marks: Marks,
    found: Found,
    markup: Markup,
    changes: Changes,
    view: View,
    caret: usize,
    /// The other end of the selection.
    anchor: Option<usize>,
    /// The column that moves by rows keep, over rows that are shorter.
    wish: Option<usize>,
    words: usize,
    version: u64,
}

impl Editor {
    /// The text as it is; only `\n` ends a paragraph.
    pub fn new(text: &str) -> Self {
        Self::of(Buffer::new(text), words::count(text), Markup::default())
    }

    fn of(buffer: Buffer, words: usize, markup: Markup) -> Self {
        Self {
            buffer,
            layout: Layout::default(),
            history: History::new(),
            marks: Marks::default(),
            found: Found::default(),
            markup,
            changes: Changes::default(),
            view: View::default(),
            caret: 0,
            anchor: None,
            wish: None,
            words,
            version: 0,
        }
    }

    /// A text whose Markdown is shown in place.
    pub fn prose(text: &str) -> Self {
        let read = || (words::count(text), Markup::of(text));
        if text.len() <= LONG {
            let (words, markup) = read();
            return Self::of(Buffer::new(text), words, markup);
        }
        std::thread::scope(|scope| {
            let beside = scope.spawn(read);
            let buffer = Buffer::new(text);
            let (words, markup) = beside.join().unwrap_or_else(|_panicked| read());
            Self::of(buffer, words, markup)
        })
    }

    pub fn text(&self) -> String {
        self.buffer.text()
    }

    /// The text as it is now, without a copy of it.
    pub fn shared(&self) -> Shared {
        self.buffer.shared()
    }

    /// Are these the very words, not such as say the same?
    pub fn is(&self, other: &Shared) -> bool {
        self.buffer.shared().rope().is_instance(other.rope())
    }

    /// A part of the text; empty if the range is out of bounds or splits a character.
    pub fn slice(&self, range: Range<usize>) -> String {
        self.buffer.slice(range).into_owned()
    }

    /// At most so many bytes of its beginning, in whole characters.
    pub fn beginning(&self, most: usize) -> String {
        self.slice(0..self.buffer.floor_char(most))
    }

    pub fn len_bytes(&self) -> usize {
        self.buffer.len()
    }

    /// What stands between blanks and has a letter or a digit.
    pub fn words(&self) -> usize {
        self.words
    }

    pub fn characters(&self) -> usize {
        self.buffer.characters(0..self.buffer.len())
    }

    /// Rises with each change of the text.
    pub fn version(&self) -> u64 {
        self.version
    }

    pub fn paragraphs(&self) -> usize {
        self.buffer.paragraphs()
    }

    /// At most so many bytes from the beginning of each paragraph, in their order.
    pub fn paragraph_heads(&self, most: usize) -> impl Iterator<Item = Cow<'_, str>> {
        self.buffer.heads(most)
    }

    /// Where a paragraph begins, by its number from 0.
    pub fn start_of(&self, index: usize) -> usize {
        self.buffer.paragraph(index).start
    }

    /// The byte that the caret stands before, always between graphemes.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// At most so many bytes of the paragraph before the caret.
    pub fn before_caret(&self, most: usize) -> String {
        let start = self.buffer.paragraph_at(self.caret).start;
        let from = self.buffer.floor_char(self.caret.saturating_sub(most));
        self.slice(start.max(from)..self.caret)
    }

    /// At most so many bytes of the text before the caret.
    pub fn written_before(&self, most: usize) -> String {
        self.slice(self.buffer.floor_char(self.caret.saturating_sub(most))..self.caret)
    }

    pub fn character_at_caret(&self) -> Option<char> {
        let next = self.buffer.next(self.caret);
        self.slice(self.caret..next).chars().next()
    }

    /// Paragraph and character of the caret, both from 1.
    pub fn caret_line(&self) -> (usize, usize) {
        self.line_of(self.caret)
    }

    /// The same of any byte.
    pub fn line_of(&self, byte: usize) -> (usize, usize) {
        let byte = self.buffer.floor_char(byte.min(self.buffer.len()));
        let start = self.buffer.paragraph_at(byte).start;
        (self.buffer.paragraph_of(byte) + 1, self.buffer.characters(start..byte) + 1)
    }

    /// Never empty.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor.filter(|anchor| *anchor != self.caret)?;
        Some(anchor.min(self.caret)..anchor.max(self.caret))
    }

    pub fn selected_text(&self) -> Option<String> {
        self.selection().map(|range| self.slice(range))
    }

    /// Marks that are empty or out of bounds are dropped; the others move with the text from now on.
    pub fn set_marks(&mut self, marks: Vec<Mark>) {
        self.marks = Marks::new(marks, self.buffer.len());
    }

    /// The paragraphs that are not as they were; they move with the text from now on.
    pub fn set_changes(&mut self, runs: Vec<Run>) {
        self.changes = Changes::new(runs);
    }

    pub fn change_of(&self, paragraph: usize) -> Option<Line> {
        self.changes.of(paragraph)
    }

    pub fn marks(&self) -> &[Mark] {
        self.marks.all()
    }

    /// Those that share a byte with `range`.
    pub fn marks_within(&self, range: Range<usize>) -> impl Iterator<Item = &Mark> {
        self.marks.within(range)
    }

    pub fn next_mark(&self, after: usize) -> Option<&Mark> {
        self.marks.next(after)
    }

    pub fn previous_mark(&self, before: usize) -> Option<&Mark> {
        self.marks.previous(before)
    }

    /// Does a command, and scrolls to where the caret is then.
    pub fn run(&mut self, command: Command, now_ms: i64) -> Outcome {
        let vertical = matches!(
            command,
            Command::Move {
                motion: Motion::Up | Motion::Down | Motion::PageUp | Motion::PageDown,
                ..
            }
        );
        if !vertical {
            self.wish = None;
        }
        let mut outcome = Outcome::default();
        match command {
            Command::Type(text) => self.put(&text, typing(&text), now_ms, &mut outcome),
            Command::TypeSmart(key) => self.type_smart(key, now_ms, &mut outcome),
            Command::Newline => self.put("\n", Kind::Whole, now_ms, &mut outcome),
            Command::Enter => self.enter(now_ms, &mut outcome),
            Command::Backspace => self.backspace(now_ms, &mut outcome),
            Command::Paste(text) => self.put(&text, Kind::Whole, now_ms, &mut outcome),
            Command::Erase(reach) => self.erase(reach, now_ms, &mut outcome),
            Command::Replace { range, text } => {
                self.change(range, &text, Kind::Whole, now_ms, &mut outcome);
            }
            Command::ReplaceEach(changes) => self.replace_each(changes, now_ms, &mut outcome),
            Command::Become(text) => self.become_text(&text, now_ms, &mut outcome),
            Command::Cut => {
                outcome.text = self.selected_text();
                if let Some(range) = self.selection() {
                    self.change(range, "", Kind::Whole, now_ms, &mut outcome);
                }
            }
            Command::Undo => self.follow(History::undo, &mut outcome),
            Command::Redo => self.follow(History::redo, &mut outcome),
            Command::Earlier { ms } => self.follow(|history| history.earlier(ms), &mut outcome),
            Command::Later { ms } => self.follow(|history| history.later(ms), &mut outcome),
            Command::Move { motion, select } => self.go(motion, select),
            Command::SelectAll => self.select(0..self.buffer.len()),
            Command::SelectWordAt(byte) => self.select(self.buffer.word_at(self.floor(byte))),
            Command::SelectParagraphAt(byte) => {
                self.select(self.buffer.paragraph_at(self.floor(byte)));
            }
            Command::DragTo(byte) => self.go(Motion::To(byte), true),
        }
        let changed = !outcome.edits.is_empty();
        if changed {
            self.version += 1;
        }
        // Writing at the end moves the text up by several rows at once: each of them would cost
        // a thin line a whole screen.
        self.reveal(if changed { AHEAD } else { 0 });
        self.settle();
        outcome
    }

    fn select(&mut self, range: Range<usize>) {
        self.history.close();
        self.anchor = Some(range.start);
        self.caret = range.end;
    }

    fn place(&self) -> Place {
        Place { caret: self.caret, anchor: self.anchor }
    }

    fn floor(&self, byte: usize) -> usize {
        self.buffer.floor(byte)
    }
}

/// Typed line ends stand alone as pasted ones do.
fn typing(text: &str) -> Kind {
    if text.contains('\n') { Kind::Whole } else { Kind::Typing }
}
