//! Uploads.

use serde_json::json;

use super::{Script, id};
use crate::net::client::{Answer, Client};
use crate::net::encode::md5;

const MEDIA: &str = "/wp-json/wp/v2/media";
/// One pixel.
const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
    \0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";
const BOUNDARY: &str = "batas-7d91";

fn raw(client: &Client, name: &str, kind: &str, digest: &str, bytes: &[u8]) -> Answer {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers =
        [("Content-Type", kind), ("Content-Disposition", &disposition), ("Content-MD5", digest)];
    client.send("POST", MEDIA, &headers, bytes).unwrap()
}

fn form(client: &Client, name: &str, fields: &[(&str, &str)], bytes: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (field, value) in fields {
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n").into_bytes());
    body.extend(bytes);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    client.send("POST", MEDIA, &[("Content-Type", &kind)], &body).unwrap()
}

pub(super) fn ask(script: &mut Script<'_>) {
    uploads(script);
    refusals(script);
}

fn note(script: &mut Script<'_>, name: &str, answer: &Answer, facts: &[(&str, serde_json::Value)]) {
    script.media.extend(answer.json()["id"].as_u64());
    script.check(name, answer, 201, facts);
}

fn uploads(script: &mut Script<'_>) {
    let author = script.author();
    let name = script.slug("foto");
    let file = format!("{name}.png");
    let answer = raw(&author, &file, "image/png", &md5(PNG), PNG);
    let facts = [
        ("/slug", json!(name)),
        ("/mime_type", json!("image/png")),
        ("/media_type", json!("image")),
        ("/status", json!("inherit")),
        ("/author", json!(3)),
    ];
    note(script, "a picture", &answer, &facts);
    let url = answer.json()["source_url"].as_str().unwrap_or_default().to_owned();
    let served = script.nobody().get(&url).unwrap();
    script.fact("it is served", served.body == PNG, served.status);
    let answer = raw(&author, &file, "image/png", &md5(PNG), PNG);
    note(script, "the same picture again", &answer, &[("/slug", json!(format!("{name}-1")))]);
    let wish = script.slug("foto-abcdef");
    let fields = [
        ("slug", &*wish),
        ("title", "Judul"),
        ("alt_text", "Ganti"),
        ("caption", "Keterangan"),
        ("description", "sidik abcdef"),
    ];
    let answer = form(&author, &file, &fields, PNG);
    let facts = [
        ("/slug", json!(wish)),
        ("/alt_text", json!("Ganti")),
        ("/caption/raw", json!("Keterangan")),
        ("/title/raw", json!("Judul")),
    ];
    note(script, "a picture in a form", &answer, &facts);
    let held = json!(id(&answer));
    let answer = author.get(&format!("{MEDIA}?slug={wish}&context=edit")).unwrap();
    script.check("a picture by its slug", &answer, 200, &[("/0/id", held.clone())]);
    let answer = author.get(&format!("{MEDIA}?slug=tidak-ada-{wish}")).unwrap();
    script.check("a picture that is not there", &answer, 200, &[]);
    let answer = script.draft(&json!({ "featured_media": held }));
    script.check("a post with it", &answer, 201, &[("/featured_media", held.clone())]);
    let answer = author.delete(&format!("{MEDIA}/{held}")).unwrap();
    script.refused("a picture into the trash", &answer, 501, "rest_trash_not_supported");
    let answer = author.delete(&format!("{MEDIA}/{held}?force=true")).unwrap();
    script.check("a picture away", &answer, 200, &[("/deleted", json!(true))]);
}

fn refusals(script: &mut Script<'_>) {
    let author = script.author();
    let wrong = raw(&author, "a.png", "image/png", &md5(b"lain"), PNG);
    script.refused("a wrong digest", &wrong, 412, "rest_upload_hash_mismatch");
    let contributor = script.client(|site| &site.contributor);
    let answer = raw(&contributor, "a.png", "image/png", &md5(PNG), PNG);
    script.refused("a picture of a contributor's", &answer, 403, "rest_cannot_create");
    let bare = [("Content-Type", "image/png")];
    let answer = author.send("POST", MEDIA, &bare, PNG).unwrap();
    let code = "rest_upload_no_content_disposition";
    script.refused("a picture without a name", &answer, 400, code);
    let text = b"<?php echo 1;";
    let answer = raw(&author, "a.php", "text/x-php", &md5(text), text);
    script.refused("a program", &answer, 500, "rest_upload_sideload_error");
    let answer = raw(&author, "a.png", "image/png", &md5(text), text);
    script.refused("no picture at all", &answer, 500, "rest_upload_sideload_error");
    let large = vec![b'x'; 9 * 1024 * 1024];
    let answer = form(&author, "a.png", &[], &large);
    script.refused("a form too large", &answer, 400, code);
}
