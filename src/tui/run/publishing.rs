//! The thread that brings approved texts to their destinations, with a desk of its own. There is
//! none without destinations; with them it sleeps until something is due or was decided.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use super::{Event, Shell};
use crate::clock::Clock;
use crate::desk::{Desk, DeskError, Intent};
use crate::domain::delivery::{Name, Standing};
use crate::push::worker::{Call, News as Told, Worker};
use crate::push::{self, Means, speakers};
use crate::tui::msg::Reply;
use crate::tui::msg::publishing::{Answer, News, Step, Verdict};

/// Whoever leaves waits so long for a worker that sleeps; one that talks to a destination is left
/// behind, and what it was sending is looked for at the next start.
const FAREWELL: Duration = Duration::from_millis(8);

/// Where the desk lies, for a second handle on it.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) dir: PathBuf,
    pub(super) state: PathBuf,
    pub(super) clock: Arc<Clock>,
}

impl Place {
    fn open(&self, intent: Intent) -> Result<Desk, DeskError> {
        Desk::open(&self.dir, &self.state, Arc::clone(&self.clock), intent)
    }
}

/// The worker's thread, as the shell holds it.
pub(super) struct Pushing {
    calls: Sender<Call>,
    leaves: Arc<AtomicBool>,
    /// Closed when the thread has ended.
    ended: Receiver<()>,
}

impl Pushing {
    pub(super) fn begin(place: Place, events: Sender<Event>) -> std::io::Result<Self> {
        let (calls, orders) = mpsc::channel();
        let (lives, ended) = mpsc::channel::<()>();
        let leaves = Arc::new(AtomicBool::new(false));
        let leaving = Arc::clone(&leaves);
        std::thread::Builder::new().name("push".to_owned()).spawn(move || {
            if let Err(error) = work(&place, &leaving, &orders, &events) {
                tracing::warn!(%error, "nothing is sent from this window");
            }
            drop(lives);
        })?;
        Ok(Self { calls, leaves, ended })
    }

    /// Something may be due now.
    pub(super) fn nudge(&self) {
        // A worker whose desk could not be opened hears nothing; the log says so.
        let _gone = self.calls.send(Call::Nudge);
    }
}

impl Drop for Pushing {
    fn drop(&mut self) {
        self.leaves.store(true, Ordering::Release);
        let _gone = self.calls.send(Call::Stop);
        let _left_behind = self.ended.recv_timeout(FAREWELL);
    }
}

fn work(
    place: &Place,
    leaving: &AtomicBool,
    orders: &Receiver<Call>,
    events: &Sender<Event>,
) -> Result<(), DeskError> {
    let mut desk = place.open(Intent::Write)?;
    if desk.store().is_read_only() {
        return Ok(());
    }
    let means = Means::of(&desk)?;
    let access = desk.access();
    let mut make = |destination: &_| speakers::speaker_at(&access, destination, &means);
    let mut teller = Teller { events, headline: String::new(), was: Standing::Queued };
    let mut tell = |news| teller.tell(news);
    let go_on = || !leaving.load(Ordering::Acquire);
    let mut worker = Worker::new(means.clone(), &speakers::body, &mut make, &mut tell, &go_on);
    worker.run(&mut desk, orders);
    desk.close();
    Ok(())
}

impl Shell {
    /// Begins the worker with the first destination, and wakes it when something may be due.
    pub(super) fn heard(&mut self, reply: &Reply) {
        let is_deed = match reply {
            Reply::Acted { .. }
            | Reply::Changed
            | Reply::Publishing(
                Answer::Decided { .. } | Answer::Retried(_) | Answer::Kept(_) | Answer::Moved,
            ) => true,
            Reply::Publishing(Answer::Overview(overview)) => {
                if overview.destinations.is_empty() || overview.idle {
                    self.pushing = None;
                } else if self.pushing.is_none() {
                    let begun = Pushing::begin(self.place.clone(), self.events.clone());
                    let begun = begun.inspect_err(|error| tracing::warn!("no worker: {error}"));
                    self.pushing = begun.ok();
                }
                false
            }
            _ => false,
        };
        if let Some(pushing) = self.pushing.as_ref().filter(|_| is_deed) {
            pushing.nudge();
        }
    }

    pub(super) fn check(&self, name: Name) {
        if let Err(error) = check(self.place.clone(), name.clone(), self.events.clone()) {
            tracing::warn!("no check: {error}");
            let answer = Reply::Publishing(Answer::Checked(name));
            let _nobody = self.events.send(Event::Reply(Box::new(answer)));
        }
    }
}

/// Runs the guided check of a destination aside: it waits for the network, and nobody waits for it.
fn check(place: Place, name: Name, events: Sender<Event>) -> std::io::Result<()> {
    let thread = std::thread::Builder::new().name("check".to_owned());
    thread.spawn(move || {
        let tell = |answer| {
            let _left = events.send(Event::Reply(Box::new(Reply::Publishing(answer))));
        };
        if let Err(error) = checked(&place, &name, &tell) {
            tracing::warn!(%error, "the check ended early");
        }
        tell(Answer::Checked(name));
    })?;
    Ok(())
}

fn checked(place: &Place, name: &Name, tell: &dyn Fn(Answer)) -> Result<(), DeskError> {
    let desk = place.open(Intent::Read)?;
    let (destination, means) = (desk.destination(name)?, Means::of(&desk)?);
    let told = |step| tell(Answer::Step { name: name.clone(), step: Box::new(step) });
    match speakers::speaker_at(&desk.access(), &destination, &means) {
        Ok(mut speaker) => speaker.check(&mut |step| told(shown(step))),
        Err(trouble) => {
            let verdict = Some(Verdict::Bad);
            let (key, values) = ("begin".to_owned(), BTreeMap::new());
            told(Step { key, verdict, values, trouble: Some(trouble), found: None });
        }
    }
    Ok(())
}

fn shown(step: push::Step) -> Step {
    let verdict = match step.verdict {
        push::Verdict::Good => Some(Verdict::Good),
        push::Verdict::Doubtful => Some(Verdict::Doubtful),
        push::Verdict::Bad => Some(Verdict::Bad),
        push::Verdict::Skipped => None,
    };
    let push::Step { key, values, trouble, found, .. } = step;
    Step { key: key.to_owned(), verdict, values, trouble, found }
}

/// Turns what the worker tells into answers for the screen.
struct Teller<'a> {
    events: &'a Sender<Event>,
    headline: String,
    was: Standing,
}

impl Teller<'_> {
    fn tell(&mut self, news: Told) {
        let news = match news {
            Told::Begun(job) => {
                self.headline.clone_from(&job.frozen.headline);
                self.was = job.entry.parcel.standing;
                let (destination, looks) = (job.destination.name.clone(), job.is_look_back());
                News::Begun { destination, looks }
            }
            Told::Ended(finished) => News::Ended {
                entry: Box::new(finished.entry),
                headline: self.headline.clone(),
                was: self.was,
            },
            Told::Idle(_) => News::Idle,
        };
        let reply = Reply::Publishing(Answer::News(news));
        // Nobody looks any more: the work is done all the same.
        let _left = self.events.send(Event::Reply(Box::new(reply)));
    }
}
