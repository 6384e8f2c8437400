//! The way back of the open text, from one session to the next.

use super::{Doc, Part, Saving};
use crate::tui::msg::past::{Keep, Past};
use crate::tui::msg::{Effect, Now, Office, Request};

/// So long after the last key it is kept; leaving and saving keep it at once.
const PAST_MS: u64 = 5_000;

impl Doc {
    /// Takes up what was kept of this text. It stays as it is; only its way back grows.
    pub fn take_past(&mut self, past: Past, now: Now) {
        self.saving.past = self.saving.version;
        let Past::Kept { trees, before } = past else { return };
        let (clock, day) = (now.editing(), now.at.ms());
        let ahead = clock.saturating_sub(day);
        for (place, (part, tree)) in
            [Part::Headline, Part::Body].into_iter().zip(*trees).enumerate()
        {
            let editor = self.editor_mut(part);
            let taken = editor.take_past(tree.at_other_clock(ahead, clock));
            let before = before.as_ref().and_then(|texts| texts.get(place));
            if let Some(before) = before.filter(|_| taken) {
                editor.bridge_past(before, clock);
            }
        }
    }

    /// Has it kept, if there is something new in it.
    pub fn keep_past(&mut self, now: Now, office: &Office) -> Option<Effect> {
        if self.saving.past == self.saving.version || !self.may_write() {
            return None;
        }
        self.keep_past_again(now, office)
    }

    /// The same words are another revision now.
    pub fn keep_past_again(&mut self, now: Now, office: &Office) -> Option<Effect> {
        let person = office.me.as_ref().filter(|_| !office.read_only)?.row;
        self.saving.past = self.saving.version;
        let day = now.at.ms();
        let ahead = day.saturating_sub(now.editing());
        let editors = [&self.headline, &self.body];
        let keep = Keep {
            article: self.id(),
            person,
            base: self.base.record,
            texts: editors.map(crate::editor::Editor::shared),
            trees: editors.map(|editor| editor.kept_past().at_other_clock(ahead, day)),
        };
        Some(Effect::Ask(Request::KeepPast(Box::new(keep))))
    }

    /// It could not be kept: says so once.
    pub fn past_not_kept(&mut self) -> bool {
        !std::mem::replace(&mut self.saving.past_told, true)
    }
}

impl Saving {
    pub(super) fn past_deadline(&self) -> Option<u64> {
        (self.past != self.version).then_some(self.last_key + PAST_MS)
    }
}

#[cfg(test)]
mod tests {
    use crate::text::shared::whole;
    use crate::tui::app::App;
    use crate::tui::msg::past::{Keep, Past};
    use crate::tui::msg::{Aim, Effect, Opened, Reply, Request, Told, What};
    use crate::tui::testing::{self, ALI, MOMENT, app_with, asked, press, reply, type_in, wait};

    fn kept(effects: Vec<Effect>) -> Option<Keep> {
        asked(effects).into_iter().find_map(|request| match request {
            Request::KeepPast(keep) => Some(*keep),
            _ => None,
        })
    }

    fn body(app: &App) -> String {
        app.doc.as_ref().unwrap().body.text()
    }

    /// `Satu ` is written, some seconds later `Dua `, and nothing more for a while.
    fn session() -> Keep {
        let mut app = app_with(ALI, 1, Aim::Edit);
        type_in(&mut app, "Satu ");
        assert!(kept(wait(&mut app, 4_000)).is_none(), "not in the way of keys");
        type_in(&mut app, "Dua ");
        kept(wait(&mut app, 5_000)).unwrap()
    }

    /// The same text on another day, with words before it and what was kept.
    fn reopened(keep: Keep, text: &str, before: bool) -> App {
        let mut app = testing::app(ALI);
        // Another session has its own count of time.
        wait(&mut app, 60_000);
        let before = before.then(|| Box::new(keep.texts.each_ref().map(|text| whole(text.rope()))));
        let past = Past::Kept { trees: Box::new(keep.trees), before };
        let mut manuscript = testing::manuscript(1);
        text.clone_into(&mut manuscript.body);
        let row = testing::opened(1).view.row;
        let opened = Opened { past, ..testing::opened_as(row, manuscript, 2) };
        testing::open(&mut app, opened, Aim::Edit);
        app
    }

    #[test]
    fn what_was_typed_on_another_day_is_taken_back() {
        let keep = session();
        let [_, tree] = &keep.trees;
        let times: Vec<i64> = tree.steps.iter().skip(1).map(|step| step.at_ms - MOMENT).collect();
        assert_eq!((times.as_slice(), keep.person), (&[0, 4_000][..], ALI));
        let text = whole(keep.texts[1].rope());
        let mut app = reopened(keep, &text, false);
        assert!(!app.doc.as_ref().unwrap().is_changed());
        press(&mut app, "ctrl-z");
        assert!(body(&app).starts_with("Satu Paragraf"), "{}", body(&app));
        press(&mut app, "ctrl-z");
        assert_eq!(body(&app), testing::BODY);
        press(&mut app, "ctrl-y ctrl-y");
        assert_eq!(body(&app), text);
    }

    #[test]
    fn what_was_typed_after_it_was_kept_is_one_step() {
        let keep = session();
        let text = format!("{} Tiga", keep.texts[1].rope());
        let mut app = reopened(keep, &text, true);
        press(&mut app, "ctrl-z");
        assert!(body(&app).starts_with("Satu Dua ") && !body(&app).ends_with("Tiga"));
        press(&mut app, "ctrl-z ctrl-z");
        assert_eq!(body(&app), testing::BODY);
    }

    #[test]
    fn what_led_to_another_text_is_told_and_not_used() {
        let mut app = testing::app(ALI);
        let opened = Opened { past: Past::Aside, ..testing::opened(1) };
        testing::open(&mut app, opened, Aim::Edit);
        assert!(testing::screen(&mut app, 120, 30).contains("undo begins anew"));
        press(&mut app, "ctrl-z");
        assert_eq!(body(&app), testing::BODY);
    }

    #[test]
    fn it_is_kept_when_the_text_is_saved_or_left_and_not_twice() {
        for keys in ["ctrl-q", "alt-1 n"] {
            let mut app = app_with(ALI, 1, Aim::Edit);
            type_in(&mut app, "Satu ");
            let mut requests = asked(press(&mut app, keys)).into_iter();
            let save = requests.find_map(|request| match request {
                Request::Save { version, article, fields, then, .. } => {
                    Some((version, article, fields, then))
                }
                _ => None,
            });
            let (version, article, fields, then) = save.unwrap();
            let base = testing::opened_as(testing::opened(1).view.row, testing::manuscript(1), 3);
            let (at, base) = (app.now.at, base.base);
            let record = base.record;
            let saved = Reply::Saved { version, article, at, base, fields, then };
            let keep = kept(reply(&mut app, saved)).unwrap();
            assert_eq!(keep.base, record);
            assert!(kept(wait(&mut app, 60_000)).is_none());
        }
        let mut app = app_with(ALI, 1, Aim::Edit);
        assert!(kept(press(&mut app, "down ctrl-q")).is_none(), "nothing was written");
    }

    #[test]
    fn that_it_cannot_be_kept_is_told_once() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        type_in(&mut app, "Satu ");
        let told = || Told { message: "Diska penuh.".into(), ..Told::default() };
        reply(&mut app, Reply::Refused { what: What::Past, told: told() });
        assert!(testing::screen(&mut app, 120, 30).contains("Diska penuh. Undo works"));
        app.notes.dismiss();
        reply(&mut app, Reply::Refused { what: What::Past, told: told() });
        assert!(app.notes.toasts().is_empty());
    }
}
