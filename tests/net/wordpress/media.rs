//! Uploads: raw or in a form, checked by their digest, refused by their kind.

use serde_json::{Value, json};

use super::answer::{Json, Refusal, Rest};
use super::dates::written;
use super::list::{Pages, holds};
use super::params::Params;
use super::show::{Place, forms};
use super::slug;
use super::state::{Account, Media, State};
use crate::net::encode;
use crate::net::http::Request;

/// A file as it came.
struct Upload {
    name: String,
    bytes: Vec<u8>,
    digest: Option<String>,
}

/// `name="value"` of a header with such parts.
fn quoted(header: &str, name: &str) -> Option<String> {
    let parts = header.split(';').map(str::trim);
    let found = parts.filter_map(|part| part.split_once('=')).find(|(known, _)| *known == name)?;
    Some(found.1.trim_matches('"').to_owned())
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window == needle)
}

/// Takes a form apart: its file, and its fields into the parameters.
fn of_form(request: &Request, boundary: &str, params: &mut Params) -> Option<Upload> {
    let border = format!("--{boundary}").into_bytes();
    let mut upload = None;
    let mut rest = request.body.as_slice();
    rest = rest.get(find(rest, &border)? + border.len()..)?;
    while let Some(end) = find(rest, &border) {
        let part = rest.get(2..end.saturating_sub(2)).unwrap_or_default();
        rest = &rest[end + border.len()..];
        let Some(head_end) = find(part, b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&part[..head_end]).into_owned();
        let body = part[head_end + 4..].to_vec();
        let line =
            head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"));
        let Some(line) = line else { continue };
        match (quoted(line, "filename"), quoted(line, "name")) {
            (Some(name), _) => {
                let digest = request.header("Content-MD5").map(str::to_owned);
                upload = Some(Upload { name, bytes: body, digest });
            }
            (None, Some(name)) => {
                params.take(vec![(name, String::from_utf8_lossy(&body).into_owned())]);
            }
            (None, None) => {}
        }
    }
    upload
}

/// `most`: PHP throws a form away that is larger, and says nothing of it.
fn uploaded(request: &Request, params: &mut Params, most: usize) -> Result<Upload, Refusal> {
    let kind = request.header("Content-Type").unwrap_or_default();
    if kind.starts_with("multipart/form-data") && request.body.len() <= most {
        let boundary = quoted(kind, "boundary").unwrap_or_default();
        if let Some(upload) = of_form(request, &boundary, params) {
            return Ok(upload);
        }
    }
    if request.body.is_empty() {
        return Err(Refusal::new(400, "rest_upload_no_data", "No data supplied."));
    }
    if kind.is_empty() {
        let why = "No Content-Type supplied.";
        return Err(Refusal::new(400, "rest_upload_no_content_type", why));
    }
    let Some(disposition) = request.header("Content-Disposition") else {
        let why = "No Content-Disposition supplied.";
        return Err(Refusal::new(400, "rest_upload_no_content_disposition", why));
    };
    let Some(name) = quoted(disposition, "filename") else {
        let why = "Invalid Content-Disposition supplied.";
        return Err(Refusal::new(400, "rest_upload_invalid_disposition", why));
    };
    let digest = request.header("Content-MD5").map(str::to_owned);
    Ok(Upload { name, bytes: request.body.clone(), digest })
}

/// The kind, when the name and the first bytes agree on one that may be sent.
fn kind_of(name: &str, bytes: &[u8]) -> Option<&'static str> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    let (kind, sign): (_, &[u8]) = match &*ending {
        "png" => ("image/png", b"\x89PNG"),
        "jpg" | "jpeg" => ("image/jpeg", b"\xff\xd8\xff"),
        "gif" => ("image/gif", b"GIF8"),
        "webp" => ("image/webp", b"RIFF"),
        "pdf" => ("application/pdf", b"%PDF"),
        _ => return None,
    };
    bytes.starts_with(sign).then_some(kind)
}

fn fresh_file(state: &State, name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = slug::sanitise(stem);
    let names = (0_u32..).map(|number| {
        if number == 0 { format!("{stem}.{ending}") } else { format!("{stem}-{number}.{ending}") }
    });
    let taken = |name: &String| state.media.values().any(|media| media.file == *name);
    names.into_iter().find(|name| !taken(name)).unwrap_or_default()
}

pub(crate) fn make(
    state: &mut State,
    place: Place<'_>,
    who: Option<&Account>,
    request: &Request,
    params: &mut Params,
    most: usize,
) -> Rest {
    let Some(who) = who.filter(|who| who.may("upload_files")) else {
        return Err(Refusal::forbidden(who.is_some(), "rest_cannot_create"));
    };
    let upload = uploaded(request, params, most)?;
    // The digest is hexadecimal, not base64 as elsewhere.
    let right = |told: &String| told.trim().eq_ignore_ascii_case(&encode::md5(&upload.bytes));
    if !upload.digest.as_ref().is_none_or(right) {
        let why = "Content hash did not match expected.";
        return Err(Refusal::new(412, "rest_upload_hash_mismatch", why));
    }
    let Some(kind) = kind_of(&upload.name, &upload.bytes) else {
        let why = "Sorry, you are not allowed to upload this file type.";
        return Err(Refusal::new(500, "rest_upload_sideload_error", why));
    };
    // A name that is taken is numbered, and the slug is made of that.
    let file = fresh_file(state, &upload.name);
    let stem = file.rsplit_once('.').map_or("", |(stem, _)| stem).to_owned();
    let wish = params.text("slug").unwrap_or_else(|| stem.clone());
    let mut media = Media {
        id: state.next_id(),
        slug: slug::unique(&slug::sanitise(&wish), |taken| state.is_slug(taken)),
        file,
        kind: kind.to_owned(),
        title: stem,
        author: who.id,
        at: state.now(),
        bytes: upload.bytes,
        ..Media::default()
    };
    fill(&mut media, params)?;
    let shown = shown(place, &media, true);
    let location = place.rest(&format!("wp/v2/media/{}", media.id));
    state.media.insert(media.id, media);
    Ok(Json::new(201, shown).with("Location", location))
}

fn fill(media: &mut Media, params: &Params) -> Result<(), Refusal> {
    let texts = [
        ("title", &mut media.title),
        ("alt_text", &mut media.alt),
        ("caption", &mut media.caption),
        ("description", &mut media.description),
    ];
    for (name, held) in texts {
        if let Some(text) = params.text(name) {
            text.trim().clone_into(held);
        }
    }
    if let Some(post) = params.number("post")? {
        media.post = post;
    }
    Ok(())
}

pub(crate) fn change(
    state: &mut State,
    place: Place<'_>,
    who: Option<&Account>,
    id: u64,
    params: &Params,
) -> Rest {
    let held = found(state, id)?;
    if !who.is_some_and(|who| who.id == held.author || who.may("edit_others_posts")) {
        return Err(Refusal::forbidden(who.is_some(), "rest_cannot_edit"));
    }
    let mut media = held.clone();
    fill(&mut media, params)?;
    if let Some(wish) = params.text("slug") {
        let others = |taken: &str| taken != media.slug && state.is_slug(taken);
        media.slug = slug::unique(&slug::sanitise(&wish), others);
    }
    let shown = shown(place, &media, true);
    state.media.insert(id, media);
    Ok(Json::new(200, shown))
}

fn found(state: &State, id: u64) -> Result<&Media, Refusal> {
    let none = || Refusal::new(404, "rest_post_invalid_id", "Invalid post ID.");
    state.media.get(&id).ok_or_else(none)
}

fn shown(place: Place<'_>, media: &Media, edits: bool) -> Value {
    let file = format!("{}/wp-content/uploads/{}", place.url, media.file);
    let kind = if media.kind.starts_with("image/") { "image" } else { "file" };
    json!({
        "id": media.id,
        "date": written(media.at, place.ahead),
        "date_gmt": written(media.at, 0),
        "slug": media.slug,
        "status": "inherit",
        "type": "attachment",
        "link": format!("{}/{}/", place.url, media.slug),
        "title": forms(&media.title, edits),
        "author": media.author,
        "alt_text": media.alt,
        "caption": forms(&media.caption, edits),
        "description": forms(&media.description, edits),
        "media_type": kind,
        "mime_type": media.kind,
        "media_details": { "file": media.file, "filesize": media.bytes.len() },
        "post": if media.post == 0 { Value::Null } else { json!(media.post) },
        "source_url": file,
    })
}

pub(crate) fn look_at(state: &State, place: Place<'_>, id: u64, params: &Params) -> Rest {
    Ok(Json::new(200, shown(place, found(state, id)?, params.edits())))
}

pub(crate) fn list(state: &State, place: Place<'_>, params: &Params) -> Rest {
    let pages = Pages::of(params)?;
    let slugs = params.list("slug");
    let search = params.text("search");
    let mut asked: Vec<&Media> = state
        .media
        .values()
        .filter(|media| slugs.as_ref().is_none_or(|slugs| slugs.contains(&media.slug)))
        .filter(|media| {
            let texts = [&*media.title, &media.caption, &media.description];
            search.as_ref().is_none_or(|words| holds(&texts, words))
        })
        .collect();
    asked.reverse();
    let (page, total) = pages.cut(asked)?;
    let shown: Vec<Value> =
        page.into_iter().map(|media| shown(place, media, params.edits())).collect();
    Ok(pages.answer(&shown, total))
}

pub(crate) fn remove(
    state: &mut State,
    who: Option<&Account>,
    id: u64,
    params: &Params,
    place: Place<'_>,
) -> Rest {
    let media = found(state, id)?;
    if !who.is_some_and(|who| who.id == media.author || who.may("delete_others_posts")) {
        return Err(Refusal::forbidden(who.is_some(), "rest_cannot_delete"));
    }
    if !params.is_set("force") {
        let why = "The post does not support trashing. Set 'force=true' to delete.";
        return Err(Refusal::new(501, "rest_trash_not_supported", why));
    }
    let previous = shown(place, media, true);
    state.media.remove(&id);
    Ok(Json::new(200, json!({ "deleted": true, "previous": previous })))
}
