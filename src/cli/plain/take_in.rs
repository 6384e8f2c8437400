//! New texts: from a file, from lines that are pasted, from a form, or from nothing.

use std::path::PathBuf;

use super::menu::{Pick, Place};
use super::voice::quoted;
use super::{Talk, Talked};
use crate::cli::{form, import};
use crate::desk::edit::Change;
use crate::desk::import::{File, Imported};
use crate::domain::ids::ArticleId;
use crate::intake::MAX_PACKED;

impl Talk<'_> {
    pub(super) fn import(&mut self, said: &str) -> Talked<()> {
        let path =
            if said.is_empty() { self.ask("plain-path", &[])? } else { Some(said.to_owned()) };
        let Some(path) = path else { return Ok(()) };
        // Standard input is this conversation.
        if path == "-" {
            return self.paste();
        }
        let file = at_home(&path);
        if file.is_dir() {
            self.tell("plain-is-folder", &[("path", quoted(&path).into())]);
            return Ok(());
        }
        match self.front.read_file(&file, MAX_PACKED as u64) {
            Ok(bytes) => self.take_in(&path, &bytes),
            Err(failure) => {
                self.fail(&failure);
                Ok(())
            }
        }
    }

    /// Lines up to a full stop alone. If the input ends before it, they are a draft all the same.
    pub(super) fn paste(&mut self) -> Talked<()> {
        let (lines, ended) = self.ask_lines(MAX_PACKED);
        // Blank lines at the end do not make another text of it.
        let text = lines.trim_ascii_end();
        let name = self.word("pasted-source", &[]);
        let is_empty = text.is_empty();
        match ended {
            Ok(()) if is_empty => {
                self.tell("plain-no-lines", &[]);
                Ok(())
            }
            Ok(()) => self.take_in(&name, text),
            Err(leave) => {
                if !is_empty && self.bring_in(&name, text, false).is_some() {
                    self.tell("plain-pasted-kept", &[]);
                }
                Err(leave)
            }
        }
    }

    fn take_in(&mut self, name: &str, bytes: &[u8]) -> Talked<()> {
        let Some(mut imported) = self.bring_in(name, bytes, false) else { return Ok(()) };
        if imported.duplicate && self.yes("plain-again", &[])? {
            match self.bring_in(name, bytes, true) {
                Some(again) => imported = again,
                None => return Ok(()),
            }
        }
        self.article(imported.id)
    }

    /// Makes a draft of a file, and says what was moved or left out.
    fn bring_in(&mut self, name: &str, bytes: &[u8], again: bool) -> Option<Imported> {
        let file = File { name, bytes, format: None, section: None, again };
        let imported = self.desk.import(&self.me, &[file]);
        let imported = self.got(imported)?.into_iter().next()?;
        let imported = self.got(imported)?;
        for (_, note) in import::told(&imported, self.words()) {
            self.line(&note);
        }
        Some(imported)
    }

    pub(super) fn new_article(&mut self) -> Talked<()> {
        let forms = form::names(&self.desk, self.words());
        let mut page = vec![self.word("plain-forms", &[])];
        page.push(format!("1. {}", self.word("plain-no-form", &[])));
        for (at, (name, title)) in forms.iter().enumerate() {
            page.push(format!("{}. {name}: {}", at + 2, quoted(title)));
        }
        let place =
            Place { rows: forms.len() + 1, first: forms.len() + 2, ..Place::of(&page, &[]) };
        self.arrive(&place);
        let Pick::Row(chosen) = self.choose(&place)? else { return Ok(()) };
        let form = chosen.checked_sub(1).and_then(|at| forms.get(at));
        let filled = form.map(|(name, _)| form::filled(self.front, &self.desk, &self.me, name));
        let filled = match filled.transpose() {
            Ok(filled) => filled,
            Err(failure) => {
                self.fail(&failure);
                return Ok(());
            }
        };
        let mut changes = filled.as_ref().map(|form| form.changes.clone()).unwrap_or_default();
        if let Some(headline) = self.ask("plain-headline", &[])? {
            changes.retain(|change| change.field != "headline");
            changes.push(Change::new("headline", headline));
        }
        let made = self.desk.new_article(&self.me, &changes);
        match self.got(made) {
            Some(id) => {
                let settled = filled.map(|form| form.settle(&mut self.desk, &id)).transpose();
                self.got(settled);
                self.made(id)
            }
            None => Ok(()),
        }
    }

    fn made(&mut self, id: ArticleId) -> Talked<()> {
        self.tell("plain-made", &[]);
        self.article(id)
    }
}

/// A path as it is typed: here no shell knows what `~` is.
fn at_home(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(path),
    }
}
