//! What a rule should find in a text and what it should leave alone: its description and its test.

use chrono::NaiveDate;

use crate::domain::finding::{Field, Level};
use crate::domain::manuscript::Manuscript;

/// A text with what a rule should find in it: nothing, or one place with these fixes.
pub struct Example {
    pub text: &'static str,
    pub field: Field,
    pub language: &'static str,
    /// The date of the manuscript as year, month, day.
    pub date: Option<(i32, u32, u32)>,
    /// The day of the event, alike.
    pub event: Option<(i32, u32, u32)>,
    pub place: &'static str,
    /// The headline over a text, where the text is not the headline itself.
    pub headline: &'static str,
    /// The body, where the text is another field.
    pub body: &'static str,
    pub byline: &'static str,
    /// Graver or lighter than the rule is as a whole.
    pub level: Option<Level>,
    pub found: &'static str,
    pub fixes: &'static [&'static str],
}

fn day(parts: Option<(i32, u32, u32)>) -> Option<NaiveDate> {
    parts.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day))
}

impl Example {
    pub(super) const fn body(text: &'static str) -> Self {
        Self {
            text,
            field: Field::Body,
            language: "id",
            date: None,
            event: None,
            place: "",
            headline: "",
            body: "",
            byline: "",
            level: None,
            found: "",
            fixes: &[],
        }
    }

    pub(super) const fn headline(text: &'static str) -> Self {
        Self::body(text).within(Field::Headline)
    }

    pub(super) const fn within(mut self, field: Field) -> Self {
        self.field = field;
        self
    }

    /// The headline that stands over the text.
    pub(super) const fn under(mut self, headline: &'static str) -> Self {
        self.headline = headline;
        self
    }

    /// The body that stands under the text.
    pub(super) const fn over(mut self, body: &'static str) -> Self {
        self.body = body;
        self
    }

    pub(super) const fn by(mut self, byline: &'static str) -> Self {
        self.byline = byline;
        self
    }

    pub(super) const fn english(mut self) -> Self {
        self.language = "en";
        self
    }

    pub(super) const fn on(mut self, year: i32, month: u32, day: u32) -> Self {
        self.date = Some((year, month, day));
        self
    }

    pub(super) const fn told_of(mut self, year: i32, month: u32, day: u32) -> Self {
        self.event = Some((year, month, day));
        self
    }

    pub(super) const fn at(mut self, place: &'static str) -> Self {
        self.place = place;
        self
    }

    pub(super) const fn graded(mut self, level: Level) -> Self {
        self.level = Some(level);
        self
    }

    pub(super) const fn finds(
        mut self,
        found: &'static str,
        fixes: &'static [&'static str],
    ) -> Self {
        self.found = found;
        self.fixes = fixes;
        self
    }

    /// The manuscript that the example describes.
    pub fn manuscript(&self) -> Manuscript {
        let text = self.text.to_owned();
        let mut manuscript = Manuscript {
            language: self.language.to_owned(),
            place: self.place.to_owned(),
            headline: self.headline.to_owned(),
            body: self.body.to_owned(),
            byline: self.byline.to_owned(),
            date: day(self.date),
            event_from: day(self.event),
            ..Manuscript::default()
        };
        match self.field {
            Field::Headline => manuscript.headline = text,
            Field::Summary => manuscript.summary = text,
            Field::Section => manuscript.section = text,
            Field::Tags => manuscript.tags = vec![text],
            Field::Place => manuscript.place = text,
            Field::Byline => manuscript.byline = text,
            Field::Credit => manuscript.credit = text,
            Field::Body => manuscript.body = text,
        }
        manuscript
    }
}
