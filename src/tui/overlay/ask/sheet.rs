//! What a question shows: its words, what is typed, how that was understood, and the buttons.

use super::{Ask, Item, Purpose};
use crate::lang::time;
use crate::tui::app::App;
use crate::tui::overlay::question::{Push, Sheet};
use crate::tui::theme::Role;

impl Ask {
    pub(super) fn sheet(&self, app: &App) -> Sheet<Item> {
        let mut sheet = Sheet::new(app, self.at);
        if self.article.is_some() {
            sheet.aside(&self.headline);
        }
        if self.purpose == Purpose::Export {
            self.pages(app, &mut sheet);
        } else {
            self.fields(app, &mut sheet);
        }
        if let Some(told) = &self.told {
            sheet.told(told);
        }
        if let Some(wrong) = self.wrong {
            let key = self.letter(app).map(String::from).unwrap_or_default();
            let key = key.to_uppercase();
            let text = app.say(wrong, &[("key", key.into()), ("name", "".into())]);
            sheet.words(&format!("! {text}"), Role::Warn);
        }
        if self.waits {
            sheet.words(&app.say("ask-waits", &[]), Role::Dim);
        }
        sheet.blank();
        self.buttons(app, &mut sheet);
        sheet
    }

    fn fields(&self, app: &App, sheet: &mut Sheet<Item>) {
        let word = self.purpose.word();
        sheet.aside(&app.say(&format!("ask-{word}-about"), &[]));
        sheet.blank();
        let label = app.say(&format!("ask-{word}-label"), &[]);
        if self.purpose.is_note() {
            sheet.note(Item::Words, &label, &self.words);
            if self.at == Item::Words {
                sheet.aside(&app.say("ask-new-line", &[]));
            }
        } else {
            sheet.field(Item::Words, &label, &self.words);
        }
        match self.purpose {
            Purpose::Schedule => {
                self.shown_moment(app, sheet);
                if !app.publishing.destinations.is_empty() {
                    let names = app.publishing.names();
                    sheet.aside(&app.say("tray-goes-to", &[("names", names.into())]));
                }
            }
            Purpose::Withdraw => {
                let names = self.article.map(|id| app.taken_from(&id)).unwrap_or_default();
                if !names.is_empty() {
                    let text = app.say("tray-taken-from", &[("names", names.into())]);
                    sheet.words(&text, Role::Warn);
                }
            }
            Purpose::Correct => {
                let mark = if self.path { "[x]" } else { "[ ]" };
                sheet.option(Item::Path, mark, &app.say("ask-correct-path", &[]));
            }
            _ => {}
        }
    }

    /// The moment as it was understood, in the office's zone.
    fn shown_moment(&self, app: &App, sheet: &mut Sheet<Item>) {
        let Some(office) = &app.office else { return };
        match self.moment(app) {
            Ok(at) => {
                let full = time::full(at, office.zone, &app.words);
                let day = time::day(at, office.zone, &app.words);
                let near = time::near(at, app.now.at, office.zone, &app.words);
                let day = day.split(' ').next().unwrap_or_default();
                sheet.words(&format!("= {day}, {full} ({near})"), Role::Ok);
            }
            Err("ask-moment-none") => sheet.aside(&app.say("ask-moment-none", &[])),
            Err(wrong) => sheet.words(&format!("! {}", app.say(wrong, &[])), Role::Warn),
        }
    }

    fn pages(&self, app: &App, sheet: &mut Sheet<Item>) {
        let mark = |on: bool| if on { "(•)" } else { "( )" };
        sheet.option(Item::Trial, mark(!self.publish), &app.say("ask-export-trial", &[]));
        sheet.option(Item::Publish, mark(self.publish), &app.say("ask-export-publish", &[]));
        if self.publish {
            self.going_out(app, sheet);
            sheet.words(&app.say("ask-export-final", &[]), Role::Warn);
        }
    }

    fn buttons(&self, app: &App, sheet: &mut Sheet<Item>) {
        let key = match (self.purpose, self.publish) {
            (Purpose::Export, true) => "ask-publish-do".to_owned(),
            (purpose, _) => format!("ask-{}-do", purpose.word()),
        };
        let (go, cancel) = (app.say(&key, &[]), app.say("ask-cancel", &[]));
        let go: Push<'_, Item> = (Item::Go, &go, self.letter(app));
        let cancel: Push<'_, Item> = (Item::Cancel, &cancel, None);
        if self.letter(app).is_some() {
            sheet.buttons(&[cancel, go]);
        } else {
            sheet.buttons(&[go, cancel]);
        }
    }
}
