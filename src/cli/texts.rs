//! `new` and `edit`: texts from files and fields.

use std::path::Path;

use super::args::texts::{Edit, New};
use super::out::Failure;
use super::{Exit, Front, form, in_editor, show, time};
use crate::desk::edit::Change;
use crate::desk::{Desk, DeskError};
use crate::domain::stage::StageName;
use crate::domain::view::ArticleView;

/// What a body file may hold: the limit of intake.
const LONGEST_FILE: u64 = 16 << 20;

pub fn new(front: &mut Front, args: &New) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let form = args.template.as_ref().map(|name| form::filled(front, &desk, &me, name));
    let form = form.transpose()?;
    let mut changes = form.as_ref().map(|form| form.changes.clone()).unwrap_or_default();
    if let Some(headline) = &args.headline {
        changes.push(Change::new("headline", headline));
    }
    if let Some(file) = &args.body_file {
        changes.push(Change::new("body", front.read_text(file)?));
    }
    let id = desk.new_article(&me, &changes).map_err(|error| front.refuse(error))?;
    if let Some(form) = form {
        form.settle(&mut desk, &id).map_err(|error| front.refuse(error))?;
    }
    let view = desk.article(&id.to_string(), None).map_err(|error| front.refuse(error))?;
    show::print(front, &desk, &view)?;
    front.done(desk)
}

pub fn edit(front: &mut Front, args: &Edit) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let mut base = args.base.as_ref().map(ToString::to_string);
    let mut written = None;
    let changes = if args.is_interactive() {
        desk.may_edit(&me, &args.article).map_err(|error| front.refuse(error))?;
        let label = base.as_deref();
        let view = desk.article(&args.article, label).map_err(|error| front.refuse(error))?;
        // What is changed is what was on the screen, however long that took.
        base = Some(view.revision.label.clone());
        let page = in_editor::write(front, &desk, &view)?;
        written.insert(page).changes.clone()
    } else {
        let mut changes: Vec<Change> =
            args.set.iter().map(|set| Change::new(&set.name, &set.value)).collect();
        if let Some(headline) = &args.headline {
            changes.push(Change::new("headline", headline));
        }
        if let Some(file) = &args.body_file {
            changes.push(Change::new("body", front.read_text(file)?));
        }
        changes
    };
    let before = desk.article(&args.article, None).map_err(|error| front.refuse(error))?;
    let id = desk.edit_article(&me, &args.article, &changes, base.as_deref()).map_err(|error| {
        match &written {
            Some(written) => written.kept(front, front.refuse(error)),
            None => front.refuse(error),
        }
    })?;
    written.iter().for_each(in_editor::Written::tidy);
    let view = desk.article(&id.to_string(), None).map_err(|error| front.refuse(error))?;
    show::print(front, &desk, &view)?;
    warn_of_past(front, &desk, &view, &changes);
    if view.state.name() == StageName::Draft {
        let lost = match before.state.name() {
            StageName::Approved | StageName::Scheduled => Some("edit-voids-approval"),
            StageName::Submitted => Some("edit-leaves-review"),
            _ => None,
        };
        if let Some(key) = lost {
            front.printer.warn(&front.printer.say(key, &[]));
        }
    }
    front.done(desk)
}

/// A moment that has passed is taken, since a late text is late, and told, since it may be a slip.
fn warn_of_past(front: &Front, desk: &Desk, view: &ArticleView, changes: &[Change]) {
    let plan = &view.state.plan;
    let moments =
        [("due", "edit-due-passed", plan.due), ("embargo", "edit-embargo-passed", plan.embargo)];
    let now = desk.clock().now();
    for (field, key, at) in moments {
        let was_set = changes.iter().any(|change| change.field == field);
        if let (true, Some(at), Some(zone)) = (was_set, at.filter(|at| *at <= now), front.zone) {
            let at = time::full(at, zone, front.printer.words());
            front.printer.warn(&front.printer.say(key, &[("at", at.into())]));
        }
    }
}

impl Front {
    /// A text file in any encoding that intake knows; `-` is standard input.
    pub(super) fn read_text(&self, file: &Path) -> Result<String, Failure> {
        let bytes = self.read_file(file, LONGEST_FILE)?;
        crate::intake::text_of(&bytes).map_err(|error| self.refuse(DeskError::Intake(error)))
    }

    /// A whole file, up to a limit; `-` is standard input.
    pub(super) fn read_file(&self, file: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
        use std::io::Read as _;
        let mut bytes = Vec::new();
        let read = if file.as_os_str() == "-" {
            std::io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)
        } else {
            std::fs::File::open(file).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
        };
        read.map_err(|source| self.refuse(DeskError::Read { path: file.to_owned(), source }))?;
        Ok(bytes)
    }
}
