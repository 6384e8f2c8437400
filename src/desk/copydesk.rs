//! What the copy desk must know of the office and of an article, put together in one place for all
//! who check: saving, submitting, lists, the command line and the screen.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::SystemTime;

use chrono::NaiveDate;

use super::dictionary::Decisions;
use super::house::House;
use super::own_rules::{self, Own};
use super::register::Learning;
use super::{Desk, DeskError};
use crate::domain::finding::{Finding, Level};
use crate::domain::ids::ArticleId;
use crate::domain::manuscript::Manuscript;
use crate::domain::register::Register;
use crate::domain::view::ArticleView;
use crate::rules::own::OwnRules;
use crate::rules::{self, Dismissed, Keeper, Neighbour, Report};
use crate::store::lists::Filter;

/// So many articles of the same event are compared with.
const NEIGHBOURS: usize = 5;
/// Of the newest whose headlines share a word so many are looked at, and of those so many read.
const LOOKED_AT: usize = 40;
const READ: usize = 12;
/// Words of a headline that are looked for.
const MOST_WORDS: usize = 12;
/// Headlines of the same event share so many of them.
const SHARED: usize = 2;
/// Releases of one event come out within so many days.
const NEAR_DAYS: i64 = 3;
/// The text of a book is not read again to find its neighbours.
const LONG_TEXT: u64 = 50_000;

/// The copy desk of an office on a day. It holds all that it needs: the desk's file is not asked
/// again.
#[derive(Debug, Clone)]
pub struct CopyDesk {
    house: House,
    today: NaiveDate,
    register: Arc<Register>,
    words: Arc<BTreeSet<String>>,
    own: Arc<OwnRules>,
    dismissed: Dismissed,
    neighbours: Vec<Neighbour>,
}

impl CopyDesk {
    /// The same as the rules want it.
    pub fn about(&self) -> rules::House<'_> {
        rules::House {
            office: &self.house.name,
            place: &self.house.place,
            headline_limit: self.house.headline_limit,
            contacts: &self.house.contacts,
            register: &self.register,
            words: &self.words,
            neighbours: &self.neighbours,
            own: &self.own,
            dismissed: &self.dismissed,
            speller: super::hunspell::shared,
            ..rules::House::plain(self.today, &self.house.language)
        }
    }

    /// What nobody let stand.
    pub fn findings(&self, manuscript: &Manuscript) -> Vec<Finding> {
        self.report(manuscript).findings
    }

    pub fn report(&self, manuscript: &Manuscript) -> Report {
        rules::report(manuscript, &self.about(), &Keeper::default())
    }

    /// The same of a text that is being written: the keeper knows an earlier state of it, and of
    /// one as long as a book less is told than at the gate.
    pub fn report_again(&self, manuscript: &Manuscript, keeper: &Keeper) -> Report {
        rules::report(manuscript, &rules::House { as_typed: true, ..self.about() }, keeper)
    }

    /// The same for a text of which this was let stand.
    pub(super) fn but_for(&self, dismissed: Dismissed) -> Self {
        Self { dismissed, neighbours: Vec::new(), ..self.clone() }
    }

    pub(super) fn let_stand(&mut self, rule: &str, words: &str, level: Level) {
        self.dismissed.add(rule, words, level);
    }

    pub(super) fn take_back(&mut self, left: Dismissed) {
        self.dismissed = left;
    }

    pub fn today(&self) -> NaiveDate {
        self.today
    }

    pub fn house(&self) -> &House {
        &self.house
    }
}

/// What was put together once, and for which state of the office and of its files.
#[derive(Debug, Default)]
pub(super) struct Kept {
    register: RefCell<Option<(Stamp, Arc<Register>)>>,
    pub(super) own: RefCell<Option<(own_rules::Stamp, Own)>>,
    pub(super) decisions: RefCell<Option<([i64; 4], Arc<Decisions>)>>,
}

type Stamp = ([i64; 4], Option<(SystemTime, u64)>);

impl Desk {
    /// The copy desk for texts that are no article yet.
    pub fn copydesk(&self) -> Result<CopyDesk, DeskError> {
        let house = self.house()?;
        let today = house.day(self.clock.now());
        Ok(CopyDesk {
            house,
            today,
            register: self.names()?,
            words: Arc::clone(&self.decisions()?.right),
            own: self.own_rules()?.rules,
            dismissed: Dismissed::default(),
            neighbours: Vec::new(),
        })
    }

    /// For a text of this article that is not saved yet, with all that its last revision has.
    pub fn copydesk_of(&self, article: &ArticleId) -> Result<CopyDesk, DeskError> {
        let row = self.find(&article.to_string())?;
        let mut about = self.copydesk()?;
        about.dismissed = self.dismissed_in(&self.store.state(row)?)?;
        if self.store.list_row(row)?.words < LONG_TEXT {
            let text = self.store.manuscript(&self.store.head(row)?.content)?;
            about.neighbours = self.neighbours(row, &text)?;
        }
        Ok(about)
    }

    /// For a whole look at a text of an article: also beside others of the same event.
    pub(super) fn copydesk_for(&self, row: i64, text: &Manuscript) -> Result<CopyDesk, DeskError> {
        let dismissed = self.dismissed_in(&self.store.state(row)?)?;
        Ok(CopyDesk { dismissed, neighbours: self.neighbours(row, text)?, ..self.copydesk()? })
    }

    /// What the copy desk says of an article's text, and what somebody let stand.
    pub fn report_in(&self, article: &ArticleView) -> Result<Report, DeskError> {
        let about = self.copydesk_for(article.row.row, &article.manuscript)?;
        Ok(about.report(&article.manuscript))
    }

    /// What nobody let stand of it.
    pub fn findings_in(&self, article: &ArticleView) -> Result<Vec<Finding>, DeskError> {
        Ok(self.report_in(article)?.findings)
    }

    /// The names that the office writes: read when a text is checked first, and again when the
    /// office or its list has changed.
    fn names(&self) -> Result<Arc<Register>, DeskError> {
        let stamp = (self.store.office_mark()?, self.register_stamp());
        if let Some((known, register)) = &*self.kept.register.borrow()
            && *known == stamp
        {
            return Ok(Arc::clone(register));
        }
        let register = Arc::new(self.begin_register(Learning::default())?.register());
        self.kept.register.replace(Some((stamp, Arc::clone(&register))));
        Ok(register)
    }

    /// Others that may tell of the same event: near in time, with the same names and numbers in
    /// their headlines.
    fn neighbours(&self, row: i64, text: &Manuscript) -> Result<Vec<Neighbour>, DeskError> {
        let words = telling(&text.headline);
        let Some(day) = day_of(text).filter(|_| words.len() >= SHARED) else {
            return Ok(Vec::new());
        };
        let any: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
        let expression = format!("{{headline}} : ({})", any.join(" OR "));
        let found = self.store.search(&expression, &Filter::default(), LOOKED_AT, None)?;
        let alike = |headline: &str| telling(headline).intersection(&words).count() >= SHARED;
        let near = found.rows.into_iter().filter(|other| other.row != row);
        let mut neighbours = Vec::new();
        for other in near.filter(|other| alike(&other.headline)).take(READ) {
            let text = self.store.manuscript(&self.store.head(other.row)?.content)?;
            let is_near =
                day_of(&text).is_some_and(|other| (other - day).num_days().abs() <= NEAR_DAYS);
            if is_near {
                neighbours.push(Neighbour {
                    number: other.short,
                    headline: text.headline,
                    date: text.date,
                    event_date: text.event_from,
                    body: text.body,
                });
            }
            if neighbours.len() == NEIGHBOURS {
                break;
            }
        }
        Ok(neighbours)
    }
}

/// The day of the event, else the day of the release.
fn day_of(text: &Manuscript) -> Option<NaiveDate> {
    text.event_from.or(text.date)
}

/// Names and numbers of a headline, in small letters.
fn telling(headline: &str) -> BTreeSet<String> {
    let tells = |word: &&str| {
        let first = word.chars().next();
        let is_number = word.len() > 1 && first.is_some_and(|c| c.is_ascii_digit());
        is_number || word.chars().count() > 3 && first.is_some_and(char::is_uppercase)
    };
    let words = headline.split(|c: char| !c.is_alphanumeric()).filter(tells);
    words.map(str::to_lowercase).take(MOST_WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_tell_of_an_event() {
        let told = |headline| telling(headline).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(told("KPU Sambas tetapkan 412.345 pemilih"), "345 412 sambas");
        assert_eq!(told("Rapat \"Pleno\" ke-2 (DPB)"), "pleno rapat");
        assert_eq!(told(""), "");
    }
}
