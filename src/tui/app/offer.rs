//! What Tab gives in the text: the rest of a name that is being typed, the next place that a form
//! leaves open; else it goes to the next pane.

use std::ops::Range;

use super::App;
use crate::domain::register::Register;
use crate::domain::register::own::Own;
use crate::editor::command::{Command, Motion};
use crate::tui::action::{Action, Context};
use crate::tui::doc::{Doc, Part};
use crate::tui::input::Input;
use crate::tui::layout::Pane;
use crate::tui::msg::writing::Ask;
use crate::tui::msg::{Now, Request};
use crate::tui::notes::Weight;
use crate::tui::overlay::names::Draft;

/// Bytes before the caret in which a name may have begun.
const BEFORE: usize = 160;
/// A text that has a title in so many bytes before the caret has it.
const FIRST: usize = 16 << 10;
/// Lines of a list that are told at once; more are only counted.
const TOLD: usize = 3;
/// A longer place to fill is none.
const LONGEST: usize = 160;

/// The names that are known, and the one that is offered.
#[derive(Debug, Default)]
pub struct Names {
    /// The next text that is opened comes from a form: its first open place is chosen.
    pub fills: bool,
    /// What was typed into the form of an entry that was closed.
    pub draft: Option<Draft>,
    /// The entry that was kept last: the list shows it.
    pub kept: Option<Own>,
    register: Register,
    /// They are to be asked for, or again.
    are_old: bool,
    /// How often they were asked for: what an older round learns is nobody's.
    round: u64,
    /// What was told of the list already.
    faults: Vec<(usize, String)>,
    offer: Option<Offer>,
    /// What was offered before the key that is being looked at.
    held: Option<Offer>,
}

/// The rest of a name, for one place in one state of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    rest: String,
    part: Part,
    at: usize,
    version: u64,
}

impl App {
    /// What Tab would add here.
    pub fn offered(&self) -> Option<&str> {
        self.names.offer.as_ref().filter(|offer| self.holds(offer)).map(|offer| offer.rest.as_str())
    }

    /// Is the text as it was, and the caret where it was?
    fn holds(&self, offer: &Offer) -> bool {
        let Some(doc) = &self.doc else { return false };
        let editor = doc.editor();
        (offer.part, offer.at, offer.version) == (doc.part, editor.caret(), editor.version())
            && self.context() == Context::Editor
    }

    /// The same where it can be drawn behind the caret: nothing else stands there.
    pub fn ghost(&self, part: Part) -> Option<&str> {
        let doc = self.doc.as_ref().filter(|doc| doc.part == part)?;
        let rest = self.offered()?;
        doc.editor().character_at_caret().is_none_or(|c| c == '\n').then_some(rest)
    }

    fn fills_blanks(&self) -> bool {
        let open = self.doc.as_ref().is_some_and(|doc| doc.has_blanks && doc.may_write());
        open && self.context() == Context::Editor
    }

    /// What the footer says of Tab depends on it.
    pub(super) fn tab_gist(&self) -> (Option<usize>, bool) {
        (self.offered().map(str::len), self.fills_blanks())
    }

    /// What Tab does here, in a word or two; nothing if it goes to the next pane.
    pub fn tab_word(&self) -> Option<String> {
        if let Some(rest) = self.offered() {
            return Some(format!("…{}", rest.trim_start()));
        }
        self.fills_blanks().then(|| self.say("tab-next-blank", &[]))
    }

    /// Whatever somebody does takes the offer away; a letter may bring another.
    pub(super) fn withdraw_offer(&mut self, input: &Input) {
        if !matches!(input, Input::Resize(..) | Input::Focus(_) | Input::Theme(_)) {
            self.names.held = self.names.offer.take();
        }
    }

    /// Looks for a name that goes on as was typed.
    pub(super) fn offer_name(&mut self) {
        let Some(doc) = self.doc.as_ref().filter(|doc| doc.may_write()) else { return };
        let editor = doc.editor();
        let goes_on = editor.character_at_caret().is_some_and(char::is_alphanumeric);
        if self.names.register.is_empty() || goes_on || editor.selection().is_some() {
            return;
        }
        let before = editor.before_caret(BEFORE);
        // Where Tab has another use, a word that may be whole is left to it.
        let taken = doc.has_blanks;
        let is_there = |name: &str| editor.written_before(FIRST).contains(name);
        let rest = self.names.register.rest_of(&before, is_there);
        let rest = rest.filter(|rest| !(taken && rest.starts_with(' ')));
        let (part, at, version) = (doc.part, editor.caret(), editor.version());
        self.names.offer = rest.map(|rest| Offer { rest: rest.to_owned(), part, at, version });
    }

    pub(super) fn complete(&mut self) {
        if let Some(offer) = self.names.held.take().filter(|offer| self.holds(offer)) {
            let range = offer.at..offer.at;
            return self.edit(Command::Replace { range, text: offer.rest });
        }
        if !self.walk_blanks() {
            self.perform(Action::UiNextPane);
        }
    }

    /// Selects the next `{{…}}`: what is typed takes its place. `false` if there is none.
    pub(super) fn walk_blanks(&mut self) -> bool {
        let now = self.now;
        let Some(doc) = self.doc.as_mut().filter(|doc| doc.has_blanks && doc.may_write()) else {
            return false;
        };
        let found = doc.next_blank(now);
        self.focus(Pane::Editor);
        found
    }

    /// A text that a form has made: its first open place is chosen, that of the headline first.
    pub(super) fn begin_filling(&mut self) {
        if !std::mem::take(&mut self.names.fills) {
            return;
        }
        if let Some(doc) = &mut self.doc {
            doc.part = Part::Headline;
        }
        if !self.walk_blanks()
            && let Some(doc) = &mut self.doc
        {
            doc.part = Part::Body;
        }
    }

    /// There are names to be asked for.
    pub(super) fn ask_names(&mut self) {
        self.names.are_old = true;
        self.learn_names();
    }

    /// What is offered and what the copy desk finds goes by another list now.
    pub(in crate::tui) fn names_moved(&mut self) {
        self.wrote();
        self.refresh();
        self.look_again();
        self.ask_names();
    }

    /// Asks for the names of this desk as soon as somebody writes: the list at once, what texts
    /// have bit by bit. Whoever only reads or approves needs none.
    pub(super) fn learn_names(&mut self) {
        if self.doc.as_ref().is_some_and(Doc::may_write) && std::mem::take(&mut self.names.are_old)
        {
            self.names.round += 1;
            let round = self.names.round;
            self.ask(Request::Writing(Ask::Names { anew: true, round }));
        }
    }

    /// `more` is the round in which more texts are to be read.
    pub(super) fn names_are(
        &mut self,
        register: Register,
        more: Option<u64>,
        faults: Vec<(usize, String)>,
    ) {
        self.names.register = register;
        if let Some((_, reason)) = faults.first().filter(|_| faults != self.names.faults) {
            let lines: Vec<String> =
                faults.iter().take(TOLD).map(|(line, _)| line.to_string()).collect();
            let values = [
                ("count", faults.len().into()),
                ("lines", lines.join(", ").into()),
                ("more", faults.len().saturating_sub(TOLD).into()),
                ("reason", reason.as_str().into()),
            ];
            self.toast(Weight::Warning, "register-broken", &values);
        }
        self.names.faults = faults;
        if let Some(round) = more.filter(|round| *round == self.names.round) {
            self.ask(Request::Writing(Ask::Names { anew: false, round }));
        }
    }
}

impl Doc {
    /// The caret takes the first place to fill from where it is, in the headline before the text.
    fn next_blank(&mut self, now: Now) -> bool {
        let caret = self.editor().caret();
        let parts = match self.part {
            Part::Headline => [(Part::Headline, caret), (Part::Body, 0), (Part::Headline, 0)],
            Part::Body => [(Part::Body, caret), (Part::Headline, 0), (Part::Body, 0)],
        };
        let found = parts.into_iter().find_map(|(part, from)| {
            let text = self.editor_of(part).text();
            blank(&text, from).map(|range| (part, range))
        });
        self.has_blanks = found.is_some();
        let Some((part, range)) = found else { return false };
        self.part = part;
        let editor = self.editor_mut(part);
        for (to, select) in [(range.start, false), (range.end, true)] {
            editor.run(Command::Move { motion: Motion::To(to), select }, now.editing());
        }
        true
    }
}

/// The first place to fill at or behind a byte: `{{…}}` on one line.
pub(in crate::tui) fn blank(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    loop {
        // One sign is found far quicker than two.
        let start = at + text.get(at..)?.find('{')?;
        if !text.get(start + 1..)?.starts_with('{') {
            at = start + 1;
            continue;
        }
        let inside = text.get(start + 2..)?;
        let end = inside.find("}}").filter(|end| {
            (1..=LONGEST).contains(end) && !inside.get(..*end).unwrap_or_default().contains('\n')
        });
        match end {
            Some(end) => return Some(start..start + end + 4),
            None => at = start + 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stage::StageName;
    use crate::tui::msg::Aim;
    use crate::tui::msg::writing::Answer;
    use crate::tui::testing::{
        ALI, app_with, in_all_sizes, know, manuscript, open, opened_as, paste, press, row, screen,
        type_in,
    };

    fn with_names() -> App {
        let mut app = app_with(ALI, 1, Aim::Edit);
        know(&mut app, &["Firmansyah Ali", "Sambas Raya"]);
        screen(&mut app, 80, 24);
        app
    }

    fn body(app: &App) -> String {
        app.doc.as_ref().unwrap().body.text()
    }

    #[test]
    fn a_name_is_offered_and_tab_takes_it_in_one_step() {
        let mut app = with_names();
        press(&mut app, "ctrl-end");
        type_in(&mut app, " oleh Fi");
        assert_eq!(app.offered(), None);
        type_in(&mut app, "r");
        for shown in in_all_sizes(&mut app) {
            assert!(shown.contains("Firmansyah Ali⇥") || shown.contains("⇥"), "{shown}");
            assert!(shown.contains("Tab …mansyah Ali"), "{shown}");
        }
        let before = body(&app);
        assert!(before.ends_with("oleh Fir"), "it is no text yet");
        press(&mut app, "tab");
        assert!(body(&app).ends_with("oleh Firmansyah Ali"));
        assert!(!screen(&mut app, 80, 24).contains('⇥'));
        press(&mut app, "ctrl-z");
        assert_eq!(body(&app), before);
    }

    fn asked_for_names(effects: Vec<crate::tui::msg::Effect>) -> Vec<(bool, u64)> {
        let asks = crate::tui::testing::asked(effects).into_iter();
        asks.filter_map(|ask| match ask {
            Request::Writing(Ask::Names { anew, round }) => Some((anew, round)),
            _ => None,
        })
        .collect()
    }

    #[test]
    fn names_are_asked_for_when_somebody_begins_to_write() {
        use crate::tui::msg::{Aim, Reply};
        use crate::tui::testing::{self, reply};
        let mut app = testing::app(testing::ALI);
        assert_eq!(asked_for_names(reply(&mut app, Reply::Changed)), []);
        let opened = |n| Reply::Opened { aim: Aim::Edit, opened: Box::new(testing::opened(n)) };
        assert_eq!(asked_for_names(reply(&mut app, opened(1))), [(true, 1)]);
        assert_eq!(asked_for_names(reply(&mut app, opened(2))), []);
    }

    #[test]
    fn what_others_write_and_what_is_approved_is_asked_for_in_one_round() {
        use crate::tui::msg::{Deed, Reply};
        use crate::tui::testing::reply;
        let mut app = with_names();
        let [(true, first)] = asked_for_names(reply(&mut app, Reply::Changed))[..] else {
            panic!("nothing was asked")
        };
        let headline = "Berita".to_owned();
        let (article, stage) = (crate::tui::testing::article(1), StageName::Approved);
        let deed = Deed::Approve { revision: "1".into(), note: None };
        let plan = crate::domain::stage::Plan::default();
        let acted = Reply::Acted { deed, article, stage, headline, plan };
        let asked = asked_for_names(reply(&mut app, acted));
        assert_eq!(asked, [(true, first + 1)]);
        let names = |round| {
            let (register, faults) =
                (Register::default(), vec![(2, "x".to_owned()), (7, "y".into())]);
            Reply::Writing(Answer::Names { register, more: true, round, faults })
        };
        assert_eq!(asked_for_names(reply(&mut app, names(first))), []);
        assert!(screen(&mut app, 80, 24).contains("2, 7"));
        app.notes.dismiss();
        assert_eq!(asked_for_names(reply(&mut app, names(first + 1))), [(false, first + 1)]);
        assert!(app.notes.toasts().is_empty(), "it was told once");
    }

    #[test]
    fn a_whole_word_in_a_form_leaves_tab_to_the_form() {
        let mut app = with_names();
        let now = app.now;
        app.doc.as_mut().unwrap().set("body", "{{siapa}} {{apa}}".into(), now);
        app.doc.as_mut().unwrap().has_blanks = true;
        press(&mut app, "tab");
        type_in(&mut app, "Firmansyah");
        press(&mut app, "tab");
        assert_eq!(body(&app), "Firmansyah {{apa}}");
        type_in(&mut app, "Fir");
        press(&mut app, "tab");
        assert_eq!(body(&app), "Firmansyah Firmansyah Ali");
        press(&mut app, "tab");
        assert_eq!(app.focus, Pane::Meta);
        press(&mut app, "alt-2 ctrl-home up end");
        type_in(&mut app, " Firmansyah");
        press(&mut app, "tab");
        let headline = app.doc.as_ref().unwrap().headline.text();
        assert!(headline.ends_with(" Firmansyah Ali"), "{headline}");
    }

    #[test]
    fn nothing_but_the_text_tells_of_an_offer_too() {
        let mut app = with_names();
        press(&mut app, "alt-f ctrl-home");
        type_in(&mut app, "Fir ");
        press(&mut app, "left");
        type_in(&mut app, "m");
        for shown in in_all_sizes(&mut app) {
            assert!(shown.contains("Tab …ansyah Ali") && !shown.contains("⇥"), "{shown}");
        }
        press(&mut app, "right");
        assert!(!screen(&mut app, 80, 24).contains("Tab"));
    }

    #[test]
    fn whoever_types_on_or_moves_is_not_kept_up() {
        let mut app = with_names();
        press(&mut app, "ctrl-end");
        type_in(&mut app, " Sam");
        assert_eq!(app.offered(), Some("bas Raya"));
        type_in(&mut app, "x");
        assert_eq!(app.offered(), None);
        press(&mut app, "backspace");
        assert_eq!(app.offered(), None, "taking back is no typing");
        type_in(&mut app, "b");
        assert_eq!(app.offered(), Some("as Raya"));
        press(&mut app, "left right");
        assert_eq!(app.offered(), None);
        press(&mut app, "tab");
        assert_eq!(app.focus, Pane::Meta, "without an offer Tab goes on");
        press(&mut app, "alt-2 ctrl-end");
        paste(&mut app, " Fir");
        assert_eq!(app.offered(), None, "never while something is pasted");
        press(&mut app, "ctrl-home");
        type_in(&mut app, "Fir");
        assert_eq!(app.offered(), None, "the word goes on behind the caret");
        type_in(&mut app, " Sam");
        press(&mut app, "ctrl-home");
        type_in(&mut app, "Fir ");
        press(&mut app, "left");
        type_in(&mut app, "m");
        assert_eq!((app.offered(), app.ghost(Part::Body)), (Some("ansyah Ali"), None));
    }

    #[test]
    fn tab_walks_through_what_a_form_leaves_open() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        let mut text = manuscript(1);
        text.headline = "Rapat {{nama}}".into();
        text.body = "Di {{tempat}}, {x} {{}} {{hari,\n}} lagi {{siapa}}.".into();
        let form = opened_as(row(9, StageName::Draft), text, 1);
        app.names.fills = true;
        open(&mut app, form, Aim::Edit);
        let chosen = |app: &App| app.doc.as_ref().unwrap().editor().selected_text();
        assert_eq!(chosen(&app).as_deref(), Some("{{nama}}"));
        assert!(screen(&mut app, 80, 24).contains("Tab Next blank"));
        type_in(&mut app, "Kerja");
        press(&mut app, "tab");
        assert_eq!(chosen(&app).as_deref(), Some("{{tempat}}"));
        press(&mut app, "tab");
        assert_eq!(chosen(&app).as_deref(), Some("{{siapa}}"));
        press(&mut app, "tab");
        assert_eq!(chosen(&app).as_deref(), Some("{{tempat}}"), "round and round");
        type_in(&mut app, "Sambas");
        press(&mut app, "tab");
        type_in(&mut app, "warga");
        press(&mut app, "tab");
        assert_eq!(app.focus, Pane::Meta, "nothing is left open");
        assert!(body(&app).starts_with("Di Sambas,") && body(&app).ends_with("lagi warga."));
        assert!(!screen(&mut app, 80, 24).contains("Next blank"));
    }
}
