//! Categories and tags.

use serde_json::{Value, json};

use super::answer::{Json, Refusal, Rest};
use super::list::{Pages, holds};
use super::params::Params;
use super::show::Place;
use super::slug;
use super::state::{Account, State, Term};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Category,
    Tag,
}

impl Kind {
    /// In routes, and in the fields of posts.
    fn plural(self) -> &'static str {
        if self == Self::Category { "categories" } else { "tags" }
    }

    fn taxonomy(self) -> &'static str {
        if self == Self::Category { "category" } else { "post_tag" }
    }
}

fn terms(state: &State, kind: Kind) -> &[Term] {
    if kind == Kind::Category { &state.categories } else { &state.tags }
}

fn shown(state: &State, place: Place<'_>, kind: Kind, term: &Term) -> Value {
    let of = |ids: &[u64]| ids.contains(&term.id);
    let public = state.posts.values().filter(|post| post.is_public());
    let count = public
        .filter(|post| of(if kind == Kind::Category { &post.categories } else { &post.tags }))
        .count();
    let folder = if kind == Kind::Category { "category" } else { "tag" };
    let own = place.rest(&format!("wp/v2/{}/{}", kind.plural(), term.id));
    json!({
        "id": term.id,
        "count": count,
        "description": term.description,
        "link": format!("{}/{folder}/{}/", place.url, term.slug),
        "name": term.name,
        "slug": term.slug,
        "taxonomy": kind.taxonomy(),
        "meta": [],
        "_links": { "self": [{ "href": own }] },
    })
}

pub(crate) fn list(state: &State, place: Place<'_>, kind: Kind, params: &Params) -> Rest {
    let pages = Pages::of(params)?;
    let slugs = params.list("slug");
    let search = params.text("search");
    let include = params.ids("include")?;
    let mut asked: Vec<&Term> = terms(state, kind)
        .iter()
        .filter(|term| slugs.as_ref().is_none_or(|slugs| slugs.contains(&term.slug)))
        .filter(|term| include.as_ref().is_none_or(|ids| ids.contains(&term.id)))
        .filter(|term| search.as_ref().is_none_or(|words| holds(&[&term.name, &term.slug], words)))
        .collect();
    asked.sort_by_key(|term| term.name.to_lowercase());
    let (page, total) = pages.cut(asked)?;
    let shown: Vec<Value> = page.into_iter().map(|term| shown(state, place, kind, term)).collect();
    Ok(pages.answer(&shown, total))
}

pub(crate) fn look_at(state: &State, place: Place<'_>, kind: Kind, id: u64) -> Rest {
    let found = terms(state, kind).iter().find(|term| term.id == id);
    let none = || Refusal::new(404, "rest_term_invalid", "Term does not exist.");
    let term = found.ok_or_else(none)?;
    Ok(Json::new(200, shown(state, place, kind, term)))
}

pub(crate) fn make(
    state: &mut State,
    place: Place<'_>,
    kind: Kind,
    who: Option<&Account>,
    params: &Params,
) -> Rest {
    let needed = if kind == Kind::Category { "manage_categories" } else { "edit_posts" };
    if !who.is_some_and(|who| who.may(needed)) {
        return Err(Refusal::forbidden(who.is_some(), "rest_cannot_create"));
    }
    let Some(name) = params.text("name") else {
        let why = "Missing parameter(s): name";
        return Err(Refusal::new(400, "rest_missing_callback_param", why));
    };
    let slug = slug::sanitise(&params.text("slug").unwrap_or_else(|| name.clone()));
    let held = terms(state, kind).iter().find(|term| term.name == name || term.slug == slug);
    if let Some(term) = held {
        let why = "A term with the name provided already exists with this parent.";
        return Err(Refusal::new(400, "term_exists", why).with("term_id", json!(term.id)));
    }
    let id = state.next_term();
    let description = params.text("description").unwrap_or_default();
    let term = Term { id, name, slug, description };
    if kind == Kind::Category { &mut state.categories } else { &mut state.tags }.push(term.clone());
    let location = place.rest(&format!("wp/v2/{}/{}", kind.plural(), term.id));
    Ok(Json::new(201, shown(state, place, kind, &term)).with("Location", location))
}
