//! `dismiss`: a finding is let stand, with a reason, or that is taken back.

use serde_json::json;

use super::args::copydesk::Dismiss;
use super::out::{Failure, Tone};
use super::{Exit, Front, documents};
use crate::desk::dismiss::Decided;

pub fn run(front: &mut Front, args: &Dismiss) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let words = args.words.as_deref();
    let decided = match &args.reason {
        Some(reason) => desk.dismiss(&me, &args.article, &args.rule, words, reason),
        None => desk.undismiss(&me, &args.article, &args.rule, words),
    };
    let decided = decided.map_err(|error| front.refuse(error))?;
    print(front, &decided, args.undo)?;
    front.done(desk)
}

fn print(front: &Front, decided: &Decided, undone: bool) -> Result<(), Failure> {
    let Decided { standing, rule, words, level, places } = decided;
    if front.printer.json_wanted() {
        return front.printer.json(&json!({
            "id": standing.id,
            "stage": standing.stage,
            "revision": documents::revision(&standing.revision),
            "findings": standing.findings,
            "rule": rule,
            "words": words,
            "level": level,
            "places": places,
            "dismissed": !undone,
        }));
    }
    let key = if undone { "dismiss-undone" } else { "dismiss-done" };
    let told = front
        .printer
        .say(key, &[("rule", rule.into()), ("words", words.into()), ("count", (*places).into())]);
    front.printer.spans(&[(Tone::Good, "✓ "), (Tone::Plain, &told)])
}
