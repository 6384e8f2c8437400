//! The fields of the details: what may be typed into each, and what its value says in words.

use chrono::{Datelike as _, NaiveDate, NaiveTime};
use unicode_width::UnicodeWidthStr as _;

use crate::domain::time::Timestamp;
use crate::domain::{calendar, manuscript, slug};
use crate::lang::{Arg, time};
use crate::text::sanitise;
use crate::tui::app::App;
use crate::tui::doc::Doc;

/// The desk takes no longer field, in characters.
pub(super) const LONGEST: usize = 2_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Any words.
    Prose,
    Tags,
    /// One of the office's sections.
    Section,
    Language,
    Date,
    Moment,
    Slug,
}

/// A field: its name at the desk, the key of its label, and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) kind: Kind,
}

const fn field(name: &'static str, label: &'static str, kind: Kind) -> Field {
    Field { name, label, kind }
}

/// In the order of the pane.
pub(super) const FIELDS: [Field; 13] = [
    field("section", "details-section", Kind::Section),
    field("tags", "details-tags", Kind::Tags),
    field("place", "details-place", Kind::Prose),
    field("date", "details-date", Kind::Date),
    field("event_from", "details-event-from", Kind::Date),
    field("event_to", "details-event-to", Kind::Date),
    field("byline", "details-byline", Kind::Prose),
    field("credit", "details-credit", Kind::Prose),
    field("summary", "details-summary", Kind::Prose),
    field("slug", "details-slug", Kind::Slug),
    field("language", "details-language", Kind::Language),
    field("due", "details-due", Kind::Moment),
    field("embargo", "details-embargo", Kind::Moment),
];

/// Why a value is not taken: a key of the language files and what its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    key: &'static str,
    arg: Option<(&'static str, String)>,
}

impl Fault {
    fn of(key: &'static str) -> Self {
        Self { key, arg: None }
    }

    pub(super) fn words(&self, app: &App) -> String {
        let args: Vec<(&str, Arg<'_>)> =
            self.arg.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        app.say(self.key, &args)
    }
}

impl Kind {
    /// Its words stand in the text as they are typed, key by key.
    pub(super) fn is_live(self) -> bool {
        matches!(self, Self::Prose | Self::Tags)
    }

    /// Only what is in the list can be chosen.
    pub(super) fn is_chosen(self) -> bool {
        matches!(self, Self::Section | Self::Language)
    }
}

impl Field {
    pub(super) fn named(name: &str) -> Option<usize> {
        FIELDS.iter().position(|field| field.name == name)
    }

    /// The value that the text gets when this was typed, or why it gets none.
    pub(super) fn read(&self, app: &App, doc: &Doc, typed: &str) -> Result<String, Fault> {
        let cleaned = sanitise::clean(typed);
        let value = cleaned.text.trim();
        if value.chars().count() > LONGEST {
            let arg = Some(("most", app.words.number(i64::try_from(LONGEST).unwrap_or(i64::MAX))));
            return Err(Fault { key: "details-too-long", arg });
        }
        if value.is_empty() {
            return Ok(String::new());
        }
        match self.kind {
            // Sections and languages come from their lists.
            Kind::Prose | Kind::Section | Kind::Language => Ok(value.to_owned()),
            Kind::Tags => Ok(manuscript::tags(value.split(',')).join(", ")),
            Kind::Date => self.read_date(app, doc, value),
            Kind::Moment => {
                let at = self.moment(app, value).ok_or(Fault::of("details-bad-moment"))?;
                let zone = app.zone();
                // As the desk writes it, to the minute.
                Ok(at.utc().with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string())
            }
            Kind::Slug if slug::valid(value) => Ok(value.to_owned()),
            Kind::Slug => Err(Fault::of("details-bad-slug")),
        }
    }

    fn read_date(&self, app: &App, doc: &Doc, value: &str) -> Result<String, Fault> {
        let date = calendar::parse_when(value, today(app)).ok_or(Fault::of("details-bad-date"))?;
        let other = |name: &str| calendar::parse_when(doc.field(name), today(app));
        let (end, key) = match self.name {
            "event_from" => {
                (other("event_to").filter(|end| *end < date), "details-begins-after-end")
            }
            "event_to" => {
                (other("event_from").filter(|start| date < *start), "details-ends-before-start")
            }
            _ => (None, ""),
        };
        match end {
            Some(end) => Err(Fault { key, arg: Some(("date", time::date(end, &app.words))) }),
            None => Ok(date.to_string()),
        }
    }

    /// A day without an hour: a deadline ends with it, an embargo begins with it.
    fn moment(&self, app: &App, value: &str) -> Option<Timestamp> {
        let zone = app.office.as_ref()?.zone;
        let evening = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
        let hour = if self.name == "due" { evening } else { NaiveTime::MIN };
        calendar::parse_moment(value, app.now.at, zone, hour)
    }

    /// The value as it is shown: a date in words, as long as there is room for.
    pub(super) fn words(&self, app: &App, value: &str, columns: usize) -> Option<String> {
        match self.kind {
            Kind::Date => {
                let date = calendar::parse_when(value.trim(), today(app))?;
                let long = date_words(app, date);
                Some(if long.width() <= columns { long } else { short_date(app, date) })
            }
            Kind::Moment => {
                let at = self.moment(app, value.trim())?;
                let zone = app.office.as_ref()?.zone;
                let day = at.utc().with_timezone(&zone).weekday();
                let day = calendar::weekday_name(day, app.words.lang().word());
                Some(format!("{day}, {}", time::full(at, zone, &app.words)))
            }
            Kind::Language => {
                let key = language_key(value)?;
                Some(app.say(key, &[]))
            }
            _ => None,
        }
    }
}

/// The key of a language's name.
pub(super) fn language_key(value: &str) -> Option<&'static str> {
    match value {
        "id" => Some("details-language-id"),
        "en" => Some("details-language-en"),
        _ => None,
    }
}

/// The day in the office's zone.
pub(super) fn today(app: &App) -> NaiveDate {
    let zone = app.zone();
    app.now.at.utc().with_timezone(&zone).date_naive()
}

/// `Selasa, 21 Oktober 2025`.
fn date_words(app: &App, date: NaiveDate) -> String {
    let lang = app.words.lang().word();
    let day = calendar::weekday_name(date.weekday(), lang);
    format!("{day}, {}", calendar::date_in_words(date, lang))
}

/// `Sel 21 Okt 2025`.
fn short_date(app: &App, date: NaiveDate) -> String {
    let lang = app.words.lang().word();
    let short = |name: &str| name.chars().take(3).collect::<String>();
    let day = short(calendar::weekday_name(date.weekday(), lang));
    let month = short(calendar::month_name(date.month(), lang));
    format!("{day} {} {month} {}", date.day(), date.year())
}

/// The slug that is fixed, if it is.
pub(super) fn fixed_slug(doc: &Doc) -> Option<&str> {
    let state = &doc.opened.view.state;
    let address = state.address.as_ref().filter(|_| !state.readdress)?;
    Some(&address.slug)
}

/// The slug that the page would have now.
pub(super) fn coming_slug(doc: &Doc) -> String {
    let chosen = doc.field("slug");
    if chosen.is_empty() {
        slug::slug(doc.headline.text().trim(), &doc.opened.view.row.short)
    } else {
        chosen.to_owned()
    }
}
