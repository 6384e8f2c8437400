//! The first picture before there is anything to show: what it needs of code, words and room is
//! found by another thread while the desk is still being opened.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use uuid::Uuid;

use super::Taste;
use super::terminal;
use crate::domain::ids::{ArticleId, PersonId};
use crate::domain::people::Roles;
use crate::domain::stage::StageName;
use crate::domain::time::Timestamp;
use crate::domain::view::{Flags, ListRow, Page, PersonRow};
use crate::domain::zone::Zone;
use crate::tui::app::App;
use crate::tui::msg::{Msg, Now, Office, Reply, Where};
use crate::tui::picture::Picture;
use crate::tui::view;

/// A rehearsal that is not done so soon does not pay.
const SOON: Duration = Duration::from_micros(500);

/// A picture that nobody sees: what the first one needs is read and found by a thread of its own
/// while the desk is still being opened.
pub struct Rehearsal {
    room: Receiver<Picture>,
    /// Somebody waits for its end: what is only good to have is left out.
    awaited: Arc<AtomicBool>,
}

impl Rehearsal {
    /// Without a thread all of it is read when it is asked for.
    pub fn begin(taste: impl FnOnce() -> Taste + Send + 'static) -> Option<Self> {
        let (done, room) = mpsc::channel();
        let awaited = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&awaited);
        let thread = std::thread::Builder::new().name("prepare".to_owned());
        // It ends by itself, and nobody misses it if the program ends before it.
        let _thread = thread.spawn(move || rehearse(taste(), &stop, &done)).ok()?;
        Some(Self { room, awaited })
    }

    /// The room that it was drawn in, which the system has given out already. What it is about to
    /// find need not be looked for by two; but nobody sleeps for it.
    pub(super) fn room(self) -> Option<Picture> {
        self.awaited.store(true, Ordering::Relaxed);
        let end = Instant::now() + SOON;
        loop {
            match self.room.try_recv() {
                Ok(room) => return Some(room),
                Err(TryRecvError::Empty) if Instant::now() < end => std::thread::yield_now(),
                Err(_) => return None,
            }
        }
    }
}

fn rehearse(taste: Taste, stop: &AtomicBool, done: &Sender<Picture>) {
    let at = Timestamp::from_ms(0);
    let now = Now { ms: 0, at };
    let size = terminal::size().unwrap_or_default();
    let mut app = App::new(taste, size, now);
    // What the screen asks for in turn is asked of nobody.
    for reply in [house(), page(at)] {
        let _unasked = app.update(now, Msg::Reply(Box::new(reply)));
    }
    // Handed over before this screen is taken apart. Without a workstation nobody wants it.
    let _wanted = done.send(terminal::rehearse(size, |frame| view::draw(&app, frame), stop));
}

/// An office with one person, who has sat down.
fn house() -> Reply {
    let me = PersonRow {
        row: 1,
        id: PersonId(Uuid::nil()),
        name: "somebody".to_owned(),
        full_name: None,
        roles: Roles::all(),
        revoked: false,
    };
    Reply::House(Box::new(Office {
        name: String::new(),
        place: String::new(),
        zone: Zone::JAKARTA,
        sections: Vec::new(),
        language: String::new(),
        site_url: None,
        single_eye: false,
        word_goal: None,
        headline_limit: 0,
        smart_typing: false,
        strict: false,
        suggestions: false,
        today: NaiveDate::default(),
        people: vec![me.clone()],
        me: Some(me),
        locked: None,
        read_only: false,
        desk: String::new(),
    }))
}

/// A list of one text that was written then, as the answer to the first question.
fn page(at: Timestamp) -> Reply {
    let row = ListRow {
        row: 1,
        id: ArticleId(Uuid::nil()),
        short: String::new(),
        headline: "headline".to_owned(),
        section: String::new(),
        stage: StageName::Draft,
        flags: Flags::default(),
        author: 1,
        contributors: vec![1],
        created: at,
        updated: at,
        touched: 1,
        due: None,
        words: 1,
        number: 1,
        rules: None,
        findings: None,
    };
    let page = Page { rows: vec![row], next: None, cut: false };
    Reply::Page { ticket: 1, at: Where::On(None), page, hints: Vec::new(), total: Some(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing;

    #[test]
    fn a_list_is_shown_and_the_room_comes_back_blank() {
        let mut app = testing::empty(crate::lang::Lang::En);
        for reply in [house(), page(Timestamp::from_ms(0))] {
            testing::reply(&mut app, reply);
        }
        let screen = testing::screen(&mut app, 80, 24);
        assert!(screen.contains("headline"), "{screen}");
        let taste = testing::taste(crate::lang::Lang::En);
        let rehearsal = Rehearsal::begin(move || taste).unwrap();
        let room = rehearsal.room.recv().unwrap();
        assert_eq!(*room.buffer(), *Picture::blank(room.size().0, room.size().1).buffer());
    }
}
