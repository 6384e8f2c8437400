//! The body of an approved text as it is sent: HTML that comes back from a site as it went.

use crate::domain::manuscript::Manuscript;
use crate::export::lead;
use crate::text::markdown::{self, Form};

/// The body as a site's filter keeps it, with the dateline as its first words and the byline as its
/// last.
pub fn html(manuscript: &Manuscript, language: &str) -> String {
    let mut html = lead::body(Form::Filtered, manuscript, language);
    html.truncate(html.trim_end().len());
    let byline = manuscript.byline.trim().trim_matches(['(', ')']).trim();
    if !byline.is_empty() {
        html.push_str("\n<p class=\"byline\">(");
        markdown::escape_in(Form::Filtered, byline, &mut html);
        html.push_str(")</p>");
    }
    html
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;

    fn manuscript(body: &str, byline: &str) -> Manuscript {
        Manuscript {
            place: "Mesuji".into(),
            date: NaiveDate::from_ymd_opt(2025, 10, 21),
            byline: byline.into(),
            body: body.into(),
            ..Manuscript::default()
        }
    }

    #[test]
    fn it_begins_with_the_dateline_and_ends_with_the_byline() {
        const LEAD: &str = "<p>Mesuji, 21 Oktober 2025 — ";
        let html = |byline| super::html(&manuscript("Rapat & \"pleno\".", byline), "id");
        assert_eq!(html(""), format!("{LEAD}Rapat &amp; \"pleno\".</p>"));
        for byline in ["ali", "(ali)", " ( ali ) "] {
            let want = format!("{LEAD}Rapat &amp; \"pleno\".</p>\n<p class=\"byline\">(ali)</p>");
            assert_eq!(html(byline), want, "{byline}");
        }
    }

    /// Nothing that the filter of `WordPress` changes or that it would act on.
    fn is_kept(html: &str) -> bool {
        let tags = html.split('<').skip(1).all(|tag| {
            tag.contains('>')
                && ["p", "/p", "span", "/span", "br /", "hr /", "a ", "/a", "em", "/em", "strong"]
                    .iter()
                    .chain(&["/strong", "code", "/code", "pre", "/pre", "ul", "/ul", "ol", "/ol"])
                    .chain(&["li", "/li", "blockquote", "/blockquote"])
                    .chain(&["h2", "h3", "h4", "h5", "h6", "/h2", "/h3", "/h4", "/h5", "/h6"])
                    .any(|known| {
                        let rest = tag.strip_prefix(known);
                        rest.is_some_and(|rest| {
                            known.ends_with(' ') || rest.starts_with(['>', ' '])
                        })
                    })
        });
        let entities = html.split('&').skip(1).all(|rest| {
            ["amp;", "lt;", "gt;", "#091;", "#092;"].iter().any(|known| rest.starts_with(known))
        });
        tags && entities
            && !html.contains(['[', '\\'])
            && !html.contains(|c: char| c.is_control() && c != '\n' && c != '\t')
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_kept(
            body in "(\\PC|[\n\t\\[\\]<>&'\"*_`#\\\\0-9!()-]){0,200}",
            byline in "\\PC{0,20}",
        ) {
            let html = html(&manuscript(&body, &byline), "id");
            prop_assert!(is_kept(&html), "{html}");
        }
    }
}
