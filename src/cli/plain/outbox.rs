//! Texts on their way: each delivery in a line, and what is decided about one of them.

use super::menu::{Pick, Place};
use super::verb::Verb;
use super::{Talk, Talked};
use crate::cli::destination::trouble_words;
use crate::cli::outbox::{Settled, pending, settle};
use crate::desk::outbox::{OutboxRow, Resolution};
use crate::domain::delivery::Standing;
use crate::store::outbox::Wanted;

/// What can be done about a delivery, whatever it is.
pub(super) const CHOICES: &[Verb] =
    &[Verb::Retry, Verb::Cancel, Verb::Ours, Verb::Theirs, Verb::Both];
/// While nothing there differs.
const OPEN: &[Verb] = &[Verb::Retry, Verb::Cancel];

/// As many are told; the rest is for the command `outbox`.
const MOST: usize = 20;

impl Talk<'_> {
    /// Deliveries that are not over, until one goes back.
    pub(super) fn outbox(&mut self) -> Talked<()> {
        let mut is_new = true;
        loop {
            let wanted = Wanted { standings: pending(), ..Wanted::default() };
            let Some(rows) = self.got(self.desk.outbox(&wanted)) else { return Ok(()) };
            let mut page = vec![self.word("plain-outbox", &[("count", rows.len().into())])];
            for (at, row) in rows.iter().take(MOST).enumerate() {
                page.push(format!("{}. {}", at + 1, self.delivery(row)));
            }
            if rows.len() > MOST {
                page.push(self.word("plain-outbox-more", &[("count", MOST.into())]));
            }
            let shown = rows.len().min(MOST);
            let place = Place { rows: shown, first: MOST + 1, ..Place::of(&page, &[]) };
            if is_new {
                self.arrive(&place);
            } else {
                for line in &page {
                    self.line(line);
                }
            }
            is_new = false;
            match self.choose(&place)? {
                Pick::Row(at) => {
                    if let Some(row) = rows.get(at) {
                        self.parcel(row.entry.parcel.id)?;
                    }
                }
                _ => return Ok(()),
            }
        }
    }

    /// `menunggu dicoba lagi, terbitkan, “Rapat pleno”, ke situs`
    fn delivery(&self, row: &OutboxRow) -> String {
        let parcel = &row.entry.parcel;
        let standing = self.word(&format!("standing-{}", parcel.standing.word()), &[]);
        let operation = self.word(&format!("operation-{}", parcel.op.word()), &[]);
        let values = [
            ("standing", standing.into()),
            ("operation", operation.into()),
            ("headline", self.headline(&row.headline).into()),
            ("destination", parcel.destination.as_str().into()),
        ];
        self.word("plain-delivery", &values)
    }

    /// One delivery: what is known of it, and what is decided.
    fn parcel(&mut self, id: uuid::Uuid) -> Talked<()> {
        let mut is_new = true;
        loop {
            let row = self.desk.parcel(&id.to_string());
            let Some(row) = self.got(row.and_then(|entry| self.desk.outbox_row(entry))) else {
                return Ok(());
            };
            let page = self.parcel_page(&row);
            let standing = row.entry.parcel.standing;
            let differs = matches!(standing, Standing::Conflict | Standing::Differs);
            let offered = if differs { CHOICES } else { OPEN };
            let place = Place::of(&page, offered);
            if is_new {
                self.arrive(&place);
            } else {
                for line in &page {
                    self.line(line);
                }
            }
            is_new = false;
            match self.choose(&place)? {
                Pick::Verb(verb, _) => self.decide(&row, verb)?,
                _ => return Ok(()),
            }
        }
    }

    fn parcel_page(&self, row: &OutboxRow) -> Vec<String> {
        let (entry, parcel) = (&row.entry, &row.entry.parcel);
        let mut page = vec![self.delivery(row)];
        let values = [("count", parcel.attempts.into()), ("at", self.when(parcel.queued).into())];
        page.push(self.word("plain-delivery-tries", &values));
        if let Some(due) = entry.due {
            page.push(self.word("plain-delivery-next", &[("at", self.when(due).into())]));
        }
        if let Some(url) = &parcel.remote.url {
            page.push(self.word("plain-delivery-page", &[("url", url.as_str().into())]));
        }
        if let Some(trouble) = &parcel.trouble {
            let (message, hint) = trouble_words(trouble, self.words());
            page.extend([message, hint]);
        }
        page
    }

    fn decide(&mut self, row: &OutboxRow, verb: Verb) -> Talked<()> {
        let id = row.entry.parcel.id;
        let values = [("name", row.entry.parcel.destination.as_str().into())];
        let (sure, take) = match verb {
            Verb::Retry => {
                let tried = self.desk.retry(&self.me, id);
                if self.got(tried).is_some() {
                    self.tell("plain-retried", &[]);
                }
                return Ok(());
            }
            Verb::Ours => ("tray-sure-ours", Some(Resolution::Ours)),
            Verb::Theirs => ("tray-sure-theirs", Some(Resolution::Theirs)),
            Verb::Both => ("tray-sure-merged", Some(Resolution::Merged)),
            _ => ("plain-cancel", None),
        };
        self.tell(sure, &values);
        if !self.yes("plain-go-ahead", &[])? {
            return Ok(());
        }
        let Some(take) = take else {
            let cancelled = self.desk.cancel(&self.me, id);
            self.got(cancelled);
            return Ok(());
        };
        let settled = settle(self.front, &mut self.desk, &self.me, &row.entry, take);
        if let Some(Settled { said: Some((text, _)), .. }) = self.got(settled) {
            self.line(&text);
        }
        Ok(())
    }
}
