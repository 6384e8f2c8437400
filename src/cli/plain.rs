//! Plain mode: the workstation as a conversation, one line at a time, for screen readers and line
//! terminals.
//!
//! Nothing is drawn, moved or repainted, and no line is wrapped. Each place says in one line where
//! one is, offers choices, and asks what is next; a number, a letter or a word of either language
//! answers. What is written is kept after every paragraph, so that the end of the input or a
//! signal loses nothing.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::out::{ColorChoice, Failure, Printer, Setting, Terminal};
use super::{Exit, Front, workstation};
use crate::desk::{Desk, DeskError, Intent, Me};
use crate::domain::ids::ArticleId;
use crate::domain::view::ArticleView;
use crate::lang::{Arg, Lang, Words};

mod article;
mod changes;
mod deeds;
mod draft;
mod ears;
mod fields;
mod findings;
mod first;
mod history;
mod home;
mod list;
mod menu;
mod outbox;
mod paragraphs;
mod publish;
mod read;
mod sign_in;
mod take_in;
mod verb;
mod voice;
mod write;

use ears::Ears;

/// Asks for plain mode as `--plain` does.
const VARIABLE: &str = "REDAKSI_PLAIN";

/// Is plain mode asked for, on the line or in the environment? A terminal that can only write
/// lines asks for it by being one.
pub fn is_wanted(flag: bool, terminal: bool) -> bool {
    let variable = |name: &str| std::env::var_os(name).unwrap_or_default();
    let asked = variable(VARIABLE);
    flag || (!asked.is_empty() && asked != "0") || (terminal && variable("TERM") == "dumb")
}

/// Why a conversation ends.
#[derive(Debug)]
enum Leave {
    /// It was asked for.
    Quit,
    /// There is nothing more to read.
    End,
    Signal(i32),
    /// Nobody can be spoken to any more.
    Failed(Box<Failure>),
}

type Talked<T> = Result<T, Leave>;

/// The conversation of one person with the desk.
struct Talk<'a> {
    front: &'a Front,
    /// The words of the language that is not spoken: they are understood, too.
    other: Words,
    ears: Ears,
    desk: Desk,
    me: Me,
    /// Articles in which something was written that is no revision yet.
    unsaved: BTreeSet<ArticleId>,
    /// The revision that was read to its end.
    read: Option<(ArticleId, String)>,
    /// Why nothing can be said any more.
    mute: RefCell<Option<Failure>>,
}

/// Opens the desk and talks until one of the two has had enough.
pub fn run(front: &mut Front) -> Result<Exit, Failure> {
    hush(front);
    let desk = front.open(Intent::Write);
    let ears = Ears::open();
    let ears = ears.map_err(|error| Failure::io(&error, "stdin", front.printer.words()))?;
    match desk {
        Ok(desk) => talk(front, ears, desk),
        Err(refused) if workstation::is_empty(front)? => begin(front, ears, refused),
        Err(refused) => Err(refused),
    }
}

/// Where there is no desk yet, the first questions come before the talk. Input that ends before
/// they are answered leaves what was wrong as it is.
fn begin(front: &mut Front, ears: Ears, refused: Failure) -> Result<Exit, Failure> {
    match first::found(front, &ears) {
        Ok(desk) => talk(front, ears, desk),
        Err(Leave::End) => Err(refused),
        Err(left) => {
            voice::say(front, &front.printer.say("plain-first-left", &[]))?;
            exit(left)
        }
    }
}

/// From here on nothing moves on the terminal, and nothing is coloured.
fn hush(front: &mut Front) {
    let setting = Setting {
        json: false,
        color: ColorChoice::Never,
        no_color: true,
        dumb: true,
        terminal: Terminal::default(),
        columns: None,
    };
    front.printer = Printer::new(setting, front.printer.lang());
}

fn talk(front: &mut Front, ears: Ears, mut desk: Desk) -> Result<Exit, Failure> {
    let words = front.printer.words();
    let other = Words::of(match words.lang() {
        Lang::Id => Lang::En,
        Lang::En => Lang::Id,
    });
    let (left, unsaved) = match sign_in::first(front, &ears, &mut desk) {
        Ok(me) => {
            let (unsaved, read, mute) = (BTreeSet::new(), None, RefCell::new(None));
            let mut talk = Talk { front, other, ears, desk, me, unsaved, read, mute };
            let left = talk.home();
            desk = talk.desk;
            (left, !talk.unsaved.is_empty())
        }
        Err(left) => (Err(left), false),
    };
    let farewell = if unsaved { "plain-kept" } else { "plain-bye" };
    voice::say(front, &front.printer.say(farewell, &[]))?;
    front.done(desk)?;
    left.map_or_else(exit, |()| Ok(Exit::Done))
}

fn exit(left: Leave) -> Result<Exit, Failure> {
    match left {
        Leave::Failed(failure) => Err(*failure),
        Leave::Signal(number) => {
            crate::tui::run::end_by(number);
            Ok(Exit::Partly)
        }
        Leave::Quit | Leave::End => Ok(Exit::Done),
    }
}

impl Talk<'_> {
    fn words(&self) -> &Words {
        self.front.printer.words()
    }

    fn word(&self, key: &str, values: &[(&str, Arg<'_>)]) -> String {
        self.front.printer.say(key, values)
    }

    /// Says a line; what cannot be said ends the conversation at its next question.
    fn line(&self, text: &str) {
        if let Err(failure) = voice::say(self.front, text) {
            self.mute.borrow_mut().get_or_insert(failure);
        }
    }

    fn tell(&self, key: &str, values: &[(&str, Arg<'_>)]) {
        self.line(&self.word(key, values));
    }

    /// Says what was refused, why, and what helps.
    fn fail(&self, failure: &Failure) {
        voice::fail(self.front, failure).unwrap_or_else(|lost| {
            self.mute.borrow_mut().get_or_insert(lost);
        });
    }

    /// What the desk answered; a refusal is said here, and is nothing.
    fn got<T>(&self, answer: Result<T, DeskError>) -> Option<T> {
        match answer {
            Ok(found) => Some(found),
            Err(error) => {
                self.fail(&self.front.refuse(error));
                None
            }
        }
    }

    fn view(&self, id: &ArticleId) -> Option<ArticleView> {
        self.got(self.desk.article(&id.to_string(), None))
    }
}
