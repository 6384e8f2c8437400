//! A text that a journal held when the program started: its writer decides what becomes of it.
//! Until then nothing happens to it, and it is offered again at the next start.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use super::answers::{Answers, Scrolled};
use super::conflict::Conflict;
use super::review::{Pager, Row, changes, columns, compared_rows, room, splits};
use super::{Overlay, Turn};
use crate::lang::time;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::draw;
use crate::tui::input::{Code, Input};
use crate::tui::msg::{Effect, Recovered, Request, Scribe};
use crate::tui::notes::Weight;
use crate::visible::Visible;

/// Fields of a recovered text that a new draft begins with. What must fit the office, such as its
/// sections, is the new draft's own.
const CARRIED: [&str; 7] = ["headline", "summary", "tags", "place", "byline", "credit", "body"];

#[derive(Debug)]
pub struct Recover {
    found: Recovered,
    chosen: usize,
    comparing: Option<Pager>,
}

/// What can be done with the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It goes on where it stopped.
    Continue,
    /// The article has moved on: both versions are laid side by side.
    Moved,
    /// There is no article that it could be continued in.
    Draft,
}

impl Recover {
    pub fn new(found: Recovered) -> Self {
        Self { found, chosen: 0, comparing: None }
    }

    fn way(&self, app: &App) -> Way {
        let doc = app.doc.as_ref().filter(|doc| Some(doc.id()) == self.found.article);
        match doc {
            Some(doc) if doc.locked.is_some() => Way::Draft,
            Some(doc) if Some(doc.base.record) == self.found.base => Way::Continue,
            // What is typed in the open text would have to give way to a third version.
            Some(doc) if doc.is_changed() => Way::Draft,
            Some(_) => Way::Moved,
            None => Way::Draft,
        }
    }

    /// The answers: a letter, the key of its words.
    fn answers(&self, app: &App) -> [(char, &'static str); 3] {
        let first = match self.way(app) {
            Way::Continue => "recover-continue",
            Way::Moved => "recover-moved",
            Way::Draft => "recover-draft",
        };
        [('l', first), ('c', "recover-compare"), ('d', "recover-discard")]
    }

    fn decide(&mut self, app: &mut App, letter: char) -> Turn {
        match (letter, self.way(app)) {
            ('l', Way::Continue) => self.go_on(app),
            ('l', Way::Moved) => {
                let Some(theirs) = app.doc.as_ref().map(crate::tui::doc::Doc::as_opened) else {
                    return Turn::Stay;
                };
                let Recovered { before, fields, found, .. } = self.found.clone();
                app.open(Box::new(Conflict::of_journal(theirs, before, fields, found)));
                Turn::Close
            }
            ('l', Way::Draft) => {
                let carried = |(name, value): &&(&'static str, String)| {
                    CARRIED.contains(name) && !value.trim().is_empty()
                };
                let fields = self.found.fields.iter().filter(carried).cloned().collect();
                app.ask(Request::Draft { fields, found: self.found.found });
                Turn::Close
            }
            ('c', _) => {
                self.comparing = Some(Pager::default());
                Turn::Stay
            }
            ('d', _) => {
                let found = self.found.found;
                app.effect(Effect::Journal(Scribe::Settle { found, keep: false }));
                app.toast(Weight::Done, "recover-discarded", &[]);
                app.tell_recovered();
                Turn::Close
            }
            _ => Turn::Stay,
        }
    }

    /// The words come back as something typed: they can be undone, and the journal has them.
    fn go_on(&self, app: &mut App) -> Turn {
        app.type_all(&self.found.fields);
        let found = self.found.found;
        app.effect(Effect::Journal(Scribe::Settle { found, keep: true }));
        app.toast(Weight::Done, "recover-continued", &[]);
        app.tell_recovered();
        Turn::Close
    }

    fn question(&self, app: &App) -> Answers {
        let answers = self.answers(app);
        let answers = answers.map(|(letter, key)| format!("{letter}  {}", app.say(key, &[])));
        let (title, text) = (app.say("recover-title", &[]), self.words(app));
        Answers { title, text, answers: answers.into(), chosen: self.chosen }
    }

    fn rows(&self, app: &App) -> Vec<Row> {
        let split = splits(app);
        let width = columns(app, split);
        compared_rows(&self.found.before, &self.found.fields, &app.words, width, split)
    }

    fn scroll(&mut self, app: &App, action: Action) {
        if let Some(mut pager) = self.comparing {
            let height = usize::from(room(app).height).saturating_sub(2);
            pager.act(action, height, self.rows(app).len());
            self.comparing = Some(pager);
        }
    }

    fn words(&self, app: &App) -> String {
        let found = &self.found;
        let zone = app.zone();
        let when = time::near(found.at, app.now.at, zone, &app.words);
        let headline = found.fields.iter().find(|(name, _)| *name == "headline");
        let headline = headline.map(|(_, text)| text.trim()).filter(|text| !text.is_empty());
        let headline = match headline {
            Some(text) => Visible::line(text).cut(80).to_string(),
            None => app.say("headline-none", &[]),
        };
        let count = changes(&found.before, &found.fields);
        let values = [
            ("headline", headline.into()),
            ("person", Visible::line(&found.person).to_string().into()),
            ("when", when.into()),
            ("count", count.into()),
        ];
        let mut text = app.say("recover-what", &values);
        let why = match self.way(app) {
            Way::Continue => None,
            Way::Moved => Some("recover-why-moved"),
            Way::Draft => Some("recover-why-draft"),
        };
        let damaged = found.damaged.then_some("recover-damaged");
        for key in [why, damaged].into_iter().flatten() {
            text.push('\n');
            text.push_str(&app.say(key, &[]));
        }
        text
    }
}

impl Overlay for Recover {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        if self.comparing.is_none()
            && let Some(index) = self.question(app).pressed(app, input)
        {
            let letter = self.answers(app).get(index).map_or(' ', |(letter, _)| *letter);
            return self.decide(app, letter);
        }
        let Input::Key(press) = input else { return Turn::Stay };
        if self.comparing.is_none() {
            return match press.text() {
                Some(letter) => self.decide(app, letter.to_ascii_lowercase()),
                None => Turn::Pass,
            };
        }
        match press.code {
            Code::PageUp => self.scroll(app, Action::ReviewPageUp),
            Code::PageDown | Code::Char(' ') => self.scroll(app, Action::ReviewPageDown),
            Code::Home => self.scroll(app, Action::ReviewTop),
            Code::End => self.scroll(app, Action::ReviewBottom),
            _ => {}
        }
        Turn::Stay
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        if self.comparing.is_some() {
            match action {
                Action::DialogNext => self.scroll(app, Action::ReviewDown),
                Action::DialogPrevious => self.scroll(app, Action::ReviewUp),
                Action::DialogAccept | Action::DialogCancel | Action::UiMenu => {
                    self.comparing = None;
                }
                _ => return Turn::Pass,
            }
            return Turn::Stay;
        }
        let answers = self.answers(app);
        match action {
            Action::DialogNext => self.chosen = (self.chosen + 1) % answers.len(),
            Action::DialogPrevious => {
                self.chosen = (self.chosen + answers.len() - 1) % answers.len();
            }
            Action::DialogAccept => {
                let letter = answers.get(self.chosen).map_or(' ', |(letter, _)| *letter);
                return self.decide(app, letter);
            }
            Action::DialogCancel | Action::UiMenu => {
                app.toast(Weight::Note, "recover-later", &[]);
                return Turn::Close;
            }
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        self.comparing.is_none().then(|| self.question(app).scrolled(app))
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        if self.comparing.is_some() { Vec::new() } else { self.question(app).places(app) }
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = app.say("recover-title", &[]);
        if let Some(pager) = self.comparing {
            let inner = draw::popup(app, frame.buffer_mut(), area, &title);
            pager.draw(app, frame.buffer_mut(), inner, &self.rows(app));
            frame.set_cursor_position((inner.x, inner.y));
            return;
        }
        self.question(app).draw(app, frame, area);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::RevisionId;
    use crate::domain::time::Timestamp;
    use crate::tui::msg::{Aim, Msg, Reply, Told, What};
    use crate::tui::testing::{self, ALI, NUR, article, asked, in_all_sizes, press, reply, screen};

    const TYPED: &str = "Kalimat yang diketik sebelum listrik padam.";

    fn recovered(found: usize, n: Option<u8>, base: RevisionId) -> Recovered {
        let before = testing::opened(1).fields;
        let mut fields = before.clone();
        for (name, value) in &mut fields {
            if *name == "body" {
                *value = TYPED.to_owned();
            }
        }
        Recovered {
            found,
            article: n.map(article),
            base: Some(base),
            person: "ali".into(),
            fields,
            before,
            edits: 3,
            damaged: false,
            at: Timestamp::from_ms(testing::MOMENT - 60_000),
        }
    }

    fn offer(app: &mut App, found: Vec<Recovered>) -> Vec<Request> {
        asked(app.update(app.now, Msg::Recovered(found)))
    }

    fn settled(effects: &[Effect]) -> Option<(usize, bool)> {
        effects.iter().find_map(|effect| match effect {
            Effect::Journal(Scribe::Settle { found, keep }) => Some((*found, *keep)),
            _ => None,
        })
    }

    fn body(app: &App) -> String {
        app.doc.as_ref().unwrap().body.text()
    }

    /// Article 1 is open, and the journal of one of its revisions is offered.
    fn offered(number: u64) -> App {
        let mut app = testing::app(ALI);
        let requests = offer(&mut app, vec![recovered(0, Some(1), testing::record(1, number))]);
        assert!(matches!(requests[..], [Request::Open { .. }]), "{requests:?}");
        testing::open(&mut app, testing::opened(1), Aim::Edit);
        testing::wait(&mut app, 5_000);
        app
    }

    #[test]
    fn it_goes_on_where_it_stopped() {
        let mut app = offered(2);
        let [_, usual, small] = in_all_sizes(&mut app);
        assert!(usual.contains("written by ali") && usual.contains("l  Continue"), "{usual}");
        assert!(small.contains("l  Continue"), "{small}");
        assert_ne!(body(&app), TYPED);
        let effects = press(&mut app, "enter");
        assert_eq!(body(&app), TYPED);
        // The journal of the open text has the words before the old one is let go.
        let edit = effects.iter().position(|e| matches!(e, Effect::Journal(Scribe::Edit { .. })));
        let settle =
            effects.iter().position(|e| matches!(e, Effect::Journal(Scribe::Settle { .. })));
        assert!(edit.is_some() && edit < settle, "{effects:?}");
        assert_eq!(settled(&effects), Some((0, true)));
        press(&mut app, "ctrl-z");
        assert_ne!(body(&app), TYPED);
    }

    #[test]
    fn later_does_nothing_and_discarding_keeps_a_file() {
        let mut app = offered(2);
        press(&mut app, "c");
        let picture = screen(&mut app, 80, 24);
        assert!(picture.contains("listrik"), "{picture}");
        in_all_sizes(&mut app);
        press(&mut app, "pgdn home end pgup down up esc");
        assert_eq!(settled(&press(&mut app, "esc")), None);
        assert_ne!(body(&app), TYPED);
        let mut app = offered(2);
        assert_eq!(settled(&press(&mut app, "d")), Some((0, false)));
        assert_ne!(body(&app), TYPED);
        assert!(screen(&mut app, 80, 24).contains("30 days"));
    }

    #[test]
    fn a_text_whose_article_moved_on_is_never_put_over_it() {
        let mut app = offered(1);
        assert!(screen(&mut app, 80, 24).contains("saved by somebody since"));
        let effects = press(&mut app, "l");
        assert_eq!(settled(&effects), None);
        assert_ne!(body(&app), TYPED);
        let picture = screen(&mut app, 80, 24);
        assert!(picture.contains("Two versions"), "{picture}");
        assert_eq!(settled(&press(&mut app, "esc")), None);
        let mut app = offered(1);
        let effects = press(&mut app, "l m");
        assert_eq!(settled(&effects), Some((0, true)));
        assert_eq!(body(&app), TYPED);
    }

    #[test]
    fn two_journals_of_one_text_are_offered_one_after_the_other() {
        let mut app = testing::app(ALI);
        let base = testing::record(1, 2);
        let mut second = recovered(1, Some(1), base);
        second.edits = 7;
        second.fields = vec![("body", "Versi kedua.".into())];
        offer(&mut app, vec![recovered(0, Some(1), base), second]);
        testing::open(&mut app, testing::opened(1), Aim::Edit);
        assert_eq!(app.overlays().len(), 2);
        assert_eq!(settled(&press(&mut app, "d")), Some((1, false)));
        assert_eq!(settled(&press(&mut app, "enter")), Some((0, true)));
        assert_eq!(body(&app), TYPED);
    }

    #[test]
    fn what_the_desk_kept_already_is_not_asked_about() {
        let mut app = testing::app(ALI);
        offer(&mut app, vec![recovered(0, Some(1), testing::record(1, 2))]);
        let mut opened = testing::opened(1);
        let body = TYPED.to_owned();
        opened.working = Some(crate::tui::msg::Unsaved {
            fields: vec![("body", body)],
            base: opened.base.clone(),
            at: Timestamp::from_ms(testing::MOMENT),
        });
        let effects = testing::open(&mut app, opened, Aim::Edit);
        assert_eq!(settled(&effects), Some((0, true)));
        assert!(app.overlays().is_empty());
    }

    /// The desk's copy is of the text alone: the plan is in the journal.
    #[test]
    fn a_deadline_that_was_typed_comes_back_though_the_text_is_kept() {
        let mut app = testing::app(ALI);
        let mut found = recovered(0, Some(1), testing::record(1, 2));
        found.fields = found.before.clone();
        let plan = [("due", "2026-10-09 12:00"), ("embargo", "2026-10-08"), ("slug", "baru")];
        for (name, value) in plan {
            found.fields.retain(|(own, _)| *own != name);
            found.fields.push((name, value.to_owned()));
        }
        offer(&mut app, vec![found]);
        let mut opened = testing::opened(1);
        let fields = testing::manuscript(1).fields().into();
        let at = Timestamp::from_ms(testing::MOMENT);
        opened.working = Some(crate::tui::msg::Unsaved { fields, base: opened.base.clone(), at });
        testing::open(&mut app, opened, Aim::Edit);
        assert_eq!(app.overlays().len(), 1);
        let effects = press(&mut app, "enter");
        let doc = app.doc.as_ref().unwrap();
        for (name, value) in plan {
            assert_eq!(doc.field(name), value);
            let journalled = |effect: &Effect| matches!(effect, Effect::Journal(Scribe::Edit { field, .. }) if *field == name);
            assert!(effects.iter().any(journalled), "{name}");
        }
    }

    #[test]
    fn a_text_without_its_article_may_become_a_draft() {
        let mut app = testing::app(ALI);
        offer(&mut app, vec![recovered(4, None, testing::record(9, 1))]);
        let requests = asked(press(&mut app, "enter"));
        let [Request::Draft { fields, found: 4 }] = &requests[..] else { panic!("{requests:?}") };
        assert!(fields.contains(&("body", TYPED.to_owned())));
        assert!(fields.iter().all(|(name, _)| *name != "section"));
        let opened = Box::new(testing::opened(1));
        let effects = reply(&mut app, Reply::Drafted { opened, found: 4 });
        assert_eq!(settled(&effects), Some((4, true)));
        // An article that is gone says so, and its text is offered too.
        let mut app = testing::app(ALI);
        offer(&mut app, vec![recovered(0, Some(7), testing::record(7, 1))]);
        let told = Told { kind: "not_found".into(), ..Told::default() };
        let what = What::Open { article: article(7) };
        reply(&mut app, Reply::Refused { what, told });
        assert!(screen(&mut app, 80, 24).contains("l  Make a new draft"));
    }

    #[test]
    fn nobody_is_offered_what_somebody_else_wrote() {
        let mut app = testing::app(NUR);
        let requests = offer(&mut app, vec![recovered(0, Some(1), testing::record(1, 2))]);
        assert!(requests.is_empty(), "{requests:?}");
        testing::open(&mut app, testing::opened(1), Aim::Edit);
        assert!(app.overlays().is_empty());
        assert_eq!(app.recovered.len(), 1);
    }
}
