//! What each action does. Whether it may be done was asked before.

use super::App;
use crate::domain::ids::ArticleId;
use crate::domain::stage::StageName;
use crate::domain::view::Sort;
use crate::editor::command::{Command, Motion, Reach};
use crate::text::copied::Form;
use crate::tui::action::Action;
use crate::tui::layout::{Class, Pane};
use crate::tui::msg::publishing::Ask as Parcels;
use crate::tui::msg::{Aim, Deed, Effect, Look, Request, Tab, Then};
use crate::tui::notes::Weight;
use crate::tui::overlay::arrival::Arrival;
use crate::tui::overlay::ask::{Ask, Purpose};
use crate::tui::overlay::destinations::Destinations;
use crate::tui::overlay::fix::Fix;
use crate::tui::overlay::goal::Goal;
use crate::tui::overlay::help::Help;
use crate::tui::overlay::history::History;
use crate::tui::overlay::jump::Jump;
use crate::tui::overlay::keys::Keys;
use crate::tui::overlay::menu::Menu;
use crate::tui::overlay::names::Names;
use crate::tui::overlay::outline::Outline;
use crate::tui::overlay::palette::Palette;
use crate::tui::overlay::review::Review;
use crate::tui::overlay::sign_in::SignIn;
use crate::tui::overlay::templates::Templates;
use crate::tui::overlay::tray::Tray;
use crate::tui::panes::list::List;
use crate::tui::small;

/// Columns that a pane grows or shrinks by at once.
const STEP: i16 = 2;

impl App {
    pub(super) fn act(&mut self, action: Action) {
        if self.focus == Pane::Meta && self.with_meta(|meta, app| meta.act(app, action)) {
            return;
        }
        if let Some(command) = command(action) {
            return self.edit(command);
        }
        match action.name().split_once('.').map_or("", |(family, _)| family) {
            "ui" => self.act_on_screen(action),
            "list" => self.act_on_list(action),
            "find" => self.act_on_search(action),
            "edit" => self.act_on_text(action),
            "review" | "article" => self.act_on_article(action),
            "log" => self.act_on_log(action),
            "check" => self.act_on_check(action),
            _ => {}
        }
    }

    fn act_on_screen(&mut self, action: Action) {
        match action {
            Action::UiMenu => self.open(Box::new(Menu::new(self))),
            Action::UiPalette => self.open(Box::new(Palette::new(self))),
            Action::UiHelp => self.open(Box::new(Help::new(self.context()))),
            Action::UiKeys => self.open(Box::new(Help::all(self.context()))),
            Action::UiKeymap => self.open(Box::new(Keys::new(self))),
            Action::UiMouse => self.toggle_mouse(),
            Action::UiQuit => self.quit(),
            Action::UiPane1 => self.focus(Pane::List),
            Action::UiPane2 => self.focus(Pane::Editor),
            Action::UiPane3 => self.focus(Pane::Meta),
            Action::UiPane4 => self.show_preview(),
            Action::UiPane5 => Tray::open(self),
            Action::UiPane6 => self.focus(Pane::Log),
            Action::UiNextPane => self.cycle(true),
            Action::UiPreviousPane => self.cycle(false),
            Action::UiJump => self.open(Box::new(Jump::new(self))),
            Action::UiRedraw => self.effect(Effect::Redraw),
            Action::UiZoom => self.zoom = !self.zoom,
            Action::UiPreview => self.toggle_preview(),
            Action::UiQuiet => self.toggle_quiet(),
            Action::UiWider => self.widen(STEP),
            Action::UiNarrower => self.widen(-STEP),
            Action::UiTheme => self.next_theme(),
            Action::UiLanguage => self.next_language(),
            Action::UiLock => self.lock(),
            Action::UiSwitchPerson => self.switch_person(),
            Action::UiTour => self.toggle_tour(),
            Action::UiSync => self.ask(Request::Publishing(Parcels::RetryAll)),
            Action::UiDestinations => Destinations::open(self),
            Action::UiNames => Names::open(self),
            _ => {}
        }
    }

    /// To the next pane that there is something in.
    fn cycle(&mut self, on: bool) {
        let panes = Pane::CYCLE;
        let here = panes.iter().position(|pane| *pane == self.focus).unwrap_or(0);
        let count = panes.len();
        let step = if on { 1 } else { count - 1 };
        let next = if self.doc.is_none() { 0 } else { (here + step) % count };
        self.focus(panes.get(next).copied().unwrap_or_default());
    }

    fn widen(&mut self, by: i16) {
        let three = self.class() == Class::Three;
        let sizes = &mut self.sizes;
        let size = match (self.focus, three) {
            (Pane::Meta, true) => &mut sizes.three_meta,
            (Pane::Meta, false) => &mut sizes.two_meta,
            (_, true) => &mut sizes.three_list,
            (_, false) => &mut sizes.two_list,
        };
        *size = size.saturating_add_signed(by);
        self.remember_sizes();
    }

    /// The sizes as they came out, so that what has no room is not kept.
    pub(super) fn remember_sizes(&mut self) {
        self.arrange();
        let value = self.sizes.to_words();
        self.ask(Request::Remember { key: "panes", value });
    }

    /// Hides the text until its reader says who they are.
    pub fn lock(&mut self) {
        if self.me().is_none() {
            return;
        }
        self.keep();
        self.sync_journal();
        self.notes.dismiss();
        let lock = SignIn::lock(self);
        self.open(Box::new(lock));
    }

    fn switch_person(&mut self) {
        self.let_go();
        if let Some(office) = &mut self.office {
            office.me = None;
        }
        self.focus(Pane::List);
        // Whoever leaves the chair knows it, and need not be told.
        if let Some(office) = &mut self.office {
            office.me = None;
        }
        self.ask(Request::SignOut);
    }

    fn act_on_list(&mut self, action: Action) {
        let page = i64::try_from(List::page_rows(self)).unwrap_or(1).max(1);
        let request = match action {
            Action::ListUp => self.list.step(-1),
            Action::ListDown => self.list.step(1),
            Action::ListPageUp => self.list.step(-page),
            Action::ListPageDown => self.list.step(page),
            Action::ListTop => self.list.to_start(),
            Action::ListBottom => self.list.to_end(),
            Action::ListTab1 => return self.show_tab(Tab::Mine),
            Action::ListTab2 => return self.show_tab(Tab::Review),
            Action::ListTab3 => return self.show_tab(Tab::All),
            Action::ListSort => {
                let sort = next_sort(self.list.look.sort);
                let look = Look { sort, ..self.list.look.clone() };
                return self.show_list(look);
            }
            _ => return self.act_on_rows(action),
        };
        self.effects.extend(request.map(Effect::Ask));
    }

    fn act_on_rows(&mut self, action: Action) {
        match action {
            Action::ListOpen => self.open_selected(),
            Action::ListNew => {
                self.leave();
                self.expects_text();
                self.ask(Request::New { template: None });
            }
            Action::ListTemplate => {
                self.open(Box::new(Templates::default()));
                self.ask(Request::Templates);
            }
            Action::ListImport => self.open(Box::new(Arrival::path(&self.kept_path))),
            Action::ListFilter => {
                self.focus(Pane::List);
                self.filter = Some(small::input(&self.list.look.query));
            }
            Action::ListMark => {
                self.list.toggle_mark();
                let request = self.list.step(1);
                self.effects.extend(request.map(Effect::Ask));
            }
            Action::ListMarkRange => self.list.mark_range(),
            Action::ListMarkAll => self.list.mark_all(),
            Action::ListUndo => self.take_back(),
            Action::ListRedo => self.do_again(),
            Action::ListTrash => self.each_target(|| Deed::Trash),
            Action::ListRenameSlug => self.open(Box::new(Ask::new(self, Purpose::Slug))),
            Action::ListCopyLink => self.copy_link(),
            _ => {}
        }
    }

    fn open_selected(&mut self) {
        if let Some(row) = self.list.selected() {
            let row = row.clone();
            self.open_row(&row);
        }
    }

    /// Opens the text of a line, as whoever reads it needs it.
    pub fn open_row(&mut self, row: &crate::domain::view::ListRow) {
        let (article, stage) = (row.id, row.stage);
        if self.doc.as_ref().is_some_and(|doc| doc.is(&article)) {
            return self.focus(Pane::Editor);
        }
        let reviews = self.me().is_some_and(|me| me.roles.may_review());
        let own = self.me().is_some_and(|me| row.contributors.contains(&me.row));
        let aim =
            if stage == StageName::Submitted && reviews && !own { Aim::Review } else { Aim::Edit };
        self.open_article(article, aim);
    }

    /// One deed for each marked row, or the selected one.
    fn each_target(&mut self, deed: impl Fn() -> Deed) {
        let ids: Vec<ArticleId> = self.list.targets().into_iter().map(|row| row.id).collect();
        self.list.marked.clear();
        for article in ids {
            self.ask(Request::Act { article, deed: deed() });
        }
    }

    fn copy_link(&mut self) {
        let Some(office) = &self.office else { return };
        let Some(site) = office.site_url.clone() else {
            return self.toast(Weight::Warning, "no-site-address", &[]);
        };
        let path = self
            .doc
            .as_ref()
            .and_then(|doc| doc.opened.view.state.address.as_ref())
            .map(|address| address.path.clone());
        match path {
            Some(path) => {
                let link = format!("{}{path}", site.trim_end_matches('/'));
                self.copied(link);
            }
            None => self.toast(Weight::Warning, "no-address-yet", &[]),
        }
    }

    fn act_on_text(&mut self, action: Action) {
        match action {
            Action::EditSave => self.save_now(),
            Action::EditCopy => {
                let text = self.doc.as_ref().and_then(|doc| doc.editor().selected_text());
                self.copied(text.unwrap_or_default());
            }
            Action::EditCopyPlain => self.copy_as(Form::Plain),
            Action::EditCopyMarkdown => self.copy_as(Form::Markdown),
            Action::EditCopyHtml => self.copy_as(Form::Html),
            Action::EditPaste => {
                let text = self.clipboard.clone();
                if !text.is_empty() {
                    self.edit(Command::Paste(text));
                }
            }
            Action::EditComplete => self.complete(),
            Action::EditNextProblem => self.walk_problems(true),
            Action::EditPreviousProblem => self.walk_problems(false),
            Action::EditFix => self.open_fix(),
            Action::EditInsertDateline => self.insert_dateline(),
            Action::EditEarlier => self.open_earlier(),
            Action::EditWordGoal => self.open(Box::new(Goal::new(self))),
            Action::EditOutline => self.open(Box::new(Outline::new(self))),
            Action::EditExternal => {
                self.keep();
                if let Some(doc) = &self.doc {
                    let (article, text) = (doc.id(), doc.body.text());
                    self.effects.push(Effect::External { article, text });
                }
            }
            _ => self.act_on_search(action),
        }
    }

    /// A revision now, and the words for it.
    pub fn save_now(&mut self) {
        let Some(doc) = &mut self.doc else { return };
        if doc.is_changed() {
            let effect = doc.save(Then::Stay);
            self.effects.extend(effect);
        } else {
            self.toast(Weight::Note, "nothing-to-save", &[]);
        }
    }

    /// The caret goes to the next finding, and the status line says what it is.
    fn walk_problems(&mut self, on: bool) {
        let now = self.now;
        let Some(doc) = &mut self.doc else { return };
        match doc.walk_problems(on, now) {
            Some(finding) => {
                let finding = finding.clone();
                let text = super::super::panes::editor::finding_words(self, &finding);
                self.notes.say(self.now, Weight::Warning, text);
                self.focus(Pane::Editor);
            }
            None => self.toast(Weight::Done, "no-problems", &[]),
        }
    }

    fn open_fix(&mut self) {
        let found = self.doc.as_ref().and_then(crate::tui::doc::Doc::problem_at_caret);
        match found {
            Some(finding) => {
                self.notes.hush();
                let fix = Fix::new(self, finding);
                self.open(Box::new(fix));
            }
            None => self.walk_problems(true),
        }
    }

    fn act_on_article(&mut self, action: Action) {
        match action {
            Action::ReviewSubmit => self.submit(),
            Action::ReviewReturn => self.open(Box::new(Ask::new(self, Purpose::Return))),
            Action::ReviewSchedule => self.open(Box::new(Ask::new(self, Purpose::Schedule))),
            Action::ReviewUnschedule => self.deed(Deed::Unschedule),
            Action::ReviewCorrect => self.open(Box::new(Ask::new(self, Purpose::Correct))),
            Action::ReviewWithdraw => self.open(Box::new(Ask::new(self, Purpose::Withdraw))),
            Action::ReviewApprove | Action::ReviewCompare | Action::ReviewPreview => {
                self.open_review();
            }
            Action::ReviewEdit => self.edit_subject(),
            Action::ArticleExport => Ask::export(self),
            Action::ArticleHistory | Action::ArticleRestore => {
                let Some(article) = self.doc.as_ref().map(crate::tui::doc::Doc::id) else { return };
                self.open(Box::new(History::new(article)));
                self.ask(Request::History { article });
            }
            _ => {}
        }
    }

    /// Hands the open text to the reviewers, or the marked ones.
    fn submit(&mut self) {
        if self.focus == Pane::List && !self.list.marked.is_empty() {
            return self.each_target(|| Deed::Submit);
        }
        if self.focus == Pane::List {
            let open = self.doc.as_ref().map(crate::tui::doc::Doc::id);
            let chosen = self.list.selected().map(|row| row.id);
            if chosen.is_some() && chosen != open {
                return self.each_target(|| Deed::Submit);
            }
        }
        self.submit_open();
    }

    /// One step of the open article's way.
    pub fn deed(&mut self, deed: Deed) {
        if let Some(article) = self.subject() {
            self.ask(Request::Act { article, deed });
        }
    }

    /// The article that a step is meant for: the open one, or in the list the selected one.
    pub fn subject(&self) -> Option<ArticleId> {
        let open = self.doc.as_ref().map(crate::tui::doc::Doc::id);
        let chosen = self.list.selected().map(|row| row.id);
        if self.focus == Pane::List && self.overlays.is_empty() { chosen } else { open.or(chosen) }
    }

    /// To the text itself, from wherever it is spoken of.
    fn edit_subject(&mut self) {
        let open = self.doc.as_ref().map(crate::tui::doc::Doc::id);
        match self.subject() {
            Some(article) if open != Some(article) => self.open_article(article, Aim::Edit),
            Some(_) => self.focus(Pane::Editor),
            None => {}
        }
    }

    fn open_review(&mut self) {
        let open = self.doc.as_ref().map(crate::tui::doc::Doc::id);
        match self.subject() {
            Some(article) if open == Some(article) => {
                Review::begin(self);
            }
            Some(article) => self.open_article(article, Aim::Review),
            None => {}
        }
    }

    fn act_on_log(&mut self, action: Action) {
        let page = self.layout.log.map_or(1, |area| area.height.saturating_sub(2) / 2);
        let page = isize::try_from(page).unwrap_or(1).max(1);
        match action {
            Action::LogUp => self.notes.step(1),
            Action::LogDown => self.notes.step(-1),
            Action::LogPageUp => self.notes.step(page),
            Action::LogPageDown => self.notes.step(-page),
            Action::LogTop => self.notes.choose(usize::MAX),
            Action::LogBottom => self.notes.choose(0),
            Action::LogLevel => self.notes.next_shown(),
            Action::LogCopy => {
                let chosen = self.notes.listed().rev().nth(self.notes.chosen());
                let text = chosen.map(|note| note.text.clone());
                self.copied(text.unwrap_or_default());
            }
            _ => {}
        }
    }
}

fn next_sort(sort: Sort) -> Sort {
    match sort {
        Sort::Updated => Sort::Created,
        Sort::Created => Sort::Due,
        Sort::Due => Sort::Headline,
        Sort::Headline => Sort::Updated,
    }
}

/// Actions that are nothing but a command of the editor.
pub(super) fn command(action: Action) -> Option<Command> {
    let moved = |motion, select| Some(Command::Move { motion, select });
    match action {
        Action::EditUndo => Some(Command::Undo),
        Action::EditRedo => Some(Command::Redo),
        Action::EditCut => Some(Command::Cut),
        Action::EditSelectAll => Some(Command::SelectAll),
        Action::EditNewLine => Some(Command::Enter),
        Action::EditPlainLine => Some(Command::Newline),
        Action::EditDeleteLeft => Some(Command::Backspace),
        Action::EditDeleteRight => Some(Command::Erase(Reach::Grapheme)),
        Action::EditDeleteWordLeft => Some(Command::Erase(Reach::WordBack)),
        Action::EditDeleteWordRight => Some(Command::Erase(Reach::Word)),
        Action::EditDeleteRowStart => Some(Command::Erase(Reach::RowStart)),
        Action::EditDeleteRowEnd => Some(Command::Erase(Reach::RowEnd)),
        Action::EditLeft => moved(Motion::Left, false),
        Action::EditRight => moved(Motion::Right, false),
        Action::EditUp => moved(Motion::Up, false),
        Action::EditDown => moved(Motion::Down, false),
        Action::EditWordLeft => moved(Motion::WordLeft, false),
        Action::EditWordRight => moved(Motion::WordRight, false),
        Action::EditRowStart => moved(Motion::RowStart, false),
        Action::EditRowEnd => moved(Motion::RowEnd, false),
        Action::EditPageUp => moved(Motion::PageUp, false),
        Action::EditPageDown => moved(Motion::PageDown, false),
        Action::EditTextStart => moved(Motion::TextStart, false),
        Action::EditTextEnd => moved(Motion::TextEnd, false),
        Action::EditSelectLeft => moved(Motion::Left, true),
        Action::EditSelectRight => moved(Motion::Right, true),
        Action::EditSelectUp => moved(Motion::Up, true),
        Action::EditSelectDown => moved(Motion::Down, true),
        Action::EditSelectWordLeft => moved(Motion::WordLeft, true),
        Action::EditSelectWordRight => moved(Motion::WordRight, true),
        Action::EditSelectRowStart => moved(Motion::RowStart, true),
        Action::EditSelectRowEnd => moved(Motion::RowEnd, true),
        Action::EditSelectTextStart => moved(Motion::TextStart, true),
        Action::EditSelectTextEnd => moved(Motion::TextEnd, true),
        _ => None,
    }
}
