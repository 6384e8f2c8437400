//! The list of what a field can hold: sections, languages, places.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use super::fields::{FIELDS, Kind, language_key};
use crate::tui::action::Action;
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::overlay::choices::{Choice, Choices, Chosen};
use crate::tui::overlay::{Overlay, Turn};

/// The languages that a text can be in.
const LANGUAGES: [&str; 2] = ["id", "en"];

#[derive(Debug)]
pub(super) struct Pick {
    field: usize,
    choices: Choices,
}

impl Pick {
    /// A list for a field that has one.
    pub(super) fn new(app: &App, index: usize) -> Option<Self> {
        let (field, doc, office) = (FIELDS.get(index)?, app.doc.as_ref()?, app.office.as_ref()?);
        let current = doc.field(field.name);
        let plain = |value: &String| choice(value, value);
        let (mut all, free): (Vec<Choice>, bool) = match (field.kind, field.name) {
            (Kind::Section, _) => (office.sections.iter().map(plain).collect(), false),
            (Kind::Language, _) => {
                let named =
                    |value: &&str| choice(value, &app.say(language_key(value)?, &[])).into();
                (LANGUAGES.iter().filter_map(named).collect(), false)
            }
            (_, "place") => (vec![plain(&office.place)], true),
            _ => return None,
        };
        let known = all.iter().any(|choice| choice.value == current);
        if free && !known && !current.is_empty() {
            all.push(choice(current, current));
        }
        if field.kind != Kind::Language {
            all.push(choice("", &app.say("details-none", &[])));
        }
        all.retain(|choice| !choice.title.is_empty());
        Some(Self { field: index, choices: Choices::new(all, current, free) })
    }

    /// The same after a letter was typed.
    #[must_use]
    pub(super) fn typed(mut self, text: &str) -> Self {
        self.choices.typed(text);
        self
    }

    fn chosen(&self, app: &mut App, chosen: Chosen) -> Turn {
        let turn = chosen.turn();
        if let Chosen::Value(value) = chosen {
            let field = self.field;
            app.with_meta(|meta, app| meta.set(app, field, &value));
        }
        turn
    }
}

fn choice(value: &str, title: &str) -> Choice {
    Choice { value: value.to_owned(), title: title.to_owned(), more: String::new() }
}

impl Overlay for Pick {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        let chosen = self.choices.handle(app, input);
        self.chosen(app, chosen)
    }

    fn act(&mut self, app: &mut App, action: Action) -> Turn {
        let chosen = self.choices.act(action);
        self.chosen(app, chosen)
    }

    fn places(&self, app: &App) -> Vec<(u16, u16)> {
        self.choices.places(app)
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let title = FIELDS.get(self.field).map(|field| app.say(field.label, &[]));
        let empty = app.say("details-nothing-found", &[]);
        self.choices.draw(app, frame, area, &title.unwrap_or_default(), &empty);
    }
}
