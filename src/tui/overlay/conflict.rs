//! Somebody else saved first: what shall stand? Nothing is decided by itself, and whatever is
//! chosen, both texts stay where they can be found.

mod merging;

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use super::answers::{Answers, Scrolled};
use super::review::{Pager, Row, columns, compared_rows, room, splits};
use super::{Overlay, Turn};
use crate::domain::ids::ArticleId;
use crate::lang::time;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::draw;
use crate::tui::input::{Code, Input};
use crate::tui::msg::{Effect, Fields, Opened, Reply, Request, Scribe, Then};
use crate::tui::notes::Weight;
use crate::visible::Visible;
use merging::merge;

/// The answers, each with its letter; the first is chosen at the beginning.
const ANSWERS: [(char, &str); 4] = [
    ('g', "conflict-merge"),
    ('c', "conflict-compare"),
    ('m', "conflict-mine"),
    ('t', "conflict-theirs"),
];

#[derive(Debug)]
pub struct Conflict {
    theirs: Box<Opened>,
    mine: Fields,
    /// What both grew from.
    before: Fields,
    then: Then,
    /// The journal that `mine` was found in.
    found: Option<usize>,
    chosen: usize,
    comparing: Option<Pager>,
    /// The own text is being put aside.
    waits: bool,
}

impl Conflict {
    pub fn new(theirs: Opened, before: Fields, mine: Fields, then: Then) -> Self {
        let theirs = Box::new(theirs);
        let (found, comparing) = (None, None);
        Self { theirs, mine, before, then, found, chosen: 0, comparing, waits: false }
    }

    /// The same for a text that a journal held.
    pub fn of_journal(theirs: Opened, before: Fields, mine: Fields, found: usize) -> Self {
        Self { found: Some(found), ..Self::new(theirs, before, mine, Then::Stay) }
    }

    fn article(&self) -> ArticleId {
        self.theirs.view.row.id
    }

    fn decide(&mut self, app: &mut App, letter: char) -> Turn {
        match letter {
            'g' => self.merged(app),
            'm' => self.keep_mine(app),
            't' => self.take_theirs(app),
            'c' => {
                self.comparing = Some(Pager::default());
                Turn::Stay
            }
            _ => Turn::Stay,
        }
    }

    /// The journal is done with when the open text, or a file, holds its words.
    fn settle(&self, app: &mut App) {
        if let Some(found) = self.found {
            app.effect(Effect::Journal(Scribe::Settle { found, keep: true }));
        }
    }

    /// Both in one text, in the editor: saved when its writer has read it.
    fn merged(&mut self, app: &mut App) -> Turn {
        let merged = merge(&self.before, &self.mine, &self.theirs.fields);
        app.rebase(&self.theirs, &merged.fields);
        let count = merged.count();
        if let Some(doc) = &mut app.doc {
            for (part, clashes) in merged.clashes {
                doc.tell_clashes(part, clashes);
            }
        }
        if count == 0 {
            app.toast(Weight::Done, "conflict-merged", &[]);
        } else {
            app.toast(Weight::Warning, "conflict-merged-clashes", &[("count", count.into())]);
        }
        for (name, mine, theirs) in merged.others {
            let field = super::review::field_name(&app.words, name);
            let values =
                [("field", field.into()), ("mine", mine.into()), ("theirs", theirs.into())];
            app.toast(Weight::Warning, "conflict-field", &values);
        }
        self.settle(app);
        Turn::Close
    }

    /// What I changed stands as I wrote it, as a revision over theirs.
    fn keep_mine(&mut self, app: &mut App) -> Turn {
        let changed = self.mine.iter().filter(|field| !self.before.contains(field));
        let changed: Fields = changed.cloned().collect();
        app.rebase(&self.theirs, &changed);
        let saved = app.doc.as_mut().filter(|doc| doc.is_changed());
        match saved.and_then(|doc| doc.save(self.then)) {
            Some(save) => app.effect(save),
            None => self.go_on(app),
        }
        self.settle(app);
        Turn::Close
    }

    /// Mine goes into a file first.
    fn take_theirs(&mut self, app: &mut App) -> Turn {
        let article = self.article();
        if self.found.is_some() || !app.doc.as_ref().is_some_and(|doc| doc.is(&article)) {
            app.rebase(&self.theirs, &self.mine);
        }
        let (Some(doc), Some(office)) = (&app.doc, &app.office) else { return Turn::Close };
        let text = Box::new(doc.manuscript(office));
        self.waits = true;
        app.ask(Request::SetAside { article, text });
        Turn::Stay
    }

    /// What was to follow the save follows now.
    fn go_on(&self, app: &mut App) {
        if self.then == Then::Quit {
            app.quit();
        }
    }

    fn question(&self, app: &App) -> Answers {
        let revision = &self.theirs.view.revision;
        let zone = app.zone();
        let when = time::near(revision.at, app.now.at, zone, &app.words);
        let author = Visible::line(revision.author.as_deref().unwrap_or("?")).to_string();
        let values = [
            ("author", author.into()),
            ("revision", revision.label.as_str().into()),
            ("when", when.into()),
        ];
        let (title, text) = (app.say("conflict-title", &[]), app.say("conflict-what", &values));
        let answers = ANSWERS.map(|(letter, key)| format!("{letter}  {}", app.say(key, &[])));
        Answers { title, text, answers: answers.into(), chosen: self.chosen }
    }

    fn rows(&self, app: &App) -> Vec<Row> {
        let split = splits(app);
        let width = columns(app, split);
        compared_rows(&self.theirs.fields, &self.mine, &app.words, width, split)
    }
}

impl Overlay for Conflict {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        if self.waits {
            return Turn::Stay;
        }
        if self.comparing.is_none()
            && let Some(index) = self.question(app).pressed(app, input)
        {
            let letter = ANSWERS.get(index).map_or(' ', |(letter, _)| *letter);
            return self.decide(app, letter);
        }
        let Input::Key(press) = input else { return Turn::Stay };
        let Some(pager) = &mut self.comparing else {
            return match press.text() {
                Some(letter) => self.decide(app, letter.to_ascii_lowercase()),
                None => Turn::Pass,
            };
        };
        let action = match press.code {
            Code::PageUp => Action::ReviewPageUp,
            Code::PageDown | Code::Char(' ') => Action::ReviewPageDown,
            Code::Home => Action::ReviewTop,
            Code::End => Action::ReviewBottom,
            _ => return Turn::Stay,
        };
        let mut pager = *pager;
        pager.act(action, usize::from(room(app).height).saturating_sub(2), self.rows(app).len());
        self.comparing = Some(pager);
        Turn::Stay
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        if self.waits {
            return Turn::Stay;
        }
        if let Some(mut pager) = self.comparing {
            let scroll = match action {
                Action::DialogNext => Action::ReviewDown,
                Action::DialogPrevious => Action::ReviewUp,
                Action::DialogAccept | Action::DialogCancel | Action::UiMenu => {
                    self.comparing = None;
                    return Turn::Stay;
                }
                _ => return Turn::Pass,
            };
            let height = usize::from(room(app).height).saturating_sub(2);
            pager.act(scroll, height, self.rows(app).len());
            self.comparing = Some(pager);
            return Turn::Stay;
        }
        match action {
            Action::DialogNext => self.chosen = (self.chosen + 1) % ANSWERS.len(),
            Action::DialogPrevious => {
                self.chosen = (self.chosen + ANSWERS.len() - 1) % ANSWERS.len();
            }
            Action::DialogAccept => {
                let letter = ANSWERS.get(self.chosen).map_or(' ', |(letter, _)| *letter);
                return self.decide(app, letter);
            }
            Action::DialogCancel | Action::UiMenu => {
                app.toast(Weight::Warning, "conflict-later", &[]);
                return Turn::Close;
            }
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    fn reply(&mut self, app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::SetAside { article, .. } if self.waits && *article == self.article() => {
                app.rebase(&self.theirs, &Fields::new());
                self.settle(app);
                self.go_on(app);
                Turn::Close
            }
            Reply::Refused { .. } => {
                self.waits = false;
                Turn::Stay
            }
            // It is asked again, with what is true now.
            Reply::Conflict { article, .. } if *article == self.article() => Turn::Close,
            // Somebody saved once more: theirs is what it is now.
            Reply::Opened { opened, .. } if opened.view.row.id == self.article() => {
                self.theirs.clone_from(opened);
                Turn::Stay
            }
            _ => Turn::Stay,
        }
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        self.comparing.is_none().then(|| self.question(app).scrolled(app))
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        if self.comparing.is_some() { Vec::new() } else { self.question(app).places(app) }
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = app.say("conflict-title", &[]);
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
    use crate::tui::app::App;
    use crate::tui::doc::MERGED;
    use crate::tui::msg::checks::Checked;
    use crate::tui::msg::{Aim, Effect, Reply, Request, Scribe, Then, Told};
    use crate::tui::testing::{self, ALI, asked, in_all_sizes, press, reply, screen, type_in};

    const OWN: &str = "Paragraf pertama menyebut rapat kerja di kantor.\n\nParagraf kedua menyebut jadwal kegiatan.";
    const THEIRS: &str = "Paragraf pertama menyebut rapat besar di kantor.\n\nParagraf kedua menyebut tanggal kegiatan.";

    fn fields(opened: &crate::tui::msg::Opened, body: &str) -> crate::tui::msg::Fields {
        let replaced = |(name, value): &(&'static str, String)| match *name {
            "body" => (*name, body.to_owned()),
            _ => (*name, value.clone()),
        };
        opened.fields.iter().map(replaced).collect()
    }

    /// Ali wrote `own` over revision 2, and found revision 3 with `theirs`.
    fn moved(own: &str, theirs: &str, then: Then) -> App {
        let mut app = testing::app_with(ALI, 1, Aim::Edit);
        let opened = testing::opened(1);
        app.type_all(&vec![("body", own.to_owned())]);
        assert!(asked(press(&mut app, "ctrl-s")).len() == 1);
        let mut text = testing::manuscript(1);
        text.body = theirs.into();
        let newest = testing::opened_as(opened.view.row.clone(), text, 3);
        let (mine, before) = (fields(&opened, own), opened.fields);
        let (article, told, theirs) = (testing::article(1), Told::default(), Box::new(newest));
        let effects =
            reply(&mut app, Reply::Conflict { article, told, theirs, mine, before, then });
        assert!(asked(effects).is_empty());
        app
    }

    fn body(app: &App) -> String {
        app.doc.as_ref().unwrap().body.text()
    }

    /// Nothing was found in the words that are open.
    fn checked(app: &App, version: u64) -> Reply {
        let body = app.doc.as_ref().unwrap().body.shared();
        let (findings, dismissed, changed) = (Vec::new(), Vec::new(), Vec::new());
        Reply::Checked(Box::new(Checked { version, body, findings, dismissed, changed }))
    }

    fn saves(requests: &[Request]) -> Option<(String, String, Then)> {
        requests.iter().find_map(|request| match request {
            Request::Save { base, fields, then, .. } => {
                let body = fields.iter().find(|(name, _)| *name == "body")?;
                Some((base.label.clone(), body.1.rope().to_string(), *then))
            }
            _ => None,
        })
    }

    #[test]
    fn both_are_put_together_and_saved_over_theirs() {
        let mut app = moved(OWN, THEIRS, Then::Stay);
        let [_, usual, small] = in_all_sizes(&mut app);
        assert!(usual.contains("ali saved revision 3"), "{usual}");
        assert!(small.contains("g  Put both together"), "{small}");
        assert!(asked(press(&mut app, "enter")).is_empty());
        let both = "Paragraf pertama menyebut rapat besar di kantor.\n\nParagraf kedua menyebut jadwal kegiatan.";
        assert_eq!(body(&app), both);
        let requests = asked(press(&mut app, "ctrl-s"));
        assert_eq!(saves(&requests), Some(("3".into(), both.into(), Then::Stay)));
    }

    #[test]
    fn a_place_that_both_wrote_is_marked_until_it_is_settled() {
        let own = OWN.replace("kerja", "kecil");
        let own = own.as_str();
        let mut app = moved(own, THEIRS, Then::Stay);
        press(&mut app, "g");
        let merged = |app: &App| {
            let found = app.doc.as_ref().unwrap().findings.clone();
            found.into_iter().filter(|found| found.rule == MERGED).collect::<Vec<_>>()
        };
        let found = merged(&app);
        assert!(found.iter().any(|found| found.fixes == ["kecil", "besar"]), "{found:?}");
        assert!(body(&app).contains("kecil besar"));
        // The copy desk looks again: the clash is still told, at its place.
        type_in(&mut app, "X");
        let version = 1 + app.doc.as_ref().unwrap().fields().len() as u64;
        for version in 0..version + 4 {
            let checked = checked(&app, version);
            reply(&mut app, checked);
        }
        let found = merged(&app);
        let text = body(&app);
        assert!(
            found.iter().all(|found| text.get(found.span.clone()) == Some(found.text.as_str())),
            "{found:?}"
        );
        let place = found.iter().find(|found| found.text == "kecil besar").unwrap().span.clone();
        let mut chosen = text.clone();
        chosen.replace_range(place, "besar");
        app.type_all(&vec![("body", chosen)]);
        for version in 0..version + 8 {
            let checked = checked(&app, version);
            reply(&mut app, checked);
        }
        assert!(merged(&app).iter().all(|found| found.text != "kecil besar"));
    }

    #[test]
    fn mine_becomes_a_revision_over_theirs() {
        let mut app = moved(OWN, THEIRS, Then::Quit);
        let requests = asked(press(&mut app, "m"));
        assert_eq!(saves(&requests), Some(("3".into(), OWN.into(), Then::Quit)));
    }

    #[test]
    fn theirs_is_taken_when_mine_is_in_a_file() {
        let mut app = moved(OWN, THEIRS, Then::Stay);
        let requests = asked(press(&mut app, "t"));
        let [Request::SetAside { text, .. }] = &requests[..] else { panic!("{requests:?}") };
        assert_eq!(text.body, OWN);
        assert_eq!(body(&app), OWN);
        let (article, path) = (testing::article(1), "rescued/a.json".to_owned());
        let effects = reply(&mut app, Reply::SetAside { article, path });
        assert_eq!(body(&app), THEIRS);
        assert!(app.overlays().is_empty());
        // The journal of the old text has nothing unsaved before a new one begins.
        let scribes: Vec<_> = effects
            .iter()
            .filter_map(|effect| match effect {
                Effect::Journal(Scribe::Saved { .. }) => Some("saved"),
                Effect::Journal(Scribe::Begin { .. }) => Some("begin"),
                _ => None,
            })
            .collect();
        assert_eq!(scribes, ["saved", "begin"]);
        assert!(screen(&mut app, 80, 24).contains("rescued/a.json"));
    }

    #[test]
    fn it_is_asked_once_though_leaving_tries_to_save_again() {
        let mut app = moved(OWN, THEIRS, Then::Stay);
        let requests = asked(press(&mut app, "ctrl-q"));
        assert_eq!(saves(&requests), Some(("2".into(), OWN.into(), Then::Quit)));
        let opened = testing::opened(1);
        let (mine, before) = (fields(&opened, OWN), opened.fields.clone());
        let (article, told, theirs) = (testing::article(1), Told::default(), Box::new(opened));
        reply(&mut app, Reply::Conflict { article, told, theirs, mine, before, then: Then::Quit });
        assert_eq!(app.overlays().len(), 1);
        let requests = asked(press(&mut app, "m"));
        assert_eq!(saves(&requests).map(|save| save.2), Some(Then::Quit));
    }

    #[test]
    fn later_changes_nothing_and_no_revision_is_tried_by_itself() {
        let mut app = moved(OWN, THEIRS, Then::Stay);
        press(&mut app, "c");
        assert!(screen(&mut app, 80, 24).contains('±'));
        in_all_sizes(&mut app);
        press(&mut app, "pgdn pgup down up home end esc down up esc");
        assert!(app.overlays().is_empty());
        assert_eq!(body(&app), OWN);
        let requests = asked(testing::wait(&mut app, 600_000));
        assert_eq!(saves(&requests), None);
        let requests = asked(press(&mut app, "ctrl-s"));
        assert_eq!(saves(&requests), Some(("2".into(), OWN.into(), Then::Stay)));
    }
}
