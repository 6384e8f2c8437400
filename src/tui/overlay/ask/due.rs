//! What a publication would release: told before it is asked whether that is meant.

use super::{Ask, Item, Purpose};
use crate::tui::app::App;
use crate::tui::msg::writing::{Answer, Ask as Writing};
use crate::tui::msg::{Reply, Request};
use crate::tui::overlay::Turn;
use crate::tui::overlay::question::Sheet;
use crate::tui::theme::Role;

impl Ask {
    /// Asks whether the site is meant, once it is known what would become public.
    pub fn export(app: &mut App) {
        let ask = Self::new(app, Purpose::Export);
        app.open(Box::new(ask));
        app.ask(Request::Writing(Writing::Due));
    }

    pub(super) fn due_is(&mut self, app: &mut App, reply: &Reply) -> Turn {
        match reply {
            Reply::Writing(Answer::Due { count, headlines }) => {
                self.due = Some((*count, headlines.clone()));
                self.wrong = self.wrong.filter(|wrong| *wrong != "ask-due-looks");
            }
            // Somebody may have approved something meanwhile.
            Reply::Changed if self.purpose == Purpose::Export && !self.waits => {
                self.due = None;
                app.ask(Request::Writing(Writing::Due));
            }
            _ => {}
        }
        Turn::Stay
    }

    /// How many texts would become public, and which.
    pub(super) fn going_out(&self, app: &App, sheet: &mut Sheet<Item>) {
        let Some((count, headlines)) = &self.due else {
            if self.wrong.is_none() {
                sheet.words(&app.say("ask-due-looks", &[]), Role::Dim);
            }
            return;
        };
        sheet.words(&app.say("ask-due", &[("count", (*count).into())]), Role::Warn);
        for headline in headlines {
            sheet.cut(&format!("  {headline}"), Role::Text);
        }
        let more = count.saturating_sub(headlines.len());
        if more > 0 {
            let text = app.say("ask-due-more", &[("count", more.into())]);
            sheet.cut(&format!("  {text}"), Role::Text);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::tui::testing::{NUR, app, asked, in_all_sizes, press, reply, screen};

    pub(in super::super) fn answer(app: &mut App, headlines: &[&str]) {
        let first = headlines.iter().take(2).map(|headline| (*headline).to_owned()).collect();
        let answer = Answer::Due { count: headlines.len(), headlines: first };
        reply(app, Reply::Writing(answer));
    }

    #[test]
    fn it_is_told_what_would_go_out_before_it_does() {
        let mut app = app(NUR);
        let requests = asked({
            Ask::export(&mut app);
            press(&mut app, "down")
        });
        assert!(matches!(requests.as_slice(), [Request::Writing(Writing::Due)]), "{requests:?}");
        let requests = asked(press(&mut app, "p"));
        assert!(matches!(requests.as_slice(), [Request::Writing(Writing::Due)]), "{requests:?}");
        assert!(screen(&mut app, 80, 24).contains("Looking"));
        answer(&mut app, &["Rapat pleno", "Pemilih muda", "Gudang logistik"]);
        let picture = screen(&mut app, 80, 24);
        assert!(!picture.contains("Looking"), "{picture}");
        for size in in_all_sizes(&mut app) {
            for words in ["3 texts", "Rapat pleno", "Pemilih muda"] {
                assert!(size.contains(words), "{words}: {size}");
            }
        }
        press(&mut app, "pgdn");
        assert!(screen(&mut app, 40, 10).contains("and 1 more"));
        // What came meanwhile is told before anything goes.
        let again = asked(reply(&mut app, Reply::Changed));
        assert!(again.iter().any(|one| matches!(one, Request::Writing(Writing::Due))));
        let requests = asked(press(&mut app, "p"));
        assert!(matches!(requests.as_slice(), [Request::Writing(Writing::Due)]), "{requests:?}");
        answer(&mut app, &["Rapat pleno"]);
        assert!(screen(&mut app, 40, 10).contains("1 text "));
        answer(&mut app, &[]);
        assert!(screen(&mut app, 40, 10).contains("No text"));
        let requests = asked(press(&mut app, "p"));
        assert!(matches!(requests.as_slice(), [Request::Export { publish: true }]));
    }
}
