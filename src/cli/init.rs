//! `init`: a new desk and its first administrator.

use serde_json::json;

use super::args::office::Init;
use super::out::Failure;
use super::out::table::Pairs;
use super::{Exit, Front};
use crate::desk::Desk;
use crate::desk::create::Founding;

pub fn run(front: &mut Front, args: &Init) -> Result<Exit, Failure> {
    let places = front.places()?;
    let clock = front.clock()?;
    let passphrase = front.new_passphrase(&args.person, args.ask_passphrase)?;
    let mut settings = vec![
        ("name", args.office.clone()),
        ("place", args.place.clone()),
        ("timezone", args.timezone.name().to_owned()),
        ("single_eye", args.single_eye.to_string()),
    ];
    settings.extend(args.site_url.clone().map(|url| ("site_url", url)));
    let founding = Founding {
        settings,
        person: &args.person,
        full_name: args.full_name.as_deref(),
        passphrase: passphrase.as_ref(),
    };
    let desk = Desk::create(&places.desk, &places.state, clock, &founding)
        .map_err(|error| front.refuse(error))?;
    let place = desk.dir().to_string_lossy().into_owned();
    desk.close();
    if front.printer.json_wanted() {
        let office = json!({ "desk": place, "office": args.office, "person": args.person });
        front.printer.json(&office)?;
        return Ok(Exit::Done);
    }
    let mut pairs = Pairs::new();
    pairs.push(&front.printer.say("label-desk", &[]), place.as_str());
    pairs.push(&front.printer.say("label-office", &[]), args.office.as_str());
    pairs.push(&front.printer.say("label-person", &[]), args.person.as_str());
    front.printer.pairs(&pairs)?;
    if args.single_eye {
        front.printer.warn(&front.printer.say("single-eye-declared", &[]));
    }
    front.printer.note(&front.printer.say("init-next", &[]));
    Ok(Exit::Done)
}
