//! Lists of articles: ten to a page, each in one line.

use super::menu::{Pick, Place};
use super::verb::Verb;
use super::voice::quoted;
use super::{Talk, Talked};
use crate::cli::time;
use crate::desk::search::Search;
use crate::domain::stage::StageName;
use crate::domain::view::{Cursor, ListRow, Page, Sort};

pub(super) const CHOICES: &[Verb] = &[Verb::Next, Verb::Previous, Verb::Search];

/// As many as one can keep in mind.
const ROWS: usize = 10;

impl Talk<'_> {
    pub(super) fn search(&mut self, said: &str) -> Talked<()> {
        let query = if said.is_empty() {
            match self.ask("plain-search", &[])? {
                Some(query) => query,
                None => return Ok(()),
            }
        } else {
            said.to_owned()
        };
        let Some(search) = self.got(self.desk.read_query(&query, Some(self.me.name()), false))
        else {
            return Ok(());
        };
        for hint in &search.hints {
            let values = [
                ("word", hint.word.as_str().into()),
                ("filter", hint.filter.into()),
                ("suggestion", hint.suggestion.unwrap_or_default().into()),
            ];
            self.tell(hint.key(), &values);
        }
        self.list("plain-list-found", &search)
    }

    /// A list until one goes back.
    pub(super) fn list(&mut self, title: &str, search: &Search) -> Talked<()> {
        // Where each page before this one began: the way back.
        let mut starts: Vec<Option<Cursor>> = vec![None];
        let (mut is_told, mut is_new) = (false, true);
        loop {
            let start = starts.last().cloned().flatten();
            let found = self.desk.found(search, Sort::Updated, ROWS, start.as_ref());
            let Some(found) = self.got(found) else { return Ok(()) };
            let page = self.list_page(title, &found, starts.len());
            let place =
                Place { rows: found.rows.len(), first: ROWS + 1, ..Place::of(&page, CHOICES) };
            if is_new {
                self.arrive(&place);
            } else if !is_told {
                for line in &page {
                    self.line(line);
                }
            }
            (is_told, is_new) = (false, false);
            match self.choose(&place)? {
                Pick::Row(at) => {
                    if let Some(row) = found.rows.get(at) {
                        self.article(row.id)?;
                    }
                }
                Pick::Verb(Verb::Next, _) => {
                    if found.next.is_some() {
                        starts.push(found.next);
                    } else {
                        self.tell("plain-list-end", &[]);
                        is_told = true;
                    }
                }
                Pick::Verb(Verb::Previous, _) if starts.len() > 1 => {
                    starts.pop();
                }
                Pick::Verb(Verb::Search, rest) => return self.search(&rest),
                Pick::Back => return Ok(()),
                _ => {
                    self.tell("plain-list-start", &[]);
                    is_told = true;
                }
            }
        }
    }

    fn list_page(&self, title: &str, found: &Page, number: usize) -> Vec<String> {
        let values = [("page", number.into()), ("count", found.rows.len().into())];
        let more = if found.next.is_some() { "plain-list-more" } else { "plain-list-last" };
        let title = self.word(title, &[]);
        let page = self.word("plain-list-page", &values);
        let mut lines = vec![format!("{title}: {page}, {}", self.word(more, &[]))];
        if found.rows.is_empty() {
            lines = vec![format!("{title}: {}", self.word("plain-list-empty", &[]))];
        }
        let people = self.got(self.desk.store().people().map_err(Into::into)).unwrap_or_default();
        for (at, row) in found.rows.iter().enumerate() {
            let author = people.iter().find(|person| person.row == row.author);
            let author = author.map_or("", |person| person.name.as_str());
            lines.push(format!("{}. {}", at + 1, self.row(row, author)));
        }
        if found.cut {
            lines.push(self.word("plain-list-cut", &[]));
        }
        lines
    }

    /// `DRAF, 1 galat, Rapat pleno, ali, kemarin 14.05, 212 kata`
    fn row(&self, row: &ListRow, author: &str) -> String {
        let mut parts = vec![self.stage(row.stage, row.flags.returned(), row.flags.correcting())];
        let counts = row.findings.unwrap_or_default();
        for (key, count) in [("plain-errors", counts.error), ("plain-warnings", counts.warning)] {
            if count > 0 {
                parts.push(self.word(key, &[("count", count.into())]));
            }
        }
        parts.push(self.headline(&row.headline));
        parts.push(author.to_owned());
        if let Some(zone) = self.front.zone {
            let now = self.desk.clock().now();
            parts.push(time::near(row.updated, now, zone, self.words()));
            if let Some(due) = row.due {
                let due = time::near(due, now, zone, self.words());
                parts.push(self.word("plain-due", &[("at", due.into())]));
            }
        }
        parts.push(self.word("plain-words", &[("count", row.words.into())]));
        parts.join(", ")
    }

    pub(super) fn headline(&self, headline: &str) -> String {
        if headline.is_empty() { self.word("no-headline", &[]) } else { quoted(headline) }
    }

    pub(super) fn stage(&self, stage: StageName, returned: bool, correcting: bool) -> String {
        let mut told = self.word(&format!("stage-{}", stage.word()), &[]);
        for (is, key) in [(returned, "plain-returned"), (correcting, "plain-correcting")] {
            if is && stage == StageName::Draft {
                told.push(' ');
                told.push_str(&self.word(key, &[]));
            }
        }
        told
    }
}
