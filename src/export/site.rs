//! A run over a whole site: pages stream in one by one, lists and feeds follow at the end.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::Arc;

use super::lists::{self, Entry};
use super::manifest::{self, Kind, Known};
use super::render::{Keyed, Renderer, SectionView};
use super::write::{Folder, Opened, WriteError, allowed};
use super::{ClearedPage, Listing, Office, PageWords, TemplateError, Templates, Tombstone, feed};
use crate::domain::ids::Digest;
use crate::domain::time::Timestamp;

/// What a run did. `written` and `unchanged` count files of every sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Articles that are out.
    pub pages: usize,
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

/// A run under way. Of each article only what lists need is kept in memory.
pub struct Site<'a> {
    renderer: Renderer<'a>,
    digest: Digest,
    kind: Kind,
    folder: Folder,
    /// Files of the last run that this one has not come to yet.
    old: HashMap<Arc<str>, Known>,
    new: BTreeMap<Arc<str>, Known>,
    manifest: String,
    rows: Vec<Row>,
    report: Report,
}

struct Row {
    path: Arc<str>,
    headline: Box<str>,
    section: Box<str>,
    lead: Arc<str>,
    published: Timestamp,
    updated: Timestamp,
    key: Digest,
}

impl Row {
    fn entry(&self) -> Entry<'_> {
        Entry {
            path: &self.path,
            headline: &self.headline,
            section: &self.section,
            lead: &self.lead,
            published: self.published,
            updated: self.updated,
            key: self.key,
        }
    }
}

impl<'a> Site<'a> {
    /// Begins a run. Every template is tried before the folder is touched.
    pub fn begin(
        out: &Path,
        kind: Kind,
        office: Office<'a>,
        templates: &'a Templates,
        words: &'a PageWords,
    ) -> Result<Self, WriteError> {
        let renderer = Renderer::new(office, templates, words);
        super::rehearsal::rehearse(&renderer)?;
        let digest = renderer.digest();
        let Opened { folder, files, text } = Folder::open(out, kind)?;
        Ok(Self {
            renderer,
            digest,
            kind,
            folder,
            old: files,
            new: BTreeMap::new(),
            manifest: text,
            rows: Vec::new(),
            report: Report::default(),
        })
    }

    /// Takes an article over from the last run, if nothing that its page shows has changed since.
    /// Otherwise `false`: the article must be loaded and given to [`Site::article`].
    pub fn keep(&mut self, listing: &Listing<'_>) -> Result<bool, WriteError> {
        let key = self.key(listing);
        let path = site_path(listing.path)?;
        if !self.still_there(path, key)? {
            return Ok(false);
        }
        self.list(listing, key);
        Ok(true)
    }

    /// Writes the page of an article.
    pub fn article(&mut self, cleared: &ClearedPage<'_>) -> Result<(), WriteError> {
        let page = cleared.page();
        let listing = page.listing();
        let key = self.key(&listing);
        let path = site_path(page.path)?;
        let rendered = self.renderer.article(page)?;
        self.put(path, rendered.html.as_bytes(), key, &rendered.lead)?;
        self.list(&listing, key);
        Ok(())
    }

    /// Writes what stands where a withdrawn article was.
    pub fn tombstone(&mut self, tombstone: &Tombstone<'_>) -> Result<(), WriteError> {
        let html = self.renderer.gone(tombstone)?;
        self.put(site_path(tombstone.path)?, html.as_bytes(), Digest::ZERO, "")
    }

    /// Writes a page that leads from an article's old path to its new one.
    pub fn redirect(&mut self, from: &str, to: &str) -> Result<(), WriteError> {
        let html = self.renderer.moved(from, site_path(to)?)?;
        self.put(site_path(from)?, html.as_bytes(), Digest::ZERO, "")
    }

    /// Writes lists, feeds and style, removes what is no longer wanted, and makes all of it last.
    pub fn finish(mut self) -> Result<Report, WriteError> {
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_by(|a, b| (a.published, &a.path).cmp(&(b.published, &b.path)));
        let entries: Vec<Entry<'_>> = rows.iter().map(Row::entry).collect();
        self.lists("", None, &entries)?;
        for (slug, (section, entries)) in self.sections(&entries) {
            self.lists(&format!("rubrik/{slug}/"), Some(&section), &entries)?;
        }
        let style = self.renderer.templates.style();
        self.put("style.css", style.as_bytes(), Digest::ZERO, "")?;
        let mut unwanted: Vec<Arc<str>> = self.old.keys().cloned().collect();
        unwanted.sort();
        for path in unwanted {
            self.folder.remove(&path)?;
            self.report.removed += 1;
        }
        let text = manifest::write(self.kind, &self.new);
        if self.report.written + self.report.removed > 0 || text != self.manifest {
            self.folder.finish(&text)?;
        }
        self.report.pages = rows.len();
        Ok(self.report)
    }

    /// The articles of each section by the name of its folder; a section of the office has its
    /// page before it has an article.
    fn sections<'e>(
        &self,
        entries: &[Entry<'e>],
    ) -> BTreeMap<String, (SectionView, Vec<Entry<'e>>)> {
        let mut sections = BTreeMap::new();
        for section in &self.renderer.sections {
            sections.insert(section.slug.clone(), (section.clone(), Vec::new()));
        }
        let mut slugs: HashMap<&str, String> = HashMap::new();
        for entry in entries {
            if !slugs.contains_key(entry.section) {
                let Some(section) = self.renderer.section(entry.section) else { continue };
                slugs.insert(entry.section, section.slug.clone());
                sections.entry(section.slug.clone()).or_insert((section, Vec::new()));
            }
            let list = slugs.get(entry.section).and_then(|slug| sections.get_mut(slug));
            if let Some((_, list)) = list {
                list.push(*entry);
            }
        }
        sections
    }

    fn lists(
        &mut self,
        folder: &str,
        section: Option<&SectionView>,
        entries: &[Entry<'_>],
    ) -> Result<(), WriteError> {
        for slot in lists::slots(folder, entries.len()) {
            let part = entries.get(slot.range.clone()).unwrap_or_default();
            let key = lists::key(self.digest, &slot, part);
            self.made(&slot.path, key, |site| lists::render(site, section, &slot, part))?;
        }
        if self.renderer.base.is_some() {
            let path = format!("{folder}rss.xml");
            let newest = feed::newest(entries);
            let key = feed::key(self.digest, &path, newest);
            self.made(&path, key, |site| feed::render(site, section, &path, newest))?;
        }
        Ok(())
    }

    /// Writes a file unless it was made from the same already.
    fn made(
        &mut self,
        path: &str,
        key: Digest,
        render: impl FnOnce(&Renderer<'a>) -> Result<String, TemplateError>,
    ) -> Result<(), WriteError> {
        if self.still_there(path, key)? {
            return Ok(());
        }
        let text = render(&self.renderer)?;
        self.put(path, text.as_bytes(), key, "")
    }

    /// Is the file as the last run made it from the same? Then it is taken over.
    fn still_there(&mut self, path: &str, key: Digest) -> Result<bool, WriteError> {
        let Some(known) = self.old.get(path).filter(|known| known.key == key) else {
            return Ok(false);
        };
        if self.folder.size(path)? != Some(known.size) {
            return Ok(false);
        }
        if let Some((path, known)) = self.old.remove_entry(path) {
            self.new.insert(path, known);
            self.report.unchanged += 1;
        }
        Ok(true)
    }

    /// Writes a file unless it has these bytes already.
    fn put(&mut self, path: &str, bytes: &[u8], key: Digest, lead: &str) -> Result<(), WriteError> {
        if !allowed(path) {
            return Err(WriteError::Path(path.to_owned()));
        }
        if self.new.contains_key(path) {
            return Err(WriteError::Twice(path.to_owned()));
        }
        let known = Known {
            digest: Digest::of(bytes),
            key,
            size: bytes.len() as u64,
            lead: Arc::from(lead),
        };
        let same = self.old.get(path).is_some_and(|old| old.digest == known.digest);
        if same && self.folder.size(path)? == Some(known.size) {
            self.report.unchanged += 1;
        } else {
            self.folder.write(path, bytes)?;
            self.report.written += 1;
        }
        let name = self.old.remove_entry(path).map_or_else(|| Arc::from(path), |(name, _)| name);
        self.new.insert(name, known);
        Ok(())
    }

    fn list(&mut self, listing: &Listing<'_>, key: Digest) {
        let path = listing.path.trim_start_matches('/');
        let Some((path, known)) = self.new.get_key_value(path) else { return };
        self.rows.push(Row {
            path: path.clone(),
            headline: listing.headline.into(),
            section: listing.section.trim().into(),
            lead: known.lead.clone(),
            published: listing.published,
            updated: listing.updated,
            key,
        });
    }

    /// Of everything that the page of an article shows, and of everything that all pages share.
    fn key(&self, listing: &Listing<'_>) -> Digest {
        let mut key = Keyed::new(b"article");
        key.part(&self.digest.0);
        key.part(&listing.digest.0);
        for text in [listing.path, listing.headline, listing.section, listing.approval_key] {
            key.part(text.as_bytes());
        }
        key.part(&listing.published.ms().to_le_bytes());
        key.part(&listing.updated.ms().to_le_bytes());
        key.part(&[u8::from(listing.single_eye)]);
        for correction in listing.corrections {
            key.part(&correction.at.ms().to_le_bytes());
            key.part(correction.reason.as_bytes());
        }
        key.end()
    }
}

/// A path of the ledger as a path below the folder.
fn site_path(path: &str) -> Result<&str, WriteError> {
    let below = path.strip_prefix('/').unwrap_or(path);
    if allowed(below) { Ok(below) } else { Err(WriteError::Path(path.to_owned())) }
}
