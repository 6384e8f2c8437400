//! Posts: looked for by a filter, made, changed by their time, deleted.

use chrono::DateTime;
use serde_json::{Value, json};

use super::answer::{Answer, Refusal};
use super::lossy;
use super::state::{Post, State, slug};
use crate::net::encode::Pairs;

const TITLE: usize = 255;
const EXCERPT: usize = 300;

pub(super) struct Call<'a> {
    pub(super) query: Pairs,
    pub(super) url: &'a str,
    pub(super) cleans: bool,
}

impl Call<'_> {
    fn value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }
}

fn absent(what: &str) -> Refusal {
    let why = format!("Resource not found error, cannot {what} post.");
    Refusal::new(404, "NotFoundError", &why)
}

fn invalid(why: &str) -> Refusal {
    Refusal::new(422, "ValidationError", why)
}

/// Conditions with a plus sign between them: `name:value` or `name:[one,other]`.
fn conditions(filter: &str) -> Result<Vec<(String, Vec<String>)>, Refusal> {
    let bad = || Refusal::new(400, "BadRequestError", "Error parsing filter");
    let mut found = Vec::new();
    for part in filter.split('+').filter(|part| !part.is_empty()) {
        // A plus sign that was not written out came as a blank.
        let (name, value) = part.split_once(':').filter(|_| !part.contains(' ')).ok_or_else(bad)?;
        let values = value.trim_start_matches('[').trim_end_matches(']').split(',');
        found.push((name.to_owned(), values.map(str::to_owned).collect()));
    }
    Ok(found)
}

pub(super) fn list(state: &State, call: &Call<'_>) -> Answer {
    let conditions = conditions(call.value("filter").unwrap_or_default())?;
    let limit = call.value("limit").and_then(|text| text.parse().ok()).unwrap_or(15).min(100);
    let holds = |post: &&Post| {
        conditions.iter().all(|(name, values)| {
            let has = |value: &str| values.iter().any(|known| known == value);
            match name.as_str() {
                "slug" => has(&post.slug),
                "status" => has(&post.status),
                "tag" => post.tags.iter().any(|tag| has(&slug(tag))),
                _ => false,
            }
        })
    };
    let found: Vec<&Post> = state.posts.iter().rev().filter(holds).collect();
    let shown: Vec<Value> =
        found.iter().take(limit).map(|post| state.shown(post, call.url)).collect();
    let pages = json!({ "page": 1, "limit": limit, "total": found.len(), "pages": 1 });
    Ok((200, json!({ "posts": shown, "meta": { "pagination": pages } })))
}

pub(super) fn look_at(state: &State, call: &Call<'_>, id: &str) -> Answer {
    let post = state.posts.iter().find(|post| post.id == id).ok_or_else(|| absent("read"))?;
    Ok((200, json!({ "posts": [state.shown(post, call.url)] })))
}

fn seconds(text: &str) -> Result<i64, Refusal> {
    let at = DateTime::parse_from_rfc3339(text);
    at.map(|at| at.timestamp()).map_err(|_form| invalid("published_at is not a date"))
}

/// What a post becomes by what was sent; what was not sent stays.
fn merged(state: &mut State, call: &Call<'_>, old: &Post, sent: &Value) -> Result<Post, Refusal> {
    let mut post = old.clone();
    if let Some(title) = sent["title"].as_str() {
        title.trim().clone_into(&mut post.title);
    }
    if post.title.is_empty() || post.title.chars().count() > TITLE {
        return Err(invalid("Title cannot be longer than 255 characters.").of("title"));
    }
    if let Some(excerpt) = sent.get("custom_excerpt") {
        post.excerpt = excerpt.as_str().map(str::to_owned);
        if post.excerpt.as_ref().is_some_and(|text| text.chars().count() > EXCERPT) {
            return Err(invalid("Excerpt cannot be longer than 300 characters."));
        }
    }
    if let Some(html) = sent["html"].as_str().filter(|_| call.value("source") == Some("html")) {
        post.html = lossy::html(html);
        let node = json!({ "type": "paragraph", "version": 1, "children": [post.html] });
        post.lexical = json!({ "root": { "children": [node], "type": "root" } }).to_string();
    } else if let Some(lexical) = sent["lexical"].as_str() {
        let mut tree: Value =
            serde_json::from_str(lexical).map_err(|_form| invalid("Invalid lexical structure."))?;
        let card = &mut tree["root"]["children"][0]["html"];
        if call.cleans {
            *card = card.as_str().unwrap_or_default().replace("<table", "<div").into();
        }
        card.as_str().unwrap_or_default().clone_into(&mut post.html);
        post.lexical = tree.to_string();
    }
    if let Some(status) = sent["status"].as_str() {
        status.clone_into(&mut post.status);
    }
    if let Some(at) = sent["published_at"].as_str() {
        post.published = Some(seconds(at)?);
    }
    if post.status == "published" && post.published.is_none() {
        post.published = Some(state.now);
    }
    // Lists replace what was there.
    if let Some(tags) = sent["tags"].as_array() {
        let names = tags.iter().filter_map(|tag| tag["name"].as_str());
        post.tags = names.map(|name| state.tag(name)).collect();
    }
    if let Some(authors) = sent["authors"].as_array() {
        let mails = authors.iter().filter_map(Value::as_str);
        post.authors = mails.map(str::to_owned).collect();
    }
    let wanted = sent["slug"].as_str().map(str::to_owned);
    if let Some(wanted) = wanted.or_else(|| old.slug.is_empty().then(|| post.title.clone())) {
        post.slug = state.free_slug(&wanted, &old.id);
    }
    Ok(post)
}

pub(super) fn make(state: &mut State, call: &Call<'_>, sent: &Value) -> Answer {
    // Whatever id was sent is not looked at.
    let new = Post { status: "draft".to_owned(), ..Post::default() };
    let mut post = merged(state, call, &new, sent)?;
    post.id = state.id();
    post.updated = state.now;
    let shown = state.shown(&post, call.url);
    state.posts.push(post);
    Ok((201, json!({ "posts": [shown] })))
}

pub(super) fn change(state: &mut State, call: &Call<'_>, id: &str, sent: &Value) -> Answer {
    let at = state.posts.iter().position(|post| post.id == id).ok_or_else(|| absent("edit"))?;
    let old = state.posts[at].clone();
    let Some(told) = sent["updated_at"].as_str() else {
        return Err(invalid("Validation failed for posts[0].updated_at").of("updated_at"));
    };
    let same_time = seconds(told)? == old.updated;
    let mut post = merged(state, call, &old, sent)?;
    if post != old {
        // Only what would change something collides.
        if !same_time {
            let why = "Saving failed! Someone else is editing this post.";
            return Err(Refusal::new(409, "UpdateCollisionError", why).code("UPDATE_COLLISION"));
        }
        post.updated = state.now;
        state.posts[at] = post.clone();
    }
    Ok((200, json!({ "posts": [state.shown(&post, call.url)] })))
}

pub(super) fn delete(state: &mut State, id: &str) -> Answer {
    let at = state.posts.iter().position(|post| post.id == id).ok_or_else(|| absent("delete"))?;
    state.posts.remove(at);
    Ok((204, Value::Null))
}

pub(super) fn delete_tag(state: &mut State, id: &str) -> Answer {
    let at = state.tags.iter().position(|tag| tag.id == id).ok_or_else(|| absent("delete"))?;
    let tag = state.tags.remove(at);
    for post in &mut state.posts {
        post.tags.retain(|name| *name != tag.name);
    }
    Ok((204, Value::Null))
}
