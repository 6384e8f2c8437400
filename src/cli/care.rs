//! Care of the desk: `backup`, `restore-backup`, `doctor`.

use serde_json::{Value, json};

use super::args::care::{Backup, Doctor, RestoreBackup};
use super::out::{Failure, Tone};
use super::{Exit, Front, audit, time};
use crate::desk::care::{self, Due};
use crate::desk::{Desk, DeskError, Intent};
use crate::domain::people::Role;
use crate::paths::place;
use crate::store::compare::Difference;

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn path(path: &std::path::Path) -> String {
    path.to_string_lossy().into_owned()
}

pub fn backup(front: &mut Front, args: &Backup) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Read)?;
    let made = desk.backup(args.out.as_deref()).map_err(|error| front.refuse(error))?;
    let file = path(&made.file);
    for (folder, error) in made.failed {
        let place = path(&folder);
        front.printer.warn(&front.printer.say("backup-copy-failed", &[("place", place.into())]));
        front.printer.fail(&front.refuse(error));
    }
    if front.printer.json_wanted() {
        front.printer.json(&json!({
            "file": file,
            "bytes": made.bytes,
            "records": made.report.report.records,
            "verified": made.report.report.verified,
            "removed": made.removed.iter().map(|file| path(file)).collect::<Vec<_>>(),
        }))?;
        return Ok(Exit::Done);
    }
    let values = [
        ("records", number(made.report.report.records).into()),
        ("size", front.printer.words().size(made.bytes).into()),
    ];
    front
        .printer
        .spans(&[(Tone::Good, "✓ "), (Tone::Plain, &front.printer.say("backup-done", &values))])?;
    front.printer.line(&file)?;
    Ok(Exit::Done)
}

pub fn restore(front: &mut Front, args: &RestoreBackup) -> Result<Exit, Failure> {
    let places = front.places()?;
    // Where the desk can still be opened, bringing an older one back is an administrator's act.
    // Where it cannot, whoever holds the file may: there is nobody left to ask.
    match front.open(Intent::Write) {
        Ok(mut desk) => {
            let me = front.me(&mut desk)?;
            desk.may(&me, me.person.roles.may_administer(), Role::Admin)
                .map_err(|error| front.refuse(error))?;
            desk.close();
        }
        Err(failure) => front.printer.warn(&failure.message),
    }
    let now = front.clock()?.now();
    let restored = care::restore(&places.desk, &args.file, args.force, now)
        .map_err(|error| front.refuse(error))?;
    let kept = restored.kept.as_deref().map(path);
    // A restore counts when the desk opens again.
    front.open(Intent::Write)?.close();
    if front.printer.json_wanted() {
        front.printer.json(&json!({
            "desk": path(&places.desk),
            "records": restored.report.report.records,
            "newest_at": restored.report.newest_at,
            "replaced": kept,
        }))?;
        return Ok(Exit::Done);
    }
    let values = [("records", number(restored.report.report.records).into())];
    front
        .printer
        .spans(&[(Tone::Good, "✓ "), (Tone::Plain, &front.printer.say("restore-done", &values))])?;
    if let Some(kept) = kept {
        front.printer.note(&front.printer.say("restore-kept", &[("place", kept.into())]));
    }
    front.printer.note(&front.printer.say("restore-new-chains", &[]));
    Ok(Exit::Done)
}

pub fn doctor(front: &mut Front, args: &Doctor) -> Result<Exit, Failure> {
    match &args.salvage {
        Some(out) => salvage(front, out.as_deref()),
        None if args.rebuild || args.fix => rebuild(front, args.fix),
        None => examine(front),
    }
}

fn salvage(front: &Front, out: Option<&std::path::Path>) -> Result<Exit, Failure> {
    let places = front.places()?;
    let now = front.clock()?.now();
    let progress = front.printer.progress("verify-progress", 0);
    let (file, saved) = care::salvage(&places.desk, out, now, &mut |done| progress.at(done))
        .map_err(|error| front.refuse(error))?;
    drop(progress);
    let file = path(&file);
    if front.printer.json_wanted() {
        front.printer.json(&json!({
            "file": file,
            "records_read": saved.records_read,
            "records_kept": saved.records_kept,
            "records_lost": saved.records_lost,
        }))?;
    } else {
        let values = [
            ("kept", number(saved.records_kept).into()),
            ("lost", number(saved.records_lost).into()),
        ];
        front.printer.line(&front.printer.say("salvage-done", &values))?;
        front.printer.line(&file)?;
        front.printer.note(&front.printer.say("salvage-next", &[]));
    }
    Ok(Exit::Done)
}

fn rebuild(front: &mut Front, fix: bool) -> Result<Exit, Failure> {
    let (desk, me) = if fix {
        let (desk, me) = front.act()?;
        (desk, Some(me))
    } else {
        (front.open(Intent::Read)?, None)
    };
    let progress = front.printer.progress("verify-progress", 0);
    let made = desk.rebuild(me.as_ref(), &mut |done| progress.at(done));
    drop(progress);
    let made = made.map_err(|error| front.refuse(error))?;
    let replaced = made.replaced.as_deref().map(path);
    let clean = made.differences.is_empty();
    if front.printer.json_wanted() {
        front.printer.json(&json!({
            "records": made.rebuilt.records,
            "contents": made.rebuilt.contents,
            "refused": made.rebuilt.refused,
            "equal": clean,
            "differences": made.differences.iter().map(difference).collect::<Vec<_>>(),
            "replaced": replaced,
        }))?;
    } else {
        let values = [
            ("records", number(made.rebuilt.records).into()),
            ("count", number(made.differences.len() as u64).into()),
        ];
        let (tone, key) =
            if clean { (Tone::Good, "rebuild-equal") } else { (Tone::Bad, "rebuild-differs") };
        front.printer.spans(&[(tone, &front.printer.say(key, &values))])?;
        for found in &made.differences {
            let line = format!("{} {} {}", found.table, found.key, found.what.word());
            front.printer.spans(&[(Tone::Bad, "✗ "), (Tone::Plain, &line)])?;
        }
        if let Some(kept) = &replaced {
            let kept = [("place", kept.as_str().into())];
            front.printer.note(&front.printer.say("rebuild-replaced", &kept));
        }
    }
    Ok(if clean || replaced.is_some() { Exit::Done } else { Exit::Partly })
}

fn difference(found: &Difference) -> Value {
    json!({ "table": found.table, "key": found.key, "what": found.what.word() })
}

/// One thing that the doctor looked at.
struct Look {
    name: &'static str,
    good: bool,
    detail: String,
}

fn examine(front: &mut Front) -> Result<Exit, Failure> {
    // Opened for writing, and nothing is written: the search index cannot be checked otherwise.
    let desk = front.open(Intent::Write)?;
    let looks = looks(front, &desk).map_err(|error| front.refuse(error))?;
    let good = looks.iter().all(|look| look.good);
    if front.printer.json_wanted() {
        let list: Vec<Value> = looks
            .iter()
            .map(|look| json!({ "check": look.name, "good": look.good, "detail": look.detail }))
            .collect();
        front.printer.json(&json!({ "good": good, "checks": list }))?;
    } else {
        for look in &looks {
            let (tone, sign) = if look.good { (Tone::Good, "✓ ") } else { (Tone::Bad, "✗ ") };
            let name = front.printer.say(&format!("doctor-{}", look.name), &[]);
            front.printer.spans(&[
                (tone, sign),
                (Tone::Plain, &name),
                (Tone::Dim, "  "),
                (Tone::Dim, &look.detail),
            ])?;
        }
        if !good {
            front.printer.note(&front.printer.say("doctor-next", &[]));
        }
    }
    Ok(if good { Exit::Done } else { Exit::Partly })
}

fn looks(front: &Front, desk: &Desk) -> Result<Vec<Look>, DeskError> {
    let words = front.printer.words();
    let progress = front.printer.progress("verify-progress", 0);
    let report = audit::walk(desk, &mut |done| progress.at(done))?;
    drop(progress);
    let pages = desk.store().check_pages()?;
    let search = desk.store().search_fits()?;
    let space = place::space(desk.dir())?;
    let now = desk.clock().now();
    let zone = desk.house()?.zone;
    let backup = desk.newest_backup();
    let look = |name, good, detail: String| Look { name, good, detail };
    Ok(vec![
        look("pages", pages.is_empty(), pages.first().cloned().unwrap_or_default()),
        look(
            "ledger",
            report.problems.is_empty(),
            words.say(
                "doctor-counts",
                &[
                    ("records", number(report.records).into()),
                    ("problems", number(report.problems.len() as u64).into()),
                ],
            ),
        ),
        look("search", search, String::new()),
        look("space", space.free > 64 << 20, words.size(space.free)),
        look(
            "backup",
            backup.is_some(),
            backup.map_or_else(String::new, |at| time::near(at, now, zone, words)),
        ),
    ])
}

impl Front {
    /// After the answer of a command that wrote: the log is emptied into the file, and a backup is
    /// made where the last one is old. A backup that fails is told, and does not undo the deed.
    pub fn done(&mut self, desk: Desk) -> Result<Exit, Failure> {
        match desk.backup_due() {
            Ok(Due::Now) => match desk.backup(None) {
                Ok(made) => tracing::info!(bytes = made.bytes, "backup made"),
                Err(error) => {
                    self.printer.warn(&self.printer.say("backup-failed", &[]));
                    tracing::warn!(%error, "no backup");
                }
            },
            Ok(Due::Later) => self.printer.note(&self.printer.say("backup-due", &[])),
            Ok(Due::No) | Err(_) => {}
        }
        desk.close();
        Ok(Exit::Done)
    }
}
