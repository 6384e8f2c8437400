//! What the screen asks about texts on their way: the tray, its decisions, and destinations.

use uuid::Uuid;

use super::{Failed, Worker};
use crate::desk::DeskError;
use crate::desk::outbox::{OutboxRow, Resolution};
use crate::domain::delivery::{Frozen, Kind, Name, Op, Standing};
use crate::domain::ids::ArticleId;
use crate::domain::outbox::Entry;
use crate::intake;
use crate::lang::{Words, time};
use crate::push::paste;
use crate::push::theirs::draft::{self, Draft, Told};
use crate::store::outbox::Wanted;
use crate::tui::msg::publishing::{Answer, Ask, Decision, Live, Overview, Row, Shown, Texts};
use crate::tui::msg::{Fields, Reply};

/// So many rows of what is over are shown, the newest.
const MOST_DONE: usize = 200;
/// So many rows of one article: a few for each destination.
const MOST_OF_ONE: usize = 40;

const LIVE: [Standing; 7] = [
    Standing::Queued,
    Standing::Looking,
    Standing::Sending,
    Standing::Unknown,
    Standing::Waiting,
    Standing::Conflict,
    Standing::Refused,
];
const OVER: [Standing; 4] =
    [Standing::Published, Standing::Visible, Standing::Differs, Standing::Cancelled];

impl Worker {
    pub(super) fn publishing(&mut self, ask: Ask) -> Result<Option<Reply>, Failed> {
        let answer = match ask {
            Ask::Overview => Answer::Overview(self.overview()?),
            Ask::Tray => Answer::Tray(self.tray()?),
            Ask::Of(article) => Answer::Of { article, rows: self.of(article)? },
            Ask::Parcel(id) => match self.parcel(&id)? {
                Some(shown) => Answer::Parcel(Box::new(shown)),
                None => return Ok(None),
            },
            Ask::Decide { id, decision } => self.decide(id, decision)?,
            Ask::RetryAll => Answer::Retried(self.retry_all()?),
            ask => return self.setting_up(ask),
        };
        Ok(Some(Reply::Publishing(answer)))
    }

    /// Another thread or program wrote: a record, or no more than where its parcels stand.
    pub(super) fn what_moved(&mut self) -> Result<Option<Reply>, Failed> {
        let Some(before) = self.newest else { return Ok(Some(Reply::Changed)) };
        self.newest = self.desk.store().newest_record()?;
        let same = self.newest == Some(before);
        Ok(Some(if same { Reply::Publishing(Answer::Moved) } else { Reply::Changed }))
    }

    fn overview(&mut self) -> Result<Overview, Failed> {
        let idle = self.desk.store().is_read_only();
        let destinations = self.desk.destinations()?;
        let destinations: Vec<(Name, Kind)> =
            destinations.into_iter().map(|it| (it.name, it.kind)).collect();
        // Only then a worker writes here all the time.
        let known = self.newest.filter(|_| !destinations.is_empty());
        self.newest = match known {
            None if !destinations.is_empty() => self.desk.store().newest_record()?,
            known => known,
        };
        let wanted = Wanted { standings: LIVE.into(), ..Wanted::default() };
        let live = if destinations.is_empty() {
            Vec::new()
        } else {
            self.desk.store().outbox(&wanted, crate::desk::outbox::MOST)?
        };
        let live = live.into_iter().map(live_of).collect();
        Ok(Overview { destinations, live, idle })
    }

    fn tray(&self) -> Result<Vec<Row>, Failed> {
        let store = self.desk.store();
        let wanted =
            |standings: &[Standing]| Wanted { standings: standings.to_vec(), ..Wanted::default() };
        let mut entries = store.outbox(&wanted(&LIVE), crate::desk::outbox::MOST)?;
        entries.extend(store.outbox(&wanted(&OVER), MOST_DONE)?);
        let kinds = self.kinds()?;
        let rows = entries.into_iter().map(|entry| Ok(row(self.desk.outbox_row(entry)?, &kinds)));
        rows.collect()
    }

    fn kinds(&self) -> Result<Vec<(Name, Kind)>, Failed> {
        let all = self.desk.destinations()?;
        Ok(all.into_iter().map(|it| (it.name, it.kind)).collect())
    }

    /// The newest parcel of each destination.
    fn of(&self, article: ArticleId) -> Result<Vec<Entry>, Failed> {
        let wanted = Wanted { article: Some(article), ..Wanted::default() };
        let mut found: Vec<Entry> = Vec::new();
        for entry in self.desk.store().outbox(&wanted, MOST_OF_ONE)? {
            let same = |known: &Entry| known.parcel.destination == entry.parcel.destination;
            if !found.iter().any(same) {
                found.push(entry);
            }
        }
        found.sort_by(|one, other| one.parcel.destination.cmp(&other.parcel.destination));
        Ok(found)
    }

    fn parcel(&self, id: &Uuid) -> Result<Option<Shown>, Failed> {
        let Some(entry) = self.desk.store().parcel(id)? else { return Ok(None) };
        let row = row(self.desk.outbox_row(entry)?, &self.kinds()?);
        let frozen = self.desk.store().frozen(id)?;
        let words = Words::of(self.lang);
        let (mut sheet, mut form) = (Vec::new(), String::new());
        if row.kind == Some(Kind::Paste)
            && let Some(frozen) = &frozen
        {
            let zone = self.desk.house()?.zone;
            let date = time::date(zone_day(frozen, zone), &words);
            let fields = paste::sheet(frozen, &date).into_iter();
            sheet = fields.map(|field| (field.key, field.text)).collect();
            form = self.desk.destination(&row.entry.parcel.destination)?.url;
        }
        let decides = matches!(row.entry.parcel.standing, Standing::Conflict | Standing::Differs);
        let texts =
            frozen.filter(|_| decides).and_then(|frozen| texts(&row.entry, row.kind, &frozen));
        Ok(Some(Shown { row, texts, sheet, form }))
    }

    fn decide(&mut self, id: Uuid, decision: Decision) -> Result<Answer, Failed> {
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        let desk = &mut self.desk;
        let entry = match &decision {
            Decision::Retry => desk.retry(me, id)?,
            Decision::Cancel => desk.cancel(me, id)?,
            Decision::Ours => desk.resolve(me, id, Resolution::Ours)?,
            Decision::Theirs | Decision::Merged => return self.resolve(id, decision),
            Decision::At(url) => desk.published_at(me, id, url)?,
        };
        let row = row(self.desk.outbox_row(entry)?, &self.kinds()?);
        let row = Box::new(row);
        Ok(Answer::Decided { decision, row, clashes: Vec::new(), unread: false })
    }

    /// What was changed over there comes into a draft. Where both sides changed the same words,
    /// theirs stand, or both if they shall be brought together.
    fn resolve(&mut self, id: Uuid, decision: Decision) -> Result<Answer, Failed> {
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        let take =
            if decision == Decision::Theirs { Resolution::Theirs } else { Resolution::Merged };
        let desk = &mut self.desk;
        let before = desk.parcel(&id.to_string())?;
        // What cannot be read is no reason not to decide.
        let decided = draft::read(desk, &before, take, &intake::markdown_of);
        let entry = desk.resolve(me, id, take)?;
        let drafted = if before.parcel.op == Op::Withdraw {
            Draft::Same
        } else {
            let name = before.parcel.destination.as_str();
            let values = [("name", name.into())];
            let reason = Words::of(self.lang).say("tray-correction-reason", &values);
            draft::write(desk, me, &before, decided?, &reason)?
        };
        let row = Box::new(row(self.desk.outbox_row(entry)?, &self.kinds()?));
        let unread = drafted == Draft::Unread;
        let clashes = if let Draft::Made(clashes) = drafted { clashes } else { Vec::new() };
        Ok(Answer::Decided { decision, row, clashes, unread })
    }

    fn retry_all(&mut self) -> Result<usize, Failed> {
        let me = self.me.as_ref().ok_or(DeskError::Who { names: Vec::new() })?;
        let standings = vec![Standing::Waiting, Standing::Unknown];
        let wanted = Wanted { standings, ..Wanted::default() };
        let mut count = 0;
        for entry in self.desk.store().outbox(&wanted, crate::desk::outbox::MOST)? {
            match self.desk.retry(me, entry.parcel.id) {
                Ok(_) => count += 1,
                // It went on by itself meanwhile.
                Err(DeskError::Parcel { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(count)
    }
}

impl From<crate::store::StoreError> for Failed {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Desk(error.into())
    }
}

fn zone_day(frozen: &Frozen, zone: crate::domain::zone::Zone) -> chrono::NaiveDate {
    frozen.published.utc().with_timezone(&zone).date_naive()
}

fn live_of(entry: Entry) -> Live {
    let parcel = entry.parcel;
    Live {
        article: parcel.article,
        destination: parcel.destination,
        op: parcel.op,
        standing: parcel.standing,
        due: entry.due,
        trouble: parcel.trouble.map(|trouble| trouble.key),
    }
}

fn row(row: OutboxRow, kinds: &[(Name, Kind)]) -> Row {
    let name = &row.entry.parcel.destination;
    let kind = kinds.iter().find(|(known, _)| known == name).map(|(_, kind)| *kind);
    Row { entry: row.entry, headline: row.headline, revision: row.revision, kind }
}

/// The three texts of a conflict as text; none if nobody knows what stands over there.
fn texts(entry: &Entry, kind: Option<Kind>, frozen: &Frozen) -> Option<Texts> {
    let body = intake::markdown_of(&frozen.html);
    let ours = vec![("headline", frozen.headline.clone()), ("body", body.trim().to_owned())];
    let kind = kind?;
    let theirs = read(kind, entry.theirs.as_deref()?);
    let base = entry.parcel.remote.base.as_deref();
    let base = base.map_or_else(|| ours.clone(), |text| read(kind, text));
    Some(Texts { base, ours, theirs })
}

/// Reads what a destination holds, for a person; what is not known by words is shown as it is.
fn read(kind: Kind, text: &str) -> Fields {
    match Told::read(kind, text, &intake::markdown_of) {
        Some(told) => {
            vec![("headline", told.title), ("body", told.body.trim().to_owned())]
        }
        None => vec![("body", text.to_owned())],
    }
}
