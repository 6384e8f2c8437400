//! Who is here: a name, and a passphrase that is not shown while it is typed.

use std::io::IsTerminal as _;

use zeroize::Zeroizing;

use super::super::Front;
use super::super::out::{Failure, Kind};
use super::ears::{Ears, Line};
use super::verb::Verb;
use super::voice::{fail, say};
use super::{Leave, Talk, Talked};
use crate::desk::{Desk, DeskError, Me};
use crate::domain::view::PersonRow;
use crate::keys::{KeyError, Passphrase};

/// The first person of the conversation: the named one, the only one, or whoever says so.
pub(super) fn first(front: &Front, ears: &Ears, desk: &mut Desk) -> Talked<Me> {
    if desk.store().is_read_only() {
        let place = desk.dir().to_string_lossy();
        let args = [("place", place.as_ref().into())];
        return Err(failed(Failure::new(Kind::ReadOnly, front.printer.words(), &args)));
    }
    let named = front.global.acting.as_deref();
    match desk.who(named) {
        Ok(person) => match unlock(front, ears, desk, person)? {
            Some(me) => Ok(me),
            None => ask(front, ears, desk),
        },
        Err(DeskError::Who { names }) if !names.is_empty() => ask(front, ears, desk),
        Err(error) => Err(failed(front.refuse(error))),
    }
}

impl Talk<'_> {
    /// Somebody else sits down here.
    pub(super) fn change_person(&mut self) -> Talked<()> {
        self.me = ask(self.front, &self.ears, &mut self.desk)?;
        self.read = None;
        Ok(())
    }
}

fn failed(failure: Failure) -> Leave {
    Leave::Failed(Box::new(failure))
}

/// Asks for a name until somebody is in.
fn ask(front: &Front, ears: &Ears, desk: &mut Desk) -> Talked<Me> {
    loop {
        let people = desk.people().map_err(|error| failed(front.refuse(error)))?;
        let names: Vec<String> = people
            .into_iter()
            .filter(|person| !person.person.revoked)
            .map(|person| person.person.name)
            .collect();
        let told = names.iter().enumerate().map(|(at, name)| format!("{} {name}", at + 1));
        let told = told.collect::<Vec<_>>().join(", ");
        tell(front, "plain-who", &[("names", told.into())])?;
        let said = line(ears)?;
        let said = String::from_utf8_lossy(&said).trim().to_owned();
        if said.is_empty() || said == "?" {
            continue;
        }
        let by_number = said.parse::<usize>().ok().and_then(|at| names.get(at.checked_sub(1)?));
        match desk.who(Some(by_number.unwrap_or(&said))) {
            Ok(person) => {
                if let Some(me) = unlock(front, ears, desk, person)? {
                    return Ok(me);
                }
            }
            // Somebody may be called so; if nobody is, it means what it means elsewhere.
            Err(_) if Verb::Quit.is_said(&said, front.printer.words()) => return Err(Leave::Quit),
            Err(error) => fail(front, &front.refuse(error)).map_err(failed)?,
        }
    }
}

/// Opens the person's key; nothing if it did not open, which was said.
fn unlock(front: &Front, ears: &Ears, desk: &mut Desk, person: PersonRow) -> Talked<Option<Me>> {
    let opened = match passphrase(front, ears, desk, &person)? {
        Ok(passphrase) => desk.unlock(person, passphrase.as_ref()),
        Err(error) => Err(error),
    };
    match opened {
        Ok(me) => Ok(Some(me)),
        Err(error) => {
            fail(front, &front.refuse(error)).map_err(failed)?;
            Ok(None)
        }
    }
}

type Opener = Result<Option<Passphrase>, DeskError>;

fn passphrase(front: &Front, ears: &Ears, desk: &Desk, person: &PersonRow) -> Talked<Opener> {
    let of_key = |source| DeskError::Key { name: person.name.clone(), source };
    match desk.needs_passphrase(person) {
        Ok(true) => {}
        Ok(false) => return Ok(Ok(None)),
        Err(error) => return Ok(Err(error)),
    }
    let is_named = front.global.acting.as_deref() == Some(person.name.as_str());
    if let (true, Some(file)) = (is_named, &front.global.passphrase_file) {
        return Ok(Passphrase::from_file(file).map(Some).map_err(of_key));
    }
    if std::io::stdin().is_terminal() && std::io::stderr().is_terminal() {
        let question = front.printer.say("key-ask", &[("name", person.name.as_str().into())]);
        return Ok(ears.lend(|| Passphrase::ask(&question)).map(Some).map_err(of_key));
    }
    tell(front, "plain-passphrase", &[("name", person.name.as_str().into())])?;
    let typed: Result<_, KeyError> = Passphrase::new(Zeroizing::new(line(ears)?));
    Ok(typed.map(Some).map_err(of_key))
}

fn tell(front: &Front, key: &str, values: &[(&str, crate::lang::Arg<'_>)]) -> Talked<()> {
    say(front, &front.printer.say(key, values)).map_err(failed)
}

fn line(ears: &Ears) -> Talked<Vec<u8>> {
    match ears.hear()? {
        Line::Said(line) => Ok(line),
        Line::TooLong => Ok(Vec::new()),
    }
}
