//! A command's desk: where it is, who acts, and in which language its answers are.

use std::path::PathBuf;
use std::sync::Arc;

use super::Front;
use super::out::{ColorChoice, Failure, Kind, Printer, Setting, Terminal};
use super::refusal;
use crate::clock::Clock;
use crate::config;
use crate::desk::{Desk, DeskError, Intent, Me, Notice};
use crate::keys::Passphrase;
use crate::paths::Folders;

/// Names another state folder: for tests, and for people whose home is on a network.
const STATE: &str = "REDAKSI_STATE";

/// Where a command's files are.
#[derive(Debug, Clone)]
pub struct Places {
    pub desk: PathBuf,
    pub state: PathBuf,
}

impl Front {
    /// The desk's folder and the state folder, from the line, the environment, or the platform.
    pub fn places(&self) -> Result<Places, Failure> {
        let named = std::env::var_os(STATE).filter(|dir| !dir.is_empty()).map(PathBuf::from);
        let (desk, state) = match (self.global.desk.clone(), named) {
            (Some(desk), Some(state)) => (desk, state),
            (desk, state) => {
                let folders = Folders::of_platform().map_err(|error| self.refuse(error.into()))?;
                (desk.unwrap_or(folders.desk), state.unwrap_or(folders.state))
            }
        };
        // Errors and hints name the folder as it is found from anywhere.
        let desk = std::path::absolute(&desk).unwrap_or(desk);
        Ok(Places { desk, state })
    }

    pub fn clock(&self) -> Result<Arc<Clock>, Failure> {
        Clock::from_env().map(Arc::new).map_err(|error| {
            let words = self.printer.words();
            let message = words.say(
                "clock-bad",
                &[
                    ("text", error.text.as_str().into()),
                    ("variable", crate::clock::VARIABLE.into()),
                ],
            );
            Failure::new(Kind::Usage, words, &[("what", message.into())])
        })
    }

    /// Opens the desk, begins to speak its language, and tells what was noticed.
    pub fn open(&mut self, intent: Intent) -> Result<Desk, Failure> {
        let places = self.places()?;
        let clock = self.clock()?;
        let opened = Desk::open(&places.desk, &places.state, Arc::clone(&clock), intent);
        let mut desk = opened.map_err(|error| self.refuse(error))?;
        // Without a log the work goes on: it is for those who look for a fault later.
        let _logging = crate::log::start(desk.state_dir(), Arc::clone(&clock));
        crate::log::catch_panics(desk.state_dir(), clock);
        self.zone = desk.house().map_err(|error| self.refuse(error))?.zone.into();
        self.speak_for(&desk)?;
        for notice in desk.take_notices() {
            self.tell(&notice);
        }
        Ok(desk)
    }

    /// The person's own setting comes before the desk's.
    fn speak_for(&mut self, desk: &Desk) -> Result<(), Failure> {
        let folders = Folders::of_platform().ok();
        let found = folders.and_then(|folders| config::personal(&folders.config).ok());
        self.own = found.map(|found| found.settings).unwrap_or_default();
        let own = self.own.language.map(|language| language.word().to_owned());
        let office = desk
            .store()
            .setting("language")
            .map_err(|error| self.refuse(DeskError::Store(error)))?;
        let lang = own.or(office).and_then(|word| word.parse().ok());
        self.printer.speak(self.spoken.with_desk(lang));
        Ok(())
    }

    fn tell(&self, notice: &Notice) {
        let say = |key: &str, name: &str, value: &str| {
            self.printer.warn(&self.printer.say(key, &[(name, value.into())]));
        };
        match notice {
            Notice::Exclusive { system } => say("disk-unknown", "name", system),
            Notice::Cloud { service } => say("disk-cloud", "service", service),
            Notice::ReserveUsed => self.printer.warn(&self.printer.say("disk-reserve-used", &[])),
            Notice::ConfigIgnored(error) => {
                let fix = error.fix().unwrap_or_default();
                let values = error.values();
                let path = values.iter().find(|(name, _)| *name == "path");
                let path = path.map_or("", |(_, path)| path.as_str());
                let values = [("path", path.into()), ("fix", fix.into())];
                self.printer.warn(&self.printer.say("config-ignored", &values));
            }
            Notice::ReadOnly => self.printer.warn(&self.printer.say("desk-read-only", &[])),
            Notice::LargeLog { bytes } => {
                let size = self.printer.words().size(*bytes);
                say("desk-large-log", "size", &size);
            }
        }
    }

    /// Opens the desk for writing, and the key of whoever acts.
    pub fn act(&mut self) -> Result<(Desk, Me), Failure> {
        let mut desk = self.open(Intent::Write)?;
        let me = self.me(&mut desk)?;
        Ok((desk, me))
    }

    /// Whoever acts, with an open key. Asks only a person at a terminal.
    pub fn me(&self, desk: &mut Desk) -> Result<Me, Failure> {
        let refuse = |error| self.refuse(error);
        if desk.store().is_read_only() {
            let place = desk.dir().to_string_lossy();
            let args = [("place", place.as_ref().into())];
            return Err(Failure::new(Kind::ReadOnly, self.printer.words(), &args));
        }
        let person = match desk.who(self.global.acting.as_deref()) {
            Err(DeskError::Who { names }) if self.printer.may_ask() && !names.is_empty() => {
                let name = self.ask_who(&names)?;
                desk.who(Some(&name)).map_err(refuse)?
            }
            found => found.map_err(refuse)?,
        };
        if let Some(file) = &self.global.passphrase_file {
            let passphrase = Passphrase::from_file(file)
                .map_err(|source| refuse(DeskError::Key { name: person.name.clone(), source }))?;
            return desk.unlock(person, Some(&passphrase)).map_err(refuse);
        }
        if !desk.needs_passphrase(&person).map_err(refuse)? || !self.printer.may_ask() {
            return desk.unlock(person, None).map_err(refuse);
        }
        let passphrase = self.ask_passphrase(&person.name)?;
        desk.unlock(person, Some(&passphrase)).map_err(refuse)
    }

    fn ask_who(&self, names: &[String]) -> Result<String, Failure> {
        let names = names.join(", ");
        self.ask_line(&self.printer.say("ask-who", &[("names", names.into())]))
    }

    /// A line that a person types after a question.
    pub fn ask_line(&self, question: &str) -> Result<String, Failure> {
        self.printer.talk(question);
        let mut line = String::new();
        std::io::stdin()
            .read_line(&mut line)
            .map_err(|error| Failure::io(&error, "stdin", self.printer.words()))?;
        Ok(line.trim().to_owned())
    }

    pub fn ask_passphrase(&self, name: &str) -> Result<Passphrase, Failure> {
        let question = self.printer.say("key-ask", &[("name", name.into())]);
        Passphrase::ask(&question)
            .map_err(|source| self.refuse(DeskError::Key { name: name.to_owned(), source }))
    }

    pub fn ask_new_passphrase(&self, name: &str) -> Result<Passphrase, Failure> {
        let refuse = |source| self.refuse(DeskError::Key { name: name.to_owned(), source });
        if !self.printer.may_ask() {
            return Err(refuse(crate::keys::KeyError::NoTerminal));
        }
        let question = self.printer.say("key-ask-new", &[("name", name.into())]);
        Passphrase::ask_new(&question, &self.printer.say("key-ask-again", &[])).map_err(refuse)
    }

    /// The passphrase for a key that is made now: from a file, from a prompt, or none, and then
    /// it is said what that means.
    pub fn new_passphrase(&self, name: &str, ask: bool) -> Result<Option<Passphrase>, Failure> {
        if ask {
            return self.ask_new_passphrase(name).map(Some);
        }
        let Some(file) = &self.global.passphrase_file else {
            self.printer.note(&self.printer.say("key-without-passphrase", &[]));
            return Ok(None);
        };
        Passphrase::from_file(file)
            .map(Some)
            .map_err(|source| self.refuse(DeskError::Key { name: name.to_owned(), source }))
    }

    /// The same, for work beside this one: says what it did not do, and prints nothing.
    #[must_use]
    pub fn quiet(&self) -> Self {
        let setting = Setting {
            json: true,
            color: ColorChoice::Never,
            no_color: true,
            dumb: true,
            terminal: Terminal::default(),
            columns: None,
        };
        let printer = Printer::new(setting, self.printer.words().lang());
        let (global, spoken, zone) = (self.global.clone(), self.spoken, self.zone);
        Self { global, spoken, printer, zone, own: self.own }
    }

    /// Finds the words for what the desk did not do.
    #[expect(clippy::needless_pass_by_value, reason = "it is where an error ends")]
    pub fn refuse(&self, error: DeskError) -> Failure {
        let platform = || Folders::of_platform().ok().map(|folders| folders.desk);
        let desk = self.global.desk.clone().or_else(platform).unwrap_or_default();
        refusal::failure(&error, &desk.to_string_lossy(), self.zone, self.printer.words())
    }
}
