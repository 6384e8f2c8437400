//! The way of a text: `submit return approve schedule unschedule correct withdraw`.

use serde_json::json;

use super::args::review::{Approve, Correct, Return, Schedule, Submit, Unschedule, Withdraw};
use super::out::badge::Badge;
use super::out::{Failure, Kind, Tone};
use super::{Exit, Front, documents, time};
use crate::desk::review::Standing;
use crate::desk::{Desk, DeskError, Me};

/// One deed of the review, and what stands after it.
fn deed(
    front: &mut Front,
    act: impl FnOnce(&mut Desk, &Me) -> Result<Standing, DeskError>,
) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let standing = act(&mut desk, &me).map_err(|error| front.refuse(error))?;
    print(front, &standing)?;
    front.done(desk)
}

pub(super) fn print(front: &Front, standing: &Standing) -> Result<(), Failure> {
    if front.printer.json_wanted() {
        return front.printer.json(&json!({
            "id": standing.id,
            "stage": standing.stage,
            "revision": documents::revision(&standing.revision),
            "findings": standing.findings,
        }));
    }
    let words = front.printer.words();
    let badge = Badge::of(standing.stage.word(), false, false);
    let (tone, text) =
        badge.map_or((Tone::Plain, String::new()), |badge| (badge.tone(), badge.text(words)));
    let revision = words.say("revision-named", &[("revision", standing.revision.as_str().into())]);
    front.printer.spans(&[
        (tone, &text),
        (Tone::Plain, "  "),
        (Tone::Strong, &standing.headline),
        (Tone::Plain, "  "),
        (Tone::Dim, &revision),
    ])?;
    if standing.findings.warning > 0 {
        let count = i64::from(standing.findings.warning);
        front.printer.note(&words.say("submitted-with-warnings", &[("count", count.into())]));
    }
    Ok(())
}

pub fn submit(front: &mut Front, args: &Submit) -> Result<Exit, Failure> {
    if args.undo {
        return deed(front, |desk, me| desk.take_back(me, &args.article));
    }
    deed(front, |desk, me| desk.submit(me, &args.article))
}

pub fn send_back(front: &mut Front, args: &Return) -> Result<Exit, Failure> {
    deed(front, |desk, me| desk.send_back(me, &args.article, &args.note))
}

pub fn approve(front: &mut Front, args: &Approve) -> Result<Exit, Failure> {
    let read = args.revision.to_string();
    deed(front, |desk, me| desk.approve(me, &args.article, &read, args.note.as_deref()))
}

pub fn schedule(front: &mut Front, args: &Schedule) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let house = desk.house().map_err(|error| front.refuse(error))?;
    let at = time::read(&args.at, desk.clock().now(), house.zone).map_err(|bad| {
        let words = front.printer.words();
        let form = words.say(bad.0, &[]);
        let values =
            [("value", args.at.as_str().into()), ("what", "--at".into()), ("form", form.into())];
        Failure::keyed(Kind::Usage, "usage-bad-form", words, &values)
            .details(json!({ "argument": "--at", "value": args.at }))
    })?;
    let standing = desk.schedule(&me, &args.article, at).map_err(|error| front.refuse(error))?;
    print(front, &standing)?;
    if !front.printer.json_wanted() {
        let at = time::full(at, house.zone, front.printer.words());
        front.printer.note(&front.printer.say("scheduled-for", &[("at", at.into())]));
    }
    front.done(desk)
}

pub fn unschedule(front: &mut Front, args: &Unschedule) -> Result<Exit, Failure> {
    deed(front, |desk, me| desk.unschedule(me, &args.article))
}

pub fn correct(front: &mut Front, args: &Correct) -> Result<Exit, Failure> {
    deed(front, |desk, me| desk.correct(me, &args.article, &args.reason, args.path))
}

pub fn withdraw(front: &mut Front, args: &Withdraw) -> Result<Exit, Failure> {
    deed(front, |desk, me| desk.withdraw(me, &args.article, &args.reason))
}
