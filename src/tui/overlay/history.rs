//! The history of a text: its revisions, what each changed, and the way back to one of them.

use crate::tui::picture::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::review::{Ink, Pager, Row, columns, compared_rows, room, splits, wrap};
use super::{Overlay, Turn};
use crate::domain::ids::ArticleId;
use crate::domain::view::{Flags, HistoryRow};
use crate::lang::time;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::input::{Button, Code, Input, Mouse, MouseDeed};
use crate::tui::msg::{Compared, Deed, Reply, Request};
use crate::tui::notes::Weight;
use crate::tui::theme::{Role, SELECTED};

/// The letter that restores a revision, and the one that turns a page over.
const RESTORE: char = 'r';
const COMPARE: char = 'b';

#[derive(Debug)]
pub struct History {
    article: ArticleId,
    /// None until the desk has answered.
    rows: Option<Vec<HistoryRow>>,
    selected: usize,
    page: Option<Shown>,
    /// The revision that is restored, until the desk has answered.
    restoring: Option<String>,
}

/// One revision on the screen.
#[derive(Debug)]
struct Shown {
    compared: Compared,
    /// What it changed, or its text.
    changes: bool,
    pager: Pager,
}

impl History {
    pub fn new(article: ArticleId) -> Self {
        Self { article, rows: None, selected: 0, page: None, restoring: None }
    }

    fn rows(&self) -> &[HistoryRow] {
        self.rows.as_deref().unwrap_or_default()
    }

    fn step(&mut self, by: isize) {
        let last = self.rows().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// Asks for the selected revision beside the one before it.
    fn show(&self, app: &mut App) {
        let Some(row) = self.rows().get(self.selected) else { return };
        if row.erased {
            return app.toast(Weight::Warning, "history-erased", &[]);
        }
        let before = self.rows().get(self.selected + 1).filter(|row| !row.erased);
        // The first revision has nothing before it: it is compared with itself.
        let from = before.unwrap_or(row).label.clone();
        let (from, to) = (Some(from), Some(row.label.clone()));
        app.ask(Request::Compare { article: self.article, from, to });
    }

    fn restore(&mut self, app: &mut App) {
        let revision = match &self.page {
            Some(page) => page.compared.to.0.label.clone(),
            None => match self.rows().get(self.selected) {
                Some(row) if row.erased => {
                    return app.toast(Weight::Warning, "history-erased", &[]);
                }
                Some(row) => row.label.clone(),
                None => return,
            },
        };
        let open = app.doc.as_ref().filter(|doc| doc.is(&self.article));
        if open.is_some_and(crate::tui::doc::Doc::is_changed) {
            return app.toast(Weight::Warning, "history-save-first", &[]);
        }
        self.restoring = Some(revision.clone());
        app.ask(Request::Act { article: self.article, deed: Deed::Restore { revision } });
    }

    fn page_rows(&self, app: &App) -> Vec<Row> {
        let Some(page) = &self.page else { return Vec::new() };
        let new = page.compared.to.1.fields();
        match &page.compared.from {
            Some(from) if page.changes => {
                let split = splits(app);
                let width = columns(app, split);
                compared_rows(&from.1.fields(), &new, &app.words, width, split)
            }
            _ => {
                let text = &page.compared.to.1;
                let runs = [(Ink::Strong, text.headline.as_str()), (Ink::Plain, "\n\n")];
                let body = [(Ink::Plain, text.body.as_str())];
                let rows = wrap(runs.into_iter().chain(body), columns(app, false));
                rows.into_iter().map(|left| Row { left, ..Row::default() }).collect()
            }
        }
    }

    fn scroll(&mut self, app: &App, action: Action) {
        let height = usize::from(room(app).height).saturating_sub(2);
        let count = self.page_rows(app).len();
        if let Some(page) = &mut self.page {
            page.pager.act(action, height, count);
        }
    }

    /// One revision in a line: number, who, when, what it became, how much; what has room whole.
    fn line(app: &App, row: &HistoryRow, columns: u16) -> Vec<Part> {
        let theme = app.theme;
        let zone = app.zone();
        let look = theme.stage(row.stage, Flags::default());
        let when = time::near(row.at, app.now.at, zone, &app.words);
        let words = if row.erased {
            app.say("history-erased-word", &[])
        } else {
            app.say("words-count", &[("count", row.words.into())])
        };
        let author = row.author.as_deref().unwrap_or("?");
        let stage = format!("{} {}", look.glyph, app.say(look.key, &[]));
        let text = theme.style(Role::Text);
        let mut groups = [
            vec![Part::new(format!("v{:<4} {author}", row.label).as_str(), text)],
            vec![Part::new(format!(" · {when}").as_str(), text)],
            vec![Part::new("  ", text), Part::new(stage.as_str(), look.style)],
            vec![Part::new(format!("  {words}").as_str(), text)],
        ];
        if row.erased {
            groups.swap(1, 3);
        }
        draw::whole(groups, usize::from(columns))
    }

    /// What is inside of the frame, and the first row that is seen.
    fn list(&self, app: &App) -> (Rect, usize) {
        let inner = room(app).inner(ratatui::layout::Margin::new(1, 1));
        (inner, (self.selected + 1).saturating_sub(usize::from(inner.height).max(1)))
    }

    /// The wheel scrolls; a press chooses a revision, and another one shows it.
    fn mouse(&mut self, app: &mut App, mouse: Mouse) {
        let is_page = self.page.is_some();
        match mouse.deed {
            MouseDeed::WheelUp if is_page => self.scroll(app, Action::ReviewUp),
            MouseDeed::WheelDown if is_page => self.scroll(app, Action::ReviewDown),
            MouseDeed::WheelUp => self.step(-1),
            MouseDeed::WheelDown => self.step(1),
            MouseDeed::Press(Button::Left) if !is_page => {
                let (inner, top) = self.list(app);
                let row = top + usize::from(mouse.row.saturating_sub(inner.y));
                if !inner.contains((mouse.column, mouse.row).into()) || row >= self.rows().len() {
                    return;
                }
                if row == self.selected {
                    self.show(app);
                }
                self.selected = row;
            }
            _ => {}
        }
    }

    fn draw_list(&self, app: &App, frame: &mut Frame<'_>, inner: Rect) {
        let theme = app.theme;
        let height = usize::from(inner.height).max(1);
        let top = (self.selected + 1).saturating_sub(height);
        let buffer = frame.buffer_mut();
        for (index, row) in self.rows().iter().enumerate().skip(top).take(height) {
            let at = draw::row(inner, u16::try_from(index - top).unwrap_or(u16::MAX));
            let chosen = index == self.selected;
            let sign = if chosen { SELECTED } else { " " };
            let mut parts = vec![Part::new(sign, theme.style(Role::Accent))];
            parts.extend(Self::line(app, row, inner.width.saturating_sub(1)));
            draw::line(buffer, at, &parts);
            if chosen {
                draw::tint(buffer, at, theme.style(Role::Selection));
            }
        }
        if self.rows.is_some() {
            let row = u16::try_from(self.selected - top).unwrap_or(0);
            frame.set_cursor_position((inner.x, inner.y + row));
        }
    }
}

/// The letters of this screen with their words, against the lower edge.
fn letters(app: &App, buffer: &mut Buffer, area: Rect, is_page: bool) {
    let theme = app.theme;
    let mut parts = Vec::new();
    let turn = is_page.then_some((COMPARE, "history-turn"));
    for (letter, key) in turn.into_iter().chain([(RESTORE, "history-restore")]) {
        parts.push(Part::new(format!(" {letter}").as_str(), theme.style(Role::Accent)));
        let word = app.say(key, &[]);
        parts.push(Part::new(format!(" {word} ").as_str(), theme.style(Role::Dim)));
    }
    let line = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
    draw::line_right(buffer, Rect { width: line.width.saturating_sub(1), ..line }, &parts);
}

impl Overlay for History {
    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        if self.page.is_some() {
            return Vec::new();
        }
        let (inner, top) = self.list(app);
        let count = self.rows().len().saturating_sub(top);
        (inner.y..inner.bottom()).take(count).map(|y| (inner.x, y)).collect()
    }

    fn context(&self) -> Context {
        Context::Dialog
    }

    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        if let Input::Mouse(mouse) = input {
            self.mouse(app, *mouse);
            return Turn::Stay;
        }
        let Input::Key(press) = input else { return Turn::Stay };
        let scroll = match press.code {
            Code::PageUp => Action::ReviewPageUp,
            Code::PageDown | Code::Char(' ') => Action::ReviewPageDown,
            Code::Home => Action::ReviewTop,
            Code::End => Action::ReviewBottom,
            _ => {
                match press.text() {
                    Some(RESTORE) => self.restore(app),
                    Some(COMPARE) => {
                        if let Some(page) = &mut self.page {
                            page.changes = !page.changes;
                            page.pager = Pager::default();
                        }
                    }
                    Some(_) => {}
                    None => return Turn::Pass,
                }
                return Turn::Stay;
            }
        };
        if self.page.is_some() {
            self.scroll(app, scroll);
            return Turn::Stay;
        }
        let page = isize::try_from(room(app).height.saturating_sub(3)).unwrap_or(1).max(1);
        self.step(match scroll {
            Action::ReviewPageUp => -page,
            Action::ReviewPageDown => page,
            Action::ReviewTop => isize::MIN,
            _ => isize::MAX,
        });
        Turn::Stay
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        match action {
            Action::DialogNext if self.page.is_some() => self.scroll(app, Action::ReviewDown),
            Action::DialogPrevious if self.page.is_some() => self.scroll(app, Action::ReviewUp),
            Action::DialogNext => self.step(1),
            Action::DialogPrevious => self.step(-1),
            Action::DialogAccept if self.page.is_none() => self.show(app),
            Action::DialogAccept => {}
            Action::DialogCancel | Action::UiMenu => {
                if self.page.take().is_none() {
                    return Turn::Close;
                }
            }
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    fn reply(&mut self, _app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::History { article, rows } if *article == self.article => {
                self.rows = Some(rows.clone());
                self.step(0);
            }
            Reply::Compared { article, compared } if *article == self.article => {
                let compared = Compared::clone(compared);
                let first = compared.from.as_ref().is_none_or(|from| from.0 == compared.to.0);
                let (changes, pager) = (!first, Pager::default());
                self.page = Some(Shown { compared, changes, pager });
            }
            Reply::Acted { article, deed: Deed::Restore { .. }, .. }
                if *article == self.article && self.restoring.is_some() =>
            {
                return Turn::Close;
            }
            Reply::Refused { .. } => self.restoring = None,
            _ => {}
        }
        Turn::Stay
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = match &self.page {
            Some(page) => {
                let label = page.compared.to.0.label.as_str();
                let from = page.compared.from.as_ref().filter(|_| page.changes);
                match from {
                    Some(from) => {
                        let values = [("from", from.0.label.as_str().into()), ("to", label.into())];
                        app.say("history-changes", &values)
                    }
                    None => app.say("history-text", &[("revision", label.into())]),
                }
            }
            None => app.say("history-title", &[]),
        };
        let inner = draw::popup(app, frame.buffer_mut(), area, &title);
        match &self.page {
            Some(page) => {
                page.pager.draw(app, frame.buffer_mut(), inner, &self.page_rows(app));
                frame.set_cursor_position((inner.x, inner.y));
            }
            None => self.draw_list(app, frame, inner),
        }
        letters(app, frame.buffer_mut(), area, self.page.is_some());
    }

    fn is_screen(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::manuscript::Manuscript;
    use crate::domain::stage::{Plan, StageName};
    use crate::tui::msg::Aim;
    use crate::tui::testing::{self, ALI, asked, in_all_sizes, press, reply, screen};

    /// The history of article 1, with three revisions of which the first is erased.
    fn listed() -> App {
        let mut app = testing::app_with(ALI, 1, Aim::Edit);
        let article = testing::article(1);
        app.open(Box::new(History::new(article)));
        let erased = HistoryRow { erased: true, ..testing::revision(1, 1) };
        let rows = vec![testing::revision(1, 3), testing::revision(1, 2), erased];
        reply(&mut app, Reply::History { article, rows });
        app
    }

    #[test]
    fn a_letter_or_a_press_goes_to_a_revision() {
        let mut app = listed();
        screen(&mut app, 80, 24);
        // The first letters stand on the rows from above.
        press(&mut app, "ctrl-o s");
        assert!(screen(&mut app, 80, 24).contains("▌v2"));
        let requests = asked(press(&mut app, "ctrl-o s"));
        assert!(matches!(requests[..], [Request::Compare { .. }]), "{requests:?}");
    }

    #[test]
    fn a_revision_is_shown_beside_the_one_before_it() {
        let mut app = listed();
        let [_, usual, small] = in_all_sizes(&mut app);
        assert!(usual.contains("▌v3    ali · today 08:41  · DRAFT  13 words"), "{usual}");
        assert!(usual.contains("erased"), "{usual}");
        assert!(small.contains("v2") && small.contains("v1    ali  erased"), "{small}");
        let requests = asked(press(&mut app, "enter"));
        let [Request::Compare { from: Some(from), to: Some(to), .. }] = &requests[..] else {
            panic!("{requests:?}")
        };
        assert_eq!((from.as_str(), to.as_str()), ("2", "3"));
        let old = Manuscript { body: "Kalimat lama.".into(), ..testing::manuscript(1) };
        let from = Some(Box::new((testing::revision(1, 2), old)));
        let to = Box::new((testing::revision(1, 3), testing::manuscript(1)));
        let compared = Box::new(Compared { from, to });
        reply(&mut app, Reply::Compared { article: testing::article(1), compared });
        let [_, usual, _] = in_all_sizes(&mut app);
        assert!(usual.contains("Revision 3 beside 2") && usual.contains("lama"), "{usual}");
        press(&mut app, "b end home pgdn pgup down up");
        assert!(!screen(&mut app, 80, 24).contains("lama"));
        press(&mut app, "esc");
        assert!(screen(&mut app, 80, 24).contains("v2"));
        press(&mut app, "esc");
        assert!(app.overlays().is_empty());
    }

    #[test]
    fn an_old_revision_comes_back_as_a_new_one() {
        let mut app = listed();
        let requests = asked(press(&mut app, "down r"));
        let [Request::Act { deed: Deed::Restore { revision }, .. }] = &requests[..] else {
            panic!("{requests:?}")
        };
        assert_eq!(revision, "2");
        let (article, deed) = (testing::article(1), Deed::Restore { revision: "2".into() });
        let (stage, headline, plan) = (StageName::Draft, "Berita".to_owned(), Plan::default());
        reply(&mut app, Reply::Acted { deed, article, stage, headline, plan });
        assert!(app.overlays().is_empty());
    }

    #[test]
    fn erased_words_do_not_come_back_and_unsaved_ones_are_not_lost() {
        let mut app = listed();
        assert!(asked(press(&mut app, "end enter r")).is_empty());
        assert!(screen(&mut app, 80, 24).contains("were erased by"));
        app.type_all(&vec![("body", "baru".to_owned())]);
        assert!(asked(press(&mut app, "home r")).is_empty());
        assert!(screen(&mut app, 80, 24).contains("Save what you typed first"));
    }
}
