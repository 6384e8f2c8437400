//! `audit verify`: walks the ledger and says what is wrong with it.

use serde_json::{Value, json};

use super::args::care::Audit;
use super::out::{Failure, Tone};
use super::{Exit, Front};
use crate::desk::{Desk, DeskError, Intent};
use crate::domain::seal::sshsig;
use crate::store::verify::{Problem, Report};

pub fn run(front: &mut Front, args: &Audit) -> Result<Exit, Failure> {
    match args {
        Audit::Verify(_) => verify(front),
    }
}

fn verify(front: &mut Front) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Read)?;
    let progress = front.printer.progress("verify-progress", 0);
    let report = walk(&desk, &mut |done| progress.at(done)).map_err(|error| front.refuse(error))?;
    drop(progress);
    print(front, &report)?;
    Ok(if report.problems.is_empty() { Exit::Done } else { Exit::Partly })
}

/// Walks the ledger, and holds it to the heads that were noted outside.
pub fn walk(desk: &Desk, tick: &mut dyn FnMut(u64)) -> Result<Report, DeskError> {
    Ok(desk.store().verify(&desk.noted_heads()?, tick)?)
}

fn print(front: &Front, report: &Report) -> Result<(), Failure> {
    let genesis = report.genesis.map(|key| sshsig::fingerprint(&key));
    if front.printer.json_wanted() {
        let problems: Vec<Value> =
            report.problems.iter().map(|problem| document(front, problem)).collect();
        return front.printer.json(&json!({
            "records": report.records,
            "contents": report.contents,
            "articles": report.articles,
            "people": report.people,
            "verified": report.verified,
            "genesis": genesis,
            "problems": problems,
            "unlisted": report.unlisted,
        }));
    }
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let people = count(report.people as u64);
    let values = [
        ("records", count(report.records).into()),
        ("contents", count(report.contents).into()),
        ("people", people.into()),
    ];
    let (tone, key) = if report.problems.is_empty() {
        (Tone::Good, "verify-clean")
    } else {
        (Tone::Bad, "verify-problems")
    };
    front.printer.spans(&[(tone, &front.printer.say(key, &values))])?;
    for problem in &report.problems {
        front.printer.spans(&[(Tone::Bad, "✗ "), (Tone::Plain, &sentence(front, problem))])?;
    }
    if report.unlisted > 0 {
        let more = [("count", count(report.unlisted).into())];
        front.printer.line(&front.printer.say("verify-more", &more))?;
    }
    if let Some(genesis) = genesis {
        let key = [("fingerprint", genesis.into())];
        front.printer.note(&front.printer.say("verify-genesis", &key));
    }
    Ok(())
}

fn sentence(front: &Front, problem: &Problem) -> String {
    let row = problem.row.map(|row| row.to_string()).unwrap_or_default();
    let values = [("row", row.into()), ("detail", problem.detail.as_str().into())];
    front.printer.say(&format!("problem-{}", problem.kind.word()), &values)
}

fn document(front: &Front, problem: &Problem) -> Value {
    json!({
        "kind": problem.kind.word(),
        "record": problem.digest,
        "row": problem.row,
        "detail": problem.detail,
        "message": sentence(front, problem),
    })
}
