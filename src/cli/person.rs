//! `person`: people and their keys.

use serde_json::{Value, json};

use super::args::office::{Person, PersonAdd, PersonPassphrase, PersonRevoke};
use super::out::table::Table;
use super::out::{Failure, Tone};
use super::{Exit, Front};
use crate::desk::people::{NewKey, PersonView};
use crate::desk::{DeskError, Intent};
use crate::domain::people::Role;
use crate::keys::import_public;

pub fn run(front: &mut Front, args: &Person) -> Result<Exit, Failure> {
    match args {
        Person::Add(args) => add(front, args),
        Person::List(_) => list(front),
        Person::Revoke(args) => revoke(front, args),
        Person::Passphrase(args) => passphrase(front, args),
    }
}

fn document(view: &PersonView) -> Value {
    let roles: Vec<&str> = view.person.roles.iter().map(Role::word).collect();
    json!({
        "name": view.person.name,
        "full_name": view.person.full_name,
        "roles": roles,
        "fingerprint": view.fingerprint,
        "revoked": view.person.revoked,
    })
}

fn show(front: &Front, people: &[PersonView]) -> Result<Exit, Failure> {
    if front.printer.json_wanted() {
        front.printer.json(&people.iter().map(document).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    let say = |key: &str| front.printer.say(key, &[]);
    let mut table = Table::new()
        .column(&say("label-name"))
        .wide(&say("label-full-name"))
        .column(&say("label-roles"))
        .column(&say("label-fingerprint"));
    for view in people {
        let roles: Vec<String> =
            view.person.roles.iter().map(|role| say(&format!("role-{role}"))).collect();
        let tone = if view.person.revoked { Tone::Dim } else { Tone::Plain };
        let name = if view.person.revoked {
            front.printer.say("person-revoked", &[("name", (&view.person.name).into())])
        } else {
            view.person.name.clone()
        };
        table.row(vec![
            super::out::table::Cell::from(name.as_str()).tone(tone),
            view.person.full_name.as_deref().unwrap_or_default().into(),
            roles.join(", ").as_str().into(),
            super::out::table::Cell::from(view.fingerprint.as_deref().unwrap_or_default())
                .tone(Tone::Dim),
        ]);
    }
    front.printer.table(&table)?;
    Ok(Exit::Done)
}

fn list(front: &mut Front) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Read)?;
    let people = desk.people().map_err(|error| front.refuse(error))?;
    show(front, &people)
}

fn add(front: &mut Front, args: &PersonAdd) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let full_name = args.full_name.as_deref();
    let added = if let Some(file) = &args.public_key {
        let key = import_public(file)
            .map_err(|source| front.refuse(DeskError::Key { name: args.name.clone(), source }))?;
        desk.add_person(&me, &args.name, full_name, &args.roles, NewKey::Brought(key))
    } else {
        // A passphrase file on the line is the acting person's own.
        let passphrase =
            if args.ask_passphrase { Some(front.ask_new_passphrase(&args.name)?) } else { None };
        if passphrase.is_none() {
            front.printer.note(&front.printer.say("key-without-passphrase", &[]));
        }
        desk.add_person(&me, &args.name, full_name, &args.roles, NewKey::Made(passphrase.as_ref()))
    };
    let added = added.map_err(|error| front.refuse(error))?;
    show(front, &[added])?;
    front.done(desk)
}

fn revoke(front: &mut Front, args: &PersonRevoke) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    desk.revoke_person(&me, &args.name, &args.reason).map_err(|error| front.refuse(error))?;
    let people = desk.people().map_err(|error| front.refuse(error))?;
    let revoked: Vec<PersonView> =
        people.into_iter().filter(|view| view.person.name == args.name).collect();
    show(front, &revoked)?;
    front.done(desk)
}

fn passphrase(front: &mut Front, args: &PersonPassphrase) -> Result<Exit, Failure> {
    let mut desk = front.open(Intent::Write)?;
    let person = desk.who(Some(&args.name)).map_err(|error| front.refuse(error))?;
    let locked = desk.needs_passphrase(&person).map_err(|error| front.refuse(error))?;
    let old = if locked { Some(front.ask_passphrase(&args.name)?) } else { None };
    let new = front.new_passphrase(&args.name, front.global.passphrase_file.is_none())?;
    desk.change_passphrase(&args.name, old.as_ref(), new.as_ref())
        .map_err(|error| front.refuse(error))?;
    let people = desk.people().map_err(|error| front.refuse(error))?;
    let changed: Vec<PersonView> =
        people.into_iter().filter(|view| view.person.id == person.id).collect();
    show(front, &changed)
}
