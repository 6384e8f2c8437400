//! What is sent of an approved text, made once: the same bytes in every attempt, whatever the desk
//! does meanwhile.

use crate::desk::publish::Story;
use crate::domain::delivery::Frozen;
use crate::domain::manuscript::Manuscript;
use crate::domain::seal::clear::Cleared;
use crate::domain::time::Timestamp;
use crate::export::lead;
use crate::text::markdown::{self, Form};

/// Freezes a cleared text. `number` is the revision's, `language` the office's, for texts that
/// name none; `withdrawn` is when and why it is taken away, if it is.
pub fn freeze(
    cleared: &Cleared,
    story: &Story,
    number: u64,
    language: &str,
    withdrawn: Option<(Timestamp, String)>,
) -> Frozen {
    let manuscript = cleared.manuscript();
    let language = match manuscript.language.trim() {
        "" => language,
        own => own,
    };
    Frozen {
        v: 1,
        article: cleared.article(),
        revision: cleared.revision(),
        number,
        content: cleared.content(),
        headline: manuscript.headline.trim().to_owned(),
        summary: manuscript.summary.trim().to_owned(),
        html: html(manuscript, language),
        language: language.to_owned(),
        section: manuscript.section.trim().to_owned(),
        tags: manuscript.tags.clone(),
        place: manuscript.place.trim().to_owned(),
        byline: manuscript.byline.trim().to_owned(),
        credit: manuscript.credit.trim().to_owned(),
        slug: slug(cleared.path()),
        published: cleared.first(),
        updated: cleared.since(),
        corrections: story.corrections.clone(),
        single_eye: cleared.single_eye(),
        withdrawn,
    }
}

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

/// `/2025/10/rapat-k7f3q2.html` has the slug `rapat-k7f3q2`.
fn slug(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.strip_suffix(".html").unwrap_or(name).to_owned()
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
        const LEAD: &str = "<p><span class=\"dateline\">Mesuji, 21 Oktober 2025 —</span> ";
        let html = |byline| super::html(&manuscript("Rapat & \"pleno\".", byline), "id");
        assert_eq!(html(""), format!("{LEAD}Rapat &amp; \"pleno\".</p>"));
        for byline in ["ali", "(ali)", " ( ali ) "] {
            let want = format!("{LEAD}Rapat &amp; \"pleno\".</p>\n<p class=\"byline\">(ali)</p>");
            assert_eq!(html(byline), want, "{byline}");
        }
    }

    #[test]
    fn the_slug_is_the_end_of_the_path() {
        assert_eq!(slug("/2025/10/rapat-k7f3q2.html"), "rapat-k7f3q2");
    }

    /// Nothing that the filter of WordPress changes or that it would act on.
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
