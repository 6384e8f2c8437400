//! `office`: what the office says of itself.

use serde_json::json;

use super::args::office::{Office, OfficeSet};
use super::out::Failure;
use super::out::table::Pairs;
use super::{Exit, Front};
use crate::desk::house::Gate;
use crate::desk::{Desk, Intent};

pub fn run(front: &mut Front, args: &Office) -> Result<Exit, Failure> {
    match args {
        Office::Show(_) => {
            let desk = front.open(Intent::Read)?;
            show(front, &desk)
        }
        Office::Set(args) => set(front, args),
    }
}

fn set(front: &mut Front, args: &OfficeSet) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let changes: Vec<(String, String)> =
        args.settings.iter().map(|setting| (setting.name.clone(), setting.value.clone())).collect();
    desk.set_office(&me, &changes).map_err(|error| front.refuse(error))?;
    show(front, &desk)?;
    front.done(desk)
}

fn show(front: &Front, desk: &Desk) -> Result<Exit, Failure> {
    let house = desk.house().map_err(|error| front.refuse(error))?;
    let gate = match house.gate {
        Gate::Errors => "errors",
        Gate::Warnings => "warnings",
    };
    let typing = if house.smart_typing { "smart" } else { "plain" };
    if front.printer.json_wanted() {
        front.printer.json(&json!({
            "name": house.name,
            "place": house.place,
            "timezone": house.zone.name(),
            "site_url": house.site_url,
            "language": house.language,
            "sections": house.sections,
            "gate": gate,
            "word_goal": house.word_goal,
            "headline_limit": house.headline_limit,
            "typing": typing,
            "contacts": house.contacts,
            "single_eye": house.single_eye,
        }))?;
        return Ok(Exit::Done);
    }
    let mut pairs = Pairs::new();
    let contacts = house.contacts.join("; ");
    let sections = house.sections.join(", ");
    let single_eye = house.single_eye.to_string();
    let word_goal = house.word_goal.map(|words| words.to_string());
    let headline_limit = house.headline_limit.to_string();
    for (key, value) in [
        ("name", house.name.as_str()),
        ("place", &house.place),
        ("timezone", house.zone.name()),
        ("site_url", house.site_url.as_deref().unwrap_or("–")),
        ("language", &house.language),
        ("sections", &sections),
        ("gate", gate),
        ("word_goal", word_goal.as_deref().unwrap_or("–")),
        ("headline_limit", &headline_limit),
        ("typing", typing),
        ("contacts", &contacts),
        ("single_eye", &single_eye),
    ] {
        pairs.push(key, value);
    }
    front.printer.pairs(&pairs)?;
    Ok(Exit::Done)
}
