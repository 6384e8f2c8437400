//! `demo`: the sample office, and the main job on it, told command by command.
//!
//! What is shown is what the commands themselves print: nothing here pretends.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::office::Demo;
use super::out::{Failure, Kind, Tone};
use super::{Exit, Front, workstation};
use crate::desk::edit::Change;
use crate::desk::import::File;
use crate::desk::{Desk, Intent, sample};
use crate::domain::finding::{Field, Level};
use crate::domain::manuscript::Manuscript;
use crate::paths::private;

/// A release that came in, with a day that does not fit its date.
const RELEASE: &str = include_str!("../../assets/sample/rilis.txt");
const RELEASE_FILE: &str = "rilis.txt";

/// Who writes it, and who reads it. Both may review, so that the law alone keeps them apart.
const WRITER: &str = "nur";
const READER: &str = "ratna";
/// Who begins the tour: an editor, who has to hand it to somebody else.
const EDITOR: &str = "ali";

pub fn run(front: &mut Front, args: &Demo) -> Result<Exit, Failure> {
    let dir = folder(front)?;
    front.global.desk = Some(dir.clone());
    // The people of the sample have no passphrases.
    front.global.passphrase_file = None;
    let places = front.places()?;
    let desk = sample::make(&places.desk, &places.state, front.clock()?)
        .map_err(|error| front.refuse(error))?;
    let site = desk.site_dir();
    let dir = desk.dir().to_owned();
    let place = dir.to_string_lossy();
    if front.printer.json_wanted() {
        front.printer.json(&json!({ "desk": place, "site": site.to_string_lossy() }))?;
        return front.done(desk);
    }
    if args.print {
        front.printer.line(&place)?;
        return front.done(desk);
    }
    if !args.tell && workstation::is_possible() {
        return sit_down(front, desk, &dir);
    }
    let house = desk.house().map_err(|error| front.refuse(error))?;
    let counts = desk.store().stage_counts().map_err(|error| front.refuse(error.into()))?;
    desk.close();
    let articles: u64 = counts.iter().map(|(_, count)| count).sum();
    let values = [("office", house.name.as_str().into()), ("count", articles.into())];
    front.printer.spans(&[(Tone::Strong, &front.printer.say("demo-made", &values))])?;
    front.printer.spans(&[(Tone::Dim, &place)])?;
    walk(front, &dir)?;
    farewell(front, &place, &site)
}

/// The workstation on the sample, with the short tour: a release has just come in.
fn sit_down(front: &mut Front, mut desk: Desk, dir: &Path) -> Result<Exit, Failure> {
    let refuse = |error| front.refuse(error);
    let person = desk.who(Some(EDITOR)).map_err(refuse)?;
    let me = desk.unlock(person, None).map_err(refuse)?;
    let file = File {
        name: RELEASE_FILE,
        bytes: RELEASE.as_bytes(),
        format: None,
        section: None,
        again: false,
    };
    desk.import(&me, &[file]).map_err(refuse)?;
    desk.close();
    front.global.acting.get_or_insert_with(|| EDITOR.to_owned());
    let exit = workstation::demo(front)?;
    if exit != Exit::Done {
        return Ok(exit);
    }
    let place = dir.to_string_lossy();
    front.printer.line(&front.printer.say("demo-left", &[("place", place.as_ref().into())]))?;
    Ok(exit)
}

/// The folder that was asked for, or a new one among the machine's temporary ones, which stays.
fn folder(front: &Front) -> Result<PathBuf, Failure> {
    if let Some(dir) = &front.global.desk {
        return Ok(dir.clone());
    }
    let made = tempfile::Builder::new().prefix("redaksi-demo-").tempdir();
    made.map(tempfile::TempDir::keep).map_err(|error| {
        let place = std::env::temp_dir();
        Failure::io(&error, &place.to_string_lossy(), front.printer.words())
    })
}

/// The main job: in, checked, mended, reviewed by somebody else, out, and proved.
fn walk(front: &mut Front, dir: &Path) -> Result<(), Failure> {
    let file = dir.join(RELEASE_FILE);
    private::replace_private(&file, RELEASE.as_bytes())
        .map_err(|error| front.refuse(error.into()))?;
    let file = file.to_string_lossy();
    step(front, "demo-import", &["import", &file, "--as", WRITER], true)?;
    let id = newest(front)?;
    step(front, "demo-check", &["check", &id], true)?;
    step(front, "demo-held", &["submit", &id, "--as", WRITER], false)?;
    tell(front, "demo-edit", &["edit", &id, "--as", WRITER])?;
    mend(front, &id)?;
    show(front, &["diff", &id], true)?;
    step(front, "demo-submit", &["submit", &id, "--as", WRITER], true)?;
    let approve = ["approve", &id, "--revision", "2", "--as"];
    let by = |name| [approve.as_slice(), &[name]].concat();
    step(front, "demo-own", &by(WRITER), false)?;
    step(front, "demo-approve", &by(READER), true)?;
    step(front, "demo-export", &["export", "--publish", "--as", READER], true)?;
    step(front, "demo-verify", &["audit", "verify"], true)
}

/// One sentence about what comes, the command, and its own answer.
fn step(front: &mut Front, key: &str, command: &[&str], succeeds: bool) -> Result<(), Failure> {
    tell(front, key, command)?;
    obey(front, command, succeeds)
}

fn tell(front: &Front, key: &str, command: &[&str]) -> Result<(), Failure> {
    front.printer.line("")?;
    front.printer.spans(&[(Tone::Strong, &front.printer.say(key, &[]))])?;
    prompt(front, command)
}

fn prompt(front: &Front, command: &[&str]) -> Result<(), Failure> {
    let line = format!("$ redaksi {}", command.join(" "));
    front.printer.spans(&[(Tone::Accent, &line)])
}

fn show(front: &mut Front, command: &[&str], succeeds: bool) -> Result<(), Failure> {
    prompt(front, command)?;
    obey(front, command, succeeds)
}

/// Runs a command as if it had been typed. A refusal where none belongs ends the tour, and so
/// does a success that the law should have refused.
fn obey(front: &mut Front, command: &[&str], succeeds: bool) -> Result<(), Failure> {
    let unexpected = |front: &Front| {
        Failure::keyed(Kind::Internal, "error-internal-unexpected", front.printer.words(), &[])
    };
    let typed: Vec<_> = std::iter::once(&"redaksi").chain(command).map(Into::into).collect();
    let cli = front.read(&typed).map_err(|_ours| unexpected(front))?;
    front.global.acting = cli.global.acting;
    let Some(command) = cli.command else { return Err(unexpected(front)) };
    match front.dispatch(command) {
        Ok(_exit) if succeeds => Ok(()),
        Ok(_exit) => Err(unexpected(front)),
        Err(failure) if succeeds => Err(failure),
        Err(failure) => {
            front.printer.fail(&failure);
            Ok(())
        }
    }
}

/// The short id of the article that was made last.
fn newest(front: &mut Front) -> Result<String, Failure> {
    let desk = front.open(Intent::Read)?;
    let page = desk.store().list_rows_after(0, usize::MAX);
    let rows = page.map_err(|error| front.refuse(error.into()))?;
    Ok(rows.last().map(|row| row.short.clone()).unwrap_or_default())
}

/// Does in the text what the copy desk proposes.
fn mend(front: &mut Front, id: &str) -> Result<(), Failure> {
    front.global.acting = Some(WRITER.to_owned());
    let (mut desk, me) = front.act()?;
    let body = mended(front, &desk, id)?;
    desk.edit_article(&me, id, &[Change::new("body", body)], None)
        .map_err(|error| front.refuse(error))?;
    front.done(desk).map(|_exit| ())
}

fn mended(front: &Front, desk: &Desk, id: &str) -> Result<String, Failure> {
    let view = desk.article(id, None).map_err(|error| front.refuse(error))?;
    let findings = desk.findings_in(&view).map_err(|error| front.refuse(error))?;
    let Manuscript { mut body, .. } = view.manuscript;
    // From the end, so that the places of the others stay true.
    for finding in findings.iter().rev() {
        if let (Level::Error, Field::Body, Some(fix)) =
            (finding.level, finding.field, finding.fixes.first())
        {
            body.replace_range(finding.span.clone(), fix);
        }
    }
    Ok(body)
}

/// Where everything lies, and what can be tried next.
fn farewell(front: &mut Front, place: &str, site: &Path) -> Result<Exit, Failure> {
    let printer = &front.printer;
    printer.line("")?;
    printer.spans(&[(Tone::Good, &printer.say("demo-done", &[]))])?;
    printer.spans(&[(Tone::Plain, &site.join("index.html").to_string_lossy())])?;
    printer.line("")?;
    printer.line(&printer.say("demo-next", &[]))?;
    for command in [
        &format!("export REDAKSI_DESK={place}"),
        "redaksi list",
        "redaksi list --waiting-for nur",
        "redaksi log --since 1d",
        "redaksi help",
    ] {
        printer.spans(&[(Tone::Accent, &format!("  {command}"))])?;
    }
    Ok(Exit::Done)
}
