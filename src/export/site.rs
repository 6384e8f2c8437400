//! A run over a whole site: pages stream in one by one, lists and feeds follow at the end.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::Path;

use super::lists::{self, Entry};
use super::manifest::{Facts, Kind, Made, Manifest};
use super::render::{Keyed, Renderer, SectionView};
use super::write::{Folder, WriteError, allowed};
use super::{ClearedPage, Listing, Office, PageWords, TemplateError, Templates, Tombstone, feed};
use crate::domain::ids::Digest;
use crate::domain::time::Timestamp;
use crate::text::span::slice;

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
    /// The files of the last run.
    old: Manifest,
    /// The files of this run that are not as the last one left them.
    made: BTreeMap<Box<str>, Made>,
    rows: Vec<Row>,
    report: Report,
}

/// What lists need of an article.
struct Row {
    place: Place,
    headline: Box<str>,
    section: Box<str>,
    published: Timestamp,
    updated: Timestamp,
    key: Digest,
}

/// The path of a row and its lead.
enum Place {
    /// As they stand in the last run's manifest.
    Kept {
        path: Range<usize>,
        lead: Range<usize>,
    },
    Made {
        path: Box<str>,
        lead: Box<str>,
    },
}

impl Row {
    fn entry<'e>(&'e self, manifest: &'e str) -> Entry<'e> {
        let (path, lead) = match &self.place {
            Place::Kept { path, lead } => {
                (slice(manifest, path.clone()), slice(manifest, lead.clone()))
            }
            Place::Made { path, lead } => (path.as_ref(), lead.as_ref()),
        };
        Entry {
            path,
            headline: &self.headline,
            section: &self.section,
            lead,
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
        let (folder, old) = Folder::open(out, kind)?;
        Ok(Self {
            renderer,
            digest,
            kind,
            folder,
            old,
            made: BTreeMap::new(),
            rows: Vec::new(),
            report: Report::default(),
        })
    }

    /// Takes an article over from the last run, if nothing that its page shows has changed since.
    /// Otherwise `false`: the article must be loaded and given to [`Site::article`].
    pub fn keep(&mut self, listing: &Listing<'_>) -> Result<bool, WriteError> {
        let key = self.key(listing);
        let path = site_path(listing.path)?;
        let Some(line) = self.still_there(path, key)? else { return Ok(false) };
        let (path, lead) = self.old.spans(line);
        self.list(listing, key, Place::Kept { path, lead });
        Ok(true)
    }

    /// A mark of all that decides what an article's page shows: `parts` tell the article and its
    /// state from every other.
    pub fn mark(&self, parts: &[i64]) -> Digest {
        let mut mark = Keyed::new(b"mark");
        mark.part(&self.digest.0);
        for part in parts {
            mark.part(&part.to_le_bytes());
        }
        mark.end()
    }

    /// Takes an article over that the last run wrote or kept under this mark, unopened.
    pub fn keep_marked(&mut self, mark: &Digest) -> Result<bool, WriteError> {
        let Some((line, facts)) = self.old.marked_line(mark) else { return Ok(false) };
        let Some(key) = self.old.key(line) else { return Ok(false) };
        let (path, lead) = self.old.spans(line);
        let text = self.old.text();
        let shown = slice(&text, path.clone());
        if !allowed(shown) || self.folder.size(shown)? != self.old.size(line) {
            return Ok(false);
        }
        self.old.keep(line);
        self.report.unchanged += 1;
        self.rows.push(Row {
            place: Place::Kept { path, lead },
            headline: facts.headline.into(),
            section: facts.section.into(),
            published: facts.published,
            updated: facts.updated,
            key,
        });
        Ok(true)
    }

    /// Notes the mark of an article that this run wrote or kept, for the next one.
    pub fn note_mark(&mut self, listing: &Listing<'_>, mark: Digest) -> Result<(), WriteError> {
        let (section, headline) = (listing.section.trim(), listing.headline);
        // A line could not hold them; the article is opened at every run.
        if section.chars().chain(headline.chars()).any(char::is_control) {
            return Ok(());
        }
        let facts = Facts {
            mark,
            published: listing.published,
            updated: listing.updated,
            section: section.to_owned(),
            headline: headline.to_owned(),
        };
        let path = site_path(listing.path)?;
        if let Some(made) = self.made.get_mut(path) {
            made.facts = Some(facts);
        } else if let Some(made) = self.old.find(path).and_then(|line| self.old.made(line)) {
            self.old.replace(path);
            self.made.insert(path.into(), Made { facts: Some(facts), ..made });
        }
        Ok(())
    }

    /// Writes the page of an article.
    pub fn article(&mut self, cleared: &ClearedPage<'_>) -> Result<(), WriteError> {
        let page = cleared.page();
        let listing = page.listing();
        let key = self.key(&listing);
        let path = site_path(page.path)?;
        let rendered = self.renderer.article(page)?;
        let place = Place::Made { path: path.into(), lead: rendered.lead.as_str().into() };
        self.put(path, rendered.html.as_bytes(), key, rendered.lead)?;
        self.list(&listing, key, place);
        Ok(())
    }

    /// Writes what stands where a withdrawn article was.
    pub fn tombstone(&mut self, tombstone: &Tombstone<'_>) -> Result<(), WriteError> {
        let html = self.renderer.gone(tombstone)?;
        self.put(site_path(tombstone.path)?, html.as_bytes(), Digest::ZERO, String::new())
    }

    /// Writes a page that leads from an article's old path to its new one.
    pub fn redirect(&mut self, from: &str, to: &str) -> Result<(), WriteError> {
        let html = self.renderer.moved(from, site_path(to)?)?;
        self.put(site_path(from)?, html.as_bytes(), Digest::ZERO, String::new())
    }

    /// Writes lists, feeds and style, removes what is no longer wanted, and makes all of it last.
    pub fn finish(mut self) -> Result<Report, WriteError> {
        let (rows, known) = (std::mem::take(&mut self.rows), self.old.text());
        let mut entries: Vec<Entry<'_>> = rows.iter().map(|row| row.entry(&known)).collect();
        entries.sort_unstable_by_key(|entry| (entry.published, entry.path));
        self.lists("", None, &entries)?;
        for (slug, (section, entries)) in self.sections(&entries) {
            self.lists(&format!("rubrik/{slug}/"), Some(&section), &entries)?;
        }
        let style = self.renderer.templates.style();
        self.put("style.css", style.as_bytes(), Digest::ZERO, String::new())?;
        for path in self.old.left() {
            self.folder.remove(path)?;
            self.report.removed += 1;
        }
        let next = self.old.next(self.kind, &self.made);
        if self.report.written + self.report.removed > 0 || next != *known {
            self.folder.finish(&next)?;
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
        if self.still_there(path, key)?.is_some() {
            return Ok(());
        }
        let text = render(&self.renderer)?;
        self.put(path, text.as_bytes(), key, String::new())
    }

    /// Is the file as the last run made it from the same? Then its line is taken over.
    fn still_there(&mut self, path: &str, key: Digest) -> Result<Option<usize>, WriteError> {
        let Some(line) = self.old.find_left(path).filter(|at| self.old.has_key(*at, &key)) else {
            return Ok(None);
        };
        if self.folder.size(path)? != self.old.size(line) {
            return Ok(None);
        }
        self.old.keep(line);
        self.report.unchanged += 1;
        Ok(Some(line))
    }

    /// Writes a file unless it has these bytes already.
    fn put(
        &mut self,
        path: &str,
        bytes: &[u8],
        key: Digest,
        lead: String,
    ) -> Result<(), WriteError> {
        if !allowed(path) {
            return Err(WriteError::Path(path.to_owned()));
        }
        let made =
            Made { digest: Digest::of(bytes), key, size: bytes.len() as u64, lead, facts: None };
        let line = self.old.find_left(path).filter(|at| self.old.has_digest(*at, &made.digest));
        if !self.old.replace(path) || self.made.contains_key(path) {
            return Err(WriteError::Twice(path.to_owned()));
        }
        if line.is_some() && self.folder.size(path)? == Some(made.size) {
            self.report.unchanged += 1;
        } else {
            self.folder.write(path, bytes)?;
            self.report.written += 1;
        }
        self.made.insert(path.into(), made);
        Ok(())
    }

    fn list(&mut self, listing: &Listing<'_>, key: Digest, place: Place) {
        self.rows.push(Row {
            place,
            headline: listing.headline.into(),
            section: listing.section.trim().into(),
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
