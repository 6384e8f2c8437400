//! Forms: kinds of release, each a Markdown file with a TOML head. The desk's own come before
//! those that are part of the program.

use serde::Deserialize;

use super::Front;
use super::out::{Failure, Kind};
use crate::cli::time;
use crate::desk::edit::Change;
use crate::desk::error::Thing;
use crate::desk::{Desk, DeskError};

/// The forms that come with the program.
const SHIPPED: [(&str, &str); 5] = [
    ("rakor", include_str!("../../assets/forms/rakor.md")),
    ("pleno", include_str!("../../assets/forms/pleno.md")),
    ("sosialisasi", include_str!("../../assets/forms/sosialisasi.md")),
    ("pengumuman", include_str!("../../assets/forms/pengumuman.md")),
    ("ralat", include_str!("../../assets/forms/ralat.md")),
];

/// A form is a page, not a book.
const LONGEST: u64 = 1 << 20;

/// What stands between the lines of `+++`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Head {
    headline: String,
    section: String,
    tags: Vec<String>,
}

/// The fields that a form fills.
pub fn changes(front: &Front, desk: &Desk, name: &str) -> Result<Vec<Change>, Failure> {
    let not_found =
        || front.refuse(DeskError::NotFound { thing: Thing::Form, name: name.to_owned() });
    // A name, never a path: it becomes part of one.
    if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        return Err(not_found());
    }
    let own = desk.dir().join("forms").join(format!("{name}.md"));
    let text = if own.is_file() {
        let bytes = front.read_file(&own, LONGEST)?;
        String::from_utf8_lossy(&bytes).into_owned()
    } else {
        let shipped = SHIPPED.iter().find(|(shipped, _)| *shipped == name);
        shipped.ok_or_else(not_found)?.1.to_owned()
    };
    let bad = |line: usize| {
        let place = own.to_string_lossy();
        let values =
            [("name", name.into()), ("place", place.as_ref().into()), ("line", line.into())];
        Failure::keyed(Kind::Template, "form-broken", front.printer.words(), &values)
            .details(serde_json::json!({ "form": name, "line": line }))
    };
    let (head, body) = split(&text).ok_or_else(|| bad(1))?;
    let head: Head = toml::from_str(head).map_err(|error| {
        let before = error.span().and_then(|span| head.get(..span.start)).unwrap_or_default();
        bad(before.matches('\n').count() + 2)
    })?;
    let house = desk.house().map_err(|error| front.refuse(error))?;
    let today = house.day(desk.clock().now());
    let date = time::date(today, front.printer.words());
    let fill = |text: &str| {
        text.replace("{office}", &house.name)
            .replace("{place}", &house.place)
            .replace("{date}", &date)
    };
    let mut changes = vec![Change::new("body", fill(body.trim()))];
    for (field, value) in [
        ("headline", fill(&head.headline)),
        ("section", head.section),
        ("tags", head.tags.join(", ")),
    ] {
        if !value.is_empty() {
            changes.push(Change::new(field, value));
        }
    }
    Ok(changes)
}

/// The names of all forms with their titles: the desk's own first.
pub fn names(desk: &Desk) -> Vec<(String, String)> {
    let title = |text: &str| {
        let head = split(text).and_then(|(head, _)| toml::from_str::<Head>(head).ok());
        head.map(|head| head.headline).unwrap_or_default()
    };
    let mut names: Vec<(String, String)> = Vec::new();
    let own = std::fs::read_dir(desk.dir().join("forms")).into_iter().flatten().flatten();
    for file in own.map(|file| file.path()) {
        let is_form = file.extension().is_some_and(|end| end == "md");
        if let (true, Some(name)) = (is_form, file.file_stem()) {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            names.push((name.to_string_lossy().into_owned(), title(&text)));
        }
    }
    names.sort();
    for (name, text) in SHIPPED {
        if !names.iter().any(|(known, _)| known == name) {
            names.push((name.to_owned(), title(text)));
        }
    }
    names
}

fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.trim_start_matches('\u{feff}').strip_prefix("+++\n")?;
    rest.split_once("\n+++\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_form_can_be_read() {
        for (name, text) in SHIPPED {
            let (head, body) = split(text).unwrap_or_else(|| panic!("{name} has no head"));
            let head: Head = toml::from_str(head).unwrap();
            assert!(!head.headline.is_empty() && !body.trim().is_empty(), "{name}");
        }
    }
}
