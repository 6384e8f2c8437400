//! The first questions, where there is no desk yet: who, where, and by which clock. Nothing is made
//! before the last answer.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;
use tui_textarea::TextArea;

use super::answers::Scrolled;
use super::question::{self, Sheet, beside};
use super::{Overlay, Turn};
use crate::domain::people::acting_name;
use crate::domain::zone::Zone;
use crate::lang::{Lang, time};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::{Code, Input, KeyPress};
use crate::tui::msg::{Effect, Founding, Reply, Told};
use crate::tui::small;
use crate::tui::theme::Role;

/// The zones of the country that this program is made for.
const NEAR: [Zone; 3] = [Zone::JAKARTA, Zone::MAKASSAR, Zone::JAYAPURA];
/// Zones of a list that are shown at once.
const SHOWN: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Person,
    Office,
    Zone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Lang,
    Name,
    Office,
    Place,
    Filter,
    /// A zone of the list, by its place.
    Zone(usize),
    Next,
    Back,
}

#[derive(Debug)]
pub struct Setup {
    page: Page,
    at: Item,
    name: TextArea<'static>,
    office: TextArea<'static>,
    place: TextArea<'static>,
    filter: TextArea<'static>,
    chosen: usize,
    guess: Zone,
    /// Where the desk will be.
    desk: String,
    waits: bool,
    told: Option<Told>,
    wrong: Option<&'static str>,
}

impl Setup {
    /// `guess` is the machine's own zone.
    pub fn new(guess: Zone, desk: String) -> Self {
        Self {
            page: Page::Person,
            at: Item::Name,
            name: small::input(""),
            office: small::input(""),
            place: small::input(""),
            filter: small::input(""),
            chosen: 0,
            guess,
            desk,
            waits: false,
            told: None,
            wrong: None,
        }
    }

    fn items(&self) -> &'static [Item] {
        match self.page {
            Page::Person => &[Item::Lang, Item::Name, Item::Next],
            Page::Office => &[Item::Lang, Item::Office, Item::Place, Item::Next, Item::Back],
            Page::Zone => &[Item::Lang, Item::Filter, Item::Next, Item::Back],
        }
    }

    fn field(&mut self) -> Option<&mut TextArea<'static>> {
        match self.at {
            Item::Name => Some(&mut self.name),
            Item::Office => Some(&mut self.office),
            Item::Place => Some(&mut self.place),
            Item::Filter | Item::Zone(_) => Some(&mut self.filter),
            _ => None,
        }
    }

    /// The zones that fit what is typed; untyped, the likely ones.
    fn zones(&self) -> Vec<Zone> {
        let typed = small::text(&self.filter).to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        if words.is_empty() {
            let others = NEAR.into_iter().filter(|zone| *zone != self.guess);
            return std::iter::once(self.guess).chain(others).collect();
        }
        let fits = |zone: &Zone| {
            let name = format!("{} {}", zone.name().to_lowercase().replace('_', " "), short(*zone));
            words.iter().all(|word| name.contains(&word.replace('_', " ")))
        };
        let near = NEAR.into_iter().filter(fits);
        let others = Zone::all().filter(|zone| !NEAR.contains(zone)).filter(fits);
        let mut found: Vec<Zone> = near.chain(others).collect();
        // WIT is a name of its own, not the beginning of another.
        found.sort_by_key(|zone| short(*zone) != typed.trim());
        found
    }

    fn key(&mut self, app: &mut App, press: KeyPress) -> Turn {
        if self.waits {
            return question::other(app, press);
        }
        if self.at == Item::Filter && matches!(press.code, Code::Up | Code::Down) {
            let last = self.zones().len().saturating_sub(1);
            self.chosen = if press.code == Code::Down {
                (self.chosen + 1).min(last)
            } else {
                self.chosen.saturating_sub(1)
            };
            return Turn::Stay;
        }
        match question::deed(app, press) {
            Some(Action::DialogAccept) => self.accept(app),
            Some(Action::DialogCancel) => self.back(app),
            Some(way) => self.at = beside(self.items(), self.at, way == Action::DialogNext),
            None if self.at == Item::Lang => {
                let turns = matches!(press.code, Code::Left | Code::Right | Code::Char(' '));
                if !turns {
                    return question::other(app, press);
                }
                self.speak(app);
            }
            None => {
                let is_filter = self.at == Item::Filter;
                let taken = self.field().is_some_and(|area| small::key(area, press));
                if !taken {
                    return question::other(app, press);
                }
                if is_filter {
                    self.chosen = 0;
                }
                self.wrong = None;
            }
        }
        Turn::Stay
    }

    fn speak(&mut self, app: &mut App) {
        app.next_language();
        // The words of a refusal were those of the other language.
        self.told = None;
    }

    fn accept(&mut self, app: &mut App) {
        match self.at {
            Item::Lang => self.speak(app),
            Item::Back => self.back(app),
            Item::Office => self.at = Item::Place,
            Item::Filter => self.at = Item::Next,
            _ => self.next(app),
        }
    }

    fn back(&mut self, app: &mut App) {
        self.wrong = None;
        self.told = None;
        (self.page, self.at) = match self.page {
            // What is typed here is not thrown away by a key that means “back”.
            Page::Person if !small::text(&self.name).trim().is_empty() => {
                self.wrong = Some("setup-quit-hint");
                return;
            }
            Page::Person => return app.effect(Effect::Quit),
            Page::Office => (Page::Person, Item::Name),
            Page::Zone => (Page::Office, Item::Place),
        };
    }

    fn next(&mut self, app: &mut App) {
        let is_empty = |area: &TextArea<'_>| small::text(area).trim().is_empty();
        self.wrong = None;
        match self.page {
            Page::Person if acting_name(&small::text(&self.name)).is_empty() => {
                self.at = Item::Name;
                self.wrong = Some("setup-name-none");
            }
            Page::Person => (self.page, self.at) = (Page::Office, Item::Office),
            Page::Office if is_empty(&self.office) => {
                self.at = Item::Office;
                self.wrong = Some("setup-office-none");
            }
            Page::Office if is_empty(&self.place) => {
                self.at = Item::Place;
                self.wrong = Some("setup-place-none");
            }
            Page::Office => (self.page, self.at) = (Page::Zone, Item::Filter),
            Page::Zone => self.found(app),
        }
    }

    fn found(&mut self, app: &mut App) {
        let Some(zone) = self.zones().get(self.chosen).copied() else {
            self.at = Item::Filter;
            self.wrong = Some("setup-zone-none");
            return;
        };
        let text = |area: &TextArea<'_>| small::text(area).trim().to_owned();
        let full_name = text(&self.name);
        let founding = Founding {
            person: acting_name(&full_name),
            full_name,
            office: text(&self.office),
            place: text(&self.place),
            zone,
            lang: app.words.lang(),
        };
        self.waits = true;
        self.told = None;
        app.effect(Effect::Found(founding));
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        let mark = |lang| if app.words.lang() == lang { "(•)" } else { "( )" };
        let both = format!("Indonesia   {} English", mark(Lang::En));
        sheet.option(Item::Lang, mark(Lang::Id), &both);
        sheet.blank();
        match self.page {
            Page::Person => self.person(app, &mut sheet),
            Page::Office => {
                sheet.aside(&app.say("setup-office-about", &[]));
                sheet.field(Item::Office, &app.say("setup-office", &[]), &self.office);
                sheet.field(Item::Place, &app.say("setup-place", &[]), &self.place);
            }
            Page::Zone => self.zone(app, &mut sheet),
        }
        if let Some(told) = &self.told {
            sheet.told(told);
        }
        if let Some(wrong) = self.wrong {
            let key = app.keymap.label(Action::UiQuit, crate::tui::action::Context::Anywhere);
            let text = app.say(wrong, &[("key", key.unwrap_or_default().into())]);
            sheet.words(&format!("! {text}"), Role::Warn);
        }
        if self.waits {
            sheet.words(&app.say("ask-waits", &[]), Role::Dim);
        }
        sheet.blank();
        let next = if self.page == Page::Zone { "setup-do" } else { "setup-next" };
        let (next, back) = (app.say(next, &[]), app.say("setup-back", &[]));
        let buttons = [(Item::Next, next.as_str(), None), (Item::Back, back.as_str(), None)];
        let shown = if self.page == Page::Person { 1 } else { 2 };
        sheet.buttons(buttons.get(..shown).unwrap_or_default());
        sheet
    }

    fn person(&self, app: &App, sheet: &mut Sheet<Item>) {
        sheet.aside(&app.say("setup-about", &[]));
        sheet.blank();
        sheet.field(Item::Name, &app.say("setup-name", &[]), &self.name);
        let short = acting_name(&small::text(&self.name));
        if !short.is_empty() {
            sheet.aside(&app.say("setup-short-name", &[("name", short.into())]));
        }
    }

    fn zone(&self, app: &App, sheet: &mut Sheet<Item>) {
        sheet.field(Item::Filter, &app.say("setup-zone", &[]), &self.filter);
        let zones = self.zones();
        if zones.is_empty() {
            sheet.words(&app.say("setup-zone-none", &[]), Role::Warn);
        }
        let room = usize::from(app.layout.room().height);
        let most = SHOWN.min(room.saturating_sub(5)).max(1);
        let from = (self.chosen + 1).saturating_sub(most);
        for (index, zone) in zones.iter().enumerate().skip(from).take(most) {
            let mark = if index == self.chosen { "(•)" } else { "( )" };
            let clock = time::clock(app.now.at, *zone, &app.words);
            let short = short(*zone).to_uppercase();
            let text = if short.is_empty() {
                format!("{} · {clock}", zone.name())
            } else {
                format!("{short} · {} · {clock}", zone.name())
            };
            sheet.option(Item::Zone(index), mark, &text);
        }
        sheet.aside(&app.say("setup-where", &[("place", self.desk.as_str().into())]));
    }
}

/// What the hours of a zone are called here.
fn short(zone: Zone) -> &'static str {
    match zone {
        Zone::JAKARTA | Zone::PONTIANAK => "wib",
        Zone::MAKASSAR => "wita",
        Zone::JAYAPURA => "wit",
        _ => "",
    }
}

impl Overlay for Setup {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => return self.key(app, *press),
            Input::Paste(pasted) if !self.waits => {
                if let Some(area) = self.field() {
                    small::paste(area, &pasted.text);
                    self.wrong = None;
                }
            }
            Input::Mouse(_) if !self.waits => match self.sheet(app).pressed(app, input) {
                Some(Item::Zone(index)) => {
                    self.chosen = index;
                    self.at = Item::Filter;
                }
                Some(item @ (Item::Lang | Item::Next | Item::Back)) => {
                    self.at = item;
                    self.accept(app);
                }
                Some(item) => self.at = item,
                None => {}
            },
            _ => {}
        }
        Turn::Stay
    }

    fn reply(&mut self, _app: &mut App, reply: &Reply) -> Turn {
        if let Reply::Refused { told, .. } = reply {
            self.waits = false;
            self.told = Some(told.clone());
        }
        Turn::Stay
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        Some(self.sheet(app).scrolled(app))
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let number = match self.page {
            Page::Person => 1_u64,
            Page::Office => 2,
            Page::Zone => 3,
        };
        let title = app.say("setup-title", &[("number", number.into())]);
        self.sheet(app).draw(app, frame, area, &title);
    }

    fn is_screen(&self) -> bool {
        true
    }

    fn tells_refusals(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::What;
    use crate::tui::testing::{empty, in_all_sizes, paste, press, reply, screen, type_in};

    fn app() -> App {
        let mut app = empty(Lang::Id);
        app.open(Box::new(Setup::new(Zone::JAKARTA, "/meja".into())));
        app
    }

    fn founding(effects: Vec<Effect>) -> Option<Founding> {
        effects.into_iter().find_map(|effect| match effect {
            Effect::Found(founding) => Some(founding),
            _ => None,
        })
    }

    #[test]
    fn three_answers_found_an_office() {
        let mut app = app();
        press(&mut app, "enter");
        assert!(screen(&mut app, 80, 24).contains("! Tulis nama Anda."));
        type_in(&mut app, "Dr. Ratna Puspita");
        assert!(screen(&mut app, 80, 24).contains("Nama untuk masuk: ratna"));
        press(&mut app, "enter enter enter");
        assert!(screen(&mut app, 80, 24).contains("! Tulis nama kantor."));
        type_in(&mut app, "Kantor Contoh");
        press(&mut app, "enter");
        paste(&mut app, "Sambas\n");
        press(&mut app, "enter");
        for picture in in_all_sizes(&mut app) {
            assert!(picture.contains("WIB · Asia/Jakarta · 09.41"), "{picture}");
        }
        type_in(&mut app, "makas");
        press(&mut app, "enter");
        let made = founding(press(&mut app, "enter")).unwrap();
        let want = Founding {
            person: "ratna".into(),
            full_name: "Dr. Ratna Puspita".into(),
            office: "Kantor Contoh".into(),
            place: "Sambas".into(),
            zone: Zone::MAKASSAR,
            lang: Lang::Id,
        };
        assert_eq!(made, want);
        assert!(founding(press(&mut app, "enter")).is_none(), "it is made once");
        let told = Told { message: "Diska penuh".into(), ..Told::default() };
        reply(&mut app, Reply::Refused { what: What::Other, told });
        assert!(screen(&mut app, 80, 24).contains("✗ Diska penuh"));
        assert_eq!(founding(press(&mut app, "enter")), Some(want));
    }

    #[test]
    fn the_language_is_chosen_first_and_the_zone_by_its_name() {
        let mut app = app();
        press(&mut app, "up right");
        assert!(screen(&mut app, 80, 24).contains("Your name"));
        press(&mut app, "down");
        type_in(&mut app, "Ali");
        press(&mut app, "enter");
        type_in(&mut app, "Kantor");
        press(&mut app, "enter");
        type_in(&mut app, "Sambas");
        press(&mut app, "enter");
        for (typed, zone) in [
            ("wit", Some(Zone::JAYAPURA)),
            ("wita", Some(Zone::MAKASSAR)),
            ("jayap", Some(Zone::JAYAPURA)),
            ("new york", "America/New_York".parse().ok()),
            ("bulan", None),
        ] {
            type_in(&mut app, typed);
            let made = founding(press(&mut app, "enter enter"));
            assert_eq!(made.map(|made| (made.zone, made.lang)), zone.map(|z| (z, Lang::En)));
            if zone.is_some() {
                reply(&mut app, Reply::Refused { what: What::Other, told: Told::default() });
                press(&mut app, "up");
            }
            press(&mut app, "ctrl-u");
        }
    }

    #[test]
    fn esc_goes_back_and_leaves_only_where_nothing_is_typed() {
        let quits = |effects: &[Effect]| effects.iter().any(|e| matches!(e, Effect::Quit));
        let mut app = app();
        assert!(quits(&press(&mut app, "esc")));
        type_in(&mut app, "Ali");
        press(&mut app, "enter");
        assert!(!quits(&press(&mut app, "esc esc")));
        assert!(screen(&mut app, 80, 24).contains("Ali"));
        assert!(quits(&press(&mut app, "ctrl-q")));
    }
}
