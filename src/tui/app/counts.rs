//! What is counted of the open text beside what it is meant to have.

use super::App;
use crate::tui::doc::Doc;

/// Words that somebody reads in a minute.
const PACE: usize = 200;
/// Up to here a headline is counted letter by letter, without the blanks round it.
const SHORT: usize = 4 << 10;

impl App {
    /// So many words are wanted of the open text: its own number, else the office's.
    pub fn word_goal(&self) -> Option<usize> {
        let own = self.doc.as_ref().and_then(|doc| doc.opened.goal);
        let goal = own.or_else(|| self.office.as_ref().and_then(|office| office.word_goal));
        goal.filter(|goal| *goal > 0).and_then(|goal| usize::try_from(goal).ok())
    }

    /// `312/400 words`, with a sign when there are enough.
    pub fn word_count(&self, doc: &Doc) -> String {
        let count = doc.words();
        match self.word_goal() {
            None => self.say("words-count", &[("count", count.into())]),
            Some(goal) => {
                let sign = if count >= goal { "✓ " } else { "" };
                let values = [("count", count.into()), ("goal", goal.into())];
                format!("{sign}{}", self.say("words-of-goal", &values))
            }
        }
    }

    /// `2 min`; nothing of a text without words.
    pub fn reading_time(&self, doc: &Doc) -> Option<String> {
        let minutes = doc.words().div_ceil(PACE);
        (minutes > 0).then(|| self.say("reading-time", &[("count", minutes.into())]))
    }

    /// `63/110`, with a sign when it is too long.
    pub fn headline_count(&self, doc: &Doc) -> String {
        let count = doc.headline_characters();
        let sign = if self.is_headline_long(doc) { "! " } else { "" };
        let values = [("count", count.into()), ("limit", self.headline_limit().into())];
        format!("{sign}{}", self.say("headline-count", &values))
    }

    pub fn is_headline_long(&self, doc: &Doc) -> bool {
        doc.headline_characters() > self.headline_limit()
    }

    fn headline_limit(&self) -> usize {
        let limit = self.office.as_ref().map_or(0, |office| office.headline_limit);
        usize::try_from(limit).unwrap_or(usize::MAX)
    }
}

impl Doc {
    /// Characters of the headline; one that is no headline any more is counted with its blanks.
    pub fn headline_characters(&self) -> usize {
        if self.headline.len_bytes() > SHORT {
            return self.headline.characters();
        }
        self.headline.text().trim().chars().count()
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::msg::Aim;
    use crate::tui::testing::{ALI, app_with, paste, press, screen, type_in};

    #[test]
    fn the_headline_is_counted_where_it_is_typed() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        assert!(screen(&mut app, 160, 48).contains("14 of 110 characters"));
        press(&mut app, "ctrl-home up");
        let shown = screen(&mut app, 80, 24);
        assert!(shown.contains("headline 14/110"), "{shown}");
        type_in(&mut app, "Rapat ");
        assert!(screen(&mut app, 80, 24).contains("headline 20/110"));
        paste(&mut app, &"panjang ".repeat(15));
        let shown = screen(&mut app, 80, 24);
        assert!(shown.contains("! headline 13"), "{shown}");
        assert!(screen(&mut app, 160, 48).contains("! 13"));
        press(&mut app, "enter");
        assert!(screen(&mut app, 80, 24).contains("! headline 13"), "it stays told in the text");
    }

    #[test]
    fn a_text_has_its_reading_time() {
        let mut app = app_with(ALI, 1, Aim::Edit);
        assert!(screen(&mut app, 160, 48).contains("· 1 min "));
        paste(&mut app, &"kata ".repeat(600));
        assert!(screen(&mut app, 160, 48).contains("612 words · 4 min"));
        let narrow = screen(&mut app, 40, 10);
        assert!(narrow.contains("612 words") && !narrow.contains("4 min"), "{narrow}");
    }
}
