//! What the program has to say while somebody works: toasts that go by themselves, errors that stay
//! until they were seen, and the log that keeps all of them.

use std::collections::VecDeque;

use crate::domain::time::Timestamp;
use crate::tui::msg::{Now, Told};

/// How long a toast stays, in milliseconds.
const STAYS: u64 = 4_000;
/// Toasts on the screen at once.
pub const AT_ONCE: usize = 3;
/// Lines that the log keeps.
const KEPT: usize = 1_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Note,
    Done,
    Warning,
    Error,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub weight: Weight,
    pub text: String,
    pub hint: Option<String>,
    pub at: Timestamp,
    until: Option<u64>,
}

/// All that was said, newest last.
#[derive(Debug, Default)]
pub struct Notes {
    log: VecDeque<Note>,
    /// Those that are still on the screen.
    toasts: Vec<Note>,
    /// Counts what is raised and what is taken off the screen.
    turns: u64,
    /// The message of the log pane that is chosen, counted from the newest of those it shows.
    chosen: usize,
    pub shown: Shown,
}

/// What the log pane shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    All,
    Warnings,
    Errors,
}

impl Shown {
    fn has(self, note: &Note) -> bool {
        match self {
            Self::All => true,
            Self::Warnings => note.weight >= Weight::Warning,
            Self::Errors => note.weight >= Weight::Error,
        }
    }
}

impl Notes {
    pub fn say(&mut self, now: Now, weight: Weight, text: impl Into<String>) {
        self.add(now, weight, text.into(), None);
    }

    /// Only for the log: one line of many.
    pub fn log(&mut self, now: Now, weight: Weight, text: impl Into<String>) {
        let note = Note { weight, text: text.into(), hint: None, at: now.at, until: None };
        self.keep(note);
    }

    pub fn refuse(&mut self, now: Now, told: &Told) {
        self.add(now, Weight::Error, told.message.clone(), told.hint.clone());
    }

    /// Only on the screen: what the log has in more words.
    pub fn show(&mut self, now: Now, weight: Weight, text: impl Into<String>) {
        let until = (weight < Weight::Error).then_some(now.ms + STAYS);
        self.raise(Note { weight, text: text.into(), hint: None, at: now.at, until });
    }

    fn add(&mut self, now: Now, weight: Weight, text: String, hint: Option<String>) {
        let until = (weight < Weight::Error).then_some(now.ms + STAYS);
        let note = Note { weight, text, hint, at: now.at, until };
        self.raise(note.clone());
        self.keep(note);
    }

    fn raise(&mut self, note: Note) {
        self.turns += 1;
        // The same words again only stay longer.
        self.toasts.retain(|toast| toast.text != note.text);
        self.toasts.push(note);
        let spare = self.toasts.len().saturating_sub(AT_ONCE);
        self.toasts.drain(..spare);
    }

    fn keep(&mut self, note: Note) {
        // The same message stays chosen, but for the newest: that one is followed.
        self.chosen += usize::from(self.chosen > 0 && self.shown.has(&note));
        self.log.push_back(note);
        if self.log.len() > KEPT {
            self.log.pop_front();
        }
    }

    /// Takes away what was long enough on the screen.
    pub fn tick(&mut self, now: Now) {
        self.leave(|note| note.until.is_none_or(|until| until > now.ms));
    }

    /// When the next toast goes.
    pub fn deadline(&self) -> Option<u64> {
        self.toasts.iter().filter_map(|note| note.until).min()
    }

    /// Everything on the screen was seen. Says whether there was anything that stays.
    pub fn dismiss(&mut self) -> bool {
        let stayed = self.toasts.iter().any(|note| note.until.is_none());
        self.leave(|_note| false);
        stayed
    }

    /// Words that are not true any more go before their time; the log keeps them.
    pub fn take_back(&mut self, text: &str) {
        self.leave(|note| note.text != text);
    }

    /// What would go by itself gives way to something that needs its room.
    pub fn hush(&mut self) {
        self.leave(|note| note.until.is_none());
    }

    fn leave(&mut self, stays: impl FnMut(&Note) -> bool) {
        let before = self.toasts.len();
        self.toasts.retain(stays);
        self.turns += u64::from(self.toasts.len() < before);
    }

    pub fn toasts(&self) -> &[Note] {
        &self.toasts
    }

    /// Another number whenever others are on the screen.
    pub fn turns(&self) -> u64 {
        self.turns
    }

    /// The messages that the log pane shows.
    pub fn listed(&self) -> impl DoubleEndedIterator<Item = &Note> {
        self.log.iter().filter(|note| self.shown.has(note))
    }

    /// The place of the chosen message, counted from the newest.
    pub fn chosen(&self) -> usize {
        self.chosen.min(self.listed().count().saturating_sub(1))
    }

    pub fn choose(&mut self, place: usize) {
        self.chosen = place;
        self.chosen = self.chosen();
    }

    /// Goes to older messages, or back with a number below zero.
    pub fn step(&mut self, by: isize) {
        let chosen = self.chosen();
        self.choose(chosen.saturating_add_signed(by));
    }

    /// Shows only what is graver, then all again.
    pub fn next_shown(&mut self) {
        self.shown = match self.shown {
            Shown::All => Shown::Warnings,
            Shown::Warnings => Shown::Errors,
            Shown::Errors => Shown::All,
        };
        self.chosen = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now(ms: u64) -> Now {
        Now { ms, at: Timestamp::default() }
    }

    #[test]
    fn toasts_go_and_errors_stay_until_they_were_seen() {
        let mut notes = Notes::default();
        notes.say(now(0), Weight::Done, "tersimpan");
        notes.refuse(now(10), &Told { message: "gagal".into(), ..Told::default() });
        assert_eq!(notes.deadline(), Some(STAYS));
        notes.tick(now(STAYS));
        let left: Vec<_> = notes.toasts().iter().map(|note| note.text.as_str()).collect();
        assert_eq!(left, ["gagal"]);
        assert_eq!(notes.deadline(), None);
        assert!(notes.dismiss());
        assert!(!notes.dismiss());
        assert_eq!(notes.listed().count(), 2);
    }

    #[test]
    fn a_few_are_shown_and_the_same_one_once() {
        let mut notes = Notes::default();
        for text in ["a", "b", "a", "c", "d"] {
            notes.say(now(0), Weight::Note, text);
        }
        let shown: Vec<_> = notes.toasts().iter().map(|note| note.text.as_str()).collect();
        assert_eq!(shown, ["a", "c", "d"]);
    }
}
