//! Posts: made, changed, thrown away.

use serde_json::{Value, json};

use super::answer::{Json, Refusal, Rest};
use super::dates::{Moment, read, settled};
use super::params::Params;
use super::show::{self, Place};
use super::state::{Account, Post, Revision, State};
use super::{kses, slug};

const STATUSES: [&str; 5] = ["publish", "future", "draft", "pending", "private"];

/// A date that was asked for.
enum Wish {
    None,
    Now,
    At(Moment),
}

fn wished_date(place: Place<'_>, params: &Params) -> Result<Wish, Refusal> {
    let mut wish = Wish::None;
    // When both are sent, `date` wins.
    for (name, ahead) in [("date_gmt", 0), ("date", place.ahead)] {
        match params.get(name) {
            None => {}
            Some(Value::Null) => wish = Wish::Now,
            Some(_) => {
                let text = params.text(name).unwrap_or_default();
                let at =
                    read(&text, ahead).ok_or_else(|| Refusal::invalid(name, "Invalid date."))?;
                wish = Wish::At(at);
            }
        }
    }
    Ok(wish)
}

fn wished_status(params: &Params, who: &Account) -> Result<Option<String>, Refusal> {
    let Some(status) = params.text("status") else { return Ok(None) };
    if matches!(&*status, "publish" | "future" | "private") && !who.may("publish_posts") {
        return Err(Refusal::forbidden(true, "rest_cannot_publish"));
    }
    Ok(Some(status))
}

/// What `WordPress` checks before it asks who one is.
fn check(place: Place<'_>, params: &Params) -> Result<(), Refusal> {
    if let Some(status) = params.text("status")
        && !STATUSES.contains(&&*status)
    {
        let why = "status is not one of publish, future, draft, pending, and private.";
        return Err(Refusal::invalid("status", why));
    }
    wished_date(place, params)?;
    for name in ["categories", "tags"] {
        params.ids(name)?;
    }
    for name in ["author", "featured_media"] {
        params.number(name)?;
    }
    Ok(())
}

fn check_author(params: &Params, who: &Account) -> Result<Option<u64>, Refusal> {
    let author = params.number("author")?;
    if author.is_some_and(|id| id != who.id) && !who.may("edit_others_posts") {
        return Err(Refusal::forbidden(true, "rest_cannot_edit_others"));
    }
    Ok(author)
}

/// Takes texts, terms and the picture; not what depends on the status.
fn fill(state: &State, post: &mut Post, params: &Params, who: &Account) -> Result<(), Refusal> {
    let free = who.may("unfiltered_html");
    let cleaned = |text: String, clean: fn(&str, bool) -> String| {
        if free { text } else { clean(&text, state.older) }
    };
    if let Some(title) = params.text("title") {
        cleaned(title, kses::title).trim().clone_into(&mut post.title);
    }
    if let Some(content) = params.text("content") {
        post.content = cleaned(content, kses::content);
    }
    if state.strips_data {
        post.content = kses::without_data(&post.content);
    }
    if let Some(excerpt) = params.text("excerpt") {
        post.excerpt = cleaned(excerpt, kses::content);
    }
    if post.title.is_empty() && post.content.is_empty() && post.excerpt.is_empty() {
        let why = "Content, title, and excerpt are empty.";
        return Err(Refusal::new(400, "empty_content", why));
    }
    // Ids that are not known are dropped without a word.
    if let Some(ids) = params.ids("categories")? {
        let known = |id: &u64| state.categories.iter().any(|term| term.id == *id);
        post.categories = ids.into_iter().filter(known).collect();
    }
    if let Some(ids) = params.ids("tags")? {
        let known = |id: &u64| state.tags.iter().any(|term| term.id == *id);
        post.tags = ids.into_iter().filter(known).collect();
    }
    if let Some(id) = params.number("featured_media")? {
        post.featured_media = if state.media.contains_key(&id) { id } else { 0 };
    }
    if params.get("sticky").is_some() {
        post.sticky = params.is_set("sticky");
    }
    Ok(())
}

/// The last word about the slug, by the status that the post will have.
fn settle_slug(state: &State, post: &mut Post, who: &Account) {
    if post.status == "pending" && !who.may("publish_posts") {
        post.slug.clear();
    }
    if Post::is_loose(&post.status) {
        return;
    }
    if post.slug.is_empty() {
        post.slug = slug::sanitise(&post.title);
    }
    if post.slug.is_empty() {
        post.slug = post.id.to_string();
    }
    post.slug = slug::unique(&post.slug, |taken| state.is_slug_of_post(taken, post.id));
}

/// A post that is made, but not kept yet: two that are made at once may get one slug.
pub(crate) fn made(
    state: &State,
    place: Place<'_>,
    who: Option<&Account>,
    params: &Params,
) -> Result<Post, Refusal> {
    check(place, params)?;
    if params.get("id").is_some() {
        return Err(Refusal::new(400, "rest_post_exists", "Cannot create existing post."));
    }
    let who = who.ok_or_else(|| Refusal::forbidden(false, "rest_cannot_create"))?;
    let author = check_author(params, who)?.unwrap_or(who.id);
    let wish = wished_status(params, who)?;
    let now = state.now();
    let mut post = Post { author, categories: vec![1], ..Post::default() };
    fill(state, &mut post, params, who)?;
    (post.date, post.fixed) = match wished_date(place, params)? {
        Wish::At(at) => (at, true),
        Wish::Now | Wish::None => (now, false),
    };
    post.modified = post.date;
    settled(wish.as_deref().unwrap_or("draft"), post.date, now).clone_into(&mut post.status);
    post.fixed |= !Post::is_loose(&post.status);
    post.slug = params.text("slug").map(|wish| slug::sanitise(&wish)).unwrap_or_default();
    // Without a status in the request the slug is not looked at.
    if wish.is_some() && !post.slug.is_empty() {
        post.slug = slug::unique(&post.slug, |taken| state.is_slug_of_post(taken, 0));
    }
    settle_slug(state, &mut post, who);
    Ok(post)
}

pub(crate) fn kept(state: &mut State, place: Place<'_>, mut post: Post) -> Json {
    post.id = state.next_id();
    let shown = show::post(place, &post, true);
    let location = place.rest(&format!("wp/v2/posts/{}", post.id));
    state.posts.insert(post.id, post);
    Json::new(201, shown).with("Location", location)
}

fn found(state: &State, id: u64) -> Result<&Post, Refusal> {
    let none = || Refusal::new(404, "rest_post_invalid_id", "Invalid post ID.");
    state.posts.get(&id).ok_or_else(none)
}

pub(crate) fn looked_at(
    state: &State,
    place: Place<'_>,
    who: Option<&Account>,
    id: u64,
    params: &Params,
) -> Rest {
    let post = found(state, id)?;
    let mine = who.is_some_and(|who| who.may_edit(post));
    if params.edits() && !mine {
        return Err(Refusal::forbidden(who.is_some(), "rest_forbidden_context"));
    }
    if !post.is_public() && !mine {
        return Err(Refusal::forbidden(who.is_some(), "rest_forbidden"));
    }
    Ok(Json::new(200, show::post(place, post, params.edits())))
}

pub(crate) fn changed(
    state: &mut State,
    place: Place<'_>,
    who: Option<&Account>,
    id: u64,
    params: &Params,
    keeps_revisions: bool,
) -> Rest {
    check(place, params)?;
    let before = found(state, id)?.clone();
    let Some(who) = who.filter(|who| who.may_edit(&before)) else {
        return Err(Refusal::forbidden(who.is_some(), "rest_cannot_edit"));
    };
    let mut post = before.clone();
    if let Some(author) = check_author(params, who)? {
        post.author = author;
    }
    let now = state.now();
    fill(state, &mut post, params, who)?;
    match wished_date(place, params)? {
        Wish::At(at) => (post.date, post.fixed) = (at, true),
        Wish::Now => (post.date, post.fixed) = (now, false),
        Wish::None if !post.fixed => post.date = now,
        Wish::None => {}
    }
    let wish = wished_status(params, who)?;
    if wish.is_some() || post.status != "trash" {
        let status = wish.as_deref().unwrap_or(&before.status);
        settled(status, post.date, now).clone_into(&mut post.status);
    }
    post.fixed |= !Post::is_loose(&post.status);
    if let Some(slug) = params.text("slug") {
        post.slug = slug::unique(&slug::sanitise(&slug), |taken| state.is_slug_of_post(taken, id));
    }
    if before.status == "trash" && post.status != "trash" {
        post.slug = post.desired.take().unwrap_or(post.slug);
    }
    settle_slug(state, &mut post, who);
    if before.is_public() && post.is_public() && before.slug != post.slug {
        post.old_slugs.push(before.slug);
    }
    post.modified = now;
    if keeps_revisions {
        revise(state, &mut post, who.id);
    }
    let shown = show::post(place, &post, true);
    state.posts.insert(id, post);
    Ok(Json::new(200, shown))
}

/// A revision is kept when one of its three texts is new.
fn revise(state: &mut State, post: &mut Post, author: u64) {
    let same = post.revisions.last().is_some_and(|last| {
        (&last.title, &last.content, &last.excerpt) == (&post.title, &post.content, &post.excerpt)
    });
    if !same {
        post.revisions.push(Revision {
            id: state.next_id(),
            author,
            at: post.modified,
            title: post.title.clone(),
            content: post.content.clone(),
            excerpt: post.excerpt.clone(),
        });
    }
}

pub(crate) fn thrown_away(
    state: &mut State,
    place: Place<'_>,
    who: Option<&Account>,
    id: u64,
    params: &Params,
) -> Rest {
    let mut post = found(state, id)?.clone();
    if !who.is_some_and(|who| who.may_edit(&post)) {
        return Err(Refusal::forbidden(who.is_some(), "rest_cannot_delete"));
    }
    if params.is_set("force") {
        let shown = show::post(place, &post, true);
        state.posts.remove(&id);
        return Ok(Json::new(200, json!({ "deleted": true, "previous": shown })));
    }
    if post.status == "trash" {
        let why = "The post has already been deleted.";
        return Err(Refusal::new(410, "rest_already_trashed", why));
    }
    post.desired = Some(post.slug.clone());
    "trash".clone_into(&mut post.status);
    let slug = slug::trashed(&post.slug);
    post.slug = slug::unique(&slug, |taken| state.is_slug_of_post(taken, id));
    post.modified = state.now();
    let shown = show::post(place, &post, true);
    state.posts.insert(id, post);
    Ok(Json::new(200, shown))
}

pub(crate) fn revisions(state: &State, place: Place<'_>, who: Option<&Account>, id: u64) -> Rest {
    let post = found(state, id)?;
    if !who.is_some_and(|who| who.may_edit(post)) {
        return Err(Refusal::forbidden(who.is_some(), "rest_cannot_read"));
    }
    let newest = post.revisions.iter().rev();
    let shown: Vec<Value> = newest.map(|revision| show::revision(place, post, revision)).collect();
    let count = shown.len();
    let pages = usize::from(count > 0);
    Ok(Json::new(200, json!(shown)).with("X-WP-Total", count).with("X-WP-TotalPages", pages))
}
