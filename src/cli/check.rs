//! `check`: what the copy desk says of articles, files, and all files of a folder.

mod place;
mod sarif;
mod seen;
mod told;
mod walk;
mod work;

use serde_json::json;

use super::args::texts::Check;
use super::args::values::CheckFormat;
use super::out::{Failure, Stream};
use super::{Exit, Front, documents};
use crate::desk::copydesk::CopyDesk;
use crate::desk::dismiss::Stood;
use crate::desk::{Desk, DeskError, Intent};
use crate::domain::finding::{Finding, Level};
use crate::domain::manuscript::Manuscript;
use crate::intake::MAX_PACKED;
use crate::rules::House;

use seen::{Place, Seen};
pub use told::line;
use walk::Source;

/// A text that was checked.
struct Checked {
    manuscript: Manuscript,
    findings: Vec<Seen>,
    dismissed: Vec<Seen>,
    /// What was let stand, and by whom.
    stood: Vec<Stood>,
    is_article: bool,
    /// The characters of the file; an article has none, nor has a word processor's file.
    file: Option<String>,
}

/// What is told, and what was seen so far.
struct Telling<'a> {
    front: &'a Front,
    lowest: Level,
    dismissed: bool,
    out: Out<'a>,
    /// The only source is told of as a whole: a refusal is the command's.
    alone: bool,
    errors: u64,
    warnings: u64,
    failed: bool,
}

enum Out<'a> {
    Human,
    Json(Stream<'a>),
    Sarif(Stream<'a>, sarif::Rules),
}

pub fn run(front: &mut Front, args: &Check) -> Result<Exit, Failure> {
    let places = front.places()?;
    // A file can be checked on a machine that has no desk.
    let desk = if places.desk.join(crate::desk::FILE).exists() {
        Some(front.open(Intent::Read)?)
    } else {
        None
    };
    let front = &*front;
    let refuse = |error| front.refuse(error);
    let sources = walk::sources(&args.sources, desk.as_ref().is_some()).map_err(refuse)?;
    if let Some(desk) = &desk
        && let Some(fault) = desk.own_rules().map_err(refuse)?.fault
    {
        front.printer.warn(&super::rules::fault_told(&fault, front.printer.words()));
    }
    let about = desk.as_ref().map(Desk::copydesk).transpose().map_err(refuse)?;
    let today = match &about {
        Some(about) => about.today(),
        None => front.clock()?.now().utc().date_naive(),
    };
    let shared = work::Desk {
        house: about.as_ref().map_or_else(
            || House { speller: crate::desk::hunspell::shared, ..House::plain(today, "id") },
            CopyDesk::about,
        ),
        sections: about.as_ref().map_or(&[], |about| about.house().sections.as_slice()),
    };
    let mut telling = Telling {
        front,
        lowest: args.level.unwrap_or(Level::Warning),
        dismissed: args.dismissed,
        out: out(front, args, &shared.house),
        alone: args.sources.len() == 1 && sources.len() == 1,
        errors: 0,
        warnings: 0,
        failed: false,
    };
    let progress = front.printer.progress("check-progress", sources.len() as u64);
    let mut done = 0;
    let other = |source: &Source| match (source, &desk) {
        (Source::Article(name), Some(desk)) => article(desk, name),
        _ => work::text("-", input()?, shared),
    };
    work::each(&sources, shared, other, |source, checked| {
        done += 1;
        progress.at(done);
        telling.tell(source, checked)
    })?;
    drop(progress);
    telling.end(sources.len())
}

/// How it is told.
fn out<'a>(front: &'a Front, args: &Check, house: &House<'_>) -> Out<'a> {
    if args.format == CheckFormat::Sarif {
        let rules = sarif::Rules::new(house, front.printer.words());
        let stream = front.printer.stream(rules.head(), sarif::TAIL);
        return Out::Sarif(stream, rules);
    }
    if front.printer.json_wanted() || args.format == CheckFormat::Json {
        return Out::Json(front.printer.stream("[", "]"));
    }
    Out::Human
}

fn article(desk: &Desk, name: &str) -> Result<Checked, DeskError> {
    let view = desk.article(name, None)?;
    let report = desk.report_in(&view)?;
    let stood = desk.stood(&view.row.id)?;
    let of_field = |findings: Vec<Finding>| findings.into_iter().map(Seen::of_field).collect();
    Ok(Checked {
        manuscript: view.manuscript,
        findings: of_field(report.findings),
        dismissed: of_field(report.dismissed),
        stood,
        is_article: true,
        file: None,
    })
}

fn input() -> Result<Vec<u8>, DeskError> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    let limit = MAX_PACKED as u64 + 1;
    std::io::stdin()
        .lock()
        .take(limit)
        .read_to_end(&mut bytes)
        .map_err(|source| DeskError::Read { path: "-".into(), source })?;
    Ok(bytes)
}

impl Telling<'_> {
    fn tell(
        &mut self,
        source: &Source,
        checked: Result<Checked, DeskError>,
    ) -> Result<(), Failure> {
        let mut text = match checked {
            Ok(text) => text,
            Err(error) => return self.tell_failure(source, self.front.refuse(error)),
        };
        let count =
            |level| text.findings.iter().filter(|seen| seen.finding.level == level).count() as u64;
        self.errors += count(Level::Error);
        self.warnings += count(Level::Warning);
        let lowest = self.lowest;
        text.findings.retain(|seen| seen.finding.level >= lowest);
        text.dismissed.retain(|seen| self.dismissed && seen.finding.level >= lowest);
        let words = self.front.printer.words();
        match &mut self.out {
            Out::Human => told::print(self.front, source, &text),
            Out::Json(stream) => stream.push(&told::document(source, &text, words)),
            Out::Sarif(stream, rules) => {
                rules.results(source, &text, words).iter().try_for_each(|one| stream.push(one))
            }
        }
    }

    /// One that cannot be read does not hold up the others.
    fn tell_failure(&mut self, source: &Source, failure: Failure) -> Result<(), Failure> {
        if self.alone {
            return Err(failure);
        }
        self.failed = true;
        match &mut self.out {
            Out::Json(stream) => {
                let error = failure.document().into_inner();
                stream.push(&json!({ "source": source.name(), "error": error }))
            }
            Out::Human => told::failure(self.front, source, &failure),
            // Results alone stand in that document.
            Out::Sarif(..) => {
                self.front.printer.complain(&failure);
                Ok(())
            }
        }
    }

    fn end(self, sources: usize) -> Result<Exit, Failure> {
        match self.out {
            Out::Json(stream) | Out::Sarif(stream, _) => stream.end()?,
            Out::Human if sources != 1 => {
                let values = [
                    ("count", sources.into()),
                    ("errors", self.errors.into()),
                    ("warnings", self.warnings.into()),
                ];
                self.front.printer.note(&self.front.printer.say("check-total", &values));
            }
            Out::Human => {}
        }
        Ok(match (self.failed, self.errors) {
            (true, _) => Exit::Partly,
            (false, 0) => Exit::Done,
            (false, _) => Exit::Found,
        })
    }
}
