//! The same texts for Hugo: Markdown with front matter, and templates with the markup of ours.

use std::path::{Path, PathBuf};
use std::process::Command;

use redaksi::domain::slug;
use redaksi::text::markdown;
use serde_json::json;

use crate::fill::{Filled, SECTIONS};

pub(crate) const PROGRAM: &str = "hugo";

const TEMPLATES: [(&str, &str); 4] = [
    ("layouts/_default/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/_default/single.html", include_str!("hugo/single.html")),
    ("layouts/_default/list.html", include_str!("hugo/list.html")),
    ("layouts/_default/rss.xml", include_str!("hugo/rss.xml")),
];

/// A site of all published texts, ready to be built.
pub(crate) struct Site {
    source: PathBuf,
    home: PathBuf,
}

impl Site {
    /// Writes it below a folder.
    pub(crate) fn write(filled: &Filled, folder: &Path) -> Self {
        let site = Self { source: folder.join("hugo"), home: folder.join("home") };
        std::fs::create_dir_all(&site.home).unwrap();
        for (path, text) in TEMPLATES {
            site.put(path, text);
        }
        site.put("static/style.css", include_str!("../../assets/templates/style.css"));
        site.put("config.json", &config().to_string());
        let slugs = SECTIONS.map(|name| slug::words(name, 60));
        for (name, slug) in SECTIONS.iter().zip(&slugs) {
            let front = json!({ "title": name });
            site.put(&format!("content/rubrik/{slug}/_index.md"), &format!("{front:#}\n"));
        }
        let store = filled.store(true);
        for (number, id) in filled.published.iter().enumerate() {
            let row = store.find(&id.to_string()).unwrap();
            let head = store.head(row).unwrap();
            let live = store.state(row).unwrap().live.unwrap();
            let text = store.manuscript(&head.content).unwrap();
            let place = SECTIONS.iter().position(|name| *name == text.section).unwrap();
            let name = live.path.rsplit('/').next().unwrap().trim_end_matches(".html").to_owned();
            let front = json!({
                "title": text.headline,
                "date": live.first.to_string(),
                "slug": name,
                "section": text.section,
                "place": text.place,
                "byline": text.byline,
                "lead": markdown::first_sentence(&markdown::plain(&text.body), 155),
                "digest": head.content.to_string(),
                "key": live.approval.to_string(),
            });
            let path = format!("content/rubrik/{}/{number}.md", slugs[place]);
            site.put(&path, &format!("{front:#}\n\n{}\n", text.body));
        }
        site
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.source.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The program that builds the site into a folder.
    pub(crate) fn build(&self, out: &Path) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .env_clear()
            .env("HOME", &self.home)
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .args(["--quiet", "--source"])
            .arg(&self.source)
            .arg("--destination")
            .arg(out);
        command
    }
}

/// Pages of the same names as ours, lists of as many, and nothing that we do not make.
fn config() -> serde_json::Value {
    let sections = SECTIONS.map(|name| json!({ "name": name, "slug": slug::words(name, 60) }));
    json!({
        "baseURL": "https://contoh.example/",
        "languageCode": "id",
        "title": "KPU Contoh",
        "uglyURLs": true,
        "paginate": 20,
        "paginatePath": "halaman",
        "timeZone": "Asia/Jakarta",
        "disableKinds": ["taxonomy", "term", "sitemap", "robotsTXT", "404"],
        "permalinks": { "rubrik": "/:year/:month/:slug/" },
        "outputFormats": { "RSS": { "baseName": "rss" } },
        "params": { "place": "Purwokerto", "sections": sections },
    })
}
