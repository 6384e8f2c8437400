//! The open text as its page will have it: what the preview is made of, and when it is old.

use super::{CHECK_MS, Doc};
use crate::domain::calendar;
use crate::domain::dateline::dateline;
use crate::tui::msg::Office;

/// The body of a page begins with place and date, unless the text does so itself: this rule says
/// that it does.
const OWN_DATELINE: &str = "D01";

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
        if self.findings.iter().any(|finding| finding.rule == OWN_DATELINE) {
            return None;
        }
        let place = self.field("place").trim();
        let date = calendar::parse_when(self.field("date").trim(), office.today);
        let language = self.field("language").trim();
        (!place.is_empty() && date.is_some())
            .then(|| format!("{} — ", dateline(place, date, language)))
    }
}
