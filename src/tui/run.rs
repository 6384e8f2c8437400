//! The shell of the workstation: the terminal, the desk's thread, the journals and the watch over
//! the desk's files, around a screen that knows none of them.
//!
//! The thread that draws never touches the desk: it takes what is there, draws when nothing more
//! waits, and sleeps until something comes or something is due.

mod approved;
mod calm;
mod clipboard;
mod ears;
pub mod external;
mod files;
mod first;
mod keyboard;
mod publishing;
mod rehearsal;
mod scribe;
mod setup;
pub mod terminal;
mod watch;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use crossterm::event::Event as TerminalEvent;

#[cfg(unix)]
pub use self::terminal::signals::end_by;
// What the caller gives and gets; the rest of the screen is its own affair.
pub use super::app::Taste;
pub use super::keymap::{Keymap, Preset};
pub use super::msg::{Exported, Founding, Told};
pub use super::theme::{Depth, Wish, scheme_of_colorfgbg};

use self::calm::Calm;
use self::clipboard::Clipboard;
use self::ears::Ears;
use self::publishing::{Place, Pushing};
pub use self::publishing::{Speakers, Speaking};
pub use self::rehearsal::Rehearsal;
use self::scribe::Scribes;
pub use self::setup::{Asked, Known};
use self::terminal::signals::Told as Signal;
use self::terminal::{Options, Screen};
use self::watch::Watch;
use self::worker::Worker;
use super::app::{App, KeysFile};
use super::input::{Input, Reader};
use super::msg::external::Returned;
use super::msg::publishing::Ask;
use super::msg::writing::Uncopied;
use super::msg::{Effect, Msg, Now, Reply, Request, Scribe};
use super::redraw::Redraw;
use super::view;
use crate::clock::Clock;
use crate::desk::edit::Change;
use crate::desk::import::Imported;
use crate::desk::{Desk, DeskError, Me, SignedIn};
use crate::domain::ids::ArticleId;
use crate::lang::Lang;
use crate::paths::private;

/// So long the first picture waits for the list, so that it is drawn once.
const FIRST: Duration = Duration::from_millis(40);

/// So long what waits is taken in without being shown. A flood of keys is drawn when it is through,
/// and one that takes longer, on a slow machine, is seen to go on.
const UNSEEN: Duration = Duration::from_millis(100);

/// So long after one report of the mouse others may follow.
const REPORTS: Duration = Duration::from_millis(250);

/// What reaches the thread that draws.
#[derive(Debug)]
enum Event {
    Terminal(TerminalEvent, Instant),
    /// The keyboard is gone: the terminal was closed.
    Closed,
    Reply(Box<Reply>),
    Uncopied(Uncopied),
    /// The desk's files changed.
    Touched,
    Signal(Signal),
}

/// What the caller lends: words for what the desk refuses, and the work of commands.
pub trait Lender: Send {
    fn tell(&mut self, error: DeskError, lang: Lang) -> Told;
    fn notes(&mut self, imported: &Imported, lang: Lang) -> Vec<String>;
    /// What a pasted text is called as a source.
    fn pasted_name(&mut self, lang: Lang) -> String;
    /// Names and titles of the kinds of release.
    fn templates(&mut self, desk: &Desk, lang: Lang) -> Vec<(String, String)>;
    /// What a kind of release fills, and how many words it wants.
    fn template(
        &mut self,
        desk: &Desk,
        me: &Me,
        name: &str,
        lang: Lang,
    ) -> Result<(Vec<Change>, Option<u32>), Told>;
    fn export(
        &mut self,
        desk: &mut Desk,
        me: Option<&Me>,
        publish: bool,
        lang: Lang,
    ) -> Result<Exported, Told>;
    /// Makes a backup if one is due; words if that failed.
    fn backup(&mut self, desk: &Desk, lang: Lang) -> Option<String>;
    fn add_person(
        &mut self,
        desk: &mut Desk,
        me: &Me,
        name: &str,
        full_name: &str,
        roles: &[String],
    ) -> Result<(), DeskError>;
}

/// What the workstation begins with.
pub struct Start {
    pub desk: Desk,
    pub me: Option<SignedIn>,
    pub taste: Taste,
    pub lender: Box<dyn Lender>,
    /// Who speaks with destinations: some need the work of commands.
    pub speaking: Speaking,
    /// The person's own key map, read again when it changes.
    pub keys: Option<PathBuf>,
    /// The commands that were chosen last, by name.
    pub recent: Option<String>,
    /// Whether the short tour is shown first.
    pub tour: bool,
    pub rehearsal: Option<Rehearsal>,
}

/// Why the workstation could not begin or go on.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    #[error("the terminal cannot be used")]
    Terminal(#[source] std::io::Error),
    #[error("a thread could not be started")]
    Thread(#[source] std::io::Error),
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Quit,
    /// By a signal, whose number is given.
    Signal(i32),
    /// The terminal went away.
    Closed,
}

/// The terminal and its keyboard, taken once: the first questions and the workstation after them
/// sit in the same place.
pub struct Seat {
    screen: Screen,
    ears: Ears,
    events: Sender<Event>,
    inbox: Receiver<Event>,
}

impl Seat {
    pub fn take() -> Result<Self, RunError> {
        let (events, inbox) = mpsc::channel();
        // A signal that comes from here on finds the terminal ours, and it is given back.
        let ears = Ears::shut().map_err(RunError::Thread)?;
        let screen =
            Screen::enter(Options { mouse: true, kitty: false }).map_err(RunError::Terminal)?;
        Ok(Self { screen, ears, events, inbox })
    }
}

/// Runs the workstation until it is left.
pub fn run(seat: Seat, start: Start) -> Result<Ended, RunError> {
    let Seat { mut screen, ears, events, inbox } = seat;
    let Start { desk, me, taste, lender, speaking, keys, recent, tour, rehearsal } = start;
    let clock = desk.clock_handle();
    let scribes = Scribes::new(&desk, me.as_ref().map(SignedIn::person), Arc::clone(&clock));
    let (dir, state) = (desk.dir().to_owned(), desk.state_dir().to_owned());
    let pages = state.join("edit");
    let (requests, orders) = mpsc::channel();
    let mut worker = Worker::new(desk, me, lender, taste.lang, events.clone());
    let size = size_of(&screen);
    let mut shell = Shell {
        started: Instant::now(),
        app: App::new(taste, size, Now { ms: 0, at: clock.now() }),
        reader: Reader::new(true),
        place: Place { dir: dir.clone(), state, clock: Arc::clone(&clock), speaking },
        pushing: None,
        clock,
        requests,
        scribes,
        ears,
        clipboard: Clipboard::default(),
        watch: None,
        calm: Calm::default(),
        events: events.clone(),
        dir,
        pages,
        keys,
        later: Some(Vec::new()),
        ended: None,
        redraw: Redraw::All,
    };
    shell.app.recall(&recent.unwrap_or_default());
    if tour {
        shell.app.begin_tour();
    }
    let undone = shell.first(&mut screen, &mut worker, &orders, rehearsal);
    let undone = undone.map_err(RunError::Terminal)?;
    let worker = std::thread::Builder::new()
        .name("desk".to_owned())
        .spawn(move || worker.serve(undone, &orders))
        .map_err(RunError::Thread)?;
    shell.begin(&mut screen).map_err(RunError::Thread)?;
    let ended = shell.serve(&mut screen, &inbox);
    drop(shell);
    drop(screen);
    // What was asked last is done before the process goes: the desk closes when nobody asks.
    let _finished = worker.join();
    drop(events);
    ended
}

struct Shell {
    started: Instant,
    app: App,
    reader: Reader,
    clock: Arc<Clock>,
    requests: Sender<Request>,
    scribes: Scribes,
    ears: Ears,
    clipboard: Clipboard,
    /// Begun when the first picture is there.
    watch: Option<Watch>,
    /// How often what others write is looked at.
    calm: Calm,
    /// Where the worker finds the desk, and the worker: only with destinations.
    place: Place,
    pushing: Option<Pushing>,
    events: Sender<Event>,
    dir: PathBuf,
    /// Where pages for the person's own editor lie.
    pages: PathBuf,
    keys: Option<PathBuf>,
    /// What waits until the first picture is there; nothing does after it.
    later: Option<Vec<Effect>>,
    ended: Option<Ended>,
    redraw: Redraw,
}

impl Shell {
    fn now(&self) -> Now {
        self.now_at(Instant::now())
    }

    fn now_at(&self, at: Instant) -> Now {
        let since = at.saturating_duration_since(self.started);
        Now { ms: u64::try_from(since.as_millis()).unwrap_or(u64::MAX), at: self.clock.now() }
    }

    /// The screen changes single keys of the person's own file: it has to know its text.
    fn lend_keys(&mut self) {
        let text = self.keys.as_ref().and_then(|path| std::fs::read_to_string(path).ok());
        let path = self.keys.as_ref().map(|path| path.to_string_lossy().into_owned());
        let preset = self.app.keys_file.preset;
        self.app.keys_file = KeysFile { preset, path, text: text.unwrap_or_default() };
    }

    /// What a session left behind, this one too: whoever was revoked in it takes nothing along.
    fn offer(&mut self, screen: &mut Screen) {
        let found = self.scribes.found();
        if !found.is_empty() {
            self.update(screen, Msg::Recovered(found));
        }
    }

    /// Asks the terminal for the colour of its ground, if that decides anything.
    fn ask_ground(&mut self, screen: &mut Screen) {
        if self.app.wants_ground() && screen.ask().is_ok() {
            self.reader.asked(self.now().ms);
        }
    }

    fn ask(&self, request: Request) {
        if let Request::Publishing(Ask::Check(name)) = request {
            return self.check(name);
        }
        // A desk that is gone answers nothing; the screen says so when its thread ends.
        let _gone = self.requests.send(request);
    }

    fn serve(&mut self, screen: &mut Screen, inbox: &Receiver<Event>) -> Result<Ended, RunError> {
        let first = Instant::now() + FIRST;
        loop {
            let unseen = Instant::now() + UNSEEN;
            while let Ok(event) = inbox.try_recv() {
                self.take(screen, event);
                if let Some(ended) = self.ended {
                    return Ok(ended);
                }
                if Instant::now() >= unseen {
                    break;
                }
            }
            let waits = !self.app.list.is_loaded() && Instant::now() < first;
            if !waits {
                self.show(screen).map_err(RunError::Terminal)?;
                self.watch();
            }
            match self.next(inbox, waits.then_some(first)) {
                Some(event) => self.take(screen, event),
                None => self.wake(screen),
            }
            if let Some(ended) = self.ended {
                return Ok(ended);
            }
        }
    }

    /// Draws if there is something to draw.
    fn show(&mut self, screen: &mut Screen) -> std::io::Result<()> {
        if self.redraw == Redraw::Nothing {
            return Ok(());
        }
        self.fit(screen);
        self.draw(screen)
    }

    fn draw(&mut self, screen: &mut Screen) -> std::io::Result<()> {
        let what = std::mem::take(&mut self.redraw);
        let app = &self.app;
        let part = what != Redraw::All;
        if part && screen.touch_up(|frame| view::redraw(app, frame, what))? {
            debug_assert_eq!(view::stale(app, screen.picture()), None, "{what:?}");
            return Ok(());
        }
        screen.draw(|frame| view::draw(app, frame))
    }

    fn redraw(&mut self, screen: &mut Screen) {
        screen.redraw();
        self.redraw = Redraw::All;
    }

    /// Watches from here on, and looks for what was missed.
    fn watch(&mut self) {
        if self.watch.is_none() {
            let keys = self.keys.as_deref();
            self.watch = Some(Watch::begin(&self.dir, keys, self.events.clone()));
            self.ask(Request::Look);
            self.ask(Request::Publishing(Ask::Overview));
        }
    }

    /// The size may be another before that is told.
    fn fit(&mut self, screen: &mut Screen) {
        let (width, height) = size_of(screen);
        if (width, height) != self.app.size() {
            self.update(screen, Msg::Input(Input::Resize(width, height)));
        }
    }

    /// The next event; none if something became due before it.
    fn next(&self, inbox: &Receiver<Event>, first: Option<Instant>) -> Option<Event> {
        let now = self.now().ms;
        let due = self.app.deadline().map(|at| Duration::from_millis(at.saturating_sub(now)));
        let held = self.reader.wait_ms(now).map(Duration::from_millis);
        let until = |at: Instant| at.saturating_duration_since(Instant::now());
        let (first, look) = (first.map(until), self.calm.due().map(until));
        match [due, held, first, look].into_iter().flatten().min() {
            None => inbox.recv().ok(),
            Some(wait) => inbox.recv_timeout(wait).ok(),
        }
    }

    /// Something has become due.
    fn wake(&mut self, screen: &mut Screen) {
        let mut inputs = Vec::new();
        self.reader.tick(self.now().ms, &mut inputs);
        for input in inputs {
            self.update(screen, Msg::Input(input));
        }
        if self.app.deadline().is_some_and(|at| at <= self.now().ms) {
            self.update(screen, Msg::Tick);
        }
        if self.calm.is_time(Instant::now()) {
            self.ask(Request::Look);
        }
    }

    fn take(&mut self, screen: &mut Screen, event: Event) {
        match event {
            Event::Terminal(event, at) => {
                let now = self.now_at(at).ms;
                let mut inputs = Vec::new();
                if matches!(event, TerminalEvent::Mouse(_)) {
                    terminal::expect(Some(REPORTS));
                }
                self.reader.take(event, now, &mut inputs);
                for input in inputs {
                    match input {
                        Input::Resize(..) => self.redraw(screen),
                        // The terminal's colours may be others by now.
                        Input::Focus(true) => self.ask_ground(screen),
                        Input::Theme(_) => terminal::expect(None),
                        _ => {}
                    }
                    self.update(screen, Msg::Input(input));
                }
            }
            Event::Reply(reply) => {
                self.heard(&reply);
                self.update(screen, Msg::Reply(reply));
            }
            Event::Uncopied(why) => self.update(screen, Msg::Uncopied(why)),
            Event::Touched => {
                let touched = self.watch.as_ref().is_some_and(Watch::desk_touched);
                if touched && self.calm.wrote(Instant::now()) {
                    self.ask(Request::Look);
                }
                if self.watch.as_ref().is_some_and(Watch::keys_touched) {
                    self.read_keys(screen);
                }
            }
            Event::Signal(signal) => self.signal(screen, signal),
            Event::Closed => {
                self.update(screen, Msg::Ending);
                self.ended = Some(Ended::Closed);
            }
        }
    }

    fn signal(&mut self, screen: &mut Screen, signal: Signal) {
        match signal {
            Signal::End(number) => {
                self.update(screen, Msg::Ending);
                self.ended = Some(Ended::Signal(number));
            }
            Signal::Redraw => {
                self.redraw(screen);
                self.update(screen, Msg::Resumed);
            }
        }
    }

    fn update(&mut self, screen: &mut Screen, msg: Msg) {
        let now = self.now();
        let effects = self.app.update(now, msg);
        self.redraw = self.redraw.and(self.app.take_redraw());
        for effect in effects {
            self.effect(screen, effect);
        }
    }

    fn effect(&mut self, screen: &mut Screen, effect: Effect) {
        let effect = match (effect, &mut self.later) {
            (Effect::Ask(request), _) => return self.ask(request),
            (effect, Some(later)) => return later.push(effect),
            (effect, None) => effect,
        };
        match effect {
            Effect::Ask(request) => self.ask(request),
            Effect::Journal(scribe) => {
                let sits_down = matches!(scribe, Scribe::Writer(_));
                if let Some(state) = self.scribes.write(scribe) {
                    self.update(screen, Msg::Journal(state));
                }
                if sits_down {
                    self.offer(screen);
                }
            }
            Effect::Copy(text) => self.copy(screen, text),
            Effect::Title(title) => {
                let _without = screen.title(&title);
            }
            // There is a desk.
            Effect::Found(_) => {}
            Effect::Mouse(on) => {
                if let Err(error) = screen.mouse(on) {
                    tracing::warn!("{error}");
                }
            }
            Effect::WriteKeys(text) => self.write_keys(screen, &text),
            Effect::Redraw => self.redraw(screen),
            Effect::Quit => self.ended = Some(Ended::Quit),
            Effect::External { article, text } => self.lend(screen, article, &text),
            Effect::Tidy(path) => external::tidy(std::path::Path::new(&path)),
        }
    }

    /// To the terminal's clipboard and to the desktop's.
    fn copy(&mut self, screen: &mut Screen, text: String) {
        let told = screen.copy(&text);
        if let Err(error) = &told {
            tracing::warn!("{error}");
        }
        let (bytes, events) = (text.len(), self.events.clone());
        let taken = self.clipboard.put(text, told.is_ok(), move |name, terminal| {
            let _nobody_left = events.send(Event::Uncopied(Uncopied::Program { name, terminal }));
        });
        if told.is_err() && !taken {
            self.update(screen, Msg::Uncopied(Uncopied::TooLong(bytes)));
        }
    }

    /// The terminal is the other program's until that ends.
    fn lend(&mut self, screen: &mut Screen, article: ArticleId, text: &str) {
        let edit = || external::edit(&self.pages, article, &self.clock, text);
        let mut ended = None;
        let lent = self.ears.paused(|| screen.lend(|| ended = Some(edit())));
        let returned = match (ended, lent) {
            (Some(returned), Ok(())) => returned,
            // Whatever was written is told by its place: nobody may be there to look at it.
            (returned, lent) => {
                let why = lent.err().map_or_else(String::new, |error| error.to_string());
                tracing::error!("the terminal did not come back: {why}");
                let path = returned.as_ref().and_then(external::keeps).unwrap_or_default();
                Returned::Unreadable { path: path.to_owned(), why }
            }
        };
        self.update(screen, Msg::External { article, returned });
    }

    /// The new file takes the old one's place whole, and counts at once.
    fn write_keys(&mut self, screen: &mut Screen, text: &str) {
        let Some(path) = &self.keys else { return };
        // A link stays a link: many people keep such files elsewhere.
        let real = std::fs::canonicalize(path).unwrap_or_else(|_none_yet| path.clone());
        let folder = real.parent().map_or(Ok(()), private::create_private_dir);
        let written = folder.and_then(|()| private::replace_private(&real, text.as_bytes()));
        match written {
            Ok(()) => self.app.keys_written(text),
            Err(error) => {
                tracing::warn!("{error:?}");
                self.app.keys_unwritten();
            }
        }
        self.update(screen, Msg::Tick);
    }

    /// The person's key map as it is now; one with faults changes nothing but says so.
    fn read_keys(&mut self, screen: &mut Screen) {
        let Some(path) = &self.keys else { return };
        let text = std::fs::read_to_string(path).unwrap_or_default();
        self.app.keys_are(&text);
        self.update(screen, Msg::Tick);
    }
}

fn size_of(screen: &Screen) -> (u16, u16) {
    screen.size().unwrap_or_default()
}

impl Drop for Shell {
    fn drop(&mut self) {
        let _told_in_the_log = self.scribes.sync();
    }
}
