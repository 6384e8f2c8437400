//! Lists of articles in pages of twenty, counted from the oldest.
//!
//! A page of the archive, once full, keeps its articles: one article more touches the newest list
//! and, each twentieth time, one new page and its neighbour. A count from the newest would move
//! every article of every page.

use std::ops::Range;

use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::TemplateError;
use super::moment::Moment;
use super::render::{Keyed, Renderer, SectionView, root};
use crate::domain::ids::Digest;
use crate::domain::time::Timestamp;

/// Articles on a page of the archive. The newest list has up to twice as many, less one.
pub(super) const PER_PAGE: usize = 20;

/// An article as lists and feeds show it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    /// Without the slash before it.
    pub(super) path: &'a str,
    pub(super) headline: &'a str,
    pub(super) section: &'a str,
    pub(super) lead: &'a str,
    pub(super) published: Timestamp,
    pub(super) updated: Timestamp,
    /// The digest of all that the article's page shows, in hexadecimal digits.
    pub(super) key: &'a str,
}

/// One list page: which articles of the whole, oldest first, and where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) path: String,
    pub(super) range: Range<usize>,
    /// Of a page of the archive; the newest list has none.
    pub(super) number: Option<usize>,
    newer: Option<String>,
    older: Option<String>,
}

/// The list pages for so many articles, below `folder` (empty, or ending in a slash).
pub(super) fn slots(folder: &str, articles: usize) -> Vec<Slot> {
    // The last full page goes with the rest, or the newest list could hold one article.
    let archived = (articles / PER_PAGE).saturating_sub(1);
    let newest = format!("{folder}index.html");
    let place = |number: usize| match number {
        0 => None,
        n if n <= archived => Some(format!("{folder}halaman/{n}.html")),
        _ => Some(newest.clone()),
    };
    let archive = (1..=archived).map(|number| Slot {
        path: format!("{folder}halaman/{number}.html"),
        range: (number - 1) * PER_PAGE..number * PER_PAGE,
        number: Some(number),
        newer: place(number + 1),
        older: place(number - 1),
    });
    let first = Slot {
        path: newest.clone(),
        range: archived * PER_PAGE..articles,
        number: None,
        newer: None,
        older: place(archived),
    };
    archive.chain([first]).collect()
}

#[derive(Serialize)]
struct View<'a> {
    root: &'static str,
    section: Option<&'a SectionView>,
    number: Option<usize>,
    address: Option<String>,
    feed: String,
    newer: Option<&'a str>,
    older: Option<&'a str>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    path: &'a str,
    headline: &'a str,
    lead: &'a str,
    section: &'a str,
    published: Moment,
}

/// What a list page depends on, without rendering it.
pub(super) fn key(site: Digest, slot: &Slot, entries: &[Entry<'_>]) -> Digest {
    let mut key = Keyed::new(b"list");
    key.part(&site.0);
    for text in [Some(&slot.path), slot.newer.as_ref(), slot.older.as_ref()] {
        key.part(text.map_or(b"", |text| text.as_bytes()));
    }
    for entry in entries {
        key.part(entry.key.as_bytes());
    }
    key.end()
}

/// A list page; `entries` are its own, oldest first, and are shown newest first.
pub(super) fn render(
    site: &Renderer<'_>,
    section: Option<&SectionView>,
    slot: &Slot,
    entries: &[Entry<'_>],
) -> Result<String, TemplateError> {
    let items = entries.iter().rev().map(|entry| Item {
        path: entry.path,
        headline: entry.headline,
        lead: entry.lead,
        section: entry.section,
        published: Moment::new(entry.published, site.office.zone, site.office.language),
    });
    let view = View {
        root: root(&slot.path),
        section,
        number: slot.number,
        address: site.address(&slot.path),
        feed: section
            .map_or_else(|| "rss.xml".to_owned(), |s| format!("rubrik/{}/rss.xml", s.slug)),
        newer: slot.newer.as_deref(),
        older: slot.older.as_deref(),
        items: items.collect(),
    };
    let values = minijinja::context! {
        site => site.values.clone(),
        page => Value::from(Serde(&view)),
    };
    site.templates.render("list.html", values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(articles: usize, want: &[(&str, Range<usize>)]) {
        let slots = slots("", articles);
        let got: Vec<_> = slots.iter().map(|s| (s.path.as_str(), s.range.clone())).collect();
        assert_eq!(got, want);
    }

    #[test]
    fn the_newest_list_is_never_short() {
        check(0, &[("index.html", 0..0)]);
        check(39, &[("index.html", 0..39)]);
        check(40, &[("halaman/1.html", 0..20), ("index.html", 20..40)]);
        check(59, &[("halaman/1.html", 0..20), ("index.html", 20..59)]);
    }

    #[test]
    fn one_article_more_changes_at_most_three_lists() {
        for articles in 0..200 {
            let (before, after) = (slots("", articles), slots("", articles + 1));
            let changed = after.iter().filter(|slot| !before.contains(slot)).count();
            assert!(changed <= 3, "{articles}: {changed}");
        }
    }

    #[test]
    fn neighbours_lead_to_each_other() {
        let slots = slots("rubrik/umum/", 85);
        for pair in slots.windows(2) {
            assert_eq!(pair[0].newer.as_ref(), Some(&pair[1].path));
            assert_eq!(pair[1].older.as_ref(), Some(&pair[0].path));
        }
        assert_eq!((&slots[0].older, &slots[3].newer), (&None, &None));
    }
}
