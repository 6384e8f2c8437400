//! Queries as people type them: words for the index, filters for the list.

use super::{Desk, DeskError};
use crate::domain::query::{self, Due, Hint, Term, What};
use crate::domain::time::Timestamp;
use crate::domain::{affix, people::Role, stage::StageName, view::ListRow};
use crate::store::lists::{Cursor, Filter, Page, Sort, Waiting};
use crate::text::snippet::{Snippet, Wanted, Weigher, snippet};

/// Columns of the index that filters ask for, by their places in it.
const NAMES: (usize, &str) = (2, "names");
const TAGS: (usize, &str) = (3, "tags");

/// A query, understood: what the index looks for, and what each row is held to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Search {
    /// An FTS5 expression; `None` if the query holds no words.
    pub expression: Option<String>,
    /// One for any of its words, to tell better matches from others.
    pub any: Option<String>,
    pub filter: Filter,
    /// What a snippet shows of a text.
    pub wanted: Wanted,
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

/// A match with the words around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub row: ListRow,
    pub snippet: Snippet,
}

/// So many of the newest articles are looked through for their tags.
const TAGGED: usize = 2_000;

impl Desk {
    /// The tags that are in use, those used most first.
    pub fn tags(&self) -> Result<Vec<String>, DeskError> {
        Ok(self.store.tags(TAGGED)?)
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
        let mut words = Words::default();
        for part in parsed.query.filters {
            self.add(part.what, part.not, mine, &mut search, &mut words)?;
        }
        if search.filter.trashed {
            self.only_trash(&mut search.filter);
        }
        // Each word's forms are looked up once, for the index and for the snippets.
        let terms = &parsed.query.terms;
        let forms: Vec<Vec<String>> = terms.iter().map(|term| self.forms_of(term)).collect();
        let expand = |term: &Term| {
            let at = terms.iter().position(|other| other == term);
            at.and_then(|at| forms.get(at)).cloned().unwrap_or_default()
        };
        for (term, forms) in terms.iter().zip(&forms).filter(|(term, _)| !term.not) {
            match forms.as_slice() {
                words if !words.is_empty() && !term.prefix => {
                    search.wanted.add(words.iter().map(String::as_str), false, None);
                }
                _as_typed => search.wanted.add([term.text.as_str()], term.prefix, None),
            }
        }
        search.any = query::fts_any(terms, &expand);
        let Words { mut all, mut none } = words;
        match query::fts(terms, &expand) {
            Some(words) => all.push(format!("({words})")),
            None => none.extend(query::fts_excluded(terms, &expand)),
        }
        let none = (!none.is_empty()).then(|| none.join(" OR "));
        match (all.is_empty(), none) {
            // A query that begins with NOT is none for FTS5: there the rows are tested.
            (true, none) => search.filter.without = none,
            (false, None) => search.expression = Some(all.join(" AND ")),
            (false, Some(none)) => {
                search.expression = Some(format!("({}) NOT ({none})", all.join(" AND ")));
            }
        }
        Ok(search)
    }

    /// What the index looks for instead of a term: a word's other forms, and the words that a
    /// beginning has here. Nothing where it is looked for as it was typed.
    fn forms_of(&self, term: &Term) -> Vec<String> {
        match (term.prefix, term.phrase) {
            // An index that cannot be asked for them is asked for the beginning.
            (true, _) => self.store.words_from(&term.text).unwrap_or_default(),
            (false, true) => Vec::new(),
            (false, false) => self.forms(&term.text),
        }
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
        words: &mut Words,
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
            What::Tag(text) => words.in_column(TAGS, &text, not, &mut search.wanted),
            What::Place(text) => words.in_column(NAMES, &text, not, &mut search.wanted),
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
                let weigher = Weigher::of(&search.wanted);
                let weigh = |fields: [&str; 4]| weigher.weigh(fields);
                let any = search.any.as_deref();
                let best =
                    self.store.search_ranked(expression, any, &search.filter, limit, &weigh)?;
                best.into_iter()
                    .map(|row| {
                        let look = |fields: [&str; 4]| snippet(&fields, &search.wanted);
                        Ok(Match { snippet: self.store.over_text(row.row, look)?, row })
                    })
                    .collect()
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// What the index must find and what it must not.
#[derive(Default)]
struct Words {
    all: Vec<String>,
    none: Vec<String>,
}

impl Words {
    /// Words in one column of the index.
    fn in_column(&mut self, (at, name): (usize, &str), text: &str, not: bool, shown: &mut Wanted) {
        let term = Term { text: text.to_owned(), phrase: true, prefix: false, not: false };
        let Some(expression) = query::fts(&[term], &|_phrase| Vec::new()) else { return };
        if !not {
            shown.add([text], false, Some(at));
        }
        let list = if not { &mut self.none } else { &mut self.all };
        list.push(format!("{name} : ({expression})"));
    }
}
