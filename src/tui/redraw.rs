//! How much of the screen a message changes. A key in the text or a step in the list concerns one
//! pane, as long as nothing else that is seen changes with it.

use super::action::Action;
use super::app::App;
use super::app::publishing::Quiet;
use super::doc::Part;
use super::input::Input;
use super::layout::Pane;
use super::msg::publishing::Answer;
use super::msg::{JournalState, Msg, Reply};
use crate::domain::finding::Counts;
use crate::domain::ids::ArticleId;

/// What is to be drawn again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Redraw {
    #[default]
    Nothing,
    /// The open text, and the line about it.
    Text,
    /// The same and the keys that are legal: what Tab does may be another thing now.
    TextAndKeys,
    List,
    All,
}

impl Redraw {
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nothing, one) | (one, Self::Nothing) => one,
            (one, same) if one == same => one,
            (Self::Text, Self::TextAndKeys) | (Self::TextAndKeys, Self::Text) => Self::TextAndKeys,
            _ => Self::All,
        }
    }
}

impl Redraw {
    /// With the legal keys, if those changed and the text is all that is drawn.
    #[must_use]
    pub fn with_keys(self, changed: bool) -> Self {
        if changed && self == Self::Text { Self::TextAndKeys } else { self }
    }
}

/// What the panes that have not the focus show of the text and the list, and what lies over them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gist {
    minute: i64,
    focus: Pane,
    overlays: usize,
    /// Which toasts are shown: they lie over the panes, and are laid there again.
    toasts: u64,
    filter: bool,
    open: Option<(ArticleId, Part, Counts, usize)>,
    /// A text without a word is told in the details; signs alone are a text all the same.
    wordless: Option<bool>,
    marked: usize,
    good: bool,
    /// What the header says of texts on their way.
    sent: Option<Quiet>,
    /// How the text is looked at.
    view: (Option<bool>, bool),
}

impl Gist {
    pub(super) fn of(app: &App) -> Self {
        let open = app.doc.as_ref();
        Self {
            minute: app.now.at.ms().div_euclid(60_000),
            focus: app.focus,
            overlays: app.overlays().len(),
            toasts: app.notes.turns(),
            filter: app.filter.is_some(),
            open: open.map(|doc| (doc.id(), doc.part, doc.counts(), doc.findings.len())),
            wordless: open
                .filter(|doc| doc.body.words() == 0)
                .map(|doc| doc.body.text().trim().is_empty()),
            marked: app.list.marked.len(),
            good: app.journal == JournalState::Good,
            sent: app.publishing.quiet(),
            view: (app.preview.wanted, app.quiet),
        }
    }

    /// Nothing lies over the panes that a part drawn anew could spoil.
    fn is_bare(&self) -> bool {
        self.overlays == 0 && !self.filter
    }
}

/// What alone a message may change, if nothing of the gist does.
pub(super) fn narrow(app: &App, msg: &Msg, gist: &Gist) -> Option<Redraw> {
    // What is told of texts on their way stands in the header or in a toast, if anywhere.
    if let Msg::Reply(reply) = msg
        && let Reply::Publishing(Answer::News(_)) = **reply
    {
        return gist.is_bare().then_some(Redraw::Nothing);
    }
    let Msg::Input(Input::Key(press)) = msg else { return None };
    // What is typed into the search changes what is found, and where.
    if !gist.is_bare() || app.layout.tour.is_some() || app.searches() {
        return None;
    }
    let action = app.keymap.lookup(app.context(), *press);
    match app.focus {
        Pane::Editor => {
            // The list shows the headline too.
            let in_body = app.doc.as_ref().is_some_and(|doc| doc.part == Part::Body);
            let in_text = action.map_or(press.text().is_some(), Action::is_in_text);
            (in_body && in_text).then_some(Redraw::Text)
        }
        Pane::List => action.is_some_and(Action::is_step_in_list).then_some(Redraw::List),
        Pane::Meta | Pane::Log => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::delivery::Standing;
    use crate::tui::msg::publishing::News;
    use crate::tui::msg::{Aim, Told, What};
    use crate::tui::picture::Picture;
    use crate::tui::testing::{self, ALI};
    use crate::tui::view;

    const KEYS: [&str; 78] = [
        "home ` ` ` enter",
        "end enter ~ ~ ~ enter",
        "[ a ] [ b ] space",
        "end enter enter [ b ] : x : y",
        "S",
        "a",
        "m",
        "S",
        "tab",
        "{",
        "}",
        "alt-o",
        "alt-w",
        "alt-d",
        "ctrl-end",
        "-",
        "1",
        "*",
        ">",
        "enter",
        "alt-n",
        "alt-p",
        "alt-p",
        "alt-f",
        "a",
        "b",
        "space",
        "s",
        "space",
        "enter",
        "e",
        ".",
        "left",
        "right",
        "up",
        "down",
        "home",
        "end",
        "pgup",
        "pgdn",
        "ctrl-left",
        "ctrl-right",
        "ctrl-home",
        "ctrl-end",
        "shift-left",
        "shift-right",
        "shift-up",
        "shift-down",
        "ctrl-a",
        "ctrl-z",
        "ctrl-z",
        "ctrl-y",
        "backspace",
        "backspace",
        "delete",
        "ctrl-backspace",
        "alt-1",
        "alt-2",
        "alt-2",
        "alt-2",
        "alt-3",
        "esc",
        "f8",
        "tab",
        "ctrl-f",
        "ctrl-r",
        "f3",
        "shift-f3",
        "alt-a",
        "alt-x",
        "alt-5",
        "alt-5 left x",
        "esc",
        "alt-5 down enter",
        "alt-c",
        "alt-c s",
        "d",
        "alt-i",
    ];

    /// A text has arrived, or something was refused: that stays longer.
    fn said(app: &mut App, step: u32) {
        let said = if step % 40 == 14 {
            let entry = Box::new(testing::parcels::entry(1, "situs", Standing::Published));
            let headline = format!("Berita nomor {step}");
            Reply::Publishing(Answer::News(News::Ended { entry, headline, was: Standing::Sending }))
        } else {
            let told = Told { message: "Tidak dapat disimpan.".into(), ..Told::default() };
            Reply::Refused { what: What::Other, told }
        };
        testing::reply(app, said);
    }

    /// Whatever is pressed: what is drawn in part is what would be drawn whole.
    #[test]
    fn a_part_drawn_anew_leaves_the_screen_as_a_whole_one() {
        let mut seed = 7_u64;
        for (width, height) in [(200, 50), (160, 48), (120, 30), (80, 24), (40, 10)] {
            let mut app = testing::app_with(ALI, 1, Aim::Edit);
            // Names that are offered after nearly any letter with a capital.
            testing::know(&mut app, &["SaS Raya", "Sam Bas", "Saa Bas", "SmS a"]);
            let _first = testing::screen(&mut app, width, height);
            let mut picture = Picture::blank(width, height);
            let (mut parts, mut wholes) = (0, 0);
            for step in 0..600 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
                let choice = usize::try_from(seed >> 33).unwrap();
                let key = KEYS[choice % KEYS.len()];
                testing::press(&mut app, key);
                if step % 50 == 49 {
                    testing::wait(&mut app, 700);
                    // All of them come and go on their way.
                    let all = testing::parcels::rows();
                    let rows = if step % 100 == 99 { &[][..] } else { &all };
                    testing::parcels::overview(&mut app, rows);
                }
                if step % 20 == 14 {
                    said(&mut app, step);
                }
                if step % 10 == 9 {
                    // Back to one of the panes, with nothing over it.
                    testing::wait(&mut app, 5_000);
                    app.close_all();
                    app.notes.dismiss();
                    app.filter = None;
                    app.find.bar = None;
                    testing::press(&mut app, if step % 100 == 99 { "alt-1" } else { "alt-2" });
                }
                match app.take_redraw() {
                    Redraw::Nothing => {}
                    Redraw::All => {
                        picture.draw(|frame| view::draw(&app, frame));
                        wholes += 1;
                    }
                    what => {
                        picture.touch_up(|frame| view::redraw(&app, frame, what));
                        parts += 1;
                    }
                }
                assert_eq!(view::stale(&app, &picture), None, "{width}: {key} at {step}");
            }
            assert!(parts > 60 && wholes > 60, "{parts} {wholes}");
        }
    }

    #[test]
    fn a_key_in_another_minute_moves_the_clock() {
        let mut app = testing::app_with(ALI, 1, Aim::Edit);
        let _first = testing::screen(&mut app, 120, 30);
        testing::wait(&mut app, 5_000);
        let mut picture = Picture::blank(120, 30);
        picture.draw(|frame| view::draw(&app, frame));
        let _drawn = app.take_redraw();
        let key = Input::Key("a".parse().unwrap());
        app.update(testing::now(app.now.ms + 61_000), Msg::Input(key));
        assert_eq!(app.take_redraw(), Redraw::All);
    }
}
