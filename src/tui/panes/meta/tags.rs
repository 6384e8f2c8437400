//! Tags as they are typed: those that the desk knows are offered for the one that is begun.

use super::fields::{FIELDS, Kind};
use super::{Meta, Open};
use crate::tui::app::App;
use crate::tui::input::{Code, KeyPress};
use crate::tui::msg::Request;
use crate::tui::small;

/// Tags that are offered at once.
const OFFERED: usize = 5;

/// What is typed before the last comma, and the tag that is begun after it.
fn parts(typed: &str) -> (&str, &str) {
    typed.rsplit_once(',').map_or(("", typed), |(done, begun)| (done, begun))
}

/// The known tags that the one that is begun may become, those that begin like it first.
pub(super) fn offered<'a>(app: &'a App, open: &Open) -> Vec<&'a str> {
    let is_tags = FIELDS.get(open.field).is_some_and(|field| field.kind == Kind::Tags);
    if !is_tags {
        return Vec::new();
    }
    let typed = small::text(&open.area).to_lowercase();
    let (done, begun) = parts(&typed);
    let begun = begun.trim();
    let has = |tag: &str| done.split(',').any(|own| own.trim() == tag);
    let fits = |tag: &&&String| {
        let tag = tag.to_lowercase();
        tag.contains(begun) && tag != begun && !has(&tag)
    };
    let mut found: Vec<&String> = app.tags.iter().filter(|tag| fits(&tag)).collect();
    found.sort_by_key(|tag| !tag.to_lowercase().starts_with(begun));
    found.into_iter().take(OFFERED).map(String::as_str).collect()
}

impl Meta {
    /// The tags field was opened: what does the desk know?
    pub(super) fn ask_for_tags(&self, app: &mut App) {
        let field = self.open.as_ref().and_then(|open| FIELDS.get(open.field));
        if field.is_some_and(|field| field.kind == Kind::Tags) {
            app.ask(Request::Tags);
        }
    }

    /// A key that goes through the offered tags, or takes one; `false` if it is for the field.
    pub(super) fn tag_key(&mut self, app: &mut App, press: KeyPress) -> bool {
        let Some(open) = &mut self.open else { return false };
        let offered = offered(app, open);
        let last = offered.len().checked_sub(1);
        let chosen = open.offer.filter(|at| *at < offered.len());
        open.offer = match (press.code, chosen, last) {
            (Code::Down, None, Some(_)) => Some(0),
            (Code::Down, Some(at), Some(last)) => Some((at + 1).min(last)),
            (Code::Up, Some(at), _) => at.checked_sub(1),
            (Code::Enter, Some(at), _) => {
                let tag = offered.get(at).copied().unwrap_or_default();
                let typed = small::text(&open.area);
                let (done, _begun) = parts(&typed);
                let done = done.trim();
                let before = if done.is_empty() { "" } else { ", " };
                small::set(&mut open.area, &format!("{done}{before}{tag}, "));
                None
            }
            _ => {
                open.offer = None;
                return false;
            }
        };
        if press.code == Code::Enter {
            self.typed(app);
        }
        self.reveal = true;
        true
    }
}
