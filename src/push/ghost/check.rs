//! The guided check: who is there, what time it is there, whether the key is good, and a draft with
//! a hard text that goes there, comes back, and is taken away again.

use std::collections::BTreeMap;

use serde_json::json;

use super::Ghost;
use super::post::Post;
use crate::domain::delivery::{Destination, Trouble};
use crate::push::classify::Bad;
use crate::push::{Step, Verdict};

/// From here on somebody should know that a clock is wrong: in milliseconds.
const SKEW: i64 = 60_000;
/// All that is known to be changed on its way by something that stands between.
const HARD: &str = "<div class=\"redaksi\" data-redaksi=\"uji 0\">\n<p>“Kutipan” — a &lt; b &amp;&amp; \
    c &gt; d \\ 😀 e\u{301}</p>\n<ol start=\"3\"><li>tiga</li></ol>\n<table><tbody><tr><td>1</td></tr>\
    </tbody></table>\n</div>";
const TAG: &str = "#redaksi-uji";
const TITLE: &str = "Uji redaksi";

/// The steps in their order: those after the one that failed are told as skipped.
const STEPS: [&str; 5] = ["reached", "clock", "api", "ghost-key", "trip"];

struct Check<'a> {
    ghost: &'a mut Ghost,
    tell: &'a mut dyn FnMut(Step),
    done: usize,
}

pub(super) fn run(ghost: &mut Ghost, tell: &mut dyn FnMut(Step)) {
    let start = ghost.means.clock.now();
    let mut check = Check { ghost, tell, done: 0 };
    if let Err(bad) = check.all() {
        let trouble = bad.trouble(check.ghost.means.clock.now());
        let failed = STEPS.get(check.done).copied().unwrap_or("trip");
        check.step(failed, Verdict::Bad, &[], Some(trouble));
        for key in STEPS.iter().skip(check.done) {
            check.step(key, Verdict::Skipped, &[], None);
        }
    }
    let (sent, received) = check.ghost.client.moved();
    let took = check.ghost.means.clock.now().ms().saturating_sub(start.ms());
    let values =
        [("ms", took.to_string()), ("sent", sent.to_string()), ("received", received.to_string())];
    check.step("cost", Verdict::Good, &values, None);
}

impl Check<'_> {
    fn all(&mut self) -> Result<(), Box<Bad>> {
        let site = self.ghost.site()?;
        let way = self.ghost.client.origin().way();
        let server = format!("Ghost {}", site.version);
        let values = [("way", way), ("named", "yes".to_owned()), ("server", server)];
        self.step("reached", Verdict::Good, &values, None);
        self.clock();
        // Readers may have another address: what they see is not asked for then.
        let own = self.ghost.client.origin().has(&site.url);
        let elsewhere =
            (!own).then(|| self.trouble("ghost-elsewhere", &[("url", site.url.clone())]));
        let verdict = if own { Verdict::Good } else { Verdict::Doubtful };
        self.step("api", verdict, &[("name", site.title)], elsewhere);
        self.ghost.list("tag:hash-redaksi-uji")?;
        self.step("ghost-key", Verdict::Good, &[], None);
        self.trip()
    }

    fn clock(&mut self) {
        let skew = self.ghost.skew;
        let values = [
            ("seconds", (skew / 1_000).to_string()),
            ("minutes", (skew.abs() / 60_000).to_string()),
        ];
        let wrong = (skew.abs() > SKEW).then(|| self.trouble("clock-skew", &values));
        // Tokens are made for the server's time: a wrong clock is no hindrance, and still wrong.
        let verdict = if wrong.is_some() { Verdict::Doubtful } else { Verdict::Good };
        self.step("clock", verdict, &values, wrong);
    }

    fn trip(&mut self) -> Result<(), Box<Bad>> {
        let number = self.ghost.means.clock.now().ms();
        let title = format!("{TITLE} {number}");
        let card = json!({ "type": "html", "version": 1, "html": HARD });
        let lexical = json!({ "root": { "children": [card], "direction": null, "format": "",
            "indent": 0, "type": "root", "version": 1 } });
        let body = json!({ "posts": [{ "title": title, "slug": format!("uji-redaksi-{number}"),
            "status": "draft", "lexical": lexical.to_string(), "tags": [{ "name": TAG }] }] });
        let made = self.ghost.create("", &body);
        let came = self.ghost.list("tag:hash-redaksi-uji");
        let found = came.as_ref().map_or(&[][..], Vec::as_slice);
        let whole = found.iter().any(|post| post.base.title == title && post.base.body == HARD);
        // Whatever came of it, it is taken away again; so is what a check left that was cut off.
        let away = self.away(found);
        made?;
        came?;
        away?;
        let changed =
            (!whole).then(|| self.trouble("changed-by-site", &[("fields", "text".into())]));
        let verdict = if whole { Verdict::Good } else { Verdict::Bad };
        self.step("trip", verdict, &[], changed);
        Ok(())
    }

    /// Deletes drafts of a check, and the tag that Ghost made for them.
    fn away(&mut self, found: &[Post]) -> Result<(), Box<Bad>> {
        let ours = |post: &&Post| post.base.status == "draft" && post.base.title.starts_with(TITLE);
        for post in found.iter().filter(ours) {
            self.ghost.delete(&format!("posts/{}/", post.id))?;
        }
        let tag = found.iter().flat_map(|post| &post.internal).find(|(name, _)| name == TAG);
        tag.map_or(Ok(()), |(_, id)| self.ghost.delete(&format!("tags/{id}/")))
    }

    fn step(
        &mut self,
        key: &'static str,
        verdict: Verdict,
        values: &[(&str, String)],
        trouble: Option<Trouble>,
    ) {
        self.done += 1;
        // The root that answered is what set-up keeps.
        let found = (key == "reached" && verdict == Verdict::Good).then(|| Destination {
            url: self.ghost.root.clone(),
            ..self.ghost.destination.clone()
        });
        (self.tell)(Step { key, verdict, values: values_of(values), trouble, found });
    }

    fn trouble(&self, key: &str, values: &[(&str, String)]) -> Trouble {
        let at = self.ghost.means.clock.now();
        Trouble { key: key.to_owned(), values: values_of(values), at, exchange: None, said: None }
    }
}

fn values_of(values: &[(&str, String)]) -> BTreeMap<String, String> {
    values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}
