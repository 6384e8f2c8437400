//! `outbox`: what is on its way, and what reviewers decide there.

use serde_json::{Value, json};

use super::args::push::{Outbox, OutboxCommand, OutboxList, OutboxQueue};
use super::destination::trouble_words;
use super::out::table::{Cell, Pairs, Table};
use super::out::{Failure, Tone};
use super::{Exit, Front, documents, time};
use crate::desk::outbox::{OutboxRow, Resolution};
use crate::desk::{Desk, DeskError, Intent, Me};
use crate::domain::delivery::{Op, Standing};
use crate::domain::outbox::Entry;
use crate::intake;
use crate::lang::Words;
use crate::push::theirs::draft::{self, Draft};
use crate::store::outbox::Wanted;

pub fn run(front: &mut Front, args: &Outbox) -> Result<Exit, Failure> {
    match &args.command {
        None => list(front, &OutboxList::default()),
        Some(OutboxCommand::List(args)) => list(front, args),
        Some(OutboxCommand::Show(args)) => one(front, &args.id),
        Some(OutboxCommand::Retry(args)) => decide(front, &args.id, Desk::retry),
        Some(OutboxCommand::Cancel(args)) => decide(front, &args.id, Desk::cancel),
        Some(OutboxCommand::Resolve(args)) => {
            let take = match args.take.as_str() {
                "local" => Resolution::Ours,
                "remote" => Resolution::Theirs,
                _ => Resolution::Merged,
            };
            resolve(front, &args.id, take)
        }
        Some(OutboxCommand::Queue(args)) => queue(front, args),
    }
}

fn list(front: &mut Front, args: &OutboxList) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Read)?;
    let refuse = |error: DeskError| front.refuse(error);
    let article = match &args.article {
        Some(name) => {
            let row = desk.find(name).map_err(refuse)?;
            Some(desk.store().list_row(row).map_err(|error| refuse(error.into()))?.id)
        }
        None => None,
    };
    let standings = if args.all { Vec::new() } else { pending() };
    let wanted = Wanted { article, destination: args.destination.clone(), standings };
    let mut rows = desk.outbox(&wanted).map_err(refuse)?;
    rows.reverse();
    print(front, &desk, &rows)?;
    Ok(Exit::Done)
}

/// What is not over.
pub(super) fn pending() -> Vec<Standing> {
    let asks = |it: &Standing| it.is_open() || it.is_stuck() || *it == Standing::Differs;
    Standing::ALL.into_iter().filter(asks).collect()
}

/// One row as programs get it.
pub(super) fn document(front: &Front, row: &OutboxRow) -> Value {
    let (entry, parcel) = (&row.entry, &row.entry.parcel);
    let error = parcel.trouble.as_ref().map(|trouble| {
        let (message, hint) = trouble_words(trouble, front.printer.words());
        json!({
            "kind": trouble.key, "message": message, "hint": hint, "at": trouble.at,
            "exchange": trouble.exchange, "said": trouble.said,
        })
    });
    json!({
        "id": parcel.id.to_string(),
        "article": parcel.article,
        "headline": documents::some(&row.headline),
        "destination": parcel.destination,
        "operation": parcel.op,
        "revision": documents::revision(&row.revision),
        "state": parcel.standing,
        "attempts": parcel.attempts,
        "queued_at": parcel.queued,
        "due_at": entry.due,
        "remote_id": parcel.remote.id,
        "url": parcel.remote.url,
        "error": error,
    })
}

pub(super) fn print(front: &Front, desk: &Desk, rows: &[OutboxRow]) -> Result<(), Failure> {
    if front.printer.json_wanted() {
        let documents: Vec<Value> = rows.iter().map(|row| document(front, row)).collect();
        return front.printer.json(&documents);
    }
    let words = front.printer.words();
    let say = |key: &str| words.say(key, &[]);
    if rows.is_empty() {
        front.printer.note(&say("outbox-empty"));
        return Ok(());
    }
    let house = desk.house().map_err(|error| front.refuse(error))?;
    let now = desk.clock().now();
    let mut table = Table::new()
        .column(&say("label-standing"))
        .wide(&say("field-headline"))
        .column(&say("label-destination"))
        .column(&say("label-operation"))
        .number(&say("label-attempts"))
        .column(&say("label-next"))
        .wide(&say("label-trouble"))
        .column(&say("label-id"));
    for row in rows {
        let parcel = &row.entry.parcel;
        let trouble = parcel.trouble.as_ref().map(|trouble| trouble_words(trouble, words).0);
        let next = row.entry.due.map(|due| time::near(due, now, house.zone, words));
        table.row(vec![
            Cell::from(say(&format!("standing-{}", parcel.standing.word())).as_str())
                .tone(tone(parcel.standing)),
            row.headline.as_str().into(),
            parcel.destination.as_str().into(),
            say(&format!("operation-{}", parcel.op.word())).as_str().into(),
            words.number(parcel.attempts).as_str().into(),
            Cell::from(next.as_deref().unwrap_or_default()).tone(Tone::Dim),
            trouble.as_deref().unwrap_or_default().into(),
            Cell::from(row.id.as_str()).tone(Tone::Dim),
        ]);
    }
    front.printer.table(&table)
}

fn tone(standing: Standing) -> Tone {
    match standing {
        Standing::Published | Standing::Visible => Tone::Good,
        Standing::Conflict | Standing::Refused | Standing::Differs => Tone::Bad,
        Standing::Unknown | Standing::Waiting => Tone::Warn,
        Standing::Cancelled => Tone::Dim,
        Standing::Queued | Standing::Looking | Standing::Sending => Tone::Plain,
    }
}

fn one(front: &mut Front, name: &str) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Read)?;
    let refuse = |error: DeskError| front.refuse(error);
    let row = desk.parcel(name).and_then(|entry| desk.outbox_row(entry)).map_err(refuse)?;
    if front.printer.json_wanted() {
        let mut whole = document(front, &row);
        whole["theirs"] = json!(row.entry.theirs);
        whole["exchange"] = json!(row.entry.exchange);
        front.printer.json(&whole)?;
        return Ok(Exit::Done);
    }
    let words = front.printer.words();
    let say = |key: &str| words.say(key, &[]);
    let house = desk.house().map_err(refuse)?;
    let parcel = &row.entry.parcel;
    let moment = |at| time::full(at, house.zone, words);
    let standing = say(&format!("standing-{}", parcel.standing.word()));
    let operation = say(&format!("operation-{}", parcel.op.word()));
    let mut pairs = Pairs::new();
    pairs.push(&say("field-headline"), row.headline.as_str());
    pairs.push(&say("label-destination"), parcel.destination.as_str());
    pairs.push(&say("label-operation"), operation.as_str());
    pairs.push(&say("label-standing"), Cell::from(standing.as_str()).tone(tone(parcel.standing)));
    pairs.push(&say("label-attempts"), words.number(parcel.attempts).as_str());
    pairs.push(&say("label-queued"), moment(parcel.queued).as_str());
    pairs.push_some(&say("label-next"), row.entry.due.map(moment).as_deref());
    pairs.push_some(&say("label-address"), parcel.remote.url.as_deref());
    if let Some(trouble) = &parcel.trouble {
        let (message, hint) = trouble_words(trouble, words);
        pairs.push(&say("label-trouble"), message.as_str());
        pairs.push("", trouble.said.as_deref().unwrap_or_default());
        pairs.push("", trouble.exchange.as_deref().unwrap_or_default());
        pairs.push("", format!("→ {hint}").as_str());
    }
    for (at, line) in row.entry.exchange.iter().enumerate() {
        let label = if at == 0 { say("label-exchange") } else { String::new() };
        pairs.push(&label, Cell::from(line.as_str()).tone(Tone::Dim));
    }
    pairs.push(&say("label-id"), parcel.id.to_string().as_str());
    front.printer.pairs(&pairs)?;
    Ok(Exit::Done)
}

fn decide(
    front: &mut Front,
    name: &str,
    act: impl FnOnce(&mut Desk, &Me, uuid::Uuid) -> Result<Entry, DeskError>,
) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let refuse = |error: DeskError| front.refuse(error);
    let id = desk.parcel(name).map_err(refuse)?.parcel.id;
    let entry = act(&mut desk, &me, id).map_err(refuse)?;
    let row = desk.outbox_row(entry).map_err(refuse)?;
    print(front, &desk, &[row])?;
    front.done(desk)
}

fn resolve(front: &mut Front, name: &str, take: Resolution) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let refuse = |error: DeskError| front.refuse(error);
    let before = desk.parcel(name).map_err(refuse)?;
    let settled = settle(front, &mut desk, &me, &before, take).map_err(refuse)?;
    let row = desk.outbox_row(settled.entry).map_err(refuse)?;
    print(front, &desk, std::slice::from_ref(&row))?;
    match settled.said {
        Some((text, false)) => front.printer.note(&text),
        Some((text, true)) => front.printer.warn(&text),
        None => {}
    }
    front.done(desk)
}

/// A decided conflict.
pub(super) struct Settled {
    entry: Entry,
    /// What came of the words that stand there; is something left to do by hand?
    pub(super) said: Option<(String, bool)>,
}

/// Decides a conflict; what stands there, or both together, becomes a draft where it can be read.
pub(super) fn settle(
    front: &Front,
    desk: &mut Desk,
    me: &Me,
    before: &Entry,
    take: Resolution,
) -> Result<Settled, DeskError> {
    // What cannot be read is no reason not to decide.
    let read = draft::read(desk, before, take, &intake::markdown_of);
    let entry = desk.resolve(me, before.parcel.id, take)?;
    if take == Resolution::Ours || before.parcel.op == Op::Withdraw {
        return Ok(Settled { entry, said: None });
    }
    let draft = read.and_then(|decided| {
        let reason = reason(front, desk)?;
        draft::write(desk, me, before, decided, &reason)
    });
    let article = desk.article(&before.parcel.article.to_string(), None)?.row.short;
    let values = [("article", article.as_str().into())];
    let say = |key: &str| front.printer.say(key, &values);
    let said = match draft {
        Ok(Draft::Made(clashes)) if clashes.is_empty() => (say("outbox-draft-made"), false),
        Ok(Draft::Made(clashes)) => {
            let values = [values[0].clone(), ("count", clashes.len().into())];
            (front.printer.say("outbox-draft-clashes", &values), false)
        }
        Ok(Draft::Same) => (say("outbox-draft-same"), false),
        Ok(Draft::Unread) => (say("outbox-draft-unread"), true),
        Err(error) => {
            let why = front.refuse(error).message;
            let values = [values[0].clone(), ("why", why.into())];
            (front.printer.say("outbox-draft-none", &values), true)
        }
    };
    Ok(Settled { entry, said: Some(said) })
}

/// In the language of the office: it stands in its record.
fn reason(front: &Front, desk: &Desk) -> Result<String, DeskError> {
    let lang = desk.house()?.language.parse();
    let words = Words::of(lang.unwrap_or_else(|_none| front.printer.lang()));
    Ok(words.say("outbox-draft-reason", &[]))
}

fn queue(front: &mut Front, args: &OutboxQueue) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let refuse = |error: DeskError| front.refuse(error);
    let count = desk.queue(&me, &args.article, args.destination.as_ref()).map_err(refuse)?;
    let row = desk.find(&args.article).map_err(refuse)?;
    let article = desk.store().list_row(row).map_err(|error| refuse(error.into()))?.id;
    let wanted = Wanted { article: Some(article), ..Wanted::default() };
    let mut rows = desk.outbox(&wanted).map_err(refuse)?;
    rows.truncate(count);
    print(front, &desk, &rows)?;
    front.printer.note(&front.printer.say("outbox-queued", &[("count", count.into())]));
    front.done(desk)
}
