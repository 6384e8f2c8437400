//! `words`: the office's dictionary.

use serde_json::{Value, json};

use super::args::copydesk::Words;
use super::out::table::{Cell, Table};
use super::out::{Failure, Tone};
use super::{Exit, Front, time};
use crate::desk::{Desk, Intent};

pub fn run(front: &mut Front, args: &Words) -> Result<Exit, Failure> {
    let (words, add) = match args {
        Words::List(_) => {
            let desk = front.open(Intent::Read)?;
            return list(front, &desk);
        }
        Words::Add(args) => (&args.words, true),
        Words::Remove(args) => (&args.words, false),
    };
    let (mut desk, me) = front.act()?;
    let changed = if add { desk.add_words(&me, words) } else { desk.remove_words(&me, words) };
    let changed = changed.map_err(|error| front.refuse(error))?;
    if front.printer.json_wanted() {
        front.printer.json(&json!({ "words": changed, "added": add }))?;
    } else {
        let key = match (add, changed.is_empty()) {
            (true, true) => "words-known",
            (true, false) => "words-added",
            (false, _) => "words-removed",
        };
        let told = front.printer.say(key, &[("words", changed.join(", ").into())]);
        front.printer.line(&told)?;
    }
    front.done(desk)
}

fn list(front: &Front, desk: &Desk) -> Result<Exit, Failure> {
    let refuse = |error| front.refuse(error);
    let decisions = desk.decisions().map_err(refuse)?;
    let people = desk.store().people().map_err(|error| refuse(error.into()))?;
    let name = |id| people.iter().find(|person| Some(person.id) == id).map(|one| one.name.as_str());
    if front.printer.json_wanted() {
        let words: Vec<Value> = decisions
            .words
            .values()
            .map(|word| json!({ "word": word.word, "person": name(word.by), "at": word.at }))
            .collect();
        front.printer.json(&words)?;
        return Ok(Exit::Done);
    }
    let words = front.printer.words();
    if decisions.words.is_empty() {
        front.printer.talk(&words.say("words-none", &[]));
        return Ok(Exit::Done);
    }
    let zone = desk.house().map_err(refuse)?.zone;
    let say = |key: &str| words.say(key, &[]);
    let mut table = Table::new()
        .column(&say("label-word"))
        .column(&say("label-person"))
        .column(&say("label-when"));
    for word in decisions.words.values() {
        let when = time::near(word.at, desk.clock().now(), zone, words);
        table.row(vec![
            word.word.as_str().into(),
            name(word.by).unwrap_or("–").into(),
            Cell::from(when.as_str()).tone(Tone::Dim),
        ]);
    }
    front.printer.table(&table)?;
    Ok(Exit::Done)
}
