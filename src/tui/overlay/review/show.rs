//! How the page of a review looks, and the two questions over it.

use crate::tui::picture::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::widgets::{Clear, Widget};

use super::{Next, Review};
use crate::domain::stage::StageName;
use crate::domain::view::Flags;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::legal::Why;
use crate::tui::theme::{Role, SELECTED};

/// The letter that signs, where Enter only goes back.
pub(super) const SIGN: char = 'y';
/// Columns of a question.
const QUESTION: u16 = 64;

impl Review {
    pub(super) fn draw_page(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let buffer = frame.buffer_mut();
        let theme = app.theme;
        let stage = self.shown.view.state.name();
        let look = theme.stage(stage, self.shown.view.row.flags);
        let title = [
            Part::new(
                format!(" {} ", app.say("review-title", &[])).as_str(),
                theme.style(Role::Accent),
            ),
            Part::new(format!("{} {} ", look.glyph, app.say(look.key, &[])).as_str(), look.style),
            Part::new(format!("· v{} ", self.shown.base.label).as_str(), theme.style(Role::Dim)),
        ];
        Clear.render(area, buffer);
        let inner = draw::frame(app, buffer, area, &title, true);
        let barred = self.barred(app);
        let height = inner.height.saturating_sub(u16::from(barred.is_some()));
        let page = Rect { height, ..inner };
        self.lay(app);
        let laid = self.laid.borrow();
        let rows = laid.as_ref().map(|laid| laid.rows.as_slice()).unwrap_or_default();
        let mut pager = self.pager;
        pager.fit(usize::from(page.height), rows.len());
        pager.draw(app, buffer, page, rows);
        if let Some(why) = barred {
            struck(app, buffer, Rect { y: page.bottom(), height: 1, ..inner }, &why);
        }
        let row = self.walked.map_or(pager.top, |(_, row)| row).saturating_sub(pager.top);
        let row = u16::try_from(row).unwrap_or(0).min(page.height.saturating_sub(1));
        let x = page.x.saturating_add(2).min(page.right().saturating_sub(1));
        frame.set_cursor_position((x, page.y + row));
    }

    /// Over the page: the signature, with the safe answer chosen.
    pub(super) fn draw_signing(&self, app: &App, frame: &mut Frame<'_>, area: Rect) {
        let headline = self.shown.view.manuscript.headline.as_str();
        let revision = self.shown.base.label.as_str();
        let values = [("headline", headline.into()), ("revision", revision.into())];
        let text = app.say("review-sign", &values);
        let safe = app.say("review-sign-back", &[("key", enter(app).into())]);
        let sign = app.say("review-sign-do", &[("key", SIGN.to_string().into())]);
        question(app, frame, area, &app.say("review-sign-title", &[]), &text, &[safe, sign], 0);
    }

    pub(super) fn draw_decided(
        &self,
        app: &App,
        frame: &mut Frame<'_>,
        area: Rect,
        (stage, next): (StageName, &Next),
    ) {
        let look = app.theme.stage(stage, Flags::default());
        let headline = self.shown.view.manuscript.headline.as_str();
        let stage = app.say(look.key, &[]);
        let values = [("headline", headline.into()), ("stage", stage.into())];
        let mut text = app.say("review-decided", &values);
        text.push_str("\n\n");
        let back = app.say("review-next-none-do", &[("key", enter(app).into())]);
        let (line, answer) = match next {
            Next::Awaited => (String::new(), back),
            Next::Nothing => (app.say("review-next-none", &[]), back),
            Next::Waits(_, headline) => {
                let values = [("headline", headline.as_str().into())];
                let key = [("key", enter(app).into())];
                (app.say("review-next", &values), app.say("review-next-do", &key))
            }
        };
        text.push_str(&line);
        question(app, frame, area, &app.say("review-decided-title", &[]), &text, &[answer], 0);
    }
}

fn enter(app: &App) -> String {
    app.keymap.label(Action::DialogAccept, Context::Dialog).unwrap_or_default()
}

/// An action that cannot be done, struck through, and why.
fn struck(app: &App, buffer: &mut Buffer, area: Rect, why: &Why) {
    let theme = app.theme;
    let key = app.keymap.label(Action::ReviewApprove, Context::Review).unwrap_or_default();
    let word = format!("{key} {}", Action::ReviewApprove.short(&app.words));
    let reason = app.say(why.key, &[("name", why.name.as_str().into())]);
    let crossed = theme.style(Role::Dim).add_modifier(Modifier::CROSSED_OUT);
    let parts = [
        Part::new("  ✗ ", theme.style(Role::Warn)),
        Part::new(word.as_str(), crossed),
        Part::new(format!(" {reason}").as_str(), theme.style(Role::Warn)),
    ];
    draw::line(buffer, area, &parts);
}

/// A small question in the middle: words, then answers, of which one is chosen.
pub fn question(
    app: &App,
    frame: &mut Frame<'_>,
    area: Rect,
    title: &str,
    text: &str,
    answers: &[String],
    chosen: usize,
) {
    let theme = app.theme;
    let width = QUESTION.min(area.width);
    let words = draw::rows(text, width.saturating_sub(4));
    let answers_rows = u16::try_from(answers.len()).unwrap_or(u16::MAX);
    let rows = u16::try_from(words.len()).unwrap_or(u16::MAX);
    let height = rows.saturating_add(answers_rows).saturating_add(3);
    let place = draw::centred(area, width, height);
    let buffer = frame.buffer_mut();
    let inner = draw::popup(app, buffer, place, title);
    let inner = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
    // The answers stay even where the words have no room.
    let room = inner.height.saturating_sub(answers_rows);
    let above = Rect { height: room.min(rows), ..inner };
    draw::paragraph(buffer, above, text, theme.style(Role::Text));
    let from = inner.height.saturating_sub(answers_rows);
    for (index, answer) in answers.iter().enumerate() {
        let index = u16::try_from(index).unwrap_or(u16::MAX);
        let at = draw::row(inner, from.saturating_add(index));
        let (sign, style) = if usize::from(index) == chosen {
            (SELECTED, theme.style(Role::Selection))
        } else {
            (" ", theme.style(Role::Text))
        };
        draw::line(buffer, at, &[Part::new(format!("{sign} {answer} ").as_str(), style)]);
    }
    let chosen = u16::try_from(chosen).unwrap_or(0);
    let row = from.saturating_add(chosen).min(inner.height.saturating_sub(1));
    frame.set_cursor_position((inner.x, inner.y + row));
}
