//! `rules`: what the copy desk knows, and the office's own rules tested, tried and accepted.

use serde_json::{Value, json};

use super::args::copydesk::{Rules, RulesTest};
use super::out::table::{Cell, Table};
use super::out::{Failure, Tone};
use super::{Exit, Front};
use crate::desk::own_rules::Trial;
use crate::desk::{Desk, DeskError, Intent};
use crate::domain::finding::Level;
use crate::lang::Words;
use crate::rules::Example;
use crate::rules::own::{Failing, Fault, OwnRule, OwnRules, Wrong};

pub fn run(front: &mut Front, args: &Rules) -> Result<Exit, Failure> {
    match args {
        Rules::List(_) => {
            let own = own(front)?;
            list(front, &own)
        }
        Rules::Show(args) => {
            let own = own(front)?;
            show(front, &own, &args.rule)
        }
        Rules::Test(args) => test(front, args),
        Rules::Try(args) => {
            let desk = front.open(Intent::Read)?;
            let trials = tried(front, &desk, |desk, tick| desk.try_rules(&args.rules, tick))?;
            tell(front, &trials)
        }
        Rules::Accept(args) => {
            let (mut desk, me) = front.act()?;
            let progress = front.printer.progress("rules-progress", articles(front, &desk)?);
            let trial = desk.accept_rule(&me, &args.rule, &mut |done| progress.at(done));
            drop(progress);
            let trial = trial.map_err(|error| front.refuse(error))?;
            if front.printer.json_wanted() {
                let mut document = document(&trial);
                document["accepted"] = json!(true);
                front.printer.json(&document)?;
            } else {
                print(front, &trial)?;
                let values = [("rule", trial.rule.id.as_str().into())];
                front.printer.line(&front.printer.say("rules-accepted", &values))?;
            }
            front.done(desk)
        }
    }
}

/// The office's rules; none on a machine without a desk. A fault of the file is told beside.
fn own(front: &mut Front) -> Result<OwnRules, Failure> {
    if !front.places()?.desk.join(crate::desk::FILE).exists() {
        return Ok(OwnRules::none());
    }
    let desk = front.open(Intent::Read)?;
    let own = desk.own_rules().map_err(|error| front.refuse(error))?;
    if let Some(fault) = &own.fault {
        front.printer.warn(&fault_told(fault, front.printer.words()));
    }
    Ok(OwnRules::clone(&own.rules))
}

/// What is wrong with the file, and where.
pub fn fault_told(fault: &Fault, words: &Words) -> String {
    let reason = match &fault.wrong {
        Wrong::Form(reason) => reason.clone(),
        Wrong::Pattern(bad) => {
            let at = bad.at.to_string();
            words.say(&format!("find-bad-{}", bad.fault.word()), &[("at", at.into())])
        }
        _ => String::new(),
    };
    let line = fault.line.to_string();
    let values = [
        ("line", line.as_str().into()),
        ("rule", fault.rule.as_str().into()),
        ("reason", reason.into()),
    ];
    let why = words.say(&format!("own-fault-{}", fault.wrong.word()), &values);
    words.say("own-fault", &[("line", line.as_str().into()), ("why", why.into())])
}

fn articles(front: &Front, desk: &Desk) -> Result<u64, Failure> {
    let counts = desk.store().stage_counts().map_err(|error| front.refuse(error.into()))?;
    Ok(counts.iter().map(|(_, count)| count).sum())
}

fn tried(
    front: &Front,
    desk: &Desk,
    run: impl FnOnce(&Desk, &mut dyn FnMut(u64)) -> Result<Vec<Trial>, DeskError>,
) -> Result<Vec<Trial>, Failure> {
    let progress = front.printer.progress("rules-progress", articles(front, desk)?);
    run(desk, &mut |done| progress.at(done)).map_err(|error| front.refuse(error))
}

/// The first sentence of why there is a rule.
fn sentence(why: &str) -> &str {
    why.find(". ").and_then(|end| why.get(..=end)).unwrap_or(why)
}

fn why_of(id: &str, words: &Words) -> String {
    words.say(&format!("finding-{id}-why"), &[])
}

fn level_word(level: Level, words: &Words) -> String {
    words.say(&format!("level-{}", level.word()), &[])
}

fn list(front: &Front, own: &OwnRules) -> Result<Exit, Failure> {
    let words = front.printer.words();
    if front.printer.json_wanted() {
        let all = crate::rules::all().map(|rule| {
            json!({
                "rule": rule.id, "level": rule.level, "speaks_as": rule.level,
                "kind": null, "own": false, "accepted": null, "why": why_of(rule.id, words),
            })
        });
        let all: Vec<Value> = all.chain(own.iter().map(own_document)).collect();
        front.printer.json(&all)?;
        return Ok(Exit::Done);
    }
    let say = |key: &str| words.say(key, &[]);
    let mut table = Table::new()
        .column(&say("label-rule"))
        .column(&say("label-level"))
        .wide(&say("label-about"));
    for rule in crate::rules::all() {
        let why = why_of(rule.id, words);
        let level = level_word(rule.level, words);
        table.row(vec![rule.id.into(), level.as_str().into(), sentence(&why).into()]);
    }
    for rule in own.iter() {
        let level = level_word(rule.speaks_as(), words);
        let mut about = message(rule, words).to_owned();
        if !rule.is_accepted() {
            about = format!("{about} ({})", say("rules-untried"));
        }
        let id = Cell::from(rule.id.as_str()).tone(Tone::Accent);
        table.row(vec![id, level.as_str().into(), about.as_str().into()]);
    }
    front.printer.table(&table)?;
    Ok(Exit::Done)
}

fn message<'a>(rule: &'a OwnRule, words: &Words) -> &'a str {
    let [id, en] = &rule.message;
    match words.lang() {
        crate::lang::Lang::Id => id,
        crate::lang::Lang::En => en,
    }
}

fn own_document(rule: &OwnRule) -> Value {
    let [id, en] = &rule.message;
    json!({
        "rule": rule.id, "level": rule.level, "speaks_as": rule.speaks_as(),
        "kind": rule.kind.word(), "own": true, "accepted": rule.is_accepted(), "why": rule.why,
        "message": { "id": id, "en": en }, "digest": rule.text,
    })
}

fn show(front: &Front, own: &OwnRules, name: &str) -> Result<Exit, Failure> {
    let words = front.printer.words();
    if let Some(rule) = own.get(name) {
        let right: Vec<&str> = rule.right.iter().map(String::as_str).collect();
        let wrong: Vec<(&str, &str, Vec<&str>)> =
            rule.wrong.iter().map(|text| (text.as_str(), "", Vec::new())).collect();
        let why = format!("{} {}", message(rule, words), rule.why);
        let level = rule.speaks_as();
        return shown(front, rule.id.as_str(), level, why.trim(), &wrong, &right);
    }
    let Some(rule) = crate::rules::all().find(|rule| rule.id.eq_ignore_ascii_case(name)) else {
        let thing = crate::desk::error::Thing::Rule;
        return Err(front.refuse(DeskError::NotFound { thing, name: name.to_owned() }));
    };
    let wrong: Vec<_> =
        rule.wrong.iter().map(|one| (one.text, one.found, one.fixes.to_vec())).collect();
    let right: Vec<&str> = rule.right.iter().map(|one: &Example| one.text).collect();
    shown(front, rule.id, rule.level, &why_of(rule.id, words), &wrong, &right)
}

fn shown(
    front: &Front,
    id: &str,
    level: Level,
    why: &str,
    wrong: &[(&str, &str, Vec<&str>)],
    right: &[&str],
) -> Result<Exit, Failure> {
    let printer = &front.printer;
    if printer.json_wanted() {
        let wrong: Vec<Value> = wrong
            .iter()
            .map(|(text, found, fixes)| json!({ "text": text, "found": found, "fixes": fixes }))
            .collect();
        printer.json(&json!({
            "rule": id, "level": level, "why": why, "wrong": wrong, "right": right,
        }))?;
        return Ok(Exit::Done);
    }
    let level = level_word(level, printer.words());
    printer.spans(&[(Tone::Strong, id), (Tone::Plain, "  "), (Tone::Dim, &level)])?;
    printer.line(why)?;
    for (text, found, fixes) in wrong {
        let fix = fixes.first().map(|fix| format!("“{found}” → “{fix}”")).unwrap_or_default();
        printer.spans(&[
            (Tone::Bad, "✗ "),
            (Tone::Plain, text),
            (Tone::Dim, "  "),
            (Tone::Accent, &fix),
        ])?;
    }
    for text in right {
        printer.spans(&[(Tone::Good, "✓ "), (Tone::Plain, text)])?;
    }
    Ok(Exit::Done)
}

fn test(front: &mut Front, args: &RulesTest) -> Result<Exit, Failure> {
    let (rules, failing) = if let Some(file) = &args.file {
        let bytes = front.read_file(file, 1 << 20)?;
        let rules = OwnRules::parse(&String::from_utf8_lossy(&bytes))
            .map_err(|fault| front.refuse(DeskError::Rules { path: file.clone(), fault }))?;
        let failing = rules.failing(front.clock()?.now().utc().date_naive());
        (rules, failing)
    } else {
        let desk = front.open(Intent::Read)?;
        let rules = desk.sound_rules().map_err(|error| front.refuse(error))?;
        let failing = desk.failing_rules().map_err(|error| front.refuse(error))?;
        (OwnRules::clone(&rules), failing)
    };
    let exit = if failing.is_empty() { Exit::Done } else { Exit::Partly };
    let count = rules.iter().count();
    if front.printer.json_wanted() {
        let failing: Vec<Value> = failing
            .iter()
            .map(|Failing { rule, example, broken }| {
                json!({ "rule": rule, "example": example, "broken": broken.word() })
            })
            .collect();
        front.printer.json(&json!({ "rules": count, "failing": failing }))?;
        return Ok(exit);
    }
    for Failing { rule, example, broken } in &failing {
        let told = front.printer.say(&format!("own-broken-{}", broken.word()), &[]);
        front.printer.spans(&[
            (Tone::Bad, "✗ "),
            (Tone::Strong, rule),
            (Tone::Plain, &format!("  {told}  ")),
            (Tone::Dim, example),
        ])?;
    }
    if failing.is_empty() {
        let told = front.printer.say("rules-sound", &[("count", count.into())]);
        front.printer.spans(&[(Tone::Good, "✓ "), (Tone::Plain, &told)])?;
    }
    Ok(exit)
}

fn tell(front: &Front, trials: &[Trial]) -> Result<Exit, Failure> {
    if front.printer.json_wanted() {
        let all: Vec<Value> = trials.iter().map(document).collect();
        front.printer.json(&all)?;
        return Ok(Exit::Done);
    }
    if trials.is_empty() {
        front.printer.talk(&front.printer.say("rules-none-untried", &[]));
    }
    trials.iter().try_for_each(|trial| print(front, trial))?;
    Ok(Exit::Done)
}

/// Of a hundred hits so many were let stand.
fn share(trial: &Trial) -> Option<u64> {
    (trial.stood * 100).checked_div(trial.hits)
}

fn document(trial: &Trial) -> Value {
    let samples: Vec<Value> = trial
        .samples
        .iter()
        .map(|one| {
            json!({
                "article": one.short, "before": one.before, "text": one.text, "after": one.after,
            })
        })
        .collect();
    json!({
        "rule": trial.rule.id, "level": trial.rule.level, "accepted": trial.rule.is_accepted(),
        "digest": trial.rule.text, "texts": trial.texts, "texts_with_hits": trial.with,
        "hits": trial.hits, "stood": trial.stood, "stood_percent": share(trial),
        "samples": samples,
    })
}

fn print(front: &Front, trial: &Trial) -> Result<(), Failure> {
    let printer = &front.printer;
    let percent = share(trial).unwrap_or(0).to_string();
    let values = [
        ("rule", trial.rule.id.as_str().into()),
        ("texts", trial.texts.into()),
        ("with", trial.with.into()),
        ("hits", trial.hits.into()),
        ("stood", trial.stood.into()),
        ("percent", percent.as_str().into()),
    ];
    printer.spans(&[(Tone::Strong, &printer.say("rules-tried", &values))])?;
    for one in &trial.samples {
        printer.spans(&[
            (Tone::Dim, &format!("  {}  …", one.short)),
            (Tone::Plain, &one.before),
            (Tone::Warn, &one.text),
            (Tone::Plain, &one.after),
            (Tone::Dim, "…"),
        ])?;
    }
    Ok(())
}
