//! Letters over everything that can be gone to: the letter is pressed, and one is there.

use crate::tui::picture::Frame;
use ratatui::layout::Rect;

use super::{Overlay, Turn};
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::input::{Code, Input, MouseDeed};
use crate::tui::layout::Pane;
use crate::tui::panes;
use crate::tui::theme::Role;

/// The letters, those under the fingers first.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

#[derive(Debug)]
pub struct Jump {
    targets: Vec<Target>,
    /// What was pressed of a label with two letters.
    typed: String,
}

#[derive(Debug)]
struct Target {
    label: String,
    at: (u16, u16),
    goal: Goal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    Pane(Pane),
    /// What a click in this cell would do.
    Click(u16, u16),
}

impl Jump {
    pub fn new(app: &App) -> Self {
        let found = match app.overlays().last() {
            Some(top) => clicks(top.places(app)),
            None => on_panes(app),
        };
        let labels = labels(found.len());
        let targets = labels
            .into_iter()
            .zip(found)
            .map(|(label, (at, goal))| Target { label, at, goal })
            .collect();
        Self { targets, typed: String::new() }
    }

    fn letter(&mut self, app: &mut App, c: char) -> Turn {
        self.typed.extend(c.to_lowercase());
        let fits = |target: &&Target| target.label.starts_with(&self.typed);
        let mut left = self.targets.iter().filter(fits);
        match (left.next(), left.next()) {
            (Some(target), None) => {
                match target.goal {
                    Goal::Pane(pane) => app.focus(pane),
                    Goal::Click(x, y) => app.click(x, y),
                }
                Turn::Close
            }
            (None, _) => Turn::Close,
            _ => Turn::Stay,
        }
    }
}

fn clicks(places: Vec<(u16, u16)>) -> Vec<((u16, u16), Goal)> {
    places.into_iter().map(|at| (at, Goal::Click(at.0, at.1))).collect()
}

fn on_panes(app: &App) -> Vec<((u16, u16), Goal)> {
    let mut found = Vec::new();
    if let Some(strip) = app.layout.tabs {
        let tabs = crate::tui::view::strip_places(app, strip);
        found.extend(tabs.into_iter().map(|(pane, at)| (at, Goal::Pane(pane))));
    } else {
        for pane in [Pane::List, Pane::Editor, Pane::Meta, Pane::Log] {
            if let Some(area) = app.layout.area(pane) {
                found.push(((area.x, area.y), Goal::Pane(pane)));
            }
        }
    }
    // Without a text there is nothing in the other panes.
    let is_there = |goal: &Goal| match goal {
        Goal::Pane(pane) => app.doc.is_some() || matches!(pane, Pane::List | Pane::Log),
        Goal::Click(..) => true,
    };
    found.retain(|(_, goal)| is_there(goal));
    found.extend(clicks(panes::editor::places(app)));
    found.extend(clicks(panes::meta::places(app)));
    found.extend(clicks(panes::list::places(app)));
    found.extend(clicks(panes::log::places(app)));
    found
}

/// So many labels, none of which begins another. As long as the letters reach each has one.
fn labels(count: usize) -> Vec<String> {
    let letters: Vec<char> = LETTERS.chars().collect();
    let over = count.saturating_sub(letters.len());
    // Each letter that begins a pair is no label itself, and gives a pair for every letter.
    let pairs = over.div_ceil(letters.len() - 1).min(letters.len());
    let (single, first) = letters.split_at(letters.len() - pairs);
    let one = single.iter().map(char::to_string);
    let two = first.iter().flat_map(|a| letters.iter().map(move |b| format!("{a}{b}")));
    one.chain(two).take(count).collect()
}

impl Overlay for Jump {
    fn handle(&mut self, app: &mut App, input: &Input) -> Turn {
        match input {
            Input::Key(press) => match (press.code, press.text()) {
                (Code::Backspace, _) => {
                    self.typed.clear();
                    Turn::Stay
                }
                (_, Some(c)) => self.letter(app, c),
                _ => Turn::Close,
            },
            Input::Mouse(mouse) if matches!(mouse.deed, MouseDeed::Press(_)) => Turn::Close,
            _ => Turn::Stay,
        }
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let style = app.theme.style(Role::Found);
        let mut cursor = None;
        let buffer = frame.buffer_mut();
        for target in self.targets.iter().filter(|target| target.label.starts_with(&self.typed)) {
            let (x, y) = target.at;
            let width = u16::try_from(target.label.len()).unwrap_or(1);
            let at = Rect { x, y, width, height: 1 }.intersection(app.layout.whole);
            draw::line(buffer, at, &[Part::new(target.label.as_str(), style)]);
            cursor = cursor.or(Some(target.at).filter(|_| !at.is_empty()));
        }
        let told = draw::row(area, area.height.saturating_sub(1));
        ratatui::widgets::Widget::render(ratatui::widgets::Clear, told, buffer);
        let room = usize::from(told.width.saturating_sub(1));
        let text = format!(" {}", draw::whole_fields(&app.say("jump-how", &[]), room));
        draw::line(buffer, told, &[Part::new(text.as_str(), app.theme.style(Role::Accent))]);
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{self, ALI};

    #[test]
    fn no_label_begins_another() {
        for count in [0, 1, 26, 27, 51, 52, 200, 676, 2_000] {
            let labels = labels(count);
            assert_eq!(labels.len(), count.min(676), "{count}");
            let all: HashSet<&str> = labels.iter().map(String::as_str).collect();
            assert_eq!(all.len(), labels.len());
            for label in labels.iter().filter(|label| label.len() == 2) {
                assert!(!all.contains(label.get(..1).unwrap_or_default()), "{label}");
            }
        }
        assert_eq!(labels(3), ["a", "s", "d"]);
    }

    fn label_of(app: &App, goal: impl Fn(&Target) -> bool) -> String {
        let jump = Jump::new(app);
        jump.targets.into_iter().find(|target| goal(target)).map_or_else(String::new, |t| t.label)
    }

    #[test]
    fn a_letter_leads_to_a_pane_a_row_or_a_field() {
        let mut app = testing::app_with(ALI, 1, Aim::Edit);
        let label = label_of(&app, |target| target.goal == Goal::Pane(Pane::List));
        testing::press(&mut app, &format!("ctrl-o {label}"));
        assert_eq!((app.focus, app.overlays().len()), (Pane::List, 0));
        let third = panes::list::places(&app)[5];
        let label = label_of(&app, |target| target.at == third);
        testing::press(&mut app, &format!("ctrl-o {label}"));
        assert_eq!(app.list.selected().map(|row| row.id), Some(testing::article(3)));
        let headline = panes::editor::places(&app)[0];
        let label = label_of(&app, |target| target.at == headline);
        testing::press(&mut app, &format!("ctrl-o {label}"));
        let part = app.doc.as_ref().map(|doc| doc.part);
        assert_eq!((app.focus, part), (Pane::Editor, Some(crate::tui::doc::Part::Headline)));
    }

    #[test]
    fn a_letter_presses_a_button_of_a_question() {
        let mut app = testing::app_with(ALI, 2, Aim::Edit);
        testing::type_in(&mut app, "x");
        assert_eq!(app.overlays().len(), 1, "a text in review asks before it is changed");
        let jump = Jump::new(&app);
        assert!(jump.targets.len() >= 2);
        let first = jump.targets[0].label.clone();
        let picture = testing::screen(&mut app, 80, 24);
        testing::press(&mut app, "ctrl-o");
        assert_ne!(testing::screen(&mut app, 80, 24), picture);
        testing::press(&mut app, &first);
        assert!(app.overlays().is_empty(), "either button ends the question");
    }

    #[test]
    fn letters_lead_to_names_findings_and_answers() {
        let mut app = testing::empty(crate::lang::Lang::En);
        let mut house = testing::office(ALI);
        house.me = None;
        testing::reply(&mut app, crate::tui::msg::Reply::House(Box::new(house)));
        testing::screen(&mut app, 80, 24);
        testing::press(&mut app, "ctrl-o s");
        assert!(testing::screen(&mut app, 80, 24).contains("(•) nur"), "the second name");

        let mut app = testing::app_with(testing::NUR, 3, Aim::Review);
        let (_, before) = testing::picture(&mut app, 80, 24);
        testing::press(&mut app, "ctrl-o a");
        let (_, after) = testing::picture(&mut app, 80, 24);
        assert!(before.is_some() && before != after, "the finding in the text: {after:?}");

        let mut app = testing::app_with(testing::NUR, 2, Aim::Review);
        testing::press(&mut app, "y");
        testing::screen(&mut app, 80, 24);
        assert!(testing::asked(testing::press(&mut app, "ctrl-o a")).is_empty(), "back");
        assert!(!testing::screen(&mut app, 80, 24).contains("You put your signature"));
    }

    #[test]
    fn letters_are_seen_in_every_size_and_esc_leaves_all_as_it_was() {
        let mut app = testing::app_with(ALI, 1, Aim::Edit);
        testing::press(&mut app, "ctrl-o");
        for picture in testing::in_all_sizes(&mut app) {
            assert!(picture.contains("Press a letter"), "{picture}");
        }
        testing::press(&mut app, "esc");
        assert_eq!((app.focus, app.overlays().len()), (Pane::Editor, 0));
    }
}
