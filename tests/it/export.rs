//! The export as a reader of the site and as the person at the desk meet it.

mod cleared;
mod folder;
mod pages;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use redaksi::domain::ids::Digest;
use redaksi::domain::manuscript::Manuscript;
use redaksi::domain::slug;
use redaksi::domain::time::Timestamp;
use redaksi::domain::zone::Zone;
use redaksi::export::{
    Correction, Kind, Office, Page, PageWords, Report, Site, Templates, WriteError,
};

/// What a run needs, so that a test changes only what it is about.
struct Press {
    name: String,
    url: Option<&'static str>,
    sections: Vec<String>,
    templates: Templates,
    words: PageWords,
}

impl Press {
    fn new() -> Self {
        let words = include_str!("../../assets/lang/id/pages.ftl");
        let words: BTreeMap<&str, &str> =
            words.lines().filter_map(|line| line.split_once(" = ")).collect();
        Self {
            name: "KPU Kabupaten Contoh".to_owned(),
            url: Some("https://contoh.example/kpu/"),
            sections: vec!["Berita Terkini".to_owned(), "Pengumuman".to_owned()],
            templates: Templates::load(None).unwrap(),
            words: PageWords::load(|key| words[key].to_owned()),
        }
    }

    fn office(&self) -> Office<'_> {
        Office {
            name: &self.name,
            place: "Contoh",
            zone: Zone::JAKARTA,
            site_url: self.url,
            language: "id",
            single_eye: false,
            sections: &self.sections,
        }
    }

    fn begin(&self, out: &Path, kind: Kind) -> Result<Site<'_>, WriteError> {
        Site::begin(out, kind, self.office(), &self.templates, &self.words)
    }

    /// A whole run: kept where it can be, written where it must.
    fn run(&self, out: &Path, articles: &[Article]) -> Result<Report, WriteError> {
        let mut site = self.begin(out, Kind::Published)?;
        for article in articles {
            article.give(&mut site)?;
        }
        site.finish()
    }
}

#[derive(Clone)]
struct Article {
    manuscript: Manuscript,
    path: String,
    published: Timestamp,
    updated: Timestamp,
    corrections: Vec<Correction>,
    key: String,
    single_eye: bool,
}

impl Article {
    fn new(number: u32) -> Self {
        let id = format!("{number:08}");
        let headline = format!("Rapat pleno nomor {number}");
        let date = NaiveDate::from_ymd_opt(2025, 10, 21).unwrap();
        let published = Timestamp::from_ms(1_761_000_000_000 + i64::from(number) * 3_600_000);
        Self {
            path: slug::path(date, &slug::slug(&headline, &id)),
            manuscript: Manuscript {
                headline,
                section: "Berita Terkini".to_owned(),
                tags: vec!["rapat".to_owned()],
                place: "Contoh".to_owned(),
                date: Some(date),
                byline: "(Humas)".to_owned(),
                credit: "Foto: Tim".to_owned(),
                body: "Rapat dibuka pukul sembilan pagi.\n\nSemua anggota hadir.".to_owned(),
                ..Manuscript::default()
            },
            published,
            updated: published,
            corrections: Vec::new(),
            key: "SHA256:contoh".to_owned(),
            single_eye: false,
        }
    }

    fn page(&self) -> Page<'_> {
        Page {
            manuscript: &self.manuscript,
            path: &self.path,
            published: self.published,
            updated: self.updated,
            corrections: &self.corrections,
            single_eye: self.single_eye,
            digest: Digest::of(&self.manuscript.to_bytes()),
            approval_key: &self.key,
        }
    }

    fn give(&self, site: &mut Site<'_>) -> Result<(), WriteError> {
        let page = self.page();
        if site.keep(&page.listing())? {
            return Ok(());
        }
        cleared::put(site, &page)
    }
}

fn articles(number: u32) -> Vec<Article> {
    (1..=number).map(Article::new).collect()
}

/// All files below a folder, by their path in it.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut files, mut left) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(at) = left.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                left.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), bytes);
            }
        }
    }
    files
}

fn read(folder: &Path, path: &str) -> String {
    std::fs::read_to_string(folder.join(path.trim_start_matches('/'))).unwrap()
}

fn put(path: &Path, text: &str) {
    use std::io::Write as _;
    std::fs::File::create(path).unwrap().write_all(text.as_bytes()).unwrap();
}
