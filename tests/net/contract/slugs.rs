//! Making posts, who may, and the slugs that they get.

use serde_json::json;

use super::{Script, post_route};

pub(super) fn ask(script: &mut Script<'_>) {
    drafts(script);
    refusals(script);
    names(script);
    taken(script);
    trash(script);
}

fn drafts(script: &mut Script<'_>) {
    let slug = script.slug("rancangan");
    let answer = script.draft(&json!({ "slug": slug }));
    let facts = [
        ("/status", json!("draft")),
        ("/slug", json!(slug)),
        ("/author", json!(3)),
        ("/categories", json!([1])),
        ("/content/raw", json!("<p>Isi.</p>")),
    ];
    script.check("a draft", &answer, 201, &facts);
    let answer = script.draft(&json!({ "categories": [999_999] }));
    script.check("a category that is not there", &answer, 201, &[("/categories", json!([]))]);
    let answer = script.draft(&json!({ "featured_media": 999_999 }));
    script.check("a picture that is not there", &answer, 201, &[("/featured_media", json!(0))]);
    let answer = script.draft(&json!({ "meta": { "redaksi": "x" } }));
    script.check("meta that is not registered", &answer, 201, &[("/meta/redaksi", json!(null))]);
    let contributor = script.client(|site| &site.contributor);
    let slug = script.slug("sumbangan");
    let answer = script.make(&contributor, &json!({ "status": "pending", "slug": slug }));
    script.check("pending, of a contributor", &answer, 201, &[("/slug", json!(""))]);
    let answer = script.make(&contributor, &json!({ "status": "draft", "slug": slug }));
    script.check("a draft, of a contributor", &answer, 201, &[("/slug", json!(slug))]);
}

fn refusals(script: &mut Script<'_>) {
    let answer = script.draft(&json!({ "title": " ", "content": "" }));
    script.refused("an empty post", &answer, 400, "empty_content");
    let answer = script.draft(&json!({ "status": "terbit" }));
    script.refused("a status that is none", &answer, 400, "rest_invalid_param");
    let answer = script.draft(&json!({ "id": 1 }));
    script.refused("an id", &answer, 400, "rest_post_exists");
    let answer = script.draft(&json!({ "author": 2 }));
    script.refused("for another author", &answer, 403, "rest_cannot_edit_others");
    let nobody = script.nobody();
    let answer = script.make(&nobody, &json!({ "status": "draft" }));
    script.refused("a draft of nobody", &answer, 401, "rest_cannot_create");
    let contributor = script.client(|site| &site.contributor);
    let answer = script.make(&contributor, &json!({ "status": "publish" }));
    script.refused("public, of a contributor", &answer, 403, "rest_cannot_publish");
    let editor = script.editor();
    let others = script.make(&editor, &json!({ "status": "draft" }));
    let route = post_route(&others);
    let author = script.author();
    let answer = author.post(&route, &json!({ "title": "Lain" })).unwrap();
    script.refused("another's post", &answer, 403, "rest_cannot_edit");
    let answer = author.delete(&route).unwrap();
    script.refused("another's post away", &answer, 403, "rest_cannot_delete");
    let answer = author.get(&route).unwrap();
    script.refused("another's draft", &answer, 403, "rest_forbidden");
    let answer = nobody.get(&route).unwrap();
    script.refused("a draft, looked at by nobody", &answer, 401, "rest_forbidden");
    let answer = nobody.get("/wp-json/wp/v2/posts?context=edit").unwrap();
    script.refused("a list to edit, of nobody", &answer, 401, "rest_forbidden_context");
    let answer = author.get("/wp-json/wp/v2/posts/99999999").unwrap();
    script.refused("a post that is not there", &answer, 404, "rest_post_invalid_id");
    let json = [("Content-Type", "application/json")];
    let answer = author.send("POST", "/wp-json/wp/v2/posts", &json, b"{\"title\":").unwrap();
    script.refused("half a request", &answer, 400, "rest_invalid_json");
}

/// What `WordPress` makes of a wish.
fn names(script: &mut Script<'_>) {
    let token = script.token.clone();
    let long = format!("{token}{}", "x".repeat(300));
    for (wish, slug) in [
        (format!("Pemilu É & dua {token}"), format!("pemilu-e-dua-{token}")),
        (format!("berita--dua-{token}"), format!("berita-dua-{token}")),
        (format!("a.b_c/d {token}"), format!("a-b_c-d-{token}")),
        (format!("“q” – w {token}"), format!("q-w-{token}")),
        (format!("-{token}'s-"), format!("{token}s")),
        (format!("日 {token}"), format!("%e6%97%a5-{token}")),
        (long.clone(), long.chars().take(200).collect()),
    ] {
        let answer = script.draft(&json!({ "slug": wish }));
        script.check(&format!("the slug {slug}"), &answer, 201, &[("/slug", json!(slug))]);
    }
    for wish in ["21", "feed", "embed"] {
        let answer = script.draft(&json!({ "slug": wish }));
        let slug = answer.json()["slug"].as_str().unwrap_or_default().to_owned();
        script.check(&format!("a slug instead of {wish}"), &answer, 201, &[]);
        script.fact(&format!("{wish} is numbered"), slug.starts_with(&format!("{wish}-")), slug);
    }
    let title = format!("Judul <b>tebal</b>  &amp; “tiga” {token}");
    let answer = script.draft(&json!({ "status": "publish", "title": title }));
    let slug = json!(format!("judul-tebal-tiga-{token}"));
    script.check("a slug of the title", &answer, 201, &[("/slug", slug)]);
}

fn taken(script: &mut Script<'_>) {
    let slug = script.slug("kembar");
    for suffix in ["", "-2", "-3"] {
        let answer = script.draft(&json!({ "slug": slug }));
        let wanted = json!(format!("{slug}{suffix}"));
        script.check(&format!("the same slug again{suffix}"), &answer, 201, &[("/slug", wanted)]);
    }
    let slug = script.slug("tanpa-status");
    let author = script.author();
    for time in ["once", "twice"] {
        let answer = script.make(&author, &json!({ "slug": slug }));
        let facts = [("/slug", json!(slug)), ("/status", json!("draft"))];
        script.check(&format!("without a status, {time}"), &answer, 201, &facts);
    }
    let last = script.posts.last().copied().unwrap_or(0);
    let route = format!("/wp-json/wp/v2/posts/{last}");
    let answer = author.post(&route, &json!({ "status": "publish" })).unwrap();
    let wanted = json!(format!("{slug}-2"));
    script.check("a slug is looked at when it goes public", &answer, 200, &[("/slug", wanted)]);
}

fn trash(script: &mut Script<'_>) {
    let slug = script.slug("buangan");
    let made = script.draft(&json!({ "slug": slug }));
    let route = post_route(&made);
    let author = script.author();
    let answer = author.delete(&route).unwrap();
    let trashed = json!(format!("{slug}__trashed"));
    let facts = [("/status", json!("trash")), ("/slug", trashed.clone())];
    script.check("into the trash", &answer, 200, &facts);
    let answer = author.delete(&route).unwrap();
    script.refused("into the trash again", &answer, 410, "rest_already_trashed");
    let answer = author.get(&format!("{route}?context=edit")).unwrap();
    script.check("in the trash", &answer, 200, &facts);
    let answer = author.post(&route, &json!({ "status": "draft" })).unwrap();
    let facts = [("/status", json!("draft")), ("/slug", json!(slug))];
    script.check("out of the trash", &answer, 200, &facts);
    let json = [("Content-Type", "application/json"), ("X-HTTP-Method-Override", "DELETE")];
    let answer = author.send("POST", &route, &json, b"{}").unwrap();
    script.check("into the trash by another way", &answer, 200, &[("/slug", trashed)]);
    let answer = author.delete(&format!("{route}?force=true")).unwrap();
    script.check("away", &answer, 200, &[("/deleted", json!(true))]);
    let answer = author.delete(&format!("{route}?force=true")).unwrap();
    script.refused("away again", &answer, 404, "rest_post_invalid_id");
    let made = script.draft(&json!({}));
    let answer = author.delete(&post_route(&made)).unwrap();
    script.check("into the trash without a slug", &answer, 200, &[("/status", json!("trash"))]);
}
