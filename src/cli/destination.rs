//! `destination`: where approved texts go.

use serde_json::{Value, json};

use super::args::push::{
    Destination as Command, DestinationAdd, DestinationChange, DestinationTest,
};
use super::args::values::Assignment;
use super::out::table::{Cell, Table};
use super::out::{Failure, Tone};
use super::speak::Speakers;
use super::{Exit, Front};
use crate::desk::destinations::Access;
use crate::desk::{Desk, DeskError, Intent};
use crate::domain::delivery::{Destination, Kind, Name, Trouble};
use crate::keys::Passphrase;
use crate::keys::secret::Secret;
use crate::lang::{Arg, Words};
use crate::push::{Means, Step, Verdict};

pub fn run(front: &mut Front, args: &Command) -> Result<Exit, Failure> {
    match args {
        Command::Add(args) => add(front, args),
        Command::Change(args) => change(front, args),
        Command::List(_) => {
            let desk = front.open(Intent::Read)?;
            let all = desk.destinations().map_err(|error| front.refuse(error))?;
            show(front, &desk, &all)
        }
        Command::Test(args) => test(front, args),
        Command::Remove(args) => remove(front, &args.name),
    }
}

/// Is there on this machine what a destination asks for?
fn state(access: &Access, destination: &Destination) -> &'static str {
    let needs = !matches!(destination.kind, Kind::Folder | Kind::Paste);
    if needs && !access.has_secret(&destination.name) { "no_secret" } else { "ready" }
}

fn show(front: &Front, desk: &Desk, all: &[Destination]) -> Result<Exit, Failure> {
    let access = desk.access();
    if front.printer.json_wanted() {
        let documents: Vec<Value> = all
            .iter()
            .map(|it| {
                json!({
                    "name": it.name, "kind": it.kind, "url": it.url,
                    "state": state(&access, it), "settings": it.settings,
                })
            })
            .collect();
        front.printer.json(&documents)?;
        return Ok(Exit::Done);
    }
    let say = |key: &str| front.printer.say(key, &[]);
    if all.is_empty() {
        front.printer.note(&say("destination-none"));
        return Ok(Exit::Done);
    }
    let mut table = Table::new()
        .column(&say("label-name"))
        .column(&say("label-kind"))
        .wide(&say("label-address"))
        .column(&say("label-standing"));
    for it in all {
        let ready = state(&access, it) == "ready";
        let tone = if ready { Tone::Good } else { Tone::Warn };
        let key = if ready { "destination-ready" } else { "destination-no-secret" };
        table.row(vec![
            it.name.as_str().into(),
            say(&format!("kind-{}", it.kind.word())).as_str().into(),
            it.url.as_str().into(),
            Cell::from(say(key).as_str()).tone(tone),
        ]);
    }
    front.printer.table(&table)?;
    Ok(Exit::Done)
}

fn add(front: &mut Front, args: &DestinationAdd) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let mut new = Destination {
        name: args.name.clone(),
        kind: args.kind(),
        url: args.url.trim_end_matches('/').to_owned(),
        settings: std::collections::BTreeMap::new(),
    };
    assign(&mut new, &args.settings);
    let needs = !matches!(new.kind, Kind::Folder | Kind::Paste);
    let commanded = !desk.access().wire(&new.name).secret_command.is_empty();
    let secret = match &args.secret_file {
        Some(file) => {
            let read = Secret::from_file(file);
            Some(read.map_err(|source| no_secret(front, &new.name, source))?)
        }
        None if needs && !commanded && front.printer.may_ask() => Some(ask(front, &new.name)?),
        None => None,
    };
    desk.add_destination(&me, &new).map_err(|error| front.refuse(error))?;
    if let Some(secret) = secret {
        desk.keep_secret(&new.name, &secret).map_err(|error| front.refuse(error))?;
    }
    let name = new.name.as_str().to_owned();
    show(front, &desk, &[new])?;
    front.printer.note(&front.printer.say("destination-added", &[("name", name.into())]));
    front.done(desk)
}

/// An empty value takes a setting away.
fn assign(destination: &mut Destination, settings: &[Assignment]) {
    for Assignment { name, value } in settings {
        if value.is_empty() {
            destination.settings.remove(name);
        } else {
            destination.settings.insert(name.clone(), value.clone());
        }
    }
}

fn change(front: &mut Front, args: &DestinationChange) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let mut new = desk.destination(&args.name).map_err(|error| front.refuse(error))?;
    if let Some(url) = &args.url {
        url.trim_end_matches('/').clone_into(&mut new.url);
    }
    assign(&mut new, &args.settings);
    let secret = match &args.secret_file {
        Some(file) => {
            let read = Secret::from_file(file);
            Some(read.map_err(|source| no_secret(front, &new.name, source))?)
        }
        None if args.ask_secret => Some(ask(front, &new.name)?),
        None => None,
    };
    desk.change_destination(&me, &new).map_err(|error| front.refuse(error))?;
    if let Some(secret) = secret {
        desk.keep_secret(&new.name, &secret).map_err(|error| front.refuse(error))?;
    }
    show(front, &desk, &[new])?;
    front.done(desk)
}

fn remove(front: &mut Front, name: &Name) -> Result<Exit, Failure> {
    let (mut desk, me) = front.act()?;
    let count = desk.remove_destination(&me, name).map_err(|error| front.refuse(error))?;
    let all = desk.destinations().map_err(|error| front.refuse(error))?;
    if front.printer.json_wanted() {
        show(front, &desk, &all)?;
    }
    let values = [("name", name.as_str().into()), ("count", count.into())];
    front.printer.note(&front.printer.say("destination-removed", &values));
    front.done(desk)
}

fn no_secret(front: &Front, name: &Name, source: crate::keys::secret::SecretError) -> Failure {
    front.refuse(DeskError::Secret { name: name.as_str().to_owned(), source })
}

/// Asks at the terminal; what is typed is not shown.
fn ask(front: &Front, name: &Name) -> Result<Secret, Failure> {
    let question = front.printer.say("secret-ask", &[("name", name.as_str().into())]);
    let refuse = |source| front.refuse(DeskError::Key { name: name.as_str().to_owned(), source });
    if !front.printer.may_ask() {
        return Err(refuse(crate::keys::KeyError::NoTerminal));
    }
    let typed = Passphrase::ask(&question).map_err(refuse)?;
    Secret::typed(&typed).map_err(|source| no_secret(front, name, source))
}

fn test(front: &mut Front, args: &DestinationTest) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Read)?;
    let destination = desk.destination(&args.name).map_err(|error| front.refuse(error))?;
    let means = Means::of(&desk).map_err(|error| front.refuse(error))?;
    let mut steps = Vec::new();
    let json = front.printer.json_wanted();
    match Speakers::of(front, &desk, &means)?.make(&destination) {
        Ok(mut speaker) => speaker.check(&mut |step| {
            if !json {
                tell(front, &step);
            }
            steps.push(step);
        }),
        Err(trouble) => {
            let (verdict, values) = (Verdict::Bad, trouble.values.clone());
            let step =
                Step { key: "speaker", verdict, values, trouble: Some(trouble), found: None };
            if !json {
                tell(front, &step);
            }
            steps.push(step);
        }
    }
    if json {
        let words = front.printer.words();
        let documents: Vec<Value> = steps.iter().map(|step| document(step, words)).collect();
        front.printer.json(&documents)?;
    }
    let bad = steps.iter().any(|step| step.verdict == Verdict::Bad);
    Ok(if bad { Exit::NotThere } else { Exit::Done })
}

fn values(of: &std::collections::BTreeMap<String, String>) -> Vec<(&str, Arg<'_>)> {
    of.iter().map(|(name, value)| (name.as_str(), value.as_str().into())).collect()
}

/// What went wrong at a destination, and what to do about it.
pub(super) fn trouble_words(trouble: &Trouble, words: &Words) -> (String, String) {
    let key = format!("trouble-{}", trouble.key);
    let mut values = values(&trouble.values);
    values.push(("key", trouble.key.as_str().into()));
    let key = if words.has(&key) { key } else { "trouble-other".to_owned() };
    (words.say(&key, &values), words.say(&format!("{key}-hint"), &values))
}

fn step_words(step: &Step, words: &Words) -> String {
    let key = format!("step-{}", step.key);
    if words.has(&key) { words.say(&key, &values(&step.values)) } else { step.key.to_owned() }
}

fn verdict(step: &Step) -> (&'static str, &'static str, Tone) {
    match step.verdict {
        Verdict::Good => ("good", "✓", Tone::Good),
        Verdict::Doubtful => ("doubtful", "!", Tone::Warn),
        Verdict::Bad => ("bad", "✗", Tone::Bad),
        Verdict::Skipped => ("skipped", "–", Tone::Dim),
    }
}

fn document(step: &Step, words: &Words) -> Value {
    let trouble = step.trouble.as_ref().map(|trouble| {
        let (message, hint) = trouble_words(trouble, words);
        json!({
            "key": trouble.key, "message": message, "hint": hint,
            "exchange": trouble.exchange, "said": trouble.said,
        })
    });
    json!({
        "step": step.key, "verdict": verdict(step).0, "message": step_words(step, words),
        "values": step.values, "trouble": trouble,
    })
}

fn tell(front: &Front, step: &Step) {
    let words = front.printer.words();
    let (_, mark, tone) = verdict(step);
    let told = step_words(step, words);
    // A reader that went away ends the telling, and not the check.
    let _told = front.printer.spans(&[(tone, mark), (Tone::Plain, " "), (Tone::Plain, &told)]);
    if let Some(trouble) = &step.trouble {
        let (message, hint) = trouble_words(trouble, words);
        let said = trouble.said.as_ref().map(|said| format!("“{said}”"));
        let lines = [Some(message), said, trouble.exchange.clone(), Some(format!("→ {hint}"))];
        for line in lines.into_iter().flatten() {
            let _told = front.printer.spans(&[(Tone::Plain, "    "), (Tone::Plain, &line)]);
        }
    }
}
