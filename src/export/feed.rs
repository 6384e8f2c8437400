//! RSS 2.0 of the newest articles.

use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::TemplateError;
use super::lists::{Entry, PER_PAGE};
use super::moment::rfc2822;
use super::render::{Keyed, Renderer, SectionView};
use crate::domain::ids::Digest;
use crate::text::markdown;

#[derive(Serialize)]
struct View<'a> {
    title: String,
    link: String,
    address: String,
    description: String,
    built: Option<String>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    title: &'a str,
    address: String,
    published: String,
    section: &'a str,
    description: String,
}

/// The newest of articles that are sorted oldest first.
pub(super) fn newest<T>(entries: &[T]) -> &[T] {
    entries.get(entries.len().saturating_sub(PER_PAGE)..).unwrap_or_default()
}

/// What a feed depends on, without rendering it.
pub(super) fn key(site: Digest, path: &str, newest: &[Entry<'_>]) -> Digest {
    let mut key = Keyed::new(b"feed");
    key.part(&site.0);
    key.part(path.as_bytes());
    for entry in newest {
        key.part(entry.key.as_bytes());
    }
    key.end()
}

/// The feed at `path`. Its date is that of its newest change: no clock is read.
pub(super) fn render(
    site: &Renderer<'_>,
    section: Option<&SectionView>,
    path: &str,
    newest: &[Entry<'_>],
) -> Result<String, TemplateError> {
    let name = site.office.name;
    let title = section.map_or_else(|| name.to_owned(), |s| format!("{} – {name}", s.name));
    let home = path.replace("rss.xml", "index.html");
    let zone = site.office.zone;
    let address = |path: &str| site.address(path).unwrap_or_default();
    let items = newest.iter().rev().map(|entry| Item {
        title: entry.headline,
        address: address(entry.path),
        published: rfc2822(entry.published, zone),
        section: entry.section,
        description: as_html(entry.lead),
    });
    let view = View {
        description: format!("{} – {title}", site.words.get("page_latest")),
        title,
        link: address(&home),
        address: address(path),
        built: newest.iter().map(|entry| entry.updated).max().map(|at| rfc2822(at, zone)),
        items: items.collect(),
    };
    let values = minijinja::context! {
        site => site.values.clone(),
        feed => Value::from(Serde(&view)),
    };
    site.templates.render("rss.xml", values)
}

/// A description is HTML to its readers: words are escaped for HTML here and for XML by the
/// template.
fn as_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    markdown::escape(text, &mut out);
    out
}
