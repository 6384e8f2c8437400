//! A run over a whole site: pages stream in one by one, lists and feeds follow at the end.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::lists::{self, Entry};
use super::manifest::{Facts, Ground, Hex, Kind, Made, Manifest, Mark, hex};
use super::render::{Keyed, Renderer, SectionView};
use super::write::{Folder, WriteError, allowed};
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
    folder: Folder,
    /// The files of the last run.
    old: Manifest,
    /// The files of this run that are not as the last one left them.
    made: BTreeMap<Box<str>, Made>,
    rows: Vec<Row>,
    report: Report,
}

/// What lists need of an article.
enum Row {
    /// All of it stands in a line of the last run's manifest.
    Known(usize),
    Told(Box<Told>),
}

struct Told {
    path: Box<str>,
    lead: Box<str>,
    headline: Box<str>,
    section: Box<str>,
    published: Timestamp,
    updated: Timestamp,
    key: Hex,
}

impl Row {
    fn entry<'e>(&'e self, manifest: &Manifest, text: &'e str) -> Option<Entry<'e>> {
        match self {
            Self::Known(line) => manifest.entry(*line, text),
            Self::Told(told) => Some(Entry {
                path: &told.path,
                headline: &told.headline,
                section: &told.section,
                lead: &told.lead,
                published: told.published,
                updated: told.updated,
                key: told.key.as_str(),
            }),
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
        let lead = self.old.lead(line).into();
        self.list(listing, path, lead, key);
        Ok(true)
    }

    /// The newest record of the desk when the last run noted marks; zeros if none did.
    pub fn seen(&self) -> Digest {
        self.old.seen()
    }

    /// Says on what this run's marks stand: the office, and the newest record of the desk. The
    /// marks of the last run count only with the same office, and if what it had seen is still
    /// part of the desk's history.
    pub fn stand_on(&mut self, office: &[i64], newest: Digest, same_history: bool) {
        let mut ground = Keyed::new(b"ground");
        ground.part(&self.digest.0);
        for part in office {
            ground.part(&part.to_le_bytes());
        }
        let ground = Ground { shared: ground.end(), seen: newest };
        self.old.stand_on(ground, same_history);
    }

    /// Takes an article over that the last run wrote or kept under this mark, unopened.
    pub fn keep_marked(&mut self, mark: Mark) -> Result<bool, WriteError> {
        let Some(line) = self.old.find_marked(mark) else { return Ok(false) };
        let path = self.old.path(line);
        if !allowed(path) || self.folder.size(path)? != self.old.size(line) {
            return Ok(false);
        }
        self.old.keep(line);
        self.report.unchanged += 1;
        self.rows.push(Row::Known(line));
        Ok(true)
    }

    /// Notes the mark of an article that this run wrote or kept, for the next one.
    pub fn note_mark(&mut self, listing: &Listing<'_>, mark: Mark) -> Result<(), WriteError> {
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
        } else if let Some(line) = self.old.find(path)
            && !self.old.has_facts(line, &facts)
            && let Some(made) = self.old.made(line)
        {
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
        let lead = rendered.lead.as_str().into();
        self.put(path, rendered.html.as_bytes(), key, rendered.lead)?;
        self.list(&listing, path, lead, key);
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
        let mut entries: Vec<Entry<'_>> =
            rows.iter().filter_map(|row| row.entry(&self.old, &known)).collect();
        entries.sort_unstable_by_key(|entry| (entry.published, entry.path));
        let all: Vec<usize> = (0..entries.len()).collect();
        self.lists("", None, &entries, &all)?;
        for (slug, (section, own)) in self.sections(&entries) {
            self.lists(&format!("rubrik/{slug}/"), Some(&section), &entries, &own)?;
        }
        let style = self.renderer.templates.style();
        self.put("style.css", style.as_bytes(), Digest::ZERO, String::new())?;
        for path in self.old.left() {
            self.folder.remove(path)?;
            self.report.removed += 1;
        }
        let Report { written, removed, .. } = self.report;
        if written + removed + self.made.len() > 0 || !self.old.stays() {
            self.folder.finish(|out| self.old.next(&self.made, out))?;
        }
        self.report.pages = rows.len();
        Ok(self.report)
    }

    /// The articles of each section by the name of its folder; a section of the office has its
    /// page before it has an article.
    fn sections(&self, entries: &[Entry<'_>]) -> BTreeMap<String, (SectionView, Vec<usize>)> {
        let mut sections = BTreeMap::new();
        for section in &self.renderer.sections {
            sections.insert(section.slug.clone(), (section.clone(), Vec::new()));
        }
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            by_name.entry(entry.section).or_default().push(at);
        }
        for (name, own) in by_name {
            let Some(section) = self.renderer.section(name) else { continue };
            sections.entry(section.slug.clone()).or_insert((section, Vec::new())).1 = own;
        }
        sections
    }

    /// The lists and the feed of those of the entries that `own` names.
    fn lists(
        &mut self,
        folder: &str,
        section: Option<&SectionView>,
        entries: &[Entry<'_>],
        own: &[usize],
    ) -> Result<(), WriteError> {
        let mut part = Vec::with_capacity(2 * lists::PER_PAGE);
        let take = |own: &[usize], part: &mut Vec<_>| {
            part.clear();
            part.extend(own.iter().filter_map(|at| entries.get(*at).copied()));
        };
        for slot in lists::slots(folder, own.len()) {
            take(own.get(slot.range.clone()).unwrap_or_default(), &mut part);
            let key = lists::key(self.digest, &slot, &part);
            self.made(&slot.path, key, |site| lists::render(site, section, &slot, &part))?;
        }
        if self.renderer.base.is_some() {
            let path = format!("{folder}rss.xml");
            take(feed::newest(own), &mut part);
            let key = feed::key(self.digest, &path, &part);
            self.made(&path, key, |site| feed::render(site, section, &path, &part))?;
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
        let size = bytes.len() as u64;
        let made = Made { digest: Digest::of(bytes), key, size, lead, facts: None };
        let line = self.old.find_left(path).filter(|at| self.old.has_digest(*at, &made.digest));
        let there = line.is_some() && self.folder.size(path)? == Some(size);
        if let Some(line) = line.filter(|at| there && self.old.has_key(*at, &key))
            && self.old.lead(line) == made.lead
        {
            self.old.keep(line);
            self.report.unchanged += 1;
            return Ok(());
        }
        if !self.old.replace(path) || self.made.contains_key(path) {
            return Err(WriteError::Twice(path.to_owned()));
        }
        if there {
            self.report.unchanged += 1;
        } else {
            self.folder.write(path, bytes)?;
            self.report.written += 1;
        }
        self.made.insert(path.into(), made);
        Ok(())
    }

    fn list(&mut self, listing: &Listing<'_>, path: &str, lead: Box<str>, key: Digest) {
        self.rows.push(Row::Told(Box::new(Told {
            path: path.into(),
            lead,
            headline: listing.headline.into(),
            section: listing.section.trim().into(),
            published: listing.published,
            updated: listing.updated,
            key: hex(&key),
        })));
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
