//! Finding what was made: by slug, by marker, by status; what is hidden and counted.

use serde_json::json;

use super::{Script, post_route};
use crate::net::client::Answer;

const POSTS: &str = "/wp-json/wp/v2/posts";
const ALL: &str = "publish,future,draft,pending,private,trash";

pub(super) fn ask(script: &mut Script<'_>) {
    by_slug(script);
    hidden(script);
    by_marker(script);
    pages(script);
}

fn rows(answer: &Answer) -> (usize, Option<&str>) {
    (answer.json().as_array().map_or(0, Vec::len), answer.header("X-WP-Total"))
}

fn by_slug(script: &mut Script<'_>) {
    let slug = script.slug("cari");
    let first = script.draft(&json!({ "slug": slug }));
    script.draft(&json!({ "slug": slug }));
    let author = script.author();
    author.delete(&post_route(&first)).unwrap();
    let list = format!("{slug},{slug}-2,{slug}__trashed");
    let ask = |status: &str| format!("{POSTS}?slug={list}{status}&context=edit&per_page=100");
    let answer = author.get(&ask(&format!("&status={ALL}"))).unwrap();
    script.check("a list of slugs", &answer, 200, &[]);
    script.fact("both are found", rows(&answer) == (2, Some("2")), rows(&answer));
    let answer = author.get(&ask("")).unwrap();
    script.check("a list without statuses", &answer, 200, &[]);
    script.fact("it has what is public", rows(&answer) == (0, Some("0")), rows(&answer));
    let answer = author.get(&ask("&status=any")).unwrap();
    script.check("any status", &answer, 200, &[]);
    script.fact("the trash is not any", rows(&answer) == (1, Some("1")), rows(&answer));
    let answer = script.nobody().get(&format!("{POSTS}?slug={list}&status=draft")).unwrap();
    script.refused("drafts, of nobody", &answer, 400, "rest_invalid_param");
    let answer = author.get(&format!("{POSTS}?status=terbit")).unwrap();
    script.refused("a list by a status that is none", &answer, 400, "rest_invalid_param");
}

fn hidden(script: &mut Script<'_>) {
    let slug = script.slug("rahasia");
    let editor = script.editor();
    let made = script.make(&editor, &json!({ "status": "draft", "slug": slug }));
    let target = format!("{POSTS}?slug={slug}&status={ALL}&context=edit");
    let author = script.author();
    let answer = author.get(&target).unwrap();
    script.check("another's draft in a list", &answer, 200, &[]);
    script.fact("it is counted, not shown", rows(&answer) == (0, Some("1")), rows(&answer));
    editor.post(&post_route(&made), &json!({ "status": "publish" })).unwrap();
    let answer = author.get(&target).unwrap();
    script.check("another's public post in a list to edit", &answer, 200, &[]);
    script.fact("counted, not shown", rows(&answer) == (0, Some("1")), rows(&answer));
    let answer = author.get(&format!("{POSTS}?slug={slug}")).unwrap();
    script.check("another's public post in a list", &answer, 200, &[]);
    script.fact("it is shown", rows(&answer) == (1, Some("1")), rows(&answer));
    let answer = author.get(&format!("{}?context=edit", post_route(&made))).unwrap();
    script.refused("another's post to edit", &answer, 403, "rest_forbidden_context");
}

fn by_marker(script: &mut Script<'_>) {
    let uuid = format!("0199f0aa-{}", script.token);
    let content = format!(
        "<div class=\"redaksi\" data-redaksi=\"{uuid} 0123456789abcdef\"><p>Isi.</p></div>"
    );
    let made = script.draft(&json!({ "content": content }));
    script.check("the marker stays", &made, 201, &[("/content/raw", json!(content))]);
    let author = script.author();
    let target = format!("{POSTS}?search={uuid}&status={ALL}&context=edit");
    let answer = author.get(&target).unwrap();
    script.check("a search for the marker", &answer, 200, &[]);
    script.fact("the marker is found", rows(&answer) == (1, Some("1")), rows(&answer));
    let answer = author.get(&format!("{target}&search_columns=post_content")).unwrap();
    script.check("a search in the content", &answer, 200, &[]);
    script.fact("it is found there", rows(&answer) == (1, Some("1")), rows(&answer));
    let answer = author.get(&format!("{target}&_fields=id,slug,title.raw")).unwrap();
    let keys = answer.json()[0].to_string();
    script.check("only some fields", &answer, 200, &[("/0/title/raw", json!("Uji coba"))]);
    script.fact("no other fields", !keys.contains("content"), keys);
}

fn pages(script: &mut Script<'_>) {
    let author = script.author();
    let answer = author.get(&format!("{POSTS}?per_page=101")).unwrap();
    script.refused("too much on a page", &answer, 400, "rest_invalid_param");
    script.draft(&json!({ "status": "publish" }));
    let answer = author.get(&format!("{POSTS}?page=9999")).unwrap();
    script.refused("a page too far", &answer, 400, "rest_post_invalid_page_number");
    let answer = script.nobody().get("/?rest_route=/wp/v2/posts&per_page=1").unwrap();
    script.check("a list without pretty addresses", &answer, 200, &[]);
}
