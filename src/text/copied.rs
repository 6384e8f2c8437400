//! A text on its way to another program: without marks, in Markdown, or as HTML.

use super::markdown::{self, Kind, Passage};

/// What the text is copied as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Plain,
    Markdown,
    Html,
}

/// What is copied: a part of the body, or the whole with its headline and what opens its page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extract {
    pub headline: String,
    /// `Mesuji, 21 Oktober 2025 — `, if the page has it and the body does not.
    pub lead: String,
    pub body: String,
}

impl Extract {
    /// The words in a form; they end without a line end.
    pub fn written(&self, form: Form) -> String {
        let mut out = String::with_capacity(self.body.len() + self.body.len() / 8 + 128);
        match form {
            Form::Plain => self.plain(&mut out),
            Form::Markdown => self.markdown(&mut out),
            Form::Html => self.html(&mut out),
        }
        out.truncate(out.trim_end().len());
        out
    }

    fn plain(&self, out: &mut String) {
        for line in [self.headline.trim(), self.lead.trim_end()] {
            if !line.is_empty() {
                out.push_str(line);
                out.push_str("\n\n");
            }
        }
        let passages = markdown::page(&self.body);
        if !self.lead.is_empty() && opens(passages.first()) {
            // It stands before the first words.
            out.truncate(out.trim_end().len());
            out.push(' ');
        }
        let mut before: Option<&Passage> = None;
        for passage in &passages {
            if let Some(before) = before {
                let in_list = is_item(before) && is_item(passage);
                out.push_str(if in_list { "\n" } else { "\n\n" });
            }
            before = Some(passage);
            let inner = passage.lists.saturating_sub(1);
            out.extend(std::iter::repeat_n("   ", inner.min(DEEPEST)));
            match passage.kind {
                Kind::Item(Some(number)) => {
                    out.push_str(&number.to_string());
                    out.push_str(". ");
                }
                Kind::Item(None) => out.push_str("• "),
                Kind::Rule => out.push_str("***"),
                _ => {}
            }
            out.extend(passage.words.iter().map(|words| words.text.as_str()));
            out.truncate(out.trim_end_matches('\n').len());
        }
    }

    fn markdown(&self, out: &mut String) {
        if !self.headline.is_empty() {
            out.push_str("# ");
            out.push_str(self.headline.trim());
            out.push_str("\n\n");
        }
        if !self.lead.is_empty() {
            out.push_str(self.lead.trim_end());
            let alone = !opens(markdown::page(&self.body).first());
            out.push_str(if alone { "\n\n" } else { " " });
        }
        out.push_str(self.body.trim_matches('\n'));
    }

    fn html(&self, out: &mut String) {
        if !self.headline.is_empty() {
            out.push_str("<h1>");
            markdown::escape(self.headline.trim(), out);
            out.push_str("</h1>\n");
        }
        let mut lead = String::new();
        markdown::escape(self.lead.trim_end(), &mut lead);
        markdown::html_after(markdown::Form::Page, &lead, &self.body, out);
    }
}

/// Lists in each other are shifted no further.
const DEEPEST: usize = 6;

fn is_item(passage: &Passage) -> bool {
    matches!(passage.kind, Kind::Item(_))
}

fn opens(first: Option<&Passage>) -> bool {
    first.is_none_or(|first| first.kind == Kind::Paragraph && first.lists == 0 && first.quotes == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAD: &str = "Sambas, 5 Oktober 2026 — ";

    #[track_caller]
    fn check(form: Form, lead: &str, body: &str, want: &str) {
        let extract = Extract {
            headline: if lead.is_empty() { String::new() } else { "Judul <satu>".into() },
            lead: lead.into(),
            body: body.into(),
        };
        assert_eq!(extract.written(form), want);
    }

    #[test]
    fn plain_words_have_no_marks() {
        check(
            Form::Plain,
            "",
            "## Hasil\n\nKPU **rapat** dengan [tamu](https://x.example).\n\n1. satu\n2. *dua*\n   - tiga\n\n> kutipan",
            "Hasil\n\nKPU rapat dengan tamu (https://x.example).\n\n1. satu\n2. dua\n   • tiga\n\nkutipan",
        );
        check(
            Form::Plain,
            LEAD,
            "KPU rapat.\n\nLagi.",
            "Judul <satu>\n\nSambas, 5 Oktober 2026 — KPU rapat.\n\nLagi.",
        );
        check(
            Form::Plain,
            LEAD,
            "- satu\n- dua",
            "Judul <satu>\n\nSambas, 5 Oktober 2026 —\n\n• satu\n• dua",
        );
        check(Form::Plain, "", "a < b\\*", "a < b*");
        check(Form::Plain, "", "", "");
    }

    #[test]
    fn markdown_is_the_text_itself() {
        check(Form::Markdown, "", "KPU **rapat**.\n\n- satu\n", "KPU **rapat**.\n\n- satu");
        check(Form::Markdown, LEAD, "KPU", "# Judul <satu>\n\nSambas, 5 Oktober 2026 — KPU");
        check(Form::Markdown, LEAD, "- a", "# Judul <satu>\n\nSambas, 5 Oktober 2026 —\n\n- a");
    }

    #[test]
    fn html_can_do_nothing_but_be_read() {
        check(Form::Html, "", "KPU **rapat** <b>", "<p>KPU <strong>rapat</strong> &lt;b&gt;</p>");
        check(
            Form::Html,
            LEAD,
            "KPU\n\n- satu",
            "<h1>Judul &lt;satu&gt;</h1>\n<p>Sambas, 5 Oktober 2026 — KPU</p>\n<ul>\n<li>satu</li>\n</ul>",
        );
        check(
            Form::Html,
            LEAD,
            "- a",
            "<h1>Judul &lt;satu&gt;</h1>\n<p>Sambas, 5 Oktober 2026 — </p>\n<ul>\n<li>a</li>\n</ul>",
        );
        check(Form::Html, "", "[x](javascript:a)", "<p>[x](javascript:a)</p>");
    }
}
