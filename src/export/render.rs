//! Values into pages: pure, so that a preview shows what the site will show.

use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::article::{self, Rendered};
use super::moment::Moment;
use super::{Office, Page, PageWords, TemplateError, Templates, Tombstone};
use crate::domain::ids::Digest;
use crate::domain::slug;

/// Changed when the same values give other pages for a reason that no template shows.
const VERSION: u8 = 1;

/// Everything that the pages of one site share, made once.
pub struct Renderer<'a> {
    pub(super) office: Office<'a>,
    /// The site's address without a slash at its end.
    pub(super) base: Option<String>,
    pub(super) templates: &'a Templates,
    pub(super) values: Value,
    pub(super) sections: Vec<SectionView>,
    pub(super) words: &'a PageWords,
}

/// A section and the folder of its lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct SectionView {
    pub(super) name: String,
    pub(super) slug: String,
}

#[derive(Serialize)]
struct SiteView<'a> {
    name: &'a str,
    place: &'a str,
    language: &'a str,
    locale: &'static str,
    single_eye: bool,
    base: Option<&'a str>,
    sections: &'a [SectionView],
    words: &'a PageWords,
}

impl<'a> Renderer<'a> {
    pub fn new(office: Office<'a>, templates: &'a Templates, words: &'a PageWords) -> Self {
        let base = office
            .site_url
            .map(|url| url.trim().trim_end_matches('/'))
            .filter(|url| url.starts_with("https://") || url.starts_with("http://"))
            .map(str::to_owned);
        let sections = sections(office.sections);
        let values = Value::from(Serde(SiteView {
            name: office.name,
            place: office.place,
            language: office.language,
            locale: if office.language.starts_with("en") { "en_GB" } else { "id_ID" },
            single_eye: office.single_eye,
            base: base.as_deref(),
            sections: &sections,
            words,
        }));
        Self { office, base, templates, values, sections, words }
    }

    /// The page of an article.
    pub fn page(&self, page: &Page<'_>) -> Result<String, TemplateError> {
        article::render(self, page).map(|rendered| rendered.html)
    }

    pub(super) fn article(&self, page: &Page<'_>) -> Result<Rendered, TemplateError> {
        article::render(self, page)
    }

    /// The page that stands where a withdrawn article was.
    pub(super) fn gone(&self, tombstone: &Tombstone<'_>) -> Result<String, TemplateError> {
        let at = Moment::new(tombstone.at, self.office.zone, self.office.language);
        let values = minijinja::context! {
            site => self.values.clone(),
            page => minijinja::context! {
                root => root(tombstone.path),
                at => Value::from(Serde(at)),
                reason => tombstone.reason,
            },
        };
        self.templates.render("gone.html", values)
    }

    /// The page at an old path that leads to the new one.
    pub(super) fn moved(&self, from: &str, to: &str) -> Result<String, TemplateError> {
        let target = format!("{}{}", root(from), to.trim_start_matches('/'));
        let values = minijinja::context! {
            site => self.values.clone(),
            page => minijinja::context! {
                root => root(from),
                target => target,
                address => self.address(to),
            },
        };
        self.templates.render("moved.html", values)
    }

    /// The address of a path, if the site has one. A folder's list is its folder.
    pub(super) fn address(&self, path: &str) -> Option<String> {
        let path = path.trim_start_matches('/');
        let path = path.strip_suffix("index.html").unwrap_or(path);
        self.base.as_ref().map(|base| format!("{base}/{path}"))
    }

    /// The section of an article; none if the article names none.
    pub(super) fn section(&self, name: &str) -> Option<SectionView> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let listed = self.sections.iter().find(|section| section.name == name);
        Some(
            listed
                .cloned()
                .unwrap_or_else(|| SectionView { name: name.to_owned(), slug: marked(name) }),
        )
    }

    /// Of everything that all pages share: the office, the words, the templates.
    pub(super) fn digest(&self) -> Digest {
        let mut all = Keyed::new(&[VERSION]);
        all.part(&self.templates.digest().0);
        let office = &self.office;
        for text in [office.name, office.place, office.zone.name(), office.language] {
            all.part(text.as_bytes());
        }
        all.part(self.base.as_deref().unwrap_or_default().as_bytes());
        all.part(&[u8::from(office.single_eye)]);
        for section in &self.sections {
            all.part(section.name.as_bytes());
        }
        for (key, value) in self.words.pairs() {
            all.part(key.as_bytes());
            all.part(value.as_bytes());
        }
        all.end()
    }
}

/// The folders of the office's sections. Of two that are spelt alike, the later is marked.
fn sections(names: &[String]) -> Vec<SectionView> {
    let mut sections: Vec<SectionView> = Vec::new();
    for name in names.iter().map(|name| name.trim()) {
        if name.is_empty() || sections.iter().any(|section| section.name == name) {
            continue;
        }
        let mut slug = slug::words(name, 60);
        if slug.is_empty() || sections.iter().any(|section| section.slug == slug) {
            slug = marked(name);
        }
        sections.push(SectionView { name: name.to_owned(), slug });
    }
    sections
}

/// A folder for a section that the office does not list: a function of its name alone, since
/// pages that link to it are written before all of its articles are known.
fn marked(name: &str) -> String {
    let mark = Digest::of(name.as_bytes()).short();
    match slug::words(name, 60).as_str() {
        "" => mark,
        words => format!("{words}-{mark}"),
    }
}

/// The way from a page back to the site's top, so that a site works in any folder.
pub(super) fn root(path: &str) -> &'static str {
    match path.trim_start_matches('/').matches('/').count() {
        0 => "",
        1 => "../",
        2 => "../../",
        _ => "../../../",
    }
}

/// A digest of several parts, each with its length: no two lists of parts are alike.
pub(super) struct Keyed(Vec<u8>);

impl Keyed {
    pub(super) fn new(first: &[u8]) -> Self {
        let mut keyed = Self(Vec::with_capacity(512));
        keyed.part(first);
        keyed
    }

    pub(super) fn part(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.0.extend_from_slice(bytes);
    }

    pub(super) fn end(self) -> Digest {
        Digest::of(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_section_has_its_own_folder() {
        let names: Vec<String> =
            ["Siaran Pers", "Umum", "umum!", "選挙", "Umum"].map(str::to_owned).into();
        let slugs: Vec<String> = sections(&names).into_iter().map(|s| s.slug).collect();
        assert_eq!(slugs.len(), 4);
        assert_eq!(slugs[..2], ["siaran-pers", "umum"]);
        assert!(slugs[2].starts_with("umum-") && slug::valid(&slugs[3]), "{slugs:?}");
    }

    #[test]
    fn the_way_to_the_top_is_as_long_as_the_path() {
        for (path, want) in [
            ("/index.html", ""),
            ("/2025/10/a.html", "../../"),
            ("rubrik/a/halaman/1.html", "../../../"),
        ] {
            assert_eq!(root(path), want);
        }
    }
}
