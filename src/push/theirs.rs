//! What stands at a destination in place of ours, where its kind tells it in words: for a person who
//! decides whose they shall be.

pub mod draft;

use super::{ghost, wordpress};
use crate::domain::delivery::Kind;

/// What a speaker puts below the text for its readers: no words of the text.
const NOTICE: &str = "<aside class=\"koreksi\">";

/// The words of a post, each part as HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    pub title: String,
    pub summary: String,
    pub body: String,
}

/// The words of what was read there, in the form of
/// [`Remote::base`](crate::domain::delivery::Remote::base); none, if its kind does not tell them or
/// they were read as bare letters.
pub fn words(kind: Kind, text: &str) -> Option<Words> {
    let (title, summary, body) = match kind {
        Kind::WordPress => {
            let base = wordpress::Base::read(text)?;
            let body = base.words().to_owned();
            (base.title, base.excerpt, body)
        }
        Kind::Ghost => {
            let base = ghost::Base::read(text).filter(|base| base.exact)?;
            // Ghost keeps these two as text.
            (escaped(&base.title), escaped(&base.excerpt), base.body)
        }
        Kind::Webhook | Kind::Folder | Kind::Paste => return None,
    };
    let body = body.split(NOTICE).next().unwrap_or_default().to_owned();
    if body.trim().is_empty() { None } else { Some(Words { title, summary, body }) }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    crate::text::markdown::escape(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, text: &str, want: Option<[&str; 3]>) {
        let want = want.map(|[title, summary, body]| Words {
            title: title.to_owned(),
            summary: summary.to_owned(),
            body: body.to_owned(),
        });
        assert_eq!(words(kind, text), want);
    }

    #[test]
    fn words_are_read_from_what_a_kind_keeps() {
        let post = r#"{"title":"A &amp; B","content":"<p>Isi.</p>\n<aside class=\"koreksi\">x</aside>","excerpt":"Ringkas"}"#;
        check(Kind::WordPress, post, Some(["A &amp; B", "Ringkas", "<p>Isi.</p>\n"]));
        check(Kind::WordPress, "kata lain", None);
        check(Kind::WordPress, r#"{"content":" "}"#, None);
        let ghost = r#"{"title":"A & B","body":"<p>Isi.</p>","exact":true}"#;
        check(Kind::Ghost, ghost, Some(["A &amp; B", "", "<p>Isi.</p>"]));
        check(Kind::Ghost, r#"{"title":"A","body":"Isi"}"#, None);
        check(Kind::Webhook, post, None);
    }
}
