//! The first questions, where there is no desk yet: the language, who, where, and by which clock.
//! Nothing is made before the last answer.

use super::super::out::Failure;
use super::super::session::Places;
use super::super::{Front, workstation};
use super::ears::{Ears, Line};
use super::verb::Verb;
use super::voice::{fail, quoted, say};
use super::{Leave, Talked};
use crate::desk::{Desk, Intent};
use crate::domain::people::acting_name;
use crate::domain::zone::Zone;
use crate::lang::{Arg, Lang};
use crate::tui::run::Founding;

/// The zones of the country that this program is made for, by what people call them.
const NEAR: [(&str, Zone); 3] =
    [("wib", Zone::JAKARTA), ("wita", Zone::MAKASSAR), ("wit", Zone::JAYAPURA)];
/// No answer is longer, in characters: it is a name.
const LONGEST: usize = 200;

/// Asks until there is a desk, and opens it.
pub(super) fn found(front: &mut Front, ears: &Ears) -> Talked<Desk> {
    let places = front.places().map_err(failed)?;
    let place = places.desk.to_string_lossy().into_owned();
    tell(front, "plain-first", &[("place", place.into())])?;
    speak(front, ears)?;
    loop {
        let founding = questions(front, ears)?;
        if !agreed(front, ears, &founding)? {
            continue;
        }
        if make(front, &places, &founding)? {
            return front.open(Intent::Write).map_err(failed);
        }
    }
}

fn failed(failure: Failure) -> Leave {
    Leave::Failed(Box::new(failure))
}

fn tell(front: &Front, key: &str, values: &[(&str, Arg<'_>)]) -> Talked<()> {
    say(front, &front.printer.say(key, values)).map_err(failed)
}

/// What is said to a question; a word that leaves does so here, too.
fn hear(front: &Front, ears: &Ears) -> Talked<String> {
    let Line::Said(line) = ears.hear()? else { return Ok(String::new()) };
    let said: String = String::from_utf8_lossy(&line).trim().chars().take(LONGEST).collect();
    if Verb::Quit.is_said(&said, front.printer.words()) {
        return Err(Leave::Quit);
    }
    Ok(said)
}

/// The language, unless the command line has chosen it.
fn speak(front: &mut Front, ears: &Ears) -> Talked<()> {
    if front.spoken.asked.is_some() {
        return Ok(());
    }
    loop {
        tell(front, "plain-first-language", &[])?;
        let lang = match hear(front, ears)?.to_lowercase().as_str() {
            "" => front.printer.lang(),
            "1" | "id" | "indonesia" => Lang::Id,
            "2" | "en" | "english" | "inggris" => Lang::En,
            _ => continue,
        };
        front.spoken.asked = Some(lang);
        front.printer.speak(lang);
        return Ok(());
    }
}

/// One line that is not empty.
fn words(front: &Front, ears: &Ears, key: &str) -> Talked<String> {
    loop {
        tell(front, key, &[])?;
        let said = hear(front, ears)?;
        if !said.is_empty() && said != "?" {
            return Ok(said);
        }
    }
}

fn questions(front: &Front, ears: &Ears) -> Talked<Founding> {
    let (person, full_name) = loop {
        let full = words(front, ears, "plain-first-name")?;
        let name = acting_name(&full);
        if !name.is_empty() {
            break (name, full);
        }
    };
    tell(front, "plain-first-short-name", &[("name", person.as_str().into())])?;
    let office = words(front, ears, "plain-first-office")?;
    let place = words(front, ears, "plain-first-place")?;
    let guess = workstation::own_zone();
    let zone = loop {
        tell(front, "plain-first-zone", &[("zone", guess.name().into())])?;
        let said = hear(front, ears)?;
        if said.is_empty() {
            break guess;
        }
        match zone_of(&said) {
            Some(zone) => break zone,
            None => tell(front, "plain-first-zone-none", &[("said", quoted(&said).into())])?,
        }
    };
    Ok(Founding { person, full_name, office, place, zone, lang: front.printer.lang() })
}

/// Says everything once more, and asks whether it is right.
fn agreed(front: &Front, ears: &Ears, founding: &Founding) -> Talked<bool> {
    let values = [
        ("name", quoted(&founding.full_name).into()),
        ("office", quoted(&founding.office).into()),
        ("place", quoted(&founding.place).into()),
        ("zone", founding.zone.name().into()),
    ];
    tell(front, "plain-first-right", &values)?;
    loop {
        let said = hear(front, ears)?.to_lowercase();
        let is = |key: &str| front.printer.say(key, &[]).split(' ').any(|word| word == said);
        if is("plain-yes") {
            return Ok(true);
        }
        if is("plain-no") {
            return Ok(false);
        }
        tell(front, "plain-yes-or-no", &[])?;
    }
}

/// Makes the desk; what was refused is said, and asked for again.
fn make(front: &Front, places: &Places, founding: &Founding) -> Talked<bool> {
    let clock = front.clock().map_err(failed)?;
    match workstation::found(places, clock, founding) {
        Ok(()) => {
            tell(front, "plain-first-made", &[("name", founding.person.as_str().into())])?;
            Ok(true)
        }
        Err(error) => {
            fail(front, &front.refuse(error)).map_err(failed)?;
            Ok(false)
        }
    }
}

/// A zone by its number, by what people call it, by its name or the last part of that.
fn zone_of(said: &str) -> Option<Zone> {
    let said = said.to_lowercase().replace(' ', "_");
    let number = said.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let near = number.and_then(|at| NEAR.get(at));
    let near = near.or_else(|| NEAR.iter().find(|(word, _)| *word == said));
    let named = |zone: &Zone| {
        let name = zone.name().to_lowercase();
        name == said || name.rsplit('/').next() == Some(said.as_str())
    };
    near.map(|(_, zone)| *zone).or_else(|| Zone::all().find(named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_has_several_names() {
        for (said, want) in [
            ("1", Some(Zone::JAKARTA)),
            ("WITA", Some(Zone::MAKASSAR)),
            ("wit", Some(Zone::JAYAPURA)),
            ("asia/pontianak", Some(Zone::PONTIANAK)),
            ("new york", "America/New_York".parse().ok()),
            ("4", None),
            ("0", None),
            ("bulan", None),
        ] {
            assert_eq!(zone_of(said), want, "{said}");
        }
    }
}
