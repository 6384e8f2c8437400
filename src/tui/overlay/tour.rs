//! The short tour: a few lines above the panes that say what to do next, and go on when it was
//! done. It takes no keys, so that everything is tried for real; it can be closed and taken up.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::tui::action::{Action, Context};
use crate::tui::app::App;
use crate::tui::doc::Doc;
use crate::tui::draw::{self, Part};
use crate::tui::msg::{Deed, Reply, Request};
use crate::tui::notes::Weight;
use crate::tui::theme::Role;

const CLOSED: &str = "closed";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Step {
    #[default]
    Open,
    Edit,
    Findings,
    Submit,
    Switch,
    Approve,
    Export,
    End,
}

const STEPS: [Step; 8] = [
    Step::Open,
    Step::Edit,
    Step::Findings,
    Step::Submit,
    Step::Switch,
    Step::Approve,
    Step::Export,
    Step::End,
];

impl Step {
    fn key(self) -> &'static str {
        match self {
            Self::Open => "tour-open",
            Self::Edit => "tour-edit",
            Self::Findings => "tour-findings",
            Self::Submit => "tour-submit",
            Self::Switch => "tour-switch",
            Self::Approve => "tour-approve",
            Self::Export => "tour-export",
            Self::End => "tour-end",
        }
    }

    fn number(self) -> usize {
        STEPS.iter().position(|step| *step == self).unwrap_or(0)
    }

    fn next(self) -> Self {
        STEPS.get(self.number() + 1).copied().unwrap_or(Self::End)
    }
}

#[derive(Debug, Default)]
pub struct Tour {
    step: Step,
    is_shown: bool,
    /// Who handed in: somebody else has to approve.
    writer: Option<i64>,
}

impl Tour {
    /// From what was remembered: the number of a step, and whether the tour was closed there.
    pub fn of(words: Option<&str>) -> Self {
        let Some(words) = words else { return Self::default() };
        let mut words = words.split(' ');
        let number = words.next().and_then(|word| word.parse::<usize>().ok());
        let step = number.and_then(|number| STEPS.get(number)).copied().unwrap_or_default();
        let is_shown = words.next() != Some(CLOSED) && step != Step::End;
        Self { step, is_shown, writer: None }
    }

    fn words(&self) -> String {
        let number = self.step.number();
        if self.is_shown { number.to_string() } else { format!("{number} {CLOSED}") }
    }

    /// Was what this step asks for done?
    fn is_done(&self, app: &App) -> bool {
        let doc = app.doc.as_ref();
        match self.step {
            Step::Open => doc.is_some_and(Doc::may_write),
            Step::Edit => doc.is_some_and(Doc::is_changed),
            Step::Findings => doc.is_some_and(|doc| doc.counts().error == 0),
            Step::Switch => {
                app.me().is_some_and(|me| me.roles.may_review() && Some(me.row) != self.writer)
            }
            Step::Submit | Step::Approve | Step::Export | Step::End => false,
        }
    }
}

impl App {
    /// Shows the tour from where it was left.
    pub fn begin_tour(&mut self) {
        self.tour.is_shown = true;
        self.arrange();
    }

    /// Closes the tour, or takes it up; one that was ended begins again.
    pub fn toggle_tour(&mut self) {
        if self.tour.is_shown {
            self.tour.is_shown = false;
            let key = self.keymap.label(Action::UiTour, Context::Anywhere).unwrap_or_default();
            self.toast(Weight::Note, "tour-closed", &[("key", key.into())]);
        } else {
            if self.tour.step == Step::End {
                self.tour.step = Step::Open;
            }
            self.tour.is_shown = true;
        }
        self.remember_tour();
    }

    fn remember_tour(&mut self) {
        let value = self.tour.words();
        self.ask(Request::Remember { key: "tour", value });
    }

    fn tour_goes_on(&mut self) {
        self.tour.step = self.tour.step.next();
        self.remember_tour();
    }

    /// Goes on if what the tour waits for is on the screen.
    pub fn tour_looks(&mut self) {
        while self.tour.is_shown && self.tour.is_done(self) {
            self.tour_goes_on();
        }
    }

    /// Goes on if the desk did what the tour waits for.
    pub fn tour_sees(&mut self, reply: &Reply) {
        let wanted = matches!(
            (reply, self.tour.step),
            (Reply::Acted { deed: Deed::Submit, .. }, Step::Submit)
                | (Reply::Acted { deed: Deed::Approve { .. }, .. }, Step::Approve)
                | (Reply::Exported(_), Step::Export)
        );
        if wanted && self.tour.step == Step::Submit {
            self.tour.writer = self.me().map(|me| me.row);
        }
        if self.tour.is_shown && wanted {
            self.tour_goes_on();
        }
    }
}

fn text(app: &App) -> String {
    let label = |action, context| app.keymap.label(action, context).unwrap_or_default();
    let step = app.tour.step;
    let values = [
        ("open", label(Action::ListOpen, Context::List).into()),
        ("next", label(Action::EditNextProblem, Context::Editor).into()),
        ("fix", label(Action::EditFix, Context::Editor).into()),
        ("submit", label(Action::ReviewSubmit, Context::Anywhere).into()),
        ("approve", label(Action::ReviewApprove, Context::Anywhere).into()),
        ("review", label(Action::ListTab2, Context::List).into()),
        ("yes", label(Action::ReviewApprove, Context::Review).into()),
        ("menu", label(Action::UiMenu, Context::Anywhere).into()),
        ("palette", label(Action::UiPalette, Context::Anywhere).into()),
        ("export", Action::ArticleExport.title(&app.words).into()),
        ("switch", Action::UiSwitchPerson.title(&app.words).into()),
        ("close", label(Action::UiTour, Context::Anywhere).into()),
    ];
    let words = app.say(step.key(), &values);
    if step == Step::End {
        return words;
    }
    let of = STEPS.len() - 1;
    format!("{}/{of} {words}", step.number() + 1)
}

/// Rows that the tour wants above the panes.
pub fn rows(app: &App) -> u16 {
    if !app.tour.is_shown {
        return 0;
    }
    let rows = draw::rows(&text(app), app.size().0.saturating_sub(2));
    u16::try_from(rows.len()).unwrap_or(u16::MAX)
}

pub fn draw(app: &App, buffer: &mut Buffer, area: Rect) {
    let style = app.theme.style(Role::Accent);
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    for (index, text) in draw::rows(&text(app), inner.width).into_iter().enumerate() {
        let row = draw::row(inner, u16::try_from(index).unwrap_or(u16::MAX));
        draw::line(buffer, row, &[Part { text, style }]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stage::{Plan, StageName};
    use crate::tui::msg::{Aim, Effect, Exported, Office};
    use crate::tui::testing::{
        ALI, NUR, app, article, asked, in_all_sizes, office, open, opened, person, press, reply,
        screen, type_in,
    };

    fn remembered(effects: Vec<Effect>) -> Vec<String> {
        let words = asked(effects).into_iter().filter_map(|request| match request {
            Request::Remember { key: "tour", value } => Some(value),
            _ => None,
        });
        words.collect()
    }

    fn acted(app: &mut App, deed: Deed) -> Vec<Effect> {
        let (stage, headline, plan) = (StageName::Submitted, String::new(), Plan::default());
        reply(app, Reply::Acted { deed, article: article(1), stage, headline, plan })
    }

    #[test]
    fn it_goes_on_by_what_is_done() {
        let mut app = app(ALI);
        app.begin_tour();
        for picture in in_all_sizes(&mut app) {
            assert!(picture.contains("1/7 Open."), "{picture}");
        }
        assert!(remembered(open(&mut app, opened(4), Aim::Edit)).is_empty(), "not a draft");
        assert_eq!(remembered(open(&mut app, opened(1), Aim::Edit)), ["1"]);
        let steps = remembered(type_in(&mut app, "x"));
        assert_eq!(steps, ["2", "3"], "a text without errors is checked already");
        assert_eq!(remembered(acted(&mut app, Deed::Submit)), ["4"]);
        let house: Office = office(NUR);
        reply(&mut app, Reply::SignedIn(Box::new(person(NUR))));
        assert_eq!(house.me.map(|me| me.row), app.me().map(|me| me.row));
        assert!(screen(&mut app, 80, 24).contains("6/7 Approve."));
        let approve = Deed::Approve { revision: "2".into(), note: None };
        assert_eq!(remembered(acted(&mut app, approve)), ["6"]);
        let exported = Exported {
            out: "/situs".into(),
            written: 1,
            unchanged: 0,
            published: 1,
            notes: Vec::new(),
        };
        assert_eq!(remembered(reply(&mut app, Reply::Exported(exported))), ["7"]);
        assert!(screen(&mut app, 80, 24).contains("Done:"));
    }

    #[test]
    fn it_is_closed_and_taken_up() {
        let mut app = app(ALI);
        assert_eq!(rows(&app), 0);
        app.begin_tour();
        open(&mut app, opened(1), Aim::Edit);
        assert_eq!(remembered(press(&mut app, "f9")), ["1 closed"]);
        assert_eq!(rows(&app), 0);
        type_in(&mut app, "x");
        assert!(remembered(press(&mut app, "f9")).contains(&"1".to_owned()));
        for (words, number, is_shown) in [
            ("3", 3, true),
            ("3 closed", 3, false),
            ("7", 7, false),
            ("x", 0, true),
            ("9", 0, true),
        ] {
            let tour = Tour::of(Some(words));
            assert_eq!((tour.step.number(), tour.is_shown), (number, is_shown), "{words}");
        }
    }
}
