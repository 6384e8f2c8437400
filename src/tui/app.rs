//! The workstation as a value: what is open, what has the focus, and how each message changes it.

pub mod acts;
mod ahead;
mod arrivals;
mod checks;
mod choose;
mod copying;
mod counts;
mod dateline;
mod find;
mod keys;
mod leave;
pub mod mouse;
pub mod offer;
pub mod publishing;
mod replies;
mod rescue;
mod session;
mod taste;
mod undo;
mod views;

use super::action::{Action, Context};
use super::doc::Doc;
use super::find::Finder;
use super::input::{Code, Input, Pasted};
use super::keymap::Keymap;
use super::layout::{self, Border, Class, Layout, Pane, Sizes};
use super::msg::{Effect, JournalState, Msg, Now, Office, Recovered, Request, Scribe, Tab};
use super::notes::{Notes, Weight};
use super::overlay::ask::Kept;
use super::overlay::tour::Tour;
use super::overlay::{Overlay, Turn};
use super::panes::list::List;
use super::panes::meta::Meta;
use super::panes::preview::{self, Preview};
use super::redraw::{self, Gist, Redraw};
use super::theme::{Depth, Scheme, Theme, Wish};
use crate::domain::zone::Zone;
use crate::lang::{Arg, Lang, Words};
use crate::visible::Visible;

/// So long after the last deed the desk rests: empties its log, makes a backup that is due.
const REST_MS: u64 = 2_000;

/// How many texts lie in each list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    pub review: u64,
    pub all: u64,
}

/// What the person chose for their own screen.
#[derive(Debug, Clone)]
pub struct Taste {
    pub lang: Lang,
    pub theme: Wish,
    /// What the terminal can show.
    pub depth: Depth,
    pub ground: Scheme,
    pub keymap: Keymap,
    pub preset: super::keymap::Preset,
    /// What is wrong with the person's own key map, which then counts for nothing.
    pub faults: Vec<super::keymap::KeymapError>,
    /// The sizes of panes as they were left.
    pub sizes: Option<String>,
    /// After so many minutes without a key the text is hidden; 0 never does.
    pub lock_minutes: u64,
    /// How far the short tour was taken.
    pub tour: Option<String>,
    /// Shall list, text and caret be where they were left?
    pub restore: bool,
}

/// Does somebody leave?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Going {
    Nowhere,
    /// The text is being saved first.
    Saving,
    /// The process ends, whatever becomes of the text.
    Ending,
}

/// The person's own key map.
#[derive(Debug, Clone, Default)]
pub struct KeysFile {
    /// What it stands over.
    pub preset: super::keymap::Preset,
    /// None where the machine has no place for it.
    pub path: Option<String>,
    pub text: String,
}

pub struct App {
    pub now: Now,
    pub words: Words,
    pub theme: Theme,
    pub theme_wish: Wish,
    depth: Depth,
    ground: Scheme,
    pub keymap: Keymap,
    pub layout: Layout,
    pub sizes: Sizes,
    pub zoom: bool,
    /// Nothing but the text.
    pub quiet: bool,
    pub preview: Preview,
    pub focus: Pane,
    pub office: Option<Office>,
    pub counts: Counts,
    pub list: List,
    /// The line under the list's title in which a query is typed, while it is typed.
    pub filter: Option<tui_textarea::TextArea<'static>>,
    pub doc: Option<Doc>,
    pub find: Finder,
    pub meta: Meta,
    pub notes: Notes,
    pub journal: JournalState,
    /// Status moves that can be taken back, the newest last.
    pub done: Vec<undo::Undo>,
    pub undone: Vec<undo::Undo>,
    overlays: Vec<Box<dyn Overlay>>,
    /// Keys that wait for the rows of the list.
    ahead: ahead::Ahead,
    effects: Vec<Effect>,
    size: (u16, u16),
    drag: Option<Border>,
    clicks: mouse::Clicks,
    last_input: u64,
    /// Something was written since the desk rested.
    wrote: Option<u64>,
    lock_minutes: u64,
    /// The person's own key map as it was read last, and its path.
    pub keys_file: KeysFile,
    /// What was chosen from the menu and the palette, the newest first.
    pub recent: Vec<Action>,
    /// What was cut or copied in here: pasting works without the terminal's help too.
    pub clipboard: String,
    /// Journals that wait for a decision.
    pub recovered: Vec<Recovered>,
    /// The tags that the desk knows, those used most first.
    pub tags: Vec<String>,
    /// What was typed into questions that were closed.
    pub kept: Kept,
    pub kept_path: String,
    /// The first row of a question's words, if somebody turned them.
    pub turned: Option<usize>,
    pub names: offer::Names,
    pub publishing: publishing::Publishing,
    /// The short tour, shown or not.
    pub tour: Tour,
    restores: bool,
    /// Where the person was, until the text is open again.
    restoring: Option<Box<session::Session>>,
    /// The place that was kept last.
    session_kept: String,
    going: Going,
    title: String,
    redraw: Redraw,
}

impl App {
    pub fn new(taste: Taste, size: (u16, u16), now: Now) -> Self {
        let mut app = Self {
            now,
            words: Words::of(taste.lang),
            theme: Theme::of(taste.theme, taste.ground, taste.depth),
            theme_wish: taste.theme,
            depth: taste.depth,
            ground: taste.ground,
            keymap: taste.keymap,
            layout: Layout::default(),
            sizes: taste.sizes.map_or_else(Sizes::default, |words| Sizes::from_words(&words)),
            zoom: false,
            quiet: false,
            preview: Preview::default(),
            focus: Pane::List,
            office: None,
            counts: Counts::default(),
            list: List::default(),
            filter: None,
            doc: None,
            find: Finder::default(),
            meta: Meta::default(),
            notes: Notes::default(),
            journal: JournalState::Good,
            done: Vec::new(),
            undone: Vec::new(),
            overlays: Vec::new(),
            ahead: ahead::Ahead::default(),
            effects: Vec::new(),
            size,
            drag: None,
            clicks: mouse::Clicks::default(),
            last_input: now.ms,
            wrote: None,
            lock_minutes: taste.lock_minutes,
            keys_file: KeysFile { preset: taste.preset, ..KeysFile::default() },
            recent: Vec::new(),
            clipboard: String::new(),
            recovered: Vec::new(),
            tags: Vec::new(),
            kept: Kept::new(),
            kept_path: String::new(),
            turned: None,
            names: offer::Names::default(),
            publishing: publishing::Publishing::default(),
            tour: Tour::of(taste.tour.as_deref()),
            restores: taste.restore,
            restoring: None,
            session_kept: String::new(),
            going: Going::Nowhere,
            title: String::new(),
            redraw: Redraw::All,
        };
        app.keys_are_bad(&taste.faults);
        app.arrange();
        app
    }

    /// Takes one message, and says what is to be done because of it.
    pub fn update(&mut self, now: Now, msg: Msg) -> Vec<Effect> {
        // Of the time at which all was drawn last: a minute may have gone by since.
        let gist = Gist::of(self);
        self.now = now;
        let narrow = redraw::narrow(self, &msg, &gist);
        let tab = self.tab_gist();
        match msg {
            Msg::Input(input) => {
                self.last_input = now.ms;
                self.withdraw_offer(&input);
                self.input(input);
            }
            Msg::Tick => {}
            Msg::Reply(reply) => self.reply(*reply),
            Msg::Resumed => self.effect(Effect::Redraw),
            Msg::Ending => self.end(),
            Msg::Journal(state) => self.journal_is(state),
            Msg::Recovered(found) => self.offer(found),
            Msg::Uncopied(why) => self.uncopied(&why),
            Msg::External { article, returned } => {
                self.last_input = now.ms;
                self.came_back(article, returned);
            }
        }
        self.tick();
        self.tour_looks();
        let what = narrow.filter(|_| Gist::of(self) == gist).unwrap_or(Redraw::All);
        let what = what.with_keys(tab.0.is_some() || tab != self.tab_gist());
        self.fit(what);
        self.redraw = self.redraw.and(what);
        self.entitle();
        std::mem::take(&mut self.effects)
    }

    /// The window's title: the text that is open, with a sign while it is not saved.
    fn entitle(&mut self) {
        let Some(office) = &self.office else { return };
        let title = match &self.doc {
            Some(doc) => {
                let sign = if doc.is_durable() { "" } else { " ●" };
                format!("redaksi — {}{sign}", doc.headline.text())
            }
            None => format!("redaksi — {}", office.name),
        };
        if title != self.title {
            self.effects.push(Effect::Title(Visible::line(&title)));
            self.title = title;
        }
    }

    /// Does what has become due.
    fn tick(&mut self) {
        self.notes.tick(self.now);
        self.publishing.tick(self.now.ms);
        self.look_if_due();
        self.search_on();
        if let (Some(doc), Some(office)) = (&mut self.doc, &self.office) {
            let effects = doc.tick(self.now, office);
            self.effects.extend(effects);
        }
        if self.wrote.is_some_and(|at| at + REST_MS <= self.now.ms) {
            self.wrote = None;
            self.ask(Request::Rest);
        }
        if self.lock_at().is_some_and(|at| at <= self.now.ms) {
            self.lock();
        }
    }

    /// When the next thing is to be done by itself; nothing is due while nothing is pending.
    pub fn deadline(&self) -> Option<u64> {
        let doc = self.doc.as_ref().and_then(Doc::deadline);
        let rest = self.wrote.map(|at| at + REST_MS);
        let page = preview::deadline(self);
        // The rest of the text is looked through as soon as no key waits.
        let search = self.is_searching().then_some(self.now.ms);
        let sent = self.publishing.deadline();
        let due = [self.notes.deadline(), doc, rest, page, search, sent, self.lock_at()];
        due.into_iter().flatten().min()
    }

    fn lock_at(&self) -> Option<u64> {
        let wanted = self.lock_minutes > 0 && self.me().is_some();
        let hidden = self.overlays.iter().any(|overlay| overlay.hides_text());
        (wanted && !hidden).then(|| self.last_input + self.lock_minutes * 60_000)
    }

    pub fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub fn ask(&mut self, request: Request) {
        self.effects.push(Effect::Ask(request));
    }

    /// Something was written to the desk: it rests a while after.
    pub fn wrote(&mut self) {
        self.wrote = Some(self.now.ms);
    }

    /// The office's zone; UTC until the office is known.
    pub fn zone(&self) -> Zone {
        self.office.as_ref().map_or(Zone::UTC, |office| office.zone)
    }

    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.say(key, args)
    }

    pub fn toast(&mut self, weight: Weight, key: &str, args: &[(&str, Arg<'_>)]) {
        let text = self.words.say(key, args);
        self.notes.say(self.now, weight, text);
    }

    /// Whoever is signed in.
    pub fn me(&self) -> Option<&crate::domain::view::PersonRow> {
        self.office.as_ref().and_then(|office| office.me.as_ref())
    }

    /// The name of a person by row.
    pub fn name(&self, row: i64) -> &str {
        let people = self.office.iter().flat_map(|office| &office.people);
        people.into_iter().find(|person| person.row == row).map_or("", |person| &person.name)
    }

    /// Puts something over everything else.
    pub fn open(&mut self, overlay: Box<dyn Overlay>) {
        self.overlays.push(overlay);
    }

    pub fn overlays(&self) -> &[Box<dyn Overlay>] {
        &self.overlays
    }

    /// Takes everything off the panes.
    pub fn close_all(&mut self) {
        self.overlays.clear();
    }

    /// Back to the panes, but for what was asked and not answered, and what hides the text.
    pub fn close_screens(&mut self) {
        self.overlays.retain(|overlay| !overlay.is_screen() || overlay.hides_text());
    }

    /// Which keys are legal now.
    pub fn context(&self) -> Context {
        match (self.overlays.last(), self.focus) {
            (Some(overlay), _) => overlay.context(),
            (None, Pane::List) => Context::List,
            (None, Pane::Editor) if self.searches() => Context::Find,
            (None, Pane::Editor) => Context::Editor,
            (None, Pane::Meta) => Context::Metadata,
            (None, Pane::Log) => Context::Log,
        }
    }

    /// Asks the topmost overlay; whatever it opened meanwhile lies above it.
    fn with_top(&mut self, ask: impl FnOnce(&mut dyn Overlay, &mut Self) -> Turn) -> Turn {
        let Some(mut top) = self.overlays.pop() else { return Turn::Pass };
        let below = self.overlays.len();
        let turn = ask(top.as_mut(), self);
        if turn != Turn::Close && below <= self.overlays.len() {
            self.overlays.insert(below, top);
        }
        turn
    }

    fn wish(&self) -> layout::Wish {
        let tour = super::overlay::tour::rows(self);
        layout::Wish {
            focus: self.focus,
            zoom: self.zoom,
            // What lies over the text brings its keys along.
            quiet: self.quiet && self.overlays.is_empty(),
            preview: self.preview.wanted,
            has_text: self.doc.is_some(),
            sizes: self.sizes,
            tour,
        }
    }

    /// Lays out the screen, and lets each pane fit into its place.
    pub(super) fn arrange(&mut self) {
        self.fit(Redraw::All);
    }

    fn fit(&mut self, what: Redraw) {
        if what == Redraw::All {
            self.layout = Layout::of(self.size.0, self.size.1, self.wish());
            super::panes::meta::fit(self);
        }
        if what != Redraw::List {
            super::panes::editor::fit(self);
            self.show_hits();
        }
        if what != Redraw::Text {
            super::panes::list::fit(self);
        }
        if what == Redraw::All {
            preview::fit(self);
        }
    }

    /// What is to be drawn again since this was asked last.
    pub fn take_redraw(&mut self) -> Redraw {
        std::mem::take(&mut self.redraw)
    }

    pub fn class(&self) -> Class {
        self.layout.class
    }

    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Gives the focus to a pane.
    pub fn focus(&mut self, pane: Pane) {
        if self.focus != pane {
            self.leave_field();
            self.focus = pane;
            self.filter = None;
        }
    }

    /// Shows a list from its beginning.
    pub fn show_list(&mut self, look: super::msg::Look) {
        let request = self.list.show(look);
        self.ask(request);
    }

    pub fn show_tab(&mut self, tab: Tab) {
        let look = super::msg::Look { tab, ..self.list.look.clone() };
        self.show_list(look);
    }

    /// Reads lists, counts and the open text again.
    pub fn refresh(&mut self) {
        let request = self.list.refresh();
        self.effects.extend(request.map(Effect::Ask));
        self.ask(Request::Counts);
    }

    fn journal_is(&mut self, state: JournalState) {
        if state == self.journal {
            return;
        }
        match &state {
            JournalState::Good => {}
            JournalState::Rewritten => self.toast(Weight::Warning, "journal-rewritten", &[]),
            JournalState::Failing(why) => {
                let why = Visible::line(why).to_string();
                self.toast(Weight::Error, "journal-failing", &[("why", why.into())]);
            }
        }
        self.journal = state;
    }

    /// Has the desk keep what is typed and not kept yet.
    pub fn keep(&mut self) {
        if let (Some(doc), Some(office)) = (&mut self.doc, &self.office) {
            let keep = doc.keep(office);
            self.effects.extend(keep);
        }
    }

    /// The process is to end: everything that is typed goes to the disk first.
    fn end(&mut self) {
        self.going = Going::Ending;
        self.leave_field();
        self.keep();
        self.keep_past();
        self.remember_session();
        self.sync_journal();
        self.effects.push(Effect::Quit);
    }

    pub fn is_ending(&self) -> bool {
        self.going == Going::Ending
    }

    /// The next theme, and its name.
    pub fn next_theme(&mut self) {
        self.theme_wish = self.theme_wish.next();
        self.theme = Theme::of(self.theme_wish, self.ground, self.depth);
        let name = self.say(&format!("theme-{}", self.theme_wish.word()), &[]);
        self.toast(Weight::Note, "theme-is", &[("name", name.into())]);
        let value = self.theme_wish.word().to_owned();
        self.ask(Request::Remember { key: "theme", value });
    }

    fn input(&mut self, input: Input) {
        match &input {
            Input::Resize(width, height) => {
                self.resized(*width, *height);
                return;
            }
            Input::Theme(scheme) => {
                self.ground = *scheme;
                self.theme = Theme::of(self.theme_wish, self.ground, self.depth);
                return;
            }
            Input::Paste(Pasted { refused: Some(size), .. }) => return self.refuse_paste(*size),
            Input::Focus(gained) => {
                if !gained {
                    self.effects.push(Effect::Journal(Scribe::Sync));
                }
                return;
            }
            _ => {}
        }
        // Where nothing can be seen nothing is done, but for leaving.
        if self.class() == Class::TooSmall && !self.is_quit(&input) {
            return;
        }
        if !self.overlays.is_empty() {
            self.over(&input);
            return;
        }
        match input {
            input if self.waits_for_text(&input) => {}
            Input::Key(press) => self.key(press),
            Input::Wake(press) => self.wake_key(press),
            Input::Paste(pasted) => self.paste(pasted),
            Input::Mouse(mouse) => self.mouse(mouse),
            _ => {}
        }
    }

    /// Gives something to the topmost overlay: an action of its context, else the bare input.
    fn over(&mut self, input: &Input) {
        if self.turns_words(input) {
            return;
        }
        if let Input::Key(press) = input
            && let Some(action) = self.keymap.lookup(self.context(), *press)
        {
            match self.with_top(|top, app| top.act(app, action)) {
                Turn::Pass => {}
                _ => return,
            }
        }
        if self.with_top(|top, app| top.handle(app, input)) == Turn::Pass
            && let Input::Key(press) = input
            && let Some(action) = self.keymap.lookup(Context::Anywhere, *press)
        {
            self.perform(action);
        }
    }

    /// Shows more of a question's words; any other key goes back to what has the focus.
    fn turns_words(&mut self, input: &Input) -> bool {
        let Input::Key(press) = input else { return false };
        let on = match press.code {
            Code::PageDown => Some(true),
            Code::PageUp => Some(false),
            _ => None,
        };
        let top = self.overlays.last();
        self.turned = on.and_then(|on| top?.scrolled(self)?.turned(on));
        self.turned.is_some()
    }

    /// Does an action, or says why not.
    pub fn perform(&mut self, action: Action) {
        if let Some(why) = super::legal::why_not(self, action) {
            let text = self.say(why.key, &[("name", why.name.as_str().into())]);
            self.notes.say(self.now, Weight::Warning, text);
            return;
        }
        self.act(action);
    }
}
