//! A text as its readers will read it, in rows; before it what the copy desk has to say.

use super::rows::{Ink, Row, wrap};
use crate::domain::dateline::dateline;
use crate::domain::finding::{Field, Finding, Level};
use crate::domain::manuscript::Manuscript;
use crate::lang::{Words, time};
use crate::text::markdown::{Kind, blocks, line_and_links};
use crate::text::opening::has_dateline;
use crate::text::span::slice;
use crate::tui::app::App;
use crate::visible::Visible;

/// Each finding with its level, its words and its place. The row of a finding is told by its order.
pub(super) fn findings(
    app: &App,
    found: &[Finding],
    text: &Manuscript,
    width: usize,
) -> Vec<Vec<Row>> {
    found.iter().map(|finding| one_finding(app, finding, text, width)).collect()
}

fn one_finding(app: &App, finding: &Finding, text: &Manuscript, width: usize) -> Vec<Row> {
    let args: Vec<_> =
        finding.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    let words = app.say(&finding.key(), &args);
    let look = app.theme.level(finding.level);
    let level = app.say(look.key, &[]);
    let place = place(&app.words, finding, text);
    let line = format!("{} {level} · {place}: {}", look.glyph, Visible::line(&words));
    let ink = if finding.level == Level::Suggestion { Ink::Dim } else { Ink::Warn };
    let rows = wrap([(ink, line.as_str())], width).into_iter();
    rows.map(|left| Row { left, ..Row::default() }).collect()
}

/// The field, and in the body the paragraph.
fn place(words: &Words, finding: &Finding, text: &Manuscript) -> String {
    let field = super::compare::field_name(words, finding.field.word());
    if finding.field != Field::Body {
        return field;
    }
    let before = slice(&text.body, 0..finding.span.start);
    let earlier = before.split('\n').rev().skip(1).filter(|line| !line.trim().is_empty()).count();
    words.say("review-place", &[("field", field.into()), ("paragraph", (earlier + 1).into())])
}

/// Headline, summary, details and body.
pub(super) fn text(app: &App, text: &Manuscript, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut put = |ink: Ink, text: &str| {
        let wrapped = wrap([(ink, text)], width).into_iter();
        rows.extend(wrapped.map(|left| Row { left, ..Row::default() }));
    };
    put(Ink::Strong, &text.headline);
    if !text.summary.is_empty() {
        put(Ink::Plain, &text.summary);
    }
    put(Ink::Dim, &details(&app.words, text));
    rows.push(Row::default());
    // A page begins with place and date, unless the text does so itself.
    let lifted = !has_dateline(&text.body);
    let mut lead = (lifted && !text.place.is_empty() && text.date.is_some())
        .then(|| format!("{} — ", dateline(&text.place, text.date, &text.language)));
    for block in blocks(&text.body) {
        let source = slice(&text.body, block.span.clone());
        let indent = "  ".repeat(block.depth.saturating_sub(1));
        let quote = if block.quoted { "│ " } else { "" };
        let mut links = Vec::new();
        let runs: Vec<(Ink, String)> = match block.kind {
            Kind::Rule => vec![(Ink::Dim, "─".repeat(width.min(12)))],
            Kind::Code | Kind::Html => vec![(Ink::Dim, source.trim_end().to_owned())],
            kind => {
                let (line, found) = line_and_links(source);
                links = found;
                let sign = match kind {
                    Kind::Item(Some(number)) => format!("{number}. "),
                    Kind::Item(None) => "• ".to_owned(),
                    _ => String::new(),
                };
                let ink = if matches!(kind, Kind::Heading(_)) { Ink::Strong } else { Ink::Plain };
                let lead = if kind == Kind::Paragraph { lead.take() } else { None };
                let head = (Ink::Strong, lead.unwrap_or_default());
                vec![head, (Ink::Dim, format!("{indent}{quote}{sign}")), (ink, line)]
            }
        };
        let links = links.into_iter().map(|link| (Ink::Dim, format!(" [{link}]")));
        let runs: Vec<_> = runs.into_iter().chain(links).collect();
        let wrapped = wrap(runs.iter().map(|(ink, text)| (*ink, text.as_str())), width);
        let at = Some(block.span.start);
        rows.extend(wrapped.into_iter().map(|left| Row { left, at, ..Row::default() }));
        if !matches!(block.kind, Kind::Item(_)) {
            rows.push(Row::default());
        }
    }
    rows
}

/// What stands beside the text on its page, in one line.
fn details(words: &Words, text: &Manuscript) -> String {
    let date = text.date.map(|date| time::date(date, words)).unwrap_or_default();
    let parts = [&text.section, &text.place, &date, &text.byline, &text.tags.join(", ")];
    let parts: Vec<&str> =
        parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The row in which a finding lies.
pub(super) fn row_of(rows: &[Row], finding: &Finding) -> Option<usize> {
    if finding.field != Field::Body {
        return Some(0);
    }
    rows.iter().rposition(|row| row.at.is_some_and(|at| at <= finding.span.start)).map(|last| {
        // The first row of that block.
        let at = rows.get(last).and_then(|row| row.at);
        rows.iter().position(|row| row.at == at).unwrap_or(last)
    })
}
