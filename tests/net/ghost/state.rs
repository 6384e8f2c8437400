//! What the site holds: posts and tags, times in whole seconds.

use chrono::DateTime;
use serde_json::{Value, json};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) slug: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Post {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) slug: String,
    pub(crate) status: String,
    pub(crate) lexical: String,
    pub(crate) html: String,
    pub(crate) excerpt: Option<String>,
    /// Names, in their order.
    pub(crate) tags: Vec<String>,
    pub(crate) authors: Vec<String>,
    /// Seconds since 1970.
    pub(crate) updated: i64,
    pub(crate) published: Option<i64>,
}

#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) posts: Vec<Post>,
    pub(crate) tags: Vec<Tag>,
    /// The server's clock at this request.
    pub(crate) now: i64,
    made: u64,
}

pub(super) fn written(at: i64) -> String {
    let at = DateTime::from_timestamp(at, 0).unwrap_or_default();
    at.format("%Y-%m-%dT%H:%M:%S.000Z").to_string()
}

/// Letters, digits and hyphens; `#` is spelt out, which keeps internal tags apart.
pub(super) fn slug(text: &str) -> String {
    let text = text.to_lowercase().replace('#', "hash-");
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

impl State {
    pub(super) fn id(&mut self) -> String {
        self.made += 1;
        format!("65f0{:020x}", self.made)
    }

    /// The slug, or the first number after it that nobody has.
    pub(super) fn free_slug(&self, wanted: &str, own: &str) -> String {
        let taken = |slug: &str| self.posts.iter().any(|post| post.slug == slug && post.id != own);
        let wanted = slug(wanted);
        let mut names =
            std::iter::once(wanted.clone()).chain((2..).map(|number| format!("{wanted}-{number}")));
        names.find(|name| !taken(name)).unwrap()
    }

    /// Makes the tag if there is none of that name.
    pub(super) fn tag(&mut self, name: &str) -> String {
        let slug = slug(name);
        if let Some(tag) = self.tags.iter().find(|tag| tag.slug == slug) {
            return tag.name.clone();
        }
        let id = self.id();
        self.tags.push(Tag { id, name: name.to_owned(), slug });
        name.to_owned()
    }

    pub(super) fn shown(&self, post: &Post, url: &str) -> Value {
        let tags: Vec<Value> = post.tags.iter().filter_map(|name| self.shown_tag(name)).collect();
        // Nobody knows the address of what is not public.
        let link = match post.status.as_str() {
            "published" => format!("{url}/{}/", post.slug),
            _ => format!("{url}/p/00000000-0000-0000-0000-000000000000/"),
        };
        json!({
            "id": post.id, "uuid": "00000000-0000-0000-0000-000000000000", "title": post.title,
            "slug": post.slug, "status": post.status, "lexical": post.lexical, "html": post.html,
            "custom_excerpt": post.excerpt, "excerpt": "", "tags": tags, "url": link,
            "updated_at": written(post.updated), "published_at": post.published.map(written),
            "visibility": "public", "featured": false, "email_only": false, "newsletter": null,
        })
    }

    fn shown_tag(&self, name: &str) -> Option<Value> {
        let tag = self.tags.iter().find(|tag| tag.name == name)?;
        let visibility = if tag.name.starts_with('#') { "internal" } else { "public" };
        Some(json!({ "id": tag.id, "name": tag.name, "slug": tag.slug, "visibility": visibility }))
    }
}
