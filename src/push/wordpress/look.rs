//! What stands there already: asked before anything is made, and again after.

use serde_json::Value;
use ureq::http::Method;

use super::WordPress;
use super::post::{FIELDS, Post};
use crate::domain::ids::ArticleId;
use crate::push::classify::{Bad, Verdict};
use crate::push::http::Reply;

/// Every status that a post of ours may have; `any` would leave out the bin.
const STATUSES: &str = "publish,future,draft,pending,private,trash";

/// What a look found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Posts with the article's marker, by their ids.
    pub(super) mine: Vec<Post>,
    /// The slug belongs to a post that this account may not see.
    pub(super) slug_hidden: bool,
    /// A post that this account may not see holds the article's id.
    pub(super) mine_hidden: bool,
    /// Slugs of the family that others hold.
    pub(super) taken: Vec<String>,
}

impl Found {
    /// Those that are not in the bin.
    pub(super) fn kept(&self) -> impl Iterator<Item = &Post> {
        self.mine.iter().filter(|post| post.base.status != "trash")
    }

    /// The one that stays: a public one, or the oldest.
    pub(super) fn survivor(&self) -> Option<&Post> {
        self.kept().min_by_key(|post| (!post.base.is_live(), post.id))
    }

    fn add(&mut self, posts: Vec<Post>, article: ArticleId) {
        for post in posts {
            if !post.is_of(article) {
                self.taken.push(post.base.slug);
            } else if self.mine.iter().all(|known| known.id != post.id) {
                self.mine.push(post);
            }
        }
        self.mine.sort_by_key(|post| post.id);
    }
}

impl WordPress {
    /// Looks for posts of an article by its slug: the slug itself, what `WordPress` makes of it where
    /// it is taken, and what it makes of either in the bin.
    pub(super) fn look_by_slug(
        &mut self,
        article: ArticleId,
        slug: &str,
        found: &mut Found,
    ) -> Result<String, Box<Bad>> {
        let (posts, hidden, exchange) = self.list(&format!("slug={}", family(slug).join(",")))?;
        found.add(posts, article);
        found.slug_hidden |= hidden;
        Ok(exchange)
    }

    /// Looks for them by the id in their marker, whatever slug they have. Plugins that take the
    /// search over may not find it: it is the second look, never the only one.
    pub(super) fn look_by_marker(
        &mut self,
        article: ArticleId,
        found: &mut Found,
    ) -> Result<String, Box<Bad>> {
        let (posts, hidden, exchange) = self.list(&format!("search={article}"))?;
        found.add(posts, article);
        found.mine_hidden |= hidden;
        Ok(exchange)
    }

    /// The posts of a query; whether there are some that this account is not shown; the exchange.
    fn list(&mut self, query: &str) -> Result<(Vec<Post>, bool, String), Box<Bad>> {
        const PATH: &str = "wp/v2/posts";
        let query = format!("{query}&status={STATUSES}&context=edit&per_page=100&_fields={FIELDS}");
        let told = self.call(&Method::GET, PATH, &query, None);
        let (reply, value) = told.map_err(unknown_account)?;
        let (Value::Array(rows), Some(total)) = (value, total(&reply)) else {
            return Err(strange(&reply));
        };
        let told = rows.len();
        let posts: Vec<Post> = rows.into_iter().filter_map(Post::read).collect();
        if posts.len() != told {
            return Err(strange(&reply));
        }
        Ok((posts, total > told, reply.exchange))
    }
}

/// Nobody in particular may not even ask for drafts: `WordPress` calls that a wrong parameter.
fn unknown_account(mut bad: Box<Bad>) -> Box<Bad> {
    let status = bad.data.get("params").is_some_and(|params| params.get("status").is_some());
    if bad.has_code(&["rest_invalid_param"]) && status {
        "not-known".clone_into(&mut bad.key);
    }
    bad
}

fn total(reply: &Reply) -> Option<usize> {
    reply.header("x-wp-total")?.trim().parse().ok()
}

/// JSON that is not what was asked for: nothing is concluded from it.
pub(super) fn strange(reply: &Reply) -> Box<Bad> {
    let bad = Bad::of(Verdict::Later(None), "bad-answer", &reply.exchange)
        .with("status", &reply.status.to_string())
        .with("kind", reply.header("content-type").unwrap_or("?"));
    Box::new(bad)
}

fn family(slug: &str) -> Vec<String> {
    let own = std::iter::once(slug.to_owned()).chain((2..=9).map(|n| format!("{slug}-{n}")));
    own.flat_map(|slug| [format!("{slug}__trashed"), slug]).collect()
}

/// The first name of the family that nobody is seen to hold.
pub(super) fn free(slug: &str, taken: &[String]) -> String {
    let mut names = (2..=9).map(|n| format!("{slug}-{n}"));
    names.find(|name| !taken.contains(name)).unwrap_or_else(|| slug.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_is_all_that_wordpress_makes_of_a_slug() {
        let family = family("a");
        assert_eq!(family.len(), 18);
        for name in ["a", "a__trashed", "a-2", "a-9", "a-9__trashed"] {
            assert!(family.iter().any(|known| known == name), "{name}");
        }
        assert_eq!(free("a", &[]), "a-2");
        assert_eq!(free("a", &["a-2".into()]), "a-3");
    }
}
