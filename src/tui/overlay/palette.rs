//! The palette: everything by its name. What is typed first says what is looked for: commands,
//! texts, tags, people, or a place in the open text.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;
use tui_textarea::TextArea;

use super::{Overlay, Turn};
use crate::domain::view::{ListRow, PersonRow};
use crate::editor::command::{Command, Motion};
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::doc::Part as Place;
use crate::tui::draw::{below, centred, inside, rows as broken};
use crate::tui::input::{Button, Code, Input, KeyPress, Mouse, MouseDeed};
use crate::tui::layout::Pane;
use crate::tui::legal::{Why, why_not};
use crate::tui::msg::{Look, Reply, Request, Tab, What, Where};
use crate::tui::small;
use crate::visible::Visible;

pub mod find;

mod draw;

use find::{Hit, Names};

const WIDEST: u16 = 84;
/// Texts that are asked for at once.
const TEXTS: usize = 30;
/// The tickets of the list count up from nothing: these never meet them.
const TICKETS: u64 = 1 << 62;

#[derive(Debug)]
pub struct Palette {
    /// What has the keys when the palette is closed.
    below: Context,
    names: Vec<Names>,
    input: TextArea<'static>,
    items: Vec<Item>,
    chosen: usize,
    search: Search,
}

/// A question to the desk: one at a time, since whoever types is faster.
#[derive(Debug, Default)]
struct Search {
    ticket: u64,
    /// The query of the question that is on its way.
    asked: Option<String>,
    /// The query that `rows` are for.
    known: Option<String>,
    rows: Vec<ListRow>,
}

#[derive(Debug, Clone)]
enum Item {
    Command { action: Action, hit: Hit },
    Text(Box<ListRow>),
    Person(Box<PersonRow>),
    Paragraph(usize),
}

/// What is looked for, by the first letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Commands,
    Texts,
    Tags,
    People,
    Line,
}

impl Scope {
    fn of(text: &str) -> (Self, &str) {
        let scopes = [
            ('>', Self::Commands),
            ('/', Self::Texts),
            ('#', Self::Tags),
            ('@', Self::People),
            (':', Self::Line),
        ];
        let found = scopes.iter().find_map(|(sign, scope)| {
            text.trim_start().strip_prefix(*sign).map(|rest| (*scope, rest.trim()))
        });
        found.unwrap_or((Self::Commands, text.trim()))
    }

    fn hint(self) -> &'static str {
        match self {
            Self::Commands => "palette-hint",
            Self::Texts => "palette-hint-articles",
            Self::Tags => "palette-hint-tags",
            Self::People => "palette-hint-people",
            Self::Line => "palette-hint-line",
        }
    }
}

impl Palette {
    /// Made before it lies on the screen: what can be done is what could be done without it.
    pub fn new(app: &App) -> Self {
        let mut palette = Self {
            below: app.context(),
            names: find::names(app),
            input: small::input(""),
            items: Vec::new(),
            chosen: 0,
            search: Search::default(),
        };
        palette.items = palette.commands(app, "");
        palette
    }

    fn text(&self) -> String {
        small::text(&self.input)
    }

    /// What was typed has changed.
    fn changed(&mut self, app: &mut App) {
        self.chosen = 0;
        self.collect(app);
        self.ask(app);
    }

    fn collect(&mut self, app: &App) {
        let text = self.text();
        let (scope, rest) = Scope::of(&text);
        self.items = match scope {
            Scope::Commands => self.commands(app, rest),
            Scope::Texts | Scope::Tags => self.texts(),
            Scope::People => {
                let people = people(app, rest).into_iter().map(|one| Item::Person(Box::new(one)));
                people.chain(self.texts()).collect()
            }
            Scope::Line => paragraph(app, rest).into_iter().collect(),
        };
        self.chosen = self.chosen.min(self.items.len().saturating_sub(1));
    }

    fn commands(&self, app: &App, wanted: &str) -> Vec<Item> {
        let found = find::commands(&app.recent, wanted, &self.names);
        found.into_iter().map(|(action, hit)| Item::Command { action, hit }).collect()
    }

    /// The rows that came last: those of an older query until the newer ones are here.
    fn texts(&self) -> Vec<Item> {
        self.search.rows.iter().map(|row| Item::Text(Box::new(row.clone()))).collect()
    }

    /// The query for the desk that stands for what was typed.
    fn query(&self, app: &App) -> Option<String> {
        let text = self.text();
        let quoted = |word: &str| word.replace('"', "");
        match Scope::of(&text) {
            (Scope::Texts, rest) => Some(rest.to_owned()),
            (Scope::Tags, rest) if !rest.is_empty() => {
                Some(format!("tag:\"{}\"", quoted(rest.trim_start_matches('#'))))
            }
            (Scope::People, rest) if !rest.is_empty() => {
                people(app, rest).first().map(author_query)
            }
            _ => None,
        }
    }

    fn ask(&mut self, app: &mut App) {
        let Some(query) = self.query(app) else {
            self.search.rows.clear();
            self.search.known = None;
            self.collect(app);
            return;
        };
        if self.search.asked.is_some() || self.search.known.as_ref() == Some(&query) {
            return;
        }
        self.search.ticket += 1;
        let look = Look { tab: Tab::All, query: query.clone(), ..Look::default() };
        self.search.asked = Some(query);
        let ticket = TICKETS + self.search.ticket;
        app.ask(Request::Page { ticket, look, at: Where::On(None), limit: TEXTS });
    }

    /// Rows came, or none; if something else is wanted by now that is asked.
    fn answered(&mut self, app: &mut App, ticket: u64, rows: Vec<ListRow>) {
        if ticket != TICKETS + self.search.ticket {
            return;
        }
        self.search.known = self.search.asked.take();
        self.search.rows = rows;
        self.collect(app);
        self.ask(app);
    }

    fn step(&mut self, by: isize) {
        let count = self.items.len().max(1);
        let last = count - 1;
        self.chosen = match (self.chosen, by) {
            (0, -1) => last,
            (at, 1) if at == last => 0,
            (at, by) => at.saturating_add_signed(by).min(last),
        };
    }

    fn accept(&mut self, app: &mut App) -> Turn {
        match self.items.get(self.chosen).cloned() {
            None => return Turn::Stay,
            Some(Item::Command { action, .. }) => {
                if self.why(action).is_some() {
                    // It says why, and stays: another may be meant.
                    app.perform(action);
                    return Turn::Stay;
                }
                app.choose(action);
            }
            Some(Item::Text(row)) => {
                app.close_screens();
                app.open_row(&row);
            }
            Some(Item::Person(person)) => {
                app.close_screens();
                app.focus(Pane::List);
                let query = author_query(&person);
                app.show_list(Look { tab: Tab::All, query, ..Look::default() });
            }
            Some(Item::Paragraph(number)) => {
                app.close_screens();
                to_paragraph(app, number);
            }
        }
        Turn::Close
    }

    fn why(&self, action: Action) -> Option<&Why> {
        let found = self.names.iter().find(|names| names.action == action);
        found.and_then(|names| names.why.as_ref())
    }

    fn key(&mut self, app: &mut App, press: KeyPress) -> Turn {
        let page = self.rows(app, place(app, app.layout.room())).height;
        let page = isize::try_from(page).unwrap_or(1);
        match press.code {
            Code::PageUp => self.step(-page.max(2)),
            Code::PageDown => self.step(page.max(2)),
            _ if small::key(&mut self.input, press) => self.changed(app),
            _ if app.keymap.lookup(Context::Anywhere, press) == Some(Action::UiPalette) => {
                return Turn::Close;
            }
            _ => return super::only_calm(app, press),
        }
        Turn::Stay
    }

    fn mouse(&mut self, app: &mut App, mouse: Mouse) -> Turn {
        let area = place(app, app.layout.room());
        let rows = self.rows(app, area);
        let at = (mouse.column, mouse.row).into();
        match mouse.deed {
            MouseDeed::WheelUp => self.step(-1),
            MouseDeed::WheelDown => self.step(1),
            MouseDeed::Press(Button::Left) if rows.contains(at) => {
                let index = self.first(rows) + usize::from(mouse.row - rows.y);
                if index < self.items.len() {
                    self.chosen = index;
                    return self.accept(app);
                }
            }
            MouseDeed::Press(Button::Left) if !area.contains(at) => return Turn::Close,
            _ => {}
        }
        Turn::Stay
    }

    /// Why the chosen one cannot be done, in rows.
    fn reason(&self, app: &App, width: u16) -> Vec<Visible> {
        let Some(Item::Command { action, .. }) = self.items.get(self.chosen) else {
            return Vec::new();
        };
        let Some(why) = self.why(*action) else { return Vec::new() };
        let text = app.say(why.key, &[("name", why.name.as_str().into())]);
        broken(&text, width.saturating_sub(2))
    }

    /// The rows of items: below the input and above a line or more about the chosen one.
    fn rows(&self, app: &App, outer: Rect) -> Rect {
        let below = below(inside(app, outer, 0), 1);
        let told = u16::try_from(self.reason(app, below.width).len()).unwrap_or(u16::MAX).max(1);
        Rect { height: below.height.saturating_sub(told.min(below.height / 2)), ..below }
    }

    /// The first item that is shown: the chosen one is always among them.
    fn first(&self, rows: Rect) -> usize {
        (self.chosen + 1).saturating_sub(usize::from(rows.height))
    }
}

fn people(app: &App, wanted: &str) -> Vec<PersonRow> {
    let people = app.office.as_ref().map_or(&[][..], |office| &office.people);
    find::people(people, wanted)
}

fn author_query(person: &PersonRow) -> String {
    format!("author:\"{}\"", person.name.replace('"', ""))
}

fn paragraph(app: &App, wanted: &str) -> Option<Item> {
    let last = app.doc.as_ref()?.body.paragraphs();
    let number: usize = wanted.parse().ok()?;
    Some(Item::Paragraph(number.clamp(1, last.max(1))))
}

/// The caret goes to the start of a paragraph; they count from 1.
fn to_paragraph(app: &mut App, number: usize) {
    let Some(doc) = &mut app.doc else { return };
    let text = doc.body.text();
    let before = text.split_inclusive('\n').take(number.saturating_sub(1));
    let byte = before.map(str::len).sum();
    doc.part = Place::Body;
    app.focus(Pane::Editor);
    app.edit(Command::Move { motion: Motion::To(byte), select: false });
}

/// Where it lies: as wide as can be read at a glance, below the top.
fn place(app: &App, area: Rect) -> Rect {
    let height = area.height.saturating_sub(area.height / 6);
    let high = Rect { height, ..area };
    if app.layout.is_low() { area } else { centred(high, WIDEST, height) }
}

impl Overlay for Palette {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => self.key(app, *press),
            Input::Paste(pasted) => {
                small::paste(&mut self.input, &pasted.text);
                self.changed(app);
                Turn::Stay
            }
            Input::Mouse(mouse) => self.mouse(app, *mouse),
            _ => Turn::Stay,
        }
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        match action {
            Action::DialogNext => self.step(1),
            Action::DialogPrevious => self.step(-1),
            Action::DialogAccept => return self.accept(app),
            Action::DialogCancel => return Turn::Close,
            _ => return Turn::Pass,
        }
        Turn::Stay
    }

    fn reply(&mut self, app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::Page { ticket, page, .. } => self.answered(app, *ticket, page.rows.clone()),
            Reply::Refused { what: What::Page { ticket }, .. } => {
                self.answered(app, *ticket, Vec::new());
            }
            _ => {
                for names in &mut self.names {
                    names.why = why_not(app, names.action);
                }
                self.collect(app);
            }
        }
        Turn::Stay
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        self.picture(app, frame, area);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stage::StageName;
    use crate::domain::view::Page;
    use crate::lang::Lang;
    use crate::tui::msg::{Aim, Effect};
    use crate::tui::testing::{self, ALI, NUR};

    fn first_command(app: &App, wanted: &str) -> Option<Action> {
        find::commands(&[], wanted, &find::names(app)).first().map(|(action, _)| *action)
    }

    #[test]
    fn commands_are_found_by_both_languages_and_by_name() {
        for lang in Lang::ALL {
            let app = testing::empty(lang);
            for (wanted, want) in [
                ("submit", Action::ReviewSubmit),
                ("ajukan", Action::ReviewSubmit),
                ("kembalikan", Action::ReviewReturn),
                ("riwayat", Action::ArticleHistory),
                ("history", Action::ArticleHistory),
                ("change the theme", Action::UiTheme),
                ("ui.theme", Action::UiTheme),
                ("list.rename_slug", Action::ListRenameSlug),
            ] {
                assert_eq!(first_command(&app, wanted), Some(want), "{lang}: {wanted}");
            }
            assert_eq!(first_command(&app, "zzqqxx"), None);
        }
    }

    #[test]
    fn without_words_all_are_there_those_used_lately_first() {
        let app = testing::app(ALI);
        let names = find::names(&app);
        let recent = [Action::UiTheme, Action::ListSort];
        let found = find::commands(&recent, "", &names);
        assert_eq!(found.len(), names.len());
        assert_eq!([found[0].0, found[1].0], recent);
        assert!(found[0].1.is_recent && !found[2].1.is_recent);
        let off = |action: &Action| names.iter().any(|n| n.action == *action && n.why.is_some());
        let order: Vec<bool> = found.iter().map(|(action, _)| off(action)).collect();
        assert!(order.is_sorted(), "what can be done stands before what cannot");
    }

    #[test]
    fn a_search_costs_little() {
        let app = testing::app(ALI);
        let names = find::names(&app);
        let many: Vec<Names> = names.iter().cycle().take(10_000).cloned().collect();
        let begun = std::time::Instant::now();
        assert!(!find::commands(&[], "rvw", &many).is_empty());
        // Unoptimised and beside other tests; what is shipped needs a hundredth of this.
        assert!(begun.elapsed().as_millis() < 3_000);
    }

    #[test]
    fn a_command_is_done_and_one_that_cannot_be_says_why() {
        let mut app = testing::app(ALI);
        testing::press(&mut app, "ctrl-p");
        testing::type_in(&mut app, "zoom");
        for picture in testing::in_all_sizes(&mut app) {
            assert!(picture.contains("Enlarge this pane"), "{picture}");
            assert!(picture.contains("Alt+Z"), "{picture}");
            assert!(!picture.ends_with("none"), "{picture}");
        }
        testing::press(&mut app, "enter");
        assert!(app.zoom && app.overlays().is_empty());
        testing::press(&mut app, "ctrl-p");
        testing::type_in(&mut app, "send and fetch");
        let picture = testing::screen(&mut app, 80, 24);
        assert!(picture.contains("–Send and fetch now"), "{picture}");
        assert!(picture.contains("the reviewer's role"), "{picture}");
        testing::press(&mut app, "enter");
        assert_eq!(app.overlays().len(), 1);
        testing::press(&mut app, "ctrl-u");
        let picture = testing::screen(&mut app, 80, 24);
        let second = picture.lines().nth(3).unwrap_or_default();
        assert!(second.contains("Enlarge") && second.contains("used lately"), "{picture}");
        testing::press(&mut app, "ctrl-p");
        assert!(app.overlays().is_empty());
    }

    fn asked(effects: Vec<Effect>) -> Vec<(u64, String)> {
        let asked = testing::asked(effects).into_iter().filter_map(|request| match request {
            Request::Page { ticket, look, .. } => Some((ticket, look.query)),
            _ => None,
        });
        asked.collect()
    }

    fn answer(app: &mut App, ticket: u64, n: u8) -> Vec<Effect> {
        let page = Page { rows: vec![testing::row(n, StageName::Draft)], next: None, cut: false };
        let (at, hints, total) = (Where::On(None), Vec::new(), None);
        testing::reply(app, Reply::Page { ticket, at, page, hints, total })
    }

    #[test]
    fn texts_come_as_they_are_typed_one_question_at_a_time() {
        let mut app = testing::app(ALI);
        testing::press(&mut app, "ctrl-p");
        let first = asked(testing::type_in(&mut app, "/ru"));
        assert_eq!(first.len(), 1, "{first:?}");
        let (ticket, query) = first[0].clone();
        assert_eq!(query, "");
        let next = asked(answer(&mut app, ticket, 1));
        assert_eq!(next.iter().map(|(_, query)| query.as_str()).collect::<Vec<_>>(), ["ru"]);
        // An answer to the question before is too late.
        assert!(asked(answer(&mut app, ticket, 3)).is_empty());
        assert!(asked(answer(&mut app, next[0].0, 2)).is_empty());
        let picture = testing::screen(&mut app, 80, 24);
        assert!(picture.contains("Berita nomor 2"), "{picture}");
        let opens = testing::asked(testing::press(&mut app, "enter"));
        let is_second = |request: &Request| matches!(request, Request::Open { article, .. } if *article == testing::article(2));
        assert!(opens.iter().any(is_second), "{opens:?}");
        assert!(app.overlays().is_empty());
    }

    #[test]
    fn tags_and_people_are_queries_of_the_desk() {
        let mut app = testing::app(NUR);
        testing::press(&mut app, "ctrl-p");
        let asked_first = asked(testing::type_in(&mut app, "#p"));
        assert_eq!(asked_first[0].1, "tag:\"p\"");
        answer(&mut app, asked_first[0].0, 1);
        testing::press(&mut app, "ctrl-u");
        let people = asked(testing::paste(&mut app, "@rat"));
        assert_eq!(people.last().map(|(_, query)| query.as_str()), Some("author:\"ratna\""));
        let picture = testing::screen(&mut app, 80, 24);
        assert!(picture.contains("@ratna · Ratna Dewi"), "{picture}");
        testing::press(&mut app, "enter");
        assert_eq!(app.list.look.query, "author:\"ratna\"");
        assert!(app.overlays().is_empty());
    }

    #[test]
    fn a_number_leads_to_a_paragraph() {
        let mut app = testing::app_with(ALI, 1, Aim::Edit);
        testing::press(&mut app, "alt-1 ctrl-p");
        testing::type_in(&mut app, ":3");
        assert!(testing::screen(&mut app, 80, 24).contains("Paragraph 3 of 3"));
        testing::press(&mut app, "enter");
        let caret = app.doc.as_ref().map(|doc| doc.body.caret_line().0);
        assert_eq!((app.focus, caret), (Pane::Editor, Some(3)));
        testing::press(&mut app, "ctrl-p");
        testing::type_in(&mut app, ":99999999999999999999999");
        testing::press(&mut app, "enter");
        assert_eq!(app.overlays().len(), 1);
    }

    #[test]
    fn what_is_typed_may_be_anything() {
        let mut app = testing::app(ALI);
        testing::press(&mut app, "ctrl-p");
        for text in ["/", "#\"\"", "@", "\u{202e}x\u{1b}[31m", "é漢字👩‍👩‍👧", "::", "!^$'"]
        {
            testing::paste(&mut app, text);
            testing::in_all_sizes(&mut app);
            testing::press(&mut app, "ctrl-u pgdn down up pgup");
        }
    }
}
