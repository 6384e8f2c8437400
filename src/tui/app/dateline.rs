//! The dateline put into the text: made from place and date, at the head of its first paragraph.

use std::ops::Range;

use super::App;
use crate::domain::dateline::dateline;
use crate::editor::Editor;
use crate::editor::command::Command;
use crate::text::anatomy::{self, Kind, Marks};
use crate::tui::doc::Part;
use crate::tui::layout::Pane;
use crate::tui::notes::Weight;

/// So much of a body is looked at for the one that is there.
const HEAD: usize = 2 << 10;

impl App {
    /// One step of undo; a dateline that is there makes way.
    pub(super) fn insert_dateline(&mut self) {
        let (Some(doc), Some(office)) = (&mut self.doc, &self.office) else { return };
        let text = doc.manuscript(office);
        if text.place.is_empty() || text.date.is_none() {
            return self.toast(Weight::Warning, "dateline-needs-fields", &[]);
        }
        let language = if text.language.is_empty() { &office.language } else { &text.language };
        let line = dateline(&text.place, text.date, language);
        let place = Place::of(&doc.body);
        let new = place.filled(&line);
        if doc.body.slice(place.range.clone()) == new {
            return self.toast(Weight::Note, "dateline-is-there", &[]);
        }
        doc.part = Part::Body;
        let before = doc.body.version();
        let caret = doc.body.caret();
        // The caret stays with its words; where there are none yet, it goes on behind the dash.
        let command = if caret <= place.range.end {
            Command::Replace { range: place.range.clone(), text: new }
        } else {
            Command::ReplaceEach(vec![(place.range.clone(), new)])
        };
        self.focus(Pane::Editor);
        self.edit(command);
        if self.doc.as_ref().is_some_and(|doc| doc.body.version() != before) {
            let key = if place.range.is_empty() { "dateline-put" } else { "dateline-replaced" };
            self.toast(Weight::Done, key, &[("dateline", line.into())]);
        }
    }
}

/// Where a dateline stands, or would.
struct Place {
    range: Range<usize>,
    /// An emphasis that began in the old one and goes on behind it.
    reopen: &'static str,
    /// What parts it from the words behind it.
    behind: &'static str,
}

impl Place {
    fn of(body: &Editor) -> Self {
        let head = body.beginning(HEAD);
        let anatomy = anatomy::read_body(&head, Marks::Markdown);
        if let Some(old) = anatomy.dateline {
            let reopen = old.reopen.unwrap_or_default();
            let goes_on = body.slice(old.span.end..old.span.end + 1) != "\n";
            return Self { range: old.span, reopen, behind: if goes_on { " " } else { "" } };
        }
        let first = anatomy.blocks.first();
        let at = first.map_or(0, |block| block.span.start);
        // A list or a heading cannot be opened by it.
        let alone = first.is_some_and(|block| block.kind != Kind::Paragraph);
        Self { range: at..at, reopen: "", behind: if alone { "\n\n" } else { " " } }
    }

    fn filled(&self, line: &str) -> String {
        format!("{line} —{}{}", self.behind, self.reopen)
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::app::App;
    use crate::tui::msg::Aim;
    use crate::tui::testing::{ALI, app_with, paste, press, screen, type_in};

    const LINE: &str = "Sambas, 5 Oktober 2026 — ";

    fn body(app: &App) -> String {
        app.doc.as_ref().unwrap().body.text()
    }

    #[track_caller]
    fn check(before: &str, after: &str) {
        let mut app = app_with(ALI, 1, Aim::Edit);
        screen(&mut app, 80, 24);
        press(&mut app, "ctrl-a");
        paste(&mut app, before);
        press(&mut app, "alt-d");
        assert_eq!(body(&app), after);
        press(&mut app, "alt-d");
        assert_eq!(body(&app), after, "never twice");
        if before != after {
            press(&mut app, "ctrl-z");
            assert_eq!(body(&app), before, "one step");
        }
    }

    #[test]
    fn it_opens_the_first_paragraph_and_is_never_doubled() {
        check("KPU rapat.", &format!("{LINE}KPU rapat."));
        check("\n\nKPU rapat.", &format!("\n\n{LINE}KPU rapat."));
        check("- satu\n- dua", "Sambas, 5 Oktober 2026 —\n\n- satu\n- dua");
        check("Bima, 1 Mei 2025 - KPU rapat.", &format!("{LINE}KPU rapat."));
        check("**Bima, Kamis (1/5/2025)** – KPU", &format!("{LINE}KPU"));
        check("**Bima, 1 Mei 2025 — KPU** rapat", &format!("{LINE}**KPU** rapat"));
        check(&format!("{LINE}KPU rapat."), &format!("{LINE}KPU rapat."));
    }

    #[test]
    fn the_caret_stays_with_its_words() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        press(&mut app, "ctrl-end alt-d");
        type_in(&mut app, "Z");
        assert!(body(&app).starts_with(LINE) && body(&app).ends_with('Z'));
        assert!(screen(&mut app, 80, 24).contains("Dateline inserted: Sambas, 5 Oktober 2026"));
        press(&mut app, "ctrl-a delete alt-d");
        type_in(&mut app, "KPU");
        assert_eq!(body(&app), format!("{LINE}KPU"));
    }

    #[test]
    fn without_a_date_it_says_what_is_missing() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        let (before, now) = (body(&app), app.now);
        app.doc.as_mut().unwrap().set("date", String::new(), now);
        press(&mut app, "alt-d");
        assert!(screen(&mut app, 80, 24).contains("Fill in place and date"));
        assert_eq!(body(&app), before);
    }
}
