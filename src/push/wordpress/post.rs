//! A post as `WordPress` tells it, the one form in which two states of it are compared, and the marker
//! by which a text of ours is known again.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::delivery::Frozen;
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::seal::canonical;
use crate::lang::{Lang, Words};
use crate::text::markdown::{Form, escape_in};

/// What is asked of a post, and no more: a tenth of what `WordPress` would send.
pub(super) const FIELDS: &str = "id,slug,status,link,date_gmt,modified_gmt,title.raw,content.raw,\
    excerpt.raw,categories,tags,featured_media,author,_links.predecessor-version";

const OPEN: &str = "<div class=\"redaksi\" data-redaksi=\"";
const CLOSE: &str = "\n</div>";

/// All of a post that a person may change: written as JSON in one form, it is
/// [`Remote::base`](crate::domain::delivery::Remote::base).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Base {
    pub title: String,
    pub content: String,
    pub excerpt: String,
    pub slug: String,
    pub status: String,
    pub date_gmt: String,
    pub categories: Vec<u64>,
    pub tags: Vec<u64>,
    pub featured_media: u64,
    pub author: u64,
}

impl Base {
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    pub fn text(&self) -> String {
        String::from_utf8(canonical::bytes_of(self)).unwrap_or_default()
    }

    /// The words alone, without the wrapper around a text of ours: for comparisons that people read.
    pub fn words(&self) -> &str {
        let inner = self.content.strip_prefix(OPEN).and_then(|rest| rest.split_once("\">\n"));
        inner.and_then(|(_, rest)| rest.strip_suffix(CLOSE)).unwrap_or(&self.content)
    }

    /// `{article} {hash}` of a text of ours.
    pub(super) fn marker(&self) -> Option<String> {
        let (marker, _) = self.content.strip_prefix(OPEN)?.split_once('"')?;
        Some(marker.to_owned())
    }

    pub(super) fn is_live(&self) -> bool {
        matches!(self.status.as_str(), "publish" | "future" | "private")
    }
}

/// A post with what the server alone decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) id: u64,
    pub(super) link: String,
    pub(super) modified: String,
    /// The newest revision, if the site keeps any.
    pub(super) revision: Option<u64>,
    pub(super) base: Base,
}

#[derive(Deserialize)]
struct Raw {
    raw: String,
}

#[derive(Deserialize)]
struct Told {
    id: u64,
    slug: String,
    status: String,
    #[serde(default)]
    link: String,
    date_gmt: Option<String>,
    #[serde(default)]
    modified_gmt: Option<String>,
    title: Raw,
    content: Raw,
    excerpt: Raw,
    #[serde(default)]
    categories: Vec<u64>,
    #[serde(default)]
    tags: Vec<u64>,
    #[serde(default)]
    featured_media: u64,
    #[serde(default)]
    author: u64,
    /// A list when there are none, an object else.
    #[serde(default, rename = "_links")]
    links: Value,
}

impl Post {
    /// None if it is no post as an account with rights to edit it is told.
    pub(super) fn read(value: Value) -> Option<Self> {
        let told: Told = serde_json::from_value(value).ok()?;
        let sorted = |mut ids: Vec<u64>| {
            ids.sort_unstable();
            ids
        };
        let revision = told.links.get("predecessor-version");
        let revision = revision.and_then(|list| list.get(0)?.get("id")?.as_u64());
        Some(Self {
            id: told.id,
            link: told.link,
            modified: told.modified_gmt.unwrap_or_default(),
            revision,
            base: Base {
                title: told.title.raw,
                content: told.content.raw,
                excerpt: told.excerpt.raw,
                slug: told.slug,
                status: told.status,
                date_gmt: told.date_gmt.unwrap_or_default(),
                categories: sorted(told.categories),
                tags: sorted(told.tags),
                featured_media: told.featured_media,
                author: told.author,
            },
        })
    }

    pub(super) fn digest(&self) -> Digest {
        Digest::of(self.base.text().as_bytes())
    }

    /// What `WordPress` gives to tell versions by: none of the three is enough alone.
    pub(super) fn token(&self) -> String {
        let revision = self.revision.map(|id| id.to_string()).unwrap_or_default();
        format!("{revision}|{}|{}", self.modified, self.digest().short())
    }

    /// Does the marker of this article stand in it?
    pub(super) fn is_of(&self, article: ArticleId) -> bool {
        self.base.content.contains(&format!("data-redaksi=\"{article} "))
    }

    /// The words under our marker, if they are the very ones that it was made for: nobody has
    /// edited them since.
    pub(super) fn untouched(&self, article: ArticleId) -> Option<String> {
        let rest = self.base.content.strip_prefix(OPEN)?.strip_prefix(&article.to_string())?;
        let (hash, inner) = rest.strip_prefix(' ')?.split_once("\">\n")?;
        let inner = inner.strip_suffix(CLOSE)?;
        let own = mark(&self.base.title, &self.base.excerpt, inner);
        (own == hash).then_some(own)
    }
}

/// What we want to stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) title: String,
    pub(super) content: String,
    pub(super) excerpt: String,
    pub(super) date_gmt: String,
    /// None if the site shall decide.
    pub(super) categories: Option<Vec<u64>>,
    pub(super) tags: Vec<u64>,
    /// `{article} {hash}`, as it stands in the page.
    pub(super) marker: String,
}

impl Wanted {
    pub(super) fn new(frozen: &Frozen, categories: Option<Vec<u64>>, mut tags: Vec<u64>) -> Self {
        let escaped = |text: &str| {
            let mut out = String::new();
            escape_in(Form::Filtered, text, &mut out);
            out.trim().to_owned()
        };
        let (title, excerpt) = (escaped(&frozen.headline), escaped(&frozen.summary));
        let inner = inner(frozen);
        let marker = format!("{} {}", frozen.article, mark(&title, &excerpt, &inner));
        tags.sort_unstable();
        tags.dedup();
        Self {
            content: format!("{OPEN}{marker}\">\n{inner}{CLOSE}"),
            title,
            excerpt,
            date_gmt: frozen.published.utc().format("%Y-%m-%dT%H:%M:%S").to_string(),
            categories,
            tags,
            marker,
        }
    }

    /// What goes out: all fields, so that one request makes the whole.
    pub(super) fn body(&self, slug: Option<&str>, status: &str) -> Value {
        let mut body = serde_json::json!({
            "title": self.title,
            "content": self.content,
            "excerpt": self.excerpt,
            "status": status,
            "date_gmt": self.date_gmt,
            "tags": self.tags,
        });
        if let Some(fields) = body.as_object_mut() {
            if let Some(slug) = slug {
                fields.insert("slug".into(), slug.into());
            }
            if let Some(categories) = &self.categories {
                fields.insert("categories".into(), categories.clone().into());
            }
        }
        body
    }

    /// Names of what stands there otherwise. The slug is not among them: it is the server's.
    pub(super) fn differences(&self, post: &Post, status: &str) -> Vec<&'static str> {
        let there = &post.base;
        let categories = self.categories.as_ref().is_none_or(|ids| *ids == there.categories);
        [
            ("title", same_words(&self.title, &there.title)),
            ("content", self.content == there.content),
            ("excerpt", same_words(&self.excerpt, &there.excerpt)),
            ("date", self.date_gmt == there.date_gmt),
            ("categories", categories),
            ("tags", self.tags == there.tags),
            ("status", there.status == status),
        ]
        .into_iter()
        .filter_map(|(name, same)| (!same).then_some(name))
        .collect()
    }
}

/// The body with what readers are told of its corrections, which the page has beside the text.
fn inner(frozen: &Frozen) -> String {
    if frozen.corrections.is_empty() {
        return frozen.html.clone();
    }
    let english = frozen.language.to_ascii_lowercase().starts_with("en");
    let words = Words::of(if english { Lang::En } else { Lang::Id });
    let mut inner = frozen.html.clone();
    inner.push_str("\n<aside class=\"koreksi\">");
    for (_, reason) in &frozen.corrections {
        inner.push_str("\n<p><strong>");
        escape_in(Form::Filtered, &words.say("page-correction", &[]), &mut inner);
        inner.push_str(":</strong> ");
        let line = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        escape_in(Form::Filtered, &line, &mut inner);
        inner.push_str("</p>");
    }
    inner.push_str("\n</aside>");
    inner
}

/// Sixteen digits that fit these words alone.
fn mark(title: &str, excerpt: &str, inner: &str) -> String {
    let parts = [plain(title), plain(excerpt), inner.to_owned()];
    let lengths = parts.iter().map(|part| part.len().to_string()).collect::<Vec<_>>().join(",");
    let bytes = parts.iter().map(String::as_bytes);
    let digest = Digest::of_pieces(std::iter::once(lengths.as_bytes()).chain(bytes));
    digest.to_string().chars().take(16).collect()
}

fn same_words(ours: &str, theirs: &str) -> bool {
    plain(ours) == plain(theirs)
}

/// Accounts whose words are filtered get signs back as entities, others as they sent them.
fn plain(text: &str) -> String {
    let mut out = text.trim().to_owned();
    for (entity, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#091;", "["),
        ("&#092;", "\\"),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, sign);
    }
    out
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::json;

    use super::*;

    pub(in crate::push::wordpress) fn frozen() -> Frozen {
        Frozen {
            v: 1,
            article: "01930000-0000-7000-8000-000000000001".parse().unwrap(),
            revision: Digest::of(b"r"),
            number: 1,
            content: Digest::of(b"c"),
            headline: "Rapat & \"Pleno\" <b>".into(),
            summary: String::new(),
            html: "<p>Isi.</p>".into(),
            language: "id".into(),
            section: "Berita".into(),
            tags: Vec::new(),
            place: "Mesuji".into(),
            byline: "ali".into(),
            credit: String::new(),
            slug: "rapat-000001".into(),
            published: "2026-11-21T05:06:07.891Z".parse().unwrap(),
            updated: "2026-11-21T05:06:07.891Z".parse().unwrap(),
            corrections: Vec::new(),
            single_eye: false,
            withdrawn: None,
        }
    }

    fn as_told(wanted: &Wanted, status: &str) -> Value {
        json!({
            "id": 7, "slug": "rapat-000001", "status": status, "link": "https://x.id/?p=7",
            "date_gmt": wanted.date_gmt, "modified_gmt": "2026-11-21T05:06:08",
            "title": {"raw": wanted.title}, "content": {"raw": wanted.content},
            "excerpt": {"raw": wanted.excerpt}, "categories": [3], "tags": [9, 2],
            "featured_media": 0, "author": 4,
            "_links": {"predecessor-version": [{"id": 505}]},
        })
    }

    #[test]
    fn what_came_back_as_it_was_sent_is_the_same() {
        let wanted = Wanted::new(&frozen(), Some(vec![3]), vec![9, 2, 9]);
        assert_eq!(wanted.title, "Rapat &amp; \"Pleno\" &lt;b&gt;");
        assert_eq!(wanted.date_gmt, "2026-11-21T05:06:07");
        let post = Post::read(as_told(&wanted, "publish")).unwrap();
        assert_eq!(wanted.differences(&post, "publish"), [""; 0]);
        assert_eq!(wanted.differences(&post, "draft"), ["status"]);
        assert_eq!(post.revision, Some(505));
        assert!(post.is_of(frozen().article));
        assert!(wanted.marker.ends_with(&post.untouched(frozen().article).unwrap()));
        assert_eq!(post.base.words(), "<p>Isi.</p>");
        assert_eq!(Base::read(&post.base.text()).unwrap(), post.base);
    }

    #[test]
    fn an_account_without_a_filter_is_told_plain_titles() {
        let wanted = Wanted::new(&frozen(), None, Vec::new());
        let mut told = as_told(&wanted, "draft");
        told["title"]["raw"] = "Rapat & \"Pleno\" <b>".into();
        let post = Post::read(told).unwrap();
        assert_eq!(wanted.differences(&post, "draft"), ["tags"]);
        assert!(post.untouched(frozen().article).is_some());
    }

    #[test]
    fn every_edit_is_seen() {
        let wanted = Wanted::new(&frozen(), Some(vec![3]), vec![2, 9]);
        let check = |name: &str, change: &dyn Fn(&mut Value)| {
            let mut told = as_told(&wanted, "publish");
            change(&mut told);
            let post = Post::read(told).unwrap();
            assert_eq!(wanted.differences(&post, "publish"), [name]);
            post
        };
        let of = frozen().article;
        let title = check("title", &|told| told["title"]["raw"] = "Lain".into());
        assert!(title.is_of(of) && title.untouched(of).is_none());
        let content = check("content", &|told| {
            let text = told["content"]["raw"].as_str().unwrap().replace("Isi", "Lain");
            told["content"]["raw"] = text.into();
        });
        assert!(content.is_of(of) && content.untouched(of).is_none());
        let gone = check("content", &|told| told["content"]["raw"] = "Lain".into());
        assert!(!gone.is_of(of));
        assert!(
            check("categories", &|told| told["categories"] = json!([])).untouched(of).is_some()
        );
        check("date", &|told| told["date_gmt"] = Value::Null);
    }

    #[test]
    fn corrections_are_told_under_the_text() {
        let mut frozen = frozen();
        let at = frozen.updated;
        frozen.corrections = vec![(at, "Jumlah\nTPS & [x]".into())];
        let content = Wanted::new(&frozen, None, Vec::new()).content;
        assert!(
            content.ends_with(
                "<p>Isi.</p>\n<aside class=\"koreksi\">\n<p><strong>Ralat:</strong> \
                 Jumlah TPS &amp; &#091;x]</p>\n</aside>\n</div>"
            ),
            "{content}"
        );
    }

    #[test]
    fn what_is_no_post_is_none() {
        assert_eq!(Post::read(json!([])), None);
        assert_eq!(Post::read(json!({"id": 7})), None);
        let post = json!({"id": 1, "slug": "", "status": "draft", "date_gmt": null, "_links": [],
            "title": {"raw": ""}, "content": {"raw": ""}, "excerpt": {"raw": ""}});
        assert_eq!(Post::read(post).unwrap().revision, None);
    }
}
