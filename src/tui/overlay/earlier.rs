//! The text as it was: it is said how far back, the page shows what would change, and Enter takes
//! it. Nothing is lost: what was taken is one step of undo, and every other text stays reachable.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;
use tui_textarea::TextArea;

use super::answers::Scrolled;
use super::beside::{Beside, accept_key};
use super::question::{self, Sheet, beside};
use super::{Overlay, Turn};
use crate::domain::calendar::{Back, parse_back};
use crate::domain::ids::ArticleId;
use crate::domain::time::Timestamp;
use crate::editor::past::When;
use crate::lang::time;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::doc::{Doc, Part};
use crate::tui::input::{Code, Input, KeyPress};
use crate::tui::msg::Fields;
use crate::tui::notes::Weight;
use crate::tui::small;
use crate::tui::theme::Role;

const PARTS: [Part; 2] = [Part::Headline, Part::Body];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Words,
    Go,
    Cancel,
}

const ITEMS: [Item; 3] = [Item::Words, Item::Go, Item::Cancel];

/// A step of one of the two texts, by the clock of the editor.
#[derive(Debug, Clone, Copy)]
struct Moment {
    at_ms: i64,
    part: Part,
    step: usize,
}

#[derive(Debug)]
pub struct Earlier {
    words: TextArea<'static>,
    at: Item,
    /// All steps of headline and text in their order, whichever branch they are on.
    moments: Vec<Moment>,
    /// So many of them led to the text of now.
    now: usize,
    /// Of this text; another one may come under the page.
    of: (ArticleId, [u64; 2]),
    wrong: Option<&'static str>,
    page: Option<(usize, Beside)>,
}

impl Earlier {
    /// None where nothing was changed yet.
    pub fn new(doc: &Doc) -> Option<Self> {
        let mut moments: Vec<Moment> = Vec::new();
        for part in PARTS {
            let steps = doc.editor_of(part).past().steps.iter().enumerate().skip(1);
            moments.extend(steps.map(|(step, one)| Moment { at_ms: one.at_ms, part, step }));
        }
        moments.sort_by_key(|moment| moment.at_ms);
        let is_current = |moment: &Moment| doc.editor_of(moment.part).past().current == moment.step;
        let now = moments.iter().rposition(is_current).map_or(0, |place| place + 1);
        let (words, at) = (small::input(""), Item::Words);
        let some = !moments.is_empty();
        let of = state_of(doc);
        some.then_some(Self { words, at, moments, now, of, wrong: None, page: None })
    }

    /// Is the text another one by now?
    fn has_moved(&self, app: &mut App) -> bool {
        let moved = app.doc.as_ref().is_none_or(|doc| state_of(doc) != self.of);
        if moved {
            app.toast(Weight::Warning, "earlier-moved", &[]);
        }
        moved
    }

    fn typed(&self) -> String {
        small::text(&self.words).trim().to_owned()
    }

    /// How many of the moments lie before what was typed; else what is wrong, as a key.
    fn place(&self, app: &App) -> Result<usize, &'static str> {
        let text = self.typed();
        if text.is_empty() {
            return Err("earlier-how");
        }
        let zone = app.zone();
        match parse_back(&text, app.now.at, zone).ok_or("earlier-unclear")? {
            Back::Oldest => Ok(0),
            Back::Steps(steps) => Ok(self.now.saturating_sub(steps)),
            Back::At(at) => {
                let ms = app.now.editing().saturating_sub(app.now.at.ms() - at.ms());
                Ok(self.moments.partition_point(|moment| moment.at_ms <= ms))
            }
        }
    }

    /// When the text was as it is at a place; nothing for the oldest.
    fn time_of(&self, app: &App, place: usize) -> Option<Timestamp> {
        let moment = self.moments.get(place.checked_sub(1)?)?;
        Some(app.now.at.plus_ms(moment.at_ms - app.now.editing()))
    }

    fn name_of(&self, app: &App, place: usize) -> String {
        let zone = app.zone();
        let Some(at) = self.time_of(app, place) else { return app.say("earlier-oldest", &[]) };
        let near = time::near(at, app.now.at, zone, &app.words);
        let clock = time::clock(at, zone, &app.words);
        app.say("earlier-name", &[("clock", clock.into()), ("near", near.into())])
    }

    /// Headline and text at a place; none if the way there cannot be walked.
    fn texts_at(&self, doc: &Doc, place: usize) -> Option<Fields> {
        let before = self.moments.get(..place).unwrap_or_default();
        let text = |part: Part| {
            let last = before.iter().rfind(|moment| moment.part == part);
            let step = last.map_or(0, |moment| moment.step);
            let glimpse = doc.editor_of(part).glimpse(When::Step(step))?;
            Some((part.field(), glimpse.text))
        };
        PARTS.into_iter().map(text).collect()
    }

    fn show(&mut self, app: &App, place: usize) {
        let Some(doc) = &app.doc else { return };
        let now = PARTS.map(|part| (part.field(), doc.editor_of(part).text()));
        match self.texts_at(doc, place) {
            Some(then) => {
                let page = Beside::new(now.into(), then);
                page.reveal(app);
                self.page = Some((place, page));
            }
            None => self.wrong = Some("earlier-lost"),
        }
    }

    fn go(&mut self, app: &mut App) -> Turn {
        if self.has_moved(app) {
            return Turn::Close;
        }
        match self.place(app) {
            Ok(place) => self.show(app, place),
            Err(wrong) => {
                self.wrong = Some(wrong);
                self.at = Item::Words;
            }
        }
        Turn::Stay
    }

    /// One step on, over all branches, to one that changes something.
    fn walk(&mut self, app: &App, on: bool) {
        let Some((place, _)) = &self.page else { return };
        let next = if on { place + 1 } else { place.saturating_sub(1) };
        if next <= self.moments.len() {
            self.show(app, next);
        }
    }

    fn take(&self, app: &mut App) -> Turn {
        let Some((place, page)) = &self.page else { return Turn::Stay };
        if self.has_moved(app) {
            return Turn::Close;
        }
        if page.is_same() {
            app.toast(Weight::Note, "earlier-same", &[]);
            return Turn::Stay;
        }
        if app.doc.as_ref().is_some_and(|doc| !doc.may_write()) {
            app.may_not_write();
            return Turn::Stay;
        }
        let fields = PARTS.map(|part| (part.field(), page.coming(part.field())));
        let fields: Fields =
            fields.into_iter().filter_map(|(name, text)| Some((name, text?.to_owned()))).collect();
        app.take_texts(&fields);
        let name = self.name_of(app, *place);
        app.toast(Weight::Done, "earlier-taken", &[("name", name.into())]);
        Turn::Close
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        sheet.aside(&app.say("earlier-about", &[]));
        sheet.blank();
        sheet.field(Item::Words, &app.say("earlier-label", &[]), &self.words);
        match (self.wrong, self.place(app)) {
            (Some(wrong), _) => sheet.words(&format!("! {}", app.say(wrong, &[])), Role::Warn),
            (None, Ok(place)) => {
                sheet.words(&format!("= {}", self.name_of(app, place)), Role::Ok);
            }
            (None, Err(_)) => sheet.aside(&app.say("earlier-how", &[])),
        }
        sheet.blank();
        let (go, cancel) = (app.say("earlier-do", &[]), app.say("ask-cancel", &[]));
        sheet.buttons(&[(Item::Go, &go, None), (Item::Cancel, &cancel, None)]);
        sheet
    }

    fn key(&mut self, app: &mut App, press: KeyPress) -> Turn {
        match question::deed(app, press) {
            Some(Action::DialogNext) => self.at = beside(&ITEMS, self.at, true),
            Some(Action::DialogPrevious) => self.at = beside(&ITEMS, self.at, false),
            Some(Action::DialogCancel) => return Turn::Close,
            Some(Action::DialogAccept) if self.at == Item::Cancel => return Turn::Close,
            Some(Action::DialogAccept) => return self.go(app),
            _ if self.at == Item::Words && small::key(&mut self.words, press) => self.wrong = None,
            _ => return question::other(app, press),
        }
        Turn::Stay
    }

    fn key_on_page(&mut self, app: &mut App, input: &Input) -> Turn {
        if let Some((_, page)) = &mut self.page
            && page.handle(app, input)
        {
            return Turn::Stay;
        }
        let Input::Key(press) = input else { return Turn::Stay };
        match press.code {
            Code::Left => self.walk(app, false),
            Code::Right => self.walk(app, true),
            _ => return question::other(app, *press),
        }
        Turn::Stay
    }
}

fn state_of(doc: &Doc) -> (ArticleId, [u64; 2]) {
    (doc.id(), PARTS.map(|part| doc.editor_of(part).version()))
}

impl Overlay for Earlier {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        if self.page.is_some() {
            return self.key_on_page(app, input);
        }
        match input {
            Input::Key(press) => return self.key(app, *press),
            Input::Paste(pasted) if self.at == Item::Words => {
                small::paste(&mut self.words, &pasted.text);
                self.wrong = None;
            }
            Input::Mouse(_) => match self.sheet(app).pressed(app, input) {
                Some(Item::Go) => return self.go(app),
                Some(Item::Cancel) => return Turn::Close,
                Some(Item::Words) => self.at = Item::Words,
                None => {}
            },
            _ => {}
        }
        Turn::Stay
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        let Some((_, page)) = &mut self.page else { return Turn::Pass };
        if page.act(app, action) {
            return Turn::Stay;
        }
        match action {
            Action::DialogAccept => self.take(app),
            Action::DialogCancel | Action::UiMenu => {
                self.page = None;
                Turn::Stay
            }
            _ => Turn::Pass,
        }
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        if self.page.is_some() { Vec::new() } else { self.sheet(app).places(app) }
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        self.page.is_none().then(|| self.sheet(app).scrolled(app))
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let Some((place, page)) = &self.page else {
            let title = app.say("earlier-title", &[]);
            return self.sheet(app).draw(app, frame, area, &title);
        };
        let name = self.name_of(app, *place);
        let title = app.say("earlier-page", &[("name", name.into())]);
        let keys = [
            (accept_key(app), app.say("earlier-take", &[])),
            ("←".to_owned(), app.say("earlier-before", &[])),
            ("→".to_owned(), app.say("earlier-after", &[])),
        ];
        page.draw(app, frame, area, &title, &keys);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{
        self, ALI, NUR, app_with, in_all_sizes, press, screen, type_in, wait,
    };

    fn body(app: &App) -> String {
        app.doc.as_ref().unwrap().body.text()
    }

    fn open(app: &mut App) {
        app.choose(Action::EditEarlier);
    }

    /// Three sentences, ten minutes between them; the second was taken back before the third.
    fn written() -> App {
        let mut app = app_with(ALI, 1, Aim::Edit);
        type_in(&mut app, "Awal ");
        wait(&mut app, 600_000);
        type_in(&mut app, "Lama ");
        press(&mut app, "ctrl-z");
        wait(&mut app, 600_000);
        type_in(&mut app, "Baru ");
        wait(&mut app, 60_000);
        assert!(body(&app).starts_with("Awal Baru Paragraf"));
        app
    }

    #[test]
    fn a_time_is_typed_looked_at_and_taken_as_one_step() {
        let mut app = written();
        open(&mut app);
        type_in(&mut app, "5 menit");
        let [_, usual, small] = in_all_sizes(&mut app);
        assert!(usual.contains("= 09:51") && small.contains("5 menit"), "{usual}{small}");
        press(&mut app, "enter");
        let [_, usual, small] = in_all_sizes(&mut app);
        assert!(usual.contains("Lama") && usual.contains("Baru"), "{usual}");
        assert!(small.contains("Enter"), "{small}");
        assert!(body(&app).starts_with("Awal Baru "), "looking changes nothing");
        press(&mut app, "enter");
        assert!(app.overlays().is_empty());
        assert!(body(&app).starts_with("Awal Lama Paragraf"), "{}", body(&app));
        let picture = screen(&mut app, 120, 30);
        assert!(picture.contains("back; undo"), "{picture}");
        press(&mut app, "ctrl-z");
        assert!(body(&app).starts_with("Awal Baru Paragraf"));
    }

    #[test]
    fn steps_lead_over_all_branches() {
        let mut app = written();
        open(&mut app);
        type_in(&mut app, "1 langkah");
        press(&mut app, "enter enter");
        assert!(body(&app).starts_with("Awal Lama "), "{}", body(&app));
        press(&mut app, "ctrl-z");
        open(&mut app);
        type_in(&mut app, "awal");
        press(&mut app, "enter right right right left end home enter");
        assert!(body(&app).starts_with("Awal Lama "), "{}", body(&app));
    }

    #[test]
    fn the_headline_goes_back_too() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        app.type_all(&vec![("headline", "Judul baru".to_owned())]);
        wait(&mut app, 60_000);
        type_in(&mut app, "x");
        open(&mut app);
        type_in(&mut app, "oldest");
        press(&mut app, "enter");
        assert!(screen(&mut app, 80, 24).contains("nomor 1"));
        press(&mut app, "enter");
        let doc = app.doc.as_ref().unwrap();
        assert_eq!(
            (doc.headline.text().as_str(), doc.body.text().as_str()),
            ("Berita nomor 1", testing::BODY)
        );
    }

    #[test]
    fn esc_leaves_everything_and_what_is_unclear_is_said() {
        let mut app = written();
        let before = body(&app);
        open(&mut app);
        type_in(&mut app, "besok");
        press(&mut app, "enter");
        assert!(screen(&mut app, 80, 24).contains("! "));
        press(&mut app, "ctrl-u");
        type_in(&mut app, "1 jam");
        press(&mut app, "enter esc esc");
        assert!(app.overlays().is_empty());
        assert_eq!(body(&app), before);
        // What is the same now is not taken.
        open(&mut app);
        type_in(&mut app, "0 langkah");
        press(&mut app, "enter enter");
        assert!(screen(&mut app, 120, 30).contains("the same"));
    }

    #[test]
    fn without_a_change_or_a_right_there_is_nothing_to_go_back_to() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        open(&mut app);
        assert!(app.overlays().is_empty());
        assert!(screen(&mut app, 120, 30).contains("Nothing was changed"));
        let mut app = app_with(NUR, 4, Aim::Edit);
        open(&mut app);
        assert!(app.overlays().is_empty());
        assert!(screen(&mut app, 120, 30).contains("Published"));
    }
}
