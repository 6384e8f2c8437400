//! Posts, revisions and people as the REST API shows them.

use serde_json::{Map, Value, json};

use super::dates::written;
use super::slug;
use super::state::{Account, Post, Revision, State};

/// Where the site is, and how its addresses look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// Without a slash at its end.
    pub(crate) url: &'a str,
    pub(crate) plain: bool,
    /// Seconds that its zone is ahead of UTC.
    pub(crate) ahead: i64,
}

impl Place<'_> {
    pub(crate) fn rest(self, route: &str) -> String {
        if self.plain {
            return format!("{}/index.php?rest_route=/{route}", self.url);
        }
        format!("{}/wp-json/{route}", self.url)
    }
}

/// Shown raw only to those who edit.
pub(crate) fn forms(text: &str, edits: bool) -> Value {
    if edits { json!({ "raw": text, "rendered": text }) } else { json!({ "rendered": text }) }
}

fn body(text: &str, edits: bool) -> Value {
    let rendered = if text.is_empty() { String::new() } else { format!("{text}\n") };
    if edits {
        return json!({ "raw": text, "rendered": rendered, "protected": false, "block_version": 0 });
    }
    json!({ "rendered": rendered, "protected": false })
}

pub(crate) fn post(place: Place<'_>, post: &Post, edits: bool) -> Value {
    let guid = format!("{}/?p={}", place.url, post.id);
    let excerpt = if edits {
        json!({ "raw": post.excerpt, "rendered": post.excerpt, "protected": false })
    } else {
        json!({ "rendered": post.excerpt, "protected": false })
    };
    let mut shown = json!({
        "id": post.id,
        "date": written(post.date, place.ahead),
        "date_gmt": written(post.date, 0),
        "guid": forms(&guid, edits),
        "modified": written(post.modified, place.ahead),
        "modified_gmt": written(post.modified, 0),
        "slug": post.slug,
        "status": post.status,
        "type": "post",
        "link": format!("{}{}", place.url, post.link(place)),
        "title": forms(&post.title, edits),
        "content": body(&post.content, edits),
        "excerpt": excerpt,
        "author": post.author,
        "featured_media": post.featured_media,
        "comment_status": "closed",
        "ping_status": "closed",
        "sticky": post.sticky,
        "template": "",
        "format": "standard",
        "meta": { "footnotes": "" },
        "categories": post.categories,
        "tags": post.tags,
        "_links": links(place, post, edits),
    });
    if edits {
        shown["password"] = json!("");
        let template = post.pretty(place, "%postname%");
        shown["permalink_template"] = json!(format!("{}{template}", place.url));
        shown["generated_slug"] = json!(slug::sanitise(&post.title));
    }
    shown
}

fn links(place: Place<'_>, post: &Post, edits: bool) -> Value {
    let own = format!("wp/v2/posts/{}", post.id);
    let at = |route: &str| json!([{ "href": place.rest(route) }]);
    let history = place.rest(&format!("{own}/revisions"));
    let mut links = Map::new();
    links.insert("self".to_owned(), at(&own));
    links.insert("collection".to_owned(), at("wp/v2/posts"));
    links.insert("author".to_owned(), at(&format!("wp/v2/users/{}", post.author)));
    let count = post.revisions.len();
    links.insert("version-history".to_owned(), json!([{ "count": count, "href": history }]));
    if let Some(newest) = post.revisions.last() {
        let href = place.rest(&format!("{own}/revisions/{}", newest.id));
        links.insert("predecessor-version".to_owned(), json!([{ "id": newest.id, "href": href }]));
    }
    if edits {
        links.insert("wp:action-publish".to_owned(), at(&own));
    }
    Value::Object(links)
}

pub(crate) fn revision(place: Place<'_>, post: &Post, revision: &Revision) -> Value {
    json!({
        "author": revision.author,
        "date": written(revision.at, place.ahead),
        "date_gmt": written(revision.at, 0),
        "id": revision.id,
        "modified": written(revision.at, place.ahead),
        "modified_gmt": written(revision.at, 0),
        "parent": post.id,
        "slug": format!("{}-revision-v1", post.id),
        "guid": forms(&format!("{}/?p={}", place.url, revision.id), true),
        "title": forms(&revision.title, true),
        "content": forms(&revision.content, true),
        "excerpt": forms(&revision.excerpt, true),
    })
}

pub(crate) fn account(place: Place<'_>, account: &Account, edits: bool) -> Value {
    let name = &account.user.name;
    let mut shown = json!({
        "id": account.id,
        "name": name,
        "url": "",
        "description": "",
        "link": format!("{}/author/{name}/", place.url),
        "slug": name,
        "meta": [],
        "_links": { "self": [{ "href": place.rest(&format!("wp/v2/users/{}", account.id)) }] },
    });
    if edits {
        let names = account.role.capabilities();
        let held: Map<String, Value> =
            names.into_iter().map(|name| (name.to_owned(), json!(true))).collect();
        shown["username"] = json!(name);
        shown["email"] = json!(format!("{name}@example.invalid"));
        shown["locale"] = json!("en_US");
        shown["roles"] = json!([account.role.name()]);
        shown["capabilities"] = Value::Object(held);
    }
    shown
}

/// The password by which somebody came, without itself.
pub(crate) fn introspected(state: &State, account: &Account) -> Value {
    json!({
        "uuid": format!("00000000-0000-4000-8000-{:012}", account.id),
        "app_id": "",
        "name": "redaksi",
        "created": written(state.now(), 0),
        "last_used": written(state.now(), 0),
        "last_ip": "127.0.0.1",
    })
}
