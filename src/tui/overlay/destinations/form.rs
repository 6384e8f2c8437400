//! A destination as it is set up: what it speaks, where it is, as whom, and the secret, which is
//! typed unseen or read from a file.

use std::collections::BTreeMap;
use std::fmt;

use ratatui::layout::Rect;
use tui_textarea::TextArea;
use zeroize::Zeroizing;

use crate::domain::delivery::{Destination, Kind, Name};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::{Code, Input, KeyPress};
use crate::tui::msg::publishing::{Answer, Ask, Hidden, Place};
use crate::tui::msg::{Reply, Secret};
use crate::tui::overlay::answers::Scrolled;
use crate::tui::overlay::asked::Asked;
use crate::tui::overlay::question::{self, Sheet, beside};
use crate::tui::overlay::{Overlay, Turn};
use crate::tui::picture::Frame;
use crate::tui::small;
use crate::tui::theme::Role;

/// No secret is longer, in bytes. The room is made once: a text that grows leaves copies.
const LONGEST: usize = 4_096;
/// Dots say that something is typed, not how much of it.
const DOTS: usize = 24;
/// The setting that an account is kept under.
const ACCOUNT: &str = "account";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Kind,
    Name,
    Url,
    Account,
    Secret,
    File,
    Others,
    Go,
    Cancel,
}

pub(super) struct Form {
    is_new: bool,
    kind: Kind,
    name: TextArea<'static>,
    url: TextArea<'static>,
    account: TextArea<'static>,
    /// Other settings, `key=value`, one a line.
    others: TextArea<'static>,
    typed: Zeroizing<String>,
    file: TextArea<'static>,
    /// A secret is on this machine already.
    has_secret: bool,
    at: Item,
    wrong: Option<&'static str>,
    asked: Asked,
}

impl fmt::Debug for Form {
    /// Never what is typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Form").field("is_new", &self.is_new).finish_non_exhaustive()
    }
}

impl Form {
    pub(super) fn open(app: &mut App, old: Option<&Place>) {
        let destination = old.map(|place| &place.destination);
        let setting = |key: &str| destination.and_then(|it| it.settings.get(key).cloned());
        let others = destination.into_iter().flat_map(|it| &it.settings);
        let others: Vec<String> = others
            .filter(|(key, _)| *key != ACCOUNT)
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        let input = |text: Option<String>| small::input(&text.unwrap_or_default());
        app.open(Box::new(Self {
            is_new: old.is_none(),
            kind: destination.map_or(Kind::WordPress, |it| it.kind),
            name: input(destination.map(|it| it.name.to_string())),
            url: input(destination.map(|it| it.url.clone())),
            account: input(setting(ACCOUNT)),
            others: question::note(&others.join("\n")),
            typed: Zeroizing::new(String::with_capacity(LONGEST)),
            file: small::input(""),
            has_secret: old.is_some_and(|place| place.ready),
            at: if old.is_none() { Item::Kind } else { Item::Url },
            wrong: None,
            asked: Asked::default(),
        }));
    }

    fn needs_secret(&self) -> bool {
        matches!(self.kind, Kind::WordPress | Kind::Ghost | Kind::Webhook)
    }

    fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        if self.is_new {
            items.extend([Item::Kind, Item::Name]);
        }
        items.push(Item::Url);
        if self.kind == Kind::WordPress {
            items.push(Item::Account);
        }
        if self.needs_secret() {
            items.extend([Item::Secret, Item::File]);
        }
        items.extend([Item::Others, Item::Go, Item::Cancel]);
        items
    }

    fn field(&mut self) -> Option<&mut TextArea<'static>> {
        match self.at {
            Item::Name => Some(&mut self.name),
            Item::Url => Some(&mut self.url),
            Item::Account => Some(&mut self.account),
            Item::File => Some(&mut self.file),
            Item::Others => Some(&mut self.others),
            _ => None,
        }
    }

    fn next_kind(&mut self, on: bool) {
        self.kind = beside(&Kind::ALL, self.kind, on);
    }

    /// What was typed as a destination; else what is wrong with it, and where.
    fn read(&self) -> Result<Destination, (&'static str, Item)> {
        let text = |area: &TextArea<'_>| small::text(area).trim().to_owned();
        let name: Result<Name, _> = text(&self.name).parse();
        let name = name.map_err(|_bad| ("dest-name-bad", Item::Name))?;
        let url = text(&self.url);
        if url.is_empty() && self.kind != Kind::Paste {
            return Err(("dest-url-none", Item::Url));
        }
        let mut settings = BTreeMap::new();
        for line in question::note_text(&self.others).lines().filter(|line| !line.trim().is_empty())
        {
            let (key, value) = line.split_once('=').ok_or(("dest-others-bad", Item::Others))?;
            settings.insert(key.trim().to_owned(), value.trim().to_owned());
        }
        let account = text(&self.account);
        if self.kind == Kind::WordPress && !account.is_empty() {
            settings.insert(ACCOUNT.to_owned(), account);
        }
        Ok(Destination { name, kind: self.kind, url, settings })
    }

    fn go(&mut self, app: &mut App) {
        let destination = match self.read() {
            Ok(destination) => destination,
            Err((wrong, at)) => {
                (self.wrong, self.at) = (Some(wrong), at);
                return;
            }
        };
        let file = small::text(&self.file).trim().to_owned();
        let secret = if !self.needs_secret() {
            None
        } else if !self.typed.is_empty() {
            let words = std::mem::replace(&mut self.typed, Zeroizing::new(String::new()));
            self.typed = Zeroizing::new(String::with_capacity(LONGEST));
            Some(Hidden::Typed(Secret::new(words)))
        } else {
            (!file.is_empty()).then_some(Hidden::File(file))
        };
        let is_new = self.is_new;
        self.asked.ask(app, Ask::Keep { destination, is_new, secret });
    }

    fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        let kind = app.say(&format!("kind-{}", self.kind.word()), &[]);
        let say = |key: &str| app.say(key, &[]);
        if self.is_new {
            sheet.option(Item::Kind, "‹›", &format!("{}: {kind}", say("dest-kind")));
            sheet.aside(&say(&format!("dest-about-{}", self.kind.word())));
            sheet.field(Item::Name, &say("dest-name"), &self.name);
        } else {
            sheet.aside(&format!("{} · {kind}", small::text(&self.name)));
        }
        let url = match self.kind {
            Kind::Folder => "dest-folder",
            Kind::Paste => "dest-form",
            _ => "dest-url",
        };
        sheet.field(Item::Url, &say(url), &self.url);
        if self.kind == Kind::WordPress {
            sheet.field(Item::Account, &say("dest-account"), &self.account);
        }
        if self.needs_secret() {
            let dots = if self.typed.is_empty() { 0 } else { DOTS };
            sheet.secret(Item::Secret, &say("dest-secret"), dots);
            sheet.field(Item::File, &say("dest-secret-file"), &self.file);
            sheet.aside(&say(if self.has_secret {
                "dest-secret-there"
            } else {
                "dest-secret-about"
            }));
        }
        sheet.note(Item::Others, &say("dest-others"), &self.others);
        if let Some(wrong) = self.wrong {
            sheet.words(&format!("! {}", say(wrong)), Role::Warn);
        }
        self.asked.show(app, &mut sheet);
        sheet.blank();
        let (go, cancel) = (say("dest-keep"), say("ask-cancel"));
        sheet.buttons(&[(Item::Go, &go, None), (Item::Cancel, &cancel, None)]);
        sheet
    }

    fn type_secret(&mut self, press: KeyPress) -> bool {
        match (press.code, press.text()) {
            (_, Some(c)) if self.typed.len() + c.len_utf8() <= LONGEST => self.typed.push(c),
            (_, Some(_)) => {}
            (Code::Backspace, _) => drop(self.typed.pop()),
            (Code::Char('u'), None) if press.ctrl => self.typed.clear(),
            _ => return false,
        }
        true
    }

    fn key(&mut self, app: &mut App, press: KeyPress) -> Turn {
        let is_vertical = matches!(press.code, Code::Up | Code::Down);
        if self.at == Item::Others && is_vertical && question::note_key(&mut self.others, press) {
            return Turn::Stay;
        }
        match question::deed(app, press) {
            Some(Action::DialogCancel) => return Turn::Close,
            Some(_) if self.asked.waits() => {}
            Some(Action::DialogAccept) => match self.at {
                Item::Go => self.go(app),
                Item::Cancel => return Turn::Close,
                at => self.at = beside(&self.items(), at, true),
            },
            Some(way) => self.at = beside(&self.items(), self.at, way == Action::DialogNext),
            None => {
                self.wrong = None;
                self.asked.forget();
                if !self.type_key(press) {
                    return question::other(app, press);
                }
            }
        }
        Turn::Stay
    }

    fn type_key(&mut self, press: KeyPress) -> bool {
        match self.at {
            Item::Kind => match press.code {
                Code::Left => self.next_kind(false),
                Code::Right | Code::Char(' ') => self.next_kind(true),
                _ => return false,
            },
            Item::Secret => return self.type_secret(press),
            Item::Others => return question::note_key(&mut self.others, press),
            _ => return self.field().is_some_and(|field| small::key(field, press)),
        }
        true
    }

    fn paste(&mut self, text: &str) {
        match self.at {
            Item::Secret => {
                let line = text.trim_end_matches(['\r', '\n']);
                let room = LONGEST.saturating_sub(self.typed.len());
                let end = line.floor_char_boundary(room);
                self.typed.push_str(line.get(..end).unwrap_or_default());
            }
            Item::Others => question::note_paste(&mut self.others, text),
            _ => {
                if let Some(field) = self.field() {
                    small::paste(field, text.trim());
                }
            }
        }
        self.wrong = None;
        self.asked.forget();
    }
}

impl Overlay for Form {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => return self.key(app, *press),
            Input::Paste(pasted) if !self.asked.waits() => self.paste(&pasted.text),
            Input::Mouse(_) if !self.asked.waits() => match self.sheet(app).pressed(app, input) {
                Some(Item::Cancel) => return Turn::Close,
                Some(Item::Go) => {
                    self.at = Item::Go;
                    self.go(app);
                }
                Some(Item::Kind) => {
                    self.at = Item::Kind;
                    self.next_kind(true);
                }
                Some(item) => self.at = item,
                None => {}
            },
            _ => {}
        }
        Turn::Stay
    }

    fn reply(&mut self, _app: &mut App, reply: &Reply) -> Turn {
        let is_answer = matches!(reply, Reply::Publishing(Answer::Kept(_))) && self.asked.waits();
        self.asked.heard(reply, is_answer)
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
        let title = app.say(if self.is_new { "dest-add-title" } else { "dest-change-title" }, &[]);
        self.sheet(app).draw(app, frame, area, &title);
    }
}
