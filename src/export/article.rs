//! What the template of an article gets.

use minijinja::value::{Serde, Value};
use serde::Serialize;

use super::moment::Moment;
use super::render::{Renderer, SectionView, root};
use super::{Page, TemplateError, jsonld, lead};
use crate::domain::dateline::weekday_date;
use crate::text::markdown::{self, Form};

/// Characters of a description.
pub(super) const DESCRIPTION: usize = 155;

#[derive(Serialize)]
struct View<'a> {
    root: &'static str,
    headline: &'a str,
    description: &'a str,
    language: &'a str,
    section: Option<&'a SectionView>,
    address: Option<&'a str>,
    feed: Option<&'static str>,
    byline: &'a str,
    credit: &'a str,
    tags: &'a [String],
    event: Option<String>,
    published: Moment,
    updated: Option<Moment>,
    corrections: Vec<CorrectionView<'a>>,
    share: Option<Share>,
    single_eye: bool,
    digest: String,
    key: &'a str,
}

#[derive(Serialize)]
struct CorrectionView<'a> {
    at: Moment,
    reason: &'a str,
}

#[derive(Serialize)]
struct Share {
    facebook: String,
    x: String,
    whatsapp: String,
}

/// A page and the words that lists show of it.
pub(super) struct Rendered {
    pub(super) html: String,
    pub(super) lead: String,
}

pub(super) fn render(site: &Renderer<'_>, page: &Page<'_>) -> Result<Rendered, TemplateError> {
    let manuscript = page.manuscript;
    let office = &site.office;
    let language = match manuscript.language.as_str() {
        "" => office.language,
        own => own,
    };
    let lead = lead_of(page);
    let address = site.address(page.path);
    let moment = |at| Moment::new(at, office.zone, office.language);
    let section = site.section(&manuscript.section);
    let view = View {
        root: root(page.path),
        headline: &manuscript.headline,
        description: &lead,
        language,
        section: section.as_ref(),
        address: address.as_deref(),
        feed: site.base.as_ref().map(|_| "rss.xml"),
        byline: manuscript.byline.trim(),
        credit: manuscript.credit.trim(),
        tags: &manuscript.tags,
        event: event(page, office.language),
        published: moment(page.published),
        updated: (page.updated != page.published).then(|| moment(page.updated)),
        corrections: page
            .corrections
            .iter()
            .map(|c| CorrectionView { at: moment(c.at), reason: &c.reason })
            .collect(),
        share: address.as_deref().map(|address| share(&manuscript.headline, address)),
        single_eye: page.single_eye,
        digest: page.digest.to_string(),
        key: page.approval_key,
    };
    let data = jsonld::news_article(page, office, language, &lead, address.as_deref());
    let values = minijinja::context! {
        site => site.values.clone(),
        page => Value::from(Serde(&view)),
        body => Value::from_safe_string(lead::body(Form::Page, manuscript, language)),
        data => Value::from_safe_string(data),
    };
    let html = site.templates.render("article.html", values)?;
    Ok(Rendered { html, lead })
}

/// The summary, or the first sentence of the text.
fn lead_of(page: &Page<'_>) -> String {
    let summary = page.manuscript.summary.trim();
    if summary.is_empty() {
        // A first sentence that is not over by then will not be in the description either.
        let mut start = page.manuscript.body.as_str();
        if let Some((at, _)) = start.char_indices().nth(4 * DESCRIPTION) {
            start = start.get(..at).unwrap_or(start);
        }
        markdown::first_sentence(&markdown::plain(start), DESCRIPTION)
    } else {
        markdown::first_sentence(summary, DESCRIPTION)
    }
}

fn event(page: &Page<'_>, language: &str) -> Option<String> {
    let manuscript = page.manuscript;
    let from = weekday_date(manuscript.event_from.or(manuscript.event_to)?, language);
    match manuscript.event_to {
        Some(to) if manuscript.event_from.is_some_and(|from| from != to) => {
            Some(format!("{from} – {}", weekday_date(to, language)))
        }
        _ => Some(from),
    }
}

fn share(headline: &str, address: &str) -> Share {
    let url = percent(address);
    let text = percent(headline);
    Share {
        facebook: format!("https://www.facebook.com/sharer/sharer.php?u={url}"),
        x: format!("https://x.com/intent/post?text={text}&url={url}"),
        whatsapp: format!("https://wa.me/?text={text}%20{url}"),
    }
}

/// One value of a query (RFC 3986): everything but the unreserved characters is encoded.
fn percent(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_adds_no_parameter() {
        let share = share("A & B? &u=//evil #é", "https://x.id/a.html");
        assert_eq!(
            share.x,
            "https://x.com/intent/post?text=A%20%26%20B%3F%20%26u%3D%2F%2Fevil%20%23%C3%A9\
             &url=https%3A%2F%2Fx.id%2Fa.html"
        );
        assert_eq!(share.facebook.matches('&').count(), 0);
    }
}
