//! Articles, findings and records as JSON: the fields are a contract.

use serde_json::{Value, json};

use crate::domain::finding::Finding;
use crate::domain::stage::Stage;
use crate::domain::time::Timestamp;
use crate::domain::view::{ArticleView, ListRow};
use crate::lang::Words;
use crate::text::span::line_column;

/// An empty text is an absent value.
pub fn some(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::from(text) }
}

/// A revision's number, or its longer name where two desks gave the number twice.
pub fn revision(label: &str) -> Value {
    label.parse::<u64>().map_or_else(|_named| Value::from(label), Value::from)
}

/// What `show` prints.
pub fn article(view: &ArticleView, findings: &[Finding], words: &Words) -> Value {
    let ArticleView { row, state, manuscript: text, revision: shown, .. } = view;
    let findings: Vec<Value> = findings
        .iter()
        .map(|finding| {
            self::finding(finding, Some(&crate::rules::field_text(text, finding.field)), words)
        })
        .collect();
    json!({
        "id": row.id,
        "short_id": row.short,
        "slug": some(&view.slug),
        "stage": state.name(),
        "revision": revision(&shown.label),
        "digest": shown.content,
        "record": shown.record,
        "headline": some(&text.headline),
        "summary": some(&text.summary),
        "section": some(&text.section),
        "tags": text.tags,
        "place": some(&text.place),
        "date": text.date,
        "event_from": text.event_from,
        "event_to": text.event_to,
        "byline": some(&text.byline),
        "credit": some(&text.credit),
        "language": some(&text.language),
        "body": some(&text.body),
        "words": text.words(),
        "created_at": row.created,
        "updated_at": row.updated,
        "published_at": state.live.as_ref().map(|live| live.first),
        "scheduled_at": scheduled(&state.stage),
        "trashed_at": state.trashed,
        "live_revision": view.live_revision,
        "path": state.address.as_ref().map(|address| address.path.as_str()),
        "due": state.plan.due,
        "embargo": state.plan.embargo,
        "author": view.author,
        "contributors": view.contributors,
        "waiting_for": view.waiting_for,
        "returned": state.returned(),
        "correcting": state.correction.is_some(),
        "single_eye": view.single_eye,
        "erased": shown.erased,
        "unsaved": view.unsaved,
        "findings": findings,
        "comments": [],
    })
}

/// When the text goes out, if that was set.
pub fn scheduled(stage: &Stage) -> Option<Timestamp> {
    match stage {
        Stage::Scheduled { at, .. } => Some(*at),
        _ => None,
    }
}

/// A finding; with the text of its field also line and column.
pub fn finding(finding: &Finding, text: Option<&str>, words: &Words) -> Value {
    let place = text.map(|text| line_column(text, finding.span.start));
    json!({
        "rule": finding.rule,
        "level": finding.level,
        "field": finding.field,
        "line": place.map(|(line, _)| line),
        "column": place.map(|(_, column)| column),
        "start": finding.span.start,
        "end": finding.span.end,
        "text": finding.text,
        "message": message(finding, words),
        "fixes": finding.fixes,
    })
}

/// A finding's sentence.
pub fn message(finding: &Finding, words: &Words) -> String {
    let args: Vec<_> =
        finding.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    words.say(&finding.key(), &args)
}

/// What could stand in a finding's place, for people: nothing and a blank are told in words.
pub fn fix(fix: &str, words: &Words) -> String {
    match fix {
        "" => words.say("fix-drop", &[]),
        _ if fix.trim().is_empty() => words.say("fix-blank", &[]),
        _ => fix.to_owned(),
    }
}

/// A finding in one line: rule, sentence, first repair.
pub fn finding_line(finding: &Finding, words: &Words) -> String {
    let mut line = format!("{} {}", finding.rule, message(finding, words));
    if let Some(first) = finding.fixes.first() {
        let fix = words.say("finding-fix", &[("fix", fix(first, words).into())]);
        line.push(' ');
        line.push_str(&fix);
    }
    line
}

/// A line of `list`.
pub fn list_row(row: &ListRow, author: &str, waiting_for: &[String], cursor: &str) -> Value {
    json!({
        "id": row.id,
        "short_id": row.short,
        "headline": some(&row.headline),
        "stage": row.stage,
        "returned": row.flags.returned(),
        "section": some(&row.section),
        "author": author,
        "created_at": row.created,
        "updated_at": row.updated,
        "due_at": row.due,
        "words": row.words,
        "revision": row.number,
        "findings": row.findings,
        "waiting_for": waiting_for,
        "cursor": cursor,
    })
}
