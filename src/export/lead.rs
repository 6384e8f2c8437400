//! The first words of a page's text: the dateline, from the fields or from the text, never both.

use crate::domain::dateline::dateline;
use crate::domain::manuscript::Manuscript;
use crate::text::markdown::{self, Form};
use crate::text::opening::has_dateline;

/// The text of an article as HTML, with its dateline.
pub fn body(form: Form, manuscript: &Manuscript, language: &str) -> String {
    let mut html = String::with_capacity(manuscript.body.len() + manuscript.body.len() / 8 + 128);
    let mut lead = String::new();
    if !has_dateline(&manuscript.body) {
        let line = dateline(&manuscript.place, manuscript.date, language);
        if !line.is_empty() {
            // A page has a style for it; elsewhere it is words among words.
            let (open, close) = match form {
                Form::Page => ("<span class=\"dateline\">", "</span>"),
                Form::Filtered => ("", ""),
            };
            lead.push_str(open);
            markdown::escape_in(form, &line, &mut lead);
            lead.push_str(" —");
            lead.push_str(close);
        }
    }
    markdown::html_after(form, &lead, &manuscript.body, &mut html);
    html
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[track_caller]
    fn check(body: &str, want: &str) {
        let manuscript = Manuscript {
            place: "Mesuji <b>".into(),
            date: NaiveDate::from_ymd_opt(2025, 10, 21),
            body: body.into(),
            ..Manuscript::default()
        };
        assert_eq!(super::body(Form::Page, &manuscript, "id").trim_end(), want);
    }

    #[test]
    fn one_dateline_is_printed() {
        const LINE: &str =
            "<p><span class=\"dateline\">Mesuji &lt;b&gt;, 21 Oktober 2025 —</span> ";
        check("KPU rapat.", &format!("{LINE}KPU rapat.</p>"));
        check("- satu", &format!("{LINE}</p>\n<ul>\n<li>satu</li>\n</ul>"));
        check("Bima, 1 Mei 2025 — ya", "<p>Bima, 1 Mei 2025 — ya</p>");
    }

    #[test]
    fn without_fields_there_is_none() {
        let manuscript = Manuscript { body: "ya".into(), ..Manuscript::default() };
        assert_eq!(super::body(Form::Page, &manuscript, "id"), "<p>ya</p>\n");
    }
}
