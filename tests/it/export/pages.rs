//! What stands on the pages, read back as a browser reads it.

use quick_xml::events::Event;
use redaksi::domain::time::Timestamp;
use redaksi::export::render::Renderer;
use redaksi::export::{Correction, Kind, Tombstone};
use scraper::{Html, Node, Selector};
use serde_json::Value;

use super::{Article, Press, articles, read, tree};

/// Texts that try to be more than text.
const HOSTILE: [&str; 66] = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</h1><h1>dua</h1>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=//evil.test></iframe>",
    "<base href=//evil.test/>",
    "<meta http-equiv=refresh content='0;url=//evil.test'>",
    "<link rel=stylesheet href=//evil.test/a.css>",
    "<style>*{display:none}</style>",
    "<form action=//evil.test><input name=a>",
    "<a href=javascript:alert(1)>a</a>",
    "<math><mi xlink:href=javascript:alert(1)>a</mi></math>",
    "<table><td>x</table>",
    "<template><script>x</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<textarea></textarea><script>x</script>",
    "<plaintext>",
    "<!--",
    "--><script>x</script>",
    "<!-- a --> b",
    "<!doctype html>",
    "<?xml version=\"1.0\"?>",
    "<?php echo 1 ?>",
    "]]>",
    "<![CDATA[<script>x</script>]]>",
    "\" onmouseover=\"alert(1)",
    "' onmouseover='alert(1)",
    "\"><script>alert(1)</script>",
    "'><script>alert(1)</script>",
    "\" autofocus onfocus=alert(1) x=\"",
    "`onclick=alert(1)`",
    "=\"\"<>",
    "& &amp; &lt; &#60; &#x3c;script&#x3e;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&quot; onload=&quot;",
    "&bogus; &#0; &#xd800; &#1114112;",
    "{{ 7*7 }}",
    "{% include \"/etc/passwd\" %}",
    "{% for a in range(9) %}x{% endfor %}",
    "{# hilang #} {{ site }} {{ page.headline|safe }}",
    "${7*7} #{7*7} <%= 7*7 %> [[${7*7}]]",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>x</script>",
    "[a](javascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](https://kpu.example@evil.test/)",
    "[a](//evil.test \"x\" onclick=\"y\")",
    "[a](https://a.test/\"onmouseover=alert(1))",
    "![a](https://evil.test/a.png)",
    "![a](x\" onerror=\"alert(1))",
    "[a]: javascript:alert(1)\n\n[a]",
    "<javascript:alert(1)>",
    "<https://a.test/?a=b&c=\"d>",
    "**<b>tebal</b>** _<i>miring</i>_",
    "    <script>kode</script>",
    "```\n</code></pre><script>x</script>\n```",
    "&u=https://evil.test&text=x",
    "a\u{0}b\u{1b}[31mc\u{8}\u{7f}\u{9b}d",
    "a\u{2028}b\u{2029}c\u{85}d",
    "\u{202e}txet\u{202c} \u{feff}\u{200b}x",
    "\u{ffff}\u{fffe}\u{fdd0}x",
    "\\u003c/script\\u003e \\\" \\",
];

/// Names of elements and attributes with their depth: the shape of a page without its words.
fn shape(html: &Html) -> Vec<String> {
    html.tree
        .root()
        .descendants()
        .filter_map(|node| {
            let depth = node.ancestors().count();
            match node.value() {
                Node::Element(element) => {
                    let mut names: Vec<&str> = element.attrs().map(|(name, _)| name).collect();
                    names.sort_unstable();
                    Some(format!("{depth} {} {names:?}", element.name()))
                }
                Node::Comment(_) => Some(format!("{depth} comment")),
                _ => None,
            }
        })
        .collect()
}

fn parse(html: &str) -> Html {
    Html::parse_document(html)
}

fn words(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).map(|element| element.text().collect()).collect()
}

fn attributes(html: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).filter_map(|e| e.value().attr(name)).map(str::to_owned).collect()
}

/// What a page can show of a text: controls and noncharacters are in no page.
fn shown(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{fdd0}'..='\u{fdef}') && u32::from(*c) & 0xfffe != 0xfffe)
        .collect()
}

/// An article with one text in one field, or in all of them but the body.
fn with(field: usize, text: &str) -> Article {
    let mut article = Article::new(1);
    let manuscript = &mut article.manuscript;
    "ringkasan".clone_into(&mut manuscript.summary);
    article.corrections =
        vec![Correction { at: Timestamp::from_ms(1_761_900_000_000), reason: "salah".to_owned() }];
    let fields: [&mut String; 9] = [
        &mut manuscript.headline,
        &mut manuscript.summary,
        &mut manuscript.section,
        &mut manuscript.tags[0],
        &mut manuscript.place,
        &mut manuscript.byline,
        &mut manuscript.credit,
        &mut article.key,
        &mut article.corrections[0].reason,
    ];
    for (at, value) in fields.into_iter().enumerate() {
        if field == at || field == usize::MAX {
            text.clone_into(value);
        }
    }
    article
}

#[test]
fn no_field_adds_an_element_or_an_attribute() {
    let press = Press::new();
    let renderer = Renderer::new(press.office(), &press.templates, &press.words);
    let render = |field, text| parse(&renderer.page(&with(field, text).page()).unwrap());
    let harmless = shape(&render(usize::MAX, "aman"));
    for text in HOSTILE {
        for field in (0..9).chain([usize::MAX]) {
            let page = render(field, text);
            assert_eq!(shape(&page), harmless, "field {field}: {text}");
        }
        let page = render(0, text);
        assert_eq!(words(&page, "h1"), [shown(text)]);
        assert_eq!(words(&page, "title"), [format!("{} – {}", shown(text), press.name)]);
        assert_eq!(attributes(&page, "meta[property='og:title']", "content"), [shown(text)]);
    }
}

#[test]
fn the_office_and_its_reasons_are_text_too() {
    let mut press = Press::new();
    let moment = Timestamp::from_ms(0);
    let mut shapes = |text: &str| {
        text.clone_into(&mut press.name);
        press.sections = vec![format!("{text} x")];
        let out = tempfile::tempdir().unwrap();
        let mut site = press.begin(out.path(), Kind::Trial).unwrap();
        let mut article = with(usize::MAX, text);
        article.manuscript.section = format!("{text} x");
        article.give(&mut site).unwrap();
        site.tombstone(&Tombstone { path: "/gone.html", at: moment, reason: text }).unwrap();
        site.redirect("/old.html", "/gone.html").unwrap();
        site.finish().unwrap();
        let pages = tree(out.path())
            .into_iter()
            .filter(|(path, _)| path.extension().is_some_and(|e| e == "html"));
        pages
            .map(|(_, bytes)| shape(&parse(&String::from_utf8(bytes).unwrap())))
            .collect::<Vec<_>>()
    };
    let harmless = shapes("aman");
    assert_eq!(harmless.len(), 5);
    for text in HOSTILE {
        assert_eq!(shapes(text), harmless, "{text}");
    }
}

#[test]
fn a_body_has_only_the_elements_of_markdown() {
    const ELEMENTS: [&str; 15] = [
        "div",
        "p",
        "span",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "a",
        "br",
    ];
    let press = Press::new();
    let renderer = Renderer::new(press.office(), &press.templates, &press.words);
    let text = Selector::parse(".text, .text *").unwrap();
    let all = HOSTILE.join("\n\n");
    for body in HOSTILE.into_iter().chain([all.as_str()]) {
        let mut article = Article::new(1);
        body.clone_into(&mut article.manuscript.body);
        let page = parse(&renderer.page(&article.page()).unwrap());
        for element in page.select(&text) {
            let element = element.value();
            assert!(ELEMENTS.contains(&element.name()), "{}: {body}", element.name());
            for (name, value) in element.attrs() {
                let known = match name {
                    "class" => ["text", "dateline", "byline"].contains(&value),
                    "rel" => value == "noopener",
                    "href" => value.starts_with("https://a.test/") && !value.contains('"'),
                    _ => false,
                };
                assert!(known, "{name}={value}: {body}");
            }
        }
    }
}

#[test]
fn templates_in_texts_are_printed_as_they_are() {
    let press = Press::new();
    let renderer = Renderer::new(press.office(), &press.templates, &press.words);
    let mut article = with(usize::MAX, "{{ 7*7 }}");
    "{{ 7*7 }}{% include 'x' %}".clone_into(&mut article.manuscript.body);
    let html = renderer.page(&article.page()).unwrap();
    assert_eq!(words(&parse(&html), "h1"), ["{{ 7*7 }}"]);
    assert!(words(&parse(&html), ".text")[0].contains("{{ 7*7 }}{% include 'x' %}"));
}

fn data(html: &str) -> Value {
    let blocks = words(&parse(html), "script[type='application/ld+json']");
    assert_eq!(blocks.len(), 1);
    assert!(!blocks[0].contains(['<', '>', '&']));
    serde_json::from_str(&blocks[0]).unwrap()
}

#[test]
fn the_data_block_says_what_the_page_says() {
    let press = Press::new();
    let renderer = Renderer::new(press.office(), &press.templates, &press.words);
    for text in HOSTILE {
        let html = renderer.page(&with(usize::MAX, text).page()).unwrap();
        let data = data(&html);
        for name in ["headline", "articleSection"] {
            assert_eq!(data[name], *text, "{name}");
        }
        assert_eq!(data["correction"][0]["text"], *text);
        assert_eq!(data["keywords"][0], *text);
    }
    let article = with(0, "Rapat");
    let data = data(&renderer.page(&article.page()).unwrap());
    assert_eq!(data["@type"], "NewsArticle");
    assert_eq!(data["dateline"], "Contoh, 21 Oktober 2025");
    assert_eq!(data["datePublished"], "2025-10-21T06:40:00+07:00");
    assert_eq!(data["author"][0]["name"], "Humas");
    assert_eq!(data["publisher"]["name"], press.name);
    assert_eq!(data["isAccessibleForFree"], true);
    assert_eq!(
        data["mainEntityOfPage"]["@id"],
        format!("https://contoh.example/kpu{}", article.path)
    );
}

#[test]
fn a_feed_is_xml_and_its_descriptions_are_html() {
    let (press, out) = (Press::new(), tempfile::tempdir().unwrap());
    for text in HOSTILE {
        let article = with(usize::MAX, text);
        press.run(out.path(), std::slice::from_ref(&article)).unwrap();
        let (titles, descriptions) = items(&read(out.path(), "rss.xml"));
        assert_eq!(titles, [shown(text)]);
        let html = Html::parse_fragment(&descriptions[0]);
        let elements = html.root_element().descendent_elements().count();
        assert_eq!(elements, 1, "{text}: {}", descriptions[0]);
    }
}

/// Titles and descriptions of a feed's items.
fn items(xml: &str) -> (Vec<String>, Vec<String>) {
    assert!(!xml.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut at, mut found): (Vec<String>, Vec<(String, String)>) = (Vec::new(), Vec::new());
    loop {
        let more = match reader.read_event().unwrap() {
            Event::Start(tag) => {
                at.push(tag.name().as_ref().to_owned());
                found.push((at.join("/"), String::new()));
                continue;
            }
            Event::End(_) => {
                at.pop();
                continue;
            }
            Event::Eof => break,
            Event::Text(text) => text.as_ref().to_owned(),
            Event::GeneralRef(name) => match name.as_ref() {
                "amp" => "&".to_owned(),
                "lt" => "<".to_owned(),
                "gt" => ">".to_owned(),
                "quot" => "\"".to_owned(),
                "#39" => "'".to_owned(),
                other => panic!("{other}"),
            },
            _ => continue,
        };
        let path = at.join("/");
        if let Some((_, text)) = found.iter_mut().rev().find(|(known, _)| *known == path) {
            text.push_str(&more);
        }
    }
    let all = |end: &str| {
        let path = format!("rss/channel/item/{end}");
        found.iter().filter(|(at, _)| *at == path).map(|(_, text)| text.clone()).collect()
    };
    (all("title"), all("description"))
}

#[test]
fn exactly_one_page_has_the_headline_as_its_title() {
    let (press, out) = (Press::new(), tempfile::tempdir().unwrap());
    let articles = articles(45);
    press.run(out.path(), &articles).unwrap();
    let mut titles = Vec::new();
    for (path, bytes) in tree(out.path()) {
        if path.extension().is_some_and(|e| e == "html") {
            let found = words(&parse(&String::from_utf8(bytes).unwrap()), "h1");
            assert_eq!(found.len(), 1, "{}", path.display());
            titles.extend(found);
        }
    }
    for article in &articles {
        let headline = &article.manuscript.headline;
        assert_eq!(titles.iter().filter(|title| *title == headline).count(), 1);
    }
}

#[test]
fn every_link_within_the_site_leads_to_a_page() {
    let (press, out) = (Press::new(), tempfile::tempdir().unwrap());
    press.run(out.path(), &articles(65)).unwrap();
    let mut followed = 0;
    for (path, bytes) in tree(out.path()) {
        if path.extension().is_none_or(|e| e != "html") {
            continue;
        }
        let html = parse(&String::from_utf8(bytes).unwrap());
        for href in attributes(&html, "[href]", "href") {
            if !href.starts_with("https://") && href != "#isi" {
                let target = out.path().join(&path).parent().unwrap().join(&href);
                assert!(target.exists(), "{}: {href}", path.display());
                followed += 1;
            }
        }
    }
    assert!(followed > 500);
}

#[test]
fn without_an_address_nothing_points_outside() {
    let mut press = Press::new();
    press.url = None;
    let out = tempfile::tempdir().unwrap();
    press.run(out.path(), &articles(3)).unwrap();
    for (path, bytes) in tree(out.path()) {
        let text = String::from_utf8(bytes).unwrap();
        assert_ne!(path.extension().unwrap_or_default(), "xml");
        for word in ["canonical", "og:url", "rss", "facebook", "wa.me", "mainEntityOfPage"] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn what_a_page_must_show_is_there() {
    let mut press = Press::new();
    press.sections.push("Umum".to_owned());
    let mut article = with(1, "Ringkasan rapat.");
    article.updated = article.corrections[0].at;
    article.single_eye = true;
    let out = tempfile::tempdir().unwrap();
    press.run(out.path(), &[article.clone()]).unwrap();
    let html = read(out.path(), &article.path);
    let page = parse(&html);
    assert!(html.contains("content=\"default-src 'none'; style-src 'self'; img-src 'self'"));
    assert_eq!(attributes(&page, "html", "lang"), ["id"]);
    assert_eq!(words(&page, "a.section"), ["Berita Terkini"]);
    assert_eq!(words(&page, ".dateline"), ["Contoh, 21 Oktober 2025 —"]);
    assert_eq!(words(&page, ".byline"), ["(Humas)"]);
    assert_eq!(words(&page, ".share a"), ["Facebook", "X", "WhatsApp"]);
    assert_eq!(words(&page, ".notice time"), ["31 Oktober 2025, 15.40 WIB"]);
    assert_eq!(words(&page, ".single-eye").len(), 1);
    assert_eq!(
        attributes(&page, "time", "datetime"),
        ["2025-10-21T06:40:00+07:00", "2025-10-31T15:40:00+07:00", "2025-10-31T15:40:00+07:00"]
    );
    assert_eq!(attributes(&page, "meta[name=description]", "content"), ["Ringkasan rapat."]);
    assert_eq!(attributes(&page, "a.skip", "href"), ["#isi"]);
    assert_eq!(
        attributes(&page, "script", "src").len() + attributes(&page, "[style]", "style").len(),
        0
    );
}

#[test]
fn withdrawn_and_moved_articles_leave_a_page() {
    let (press, out) = (Press::new(), tempfile::tempdir().unwrap());
    let (old, new) = (Article::new(1), Article::new(2));
    press.run(out.path(), &[old.clone(), new.clone()]).unwrap();
    let mut site = press.begin(out.path(), Kind::Published).unwrap();
    new.give(&mut site).unwrap();
    let reason = "Melanggar hak anak";
    site.tombstone(&Tombstone { path: &old.path, at: old.published, reason }).unwrap();
    site.redirect("/2025/09/lama-000002.html", &new.path).unwrap();
    assert_eq!(site.finish().unwrap().pages, 1);

    let gone = read(out.path(), &old.path);
    assert!(gone.contains(reason) && gone.contains("noindex"));
    assert!(gone.contains("2025-10-21T06:40:00+07:00"));
    for (path, bytes) in tree(out.path()) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains(&old.manuscript.headline), "{}", path.display());
    }
    let moved = parse(&read(out.path(), "2025/09/lama-000002.html"));
    let target = format!("../..{}", new.path);
    assert_eq!(attributes(&moved, "main a", "href")[..], [target.as_str()]);
    assert_eq!(
        attributes(&moved, "meta[http-equiv=refresh]", "content"),
        [format!("0; url={target}")]
    );
    assert_eq!(
        attributes(&moved, "link[rel=canonical]", "href"),
        [format!("https://contoh.example/kpu{}", new.path)]
    );
}
