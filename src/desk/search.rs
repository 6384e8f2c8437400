//! Queries as people type them: words for the index, filters for the list.

use super::{Desk, DeskError};
use crate::domain::query::{self, Due, Hint, Term, What};
use crate::domain::time::Timestamp;
use crate::domain::{affix, people::Role, stage::StageName};
use crate::store::lists::{Cursor, Filter, Page, Sort, Waiting};
use crate::store::search::Match;

/// A query, understood: what the index looks for, and what each row is held to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Search {
    /// An FTS5 expression; `None` if the query holds no words.
    pub expression: Option<String>,
    pub filter: Filter,
    /// What was not understood. Never an error: the rest is looked for.
    pub hints: Vec<Hint>,
    /// Nothing can fit: the query names somebody who is not there.
    pub nothing: bool,
}

impl Search {
    /// Holds what was found to another filter too: that of the list it is shown in.
    pub fn narrow(&mut self, list: Filter) {
        let filter = &mut self.filter;
        let both = |own: &mut Vec<_>, others: Vec<_>| {
            if own.is_empty() {
                *own = others;
                return false;
            }
            own.retain(|stage| others.is_empty() || others.contains(stage));
            own.is_empty()
        };
        self.nothing |= both(&mut filter.stages, list.stages);
        if filter.authors.is_empty() {
            filter.authors = list.authors;
        } else if !list.authors.is_empty() {
            filter.authors.retain(|author| list.authors.contains(author));
            self.nothing |= filter.authors.is_empty();
        }
        filter.waiting_for = list.waiting_for.or(filter.waiting_for);
    }
}

/// Filters that name several people or sections are bounded, as queries are.
const DAY_MS: i64 = 86_400_000;

impl Desk {
    /// Reads a query. `mine` is who asks, where that is known; while it is typed, its last word
    /// may be the beginning of one.
    pub fn read_query(
        &self,
        text: &str,
        mine: Option<&str>,
        typing: bool,
    ) -> Result<Search, DeskError> {
        let parsed = if typing { query::parse_typing(text) } else { query::parse(text) };
        let mut search = Search { hints: parsed.hints, ..Search::default() };
        let mut columns = Vec::new();
        for part in parsed.query.filters {
            self.add(part.what, part.not, mine, &mut search, &mut columns)?;
        }
        if search.filter.trashed {
            self.only_trash(&mut search.filter);
        }
        let expand = |word: &str| self.forms(word);
        let words = query::fts(&parsed.query.terms, &expand);
        if words.is_none() {
            search.filter.without = query::fts_excluded(&parsed.query.terms, &expand);
        }
        let parts: Vec<String> =
            words.map(|words| format!("({words})")).into_iter().chain(columns).collect();
        search.expression = (!parts.is_empty()).then(|| parts.join(" AND "));
        Ok(search)
    }

    /// The forms of a word that this desk's texts have. An index that cannot be asked gives the
    /// word alone.
    fn forms(&self, word: &str) -> Vec<String> {
        let forms = affix::forms(word);
        match forms.as_slice() {
            [_alone] => forms,
            several => match self.store.known_words(several) {
                Ok(mut known) => {
                    if !known.iter().any(|form| form == word) {
                        known.insert(0, word.to_owned());
                    }
                    known
                }
                Err(_error) => vec![word.to_owned()],
            },
        }
    }

    fn add(
        &self,
        what: What,
        not: bool,
        mine: Option<&str>,
        search: &mut Search,
        columns: &mut Vec<String>,
    ) -> Result<(), DeskError> {
        let filter = &mut search.filter;
        match what {
            What::Stage(word) => {
                let stage = word.parse().unwrap_or(StageName::Draft);
                if not { filter.not_stages.push(stage) } else { filter.stages.push(stage) }
            }
            What::Returned => filter.returned = Some(!not),
            What::Mine => match mine {
                Some(name) => self.add_author(name, not, search)?,
                None => search.nothing = !not,
            },
            What::Author(name) => self.add_author(&name, not, search)?,
            What::Section(name) => {
                let wanted = name.to_lowercase();
                let sections = self.house()?.sections;
                let known = sections
                    .into_iter()
                    .find(|section| section.to_lowercase().starts_with(&wanted))
                    .unwrap_or(name);
                if not { filter.not_sections.push(known) } else { filter.sections.push(known) }
            }
            What::Tag(words) => columns.extend(in_column("tags", &words, not)),
            What::Place(words) => columns.extend(in_column("names", &words, not)),
            What::Waiting(name) => {
                let people = self.store.people()?;
                match people.iter().find(|person| person.name == name) {
                    Some(person) => {
                        filter.waiting_for = Some(Waiting {
                            person: person.row,
                            reviews: person.roles.has(Role::Reviewer),
                            single_eye: self.house()?.single_eye,
                        });
                    }
                    None => search.nothing = true,
                }
            }
            What::Older(span) => {
                let at = self.clock.now().plus_ms(-span.num_milliseconds());
                if not { filter.updated_from = Some(at) } else { filter.updated_before = Some(at) }
            }
            What::Newer(span) => {
                let at = self.clock.now().plus_ms(-span.num_milliseconds());
                if not { filter.updated_before = Some(at) } else { filter.updated_from = Some(at) }
            }
            What::Due(due) => self.add_due(&due, filter)?,
            // Without being asked for, the trash is in no list.
            What::Trash => filter.trashed |= !not,
        }
        Ok(())
    }

    fn add_author(&self, name: &str, not: bool, search: &mut Search) -> Result<(), DeskError> {
        let wanted = name.to_lowercase();
        let people = self.store.people()?;
        let rows = people
            .iter()
            .filter(|person| person.name.to_lowercase() == wanted)
            .map(|person| person.row);
        let list = if not { &mut search.filter.not_authors } else { &mut search.filter.authors };
        list.extend(rows);
        search.nothing |= !not && list.is_empty();
        Ok(())
    }

    fn add_due(&self, due: &Due, filter: &mut Filter) -> Result<(), DeskError> {
        match due {
            Due::Overdue => filter.due_before = Some(self.clock.now()),
            Due::None => filter.no_due = true,
            days => {
                let house = self.house()?;
                let today = house.day(self.clock.now());
                if let Some(days) = days.days(today) {
                    let start = |date: chrono::NaiveDate| {
                        let midnight = date.and_time(chrono::NaiveTime::MIN);
                        midnight
                            .and_local_timezone(house.zone)
                            .earliest()
                            .map(|time| Timestamp::from(time.to_utc()))
                    };
                    filter.due_from = start(*days.start());
                    filter.due_before = start(*days.end()).map(|last| last.plus_ms(DAY_MS));
                }
            }
        }
        Ok(())
    }

    /// One page of what a search finds: by key in the order of the list, or newest first where
    /// words decide.
    pub fn found(
        &self,
        search: &Search,
        sort: Sort,
        limit: usize,
        after: Option<&Cursor>,
    ) -> Result<Page, DeskError> {
        if search.nothing {
            return Ok(Page { rows: Vec::new(), next: None, cut: false });
        }
        Ok(match &search.expression {
            Some(expression) => self.store.search(expression, &search.filter, limit, after)?,
            None => self.store.page(&search.filter, sort, limit, after)?,
        })
    }

    /// The best matches among the newest, with the words around each.
    pub fn found_ranked(&self, search: &Search, limit: usize) -> Result<Vec<Match>, DeskError> {
        match &search.expression {
            Some(expression) if !search.nothing => {
                Ok(self.store.search_ranked(expression, &search.filter, limit)?)
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// Words in one column of the index. A query that begins with NOT is none for FTS5, so a negative
/// one is left to stand after the words.
fn in_column(column: &str, words: &str, not: bool) -> Option<String> {
    let term = Term { text: words.to_owned(), phrase: true, prefix: false, not: false };
    let expression = query::fts(&[term], &|word| vec![word.to_owned()])?;
    (!not).then(|| format!("{column} : ({expression})"))
}
