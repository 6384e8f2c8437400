//! `edit` without options: the text goes to the person's own editor and comes back.
//!
//! The editor is started by its words, never through a shell, on a private file in a private
//! folder. A non-zero exit discards what was written there.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::Front;
use super::out::{Failure, Kind};
use crate::desk::edit::Change;
use crate::desk::{Desk, DeskError};
use crate::domain::view::ArticleView;
use crate::paths::private;
use crate::tui::run::external::{self, Missing};

/// Between the fields and the body.
const RULE: &str = "+++";

/// What was written there. The page stays until it is saved: it may be an hour's work.
pub struct Written {
    pub changes: Vec<Change>,
    page: PathBuf,
}

impl Written {
    pub fn place(&self) -> &Path {
        &self.page
    }

    /// The changes are saved, or were none.
    pub fn tidy(&self) {
        let _tidy = private::remove_private(&self.page);
    }

    /// They were not: says where they are.
    pub fn kept(&self, front: &Front, mut failure: Failure) -> Failure {
        let place = self.page.to_string_lossy();
        front.printer.note(&front.printer.say("editor-kept", &[("place", place.as_ref().into())]));
        if let Some(details) = failure.details.as_object_mut() {
            details.insert("path".to_owned(), place.as_ref().into());
        }
        failure
    }
}

pub fn write(front: &Front, desk: &Desk, view: &ArticleView) -> Result<Written, Failure> {
    let words = front.printer.words();
    let before = values(view);
    let folder = desk.state_dir().join("edit");
    let text = page(&before, &view.manuscript.body);
    let path = external::page(&folder, &view.row.short, desk.clock(), &text)
        .map_err(|error| front.refuse(error.into()))?;
    let status = editor(front)?.arg(&path).status().map_err(|source| {
        front.refuse(DeskError::Read { path: PathBuf::from("$EDITOR"), source })
    })?;
    if !status.success() {
        let _tidy = private::remove_private(&path);
        return Err(Failure::keyed(Kind::Invalid, "editor-discarded", words, &[])
            .details(json!({ "status": status.code() })));
    }
    let text = front.read_text(&path)?;
    let found = read(&text, &before).ok_or_else(|| {
        let place = path.to_string_lossy();
        Failure::keyed(Kind::Invalid, "editor-page", words, &[("place", place.as_ref().into())])
            .details(json!({ "path": place }))
    })?;
    let mut changes: Vec<Change> = found
        .0
        .into_iter()
        .filter(|(field, value)| before.iter().any(|(name, old)| name == field && old != value))
        .map(|(field, value)| Change::new(field, value))
        .collect();
    if found.1 != view.manuscript.body {
        changes.push(Change::new("body", found.1));
    }
    Ok(Written { changes, page: path })
}

/// A field and what stands in it.
type Value = (&'static str, String);

/// The fields that a person may change there beside the body, in the order of the page.
fn values(view: &ArticleView) -> Vec<Value> {
    let slug = view.state.plan.slug.clone().unwrap_or_default();
    let text = view.manuscript.fields().into_iter().filter(|(field, _)| *field != "body");
    text.chain([("slug", slug)]).collect()
}

/// One field a line, then the body: nothing to quote, nothing to get wrong.
fn page(fields: &[Value], body: &str) -> String {
    let mut page = format!("{RULE}\n");
    for (field, value) in fields {
        page.extend([*field, ": ", &value.replace('\n', " "), "\n"]);
    }
    page.extend([RULE, "\n", body, "\n"]);
    page
}

type Page = (Vec<(String, String)>, String);

fn read(text: &str, known: &[Value]) -> Option<Page> {
    let text = text.replace("\r\n", "\n");
    let rest = text.trim_start_matches('\u{feff}').strip_prefix("+++\n")?;
    let (head, body) = rest.split_once("\n+++\n").or_else(|| rest.split_once("\n+++"))?;
    let mut fields = Vec::new();
    for line in head.lines().filter(|line| !line.trim().is_empty()) {
        let (field, value) = line.split_once(':')?;
        let field = field.trim();
        known.iter().any(|(name, _)| *name == field).then_some(())?;
        fields.push((field.to_owned(), value.trim().to_owned()));
    }
    Some((fields, body.trim_matches('\n').to_owned()))
}

/// The editor's program and its first arguments.
fn editor(front: &Front) -> Result<Command, Failure> {
    let words = front.printer.words();
    external::program().map_err(|missing| match missing {
        Missing::Unnamed => Failure::keyed(Kind::Usage, "editor-missing", words, &[]),
        Missing::NotFound(name) => {
            let name = [("name", name.into())];
            Failure::keyed(Kind::Usage, "editor-not-found", words, &name)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_comes_back_as_it_went() {
        let fields = vec![("headline", "Rapat: pleno".to_owned()), ("place", String::new())];
        let (back, body) = read(&page(&fields, "Satu.\n\nDua."), &fields).unwrap();
        assert_eq!(
            back,
            [
                ("headline".to_owned(), "Rapat: pleno".to_owned()),
                ("place".to_owned(), String::new()),
            ]
        );
        assert_eq!(body, "Satu.\n\nDua.");
    }

    #[test]
    fn what_is_no_page_is_not_guessed_at() {
        for text in ["", "Hanya isi.", "+++\nheadline: a\n", "+++\nwarna: merah\n+++\nisi"] {
            assert_eq!(read(text, &[("headline", String::new())]), None, "{text:?}");
        }
    }
}
