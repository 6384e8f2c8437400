//! `redaksi` without a command, and `demo`: the workstation, and what it borrows from commands.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::args::care::Export as ExportArgs;
use super::out::{Failure, Kind};
use super::session::Places;
use super::speak::Speakers;
use super::{Exit, Front, export, form, import};
use crate::clock::Clock;
use crate::desk::care::Due;
use crate::desk::edit::Change;
use crate::desk::import::Imported;
use crate::desk::people::NewKey;
use crate::desk::{Desk, DeskError, Intent, Me, SignedIn, create};
use crate::domain::people::Role;
use crate::domain::view::PersonRow;
use crate::domain::zone::Zone;
use crate::lang::Lang;
use crate::paths::Folders;
use crate::tui::run::{
    Asked, Depth, Ended, Exported, Founding, Keymap, Known, Lender, Preset, Rehearsal, RunError,
    Seat, Speaking, Start, Taste, Told, Wish, run as run_workstation, scheme_of_colorfgbg,
};

/// After so many minutes without a key the text is hidden, unless the desk's settings say other.
const LOCK_MINUTES: u16 = 15;

/// How a hint begins to name a command of the command line.
const COMMAND: &str = "“redaksi ";

/// Can somebody sit here?
pub fn is_possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// Opens the workstation on the desk, or asks the first questions where there is none.
pub fn run(front: &mut Front, rehearsal: Option<Rehearsal>) -> Result<Exit, Failure> {
    let refused = match front.open(Intent::Write) {
        Ok(desk) => return open(front, None, desk, false, rehearsal),
        Err(refused) => refused,
    };
    if is_empty(front)? { first(front) } else { Err(refused) }
}

/// The workstation on the sample office, with the short tour.
pub fn demo(front: &mut Front) -> Result<Exit, Failure> {
    let desk = front.open(Intent::Write)?;
    open(front, None, desk, true, None)
}

/// Is there nothing at all where the desk should be, no backups either? A lost desk is none to be
/// made anew.
pub(super) fn is_empty(front: &Front) -> Result<bool, Failure> {
    let places = front.places()?;
    let opened = Desk::open(&places.desk, &places.state, front.clock()?, Intent::Read);
    Ok(matches!(opened, Err(DeskError::NoDesk { has_backups: false, .. })))
}

/// The first minute: a few questions, a desk, and the workstation on it.
fn first(front: &mut Front) -> Result<Exit, Failure> {
    let places = front.places()?;
    let clock = front.clock()?;
    let place = places.desk.to_string_lossy().into_owned();
    let known = Known { zone: own_zone(), place, clock: Arc::clone(&clock) };
    let mut seat = Seat::take().map_err(|error| no_terminal(front, &error))?;
    let mut teller = Borrowed::of(front);
    let mut make = |founding: &Founding| {
        let made = found(&places, Arc::clone(&clock), founding);
        made.map_err(|error| teller.tell(error, founding.lang))
    };
    let (lang, color) = (front.printer.words().lang(), front.printer.color());
    let asked = seat
        .ask(plain_taste(lang, color, Keymap::standard()), known, &mut make)
        .map_err(|error| no_terminal(front, &error))?;
    match asked {
        Asked::Made(lang) => {
            // Whoever has just chosen a language is not asked by the machine's.
            front.spoken.asked.get_or_insert(lang);
            let desk = front.open(Intent::Write)?;
            open(front, Some(seat), desk, false, None)
        }
        Asked::Left(ended) => {
            drop(seat);
            Ok(left(ended))
        }
    }
}

pub(super) fn found(
    places: &Places,
    clock: Arc<Clock>,
    founding: &Founding,
) -> Result<(), DeskError> {
    let Founding { person, full_name, office, place, zone, lang } = founding;
    let settings = vec![
        ("name", office.clone()),
        ("place", place.clone()),
        ("timezone", zone.name().to_owned()),
        ("language", lang.word().to_owned()),
    ];
    let founding =
        create::Founding { settings, person, full_name: Some(full_name), passphrase: None };
    let desk = Desk::create(&places.desk, &places.state, clock, &founding)?;
    desk.close();
    Ok(())
}

/// The zone of this machine: as `TZ` says, else as the system was set up. Machines that were never
/// asked say UTC, which is no office's.
pub(super) fn own_zone() -> Zone {
    let named = std::env::var("TZ").ok();
    let named = named.as_deref().map(|name| name.trim_start_matches(':').to_owned());
    let linked = || {
        let link = std::fs::read_link("/etc/localtime").ok()?;
        let link = link.to_string_lossy().into_owned();
        link.split_once("zoneinfo/").map(|(_, name)| name.to_owned())
    };
    let zone = |name: String| name.parse::<Zone>().ok();
    let found = named.and_then(zone).or_else(|| linked().and_then(zone));
    let is_told = |zone: &Zone| !matches!(zone.name(), "UTC" | "Etc/UTC" | "GMT" | "Etc/GMT");
    found.filter(is_told).unwrap_or(Zone::JAKARTA)
}

fn no_terminal(front: &Front, error: &RunError) -> Failure {
    let (RunError::Terminal(source) | RunError::Thread(source)) = error;
    Failure::io(source, "terminal", front.printer.words())
}

fn left(ended: Ended) -> Exit {
    match ended {
        Ended::Quit => Exit::Done,
        Ended::Signal(number) => {
            crate::tui::run::end_by(number);
            Exit::Partly
        }
        Ended::Closed => Exit::Partly,
    }
}

fn open(
    front: &mut Front,
    seat: Option<Seat>,
    mut desk: Desk,
    tour: bool,
    rehearsal: Option<Rehearsal>,
) -> Result<Exit, Failure> {
    let me = at_once(front, &mut desk)?;
    let person = me.as_ref().map(SignedIn::person);
    let keys = own_keys();
    let taste = taste(front, &desk, person, keys.as_deref());
    let lender = Box::new(Borrowed::of(front));
    let recent = desk.recall(person, "recent").ok().flatten();
    let speaking = speaking(front);
    let start = Start { desk, me, taste, lender, speaking, keys, recent, tour, rehearsal };
    let seat = seat.map_or_else(Seat::take, Ok);
    let ended = seat.and_then(|seat| run_workstation(seat, start));
    ended.map(left).map_err(|error| no_terminal(front, &error))
}

/// Speakers for the thread that publishes: it begins when the first picture is there, or never.
fn speaking(front: &Front) -> Speaking {
    let front = Mutex::new(front.quiet());
    Arc::new(move |desk, means| {
        let front = front.lock().unwrap_or_else(PoisonError::into_inner);
        let speakers = Speakers::of(&front, desk, means).ok()?;
        Some(Box::new(move |destination: &_| speakers.make(destination)))
    })
}

fn own_keys() -> Option<PathBuf> {
    Folders::of_platform().ok().map(|folders| folders.config.join("keys.toml"))
}

/// Whoever can be signed in without a question: the only person, or the named one, where the key
/// has no passphrase.
fn at_once(front: &Front, desk: &mut Desk) -> Result<Option<SignedIn>, Failure> {
    let person = match desk.who(front.global.acting.as_deref()) {
        Ok(person) => person,
        Err(DeskError::Who { .. }) => return Ok(None),
        Err(error) => return Err(front.refuse(error)),
    };
    if front.global.passphrase_file.is_some() {
        return front.me(desk).map(|me| Some(SignedIn::Shown(Box::new(me))));
    }
    if desk.is_open_to(&person).unwrap_or(false) {
        return Ok(Some(SignedIn::Assumed(person)));
    }
    Ok(desk.unlock(person, None).ok().map(|me| SignedIn::Shown(Box::new(me))))
}

/// Reads what needs no desk while the command line is read and the desk is opened: the keys, the
/// words and the code of the first picture.
pub fn rehearsal(front: &Front) -> Option<Rehearsal> {
    let (lang, color) = (front.printer.words().lang(), front.printer.color());
    Rehearsal::begin(move || plain_taste(lang, color, Keymap::standard()))
}

fn taste(front: &Front, desk: &Desk, person: Option<&PersonRow>, keys: Option<&Path>) -> Taste {
    let recalled = |key: &str| desk.recall(person, key).ok().flatten();
    let theme = recalled("theme").and_then(|word| Wish::from_word(&word)).unwrap_or_default();
    let own = recalled("language").and_then(|word| word.parse().ok());
    let lang = front.spoken.asked.or(own).unwrap_or_else(|| front.printer.words().lang());
    let text = keys.and_then(|path| std::fs::read_to_string(path).ok()).unwrap_or_default();
    let liked = front.own;
    // What was chosen at the screen is newer than what a file says.
    let preset = recalled("keymap").and_then(|word| Preset::from_word(&word));
    let preset = preset.or_else(|| Preset::from_word(liked.keymap?.word())).unwrap_or_default();
    let (keymap, faults) = match Keymap::on(preset, &text) {
        Ok(keymap) => (keymap, Vec::new()),
        Err(faults) => (Keymap::of(preset), faults),
    };
    let lock = desk.machine().idle_lock_minutes.unwrap_or(LOCK_MINUTES);
    Taste {
        lang,
        theme,
        preset,
        faults,
        sizes: recalled("panes"),
        lock_minutes: u64::from(lock),
        tour: desk.recall(None, "tour").ok().flatten(),
        restore: liked.restore.unwrap_or(true),
        ..plain_taste(lang, front.printer.color(), keymap)
    }
}

/// What is known of the terminal alone.
fn plain_taste(lang: Lang, color: bool, keymap: Keymap) -> Taste {
    let env = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let no_color = env("NO_COLOR").or_else(|| (!color).then(|| "1".to_owned()));
    let depth = Depth::of(no_color.as_deref(), env("COLORTERM").as_deref(), env("TERM").as_deref());
    let ground = env("COLORFGBG").and_then(|value| scheme_of_colorfgbg(&value));
    Taste {
        lang,
        theme: Wish::default(),
        depth,
        ground: ground.unwrap_or_default(),
        keymap,
        preset: Preset::Standard,
        faults: Vec::new(),
        sizes: None,
        lock_minutes: 0,
        tour: None,
        restore: false,
    }
}

/// The commands' words and work, for the thread that owns the desk.
struct Borrowed {
    front: Front,
}

impl Borrowed {
    fn of(front: &Front) -> Self {
        // Nothing is printed while the screen is the workstation's.
        Self { front: front.quiet() }
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
        let failure = self.front.refuse(error);
        let words = self.front.printer.words();
        // What to do about it is another thing on the screen than at the command line.
        let hint = match (failure.kind, failure.hint.as_deref()) {
            (Kind::Invalid, Some(hint)) if hint.contains(COMMAND) => {
                Some(words.say("hint-missing", &[]))
            }
            (Kind::Findings, _) => Some(words.say("hint-findings", &[])),
            (Kind::Stale, _) => Some(words.say("hint-stale", &[])),
            (Kind::OutOfTurn | Kind::NotFound | Kind::DuplicateName, Some(hint))
                if hint.contains(COMMAND) =>
            {
                None
            }
            _ => failure.hint.clone(),
        };
        Told { hint, ..told(failure) }
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
        form::names(desk, self.front.printer.words())
    }

    fn template(
        &mut self,
        desk: &Desk,
        me: &Me,
        name: &str,
        lang: Lang,
    ) -> Result<(Vec<Change>, Option<u32>), Told> {
        self.speak(lang);
        let filled = form::filled(&self.front, desk, me, name).map_err(told)?;
        Ok((filled.changes, filled.words))
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
