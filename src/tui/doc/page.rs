//! The open text as its page will have it: what the preview is made of, and when it is old.

use super::Doc;
use super::due::CHECK_MS;
use crate::domain::calendar;
use crate::domain::dateline::dateline;
use crate::text::opening::has_dateline;
use crate::tui::msg::Office;

/// So much of a body is looked at to see how it begins.
const BEGINNING: usize = 2 << 10;

impl Doc {
    /// Rises with each change of any field.
    pub fn version(&self) -> u64 {
        self.saving.version
    }

    /// So long after the last key what is shown beside the text is made anew.
    pub fn rests_at(&self) -> u64 {
        self.saving.last_key + CHECK_MS
    }

    /// What stands before the first words of the page.
    pub fn lead(&self, office: &Office) -> Option<String> {
        if has_dateline(&self.body.beginning(BEGINNING)) {
            return None;
        }
        let date = calendar::parse_when(self.field("date").trim(), office.today);
        let language = Some(self.field("language").trim()).filter(|own| !own.is_empty());
        let line = dateline(self.field("place").trim(), date, language.unwrap_or(&office.language));
        (!line.is_empty()).then(|| format!("{line} — "))
    }
}
