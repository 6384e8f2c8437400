//! Keys that are quicker than the desk: what is meant for a row waits until the rows are there that
//! were asked for before it, and what is meant for a text until that is open.

use super::App;
use crate::tui::action::{Action, Context};
use crate::tui::input::{Code, Input, KeyPress};
use crate::tui::layout::Pane;
use crate::tui::msg::Aim;
use crate::tui::msg::typed::Coming;
use crate::tui::notes::Weight;

/// More keys than this are never kept: nobody types so far ahead.
const AHEAD: usize = 256;

/// What is kept for later.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    keys: Vec<Input>,
    /// A text was asked for from the list: what is typed now is meant for it.
    opens: bool,
    /// How that begins.
    coming: Option<Box<Coming>>,
    /// The pane that was clicked meanwhile: the text does not take the focus from it.
    clicked: Option<Pane>,
}

impl Ahead {
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    fn keep(&mut self, input: Input) {
        if self.keys.len() < AHEAD {
            self.keys.push(input);
        }
    }
}

impl App {
    /// A text is asked for: until it is there no key does anything to the rows of the list.
    pub(in crate::tui) fn expects_text(&mut self) {
        self.ahead.opens = self.focus == Pane::List;
        self.ahead.coming = None;
        self.ahead.clicked = None;
    }

    /// It is a long one: its beginning can be looked at already.
    pub(super) fn text_comes(&mut self, coming: Box<Coming>) {
        if self.ahead.opens {
            self.ahead.coming = Some(coming);
        }
    }

    /// What is shown where no text is open yet.
    pub fn coming(&self) -> Option<&Coming> {
        self.ahead.coming.as_deref().filter(|_| self.doc.is_none())
    }

    pub fn coming_mut(&mut self) -> Option<&mut Coming> {
        self.ahead.coming.as_deref_mut().filter(|_| self.doc.is_none())
    }

    /// Keeps what is typed or pasted into a text that is still being opened.
    pub(super) fn waits_for_text(&mut self, input: &Input) -> bool {
        let waits = self.ahead.opens
            && self.focus == Pane::List
            && self.overlays.is_empty()
            && match input {
                Input::Key(press) if press.code == Code::Esc || self.is_quit(input) => false,
                Input::Key(press) => self.is_for_text(*press),
                Input::Paste(_) => true,
                _ => false,
            };
        if waits {
            self.ahead.keep(input.clone());
        }
        waits
    }

    /// A click goes where it is seen to go; what was typed before it is still meant for the text.
    /// The second and third of a double click still belong to what was opened by it.
    pub(super) fn clicked_meanwhile(&mut self, pane: Pane, clicks: u8) {
        if self.ahead.opens && clicks == 1 {
            self.ahead.clicked = Some(pane);
        }
    }

    /// Would this key write, or do something to a row that nobody means any more? One that goes to
    /// another pane goes there from the text: what is pasted behind it must not land in that.
    fn is_for_text(&self, press: KeyPress) -> bool {
        let action = self.keymap.lookup(Context::List, press);
        let in_text = self.keymap.lookup(Context::Editor, press);
        press.text().is_some()
            // What comes behind a key that waits comes behind it.
            || !self.ahead.keys.is_empty()
            || (in_text.is_some() && in_text != action)
            || matches!(press.code, Code::Enter | Code::Backspace | Code::Delete)
            || action.is_some_and(|action| {
                action.is_step_in_list() || action.is_to_pane() || self.needs_rows(action)
            })
    }

    /// The text is there, or something in its place that nobody has read yet.
    pub(super) fn text_came(&mut self, aim: Aim) {
        self.learn_names();
        if aim == Aim::Refresh {
            return;
        }
        let Ahead { keys, clicked, .. } = std::mem::take(&mut self.ahead);
        if self.focus == Pane::Editor && self.overlays.is_empty() {
            self.replay(keys);
            if let Some(pane) = clicked.filter(|_| self.overlays.is_empty()) {
                self.focus(pane);
            }
        } else if !keys.is_empty() {
            self.toast(Weight::Note, "keys-not-done", &[]);
        }
    }

    pub(super) fn text_refused(&mut self) {
        self.ahead.coming = None;
        self.ahead.clicked = None;
        if std::mem::take(&mut self.ahead.opens) {
            self.rows_refused();
        }
    }

    /// Keeps a key of the list for later. Esc gives up what was kept.
    pub(super) fn waits_for_rows(&mut self, press: KeyPress) -> bool {
        if press.code == Code::Esc {
            self.ahead.clear();
            return false;
        }
        if self.focus != Pane::List || !self.list.is_due() || self.is_quit(&Input::Key(press)) {
            return false;
        }
        let action = self.keymap.lookup(Context::List, press);
        let waits = if self.filter.is_some() {
            // Steps go to the list; all else is for the line of the query.
            matches!(press.code, Code::Down | Code::Up | Code::PageDown | Code::PageUp)
        } else {
            // What comes after a key that waits may depend on it.
            !self.ahead.keys.is_empty() || action.is_some_and(|action| self.needs_rows(action))
        };
        if waits {
            self.ahead.keep(Input::Key(press));
        }
        waits
    }

    /// Does it matter for this action which row is selected?
    fn needs_rows(&self, action: Action) -> bool {
        if action.is_step_in_list() {
            // Steps beyond the rows that are loaded are counted there; but no others may.
            return self.list.is_replaced();
        }
        let family = action.name().split_once('.').map_or("", |(family, _)| family);
        match family {
            "list" => !matches!(
                action,
                Action::ListNew
                    | Action::ListTemplate
                    | Action::ListImport
                    | Action::ListFilter
                    | Action::ListTab1
                    | Action::ListTab2
                    | Action::ListTab3
                    | Action::ListSort
                    | Action::ListUndo
                    | Action::ListRedo
            ),
            "review" => true,
            "article" => action != Action::ArticleExport,
            _ => action == Action::UiJump,
        }
    }

    /// The rows are there: what was kept for them is done, unless somebody went elsewhere.
    pub(super) fn rows_came(&mut self) {
        if self.ahead.opens || self.ahead.keys.is_empty() || self.list.is_due() {
            return;
        }
        let kept = std::mem::take(&mut self.ahead.keys);
        if self.focus == Pane::List && self.overlays.is_empty() {
            self.replay(kept);
        }
    }

    /// They do not come: a key that was meant for them does nothing to others.
    pub(super) fn rows_refused(&mut self) {
        if !std::mem::take(&mut self.ahead.keys).is_empty() {
            self.toast(Weight::Note, "keys-not-done", &[]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::stage::StageName;
    use crate::tui::app::App;
    use crate::tui::input::{Button, Input, Mouse, MouseDeed};
    use crate::tui::layout::Pane;
    use crate::tui::msg::typed::Coming;
    use crate::tui::msg::{Aim, Came, Deed, Effect, Msg, Reply, Request, Tab, Told, What};
    use crate::tui::testing::{self, ALI, NUR, article, asked, press, reply, row, rows, type_in};

    /// The ticket of the newest page that was asked for.
    #[track_caller]
    fn ticket(requests: &[Request]) -> u64 {
        let pages = requests.iter().rev().find_map(|request| match request {
            Request::Page { ticket, .. } => Some(*ticket),
            _ => None,
        });
        pages.expect("a page was asked for")
    }

    /// What was asked for, without the pages.
    fn deeds(effects: Vec<Effect>) -> Vec<String> {
        let told = asked(effects).into_iter().filter_map(|request| match request {
            Request::Open { article, aim, .. } => Some(format!("open {article} {aim:?}")),
            Request::Act { article, deed } => Some(format!("{} {article}", deed.word())),
            _ => None,
        });
        told.collect()
    }

    fn comes(app: &mut App, ticket: u64, articles: &[u8]) -> Vec<String> {
        let listed = articles.iter().map(|n| row(*n, StageName::Draft)).collect();
        deeds(reply(app, rows(ticket, listed)))
    }

    fn open(n: u8) -> String {
        format!("open {} {:?}", article(n), Aim::Edit)
    }

    #[test]
    fn what_is_typed_before_the_rows_came_is_done_to_those() {
        #[track_caller]
        fn check(keys: &str, want: &[String]) {
            let mut app = testing::app(ALI);
            press(&mut app, "/");
            let asks = asked(type_in(&mut app, "b"));
            let early = deeds(press(&mut app, keys));
            assert!(early.is_empty(), "{keys}: {early:?}");
            assert_eq!(comes(&mut app, ticket(&asks), &[3, 1]), want, "{keys}");
            assert!(app.ahead.keys.is_empty());
        }
        check("enter enter", &[open(3)]);
        check("enter down enter", &[open(1)]);
        check("down enter enter", &[open(1)]);
        check("enter down up enter", &[open(3)]);
        let trash = |n| format!("{} {}", Deed::Trash.word(), article(n));
        check("enter space d", &[trash(3)]);
        check("enter esc", &[]);
        check("enter enter esc", &[]);
    }

    #[test]
    fn a_tab_and_an_order_hold_keys_too_and_in_their_order() {
        let mut app = testing::app(ALI);
        let asks = asked(press(&mut app, "3"));
        assert!(deeds(press(&mut app, "enter")).is_empty());
        assert_eq!(comes(&mut app, ticket(&asks), &[2, 1]), [open(2)]);
        // A tab behind a key that waits comes after it; keys behind it wait for its rows.
        let mut app = testing::app(ALI);
        let asks = asked(press(&mut app, "1"));
        assert!(deeds(press(&mut app, "space 3 enter")).is_empty());
        let first = ticket(&asks);
        let effects = reply(&mut app, rows(first, vec![row(3, StageName::Draft)]));
        assert_eq!((app.list.marked.len(), app.list.look.tab), (1, Tab::All));
        assert_eq!(comes(&mut app, ticket(&asked(effects)), &[2]), [open(2)]);
    }

    #[test]
    fn what_needs_no_row_is_done_at_once() {
        let mut app = testing::app(ALI);
        press(&mut app, "3");
        let asks = asked(press(&mut app, "n"));
        assert!(asks.iter().any(|request| matches!(request, Request::New { .. })), "{asks:?}");
        assert!(app.ahead.keys.is_empty());
    }

    #[test]
    fn keys_for_rows_that_do_not_come_are_dropped_and_that_is_said() {
        let mut app = testing::app(NUR);
        let asks = asked(press(&mut app, "3"));
        press(&mut app, "enter");
        let what = What::Page { ticket: ticket(&asks) };
        let told = Told { message: "Tidak terbaca".into(), ..Told::default() };
        let done = deeds(reply(&mut app, Reply::Refused { what, told }));
        assert!(done.is_empty(), "{done:?}");
        assert!(app.notes.listed().any(|note| note.text.contains("not done")));
        assert!(app.ahead.keys.is_empty());
    }

    #[test]
    fn what_is_typed_before_a_text_is_open_is_typed_in_it() {
        let mut app = testing::app(ALI);
        press(&mut app, "enter");
        assert!(deeds(press(&mut app, "d")).is_empty());
        type_in(&mut app, "engan ");
        assert!(app.overlays.is_empty());
        let opened = Box::new(testing::opened(1));
        reply(&mut app, Reply::Opened { aim: Aim::Edit, opened });
        let doc = app.doc.as_ref().unwrap();
        assert!(doc.body.text().starts_with("dengan "), "{}", doc.body.text());
        assert!(app.ahead.keys.is_empty());
    }

    fn open_now(app: &mut App, n: u8) {
        reply(app, Reply::Opened { aim: Aim::Edit, opened: Box::new(testing::opened(n)) });
    }

    #[test]
    fn whoever_goes_back_to_the_list_before_a_text_is_open_pastes_into_the_list() {
        let mut app = testing::app(ALI);
        // The text that was open before is still on the screen, and the list already has the focus.
        press(&mut app, "enter");
        open_now(&mut app, 1);
        press(&mut app, "alt-1 down enter");
        type_in(&mut app, "Satu ");
        press(&mut app, "alt-1");
        testing::paste(&mut app, "Judul baru\n\nIsi naskah baru.");
        assert!(app.overlays.is_empty());
        open_now(&mut app, 5);
        assert_eq!((app.focus, app.overlays.len()), (Pane::List, 1));
        assert!(testing::screen(&mut app, 120, 30).contains("Judul baru"));
        let text = app.doc.as_ref().unwrap().body.text();
        assert!(text.starts_with("Satu ") && !text.contains("Isi naskah baru."), "{text}");
    }

    #[test]
    fn keys_of_the_text_wait_for_it_and_those_of_the_screen_do_not() {
        let mut app = testing::app(ALI);
        press(&mut app, "enter ctrl-f");
        type_in(&mut app, "naskah");
        assert!(!app.searches());
        open_now(&mut app, 1);
        assert!(app.searches() && testing::screen(&mut app, 120, 30).contains("naskah"));
        // The palette is there at once, unless something was typed before it.
        let mut app = testing::app(ALI);
        press(&mut app, "enter ctrl-p");
        assert_eq!(app.overlays.len(), 1);
        let mut app = testing::app(ALI);
        press(&mut app, "enter x ctrl-p");
        assert!(app.overlays.is_empty());
        open_now(&mut app, 1);
        assert_eq!(app.overlays.len(), 1);
        assert!(app.doc.as_ref().unwrap().body.text().starts_with('x'));
    }

    #[test]
    fn a_click_before_a_text_is_open_keeps_the_focus() {
        let mut app = testing::app(ALI);
        press(&mut app, "enter");
        type_in(&mut app, "Satu ");
        let click = Mouse { deed: MouseDeed::Press(Button::Left), column: 3, row: 5 };
        app.update(app.now, Msg::Input(Input::Mouse(click)));
        open_now(&mut app, 1);
        assert_eq!(app.focus, Pane::List);
        assert!(app.doc.as_ref().unwrap().body.text().starts_with("Satu "));
        // The next one takes it again.
        press(&mut app, "down enter");
        open_now(&mut app, 2);
        assert_eq!(app.focus, Pane::Editor);
    }

    #[test]
    fn what_is_typed_before_a_pasted_text_is_taken_in_is_typed_in_it() {
        let mut app = testing::app(ALI);
        testing::paste(&mut app, "Judul baru\n\nIsi naskah baru.");
        press(&mut app, "enter");
        assert!(deeds(press(&mut app, "d")).is_empty() && app.overlays.is_empty());
        let headline = "Judul baru".to_owned();
        let came = Came { article: article(5), headline, notes: Vec::new(), duplicate: false };
        assert_eq!(deeds(reply(&mut app, Reply::Came(vec![Ok(came)]))), [open(5)]);
        open_now(&mut app, 5);
        assert!(app.doc.as_ref().unwrap().body.text().starts_with('d'));
        // One that is refused keeps no key from the list.
        press(&mut app, "alt-1");
        testing::paste(&mut app, "Judul lain\n\nIsi.");
        press(&mut app, "enter d");
        reply(&mut app, Reply::Came(vec![Err(Told::default())]));
        assert!(app.notes.listed().any(|note| note.text.contains("not done")));
        assert_eq!(deeds(press(&mut app, "down up down enter")).len(), 1);
    }

    #[test]
    fn a_long_text_begins_on_the_screen_before_it_is_open() {
        let coming =
            || Reply::Coming(Box::new(Coming::of("Judul panjang", "Awal naskah.\n\nLagi.")));
        let mut app = testing::app(ALI);
        // Nobody asked for it.
        reply(&mut app, coming());
        assert!(!testing::screen(&mut app, 120, 30).contains("Awal naskah."));
        press(&mut app, "enter");
        reply(&mut app, coming());
        for size in [(120, 30), (160, 48), (80, 24), (40, 10)] {
            let shown = testing::screen(&mut app, size.0, size.1);
            assert_eq!(shown.contains("Awal naskah."), app.layout.editor.is_some(), "{shown}");
        }
        assert!(testing::screen(&mut app, 120, 30).contains("being opened"));
        // It is looked at and no more: what is typed waits for the text.
        assert!(deeds(type_in(&mut app, "Satu ")).is_empty());
        assert!(app.doc.is_none() && !app.ahead.keys.is_empty());
        reply(&mut app, Reply::Opened { aim: Aim::Edit, opened: Box::new(testing::opened(1)) });
        let shown = testing::screen(&mut app, 120, 30);
        assert!(!shown.contains("Awal naskah.") && app.coming().is_none(), "{shown}");
        assert!(app.doc.as_ref().unwrap().body.text().starts_with("Satu "));
    }

    #[test]
    fn a_text_that_does_not_open_goes_from_the_screen() {
        let mut app = testing::app(ALI);
        press(&mut app, "enter");
        reply(&mut app, Reply::Coming(Box::new(Coming::of("Judul", "Awal naskah."))));
        let what = What::Open { article: article(1) };
        reply(&mut app, Reply::Refused { what, told: Told::default() });
        assert!(!testing::screen(&mut app, 120, 30).contains("Awal naskah."));
    }

    #[test]
    fn what_is_typed_for_a_text_that_does_not_open_is_dropped_and_that_is_said() {
        let mut app = testing::app(ALI);
        press(&mut app, "enter d x");
        let what = What::Open { article: article(1) };
        reply(&mut app, Reply::Refused { what, told: Told::default() });
        assert!(app.notes.listed().any(|note| note.text.contains("not done")));
        // The list has its keys again, as it has after Esc.
        assert_eq!(deeds(press(&mut app, "enter")), [open(1)]);
        press(&mut app, "esc");
        assert_eq!(deeds(press(&mut app, "enter")), [open(1)]);
    }

    #[test]
    fn whoever_went_elsewhere_meanwhile_finds_no_key_there() {
        let mut app = testing::app(ALI);
        let asks = asked(press(&mut app, "3"));
        press(&mut app, "enter");
        app.focus(Pane::Log);
        assert!(comes(&mut app, ticket(&asks), &[2]).is_empty());
    }
}
