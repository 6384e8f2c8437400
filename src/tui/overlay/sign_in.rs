//! Who sits here: a name from the list, and the passphrase of a key that has one. The lock is the
//! same question over a hidden text.

use crate::tui::picture::Frame;
use std::fmt;

use ratatui::layout::Rect;
use zeroize::Zeroizing;

use super::answers::Scrolled;
use super::question::{self, Sheet};
use super::{Overlay, Turn};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::{Code, Input, KeyPress};
use crate::tui::msg::{Reply, Request, Secret, Told, What};
use crate::tui::theme::Role;

/// No passphrase is longer, in bytes. The room is made once: a text that grows leaves copies.
const LONGEST: usize = 1_024;
/// Dots on the screen say that something is typed, not how much of it.
const DOTS: usize = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Person(usize),
    Passphrase,
    Go,
}

pub struct SignIn {
    /// Somebody is signed in, and the text is hidden from others.
    is_lock: bool,
    names: Vec<String>,
    chosen: usize,
    typed: Zeroizing<String>,
    at: Item,
    waits: bool,
    told: Option<Told>,
}

impl fmt::Debug for SignIn {
    /// Never what is typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").field("is_lock", &self.is_lock).finish_non_exhaustive()
    }
}

impl SignIn {
    pub fn new(app: &App) -> Self {
        Self::with(app, false)
    }

    /// The lock: with the person who is signed in chosen already.
    pub fn lock(app: &App) -> Self {
        Self::with(app, true)
    }

    fn with(app: &App, is_lock: bool) -> Self {
        let people = app.office.iter().flat_map(|office| &office.people);
        let names: Vec<String> =
            people.filter(|person| !person.revoked).map(|person| person.name.clone()).collect();
        let me = app.me().map(|me| me.name.as_str());
        let chosen = names.iter().position(|name| Some(name.as_str()) == me).unwrap_or(0);
        let mut sign_in = Self {
            is_lock,
            names,
            chosen,
            typed: Zeroizing::new(String::with_capacity(LONGEST)),
            at: Item::Person(chosen),
            waits: false,
            told: None,
        };
        if sign_in.names.len() < 2 || is_lock {
            sign_in.at = sign_in.first(app);
        }
        sign_in
    }

    fn name(&self) -> &str {
        self.names.get(self.chosen).map_or("", String::as_str)
    }

    fn needs_passphrase(&self, app: &App) -> bool {
        app.office
            .as_ref()
            .is_some_and(|office| office.locked.iter().flatten().any(|name| name == self.name()))
    }

    /// What comes after the choice of a name.
    fn first(&self, app: &App) -> Item {
        if self.needs_passphrase(app) { Item::Passphrase } else { Item::Go }
    }

    fn step(&mut self, app: &App, on: bool) {
        let last = self.names.len().saturating_sub(1);
        self.at = match (self.at, on) {
            (Item::Person(at), true) if at < last => Item::Person(at + 1),
            (Item::Person(_), true) => self.first(app),
            (Item::Person(at), false) if at > 0 => Item::Person(at - 1),
            (Item::Person(_), false) | (Item::Passphrase, true) => Item::Go,
            (Item::Go, false) if self.needs_passphrase(app) => Item::Passphrase,
            (Item::Go, true) => Item::Person(0),
            (Item::Passphrase | Item::Go, false) => Item::Person(self.chosen),
        };
        if let Item::Person(at) = self.at {
            self.choose(at);
        }
    }

    fn choose(&mut self, at: usize) {
        if at != self.chosen {
            self.chosen = at;
            self.clear();
        }
        self.at = Item::Person(at);
    }

    fn clear(&mut self) {
        self.typed = Zeroizing::new(String::with_capacity(LONGEST));
        self.told = None;
    }

    fn accept(&mut self, app: &mut App) -> Turn {
        match self.at {
            _ if self.waits || self.names.is_empty() => {}
            Item::Person(_) if self.needs_passphrase(app) => self.at = Item::Passphrase,
            _ if self.needs_passphrase(app) && self.typed.is_empty() => self.at = Item::Passphrase,
            _ => {
                // What the one before typed is saved in their name, before another comes.
                app.save_for_other(self.name());
                let words = std::mem::replace(&mut self.typed, Zeroizing::new(String::new()));
                let passphrase = self.needs_passphrase(app).then(|| Secret::new(words));
                self.clear();
                self.waits = true;
                app.ask(Request::SignIn { name: self.name().to_owned(), passphrase });
            }
        }
        Turn::Stay
    }

    fn type_key(&mut self, press: KeyPress) -> bool {
        match (press.code, press.text()) {
            (_, Some(c)) => self.push(c),
            (Code::Backspace, _) => drop(self.typed.pop()),
            (Code::Char('u'), None) if press.ctrl => self.clear(),
            _ => return false,
        }
        self.told = None;
        true
    }

    fn push(&mut self, c: char) {
        if !c.is_control() && self.typed.len() + c.len_utf8() <= LONGEST {
            self.typed.push(c);
        }
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        if let Some(office) = &app.office {
            sheet.aside(&office.name);
        }
        if self.is_lock {
            sheet.aside(&app.say("lock-about", &[]));
        }
        if self.names.is_empty() {
            sheet.words(&app.say("sign-in-nobody", &[]), Role::Error);
        }
        sheet.blank();
        for (index, name) in self.names.iter().enumerate() {
            let mark = if index == self.chosen { "(•)" } else { "( )" };
            sheet.option(Item::Person(index), mark, &titled(app, name));
        }
        if self.needs_passphrase(app) {
            let dots = self.typed.chars().count().min(DOTS);
            sheet.secret(Item::Passphrase, &app.say("sign-in-passphrase", &[]), dots);
        }
        if let Some(told) = &self.told {
            sheet.told(told);
        }
        if self.waits {
            sheet.words(&app.say("ask-waits", &[]), Role::Dim);
        }
        sheet.blank();
        let go = app.say(if self.is_lock { "lock-do" } else { "sign-in-do" }, &[]);
        sheet.buttons(&[(Item::Go, &go, None)]);
        sheet
    }
}

/// The name by which somebody acts, and their full name.
fn titled(app: &App, name: &str) -> String {
    let mut people = app.office.iter().flat_map(|office| &office.people);
    let full = people.find(|person| person.name == name && !person.revoked);
    match full.and_then(|person| person.full_name.as_deref()) {
        Some(full) => format!("{name} · {full}"),
        None => name.to_owned(),
    }
}

impl Overlay for SignIn {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        let press = match input {
            Input::Key(press) => *press,
            Input::Paste(pasted) if self.needs_passphrase(app) => {
                self.at = Item::Passphrase;
                self.told = None;
                pasted.text.lines().next().unwrap_or_default().chars().for_each(|c| self.push(c));
                return Turn::Stay;
            }
            Input::Mouse(_) => {
                match self.sheet(app).pressed(app, input) {
                    Some(Item::Person(at)) => self.choose(at),
                    Some(Item::Passphrase) => self.at = Item::Passphrase,
                    Some(Item::Go) => {
                        self.at = Item::Go;
                        return self.accept(app);
                    }
                    None => {}
                }
                return Turn::Stay;
            }
            _ => return Turn::Stay,
        };
        match question::deed(app, press) {
            Some(Action::DialogNext) => self.step(app, true),
            Some(Action::DialogPrevious) => self.step(app, false),
            Some(Action::DialogAccept) => return self.accept(app),
            Some(_) => self.clear(),
            None if self.at == Item::Passphrase && self.type_key(press) => {}
            None => return question::other(app, press),
        }
        Turn::Stay
    }

    fn reply(&mut self, _app: &mut App, reply: &Reply) -> Turn {
        if let Reply::Refused { what: What::SignIn, told } = reply {
            self.waits = false;
            self.told = Some(told.clone());
        }
        Turn::Stay
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.sheet(app).places(app)
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        Some(self.sheet(app).scrolled(app))
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let key = if self.is_lock { "lock-title" } else { "sign-in-title" };
        self.sheet(app).draw(app, frame, area, &app.say(key, &[]));
    }

    /// There is nothing behind it to go back to.
    fn may_cancel(&self) -> bool {
        false
    }

    fn is_screen(&self) -> bool {
        true
    }

    fn hides_text(&self) -> bool {
        true
    }

    fn tells_refusals(&self) -> bool {
        self.waits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::doc::Doc;
    use crate::tui::msg::{Aim, Effect, Scribe};
    use crate::tui::testing::{
        ALI, NUR, app, app_with, asked, in_all_sizes, office, paste, person, press, reply, screen,
        type_in,
    };

    /// Nobody sits here, and nur's key has a passphrase.
    fn at_the_door() -> App {
        let mut app = crate::tui::testing::empty(crate::lang::Lang::En);
        let mut house = office(ALI);
        house.me = None;
        house.locked = Some(vec!["nur".into()]);
        reply(&mut app, Reply::House(Box::new(house)));
        app
    }

    #[track_caller]
    fn signed(effects: Vec<Effect>) -> (String, Option<Vec<u8>>) {
        let mut requests = asked(effects);
        match (requests.pop(), requests.len()) {
            (Some(Request::SignIn { name, passphrase }), 0) => {
                (name, passphrase.map(|words| words.bytes().to_vec()))
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_name_is_chosen_and_a_passphrase_is_never_shown() {
        let mut app = at_the_door();
        assert_eq!(signed(press(&mut app, "enter")), ("ali".into(), None));
        let mut app = at_the_door();
        assert!(asked(press(&mut app, "down enter enter")).is_empty(), "it needs a passphrase");
        type_in(&mut app, "rahasi");
        paste(&mut app, "a\nbaris dua");
        for picture in in_all_sizes(&mut app) {
            assert!(picture.contains("•••••••") && !picture.contains("rahasi"), "{picture}");
        }
        assert!(!format!("{:?}", app.overlays()).contains("rahasi"));
        let request = press(&mut app, "enter");
        assert!(!format!("{request:?}").contains("rahasi"));
        assert_eq!(signed(request), ("nur".into(), Some(b"rahasia".to_vec())));
    }

    #[test]
    fn whose_keys_have_passphrases_is_asked_later_where_somebody_is_signed_in() {
        let mut app = crate::tui::testing::empty(crate::lang::Lang::En);
        let mut house = office(ALI);
        house.locked = None;
        let is_asked = |requests: Vec<Request>| {
            requests.iter().any(|request| matches!(request, Request::Locked))
        };
        assert!(is_asked(asked(reply(&mut app, Reply::House(Box::new(house.clone()))))));
        reply(&mut app, Reply::Locked(vec!["nur".into()]));
        let locked = |app: &App| app.office.as_ref().and_then(|office| office.locked.clone());
        assert_eq!(locked(&app), Some(vec!["nur".into()]));
        // Somebody changed the office: what was known counts until it is known anew.
        assert!(is_asked(asked(reply(&mut app, Reply::House(Box::new(house))))));
        assert_eq!(locked(&app), Some(vec!["nur".into()]));
    }

    #[test]
    fn a_wrong_passphrase_is_told_and_asked_again() {
        let mut app = at_the_door();
        press(&mut app, "down enter");
        type_in(&mut app, "salah");
        press(&mut app, "enter");
        let told = Told { message: "Kata sandinya salah".into(), ..Told::default() };
        reply(&mut app, Reply::Refused { what: What::SignIn, told });
        let picture = screen(&mut app, 80, 24);
        assert!(picture.contains("✗ Kata sandinya salah") && !picture.contains("••"), "{picture}");
        assert!(app.notes.toasts().is_empty());
        type_in(&mut app, "benar");
        assert_eq!(signed(press(&mut app, "enter")).1, Some(b"benar".to_vec()));
        reply(&mut app, Reply::SignedIn(Box::new(person(NUR))));
        assert!(app.overlays().is_empty());
        assert_eq!(app.me().map(|me| me.row), Some(NUR));
    }

    #[test]
    fn the_lock_hides_the_text_and_keeps_it() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        type_in(&mut app, "x");
        app.lock();
        for picture in in_all_sizes(&mut app) {
            assert!(!picture.contains("Paragraf") && !picture.contains("Berita"), "{picture}");
        }
        press(&mut app, "esc");
        assert!(!app.overlays().is_empty(), "there is no way round it");
        assert_eq!(signed(press(&mut app, "enter")).0, "ali");
        reply(&mut app, Reply::SignedIn(Box::new(person(ALI))));
        assert!(app.overlays().is_empty());
        assert!(app.doc.as_ref().is_some_and(Doc::is_changed), "the text is as it was");
    }

    #[test]
    fn somebody_else_at_the_lock_finds_the_text_saved_and_gone() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        app.lock();
        press(&mut app, "up down");
        let requests = asked(press(&mut app, "enter"));
        assert!(matches!(requests.as_slice(), [Request::SignIn { name, .. }] if name == "nur"));
        let effects = reply(&mut app, Reply::SignedIn(Box::new(person(NUR))));
        let ends = |e: &Effect| matches!(e, Effect::Journal(Scribe::End { .. }));
        assert!(app.doc.is_none() && effects.iter().any(ends), "{effects:?}");

        let mut app = app_with(ALI, 1, Aim::Edit);
        type_in(&mut app, "x");
        app.lock();
        press(&mut app, "up down");
        let requests = asked(press(&mut app, "enter"));
        let [Request::Save { .. }, Request::KeepPast(_), Request::SignIn { .. }] =
            requests.as_slice()
        else {
            panic!("{requests:?}");
        };
    }

    #[test]
    fn whoever_is_revoked_is_told_and_asked() {
        let mut app = app(ALI);
        let mut house = office(ALI);
        house.me = None;
        house.people[0].revoked = true;
        reply(&mut app, Reply::House(Box::new(house)));
        let picture = screen(&mut app, 80, 24);
        assert!(!picture.contains("ali ·") && picture.contains("nur · Nur Aini"), "{picture}");
        assert!(picture.contains("no longer signed in"), "{picture}");
    }
}
