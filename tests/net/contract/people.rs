//! Discovery, and who one is.

use serde_json::json;

use super::Script;
use crate::net::http::header;

pub(super) fn ask(script: &mut Script<'_>) {
    discovery(script);
    identity(script);
    xmlrpc(script);
}

fn discovery(script: &mut Script<'_>) {
    let nobody = script.nobody();
    let front = nobody.head("/").unwrap();
    script.check("the front tells where the API is", &front, 200, &[]);
    let link = header(&front.headers, "Link").unwrap_or_default().to_owned();
    let wanted = format!("<{}/wp-json/>; rel=\"https://api.w.org/\"", script.site.url);
    script.fact("the front's Link", link == wanted, link);
    let url = json!(script.site.url);
    let facts = [
        ("/url", url.clone()),
        ("/home", url),
        ("/timezone_string", json!("Asia/Jakarta")),
        ("/gmt_offset", json!(7)),
    ];
    let index = nobody.get("/wp-json/").unwrap();
    script.check("the index", &index, 200, &facts);
    let place = "/authentication/application-passwords/endpoints/authorization";
    let body = index.json();
    script.fact("passwords are offered", body.pointer(place).is_some(), &body["authentication"]);
    let names = body["namespaces"].to_string();
    script.fact("the namespace", names.contains("\"wp/v2\""), names);
    let index = nobody.get("/?rest_route=/").unwrap();
    script.check("the index without pretty addresses", &index, 200, &facts);
    let answer = nobody.get("/wp-json/wp/v2/nothing").unwrap();
    script.refused("a route that is not there", &answer, 404, "rest_no_route");
    let answer = nobody.get("/nothing-is-here/").unwrap();
    script.check("a page that is not there", &answer, 404, &[]);
}

fn identity(script: &mut Script<'_>) {
    let me = "/wp-json/wp/v2/users/me";
    let edit = "/wp-json/wp/v2/users/me?context=edit";
    let answer = script.author().get(edit).unwrap();
    let facts = [
        ("/roles/0", json!("author")),
        ("/capabilities/publish_posts", json!(true)),
        ("/capabilities/unfiltered_html", json!(null)),
        ("/slug", json!(script.site.author.name)),
    ];
    script.check("the author", &answer, 200, &facts);
    let answer = script.editor().get(edit).unwrap();
    let facts = [("/roles/0", json!("editor")), ("/capabilities/unfiltered_html", json!(true))];
    script.check("the editor", &answer, 200, &facts);
    let answer = script.nobody().get(me).unwrap();
    script.refused("nobody", &answer, 401, "rest_not_logged_in");
    let name = script.site.author.name.clone();
    let wrong = script.nobody().known_as(&name, "salah salah salah");
    let answer = wrong.get(me).unwrap();
    script.refused("a wrong password", &answer, 401, "rest_not_logged_in");
    let answer = wrong.get("/wp-json/wp/v2/posts?per_page=1&slug=tidak-ada").unwrap();
    script.check("a wrong password at what is public", &answer, 200, &[]);
    let unknown = script.nobody().known_as("siapa", "salah salah salah");
    let answer = unknown.get(me).unwrap();
    script.refused("an unknown name", &answer, 401, "rest_not_logged_in");
    let answer = wrong.post("/wp-json/wp/v2/posts", &json!({ "title": "x" })).unwrap();
    script.refused("writing with a wrong password", &answer, 401, "rest_cannot_create");
    let blanks = script.site.author.password.clone();
    let spaced: String = blanks.chars().flat_map(|c| [c, ' ']).collect();
    let answer = script.nobody().known_as(&name, &spaced).get(me).unwrap();
    script.check("blanks in the password", &answer, 200, &[]);
    let mail = format!("{name}@example.invalid");
    let answer = script.nobody().known_as(&mail, &blanks.replace(' ', "")).get(me).unwrap();
    script.check("an address for a name", &answer, 200, &[]);
    let answer = script.author().get(&format!("{me}/application-passwords/introspect")).unwrap();
    script.check("the password itself", &answer, 200, &[("/name", json!("redaksi"))]);
}

fn xmlrpc(script: &mut Script<'_>) {
    let call = |name: &str, password: &str| {
        format!(
            "<?xml version=\"1.0\"?><methodCall><methodName>wp.getUsersBlogs</methodName><params>\
             <param><value><string>{name}</string></value></param>\
             <param><value><string>{password}</string></value></param></params></methodCall>"
        )
    };
    let user = script.site.author.clone();
    let nobody = script.nobody();
    let kind = [("Content-Type", "text/xml")];
    let answer = nobody.get("/xmlrpc.php").unwrap();
    script.check("XML-RPC is asked by POST", &answer, 405, &[]);
    let right = call(&user.name, &user.password);
    let answer = nobody.send("POST", "/xmlrpc.php", &kind, right.as_bytes()).unwrap();
    script.check("XML-RPC with the right password", &answer, 200, &[]);
    let text = answer.text();
    script.fact("XML-RPC lists the site", text.contains("blogName"), &text);
    let wrong = call(&user.name, "salah");
    let answer = nobody.send("POST", "/xmlrpc.php", &kind, wrong.as_bytes()).unwrap();
    script.check("XML-RPC with a wrong password", &answer, 200, &[]);
    let text = answer.text();
    script.fact("XML-RPC's fault", text.contains("Incorrect username or password."), &text);
}
