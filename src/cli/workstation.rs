//! `redaksi` without a command, and `demo`: the workstation, and what it borrows from commands.

use std::io::IsTerminal as _;

use super::args::care::Export as ExportArgs;
use super::args::office::Demo;
use super::out::{ColorChoice, Failure, Printer, Setting, Terminal};
use super::{Exit, Front, export, form, import};
use crate::desk::care::Due;
use crate::desk::edit::Change;
use crate::desk::import::Imported;
use crate::desk::people::NewKey;
use crate::desk::{Desk, DeskError, Intent, Me};
use crate::domain::people::Role;
use crate::lang::Lang;
use crate::paths::Folders;
use crate::tui::app::Taste;
use crate::tui::keymap::Keymap;
use crate::tui::msg::{Exported, Told};
use crate::tui::run::{Ended, Lender, RunError, Start, run as run_workstation};
use crate::tui::theme::{self, Depth, Wish};

/// After so many minutes without a key the text is hidden, unless the desk's settings say other.
const LOCK_MINUTES: u16 = 15;

/// Can somebody sit here?
pub fn is_possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// Opens the workstation on the desk, or asks the first questions where there is none.
pub fn run(front: &mut Front) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Write)?;
    open(front, desk, false)
}

/// The workstation on the sample office.
pub fn demo(front: &mut Front, _args: &Demo, desk: Desk) -> Result<Exit, Failure> {
    open(front, desk, true)
}

fn open(front: &mut Front, mut desk: Desk, tour: bool) -> Result<Exit, Failure> {
    let me = at_once(front, &mut desk)?;
    let folders = Folders::of_platform().ok();
    let keys = folders.as_ref().map(|folders| folders.config.join("keys.toml"));
    let taste = taste(front, &desk, me.as_ref(), keys.as_deref());
    let lender = Box::new(Borrowed::of(front));
    let recent = desk.recall(me.as_ref(), "recent").ok().flatten();
    match run_workstation(Start { desk, me, taste, lender, keys, recent, tour }) {
        Ok(Ended::Quit) => Ok(Exit::Done),
        Ok(Ended::Signal(number)) => {
            crate::tui::run::end_by(number);
            Ok(Exit::Partly)
        }
        Ok(Ended::Closed) => Ok(Exit::Partly),
        Err(RunError::Terminal(error) | RunError::Thread(error)) => {
            Err(Failure::io(&error, "terminal", front.printer.words()))
        }
    }
}

/// Whoever can be signed in without a question: the only person, or the named one, where the key
/// has no passphrase.
fn at_once(front: &Front, desk: &mut Desk) -> Result<Option<Me>, Failure> {
    let person = match desk.who(front.global.acting.as_deref()) {
        Ok(person) => person,
        Err(DeskError::Who { .. }) => return Ok(None),
        Err(error) => return Err(front.refuse(error)),
    };
    if front.global.passphrase_file.is_some() {
        return front.me(desk).map(Some);
    }
    match desk.needs_passphrase(&person) {
        Ok(false) => Ok(desk.unlock(person, None).ok()),
        _ => Ok(None),
    }
}

fn taste(front: &Front, desk: &Desk, me: Option<&Me>, keys: Option<&std::path::Path>) -> Taste {
    let env = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let no_color = env("NO_COLOR").or_else(|| (!front.printer.color()).then(|| "1".to_owned()));
    let depth = Depth::of(no_color.as_deref(), env("COLORTERM").as_deref(), env("TERM").as_deref());
    let ground = env("COLORFGBG").and_then(|value| theme::scheme_of_colorfgbg(&value));
    let recalled = |key: &str| desk.recall(me, key).ok().flatten();
    let theme = recalled("theme").and_then(|word| Wish::from_word(&word)).unwrap_or_default();
    let own = recalled("language").and_then(|word| word.parse().ok());
    let lang = front.spoken.asked.or(own).unwrap_or_else(|| front.printer.words().lang());
    let text = keys.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    let (keymap, faults) = match Keymap::with(&text) {
        Ok(keymap) => (keymap, Vec::new()),
        Err(faults) => (Keymap::standard(), faults),
    };
    let lock = desk.machine().idle_lock_minutes.unwrap_or(LOCK_MINUTES);
    Taste {
        lang,
        theme,
        depth,
        ground: ground.unwrap_or_default(),
        keymap,
        faults,
        sizes: recalled("panes"),
        lock_minutes: u64::from(lock),
    }
}

/// The commands' words and work, for the thread that owns the desk.
struct Borrowed {
    front: Front,
}

impl Borrowed {
    fn of(front: &Front) -> Self {
        // Nothing is printed while the screen is the workstation's.
        let setting = Setting {
            json: true,
            color: ColorChoice::Never,
            no_color: true,
            dumb: true,
            terminal: Terminal::default(),
            columns: None,
        };
        let printer = Printer::new(setting, front.printer.words().lang());
        let (global, spoken, zone) = (front.global.clone(), front.spoken, front.zone);
        Self { front: Front { global, spoken, printer, zone } }
    }

    fn speak(&mut self, lang: Lang) {
        if self.front.printer.words().lang() != lang {
            self.front.printer.speak(lang);
        }
    }
}

fn told(failure: Failure) -> Told {
    let kind = failure.kind.word().to_owned();
    Told { kind, message: failure.message, hint: failure.hint }
}

impl Lender for Borrowed {
    fn tell(&mut self, error: DeskError, lang: Lang) -> Told {
        self.speak(lang);
        told(self.front.refuse(error))
    }

    fn notes(&mut self, imported: &Imported, lang: Lang) -> Vec<String> {
        self.speak(lang);
        let told = import::told(imported, self.front.printer.words());
        told.into_iter().map(|(_word, sentence)| sentence).collect()
    }

    fn pasted_name(&mut self, lang: Lang) -> String {
        self.speak(lang);
        self.front.printer.say("pasted-source", &[])
    }

    fn templates(&mut self, desk: &Desk, lang: Lang) -> Vec<(String, String)> {
        self.speak(lang);
        form::names(desk)
    }

    fn template(&mut self, desk: &Desk, name: &str, lang: Lang) -> Result<Vec<Change>, Told> {
        self.speak(lang);
        form::changes(&self.front, desk, name).map_err(told)
    }

    fn export(
        &mut self,
        desk: &mut Desk,
        me: Option<&Me>,
        publish: bool,
        lang: Lang,
    ) -> Result<Exported, Told> {
        self.speak(lang);
        let me = if publish { me } else { None };
        let args = ExportArgs { publish, ..ExportArgs::default() };
        let done = export::export(&self.front, desk, me, &args).map_err(told)?;
        Ok(Exported {
            out: done.out.to_string_lossy().into_owned(),
            written: done.report.written,
            unchanged: done.report.unchanged,
            published: done.taken,
            notes: done.notes,
        })
    }

    fn backup(&mut self, desk: &Desk, lang: Lang) -> Option<String> {
        self.speak(lang);
        match desk.backup_due() {
            Ok(Due::Now) => match desk.backup(None) {
                Ok(made) => {
                    tracing::info!(bytes = made.bytes, "backup made");
                    None
                }
                Err(error) => {
                    tracing::warn!(%error, "no backup");
                    Some(self.front.printer.say("backup-failed", &[]))
                }
            },
            Ok(Due::Later) => Some(self.front.printer.say("backup-due", &[])),
            Ok(Due::No) | Err(_) => None,
        }
    }

    fn add_person(
        &mut self,
        desk: &mut Desk,
        me: &Me,
        name: &str,
        full_name: &str,
        roles: &[String],
    ) -> Result<(), DeskError> {
        let roles: Vec<Role> = roles.iter().filter_map(|word| word.parse().ok()).collect();
        let full_name = Some(full_name).filter(|name| !name.is_empty());
        desk.add_person(me, name, full_name, &roles, NewKey::Made(None)).map(drop)
    }
}
