//! What the site holds: people, posts with their revisions, terms, uploads; and what it thinks of
//! the time.

use std::collections::BTreeMap;

use redaksi::clock::Clock;

use super::dates::{Moment, formatted};
use super::show::Place;
use crate::net::site::User;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Contributor,
    Author,
    Editor,
    Administrator,
}

impl Role {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Contributor => "contributor",
            Self::Author => "author",
            Self::Editor => "editor",
            Self::Administrator => "administrator",
        }
    }

    pub(crate) fn capabilities(self) -> Vec<&'static str> {
        let mut all = vec!["edit_posts", "read", "delete_posts"];
        if self != Self::Contributor {
            all.extend(["upload_files", "edit_published_posts", "publish_posts"]);
            all.push("delete_published_posts");
        }
        if matches!(self, Self::Editor | Self::Administrator) {
            all.extend(["manage_categories", "edit_others_posts", "delete_others_posts"]);
            all.extend(["edit_private_posts", "read_private_posts", "unfiltered_html"]);
        }
        if self == Self::Administrator {
            all.push("manage_options");
        }
        all
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) id: u64,
    pub(crate) role: Role,
    pub(crate) user: User,
}

impl Account {
    pub(crate) fn may(&self, capability: &str) -> bool {
        self.role.capabilities().contains(&capability)
    }

    pub(crate) fn may_edit(&self, post: &Post) -> bool {
        if post.author != self.id {
            return self.may("edit_others_posts");
        }
        let public = matches!(post.status.as_str(), "publish" | "future");
        self.may(if public { "edit_published_posts" } else { "edit_posts" })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Revision {
    pub(crate) id: u64,
    pub(crate) author: u64,
    pub(crate) at: Moment,
    pub(crate) title: String,
    pub(crate) content: String,
    pub(crate) excerpt: String,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Post {
    pub(crate) id: u64,
    pub(crate) title: String,
    pub(crate) content: String,
    pub(crate) excerpt: String,
    pub(crate) status: String,
    pub(crate) slug: String,
    /// The slug to take up again when the post comes back from the trash.
    pub(crate) desired: Option<String>,
    /// Slugs under which it was public.
    pub(crate) old_slugs: Vec<String>,
    pub(crate) date: Moment,
    /// The date was set; a draft's floats otherwise.
    pub(crate) fixed: bool,
    pub(crate) modified: Moment,
    pub(crate) author: u64,
    pub(crate) featured_media: u64,
    pub(crate) categories: Vec<u64>,
    pub(crate) tags: Vec<u64>,
    pub(crate) sticky: bool,
    /// Oldest first.
    pub(crate) revisions: Vec<Revision>,
}

impl Post {
    pub(crate) fn is_public(&self) -> bool {
        self.status == "publish"
    }

    /// Drafts and what waits keep any slug; the others' must differ.
    pub(crate) fn is_loose(status: &str) -> bool {
        matches!(status, "draft" | "pending")
    }

    /// Below the site's address.
    pub(crate) fn link(&self, place: Place<'_>) -> String {
        if place.plain || !matches!(self.status.as_str(), "publish" | "private") {
            return format!("/?p={}", self.id);
        }
        self.pretty(place, &self.slug)
    }

    pub(crate) fn pretty(&self, place: Place<'_>, slug: &str) -> String {
        format!("{}{slug}/", formatted(self.date + place.ahead, "/%Y/%m/"))
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Term {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) slug: String,
    pub(crate) description: String,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Media {
    pub(crate) id: u64,
    pub(crate) slug: String,
    /// In the folder of uploads.
    pub(crate) file: String,
    pub(crate) kind: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) title: String,
    pub(crate) alt: String,
    pub(crate) caption: String,
    pub(crate) description: String,
    pub(crate) author: u64,
    pub(crate) post: u64,
    pub(crate) at: Moment,
}

/// How the time passes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Time {
    /// As on the machine, so many seconds off.
    Flowing(i64),
    Standing(Moment),
}

#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) time: Time,
    pub(crate) accounts: Vec<Account>,
    pub(crate) posts: BTreeMap<u64, Post>,
    pub(crate) media: BTreeMap<u64, Media>,
    pub(crate) categories: Vec<Term>,
    pub(crate) tags: Vec<Term>,
    /// As before 7.1.
    pub(crate) older: bool,
    /// Something on the site takes `data-…` out of what is stored.
    pub(crate) strips_data: bool,
    last_id: u64,
    last_term: u64,
}

impl State {
    pub(crate) fn new() -> Self {
        let person = |id, role, name: &str, password: &str| Account {
            id,
            role,
            user: User { name: name.to_owned(), password: password.to_owned() },
        };
        let uncategorised = Term {
            id: 1,
            name: "Uncategorized".to_owned(),
            slug: "uncategorized".to_owned(),
            description: String::new(),
        };
        Self {
            time: Time::Flowing(0),
            accounts: vec![
                person(1, Role::Administrator, "admin", "aaaa bbbb cccc dddd eeee ffff"),
                person(2, Role::Editor, "penyunting", "gggg hhhh iiii jjjj kkkk llll"),
                person(3, Role::Author, "penulis", "mmmm nnnn oooo pppp qqqq rrrr"),
                person(4, Role::Contributor, "kontributor", "ssss tttt uuuu vvvv wwww xxxx"),
            ],
            posts: BTreeMap::new(),
            media: BTreeMap::new(),
            categories: vec![uncategorised],
            tags: Vec::new(),
            older: false,
            strips_data: false,
            last_id: 3,
            last_term: 1,
        }
    }

    pub(crate) fn now(&self) -> Moment {
        match self.time {
            Time::Flowing(off) => Clock::system().now().ms() / 1000 + off,
            Time::Standing(at) => at,
        }
    }

    /// Posts, revisions and uploads share their numbers.
    pub(crate) fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    pub(crate) fn next_term(&mut self) -> u64 {
        self.last_term += 1;
        self.last_term
    }

    /// By name or by address, with the password's blanks or without.
    pub(crate) fn account(&self, name: &str, password: &str) -> Option<&Account> {
        let bare = |text: &str| text.replace(' ', "");
        let is_name = |known: &str| name == known || name == format!("{known}@example.invalid");
        self.accounts
            .iter()
            .find(|account| is_name(&account.user.name))
            .filter(|account| bare(&account.user.password) == bare(password))
    }

    /// A post of another's, or an upload.
    pub(crate) fn is_slug_of_post(&self, slug: &str, but: u64) -> bool {
        self.posts.values().any(|post| post.slug == slug && post.id != but)
    }

    pub(crate) fn is_slug(&self, slug: &str) -> bool {
        self.is_slug_of_post(slug, 0) || self.media.values().any(|media| media.slug == slug)
    }
}
