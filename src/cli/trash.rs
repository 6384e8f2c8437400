//! `trash` and `untrash`: own drafts that nobody wants.

use super::args::review::{Trash, Untrash};
use super::out::Failure;
use super::{Exit, Front, review, time};

pub fn run(front: &mut Front, args: &Trash) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let standing = desk.trash(&me, &args.article).map_err(|error| front.refuse(error))?;
    review::print(front, &standing)?;
    if !front.printer.json_wanted() {
        let house = desk.house().map_err(|error| front.refuse(error))?;
        let until = desk
            .article(&standing.id.to_string(), None)
            .map_err(|error| front.refuse(error))?
            .state
            .trash_until();
        if let Some(until) = until {
            let until = time::full(until, house.zone, front.printer.words());
            front.printer.note(&front.printer.say("trash-done", &[("until", until.into())]));
        }
    }
    front.done(desk)
}

pub fn take_out(front: &mut Front, args: &Untrash) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let standing = desk.untrash(&me, &args.article).map_err(|error| front.refuse(error))?;
    review::print(front, &standing)?;
    front.done(desk)
}
