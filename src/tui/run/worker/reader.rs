//! The copy desk at a long text, on a thread of its own: to keep or to save waits for no look at it,
//! and neither does the end of the program.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};

use super::Event;
use crate::desk::copydesk::CopyDesk;
use crate::rules::{Keeper, Report};
use crate::text::changed::Run;
use crate::tui::msg::Reply;
use crate::tui::msg::checks::Checked;
use crate::tui::msg::typed::Typed;

use super::super::approved::Approved;

/// A text, and all that the desk knows for it.
pub(super) struct Job {
    pub(super) version: u64,
    pub(super) text: Typed,
    pub(super) copydesk: CopyDesk,
    /// Paragraphs that it knows are not read again.
    pub(super) keeper: Arc<Keeper>,
    /// What it is compared with.
    pub(super) approved: Option<Approved>,
}

impl Job {
    pub(super) fn reply(self) -> Reply {
        let Self { version, text, copydesk, keeper, approved } = self;
        let body = text.body().clone();
        let text = text.into_manuscript();
        let changed = approved.map(|approved| approved.changed(&text.body));
        let changed: Vec<Run> = changed.unwrap_or_default();
        let Report { findings, dismissed } = copydesk.report_again(&text, &keeper);
        Reply::Checked(Box::new(Checked { version, body, findings, dismissed, changed }))
    }
}

/// Begun with the first long text.
#[derive(Default)]
pub(super) struct Reader(Option<Sender<Job>>);

impl Reader {
    /// Has it looked at; gives it back if there is no such thread.
    pub(super) fn take(&mut self, job: Job, replies: &Sender<Event>) -> Result<(), Box<Job>> {
        let jobs = match self.0.take().map_or_else(|| begin(replies.clone()), Ok) {
            Ok(jobs) => jobs,
            Err(error) => {
                tracing::warn!("no thread for long texts: {error}");
                return Err(Box::new(job));
            }
        };
        let taken = jobs.send(job).map_err(|back| Box::new(back.0));
        if taken.is_ok() {
            self.0 = Some(jobs);
        }
        taken
    }
}

fn begin(replies: Sender<Event>) -> std::io::Result<Sender<Job>> {
    let (jobs, orders) = mpsc::channel();
    std::thread::Builder::new()
        .name("reader".to_owned())
        .spawn(move || serve(&orders, &replies))
        .map(|_detached| jobs)
}

/// Only the newest text is looked at: nobody waits for another.
fn serve(orders: &Receiver<Job>, replies: &Sender<Event>) {
    while let Ok(job) = orders.recv() {
        let newest = orders.try_iter().last().unwrap_or(job);
        if replies.send(Event::Reply(Box::new(newest.reply()))).is_err() {
            break;
        }
    }
}
