//! The fields beside the body: listed, and changed one at a time. A value is taken as it is typed
//! and said back as it was understood.

use chrono::{Datelike as _, NaiveDate};

use super::menu::{Pick, Place};
use super::voice::quoted;
use super::{Talk, Talked};
use crate::cli::time;
use crate::desk::edit::Change;
use crate::domain::calendar;
use crate::domain::ids::ArticleId;

/// Typed alone, it empties a field.
const NOTHING: &str = "-";

impl Talk<'_> {
    pub(super) fn fields(&mut self, id: ArticleId) -> Talked<()> {
        let mut is_told = false;
        loop {
            let Some(view) = self.view(&id) else { return Ok(()) };
            let Some(fields) = self.got(self.desk.fields_of(&view)) else { return Ok(()) };
            let fields: Vec<_> = fields.into_iter().filter(|(field, _)| *field != "body").collect();
            let mut page = vec![self.word("plain-fields", &[("count", fields.len().into())])];
            for (at, (field, value)) in fields.iter().enumerate() {
                let name = self.field(field);
                page.push(format!("{}. {name}: {}", at + 1, self.value(field, value)));
            }
            let place =
                Place { rows: fields.len(), first: fields.len() + 1, ..Place::of(&page, &[]) };
            if !is_told {
                self.arrive(&place);
            }
            is_told = true;
            match self.choose(&place)? {
                Pick::Row(at) => {
                    if let Some((field, value)) = fields.get(at) {
                        self.set_field(id, field, value, &view.revision.label)?;
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    fn set_field(&mut self, id: ArticleId, field: &str, value: &str, base: &str) -> Talked<()> {
        let name = id.to_string();
        if self.got(self.desk.may_edit(&self.me, &name)).is_none() {
            return Ok(());
        }
        // A text in work grew from the revision that a new field would replace.
        let copy = self.got(self.desk.working(&self.me, &id)).flatten();
        if let (Some(copy), Some(view)) = (copy, self.view(&id))
            && copy.text != view.manuscript
        {
            self.tell("plain-unsaved-first", &[]);
            return Ok(());
        }
        let values =
            [("field", self.field(field).into()), ("value", self.value(field, value).into())];
        let Some(said) = self.ask("plain-new-value", &values)? else {
            self.tell("plain-field-same", &[]);
            return Ok(());
        };
        let said = if said == NOTHING { String::new() } else { said };
        let changes = [Change::new(field, said)];
        let saved = self.desk.edit_article(&self.me, &name, &changes, Some(base));
        if self.got(saved).is_none() {
            return Ok(());
        }
        let Some(view) = self.view(&id) else { return Ok(()) };
        let Some(fields) = self.got(self.desk.fields_of(&view)) else { return Ok(()) };
        let now = fields.iter().find(|(name, _)| *name == field);
        let now = now.map_or("", |(_, value)| value.as_str());
        let values = [
            ("field", self.field(field).into()),
            ("value", self.value(field, now).into()),
            ("revision", view.revision.label.as_str().into()),
        ];
        self.tell("plain-field-set", &values);
        Ok(())
    }

    /// A field's value, to be heard: a date in words, an empty one as such.
    pub(super) fn value(&self, field: &str, value: &str) -> String {
        if value.is_empty() {
            return self.word("plain-empty", &[]);
        }
        match (field, value.parse::<NaiveDate>()) {
            ("date" | "event_from" | "event_to", Ok(day)) => {
                let weekday = calendar::weekday_name(day.weekday(), self.words().lang().word());
                format!("{weekday}, {}", time::date(day, self.words()))
            }
            _ => quoted(value),
        }
    }
}
