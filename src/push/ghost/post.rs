//! A post as Ghost tells it, what we want of it, and the one form in which two states are compared.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::letters::letters;
use crate::domain::delivery::{Destination, Frozen};
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::seal::canonical;
use crate::domain::time::Timestamp;
use crate::lang::{Lang, Words};
use crate::text::markdown::escape;

const OPEN: &str = "<div class=\"redaksi\" data-redaksi=\"";
const CLOSE: &str = "\n</div>";

/// Longest title and excerpt that Ghost takes.
pub(super) const TITLE: usize = 255;
const EXCERPT: usize = 300;

/// How the text goes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// One card with our HTML, byte for byte. Nobody rewrites it there by accident.
    Exact,
    /// Ghost takes it apart into paragraphs of its own, which its editor can edit.
    Native,
}

/// All of a post that a person may change: written as JSON in one form, it is
/// [`Remote::base`](crate::domain::delivery::Remote::base).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Base {
    pub title: String,
    pub excerpt: String,
    /// The HTML of the one card, or the letters of what Ghost made of the text.
    pub body: String,
    /// The body is that of one card.
    pub exact: bool,
    pub slug: String,
    pub status: String,
    pub published: String,
    /// Names, in their order.
    pub tags: Vec<String>,
}

impl Base {
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    pub fn text(&self) -> String {
        String::from_utf8(canonical::bytes_of(self)).unwrap_or_default()
    }

    pub(super) fn is_public(&self) -> bool {
        matches!(self.status.as_str(), "published" | "scheduled" | "sent")
    }

    fn has_words_of(&self, other: &Self) -> bool {
        (&self.title, &self.excerpt, &self.body) == (&other.title, &other.excerpt, &other.body)
    }
}

/// A post with what the server alone decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) id: String,
    pub(super) url: String,
    /// Copied into every change, never computed.
    pub(super) updated: String,
    /// Internal tags with their ids.
    pub(super) internal: Vec<(String, String)>,
    pub(super) base: Base,
}

#[derive(Deserialize)]
struct Tag {
    #[serde(default)]
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct Told {
    id: String,
    slug: String,
    status: String,
    title: String,
    #[serde(default)]
    url: Option<String>,
    updated_at: String,
    #[serde(default)]
    published_at: Option<String>,
    #[serde(default)]
    custom_excerpt: Option<String>,
    #[serde(default)]
    lexical: Option<String>,
    #[serde(default)]
    html: Option<String>,
    tags: Vec<Tag>,
}

impl Post {
    /// None if it is no post as the Admin API tells it.
    pub(super) fn read(value: Value) -> Option<Self> {
        let told: Told = serde_json::from_value(value).ok()?;
        // It becomes a part of addresses.
        let plain = |id: &str| {
            (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if !plain(&told.id) {
            return None;
        }
        let card = told.lexical.as_deref().and_then(card);
        let exact = card.is_some();
        let body = card.unwrap_or_else(|| letters(told.html.as_deref().unwrap_or_default()));
        let internal = told.tags.iter().filter(|tag| tag.name.starts_with('#') && plain(&tag.id));
        let internal = internal.map(|tag| (tag.name.clone(), tag.id.clone())).collect();
        Some(Self {
            id: told.id,
            url: told.url.unwrap_or_default(),
            updated: told.updated_at,
            internal,
            base: Base {
                title: told.title,
                excerpt: told.custom_excerpt.unwrap_or_default(),
                body,
                exact,
                slug: told.slug,
                status: told.status,
                published: told.published_at.map(|at| second(&at)).unwrap_or_default(),
                tags: told.tags.into_iter().map(|tag| tag.name).collect(),
            },
        })
    }

    pub(super) fn is_of(&self, article: ArticleId) -> bool {
        let tag = internal(article);
        self.base.tags.iter().any(|name| name.eq_ignore_ascii_case(&tag))
            || self.base.body.contains(&format!("data-redaksi=\"{article} "))
    }

    /// The words under our marker are the very ones that it was made for: nobody has edited them
    /// since. A copy that somebody made there has another title, and is not taken for ours.
    pub(super) fn is_untouched(&self, article: ArticleId) -> bool {
        let marked = self.base.body.strip_prefix(OPEN);
        let marked = marked.and_then(|rest| rest.strip_prefix(&article.to_string()));
        let parts = marked.and_then(|rest| rest.strip_prefix(' ')?.split_once("\">\n"));
        let parts = parts.and_then(|(hash, rest)| Some((hash, rest.strip_suffix(CLOSE)?)));
        self.base.exact
            && parts.is_some_and(|(hash, inner)| {
                hash == mark(&self.base.title, &self.base.excerpt, inner)
            })
    }
}

/// The HTML of a text that is one card and nothing else.
fn card(lexical: &str) -> Option<String> {
    let value: Value = serde_json::from_str(lexical).ok()?;
    let [only] = value.get("root")?.get("children")?.as_array()?.as_slice() else { return None };
    let is_html = only.get("type").and_then(Value::as_str) == Some("html");
    only.get("html").and_then(Value::as_str).filter(|_| is_html).map(str::to_owned)
}

/// Ghost keeps whole seconds.
fn second(at: &str) -> String {
    at.parse::<Timestamp>().map_or_else(|_form| at.to_owned(), written)
}

fn written(at: Timestamp) -> String {
    at.utc().format("%Y-%m-%dT%H:%M:%S.000Z").to_string()
}

/// The tag that an article is known by; Ghost shows no tag that begins with `#`.
pub(super) fn internal(article: ArticleId) -> String {
    format!("#redaksi-{article}")
}

/// What we want to stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) article: ArticleId,
    pub(super) mode: Mode,
    pub(super) title: String,
    excerpt: String,
    /// In the wrapper that carries the marker.
    html: String,
    letters: String,
    published: String,
    pub(super) slug: String,
    tags: Vec<String>,
    author: Option<String>,
    /// `{article} {hash}`, as it stands in the page.
    pub(super) marker: String,
}

impl Wanted {
    pub(super) fn new(frozen: &Frozen, destination: &Destination) -> Self {
        let setting = |name: &str| destination.settings.get(name).map(|value| value.trim());
        let inner = inner(frozen);
        // What is too long would be refused: Ghost then takes the beginning of the text.
        let excerpt = Some(frozen.summary.trim()).filter(|text| text.chars().count() <= EXCERPT);
        let excerpt = excerpt.unwrap_or_default().to_owned();
        let title = frozen.headline.trim().to_owned();
        let marker = format!("{} {}", frozen.article, mark(&title, &excerpt, &inner));
        Self {
            article: frozen.article,
            mode: if setting("mode") == Some("native") { Mode::Native } else { Mode::Exact },
            html: format!("{OPEN}{marker}\">\n{inner}{CLOSE}"),
            letters: letters(&inner),
            title,
            excerpt,
            published: written(frozen.published),
            slug: frozen.slug.clone(),
            tags: tags(frozen),
            author: setting("author").filter(|mail| !mail.is_empty()).map(str::to_owned),
            marker,
        }
    }

    /// The part of a query that says in which form the text comes.
    pub(super) fn query(&self) -> &'static str {
        match self.mode {
            Mode::Exact => "",
            Mode::Native => "source=html",
        }
    }

    fn fields(&self, status: &str, others: &[String]) -> Value {
        let own = internal(self.article);
        let tags = self.tags.iter().chain(others).chain([&own]);
        let tags: Vec<Value> = tags.map(|name| json!({ "name": name })).collect();
        let (name, text) = match self.mode {
            Mode::Exact => ("lexical", lexical(&self.html)),
            Mode::Native => ("html", self.html.clone()),
        };
        let excerpt = (!self.excerpt.is_empty()).then_some(&self.excerpt);
        json!({
            "title": self.title,
            name: text,
            "custom_excerpt": excerpt,
            "status": status,
            "published_at": self.published,
            "tags": tags,
        })
    }

    /// What makes a draft.
    pub(super) fn draft(&self) -> Value {
        let mut fields = self.fields("draft", &[]);
        fields["slug"] = self.slug.as_str().into();
        if let Some(mail) = &self.author {
            fields["authors"] = json!([mail]);
        }
        json!({ "posts": [fields] })
    }

    /// What changes a post into the published one: all fields in one request. `base` is how we left
    /// it: tags that people put to it since are kept, and so is the address that readers know.
    pub(super) fn change(&self, post: &Post, base: Option<&Base>) -> Value {
        let ours = |name: &String| {
            name.starts_with("#redaksi-")
                || self
                    .tags
                    .iter()
                    .chain(base.into_iter().flat_map(|base| &base.tags))
                    .any(|known| known.to_lowercase() == name.to_lowercase())
        };
        let others: Vec<String> = match base {
            Some(_) => post.base.tags.iter().filter(|name| !ours(name)).cloned().collect(),
            None => Vec::new(),
        };
        let mut fields = self.fields("published", &others);
        if base.is_none() && !post.base.is_public() {
            fields["slug"] = self.slug.as_str().into();
        }
        fields["updated_at"] = post.updated.as_str().into();
        json!({ "posts": [fields] })
    }

    /// Are these our words, in whatever status?
    pub(super) fn has_words(&self, post: &Post) -> bool {
        let body = match self.mode {
            Mode::Exact => post.base.exact && post.base.body == self.html,
            Mode::Native => !post.base.exact && post.base.body == self.letters,
        };
        body && post.base.title.trim() == self.title && post.base.excerpt == self.excerpt
    }

    /// Names of what stands there otherwise. The slug is not among them: it is the server's.
    pub(super) fn differences(&self, post: &Post, status: &str) -> Vec<&'static str> {
        let there = &post.base;
        let has =
            |name: &String| there.tags.iter().any(|tag| tag.to_lowercase() == name.to_lowercase());
        let first = self.tags.first().zip(there.tags.first());
        let leads = first.is_none_or(|(ours, theirs)| ours.to_lowercase() == theirs.to_lowercase());
        let tags = leads && self.tags.iter().all(has) && has(&internal(self.article));
        [
            ("text", self.has_words(post)),
            ("date", there.published == self.published),
            ("tags", tags),
            ("status", there.status == status),
        ]
        .into_iter()
        .filter_map(|(name, same)| (!same).then_some(name))
        .collect()
    }

    /// May this post be changed without losing somebody's words? `base` is how we left it.
    pub(super) fn is_free(&self, post: &Post, base: Option<&Base>) -> bool {
        let words = self.has_words(post)
            || post.is_untouched(self.article)
            || base.is_some_and(|base| base.has_words_of(&post.base));
        let there = &post.base;
        let known = base.is_none_or(|base| {
            [base.status.as_str(), "published"].contains(&&*there.status)
                && [&base.published, &self.published].contains(&&there.published)
        });
        words && known && matches!(there.status.as_str(), "draft" | "published")
    }

    /// Does a page that a reader got show this text?
    pub(super) fn shows(&self, page: &str) -> bool {
        match self.mode {
            Mode::Exact => page.contains(&format!("data-redaksi=\"{}\"", self.marker)),
            Mode::Native => letters(page).contains(&self.letters),
        }
    }
}

fn lexical(html: &str) -> String {
    let card = json!({ "type": "html", "version": 1, "html": html });
    json!({ "root": { "children": [card], "direction": null, "format": "", "indent": 0,
        "type": "root", "version": 1 } })
    .to_string()
}

/// The section first, which themes show above the headline, then the tags. A `#` would hide one.
fn tags(frozen: &Frozen) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in std::iter::once(&frozen.section).chain(&frozen.tags) {
        let name = name.trim().trim_start_matches(['#', ',', ' ']);
        let is_new = found.iter().all(|known| known.to_lowercase() != name.to_lowercase());
        if !name.is_empty() && is_new {
            found.push(name.to_owned());
        }
    }
    found
}

/// The body with what readers are told of its corrections, which the page has beside the text.
fn inner(frozen: &Frozen) -> String {
    let mut inner = frozen.html.clone();
    if frozen.corrections.is_empty() {
        return inner;
    }
    let english = frozen.language.to_ascii_lowercase().starts_with("en");
    let words = Words::of(if english { Lang::En } else { Lang::Id });
    inner.push_str("\n<aside class=\"koreksi\">");
    for (_, reason) in &frozen.corrections {
        inner.push_str("\n<p><strong>");
        escape(&words.say("page-correction", &[]), &mut inner);
        inner.push_str(":</strong> ");
        escape(&reason.split_whitespace().collect::<Vec<_>>().join(" "), &mut inner);
        inner.push_str("</p>");
    }
    inner.push_str("\n</aside>");
    inner
}

/// Sixteen digits that fit these words alone.
fn mark(title: &str, excerpt: &str, inner: &str) -> String {
    let parts = [title.trim(), excerpt, inner];
    let lengths = parts.map(|part| part.len().to_string()).join(",");
    let bytes = parts.iter().map(|part| part.as_bytes());
    let digest = Digest::of_pieces(std::iter::once(lengths.as_bytes()).chain(bytes));
    digest.to_string().chars().take(16).collect()
}

#[cfg(test)]
mod tests;
