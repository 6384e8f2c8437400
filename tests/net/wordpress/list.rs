//! Lists of posts: what is asked for is counted, and what may not be seen is left out after that.

use serde_json::{Value, json};

use super::answer::{Json, Refusal, Rest};
use super::params::Params;
use super::show::{self, Place};
use super::state::{Account, Post, State};

/// What `any` means.
const ANY: [&str; 5] = ["publish", "future", "draft", "pending", "private"];

/// So many on a page, and which page.
pub(crate) struct Pages {
    size: usize,
    page: usize,
}

impl Pages {
    pub(crate) fn of(params: &Params) -> Result<Self, Refusal> {
        let size = params.number("per_page")?.unwrap_or(10);
        if !(1..=100).contains(&size) {
            let why = "per_page must be between 1 (inclusive) and 100 (inclusive)";
            return Err(Refusal::invalid("per_page", why));
        }
        let page = params.number("page")?.unwrap_or(1).max(1);
        Ok(Self { size: usize::try_from(size).unwrap(), page: usize::try_from(page).unwrap() })
    }

    /// Cuts the page out of all, and tells how many there are.
    pub(crate) fn cut<T>(&self, all: Vec<T>) -> Result<(Vec<T>, usize), Refusal> {
        let total = all.len();
        let from = (self.page - 1) * self.size;
        if from >= total && total > 0 {
            let why = "The page number requested is larger than the number of pages available.";
            return Err(Refusal::new(400, "rest_post_invalid_page_number", why));
        }
        Ok((all.into_iter().skip(from).take(self.size).collect(), total))
    }

    pub(crate) fn answer(&self, shown: &[Value], total: usize) -> Json {
        Json::new(200, json!(shown))
            .with("X-WP-Total", total)
            .with("X-WP-TotalPages", total.div_ceil(self.size))
    }
}

fn statuses(params: &Params, who: Option<&Account>) -> Result<Vec<String>, Refusal> {
    let asked = params.list("status").unwrap_or_else(|| vec!["publish".to_owned()]);
    let known = |status: &String| ANY.contains(&&**status) || matches!(&**status, "trash" | "any");
    if let Some(index) = asked.iter().position(|status| !known(status)) {
        return Err(Refusal::invalid("status", &format!("status[{index}] is not one of them.")));
    }
    let open = asked.iter().all(|status| status == "publish");
    if !open && !who.is_some_and(|who| who.may("edit_posts")) {
        return Err(Refusal::invalid("status", "Status is forbidden."));
    }
    if asked.iter().any(|status| status == "any") {
        return Ok(ANY.map(str::to_owned).to_vec());
    }
    Ok(asked)
}

/// Each word is somewhere in the text, as with SQL's LIKE.
pub(crate) fn holds(texts: &[&str], search: &str) -> bool {
    let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    search.split_whitespace().all(|word| {
        let word = word.trim_matches('"').to_lowercase();
        texts.iter().any(|text| text.contains(&word))
    })
}

fn is_asked(post: &Post, params: &Params, statuses: &[String]) -> Result<bool, Refusal> {
    let among = |name: &str, ids: &[u64]| -> Result<bool, Refusal> {
        let asked = params.ids(name)?;
        Ok(asked.is_none_or(|asked| ids.iter().any(|id| asked.contains(id))))
    };
    let slug = params.list("slug").is_none_or(|slugs| slugs.contains(&post.slug));
    let search = params
        .text("search")
        .is_none_or(|search| holds(&[&post.title, &post.excerpt, &post.content], &search));
    Ok(statuses.contains(&post.status)
        && slug
        && search
        && among("include", &[post.id])?
        && among("author", &[post.author])?
        && among("categories", &post.categories)?
        && among("tags", &post.tags)?)
}

pub(crate) fn posts(
    state: &State,
    place: Place<'_>,
    who: Option<&Account>,
    params: &Params,
    public_search: bool,
) -> Rest {
    let mut statuses = statuses(params, who)?;
    if public_search && params.get("search").is_some() {
        statuses.retain(|status| status == "publish");
    }
    let pages = Pages::of(params)?;
    if params.edits() && !who.is_some_and(|who| who.may("edit_posts")) {
        return Err(Refusal::forbidden(who.is_some(), "rest_forbidden_context"));
    }
    let mut asked = Vec::new();
    for post in state.posts.values() {
        if is_asked(post, params, &statuses)? {
            asked.push(post);
        }
    }
    sort(&mut asked, params);
    let (page, total) = pages.cut(asked)?;
    // Whoever edits sees what is theirs to edit; others see what is public, too.
    let seen = |post: &&Post| {
        let mine = who.is_some_and(|who| who.may_edit(post));
        mine || (post.is_public() && !params.edits())
    };
    let shown: Vec<Value> =
        page.into_iter().filter(seen).map(|post| show::post(place, post, params.edits())).collect();
    Ok(pages.answer(&shown, total))
}

fn sort(posts: &mut [&Post], params: &Params) {
    match params.text("orderby").as_deref() {
        Some("id") => posts.sort_by_key(|post| post.id),
        Some("slug") => posts.sort_by_key(|post| post.slug.clone()),
        Some("title") => posts.sort_by_key(|post| post.title.clone()),
        Some("modified") => posts.sort_by_key(|post| post.modified),
        _ => posts.sort_by_key(|post| (post.date, post.id)),
    }
    if params.text("order").as_deref() != Some("asc") {
        posts.reverse();
    }
}
