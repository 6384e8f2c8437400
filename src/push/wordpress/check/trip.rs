//! The round trip: a draft with a hard text goes out, comes back byte for byte, is found by its
//! marker, and is deleted. What filters, firewalls and character sets do shows here and not in the
//! first real article.

use ureq::http::Method;

use super::Check;
use crate::domain::delivery::Frozen;
use crate::domain::ids::{ArticleId, Digest};
use crate::push::Verdict;
use crate::push::classify::Bad;
use crate::push::wordpress::look::{Found, strange};
use crate::push::wordpress::post::{FIELDS, Post, Wanted};
use crate::push::wordpress::work::post_path;
use crate::text::markdown::{Form, html_after};

/// What has broken on the way somewhere.
const HARD: &str = "“Kutip” — ‘satu’ & dua < tiga > empat \\ \\0 \\n 😀 e\u{301} 'a' \"b\" [x] {y}\n\n\
    > Kutipan *miring* **tebal** `kode`\n\n3. tiga\n4. empat\n\n\
    [tautan](https://contoh.id/?a=1&b=2)  \nbaris\n";

impl Check<'_> {
    pub(super) fn trip(&mut self) {
        let frozen = self.hard_text();
        let wanted = Wanted::new(&frozen, None, Vec::new());
        let body = wanted.body(Some(&frozen.slug), "draft");
        let query = format!("context=edit&_fields={FIELDS}");
        let made = self.wp.call(&Method::POST, "wp/v2/posts", &query, Some(&body));
        let made = made.and_then(|(reply, value)| Post::read(value).ok_or_else(|| strange(&reply)));
        let post = match made {
            Ok(post) => post,
            Err(bad) => {
                self.bad("trip", &bad);
                // It may stand there although the answer was lost; the first trouble is told.
                drop(self.remove(&frozen));
                return;
            }
        };
        let back = self.read_back(&frozen, &wanted, &post);
        let removed = self.remove(&frozen);
        match (back, removed) {
            (Err(bad), _) | (Ok(_), Err(bad)) => drop(self.bad("trip", &bad)),
            (Ok(Some((key, fields))), _) => {
                let values = [("fields", fields)];
                let trouble = self.trouble(key, &values);
                self.step("trip", Verdict::Doubtful, &values, Some(trouble));
            }
            (Ok(None), Ok(left)) if left > 0 => {
                let trouble = self.trouble("left-behind", &[("count", left.to_string())]);
                self.step("trip", Verdict::Doubtful, &[], Some(trouble));
            }
            (Ok(None), Ok(_)) => self.good("trip", &[]),
        }
    }

    fn hard_text(&self) -> Frozen {
        let (id, now) = (self.wp.clock.uuid(), self.now());
        let article = ArticleId(id);
        let mut html = String::new();
        html_after(Form::Filtered, "", HARD, &mut html);
        let tail: String = id.simple().to_string().chars().rev().take(8).collect();
        Frozen {
            v: 1,
            article,
            revision: Digest::of(html.as_bytes()),
            number: 1,
            content: Digest::of(html.as_bytes()),
            headline: "Uji redaksi “&” <1> 😀".into(),
            summary: "Ringkasan & uji".into(),
            html: html.trim_end().to_owned(),
            language: "id".into(),
            section: String::new(),
            tags: Vec::new(),
            place: String::new(),
            byline: String::new(),
            credit: String::new(),
            slug: format!("uji-redaksi-{tail}"),
            published: now,
            updated: now,
            corrections: Vec::new(),
            single_eye: false,
            withdrawn: None,
        }
    }

    /// What is wrong with what came back: a key and the fields.
    fn read_back(
        &mut self,
        frozen: &Frozen,
        wanted: &Wanted,
        post: &Post,
    ) -> Result<Option<(&'static str, String)>, Box<Bad>> {
        let path = post_path(&post.id.to_string());
        let query = format!("context=edit&_fields={FIELDS}");
        let (reply, value) = self.wp.call(&Method::GET, &path, &query, None)?;
        let back = Post::read(value).ok_or_else(|| strange(&reply))?;
        let differences = wanted.differences(&back, "draft");
        if !differences.is_empty() {
            return Ok(Some(("changed-by-site", differences.join(", "))));
        }
        let mut found = Found::default();
        self.wp.look_by_marker(frozen.article, &mut found)?;
        Ok(found.mine.is_empty().then(|| ("search-blind", String::new())))
    }

    /// Deletes what the trip made; how many could not be.
    fn remove(&mut self, frozen: &Frozen) -> Result<usize, Box<Bad>> {
        let mut found = Found::default();
        self.wp.look_by_slug(frozen.article, &frozen.slug, &mut found)?;
        self.wp.look_by_marker(frozen.article, &mut found)?;
        let mut left = 0;
        for post in &found.mine {
            let path = post_path(&post.id.to_string());
            let gone = self.wp.call(&Method::DELETE, &path, "force=true", None);
            left += usize::from(gone.is_err());
        }
        Ok(left)
    }
}
