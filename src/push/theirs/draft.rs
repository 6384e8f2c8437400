//! A decided conflict becomes a text of the desk: what stands at the destination, or both brought
//! together, as a draft that goes to review like any other.

use super::Words;
use crate::desk::edit::Change;
use crate::desk::outbox::Resolution;
use crate::desk::{Desk, DeskError, Me};
use crate::domain::delivery::{Kind, Op};
use crate::domain::outbox::Entry;
use crate::push::speakers::body;
use crate::text::markdown::plain;
use crate::text::merge::{Merged, merge, settled};

/// Reads HTML as the desk writes texts, with nothing taken out of it; what has no words is empty.
pub type Markdown<'a> = &'a dyn Fn(&str) -> String;

/// What came of the words that stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Draft {
    /// A draft has them. Where both sides wrote something else, ours and theirs.
    Made(Vec<(String, String)>),
    /// The desk's text says the same.
    Same,
    /// They are known as a whole and not as words.
    Unread,
}

/// What shall be in the draft, read before the decision is written down.
#[derive(Debug)]
pub struct Decided {
    changes: Vec<Change>,
    clashes: Vec<(String, String)>,
}

/// A post as the desk writes texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub title: String,
    pub summary: String,
    pub body: String,
}

impl Told {
    /// What was read at a destination of this kind, in the form that its speaker keeps.
    pub fn read(kind: Kind, text: &str, markdown: Markdown<'_>) -> Option<Self> {
        let words: Words = super::words(kind, text)?;
        let line = |html: &str| plain(&markdown(html)).trim().to_owned();
        Some(Self {
            title: line(&words.title),
            summary: line(&words.summary),
            body: markdown(&words.body),
        })
    }
}

/// The text that a decision makes; none, where nobody can read what stands there.
pub fn read(
    desk: &Desk,
    entry: &Entry,
    take: Resolution,
    markdown: Markdown<'_>,
) -> Result<Option<Decided>, DeskError> {
    let parcel = &entry.parcel;
    if parcel.op == Op::Withdraw || take == Resolution::Ours {
        return Ok(None);
    }
    let kind = desk.destination(&parcel.destination)?.kind;
    let read = |text: &String| Told::read(kind, text, markdown);
    let Some(mut there) = entry.theirs.as_ref().and_then(read) else { return Ok(None) };
    let sent = desk.store().manuscript(&desk.store().revision(&parcel.revision)?.content)?;
    let head = desk.article(&parcel.article.to_string(), None)?.manuscript;
    // A page has more than the desk's text: only where it differs from ours as a page counts, and
    // the rest keeps its own signs.
    let page = markdown(&body(&sent, &desk.house()?));
    let without_page = |body: &str| with_theirs(&merge(&page, &sent.body, body));
    there.body = without_page(&there.body);
    let known = parcel.remote.base.as_ref().and_then(read);
    let mine = if take == Resolution::Merged { &head } else { &sent };
    let base = if let Some(known) = known.filter(|_| take == Resolution::Merged) {
        Told { body: without_page(&known.body), ..known }
    } else {
        let (title, summary) = (sent.headline.clone(), sent.summary.clone());
        Told { title, summary, body: sent.body.clone() }
    };
    let (text, clashes) = match take {
        Resolution::Merged => {
            let merged = merge(&base.body, &mine.body, &there.body);
            let both = merged.clashes.into_iter().map(|clash| (clash.mine, clash.theirs));
            (merged.text, both.collect())
        }
        Resolution::Theirs | Resolution::Ours => (there.body, Vec::new()),
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

/// Writes the draft. A public text is opened for a correction first, for this reason.
pub fn write(
    desk: &mut Desk,
    me: &Me,
    entry: &Entry,
    decided: Option<Decided>,
    reason: &str,
) -> Result<Draft, DeskError> {
    let Some(Decided { changes, clashes }) = decided else { return Ok(Draft::Unread) };
    if changes.is_empty() {
        return Ok(Draft::Same);
    }
    let name = entry.parcel.article.to_string();
    if desk.may_edit(me, &name).is_err() {
        desk.correct(me, &name, reason, false)?;
    }
    desk.edit_article(me, &name, &changes, None)?;
    Ok(Draft::Made(clashes))
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
