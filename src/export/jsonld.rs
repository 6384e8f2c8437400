//! The article for machines: schema.org's `NewsArticle` as JSON that is safe inside a page.

use serde::Serialize;

use super::moment::iso;
use super::{Office, Page};
use crate::domain::dateline::dateline;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewsArticle<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    headline: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    dateline: String,
    date_published: String,
    date_modified: String,
    author: [Party<'a>; 1],
    publisher: Party<'a>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    article_section: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    keywords: &'a [String],
    is_accessible_for_free: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity_of_page: Option<WebPage<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<Comment<'a>>,
}

#[derive(Serialize)]
struct Party<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct WebPage<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
}

#[derive(Serialize)]
struct Comment<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: &'a str,
    #[serde(rename = "datePublished")]
    date: String,
}

/// The JSON for the page's data block. `address` is the page's own, if the site has one.
pub(super) fn news_article(
    page: &Page<'_>,
    office: &Office<'_>,
    language: &str,
    description: &str,
    address: Option<&str>,
) -> String {
    let manuscript = page.manuscript;
    let corrections = page.corrections.iter().map(|correction| Comment {
        kind: "CorrectionComment",
        text: &correction.reason,
        date: iso(correction.at, office.zone),
    });
    let article = NewsArticle {
        context: "https://schema.org",
        kind: "NewsArticle",
        headline: &manuscript.headline,
        description,
        dateline: dateline(&manuscript.place, manuscript.date, language),
        date_published: iso(page.published, office.zone),
        date_modified: iso(page.updated, office.zone),
        author: [author(&manuscript.byline, office)],
        publisher: Party {
            kind: "GovernmentOrganization",
            name: office.name,
            url: address.and(office.site_url),
        },
        in_language: language,
        article_section: &manuscript.section,
        keywords: &manuscript.tags,
        is_accessible_for_free: true,
        main_entity_of_page: address.map(|id| WebPage { kind: "WebPage", id }),
        correction: corrections.collect(),
    };
    // Nothing in it can fail to be JSON: string keys and no floats.
    in_script(&serde_json::to_string(&article).unwrap_or_default())
}

/// A byline of the press office is not a person's name.
fn author<'a>(byline: &'a str, office: &Office<'a>) -> Party<'a> {
    let name = byline.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
    let lower = name.to_lowercase();
    if name.chars().all(|c| !c.is_alphanumeric()) {
        return Party { kind: "Organization", name: office.name, url: None };
    }
    let team = ["humas", "kpu", "tim ", "sekretariat"].iter().any(|word| lower.contains(word));
    Party { kind: if team { "Organization" } else { "Person" }, name, url: None }
}

/// JSON that neither ends its element nor begins a comment: the signs of HTML go as escapes.
fn in_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 64);
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            '\u{7f}'..='\u{9f}' => {
                out.push_str("\\u00");
                out.extend(format!("{:02x}", u32::from(c)).chars());
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_html_are_escaped_and_come_back() {
        let words = "</script><!-- ]]> & \u{2028}\u{85}\u{1b}\"\\";
        let json = in_script(&serde_json::to_string(words).unwrap());
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{85}', '\u{1b}']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), words);
    }
}
