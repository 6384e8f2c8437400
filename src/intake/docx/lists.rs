//! What a document keeps beside its text: styles, numbering, the addresses of its links.

use std::collections::HashMap;
use std::rc::Rc;

use super::xml::{Parts, Piece, attribute};
use crate::intake::error::IntakeError;
use crate::intake::runs;

/// A paragraph's place in a list: the list and the depth.
pub(super) type ListPlace = (String, usize);

#[derive(Debug, Default, Clone)]
pub(super) struct Style {
    pub(super) heading: Option<u8>,
    pub(super) list: Option<ListPlace>,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
}

impl Styles {
    pub(super) fn read(text: &str) -> Result<Self, IntakeError> {
        let mut parts = Parts::new("word/styles.xml", text);
        let mut styles = HashMap::new();
        let (mut id, mut style) = (String::new(), Style::default());
        while let Some(piece) = parts.next()? {
            match piece {
                Piece::Start(tag) | Piece::Empty(tag) => match tag.local_name().as_ref() {
                    "style" => {
                        id = attribute(&tag, "styleId").unwrap_or_default();
                        style = Style { heading: heading(&id), list: None };
                    }
                    "name" => {
                        let named = attribute(&tag, "val").and_then(|name| heading(&name));
                        style.heading = style.heading.or(named);
                    }
                    "numId" => {
                        let depth = style.list.take().map_or(0, |(_, depth)| depth);
                        style.list = attribute(&tag, "val").map(|list| (list, depth));
                    }
                    "ilvl" => {
                        let depth = attribute(&tag, "val").and_then(|level| level.parse().ok());
                        style.list = Some((String::new(), depth.unwrap_or_default()));
                    }
                    _ => {}
                },
                Piece::End(name) if name == "style" => {
                    styles.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                }
                _ => {}
            }
        }
        Ok(Self { styles })
    }

    pub(super) fn get(&self, id: &str) -> Style {
        let known = self.styles.get(id).cloned();
        known.unwrap_or_else(|| Style { heading: heading(id), list: None })
    }
}

/// The level of a heading by the name of its style, in the languages of the desk.
fn heading(name: &str) -> Option<u8> {
    let name: String = name.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    if matches!(name.as_str(), "title" | "judul") {
        return Some(1);
    }
    let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("judul"))?;
    level.parse().ok().filter(|level| (1..=9).contains(level))
}

#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Ordered or not, by abstract list and level.
    levels: HashMap<(String, usize), bool>,
    lists: HashMap<String, String>,
}

impl Numbering {
    pub(super) fn read(text: &str) -> Result<Self, IntakeError> {
        let mut parts = Parts::new("word/numbering.xml", text);
        let mut numbering = Self::default();
        let (mut kind, mut level, mut list) = (String::new(), 0, String::new());
        while let Some(piece) = parts.next()? {
            let (Piece::Start(tag) | Piece::Empty(tag)) = piece else { continue };
            let val = || attribute(&tag, "val").unwrap_or_default();
            match tag.local_name().as_ref() {
                "abstractNum" => kind = attribute(&tag, "abstractNumId").unwrap_or_default(),
                "lvl" => {
                    let said = attribute(&tag, "ilvl").and_then(|level| level.parse().ok());
                    level = said.unwrap_or_default();
                }
                "numFmt" => {
                    let ordered = !matches!(val().as_str(), "bullet" | "none");
                    numbering.levels.insert((kind.clone(), level), ordered);
                }
                "num" => list = attribute(&tag, "numId").unwrap_or_default(),
                "abstractNumId" => {
                    numbering.lists.insert(list.clone(), val());
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// Is the list numbered at that depth? A list that nobody defined has bullets.
    pub(super) fn is_ordered(&self, (list, depth): &ListPlace) -> bool {
        let kind = self.lists.get(list).cloned().unwrap_or_default();
        self.levels.get(&(kind, *depth)).copied().unwrap_or(false)
    }
}

/// The addresses of links by their ids: those that may stand on a page, and the others.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub(super) good: HashMap<String, Rc<str>>,
    pub(super) bad: HashMap<String, String>,
}

pub(super) fn links(text: &str) -> Result<Links, IntakeError> {
    let mut parts = Parts::new("word/_rels/document.xml.rels", text);
    let mut links = Links::default();
    while let Some(piece) = parts.next()? {
        let (Piece::Start(tag) | Piece::Empty(tag)) = piece else { continue };
        let kind = attribute(&tag, "Type").unwrap_or_default();
        if !kind.ends_with("/hyperlink") {
            continue;
        }
        let id = attribute(&tag, "Id").unwrap_or_default();
        let target = attribute(&tag, "Target").unwrap_or_default();
        match runs::address(&target) {
            Some(address) => {
                links.good.insert(id, address.into());
            }
            None => {
                links.bad.insert(id, target);
            }
        }
    }
    Ok(links)
}
