//! How the page of a review looks, and the two questions over it.

use crate::tui::picture::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::widgets::{Clear, Widget};

use super::{Next, Review, Step};
use crate::domain::stage::StageName;
use crate::domain::view::Flags;
use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::draw::{self, Part};
use crate::tui::legal::Why;
use crate::tui::overlay::answers::Answers;
use crate::tui::theme::Role;

/// The letter that signs, where Enter only goes back.
pub(super) const SIGN: char = 'y';

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

    /// What is asked over the page: the signature, with the safe answer chosen, or what is next.
    pub(super) fn question(&self, app: &App) -> Option<Answers> {
        match &self.step {
            Step::Reading => None,
            Step::Signing => Some(self.signing(app)),
            Step::Decided(stage, next) => Some(self.what_next(app, *stage, next)),
        }
    }

    fn signing(&self, app: &App) -> Answers {
        let headline = self.shown.view.manuscript.headline.as_str();
        let revision = self.shown.base.label.as_str();
        let values = [("headline", headline.into()), ("revision", revision.into())];
        let safe = app.say("review-sign-back", &[("key", enter(app).into())]);
        let sign = app.say("review-sign-do", &[("key", SIGN.to_string().into())]);
        let title = app.say("review-sign-title", &[]);
        let mut text = app.say("review-sign", &values);
        if let Some(way) = app.way_words(&self.shown.view.state.plan) {
            text.push('\n');
            text.push_str(&way);
        }
        Answers { title, text, answers: vec![safe, sign], chosen: 0 }
    }

    fn what_next(&self, app: &App, stage: StageName, next: &Next) -> Answers {
        let look = app.theme.stage(stage, Flags::default());
        let headline = self.shown.view.manuscript.headline.as_str();
        let stage = app.say(look.key, &[]);
        let values = [("headline", headline.into()), ("stage", stage.into())];
        let mut text = app.say("review-decided", &values);
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
        if !line.is_empty() {
            text.push_str(if app.layout.is_low() { "\n" } else { "\n\n" });
            text.push_str(&line);
        }
        let title = app.say("review-decided-title", &[]);
        Answers { title, text, answers: vec![answer], chosen: 0 }
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
