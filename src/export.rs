//! Cleared texts become a site: pages, lists and feeds in a folder.
//!
//! `render` is pure: the same values give the same bytes, whatever the clock, the machine's zone
//! or its language. [`site::Site`] streams the pages into a folder and remembers there what it
//! wrote, so that a run touches nothing but what changed.

mod article;
mod feed;
mod jsonld;
pub mod lead;
mod lists;
mod manifest;
mod moment;
mod rehearsal;
pub mod render;
pub mod site;
pub mod templates;
pub mod words;
mod write;

use crate::domain::ids::Digest;
use crate::domain::manuscript::Manuscript;
use crate::domain::seal::clear::Cleared;
use crate::domain::time::Timestamp;
use crate::domain::zone::Zone;

pub use manifest::{Kind, Mark};
pub use site::{Report, Site};
pub use templates::{TemplateError, Templates};
pub use words::PageWords;
pub use write::{WriteError, may_hold_a_site};

/// What pages say of the office. A change of it is a change of every page.
#[derive(Debug, Clone, Copy)]
pub struct Office<'a> {
    pub name: &'a str,
    pub place: &'a str,
    pub zone: Zone,
    /// The site's address. Without it links are relative all the same, but there is no canonical
    /// address, no feed and no link to share.
    pub site_url: Option<&'a str>,
    pub language: &'a str,
    pub single_eye: bool,
    pub sections: &'a [String],
}

/// A correction of a published text, with its reason for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub at: Timestamp,
    pub reason: String,
}

/// An article as its page shows it.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    pub manuscript: &'a Manuscript,
    /// Below the site's address: `/2025/10/rapat-3m9q2x.html`.
    pub path: &'a str,
    pub published: Timestamp,
    pub updated: Timestamp,
    pub corrections: &'a [Correction],
    /// Approved by its own author.
    pub single_eye: bool,
    /// The digest of the content that was approved.
    pub digest: Digest,
    /// The fingerprint of the key that approved it.
    pub approval_key: &'a str,
}

/// What can be known of an article without opening its content: enough to see that its page is
/// already there.
#[derive(Debug, Clone, Copy)]
pub struct Listing<'a> {
    pub headline: &'a str,
    pub section: &'a str,
    pub path: &'a str,
    pub published: Timestamp,
    pub updated: Timestamp,
    pub corrections: &'a [Correction],
    pub single_eye: bool,
    pub digest: Digest,
    pub approval_key: &'a str,
}

impl<'a> Page<'a> {
    pub fn listing(&self) -> Listing<'a> {
        Listing {
            headline: &self.manuscript.headline,
            section: &self.manuscript.section,
            path: self.path,
            published: self.published,
            updated: self.updated,
            corrections: self.corrections,
            single_eye: self.single_eye,
            digest: self.digest,
            approval_key: self.approval_key,
        }
    }
}

/// A page that may leave the house: the only form in which [`Site`] takes one.
#[derive(Debug, Clone, Copy)]
pub struct ClearedPage<'a>(Page<'a>);

impl<'a> ClearedPage<'a> {
    /// The page of a text that was cleared, and of nothing else: what was verified is what is
    /// rendered.
    pub fn new(cleared: &'a Cleared, corrections: &'a [Correction], approval_key: &'a str) -> Self {
        Self(Page {
            manuscript: cleared.manuscript(),
            path: cleared.path(),
            published: cleared.first(),
            updated: cleared.since(),
            corrections,
            single_eye: cleared.single_eye(),
            digest: cleared.content(),
            approval_key,
        })
    }

    pub fn page(&self) -> &Page<'a> {
        &self.0
    }
}

/// What stands where a withdrawn article was. Its headline is gone with it: the words themselves
/// may be the reason.
#[derive(Debug, Clone, Copy)]
pub struct Tombstone<'a> {
    pub path: &'a str,
    pub at: Timestamp,
    pub reason: &'a str,
}
