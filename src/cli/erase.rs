//! `erase`: words go for good, by law. Asked twice of a person, once of a script.

use serde_json::json;

use super::args::care::Erase;
use super::out::{Failure, Kind, Tone};
use super::{Exit, Front, documents};
use crate::desk::Desk;
use crate::desk::erase::{Erased, Erasure};

pub fn run(front: &mut Front, args: &Erase) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let revision = args.revision.as_ref().map(ToString::to_string);
    let revision = revision.as_deref();
    let erasure =
        desk.erasure(&me, &args.article, revision).map_err(|error| front.refuse(error))?;
    if !args.yes && !erasure.contents.is_empty() {
        confirm(front, &erasure)?;
    }
    let erased = desk
        .erase(&me, &args.article, revision, &args.reason)
        .map_err(|error| front.refuse(error))?;
    print(front, &desk, &erasure, &erased)?;
    if !erasure.contents.is_empty() {
        tell_what_stays(front, &desk, &erasure);
    }
    if !erased.scrubbed {
        front.printer.warn(&front.printer.say("erase-not-scrubbed", &[]));
    }
    for file in &erased.left {
        let place = file.to_string_lossy();
        let values = [("place", place.as_ref().into())];
        front.printer.warn(&front.printer.say("erase-file-left", &values));
    }
    front.done(desk)
}

/// The short id is typed, since no key that is pressed by habit says the same.
fn confirm(front: &Front, erasure: &Erasure) -> Result<(), Failure> {
    let words = front.printer.words();
    let Erasure { short, headline, revision, .. } = erasure;
    if !front.printer.may_ask() {
        return Err(Failure::keyed(Kind::Usage, "erase-unasked", words, &[]));
    }
    let mut values = vec![("short", short.as_str().into()), ("headline", headline.as_str().into())];
    let key = match revision {
        Some(revision) => {
            values.push(("revision", revision.as_str().into()));
            "erase-ask-one"
        }
        None => "erase-ask-all",
    };
    if front.ask_line(&words.say(key, &values))?.to_lowercase() == *short {
        return Ok(());
    }
    Err(Failure::keyed(Kind::Invalid, "erase-not-meant", words, &values))
}

fn print(front: &Front, desk: &Desk, erasure: &Erasure, erased: &Erased) -> Result<(), Failure> {
    let count = erasure.contents.len();
    if front.printer.json_wanted() {
        return front.printer.json(&json!({
            "id": erased.standing.id,
            "stage": erased.standing.stage,
            "revision": erasure.revision.as_deref().map(documents::revision),
            "erased": count,
            "backups": backups(desk),
        }));
    }
    let values = [("count", i64::try_from(count).unwrap_or(i64::MAX).into())];
    if count == 0 {
        front.printer.note(&front.printer.say("erase-nothing", &[]));
        return Ok(());
    }
    front
        .printer
        .spans(&[(Tone::Good, "✓ "), (Tone::Plain, &front.printer.say("erase-done", &values))])
}

/// What this desk cannot reach is said: an erasure that is believed to be whole and is not would
/// be worse than none.
fn tell_what_stays(front: &Front, desk: &Desk, erasure: &Erasure) {
    let note = |key: &str, place: &str| {
        front.printer.note(&front.printer.say(key, &[("place", place.into())]));
    };
    note("erase-backups", &backups(desk).join(", "));
    if let Some(path) = &erasure.path {
        note("erase-address", path);
    }
    if erasure.was_public {
        note("erase-page", &desk.site_dir().to_string_lossy());
    }
}

/// The folders where backups of this desk lie.
fn backups(desk: &Desk) -> Vec<String> {
    let own = desk.dir().join("backups");
    let further = desk.machine().backups.iter().cloned();
    std::iter::once(own).chain(further).map(|dir| dir.to_string_lossy().into_owned()).collect()
}
