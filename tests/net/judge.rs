//! Counts what a site really holds, through a clean connection and with every right.

use std::collections::BTreeMap;

use serde_json::Value;

use super::client::Client;
use super::site::Site;

const STATUSES: &str = "publish,future,draft,pending,private,trash";
const FIELDS: &str = "id,slug,status,link,date_gmt,author,title,content,featured_media,categories";
/// Before the uuid in the wrapper of a content.
const MARK: &str = "data-redaksi=\"";
const PAGE: usize = 100;

/// A post that is marked as an article of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) id: u64,
    pub(crate) uuid: String,
    pub(crate) status: String,
    pub(crate) slug: String,
    pub(crate) link: String,
    pub(crate) date_gmt: String,
    pub(crate) title: String,
    pub(crate) content: String,
}

/// What should be public: an article, and what its public post must hold.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) uuid: String,
    /// All of these stand in the content as it is stored.
    pub(crate) texts: Vec<String>,
}

/// Articles by what became of them; empty lists are good.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) exactly_one: usize,
    /// Public more than once.
    pub(crate) duplicated: Vec<String>,
    /// Not public at all.
    pub(crate) none: Vec<String>,
    /// Beside the public post there are others that nobody asked for.
    pub(crate) strays: Vec<String>,
    pub(crate) wrong_text: Vec<String>,
}

impl Verdict {
    /// Each article is public once, with its text, and nothing was left lying about.
    pub(crate) fn is_clean(&self) -> bool {
        let lists = [&self.duplicated, &self.none, &self.strays, &self.wrong_text];
        lists.iter().all(|list| list.is_empty())
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} public once, {} more than once, {} not at all, {} with strays, {} with a wrong text",
            self.exactly_one,
            self.duplicated.len(),
            self.none.len(),
            self.strays.len(),
            self.wrong_text.len()
        )
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The article of which this content is, if it says so.
pub(crate) fn uuid_in(content: &str) -> Option<String> {
    let (_, after) = content.split_once(MARK)?;
    let (uuid, _) = after.split_once([' ', '"'])?;
    Some(uuid.to_owned())
}

/// All pages of a list. A list that cannot be had is the end of the test.
pub(crate) fn all(client: &Client, route: &str) -> Vec<Value> {
    let mut found = Vec::new();
    for page in 1.. {
        // Lists that are cut by `id` do not shift when something is added meanwhile.
        let target = format!("{route}&per_page={PAGE}&page={page}&orderby=id&order=asc");
        let answer = client.get(&target).unwrap();
        assert_eq!(answer.status, 200, "{target}: {}", answer.text());
        let total: usize = answer.header("X-WP-Total").unwrap().parse().unwrap();
        found.extend(answer.json().as_array().unwrap().iter().cloned());
        if page * PAGE >= total {
            break;
        }
    }
    found
}

/// Every post of every status that is marked as ours, the oldest first.
pub(crate) fn posts(site: &Site) -> Vec<Found> {
    let client = site.client(&site.admin);
    let route =
        format!("/?rest_route=/wp/v2/posts&context=edit&status={STATUSES}&_fields={FIELDS}");
    let marked = all(&client, &route).into_iter().filter_map(|post| {
        let content = text(&post["content"]["raw"]);
        Some(Found {
            id: post["id"].as_u64()?,
            uuid: uuid_in(&content)?,
            status: text(&post["status"]),
            slug: text(&post["slug"]),
            link: text(&post["link"]),
            date_gmt: text(&post["date_gmt"]),
            title: text(&post["title"]["raw"]),
            content,
        })
    });
    marked.collect()
}

/// Whether a visitor finds the article at its address.
pub(crate) fn is_visible(site: &Site, post: &Found) -> bool {
    // No cache has seen this address before.
    let sign = if post.link.contains('?') { '&' } else { '?' };
    let page = site.anonymous().get(&format!("{}{sign}segar={}", post.link, post.id));
    page.is_ok_and(|page| page.status == 200 && uuid_in(&page.text()).as_ref() == Some(&post.uuid))
}

/// Holds what is there against what was wanted. Posts of other articles are left out.
pub(crate) fn judge(site: &Site, wanted: &[Wanted]) -> Verdict {
    let mut by_uuid: BTreeMap<String, Vec<Found>> = BTreeMap::new();
    for post in posts(site) {
        by_uuid.entry(post.uuid.clone()).or_default().push(post);
    }
    let mut verdict = Verdict::default();
    for article in wanted {
        let found = by_uuid.get(&article.uuid).map_or(&[][..], Vec::as_slice);
        let (public, others): (Vec<_>, Vec<_>) =
            found.iter().partition(|post| post.status == "publish");
        match public.len() {
            0 => verdict.none.push(article.uuid.clone()),
            1 => verdict.exactly_one += 1,
            _ => verdict.duplicated.push(article.uuid.clone()),
        }
        if !others.is_empty() {
            verdict.strays.push(article.uuid.clone());
        }
        let holds = |post: &&Found| article.texts.iter().all(|text| post.content.contains(text));
        if !public.iter().all(holds) {
            verdict.wrong_text.push(article.uuid.clone());
        }
    }
    verdict
}
