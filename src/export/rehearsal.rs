//! Every template is filled in once before anything is written, with much and with nothing: a
//! wrong name in the office's own template is found while the old site still stands.

use chrono::NaiveDate;

use super::lists::{self, Entry};
use super::render::Renderer;
use super::{Correction, Page, TemplateError, Tombstone, feed};
use crate::domain::ids::Digest;
use crate::domain::manuscript::Manuscript;
use crate::domain::time::Timestamp;

const PATH: &str = "2000/01/a-000000.html";

pub(super) fn rehearse(site: &Renderer<'_>) -> Result<(), TemplateError> {
    let (early, late) = (Timestamp::from_ms(0), Timestamp::from_ms(1));
    let corrections = [Correction { at: late, reason: "a".to_owned() }];
    let (full, bare) = (full(), Manuscript::default());
    for (manuscript, updated, corrections) in [(&full, late, &corrections[..]), (&bare, early, &[])]
    {
        site.page(&Page {
            manuscript,
            path: PATH,
            published: early,
            updated,
            corrections,
            single_eye: !corrections.is_empty(),
            digest: Digest::ZERO,
            approval_key: &manuscript.headline,
        })?;
    }
    let entry = Entry {
        path: PATH,
        headline: "a",
        section: "a",
        lead: "a",
        published: early,
        updated: late,
        key: "",
    };
    let empty = Entry { section: "", lead: "", ..entry };
    let (entries, section) = ([entry, empty].repeat(30), site.section("a"));
    for slot in lists::slots("", entries.len()).iter().chain(&lists::slots("", 0)) {
        let part = entries.get(slot.range.clone()).unwrap_or_default();
        lists::render(site, None, slot, part)?;
        lists::render(site, section.as_ref(), slot, part)?;
    }
    feed::render(site, None, "rss.xml", &entries)?;
    feed::render(site, section.as_ref(), "rss.xml", &[])?;
    site.gone(&Tombstone { path: PATH, at: early, reason: "a" })?;
    site.moved(PATH, PATH).map(drop)
}

fn full() -> Manuscript {
    let word = || "a".to_owned();
    Manuscript {
        headline: word(),
        summary: word(),
        section: word(),
        tags: vec![word()],
        place: word(),
        date: Some(NaiveDate::default()),
        event_from: Some(NaiveDate::default()),
        byline: word(),
        credit: word(),
        language: "su".to_owned(),
        body: word(),
        ..Manuscript::default()
    }
}
