//! The first words of a page's text: the dateline, from the fields or from the text, never both.

use crate::domain::dateline::dateline;
use crate::domain::manuscript::Manuscript;
use crate::text::markdown;

/// The text of an article as HTML, with its dateline.
pub(super) fn body(manuscript: &Manuscript, language: &str) -> String {
    let mut html = String::with_capacity(manuscript.body.len() + manuscript.body.len() / 8 + 128);
    if !has_dateline(&manuscript.body) {
        let line = dateline(&manuscript.place, manuscript.date, language);
        if !line.is_empty() {
            html.push_str("<p><span class=\"dateline\">");
            markdown::escape(&line, &mut html);
            html.push_str(" —</span> ");
        }
    }
    let lead = html.len();
    markdown::html(&manuscript.body, &mut html);
    if lead > 0 {
        join(&mut html, lead);
    }
    html
}

/// The dateline opens the first paragraph; before a list or a heading it stands alone.
fn join(html: &mut String, lead: usize) {
    if html.get(lead..).is_some_and(|text| text.starts_with("<p>")) {
        html.replace_range(lead..lead + 3, "");
    } else {
        html.insert_str(lead, "</p>\n");
    }
}

const MONTHS: [&str; 24] = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "august",
    "october",
    "december",
    "agt",
    "nopember",
    "pebruari",
];

/// Does the body begin with a dateline of its own: a place, a date and a dash?
pub(super) fn has_dateline(body: &str) -> bool {
    let first = body.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let start: String =
        first.chars().take(120).filter(|c| !matches!(c, '*' | '_' | '(' | ')')).collect();
    let words: Vec<&str> = start.split_whitespace().collect();
    words.windows(3).take(12).enumerate().any(|(at, date)| {
        let [day, month, year] = date else { return false };
        let year: &str = year.trim_end_matches(',');
        let stuck = year.trim_end_matches(['-', '–', '—', ':']);
        let dashed = stuck != year
            || words.get(at + 3).is_some_and(|next| next.starts_with(['-', '–', '—', ':']));
        at > 0
            && dashed
            && day.len() <= 2
            && day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
            && MONTHS.contains(&month.to_lowercase().as_str())
            && stuck.len() == 4
            && stuck.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn datelines_in_texts_are_seen() {
        for (body, want) in [
            ("Mesuji, 21 Oktober 2025 — KPU rapat.", true),
            ("\n**Mesuji, 21 Oktober 2025** – KPU rapat.", true),
            ("KPU BANTEN - Rabu, 25 Maret 2022 - Rapat.", true),
            ("Bima, 3 June 2025- Rapat.", true),
            ("Rapat pada 21 Oktober 2025 di Mesuji.", false),
            ("21 Oktober 2025 — tanpa tempat", false),
            ("Mesuji, 41 Oktober 2025 — salah", false),
            ("", false),
        ] {
            assert_eq!(has_dateline(body), want, "{body}");
        }
    }

    #[track_caller]
    fn check(body: &str, want: &str) {
        let manuscript = Manuscript {
            place: "Mesuji <b>".into(),
            date: NaiveDate::from_ymd_opt(2025, 10, 21),
            body: body.into(),
            ..Manuscript::default()
        };
        assert_eq!(super::body(&manuscript, "id").trim_end(), want);
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
        assert_eq!(super::body(&manuscript, "id"), "<p>ya</p>\n");
    }
}
