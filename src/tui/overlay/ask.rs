//! What a step needs to know before it is done: a remark, a moment, a reason, an address, or
//! whether the pages are meant. What was typed and not used is there again the next time.

mod due;
mod sheet;

use crate::tui::picture::Frame;
use chrono::NaiveTime;
use ratatui::layout::Rect;
use tui_textarea::TextArea;

use super::answers::Scrolled;
use super::question::{self, beside};
use super::{Overlay, Turn};
use crate::domain::calendar;
use crate::domain::ids::ArticleId;
use crate::domain::slug;
use crate::domain::time::Timestamp;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::doc::Doc;
use crate::tui::input::{Code, Input, KeyPress};
use crate::tui::msg::writing::{Answer, Ask as Writing};
use crate::tui::msg::{Deed, Reply, Request, Told, What};
use crate::tui::small;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    Slug,
    Return,
    Schedule,
    Correct,
    Withdraw,
    Export,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Self::Slug => "slug",
            Self::Return => "return",
            Self::Schedule => "schedule",
            Self::Correct => "correct",
            Self::Withdraw => "withdraw",
            Self::Export => "export",
        }
    }

    /// Several lines are wanted, not one.
    fn is_note(self) -> bool {
        matches!(self, Self::Return | Self::Correct | Self::Withdraw)
    }
}

/// What can have the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Words,
    /// A new address for a corrected text.
    Path,
    Trial,
    Publish,
    Go,
    Cancel,
}

/// What was typed into a question that was closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    words: String,
    path: bool,
}

/// The unused words by question and article.
pub type Kept = std::collections::BTreeMap<(Purpose, ArticleId), Typed>;

#[derive(Debug)]
pub struct Ask {
    purpose: Purpose,
    article: Option<ArticleId>,
    headline: String,
    words: TextArea<'static>,
    path: bool,
    publish: bool,
    at: Item,
    /// The desk was asked and has not answered.
    waits: bool,
    told: Option<Told>,
    /// What is wrong with the words themselves, as a key.
    wrong: Option<&'static str>,
    /// How many texts would go out, and the first of them; none while the desk looks.
    due: Option<(usize, Vec<String>)>,
}

impl Ask {
    pub fn new(app: &App, purpose: Purpose) -> Self {
        let open = app.doc.as_ref().map(Doc::id);
        let article = if purpose == Purpose::Slug { open } else { app.subject() };
        let typed = article.and_then(|id| app.kept.get(&(purpose, id)).cloned());
        let typed = typed.unwrap_or_else(|| Typed {
            words: match (purpose, &app.doc) {
                (Purpose::Slug, Some(doc)) => doc.field("slug").to_owned(),
                _ => String::new(),
            },
            path: false,
        });
        let is_export = purpose == Purpose::Export;
        Self {
            purpose,
            article: article.filter(|_| !is_export),
            headline: article.map(|id| headline(app, id)).unwrap_or_default(),
            words: if purpose.is_note() {
                question::note(&typed.words)
            } else {
                small::input(&typed.words)
            },
            path: typed.path,
            publish: false,
            at: if is_export { Item::Trial } else { Item::Words },
            waits: false,
            told: None,
            wrong: None,
            due: None,
        }
    }

    fn items(&self) -> &'static [Item] {
        match self.purpose {
            Purpose::Correct => &[Item::Words, Item::Path, Item::Go, Item::Cancel],
            Purpose::Export => &[Item::Trial, Item::Publish, Item::Cancel, Item::Go],
            // What cannot be taken back does not have the focus after the words.
            Purpose::Withdraw => &[Item::Words, Item::Cancel, Item::Go],
            _ => &[Item::Words, Item::Go, Item::Cancel],
        }
    }

    /// The letter that alone confirms what cannot be taken back.
    fn letter(&self, app: &App) -> Option<char> {
        let key = match (self.purpose, self.publish) {
            (Purpose::Withdraw, _) => "ask-withdraw-key",
            (Purpose::Export, true) => "ask-publish-key",
            _ => return None,
        };
        app.say(key, &[]).chars().next()
    }

    fn typed(&self) -> String {
        if self.purpose.is_note() {
            question::note_text(&self.words)
        } else {
            small::text(&self.words).trim().to_owned()
        }
    }

    /// The moment that is typed, if it is one and is still to come; else what is wrong, as a key.
    fn moment(&self, app: &App) -> Result<Timestamp, &'static str> {
        let Some(office) = &app.office else { return Err("ask-moment-none") };
        let text = self.typed();
        if text.is_empty() {
            return Err("ask-moment-none");
        }
        let at = calendar::parse_moment(&text, app.now.at, office.zone, NaiveTime::MIN)
            .ok_or("ask-moment-unclear")?;
        if at <= app.now.at { Err("ask-moment-past") } else { Ok(at) }
    }

    fn key(&mut self, app: &mut App, press: KeyPress) -> Turn {
        if self.waits && question::deed(app, press) != Some(Action::DialogCancel) {
            return question::other(app, press);
        }
        let in_words = self.at == Item::Words;
        let is_vertical = matches!(press.code, Code::Up | Code::Down);
        if in_words && is_vertical && self.purpose.is_note() && self.type_key(press) {
            return Turn::Stay;
        }
        match question::deed(app, press) {
            Some(Action::DialogNext) => self.move_on(true),
            Some(Action::DialogPrevious) => self.move_on(false),
            Some(Action::DialogCancel) => return self.cancel(app),
            Some(Action::DialogAccept) => return self.accept(app),
            _ if in_words => {
                if !self.type_key(press) {
                    return question::other(app, press);
                }
            }
            _ => return self.letter_key(app, press),
        }
        Turn::Stay
    }

    fn move_on(&mut self, on: bool) {
        self.at = beside(self.items(), self.at, on);
        match self.at {
            Item::Trial => self.publish = false,
            Item::Publish => self.publish = true,
            _ => {}
        }
    }

    fn type_key(&mut self, press: KeyPress) -> bool {
        let taken = if self.purpose.is_note() {
            question::note_key(&mut self.words, press)
        } else {
            small::key(&mut self.words, press)
        };
        if taken {
            self.wrong = None;
            self.told = None;
        }
        taken
    }

    fn letter_key(&mut self, app: &mut App, press: KeyPress) -> Turn {
        if self.letter(app).is_some_and(|letter| question::is_letter(press, letter)) {
            return self.go(app);
        }
        if self.at == Item::Path && press.text() == Some(' ') {
            self.path = !self.path;
            return Turn::Stay;
        }
        question::other(app, press)
    }

    fn accept(&mut self, app: &mut App) -> Turn {
        match self.at {
            Item::Cancel => return self.cancel(app),
            Item::Path => self.path = !self.path,
            Item::Words if self.purpose.is_note() => {
                let wrong = self.typed().is_empty().then_some("ask-reason-none");
                self.wrong = wrong;
                if wrong.is_none() {
                    self.move_on(true);
                }
            }
            // Enter alone never does what cannot be taken back.
            Item::Publish => self.at = Item::Cancel,
            Item::Go if self.letter(app).is_some() => self.wrong = Some("ask-needs-letter"),
            Item::Words | Item::Trial | Item::Go => return self.go(app),
        }
        Turn::Stay
    }

    /// Closes without losing what was typed.
    fn cancel(&self, app: &mut App) -> Turn {
        if let Some(article) = self.article {
            let typed = Typed { words: self.typed(), path: self.path };
            app.kept.insert((self.purpose, article), typed);
        }
        Turn::Close
    }

    fn go(&mut self, app: &mut App) -> Turn {
        self.told = None;
        if self.purpose == Purpose::Export {
            if self.publish && !may_publish(app) {
                self.wrong = Some("why-not-reviewer");
                return Turn::Stay;
            }
            if self.publish && self.due.is_none() {
                // Nobody releases what they were not told of.
                self.wrong = Some("ask-due-looks");
                app.ask(Request::Writing(Writing::Due));
                return Turn::Stay;
            }
            self.waits = true;
            app.ask(Request::Export { publish: self.publish });
            return Turn::Stay;
        }
        let Some(article) = self.article else { return Turn::Close };
        let words = self.typed();
        if self.purpose == Purpose::Slug {
            return self.rename(app, words);
        }
        let deed = match self.purpose {
            Purpose::Schedule => self.moment(app).map(|at| Deed::Schedule { at }),
            _ if words.is_empty() => Err("ask-reason-none"),
            Purpose::Return => Ok(Deed::Return { note: words }),
            Purpose::Correct => Ok(Deed::Correct { reason: words, path: self.path }),
            _ => Ok(Deed::Withdraw { reason: words }),
        };
        match deed {
            Ok(deed) => {
                self.waits = true;
                app.ask(Request::Act { article, deed });
            }
            Err(wrong) => {
                self.wrong = Some(wrong);
                self.at = Item::Words;
            }
        }
        Turn::Stay
    }

    /// The address is part of the text's plan: it is saved with it.
    fn rename(&mut self, app: &mut App, words: String) -> Turn {
        if !words.is_empty() && !slug::valid(&words) {
            self.wrong = Some("ask-slug-unfit");
            self.at = Item::Words;
            return Turn::Stay;
        }
        let now = app.now;
        let open = app.doc.as_mut().filter(|doc| Some(doc.id()) == self.article);
        let Some(doc) = open else { return Turn::Close };
        if !doc.may_write() {
            self.wrong = Some("ask-slug-locked");
            return Turn::Stay;
        }
        for effect in doc.set("slug", words, now) {
            app.effect(effect);
        }
        self.done(app);
        app.save_now();
        Turn::Close
    }

    fn done(&self, app: &mut App) {
        if let Some(article) = self.article {
            app.kept.remove(&(self.purpose, article));
        }
    }
}

fn may_publish(app: &App) -> bool {
    app.me().is_some_and(|me| me.roles.may_review())
}

fn headline(app: &App, id: ArticleId) -> String {
    let open = app.doc.as_ref().filter(|doc| doc.is(&id));
    let listed = app.list.selected().filter(|row| row.id == id);
    open.map(|doc| doc.headline.text())
        .or_else(|| listed.map(|row| row.headline.clone()))
        .unwrap_or_default()
}

impl Overlay for Ask {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => return self.key(app, *press),
            Input::Paste(pasted) if self.at == Item::Words && !self.waits => {
                if self.purpose.is_note() {
                    question::note_paste(&mut self.words, &pasted.text);
                } else {
                    small::paste(&mut self.words, &pasted.text);
                }
                self.wrong = None;
            }
            Input::Mouse(_) if !self.waits => match self.sheet(app).pressed(app, input) {
                Some(Item::Cancel) => return self.cancel(app),
                Some(Item::Go) => {
                    self.at = Item::Go;
                    return self.accept(app);
                }
                Some(item) => {
                    self.at = item;
                    match item {
                        Item::Trial | Item::Publish => self.publish = item == Item::Publish,
                        Item::Path => self.path = !self.path,
                        _ => {}
                    }
                }
                None => {}
            },
            _ => {}
        }
        Turn::Stay
    }

    fn reply(&mut self, app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::Acted { article, .. } if self.waits && Some(*article) == self.article => {
                self.done(app);
                Turn::Close
            }
            Reply::Writing(Answer::Due { .. }) | Reply::Changed => self.due_is(app, reply),
            Reply::Exported(_) if self.waits && self.purpose == Purpose::Export => Turn::Close,
            Reply::Refused { what: What::Act { .. } | What::Export, told } if self.waits => {
                self.waits = false;
                self.told = Some(told.clone());
                Turn::Stay
            }
            _ => Turn::Stay,
        }
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.sheet(app).places(app)
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        Some(self.sheet(app).scrolled(app))
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = app.say(&format!("ask-{}-title", self.purpose.word()), &[]);
        self.sheet(app).draw(app, frame, area, &title);
    }

    fn tells_refusals(&self) -> bool {
        self.waits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::{Aim, Effect};
    use crate::tui::testing::{
        ALI, NUR, app_with, asked, in_all_sizes, press, reply, screen, type_in,
    };

    fn with(me: i64, article: u8, purpose: Purpose) -> App {
        let mut app = app_with(me, article, Aim::Edit);
        let ask = Ask::new(&app, purpose);
        app.open(Box::new(ask));
        app
    }

    #[track_caller]
    fn acted(effects: Vec<Effect>) -> Deed {
        let mut requests = asked(effects);
        match (requests.pop(), requests.len()) {
            (Some(Request::Act { deed, .. }), 0) => deed,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_remark_is_needed_and_goes_with_the_step() {
        let mut app = with(NUR, 2, Purpose::Return);
        assert!(asked(press(&mut app, "enter")).is_empty());
        assert!(screen(&mut app, 80, 24).contains("Write it first"));
        type_in(&mut app, "Periksa angka");
        press(&mut app, "alt-enter");
        type_in(&mut app, "dan nama");
        press(&mut app, "enter");
        let deed = acted(press(&mut app, "enter"));
        assert_eq!(deed, Deed::Return { note: "Periksa angka\ndan nama".into() });
    }

    #[test]
    fn what_was_typed_is_there_again() {
        let mut app = with(NUR, 2, Purpose::Return);
        type_in(&mut app, "Periksa angka");
        press(&mut app, "esc");
        assert!(app.overlays().is_empty());
        let again = Ask::new(&app, Purpose::Return);
        assert_eq!(again.typed(), "Periksa angka");
        assert_eq!(Ask::new(&app, Purpose::Withdraw).typed(), "");
    }

    #[test]
    fn a_refusal_keeps_the_question_and_an_answer_closes_it() {
        let mut app = with(NUR, 2, Purpose::Return);
        type_in(&mut app, "Periksa");
        press(&mut app, "enter");
        let deed = acted(press(&mut app, "enter"));
        let article = crate::tui::testing::article(2);
        let what = What::Act { article, deed: deed.clone() };
        let told = Told { message: "Sudah disetujui orang lain".into(), ..Told::default() };
        reply(&mut app, Reply::Refused { what, told });
        let picture = screen(&mut app, 80, 24);
        assert!(picture.contains("✗ Sudah disetujui") && picture.contains("Periksa"), "{picture}");
        assert!(app.notes.toasts().is_empty(), "it is said once");
        assert_eq!(acted(press(&mut app, "enter")), deed);
        let (stage, headline) = (crate::domain::stage::StageName::Draft, String::new());
        let plan = crate::domain::stage::Plan::default();
        reply(&mut app, Reply::Acted { deed, article, stage, headline, plan });
        assert!(app.overlays().is_empty() && app.kept.is_empty());
    }

    #[test]
    fn a_moment_is_read_in_the_zone_of_the_office_and_shown_in_words() {
        let mut app = with(NUR, 2, Purpose::Schedule);
        for (text, shown) in [
            ("kapan-kapan", "not understood"),
            ("5/10 09.00", "has passed"),
            ("7/10 09.00", "Wed, 7 Oct 2026 09:00 WIB"),
        ] {
            press(&mut app, "ctrl-u");
            type_in(&mut app, text);
            let picture = screen(&mut app, 80, 24);
            assert!(picture.contains(shown), "{text}: {picture}");
            if shown.starts_with("Wed") {
                let at = "2026-10-07T09:00:00+07:00".parse().unwrap();
                assert_eq!(acted(press(&mut app, "enter")), Deed::Schedule { at });
            } else {
                assert!(asked(press(&mut app, "enter")).is_empty(), "{text}");
            }
        }
    }

    #[test]
    fn a_correction_can_have_a_new_address() {
        let mut app = with(NUR, 4, Purpose::Correct);
        type_in(&mut app, "Salah nama");
        press(&mut app, "enter space tab");
        let deed = acted(press(&mut app, "enter"));
        assert_eq!(deed, Deed::Correct { reason: "Salah nama".into(), path: true });
    }

    #[test]
    fn what_cannot_be_taken_back_needs_its_letter() {
        let mut app = with(NUR, 4, Purpose::Withdraw);
        type_in(&mut app, "Keliru");
        assert!(asked(press(&mut app, "enter tab enter")).is_empty());
        assert!(screen(&mut app, 80, 24).contains("Press W"));
        assert_eq!(acted(press(&mut app, "w")), Deed::Withdraw { reason: "Keliru".into() });

        let mut app = with(NUR, 4, Purpose::Export);
        super::due::tests::answer(&mut app, &[]);
        assert!(asked(press(&mut app, "down enter tab enter")).is_empty());
        let requests = asked(press(&mut app, "P"));
        assert!(matches!(requests.as_slice(), [Request::Export { publish: true }]));

        let mut app = with(ALI, 1, Purpose::Export);
        assert!(asked(press(&mut app, "down p")).is_empty(), "an editor does not publish");
        let requests = asked(press(&mut app, "up enter"));
        assert!(matches!(requests.as_slice(), [Request::Export { publish: false }]));
    }

    #[test]
    fn an_address_is_held_to_its_form_and_saved_with_the_text() {
        let mut app = with(ALI, 1, Purpose::Slug);
        type_in(&mut app, "Rapat Kerja");
        assert!(asked(press(&mut app, "enter")).is_empty());
        press(&mut app, "ctrl-u");
        type_in(&mut app, "rapat-kerja");
        let requests = asked(press(&mut app, "enter"));
        assert!(matches!(requests.as_slice(), [Request::Save { .. }]), "{requests:?}");
        assert_eq!(app.doc.as_ref().unwrap().field("slug"), "rapat-kerja");
    }

    #[test]
    fn every_question_fits_every_screen_and_has_a_cursor() {
        use Purpose::{Correct, Export, Return, Schedule, Slug, Withdraw};
        for purpose in [Slug, Return, Schedule, Correct, Withdraw, Export] {
            let mut app = with(NUR, 2, purpose);
            type_in(&mut app, &"kata ".repeat(40));
            for picture in in_all_sizes(&mut app) {
                assert!(!picture.ends_with("none"), "{purpose:?}: {picture}");
            }
            let focused = in_all_sizes(&mut app).concat();
            assert!(focused.contains('▸'), "{focused}");
        }
    }
}
