//! Finding and replacing in the open text.
//!
//! The line for it has the keys of its own place. Leaving it leaves the caret at the hit, which is
//! selected; if nothing was found, the caret is where it was before.

use super::App;
use crate::editor::command::{Command, Motion};
use crate::text::search::Choice;
use crate::tui::action::{Action, Context};
use crate::tui::doc::{Doc, Part};
use crate::tui::find::{Hit, MOST, Wish, stand};
use crate::tui::input::{Code, KeyPress};
use crate::tui::layout::Pane;
use crate::tui::notes::Weight;
use crate::tui::overlay::drafts::Drafts;
use crate::tui::small;

impl App {
    /// Does the line for finding have the keys?
    pub fn searches(&self) -> bool {
        self.focus == Pane::Editor && self.find.bar.is_some()
    }

    /// Is there something to put in place of hits?
    pub fn replaces(&self) -> bool {
        let in_bar = self.find.bar.as_ref().is_some_and(|bar| bar.replace.is_some());
        in_bar || !self.overlays.is_empty()
    }

    pub(super) fn act_on_search(&mut self, action: Action) {
        match action {
            Action::FindDrafts => {
                let drafts = Drafts::new(self);
                self.open(Box::new(drafts));
            }
            Action::EditFind => self.open_search(false),
            Action::EditReplace => self.open_search(true),
            Action::EditFindNext => self.find_on(true),
            Action::EditFindPrevious => self.find_on(false),
            Action::FindReplaceAll => self.replace_all(),
            Action::FindCase => self.search_otherwise(Choice::Case),
            Action::FindMarks => self.search_otherwise(Choice::Marks),
            Action::FindWhole => self.search_otherwise(Choice::Whole),
            Action::FindRegex => self.search_otherwise(Choice::Regex),
            Action::FindField => self.other_line(),
            Action::FindOlder => self.call_back(true),
            Action::FindNewer => self.call_back(false),
            Action::FindClose => self.close_search(),
            _ => {}
        }
    }

    /// Is the text being looked through, with somebody waiting for it?
    pub(super) fn is_searching(&self) -> bool {
        self.find.is_busy() && (self.find.bar.is_some() || self.find.scan.wish.is_some())
    }

    fn open_search(&mut self, replace: bool) {
        let Some(doc) = &self.doc else { return };
        if replace && !doc.may_write() {
            return self.may_not_write();
        }
        let was_open = self.searches();
        self.focus(Pane::Editor);
        let Some(doc) = &self.doc else { return };
        if !was_open || !replace {
            self.find.open(doc);
        }
        if let Some(bar) = &mut self.find.bar {
            if replace {
                bar.replace.get_or_insert_with(|| small::input(""));
                bar.in_replace = was_open;
            } else if !was_open {
                bar.replace = None;
            }
        }
    }

    /// A key while the line is open.
    pub(super) fn search_key(&mut self, press: KeyPress) {
        let enter = press.code == Code::Enter;
        if enter && press.shift {
            return self.perform(Action::EditFindPrevious);
        }
        let action = self.keymap.lookup(Context::Find, press);
        let in_replace = self.find.bar.as_ref().is_some_and(|bar| bar.in_replace);
        match action {
            Some(Action::EditFindNext) if enter && in_replace => self.replace_one(),
            Some(Action::EditPaste) => {
                let text = self.clipboard.clone();
                self.paste_into_search(&text);
            }
            Some(Action::EditDeleteWordLeft) => {
                self.type_in_search(KeyPress { ctrl: true, ..KeyPress::plain(Code::Backspace) });
            }
            Some(action) if is_of_text(action) => self.type_in_search(press),
            Some(action) => self.perform(action),
            None => self.type_in_search(press),
        }
    }

    pub(super) fn paste_into_search(&mut self, text: &str) {
        let Some(bar) = &mut self.find.bar else { return };
        small::paste(bar.field(), text);
        self.search_typed();
    }

    pub(super) fn type_in_search(&mut self, press: KeyPress) {
        let Some(bar) = &mut self.find.bar else { return };
        small::key(bar.field(), press);
        self.search_typed();
    }

    /// Looks for what is typed, if that has changed.
    fn search_typed(&mut self) {
        let (Some(doc), Some(bar)) = (&self.doc, &self.find.bar) else { return };
        if small::text(&bar.find) != self.find.query.words {
            self.find.typed(doc);
        }
    }

    fn search_otherwise(&mut self, choice: Choice) {
        self.find.toggle(choice);
        if let Some(doc) = &self.doc {
            self.find.typed(doc);
        }
    }

    /// A click on one of the lines.
    pub(super) fn press_search(&mut self, line: u16) {
        if let Some(bar) = &mut self.find.bar {
            bar.in_replace = line == 1 && bar.replace.is_some();
        }
    }

    fn other_line(&mut self) {
        match &mut self.find.bar {
            Some(bar) if bar.replace.is_some() => bar.in_replace = !bar.in_replace,
            _ => self.open_search(true),
        }
    }

    fn call_back(&mut self, older: bool) {
        if self.find.call_back(older) {
            self.search_typed();
        }
    }

    fn find_on(&mut self, on: bool) {
        self.find.remember();
        let Some(doc) = &self.doc else { return };
        self.find.go(doc, on);
    }

    /// Leaves the line. What was found is selected.
    pub(super) fn close_search(&mut self) {
        let Some(bar) = self.find.bar.take() else { return };
        self.find.remember();
        self.find.bad = None;
        let now = self.now;
        let Some(doc) = &mut self.doc else { return };
        let current = self.find.scan.current.clone().filter(|_| self.find.scan.is_of(doc));
        match current {
            Some(hit) if hit.place() == (doc.part, doc.editor().caret()) => {
                let (motion, select) = (Motion::To(hit.range.end), true);
                doc.run(Command::Move { motion, select }, now);
            }
            Some(_) => {}
            None => go_to(doc, bar.from, now),
        }
    }

    /// Goes on with the search, and to the hit that was wished for.
    pub(super) fn search_on(&mut self) {
        self.untell_hit();
        if self.find.is_elsewhere(self.doc.as_ref()) {
            self.find.bar = None;
        }
        let now = self.now;
        let Some(doc) = &mut self.doc else { return };
        if self.find.is_empty() || !(self.find.bar.is_some() || self.find.scan.wish.is_some()) {
            return;
        }
        let here = (doc.part, doc.editor().caret());
        if !self.find.scan.is_of(doc) {
            self.find.renew(doc, here);
            self.find.scan.wish.get_or_insert(Wish::At(here));
        }
        let sought = self.find.scan.wish;
        if let Some(hit) = self.find.step(doc) {
            go_to(doc, hit.place(), now);
            // Whoever goes on from hit to hit has left the place where they began.
            if let Some(bar) = &mut self.find.bar
                && sought != Some(Wish::At(bar.from))
            {
                bar.from = hit.place();
            }
            self.tell_hit(&hit);
        } else if sought.is_some() && !self.find.is_busy() {
            self.find.scan.wish = None;
            match &self.find.bar {
                Some(bar) if sought == Some(Wish::At(bar.from)) => go_to(doc, bar.from, now),
                Some(_) => {}
                None => self.toast(Weight::Note, "find-none", &[]),
            }
        }
    }

    /// Without the line a hit is selected, and told.
    fn tell_hit(&mut self, hit: &Hit) {
        let now = self.now;
        if self.find.bar.is_some() {
            return;
        }
        if let Some(doc) = &mut self.doc {
            doc.run(Command::Move { motion: Motion::To(hit.range.end), select: true }, now);
        }
        let text = crate::tui::find::bar::count(self);
        self.find.told = self.doc.as_ref().map(|doc| (text.clone(), stand(doc)));
        self.notes.say(now, Weight::Note, text);
    }

    /// The number of a hit is of no use once the caret is elsewhere, and what lies over the text
    /// makes every key draw all of the screen.
    fn untell_hit(&mut self) {
        let here = self.doc.as_ref().map(stand);
        if let Some((text, _)) = self.find.told.take_if(|(_, there)| Some(*there) != here) {
            self.notes.take_back(&text);
        }
    }

    /// Marks the hits on the view, while they are looked for.
    pub(super) fn show_hits(&mut self) {
        if self.find.bar.is_none() && !self.find.is_shown {
            return;
        }
        self.find.is_shown = self.find.bar.is_some();
        let Some(doc) = &mut self.doc else { return };
        let pattern = self.find.pattern().filter(|_| self.find.is_shown);
        let current = self.find.scan.current.clone();
        for part in [Part::Headline, Part::Body] {
            let editor = doc.editor_mut(part);
            let mut hits = Vec::new();
            if let Some(pattern) = pattern {
                let view = editor.on_view();
                editor.find(pattern, view, usize::MAX, &mut |hit| {
                    hits.push(hit);
                    true
                });
            }
            let current = current.as_ref().filter(|hit| hit.part == part);
            editor.show_found(hits, current.map(|hit| hit.range.clone()));
        }
    }

    /// Puts the other words in place of the hit, and goes on to the next one.
    fn replace_one(&mut self) {
        let now = self.now;
        let (Some(doc), Some(bar)) = (&mut self.doc, &self.find.bar) else { return };
        let template = bar.template();
        let current = self.find.scan.current.clone().filter(|_| self.find.scan.is_of(doc));
        let (Some(hit), Some(pattern)) = (current, self.find.pattern()) else {
            return self.find_on(true);
        };
        let span = hit.range.start..hit.range.start + 1;
        let mut with = None;
        doc.editor_of(hit.part).changes(pattern, span, &template, &mut |range, text| {
            with = (range == hit.range).then_some(text);
            false
        });
        let Some(text) = with else { return };
        doc.part = hit.part;
        let text = if hit.part == Part::Headline { text.replace('\n', " ") } else { text };
        let (_outcome, effects) = doc.run(Command::Replace { range: hit.range, text }, now);
        self.effects.extend(effects);
        self.find_on(true);
    }

    /// Puts the other words in place of all hits, as one step.
    fn replace_all(&mut self) {
        let Some(bar) = &self.find.bar else { return };
        let template = bar.template();
        let Some(pattern) = self.find.pattern().cloned() else { return };
        let replaced = self.replace_each(&pattern, &template, &mut |_hit| true);
        self.find.remember();
        if replaced == 0 {
            return self.toast(Weight::Note, "find-none", &[]);
        }
        let key = self.keymap.label(Action::EditUndo, Context::Editor).unwrap_or_default();
        let values = [("count", replaced.into()), ("key", key.into())];
        self.toast(Weight::Done, "find-replaced", &values);
        if replaced >= MOST {
            self.toast(Weight::Warning, "find-replaced-more", &[]);
        }
    }

    /// Changes the hits of the open text that are wanted, as one step; gives how many.
    pub fn replace_each(
        &mut self,
        pattern: &crate::text::search::Pattern,
        template: &str,
        wants: &mut dyn FnMut(&Hit) -> bool,
    ) -> usize {
        let now = self.now;
        let Some(doc) = &mut self.doc else { return 0 };
        let (mut replaced, mut parts) = (0, 0);
        for part in [Part::Headline, Part::Body] {
            let editor = doc.editor_of(part);
            let mut changes = Vec::new();
            editor.changes(pattern, 0..editor.len_bytes(), template, &mut |range, text| {
                let hit = Hit { part, range };
                if wants(&hit) {
                    let line = part == Part::Headline;
                    changes.push((hit.range, if line { text.replace('\n', " ") } else { text }));
                }
                replaced + changes.len() < MOST
            });
            if changes.is_empty() {
                continue;
            }
            replaced += changes.len();
            parts += 1;
            let before = std::mem::replace(&mut doc.part, part);
            let (_outcome, effects) = doc.run(Command::ReplaceEach(changes), now);
            doc.part = before;
            self.effects.extend(effects);
        }
        if parts == 2 {
            self.find.changed_both(doc);
        }
        replaced
    }

    /// What was replaced in both parts is taken back in both, and done again in both. Says
    /// whether the command was such a one.
    pub(super) fn goes_along(&mut self, command: &Command) -> bool {
        let undo = match command {
            Command::Undo => true,
            Command::Redo => false,
            _ => return false,
        };
        let now = self.now;
        let Some(doc) = self.doc.as_mut().filter(|doc| self.find.goes_along(doc, undo)) else {
            return false;
        };
        let here = doc.part;
        for part in [Part::Headline, Part::Body] {
            doc.part = part;
            let (_outcome, effects) = doc.run(command.clone(), now);
            self.effects.extend(effects);
        }
        doc.part = here;
        self.find.went_along(doc, undo);
        true
    }
}

fn go_to(doc: &mut Doc, (part, at): (Part, usize), now: crate::tui::msg::Now) {
    doc.part = part;
    doc.run(Command::Move { motion: Motion::To(at), select: false }, now);
}

/// Keys of a text that mean the line here, not the text below it.
fn is_of_text(action: Action) -> bool {
    let stays = matches!(action, Action::EditUndo | Action::EditRedo);
    action.contexts().contains(&Context::Text) && !stays
}
