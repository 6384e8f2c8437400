//! What becomes of texts, of revisions, and of terms.

use serde_json::{Value, json};

use super::{Script, post_route};
use crate::net::client::Answer;

pub(super) fn ask(script: &mut Script<'_>) {
    unchanged(script);
    changed(script);
    titles(script);
    revisions(script);
    terms(script);
}

/// What an author may write comes back as it was.
fn unchanged(script: &mut Script<'_>) {
    for text in [
        "<p>“Kutip” — dua &amp; tiga &lt;empat&gt; \\ 😀 e\u{301}</p>",
        "<p>baris<br />baru</p><hr /><h2 id=\"a\" class=\"b c\" lang=\"id\" dir=\"ltr\">J</h2>",
        "<ol start=\"3\" type=\"a\" reversed><li value=\"4\">x</li></ol><dl><dt>a</dt><dd>b</dd></dl>",
        "<figure><img src=\"https://contoh.example/a.jpg?a=1&amp;b=2\" alt=\"x\" width=\"8\" height=\"9\" loading=\"lazy\" /><figcaption>k</figcaption></figure>",
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td colspan=\"2\">b</td></tr></tbody></table>",
        "<p><a href=\"https://contoh.example/\" target=\"_blank\" rel=\"noopener\">t</a> <u>u</u><s>s</s><mark>m</mark><small>k</small><sup>2</sup></p>",
        "<blockquote cite=\"https://contoh.example/\"><p>k</p><cite>c</cite></blockquote><q>q</q>",
        "<section><aside><details><summary>r</summary><p>d</p></details></aside></section>",
        "<!-- wp:paragraph {\"align\":\"center\"} -->\n<p>x</p>\n<!-- /wp:paragraph -->",
        "<div class=\"redaksi\" data-redaksi=\"u h\"><p>x</p>\r\n<p>[kode]</p></div>",
    ] {
        let answer = script.draft(&json!({ "content": text }));
        let name = format!("unchanged: {}", text.chars().take(30).collect::<String>());
        script.check(&name, &answer, 201, &[("/content/raw", json!(text))]);
    }
}

fn changed(script: &mut Script<'_>) {
    let older = script.site.is_older();
    let by_age = |before, since| if older { before } else { since };
    for (text, wanted) in [
        ("<p>a & b<br/>c</p>", "<p>a &amp; b<br />c</p>"),
        ("a < b && c > d", "a <b> d"),
        ("<p>x</p><script>alert(1)</script>", "<p>x</p>alert(1)"),
        ("<p>x<iframe src=\"https://contoh.example/\"></iframe></p>", "<p>x</p>"),
        ("<p onclick=\"f()\">x</p>", "<p>x</p>"),
        ("<p style=\"display:none\">x</p>", by_age("<p>x</p>", "<p style=\"display:none\">x</p>")),
        (
            "<time datetime=\"2025-10-21\">x</time>",
            by_age("x", "<time datetime=\"2025-10-21\">x</time>"),
        ),
        ("<a href=\"javascript:f()\">x</a>", "<a href=\"f()\">x</a>"),
        ("<img src=\"a.jpg\" srcset=\"b.jpg 2x\" alt=\"\">", "<img src=\"a.jpg\" alt=\"\">"),
        ("<kotak-kita>x</kotak-kita>", "x"),
        ("<p>a > b &nope; &#8220;</p>", "<p>a &gt; b &amp;nope; &#8220;</p>"),
        (
            "<p class=satu title='dua'>x\u{8}y</p>",
            by_age(
                "<p class=\"satu\" title='dua'>xy</p>",
                "<p class=\"satu\" title=\"dua\">xy</p>",
            ),
        ),
    ] {
        let answer = script.draft(&json!({ "content": text }));
        script.check(&format!("changed: {text}"), &answer, 201, &[("/content/raw", json!(wanted))]);
    }
    let editor = script.editor();
    let text = "<p>a & b<br/></p><script>f()</script>";
    let answer = script.make(&editor, &json!({ "status": "draft", "content": text }));
    script.check("an editor's HTML", &answer, 201, &[("/content/raw", json!(text))]);
}

fn titles(script: &mut Script<'_>) {
    for (text, wanted) in [
        ("  dua  kata & satu ", "dua  kata &amp; satu"),
        ("<i>x</i> <script>y</script>", "<i>x</i> y"),
        ("a &lt; b &quot;", "a &lt; b &quot;"),
        ("“Kutip” – \u{1F600}", "“Kutip” – \u{1F600}"),
    ] {
        let answer = script.draft(&json!({ "title": text }));
        script.check(&format!("title: {text}"), &answer, 201, &[("/title/raw", json!(wanted))]);
    }
    let editor = script.editor();
    let answer = script.make(&editor, &json!({ "status": "draft", "title": " a & b " }));
    script.check("an editor's title", &answer, 201, &[("/title/raw", json!("a & b"))]);
}

fn newest(answer: &Answer) -> Value {
    let place = "/_links/predecessor-version/0/id";
    answer.json().pointer(place).cloned().unwrap_or_default()
}

fn revisions(script: &mut Script<'_>) {
    let made = script.draft(&json!({}));
    script.fact("a new post has no revision", newest(&made).is_null(), newest(&made));
    let route = post_route(&made);
    let author = script.author();
    let change = |script: &mut Script<'_>, name: &str, fields: &Value| {
        let answer = author.post(&route, fields).unwrap();
        script.check(name, &answer, 200, &[]);
        newest(&answer).as_u64().unwrap_or(0)
    };
    let first = change(script, "the first change", &json!({ "content": "<p>Dua.</p>" }));
    script.fact("it makes a revision", first > 0, first);
    let name = "what is no text makes none";
    let slug = script.slug("revisi");
    let same = change(script, name, &json!({ "slug": slug, "status": "publish" }));
    script.fact(name, same == first, (first, same));
    let same = change(script, "nothing makes none", &json!({ "content": "<p>Dua.</p>" }));
    script.fact("nothing makes none", same == first, (first, same));
    let second = change(script, "a title makes one", &json!({ "title": "Tiga" }));
    script.fact("it grows", second > first, (first, second));
    let editor = script.editor();
    let foreign = editor.post(&route, &json!({ "excerpt": "Ringkas" })).unwrap();
    script.check("another's change", &foreign, 200, &[]);
    let answer = author.get(&format!("{route}/revisions")).unwrap();
    let facts = [("/0/author", json!(2)), ("/1/author", json!(3)), ("/1/id", json!(second))];
    script.check("the revisions", &answer, 200, &facts);
    let answer = script.nobody().get(&format!("{route}/revisions")).unwrap();
    script.refused("the revisions, of nobody", &answer, 401, "rest_cannot_read");
    let answer = author
        .send("POST", &route, &[("If-Match", "\"x\""), ("Content-Type", "application/json")], b"{}")
        .unwrap();
    script.check("conditions are not looked at", &answer, 200, &[]);
}

fn terms(script: &mut Script<'_>) {
    let name = script.slug("Rubrik");
    let slug = name.to_lowercase();
    let route = "/wp-json/wp/v2/categories";
    let editor = script.editor();
    let made = editor.post(route, &json!({ "name": name })).unwrap();
    script.check("a category", &made, 201, &[("/slug", json!(slug)), ("/name", json!(name))]);
    let id = made.json()["id"].clone();
    let again = editor.post(route, &json!({ "name": name })).unwrap();
    script.refused("a category again", &again, 400, "term_exists");
    let told = again.json()["data"]["term_id"].clone();
    script.fact("which one it is", told == id, (told.clone(), id.clone()));
    let author = script.author();
    let answer = author.post(route, &json!({ "name": format!("{name}-x") })).unwrap();
    script.refused("a category of an author's", &answer, 403, "rest_cannot_create");
    let answer = script.nobody().get(&format!("{route}?slug={slug}")).unwrap();
    script.check("a category by its slug", &answer, 200, &[("/0/id", id.clone())]);
    let answer = script.draft(&json!({ "categories": [id] }));
    script.check("a post in it", &answer, 201, &[("/categories", json!([id]))]);
    let tag = script.slug("tanda");
    let answer = author.post("/wp-json/wp/v2/tags", &json!({ "name": tag })).unwrap();
    script.check("a tag of an author's", &answer, 201, &[("/slug", json!(tag))]);
    let tag = answer.json()["id"].clone();
    let answer = script.draft(&json!({ "tags": [tag] }));
    script.check("a post with it", &answer, 201, &[("/tags", json!([tag]))]);
}
