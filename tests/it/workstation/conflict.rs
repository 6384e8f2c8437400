//! A text was edited at its site while the desk corrected it: the comparison in the tray, both
//! brought together, and the way of that text to the site.

use redaksi::paths::private;
use serde_json::Value;

use super::pty::{Room, Workstation, key};
use crate::net::wordpress::WordPress;

/// What the desk approved first, what the site's people made of it, and what the desk corrected.
const FIRST: &str = "Rapat dimulai pukul delapan.\n\nWarga dapat hadir tanpa mendaftar.\n";
const CORRECTED: &str =
    "Rapat dimulai pukul delapan di aula.\n\nWarga dapat hadir tanpa mendaftar.\n";

struct Office {
    room: Room,
    site: WordPress,
    article: String,
}

impl Office {
    /// The sample office with one site, which has a text of ours.
    fn new() -> Self {
        let (room, site) = (Room::sample(), WordPress::start());
        let wire = b"[destination.situs]\nallow_insecure_loopback = true\n";
        private::replace_private(&room.desk().join("redaksi.toml"), wire).unwrap();
        let author = site.site().editor;
        let secret = room.dir.path().join("sandi");
        private::replace_private(&secret, author.password.as_bytes()).unwrap();
        let (url, user) = (site.url(), format!("account={}", author.name));
        let secret = secret.to_string_lossy().into_owned();
        let line = ["destination", "add", "situs", "--kind", "wordpress", "--url", &url];
        let rest = ["--set", &user, "--secret-file", &secret, "--as", "ratna"];
        room.json(&[&line[..], &rest].concat());
        let body = Self::body(&room, FIRST);
        let headline = "Rapat warga di balai desa";
        let line = ["new", "--headline", headline, "--body-file", &body, "--as", "ali"];
        let made = room.json(&line);
        let article = made["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
        let office = Self { room, site, article };
        office.approve("1");
        office.room.json(&["push"]);
        assert_eq!(office.site.posts().len(), 1, "{}", office.room.json(&["outbox"]));
        office
    }

    fn body(room: &Room, text: &str) -> String {
        let path = room.dir.path().join("naskah.md");
        private::replace_private(&path, text.as_bytes()).unwrap();
        path.to_string_lossy().into_owned()
    }

    fn done(&self, person: &str, line: &[&str]) -> Value {
        let told = self.room.json(&[line, &["--as", person]].concat());
        assert!(told.get("error").is_none(), "{line:?}: {told}");
        told
    }

    fn approve(&self, revision: &str) {
        self.done("ali", &["submit", &self.article]);
        self.done("nur", &["approve", &self.article, "--revision", revision]);
    }

    fn edited_there(&self, from: &str, to: &str) {
        self.site.tamper(|state| {
            for post in state.posts.values_mut() {
                assert!(post.content.contains(from), "{}", post.content);
                post.content = post.content.replace(from, to);
            }
        });
    }

    fn corrected_here(&self, text: &str) {
        let body = Self::body(&self.room, text);
        self.done("nur", &["correct", &self.article, "--reason", "Tempatnya kurang"]);
        self.done("ali", &["edit", &self.article, "--body-file", &body]);
        let shown = self.shown();
        self.approve(&shown["revision"].to_string());
    }

    fn shown(&self) -> Value {
        self.done("ali", &["show", &self.article])
    }

    /// The workstation with the conflict open in the tray.
    fn at_the_conflict(&self) -> Workstation {
        let desk = self.room.open("ratna", 140, 40);
        desk.shows(&["1 perlu Anda"]);
        desk.keys("\x1b5");
        desk.shows(&["Antrean kirim", "berbeda di sana", "situs"]);
        desk.keys(key::ENTER);
        desk.shows(&["Pengiriman", "c bandingkan", "b keduanya"]);
        desk
    }
}

#[test]
fn both_brought_together_become_a_draft_and_then_the_page() {
    let office = Office::new();
    office.edited_there("tanpa mendaftar", "setelah mendaftar");
    office.corrected_here(CORRECTED);
    let desk = office.at_the_conflict();
    desk.keys("c");
    desk.shows(&["[−di aula]", "Warga dapat hadir {+setelah} mendaftar"]);
    desk.lacks("<!--");
    desk.keys("b");
    desk.shows(&["dimulai ralat"]);
    desk.keys("\t\r");
    desk.shows(&["Ralat dengan kata-kata keduanya"]);
    let shown = office.shown();
    let body = shown["body"].as_str().unwrap().trim();
    let both = "Rapat dimulai pukul delapan di aula.\n\nWarga dapat hadir setelah mendaftar.";
    assert_eq!(body, both, "{shown}");
    assert_eq!(shown["headline"], "Rapat warga di balai desa");
    office.approve(&shown["revision"].to_string());
    desk.shows(&["Terbit di situs"]);
    let posts = office.site.posts();
    assert_eq!(posts.len(), 1);
    let page = &posts[0].content;
    assert!(page.contains("delapan di aula") && page.contains("setelah mendaftar"), "{page}");
}

#[test]
fn where_both_changed_the_same_words_both_stand_and_nothing_of_the_page_around_them() {
    let office = Office::new();
    office.edited_there("pukul delapan", "pukul sembilan");
    office.corrected_here("Rapat dimulai pukul sepuluh.\n\nWarga dapat hadir tanpa mendaftar.\n");
    let desk = office.at_the_conflict();
    desk.keys("b");
    desk.shows(&["dimulai ralat"]);
    desk.keys("\t\r");
    desk.shows(&["Di 1 tempat"]);
    let shown = office.shown();
    let body = shown["body"].as_str().unwrap().trim();
    let both = "Rapat dimulai pukul sepuluh sembilan.\n\nWarga dapat hadir tanpa mendaftar.";
    assert_eq!(body, both, "{shown}");
}

#[test]
fn what_stands_there_becomes_a_draft_alone() {
    let office = Office::new();
    office.edited_there("pukul delapan", "pukul sembilan");
    office.corrected_here(CORRECTED);
    let desk = office.at_the_conflict();
    desk.keys("t");
    desk.shows(&["dimulai ralat"]);
    desk.keys("\t\r");
    desk.shows(&["Ralat dengan kata-kata mereka"]);
    let body = office.shown()["body"].as_str().unwrap().trim().to_owned();
    assert_eq!(body, "Rapat dimulai pukul sembilan.\n\nWarga dapat hadir tanpa mendaftar.");
}
