//! `export`: cleared texts into a site.

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::json;

use super::args::care::Export;
use super::out::{Failure, Tone};
use super::{Exit, Front};
use crate::desk::house::{House, site};
use crate::desk::publish::{Outgoing, Story, Take};
use crate::desk::{Desk, DeskError, Intent, Me};
use crate::domain::ids::{ArticleId, Digest};
use crate::domain::people::Role;
use crate::domain::seal::clear::Cleared;
use crate::domain::seal::sshsig;
use crate::domain::stage::StageName;
use crate::domain::time::Timestamp;
use crate::export::{
    ClearedPage, Correction, Kind as SiteKind, Mark, Office, PageWords, Report, Site, Templates,
    Tombstone, WriteError,
};
use crate::lang::{Lang, Words};
use crate::store::StoreError;
use crate::store::lists::Bound;

pub fn run(front: &mut Front, args: &Export) -> Result<Exit, Failure> {
    let started = Instant::now();
    let (mut desk, me) = if args.publish {
        let (desk, me) = front.act()?;
        (desk, Some(me))
    } else {
        (front.open(Intent::Read)?, None)
    };
    let done = export(front, &mut desk, me.as_ref(), args)?;
    for note in &done.notes {
        front.printer.note(note);
    }
    let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    print(front, &done.out, &done.report, ms)?;
    front.done(desk)
}

/// What an export did.
pub(super) struct Done {
    pub(super) out: PathBuf,
    pub(super) report: Report,
    /// Texts that are public now and were not.
    pub(super) taken: usize,
    /// What a person should know, in words.
    pub(super) notes: Vec<String>,
}

/// Writes the site; whoever is named publishes it.
pub(super) fn export(
    front: &Front,
    desk: &mut Desk,
    me: Option<&Me>,
    args: &Export,
) -> Result<Done, Failure> {
    may_publish(front, desk, me)?;
    let house = desk.house().map_err(|error| front.refuse(error))?;
    let out = folder(desk, args);
    let job = Job {
        take: if args.publish { Take::Due } else { Take::Live },
        kind: if args.publish { SiteKind::Published } else { SiteKind::Trial },
        only: only(front, desk, &args.only)?,
        base_url: match &args.base_url {
            Some(url) => site(url).map_err(|error| front.refuse(error))?,
            None => house.site_url.clone(),
        },
        now: desk.clock().now(),
    };
    let mut notes = Vec::new();
    if job.base_url.is_none() && desk.is_news("export-no-address") {
        notes.push(front.printer.say("export-no-address", &[]));
    }
    let (report, taken) = write(front, desk, &house, &out, &job)?;
    if me.is_some() {
        let late = desk.note_taken("site", &taken).map_err(|error| front.refuse(error))?;
        notes.extend(late.iter().map(|late| {
            let minutes = late.by_ms / 60_000;
            let short = late.id.short();
            let values = [("article", short.into()), ("minutes", minutes.into())];
            front.printer.say("published-late", &values)
        }));
    }
    Ok(Done { out, report, taken: taken.len(), notes })
}

/// Writes the site as a publication does, and notes nothing: whoever brings the texts there does.
pub(super) fn press(front: &Front, desk: &Desk, out: &Path) -> Result<(), Failure> {
    let house = desk.house().map_err(|error| front.refuse(error))?;
    let job = Job {
        take: Take::Due,
        kind: SiteKind::Published,
        only: Vec::new(),
        base_url: house.site_url.clone(),
        now: desk.clock().now(),
    };
    write(front, desk, &house, out, &job).map(drop)
}

/// What one run shall do.
struct Job {
    take: Take,
    kind: SiteKind,
    only: Vec<i64>,
    base_url: Option<String>,
    now: Timestamp,
}

fn may_publish(front: &Front, desk: &Desk, me: Option<&Me>) -> Result<(), Failure> {
    match me {
        Some(me) => desk
            .may(me, me.person.roles.may_review(), Role::Reviewer)
            .map_err(|error| front.refuse(error)),
        None => Ok(()),
    }
}

/// Without a folder on the line, the desk's own: a trial refuses it once the site is published.
fn folder(desk: &Desk, args: &Export) -> PathBuf {
    args.out.clone().unwrap_or_else(|| desk.site_dir())
}

fn only(front: &Front, desk: &Desk, names: &[String]) -> Result<Vec<i64>, Failure> {
    names.iter().map(|name| desk.find(name).map_err(|error| front.refuse(error))).collect()
}

/// Articles that are read at one moment of the desk: others write meanwhile.
const CHUNK: usize = 250;

type Taken = Vec<(ArticleId, Digest)>;

/// Streams the articles into the site, oldest first; none of them lies in memory with another.
fn write(
    front: &Front,
    desk: &Desk,
    house: &House,
    out: &Path,
    job: &Job,
) -> Result<(Report, Taken), Failure> {
    let own = desk.dir().join("pages");
    let templates = Templates::load(own.is_dir().then_some(own.as_path()))
        .map_err(|error| failed(front, &WriteError::Template(error)))?;
    let lang = house.language.parse().unwrap_or(Lang::Id);
    let spoken = Words::of(lang);
    let words = PageWords::load(|key| spoken.say(key, &[]));
    let office = of_pages(house, job);
    let mut site = Site::begin(out, job.kind, office, &templates, &words)
        .map_err(|error| failed(front, &error))?;
    let rows = bound(desk, &mut site).map_err(|error| front.refuse(DeskError::Store(error)))?;
    let mut taken = Vec::new();
    let progress = front.printer.progress("export-progress", rows.len() as u64);
    let mut done = 0;
    for some in rows.chunks(CHUNK) {
        let mut each =
            || some.iter().try_for_each(|row| one(front, desk, row, job, &mut site, &mut taken));
        desk.store()
            .reading(&mut each)
            .map_err(|error| front.refuse(DeskError::Store(error)))??;
        done += some.len() as u64;
        progress.at(done);
    }
    drop(progress);
    let report = site.finish().map_err(|error| failed(front, &error))?;
    Ok((report, taken))
}

/// Takes one article over as it is, or opens it.
fn one(
    front: &Front,
    desk: &Desk,
    row: &Bound,
    job: &Job,
    site: &mut Site<'_>,
    taken: &mut Taken,
) -> Result<(), Failure> {
    let chosen = job.only.is_empty() || job.only.contains(&row.row);
    let take = match (chosen, job.kind) {
        (true, _) => job.take,
        // What is public stays, whatever else is published now.
        (false, SiteKind::Published) => Take::Public,
        (false, SiteKind::Trial) => return Ok(()),
    };
    let mark = steady(row).then_some(Mark { row: row.row, touched: row.touched });
    if let Some(mark) = mark
        && site.keep_marked(mark).map_err(|error| failed(front, &error))?
    {
        return Ok(());
    }
    article(front, desk, (row.row, take), job, mark, site, taken)
}

/// The articles to look at, and what the marks of those that are passed over stand on. The newest
/// record is read last: it must not be older than what the marks speak of.
fn bound(desk: &Desk, site: &mut Site<'_>) -> Result<Vec<Bound>, StoreError> {
    let store = desk.store();
    let office = store.office_mark()?;
    let rows = store.outgoing()?;
    let newest = store.newest_record()?.unwrap_or(Digest::ZERO);
    let same_history = store.has_record(&site.seen())?;
    site.stand_on(&office, newest, same_history);
    Ok(rows)
}

/// What pages say of the office.
fn of_pages<'a>(house: &'a House, job: &'a Job) -> Office<'a> {
    Office {
        name: &house.name,
        place: &house.place,
        zone: house.zone,
        site_url: job.base_url.as_deref(),
        language: &house.language,
        single_eye: house.single_eye,
        sections: &house.sections,
    }
}

/// Is what the page shows decided by the article's records alone? Not by the hour, as with a text
/// that waits for its time. The page was verified when it was written; no record since then means
/// no other page.
fn steady(row: &Bound) -> bool {
    row.stage == StageName::Published && row.flags.live() && !row.flags.correcting()
}

fn article(
    front: &Front,
    desk: &Desk,
    (row, take): (i64, Take),
    job: &Job,
    mark: Option<Mark>,
    site: &mut Site<'_>,
    taken: &mut Taken,
) -> Result<(), Failure> {
    let outgoing = desk.outgoing(row, take, job.now).map_err(|error| front.refuse(error))?;
    match outgoing {
        Outgoing::Page(cleared, story) => {
            page(front, &cleared, story, mark, site)?;
            if !cleared.is_live() {
                taken.push((cleared.article(), cleared.revision()));
            }
            Ok(())
        }
        Outgoing::Notice { path, at, reason } => {
            let reason = desk.note_text(&reason).map_err(|error| front.refuse(error))?;
            site.tombstone(&Tombstone { path: &path, at, reason: &reason })
                .map_err(|error| failed(front, &error))
        }
        Outgoing::Nothing => Ok(()),
    }
}

fn page(
    front: &Front,
    cleared: &Cleared,
    story: Story,
    mark: Option<Mark>,
    site: &mut Site<'_>,
) -> Result<(), Failure> {
    let corrections: Vec<Correction> =
        story.corrections.into_iter().map(|(at, reason)| Correction { at, reason }).collect();
    let key = sshsig::fingerprint(&cleared.approver());
    let page = ClearedPage::new(cleared, &corrections, &key);
    let kept = site.keep(&page.page().listing()).map_err(|error| failed(front, &error))?;
    if !kept {
        site.article(&page).map_err(|error| failed(front, &error))?;
    }
    // Pages at old paths are written at every run, so such an article is opened at each.
    if let Some(mark) = mark.filter(|_| story.moved.is_empty()) {
        site.note_mark(&page.page().listing(), mark).map_err(|error| failed(front, &error))?;
    }
    for from in story.moved {
        site.redirect(&from, cleared.path()).map_err(|error| failed(front, &error))?;
    }
    Ok(())
}

/// A failure of the export, in words.
fn failed(front: &Front, error: &WriteError) -> Failure {
    super::refusal::export(error, front.printer.words())
}

fn print(front: &Front, out: &Path, report: &Report, ms: u64) -> Result<(), Failure> {
    let place = std::path::absolute(out).unwrap_or_else(|_error| out.to_owned());
    let place = place.to_string_lossy();
    if front.printer.json_wanted() {
        return front.printer.json(&json!({
            "out": place,
            "pages": report.pages,
            "written": report.written,
            "unchanged": report.unchanged,
            "removed": report.removed,
            "ms": ms,
        }));
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let values = [
        ("pages", count(report.pages).into()),
        ("written", count(report.written).into()),
        ("unchanged", count(report.unchanged).into()),
        ("removed", count(report.removed).into()),
    ];
    front
        .printer
        .spans(&[(Tone::Good, "✓ "), (Tone::Plain, &front.printer.say("export-done", &values))])?;
    front.printer.line(&place)
}
