//! A decided conflict becomes a text of the desk: what stands at the destination, or both brought
//! together, as a draft that goes to review like any other.

use super::Front;
use crate::desk::edit::Change;
use crate::desk::outbox::Resolution;
use crate::desk::{Desk, DeskError, Me};
use crate::domain::delivery::Op;
use crate::domain::outbox::Entry;
use crate::intake::{self, Format, Source};
use crate::lang::Words;
use crate::push::speakers::body;
use crate::push::theirs::{self, Words as Theirs};
use crate::text::markdown::plain;
use crate::text::merge::{Merged, merge, settled};

/// What came of the words that stand there.
pub(super) enum Draft {
    /// A draft has them; at so many places both sides wrote something else.
    Made(usize),
    /// The desk's text says the same.
    Same,
    /// They are known as a whole and not as words.
    Unread,
}

/// What shall be in the draft, read before the decision is written down.
pub(super) struct Decided {
    changes: Vec<Change>,
    clashes: usize,
}

/// The text that a decision makes; none, where nobody can read what stands there.
pub(super) fn read(
    desk: &Desk,
    entry: &Entry,
    take: Resolution,
) -> Result<Option<Decided>, DeskError> {
    let parcel = &entry.parcel;
    if parcel.op == Op::Withdraw || take == Resolution::Ours {
        return Ok(None);
    }
    let kind = desk.destination(&parcel.destination)?.kind;
    let read = |text: &String| theirs::words(kind, text);
    let Some(stands) = entry.theirs.as_ref().and_then(read) else { return Ok(None) };
    let house = desk.house()?;
    let sent = desk.store().manuscript(&desk.store().revision(&parcel.revision)?.content)?;
    let ours = Theirs { title: String::new(), summary: String::new(), body: body(&sent, &house) };
    let head = desk.article(&parcel.article.to_string(), None)?.manuscript;
    let known = parcel.remote.base.as_ref().and_then(read);
    let there = Told::of(&stands);
    let (base, mine) = match take {
        // Against what was sent, only what they changed differs; the rest keeps its own signs.
        Resolution::Theirs | Resolution::Ours => (None, &sent),
        Resolution::Merged => (known.as_ref().map(Told::of), &head),
    };
    let base = base.unwrap_or_else(|| Told {
        title: sent.headline.clone(),
        summary: sent.summary.clone(),
        body: markdown(&ours.body),
    });
    let merged = merge(&base.body, &mine.body, &there.body);
    let (text, clashes) = match take {
        Resolution::Merged => (merged.text, merged.clashes.len()),
        Resolution::Theirs | Resolution::Ours => (with_theirs(&merged), 0),
    };
    let line = |base: &str, mine: &str, theirs: &str| {
        settled(base, mine, theirs).unwrap_or(theirs).to_owned()
    };
    let wanted = [
        ("headline", line(&base.title, &mine.headline, &there.title), &head.headline),
        ("summary", line(&base.summary, &mine.summary, &there.summary), &head.summary),
        ("body", text, &head.body),
    ];
    let differs = wanted.into_iter().filter(|(_, new, old)| new.trim() != old.trim());
    let changes = differs.map(|(field, new, _)| Change::new(field, new)).collect();
    Ok(Some(Decided { changes, clashes }))
}

/// Writes the draft. A public text is opened for a correction first.
pub(super) fn draft(
    front: &Front,
    desk: &mut Desk,
    me: &Me,
    entry: &Entry,
    decided: Option<Decided>,
) -> Result<Draft, DeskError> {
    let Some(Decided { changes, clashes }) = decided else { return Ok(Draft::Unread) };
    if changes.is_empty() {
        return Ok(Draft::Same);
    }
    let name = entry.parcel.article.to_string();
    if desk.may_edit(me, &name).is_err() {
        let lang = desk.house()?.language.parse();
        let words = Words::of(lang.unwrap_or_else(|_none| front.printer.lang()));
        desk.correct(me, &name, &words.say("outbox-draft-reason", &[]), false)?;
    }
    desk.edit_article(me, &name, &changes, None)?;
    Ok(Draft::Made(clashes))
}

/// A post as the desk writes texts.
struct Told {
    title: String,
    summary: String,
    body: String,
}

impl Told {
    fn of(words: &Theirs) -> Self {
        let line = |html: &str| plain(&markdown(html)).trim().to_owned();
        Self {
            title: line(&words.title),
            summary: line(&words.summary),
            body: markdown(&words.body),
        }
    }
}

/// HTML as Markdown, with nothing taken out of the text; what has no words is empty.
fn markdown(html: &str) -> String {
    let source = Source { name: "", bytes: html.as_bytes(), format: Some(Format::Html) };
    intake::words_of(&source).unwrap_or_default()
}

/// Where both wrote something else, theirs alone.
fn with_theirs(merged: &Merged) -> String {
    let mut text = String::with_capacity(merged.text.len());
    let mut done = 0;
    for clash in &merged.clashes {
        text.push_str(merged.text.get(done..clash.at.start).unwrap_or_default());
        text.push_str(&clash.theirs);
        done = clash.at.end;
    }
    text.push_str(merged.text.get(done..).unwrap_or_default());
    text
}
