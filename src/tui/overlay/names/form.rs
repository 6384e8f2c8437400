//! An entry of the list of names as it is typed: of what kind, its name, and what belongs to it.

use chrono::{Datelike as _, NaiveDate};
use ratatui::layout::Rect;
use tui_textarea::TextArea;

use crate::domain::calendar;
use crate::domain::register::own::{Listed, Own, Sort, Words, Wrong};
use crate::lang::time;
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::{Code, Input, KeyPress};
use crate::tui::msg::writing::names::{Ask, Done, List};
use crate::tui::msg::writing::{Answer, Ask as Writing};
use crate::tui::msg::{Reply, Request, What};
use crate::tui::overlay::answers::Scrolled;
use crate::tui::overlay::asked::Asked;
use crate::tui::overlay::question::{self, Sheet, beside};
use crate::tui::overlay::{Overlay, Turn};
use crate::tui::picture::Frame;
use crate::tui::small;
use crate::tui::theme::Role;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Sort,
    Name,
    Title,
    Full,
    From,
    Until,
    Public,
    Go,
    Cancel,
}

/// Those in which something is typed, in the order of a draft's words.
const FIELDS: [Item; 5] = [Item::Name, Item::Title, Item::Full, Item::From, Item::Until];

/// What was typed into a form that was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    was: Option<Listed>,
    sort: Sort,
    words: [String; 5],
    is_public: bool,
}

#[derive(Debug)]
pub(super) struct Form {
    /// The entry as it was shown; none for a new one.
    was: Option<Listed>,
    sort: Sort,
    fields: [TextArea<'static>; 5],
    is_public: bool,
    at: Item,
    wrong: Option<&'static str>,
    asked: Asked,
    /// The entry is gone: keeping adds it.
    is_gone: bool,
    /// What was in it when it was opened.
    first: Draft,
}

impl Form {
    pub(super) fn add(app: &mut App, sort: Sort, name: &str) {
        let words = [name.to_owned(), String::new(), String::new(), String::new(), String::new()];
        Self::open(app, Draft { was: None, sort, words, is_public: false });
    }

    pub(super) fn change(app: &mut App, was: Listed) {
        let date = |date: Option<NaiveDate>| {
            date.map(|date| time::date(date, &app.words)).unwrap_or_default()
        };
        let own = was.own.clone();
        let words = [own.name, own.title, own.full, date(own.from), date(own.until)];
        let (sort, is_public) = (own.sort, own.is_public);
        Self::open(app, Draft { was: Some(was), sort, words, is_public });
    }

    /// With what was typed before and not kept, if it was for the same entry.
    fn open(app: &mut App, first: Draft) {
        let begun = |draft: &Draft| {
            let name = first.words[0].as_str();
            draft.was == first.was && (draft.was.is_some() || ["", &draft.words[0]].contains(&name))
        };
        let kept = app.names.draft.clone().filter(begun);
        let Draft { was, sort, words, is_public } = kept.unwrap_or_else(|| first.clone());
        let is_empty = was.is_none() && words.iter().all(String::is_empty);
        let at = if is_empty { Item::Sort } else { Item::Name };
        app.open(Box::new(Self {
            was,
            sort,
            fields: words.map(|words| small::input(&words)),
            is_public,
            at,
            wrong: None,
            asked: Asked::default(),
            is_gone: false,
            first,
        }));
    }

    fn draft(&self) -> Draft {
        Draft {
            was: self.first.was.clone(),
            sort: self.sort,
            words: self.fields.each_ref().map(small::text),
            is_public: self.is_public,
        }
    }

    /// Closes; what was typed is there when the same entry is opened again.
    fn close(&self, app: &mut App) -> Turn {
        let draft = self.draft();
        app.names.draft = (draft != self.first).then_some(draft);
        // The list did not hear what became of it meanwhile.
        app.ask(Request::Writing(Writing::Office(Ask::List)));
        Turn::Close
    }

    /// What this kind of entry has, and what was written into this one by hand.
    fn has(&self, item: Item) -> bool {
        let was = |has: fn(&Own) -> bool| self.first.was.as_ref().is_some_and(|was| has(&was.own));
        let person = self.sort == Sort::Person;
        match item {
            Item::Title => person || was(|own| !own.title.is_empty()),
            Item::Full => {
                matches!(self.sort, Sort::Office | Sort::Acronym) || was(|own| !own.full.is_empty())
            }
            Item::From | Item::Until => {
                person || was(|own| own.from.is_some() || own.until.is_some())
            }
            Item::Public => self.sort == Sort::Acronym || was(|own| own.is_public),
            _ => true,
        }
    }

    fn items(&self) -> Vec<Item> {
        use Item::{Cancel, From, Full, Go, Name, Public, Sort, Title, Until};
        let all = [Sort, Name, Title, Full, From, Until, Public, Go, Cancel];
        all.into_iter().filter(|item| self.has(*item)).collect()
    }

    fn area(&mut self) -> Option<&mut TextArea<'static>> {
        let place = FIELDS.iter().position(|item| *item == self.at)?;
        self.fields.get_mut(place)
    }

    /// What is typed in a field that is shown.
    fn typed(&self, item: Item) -> String {
        let place = FIELDS.iter().position(|field| *field == item).filter(|_| self.has(item));
        let area = place.and_then(|place| self.fields.get(place));
        area.map(small::text).unwrap_or_default()
    }

    fn date(&self, app: &App, item: Item) -> Result<Option<NaiveDate>, (&'static str, Item)> {
        let typed = self.typed(item);
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let today = app.now.at.utc().with_timezone(&app.zone()).date_naive();
        calendar::parse_when(typed, today).map(Some).ok_or(("names-bad-date", item))
    }

    /// What was typed as an entry; else what is wrong with it, and where.
    fn read(&self, app: &App) -> Result<Own, (&'static str, Item)> {
        let own = Own {
            sort: self.sort,
            name: self.typed(Item::Name),
            title: self.typed(Item::Title),
            full: self.typed(Item::Full),
            is_public: self.has(Item::Public) && self.is_public,
            from: self.date(app, Item::From)?,
            until: self.date(app, Item::Until)?,
        };
        let own = own.tidied();
        let at = match own.wrong() {
            None => return Ok(own),
            Some(Wrong::NoName) => ("names-wrong-no-name", Item::Name),
            Some(Wrong::Ends) => ("names-wrong-ends", Item::Until),
            Some(Wrong::Hidden(Words::Name)) => ("names-wrong-hidden-name", Item::Name),
            Some(Wrong::Hidden(Words::Title)) => ("names-wrong-hidden-title", Item::Title),
            Some(Wrong::Hidden(Words::Full)) => ("names-wrong-hidden-full", Item::Full),
            Some(Wrong::Long(Words::Name)) => ("names-wrong-long-name", Item::Name),
            Some(Wrong::Long(Words::Title)) => ("names-wrong-long-title", Item::Title),
            Some(Wrong::Long(Words::Full)) => ("names-wrong-long-full", Item::Full),
        };
        Err(at)
    }

    fn go(&mut self, app: &mut App) {
        match self.read(app) {
            Ok(own) => {
                let was = self.was.clone();
                let ask = Writing::Office(Ask::Keep { was, own });
                self.asked.request(app, Request::Writing(ask));
            }
            Err((wrong, at)) => (self.wrong, self.at) = (Some(wrong), at),
        }
    }

    fn next_sort(&mut self, on: bool) {
        self.sort = beside(&Sort::ALL, self.sort, on);
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        let say = |key: &str| app.say(key, &[]);
        let sort = say(&format!("names-sort-{}", self.sort.word()));
        sheet.option(Item::Sort, "‹›", &format!("{}: {sort}", say("names-label-sort")));
        for (item, area) in FIELDS.iter().zip(&self.fields).filter(|(item, _)| self.has(**item)) {
            let label = match item {
                Item::Name => "names-label-name",
                Item::Title => "names-label-title",
                Item::Full => "names-label-full",
                Item::From => "names-label-from",
                _ => "names-label-until",
            };
            sheet.field(*item, &say(label), area);
            if matches!(item, Item::From | Item::Until) {
                self.say_date(app, &mut sheet, *item);
            }
        }
        if self.has(Item::Public) {
            let mark = if self.is_public { "[x]" } else { "[ ]" };
            sheet.option(Item::Public, mark, &say("names-label-public"));
        }
        if let Some(wrong) = self.wrong {
            sheet.words(&format!("✗ {}", say(wrong)), Role::Error);
        }
        self.asked.show(app, &mut sheet);
        if self.is_gone {
            sheet.words(&say("names-again"), Role::Text);
        }
        sheet.blank();
        sheet.aside(&say(&format!("names-about-{}", self.sort.word())));
        sheet.blank();
        let (go, cancel) = (say("names-do"), say("ask-cancel"));
        sheet.buttons(&[(Item::Go, &go, None), (Item::Cancel, &cancel, None)]);
        sheet
    }

    /// The date in words, as soon as it is one and not written so.
    fn say_date(&self, app: &App, sheet: &mut Sheet<Item>, item: Item) {
        let Ok(Some(date)) = self.date(app, item) else { return };
        let words = time::date(date, &app.words);
        if self.typed(item).trim() != words {
            let day = calendar::weekday_name(date.weekday(), app.words.lang().word());
            sheet.aside(&format!("  → {day}, {words}"));
        }
    }

    fn key(&mut self, app: &mut App, press: KeyPress) -> Turn {
        match question::deed(app, press) {
            Some(Action::DialogCancel) => return self.close(app),
            _ if self.asked.waits() => {}
            Some(Action::DialogAccept) => match self.at {
                Item::Go => self.go(app),
                Item::Cancel => return self.close(app),
                at => self.at = beside(&self.items(), at, true),
            },
            Some(way) => self.at = beside(&self.items(), self.at, way == Action::DialogNext),
            None => {
                if !self.type_key(press) {
                    return question::other(app, press);
                }
                self.touched();
            }
        }
        Turn::Stay
    }

    /// What was wrong before may be right now.
    fn touched(&mut self) {
        self.wrong = None;
        self.asked.forget();
    }

    fn type_key(&mut self, press: KeyPress) -> bool {
        match (self.at, press.code) {
            (Item::Sort, Code::Left) => self.next_sort(false),
            (Item::Sort, Code::Right | Code::Char(' ')) => self.next_sort(true),
            (Item::Public, Code::Char(' ')) => self.is_public = !self.is_public,
            // Whoever types at once means the name.
            (Item::Sort, Code::Char(_)) if press.text().is_some() => {
                self.at = Item::Name;
                return self.type_key(press);
            }
            _ => return self.area().is_some_and(|area| small::key(area, press)),
        }
        true
    }

    fn click(&mut self, app: &mut App, input: &Input) -> Turn {
        let Some(item) = self.sheet(app).pressed(app, input) else { return Turn::Stay };
        self.at = item;
        match item {
            Item::Cancel => return self.close(app),
            Item::Go => self.go(app),
            Item::Sort => self.next_sort(true),
            Item::Public => self.is_public = !self.is_public,
            _ => {}
        }
        Turn::Stay
    }
}

impl Overlay for Form {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => return self.key(app, *press),
            Input::Paste(pasted) if !self.asked.waits() => {
                if self.at == Item::Sort {
                    self.at = Item::Name;
                }
                if let Some(area) = self.area() {
                    small::paste(area, pasted.text.trim());
                }
                self.touched();
            }
            Input::Mouse(_) if !self.asked.waits() => return self.click(app, input),
            _ => {}
        }
        Turn::Stay
    }

    fn reply(&mut self, app: &mut App, reply: &Reply) -> Turn {
        let waits = self.asked.waits();
        if let Reply::Writing(Answer::Office(List { done: Some(Done::Kept(own)), .. })) = reply
            && waits
        {
            (app.names.kept, app.names.draft) = (Some(own.clone()), None);
            app.ask(Request::Writing(Writing::Office(Ask::List)));
            return Turn::Close;
        }
        if let Reply::Refused { what: What::Other, told } = reply
            && waits
            && told.kind == "not_found"
        {
            (self.was, self.is_gone) = (None, true);
        }
        self.asked.heard(reply, false)
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.sheet(app).places(app)
    }

    fn scrolled(&self, app: &App) -> Option<Scrolled> {
        Some(self.sheet(app).scrolled(app))
    }

    fn tells_refusals(&self) -> bool {
        self.asked.waits()
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let is_new = self.first.was.is_none();
        let title = app.say(if is_new { "names-add-title" } else { "names-change-title" }, &[]);
        self.sheet(app).draw(app, frame, area, &title);
    }
}
